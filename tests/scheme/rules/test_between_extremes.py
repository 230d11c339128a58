"""Between the smallest and the largest value of all units."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jxassess.exact import Better, Exactable
from jxassess.faults import SchemeError
from jxassess.scheme import Among, BetweenExtremes, Cohort, Property, Reference
from jxassess.words import Words


def between(floor: Exactable = 0, when_equal: Exactable = 10) -> BetweenExtremes:
    return BetweenExtremes(floor=floor, when_equal=when_equal, cohort=Cohort(among=Among.CITY, has_carried=True))


# From 2 to 7 there are 5: with a floor of 4 of 10 marks, each unit of value is 1.2 points.
@pytest.mark.parametrize(
    ("value", "higher", "lower"),
    [
        ("1", "4", "10"),
        ("2", "4", "10"),
        ("2.5", "4.6", "9.4"),
        ("4", "6.4", "7.6"),
        ("7", "10", "4"),
        ("8", "10", "4"),
    ],
)
def test_points(value: str, higher: str, lower: str) -> None:
    """The best earns all marks, the worst the floor, the others in proportion between; better may be smaller."""
    reference = Reference([4, 7, 2, 7])
    found = [between(4).lower(Fraction(10), reference, better).at(Fraction(value)) for better in Better]
    assert found == [Fraction(higher), Fraction(lower)]


def test_thirds_stay_exact() -> None:
    """A third of the way earns exactly a third."""
    assert between().lower(Fraction(10), Reference([0, 3]), Better.HIGHER).at(Fraction(1)) == Fraction(10, 3)


@pytest.mark.parametrize("better", list(Better))
@pytest.mark.parametrize("values", [[5], [5, "5.0", 5]])
def test_all_equal(values: list[Exactable], better: Better) -> None:
    """Where all units are equal, or one stands alone, the scheme says what they earn."""
    pieces = between(4, "8.5").lower(Fraction(10), Reference(values), better)
    assert pieces.at(Fraction(5)) == Fraction("8.5")


def test_all_faults_at_once() -> None:
    """A floor and points below zero are both told."""
    with pytest.raises(SchemeError) as error:
        between("-0.5", "-0.5")
    assert str(error.value) == (
        "2 faults in a rule between extremes\n"
        "  floor: -0.5 is below zero; give zero or more\n"
        "  when_equal: -0.5 is below zero; give zero or more"
    )
    assert error.value.text("zh") == (
        "极差计分规则有2处差错\n  floor：-0.5小于零；请给出不小于零的数\n  when_equal：-0.5小于零；请给出不小于零的数"
    )


def test_equal_below_the_floor() -> None:
    """Fewer points for all being equal than for being the worst would punish a unit that comes level with the rest."""
    assert between(4, 4).when_equal == 4
    with pytest.raises(SchemeError) as error:
        between(4, "3.99")
    assert [fault.text() for fault in error.value.faults] == [
        "when_equal: 3.99 points where all are equal, and 4 for the worst [Art. 5]; give at least the floor"
    ]
    assert error.value.faults[0].text("zh") == (
        "when_equal：全部相同得3.99分，低于最差单位的4分〔第五条〕；不应低于floor"
    )


def test_above_marks() -> None:
    """Floor and points above the marks are faults of the rule under these marks; as many as the marks are not."""
    assert list(between(10, 10).marks_faults(Fraction(10))) == []
    first, second = between(11, "11.5").marks_faults(Fraction(10))
    assert first.text() == (
        "floor: up to 11 points where 10 marks are offered [Art. 5]; let the rule earn the marks at most"
    )
    assert second.text("zh") == "when_equal：最高可得11.5分，而分值为10分〔第五条〕；规则得分不得超过分值"


def test_words() -> None:
    """The rule says its numbers and the comparison in both languages."""
    assert between(2, "7.50").words(Fraction(10)) == Words(
        "best of its city (with carried counties) 10, worst 2, in proportion between; 7.5 where all are equal",
        "本市（含贫困县）最优得10分，最差得2分，其间按比例计分；全部相同的得7.5分",
    )


def test_properties() -> None:
    """A unit split in two has the values that it had, so that the extremes stay; the rule has every property."""
    assert BetweenExtremes.properties == frozenset(Property)


def test_kind() -> None:
    """Files know the rule as `between_extremes`."""
    assert BetweenExtremes.kind == "between_extremes"
