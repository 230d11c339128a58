"""Faults of a column that are all alike, as when a whole column was typed as ratios: told once, with every row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jxassess.faults import Fault
from jxassess.io._sheets._cell_fault_kinds import PERCENT_OR_RATIO, PERCENTS_OR_RATIOS

FEWEST = 20
"""So many cells of a column are told at once."""


def gather_alike(found: Sequence[tuple[tuple[int, int], Fault]]) -> list[Fault]:
    """Tell the numbers of a column that may be percentages or ratios at once where they are many.

    Args:
        found: the faults of a workbook's sheet in the order of their cells, each with the numbers of row and column.

    Returns:
        The faults; those told at once stand at the first of their cells.
    """
    rows: dict[int, list[int]] = {}
    for (row, column), fault in found:
        if fault.code == PERCENT_OR_RATIO.code:
            rows.setdefault(column, []).append(row)
    kept: list[Fault] = []
    for (row, column), fault in found:
        alike = rows[column] if fault.code == PERCENT_OR_RATIO.code else []
        if len(alike) < FEWEST:
            kept.append(fault)
        elif row == alike[0]:
            kept.append(PERCENTS_OR_RATIOS.at(fault.where, len(alike), rows=_ranges(alike)))
    return kept


def _ranges(numbers: Iterable[int]) -> str:
    """Write numbers that follow on one another as ranges."""
    ranges: list[tuple[int, int]] = []
    for number in numbers:
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1] = (ranges[-1][0], number)
        else:
            ranges.append((number, number))
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in ranges)
