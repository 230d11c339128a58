"""Ratios: quotients of two columns, on, next to and far from edges."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.append(str(Path(__file__).parent))

from engine import DECIMALS, Y, column, filled, fractions, grid_of, ratios, table_of

from jxassess.arrays._block import Block, whole_block
from jxassess.arrays._grids import Quotient
from jxassess.arrays._ratios import Ratio
from jxassess.scheme import Edge, Pieces, Segment
from jxassess.scheme._pieces import clipped, flat, pieces_of

ZERO, ONE = Fraction(0), Fraction(1)
MOST = 2**63 - 1
NUMBERS = st.one_of(
    st.integers(0, 1000), st.integers(-MOST, MOST), st.integers(2**53, 2**53 + 9), st.sampled_from([0, 1, MOST])
)
DIVISORS = st.one_of(st.integers(1, 1000), st.integers(1, MOST), st.integers(2**53, 2**53 + 9))
EDGES = st.one_of(
    st.sampled_from([ZERO, ONE, Fraction(1, 3), Fraction(9, 10), Fraction(1, 10**15), Fraction(10**15), Fraction(-1)]),
    fractions(10),
    fractions(2**62),
)


def divided(tops: Sequence[int], bottoms: Sequence[int], places: tuple[int, int] = (0, 0)) -> tuple[Quotient, Block]:
    """Make a quotient of two columns and a block of its units."""
    table = table_of(column(tops, places=places[0]), column(bottoms, Y, places=places[1]))
    return Quotient(top=grid_of(places[0]), bottom=grid_of(places[1], name=Y)), whole_block(table)


@st.composite
def bounded(draw: st.DrawFn) -> Pieces:
    """Draw pieces that are flat at both ends."""
    keys = draw(st.lists(st.tuples(EDGES, st.booleans()), min_size=1, max_size=5, unique=True))
    if draw(st.booleans()):
        at, is_upper = keys[0]
        keys = list({*keys, (at + Fraction(1, 10**20), is_upper)})
    edges = [Edge(at, is_upper=is_upper) for at, is_upper in sorted(keys, key=lambda key: (key[0], not key[1]))]
    inner = [Segment(draw(st.one_of(st.just(ZERO), DECIMALS, fractions())), draw(DECIMALS)) for _ in edges[1:]]
    return Pieces(edges, [flat(draw(DECIMALS)), *inner, flat(draw(DECIMALS))])


def near(edge: Fraction, bottoms: Sequence[int], scale: Fraction) -> list[tuple[int, int]]:
    """Give pairs of numbers whose quotient lies on or next to an edge."""
    found = [(int(edge * scale * b) + d, b) for b in (*bottoms, edge.denominator) for d in (-1, 0, 1)]
    return [(a, b) for a, b in found if abs(a) <= MOST and b <= MOST]


@given(bounded(), st.lists(st.tuples(NUMBERS, DIVISORS), max_size=9), st.integers(0, 4), st.integers(0, 4))
def test_points_are_within_the_error(function: Pieces, cells: list[tuple[int, int]], above: int, below: int) -> None:
    """Points of quotients on, next to and far from edges lie within the error; exact ones are the pieces' own."""
    scale = Fraction(10**above, 10**below)
    bottoms = [bottom for _, bottom in cells]
    pairs = [*cells, *(pair for edge in function.edges for pair in near(edge.at, bottoms, scale)), (0, 1)]
    tops, bottoms = (list(side) for side in zip(*pairs, strict=True))
    quotient, block = divided(tops, bottoms, (above, below))
    row = Ratio(quotient, function)
    expected = [function.at(Fraction(a, b) / scale) for a, b in pairs]
    assert ratios(row.exact(block)) == expected
    assert row.error is not None
    found = filled(row, block)
    assert all(abs(Fraction(a) - b) <= row.error for a, b in zip(found, expected, strict=True))
    assert all(row.low <= value <= row.high for value in expected)


@given(st.lists(st.tuples(NUMBERS, DIVISORS, st.integers(-1, 1)), min_size=1))
def test_a_target_met_exactly_is_met(cells: list[tuple[int, int, int]]) -> None:
    """A step at 1 is reached by n of n, whatever n, and missed by n - 1 of n."""
    quotient, block = divided([min(b + d, MOST) for _, b, d in cells], [b for _, b, _ in cells])
    row = Ratio(quotient, Pieces([Edge(1, is_upper=True)], [flat(ZERO), flat(ONE)]))
    assert filled(row, block) == [float(min(b + d, MOST) >= b) for _, b, d in cells]


def test_quotients_that_doubles_do_not_tell_apart() -> None:
    """(2**60 - 1) / 2**60 and its neighbours round to 1, and still lie on their own side of the edge."""
    tops = [2**60 - 1, 2**60, 2**60 + 1]
    quotient, block = divided(tops, [2**60] * 3)
    for is_upper, wanted in ((True, [0.0, 5.0, 5.0]), (False, [0.0, 0.0, 5.0])):
        row = Ratio(quotient, Pieces([Edge(1, is_upper=is_upper)], [flat(ZERO), flat(Fraction(5))]))
        assert filled(row, block) == wanted


def test_edges_that_doubles_do_not_tell_apart() -> None:
    """Of three steps within 10**-20 of a third, a third itself takes those up to its own."""
    third, step = Fraction(1, 3), Fraction(1, 10**20)
    rest = [(Edge(at, is_upper=True), flat(points)) for at, points in ((third - step, ONE), (third, Fraction(2)))]
    function = pieces_of(flat(ZERO), [*rest, (Edge(third + step, is_upper=True), flat(Fraction(3)))])
    quotient, block = divided([1, 10**18, 10**18 - 1, 10**18 + 1], [3, 3 * 10**18, 3 * 10**18, 3 * 10**18])
    assert filled(Ratio(quotient, function), block) == [2.0, 2.0, 0.0, 3.0]


def test_a_completion_by_hand() -> None:
    """With half the target 10 points and from it on 20, in a line: 45 of 60 earns 15, 59 of 60 earns 590 / 30."""
    function = clipped((Fraction(1, 2), Fraction(10)), (ONE, Fraction(20)))
    quotient, block = divided([45, 59, 60, 61, 30, 0], [60] * 6)
    row = Ratio(quotient, function)
    assert ratios(row.exact(block)) == [15, Fraction(590, 30), 20, 20, 10, 10]
    assert (row.low, row.high) == (10, 20)
    assert not row.is_settled


def test_nothing_to_divide_by() -> None:
    """Where the divisor is zero the quotient counts as zero, in doubles and exactly, and no warning is given."""
    quotient, block = divided([5, 0, -3, 5], [0, 0, 0, 5])
    row = Ratio(quotient, Pieces([Edge(0, is_upper=False)], [flat(Fraction(7)), flat(ONE)]))
    assert filled(row, block) == ratios(row.exact(block)) == [7, 7, 7, 1]


def test_the_largest_quotients() -> None:
    """The largest number by one and one by the largest, below zero too, with 18 places on one side only."""
    function = clipped((-ONE, ZERO), (ONE, Fraction(100)))
    for places in ((0, 18), (18, 0), (0, 0)):
        quotient, block = divided([MOST, 1, -MOST, -1, 0], [1, MOST, 1, MOST, 1], places)
        row = Ratio(quotient, function)
        pairs = zip(filled(row, block), ratios(row.exact(block)), strict=True)
        assert row.error is not None
        assert all(abs(Fraction(double) - value) <= row.error for double, value in pairs)


@pytest.mark.parametrize("segments", [(Segment(1, 0), flat(ONE)), (flat(ZERO), Segment(1, 0))])
def test_a_line_without_an_end_proves_nothing(segments: tuple[Segment, Segment]) -> None:
    """A quotient has no bound, and a line that goes on with it none either; exact points are right."""
    function = Pieces([Edge(1, is_upper=True)], segments)
    quotient, block = divided([1, 2, 10**15], [2, 2, 1])
    row = Ratio(quotient, function)
    assert row.error is None
    assert ratios(row.exact(block)) == [function.at(Fraction(1, 2)), function.at(ONE), function.at(Fraction(10**15))]


def test_a_constant_has_no_edges() -> None:
    """A rule that earns the same for every quotient is written as it is."""
    quotient, block = divided([1, 2], [3, 0])
    row = Ratio(quotient, Pieces([], [flat(Fraction(1, 4))]))
    assert filled(row, block) == [0.25, 0.25]
    assert (row.low, row.high) == (Fraction(1, 4), Fraction(1, 4))


def test_no_units() -> None:
    """A block without units has no points."""
    quotient, block = divided([], [])
    row = Ratio(quotient, clipped((ZERO, ZERO), (ONE, ONE)))
    assert filled(row, block) == row.exact(block).tolist() == []
