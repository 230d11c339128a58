"""The kinds of fault that a table can have when it is made, written or read back, one table."""

from __future__ import annotations

from jxassess.faults import FaultKind
from jxassess.words import Words

CELL_TYPE = FaultKind(
    "cell_type",
    None,
    Words("{value} has no place in a column of kind {kind}", "{value}不能放入{kind}类的列"),
    Words("give what the column is for", "请按列的用途给出"),
)
NO_CELL = FaultKind(
    "no_cell",
    None,
    Words("nothing stands in a cell that must not be empty", "必填单元格为空"),
    Words("give a value", "请填写"),
)
CELLS_DIFFER = FaultKind(
    "cells_differ",
    None,
    Words("{value} cells in a table of {columns} columns", "有{value}个单元格，表有{columns}列"),
    Words("give one for each column, `None` where there is nothing", "请每列给一个，空的为None"),
)
OUTER_BLANKS = FaultKind(
    "outer_blanks",
    None,
    Words("the text {value} begins or ends with blanks, which would be lost", "文本{value}首尾有空白，写出后会丢失"),
    Words("take the blanks off", "请删去首尾空白"),
)
TEXT_TOO_LONG = FaultKind(
    "text_too_long",
    None,
    Words("{value} characters are more than the {most} of a cell", "{value}个字符，超过单元格上限{most}"),
    Words("shorten the text, or write JSON, CSV or Parquet", "请缩短文本，或写为JSON、CSV、Parquet"),
)
DAY_TOO_FAR = FaultKind(
    "day_too_far",
    None,
    Words(
        "{value} lies outside the years {first} to {last}, as mistyped days do",
        "{value}不在{first}至{last}年之间，疑为误填",
    ),
    Words("mend the day", "请更正日期"),
)
TOO_MANY_ROWS = FaultKind(
    "too_many_rows",
    None,
    Words("{value} rows are more than the {most} of a sheet", "{value}行，超过工作表上限{most}"),
    Words("write CSV or Parquet, or a workbook for each city", "请写为CSV或Parquet，或每市一册"),
)
FILE_TOO_LARGE = FaultKind(
    "file_too_large",
    None,
    Words("{value} bytes are more than the {most} of a file that is read", "{value}字节，超过可读取文件的上限{most}"),
    Words("write another format, or a file for each city", "请写为其他格式，或每市一个文件"),
)
TABLE_TWICE = FaultKind(
    "table_twice",
    None,
    Words("two tables have the name {value}", "两个表的名称均为{value}"),
    Words("give each table once", "每个表只能给一次"),
)
HEADS_DIFFER = FaultKind(
    "heads_differ",
    None,
    Words("its year, stage or the like differs from that of {value}", "年度、阶段等与{value}不一致"),
    Words("write tables of one year and stage together, others apart", "同一年度和阶段的表写在一起，其余另写"),
)
NO_TABLES = FaultKind(
    "no_tables",
    None,
    Words("no table is given", "没有给出表"),
    Words("give at least one", "请至少给出一个"),
)
BAD_SHEET_NAME = FaultKind(
    "bad_sheet_name",
    None,
    Words("{value!r} cannot be the name of a sheet", "{value!r}不能作工作表名称"),
    Words(
        "use at most 31 characters without [ ] : * ? / \\ and without an apostrophe at either end",
        "请用不超过31个字符的名称，不含[ ] : * ? / \\，首尾不用单引号",
    ),
)
NO_HEAD = FaultKind(
    "no_head",
    None,
    Words("nothing says of which year and stage the tables are", "未说明表的年度和阶段"),
    Words("read files that this library wrote, with their sheet or file {value}", "请读取本库写出的文件，含{value}"),
)
UNKNOWN_KIND = FaultKind(
    "unknown_kind",
    None,
    Words("{value!r} is no table that this library writes", "{value!r}不是本库写出的表"),
    Words("read the files as they were written", "请读取未经改动的文件"),
)
UNKNOWN_HEADING = FaultKind(
    "unknown_heading",
    None,
    Words("no column of {table} is called {value!r}, or two are", "{table}没有名为{value!r}的列，或有两列"),
    Words("read the files as they were written", "请读取未经改动的文件"),
)
UNREADABLE = FaultKind(
    "unreadable",
    None,
    Words("{value} is not what stands in the column {column}", "{value}不是“{column}”列的内容"),
    Words("read the files as they were written", "请读取未经改动的文件"),
)
