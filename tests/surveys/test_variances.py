"""Variances and design effects by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest
from attrs import evolve
from small_tallies import ZI, figures, incidence_rule, simple_rule, tally_of, village

from jxassess.scheme import SingleVillage
from jxassess.surveys import Stratum, Tally, estimate


def variance(tally: Tally) -> Fraction:
    """Give the variance of the one estimate, as a share of one."""
    (found,) = estimate(tally)
    return found.variance / 100**2


def stratum(name: str, villages: int) -> Stratum:
    """Give the size of a stratum."""
    return Stratum(county=ZI.code, stratum=name, villages=villages)


def test_the_variance_of_a_share_is_that_of_its_villages() -> None:
    """1 of 10 and 3 of 10 lie 0.05 to each side, so the variance is 2 times twice 0.0025."""
    assert variance(tally_of(village("1", (1, 10)), village("2", (3, 10)))) == Fraction("0.01")


def test_villages_of_which_a_large_part_was_drawn_vary_less() -> None:
    """Two of four villages halve the variance."""
    villages = village("1", (1, 10)), village("2", (3, 10))
    assert variance(tally_of(*villages, strata=[stratum("", 4)])) == Fraction("0.005")


def test_villages_that_are_all_there_are_leave_no_error() -> None:
    """Two of two villages have no sampling error."""
    villages = village("1", (1, 10)), village("2", (3, 10))
    assert variance(tally_of(*villages, strata=[stratum("", 2)])) == 0


def test_a_village_without_households_of_the_kind_counts_as_drawn() -> None:
    """A third village with nobody to ask makes three halves of 0.005, not twice as much."""
    assert variance(tally_of(village("1", (1, 10)), village("2", (3, 10)), village("3", (0, 0)))) == Fraction("0.0075")


def test_strata_add_up() -> None:
    """Only differences inside a stratum count: in 1 and 3, then 5 and 7 of 10, of a share of 16 of 40."""
    villages = [
        village(name, (counted, 10), stratum=name[0]) for name, counted in (("a1", 1), ("a2", 3), ("b1", 5), ("b2", 7))
    ]
    # Deviations of 1 of 40 to each side in both strata: 2 * 2 / 1600 each.
    assert variance(tally_of(*villages)) == Fraction(8, 1600)
    assert variance(tally_of(*villages, strata=[stratum("a", 4), stratum("b", 2)])) == Fraction(2, 1600)


@pytest.mark.parametrize(
    ("single", "size", "expected"),
    [
        (SingleVillage.CERTAIN, None, 4),
        (SingleVillage.CENTRED, None, 8),
        (SingleVillage.CENTRED, 2, 6),
        (SingleVillage.CENTRED, 1, 4),
    ],
)
def test_a_single_village_varies_as_the_scheme_says(single: SingleVillage, size: int | None, expected: int) -> None:
    """1, 3 and 5 of 10: the third village, a stratum of its own, lies 2 of 30 from the mean."""
    villages = (
        village("1", (1, 10), stratum="a"),
        village("2", (3, 10), stratum="a"),
        village("3", (5, 10), stratum="b"),
    )
    sizes = [stratum("b", size)] if size else []
    assert variance(tally_of(*villages, rule=simple_rule(single=single), strata=sizes)) == Fraction(expected, 900)


def test_the_shares_of_an_incidence_vary_together() -> None:
    """Missed people and wrong exits that make up for each other make the incidence surer than either.

    Missed 0 and 2 of 200 each, wrong 20 and 11 of 500 each: the first village lies 0.8 * 0.0025 below and 0.1 * 0.0045
    above, together 0.00155, and the variance is 4 * 0.00155².
    """
    villages = village("1", (0, 200), (20, 500)), village("2", (2, 200), (11, 500))
    tally = tally_of(*villages, rule=incidence_rule())
    (found,) = estimate(tally, figures=figures(ZI, 1_000, 80_000, 10_000, 100_000))
    assert found.variance / 100**2 == 4 * Fraction("0.00155") ** 2
    assert found.uncertainty.standard_error == Fraction("0.31")


def test_households_drawn_one_by_one_have_a_design_effect_of_one() -> None:
    """Four villages of one household each are a simple random sample."""
    (found,) = estimate(tally_of(*(village(str(i), (int(i == 0), 1)) for i in range(4))))
    assert found.design_effect == 1


def test_households_that_resemble_their_village_have_a_large_design_effect() -> None:
    """Two villages of ten that agree among themselves are worth two households: 19 / 20 times 20 times as much.

    The share is 10 of 20. Villages lie 5 of 20 to each side: 2 * 2 / 16. Households lie 0.5 to each side: 0.25 / 19.
    """
    (found,) = estimate(tally_of(village("1", (0, 10)), village("2", (10, 10))))
    assert found.design_effect == Fraction(1, 4) / (Fraction(1, 4) / 19)
    assert found.uncertainty.design_effect == 19


def test_a_share_without_variation_has_no_design_effect() -> None:
    """Where everybody answers alike, or there is one household, a simple random sample shows no error either."""
    (alike,) = estimate(tally_of(village("1", (10, 10)), village("2", (10, 10))))
    assert (alike.variance, alike.design_effect, alike.uncertainty.design_effect) == (0, None, None)
    tally = tally_of(village("1", (1, 1)), rule=simple_rule(single=SingleVillage.CERTAIN))
    assert estimate(tally)[0].design_effect is None


def test_a_design_effect_is_rounded_as_the_scheme_says() -> None:
    """The exact design effect stands beside the one rounded to the places of errors and ends."""
    rule = evolve(simple_rule(), places=2)
    (found,) = estimate(tally_of(village("1", (1, 4)), village("2", (2, 3)), rule=rule))
    # Share 3/7; villages lie (1 - 12/7) / 7 and (2 - 9/7) / 7 off, 5/49 each; households 4/7 and 3/7 off.
    assert found.design_effect == 4 * Fraction(5, 49) ** 2 / (Fraction(7, 6) * (3 * 16 + 4 * 9) / 49 / 49)
    assert found.uncertainty.design_effect == Fraction("1.02")
