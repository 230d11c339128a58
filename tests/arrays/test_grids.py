"""Grids: values, blends and differences as whole numbers."""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

sys.path.append(str(Path(__file__).parent))

from engine import X, Y, column, grid_of, ratios, table_of

from jxassess.arrays import ColumnKind, ColumnName
from jxassess.arrays._block import Table, some_block, whole_block
from jxassess.arrays._grids import Grid, Quotient, Term, quantity_of, target_grid, value_grid
from jxassess.indicators import CATALOGUE
from jxassess.io import read_scheme
from jxassess.scheme import Basis, BlendShare, Criterion, Linear

ROOT = Path(__file__).parents[2]
INT64 = st.integers(-(2**63) + 1, 2**63 - 1)
INDICATORS = {indicator.key: indicator for indicator in CATALOGUE}
FACTORS = st.integers(-(2**70), 2**70).filter(bool)
MILLION = st.integers(-(10**6), 10**6)


def criteria() -> dict[str, Criterion]:
    """Give the criteria of the small example by key."""
    scheme = read_scheme(ROOT / "examples" / "data" / "scheme_small.toml")
    return {criterion.key: criterion for _, criterion in scheme.walk()}


def based(basis: Basis) -> Criterion:
    """Give a criterion on the accuracy of exits with another basis; the reference is that of the register."""
    reference = INDICATORS["register_accuracy"] if basis.needs_reference else None
    rule = Linear(zero_at=Fraction(1, 2), full_at=Fraction(1))
    exits = criteria()["exits"]
    return exits if basis is exits.basis else evolve(exits, basis=basis, reference=reference, rule=rule)


def share(source: str, part: int, whole: int) -> BlendShare:
    """Give a source's share in a blend."""
    return BlendShare(source=source, share=Fraction(part, whole))


def two_terms(first: int, second: int, places: tuple[int, int] = (0, 0)) -> Grid:
    """Add multiples of two columns."""
    terms = [Term(factor=first, name=X, places=places[0]), Term(factor=second, name=Y, places=places[1])]
    return Grid(terms=terms, scale=1, low=None, high=None)


@given(st.lists(st.tuples(MILLION, MILLION), min_size=1), st.integers(-9, 9), st.integers(-9, 9), st.integers(0, 6))
def test_whole_numbers_add_up(cells: list[tuple[int, int]], first: int, second: int, places: int) -> None:
    """In 64 bits or in any size, of a block or of all units: multiples of columns on one scale, added."""
    xs, ys = zip(*cells, strict=True)
    table = table_of(column(xs), column(ys, Y, places=2))
    grid = two_terms(first, second, (places, 2))
    expected = [first * x * 10**places + second * y for x, y in cells]
    assert grid.fits(table)
    assert grid.all_numbers(table).tolist() == expected
    assert grid.numbers(whole_block(table)).tolist() == expected
    assert grid.exact(whole_block(table)).tolist() == expected
    assert grid.magnitude(table) >= max(map(abs, expected))
    last = np.array([len(cells) - 1])
    assert (
        grid.numbers(some_block(table, last)).tolist() == grid.exact(some_block(table, last)).tolist() == expected[-1:]
    )


@given(INT64, INT64, FACTORS, FACTORS, st.integers(0, 30))
def test_what_fits_does_not_wrap(x: int, y: int, first: int, second: int, places: int) -> None:
    """A grid says that it fits only where 64 bits hold every sum; exact numbers are right at any size."""
    table = table_of(column([x]), column([y], Y))
    grid = two_terms(first, second, (places, 0))
    expected = first * x * 10**places + second * y
    assert grid.exact(whole_block(table)).tolist() == [expected]
    if grid.fits(table):
        assert grid.numbers(whole_block(table)).tolist() == [expected]
    else:
        # It errs on the safe side by the size of no more than one step of each column.
        assert abs(first) * max(abs(x), 1) * 10**places + abs(second) * max(abs(y), 1) >= 2**63 - 1


@pytest.mark.parametrize(
    ("own", "wanted", "number", "fits"),
    [
        (0, 0, 2**63 - 2, True),
        (0, 0, 2**63 - 1, False),
        (0, 0, -(2**63), False),
        (2, 0, (2**63 - 1) // 100 * 100, True),
        (0, 18, 9, True),
        (0, 18, 10, False),
        (0, 19, 0, False),
        (0, 1, (2**63 - 1) // 10, True),
        (0, 1, (2**63 - 1) // 10 + 1, False),
    ],
)
def test_the_limits_of_one_column(own: int, wanted: int, number: int, *, fits: bool) -> None:
    """Numbers fit up to 2**63 - 2, on the scale that is asked for: beyond that nothing can be compared with them."""
    table = table_of(column([number, 0], places=own))
    grid = grid_of(wanted)
    assert grid.fits(table) is fits
    expected = [number * 10**wanted // 10**own, 0]
    assert grid.exact(whole_block(table)).tolist() == expected
    if fits:
        assert grid.numbers(whole_block(table)).tolist() == grid.all_numbers(table).tolist() == expected


@given(st.lists(st.tuples(INT64, INT64), min_size=1))
def test_a_quotient_is_exact(cells: list[tuple[int, int]]) -> None:
    """Hundredths by tenths are fractions of any size; what is divided by nothing is zero."""
    xs, ys = zip(*cells, strict=True)
    block = whole_block(table_of(column(xs, places=2), column(ys, Y, places=1)))
    found = Quotient(top=grid_of(2), bottom=grid_of(1, name=Y)).exact(block)
    assert found == [Fraction(x, 100) / Fraction(y, 10) if y else 0 for x, y in cells]


@pytest.mark.parametrize(("x", "y", "fits"), [(5, 6, True), (10, 6, False), (5, 10, False)])
def test_a_quotient_fits_where_both_numbers_do(x: int, y: int, *, fits: bool) -> None:
    """Ten with 18 more places is beyond 64 bits, above and below."""
    quotient = Quotient(top=grid_of(18), bottom=grid_of(18, name=Y))
    assert quotient.fits(table_of(column([x]), column([y], Y))) is fits


def values(quantity: Grid | Quotient, table: Table) -> list[Fraction]:
    """Give a quantity of all units."""
    block = whole_block(table)
    if isinstance(quantity, Quotient):
        return quantity.exact(block)
    return [value / quantity.scale for value in ratios(quantity.exact(block))]


EXITS, REGISTER = ColumnName(ColumnKind.VALUE, "exit_accuracy"), ColumnName(ColumnKind.VALUE, "register_accuracy")
TARGET = ColumnName(ColumnKind.TARGET, "exit_accuracy")


@pytest.mark.parametrize(
    ("basis", "wanted"),
    [
        (Basis.VALUE, Fraction("95.5")),
        (Basis.COMPLETION, Fraction("95.5") / 90),
        (Basis.MARGIN, Fraction("5.5")),
        (Basis.RATIO, Fraction("95.5") / Fraction("80.1")),
        (Basis.DIFFERENCE, Fraction("15.4")),
    ],
)
def test_what_a_basis_reads(basis: Basis, wanted: Fraction) -> None:
    """Of 95.5 with the target 90 and the reference 80.1: value, completion, margin, ratio, difference."""
    table = table_of(column([9550], EXITS, places=2), column([8010], REGISTER, places=2), column([90], TARGET))
    quantity = quantity_of(based(basis), {})
    assert values(quantity, table) == [wanted]
    if isinstance(quantity, Grid):
        assert quantity.fits(table)
        assert quantity.numbers(whole_block(table)).tolist() == [wanted * quantity.scale]


def test_the_range_of_a_difference() -> None:
    """Two percentages differ by -100 to 100; with a target, whose range is not known, no range is known."""
    difference, margin = quantity_of(based(Basis.DIFFERENCE), {}), quantity_of(based(Basis.MARGIN), {})
    assert isinstance(difference, Grid)
    assert isinstance(margin, Grid)
    assert (difference.low, difference.high) == (-100, 100)
    assert (margin.low, margin.high) == (None, None)
    assert target_grid(INDICATORS["exit_accuracy"]).high is None


def test_a_blend_adds_up_its_sources() -> None:
    """A third from the survey and two thirds from the visit: 90.01 and 95.5 blend to 281.01 / 3, on a grid of 300."""
    blends = {"exit_accuracy": (share("survey", 1, 3), share("visit", 2, 3))}
    sources = [ColumnName(ColumnKind.VALUE, "exit_accuracy", source) for source in ("survey", "visit")]
    table = table_of(*(column([n], name, places=2) for n, name in zip((9001, 9550), sources, strict=True)))
    grid = value_grid(INDICATORS["exit_accuracy"], blends)
    assert (grid.scale, grid.low, grid.high) == (300, 0, 100)
    assert values(grid, table) == [Fraction("281.01") / 3]
    assert grid.numbers(whole_block(table)).tolist() == [28101]


def test_a_difference_of_blends_has_one_grid() -> None:
    """Thirds of hundredths less quarters of hundredths lie on a grid of 1200."""
    blends = {
        "exit_accuracy": (share("survey", 1, 3), share("visit", 2, 3)),
        "register_accuracy": (share("audit", 1, 4), share("visit", 3, 4)),
    }
    names = [ColumnName(ColumnKind.VALUE, key, each.source) for key, shares in blends.items() for each in shares]
    table = table_of(*(column([n], name, places=2) for n, name in zip((9001, 9550, 8000, 8101), names, strict=True)))
    grid = quantity_of(based(Basis.DIFFERENCE), blends)
    assert isinstance(grid, Grid)
    assert grid.scale == 1200
    wanted = Fraction("281.01") / 3 - (Fraction(80) + 3 * Fraction("81.01")) / 4
    assert values(grid, table) == [wanted]
    assert grid.all_numbers(table).tolist() == [wanted * 1200]
