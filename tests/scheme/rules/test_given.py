"""Marks given by a panel."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jxassess.scheme import Given
from jxassess.words import Words


@pytest.mark.parametrize(
    ("value", "expected"),
    [("-0.01", "0"), ("0", "0"), ("0.01", "0.01"), ("4.5", "4.5"), ("4.99", "4.99"), ("5", "5"), ("5.01", "5")],
)
def test_points(value: str, expected: str) -> None:
    """What a panel gives is earned as it is, never below zero and never above the marks."""
    assert Given().lower(Fraction(5)).at(Fraction(value)) == Fraction(expected)


def test_words() -> None:
    """The rule says its marks in both languages."""
    assert Given().words(Fraction("2.5")) == Words("points given, 0 to 2.5", "评议给分，0至2.5分")


def test_kind() -> None:
    """Files know the rule as `given`."""
    assert Given.kind == "given"
