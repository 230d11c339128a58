"""Sanctions in files: proposed ones in assessments, those carried through in cycles."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "cycle"))

from story import recorded, whole

from jxassess.io import parse_assessment
from jxassess.io.cycle import format_cycle, parse_cycle

GOLDEN = Path(__file__).parents[1] / "data" / "golden" / "assessment_small_1.json"


def test_every_measure_is_in_the_story() -> None:
    """The story carries all four measures of Art. 9, each with its own event, to their ends."""
    events = json.loads(format_cycle(recorded(whole())))["events"]
    kinds = {event["what"]["kind"] for event in events if "sanction" in event["what"]}
    assert {"sanction_proposal", "sanction_decision", "circular", "talk", "rectification_order", "extension"} <= kinds
    assert {"inspection", "closing", "referral", "answer"} <= kinds


@pytest.mark.parametrize("key", ["crit", "talk", "rect", "acct"])
def test_a_sanction_carried_through_comes_back(key: str) -> None:
    """State, items and time limit of a sanction are those that they were before its cycle was written."""
    cycle = recorded(whole())
    again = parse_cycle(format_cycle(cycle))
    own = [event for event in cycle.events if getattr(event.what, "sanction", None) == key]
    assert len(own) >= 3
    assert [again.event(event.key) for event in own] == own
    assert [again.status(event.key) for event in own] == [cycle.status(event.key) for event in own]
    assert again.outstanding(own[-1].on) == cycle.outstanding(own[-1].on)


def test_proposed_sanctions_come_back_with_their_finding() -> None:
    """The three measures for the finding f1 of the small year, with four posts for the talk and 30 days, as in its file."""
    table = json.loads(GOLDEN.read_text("utf-8"))
    sanctions = parse_assessment(GOLDEN.read_text("utf-8")).sanctions
    assert [(each.kind.value, each.finding.key, str(each.citation), each.where) for each in sanctions] == [
        (each["kind"], each["finding"], each["citation"], each["where"]) for each in table["sanctions"]
    ]
    assert [len(each.posts) for each in sanctions] == [0, 4, 0]
    limit = sanctions[2].limit
    assert limit is not None
    assert {"days": 30, "day_kind": limit.day_kind.value} == table["sanctions"][2]["limit"]
    assert limit.days == 30
