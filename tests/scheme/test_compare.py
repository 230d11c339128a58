"""Two schemes held against each other, in words."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from attrs import evolve

from jxassess.exact import Bound, RoundingMode, Side
from jxassess.indicators import CATALOGUE, WEIGHT_BASES, Indicator
from jxassess.measure import Body, Citation, Dimension, Problem
from jxassess.scheme import (
    Basis,
    BlendShare,
    Bonus,
    Carried,
    Ceiling,
    ComparedOn,
    Criterion,
    EqualWeights,
    ExcellentRank,
    ExcellentScore,
    FindingEffect,
    Grade,
    Grades,
    Group,
    IndicatorWeights,
    Interpretation,
    Level,
    Linear,
    NothingApplies,
    Penalty,
    PlanLevel,
    PlanMiss,
    PlanRule,
    Proportional,
    RateKind,
    Rounding,
    RoundingStage,
    Scheme,
    SchemeChange,
    TableWeights,
    Ties,
    Weight,
    When,
    WhenMissing,
    WhenNotApplicable,
    compare_schemes,
)
from jxassess.words import Words

sys.path.append(str(Path(__file__).parents[1]))

from whole_scheme import banded, whole_scheme

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


def _member(part: str, number: int, /, **changes: object) -> Mutation:
    def mutate(scheme: Scheme) -> Scheme:
        members = list(getattr(scheme, part))
        members[number] = evolve(members[number], **changes)
        return evolve(scheme, **{part: members})

    return mutate


def _redefined(key: str, indicator: Indicator) -> Mutation:
    """Redefine an indicator that one criterion alone names."""
    return _with(key, indicator=indicator)


def _more_marks(scheme: Scheme) -> Scheme:
    """Let the people count 10 more, and so their group and the whole."""
    return evolve(scheme, marks=110, criteria=[_grown(group) for group in scheme.criteria])


def _grown(group: Group) -> Group:
    if group.key != "reduction":
        return group
    people, *others = group.children
    return evolve(group, marks=50, children=[evolve(people, marks=30), *others])


def _moved(scheme: Scheme) -> Scheme:
    """Let a new group take in the first two criteria of reduction."""

    def edit(group: Group) -> Group:
        people, villages, income = group.children
        inner = Group(key="exits", name=Words("exits", "退出"), marks=30, children=[people, villages])
        return evolve(group, children=[inner, income])

    return _at(scheme, "reduction", edit)


def _reversed(key: str) -> Mutation:
    return lambda scheme: _at(scheme, key, lambda group: evolve(group, children=group.children[::-1]))


def _full(make_scheme: MakeScheme) -> Scheme:
    """The small scheme with what it leaves out of the measure's own parts."""
    return make_scheme(weights=TABLE, ceilings=[CEILING], interpretations=[READING, SECOND])


PROCEDURE = _item("procedure_conformity")

# What is changed in the small scheme.
SMALL: dict[str, Mutation] = {
    "year": lambda s: evolve(s, year=2020),
    "title": lambda s: evolve(s, title=Words("Renamed", s.title.zh)),
    "document": lambda s: evolve(s, document="letter 7"),
    "name": _with("people", name=Words("people lifted out", "脱贫人口")),
    "source": _with("people", source="annex 1"),
    "indicator": _with("use", indicator=_item("funds_supervision")),
    "missing": _with("people", when_missing=WhenMissing.ZERO),
    "not applicable": _with("people", when_not_applicable=WhenNotApplicable.FAULT),
    "basis": _with("villages", basis=Basis.MARGIN),
    "value of a rule": _ruled("villages", value="0.9"),
    "another rule": _with("people", rule=Linear(zero_at=0, full_at=1)),
    "cohort": lambda s: _at(
        s, "income", lambda c: evolve(c, rule=evolve(c.rule, cohort=evolve(c.rule.cohort, has_carried=True)))
    ),
    "a level": lambda s: _ruled(
        "identified", levels=[s.criterion("identified").rule.levels[0], Level(side=Side.AT_LEAST, value=95, points=7)]
    )(s),
    "one more level": lambda s: _ruled(
        "identified", levels=[*s.criterion("identified").rule.levels, Level(side=Side.AT_LEAST, value=90, points=3)]
    )(s),
    "order of criteria": _reversed("reduction"),
    "order of groups": lambda s: evolve(s, criteria=s.criteria[::-1]),
    "order of interpretations": lambda s: evolve(s, interpretations=[SECOND, READING]),
    "equal weights": lambda s: evolve(s, weights=EqualWeights()),
    "weights by an indicator": lambda s: evolve(s, weights=IndicatorWeights(indicator=_item("population"))),
    "a weight": lambda s: evolve(
        s, weights=evolve(TABLE, weights=[Weight(county="990121", weight="0.7"), TABLE.weights[1]])
    ),
    "source of weights": lambda s: evolve(s, weights=evolve(TABLE, source="another table")),
    "carried counties": _inside("carried", counties=["990221"]),
    "full marks": _inside("carried", full_marks=120),
    "nothing applies": lambda s: evolve(s, when_nothing_applies=NothingApplies.LEAVE_OUT),
    "stages": _inside("rounding", stages=[RoundingStage.COUNTIES]),
    "a bound of grades": _inside(
        "grades",
        bands=[
            Grade(key="excellent", name=Words("excellent", "优秀"), at_least=92),
            Grade(key="good", name=Words("good", "良好"), at_least=80, below=92),
            Grade(key="fair", name=Words("fair", "一般"), below=80),
        ],
    ),
    "ties": _inside("ranking", ties=Ties.DENSE),
    "line of the plan": _inside("plan", items=[_item("poor_population_reduced"), _item("poor_villages_exited")]),
    "low rate": _member("low_rates", 0, low=Bound(side=Side.BELOW, value=94)),
    "days": _inside("rectification", days=60),
    "excellent by score": _inside("rewards", excellent=ExcellentScore(at_least=90, compared_on=ComparedOn.EXACT)),
    "excellent by rank": _inside("rewards", excellent=ExcellentRank(at_most=3)),
    "marked": lambda s: _inside("rewards", marked=evolve(s.rewards.marked, at_least="1.1"))(s),
    "problems and rewards": _inside("rewards", with_finding=FindingEffect.BARS),
    "grade of a ceiling": _member("ceilings", 0, grade="fair"),
    "only serious": _member("ceilings", 0, only_serious=True),
    "no ceiling": lambda s: evolve(s, ceilings=[]),
    "one clause twice": lambda s: evolve(s, interpretations=[READING, SECOND, evolve(SECOND, citation=Citation(6))]),
    "unit": _redefined("procedure", evolve(PROCEDURE, unit=Words("points", "个百分点"))),
    "no largest value": _redefined("procedure", evolve(PROCEDURE, high=None)),
    "adds up": _redefined("procedure", evolve(PROCEDURE, is_additive=True)),
    "no clause": _redefined("procedure", evolve(PROCEDURE, citation=None)),
}

# What is changed in the scheme that has everything.
WHOLE: dict[str, Mutation] = {
    "weight of a group": _with("funds", weight=2),
    "no reference": _with("ahead", basis=Basis.VALUE, reference=None),
    "share of a source": _with(
        "identified", blend=[BlendShare(source="survey", share="0.5"), BlendShare(source="register", share="0.5")]
    ),
    "no blend": _with("identified", blend=[]),
    "order of sources": lambda s: _member(
        "precedences", 0, sources=["register", "verification"], allowed_by="letter 19"
    )(s),
    "no order of sources": lambda s: evolve(s, precedences=s.precedences[:1]),
    "cutoff": lambda s: _at(
        s, "exited", lambda c: evolve(c, cutoff=evolve(c.cutoff, bound=Bound(side=Side.ABOVE, value=6)))
    ),
    "no cutoff": _with("exited", cutoff=None),
    "rule of a class": lambda s: _at(
        s,
        "people",
        lambda c: evolve(
            c, rule=evolve(c.rule, cases=[evolve(c.rule.cases[0], rule=Proportional(full_at=2)), c.rule.cases[1]])
        ),
    ),
    "a band": lambda s: _at(
        s,
        "exited",
        lambda c: evolve(
            c, rule=evolve(c.rule, bands=[c.rule.bands[0], evolve(c.rule.bands[1], at_low=3), c.rule.bands[2]])
        ),
    ),
    "units of a class": _member("classes", 1, units=["990100", "990300"]),
    "cap of a bonus": _member("adjustments", 0, at_most=3),
    "another kind of adjustment": lambda s: evolve(
        s, adjustments=[Penalty(**attrs.asdict(s.adjustments[0], recurse=False)), *s.adjustments[1:]]
    ),
    "order of adjustments": lambda s: evolve(
        s,
        adjustments=[
            evolve(s.adjustments[0], order=2),
            evolve(s.adjustments[1], order=1),
            *s.adjustments[2:],
        ],
    ),
    "points of an event": lambda s: _member(
        "adjustments", 4, events=[s.adjustments[4].events[0], evolve(s.adjustments[4].events[1], points=-2)]
    )(s),
    "a criterion of a bonus": lambda s: _member(
        "adjustments", 0, criteria=[evolve(s.adjustments[0].criteria[0], marks=4)]
    )(s),
    "share of the mean": lambda s: _inside("city", county_weight="0.7", parts=[evolve(s.city.parts[0], weight="0.3")])(
        s
    ),
    "no level of cities": lambda s: evolve(s, city=None),
    "sample": _inside("sample", households=12),
    "a bundle": _member("bundles", 0, units=["990122", "990123", "990221"]),
    "a quota": lambda s: _inside("grades", bands=[evolve(s.grades.bands[0], units=2), *s.grades.bands[1:]])(s),
    "who sets the grades": _inside("grades_set_by", body=Body.OFFICE),
    "order of gates": lambda s: evolve(s, gates=s.gates[::-1]),
    "condition of a gate": lambda s: _member("gates", 0, conditions=s.gates[0].conditions[:1])(s),
    "grade of a gate": _member("gates", 0, grade="fair"),
    "a follow-up gone": lambda s: evolve(s, follow_ups=s.follow_ups[:1]),
    "a condition of a follow-up": lambda s: _member(
        "follow_ups", 1, any_of=[When(grades=["excellent"]), When(grades=["good"], gate="city_rate")]
    )(s),
    "text of a follow-up": _member("follow_ups", 1, text=Words("told of grade and score", "告知等次和成绩")),
}

EXPECTED: dict[str, tuple[list[str], list[str]]] = {
    "year": (
        [
            "year: 2019 -> 2020 <year>",
        ],
        [
            "年度：2019 -> 2020 <year>",
        ],
    ),
    "title": (
        [
            "title: Invented scheme for tests -> Renamed <title>",
        ],
        [
            "名称：测试用虚构方案（Invented scheme for tests / 测试用虚构方案） -> 测试用虚构方案（Renamed / 测试用虚构方案） <title>",
        ],
    ),
    "document": (
        [
            "document: invented for tests -> letter 7 <document>",
        ],
        [
            "文件：invented for tests -> letter 7 <document>",
        ],
    ),
    "name": (
        [
            "criterion people lifted out, name: people lifted out (people lifted out / 减贫人口) -> people lifted out (people lifted out / 脱贫人口) <criteria[0].children[0].name>",
        ],
        [
            "指标“脱贫人口”名称：减贫人口 -> 脱贫人口 <criteria[0].children[0].name>",
        ],
    ),
    "source": (
        [
            "criterion people lifted out, source: (none) -> annex 1 <criteria[0].children[0].source>",
        ],
        [
            "指标“减贫人口”出处：（无） -> annex 1 <criteria[0].children[0].source>",
        ],
    ),
    "indicator": (
        [
            "criterion use of funds, indicator: use of funds -> supervision of funds <criteria[3].children[0].indicator>",
        ],
        [
            "指标“资金使用”考核指标：资金使用 -> 资金监管 <criteria[3].children[0].indicator>",
        ],
    ),
    "missing": (
        [
            "criterion people lifted out, missing data: is a fault -> counts zero <criteria[0].children[0].when_missing>",
        ],
        [
            "指标“减贫人口”缺数据的处理：视为差错 -> 计0分 <criteria[0].children[0].when_missing>",
        ],
    ),
    "not applicable": (
        [
            "criterion people lifted out, not applicable: left out, the rest of the group scaled up -> is a fault <criteria[0].children[0].when_not_applicable>",
        ],
        [
            "指标“减贫人口”不适用的处理：不计入，本组内折算 -> 视为差错 <criteria[0].children[0].when_not_applicable>",
        ],
    ),
    "basis": (
        [
            "criterion villages exited, quantity: completion (value / target) -> margin (value - target) <criteria[0].children[1].basis>",
        ],
        [
            "指标“贫困村退出”计分依据：完成率（实际值/目标值） -> 差额（实际值-目标值） <criteria[0].children[1].basis>",
        ],
    ),
    "value of a rule": (
        [
            "criterion villages exited, rule, value: 1 -> 0.9 <criteria[0].children[1].rule.value>",
        ],
        [
            "指标“贫困村退出”评分规则，数值：1 -> 0.9 <criteria[0].children[1].rule.value>",
        ],
    ),
    "another rule": (
        [
            "criterion people lifted out, rule: in proportion, 20 at 1 and above -> none at 0, 20 at 1, in proportion between <criteria[0].children[0].rule>",
        ],
        [
            "指标“减贫人口”评分规则：按比例计分，达到1得20分，最高20分 -> 0得0分，1得20分，其间按比例计分 <criteria[0].children[0].rule>",
        ],
    ),
    "cohort": (
        [
            "criterion growth of income, rule, cohort, carried counties count: no -> yes <criteria[0].children[2].rule.cohort.has_carried>",
        ],
        [
            "指标“收入增长”评分规则，参照组，含贫困县：否 -> 是 <criteria[0].children[2].rule.cohort.has_carried>",
        ],
    ),
    "a level": (
        [
            "criterion accuracy of identification, rule, level 2, points: 6 -> 7 <criteria[1].children[0].rule.levels[1].points>",
        ],
        [
            "指标“识别准确率”评分规则，档次2，分数：6 -> 7 <criteria[1].children[0].rule.levels[1].points>",
        ],
    ),
    "one more level": (
        [
            "criterion accuracy of identification, rule, level 3: (none) -> at least 90: 3 <criteria[1].children[0].rule.levels[2]>",
        ],
        [
            "指标“识别准确率”评分规则，档次3：（无） -> 不低于90得3分 <criteria[1].children[0].rule.levels[2]>",
        ],
    ),
    "order of criteria": (
        [
            "poverty reduction, order: people lifted out; villages exited; growth of income -> growth of income; villages exited; people lifted out <criteria[0].children>",
        ],
        [
            "减贫成效，排列顺序：减贫人口；贫困村退出；收入增长 -> 收入增长；贫困村退出；减贫人口 <criteria[0].children>",
        ],
    ),
    "order of groups": (
        [
            "top, order: poverty reduction; targeted identification; targeted assistance; poverty alleviation funds -> poverty alleviation funds; targeted assistance; targeted identification; poverty reduction <criteria>",
        ],
        [
            "一级，排列顺序：减贫成效；精准识别；精准帮扶；扶贫资金 -> 扶贫资金；精准帮扶；精准识别；减贫成效 <criteria>",
        ],
    ),
    "order of interpretations": (
        [
            "interpretation, order: Art. 6; Art. 4 -> Art. 4; Art. 6 <interpretations>",
        ],
        [
            "解释，排列顺序：第六条；第四条 -> 第四条；第六条 <interpretations>",
        ],
    ),
    "equal weights": (
        [
            "weights of counties: county: 990121 (weight: 0.6); 990122 (weight: 0.4); source: invented -> equal weights <weights>",
        ],
        [
            "县级权重：县：990121（权重：0.6）；990122（权重：0.4）；出处：invented -> 各县等权 <weights>",
        ],
    ),
    "weights by an indicator": (
        [
            "weights of counties: county: 990121 (weight: 0.6); 990122 (weight: 0.4); source: invented -> weights by population <weights>",
        ],
        [
            "县级权重：县：990121（权重：0.6）；990122（权重：0.4）；出处：invented -> 按常住人口加权 <weights>",
        ],
    ),
    "a weight": (
        [
            "weights of counties, county 990121, weight: 0.6 -> 0.7 <weights.weights[0].weight>",
        ],
        [
            "县级权重，县“990121”权重：0.6 -> 0.7 <weights.weights[0].weight>",
        ],
    ),
    "source of weights": (
        [
            "weights of counties, source: invented -> another table <weights.source>",
        ],
        [
            "县级权重，出处：invented -> another table <weights.source>",
        ],
    ),
    "carried counties": (
        [
            "carried scores, county: (none) -> 990221 <carried.counties[0]>",
            "carried scores, county: 990222 -> (none) <carried.counties[0]>",
        ],
        [
            "引入成绩，县：（无） -> 990221 <carried.counties[0]>",
            "引入成绩，县：990222 -> （无） <carried.counties[0]>",
        ],
    ),
    "full marks": (
        [
            "carried scores, full marks: 1000 -> 120 <carried.full_marks>",
        ],
        [
            "引入成绩，满分：1000 -> 120 <carried.full_marks>",
        ],
    ),
    "nothing applies": (
        [
            "county to which nothing applies: a fault -> left out of the mean <when_nothing_applies>",
        ],
        [
            "全部指标不适用的县：视为差错 -> 不计入加权平均 <when_nothing_applies>",
        ],
    ),
    "stages": (
        [
            "rounding, stage rounded on the way: (none) -> counties <rounding.stages[0]>",
        ],
        [
            "修约，中间修约环节：（无） -> 县级成绩 <rounding.stages[0]>",
        ],
    ),
    "a bound of grades": (
        [
            "grading, grade excellent, at least: 90 -> 92 <grades.bands[0].at_least>",
            "grading, grade good, below: 90 -> 92 <grades.bands[1].below>",
        ],
        [
            "等次划分，等次“优秀”不低于：90 -> 92 <grades.bands[0].at_least>",
            "等次划分，等次“良好”低于：90 -> 92 <grades.bands[1].below>",
        ],
    ),
    "ties": (
        [
            "ranking, ties: competition ranking, 1-1-3 -> dense ranking, 1-1-2 <ranking.ties>",
        ],
        [
            "排名，并列：并列占位（1、1、3） -> 并列不占位（1、1、2） <ranking.ties>",
        ],
    ),
    "line of the plan": (
        [
            "yearly reduction plan, line of the plan: (none) -> poor villages exited <plan.items[1]>",
        ],
        [
            "年度减贫计划，计划任务：（无） -> 贫困村退出 <plan.items[1]>",
        ],
    ),
    "low rate": (
        [
            "threshold accuracy of identification, low, value: 95 -> 94 <low_rates[0].low.value>",
        ],
        [
            "低值标准“贫困人口识别准确率”较低，数值：95 -> 94 <low_rates[0].low.value>",
        ],
    ),
    "days": (
        [
            "time limit of rectification, days: 90 -> 60 <rectification.days>",
        ],
        [
            "整改期限，天数：90 -> 60 <rectification.days>",
        ],
    ),
    "excellent by score": (
        [
            "reward, excellent score: grade: excellent -> score at least 90, compared on the exact value <rewards.excellent>",
        ],
        [
            "奖励条件，考核成绩优秀：等次：优秀 -> 成绩不低于90，按精确值比较 <rewards.excellent>",
        ],
    ),
    "excellent by rank": (
        [
            "reward, excellent score: grade: excellent -> rank 3 or better <rewards.excellent>",
        ],
        [
            "奖励条件，考核成绩优秀：等次：优秀 -> 前3名 <rewards.excellent>",
        ],
    ),
    "marked": (
        [
            "reward, marked reduction, at least: 1 -> 1.1 <rewards.marked.at_least>",
        ],
        [
            "奖励条件，减贫成效显著，不低于：1 -> 1.1 <rewards.marked.at_least>",
        ],
    ),
    "problems and rewards": (
        [
            "reward, problems and rewards: the scheme is silent on it -> a confirmed problem bars a reward <rewards.with_finding>",
        ],
        [
            "奖励条件，问题对奖励的影响：方案未作规定 -> 有已认定问题的不予奖励 <rewards.with_finding>",
        ],
    ),
    "grade of a ceiling": (
        [
            "ceiling of grades Art. 9(4), grade: good -> fair <ceilings[0].grade>",
        ],
        [
            "等次上限“第九条第(四)项”等次：良好 -> 一般 <ceilings[0].grade>",
        ],
    ),
    "only serious": (
        [
            "ceiling of grades Art. 9(4), only serious ones: no -> yes <ceilings[0].only_serious>",
        ],
        [
            "等次上限“第九条第(四)项”仅限情节严重：否 -> 是 <ceilings[0].only_serious>",
        ],
    ),
    "no ceiling": (
        [
            "ceiling of grades Art. 9(4): grade: good; allowed by: letter 3; only serious ones: no -> (none) <ceilings[0]>",
        ],
        [
            "等次上限“第九条第(四)项”：等次：良好；依据：letter 3；仅限情节严重：否 -> （无） <ceilings[0]>",
        ],
    ),
    "one clause twice": (
        [
            "interpretation Art. 6: (none) -> reading: Another.; document: letter 2 <interpretations[2]>",
        ],
        [
            "解释“第六条”：（无） -> 内容：另一种解释。；文件：letter 2 <interpretations[2]>",
        ],
    ),
    "unit": (
        [
            "definition of conformity of procedure, unit: points (points / 分) -> points (points / 个百分点) <criteria[1].children[2].indicator.unit>",
        ],
        [
            "考核指标“程序规范”单位：分 -> 个百分点 <criteria[1].children[2].indicator.unit>",
        ],
    ),
    "no largest value": (
        [
            "definition of conformity of procedure, upper end: 100 -> (none) <criteria[1].children[2].indicator.high>",
        ],
        [
            "考核指标“程序规范”上限：100 -> （无） <criteria[1].children[2].indicator.high>",
        ],
    ),
    "adds up": (
        [
            "definition of conformity of procedure, adds up over counties: no -> yes <criteria[1].children[2].indicator.is_additive>",
        ],
        [
            "考核指标“程序规范”可按县相加：否 -> 是 <criteria[1].children[2].indicator.is_additive>",
        ],
    ),
    "no clause": (
        [
            "definition of conformity of procedure, clause: Art. 5(2) -> (none) <criteria[1].children[2].indicator.citation>",
        ],
        [
            "考核指标“程序规范”条款：第五条第(二)项 -> （无） <criteria[1].children[2].indicator.citation>",
        ],
    ),
    "weight of a group": (
        [
            "group poverty alleviation funds, weight: 1 -> 2 <criteria[3].weight>",
        ],
        [
            "指标组“扶贫资金”权重：1 -> 2 <criteria[3].weight>",
        ],
    ),
    "no reference": (
        [
            "criterion ahead, quantity: difference to the reference -> value <criteria[0].children[1].basis>",
            "criterion ahead, reference: growth of all -> (none) <criteria[0].children[1].reference>",
        ],
        [
            "指标“指标ahead”计分依据：与参照指标之差 -> 指标值 <criteria[0].children[1].basis>",
            "指标“指标ahead”参照指标：虚构指标growth_of_all -> （无） <criteria[0].children[1].reference>",
        ],
    ),
    "share of a source": (
        [
            "criterion identified, source register, share: 0.6 -> 0.5 <criteria[1].children[0].blend[0].share>",
            "criterion identified, source survey, share: 0.4 -> 0.5 <criteria[1].children[0].blend[1].share>",
        ],
        [
            "指标“指标identified”数据来源“register”份额：0.6 -> 0.5 <criteria[1].children[0].blend[0].share>",
            "指标“指标identified”数据来源“survey”份额：0.4 -> 0.5 <criteria[1].children[0].blend[1].share>",
        ],
    ),
    "no blend": (
        [
            "criterion identified, source register: share: 0.6 -> (none) <criteria[1].children[0].blend[0]>",
            "criterion identified, source survey: share: 0.4 -> (none) <criteria[1].children[0].blend[1]>",
        ],
        [
            "指标“指标identified”数据来源“register”：份额：0.6 -> （无） <criteria[1].children[0].blend[0]>",
            "指标“指标identified”数据来源“survey”：份额：0.4 -> （无） <criteria[1].children[0].blend[1]>",
        ],
    ),
    "order of sources": (
        [
            "order of sources accuracy of exits, source: survey -> (none) <precedences[0].sources[1]>",
            "order of sources accuracy of exits, source, order: verification; register -> register; verification <precedences[0].sources>",
            "order of sources accuracy of exits, allowed by: letter 18 -> letter 19 <precedences[0].allowed_by>",
        ],
        [
            "数据来源优先顺序“贫困人口退出准确率”数据来源：survey -> （无） <precedences[0].sources[1]>",
            "数据来源优先顺序“贫困人口退出准确率”数据来源，排列顺序：verification；register -> register；verification <precedences[0].sources>",
            "数据来源优先顺序“贫困人口退出准确率”依据：letter 18 -> letter 19 <precedences[0].allowed_by>",
        ],
    ),
    "no order of sources": (
        [
            "order of sources water: source: register; survey; allowed by: letter 17 -> (none) <precedences[1]>",
        ],
        [
            "数据来源优先顺序“虚构指标water”：数据来源：register；survey；依据：letter 17 -> （无） <precedences[1]>",
        ],
    ),
    "cutoff": (
        [
            "criterion exited, cutoff, bound, value: 5 -> 6 <criteria[1].children[1].cutoff.bound.value>",
        ],
        [
            "指标“指标exited”否决条件，界限，数值：5 -> 6 <criteria[1].children[1].cutoff.bound.value>",
        ],
    ),
    "no cutoff": (
        [
            "criterion exited, cutoff: none where wrong is above 5 -> (none) <criteria[1].children[1].cutoff>",
        ],
        [
            "指标“指标exited”否决条件：虚构指标wrong高于5的不得分 -> （无） <criteria[1].children[1].cutoff>",
        ],
    ),
    "rule of a class": (
        [
            "criterion people, rule, class hill, rule: at least 0.9: 15, else none -> in proportion, 15 at 2 and above <criteria[0].children[0].rule.cases[0].rule>",
        ],
        [
            "指标“指标people”评分规则，分类“hill”评分规则：不低于0.9得15分，否则不得分 -> 按比例计分，达到2得15分，最高15分 <criteria[0].children[0].rule.cases[0].rule>",
        ],
    ),
    "a band": (
        [
            "criterion exited, rule, band 2, points at the lower end: 2 -> 3 <criteria[1].children[1].rule.bands[1].at_low>",
        ],
        [
            "指标“指标exited”评分规则，分段2，下限得分：2 -> 3 <criteria[1].children[1].rule.bands[1].at_low>",
        ],
    ),
    "units of a class": (
        [
            "class large, unit: (none) -> 990300 <classes[1].units[1]>",
        ],
        [
            "分类“大市”单位：（无） -> 990300 <classes[1].units[1]>",
        ],
    ),
    "cap of a bonus": (
        [
            "adjustment bonus, at most: 2 -> 3 <adjustments[0].at_most>",
        ],
        [
            "加减分项“加分”最多：2 -> 3 <adjustments[0].at_most>",
        ],
    ),
    "another kind of adjustment": (
        [
            "adjustment bonus: order: 1; level: counties; at most: 2 (bonus) -> order: 1; level: counties; at most: 2 (penalty) <adjustments[0]>",
        ],
        [
            "加减分项“加分”：顺序：1；层级：县级；最多：2（bonus） -> 顺序：1；层级：县级；最多：2（penalty） <adjustments[0]>",
        ],
    ),
    "order of adjustments": (
        [
            "adjustment penalty, order: 2 -> 1 <adjustments[0].order>",
            "adjustment bonus, order: 1 -> 2 <adjustments[1].order>",
        ],
        [
            "加减分项“扣分”顺序：2 -> 1 <adjustments[0].order>",
            "加减分项“加分”顺序：1 -> 2 <adjustments[1].order>",
        ],
    ),
    "points of an event": (
        [
            "adjustment praise and criticism, kind of event criticism, points: -1.5 -> -2 <adjustments[4].events[1].points>",
        ],
        [
            "加减分项“表扬与批评”事项“批评”分数：-1.5 -> -2 <adjustments[4].events[1].points>",
        ],
    ),
    "a criterion of a bonus": (
        [
            "criterion practice, marks: 3 -> 4 <adjustments[0].criteria[0].marks>",
        ],
        [
            "指标“指标practice”分值：3 -> 4 <adjustments[0].criteria[0].marks>",
        ],
    ),
    "share of the mean": (
        [
            "group panel, weight: 0.2 -> 0.3 <city.parts[0].weight>",
            "score of cities, share of the counties' mean: 0.8 -> 0.7 <city.county_weight>",
        ],
        [
            "指标组“评议”权重：0.2 -> 0.3 <city.parts[0].weight>",
            "市级成绩构成，县级均值份额：0.8 -> 0.7 <city.county_weight>",
        ],
    ),
    "no level of cities": (
        [
            "group panel: marks: 50; weight: 0.2 -> (none) <city.parts[0]>",
            "criterion review: marks: 50; indicator: review; quantity: value; rule: points given, 0 to 50; missing data: left out, everything else scaled up; not applicable: left out, everything else scaled up -> (none) <city.parts[0].children[0]>",
            "score of cities: share of the counties' mean: 0.8; allowed by: letter 4 -> (none) <city>",
        ],
        [
            "指标组“评议”：分值：50；权重：0.2 -> （无） <city.parts[0]>",
            "指标“指标review”：分值：50；考核指标：虚构指标review；计分依据：指标值；评分规则：评议给分，0至50分；缺数据的处理：不计入，按总分折算；不适用的处理：不计入，按总分折算 -> （无） <city.parts[0].children[0]>",
            "市级成绩构成：县级均值份额：0.8；依据：letter 4 -> （无） <city>",
        ],
    ),
    "sample": (
        [
            "sample, households in each village: 10 -> 12 <sample.households>",
        ],
        [
            "抽样，每村抽样户数：10 -> 12 <sample.households>",
        ],
    ),
    "a bundle": (
        [
            "bundle 990122, unit: (none) -> 990221 <bundles[0].units[2]>",
        ],
        [
            "捆绑考核“990122”单位：（无） -> 990221 <bundles[0].units[2]>",
        ],
    ),
    "a quota": (
        [
            "grading, grade excellent, number of units: 1 -> 2 <grades.bands[0].units>",
        ],
        [
            "等次划分，等次“优秀”名额：1 -> 2 <grades.bands[0].units>",
        ],
    ),
    "who sets the grades": (
        [
            "who sets the grades, body: leading group -> office <grades_set_by.body>",
        ],
        [
            "等次评定，评定主体：省扶贫开发领导小组 -> 省扶贫办 <grades_set_by.body>",
        ],
    ),
    "order of gates": (
        [
            "gate, order: rates; rate of the city -> rate of the city; rates <gates>",
        ],
        [
            "否决条件，排列顺序：比率；市级比率 -> 市级比率；比率 <gates>",
        ],
    ),
    "condition of a gate": (
        [
            "gate rates, condition accuracy of exits: the lower bound of the interval of accuracy of exits above 96 % -> (none) <gates[0].conditions[1]>",
        ],
        [
            "否决条件“比率”达标条件“贫困人口退出准确率”：贫困人口退出准确率的置信区间下限高于96% -> （无） <gates[0].conditions[1]>",
        ],
    ),
    "grade of a gate": (
        [
            "gate rates, grade: good -> fair <gates[0].grade>",
        ],
        [
            "否决条件“比率”等次：良好 -> 一般 <gates[0].grade>",
        ],
    ),
    "a follow-up gone": (
        [
            "follow-up notice: condition: grade: excellent; a confirmed problem: no; kind: notice; what is done: told of the grade; allowed by: letter 6; receiver: the other assessment -> (none) <follow_ups[1]>",
        ],
        [
            "结果运用“告知”：触发条件：等次：优秀；有已认定问题：否；类别：告知；措施：告知等次；依据：letter 6；告知对象：另一项考核 -> （无） <follow_ups[1]>",
        ],
    ),
    "a condition of a follow-up": (
        [
            "follow-up notice, condition 2: (none) -> grade: good; failed gate: rate of the city; a confirmed problem: no <follow_ups[1].any_of[1]>",
        ],
        [
            "结果运用“告知”触发条件2：（无） -> 等次：良好；未达标的否决条件：市级比率；有已认定问题：否 <follow_ups[1].any_of[1]>",
        ],
    ),
    "text of a follow-up": (
        [
            "follow-up notice, what is done: told of the grade -> told of grade and score <follow_ups[1].text>",
        ],
        [
            "结果运用“告知”措施：告知等次 -> 告知等次和成绩 <follow_ups[1].text>",
        ],
    ),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_changes_in_words(name: str, make_scheme: MakeScheme) -> None:
    """A change is told in either language, with its path, and nothing else is told."""
    old = _full(make_scheme) if name in SMALL else whole_scheme()
    new = (SMALL | WHOLE)[name](old)
    assert (_lines(old, new), _chinese(old, new)) == EXPECTED[name]


def test_the_order_of_sorted_lists_says_nothing(make_scheme: MakeScheme) -> None:
    """Carried counties, weights, thresholds, ceilings, items of the plan, stages, classes, blends and the list of orders have no order."""

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
    whole = whole_scheme()
    parts = {name: getattr(whole, name)[::-1] for name in ("classes", "adjustments", "bundles", "precedences")}
    assert compare_schemes(whole, evolve(whole, **parts)) == ()


def test_thresholds_told_apart_by_their_indicators(make_scheme: MakeScheme) -> None:
    """A threshold for another indicator is one that came and one that went; their order says nothing."""
    first, *others = make_scheme().low_rates
    new = evolve(first, indicator=_item("register_accuracy"))
    assert _lines(make_scheme(), make_scheme(low_rates=[new, *others])) == [
        (
            "threshold accuracy of the national register system: (none) -> rate: accuracy of identification; "
            "low: below 95; missing data: a fault <low_rates[0]>"
        ),
        (
            "threshold accuracy of identification: rate: accuracy of identification; low: below 95; "
            "missing data: a fault -> (none) <low_rates[0]>"
        ),
    ]
    turned = [evolve(first, rate=RateKind.SATISFACTION), *others, evolve(new, rate=RateKind.IDENTIFICATION)]
    found = compare_schemes(make_scheme(), make_scheme(low_rates=turned))
    assert "low_rates" not in [change.where for change in found]


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
    said = (
        "marks: 8; indicator: satisfaction with the work team in the village; quantity: value; "
        "rule: none at 80, 8 at 100, in proportion between; missing data: left out, everything else scaled up; "
        "not applicable: left out, the rest of the group scaled up"
    )
    assert _lines(make_scheme(), new) == [
        f"criterion squad: (none) -> {said} <criteria[2].children[1]>",
        f"criterion work team: {said} -> (none) <criteria[2].children[0]>",
    ]
    assert _chinese(new, make_scheme())[1] == (
        "指标“队伍”：分值：8；考核指标：驻村工作队满意度；计分依据：指标值；评分规则：80得0分，100得8分，其间按比例计分；"
        "缺数据的处理：不计入，按总分折算；不适用的处理：不计入，本组内折算 -> （无） <criteria[2].children[1]>"
    )


def test_criteria_that_moved(make_scheme: MakeScheme) -> None:
    """A new group shows with its marks, and the criteria that it took in as moved."""
    assert _lines(make_scheme(), _moved(make_scheme())) == [
        "group exits: (none) -> marks: 30 <criteria[0].children[0]>",
        "criterion people lifted out, in: poverty reduction -> exits <criteria[0].children[0].children[0]>",
        "criterion villages exited, in: poverty reduction -> exits <criteria[0].children[0].children[1]>",
    ]
    assert _chinese(_moved(make_scheme()), make_scheme()) == [
        "指标“减贫人口”所属：退出 -> 减贫成效 <criteria[0].children[0]>",
        "指标“贫困村退出”所属：退出 -> 减贫成效 <criteria[0].children[1]>",
        "指标组“退出”：分值：30 -> （无） <criteria[0].children[0]>",
    ]


def test_a_group_under_another_key(make_scheme: MakeScheme) -> None:
    """Where two groups have one name, their keys tell them apart."""
    new = _with("helpers", key="helping")(make_scheme())
    assert _lines(make_scheme(), new) == [
        "group helpers: (none) -> marks: 12 <criteria[2].children[1]>",
        "criterion first secretary, in: helpers (helpers) -> helpers (helping) <criteria[2].children[1].children[0]>",
        "criterion paired helper, in: helpers (helpers) -> helpers (helping) <criteria[2].children[1].children[1]>",
        "group helpers: marks: 12 -> (none) <criteria[2].children[1]>",
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
        children=[evolve(extra, dimension=None), evolve(inner, dimension=None)],
    )
    first = make_scheme(marks=105, criteria=[*make_scheme().criteria, extra])
    second = make_scheme(marks=105, criteria=[*make_scheme().criteria[:3], outer])
    assert _lines(first, second) == [
        "group outer: (none) -> marks: 15; dimension: poverty alleviation funds <criteria[3]>",
        "group second, in: top -> outer <criteria[3].children[0]>",
        "group second, dimension: poverty alleviation funds -> (none) <criteria[3].children[0].dimension>",
        "group poverty alleviation funds, in: top -> outer <criteria[3].children[1]>",
        (
            "group poverty alleviation funds, dimension: poverty alleviation funds -> (none) "
            "<criteria[3].children[1].dimension>"
        ),
    ]


def test_a_criterion_that_becomes_a_bonus() -> None:
    """A criterion that moves from the tree to a bonus is the same one, in another place."""
    old = whole_scheme()
    bonus, *others = old.adjustments
    assert isinstance(bonus, Bonus)
    (practice,) = bonus.criteria
    (use,) = old.criteria[3].children
    assert isinstance(use, Criterion)
    funds = evolve(old.criteria[3], children=[evolve(practice, marks=10)])
    moved = evolve(bonus, criteria=[use])
    new = evolve(old, criteria=[*old.criteria[:3], funds], adjustments=[moved, *others])
    assert _lines(old, new) == [
        "criterion practice, in: bonus -> poverty alleviation funds <criteria[3].children[0]>",
        "criterion practice, marks: 3 -> 10 <criteria[3].children[0].marks>",
        "criterion use, in: poverty alleviation funds -> bonus <adjustments[0].criteria[0]>",
    ]


def test_a_group_that_becomes_a_criterion(make_scheme: MakeScheme) -> None:
    """What was a group and is a criterion of its key is told whole, with what the group held."""
    secretary = make_scheme().criterion("secretary")
    single = evolve(secretary, key="helpers", marks=12)
    new = _at(make_scheme(), "helpers", lambda _: single)
    lines = _lines(make_scheme(), new)
    assert lines[0].startswith("criterion first secretary: marks: 12 -> marks: 12; indicator: satisfaction")
    assert [line.partition(":")[0] for line in lines[1:]] == ["criterion first secretary", "criterion paired helper"]


def test_grades_by_quotas() -> None:
    """Grades by bands and grades by quotas are told whole."""
    old = whole_scheme()
    (change,) = compare_schemes(old, evolve(old, grades=banded()))
    assert change.text() == (
        "grading: grade: excellent (number of units: 1); good (number of units: 2); fair; value compared: compared on "
        "the published value; ties on the edge: a tie on the edge gets the better grade -> grade: excellent (at least: "
        "90); good (at least: 80; below: 90); fair (below: 80); value compared: compared on the exact value <grades>"
    )


def test_a_single_grade(make_scheme: MakeScheme) -> None:
    """A grade without bounds is told by its name alone."""
    rewards = evolve(make_scheme().rewards, excellent=ExcellentRank(at_most=1))
    only = Grades(bands=[Grade(key="all", name=Words("all", "全部"))], compared_on=ComparedOn.PUBLISHED)
    old = make_scheme(rewards=rewards)
    assert _lines(old, make_scheme(rewards=rewards, grades=only)) == [
        "grading, grade all: (none) -> all <grades.bands[0]>",
        "grading, grade excellent: at least: 90 -> (none) <grades.bands[0]>",
        "grading, grade good: at least: 80; below: 90 -> (none) <grades.bands[1]>",
        "grading, grade fair: below: 80 -> (none) <grades.bands[2]>",
    ]


def test_an_indicator_of_another_key_and_the_same_name(make_scheme: MakeScheme) -> None:
    """Two indicators of one name are told apart by their keys."""
    other = evolve(PROCEDURE, key="procedure_two")
    assert _lines(make_scheme(), _redefined("procedure", other)(make_scheme())) == [
        (
            "criterion conformity of procedure, indicator: conformity of procedure (procedure_conformity) -> "
            "conformity of procedure (procedure_two) <criteria[1].children[2].indicator>"
        )
    ]


def test_two_years(make_scheme: MakeScheme) -> None:
    """Schemes of different years are compared, and what changed comes in the order of the scheme."""
    new = _full(make_scheme)
    for name in ("grade of a ceiling", "days", "value of a rule", "full marks", "year"):
        new = SMALL[name](new)
    changes = compare_schemes(_full(make_scheme), new)
    assert [change.where for change in changes] == [
        "year",
        "criteria[0].children[1].rule.value",
        "carried.full_marks",
        "rectification.days",
        "ceilings[0].grade",
    ]
    assert changes[0] == SchemeChange(
        where="year", name=Words("year", "年度"), old=Words("2019", "2019"), new=Words("2020", "2020")
    )


def test_a_change_is_one_line() -> None:
    """Line ends in the words of a scheme do not break the line of a change."""
    change = SchemeChange(where="title", name=Words("title", "名称"), old=Words("a\nb", "甲\n乙"), new=Words("", ""))
    assert (change.text(), change.text("zh")) == ("title: a b -> (none) <title>", "名称：甲 乙 -> （无） <title>")
