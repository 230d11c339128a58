"""Decimals out of arrays of doubles, integers, objects and text."""

from __future__ import annotations

import tracemalloc
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jxassess.arrays._decimals import scaled
from jxassess.exact import NumberError, exact
from jxassess.faults import EvidenceError
from jxassess.words import Words

LIMIT = 10**15
BLOCK = 1 << 15
# Text of any length is a type of its own from numpy 2 on.
TEXTS = [np.str_, *([np.dtypes.StringDType()] if hasattr(np.dtypes, "StringDType") else [])]


def refused(values: np.ndarray, places: int = 2) -> list[tuple[str, str, str]]:
    with pytest.raises(EvidenceError) as caught:
        scaled(values, places, name="rate")
    assert caught.value.subject == Words("column rate", "列rate")
    return [(fault.code, fault.where, fault.value) for fault in caught.value.faults]


def written(value: float, places: int) -> int | None:
    """Say by decimals as text, without any float, which number a double was written for."""
    try:
        number = exact(value) * 10**places
    except NumberError:
        return None
    return number.numerator if number.denominator == 1 and abs(number) <= LIMIT else None


def found(value: float, places: int) -> int | None:
    try:
        return int(scaled(np.array([value]), places, name="rate")[0])
    except EvidenceError:
        return None


# Doubles


@pytest.mark.parametrize(
    ("values", "places", "numbers"),
    [
        ([95.5, 0.1, -0.05, 100.0], 2, [9550, 10, -5, 10000]),
        ([0.0, -0.0], 2, [0, 0]),
        ([0.1, 0.2, 0.3, 0.7], 1, [1, 2, 3, 7]),
        ([1.1, 2.2, 3.3], 10, [11 * 10**9, 22 * 10**9, 33 * 10**9]),
        ([1e15, -1e15, 999999999999999.0], 0, [10**15, -(10**15), 999999999999999]),
        ([99999.9999999999, -100000.0], 10, [999999999999999, -(10**15)]),
        ([1e-18, 0.001, 0.000999999999999999], 18, [1, 10**15, 999999999999999]),
        # The product with 100 is 28.999999999999996 and 114.99999999999999.
        ([0.29, 1.15], 2, [29, 115]),
        ([], 2, []),
    ],
)
def test_doubles_stand_for_decimals(values: list[float], places: int, numbers: list[int]) -> None:
    """A double that is the nearest one to a decimal stands for it."""
    made = scaled(np.array(values, dtype=np.float64), places, name="rate")
    assert made.dtype == np.int64
    assert made.tolist() == numbers


@given(st.integers(-LIMIT, LIMIT), st.integers(0, 18))
@example(LIMIT, 10)
@example(-LIMIT, 18)
@example(LIMIT - 1, 1)
def test_every_decimal_of_fifteen_digits_comes_back(number: int, places: int) -> None:
    """No decimal of at most 15 digits is refused or taken for another, whatever its double looks like."""
    value = float(f"{number}e-{places}")
    assert found(value, places) == number


@given(st.integers(-LIMIT, LIMIT), st.integers(0, 18), st.sampled_from([-np.inf, np.inf]))
def test_the_doubles_beside_a_decimal_are_refused(number: int, places: int, towards: float) -> None:
    """The next double above or below that of a decimal is not taken for it."""
    beside = float(np.nextafter(float(f"{number}e-{places}"), towards))
    assert found(beside, places) == written(beside, places) is None


@given(st.floats(), st.integers(0, 18))
@example(5e-324, 10)
@example(-5e-324, 0)
@example(1.7976931348623157e308, 18)
@example(2.0**53, 0)
@example(1e22, 0)
@example(0.1 + 0.2, 1)
def test_doubles_are_taken_as_one_by_one(value: float, places: int) -> None:
    """Of any double the arrays find the decimal that its shortest text says, or refuse it like that."""
    assert found(value, places) == written(value, places)


@given(st.lists(st.one_of(st.floats(), st.integers(-(10**6), 10**6).map(lambda n: n / 100)), max_size=8))
def test_each_wrong_cell_is_named(values: list[float]) -> None:
    """Exactly the cells that are no decimals of the places are named, in their order."""
    wrong = [i for i, value in enumerate(values) if written(value, 2) is None]
    if wrong:
        assert [where for _, where, _ in refused(np.array(values))] == [f"rate[{i}]" for i in wrong]
    else:
        assert scaled(np.array(values, dtype=np.float64), 2, name="rate").tolist() == [
            written(value, 2) for value in values
        ]


def test_why_a_double_is_refused() -> None:
    """A refused cell is shown with the reason that fits it."""
    assert refused(np.array([1.0, np.nan, np.inf, -np.inf, 0.1 + 0.2, 0.125, 1e14, 1e300, 5e-324])) == [
        ("bad_number", "rate[1]", "nan"),
        ("bad_number", "rate[2]", "inf"),
        ("bad_number", "rate[3]", "-inf"),
        ("bad_number", "rate[4]", "0.30000000000000004"),
        ("too_many_places", "rate[5]", "0.125"),
        ("too_large", "rate[6]", "100000000000000.0"),
        ("too_large", "rate[7]", "1e+300"),
        ("bad_number", "rate[8]", "5e-324"),
    ]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_refused_cell_in_words(language: str) -> None:
    """The text of a fault says the cell, the value, what is wrong and what to do."""
    with pytest.raises(EvidenceError) as caught:
        scaled(np.array([np.nan]), 2, name="rate")
    assert (
        caught.value.faults[0].text(language)
        == {
            "en": "rate[0]: nan: not a finite number; leave the value out and say why it is missing",
            "zh": "rate[0]：nan：不是有限数；如缺数据请不填并说明原因",
        }[language]
    )


@pytest.mark.parametrize("where", [0, BLOCK - 1, BLOCK, 2 * BLOCK + 4])
def test_wrong_cells_in_any_block(where: int) -> None:
    """A wrong cell is found wherever it stands, and named by its place in the whole array."""
    values = np.full(2 * BLOCK + 5, 95.5)
    assert set(scaled(values, 2, name="rate").tolist()) == {9550}
    values[where] = 0.001
    assert refused(values) == [("too_many_places", f"rate[{where}]", "0.001")]


def test_of_many_wrong_cells_the_first_are_named() -> None:
    """The first 20 wrong cells are named, over all blocks, then how many more there are."""
    values = np.zeros(3 * BLOCK)
    values[10 :: BLOCK // 8] = np.nan
    assert refused(values) == [
        *(("bad_number", f"rate[{10 + i * BLOCK // 8}]", "nan") for i in range(20)),
        ("more_cells", "rate", "4"),
    ]


def test_errors_of_numpy_are_not_ours() -> None:
    """Cells that overflow are told as faults, even where a program lets numpy raise for them."""
    with np.errstate(all="raise"):
        assert refused(np.array([1e308, np.inf, np.nan, 5e-324]), 10) == [
            ("bad_number", "rate[0]", "1e+308"),
            ("bad_number", "rate[1]", "inf"),
            ("bad_number", "rate[2]", "nan"),
            ("bad_number", "rate[3]", "5e-324"),
        ]


def test_doubles_in_any_layout() -> None:
    """Every other cell of an array, and doubles in the byte order of another machine, are doubles."""
    values = np.array([95.5, 7, 0.25, 8])
    assert scaled(values[::2], 2, name="rate").tolist() == [9550, 25]
    assert scaled(values.astype(">f8"), 2, name="rate").tolist() == [9550, 700, 25, 800]


def test_memory_is_that_of_the_result() -> None:
    """Beside the result, two buffers of a block are all the memory that is needed."""
    values = np.arange(2_000_000) / 100
    tracemalloc.start()
    try:
        made = scaled(values, 2, name="rate")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < made.nbytes + 10**6


# Integers


@pytest.mark.parametrize("kind", ["i1", "i2", "i4", "i8", ">i4", "u1", "u2", "u4", "u8"])
def test_integers_of_every_width(kind: str) -> None:
    """Whole numbers of any width are multiplied, without leaving their range."""
    assert scaled(np.array([0, 1, 127], dtype=kind), 5, name="rate").tolist() == [0, 100_000, 12_700_000]
    assert scaled(np.array([], dtype=kind), 5, name="rate").tolist() == []


def test_integers_beyond_the_columns() -> None:
    """Products that leave 64 bits are refused and named; the largest that does not is taken."""
    most = (2**63 - 1) // 100
    assert scaled(np.array([most, -most]), 2, name="rate").tolist() == [most * 100, -most * 100]
    assert refused(np.array([most, most + 1, 0, -most - 1])) == [
        ("too_large", "rate[1]", str(most + 1)),
        ("too_large", "rate[3]", str(-most - 1)),
    ]
    assert refused(np.array([10**50, 1], dtype=object), 0) == [("too_large", "rate[0]", f"1{'0' * 39}...")]
    assert refused(np.array([2**63], dtype=np.uint64), 0) == [("too_large", "rate[0]", str(2**63))]
    assert refused(np.array([-(2**63)]), 0) == [("too_large", "rate[0]", str(-(2**63)))]


def test_the_result_is_fixed() -> None:
    """Nobody writes to the result, and it is never the memory that was given."""
    values = np.array([1, 2])
    made = scaled(values, 0, name="rate")
    values[0] = 5
    assert made.tolist() == [1, 2]
    with pytest.raises(ValueError, match="read-only"):
        made[0] = 1


# Objects and text


def test_objects_one_by_one() -> None:
    """Decimals, fractions, text, integers and floats among objects are taken as anywhere in this library."""
    values = [Decimal("95.50"), Fraction(1, 4), "-0.05", 7, 0.29, np.int16(3), np.float64(0.1)]
    assert scaled(np.array(values, dtype=object), 2, name="rate").tolist() == [9550, 25, -5, 700, 29, 300, 10]


def test_objects_that_are_no_decimals() -> None:
    """Objects that cannot be taken exactly are named."""
    values = [1, None, True, Fraction(1, 3), "1e3", Decimal("NaN"), 10**17, 0.1 + 0.2, np.float32(0.1), "0.125"]
    assert [(code, where) for code, where, _ in refused(np.array(values, dtype=object))] == [
        ("bad_number", "rate[1]"),
        ("bad_number", "rate[2]"),
        ("too_many_places", "rate[3]"),
        ("bad_number", "rate[4]"),
        ("bad_number", "rate[5]"),
        ("too_large", "rate[6]"),
        ("bad_number", "rate[7]"),
        ("bad_number", "rate[8]"),
        ("too_many_places", "rate[9]"),
    ]


@pytest.mark.parametrize("kind", TEXTS)
def test_text_is_taken_exactly(kind: object) -> None:
    """Text is never read by way of a float, which would lose the last of these digits."""
    values = np.array(["9007199254740993", "-0.5"], dtype=kind)
    assert scaled(values, 1, name="rate").tolist() == [90071992547409930, -5]
    assert refused(np.array(["95,5", "１"], dtype=kind)) == [
        ("bad_number", "rate[0]", "'95,5'"),
        ("bad_number", "rate[1]", "'１'"),
    ]


@pytest.mark.parametrize(
    "values",
    [
        np.array([0.5], dtype=np.float32),
        np.array([0.5], dtype=np.float16),
        np.array([0.5], dtype=np.longdouble),
        np.array([0.5], dtype=np.complex128),
        np.array([True]),
        np.array([b"1"]),
        np.array(["2019-12-31"], dtype="datetime64[D]"),
    ],
)
def test_types_that_hold_no_decimals(values: np.ndarray) -> None:
    """Floats of another width, truth values, bytes and days are refused as a whole; they hold other numbers."""
    if values.dtype.itemsize == 8 and values.dtype.kind == "f":
        pytest.skip("here this type is a double")
    assert refused(values) == [("no_numbers", "rate", str(values.dtype))]


def test_one_dimension() -> None:
    """A table, or a single number, is no column."""
    assert refused(np.zeros((2, 2))) == [("wrong_array", "rate", "2-D float64")]
    assert refused(np.array(1.5)) == [("wrong_array", "rate", "0-D float64")]
