"""Linear between two values."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jxassess.exact import Exactable
from jxassess.faults import SchemeError
from jxassess.scheme import Basis, Linear
from jxassess.words import Words


def points(rule: Linear, marks: str, value: str) -> Fraction:
    return rule.lower(Fraction(marks)).at(Fraction(value))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0", "0"),
        ("79.99", "0"),
        ("80", "0"),
        ("80.01", "0.005"),  # 10 * 0.01 / 20
        ("90", "5"),
        ("95", "7.5"),
        ("99.99", "9.995"),
        ("100", "10"),
        ("100.01", "10"),
        ("250", "10"),
    ],
)
def test_rising(value: str, expected: str) -> None:
    """No points up to 80, ten from 100 on, half a point for each one between."""
    assert points(Linear(zero_at=80, full_at=100), "10", value) == Fraction(expected)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0.99", "12"),
        ("1", "12"),
        ("1.01", "11.94"),  # 12 * (3 - 1.01) / 2
        ("2", "6"),
        ("2.99", "0.06"),
        ("3", "0"),
        ("3.01", "0"),
    ],
)
def test_falling(value: str, expected: str) -> None:
    """Where points begin above full marks, smaller values earn more."""
    assert points(Linear(zero_at=3, full_at=1), "12", value) == Fraction(expected)


@pytest.mark.parametrize(
    ("basis", "zero_at", "full_at", "value", "target", "expected"),
    [
        (Basis.COMPLETION, "0.8", "1", "1800", "2000", "4"),  # a share of 0.9 is half way
        (Basis.COMPLETION, "0.8", "1", "1600", "2000", "0"),
        (Basis.COMPLETION, "0.8", "1", "2001", "2000", "8"),
        (Basis.MARGIN, "-5", "0", "96", "98", "4.8"),  # 2 short of 5: three fifths
        (Basis.MARGIN, "-5", "0", "98", "98", "8"),
        (Basis.MARGIN, "-5", "0", "93", "98", "0"),
    ],
)
def test_against_a_target(basis: Basis, zero_at: str, full_at: str, value: str, target: str, expected: str) -> None:
    """The line can run over the share of the target, or over the distance from it."""
    rule = Linear(zero_at=zero_at, full_at=full_at)
    assert rule.lower(Fraction(8)).at(basis.of(Fraction(value), Fraction(target))) == Fraction(expected)


def test_thirds_stay_exact() -> None:
    """A third of the way earns exactly a third."""
    assert points(Linear(zero_at=0, full_at=3), "10", "1") == Fraction(10, 3)


@pytest.mark.parametrize("value", [90, "90.0", 90.0])
def test_same_values(value: Exactable) -> None:
    """A line without length is refused, in whatever way its ends are written."""
    with pytest.raises(SchemeError) as error:
        Linear(zero_at=90, full_at=value)
    assert [(fault.code, fault.where) for fault in error.value.faults] == [("same_values", "full_at")]
    assert str(error.value) == ("1 fault in a linear rule\n  full_at: both ends are 90; give two different values")
    assert error.value.text("zh") == "线性规则有1处差错\n  full_at：两端均为90；请给出两个不同的值"


def test_words() -> None:
    """The rule says its numbers in both languages."""
    assert Linear(zero_at="-2.5", full_at=0).words(Fraction(8)) == Words(
        "none at -2.5, 8 at 0, in proportion between",
        "-2.5得0分，0得8分，其间按比例计分",
    )


def test_kind() -> None:
    """Files know the rule as `linear`."""
    assert Linear.kind == "linear"
