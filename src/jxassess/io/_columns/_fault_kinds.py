"""The kinds of fault that columns in files and frames can have, one table."""

from __future__ import annotations

from jxassess.faults import FaultKind
from jxassess.words import Words

# Files

GB18030 = FaultKind(
    "not_utf8",
    None,
    Words(
        "byte {value} is no UTF-8; the file can be read as GB18030", "第{value}字节不是UTF-8编码；文件可能是GB18030编码"
    ),
    Words("save it as UTF-8; spreadsheets call that 'CSV UTF-8'", "请另存为UTF-8编码，电子表格中称“CSV UTF-8”"),
)
OLD_LINE_ENDS = FaultKind(
    "not_csv",
    None,
    Words("a line ends with a carriage return alone", "行尾只有回车符"),
    Words("end lines with a line feed, or with both characters", "行尾请用换行符，或回车加换行"),
)
STRAY_QUOTE = FaultKind(
    "not_csv",
    None,
    Words("a double quote that neither opens nor closes a cell", "双引号既不在单元格开头也不在结尾"),
    Words(
        "put the whole cell into double quotes and write each quote inside it twice",
        "请将整个单元格置于双引号内，其中的双引号写两遍",
    ),
)
OPEN_QUOTE = FaultKind(
    "not_csv",
    None,
    Words("a double quote is opened and never closed", "双引号没有闭合"),
    Words("close it", "请补上另一个双引号"),
)
NO_HEADS = FaultKind(
    "missing_column",
    None,
    Words("the file has no first line with the names of columns", "文件没有写明列名的首行"),
    Words("name the columns in the first line", "请在首行写明列名"),
)
NOT_PARQUET = FaultKind(
    "not_parquet",
    None,
    Words("not Parquet: {value}", "不是Parquet：{value}"),
    Words("write the file anew", "请重新生成文件"),
)

# Heads

NOT_MAPPED = FaultKind(
    "missing_column",
    None,
    Words("names speaks of a column {value}, which is not there", "names中的列{value}不存在"),
    Words("mend names; there are {known}", "请更正names；现有列：{known}"),
)
UNKNOWN_NAME = FaultKind(
    "bad_column_name",
    None,
    Words("names calls a column {value}, which names nothing", "names中的{value}不是列名"),
    Words("use the name of a column, code, city or synthetic:", "请使用列名、code、city或synthetic:"),
)
REPEATED_COLUMN = FaultKind(
    "repeated_column",
    None,
    Words("{heads} are both the column {value}", "{heads}都是列{value}"),
    Words("keep one of them", "请只保留一个"),
)
NOTHING_NEEDED = FaultKind(
    "missing_column",
    None,
    Words("none of the columns that the scheme reads is there", "没有方案所需的列"),
    Words("give {known}, or say in names what the columns are called", "请给出{known}，或在names中说明列名"),
)

# Cells

TOO_FINE = FaultKind(
    "too_many_places",
    None,
    Words("{value} has more than {places} decimal places", "{value}超过{places}位小数"),
    Words("give the value as its source publishes it", "请按来源公布的位数填写"),
)
TOO_LARGE = FaultKind(
    "too_large",
    None,
    Words("{value} at {places} decimal places does not fit into 64 bits", "{value}按{places}位小数超出64位整数"),
    Words("give it in another unit", "请换用其他单位"),
)
NOT_FINITE = FaultKind(
    "bad_number",
    None,
    Words("{value} is not a finite number", "{value}不是有限数"),
    Words(
        "leave the cell null where a value is missing; pandas does so after convert_dtypes()",
        "缺数据请置为空值（null）；pandas可用convert_dtypes()",
    ),
)
INEXACT = FaultKind(
    "bad_number",
    None,
    Words("{value} is no decimal with {places} places", "{value}不是{places}位小数"),
    Words("give a decimal type or text, or round it at its source", "请用小数类型或文本，或在来源处修约"),
)
NOT_ZERO_OR_ONE = FaultKind(
    "wrong_type",
    None,
    Words("truth values, but {column} is a number", "是真假值，而{column}是数"),
    Words("give numbers", "请给出数值"),
)
SINGLE = FaultKind(
    "wrong_type",
    None,
    Words("doubles of half length ({value}), which do not tell which decimal was meant", "{value}无法确定原来的小数"),
    Words("give doubles of 64 bits from the source, a decimal type or text", "请由来源给出64位浮点数、小数类型或文本"),
)
NO_NUMBERS = FaultKind(
    "wrong_type",
    None,
    Words("values of type {value} are no numbers", "类型{value}不是数"),
    Words("give integers, decimals, doubles of 64 bits, or text", "请给出整数、小数、64位浮点数或文本"),
)
NO_TEXT = FaultKind(
    "wrong_type",
    None,
    Words("codes of type {value}", "代码的类型为{value}"),
    Words("give codes as text of six digits", "请以六位数字文本给出代码"),
)
NO_TRUTHS = FaultKind(
    "wrong_type",
    None,
    Words("{value} is neither true nor false", "{value}不是真假值"),
    Words("give true or false in every cell", "每个单元格请给出true或false"),
)
BAD_CODE = FaultKind(
    "bad_unit_code",
    None,
    Words("{value} is not the code of a unit", "{value}不是单位代码"),
    Words("give six digits as text", "请以文本给出六位数字"),
)
REPEATED_CODE = FaultKind(
    "repeated_code",
    None,
    Words("{value} stands here a second time", "{value}重复"),
    Words("keep one of them", "请只保留一个"),
)
HIDDEN_NUMBER = FaultKind(
    "hidden_number",
    None,
    Words("the number {value} in a cell that is said not to apply", "标为不适用的单元格中有数{value}"),
    Words("leave the cell empty, or let it apply", "请留空，或取消不适用标记"),
)
MORE_CELLS = FaultKind(
    "more_cells",
    None,
    Words("{value} more cells like these", "另有{value}个单元格同此"),
    Words("see to the source of the whole column", "请检查整列的来源"),
)
WRONG_LENGTH = FaultKind(
    "wrong_length",
    None,
    Words("{value} cells for {units} units", "{value}个单元格，应为{units}个"),
    Words("give one cell for each unit", "请为每个单位给出一个单元格"),
)
BAD_INDEX = FaultKind(
    "bad_index",
    None,
    Words("{value} is not the place of a unit after the one before it", "{value}不是前一序号之后的单位序号"),
    Words("count units from 0 and list them in order, each once", "请自0起按序列出单位序号，每个一次"),
)
BAD_PLACES = FaultKind(
    "too_wide",
    None,
    Words("{value} decimal places", "小数位数{value}不合规"),
    Words("give a whole number from 0 to {most}", "请给出0至{most}的整数"),
)

# What the data are

NOT_SAID = FaultKind(
    "missing_synthetic",
    None,
    Words("nothing says whether data are made up", "未注明数据是否为虚构"),
    Words(
        "give is_synthetic, or a column 'synthetic:' with true or false",
        "请给出is_synthetic，或用“synthetic:”列注明true或false",
    ),
)
SAID_OTHERWISE = FaultKind(
    "other_synthetic",
    None,
    Words("{value}, but {other} before", "此处为{value}，前面为{other}"),
    Words("say the same throughout; made up data stay in a file of their own", "请前后一致；虚构数据须单独成文件"),
)
