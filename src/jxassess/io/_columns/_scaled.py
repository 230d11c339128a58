"""Numbers in arrays and lists into columns: integers, doubles, objects, truth values."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from attrs import evolve
from numpy.typing import NDArray

from jxassess.arrays import CellState, ColumnKind, ColumnNeed, scaled
from jxassess.faults import EvidenceError, FaultKind
from jxassess.io._columns._cells import Cells, States, Tally
from jxassess.io._columns._digits import Integers, Truths
from jxassess.io._columns._fault_kinds import NO_NUMBERS, NOT_FINITE, SINGLE

# Where a scheme does not limit the places, the least of these that is enough; the same as for arrays.
_TRIED_PLACES = range(4, 11)
_CELL = re.compile(r".*\[([0-9]+)\]", re.DOTALL)
_FLAGS = (ColumnKind.SAMPLED, ColumnKind.FALSIFIED)


def read_scaled(values: NDArray[np.generic], is_null: Truths | None, need: ColumnNeed, tally: Tally) -> Cells:
    """Read an array of numbers.

    Args:
        values: integers, doubles, truth values, or objects one by one; 0 where a cell holds nothing.
        is_null: which cells hold nothing and so are missing, `None` where none is so.
        need: what the scheme reads.
        tally: takes the faults.

    Returns:
        The numbers.
    """
    kind = values.dtype.kind
    if kind == "f" and values.dtype != np.float64:
        return refused(len(values), SINGLE, values.dtype, tally)
    if kind == "b" and need.name.kind in _FLAGS:
        values = values.astype(np.uint8)
    elif kind not in "iufO":
        return refused(len(values), NO_NUMBERS, values.dtype, tally)
    if kind == "f":
        values = _without_nan(values, tally)
    numbers, places = _scaled(values, need, tally)
    return Cells(numbers=numbers, places=places, states=missing(is_null))


def read_objects(values: Sequence[object], need: ColumnNeed, tally: Tally) -> Cells:
    """Read a list of numbers of any type.

    Args:
        values: what `exact` takes, `None` where a cell holds nothing.
        need: what the scheme reads.
        tally: takes the faults.

    Returns:
        The numbers.
    """
    is_null = np.array([value is None for value in values], dtype=np.bool_)
    objects = np.empty(len(values), np.object_)
    objects[:] = [0 if value is None else value for value in values]
    return read_scaled(objects, is_null if is_null.any() else None, need, tally)


def missing(is_null: Truths | None) -> States | None:
    """Give the states of cells that hold nothing, `None` where none is so."""
    if is_null is None:
        return None
    return np.where(is_null, np.uint8(CellState.MISSING), np.uint8(CellState.PRESENT))


def refused(units: int, kind: FaultKind, value: object, tally: Tally) -> Cells:
    """Refuse a column as a whole, and give one in its place while others are read."""
    tally.add_column(kind, value)
    return Cells(numbers=np.zeros(units, np.int64), places=0)


def _without_nan(values: NDArray[np.generic], tally: Tally) -> NDArray[np.generic]:
    is_nan = np.isnan(values.astype(np.float64, copy=False))
    if not is_nan.any():
        return values
    tally.add_all(NOT_FINITE, np.flatnonzero(is_nan), lambda _: "NaN")
    return np.where(is_nan, 0.0, values)


def _scaled(values: NDArray[np.generic], need: ColumnNeed, tally: Tally) -> tuple[Integers, int]:
    tried = _TRIED_PLACES if need.places is None else (need.places,)
    for places in tried:
        try:
            return scaled(values, places, name=need.name.text), places
        except EvidenceError as error:
            if places != tried[-1]:
                continue
            for fault in error.faults:
                if match := _CELL.fullmatch(fault.where):
                    tally.add_fault(fault, int(match[1]))
                else:
                    tally.add_placed([evolve(fault, where=tally.where)])
    return np.zeros(len(values), np.int64), tried[-1]
