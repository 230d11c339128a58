"""The order of faults: as somebody goes through the files, sheet after sheet, row after row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from jxassess.faults import Fault
from jxassess.io._reading._box import sheet_place
from jxassess.io._reading._reading_fault_kinds import TOO_MANY_FAULTS
from jxassess.io._sheets._sheet import Sheet

_CELL = re.compile(r"(?P<sheet>.*)!(?P<letters>[A-Z]{1,3})(?P<row>[0-9]{1,9})", re.DOTALL)
_LINE = re.compile(r"(?P<sheet>.*) (?:line|row) (?P<row>[0-9]{1,9})(?:, column (?P<number>[0-9]{0,9}).*)?", re.DOTALL)
_ITEM = re.compile(r"(?P<sheet>.*?) ?\[(?P<row>[0-9]{1,9})\].*", re.DOTALL)
_LAST = 10**9

_Key: TypeAlias = tuple[int, int, int, int]


class Order:
    """Files and their sheets, in the order in which they stand."""

    def __init__(self) -> None:
        self._files: dict[str, int] = {}
        self._sheets: dict[str, tuple[int, int]] = {}

    def add(self, file: str, sheets: Sequence[Sheet]) -> None:
        """Add a file.

        Args:
            file: its name.
            sheets: its sheets.
        """
        number = self._files.setdefault(file, len(self._files))
        for i, sheet in enumerate(sheets):
            self._sheets.setdefault(sheet_place(sheet), (number, i))

    def sorted(self, faults: Iterable[Fault]) -> list[Fault]:
        """Put faults in order.

        Args:
            faults: the faults.

        Returns:
            Those of a file, then those of each of its sheets, then those of its cells; what belongs to none comes last.
            Those of one place keep their order.
        """
        return sorted(faults, key=self._key)

    def _key(self, fault: Fault) -> _Key:
        # That nothing more was read stands after what was.
        rest = _LAST if fault.code == TOO_MANY_FAULTS.code else 0
        return self._place(fault.where, rest, 0) or next(
            (
                key
                for pattern in (_CELL, _LINE, _ITEM)
                if (match := pattern.fullmatch(fault.where)) is not None
                if (key := self._place(match["sheet"], int(match["row"]) + 1, _column(match.groupdict()))) is not None
            ),
            (_LAST, 0, 0, 0),
        )

    def _place(self, where: str, row: int, column: int) -> _Key | None:
        if where in self._sheets:
            return (*self._sheets[where], row, column)
        return (self._files[where], -1, row, column) if where in self._files else None


def _column(parts: dict[str, str | None]) -> int:
    letters, number = parts.get("letters") or "", parts.get("number") or "0"
    # Z stands before AA.
    return int.from_bytes(letters.encode(), "big") if letters else int(number)
