"""Sums: whole where that is proven, else within a bound of the error that holds for the worst rows."""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.append(str(Path(__file__).parent))

from engine import (
    ANY_FRACTION,
    Known,
    block_of,
    filled,
    fractions,
    grid_of,
    ratios,
    rows_of,
    units_of,
    values_of,
    whole_row,
)

from jxassess.arrays._rows import Clipped, Hit
from jxassess.arrays._sums import Affine, Sum, added, clips_first

ZERO, ONE = Fraction(0), Fraction(1)
GRID = grid_of()
COUNT = 4
MAGNITUDES = st.one_of(
    st.integers(-9, 9).map(Fraction),
    fractions(2**60),
    st.integers(-(2**52), 2**52).map(Fraction),
    st.builds(lambda n, e: Fraction(n) * Fraction(2) ** e, st.integers(-(2**53), 2**53), st.integers(-200, 200)),
)


@st.composite
def known_rows(draw: st.DrawFn) -> Known:
    """Draw a row: exact in doubles, rounded, or off by any error that it owns up to."""
    values = draw(st.lists(MAGNITUDES, min_size=COUNT, max_size=COUNT))
    doubles = [float(value) for value in values]
    if draw(st.booleans()):
        error = draw(st.floats(min_value=0, max_value=1))
        doubles = [double + draw(st.sampled_from([-error, 0.0, error])) for double in doubles]
    return Known(values, doubles)


def exact_values(total: Sum, terms: list[tuple[Fraction, Known]], constant: Fraction) -> list[Fraction]:
    """Add up by hand."""
    del total
    return [constant + sum((c * row.values[i] for c, row in terms), ZERO) for i in range(COUNT)]


def is_within(total: Sum, expected: list[Fraction]) -> None:
    """Hold doubles, bounds and exact values of a sum against the right ones."""
    block = units_of(COUNT)
    assert ratios(total.exact(block)) == expected
    assert all(total.low <= value <= total.high for value in expected)
    assert all(abs(value) <= total.magnitude for value in expected)
    if total.error is not None:
        found = values_of(total, block)
        assert all(abs(a - b) <= total.error for a, b in zip(found, expected, strict=True))
    if total.is_whole:
        assert total.error == 0


@given(st.lists(st.tuples(ANY_FRACTION, known_rows()), max_size=8), ANY_FRACTION)
def test_the_error_bounds_the_worst_rows(terms: list[tuple[Fraction, Known]], constant: Fraction) -> None:
    """Rows as wrong as they may be, of any magnitude, with any coefficients: no double is farther off than the bound."""
    is_within(rows_of(*terms, constant=constant), exact_values(rows_of(), terms, constant))


@given(st.lists(st.tuples(ANY_FRACTION, known_rows()), min_size=1, max_size=4), ANY_FRACTION)
def test_the_error_bounds_what_cancels(terms: list[tuple[Fraction, Known]], constant: Fraction) -> None:
    """Where terms cancel almost or altogether, the error is that of the terms and not of what is left."""
    opposite = [(-coefficient * Fraction(10**12 + 1, 10**12), row) for coefficient, row in terms]
    both = [*terms, *opposite]
    is_within(rows_of(*both, constant=constant), exact_values(rows_of(), both, constant))
    gone = [*terms, *((-coefficient, row) for coefficient, row in reversed(terms))]
    is_within(rows_of(*gone), exact_values(rows_of(), gone, ZERO))


@given(
    st.lists(st.tuples(st.integers(-(2**20), 2**20), st.integers(-(2**31), 2**31)), max_size=9),
    st.integers(1, 2**10),
    st.integers(-(2**52), 2**52),
)
def test_whole_sums_are_exact(terms: list[tuple[int, int]], denominator: int, constant: int) -> None:
    """Whole rows whose terms add up to less than 2**53 over the common denominator give every numerator exactly."""
    rows = [(Fraction(c, denominator), whole_row(n, 0, -n, n // 2)) for c, n in terms]
    total = rows_of(*rows, constant=Fraction(constant, denominator))
    expected = exact_values(total, rows, Fraction(constant, denominator))
    is_within(total, expected)
    magnitude = abs(constant) + sum(abs(c * n) for c, n in terms)
    if magnitude < 2**53:
        assert total.is_whole
        assert total.values(units_of(COUNT)).tolist() == [value * total.denominator for value in expected]


@pytest.mark.parametrize(("number", "is_whole"), [(2**53 - 2, True), (2**53 - 1, False)])
def test_the_limit_of_whole_sums(number: int, *, is_whole: bool) -> None:
    """A row and a constant of 1 stay below 2**53, or are no longer whole."""
    total = rows_of((ONE, whole_row(number, -number, 0, 1)), constant=ONE)
    assert total.is_whole is is_whole
    is_within(total, [Fraction(number + 1), Fraction(1 - number), ONE, Fraction(2)])


def test_rows_above_doubles_are_not_whole_sums() -> None:
    """A row above 2**53 makes no whole sum, neither with a small coefficient nor as 0.3 of 10**17."""
    for coefficient in (Fraction(1, 2**60), Fraction(3, 10)):
        row = Clipped(GRID, 0, 2**53 + 2)
        total = rows_of((coefficient, row))
        assert not total.is_whole
        assert total.error is None
        assert total.cut(1) is None
        assert ratios(total.exact(block_of(2**53 + 1))) == [coefficient * (2**53 + 1)]


def test_a_row_without_proof_leaves_none() -> None:
    """One row of which nothing is proven, even with the coefficient zero, leaves the sum without proof."""
    row = Known([ONE] * COUNT, [1.0] * COUNT)
    row.error = None
    for coefficient in (ONE, ZERO):
        total = rows_of((coefficient, row), (ONE, whole_row(1, 2, 3, 4)))
        assert total.error is None
        assert not total.is_linear
        assert not total.is_whole


def test_numbers_beyond_doubles() -> None:
    """Coefficients and constants that no double holds are computed exactly, and nothing is proven of doubles."""
    for total, value in (
        (rows_of((Fraction(10**330), whole_row(2, 1, 0, -1)), constant=ONE), 2 * 10**330 + 1),
        (rows_of((ONE, whole_row(2, 1, 0, -1)), constant=Fraction(10**330)), 10**330 + 2),
        (rows_of((Fraction(2**501), whole_row(0, 0, 0, 0)), constant=Fraction(5)), 5),
    ):
        assert (total.error, total.is_whole) == (None, False)
        assert total.exact(units_of(COUNT)).tolist()[0] == value
        total.values(units_of(COUNT))


def test_nothing_to_add() -> None:
    """A sum without rows is its constant in every unit; with coefficients of zero it is zero."""
    assert values_of(rows_of(constant=Fraction(7, 2)), units_of(COUNT)) == [Fraction(7, 2)] * COUNT
    assert values_of(rows_of(), units_of(COUNT)) == [0] * COUNT
    assert values_of(rows_of((ZERO, whole_row(5, -5, 2**52, 1))), units_of(COUNT)) == [0] * COUNT
    third = rows_of(constant=Fraction(1, 2**60 + 1))
    is_within(third, [Fraction(1, 2**60 + 1)] * COUNT)


def test_no_units() -> None:
    """A block without units has sums without values."""
    for total in (rows_of(), rows_of((ONE, Hit(GRID, 3))), rows_of((Fraction(1, 3**50), Hit(GRID, 3)))):
        assert total.values(block_of()).tolist() == total.exact(block_of()).tolist() == []


@given(st.lists(st.tuples(st.integers(-5, 5), st.sampled_from(["clip", "hit", "other", "far"])), max_size=9))
def test_rows_keep_their_places(kinds: list[tuple[int, str]]) -> None:
    """Rows that clip, steps side by side and others stand in any order, and each has its own coefficient."""
    made = {
        "clip": lambda n: Clipped(GRID, n, n + 3),
        "hit": lambda n: Hit(GRID if n % 2 else grid_of(1), n),
        "other": lambda n: whole_row(*range(n, n + 10)),
        "far": lambda n: Clipped(GRID, n, 2**53 + 1),
    }
    terms = [(Fraction(i + 1, 7), made[kind](n)) for i, (n, kind) in enumerate(kinds)]
    block = block_of(*range(-5, 5))
    expected = [sum((c * Fraction(v[i]) for c, row in terms for v in [filled(row, block)]), ZERO) for i in range(10)]
    for formula in (Affine(terms, ONE), clips_first(Affine(terms, ONE))):
        total = Sum(formula)
        assert ratios(total.exact(block)) == [value + 1 for value in expected]
        if total.error is not None:
            assert values_of(total, block) == [value + 1 for value in expected]
    numbers = [row for _, row in clips_first(Affine(terms)).terms]
    is_clip = [isinstance(row, Clipped) for row in numbers]
    assert is_clip == sorted(is_clip, reverse=True)
    assert len(numbers) == len(terms)


@given(st.integers(1, 60), st.integers(1, 40))
def test_doubles_do_not_depend_on_neighbours(count: int, most: int) -> None:
    """A unit's double is the same alone, among others, and in products taken a few columns at a time."""
    rng = np.random.default_rng(count)
    rows = [rng.integers(0, 10**6, count).tolist() for _ in range(5)]
    terms = [(Fraction(1, 3 + i), whole_row(*row)) for i, row in enumerate(rows)]
    loose = rows_of(*((c * Fraction(1, 2**60 + 1), row) for c, row in terms), constant=Fraction(1, 3))
    assert not loose.is_whole
    block = units_of(count)
    together = loose.values(block).tolist()
    assert [loose.values(block.part(np.array([i]))).tolist()[0] for i in range(count)] == together
    whole = rows_of(*terms)
    assert whole.is_whole
    wanted = whole.values(units_of(count)).tolist()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("jxassess.arrays._sums._MOST_PRODUCTS", most)
        assert whole.values(units_of(count)).tolist() == wanted
        limbs = whole.cut(1)
        assert limbs is not None
        assert limbs.whole(whole.digits(units_of(count), limbs)).tolist() == wanted


def test_formulas_are_multiplied_and_added() -> None:
    """Twice x + 1, and y - 1 added to it; a factor of 1 changes nothing."""
    first, second = whole_row(1, 2), whole_row(3, 4)
    one = Affine([(ONE, first)], ONE)
    assert one.times(ONE) is one
    both = added([one.times(Fraction(2)), Affine([(ONE, second)], -ONE)])
    assert both == Affine([(Fraction(2), first), (ONE, second)], ONE)
    assert added([]) == Affine()


@given(fractions(2**40), st.integers(1, 2**20), st.integers(-(2**50), 2**50))
def test_numerators_over_the_denominator(coefficient: Fraction, factor: int, number: int) -> None:
    """Numerators are the values times the denominator; multiples of their coefficients are what `direct` gives."""
    total = rows_of((coefficient, whole_row(number, 1)), constant=Fraction(1, 3))
    numerators = total.numerators(units_of(2)).tolist()
    values = [coefficient * row + Fraction(1, 3) for row in (number, 1)]
    assert [Fraction(n, total.denominator) for n in numerators] == values
    factors, start = total.direct(factor, Fraction(1, 2))
    assert factors.tolist() == [float(coefficient * total.denominator * factor)]
    assert start == float(Fraction(total.denominator, 3) * factor + Fraction(1, 2))
