"""The cycle as a value."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve

sys.path.append(str(Path(__file__).parent))

from story import COUNTIES, JIA, YI, ZI, new_cycle, path, recorded, start, whole

from jxassess.cycle import AssessmentCycle, SequenceError, Status
from jxassess.places import City


def test_a_cycle_is_a_value() -> None:
    """Recording gives the next cycle and leaves the one before as it was; the same events give an equal cycle."""
    before = new_cycle()
    after = before.record(start()[0])
    assert (before.events, after.events) == ((), (start()[0],))
    assert recorded(whole()) == recorded(whole())
    assert recorded(whole()) != recorded(whole()[:-1])
    assert hash(recorded(start())) == hash(recorded(start()))


def test_units_are_kept_by_code() -> None:
    """The order in which places are given does not matter."""
    assert AssessmentCycle(year=2019, cities=[YI, JIA], counties=COUNTIES[::-1]) == new_cycle()


@pytest.mark.parametrize("year", [2016, 2021])
def test_other_years(year: int) -> None:
    """Years before 2017 and after 2020 are not assessed."""
    with pytest.raises(SequenceError) as caught:
        new_cycle(year)
    assert [(fault.code, str(fault.citation)) for fault in caught.value.faults] == [("bad_year", "Art. 4")]


@pytest.mark.parametrize("year", [2017, 2018, 2019, 2020])
def test_from_december_to_march(year: int) -> None:
    """A cycle begins on the first of December and is done by the last of March, also on a weekend."""
    cycle = new_cycle(year)
    assert (cycle.first_day, cycle.last_day) == (date(year, 12, 1), date(year + 1, 3, 31))


def test_places_that_contradict_each_other() -> None:
    """A place twice and a county outside the cities are told together."""
    with pytest.raises(SequenceError) as caught:
        AssessmentCycle(year=2019, cities=[YI, YI], counties=[ZI])
    assert [fault.code for fault in caught.value.faults] == ["repeated", "stray_county"]


def test_look_up() -> None:
    """An event is found by its key, and what is not there is refused."""
    cycle = recorded(start())
    assert cycle.event("plan") == start()[1]
    assert cycle.status("plan") is Status.IN_FORCE
    with pytest.raises(SequenceError, match="no event has the key 'nothing'"):
        cycle.event("nothing")
    with pytest.raises(SequenceError):
        cycle.status("nothing")


def test_as_known() -> None:
    """What was recorded later was not known, even where it had taken effect."""
    scheme, plan = start()
    late = evolve(plan, recorded=plan.recorded.replace(month=7))
    cycle = recorded([scheme, late])
    assert cycle.as_known(date(2019, 6, 2)).events == ()
    assert cycle.as_known(date(2019, 6, 3)).events == (scheme,)
    assert cycle.as_known(date(2019, 7, 3)).events == (scheme,)
    assert cycle.as_known(date(2019, 7, 4)) == cycle


def test_as_known_before_a_correction() -> None:
    """Before the correction was recorded, what it replaced was in force."""
    from test_ledger import CORRECTED

    cycle = recorded([*path(), CORRECTED])
    then = cycle.as_known(date(2020, 4, 5))
    assert (then.status("appr"), cycle.status("appr")) == (Status.IN_FORCE, Status.OVERTAKEN)


def test_the_day_of_record_is_that_of_china() -> None:
    """A record made in the evening of another zone counts for the day in China."""
    from datetime import UTC, datetime

    scheme = evolve(start()[0], recorded=datetime(2019, 6, 3, 17, tzinfo=UTC))
    cycle = new_cycle().record(scheme)
    assert scheme.recorded.isoformat() == "2019-06-04T01:00:00+08:00"
    assert len(cycle.as_known(date(2019, 6, 3)).events) == 0
    assert len(cycle.as_known(date(2019, 6, 4)).events) == 1


def test_all_eleven_cities() -> None:
    """The cycle of Jiangxi has 11 cities, and each owes a summary."""
    from jxassess.places import jiangxi

    cycle = AssessmentCycle(year=2019, cities=jiangxi.cities())
    owed = [task for task in cycle.outstanding(date(2019, 12, 1)) if task.acts[0].value == "summary_submitted"]
    assert len(owed) == 11


def test_a_cycle_without_cities() -> None:
    """With no city nothing would wait for a summary or a verification, so such a cycle is refused."""
    with pytest.raises(SequenceError) as caught:
        AssessmentCycle(year=2019, cities=list[City]())
    assert str(caught.value) == "1 fault in the cycle\n  cities: the list is empty [Art. 2]; name at least one"
