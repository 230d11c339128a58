"""From the pieces of a rule to rows: clipped lines and steps on the grid of the quantity, or a look-up."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor, lcm

import numpy as np
from attrs import frozen

from jxassess.arrays._block import Block
from jxassess.arrays._grids import Grid, Quantity, Quotient
from jxassess.arrays._numbers import EXACT_LIMIT, Floats, Objects, plain
from jxassess.arrays._ratios import Ratio
from jxassess.arrays._rows import Clipped, Hit, Leaf, Lookup, Row, Tabled
from jxassess.arrays._sums import Affine
from jxassess.scheme import Edge, Pieces, Segment

_MOST_ROWS = 8
_LEAST_TABLED = 2
_MOST_TABLED = 2**14
"""So many doubles stay in the second cache beside a block."""


@frozen
class Run:
    """One segment on the grid: the whole numbers that lie on it.

    Attributes:
        first: the first number.
        last: the last number; not below the first.
        slope: points for each step of the grid.
        offset: points at zero.
    """

    first: int
    last: int
    slope: Fraction
    offset: Fraction

    def at(self, number: int) -> Fraction:
        """Give the points of a number."""
        return self.slope * number + self.offset


class Unproven(Leaf):
    """A row that only exact arithmetic computes: a line without an end, or a quantity of unknown size."""

    error: Fraction | None = None

    def __init__(self, quantity: Quantity, pieces: Pieces) -> None:
        self._quantity, self._pieces = quantity, pieces
        self.low = self.high = Fraction(0)

    def fill(self, block: Block, out: Floats) -> None:
        """Write nothing of use: no double is taken from here."""
        out[...] = 0

    def exact(self, block: Block) -> Objects:
        """Give the points."""
        if isinstance(self._quantity, Quotient):
            values = self._quantity.exact(block)
        else:
            scale = self._quantity.scale
            values = [Fraction(number, scale) for number in self._quantity.exact(block).tolist()]
        return plain([self._pieces.at(value) for value in values])


def lower(pieces: Pieces, quantity: Quantity) -> Affine:
    """Give the points of a rule as rows.

    Args:
        pieces: what the rule lowers to.
        quantity: what it reads.

    Returns:
        The formula, in points.
    """
    if isinstance(quantity, Quotient):
        return Affine([(Fraction(1), Ratio(quantity, pieces))])
    runs = runs_of(pieces, quantity)
    if runs is None:
        return unproven(pieces, quantity)
    steps = _steps(runs, quantity)
    if len(steps.terms) < _LEAST_TABLED:
        return steps
    return tabled(runs, quantity) or (steps if len(steps.terms) <= _MOST_ROWS else lookup(runs, quantity))


def tabled(runs: tuple[Run, ...], grid: Grid) -> Affine | None:
    """Write runs as one table of whole points, `None` where the grid has too many numbers or they are too large.

    A number below zero, or beyond the table, lies on the first or the last run, and these are flat there.
    """
    last = runs[-1].last if runs[-1].slope else runs[-1].first
    starts_flat = not runs[0].slope and runs[0].last >= 0
    if last >= _MOST_TABLED or not (starts_flat or runs[0].first >= 0):
        return None
    whole = lcm(*(number.denominator for run in runs for number in (run.slope, run.offset)))
    ends = [(run, number) for run in runs for number in (run.first, run.last)]
    if any(
        abs(run.at(number)) + abs(run.slope * max(abs(number), 1)) >= Fraction(EXACT_LIMIT, whole)
        for run, number in ends
    ):
        return None
    table = np.zeros(last + 1, dtype=np.int64)
    for i, run in enumerate(runs):
        places = np.arange(0 if i == 0 else run.first, last + 1)
        table[places] = int(run.slope * whole) * places + int(run.offset * whole)
    return Affine([(Fraction(1, whole), Tabled(grid, table))])


def unproven(pieces: Pieces, quantity: Quantity) -> Affine:
    """Give the points of a rule as a row that only exact arithmetic computes."""
    return Affine([(Fraction(1), Unproven(quantity, pieces))])


def runs_of(pieces: Pieces, grid: Grid) -> tuple[Run, ...] | None:
    """Give the segments that whole numbers of a grid lie on.

    Args:
        pieces: the function.
        grid: the quantity.

    Returns:
        The runs in order, the outer ones flat or bounded by the range of the quantity; `None` where one slopes without
        end.
    """
    starts = [_start(edge, grid.scale) for edge in pieces.edges]
    segments = pieces.segments
    firsts = [None, *starts]
    lasts = [*(start - 1 for start in starts), None]
    found: list[Run] = []
    for segment, first, last in zip(segments, firsts, lasts, strict=True):
        ends = _ends(segment, first, last, grid)
        if ends is None:
            return None
        if ends[0] <= ends[1]:
            found.append(Run(*ends, segment.slope / grid.scale, segment.intercept))
    return tuple(found)


def _start(edge: Edge, scale: int) -> int:
    at = edge.at * scale
    return ceil(at) if edge.is_upper else floor(at) + 1


def _ends(segment: Segment, first: int | None, last: int | None, grid: Grid) -> tuple[int, int] | None:
    if segment.slope and first is None:
        first = None if grid.low is None else floor(grid.low * grid.scale)
    if segment.slope and last is None:
        last = None if grid.high is None else ceil(grid.high * grid.scale)
    if segment.slope and (first is None or last is None):
        return None
    # A flat run earns the same however far it goes; one number of it stands for all.
    if first is None and last is None:
        return (0, 0)
    if first is None:
        return (last or 0, last or 0)
    return (first, first if last is None else last)


def _steps(runs: tuple[Run, ...], grid: Grid) -> Affine:
    """Write runs as a constant, clipped lines and jumps."""
    terms: list[tuple[Fraction, Row]] = []
    constant = runs[0].at(runs[0].first)
    for run, after in zip(runs, (*runs[1:], None), strict=True):
        # On the grid, a line that meets the next run in its first number is clipped there, and does not jump.
        meets = after is not None and bool(run.slope) and run.at(after.first) == after.at(after.first)
        stop = after.first if meets and after is not None else run.last
        if run.slope and stop > run.first:
            terms.append((run.slope, Clipped(grid, run.first, stop)))
            constant -= run.slope * run.first
        if after is not None and not meets and (jump := after.at(after.first) - run.at(stop)):
            terms.append((jump, Hit(grid, after.first)))
    return Affine(terms, constant)


def lookup(runs: tuple[Run, ...], grid: Grid) -> Affine:
    """Write runs as one look-up, whole numbers over a common denominator where doubles can hold them."""
    numbers = [number for run in runs for number in (run.slope, run.offset)]
    whole = lcm(*(number.denominator for number in numbers))
    row = _lookup(runs, grid, whole)
    if row.error != 0:
        whole, row = 1, _lookup(runs, grid, 1)
    return Affine([(Fraction(1, whole), row)])


def _lookup(runs: tuple[Run, ...], grid: Grid, whole: int) -> Lookup:
    return Lookup(
        grid,
        starts=[run.first for run in runs[1:]],
        slopes=[run.slope * whole for run in runs],
        offsets=[run.offset * whole for run in runs],
        corners=[(run.first, run.last) for run in runs],
    )
