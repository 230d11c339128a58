"""The scheme of a year: what its parts say of each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

import pytest
from attrs import evolve

from jxassess.errors import ScopeError
from jxassess.faults import SchemeError
from jxassess.indicators import CATALOGUE, WEIGHT_BASES
from jxassess.measure import Citation, Dimension, Problem
from jxassess.scheme import (
    Basis,
    Bonus,
    Bounds,
    Bundle,
    Ceiling,
    CityLevel,
    Criterion,
    ExcellentGrade,
    ExcellentRank,
    Given,
    Group,
    IndicatorWeights,
    LowRate,
    MarkedReduction,
    Measured,
    Penalty,
    PlanLevel,
    PlanMiss,
    PlanRule,
    RateKind,
    RewardRule,
    Scheme,
    Tier,
    UnitClass,
    WhenMissing,
    WhenNotApplicable,
)
from jxassess.words import Words

MakeScheme = Callable[..., Scheme]
ITEMS = {item.key: item for item in CATALOGUE}


def refused(make: MakeScheme, **changes: object) -> SchemeError:
    with pytest.raises(SchemeError) as error:
        make(**changes)
    return error.value


def kinds(error: SchemeError) -> list[tuple[str, str, str]]:
    return [(fault.code, fault.where, fault.value) for fault in error.faults]


def texts(error: SchemeError) -> list[str]:
    return [fault.text() for fault in error.faults]


def ceiling(problem: Problem, grade: str = "good") -> Ceiling:
    return Ceiling(problem=problem, grade=grade, allowed_by="invented")


def without(rate: RateKind, low_rates: Iterable[LowRate]) -> list[LowRate]:
    return [low for low in low_rates if low.rate is not rate]


@pytest.mark.parametrize("year", [2017, 2018, 2019, 2020])
def test_years(make_scheme: MakeScheme, year: int) -> None:
    """The measure covers the years assessed 2017 to 2020."""
    assert make_scheme(year=year).year == year


@pytest.mark.parametrize("year", [2016, 2021, 19, -2019])
def test_bad_year(make_scheme: MakeScheme, year: int) -> None:
    """A year outside 2017 to 2020 is refused."""
    error = refused(make_scheme, year=year)
    assert kinds(error) == [("bad_year", "year", str(year))]
    assert str(error) == (
        f"1 fault in the scheme of {year}\n"
        f"  year: {year} is no year of the measure [Art. 4]; give a year from 2017 to 2020"
    )
    assert error.text("zh") == (
        f"{year}年度方案有1处差错\n  year：{year}年不在办法规定的年度内〔第四条〕；请给出2017至2020年"
    )


@pytest.mark.parametrize("document", ["", "   "])
def test_no_document(make_scheme: MakeScheme, document: str) -> None:
    """A scheme names the document that it was issued with."""
    error = refused(make_scheme, document=document)
    assert [(fault.code, fault.where, fault.citation) for fault in error.faults] == [
        ("no_reference", "document", Citation(4))
    ]


@pytest.mark.parametrize("title", [Words("", "方案"), Words("scheme", " "), Words("", "")])
def test_no_title(make_scheme: MakeScheme, title: Words) -> None:
    """A scheme is called something in both languages."""
    error = refused(make_scheme, title=title)
    assert kinds(error) == [("no_name", "title", "")]
    assert texts(error) == ["title: nothing stands here in English or in Chinese; give both"]
    assert error.faults[0].text("zh") == "title：英文或中文为空；请同时给出中英文"


@pytest.mark.parametrize(("marks", "shown"), [(110, "110"), ("99.99", "99.99"), ("0.01", "0.01")])
def test_marks_differ(make_scheme: MakeScheme, marks: object, shown: str) -> None:
    """Top groups that do not add up to the scheme's marks are refused, with both numbers."""
    error = refused(make_scheme, marks=marks)
    assert kinds(error) == [("marks_differ", "marks", shown)]
    assert texts(error) == [
        f"marks: marks of {shown}, but the parts add up to 100 [Art. 5]; mend the marks of the whole or of a part"
    ]
    assert error.faults[0].text("zh") == (f"marks：分值为{shown}，各部分之和为100〔第五条〕；请更正总分值或各部分分值")


@pytest.mark.parametrize("marks", [0, -100])
def test_marks_not_positive(make_scheme: MakeScheme, marks: int) -> None:
    """Total marks of zero or less are no scale, and do not add up either."""
    error = refused(make_scheme, marks=marks)
    assert kinds(error) == [("not_positive", "marks", str(marks)), ("marks_differ", "marks", str(marks))]
    assert texts(error)[0] == f"marks: {marks} is not above zero; give a number above zero"


def test_no_criteria(make_scheme: MakeScheme) -> None:
    """A scheme without criteria lacks all four dimensions, each cited by its clause."""
    error = refused(make_scheme, criteria=[])
    assert kinds(error) == [
        ("empty", "criteria", ""),
        ("dimension_missing", "criteria", "Art. 5(1)"),
        ("dimension_missing", "criteria", "Art. 5(2)"),
        ("dimension_missing", "criteria", "Art. 5(3)"),
        ("dimension_missing", "criteria", "Art. 5(4)"),
    ]
    assert [fault.citation for fault in error.faults[1:]] == [Citation(5, item=n) for n in (1, 2, 3, 4)]


@pytest.mark.parametrize(
    ("left_out", "rest", "clause", "chinese"),
    [
        (0, 60, "Art. 5(1)", "第五条第(一)项"),
        (1, 70, "Art. 5(2)", "第五条第(二)项"),
        (2, 80, "Art. 5(3)", "第五条第(三)项"),
        (3, 90, "Art. 5(4)", "第五条第(四)项"),
    ],
)
def test_dimension_missing(make_scheme: MakeScheme, left_out: int, rest: int, clause: str, chinese: str) -> None:
    """None of the four dimensions can be left out, even where the marks add up."""
    criteria = [group for i, group in enumerate(make_scheme().criteria) if i != left_out]
    error = refused(make_scheme, criteria=criteria, marks=rest)
    assert kinds(error) == [("dimension_missing", "criteria", clause)]
    assert texts(error) == [
        f"criteria: the dimension {clause} is not scored [{clause}]; give it a top group; the measure asks for all four"
    ]
    assert error.faults[0].text("zh") == (
        f"criteria：缺少考核内容“{clause}”〔{chinese}〕；请增设一级指标；办法规定四项内容均须考核"
    )


def test_no_dimension(make_scheme: MakeScheme) -> None:
    """A top group says its dimension; without one the group and the dimension that it leaves are both named."""
    criteria = list(make_scheme().criteria)
    criteria[3] = evolve(criteria[3], dimension=None)
    error = refused(make_scheme, criteria=criteria)
    assert kinds(error) == [
        ("no_dimension", "criteria[3]", "funds"),
        ("dimension_missing", "criteria", "Art. 5(4)"),
    ]
    assert texts(error)[0] == (
        "criteria[3]: a top group of no dimension [Art. 5]; give its dimension, such as 'Art. 5(1)'"
    )
    assert error.faults[0].text("zh") == (
        "criteria[3]：一级指标未注明考核内容〔第五条〕；请注明所属内容，如“Art. 5(1)”"
    )


def test_dimension_in_two_groups(make_scheme: MakeScheme) -> None:
    """A dimension may be spread over several top groups."""
    reduction, *rest = make_scheme().criteria
    halves = [
        Group(
            key=f"reduction_{child.key}",
            name=child.name,
            marks=child.marks,
            children=[child],
            dimension=Dimension.REDUCTION,
        )
        for child in reduction.children
    ]
    assert len(make_scheme(criteria=[*halves, *rest]).criteria) == 6


def test_order_of_the_document(make_scheme: MakeScheme) -> None:
    """Top groups stay in the order of the document, whatever their dimensions."""
    turned = make_scheme().criteria[::-1]
    assert make_scheme(criteria=turned).criteria == turned


def test_key_twice(make_scheme: MakeScheme) -> None:
    """A key names one group or criterion of the whole scheme; every later one is named at its path."""
    criteria = list(make_scheme().criteria)
    (use,) = criteria[3].children
    criteria[3] = evolve(criteria[3], children=[evolve(use, key="people")])
    criteria[2] = evolve(criteria[2], key="reduction")
    error = refused(make_scheme, criteria=criteria)
    assert kinds(error) == [
        ("repeated", "criteria[2].key", "reduction"),
        ("repeated", "criteria[3].children[0].key", "people"),
    ]
    assert texts(error)[1] == "criteria[3].children[0].key: people stands here twice; keep one of them"


def test_unknown_grade(make_scheme: MakeScheme) -> None:
    """A ceiling and a condition of reward name grades of the scheme; the fault lists what there is."""
    rewards = evolve(make_scheme().rewards, excellent=ExcellentGrade(grade="superb"))
    error = refused(make_scheme, ceilings=[ceiling(Problem.FALSE_EXIT, "best")], rewards=rewards)
    assert kinds(error) == [
        ("unknown_grade", "ceilings[0].grade", "best"),
        ("unknown_grade", "rewards.excellent.grade", "superb"),
    ]
    assert texts(error)[0] == "ceilings[0].grade: no grade has the key best; use one of excellent, good, fair"
    assert error.faults[0].text("zh") == ("ceilings[0].grade：没有键为best的等次；请使用excellent, good, fair之一")


def test_everybody_excellent(make_scheme: MakeScheme) -> None:
    """From the last grade on every score would be excellent, so that grade is refused."""
    rewards = evolve(make_scheme().rewards, excellent=ExcellentGrade(grade="fair"))
    error = refused(make_scheme, rewards=rewards)
    assert kinds(error) == [("excellent_all", "rewards.excellent.grade", "fair")]
    good = evolve(rewards, excellent=ExcellentGrade(grade="good"))
    assert make_scheme(rewards=good).rewards == good


def test_excellent_without_a_grade(make_scheme: MakeScheme) -> None:
    """Where a place decides on excellence, no grade is looked for."""
    rewards = evolve(make_scheme().rewards, excellent=ExcellentRank(at_most=2))
    assert make_scheme(rewards=rewards).rewards.excellent == ExcellentRank(at_most=2)


def test_ceiling_twice(make_scheme: MakeScheme) -> None:
    """A problem has one ceiling."""
    ceilings = [
        ceiling(Problem.FALSE_EXIT, "good"),
        ceiling(Problem.PLAN_UNFULFILLED, "good"),
        ceiling(Problem.FALSE_EXIT, "fair"),
    ]
    error = refused(make_scheme, ceilings=ceilings)
    assert kinds(error) == [("repeated", "ceilings[2].problem", "Art. 9(4)")]


def test_ceilings_in_the_order_of_clauses(make_scheme: MakeScheme) -> None:
    """The order in which ceilings are written changes nothing."""
    first, second = ceiling(Problem.PLAN_UNFULFILLED), ceiling(Problem.INACTION, "fair")
    assert make_scheme(ceilings=[second, first]) == make_scheme(ceilings=[first, second])
    assert make_scheme(ceilings=[second, first]).ceilings == (first, second)


@pytest.mark.parametrize("rate", list(RateKind))
def test_rate_missing(make_scheme: MakeScheme, rate: RateKind) -> None:
    """None of the three rates of Art. 9(5) can be left without a threshold."""
    error = refused(make_scheme, low_rates=without(rate, make_scheme().low_rates))
    assert kinds(error) == [("rate_missing", "low_rates", rate.value)]
    problem = f"low_rates: no threshold for {rate.value} [Art. 9(5)]"
    assert texts(error) == [f"{problem}; say where it is low; a threshold is needed for each of the three"]
    assert error.faults[0].text("zh") == (
        f"low_rates：缺少“{rate.value}”的低值标准〔第九条第(五)项〕；请注明较低的界限；三类均须设定"
    )


def test_rate_watched_twice(make_scheme: MakeScheme) -> None:
    """An indicator has one threshold, under whichever rate it stands."""
    low_rates = list(make_scheme().low_rates)
    again = evolve(low_rates[0], rate=RateKind.SATISFACTION)
    error = refused(make_scheme, low_rates=[*low_rates, again])
    assert [(code, value) for code, _, value in kinds(error)] == [("repeated", "identification_accuracy")]


def test_rates_in_order(make_scheme: MakeScheme) -> None:
    """Thresholds are kept by rate as the measure names them, then by indicator."""
    scheme = make_scheme(low_rates=reversed(make_scheme().low_rates))
    assert scheme == make_scheme()
    assert [low.indicator.key for low in scheme.low_rates] == [
        "identification_accuracy",
        "exit_accuracy",
        "satisfaction_first_secretary",
        "satisfaction_paired_helper",
        "satisfaction_work_team",
    ]


def test_two_indicators(make_scheme: MakeScheme) -> None:
    """Two different indicators of one key are refused wherever a scheme names them, each at its path."""
    scheme = make_scheme()
    people = evolve(ITEMS["poor_population_reduced"], high=10**6)
    plan = PlanRule(items=[people], level=PlanLevel.CITY, miss=PlanMiss.ANY)
    marked = MarkedReduction(indicator=people, measured=Measured.COMPLETION, at_least=1)
    low_rates = [
        evolve(low, indicator=evolve(low.indicator, places=3)) if low.rate is RateKind.EXIT else low
        for low in scheme.low_rates
    ]
    error = refused(
        make_scheme,
        plan=plan,
        rewards=evolve(scheme.rewards, marked=marked),
        low_rates=low_rates,
        weights=IndicatorWeights(indicator=people),
    )
    assert kinds(error) == [
        ("two_indicators", "weights.indicator", "poor_population_reduced"),
        ("two_indicators", "plan.items[0]", "poor_population_reduced"),
        ("two_indicators", "low_rates[1].indicator", "exit_accuracy"),
        ("two_indicators", "rewards.marked.indicator", "poor_population_reduced"),
    ]
    assert texts(error)[0] == (
        "weights.indicator: two different indicators have the key poor_population_reduced; rename one of them"
    )
    assert error.faults[0].text("zh") == (
        "weights.indicator：两个不同指标共用键poor_population_reduced；请更改其中一个的键"
    )


def test_two_indicators_among_criteria(make_scheme: MakeScheme) -> None:
    """A second criterion may score the same indicator, and not another one of the same key."""
    criteria = list(make_scheme().criteria)
    people, use = make_scheme().criterion("people"), make_scheme().criterion("use")
    same = evolve(use, indicator=people.indicator, rule=people.rule)
    assert make_scheme(criteria=[*criteria[:3], evolve(criteria[3], children=[same])])
    other = evolve(same, indicator=evolve(people.indicator, places=1))
    error = refused(make_scheme, criteria=[*criteria[:3], evolve(criteria[3], children=[other])])
    assert [where for _, where, _ in kinds(error)] == ["criteria[3].children[0].indicator"]


def test_all_faults_at_once(make_scheme: MakeScheme) -> None:
    """A scheme reports every contradiction between its parts together."""
    scheme = make_scheme()
    criteria = list(scheme.criteria)
    criteria[0] = evolve(criteria[0], dimension=None, key="funds")
    error = refused(
        make_scheme,
        year=2021,
        title=Words("title", ""),
        document="",
        marks=99,
        criteria=criteria,
        low_rates=without(RateKind.EXIT, scheme.low_rates),
        ceilings=[ceiling(Problem.INACTION, "worst"), ceiling(Problem.INACTION, "good")],
        rewards=RewardRule(
            excellent=ExcellentGrade(grade="first"),
            marked=scheme.rewards.marked,
            with_finding=scheme.rewards.with_finding,
        ),
    )
    assert [fault.code for fault in error.faults] == [
        "bad_year",
        "no_name",
        "no_reference",
        "marks_differ",
        "no_dimension",
        "dimension_missing",
        "repeated",
        "repeated",
        "rate_missing",
        "unknown_grade",
        "unknown_grade",
    ]
    assert str(error).splitlines()[0] == "11 faults in the scheme of 2021"


def test_marks_are_exact(make_scheme: MakeScheme) -> None:
    """Total marks are taken as they are written."""
    assert make_scheme(marks="100.00").marks == Fraction(100)


def test_indicators(make_scheme: MakeScheme) -> None:
    """A scheme lists every indicator that it names, once, in the order of keys."""
    scheme = make_scheme(weights=IndicatorWeights(indicator=WEIGHT_BASES[1]))
    assert [item.key for item in scheme.indicators] == [
        "exit_accuracy",
        "funds_use",
        "identification_accuracy",
        "poor_population_reduced",
        "poor_villages_exited",
        "procedure_conformity",
        "rural_income_growth",
        "rural_population",
        "satisfaction_first_secretary",
        "satisfaction_paired_helper",
        "satisfaction_work_team",
    ]


def test_indicators_of_plan_and_rewards(make_scheme: MakeScheme) -> None:
    """What only the plan or the rewards name is among the scheme's indicators."""
    counties, villages = ITEMS["poverty_counties_delisted"], evolve(ITEMS["poor_villages_exited"], key="own_villages")
    plan = PlanRule(items=[counties], level=PlanLevel.CITY, miss=PlanMiss.ANY)
    marked = MarkedReduction(indicator=villages, measured=Measured.TOTAL, at_least=1)
    scheme = make_scheme(plan=plan, rewards=evolve(make_scheme().rewards, marked=marked))
    assert {counties, villages} <= set(scheme.indicators)


def test_indicator(make_scheme: MakeScheme) -> None:
    """An indicator is found by its key wherever the scheme names it: in criteria, weights, plan, rates or rewards."""
    own = evolve(ITEMS["poor_villages_exited"], key="own_villages")
    watched = evolve(ITEMS["exit_accuracy"], key="own_accuracy")
    plan = PlanRule(items=[ITEMS["poverty_counties_delisted"]], level=PlanLevel.CITY, miss=PlanMiss.ANY)
    rewards = evolve(make_scheme().rewards, marked=MarkedReduction(indicator=own, measured=Measured.TOTAL, at_least=1))
    low_rates = [
        evolve(low, indicator=watched) if low.rate is RateKind.EXIT else low for low in make_scheme().low_rates
    ]
    weights = IndicatorWeights(indicator=WEIGHT_BASES[1])
    scheme = make_scheme(plan=plan, rewards=rewards, low_rates=low_rates, weights=weights)
    for item in (ITEMS["funds_use"], WEIGHT_BASES[1], plan.items[0], watched, own):
        assert scheme.indicator(item.key) is item


@pytest.mark.parametrize("key", ["farm_funds_pooled", "people", ""])
def test_unknown_indicator(make_scheme: MakeScheme, key: str) -> None:
    """A key that no indicator of the scheme has is out of scope, also where the catalogue or a criterion has it."""
    with pytest.raises(ScopeError, match=f"^the scheme of 2019 names no indicator '{key}'$"):
        make_scheme().indicator(key)


def test_walk(make_scheme: MakeScheme) -> None:
    """A scheme gives every criterion with its path, and no group, in the order of the document."""
    assert [(path, criterion.key) for path, criterion in make_scheme().walk()] == [
        ("criteria[0].children[0]", "people"),
        ("criteria[0].children[1]", "villages"),
        ("criteria[0].children[2]", "income"),
        ("criteria[1].children[0]", "identified"),
        ("criteria[1].children[1]", "exited"),
        ("criteria[1].children[2]", "procedure"),
        ("criteria[2].children[0]", "team"),
        ("criteria[2].children[1].children[0]", "secretary"),
        ("criteria[2].children[1].children[1]", "helper"),
        ("criteria[3].children[0]", "use"),
    ]


def test_criterion(make_scheme: MakeScheme) -> None:
    """A criterion is found by its key, however deep it lies."""
    assert make_scheme().criterion("helper").name == Words("paired helper", "结对帮扶责任人")


@pytest.mark.parametrize("key", ["roads", "helpers", ""])
def test_unknown_criterion(make_scheme: MakeScheme, key: str) -> None:
    """A key that no criterion has, a group's among them, is out of scope."""
    with pytest.raises(ScopeError, match=f"^the scheme of 2019 has no criterion '{key}'$"):
        make_scheme().criterion(key)


def part(key: str, marks: int = 10) -> Criterion:
    return Criterion(
        key=key,
        name=Words("panel", "综合评议"),
        marks=marks,
        indicator=ITEMS["procedure_conformity"],
        basis=Basis.VALUE,
        rule=Given(),
        when_missing=WhenMissing.FAULT,
        when_not_applicable=WhenNotApplicable.FAULT,
    )


def adjusting(order: int, level: Tier, *criteria: Criterion, is_penalty: bool = False) -> Bonus | Penalty:
    kind = Penalty if is_penalty else Bonus
    return kind(
        key=f"adjusting_{order}",
        name=Words("extra", "附加项"),
        order=order,
        level=level,
        criteria=criteria,
        at_most=1,
        allowed_by="invented",
    )


def rich(make_scheme: MakeScheme) -> Scheme:
    """Make a scheme with criteria in every place that can hold one."""
    inner = Group(key="inner", name=Words("inner", "内部"), marks=10, children=[part("deep")])
    opinion = Group(key="opinion", name=Words("opinion", "评议"), marks=10, children=[inner], weight="0.2")
    bounds = Bounds(key="bounds", name=Words("bounds", "上下限"), order=3, level=Tier.COUNTY, at_most=105)
    return make_scheme(
        city=CityLevel(county_weight="0.8", parts=[opinion], allowed_by="invented"),
        adjustments=[
            adjusting(4, Tier.CITY, part("of_city")),
            adjusting(2, Tier.COUNTY, part("second"), part("third"), is_penalty=True),
            bounds,
            adjusting(1, Tier.COUNTY, part("first")),
        ],
    )


def test_scored(make_scheme: MakeScheme) -> None:
    """Each level has its criteria: of the tree or the city's parts, then of the adjustments in their order."""
    scheme = rich(make_scheme)
    of_counties = [(path, criterion.key) for path, criterion in scheme.scored(Tier.COUNTY)]
    assert of_counties[:10] == [(path, criterion.key) for path, criterion in scheme.walk()]
    assert of_counties[10:] == [
        ("adjustments[0].criteria[0]", "first"),
        ("adjustments[1].criteria[0]", "second"),
        ("adjustments[1].criteria[1]", "third"),
    ]
    assert [(path, criterion.key) for path, criterion in scheme.scored(Tier.CITY)] == [
        ("city.parts[0].children[0].children[0]", "deep"),
        ("adjustments[3].criteria[0]", "of_city"),
    ]
    assert list(make_scheme().scored(Tier.CITY)) == []


@pytest.mark.parametrize("key", ["use", "deep", "first", "third", "of_city"])
def test_criterion_of_any_part(make_scheme: MakeScheme, key: str) -> None:
    """A criterion is found by its key in the tree, in a part of the city and in an adjustment."""
    assert rich(make_scheme).criterion(key).key == key


def test_unit_classes(make_scheme: MakeScheme) -> None:
    """Classes are kept in the order of keys, and a unit is looked up among those that are asked for."""
    scheme = make_scheme(
        classes=[unit_class("small", "990200"), unit_class("big", "990100")],
        ranking=evolve(make_scheme().ranking, classes=["big", "small"]),
    )
    assert [each.key for each in scheme.classes] == ["big", "small"]
    assert scheme.class_of("990200", ["big", "small"]) == ("small",)
    assert scheme.class_of("990200", ["big"]) == ()
    assert scheme.class_of("990300", ["big", "small"]) == ()
    assert scheme.class_of("990200", []) == ()


def unit_class(key: str, *units: str) -> UnitClass:
    return UnitClass(key=key, name=Words(key, "分类"), units=units, source="invented")


def test_order_says_nothing(make_scheme: MakeScheme) -> None:
    """The order in which classes, bundles and adjustments are written changes nothing."""
    classes = [unit_class("small", "990200"), unit_class("big", "990100")]
    bundles = [
        Bundle(units=["990123", "990122"], lead="990123", allowed_by="invented"),
        Bundle(units=["990121", "990221"], lead="990121", allowed_by="invented"),
    ]
    ranking = evolve(make_scheme().ranking, classes=["small", "big"])
    given = rich(make_scheme).adjustments
    one = make_scheme(classes=classes, bundles=bundles, ranking=ranking, adjustments=given)
    other = make_scheme(classes=classes[::-1], bundles=bundles[::-1], ranking=ranking, adjustments=given[::-1])
    assert one == other
    assert [bundle.lead for bundle in one.bundles] == ["990121", "990123"]


@pytest.mark.parametrize("marks", [0, -100])
def test_scale_of_weighted_groups(make_scheme: MakeScheme, marks: int) -> None:
    """Total marks are above zero also where the top groups are weighted and need not add up."""
    criteria = [evolve(group, weight=1) for group in make_scheme().criteria]
    assert make_scheme(criteria=criteria, marks=1000).marks == 1000
    error = refused(make_scheme, criteria=criteria, marks=marks)
    assert kinds(error) == [("not_positive", "marks", str(marks))]
