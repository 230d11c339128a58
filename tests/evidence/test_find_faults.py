"""Evidence held against itself and against the scheme."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from random import Random

import pytest
from attrs import evolve

from jxassess import (
    CATALOGUE,
    NOT_APPLICABLE,
    CarriedScore,
    City,
    County,
    EarlierResult,
    Evidence,
    EvidenceError,
    Fact,
    FactKind,
    Finding,
    Indicator,
    Observation,
    Problem,
    Scheme,
    Target,
    Words,
    assess,
    find_faults,
)
from jxassess.evidence import MISSING_CODES
from jxassess.places import Place
from jxassess.scheme import (
    Among,
    Carried,
    EqualWeights,
    IndicatorWeights,
    MarkedReduction,
    Measured,
    NothingApplies,
    PlanLevel,
    PlanMiss,
    PlanRule,
    RelativeToMean,
    TableWeights,
    Weight,
    WhenMissing,
    WhenNotApplicable,
    WhenUnobserved,
)

PEOPLE, VILLAGES, FUNDS, GROWTH = "poor_population_reduced", "poor_villages_exited", "funds_use", "rural_income_growth"
RURAL = "rural_population"
COUNTIES = ("990121", "990122", "990123", "990221", "990222")
GAVE_LATER = "keep one, or number the later one as a new version"


def said(evidence: Evidence, scheme: Scheme) -> list[tuple[str, str]]:
    """Give code and text of every fault; the text begins with the place."""
    faults = find_faults(evidence, scheme)
    assert all(fault.text().startswith(f"{fault.where}: ") for fault in faults)
    return [(fault.code, fault.text()) for fault in faults]


def codes(evidence: Evidence, scheme: Scheme) -> list[tuple[str, str]]:
    return [(fault.code, fault.where) for fault in find_faults(evidence, scheme)]


@pytest.fixture
def adding(evidence: Evidence) -> Callable[..., Evidence]:
    """Give the evidence with more records in one of its sequences."""

    def make(name: str, *records: object) -> Evidence:
        return evolve(evidence, **{name: [*getattr(evidence, name), *records]})

    return make


@pytest.fixture
def current(evidence: Evidence) -> Callable[[str, str], Observation]:
    """Give the observation of a place and an indicator."""

    def find(code: str, key: str) -> Observation:
        (found,) = [o for o in evidence.observations if (o.place.code, o.indicator.key) == (code, key)]
        return found

    return find


def test_valid_evidence_has_no_fault(evidence: Evidence, scheme: Scheme) -> None:
    """The small year can be assessed as it is."""
    assert find_faults(evidence, scheme) == ()
    assert [score.published for score in assess(evidence, scheme).cities] == [Fraction("80.47"), Fraction("92.2")]


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
        ("wrong_day", f"990121 子县, observation of funds_use: {text}"),
        ("wrong_day", f"990222 辰县, carried score: {text}"),
    ]
    assert said(late, scheme) == (expected if is_wrong else [])


# Units


def test_a_unit_given_twice(evidence: Evidence, scheme: Scheme) -> None:
    """A county listed twice would weigh twice."""
    doubled = evolve(evidence, counties=[*evidence.counties, evidence.counties[0]])
    assert said(doubled, scheme) == [("duplicate", f"990121 子县: given twice: 990121; {GAVE_LATER}")]
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
        ("observations", "990122 丑乡, observation of funds_use"),
        ("targets", "990122 丑乡, target of poor_population_reduced"),
        ("carried", "990122 丑乡, carried score"),
        ("findings", "finding f1"),
        ("history", "990300 丙市, result of 2018"),
    ],
)
def test_every_record_is_of_a_known_unit(
    adding: Callable[..., Evidence],
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
    assert ("unknown_place", text) in said(adding(name, records[name]()), scheme)


# Indicators


def test_an_indicator_that_the_scheme_does_not_use(
    adding: Callable[..., Evidence],
    scheme: Scheme,
    observe: Callable[..., Observation],
    plan_line: Callable[..., Target],
) -> None:
    """A value or target that nothing reads is a fault, so that no slip of a key goes unseen."""
    rest = "the scheme does not use the indicator funds_supervision [Art. 5]; mend the key, or take the entry out"
    assert said(adding("observations", observe("990121", "funds_supervision", 90)), scheme) == [
        ("unknown_indicator", f"990121 子县, observation of funds_supervision: {rest}")
    ]
    assert said(adding("targets", plan_line("990121", "funds_supervision", 90)), scheme) == [
        ("unknown_indicator", f"990121 子县, target of funds_supervision: {rest}")
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
                "990121 子县, observation of funds_use: the indicator funds_use is defined otherwise than in the scheme "
                "[Art. 5]; use the scheme's indicator"
            ),
        )
    ]
    line = plan_line("990200", PEOPLE, 4100, indicator=evolve(item(PEOPLE), unit=Words("households", "户")))
    lines = [t for t in evidence.targets if (t.place.code, t.indicator.key) != ("990200", PEOPLE)]
    assert codes(evolve(evidence, targets=[*lines, line]), scheme) == [
        ("other_indicator", f"990200 乙市, target of {PEOPLE}")
    ]


def test_a_value_that_a_city_does_not_need(
    adding: Callable[..., Evidence], scheme: Scheme, observe: Callable[..., Observation]
) -> None:
    """Scores are made in counties: a city's own value is read for the plan, the reward and low rates only."""
    assert said(adding("observations", observe("990100", FUNDS, 90)), scheme) == [
        (
            "unused_city_value",
            (
                "990100 甲市, observation of funds_use: a value of funds_use for a city, which is scored in counties "
                "only [Art. 6]; give it for counties"
            ),
        )
    ]
    for key, value in ((PEOPLE, 4500), ("exit_accuracy", 99)):
        assert find_faults(adding("observations", observe("990100", key, value)), scheme) == ()


def test_a_target_that_nothing_is_held_against(
    adding: Callable[..., Evidence], scheme: Scheme, plan_line: Callable[..., Target]
) -> None:
    """A target is read by the plan, by the reward and by rules with a target; any other one is a fault."""
    assert said(adding("targets", plan_line("990121", FUNDS, 90)), scheme) == [
        (
            "not_a_plan_item",
            (
                "990121 子县, target of funds_use: a target of funds_use, which nothing in the scheme holds against a "
                "target [Art. 9(1)]; add it to plan.items, or take the target out"
            ),
        )
    ]


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
        ("not_a_plan_item", f"990100 甲市, target of {key}"),
        ("not_a_plan_item", f"990200 乙市, target of {key}"),
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
        ("duplicate", f"{where}: given twice: {value}; {GAVE_LATER}")
        for where, value in (
            (f"990121 子县, target of {VILLAGES}", f"990121 子县, target of {VILLAGES}"),
            ("990121 子县", "version 1 of funds_use"),
            ("990222 辰县, carried score", "990222 辰县, carried score"),
            ("finding f1", "finding f1"),
            ("990100 甲市, result of 2018", "990100 甲市, result of 2018"),
        )
    ]


@pytest.fixture
def versions(evidence: Evidence, current: Callable[[str, str], Observation]) -> Callable[..., Evidence]:
    """Give evidence in which one value has the versions given, each a number and a day of January 2020."""

    def make(*given: tuple[int, int]) -> Evidence:
        found = current("990121", FUNDS)
        rest = [o for o in evidence.observations if o != found]
        chain = [
            evolve(found, version=number, on=date(2020, 1, day), submitter="甲市", reason="a slip")
            for number, day in given
        ]
        return evolve(evidence, observations=[*rest, *chain])

    return make


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
                f"990121 子县: version {number} of funds_use follows on none before it [Art. 10]; "
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
            "990121 子县: version 2 of funds_use is dated before the one it supersedes [Art. 10]; mend one of the days",
        )
    ]


def test_a_version_given_twice(versions: Callable[..., Evidence], scheme: Scheme) -> None:
    """Two second versions contradict each other."""
    assert said(versions((1, 5), (2, 6), (2, 7)), scheme) == [
        ("duplicate", f"990121 子县: given twice: version 2 of funds_use; {GAVE_LATER}")
    ]


def test_one_value_from_two_sources(
    adding: Callable[..., Evidence], scheme: Scheme, current: Callable[[str, str], Observation]
) -> None:
    """A value comes from one source; versions are counted within each."""
    second = evolve(current("990121", FUNDS), source="audit", value=70)
    third = second.corrected(71, on=second.on, document="letter", submitter="甲市", reason="a slip")
    assert said(adding("observations", second, third), scheme) == [
        (
            "two_sources",
            (
                "990121 子县: funds_use comes from two sources: audit, funds_evaluation [Art. 7(3)]; "
                "keep the one that the scheme uses"
            ),
        )
    ]


# Carried counties


def test_a_carried_county_without_its_score(evidence: Evidence, scheme: Scheme) -> None:
    """A county that the scheme lists as carried brings its score."""
    assert said(evolve(evidence, carried=[]), scheme) == [
        ("missing_carried", "990222 辰县: no carried score [Art. 6]; give the score under its own measure")
    ]


def test_a_carried_score_of_a_county_that_is_scored(
    adding: Callable[..., Evidence], scheme: Scheme, counties: tuple[County, ...]
) -> None:
    """A county that the scheme does not list as carried is not assessed twice."""
    score = CarriedScore(county=counties[0], score=900, on=date(2019, 12, 31), document="d")
    assert said(adding("carried", score), scheme) == [
        (
            "carried_not_listed",
            (
                "990121 子县, carried score: a carried score, though the scheme does not list it as carried [Art. 6]; "
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
                "carried.counties[1]: 990299 is listed as carried, but is not among the counties [Art. 6]; "
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
                "990222 辰县, carried score: a carried score of 1000.5 above full marks of 1000 [Art. 6]; "
                "mend the score, or carried.full_marks"
            ),
        )
    ]


def test_points_given_to_a_carried_county(
    adding: Callable[..., Evidence], scheme: Scheme, observe: Callable[..., Observation]
) -> None:
    """Facts about a carried county stay; points given to it do not."""
    assert said(adding("observations", observe("990222", "procedure_conformity", 9)), scheme) == [
        (
            "carried_given",
            (
                "990222 辰县: points given for procedure of a carried county [Art. 6]; "
                "take them out; it brings its own score"
            ),
        )
    ]
    assert find_faults(adding("observations", observe("990222", FUNDS, 90)), scheme) == ()


def test_a_carried_county_in_a_mean(
    evidence: Evidence,
    scheme: Scheme,
    with_criterion: Callable[..., Scheme],
    with_value: Callable[..., Evidence],
) -> None:
    """Where carried counties count in the mean, their value is needed, also where others may leave it out."""
    rule = RelativeToMean(base=6, floor=3, cap=10, among=Among.PROVINCE, has_carried=True)
    given = with_value(evidence, "990222", GROWTH, None)
    assert find_faults(given, scheme) == ()
    assert said(given, with_criterion(scheme, "income", rule=rule)) == [
        (
            "missing_observation",
            (
                "990222 辰县: no observation of rural_income_growth [Art. 5(1)]; "
                "give one, or set when_missing in criteria[0].children[2]"
            ),
        )
    ]


# Criteria


def test_a_missing_observation(evidence: Evidence, scheme: Scheme, with_value: Callable[..., Evidence]) -> None:
    """What the scheme needs and nobody observed is a fault with the path that could allow it."""
    assert said(with_value(evidence, "990121", "identification_accuracy", None), scheme) == [
        (
            "missing_observation",
            (
                "990121 子县: no observation of identification_accuracy [Art. 5(2)]; "
                "give one, or set when_missing in criteria[1].children[0]"
            ),
        )
    ]


@pytest.mark.parametrize("key", ["procedure_conformity", "satisfaction_work_team", "satisfaction_paired_helper", FUNDS])
def test_what_the_scheme_allows_to_be_missing(
    evidence: Evidence, scheme: Scheme, with_value: Callable[..., Evidence], key: str
) -> None:
    """Where the scheme counts zero or leaves out, a gap is no fault."""
    assert find_faults(with_value(evidence, "990121", key, None), scheme) == ()


def test_zero_is_an_observation(evidence: Evidence, scheme: Scheme, with_value: Callable[..., Evidence]) -> None:
    """A value of zero is a value: it is neither missing nor not applicable."""
    assert find_faults(with_value(evidence, "990121", "identification_accuracy", 0), scheme) == ()


def test_a_missing_target(evidence: Evidence, scheme: Scheme, with_line: Callable[..., Evidence]) -> None:
    """A share of a target needs the target; zero says that there is nothing to do, and nothing says nothing."""
    assert said(with_line(evidence, "990121", VILLAGES, None), scheme) == [
        (
            "missing_target",
            (
                "990121 子县: no target of poor_villages_exited [Art. 7(1)]; "
                "give its line of the approved plan, zero where there is nothing to do"
            ),
        )
    ]
    assert find_faults(with_line(evidence, "990121", VILLAGES, 0), scheme) == ()


def test_with_nothing_to_do_nothing_need_be_observed(
    evidence: Evidence, scheme: Scheme, with_line: Callable[..., Evidence], with_value: Callable[..., Evidence]
) -> None:
    """Where the target is zero, an observation may be there or not: completion does not apply."""
    idle = with_line(with_value(evidence, "990121", VILLAGES, None), "990121", VILLAGES, 0)
    assert find_faults(idle, scheme) == ()
    assert find_faults(with_value(idle, "990121", VILLAGES, NOT_APPLICABLE), scheme) == ()


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


def test_not_applicable_where_the_scheme_refuses_it(
    evidence: Evidence,
    scheme: Scheme,
    with_value: Callable[..., Evidence],
    with_line: Callable[..., Evidence],
    with_criterion: Callable[..., Scheme],
) -> None:
    """A scheme may take for a fault that a criterion does not apply, by observation or by a target of zero."""
    assert said(with_value(evidence, "990121", GROWTH, NOT_APPLICABLE), scheme) == [
        (
            "not_applicable_refused",
            (
                "990121 子县: income does not apply, and the scheme takes that for a fault [Art. 5]; "
                "give a value, or set when_not_applicable in criteria[0].children[2]"
            ),
        )
    ]
    strict = with_criterion(scheme, "villages", when_not_applicable=WhenNotApplicable.FAULT)
    assert codes(with_line(evidence, "990121", VILLAGES, 0), strict) == [("not_applicable_refused", "990121 子县")]
    assert find_faults(with_value(evidence, "990121", "exit_accuracy", NOT_APPLICABLE), scheme) == ()


@pytest.mark.parametrize(("points", "is_fault"), [(0, False), (10, False), ("10.01", True), (100, True)])
def test_points_given_lie_inside_the_marks(
    evidence: Evidence, scheme: Scheme, with_value: Callable[..., Evidence], points: int | str, is_fault: bool
) -> None:
    """A panel gives from zero to the marks, whatever range the indicator has."""
    text = f"990121 子县: {points} points given where procedure offers 0 to 10 [Art. 5]; give points inside the marks"
    expected = [("given_outside", text)] if is_fault else []
    assert said(with_value(evidence, "990121", "procedure_conformity", points), scheme) == expected


@pytest.fixture
def lenient(scheme: Scheme, with_criterion: Callable[..., Scheme]) -> Scheme:
    """The scheme in which every criterion may be missing or not apply, and is then left out."""
    for _, criterion in tuple(scheme.walk()):
        scheme = with_criterion(
            scheme,
            criterion.key,
            when_missing=WhenMissing.RESCALE_ALL,
            when_not_applicable=WhenNotApplicable.RESCALE_GROUP,
        )
    rates = [evolve(low, when_missing=WhenUnobserved.LIST) for low in scheme.low_rates]
    return evolve(scheme, low_rates=rates)


@pytest.fixture
def idle(evidence: Evidence, with_line: Callable[..., Evidence], with_value: Callable[..., Evidence]) -> Evidence:
    """Evidence in which there is nothing to do and nothing observed in 卯县; that its people did not change is said."""
    rest = [o for o in evidence.observations if o.place.code != "990221"]
    given = with_value(evolve(evidence, observations=rest), "990221", PEOPLE, NOT_APPLICABLE)
    return with_line(with_line(given, "990221", PEOPLE, 0), "990221", VILLAGES, 0)


def test_a_county_to_which_nothing_applies(idle: Evidence, lenient: Scheme) -> None:
    """Where every criterion is left out, the county is a fault or left out of the mean, as the scheme says."""
    assert said(idle, lenient) == [
        (
            "nothing_applies",
            "990221 卯县: no criterion applies [Art. 5(1)]; give values, or set when_nothing_applies",
        )
    ]
    assert find_faults(idle, evolve(lenient, when_nothing_applies=NothingApplies.LEAVE_OUT)) == ()


def test_one_criterion_is_enough(
    idle: Evidence, lenient: Scheme, with_value: Callable[..., Evidence], with_criterion: Callable[..., Scheme]
) -> None:
    """A county with one value, or with one criterion that counts zero when missing, is scored."""
    assert find_faults(with_value(idle, "990221", FUNDS, 0), lenient) == ()
    assert find_faults(idle, with_criterion(lenient, "use", when_missing=WhenMissing.ZERO)) == ()


def test_a_county_that_is_left_out_has_no_weight(idle: Evidence, lenient: Scheme) -> None:
    """Where the rest of a city weighs nothing, the county left out does not help."""
    lines = [Weight(county=code, weight=0 if code == "990222" else 1) for code in COUNTIES]
    scheme = evolve(
        lenient,
        when_nothing_applies=NothingApplies.LEAVE_OUT,
        weights=TableWeights(weights=lines, source="invented for tests"),
    )
    assert codes(idle, scheme) == [("no_city_weight", "990200 乙市")]


# Means


@pytest.mark.parametrize("growth", [0, -1])
def test_a_mean_of_zero_or_less(
    evidence: Evidence, scheme: Scheme, with_value: Callable[..., Evidence], growth: int
) -> None:
    """Nothing is relative to a mean that is not above zero; one such mean is told once."""
    for code in COUNTIES[:4]:
        evidence = with_value(evidence, code, GROWTH, growth)
    assert said(evidence, scheme) == [
        (
            "no_mean",
            (
                f"990221 卯县: the mean of rural_income_growth is {growth}; nothing can be relative to it [Art. 5]; "
                "use another rule for criteria[0].children[2]"
            ),
        )
    ]


def test_the_mean_that_counts_is_the_one_compared_with(
    evidence: Evidence, scheme: Scheme, with_value: Callable[..., Evidence], with_criterion: Callable[..., Scheme]
) -> None:
    """A mean of one city may be too low where that of the province is not, and carried counties may lift it."""
    low = with_value(evidence, "990221", GROWTH, 0)
    assert find_faults(low, scheme) == ()
    alone = RelativeToMean(base=6, floor=3, cap=10, among=Among.CITY, has_carried=False)
    assert codes(low, with_criterion(scheme, "income", rule=alone)) == [("no_mean", "990221 卯县")]
    assert find_faults(low, with_criterion(scheme, "income", rule=evolve(alone, has_carried=True))) == ()
    nobody = with_value(evidence, "990221", GROWTH, None)
    assert find_faults(nobody, with_criterion(scheme, "income", rule=alone)) == ()


# Weights


@pytest.fixture
def weighed(
    evidence: Evidence, scheme: Scheme, observe: Callable[..., Observation], item: Callable[[str], Indicator]
) -> Callable[..., tuple[Evidence, Scheme]]:
    """Weigh by an indicator, with a value for each county, `None` for no value; all of the census of 2010."""

    def make(*values: object, indicator: Indicator | None = None) -> tuple[Evidence, Scheme]:
        base = indicator or item(RURAL)
        found = [
            observe(code, RURAL, value, source="census", on=date(2010, 11, 1), indicator=base)
            for code, value in zip(COUNTIES, values, strict=True)
            if value is not None
        ]
        given = evolve(evidence, observations=[*evidence.observations, *found])
        return given, evolve(scheme, weights=IndicatorWeights(indicator=base))

    return make


def test_weights_may_be_of_any_day(weighed: Callable[..., tuple[Evidence, Scheme]]) -> None:
    """Figures that only weigh may come from an earlier census; a county may weigh nothing."""
    assert find_faults(*weighed(300, 250, 0, 0, 150)) == ()


@pytest.mark.parametrize("use", ["criterion", "plan", "rate", "reward"])
def test_weights_that_are_used_otherwise_are_of_the_year(
    evidence: Evidence,
    scheme: Scheme,
    current: Callable[[str, str], Observation],
    item: Callable[[str], Indicator],
    weighed: Callable[..., tuple[Evidence, Scheme]],
    with_criterion: Callable[..., Scheme],
    plan_line: Callable[..., Target],
    use: str,
) -> None:
    """A figure that is also scored, planned, watched or rewarded is one of the year assessed."""
    given, by_people = weighed(300, 250, 100, 400, 150)
    if use == "criterion":
        by_people = with_criterion(by_people, "use", indicator=item(RURAL))
        given = evolve(given, observations=[o for o in given.observations if o.indicator.key != FUNDS])
    if use == "plan":
        by_people = evolve(by_people, plan=evolve(scheme.plan, items=[*scheme.plan.items, item(RURAL)]))
        lines = [plan_line("990100", RURAL, 600), plan_line("990200", RURAL, 500)]
        given = evolve(given, targets=[*given.targets, *lines])
    if use == "rate":
        by_people = evolve(by_people, low_rates=[*scheme.low_rates, evolve(scheme.low_rates[0], indicator=item(RURAL))])
    if use == "reward":
        marked = MarkedReduction(indicator=item(RURAL), measured=Measured.TOTAL, at_least=1)
        by_people = evolve(by_people, rewards=evolve(scheme.rewards, marked=marked))
    faults = find_faults(given, by_people)
    assert [(fault.code, fault.value) for fault in faults] == [("wrong_day", "2010-11-01")] * 5


@pytest.mark.parametrize("value", [None, NOT_APPLICABLE])
def test_a_county_without_a_weight(weighed: Callable[..., tuple[Evidence, Scheme]], value: object) -> None:
    """Every county has a number to weigh by, carried counties too."""
    assert said(*weighed(300, value, 100, 400, value)) == [
        ("missing_observation", f"{place}: no observation of rural_population [Art. 5]; give one")
        for place in ("990122 丑县", "990222 辰县")
    ]


def test_a_negative_weight(weighed: Callable[..., tuple[Evidence, Scheme]], item: Callable[[str], Indicator]) -> None:
    """A weight is zero or more, also where its indicator could be less."""
    signed = evolve(item(RURAL), low=-10)
    assert said(*weighed(300, -5, 100, 400, 150, indicator=signed)) == [
        ("negative_weight", "990122 丑县: a weight of -5 [Art. 6]; give zero or more")
    ]


def test_a_city_whose_counties_weigh_nothing(weighed: Callable[..., tuple[Evidence, Scheme]]) -> None:
    """At least one county of a city weighs something."""
    assert said(*weighed(300, 250, 100, 0, 0)) == [
        (
            "no_city_weight",
            "990200 乙市: the weights of its counties add up to zero [Art. 6]; weigh at least one county",
        )
    ]


def test_a_table_of_weights_fits_the_counties(evidence: Evidence, scheme: Scheme) -> None:
    """The table has a line for each county and for nothing else."""
    lines = [Weight(county=code, weight=1) for code in ("990121", "990122", "990123", "990221", "990299")]
    table = TableWeights(weights=lines, source="invented for tests")
    assert said(evidence, evolve(scheme, weights=table)) == [
        ("weight_missing", "990222 辰县: no weight in the table of the scheme [Art. 6]; add a line to weights"),
        (
            "weight_unknown",
            (
                "weights.weights[4]: 990299 has a weight, but is not among the counties [Art. 6]; "
                "take the line out, or add the county"
            ),
        ),
    ]
    whole = evolve(table, weights=[*lines[:4], Weight(county="990222", weight=0)])
    assert find_faults(evidence, evolve(scheme, weights=whole)) == ()


# Plan, rates, sums


def test_a_city_without_its_line_of_the_plan(
    evidence: Evidence, scheme: Scheme, with_line: Callable[..., Evidence]
) -> None:
    """Each city has a line for every item of the plan."""
    assert codes(with_line(evidence, "990200", PEOPLE, None), scheme) == [("missing_target", "990200 乙市")]


def test_a_county_without_its_line_of_the_plan(
    evidence: Evidence, scheme: Scheme, with_line: Callable[..., Evidence]
) -> None:
    """Where the scheme reads the counties' lines, carried counties have one as well; else they need none."""
    given = with_line(evidence, "990222", PEOPLE, None)
    assert find_faults(given, scheme) == ()
    by_county = evolve(scheme, plan=evolve(scheme.plan, level=PlanLevel.COUNTY))
    assert find_faults(evidence, by_county) == ()
    assert codes(given, by_county) == [("missing_target", "990222 辰县")]


def test_a_plan_without_a_value(
    evidence: Evidence, scheme: Scheme, with_value: Callable[..., Evidence], with_line: Callable[..., Evidence]
) -> None:
    """What a city reached is the sum of all counties, so each is needed, a carried one and one with no task too."""
    missing = "no observation of poor_population_reduced [Art. 5(1)]; give one"
    assert said(with_value(evidence, "990222", PEOPLE, None), scheme) == [
        ("missing_observation", f"990222 辰县: {missing}")
    ]
    idle = with_line(with_value(evidence, "990121", PEOPLE, None), "990121", PEOPLE, 0)
    assert said(idle, scheme) == [("missing_observation", f"990121 子县: {missing}")]
    assert find_faults(with_value(idle, "990121", PEOPLE, NOT_APPLICABLE), scheme) == ()


def test_what_two_parts_of_the_scheme_need_is_asked_for_once(
    evidence: Evidence, scheme: Scheme, with_value: Callable[..., Evidence]
) -> None:
    """A value that criterion, plan and reward all read is missed by the criterion alone."""
    assert codes(with_value(evidence, "990121", PEOPLE, None), scheme) == [("missing_observation", "990121 子县")]
    assert codes(with_value(evidence, "990121", "exit_accuracy", None), scheme) == [
        ("missing_observation", "990121 子县")
    ]


def test_a_citys_own_value_stands_for_its_counties(
    evidence: Evidence, scheme: Scheme, with_value: Callable[..., Evidence], observe: Callable[..., Observation]
) -> None:
    """Where the city itself is observed, the plan needs no value of a carried county, unless it reads the counties."""
    given = with_value(evidence, "990222", PEOPLE, None)
    given = evolve(given, observations=[*given.observations, observe("990200", PEOPLE, 4200)])
    assert find_faults(given, scheme) == ()
    by_county = evolve(scheme, plan=evolve(scheme.plan, level=PlanLevel.COUNTY))
    assert codes(given, by_county) == [("missing_observation", "990222 辰县")]


def test_a_countys_line_of_zero_needs_no_value(
    evidence: Evidence,
    scheme: Scheme,
    with_value: Callable[..., Evidence],
    with_line: Callable[..., Evidence],
    observe: Callable[..., Observation],
) -> None:
    """A county with nothing to do has nothing to report, where its city is observed itself."""
    given = with_line(with_value(evidence, "990222", PEOPLE, None), "990222", PEOPLE, 0)
    given = evolve(given, observations=[*given.observations, observe("990200", PEOPLE, 4200)])
    assert find_faults(given, evolve(scheme, plan=evolve(scheme.plan, level=PlanLevel.COUNTY))) == ()


def test_an_item_of_the_plan_that_does_not_add_up(
    evidence: Evidence, scheme: Scheme, plan_line: Callable[..., Target], item: Callable[[str], Indicator]
) -> None:
    """A rate in the plan is observed of the city itself."""
    plan = PlanRule(items=[item(PEOPLE), item("exit_accuracy")], level=PlanLevel.CITY, miss=PlanMiss.ANY)
    lines = [plan_line(code, "exit_accuracy", 98) for code in ("990100", "990200")]
    assert said(evolve(evidence, targets=[*evidence.targets, *lines]), evolve(scheme, plan=plan)) == [
        ("missing_observation", f"{city}: no observation of exit_accuracy [Art. 5(2)]; give one")
        for city in ("990100 甲市", "990200 乙市")
    ]


@pytest.fixture
def villages_alone(
    evidence: Evidence,
    scheme: Scheme,
    item: Callable[[str], Indicator],
    plan_line: Callable[..., Target],
    observe: Callable[..., Observation],
) -> tuple[Evidence, Scheme]:
    """A plan of villages, while the reward still asks for people; the people's lines of the cities are not given."""
    lines = [t for t in evidence.targets if t.place not in evidence.cities]
    given = evolve(
        evidence,
        targets=[*lines, plan_line("990100", VILLAGES, 5), plan_line("990200", VILLAGES, 4)],
        observations=[*evidence.observations, observe("990222", VILLAGES, 0)],
    )
    return given, evolve(scheme, plan=evolve(scheme.plan, items=[item(VILLAGES)]))


def test_a_reward_without_a_plan(villages_alone: tuple[Evidence, Scheme]) -> None:
    """A reward for a share of the plan needs the city's line; one for a total does not."""
    given, scheme = villages_alone
    assert said(given, scheme) == [
        (
            "no_plan_for_reward",
            (
                f"{city}: no line of the plan for poor_population_reduced, which the reward asks for [Art. 8]; "
                "give the city's line of the approved plan"
            ),
        )
        for city in ("990100 甲市", "990200 乙市")
    ]
    marked = evolve(scheme.rewards.marked, measured=Measured.TOTAL, at_least=4200)
    assert find_faults(given, evolve(scheme, rewards=evolve(scheme.rewards, marked=marked))) == ()


def test_a_reward_needs_the_values_of_all_counties(
    villages_alone: tuple[Evidence, Scheme], with_value: Callable[..., Evidence]
) -> None:
    """What the reward adds up is needed of carried counties too, though it is not in the plan."""
    given, scheme = villages_alone
    marked = evolve(scheme.rewards.marked, measured=Measured.TOTAL)
    scheme = evolve(scheme, rewards=evolve(scheme.rewards, marked=marked))
    assert codes(with_value(given, "990222", PEOPLE, None), scheme) == [("missing_observation", "990222 辰县")]


def test_a_rate_that_must_be_observed(evidence: Evidence, scheme: Scheme, with_value: Callable[..., Evidence]) -> None:
    """A rate is needed of carried counties too, unless the scheme lists them as not checked."""
    assert said(with_value(evidence, "990222", "exit_accuracy", None), scheme) == [
        ("missing_observation", "990222 辰县: no observation of exit_accuracy [Art. 5(2)]; give one")
    ]
    assert find_faults(with_value(evidence, "990222", "satisfaction_work_team", None), scheme) == ()


def test_a_rate_that_no_criterion_insists_on(
    evidence: Evidence, scheme: Scheme, with_value: Callable[..., Evidence]
) -> None:
    """A rate that a criterion may leave out is needed all the same where the scheme takes its absence for a fault."""
    rates = [evolve(low, when_missing=WhenUnobserved.FAULT) for low in scheme.low_rates]
    given = with_value(evidence, "990121", "satisfaction_work_team", None)
    assert codes(given, evolve(scheme, low_rates=rates)) == [("missing_observation", "990121 子县")]


def test_a_city_and_the_sum_of_its_counties(
    adding: Callable[..., Evidence],
    scheme: Scheme,
    observe: Callable[..., Observation],
    with_value: Callable[..., Evidence],
) -> None:
    """A city's own count is that of its counties; 2100, 900 and 1500 are 4500."""
    given = adding("observations", observe("990100", PEOPLE, 4501))
    assert said(given, scheme) == [
        (
            "sum_differs",
            "990100 甲市: poor_population_reduced is 4501, but its counties add up to 4500 [Art. 10]; mend one of them",
        )
    ]
    assert find_faults(with_value(given, "990100", PEOPLE, 4500), scheme) == ()


def test_rates_are_not_added_up(
    adding: Callable[..., Evidence], scheme: Scheme, observe: Callable[..., Observation]
) -> None:
    """A city's rate is not the sum of its counties' rates."""
    assert find_faults(adding("observations", observe("990100", "exit_accuracy", 99)), scheme) == ()


# Findings and history


def test_a_problem_of_poverty_counties_elsewhere(
    evidence: Evidence, scheme: Scheme, make_finding: Callable[..., Finding], counties: tuple[County, ...]
) -> None:
    """Art. 9(3) binds poverty counties: those that the scheme lists."""
    finding = make_finding(problem=Problem.PROHIBITED_ACT)
    assert said(evolve(evidence, findings=[finding]), scheme) == [
        (
            "not_a_poverty_county",
            "finding f1: 990121 子县 is not a poverty county of the scheme [Art. 9(3)]; mend the place or the problem",
        )
    ]
    assert find_faults(evolve(evidence, findings=[evolve(finding, place=counties[4])]), scheme) == ()
    assert find_faults(evolve(evidence, findings=[evolve(finding, problem=Problem.FUNDS_VIOLATION)]), scheme) == ()


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
                "finding f1: answers the indication Art. 9(5)/990121/exit_accuracy, "
                "which is not computed from this evidence [Art. 9]; mend the key, or leave it empty"
            ),
        )
    ]
    low = with_value(evidence, "990121", "exit_accuracy", 90)
    assert find_faults(evolve(low, findings=[finding]), scheme) == ()
    assert find_faults(evolve(low, findings=[evolve(finding, indication="")]), scheme) == ()


@pytest.mark.parametrize(("year", "is_fault"), [(2016, True), (2017, False), (2018, False), (2019, True), (2020, True)])
def test_earlier_results_are_earlier(
    evidence: Evidence, scheme: Scheme, cities: tuple[City, ...], year: int, is_fault: bool
) -> None:
    """An earlier result is from 2017 on and before the year assessed."""
    result = EarlierResult(year=year, city=cities[0], score=80, document="d")
    text = (
        f"990100 甲市, result of {year}: an earlier result of {year} [Art. 4]; give a year from 2017 to the one before"
    )
    assert said(evolve(evidence, history=[result]), scheme) == ([("bad_history_year", text)] if is_fault else [])


# All together


@pytest.fixture
def broken(
    evidence: Evidence,
    scheme: Scheme,
    with_value: Callable[..., Evidence],
    with_line: Callable[..., Evidence],
    observe: Callable[..., Observation],
    plan_line: Callable[..., Target],
    make_finding: Callable[..., Finding],
    cities: tuple[City, ...],
) -> tuple[Evidence, Scheme]:
    """Evidence and scheme with many faults of many kinds."""
    given = with_value(evidence, "990121", "identification_accuracy", None)
    given = with_value(given, "990122", GROWTH, NOT_APPLICABLE)
    given = with_value(given, "990123", "procedure_conformity", 11)
    given = with_value(given, "990221", VILLAGES, NOT_APPLICABLE)
    given = with_line(given, "990121", VILLAGES, None)
    more = [
        observe("990200", PEOPLE, 1),
        observe("990222", "procedure_conformity", 1),
        observe("990121", "funds_supervision", 1),
        observe("990100", FUNDS, 1),
        observe("990123", FUNDS, 1, source="audit", version=3, submitter="甲市", reason="a slip"),
    ]
    given = evolve(
        given,
        on=date(2020, 1, 1),
        observations=[*given.observations, *more],
        targets=[*given.targets, plan_line("990121", FUNDS, 1)],
        carried=[evolve(evidence.carried[0], score=1001, on=date(2021, 1, 1))],
        findings=[make_finding(problem=Problem.PROHIBITED_ACT, indication="x")],
        history=[EarlierResult(year=2019, city=cities[0], score=80, document="d")],
    )
    lines = [Weight(county=code, weight=int(code < "990200")) for code in (*COUNTIES[:4], "990299")]
    carried = Carried(counties=["990222", "990288"], full_marks=1000, source="d")
    weights = TableWeights(weights=lines, source="d")
    return given, evolve(scheme, year=2018, carried=carried, weights=weights)


BROKEN = [
    ("year_differs", "year"),
    ("wrong_day", "on"),
    ("not_a_plan_item", "990121 子县, target of funds_use"),
    ("unused_city_value", "990100 甲市, observation of funds_use"),
    ("unknown_indicator", "990121 子县, observation of funds_supervision"),
    ("two_sources", "990123 寅县"),
    ("version_gap", "990123 寅县"),
    ("wrong_day", "990222 辰县, carried score"),
    ("carried_above_full", "990222 辰县, carried score"),
    ("carried_unknown", "carried.counties[1]"),
    ("weight_missing", "990222 辰县"),
    ("weight_unknown", "weights.weights[4]"),
    ("missing_target", "990121 子县"),
    ("missing_observation", "990121 子县"),
    ("not_applicable_refused", "990122 丑县"),
    ("given_outside", "990123 寅县"),
    ("not_applicable_with_task", "990221 卯县"),
    ("carried_given", "990222 辰县"),
    ("sum_differs", "990200 乙市"),
    ("not_a_poverty_county", "finding f1"),
    ("unknown_indication", "finding f1"),
    ("bad_history_year", "990100 甲市, result of 2019"),
]


def test_all_faults_come_at_once(broken: tuple[Evidence, Scheme]) -> None:
    """Twenty-two faults are found in one search, each with its code and place."""
    assert sorted(codes(*broken)) == sorted(BROKEN)


def test_an_assessment_refuses_with_all_of_them(broken: tuple[Evidence, Scheme]) -> None:
    """What the search finds, the assessment refuses, and nothing less."""
    with pytest.raises(EvidenceError) as error:
        assess(*broken)
    assert error.value.faults == find_faults(*broken)
    assert str(error.value).startswith("22 faults in the evidence of 2019\n  year: ")


def test_the_order_of_input_changes_no_fault(broken: tuple[Evidence, Scheme]) -> None:
    """The same faults come in the same order, however the records are given."""
    evidence, scheme = broken
    rng = Random(9)
    for _ in range(10):
        changes = {name: list(getattr(evidence, name)) for name in ("counties", "targets", "observations", "findings")}
        for records in changes.values():
            rng.shuffle(records)
        assert find_faults(evolve(evidence, **changes), scheme) == find_faults(evidence, scheme)


def test_faults_in_chinese(broken: tuple[Evidence, Scheme]) -> None:
    """Every fault is said in Chinese as well, with the clause and what to do."""
    assert sorted(fault.text("zh") for fault in find_faults(*broken)) == sorted(
        [
            "year：数据为2019年度，方案为2018年度〔第四条〕；请使用该年度的方案",
            "on：日期2020-01-01不在2019-01-01至2019-12-31之内〔第七条〕；请给出考核年度或考核期内的日期",
            (
                "990121 子县, target of funds_use：方案中没有以目标衡量funds_use的规定〔第九条第(一)项〕；"
                "请列入plan.items，或删除该目标"
            ),
            "990100 甲市, observation of funds_use：funds_use按县计分，却给出设区市的值〔第六条〕；请按县给出",
            "990121 子县, observation of funds_supervision：方案未使用指标funds_supervision〔第五条〕；请更正键，或删除此条",
            "990123 寅县：funds_use有两个来源：audit, funds_evaluation〔第七条第(三)项〕；请保留方案采用的来源",
            "990123 寅县：funds_use的第3版之前缺少版本〔第十条〕；请保留所有版本，被替代的也须保留",
            (
                "990222 辰县, carried score：日期2021-01-01不在2019-01-01至2020-03-31之内〔第七条〕；"
                "请给出考核年度或考核期内的日期"
            ),
            "990222 辰县, carried score：引入成绩1001高于满分1000〔第六条〕；请更正成绩或carried.full_marks",
            "carried.counties[1]：990288列为贫困县，但不在考核县之内〔第六条〕；请使用数据日期当日有效的代码",
            "990222 辰县：方案权重表中没有该县〔第六条〕；请在weights中增列",
            "weights.weights[4]：990299有权重，但不在考核县之内〔第六条〕；请删除该行，或增列该县",
            "990121 子县：缺少指标poor_villages_exited的目标值〔第七条第(一)项〕；请补报减贫计划任务，无任务者填零",
            (
                "990121 子县：缺少指标identification_accuracy的数据〔第五条第(二)项〕；"
                "请补报，或在criteria[1].children[0]设定when_missing"
            ),
            (
                "990122 丑县：income不适用，而方案视为差错〔第五条〕；"
                "请给出数值，或在criteria[0].children[2]设定when_not_applicable"
            ),
            "990123 寅县：给分11超出procedure的0至10分〔第五条〕；请在分值范围内给分",
            "990221 卯县：poor_villages_exited称不适用，但目标值为4〔第五条第(一)项〕；请填报完成值，未完成者填零",
            "990222 辰县：对引入成绩的县评议给分：procedure〔第六条〕；请删除；该县使用其自有成绩",
            "990200 乙市：poor_population_reduced为1，各县之和为4200〔第十条〕；请更正其一",
            "finding f1：990121 子县不是方案所列贫困县〔第九条第(三)项〕；请更正地点或问题情形",
            "finding f1：所答复的疑似问题x未由本数据得出〔第九条〕；请更正键，或留空",
            "990100 甲市, result of 2019：以往结果的年度为2019〔第四条〕；请给出2017年至上一年度",
        ]
    )


# Whatever becomes of evidence


def number(rng: Random, indicator: Indicator) -> object:
    """Give a value of an indicator, often an extreme one, sometimes none."""
    high = 5000 if indicator.high is None else int(indicator.high)
    return rng.choice([NOT_APPLICABLE, 0, 0, high, int(indicator.low), rng.randint(0, high), rng.randint(0, high)])


def drop(rng: Random, evidence: Evidence, name: str) -> Evidence:
    """Take some records out."""
    records = list(getattr(evidence, name))
    for _ in range(rng.choice([1, 1, 2, 10, len(records)])):
        if records:
            records.pop(rng.randrange(len(records)))
    return evolve(evidence, **{name: records})


def double(rng: Random, evidence: Evidence, name: str) -> Evidence:
    """Give a record twice."""
    records = getattr(evidence, name)
    return evolve(evidence, **{name: [*records, rng.choice(records)]}) if records else evidence


def alter(rng: Random, evidence: Evidence, name: str) -> Evidence:
    """Change one record."""
    records = list(getattr(evidence, name))
    if not records:
        return evidence
    old = records.pop(rng.randrange(len(records)))
    units, keys = evidence.places, CATALOGUE
    unit: Place | None = rng.choice(units) if units else None
    changes: list[dict[str, object]] = []
    if name == "cities":
        changes = [{"name": "戊市"}, {"english": "Wu"}]
    if name == "counties":
        changes = [
            {"name": "未县"},
            {"valid_to": date(2019, 6, 1)},
            {"parent": City(code=old.parent.code, name="戊市")},
        ]
    if name == "observations":
        later = {"version": rng.choice([0, 2, 3]), "submitter": "甲市", "reason": "a slip"}
        changes = [
            *[{"value": number(rng, old.indicator)}] * 4,
            {"place": unit or old.place},
            {"indicator": rng.choice(keys)},
            {"indicator": evolve(old.indicator, places=4)},
            {"source": "audit"},
            {"on": rng.choice([date(2018, 1, 1), date(2020, 3, 1)])},
            later,
        ]
    if name == "targets":
        changes = [{"value": rng.choice([0, 0, 1, 5000])}] * 3 + [{"place": unit or old.place}, {"indicator": keys[3]}]
    if name == "carried":
        changes = [{"score": rng.choice([0, 1000, 1001])}, {"on": date(2021, 1, 1)}]
    if name in ("findings", "history"):
        changes = [{"document": "another"}]
    return evolve(evidence, **{name: [*records, evolve(old, **rng.choice(changes))]})


def correct(rng: Random, evidence: Evidence, name: str) -> Evidence:
    """Supersede one observation."""
    if not evidence.observations:
        return evidence
    old = rng.choice(evidence.observations)
    new = old.corrected(
        number(rng, old.indicator), on=date(2020, 3, 1), document="letter", submitter="甲市", reason="a slip"
    )
    return evolve(evidence, observations=[*evidence.observations, new])


def empty(rng: Random, evidence: Evidence, name: str) -> Evidence:
    """Take away all that was observed of one place or of one indicator."""
    of_place = rng.random() < 0.5
    code, key = rng.choice(COUNTIES), rng.choice(CATALOGUE[:18]).key
    rest = [o for o in evidence.observations if (o.place.code != code if of_place else o.indicator.key != key)]
    return evolve(evidence, observations=rest)


MUTATIONS = (drop, double, alter, alter, alter, correct, empty)
NAMES = ("observations", "observations", "observations", "targets", "targets", "carried", "counties", "cities")


def mutated(rng: Random, evidence: Evidence) -> Evidence:
    """Change evidence a few times, at random; changes that a record itself refuses are left out."""
    for _ in range(rng.choice([0, 1, 1, 1, 2, 3, 5])):
        try:
            evidence = rng.choice(MUTATIONS)(rng, evidence, rng.choice((*NAMES, "findings", "history")))
        except EvidenceError:
            continue
    return evidence


def varied(
    rng: Random, scheme: Scheme, with_criterion: Callable[..., Scheme], item: Callable[[str], Indicator]
) -> Scheme:
    """Let a scheme say something else of what is missing, not applicable, planned and weighed."""
    for _, criterion in tuple(scheme.walk()):
        if rng.random() < 0.7:
            missing, not_applicable = rng.choice(list(WhenMissing)), rng.choice(list(WhenNotApplicable))
            scheme = with_criterion(scheme, criterion.key, when_missing=missing, when_not_applicable=not_applicable)
    income = RelativeToMean(
        base=6, floor=rng.choice([0, 3]), cap=10, among=rng.choice(list(Among)), has_carried=rng.random() < 0.5
    )
    items = rng.choice([[PEOPLE], [PEOPLE], [VILLAGES], [PEOPLE, VILLAGES]])
    table = TableWeights(
        weights=[Weight(county=c, weight=rng.choice([0, 1, "2.5"])) for c in COUNTIES[:3]]
        + [Weight(county="990221", weight=rng.choice([0, 1])), Weight(county="990222", weight=1)],
        source="d",
    )
    return evolve(
        with_criterion(scheme, "income", rule=income),
        plan=PlanRule(
            items=[item(key) for key in items], level=rng.choice(list(PlanLevel)), miss=rng.choice(list(PlanMiss))
        ),
        low_rates=[evolve(low, when_missing=rng.choice(list(WhenUnobserved))) for low in scheme.low_rates],
        when_nothing_applies=rng.choice(list(NothingApplies)),
        weights=rng.choice([EqualWeights(), EqualWeights(), table, IndicatorWeights(indicator=item(GROWTH))]),
        rewards=evolve(scheme.rewards, marked=evolve(scheme.rewards.marked, measured=rng.choice(list(Measured)))),
    )


def is_sound(evidence: Evidence, scheme: Scheme) -> bool:
    """Tell whether evidence is assessed, and check that the result is whole; where it is not, check why."""
    faults = find_faults(evidence, scheme)
    if faults:
        with pytest.raises(EvidenceError) as error:
            assess(evidence, scheme)
        assert error.value.faults == faults
        assert all(fault.text("en") and fault.text("zh") for fault in faults)
        return False
    result = assess(evidence, scheme)
    assert [score.county for score in result.counties] == list(evidence.counties)
    assert [score.city for score in result.cities] == list(evidence.cities)
    for score in (*result.counties, *result.cities):
        assert score.published is None or 0 <= score.published <= 100
    assert all(result.explain(place.code).text("zh") for place in evidence.places)
    assert result.ranking()
    return True


@pytest.mark.parametrize("seed", range(8))
def test_evidence_has_faults_or_can_be_assessed(
    evidence: Evidence,
    scheme: Scheme,
    with_criterion: Callable[..., Scheme],
    item: Callable[[str], Indicator],
    make_finding: Callable[..., Finding],
    cities: tuple[City, ...],
    seed: int,
) -> None:
    """Whatever is dropped, doubled or changed: the search tells faults, or every place gets a score and a reason."""
    rng = Random(seed)
    full = evolve(
        evidence,
        findings=[make_finding()],
        history=[EarlierResult(year=2018, city=cities[0], score=80, document="d")],
    )
    sound = [
        is_sound(mutated(rng, full), varied(rng, scheme, with_criterion, item) if rng.random() < 0.7 else scheme)
        for _ in range(40)
    ]
    # Both outcomes occur, so that both halves of the sentence were tried.
    assert 4 <= sum(sound) <= 36


@pytest.mark.parametrize("seed", range(4))
def test_a_provisional_assessment_refuses_or_works(
    evidence: Evidence,
    scheme: Scheme,
    with_criterion: Callable[..., Scheme],
    item: Callable[[str], Indicator],
    seed: int,
) -> None:
    """While data are missing, an assessment scores what is in or tells the faults that are more than a gap."""
    rng, worked = Random(seed), 0
    for _ in range(40):
        given, rules = mutated(rng, evidence), varied(rng, scheme, with_criterion, item)
        faults = find_faults(given, rules)
        gaps = tuple(fault for fault in faults if fault.code in MISSING_CODES)
        if gaps != faults:
            with pytest.raises(EvidenceError) as error:
                assess(given, rules, provisional=True)
            assert set(error.value.faults) == set(faults) - set(gaps)
            continue
        result = assess(given, rules, provisional=True)
        assert result.missing == gaps
        worked += 1
    assert worked > 4


def test_more_faults_in_chinese(
    evidence: Evidence,
    scheme: Scheme,
    counties: tuple[County, ...],
    idle: Evidence,
    lenient: Scheme,
    villages_alone: tuple[Evidence, Scheme],
    weighed: Callable[..., tuple[Evidence, Scheme]],
    with_value: Callable[..., Evidence],
    item: Callable[[str], Indicator],
    versions: Callable[..., Evidence],
    current: Callable[[str, str], Observation],
) -> None:
    """The faults that do not go together with those above are said in Chinese as well."""
    flat = evidence
    for code in COUNTIES[:4]:
        flat = with_value(flat, code, GROWTH, 0)
    other = evolve(current("990121", FUNDS), indicator=evolve(item(FUNDS), high=1000))
    old = evolve(counties[0], name="未县", valid_to=date(2019, 1, 1), parent=City(code="990100", name="戊市"))
    score = CarriedScore(county=counties[0], score=900, on=date(2019, 12, 31), document="d")
    bare = {"observations": [], "targets": [], "carried": [], "cities": [], "counties": []}
    cases = [
        (evolve(evidence, carried=[]), scheme),
        (evolve(evidence, carried=[*evidence.carried, score]), scheme),
        (evolve(evidence, observations=[*evidence.observations[1:], other]), scheme),
        (evolve(evidence, **bare | {"counties": [old]}), scheme),
        (evolve(evidence, **bare | {"cities": evidence.cities[:1], "carried": [score]}), scheme),
        (versions((1, 5), (2, 4)), scheme),
        (versions((1, 5), (1, 5)), scheme),
        (idle, lenient),
        (flat, scheme),
        weighed(300, 250, 100, 0, 0),
        weighed(300, -5, 100, 400, 150, indicator=evolve(item(RURAL), low=-10)),
        villages_alone,
    ]
    found = {fault.text("zh") for given, rules in cases for fault in find_faults(given, rules)}
    assert found >= {
        "990222 辰县：缺少贫困县考核成绩〔第六条〕；请补报其按专门办法考核的成绩",
        "990121 子县, carried score：方案未列为贫困县，却有引入成绩〔第六条〕；请列入carried.counties，或删除该成绩",
        "990121 子县, observation of funds_use：指标funds_use的定义与方案不同〔第五条〕；请使用方案中的指标",
        "990121 未县：所属设区市990100 戊市不在考核单位之内〔第六条〕；请增列该市",
        "990121 未县：2019-12-31时不存在〔第六条〕；请使用当日有效的单位",
        "990100 甲市：未列入该市任何县〔第六条〕；请增列其县；市的结果为各县成绩的加权平均",
        "990121 子县, carried score：990121 子县不在本次考核单位之内〔第二条〕；请增列该单位，或删除此条",
        "990121 子县：funds_use的第2版日期早于前一版〔第十条〕；请更正日期",
        "990121 子县：重复：version 1 of funds_use；请只保留一个，或将后者作为新版本",
        "990221 卯县：没有适用的指标〔第五条第(一)项〕；请给出数值，或设定when_nothing_applies",
        "990221 卯县：rural_income_growth的均值为0，无法据以计分〔第五条〕；请为criteria[0].children[2]改用其他规则",
        "990200 乙市：所属各县权重合计为零〔第六条〕；请至少给一个县赋权",
        "990122 丑县：权重为-5〔第六条〕；请给出不小于零的数",
        "990100 甲市：缺少奖励条件所需的poor_population_reduced计划任务〔第八条〕；请补报该市的减贫计划任务",
    }
