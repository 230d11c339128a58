"""The kinds of fault that files as a whole can have: which are read, of which year, twice, with remarks; one table."""

from __future__ import annotations

from jxassess.faults import FaultKind
from jxassess.measure import Citation
from jxassess.words import Words

NO_FILES = FaultKind(
    "nothing_read",
    None,
    Words("there is no file to read", "没有可读取的文件"),
    Words(
        "give files that end in .xlsx, .csv, .json or .parquet, or the folder that they are in",
        "请给出.xlsx、.csv、.json或.parquet文件，或其所在文件夹",
    ),
)
EMPTY_FILE = FaultKind(
    "nothing_read",
    None,
    Words("nothing that is read holds a single cell", "可读取的表中没有任何内容"),
    Words("ask for the file again, or take it out", "请核对文件是否正确：重新报送，或移出"),
)
LOCK_FILE = FaultKind(
    "lock_file",
    None,
    Words(
        "not a workbook but the mark that someone has {value} open",
        "不是工作簿，而是有人正打开{value}时产生的临时文件",
    ),
    Words("give {value} itself, once it is saved and closed", "请保存并关闭后给出{value}本身"),
)
SUBFOLDER = FaultKind(
    "unknown_file",
    None,
    Words("a folder inside the folder; what is in it is not read", "这是文件夹中的下级文件夹，其中的文件不读取"),
    Words("give it by itself, or move it elsewhere", "请另行给出该文件夹，或将其移出"),
)
REPEATED_FILE = FaultKind(
    "repeated_file",
    None,
    Words("the same file is given {value} times", "同一文件给出了{value}次"),
    Words("give it once", "请只给出一次"),
)
SAME_ROWS = FaultKind(
    "same_rows",
    None,
    Words(
        "{value} rows stand in {other} too, perhaps with other values: {cell} first, there at {first}",
        "有{value}行在{other}中也填报了（数值可能不同），首处为{cell}，对应{first}",
    ),
    Words(
        "keep one of the two files, such as the newer, or of each such row one; a correction is a version of its own",
        "两个文件请只保留一个（如系旧稿、副本），或逐行只保留一处；更正应另列版本",
    ),
)
OTHER_YEAR = FaultKind(
    "about_differs",
    Citation(4),
    Words("the file is of {value}, the scheme of {year}", "文件是{value}年度的，而方案是{year}年度的"),
    Words(
        "give the file of {year}, or read it with the scheme of {value}",
        "请给出{year}年度的文件，或用{value}年度的方案读取",
    ),
)
CHANGED_YEAR = FaultKind(
    "about_differs",
    Citation(4),
    Words(
        "the year is {value}, though the file was made for this scheme, which is of {year}",
        "考核年度为{value}，但文件是为本方案（{year}年度）制作的",
    ),
    Words("put {year} back", "请改回{year}"),
)
UNKNOWN_LABEL = FaultKind(
    "unknown_column",
    None,
    Words("nothing is called {value} here", "此处没有名为{value}的项目"),
    Words("use {known}, or delete the line", "请使用{known}；或删除该行"),
)
REMARK = FaultKind(
    "stray_cell",
    None,
    Words("a remark beside what the sheet says, which nothing reads", "此处不应有内容，填写的内容不会被读取"),
    Words("delete it, and tell it otherwise", "请删除；需说明的事项请另行报告"),
)
MISSING_SOURCE = FaultKind(
    "missing_column",
    Citation(7, item=3),
    Words("the column of {indicator} from {value} is gone", "“{indicator}”来源为{value}的一列不见了"),
    Words("take it over from the template and fill it in", "请从模板中取回并填写"),
)
OR_SAMPLE = Words(
    "fill it in; where the county was not drawn, give evidence with the samples as base",
    "请填写；未抽中的县，请将含有抽样结果的数据以base给出",
)
"""What to do about a blank cell of a scheme that samples, as long as nobody says which counties were drawn."""
CLOSED_CELL = FaultKind(
    "closed_cell",
    Citation(7, item=3),
    Words("the scheme does not ask for it: {what}", "方案不要求填写：{what}"),
    Words("empty the cell; a value may stand in the wrong row or column", "请清空该单元格；数据可能填错行或列"),
)
RESULTS = FaultKind(
    "not_evidence",
    None,
    Words(
        "the file holds results ({value}), which are not read as evidence",
        "这是考核结果（{value}），不作为汇总数据读取",
    ),
    Words("move it elsewhere; read_tables reads it", "请移出；其内容可用read_tables读取"),
)
