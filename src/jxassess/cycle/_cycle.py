"""The cycle of one year: a log of events that keeps to the tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property

from attrs import evolve, field, frozen

from jxassess.assessment import Stage
from jxassess.comparing import ByFields
from jxassess.cycle._chain import beginning, chain
from jxassess.cycle._events import CHINA, CycleEvent
from jxassess.cycle._fault_kinds import (
    BAD_YEAR,
    BROKEN_CHAIN,
    NOTHING_LISTED,
    REPEATED,
    STRAY_COUNTY,
    UNKNOWN_EVENT,
    SequenceError,
)
from jxassess.cycle._ledger import Ledger, Status
from jxassess.cycle._outcomes import ResultStages, departures, result_stages, stage_of
from jxassess.cycle._standing import Standing
from jxassess.cycle._substance import VerificationRules
from jxassess.cycle._tasks import Move, Outstanding, anew, moves, tasks
from jxassess.cycle._timeline import Moment, timeline
from jxassess.faults import Fault, raise_faults
from jxassess.measure import FIRST_YEAR, LAST_YEAR, Citation
from jxassess.places import City, County, Place
from jxassess.scheme import Departure
from jxassess.words import Words


def _cities(cities: Iterable[City]) -> tuple[City, ...]:
    return tuple(sorted(cities, key=lambda city: city.code))


def _counties(counties: Iterable[County]) -> tuple[County, ...]:
    return tuple(sorted(counties, key=lambda county: county.code))


@frozen(kw_only=True)
class AssessmentCycle(ByFields):
    """The cycle of one year as it happened (年度考核周期): who did what, when, in which order.

    A value: `record` gives the next one and leaves this one as it was. The log only grows. What was wrong is corrected
    or withdrawn by a later event, and stays readable. Early and late acts are recorded and shown; what cannot be is
    refused: the wrong order, the wrong body, twice, a place that is not assessed.

    Attributes:
        year: the year assessed, 2017 to 2020.
        cities: the cities that are assessed. Kept by code.
        counties: the counties under them. Kept by code.
        rules: what the scheme asks of those who verify; `None` where it asks for nothing.
        events: the log.

    Raises:
        SequenceError: another year; no city; a place twice or outside the cities; an event that cannot be.

    Legal basis:
        Art. 4: one cycle a year. Art. 7: from December to the end of March, in order. Art. 8 to 10: what follows.

    Example:
        >>> from jxassess.places import jiangxi
        >>> cycle = AssessmentCycle(year=2019, cities=jiangxi.cities())
        >>> [move.act.value for move in cycle.allowed()][:2]
        ['scheme_made', 'plan_approved']
    """

    year: int
    cities: tuple[City, ...] = field(converter=_cities)
    counties: tuple[County, ...] = field(converter=_counties, default=())
    rules: VerificationRules | None = None
    events: tuple[CycleEvent, ...] = field(converter=tuple[CycleEvent, ...], default=())

    def __attrs_post_init__(self) -> None:
        """Refuse a log that could not have come about."""
        raise_faults(SequenceError, self._find_faults(), Words("the cycle", "考核周期"))
        # Looked at here, so that no cycle is made whose log breaks the tables.
        _ = self._ledger

    def _find_faults(self) -> Iterator[Fault]:
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            yield BAD_YEAR.at("year", self.year)
        if not self.cities:
            # With no city nothing would have to wait for a summary or a verification.
            yield NOTHING_LISTED.at("cities", citation=Citation(2))
        places: list[Place] = [*self.cities, *self.counties]
        codes = [place.code for place in places]
        yield from (REPEATED.at("cities", code, what=code) for code in dict.fromkeys(codes) if codes.count(code) > 1)
        for i, county in enumerate(self.counties):
            if county.parent not in self.cities:
                yield STRAY_COUNTY.at(f"counties[{i}]", county.label, parent=county.parent.label)

    @cached_property
    def _ledger(self) -> Ledger:
        ledger = Ledger(self.cities, (*self.cities, *self.counties), self.rules)
        for event in self.events:
            ledger.take(event)
        return ledger

    @property
    def first_day(self) -> date:
        """The first of December, when the cycle begins (Art. 7)."""
        return date(self.year, 12, 1)

    @property
    def last_day(self) -> date:
        """The last of March of the next year, by when it is done (Art. 7). The text moves it for no weekend."""
        return date(self.year + 1, 3, 31)

    def record(self, event: CycleEvent) -> AssessmentCycle:
        """Record an event.

        Args:
            event: what happened.

        Returns:
            The cycle with this event at the end of its log.

        Raises:
            SequenceError: it cannot be: every fault, each with its clause and what must come first.

        Legal basis:
            Art. 7 sets the order; the table `RULES` says it act by act.
        """
        return evolve(self, events=(*self.events, event))

    def event(self, key: str) -> CycleEvent:
        """Look up an event.

        Args:
            key: its key.

        Returns:
            The event.

        Raises:
            SequenceError: the log has no such event.
        """
        for event in self.events:
            if event.key == key:
                return event
        raise SequenceError([UNKNOWN_EVENT.at("key", key)])

    def status(self, key: str) -> Status:
        """Tell whether an event still counts.

        Args:
            key: its key.

        Returns:
            In force, replaced, withdrawn or overtaken.

        Raises:
            SequenceError: the log has no such event.
        """
        return self._ledger.status[self.event(key).key]

    @property
    def in_force(self) -> tuple[CycleEvent, ...]:
        """The events that count, in the order of their effective days, then of the log."""
        return self._ledger.in_force()

    def as_known(self, on: date) -> AssessmentCycle:
        """Give the cycle as it was known on a day.

        Args:
            on: the day, in China.

        Returns:
            The cycle with the events that were recorded on that day or before it, whatever their effective days.
        """
        known = (event for event in self.events if event.recorded.astimezone(CHINA).date() <= on)
        return evolve(self, events=known)

    @cached_property
    def digests(self) -> tuple[str, ...]:
        """The chain: the digest of the beginning, then one for each event."""
        return chain(beginning(self.year, self.cities, self.counties, self.rules), self.events)

    @property
    def head(self) -> str:
        """The last digest of the chain. Deposit it elsewhere: only then does it prove anything."""
        return self.digests[-1]

    def verify(self, head: str) -> int:
        """Hold the log against a head that was deposited.

        The log may have grown since. Any change, reorder or cut of what lay before the head is found. A head that
        lies beside the log finds accidental damage alone: whoever changes the log can make that head anew too.

        Args:
            head: the digest that was deposited.

        Returns:
            The number of events, from the first on, for which the head stands.

        Raises:
            SequenceError: the log does not lead through this head.
        """
        if head not in self.digests:
            raise SequenceError([BROKEN_CHAIN.at("head", head)], Words("the log", "日志"))
        return self.digests.index(head)

    def outstanding(self, on: date) -> tuple[Outstanding, ...]:
        """List what is owed and not done.

        Args:
            on: the day; events of later days do not count yet.

        Returns:
            What is owed, in the order of the text, each with its last day where it has one, and with what has to come
            first; then what was handed on or granted and has been overtaken since, to be done anew.

        Legal basis:
            Art. 7 to 9, by the table `DUTIES`.
        """
        standing, status = self._standing_on(on), self._ledger.status
        gone = (event for event in self.events if event.on <= on and status[event.key] is Status.OVERTAKEN)
        return (*tasks(standing, self.last_day), *anew(standing, gone))

    def overdue(self, on: date) -> tuple[Outstanding, ...]:
        """List what is owed and should have been done by now.

        Args:
            on: the day.

        Returns:
            What is outstanding and had a last day before this day.
        """
        return tuple(task for task in self.outstanding(on) if task.is_overdue(on))

    def allowed(self) -> tuple[Move, ...]:
        """List what can be recorded next, on a day no earlier than that of any event in force.

        Returns:
            Each act with what it is of and who may do it. Acts that open something new, such as a proposal, stand
            there without a subject.
        """
        return moves(self._ledger.standing, (*self.cities, *self.counties))

    def timeline(self) -> tuple[Moment, ...]:
        """Tell the log as it is, with what came early or late.

        Returns:
            One entry for each event, in the order of the log.

        Legal basis:
            Art. 7: from December to the end of March. Art. 9: the time limit of a rectification.
        """
        pairs = [(event, self._ledger.status[event.key]) for event in self.events]
        return timeline(pairs, self.in_force, self.cities, (self.first_day, self.last_day))

    def results(self) -> tuple[ResultStages, ...]:
        """Give the result of each city at each stage, by code.

        Returns:
            For each city what was computed, proposed and approved, as far as that is in force.
        """
        return result_stages(self._ledger.standing)

    def stage(self, digest: str) -> Stage:
        """Tell how far the results of an assessment, as they were computed, have come.

        Where other results than the computed ones were proposed or approved, the assessment itself has not come to that
        stage: `results` tells what was proposed and approved, and `departures` why it differs.

        Args:
            digest: the digest of the assessment as computed, by `jxassess.io.digest`.

        Returns:
            Proposed, deliberated or approved; computed for an assessment that is not, or no longer, the one evaluated.
            For `Assessment.staged`.

        Legal basis:
            Art. 7(4).
        """
        return stage_of(self._ledger.standing, digest)

    def departures(self) -> tuple[Departure, ...]:
        """List where the cycle leaves the letter of the measure.

        Returns:
            Approved results that differ from what was computed (Art. 6), with who set them, and measures that were
            left out (Art. 9), each with its reason and document.
        """
        return departures(self._ledger.standing, self.in_force)

    def _standing_on(self, on: date) -> Standing:
        standing = Standing(self.cities)
        for event in self.in_force:
            if event.on <= on:
                standing.take(event)
        return standing
