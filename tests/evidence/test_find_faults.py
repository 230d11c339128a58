"""Evidence held against itself and against the scheme."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
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
    NumberError,
    Observation,
    Problem,
    Scheme,
    Target,
    assess,
    find_faults,
    find_indications,
)
from jxassess.evidence import (
    HIDDEN_CODES,
    MISSING_CODES,
    Event,
    SampledCounty,
    SampledTownship,
    SampledVillage,
    SetGrade,
    find_unready,
)
from jxassess.exact import Bound, Side
from jxassess.measure import Body
from jxassess.places import Place
from jxassess.scheme import (
    Among,
    BetweenExtremes,
    BlendShare,
    Bonus,
    Bounds,
    Bundle,
    ByRank,
    Carried,
    CityLevel,
    Cohort,
    ComparedOn,
    Condition,
    EdgeTies,
    EqualWeights,
    EventPoints,
    Events,
    Falsified,
    Gate,
    GradeQuota,
    GradeQuotas,
    GradesSetBy,
    Group,
    IndicatorWeights,
    Measured,
    NothingApplies,
    Penalty,
    PlanLevel,
    PlanMiss,
    PlanRule,
    RelativeToMean,
    SampleRule,
    TableWeights,
    Tier,
    Ties,
    UnitClass,
    Weight,
    WhenMissing,
    WhenNotApplicable,
    WhenUnobserved,
)
from jxassess.words import Words

PEOPLE, VILLAGES, FUNDS, GROWTH = "poor_population_reduced", "poor_villages_exited", "funds_use", "rural_income_growth"
RURAL = "rural_population"
COUNTIES = ("990121", "990122", "990123", "990221", "990222")
SEQUENCES = (
    "cities",
    "counties",
    "targets",
    "observations",
    "carried",
    "findings",
    "history",
    "events",
    "samples",
    "set_grades",
)
DOCUMENT = "invented for tests"
NAME = Words("invented", "虚构")
# The counties in two classes, and the cities in two.
CLASSES = [
    UnitClass(key="north", name=NAME, units=["990121", "990122", "990123"], source=DOCUMENT),
    UnitClass(key="south", name=NAME, units=["990221", "990222"], source=DOCUMENT),
    UnitClass(key="large", name=NAME, units=["990100"], source=DOCUMENT),
    UnitClass(key="small", name=NAME, units=["990200"], source=DOCUMENT),
]


def codes(evidence: Evidence, scheme: Scheme) -> list[tuple[str, str]]:
    return [(fault.code, fault.where) for fault in find_faults(evidence, scheme)]


def test_valid_evidence_has_no_fault(evidence: Evidence, scheme: Scheme) -> None:
    """The small year can be assessed as it is."""
    assert find_faults(evidence, scheme) == ()
    assert [score.published for score in assess(evidence, scheme).cities] == [Fraction("80.47"), Fraction("92.2")]


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
    short = [Fact(FactKind.SHORTFALL, "1 of 4100")]
    given = evolve(
        given,
        on=date(2020, 1, 1),
        observations=[*given.observations, *more],
        targets=[*given.targets, plan_line("990121", FUNDS, 1)],
        carried=[evolve(evidence.carried[0], score=1001, on=date(2021, 1, 1))],
        findings=[
            make_finding(problem=Problem.PROHIBITED_ACT, indication="x"),
            make_finding(key="f2", indication=f"Art. 9(1)/990200/{PEOPLE}"),
            make_finding(key="f3", place=cities[1], problem=Problem.PLAN_UNFULFILLED, facts=short, indication="y"),
            make_finding(key="f4", indication="y"),
        ],
        history=[
            EarlierResult(year=2019, city=cities[0], score=80, document="d"),
            EarlierResult(year=2016, city=cities[1], score=80, document="d"),
        ],
    )
    lines = [Weight(county=code, weight=int(code < "990200")) for code in (*COUNTIES[:4], "990299")]
    carried = Carried(counties=["990222", "990288"], full_marks=1000, source="d")
    weights = TableWeights(weights=lines, source="d")
    return given, evolve(scheme, year=2018, carried=carried, weights=weights)


BROKEN = [
    ("year_differs", "year"),
    ("wrong_day", "on"),
    ("not_a_plan_item", "990121 子县 targets.funds_use"),
    ("unused_city_value", "990100 甲市 observations.funds_use"),
    ("unknown_indicator", "990121 子县 observations.funds_supervision"),
    ("two_sources", "990123 寅县"),
    ("version_gap", "990123 寅县"),
    ("wrong_day", "990222 辰县 carried"),
    ("carried_above_full", "990222 辰县 carried"),
    ("carried_unknown", "carried.counties"),
    ("weight_missing", "990222 辰县"),
    ("weight_unknown", "weights.weights"),
    ("missing_target", "990121 子县"),
    ("missing_observation", "990121 子县"),
    ("not_applicable_refused", "990122 丑县"),
    ("given_outside", "990123 寅县"),
    ("not_applicable_with_task", "990221 卯县"),
    ("carried_given", "990222 辰县"),
    ("sum_differs", "990200 乙市"),
    ("not_a_poverty_county", "findings.f1"),
    ("unknown_indication", "findings.f1"),
    ("other_indication", "findings.f2"),
    ("unknown_indication", "findings.f3"),
    ("unknown_indication", "findings.f4"),
    ("duplicate", "findings.indication y"),
    ("bad_history_year", "990200 乙市 history.2016"),
    ("bad_history_year", "990100 甲市 history.2019"),
]


def test_all_faults_come_at_once(broken: tuple[Evidence, Scheme]) -> None:
    """Twenty-seven faults are found in one search, each with its code and place."""
    assert sorted(codes(*broken)) == sorted(BROKEN)


def test_an_assessment_refuses_with_all_of_them(broken: tuple[Evidence, Scheme]) -> None:
    """What the search finds, the assessment refuses, and nothing less."""
    with pytest.raises(EvidenceError) as error:
        assess(*broken)
    assert error.value.faults == find_faults(*broken)
    assert str(error.value).startswith("27 faults in the evidence of 2019\n  year: ")


@pytest.mark.parametrize("name", SEQUENCES)
def test_the_order_of_input_changes_no_fault(broken: tuple[Evidence, Scheme], name: str) -> None:
    """The same faults come in the same order, however the records of a sequence are given."""
    evidence, scheme = broken
    rng, records = Random(9), list(getattr(evidence, name))
    for _ in range(5):
        rng.shuffle(records)
        assert find_faults(evolve(evidence, **{name: records}), scheme) == find_faults(evidence, scheme)


def test_no_fault_comes_twice(broken: tuple[Evidence, Scheme]) -> None:
    """Whatever is given twice over, each fault is told once."""
    evidence, scheme = broken
    doubled = evolve(evidence, **{name: [*getattr(evidence, name)] * 2 for name in SEQUENCES})
    faults = find_faults(doubled, scheme)
    assert len({fault.text() for fault in faults}) == len(faults)
    assert {(fault.code, fault.where) for fault in faults} > set(codes(evidence, scheme))


def test_faults_in_chinese(broken: tuple[Evidence, Scheme]) -> None:
    """Every fault is said in Chinese as well, with its clause, if it has one, and what to do."""
    assert sorted(fault.text("zh") for fault in find_faults(*broken)) == sorted(
        [
            "year：数据为2019年度，方案为2018年度〔第四条〕；请使用该年度的方案",
            "on：日期2020-01-01不在2019-01-01至2019-12-31之内〔第七条〕；请给出考核年度或考核期内的日期",
            (
                "990121 子县 targets.funds_use：方案中没有以目标衡量funds_use的规定〔第九条第(一)项〕；"
                "请列入plan.items，或删除该目标"
            ),
            "990100 甲市 observations.funds_use：方案不使用设区市的funds_use，却给出该值；请按县给出",
            "990121 子县 observations.funds_supervision：方案未使用指标funds_supervision〔第五条〕；请更正键，或删除此条",
            "990123 寅县：funds_use有多个来源：audit, funds_evaluation；请保留方案采用的来源，或在方案中规定优先顺序或来源权重",
            "990123 寅县：funds_use的第3版之前缺少版本；请保留所有版本，被替代的也须保留",
            (
                "990222 辰县 carried：日期2021-01-01不在2019-01-01至2020-03-31之内〔第七条〕；"
                "请给出考核年度或考核期内的日期"
            ),
            "990222 辰县 carried：引入成绩1001高于满分1000〔第六条〕；请更正成绩或carried.full_marks",
            "carried.counties：990288列为引入成绩的县，但不在考核县之内〔第六条〕；请使用数据日期当日有效的代码",
            "990222 辰县：方案权重表中没有该县〔第六条〕；请在weights中增列",
            "weights.weights：990299有权重，但不在考核县之内〔第六条〕；请删除该行，或增列该县",
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
            "990222 辰县：对引入成绩的县评议给分：procedure〔第六条〕；请删除；该县使用按专门办法考核的成绩",
            "990200 乙市：poor_population_reduced为1，各县之和为4200〔第十条〕；请更正其一",
            "findings.f1：990121 子县不是方案所列贫困县〔第九条第(三)项〕；请更正地点或问题情形",
            *(
                f"findings.{key}：所对应的疑似问题{sign}未由本数据得出〔第九条〕；请更正键，或留空"
                for key, sign in (("f1", "x"), ("f3", "y"), ("f4", "y"))
            ),
            (
                "findings.f2：所对应的疑似问题Art. 9(1)/990200/poor_population_reduced属于其他地点或情形〔第九条〕；"
                "请与疑似问题的地点和情形一致，或留空"
            ),
            "findings.indication y：重复；请只保留一个",
            "990200 乙市 history.2016：以往结果的年度为2016〔第四条〕；请给出2017年至上一年度",
            "990100 甲市 history.2019：以往结果的年度为2019〔第四条〕；请给出2017年至上一年度",
        ]
    )


# What can be scored meanwhile


def test_gaps_are_what_waiting_mends() -> None:
    """A provisional assessment lists what is merely missing, and an answer to a sign that the gap may hide."""
    assert {
        "missing_observation",
        "missing_source",
        "missing_target",
        "missing_carried",
        "no_plan_for_reward",
        "nothing_observed",
        "no_uncertainty",
    } == MISSING_CODES
    assert {"unknown_indication"} == HIDDEN_CODES


def test_an_answer_to_no_sign_is_refused_where_nothing_is_missing(
    evidence: Evidence, scheme: Scheme, make_finding: Callable[..., Finding]
) -> None:
    """A mistyped indication does not pass a provisional assessment whose data are complete."""
    given = evidence.adding(findings=[make_finding(indication="x")])
    with pytest.raises(EvidenceError, match="answers the indication x"):
        assess(given, scheme, provisional=True)


def test_complete_evidence_has_no_unready_county(evidence: Evidence, scheme: Scheme) -> None:
    """Where nothing is missing every county can be scored."""
    assert find_unready(evidence, scheme) == frozenset()


@pytest.mark.parametrize("code", ["990121", "990221"])
def test_a_county_without_a_needed_value_or_target_is_not_ready(
    evidence: Evidence,
    scheme: Scheme,
    with_value: Callable[..., Evidence],
    with_line: Callable[..., Evidence],
    code: str,
) -> None:
    """A county waits for a value or target that its criteria need, and for none that they may do without."""
    assert find_unready(with_value(evidence, code, "exit_accuracy", None), scheme) == {code}
    assert find_unready(with_line(evidence, code, VILLAGES, None), scheme) == {code}
    for key in ("procedure_conformity", "satisfaction_work_team", FUNDS):
        assert find_unready(with_value(evidence, code, key, None), scheme) == frozenset()


def test_a_carried_county_without_its_score_is_not_ready(evidence: Evidence, scheme: Scheme) -> None:
    """A carried county waits for the score that it brings."""
    assert find_unready(evolve(evidence, carried=[]), scheme) == {"990222"}


def test_a_county_without_its_weight_is_not_ready(weighed: Callable[..., tuple[Evidence, Scheme]]) -> None:
    """A county whose weight is still missing cannot enter a mean, a carried one neither."""
    assert find_unready(*weighed(300, None, 100, 400, None)) == {"990122", "990222"}
    assert find_unready(*weighed(300, 0, 100, 400, 1)) == frozenset()


def test_a_county_that_has_sent_nothing_is_not_ready(unsent: Evidence, lenient: Scheme) -> None:
    """A county of which nothing is known waits, unless the scheme leaves it out."""
    assert find_unready(unsent, lenient) == {"990221"}
    assert find_unready(unsent, evolve(lenient, when_nothing_applies=NothingApplies.LEAVE_OUT)) == frozenset()


@pytest.mark.parametrize("gap", ["rate", "people", "county line", "city line"])
def test_what_scoring_does_not_need_holds_no_county_up(
    evidence: Evidence,
    scheme: Scheme,
    with_value: Callable[..., Evidence],
    with_line: Callable[..., Evidence],
    gap: str,
) -> None:
    """What plan and rates miss is told, and the carried county is scored all the same."""
    given, code = {
        "rate": lambda: (with_value(evidence, "990222", "exit_accuracy", None), "missing_observation"),
        "people": lambda: (with_value(evidence, "990222", PEOPLE, None), "missing_observation"),
        "county line": lambda: (with_line(evidence, "990222", PEOPLE, None), "missing_target"),
        "city line": lambda: (with_line(evidence, "990200", PEOPLE, None), "missing_target"),
    }[gap]()
    rules = evolve(scheme, plan=evolve(scheme.plan, level=PlanLevel.COUNTY))
    assert [fault.code for fault in find_faults(given, rules)] == [code]
    assert find_unready(given, rules) == frozenset()
    result = assess(given, rules, provisional=True)
    assert [score.published for score in result.cities] == [Fraction("80.47"), Fraction("92.2")]


@pytest.mark.parametrize("among", Among)
def test_a_mean_holds_no_carried_county_up(
    evidence: Evidence,
    scheme: Scheme,
    with_value: Callable[..., Evidence],
    with_criterion: Callable[..., Scheme],
    among: Among,
) -> None:
    """A carried county brings its score; that the mean of the others misses its value does not keep it from that."""
    classes = ["north", "south"] if among is Among.CLASS else []
    rule = RelativeToMean(base=6, floor=3, cap=10, cohort=Cohort(among=among, has_carried=True, classes=classes))
    given = with_value(evidence, "990222", GROWTH, None)
    named = [each for each in CLASSES if each.key in classes]
    rules = with_criterion(scheme, "income", {"classes": named}, rule=rule)
    assert codes(given, rules) == [("missing_observation", "990222 辰县")]
    assert find_unready(given, rules) == frozenset()
    # The mean of what is in is 10, in the province as in either city and class, so nothing moves.
    result = assess(given, rules, provisional=True)
    assert [score.published for score in result.cities] == [Fraction("80.47"), Fraction("92.2")]


def test_what_is_wrong_is_not_what_is_missing(
    evidence: Evidence, scheme: Scheme, with_value: Callable[..., Evidence]
) -> None:
    """A county with a contradiction is not one to wait for: the contradiction is to be mended."""
    given = with_value(evidence, "990121", GROWTH, NOT_APPLICABLE)
    assert codes(given, scheme) == [("not_applicable_refused", "990121 子县")]
    assert find_unready(given, scheme) == frozenset()


def test_an_answer_stays_while_its_sign_is_out_of_sight(
    evidence: Evidence, scheme: Scheme, with_value: Callable[..., Evidence], make_finding: Callable[..., Finding]
) -> None:
    """A finding on a missed plan is kept when a county's data are taken back: both gaps are listed for the time being."""
    short = with_value(evidence, "990121", PEOPLE, 2099)
    (sign,) = find_indications(short, scheme)
    facts = [Fact(FactKind.SHORTFALL, "one person")]
    finding = make_finding(place=sign.place, problem=sign.problem, facts=facts, indication=sign.key)
    given = short.adding(findings=[finding])
    assert find_faults(given, scheme) == ()
    result = assess(with_value(given, "990122", PEOPLE, None), scheme, provisional=True)
    assert {fault.code for fault in result.missing} == {"missing_observation", "unknown_indication"}
    assert [score.county.code for score in result.counties] == ["990121", "990123", "990221", "990222"]


# Whatever becomes of evidence


def number(rng: Random, indicator: Indicator) -> object:
    """Give a value of an indicator, often an extreme one, sometimes none."""
    high = 5000 if indicator.high is None else int(indicator.high)
    usual = [NOT_APPLICABLE, 0, 0, high, int(indicator.low), rng.randint(0, high), rng.randint(0, high)]
    # Huge numbers are values of counts, or refused.
    return rng.choice([*usual, 10**300, 10**302] if rng.random() < 0.1 else usual)


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
            {"on": rng.choice([date(2018, 1, 1), date(2020, 3, 1), MOMENT])},
            later,
        ]
    if name == "targets":
        changes = [{"value": rng.choice([0, 0, 1, 5000])}] * 3 + [{"place": unit or old.place}, {"indicator": keys[3]}]
    if name == "carried":
        scores = [0, 1000, 1001, Fraction(1, 3), Fraction(1, 3**600), 10**300]
        changes = [{"score": rng.choice(scores)}, {"on": date(2021, 1, 1)}, {"on": MOMENT}]
    if name == "findings":
        sign = f"Art. 9(5)/{rng.choice(COUNTIES)}/exit_accuracy"
        changes = [
            {"document": "another"},
            {"begin": date(2018, 1, 1), "end": rng.choice([date(2018, 2, 1), date(2019, 2, 1)])},
            {"decided_on": MOMENT},
            {"place": unit or old.place, "indication": sign},
        ]
    if name == "history":
        changes = [{"document": "another"}, {"year": rng.choice([2016, 2017])}, {"rank": rng.choice([0, 1])}]
    return evolve(evidence, **{name: [*records, evolve(old, **rng.choice(changes))]})


def correct(rng: Random, evidence: Evidence, name: str) -> Evidence:
    """Supersede one observation."""
    if not evidence.observations:
        return evidence
    old = rng.choice(evidence.observations)
    new = old.corrected(
        number(rng, old.indicator), on=date(2020, 3, 1), document="letter", submitter="甲市", reason="a slip"
    )
    return evidence.adding(observations=[new])


def empty(rng: Random, evidence: Evidence, name: str) -> Evidence:
    """Take away all that was observed of one place or of one indicator."""
    of_place = rng.random() < 0.5
    code, key = rng.choice(COUNTIES), rng.choice(CATALOGUE[:18]).key
    rest = [o for o in evidence.observations if (o.place.code != code if of_place else o.indicator.key != key)]
    return evolve(evidence, observations=rest)


def observe_city(rng: Random, evidence: Evidence, name: str) -> Evidence:
    """Observe a city itself: not applicable, the sum of its counties, or something else."""
    if not evidence.cities:
        return evidence
    city, indicator = rng.choice(evidence.cities), rng.choice(CATALOGUE[:6])
    values = [o.value for o in evidence.observations if o.place.code[:4] == city.code[:4] and o.indicator == indicator]
    total = sum(value for value in values if isinstance(value, Fraction))
    value = rng.choice([NOT_APPLICABLE, total, number(rng, indicator)])
    own = Observation(
        place=city, indicator=indicator, value=value, source="register", on=date(2019, 12, 31), document="d"
    )
    return evidence.adding(observations=[own])


def record(rng: Random, evidence: Evidence, name: str) -> Evidence:
    """Add an event, a sample or a grade that people set, whether or not the scheme asks for it."""
    units, day = evidence.places, date(2019, 12, 31)
    counties, cities = evidence.counties, evidence.cities
    if not counties or not cities:
        return evidence
    kind, key = rng.choice(["praise", "blame", "false", "rumour"]), f"e{len(evidence.events)}"
    criterion = rng.choice(["use", "income", "nothing"]) if kind == "false" else rng.choice(["", "", "use"])
    event = Event(key=key, kind=kind, place=rng.choice(units), on=day, document="d", criterion=criterion)
    village = SampledVillage(name="村", households=rng.choice([1, 4, 9]))
    township = SampledTownship(name="乡", villages=[village])
    drawn = [each for each in counties if rng.random() < 0.8 and each.code != "990222"] or [rng.choice(counties)]
    samples = [SampledCounty(county=county, townships=[township]) for county in drawn]
    body = rng.choice([Body.LEADING_GROUP, Body.LEADING_GROUP, Body.OFFICE])
    grade = rng.choice(["good", "fair", "poor"])
    entry = SetGrade(city=rng.choice(cities), grade=grade, body=body, on=day, document="d", reason="r")
    return rng.choice(
        [
            evidence.adding(events=[event]),
            evolve(evidence, samples=samples),
            evidence.adding(set_grades=[entry]),
        ]
    )


def as_asked(rng: Random, evidence: Evidence, scheme: Scheme) -> Evidence:
    """Mostly give what the further parts of a scheme ask for: samples, values of cities, none beside a lead."""
    if rng.random() < 0.2:
        return evidence
    represented = {code for bundle in scheme.bundles for code in bundle.units if code != bundle.lead}
    village = SampledVillage(name="村", households=4)
    township = SampledTownship(name="乡", villages=[village])
    unsampled = {*scheme.carried.counties, *represented}
    drawn = [county for county in evidence.counties if county.code not in unsampled]
    asked = () if scheme.sample is None else [SampledCounty(county=county, townships=[township]) for county in drawn]
    has_panel = scheme.city is not None or any(each.level is Tier.CITY for each in scheme.adjustments)
    keys = {FUNDS, "satisfaction_paired_helper"} if has_panel else set()
    keys |= {"satisfaction_work_team"} if any(gate.level is Tier.CITY for gate in scheme.gates) else set()
    known = {indicator.key: indicator for indicator in CATALOGUE}
    own = [
        Observation(place=city, indicator=known[key], value=93, source="d", on=date(2019, 12, 31), document="d")
        for city in evidence.cities
        for key in keys
    ]
    if scheme.criterion("use").blend:
        found = [o for o in (*evidence.observations, *own) if o.indicator.key == FUNDS and o.version == 1]
        own = [evolve(o, source="funds_evaluation") for o in own]
        own += [evolve(o, source="audit") for o in found]
    kept = [o for o in evidence.observations if o.place.code not in represented]
    targets = [t for t in evidence.targets if t.place.code not in represented]
    samples = evidence.samples or asked
    return evolve(evidence, observations=[*kept, *own], targets=targets, samples=samples)


def misdate(rng: Random, evidence: Evidence, name: str) -> Evidence:
    """Give the whole another day or year, which may be none."""
    return evolve(evidence, **rng.choice([{"on": MOMENT}, {"on": date(2019, 6, 1)}, {"year": 2021}, {"year": 2016}]))


MOMENT = datetime(2019, 12, 31, 8)
MUTATIONS = (drop, double, alter, alter, alter, correct, empty, observe_city, record, misdate)
# What a record or the evidence refuses by itself: the search never sees it.
REFUSED = {"out_of_range", "too_many_places", "bad_version", "not_a_day", "bad_year", "bad_rank", "decided_too_early"}
NAMES = ("observations", "observations", "observations", "targets", "targets", "carried", "counties", "cities")


def mutated(rng: Random, evidence: Evidence) -> Evidence:
    """Change evidence a few times, at random; changes that a record itself refuses are left out."""
    for _ in range(rng.choice([0, 0, 1, 1, 1, 2, 3, 5])):
        try:
            evidence = rng.choice(MUTATIONS)(rng, evidence, rng.choice((*NAMES, "findings", "history")))
        except EvidenceError as error:
            if not {fault.code for fault in error.faults} <= REFUSED:
                raise
        except NumberError:
            continue
    return evidence


def shuffled(rng: Random, evidence: Evidence) -> Evidence:
    """Give the records of every sequence in another order."""
    return evolve(
        evidence, **{name: rng.sample(getattr(evidence, name), len(getattr(evidence, name))) for name in SEQUENCES}
    )


def varied(
    rng: Random, scheme: Scheme, with_criterion: Callable[..., Scheme], item: Callable[[str], Indicator]
) -> Scheme:
    """Let a scheme say something else of what is missing, not applicable, planned and weighed."""
    for _, criterion in tuple(scheme.walk()):
        if rng.random() < 0.7:
            missing, not_applicable = rng.choice(list(WhenMissing)), rng.choice(list(WhenNotApplicable))
            scheme = with_criterion(scheme, criterion.key, when_missing=missing, when_not_applicable=not_applicable)
    if rng.random() < 0.2:
        shares = [BlendShare(source="funds_evaluation", share="0.6"), BlendShare(source="audit", share="0.4")]
        scheme = with_criterion(scheme, "use", blend=shares)
    among = rng.choice(list(Among))
    classes = ["north", "south"] if among is Among.CLASS else []
    cohort = Cohort(among=among, has_carried=rng.random() < 0.5, classes=classes)
    income = rng.choice(
        [
            RelativeToMean(base=6, floor=rng.choice([0, 3]), cap=10, cohort=cohort),
            ByRank(step=rng.choice([1, 4]), floor=1, ties=rng.choice(list(Ties)), cohort=cohort),
            BetweenExtremes(floor=2, when_equal=rng.choice([2, 10]), cohort=cohort),
        ]
    )
    items = rng.choice([[PEOPLE], [PEOPLE], [VILLAGES], [PEOPLE, VILLAGES]])
    table = TableWeights(
        weights=[Weight(county=c, weight=rng.choice([0, 1, "2.5"])) for c in COUNTIES[:3]]
        + [Weight(county="990221", weight=rng.choice([0, 1])), Weight(county="990222", weight=1)],
        source="d",
    )
    further = furthered(rng, scheme)
    ranked = ["large", "small"] if "ranking" in further else []
    changes = dict(
        plan=PlanRule(
            items=[item(key) for key in items], level=rng.choice(list(PlanLevel)), miss=rng.choice(list(PlanMiss))
        ),
        low_rates=[evolve(low, when_missing=rng.choice(list(WhenUnobserved))) for low in scheme.low_rates],
        when_nothing_applies=rng.choice(list(NothingApplies)),
        weights=rng.choice([EqualWeights(), EqualWeights(), table, IndicatorWeights(indicator=item(GROWTH))]),
        rewards=evolve(scheme.rewards, marked=evolve(scheme.rewards.marked, measured=rng.choice(list(Measured)))),
        classes=[each for each in CLASSES if each.key in {*classes, *ranked}],
        **further,
    )
    return with_criterion(scheme, "income", changes, rule=income)


def furthered(rng: Random, scheme: Scheme) -> dict[str, object]:
    """Give further parts of a scheme, each of them now and then."""
    team, use = scheme.criterion("team"), scheme.criterion("use")
    panel = evolve(use, key="panel", weight=None)
    own = Group(key="own", name=NAME, marks=10, children=[panel], weight="0.25")
    gate = Gate(
        key="gate",
        name=NAME,
        conditions=[Condition(indicator=team.indicator, must=Bound(side=Side.AT_LEAST, value=90))],
        level=rng.choice(list(Tier)),
        grade="good",
        allowed_by=DOCUMENT,
    )
    quotas = GradeQuotas(
        bands=[
            GradeQuota(key="excellent", name=NAME, units=1),
            GradeQuota(key="good", name=NAME, units=rng.choice([1, 2])),
            GradeQuota(key="fair", name=NAME),
        ],
        compared_on=rng.choice(list(ComparedOn)),
        edge_ties=rng.choice(list(EdgeTies)),
    )
    households = rng.choice([1, 4])
    sample = SampleRule(
        counties=rng.choice([1, 2]),
        townships=1,
        villages=1,
        households=households,
        with_carried=rng.random() < 0.5,
        allowed_by=DOCUMENT,
    )
    units = rng.choice([["990121", "990122"], ["990122", "990123"]])
    bundle = Bundle(units=units, lead=rng.choice(units), allowed_by=DOCUMENT)
    parts: dict[str, object] = {
        "adjustments": adjustments(rng, scheme),
        "city": CityLevel(county_weight="0.75", parts=[own], allowed_by=DOCUMENT),
        "sample": sample,
        "bundles": [bundle],
        "gates": [gate],
        "grades": quotas,
        "grades_set_by": GradesSetBy(body=Body.LEADING_GROUP, document=DOCUMENT),
        "ranking": evolve(scheme.ranking, classes=["large", "small"]),
    }
    return {key: value for key, value in parts.items() if rng.random() < 0.15}


def adjustments(rng: Random, scheme: Scheme) -> list[object]:
    """Give some adjustments, numbered in their order; the last of either level keep scores between 0 and 100."""
    use, helper = scheme.criterion("use"), scheme.criterion("helper")
    events = [EventPoints(key="praise", name=NAME, points=2), EventPoints(key="blame", name=NAME, points=-1)]
    of = {"name": NAME, "order": 1, "level": rng.choice(list(Tier)), "allowed_by": DOCUMENT}
    given = [
        Bonus(key="plus", criteria=[evolve(use, key="use_again")], at_most=3, **of),
        Penalty(key="minus", criteria=[evolve(helper, key="helper_again")], at_most=3, **of),
        Events(key="noted", events=events, most_plus=3, most_minus=2, **of),
        Falsified(key="false", points=2, at_most=3, **of | {"level": Tier.COUNTY}),
    ]
    taken = rng.sample(given, rng.randint(1, 4))
    ends = [Bounds(key=f"ends_{tier.value}", at_least=0, at_most=100, **of | {"level": tier}) for tier in Tier]
    of_counties = [each for each in (*taken, *ends) if each.level is Tier.COUNTY]
    of_cities = [each for each in (*taken, *ends) if each.level is Tier.CITY]
    return [evolve(each, order=i) for i, each in enumerate([*of_counties, *of_cities], 1)]


def is_sound(evidence: Evidence, scheme: Scheme) -> bool:
    """Tell whether evidence is assessed, and check that the result is whole; where it is not, check why."""
    faults = find_faults(evidence, scheme)
    assert find_faults(shuffled(Random(1), evidence), scheme) == faults
    assert len({fault.text() for fault in faults}) == len(faults)
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
    sound = []
    for _ in range(40):
        rules = varied(rng, scheme, with_criterion, item) if rng.random() < 0.7 else scheme
        sound.append(is_sound(as_asked(rng, mutated(rng, full), rules), rules))
    # Both outcomes occur, so that both halves of the sentence were tried.
    assert 4 <= sum(sound) <= 36


@pytest.mark.parametrize("seed", range(6))
def test_a_provisional_assessment_refuses_or_works(
    evidence: Evidence,
    scheme: Scheme,
    with_criterion: Callable[..., Scheme],
    item: Callable[[str], Indicator],
    make_finding: Callable[..., Finding],
    seed: int,
) -> None:
    """While data are missing, an assessment scores what is in or tells the faults that are more than a gap."""
    rng, outcomes = Random(seed), []
    full = evidence.adding(findings=[make_finding()])
    for _ in range(40):
        rules = varied(rng, scheme, with_criterion, item)
        given = as_asked(rng, mutated(rng, full), rules)
        faults = find_faults(given, rules)
        has_gaps = any(fault.code in MISSING_CODES for fault in faults)
        gaps = tuple(fault for fault in faults if has_gaps and fault.code in MISSING_CODES | HIDDEN_CODES)
        outcomes.append((bool(gaps), gaps == faults))
        if gaps != faults:
            with pytest.raises(EvidenceError) as error:
                assess(given, rules, provisional=True)
            assert error.value.faults == tuple(fault for fault in faults if fault not in gaps)
            continue
        result = assess(given, rules, provisional=True)
        unready = find_unready(given, rules)
        # A member of a bundle waits for its lead.
        ready = [c.code for c in given.counties if not {c.code, rules.lead_of(c.code)} & unready]
        assert result.missing == gaps
        assert [score.county.code for score in result.counties] == ready
        assert all(score.rank is None and score.grade is None for score in result.cities)
        for score in (*result.counties, *result.cities):
            assert score.published is None or 0 <= score.published <= 100
        assert all(result.explain(code).text("zh") for code in ready)
        assert result.ranking("zh")
    # With gaps and without, refused and not: all of it occurs.
    assert {(True, True), (False, True), (True, False), (False, False)} >= set(outcomes) > {(True, True)}
    assert sum(is_scored for _, is_scored in outcomes) > 4


def test_more_faults_in_chinese(
    evidence: Evidence,
    scheme: Scheme,
    counties: tuple[County, ...],
    idle: Evidence,
    unsent: Evidence,
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
        (evidence.adding(carried=[score]), scheme),
        (evolve(evidence, observations=[*evidence.observations[1:], other]), scheme),
        (evolve(evidence, **bare | {"counties": [old]}), scheme),
        (evolve(evidence, **bare | {"cities": evidence.cities[:1], "carried": [score]}), scheme),
        (versions((1, 5), (2, 4)), scheme),
        (versions((1, 5), (1, 5)), scheme),
        (idle, lenient),
        (unsent, lenient),
        (flat, scheme),
        weighed(300, 250, 100, 0, 0),
        weighed(300, NOT_APPLICABLE, 100, 0, 1),
        weighed(300, -5, 100, 400, 150, indicator=evolve(item(RURAL), low=-10)),
        villages_alone,
    ]
    found = {fault.text("zh") for given, rules in cases for fault in find_faults(given, rules)}
    assert found >= {
        "990222 辰县：缺少贫困县考核成绩〔第六条〕；请补报其按专门办法考核的成绩",
        "990121 子县 carried：方案未将其列为引入成绩的县，却有引入成绩〔第六条〕；请列入carried.counties，或删除该成绩",
        "990121 子县 observations.funds_use：指标funds_use的定义与方案不同〔第五条〕；请使用方案中的指标",
        "990121 未县：所属设区市990100 戊市不在考核单位之内〔第六条〕；请增列该市",
        "990121 未县：在2019-12-31不是有效单位〔第六条〕；请使用当日有效的单位",
        "990100 甲市：未列入该市任何县〔第六条〕；请增列其县；市的结果为各县成绩的加权平均",
        "990121 子县 carried：990121 子县不在本次考核单位之内〔第二条〕；请增列该单位，或删除此条",
        "990121 子县：funds_use的第2版日期早于前一版；请更正日期",
        "990121 子县 observations.funds_use：来源funds_evaluation的第1版重复；请只保留一个，或将后者作为新版本",
        "990221 卯县：没有适用的指标〔第五条第(一)项〕；请给出数值，或设定when_nothing_applies",
        "990221 卯县：尚无任何适用指标的数据〔第七条第(三)项〕；请补报数据",
        (
            "criteria[0].children[2]：rural_income_growth的均值为0，无法据以计分〔第五条〕；"
            "请为criteria[0].children[2]改用其他规则"
        ),
        "990122 丑县：作为权重的rural_population称不适用〔第六条〕；请给出数值，不计权重者填零",
        "990200 乙市：所属各县权重合计为零〔第六条〕；请至少为一个县设定大于零的权重",
        "990122 丑县：权重为-5〔第六条〕；请给出不小于零的数",
        "990100 甲市：缺少奖励条件所需的poor_population_reduced计划任务〔第八条〕；请补报该市的减贫计划任务",
    }
