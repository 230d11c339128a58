"""Tables as JSON: `jxassess-tables/1`, with keys and values that no language changes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from jxassess.io._tables._about import about_values
from jxassess.io._tables._spelling import plain
from jxassess.io._tables._table import Table
from jxassess.io._tables._writing import Counter


def json_of(tables: Sequence[Table], counter: Counter) -> bytes:
    """Write tables as JSON.

    Args:
        tables: tables of one head.
        counter: told how far the work has come.

    Returns:
        The text of the file in UTF-8: what stands above the tables, then each table as a list of flat objects, in a
        line each; cells that hold nothing are left out.
    """
    parts = [f"  {_text(key)}: {_text(plain(value))},\n" for key, value in about_values(tables[0].head)]
    lists = [f"    {_text(table.kind.key)}: [{_list(table, counter)}]" for table in tables]
    return f'{{\n{"".join(parts)}  "tables": {{\n{_lines(lists)}\n  }}\n}}\n'.encode()


def _list(table: Table, counter: Counter) -> str:
    rows = [f"      {_text(record)}" for record in _records(table, counter)]
    return f"\n{_lines(rows)}\n    " if rows else ""


def _lines(items: Sequence[str]) -> str:
    return ",\n".join(items)


def _records(table: Table, counter: Counter) -> Iterator[dict[str, object]]:
    keys = [column.key for column in table.kind.columns]
    for row in counter.rows(table):
        yield {key: plain(cell) for key, cell in zip(keys, row, strict=True) if cell is not None}


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
