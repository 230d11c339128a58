"""How a scheme says that intervals are made."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jxassess.exact import Exactable
from jxassess.faults import SchemeError
from jxassess.scheme import Interval, IntervalMethod, Quantile
from jxassess.words import Words


def interval(*table: tuple[int, Exactable], method: IntervalMethod = IntervalMethod.WALD) -> Interval:
    """Make an interval from degrees and quantiles."""
    return Interval(method=method, quantiles=[Quantile(degrees=d, quantile=q) for d, q in table])


def refused(*table: tuple[int, Exactable]) -> list[tuple[str, str, str]]:
    """Give code, place and value of every fault."""
    with pytest.raises(SchemeError) as error:
        interval(*table)
    return [(fault.code, fault.where, fault.value) for fault in error.value.faults]


@pytest.mark.parametrize(
    ("degrees", "expected"),
    [
        (-3, "12.706"),
        (0, "12.706"),
        (1, "12.706"),
        (2, "12.706"),
        (3, "3.182"),
        (29, "3.182"),
        (30, "2.042"),
        (900, "2.042"),
    ],
)
def test_the_quantile_of_a_sample(degrees: int, expected: str) -> None:
    """The last entry that asks for no more degrees than there are holds; below the first it is the first."""
    assert interval((1, "12.706"), (3, "3.182"), (30, "2.042")).quantile(degrees) == Fraction(expected)


def test_one_quantile_for_all() -> None:
    """A table of one entry gives the same quantile to every sample."""
    assert {interval((1, "1.96")).quantile(degrees) for degrees in range(-1, 200)} == {Fraction("1.96")}


def test_a_table_starts_at_one() -> None:
    """A table without an entry for one degree has a gap, and so has an empty one."""
    assert refused() == [("no_quantile", "quantiles", "")]
    assert refused((2, "4.303")) == [("no_quantile", "quantiles", "")]


def test_a_table_goes_upward() -> None:
    """Degrees rise from entry to entry, and quantiles do not: they would reward a smaller sample."""
    assert refused((1, "2.5"), (5, "2.5"), (5, "2.4")) == [("unordered_steps", "quantiles[2].degrees", "5")]
    assert refused((1, 3), (4, 2), (9, "2.1")) == [("rising_quantile", "quantiles[2].quantile", "2.1")]
    assert refused((2, 2), (1, 3)) == [
        ("no_quantile", "quantiles", ""),
        ("unordered_steps", "quantiles[1].degrees", "1"),
        ("rising_quantile", "quantiles[1].quantile", "3"),
    ]


def test_quantiles_may_stay() -> None:
    """Two entries with the same quantile contradict nothing."""
    assert interval((1, 2), (9, 2)).quantile(9) == 2


def test_a_quantile_of_nothing() -> None:
    """Degrees are above zero and quantiles 1 or more, and both are told."""
    with pytest.raises(SchemeError) as error:
        Quantile(degrees=0, quantile=0)
    assert [(fault.code, fault.where, fault.value) for fault in error.value.faults] == [
        ("not_positive", "degrees", "0"),
        ("small_quantile", "quantile", "0"),
    ]


@pytest.mark.parametrize("level", ["0.95", "0.999999", Fraction(2, 3)])
def test_a_level_is_no_quantile(level: Exactable) -> None:
    """A number below 1 is likely the level, and is refused; an interval may be one standard error to each side."""
    assert Quantile(degrees=1, quantile=1).quantile == 1
    with pytest.raises(SchemeError) as error:
        Quantile(degrees=1, quantile=level)
    (fault,) = error.value.faults
    assert (fault.code, fault.where) == ("small_quantile", "quantile")
    assert fault.remedy.zh == "请填写标准误的倍数，不小于1，例如置信水平0.95时为1.96；不是置信水平"


def test_an_interval_in_words() -> None:
    """An interval says its method and its quantiles, with the degrees from which they hold where there are several."""
    assert interval((1, "1.96")).words == Words(
        "estimate and quantile times standard error; quantile 1.96", "正态区间；分位数1.96"
    )
    assert interval((1, "12.706"), (30, "2.0420"), method=IntervalMethod.WILSON).words == Words(
        "Wilson's, with the effective sample size; quantile (from degrees of freedom on): 12.706 (1), 2.042 (30)",
        "威尔逊区间（有效样本量）；分位数（自由度起点）：12.706（1）、2.042（30）",
    )
