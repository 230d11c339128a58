"""The sheets of a template in a workbook: what stands where, what is locked, how it is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import ceil

from jxassess.io._sheets._kinds import TableKind
from jxassess.io._tables._looks import shown_width
from jxassess.io._tables._xlsx_extras import FONTS, Properties, Worksheet
from jxassess.io._templates._form import ADDED, Grid, GridColumn, Slot
from jxassess.io._templates._guards import Guard
from jxassess.io._templates._looks import TemplateLooks
from jxassess.io._templates._rules import ChoiceRule, DayRule, NumberRule, TextRule
from jxassess.io._templates._words import PAGE, hint_of
from jxassess.words import Language, Words

FIRST_ROW = 3
"""Below the head line, the hint and the headings."""
_HEADINGS = 2
_INPUT_TAB, _FIXED_TAB = "#FFC000", "#A6A6A6"
_A4 = 9
_PAGE_WIDTH = 190
"""Characters across an A4 page on its long side, as small as they can be read."""
_WIDEST = 26
_TEXT_WIDTHS = {ChoiceRule: 18, DayRule: 13, TextRule: 30}
_ALLOWED = {"format_columns": True, "format_rows": True}


class GridPage:
    """One sheet to be filled in."""

    def __init__(self, sheet: Worksheet, grid: Grid, looks: TemplateLooks, language: Language, choices: str) -> None:
        """Prepare the sheet.

        Args:
            sheet: the sheet.
            grid: what is on it.
            looks: the formats of the workbook.
            language: `"en"` or `"zh"`.
            choices: the cells that hold what can be chosen as a source, as a formula.
        """
        self._sheet, self._grid, self._looks, self._choices = sheet, grid, looks, choices
        self._language: Language = language
        self._fixed = len(grid.rows[0].texts)

    def write(self, head: Words, *, is_synthetic: bool) -> None:
        """Write the sheet, but for its rows.

        Args:
            head: the line that stands on every sheet.
            is_synthetic: whether data are made up.
        """
        grid, sheet, looks = self._grid, self._sheet, self._looks
        widths = self._widths()
        pages = ceil(sum(widths) / _PAGE_WIDTH)
        # Across several pages the first columns are repeated, and a line that begins there would be cut off on them.
        first = 0 if pages == 1 else self._fixed
        write_top(sheet, grid.kind, looks, head, self._language, is_synthetic=is_synthetic, column=first)
        for i, (column, width) in enumerate(zip(grid.columns, widths, strict=True)):
            sheet.set_column(i, i, width)
            sheet.write_string(_HEADINGS, i, column.heading, looks.group(column.group))
            if column.note:
                sheet.write_comment(_HEADINGS, i, column.note, _note_options(column.note, self._language))
        lines = [_lines(column.heading, width) for column, width in zip(grid.columns, widths, strict=True)]
        sheet.set_default_row(18)
        sheet.set_row(_HEADINGS, 15.0 * max(lines) + 8)
        guard = Guard(sheet, looks, self._language, self._choices)
        for i, column in enumerate(grid.columns[self._fixed :]):
            title = column.heading.partition("\n")[0]
            guard.column(self._fixed + i, FIRST_ROW, title, (row.slots[i] for row in grid.rows))
        sheet.freeze_panes(FIRST_ROW, self._fixed)
        sheet.set_selection(FIRST_ROW, self._fixed, FIRST_ROW, self._fixed)
        set_up_page(sheet, grid.kind, head, self._language, pages=pages)
        sheet.repeat_columns(0, self._fixed - 1)
        sheet.set_tab_color(_INPUT_TAB)

    def write_rows(self) -> Iterator[int]:
        """Write the rows.

        Yields:
            The number of rows written, after each.
        """
        for i, row in enumerate(self._grid.rows):
            for j, text in enumerate(row.texts):
                self._sheet.write_string(FIRST_ROW + i, j, text, self._looks.fixed(is_code=j == 0))
            for j, slot in enumerate(row.slots, self._fixed):
                self._sheet.write_blank(FIRST_ROW + i, j, None, self._looks.slot(slot))
            yield i + 1

    def _widths(self) -> list[float]:
        texts = [[row.texts[i] for row in self._grid.rows] for i in range(self._fixed)]
        named = zip(self._grid.columns, texts, strict=False)
        fixed = [max(10.0, *(shown_width(text) + 2.0 for text in (column.heading, *cells))) for column, cells in named]
        rows = self._grid.rows
        slots = [next((row.slots[i] for row in rows if row.slots[i]), None) for i in range(len(rows[0].slots))]
        open_columns = zip(self._grid.columns[self._fixed :], slots, strict=True)
        return [*fixed, *(_width(column, slot) for column, slot in open_columns)]


def write_top(
    sheet: Worksheet,
    kind: TableKind,
    looks: TemplateLooks,
    head: Words,
    language: Language,
    *,
    is_synthetic: bool,
    column: int = 0,
) -> None:
    """Write what stands above a table: what the workbook is, and what to do here.

    Args:
        sheet: the sheet.
        kind: its table.
        looks: the formats of the workbook.
        head: the line that stands on every sheet.
        language: `"en"` or `"zh"`.
        is_synthetic: whether data are made up.
        column: the column in which the lines begin, from 0 on.
    """
    sheet.set_row(0, 22)
    sheet.write_string(0, column, head.text(language), looks.head(is_synthetic=is_synthetic))
    sheet.write_string(1, column, hint_of(kind.key).text(language), looks.hint())


def write_fixed(
    sheet: Worksheet,
    kind: TableKind,
    rows: Sequence[Sequence[str]],
    looks: TemplateLooks,
    language: Language,
) -> None:
    """Write a table that is there for reference.

    Args:
        sheet: the sheet.
        kind: its table.
        rows: the rows, as text; columns that are empty throughout are left out.
        looks: the formats of the workbook.
        language: `"en"` or `"zh"`.
    """
    kept = [i for i, column in enumerate(kind.columns) if column.is_required or any(row[i] for row in rows)]
    for j, i in enumerate(kept):
        heading = kind.columns[i].words.text(language)
        sheet.write_string(_HEADINGS, j, heading, looks.group(ADDED))
        for k, row in enumerate(rows, FIRST_ROW):
            sheet.write_string(k, j, row[i], looks.fixed(is_code=row[i].isdecimal()))
        sheet.set_column(j, j, max(shown_width(text) for text in (heading, *(row[i] for row in rows))) + 4.0)
    sheet.set_row(_HEADINGS, 24)
    sheet.freeze_panes(FIRST_ROW, 0)
    sheet.set_tab_color(_FIXED_TAB)


def set_up_page(
    sheet: Worksheet, kind: TableKind, head: Words, language: Language, *, pages: int, is_upright: bool = False
) -> None:
    """Set up printing, and lock what is not to be filled in.

    Args:
        sheet: the sheet.
        kind: its table.
        head: the line that stands on every sheet.
        language: `"en"` or `"zh"`.
        pages: across how many pages it is printed.
        is_upright: whether it is printed on the short side, on one page.
    """
    sheet.set_paper(_A4)
    sheet.set_margins(0.4, 0.4, 0.7, 0.6)
    # In headers and footers this sign begins a command.
    line = head.text(language)[:180].replace("&", "&&")
    sheet.set_header(f"&L{line}&R{kind.words.text(language)}")
    sheet.set_footer(f"&C{PAGE.text(language)}")
    if is_upright:
        sheet.fit_to_pages(1, 1)
    else:
        sheet.set_landscape()
        sheet.fit_to_pages(pages, 0)
        sheet.repeat_rows(_HEADINGS, _HEADINGS)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    # No password: the lock keeps slips out, not people.
    sheet.protect("", _ALLOWED)


def _width(column: GridColumn, slot: Slot | None) -> float:
    if slot is not None and not isinstance(slot.rule, NumberRule):
        return float(_TEXT_WIDTHS[type(slot.rule)])
    # A third of the longest line, so that it stands in about three; words are not broken.
    third = ceil(shown_width(column.heading) / 3) + 4
    longest = max((len(word) for word in re.findall(r"[!-~〔〕]+", column.heading)), default=0) + 4
    return float(min(max(third, longest, 11), _WIDEST))


def _lines(heading: str, width: float) -> int:
    # A line of Chinese loses up to two characters, which may not begin or end it.
    return sum(ceil(shown_width(line) / (width - 3)) for line in heading.split("\n"))


def _note_options(note: str, language: Language) -> Properties:
    lines = note.split("\n")
    width = min(max(map(shown_width, lines)) * 7 + 24, 400)
    height = sum(ceil((shown_width(line) * 7 + 7) / (width - 20)) for line in lines) * 17 + 14
    return {"author": "", "width": width, "height": height, "font_name": FONTS[language], "font_size": 9}
