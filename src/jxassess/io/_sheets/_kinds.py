"""The tables that evidence consists of, as sheets: their names, columns and what stands under each."""

from __future__ import annotations

from enum import Enum, unique

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.evidence import FactKind, Verdict
from jxassess.exact import Better
from jxassess.measure import Body, Problem
from jxassess.scheme import IntervalMethod
from jxassess.words import Words


@unique
class CellKind(Enum):
    """What stands in the cells of a column."""

    TEXT = "text"
    """Text in one line or several."""
    NUMBER = "number"
    """An exact number, or what does not apply where the column says so."""
    WHOLE = "whole"
    """A whole number."""
    DAY = "day"
    """A day of the calendar."""
    TRUTH = "truth"
    """Yes or no."""
    PLACE = "place"
    """The code of a city or county."""
    INDICATOR = "indicator"
    """The key of an indicator."""
    MEMBER = "member"
    """The value of a member of an enum."""
    CITATION = "citation"
    """A clause of the measure."""


@frozen(kw_only=True)
class TableColumn(ByFields):
    """A column of a table.

    Attributes:
        key: its name in files.
        words: its name for people.
        kind: what stands in its cells.
        is_required: whether a row without it is refused.
        members: of a column of members, the enum.
        may_not_apply: of a column of numbers, whether a cell may say that nothing applies.
        is_rare: whether files leave the column out where no row has anything in it.
    """

    key: str
    words: Words
    kind: CellKind = CellKind.TEXT
    is_required: bool = True
    members: type[Enum] | None = None
    may_not_apply: bool = False
    is_rare: bool = False


@frozen(kw_only=True)
class TableKind(ByFields):
    """A kind of table.

    Attributes:
        key: its name in files.
        words: its name for people, and of its sheet; at most 31 characters without any of `[]:*?/` and backslashes.
        columns: its columns, in the order in which they are written.
    """

    key: str
    words: Words
    columns: tuple[TableColumn, ...] = field(converter=tuple[TableColumn, ...])

    def column(self, key: str) -> TableColumn:
        """Give a column by its key.

        Args:
            key: the key of one of the columns.

        Returns:
            The column.
        """
        return next(column for column in self.columns if column.key == key)


def column(
    key: str,
    en: str,
    zh: str,
    kind: CellKind = CellKind.TEXT,
    *,
    is_required: bool = True,
    members: type[Enum] | None = None,
) -> TableColumn:
    """Write down a column in one line.

    Args:
        key: its name in files.
        en: its name in English.
        zh: its name in Chinese.
        kind: what stands in its cells.
        is_required: whether a row without it is refused.
        members: of a column of members, the enum.

    Returns:
        The column.
    """
    return TableColumn(key=key, words=Words(en, zh), kind=kind, is_required=is_required, members=members)


def rare_column(
    key: str, en: str, zh: str, kind: CellKind = CellKind.TEXT, *, members: type[Enum] | None = None
) -> TableColumn:
    """Write down a column that files leave out where no row has anything in it; arguments as for `column`."""
    return TableColumn(key=key, words=Words(en, zh), kind=kind, is_required=False, members=members, is_rare=True)


PLACE = column("place", "unit code", "单位代码", CellKind.PLACE)
NAME = column("name", "unit name", "单位名称", is_required=False)
"""Beside the code, so that people see which unit it is; where it is read, the two have to agree."""
INDICATOR = column("indicator", "indicator", "指标", CellKind.INDICATOR)
DOCUMENT = column("document", "document", "依据文件")
SOURCE = column("source", "source", "数据来源")
ON = column("on", "day", "数据日期", CellKind.DAY)
UNIT = column("unit", "unit of measure", "计量单位", is_required=False)

CITIES = TableKind(
    key="cities",
    words=Words("Cities", "设区市"),
    columns=(
        column("code", "code", "代码"),
        column("name", "name", "名称"),
        column("english", "English name", "英文名称", is_required=False),
    ),
)
COUNTIES = TableKind(
    key="counties",
    words=Words("Counties", "县（市、区）"),
    columns=(
        column("code", "code", "代码"),
        column("name", "name", "名称"),
        column("english", "English name", "英文名称", is_required=False),
        column("parent", "code of the city", "所属设区市代码", CellKind.PLACE),
        column("valid_from", "in force from", "设立日期", CellKind.DAY, is_required=False),
        column("valid_to", "no longer in force from", "撤销日期", CellKind.DAY, is_required=False),
    ),
)
INDICATORS = TableKind(
    key="indicators",
    words=Words("Indicators", "自定指标"),
    columns=(
        column("key", "key", "键"),
        column("name_en", "name in English", "英文名称"),
        column("name_zh", "name in Chinese", "中文名称"),
        column("unit_en", "unit in English", "英文单位"),
        column("unit_zh", "unit in Chinese", "中文单位"),
        column("places", "decimal places", "小数位数", CellKind.WHOLE),
        column("low", "least value", "最小值", CellKind.NUMBER),
        column("high", "largest value", "最大值", CellKind.NUMBER, is_required=False),
        column("better", "better is", "优劣方向", CellKind.MEMBER, members=Better),
        column("is_additive", "adds up", "可加总", CellKind.TRUTH),
        column("citation", "clause", "条款", CellKind.CITATION, is_required=False),
    ),
)
TARGETS = TableKind(
    key="targets",
    words=Words("Targets", "减贫任务"),
    columns=(PLACE, NAME, INDICATOR, column("value", "target", "任务数", CellKind.NUMBER), DOCUMENT, UNIT),
)
VALUE = TableColumn(key="value", words=Words("value", "数值"), kind=CellKind.NUMBER, may_not_apply=True)
OBSERVATIONS = TableKind(
    key="observations",
    words=Words("Observations", "指标数据"),
    columns=(
        PLACE,
        NAME,
        INDICATOR,
        VALUE,
        SOURCE,
        ON,
        DOCUMENT,
        UNIT,
        column("version", "version", "版本", CellKind.WHOLE, is_required=False),
        column("submitter", "corrected by", "更正报送单位", is_required=False),
        column("reason", "reason of the correction", "更正原因", is_required=False),
        # All of them where the value was estimated from a sample, the design effect where it is known.
        rare_column("households", "households in the sample", "样本户数", CellKind.WHOLE),
        rare_column("persons", "persons in the sample", "样本人数", CellKind.WHOLE),
        rare_column("villages", "villages in the sample", "样本村数", CellKind.WHOLE),
        rare_column("degrees", "degrees of freedom", "自由度", CellKind.WHOLE),
        rare_column("standard_error", "standard error", "标准误", CellKind.NUMBER),
        rare_column("quantile", "quantile", "分位数", CellKind.NUMBER),
        rare_column("lower", "lower bound", "置信区间下限", CellKind.NUMBER),
        rare_column("upper", "upper bound", "置信区间上限", CellKind.NUMBER),
        rare_column("method", "method of the interval", "区间算法", CellKind.MEMBER, members=IntervalMethod),
        rare_column("design_effect", "design effect", "设计效应", CellKind.NUMBER),
    ),
)
IN_UNIT: tuple[str, ...] = ("value", "standard_error", "lower", "upper")
"""The columns of observations and targets that are measured in the unit of the row's indicator."""
CARRIED = TableKind(
    key="carried",
    words=Words("Carried scores", "贫困县成绩"),
    columns=(
        column("county", "county code", "县代码", CellKind.PLACE),
        NAME,
        column("score", "score", "考核成绩", CellKind.NUMBER),
        ON,
        DOCUMENT,
    ),
)
HISTORY = TableKind(
    key="history",
    words=Words("Earlier results", "以往结果"),
    columns=(
        column("year", "year", "年度", CellKind.WHOLE),
        column("city", "city code", "设区市代码", CellKind.PLACE),
        NAME,
        column("score", "score", "考核成绩", CellKind.NUMBER),
        DOCUMENT,
        column("rank", "rank", "名次", CellKind.WHOLE, is_required=False),
        column("grade", "grade", "等次", is_required=False),
    ),
)
FINDINGS = TableKind(
    key="findings",
    words=Words("Findings", "问题认定"),
    columns=(
        column("key", "key", "编号"),
        PLACE,
        NAME,
        column("problem", "problem", "问题情形", CellKind.MEMBER, members=Problem),
        column("verdict", "verdict", "认定结论", CellKind.MEMBER, members=Verdict),
        column("begin", "begin", "起始日期", CellKind.DAY),
        column("end", "end", "终止日期", CellKind.DAY),
        DOCUMENT,
        column("reply", "reply", "申辩"),
        column("decided_by", "decided by", "认定主体", CellKind.MEMBER, members=Body),
        column("decided_on", "decided on", "认定日期", CellKind.DAY),
        column("is_serious", "serious", "情节严重", CellKind.TRUTH),
        column("has_adverse_effect", "adverse effect", "造成不良影响", CellKind.TRUTH),
        column("indication", "answers the indication", "对应疑似问题", is_required=False),
    ),
)
FACTS = TableKind(
    key="facts",
    words=Words("Facts", "问题事实"),
    columns=(
        column("finding", "key of the finding", "问题编号"),
        column("kind", "element", "事实要素", CellKind.MEMBER, members=FactKind),
        column("text", "fact", "事实"),
    ),
)
EVENTS = TableKind(
    key="events",
    words=Words("Events", "加减分事项"),
    columns=(
        column("key", "key", "编号"),
        column("kind", "kind", "事项类别"),
        PLACE,
        NAME,
        column("on", "day", "日期", CellKind.DAY),
        DOCUMENT,
        column("criterion", "criterion", "指标项", is_required=False),
    ),
)
SAMPLES = TableKind(
    key="samples",
    words=Words("Samples", "抽样"),
    columns=(
        column("county", "county code", "县代码", CellKind.PLACE),
        NAME,
        column("township", "township", "乡镇", is_required=False),
        column("village", "village", "村", is_required=False),
        column("households", "households", "户数", CellKind.WHOLE, is_required=False),
    ),
)
SET_GRADES = TableKind(
    key="set_grades",
    words=Words("Grades set", "评定等次"),
    columns=(
        column("city", "city code", "设区市代码", CellKind.PLACE),
        NAME,
        column("grade", "grade", "等次"),
        column("body", "set by", "评定主体", CellKind.MEMBER, members=Body),
        ON,
        DOCUMENT,
        column("reason", "reason", "理由"),
    ),
)

EVIDENCE_KINDS: tuple[TableKind, ...] = (
    CITIES,
    COUNTIES,
    INDICATORS,
    TARGETS,
    OBSERVATIONS,
    CARRIED,
    HISTORY,
    FINDINGS,
    FACTS,
    EVENTS,
    SAMPLES,
    SET_GRADES,
)
"""The tables of evidence, in the order of their sheets."""

ABOUT = TableKind(
    key="about",
    words=Words("About", "说明"),
    columns=(
        column("format", "format", "格式"),
        column("year", "year assessed", "考核年度", CellKind.WHOLE),
        column("on", "units as of", "单位截止日期", CellKind.DAY, is_required=False),
        column("stage", "stage", "所处阶段", is_required=False),
        column("is_synthetic", "made-up data", "虚构数据", CellKind.TRUTH),
        column("extract", "extract for", "摘录对象", is_required=False),
        column("classification", "classification", "使用范围", is_required=False),
        column("scheme", "scheme", "年度方案", is_required=False),
        column("digest", "digest of the scheme", "方案校验码", is_required=False),
    ),
)
"""The first sheet of a workbook: not a table with rows, but one line for each column, its name first, then its value."""

HEAD_COLUMNS: tuple[TableColumn, ...] = (
    column("assessed_year", "year assessed", "考核年度", CellKind.WHOLE, is_required=False),
    column("stage", "stage", "所处阶段", is_required=False),
    column("is_synthetic", "made-up data", "虚构数据", CellKind.TRUTH, is_required=False),
    column("classification", "classification", "使用范围", is_required=False),
)
"""The last columns of CSV and Parquet, by which each row says whose it is and how far; they belong to no table."""

TABLES_FORMAT = "jxassess-tables/1"
TEMPLATE_FORMAT = "jxassess-template/1"
