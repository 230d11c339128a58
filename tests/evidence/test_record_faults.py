"""Single records held against the units, the scheme and each other."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve

sys.path.append(str(Path(__file__).parents[1]))

from survey_rule import HOUSEHOLDS, INCIDENCE, SHARES, make_rule

from jxassess import (
    NOT_APPLICABLE,
    CarriedScore,
    City,
    County,
    EarlierResult,
    Evidence,
    Fact,
    FactKind,
    Finding,
    Indicator,
    Observation,
    Problem,
    Scheme,
    Target,
    Verdict,
    Words,
    find_faults,
)
from jxassess.scheme import LeastRate, MarkedReduction, Measured, PlanLevel, SurveyArea

PEOPLE, VILLAGES, FUNDS = "poor_population_reduced", "poor_villages_exited", "funds_use"
COUNTIES = ("990121", "990122", "990123", "990221", "990222")
GAVE_LATER = "keep one, or number the later one as a new version"
KEEP_ONE = "keep one of them"


def said(evidence: Evidence, scheme: Scheme) -> list[tuple[str, str]]:
    """Give code and text of every fault; the text begins with the place."""
    faults = find_faults(evidence, scheme)
    assert all(fault.text().startswith(f"{fault.where}: ") for fault in faults)
    return [(fault.code, fault.text()) for fault in faults]


def codes(evidence: Evidence, scheme: Scheme) -> list[tuple[str, str]]:
    return [(fault.code, fault.where) for fault in find_faults(evidence, scheme)]


# Year and days


def test_year_differs(evidence: Evidence, scheme: Scheme) -> None:
    """Evidence of one year is not assessed by the scheme of another."""
    assert said(evidence, evolve(scheme, year=2018)) == [
        ("year_differs", "year: evidence of 2019, a scheme of 2018 [Art. 4]; use the scheme of that year")
    ]


@pytest.mark.parametrize("day", [date(2018, 12, 31), date(2020, 1, 1)])
def test_the_day_of_the_units_lies_in_the_year(evidence: Evidence, scheme: Scheme, day: date) -> None:
    """Units are those of a day of the year assessed."""
    text = f"on: the day {day} lies outside 2019-01-01 to 2019-12-31 [Art. 7]; "
    assert said(evolve(evidence, on=day), scheme) == [
        ("wrong_day", text + "give a day of the year assessed, or of its cycle")
    ]
    assert find_faults(evolve(evidence, on=date(2019, 1, 1)), scheme) == ()


@pytest.mark.parametrize(
    ("day", "is_wrong"),
    [(date(2018, 12, 31), True), (date(2019, 1, 1), False), (date(2020, 3, 31), False), (date(2020, 4, 1), True)],
)
def test_records_are_of_the_year_or_its_cycle(
    evidence: Evidence, scheme: Scheme, current: Callable[[str, str], Observation], day: date, is_wrong: bool
) -> None:
    """Observations and carried scores are dated from January of the year to March of the next."""
    found = current("990121", FUNDS)
    rest = [o for o in evidence.observations if o != found]
    late = evolve(
        evidence,
        observations=[*rest, evolve(found, on=day)],
        carried=[evolve(evidence.carried[0], on=day)],
    )
    remedy = "give a day of the year assessed, or of its cycle"
    text = f"the day {day} lies outside 2019-01-01 to 2020-03-31 [Art. 7]; {remedy}"
    expected = [
        ("wrong_day", f"990121 子县 observations.funds_use: {text}"),
        ("wrong_day", f"990222 辰县 carried: {text}"),
    ]
    assert said(late, scheme) == (expected if is_wrong else [])


# Units


def test_a_unit_given_twice(evidence: Evidence, scheme: Scheme) -> None:
    """A county listed twice would weigh twice."""
    doubled = evolve(evidence, counties=[*evidence.counties, evidence.counties[0]])
    assert said(doubled, scheme) == [("duplicate", f"990121 子县: given twice; {KEEP_ONE}")]
    doubled = evolve(evidence, cities=[*evidence.cities, evidence.cities[1]])
    assert codes(doubled, scheme) == [("duplicate", "990200 乙市")]


def test_a_county_whose_city_is_not_given(evidence: Evidence, scheme: Scheme) -> None:
    """A county counts for a city of the evidence, and for the same one in every attribute."""
    other = evolve(evidence.cities[1], english="Yi Shi")
    strange = evolve(evidence.counties[3], parent=other)
    own = [evolve(o, place=strange) if o.place == evidence.counties[3] else o for o in evidence.observations]
    lines = [evolve(t, place=strange) if t.place == evidence.counties[3] else t for t in evidence.targets]
    units = [strange if county == evidence.counties[3] else county for county in evidence.counties]
    given = evolve(evidence, counties=units, observations=own, targets=lines)
    assert said(given, scheme) == [
        ("unknown_parent", "990221 卯县: its city 990200 乙市 is not among the cities [Art. 6]; add the city")
    ]


def test_a_county_that_is_not_in_force(evidence: Evidence, scheme: Scheme) -> None:
    """Units exist on the day of the evidence: from their first day until before the first day they no longer do."""
    old = evidence.counties[0]
    for changes, is_fault in (
        ({"valid_to": date(2019, 12, 31)}, True),
        ({"valid_to": date(2020, 1, 1)}, False),
        ({"valid_from": date(2020, 1, 1)}, True),
        ({"valid_from": date(2019, 12, 31)}, False),
    ):
        new = evolve(old, **changes)
        given = evolve(
            evidence,
            counties=[new, *evidence.counties[1:]],
            observations=[evolve(o, place=new) if o.place == old else o for o in evidence.observations],
            targets=[evolve(t, place=new) if t.place == old else t for t in evidence.targets],
        )
        expected = [("not_in_force", "990121 子县: does not exist on 2019-12-31 [Art. 6]; use the units of that day")]
        assert said(given, scheme) == (expected if is_fault else [])


def test_a_city_without_counties(evidence: Evidence, scheme: Scheme, plan_line: Callable[..., Target]) -> None:
    """A city whose counties are not given has no result."""
    empty = City(code="990300", name="丙市")
    line = plan_line("990100", PEOPLE, 5, place=empty)
    given = evolve(evidence, cities=[*evidence.cities, empty], targets=[*evidence.targets, line])
    assert said(given, scheme) == [
        (
            "city_without_counties",
            (
                "990300 丙市: no county of this city is given [Art. 6]; "
                "add its counties; a city's result is the mean of their scores"
            ),
        )
    ]


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("observations", "990122 丑乡 observations.funds_use"),
        ("targets", "990122 丑乡 targets.poor_population_reduced"),
        ("carried", "990122 丑乡 carried"),
        ("findings", "findings.f1"),
        ("history", "990300 丙市 history.2018"),
    ],
)
def test_every_record_is_of_a_known_unit(
    evidence: Evidence,
    scheme: Scheme,
    observe: Callable[..., Observation],
    plan_line: Callable[..., Target],
    make_finding: Callable[..., Finding],
    counties: tuple[County, ...],
    name: str,
    where: str,
) -> None:
    """A record of a unit that is not in the evidence, or of one by another name, is never passed over."""
    other = evolve(counties[1], name="丑乡")
    city = City(code="990300", name="丙市")
    records = {
        "observations": lambda: observe("990122", FUNDS, 90, place=other),
        "targets": lambda: plan_line("990122", PEOPLE, 5, place=other),
        "carried": lambda: CarriedScore(county=other, score=900, on=date(2019, 12, 31), document="d"),
        "findings": lambda: make_finding(place=other),
        "history": lambda: EarlierResult(year=2018, city=city, score=80, document="d"),
    }
    label = "990300 丙市" if name == "history" else "990122 丑乡"
    text = f"{where}: {label} is not among the units of the evidence [Art. 2]; add the unit, or take the entry out"
    assert ("unknown_place", text) in said(
        evolve(evidence, **{name: [*getattr(evidence, name), records[name]()]}), scheme
    )


# Indicators


def test_an_indicator_that_the_scheme_does_not_use(
    evidence: Evidence,
    scheme: Scheme,
    observe: Callable[..., Observation],
    plan_line: Callable[..., Target],
) -> None:
    """A value or target that nothing reads is a fault, so that no slip of a key goes unseen."""
    rest = "the scheme does not use the indicator funds_supervision [Art. 5]; mend the key, or take the entry out"
    assert said(evidence.adding(observations=[observe("990121", "funds_supervision", 90)]), scheme) == [
        ("unknown_indicator", f"990121 子县 observations.funds_supervision: {rest}")
    ]
    assert said(evidence.adding(targets=[plan_line("990121", "funds_supervision", 90)]), scheme) == [
        ("unknown_indicator", f"990121 子县 targets.funds_supervision: {rest}")
    ]


def test_equal_is_the_same(evidence: Evidence, scheme: Scheme) -> None:
    """Records name a unit and an indicator by equal values, not by the same object, as data read from files do."""

    def copied(found: Observation) -> Observation:
        return evolve(found, place=evolve(found.place), indicator=evolve(found.indicator))

    given = evolve(
        evidence,
        observations=[copied(found) for found in evidence.observations],
        targets=[evolve(line, place=evolve(line.place)) for line in evidence.targets],
        carried=[evolve(score, county=evolve(score.county)) for score in evidence.carried],
    )
    assert given.observations[0].place is not evidence.observations[0].place
    assert find_faults(given, scheme) == ()


def test_an_indicator_that_the_scheme_defines_otherwise(
    evidence: Evidence,
    scheme: Scheme,
    current: Callable[[str, str], Observation],
    plan_line: Callable[..., Target],
    item: Callable[[str], Indicator],
) -> None:
    """The same key with another unit or range is another indicator."""
    other = evolve(item(FUNDS), high=1000)
    found = current("990121", FUNDS)
    rest = [o for o in evidence.observations if o != found]
    given = evolve(evidence, observations=[*rest, evolve(found, indicator=other)])
    assert said(given, scheme) == [
        (
            "other_indicator",
            (
                "990121 子县 observations.funds_use: the indicator funds_use is defined otherwise than in the scheme "
                "[Art. 5]; use the scheme's indicator"
            ),
        )
    ]
    line = plan_line("990200", PEOPLE, 4100, indicator=evolve(item(PEOPLE), unit=Words("households", "户")))
    lines = [t for t in evidence.targets if (t.place.code, t.indicator.key) != ("990200", PEOPLE)]
    assert codes(evolve(evidence, targets=[*lines, line]), scheme) == [
        ("other_indicator", f"990200 乙市 targets.{PEOPLE}")
    ]


def test_a_value_that_a_city_does_not_need(
    evidence: Evidence, scheme: Scheme, observe: Callable[..., Observation]
) -> None:
    """Scores are made in counties: a city's own value is read for the plan, the reward and low rates only."""
    assert said(evidence.adding(observations=[observe("990100", FUNDS, 90)]), scheme) == [
        (
            "unused_city_value",
            (
                "990100 甲市 observations.funds_use: a value of funds_use for a city, which nothing in the scheme "
                "reads there; give it for counties"
            ),
        )
    ]
    for key, value in ((PEOPLE, 4500), ("exit_accuracy", 99)):
        assert find_faults(evidence.adding(observations=[observe("990100", key, value)]), scheme) == ()


def test_what_a_survey_reads_and_gives(evidence: Evidence, scheme: Scheme, observe: Callable[..., Observation]) -> None:
    """What a survey estimates, and the figures that it needs, may be observed of cities and counties; others may not."""
    base = LeastRate(area=SurveyArea.CITY, base=HOUSEHOLDS, rate="0.01")
    rules = evolve(scheme, survey=make_rule(checks=[base]))
    missed = next(each.indicator for each in SHARES if each.indicator.key == "missed_rate")
    for code in ("990100", "990121"):
        for indicator in (HOUSEHOLDS, INCIDENCE.population, INCIDENCE.indicator, missed):
            found = observe(code, "exit_accuracy", 1, indicator=indicator)
            assert [each for each, _ in codes(evidence.adding(observations=[found]), rules)] in ([], ["sum_differs"])
            assert [each for each, _ in codes(evidence.adding(observations=[found]), scheme)] == ["unknown_indicator"]
    assert codes(evidence.adding(observations=[observe("990100", FUNDS, 90)]), rules) == [
        ("unused_city_value", "990100 甲市 observations.funds_use")
    ]


def test_a_target_that_nothing_is_held_against(
    evidence: Evidence, scheme: Scheme, plan_line: Callable[..., Target]
) -> None:
    """A target is read by the plan, by the reward and by rules with a target; any other one is a fault."""
    assert said(evidence.adding(targets=[plan_line("990121", FUNDS, 90)]), scheme) == [
        (
            "not_a_plan_item",
            (
                "990121 子县 targets.funds_use: a target of funds_use, which nothing in the scheme holds against a "
                "target [Art. 9(1)]; add it to plan.items, or take the target out"
            ),
        )
    ]


def test_a_citys_target_is_one_of_the_plan(
    evidence: Evidence, scheme: Scheme, plan_line: Callable[..., Target], item: Callable[[str], Indicator]
) -> None:
    """A city is scored in its counties, so a target of its own is read for plan and reward only."""
    given = evidence.adding(targets=[plan_line("990100", VILLAGES, 6)])
    assert said(given, scheme) == [
        (
            "not_a_plan_item",
            (
                "990100 甲市 targets.poor_villages_exited: a target of poor_villages_exited, which nothing in the scheme "
                "holds against a target [Art. 9(1)]; add it to plan.items, or take the target out"
            ),
        )
    ]
    planned = evolve(scheme, plan=evolve(scheme.plan, items=[item(PEOPLE), item(VILLAGES)]))
    whole = given.adding(targets=[plan_line("990200", VILLAGES, 4)])
    assert "not_a_plan_item" not in [code for code, _ in codes(whole, planned)]


# Tasks


def test_not_applicable_though_there_is_a_task(
    evidence: Evidence, scheme: Scheme, with_value: Callable[..., Evidence]
) -> None:
    """Where the plan sets a task, it is not said that the item does not apply."""
    assert said(with_value(evidence, "990121", VILLAGES, NOT_APPLICABLE), scheme) == [
        (
            "not_applicable_with_task",
            (
                "990121 子县: poor_villages_exited is said not to apply, but its target is 3 [Art. 5(1)]; "
                "give the value reached, zero if none"
            ),
        )
    ]


@pytest.mark.parametrize(
    ("code", "label", "target", "others"),
    [
        ("990121", "990121 子县", 2000, []),
        # A carried county is not scored, but its line of the plan counts for its city.
        ("990222", "990222 辰县", 2500, []),
        # That the counties reached 4500 contradicts their city as well.
        ("990100", "990100 甲市", 4500, [("sum_differs", "990100 甲市")]),
    ],
)
@pytest.mark.parametrize("level", PlanLevel)
def test_not_applicable_though_there_is_a_task_anywhere(
    evidence: Evidence,
    scheme: Scheme,
    with_value: Callable[..., Evidence],
    level: PlanLevel,
    code: str,
    label: str,
    target: int,
    others: list[tuple[str, str]],
) -> None:
    """A task cannot be said away in a scored county, a carried county or a city, whose ever lines the scheme reads."""
    given = with_value(evidence, code, PEOPLE, NOT_APPLICABLE)
    rules = evolve(scheme, plan=evolve(scheme.plan, level=level))
    assert codes(given, rules) == [("not_applicable_with_task", label), *others]
    assert find_faults(given, rules)[0].value == str(target)


def test_without_a_task_not_applicable_is_fine_anywhere(
    evidence: Evidence, scheme: Scheme, with_value: Callable[..., Evidence], with_line: Callable[..., Evidence]
) -> None:
    """A city and all of its counties with targets of zero may say that the item does not apply."""
    for code in ("990200", "990221", "990222"):
        evidence = with_line(with_value(evidence, code, PEOPLE, NOT_APPLICABLE), code, PEOPLE, 0)
    assert find_faults(evidence, scheme) == ()


def test_a_task_of_zero_is_not_said_away(
    evidence: Evidence,
    scheme: Scheme,
    remaining_poor: Indicator,
    observe: Callable[..., Observation],
    plan_line: Callable[..., Target],
) -> None:
    """Where less is better, a target of zero is a task, so it is a fault to say that the item does not apply."""
    plan = evolve(scheme.plan, items=[*scheme.plan.items, remaining_poor], level=PlanLevel.COUNTY)
    units = ("990100", "990200", *COUNTIES)
    given = evidence.adding(
        targets=[plan_line(code, PEOPLE, 0, indicator=remaining_poor) for code in units],
        observations=[
            observe(code, PEOPLE, NOT_APPLICABLE if code == "990121" else 0, indicator=remaining_poor)
            for code in COUNTIES
        ],
    )
    assert codes(given, evolve(scheme, plan=plan)) == [("not_applicable_with_task", "990121 子县")]


def test_a_target_for_the_reward_is_needed_by_a_share_only(
    evidence: Evidence,
    scheme: Scheme,
    item: Callable[[str], Indicator],
    plan_line: Callable[..., Target],
    observe: Callable[..., Observation],
) -> None:
    """Where the reward asks for a share of the plan, a target of its indicator is read; for a total none is."""
    key = "poverty_counties_delisted"
    given = evolve(
        evidence,
        observations=[*evidence.observations, *(observe(code, key, 0) for code in COUNTIES)],
        targets=[*evidence.targets, plan_line("990100", key, 1), plan_line("990200", key, 0)],
    )
    share = MarkedReduction(indicator=item(key), measured=Measured.COMPLETION, at_least=1)
    assert find_faults(given, evolve(scheme, rewards=evolve(scheme.rewards, marked=share))) == ()
    whole = evolve(scheme, rewards=evolve(scheme.rewards, marked=evolve(share, measured=Measured.TOTAL)))
    assert codes(given, whole) == [
        ("not_a_plan_item", f"990100 甲市 targets.{key}"),
        ("not_a_plan_item", f"990200 乙市 targets.{key}"),
    ]


# Doubles and versions


def test_records_given_twice(
    evidence: Evidence,
    scheme: Scheme,
    make_finding: Callable[..., Finding],
    cities: tuple[City, ...],
    current: Callable[[str, str], Observation],
) -> None:
    """Two records of one thing are a fault in every sequence, also where they agree; each is told once."""
    result = EarlierResult(year=2018, city=cities[0], score=80, document="d")
    line = next(t for t in evidence.targets if t.place.code == "990121" and t.indicator.key == VILLAGES)
    given = evolve(
        evidence,
        targets=[*evidence.targets, line, evolve(line, value=4)],
        observations=[*evidence.observations, current("990121", FUNDS)],
        carried=[*evidence.carried, evolve(evidence.carried[0], score=1)],
        findings=[make_finding(), make_finding()],
        history=[result, evolve(result, score=81)],
    )
    assert said(given, scheme) == [
        ("duplicate", f"990121 子县 targets.{VILLAGES}: given twice; {KEEP_ONE}"),
        (
            "duplicate_version",
            f"990121 子县 observations.funds_use: version 1 from funds_evaluation given twice; {GAVE_LATER}",
        ),
        ("duplicate", f"990222 辰县 carried: given twice; {KEEP_ONE}"),
        ("duplicate", f"findings.f1: given twice; {KEEP_ONE}"),
        ("duplicate", f"990100 甲市 history.2018: given twice; {KEEP_ONE}"),
    ]


@pytest.mark.parametrize("given", [[(1, 5)], [(1, 5), (2, 5)], [(2, 6), (3, 9), (1, 5)]])
def test_versions_in_a_row(versions: Callable[..., Evidence], scheme: Scheme, given: list[tuple[int, int]]) -> None:
    """Versions that follow on each other, of the same or of later days, are in order."""
    assert find_faults(versions(*given), scheme) == ()


@pytest.mark.parametrize(
    ("given", "gaps"), [([(2, 5)], [2]), ([(1, 5), (3, 6)], [3]), ([(2, 5), (4, 6), (5, 7), (9, 8)], [2, 4, 9])]
)
def test_a_gap_between_versions(
    versions: Callable[..., Evidence], scheme: Scheme, given: list[tuple[int, int]], gaps: list[int]
) -> None:
    """What was superseded is kept: no version is without the one before it."""
    assert said(versions(*given), scheme) == [
        (
            "version_gap",
            (
                f"990121 子县: version {number} of funds_use follows on none before it; "
                "keep every version; what is superseded stays"
            ),
        )
        for number in gaps
    ]


def test_a_version_dated_before_the_one_it_supersedes(versions: Callable[..., Evidence], scheme: Scheme) -> None:
    """A correction is not older than what it corrects."""
    assert said(versions((1, 5), (2, 4)), scheme) == [
        (
            "version_backwards",
            "990121 子县: version 2 of funds_use is dated before the one it supersedes; mend one of the days",
        )
    ]


def test_a_version_given_twice(versions: Callable[..., Evidence], scheme: Scheme) -> None:
    """Two second versions contradict each other."""
    assert said(versions((1, 5), (2, 6), (2, 7)), scheme) == [
        (
            "duplicate_version",
            f"990121 子县 observations.funds_use: version 2 from funds_evaluation given twice; {GAVE_LATER}",
        )
    ]


def test_a_record_given_many_times_is_told_once(
    evidence: Evidence,
    scheme: Scheme,
    current: Callable[[str, str], Observation],
    counties: tuple[County, ...],
    observe: Callable[..., Observation],
) -> None:
    """Four versions of one number, and two values of one strange place, are one fault each."""
    found = current("990121", FUNDS)
    strange = evolve(counties[1], name="丑乡")
    given = evidence.adding(
        observations=[found, evolve(found, document="e"), evolve(found, value=1)]
        + [observe("990122", PEOPLE, 1, place=strange, source=source) for source in ("audit", "register")]
    )
    where = "990122 丑乡 observations.poor_population_reduced"
    faults = codes(given, scheme)
    assert faults.count(("duplicate_version", "990121 子县 observations.funds_use")) == 1
    assert faults.count(("unknown_place", where)) == 1
    assert len(faults) == len(set(faults))


def test_one_value_from_two_sources(
    evidence: Evidence, scheme: Scheme, current: Callable[[str, str], Observation]
) -> None:
    """A value comes from one source; versions are counted within each."""
    second = evolve(current("990121", FUNDS), source="audit", value=70)
    third = second.corrected(71, on=second.on, document="letter", submitter="甲市", reason="a slip")
    assert said(evidence.adding(observations=[second, third]), scheme) == [
        (
            "two_sources",
            (
                "990121 子县: funds_use comes from several sources: audit, funds_evaluation; "
                "keep the one that the scheme uses, or let the scheme order or blend them"
            ),
        )
    ]


# Carried counties


def test_a_carried_score_of_a_county_that_is_scored(
    evidence: Evidence, scheme: Scheme, counties: tuple[County, ...]
) -> None:
    """A county that the scheme does not list as carried is not assessed twice."""
    score = CarriedScore(county=counties[0], score=900, on=date(2019, 12, 31), document="d")
    assert said(evidence.adding(carried=[score]), scheme) == [
        (
            "carried_not_listed",
            (
                "990121 子县 carried: a carried score, though the scheme does not list it as carried [Art. 6]; "
                "list it in carried.counties, or take the score out"
            ),
        )
    ]


def test_a_carried_county_that_is_not_in_the_evidence(evidence: Evidence, scheme: Scheme) -> None:
    """Every county that the scheme lists as carried is among the counties."""
    carried = evolve(scheme.carried, counties=["990222", "990299"])
    assert said(evidence, evolve(scheme, carried=carried)) == [
        (
            "carried_unknown",
            (
                "carried.counties: 990299 is listed as carried, but is not among the counties [Art. 6]; "
                "use the code in force on the day of the evidence"
            ),
        )
    ]


def test_a_carried_score_above_full_marks(evidence: Evidence, scheme: Scheme) -> None:
    """A carried score is at most the full marks of its own measure."""
    assert find_faults(evolve(evidence, carried=[evolve(evidence.carried[0], score=1000)]), scheme) == ()
    above = evolve(evidence, carried=[evolve(evidence.carried[0], score="1000.5")])
    assert said(above, scheme) == [
        (
            "carried_above_full",
            (
                "990222 辰县 carried: a carried score of 1000.5 above full marks of 1000 [Art. 6]; "
                "mend the score, or carried.full_marks"
            ),
        )
    ]


# Findings and history


def test_a_problem_of_poverty_counties_elsewhere(
    evidence: Evidence, scheme: Scheme, make_finding: Callable[..., Finding], counties: tuple[County, ...]
) -> None:
    """Art. 9(3) binds poverty counties: those that the scheme lists."""
    finding = make_finding(problem=Problem.PROHIBITED_ACT)
    assert said(evolve(evidence, findings=[finding]), scheme) == [
        (
            "not_a_poverty_county",
            "findings.f1: 990121 子县 is not a poverty county of the scheme [Art. 9(3)]; mend the place or the problem",
        )
    ]
    assert find_faults(evolve(evidence, findings=[evolve(finding, place=counties[4])]), scheme) == ()
    assert find_faults(evolve(evidence, findings=[evolve(finding, problem=Problem.FUNDS_VIOLATION)]), scheme) == ()


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        (date(2016, 1, 1), date(2016, 6, 30)),
        (date(2018, 1, 1), date(2018, 12, 31)),
        (date(2018, 6, 1), date(2019, 1, 1)),
        (date(2018, 1, 1), date(2020, 1, 31)),
        (date(2019, 12, 31), date(2020, 1, 31)),
        (date(2020, 1, 1), date(2020, 1, 31)),
    ],
)
def test_the_time_of_a_finding_is_not_tied_to_the_year(
    evidence: Evidence, scheme: Scheme, make_finding: Callable[..., Finding], begin: date, end: date
) -> None:
    """A problem may lie before, in or after the year assessed: Art. 9 para. 2 sets no limit of time."""
    finding = make_finding(begin=begin, end=end, decided_on=end)
    given = evidence.adding(findings=[finding])
    assert finding in given.findings
    assert find_faults(given, scheme) == ()


def test_a_finding_on_a_sign_that_is_not_there(
    evidence: Evidence,
    scheme: Scheme,
    make_finding: Callable[..., Finding],
    with_value: Callable[..., Evidence],
) -> None:
    """A finding answers a sign that the same evidence gives, or none."""
    finding = make_finding(
        problem=Problem.LOW_RATES,
        facts=[Fact(FactKind.LOW_RATE, "exit accuracy of 90")],
        indication="Art. 9(5)/990121/exit_accuracy",
    )
    assert said(evolve(evidence, findings=[finding]), scheme) == [
        (
            "unknown_indication",
            (
                "findings.f1: answers the indication Art. 9(5)/990121/exit_accuracy, "
                "which is not computed from this evidence [Art. 9]; mend the key, or leave it empty"
            ),
        )
    ]
    low = with_value(evidence, "990121", "exit_accuracy", 90)
    assert find_faults(evolve(low, findings=[finding]), scheme) == ()
    assert find_faults(evolve(low, findings=[evolve(finding, indication="")]), scheme) == ()


@pytest.fixture
def answered(evidence: Evidence, with_value: Callable[..., Evidence]) -> Evidence:
    """Evidence with two signs: a low rate of exits in 子县 and in 丑县."""
    return with_value(with_value(evidence, "990121", "exit_accuracy", 90), "990122", "exit_accuracy", 90)


@pytest.fixture
def answer(make_finding: Callable[..., Finding]) -> Callable[..., Finding]:
    """Make a finding that answers the low rate of exits in 子县."""

    def make(**changes: object) -> Finding:
        facts = [Fact(FactKind.LOW_RATE, "exit accuracy of 90"), Fact(FactKind.RULE, "r"), Fact(FactKind.ACT, "a")]
        own = {"problem": Problem.LOW_RATES, "facts": facts, "indication": "Art. 9(5)/990121/exit_accuracy"}
        return make_finding(**{**own, **changes})

    return make


@pytest.mark.parametrize(
    ("index", "problem", "is_other"),
    [
        (0, Problem.LOW_RATES, False),
        (1, Problem.LOW_RATES, True),
        (0, Problem.FALSE_EXIT, True),
        (1, Problem.FALSE_EXIT, True),
    ],
)
def test_an_answer_is_on_the_place_and_problem_of_its_sign(
    answered: Evidence,
    scheme: Scheme,
    answer: Callable[..., Finding],
    counties: tuple[County, ...],
    index: int,
    problem: Problem,
    is_other: bool,
) -> None:
    """A finding does not answer a sign of another place, nor of another problem."""
    text = (
        "findings.f1: answers the indication Art. 9(5)/990121/exit_accuracy, which is of another place or problem "
        "[Art. 9]; let place and problem be those of the indication, or leave it empty"
    )
    given = answered.adding(findings=[answer(place=counties[index], problem=problem)])
    assert said(given, scheme) == ([("other_indication", text)] if is_other else [])


def test_a_countys_sign_is_not_answered_in_its_city(
    answered: Evidence, scheme: Scheme, answer: Callable[..., Finding], cities: tuple[City, ...]
) -> None:
    """A finding in the city is not one in the county, though the city answers for both."""
    given = answered.adding(findings=[answer(place=cities[0])])
    assert codes(given, scheme) == [("other_indication", "findings.f1")]


def test_a_sign_is_answered_once(answered: Evidence, scheme: Scheme, answer: Callable[..., Finding]) -> None:
    """Two findings on one sign contradict each other, or count twice; two without a sign do not."""
    rejected = answer(key="f2", verdict=Verdict.REJECTED)
    where = "findings.indication Art. 9(5)/990121/exit_accuracy"
    assert said(answered.adding(findings=[answer(), rejected]), scheme) == [
        ("duplicate", f"{where}: given twice; {KEEP_ONE}")
    ]
    assert codes(answered.adding(findings=[answer(), rejected, answer(key="f3")]), scheme) == [("duplicate", where)]
    own = [answer(), answer(key="f2", indication=""), answer(key="f3", indication="")]
    assert find_faults(answered.adding(findings=own), scheme) == ()


def test_each_sign_has_its_own_answer(
    answered: Evidence, scheme: Scheme, answer: Callable[..., Finding], counties: tuple[County, ...]
) -> None:
    """Findings on two signs stand beside each other."""
    second = answer(key="f2", place=counties[1], indication="Art. 9(5)/990122/exit_accuracy")
    assert find_faults(answered.adding(findings=[answer(), second]), scheme) == ()


@pytest.mark.parametrize(("year", "is_fault"), [(2016, True), (2017, False), (2018, False), (2019, True), (2020, True)])
def test_earlier_results_are_earlier(
    evidence: Evidence, scheme: Scheme, cities: tuple[City, ...], year: int, is_fault: bool
) -> None:
    """An earlier result is from 2017 on and before the year assessed."""
    result = EarlierResult(year=year, city=cities[0], score=80, document="d")
    text = f"990100 甲市 history.{year}: an earlier result of {year} [Art. 4]; give a year from 2017 to the one before"
    assert said(evolve(evidence, history=[result]), scheme) == ([("bad_history_year", text)] if is_fault else [])
