"""Tables as Parquet files."""

from __future__ import annotations

import re
import sys
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pyarrow.parquet
import pytest

from jxassess.errors import ScopeError
from jxassess.io._sheets._kinds import OBSERVATIONS
from jxassess.io._tables._read_tables import read_tables
from jxassess.io._tables._table import Table, TableHead, Value
from jxassess.io._tables._write_tables import write_tables

DAY = date(2019, 12, 31)


def table(head: TableHead, *values: Value, version: int | None = 1) -> Table:
    """Make a table of observations."""
    rows = [["990121", "子县", "own", value, "survey", DAY, "x", None, version, *[None] * 12] for value in values]
    return Table(kind=OBSERVATIONS, head=head, rows=rows)


def types(path: Path) -> dict[str, str]:
    """Give the types of the columns of a file."""
    return {field.name: str(field.type) for field in pyarrow.parquet.read_schema(path)}


def test_types(head: TableHead, tmp_path: Path) -> None:
    """Numbers are decimals of as many places as they need, days are days, and each row says whose it is."""
    write_tables([table(head, Fraction("1.25"), Fraction(-3))], tmp_path / "a", format="parquet")
    path = tmp_path / "a" / "observations.parquet"
    assert types(path) == {
        "place": "string",
        "name": "string",
        "indicator": "string",
        "value": "decimal128(38, 2)",
        "source": "string",
        "on": "date32[day]",
        "document": "string",
        "unit": "string",
        "version": "int64",
        "submitter": "string",
        "reason": "string",
        "assessed_year": "int64",
        "stage": "string",
        "is_synthetic": "bool",
        "classification": "string",
    }
    first = pyarrow.parquet.read_table(path).to_pylist()[0]
    assert (first["value"], first["on"], first["version"], first["unit"]) == (Decimal("1.25"), DAY, 1, None)
    assert (first["assessed_year"], first["stage"], first["is_synthetic"]) == (2019, "evidence", True)


@pytest.mark.parametrize(
    "value",
    [Fraction(1, 3), "not_applicable", Fraction(10**38), Fraction(1, 10**39), Fraction(10**30) + Fraction(1, 10**9)],
)
def test_numbers_that_are_no_decimals(head: TableHead, tmp_path: Path, value: Value) -> None:
    """Where one of a column of numbers is none, or has too many digits, the column is text, and nothing is lost."""
    made = table(head, Fraction("1.25"), value)
    write_tables([made], tmp_path / "a", format="parquet")
    assert types(tmp_path / "a" / "observations.parquet")["value"] == "string"


@pytest.mark.parametrize("value", [Fraction(1, 3), "not_applicable", Fraction(10**29 + 1), None])
def test_they_read_back(head: TableHead, tmp_path: Path, value: Value) -> None:
    """Every such value reads back as it was, and so does a version left out."""
    made = (table(head, Fraction("1.25"), value or Fraction(0), version=None if value is None else 2),)
    write_tables(made, tmp_path / "a", format="parquet")
    assert read_tables(tmp_path / "a") == made


def test_equal_tables_give_equal_bytes(head: TableHead, tmp_path: Path) -> None:
    """The bytes depend on the tables alone."""
    for name in ("a", "b"):
        write_tables([table(head, Fraction(1))], tmp_path / name, format="parquet")
    assert (tmp_path / "a" / "observations.parquet").read_bytes() == (
        tmp_path / "b" / "observations.parquet"
    ).read_bytes()


def test_without_the_package(head: TableHead, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without pyarrow the message says what to install, and nothing is written."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ScopeError, match=re.escape("pip install 'jxassess[parquet]'")):
        write_tables([table(head)], tmp_path / "a", format="parquet")
    assert [*tmp_path.iterdir()] == []
