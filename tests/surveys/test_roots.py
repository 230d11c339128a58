"""Square roots rounded right."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest

from jxassess.exact import RoundingMode
from jxassess.surveys._roots import round_root

UP, EVEN = RoundingMode.HALF_UP, RoundingMode.HALF_EVEN


@pytest.mark.parametrize(
    ("centre", "square", "places", "rounded"),
    [
        # √2 is 1.41421356...
        ("0", "2", 0, "1"),
        ("0", "2", 4, "1.4142"),
        ("0", "2", 5, "1.41421"),
        ("1", "2", 3, "2.414"),
        ("-1", "2", 3, "0.414"),
        ("-2", "2", 3, "-0.586"),
        ("-5", "2", 3, "-3.586"),
        # √(1/3) is 0.57735...
        ("1/6", "1/3", 4, "0.7440"),
        ("0", "0", 2, "0"),
        ("0", "0.0004", 1, "0"),
        ("0", "10000000000000000000000000000000000000000", 0, "100000000000000000000"),
    ],
)
def test_a_root_is_rounded_to_the_nearest_number(centre: str, square: str, places: int, rounded: str) -> None:
    """The sum of a number and a root is rounded to its places."""
    assert round_root(Fraction(centre), Fraction(square), places, UP) == Fraction(rounded)


@pytest.mark.parametrize(
    ("square", "up", "even"), [("6.25", "3", "2"), ("12.25", "4", "4"), ("0.25", "1", "0"), ("2.25", "2", "2")]
)
def test_a_root_that_is_a_half_goes_as_the_mode_says(square: str, up: str, even: str) -> None:
    """√6.25 is 2.5: 3 half up, 2 half to even."""
    assert round_root(Fraction(0), Fraction(square), 0, UP) == Fraction(up)
    assert round_root(Fraction(0), Fraction(square), 0, EVEN) == Fraction(even)


@pytest.mark.parametrize("above", [1, -1])
def test_a_root_next_to_a_half_is_told_from_it(above: int) -> None:
    """A root that differs from a half in the fortieth place only goes to its own side."""
    square = Fraction(5, 2) ** 2 + above * Fraction(1, 10**40)
    assert round_root(Fraction(0), square, 0, UP) == (3 if above > 0 else 2)
    assert round_root(Fraction(0), square, 0, EVEN) == (3 if above > 0 else 2)


@pytest.mark.parametrize("seed", range(50))
def test_no_other_number_of_so_many_places_lies_nearer(seed: int) -> None:
    """The root lies between half a unit below the rounded number and half a unit above it."""
    random = Random(seed)
    centre = Fraction(random.randint(-(10**6), 10**6), random.randint(1, 10**4))
    square, places = Fraction(random.randint(1, 10**9), random.randint(1, 10**9)), random.randint(0, 10)
    rounded = round_root(centre, square, places, UP)
    half = Fraction(1, 2 * 10**places)
    low, high = rounded - half - centre, rounded + half - centre
    assert (10**places * rounded).denominator == 1
    assert low < 0 or low**2 <= square
    assert high > 0
    assert high**2 >= square
