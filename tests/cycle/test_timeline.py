"""The log told with what came early or late."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import pytest
from attrs import evolve

sys.path.append(str(Path(__file__).parent))

from story import (
    CHOU,
    GROUP,
    JIA,
    THIRD,
    check,
    city_bodies,
    event,
    extras,
    path,
    recorded,
    sanctions,
    start,
    summaries,
)

from jxassess.cycle import CHINA, Status, Summary, SummaryStep, Withdrawal


@pytest.mark.parametrize(("day", "early"), [(date(2019, 11, 30), 1), (date(2019, 11, 1), 30), (date(2019, 12, 1), 0)])
def test_early(day: date, early: int) -> None:
    """What comes before the first of December is early by so many days, and is recorded."""
    one = event("sum", day, city_bodies(JIA), Summary(city=JIA, step=SummaryStep.SUBMITTED))
    moment = recorded([*start(), one]).timeline()[-1]
    assert (moment.days_early, moment.days_late) == (early, 0)


@pytest.mark.parametrize(("day", "late"), [(date(2020, 3, 31), 0), (date(2020, 4, 1), 1), (date(2020, 5, 1), 31)])
def test_late(day: date, late: int) -> None:
    """What comes after the last of March is late by so many days, and is recorded."""
    one = event("v", day, THIRD, check(JIA, CHOU))
    moment = recorded([*start(), *summaries(), one]).timeline()[-1]
    assert (moment.days_early, moment.days_late) == (0, late)


def test_what_has_no_window_is_neither() -> None:
    """Scheme and plan precede the cycle; circulation and sanctions may come after it."""
    cycle = recorded(
        [*path()[:-1], evolve(path()[-1], on=date(2020, 6, 1), recorded=datetime(2020, 6, 1, tzinfo=CHINA))]
    )
    free = [moment for moment in cycle.timeline() if moment.event.key in ("scheme", "plan", "circ")]
    assert [(moment.days_early, moment.days_late) for moment in free] == [(0, 0)] * 3


def test_items_and_rectifications_closed_late() -> None:
    """The last day that held is that of the extension; item 1 came in time, the whole four days late."""
    late = {moment.event.key: moment.days_late for moment in recorded(sanctions()).timeline()}
    assert (late["c.2"], late["c.1"], late["end"], late["x.rect"]) == (0, 0, 4, 0)
    assert late["ext"] == 0
    unextended = [one for one in sanctions() if one.key != "ext"]
    late = {moment.event.key: moment.days_late for moment in recorded(unextended).timeline()}
    assert (late["c.2"], late["c.1"], late["end"]) == (0, 26, 34)


def test_status_and_outside() -> None:
    """Every event of the log is told, with its status; objections are marked as outside the measure."""
    no = event("no", date(2020, 10, 1), GROUP, Withdrawal(), reason="x", replaces="reward")
    moments = {moment.event.key: moment for moment in recorded([*path(), *extras(), no]).timeline()}
    assert len(moments) == len(path()) + len(extras()) + 1
    assert moments["reward"].status is Status.WITHDRAWN
    assert [key for key, moment in moments.items() if moment.is_outside] == ["obj", "obj.a", "no"]


def test_words() -> None:
    """A line of the timeline says day, act, subject, status, and how late by which clause."""
    moment = recorded(sanctions()).timeline()[-2]
    assert moment.words.en == "2020-07-20, rectification closed, rect, in force, 4 days late [Art. 9]"
    assert moment.words.zh == "2020-07-20，整改办结，rect，有效，逾期4日〔第九条〕"
    early = event("sum", date(2019, 11, 30), city_bodies(JIA), Summary(city=JIA, step=SummaryStep.SUBMITTED))
    said = recorded([*start(), early]).timeline()[-1].words
    assert said.en.endswith("in force, 1 day early [Art. 7(1)]")
    assert said.zh.endswith("有效，提前1日〔第七条第(一)项〕")
    assert recorded(extras()[-2:]).timeline()[0].words.en.endswith("in force, outside the measure")


def test_an_extension_after_the_last_day_is_late() -> None:
    """A time limit that was extended when it had passed is shown so, by the limit that held before."""
    late = date(2020, 6, 20)
    events = [
        evolve(one, on=late, recorded=datetime(2020, 6, 20, tzinfo=CHINA)) if one.key == "ext" else one
        for one in sanctions()
    ]
    moments = {moment.event.key: moment.days_late for moment in recorded(events).timeline()}
    assert (moments["ext"], moments["c.1"], moments["end"]) == (4, 0, 4)
