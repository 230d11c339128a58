"""The log as it grows: each event is taken or refused, and what it corrects goes out of force.

The events in force, in the order of their effective days and then of the log, always keep to the tables. An event that
would break this, for itself or for a later one, is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from enum import unique

from jxassess.cycle._acts import Reach, Thread
from jxassess.cycle._events import CycleEvent
from jxassess.cycle._fault_kinds import (
    BREAKS_OTHER,
    DUPLICATE_EVENT,
    NO_REASON,
    NOT_IN_FORCE,
    OTHER_ACT,
    RECORDED_BACKWARDS,
    SequenceError,
)
from jxassess.cycle._notes import Withdrawal
from jxassess.cycle._order import order_faults, place_faults, rule_faults, stranger_faults, withdrawal_faults
from jxassess.cycle._rows import Need
from jxassess.cycle._standing import Standing
from jxassess.cycle._substance import VerificationRules, substance_faults
from jxassess.cycle._tables import rule_of
from jxassess.faults import Fault, raise_faults
from jxassess.places import City, Place
from jxassess.words import Worded, Words


@unique
class Status(Worded):
    """Whether an event still counts (效力)."""

    IN_FORCE = "in_force", "in force", "有效"
    REPLACED = "replaced", "replaced by a correction", "已更正"
    WITHDRAWN = "withdrawn", "withdrawn", "已撤回"
    OVERTAKEN = "overtaken", "overtaken, to be done anew", "失效，须重新办理"
    """What it rests on was corrected or withdrawn, so that it has to be done anew."""


class Ledger:
    """Takes events one after another.

    Attributes:
        status: for each event, by key, whether it still counts.
        standing: how things stand after all events in force.
    """

    def __init__(self, cities: tuple[City, ...], places: tuple[Place, ...], rules: VerificationRules | None) -> None:
        self.status: dict[str, Status] = {}
        self.standing = Standing(cities)
        self._cities = cities
        self._places = frozenset(places)
        self._rules = rules
        self._in_force: list[CycleEvent] = []
        self._recorded: datetime | None = None

    def in_force(self) -> tuple[CycleEvent, ...]:
        """Give the events that count, in the order of their days and then of the log."""
        return tuple(self._in_force)

    def take(self, event: CycleEvent) -> None:
        """Take the next event of the log.

        Args:
            event: the event.

        Raises:
            SequenceError: it cannot be; nothing has changed.
        """
        subject = Words(f"event {event.key}", f"事项{event.key}")
        raise_faults(SequenceError, self._log_faults(event), subject)
        gone = self._gone(event)
        kept = [other for other in self._in_force if other.key not in gone]
        standing, faults = self._replayed(event, kept, is_at_end=not gone)
        raise_faults(SequenceError, faults, subject)
        self.status |= gone
        self.status[event.key] = Status.IN_FORCE
        self.standing, self._recorded = standing, event.recorded

    def _log_faults(self, event: CycleEvent) -> Iterator[Fault]:
        if event.key in self.status:
            yield DUPLICATE_EVENT.at("key", event.key)
        if self._recorded is not None and event.recorded < self._recorded:
            yield RECORDED_BACKWARDS.at("recorded", event.recorded, before=self._recorded)
        yield from place_faults(event, self._places)
        if event.replaces or isinstance(event.what, Withdrawal):
            yield from self._correction_faults(event)
        if not isinstance(event.what, Withdrawal):
            yield from rule_faults(event, rule_of(event.act))

    def _correction_faults(self, event: CycleEvent) -> Iterator[Fault]:
        # The measure knows no corrections: the clause is that of the act that is corrected.
        rule = rule_of(event.act) if event.is_correction else None
        clause = None if rule is None else rule.citation
        if not event.reason.strip() and not (rule is not None and rule.needs_reason):
            yield NO_REASON.at("reason", citation=clause, act=event.act.words)
        old = next((other for other in self._in_force if other.key == event.replaces), None)
        if old is None:
            yield NOT_IN_FORCE.at("replaces", event.replaces, citation=clause)
        elif isinstance(event.what, Withdrawal):
            yield from withdrawal_faults(event, old)
        elif _thing(event) != _thing(old):
            yield OTHER_ACT.at("replaces", event.replaces, citation=clause, act=event.act.words, other=old.act.words)
        else:
            yield from stranger_faults(event, old)

    def _gone(self, event: CycleEvent) -> dict[str, Status]:
        """Name what goes out of force with an event: what it replaces, and whatever rests on that."""
        if not event.replaces:
            return {}
        start = next(i for i, other in enumerate(self._in_force) if other.key == event.replaces)
        gone = {event.replaces: Status.WITHDRAWN if isinstance(event.what, Withdrawal) else Status.REPLACED}
        fallen = [self._in_force[start]]
        for other in self._in_force[start + 1 :]:
            needs = rule_of(other.act).needs
            if any(_rests(other, need, base) for need in needs if need.is_basis for base in fallen):
                gone[other.key] = Status.OVERTAKEN
                fallen.append(other)
        return gone

    def _replayed(self, event: CycleEvent, kept: list[CycleEvent], *, is_at_end: bool) -> tuple[Standing, list[Fault]]:
        if isinstance(event.what, Withdrawal):
            return self._replay(event, kept, None)
        last = kept[-1].on if kept else event.on
        if is_at_end and event.on >= last:
            # Nothing before it has changed, so that only the event itself can be at fault.
            faults = [*self._faults_of(event, self.standing)]
            if not faults:
                self.standing.take(event)
                self._in_force.append(event)
            return self.standing, faults
        place = sum(other.on <= event.on for other in kept)
        return self._replay(event, [*kept[:place], event, *kept[place:]], event)

    def _replay(
        self, event: CycleEvent, events: list[CycleEvent], new: CycleEvent | None
    ) -> tuple[Standing, list[Fault]]:
        standing = Standing(self._cities)
        faults: list[Fault] = []
        for other in events:
            found = self._faults_of(other, standing)
            faults.extend(found if other is new else (_broken(other, fault) for fault in found))
            standing.take(other)
        if not faults:
            self._in_force = events
        return standing, faults

    def _faults_of(self, event: CycleEvent, standing: Standing) -> Iterator[Fault]:
        yield from order_faults(event, standing)
        yield from substance_faults(event, standing, self._rules)


def _thing(event: CycleEvent) -> tuple[type, Thread, str]:
    return type(event.what), rule_of(event.act).thread, event.subject


def _rests(event: CycleEvent, need: Need, base: CycleEvent) -> bool:
    return base.act in need.acts and (need.reach is not Reach.SAME or event.subject == base.subject)


def _broken(event: CycleEvent, fault: Fault) -> Fault:
    return BREAKS_OTHER.at(
        "on",
        event.key,
        citation=fault.citation,
        key=event.key,
        act=event.act.words,
        day=event.on,
        problem=fault.problem,
    )
