"""The kinds of fault that a file can have, one table."""

from __future__ import annotations

from jxassess.faults import FaultKind
from jxassess.words import Words

NOT_UTF8 = FaultKind(
    "not_utf8",
    None,
    Words("byte {value} is no UTF-8", "第{value}字节不是UTF-8编码"),
    Words("save the file as UTF-8", "请以UTF-8编码保存文件"),
)
NOT_JSON = FaultKind(
    "not_json",
    None,
    Words("not JSON: {value}", "不是JSON：{value}"),
    Words("mend the file there", "请更正此处"),
)
NOT_TOML = FaultKind(
    "not_toml",
    None,
    Words("not TOML: {value}", "不是TOML：{value}"),
    Words("mend the file there; a key may stand only once", "请更正此处；同一键只能出现一次"),
)
TOO_DEEP = FaultKind(
    "too_deep",
    None,
    Words("lists and tables lie more than {value} deep in each other", "列表与表的嵌套超过{value}层"),
    Words("give a file in the format of this library", "请提供符合本库格式的文件"),
)
NOT_CANONICAL = FaultKind(
    "not_canonical",
    None,
    Words("the bytes are not those that this library writes", "字节与本库写出的不同"),
    Words("restore the file from a copy; it is not for editing", "请用副本恢复；此文件不供编辑"),
)
WRONG_FORMAT = FaultKind(
    "wrong_format",
    None,
    Words("the format {value} is not {known}", "格式{value}不是{known}"),
    Words("begin the file with format = {known}", "请在文件开头写明format = {known}"),
)
NEWER_FORMAT = FaultKind(
    "newer_format",
    None,
    Words("the format {value} is newer than {known}, which this version reads", "格式{value}新于本版本可读的{known}"),
    Words("install a newer version of jxassess", "请安装新版jxassess"),
)
DUPLICATE_KEY = FaultKind(
    "duplicate_key",
    None,
    Words("the key {value} stands here twice", "键{value}重复"),
    Words("keep one of them", "请只保留一个"),
)
MISSING_KEY = FaultKind(
    "missing_key",
    None,
    Words("the key {value} is missing", "缺少键{value}"),
    Words("give it; nothing stands in for it", "请填写；没有默认值"),
)
UNKNOWN_KEY = FaultKind(
    "unknown_key",
    None,
    Words("the key {value} is not known here", "此处没有键{value}"),
    Words("use one of {known}", "请使用{known}之一"),
)
WRONG_TYPE = FaultKind(
    "wrong_type",
    None,
    Words("{value} is not {wanted}", "{value}不是{wanted}"),
    Words("give {wanted}", "请给出{wanted}"),
)
NULL = FaultKind(
    "wrong_type",
    None,
    Words("{value} is not {wanted}", "{value}不是{wanted}"),
    Words("leave the key out where nothing is given", "没有内容时请省略该键"),
)
BAD_NUMBER = FaultKind(
    "bad_number",
    None,
    Words("{value}: {reason}", "{value}：{reason}"),
    Words("{advice}", "{advice}"),
)
ODD_INTEGER = FaultKind(
    "bad_number",
    None,
    Words("{value} is written with separators or in another base", "{value}带分隔符或不是十进制"),
    Words("write plain digits", "请只用半角数字"),
)
BAD_DATE = FaultKind(
    "bad_date",
    None,
    Words("{value} is not a day of the calendar", "{value}不是日期"),
    Words("write it as 2019-12-31", "请写成2019-12-31的形式"),
)
BAD_CITATION = FaultKind(
    "bad_citation",
    None,
    Words("{value} is no clause of the measure", "{value}不是办法条款"),
    Words("write it as 'Art. 9(1)' or '第九条第(一)项'", "请写成“Art. 9(1)”或“第九条第(一)项”"),
)
BAD_TEXT = FaultKind(
    "bad_text",
    None,
    Words("{value} holds half a character", "{value}含有不完整的字符"),
    Words("write the text anew", "请重新输入文本"),
)
UNKNOWN_VALUE = FaultKind(
    "unknown_value",
    None,
    Words("{value} is none of the values possible here", "{value}不在可选值之内"),
    Words("use one of {known}", "请使用{known}之一"),
)
UNKNOWN_KIND = FaultKind(
    "unknown_kind",
    None,
    Words("there is no kind {value}", "没有类型{value}"),
    Words("use one of {known}", "请使用{known}之一"),
)
UNKNOWN_INDICATOR = FaultKind(
    "unknown_indicator",
    None,
    Words("no indicator has the key {value}", "没有键为{value}的指标"),
    Words("mend the key, or define it once under indicators", "请更正键，或在indicators中定义"),
)
UNKNOWN_PLACE = FaultKind(
    "unknown_place",
    None,
    Words("{value} is not the code of {wanted} in the file", "{value}不是文件中{wanted}的代码"),
    Words("mend the code, or add the unit", "请更正代码，或增列该单位"),
)
DUPLICATE_PLACE = FaultKind(
    "duplicate_place",
    None,
    Words("the code {value} stands here twice", "代码{value}重复"),
    Words("keep one of them", "请只保留一个"),
)
DUPLICATE_INDICATOR = FaultKind(
    "duplicate_indicator",
    None,
    Words("the indicator {value} is defined twice", "指标{value}重复定义"),
    Words("keep one of them", "请只保留一个"),
)
REDEFINED_INDICATOR = FaultKind(
    "redefined_indicator",
    None,
    Words("{value} is defined otherwise than in {origin}", "{value}的定义与{origin}不同"),
    Words("choose another key, or leave the definition out", "请改用其他键，或删除此定义"),
)
UNUSED_INDICATOR = FaultKind(
    "unused_indicator",
    None,
    Words("nothing uses the indicator {value}", "指标{value}未被使用"),
    Words("use it, or take the definition out", "请使用，或删除此定义"),
)
UNCHECKED = FaultKind(
    "unchecked",
    None,
    Words(
        "sums and other checks were not made for {places}, because parts of it are faulty",
        "因下级内容有差错，未核对合计等事项：{places}",
    ),
    Words("mend the other faults and load it again", "请更正其他差错后重新读取"),
)
NOT_LOADABLE = FaultKind(
    "not_loadable",
    None,
    Words("{value} would not load back as it was", "写出后无法原样读回"),
    Words("give each unit one definition and use it everywhere", "请为每个单位只给出一个定义并统一使用"),
)
MISSING_TABLE = FaultKind(
    "missing_table",
    None,
    Words("the table {value} is missing", "缺少表{value}"),
    Words("add it, with nothing but its first line if it has no entries", "请补上；没有条目时只写表头"),
)
UNKNOWN_TABLE = FaultKind(
    "unknown_table",
    None,
    Words("the table {value} is not known", "没有表{value}"),
    Words("use {known}, or take the file out", "请使用{known}，或移走该文件"),
)
NOT_CSV = FaultKind(
    "not_csv",
    None,
    Words("not CSV: {value}", "不是CSV：{value}"),
    Words("save the table as CSV with commas and double quotes", "请另存为以逗号分隔、双引号括起的CSV"),
)
MISSING_COLUMN = FaultKind(
    "missing_column",
    None,
    Words("columns are missing: {value}", "缺少列：{value}"),
    Words("add them to the first line", "请在表头补上"),
)
UNKNOWN_COLUMN = FaultKind(
    "unknown_column",
    None,
    Words("the column {value} is not known", "没有列{value}"),
    Words("use {known}", "请使用{known}"),
)
DUPLICATE_COLUMN = FaultKind(
    "duplicate_column",
    None,
    Words("the column {value} stands here twice", "列{value}重复"),
    Words("keep one of them", "请只保留一个"),
)
ROW_LENGTH = FaultKind(
    "row_length",
    None,
    Words("{value} cells under {columns} columns", "{columns}列下有{value}个单元格"),
    Words("give one cell for each column; put text with commas into quotes", "每列一个单元格；含逗号的文本须加引号"),
)
BLANK_CELL = FaultKind(
    "blank_cell",
    None,
    Words("the cell is blank", "单元格为空"),
    Words("fill it in; nothing stands in for it", "请填写；没有默认值"),
)
UNKNOWN_FINDING = FaultKind(
    "unknown_finding",
    None,
    Words("no finding has the key {value}", "没有键为{value}的问题认定"),
    Words("mend the key, or add the finding", "请更正键，或增列该认定"),
)
DUPLICATE_FINDING = FaultKind(
    "duplicate_finding",
    None,
    Words("two findings have the key {value}", "两条问题认定共用键{value}"),
    Words("give each a key of its own", "请使用不同的键"),
)
