"""Completion of a target."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

from attrs import frozen

from jxassess.exact import to_text
from jxassess.scheme._pieces import Pieces, clipped
from jxassess.scheme.rules._basis import Basis
from jxassess.words import Words


@frozen(kw_only=True)
class Completion:
    """Marks in proportion to the share of the target that was reached, and not more than full (按完成率计分).

    A target of zero leaves nothing to do: the criterion is then not applicable.

    Example:
        >>> from jxassess.scheme import Completion
        >>> Completion().lower(Fraction(20)).at(Fraction(9, 10))
        Fraction(18, 1)
    """

    kind: ClassVar[str] = "completion"

    @property
    def basis(self) -> Basis:
        """Always the share of the target."""
        return Basis.COMPLETION

    def lower(self, marks: Fraction) -> Pieces:
        """Give the points as pieces over the share reached.

        Args:
            marks: full marks.

        Returns:
            Three pieces.
        """
        return clipped((Fraction(0), Fraction(0)), (Fraction(1), marks))

    def words(self, marks: Fraction) -> Words:
        """Say the rule in words with its numbers."""
        return Words(
            "{marks} times the share of the target reached, at most {marks}",
            "{marks}分×目标完成率，最高{marks}分",
        ).format(marks=to_text(marks))
