"""Files that say the same once more."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2]))

from made_sheets import MadeSheet

from jxassess.io._reading._clashes import Clash, clash_faults
from jxassess.io._reading._reading_fault_kinds import DUPLICATE_ROW

FILES = {file: MadeSheet(table=[], file=file) for file in ("新.xlsx", "旧.xlsx", "副本.xlsx")}


def clash(later: str, row: int, earlier: str, first: int, column: int = 1) -> Clash:
    """Make two cells clash."""
    sheet = FILES[later]
    fault = DUPLICATE_ROW.at(sheet.place(row, column), "990121 子县", other=FILES[earlier].place(first, 1))
    return fault, (sheet, row, column), (FILES[earlier], first, 1)


def test_one_row() -> None:
    """One row that stands in two files is a fault at its cell, also where several of its cells clash."""
    one = clash("旧.xlsx", 4, "新.xlsx", 5)
    assert [*clash_faults([one, clash("旧.xlsx", 4, "新.xlsx", 5, column=2)], ())] == [one[0]]


def test_several_rows() -> None:
    """Of two files that share several rows there is one fault, with both names, the number of rows and the first cells."""
    clashes = [clash("旧.xlsx", row, "新.xlsx", row + 1) for row in (4, 5, 6)]
    clashes.append(clash("副本.xlsx", 4, "新.xlsx", 5))
    [fault, other] = clash_faults(clashes, ())
    assert (fault.code, fault.where, fault.value, other) == ("same_rows", "旧.xlsx", "3", clashes[-1][0])
    assert fault.problem.zh == (
        "有3行在新.xlsx中也填报了（数值可能不同），首处为[旧.xlsx]指标数据!A4，对应[新.xlsx]指标数据!A5"
    )


def test_files_to_be_given_anew() -> None:
    """What a file of another year says twice is no further fault."""
    clashes = [clash("旧.xlsx", 4, "新.xlsx", 5), clash("新.xlsx", 4, "副本.xlsx", 5)]
    assert [*clash_faults(clashes, ("旧.xlsx", "副本.xlsx"))] == []
