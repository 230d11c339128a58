"""Amounts and words as tables hold them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jxassess.io._tables._amounts import joined, line, pair
from jxassess.words import Words


@pytest.mark.parametrize(
    ("value", "shown", "exactly"),
    [
        (Fraction(15), Fraction(15), None),
        (Fraction("1.234567"), Fraction("1.234567"), None),
        (Fraction("1.2345675"), Fraction("1.234568"), Fraction("1.2345675")),
        (Fraction("-1.2345665"), Fraction("-1.234566"), Fraction("-1.2345665")),
        (Fraction(2, 3), Fraction("0.666667"), Fraction(2, 3)),
    ],
)
def test_six_places(value: Fraction, shown: Fraction, exactly: Fraction | None) -> None:
    """An amount of at most six places stands alone; any other is rounded, halves to even, with the exact one beside."""
    assert pair(value) == (shown, exactly)


def test_words_in_one_line() -> None:
    """Words stand in one line without outer blanks; several are joined as each language does it."""
    assert line(Words(" a\nb ", "甲\r\n乙"), "en") == "a b"
    assert line(Words(" a\nb ", "甲\r\n乙"), "zh") == "甲 乙"
    assert (joined("ab", "en"), joined("ab", "zh"), joined("", "en")) == ("a; b", "a；b", "")
