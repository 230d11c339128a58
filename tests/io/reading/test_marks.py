"""Rows with the cells that they came from."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2]))

from made_sheets import MadeSheet

from jxassess.io._reading._marks import Mark
from jxassess.io._reading._reading_fault_kinds import NO_HEADER


def test_places() -> None:
    """A path inside a record is the cell of its column, or that of the main column where it has none."""
    mark = Mark(MadeSheet(table=[]), 7, {"value": 2, "name_en": 3, "name_zh": 4, "document": 5}, 2)
    paths = ("value", "document", "name.en", "name", "places", "")
    assert [mark.place(path).rpartition("!")[2] for path in paths] == ["B7", "E7", "C7", "D7", "B7", "B7"]
    assert mark.where.endswith("!B7")
    assert mark.locate(NO_HEADER.at("document")).where.endswith("!E7")
