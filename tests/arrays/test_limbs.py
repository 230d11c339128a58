"""Limbs: sums of whole numbers of any size in doubles."""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.append(str(Path(__file__).parent))

from engine import rows_of, units_of, whole_row

from jxassess.arrays._limbs import Limbs

BIG = 2**300
FACTORS = st.one_of(st.integers(-9, 9), st.integers(-(2**53), 2**53), st.integers(-BIG, BIG))
SIZES = st.sampled_from([1, 2, 100, 2**20, 2**43])
EXTREMES = st.sampled_from([-1, 0, 1])


def limbs_for(factors: list[int], constant: int, sizes: list[int], whole: int = 1, multiples: int = 1) -> Limbs:
    return Limbs(factors, constant, [Fraction(size) for size in sizes], whole=whole, multiples=multiples)


def as_columns(limbs: Limbs, *numbers: int) -> np.ndarray:
    """Give numbers as limbs, one in each column."""
    return np.stack([limbs.limbs(number) for number in numbers], axis=1)


@given(st.integers(-BIG, BIG), st.integers(-BIG, BIG), st.integers(1, 2**20), st.integers(1, 2**44))
def test_digits_are_the_number(number: int, other: int, multiple: int, size: int) -> None:
    """Limbs of a number, and multiples and differences of them, carried to digits, are the number again."""
    limbs = limbs_for([1], BIG, [size], BIG, multiple)
    digits = as_columns(limbs, number, other, number) * multiple
    digits[:, 2] -= limbs.limbs(other) * multiple
    limbs.carried(digits)
    expected = [number * multiple, other * multiple, (number - other) * multiple]
    assert limbs.whole(digits).tolist() == expected
    assert limbs.signs(digits).tolist() == [(n > 0) - (n < 0) for n in expected]
    assert digits[:-1].min(initial=0) >= 0
    assert digits[:-1].max(initial=0) < 2**limbs.width


@given(st.lists(st.integers(-BIG, BIG), min_size=2, max_size=9), st.sampled_from([1, 2**10, 2**44]))
def test_digits_compare_as_numbers_do(numbers: list[int], size: int) -> None:
    """Digits from the highest on are in the order of the numbers, those below zero among them."""
    near = [n + d for n in numbers for d in (-1, 0, 1)]
    limbs = limbs_for([1], 2 * BIG, [size], 2 * BIG)
    digits = limbs.carried(as_columns(limbs, *near))
    keys = [tuple(column[::-1]) for column in digits.T.tolist()]
    assert sorted(range(len(near)), key=lambda i: keys[i]) == sorted(range(len(near)), key=lambda i: near[i])


@given(st.data())
def test_sums_of_huge_coefficients_are_exact(data: st.DataObject) -> None:
    """A sum of rows at the ends of their ranges, with coefficients up to 2**300, comes out in every digit."""
    count = data.draw(st.integers(0, 6))
    sizes = data.draw(st.lists(SIZES, min_size=count, max_size=count))
    if sum(sizes) + 1 >= 2**45:
        sizes = [min(size, 2**40) for size in sizes]
    denominator = data.draw(st.sampled_from([1, 7, 10**20, BIG]))
    coefficients = [Fraction(data.draw(FACTORS), denominator) for _ in sizes]
    signs = [[data.draw(EXTREMES) for _ in range(4)] for _ in sizes]
    rows = [whole_row(*(size * s for s in signs_of), size) for size, signs_of in zip(sizes, signs, strict=True)]
    constant = Fraction(data.draw(FACTORS), denominator)
    total = rows_of(*zip(coefficients, rows, strict=True), constant=constant)
    limbs = total.cut(1)
    assert limbs is not None
    digits = total.digits(units_of(5), limbs)
    values = [constant + sum(c * row.values[i] for c, row in zip(coefficients, rows, strict=True)) for i in range(5)]
    assert limbs.whole(digits).tolist() == [value * total.denominator for value in values]
    assert limbs.signs(digits).tolist() == [(value > 0) - (value < 0) for value in values]


@pytest.mark.parametrize(("size", "width"), [(1, 51), (2**10, 42), (2**44 - 2, 9), (2**45 - 2, 8), (2**45 - 1, 0)])
def test_the_width_leaves_room_for_the_rows(size: int, width: int) -> None:
    """With a row up to R the sum of R + 1 limbs stays below 2**53; limbs below 8 bits are not worth it."""
    limbs = limbs_for([3], 1, [size])
    assert limbs.width == width
    assert not width or (2**width - 1) * (size + 1) < 2**53


@pytest.mark.parametrize(("multiples", "width"), [(1, 51), (2**30, 29), (2**51, 8), (2**52, 0)])
def test_the_width_leaves_room_for_multiples(multiples: int, width: int) -> None:
    """A digit times the largest multiple stays below 2**60."""
    assert limbs_for([1], 0, [1], 1, multiples).width == width


@pytest.mark.parametrize("size", [2**45 - 2, 2**44 - 2, 2**21])
def test_the_largest_rows_are_added_exactly(size: int) -> None:
    """At the limit of what is accepted, with all bits of all limbs set, every unit's sum is right."""
    ones = 2**296 - 1
    total = rows_of((Fraction(ones), whole_row(size, -size, size - 1, 0)), constant=Fraction(-ones))
    limbs = total.cut(1)
    assert limbs is not None
    found = limbs.whole(total.digits(units_of(4), limbs)).tolist()
    assert found == [ones * (size - 1), -ones * (size + 1), ones * (size - 2), -ones]


def test_rows_that_are_too_large_are_left_to_fractions() -> None:
    """A sum with a row of 2**50 is cut into no limbs, nor is one with a row that is not settled."""
    assert rows_of((Fraction(1, 3), whole_row(2**50, 0))).cut(1) is None
    unsettled = whole_row(1, 0)
    unsettled.is_settled = False
    assert rows_of((Fraction(1, 3), unsettled)).cut(1) is None


def test_a_number_of_one_limb() -> None:
    """A small sum has one limb, which is its own sign."""
    limbs = limbs_for([1], 2, [3])
    assert limbs.count == 1
    digits = limbs.carried(as_columns(limbs, -5, 0, 5))
    assert digits.tolist() == [[-5, 0, 5]]
    assert limbs.signs(digits).tolist() == [-1, 0, 1]
    assert limbs.whole(digits).tolist() == [-5, 0, 5]


def test_a_sum_without_rows() -> None:
    """A constant has the same digits in every unit, and no units have none."""
    total = rows_of(constant=Fraction(1, 200) + Fraction(1, 3**60))
    limbs = total.cut(1000)
    assert limbs is not None
    assert limbs.whole(total.digits(units_of(2), limbs)).tolist() == [3**60 + 200] * 2
    assert total.digits(units_of(0), limbs).shape == (limbs.count, 0)


def test_coefficients_of_zero() -> None:
    """Where all coefficients and the constant are zero, so are all digits."""
    total = rows_of((Fraction(0), whole_row(5, -7)))
    limbs = total.cut(1)
    assert limbs is not None
    assert limbs.signs(total.digits(units_of(2), limbs)).tolist() == [0, 0]
