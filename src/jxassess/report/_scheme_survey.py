"""The survey of households of a scheme: how estimates are made, what is asked, what the sample must be."""

from __future__ import annotations

from collections.abc import Iterator

from jxassess.measure import Citation
from jxassess.report._page import Section
from jxassess.report._said import cited, line, listed, measured, same
from jxassess.scheme import Incidence, IntervalMethod, SurveyRule
from jxassess.words import Words

_CLAUSE = Citation(7, item=2)
_YES, _NO = Words("yes", "是"), Words("no", "否")


def survey(survey: SurveyRule) -> Iterator[Section]:
    """Show what a scheme says about the survey.

    Args:
        survey: the rules.

    Yields:
        Its sections: the head, the questions, the estimators, and what is asked of the sample, if anything.
    """
    yield Section(title=cited(Words("Survey of households", "入户抽样调查"), _CLAUSE), lines=_head(survey))
    yield Section(
        title=cited(Words("Questions of the survey", "调查问题"), _CLAUSE),
        columns=[
            Words("key", "代号"),
            Words("question", "问题"),
            Words("answers", "答案"),
            Words("may be blank", "可空缺"),
        ],
        rows=[
            (same(each.key), each.name, listed(map(same, each.answers)), _YES if each.may_be_blank else _NO)
            for each in survey.questions
        ],
    )
    yield Section(
        title=cited(Words("Estimates from the survey", "调查估计量"), _CLAUSE),
        columns=[Words("indicator", "考核指标"), Words("estimated as", "估计方法")],
        rows=[(measured(each.indicator), each.words(survey.questions)) for each in survey.estimators],
    )
    if survey.checks:
        title = cited(Words("Requirements on the sample", "样本要求"), _CLAUSE)
        yield Section(title=title, lines=[check.words(survey.questions) for check in survey.checks])


def _head(survey: SurveyRule) -> Iterator[Words]:
    yield line(Words("source of the estimates", "估计值的数据来源"), same(survey.source))
    yield line(Words("wrong records", "问题记录"), survey.wrong_records.words)
    yield line(Words("a stratum with a single village", "仅有一个村的层"), survey.single_villages.words)
    yield line(Words("intervals", "置信区间"), survey.interval.words)
    if survey.interval.method is IntervalMethod.WILSON:
        # An incidence adds shares up, and Wilson's interval is that of one.
        for each in survey.estimators:
            if isinstance(each, Incidence):
                label = Words("interval of {name}", "{name}的置信区间").format(name=each.indicator.name)
                yield line(label, IntervalMethod.WALD.words)
    places = Words("{n} decimal places, {mode}", "保留{n}位小数，{mode}")
    yield line(
        Words("standard errors, bounds and design effects", "标准误、区间端点与设计效应"),
        places.format(n=survey.places, mode=survey.rounding.words),
    )
    shown = Words("from {n} households on", "不少于{n}户").format(n=survey.small_cells)
    is_limited = survey.small_cells > 1
    yield line(Words("figures shown in exports", "导出数据的公布范围"), shown if is_limited else Words("all", "全部"))
