"""The kinds of fault that keep a template from being made, one table."""

from __future__ import annotations

from jxassess.faults import FaultKind
from jxassess.words import Words

NO_UNITS = FaultKind(
    "no_units",
    None,
    Words("no unit is given", "没有给出单位"),
    Words("give the cities or counties that are to fill it in", "请给出要填报的设区市或县"),
)
UNIT_TWICE = FaultKind(
    "unit_twice",
    None,
    Words("two units have the code", "两个单位代码相同"),
    Words("give each unit once", "每个单位只能给一次"),
)
NO_SAMPLE = FaultKind(
    "no_sample",
    None,
    Words("the scheme draws no counties", "方案不抽样"),
    Words("leave out drawn", "请不要给出drawn"),
)
NOT_DRAWN = FaultKind(
    "not_drawn",
    None,
    Words("{value!r} is no code of a county", "{value!r}不是县的代码"),
    Words("give the six digits of each county drawn", "请给出每个抽中县的六位代码"),
)
NOTHING_ASKED = FaultKind(
    "nothing_asked",
    None,
    Words("the scheme asks nothing more of these units", "方案不需要这些单位再填报数据"),
    Words("give other units, or leave out what is given", "请给出其他单位，或不传已有数据"),
)
NO_SOURCES = FaultKind(
    "no_sources",
    None,
    Words("no source of data is given", "没有给出数据来源"),
    Words("give at least one", "请至少给出一个"),
)
BAD_SOURCE = FaultKind(
    "bad_source",
    None,
    Words("{value!r} cannot be chosen as a source", "{value!r}不能作数据来源选项"),
    Words("give text of one line, each once", "请给出单行文本，不得重复"),
)
BAD_HEADING = FaultKind(
    "bad_heading",
    None,
    Words("the heading {value!r} would not be read as what it is", "列标题{value!r}无法按原意读回"),
    Words("name the source without brackets", "来源名称不要含括号"),
)
BAD_TITLE = FaultKind(
    "bad_title",
    None,
    Words("the text {value!r} would not be read as it is", "文本{value!r}无法按原样读回"),
    Words("take out blanks at its ends, line ends and what nobody sees", "请删去首尾空白、换行和看不见的字符"),
)
OTHER_YEAR = FaultKind(
    "other_year",
    None,
    Words("{value} is no day of the year {year}, which the scheme is for", "{value}不在方案年度{year}内"),
    Words("give a day of that year, such as its last", "请给出该年度的日期，如12月31日"),
)
