"""The first sheet of a workbook: what it is, and which tables it has."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from jxassess.io._sheets._kinds import ABOUT
from jxassess.io._tables._about import about_lines
from jxassess.io._tables._looks import Depth, Looks
from jxassess.io._tables._table import Table, Value
from jxassess.io._tables._xlsx_columns import EXACT
from jxassess.io._tables._xlsx_extras import Worksheet
from jxassess.io._tables._xlsx_page import set_up_page
from jxassess.words import Language, Words

_TABLES = Words("Tables in this workbook:", "本工作簿的表：")
_COUNTED = Words("{name} ({rows} rows)", "{name}（{rows}行）")
_EXACT_NOTE = Words(
    "Amounts are shown with at most six decimal places; what no decimal writes stands exactly, as a fraction, "
    "in the last columns, which are not printed.",
    "得分、成绩等最多显示六位小数；除不尽的，精确值以分数列在表的末尾，不打印。",
)
_STAGE_NOTE = Words(
    "Computed and proposed is not approved: results are deliberated and approved as Art. 7(4) says.",
    "测算和建议不等于审定；考核结果按第七条第(四)项审议、审定。",
)
_LABEL_WIDTH = 24
_VALUE_WIDTH = 80


def write_about(sheet: Worksheet, tables: Sequence[Table], looks: Looks, language: Language) -> None:
    """Write the first sheet.

    Args:
        sheet: the sheet.
        tables: the tables of the workbook.
        looks: the formats of the workbook.
        language: its language.
    """
    head = tables[0].head
    sheet.set_default_row(20)
    sheet.set_row(0, 28)
    sheet.write_string(0, 0, head.words.text(language), looks.head(is_synthetic=head.is_synthetic))
    row = 0
    for row, (label, value) in enumerate(about_lines(head, language), 1):
        sheet.write_string(row, 0, label, looks.label())
        _write_value(sheet, row, value, looks)
    row += 2
    for note in _notes(tables):
        sheet.write_string(row, 0, note.text(language), looks.note())
        row += 1
    sheet.write_string(row + 1, 0, _TABLES.text(language), looks.note())
    for i, table in enumerate(tables, row + 2):
        name = table.kind.words.text(language)
        said = _COUNTED.format(name=name, rows=len(table.rows)).text(language)
        sheet.write_url(i, 0, f"internal:'{name}'!A1", looks.link(), said)
    sheet.set_column(0, 0, _LABEL_WIDTH)
    sheet.set_column(1, 1, _VALUE_WIDTH)
    set_up_page(sheet, ABOUT.words.text(language), head, language)
    sheet.fit_to_pages(1, 0)


def _notes(tables: Sequence[Table]) -> list[Words]:
    columns = [column.key for table in tables for column in table.kind.columns]
    notes = [] if tables[0].head.stage is None else [_STAGE_NOTE]
    return [*notes, _EXACT_NOTE] if any(key.endswith(EXACT) for key in columns) else notes


def _write_value(sheet: Worksheet, row: int, value: Value, looks: Looks) -> None:
    if isinstance(value, int):
        sheet.write_number(row, 1, value, looks.about_number())
    elif isinstance(value, date):
        sheet.write_datetime(row, 1, value, looks.about_day())
    else:
        sheet.write_string(row, 1, str(value), looks.text(Depth.NONE, is_wrapped=True))
