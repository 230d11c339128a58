"""Pass or fail."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jxassess.exact import Side
from jxassess.scheme import Basis, PassFail
from jxassess.words import Words


@pytest.mark.parametrize(
    ("side", "below", "at", "above"),
    [
        (Side.AT_LEAST, 0, 20, 20),
        (Side.ABOVE, 0, 0, 20),
        (Side.AT_MOST, 20, 20, 0),
        (Side.BELOW, 20, 0, 0),
    ],
)
def test_points(side: Side, below: int, at: int, above: int) -> None:
    """Full marks on the side that passes, none on the other; the side says where 3 % itself lies."""
    pieces = PassFail(side=side, value=3).lower(Fraction(20))
    assert [pieces.at(Fraction(value)) for value in ("2.99", "3", "3.01")] == [below, at, above]
    assert [pieces.at(Fraction(value)) for value in ("-1000", "1000")] == [below, above]


@pytest.mark.parametrize(("value", "expected"), [("1999", 0), ("2000", 15), ("2001", 15)])
def test_zero_tolerance(value: str, expected: int) -> None:
    """One person short of the target earns nothing where all of the plan is asked for."""
    rule = PassFail(side=Side.AT_LEAST, value=1)
    assert rule.lower(Fraction(15)).at(Basis.COMPLETION.of(Fraction(value), Fraction(2000))) == expected


@pytest.mark.parametrize(("value", "expected"), [("97.99", 0), ("98", 0), ("98.01", 5)])
def test_margin(value: str, expected: int) -> None:
    """Above a margin of zero means above the target."""
    rule = PassFail(side=Side.ABOVE, value=0)
    assert rule.lower(Fraction(5)).at(Basis.MARGIN.of(Fraction(value), Fraction(98))) == expected


def test_words() -> None:
    """The rule says side, bound and marks in both languages."""
    assert PassFail(side=Side.BELOW, value="3.0").words(Fraction(20)) == Words(
        "below 3: 20, else none", "低于3得20分，否则不得分"
    )
    assert PassFail(side=Side.AT_LEAST, value=1).words(Fraction("7.5")) == Words(
        "at least 1: 7.5, else none", "不低于1得7.5分，否则不得分"
    )


def test_kind() -> None:
    """Files know the rule as `pass_fail`."""
    assert PassFail.kind == "pass_fail"
