"""The sheet of one table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from math import ceil

from jxassess.exact import places_of, to_text
from jxassess.io._sheets._kinds import CellKind
from jxassess.io._tables._looks import Depth, Looks, fits_number, number_format, shown_width
from jxassess.io._tables._rates import Rate, Written
from jxassess.io._tables._spelling import Spelling
from jxassess.io._tables._table import Table
from jxassess.io._tables._writing import Counter
from jxassess.io._tables._xlsx_columns import EXACT, STEP_COLUMN, ShownColumn, frozen_columns, shown_columns
from jxassess.io._tables._xlsx_extras import Format, Worksheet
from jxassess.io._tables._xlsx_page import set_up_page

_FIRST_ROW = 2
_LINE_HEIGHT = 13.5
_ROW_HEIGHT = 18
_HIGHEST = 400
"""A spreadsheet program shows no row higher than 409 points."""
_PAGE_WIDTH = 225
"""So many characters stand beside each other on a page that is still readable."""
_RATE_PLACES = 2
_TITLE_SCALE = 1.25
"""How much wider a character of the line above the table is, which is larger and bold."""
_DEFAULT_WIDTH = 8.43


class TableSheet:
    """Writes one table into a sheet: the head line, the headings, the rows."""

    def __init__(self, sheet: Worksheet, table: Table, looks: Looks, spelling: Spelling) -> None:
        self._sheet, self._table, self._looks, self._spelling = sheet, table, looks, spelling
        keys = [column.key for column in table.kind.columns]
        kinds = [column.kind for column in table.kind.columns]
        self._indicator = kinds.index(CellKind.INDICATOR) if CellKind.INDICATOR in kinds else None
        self._step = keys.index(STEP_COLUMN) if STEP_COLUMN in keys else None

    def write(self, counter: Counter) -> None:
        """Write the sheet.

        Args:
            counter: gives the rows, and is told how far the work has come.
        """
        table = self._table
        given = list(counter.rows(table))
        rows = [[self._spelling.said(*pair) for pair in zip(row, table.kind.columns, strict=True)] for row in given]
        columns = shown_columns(table, rows, self._spelling.language)
        self._set_up(columns, len(rows))
        for number, (row, keys) in enumerate(zip(rows, given, strict=True), _FIRST_ROW):
            self._write_row(number, row, columns, self._places(keys))

    def _set_up(self, columns: Sequence[ShownColumn], rows: int) -> None:
        sheet, looks = self._sheet, self._looks
        sheet.set_default_row(_ROW_HEIGHT)
        title = looks.head(is_synthetic=self._table.head.is_synthetic)
        sheet.write_string(0, 0, _title(self._table, self._spelling), title)
        sheet.set_row(0, 26)
        for i, column in enumerate(columns):
            sheet.write_string(1, i, column.heading, looks.heading())
            sheet.set_column(i, i, column.width)
        is_high = any(shown_width(column.heading) + 3 > column.width for column in columns)
        sheet.set_row(1, 34 if is_high else 22)
        sheet.freeze_panes(_FIRST_ROW, frozen_columns(self._table.kind))
        sheet.autofilter(1, 0, rows + 1, len(columns) - 1)
        # Codes of units and numbers of documents are text on purpose.
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        self._set_up_print(columns, rows)

    def _set_up_print(self, columns: Sequence[ShownColumn], rows: int) -> None:
        sheet, table, language = self._sheet, self._table, self._spelling.language
        set_up_page(sheet, table.kind.words.text(language), table.head, language)
        printed = [column for column in columns if not column.column.key.endswith(EXACT)]
        pages = ceil(sum(column.width for column in printed) / _PAGE_WIDTH)
        sheet.set_landscape()
        sheet.fit_to_pages(pages, 0)
        # Beside each other, pages would cut the line above the table; it stands above every page anyway.
        first = 0 if pages == 1 else 1
        sheet.repeat_rows(first, 1)
        last = len(printed) - 1
        if pages == 1 and len(printed) == len(columns):
            # The line above a narrow table reaches beyond it, and would be cut there.
            width = shown_width(_title(table, self._spelling)) * _TITLE_SCALE
            last += max(0, ceil((width - sum(column.width for column in columns)) / _DEFAULT_WIDTH))
        sheet.print_area(first, 0, rows + 1, last)
        if pages > 1 and (frozen := frozen_columns(table.kind)):
            sheet.repeat_columns(0, frozen - 1)

    def _places(self, keys: Sequence[Written]) -> int | None:
        """Give the places of the indicator of a row: persons have none, rates two."""
        key = None if self._indicator is None else keys[self._indicator]
        return self._spelling.places(key) if isinstance(key, str) else None

    def _write_row(
        self, number: int, row: Sequence[Written], columns: Sequence[ShownColumn], places: int | None
    ) -> None:
        lines = max(column.lines(row[column.place]) for column in columns)
        if lines > 1:
            self._sheet.set_row(number, min(lines * _LINE_HEIGHT + 5, _HIGHEST))
        depth = Depth.NONE if self._step is None else Depth.of(str(row[self._step]))
        for i, column in enumerate(columns):
            self._write(number, i, row[column.place], column, places, depth)

    def _write(self, row: int, i: int, cell: Written, column: ShownColumn, places: int | None, depth: Depth) -> None:
        sheet, looks = self._sheet, self._looks
        match cell:
            case None:
                sheet.write_blank(row, i, None, looks.text(depth))
            case Fraction() if fits_number(cell):
                sheet.write_number(row, i, float(cell), self._number(cell, column, places, depth))
            case Fraction():
                sheet.write_string(row, i, to_text(cell), looks.number("@", depth))
            case Rate() if fits_number(cell.value / 100):
                # Divided by a hundred exactly, so that it reads back as it was.
                shown = number_format(max(places_of(cell.value) or 0, _RATE_PLACES))
                sheet.write_number(row, i, float(cell.value / 100), looks.number(f"{shown}%", depth))
            case Rate():
                sheet.write_string(row, i, cell.text, looks.number("@", depth))
            case int():
                sheet.write_number(row, i, cell, looks.whole(depth))
            case date():
                sheet.write_datetime(row, i, cell, looks.day(depth))
            case text:
                sheet.write_string(row, i, text, self._text(text, column, depth))

    def _number(self, cell: Fraction, column: ShownColumn, places: int | None, depth: Depth) -> Format:
        if places is None or not column.is_measured:
            return self._looks.number(column.number_format, depth)
        return self._looks.number(number_format(max(places, places_of(cell) or 0)), depth)

    def _text(self, text: str, column: ShownColumn, depth: Depth) -> Format:
        if column.column.kind is CellKind.NUMBER:
            return self._looks.number("@", depth)
        if column.is_centred:
            return self._looks.centred(depth)
        indent = depth.indent if column.is_step else 0
        return self._looks.text(depth, indent=indent, is_wrapped=column.lines(text) > 1)


def _title(table: Table, spelling: Spelling) -> str:
    name, head = table.kind.words.text(spelling.language), table.head.words.text(spelling.language)
    return f"{name}（{head}）" if spelling.language == "zh" else f"{name} ({head})"
