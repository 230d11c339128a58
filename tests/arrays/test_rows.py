"""Rows: doubles within the error that they state, and the exact values beside them."""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.append(str(Path(__file__).parent))

from engine import ANY_FRACTION, Known, block_of, column, filled, grid_of, ratios, table_of

from jxassess.arrays._block import some_block, whole_block
from jxassess.arrays._rows import Clipped, Hit, Hits, Kept, Lookup, Ones, Row, Stairs, Tabled

MOST = 2**63 - 2
NUMBERS = st.one_of(
    st.integers(-200, 200), st.integers(-MOST, MOST), st.integers(2**53 - 3, 2**53 + 3), st.sampled_from([-MOST, MOST])
)
STARTS = st.one_of(NUMBERS, st.integers(-(2**70), 2**70))
GRID = grid_of()


def is_within(row: Row, numbers: list[int]) -> None:
    """Hold a row's doubles against its error and its bounds against its values."""
    block = block_of(*numbers)
    exact = ratios(row.exact(block))
    assert all(row.low <= value <= row.high for value in exact)
    if row.error is not None:
        pairs = zip(filled(row, block), exact, strict=True)
        assert all(abs(Fraction(double) - value) <= row.error for double, value in pairs)
    assert not row.is_settled or row.error == 0


@given(st.lists(NUMBERS), STARTS, st.integers(0, 2**64))
def test_clipping(numbers: list[int], start: int, width: int) -> None:
    """Numbers are kept between two, in doubles as far as these hold both ends."""
    row = Clipped(GRID, start, start + width)
    assert row.exact(block_of(*numbers)).tolist() == [min(max(n, start), start + width) for n in numbers]
    assert (row.error == 0) is row.is_settled is (max(abs(start), abs(start + width)) <= 2**53)
    is_within(row, numbers)


def test_the_largest_numbers_are_clipped_to_their_bound() -> None:
    """2**63 - 2 rounds to 2**63, and is clipped to the bound all the same; 2**53 + 1 to 2**53."""
    assert filled(Clipped(GRID, -(2**53), 2**53), block_of(MOST, -MOST, 2**53 + 1, 2**53 - 1)) == [
        2.0**53,
        -(2.0**53),
        2.0**53,
        2.0**53 - 1,
    ]


@given(st.lists(NUMBERS), STARTS)
def test_hits(numbers: list[int], start: int) -> None:
    """A step is hit from its number on, also where that lies beyond 64 bits."""
    row = Hit(GRID, start)
    expected = [int(n >= start) for n in numbers]
    assert filled(row, block_of(*numbers)) == row.exact(block_of(*numbers)).tolist() == expected
    assert row.is_settled


@given(st.lists(NUMBERS), st.lists(STARTS, min_size=1, max_size=5))
def test_hits_together(numbers: list[int], starts: list[int]) -> None:
    """Steps written together are the steps written one by one."""
    block = block_of(*numbers)
    out = np.empty((len(starts), len(numbers)))
    Hits([Hit(GRID, start) for start in starts]).fill(block, out)
    assert out.tolist() == [filled(Hit(GRID, start), block) for start in starts]


@st.composite
def lookups(draw: st.DrawFn) -> tuple[Lookup, list[tuple[int, Fraction, Fraction]]]:
    """Draw a look-up, the outer pieces flat, with the first number, slope and offset of each piece."""
    starts = sorted(draw(st.lists(NUMBERS, max_size=5, unique=True)))
    inner = [(draw(ANY_FRACTION), draw(ANY_FRACTION)) for _ in starts[1:]]
    lines = [(Fraction(0), draw(ANY_FRACTION)), *inner]
    if starts:
        lines.append((Fraction(0), draw(ANY_FRACTION)))
    ends = [n - 1 for n in starts[1:]]
    corners = [(0, 0), *zip(starts, ends, strict=False)]
    corners += [(starts[-1], starts[-1])] if starts else []
    slopes, offsets = zip(*lines, strict=True)
    row = Lookup(GRID, starts, slopes, offsets, corners)
    return row, list(zip([-(2**63), *starts], slopes, offsets, strict=True))


@given(lookups(), st.lists(NUMBERS))
def test_looking_up(case: tuple[Lookup, list[tuple[int, Fraction, Fraction]]], numbers: list[int]) -> None:
    """Each number earns by the last piece that begins at or below it, exactly and within the error."""
    row, lines = case
    numbers = [*numbers, *(n + d for n, *_ in lines[1:] for d in (-1, 0, 1) if abs(n + d) <= MOST)]
    expected = []
    for n in numbers:
        slope, offset = next((s, o) for first, s, o in reversed(lines) if n >= first)
        expected.append(slope * n + offset)
    assert ratios(row.exact(block_of(*numbers))) == expected
    is_within(row, numbers)


def test_a_whole_look_up_by_hand() -> None:
    """Three points a step from 0 to 9 and 30 from 10 on are whole numbers, and settled."""
    row = Lookup(
        GRID,
        [0, 10],
        [Fraction(0), Fraction(3), Fraction(0)],
        [Fraction(0), Fraction(0), Fraction(30)],
        [(-1, -1), (0, 9), (10, 10)],
    )
    assert filled(row, block_of(-5, 0, 4, 9, 10, 99)) == [0, 0, 12, 27, 30, 30]
    assert (row.low, row.high, row.error, row.is_settled) == (0, 30, 0, True)


def test_a_look_up_at_the_limit_of_doubles() -> None:
    """A product of 2**53 is whole; one step more is no longer proven to be."""
    for stop, error_is_zero in ((2**52, True), (2**52 + 1, False)):
        row = Lookup(GRID, [stop], [Fraction(2), Fraction(0)], [Fraction(0), Fraction(0)], [(0, stop), (stop, stop)])
        assert (row.error == 0) is error_is_zero
        is_within(row, [0, stop - 1, stop])


def test_numbers_beyond_all_doubles_prove_nothing() -> None:
    """Slopes, offsets and bounds that no double holds are computed exactly; what is written is not used."""
    huge = Fraction(10**400)
    for row in (
        Lookup(GRID, [1], [Fraction(0), Fraction(0)], [huge, -huge], [(0, 0), (1, 1)]),
        Lookup(GRID, [5], [huge, Fraction(0)], [Fraction(0), huge], [(0, 5), (5, 5)]),
    ):
        assert row.error is None
        filled(row, block_of(0, 3, 9))
    assert Clipped(GRID, -(10**400), 10**400).error is None
    assert Clipped(GRID, 5, 10**400).exact(block_of(0, 9)).tolist() == [5, 9]


@given(st.lists(st.tuples(NUMBERS, ANY_FRACTION), min_size=1, max_size=6, unique_by=lambda pair: pair[0]))
def test_stairs(pairs: list[tuple[int, Fraction]]) -> None:
    """Every number of the list has the points of its place."""
    starts = sorted(n for n, _ in pairs)
    points = [point for _, point in pairs]
    numbers = [n for n, _ in pairs]
    places = np.array([numbers.index(n) for n in starts], dtype=np.intp)
    row = Stairs(GRID, np.array(starts, dtype=np.int64), places, points)
    found = [value / row.denominator for value in ratios(row.exact(block_of(*numbers)))]
    assert found == points
    is_within(row, [*numbers, -MOST, MOST])


@given(st.lists(NUMBERS), st.lists(st.integers(-(2**62), 2**62), min_size=1, max_size=9))
def test_tables(numbers: list[int], points: list[int]) -> None:
    """Each number from zero on has its points; below zero and beyond the table stand the first and the last."""
    row = Tabled(GRID, np.array(points, dtype=np.int64))
    numbers = [*numbers, *range(-2, len(points) + 2)]
    expected = [points[min(max(n, 0), len(points) - 1)] for n in numbers]
    assert row.exact(block_of(*numbers)).tolist() == expected
    assert (row.error == 0) is (max(map(abs, points)) <= 2**53)
    is_within(row, numbers)


def test_stairs_of_decimals_are_whole() -> None:
    """Points of 19.5 and 20 are 39 and 40 halves."""
    points = [Fraction("19.5"), Fraction(20)]
    row = Stairs(GRID, np.array([3, 7, 9]), np.array([0, 1, 0], dtype=np.intp), points)
    assert (row.denominator, row.low, row.high, row.error) == (2, 39, 40, 0)
    assert filled(row, block_of(3, 7, 9, -1)) == [39, 40, 39, 39]


@pytest.mark.parametrize("values", [[3, -2, 5, 7], [3, 2, 5, 7], [-3, -2, -5, -7]])
def test_a_row_counts_where_its_criterion_earns(values: list[int]) -> None:
    """Where a criterion earns nothing its rows are zero, and zero lies within their bounds."""
    table = table_of(column(range(4)))
    table.earning["exits"] = np.array([True, False, True, False])
    inner = Known([Fraction(value) for value in values], [float(value) for value in values])
    row = Kept(inner, "exits")
    expected = [values[0], 0, values[2], 0]
    block = whole_block(table)
    assert filled(row, block) == row.exact(block).tolist() == expected
    assert (row.low, row.high) == (min(0, *values), max(0, *values))
    assert (row.error, row.is_settled) == (0, False)
    part = some_block(table, np.array([3, 0]))
    assert filled(row, part) == row.exact(part).tolist() == [0, values[0]]
    ones = Ones("exits")
    assert filled(ones, block) == ones.exact(block).tolist() == [1, 0, 1, 0]
    assert ones.is_settled
    assert filled(Ones("people"), block) == [1, 1, 1, 1]


def test_no_units() -> None:
    """Rows of a block without units are empty."""
    block = block_of()
    rows: list[Row] = [
        Clipped(GRID, 0, 5),
        Hit(GRID, 3),
        Lookup(GRID, [], [Fraction(0)], [Fraction(1)], [(0, 0)]),
        Kept(Hit(GRID, 3), "exits"),
        Ones("exits"),
    ]
    for row in rows:
        assert filled(row, block) == row.exact(block).tolist() == []
