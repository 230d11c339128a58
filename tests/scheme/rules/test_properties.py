"""What can be relied on about a rule, shown on many rules, and counterexamples for what cannot."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import get_args

import pytest

from jxassess.exact import Better, Side
from jxassess.scheme import (
    COHORT_RULES,
    Among,
    Band,
    Bands,
    BetweenExtremes,
    ByClass,
    ByRank,
    ClassRule,
    ClosedEnd,
    Cohort,
    CohortRule,
    Counting,
    Deduction,
    Given,
    Level,
    Levels,
    Linear,
    PassFail,
    Pieces,
    Property,
    Proportional,
    Reference,
    RelativeToMean,
    Rule,
    Shortfall,
    Ties,
    UnitRule,
)
from jxassess.words import Words

PROVINCE = Cohort(among=Among.PROVINCE, has_carried=False)
MARKS = Fraction(12)
TRIES = 100


def number(random: Random, low: int = 0, high: int = 30) -> Fraction:
    """Draw halves, so that values meet bounds and each other."""
    return Fraction(random.randint(2 * low, 2 * high), 2)


def linear(random: Random) -> Pieces:
    low = number(random)
    return Linear(zero_at=low, full_at=low + 1 + number(random)).lower(MARKS)


def proportional(random: Random) -> Pieces:
    return Proportional(full_at=1 + number(random)).lower(MARKS)


def levels(random: Random) -> Pieces:
    bounds = sorted({number(random) for _ in range(4)})
    rising = [Level(side=Side.AT_LEAST, value=at, points=MARKS - len(bounds) + i) for i, at in enumerate(bounds, 1)]
    return Levels(levels=rising, otherwise=0).lower(MARKS)


def bands(random: Random) -> Pieces:
    ends = [0, *sorted({1 + number(random) for _ in range(3)})]
    points = sorted(number(random, 0, 12) for _ in range(2 * len(ends)))
    made = [
        Band(low=low, high=high, at_low=points[2 * i], at_high=points[2 * i + 1])
        for i, (low, high) in enumerate(pairwise(ends))
    ]
    return Bands(bands=made, closed=random.choice(list(ClosedEnd))).lower(MARKS)


def pass_fail(random: Random) -> Pieces:
    return PassFail(side=random.choice((Side.AT_LEAST, Side.ABOVE)), value=number(random)).lower(MARKS)


def deduction(random: Random) -> Pieces:
    counting, per = random.choice(list(Counting)), 1 + number(random)
    return Deduction(start=number(random), side=Shortfall.BELOW, per=per, points=1, counting=counting).lower(MARKS)


def given(_: Random) -> Pieces:
    return Given().lower(MARKS)


def by_class(random: Random) -> Pieces:
    cases = [ClassRule(unit_class=key, rule=PassFail(side=Side.AT_LEAST, value=number(random))) for key in "ab"]
    return ByClass(cases=cases).lower(MARKS, random.choice("ab"))


ONE_UNIT = [linear, proportional, levels, bands, pass_fail, deduction, given, by_class]
COHORT_DRAWS: list[Callable[[Random], CohortRule]] = [
    lambda random: RelativeToMean(base=2 + number(random, 0, 10), floor=1, cap=12, cohort=PROVINCE),
    lambda random: ByRank(step=1, floor=number(random, 0, 12), ties=Ties.DENSE, cohort=PROVINCE),
    lambda random: ByRank(step=1, floor=number(random, 0, 12), ties=Ties.COMPETITION, cohort=PROVINCE),
    lambda random: BetweenExtremes(floor=number(random, 0, 11), when_equal=11, cohort=PROVINCE),
]
COHORT_IDS = ["relative_to_mean", "by_rank_dense", "by_rank_competition", "between_extremes"]


def test_every_rule_is_shown() -> None:
    """Each kind of rule has a place in these tests."""
    drawn = {draw.__name__ for draw in ONE_UNIT} | {draw(Random(1)).kind for draw in COHORT_DRAWS}
    assert {rule.kind for rule in get_args(Rule)} == drawn
    assert set(get_args(Rule)) == set(get_args(UnitRule)) | set(get_args(CohortRule))
    assert set(COHORT_RULES) == set(get_args(CohortRule))


def test_words() -> None:
    """Each property is said in both languages."""
    assert {each: each.words for each in Property} == {
        Property.MONOTONE: Words("a better value never earns less", "指标越好得分不降"),
        Property.WEIGHT_SCALE: Words("scaling relative weights together changes nothing", "相对权重同比缩放不影响得分"),
        Property.SPLIT: Words(
            "splitting a unit into two halves of its weight changes nothing", "拆分单位并平分权重不影响得分"
        ),
    }


@pytest.mark.parametrize("rule", get_args(UnitRule), ids=lambda rule: rule.kind)
def test_one_unit_rules_have_all(rule: type[UnitRule]) -> None:
    """A rule that looks at one unit alone declares every property."""
    assert rule.properties == frozenset(Property)


@pytest.mark.parametrize("draw", ONE_UNIT, ids=lambda draw: draw.__name__)
def test_monotone(draw: Callable[[Random], Pieces]) -> None:
    """A better value never earns less, value after value."""
    random = Random(draw.__name__)
    for _ in range(TRIES):
        pieces = draw(random)
        points = [pieces.at(value) for value in sorted(number(random, -5, 40) for _ in range(20))]
        assert points == sorted(points)
        assert pieces.is_monotone(Better.HIGHER)


@pytest.mark.parametrize("draw", COHORT_DRAWS, ids=COHORT_IDS)
@pytest.mark.parametrize("better", list(Better))
def test_cohorts_are_monotone(draw: Callable[[Random], CohortRule], better: Better) -> None:
    """Among the same units a better value never earns less; only the mean rewards larger values alone."""
    random = Random(better.value)
    for _ in range(TRIES):
        rule = draw(random)
        assert Property.MONOTONE in rule.properties
        values = [1 + number(random) for _ in range(6)]
        pieces = rule.lower(MARKS, Reference(values), better)
        is_falling = better is Better.LOWER and not isinstance(rule, RelativeToMean)
        points = [pieces.at(value) for value in sorted(values, reverse=is_falling)]
        assert points == sorted(points)


@pytest.mark.parametrize("draw", COHORT_DRAWS, ids=COHORT_IDS)
@pytest.mark.parametrize("better", list(Better))
def test_getting_better(draw: Callable[[Random], CohortRule], better: Better) -> None:
    """A unit that gets better never earns less, though it moves mean, places and extremes by it."""
    random = Random(better.value)
    for _ in range(TRIES):
        rule = draw(random)
        others = [number(random, 0, 4) for _ in range(random.randint(0, 3))]
        is_falling = better is Better.LOWER and not isinstance(rule, RelativeToMean)
        own = sorted({1 + number(random, 0, 4) for _ in range(6)}, reverse=is_falling)
        points = [rule.lower(MARKS, Reference([*others, value]), better).at(value) for value in own]
        assert points == sorted(points)


def test_getting_better_beside_a_negative_value() -> None:
    """Of -1 and 2 the mean is 1 / 2, of -1 and 4 it is 3 / 2: relative to it, 4 earns less than 2 did."""
    rule = RelativeToMean(base=2, floor=0, cap=12, cohort=PROVINCE)
    assert rule.lower(MARKS, Reference([-1, 2]), Better.HIGHER).at(Fraction(2)) == 8
    assert rule.lower(MARKS, Reference([-1, 4]), Better.HIGHER).at(Fraction(4)) == Fraction(16, 3)


@pytest.mark.parametrize("draw", COHORT_DRAWS, ids=COHORT_IDS)
def test_split(draw: Callable[[Random], CohortRule]) -> None:
    """Where a rule declares it, a unit that stands twice among those compared changes nobody's points."""
    random = Random(5)
    are_same = True
    for _ in range(TRIES):
        rule = draw(random)
        values = [1 + number(random) for _ in range(5)]
        once = rule.lower(MARKS, Reference(values), Better.HIGHER)
        twice = rule.lower(MARKS, Reference([*values, values[0]]), Better.HIGHER)
        are_same = are_same and [once.at(value) for value in values] == [twice.at(value) for value in values]
    # What is not declared fails in at least one of the cases.
    assert are_same == (Property.SPLIT in draw(random).properties)


def test_split_moves_the_mean() -> None:
    """Of 4 and 8 the mean is 6; with 8 twice it is 20 / 3, so that the unit at 4 earns 3.6 of a base of 6, not 4."""
    rule = RelativeToMean(base=6, floor=0, cap=12, cohort=PROVINCE)
    assert rule.lower(MARKS, Reference([4, 8]), Better.HIGHER).at(Fraction(4)) == 4
    assert rule.lower(MARKS, Reference([4, 8, 8]), Better.HIGHER).at(Fraction(4)) == Fraction("3.6")


def test_split_takes_a_place() -> None:
    """Behind one better unit the place is the second, behind its two halves the third."""
    rule = ByRank(step=1, floor=0, ties=Ties.COMPETITION, cohort=PROVINCE)
    assert rule.lower(MARKS, Reference([4, 8]), Better.HIGHER).at(Fraction(4)) == 11
    assert rule.lower(MARKS, Reference([4, 8, 8]), Better.HIGHER).at(Fraction(4)) == 10


@pytest.mark.parametrize("draw", COHORT_DRAWS, ids=COHORT_IDS)
def test_order_of_units_says_nothing(draw: Callable[[Random], CohortRule]) -> None:
    """The order in which units are compared changes nothing."""
    random = Random(7)
    rule, values = draw(random), [1 + number(random) for _ in range(8)]
    first = rule.lower(MARKS, Reference(values), Better.HIGHER)
    for _ in range(20):
        random.shuffle(values)
        assert rule.lower(MARKS, Reference(values), Better.HIGHER) == first
