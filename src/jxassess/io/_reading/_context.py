"""What a row of a wide table says of all of its values: source, day, document."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from attrs import define

from jxassess.faults import Fault
from jxassess.io._reading._blank import blank
from jxassess.io._reading._cells import CellValue, cell_reader
from jxassess.io._reading._cells import Reader as CellReader
from jxassess.io._reading._layout import Layout
from jxassess.io._reading._reader import Reader
from jxassess.io._sheets._kinds import DOCUMENT, ON, SOURCE, TARGETS, TableColumn, TableKind
from jxassess.io._sheets._sheet import Raw, Sheet, SheetRow
from jxassess.io._sheets._texts import is_blank

_MOST_KEPT = 10_000


class Context(NamedTuple):
    """What a row says of all of its values; without a source, every one of them has its own."""

    source: str
    on: date
    document: str


@define(kw_only=True)
class _Part:
    """A column that speaks of the whole row, or what the rules say where there is none."""

    column: TableColumn
    number: int | None
    default: CellValue | None
    read: CellReader


class ContextReader:
    """Reads what the rows of a wide table say of all of their values."""

    def __init__(self, sheet: Sheet, kind: TableKind, layout: Layout, reader: Reader) -> None:
        rules = reader.rules
        self._sheet = sheet
        self._table = kind.key
        self._reader = reader
        self._box = reader.box
        given: list[tuple[TableColumn, CellValue | None]] = [(DOCUMENT, rules.document)]
        if kind is not TARGETS:
            given = [(SOURCE, rules.source), (ON, rules.on), *given]
        self._parts = [
            _Part(
                column=column,
                number=layout.number_of(column.key),
                default=default or None,
                read=cell_reader(column, None, rules),
            )
            for column, default in given
        ]
        self._numbers = [part.number for part in self._parts if part.number is not None]
        self._known: dict[tuple[tuple[Raw, ...], bool], Context] = {}

    def missing(self, *, has_sources: bool) -> list[TableColumn]:
        """Give the columns that the table needs and does not have.

        Args:
            has_sources: whether every column of values has a source of its own.

        Returns:
            The columns.
        """
        lacking = [part.column for part in self._parts if part.number is None and part.default is None]
        return [column for column in lacking if not (column is SOURCE and has_sources)]

    def read(self, row: SheetRow, *, has_sources: bool) -> Context | None:
        """Read what a row says.

        Args:
            row: the row.
            has_sources: whether every value of the row has a source of its own.

        Returns:
            What it says, `None` where something is missing or has a fault.
        """
        key = (tuple([row.cells[number - 1] for number in self._numbers]), has_sources)
        known = self._known.get(key)
        if known is None:
            known = self._read(row, has_sources=has_sources)
            if known is not None and len(self._known) < _MOST_KEPT:
                self._known[key] = known
        return known

    def look(self, row: SheetRow) -> None:
        """Find what is wrong with the cells of a row of no unit that hold something."""
        for part in self._parts:
            if part.number is not None and not is_blank(row.cells[part.number - 1]):
                self._value(part, row, may_be_blank=True)

    def _read(self, row: SheetRow, *, has_sources: bool) -> Context | None:
        found: dict[str, CellValue] = {}
        for part in self._parts:
            value = self._value(part, row, may_be_blank=part.column is SOURCE and has_sources)
            if value is not None:
                found[part.column.key] = value
        if len(found) < len(self._parts):
            return None
        on = found.get(ON.key)
        source, document = str(found.get(SOURCE.key, "")), str(found[DOCUMENT.key])
        return Context(source, on if isinstance(on, date) else date.min, document)

    def _value(self, part: _Part, row: SheetRow, *, may_be_blank: bool) -> CellValue | None:
        if part.number is None:
            return "" if part.default is None and may_be_blank else part.default
        raw = row.cells[part.number - 1]
        if is_blank(raw):
            if may_be_blank:
                return ""
            value: CellValue | Fault = blank(self._table, part.column.words)
        else:
            value = part.read(raw)
            value = self._reader.text_fault(value) or value
        if isinstance(value, Fault):
            self._box.add_at(self._sheet, row.number, part.number, value)
            return None
        return value
