"""What rules declare about themselves is true, and what they do not declare is false in a case that is shown."""

from __future__ import annotations

import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.append(str(Path(__file__).parent))

from building import RULES, assess_values, better_of, criterion, points, points_of, read_scheme, scheme_with, table

import jxassess
from jxassess.scheme import Property, Rule

Entry = dict[str, Any]

# What a tie does to the places behind it, and what one unit more does to a mean.
NOT_SPLIT = ("relative_to_mean", "by_rank", "by_rank_falling")
CODES = ["990121", "990131", "990221", "990231"]
# Coarse, so that ties and bounds are common; panels give no more than the marks.
EXAMPLES = settings(max_examples=12)


def values_for(name: str) -> st.SearchStrategy[list[Decimal]]:
    """Draw a value for each county; the last is above zero, so that there is a mean to compare with."""
    most = 20 if RULES[name]["kind"] == "given" else 160
    some = st.integers(0, most).map(lambda half: Decimal(half) / 2)
    last = st.integers(1, most).map(lambda half: Decimal(half) / 2)
    return st.tuples(some, some, some, last).map(list)


def given_to(values: list[Decimal], codes: list[str] = CODES) -> dict[str, Entry | None]:
    """Give each county its value of the criterion under test."""
    return {code: {"tested": str(value)} for code, value in zip(codes, values, strict=True)}


def assessed(name: str, values: list[Decimal], **changes: Any) -> jxassess.Assessment:
    """Assess the counties under a rule."""
    return assess_values(scheme_with(name, CODES, **changes), given_to(values))


def rule_of(name: str) -> Rule:
    """Load a rule."""
    return read_scheme(scheme_with(name, CODES)).criterion("tested").rule


def test_every_type_of_rule_is_here() -> None:
    """The rules of these tests are of every type that a scheme knows."""
    assert {rule["kind"] for rule in RULES.values()} == {member.kind for member in Rule.__args__}


@pytest.mark.parametrize("name", RULES)
def test_what_a_rule_declares(name: str) -> None:
    """Every rule declares all three properties, but those that a unit more or less of a kind disturbs."""
    expected = set(Property) - ({Property.SPLIT} if name in NOT_SPLIT else set())
    assert rule_of(name).properties == expected


@pytest.mark.parametrize("name", RULES)
@given(data=st.data())
@EXAMPLES
def test_monotone(name: str, data: st.DataObject) -> None:
    """A better value of a county never earns it less."""
    before = data.draw(values_for(name))
    i = data.draw(st.sampled_from(range(len(CODES))))
    room = 10 if RULES[name]["kind"] == "given" else 80
    better = before.copy()
    if better_of(name) == "higher":
        better[i] = before[i] + Decimal(data.draw(st.integers(0, int(2 * (room - before[i]))))) / 2
    else:
        better[i] = before[i] - Decimal(data.draw(st.integers(0, int(2 * before[i])))) / 2
    earned = [points(assessed(name, values), CODES[i], "tested") for values in (before, better)]
    assert earned[0] <= earned[1]


def test_monotone_asks_for_values_from_zero_up() -> None:
    """Relative to the mean, a better value can earn less where another county's value lies below zero."""
    rule = RULES["relative_to_mean"] | {"base": 2}
    earned = [
        points_of(criterion("growth", 10, rule), {"990121": {"growth": own}, "990122": {"growth": -5}})["990121"]
        for own in (10, 20)
    ]
    # 2 * 10 / 2.5 = 8, and 2 * 20 / 7.5 = 16/3.
    assert earned == [8, Fraction(16, 3)]


WEIGHTS = st.integers(1, 200).map(lambda tenths: Decimal(tenths) / 10)


@pytest.mark.parametrize("name", RULES)
@given(data=st.data())
@EXAMPLES
def test_weights_scale(name: str, data: st.DataObject) -> None:
    """Weights of the tree that are all multiplied by one number leave every score as it was."""
    values = data.draw(values_for(name))
    weights = data.draw(st.tuples(*[WEIGHTS] * 6))
    factor = data.draw(WEIGHTS)
    first = assessed(name, values, weight=weights)
    second = assessed(name, values, weight=[weight * factor for weight in weights])
    assert [score.points for score in first.counties] == [score.points for score in second.counties]
    assert [city.score for city in first.cities] == [city.score for city in second.cities]


def split(name: str, values: list[Decimal], i: int) -> tuple[jxassess.Assessment, jxassess.Assessment]:
    """Assess before and after a county is split into two of half its table weight and the same value."""
    weights: dict[str, object] = {code: n for n, code in enumerate(CODES, start=1)}
    before = assess_values(scheme_with(name, CODES, weights=table(weights)), given_to(values))
    # The other half lies in the same city and in the same class.
    other = CODES[i][:5] + "9"
    halves = weights | {CODES[i]: Decimal(i + 1) / 2, other: Decimal(i + 1) / 2}
    codes = [*CODES, other]
    scheme = scheme_with(name, codes, weights=table(halves))
    return before, assess_values(scheme, given_to([*values, values[i]], codes))


@pytest.mark.parametrize("name", [name for name in RULES if name not in NOT_SPLIT])
@given(data=st.data())
@EXAMPLES
def test_split(name: str, data: st.DataObject) -> None:
    """A county split into two halves of its weight leaves everybody's points and the score of its city as they were."""
    i = data.draw(st.sampled_from(range(len(CODES))))
    before, after = split(name, data.draw(values_for(name)), i)
    earned = {code: points(before, code, "tested") for code in CODES}
    assert {code: points(after, code, "tested") for code in CODES} == earned
    assert points(after, CODES[i][:5] + "9", "tested") == earned[CODES[i]]
    assert [city.score for city in after.cities] == [city.score for city in before.cities]


def points_before_and_after(name: str, values: list[int], i: int) -> list[list[Fraction]]:
    """Give the points of all counties before and after the split of one."""
    found = split(name, [Decimal(value) for value in values], i)
    return [[points(assessment, code, "tested") for code in CODES] for assessment in found]


def test_splitting_changes_a_mean() -> None:
    """Relative to the mean, a split moves everybody: with 10, 20, 30, 40 the mean is 25, and 28 with 40 twice."""
    # 6 * x / 25 = 2.4, 4.8, 7.2, 9.6; 6 * x / 28 = 15/7, 30/7, 45/7, 60/7.
    assert points_before_and_after("relative_to_mean", [10, 20, 30, 40], 3) == [
        [Fraction("2.4"), Fraction("4.8"), Fraction("7.2"), Fraction("9.6")],
        [Fraction(15, 7), Fraction(30, 7), Fraction(45, 7), Fraction(60, 7)],
    ]


def test_splitting_pushes_places_down() -> None:
    """By rank with 1-1-3, the first split in two makes the second third: 10 - 3 becomes 10 - 6."""
    before, after = points_before_and_after("by_rank", [30, 20, 10, 5], 0)
    # Places 1, 2, 3, 4, then 1, 3, 4, 5, and nothing below 0.
    assert before == [10, 7, 4, 1]
    assert after == [10, 4, 1, 0]


def test_splitting_pushes_places_down_where_less_is_better() -> None:
    """The same inside one city where less is better: places 1 and 2 become 1 and 3."""
    before, after = points_before_and_after("by_rank_falling", [10, 20, 10, 20], 0)
    # 990131 is behind two now; in the other city nothing happened.
    assert before == [10, 7, 10, 7]
    assert after == [10, 4, 10, 7]


def test_splitting_moves_nobody_in_a_dense_ranking() -> None:
    """By rank with 1-1-2, the same split leaves the second second."""
    before, after = points_before_and_after("by_rank_dense", [30, 20, 10, 5], 0)
    assert before == after == [10, 7, 4, 1]
