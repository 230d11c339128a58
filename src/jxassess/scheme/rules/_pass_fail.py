"""Pass or fail."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.exact import Side, exact, to_text
from jxassess.scheme._pieces import Pieces
from jxassess.scheme.rules._levels import Level, Levels
from jxassess.scheme.rules._properties import ALL_PROPERTIES, Property
from jxassess.words import Words


@frozen(kw_only=True)
class PassFail(ByFields):
    """Full marks on one side of a bound, none on the other (达标计分).

    Attributes:
        side: which side passes, the bound itself in or out.
        value: the bound, in the unit of the basis.

    Example:
        >>> from jxassess.exact import Side
        >>> from jxassess.scheme import PassFail
        >>> rule = PassFail(side=Side.BELOW, value=3)
        >>> rule.lower(Fraction(20)).at(Fraction(3)), rule.lower(Fraction(20)).at(Fraction("2.99"))
        (Fraction(0, 1), Fraction(20, 1))
    """

    kind: ClassVar[str] = "pass_fail"
    properties: ClassVar[frozenset[Property]] = ALL_PROPERTIES

    side: Side
    value: Fraction = field(converter=exact)

    def lower(self, marks: Fraction) -> Pieces:
        """Give the points as pieces over the basis.

        Args:
            marks: full marks.

        Returns:
            Two flat pieces.
        """
        level = Level(side=self.side, value=self.value, points=marks)
        return Levels(levels=[level], otherwise=0).lower(marks)

    def words(self, marks: Fraction) -> Words:
        """Say the rule in words with its numbers."""
        return Words("{side} {value}: {marks}, else none", "{side}{value}得{marks}分，否则不得分").format(
            side=self.side.words, value=to_text(self.value), marks=to_text(marks)
        )
