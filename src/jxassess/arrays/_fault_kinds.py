"""The kinds of fault that columns can have, one table."""

from __future__ import annotations

from jxassess.faults import FaultKind
from jxassess.measure import Citation
from jxassess.words import Words

# Names and arrays

BAD_COLUMN_NAME = FaultKind(
    "bad_column_name",
    None,
    Words("{value!r} names no column", "{value!r}不是列名"),
    Words(
        "write the key of an indicator, its key and source as 'key@source', or one of target:, lower:, upper:, "
        "carried:, events:, falsified:, sampled:, value: with what belongs to it",
        "请写指标键、“键@来源”，或以target:、lower:、upper:、carried:、events:、falsified:、sampled:、value:开头",
    ),
)
NEEDLESS_PART = FaultKind(
    "needless_part",
    None,
    Words("a column of kind '{kind}' has no such part", "“{kind}”列没有这一部分"),
    Words("leave it empty", "请留空"),
)
NO_SOURCE = FaultKind(
    "no_source",
    None,
    Words("a column of kind '{kind}' names no criterion", "“{kind}”列未注明指标"),
    Words("give the key of the criterion", "请给出考核指标的键"),
)
WRONG_ARRAY = FaultKind(
    "wrong_array",
    None,
    Words("{value}, not {wanted}", "是{value}，不是{wanted}"),
    Words(
        "give such an array; columns_from_arrays makes it exactly", "请给出该类型的数组；可用columns_from_arrays生成"
    ),
)
WRONG_LENGTH = FaultKind(
    "wrong_length",
    None,
    Words("{value} cells for {units} units", "{value}个单元格，应为{units}个"),
    Words("give one cell for each unit", "请为每个单位给出一个单元格"),
)
TOO_WIDE = FaultKind(
    "too_wide",
    None,
    Words("{value} decimal places", "小数位数{value}不合规"),
    Words("give a whole number from 0 to {most}", "请给出0至{most}的整数"),
)
ALONE = FaultKind(
    "alone",
    None,
    Words("given without {other}", "缺少{other}"),
    Words("give both or none", "请同时给出或都不给"),
)

REPEATED_COLUMN = FaultKind(
    "repeated_column",
    None,
    Words("the column {value} stands here twice", "列{value}重复"),
    Words("keep one of them", "请只保留一个"),
)
UNREAD_COLUMN = FaultKind(
    "unread_column",
    None,
    Words("the scheme reads no column {value}", "方案不使用列{value}"),
    Words("take it out, or mend its name; the scheme reads {known}", "请删除或更正列名；方案使用{known}"),
)

# Cells

BAD_STATE = FaultKind(
    "bad_state",
    None,
    Words("the state {value}", "状态{value}不合规"),
    Words("use 0 for present, 1 for missing, 2 for not applicable", "请用0（有值）、1（缺）、2（不适用）"),
)
HIDDEN_NUMBER = FaultKind(
    "hidden_number",
    None,
    Words("the number {value} in a cell that is not present", "无值的单元格中有数{value}"),
    Words("write 0 there, or mend the state", "请写0，或更正状态"),
)
NO_NUMBERS = FaultKind(
    "no_numbers",
    None,
    Words("cells of type {value} are not the decimals that were meant", "类型{value}不能表示原来的小数"),
    Words("give integers, float64, Decimal or text", "请给出整数、float64、Decimal或文本"),
)
REFUSED_NUMBER = FaultKind(
    "bad_number",
    None,
    Words("{value}: {reason}", "{value}：{reason}"),
    Words("{advice}", "{advice}"),
)
TOO_LARGE = FaultKind(
    "too_large",
    None,
    Words("{value} is too large for {places} decimal places", "{value}过大，无法保留{places}位小数"),
    Words(
        "give it in a larger unit; floats hold 15 digits, integers and text 18",
        "请换用更大的单位；浮点数可容15位，整数和文本可容18位",
    ),
)
BAD_UNIT_CODE = FaultKind(
    "bad_unit_code",
    None,
    Words("{value!r} is not the code of a unit", "{value!r}不是单位代码"),
    Words("give the six digits of GB/T 2260 as text", "请以文本给出GB/T 2260六位代码"),
)
REPEATED_CODE = FaultKind(
    "repeated_code",
    None,
    Words("{value} stands here twice", "{value}重复"),
    Words("keep one of them", "请只保留一个"),
)
UNSORTED_CODES = FaultKind(
    "unsorted_codes",
    None,
    Words("{value} stands after a larger code", "{value}位于较大代码之后"),
    Words("sort the codes of the cities", "请将设区市代码排序"),
)
NO_SUCH_CITY = FaultKind(
    "no_such_city",
    None,
    Words("{value} is the place of no city", "第{value}个设区市不存在"),
    Words("give an index from 0 to {most} into the codes of the cities", "请给出0至{most}的序号"),
)
MORE_CELLS = FaultKind(
    "more_cells",
    None,
    Words("{value} more cells like these", "另有{value}个单元格同此"),
    Words("see to the source of the whole column", "请检查整列的来源"),
)

# Columns held against a scheme

MISSING_COLUMN = FaultKind(
    "missing_column",
    None,
    Words("there is no such column; {paths} reads it", "没有该列，而{paths}需要"),
    Words("give it, with the state of every cell that has no number", "请给出该列，并注明无值单元格的状态"),
)
NO_CODES = FaultKind(
    "no_codes",
    None,
    Words("units without codes, though {paths} names units by code", "单位没有代码，而{paths}按代码列出单位"),
    Words("give the code of every unit", "请给出每个单位的代码"),
)
NO_CITIES = FaultKind(
    "no_cities",
    None,
    Words(
        "units without cities, though {path} compares those of a city", "单位没有所属设区市，而{path}在本市范围内比较"
    ),
    Words("give the city of every unit", "请给出每个单位所属的设区市"),
)
NO_COLUMN_NUMBER = FaultKind(
    "no_column_number",
    None,
    Words("{value} does not fit a column", "{value}无法存入列中"),
    Words(
        "give a decimal of at most 18 places whose digits make a whole number below 2**63",
        "请给出至多18位小数、去掉小数点后小于2**63的数",
    ),
)
UNUSED_STATE = FaultKind(
    "unused_state",
    None,
    Words("'not applicable' in a column that knows no such thing", "该列没有“不适用”的情形"),
    Words("give a number, or say that it is missing", "请给出数值，或注明缺数据"),
)
MISSING_NUMBER = FaultKind(
    "missing_number",
    None,
    Words("no number", "没有数"),
    Words("give 0 where there is none", "没有的请填0"),
)
BAD_NUMBER = FaultKind(
    "bad_count",
    None,
    Words("{value} where whole numbers {range} are meant", "应为{range}的整数，却是{value}"),
    Words("mend the number", "请更正"),
)
OTHERWISE = Words(", or set when_missing in {path}", "，或在{path}设定when_missing")
NO_OTHERWISE = Words("", "")

# Cities; what the same evidence would show as records has the kinds of evidence


NO_CITY_COLUMNS = FaultKind(
    "no_city_columns",
    Citation(6),
    Words("nothing of a city's own for {value}", "缺少设区市自身数据：{value}"),
    Words(
        "give the columns of the cities, with the code of each, to cities(columns)",
        "请向cities(columns)提供各设区市数据及代码",
    ),
)
UNITS_WITHOUT_CITIES = FaultKind(
    "units_without_cities",
    Citation(6),
    Words("units without cities have no means of cities", "单位没有所属设区市，无法计算设区市均值"),
    Words("give the city of every unit", "请给出每个单位所属的设区市"),
)
