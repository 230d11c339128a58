"""The sheet that says what the tables of a file are about: year, day, whether data are made up, for which scheme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import islice

from jxassess.assessment import Stage
from jxassess.evidence import Evidence
from jxassess.evidence.fault_kinds import BAD_YEAR
from jxassess.faults import Fault
from jxassess.io._digest import digest
from jxassess.io._reading import _reading_fault_kinds as kinds
from jxassess.io._reading._box import Box, sheet_place
from jxassess.io._reading._cells import CellValue, cell_reader
from jxassess.io._reading._rules import TableRules
from jxassess.io._reading._source_fault_kinds import CHANGED_YEAR, OTHER_YEAR, REMARK, RESULTS, UNKNOWN_LABEL
from jxassess.io._sheets._kinds import ABOUT, TABLES_FORMAT, TEMPLATE_FORMAT, TableColumn
from jxassess.io._sheets._members import TRUTHS
from jxassess.io._sheets._sheet import Raw, Sheet, SheetRow
from jxassess.io._sheets._texts import fold, is_blank, said
from jxassess.measure import FIRST_YEAR, LAST_YEAR
from jxassess.scheme import Scheme
from jxassess.words import Words

_FORMATS = (TABLES_FORMAT, TEMPLATE_FORMAT)
_KEPT = ("year", "on", "is_synthetic", "classification")
_STAGES = frozenset(fold(name) for stage in Stage for name in (stage.value, stage.words.en, stage.words.zh))
_NAMES = [fold(name) for name in (ABOUT.key, ABOUT.words.zh, ABOUT.words.en)]
_LABELS = {fold(text): c for c in ABOUT.columns for text in (c.key, c.words.en, c.words.zh)}


class About:
    """What all files say of the whole, and where each thing was said first.

    Attributes:
        values: what was said, by key.
        others: the files that are of another year or for another scheme, and have to be given anew.
        results: the files that hold results, not evidence; nothing more is read of them.
        is_broken: whether some of it could not be read, so that what seems to be missing may stand there.
    """

    def __init__(self, base: Evidence | None, scheme: Scheme, box: Box) -> None:
        self.values: dict[str, CellValue] = {}
        self.others: set[str] = set()
        self.results: set[str] = set()
        self.is_broken = False
        self._where: dict[str, str] = {}
        self._scheme = scheme
        self._box = box
        if base is not None:
            self.values = {"year": base.year, "on": base.on, "is_synthetic": base.is_synthetic}
            if base.classification:
                self.values["classification"] = base.classification
            self._where = dict.fromkeys(self.values, "base")

    @cached_property
    def _digest(self) -> str:
        return digest(self._scheme)

    def read(self, sheet: Sheet) -> str | None:
        """Read the sheet of a file.

        Args:
            sheet: the sheet.

        Returns:
            The format that it names, `None` where it names none that is read.
        """
        found = self._box.found
        given = self._lines(sheet)
        if "format" not in given:
            self._box.add(kinds.OTHER_FORMAT.at(sheet_place(sheet), "''", known=" / ".join(_FORMATS)))
            return None
        value, where = given.pop("format")
        self.is_broken = self.is_broken or self._box.found > found or value not in _FORMATS
        if value not in _FORMATS:
            self._box.add(kinds.OTHER_FORMAT.at(where, said(str(value)), known=" / ".join(_FORMATS)))
            return None
        if self._is_evidence(sheet, given) and self._is_of_this_year(sheet, given):
            for key, (cell, place) in given.items():
                if key in _KEPT:
                    self.say(ABOUT.column(key), cell, place)
            self._look_at_digest(sheet, given)
        return str(value)

    def _is_evidence(self, sheet: Sheet, given: Mapping[str, tuple[CellValue, str]]) -> bool:
        """Tell results, which may lie in the same folder, from evidence by how far they have come."""
        stage, where = given.get("stage", ("", ""))
        if fold(str(stage)) not in _STAGES:
            return True
        self._box.add(RESULTS.at(where, said(str(stage))))
        self.results.add(sheet.file)
        self.is_broken = True
        return False

    def _is_of_this_year(self, sheet: Sheet, given: Mapping[str, tuple[CellValue, str]]) -> bool:
        """Hold the year against that of the scheme; where it is another one, that is all that is wrong with the file."""
        year, where = given.get("year", (self._scheme.year, ""))
        if year == self._scheme.year:
            return True
        # One digest is one scheme, and a scheme is of one year.
        is_changed = "digest" in given and given["digest"][0] == self._digest
        self._box.add(CHANGED_YEAR.at(where, year, year=self._scheme.year) if is_changed else self._year(year, where))
        self.others.add(sheet.file)
        self.is_broken = True
        return False

    def _year(self, year: CellValue, where: str) -> Fault:
        if isinstance(year, int) and FIRST_YEAR <= year <= LAST_YEAR:
            return OTHER_YEAR.at(where, year, year=self._scheme.year)
        return BAD_YEAR.at(where, year)

    def _look_at_digest(self, sheet: Sheet, given: Mapping[str, tuple[CellValue, str]]) -> None:
        value, where = given.get("digest", ("", ""))
        if value and value != self._digest:
            self._box.add(kinds.OTHER_SCHEME.at(where, str(value)[:12]))
            self.others.add(sheet.file)

    def _lines(self, sheet: Sheet) -> dict[str, tuple[CellValue, str]]:
        """Read lines of label and value, or one row of labels above one of values."""
        rows = [(row, [i for i, cell in enumerate(row.cells) if not is_blank(cell)]) for row in _first(sheet)]
        found: dict[str, tuple[CellValue, str]] = {}
        if len(rows) > 1 and all(_label(rows[0][0].cells[i]) for i in rows[0][1]):
            (head, labels), (row, _) = rows[:2]
            for i in labels:
                if i < len(row.cells):
                    self._line(sheet, (head.number, i, head.cells[i]), row, i, found)
        else:
            self._block(sheet, rows, found)
        return found

    def _block(
        self, sheet: Sheet, rows: Sequence[tuple[SheetRow, list[int]]], found: dict[str, tuple[CellValue, str]]
    ) -> None:
        """Read lines until they end; what stands beside single cells, such as instructions, is a remark."""
        last = 0
        for row, held in rows:
            # Captions and instructions are single cells.
            if len(held) == 1:
                continue
            column = _label(row.cells[held[0]])
            if column is not None or last in (0, row.number - 1):
                last = row.number
                self._line(sheet, (row.number, held[0], row.cells[held[0]]), row, held[1], found)
                held = held[1:]
            if len(held) > 1:
                self._box.add_at(sheet, row.number, held[1] + 1, REMARK.at("", said(row.cells[held[1]])))

    def _line(
        self,
        sheet: Sheet,
        named: tuple[int, int, Raw],
        row: SheetRow,
        at: int,
        found: dict[str, tuple[CellValue, str]],
    ) -> None:
        number, label_at, label = named
        column = _label(label)
        if column is None:
            known = "、".join(each.words.zh for each in ABOUT.columns)
            names = Words(", ".join(each.words.en for each in ABOUT.columns), known)
            self._box.add_at(sheet, number, label_at + 1, UNKNOWN_LABEL.at("", said(label), known=names))
        elif row.number in sheet.hidden_rows:
            self._box.add_at(sheet, row.number, 1, kinds.HIDDEN_ROW.at(""))
        elif not is_blank(row.cells[at]):
            self._take(sheet, column, row.cells[at], (row.number, at + 1), found)

    def _take(
        self,
        sheet: Sheet,
        column: TableColumn,
        raw: Raw,
        at: tuple[int, int],
        found: dict[str, tuple[CellValue, str]],
    ) -> None:
        # Half of the digits of a digest may look like a telephone number.
        is_digest = column.key == "digest" and isinstance(raw, str)
        value = str(raw) if is_digest else cell_reader(column, None, _NO_RULES)(raw)
        if isinstance(value, Fault):
            self._box.add_at(sheet, *at, value)
        elif column.key in found:
            fault = kinds.DUPLICATE_COLUMN.at("", said(column.words.zh), other=found[column.key][1])
            self._box.add_at(sheet, *at, fault)
        else:
            found[column.key] = (value, sheet.place(*at))

    def say(self, column: TableColumn, value: CellValue, where: str) -> None:
        """Take what a file says of the whole; where another said otherwise that is a fault.

        Args:
            column: what is said.
            value: the value.
            where: the cell.
        """
        if column.key == "year" and value != self._scheme.year:
            self._box.add(self._year(value, where))
            self.is_broken = True
            return
        known = self.values.setdefault(column.key, value)
        first = self._where.setdefault(column.key, where)
        if known != value:
            said_here, said_first = _words(value), _words(known)
            self._box.add(kinds.ABOUT_DIFFERS.at(where, said_here.zh, what=column.words, other=said_first, first=first))

    def missing(self, *, is_sound: bool) -> list[Words]:
        """Give what evidence cannot do without and nothing said.

        Args:
            is_sound: whether no file has any fault; otherwise what could not be read may say it.

        Returns:
            What is missing.
        """
        needed = () if self.is_broken and not is_sound else ("year", "on", "is_synthetic")
        return [ABOUT.column(key).words for key in needed if key not in self.values]

    @property
    def year(self) -> int | None:
        """The year assessed, `None` where nothing says it."""
        year = self.values.get("year")
        return year if isinstance(year, int) else None

    @property
    def on(self) -> date | None:
        """The day whose units are assessed, `None` where nothing says it."""
        day = self.values.get("on")
        return day if isinstance(day, date) else None


_NO_RULES = TableRules()
_MOST_ROWS = 1_000


def _first(sheet: Sheet) -> list[SheetRow]:
    rows = (row for row in sheet.rows() if not all(map(is_blank, row.cells)))
    return list(islice(rows, _MOST_ROWS))


def _words(value: CellValue) -> Words:
    if isinstance(value, bool):
        return TRUTHS[value]
    return Words(str(value), str(value))


def is_about(name: str) -> bool:
    """Tell whether a sheet is called as the one that says what the tables are about."""
    return fold(name) in _NAMES


def _label(raw: Raw) -> TableColumn | None:
    return _LABELS.get(fold(raw)) if isinstance(raw, str) else None
