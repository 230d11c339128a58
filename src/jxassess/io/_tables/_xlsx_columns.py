"""The columns of a sheet: which are shown, how wide, how their cells look."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil

from attrs import frozen

from jxassess.comparing import ByFields
from jxassess.exact import places_of, to_text
from jxassess.io._sheets._kinds import NAME, CellKind, TableColumn, TableKind
from jxassess.io._tables._looks import WIDEST, column_width, fits_number, number_format, shown_width
from jxassess.io._tables._rates import Rate, Written
from jxassess.io._tables._table import Table
from jxassess.words import Language

EXACT = "_exact"
"""How the keys of columns end that hold amounts which no decimal writes; they stand last and are not printed."""
STEP_COLUMN = "number"
"""The column whose numbers, such as 1.2.3, say how deep a row stands."""
_STEP_NAMES = ("item", "label")
_MEASURED = ("value", "target", "bound", "observed")
_CENTRED = (CellKind.PLACE, CellKind.DAY, CellKind.TRUTH)
_SHORT = 10
_FROZEN_AT_MOST = 4
_DAY_WIDTH = 10
_NUMBER_MARGIN = 2
"""For the point, and fonts whose digits are wider."""


@frozen(kw_only=True)
class ShownColumn(ByFields):
    """A column as it is shown.

    Attributes:
        place: its place in the rows of the table.
        column: what it is.
        heading: its name in the language of the workbook.
        width: its width, in characters.
        is_centred: whether its text stands in the middle.
        number_format: the format of its numbers.
    """

    place: int
    column: TableColumn
    heading: str
    width: float
    is_centred: bool
    number_format: str

    @property
    def is_measured(self) -> bool:
        """Whether its numbers are in the unit of the indicator of their row."""
        return self.column.key in _MEASURED

    @property
    def is_step(self) -> bool:
        """Whether its text is the name of a step, which is indented by its number."""
        return self.column.key in _STEP_NAMES

    def lines(self, cell: Written) -> int:
        """Tell how many lines a cell needs."""
        if not isinstance(cell, str) or (len(cell) * 2 < self.width and "\n" not in cell):
            return 1
        # A line is rarely filled to its end.
        return sum(max(1, ceil(shown_width(line) / (self.width - 2))) for line in cell.split("\n"))


def shown_columns(table: Table, rows: Sequence[Sequence[Written]], language: Language) -> tuple[ShownColumn, ...]:
    """Choose the columns that hold anything or have to be there.

    Args:
        table: the table.
        rows: its rows, as they are said.
        language: the language of the headings.

    Returns:
        The columns.
    """
    chosen = [
        (i, column)
        for i, column in enumerate(table.kind.columns)
        if column.is_required or any(row[i] is not None for row in rows)
    ]
    return tuple(_shown(i, column, [row[i] for row in rows], language) for i, column in chosen)


def _shown(i: int, column: TableColumn, cells: Sequence[Written], language: Language) -> ShownColumn:
    places = _most_places(cells)
    longest = max((_cell_width(cell, places) for cell in cells), default=0)
    heading = column.words.text(language)
    is_short = column.kind is CellKind.MEMBER or (column.kind is CellKind.TEXT and longest <= _SHORT)
    return ShownColumn(
        place=i,
        column=column,
        heading=heading,
        width=column_width(heading, longest),
        is_centred=column.kind in _CENTRED or (is_short and column.key not in (STEP_COLUMN, *_STEP_NAMES)),
        # One for all numbers of a column, so that their points stand below each other.
        number_format=number_format(places),
    )


def _cell_width(cell: Written, places: int) -> int:
    if isinstance(cell, str):
        # Beyond the widest the rest is wrapped, so that it need not be measured.
        return WIDEST if len(cell) > WIDEST else shown_width(cell)
    if isinstance(cell, Fraction):
        whole = len(to_text(cell).partition(".")[0])
        return whole + places + _NUMBER_MARGIN if fits_number(cell) else len(to_text(cell)) + 1
    if isinstance(cell, Rate):
        return len(cell.text) + 1
    return 0 if cell is None else len(str(cell)) if isinstance(cell, int) else _DAY_WIDTH


def _most_places(cells: Sequence[Written]) -> int:
    needed = [places_of(cell) for cell in cells if isinstance(cell, Fraction) and fits_number(cell)]
    return max((places for places in needed if places is not None), default=0)


def frozen_columns(kind: TableKind) -> int:
    """Tell how many columns say which unit a row is about, so that they stay in sight.

    Args:
        kind: the kind of table.

    Returns:
        The number of columns up to the name of the unit, 0 where none stands in front.
    """
    names = [i for i, column in enumerate(kind.columns[:_FROZEN_AT_MOST]) if column.key == NAME.key]
    return names[-1] + 1 if names else 0
