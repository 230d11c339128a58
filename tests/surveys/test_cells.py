from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from jxassess.surveys._cells import (
    FEWEST_PERSONAL,
    NO_ANSWER,
    PERSONAL,
    has_lost_digits,
    is_number,
    is_truth,
    is_unicode,
    read_answer,
    read_key,
    read_number,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (" 一村\u3000", "一村"),
        ("\t\n\r\v\f\u00a0", ""),
        ("９９０１２１", "９９０１２１"),
        ("NaN", "NaN"),
        (990121, "990121"),
        (-3, "-3"),
        (np.int64(7), "7"),
        (990121.0, "990121"),
        (-0.0, "0"),
        (1e17, "100000000000000000"),
        (np.float32(3), "3"),
        (10**25, "1" + "0" * 25),
        (Decimal(10**17 + 1), "100000000000000001"),
        (Decimal("12.00"), "12"),
        (None, ""),
        (float("nan"), ""),
        (Decimal("nan"), ""),
        (1.5, None),
        (float("inf"), None),
        (Decimal("-inf"), None),
        (Decimal("0.1"), None),
        (Decimal("1e100000"), None),
        (10**400, None),
    ],
)
def test_keys_are_read_as_text(value: object, text: str | None) -> None:
    """Blanks are cut off, whole numbers are their digits, nothing is empty, and other numbers are not read."""
    assert read_key(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (" yes\u3000", "yes"),
        (True, "true"),
        (False, "false"),
        (np.bool_(True), "true"),
        (np.bool_(False), "false"),
        (3, "3"),
        (np.float32(2), "2"),
        (Decimal("2.0"), "2"),
        (1.5, NO_ANSWER),
        (float("inf"), NO_ANSWER),
        (None, ""),
        (float("nan"), ""),
    ],
)
def test_answers_are_read_as_text(value: object, text: str) -> None:
    """As keys; truth values are `true` and `false`, and a number that is not whole is no answer."""
    assert read_answer(value) == text


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (1, 1.0),
        (np.int8(-3), -3.0),
        (np.float32(0.5), 0.5),
        (Decimal("0.1"), 0.1),
        (10**400, float("inf")),
        (-(10**400), float("-inf")),
        (Decimal("1e400"), float("inf")),
    ],
)
def test_numbers_are_read_as_floats(value: object, number: float) -> None:
    """The nearest float; what is too large for one is without end."""
    assert read_number(value) == number


@pytest.mark.parametrize("value", [None, "1", Decimal("nan"), float("nan")])
def test_what_is_no_number_is_not_a_number(value: object) -> None:
    """Nothing, text and NaN are NaN."""
    assert read_number(value) != read_number(value)


def test_truth_values_are_no_numbers() -> None:
    """Though Python counts them among whole numbers."""
    kinds = (int, float, Decimal, Fraction, np.int8, np.float32, bool, np.bool_, str, type(None), np.datetime64)
    assert [kind.__name__ for kind in kinds if is_number(kind)] == [
        "int", "float", "Decimal", "Fraction", "int8", "float32",
    ]  # fmt: skip
    assert [kind for kind in kinds if is_truth(kind)] == [bool, np.bool_]


@pytest.mark.parametrize(
    ("value", "is_lost"),
    [
        (float(1 << 53), True),
        (-float(1 << 53), True),
        (np.float64(1e17), True),
        (float((1 << 53) - 1), False),
        (float("inf"), False),
        (float("nan"), False),
        (1 << 60, False),
        (Decimal(1 << 60), False),
        ("9007199254740992", False),
        (None, False),
    ],
)
def test_large_floats_have_lost_digits(value: object, is_lost: bool) -> None:
    """From 2^53 on not every whole number is a float; whole numbers, decimals and text keep their digits."""
    assert has_lost_digits(value) is is_lost


def test_halves_of_characters_cannot_be_written_down() -> None:
    """Characters beyond the first 65,536 can, also where Python is given them as one."""
    assert is_unicode("一村\U00020000")
    assert not is_unicode("一村\ud840")


@pytest.mark.parametrize(
    "text",
    [
        "990121198001010028",
        "99012119800101001x",
        "990121 19800101 001X",
        "号990121-20011231-0028。",
        "13800000000",
        "+86 138-0000-0000",
        "8613800000000",
        "电话13800000000",
    ],
)
def test_numbers_of_persons_are_seen(text: str) -> None:
    """Identity numbers with a day of birth, mobile telephones, also with blanks, hyphens and words around them."""
    assert len(text) >= FEWEST_PERSONAL
    assert re.search(PERSONAL, text)


@pytest.mark.parametrize(
    "text",
    [
        "990121198013010028",
        "990121198000010028",
        "990121198001320028",
        "990121178001010028",
        "1990121198001010028",
        "990121100201",
        "990121100201000123",
        "23800000000",
        "138000000001",
        "0.13800000000",
        "一村",
    ],
)
def test_other_numbers_are_let_through(text: str) -> None:
    """Codes of villages, numbers without a day of birth, longer ones."""
    assert not re.search(PERSONAL, text)
