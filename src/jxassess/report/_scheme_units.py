"""The units of a scheme: how they weigh, which bring a score, which are alike, drawn, or scored as one."""

from __future__ import annotations

from typing import assert_never

from jxassess.measure import Citation
from jxassess.report._page import Section
from jxassess.report._said import (
    ALLOWED_BY,
    NONE,
    SOURCE,
    cited,
    line,
    listed,
    measured,
    number,
    same,
    unit,
)
from jxassess.scheme import (
    EqualWeights,
    IndicatorWeights,
    SampleRule,
    Scheme,
    TableWeights,
)
from jxassess.words import Words


def weights(scheme: Scheme) -> Section:
    """Show how the counties of a city weigh."""
    title = cited(Words("Weights of counties", "县级权重"), Citation(6))
    weights, nothing = scheme.weights, scheme.when_nothing_applies
    unweighed = line(Words("a county to which nothing applies", "全部指标不适用的县"), nothing.words)
    match weights:
        case EqualWeights():
            return Section(title=title, lines=[weights.words, unweighed])
        case IndicatorWeights(indicator=indicator):
            by = line(Words("weights by an indicator", "按指标加权"), measured(indicator))
            return Section(title=title, lines=[by, unweighed])
        case TableWeights(weights=lines, source=source):
            return Section(
                title=title,
                lines=[line(weights.words, same(source)), unweighed],
                columns=[Words("county", "县、市、区"), Words("weight", "权重")],
                rows=[(unit(line.county, scheme.year), number(line.weight)) for line in lines],
            )
        case unknown:
            assert_never(unknown)


def carried(scheme: Scheme) -> Section:
    """Show which counties bring a score of their own, and on which scale."""
    carried = scheme.carried
    count = Words("{n} in all", "共{n}个").format(n=len(carried.counties))
    counties = listed([unit(code, scheme.year) for code in carried.counties])
    return Section(
        title=cited(Words("Counties that bring a score of their own", "引入成绩的贫困县"), Citation(6)),
        lines=[
            line(count, counties),
            line(Words("full marks of their scores", "引入成绩满分"), number(carried.full_marks)),
            line(Words("source", "来源"), same(carried.source) if carried.source else NONE),
        ],
    )


def classes(scheme: Scheme) -> Section:
    """Show the classes of units."""
    return Section(
        title=Words("Classes of units", "单位分类"),
        columns=[Words("key", "代号"), Words("class", "分类"), Words("units", "单位"), SOURCE],
        rows=[
            (same(each.key), each.name, listed(unit(code, scheme.year) for code in each.units), same(each.source))
            for each in scheme.classes
        ],
    )


def precedences(scheme: Scheme) -> Section:
    """Show in which order sources are taken."""
    return Section(
        title=cited(Words("Order of sources", "数据来源优先顺序"), Citation(7, item=3)),
        columns=[Words("indicator", "考核指标"), Words("source", "数据来源"), ALLOWED_BY],
        rows=[(measured(each.indicator), each.words, same(each.allowed_by)) for each in scheme.precedences],
    )


def sample(sample: SampleRule) -> Section:
    """Show the sample of counties."""
    return Section(
        title=cited(Words("Sample of counties", "抽样考核"), Citation(6)),
        lines=[sample.words, line(ALLOWED_BY, same(sample.allowed_by))],
    )


def bundles(scheme: Scheme) -> Section:
    """Show which counties are scored as one."""
    return Section(
        title=cited(Words("Counties scored as one", "捆绑考核"), Citation(6)),
        columns=[Words("members", "成员"), Words("data are given for", "数据填报县"), ALLOWED_BY],
        rows=[
            (
                listed(unit(code, scheme.year) for code in bundle.units),
                unit(bundle.lead, scheme.year),
                same(bundle.allowed_by),
            )
            for bundle in scheme.bundles
        ],
    )
