"""Sheets of a workbook: values as openpyxl reads them, read-only, of rows that were looked through before.

openpyxl gets the rows alone and neither formats nor validations, links or pictures, of which it refuses many that no
table needs; and it gets them from the same bytes that the pass has seen.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import IO, Protocol, TypedDict
from xml.etree.ElementTree import ParseError

from attrs import frozen

from jxassess.comparing import ByFields
from jxassess.errors import ScopeError
from jxassess.faults import Fault, FaultsError
from jxassess.io._sheets._archive import MOST_SHEETS, Archive, printable
from jxassess.io._sheets._file_fault_kinds import BROKEN_ARCHIVE, NO_FORMAT, ODD_STRUCTURE, TOO_LARGE
from jxassess.io._sheets._format_codes import Look, Shape
from jxassess.io._sheets._formats import Formats, read_formats
from jxassess.io._sheets._parts import SheetEntry, read_book, read_texts
from jxassess.io._sheets._pass import MOST_CELLS, SheetFacts, column_letters, pass_over
from jxassess.io._sheets._sheet import CellError, Disguised, MergedRange, NoResult, Percent, Raw, Sheet, SheetRow
from jxassess.words import Words

_ROOT = "rows"
_BLOCK = 1 << 16


class _Rows:
    """The XML of the rows of a sheet as a file of its own."""

    def __init__(self, file: IO[bytes], facts: SheetFacts) -> None:
        self._file = file
        self._ahead = f"<{_ROOT}{facts.root}>".encode()
        left = facts.begin
        while left:
            left -= len(file.read(min(left, _BLOCK)))

    def read(self, _: int = 0, /) -> bytes:
        """Give the next bytes; nobody waits for the end, which fits no longer to the beginning."""
        if self._ahead:
            ahead, self._ahead = self._ahead, b""
            return ahead
        return self._file.read(_BLOCK)


class _Nothing(dict[str, object]):
    """Keeps nothing: openpyxl would remember the height of each row."""

    def __setitem__(self, key: str, value: object) -> None:
        """Forget an entry."""


class _Days(Protocol):
    """What is used of the days of openpyxl, which says nothing about their types."""

    def from_excel(self, value: float, epoch: datetime, *, timedelta: bool) -> date | time | timedelta: ...


class _Cell(TypedDict):
    """A cell as openpyxl gives it."""

    row: int
    column: int
    value: Raw
    data_type: str
    style_id: int


@frozen(kw_only=True)
class Shared(ByFields):
    """What all sheets of a workbook share.

    Attributes:
        texts: the texts, by their places.
        formats: how formats show numbers.
        epoch: the day from which days count.
    """

    texts: list[str]
    formats: Formats
    epoch: datetime


class WorkbookSheet:
    """A sheet of a workbook.

    Attributes:
        file: the name of the file.
        name: the name of the sheet.
        is_hidden: whether it is not shown.
        is_decoded: never, since XML says how it is encoded.
        hidden_rows: rows that are not shown.
        hidden_columns: columns that are not shown.
        merged: cells merged into one.
        last_row: how many rows there are up to the last with anything in it.
    """

    is_decoded = False

    def __init__(self, archive: Archive, entry: SheetEntry, facts: SheetFacts, shared: Shared) -> None:
        self.file = archive.name
        self.name = entry.name
        self.is_hidden = entry.is_hidden
        self.hidden_rows: frozenset[int] = facts.hidden_rows
        self.hidden_columns: frozenset[int] = facts.hidden_columns
        self.merged: tuple[MergedRange, ...] = facts.merged
        self.last_row = facts.rows
        self._archive, self._part, self._facts, self._shared = archive, entry.part, facts, shared

    def place(self, row: int, column: int) -> str:
        """Name a cell, as spreadsheet programs do."""
        return f"[{self.file}]{self.name}!{column_letters(column)}{row}"

    def rows(self) -> Iterator[SheetRow]:
        """Give the rows that hold anything, from the top.

        Yields:
            Rows with at least one cell that is not `None`.

        Raises:
            FaultsError: the workbook is broken, or a number has a format that is not there.
        """
        facts, plain, hiding = self._facts, self._shared.formats.plain(), self._shared.formats.hiding()
        cells_seen = values = 0
        for number, cells in self._parsed():
            cells_seen += len(cells)
            line: list[Raw] = [None] * facts.last_column
            for cell in cells:
                value = cell["value"]
                if value is None:
                    continue
                values += 1
                kind = cell["data_type"]
                if kind == "n":
                    if cell["style_id"] not in plain and isinstance(value, int | float):
                        value = self._number(value, cell)
                elif kind == "e":
                    value = CellError(str(value))
                elif cell["style_id"] in hiding and isinstance(value, str) and value.strip():
                    value = Disguised(value, self._shared.formats.shapes[cell["style_id"]].code)
                line[cell["column"] - 1] = value if value != "" else None
            for column in facts.no_results.get(number, ()):
                line[column - 1] = NoResult.NO_RESULT
            if any(value is not None for value in line):
                yield SheetRow(number, line)
        if (cells_seen, values) != (facts.cells, facts.values):
            # Cells lie in one another, or elsewhere than in rows.
            raise FaultsError([ODD_STRUCTURE.at(self.place(1, 1).rpartition("!")[0], "<c>")])

    def _parsed(self) -> Iterator[tuple[int, list[_Cell]]]:
        from openpyxl.worksheet._reader import WorkSheetParser

        if not self._facts.rows:
            return
        with self._archive.open(self._part) as file:
            parser = WorkSheetParser(_Rows(file, self._facts), self._shared.texts, data_only=True)
            parser.row_dimensions = _Nothing()
            try:
                yield from islice(parser.parse(), self._facts.rows)
            except (ParseError, ValueError, TypeError, LookupError, AttributeError, OverflowError) as error:
                # The pass lets nothing through of which this is known; it is said in our words if ever.
                raise FaultsError(
                    [BROKEN_ARCHIVE.at(self.file, Words(printable(str(error)), "单元格内容无法解析"))]
                ) from None

    def _number(self, value: int | float, cell: _Cell) -> Raw:
        """Give a number as its format shows it."""
        shapes, style = self._shared.formats.shapes, cell["style_id"]
        if not 0 <= style < len(shapes):
            raise FaultsError([NO_FORMAT.at(self.place(cell["row"], cell["column"]), style)])
        shape = shapes[style]
        if shape.is_day:
            return _day(value, self._shared.epoch, shape)
        section = shape.section(value)
        match section.look:
            case Look.PLAIN:
                return value
            case Look.PERCENT:
                return Percent(value)
            case _:
                return Disguised(value, shape.code, section.unit)


@lru_cache(maxsize=10_000)
def _day(value: float, epoch: datetime, shape: Shape) -> Raw:
    """Give a day or time that is stored as a number; programs show `#####` where there is none."""
    try:
        made = _days().from_excel(value, epoch, timedelta=shape.is_duration)
    except (OverflowError, ValueError):
        return _NO_DAY
    if value < 0:
        return _NO_DAY
    return made if shape.is_whole_day or isinstance(made, timedelta) else Disguised(made, shape.code)


def _days() -> _Days:
    from openpyxl.utils import datetime as module

    days: _Days = module
    return days


_NO_DAY = CellError("#####")


@contextmanager
def open_workbook(path: Path) -> Generator[tuple[Sheet, ...]]:
    """Open the sheets of a workbook.

    Args:
        path: the file.

    Yields:
        Its sheets, in their order.

    Raises:
        FaultsError: it is no workbook, or one that cannot be read without misreading; with every fault of its sheets.
        ScopeError: without openpyxl.
        OSError: it cannot be read.
    """
    try:
        from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH
    except ImportError:
        raise ScopeError("reading Excel needs the package openpyxl; run: pip install 'jxassess[excel]'") from None

    archive = Archive(path)
    book = read_book(archive)
    if (size := sum(archive.size(entry.part) for entry in book.sheets)) > MOST_SHEETS:
        what = Words("bytes of all sheets unpacked", "全部工作表解压后字节数")
        raise FaultsError([TOO_LARGE.at(archive.name, size, what=what, most=MOST_SHEETS)])
    shared = Shared(
        texts=read_texts(archive, book.texts),
        formats=read_formats(archive, book.formats),
        epoch=MAC_EPOCH if book.is_1904 else WINDOWS_EPOCH,
    )
    sheets: list[Sheet] = []
    faults: list[Fault] = []
    cells = MOST_CELLS
    for entry in book.sheets:
        try:
            facts = pass_over(
                archive,
                entry.part,
                entry.name,
                texts=len(shared.texts),
                is_uncalculated=book.is_uncalculated,
                cells=cells,
            )
        except FaultsError as error:
            faults.extend(error.faults)
        else:
            cells -= facts.all_cells
            sheets.append(WorkbookSheet(archive, entry, facts, shared))
    if faults:
        raise FaultsError(faults)
    yield tuple(sheets)
