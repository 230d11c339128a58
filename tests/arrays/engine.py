"""Small tables, rows whose errors are as large as they say, and numbers at random, for tests of the array engine."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
from hypothesis import strategies as st

from jxassess.arrays import CellState, Column, ColumnKind, ColumnName, Columns
from jxassess.arrays._block import Block, Table, whole_block
from jxassess.arrays._grids import Grid, Term
from jxassess.arrays._numbers import TINY, Floats, Objects
from jxassess.arrays._rows import Row
from jxassess.arrays._sums import Affine, Sum

X, Y = ColumnName(ColumnKind.VALUE, "x"), ColumnName(ColumnKind.VALUE, "y")
MISSING = CellState.MISSING


def column(numbers: Sequence[int], name: ColumnName = X, *, places: int = 0, missing: Sequence[int] = ()) -> Column:
    """Make a column; `missing` are the places of cells that have no number."""
    states = np.zeros(len(numbers), dtype=np.uint8)
    states[list(missing)] = MISSING
    return Column(name=name, places=places, numbers=np.array(numbers, dtype=np.int64), states=states)


def table_of(*columns: Column) -> Table:
    """Make a table of columns."""
    made = Columns(columns=columns, codes=None, city_codes=None, city_index=None, is_synthetic=True)
    return Table(made)


def block_of(*numbers: int, places: int = 0) -> Block:
    """Make a block of units with one column, `X`."""
    return whole_block(table_of(column(numbers, places=places)))


def grid_of(
    places: int = 0, low: Fraction | None = None, high: Fraction | None = None, *, name: ColumnName = X
) -> Grid:
    """Make the grid of one column."""
    return Grid(terms=[Term(factor=1, name=name, places=places)], scale=10**places, low=low, high=high)


def filled(row: Row, block: Block) -> list[float]:
    """Give the doubles that a row writes."""
    out = np.full(block.size, np.nan)
    row.fill(block, out)
    return out.tolist()


def values_of(total: Sum, block: Block) -> list[Fraction]:
    """Give the values of a sum, exactly what its doubles stand for."""
    scale = total.denominator if total.is_whole else 1
    return [Fraction(value) / scale for value in total.values(block).tolist()]


def ratios(values: Objects) -> list[Fraction]:
    """Give an array of exact numbers as fractions."""
    return [Fraction(value) for value in values.tolist()]


class Known:
    """A row of known values, and of doubles that are as wrong as its error allows."""

    def __init__(self, values: Sequence[Fraction], written: Sequence[float], *, is_settled: bool = False) -> None:
        self.values, self.written, self.is_settled = values, written, is_settled
        self.low, self.high = min(values), max(values)
        pairs = zip(values, written, strict=True)
        # No error at all is said of whole numbers only.
        least = Fraction(0) if all(value.denominator == 1 for value in values) else TINY
        self.error: Fraction | None = max(least, *(abs(Fraction(double) - value) for value, double in pairs))

    def fill(self, block: Block, out: Floats) -> None:
        """Write the doubles."""
        out[...] = np.array(self.written)[block.chosen]

    def exact(self, block: Block) -> Objects:
        """Give the values."""
        found = np.empty(len(self.values), dtype=object)
        found[:] = self.values
        return found[block.chosen]


def whole_row(*numbers: int) -> Known:
    """Make a row of whole numbers that doubles hold."""
    return Known([Fraction(number) for number in numbers], [float(number) for number in numbers], is_settled=True)


def rows_of(*terms: tuple[Fraction, Row], constant: Fraction = Fraction(0)) -> Sum:
    """Make a sum."""
    return Sum(Affine(terms, constant))


def units_of(count: int) -> Block:
    """Make a block of so many units, whose numbers do not matter."""
    return block_of(*range(count))


def fractions(most: int = 2**60) -> st.SearchStrategy[Fraction]:
    """Draw fractions whose numerators and denominators go up to a number."""
    return st.builds(Fraction, st.integers(-most, most), st.integers(1, most))


DECIMALS = st.builds(lambda n, places: Fraction(n, 10**places), st.integers(-(10**6), 10**6), st.integers(0, 4))
"""Decimals such as schemes have."""
ANY_FRACTION = st.one_of(DECIMALS, fractions(100), fractions(), fractions(2**300))
"""Decimals, small fractions and huge ones."""
