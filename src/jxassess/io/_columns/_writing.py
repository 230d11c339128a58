"""Columns into text: JSON in columns, and CSV; equal columns give equal text."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence

import numpy as np

from jxassess.arrays import CellState, Column, Columns
from jxassess.io._columns._heads import CITY, CODE, SYNTHETIC
from jxassess.io._columns._json import COLUMNS_FORMAT
from jxassess.io._columns._text import NOT_APPLICABLE


def dump_json(columns: Columns) -> str:
    """Write columns as JSON, each list on one line.

    Args:
        columns: the columns.

    Returns:
        The text, ending with a line break.
    """
    lines = [f'  "format": {json.dumps(COLUMNS_FORMAT)}', f'  "synthetic": {json.dumps(columns.is_synthetic)}']
    lines += [f'  "{key}": {_compact(codes)}' for key, codes in _codes(columns)]
    entries = ",\n".join(f"    {_entry(column)}" for column in columns.columns)
    lines.append(f'  "columns": [\n{entries}\n  ]' if entries else '  "columns": []')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _codes(columns: Columns) -> Iterator[tuple[str, list[str]]]:
    if columns.codes is not None:
        yield CODE, columns.codes.tolist()
    if columns.city_codes is not None and columns.city_index is not None:
        yield CITY, columns.city_codes[columns.city_index].tolist()


def _entry(column: Column) -> str:
    numbers: list[int | None] = [*column.numbers.tolist()]
    parts = [f'"name": {json.dumps(column.name.text, ensure_ascii=False)}', f'"places": {column.places}']
    marked: list[int] = []
    if column.states is not None:
        for cell in np.flatnonzero(column.states).tolist():
            numbers[cell] = None
        marked = np.flatnonzero(column.states == CellState.NOT_APPLICABLE).tolist()
    parts.append(f'"numbers": {_compact(numbers)}')
    if marked:
        parts.append(f'"not_applicable": {_compact(marked)}')
    return "{" + ", ".join(parts) + "}"


def _compact(values: Sequence[str] | Sequence[int] | Sequence[int | None]) -> str:
    return json.dumps(values, separators=(",", ":"))


def dump_csv(columns: Columns) -> str:
    """Write columns as CSV, a line for each unit; numbers with all of their decimal places.

    Args:
        columns: the columns.

    Returns:
        The text, with a line for the names of the columns.
    """
    lists = dict(_codes(columns))
    lists |= {column.name.text: _texts(column) for column in columns.columns}
    lists[SYNTHETIC] = [str(columns.is_synthetic).lower()] * columns.units
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(lists)
    writer.writerows(zip(*lists.values(), strict=True))
    return text.getvalue()


def _texts(column: Column) -> list[str]:
    texts = [_decimal(number, column.places) for number in column.numbers.tolist()]
    if column.states is not None:
        for cell in np.flatnonzero(column.states).tolist():
            texts[cell] = NOT_APPLICABLE if column.states[cell] == CellState.NOT_APPLICABLE else ""
    return texts


def _decimal(number: int, places: int) -> str:
    if not places:
        return str(number)
    digits = str(abs(number)).rjust(places + 1, "0")
    return f"{'-' if number < 0 else ''}{digits[:-places]}.{digits[-places:]}"
