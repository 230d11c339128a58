"""Ranges of values with a range of points inside each."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jxassess.exact import Exactable
from jxassess.faults import SchemeError
from jxassess.scheme import Band, Bands, ClosedEnd, Property
from jxassess.words import Words


def inner(low: Exactable, high: Exactable, at_low: Exactable, at_high: Exactable) -> Band:
    return Band(low=low, high=high, at_low=at_low, at_high=at_high)


def refused(*bands: Band) -> SchemeError:
    with pytest.raises(SchemeError) as error:
        Bands(bands=bands, closed=ClosedEnd.LOW)
    return error.value


def kinds(error: SchemeError) -> list[tuple[str, str, str]]:
    return [(fault.code, fault.where, fault.value) for fault in error.faults]


# Below 60 nothing; from 60 to 80 from 2 to 6; from 80 to 95 from 7 to 10; 10 from 95 on.
RISING = [Band(high=60, at_high=0), inner(60, 80, 2, 6), inner(80, 95, 7, 10), Band(low=95, at_low=10)]


@pytest.mark.parametrize(
    ("value", "closed_low", "closed_high"),
    [
        ("-5", "0", "0"),
        ("59.99", "0", "0"),
        ("60", "2", "0"),  # the jump from 0 to 2 is at 60 itself, or just above
        ("60.01", "2.002", "2.002"),  # 4 points over 20: 0.2 each
        ("70", "4", "4"),
        ("79.99", "5.998", "5.998"),
        ("80", "7", "6"),
        ("80.01", "7.002", "7.002"),  # 3 points over 15: 0.2 each
        ("90", "9", "9"),
        ("95", "10", "10"),
        ("100", "10", "10"),
    ],
)
def test_points(value: str, closed_low: str, closed_high: str) -> None:
    """Inside a band points run in a line; at a border where they jump, the scheme says to which band it belongs."""
    found = [Bands(bands=RISING, closed=closed).lower(Fraction(10)).at(Fraction(value)) for closed in ClosedEnd]
    assert found == [Fraction(closed_low), Fraction(closed_high)]


@pytest.mark.parametrize(
    ("value", "expected"),
    [("0", "10"), ("1", "10"), ("1.01", "8.99"), ("1.5", "8.5"), ("2", "8"), ("2.01", "0"), ("9", "0")],
)
def test_falling(value: str, expected: str) -> None:
    """Up to 1 case all ten, from there to 2 from nine to eight, beyond it nothing."""
    bands = [Band(high=1, at_high=10), inner(1, 2, 9, 8), Band(low=2, at_low=0)]
    assert Bands(bands=bands, closed=ClosedEnd.HIGH).lower(Fraction(10)).at(Fraction(value)) == Fraction(expected)


@pytest.mark.parametrize("closed", list(ClosedEnd))
@pytest.mark.parametrize(
    ("value", "expected"),
    [("-1", "3"), ("0", "3"), ("25", "4.5"), ("50", "6"), ("75", "8"), ("100", "10"), ("101", "10")],
)
def test_beyond_the_outer_ends(value: str, expected: str, closed: ClosedEnd) -> None:
    """Beyond an outer end that is given, the points stay as they are there."""
    rule = Bands(bands=[inner(0, 50, 3, 6), inner(50, 100, 6, 10)], closed=closed)
    assert rule.lower(Fraction(10)).at(Fraction(value)) == Fraction(expected)


@pytest.mark.parametrize("closed", list(ClosedEnd))
def test_one_band(closed: ClosedEnd) -> None:
    """A sole band is a line with level ground on both sides, or level ground alone where it has one end."""
    line = Bands(bands=[inner(10, 20, 0, 5)], closed=closed).lower(Fraction(5))
    assert [line.at(Fraction(value)) for value in (9, 10, 12, 20, 21)] == [0, 0, 1, 5, 5]
    for band in (Band(low=10, at_low=5), Band(high=10, at_high=5)):
        level = Bands(bands=[band], closed=closed).lower(Fraction(5))
        assert [level.at(Fraction(value)) for value in (9, 10, 11)] == [5, 5, 5]


def test_order_is_that_of_values() -> None:
    """Bands stay as they are written, and are written in the order of values."""
    assert Bands(bands=RISING, closed=ClosedEnd.LOW).bands == tuple(RISING)


def test_where() -> None:
    """Each piece leads back to the band behind it, and to none beyond an outer end that is given."""
    open_ends = Bands(bands=RISING, closed=ClosedEnd.LOW)
    assert [open_ends.where(i) for i in range(4)] == ["bands[0]", "bands[1]", "bands[2]", "bands[3]"]
    closed_ends = Bands(bands=[inner(0, 50, 3, 6), inner(50, 100, 6, 10)], closed=ClosedEnd.LOW)
    assert len(closed_ends.lower(Fraction(10)).segments) == 4
    assert [closed_ends.where(i) for i in range(4)] == ["", "bands[0]", "bands[1]", ""]


def test_no_band() -> None:
    """A rule without a band is refused."""
    error = refused()
    assert str(error) == (
        "1 fault in a rule of bands\n  bands: nothing stands here; give at least one entry, or leave the whole out"
    )
    assert error.text("zh") == "分段规则有1处差错\n  bands：内容为空；请至少给出一项，或整体删除"


def test_gap() -> None:
    """Values between the end of a band and the beginning of the next would earn nothing that anybody said: refused."""
    error = refused(Band(high=60, at_high=0), inner("60.5", 80, 2, 6), Band(low=80, at_low=10))
    assert kinds(error) == [("band_gap", "bands[1].low", "60.5")]
    assert str(error) == (
        "1 fault in a rule of bands\n"
        "  bands[1].low: between 60 and 60.5 no points are given; let each band begin where the one before ends"
    )
    assert error.text("zh") == (
        "分段规则有1处差错\n  bands[1].low：60至60.5之间没有得分；每一区间的起点应等于上一区间的终点"
    )


def test_overlap() -> None:
    """Values that two bands claim are refused."""
    error = refused(Band(high=60, at_high=0), inner(60, "80.01", 2, 6), Band(low=80, at_low=10))
    assert kinds(error) == [("band_overlap", "bands[2].low", "80")]
    assert error.faults[0].text() == (
        "bands[2].low: between 80 and 80.01 two bands are given; let each band begin where the one before ends"
    )
    assert error.faults[0].text("zh") == ("bands[2].low：80至80.01之间有两个区间；每一区间的起点应等于上一区间的终点")


@pytest.mark.parametrize("low", [70, "80.5"])
def test_bands_in_another_order(low: Exactable) -> None:
    """Bands written best first overlap with what stands before them, and are refused."""
    error = refused(inner(low, 90, 6, 10), inner(50, low, 0, 6))
    assert kinds(error) == [("band_overlap", "bands[1].low", "50")]


@pytest.mark.parametrize(("low", "high"), [(60, 60), ("60.0", "60.00"), (61, 60)])
def test_empty_band(low: Exactable, high: Exactable) -> None:
    """A band that ends where it begins, or before, holds no value and is refused."""
    error = refused(inner(low, high, 2, 6))
    shown = str(low).removesuffix(".0")
    assert kinds(error) == [("band_empty", "bands[0].high", "60")]
    assert error.faults[0].text() == (
        f"bands[0].high: the band ends at 60 and begins at {shown}; let low be smaller than high"
    )
    assert error.faults[0].text("zh") == f"bands[0].high：区间止于60，起于{shown}；low应小于high"


def test_open_inside() -> None:
    """Only the first band may lack its lower end, and only the last its upper one."""
    error = refused(Band(low=10, at_low=1), Band(high=40, at_high=5))
    assert kinds(error) == [("band_open", "bands[0].high", ""), ("band_open", "bands[1].low", "")]
    assert error.faults[0].text() == (
        "bands[0].high: an end of the band is left open; leave out only `low` of the first band or `high` of the last"
    )
    assert error.faults[0].text("zh") == ("bands[0].high：区间端点未设；仅首个区间可不设low，仅末个区间可不设high")


def test_open_on_both_sides() -> None:
    """A sole band without any end says nothing and is refused."""
    assert kinds(refused(Band())) == [("band_open", "bands[0].low", "")]
    assert kinds(refused(Band(at_low=1, at_high=2)))[0] == ("band_open", "bands[0].low", "")


@pytest.mark.parametrize(
    ("band", "where", "value"),
    [
        (Band(low=10, high=20, at_high=5), "bands[0].at_low", "-"),
        (Band(low=10, high=20, at_low=5), "bands[0].at_high", "-"),
        (Band(high=20, at_high=5, at_low="1.50"), "bands[0].at_low", "1.5"),
        (Band(low=10, at_low=5, at_high=7), "bands[0].at_high", "7"),
    ],
)
def test_points_without_an_end(band: Band, where: str, value: str) -> None:
    """Each end has its points, and points stand at an end."""
    error = refused(band)
    assert kinds(error) == [("band_points", where, value)]
    assert error.faults[0].text() == (
        f"{where}: points ({value}) and end of the band do not go together; "
        "give at_low with low and at_high with high, and neither without"
    )
    assert error.faults[0].text("zh") == (
        f"{where}：端点得分（{value}）与区间端点不对应；设low时设at_low，设high时设at_high，反之均不设"
    )


def test_all_faults_at_once() -> None:
    """A rule of bands reports everything that is wrong with its bands together, each at its path."""
    error = refused(
        Band(low=10, high=5, at_low=0), Band(high=30, at_low=1, at_high=2), inner(20, 40, 3, 4), inner(45, 50, 5, 6)
    )
    assert kinds(error) == [
        ("band_points", "bands[0].at_high", "-"),
        ("band_empty", "bands[0].high", "5"),
        ("band_open", "bands[1].low", ""),
        ("band_points", "bands[1].at_low", "1"),
        ("band_overlap", "bands[2].low", "20"),
        ("band_gap", "bands[3].low", "45"),
    ]


def test_words() -> None:
    """The rule says each band with the sides of its ends, and one number of points where they are level."""
    rule = Bands(bands=[*RISING[:2], inner(80, 95, 7, 7), Band(low="95.0", at_low=10)], closed=ClosedEnd.LOW)
    assert rule.words(Fraction(10)) == Words(
        "below 60: 0; at least 60 and below 80: 2 to 6; at least 80 and below 95: 7; at least 95: 10",
        "低于60得0分；不低于60且低于80得2至6分；不低于80且低于95得7分；不低于95得10分",
    )
    upper = Bands(bands=[Band(high=1, at_high=10), inner(1, 2, 9, 8), Band(low=2, at_low=0)], closed=ClosedEnd.HIGH)
    assert upper.words(Fraction(10)) == Words(
        "at most 1: 10; above 1 and at most 2: 9 to 8; above 2: 0",
        "不高于1得10分；高于1且不高于2得9至8分；高于2得0分",
    )


@pytest.mark.parametrize(
    "bands",
    [[inner(0, 80, 0, 6), Band(low=80, at_low=6)], [Band(high=80, at_high=0), inner(80, 100, 0, 6)]],
)
def test_words_of_outer_ends(bands: list[Band]) -> None:
    """Where an outer end is given, the rule says what values beyond it earn."""
    said = Bands(bands=bands, closed=ClosedEnd.LOW).words(Fraction(6))
    assert said.en.endswith("; beyond the outer ends as at them")
    assert said.zh.endswith("；两端以外按端点得分")


def test_properties() -> None:
    """The rule looks at no other unit and has every property."""
    assert Bands.properties == frozenset(Property)


def test_kind() -> None:
    """Files know the rule as `bands`, and the ends as `low` and `high`."""
    assert Bands.kind == "bands"
    assert [closed.value for closed in ClosedEnd] == ["low", "high"]
