"""The tables of household surveys, which are written and never read as evidence."""

from __future__ import annotations

from enum import unique

from jxassess.io._sheets._kinds import INDICATOR, NAME, PLACE, CellKind, TableColumn, TableKind, column
from jxassess.scheme import IntervalMethod
from jxassess.words import Worded, Words


@unique
class Shown(Worded):
    """Whether figures are shown (公布情况)."""

    SHOWN = "shown", "shown", "公布"
    WITHHELD = "withheld", "withheld, few households", "户数过少，不予公布"
    """They stem from few households, or would tell figures that do."""


def _optional(key: str, en: str, zh: str, kind: CellKind) -> TableColumn:
    return column(key, en, zh, kind, is_required=False)


SHOWN = column("shown", "figures", "公布情况", CellKind.MEMBER, members=Shown)

ESTIMATES = TableKind(
    key="estimates",
    words=Words("Estimates", "抽样估计"),
    columns=(
        PLACE,
        NAME,
        INDICATOR,
        SHOWN,
        _optional("value", "estimate", "估计值", CellKind.NUMBER),
        _optional("unit", "unit of measure", "计量单位", CellKind.TEXT),
        _optional("standard_error", "standard error", "标准误", CellKind.NUMBER),
        _optional("lower", "lower end of the interval", "置信区间下限", CellKind.NUMBER),
        _optional("upper", "upper end of the interval", "置信区间上限", CellKind.NUMBER),
        column("method", "interval", "置信区间算法", CellKind.MEMBER, is_required=False, members=IntervalMethod),
        _optional("quantile", "quantile", "分位数", CellKind.NUMBER),
        _optional("design_effect", "design effect", "设计效应", CellKind.NUMBER),
        _optional("households", "households", "样本户数", CellKind.WHOLE),
        _optional("persons", "persons", "样本人数", CellKind.WHOLE),
        _optional("counted_households", "households counted", "符合条件户数", CellKind.WHOLE),
        _optional("counted_persons", "persons counted", "符合条件人数", CellKind.WHOLE),
        _optional("villages", "villages", "样本村数", CellKind.WHOLE),
        _optional("strata", "strata", "层数", CellKind.WHOLE),
        column("source", "source", "数据来源"),
    ),
)
SURVEY_SAMPLE = TableKind(
    key="survey_sample",
    words=Words("Survey sample", "调查样本"),
    columns=(
        PLACE,
        NAME,
        _optional("stratum", "stratum", "层", CellKind.TEXT),
        SHOWN,
        column("villages", "villages", "样本村数", CellKind.WHOLE),
        _optional("households", "households", "样本户数", CellKind.WHOLE),
        _optional("persons", "persons", "样本人数", CellKind.WHOLE),
    ),
)
WRONG_RECORDS = TableKind(
    key="wrong_records",
    words=Words("Wrong records", "问题记录"),
    columns=(
        # As recorded; in words where that was no code.
        _optional("county", "county as recorded", "记录中的县", CellKind.TEXT),
        NAME,
        column("code", "kind", "类别代码"),
        column("problem", "what is wrong", "问题类别"),
        column("column", "column of the records", "记录中的列"),
        SHOWN,
        _optional("records", "records", "记录数", CellKind.WHOLE),
    ),
)

SURVEY_KINDS: tuple[TableKind, ...] = (ESTIMATES, SURVEY_SAMPLE, WRONG_RECORDS)
"""The tables of a household survey, in the order of their sheets."""
