"""Which villages, strata and counties an estimate is made of."""

from __future__ import annotations

from fractions import Fraction

from attrs import evolve
from small_tallies import APPROVAL, CHOU, JIA, MAO, YI, ZI, simple_rule, tally_of, village
from survey_rule import SHARES

from jxassess.scheme import SingleVillage, Tier
from jxassess.surveys import Stratum, estimate


def test_a_city_is_estimated_from_all_villages_of_its_counties() -> None:
    """1 and 3 of 10, and 5 and 5 of 10, are 14 of 40 in the city, and strata of two counties are two strata."""
    villages = [
        village("1", (1, 10)),
        village("2", (3, 10)),
        village("1", (5, 10), county=CHOU),
        village("2", (5, 10), county=CHOU),
        village("1", (9, 10), county=MAO),
        village("2", (9, 10), county=MAO),
    ]
    jia, yi = estimate(tally_of(*villages, counties=[MAO, CHOU, ZI]), of=Tier.CITY)
    assert (jia.place, jia.value, jia.strata, jia.uncertainty.degrees) == (JIA, 35, 2, 2)
    # One village of each pair lies 1 of 40 to each side of its stratum; the others do not differ.
    assert jia.variance / 100**2 == Fraction(4, 1600)
    assert (yi.place, yi.value, yi.variance) == (YI, 90, 0)


def test_estimates_stand_by_code_and_in_the_order_of_the_scheme() -> None:
    """Counties come by code, and indicators as the scheme lists them."""
    team, approval = SHARES[4], APPROVAL
    rule = simple_rule(team, approval)
    shares = (1, 4), (2, 4)
    villages = [village(name, *shares, county=county) for county in (CHOU, ZI) for name in "12"]
    found = estimate(tally_of(*villages, counties=[CHOU, ZI], rule=rule))
    keys = [(each.place, each.indicator) for each in found]
    assert keys == [(county, each.indicator) for county in (ZI, CHOU) for each in (team, approval)]


def test_villages_of_a_stratum_are_told_by_county() -> None:
    """Strata and villages of the same name in two counties are different ones."""
    sizes = [Stratum(county=ZI.code, stratum="a", villages=2), Stratum(county=CHOU.code, stratum="a", villages=4)]
    villages = [
        village(name, (i, 10), county=county, stratum="a") for county in (ZI, CHOU) for i, name in ((1, "x"), (3, "y"))
    ]
    zi, chou = estimate(tally_of(*villages, counties=[ZI, CHOU], strata=sizes))
    assert (zi.variance, chou.variance) == (0, 50)


def test_sizes_of_a_sample_are_those_of_the_denominator() -> None:
    """Households, persons, villages and strata without anybody to ask are not counted as sample."""
    rule = simple_rule(SHARES[2], single=SingleVillage.CERTAIN)
    villages = [
        village("1", (1, 10), stratum="a"),
        village("2", (3, 30), stratum="a"),
        village("3", (0, 0), stratum="a"),
        village("4", (0, 0), stratum="b"),
        village("5", (2, 10), stratum="c"),
    ]
    (found,) = estimate(tally_of(*villages, rule=rule))
    sure = found.uncertainty
    assert (sure.households, sure.persons, sure.villages, found.strata, sure.degrees) == (50, 50, 3, 2, 1)
    assert (found.counted_households, found.counted_persons) == (6, 6)


def test_villages_outside_the_counties_surveyed_are_not_looked_at() -> None:
    """A tally by hand may hold a village of another county; it changes nothing."""
    villages = [village("1", (1, 10)), village("2", (3, 10))]
    stray = village("1", (9, 10), county=MAO)
    assert estimate(tally_of(*villages, stray)) == estimate(tally_of(*villages))


def test_weights_in_other_units_make_no_difference() -> None:
    """Totals a hundred times as large, as of weights with two places more, give the same estimates."""
    villages = [village("1", (1, 10)), village("2", (3, 10)), village("3", (4, 7))]
    finer = [
        evolve(
            each,
            shares=[
                evolve(
                    share,
                    counted=100 * share.counted,
                    among=100 * share.among,
                    weight=100 * share.weight,
                    squares_counted=100 * share.squares_counted,
                    squares_among=100 * share.squares_among,
                )
                for share in each.shares
            ],
        )
        for each in villages
    ]
    assert estimate(tally_of(*finer)) == estimate(tally_of(*villages))
