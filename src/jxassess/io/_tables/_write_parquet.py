"""Tables as Parquet files, with the keys and values that no language changes."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Protocol, TypeAlias

from jxassess.errors import ScopeError
from jxassess.exact import places_of, to_text
from jxassess.io._sheets._kinds import ABOUT, HEAD_COLUMNS, CellKind, TableColumn
from jxassess.io._tables._about import about_values, head_cells
from jxassess.io._tables._rates import Written
from jxassess.io._tables._spelling import plain
from jxassess.io._tables._table import Table, written_columns
from jxassess.io._tables._writing import Counter

_DIGITS = 38

Stored: TypeAlias = str | int | bool | Decimal | date | None


class _Type(Protocol):
    """A type of Arrow."""


class _Array(Protocol):
    """A column of Arrow."""


class _Table(Protocol):
    """Columns of Arrow."""


class _Arrow(Protocol):
    """What is used of pyarrow."""

    def string(self) -> _Type: ...

    def int64(self) -> _Type: ...

    def bool_(self) -> _Type: ...

    def date32(self) -> _Type: ...

    def decimal128(self, precision: int, scale: int) -> _Type: ...

    def array(self, obj: Sequence[Stored], type: _Type) -> _Array: ...

    def table(self, data: Mapping[str, _Array]) -> _Table: ...


class _Parquet(Protocol):
    """What is used of pyarrow.parquet."""

    def write_table(self, table: _Table, where: io.BytesIO, *, write_page_checksum: bool) -> object: ...


def parquet_of(tables: Sequence[Table], counter: Counter) -> dict[str, bytes]:
    """Write tables as Parquet.

    Args:
        tables: tables of one head.
        counter: told how far the work has come.

    Returns:
        The files by name. Numbers are decimals; where one of a column is none, the column is text.

    Raises:
        ScopeError: without pyarrow.
    """
    writer = _Writer()
    (label, value), *rest = ((key, str(plain(value))) for key, value in about_values(tables[0].head))
    # The names of columns are read as the first line, which every file of lines has.
    about = {label: writer.text([each for each, _ in rest]), value: writer.text([each for _, each in rest])}
    files = {f"{ABOUT.key}.parquet": writer.bytes_of(about)}
    for table in tables:
        files[f"{table.kind.key}.parquet"] = writer.bytes_of(_columns(table, counter, writer))
    return files


def _columns(table: Table, counter: Counter, writer: _Writer) -> dict[str, _Array]:
    rows = list(counter.rows(table))
    made = {column.key: writer.column(column, [row[i] for row in rows]) for i, column in written_columns(table)}
    tail = zip(HEAD_COLUMNS, head_cells(table.head), strict=True)
    return made | {column.key: writer.column(column, [cell] * len(rows)) for column, cell in tail}


class _Writer:
    """Makes columns and files by means of pyarrow."""

    def __init__(self) -> None:
        try:
            import pyarrow
            import pyarrow.parquet
        except ImportError:
            raise ScopeError(
                "writing Parquet needs the package pyarrow; run: pip install 'jxassess[parquet]'"
            ) from None
        self._arrow: _Arrow = pyarrow
        self._parquet: _Parquet = pyarrow.parquet

    def bytes_of(self, columns: Mapping[str, _Array]) -> bytes:
        """Give the bytes of a file with such columns."""
        buffer = io.BytesIO()
        # A bit that was flipped since is seen when the file is read.
        self._parquet.write_table(self._arrow.table(columns), buffer, write_page_checksum=True)
        return buffer.getvalue()

    def text(self, cells: Sequence[Stored]) -> _Array:
        """Make a column of text."""
        return self._arrow.array(cells, self._arrow.string())

    def column(self, column: TableColumn, cells: Sequence[Written]) -> _Array:
        """Make the column of a table, of the type that its kind asks for where all cells fit it."""
        arrow = self._arrow
        match column.kind:
            case CellKind.NUMBER if (places := _scale(cells)) is not None:
                numbers = [None if cell is None else Decimal(str(plain(cell))) for cell in cells]
                return arrow.array(numbers, arrow.decimal128(_DIGITS, places))
            case CellKind.WHOLE:
                return arrow.array([cell if isinstance(cell, int) else None for cell in cells], arrow.int64())
            case CellKind.TRUTH:
                return arrow.array([None if cell is None else bool(cell) for cell in cells], arrow.bool_())
            case CellKind.DAY:
                return arrow.array([cell if isinstance(cell, date) else None for cell in cells], arrow.date32())
            case _:
                return self.text([None if cell is None else str(plain(cell)) for cell in cells])


def _scale(cells: Sequence[Written]) -> int | None:
    """Give the places that write all numbers, `None` where one of the cells is no decimal of so many digits."""
    most = 0
    for cell in cells:
        if cell is None:
            continue
        places = places_of(cell) if isinstance(cell, Fraction) else None
        if places is None:
            return None
        most = max(most, places)
    digits = max((len(to_text(abs(cell)).partition(".")[0]) for cell in cells if isinstance(cell, Fraction)), default=0)
    return most if digits + most <= _DIGITS else None
