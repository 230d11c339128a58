"""The sample against what its scheme asks of it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from attrs import evolve
from survey_rule import HOUSEHOLDS, make_rule

from jxassess import City, County, EvidenceError, Observation
from jxassess.evidence import NOT_APPLICABLE, NotApplicable, Target
from jxassess.faults import Fault
from jxassess.indicators import CATALOGUE
from jxassess.scheme import (
    Answered,
    LeastHouseholds,
    LeastRate,
    Part,
    SampleCheck,
    SampleShares,
    SurveyArea,
    TaskStep,
    VillageSample,
    VillagesByTask,
)
from jxassess.surveys import SurveyDesign, Tally, VillageSize, VillageTotals, find_sample_faults
from jxassess.surveys._figures import Figures

JIA, YI = City(code="990100", name="甲市"), City(code="990200", name="乙市")
ZI, CHOU = (County(code=code, name=name, parent=JIA) for code, name in (("990121", "子县"), ("990122", "丑县")))
MAO = County(code="990221", name="卯县", parent=YI)
OUT = Answered(question="register", answers=["out"])
REDUCED = CATALOGUE[0]


def village(county: County, name: str, households: int, *groups: int, stratum: str = "") -> VillageTotals:
    """Make a village of which nothing but numbers of households is known."""
    return VillageTotals(
        county=county.code,
        stratum=stratum,
        village=name,
        households=households,
        persons=3 * households,
        weight=households,
        shares=[],
        groups=groups,
    )


def tally(check: SampleCheck, *villages: VillageTotals) -> Tally:
    """Make the tally of three counties, by a rule with one check."""
    return Tally(
        rule=make_rule(checks=[check]),
        design=SurveyDesign(county="county", village="village", persons="persons", stratum="stratum"),
        counties=[ZI, CHOU, MAO],
        villages=villages,
        wrong=[],
        records=0,
        left_out=0,
    )


def figure(place: City | County, value: int | NotApplicable) -> Observation:
    """Observe how many rural households a place has."""
    return Observation(
        place=place, indicator=HOUSEHOLDS, value=value, source="register", on=date(2019, 12, 31), document="synthetic"
    )


def as_faults(found: Fraction | tuple[Fault, ...]) -> tuple[Fault, ...]:
    """Give what is not a number."""
    assert not isinstance(found, Fraction)
    return found


def task(county: County, value: int) -> Target:
    """Set a county the task of lifting so many people."""
    return Target(place=county, indicator=REDUCED, value=value, document="synthetic plan")


ABOUT_60 = (village(ZI, "1", 40), village(ZI, "2", 10), village(CHOU, "1", 30), village(MAO, "1", 60))


@pytest.mark.parametrize(
    ("area", "least", "short"),
    [
        (SurveyArea.COUNTY, 50, [("survey.checks[0] 990122 丑县", "30")]),
        (SurveyArea.COUNTY, 51, [("survey.checks[0] 990121 子县", "50"), ("survey.checks[0] 990122 丑县", "30")]),
        (SurveyArea.CITY, 60, []),
        (SurveyArea.CITY, 61, [("survey.checks[0] 990200 乙市", "60")]),
        (SurveyArea.ALL, 140, []),
        (SurveyArea.ALL, 141, [("survey.checks[0]", "140")]),
    ],
)
def test_a_sample_has_the_least_number_of_households(
    area: SurveyArea, least: int, short: list[tuple[str, str]]
) -> None:
    """A county, a city or the whole with fewer households than asked for is a fault; as many are enough."""
    faults = find_sample_faults(tally(LeastHouseholds(area=area, households=least), *ABOUT_60))
    assert [(fault.where, fault.value) for fault in faults] == short
    assert {fault.code for fault in faults} <= {"few_households"}


def test_6200_households_are_asked_for() -> None:
    """The printed minimum: 6,200 households in all, 6,199 are too few."""
    check = LeastHouseholds(area=SurveyArea.ALL, households=6200)
    assert find_sample_faults(tally(check, village(ZI, "1", 6200))) == ()
    (fault,) = find_sample_faults(tally(check, village(ZI, "1", 6199)))
    assert fault.text() == (
        "survey.checks[0]: 6199 households in the sample, at least 6200 are asked for [Art. 7(2)]; "
        "draw more households, or mend the check in the scheme"
    )
    assert fault.text("zh") == (
        "survey.checks[0]：样本6199户，应不少于6200户〔第七条第(二)项〕；请补充样本户，或修改方案中的要求"
    )


ONE_PERCENT = {"base": HOUSEHOLDS, "rate": "0.01"}


@pytest.mark.parametrize(
    ("area", "figures", "short"),
    [
        (SurveyArea.COUNTY, [(ZI, 5000), (CHOU, 3001), (MAO, 6000)], {"990122 丑县": "30"}),
        (SurveyArea.CITY, [(ZI, 5000), (CHOU, 3001), (MAO, 6001)], {"990100 甲市": "80", "990200 乙市": "60"}),
        (SurveyArea.CITY, [(JIA, 8000), (YI, 6000)], {}),
        # The city's own figure goes before those of its counties.
        (SurveyArea.CITY, [(JIA, 8001), (ZI, 1), (CHOU, 1), (YI, 6000)], {"990100 甲市": "80"}),
        (SurveyArea.ALL, [(JIA, 8000), (MAO, 6000)], {}),
        (SurveyArea.ALL, [(JIA, 8000), (MAO, 6001)], {"": "140"}),
    ],
)
def test_a_sample_has_the_least_share_of_all_households(
    area: SurveyArea, figures: list[tuple[City | County, int]], short: dict[str, str]
) -> None:
    """1 % of 3,001 households are 31: parts of a household count as one."""
    faults = find_sample_faults(
        tally(LeastRate(area=area, **ONE_PERCENT), *ABOUT_60), figures=[figure(*each) for each in figures]
    )
    assert {fault.where.removeprefix("survey.checks[0]").strip(): fault.value for fault in faults} == short
    assert {fault.code for fault in faults} <= {"low_sampling_rate"}


def test_a_low_rate_says_what_was_asked() -> None:
    """The fault names the figure, the rate and the number of households."""
    check = LeastRate(area=SurveyArea.CITY, **ONE_PERCENT)
    (fault,) = find_sample_faults(tally(check, *ABOUT_60), figures=[figure(JIA, 8001), figure(YI, 6000)])
    assert "80 households in the sample, at least 81 are asked for: 0.01 of 8001 (rural households)" in fault.text()


@pytest.mark.parametrize("area", SurveyArea)
def test_missing_figures_are_named(area: SurveyArea) -> None:
    """Each place without a figure of its own or its counties is a fault, and nothing is said of its rate."""
    faults = find_sample_faults(
        tally(LeastRate(area=area, **ONE_PERCENT), *ABOUT_60), figures=[figure(ZI, 1), figure(MAO, NOT_APPLICABLE)]
    )
    assert [(fault.code, fault.where) for fault in faults] == [
        ("no_figure", "survey.checks[0] 990122 丑县"),
        ("no_figure", "survey.checks[0] 990221 卯县"),
    ]


def test_a_figure_below_zero_is_refused() -> None:
    """A count of an indicator that goes below zero must not be negative itself."""
    change = evolve(HOUSEHOLDS, low=-5)
    (fault,) = as_faults(
        Figures([evolve(figure(ZI, 0), indicator=change, value=-1)]).find(ZI, [ZI], change, HOUSEHOLDS.name)
    )
    assert (fault.code, fault.where, fault.value) == ("negative_figure", "990121 子县", "-1")


def test_figures_that_cannot_be_used_are_named() -> None:
    """Two figures of one place, and one of an indicator that is defined otherwise, are faults."""
    other = evolve(figure(MAO, 6000), indicator=evolve(HOUSEHOLDS, places=1))
    check = LeastRate(area=SurveyArea.COUNTY, **ONE_PERCENT)
    faults = find_sample_faults(
        tally(check, *ABOUT_60), figures=[figure(ZI, 5000), figure(ZI, 5001), figure(CHOU, 3000), other]
    )
    assert [(fault.code, fault.where) for fault in faults] == [
        ("two_figures", "survey.checks[0] 990121 子县"),
        ("other_figure", "survey.checks[0] 990221 卯县"),
    ]


FIVE_THREE_TWO = SampleShares(
    area=SurveyArea.COUNTY,
    question="",
    parts=[Part(name="in", part=5), Part(name="out", part=3), Part(name="no", part=2)],
    tolerance="0.02",
)


def strata(county: County, **households: int) -> list[VillageTotals]:
    """Make a county with a village in each stratum, with so many households."""
    return [village(county, f"{name} 1", number, stratum=name) for name, number in households.items()]


def in_parts() -> list[VillageTotals]:
    """Make counties of 5 : 3 : 2, the last one off by exactly two percentage points."""
    last = strata(MAO, **{"in": 52, "out": 28, "no": 20})
    return [*strata(ZI, **{"in": 50, "out": 30, "no": 20}), *strata(CHOU, **{"in": 5, "out": 3, "no": 2}), *last]


def test_a_sample_is_divided_in_parts() -> None:
    """5 : 3 : 2 holds where each share is right within the tolerance, its bound included."""
    assert find_sample_faults(tally(FIVE_THREE_TWO, *in_parts())) == ()


def test_parts_that_are_off_are_named() -> None:
    """A share that is off by more than the tolerance is a fault with what it is and what was asked for."""
    given = [each for each in in_parts() if each.county != MAO.code]
    faults = find_sample_faults(tally(FIVE_THREE_TWO, *given, *strata(MAO, **{"in": 521, "out": 279, "no": 200})))
    assert [(fault.code, fault.where, fault.value) for fault in faults] == [
        ("sample_share", "survey.checks[0] 990221 卯县", "0.521"),
        ("sample_share", "survey.checks[0] 990221 卯县", "0.279"),
    ]
    assert "in has a share of 0.521 of the sample; 0.5 is asked for, give or take 0.02" in faults[0].text()


def test_a_county_without_sample_has_no_share() -> None:
    """Where nothing was drawn each part is short, and nothing is divided by zero."""
    given = [each for each in in_parts() if each.county != MAO.code]
    faults = find_sample_faults(tally(FIVE_THREE_TWO, *given))
    assert [(fault.where, fault.value) for fault in faults] == [("survey.checks[0] 990221 卯县", "0")] * 3


def test_a_stratum_without_part_is_named() -> None:
    """A stratum that the check does not know is a fault, and is none of the parts."""
    faults = find_sample_faults(tally(FIVE_THREE_TWO, *in_parts(), village(ZI, "x", 40, stratum="IN")))
    assert [(fault.code, fault.where, fault.value) for fault in faults] == [
        ("stratum_without_part", "survey.checks[0] 990121 子县", "IN")
    ]


def test_a_sample_is_divided_among_kinds_of_household() -> None:
    """Of a question, the shares are of the households that gave the answers; other answers do not count."""
    check = evolve(FIVE_THREE_TWO, area=SurveyArea.ALL, question="register", parts=FIVE_THREE_TWO.parts[:2])
    given = [village(ZI, "1", 60, 30, 10), village(MAO, "1", 40, 20, 20)]
    assert find_sample_faults(tally(check, *given)) == ()
    faults = find_sample_faults(tally(check, *given[:1]))
    assert [(fault.where, fault.value) for fault in faults] == [
        ("survey.checks[0]", "0.75"),
        ("survey.checks[0]", "0.25"),
    ]


BY_TASK = VillagesByTask(indicator=REDUCED, steps=[TaskStep(up_to=500, villages=6)], beyond=4)


def villages(county: County, number: int) -> list[VillageTotals]:
    """Make a county with a number of villages."""
    return [village(county, str(i), 20) for i in range(number)]


def test_villages_go_by_the_task() -> None:
    """The printed rule: 6 villages where the task is up to 500 persons, else 4."""
    targets = [task(ZI, 500), task(CHOU, 501), task(MAO, 0)]
    enough = [*villages(ZI, 6), *villages(CHOU, 4), *villages(MAO, 7)]
    assert find_sample_faults(tally(BY_TASK, *enough), targets=targets) == ()
    faults = find_sample_faults(
        tally(BY_TASK, *villages(ZI, 5), *villages(CHOU, 3), *villages(MAO, 6)), targets=targets
    )
    assert [(fault.code, fault.where, fault.value) for fault in faults] == [
        ("few_villages", "survey.checks[0] 990121 子县", "5"),
        ("few_villages", "survey.checks[0] 990122 丑县", "3"),
    ]
    assert "5 villages in the sample, at least 6 are asked for where the task is 500" in faults[0].text()


def test_a_task_is_needed_once() -> None:
    """A county without the target, or with two of them, is a fault."""
    other = Target(place=CHOU, indicator=CATALOGUE[1], value=3, document="synthetic plan")
    faults = find_sample_faults(
        tally(BY_TASK, *villages(MAO, 6)), targets=[task(ZI, 1), task(ZI, 2), other, task(MAO, 9)]
    )
    assert [(fault.code, fault.where, fault.value) for fault in faults] == [
        ("two_tasks", "survey.checks[0] 990121 子县", "2"),
        ("no_task", "survey.checks[0] 990122 丑县", ""),
    ]


A_FIFTH = VillageSample(among=[OUT], rate="0.2", most=200)


@pytest.mark.parametrize(
    ("size", "drawn", "code"),
    [
        (100, 20, ""),
        (100, 19, "small_village_sample"),
        # 20 % of 101 are more than 20.
        (101, 20, "small_village_sample"),
        (101, 21, ""),
        (1000, 200, ""),
        (5000, 200, ""),
        (5000, 199, "small_village_sample"),
        (5000, 201, "large_village_sample"),
        (0, 0, ""),
        (19, 20, "more_than_village"),
    ],
)
def test_a_village_has_a_fifth_of_its_households_up_to_200(size: int, drawn: int, code: str) -> None:
    """The printed rule: 20 % of the households of a kind, at most 200 a village."""
    faults = find_sample_faults(
        tally(A_FIFTH, village(ZI, "东村", 300, drawn)),
        sizes=[VillageSize(county="990121", village="东村", households=size, among=[OUT])],
    )
    assert [(fault.code, fault.where, fault.value) for fault in faults] == (
        [(code, "survey.checks[0] 990121 子县 东村", str(drawn))] if code else []
    )


def test_the_size_of_a_village_is_needed_once() -> None:
    """No size, a size of households of another kind, and two sizes are faults; sizes of other villages are not."""
    size = VillageSize(county="990121", village="1", households=100, among=[OUT])
    faults = find_sample_faults(
        tally(A_FIFTH, village(ZI, "1", 30, 20), village(ZI, "2", 30, 20), village(CHOU, "1", 30, 20)),
        sizes=[size, size, evolve(size, village="2", among=[]), evolve(size, village="9")],
    )
    assert [(fault.code, fault.where, fault.value) for fault in faults] == [
        ("two_village_sizes", "survey.checks[0] 990121 子县 1", "2"),
        ("no_village_size", "survey.checks[0] 990121 子县 2", ""),
        ("no_village_size", "survey.checks[0] 990122 丑县 1", ""),
    ]


def test_the_order_of_conditions_does_not_matter() -> None:
    """A size belongs to a check whose conditions are the same in another order."""
    poor = Answered(question="poor", answers=["yes"])
    check = VillageSample(among=[OUT, poor], rate=Fraction(1, 2), most=5)
    size = VillageSize(county="990121", village="1", households=6, among=[poor, OUT])
    assert find_sample_faults(tally(check, village(ZI, "1", 30, 3)), sizes=[size]) == ()


def test_checks_are_all_held() -> None:
    """The faults of every check stand together, under the path of each."""
    rule = make_rule(checks=[FIVE_THREE_TWO, LeastHouseholds(area=SurveyArea.ALL, households=1), BY_TASK])
    faults = find_sample_faults(evolve(tally(BY_TASK), rule=rule))
    assert [fault.where.split()[0][-2] for fault in faults] == [*"000000000", "1", *"222"]


@pytest.mark.parametrize("households", [-1, 3.5, True])
def test_a_village_has_a_whole_number_of_households(households: float) -> None:
    """A size that is negative or no whole number is refused."""
    with pytest.raises(EvidenceError, match=f"{households} households"):
        VillageSize(county="990121", village="1", households=households)


@pytest.mark.parametrize("key", ["county", "village"])
def test_the_keys_of_a_village_are_text(key: str) -> None:
    """A county or village that is a number is refused: it would be equal to none in the records."""
    with pytest.raises(EvidenceError, match=f"{key}: 990121 is not text"):
        VillageSize(**{"county": "990121", "village": "1", "households": 1, key: 990121})


def test_shares_of_strata_need_a_column_of_strata() -> None:
    """Where the design names no strata there is one fault, and no share is computed."""
    made = tally(FIVE_THREE_TWO, *in_parts())
    (fault,) = find_sample_faults(evolve(made, design=evolve(made.design, stratum="")))
    assert (fault.code, fault.where) == ("no_stratum_column", "survey.checks[0]")
