"""Random sequences of events: never an impossible state, a lost event, or a damaged log that verifies."""

from __future__ import annotations

import sys
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from attrs import evolve
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

sys.path.append(str(Path(__file__).parent))

from story import GROUP, JIA, OFFICE, PROVINCE, THIRD, YI, city_bodies, event, new_cycle, sample, whole
from test_tables import ACTS, BEFORE, FOLLOWS, MEASURES

from jxassess.cycle import Act, Actor, AssessmentCycle, CycleEvent, SequenceError, Status, Withdrawal, rule_of
from jxassess.io.cycle import format_cycle, parse_cycle

WHOLE = whole()
POOL: list[CycleEvent] = [
    *WHOLE,
    *(sample(act, sanction, f"{act.value}.{sanction}") for act in ACTS for sanction in MEASURES),
]
BODIES = [GROUP, OFFICE, PROVINCE, THIRD, city_bodies(JIA), city_bodies(YI)]


def is_possible(events: tuple[CycleEvent, ...]) -> bool:
    """Tell whether events in force keep to the lists that were written by hand from the articles."""
    last: dict[tuple[object, str], Act] = {}
    seen: set[Act] = set()
    for one in events:
        place = rule_of(one.act).thread, one.subject
        if (last.get(place), one.act) not in FOLLOWS or not BEFORE[one.act] <= seen:
            return False
        last[place] = one.act
        seen.add(one.act)
    return [one.on for one in events] == sorted(one.on for one in events)


class Cycles(RuleBasedStateMachine):
    """A log that grows by whatever comes, and the plain list of what was taken."""

    def __init__(self) -> None:
        super().__init__()
        self.cycle = new_cycle()
        self.taken: list[CycleEvent] = []
        self.heads: list[tuple[str, int]] = [(self.cycle.head, 0)]
        self.number = 0

    @initialize(number=st.integers(0, len(WHOLE)))
    def begin(self, number: int) -> None:
        """The story so far, from which it goes on otherwise; its head is deposited."""
        for one in WHOLE[:number]:
            assert self.offer(one)
        self.deposit()

    def offer(self, one: CycleEvent) -> bool:
        """Offer an event under a new key, at the moment of the one above it or later."""
        self.number += 1
        recorded = max([one.recorded, *(other.recorded for other in self.taken[-1:])])
        one = evolve(one, key=f"n{self.number}", recorded=recorded)
        before = self.cycle
        with suppress(SequenceError):
            self.cycle = before.record(one)
            self.taken.append(one)
        return self.cycle is not before

    @rule(number=st.integers(0, len(POOL) - 1), days=st.integers(-40, 40))
    def anything(self, number: int, days: int) -> None:
        """Something of the pool, on a day before or after its own."""
        one = POOL[number]
        on = one.on + timedelta(days)
        self.offer(evolve(one, on=on, recorded=one.recorded + timedelta(max(days, 0))))

    @rule(
        number=st.integers(0, 80),
        who=st.sampled_from([GROUP, GROUP, GROUP, *BODIES]),
        is_corrected=st.booleans(),
        days=st.sampled_from([0, 0, 0, 1, 5, 30]),
        has_force=st.sampled_from([True, True, False]),
    )
    def correct_or_withdraw(
        self, number: int, who: tuple[Actor, ...], is_corrected: bool, days: int, has_force: bool
    ) -> None:
        """A correction or a withdrawal of something in the log, mostly of something in force, by somebody."""
        offered = self.cycle.in_force if has_force else self.cycle.events
        if not offered:
            return
        # The last ones first, since on those little rests.
        old = offered[-1 - number % len(offered)]
        day = old.on + timedelta(days)
        if is_corrected:
            new = evolve(old, on=day, recorded=old.recorded + timedelta(days), document="corrected", reason="x")
            self.offer(evolve(new, replaces=old.key))
        else:
            self.offer(event("w", day, who, Withdrawal(), reason="x", replaces=old.key))

    @rule()
    def deposit(self) -> None:
        """The head is kept elsewhere."""
        self.heads.append((self.cycle.head, len(self.taken)))

    @rule(head=st.integers(0, 50), at=st.integers(0, 80), how=st.sampled_from(["change", "swap", "cut", "drop"]))
    def damage(self, head: int, at: int, how: str) -> None:
        """Of a log that was damaged before a deposited head, no part verifies against it."""
        digest, length = self.heads[head % len(self.heads)]
        if length < 2:
            return
        events, i = [*self.taken], at % (length - 1)
        match how:
            case "change":
                events[i] = evolve(events[i], document=events[i].document + "x")
            case "swap":
                events[i], events[i + 1] = events[i + 1], events[i]
            case "cut":
                events = events[: i + 1]
            case _:
                del events[i]
        try:
            damaged = evolve(self.cycle, events=events)
        except SequenceError:
            return
        try:
            damaged.verify(digest)
        except SequenceError:
            return
        raise AssertionError(f"{how} at {i} was not found")

    @invariant()
    def no_event_is_lost(self) -> None:
        """The log is what was taken, in that order."""
        assert self.cycle.events == tuple(self.taken)

    @invariant()
    def no_state_is_impossible(self) -> None:
        """What is in force keeps to the articles."""
        assert is_possible(self.cycle.in_force)

    @invariant()
    def every_event_has_a_status(self) -> None:
        """In force is what is not replaced, withdrawn or overtaken, and no withdrawal."""
        counted = {one.key for one in self.cycle.in_force}
        for one in self.taken:
            is_in_force = self.cycle.status(one.key) is Status.IN_FORCE and one.act is not Act.WITHDRAWN
            assert (one.key in counted) == is_in_force

    @invariant()
    def every_deposited_head_verifies(self) -> None:
        """A log that only grew leads through every head that was deposited."""
        for digest, length in self.heads:
            assert self.cycle.verify(digest) == length

    def teardown(self) -> None:
        """The whole log comes back from its file, and from its events alone."""
        again = AssessmentCycle(
            year=self.cycle.year, cities=self.cycle.cities, counties=self.cycle.counties, events=self.taken
        )
        assert again == self.cycle
        assert parse_cycle(format_cycle(self.cycle)) == self.cycle


TestCycles = Cycles.TestCase
TestCycles.settings = settings(max_examples=25, stateful_step_count=12, deadline=None, derandomize=True)


@pytest.mark.parametrize("seed", range(60))
def test_random_walks(seed: int) -> None:
    """The same on walks of a seeded script, which come further into the year than Hypothesis likes to."""
    rng = Random(seed)
    walk = Cycles()
    walk.begin(rng.randrange(len(WHOLE) + 1))
    for _ in range(30):
        match rng.choice(["anything", "anything", "correct", "correct", "deposit", "damage"]):
            case "anything":
                walk.anything(rng.randrange(len(POOL)), rng.choice([-40, -3, 0, 0, 0, 3, 40]))
            case "correct":
                who = rng.choice([GROUP, GROUP, *BODIES])
                walk.correct_or_withdraw(
                    rng.randrange(40), who, rng.random() < 0.5, rng.choice([0, 0, 9]), rng.random() < 0.8
                )
            case "deposit":
                walk.deposit()
            case _:
                walk.damage(rng.randrange(9), rng.randrange(80), rng.choice(["change", "swap", "cut", "drop"]))
        walk.no_event_is_lost()
        walk.no_state_is_impossible()
    walk.every_event_has_a_status()
    walk.every_deposited_head_verifies()
    walk.teardown()
