"""How things stand after some events: the last of each thread, and the last of each act."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from jxassess.accountability import Post
from jxassess.cycle._acts import Act, Reach, Thread
from jxassess.cycle._events import CycleEvent
from jxassess.cycle._rectification import Extension, RectificationOrder
from jxassess.cycle._rows import Need
from jxassess.cycle._sanctions import SanctionDecision, SanctionProposal, Talk
from jxassess.cycle._tables import rule_of
from jxassess.cycle._year import Verification
from jxassess.places import City


class Standing:
    """What stands after the events in force that were taken so far, in the order of their days.

    Attributes:
        cities: the cities of the cycle.
        checks: the verifications so far.
    """

    def __init__(self, cities: tuple[City, ...]) -> None:
        self.cities = cities
        self.checks: list[tuple[CycleEvent, Verification]] = []
        self._threads: dict[tuple[Thread, str], CycleEvent] = {}
        self._acts: dict[tuple[Act, str], CycleEvent] = {}
        self._talked: dict[str, set[Post]] = {}

    def take(self, event: CycleEvent) -> None:
        """Add the next event."""
        self._threads[rule_of(event.act).thread, event.subject] = event
        self._acts[event.act, event.subject] = event
        if isinstance(event.what, Verification):
            self.checks.append((event, event.what))
        elif isinstance(event.what, Talk):
            self._talked.setdefault(event.subject, set()).update(event.what.posts)

    def last(self, thread: Thread, subject: str) -> CycleEvent | None:
        """Give the last event of a thread."""
        return self._threads.get((thread, subject))

    def latest(self, act: Act, subject: str = "") -> CycleEvent | None:
        """Give the last event of an act."""
        return self._acts.get((act, subject))

    def subjects(self, act: Act) -> tuple[str, ...]:
        """Give everything that has such an act, in the order in which they came."""
        return tuple(subject for known, subject in self._acts if known is act)

    def proposal(self, sanction: str) -> SanctionProposal | None:
        """Give what was proposed under a key."""
        event = self.latest(Act.SANCTION_PROPOSED, sanction)
        return event.what if event is not None and isinstance(event.what, SanctionProposal) else None

    def chosen(self, sanction: str) -> tuple[Post, ...]:
        """Give the posts that were chosen for a talk."""
        event = self.latest(Act.SANCTION_DECIDED, sanction)
        return event.what.posts if event is not None and isinstance(event.what, SanctionDecision) else ()

    def is_done(self, act: Act, sanction: str) -> bool:
        """Tell whether an act that took place leaves nothing: a talk leaves the posts that were chosen and not met."""
        return act is not Act.TALK_HELD or set(self.chosen(sanction)) == self._talked[sanction]

    def order(self, sanction: str) -> RectificationOrder | None:
        """Give the order of a rectification."""
        event = self.latest(Act.RECTIFICATION_ORDERED, sanction)
        return event.what if event is not None and isinstance(event.what, RectificationOrder) else None

    def last_day(self, sanction: str) -> date | None:
        """Give the last day of a rectification, as last extended."""
        event = self.latest(Act.RECTIFICATION_EXTENDED, sanction)
        if event is not None and isinstance(event.what, Extension):
            return event.what.last_day
        order = self.order(sanction)
        return None if order is None else order.last_day

    def reached(self, reach: Reach, subject: str) -> tuple[str, ...]:
        """Give what a need reaches, from the thing that an act is of."""
        match reach:
            case Reach.SAME:
                return (subject,)
            case Reach.CYCLE:
                return ("",)
            case Reach.EVERY_CITY:
                return tuple(city.code for city in self.cities)
            case Reach.SANCTION:
                return (subject.partition("/")[0],)
            case Reach.EVERY_ITEM:
                order = self.order(subject)
                return () if order is None else tuple(f"{subject}/{item.key}" for item in order.items)
            case unknown:
                assert_never(unknown)

    def missing(self, need: Need, subject: str) -> tuple[str, ...]:
        """Give everything on which a need is not met."""
        thread = rule_of(need.acts[0]).thread
        return tuple(
            other
            for other in self.reached(need.reach, subject)
            if (last := self.last(thread, other)) is None or last.act not in need.acts
        )
