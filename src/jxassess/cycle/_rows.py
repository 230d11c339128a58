"""The columns of the tables of a cycle."""

from __future__ import annotations

from typing import TypeAlias

from attrs import frozen

from jxassess.accountability import SanctionKind
from jxassess.comparing import ByFields
from jxassess.cycle._acts import Act, Reach, Scope, Thread
from jxassess.measure import Body, Citation

Bodies: TypeAlias = tuple[Body | None, ...]
"""Bodies that act together; `None` is one that the measure does not name."""


@frozen
class Need(ByFields):
    """What must stand before an act (前置事项).

    Attributes:
        acts: one of these must be the last of its thread, with a day no later.
        reach: where.
        is_basis: whether the act rests on it, so that a correction of the one overtakes the other.
    """

    acts: tuple[Act, ...]
    reach: Reach
    is_basis: bool = False


@frozen(kw_only=True)
class ActRule(ByFields):
    """One row of the table: what holds for one act (事项规则).

    Attributes:
        act: the act.
        citation: its clause; `None` where the measure knows no such act.
        thread: the thread it belongs to.
        scope: what it is of.
        bodies: who may do it: one of these, all bodies of one acting together; `None` is a body that the measure does
            not name.
        follows: the acts of its thread, of the same thing, that it may follow; `None` is the beginning.
        needs: what must stand before it in other threads.
        measure: the one kind of sanction that it belongs to; `None` for any.
        needs_reason: whether it needs a reason.
        is_in_window: whether it belongs between the beginning of December and the end of March.
    """

    act: Act
    citation: Citation | None
    thread: Thread
    scope: Scope
    bodies: tuple[Bodies, ...]
    follows: tuple[Act | None, ...]
    needs: tuple[Need, ...] = ()
    measure: SanctionKind | None = None
    needs_reason: bool = False
    is_in_window: bool = False
