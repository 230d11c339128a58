"""Relative to the mean of all units, the rule that needs a reference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import unique
from fractions import Fraction
from typing import ClassVar

from attrs import field, frozen

from jxassess.exact import Exactable, exact, to_text
from jxassess.faults import Fault, SchemeError, raise_faults
from jxassess.scheme._faults import BOUNDS_CROSSED, EMPTY, NEGATIVE, NOT_POSITIVE, SAME_VALUES
from jxassess.scheme._pieces import Pieces, clipped
from jxassess.words import Worded, Words


@unique
class Among(Worded):
    """Which units a cohort rule compares a county with (比较范围)."""

    PROVINCE = "province", "the province", "全省"
    CITY = "city", "its city", "本市"


def _sorted(values: Iterable[Exactable]) -> tuple[Fraction, ...]:
    return tuple(sorted(map(exact, values)))


@frozen
class Reference:
    """The units that one county is compared with, reduced to their values (参照组).

    Attributes:
        values: the values of all units of the comparison, the county's own among them, sorted; at least one.

    Raises:
        SchemeError: no value.

    Example:
        >>> from jxassess.scheme import Reference
        >>> Reference([3, 1, 2]).mean
        Fraction(2, 1)
    """

    values: tuple[Fraction, ...] = field(converter=_sorted)

    def __attrs_post_init__(self) -> None:
        """Refuse a comparison with nothing."""
        raise_faults(SchemeError, () if self.values else (EMPTY.at("values"),), Words("a reference", "参照组"))

    @property
    def mean(self) -> Fraction:
        """The plain mean."""
        return sum(self.values, Fraction(0)) / len(self.values)


@frozen(kw_only=True)
class RelativeToMean:
    """Base marks at the mean of all units, scaled by the ratio to the mean, between a floor and a cap (相对均值计分).

    Meant for indicators whose larger values are better and whose mean is above zero.

    Attributes:
        base: points of a unit at the mean.
        floor: the least points, zero or more.
        cap: the most points; the criterion's marks.
        among: which units form the comparison.
        has_carried: whether counties that bring a score of their own count in the mean.

    Raises:
        SchemeError: floor, base and cap do not rise in this order or leave no room, the base is not above zero, or the
            floor is below zero.

    Example:
        >>> from jxassess.scheme import Among, Reference, RelativeToMean
        >>> rule = RelativeToMean(base="2.4", floor="1.5", cap=4, among=Among.PROVINCE, has_carried=False)
        >>> rule.lower(Fraction(4), Reference([10, 20])).at(Fraction(20))
        Fraction(16, 5)
    """

    kind: ClassVar[str] = "relative_to_mean"

    base: Fraction = field(converter=exact)
    floor: Fraction = field(converter=exact)
    cap: Fraction = field(converter=exact)
    among: Among
    has_carried: bool

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

    def lower(self, marks: Fraction, reference: Reference) -> Pieces:
        """Give the points as pieces over the value, once the mean is known.

        Args:
            marks: full marks, equal to the cap.
            reference: the units compared; their mean is above zero.

        Returns:
            Three pieces.
        """
        unit = reference.mean / self.base
        return clipped((self.floor * unit, self.floor), (self.cap * unit, self.cap))

    def words(self, marks: Fraction) -> Words:
        """Say the rule in words with its numbers."""
        carried = (
            Words("with carried counties", "含贫困县")
            if self.has_carried
            else Words("without carried counties", "不含贫困县")
        )
        return Words(
            "{base} at the mean of {among} ({carried}), scaled by the ratio to it, {floor} to {cap}",
            "达到{among}均值（{carried}）得{base}分，按与均值之比增减，{floor}至{cap}分",
        ).format(
            base=to_text(self.base),
            among=self.among.words,
            carried=carried,
            floor=to_text(self.floor),
            cap=to_text(self.cap),
        )
