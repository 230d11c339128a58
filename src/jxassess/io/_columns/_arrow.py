"""Arrow arrays and Parquet files: decimals and integers as they lie in memory, without parsing."""

from __future__ import annotations

import re

import numpy as np

from jxassess.arrays import ColumnNeed
from jxassess.faults import Fault
from jxassess.io._columns._cells import MOST_PLACES, Cells, Codes, Tally, Texts, read_codes
from jxassess.io._columns._digits import MARGIN, Integers, Truths
from jxassess.io._columns._extras import ArrowArray, ArrowColumn, ParquetFile, decimals, large_text
from jxassess.io._columns._fault_kinds import NO_NUMBERS, NO_TEXT, NO_TRUTHS, SINGLE
from jxassess.io._columns._scaled import missing, read_objects, read_scaled, refused
from jxassess.io._columns._text import read_texts

_TEXT = re.compile(r"(large_)?string|string_view|dictionary<values=((large_)?string|string_view), .*>")
_DECIMAL = re.compile(r"decimal(32|64|128|256)\([0-9]+, (-?[0-9]+)\)")
_NUMBERS = re.compile(r"u?int(8|16|32|64)|double|bool")
_SINGLE = re.compile(r"float|halffloat")
_HALVES = {32: np.int32, 64: np.int64}
_WIDE = 128


def arrow_cells(column: ArrowColumn, need: ColumnNeed, tally: Tally) -> Cells:
    """Read a column of Arrow.

    Args:
        column: the column; cells that hold nothing are missing.
        need: what the scheme reads.
        tally: takes the faults.

    Returns:
        The numbers.
    """
    name = str(column.type)
    if _TEXT.fullmatch(name):
        return read_texts(_texts(column), need.places, tally, is_blank_missing=False)
    if match := _DECIMAL.fullmatch(name):
        return _read_decimals(column, int(match[1]), int(match[2]), need, tally)
    if name.startswith("dictionary<"):
        return read_objects(column.to_pylist(), need, tally)
    is_null = _nulls(column)
    if name == "null":
        return Cells(numbers=np.zeros(len(column), np.int64), places=need.places or 0, states=missing(is_null))
    if not _NUMBERS.fullmatch(name):
        return refused(len(column), SINGLE if _SINGLE.fullmatch(name) else NO_NUMBERS, name, tally)
    filled = column if is_null is None else column.fill_null(False if name == "bool" else 0)
    return read_scaled(filled.to_numpy(), is_null, need, tally)


def arrow_codes(column: ArrowColumn, tally: Tally, *, is_unique: bool) -> Codes:
    """Read a column of codes.

    Args:
        column: the column.
        tally: takes the faults.
        is_unique: whether each code may stand there once only.

    Returns:
        The codes.
    """
    if _TEXT.fullmatch(name := str(column.type)):
        return read_codes(_texts(column), tally, is_unique=is_unique)
    tally.add_column(NO_TEXT, name)
    return np.zeros(len(column), np.int32)


def arrow_truths(column: ArrowColumn, tally: Tally) -> Truths:
    """Read a column of truth values.

    Args:
        column: the column.
        tally: takes the faults.

    Returns:
        The truth values.
    """
    if (name := str(column.type)) != "bool":
        tally.add_column(NO_TRUTHS, name)
        return np.zeros(len(column), np.bool_)
    is_null = _nulls(column)
    if is_null is not None:
        tally.add_all(NO_TRUTHS, np.flatnonzero(is_null), lambda _: "null")
        column = column.fill_null(False)
    return column.to_numpy().astype(np.bool_)


def _nulls(column: ArrowColumn) -> Truths | None:
    return column.is_null().to_numpy().astype(np.bool_) if column.null_count else None


def _read_decimals(column: ArrowColumn, bits: int, scale: int, need: ColumnNeed, tally: Tally) -> Cells:
    places = min(max(scale, 0), MOST_PLACES) if need.places is None else need.places
    is_null = _nulls(column)
    exact, width = column, bits
    if scale != places or bits > _WIDE:
        try:
            exact, width = column.cast(decimals(places)), _WIDE
        except ValueError:
            # Some value needs more places or digits: one by one, to name it.
            return read_objects(column.to_pylist(), need, tally)
    pieces = [_words(chunk, width) for chunk in exact.chunks]
    low = np.concatenate([np.zeros(0, np.int64), *(low for low, _ in pieces)])
    high = np.concatenate([np.zeros(0, np.int64), *(high for _, high in pieces)])
    if is_null is not None:
        # What lies under a cell that holds nothing may be anything.
        low[is_null] = high[is_null] = 0
    if (high != low >> 63).any():
        return read_objects(column.to_pylist(), need, tally)
    return Cells(numbers=low, places=places, states=missing(is_null))


def _words(chunk: ArrowArray, bits: int) -> tuple[Integers, Integers]:
    """Give the lower and the upper half of each number; the upper one of a number that fits is its sign."""
    memory = chunk.buffers()[1]
    if memory is None or not len(chunk):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    if bits == _WIDE:
        pairs = np.frombuffer(memory, np.int64, 2 * len(chunk), 16 * chunk.offset).reshape(-1, 2)
        return pairs[:, 0], pairs[:, 1]
    numbers = np.frombuffer(memory, _HALVES[bits], len(chunk), bits // 8 * chunk.offset).astype(np.int64)
    return numbers, numbers >> 63


def _texts(column: ArrowColumn) -> Texts:
    """Lay the bytes of a column of text behind a margin."""
    parts, begins, ends = [np.zeros(MARGIN, np.uint8)], [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    length = MARGIN
    for chunk in column.cast(large_text()).chunks:
        _, marks, memory = chunk.buffers()
        if memory is None or marks is None or not len(chunk):
            begins.append(np.full(len(chunk), length))
            ends.append(begins[-1])
            continue
        offsets = np.frombuffer(marks, np.int64, len(chunk) + 1, 8 * chunk.offset)
        parts.append(np.frombuffer(memory, np.uint8)[offsets[0] : offsets[-1]])
        begins.append(offsets[:-1] - offsets[0] + length)
        ends.append(offsets[1:] - offsets[0] + length)
        length += len(parts[-1])
    begin, end = np.concatenate(begins), np.concatenate(ends)
    is_null = _nulls(column)
    if is_null is not None:
        end[is_null] = begin[is_null]
    return Texts(data=np.concatenate(parts), begin=begin, end=end, is_null=is_null)


class ParquetTable:
    """A Parquet file, of which each column is read when it is asked for.

    Attributes:
        name: the name of the file.
        is_synthetic: `None`, since only a column can say so.
        faults: none.
        heads: the names of its columns.
    """

    is_synthetic: bool | None = None
    faults: tuple[Fault, ...] = ()

    def __init__(self, name: str, file: ParquetFile) -> None:
        self.name = name
        self.heads = tuple(file.schema_arrow.names)
        self._file = file

    def where(self, column: int) -> str:
        """Name a column."""
        return f"{self.name}, column {self.heads[column]}"

    def place(self, unit: int, column: int) -> str:
        """Name a cell by its row, counted from 1, and its column."""
        return f"{self.name} row {unit + 1}, column {self.heads[column]}"

    def cells(self, column: int, need: ColumnNeed, tally: Tally) -> Cells:
        """Read a column of numbers."""
        return arrow_cells(self._column(column), need, tally)

    def codes(self, column: int, tally: Tally, *, is_unique: bool) -> Codes:
        """Read a column of codes."""
        return arrow_codes(self._column(column), tally, is_unique=is_unique)

    def truths(self, column: int, tally: Tally) -> Truths:
        """Read a column of truth values."""
        return arrow_truths(self._column(column), tally)

    def _column(self, column: int) -> ArrowColumn:
        return self._file.read([self.heads[column]]).column(0)
