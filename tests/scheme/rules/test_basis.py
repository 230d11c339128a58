"""What a rule looks at."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jxassess.scheme import Basis
from jxassess.words import Words


@pytest.mark.parametrize(
    ("basis", "value", "target", "quantity"),
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
    ],
)
def test_quantity(basis: Basis, value: str, target: str, quantity: str) -> None:
    """A rule reads the value, its exact share of the target, or its distance from the target."""
    assert basis.of(Fraction(value), Fraction(target)) == Fraction(quantity)


def test_no_share_of_nothing() -> None:
    """There is no share of a target of zero."""
    with pytest.raises(ZeroDivisionError):
        Basis.COMPLETION.of(Fraction(1), Fraction(0))


def test_needs_target() -> None:
    """The value stands for itself; share and margin need a target."""
    assert [basis for basis in Basis if basis.needs_target] == [Basis.COMPLETION, Basis.MARGIN]


def test_words() -> None:
    """Each basis is said in both languages."""
    assert {basis: basis.words for basis in Basis} == {
        Basis.VALUE: Words("value", "指标值"),
        Basis.COMPLETION: Words("completion (value / target)", "完成率（实际值/目标值）"),
        Basis.MARGIN: Words("margin (value - target)", "差额（实际值-目标值）"),
    }
