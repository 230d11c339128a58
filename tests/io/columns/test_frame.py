"""Columns from frames."""

from __future__ import annotations

import sys
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from jxassess.arrays import Columns
from jxassess.errors import ScopeError
from jxassess.faults import EvidenceError
from jxassess.io import parse_scheme
from jxassess.io.columns import columns_from_frame
from jxassess.scheme import Scheme

Read = Callable[..., Columns]
Faults = Callable[..., list[tuple[str, str, str]]]

HUNDREDTHS = [9550, 0, -7]
DECIMALS = [Decimal("95.50"), None, Decimal("-0.07")]
TEXTS = ["95.50", None, "-0.07"]
DOUBLES = [95.5, None, -0.07]


@pytest.fixture
def read(scheme: Scheme) -> Read:
    """Take columns from a frame."""

    def from_frame(frame: Any, **options: Any) -> Columns:
        return columns_from_frame(frame, scheme, **{"is_synthetic": True, **options})

    return from_frame


@pytest.fixture
def faults(read: Read) -> Faults:
    """Give code, place and value of the faults of a frame."""

    def find(frame: Any, **options: Any) -> list[tuple[str, str, str]]:
        with pytest.raises(EvidenceError) as caught:
            read(frame, **options)
        assert caught.value.subject.en == "the frame"
        return [(fault.code, fault.where, fault.value) for fault in caught.value.faults]

    return find


def found(columns: Columns) -> tuple[list[int], list[int] | None]:
    """Give numbers and states of the only column."""
    (column,) = columns.columns
    return column.numbers.tolist(), None if column.states is None else column.states.tolist()


NULLABLE = [
    pl.Series(DECIMALS, dtype=pl.Decimal(10, 2)),
    pl.Series(DECIMALS, dtype=pl.Decimal(38, 18)),
    pl.Series(TEXTS),
    pl.Series(TEXTS, dtype=pl.Categorical),
    pl.Series(TEXTS, dtype=pl.Enum(["95.50", "-0.07"])),
    pl.Series(DOUBLES),
    pl.Series(DECIMALS, dtype=pl.Object),
    pl.Series([Decimal("95.5"), None, "-0.07"], dtype=pl.Object),
    pl.Series(TEXTS, dtype=pl.Object),
    pd.Series(DECIMALS),
    pd.Series(DECIMALS, dtype=pd.ArrowDtype(pa.decimal128(12, 4))),
    pd.Series(TEXTS),
    pd.Series(TEXTS, dtype="str"),
    pd.Series(TEXTS, dtype=object),
    pd.Series(TEXTS, dtype="category"),
    pd.Series(DOUBLES, dtype="Float64"),
    pd.Series(DOUBLES, dtype=pd.ArrowDtype(pa.float64())),
    pd.Series([Decimal("95.5"), None, Fraction(-7, 100)], dtype=object),
]


@pytest.mark.parametrize("series", NULLABLE, ids=lambda series: f"{type(series).__module__[:6]}-{series.dtype}")
@pytest.mark.parametrize("has_arrow", [True, False])
def test_types(read: Read, series: Any, has_arrow: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Decimals, text, doubles and objects of every library are read exactly, with pyarrow and without it."""
    frame = (
        pl.DataFrame({"exit_accuracy": series}) if isinstance(series, pl.Series) else series.to_frame("exit_accuracy")
    )
    if not has_arrow:
        monkeypatch.setattr("jxassess.io._columns._frame.arrow_column", lambda _: None)
    assert found(read(frame)) == (HUNDREDTHS, [0, 1, 0])


@pytest.mark.parametrize(
    "frame",
    [
        pl.DataFrame({"exit_accuracy": pl.Series([95, None, 7], dtype=pl.Int8)}),
        pl.DataFrame({"exit_accuracy": pl.Series([95, None, 7], dtype=pl.UInt64)}),
        pl.DataFrame({"exit_accuracy": pl.Series([95, None, 7], dtype=pl.Int128)}),
        pd.DataFrame({"exit_accuracy": pd.array([95, None, 7], dtype="Int64")}),
        pa.table({"exit_accuracy": pa.array([95, None, 7], pa.int16())}),
    ],
    ids=lambda frame: type(frame).__module__,
)
def test_integers(read: Read, frame: Any) -> None:
    """Integers of every library are read, and mean whole units."""
    assert found(read(frame)) == ([9500, 0, 700], [0, 1, 0])


def test_large_integers(read: Read, faults: Faults) -> None:
    """Integers beside empty cells do not pass through doubles; those beyond 64 bits are named."""
    number = 2**63 - 1
    for dtype in (pl.Int64, pl.UInt64, pl.Int128):
        assert found(read(pl.DataFrame({"rural_population": pl.Series([number, None], dtype=dtype)})))[0] == [number, 0]
    assert faults(pl.DataFrame({"rural_population": pl.Series([1, number + 1], dtype=pl.UInt64)})) == [
        ("too_large", "frame row 2, column rural_population", str(number + 1))
    ]
    assert faults(pl.DataFrame({"rural_population": pl.Series([2**100, 1], dtype=pl.Int128)})) == [
        ("too_large", "frame row 1, column rural_population", str(2**100))
    ]


def test_frames_without_empty_cells(read: Read) -> None:
    """Where no cell is empty there are no states."""
    for frame in (pl.DataFrame({"exit_accuracy": [95.5, 7]}), pd.DataFrame({"exit_accuracy": np.array([95.5, 7])})):
        assert found(read(frame)) == ([9550, 700], None)


@pytest.mark.parametrize(
    "frame",
    [
        pl.DataFrame({"exit_accuracy": [1.0, float("nan"), None]}),
        pd.DataFrame({"exit_accuracy": [1.0, float("nan"), 2.0]}),
        pd.DataFrame({"exit_accuracy": pd.Series([Decimal(1), float("nan"), None], dtype=object)}),
        pa.table({"exit_accuracy": [1.0, float("nan"), None]}),
    ],
    ids=lambda frame: type(frame).__module__,
)
def test_nan_is_a_fault(faults: Faults, frame: Any) -> None:
    """NaN does not say that a value is missing; an empty cell does."""
    assert faults(frame) == [("bad_number", "frame row 2, column exit_accuracy", "NaN")]


def test_pandas_tells_nan_from_nothing_after_conversion(read: Read) -> None:
    """The remedy for NaN in pandas works."""
    frame = pd.DataFrame({"exit_accuracy": [1.5, float("nan"), 2.0]}).convert_dtypes()
    assert found(read(frame)) == ([150, 0, 200], [0, 1, 0])


def test_wrong_cells(faults: Faults) -> None:
    """Each wrong cell is named by its row, counted from 1, and its column."""
    frame = pl.DataFrame({"exit_accuracy": [0.1 + 0.2, 1.0], "funds_use": ["1.234", "x"], "code": ["990121", "9901"]})
    assert faults(frame) == [
        ("bad_unit_code", "frame row 2, column code", "'9901'"),
        ("bad_number", "frame row 1, column exit_accuracy", "0.30000000000000004"),
        ("bad_number", "frame row 2, column funds_use", "'x'"),
        ("too_many_places", "frame row 1, column funds_use", "'1.234'"),
    ]


@pytest.mark.parametrize("has_arrow", [True, False])
@pytest.mark.parametrize(
    ("series", "value"),
    [
        (pl.Series([1.5], dtype=pl.Float32), "float32"),
        (pl.Series([True]), "bool"),
        (pl.Series([[1]]), None),
        (pl.Series([None], dtype=pl.Date), None),
    ],
    ids=str,
)
def test_other_types(
    faults: Faults, series: pl.Series, value: str | None, has_arrow: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is no number, and doubles of half length, are refused by column."""
    if not has_arrow:
        monkeypatch.setattr("jxassess.io._columns._frame.arrow_column", lambda _: None)
    ((code, where, shown),) = faults(pl.DataFrame({"exit_accuracy": series}))
    assert (code, where) == ("wrong_type", "frame, column exit_accuracy")
    assert value in (None, shown)


@pytest.mark.parametrize("has_arrow", [True, False])
@pytest.mark.parametrize(
    "frame",
    [
        pl.DataFrame({"code": ["990221", "990121"], "city": ["990200", "990100"], "exit_accuracy": [1, 2]}),
        pd.DataFrame(
            {"code": ["990221", "990121"], "city": ["990200", "990100"], "exit_accuracy": [1, 2]}, dtype=object
        ),
        pd.DataFrame({"code": ["990221", "990121"], "city": ["990200", "990100"], "exit_accuracy": [1, 2]}),
    ],
    ids=str,
)
def test_codes(read: Read, frame: Any, has_arrow: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Codes are text, in whatever form a library keeps it."""
    if not has_arrow:
        monkeypatch.setattr("jxassess.io._columns._frame.arrow_column", lambda _: None)
    columns = read(frame)
    assert columns.codes is not None
    assert columns.city_codes is not None
    assert (columns.codes.tolist(), columns.city_codes.tolist()) == (["990221", "990121"], ["990100", "990200"])


def test_codes_that_are_none(faults: Faults) -> None:
    """Codes as numbers, and empty ones, are faults."""
    assert faults(pl.DataFrame({"code": [990121], "exit_accuracy": [1]})) == [
        ("wrong_type", "frame, column code", "Int64")
    ]
    objects = pd.DataFrame({"code": pd.Series(["990121", 990122, None], dtype=object), "exit_accuracy": [1, 2, 3]})
    assert faults(objects) == [
        ("bad_unit_code", "frame row 2, column code", "990122"),
        ("bad_unit_code", "frame row 3, column code", "null"),
    ]


def test_marks_and_made_up_data(read: Read, faults: Faults) -> None:
    """Columns of truth values say what does not apply and what is made up."""
    frame = pl.DataFrame(
        {"exit_accuracy": [None, 5], "exit_accuracy.not_applicable": [True, False], "synthetic:": [False, False]}
    )
    columns = read(frame, is_synthetic=None)
    assert (found(columns), columns.is_synthetic) == (([0, 500], [2, 0]), False)
    assert faults(
        pl.DataFrame(
            {"exit_accuracy": [5], "exit_accuracy.not_applicable": [None]},
            schema_overrides={"exit_accuracy.not_applicable": pl.Boolean},
        )
    ) == [("wrong_type", "frame row 1, column exit_accuracy.not_applicable", "null")]
    assert faults(pl.DataFrame({"exit_accuracy": [5], "exit_accuracy.not_applicable": [1]})) == [
        ("wrong_type", "frame, column exit_accuracy.not_applicable", "Int64")
    ]


def test_lazy_frames(read: Read, faults: Faults) -> None:
    """Of a lazy frame nothing is computed but what is read."""

    def fail(_: Any) -> Any:
        raise AssertionError

    lazy = pl.LazyFrame({"A": ["1.5", "2"], "x": [1, 2], "code": ["990121", "990122"]})
    lazy = lazy.with_columns(pl.col("x").map_batches(fail, return_dtype=pl.Int64))
    columns = read(lazy, names={"A": "exit_accuracy"})
    assert found(columns) == ([150, 200], None)
    assert columns.codes is not None
    assert [code for code, _, _ in faults(pl.LazyFrame({"x": [1]}))] == ["missing_column"]


def test_truth_values_that_count() -> None:
    """Whether a county was drawn may be said by truth values."""
    scheme = parse_scheme((Path(__file__).parents[2] / "data" / "scheme_full.toml").read_text("utf-8"))
    frame = pl.DataFrame({"sampled:": [True, False]})
    assert found(columns_from_frame(frame, scheme, is_synthetic=True)) == ([1, 0], None)


def test_no_frame(read: Read) -> None:
    """What is no frame is refused."""
    with pytest.raises(ScopeError, match="list is no frame that narwhals knows"):
        read([1, 2])


def test_without_the_package(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the package that reads frames the error says what to install."""
    monkeypatch.setitem(sys.modules, "narwhals.stable.v2", None)
    with pytest.raises(ScopeError, match=r"pip install 'jxassess\[frames\]'"):
        read(pl.DataFrame({"exit_accuracy": [1]}))


def test_decimals_without_pyarrow(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """Decimals and text of a frame are read without pyarrow, one by one."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert found(read(pl.DataFrame({"exit_accuracy": pl.Series(DECIMALS)}))) == (HUNDREDTHS, [0, 1, 0])
    assert found(read(pl.DataFrame({"exit_accuracy": TEXTS}))) == (HUNDREDTHS, [0, 1, 0])
