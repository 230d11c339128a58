"""The same records as a frame of every library that runs in the test's own process, column by column from Arrow.

A record is a dict of plain values: text, whole numbers, floats, decimals, truth values, `None`. A column gets the type of
its values; `types` says another one for a column by its text in Arrow, such as `decimal128(12, 2)` or `dictionary`.
"""

from __future__ import annotations

from atexit import register
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import count
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

import pyarrow as pa

Record = Mapping[str, object]
Types = Mapping[str, str]

_NAMED: dict[str, pa.DataType] = {
    "text": pa.string(),
    "large_text": pa.large_string(),
    "int8": pa.int8(),
    "int32": pa.int32(),
    "int64": pa.int64(),
    "uint8": pa.uint8(),
    "uint64": pa.uint64(),
    "float32": pa.float32(),
    "float64": pa.float64(),
    "bool": pa.bool_(),
    "null": pa.null(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us"),
    "binary": pa.binary(),
    "list": pa.list_(pa.string()),
    "dictionary": pa.dictionary(pa.int32(), pa.string()),
    "int_dictionary": pa.dictionary(pa.int8(), pa.int64()),
    "decimal": pa.decimal128(18, 4),
    "decimal0": pa.decimal128(18, 0),
    "decimal38": pa.decimal128(38, 10),
}


def as_arrow(records: Iterable[Record], types: Types | None = None) -> pa.Table:
    """Give a table of PyArrow; nulls are null and NaN is NaN."""
    rows, given = list(records), types or {}
    names = dict.fromkeys(name for row in rows for name in row) | dict.fromkeys(given)
    return pa.table({name: _column([row.get(name) for row in rows], given.get(name)) for name in names})


def _column(values: Sequence[object], kind: str | None) -> pa.Array:
    if kind is not None:
        wanted = _NAMED[kind]
        if pa.types.is_dictionary(wanted):
            return pa.array(values, wanted.value_type).dictionary_encode()
        return pa.array(values, wanted)
    if any(isinstance(value, float) for value in values):
        return pa.array(values, pa.float64())
    return pa.array(values)


def as_pandas_numpy(records: Iterable[Record], types: Types | None = None) -> Any:
    """Give a frame of pandas on numpy: text as objects, whole numbers beside missing ones as floats with NaN."""
    import pandas as pd

    frame = as_arrow(records, types).to_pandas()
    return frame.astype({name: object for name, kind in frame.dtypes.items() if isinstance(kind, pd.StringDtype)})


def as_pandas_default(records: Iterable[Record], types: Types | None = None) -> Any:
    """Give a frame of pandas with the types that it chooses: text as its own type with NaN."""
    return as_arrow(records, types).to_pandas()


def as_pandas_nullable(records: Iterable[Record], types: Types | None = None) -> Any:
    """Give a frame of pandas with its nullable types."""
    import pandas as pd

    nullable = {
        pa.string(): pd.StringDtype(),
        pa.large_string(): pd.StringDtype(),
        pa.bool_(): pd.BooleanDtype(),
        pa.float32(): pd.Float32Dtype(),
        pa.float64(): pd.Float64Dtype(),
        **{kind: _integer(kind) for kind in (pa.int8(), pa.int32(), pa.int64(), pa.uint8(), pa.uint64())},
    }
    return as_arrow(records, types).to_pandas(types_mapper=nullable.get)


def _integer(kind: pa.DataType) -> Any:
    import pandas as pd

    return pd.api.types.pandas_dtype(str(kind).replace("int", "Int").replace("u", "U"))


def as_pandas_pyarrow(records: Iterable[Record], types: Types | None = None) -> Any:
    """Give a frame of pandas with columns of Arrow."""
    import pandas as pd

    return as_arrow(records, types).to_pandas(types_mapper=pd.ArrowDtype)


def as_polars(records: Iterable[Record], types: Types | None = None) -> Any:
    """Give a frame of Polars."""
    import polars as pl

    return pl.from_arrow(as_arrow(records, types))


def as_polars_lazy(records: Iterable[Record], types: Types | None = None) -> Any:
    """Give a lazy frame of Polars."""
    return as_polars(records, types).lazy()


def as_duckdb(records: Iterable[Record], types: Types | None = None) -> Any:
    """Give a relation of DuckDB, on a connection of its own."""
    import duckdb

    return duckdb.connect().from_arrow(as_arrow(records, types))


def as_duckdb_parquet(records: Iterable[Record], types: Types | None = None) -> Any:
    """Give a relation of DuckDB over a Parquet file of PyArrow, whose statistics say nothing of NaN."""
    import duckdb
    import pyarrow.parquet as pq

    path = Path(_FOLDER) / f"{next(_NUMBERS)}.parquet"
    pq.write_table(as_arrow(records, types), path, row_group_size=3)
    return duckdb.connect().read_parquet(str(path))


_FOLDER, _NUMBERS = mkdtemp(), count()
register(rmtree, _FOLDER)

Builder = Callable[..., Any]

BUILDERS: dict[str, Builder] = {
    builder.__name__.removeprefix("as_"): builder
    for builder in (
        as_pandas_numpy,
        as_pandas_default,
        as_pandas_nullable,
        as_pandas_pyarrow,
        as_polars,
        as_polars_lazy,
        as_arrow,
        as_duckdb,
        as_duckdb_parquet,
    )
}
"""Every builder by the name of its engine and types."""
