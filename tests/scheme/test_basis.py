"""What a rule looks at."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jxassess.scheme import Basis
from jxassess.words import Words


@pytest.mark.parametrize(
    ("basis", "value", "other", "quantity"),
    [
        (Basis.VALUE, "95.5", "98", "95.5"),
        (Basis.VALUE, "95.5", "0", "95.5"),
        (Basis.COMPLETION, "1500", "2000", "0.75"),
        (Basis.COMPLETION, "2100", "2000", "1.05"),
        (Basis.COMPLETION, "1", "3", "1/3"),
        (Basis.COMPLETION, "0", "7", "0"),
        (Basis.MARGIN, "95.5", "98", "-2.5"),
        (Basis.MARGIN, "98", "98", "0"),
        (Basis.MARGIN, "3", "0", "3"),
        (Basis.DIFFERENCE, "9.8", "10.3", "-0.5"),
        (Basis.DIFFERENCE, "9.8", "-0.2", "10"),
        (Basis.DIFFERENCE, "9.8", "0", "9.8"),
        (Basis.RATIO, "9", "12", "0.75"),
        (Basis.RATIO, "-3", "12", "-0.25"),
        (Basis.RATIO, "1", "3", "1/3"),
    ],
)
def test_quantity(basis: Basis, value: str, other: str, quantity: str) -> None:
    """A rule reads the value, or its exact share of target or reference, or its distance from either."""
    assert basis.of(Fraction(value), Fraction(other)) == Fraction(quantity)


@pytest.mark.parametrize("basis", [Basis.COMPLETION, Basis.RATIO])
def test_no_share_of_nothing(basis: Basis) -> None:
    """There is no share of a target or reference of zero."""
    with pytest.raises(ZeroDivisionError):
        basis.of(Fraction(1), Fraction(0))


def test_needs_target() -> None:
    """Share of the target and margin need a target; the value stands for itself."""
    assert [basis for basis in Basis if basis.needs_target] == [Basis.COMPLETION, Basis.MARGIN]


def test_needs_reference() -> None:
    """Difference and ratio need a second indicator, and no target."""
    assert [basis for basis in Basis if basis.needs_reference] == [Basis.DIFFERENCE, Basis.RATIO]


def test_values() -> None:
    """Files name the five quantities so."""
    assert [basis.value for basis in Basis] == ["value", "completion", "margin", "difference", "ratio"]


def test_words() -> None:
    """Each basis is said in both languages."""
    assert {basis: basis.words for basis in Basis} == {
        Basis.VALUE: Words("value", "指标值"),
        Basis.COMPLETION: Words("completion (value / target)", "完成率（实际值/目标值）"),
        Basis.MARGIN: Words("margin (value - target)", "差额（实际值-目标值）"),
        Basis.DIFFERENCE: Words("difference to the reference", "与参照指标之差"),
        Basis.RATIO: Words("ratio to the reference", "与参照指标之比"),
    }
