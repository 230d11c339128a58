"""A small year on invented places, from which the tests vary.

By hand, each criterion's points of marks for the four counties that are scored:

| criterion            | marks | 990121 | 990122 | 990123 | 990221 |
|----------------------|-------|--------|--------|--------|--------|
| people               | 20    | 20     | 18     | 20     | 20     |
| villages             | 10    | 10     | 10     | 0      | 10     |
| income               | 10    | 6      | 4.8    | 7.2    | 6      |
| identified           | 10    | 10     | 10     | 6      | 10     |
| exited               | 10    | 9      | 10     | 7      | 8      |
| procedure            | 10    | 9.5    | 8      | 7.5    | 10     |
| team                 | 8     | 6      | 8      | 4      | 7      |
| secretary            | 6     | 3      | 6      | 4.5    | 5.4    |
| helper               | 6     | 4.5    | 5.4    | 3      | 6      |
| use                  | 10    | 10     | 8      | 6      | 9      |
| sum                  | 100   | 88     | 88.2   | 65.2   | 91.4   |

990222 carries 930 of 1000, which is 93. The mean of 990100 is 241.4 / 3, published 80.47: good, second. The mean of
990200 is 92.2: excellent, first. Both fulfil their plan (4500 of 4500, 4200 of 4100), and no rate is low.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TypedDict, Unpack

import pytest
from attrs import evolve
from hypothesis import settings

from jxassess.evidence import (
    CarriedScore,
    EarlierResult,
    Evidence,
    Fact,
    FactKind,
    Finder,
    Finding,
    NotApplicable,
    Observation,
    Target,
    Uncertainty,
    Verdict,
)
from jxassess.exact import Bound, Exactable, RoundingMode, Side
from jxassess.indicators import CATALOGUE, Indicator
from jxassess.measure import Body, Dimension, Problem
from jxassess.places import City, County, Place
from jxassess.scheme import (
    Among,
    Basis,
    Carried,
    Ceiling,
    Cohort,
    ComparedOn,
    Counting,
    CountyWeights,
    Criterion,
    DayKind,
    Deduction,
    EqualWeights,
    ExcellentGrade,
    FindingEffect,
    Given,
    Grade,
    Grades,
    Group,
    Interpretation,
    IntervalMethod,
    Level,
    Levels,
    Linear,
    LowRate,
    MarkedReduction,
    Measured,
    Node,
    NothingApplies,
    PassFail,
    PlanLevel,
    PlanMiss,
    PlanRule,
    Proportional,
    Ranking,
    RateKind,
    Rectification,
    RelativeToMean,
    RewardRule,
    Rounding,
    Rule,
    Scheme,
    Shortfall,
    Ties,
    WhenMissing,
    WhenNotApplicable,
    WhenUnobserved,
)
from jxassess.scoring import CityScore, CountyScore, Part, PartKind, Share
from jxassess.words import Words

# Oracles and generators stand beside this file, and import each other by name.
sys.path.append(str(Path(__file__).parent))

DAY = date(2019, 12, 31)
DOCUMENT = "invented for tests"


class SchemeChanges(TypedDict, total=False):
    """What `make_scheme` lets a test replace."""

    year: int
    title: Words
    document: str
    marks: Exactable
    criteria: Iterable[Group]
    weights: CountyWeights
    carried: Carried
    when_nothing_applies: NothingApplies
    rounding: Rounding
    grades: Grades
    ranking: Ranking
    plan: PlanRule
    low_rates: Iterable[LowRate]
    rectification: Rectification
    rewards: RewardRule
    ceilings: Iterable[Ceiling]
    interpretations: Iterable[Interpretation]


class EvidenceChanges(TypedDict, total=False):
    """What `make_evidence` lets a test replace."""

    year: int
    on: date
    cities: Iterable[City]
    counties: Iterable[County]
    targets: Iterable[Target]
    observations: Iterable[Observation]
    carried: Iterable[CarriedScore]
    findings: Iterable[Finding]
    history: Iterable[EarlierResult]
    is_synthetic: bool
    classification: str


# The same cases on every machine; new ones are found by whoever lifts this for a while.
settings.register_profile("fixed", derandomize=True, deadline=None)
settings.load_profile("fixed")


def _item(key: str) -> Indicator:
    return next(item for item in CATALOGUE if item.key == key)


def _criterion(
    key: str,
    names: tuple[str, str],
    marks: int,
    indicator: str,
    rule: Rule,
    when_missing: WhenMissing,
    when_not_applicable: WhenNotApplicable,
    basis: Basis = Basis.VALUE,
) -> Criterion:
    return Criterion(
        key=key,
        name=Words(*names),
        marks=marks,
        indicator=_item(indicator),
        basis=basis,
        rule=rule,
        when_missing=when_missing,
        when_not_applicable=when_not_applicable,
    )


def _reduction() -> list[Node]:
    met = PassFail(side=Side.AT_LEAST, value=1)
    growth = RelativeToMean(base=6, floor=3, cap=10, cohort=Cohort(among=Among.PROVINCE, has_carried=False))
    return [
        _criterion(
            "people",
            ("people lifted out", "减贫人口"),
            20,
            "poor_population_reduced",
            Proportional(full_at=1),
            WhenMissing.FAULT,
            WhenNotApplicable.RESCALE_GROUP,
            Basis.COMPLETION,
        ),
        _criterion(
            "villages",
            ("villages exited", "贫困村退出"),
            10,
            "poor_villages_exited",
            met,
            WhenMissing.FAULT,
            WhenNotApplicable.RESCALE_ALL,
            Basis.COMPLETION,
        ),
        _criterion(
            "income",
            ("growth of income", "收入增长"),
            10,
            "rural_income_growth",
            growth,
            WhenMissing.RESCALE_GROUP,
            WhenNotApplicable.FAULT,
        ),
    ]


def _identification() -> list[Node]:
    levels = Levels(
        levels=[Level(side=Side.AT_LEAST, value=98, points=10), Level(side=Side.AT_LEAST, value=95, points=6)],
        otherwise=0,
    )
    half_points = Deduction(start=100, side=Shortfall.BELOW, per="0.5", points=1, counting=Counting.BEGUN)
    return [
        _criterion(
            "identified",
            ("accuracy of identification", "识别准确率"),
            10,
            "identification_accuracy",
            levels,
            WhenMissing.FAULT,
            WhenNotApplicable.FAULT,
        ),
        _criterion(
            "exited",
            ("accuracy of exits", "退出准确率"),
            10,
            "exit_accuracy",
            half_points,
            WhenMissing.FAULT,
            WhenNotApplicable.RESCALE_GROUP,
        ),
        _criterion(
            "procedure",
            ("conformity of procedure", "程序规范"),
            10,
            "procedure_conformity",
            Given(),
            WhenMissing.ZERO,
            WhenNotApplicable.FAULT,
        ),
    ]


def _satisfaction(key: str, names: tuple[str, str], marks: int, when_missing: WhenMissing) -> Criterion:
    line = Linear(zero_at=80, full_at=100)
    indicator = {
        "team": "satisfaction_work_team",
        "secretary": "satisfaction_first_secretary",
        "helper": "satisfaction_paired_helper",
    }
    return _criterion(key, names, marks, indicator[key], line, when_missing, WhenNotApplicable.RESCALE_GROUP)


def _assistance() -> list[Node]:
    helpers = Group(
        key="helpers",
        name=Words("helpers", "帮扶力量"),
        marks=12,
        children=[
            _satisfaction("secretary", ("first secretary", "第一书记"), 6, WhenMissing.RESCALE_GROUP),
            _satisfaction("helper", ("paired helper", "结对帮扶责任人"), 6, WhenMissing.RESCALE_GROUP),
        ],
    )
    return [_satisfaction("team", ("work team", "驻村工作队"), 8, WhenMissing.RESCALE_ALL), helpers]


def _funds() -> list[Node]:
    rule = Deduction(start=95, side=Shortfall.BELOW, per=5, points=2, counting=Counting.PROPORTIONAL)
    return [
        _criterion(
            "use",
            ("use of funds", "资金使用"),
            10,
            "funds_use",
            rule,
            WhenMissing.RESCALE_ALL,
            WhenNotApplicable.RESCALE_ALL,
        )
    ]


def _criteria() -> list[Group]:
    tops = (
        ("reduction", 40, Dimension.REDUCTION, _reduction()),
        ("identification", 30, Dimension.IDENTIFICATION, _identification()),
        ("assistance", 20, Dimension.ASSISTANCE, _assistance()),
        ("funds", 10, Dimension.FUNDS, _funds()),
    )
    return [
        Group(key=key, name=dimension.words, marks=marks, children=children, dimension=dimension)
        for key, marks, dimension, children in tops
    ]


def _low_rates() -> list[LowRate]:
    lines = (
        (RateKind.IDENTIFICATION, "identification_accuracy", 95, WhenUnobserved.FAULT),
        (RateKind.EXIT, "exit_accuracy", 96, WhenUnobserved.FAULT),
        (RateKind.SATISFACTION, "satisfaction_work_team", 90, WhenUnobserved.LIST),
        (RateKind.SATISFACTION, "satisfaction_first_secretary", 90, WhenUnobserved.LIST),
        (RateKind.SATISFACTION, "satisfaction_paired_helper", 90, WhenUnobserved.LIST),
    )
    return [
        LowRate(rate=rate, indicator=_item(key), low=Bound(side=Side.BELOW, value=value), when_missing=missing)
        for rate, key, value, missing in lines
    ]


def _grades() -> Grades:
    return Grades(
        bands=[
            Grade(key="excellent", name=Words("excellent", "优秀"), at_least=90),
            Grade(key="good", name=Words("good", "良好"), at_least=80, below=90),
            Grade(key="fair", name=Words("fair", "一般"), below=80),
        ],
        compared_on=ComparedOn.PUBLISHED,
    )


def _rewards() -> RewardRule:
    marked = MarkedReduction(indicator=_item("poor_population_reduced"), measured=Measured.COMPLETION, at_least=1)
    return RewardRule(excellent=ExcellentGrade(grade="excellent"), marked=marked, with_finding=FindingEffect.SILENT)


def _scheme() -> Scheme:
    return Scheme(
        year=2019,
        title=Words("Invented scheme for tests", "测试用虚构方案"),
        document=DOCUMENT,
        marks=100,
        criteria=_criteria(),
        weights=EqualWeights(),
        carried=Carried(counties=["990222"], full_marks=1000, source=DOCUMENT),
        when_nothing_applies=NothingApplies.FAULT,
        rounding=Rounding(places=2, mode=RoundingMode.HALF_UP, stages=[]),
        grades=_grades(),
        ranking=Ranking(ties=Ties.COMPETITION, compared_on=ComparedOn.PUBLISHED),
        plan=PlanRule(items=[_item("poor_population_reduced")], level=PlanLevel.CITY, miss=PlanMiss.ANY),
        low_rates=_low_rates(),
        rectification=Rectification(days=90, day_kind=DayKind.CALENDAR),
        rewards=_rewards(),
    )


_TARGETS = {
    "poor_population_reduced": {
        "990100": 4500,
        "990200": 4100,
        "990121": 2000,
        "990122": 1000,
        "990123": 1500,
        "990221": 1600,
        "990222": 2500,
    },
    "poor_villages_exited": {"990121": 3, "990122": 2, "990123": 1, "990221": 4},
}

_CODES = ("990121", "990122", "990123", "990221", "990222")
# The last column is the carried county, which brings facts but no points.
_VALUES: dict[str, tuple[str, tuple[Exactable | NotApplicable | None, ...]]] = {
    "poor_population_reduced": ("register", (2100, 900, 1500, 1600, 2600)),
    "poor_villages_exited": ("register", (3, 2, 0, 4, None)),
    "rural_income_growth": ("survey", (10, 8, 12, 10, 15)),
    "identification_accuracy": ("verification", (99, 98, "97.99", "98.5", 97)),
    "exit_accuracy": ("verification", ("99.5", 100, "98.75", 99, 98)),
    "procedure_conformity": ("verification", ("9.5", 8, "7.5", 10, None)),
    "satisfaction_work_team": ("verification", (95, 100, 90, "97.5", 92)),
    "satisfaction_first_secretary": ("verification", (90, 100, 95, 98, 92)),
    "satisfaction_paired_helper": ("verification", (95, 98, 90, 100, 92)),
    "funds_use": ("funds_evaluation", (95, 90, 85, "92.5", None)),
}


def _targets(places: dict[str, Place]) -> list[Target]:
    return [
        Target(place=places[code], indicator=_item(key), value=value, document=DOCUMENT)
        for key, lines in _TARGETS.items()
        for code, value in lines.items()
    ]


def _observations(places: dict[str, Place]) -> list[Observation]:
    return [
        Observation(place=places[code], indicator=_item(key), value=value, source=source, on=DAY, document=DOCUMENT)
        for key, (source, values) in _VALUES.items()
        for code, value in zip(_CODES, values, strict=True)
        if value is not None
    ]


def _evidence(cities: tuple[City, ...], counties: tuple[County, ...]) -> Evidence:
    units: list[Place] = [*cities, *counties]
    places = {place.code: place for place in units}
    return Evidence(
        year=2019,
        on=DAY,
        cities=cities,
        counties=counties,
        targets=_targets(places),
        observations=_observations(places),
        carried=[CarriedScore(county=counties[-1], score=Fraction(930), on=DAY, document=DOCUMENT)],
        is_synthetic=True,
    )


@pytest.fixture
def cities() -> tuple[City, ...]:
    """甲市 and 乙市."""
    return City(code="990100", name="甲市", english="Jia"), City(code="990200", name="乙市", english="Yi")


@pytest.fixture
def counties(cities: tuple[City, ...]) -> tuple[County, ...]:
    """Three counties of 甲市 and two of 乙市, the last of which is carried."""
    jia, yi = cities
    return (
        County(code="990121", name="子县", english="Zi", parent=jia),
        County(code="990122", name="丑县", english="Chou", parent=jia),
        County(code="990123", name="寅县", english="Yin", parent=jia),
        County(code="990221", name="卯县", english="Mao", parent=yi),
        County(code="990222", name="辰县", english="Chen", parent=yi),
    )


@pytest.fixture
def make_scheme() -> Callable[..., Scheme]:
    """Make the small scheme, with any of its attributes replaced."""

    def make(**changes: Unpack[SchemeChanges]) -> Scheme:
        return evolve(_scheme(), **changes)

    return make


@pytest.fixture
def make_evidence(cities: tuple[City, ...], counties: tuple[County, ...]) -> Callable[..., Evidence]:
    """Make the evidence that fits the small scheme, with any of its attributes replaced."""

    def make(**changes: Unpack[EvidenceChanges]) -> Evidence:
        return evolve(_evidence(cities, counties), **changes)

    return make


@pytest.fixture
def sampled() -> Callable[..., Uncertainty]:
    """Make a sample of 400 households behind a value, with an interval, and with any other attribute replaced."""

    def make(lower: Exactable, upper: Exactable, **changes: object) -> Uncertainty:
        made = Uncertainty(
            households=400,
            persons=1300,
            villages=8,
            degrees=7,
            standard_error="0.25",
            quantile="2.365",
            lower=0,
            upper=0,
            method=IntervalMethod.WALD,
            design_effect=None,
        )
        return evolve(made, lower=lower, upper=upper, **changes)

    return make


@pytest.fixture
def places(cities: tuple[City, ...], counties: tuple[County, ...]) -> dict[str, Place]:
    """The units of the shared fixtures, by code."""
    units: list[Place] = [*cities, *counties]
    return {place.code: place for place in units}


@pytest.fixture
def finding_of(places: dict[str, Place]) -> Callable[..., Finding]:
    """Make a finding in a place; a false exit, confirmed, not grave, unless said otherwise; it states every kind of fact."""

    def make(
        code: str,
        verdict: Verdict = Verdict.CONFIRMED,
        *,
        key: str = "f1",
        problem: Problem = Problem.FALSE_EXIT,
        is_serious: bool = False,
        has_adverse_effect: bool = False,
    ) -> Finding:
        texts = {FactKind.FOUND_BY: Finder.AUDIT.value}
        return Finding(
            key=key,
            place=places[code],
            problem=problem,
            verdict=verdict,
            begin=date(2019, 3, 1),
            end=date(2019, 6, 30),
            facts=[Fact(kind, texts.get(kind, "invented")) for kind in FactKind],
            document="invented for tests",
            reply="none",
            decided_by=Body.LEADING_GROUP,
            decided_on=date(2020, 1, 15),
            is_serious=is_serious,
            has_adverse_effect=has_adverse_effect,
        )

    return make


@pytest.fixture
def city_score(places: dict[str, Place], counties: tuple[County, ...]) -> Callable[..., CityScore]:
    """Make the score of a city with a rank and the grade that the scheme gives to the score, from one county."""

    def make(code: str, score: str, scheme: Scheme, *, rank: int | None = 1, grade: str | None = None) -> CityScore:
        city = places[code]
        assert isinstance(city, City)
        points, published = Fraction(score), scheme.rounding.published(Fraction(score))
        county = next(county for county in counties if county.parent == city)
        part = Part(kind=PartKind.CARRIED, points=points)
        whole = CountyScore(county=county, groups=(), carried=None, parts=[part], published=published)
        band = None if grade is None else scheme.grades.bands[scheme.grades.index(grade)]
        return CityScore(
            city=city,
            shares=[Share(score=whole, weight=Fraction(1), share=Fraction(1))],
            published=published,
            grade_by_score=band,
            grade=band,
            rank=rank,
            ceilings=(),
        )

    return make
