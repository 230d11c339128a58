"""Fixed points for the strictest level that is reached."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

import pytest

from jxassess.exact import Exactable, Side
from jxassess.faults import SchemeError
from jxassess.scheme import Basis, Edge, Level, Levels
from jxassess.words import Words


def level(side: Side, value: Exactable, points: Exactable) -> Level:
    return Level(side=side, value=value, points=points)


def refused(levels: list[Level], otherwise: Exactable) -> SchemeError:
    with pytest.raises(SchemeError) as error:
        Levels(levels=levels, otherwise=otherwise)
    return error.value


UPWARD = [level(Side.AT_LEAST, 95, 6), level(Side.ABOVE, 98, 10), level(Side.AT_LEAST, 98, 8)]
DOWNWARD = [level(Side.BELOW, 3, 7), level(Side.AT_MOST, 1, 12), level(Side.AT_MOST, 3, 5)]


@pytest.mark.parametrize(
    ("value", "expected"),
    [("0", 1), ("94.99", 1), ("95", 6), ("95.01", 6), ("97.99", 6), ("98", 8), ("98.01", 10), ("100", 10)],
)
def test_upward(value: str, expected: int) -> None:
    """The strictest level reached decides, whatever the order of input; 98 itself has a level of its own."""
    rule = Levels(levels=UPWARD, otherwise=1)
    assert rule.lower(Fraction(10)).at(Fraction(value)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("-5", 12), ("0.99", 12), ("1", 12), ("1.01", 7), ("2.99", 7), ("3", 5), ("3.01", 0), ("9", 0)],
)
def test_downward(value: str, expected: int) -> None:
    """Levels can ask for small values; at 3 the level that still holds the bound is reached."""
    rule = Levels(levels=DOWNWARD, otherwise=0)
    assert rule.lower(Fraction(12)).at(Fraction(value)) == expected


@pytest.mark.parametrize(
    ("side", "below", "at", "above"),
    [
        (Side.AT_LEAST, 0, 4, 4),
        (Side.ABOVE, 0, 0, 4),
        (Side.AT_MOST, 4, 4, 0),
        (Side.BELOW, 4, 0, 0),
    ],
)
def test_sides(side: Side, below: int, at: int, above: int) -> None:
    """Each side says to which part the bound itself belongs."""
    pieces = Levels(levels=[level(side, 60, 4)], otherwise=0).lower(Fraction(4))
    assert [pieces.at(Fraction(value)) for value in ("59.99", "60", "60.01")] == [below, at, above]


@pytest.mark.parametrize(
    ("basis", "first", "second", "value", "target", "expected"),
    [
        (Basis.COMPLETION, "0.9", "1", "90", "100", 6),
        (Basis.COMPLETION, "0.9", "1", "89", "100", 0),
        (Basis.COMPLETION, "0.9", "1", "100", "100", 10),
        (Basis.MARGIN, "-2", "0", "96", "98", 6),
        (Basis.MARGIN, "-2", "0", "95.99", "98", 0),
        (Basis.MARGIN, "-2", "0", "98", "98", 10),
    ],
)
def test_against_a_target(basis: Basis, first: str, second: str, value: str, target: str, expected: int) -> None:
    """Levels can stand on the share of the target, or on the distance from it."""
    levels = [level(Side.AT_LEAST, first, 6), level(Side.AT_LEAST, second, 10)]
    rule = Levels(levels=levels, otherwise=0)
    assert rule.lower(Fraction(10)).at(basis.of(Fraction(value), Fraction(target))) == expected


def test_edge_of_a_level() -> None:
    """At least and below give the bound to the upper part, above and at most to the lower one."""
    assert {side: level(side, 3, 1).edge for side in Side} == {
        Side.AT_LEAST: Edge(3, is_upper=True),
        Side.ABOVE: Edge(3, is_upper=False),
        Side.AT_MOST: Edge(3, is_upper=False),
        Side.BELOW: Edge(3, is_upper=True),
    }


def test_no_level() -> None:
    """A rule without a level is refused."""
    error = refused([], 0)
    assert [(fault.code, fault.where) for fault in error.faults] == [("empty", "levels")]
    assert str(error) == (
        "1 fault in a rule of levels\n  levels: nothing stands here; give at least one entry, or leave the whole out"
    )
    assert error.text("zh") == "分档规则有1处差错\n  levels：内容为空；请至少给出一项，或整体删除"


def test_mixed_sides() -> None:
    """Levels that look to both sides have no order and are refused."""
    error = refused([level(Side.AT_LEAST, 98, 10), level(Side.BELOW, 95, 6)], 0)
    assert [(fault.code, fault.where, fault.value) for fault in error.faults] == [
        ("mixed_sides", "levels", "below, at_least")
    ]
    assert error.faults[0].text() == (
        "levels: levels look to both sides (below, at_least); use at_least and above, or at_most and below, in one rule"
    )
    assert error.faults[0].text("zh") == (
        "levels：各档方向不一致（below, at_least）；同一规则中只用at_least、above，或只用at_most、below"
    )


def test_both_bounds_of_one_side_mix() -> None:
    """At least and above, or at most and below, may stand in one rule."""
    assert len(Levels(levels=UPWARD, otherwise=0).levels) == 3
    assert len(Levels(levels=DOWNWARD, otherwise=0).levels) == 3


def test_one_bound_twice() -> None:
    """One bound with two numbers of points is refused, however the bound is written."""
    error = refused([level(Side.AT_LEAST, 95, 6), level(Side.AT_LEAST, "98.0", 10), level(Side.AT_LEAST, 98, 8)], 0)
    assert [(fault.code, fault.where) for fault in error.faults] == [("repeated", "levels[1]")]
    assert error.faults[0].text() == "levels[1]: 98 stands here twice; keep one of them"
    assert error.faults[0].text("zh") == "levels[1]：98重复；请只保留一个"


@pytest.mark.parametrize(("points", "shown"), [(10, "10"), ("10.5", "10.5")])
def test_less_strict_level_earns_no_less(points: Exactable, shown: str) -> None:
    """A less strict level that earns as much as the stricter one, or more, is refused."""
    error = refused([level(Side.AT_LEAST, 95, points), level(Side.AT_LEAST, 98, 10)], 0)
    assert [(fault.code, fault.where) for fault in error.faults] == [("unordered_points", "levels[1].points")]
    assert error.faults[0].text() == (
        f"levels[1].points: {shown} points are not fewer than those of the stricter level; "
        "let a less strict level earn less"
    )
    assert error.faults[0].text("zh") == f"levels[1].points：得分{shown}不少于更严一档；较宽的一档应得分较少"


def test_stricter_below() -> None:
    """For small values the smaller bound is the stricter one."""
    error = refused([level(Side.AT_MOST, 1, 5), level(Side.AT_MOST, 3, 8)], 0)
    assert [(fault.code, fault.where, fault.value) for fault in error.faults] == [
        ("unordered_points", "levels[1].points", "8")
    ]


@pytest.mark.parametrize("otherwise", [6, 7])
def test_the_rest_earns_no_less(otherwise: int) -> None:
    """What reaches no level must earn less than the last level."""
    error = refused([level(Side.AT_LEAST, 98, 10), level(Side.AT_LEAST, 95, 6)], otherwise)
    assert [(fault.code, fault.where, fault.value) for fault in error.faults] == [
        ("unordered_points", "otherwise", str(otherwise))
    ]


def test_all_faults_at_once() -> None:
    """A rule of levels reports every fault of its staircase together."""
    levels = [
        level(Side.AT_LEAST, 98, 10),
        level(Side.AT_LEAST, 98, 10),
        level(Side.AT_LEAST, 95, 10),
        level(Side.AT_LEAST, 90, 12),
    ]
    error = refused(levels, 12)
    assert [(fault.code, fault.where) for fault in error.faults] == [
        ("repeated", "levels[1]"),
        ("unordered_points", "levels[2].points"),
        ("unordered_points", "levels[3].points"),
        ("unordered_points", "otherwise"),
    ]


def test_order_says_nothing() -> None:
    """The order in which levels are written changes nothing; they are kept strictest first."""
    one = Levels(levels=UPWARD, otherwise=1)
    assert one == Levels(levels=UPWARD[::-1], otherwise=1)
    assert [(made.side, made.value) for made in one.levels] == [
        (Side.ABOVE, Fraction(98)),
        (Side.AT_LEAST, Fraction(98)),
        (Side.AT_LEAST, Fraction(95)),
    ]
    other = Levels(levels=DOWNWARD, otherwise=0)
    assert other == Levels(levels=DOWNWARD[::-1], otherwise=0)
    assert [made.points for made in other.levels] == [12, 7, 5]
    for order in permutations(UPWARD):
        assert Levels(levels=order, otherwise=1).levels == one.levels
    for order in permutations(DOWNWARD):
        assert Levels(levels=order, otherwise=0).levels == other.levels


def test_words() -> None:
    """The rule says its levels, the strictest first, in both languages."""
    assert Levels(levels=UPWARD, otherwise=1).words(Fraction(10)) == Words(
        "above 98: 10; at least 98: 8; at least 95: 6; otherwise 1",
        "高于98得10分；不低于98得8分；不低于95得6分；其余得1分",
    )
    assert Levels(levels=DOWNWARD, otherwise="0.5").words(Fraction(12)) == Words(
        "at most 1: 12; below 3: 7; at most 3: 5; otherwise 0.5",
        "不高于1得12分；低于3得7分；不高于3得5分；其余得0.5分",
    )


def test_words_of_a_level() -> None:
    """A level says side, bound and points in both languages."""
    assert level(Side.AT_MOST, "2.50", 3).words == Words("at most 2.5: 3", "不高于2.5得3分")


def test_kind() -> None:
    """Files know the rule as `levels`."""
    assert Levels.kind == "levels"
