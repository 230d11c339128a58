"""The log told as it is, with the days by which acts came early or late."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import frozen

from jxassess.comparing import ByFields
from jxassess.cycle._acts import Act
from jxassess.cycle._events import CycleEvent
from jxassess.cycle._ledger import Status
from jxassess.cycle._standing import Standing
from jxassess.cycle._tables import rule_of
from jxassess.measure import Citation
from jxassess.places import City
from jxassess.words import Words


@frozen(kw_only=True)
class Moment(ByFields):
    """One event of the log, with what is to be said of its time (时间线).

    Attributes:
        event: the event.
        status: whether it still counts.
        citation: its clause; `None` for what stands outside the measure.
        days_early: by how many days it came too early, 0 where it did not.
        days_late: by how many days it came too late, 0 where it did not.
    """

    event: CycleEvent
    status: Status
    citation: Citation | None
    days_early: int
    days_late: int

    @property
    def is_outside(self) -> bool:
        """Whether the measure knows no such act."""
        return self.citation is None

    @property
    def words(self) -> Words:
        """Day, act, subject, status, and what was early, late or outside the measure."""
        event = self.event
        english = [event.on.isoformat(), event.act.words.en, event.subject, self.status.words.en]
        chinese = [event.on.isoformat(), event.act.words.zh, event.subject, self.status.words.zh]
        for days, en, zh in ((self.days_early, "early", "提前"), (self.days_late, "late", "逾期")):
            if days:
                english.append(f"{days} day{'s' if days > 1 else ''} {en} [{self.citation}]")
                chinese.append(f"{zh}{days}日〔{'' if self.citation is None else self.citation.chinese}〕")
        if self.is_outside:
            english.append("outside the measure")
            chinese.append("办法未规定")
        return Words(", ".join(part for part in english if part), "，".join(part for part in chinese if part))


def timeline(
    events: Iterable[tuple[CycleEvent, Status]],
    in_force: Iterable[CycleEvent],
    cities: tuple[City, ...],
    window: tuple[date, date],
) -> tuple[Moment, ...]:
    """Tell a log.

    Args:
        events: the events with their status, in the order of the log.
        in_force: those that count, in the order of their days.
        cities: the cities of the cycle.
        window: the first and the last day of the cycle.

    Returns:
        One entry for each event.
    """
    limits = _limits(in_force, cities)
    return tuple(_moment(event, status, limits.get(event.key), window) for event, status in events)


_BOUND = (Act.ITEM_CLOSED, Act.RECTIFICATION_CLOSED, Act.RECTIFICATION_EXTENDED)


def _limits(in_force: Iterable[CycleEvent], cities: tuple[City, ...]) -> dict[str, date]:
    """Give the last day that held before a rectification was extended or it or an item was closed, by event."""
    standing = Standing(cities)
    limits: dict[str, date] = {}
    for event in in_force:
        last = standing.last_day(event.subject.partition("/")[0])
        if event.act in _BOUND and last is not None:
            limits[event.key] = last
        standing.take(event)
    return limits


def _moment(event: CycleEvent, status: Status, limit: date | None, window: tuple[date, date]) -> Moment:
    if event.act is Act.WITHDRAWN:
        return Moment(event=event, status=status, citation=None, days_early=0, days_late=0)
    rule, (first, last) = rule_of(event.act), window
    # Art. 7: from the beginning of December to the end of March; weekends move nothing.
    is_bound = rule.is_in_window
    due = last if is_bound else limit
    return Moment(
        event=event,
        status=status,
        citation=rule.citation,
        days_early=max((first - event.on).days, 0) if is_bound else 0,
        days_late=0 if due is None else max((event.on - due).days, 0),
    )
