"""A CSV file as a sheet."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, TypeAlias

from jxassess.faults import FaultsError
from jxassess.io._columns._fault_kinds import OLD_LINE_ENDS
from jxassess.io._fault_kinds import NOT_CSV, NOT_UTF8
from jxassess.io._sheets._archive import file_name, printable, read_start
from jxassess.io._sheets._file_fault_kinds import (
    EMPTY_FILE,
    NOT_GB18030,
    STRAY_ROW,
    TOO_LARGE,
    WRONG_CONTENT,
    WRONG_ENCODING,
)
from jxassess.io._sheets._sheet import MergedRange, Raw, SheetRow
from jxassess.io._shown import shown
from jxassess.words import Words

MOST_FILE = 50_000_000
MOST_LINE = 1_000_000
"""Bytes of a row, quotes and line ends in it included."""
MOST_COLUMNS = 1_000
MOST_ROWS = 1_048_576
_MARK = b"\xef\xbb\xbf"
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")
_ALONE = re.compile(rb"\r(?!\n)")
_CSV = Words("CSV UTF-8", "CSV UTF-8")
_ARCHIVES = (
    (b"PK\3\4", Words("an Excel workbook (.xlsx) or another archive", "Excel工作簿(.xlsx)或压缩文件")),
    (b"\xd0\xcf\x11\xe0", Words("an old workbook (.xls)", "旧版工作簿(.xls)")),
)
_KEPT_TEXT = re.compile(r"'(?=[=+\-@\t\r'])")
"""What stands before text, so that a spreadsheet program does not take it for a formula."""

_BLOCK = 1 << 16
_FEWEST = 2
_SEPARATORS = {
    ";": Words("semicolons stand between the columns", "以分号分列"),
    "\t": Words("tabs stand between the columns", "以制表符分列"),
}
_PROBLEMS = {
    "unexpected end": Words("a double quote is opened here and never closed", "此处的双引号没有成对"),
    "expected after": Words("a double quote inside of a cell is not doubled", "单元格内的双引号未写成两个"),
    "field limit": Words("a cell is too long", "单元格过长"),
}

Encoding: TypeAlias = Literal["utf-8", "gb18030"]


class CsvSheet:
    """A CSV file; its rows are its lines by number, and its cells are text.

    Attributes:
        file: the name of the file.
        name: the same without its ending.
        is_hidden: never.
        is_decoded: whether its text was decoded by trial.
        hidden_rows: none.
        hidden_columns: none.
        merged: none.
        last_row: the number of its lines.
    """

    is_hidden = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[MergedRange, ...] = ()

    def __init__(self, path: Path, encoding: Encoding | None = None) -> None:
        """Read a file.

        Args:
            path: the file.
            encoding: how it is encoded; tried out where it is not said.

        Raises:
            FaultsError: it is not text, or in neither encoding.
            OSError: it cannot be read.
        """
        self.file, self.name = file_name(path), path.stem
        self._content = read_start(path, MOST_FILE, Words("bytes of the file", "文件字节数"))
        self.last_row = self._content.count(b"\n") + (not self._content.endswith(b"\n"))
        self._refuse_strange()
        self._encoding, self.is_decoded = self._find_encoding(encoding)

    def _refuse_strange(self) -> None:
        content = self._content
        if not content.removeprefix(_MARK).strip():
            raise FaultsError([EMPTY_FILE.at(self.file)])
        for mark, words in _ARCHIVES:
            if content.startswith(mark):
                raise FaultsError([WRONG_CONTENT.at(self.file, words, wanted=_CSV)])
        if self.last_row > MOST_ROWS:
            raise FaultsError([TOO_LARGE.at(self.file, self.last_row, what=Words("lines", "行数"), most=MOST_ROWS)])
        if content.startswith(_WIDE_MARKS):
            raise FaultsError(
                [
                    WRONG_ENCODING.at(
                        self.file, Words("it is UTF-16 or UTF-32", "文件为UTF-16或UTF-32编码"), wanted="UTF-8"
                    )
                ]
            )
        if (nul := content.find(b"\0")) >= 0:
            raise FaultsError([NOT_CSV.at(self._line(nul), Words("a NUL character", "含有NUL字符"))])
        if match := _ALONE.search(content):
            raise FaultsError([OLD_LINE_ENDS.at(self._line(match.start()))])

    def _line(self, position: int) -> str:
        line = self._content.count(b"\n", 0, position) + 1
        return f"{self.file} line {line}"

    def _find_encoding(self, encoding: Encoding | None) -> tuple[str, bool]:
        if encoding == "gb18030":
            self._decode("gb18030")
            return "gb18030", False
        try:
            self._decode("utf-8")
        except FaultsError:
            if encoding is not None or self._content.startswith(_MARK):
                raise
            try:
                self._decode("gb18030")
            except FaultsError:
                pass
            else:
                return "gb18030", True
            raise
        return "utf-8-sig", False

    def _decode(self, encoding: Encoding) -> None:
        """Refuse bytes that are not of an encoding."""
        decoder = codecs.getincrementaldecoder(encoding)()
        for begin in range(0, len(self._content), _BLOCK):
            end = begin + _BLOCK
            pending = len(decoder.getstate()[0])
            try:
                decoder.decode(self._content[begin:end], end >= len(self._content))
            except UnicodeDecodeError as error:
                byte = begin - pending + error.start + 1
                kind = NOT_UTF8 if encoding == "utf-8" else NOT_GB18030
                raise FaultsError([kind.at(self.file, byte)]) from None

    def place(self, row: int, column: int) -> str:
        """Name a cell by the line in which its row begins, and its column."""
        return f"{self.file} line {row}, column {column}"

    def rows(self) -> Iterator[SheetRow]:
        """Give the rows that hold anything, from the top.

        Yields:
            Rows with at least one cell that is not `None`.

        Raises:
            FaultsError: the file is no CSV.
        """
        lines = _Lines(self.file, io.TextIOWrapper(io.BytesIO(self._content), self._encoding, newline=""))
        reader = csv.reader(lines, strict=True)
        begin, width, widest, separator = 1, 0, 0, ""
        try:
            for cells in reader:
                if len(cells) > MOST_COLUMNS:
                    what = Words("columns", "列数")
                    raise FaultsError(
                        [TOO_LARGE.at(f"{self.file} line {begin}", len(cells), what=what, most=MOST_COLUMNS)]
                    )
                if reader.line_num > begin:
                    self._refuse_rows_inside(begin, cells, width)
                separator = separator or _separator(cells)
                width, widest = width or len(cells), max(widest, len(cells))
                values: list[Raw] = [_freed(cell) if cell[:1] == "'" else cell or None for cell in cells]
                if any(cells):
                    yield SheetRow(begin, values)
                begin = reader.line_num + 1
                lines.begin_row()
        except csv.Error as error:
            raise FaultsError([NOT_CSV.at(f"{self.file} line {begin}", _problem(error))]) from None
        if separator and widest < _FEWEST:
            raise FaultsError([NOT_CSV.at(self.file, _SEPARATORS[separator])])

    def _refuse_rows_inside(self, begin: int, cells: list[str], width: int) -> None:
        """Refuse text of several lines of which one has as many commas as rows have: a stray quote has swallowed rows."""
        for column, cell in enumerate(cells, 1):
            for line in cell.splitlines()[1:]:
                if line.count(",") >= max(width - 1, 2):
                    raise FaultsError([STRAY_ROW.at(self.place(begin, column), shown(line))])


class _Lines:
    """The lines of a file, none of which and no row of which is too long."""

    def __init__(self, file: str, text: io.TextIOWrapper) -> None:
        self._file, self._text = file, text
        self._number = self._length = 0

    def begin_row(self) -> None:
        """Begin another row."""
        self._length = 0

    def __iter__(self) -> Iterator[str]:
        """Give the lines."""
        while line := self._text.readline(MOST_LINE + 1):
            self._number += 1
            self._length += len(line)
            if self._length > MOST_LINE:
                what = Words("characters of a row", "单行字符数")
                raise FaultsError(
                    [TOO_LARGE.at(f"{self._file} line {self._number}", f"> {MOST_LINE}", what=what, most=MOST_LINE)]
                )
            yield line


def _separator(cells: list[str]) -> str:
    """Give what seems to stand between columns in the only cell of a row, if anything."""
    return next((sign for sign in _SEPARATORS if sign in cells[0]), "") if len(cells) == 1 else ""


def _problem(error: csv.Error) -> Words:
    """Say in both languages what Python's reader found."""
    said = printable(str(error))
    return next((words for start, words in _PROBLEMS.items() if start in said), Words(said, "引号使用有误"))


def _freed(cell: str) -> str:
    """Take off what the writer of tables put before text that looks like a formula."""
    return cell[1:] if _KEPT_TEXT.match(cell) else cell
