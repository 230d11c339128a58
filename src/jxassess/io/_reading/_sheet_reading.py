"""One sheet after another: which table it is, how it is laid out, and its rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from jxassess.errors import ScopeError
from jxassess.faults import Fault
from jxassess.io._reading import _reading_fault_kinds as kinds
from jxassess.io._reading._about_reading import About
from jxassess.io._reading._box import sheet_place
from jxassess.io._reading._cells import cell_reader
from jxassess.io._reading._defining import Definitions
from jxassess.io._reading._grouping import Groups
from jxassess.io._reading._headings import Headings, is_heading
from jxassess.io._reading._layout import Layout, Rows, find_layout
from jxassess.io._reading._long import LongTable
from jxassess.io._reading._placing import Placing, place_key
from jxassess.io._reading._reader import Reader
from jxassess.io._reading._wide import WideTable, is_wide, value_headings
from jxassess.io._sheets._cell_fault_kinds import BROKEN_TEXT
from jxassess.io._sheets._kinds import (
    ABOUT,
    CITIES,
    COUNTIES,
    EVIDENCE_KINDS,
    HEAD_COLUMNS,
    INDICATORS,
    OBSERVATIONS,
    TARGETS,
    TEMPLATE_FORMAT,
    TableKind,
)
from jxassess.io._sheets._progress import EVERY
from jxassess.io._sheets._sheet import Sheet, SheetRow
from jxassess.io._sheets._texts import fold, is_blank, said

_PRIVATE = re.compile("[\ue000-\uf8ff]")
_DEFINING = (INDICATORS, CITIES, COUNTIES)
_GROUPED = ("findings", "facts", "samples")
_KINDS = {fold(name): kind for kind in (ABOUT, *EVIDENCE_KINDS) for name in (kind.key, kind.words.en, kind.words.zh)}
_KEYS = {kind.key for kind in _KINDS.values()}
_ABOUT_KEYS = {"assessed_year": "year", "is_synthetic": "is_synthetic", "classification": "classification"}


class SheetReading:
    """Reads the sheets of files.

    Attributes:
        definitions: what they define.
        has_cells: whether any sheet with records or definitions held anything.
        file_has_cells: whether any sheet of the file at work did, also the one that says what it is about.
    """

    def __init__(self, reader: Reader, about: About) -> None:
        self.definitions = Definitions(reader)
        self.has_cells = False
        self.file_has_cells = False
        self._reader = reader
        self._about = about
        self._groups = Groups(reader)
        self._templates: set[str] = set()
        self._report: Callable[[int], None] = lambda rows: None
        self._rows = 0
        self._skipped = {fold(name) for name, key in reader.rules.sheets if not key}
        self._named = {fold(name): _table(key) for name, key in reader.rules.sheets if key}

    def _kind(self, sheet: Sheet, sheets: Sequence[Sheet]) -> TableKind | None:
        found = self._kind_of(sheet.name)
        # One sheet alone, called Sheet1 or 附件, is what its file is called.
        return self._kind_of(Path(sheet.file).stem) if found is None and len(sheets) == 1 else found

    def _kind_of(self, name: str) -> TableKind | None:
        return self._named.get(fold(name)) or _KINDS.get(fold(name))

    def _is_read(self, sheet: Sheet) -> bool:
        return fold(sheet.name) not in self._skipped

    def read_definitions(self, sheets: Sequence[Sheet]) -> None:
        """Read what the sheets of a file say of the whole, and what they define.

        Args:
            sheets: the sheets of one file.
        """
        self.file_has_cells = False
        kinds_of = [(self._kind(sheet, sheets), sheet) for sheet in sheets if self._is_read(sheet)]
        # What a file is says how its other sheets are read, wherever the sheet stands that says it.
        for kind, sheet in sorted(kinds_of, key=lambda each: each[0] is not ABOUT):
            if sheet.is_hidden:
                self._note_hidden(kind)
            elif kind is ABOUT:
                self.file_has_cells = True
                self._reader.box.begin()
                if self._about.read(sheet) == TEMPLATE_FORMAT:
                    self._templates.add(sheet.file)
                self._reader.box.end(sheet_place(sheet))
            elif kind in _DEFINING:
                self._read(sheet, kind)

    def _note_hidden(self, kind: TableKind | None) -> None:
        # It is refused later, where it holds anything; till then nobody knows which units it defines.
        units = self._reader.units
        units.is_whole = units.is_whole and kind not in (CITIES, COUNTIES)
        units.has_all_cities = units.has_all_cities and kind is not CITIES

    def read_records(self, sheets: Sequence[Sheet], report: Callable[[int], None]) -> None:
        """Read the records of a file.

        Args:
            sheets: its sheets.
            report: called now and then, with how many rows of the file were read.
        """
        self._report, self._rows = report, 0
        for _, key in self._reader.rules.headings:
            if key and not is_heading(key, self._reader.terms):
                raise ScopeError(f"the rules name {key!r}, which is neither a column nor an indicator")
        for sheet in sheets:
            kind = self._kind(sheet, sheets)
            if not self._is_read(sheet):
                continue
            if kind is None or sheet.is_hidden:
                self._refuse(sheet, kind)
            elif kind is not ABOUT and kind not in _DEFINING:
                self._read(sheet, kind)

    def _refuse(self, sheet: Sheet, kind: TableKind | None) -> None:
        if not any(not is_blank(cell) for row in sheet.rows() for cell in row.cells):
            return
        self.has_cells = self.file_has_cells = True
        if kind is not None:
            self._reader.box.add(kinds.HIDDEN_SHEET.at(sheet_place(sheet)))
        else:
            known = "、".join(each.words.zh for each in (ABOUT, *EVIDENCE_KINDS))
            self._reader.box.add(kinds.UNKNOWN_SHEET.at(sheet_place(sheet), said(sheet.name), known=known))

    def end(self) -> None:
        """Make the records of which the parts stand in several rows."""
        with self._reader.references.in_force():
            self._reader.box.begin()
            self._groups.end()

    def _read(self, sheet: Sheet, kind: TableKind) -> None:
        box = self._reader.box
        box.begin()
        self._reader.is_template = sheet.file in self._templates
        if not box.is_full:
            rows = self._watched(sheet)
            if self._reader.is_template:
                self._reader.needs.begin(sheet.file, kind.key, sheet_place(sheet))
            terms = self._reader.terms if kind in (TARGETS, OBSERVATIONS) else None
            found = find_layout(sheet, rows, Headings(kind, terms, self._reader.rules), box)
            if found is not None:
                with self._reader.references.in_force():
                    self._read_table(sheet, kind, *found)
        if box.found and kind in (CITIES, COUNTIES):
            self._reader.units.is_whole = False
            self._reader.units.has_all_cities = self._reader.units.has_all_cities and kind is not CITIES
        if box.found and kind.key == "findings":
            self._groups.are_findings_whole = False
        box.end(sheet_place(sheet))

    def _watched(self, sheet: Sheet) -> Iterator[SheetRow]:
        for row in sheet.rows():
            if not self.file_has_cells or not self.has_cells:
                self._note_cells(row)
            self._rows += 1
            if self._rows % EVERY == 0:
                self._report(self._rows)
            yield row

    def _note_cells(self, row: SheetRow) -> None:
        if not all(map(is_blank, row.cells)):
            self.has_cells = self.file_has_cells = True

    def _read_table(self, sheet: Sheet, kind: TableKind, layout: Layout, given: Iterator[SheetRow]) -> None:
        reader, box = self._reader, self._reader.box
        placing = Placing(sheet, kind, layout, reader.units, box)
        of = WideTable if is_wide(kind, layout) else LongTable
        table = of(sheet, kind, layout, placing, reader)
        if not self._has_columns(sheet, kind, layout, placing, table):
            return
        rows = Rows(sheet, self._checked(sheet, layout, given), layout, box)
        if isinstance(table, WideTable):
            table.read(rows)
        else:
            self._take(kind, table, rows)
        if sheet.is_decoded and not (layout.is_proven or placing.is_proven):
            box.add(kinds.UNPROVEN_ENCODING.at(sheet_place(sheet)))

    def _take(self, kind: TableKind, long: LongTable, rows: Rows) -> None:
        if kind in _DEFINING:
            for marked in long.read(rows):
                self.definitions.add(kind.key, marked)
                if self._reader.is_template:
                    self._reader.needs.define(marked.mark.sheet.file, kind.key, marked.table.get("code"))
        elif kind.key in _GROUPED:
            self._groups.add(kind.key, list(long.read(rows)))
        else:
            for marked in long.read(rows):
                self._reader.records.take(kind.key, marked)

    def _has_columns(
        self, sheet: Sheet, kind: TableKind, layout: Layout, placing: Placing, table: WideTable | LongTable
    ) -> bool:
        box = self._reader.box
        where = sheet.place(layout.row, 1)
        if isinstance(table, WideTable) and not value_headings(layout):
            # Where a heading could not be read, that is the fault.
            if layout.is_whole:
                box.add(kinds.NO_VALUES.at(where))
            return False
        missing = table.missing_columns()
        if isinstance(table, WideTable):
            missing = missing if placing.columns else [kind.columns[0], *missing]
            for number, heading in layout.columns:
                if heading.column is not None and heading.column.is_rare:
                    box.add_at(sheet, layout.row, number, kinds.SAMPLE_OF_A_ROW.at("", heading.column.words.zh))
        # A heading that could not be read may be the one that seems to be missing.
        if missing and layout.is_whole:
            named = "、".join(column.words.zh for column in missing)
            box.add(kinds.MISSING_COLUMN.at(where, named, rules=kinds.RULES_HELP))
        return bool(placing.columns) or place_key(kind) is None

    def _checked(self, sheet: Sheet, layout: Layout, rows: Iterator[SheetRow]) -> Iterator[SheetRow]:
        """Hold what each row says of the whole against what is known; once for each column and value."""
        heads = [
            (number, heading.column, cell_reader(heading.column, None, self._reader.rules))
            for number, heading in layout.columns
            if heading.column in HEAD_COLUMNS and heading.column is not None and heading.column.key in _ABOUT_KEYS
        ]
        seen: set[tuple[int, object]] = set()
        for row in rows:
            if sheet.is_decoded:
                self._look_at_decoding(sheet, row)
            for number, column, read in heads:
                raw = row.cells[number - 1] if number <= len(row.cells) else None
                if is_blank(raw) or (number, raw) in seen:
                    continue
                seen.add((number, raw))
                value = read(raw)
                if isinstance(value, Fault):
                    self._reader.box.add_at(sheet, row.number, number, value)
                else:
                    where = sheet.place(row.number, number)
                    self._about.say(ABOUT.column(_ABOUT_KEYS[column.key]), value, where)
            yield row

    def _look_at_decoding(self, sheet: Sheet, row: SheetRow) -> None:
        """Find characters of private use, into which broken bytes are decoded."""
        for i, cell in enumerate(row.cells):
            if isinstance(cell, str) and _PRIVATE.search(cell):
                self._reader.box.add_at(sheet, row.number, i + 1, BROKEN_TEXT.at("", said(cell)))


def _table(key: str) -> TableKind:
    found = _KINDS.get(fold(key))
    if found is None:
        raise ScopeError(f"the rules name {key!r}, which is no table; choose among {', '.join(sorted(_KEYS))}")
    return found
