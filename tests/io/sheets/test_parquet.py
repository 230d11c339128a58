"""Parquet files as sheets."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from jxassess.errors import ScopeError
from jxassess.faults import Fault, FaultsError
from jxassess.io._sheets import _parquet
from jxassess.io._sheets._parquet import ParquetSheet
from jxassess.io._sheets._sheet import Raw


def read(folder: Path, columns: dict[str, object]) -> ParquetSheet:
    """Write a file and look through it."""
    path = folder / "targets.parquet"
    pq.write_table(pa.table(columns), path)
    return ParquetSheet(path)


def rows(sheet: ParquetSheet) -> list[tuple[int, list[Raw]]]:
    """Give the rows of a sheet."""
    return [(number, list(cells)) for number, cells in sheet.rows()]


def refused(path: Path) -> tuple[Fault, ...]:
    """Give the faults of a file."""
    with pytest.raises(FaultsError) as caught:
        rows(ParquetSheet(path))
    return caught.value.faults


def test_values(tmp_path: Path) -> None:
    """Values of all types that are read come as they were stored."""
    day, moment = date(2019, 12, 31), datetime(2019, 12, 31)
    columns: dict[str, object] = {
        "whole": pa.array([5, None], pa.int32()),
        "decimal": pa.array([Decimal("95.20"), None], pa.decimal128(5, 2)),
        "double": pa.array([0.95, None]),
        "text": ["子县", ""],
        "large": pa.array(["a", None], pa.large_string()),
        "listed": pa.array(["b", None]).dictionary_encode(),
        "truth": [False, None],
        "day": [day, None],
        "moment": pa.array([moment, None], pa.timestamp("us")),
        "fine": pa.array([moment, None], pa.timestamp("ns")),
        "nothing": pa.nulls(2),
    }
    sheet = read(tmp_path, columns)
    assert rows(sheet) == [
        (1, [*columns]),
        (2, [5, Decimal("95.20"), 0.95, "子县", "a", "b", False, day, moment, moment, None]),
    ]
    assert (sheet.place(2, 1), sheet.place(1, 2)) == (
        "targets.parquet row 1, column whole",
        "targets.parquet column decimal",
    )
    assert (sheet.file, sheet.name, sheet.is_hidden, sheet.is_decoded) == ("targets.parquet", "targets", False, False)
    assert sheet.last_row == 3
    assert (sheet.hidden_rows, sheet.hidden_columns, sheet.merged) == (frozenset(), frozenset(), ())


def test_many_rows(tmp_path: Path) -> None:
    """Rows come in their order, however they are grouped, and rows of nothing are left out."""
    values = [None if i % 7 == 0 else f"县{i}" for i in range(2500)]
    expected = [(i + 2, [value]) for i, value in enumerate(values) if value is not None]
    assert rows(read(tmp_path, {"place": values}))[1:] == expected


def test_no_columns(tmp_path: Path) -> None:
    """A file without columns is an empty sheet."""
    assert rows(read(tmp_path, {})) == []


def test_types(tmp_path: Path) -> None:
    """Columns of types that no cell has are refused, all together."""
    path = tmp_path / "targets.parquet"
    columns = {
        "single": pa.array([95.2], pa.float32()),
        "list": [["a"]],
        "bytes": [b"a"],
        "zone": [datetime(2019, 12, 31, tzinfo=UTC)],
        "object": [{"a": 1}],
        "place": ["990121"],
    }
    pq.write_table(pa.table(columns), path)
    assert [(fault.code, fault.where) for fault in refused(path)] == [
        ("odd_column_type", f"targets.parquet column {name}") for name in [*columns][:-1]
    ]


def test_too_fine(tmp_path: Path) -> None:
    """A moment that Python cannot hold is a fault and is not rounded."""
    path = tmp_path / "targets.parquet"
    pq.write_table(pa.table({"day": pa.array([1], pa.timestamp("ns"))}), path)
    assert [fault.code for fault in refused(path)] == ["not_parquet"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda data: b"", "empty_file"),
        (lambda data: b"place,value", "not_parquet"),
        (lambda data: data[:-20] + b"PAR1", "not_parquet"),
        (lambda data: data[:4] + b"\xff" * 60 + data[64:], "not_parquet"),
        (lambda data: b"PAR1PAR1", "not_parquet"),
    ],
)
def test_broken(tmp_path: Path, change: object, code: str) -> None:
    """A file that is broken, cut or something else is a fault in one line."""
    path = tmp_path / "targets.parquet"
    pq.write_table(pa.table({"place": [f"县{i}" for i in range(100)]}), path)
    assert callable(change)
    path.write_bytes(change(path.read_bytes()))
    (fault,) = refused(path)
    assert fault.code == code
    assert "\n" not in fault.text()


def test_rows_that_are_missing(tmp_path: Path) -> None:
    """Fewer rows than the file says are a fault: a broken page may end the reading without a word."""
    sheet = read(tmp_path, {"place": ["990121"]})
    sheet.last_row = 3
    with pytest.raises(FaultsError, match="1 rows instead of 2"):
        rows(sheet)


def test_one_text_for_all(tmp_path: Path) -> None:
    """A long text that each row refers to is held once."""
    path = tmp_path / "targets.parquet"
    text = pa.DictionaryArray.from_arrays(pa.array([0] * 100_000, pa.int32()), ["a" * 1_000_000])
    pq.write_table(pa.table({"document": text}), path)
    before = pa.total_allocated_bytes()
    found = ParquetSheet(path).rows()
    assert next(found).cells == ("document",)
    assert len({id(line.cells[0]) for line in found}) <= 100
    assert pa.total_allocated_bytes() - before < 20_000_000


@pytest.mark.parametrize(
    ("limit", "most"), [("MOST_ROWS", 9), ("MOST_COLUMNS", 1), ("MOST_GROUP", 50), ("MOST_FILE", 99)]
)
def test_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, most: int) -> None:
    """Files with more rows, columns or bytes than any table are refused."""
    path = tmp_path / "targets.parquet"
    pq.write_table(pa.table({"a": range(10), "b": range(10)}), path)
    monkeypatch.setattr(_parquet, limit, most)
    assert [fault.code for fault in refused(path)] == ["too_large"]


def test_texts_that_say_less(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts that unpack to more than the file says are refused when they are seen."""
    sheet = read(tmp_path, {"document": [f"{i:>40}" for i in range(1000)]})
    monkeypatch.setattr(_parquet, "MOST_GROUP", 10_000)
    with pytest.raises(FaultsError, match="bytes of the texts"):
        rows(sheet)


def test_without_pyarrow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without pyarrow it is said what to install."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ScopeError, match=r"pip install 'jxassess\[parquet\]'"):
        ParquetSheet(tmp_path / "targets.parquet")
