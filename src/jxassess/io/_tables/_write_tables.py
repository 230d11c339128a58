"""Tables into files: a workbook, one JSON file, a folder of CSV or Parquet files."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeAlias

from attrs import evolve

from jxassess.errors import ScopeError
from jxassess.faults import Fault, raise_faults
from jxassess.io._files import write_bytes, write_folder_bytes
from jxassess.io._sheets import _csv, _json, _parquet
from jxassess.io._sheets._kinds import ABOUT, EVIDENCE_KINDS, TableKind
from jxassess.io._sheets._progress import ProgressCallback
from jxassess.io._sheets._texts import said, text_fault, trim
from jxassess.io._tables._result_kinds import RESULT_KINDS
from jxassess.io._tables._spelling import Spelling
from jxassess.io._tables._survey_kinds import SURVEY_KINDS
from jxassess.io._tables._table import Table, TableError, place
from jxassess.io._tables._table_fault_kinds import (
    DAY_TOO_FAR,
    FILE_TOO_LARGE,
    HEADS_DIFFER,
    NO_TABLES,
    OUTER_BLANKS,
    TABLE_TWICE,
    TEXT_TOO_LONG,
    TOO_MANY_ROWS,
    UNKNOWN_KIND,
)
from jxassess.io._tables._write_csv import csv_of
from jxassess.io._tables._write_json import json_of
from jxassess.io._tables._write_parquet import parquet_of
from jxassess.io._tables._write_xlsx import xlsx_of
from jxassess.io._tables._writing import Counter
from jxassess.words import Language

FolderFormat: TypeAlias = Literal["csv", "parquet"]

KINDS: dict[str, TableKind] = {kind.key: kind for kind in (*EVIDENCE_KINDS, *RESULT_KINDS, *SURVEY_KINDS)}
"""All tables that are written, by key."""

_OTHER_ENDINGS = (".csv", ".parquet", ".xls", ".xlsm", ".xlsb", ".ods", ".et")
_MOST_ROWS = 1_048_576 - 2
"""Rows of a sheet, without the two above the table."""
_MOST_CHARACTERS = 32_767
_YEARS = (1901, 2100)
"""The years whose days are read: spreadsheet programs show small and large numbers as days of others."""


def write_tables(
    tables: Iterable[Table],
    path: Path | str,
    *,
    language: Language = "zh",
    format: FolderFormat = "csv",
    progress: ProgressCallback | None = None,
) -> None:
    """Write tables to a file or folder, which is replaced as a whole or not at all.

    Args:
        tables: tables of evidence or of an assessment, each once, all of one year and stage.
        path: a file whose name ends in `.xlsx` or `.json`, else a folder. A folder that holds anything but such tables
            is not replaced.
        language: the language of headings, sheet names and of what is said in words; JSON and Parquet hold keys.
        format: what a folder holds: `"csv"` or `"parquet"`.
        progress: called now and then with the number of rows written; what it raises stops the work, and nothing is
            written.

    Raises:
        TableError: everything that would not read back as it is: characters that nobody sees, blanks around text,
            days of other centuries, files larger than any that is read; in a workbook also text of more than 32,767
            characters and more rows than a sheet has. Nothing is written.
        ScopeError: another ending, language or format, or a package that is missing.
        OSError: the place is not writable, or a folder holds other files.
    """
    path, given = Path(path), tuple(tables)
    _refuse_others(path, format, language)
    raise_faults(TableError, _find_faults(given, is_workbook=path.suffix.lower() == ".xlsx"))
    spelling, counter = Spelling(language, given), Counter(given, progress)
    match path.suffix.lower():
        case ".xlsx":
            write_bytes(path, xlsx_of(given, spelling, counter))
        case ".json":
            made = {path.name: json_of(given, counter)}
            raise_faults(TableError, _size_faults(made, _json.MOST_FILE))
            write_bytes(path, made[path.name])
        case _ if format == "csv":
            made = csv_of(given, spelling, counter)
            raise_faults(TableError, _size_faults(made, _csv.MOST_FILE))
            write_folder_bytes(path, made, _known(format))
        case _:
            made = parquet_of(given, counter)
            raise_faults(TableError, _size_faults(made, _parquet.MOST_FILE))
            write_folder_bytes(path, made, _known(format))


def _refuse_others(path: Path, format: str, language: Language) -> None:
    if format not in ("csv", "parquet"):
        raise ScopeError(f"format {format!r} is not offered; choose 'csv' or 'parquet'")
    if path.suffix.lower() in _OTHER_ENDINGS:
        raise ScopeError(
            f"{path.name!r} ends in neither .xlsx nor .json; for CSV or Parquet name a folder, and `format`"
        )
    # Before any work: another language is refused.
    ABOUT.words.text(language)


def _known(format: FolderFormat) -> Collection[str]:
    return [f"{key}.{format}" for key in (ABOUT.key, *KINDS)]


def _size_faults(files: Mapping[str, bytes], most: int) -> Iterator[Fault]:
    # What could not be read back is not written.
    for name, data in files.items():
        if len(data) > most:
            yield FILE_TOO_LARGE.at(name, len(data), most=most)


def _find_faults(tables: Sequence[Table], *, is_workbook: bool) -> Iterator[Fault]:
    if not tables:
        yield NO_TABLES.at("tables")
    seen: dict[str, Table] = {}
    for i, table in enumerate(tables):
        key = table.kind.key
        if KINDS.get(key) != table.kind:
            yield UNKNOWN_KIND.at(f"tables[{i}]", key)
        elif key in seen:
            yield TABLE_TWICE.at(f"tables[{i}]", key)
        elif table.head != tables[0].head:
            yield HEADS_DIFFER.at(f"tables[{i}]", tables[0].kind.key)
        seen[key] = table
        yield from _cell_faults(table, is_workbook=is_workbook)
    if tables:
        head = tables[0].head
        yield from (fault for text in (head.classification, head.scheme) for fault in _text_faults(text, "head"))
        yield from () if head.on is None else _day_faults(head.on, "head")


def _cell_faults(table: Table, *, is_workbook: bool) -> Iterator[Fault]:
    if is_workbook and len(table.rows) > _MOST_ROWS:
        yield TOO_MANY_ROWS.at(table.kind.key, len(table.rows), most=_MOST_ROWS)
    for i, row in enumerate(table.rows):
        for cell, column in zip(row, table.kind.columns, strict=True):
            if isinstance(cell, str):
                yield from _text_faults(cell, place(table.kind, i, column), is_workbook=is_workbook)
            elif isinstance(cell, date):
                yield from _day_faults(cell, place(table.kind, i, column))


def _day_faults(day: date, where: str) -> Iterator[Fault]:
    first, last = _YEARS
    if not first <= day.year <= last:
        yield DAY_TOO_FAR.at(where, day, first=first, last=last)


def _text_faults(text: str, where: str, *, is_workbook: bool = False) -> Iterator[Fault]:
    if (fault := _fault_of(text)) is not None:
        yield evolve(fault, where=where)
    elif is_workbook and (length := _units(text)) > _MOST_CHARACTERS:
        yield TEXT_TOO_LONG.at(where, length, most=_MOST_CHARACTERS)


# The same few documents, sources and names stand in thousands of rows.
@lru_cache(maxsize=10_000)
def _fault_of(text: str) -> Fault | None:
    if (fault := text_fault(text)) is not None:
        return fault
    return OUTER_BLANKS.at("", said(text)) if trim(text) != text else None


def _units(text: str) -> int:
    # Spreadsheet programs count a character beyond the first 65,536, such as an emoji, as two.
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
