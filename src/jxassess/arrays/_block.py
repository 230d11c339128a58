"""A block of units: what rows read, with the memory that they write to."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from jxassess.arrays._columns import Column, Columns
from jxassess.arrays._names import ColumnKind, ColumnName
from jxassess.arrays._numbers import EXACT_LIMIT, Floats, Indices, Integers, Truths

Chosen = slice | Indices
"""Which units a block holds: neighbours, or any of them by their places."""


_UNSAID = (ColumnKind.EVENTS, ColumnKind.FALSIFIED)


class Table:
    """The columns of one scoring, each looked up once, with their numbers on the scale that is asked for.

    Attributes:
        columns: the columns.
        is_ordinary: whether all numbers are so small that they are whole numbers as doubles.
        has_states: whether any cell of them has no number.
        earning: by the key of a criterion which units earn points by it; none for those where all units do.
    """

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self.is_ordinary = all(column.low > -EXACT_LIMIT and column.high < EXACT_LIMIT for column in columns.columns)
        self.has_states = any(column.states is not None for column in columns.columns)
        self._by_name = {column.name: column for column in columns.columns}
        self._scaled: dict[tuple[ColumnName, int], Integers] = {}
        self.earning: dict[str, Truths] = {}

    def get(self, name: ColumnName) -> Column | None:
        """Give a column, or `None`."""
        return self._by_name.get(name)

    def column(self, name: ColumnName) -> Column:
        """Give a column; events and falsified data that nobody recorded are zeros."""
        found = self._by_name.get(name)
        if found is None:
            if name.kind not in _UNSAID:
                return self.columns.column(name)
            found = Column(name=name, places=0, numbers=np.zeros(self.columns.units, dtype=np.int64))
            self._by_name[name] = found
        return found

    def numbers(self, name: ColumnName, places: int) -> Integers:
        """Give the numbers of a column with so many decimal places.

        Args:
            name: the column.
            places: the decimal places wanted; the values need no more, and `Grid.fits` told that they have room.

        Returns:
            int64, one for each unit.
        """
        column = self.column(name)
        if column.places == places:
            return column.numbers
        key = (name, places)
        if key not in self._scaled:
            more = places - column.places
            self._scaled[key] = column.numbers * 10**more if more > 0 else column.numbers // 10**-more
        return self._scaled[key]


class Buffers:
    """Memory for matrices that is used again from block to block."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._free: dict[int, list[Floats]] = {}

    def take(self, rows: int) -> Floats:
        """Give a matrix of so many rows, each as long as the largest block; its numbers mean nothing."""
        free = self._free.setdefault(rows, [])
        return free.pop() if free else np.empty((rows, self._most))

    def give_back(self, matrix: Floats) -> None:
        """Let a matrix be used again."""
        self._free[len(matrix)].append(matrix)


class Block:
    """Some units of a table.

    Attributes:
        table: the columns.
        chosen: which units.
        size: how many.
        buffers: memory.
        doubt: for each unit whether some rounding or comparison could not be settled in doubles.
    """

    def __init__(self, table: Table, chosen: Chosen, size: int, buffers: Buffers) -> None:
        self.table = table
        self.chosen = chosen
        self.size = size
        self.buffers = buffers
        self.doubt: Truths | None = None
        self._filled: dict[object, Floats] = {}
        self._taken: list[Floats] = []

    def numbers(self, name: ColumnName, places: int) -> Integers:
        """Give the numbers of a column."""
        return self.table.numbers(name, places)[self.chosen]

    def raise_doubt(self, doubt: Truths) -> None:
        """Remember units that are not settled."""
        if doubt.any():
            self.doubt = doubt if self.doubt is None else self.doubt | doubt

    def earns(self, criterion: str) -> Truths:
        """Tell which units earn points by a criterion."""
        found = self.table.earning.get(criterion)
        return np.ones(self.size, dtype=np.bool_) if found is None else found[self.chosen]

    def filled(self, key: object, rows: int, fill: Callable[[Block, Floats], None]) -> Floats:
        """Give a matrix with a column for each unit, filled the first time that it is asked for.

        Args:
            key: what the matrix belongs to.
            rows: how many rows it has.
            fill: what fills it.
        """
        found = self._filled.get(key)
        if found is None:
            matrix = self.buffers.take(rows)
            self._taken.append(matrix)
            found = self._filled[key] = matrix[:, : self.size]
            fill(self, found)
        return found

    def release(self) -> None:
        """Let the memory of all matrices be used by the next block."""
        self._filled.clear()
        while self._taken:
            self.buffers.give_back(self._taken.pop())

    def anew(self) -> Block:
        """Give the same units as a block of its own, of which nothing is filled and nothing in doubt."""
        return Block(self.table, self.chosen, self.size, Buffers(self.size))

    def part(self, places: Indices) -> Block:
        """Give some of the units of this block, in their order, as a block of its own, with what was filled."""
        chosen = self.chosen
        if len(places) == self.size:
            part = Block(self.table, chosen, self.size, self.buffers)
            part._filled.update(self._filled)
            return part
        part = some_block(self.table, places + chosen.start if isinstance(chosen, slice) else chosen[places])
        part._filled.update((key, rows[:, places]) for key, rows in self._filled.items())
        return part


def some_block(table: Table, places: Indices) -> Block:
    """Give units by their places as one block with memory of its own."""
    return Block(table, places, len(places), Buffers(len(places)))


def whole_block(table: Table) -> Block:
    """Give all units as one block."""
    return Block(table, slice(0, table.columns.units), table.columns.units, Buffers(table.columns.units))
