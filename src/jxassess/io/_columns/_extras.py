"""The libraries that only some columns need: what is used of them, and what to install where one is missing.

pyarrow says nothing about its types, and frames come as any object, so what is used of both is written down here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Protocol, TypeGuard

import numpy as np
from numpy.typing import NDArray

from jxassess.errors import ScopeError
from jxassess.faults import FaultsError
from jxassess.io._columns._fault_kinds import NOT_PARQUET

_PRECISION = 38


class ArrowType(Protocol):
    """A type of Arrow, named by its text."""

    @property
    def bit_width(self) -> int:
        """The bits of a value."""
        ...


class ArrowArray(Protocol):
    """An array of Arrow that lies in one piece."""

    @property
    def offset(self) -> int:
        """The place of the first value in the memory."""
        ...

    def __len__(self) -> int:
        """The number of values."""
        ...

    def buffers(self) -> Sequence[bytes | None]:
        """Give the memory."""
        ...


class ArrowColumn(Protocol):
    """An array of Arrow in pieces."""

    @property
    def type(self) -> ArrowType:
        """The type of the values."""
        ...

    @property
    def null_count(self) -> int:
        """The number of cells that hold nothing."""
        ...

    @property
    def chunks(self) -> Sequence[ArrowArray]:
        """The pieces."""
        ...

    def __len__(self) -> int:
        """The number of values."""
        ...

    def cast(self, target_type: ArrowType) -> ArrowColumn:
        """Give the same values in another type, or raise where one has no place there."""
        ...

    def fill_null(self, fill_value: object) -> ArrowColumn:
        """Write a value into the cells that hold nothing."""
        ...

    def is_null(self) -> ArrowColumn:
        """Tell which cells hold nothing."""
        ...

    def to_numpy(self) -> NDArray[np.generic]:
        """Give the values as an array."""
        ...

    def to_pylist(self) -> list[object]:
        """Give the values as objects."""
        ...


class ArrowTable(Protocol):
    """Columns of Arrow."""

    def column(self, i: int) -> ArrowColumn:
        """Give a column."""
        ...


class ArrowSchema(Protocol):
    """What a file holds."""

    @property
    def names(self) -> list[str]:
        """The names of the columns."""
        ...


class ParquetFile(Protocol):
    """A Parquet file."""

    @property
    def schema_arrow(self) -> ArrowSchema:
        """What it holds."""
        ...

    def read(self, columns: list[str]) -> ArrowTable:
        """Read columns and no others."""
        ...

    def close(self) -> None:
        """Let the file go."""
        ...


class Series(Protocol):
    """A column of a frame, as narwhals gives it."""

    @property
    def dtype(self) -> object:
        """The type of the values, named by its text."""
        ...

    def is_null(self) -> Series:
        """Tell which cells hold nothing."""
        ...

    def fill_null(self, value: int, /) -> Series:
        """Write a value into the cells that hold nothing."""
        ...

    def to_numpy(self) -> NDArray[np.generic]:
        """Give the values as an array."""
        ...

    def to_list(self) -> list[object]:
        """Give the values as objects."""
        ...

    def to_arrow(self) -> object:
        """Give the column as an array of Arrow."""
        ...

    def to_native(self) -> object:
        """Give the column as its own library has it."""
        ...


class Frame(Protocol):
    """A frame in memory, as narwhals gives it."""

    def __len__(self) -> int:
        """The number of rows."""
        ...

    def get_column(self, name: str) -> Series:
        """Give a column."""
        ...

    def collect_schema(self) -> Mapping[str, object]:
        """Name the columns and their types."""
        ...


class LazyFrame(Protocol):
    """A frame that is yet to be computed."""

    def collect_schema(self) -> Mapping[str, object]:
        """Name the columns and their types."""
        ...

    def select(self, exprs: Sequence[str], /) -> LazyFrame:
        """Keep some of the columns."""
        ...

    def collect(self) -> Frame:
        """Compute it."""
        ...


class _Arrow(Protocol):
    """What is used of pyarrow itself."""

    def large_string(self) -> ArrowType: ...

    def decimal128(self, precision: int, scale: int) -> ArrowType: ...

    def chunked_array(self, arrays: Iterable[object]) -> ArrowColumn: ...


def _arrow() -> _Arrow:
    try:
        import pyarrow
    except ImportError:
        raise ScopeError("reading Parquet needs the package pyarrow; run: pip install 'jxassess[parquet]'") from None
    module: _Arrow = pyarrow
    return module


def large_text() -> ArrowType:
    """Give the type that Arrow has for text of any length."""
    return _arrow().large_string()


def decimals(places: int) -> ArrowType:
    """Give the type that Arrow has for decimals of so many places."""
    return _arrow().decimal128(_PRECISION, places)


def arrow_column(series: Series) -> ArrowColumn | None:
    """Give a column of a frame as Arrow has it.

    Args:
        series: the column.

    Returns:
        The column; `None` without pyarrow, and where its values are of several types.
    """
    try:
        return _arrow().chunked_array([series.to_arrow()])
    except (ScopeError, ImportError, TypeError, ValueError):
        return None


def open_parquet(path: Path) -> ParquetFile:
    """Open a Parquet file.

    Args:
        path: the file.

    Returns:
        The file, to be closed.

    Raises:
        FaultsError: it is no Parquet file.
        ScopeError: without pyarrow.
        OSError: it cannot be read.
    """
    _arrow()
    import pyarrow.parquet

    try:
        file: ParquetFile = pyarrow.parquet.ParquetFile(path)
    except ValueError as error:
        raise FaultsError([NOT_PARQUET.at(path.name, error)]) from None
    return file


def take_frame(frame: object, wanted: Callable[[Sequence[str]], Sequence[str]]) -> tuple[tuple[str, ...], Frame]:
    """Take a frame of any library that narwhals knows.

    Args:
        frame: the frame.
        wanted: tells of its columns which are wanted; of a lazy frame no others are computed.

    Returns:
        The names of all of its columns, and the frame in memory.

    Raises:
        ScopeError: without narwhals, or no frame.
    """
    try:
        import narwhals.stable.v2 as narwhals
    except ImportError:
        raise ScopeError("reading frames needs the package narwhals; run: pip install 'jxassess[frames]'") from None

    def is_lazy(made: object) -> TypeGuard[LazyFrame]:
        return isinstance(made, narwhals.LazyFrame)

    def is_frame(made: object) -> TypeGuard[Frame]:
        return isinstance(made, narwhals.DataFrame)

    made = narwhals.from_native(frame, pass_through=True)
    if is_lazy(made):
        heads = tuple(made.collect_schema())
        return heads, made.select(wanted(heads) or heads[:1]).collect()
    if is_frame(made):
        return tuple(made.collect_schema()), made
    raise ScopeError(f"{type(frame).__name__} is no frame that narwhals knows, such as those of Polars and pandas")
