"""The same records as frames of Dask and Spark; those of the other libraries are in `tests/survey_frames.py`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import pyarrow as pa
from survey_frames import Record, Types, as_arrow, as_pandas_pyarrow


def as_dask(records: Iterable[Record], types: Types | None = None) -> Any:
    """Give a frame of Dask in two parts."""
    import dask.dataframe as dd

    return dd.from_pandas(as_pandas_pyarrow(records, types), npartitions=2)


@cache
def spark_session() -> Any:
    """Give the one session of Spark, on two cores and without its pages and its log."""
    from pyspark.sql import SparkSession

    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.default.parallelism": "2",
        # The frames are small: what plans and compiles queries for large ones takes longer than the work.
        "spark.sql.adaptive.enabled": "false",
    }
    builder = SparkSession.builder.master("local[2]").appName("made-up surveys")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    return session


def as_spark(records: Iterable[Record], types: Types | None = None) -> Any:
    """Give a frame of Spark, which has no categories: they are text there."""
    table = as_arrow(records, types)
    for i, column in enumerate(table.columns):
        if pa.types.is_dictionary(column.type):
            table = table.set_column(i, table.field(i).name, column.cast(column.type.value_type))
    return spark_session().createDataFrame(table)
