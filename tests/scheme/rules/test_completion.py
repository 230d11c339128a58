"""Completion of a target."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jxassess.scheme import Basis, Completion
from jxassess.words import Words


@pytest.mark.parametrize(
    ("value", "target", "expected"),
    [
        ("0", "2000", "0"),
        ("1", "2000", "0.01"),
        ("1800", "2000", "18"),
        ("1999", "2000", "19.99"),
        ("2000", "2000", "20"),
        ("2001", "2000", "20"),
        ("9000", "2000", "20"),
        ("1", "3", "20/3"),
    ],
)
def test_points(value: str, target: str, expected: str) -> None:
    """Twenty marks are earned in proportion to the target, and a county above its target earns full marks, not more."""
    share = Completion().basis.of(Fraction(value), Fraction(target))
    assert Completion().lower(Fraction(20)).at(share) == Fraction(expected)


def test_below_zero() -> None:
    """A share below zero earns nothing, not less."""
    assert Completion().lower(Fraction(20)).at(Fraction(-1, 10)) == 0


def test_basis() -> None:
    """The rule always looks at the share of the target."""
    assert Completion().basis is Basis.COMPLETION


def test_words() -> None:
    """The rule says its marks in both languages."""
    assert Completion().words(Fraction("7.5")) == Words(
        "7.5 times the share of the target reached, at most 7.5",
        "7.5分×目标完成率，最高7.5分",
    )


def test_kind() -> None:
    """Files know the rule as `completion`."""
    assert Completion.kind == "completion"
