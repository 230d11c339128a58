"""The order of faults."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2]))

from made_sheets import MadeSheet

from jxassess.io._reading._ordering import Order
from jxassess.io._reading._reading_fault_kinds import HIDDEN_ROW, TOO_MANY_FAULTS


class CsvSheet(MadeSheet):
    """A sheet whose places are lines."""

    def place(self, row: int, column: int) -> str:
        """Name a cell as in a file of text."""
        return f"{self.file} line {row}, column {column}"


def test_order() -> None:
    """Faults stand as files, sheets, rows and columns do, whatever the order in which they were found."""
    order = Order()
    order.add(
        "乙市.xlsx", [MadeSheet(table=[], file="乙市.xlsx", name=name) for name in ("说明", "减贫任务", "指标数据")]
    )
    order.add("targets.csv", [CsvSheet(table=[], file="targets.csv", name="targets")])
    order.add("facts.json", ())
    order.add("甲市.xlsx", ())
    places = [
        "乙市.xlsx",
        "[乙市.xlsx]说明!B3",
        "[乙市.xlsx]减贫任务",
        "[乙市.xlsx]减贫任务!C4",
        "[乙市.xlsx]减贫任务!Z4",
        "[乙市.xlsx]减贫任务!AA4",
        "[乙市.xlsx]减贫任务!A10",
        "[乙市.xlsx]指标数据!A1",
        "targets.csv",
        "targets.csv line 2, column 3",
        "targets.csv line 2, column 12",
        "targets.csv line 10",
        "facts.json [0].value",
        "facts.json [12].key",
        "甲市.xlsx",
        "somewhere else",
        "[丙市.xlsx]减贫任务!A1",
    ]
    faults = [HIDDEN_ROW.at(place) for place in places]
    turned = [*reversed(faults[:-2]), *faults[-2:]]
    assert [fault.where for fault in order.sorted(turned)] == places
    last = TOO_MANY_FAULTS.at("[乙市.xlsx]减贫任务", 1000)
    assert order.sorted([last, *faults]).index(last) == 7


def test_equal_places() -> None:
    """Faults of one place keep their order."""
    order = Order()
    order.add("甲市.xlsx", [MadeSheet(table=[])])
    faults = [HIDDEN_ROW.at("[甲市.xlsx]指标数据!A2"), TOO_MANY_FAULTS.at("[甲市.xlsx]指标数据!A2", 5)]
    assert order.sorted(faults) == faults
