"""Where the faults of sheets are gathered."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2]))

from made_sheets import MadeSheet

from jxassess.io._reading._box import Box, sheet_place
from jxassess.io._reading._reading_fault_kinds import BLANK_CELL, HIDDEN_ROW, MERGED_CELLS, NO_HEADER, UNKNOWN_PLACE
from jxassess.io._sheets._cell_fault_kinds import PERCENT_OR_RATIO
from jxassess.io._sheets._sheet import MergedRange

SHEET = MadeSheet(table=[])


class Csv(MadeSheet):
    """A sheet whose places are those of a CSV file."""

    def place(self, row: int, column: int) -> str:
        """Name a cell as in a CSV file."""
        return f"{self.file} line {row}, column {column}"


def test_order() -> None:
    """The faults of a sheet come in the order of its cells, those of the whole sheet first, after those of earlier ones."""
    box = Box()
    box.begin()
    box.add_at(SHEET, 9, 9, HIDDEN_ROW.at(""))
    box.end("first")
    box.begin()
    for row, column in ((3, 2), (2, 3), (2, 1)):
        box.add_at(SHEET, row, column, HIDDEN_ROW.at(""))
    box.add(NO_HEADER.at("x"))
    box.end("second")
    assert [fault.where.rpartition("!")[2] for fault in box.faults] == ["I9", "x", "A2", "C2", "B3"]


def test_stop() -> None:
    """Reading that stops for a reason of its own says nothing more of it; a new sheet begins anew."""
    box = Box()
    box.begin()
    box.add(NO_HEADER.at("x"))
    box.stop()
    assert box.is_full
    box.end("first")
    assert len(box.faults) == 1
    box.begin()
    assert not box.is_full


def test_too_many_faults() -> None:
    """That not all of a sheet was read is said once, after its faults."""
    box = Box()
    box.begin()
    for row in range(1, 1_001):
        box.add_at(SHEET, row, 1, HIDDEN_ROW.at(""))
    assert box.is_full
    box.end("x")
    assert [fault.code for fault in box.faults[999:]] == ["hidden_row", "too_many_faults"]


def test_merged_cells() -> None:
    """What is missing or unknown only since cells are merged is told with the merge alone, and nothing else is."""
    merged = (MergedRange(2, 4, 1, 1), MergedRange(6, 6, 1, 3), MergedRange(8, 8, 1, 3))
    sheet = MadeSheet(table=[], merged=merged)
    box = Box()
    box.begin()
    for row, kind in ((2, MERGED_CELLS), (6, MERGED_CELLS), (2, UNKNOWN_PLACE), (6, UNKNOWN_PLACE), (8, UNKNOWN_PLACE)):
        box.add_at(sheet, row, 1, kind.at("", hint=""))
    for row, column in ((3, 1), (3, 2), (5, 1)):
        box.add_at(sheet, row, column, BLANK_CELL.at("", what="x"))
    box.end("x")
    assert [(fault.code, fault.where.rpartition("!")[2]) for fault in box.faults] == [
        ("merged_cells", "A2"),
        ("unknown_place", "A2"),
        ("blank_cell", "B3"),
        ("blank_cell", "A5"),
        ("merged_cells", "A6"),
        ("unknown_place", "A8"),
    ]


def test_faults_alike() -> None:
    """A column of a workbook full of doubtful percentages is told at once, one of a CSV file cell by cell."""
    doubtful = PERCENT_OR_RATIO.at("", "0.95", large="95", small="0.95", indicator="x")
    for sheet, number in ((SHEET, 1), (Csv(table=[], file="targets.csv", name="targets"), 20)):
        box = Box()
        box.begin()
        for row in range(20):
            box.add_at(sheet, row, 3, doubtful)
        box.end("x")
        assert len(box.faults) == number


def test_places() -> None:
    """A sheet is named as its format names cells; a file with one table by its own name."""
    assert sheet_place(SHEET) == "[甲市.xlsx]指标数据"
    assert sheet_place(Csv(table=[], file="targets.csv", name="targets")) == "targets.csv"
    assert sheet_place(Csv(table=[], file="all.json", name="targets")) == "all.json targets"
