"""The kinds of fault that sheets, headings and rows can have, one table."""

from __future__ import annotations

from jxassess.faults import FaultKind
from jxassess.measure import Citation
from jxassess.words import Words

UNKNOWN_SHEET = FaultKind(
    "unknown_sheet",
    None,
    Words("no table is called {value}", "没有名为{value}的表"),
    Words(
        "delete it if it is a copy or a note; else call it one of {known}, or name it in rules.sheets (empty text: not read)",
        "如为副本或备注请删除；否则请改名为{known}之一，或在rules.sheets中写明（空文本表示不读取）",
    ),
)
HIDDEN_SHEET = FaultKind(
    "hidden_sheet",
    None,
    Words("the sheet is hidden and holds cells", "工作表被隐藏且有内容"),
    Words("show it and look at it, or delete it", "请取消隐藏并核对，或删除"),
)
UNKNOWN_FILE = FaultKind(
    "unknown_file",
    None,
    Words("{value} is no file that is read here", "此处不读取{value}"),
    Words(
        "save it as .xlsx, .csv, .json or .parquet, or move it out of the folder",
        "请另存为.xlsx、.csv、.json或.parquet，或移出该文件夹",
    ),
)
NOTHING_READ = FaultKind(
    "nothing_read",
    None,
    Words("nothing that is read holds a single cell", "可读取的表中没有任何内容"),
    Words("look whether it is the right file", "请核对文件是否正确"),
)
NO_HEADER = FaultKind(
    "no_header",
    None,
    Words("no row with headings", "没有表头行"),
    Words(
        "put the headings into one row, at least two of them; in CSV commas stand between them",
        "请将表头写在同一行，至少两列；CSV以逗号分列",
    ),
)
TWO_HEADERS = FaultKind(
    "two_header_rows",
    None,
    Words("the headings stand in two rows", "表头分为两行"),
    Words(
        "put them into one row, a heading in each column; nothing merged", "请并为一行，每列一个表头，不要合并单元格"
    ),
)
DATA_ABOVE = FaultKind(
    "data_above_headings",
    None,
    Words("the row stands above the headings and holds data", "该行在表头之上，却含有数据"),
    Words("move it below the headings, or delete it", "请移至表头之下，或删除"),
)
UNKNOWN_COLUMN = FaultKind(
    "unknown_column",
    None,
    Words("the heading {value} is not known", "没有表头{value}"),
    Words(
        "use {known}; or name it in rules.headings, with empty text if it is not to be read",
        "请使用{known}；或在rules.headings中写明，不读取的写空文本",
    ),
)
DUPLICATE_COLUMN = FaultKind(
    "duplicate_column",
    None,
    Words("the heading {value} means the same as that in {other}", "表头{value}与{other}重复"),
    Words("keep one of them", "请只保留一个"),
)
MISSING_COLUMN = FaultKind(
    "missing_column",
    None,
    Words("columns are missing: {value}", "缺少列：{value}"),
    Words("add them to the headings{rules}", "请在表头补上{rules}"),
)
RULES_HELP = Words(
    "; source, on and document may stand in the rules instead", "；数据来源、日期、依据文件也可写在规则中"
)
NO_VALUES = FaultKind(
    "missing_column",
    None,
    Words("no column with values of an indicator", "没有任何指标数据列"),
    Words("add one, or write indicator and value in columns of these names", "请补上，或以“指标”“数值”两列填写"),
)
AMBIGUOUS_HEADING = FaultKind(
    "ambiguous_heading",
    None,
    Words("{value} is the term of several indicators: {known}", "{value}是多个指标的名称：{known}"),
    Words("use the key of one of them", "请使用其中一个指标的键"),
)
OTHER_UNIT = FaultKind(
    "other_unit",
    None,
    Words("the unit {value} is not {unit} of {indicator}", "单位{value}不是{indicator}的单位{unit}"),
    Words("give the values in {unit}; nothing is converted here", "请按{unit}填写；此处不换算"),
)
SCALED_TABLE = FaultKind(
    "other_unit",
    None,
    Words(
        "the line {value} above the table says that its numbers stand for larger ones",
        "表上方{value}表明数字是以较大单位填写的",
    ),
    Words("give the values in the units of the indicators; nothing is converted here", "请按指标单位填写；此处不换算"),
)
PERSONAL_COLUMN = FaultKind(
    "personal_column",
    None,
    Words("the heading {value} looks like data of persons", "表头{value}像是个人信息"),
    Words("delete the column from the file; no rule lets it be read", "请从文件中删除该列；任何规则都不允许读取"),
)
STRAY_CELL = FaultKind(
    "stray_cell",
    None,
    Words("{number} cells hold something under no heading, this one first", "自此起有{number}个单元格位于没有表头的列"),
    Words("delete them, or give the column a heading", "请删除，或为该列加上表头"),
)
HIDDEN_ROW = FaultKind(
    "hidden_row",
    None,
    Words("the row is hidden and holds something", "该行被隐藏且有内容"),
    Words(
        "show it and look at it; delete it only where it is no row of a template",
        "请取消隐藏（或取消筛选）并核对；不是模板原有的行可删除",
    ),
)
HIDDEN_COLUMN = FaultKind(
    "hidden_column",
    None,
    Words("the column {value} is hidden and would be read", "要读取的列{value}被隐藏"),
    Words("show it and look at it", "请取消隐藏并核对"),
)
SAMPLE_OF_A_ROW = FaultKind(
    "sample_of_a_row",
    None,
    Words(
        "{value} belongs to one value, and a row of this table holds the values of several indicators",
        "{value}属于一个数值，而本表每行有多项指标",
    ),
    Words(
        "put such values into a table with a row for each, with columns for indicator and value",
        "请把这类数值另列一表，每个数值一行，设“指标”“数值”两列",
    ),
)
MERGED_CELLS = FaultKind(
    "merged_cells",
    None,
    Words("cells are merged here up to {value}", "此处至{value}为合并单元格"),
    Words("take them apart and fill in each cell", "请取消合并并逐格填写"),
)
UNPROVEN_ENCODING = FaultKind(
    "unproven_encoding",
    None,
    Words("not UTF-8, and nothing in it shows that it is GB 18030", "不是UTF-8编码，也无法确认是GB 18030"),
    Words(
        "save it as UTF-8, or say encoding='gb18030' in the rules", "请以UTF-8保存，或在规则中写明encoding='gb18030'"
    ),
)
TOO_MANY_FAULTS = FaultKind(
    "too_many_faults",
    None,
    Words("after {value} faults nothing more was read", "已有{value}处差错，未再继续读取"),
    Words("mend those and read it again", "请更正后重新读取"),
)
TOO_MUCH_TEXT = FaultKind(
    "too_much_text",
    None,
    Words("more than {value} characters in long texts", "长文本合计超过{value}个字符"),
    Words("keep in the cells what says which document it is, not the document", "单元格只写明是哪份文件，不要粘贴全文"),
)
TOO_MANY_ROWS = FaultKind(
    "too_many_rows",
    None,
    Words("more than {value} definitions", "定义超过{value}条"),
    Words("give the units and indicators of the assessment alone", "请只给出考核涉及的单位和指标"),
)
_TAKE_OVER = Words(
    "take it over from the template and fill it in; what the template never asked for (known before, not drawn) is "
    "given as base",
    "请从模板中取回并填写；模板本来未要求的（已有数据、未抽中的县），请以base给出",
)
MISSING_SHEET = FaultKind(
    "missing_row",
    Citation(7, item=3),
    Words("the sheet {table} is not in the workbook", "工作簿中没有工作表“{table}”"),
    _TAKE_OVER,
)
MISSING_ROW = FaultKind(
    "missing_row",
    Citation(7, item=3),
    Words("the row of {value} is not in the sheet", "表中没有{value}所在行"),
    _TAKE_OVER,
)
MISSING_CELLS = FaultKind(
    "missing_column",
    Citation(7, item=3),
    Words("the column of {indicator} is not in the sheet", "表中没有“{indicator}”一列"),
    _TAKE_OVER,
)
BLANK_CELL = FaultKind(
    "blank_cell",
    None,
    Words("the cell is blank: {what}", "单元格为空：{what}"),
    Words("fill it in; nothing stands in for it", "请填写；没有默认值"),
)
UNKNOWN_PLACE = FaultKind(
    "unknown_place",
    None,
    Words("{value} is no unit of this assessment{hint}", "{value}不是本次考核的单位{hint}"),
    Words("mend the code or name, or add the unit", "请更正代码或名称，或增列该单位"),
)
AMBIGUOUS_PLACE = FaultKind(
    "ambiguous_place",
    None,
    Words("{value} is the name of several units: {known}", "{value}是多个单位的名称：{known}"),
    Words("give the code", "请填写代码"),
)
CODE_NAME_DIFFER = FaultKind(
    "code_name_differ",
    None,
    Words("{value} is not the name of {place}", "{value}不是{place}的名称"),
    Words("look which of the two is meant; a row may have slipped", "请核对代码与名称；可能有错行"),
)
REPEATED_HEADINGS = FaultKind(
    "repeated_headings",
    None,
    Words("the headings stand here once more", "此处重复了表头"),
    Words("delete the row", "请删除该行"),
)
DUPLICATE_ROW = FaultKind(
    "duplicate_row",
    None,
    Words("{value} stands already at {other}", "{value}已出现于{other}"),
    Words("keep one of them; a correction is a version of its own", "请只保留一个；更正应另列版本"),
)
TOTAL_DIFFERS = FaultKind(
    "total_differs",
    None,
    Words("the total {value} is not the sum {sum} of its rows", "合计{value}不等于各行之和{sum}"),
    Words("mend the total or the rows", "请更正合计或各行"),
)
TOTAL_BETWEEN = FaultKind(
    "total_differs",
    None,
    Words(
        "the total {value} is neither the sum {sum} of the rows below it nor the sum {above} of those above",
        "合计{value}既不等于其下各行之和{sum}，也不等于其上各行之和{above}",
    ),
    Words(
        "mend the total or the rows; put all totals above their rows, or all below",
        "请更正合计或各行；合计应一律在各行之上或一律在各行之下",
    ),
)
UNKNOWN_INDICATOR = FaultKind(
    "unknown_indicator",
    None,
    Words("no indicator is called {value}", "没有名为{value}的指标"),
    Words("is {known} meant? give its term or key", "是否指{known}？请填写其名称或键"),
)
OTHER_DEFINITION = FaultKind(
    "other_definition",
    None,
    Words("{value} is defined otherwise in {other}", "{value}在{other}中的定义不同"),
    Words("give it the same definition everywhere", "请统一其定义"),
)
MISSING_ABOUT = FaultKind(
    "missing_about",
    None,
    Words("nothing tells {value}", "没有说明{value}"),
    Words(
        "add a sheet 说明 with these lines, or give evidence that has them as base",
        "请补上含有这些行的“说明”表，或用base给出",
    ),
)
ABOUT_DIFFERS = FaultKind(
    "about_differs",
    None,
    Words("{what} is {value} here but {other} in {first}", "{what}此处为{value}，而{first}为{other}"),
    Words("read together only what belongs together", "请只一并读取同一批数据"),
)
OTHER_SCHEME = FaultKind(
    "other_scheme",
    None,
    Words("the file was made for another scheme, whose digest is {value}", "文件是为另一方案制作的，其校验码为{value}"),
    Words("read it with that scheme, or make the file anew", "请用该方案读取，或重新制作文件"),
)
OTHER_FORMAT = FaultKind(
    "wrong_format",
    None,
    Words("the format {value} is not read here", "此处不读取格式{value}"),
    Words(
        "use {known}, or name the sheet in rules.sheets with empty text",
        "请使用{known}，或在rules.sheets中对该表写空文本",
    ),
)
