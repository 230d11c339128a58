"""What is used of the frames of narwhals, which reads those of every engine.

narwhals is imported when a frame comes and not before, so what is used of it is written down here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol, TypeAlias

Text: TypeAlias = str


class DType(Protocol):
    """The type of a column, named by its text."""

    def is_integer(self) -> bool:
        """Tell whether it holds whole numbers."""
        ...

    def is_numeric(self) -> bool:
        """Tell whether it holds numbers of any kind."""
        ...


class TextExpr(Protocol):
    """What is made of text."""

    def strip_chars(self, characters: Text) -> Expr:
        """Cut characters off at both ends."""
        ...

    def contains(self, pattern: Text) -> Expr:
        """Tell where a pattern is found."""
        ...


class Expr(Protocol):
    """A column that is yet to be computed."""

    @property
    def str(self) -> TextExpr:
        """What is made of text."""
        ...

    def alias(self, name: Text) -> Expr:
        """Name it."""
        ...

    def cast(self, dtype: object) -> Expr:
        """Give it another type."""
        ...

    def fill_null(self, value: object) -> Expr:
        """Write a value where there is none."""
        ...

    def is_finite(self) -> Expr:
        """Tell which numbers are neither NaN nor without end."""
        ...

    def is_nan(self) -> Expr:
        """Tell which values are no number."""
        ...

    def is_null(self) -> Expr:
        """Tell where there is no value."""
        ...

    def max(self) -> Expr:
        """Give the largest value."""
        ...

    def round(self, decimals: int) -> Expr:
        """Round it."""
        ...

    def sum(self) -> Expr:
        """Add it up."""
        ...

    def __and__(self, other: Expr, /) -> Expr: ...

    def __or__(self, other: Expr, /) -> Expr: ...

    def __invert__(self) -> Expr: ...

    def __add__(self, other: Expr | float, /) -> Expr: ...

    def __mul__(self, other: Expr | float, /) -> Expr: ...

    def __truediv__(self, other: Expr | float, /) -> Expr: ...

    def __gt__(self, other: Expr | float, /) -> Expr: ...

    def __ge__(self, other: Expr | float, /) -> Expr: ...

    def __lt__(self, other: Expr | float, /) -> Expr: ...

    def __le__(self, other: Expr | float, /) -> Expr: ...


class Then(Protocol):
    """A choice with its value where it holds."""

    def otherwise(self, value: Expr) -> Expr:
        """Give the value where it does not hold."""
        ...


class When(Protocol):
    """A choice."""

    def then(self, value: Expr) -> Then:
        """Give the value where it holds."""
        ...


class Grouped(Protocol):
    """A lazy frame in groups."""

    def agg(self, *aggregates: Expr) -> LazyFrame:
        """Add each group up."""
        ...


class LazyFrame(Protocol):
    """A frame that is yet to be computed."""

    def select(self, *columns: Expr) -> LazyFrame:
        """Keep some columns."""
        ...

    def with_columns(self, **columns: Expr) -> LazyFrame:
        """Add columns."""
        ...

    def filter(self, condition: Expr) -> LazyFrame:
        """Keep some rows."""
        ...

    def group_by(self, *keys: str) -> Grouped:
        """Put rows of equal keys together."""
        ...

    def join(self, other: LazyFrame, *, on: list[str], how: str) -> LazyFrame:
        """Set the columns of another frame beside those of this one."""
        ...

    def collect(self, **options: str) -> Frame:
        """Compute it."""
        ...

    def to_native(self) -> Partitioned:
        """Give it as its own library has it; partitions are what Dask has."""
        ...


class Partitioned(Protocol):
    """A frame of Dask: many frames of pandas."""

    def map_partitions(self, function: Callable[[object], object]) -> object:
        """Compute something of each of them, where it lies."""
        ...


class Series(Protocol):
    """A column in memory."""

    def is_null(self) -> Series:
        """Tell where there is no value."""
        ...

    def to_list(self) -> list[object]:
        """Give the values as objects."""
        ...

    def alias(self, name: str) -> Series:
        """Name it."""
        ...

    def cast(self, dtype: object) -> Series:
        """Give it another type."""
        ...

    def to_native(self) -> NativeSeries:
        """Give it as its own library has it."""
        ...


class NativeSeries(Protocol):
    """A column of pandas; one of PyArrow has a type and can be cast."""

    @property
    def dtype(self) -> object:
        """Its type."""
        ...

    @property
    def type(self) -> object:
        """Its type in PyArrow."""
        ...

    def astype(self, dtype: object) -> NativeSeries:
        """Give it another type."""
        ...

    def cast(self, dtype: object) -> NativeSeries:
        """Give it another type in PyArrow."""
        ...

    def dropna(self) -> NativeSeries:
        """Leave out where there is nothing."""
        ...

    def tolist(self) -> list[str]:
        """Give the values; those that are asked for are text."""
        ...


class Frame(Protocol):
    """A frame in memory."""

    def __len__(self) -> int:
        """The number of rows."""
        ...

    def __getitem__(self, rows: slice) -> Frame:
        """Give some of the rows."""
        ...

    def get_column(self, name: str) -> Series:
        """Give a column."""
        ...

    def lazy(self) -> LazyFrame:
        """Put off what is computed of it."""
        ...

    def to_dict(self, *, as_series: bool) -> Mapping[str, list[int]]:
        """Give the columns as lists; those that are asked for hold whole numbers."""
        ...

    def to_native(self) -> object:
        """Give it as its own library has it."""
        ...


class Implementation(Protocol):
    """The library that a frame is of."""

    def is_dask(self) -> bool:
        """Tell whether it is Dask."""
        ...

    def is_pandas(self) -> bool:
        """Tell whether it is pandas."""
        ...

    def is_polars(self) -> bool:
        """Tell whether it is Polars."""
        ...

    def is_spark_like(self) -> bool:
        """Tell whether it is Spark, or speaks as it does."""
        ...

    def is_pyarrow(self) -> bool:
        """Tell whether it is PyArrow."""
        ...


class AnyFrame(Protocol):
    """A frame in memory, or one that is yet to be computed."""

    @property
    def implementation(self) -> Implementation:
        """The library that it is of."""
        ...

    def collect_schema(self) -> Mapping[str, DType]:
        """Name the columns and their types."""
        ...

    def get_column(self, name: str) -> Series:
        """Give a column, where the frame is in memory."""
        ...

    def with_columns(self, column: Series, /) -> AnyFrame:
        """Put a column in the place of the one of its name, where the frame is in memory."""
        ...

    def lazy(self) -> LazyFrame:
        """Put off what is computed of it."""
        ...
