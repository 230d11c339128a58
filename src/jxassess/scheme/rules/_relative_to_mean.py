"""Relative to the mean of all units, the rule that needs a reference."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.exact import Better, exact, to_text
from jxassess.faults import Fault, SchemeError, raise_faults
from jxassess.scheme._faults import BOUNDS_CROSSED, NEGATIVE, NOT_POSITIVE, SAME_VALUES
from jxassess.scheme._pieces import Pieces, clipped
from jxassess.scheme.rules._cohort import Cohort, Reference
from jxassess.scheme.rules._properties import ALL_PROPERTIES, Property
from jxassess.words import Words


@frozen(kw_only=True)
class RelativeToMean(ByFields):
    """Base marks at the mean of all units, scaled by the ratio to the mean, between a floor and a cap (相对均值计分).

    Meant for indicators whose larger values are better and whose mean is above zero. A better value never earns less as
    long as none of the units compared is below zero.

    Attributes:
        base: points of a unit at the mean.
        floor: the least points, zero or more.
        cap: the most points; the criterion's marks.
        cohort: which units form the mean.

    Raises:
        SchemeError: floor, base and cap do not rise in this order or leave no room, the base is not above zero, or the
            floor is below zero.

    Example:
        >>> from jxassess.exact import Better
        >>> from jxassess.scheme import Among, Cohort, Reference, RelativeToMean
        >>> rule = RelativeToMean(base="2.4", floor="1.5", cap=4,
        ...                       cohort=Cohort(among=Among.PROVINCE, has_carried=False))
        >>> rule.lower(Fraction(4), Reference([10, 20]), Better.HIGHER).at(Fraction(20))
        Fraction(16, 5)
    """

    kind: ClassVar[str] = "relative_to_mean"
    properties: ClassVar[frozenset[Property]] = ALL_PROPERTIES - {Property.SPLIT}

    base: Fraction = field(converter=exact)
    floor: Fraction = field(converter=exact)
    cap: Fraction = field(converter=exact)
    cohort: Cohort

    def __attrs_post_init__(self) -> None:
        """Refuse bounds that cross."""
        raise_faults(SchemeError, self._find_faults(), Words("a rule relative to the mean", "相对均值规则"))

    def _find_faults(self) -> Iterator[Fault]:
        if self.base <= 0:
            yield NOT_POSITIVE.at("base", to_text(self.base))
        if self.floor < 0:
            yield NEGATIVE.at("floor", to_text(self.floor))
        if self.floor == self.cap:
            yield SAME_VALUES.at("cap", to_text(self.cap))
        if not self.floor <= self.base <= self.cap:
            yield BOUNDS_CROSSED.at("base", to_text(self.base), floor=to_text(self.floor), cap=to_text(self.cap))

    def marks_faults(self, marks: Fraction) -> Iterator[Fault]:
        """Find what is wrong with the rule under given marks beyond what its pieces show: nothing.

        Args:
            marks: full marks.

        Yields:
            No fault.
        """
        yield from ()

    def lower(self, marks: Fraction, reference: Reference, better: Better) -> Pieces:
        """Give the points as pieces over the value, once the mean is known.

        Args:
            marks: full marks, equal to the cap.
            reference: the units compared; their mean is above zero.
            better: not read: the ratio to the mean rewards larger values.

        Returns:
            Three pieces.
        """
        unit = reference.mean / self.base
        return clipped((self.floor * unit, self.floor), (self.cap * unit, self.cap))

    def words(self, marks: Fraction) -> Words:
        """Say the rule in words with its numbers."""
        return Words(
            "{base} at the mean of {cohort}, scaled by the ratio to it, {floor} to {cap}",
            "达到{cohort}均值得{base}分，按与均值之比增减，{floor}至{cap}分",
        ).format(
            base=to_text(self.base),
            cohort=self.cohort.words,
            floor=to_text(self.floor),
            cap=to_text(self.cap),
        )
