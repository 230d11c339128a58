"""Intervals of estimates, each end rounded right."""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from attrs import frozen

from jxassess.comparing import ByFields
from jxassess.exact import RoundingMode, round_to
from jxassess.scheme import IntervalMethod
from jxassess.surveys._roots import round_root

_WHOLE = 100
_NONE = Fraction(0)
_ALL = Fraction(_WHOLE)


@frozen(kw_only=True)
class Ends(ByFields):
    """What the two ends of an interval are made of.

    Attributes:
        estimate: in %, 0 to 100.
        variance: in the square of that.
        error: the standard error as published.
        quantile: how many standard errors to each side.
        households: households of the denominator.
        places: decimal places of the ends.
        mode: how they are rounded.
    """

    estimate: Fraction
    variance: Fraction
    error: Fraction
    quantile: Fraction
    households: int
    places: int
    mode: RoundingMode

    def by(self, method: IntervalMethod) -> tuple[Fraction, Fraction]:
        """Give the lower and the upper end.

        Args:
            method: how the interval is made.

        Returns:
            Both, in %.
        """
        match method:
            case IntervalMethod.WALD:
                return self._wald()
            case IntervalMethod.WILSON:
                return self._wilson()
            case unknown:
                assert_never(unknown)

    def _wald(self) -> tuple[Fraction, Fraction]:
        # From the published error, so that who has the published figures finds the same ends.
        reach = self.quantile * self.error
        lower, upper = (round_to(self.estimate + side * reach, self.places, self.mode) for side in (-1, 1))
        return max(lower, _NONE), min(upper, _ALL)

    def _wilson(self) -> tuple[Fraction, Fraction]:
        """Find the shares that lie `quantile` of their own standard errors from the estimate, by Wilson (1927).

        Probable inference, the law of succession, and statistical inference, Journal of the American Statistical
        Association 22, 209-212; for complex samples with the effective sample size: Kott (2017), A note on Wilson
        coverage intervals for proportions estimated from complex samples, Survey Methodology 43; Franco, Little, Louis
        and Slud (2019), Comparative study of confidence intervals for proportions in complex sample surveys, Journal
        of Survey Statistics and Methodology 7.
        """
        share, square, number = self.estimate / _WHOLE, self.quantile**2, self.effective_households
        below = 2 * (number + square)
        centre = (2 * number * share + square) / below * _WHOLE
        under = square * (4 * number * share * (1 - share) + square) / below**2 * _WHOLE**2
        lower = -round_root(-centre, under, self.places, self.mode)
        return lower, round_root(centre, under, self.places, self.mode)

    @property
    def effective_households(self) -> Fraction:
        """The size of a simple random sample with the same variance.

        Where no variation shows there is no such size, and the number of households stands for it; that is too many
        where households of a village resemble each other.
        """
        # Where everybody or nobody is counted, no village differs from another.
        if not self.variance:
            return Fraction(self.households)
        return self.estimate * (_WHOLE - self.estimate) / self.variance
