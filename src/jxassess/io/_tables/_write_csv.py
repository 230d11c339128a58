"""Tables as CSV files that open in a spreadsheet program without any cell becoming a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from jxassess.io._sheets._kinds import ABOUT, HEAD_COLUMNS, CellKind, TableColumn
from jxassess.io._sheets._members import TRUTHS
from jxassess.io._tables._about import about_lines
from jxassess.io._tables._rates import Written
from jxassess.io._tables._spelling import Spelling, plain
from jxassess.io._tables._table import Table, TableHead, Value, written_columns
from jxassess.io._tables._writing import Counter
from jxassess.words import Language

_RISKY = ("=", "+", "-", "@", "\t", "\r", "'")
"""What a spreadsheet program takes for the beginning of a formula, or takes off."""


def csv_of(tables: Sequence[Table], spelling: Spelling, counter: Counter) -> dict[str, bytes]:
    """Write tables as CSV.

    Args:
        tables: tables of one head.
        spelling: says headings and cells in the language of the files.
        counter: told how far the work has come.

    Returns:
        The files by name, in UTF-8 with a mark, since spreadsheet programs guess wrongly without it.
    """
    head, language = tables[0].head, spelling.language
    about = [(head.words.text(language),), *((label, _text(value)) for label, value in about_lines(head, language))]
    files = {f"{ABOUT.key}.csv": _lines(about)}
    for table in tables:
        files[f"{table.kind.key}.csv"] = _lines(_table(table, spelling, counter))
    return files


def _table(table: Table, spelling: Spelling, counter: Counter) -> Iterable[Sequence[str]]:
    language, columns = spelling.language, written_columns(table)
    yield [column.words.text(language) for column in (*(column for _, column in columns), *HEAD_COLUMNS)]
    tail = [_text(cell) for cell in _tail(table.head, language)]
    for row in counter.rows(table):
        yield [*(_cell(row[i], column, spelling) for i, column in columns), *tail]


def _tail(head: TableHead, language: Language) -> tuple[Value, ...]:
    return (head.year, head.stage_words.text(language), TRUTHS[head.is_synthetic].text(language), head.classification)


def _cell(cell: Written, column: TableColumn, spelling: Spelling) -> str:
    said = plain(spelling.said(cell, column))
    # A number may begin with a sign; it is read as a number.
    if column.kind is CellKind.NUMBER or said is None:
        return "" if said is None else str(said)
    return _text(said)


def _text(value: Written) -> str:
    text = "" if value is None else str(plain(value))
    return f"'{text}" if text.startswith(_RISKY) else text


def _lines(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8-sig")
