"""How the intervals of estimates are made."""

from __future__ import annotations

from collections.abc import Iterator
from enum import unique
from fractions import Fraction
from itertools import pairwise

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.exact import exact, to_text
from jxassess.faults import Fault, SchemeError, raise_faults
from jxassess.scheme._sample_checks import positive
from jxassess.scheme._survey_fault_kinds import NO_QUANTILE, RISING_QUANTILE, SMALL_QUANTILE, UNORDERED_STEPS
from jxassess.words import Worded, Words


@unique
class IntervalMethod(Worded):
    """How the interval of an estimate is made (置信区间的算法)."""

    WALD = "wald", "estimate and quantile times standard error", "正态区间"
    """Estimate plus and minus quantile times standard error; too short for rates near 0 or 100 %."""
    WILSON = "wilson", "Wilson's, with the effective sample size", "威尔逊区间（有效样本量）"
    """Wilson's interval with the sample size divided by the design effect, fit for rare events; for single shares. An
    incidence adds several shares up, and has the interval `WALD` all the same."""


@frozen(kw_only=True)
class Quantile(ByFields):
    """The quantile of an interval from so many degrees of freedom on (分位数).

    Attributes:
        degrees: the least degrees of freedom (villages less strata), 1 or more.
        quantile: how many standard errors to each side, 1 or more, such as 1.96, or that of Student's distribution; not
            the level, such as 0.95.

    Raises:
        SchemeError: no degree of freedom, a quantile below 1.
    """

    degrees: int
    quantile: Fraction = field(converter=exact)

    def __attrs_post_init__(self) -> None:
        """Refuse a quantile that is rather a level."""
        small = () if self.quantile >= 1 else (SMALL_QUANTILE.at("quantile", to_text(self.quantile)),)
        raise_faults(SchemeError, (*positive("degrees", self.degrees), *small), Words("a quantile", "分位数"))


@frozen(kw_only=True)
class Interval(ByFields):
    """How intervals are made (置信区间).

    Attributes:
        method: how.
        quantiles: the quantiles by degrees of freedom, from few to many; the first from 1 on. One entry is one quantile
            for every estimate.

    Raises:
        SchemeError: no quantile from 1 degree on, degrees out of order, a quantile that rises.

    Legal basis:
        None: level and method are the scheme's.

    Example:
        >>> from jxassess.scheme import Interval, IntervalMethod, Quantile
        >>> table = [Quantile(degrees=1, quantile="12.706"), Quantile(degrees=3, quantile="3.182")]
        >>> Interval(method=IntervalMethod.WALD, quantiles=table).quantile(7)
        Fraction(1591, 500)
    """

    method: IntervalMethod
    quantiles: tuple[Quantile, ...] = field(converter=tuple[Quantile, ...])

    def __attrs_post_init__(self) -> None:
        """Refuse a table with gaps."""
        raise_faults(SchemeError, self._find_faults(), Words("an interval", "置信区间"))

    def _find_faults(self) -> Iterator[Fault]:
        if [each.degrees for each in self.quantiles[:1]] != [1]:
            yield NO_QUANTILE.at("quantiles")
        for i, (before, each) in enumerate(pairwise(self.quantiles), start=1):
            if each.degrees <= before.degrees:
                yield UNORDERED_STEPS.at(f"quantiles[{i}].degrees", each.degrees)
            if each.quantile > before.quantile:
                yield RISING_QUANTILE.at(f"quantiles[{i}].quantile", to_text(each.quantile))

    def quantile(self, degrees: int) -> Fraction:
        """Give the quantile for degrees of freedom: of the last entry that does not ask for more.

        Args:
            degrees: villages less strata; below 1 the first entry holds.

        Returns:
            The quantile.
        """
        fitting = [each.quantile for each in self.quantiles if each.degrees <= degrees]
        return fitting[-1] if fitting else self.quantiles[0].quantile

    @property
    def words(self) -> Words:
        """The interval in words."""
        if len(self.quantiles) == 1:
            only = to_text(self.quantiles[0].quantile)
            return Words("{method}; quantile {only}", "{method}；分位数{only}").format(
                method=self.method.words, only=only
            )
        table = [(to_text(each.quantile), each.degrees) for each in self.quantiles]
        en = ", ".join(f"{quantile} ({degrees})" for quantile, degrees in table)
        zh = "、".join(f"{quantile}（{degrees}）" for quantile, degrees in table)
        return Words(
            "{method}; quantile (from degrees of freedom on): {said}", "{method}；分位数（自由度起点）：{said}"
        ).format(method=self.method.words, said=Words(en, zh))
