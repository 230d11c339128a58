"""Conditions on the value of an indicator, and what is done where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from enum import unique

from attrs import frozen

from jxassess.comparing import ByFields
from jxassess.exact import Better, Bound, to_text
from jxassess.faults import Fault, SchemeError, raise_faults
from jxassess.indicators import Indicator
from jxassess.scheme._faults import (
    BOUND_SETTLED,
    OTHER_SIDE,
)
from jxassess.words import Worded, Words


@unique
class WhenMissing(Worded):
    """What a scheme does about an observation that is missing (数据缺失的处理)."""

    FAULT = "fault", "is a fault", "视为差错"
    """The evidence is refused until it is there."""
    ZERO = "zero", "counts zero", "计0分"
    """The criterion earns no points."""
    RESCALE_GROUP = "rescale_group", "left out, the rest of the group scaled up", "不计入，本组内折算"
    """The criterion is left out, and the rest of its group is scaled up to the group's marks."""
    RESCALE_ALL = "rescale_all", "left out, everything else scaled up", "不计入，按总分折算"
    """The criterion is left out, and everything else is scaled up to the total marks."""


@unique
class WhenNotApplicable(Worded):
    """What a scheme does about a criterion that does not apply to a county (不适用的处理): neither zero nor full."""

    FAULT = "fault", "is a fault", "视为差错"
    RESCALE_GROUP = "rescale_group", "left out, the rest of the group scaled up", "不计入，本组内折算"
    RESCALE_ALL = "rescale_all", "left out, everything else scaled up", "不计入，按总分折算"


@frozen(kw_only=True)
class Cutoff(ByFields):
    """A second indicator that takes all points (一票否决): where its value lies on a side of a bound, nothing is earned.

    Attributes:
        indicator: what decides.
        bound: where it takes the points, in the indicator's unit.

    Raises:
        SchemeError: a bound that every value of the indicator satisfies, or none.
    """

    indicator: Indicator
    bound: Bound

    def __attrs_post_init__(self) -> None:
        """Refuse a bound that decides nothing."""
        raise_faults(SchemeError, bound_faults(self.indicator, self.bound), Words("a cutoff", "否决条件"))

    @property
    def words(self) -> Words:
        """The condition in words."""
        return Words("none where {name} is {bound}", "{name}{bound}的不得分").format(
            name=self.indicator.name, bound=self.bound.words
        )


def bound_faults(indicator: Indicator, bound: Bound, where: str = "bound") -> Iterator[Fault]:
    """Find a bound that all values of an indicator satisfy, or none.

    Args:
        indicator: what is compared.
        bound: the condition.
        where: the path to it.

    Yields:
        At most one fault.
    """
    if bound.is_settled(indicator.low, indicator.high):
        yield BOUND_SETTLED.at(f"{where}.value", to_text(bound.value), range=indicator.range, indicator=indicator.key)


def side_faults(indicator: Indicator, bound: Bound, where: str, *, is_good: bool) -> Iterator[Fault]:
    """Find a bound that looks to the wrong side of an indicator.

    Args:
        indicator: what is compared.
        bound: the condition.
        where: the path to it.
        is_good: whether the better values should satisfy it, or the worse ones.

    Yields:
        At most one fault.
    """
    is_upward = (indicator.better is Better.HIGHER) == is_good
    if bound.side.is_upward != is_upward:
        yield OTHER_SIDE.at(f"{where}.side", bound.side.value, indicator=indicator.key, better=indicator.better.words)
