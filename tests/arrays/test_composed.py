"""Rows made of sums: kept between bounds, or another in each pool."""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.append(str(Path(__file__).parent))

from engine import ANY_FRACTION, DECIMALS, Known, fractions, ratios, rows_of, units_of, whole_row

from jxassess.arrays._block import some_block
from jxassess.arrays._composed import Clamped, Pooled, pooled
from jxassess.arrays._rounders import Rounded
from jxassess.arrays._rows import Row
from jxassess.arrays._sums import Affine, Sum
from jxassess.exact import RoundingMode

ONE, THIRD = Fraction(1), Fraction(1, 3)
COUNT = 4
SMALL = st.builds(Fraction, st.integers(-50, 50), st.sampled_from([1, 2, 10, 100, 3]))
BOUNDS = st.one_of(st.none(), SMALL, DECIMALS, fractions(2**70))
ROWS = st.one_of(
    st.lists(st.integers(-200, 200), min_size=COUNT, max_size=COUNT).map(lambda numbers: whole_row(*numbers)),
    st.lists(fractions(2**60), min_size=COUNT, max_size=COUNT).map(lambda values: Known(values, [*map(float, values)])),
)
FORMULAS = st.builds(
    Affine,
    st.lists(st.tuples(st.one_of(SMALL, ANY_FRACTION), ROWS), max_size=4).map(tuple),
    st.one_of(SMALL, ANY_FRACTION),
)


def values_of(formula: Affine) -> list[Fraction]:
    """Compute a formula by hand."""
    return [
        formula.constant + sum((c * Fraction(row.exact(units_of(COUNT))[i]) for c, row in formula.terms), Fraction(0))
        for i in range(COUNT)
    ]


def is_right(row: Row, denominator: int, expected: list[Fraction]) -> None:
    """Hold a row over a denominator against its values: exactly, within its error and its bounds."""
    block = units_of(COUNT)
    wanted = [value * denominator for value in expected]
    assert ratios(row.exact(block)) == wanted
    assert all(row.low <= value <= row.high for value in wanted)
    out = np.full(COUNT, np.nan)
    row.fill(block, out)
    if row.error is not None:
        assert all(abs(Fraction(a) - b) <= row.error for a, b in zip(out.tolist(), wanted, strict=True))
    if row.error == 0:
        assert all(value.denominator == 1 for value in wanted)
    assert not row.is_settled or row.error == 0


def between(value: Fraction, low: Fraction | None, high: Fraction | None) -> Fraction:
    """Keep a value between bounds."""
    raised = value if low is None or value >= low else low
    return raised if high is None or raised <= high else high


@given(FORMULAS, BOUNDS, BOUNDS)
def test_clamping(formula: Affine, low: Fraction | None, high: Fraction | None) -> None:
    """A sum is kept between bounds that any of both sides may lack, with denominators of their own."""
    if low is not None and high is not None:
        low, high = min(low, high), max(low, high)
    row = Clamped(formula, low, high)
    is_right(row, row.denominator, [between(value, low, high) for value in values_of(formula)])


def test_clamping_whole_numbers_by_hand() -> None:
    """Halves of 1 to 4, kept between a third and 1.5, are 3, 6, 9 and 9 sixths, settled in whole numbers."""
    row = Clamped(Affine([(Fraction(1, 2), whole_row(1, 2, 3, 4))]), THIRD, Fraction(3, 2))
    assert (row.denominator, row.error, row.is_settled, row.low, row.high) == (6, 0, True, 3, 9)
    out = np.empty(COUNT)
    row.fill(units_of(COUNT), out)
    assert out.tolist() == row.exact(units_of(COUNT)).tolist() == [3, 6, 9, 9]


def test_clamping_what_is_whole_by_a_bound_that_is_not() -> None:
    """A bound over a huge denominator leaves a whole sum without a common one, and its error is not zero."""
    high = Fraction(2**60, 2**60 + 1)
    row = Clamped(Affine([(THIRD, whole_row(1, 2, 3, 4))]), None, high)
    assert row.denominator == 1
    assert row.error
    assert not row.is_settled
    is_right(row, 1, [THIRD, 2 * THIRD, high, high])


def test_errors_are_passed_on() -> None:
    """Rows that are off by a hundredth leave a bounded sum, and one in pools, off by as much, and they own up to it."""
    values = [Fraction(1), Fraction(2), Fraction(3), Fraction(4)]
    rough = Affine([(ONE, Known(values, [1.01, 1.99, 3.01, 3.99]))])
    bounded = Clamped(rough, None, Fraction(3))
    in_pools = Pooled(np.array([0, 0, 1, 1]), [rough, Affine([(THIRD, whole_row(3, 3, 3, 3))])])
    for row in (bounded, in_pools):
        assert row.error is not None
        assert Fraction(1, 101) < row.error < Fraction(1, 99)
    is_right(bounded, 1, [Fraction(1), Fraction(2), Fraction(3), Fraction(3)])
    is_right(in_pools, 1, [Fraction(1), Fraction(2), ONE, ONE])


def test_a_bound_is_not_moved_by_what_is_not_proven() -> None:
    """Nothing is proven of a bounded sum of which nothing is proven; its exact values are right."""
    inner = whole_row(1, 2, 3, 4)
    inner.error = None
    row = Clamped(Affine([(ONE, inner)]), Fraction(2), Fraction(3))
    assert row.error is None
    assert row.exact(units_of(COUNT)).tolist() == [2, 2, 3, 3]


@given(st.lists(FORMULAS, min_size=1, max_size=3), st.data())
def test_pools(formulas: list[Affine], data: st.DataObject) -> None:
    """Each unit has the value of its pool's formula, one of no pool zero."""
    pools = data.draw(st.lists(st.integers(-1, len(formulas) - 1), min_size=COUNT, max_size=COUNT))
    row = Pooled(np.array(pools), formulas)
    expected = [values_of(formulas[pool])[i] if pool >= 0 else Fraction(0) for i, pool in enumerate(pools)]
    is_right(row, row.denominator, expected)
    total = Sum(pooled(np.array(pools), formulas))
    assert ratios(total.exact(units_of(COUNT))) == expected
    some = some_block(units_of(COUNT).table, np.array([3, 1]))
    assert ratios(row.exact(some)) == [expected[3] * row.denominator, expected[1] * row.denominator]


def test_pools_by_hand() -> None:
    """Thirds in one pool and halves in another are sixths; units of no pool have zero."""
    numbers = whole_row(1, 2, 3, 4)
    formulas = [Affine([(THIRD, numbers)]), Affine([(Fraction(1, 2), numbers)], ONE)]
    row = Pooled(np.array([0, 1, -1, 1]), formulas)
    assert (row.denominator, row.error, row.is_settled) == (6, 0, True)
    assert (row.low, row.high) == (0, 18)
    out = np.empty(COUNT)
    row.fill(units_of(COUNT), out)
    assert out.tolist() == row.exact(units_of(COUNT)).tolist() == [2, 12, 0, 18]


def test_a_pool_of_whole_numbers_beside_one_of_doubles() -> None:
    """Where one pool has no whole numbers, the other is divided, and the error is that of both."""
    rough = Known([THIRD] * COUNT, [1 / 3] * COUNT)
    formulas = [Affine([(THIRD, whole_row(1, 2, 3, 4))]), Affine([(ONE, rough)])]
    row = Pooled(np.array([0, 1, 0, -1]), formulas)
    assert row.denominator == 1
    assert row.error
    is_right(row, 1, [THIRD, THIRD, ONE, Fraction(0)])


def test_a_pool_without_proof() -> None:
    """One pool of which nothing is proven leaves all without proof; its exact values are right."""
    unproven = whole_row(1, 2, 3, 4)
    unproven.error = None
    row = Pooled(np.array([0, 1, 0, 1]), [Affine([(ONE, unproven)]), Affine(constant=ONE)])
    assert row.error is None
    assert row.exact(units_of(COUNT)).tolist() == [1, 1, 3, 1]


def test_no_pools() -> None:
    """Without formulas every unit is in no pool, and has zero."""
    row = Pooled(np.full(COUNT, -1), [])
    is_right(row, row.denominator, [Fraction(0)] * COUNT)


@pytest.mark.parametrize("pools", [[0, 1, 0, 1], [0, 0, 0, 0], [-1, 0, 1, 0]])
def test_doubts_of_a_pool_are_doubts_of_the_block(pools: list[int]) -> None:
    """A rounding that a pool's formula holds, and that doubles do not settle, leaves its own units in doubt."""
    halves = Known([Fraction(1, 2), Fraction(7, 10), Fraction(3, 2), Fraction(1, 5)], [0.5 + 2e-16, 0.7, 1.5, 0.2])
    rounded = Rounded(Sum(Affine([(ONE, halves)])), 0, RoundingMode.HALF_UP)
    row = Pooled(np.array(pools), [Affine([(ONE, rounded)]), Affine(constant=ONE)])
    block = units_of(COUNT)
    row.fill(block, np.empty(COUNT))
    wanted = [pool == 0 and i in (0, 2) for i, pool in enumerate(pools)]
    assert (block.doubt is None and not any(wanted)) or (block.doubt is not None and block.doubt.tolist() == wanted)


def test_no_units() -> None:
    """A block without units has no values."""
    block = units_of(0)
    for row in (Clamped(Affine(), ONE, None), Pooled(np.array([], dtype=np.int64), [Affine()])):
        out = np.empty(0)
        row.fill(block, out)
        assert out.tolist() == row.exact(block).tolist() == []


def test_rows_of_rows() -> None:
    """A bounded sum of a rounded sum of a bounded sum is whole all the way: 0 to 2 of thirds, rounded, at most 1.5."""
    inner = Clamped(Affine([(THIRD, whole_row(1, 2, 5, 9))]), None, Fraction(2))
    rounded = Rounded(rows_of((Fraction(1, inner.denominator), inner)), 1, RoundingMode.HALF_UP)
    outer = Clamped(Affine([(Fraction(1, 10), rounded)]), None, Fraction(3, 2))
    assert outer.is_settled
    is_right(outer, outer.denominator, [Fraction(3, 10), Fraction(7, 10), Fraction(3, 2), Fraction(3, 2)])
