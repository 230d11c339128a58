"""The one door to files with tables: whatever the format, sheets come out of it."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from jxassess.errors import ScopeError
from jxassess.io._sheets._csv import CsvSheet
from jxassess.io._sheets._json import read_json
from jxassess.io._sheets._parquet import ParquetSheet
from jxassess.io._sheets._sheet import Sheet
from jxassess.io._sheets._workbook import open_workbook

ENDINGS = (".xlsx", ".csv", ".json", ".parquet")
_SPREADSHEETS = (".xls", ".et", ".ods", ".xlsb", ".xlsm", ".xlt", ".xltx", ".xltm", ".ett", ".numbers")


@contextmanager
def open_sheets(path: Path, *, encoding: Literal["utf-8", "gb18030"] | None = None) -> Generator[tuple[Sheet, ...]]:
    """Open the sheets of a file.

    Args:
        path: the file; its ending says how it is read.
        encoding: of a CSV file how it is encoded, where that is known.

    Yields:
        Its sheets, to be read while the file is open.

    Raises:
        FaultsError: with every fault of the file.
        ScopeError: another ending, another encoding, or without the library that reads it.
        OSError: it cannot be read.
    """
    if encoding not in (None, "utf-8", "gb18030"):
        raise ScopeError(f"encoding {encoding!r} is not offered; choose 'utf-8' or 'gb18030'")
    ending = path.suffix.lower()
    if ending == ".xlsx":
        with open_workbook(path) as sheets:
            yield sheets
    elif ending == ".csv":
        yield (CsvSheet(path, encoding),)
    elif ending == ".json":
        yield read_json(path)
    elif ending == ".parquet":
        yield (ParquetSheet(path),)
    else:
        raise ScopeError(_advice(path, ending))


def _advice(path: Path, ending: str) -> str:
    if ending in _SPREADSHEETS:
        return f"{path.name}: {ending} is not read; open it in a spreadsheet program and save it as .xlsx"
    return f"{path.name}: files that end in {ending or 'nothing'} are not read; give one of {', '.join(ENDINGS)}"
