"""Rows: functions of a quantity, as a matrix holds them, each with the proof of what doubles make of it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Protocol

import numpy as np

from jxassess.arrays._block import Block
from jxassess.arrays._grids import Grid
from jxassess.arrays._numbers import (
    EXACT_LIMIT,
    TINY,
    Floats,
    Indices,
    Integers,
    Objects,
    common_denominator,
    doubles,
    gamma,
    plain,
    size,
)

_WHOLE = Fraction(0)


class Row(Protocol):
    """A function of the units."""

    @property
    def low(self) -> Fraction:
        """The least value that there can be."""
        ...

    @property
    def high(self) -> Fraction:
        """The largest value that there can be."""
        ...

    @property
    def error(self) -> Fraction | None:
        """How far a double that `fill` writes may lie from the value, `None` where nothing is proven.

        Zero where all values are whole numbers and doubles hold them.
        """
        ...

    @property
    def is_settled(self) -> bool:
        """Whether doubles settle it for every unit: whole numbers that leave nothing in doubt."""
        ...

    def fill(self, block: Block, out: Floats) -> None:
        """Write the values of a block, as doubles, into an array of its size."""
        ...

    def exact(self, block: Block) -> Objects:
        """Give the values of a block as whole numbers or fractions of any size."""
        ...


class Leaf:
    """A row that reads columns alone: what is whole leaves nothing in doubt."""

    error: Fraction | None

    @property
    def is_settled(self) -> bool:
        """Whether it writes whole numbers."""
        return self.error == 0


class Clipped(Leaf):
    """A quantity on a grid, kept between two of its whole numbers.

    A number too large for a double is rounded in the order of numbers, and clipping brings it to the bound either way.
    """

    def __init__(self, grid: Grid, start: int, stop: int) -> None:
        self.grid, self.start, self.stop = grid, start, stop
        self.low, self.high = Fraction(start), Fraction(stop)
        self.error = _WHOLE if size(self.low, self.high) <= EXACT_LIMIT else None

    def fill(self, block: Block, out: Floats) -> None:
        """Write the clipped numbers."""
        out[...] = self.grid.numbers(block)
        np.clip(out, self.start, self.stop, out=out)

    def exact(self, block: Block) -> Objects:
        """Give the clipped numbers."""
        return np.minimum(np.maximum(self.grid.exact(block), self.start), self.stop)


class Hit(Leaf):
    """1 from a whole number of a grid on, 0 below it."""

    low, high = Fraction(0), Fraction(1)
    error: Fraction | None = _WHOLE

    def __init__(self, grid: Grid, start: int) -> None:
        self.grid, self.start = grid, start

    def fill(self, block: Block, out: Floats) -> None:
        """Write ones and zeros."""
        np.greater_equal(self.grid.numbers(block), _word(self.start), out=out)

    def exact(self, block: Block) -> Objects:
        """Give ones and zeros."""
        return (self.grid.exact(block) >= self.start).astype(np.int64).astype(object)


class Hits:
    """Several steps of one quantity, written together."""

    def __init__(self, steps: Sequence[Hit]) -> None:
        self._grid = steps[0].grid
        self._starts = np.array([[_word(step.start)] for step in steps], dtype=np.int64)

    def fill(self, block: Block, out: Floats) -> None:
        """Write ones and zeros, a row for each step."""
        np.greater_equal(self._grid.numbers(block), self._starts, out=out)


def _word(number: int) -> int:
    # `Grid.fits` told that every number lies between these two.
    return min(max(number, 1 - 2**63), 2**63 - 1)


class Lookup(Leaf):
    """A function in pieces on a grid, by looking up the piece of each number: slope times number plus offset.

    Pieces that slope are bounded, so that `bounds` are the least and the largest magnitude of `slope * number`.
    """

    def __init__(
        self,
        grid: Grid,
        starts: Sequence[int],
        slopes: Sequence[Fraction],
        offsets: Sequence[Fraction],
        corners: Sequence[tuple[int, int]],
    ) -> None:
        self.grid = grid
        # For each piece its values at both ends; a flat one has the same everywhere.
        ends = [slope * n + b for slope, b, both in zip(slopes, offsets, corners, strict=True) for n in both]
        self.low, self.high = min(ends), max(ends)
        products = [abs(slope * n) for slope, both in zip(slopes, corners, strict=True) for n in both if slope]
        largest = max(products, default=Fraction(0)) + max(map(abs, offsets))
        is_whole = all(number.denominator == 1 for number in (*slopes, *offsets))
        self.error: Fraction | None = gamma(4) * largest + TINY
        if is_whole and largest <= EXACT_LIMIT:
            self.error = _WHOLE
        found = doubles([*slopes, *offsets])
        if found is None:
            self.error, found = None, np.zeros(2 * len(slopes))
        self._slopes, self._offsets = found[: len(slopes)], found[len(slopes) :]
        self._starts = np.array([_word(start) for start in starts], dtype=np.int64)
        self._big_starts = np.array([*starts], dtype=object)
        self._big_slopes, self._big_offsets = plain(slopes), plain(offsets)

    def fill(self, block: Block, out: Floats) -> None:
        """Write the values."""
        numbers = self.grid.numbers(block)
        piece = np.searchsorted(self._starts, numbers, "right")
        np.multiply(self._slopes[piece], numbers, out=out)
        out += self._offsets[piece]

    def exact(self, block: Block) -> Objects:
        """Give the values."""
        numbers = self.grid.exact(block)
        piece = np.searchsorted(self._big_starts, numbers, "right")
        points: Objects = self._big_slopes[piece] * numbers + self._big_offsets[piece]
        return points


class Tabled(Leaf):
    """A function on few numbers of a grid, from zero on: a table of whole points, with the ends for what lies beyond."""

    def __init__(self, grid: Grid, table: Integers) -> None:
        self.grid, self._table = grid, table
        self._doubles = table.astype(np.float64)
        self.low, self.high = Fraction(int(table.min())), Fraction(int(table.max()))
        self.error = _WHOLE if size(self.low, self.high) <= EXACT_LIMIT else None

    def fill(self, block: Block, out: Floats) -> None:
        """Write the points."""
        self._doubles.take(self.grid.numbers(block), out=out, mode="clip")

    def exact(self, block: Block) -> Objects:
        """Give the points."""
        last = len(self._table) - 1
        places = np.minimum(np.maximum(self.grid.exact(block), 0), last).astype(np.int64)
        return self._table[places].astype(object)


class Stairs(Leaf):
    """Steps on a grid, as many as there are numbers: the points of each by its place in a short list of points."""

    def __init__(self, grid: Grid, starts: Integers, places: Indices, points: Sequence[Fraction]) -> None:
        self.grid, self._starts, self._places = grid, starts, places
        whole = common_denominator(points)
        self.error = _WHOLE if max(map(abs, points)) * whole <= EXACT_LIMIT else gamma(1) * max(map(abs, points))
        self.denominator = 1 if self.error else whole
        self.low, self.high = min(points) * self.denominator, max(points) * self.denominator
        self._points = [point * self.denominator for point in points]
        self._doubles = np.array([*map(float, self._points)], dtype=np.float64)

    def fill(self, block: Block, out: Floats) -> None:
        """Write the points."""
        out[...] = self._doubles[self._place(self.grid.numbers(block))]

    def _place(self, numbers: Integers) -> Indices:
        # Every number that is asked for is one of the starts, or stands for a unit that earns nothing here.
        return self._places[np.maximum(np.searchsorted(self._starts, numbers, "right") - 1, 0)]

    def exact(self, block: Block) -> Objects:
        """Give the points."""
        return plain(self._points)[self._place(self.grid.numbers(block))]


class Kept:
    """A row that counts only where its criterion earns points, and is zero elsewhere."""

    def __init__(self, row: Row, criterion: str) -> None:
        self._row, self._criterion = row, criterion
        self.low, self.high = min(row.low, Fraction(0)), max(row.high, Fraction(0))
        self.error, self.is_settled = row.error, row.is_settled

    def fill(self, block: Block, out: Floats) -> None:
        """Write the values and zeros."""
        self._row.fill(block, out)
        out[~block.earns(self._criterion)] = 0

    def exact(self, block: Block) -> Objects:
        """Give the values and zeros."""
        values = self._row.exact(block)
        values[~block.earns(self._criterion)] = 0
        return values


class Ones(Leaf):
    """1 where a criterion earns points, 0 elsewhere."""

    low, high = Fraction(0), Fraction(1)
    error: Fraction | None = _WHOLE

    def __init__(self, criterion: str) -> None:
        self._criterion = criterion

    def fill(self, block: Block, out: Floats) -> None:
        """Write ones and zeros."""
        out[...] = block.earns(self._criterion)

    def exact(self, block: Block) -> Objects:
        """Give ones and zeros."""
        return block.earns(self._criterion).astype(np.int64).astype(object)
