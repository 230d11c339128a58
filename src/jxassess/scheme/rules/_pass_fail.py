"""Pass or fail."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

from attrs import field, frozen

from jxassess.exact import Side, exact, to_text
from jxassess.scheme._pieces import Pieces
from jxassess.scheme.rules._basis import Basis
from jxassess.scheme.rules._levels import Level, Levels
from jxassess.words import Words


@frozen(kw_only=True)
class PassFail:
    """Full marks on one side of a bound, none on the other (达标计分).

    Attributes:
        side: which side passes, the bound itself in or out.
        value: the bound, in the unit of the basis.
        basis: what is looked at; zero tolerance of a missed target is `at_least` 1 of `completion`.

    Example:
        >>> from jxassess.exact import Side
        >>> from jxassess.scheme import Basis, PassFail
        >>> rule = PassFail(side=Side.BELOW, value=3, basis=Basis.VALUE)
        >>> rule.lower(Fraction(20)).at(Fraction(3)), rule.lower(Fraction(20)).at(Fraction("2.99"))
        (Fraction(0, 1), Fraction(20, 1))
    """

    kind: ClassVar[str] = "pass_fail"

    side: Side
    value: Fraction = field(converter=exact)
    basis: Basis

    def lower(self, marks: Fraction) -> Pieces:
        """Give the points as pieces over the basis.

        Args:
            marks: full marks.

        Returns:
            Two flat pieces.
        """
        level = Level(side=self.side, value=self.value, points=marks)
        return Levels(levels=[level], otherwise=0, basis=self.basis).lower(marks)

    def words(self, marks: Fraction) -> Words:
        """Say the rule in words with its numbers."""
        return Words(
            "{basis} {side} {value}: {marks}, else none", "{basis}{side}{value}得{marks}分，否则不得分"
        ).format(basis=self.basis.words, side=self.side.words, value=to_text(self.value), marks=to_text(marks))
