"""Kill the writer of a cycle at random moments, and look whether the file is the old or the new one, whole.

Run it with `python benchmarks/kill_writer.py [times] [seed]`; 1,000 times take a minute or two. It needs `fork`.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import time
from collections import Counter
from datetime import date, datetime
from datetime import time as clock
from pathlib import Path
from random import Random

from jxassess.cycle import CHINA, Actor, AssessmentCycle, CycleEvent, PlanApproved, SchemeMade, Summary, SummaryStep
from jxassess.io.cycle import format_cycle, parse_cycle, write_cycle
from jxassess.measure import Body
from jxassess.places import City

JIA = City(code="990100", name="甲市")
LONGEST = 0.06  # seconds until the writer is killed


def make_cycles() -> tuple[AssessmentCycle, AssessmentCycle]:
    """Make a cycle, and the same with many more events."""
    group = [Actor(body=Body.LEADING_GROUP)]
    bodies = [Actor(body=Body.CITY_COMMITTEE, city=JIA), Actor(body=Body.CITY_GOVERNMENT, city=JIA)]
    old = AssessmentCycle(year=2019, cities=[JIA])
    for key, what in (("scheme", SchemeMade(digest="a" * 64)), ("plan", PlanApproved(digest="b" * 64))):
        old = old.record(_event(key, group, what))
    events = [_event("s0", bodies, Summary(city=JIA, step=SummaryStep.SUBMITTED))]
    for i in range(20):
        events.append(_event(f"r{i}", group, Summary(city=JIA, step=SummaryStep.RETURNED)))
        events.append(_event(f"s{i + 1}", bodies, Summary(city=JIA, step=SummaryStep.RESUBMITTED)))
    return old, AssessmentCycle(year=2019, cities=[JIA], events=[*old.events, *events])


def _event(key: str, by: list[Actor], what: SchemeMade | PlanApproved | Summary) -> CycleEvent:
    day = date(2019, 12, 2)
    moment = datetime.combine(day, clock(9), tzinfo=CHINA)
    return CycleEvent(key=key, by=by, on=day, recorded=moment, document="invented", what=what, reason="invented")


def kill_once(path: Path, old: AssessmentCycle, new: AssessmentCycle, delay: float) -> None:
    """Let a child write both in turn, and kill it after a delay."""
    child = os.fork()
    if child == 0:
        while True:
            write_cycle(new, path)
            write_cycle(old, path)
    time.sleep(delay)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def main() -> None:
    """Kill so many times, and say what was there afterwards."""
    given = [int(text) for text in sys.argv[1:3]]
    times, seed = [*given, *(1000, 1)[len(given) :]]
    rng, seen, left = Random(seed), Counter[str](), 0
    old, new = make_cycles()
    texts = {format_cycle(old): "old", format_cycle(new): "new"}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cycle.json"
        write_cycle(old, path)
        for _ in range(times):
            kill_once(path, old, new, rng.uniform(0, LONGEST))
            text = path.read_text("utf-8")
            seen[texts.get(text, "damaged")] += 1
            parse_cycle(text)
            # What a killed writer was writing lies beside the file under a name of its own.
            for other in Path(folder).glob(".*.tmp"):
                left += 1
                other.unlink()
    print(
        f"{times} kills: {seen['old']} old, {seen['new']} new, {seen['damaged']} damaged; {left} unfinished files beside"
    )
    sys.exit(bool(seen["damaged"]))


if __name__ == "__main__":
    main()
