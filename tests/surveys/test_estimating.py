"""From a tally to estimates, and to observations."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from attrs import evolve
from made_surveys import made_survey
from small_tallies import APPROVAL, CHOU, JIA, ZI, figures, incidence_rule, simple_rule, tally_of, village
from survey_rule import EXITED, SHARES

from jxassess import EvidenceError, RoundingMode
from jxassess.errors import ScopeError
from jxassess.scheme import IntervalMethod, SingleVillage, Tier
from jxassess.surveys import Stratum, Tally, estimate

EVEN = village("1", (1, 10)), village("2", (3, 10))
WRONG_EXITS = "wrong_exit_rate"


def faults(error: EvidenceError) -> list[tuple[str, str, str]]:
    """Give code, place and value of each fault."""
    return [(fault.code, fault.where, fault.value) for fault in error.faults]


def test_the_published_rate_of_wrong_exits_comes_out() -> None:
    """28 persons in 10 of 2,076 households are 0.41 % of 6,829 persons, as was printed of one county."""
    waived = [("990121", "identification_accuracy"), ("990121", "missed_rate")]
    found = {each.indicator.key: each for each in estimate(made_survey("printed").tally(), not_applicable=waived)}
    wrong = found[WRONG_EXITS]
    assert wrong.value == Fraction("0.41")
    assert (wrong.uncertainty.households, wrong.uncertainty.persons, wrong.uncertainty.villages) == (2_076, 6_829, 20)
    assert (wrong.counted_households, wrong.counted_persons) == (10, 28)
    assert len(found) == len(SHARES) - len(waived)


def test_the_published_approval_comes_out() -> None:
    """71 of 72 households are 98.61 %, as was printed of another county."""
    (found,) = estimate(tally_of(village("1", (36, 36)), village("2", (35, 36))))
    assert (found.exact, found.value) == (Fraction(7_100, 72), Fraction("98.61"))


@pytest.mark.parametrize(("mode", "value", "error"), [("half_up", "12.5", "2.5"), ("half_even", "12.4", "2.4")])
def test_figures_are_rounded_as_the_scheme_says(mode: str, value: str, error: str) -> None:
    """99 of 795 with an error of half a last place more or less go up or to the even digit."""
    coarse = evolve(APPROVAL, indicator=evolve(APPROVAL.indicator, places=1))
    rule = evolve(simple_rule(coarse), places=1, rounding=RoundingMode(mode))
    # 12.45 % of 2,000 households, villages 2.45 % of all to each side: 24.5 and 24.5 of 1,000.
    tally = tally_of(village("1", (100, 1_000)), village("2", (149, 1_000)), rule=rule)
    (found,) = estimate(tally)
    assert found.exact == Fraction("12.45")
    assert found.variance == Fraction("2.45") ** 2
    assert (found.value, found.uncertainty.standard_error) == (Fraction(value), Fraction(error))


def test_an_estimate_becomes_an_observation() -> None:
    """The observation carries the rounded estimate, the scheme's source and the error."""
    (found,) = estimate(tally_of(*EVEN))
    made = found.observation(on=date(2019, 12, 31), document="invented for tests")
    assert (made.place, made.indicator, made.value, made.source) == (ZI, APPROVAL.indicator, 20, "verification")
    assert made.uncertainty == found.uncertainty
    assert made.uncertainty is not None
    assert made.uncertainty.method is IntervalMethod.WALD


def test_single_villages_are_refused_where_the_scheme_says_so() -> None:
    """Each stratum with a single village is one fault, however many indicators there are; one that is whole is none."""
    rule = simple_rule(SHARES[3], SHARES[4])
    shares = (1, 10), (2, 10)
    villages = [
        *(village(name, *shares, stratum="a") for name in "12"),
        *(village("3", *shares, stratum=name) for name in ("b", "c", "d")),
    ]
    sizes = [Stratum(county=ZI.code, stratum=name, villages=n) for name, n in (("a", 9), ("b", 1), ("c", 2), ("d", 3))]
    with pytest.raises(EvidenceError) as caught:
        estimate(tally_of(*villages, rule=rule, strata=sizes))
    assert faults(caught.value) == [("single_village", "990121 子县 c", "3"), ("single_village", "990121 子县 d", "3")]
    certain = evolve(rule, single_villages=SingleVillage.CERTAIN)
    assert len(estimate(tally_of(*villages, rule=certain, strata=sizes))) == 2


def test_more_villages_than_there_are_are_refused() -> None:
    """Two villages of a stratum of one contradict the design."""
    with pytest.raises(EvidenceError) as caught:
        estimate(tally_of(*EVEN, strata=[Stratum(county=ZI.code, villages=1)]))
    assert faults(caught.value) == [("too_many_villages", "990121 子县", "2")]


def test_no_estimate_is_made_where_it_does_not_apply() -> None:
    """A county from which nobody exited is left out of the estimates of wrong exits, and of nothing else."""
    villages = [
        *(village(name, (1, 10), (0, 0)) for name in "12"),
        *(village(name, (1, 10), (2, 20), county=CHOU) for name in "12"),
    ]
    tally = tally_of(*villages, rule=simple_rule(APPROVAL, SHARES[2]), counties=[ZI, CHOU])
    found = estimate(tally, not_applicable=[("990121", WRONG_EXITS)])
    keys = [(each.place, each.indicator.key) for each in found]
    assert keys == [(ZI, "public_approval"), (CHOU, "public_approval"), (CHOU, WRONG_EXITS)]


def test_an_incidence_does_not_apply_without_people_or_without_anybody_asked() -> None:
    """Both a population of zero and a share of nobody are reasons; known figures are then not needed."""
    asked = [village(name, (1, 200), (3, 100)) for name in "12"]
    unasked = [village(name, (0, 0), (3, 100)) for name in "12"]
    waived = [("990121", "poverty_incidence")]
    rule = incidence_rule()
    assert estimate(tally_of(*asked, rule=rule), figures=figures(ZI, 0, 0, 0, 0), not_applicable=waived) == ()
    assert estimate(tally_of(*unasked, rule=rule), not_applicable=waived) == ()
    for known in ([], figures(ZI, 1, 1, 1, 9)):
        with pytest.raises(EvidenceError) as caught:
            estimate(tally_of(*asked, rule=rule), figures=known, not_applicable=waived)
        assert [fault.code for fault in caught.value.faults] == ["wrongly_waived"]


def test_what_is_said_not_to_apply_and_does_is_a_fault() -> None:
    """Another place, another indicator, a city where counties are estimated, and households that were asked."""
    waived = [("990129", "public_approval"), ("990121", EXITED.key), ("990100", "public_approval")]
    with pytest.raises(EvidenceError) as caught:
        estimate(tally_of(*EVEN), not_applicable=[*waived, ("990121", "public_approval")])
    where = [("wrongly_waived", f"not_applicable[{i}]") for i in range(4)]
    assert [(fault.code, fault.where) for fault in caught.value.faults] == where
    reasons = ["place is not estimated", "indicator is not", "place is not estimated", "holds households of the kind"]
    assert all(reason in fault.text() for reason, fault in zip(reasons, caught.value.faults, strict=True))
    with pytest.raises(EvidenceError):
        estimate(tally_of(*EVEN), of=Tier.CITY, not_applicable=[(ZI.code, "public_approval")])
    empty = tally_of(village("1", (0, 0)))
    single = evolve(empty, rule=simple_rule(single=SingleVillage.CERTAIN))
    assert estimate(single, of=Tier.CITY, not_applicable=[(JIA.code, "public_approval")]) == ()


def test_all_faults_come_at_once() -> None:
    """Strata, what is said not to apply, and every estimate that cannot be made are named together."""
    tally = tally_of(village("1", (0, 0)), rule=simple_rule(SHARES[2]))
    with pytest.raises(EvidenceError) as caught:
        estimate(tally, not_applicable=[("990129", WRONG_EXITS)])
    assert [fault.code for fault in caught.value.faults] == ["single_village", "wrongly_waived", "nobody_asked"]
    assert "3 faults in the estimates" in str(caught.value)
    assert "估计结果有3处差错" in caught.value.text("zh")


@pytest.mark.parametrize("of", ["county", "city", None, IntervalMethod.WALD])
def test_places_are_counties_or_cities(of: object) -> None:
    """What is no tier, such as its word in files, is refused and not taken for one."""
    arguments: dict[str, object] = {"of": of}
    with pytest.raises(ScopeError, match=r"choose Tier\.COUNTY or Tier\.CITY"):
        estimate(tally_of(*EVEN), **arguments)


@pytest.mark.parametrize("waived", [["990121"], ("990121", WRONG_EXITS), [("990121",)], [7], "99"])
def test_what_does_not_apply_is_named_in_pairs(waived: object) -> None:
    """Code and key come as pairs, and one pair alone in brackets of its own."""
    arguments: dict[str, object] = {"not_applicable": waived}
    with pytest.raises(ScopeError, match="pairs of a place's code and an indicator's key"):
        estimate(tally_of(*EVEN), **arguments)


def alone(single: SingleVillage, *, of_stratum: int | None = None) -> Tally:
    """Make a tally of two villages in which those who exited all live in the second."""
    villages = [village("1", (1, 10), (0, 0)), village("2", (3, 10), (2, 9))]
    strata = [] if of_stratum is None else [Stratum(county=ZI.code, villages=of_stratum)]
    return tally_of(*villages, rule=simple_rule(APPROVAL, SHARES[2], single=single), strata=strata)


@pytest.mark.parametrize("single", [SingleVillage.REFUSE, SingleVillage.CENTRED])
def test_households_of_one_village_show_no_error(single: SingleVillage) -> None:
    """Where all exited households live in one village an error of zero would be false, and is refused or waived."""
    with pytest.raises(EvidenceError) as caught:
        estimate(alone(single, of_stratum=3))
    assert faults(caught.value) == [("lone_village", "990121 子县 wrong_exit_rate", "2")]
    assert "分母住户全部在同一个村（2）" in caught.value.text("zh")
    (found,) = estimate(alone(single), not_applicable=[("990121", WRONG_EXITS)])
    assert found.indicator == APPROVAL.indicator


@pytest.mark.parametrize(("single", "size"), [(SingleVillage.CERTAIN, 3), (SingleVillage.REFUSE, 2)])
def test_households_of_one_village_that_is_certain(single: SingleVillage, size: int) -> None:
    """Where the scheme counts it as certain, or all villages were drawn, one village is enough and has no error."""
    _, found = estimate(alone(single, of_stratum=size))
    assert (found.variance, found.uncertainty.villages, found.uncertainty.degrees) == (0, 1, 0)
    with pytest.raises(EvidenceError) as caught:
        estimate(alone(single, of_stratum=size), not_applicable=[("990121", WRONG_EXITS)])
    assert [fault.code for fault in caught.value.faults] == ["wrongly_waived"]


def test_one_village_in_all_is_refused_once() -> None:
    """The fault of a stratum with one village is not said again of every indicator, unless its distance is taken."""
    for single, code in ((SingleVillage.REFUSE, "single_village"), (SingleVillage.CENTRED, "lone_village")):
        with pytest.raises(EvidenceError) as caught:
            estimate(tally_of(village("1", (1, 10)), rule=simple_rule(single=single)))
        assert [fault.code for fault in caught.value.faults] == [code]
