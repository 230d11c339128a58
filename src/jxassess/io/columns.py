"""Columns in files and frames: CSV, JSON in columns, Parquet, and every frame that narwhals knows.

Numbers are taken exactly: text and decimals as they are written, doubles where they prove which decimal was written.
Only the columns that the scheme reads are read. A file is refused as a whole, with its faults: of each column and kind
the first 20 cells by name, then how many more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from jxassess.arrays import Columns, needed_columns
from jxassess.errors import ScopeError
from jxassess.faults import EvidenceError, FaultsError
from jxassess.io._columns._arrow import ParquetTable
from jxassess.io._columns._csv import CsvTable
from jxassess.io._columns._extras import open_parquet, take_frame
from jxassess.io._columns._frame import FrameTable
from jxassess.io._columns._heads import find_heads
from jxassess.io._columns._json import JsonTable
from jxassess.io._columns._reading import Source, read_source
from jxassess.io._columns._schema import format_columns_schema
from jxassess.io._columns._writing import dump_csv, dump_json
from jxassess.io._files import write_text
from jxassess.scheme import Scheme, Tier
from jxassess.words import Words

__all__ = ["columns_from_frame", "format_columns_schema", "read_columns", "write_columns"]

_FRAME = Words("the frame", "数据框")


def read_columns(
    path: Path | str,
    scheme: Scheme,
    *,
    level: Tier = Tier.COUNTY,
    names: Mapping[str, str] | None = None,
    is_synthetic: bool | None,
) -> Columns:
    """Read the columns that a scheme reads from a file.

    Whether they are all there, and whether their values are possible, `find_column_faults` tells.

    Args:
        path: a file whose name ends in `.csv`, `.json` or `.parquet`; text is UTF-8.
        scheme: the year's scheme.
        level: whose columns they are.
        names: for columns of the file the names that they have here: that of a column, `code`, `city` or `synthetic:`.
        is_synthetic: whether any of the data are made up, `None` where the file says so.

    Returns:
        The columns, with a unit for each line or row, in the order of the file.

    Raises:
        EvidenceError: the faults of the file, each with line or row, column and value.
        ScopeError: another ending, or Parquet without the package that reads it.
        OSError: the file cannot be read.
    """
    path = Path(path)
    subject = Words(f"the columns {path.name}", f"列式数据{path.name}")

    def read(source: Source) -> Columns:
        return read_source(
            source, needed_columns(scheme, level), names=names, is_synthetic=is_synthetic, subject=subject
        )

    try:
        return _read_file(path, read)
    except FaultsError as error:
        raise EvidenceError(error.faults, subject) from None


def _read_file(path: Path, read: Callable[[Source], Columns]) -> Columns:
    ending = path.suffix.lower()
    if ending == ".csv":
        return read(CsvTable(path.name, path.read_bytes()))
    if ending == ".json":
        return read(JsonTable(path.name, path.read_bytes()))
    if ending == ".parquet":
        with closing(open_parquet(path)) as file:
            return read(ParquetTable(path.name, file))
    raise ScopeError(f"{path.name!r} ends in none of .csv, .json and .parquet")


def columns_from_frame(
    frame: object,
    scheme: Scheme,
    *,
    level: Tier = Tier.COUNTY,
    names: Mapping[str, str] | None = None,
    is_synthetic: bool | None,
) -> Columns:
    """Take the columns that a scheme reads from a frame of Polars, pandas, PyArrow, DuckDB or another library.

    Whether they are all there, and whether their values are possible, `find_column_faults` tells.

    Args:
        frame: the frame, computed or lazy; of a lazy one only what is read is computed.
        scheme: the year's scheme.
        level: whose columns they are.
        names: for columns of the frame the names that they have here: that of a column, `code`, `city` or `synthetic:`.
        is_synthetic: whether any of the data are made up, `None` where a column of the frame says so.

    Returns:
        The columns, with a unit for each row, in their order.

    Raises:
        EvidenceError: the faults of the frame, each with row, column and value.
        ScopeError: no frame, or the package that reads them is missing.

    Example:
        >>> import polars
        >>> from jxassess.io import read_scheme
        >>> scheme = read_scheme("examples/data/scheme_small.toml")
        >>> frame = polars.DataFrame({"code": ["990121", "990122"], "exit_accuracy": [99.75, None]})
        >>> columns = columns_from_frame(frame, scheme, is_synthetic=True)
        >>> columns.columns[0].numbers, columns.columns[0].has_missing
        (array([9975,    0]), True)
    """
    needs = needed_columns(scheme, level)

    def wanted(heads: Sequence[str]) -> list[str]:
        return [heads[place] for place in find_heads(heads, needs, names, FrameTable.name)[0].places]

    heads, made = take_frame(frame, wanted)
    return read_source(FrameTable(made, heads), needs, names=names, is_synthetic=is_synthetic, subject=_FRAME)


def write_columns(columns: Columns, path: Path | str) -> None:
    """Write columns to a file that loads back equal; it is replaced as a whole or not at all.

    CSV holds decimals and no number of places: they come back with those of the scheme.

    Args:
        columns: the columns.
        path: a file whose name ends in `.csv` or `.json`; its folder must be there.

    Raises:
        ScopeError: another ending.
        OSError: the place is not writable.
    """
    path = Path(path)
    ending = path.suffix.lower()
    if ending not in (".csv", ".json"):
        raise ScopeError(f"{path.name!r} ends in neither .csv nor .json")
    write_text(path, dump_csv(columns) if ending == ".csv" else dump_json(columns))
