"""Frames of any library that narwhals knows, column by column."""

from __future__ import annotations

import re
from math import isnan

import numpy as np

from jxassess.arrays import ColumnNeed
from jxassess.faults import Fault
from jxassess.io._columns._arrow import arrow_cells, arrow_codes
from jxassess.io._columns._cells import Cells, Codes, Tally, read_codes, texts_of
from jxassess.io._columns._digits import Truths
from jxassess.io._columns._extras import Frame, Series, arrow_column
from jxassess.io._columns._fault_kinds import NO_NUMBERS, NO_TEXT, NO_TRUTHS, NOT_FINITE
from jxassess.io._columns._scaled import read_objects, read_scaled, refused
from jxassess.io._columns._text import read_texts
from jxassess.io._shown import shown

_NUMBERS = re.compile(r"U?Int(8|16|32|64)|Float(32|64)|Boolean")
_WORDS = re.compile(r"String|Categorical.*|Enum.*")
_OBJECTS = re.compile(r"U?Int128|Decimal.*|Object|Unknown")


class FrameTable:
    """A frame in memory.

    Attributes:
        name: what it is called in faults.
        is_synthetic: `None`, since only a column can say so.
        faults: none.
        heads: the names of its columns.
    """

    name: str = "frame"
    is_synthetic: bool | None = None
    faults: tuple[Fault, ...] = ()

    def __init__(self, frame: Frame, heads: tuple[str, ...]) -> None:
        """Take a frame.

        Args:
            frame: the frame; it may have fewer columns than are named.
            heads: the names of all columns that there were.
        """
        self.heads = heads
        self._frame = frame

    def where(self, column: int) -> str:
        """Name a column."""
        return f"{self.name}, column {self.heads[column]}"

    def place(self, unit: int, column: int) -> str:
        """Name a cell by its row, counted from 1, and its column."""
        return f"{self.name} row {unit + 1}, column {self.heads[column]}"

    def cells(self, column: int, need: ColumnNeed, tally: Tally) -> Cells:
        """Read a column of numbers."""
        series = self._series(column)
        name = str(series.dtype)
        if _NUMBERS.fullmatch(name):
            return _read_numbers(series, need, tally)
        found = None if name == "Object" else arrow_column(series)
        if found is not None:
            return arrow_cells(found, need, tally)
        if not (_WORDS.fullmatch(name) or _OBJECTS.fullmatch(name)):
            return refused(len(self._frame), NO_NUMBERS, name, tally)
        values = _objects(series, name, tally)
        texts = [value for value in values if value is None or isinstance(value, str)]
        if len(texts) == len(values):
            return read_texts(texts_of(texts), need.places, tally, is_blank_missing=False)
        return read_objects(values, need, tally)

    def codes(self, column: int, tally: Tally, *, is_unique: bool) -> Codes:
        """Read a column of codes."""
        series = self._series(column)
        name = str(series.dtype)
        if _WORDS.fullmatch(name) and (found := arrow_column(series)) is not None:
            return arrow_codes(found, tally, is_unique=is_unique)
        if not (_WORDS.fullmatch(name) or name == "Object"):
            tally.add_column(NO_TEXT, name)
            return np.zeros(len(self._frame), np.int32)
        values = series.to_list()
        texts = texts_of([value if isinstance(value, str) else "" for value in values])
        return read_codes(texts, tally, is_unique=is_unique, show=lambda cell: shown(values[cell]))

    def truths(self, column: int, tally: Tally) -> Truths:
        """Read a column of truth values."""
        series = self._series(column)
        if str(series.dtype) != "Boolean":
            tally.add_column(NO_TRUTHS, series.dtype)
            return np.zeros(len(self._frame), np.bool_)
        values = series.to_list()
        is_true = np.array([value is True for value in values], dtype=np.bool_)
        odd = np.array([value is None or not isinstance(value, bool) for value in values], dtype=np.bool_)
        tally.add_all(NO_TRUTHS, np.flatnonzero(odd), lambda _: "null")
        return is_true

    def _series(self, column: int) -> Series:
        return self._frame.get_column(self.heads[column])


def _read_numbers(series: Series, need: ColumnNeed, tally: Tally) -> Cells:
    # Arrays of numpy have no cells that hold nothing; narwhals calls NaN so in them.
    is_null = None if _is_of_numpy(series) else series.is_null().to_numpy().astype(np.bool_)
    if is_null is None or not is_null.any():
        return read_scaled(series.to_numpy(), None, need, tally)
    return read_scaled(series.fill_null(0).to_numpy(), is_null, need, tally)


def _is_of_numpy(series: Series) -> bool:
    native = series.to_native()
    return isinstance(getattr(native, "dtype", None), np.dtype)


def _objects(series: Series, name: str, tally: Tally) -> list[object]:
    """Give the values as objects, `None` where a cell holds nothing."""
    is_null = series.is_null().to_numpy()
    values = [None if null else value for value, null in zip(series.to_list(), is_null, strict=True)]
    # Among objects NaN is a number that is none; pandas calls it nothing.
    if name == "Object":
        for cell, value in enumerate(series.to_list()):
            if isinstance(value, float) and isnan(value):
                tally.add(NOT_FINITE, cell, "NaN")
    return values
