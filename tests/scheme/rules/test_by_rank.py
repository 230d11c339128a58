"""Points by place among all units."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest

from jxassess.exact import Better, Exactable
from jxassess.faults import SchemeError
from jxassess.scheme import Among, ByRank, Cohort, Property, Reference, Ties
from jxassess.words import Words

PROVINCE = Cohort(among=Among.PROVINCE, has_carried=False)


def by_rank(
    *, step: Exactable = "0.25", floor: Exactable = 0, ties: Ties = Ties.COMPETITION, cohort: Cohort = PROVINCE
) -> ByRank:
    return ByRank(step=step, floor=floor, ties=ties, cohort=cohort)


# Places 1, 2, 2, 2, 5 of five units, or 1, 2, 2, 2, 3; a quarter less for each place.
@pytest.mark.parametrize(
    ("value", "competition", "dense"),
    [("9", "20", "20"), ("7", "19.75", "19.75"), ("4", "19", "19.5")],
)
def test_points(value: str, competition: str, dense: str) -> None:
    """The first earns all marks, each place behind a quarter less; behind a tie the scheme says how places go on."""
    reference = Reference([7, 9, 7, 4, 7])
    found = [by_rank(ties=ties).lower(Fraction(20), reference, Better.HIGHER).at(Fraction(value)) for ties in Ties]
    assert found == [Fraction(competition), Fraction(dense)]


@pytest.mark.parametrize(
    ("value", "competition", "dense"),
    [("4", "20", "20"), ("7", "19.75", "19.75"), ("9", "19", "19.5")],
)
def test_lower_is_better(value: str, competition: str, dense: str) -> None:
    """Where lower is better, the smallest value is first."""
    reference = Reference([7, 9, 7, 4, 7])
    found = [by_rank(ties=ties).lower(Fraction(20), reference, Better.LOWER).at(Fraction(value)) for ties in Ties]
    assert found == [Fraction(competition), Fraction(dense)]


@pytest.mark.parametrize("better", list(Better))
def test_between_and_beyond(better: Better) -> None:
    """A value that no unit has earns what a unit with it would: the place behind all that are strictly better."""
    pieces = by_rank(step=1).lower(Fraction(10), Reference([1, 3]), better)
    found = [pieces.at(Fraction(value)) for value in ("0.9", "1", "1.1", "2.9", "3", "3.1")]
    upward = [Fraction(points) for points in (8, 9, 9, 9, 10, 10)]
    downward = [Fraction(points) for points in (10, 10, 9, 9, 9, 8)]
    assert found == (upward if better is Better.HIGHER else downward)


@pytest.mark.parametrize("better", list(Better))
@pytest.mark.parametrize("ties", list(Ties))
def test_place(ties: Ties, better: Better) -> None:
    """A place is one more than the number of better units, or of different better quantities."""
    reference = Reference([7, 9, 7, 4, 7])
    found = [by_rank(ties=ties).place(Fraction(value), reference, better) for value in (9, 7, 4)]
    last = 3 if ties is Ties.DENSE else 5
    assert found == ([1, 2, last] if better is Better.HIGHER else [last, 2, 1])


@pytest.mark.parametrize("better", list(Better))
@pytest.mark.parametrize("ties", list(Ties))
def test_place_and_points_agree(ties: Ties, better: Better) -> None:
    """Each place behind the first takes a step."""
    rule, random = by_rank(step=1, ties=ties), Random(3)
    for _ in range(100):
        values = [Fraction(random.randint(0, 6), 2) for _ in range(random.randint(1, 8))]
        reference = Reference(values)
        pieces = rule.lower(Fraction(20), reference, better)
        assert [pieces.at(value) for value in values] == [21 - rule.place(value, reference, better) for value in values]


def test_floor() -> None:
    """Nobody earns less than the floor, however far behind."""
    pieces = by_rank(step=4, floor=3).lower(Fraction(10), Reference([1, 2, 3, 4]), Better.HIGHER)
    assert [pieces.at(Fraction(value)) for value in (4, 3, 2, 1)] == [10, 6, 3, 3]


@pytest.mark.parametrize("ties", list(Ties))
@pytest.mark.parametrize("better", list(Better))
def test_all_equal(ties: Ties, better: Better) -> None:
    """Where all are equal, all are first."""
    pieces = by_rank(ties=ties).lower(Fraction(20), Reference([5, 5, 5]), better)
    assert pieces.at(Fraction(5)) == 20


@pytest.mark.parametrize(("step", "shown"), [(0, "0"), ("-0.25", "-0.25")])
def test_step_not_positive(step: Exactable, shown: str) -> None:
    """A place that takes nothing is refused."""
    with pytest.raises(SchemeError) as error:
        by_rank(step=step)
    assert str(error.value) == (
        f"1 fault in a rule by rank\n  step: {shown} is not above zero; give a number above zero"
    )
    assert error.value.text("zh") == f"按名次计分规则有1处差错\n  step：{shown}不大于零；请给出大于零的数"


def test_all_faults_at_once() -> None:
    """A step that takes nothing and a floor below zero are both told."""
    with pytest.raises(SchemeError) as error:
        by_rank(step=0, floor="-1.5")
    assert [fault.text() for fault in error.value.faults] == [
        "step: 0 is not above zero; give a number above zero",
        "floor: -1.5 is below zero; give zero or more",
    ]
    assert error.value.faults[1].text("zh") == "floor：-1.5小于零；请给出不小于零的数"


def test_floor_above_marks() -> None:
    """A floor above the marks is a fault of the rule under these marks; a floor equal to them is none."""
    rule = by_rank(floor=12)
    assert list(rule.marks_faults(Fraction(12))) == []
    (fault,) = rule.marks_faults(Fraction("11.5"))
    assert fault.text() == (
        "floor: up to 12 points where 11.5 marks are offered [Art. 5]; let the rule earn the marks at most"
    )
    assert fault.text("zh") == "floor：最高可得12分，而分值为11.5分〔第五条〕；规则得分不得超过分值"


def test_words() -> None:
    """The rule says its numbers, the comparison and the ties in both languages."""
    assert by_rank(floor=5).words(Fraction(20)) == Words(
        "20 for the first place among the province (without carried counties), minus 0.25 for each place behind, "
        "at least 5 (competition ranking, 1-1-3)",
        "全省（不含贫困县）排名第一得20分，每后移一名扣0.25分，最低5分（并列占位（1、1、3））",
    )


def test_properties() -> None:
    """A unit split in two pushes others down where a tie takes all its places, and not where the next follows at once."""
    assert by_rank(ties=Ties.DENSE).properties == frozenset(Property)
    assert by_rank(ties=Ties.COMPETITION).properties == {Property.MONOTONE, Property.WEIGHT_SCALE}


def test_kind() -> None:
    """Files know the rule as `by_rank`, and the ties as `competition` and `dense`."""
    assert ByRank.kind == "by_rank"
    assert [ties.value for ties in Ties] == ["competition", "dense"]
    assert [ties.words for ties in Ties] == [
        Words("competition ranking, 1-1-3", "并列占位（1、1、3）"),
        Words("dense ranking, 1-1-2", "并列不占位（1、1、2）"),
    ]
