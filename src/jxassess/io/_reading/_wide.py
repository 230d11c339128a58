"""Wide tables: a row for each unit, a column for each indicator."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from attrs import define

from jxassess.evidence import NOT_APPLICABLE, Observation, Target, Value
from jxassess.faults import EvidenceError, Fault
from jxassess.indicators import Indicator
from jxassess.io._reading._context import Context, ContextReader
from jxassess.io._reading._headings import Heading
from jxassess.io._reading._layout import Layout, Rows
from jxassess.io._reading._numbers import Number, is_in_percent, number_reader
from jxassess.io._reading._placing import Placing
from jxassess.io._reading._reader import Reader
from jxassess.io._reading._reading_fault_kinds import REPEATED_HEADINGS
from jxassess.io._reading._records import Cell, Values
from jxassess.io._reading._totals import CellNumbers, Sides, Sums, TotalLevel
from jxassess.io._sheets._kinds import INDICATOR, OBSERVATIONS, TARGETS, VALUE, TableColumn, TableKind
from jxassess.io._sheets._sheet import Disguised, Raw, Sheet, SheetRow
from jxassess.io._sheets._texts import is_blank
from jxassess.places import City, Place

_MOST_KEPT = 10_000


@define(kw_only=True)
class _Column:
    """A column of values; columns whose numbers mean the same share what is known of them."""

    number: int
    indicator: Indicator
    source: str
    read: Callable[[Raw], Number | Fault]
    known: dict[Raw, Value]
    sums: Sums


class WideTable:
    """Reads a wide table of targets or observations."""

    def __init__(self, sheet: Sheet, kind: TableKind, layout: Layout, placing: Placing, reader: Reader) -> None:
        self._sheet = sheet
        self._kind = kind
        self._layout = layout
        self._placing = placing
        self._reader = reader
        self._box = reader.box
        self._wholes: dict[tuple[str, int], Values] = {}
        self._sides = Sides()
        self._columns = self._find_columns()
        self._has_sources = all(column.source for column in self._columns)
        self._context = ContextReader(sheet, kind, layout, reader)

    def _find_columns(self) -> list[_Column]:
        rules = self._reader.rules
        may_not_apply = self._kind is OBSERVATIONS and VALUE.may_not_apply
        known: dict[tuple[bool, bool, bool], dict[Raw, Value]] = {}
        found: list[_Column] = []
        for number, heading in self._layout.columns:
            if (indicator := heading.indicator) is not None:
                alike = (is_in_percent(indicator), indicator.key in rules.ratios, indicator.key in rules.percents)
                column = _Column(
                    number=number,
                    indicator=indicator,
                    source=heading.source,
                    read=number_reader(indicator, rules, may_not_apply=may_not_apply),
                    known=known.setdefault(alike, {}),
                    sums=Sums(self._sides),
                )
                found.append(column)
        return found

    def missing_columns(self) -> list[TableColumn]:
        """Give the columns that the table needs and does not have."""
        return self._context.missing(has_sources=self._has_sources)

    def read(self, rows: Rows) -> None:
        """Read the rows.

        Args:
            rows: the rows below the headings.
        """
        self._reader.references.used.update(column.indicator.key for column in self._columns)
        if self._reader.is_template and self._kind is OBSERVATIONS:
            for column in self._columns:
                self._reader.needs.see(self._sheet.file, column.indicator.key, column.source)
        for row in rows:
            placed = self._placing.find(row)
            if isinstance(placed, TotalLevel):
                self._look_at_total(row, placed, is_whole=not rows.has_hidden)
                continue
            if isinstance(placed, Fault):
                self._look_at_row(row, placed)
                continue
            self._sides.rows += 1
            cells = row.cells
            given = [column for column in self._columns if not is_blank(cells[column.number - 1])]
            if self._reader.is_template and placed is not None:
                self._note_blanks(row.number, placed, given)
            if given:
                self._read_row(row, placed, given)
        if not rows.has_hidden:
            for column in self._columns:
                self._add_faults(column.sums.end())

    def _look_at_row(self, row: SheetRow, fault: Fault) -> None:
        """Find what is wrong with the cells of a row of no unit that hold something."""
        for column in self._columns:
            column.sums.spoil()
        if fault.code == REPEATED_HEADINGS.code:
            return
        self._context.look(row)
        for column in self._columns:
            raw = row.cells[column.number - 1]
            if not is_blank(raw) and (value := self._value(column, raw, row.number)) is not None:
                self._look_at_value(column, row.number, value)

    def _read_row(self, row: SheetRow, place: Place | None, given: Sequence[_Column]) -> None:
        has_sources = self._has_sources or all(column.source for column in given)
        context = self._context.read(row, has_sources=has_sources)
        cells, is_city = row.cells, isinstance(place, City)
        if place is not None and context is not None and not self._is_new(row, place, given, context):
            for column in given:
                column.sums.spoil()
            return
        for column in given:
            raw = cells[column.number - 1]
            # True and 1 are the same key.
            value = None if raw is True or raw is False else column.known.get(raw)
            if value is None:
                value = self._value(column, raw, row.number)
            if value is None:
                column.sums.spoil()
            elif place is None or context is None:
                column.sums.spoil()
                self._look_at_value(column, row.number, value)
            else:
                if column.indicator.is_additive and isinstance(value, Fraction):
                    (column.sums.cities if is_city else column.sums.counties).append(value)
                self._add(column, (self._sheet, row.number, column.number), place, value, context)

    def _is_new(self, row: SheetRow, place: Place, given: Sequence[_Column], context: Context) -> bool:
        key = (context.source, len(given) if len(given) == len(self._columns) else 0)
        values = self._wholes.get(key)
        if values is None:
            is_target = self._kind is TARGETS
            sources = ["" if is_target else column.source or context.source for column in given]
            values = frozenset([(column.indicator.key, source) for column, source in zip(given, sources, strict=True)])
            # Most rows hold a value in every column.
            if key[1]:
                self._wholes[key] = values
        cell = (self._sheet, row.number, self._placing.columns[0])
        return self._reader.records.is_new_row(self._kind.key, place, values, cell)

    def _value(self, column: _Column, raw: Raw, row: int) -> Value | None:
        found = column.read(raw)
        if isinstance(found, Fault):
            self._box.add_at(self._sheet, row, column.number, found)
            return None
        value = NOT_APPLICABLE if isinstance(found, str) else found
        # What a format disguises may be right in the unit of this column alone.
        if len(column.known) < _MOST_KEPT and not isinstance(raw, Disguised):
            column.known[raw] = value
        return value

    def _look_at_value(self, column: _Column, row: int, value: Value) -> None:
        """Find what is wrong with a value of a row that has other faults."""
        if isinstance(value, Fraction):
            for fault in column.indicator.value_faults(value, ""):
                self._box.add_at(self._sheet, row, column.number, fault)

    def _add(self, column: _Column, cell: Cell, place: Place, value: Value, context: Context) -> None:
        try:
            if self._kind is TARGETS and isinstance(value, Fraction):
                self._reader.records.add_target(
                    Target(
                        place=place,
                        indicator=column.indicator,
                        value=value,
                        document=context.document,
                    ),
                    cell,
                )
            else:
                self._reader.records.add_observation(
                    Observation(
                        place=place,
                        indicator=column.indicator,
                        value=value,
                        source=column.source or context.source,
                        on=context.on,
                        document=context.document,
                    ),
                    cell,
                )
        except EvidenceError as error:
            for fault in error.faults:
                number = None if fault.where == VALUE.key else self._layout.number_of(fault.where)
                self._box.add_at(self._sheet, cell[1], number or column.number, fault)

    def _note_blanks(self, row: int, place: Place, given: Sequence[_Column]) -> None:
        filled, needs, table = {column.number for column in given}, self._reader.needs, self._kind.key
        for column in self._columns:
            note = needs.fill if column.number in filled else needs.add
            note(table, place, column.indicator.key, (self._sheet, row, column.number))

    def _look_at_total(self, row: SheetRow, level: TotalLevel, *, is_whole: bool) -> None:
        for column in self._columns:
            raw = row.cells[column.number - 1]
            value: Value | None = None
            if column.indicator.is_additive and not is_blank(raw):
                value = self._value(column, raw, row.number)
            if not is_whole:
                column.sums.spoil()
            held = value if is_whole and isinstance(value, Fraction) else None
            self._add_faults(column.sums.hold(level, held, (row.number, column.number)))

    def _add_faults(self, faults: Iterable[tuple[CellNumbers, Fault]]) -> None:
        for (row, number), fault in faults:
            self._box.add_at(self._sheet, row, number, fault)


def is_wide(kind: TableKind, layout: Layout) -> bool:
    """Tell whether a table is wide: of targets or observations, without columns for indicator and value."""
    named = {heading.column.key for _, heading in layout.columns if heading.column is not None}
    return kind in (TARGETS, OBSERVATIONS) and not named & {INDICATOR.key, VALUE.key}


def value_headings(layout: Layout) -> list[tuple[int, Heading]]:
    """Give the columns that are named by an indicator."""
    return [(number, heading) for number, heading in layout.columns if heading.indicator is not None]
