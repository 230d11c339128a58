"""The kinds of fault that keep a file from being read as sheets, one table."""

from __future__ import annotations

from jxassess.faults import FaultKind
from jxassess.words import Words

WRONG_CONTENT = FaultKind(
    "wrong_content",
    None,
    Words("the file is {value}, not what its name says", "文件实为{value}，与文件名不符"),
    Words(
        "open it where it was made and save it as {wanted}, without a password",
        "请用原软件打开，另存为{wanted}，不设打开密码",
    ),
)
EMPTY_FILE = FaultKind(
    "empty_file",
    None,
    Words("the file is empty", "文件为空"),
    Words("ask for it again", "请重新索取"),
)
BROKEN_ARCHIVE = FaultKind(
    "broken_archive",
    None,
    Words("the workbook is broken or not whole: {value}", "工作簿已损坏或不完整：{value}"),
    Words(
        "copy it again, or open it in a spreadsheet program and save it anew", "请重新复制，或用表格软件打开后重新保存"
    ),
)
SUSPECT_ARCHIVE = FaultKind(
    "suspect_archive",
    None,
    Words("the workbook is packed as no spreadsheet program does it: {value}", "工作簿的打包方式异常：{value}"),
    Words("do not open it; ask the sender", "请勿打开，并向报送单位核实"),
)
TOO_LARGE = FaultKind(
    "too_large",
    None,
    Words("{what}: {value}, at most {most} are read", "{what}：{value}，最多读取{most}"),
    Words("remove what is not needed, or split the file", "请删去多余内容或拆分文件"),
)
ENCRYPTED = FaultKind(
    "encrypted",
    None,
    Words("the file is encrypted", "文件已加密"),
    Words("open it with its password, remove the password and save it", "请用密码打开文件，去除打开密码后重新保存"),
)
DOCTYPE = FaultKind(
    "doctype",
    None,
    Words("the part {value} defines entities, which no spreadsheet program writes", "部件{value}含有DOCTYPE定义"),
    Words("do not open it; ask the sender", "请勿打开，并向报送单位核实"),
)
NOT_XML = FaultKind(
    "not_xml",
    None,
    Words("the part {part} is not the XML that it has to be: {value}", "部件{part}不是正确的XML：{value}"),
    Words("open it in a spreadsheet program and save it anew", "请用表格软件打开后重新保存"),
)
STRICT_WORKBOOK = FaultKind(
    "strict_workbook",
    None,
    Words("the workbook was saved as Strict Open XML", "工作簿保存为Strict Open XML格式"),
    Words('save it as "Excel workbook (.xlsx)"', "请另存为“Excel工作簿(.xlsx)”"),
)
MISSING_PART = FaultKind(
    "missing_part",
    None,
    Words("the workbook lacks its part {value}", "工作簿缺少部件{value}"),
    Words("open it in a spreadsheet program and save it anew", "请用表格软件打开后重新保存"),
)
ODD_SHEET = FaultKind(
    "odd_sheet",
    None,
    Words("{value} is a sheet of a kind that is not read", "{value}不是普通工作表，无法读取"),
    Words("remove the sheet, or move its cells to a usual one", "请删除该表，或将内容移到普通工作表"),
)
DUPLICATE_SHEET = FaultKind(
    "duplicate_sheet",
    None,
    Words("the sheet {value} is there twice", "工作表{value}重复"),
    Words("open it in a spreadsheet program and save it anew", "请用表格软件打开后重新保存"),
)
ODD_ROW = FaultKind(
    "odd_row",
    None,
    Words("the row numbered {value} does not follow on the row {before}", "行号{value}不在第{before}行之后"),
    Words("open it in a spreadsheet program and save it anew", "请用表格软件打开后重新保存"),
)
ODD_REFERENCE = FaultKind(
    "odd_reference",
    None,
    Words("the cell named {value} does not stand at its place in the file", "单元格{value}在文件中的位置有误"),
    Words("open it in a spreadsheet program and save it anew", "请用表格软件打开后重新保存"),
)
ODD_CELL = FaultKind(
    "odd_cell",
    None,
    Words("the cell holds {value}, which is not a value of its type {type}", "单元格内容{value}不符合其类型{type}"),
    Words("type the value anew", "请重新输入"),
)
NO_FORMAT = FaultKind(
    "no_format",
    None,
    Words("the cell has the format numbered {value}, which is not there", "单元格的格式编号{value}不存在"),
    Words("open it in a spreadsheet program and save it anew", "请用表格软件打开后重新保存"),
)
STRAY_ROW = FaultKind(
    "stray_row",
    None,
    Words("the cell holds {value}, which looks like a row of its own", "单元格含有{value}，疑为另一行"),
    Words("take away the double quote before it, or write it twice", "请删去前面的双引号或写成两个"),
)
ODD_SETTING = FaultKind(
    "odd_setting",
    None,
    Words("{what} is given as {value}, which says nothing", "{what}的取值{value}无效"),
    Words("open it in a spreadsheet program and save it anew", "请用表格软件打开后重新保存"),
)
ODD_STRUCTURE = FaultKind(
    "odd_structure",
    None,
    Words("{value} stands where it has no place", "{value}的位置有误"),
    Words("open it in a spreadsheet program and save it anew", "请用表格软件打开后重新保存"),
)
ODD_MERGE = FaultKind(
    "odd_merge",
    None,
    Words("{value} is not a range of cells", "{value}不是单元格区域"),
    Words("open it in a spreadsheet program and save it anew", "请用表格软件打开后重新保存"),
)
WRONG_ENCODING = FaultKind(
    "wrong_encoding",
    None,
    Words("the file is not {wanted}: {value}", "文件不是{wanted}编码：{value}"),
    Words('save it as "CSV UTF-8"', "请另存为“CSV UTF-8”格式"),
)
NOT_GB18030 = FaultKind(
    "wrong_encoding",
    None,
    Words("byte {value} is no GB 18030", "第{value}字节不是GB 18030编码"),
    Words('save it as "CSV UTF-8", and leave out that it is GB 18030', "请另存为“CSV UTF-8”格式，并不再指明GB 18030"),
)
NO_LIST = FaultKind(
    "no_list",
    None,
    Words("{value} is not a list of tables", "{value}不是对象列表"),
    Words('give [{{"place": "990121", ...}}, ...]', '请给出[{{"place": "990121", ...}}, ...]'),
)
NO_FLAT_TABLE = FaultKind(
    "no_flat_table",
    None,
    Words("{value} is not a table of plain values", "{value}不是由简单值组成的对象"),
    Words("give each row as one object without lists or objects in it", "每行应为一个不嵌套的对象"),
)
ODD_COLUMN_TYPE = FaultKind(
    "odd_column_type",
    None,
    Words("the column is of type {value}, which is not read", "列的类型{value}无法读取"),
    Words("write it as text, decimal, integer, double, bool or date", "请写成文本、小数、整数、双精度、布尔或日期类型"),
)
