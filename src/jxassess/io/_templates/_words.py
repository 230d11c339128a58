"""What the sheets of a template say to those who fill them in."""

from __future__ import annotations

from jxassess.io._sheets._kinds import CARRIED, OBSERVATIONS, TARGETS
from jxassess.words import Words, one_line

HOW_TO = Words("How to fill it in", "填表说明")
STEPS: tuple[Words, ...] = (
    Words(
        "1. Fill in the coloured cells and nothing else; grey cells are not for your unit and are locked.",
        "1. 只填带颜色的单元格；灰色单元格与本单位无关，已锁定，不填。",
    ),
    Words(
        "2. Type numbers as they stand in the document, with all of their decimal places, without units or words.",
        "2. 数值按来源文件原样填写，不带单位，不写“约”“左右”，不改动小数位数。",
    ),
    Words(
        "3. In columns of % type 95.5 or 95.5%, not 0.955; below 1 % with the sign, 0.8%.",
        "3. 单位为%的列填95.5或95.5%，不填0.955；不足1%的带百分号填写，如0.8%。",
    ),
    Words(
        "4. Where there is nothing, type 0; where the item does not apply, type: not applicable. No dashes.",
        "4. 数值为零填0；指标不适用的填“不适用”；不用“-”“/”“无”代替。",
    ),
    Words(
        "5. Type days as 2019-12-31. Every row with values says from where, of which day, in which document.",
        "5. 日期写作2019-12-31；凡填数值的行，都要填写数据来源、数据日期和依据文件。",
    ),
    Words(
        "6. Do not insert, delete, hide or merge rows and columns, and do not rename sheets; formulas are not needed.",
        "6. 不增删、不隐藏、不合并行列，不改工作表名称，不用公式。",
    ),
    Words(
        "7. Point at a heading to read how the value is scored; click on a cell to read what may stand in it.",
        "7. 鼠标指向列标题可看评分规则，点选单元格可看填写要求。",
    ),
    Words(
        "8. Pasting removes these checks: paste values only, and look for red cells afterwards.",
        "8. 直接粘贴会破坏校验：请用“选择性粘贴—数值”，粘贴后检查有无红色单元格。",
    ),
)
COLOURS = Words("Colours", "颜色含义")
NEEDED = Words("yellow: to be filled in", "黄色：必须填写，填后变白")
OPTIONAL = Words("green: may stay empty", "绿色：没有数据可不填")
CLOSED = Words("grey: not for this unit", "灰色：本单位不填")
WRONG = Words("red: not allowed, mend it", "红色：不合要求，须改正")
DOUBTFUL = Words("orange: is 0.95 meant as 95 %?", "橙色：是否把95%填成0.95")
DIMENSIONS = Words("Colours of headings", "列标题颜色")
SHEETS = Words("Sheets", "工作表")
SAMPLED = Words(
    "Not asked for here, since it comes from a survey with its interval", "由抽样调查连同置信区间提供，本表不填"
)
SOURCES = Words("Sources of data (drop-down list)", "数据来源（下拉选项）")
SOURCE = Words("{source}: {words}", "{source}：{words}")
PAGE = Words("page &P of &N", "第&P页，共&N页")

HINTS: dict[str, Words] = {
    TARGETS.key: Words(
        "Targets of the year as set by the plan; 0 where nothing is to be done.",
        "填写年度减贫计划下达的任务数；没有任务的填0。",
    ),
    OBSERVATIONS.key: Words(
        "What was reached and found; one row for each unit. Point at a heading for its scoring rule.",
        "填写考核年度的实际数据，每个单位一行；指向列标题可看评分规则。",
    ),
    CARRIED.key: Words(
        "Poverty counties bring the score of their own measure.",
        "贫困县填写按其考核办法取得的考核成绩，不再重复考核。",
    ),
}
"""What stands above the tables to be filled in."""
FIXED_HINT = Words("For reference; not to be filled in.", "供核对，不填。")
WRONG_TITLE = Words("Not allowed", "不符合要求")
WRONG_VALUE = Words("Please give {rule}.", "请填写：{rule}。")

_MADE_UP = Words("MADE-UP DATA; ", "虚构数据，非真实结果；")
_HEAD = Words("{made_up}{year}; {title}; to be filled in; {marked}", "{made_up}{year}年度；{title}；待填报；{marked}")
_UNMARKED = Words("classification not set", "未注明使用范围")


def head_words(year: int, title: Words, classification: str, *, is_synthetic: bool) -> Words:
    """Say in one line what a template is; it stands on every sheet.

    Args:
        year: the year assessed.
        title: what the scheme is called.
        classification: how it may be passed on, empty where not set.
        is_synthetic: whether any of its data will be made up.

    Returns:
        The line.
    """
    return _HEAD.format(
        made_up=_MADE_UP if is_synthetic else Words("", ""),
        year=year,
        title=Words(one_line(title.en), one_line(title.zh)),
        marked=one_line(classification) or _UNMARKED,
    )


def hint_of(key: str) -> Words:
    """Say in one line what to do on a sheet.

    Args:
        key: the key of its table.

    Returns:
        The line.
    """
    return HINTS.get(key, FIXED_HINT)
