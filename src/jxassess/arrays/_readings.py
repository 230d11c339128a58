"""What the states of columns mean for each criterion: scored, zero, or left out (指标数据状态)."""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from jxassess.arrays._block import Table, whole_block
from jxassess.arrays._columns import CellState
from jxassess.arrays._grids import Blends, target_grid, value_grid
from jxassess.arrays._names import ColumnKind, ColumnName
from jxassess.arrays._numbers import Truths
from jxassess.exact import Bound, Side
from jxassess.indicators import Indicator
from jxassess.scheme import Basis, Criterion, Falsified, Scheme, Tier, WhenMissing, WhenNotApplicable

States = NDArray[np.uint8]


class Standing(IntEnum):
    """How a criterion counts for a unit."""

    IN = 0
    """It counts with its marks, whether or not it earns points."""
    OUT_OF_GROUP = 1
    """It is left out, and its group is scaled up."""
    OUT_OF_ALL = 2
    """It is left out, and everything else is scaled up."""


@frozen
class Reading:
    """One criterion's standing in all units.

    Attributes:
        standing: a `Standing` for each unit, `None` where all are in.
        earns: whether it can earn points there, `None` where it can everywhere.
        is_present: whether the quantity is known there, `None` where it is everywhere.
    """

    standing: States | None
    earns: Truths | None
    is_present: Truths | None


PLAIN = Reading(None, None, None)
"""A criterion that counts and can earn in every unit."""

_OUT = {
    WhenMissing.RESCALE_GROUP: Standing.OUT_OF_GROUP,
    WhenMissing.RESCALE_ALL: Standing.OUT_OF_ALL,
    WhenNotApplicable.RESCALE_GROUP: Standing.OUT_OF_GROUP,
    WhenNotApplicable.RESCALE_ALL: Standing.OUT_OF_ALL,
}


def state_of(table: Table, indicator: Indicator, blends: Blends) -> States | None:
    """Give the states of an indicator's values, those of a blend put together; `None` where all are present."""
    sources = [part.source for part in blends.get(indicator.key, ())] or [""]
    columns = [table.column(ColumnName(ColumnKind.VALUE, indicator.key, source)) for source in sources]
    found = [column.states for column in columns if column.states is not None]
    if not found:
        return None
    worst = np.zeros(table.columns.units, dtype=np.uint8)
    for state in (CellState.NOT_APPLICABLE, CellState.MISSING):
        # A blend without one of its sources is missing, even where another does not apply.
        worst[np.logical_or.reduce([states == state for states in found])] = state
    return worst


def read(table: Table, criterion: Criterion, blends: Blends, falsified: tuple[str, ...]) -> Reading:
    """Read one criterion in all units.

    Args:
        table: the columns.
        criterion: the criterion.
        blends: the sources of each blended indicator.
        falsified: the keys of the adjustments that take the points of falsified criteria.

    Returns:
        Its standing, and where it earns.
    """
    missing, inapplicable = _quantity_states(table, criterion, blends)
    present = _none_of(missing, inapplicable)
    cut, uncut = _cutoff(table, criterion, blends)
    if uncut is not None:
        missing = uncut if missing is None else missing | uncut
    if missing is not None and inapplicable is not None:
        missing = missing & ~inapplicable
    standing = _standing(criterion, missing, inapplicable)
    zero = [missing] if criterion.when_missing is WhenMissing.ZERO else []
    earns = _none_of(*zero, cut, _falsified(table, criterion, falsified))
    return Reading(standing, earns, present)


def _quantity_states(table: Table, criterion: Criterion, blends: Blends) -> tuple[Truths | None, Truths | None]:
    """Tell where a quantity is missing, and where it does not apply, whatever else is missing."""
    read = [criterion.indicator] if criterion.reference is None else [criterion.indicator, criterion.reference]
    states = [found for indicator in read if (found := state_of(table, indicator, blends)) is not None]
    missing = _any([found == CellState.MISSING for found in states])
    inapplicable = [found == CellState.NOT_APPLICABLE for found in states]
    if criterion.basis is Basis.COMPLETION:
        # Art. 5(1), reading: a target of zero leaves nothing to do.
        target = table.column(target_grid(criterion.indicator).terms[0].name)
        none = target.numbers == 0
        if target.states is not None:
            none &= target.states == CellState.PRESENT
        inapplicable.append(none)
    if not criterion.needs_target:
        return missing, _any(inapplicable)
    target = table.column(target_grid(criterion.indicator).terms[0].name)
    unknown = [] if target.states is None else [target.states != CellState.PRESENT]
    return _any([*([] if missing is None else [missing]), *unknown]), _any(inapplicable)


def _cutoff(table: Table, criterion: Criterion, blends: Blends) -> tuple[Truths | None, Truths | None]:
    """Tell where a cutoff takes the points, and where its indicator is missing."""
    if criterion.cutoff is None:
        return None, None
    states = state_of(table, criterion.cutoff.indicator, blends)
    holds = holding(table, criterion.cutoff.indicator, criterion.cutoff.bound, blends)
    if states is None:
        return holds, None
    return holds & (states == CellState.PRESENT), _any([states == CellState.MISSING])


def holding(table: Table, indicator: Indicator, bound: Bound, blends: Blends) -> Truths:
    """Tell for each unit whether the number that stands there satisfies a bound."""
    grid = value_grid(indicator, blends)
    edge = bound.value * grid.scale
    numbers = grid.all_numbers(table) if grid.fits(table) else grid.exact(whole_block(table))
    # Whole numbers: at least x is at least its ceiling, above x is at least its floor plus one.
    start = (
        -(-edge.numerator // edge.denominator) if bound.side in (Side.AT_LEAST, Side.BELOW) else edge.__floor__() + 1
    )
    above: Truths = np.greater_equal(numbers, start).astype(np.bool_)
    return above if bound.side.is_upward else ~above


def _falsified(table: Table, criterion: Criterion, keys: tuple[str, ...]) -> Truths | None:
    names = [ColumnName(ColumnKind.FALSIFIED, key, criterion.key) for key in keys]
    columns = [table.column(name) for name in names]
    return _any([column.numbers != 0 for column in columns if column.high])


def _standing(criterion: Criterion, missing: Truths | None, inapplicable: Truths | None) -> States | None:
    standing: States | None = None
    for where, policy in ((missing, criterion.when_missing), (inapplicable, criterion.when_not_applicable)):
        out = _OUT.get(policy)
        if where is not None and out is not None:
            standing = np.zeros(len(where), dtype=np.uint8) if standing is None else standing
            standing[where] = out
    return standing


def _any(found: list[Truths]) -> Truths | None:
    """Join conditions; `None` where none holds anywhere."""
    if not found:
        return None
    joined: Truths = np.logical_or.reduce(found)
    return joined if joined.any() else None


def _none_of(*found: Truths | None) -> Truths | None:
    """Tell where none of some conditions holds, `None` where that is everywhere."""
    joined = _any([each for each in found if each is not None])
    return None if joined is None else ~joined


def falsified_keys(scheme: Scheme, level: Tier) -> tuple[str, ...]:
    """Give the keys of the adjustments that take the points of falsified criteria."""
    return tuple(each.key for _, each in scheme.adjusting(level) if isinstance(each, Falsified))
