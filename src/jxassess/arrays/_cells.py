"""Faults in cells: the first of a column by name, then how many more."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from jxassess.arrays._fault_kinds import MORE_CELLS
from jxassess.faults import Fault

MOST_NAMED = 20
"""So many cells of one column and kind of fault are named."""


def cell_faults(where: str, cells: NDArray[np.intp], fault: Callable[[int], Fault]) -> Iterator[Fault]:
    """Find the faults of cells that are known to be wrong, so that millions of them stay readable.

    Args:
        where: the column.
        cells: the places of the wrong cells, counted from 0.
        fault: makes the fault of one of them.

    Yields:
        A fault for each of the first 20, then one that says how many more there are.
    """
    yield from map(fault, cells[:MOST_NAMED].tolist())
    if len(cells) > MOST_NAMED:
        yield MORE_CELLS.at(where, len(cells) - MOST_NAMED)
