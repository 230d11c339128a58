"""Numbers: bounds of errors, and arrays of exact numbers."""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.append(str(Path(__file__).parent))

from engine import fractions

from jxassess.arrays import ArrayTier
from jxassess.arrays._numbers import TINY, UNIT_ROUNDOFF, common_denominator, gamma, is_short, plain, size

FACTORS = st.lists(st.floats(min_value=0.5, max_value=2, exclude_min=True), min_size=2, max_size=40)


@given(FACTORS)
def test_gamma_bounds_a_product_of_rounded_factors(factors: list[float]) -> None:
    """The relative error of a product of n doubles, rounded n - 1 times, is within gamma(n - 1)."""
    rounded, exact = factors[0], Fraction(factors[0])
    for factor in factors[1:]:
        rounded *= factor
        exact *= Fraction(factor)
    assert abs(Fraction(rounded) - exact) <= gamma(len(factors) - 1) * abs(exact)


def test_gamma_by_hand() -> None:
    """With u = 2**-53, gamma(2) is 2 u / (1 - 2 u), which is 1 / (2**52 - 1)."""
    assert gamma(2) == Fraction(1, 2**52 - 1)


def test_the_unit_roundoff_is_reached() -> None:
    """1 + u lies in the middle between two doubles, and no error of one rounding is larger."""
    assert float(1 + UNIT_ROUNDOFF) == 1.0
    assert float(1 + UNIT_ROUNDOFF * Fraction(5, 4)) == 1 + 2.0**-52


def test_what_underflows_is_off_by_less_than_tiny() -> None:
    """The least double is 2**-1074; whatever is rounded to a multiple of it moves by less than 2**-1000."""
    assert Fraction(5e-324) < TINY
    assert TINY > 0


@pytest.mark.parametrize(
    ("values", "whole"),
    [
        ([], 1),
        ([Fraction(3)], 1),
        ([Fraction(1, 4), Fraction(1, 6)], 12),
        ([Fraction(-1, 10), Fraction(2, 10), Fraction(5, 100)], 20),
    ],
)
def test_a_common_denominator(values: list[Fraction], whole: int) -> None:
    """The least number that makes all fractions whole is the least common multiple of their denominators."""
    assert common_denominator(values) == whole


@given(st.lists(fractions(2**70)))
def test_plain_keeps_values(values: list[Fraction]) -> None:
    """Fractions come back as they are, those that are whole as int."""
    found = plain(values)
    assert found.dtype == object
    assert found.shape == (len(values),)
    assert found.tolist() == values
    assert [type(value) is int for value in found.tolist()] == [value.denominator == 1 for value in values]


@pytest.mark.parametrize(("low", "high", "magnitude"), [(-3, 2, 3), (-3, 4, 4), (0, 0, 0), (-5, -4, 5)])
def test_a_size(low: int, high: int, magnitude: int) -> None:
    """The largest magnitude between two bounds is that of one of them."""
    assert size(Fraction(low), Fraction(high)) == magnitude


def test_short_numbers_are_those_of_64_bits() -> None:
    """An array of int64 is short, one of objects is not."""
    assert is_short(np.array([1, 2]))
    assert not is_short(plain([Fraction(1), Fraction(2**70)]))


def test_tiers_are_named_in_order() -> None:
    """The four kinds of arithmetic are T0 to T3."""
    assert [tier.value for tier in ArrayTier] == ["integers", "filter", "limbs", "exact"]
    assert all(tier.words.en and tier.words.zh for tier in ArrayTier)
