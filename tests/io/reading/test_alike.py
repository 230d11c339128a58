"""Faults of a column that are all alike."""

from __future__ import annotations

from jxassess.faults import Fault
from jxassess.io._reading._alike import FEWEST, gather_alike
from jxassess.io._sheets._cell_fault_kinds import BAD_NUMBER, PERCENT_OR_RATIO


def doubtful(row: int, column: int) -> tuple[tuple[int, int], Fault]:
    """Make the fault of a number that may be a percentage or a ratio."""
    fault = PERCENT_OR_RATIO.at(f"R{row}C{column}", "0.95", large="95", small="0.95", indicator="x")
    return (row, column), fault


def test_column() -> None:
    """Twenty such numbers in a column are one fault at the first of them, which names every row."""
    found = [doubtful(row, 3) for row in (*range(4, 22), 30, 31)]
    (fault,) = gather_alike(found)
    assert (fault.code, fault.where) == ("percent_or_ratio", "R4C3")
    assert fault.problem.en == "20 cells of this column may hold percentages or ratios: rows 4-21, 30-31"
    assert fault.problem.zh == "本列有20格的数字可能是百分数，也可能是比值：第4-21, 30-31行"


def test_others() -> None:
    """Fewer of them, those of other columns and other faults stay as they are."""
    few = [doubtful(row, 3) for row in range(4, 3 + FEWEST)]
    other = ((9, 4), BAD_NUMBER.at("R9C4", "x"))
    assert gather_alike([*few, other]) == [fault for _, fault in [*few, other]]
    both = sorted([*few, doubtful(50, 3), doubtful(9, 5), other], key=lambda each: each[0])
    assert [(fault.code, fault.where) for fault in gather_alike(both)] == [
        ("percent_or_ratio", "R4C3"),
        ("bad_number", "R9C4"),
        ("percent_or_ratio", "R9C5"),
    ]
