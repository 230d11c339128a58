"""The fault of a cell in which something has to stand, with the clause that asks for it."""

from __future__ import annotations

from jxassess.faults import Fault
from jxassess.io._reading._reading_fault_kinds import BLANK_CELL
from jxassess.measure import Citation
from jxassess.words import Words

_CLAUSES = {
    "cities": Citation(2),
    "counties": Citation(6),
    "targets": Citation(7, item=1),
    "carried": Citation(6),
    "findings": Citation(9),
    "facts": Citation(9),
    "history": Citation(4),
    "indicators": Citation(5),
}
_OTHERWISE = Citation(7, item=3)


def blank(table: str, what: Words) -> Fault:
    """Make the fault of a blank cell.

    Args:
        table: the key of the table.
        what: what is missing, in words.

    Returns:
        The fault, without place.
    """
    return BLANK_CELL.at("", citation=_CLAUSES.get(table, _OTHERWISE), what=what)
