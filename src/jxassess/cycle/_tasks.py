"""What is owed, and what can come next: both read off the tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import assert_never

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.cycle._acts import Act, Reach, Scope
from jxassess.cycle._duties import DUTIES, Duty
from jxassess.cycle._events import CycleEvent
from jxassess.cycle._order import joined
from jxassess.cycle._rows import ActRule, Bodies
from jxassess.cycle._standing import Standing
from jxassess.cycle._tables import RULES, rule_of
from jxassess.measure import Citation
from jxassess.places import Place
from jxassess.words import Words


@frozen(kw_only=True)
class Outstanding(ByFields):
    """Something that is owed and not done (待办事项).

    Attributes:
        acts: the acts by which it would be done.
        subject: what it is of: empty for the cycle, the code of a city, or a key.
        citation: the clause; `None` for what the measure does not know.
        due: the last day; `None` where there is none.
        waits_for: the acts that have to come first.
    """

    acts: tuple[Act, ...] = field(converter=tuple[Act, ...])
    subject: str
    citation: Citation | None
    due: date | None
    waits_for: tuple[Act, ...] = field(converter=tuple[Act, ...])

    def is_overdue(self, on: date) -> bool:
        """Tell whether its last day has passed.

        Args:
            on: the day.

        Returns:
            Whether it was due before that day.
        """
        return self.due is not None and self.due < on

    @property
    def words(self) -> Words:
        """The task in words."""
        said = joined(act.words for act in self.acts)
        return Words(f"{said.en}: {self.subject}", f"{said.zh}：{self.subject}") if self.subject else said


@frozen(kw_only=True)
class Move(ByFields):
    """Something that can be recorded next (可办事项).

    Attributes:
        act: the act.
        subject: what it is of: empty for the cycle, else the code of a place or a key; `None` where the event itself
            opens something new under a key of its own.
        bodies: who may do it: one of these, all bodies of one together.
        citation: the clause; `None` for what the measure does not know.
    """

    act: Act
    subject: str | None
    bodies: tuple[Bodies, ...] = field(converter=tuple[Bodies, ...])
    citation: Citation | None


def tasks(standing: Standing, last_day: date) -> tuple[Outstanding, ...]:
    """List what is owed and not done.

    Args:
        standing: how things stand.
        last_day: the last day of the cycle.

    Returns:
        The tasks, in the order of the table of duties.
    """
    return tuple(task for duty in DUTIES for task in _of(duty, standing, last_day))


def anew(standing: Standing, overtaken: Iterable[CycleEvent]) -> Iterator[Outstanding]:
    """List what was overtaken and has to be done anew, where it is not owed in any case.

    Args:
        standing: how things stand.
        overtaken: the events that were overtaken.

    Yields:
        One task for each act and thing of which there is no new event.
    """
    owed = {act for duty in DUTIES for act in duty.acts}
    things = dict.fromkeys((event.act, event.subject) for event in overtaken if event.act not in owed)
    for act, subject in things:
        rule = rule_of(act)
        if standing.last(rule.thread, subject) is None:
            waits = [need.acts[0] for need in rule.needs if standing.missing(need, subject)]
            yield Outstanding(acts=(act,), subject=subject, citation=rule.citation, due=None, waits_for=waits)


def _of(duty: Duty, standing: Standing, last_day: date) -> Iterator[Outstanding]:
    rule = rule_of(duty.acts[0])
    for subject in _owed_by(duty, rule, standing):
        last = standing.last(rule.thread, subject)
        if last is not None and last.act in duty.acts and standing.is_done(last.act, subject):
            continue
        due = last_day if rule.is_in_window else standing.last_day(subject.partition("/")[0])
        waits = [need.acts[0] for need in rule.needs if standing.missing(need, subject)]
        yield Outstanding(
            acts=duty.acts,
            subject=subject,
            citation=rule.citation,
            due=due if duty.has_limit else None,
            waits_for=waits,
        )


def _owed_by(duty: Duty, rule: ActRule, standing: Standing) -> tuple[str, ...]:
    if not duty.after:
        return standing.reached(Reach.EVERY_CITY if rule.scope is Scope.CITY else Reach.CYCLE, "")
    subjects = dict.fromkeys(subject for act in duty.after for subject in standing.subjects(act))
    owed = tuple(subject for subject in subjects if _is_owed(duty, subject, standing))
    if rule.scope is Scope.ITEM:
        return tuple(item for subject in owed for item in standing.reached(Reach.EVERY_ITEM, subject))
    return owed


def _is_owed(duty: Duty, subject: str, standing: Standing) -> bool:
    last = standing.last(rule_of(duty.after[0]).thread, subject)
    proposal = standing.proposal(subject)
    is_of_measure = duty.measure is None or (proposal is not None and proposal.measure is duty.measure)
    return is_of_measure and last is not None and last.act in duty.after


def moves(standing: Standing, places: Iterable[Place]) -> tuple[Move, ...]:
    """List what can be recorded next.

    Args:
        standing: how things stand.
        places: the places that are assessed.

    Returns:
        The moves, in the order of the table of rules.
    """
    codes = [place.code for place in places]
    return tuple(move for rule in RULES for move in _moves(rule, standing, codes))


def _moves(rule: ActRule, standing: Standing, codes: list[str]) -> Iterator[Move]:
    for subject in _subjects(rule, standing, codes):
        last = None if subject is None else standing.last(rule.thread, subject)
        is_next = (None if last is None else last.act) in rule.follows
        is_ready = not any(standing.missing(need, subject or "") for need in rule.needs)
        if is_next and is_ready and _is_of_measure(rule, subject, standing):
            yield Move(act=rule.act, subject=subject, bodies=rule.bodies, citation=rule.citation)


def _is_of_measure(rule: ActRule, subject: str | None, standing: Standing) -> bool:
    proposal = standing.proposal((subject or "").partition("/")[0])
    return rule.measure is None or (proposal is not None and proposal.measure is rule.measure)


def _subjects(rule: ActRule, standing: Standing, codes: list[str]) -> tuple[str | None, ...]:
    match rule.scope:
        case Scope.CYCLE:
            return ("",)
        case Scope.CITY:
            return standing.reached(Reach.EVERY_CITY, "")
        case Scope.PLACE:
            return tuple(codes)
        case Scope.ITEM:
            orders = standing.subjects(Act.RECTIFICATION_ORDERED)
            return tuple(item for order in orders for item in standing.reached(Reach.EVERY_ITEM, order))
        case Scope.SANCTION | Scope.NOTE:
            # What begins a thread opens something new; what follows is of what is there.
            if None in rule.follows:
                return (None,)
            return tuple(dict.fromkeys(s for act in rule.follows if act for s in standing.subjects(act)))
        case unknown:
            assert_never(unknown)
