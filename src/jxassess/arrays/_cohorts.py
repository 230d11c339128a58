"""Rules that compare units with each other: their references, and the rows that follow from them."""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

import numpy as np

from jxassess.arrays._block import Table, some_block
from jxassess.arrays._composed import pooled
from jxassess.arrays._grids import Grid, Quantity, Quotient
from jxassess.arrays._lowering import lower, unproven
from jxassess.arrays._numbers import Indices, Integers, Truths
from jxassess.arrays._rows import Stairs
from jxassess.arrays._sums import Affine
from jxassess.exact import Better
from jxassess.scheme import BetweenExtremes, ByRank, Criterion, Reference, RelativeToMean
from jxassess.scheme.rules import CohortRule, Ties


def compared(pools: Integers, counts: Truths, pool: int) -> Indices:
    """Give the places of the units of a pool that count."""
    return np.flatnonzero(counts & (pools == pool))


def lower_cohort(
    criterion: Criterion, rule: CohortRule, quantity: Quantity, table: Table, pools: Integers, counts: Truths
) -> Affine:
    """Give the points of a rule that compares units.

    Args:
        criterion: the criterion.
        rule: its rule.
        quantity: what it reads.
        table: the columns.
        pools: for each unit the number of its pool, -1 for none.
        counts: which units are in a reference: those of the cohort whose quantity is known.

    Returns:
        The formula: one row, or one that chooses between pools.
    """
    numbers = np.unique(pools[pools >= 0]).tolist()
    found = {pool: _lower(criterion, rule, quantity, table, compared(pools, counts, pool)) for pool in numbers}
    if list(found) == [0]:
        return found[0]
    if not found:
        return Affine()
    return pooled(pools, [found.get(pool, Affine()) for pool in range(max(found, default=-1) + 1)])


def _lower(criterion: Criterion, rule: CohortRule, quantity: Quantity, table: Table, units: Indices) -> Affine:
    if not len(units):
        return Affine()
    if isinstance(quantity, Quotient) or not quantity.fits(table):
        pieces = rule.lower(
            criterion.marks, Reference(_exact_values(quantity, table, units)), criterion.indicator.better
        )
        return lower(pieces, quantity) if quantity.fits(table) else unproven(pieces, quantity)
    values = quantity.all_numbers(table)[units]
    better, marks = criterion.indicator.better, criterion.marks
    match rule:
        case ByRank():
            return _stairs(rule, criterion, quantity, values)
        case RelativeToMean():
            mean = Fraction(int(values.astype(object).sum()), len(values) * quantity.scale)
            return lower(rule.lower(marks, Reference([mean]), better), quantity)
        case BetweenExtremes():
            ends = [Fraction(int(end), quantity.scale) for end in (values.min(), values.max())]
            return lower(rule.lower(marks, Reference(ends), better), quantity)
        case unknown:
            assert_never(unknown)


def _exact_values(quantity: Quantity, table: Table, units: Indices) -> list[Fraction]:
    block = some_block(table, units)
    if isinstance(quantity, Quotient):
        return quantity.exact(block)
    return [Fraction(number, quantity.scale) for number in quantity.exact(block).tolist()]


def _stairs(rule: ByRank, criterion: Criterion, grid: Grid, values: Integers) -> Affine:
    """Give the staircase of a rule by rank: what `ByRank.lower` gives, from counts instead of a list of all values."""
    starts, counts = np.unique(values, return_counts=True)
    steps = np.ones_like(counts) if rule.ties is Ties.DENSE else counts
    if criterion.indicator.better is Better.HIGHER:
        ahead = np.cumsum(steps[::-1])[::-1] - steps
    else:
        ahead = np.cumsum(steps) - steps
    # Beyond so many places everyone earns the floor.
    most = int((criterion.marks - rule.floor) / rule.step) + 1
    distinct, places = np.unique(np.minimum(ahead, min(most, len(values))), return_inverse=True)
    row = Stairs(grid, starts, places, [rule.points(criterion.marks, number) for number in distinct.tolist()])
    return Affine([(Fraction(1, row.denominator), row)])
