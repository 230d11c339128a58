"""Variances of estimates from stratified villages, by linearisation, as exact fractions.

A share is a ratio of two totals, both of which vary with the sample. Taylor's series makes of it a total of one quantity
for each village, whose variance is that of any total: Woodruff (1971), A simple method for approximating the variance of
a complicated estimate, Journal of the American Statistical Association 66, 411-414; Särndal, Swensson and Wretman
(1992), Model Assisted Survey Sampling. Villages are the first-stage units; how households were drawn inside them shows in
the differences between villages and is not asked for. Where the design says how many villages a stratum has, the share of
them in the sample is taken off, and with it that share of the error of drawing households inside villages.
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import assert_never

from attrs import frozen

from jxassess.comparing import ByFields
from jxassess.exact import add_up
from jxassess.scheme import SingleVillage
from jxassess.surveys._samples import Sample, SampledStratum
from jxassess.surveys._tally import ShareTotals

_ZERO = Fraction(0)


@frozen(kw_only=True)
class Term(ByFields):
    """A share times a known number.

    Attributes:
        share: which of the rule's shares.
        totals: its totals in the place, with somebody in the denominator.
        factor: the number.
    """

    share: int
    totals: ShareTotals
    factor: Fraction

    @property
    def value(self) -> Fraction:
        """The share times the number."""
        return self.factor * Fraction(self.totals.counted, self.totals.among)


def find_variance(sample: Sample, terms: tuple[Term, ...], single: SingleVillage) -> Fraction:
    """Estimate the variance of a sum of shares times known numbers.

    Every village in the sample counts, one without households in a denominator with zero, so that the number of villages
    among which a denominator lies is left to chance as it was.

    Args:
        sample: the sample of the place.
        terms: the shares and their factors.
        single: what becomes of a stratum with a single village; the caller has refused those that are to be refused.

    Returns:
        The variance, zero or more.
    """
    # A village's quantity is the sum of factor * (counted - ratio * among) / among of all; over one denominator for all
    # villages it is a whole number.
    squares = [term.factor / term.totals.among**2 for term in terms]
    below = lcm(*[square.denominator for square in squares])
    scaled = [(term, int(square * below)) for term, square in zip(terms, squares, strict=True)]
    return add_up(_spread(stratum, scaled, single) for stratum in sample.strata) / below**2


def _spread(stratum: SampledStratum, scaled: list[tuple[Term, int]], single: SingleVillage) -> Fraction:
    quantities = [0] * len(stratum.villages)
    for term, scale in scaled:
        counted, among = term.totals.counted, term.totals.among
        shares = [village.shares[term.share] for village in stratum.villages]
        quantities = [
            quantity + scale * (share.counted * among - counted * share.among)
            for quantity, share in zip(quantities, shares, strict=True)
        ]
    return stratum.share_outside * _deviation(quantities, single)


def _deviation(quantities: list[int], single: SingleVillage) -> Fraction:
    number, squares = len(quantities), sum([quantity * quantity for quantity in quantities])
    if number > 1:
        return Fraction(number * squares - sum(quantities) ** 2, number - 1)
    match single:
        case SingleVillage.CENTRED:
            # The quantities of all villages of a place add up to zero, which is their mean.
            return Fraction(squares)
        case SingleVillage.CERTAIN | SingleVillage.REFUSE:
            return _ZERO
        case unknown:
            assert_never(unknown)


def find_design_effect(term: Term, variance: Fraction) -> Fraction | None:
    """Hold a variance against that of a simple random sample of as many households, drawn with replacement.

    Args:
        term: the one share, with its factor.
        variance: its variance.

    Returns:
        How many times as large it is; `None` where a simple random sample shows no variation.
    """
    totals = term.totals
    ratio = Fraction(totals.counted, totals.among)
    # The weighted sum of (counted - ratio * among)² over households: the counted ones have both, the others only one.
    residuals = totals.squares_counted * (1 - 2 * ratio) + totals.squares_among * ratio**2
    # A household alone is the whole share, and leaves no residual either.
    if not residuals:
        return None
    simple = totals.weight * residuals / ((totals.households - 1) * Fraction(totals.among) ** 2)
    return variance / (simple * term.factor**2)
