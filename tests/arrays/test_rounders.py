"""Rounding: right in every unit, or in doubt."""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

sys.path.append(str(Path(__file__).parent))

from engine import ANY_FRACTION, Known, filled, fractions, ratios, rows_of, units_of, whole_row

from jxassess.arrays._numbers import gamma
from jxassess.arrays._rounders import Rounded, Rounder
from jxassess.arrays._sums import Sum
from jxassess.exact import RoundingMode, round_to

MODES = st.sampled_from(list(RoundingMode))
PLACES = st.integers(0, 10)
DENOMINATORS = st.one_of(
    st.sampled_from([1, 2, 3, 4, 7, 8, 20, 60, 100, 125, 300, 4096, 10**6]),
    st.integers(1, 10**6),
    st.integers(1, 2**40),
)
ONE, HALF = Fraction(1), Fraction(1, 2)


def published(rounder: Rounder, count: int) -> tuple[list[float], list[float], list[bool]]:
    """Publish a block: rounded numbers, the doubles behind them, what is in doubt."""
    block = units_of(count)
    found, doubles = rounder.published(block)
    doubt = [False] * count if block.doubt is None else block.doubt.tolist()
    return found.tolist(), doubles.tolist(), doubt


def whole_sum(numerators: list[int], denominator: int) -> Sum:
    """Make a sum of given numerators over a denominator; not one that numerators and denominator shorten."""
    return rows_of((Fraction(1, denominator), whole_row(*numerators)))


def is_right(total: Sum, places: int, mode: RoundingMode, values: list[Fraction]) -> Rounder:
    """Hold a rounder against exact rounding: every unit is right, or in doubt and within the margin of a half."""
    rounder = Rounder(total, places, mode)
    scale = 10**places
    expected = [round_to(value, places, mode) * scale for value in values]
    assert all(rounder.low <= value / scale <= rounder.high for value in expected)
    if not rounder.is_whole and rounder.margin is None:
        block = units_of(len(values))
        rounder.apply(block, total.values(block))
        assert block.doubt is not None
        assert block.doubt.all()
        return rounder
    found, doubles, doubt = published(rounder, len(values))
    for value, double, wanted, got, is_open in zip(values, doubles, expected, found, doubt, strict=True):
        if not is_open:
            assert got == wanted
        else:
            assert rounder.margin is not None
            # The half that the double lies by is the one that decides.
            below = double // 1
            assert below < value * scale < below + 1
            assert abs(double - below - 0.5) <= rounder.margin
    assert not (rounder.is_whole and any(doubt))
    return rounder


def near_halves(denominator: int, places: int, guesses: list[int]) -> list[int]:
    """Give numerators on and next to the halves between rounded numbers."""
    scale = 10**places
    halves = [Fraction(2 * guess + 1, 2 * scale) * denominator for guess in guesses]
    return [int(half) + d for half in halves for d in (-1, 0, 1)]


@given(DENOMINATORS, PLACES, MODES, st.lists(st.integers(-(10**6), 10**6), min_size=1, max_size=6), st.booleans())
def test_whole_sums_are_rounded_exactly(
    denominator: int, places: int, mode: RoundingMode, guesses: list[int], is_positive: bool
) -> None:
    """Halves and what is next to them are rounded as exact rounding does, in both modes, below zero and above."""
    guesses = list(map(abs, guesses)) if is_positive else guesses
    numerators = [*near_halves(denominator, places, guesses), *guesses, 0]
    if is_positive:
        numerators = list(map(abs, numerators))
    is_right(whole_sum(numerators, denominator), places, mode, [Fraction(n, denominator) for n in numerators])


@given(st.data(), DENOMINATORS, PLACES, MODES)
def test_near_the_limit_of_whole_rounding(
    data: st.DataObject, denominator: int, places: int, mode: RoundingMode
) -> None:
    """With numbers as large as the proofs allow, and a little larger, every unit is right or in doubt."""
    step = Fraction(10**places, denominator)
    limit = data.draw(st.sampled_from([2**49, 2**50, 2**51, 2**53]))
    # The largest number whose double, on the scale of the last place, stays about the limit.
    most = max(min(int(limit / (2 * step.numerator)), 2**53 - 1), 1)
    some = data.draw(st.lists(st.integers(0, most), max_size=6))
    guesses = [int(n * step) + d for n in (*some, most) for d in (-1, 0)]
    numerators = [n for n in (*near_halves(denominator, places, guesses), *some, most, 0) if 0 <= n <= most]
    values = [Fraction(n, denominator) for n in numerators]
    is_right(whole_sum(numerators, denominator), places, mode, values)
    is_right(whole_sum([-n for n in numerators], denominator), places, mode, [-value for value in values])


@given(st.integers(1, 2**24), st.integers(1, 2**24), st.integers(-2, 2), st.integers(0, 2))
@example(down=2**20 - 1, up_seed=1, shift=1, places=2)
def test_one_product_rounds_near_its_limit(down: int, up_seed: int, shift: int, places: int) -> None:
    """Numerators solved so that twice the scaled value lies one step from an odd multiple, just below 2**50."""
    step = Fraction(10**places, down)
    up, less = step.numerator, step.denominator
    most = (2**50 - less - 1) // (2 * up)
    # M = 2 up n + less is as near to a multiple of 2 less as it can be where 2 up n = less (2 k + 1) + shift.
    numerators = [0, most]
    inverse = pow(up, -1, less) if less > 1 else 0
    for residue in (0, 1, less - 1, less // 2, less // 2 + 1, up_seed % less):
        first = residue * inverse % less
        if first <= most:
            last = most - (most - first) % less
            numerators += [first, last, max(last - less * (up_seed % 100), 0)]
    numerators = [n for n in (m + d for m in numerators for d in (0, shift)) if 0 <= n <= most]
    total = whole_sum(numerators, down)
    rounder = is_right(total, places, RoundingMode.HALF_UP, [Fraction(n, down) for n in numerators])
    assert rounder.is_whole
    assert rounder._direct is not None


def test_the_limit_of_one_product() -> None:
    """Twice the scaled numerator and the denominator stay below 2**50, the value is not below zero, halves go up."""
    most = (2**50 - 3 - 1) // 200
    for numerators, mode, is_direct in (
        ([most, 0], RoundingMode.HALF_UP, True),
        ([most + 1, 0], RoundingMode.HALF_UP, False),
        ([most, -1], RoundingMode.HALF_UP, False),
        ([most, 0], RoundingMode.HALF_EVEN, False),
    ):
        rounder = is_right(whole_sum(numerators, 3), 2, mode, [Fraction(n, 3) for n in numerators])
        assert rounder.is_whole
        assert (rounder._direct is not None) is is_direct


@pytest.mark.parametrize(
    ("number", "is_whole"), [((2**51 - 2) // 100, True), ((2**51 - 2) // 100 + 1, False), (4 * 10**14 + 1, False)]
)
def test_multiples_beyond_doubles_are_not_whole(number: int, *, is_whole: bool) -> None:
    """Whole numbers in hundredths are rounded as such while four times as many, and four, stay below 2**53."""
    for sign in (1, -1):
        total = rows_of((ONE, whole_row(sign * number, 0)))
        rounder = is_right(total, 2, RoundingMode.HALF_UP, [Fraction(sign * number), Fraction(0)])
        assert rounder.is_whole is is_whole


@given(
    st.lists(st.tuples(ANY_FRACTION, st.lists(st.integers(-1000, 1000), min_size=5, max_size=5)), max_size=6),
    ANY_FRACTION,
    PLACES,
    MODES,
)
def test_filtered_sums_are_right_or_in_doubt(
    terms: list[tuple[Fraction, list[int]]], constant: Fraction, places: int, mode: RoundingMode
) -> None:
    """Whatever the coefficients: a unit is rounded right, or in doubt by the half that decides."""
    total = rows_of(*((c, whole_row(*row)) for c, row in terms), constant=constant)
    values = [constant + sum((c * row[i] for c, row in terms), Fraction(0)) for i in range(5)]
    is_right(total, places, mode, values)


@given(
    st.lists(st.integers(-(10**4), 10**4), min_size=1, max_size=5),
    PLACES,
    MODES,
    st.sampled_from([Fraction(0), Fraction(1, 3**80), Fraction(-1, 3**80), Fraction(1, 10**16), Fraction(-1, 10**14)]),
    st.sampled_from([2**70 + 1, 3**50, 10**30 + 57]),
)
def test_next_to_halves_all_is_in_doubt_or_right(
    guesses: list[int], places: int, mode: RoundingMode, distance: Fraction, prime: int
) -> None:
    """Values on a half, or off it by less than any double tells, are never rounded wrongly."""
    scale = 10**places
    values = [Fraction(2 * guess + 1, 2 * scale) + distance for guess in guesses]
    # The value is written as a sum of rows with coefficients that have no small common denominator.
    first, second = Fraction(1, prime), Fraction(prime - 1, prime)
    row = Known(values, [float(value) for value in values])
    total = rows_of((first, row), (second, row))
    assert not total.is_whole
    is_right(total, places, mode, values)


@given(st.lists(st.tuples(fractions(10**9), st.sampled_from([-1, 0, 1])), min_size=1, max_size=6), PLACES, MODES)
def test_the_margin_holds_for_the_worst_rows(
    cells: list[tuple[Fraction, int]], places: int, mode: RoundingMode
) -> None:
    """Rows that are off by all that they own up to, towards a half or away from it, are never rounded wrongly."""
    error = Fraction(1, 1000 * 10**places)
    half = Fraction(1, 2 * 10**places)
    values = [round_to(value, places, mode) + half + sign * error / 2 for value, sign in cells]
    for side in (-1, 1):
        row = Known(values, [float(value + side * error) for value in values])
        is_right(rows_of((ONE, row)), places, mode, values)


def test_the_margin_by_hand() -> None:
    """The margin is the error in units of the last place, and what three more roundings add."""
    values = [Fraction(85115, 1000), Fraction(90)]
    row = Known(values, [85.115 + 2.0**-20, 90.0])
    rounder = Rounder(rows_of((ONE, row)), 2, RoundingMode.HALF_UP)
    assert rounder.total.error is not None
    assert rounder.margin is not None
    assert rounder.margin >= rounder.total.error * 100 + gamma(3) * 9001
    assert published(rounder, 2)[2] == [True, False]


def test_an_error_of_a_quarter_leaves_everything_in_doubt() -> None:
    """An error of a quarter of the last place tells nothing; nor does a sum of which nothing is proven."""
    row = Known([Fraction(1), Fraction(2)], [1.0025, 2.0])
    unproven = Known([Fraction(1), Fraction(2)], [1.0, 2.0])
    unproven.error = None
    for total in (rows_of((ONE, row)), rows_of((ONE, unproven))):
        rounder = Rounder(total, 2, RoundingMode.HALF_UP)
        assert rounder.margin is None
        assert published(rounder, 2)[2] == [True, True]
        assert Rounded(total, 2, RoundingMode.HALF_UP).error is None


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1), DENOMINATORS, st.integers(0, 4), MODES)
def test_a_rounded_row(numerators: list[int], denominator: int, places: int, mode: RoundingMode) -> None:
    """A rounded sum is a row of whole units of the last place: settled where the sum is, else with its doubts."""
    values = [Fraction(n, denominator) for n in numerators]
    expected = [round_to(value, places, mode) * 10**places for value in values]
    for total in (
        whole_sum(numerators, denominator),
        rows_of((ONE, Known(values, [float(value) for value in values]))),
    ):
        row = Rounded(total, places, mode)
        block = units_of(len(values))
        assert ratios(row.exact(block)) == expected
        assert all(row.low <= value <= row.high for value in expected)
        found = filled(row, block)
        doubt = np.zeros(len(values)) if block.doubt is None else block.doubt
        if row.error == 0:
            assert all(is_open or a == b for a, b, is_open in zip(found, expected, doubt, strict=True))
        if row.is_settled:
            assert row.error == 0
            assert block.doubt is None


def test_rounded_numbers_beyond_doubles_prove_nothing() -> None:
    """Units of the last place near 2**53 are no longer proven to be rounded right."""
    for number, error in (((2**51 - 2) // 100, 0), (2**53 // 100 + 1, None)):
        row = Rounded(rows_of((ONE, whole_row(number, 0))), 2, RoundingMode.HALF_UP)
        assert row.error == error
        assert row.is_settled is (error == 0)
        assert row.exact(units_of(2)).tolist() == [number * 100, 0]


def test_nothing_and_no_units() -> None:
    """A constant is rounded in every unit, and no units have no rounded numbers."""
    for mode, wanted in ((RoundingMode.HALF_UP, 13.0), (RoundingMode.HALF_EVEN, 12.0)):
        assert published(Rounder(rows_of(constant=Fraction(1, 8)), 2, mode), 2)[0] == [wanted] * 2
        assert published(Rounder(rows_of(constant=Fraction(-1, 8)), 2, mode), 2)[0] == [-wanted] * 2
        assert published(Rounder(rows_of(), 2, mode), 0)[0] == []
        assert published(Rounder(rows_of((Fraction(0), whole_row(7, 9))), 2, mode), 2)[0] == [0, 0]
