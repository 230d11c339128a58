"""JSON files as sheets."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jxassess.faults import Fault, FaultsError
from jxassess.io._documents import Numeral
from jxassess.io._sheets import _json
from jxassess.io._sheets._json import read_json
from jxassess.io._sheets._sheet import Sheet


def sheets(folder: Path, text: str | bytes) -> tuple[Sheet, ...]:
    """Write a file and read it."""
    path = folder / "targets.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_json(path)


def rows(sheet: Sheet) -> list[tuple[int, list[object]]]:
    """Give the rows of a sheet."""
    return [(number, list(cells)) for number, cells in sheet.rows()]


def faults(folder: Path, text: str | bytes) -> tuple[Fault, ...]:
    """Give the faults of a file."""
    with pytest.raises(FaultsError) as caught:
        sheets(folder, text)
    return caught.value.faults


def test_list(tmp_path: Path) -> None:
    """A list of objects is one sheet: the keys in the order in which they appear, then a row for each object."""
    (only,) = sheets(
        tmp_path, '[{"place": "990121", "value": 95.20}, {}, {"value": null, "n": 3, "x": "", "ok": true}]'
    )
    assert rows(only) == [
        (1, ["place", "value", "n", "x", "ok"]),
        (2, ["990121", "95.20", None, None, None]),
        (4, [None, None, 3, None, True]),
    ]
    assert isinstance(rows(only)[1][1][1], Numeral)
    assert (only.file, only.name, only.is_hidden, only.is_decoded) == ("targets.json", "targets", False, False)
    assert (only.hidden_rows, only.hidden_columns, only.merged) == (frozenset(), frozenset(), ())
    assert only.last_row == 4
    assert (only.place(4, 3), only.place(1, 3)) == ("targets.json [2].n", "targets.json")


def test_tables(tmp_path: Path) -> None:
    """An object with tables is a sheet for each of them, and one for what stands beside them."""
    head = {"format": "jxassess-tables/1", "year": 2019, "is_synthetic": True}
    about, targets, empty = sheets(tmp_path, json.dumps({**head, "tables": {"targets": [{"a": 1}], "facts": []}}))
    assert (about.name, targets.name, empty.name) == ("about", "targets", "facts")
    assert rows(about) == [
        (1, ["about"]),
        (2, ["format", "jxassess-tables/1"]),
        (3, ["year", 2019]),
        (4, ["is_synthetic", True]),
    ]
    assert (about.place(3, 2), about.place(1, 1)) == ("targets.json year", "targets.json")
    assert rows(targets) == [(1, ["a"]), (2, [1])]
    assert (targets.place(2, 1), targets.place(1, 1)) == ("targets.json targets[0].a", "targets.json targets")
    assert rows(empty) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", [("empty_file", "targets.json")]),
        (b"[\xff]", [("not_utf8", "targets.json")]),
        ("[1,", [("not_json", "targets.json line 1, column 4")]),
        ("[1,\n2 3]", [("not_json", "targets.json line 2, column 3")]),
        ('{"a":', [("not_json", "targets.json line 1, column 6")]),
        ("3", [("wrong_type", "targets.json")]),
        ('[], "x": 3', [("no_list", "targets.json")]),
        ('[], "rows": []', [("duplicate_key", "targets.json")]),
        ("[" * 5000, [("too_deep", "targets.json")]),
        ('{"a": 1}', [("no_list", "targets.json")]),
        ('{"tables": []}', [("no_list", "targets.json")]),
        ('{"tables": {}}', [("wrong_format", "targets.json format")]),
        ('{"format": "jxassess-tables/2", "tables": {}}', [("wrong_format", "targets.json format")]),
        (
            '{"format": "jxassess-tables/1", "x": [], "tables": {"a": 1, "b": [[]], "c": [{"d": 1, "d": 2}]}}',
            [
                ("duplicate_key", "targets.json c[0].d"),
                ("no_flat_table", "targets.json x"),
                ("no_list", "targets.json a"),
                ("no_flat_table", "targets.json b[0]"),
            ],
        ),
        (
            '[{"a": 1, "a": 2}, 3, {"b": [1]}, {"c": {}}]',
            [
                ("duplicate_key", "targets.json [0].a"),
                ("no_flat_table", "targets.json [1]"),
                ("no_flat_table", "targets.json [2].b"),
                ("no_flat_table", "targets.json [3].c"),
            ],
        ),
    ],
)
def test_faults(tmp_path: Path, text: str | bytes, found: list[tuple[str, str]]) -> None:
    """What is no table of plain values is refused, every such place together."""
    assert [(fault.code, fault.where) for fault in faults(tmp_path, text)] == found


def test_many_keys(tmp_path: Path) -> None:
    """More keys than a table has columns are refused, however many objects they are spread over."""
    text = json.dumps([{f"k{i}": 1} for i in range(2000)])
    assert [(fault.code, fault.where) for fault in faults(tmp_path, text)] == [("too_large", "targets.json [1000]")]


def test_many_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """More objects than a table has rows are refused."""
    monkeypatch.setattr(_json, "MOST_ROWS", 2)
    assert [fault.code for fault in faults(tmp_path, "[{}, {}, {}]")] == ["too_large"]


def test_many_faults(tmp_path: Path) -> None:
    """A hundred faults are told, and no more: each takes more memory than what is wrong."""
    assert len(faults(tmp_path, json.dumps([[]] * 5000))) == 100


def test_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is too large is refused."""
    monkeypatch.setattr(_json, "MOST_FILE", 3)
    assert [fault.code for fault in faults(tmp_path, "[{}]")] == ["too_large"]


def test_keys_with_controls(tmp_path: Path) -> None:
    """A key with controls is shown so that a terminal does nothing with it."""
    (only,) = sheets(tmp_path, '[{"a\\u001b[31m": 1}]')
    assert only.place(2, 1) == r"targets.json [0].a\x1b[31m"
