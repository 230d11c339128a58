"""Flags over units that are `None` where no unit is flagged, so that what is well costs nothing, and faults from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from jxassess.arrays._cells import MOST_NAMED
from jxassess.arrays._fault_kinds import MORE_CELLS
from jxassess.faults import Fault, FaultKind

Truths: TypeAlias = NDArray[np.bool_]
Flags: TypeAlias = Truths | None


def either(*given: Flags) -> Flags:
    """Flag what any of them flags."""
    found: Flags = None
    for flags in given:
        if flags is not None:
            found = flags if found is None else found | flags
    return found


def both(flags: Flags, others: Flags) -> Flags:
    """Flag what both flag."""
    return None if flags is None or others is None else flags & others


def without(flags: Flags, others: Flags) -> Flags:
    """Flag what the first flags and the others do not."""
    return flags if flags is None or others is None else flags & ~others


def all_but(flags: Flags, units: int) -> Truths:
    """Flag what is not flagged."""
    return np.ones(units, dtype=np.bool_) if flags is None else ~flags


def flagged(flags: Flags) -> NDArray[np.intp]:
    """Give the places that are flagged, counted from 0."""
    return np.empty(0, dtype=np.intp) if flags is None else np.flatnonzero(flags)


@frozen
class Cells:
    """Cells that are wrong in one way.

    Attributes:
        kind: the kind of their fault.
        column: what is wrong there: a column, an indicator or a criterion.
        flags: the units.
        fault: makes the fault of one of them.
    """

    kind: FaultKind
    column: str
    flags: Truths
    fault: Callable[[int], Fault]


Found: TypeAlias = Fault | Cells


def cells(kind: FaultKind, column: str, flags: Flags, fault: Callable[[int], Fault]) -> Iterator[Cells]:
    """Find cells that are wrong in one way.

    Args:
        kind: the kind of their fault.
        column: what is wrong there.
        flags: the units.
        fault: makes the fault of one of them.

    Yields:
        Them together, if there are any.
    """
    if flags is not None and flags.any():
        yield Cells(kind, column, flags, fault)


def told(found: Iterable[Found]) -> tuple[Fault, ...]:
    """Tell what was found so that it stays readable, with millions of wrong cells too.

    Args:
        found: faults, and cells that are wrong.

    Returns:
        Each fault once; of one column and kind the first 20 cells, then how many more there are.
    """
    groups: dict[tuple[str, str], _Group] = {}
    for each in found:
        key = (each.kind.code, each.column) if isinstance(each, Cells) else (each.where, each.text())
        groups.setdefault(key, _Group(key[1])).add(each)
    return tuple(fault for group in groups.values() for fault in group.faults())


class _Group:
    """What is wrong with one column in one way."""

    def __init__(self, column: str) -> None:
        self._column = column
        self._named: list[Fault] = []
        self._seen: Flags = None

    def add(self, found: Found) -> None:
        """Add what was not known yet."""
        if isinstance(found, Fault):
            self._named = [found]
            return
        new = flagged(without(found.flags, self._seen))
        self._named += map(found.fault, new[: MOST_NAMED - len(self._named)].tolist())
        self._seen = either(self._seen, found.flags)

    def faults(self) -> Iterator[Fault]:
        """Give the first ones by name, then how many more there are."""
        yield from self._named
        rest = len(flagged(self._seen)) - len(self._named)
        if rest > 0:
            yield MORE_CELLS.at(self._column, rest)
