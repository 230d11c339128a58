"""A scheme as a document: what an official recognises, in one language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import assert_never

from jxassess.exact import to_text
from jxassess.indicators import Indicator
from jxassess.measure import Citation
from jxassess.places import jiangxi
from jxassess.report._page import Section, Style, page
from jxassess.scheme import (
    ByGrade,
    EqualWeights,
    Group,
    IndicatorWeights,
    Measured,
    Node,
    Scheme,
    TableWeights,
    find_departures,
)
from jxassess.words import Language, Words

_NOTHING = Words("", "")
_NONE = Words("none", "无")


def scheme_text(scheme: Scheme, language: Language = "en", style: Style = "markdown") -> str:
    """Write a scheme as people read it: its criteria as one table, then part by part everything else that it says.

    Counties are named where the tables of Jiangxi know their code on the last day of the scheme's year. What the scheme
    does not have, such as ceilings, is said to be none.

    Args:
        scheme: the scheme.
        language: `"en"` or `"zh"`; what the scheme holds in one language only, such as documents, stays as it is.
        style: `"markdown"` or `"text"`.

    Returns:
        Lines, ending in a line end.

    Raises:
        ScopeError: another language or style.

    Legal basis:
        Art. 4: a scheme is made every year. Clauses stand beside what the scheme says for them.
    """
    sections = (
        _head(scheme),
        _criteria(scheme),
        _weights(scheme),
        _carried(scheme),
        _rounding(scheme),
        _grades(scheme),
        _ranking(scheme),
        _plan(scheme),
        _low_rates(scheme),
        _rectification(scheme),
        _rewards(scheme),
        _ceilings(scheme),
        _interpretations(scheme),
        _departures(scheme),
    )
    return page(sections, language, style)


def _same(text: str) -> Words:
    return Words(text, text)


def _number(value: Fraction | None) -> Words:
    return _NOTHING if value is None else _same(to_text(value))


def _line(label: Words, value: Words) -> Words:
    return Words("{label}: {value}", "{label}：{value}").format(label=label, value=value)


def _cited(words: Words, citation: Citation) -> Words:
    return Words("{words} [{clause}]", "{words}〔{clause}〕").format(words=words, clause=citation.words)


def _head(scheme: Scheme) -> Section:
    return Section(
        title=scheme.title,
        lines=[
            _line(Words("year", "年度"), _same(str(scheme.year))),
            _line(Words("document", "文件"), _same(scheme.document)),
            _line(Words("total marks", "总分"), _number(scheme.marks)),
        ],
    )


def _criteria(scheme: Scheme) -> Section:
    columns = [
        Words("no.", "序号"),
        Words("dimension", "考核内容"),
        Words("group or criterion", "指标组、指标"),
        Words("marks", "分值"),
        Words("indicator", "考核指标"),
        Words("rule", "评分规则"),
        Words("missing", "缺数据"),
        Words("not applicable", "不适用"),
        Words("source", "出处"),
    ]
    rows = [_criterion_row(number, node) for number, node in _numbered(scheme.criteria)]
    # Most schemes say all sources or none; an empty column tells nothing.
    shown = len(columns) if any(row[-1] != _NOTHING for row in rows) else len(columns) - 1
    return Section(
        title=_cited(Words("Criteria", "考核指标与评分规则"), Citation(5)),
        columns=columns[:shown],
        rows=[row[:shown] for row in rows],
    )


def _numbered(nodes: tuple[Node, ...], prefix: str = "") -> Iterator[tuple[str, Node]]:
    for i, node in enumerate(nodes, start=1):
        yield f"{prefix}{i}", node
        if isinstance(node, Group):
            yield from _numbered(node.children, f"{prefix}{i}.")


def _criterion_row(number: str, node: Node) -> tuple[Words, ...]:
    first = (_same(number), _dimension(node), node.name, _number(node.marks))
    if isinstance(node, Group):
        return (*first, _NOTHING, _NOTHING, _NOTHING, _NOTHING, _same(node.source))
    missing, not_applicable = node.when_missing.words, node.when_not_applicable.words
    return (
        *first,
        _indicator(node.indicator),
        node.rule.words(node.marks),
        missing,
        not_applicable,
        _same(node.source),
    )


def _dimension(node: Node) -> Words:
    if isinstance(node, Group) and node.dimension is not None:
        return _cited(node.dimension.words, node.dimension.citation)
    return _NOTHING


def _indicator(indicator: Indicator) -> Words:
    return Words("{name} ({unit})", "{name}（{unit}）").format(name=indicator.name, unit=indicator.unit)


def _weights(scheme: Scheme) -> Section:
    title = _cited(Words("Weights of counties", "县级权重"), Citation(6))
    weights, nothing = scheme.weights, scheme.when_nothing_applies
    unweighed = _line(Words("a county to which nothing applies", "全部指标不适用的县"), nothing.words)
    match weights:
        case EqualWeights():
            return Section(title=title, lines=[weights.words, unweighed])
        case IndicatorWeights(indicator=indicator):
            by = _line(Words("weights by an indicator", "按指标加权"), _indicator(indicator))
            return Section(title=title, lines=[by, unweighed])
        case TableWeights(weights=lines, source=source):
            return Section(
                title=title,
                lines=[_line(weights.words, _same(source)), unweighed],
                columns=[Words("county", "县、市、区"), Words("weight", "权重")],
                rows=[(_county(line.county, scheme.year), _number(line.weight)) for line in lines],
            )
        case unknown:
            assert_never(unknown)


def _county(code: str, year: int) -> Words:
    for county in jiangxi.counties(on=date(year, 12, 31)):
        if county.code == code:
            return Words(f"{code} {county.english}", county.label)
    return _same(code)


def _carried(scheme: Scheme) -> Section:
    carried = scheme.carried
    number = Words("{n} in all", "共{n}个").format(n=len(carried.counties))
    counties = _listed([_county(code, scheme.year) for code in carried.counties])
    return Section(
        title=_cited(Words("Counties that bring a score of their own", "引入成绩的贫困县"), Citation(6)),
        lines=[
            _line(number, counties),
            _line(Words("full marks of their scores", "引入成绩满分"), _number(carried.full_marks)),
            _line(Words("source", "来源"), _same(carried.source) if carried.source else _NONE),
        ],
    )


def _listed(words: list[Words]) -> Words:
    if not words:
        return _NONE
    return Words(", ".join(each.en for each in words), "、".join(each.zh for each in words))


def _rounding(scheme: Scheme) -> Section:
    stages = _listed([stage.words for stage in scheme.rounding.stages])
    return Section(
        title=Words("Rounding", "修约"),
        lines=[
            _line(Words("published values", "公布值"), scheme.rounding.words),
            _line(Words("rounded on the way", "中间修约环节"), stages),
        ],
    )


def _grades(scheme: Scheme) -> Section:
    return Section(
        title=Words("Grades", "等次"),
        lines=[scheme.grades.compared_on.words],
        columns=[Words("grade", "等次"), Words("at least", "不低于"), Words("below", "低于")],
        rows=[(band.name, _number(band.at_least), _number(band.below)) for band in scheme.grades.bands],
    )


def _ranking(scheme: Scheme) -> Section:
    return Section(title=Words("Ranking", "排名"), lines=[scheme.ranking.ties.words, scheme.ranking.compared_on.words])


def _plan(scheme: Scheme) -> Section:
    plan = scheme.plan
    return Section(
        title=_cited(Words("Yearly reduction plan", "年度减贫计划完成情况的判断标准"), Citation(9, item=1)),
        lines=[
            _line(Words("lines of the plan", "计划任务"), _listed([_indicator(item) for item in plan.items])),
            plan.level.words,
            plan.miss.words,
        ],
    )


def _low_rates(scheme: Scheme) -> Section:
    rows = [
        (
            low.rate.words,
            low.indicator.name,
            Words("{bound} {unit}", "{bound}{unit}").format(bound=low.low.words, unit=low.indicator.unit),
            low.when_missing.words,
        )
        for low in scheme.low_rates
    ]
    return Section(
        title=_cited(Words("Low rates", "低值标准"), Citation(9, item=5)),
        columns=[
            Words("rate", "类别"),
            Words("indicator", "考核指标"),
            Words("low", "较低"),
            Words("not observed", "未取得数据"),
        ],
        rows=rows,
    )


def _rectification(scheme: Scheme) -> Section:
    limit = scheme.rectification
    days = Words("{days} {kind}", "{days}{kind}").format(days=limit.days, kind=limit.day_kind.words)
    return Section(
        title=_cited(Words("Rectification", "限期整改"), Citation(9)),
        lines=[_line(Words("time limit", "整改期限"), days)],
    )


def _rewards(scheme: Scheme) -> Section:
    marked = scheme.rewards.marked
    measured = marked.measured.words
    if marked.measured is Measured.TOTAL:
        measured = Words("{how}, in {unit}", "{how}，单位：{unit}").format(how=measured, unit=marked.indicator.unit)
    return Section(
        title=_cited(Words("Conditions of a reward", "奖励条件"), Citation(8)),
        lines=[
            _line(Words("excellent score", "考核成绩优秀"), _excellent(scheme)),
            _line(Words("marked reduction", "减贫成效显著"), marked.words),
            measured,
            _line(Words("problems and rewards", "问题对奖励的影响"), scheme.rewards.with_finding.words),
        ],
    )


def _excellent(scheme: Scheme) -> Words:
    excellent = scheme.rewards.excellent
    return excellent.words_in(scheme.grades) if isinstance(excellent, ByGrade) else excellent.words


def _grade(scheme: Scheme, key: str) -> Words:
    return scheme.grades.bands[scheme.grades.index(key)].name


def _ceilings(scheme: Scheme) -> Section:
    return Section(
        title=Words("Ceilings of grades", "等次上限"),
        lines=[] if scheme.ceilings else [_NONE],
        columns=[
            Words("confirmed problem", "已认定问题"),
            Words("best grade", "最高等次"),
            Words("allowed by", "依据"),
        ],
        rows=[
            (
                _cited(ceiling.problem.words, ceiling.problem.citation),
                _grade(scheme, ceiling.grade),
                _same(ceiling.allowed_by),
            )
            for ceiling in scheme.ceilings
        ],
    )


def _interpretations(scheme: Scheme) -> Section:
    return Section(
        title=_cited(Words("Interpretations", "解释"), Citation(11)),
        lines=[] if scheme.interpretations else [_NONE],
        columns=[Words("clause", "条款"), Words("reading", "内容"), Words("document", "文件")],
        rows=[(said.citation.words, said.reading, _same(said.document)) for said in scheme.interpretations],
    )


def _departures(scheme: Scheme) -> Section:
    found = find_departures(scheme)
    return Section(
        title=Words("Departures from the measure", "与办法不一致之处"),
        lines=[] if found else [_NONE],
        columns=[Words("clause", "条款"), Words("departure", "不一致之处"), Words("allowed by", "依据")],
        rows=[(departure.citation.words, departure.what, _same(departure.document)) for departure in found],
    )
