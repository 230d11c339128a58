"""Where the faults of sheets are gathered, up to a bound, so that a file full of faults does not fill the memory."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from attrs import evolve

from jxassess.faults import Fault
from jxassess.io._reading._alike import gather_alike
from jxassess.io._reading._reading_fault_kinds import BLANK_CELL, MERGED_CELLS, TOO_MANY_FAULTS, UNKNOWN_PLACE
from jxassess.io._sheets._sheet import MergedRange, Sheet

MOST_PER_SHEET = 1_000
MOST_IN_ALL = 10_000


class Box:
    """Gathers faults.

    Attributes:
        faults: the faults so far.
        is_full: whether nothing more is to be read of the sheet.
    """

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.is_full = False
        self._begin = 0
        self._cells: list[tuple[int, int]] = []
        self._is_stopped = False
        self._sheet: Sheet | None = None

    def begin(self) -> None:
        """Begin another sheet."""
        self._begin = len(self.faults)
        self._cells.clear()
        self._sheet = None
        self._is_stopped = False
        self.is_full = len(self.faults) >= MOST_IN_ALL

    def add(self, fault: Fault, row: int = 0, column: int = 0) -> None:
        """Add a fault at its place.

        Args:
            fault: the fault.
            row: the number of its row, 0 where it is of the whole sheet.
            column: the number of its column.
        """
        self.faults.append(fault)
        self._cells.append((row, column))
        self.is_full = self.is_full or self.found >= MOST_PER_SHEET

    def add_at(self, sheet: Sheet, row: int, column: int, fault: Fault) -> None:
        """Add a fault of a cell.

        Args:
            sheet: the sheet.
            row: the number of the row.
            column: the number of the column, from 1 on.
            fault: the fault without place.
        """
        self._sheet = sheet
        self.add(evolve(fault, where=sheet.place(row, column)), row, column)

    def stop(self) -> None:
        """Read no more of the sheet, for a reason that is a fault of its own."""
        self.is_full = self._is_stopped = True

    def end(self, where: str) -> None:
        """End a sheet: put its faults into the order of its cells, and say so where not all of it was read.

        Args:
            where: the sheet.
        """
        found = sorted(zip(self._cells, self.faults[self._begin :], strict=True), key=lambda each: each[0])
        number, merged = self.found, self._told_merges()
        found = [(cell, fault) for cell, fault in found if not _is_of_merge(fault, cell, merged)]
        is_book = self._sheet is not None and is_of_workbook(self._sheet)
        self.faults[self._begin :] = gather_alike(found) if is_book else [fault for _, fault in found]
        if self.is_full and not self._is_stopped:
            self.faults.append(TOO_MANY_FAULTS.at(where, number))

    def _told_merges(self) -> list[MergedRange]:
        """Give the merged cells of the sheet that are faults already."""
        faults = zip(self._cells, self.faults[self._begin :], strict=True)
        told = {cell for cell, fault in faults if fault.code == MERGED_CELLS.code}
        merged = () if self._sheet is None or not told else self._sheet.merged
        return [each for each in merged if (each.first_row, each.first_column) in told]

    @property
    def found(self) -> int:
        """How many faults the sheet has so far."""
        return len(self.faults) - self._begin


def _is_of_merge(fault: Fault, cell: tuple[int, int], merged: Iterable[MergedRange]) -> bool:
    """Tell whether a fault goes away with the merge of its cell: a blank below the first, a remark across columns."""
    row, column = cell
    is_blank, is_remark = fault.code == BLANK_CELL.code, fault.code == UNKNOWN_PLACE.code
    return (is_blank or is_remark) and any(
        each.first_row <= row <= each.last_row
        and each.first_column <= column <= each.last_column
        and (is_blank or each.first_column < each.last_column)
        for each in merged
    )


def is_of_workbook(sheet: Sheet) -> bool:
    """Tell whether a sheet is of a workbook, whose rows have numbers that its users see."""
    return sheet.place(1, 1).startswith(f"[{sheet.file}]")


def sheet_place(sheet: Sheet) -> str:
    """Name a sheet, as its users do."""
    if is_of_workbook(sheet):
        return f"[{sheet.file}]{sheet.name}"
    return sheet.file if Path(sheet.file).stem == sheet.name else f"{sheet.file} {sheet.name}"
