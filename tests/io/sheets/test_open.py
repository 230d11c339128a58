"""One door to files of all formats."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from sheet_files import packed, parts, row

from jxassess.errors import ScopeError
from jxassess.faults import FaultsError
from jxassess.io._sheets._open import open_sheets


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a table in each format."""
    (tmp_path / "a.xlsx").write_bytes(packed(parts(row("<c><v>990121</v></c>"))))
    (tmp_path / "b.CSV").write_bytes("甲市".encode("gb18030"))
    (tmp_path / "c.json").write_text('[{"甲市": 1}]', "utf-8")
    pq.write_table(pa.table({"甲市": [1]}), tmp_path / "d.parquet")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "head"), [("a.xlsx", [990121]), ("b.CSV", ["甲市"]), ("c.json", ["甲市"]), ("d.parquet", ["甲市"])]
)
def test_formats(folder: Path, name: str, head: list[object]) -> None:
    """Whatever the format, sheets come out; capitals in the ending do not count."""
    with open_sheets(folder / name) as (only,):
        assert next(list(line.cells) for line in only.rows()) == head
        assert only.file == name


def test_encoding(folder: Path) -> None:
    """The encoding of a CSV file may be said, and is then believed."""
    with open_sheets(folder / "b.CSV", encoding="gb18030") as (only,):
        assert not only.is_decoded
    with pytest.raises(FaultsError), open_sheets(folder / "b.CSV", encoding="utf-8"):
        pass
    odd: Any = "latin-1"
    with pytest.raises(ScopeError, match="choose 'utf-8' or 'gb18030'"), open_sheets(folder / "b.CSV", encoding=odd):
        pass


@pytest.mark.parametrize("ending", [".xls", ".et", ".ods", ".xlsb", ".XLSM"])
def test_other_spreadsheets(folder: Path, ending: str) -> None:
    """For other formats of spreadsheets it is said how to save them."""
    with pytest.raises(ScopeError, match=r"save it as \.xlsx"), open_sheets(folder / f"a{ending}"):
        pass


@pytest.mark.parametrize("name", ["a.pdf", "a", "a.xlsx.zip"])
def test_other_endings(folder: Path, name: str) -> None:
    """Other files are outside the scope, and it is said what is inside."""
    with pytest.raises(ScopeError, match=r"give one of \.xlsx, \.csv, \.json, \.parquet"), open_sheets(folder / name):
        pass


@pytest.mark.parametrize("name", ["x.xlsx", "x.csv", "x.json", "x.parquet"])
def test_missing(folder: Path, name: str) -> None:
    """A file that is not there, and a folder in its place, are errors of the system."""
    with pytest.raises(FileNotFoundError), open_sheets(folder / name):
        pass
    (folder / name).mkdir()
    with pytest.raises(OSError, match="directory"), open_sheets(folder / name):
        pass
