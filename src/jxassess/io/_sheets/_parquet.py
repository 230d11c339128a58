"""A Parquet file as a sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Protocol

from jxassess.errors import ScopeError
from jxassess.faults import Fault, FaultsError
from jxassess.io._columns._fault_kinds import NOT_PARQUET
from jxassess.io._sheets._archive import file_name, printable, read_start
from jxassess.io._sheets._file_fault_kinds import EMPTY_FILE, ODD_COLUMN_TYPE, TOO_LARGE
from jxassess.io._sheets._sheet import MergedRange, Raw, SheetRow
from jxassess.words import Words, one_line

MOST_FILE = 50_000_000
MOST_ROWS = 1_048_576
MOST_COLUMNS = 1_000
MOST_GROUP = 100_000_000
"""Bytes of a group of rows unpacked."""
_BATCH = 1_000
_MARK = b"PAR1"
_LISTED = 10_000_000
"""Bytes and entries of the list of columns and groups."""
_TYPES = re.compile(
    r"u?int(?:8|16|32|64)|decimal(?:32|64|128|256)\(.*\)|double|(?:large_)?string|bool|date32\[day\]|null"
    r"|timestamp\[(?:s|ms|us|ns)\]|dictionary<values=(?:large_)?string, .*>"
)
_TEXT = re.compile(r"(?:large_)?string|dictionary<values=(?:large_)?string, .*>")


class _Type(Protocol):
    """A type of Arrow, named by its text."""


class _Field(Protocol):
    """A column as the schema describes it."""

    @property
    def name(self) -> str: ...

    @property
    def type(self) -> _Type: ...


class _Array(Protocol):
    """A column of some rows."""

    @property
    def type(self) -> _Type: ...

    @property
    def nbytes(self) -> int: ...

    @property
    def dictionary(self) -> _Array: ...

    @property
    def indices(self) -> _Array: ...

    def cast(self, target_type: str) -> _Array: ...

    def to_pylist(self) -> list[Raw]: ...


class _Batch(Protocol):
    """Some rows."""

    @property
    def columns(self) -> Sequence[_Array]: ...


class _Group(Protocol):
    """A group of rows as the list of groups describes it."""

    @property
    def total_byte_size(self) -> int: ...


class _Metadata(Protocol):
    """What a file says of itself."""

    @property
    def num_rows(self) -> int: ...

    @property
    def num_columns(self) -> int: ...

    @property
    def num_row_groups(self) -> int: ...

    def row_group(self, i: int) -> _Group: ...


class _File(Protocol):
    """A Parquet file."""

    @property
    def schema_arrow(self) -> Sequence[_Field]: ...

    @property
    def metadata(self) -> _Metadata: ...

    def iter_batches(self, batch_size: int, *, use_threads: bool) -> Iterator[_Batch]: ...


class ParquetSheet:
    """A Parquet file. The first row has the names of its columns; its rows follow.

    Attributes:
        file: the name of the file.
        name: the same without its ending.
        is_hidden: never.
        is_decoded: never.
        hidden_rows: none.
        hidden_columns: none.
        merged: none.
        last_row: the number of its rows, and one.
    """

    is_hidden = False
    is_decoded = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[MergedRange, ...] = ()

    def __init__(self, path: Path) -> None:
        """Look through a file.

        Args:
            path: the file.

        Raises:
            FaultsError: it is no Parquet file, too large, or has columns of other types.
            ScopeError: without pyarrow.
            OSError: it cannot be read.
        """
        self.file, self.name = file_name(path), path.stem
        if find_spec("pyarrow") is None:
            raise ScopeError("reading Parquet needs the package pyarrow; run: pip install 'jxassess[parquet]'")
        self._content = read_start(path, MOST_FILE, Words("bytes of the file", "文件字节数"))
        self._refuse_content()
        try:
            file = self._open(())
            self._refuse_large(file.metadata)
            self.last_row = file.metadata.num_rows + 1
            fields = [(field.name, str(field.type)) for field in file.schema_arrow]
        except _ARROW_ERRORS as error:
            raise FaultsError([NOT_PARQUET.at(self.file, printable(one_line(str(error))))]) from None
        self._heads = tuple(name for name, _ in fields)
        self._texts = tuple(name for name, kind in fields if _TEXT.fullmatch(kind))
        if faults := tuple(self._type_faults(fields)):
            raise FaultsError(faults)

    def _refuse_content(self) -> None:
        if not self._content:
            raise FaultsError([EMPTY_FILE.at(self.file)])
        if not (self._content.startswith(_MARK) and self._content.endswith(_MARK)):
            reason = Words("it does not begin and end with PAR1", "首尾没有PAR1标记")
            raise FaultsError([NOT_PARQUET.at(self.file, reason)])

    def _open(self, texts: Sequence[str]) -> _File:
        import pyarrow.parquet

        file: _File = pyarrow.parquet.ParquetFile(
            BytesIO(self._content),
            # A text that is repeated a million times is then kept once.
            read_dictionary=list(texts),
            page_checksum_verification=True,
            thrift_string_size_limit=_LISTED,
            thrift_container_size_limit=_LISTED,
        )
        return file

    def _refuse_large(self, metadata: _Metadata) -> None:
        groups = [metadata.row_group(i).total_byte_size for i in range(metadata.num_row_groups)]
        for what, value, most in (
            (Words("rows", "行数"), metadata.num_rows, MOST_ROWS),
            (Words("columns", "列数"), metadata.num_columns, MOST_COLUMNS),
            (Words("bytes of a group of rows", "单个行组字节数"), max(groups, default=0), MOST_GROUP),
        ):
            if value > most:
                raise FaultsError([TOO_LARGE.at(self.file, value, what=what, most=most)])

    def _type_faults(self, fields: Sequence[tuple[str, str]]) -> Iterator[Fault]:
        for name, kind in fields:
            if not _TYPES.fullmatch(kind):
                yield ODD_COLUMN_TYPE.at(f"{self.file} column {printable(name)}", kind)

    def place(self, row: int, column: int) -> str:
        """Name a cell by its row, counted from 1, and its column."""
        name = printable(self._heads[column - 1])
        return f"{self.file} row {row - 1}, column {name}" if row > 1 else f"{self.file} column {name}"

    def rows(self) -> Iterator[SheetRow]:
        """Give the rows that hold anything, from the top.

        Yields:
            The names of the columns, then the rows.

        Raises:
            FaultsError: the file is broken.
        """
        number = 1
        if self._heads:
            yield SheetRow(number, self._heads)
        batches = self._batches()
        for batch in batches:
            for cells in zip(*batch, strict=True):
                number += 1
                line = [cell if cell != "" else None for cell in cells]
                if any(cell is not None for cell in line):
                    yield SheetRow(number, line)
        if number != self.last_row:
            # A broken page may end the reading without a word.
            reason = Words(
                f"{number - 1} rows instead of {self.last_row - 1}", f"{number - 1}行，应为{self.last_row - 1}行"
            )
            raise FaultsError([NOT_PARQUET.at(self.file, reason)])

    def _batches(self) -> Iterator[list[list[Raw]]]:
        try:
            for batch in self._open(self._texts).iter_batches(_BATCH, use_threads=False):
                yield [self._values(column) for column in batch.columns]
        except _ARROW_ERRORS as error:
            raise FaultsError([NOT_PARQUET.at(self.file, printable(one_line(str(error))))]) from None

    def _values(self, column: _Array) -> list[Raw]:
        kind = str(column.type)
        if kind.startswith("dictionary"):
            texts = column.dictionary
            if texts.nbytes > MOST_GROUP:
                what = Words("bytes of the texts of a column", "单列文本字节数")
                raise FaultsError([TOO_LARGE.at(self.file, texts.nbytes, what=what, most=MOST_GROUP)])
            known = texts.to_pylist()
            return [known[i] if isinstance(i, int) else None for i in column.indices.to_pylist()]
        if kind == "timestamp[ns]":
            column = column.cast("timestamp[us]")
        return column.to_pylist()


_ARROW_ERRORS = (ValueError, TypeError, LookupError, NotImplementedError, OSError, OverflowError, MemoryError)
