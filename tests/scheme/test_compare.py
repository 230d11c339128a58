"""Two schemes held against each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction

import attrs
import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import jxassess.scheme as scheme_module
from jxassess.exact import Better, Bound, RoundingMode, Side
from jxassess.indicators import CATALOGUE, WEIGHT_BASES, Indicator
from jxassess.measure import Citation, Dimension, Problem
from jxassess.scheme import (
    Among,
    Basis,
    ByGrade,
    ByRank,
    ByScore,
    Carried,
    Ceiling,
    ComparedOn,
    Completion,
    Counting,
    Criterion,
    DayKind,
    Deduction,
    EqualWeights,
    FindingEffect,
    Given,
    Grade,
    Grades,
    Group,
    IndicatorWeights,
    Interpretation,
    Level,
    Levels,
    Linear,
    LowRate,
    MarkedReduction,
    Measured,
    NothingApplies,
    PassFail,
    PlanLevel,
    PlanMiss,
    PlanRule,
    Ranking,
    RateKind,
    Rectification,
    RelativeToMean,
    RewardRule,
    Rounding,
    RoundingStage,
    Scheme,
    SchemeChange,
    Shortfall,
    TableWeights,
    Ties,
    Weight,
    WhenMissing,
    WhenNotApplicable,
    WhenUnobserved,
    compare_schemes,
)
from jxassess.words import Words

MakeScheme = Callable[..., Scheme]
Mutation = Callable[[Scheme], Scheme]
Edit = Callable[..., Criterion | Group]

TABLE = TableWeights(
    weights=[Weight(county="990121", weight="0.6"), Weight(county="990122", weight="0.4")], source="invented"
)
READING = Interpretation(citation=Citation(6), reading=Words("A reading.", "一种解释。"), document="letter 1")
SECOND = Interpretation(citation=Citation(4), reading=Words("Another.", "另一种解释。"), document="letter 2")
CEILING = Ceiling(problem=Problem.FALSE_EXIT, grade="good", allowed_by="letter 3")


def _item(key: str) -> Indicator:
    return next(item for item in (*CATALOGUE, *WEIGHT_BASES) if item.key == key)


def _lines(old: Scheme, new: Scheme) -> list[str]:
    return [change.text() for change in compare_schemes(old, new)]


def _chinese(old: Scheme, new: Scheme) -> list[str]:
    return [change.text("zh") for change in compare_schemes(old, new)]


def _edited(node: Criterion | Group, key: str, edit: Edit) -> Criterion | Group:
    if node.key == key:
        return edit(node)
    if isinstance(node, Group):
        return evolve(node, children=[_edited(child, key, edit) for child in node.children])
    return node


def _at(scheme: Scheme, key: str, edit: Edit) -> Scheme:
    """Edit the criterion or group of a key."""
    return evolve(scheme, criteria=[_edited(group, key, edit) for group in scheme.criteria])


def _with(key: str, /, **changes: object) -> Mutation:
    return lambda scheme: _at(scheme, key, lambda node: evolve(node, **changes))


def _ruled(key: str, /, **changes: object) -> Mutation:
    return lambda scheme: _at(scheme, key, lambda node: evolve(node, rule=evolve(node.rule, **changes)))


def _inside(part: str, /, **changes: object) -> Mutation:
    return lambda scheme: evolve(scheme, **{part: evolve(getattr(scheme, part), **changes)})


def _replaced(value: object, key: str, /, **changes: object) -> object:
    """Redefine an indicator wherever it stands."""
    if isinstance(value, Indicator):
        return evolve(value, **changes) if value.key == key else value
    if isinstance(value, tuple):
        return tuple(_replaced(each, key, **changes) for each in value)
    if attrs.has(type(value)) and not isinstance(value, Words):
        kept = {a.name: _replaced(getattr(value, a.name), key, **changes) for a in attrs.fields(type(value))}
        return type(value)(**kept) if "rule" not in kept else evolve(value, indicator=kept["indicator"])
    return value


def _redefined(key: str, /, **changes: object) -> Mutation:
    def mutate(scheme: Scheme) -> Scheme:
        parts = ("weights", "criteria", "plan", "low_rates", "rewards")
        return evolve(scheme, **{part: _replaced(getattr(scheme, part), key, **changes) for part in parts})

    return mutate


def _bands(*bands: tuple[str, tuple[str, str], int | None, int | None]) -> Mutation:
    return _inside(
        "grades",
        bands=[Grade(key=key, name=Words(*name), at_least=low, below=high) for key, name, low, high in bands],
    )


def _more_marks(scheme: Scheme) -> Scheme:
    """Let the people count 10 more, and so their group and the whole."""
    return evolve(scheme, marks=110, criteria=[_grown(group) for group in scheme.criteria])


def _grown(group: Group) -> Group:
    if group.key != "reduction":
        return group
    people, *others = group.children
    return evolve(group, marks=50, children=[evolve(people, marks=30), *others])


def _turned(use: Criterion) -> Criterion:
    """Turn the better side of an indicator, and the rule with it."""
    return evolve(
        use, indicator=evolve(use.indicator, better=Better.LOWER), rule=evolve(use.rule, side=Shortfall.ABOVE)
    )


def _moved(scheme: Scheme) -> Scheme:
    """Let a new group take in the first two criteria of reduction."""

    def edit(group: Group) -> Group:
        people, villages, income = group.children
        inner = Group(key="exits", name=Words("exits", "退出"), marks=30, children=[people, villages])
        return evolve(group, children=[inner, income])

    return _at(scheme, "reduction", edit)


def _exchanged(first: Group, second: Group) -> list[Group]:
    return [evolve(first, dimension=second.dimension), evolve(second, dimension=first.dimension)]


def _reversed(key: str) -> Mutation:
    return lambda scheme: _at(scheme, key, lambda group: evolve(group, children=group.children[::-1]))


def _full(make_scheme: MakeScheme) -> Scheme:
    """A scheme in which nothing is left out that a scheme can have."""
    return make_scheme(weights=TABLE, ceilings=[CEILING], interpretations=[READING, SECOND])


MUTATIONS: dict[str, Mutation] = {
    "year": lambda s: evolve(s, year=2020),
    "title in English": lambda s: evolve(s, title=Words("Renamed", s.title.zh)),
    "title in Chinese": lambda s: evolve(s, title=Words(s.title.en, "改名")),
    "document": lambda s: evolve(s, document="letter 7"),
    "marks": _more_marks,
    "a group between": _moved,
    "order of criteria": _reversed("reduction"),
    "order of top groups": lambda s: evolve(s, criteria=s.criteria[::-1]),
    "key of a group": _with("helpers", key="helping"),
    "name of a group": _with("helpers", name=Words("helping hands", "帮扶力量")),
    "source of a group": _with("helpers", source="annex 2"),
    "dimensions": lambda s: evolve(s, criteria=[*s.criteria[:2], *_exchanged(*s.criteria[2:])]),
    "key of a criterion": _with("people", key="persons"),
    "name of a criterion": _with("people", name=Words("people lifted out", "脱贫人口")),
    "source of a criterion": _with("people", source="annex 1"),
    "indicator": _with("people", indicator=_item("poor_villages_exited")),
    "when missing": _with("people", when_missing=WhenMissing.ZERO),
    "when not applicable": _with("people", when_not_applicable=WhenNotApplicable.FAULT),
    "another rule": _with("people", rule=Linear(zero_at=0, full_at=1, basis=Basis.COMPLETION)),
    "pass_fail.side": _ruled("villages", side=Side.ABOVE),
    "pass_fail.value": _ruled("villages", value="0.9"),
    "pass_fail.basis": _ruled("villages", basis=Basis.MARGIN),
    "relative.base": _ruled("income", base=5),
    "relative.floor": _ruled("income", floor=2),
    "relative.among": _ruled("income", among=Among.CITY),
    "relative.has_carried": _ruled("income", has_carried=True),
    "relative.cap": lambda s: _at(
        s,
        "reduction",
        lambda g: evolve(
            g,
            children=[
                g.children[0],
                evolve(g.children[1], marks=9),
                evolve(g.children[2], marks=11, rule=evolve(g.children[2].rule, cap=11)),
            ],
        ),
    ),
    "levels.otherwise": _ruled("identified", otherwise=1),
    "levels.basis": _ruled("identified", basis=Basis.MARGIN),
    "level.value": _ruled(
        "identified",
        levels=[Level(side=Side.AT_LEAST, value=99, points=10), Level(side=Side.AT_LEAST, value=95, points=6)],
    ),
    "level.side": lambda s: _ruled(
        "identified", levels=[evolve(level, side=Side.ABOVE) for level in s.criterion("identified").rule.levels]
    )(s),
    "level.points": lambda s: _ruled(
        "identified",
        levels=[s.criterion("identified").rule.levels[0], Level(side=Side.AT_LEAST, value=95, points=7)],
    )(s),
    "deduction.start": _ruled("exited", start=99),
    "deduction.per": _ruled("exited", per=1),
    "deduction.points": _ruled("exited", points=2),
    "deduction.counting": _ruled("exited", counting=Counting.WHOLE),
    "deduction.basis": _ruled("exited", basis=Basis.MARGIN),
    "deduction.side": lambda s: _at(s, "use", _turned),
    "points given": _with("use", rule=Given()),
    "linear.zero_at": _ruled("team", zero_at=70),
    "linear.full_at": _ruled("team", full_at=98),
    "linear.basis": _ruled("team", basis=Basis.MARGIN),
    "equal weights": lambda s: evolve(s, weights=EqualWeights()),
    "weights by an indicator": lambda s: evolve(s, weights=IndicatorWeights(indicator=_item("population"))),
    "weights by another": lambda s: evolve(s, weights=IndicatorWeights(indicator=_item("rural_population"))),
    "weight.weight": lambda s: evolve(
        s, weights=evolve(TABLE, weights=[Weight(county="990121", weight="0.7"), TABLE.weights[1]])
    ),
    "weight.county": lambda s: evolve(
        s, weights=evolve(TABLE, weights=[Weight(county="990123", weight="0.6"), TABLE.weights[1]])
    ),
    "weights.source": lambda s: evolve(s, weights=evolve(TABLE, source="another table")),
    "carried.counties": _inside("carried", counties=["990221", "990222"]),
    "carried.full_marks": _inside("carried", full_marks=120),
    "carried.source": _inside("carried", source="letter 8"),
    "when nothing applies": lambda s: evolve(s, when_nothing_applies=NothingApplies.LEAVE_OUT),
    "rounding.places": _inside("rounding", places=3),
    "rounding.mode": _inside("rounding", mode=RoundingMode.HALF_EVEN),
    "rounding.stages": _inside("rounding", stages=[RoundingStage.COUNTIES]),
    "grades.compared_on": _inside("grades", compared_on=ComparedOn.EXACT),
    "grade.bounds": _bands(
        ("excellent", ("excellent", "优秀"), 92, None),
        ("good", ("good", "良好"), 80, 92),
        ("fair", ("fair", "一般"), None, 80),
    ),
    "grade.key": _bands(
        ("excellent", ("excellent", "优秀"), 90, None),
        ("good", ("good", "良好"), 80, 90),
        ("poor", ("fair", "一般"), None, 80),
    ),
    "grade.name": _bands(
        ("excellent", ("excellent", "优秀"), 90, None),
        ("good", ("good", "良好"), 80, 90),
        ("fair", ("poor", "一般"), None, 80),
    ),
    "ranking.ties": _inside("ranking", ties=Ties.DENSE),
    "ranking.compared_on": _inside("ranking", compared_on=ComparedOn.EXACT),
    "plan.items": _inside("plan", items=[_item("poor_population_reduced"), _item("poor_villages_exited")]),
    "plan.level": _inside("plan", level=PlanLevel.COUNTY),
    "plan.miss": _inside("plan", miss=PlanMiss.ALL),
    "low_rate.rate": lambda s: evolve(s, low_rates=[*s.low_rates[:4], evolve(s.low_rates[4], rate=RateKind.EXIT)]),
    "low_rate.indicator": lambda s: evolve(
        s, low_rates=[evolve(s.low_rates[0], indicator=_item("register_accuracy")), *s.low_rates[1:]]
    ),
    "low_rate.low.value": lambda s: evolve(
        s, low_rates=[evolve(s.low_rates[0], low=Bound(side=Side.BELOW, value=94)), *s.low_rates[1:]]
    ),
    "low_rate.low.side": lambda s: evolve(
        s, low_rates=[evolve(s.low_rates[0], low=Bound(side=Side.AT_MOST, value=95)), *s.low_rates[1:]]
    ),
    "low_rate.when_missing": lambda s: evolve(
        s, low_rates=[evolve(s.low_rates[0], when_missing=WhenUnobserved.LIST), *s.low_rates[1:]]
    ),
    "rectification.days": _inside("rectification", days=60),
    "rectification.day_kind": _inside("rectification", day_kind=DayKind.WORKING),
    "excellent.grade": _inside("rewards", excellent=ByGrade(grade="good")),
    "excellent by score": _inside("rewards", excellent=ByScore(at_least=90, compared_on=ComparedOn.EXACT)),
    "excellent by another score": _inside("rewards", excellent=ByScore(at_least=91, compared_on=ComparedOn.EXACT)),
    "excellent by published score": _inside(
        "rewards", excellent=ByScore(at_least=90, compared_on=ComparedOn.PUBLISHED)
    ),
    "excellent by rank": _inside("rewards", excellent=ByRank(at_most=3)),
    "excellent by another rank": _inside("rewards", excellent=ByRank(at_most=2)),
    "marked.indicator": lambda s: _inside(
        "rewards", marked=evolve(s.rewards.marked, indicator=_item("poor_villages_exited"))
    )(s),
    "marked.measured": lambda s: _inside("rewards", marked=evolve(s.rewards.marked, measured=Measured.TOTAL))(s),
    "marked.at_least": lambda s: _inside("rewards", marked=evolve(s.rewards.marked, at_least="1.1"))(s),
    "with_finding": _inside("rewards", with_finding=FindingEffect.BARS),
    "no ceiling": lambda s: evolve(s, ceilings=[]),
    "ceiling.problem": lambda s: evolve(s, ceilings=[evolve(CEILING, problem=Problem.INACTION)]),
    "ceiling.grade": lambda s: evolve(s, ceilings=[evolve(CEILING, grade="fair")]),
    "ceiling.allowed_by": lambda s: evolve(s, ceilings=[evolve(CEILING, allowed_by="letter 9")]),
    "no interpretation": lambda s: evolve(s, interpretations=[]),
    "interpretation.citation": lambda s: evolve(s, interpretations=[evolve(READING, citation=Citation(5)), SECOND]),
    "interpretation.reading": lambda s: evolve(
        s, interpretations=[evolve(READING, reading=Words("A reading.", "新的解释。")), SECOND]
    ),
    "interpretation.document": lambda s: evolve(s, interpretations=[evolve(READING, document="letter 5"), SECOND]),
    "order of interpretations": lambda s: evolve(s, interpretations=[SECOND, READING]),
    "one clause twice": lambda s: evolve(s, interpretations=[READING, SECOND, evolve(SECOND, citation=Citation(6))]),
    "indicator.name": _redefined("procedure_conformity", name=Words("procedure followed", "程序规范")),
    "indicator.unit": _redefined("procedure_conformity", unit=Words("points", "个百分点")),
    "indicator.places": _redefined("procedure_conformity", places=1),
    "indicator.low": _redefined("procedure_conformity", low=-1),
    "indicator.high": _redefined("procedure_conformity", high=None),
    "indicator.better": _redefined("procedure_conformity", better=Better.LOWER),
    "indicator.is_additive": _redefined("procedure_conformity", is_additive=True),
    "indicator.citation": _redefined("procedure_conformity", citation=None),
}

# Fields that differ from one mutation to another, where the scheme at hand has something else.
PAIRS = [
    *((None, name) for name in MUTATIONS),
    ("excellent by score", "excellent by another score"),
    ("excellent by score", "excellent by published score"),
    ("excellent by rank", "excellent by another rank"),
    ("weights by an indicator", "weights by another"),
]
CLASSES = (
    *(Scheme, Group, Criterion, Indicator, Words, TableWeights, IndicatorWeights, Weight, Carried, Rounding, Grades),
    *(Grade, Ranking, PlanRule, LowRate, Bound, Rectification, RewardRule, MarkedReduction, ByGrade, ByScore, ByRank),
    *(Ceiling, Interpretation, Completion, Deduction, Given, Levels, Level, Linear, PassFail, RelativeToMean),
)


def _mutated(name: str | None, make_scheme: MakeScheme) -> Scheme:
    return _full(make_scheme) if name is None else MUTATIONS[name](_full(make_scheme))


def _differing(old: object, new: object) -> Iterator[tuple[str, str]]:
    """Name the fields in which two values of one class differ, down to the leaves."""
    if isinstance(old, tuple) and isinstance(new, tuple) and len(old) == len(new):
        for first, second in zip(old, new, strict=True):
            yield from _differing(first, second)
    elif type(old) is type(new) and attrs.has(type(old)):
        for attribute in attrs.fields(type(old)):
            first, second = getattr(old, attribute.name), getattr(new, attribute.name)
            if first != second:
                yield type(old).__name__, attribute.name
                yield from _differing(first, second)


def test_every_class_of_a_scheme_is_mutated() -> None:
    """The classes whose fields are mutated are all that a scheme is made of."""
    others = {"CohortRule", "Departure", "Edge", "EqualWeights", "Pieces", "Reference", "SchemeChange", "Segment"}
    offered = {name for name in scheme_module.__all__ if attrs.has(getattr(scheme_module, name))}
    assert {kind.__name__ for kind in CLASSES} == (offered - others) | {"Indicator", "Words", "Bound"}


def test_every_field_is_mutated(make_scheme: MakeScheme) -> None:
    """No field of a scheme is left out by the mutations below."""
    found = {
        field for old, new in PAIRS for field in _differing(_mutated(old, make_scheme), _mutated(new, make_scheme))
    }
    assert {(kind.__name__, a.name) for kind in CLASSES for a in attrs.fields(kind)} <= found


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_every_change_shows(old: str | None, new: str, make_scheme: MakeScheme) -> None:
    """Whatever is changed in a scheme shows, in both languages, with a path that the scheme has."""
    first, second = _mutated(old, make_scheme), _mutated(new, make_scheme)
    changes = compare_schemes(first, second)
    assert changes
    for change in changes:
        assert change.old.en != change.new.en
        assert change.old.zh != change.new.zh
        assert _has(second, change.where) or _has(first, change.where)


def _has(scheme: Scheme, path: str) -> bool:
    value: object = scheme
    for name, index in re.findall(r"([a-z_]+)|\[([0-9]+)\]", path):
        if index and int(index) < len(value):
            value = value[int(index)]
        elif name and hasattr(value, name):
            value = getattr(value, name)
        else:
            return False
    return True


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(old=st.sampled_from(sorted(MUTATIONS)), new=st.sampled_from(sorted(MUTATIONS)))
def test_empty_exactly_for_equal_schemes(old: str, new: str, make_scheme: MakeScheme) -> None:
    """Two schemes are equal exactly where nothing is told, and as much is told from either side."""
    first, second = _mutated(old, make_scheme), _mutated(new, make_scheme)
    forth, back = compare_schemes(first, second), compare_schemes(second, first)
    assert (forth == ()) == (first == second)
    assert len(forth) == len(back)
    assert {change.name for change in forth if not change.old.en} == {c.name for c in back if not c.new.en}


@pytest.mark.parametrize("name", MUTATIONS)
def test_nothing_for_equal_schemes(name: str, make_scheme: MakeScheme) -> None:
    """A scheme made twice does not differ from itself."""
    assert compare_schemes(_mutated(name, make_scheme), _mutated(name, make_scheme)) == ()


def test_the_order_of_sorted_lists_says_nothing(make_scheme: MakeScheme) -> None:
    """Carried counties, weights, thresholds, ceilings, items of the plan and stages have no order."""

    def turned(step: int) -> Scheme:
        other = Ceiling(problem=Problem.INACTION, grade="fair", allowed_by="letter 4")
        items = [_item("poor_population_reduced"), _item("poor_villages_exited")]
        return make_scheme(
            weights=evolve(TABLE, weights=TABLE.weights[::step]),
            carried=Carried(counties=["990221", "990222"][::step], full_marks=100, source="invented"),
            ceilings=[CEILING, other][::step],
            low_rates=make_scheme().low_rates[::step],
            plan=PlanRule(items=items[::step], level=PlanLevel.CITY, miss=PlanMiss.ANY),
            rounding=Rounding(places=2, mode=RoundingMode.HALF_UP, stages=list(RoundingStage)[::step]),
        )

    assert compare_schemes(turned(1), turned(-1)) == ()


EXPECTED: dict[str, tuple[str, ...]] = {
    "year": ("year: 2019 -> 2020 <year>", "年度：2019 -> 2020 <year>"),
    "title in English": (
        "title: Invented scheme for tests -> Renamed <title>",
        "名称：测试用虚构方案（Invented scheme for tests / 测试用虚构方案） -> 测试用虚构方案（Renamed / 测试用虚构方案） <title>",
    ),
    "document": (
        "document: invented for tests -> letter 7 <document>",
        "文件：invented for tests -> letter 7 <document>",
    ),
    "name of a criterion": (
        (
            "criterion people lifted out, name: people lifted out (people lifted out / 减贫人口) -> "
            "people lifted out (people lifted out / 脱贫人口) <criteria[0].children[0].name>"
        ),
        "指标“脱贫人口”名称：减贫人口 -> 脱贫人口 <criteria[0].children[0].name>",
    ),
    "source of a criterion": (
        "criterion people lifted out, source: (none) -> annex 1 <criteria[0].children[0].source>",
        "指标“减贫人口”出处：（无） -> annex 1 <criteria[0].children[0].source>",
    ),
    "indicator": (
        (
            "criterion people lifted out, indicator: registered poor people lifted out -> poor villages exited "
            "<criteria[0].children[0].indicator>"
        ),
        "指标“减贫人口”考核指标：建档立卡贫困人口减少 -> 贫困村退出 <criteria[0].children[0].indicator>",
    ),
    "when missing": (
        "criterion people lifted out, missing data: is a fault -> counts zero <criteria[0].children[0].when_missing>",
        "指标“减贫人口”缺数据的处理：视为差错 -> 计0分 <criteria[0].children[0].when_missing>",
    ),
    "when not applicable": (
        (
            "criterion people lifted out, not applicable: left out, the rest of the group scaled up -> is a fault "
            "<criteria[0].children[0].when_not_applicable>"
        ),
        "指标“减贫人口”不适用的处理：不计入，本组内折算 -> 视为差错 <criteria[0].children[0].when_not_applicable>",
    ),
    "pass_fail.side": (
        (
            "criterion villages exited, rule: completion (value / target) at least 1: 10, else none -> "
            "completion (value / target) above 1: 10, else none <criteria[0].children[1].rule>"
        ),
        (
            "指标“贫困村退出”评分规则：完成率（实际值/目标值）不低于1得10分，否则不得分 -> "
            "完成率（实际值/目标值）高于1得10分，否则不得分 <criteria[0].children[1].rule>"
        ),
    ),
    "order of criteria": (
        (
            "order in group poverty reduction: people lifted out; villages exited; growth of income -> "
            "growth of income; villages exited; people lifted out <criteria[0].children>"
        ),
        "指标组“减贫成效”排列顺序：减贫人口；贫困村退出；收入增长 -> 收入增长；贫困村退出；减贫人口 <criteria[0].children>",
    ),
    "order of interpretations": (
        (
            "order in the interpretations: interpretation of Art. 6; interpretation of Art. 4 -> "
            "interpretation of Art. 4; interpretation of Art. 6 <interpretations>"
        ),
        "解释排列顺序：第六条的解释；第四条的解释 -> 第四条的解释；第六条的解释 <interpretations>",
    ),
    "equal weights": (
        "weights of counties: weights by a table -> equal weights <weights>",
        "县级权重：按权重表加权 -> 各县等权 <weights>",
    ),
    "weights by an indicator": (
        "weights of counties: weights by a table -> weights by population <weights>",
        "县级权重：按权重表加权 -> 按常住人口加权 <weights>",
    ),
    "weight.weight": (
        "table of weights: 990121 0.6 -> 990121 0.7 <weights.weights>",
        "权重表：990121 0.6 -> 990121 0.7 <weights.weights>",
    ),
    "weight.county": (
        "table of weights: 990121 0.6 -> 990123 0.6 <weights.weights>",
        "权重表：990121 0.6 -> 990123 0.6 <weights.weights>",
    ),
    "weights.source": (
        "source of the weights: invented -> another table <weights.source>",
        "权重表来源：invented -> another table <weights.source>",
    ),
    "carried.counties": (
        "carried counties: 1 in all -> 2 in all; added 990221 <carried.counties>",
        "引入成绩的贫困县：共1个 -> 共2个；增加990221 <carried.counties>",
    ),
    "carried.full_marks": (
        "full marks of carried scores: 1000 -> 120 <carried.full_marks>",
        "引入成绩满分：1000 -> 120 <carried.full_marks>",
    ),
    "when nothing applies": (
        "county to which nothing applies: a fault -> left out of the mean <when_nothing_applies>",
        "全部指标不适用的县：视为差错 -> 不计入加权平均 <when_nothing_applies>",
    ),
    "rounding.stages": (
        "rounding: 2 decimal places, half up -> 2 decimal places, half up; on the way: counties <rounding>",
        "修约：保留2位小数，四舍五入 -> 保留2位小数，四舍五入；中间修约：县级成绩 <rounding>",
    ),
    "grade.bounds": (
        (
            "grades: excellent at least 90; good at least 80, below 90; fair below 80; compared on the published value -> "
            "excellent at least 92; good at least 80, below 92; fair below 80; compared on the published value <grades>"
        ),
        (
            "等次：优秀不低于90；良好不低于80、低于90；一般低于80；按公布值比较 -> "
            "优秀不低于92；良好不低于80、低于92；一般低于80；按公布值比较 <grades>"
        ),
    ),
    "ranking.ties": (
        (
            "ranking: competition ranking, 1-1-3; compared on the published value -> "
            "dense ranking, 1-1-2; compared on the published value <ranking>"
        ),
        "排名：并列占位（1、1、3）；按公布值比较 -> 并列不占位（1、1、2）；按公布值比较 <ranking>",
    ),
    "plan.items": (
        (
            "yearly reduction plan: registered poor people lifted out; the city's line counts; one missed line is enough -> "
            "registered poor people lifted out; poor villages exited; the city's line counts; one missed line is enough "
            "<plan>"
        ),
        (
            "年度减贫计划：建档立卡贫困人口减少；按设区市计划任务核对；一项未完成即列为疑似问题 -> "
            "建档立卡贫困人口减少；贫困村退出；按设区市计划任务核对；一项未完成即列为疑似问题 <plan>"
        ),
    ),
    "low_rate.low.value": (
        (
            "threshold of accuracy of identification (accuracy of identification): below 95 %; not observed: a fault -> "
            "below 94 %; not observed: a fault <low_rates[0]>"
        ),
        (
            "识别准确率低值标准（贫困人口识别准确率）：低于95%；未取得数据：视为差错 -> "
            "低于94%；未取得数据：视为差错 <low_rates[0]>"
        ),
    ),
    "rectification.days": (
        "time limit of rectification: 90 calendar days -> 60 calendar days <rectification>",
        "整改期限：90日 -> 60日 <rectification>",
    ),
    "excellent by score": (
        (
            "excellent score: grade excellent or better -> score at least 90, compared on the exact value "
            "<rewards.excellent>"
        ),
        "考核成绩优秀：等次不低于“优秀” -> 成绩不低于90，按精确值比较 <rewards.excellent>",
    ),
    "excellent by rank": (
        "excellent score: grade excellent or better -> rank 3 or better <rewards.excellent>",
        "考核成绩优秀：等次不低于“优秀” -> 前3名 <rewards.excellent>",
    ),
    "marked.at_least": (
        (
            "marked reduction: registered poor people lifted out (share of the plan) at least 1 -> "
            "registered poor people lifted out (share of the plan) at least 1.1 <rewards.marked>"
        ),
        "减贫成效显著：建档立卡贫困人口减少完成率不低于1 -> 建档立卡贫困人口减少完成率不低于1.1 <rewards.marked>",
    ),
    "with_finding": (
        "problems and rewards: the scheme is silent on it -> a confirmed problem bars a reward <rewards.with_finding>",
        "问题对奖励的影响：方案未作规定 -> 有已认定问题的不予奖励 <rewards.with_finding>",
    ),
    "ceiling.grade": (
        "ceiling for Art. 9(4): good (letter 3) -> fair (letter 3) <ceilings[0]>",
        "第九条第(四)项等次上限：良好（letter 3） -> 一般（letter 3） <ceilings[0]>",
    ),
    "no ceiling": (
        "ceiling for Art. 9(4): good (letter 3) -> (none) <ceilings[0]>",
        "第九条第(四)项等次上限：良好（letter 3） -> （无） <ceilings[0]>",
    ),
    "interpretation.document": (
        "interpretation of Art. 6: A reading. (letter 1) -> A reading. (letter 5) <interpretations[0]>",
        "第六条的解释：一种解释。（letter 1） -> 一种解释。（letter 5） <interpretations[0]>",
    ),
    "one clause twice": (
        "interpretation of Art. 6: (none) -> Another. (letter 2) <interpretations[2]>",
        "第六条的解释：（无） -> 另一种解释。（letter 2） <interpretations[2]>",
    ),
    "indicator.unit": (
        (
            "definition of conformity of procedure, unit: points (points / 分) -> points (points / 个百分点) "
            "<criteria[1].children[2].indicator.unit>"
        ),
        "考核指标“程序规范”单位：分 -> 个百分点 <criteria[1].children[2].indicator.unit>",
    ),
    "indicator.high": (
        "definition of conformity of procedure, largest value: 100 -> (none) <criteria[1].children[2].indicator.high>",
        "考核指标“程序规范”取值上限：100 -> （无） <criteria[1].children[2].indicator.high>",
    ),
    "indicator.better": (
        (
            "definition of conformity of procedure, better direction: higher is better -> lower is better "
            "<criteria[1].children[2].indicator.better>"
        ),
        "考核指标“程序规范”优劣方向：越高越好 -> 越低越好 <criteria[1].children[2].indicator.better>",
    ),
    "indicator.is_additive": (
        (
            "definition of conformity of procedure, adds up over counties: no -> yes "
            "<criteria[1].children[2].indicator.is_additive>"
        ),
        "考核指标“程序规范”可按县相加：否 -> 是 <criteria[1].children[2].indicator.is_additive>",
    ),
    "indicator.citation": (
        (
            "definition of conformity of procedure, clause: Art. 5(2) -> (none) "
            "<criteria[1].children[2].indicator.citation>"
        ),
        "考核指标“程序规范”条款：第五条第(二)项 -> （无） <criteria[1].children[2].indicator.citation>",
    ),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_one_change_in_words(name: str, make_scheme: MakeScheme) -> None:
    """A change of one thing is told once, in either language, with its path."""
    old, new = _full(make_scheme), _mutated(name, make_scheme)
    assert [*_lines(old, new), *_chinese(old, new)] == list(EXPECTED[name])


def test_marks(make_scheme: MakeScheme) -> None:
    """Marks show at the criterion, its group and the whole; a rule that says nothing new does not."""
    assert _lines(make_scheme(), _more_marks(make_scheme())) == [
        "total marks: 100 -> 110 <marks>",
        "group poverty reduction, marks: 40 -> 50 <criteria[0].marks>",
        "criterion people lifted out, marks: 20 -> 30 <criteria[0].children[0].marks>",
    ]


def test_a_criterion_that_is_replaced(make_scheme: MakeScheme) -> None:
    """A criterion of another key is one that came and one that went, each said whole, with the path of its scheme."""
    new = _with("team", key="squad", name=Words("squad", "队伍"))(_reversed("assistance")(make_scheme()))
    assert _lines(make_scheme(), new) == [
        (
            "criterion squad: (none) -> 8 marks; satisfaction with the work team in the village; value: none at 80, 8 at "
            "100, in proportion between; missing: left out, everything else scaled up; not applicable: left out, the rest "
            "of the group scaled up <criteria[2].children[1]>"
        ),
        (
            "criterion work team: 8 marks; satisfaction with the work team in the village; value: none at 80, 8 at "
            "100, in proportion between; missing: left out, everything else scaled up; not applicable: left out, the rest "
            "of the group scaled up -> (none) <criteria[2].children[0]>"
        ),
    ]
    assert _chinese(new, make_scheme())[1] == (
        "指标“队伍”：8分；驻村工作队满意度；指标值：80得0分，100得8分，其间按比例计分；缺数据：不计入，按总分折算；"
        "不适用：不计入，本组内折算 -> （无） <criteria[2].children[1]>"
    )


def test_criteria_that_moved(make_scheme: MakeScheme) -> None:
    """A new group shows with its marks, and the criteria that it took in as moved."""
    assert _lines(make_scheme(), _moved(make_scheme())) == [
        "group exits: (none) -> 30 marks <criteria[0].children[0]>",
        "criterion people lifted out, in group: poverty reduction -> exits <criteria[0].children[0].children[0]>",
        "criterion villages exited, in group: poverty reduction -> exits <criteria[0].children[0].children[1]>",
    ]
    assert _chinese(_moved(make_scheme()), make_scheme()) == [
        "指标“减贫人口”所属指标组：退出 -> 减贫成效 <criteria[0].children[0]>",
        "指标“贫困村退出”所属指标组：退出 -> 减贫成效 <criteria[0].children[1]>",
        "指标组“退出”：30分 -> （无） <criteria[0].children[0]>",
    ]


def test_a_group_under_another_key(make_scheme: MakeScheme) -> None:
    """Where two groups have one name, their keys tell them apart."""
    new = _with("helpers", key="helping")(make_scheme())
    assert _lines(make_scheme(), new) == [
        "group helpers: (none) -> 12 marks <criteria[2].children[1]>",
        (
            "criterion first secretary, in group: helpers (helpers) -> helpers (helping) "
            "<criteria[2].children[1].children[0]>"
        ),
        (
            "criterion paired helper, in group: helpers (helpers) -> helpers (helping) "
            "<criteria[2].children[1].children[1]>"
        ),
        "group helpers: 12 marks -> (none) <criteria[2].children[1]>",
    ]


def test_a_group_that_was_at_the_top(make_scheme: MakeScheme) -> None:
    """A top group that moves into another one loses its dimension."""
    inner = make_scheme().criteria[3]
    extra = Group(
        key="second",
        name=Words("second", "其二"),
        marks=5,
        dimension=Dimension.FUNDS,
        children=[evolve(inner.children[0], key="other", marks=5)],
    )
    outer = Group(
        key="outer",
        name=Words("outer", "总类"),
        marks=15,
        dimension=Dimension.FUNDS,
        children=[evolve(extra, dimension=None), inner := evolve(inner, dimension=None)],
    )
    first = make_scheme(marks=105, criteria=[*make_scheme().criteria, extra])
    second = make_scheme(marks=105, criteria=[*make_scheme().criteria[:3], outer])
    assert _lines(first, second) == [
        "group outer: (none) -> 15 marks <criteria[3]>",
        "group second, in group: top -> outer <criteria[3].children[0]>",
        "group second, dimension: poverty alleviation funds -> (none) <criteria[3].children[0].dimension>",
        "group poverty alleviation funds, in group: top -> outer <criteria[3].children[1]>",
        (
            "group poverty alleviation funds, dimension: poverty alleviation funds -> (none) "
            "<criteria[3].children[1].dimension>"
        ),
    ]
    assert inner.marks == Fraction(10)


def test_carried_counties(make_scheme: MakeScheme) -> None:
    """The list of carried counties tells which came and which went."""
    old = make_scheme(carried=Carried(counties=["990121", "990122", "990222"], full_marks=100, source="invented"))
    new = make_scheme(carried=Carried(counties=["990123", "990222", "990221"], full_marks=100, source="invented"))
    assert _lines(old, new) == [
        "carried counties: 3 in all -> 3 in all; added 990123, 990221; removed 990121, 990122 <carried.counties>"
    ]
    assert _chinese(old, new) == [
        "引入成绩的贫困县：共3个 -> 共3个；增加990123、990221；减少990121、990122 <carried.counties>"
    ]


def test_a_single_grade(make_scheme: MakeScheme) -> None:
    """A grade without bounds is told by its name alone."""
    rewards = evolve(make_scheme().rewards, excellent=ByRank(at_most=1))
    only = Grades(bands=[Grade(key="all", name=Words("all", "全部"))], compared_on=ComparedOn.EXACT)
    old = make_scheme(rewards=rewards)
    assert _lines(old, make_scheme(rewards=rewards, grades=only)) == [
        (
            "grades: excellent at least 90; good at least 80, below 90; fair below 80; compared on the published value -> "
            "all; compared on the exact value <grades>"
        )
    ]


def test_two_years(make_scheme: MakeScheme) -> None:
    """Schemes of different years are compared, and what changed comes in the order of the scheme."""
    new = _mutated("year", make_scheme)
    for name in ("ceiling.grade", "rectification.days", "pass_fail.value", "carried.full_marks"):
        new = MUTATIONS[name](new)
    changes = compare_schemes(_full(make_scheme), new)
    assert [change.where for change in changes] == [
        "year",
        "criteria[0].children[1].rule",
        "carried.full_marks",
        "rectification",
        "ceilings[0]",
    ]
    assert changes[0] == SchemeChange(
        where="year", name=Words("year", "年度"), old=Words("2019", "2019"), new=Words("2020", "2020")
    )


def test_a_change_is_one_line() -> None:
    """Line ends in the words of a scheme do not break the line of a change."""
    change = SchemeChange(where="title", name=Words("title", "名称"), old=Words("a\nb", "甲\n乙"), new=Words("", ""))
    assert (change.text(), change.text("zh")) == ("title: a b -> (none) <title>", "名称：甲 乙 -> （无） <title>")
