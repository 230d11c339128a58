"""CSV in columns: bytes split into cells without making an object of any."""

from __future__ import annotations

import csv
import io
import re
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from jxassess.arrays import ColumnNeed
from jxassess.faults import Fault, FaultsError
from jxassess.io._columns._cells import Cells, Codes, Tally, Texts, read_codes
from jxassess.io._columns._digits import MARGIN, Truths
from jxassess.io._columns._encoding import refuse_encoding
from jxassess.io._columns._fault_kinds import NO_HEADS, NO_TRUTHS, OLD_LINE_ENDS, OPEN_QUOTE, STRAY_QUOTE
from jxassess.io._columns._text import read_texts
from jxassess.io._fault_kinds import NOT_CSV, ROW_LENGTH
from jxassess.io._shown import shown

_BLOCK = 1 << 20
_LINES = 1 << 12
_COMMA, _LINE, _RETURN, _QUOTE = b',\n\r"'
_MARK = b"\xef\xbb\xbf"
_ALONE = re.compile(rb"\r(?!\n)")


Positions: TypeAlias = NDArray[np.signedinteger]
"""Places in the bytes of a file."""


class CsvTable:
    """A CSV file, split into cells.

    Attributes:
        name: the name of the file.
        heads: the names of its columns.
        faults: what is wrong with its lines; those that are right are read all the same.
        is_synthetic: `None`, since only a column can say so.
    """

    is_synthetic: bool | None = None

    def __init__(self, name: str, content: bytes) -> None:
        """Split a file.

        Args:
            name: its name.
            content: its bytes.

        Raises:
            FaultsError: it cannot be split.
        """
        self.name = name
        _refuse_strange(name, content)
        tail = b"" if content.endswith(b"\n") else b"\n"
        self._data = np.frombuffer(b"".join((bytes(MARGIN), content, tail)), np.uint8)
        self._has_returns = b"\r" in content
        self._has_quotes = b'"' in content
        self._lines: NDArray[np.intp] | None = None
        start = MARGIN + (len(_MARK) if content.startswith(_MARK) else 0)
        ends = self._separators(start)
        lasts = np.flatnonzero(self._data[ends] == _LINE)
        self.heads = self._read_heads(start, int(ends[lasts[0]]))
        # Of each line how many cells it has; the first line names the columns.
        counts = np.diff(lasts)
        is_blank = self._are_blank(ends[lasts], counts)
        is_wrong = ~is_blank & (counts != len(self.heads))
        tally = Tally(name, lambda line: self._line(int(ends[lasts[line]]) + 1))
        tally.add_all(ROW_LENGTH, np.flatnonzero(is_wrong), lambda line: int(counts[line]), columns=len(self.heads))
        self.faults: tuple[Fault, ...] = tuple(tally.faults())
        self._edges = self._by_column(ends, lasts[:-1][~(is_blank | is_wrong)])

    def _by_column(self, ends: Positions, before: NDArray[np.intp]) -> Positions:
        """Give for each column where its cells end, and before the first where the lines before end."""
        edges = np.empty((len(self.heads) + 1, len(before)), ends.dtype)
        steps = np.arange(len(edges))
        for first in range(0, len(before), _LINES):
            edges[:, first : first + _LINES] = ends[before[first : first + _LINES, None] + steps].T
        return edges

    def where(self, column: int) -> str:
        """Name a column."""
        return f"{self.name}, column {self.heads[column]}"

    def place(self, unit: int, column: int) -> str:
        """Name a cell by its line and column."""
        line = self._line(int(self._edges[0, unit]) + 1)
        return f"{line}, column {self.heads[column]}"

    def cells(self, column: int, need: ColumnNeed, tally: Tally) -> Cells:
        """Read a column of numbers."""
        return read_texts(self.texts(column), need.places, tally, is_blank_missing=True)

    def codes(self, column: int, tally: Tally, *, is_unique: bool) -> Codes:
        """Read a column of codes."""
        return read_codes(self.texts(column), tally, is_unique=is_unique)

    def truths(self, column: int, tally: Tally) -> Truths:
        """Read a column of `true` and `false`."""
        texts = self.texts(column)
        is_true = texts.are("true")
        odd = np.flatnonzero(~(is_true | texts.are("false")))
        tally.add_all(NO_TRUTHS, odd, lambda cell: shown(texts.text(cell)))
        return is_true

    def texts(self, column: int) -> Texts:
        """Give the cells of a column.

        Args:
            column: its place among the columns of the file.

        Returns:
            The cells, without quotes around them.
        """
        begin, end = self._edges[column] + np.int64(1), self._edges[column + 1].astype(np.int64)
        if self._has_returns and column == len(self.heads) - 1:
            end = end - (self._data[end - 1] == _RETURN)
        if self._has_quotes:
            is_quoted = (begin < end) & (self._data[begin] == _QUOTE)
            begin, end = begin + is_quoted, end - is_quoted
        return Texts(data=self._data, begin=begin, end=end)

    def _line(self, position: int) -> str:
        if self._lines is None:
            self._lines = np.flatnonzero(self._data == _LINE)
        return f"{self.name} line {np.searchsorted(self._lines, position) + 1}"

    def _separators(self, start: int) -> Positions:
        """Find the commas and line ends that stand between cells."""
        found: list[Positions] = []
        # Half the memory, where positions have room in it.
        kind = np.int32 if len(self._data) <= np.iinfo(np.int32).max else np.int64
        is_open = False
        for first in range(start, len(self._data), _BLOCK):
            block = self._data[first : first + _BLOCK]
            is_separator = (block == _COMMA) | (block == _LINE)
            if self._has_quotes:
                is_inside = np.logical_xor.accumulate(block == _QUOTE) ^ is_open
                is_open = bool(is_inside[-1])
                self._refuse_stray(start, first, is_inside)
                is_separator &= ~is_inside
            found.append((np.flatnonzero(is_separator) + first).astype(kind))
        if is_open:
            # The last quote of all is the one that stays open.
            raise FaultsError([OPEN_QUOTE.at(self._line(int(np.flatnonzero(self._data == _QUOTE)[-1])))])
        return np.concatenate(found)

    def _refuse_stray(self, start: int, first: int, is_inside: Truths) -> None:
        """Refuse a quote that stands neither at the edge of a cell nor beside another quote."""
        quotes = np.flatnonzero(self._data[first : first + len(is_inside)] == _QUOTE)
        opens = is_inside[quotes]
        quotes += first
        before, after = self._data[quotes - 1], self._data[np.minimum(quotes + 1, len(self._data) - 1)]
        is_begin = np.isin(before, (_COMMA, _LINE, _QUOTE)) | (quotes == start)
        is_end = np.isin(after, (_COMMA, _LINE, _RETURN, _QUOTE))
        stray = quotes[np.where(opens, ~is_begin, ~is_end)]
        if len(stray):
            raise FaultsError([STRAY_QUOTE.at(self._line(int(stray[0])))])

    def _read_heads(self, start: int, end: int) -> tuple[str, ...]:
        text = self._data[start:end].tobytes().decode()
        try:
            heads = tuple(next(csv.reader(io.StringIO(text, newline=""), strict=True), ()))
        except csv.Error as error:
            raise FaultsError([NOT_CSV.at(f"{self.name} line 1", error)]) from None
        if not any(head.strip() for head in heads):
            raise FaultsError([NO_HEADS.at(self.name)])
        return heads

    def _are_blank(self, ends: Positions, counts: NDArray[np.intp]) -> Truths:
        """Tell which lines hold nothing but commas, as spreadsheets leave them behind."""
        is_returned = self._data[ends[1:] - 1] == _RETURN
        is_blank: Truths = np.diff(ends) == counts + is_returned
        return is_blank


def _refuse_strange(name: str, content: bytes) -> None:
    refuse_encoding(content, name)
    if not content.strip(b"\xef\xbb\xbf\r\n"):
        raise FaultsError([NO_HEADS.at(name)])
    if (nul := content.find(b"\0")) >= 0:
        raise FaultsError([NOT_CSV.at(f"{name} line {_line_of(content, nul)}", "a NUL character")])
    if match := _ALONE.search(content):
        raise FaultsError([OLD_LINE_ENDS.at(f"{name} line {_line_of(content, match.start())}")])


def _line_of(content: bytes, position: int) -> int:
    return content.count(b"\n", 0, position) + 1
