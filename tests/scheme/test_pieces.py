"""Pieces, and the proof that every rule lowers to its formula."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from random import Random

import pytest

from jxassess.exact import Better, Side
from jxassess.faults import SchemeError
from jxassess.scheme import (
    Among,
    Band,
    Bands,
    BetweenExtremes,
    ByRank,
    ClosedEnd,
    Cohort,
    Counting,
    Deduction,
    Edge,
    Given,
    Level,
    Levels,
    Linear,
    PassFail,
    Pieces,
    Proportional,
    Reference,
    RelativeToMean,
    Segment,
    Shortfall,
    Ties,
)

RULES = 200
NEAR = Fraction(1, 1000)
PROVINCE = Cohort(among=Among.PROVINCE, has_carried=False)

Formula = Callable[[Fraction], Fraction]
Sample = tuple[Pieces, Formula, list[Fraction]]


def decimal(random: Random, low: int, high: int) -> Fraction:
    """Draw a decimal with at most two places; coarse, so that bounds and values often meet."""
    scale = random.choice((1, 2, 10, 100))
    return Fraction(random.randint(low * scale, high * scale), scale)


def positive(random: Random, high: int) -> Fraction:
    return max(decimal(random, 0, high), Fraction(1, 100))


def clip(value: Fraction, low: Fraction, high: Fraction) -> Fraction:
    return max(low, min(value, high))


def linear(random: Random) -> Sample:
    marks, zero, full = positive(random, 40), decimal(random, -50, 100), decimal(random, -50, 100)
    full += zero == full
    rule = Linear(zero_at=zero, full_at=full)

    def formula(x: Fraction) -> Fraction:
        return marks * clip((x - zero) / (full - zero), Fraction(0), Fraction(1))

    return rule.lower(marks), formula, [zero, full]


def proportional(random: Random) -> Sample:
    marks, full = positive(random, 40), random.choice((Fraction(1), positive(random, 100)))
    rule = Proportional(full_at=full)
    return rule.lower(marks), lambda x: marks * clip(x / full, Fraction(0), Fraction(1)), [Fraction(0), full]


def given(random: Random) -> Sample:
    marks = positive(random, 40)
    return Given().lower(marks), lambda x: clip(x, Fraction(0), marks), [Fraction(0), marks]


COMPARE: dict[Side, Callable[[Fraction, Fraction], bool]] = {
    Side.AT_LEAST: lambda x, bound: x >= bound,
    Side.ABOVE: lambda x, bound: x > bound,
    Side.AT_MOST: lambda x, bound: x <= bound,
    Side.BELOW: lambda x, bound: x < bound,
}


def pass_fail(random: Random) -> Sample:
    marks, bound, side = positive(random, 40), decimal(random, -50, 100), random.choice(list(Side))
    rule = PassFail(side=side, value=bound)
    return rule.lower(marks), lambda x: marks if COMPARE[side](x, bound) else Fraction(0), [bound]


def levels(random: Random) -> Sample:
    upward = random.random() < 0.5
    sides = (Side.AT_LEAST, Side.ABOVE) if upward else (Side.AT_MOST, Side.BELOW)
    bounds = {(decimal(random, -20, 20), random.choice(sides)) for _ in range(random.randint(1, 6))}
    # Loosest first; at one bound the open side is the stricter one.
    order = sorted(bounds, key=lambda b: (b[0] if upward else -b[0], b[1] in (Side.ABOVE, Side.BELOW)))
    earned = sorted({decimal(random, 0, 40) for _ in range(50)})[: len(order) + 1]
    otherwise, rest = earned[0], earned[1:]
    made = [Level(side=side, value=at, points=won) for (at, side), won in zip(order, rest, strict=True)]
    random.shuffle(made)
    rule = Levels(levels=made, otherwise=otherwise)

    def formula(x: Fraction) -> Fraction:
        return max([level.points for level in made if COMPARE[level.side](x, level.value)], default=otherwise)

    return rule.lower(rest[-1]), formula, [at for at, _ in order]


COUNT: dict[Counting, Callable[[Fraction], Fraction]] = {
    Counting.PROPORTIONAL: lambda units: units,
    Counting.BEGUN: lambda units: Fraction(ceil(units)),
    Counting.WHOLE: lambda units: Fraction(floor(units)),
}


def deduction(random: Random) -> Sample:
    start, per, points = decimal(random, -50, 100), positive(random, 10), positive(random, 5)
    side, counting = random.choice(list(Shortfall)), random.choice(list(Counting))
    marks = positive(random, 20)
    rule = Deduction(start=start, side=side, per=per, points=points, counting=counting)

    def formula(x: Fraction) -> Fraction:
        beyond = start - x if side is Shortfall.BELOW else x - start
        return marks if beyond <= 0 else max(Fraction(0), marks - points * COUNT[counting](beyond / per))

    away = -1 if side is Shortfall.BELOW else 1
    steps = [start + away * per * k for k in range(min(ceil(marks / points), 30) + 2)]
    return rule.lower(marks), formula, [*steps, start + away * per * marks / points]


def relative_to_mean(random: Random) -> Sample:
    least, base, most = sorted([decimal(random, 0, 20), positive(random, 20), decimal(random, 0, 20)])
    base = max(base, Fraction(1, 100))
    # A floor that is its cap leaves no room and is refused.
    most = max(base, most, least + Fraction(1, 100))
    values = [positive(random, 100) for _ in range(random.randint(1, 8))]
    mean = sum(values, Fraction(0)) / len(values)
    rule = RelativeToMean(base=base, floor=least, cap=most, cohort=PROVINCE)
    edges = [least * mean / base, mean, most * mean / base]
    better = random.choice(list(Better))
    return rule.lower(most, Reference(values), better), lambda x: clip(x * base / mean, least, most), edges


def by_rank(random: Random) -> Sample:
    marks, step, ties = positive(random, 40), positive(random, 10), random.choice(list(Ties))
    least, better = clip(decimal(random, 0, 20), Fraction(0), marks), random.choice(list(Better))
    values = [decimal(random, 0, 6) for _ in range(random.randint(1, 8))]
    rule = ByRank(step=step, floor=least, ties=ties, cohort=PROVINCE)

    def formula(x: Fraction) -> Fraction:
        ahead = [value for value in values if (value > x if better is Better.HIGHER else value < x)]
        return max(least, marks - step * len(set(ahead) if ties is Ties.DENSE else ahead))

    return rule.lower(marks, Reference(values), better), formula, values


def between_extremes(random: Random) -> Sample:
    marks = positive(random, 40)
    least, equal = sorted(clip(decimal(random, 0, 20), Fraction(0), marks) for _ in range(2))
    values, better = [decimal(random, 0, 6) for _ in range(random.randint(1, 4))], random.choice(list(Better))
    rule = BetweenExtremes(floor=least, when_equal=equal, cohort=PROVINCE)
    best, worst = (max(values), min(values)) if better is Better.HIGHER else (min(values), max(values))

    def formula(x: Fraction) -> Fraction:
        if best == worst:
            return equal
        return least + (marks - least) * clip((x - worst) / (best - worst), Fraction(0), Fraction(1))

    return rule.lower(marks, Reference(values), better), formula, values


def bands(random: Random) -> Sample:
    marks, closed = positive(random, 40), random.choice(list(ClosedEnd))
    ends = sorted({decimal(random, -20, 20) for _ in range(random.randint(2, 6))} | {Fraction(21)})
    has_low, has_high = random.random() < 0.5, random.random() < 0.5
    has_high = has_high or (len(ends) == 2 and not has_low)
    made: list[Band] = []
    for i, (low, high) in enumerate(pairwise(ends)):
        is_lowest, is_highest = i == 0 and not has_low, i == len(ends) - 2 and not has_high
        start, end = decimal(random, 0, 40), decimal(random, 0, 40)
        made.append(
            Band(
                low=None if is_lowest else low,
                at_low=None if is_lowest else start,
                high=None if is_highest else high,
                at_high=None if is_highest else end,
            )
        )
    rule = Bands(bands=made, closed=closed)
    return rule.lower(marks), lambda x: in_bands(made, closed, x), ends


def in_bands(made: list[Band], closed: ClosedEnd, x: Fraction) -> Fraction:
    """Find the band of a value, one after the other, and the points on its line."""
    first, last = made[0], made[-1]
    for band in made:
        low, high = band.low, band.high
        is_above = low is None or x > low or (x == low and closed is ClosedEnd.LOW)
        is_below = high is None or x < high or (x == high and closed is ClosedEnd.HIGH)
        if is_above and is_below:
            if low is None or high is None:
                return band.at_low if band.at_low is not None else band.at_high
            return (band.at_low * (high - x) + band.at_high * (x - low)) / (high - low)
    return first.at_low if first.low is not None and x <= first.low else last.at_high


DRAWS = [
    linear,
    proportional,
    given,
    pass_fail,
    levels,
    bands,
    deduction,
    relative_to_mean,
    by_rank,
    between_extremes,
]


@pytest.mark.parametrize("draw", DRAWS, ids=lambda draw: draw.__name__)
def test_rules_keep_their_formula(draw: Callable[[Random], Sample]) -> None:
    """The pieces of a rule earn what its plain formula says, at every edge, beside it, and everywhere else."""
    random = Random(draw.__name__)
    tried = 0
    for _ in range(RULES):
        pieces, formula, edges = draw(random)
        beside = [edge + step for edge in edges for step in (-NEAR, Fraction(0), NEAR)]
        for value in (*beside, *(decimal(random, -120, 220) for _ in range(20))):
            assert pieces.at(value) == formula(value), (pieces, value)
            tried += 1
    assert tried > 20 * RULES


def test_empty_edges() -> None:
    """Pieces without an edge are one line everywhere."""
    pieces = Pieces([], [Segment(2, 1)])
    assert [pieces.at(Fraction(value)) for value in (-3, 0, 3)] == [-5, 1, 7]


STEP = Segment(0, 1)


@pytest.mark.parametrize(
    ("edges", "segments"),
    [
        ([], []),
        ([], [STEP, STEP]),
        ([Edge(1, is_upper=True)], [STEP]),
        ([Edge(1, is_upper=True)], [STEP, STEP, STEP]),
        ([Edge(2, is_upper=True), Edge(1, is_upper=True)], [STEP, STEP, STEP]),
        ([Edge(1, is_upper=True), Edge("1.0", is_upper=True)], [STEP, STEP, STEP]),
        ([Edge(1, is_upper=False), Edge(1, is_upper=True)], [STEP, STEP, STEP]),
        ([Edge(1, is_upper=True), Edge(3, is_upper=True), Edge(2, is_upper=True)], [STEP] * 4),
    ],
    ids=["nothing", "two_lines", "too_few", "too_many", "falling", "repeated", "wrong_way_at_one_value", "late"],
)
def test_no_function(edges: list[Edge], segments: list[Segment]) -> None:
    """Edges out of order, and any other number of segments than one more than edges, make no function."""
    with pytest.raises(SchemeError) as error:
        Pieces(edges, segments)
    (fault,) = error.value.faults
    number = len(segments)
    assert (fault.code, fault.where, fault.value) == ("bad_pieces", "segments", str(number))
    assert fault.text() == (
        f"segments: {number} segments with these edges are no function; "
        "give edges in order and one segment more than edges"
    )
    assert fault.text("zh") == f"segments：{number}段与所给分界不构成函数；分界须递增，段数须比分界多一"


def test_one_value_between_edges() -> None:
    """Two edges at one value leave that value a segment of its own, whichever stands first in the order of keys."""
    pieces = Pieces([Edge(5, is_upper=True), Edge(5, is_upper=False)], [Segment(0, 1), Segment(0, 2), Segment(0, 3)])
    assert [pieces.at(Fraction(value)) for value in ("4.999", "5", "5.001")] == [1, 2, 3]
    assert Edge(5, is_upper=True).key < Edge(5, is_upper=False).key < Edge("5.1", is_upper=True).key


# 0 up to and with 10, then from 3 rising by 1 for each unit to below 20, then 9.
SAW = Pieces([Edge(10, is_upper=False), Edge(20, is_upper=True)], [Segment(0, 0), Segment(1, -7), Segment(0, 9)])


@pytest.mark.parametrize(
    ("low", "high", "least", "most"),
    [
        (None, None, 0, 13),  # just above 10 it is near 3, just below 20 near 13
        (0, 10, 0, 0),  # 10 itself still earns nothing
        (10, None, 0, 13),
        (11, 19, 4, 12),
        (11, 20, 4, 13),  # near 13, though 20 itself earns 9
        (20, None, 9, 9),
        (20, 20, 9, 9),
        (10, 10, 0, 0),
        (21, 30, 9, 9),
        (None, 5, 0, 0),
        (12, 12, 5, 5),
    ],
)
def test_extremes(low: int | None, high: int | None, least: int, most: int) -> None:
    """The least and the largest points of a range count what values inside it earn or come near to."""
    bounds = (None if bound is None else Fraction(bound) for bound in (low, high))
    assert SAW.extremes(*bounds) == (Fraction(least), Fraction(most))


@pytest.mark.parametrize(
    ("low", "high", "unreached"),
    [
        (None, None, []),
        (0, 100, []),
        (0, 10, [1, 2]),  # 10 itself lies on the first segment
        ("10.01", 100, [0]),
        (10, 19, [2]),
        (11, 20, [0]),  # 20 itself lies on the last
        (20, None, [0, 1]),
        (None, 5, [1, 2]),
        (12, 12, [0, 2]),
    ],
)
def test_unreached(low: int | None, high: int | None, unreached: list[int]) -> None:
    """A segment is unreached where no value of a range lies on it."""
    bounds = (None if bound is None else Fraction(bound) for bound in (low, high))
    assert list(SAW.unreached(*bounds)) == unreached


def test_monotone_by_hand() -> None:
    """A drop at an edge, or a segment that falls, breaks the better direction; level ground does not."""
    assert not SAW.is_monotone(Better.HIGHER)  # drops from 13 to 9 at 20
    assert not SAW.is_monotone(Better.LOWER)
    stairs = Pieces([Edge(1, is_upper=True)], [Segment(0, 0), Segment(0, 5)])
    assert stairs.is_monotone(Better.HIGHER)
    assert not stairs.is_monotone(Better.LOWER)
    falling = Pieces([], [Segment(-1, 0)])
    assert falling.is_monotone(Better.LOWER)
    assert not falling.is_monotone(Better.HIGHER)
    level = Pieces([], [Segment(0, 4)])
    assert level.is_monotone(Better.HIGHER)
    assert level.is_monotone(Better.LOWER)


def random_pieces(random: Random) -> Pieces:
    """Draw pieces with edges at whole numbers from 0 to 6, flat outside and at single values."""
    keys = sorted({(random.randint(0, 6), random.random() < 0.5) for _ in range(random.randint(1, 5))})
    edges = [Edge(at, is_upper=not is_lower) for at, is_lower in keys]
    segments = [Segment(random.choice((-1, 0, 0, 1, 2)), random.randint(-3, 6)) for _ in range(len(edges) - 1)]
    for i, (left, right) in enumerate(pairwise(edges)):
        if left.at == right.at:
            segments[i] = Segment(0, segments[i].intercept)
    ends = [Segment(0, random.randint(-3, 6)) for _ in range(2)]
    if random.random() < 0.5:
        # Sorted steps, so that monotone pieces are drawn as well.
        steps = sorted((random.randint(0, 6) for _ in range(len(edges) + 1)), reverse=random.random() < 0.5)
        return Pieces(edges, [Segment(0, step) for step in steps])
    return Pieces(edges, [ends[0], *segments, ends[1]])


def walk(pieces: Pieces, low: int, high: int) -> Iterator[Fraction]:
    """Give the points along a range in order: at each whole number, and just after and before it.

    Between whole numbers there is one line, and two values on it tell where it comes from and goes to.
    """
    for left in range(low, high):
        first, second = (pieces.at(left + Fraction(third, 3)) for third in (1, 2))
        yield from (pieces.at(Fraction(left)), 2 * first - second, 2 * second - first)
    yield pieces.at(Fraction(high))


def test_extremes_against_brute_force() -> None:
    """On thousands of random pieces and ranges the extremes are those found by walking the range."""
    random = Random(20190331)
    for _ in range(1500):
        pieces = random_pieces(random)
        for low, high in ((None, None), (None, 3), (3, None), sorted((random.randint(-1, 7), random.randint(-1, 7)))):
            found = list(walk(pieces, -2 if low is None else low, 8 if high is None else high))
            bounds = (None if bound is None else Fraction(bound) for bound in (low, high))
            assert pieces.extremes(*bounds) == (min(found), max(found)), (pieces, low, high)


def test_monotone_against_brute_force() -> None:
    """On thousands of random pieces the direction is the one found by walking them from end to end."""
    random = Random(20200331)
    seen: dict[tuple[bool, bool], int] = {}
    for _ in range(4000):
        pieces = random_pieces(random)
        points = list(walk(pieces, -1, 7))
        rises = all(after >= before for before, after in pairwise(points))
        falls = all(after <= before for before, after in pairwise(points))
        assert (pieces.is_monotone(Better.HIGHER), pieces.is_monotone(Better.LOWER)) == (rises, falls), pieces
        seen[rises, falls] = seen.get((rises, falls), 0) + 1
    assert len(seen) == 4
    assert min(seen.values()) > 50
