"""One pass over the XML of a sheet, before openpyxl reads its cells.

It tells what openpyxl does not: hidden rows and columns, merged cells, formulas without results. And it refuses what
openpyxl would take as something else: cells that stand elsewhere than they say, numbers such as `1_000` or `1e400`,
rows out of order, texts that are not there.
"""

from __future__ import annotations

import math
import re
from typing import TypeAlias
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.faults import Fault, FaultsError
from jxassess.io._sheets._archive import MOST_ELEMENTS, Archive, printable
from jxassess.io._sheets._file_fault_kinds import (
    ODD_CELL,
    ODD_MERGE,
    ODD_REFERENCE,
    ODD_ROW,
    ODD_STRUCTURE,
    STRICT_WORKBOOK,
    TOO_LARGE,
)
from jxassess.io._sheets._parts import MAIN, MOST_TEXT, STRICT
from jxassess.io._sheets._sheet import MergedRange
from jxassess.io._shown import shown
from jxassess.words import Words

MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
MOST_USED_COLUMNS = 1_000
"""The last column in which anything may stand; templates have some fifty."""
MOST_CELLS = 1_000_000
"""Cells of a workbook, which take some seconds."""
MOST_MERGED = 10_000
_MOST_FAULTS = 100
_MOST_IN_ROW = 200_000
_MOST_KNOWN = 50_000

_SHEET, _DATA, _ROW, _CELL = f"{MAIN}worksheet", f"{MAIN}sheetData", f"{MAIN}row", f"{MAIN}c"
_V, _F, _IS, _T = f"{MAIN}v", f"{MAIN}f", f"{MAIN}is", f"{MAIN}t"
_COLUMN, _MERGE = f"{MAIN}col", f"{MAIN}mergeCell"
_BEHIND = frozenset(
    MAIN + name
    for name in [
        "sheetCalcPr",
        "sheetProtection",
        "protectedRanges",
        "scenarios",
        "autoFilter",
        "sortState",
        "dataConsolidate",
        "customSheetViews",
        "mergeCells",
        "phoneticPr",
        "conditionalFormatting",
        "dataValidations",
        "hyperlinks",
        "printOptions",
        "pageMargins",
        "pageSetup",
        "headerFooter",
        "rowBreaks",
        "colBreaks",
        "customProperties",
        "cellWatches",
        "ignoredErrors",
        "smartTags",
        "drawing",
        "legacyDrawing",
        "legacyDrawingHF",
        "drawingHF",
        "picture",
        "oleObjects",
        "controls",
        "webPublishItems",
        "tableParts",
        "extLst",
    ]
)
"""What may follow on the rows of a sheet."""
_ENDS_TEXT = (_BEHIND - {f"{MAIN}phoneticPr"}) | {_F, _IS, _DATA}
"""What ends a text that stands in its cell; all else is part of it, the readings above its characters too."""
_NOTHING, _FORMULA, _VALUE, _RESULT, _TEXT = range(5)
"""Which part of a cell came last."""

_WHOLE = re.compile(r"[1-9][0-9]{0,6}")
_NUMBER = re.compile(r"-?(?:[0-9]{1,25}(?:\.[0-9]{0,25})?|\.[0-9]{1,25})(?:[Ee][+-]?[0-9]{1,3})?")
_INDEX = re.compile(r"[0-9]{1,7}")
_TRUTH = re.compile(r"[01]")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,3})?Z?)?")
_RANGE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6}):([A-Z]{1,3})([1-9][0-9]{0,6})")
_WORDS = {
    "n": Words("number", "数值"),
    "s": Words("text", "文本"),
    "b": Words("true or false", "逻辑值"),
    "d": Words("day", "日期"),
    "str": Words("text", "文本"),
    "inlineStr": Words("text", "文本"),
    "e": Words("error", "错误值"),
}

Place: TypeAlias = tuple[int, int]


@frozen(kw_only=True)
class SheetFacts(ByFields):
    """What one pass over a sheet tells.

    Attributes:
        root: the names of namespaces at the top of its XML, as they stand there.
        begin: the byte of its XML where the rows begin.
        rows: how many rows stand there, up to the last with anything in it.
        cells: how many cells stand in them, empty ones among them.
        all_cells: how many cells stand in all rows.
        values: how many cells with a value.
        last_column: the last column in which anything stands.
        hidden_rows: rows that are not shown.
        hidden_columns: columns that are not shown.
        merged: cells merged into one.
        no_results: for each row the columns with formulas that have no result.
    """

    root: str
    begin: int
    rows: int
    cells: int
    all_cells: int
    values: int
    last_column: int
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    merged: tuple[MergedRange, ...]
    no_results: dict[int, tuple[int, ...]] = field(eq=False)


def column_letters(column: int) -> str:
    """Name a column.

    Args:
        column: its number, from 1 on.

    Returns:
        Its letters: A, Z, AA, XFD.
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Number a column.

    Args:
        letters: its letters, capitals of ASCII.

    Returns:
        Its number, from 1 on.
    """
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


def pass_over(
    archive: Archive, part: str, name: str, *, texts: int, is_uncalculated: bool, cells: int = MOST_CELLS
) -> SheetFacts:
    """Run over the XML of a sheet.

    Args:
        archive: the workbook.
        part: the part that holds the sheet.
        name: the name of the sheet.
        texts: how many texts the workbook has.
        is_uncalculated: whether results of formulas are yet to be computed.
        cells: how many cells it may have.

    Returns:
        What the pass tells.

    Raises:
        FaultsError: with every cell that would be misread, or what keeps the sheet from being read at all.
    """
    archive.refuse_large(part)
    passing = _Pass(archive.name, name, texts=texts, is_uncalculated=is_uncalculated, cells=cells)
    archive.parse(part, passing.parser, lambda: passing.last)
    passing.finish()
    if passing.faults:
        raise FaultsError(passing.faults)
    return passing.facts()


class _Pass:
    """The handlers of the pass: some outside of the rows, and others, which have to be quick, inside."""

    def __init__(self, file: str, sheet: str, *, texts: int, is_uncalculated: bool, cells: int) -> None:
        self.faults: list[Fault] = []
        self.last = 0
        self._file, self._sheet = file, sheet
        self._texts, self._is_uncalculated, self._most_cells = texts, is_uncalculated, cells
        self._names: list[tuple[str, str]] = []
        self._elements = self._depth = 0
        self._begin = -1
        self._hidden_columns: set[int] = set()
        self._merged: list[MergedRange] = []
        self._reset_rows()
        self.parser = expat.ParserCreate("utf-8", " ")
        self.parser.buffer_text = True
        self.parser.StartNamespaceDeclHandler = self._take_namespace
        self._watch_outside()

    def _reset_rows(self) -> None:
        self._row = self._rows = self._cells = self._values = self._last_column = self._inner = 0
        # Before the first row no cell has room.
        self._column = MOST_COLUMNS
        self._label, self._cut = "0", -1
        self._is_hidden = self._is_used = False
        self._used = (0, 0)
        self._type = "n"
        self._part = _NOTHING
        self._pieces: list[str] = []
        self._known: dict[str, set[str]] = {"n": set(), "s": set()}
        self._columns: dict[str, int] = {}
        self._hidden_rows: set[int] = set()
        self._no_results: dict[int, list[int]] = {}

    def facts(self) -> SheetFacts:
        """Give what the pass told."""
        declared = "".join(f" xmlns{prefix and f':{prefix}'}={quoteattr(uri)}" for prefix, uri in self._names)
        return SheetFacts(
            root=declared,
            begin=self._begin,
            rows=self._used[0],
            cells=self._used[1],
            all_cells=self._cells,
            values=self._values,
            last_column=self._last_column,
            hidden_rows=frozenset(self._hidden_rows),
            hidden_columns=frozenset(self._hidden_columns),
            merged=tuple(self._merged),
            no_results={row: tuple(columns) for row, columns in self._no_results.items()},
        )

    # Outside of the rows

    def _watch_outside(self) -> None:
        self.parser.StartElementHandler = self._start_outside
        self.parser.EndElementHandler = self._end_outside
        self.parser.CharacterDataHandler = None

    def _take_namespace(self, prefix: str | None, uri: str | None) -> None:
        if not self._elements:
            self._names.append((prefix or "", uri or ""))

    def _start_outside(self, name: str, attributes: dict[str, str]) -> None:
        self.last = self.parser.CurrentByteIndex
        self._elements += 1
        self._depth += 1
        if self._elements == 1:
            self._refuse_root(name)
        if self._elements > MOST_ELEMENTS:
            raise self._too_large(Words("elements", "元素数"), MOST_ELEMENTS)
        if name == _DATA and self._depth == 2 and self._begin < 0:
            self._begin = self.last
            self.parser.StartElementHandler = self._start
            self.parser.EndElementHandler = None
            self.parser.CharacterDataHandler = self._pieces.append
        elif name in (_DATA, _ROW, _CELL):
            raise self._odd(name)
        elif name == _COLUMN:
            self._take_column(attributes)
        elif name == _MERGE:
            self._take_merge(attributes.get("ref", ""))

    def _end_outside(self, _: str) -> None:
        self.last = self.parser.CurrentByteIndex
        self._depth -= 1

    def _refuse_root(self, name: str) -> None:
        if name.startswith(STRICT):
            raise FaultsError([STRICT_WORKBOOK.at(self._file)])
        if name != _SHEET:
            raise self._odd(name)

    def _take_column(self, attributes: dict[str, str]) -> None:
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if not (_WHOLE.fullmatch(first) and _WHOLE.fullmatch(last)):
            raise self._odd(_COLUMN)
        if _is_hidden(attributes, "width"):
            self._hidden_columns.update(range(int(first), min(int(last), MOST_COLUMNS) + 1))

    def _take_merge(self, text: str) -> None:
        match = _RANGE.fullmatch(text)
        if match is None:
            self._add(ODD_MERGE.at(self._whole, shown(text)))
            return
        made = MergedRange(int(match[2]), int(match[4]), column_number(match[1]), column_number(match[3]))
        if made.first_row > made.last_row or made.first_column > made.last_column:
            self._add(ODD_MERGE.at(self._whole, shown(text)))
        self._merged.append(made)
        if len(self._merged) > MOST_MERGED:
            raise self._too_large(Words("merged cells", "合并区域数"), MOST_MERGED)

    # Inside the rows. What ends there is not watched, which would take as long again: cells and values that stand in one
    # another or beside their rows are counted here, and openpyxl does not find as many.

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == _CELL:
            if self._part:
                pieces = self._pieces
                # Most values are numbers and texts that were seen before.
                if self._part == _VALUE and len(pieces) == 1 and pieces[0] in self._known.get(self._type, ()):
                    self._part = _NOTHING
                    self._values += 1
                    if self._column > self._last_column:
                        self._widen()
                    self._is_used = True
                else:
                    self._take_cell()
            reference, label = attributes.get("r"), self._label
            if reference is None:
                column = self._column + 1
            elif reference[self._cut :] == label:
                column = self._columns.get(reference[: self._cut], 0) or self._number(reference[: self._cut])
            else:
                column = 0
            if column <= self._column or column > MOST_COLUMNS:
                raise self._fatal(ODD_REFERENCE.at(f"{self._whole}!{label}:{label}", shown(reference)))
            self._column = column
            self._cells += 1
            self._type = attributes.get("t", "n")
        elif name == _V:
            if self._part > _FORMULA or not self._column:
                raise self._odd(name)
            self._part = _RESULT if self._part else _VALUE
            self._pieces.clear()
        else:
            self._start_other(name, attributes)

    def _number(self, letters: str) -> int:
        is_column = letters.isascii() and letters.isalpha() and letters.isupper() and len(letters) <= 3
        number = self._columns[letters] = column_number(letters) if is_column else 0
        return number

    def _start_other(self, name: str, attributes: dict[str, str]) -> None:
        if name == _ROW:
            self._finish_row()
            self._start_row(attributes)
        elif name in (_F, _IS) and not self._part and self._column > 0:
            self._part = _FORMULA if name == _F else _TEXT
            self._pieces.clear()
        elif self._part == _TEXT and name not in _ENDS_TEXT:
            self._inner += 1
            if self._inner > _MOST_IN_ROW:
                raise self._too_large(Words("elements of a row", "单行的元素数"), _MOST_IN_ROW)
        elif name in _BEHIND:
            self._finish_row()
            self._watch_outside()
            self._start_outside(name, attributes)
        else:
            raise self._odd(name)

    def _start_row(self, attributes: dict[str, str]) -> None:
        self.last = self.parser.CurrentByteIndex
        before = self._row
        label = attributes.get("r") or str(before + 1)
        if not (_WHOLE.fullmatch(label) and before < int(label) <= MOST_ROWS):
            raise self._fatal(ODD_ROW.at(self._whole, shown(label), before=before))
        self._pieces.clear()
        self._row, self._label, self._cut = int(label), label, -len(label)
        self._rows += 1
        self._column = self._inner = 0
        self._is_used = False
        self._is_hidden = _is_hidden(attributes, "ht")

    def _finish_row(self) -> None:
        if self._part:
            self._take_cell()
        if self._is_used:
            self._used = (self._rows, self._cells)
            if self._is_hidden:
                self._hidden_rows.add(self._row)
        if self._cells > self._most_cells:
            raise self._too_large(Words("cells of the workbook", "工作簿单元格数"), MOST_CELLS)

    def finish(self) -> None:
        """Finish with the last cell of all."""
        self._finish_row()

    def _take_cell(self) -> None:
        """Look at a cell that holds something."""
        part, self._part = self._part, _NOTHING
        kind = self._type
        value = "" if part == _FORMULA else "".join(self._pieces)
        if part in (_FORMULA, _RESULT):
            if self._is_uncalculated or (not value and kind != "str"):
                self._no_results.setdefault(self._row, []).append(self._column)
        elif not value and part == _VALUE:
            return
        self._is_used = True
        if self._column > self._last_column:
            self._widen()
        if value or part == _TEXT:
            self._values += 1
            if not self._is_right(value, kind, part):
                self._add(ODD_CELL.at(self._place, shown(value), type=_WORDS.get(kind, shown(kind))))

    def _is_right(self, value: str, kind: str, part: int) -> bool:
        if kind not in _WORDS or (part == _TEXT) != (kind == "inlineStr"):
            return False
        if kind in self._known:
            is_right = self._is_index(value) if kind == "s" else _is_number(value)
            if is_right and len(self._known[kind]) < _MOST_KNOWN:
                self._known[kind].add(value)
            return is_right
        if kind in ("b", "d"):
            return (_TRUTH if kind == "b" else _DAY).fullmatch(value) is not None
        if len(value) > MOST_TEXT:
            self._add(self._long_text())
        return True

    def _is_index(self, value: str) -> bool:
        return _INDEX.fullmatch(value) is not None and int(value) < self._texts

    def _widen(self) -> None:
        if self._column > MOST_USED_COLUMNS:
            what = Words("columns with anything in them", "有内容的列数")
            raise self._fatal(TOO_LARGE.at(self._place, self._column, what=what, most=MOST_USED_COLUMNS))
        self._last_column = self._column

    # Faults

    @property
    def _whole(self) -> str:
        return f"[{self._file}]{self._sheet}"

    @property
    def _place(self) -> str:
        return f"{self._whole}!{column_letters(self._column)}{self._row}"

    def _long_text(self) -> Fault:
        what = Words("characters of the text", "文本字符数")
        return TOO_LARGE.at(self._place, f"> {MOST_TEXT}", what=what, most=MOST_TEXT)

    def _add(self, fault: Fault) -> None:
        self.faults.append(fault)
        if len(self.faults) >= _MOST_FAULTS:
            raise FaultsError(self.faults)

    def _fatal(self, fault: Fault) -> FaultsError:
        return FaultsError([*self.faults, fault])

    def _odd(self, name: str) -> FaultsError:
        return self._fatal(ODD_STRUCTURE.at(self._whole, f"<{printable(name.rpartition(' ')[2])}>"))

    def _too_large(self, what: Words, most: int) -> FaultsError:
        return self._fatal(TOO_LARGE.at(self._whole, f"> {most}", what=what, most=most))


def _is_hidden(attributes: dict[str, str], size: str) -> bool:
    if "hidden" in attributes and attributes["hidden"] in ("1", "true"):
        return True
    return size in attributes and _ZERO.fullmatch(attributes[size]) is not None


_ZERO = re.compile(r"0+(?:\.0*)?")


def _is_number(value: str) -> bool:
    return _NUMBER.fullmatch(value) is not None and ("E" not in value.upper() or _is_kept(value))


def _is_kept(value: str) -> bool:
    """Tell whether a number with an exponent is one that a float holds, neither infinite nor lost."""
    number = float(value)
    return math.isfinite(number) and (
        number != 0 or _ZERO.fullmatch(value.lstrip("-").lower().partition("e")[0]) is not None
    )
