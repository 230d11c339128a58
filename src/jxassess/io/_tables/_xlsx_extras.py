"""XlsxWriter, as far as it is used: it says nothing about its types, so they are written down here."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from datetime import date, datetime
from importlib import import_module
from typing import Protocol, TypeAlias

from jxassess.errors import ScopeError
from jxassess.words import Language

FormatProperties: TypeAlias = Mapping[str, str | int | bool]

Properties: TypeAlias = Mapping[str, object]

FONTS: dict[Language, str] = {"en": "Calibri", "zh": "宋体"}
FONT_SIZE = 10
_CREATED = datetime(2017, 1, 1)
"""When all workbooks say that they were made, so that equal tables give equal bytes."""


class Format(Protocol):
    """How a cell looks."""


class Worksheet(Protocol):
    """A sheet of a workbook that is written; rows and columns count from 0."""

    def write_string(self, row: int, column: int, text: str, cell_format: Format | None = None, /) -> int:
        """Write text, which stays text whatever it looks like."""
        ...

    def write_number(self, row: int, column: int, number: float, cell_format: Format | None = None, /) -> int:
        """Write a number."""
        ...

    def write_datetime(self, row: int, column: int, day: date, cell_format: Format | None = None, /) -> int:
        """Write a day."""
        ...

    def write_blank(self, row: int, column: int, nothing: None, cell_format: Format | None = None, /) -> int:
        """Write a cell that holds nothing but its looks."""
        ...

    def write_url(
        self, row: int, column: int, url: str, cell_format: Format | None = None, string: str | None = None
    ) -> int:
        """Write a link with its text."""
        ...

    def set_column(self, first: int, last: int, width: float, cell_format: Format | None = None) -> int:
        """Set the width of columns, in characters."""
        ...

    def set_row(self, row: int, height: float, cell_format: Format | None = None) -> int:
        """Set the height of a row, in points."""
        ...

    def freeze_panes(self, row: int, column: int) -> None:
        """Keep the rows above and the columns before in sight."""
        ...

    def autofilter(self, first_row: int, first_column: int, last_row: int, last_column: int) -> None:
        """Let people filter rows."""
        ...

    def set_landscape(self) -> None:
        """Print on the long side."""
        ...

    def set_paper(self, size: int) -> None:
        """Choose the paper; 9 is A4."""
        ...

    def fit_to_pages(self, width: int, height: int) -> None:
        """Shrink to so many pages; 0 for as many as there are."""
        ...

    def repeat_rows(self, first: int, last: int) -> None:
        """Print rows on every page."""
        ...

    def repeat_columns(self, first: int, last: int) -> None:
        """Print columns on every page."""
        ...

    def set_margins(self, left: float, right: float, top: float, bottom: float) -> None:
        """Set the margins, in inches."""
        ...

    def set_header(self, text: str) -> None:
        """Set what stands above every page."""
        ...

    def set_footer(self, text: str) -> None:
        """Set what stands below every page."""
        ...

    def hide_gridlines(self, option: int) -> None:
        """Hide the lines between cells; 2 on the screen too."""
        ...

    def set_default_row(self, height: float) -> None:
        """Set the height of all other rows, in points."""
        ...

    def print_area(self, first_row: int, first_column: int, last_row: int, last_column: int) -> int:
        """Print these cells and no others."""
        ...

    def ignore_errors(self, options: Mapping[str, str]) -> int:
        """Let the spreadsheet program not warn of some cells."""
        ...

    # What templates need beside it.

    def write_comment(self, row: int, column: int, text: str, options: Properties | None = None, /) -> int:
        """Write a note on a cell."""
        ...

    def data_validation(
        self, first_row: int, first_column: int, last_row: int, last_column: int, options: Properties, /
    ) -> int:
        """Say what may be typed into cells, and what is said beside them."""
        ...

    def conditional_format(
        self, first_row: int, first_column: int, last_row: int, last_column: int, options: Properties, /
    ) -> int:
        """Let cells look otherwise under a condition."""
        ...

    def protect(self, password: str, options: Mapping[str, bool]) -> None:
        """Keep what is locked from being changed."""
        ...

    def set_tab_color(self, color: str) -> None:
        """Set the colour of the sheet's tab."""
        ...

    def set_selection(self, first_row: int, first_column: int, last_row: int, last_column: int, /) -> None:
        """Put the cursor into cells."""
        ...


class Workbook(Protocol):
    """A workbook that is written."""

    def add_worksheet(self, name: str) -> Worksheet:
        """Add a sheet."""
        ...

    def add_format(self, properties: FormatProperties) -> Format:
        """Add a way for cells to look."""
        ...

    def set_properties(self, properties: Mapping[str, str | datetime]) -> None:
        """Say what the workbook is."""
        ...

    def close(self) -> None:
        """Write it."""
        ...


def new_workbook(buffer: io.BytesIO, title: str, language: Language) -> Workbook:
    """Begin a workbook whose bytes depend on nothing but what is written into it.

    Args:
        buffer: takes the bytes when the workbook is closed.
        title: what it is, one line.
        language: the language it is in, which chooses the font.

    Returns:
        The workbook.

    Raises:
        ScopeError: without XlsxWriter.
    """
    try:
        # As a module whose types nobody knows, so that those above hold.
        make: Callable[[io.BytesIO, Mapping[str, object]], Workbook] = import_module("xlsxwriter").Workbook
    except ImportError:
        raise ScopeError("writing Excel needs the package XlsxWriter; run: pip install 'jxassess[excel]'") from None
    options = {
        "in_memory": True,
        "strings_to_numbers": False,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "default_format_properties": {"font_name": FONTS[language], "font_size": FONT_SIZE},
    }
    book = make(buffer, options)
    book.set_properties({"title": title, "created": _CREATED})
    return book
