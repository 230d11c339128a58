"""Files that say the same once more, such as a copy or an old version that was left beside the new one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TypeAlias

from jxassess.faults import Fault
from jxassess.io._reading._records import Cell, where_of
from jxassess.io._reading._source_fault_kinds import SAME_ROWS

Clash: TypeAlias = tuple[Fault, Cell, Cell]
"""A record that stands in two files: the fault of the later one, its cell, and that of the earlier one."""


def clash_faults(clashes: Sequence[Clash], others: Collection[str]) -> Iterator[Fault]:
    """Make one fault for each two files of which several rows clash, however many they are.

    Args:
        clashes: the records that stand in two files.
        others: files that have to be given anew for another reason.

    Yields:
        The fault of the record where two files share one row only; else one at the later file.
    """
    pairs: dict[tuple[str, str], list[Clash]] = {}
    for clash in clashes:
        _, cell, first = clash
        pairs.setdefault((cell[0].file, first[0].file), []).append(clash)
    for (later, earlier), found in pairs.items():
        if later in others or earlier in others:
            continue
        fault, cell, first = found[0]
        rows = {(each[0].name, each[1]) for _, each, _ in found}
        if len(rows) > 1:
            fault = SAME_ROWS.at(later, len(rows), other=earlier, cell=where_of(cell), first=where_of(first))
        yield fault
