"""Rows as tables that cattrs structures, with the cells that they came from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from attrs import evolve

from jxassess.faults import Fault
from jxassess.io._documents import Table
from jxassess.io._sheets._sheet import Sheet

_FIELD = re.compile(r"(\w*)(?:\.(\w+))?")


class Mark(NamedTuple):
    """A row of a sheet.

    Attributes:
        sheet: the sheet.
        row: the number of the row.
        columns: the number of the column of each key, from 1 on.
        main: the number of the column to name where no other is closer.
    """

    sheet: Sheet
    row: int
    columns: Mapping[str, int]
    main: int

    @property
    def where(self) -> str:
        """The place of the row."""
        return self.sheet.place(self.row, self.main)

    def number_of(self, path: str) -> int:
        """Give the column of a path inside the record.

        Args:
            path: such as `value` or `name.en`.

        Returns:
            The number of the column; that of the main one where the path has none.
        """
        match = _FIELD.match(path)
        names = () if match is None else (f"{match[1]}_{match[2]}", match[2], f"{match[1]}_zh", match[1])
        return next((self.columns[name] for name in names if name in self.columns), self.main)

    def place(self, path: str) -> str:
        """Name the cell of a path inside the record."""
        return self.sheet.place(self.row, self.number_of(path))

    def locate(self, fault: Fault) -> Fault:
        """Say the place of a fault by its cell."""
        return evolve(fault, where=self.place(fault.where))


class MarkedRow(NamedTuple):
    """A row as a table, with its cells.

    Attributes:
        table: what stands in the row, as files hold it.
        mark: where.
    """

    table: Table
    mark: Mark
