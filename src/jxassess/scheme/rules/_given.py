"""Marks given by a panel."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

from attrs import frozen

from jxassess.comparing import ByFields
from jxassess.exact import to_text
from jxassess.scheme._pieces import Pieces, clipped
from jxassess.scheme.rules._properties import ALL_PROPERTIES, Property
from jxassess.words import Words


@frozen(kw_only=True)
class Given(ByFields):
    """The observation is itself the points, between zero and the marks, as a panel gave them (评议给分).

    An observation outside 0 to the marks is a fault of the evidence.

    Example:
        >>> from jxassess.scheme import Given
        >>> Given().lower(Fraction(5)).at(Fraction("4.5"))
        Fraction(9, 2)
    """

    kind: ClassVar[str] = "given"
    properties: ClassVar[frozenset[Property]] = ALL_PROPERTIES

    def lower(self, marks: Fraction) -> Pieces:
        """Give the points as pieces over the points given.

        Args:
            marks: full marks.

        Returns:
            Three pieces.
        """
        return clipped((Fraction(0), Fraction(0)), (marks, marks))

    def words(self, marks: Fraction) -> Words:
        """Say the rule in words with its numbers."""
        return Words("points given, 0 to {marks}", "评议给分，0至{marks}分").format(marks=to_text(marks))
