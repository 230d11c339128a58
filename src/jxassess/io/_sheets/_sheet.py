"""Sheets: what stands in the cells of a file, before anything is said about what it means.

A sheet of a workbook, a CSV file, a list in JSON and a Parquet file all come as sheets. Cells hold what the format holds
and nothing that was guessed: what a table makes of it is said in `_cells`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum, unique
from typing import NamedTuple, Protocol, TypeAlias

from attrs import frozen

from jxassess.comparing import ByFields


@frozen
class Percent(ByFields):
    """A number in a cell that shows it as a percentage: 0.95, shown as 95 %.

    Attributes:
        value: the number as stored, a hundredth of what is shown.
    """

    value: int | float


@frozen
class Disguised(ByFields):
    """What the format of its cell shows as something else: another amount, a part of a day, or nothing.

    Attributes:
        value: what the cell holds.
        form: the format, as its program writes it.
        unit: a word for a unit that the format puts beside the number, where that alone is why.
    """

    value: str | float | date | time
    form: str
    unit: str = ""


@frozen
class CellError(ByFields):
    """A cell that holds an error of the spreadsheet.

    Attributes:
        text: what it shows, such as `#N/A`.
    """

    text: str


@unique
class NoResult(Enum):
    """A formula whose result was never stored, since no spreadsheet program saved the file."""

    NO_RESULT = "no result"


NoValue: TypeAlias = CellError | NoResult | Disguised
"""What is no value in any column."""

Raw: TypeAlias = str | bool | int | float | Decimal | date | datetime | time | timedelta | Percent | NoValue | None
"""What a cell holds. `None` is an empty cell. A `str` from JSON that is a `Numeral` was a number there."""


class SheetRow(NamedTuple):
    """A row of a sheet.

    Attributes:
        number: its number in the file, from 1 on.
        cells: its cells from the first column on; rows may be of different length.
    """

    number: int
    cells: Sequence[Raw]


class MergedRange(NamedTuple):
    """Cells merged into one; all four from 1 on and inclusive."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


class Sheet(Protocol):
    """A table of cells in a file, read from the top once."""

    @property
    def file(self) -> str:
        """The name of the file, without its folder."""
        ...

    @property
    def name(self) -> str:
        """The name of the sheet, or of the file without its ending where it holds one table."""
        ...

    @property
    def is_hidden(self) -> bool:
        """Whether a spreadsheet program does not show it."""
        ...

    @property
    def is_decoded(self) -> bool:
        """Whether its text was decoded by trial (GB 18030), so that a term has to prove that it was right."""
        ...

    @property
    def hidden_rows(self) -> frozenset[int]:
        """The numbers of rows that a spreadsheet program does not show."""
        ...

    @property
    def hidden_columns(self) -> frozenset[int]:
        """The numbers of columns, from 1 on, that a spreadsheet program does not show."""
        ...

    @property
    def merged(self) -> tuple[MergedRange, ...]:
        """The cells that are merged."""
        ...

    @property
    def last_row(self) -> int:
        """About how many rows it has, so that progress can be told: 0 where that is not known."""
        ...

    def rows(self) -> Iterator[SheetRow]:
        """Give the rows that hold anything, from the top.

        Yields:
            Rows with at least one cell that is not `None`.

        Raises:
            FaultsError: the file breaks off or is not what it seems.
        """
        ...

    def place(self, row: int, column: int) -> str:
        """Name a cell, as its users do.

        Args:
            row: the number of the row.
            column: the number of the column, from 1 on.

        Returns:
            Such as `[甲市.xlsx]减贫任务!C7`, `targets.csv line 7, column 3`, `targets.json [6].value`.
        """
        ...
