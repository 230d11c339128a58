"""Intervals by hand and by properties."""

from __future__ import annotations

from fractions import Fraction

import pytest
from attrs import evolve
from small_tallies import ZI, figures, incidence_rule, simple_rule, tally_of, village

from jxassess import RoundingMode
from jxassess.scheme import Interval, IntervalMethod, Quantile
from jxassess.surveys import Tally, estimate

WILSON = IntervalMethod.WILSON


def ends(tally: Tally) -> tuple[Fraction, Fraction]:
    """Give both ends of the interval of the one estimate."""
    (found,) = estimate(tally)
    return found.uncertainty.lower, found.uncertainty.upper


def test_the_usual_interval_reaches_a_quantile_times_the_error() -> None:
    """20 % with an error of 10 reaches from 0.4 to 39.6 at 1.96."""
    tally = tally_of(village("1", (1, 10)), village("2", (3, 10)))
    assert ends(tally) == (Fraction("0.4"), Fraction("39.6"))


def test_the_usual_interval_is_made_of_the_published_error() -> None:
    """Five times the published error of 3.33 from 3.3333 ends at 19.98, where the exact error would reach 20."""
    rule = evolve(simple_rule(quantile=5), places=2)
    # Villages with 0 and 2 of 30 lie 1 of 60 to each side: the error is a thirtieth.
    tally = tally_of(village("1", (0, 30)), village("2", (2, 30)), rule=rule)
    assert estimate(tally)[0].uncertainty.standard_error == Fraction("3.33")
    assert ends(tally) == (0, Fraction("19.98"))


def test_the_usual_interval_ends_where_shares_end() -> None:
    """No interval reaches below 0 or above 100 %."""
    assert ends(tally_of(village("1", (0, 10)), village("2", (4, 10)))) == (0, Fraction("59.2"))
    assert ends(tally_of(village("1", (10, 10)), village("2", (6, 10)))) == (Fraction("40.8"), 100)


def test_wilsons_interval_takes_the_effective_sample_size() -> None:
    """Two villages with 1 and 3 of 10 are worth 0.16 / 0.01 = 16 households.

    At a quantile of 2 the ends are (2 * 16 * 0.2 + 4 ± 2 * √(4 * 16 * 0.16 + 4)) / (2 * 20), which is (10.4 ± √56.96) / 40.
    """
    tally = tally_of(village("1", (1, 10)), village("2", (3, 10)), rule=simple_rule(method=WILSON, quantile=2))
    # √56.96 is 7.547184...
    assert ends(tally) == (Fraction("7.132"), Fraction("44.868"))


def test_wilsons_interval_of_nobody_is_that_of_all_households() -> None:
    """None of 96 households is 0 to 4 of 100 at a quantile of 2, none other of 96 is 96 to 100."""
    rule = simple_rule(method=WILSON, quantile=2)
    assert ends(tally_of(village("1", (0, 60)), village("2", (0, 36)), rule=rule)) == (0, 4)
    assert ends(tally_of(village("1", (60, 60)), village("2", (36, 36)), rule=rule)) == (96, 100)


def test_wilsons_interval_where_no_variation_shows_is_that_of_all_households() -> None:
    """Two villages that agree, each with 10 of 48, show no error, and their 96 households stand for the sample size."""
    tally = tally_of(village("1", (24, 48)), village("2", (24, 48)), rule=simple_rule(method=WILSON, quantile=2))
    # (2 * 96 * 0.5 + 4 ± 2 * √(4 * 96 * 0.25 + 4)) / (2 * 100) is (100 ± 20) / 200.
    assert ends(tally) == (40, 60)


@pytest.mark.parametrize("mode", RoundingMode)
def test_wilsons_interval_is_symmetric(mode: RoundingMode) -> None:
    """The interval of the opposite share is the opposite one, whichever way halves go."""
    rule = evolve(simple_rule(method=WILSON), rounding=mode, places=2)
    few = ends(tally_of(village("1", (1, 10)), village("2", (3, 17)), village("3", (2, 31)), rule=rule))
    many = ends(tally_of(village("1", (9, 10)), village("2", (14, 17)), village("3", (29, 31)), rule=rule))
    assert (100 - few[1], 100 - few[0]) == many
    assert 0 < few[0] < few[1] < 50


def test_an_incidence_has_the_usual_interval_whatever_shares_have() -> None:
    """An incidence of 1.71 % with an error of 0.31 reaches from 1.1024 to 2.3176, also where shares have Wilson's."""
    rule = evolve(incidence_rule(), interval=simple_rule(method=WILSON).interval)
    villages = village("1", (0, 200), (20, 500)), village("2", (2, 200), (11, 500))
    (found,) = estimate(tally_of(*villages, rule=rule), figures=figures(ZI, 1_000, 80_000, 10_000, 100_000))
    assert (found.uncertainty.lower, found.uncertainty.upper) == (Fraction("1.1024"), Fraction("2.3176"))
    assert found.uncertainty.method is IntervalMethod.WALD


def test_the_quantile_is_that_of_the_degrees_of_freedom() -> None:
    """Three villages with households to ask, in one stratum, have two degrees of freedom; a fourth without has none."""
    table = [
        Quantile(degrees=1, quantile="12.706"),
        Quantile(degrees=2, quantile="4.303"),
        Quantile(degrees=3, quantile="3.182"),
    ]
    rule = evolve(simple_rule(), interval=Interval(method=IntervalMethod.WALD, quantiles=table))
    villages = [village(str(i), (i, 10)) for i in range(3)]
    (found,) = estimate(tally_of(*villages, village("9", (0, 0)), rule=rule))
    assert (found.uncertainty.villages, found.uncertainty.degrees, found.uncertainty.quantile) == (
        3,
        2,
        Fraction("4.303"),
    )
