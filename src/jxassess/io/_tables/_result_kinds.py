"""The tables of results, which are written and never read as evidence."""

from __future__ import annotations

from enum import unique

from jxassess.accountability import SanctionKind
from jxassess.evidence import Settled
from jxassess.io._sheets._kinds import (
    FACTS,
    FINDINGS,
    INDICATOR,
    INDICATORS,
    NAME,
    PLACE,
    CellKind,
    TableColumn,
    TableKind,
    column,
    rare_column,
)
from jxassess.measure import Problem
from jxassess.scheme import Compared
from jxassess.scoring import LeftOut, State
from jxassess.words import Worded, Words


@unique
class Standing(Worded):
    """What became of an observation (数据状态)."""

    IN_FORCE = "in_force", "in force", "采用"
    SET_ASIDE = "set_aside", "set aside", "未采用"
    SUPERSEDED = "superseded", "superseded", "已被替代"


def _optional(key: str, en: str, zh: str, kind: CellKind = CellKind.TEXT) -> TableColumn:
    return column(key, en, zh, kind, is_required=False)


def _number(key: str, en: str, zh: str) -> TableColumn:
    return column(key, en, zh, CellKind.NUMBER, is_required=False)


def _observed(key: str, en: str, zh: str) -> TableColumn:
    return TableColumn(key=key, words=Words(en, zh), kind=CellKind.NUMBER, is_required=False, may_not_apply=True)


CITY = column("city", "city code", "设区市代码", CellKind.PLACE)
CLAUSE = column("clause", "clause", "条款", CellKind.CITATION, is_required=False)
WHERE = _optional("where", "place in the scheme", "方案位置")
UNIT = _optional("unit", "unit of measure", "计量单位")
# Exact values that no decimal writes stand beside their first six places, and only where the two differ.
POINTS_EXACT = _number("points_exact", "points, exactly", "得分精确值")
CONTRIBUTION_EXACT = _number("contribution_exact", "contribution, exactly", "计入上级精确值")
SCORE_EXACT = _number("score_exact", "score, exactly", "成绩精确值")

CITY_SCORES = TableKind(
    key="city_scores",
    words=Words("City scores", "设区市成绩"),
    columns=(
        _optional("rank", "rank", "名次", CellKind.WHOLE),
        CITY,
        NAME,
        _optional("unit_class", "class ranked in", "排名分类"),
        column("score", "score", "考核成绩", CellKind.NUMBER),
        _optional("grade", "grade", "等次"),
        _number("before_rounding", "score before rounding", "修约前成绩"),
        _number("mean", "weighted mean of counties", "县级加权平均"),
        _number("own", "points of the city's own", "市级指标得分"),
        _number("adjusted", "adjustments", "加减分"),
        _number("rest", "conversion and rescaling", "折算"),
        _optional("grade_by_score", "grade by score alone", "按成绩的等次"),
        _optional("grade_computed", "grade computed", "测算等次"),
        _optional("grade_set", "grade set by people", "评定等次"),
        _optional("barred_by", "what bars better grades", "等次限制"),
        column("counties", "counties", "县数", CellKind.WHOLE),
        column("left_out", "counties left out", "未计入县数", CellKind.WHOLE),
        SCORE_EXACT,
    ),
)
COUNTY_SCORES = TableKind(
    key="county_scores",
    words=Words("County scores", "县级成绩"),
    columns=(
        column("county", "county code", "县代码", CellKind.PLACE),
        NAME,
        CITY,
        column("city_name", "city", "设区市"),
        _number("score", "score", "考核成绩"),
        _number("reduction", "poverty reduction", "减贫成效"),
        _number("identification", "targeted identification", "精准识别"),
        _number("assistance", "targeted assistance", "精准帮扶"),
        _number("funds", "poverty alleviation funds", "扶贫资金"),
        _number("adjusted", "adjustments", "加减分"),
        _number("carried", "carried score", "贫困县考核成绩"),
        _number("rest", "conversion, rescaling, rounding", "折算与修约"),
        _number("before_rounding", "score before rounding", "修约前成绩"),
        column("left_out", "why left out", "未计入原因", CellKind.MEMBER, is_required=False, members=LeftOut),
        _optional("lead", "scored as one with", "捆绑考核牵头县"),
        _number("weight", "weight", "权重"),
        _number("share", "share in its city", "占全市比重"),
        _number("contribution", "adds to its city", "计入全市成绩"),
        SCORE_EXACT,
    ),
)
POINTS = TableKind(
    key="points",
    words=Words("Points", "指标得分"),
    columns=(
        PLACE,
        NAME,
        column("number", "number", "序号"),
        column("item", "item", "指标项"),
        _number("marks", "marks", "分值"),
        # Empty where nothing was scored, which is something else than no points.
        _number("points", "points", "得分"),
        _number("contribution", "contributes", "计入上级"),
        column("state", "state", "计分状态", CellKind.MEMBER, is_required=False, members=State),
        _optional("indicator", "indicator", "指标", CellKind.INDICATOR),
        _observed("value", "value", "指标值"),
        UNIT,
        _number("target", "target", "任务数"),
        _number("quantity", "quantity scored", "计分用值"),
        _optional("source", "source", "数据来源"),
        _optional("document", "document", "依据文件"),
        _optional("rule", "rule", "评分规则"),
        CLAUSE,
        WHERE,
        POINTS_EXACT,
        CONTRIBUTION_EXACT,
    ),
)
INDICATIONS = TableKind(
    key="indications",
    words=Words("Indications", "疑似问题"),
    columns=(
        PLACE,
        NAME,
        column("problem", "problem", "问题情形", CellKind.MEMBER, members=Problem),
        column("clause", "clause", "条款", CellKind.CITATION),
        INDICATOR,
        column("value", "value", "指标值", CellKind.NUMBER),
        column("bound", "bound", "界限", CellKind.NUMBER),
        UNIT,
        column("words", "indication", "疑似情况"),
        _optional("finding", "answered by finding", "对应问题认定"),
        column("key", "key", "编号"),
        WHERE,
        rare_column("compared", "compared with the bound", "与界限比较的取值", CellKind.MEMBER, members=Compared),
        rare_column("end", "bound of the interval", "置信界限", CellKind.NUMBER),
        _number("value_exact", "value, exactly", "指标值精确值"),
    ),
)
UNCHECKED = TableKind(
    key="unchecked",
    words=Words("Not checked", "未核查"),
    columns=(PLACE, NAME, INDICATOR, WHERE),
)
SANCTIONS = TableKind(
    key="sanctions",
    words=Words("Proposed sanctions", "问责措施建议"),
    columns=(
        CITY,
        NAME,
        column("measure", "measure", "措施", CellKind.MEMBER, members=SanctionKind),
        column("words", "proposal", "建议内容"),
        column("problem", "problem", "问题情形", CellKind.MEMBER, members=Problem),
        column("clause", "clause", "条款", CellKind.CITATION),
        column("finding", "key of the finding", "问题编号"),
        column("place", "where the problem is", "问题所在单位代码", CellKind.PLACE),
        column("place_name", "unit of the problem", "问题所在单位"),
        WHERE,
    ),
)
REWARDS = TableKind(
    key="rewards",
    words=Words("Proposed rewards", "资金奖励建议"),
    columns=(
        CITY,
        NAME,
        column("score", "score", "考核成绩", CellKind.NUMBER),
        column("reduction", "reduction", "减贫成效", CellKind.NUMBER),
        _number("target", "target", "任务数"),
        column("words", "proposal", "建议内容"),
        _optional("findings", "findings", "有关问题认定"),
        column("is_silent", "scheme silent on findings", "方案未规定问题影响", CellKind.TRUTH),
        column("clause", "clause", "条款", CellKind.CITATION),
        _number("reduction_exact", "reduction, exactly", "减贫成效精确值"),
    ),
)
FOLLOW_UPS = TableKind(
    key="follow_ups",
    words=Words("Proposed follow-ups", "结果运用建议"),
    columns=(
        CITY,
        NAME,
        column("item", "item", "事项"),
        column("words", "proposal", "建议内容"),
        column("clause", "clause", "条款", CellKind.CITATION),
        _optional("findings", "findings", "有关问题认定"),
        column("document", "allowed by", "依据文件"),
        WHERE,
    ),
)
DEPARTURES = TableKind(
    key="departures",
    words=Words("Departures", "与办法不一致之处"),
    columns=(
        column("clause", "clause", "条款", CellKind.CITATION),
        column("where", "place in the scheme, or unit", "方案位置或单位"),
        column("what", "departure", "不一致之处"),
        _optional("document", "document", "依据文件"),
    ),
)
EXPLANATIONS = TableKind(
    key="explanations",
    words=Words("Explanations", "得分说明"),
    columns=(
        PLACE,
        NAME,
        column("number", "number", "序号"),
        column("label", "step", "内容"),
        _number("points", "points", "得分"),
        _number("contribution", "contributes", "计入上级"),
        _optional("facts", "facts", "说明"),
        CLAUSE,
        WHERE,
        POINTS_EXACT,
        CONTRIBUTION_EXACT,
    ),
)
PROVENANCE = TableKind(
    key="provenance",
    words=Words("Sources of data", "数据来源汇总"),
    columns=(
        PLACE,
        NAME,
        INDICATOR,
        _observed("value", "value that counts", "采用值"),
        column("settled", "how settled", "处理方式", CellKind.MEMBER, members=Settled),
        column("standing", "state", "数据状态", CellKind.MEMBER, members=Standing),
        _observed("observed", "value observed", "来源数值"),
        UNIT,
        column("source", "source", "数据来源"),
        column("version", "version", "版本", CellKind.WHOLE),
        column("on", "day", "数据日期", CellKind.DAY),
        column("document", "document", "依据文件"),
        _optional("submitter", "corrected by", "更正报送单位"),
        _optional("reason", "reason of the correction", "更正原因"),
        rare_column("sample", "sample and its error", "样本与抽样误差"),
        _number("value_exact", "value, exactly", "采用值精确值"),
    ),
)
MISSING = TableKind(
    key="missing",
    words=Words("Still missing", "暂缺数据"),
    columns=(
        column("where", "where", "位置"),
        column("problem", "what is missing", "缺失情况"),
        column("remedy", "what to do", "处理办法"),
        CLAUSE,
        column("code", "code", "代码"),
    ),
)

RESULT_KINDS: tuple[TableKind, ...] = (
    CITY_SCORES,
    COUNTY_SCORES,
    POINTS,
    INDICATIONS,
    UNCHECKED,
    FINDINGS,
    FACTS,
    SANCTIONS,
    REWARDS,
    FOLLOW_UPS,
    DEPARTURES,
    MISSING,
    EXPLANATIONS,
    PROVENANCE,
    INDICATORS,
)
"""All tables of an assessment, in the order of their sheets."""
