"""In proportion to a quantity."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jxassess.exact import Exactable
from jxassess.faults import SchemeError
from jxassess.scheme import Basis, Property, Proportional
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
def test_completion(value: str, target: str, expected: str) -> None:
    """Twenty marks are earned in proportion to the target, and a county above its target earns full marks, not more."""
    share = Basis.COMPLETION.of(Fraction(value), Fraction(target))
    assert Proportional(full_at=1).lower(Fraction(20)).at(share) == Fraction(expected)


@pytest.mark.parametrize("full_at", ["1", "40"])
def test_below_zero(full_at: str) -> None:
    """A quantity below zero earns nothing, not less."""
    assert Proportional(full_at=full_at).lower(Fraction(20)).at(Fraction(-1, 10)) == 0


@pytest.mark.parametrize(
    ("value", "expected"),
    [("0", "0"), ("0.01", "0.003"), ("10", "3"), ("39.99", "11.997"), ("40", "12"), ("40.01", "12"), ("400", "12")],
)
def test_points(value: str, expected: str) -> None:
    """With full marks of 12 at 40, each unit earns 0.3 up to there."""
    assert Proportional(full_at=40).lower(Fraction(12)).at(Fraction(value)) == Fraction(expected)


def test_thirds_stay_exact() -> None:
    """A third of the way earns exactly a third."""
    assert Proportional(full_at=3).lower(Fraction(10)).at(Fraction(1)) == Fraction(10, 3)


def test_completion_that_asks_for_more() -> None:
    """Full marks can ask for a tenth more than the target."""
    pieces = Proportional(full_at="1.1").lower(Fraction(11))
    assert [pieces.at(Fraction(share)) for share in ("1", "1.05", "1.1", "1.2")] == [10, Fraction("10.5"), 11, 11]


@pytest.mark.parametrize(("full_at", "shown"), [(0, "0"), ("-0.5", "-0.5")])
def test_not_positive(full_at: Exactable, shown: str) -> None:
    """A proportion that is full at zero or below is refused."""
    with pytest.raises(SchemeError) as error:
        Proportional(full_at=full_at)
    assert [(fault.code, fault.where, fault.value) for fault in error.value.faults] == [
        ("not_positive", "full_at", shown)
    ]
    assert str(error.value) == (
        f"1 fault in a proportional rule\n  full_at: {shown} is not above zero; give a number above zero"
    )
    assert error.value.text("zh") == f"按比例计分规则有1处差错\n  full_at：{shown}不大于零；请给出大于零的数"


def test_words() -> None:
    """The rule says its numbers in both languages."""
    assert Proportional(full_at="1.10").words(Fraction("7.5")) == Words(
        "in proportion, 7.5 at 1.1 and above", "按比例计分，达到1.1得7.5分，最高7.5分"
    )


def test_properties() -> None:
    """The rule looks at no other unit and has every property."""
    assert Proportional.properties == frozenset(Property)


def test_kind() -> None:
    """Files know the rule as `proportional`."""
    assert Proportional.kind == "proportional"
