"""What stands above tables, as the lines of a sheet `about`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from jxassess.io._sheets._kinds import ABOUT, TABLES_FORMAT, CellKind, TableColumn
from jxassess.io._sheets._members import TRUTHS
from jxassess.io._tables._table import TableHead, Value
from jxassess.words import Language

NO_STAGE_KEY = "evidence"
"""How files say that nothing is computed."""

Line: TypeAlias = tuple[str, Value]


def about_values(head: TableHead) -> Iterator[Line]:
    """Give what stands above tables by key; what is not said is left out.

    Args:
        head: the head.

    Yields:
        Key and value, in the order of the sheet `about`.
    """
    values: dict[str, Value] = {
        "format": TABLES_FORMAT,
        "year": head.year,
        "on": head.on,
        "stage": NO_STAGE_KEY if head.stage is None else head.stage.value,
        "is_synthetic": head.is_synthetic,
        "extract": head.extract or None,
        "classification": head.classification or None,
        "scheme": head.scheme or None,
        "digest": head.digest or None,
    }
    return ((key, value) for key, value in values.items() if value is not None)


def about_lines(head: TableHead, language: Language) -> Iterator[Line]:
    """Give the same in words, as people read it.

    Args:
        head: the head.
        language: `"en"` or `"zh"`.

    Yields:
        Label and value.
    """
    for key, value in about_values(head):
        column = ABOUT.column(key)
        yield column.words.text(language), _said(column, value, head, language)


def _said(column: TableColumn, value: Value, head: TableHead, language: Language) -> Value:
    if column.key == "stage":
        return head.stage_words.text(language)
    if column.kind is CellKind.TRUTH:
        return TRUTHS[bool(value)].text(language)
    return value


def head_cells(head: TableHead) -> tuple[Value, ...]:
    """Give what the last columns of CSV and Parquet hold.

    Args:
        head: the head.

    Returns:
        Year, stage, whether data are made up, classification.
    """
    stage = NO_STAGE_KEY if head.stage is None else head.stage.value
    return (head.year, stage, head.is_synthetic, head.classification or None)
