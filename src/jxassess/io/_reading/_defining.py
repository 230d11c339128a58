"""The sheets that define what others refer to: indicators of one's own, cities, counties."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from jxassess.indicators import Indicator
from jxassess.io._documents import Table
from jxassess.io._fault_kinds import UNKNOWN_PLACE
from jxassess.io._gather import Gatherer
from jxassess.io._hooks import hooks
from jxassess.io._reading._box import sheet_place
from jxassess.io._reading._marks import Mark, MarkedRow
from jxassess.io._reading._reader import Reader
from jxassess.io._reading._reading_fault_kinds import DUPLICATE_ROW, OTHER_DEFINITION, TOO_MANY_ROWS
from jxassess.io._references import CITY
from jxassess.io._sheets._texts import said
from jxassess.places import City, County
from jxassess.words import Words

T = TypeVar("T", Indicator, City, County)

MOST = 10_000


class Definitions:
    """The rows that define something, of all files.

    Attributes:
        own: the indicators defined, by key, each with its first row.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._rows: dict[str, list[MarkedRow]] = {"indicators": [], "cities": [], "counties": []}
        self._first: dict[tuple[str, str], Mark] = {}
        self.own: dict[str, tuple[Indicator, Mark]] = {}

    def add(self, kind: str, row: MarkedRow) -> None:
        """Add a row of a sheet; too many of them are a fault, and then no more is read.

        Args:
            kind: the key of the table.
            row: the row.
        """
        self._rows[kind].append(row)
        if len(self._rows[kind]) > MOST:
            self._reader.box.add(TOO_MANY_ROWS.at(row.mark.where, MOST))
            self._reader.box.stop()
            self._rows[kind].clear()

    def define(self) -> None:
        """Make indicators, then cities, then counties, each once however many files define it alike."""
        self._reader.box.begin()
        with self._reader.references.in_force():
            units = self._reader.units
            for row in self._sound("indicators"):
                self._indicator(row)
            for row in self._sound("cities"):
                self._unit(row, "cities", hooks().city, units.cities)
            for row in self._sound("counties"):
                if self._has_parent(row):
                    self._unit(row, "counties", hooks().county, units.counties)
        if self._reader.box.is_full:
            rows = [row for kind in self._rows.values() for row in kind]
            self._reader.box.end(sheet_place(rows[-1].mark.sheet))

    def _sound(self, kind: str) -> Iterator[MarkedRow]:
        """Give rows until there are too many faults."""
        for row in self._rows[kind]:
            if self._reader.box.is_full:
                self._reader.units.is_whole = False
                return
            yield row

    def _make(self, row: MarkedRow, table: Table, hook: Callable[[object, object], T]) -> T | None:
        gatherer = Gatherer()
        made = gatherer.attempt(hook, table)
        for fault in gatherer.faults:
            self._reader.box.add(row.mark.locate(fault))
        return made

    def _indicator(self, row: MarkedRow) -> None:
        references = self._reader.references
        indicator = self._make(row, _nested(row.table), hooks().indicator)
        if indicator is None:
            references.hide(row.table.get("key"))
            return
        known = references.known(indicator.key)
        if self._is_new("indicators", indicator.key, row, is_alike=known is None or known == indicator):
            self.own[indicator.key] = (indicator, row.mark)
            references.add_indicator(indicator)

    def _has_parent(self, row: MarkedRow) -> bool:
        """Put the city itself into the row of a county: it may stand there by code or by name."""
        units, raw = self._reader.units, str(row.table["parent"])
        found = next((city for city in units.cities.values() if units.is_called(city, raw)), None)
        if found is None:
            self._hide(row)
            if units.has_all_cities:
                fault = UNKNOWN_PLACE.at(row.mark.place("parent"), said(raw), wanted=CITY)
                self._reader.box.add(fault)
            return False
        row.table["parent"] = found
        return True

    def _unit(self, row: MarkedRow, kind: str, hook: Callable[[object, object], T], known: dict[str, T]) -> None:
        unit = self._make(row, row.table, hook)
        if unit is None:
            self._hide(row)
            return
        code = str(row.table["code"])
        first = known.get(code)
        if self._is_new(kind, code, row, is_alike=first is None or _is_alike(unit, first, row)):
            known.setdefault(code, unit)

    def _hide(self, row: MarkedRow) -> None:
        # What names a unit by a faulty definition is left alone.
        self._reader.references.hide(row.table.get("code"))
        self._reader.units.is_whole = False
        if "parent" not in row.table:
            self._reader.units.has_all_cities = False

    def _is_new(self, kind: str, key: str, row: MarkedRow, *, is_alike: bool) -> bool:
        first = self._first.setdefault((kind, key), row.mark)
        is_first = first is row.mark
        if not is_alike:
            other = Words("what is known already", "已知内容") if is_first else first.where
            self._reader.box.add(OTHER_DEFINITION.at(row.mark.where, key, other=other))
        elif not is_first and first.sheet is row.mark.sheet:
            self._reader.box.add(DUPLICATE_ROW.at(row.mark.where, key, other=first.where))
        return is_alike


def _is_alike(unit: object, known: object, row: MarkedRow) -> bool:
    """Tell whether two definitions of a unit say the same; a column that a sheet does not have says nothing."""
    names = [name for name in row.mark.columns if hasattr(unit, name)]
    return all(getattr(unit, name) == getattr(known, name) for name in names)


def _nested(table: Table) -> Table:
    made: Table = {key: value for key, value in table.items() if not key.startswith(("name_", "unit_"))}
    made["name"] = {"en": table.get("name_en"), "zh": table.get("name_zh")}
    made["unit"] = {"en": table.get("unit_en"), "zh": table.get("unit_zh")}
    return made
