"""Long tables: a row for each record, read into a table as other files hold it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from attrs import define, field

from jxassess.exact import to_text
from jxassess.faults import Fault
from jxassess.indicators import Indicator
from jxassess.io._documents import Table
from jxassess.io._reading import _reading_fault_kinds as kinds
from jxassess.io._reading._blank import blank
from jxassess.io._reading._cells import CellValue, cell_reader, read_text
from jxassess.io._reading._cells import Reader as CellReader
from jxassess.io._reading._headings import listed, near_words, readings
from jxassess.io._reading._layout import Layout, Rows
from jxassess.io._reading._marks import Mark, MarkedRow
from jxassess.io._reading._placing import Placing, place_key
from jxassess.io._reading._reader import LONG_TEXT, Reader
from jxassess.io._reading._totals import CellNumbers, Sides, Sums, TotalLevel
from jxassess.io._sheets._cell_fault_kinds import BAD_NUMBER
from jxassess.io._sheets._kinds import (
    CARRIED,
    IN_UNIT,
    INDICATOR,
    NAME,
    OBSERVATIONS,
    UNIT,
    VALUE,
    CellKind,
    TableColumn,
    TableKind,
)
from jxassess.io._sheets._sheet import Raw, Sheet, SheetRow
from jxassess.io._sheets._texts import fold, is_blank, said
from jxassess.places import Place

_MOST_KEPT = 10_000
_MAIN = ("value", "score", "key", "grade")


@define(kw_only=True)
class _Column:
    """A column of the table."""

    number: int
    column: TableColumn
    read: CellReader
    known: dict[tuple[type, Raw], CellValue] = field(factory=dict[tuple[type, Raw], CellValue])


class LongTable:
    """Reads a long table."""

    def __init__(self, sheet: Sheet, kind: TableKind, layout: Layout, placing: Placing, reader: Reader) -> None:
        self._sheet = sheet
        self._kind = kind
        self._layout = layout
        self._placing = placing
        self._reader = reader
        self._place_key = place_key(kind)
        self._value_key = next((c.key for c in kind.columns if c.key in ("value", "score")), "")
        self._columns = [
            _Column(number=number, column=heading.column, read=cell_reader(heading.column, None, reader.rules))
            for number, heading in layout.columns
            if heading.column is not None and heading.column in kind.columns
        ]
        self._columns = [each for each in self._columns if not self._names_unit(each.column)]
        # The indicator comes first, since the value is read by it.
        self._columns.sort(key=lambda each: each.column.kind is not CellKind.INDICATOR)
        self._numbers: Mapping[str, int] = {
            heading.column.key: number for number, heading in layout.columns if heading.column is not None
        }
        self._main = next(
            (self._numbers[key] for key in _MAIN if key in self._numbers), min(self._numbers.values(), default=1)
        )
        self._defaults = self._find_defaults()
        self._lacks = bool(self.missing_columns())
        self._measured: dict[tuple[str, str], _Column] = {}
        self._sums: dict[str, Sums] = {}
        self._indicators: dict[Raw, Indicator] = {}

    def _names_unit(self, column: TableColumn) -> bool:
        return self._place_key is not None and (column is NAME or column.key == self._place_key)

    def _find_defaults(self) -> Table:
        rules = self._reader.rules
        given: dict[str, object] = {"document": rules.document}
        if self._kind in (OBSERVATIONS, CARRIED):
            given["on"] = rules.on
        if self._kind is OBSERVATIONS:
            given["source"] = rules.source
        keys = {column.key for column in self._kind.columns}
        return {key: value for key, value in given.items() if value and key in keys and key not in self._numbers}

    def missing_columns(self) -> list[TableColumn]:
        """Give the columns that the table needs and does not have."""
        return [
            column
            for column in self._kind.columns
            if column.is_required
            and column.key not in self._numbers
            and column.key not in self._defaults
            and not (column.key == self._place_key and self._placing.columns)
        ]

    def read(self, rows: Rows) -> Iterator[MarkedRow]:
        """Read the rows.

        Args:
            rows: the rows below the headings.

        Yields:
            Those whose cells could all be read.
        """
        for row in rows:
            marked = self._read_row(row, is_whole=not rows.has_hidden)
            if marked is not None:
                yield marked
        if not rows.has_hidden:
            for sums in self._sums.values():
                self._add_faults(sums.end())

    def _read_row(self, row: SheetRow, *, is_whole: bool) -> MarkedRow | None:
        table: Table = dict(self._defaults)
        place: Place | None = None
        if self._place_key is not None:
            placed = self._placing.find(row)
            if isinstance(placed, TotalLevel):
                self._look_at_total(row, placed, is_whole=is_whole)
                return None
            if isinstance(placed, Fault):
                self._spoil(row)
                if placed.code != kinds.REPEATED_HEADINGS.code:
                    self._look_at_row(row)
                return None
            place = placed
            if place is not None:
                table[self._place_key] = place.code
                if self._reader.is_template and self._is_unfilled(row, place):
                    return None
        has_all = self._take(row, table)
        indicator, value = self._indicator(row), table.get(VALUE.key)
        if indicator is not None:
            self._sum(indicator, place, value)
        if not has_all or self._lacks or (place is None and self._place_key is not None):
            self._look_at_value(row.number, indicator, value)
            return None
        plain = {key: to_text(cell) if isinstance(cell, Fraction) else cell for key, cell in table.items()}
        return MarkedRow(plain, Mark(self._sheet, row.number, self._numbers, self._main))

    def _look_at_row(self, row: SheetRow) -> None:
        """Find what is wrong with the cells of a row of no unit that hold something."""
        table: Table = {}
        self._take(row, table, is_of_unit=False)
        self._look_at_value(row.number, self._indicator(row), table.get(VALUE.key))

    def _take(self, row: SheetRow, table: Table, *, is_of_unit: bool = True) -> bool:
        """Read the cells of a row into a table, and tell whether all that is required could be read."""
        has_all = True
        for each in self._columns:
            raw = row.cells[each.number - 1]
            if is_blank(raw):
                if each.column.is_required and is_of_unit:
                    has_all = False
                    self._fault(row.number, each.number, blank(self._kind.key, each.column.words))
                continue
            value = self._cell(each, raw, row)
            if isinstance(value, Fault):
                has_all = False
                self._fault(row.number, each.number, value)
            elif value is None:
                has_all = False
            else:
                table[each.column.key] = value
        return has_all

    def _cell(self, each: _Column, raw: Raw, row: SheetRow) -> CellValue | Fault | None:
        if each.column is INDICATOR:
            return self._indicator_key(raw)
        if each.column.key in IN_UNIT:
            indicator = self._indicator(row)
            each = each if indicator is None else self._measured_column(each, indicator)
        key = (type(raw), raw)
        known = each.known.get(key)
        if known is not None:
            return known
        value = each.read(raw)
        if each.column is UNIT and isinstance(value, str):
            value = self._unit(value, self._indicator(row))
        elif (fault := self._reader.text_fault(value)) is not None:
            value = fault
        elif isinstance(value, str) and len(value) > LONG_TEXT:
            return value
        elif not isinstance(value, Fault) and len(each.known) < _MOST_KEPT:
            each.known[key] = value
        return value

    def _unit(self, text: str, indicator: Indicator | None) -> str | Fault:
        for known in () if indicator is None else (indicator.unit.zh, indicator.unit.en):
            if fold(text) == fold(known):
                return known
        if indicator is None:
            return text
        return kinds.OTHER_UNIT.at("", said(text), unit=indicator.unit, indicator=indicator.name)

    def _indicator_key(self, raw: Raw) -> str | Fault | None:
        if (known := self._indicators.get(raw)) is not None:
            return known.key
        text = read_text(raw)
        if isinstance(text, Fault):
            return text
        terms = self._reader.terms
        # The heading of a template, with its unit in brackets, names its indicator too.
        found = terms.find(text) or next(
            (each for name, unit, _ in readings(text) if unit and (each := terms.find(name))), ()
        )
        if len(found) > 1:
            return kinds.AMBIGUOUS_HEADING.at("", said(raw), known=", ".join(each.key for each in found))
        if not found:
            is_hidden = text in self._reader.references.hidden
            near = listed(near_words(fold(text), terms.names) or terms.names[:3])
            return None if is_hidden else kinds.UNKNOWN_INDICATOR.at("", said(raw), known=near)
        self._indicators[raw] = found[0]
        return found[0].key

    def _indicator(self, row: SheetRow) -> Indicator | None:
        number = self._numbers.get(INDICATOR.key)
        return None if number is None else self._indicators.get(row.cells[number - 1])

    def _measured_column(self, each: _Column, indicator: Indicator) -> _Column:
        """Give a column of numbers in the unit of indicators as it is read for one of them."""
        key = (each.column.key, indicator.key)
        column = self._measured.get(key)
        if column is None:
            read = cell_reader(each.column, indicator, self._reader.rules)
            if each.column.key != VALUE.key:
                read = _or_fraction(read, each.read)
            column = self._measured[key] = _Column(number=each.number, column=each.column, read=read)
        return column

    def _look_at_value(self, row: int, indicator: Indicator | None, value: object) -> None:
        """Find what is wrong with a value of a row that has other faults."""
        if indicator is not None and isinstance(value, Fraction):
            for fault in indicator.value_faults(value, ""):
                self._fault(row, self._numbers[VALUE.key], fault)

    def _sum(self, indicator: Indicator, place: Place | None, value: object) -> None:
        if indicator.is_additive:
            sums = self._sums.setdefault(indicator.key, Sums(Sides()))
            if place is None or not isinstance(value, Fraction):
                sums.spoil()
            else:
                sums.add(place, value)

    def _spoil(self, row: SheetRow) -> None:
        """Note that a row could not be read, so that no total of its indicator can be held against the rest."""
        number = self._numbers.get(INDICATOR.key)
        if number is not None and not is_blank(raw := row.cells[number - 1]):
            key = self._indicator_key(raw)
            if isinstance(key, str):
                self._sums.setdefault(key, Sums(Sides())).spoil()

    def _look_at_total(self, row: SheetRow, level: TotalLevel, *, is_whole: bool) -> None:
        value_column = next((each for each in self._columns if each.column.key == VALUE.key), None)
        number = self._numbers.get(INDICATOR.key)
        if value_column is None or number is None or is_blank(raw := row.cells[number - 1]):
            return
        key = self._indicator_key(raw)
        if isinstance(key, Fault):
            self._fault(row.number, number, key)
            return
        indicator, cell = self._indicator(row), row.cells[value_column.number - 1]
        if indicator is None or not indicator.is_additive or is_blank(cell):
            return
        value = self._cell(value_column, cell, row)
        sums = self._sums.setdefault(indicator.key, Sums(Sides()))
        if isinstance(value, Fault):
            self._fault(row.number, value_column.number, value)
        if not is_whole:
            sums.spoil()
        held = value if isinstance(value, Fraction) and is_whole else None
        self._add_faults(sums.hold(level, held, (row.number, value_column.number)))

    def _add_faults(self, faults: Iterable[tuple[CellNumbers, Fault]]) -> None:
        for (row, number), fault in faults:
            self._fault(row, number, fault)

    def _is_unfilled(self, row: SheetRow, place: Place) -> bool:
        """Note a row of a template in which nothing was filled in beside the unit."""
        is_unfilled = all(is_blank(row.cells[each.number - 1]) for each in self._columns)
        number = self._numbers.get(self._value_key)
        if not is_unfilled and self._reader.needs.is_provisional and number is not None:
            is_unfilled = is_blank(row.cells[number - 1])
            if is_unfilled:
                # Day and document may be there before the score is.
                self._look_at_row(row)
        note = self._reader.needs.add if is_unfilled else self._reader.needs.fill
        if (key := self._asked_key(row)) is not None:
            note(self._kind.key, place, key, (self._sheet, row.number, self._main))
        return is_unfilled

    def _asked_key(self, row: SheetRow) -> str | None:
        """Give the indicator by which a row of a template is asked for, empty for a carried score."""
        if self._kind is CARRIED:
            return ""
        number = self._numbers.get(INDICATOR.key)
        if number is None or is_blank(raw := row.cells[number - 1]):
            return None
        key = self._indicator_key(raw)
        return None if isinstance(key, Fault) else key

    def _fault(self, row: int, number: int, fault: Fault) -> None:
        self._reader.box.add_at(self._sheet, row, number, fault)


def _or_fraction(read: CellReader, plain: CellReader) -> CellReader:
    """Read also what no decimal is equal to, as this library writes it: errors and ends need not be decimals."""

    def read_either(raw: Raw) -> CellValue | Fault:
        found = read(raw)
        return plain(raw) if isinstance(found, Fault) and found.code == BAD_NUMBER.code else found

    return read_either
