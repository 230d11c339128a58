"""Between the smallest and the largest value of all units."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.exact import Better, exact, to_text
from jxassess.faults import Fault, SchemeError, raise_faults
from jxassess.scheme._faults import ABOVE_MARKS, EQUAL_BELOW_FLOOR, NEGATIVE
from jxassess.scheme._pieces import Pieces, clipped, flat, pieces_of
from jxassess.scheme.rules._cohort import Cohort, Reference
from jxassess.scheme.rules._properties import ALL_PROPERTIES, Property
from jxassess.words import Words


@frozen(kw_only=True)
class BetweenExtremes(ByFields):
    """The best of all units earns full marks, the worst a floor, the others in proportion between (极差标准化计分).

    Attributes:
        floor: points of the worst, zero or more.
        when_equal: points where all units are equal and there is neither best nor worst, not below the floor.
        cohort: which units are compared.

    Raises:
        SchemeError: points below zero, or fewer points for all being equal than for being the worst.

    Example:
        >>> from jxassess.exact import Better
        >>> from jxassess.scheme import Among, BetweenExtremes, Cohort, Reference
        >>> rule = BetweenExtremes(floor=0, when_equal=10, cohort=Cohort(among=Among.CITY, has_carried=True))
        >>> rule.lower(Fraction(10), Reference([2, 4, 7]), Better.HIGHER).at(Fraction(4))
        Fraction(4, 1)
    """

    kind: ClassVar[str] = "between_extremes"
    properties: ClassVar[frozenset[Property]] = ALL_PROPERTIES

    floor: Fraction = field(converter=exact)
    when_equal: Fraction = field(converter=exact)
    cohort: Cohort

    def __attrs_post_init__(self) -> None:
        """Refuse points below zero."""
        raise_faults(SchemeError, self._find_faults(), Words("a rule between extremes", "极差计分规则"))

    def _find_faults(self) -> Iterator[Fault]:
        for name, value in (("floor", self.floor), ("when_equal", self.when_equal)):
            if value < 0:
                yield NEGATIVE.at(name, to_text(value))
        # Else a unit that comes level with the rest could lose points by getting better.
        if self.when_equal < self.floor:
            yield EQUAL_BELOW_FLOOR.at("when_equal", to_text(self.when_equal), floor=to_text(self.floor))

    def marks_faults(self, marks: Fraction) -> Iterator[Fault]:
        """Find what is wrong with the rule under given marks.

        Args:
            marks: full marks.

        Yields:
            A fault for each number above the marks.
        """
        for name, value in (("floor", self.floor), ("when_equal", self.when_equal)):
            if value > marks:
                yield ABOVE_MARKS.at(name, to_text(value), marks=to_text(marks))

    def lower(self, marks: Fraction, reference: Reference, better: Better) -> Pieces:
        """Give the points as pieces over the quantity, once smallest and largest are known.

        Args:
            marks: full marks.
            reference: the units compared.
            better: which direction is the better one.

        Returns:
            Three pieces, or one where all units are equal.
        """
        least, most = reference.values[0], reference.values[-1]
        if least == most:
            return pieces_of(flat(self.when_equal), [])
        worst, best = (least, most) if better is Better.HIGHER else (most, least)
        return clipped((worst, self.floor), (best, marks))

    def words(self, marks: Fraction) -> Words:
        """Say the rule in words with its numbers."""
        return Words(
            "best of {cohort} {marks}, worst {floor}, in proportion between; {equal} where all are equal",
            "{cohort}最优得{marks}分，最差得{floor}分，其间按比例计分；全部相同的得{equal}分",
        ).format(
            cohort=self.cohort.words,
            marks=to_text(marks),
            floor=to_text(self.floor),
            equal=to_text(self.when_equal),
        )
