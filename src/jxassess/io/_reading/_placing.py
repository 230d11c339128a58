"""Which unit a row is of: its code and its name, held against each other; or that it is a total."""

from __future__ import annotations

from typing import TypeAlias

from jxassess.faults import Fault
from jxassess.io._reading._blank import blank
from jxassess.io._reading._box import Box
from jxassess.io._reading._layout import Layout
from jxassess.io._reading._reading_fault_kinds import CODE_NAME_DIFFER, REPEATED_HEADINGS
from jxassess.io._reading._totals import TotalLevel, total_level
from jxassess.io._reading._units import Units
from jxassess.io._sheets._kinds import NAME, CellKind, TableKind
from jxassess.io._sheets._sheet import Sheet, SheetRow
from jxassess.io._sheets._texts import fold, is_blank, said
from jxassess.places import Place
from jxassess.words import Words

Placed: TypeAlias = Place | TotalLevel | Fault | None
_UNIT = Words("the unit", "单位")


def place_key(kind: TableKind) -> str | None:
    """Give the key of the column that names the unit of a row, `None` for tables whose rows are of no unit."""
    if NAME not in kind.columns:
        return None
    return next(column.key for column in kind.columns if column.kind is CellKind.PLACE)


class Placing:
    """Finds the units of the rows of a sheet.

    Attributes:
        columns: the numbers of the columns that name units, from 1 on.
        is_proven: whether a name that is no ASCII was known.
    """

    def __init__(self, sheet: Sheet, kind: TableKind, layout: Layout, units: Units, box: Box) -> None:
        key = place_key(kind)
        numbers = [] if key is None else [layout.number_of(key), layout.number_of(NAME.key)]
        self.columns = tuple(number for number in numbers if number is not None)
        self.is_proven = False
        self._sheet = sheet
        self._table = kind.key
        named = [column for column in kind.columns if column is NAME or column.key == key]
        self._headings = {fold(text) for column in named for text in (column.key, column.words.en, column.words.zh)}
        self._units = units
        self._box = box
        self._known: dict[tuple[object, ...], Placed] = {}

    def find(self, row: SheetRow) -> Placed:
        """Find the unit of a row.

        Args:
            row: the row.

        Returns:
            The unit; the level of a total; a fault, which is noted and is all that is to be said of the row; `None` where
            the unit may be one whose definition has a fault.
        """
        cells = tuple([row.cells[number - 1] for number in self.columns])
        try:
            return self._known[cells]
        except KeyError:
            found = self._find(row)
            if not (found is None or isinstance(found, Fault)):
                self._known[cells] = found
            return found

    def _note(self, row: SheetRow, number: int, fault: Fault) -> Fault:
        self._box.add_at(self._sheet, row.number, number, fault)
        return fault

    def _find(self, row: SheetRow) -> Placed:
        given = [(number, row.cells[number - 1]) for number in self.columns]
        given = [(number, raw) for number, raw in given if not is_blank(raw)]
        if not given:
            # 合计 often stands in the column of running numbers.
            level = total_level(next(raw for raw in row.cells if not is_blank(raw)))
            return self._note(row, self.columns[0], blank(self._table, _UNIT)) if level is None else level
        (number, raw), *others = given
        found = self._units.find(raw)
        if isinstance(found, Fault):
            levels = [total_level(cell) for _, cell in given]
            if None not in levels:
                return levels[0]
            is_heading = isinstance(raw, str) and fold(raw) in self._headings
            return self._note(row, number, REPEATED_HEADINGS.at("", said(raw)) if is_heading else found)
        for other, name in others:
            if found is not None and not self._units.is_called(found, name):
                fault = CODE_NAME_DIFFER.at("", said(name), place=found.label)
                return self._note(row, other, fault)
        self.is_proven = self.is_proven or not all(str(cell).isascii() for _, cell in given)
        return found
