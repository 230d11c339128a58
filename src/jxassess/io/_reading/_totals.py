"""Rows of totals: never read as data, held against the sum of their rows where values add up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum
from fractions import Fraction
from typing import TypeAlias

from attrs import define

from jxassess.exact import add_up, to_text
from jxassess.faults import Fault
from jxassess.io._reading._reading_fault_kinds import TOTAL_BETWEEN, TOTAL_DIFFERS
from jxassess.io._sheets._sheet import Raw
from jxassess.io._sheets._texts import fold
from jxassess.places import City, Place

_LONGEST = 40
_WORDS = re.compile(
    r"(?P<grand>(.*总计|grandtotal|全省(?:小计|合计)?))|(?P<sub>(.*小计|subtotal|sub-total))"
    r"|(?P<total>(.*合计|total|sum|totals|全市))"
)


CellNumbers: TypeAlias = tuple[int, int]
"""The numbers of row and column of a cell."""


class TotalLevel(IntEnum):
    """How much a total takes together: all rows since the last total of its own level or a higher one."""

    SUB = 1
    TOTAL = 2
    GRAND = 3


_LEVELS = {"sub": TotalLevel.SUB, "total": TotalLevel.TOTAL, "grand": TotalLevel.GRAND}


def total_level(raw: Raw) -> TotalLevel | None:
    """Tell whether a cell stands for a total: 小计, 合计, 总计, also with words before, 全市, 全省, or in English.

    Args:
        raw: the cell that would name a unit.

    Returns:
        How much it takes together, `None` for anything else.
    """
    if not isinstance(raw, str) or len(raw) > _LONGEST:
        return None
    match = _WORDS.fullmatch(fold(raw).strip(":()"))
    return None if match is None else _LEVELS[str(match.lastgroup)]


class Sides:
    """On which side of their rows totals stand: above, where the first of its level has no rows before it.

    Attributes:
        rows: how many rows of units were met.
    """

    def __init__(self) -> None:
        self.rows = 0
        self._are_above: dict[TotalLevel, bool] = {}

    def is_above(self, level: TotalLevel) -> bool:
        """Tell whether totals of a level stand above their rows; asked at each of them."""
        return self._are_above.setdefault(level, self.rows == 0)


@define(kw_only=True)
class _Pending:
    """A total whose rows stand below it."""

    level: int
    value: Fraction
    cell: CellNumbers
    row: int
    begun: tuple[int, int]
    above: Sequence[Fraction]
    is_spoilt: bool = False


class Sums:
    """The values of one column, those of cities and those of counties by themselves.

    Attributes:
        cities: the values in rows of cities.
        counties: the values in rows of counties.
    """

    def __init__(self, sides: Sides) -> None:
        self.cities: list[Fraction] = []
        self.counties: list[Fraction] = []
        self._sides = sides
        self._begun: dict[TotalLevel, tuple[int, int]] = dict.fromkeys(TotalLevel, (0, 0))
        self._spoilt: set[TotalLevel] = set()
        self._pending: list[_Pending] = []

    def add(self, place: Place, value: Fraction) -> None:
        """Add the value of a unit."""
        self._sides.rows += 1
        (self.cities if isinstance(place, City) else self.counties).append(value)

    def spoil(self) -> None:
        """Note that a row could not be read, so that no total can be held against the sum."""
        self._sides.rows += 1
        self._spoilt.update(TotalLevel)
        for each in self._pending:
            each.is_spoilt = True

    def hold(self, level: TotalLevel, value: Fraction | None, cell: CellNumbers) -> Iterator[tuple[CellNumbers, Fault]]:
        """Hold a total against its rows, and begin anew after it, for its level and all below.

        Args:
            level: how much the total takes together.
            value: the total as it stands in the sheet, `None` where there is none that can be held against anything.
            cell: where it stands.

        Yields:
            The faults without place that are known now, with their cells: a total is neither the sum of the cities nor
            that of the counties.
        """
        yield from self._settle(level)
        if value is not None and self._sides.is_above(level):
            here = (len(self.cities), len(self.counties))
            above = [] if level in self._spoilt else self._sums(self._begun[level])
            row = self._sides.rows
            self._pending.append(_Pending(level=level, value=value, cell=cell, row=row, begun=here, above=above))
        elif value is not None and level not in self._spoilt:
            sums = self._sums(self._begun[level]) or [Fraction()]
            if value not in sums:
                yield cell, TOTAL_DIFFERS.at("", to_text(value), sum=_listed(sums))
        for each in TotalLevel:
            if each <= level:
                self._begun[each] = (len(self.cities), len(self.counties))
                self._spoilt.discard(each)

    def end(self) -> Iterator[tuple[CellNumbers, Fault]]:
        """Hold the totals whose rows go on to the end of the sheet against them, as `hold` does."""
        yield from self._settle(None)

    def _settle(self, level: TotalLevel | None) -> Iterator[tuple[CellNumbers, Fault]]:
        """Hold the totals against the rows below them that end at one of a level, or with the sheet."""
        kept: list[_Pending] = []
        for each in self._pending:
            if each.level == level and each.row == self._sides.rows:
                # 全省合计 directly above 甲市合计 takes together what follows both.
                each.level += 1
            if level is not None and each.level > level:
                kept.append(each)
            elif not each.is_spoilt:
                yield from _held(each, self._sums(each.begun))
        self._pending = kept

    def _sums(self, begun: tuple[int, int]) -> list[Fraction]:
        first, second = begun
        return [add_up(part) for part in (self.cities[first:], self.counties[second:]) if part]


def _held(total: _Pending, below: Sequence[Fraction]) -> Iterator[tuple[CellNumbers, Fault]]:
    # One more at the end of the sheet has its rows above it like any other.
    sums = below or total.above or [Fraction()]
    if total.value in sums:
        return
    value = to_text(total.value)
    if below and total.above:
        yield total.cell, TOTAL_BETWEEN.at("", value, above=_listed(total.above), sum=_listed(below))
    else:
        yield total.cell, TOTAL_DIFFERS.at("", value, sum=_listed(sums))


def _listed(sums: Sequence[Fraction]) -> str:
    return " / ".join(map(to_text, sums))
