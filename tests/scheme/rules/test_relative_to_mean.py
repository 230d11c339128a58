"""Relative to the mean of all units."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jxassess.exact import Better, Exactable
from jxassess.faults import SchemeError
from jxassess.scheme import Among, Cohort, Property, Reference, RelativeToMean
from jxassess.words import Words


def relative(
    *,
    base: Exactable = "2.4",
    floor: Exactable = "1.5",
    cap: Exactable = 4,
    among: Among = Among.PROVINCE,
    has_carried: bool = False,
) -> RelativeToMean:
    cohort = Cohort(among=among, has_carried=has_carried)
    return RelativeToMean(base=base, floor=floor, cap=cap, cohort=cohort)


# At a mean of 12, one unit of value is 0.2 points; the floor is reached at 7.5 and the cap at 20.
@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("-50", "1.5"),
        ("0", "1.5"),
        ("7.49", "1.5"),
        ("7.5", "1.5"),
        ("7.51", "1.502"),
        ("11.99", "2.398"),
        ("12", "2.4"),
        ("12.01", "2.402"),
        ("16", "3.2"),
        ("19.99", "3.998"),
        ("20", "4"),
        ("20.01", "4"),
        ("999", "4"),
    ],
)
def test_points(value: str, expected: str) -> None:
    """The mean earns the base; others are scaled by their ratio to it, between floor and cap."""
    pieces = relative().lower(Fraction(4), Reference([10, 12, 14]), Better.HIGHER)
    assert pieces.at(Fraction(value)) == Fraction(expected)


def test_mean_decides() -> None:
    """The same value earns more where the others are worse."""
    rule = relative()
    assert rule.lower(Fraction(4), Reference([12, 24]), Better.HIGHER).at(Fraction(12)) == Fraction(
        "1.6"
    )  # 2.4 * 12 / 18
    assert rule.lower(Fraction(4), Reference([12, 6]), Better.HIGHER).at(Fraction(12)) == Fraction(
        "3.2"
    )  # 2.4 * 12 / 9


def test_floor_of_zero() -> None:
    """With a floor of zero points begin at the value zero."""
    pieces = relative(base=5, floor=0, cap=10).lower(Fraction(10), Reference([8]), Better.HIGHER)
    assert [pieces.at(Fraction(value)) for value in ("-1", "0", "0.08", "8", "16", "17")] == [
        0,
        0,
        Fraction("0.05"),
        5,
        10,
        10,
    ]


@pytest.mark.parametrize(("base", "codes"), [(4, ["same_values"]), (5, ["same_values", "bounds_crossed"])])
def test_no_room(base: int, codes: list[str]) -> None:
    """Where floor and cap are the same, every value would earn the same: the rule is refused."""
    with pytest.raises(SchemeError) as error:
        relative(base=base, floor=4, cap="4.0")
    assert [fault.code for fault in error.value.faults] == codes
    first = error.value.faults[0]
    assert (first.where, first.value) == ("cap", "4")
    assert first.text() == "cap: both ends are 4; give two different values"
    assert first.text("zh") == "cap：两端均为4；请给出两个不同的值"


def test_little_room() -> None:
    """However near floor and cap lie, there is a line between them."""
    pieces = relative(base=4, floor="3.999", cap=4).lower(Fraction(4), Reference([8]), Better.HIGHER)
    assert [pieces.at(Fraction(value)) for value in ("0", "7.998", "7.999", "8", "9")] == [
        Fraction("3.999"),
        Fraction("3.999"),
        Fraction("3.9995"),
        4,
        4,
    ]


@pytest.mark.parametrize(
    ("base", "floor", "cap"),
    [("1.4", "1.5", "4"), ("4.1", "1.5", "4"), ("2.4", "4", "1.5")],
)
def test_bounds_crossed(base: str, floor: str, cap: str) -> None:
    """Floor, base and cap rise in this order, or the rule is refused."""
    with pytest.raises(SchemeError) as error:
        relative(base=base, floor=floor, cap=cap)
    assert [(fault.code, fault.where) for fault in error.value.faults] == [("bounds_crossed", "base")]
    assert str(error.value) == (
        "1 fault in a rule relative to the mean\n"
        f"  base: the base of {base} lies outside {floor}..{cap}; let floor, base and cap rise in this order"
    )
    assert error.value.text("zh") == (
        f"相对均值规则有1处差错\n  base：基准分{base}不在{floor}..{cap}之内；下限、基准、上限应依次递增"
    )


def test_base_at_the_ends() -> None:
    """The base may be the floor, or the cap."""
    assert relative(base="1.5").base == Fraction("1.5")
    assert relative(base=4).base == 4


def test_base_not_positive() -> None:
    """A base of zero leaves no ratio."""
    with pytest.raises(SchemeError) as error:
        relative(base=0, floor=0)
    assert [(fault.code, fault.where) for fault in error.value.faults] == [("not_positive", "base")]
    assert error.value.faults[0].text() == "base: 0 is not above zero; give a number above zero"


def test_negative_floor() -> None:
    """A floor below zero is refused, since growth may be negative and would then earn less than nothing."""
    with pytest.raises(SchemeError) as error:
        relative(floor="-0.5")
    assert [(fault.code, fault.where, fault.value) for fault in error.value.faults] == [("negative", "floor", "-0.5")]
    assert error.value.faults[0].text() == "floor: -0.5 is below zero; give zero or more"
    assert error.value.faults[0].text("zh") == "floor：-0.5小于零；请给出不小于零的数"


def test_all_faults_at_once() -> None:
    """A rule with a negative base outside its bounds, and a negative floor that is its cap, has all four faults."""
    with pytest.raises(SchemeError) as error:
        relative(base=-2, floor=-1, cap=-1)
    assert [(fault.code, fault.where) for fault in error.value.faults] == [
        ("not_positive", "base"),
        ("negative", "floor"),
        ("same_values", "cap"),
        ("bounds_crossed", "base"),
    ]


def test_words() -> None:
    """The rule says its numbers, the comparison, and whether carried counties count, in both languages."""
    assert relative().words(Fraction(4)) == Words(
        "2.4 at the mean of the province (without carried counties), scaled by the ratio to it, 1.5 to 4",
        "达到全省（不含贫困县）均值得2.4分，按与均值之比增减，1.5至4分",
    )
    assert relative(among=Among.CITY, has_carried=True).words(Fraction(4)) == Words(
        "2.4 at the mean of its city (with carried counties), scaled by the ratio to it, 1.5 to 4",
        "达到本市（含贫困县）均值得2.4分，按与均值之比增减，1.5至4分",
    )


def test_marks_say_nothing_more() -> None:
    """What marks and rule have to do with each other shows in the pieces, so nothing more is looked for."""
    assert list(relative().marks_faults(Fraction(1))) == []


def test_properties() -> None:
    """A unit split in two moves the mean of all others, so that this alone cannot be relied on."""
    assert RelativeToMean.properties == {Property.MONOTONE, Property.WEIGHT_SCALE}


def test_kind() -> None:
    """Files know the rule as `relative_to_mean`."""
    assert RelativeToMean.kind == "relative_to_mean"
