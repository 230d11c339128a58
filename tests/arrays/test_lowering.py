"""From pieces to rows: the same points on every number of a grid."""

from __future__ import annotations

import sys
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.append(str(Path(__file__).parent))

from engine import ANY_FRACTION, DECIMALS, Y, block_of, column, grid_of, ratios, rows_of, table_of, values_of

from jxassess.arrays._block import Block, whole_block
from jxassess.arrays._grids import Grid, Quotient
from jxassess.arrays._lowering import Run, Unproven, lookup, lower, runs_of, unproven
from jxassess.arrays._ratios import Ratio
from jxassess.arrays._rows import Clipped, Hit, Lookup, Tabled
from jxassess.arrays._sums import Affine, Sum
from jxassess.scheme import Edge, Pieces, Segment
from jxassess.scheme._pieces import clipped, flat, line, pieces_of

ZERO = Fraction(0)
PLACES = 2
SCALE = 100
LOW, HIGH = -20, 20
# On the grid of hundredths, off it by a decimal, off it by a third, and any.
EDGES = st.one_of(
    st.integers(LOW * SCALE, HIGH * SCALE).map(lambda n: Fraction(n, SCALE)),
    st.integers(LOW * SCALE, HIGH * SCALE).map(lambda n: Fraction(2 * n + 1, 2 * SCALE)),
    st.integers(LOW, HIGH).map(lambda n: Fraction(n)),
    st.integers(LOW * 3, HIGH * 3).map(lambda n: Fraction(n, 3)),
)
FAR = (-(2**53) - 1, -(10**6), 10**6, 2**53 + 1, 2**62)


@st.composite
def pieces(draw: st.DrawFn, numbers: st.SearchStrategy[Fraction] = DECIMALS, most: int = 6) -> Pieces:
    """Draw pieces: edges on and off the grid, two at one value among them, that jump or meet."""
    keys = draw(st.lists(st.tuples(EDGES, st.booleans()), max_size=most, unique=True))
    keys = sorted(keys, key=lambda key: (key[0], not key[1]))
    edges = [Edge(at, is_upper=is_upper) for at, is_upper in keys]
    segments = [draw_segment(draw, numbers)]
    for edge in edges:
        following = draw_segment(draw, numbers)
        if draw(st.booleans()):
            # A line that goes on where the last one ends.
            following = Segment(following.slope, segments[-1].at(edge.at) - following.slope * edge.at)
        segments.append(following)
    return Pieces(edges, segments)


def draw_segment(draw: st.DrawFn, numbers: st.SearchStrategy[Fraction]) -> Segment:
    """Draw a flat or a sloping segment."""
    return Segment(draw(numbers) if draw(st.booleans()) else ZERO, draw(numbers))


def asked(function: Pieces, low: int | None, high: int | None) -> list[int]:
    """Give numbers on, next to and far from every edge, within the range."""
    near = [int(edge.at * SCALE) + d for edge in function.edges for d in (-2, -1, 0, 1, 2)]
    ends = [n for n in (low, high) if n is not None]
    found = {*near, *FAR, *(n + d for n in ends for d in (-1, 0, 1)), 0, 1, -1}
    return sorted(n for n in found if (low is None or n >= low) and (high is None or n <= high))


def holds(formula: Affine, function: Pieces, block: Block, numbers: list[int]) -> Sum:
    """Hold a formula against the pieces: its exact values equal theirs, its doubles lie within its error."""
    total = Sum(formula)
    expected = [function.at(Fraction(n, SCALE)) for n in numbers]
    assert ratios(total.exact(block)) == expected
    if total.error is not None:
        found = values_of(total, block)
        assert all(abs(a - b) <= total.error for a, b in zip(found, expected, strict=True))
        assert all(total.low <= value <= total.high for value in expected)
    return total


@settings(max_examples=100)
@given(st.one_of(pieces(), pieces(most=14), pieces(ANY_FRACTION)), st.booleans(), st.booleans())
def test_rows_are_the_pieces(function: Pieces, has_low: bool, has_high: bool) -> None:
    """On every number of the grid, on, next to and far from edges, rows and look-up earn what the pieces do."""
    low, high = (LOW * SCALE if has_low else None), (HIGH * SCALE if has_high else None)
    grid = grid_of(PLACES, None if low is None else Fraction(LOW), None if high is None else Fraction(HIGH))
    numbers = asked(function, low, high)
    block = block_of(*numbers, places=PLACES)
    holds(lower(function, grid), function, block, numbers)
    holds(unproven(function, grid), function, block, numbers)
    runs = runs_of(function, grid)
    if runs is not None:
        holds(lookup(runs, grid), function, block, numbers)
        assert all(run.first <= run.last for run in runs)


@given(pieces(), st.integers(-30, 30), st.integers(0, 30))
def test_a_range_may_leave_segments_out(function: Pieces, low: int, width: int) -> None:
    """Where the range of the quantity begins behind edges, or ends before them, what lies inside earns the same."""
    at, to = Fraction(low, 3), Fraction(low + width, 3)
    grid = grid_of(PLACES, at, to)
    numbers = [n for n in asked(function, None, None) if at <= Fraction(n, SCALE) <= to]
    if numbers:
        holds(lower(function, grid), function, block_of(*numbers, places=PLACES), numbers)


def test_a_clipped_line_is_one_row() -> None:
    """From 0 points at 90 to 25 at 100 is one clipped row on the grid: 25 / 1000 for each hundredth."""
    formula = lower(clipped((Fraction(90), ZERO), (Fraction(100), Fraction(25))), grid_of(2))
    ((coefficient, row),) = formula.terms
    assert coefficient == Fraction(25, 1000)
    assert isinstance(row, Clipped)
    assert (row.start, row.stop) == (9000, 10000)
    assert formula.constant == -225


def test_a_bound_off_the_grid_is_met_by_the_next_number() -> None:
    """A step from 60.005 on begins at 60.01 on a grid of hundredths, one above 60 likewise, one from 60 on at 60."""
    for edge, start in (
        (Edge("60.005", is_upper=True), 6001),
        (Edge(60, is_upper=False), 6001),
        (Edge(60, is_upper=True), 6000),
        (Edge("60.005", is_upper=False), 6001),
    ):
        ((jump, row),) = lower(Pieces([edge], [flat(ZERO), flat(Fraction(7))]), grid_of(2)).terms
        assert isinstance(row, Hit)
        assert (jump, row.start) == (7, start)


def test_segments_between_two_numbers_of_the_grid_are_left_out() -> None:
    """A segment from 1.001 to 1.002 holds no hundredth, and no run stands for it."""
    function = Pieces(
        [Edge("1.001", is_upper=True), Edge("1.002", is_upper=True)], [flat(ZERO), flat(Fraction(5)), flat(Fraction(1))]
    )
    assert runs_of(function, grid_of(2)) == (Run(100, 100, ZERO, ZERO), Run(101, 101, ZERO, Fraction(1)))


def test_one_flat_segment_is_a_constant() -> None:
    """A rule that earns the same everywhere needs no row."""
    assert lower(Pieces([], [flat(Fraction(3))]), grid_of()) == Affine((), Fraction(3))


@pytest.mark.parametrize(
    ("low", "high"), [(None, None), (ZERO, None), (None, Fraction(10))], ids=["no bound", "below", "above"]
)
def test_a_line_without_an_end_is_not_proven(low: Fraction | None, high: Fraction | None) -> None:
    """A slope that goes on where the range has no bound is left to exact arithmetic."""
    grid = grid_of(2, low, high)
    ((_, row),) = lower(Pieces([], [Segment(Fraction(1, 3), ZERO)]), grid).terms
    assert isinstance(row, Unproven)
    assert row.error is None
    assert not row.is_settled


def staircase(first: Fraction, count: int) -> Pieces:
    """Give steps of a third of a point, one at each whole number from the first on."""
    return pieces_of(flat(ZERO), [(Edge(first + i, is_upper=True), flat(Fraction(i + 1, 3))) for i in range(count)])


def test_few_numbers_are_a_table() -> None:
    """Steps among numbers from zero on are one table of thirds; one step is a row of its own."""
    for count, kind, coefficient in (
        (1, Hit, Fraction(1, 3)),
        (2, Tabled, Fraction(1, 3)),
        (99, Tabled, Fraction(1, 3)),
    ):
        ((found, row),) = lower(staircase(Fraction(1), count), grid_of()).terms
        assert isinstance(row, kind)
        assert found == coefficient


@pytest.mark.parametrize("first", [-5, 20_000])
def test_many_steps_are_looked_up(first: int) -> None:
    """Below zero or far from it nine steps are one look-up of whole thirds, and eight are rows of their own."""
    for count, kind in ((8, Hit), (9, Lookup)):
        formula = lower(staircase(Fraction(first), count), grid_of())
        assert {type(row) for _, row in formula.terms} == {kind}
    assert [coefficient for coefficient, _ in formula.terms] == [Fraction(1, 3)]
    assert Sum(formula).is_whole


def test_a_table_of_huge_points_is_none() -> None:
    """Points that doubles do not hold as whole numbers over their denominator stand in no table."""
    function = pieces_of(flat(ZERO), [(Edge(i, is_upper=True), flat(Fraction(i, 2**40 + i))) for i in (1, 2, 3)])
    formula = lower(function, grid_of())
    assert {type(row) for _, row in formula.terms} == {Hit}
    holds(lower(function, grid_of(2)), function, block_of(*range(500), places=2), [*range(500)])


def test_a_steep_line_at_zero_alone() -> None:
    """A line of which only zero lies on the grid may be as steep as it likes."""
    function = Pieces(
        [Edge(Fraction(1, 10**18), is_upper=True), Edge(2, is_upper=True), Edge(5, is_upper=True)],
        [Segment(10**29, 3), Segment(1, 0), Segment(2, 0), flat(Fraction(7))],
    )
    numbers = [*range(600)]
    holds(lower(function, grid_of(2, ZERO, Fraction(100))), function, block_of(*numbers, places=2), numbers)


def test_points_of_hundreds_of_digits_are_looked_up_as_doubles() -> None:
    """Where the common denominator of a table lies beyond all doubles, the look-up is approximate within its error."""
    values = [Fraction(10 * i) + Fraction(7**i, 10**28) for i in range(15)]
    points = [Fraction(1, 3**i) + Fraction(11**i, 10**29) for i in range(15)]
    corners = list(zip(values, points, strict=True))
    lines = [(Edge(a[0], is_upper=True), line(a, b)) for a, b in pairwise(corners)]
    function = pieces_of(flat(points[0]), [*lines, (Edge(values[-1], is_upper=True), flat(points[-1]))])
    numbers = asked(function, None, None)
    total = holds(lower(function, grid_of(PLACES)), function, block_of(*numbers, places=PLACES), numbers)
    assert total.error
    assert total.error < Fraction(1, 10**12)


def test_a_line_beyond_doubles_is_left_to_exact_arithmetic() -> None:
    """A clipped line whose ends doubles do not hold is computed exactly, and proves nothing."""
    end = 2**60
    function = clipped((ZERO, ZERO), (Fraction(end), Fraction(end)))
    formula = lower(function, grid_of())
    assert Sum(formula).error is None
    block = block_of(-1, 0, 2**59 + 1, end, end + 1)
    assert ratios(Sum(formula).exact(block)) == [0, 0, 2**59 + 1, end, end]


def test_a_quotient_becomes_a_ratio() -> None:
    """A completion is divided unit by unit: 45 of 60 earns three quarters of 20 marks."""
    function = clipped((ZERO, ZERO), (Fraction(1), Fraction(20)))
    quotient = Quotient(top=grid_of(), bottom=grid_of(name=Y))
    block = whole_block(table_of(column([45, 60, 70]), column([60, 60, 60], Y)))
    for formula, kind in ((lower(function, quotient), Ratio), (unproven(function, quotient), Unproven)):
        ((_, row),) = formula.terms
        assert isinstance(row, kind)
        assert ratios(rows_of((Fraction(1), row)).exact(block)) == [15, 20, 20]


def test_what_is_not_proven_writes_zeros() -> None:
    """Doubles of a row that proves nothing mean nothing; they are zeros, so that no sum fails over them."""
    row = Unproven(grid_of(), Pieces([], [Segment(1, 0)]))
    assert rows_of((Fraction(1), row), constant=Fraction(2)).values(block_of(5, 6)).tolist() == [2.0, 2.0]


@given(st.integers(1, 40), st.integers(0, 3), ANY_FRACTION, ANY_FRACTION)
def test_a_blend_is_lowered_on_its_own_grid(shares: int, places: int, low: Fraction, high: Fraction) -> None:
    """A grid finer than decimals, such as that of a blend by thirds, holds the edges as well."""
    scale = shares * 10**places
    grid = Grid(terms=grid_of(places).terms, scale=scale, low=None, high=None)
    function = clipped((Fraction(-1, 3), low), (Fraction(7, 9), high))
    numbers = range(-scale, scale + 1, max(scale // 50, 1))
    total = Sum(lower(function, grid))
    assert ratios(total.exact(block_of(*numbers, places=places))) == [function.at(Fraction(n, scale)) for n in numbers]
