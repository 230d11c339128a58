"""A scheme as a document: what an official recognises, in one language."""

from __future__ import annotations

from collections.abc import Iterator

from jxassess.measure import Citation
from jxassess.report._page import Section, Style, page
from jxassess.report._said import (
    ALLOWED_BY,
    NONE,
    cited,
    line,
    listed,
    measured,
    number,
    same,
)
from jxassess.report._scheme_criteria import adjustments, city_level, criteria
from jxassess.report._scheme_grades import ceilings, follow_ups, gates, grades, ranking
from jxassess.report._scheme_survey import survey
from jxassess.report._scheme_units import bundles, carried, classes, precedences, sample, weights
from jxassess.scheme import (
    ExcellentGrade,
    Measured,
    Scheme,
    find_departures,
)
from jxassess.words import Language, Words


def scheme_text(scheme: Scheme, language: Language = "en", style: Style = "markdown") -> str:
    """Write a scheme as people read it: its criteria as one table, then part by part everything else that it says.

    Counties and cities are named where the tables of Jiangxi know their code on the last day of the scheme's year. What
    weighs in consequences and is not there, such as ceilings, gates and adjustments, is said to be none; other parts
    that a scheme need not have, such as a sample, are left out where it has none.

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
    return page(tuple(_sections(scheme)), language, style)


def _sections(scheme: Scheme) -> Iterator[Section]:
    yield _head(scheme)
    yield criteria(scheme)
    yield adjustments(scheme)
    yield weights(scheme)
    yield carried(scheme)
    if scheme.precedences:
        yield precedences(scheme)
    if scheme.city is not None:
        yield city_level(scheme.city)
    if scheme.classes:
        yield classes(scheme)
    if scheme.sample is not None:
        yield sample(scheme.sample)
    if scheme.bundles:
        yield bundles(scheme)
    if scheme.survey is not None:
        yield from survey(scheme.survey)
    yield _rounding(scheme)
    yield grades(scheme)
    yield ranking(scheme)
    yield _plan(scheme)
    yield _low_rates(scheme)
    yield _rectification(scheme)
    yield _rewards(scheme)
    yield ceilings(scheme)
    yield gates(scheme)
    yield follow_ups(scheme)
    yield _interpretations(scheme)
    yield _departures(scheme)


def _head(scheme: Scheme) -> Section:
    return Section(
        title=scheme.title,
        lines=[
            line(Words("year", "年度"), same(str(scheme.year))),
            line(Words("document", "文件"), same(scheme.document)),
            line(Words("total marks", "总分"), number(scheme.marks)),
        ],
    )


def _rounding(scheme: Scheme) -> Section:
    stages = listed([stage.words for stage in scheme.rounding.stages])
    return Section(
        title=Words("Rounding", "修约"),
        lines=[
            line(Words("published values", "公布值"), scheme.rounding.words),
            line(Words("rounded on the way", "中间修约环节"), stages),
        ],
    )


def _plan(scheme: Scheme) -> Section:
    plan = scheme.plan
    return Section(
        title=cited(Words("Yearly reduction plan", "年度减贫计划完成情况的判断标准"), Citation(9, item=1)),
        lines=[
            line(Words("lines of the plan", "计划任务"), listed([measured(item) for item in plan.items])),
            plan.level.words,
            plan.miss.words,
        ],
    )


def _low_rates(scheme: Scheme) -> Section:
    rows = [
        (
            low.rate.words,
            low.compared.of(low.indicator.name),
            Words("{bound} {unit}", "{bound}{unit}").format(bound=low.low.words, unit=low.indicator.unit),
            low.when_missing.words,
        )
        for low in scheme.low_rates
    ]
    return Section(
        title=cited(Words("Low rates", "低值标准"), Citation(9, item=5)),
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
        title=cited(Words("Rectification", "限期整改"), Citation(9)),
        lines=[line(Words("time limit", "整改期限"), days)],
    )


def _rewards(scheme: Scheme) -> Section:
    marked = scheme.rewards.marked
    measured = marked.measured.words
    if marked.measured is Measured.TOTAL:
        measured = Words("{how}, in {unit}", "{how}，单位：{unit}").format(how=measured, unit=marked.indicator.unit)
    return Section(
        title=cited(Words("Conditions of a reward", "奖励条件"), Citation(8)),
        lines=[
            line(Words("excellent score", "考核成绩优秀"), _excellent(scheme)),
            line(Words("marked reduction", "减贫成效显著"), marked.words),
            measured,
            line(Words("problems and rewards", "问题对奖励的影响"), scheme.rewards.with_finding.words),
        ],
    )


def _excellent(scheme: Scheme) -> Words:
    excellent = scheme.rewards.excellent
    return excellent.words_in(scheme.grades) if isinstance(excellent, ExcellentGrade) else excellent.words


def _interpretations(scheme: Scheme) -> Section:
    return Section(
        title=cited(Words("Interpretations", "解释"), Citation(11)),
        lines=[] if scheme.interpretations else [NONE],
        columns=[Words("clause", "条款"), Words("reading", "内容"), Words("document", "文件")],
        rows=[(said.citation.words, said.reading, same(said.document)) for said in scheme.interpretations],
    )


def _departures(scheme: Scheme) -> Section:
    found = find_departures(scheme)
    return Section(
        title=Words("Departures from the measure", "与办法不一致之处"),
        lines=[] if found else [NONE],
        columns=[Words("clause", "条款"), Words("departure", "不一致之处"), ALLOWED_BY],
        rows=[(departure.citation.words, departure.what, same(departure.document)) for departure in found],
    )
