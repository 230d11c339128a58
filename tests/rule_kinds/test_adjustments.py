"""What is added and taken beside the tree of criteria, as plain data, scored by hand.

Numbers are those printed; where a comment says "made up", the published text has none.
"""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

sys.path.append(str(Path(__file__).parent))

from building import (
    DOCUMENT,
    assess_values,
    carrying,
    criterion,
    departures,
    event,
    evidence_of,
    explained,
    faults_of,
    points,
    scheme_of,
    words,
)

Entry = dict[str, Any]


def adjustment(kind: str, order: int = 1, **changes: object) -> Entry:
    """Write an adjustment of counties."""
    entry: Entry = {"kind": kind, "key": f"the_{kind}", "name": words(f"name of {kind}", f"{kind}之名"), "order": order}
    return entry | {"level": "county", "allowed_by": DOCUMENT} | changes


def county_points(scheme: Entry, values: Entry, **parts: Any) -> Fraction:
    """Assess one county, and give its score."""
    return assess_values(scheme, {"990121": values}, **parts).county("990121").points


def with_bonus() -> Entry:
    """Write 100 marks and a bonus of two criteria, of 10 points at most."""
    criteria = [criterion("model", 8, when_missing="rescale_group"), criterion("new_ways", 6, when_missing="zero")]
    return scheme_of(criterion("own", 50), adjustments=[adjustment("bonus", criteria=criteria, at_most=10)])


@pytest.mark.parametrize(
    ("own", "bonus", "score"),
    [
        # All of the 100 and 8 + 6 = 14, of which 10 count: 100 + 10.
        (50, {"model": 8, "new_ways": 6}, 110),
        # 94 + 4 + 3.
        (44, {"model": 4, "new_ways": 3}, 101),
        # What is missing adds nothing, whether left out or counted zero.
        (44, {"new_ways": 3}, 97),
        (44, {"model": 4}, 98),
        (44, {}, 94),
    ],
)
def test_adjust_bonus_cap(own: int, bonus: Entry, score: int) -> None:
    """A bonus comes on top of the 100, and not more than 10 of it."""
    assert county_points(with_bonus(), {"own": own} | bonus) == score


def test_adjust_bonus_cap_is_explained() -> None:
    """The explanation shows what the criteria of the bonus earned and what the cap left of it."""
    assessment = assess_values(with_bonus(), {"990121": {"own": 50, "model": 8, "new_ways": 6}})
    text = explained(assessment, "990121")
    assert "name of bonus" in text
    assert "name of model (8 marks): 8" in text
    assert "adds the points of its criteria, 10 at most" in text
    assert "cap: -4" in text


# Ten indicators, of which nine score and the tenth only takes. Made up: their marks.
NINE = [criterion(f"c_{n}", 8) for n in range(1, 10)]
TENTH = {"kind": "deduction", "start": 0, "side": "above", "per": 1, "points": 2, "counting": "whole"}


def with_penalty(at_most: int = 6) -> Entry:
    """Write nine criteria of 8 marks, and a tenth that takes 2 for each case."""
    tenth = adjustment("penalty", criteria=[criterion("cases", 8, TENTH)], at_most=at_most, allowed_by="")
    return scheme_of(*NINE, adjustments=[tenth], indicators={"cases": {"better": "lower", "low": 0}})


@pytest.mark.parametrize(
    ("cases", "score"),
    [
        # Nine times 7 of 8 are 63 of 72, which with the other 28 make 91.
        (0, 91),
        (1, 89),
        # Four cases take 8, of which 6 count.
        (4, 85),
        (9, 85),
        ("not_applicable", 91),
    ],
)
def test_adjust_penalty_only(cases: object, score: int) -> None:
    """The tenth indicator takes what it does not earn and can add nothing."""
    scheme = with_penalty()
    scheme["adjustments"][0]["criteria"][0]["when_not_applicable"] = "rescale_group"
    values = {f"c_{n}": 7 for n in range(1, 10)} | {"cases": cases}
    assert county_points(scheme, values) == score


def test_adjust_penalty_only_missing_and_counted_zero_takes_all() -> None:
    """A missing value that counts zero earns none of 8 marks, and 6 are taken at most: 91 - 6."""
    scheme = with_penalty()
    scheme["adjustments"][0]["criteria"][0]["when_missing"] = "zero"
    assert county_points(scheme, {f"c_{n}": 7 for n in range(1, 10)}) == 85


def test_adjust_penalty_only_is_explained() -> None:
    """The explanation names the penalty and what it takes."""
    values = {f"c_{n}": 7 for n in range(1, 10)} | {"cases": 1}
    text = explained(assess_values(with_penalty(), {"990121": values}), "990121")
    assert "name of penalty: -2" in text
    assert "2 for each 1 above 0" in text


# Made up: the kinds of event, their points, and both maxima.
KINDS = [
    {"key": "praise_by_province", "name": words("praise by the province", "省级表彰"), "points": 3},
    {"key": "praise_by_city", "name": words("praise by the city", "市级表彰"), "points": "0.5"},
    {"key": "criticism", "name": words("criticism", "通报批评"), "points": -2},
]


def with_events(**changes: object) -> Entry:
    """Write 100 marks, and events that add 5 and take 3 at most."""
    events = adjustment("events", events=KINDS, most_plus=5, most_minus=3, allowed_by="")
    return scheme_of(criterion("own", 50), adjustments=[events | changes])


def happened(*kinds: str, place: str = "990121") -> list[Entry]:
    """Write events of these kinds at one place."""
    return [event(f"event_{n}", kind, place) for n, kind in enumerate(kinds)]


@pytest.mark.parametrize(
    ("kinds", "score"),
    [
        # 3 + 3 + 0.5 = 6.5, of which 5 count.
        (["praise_by_province", "praise_by_province", "praise_by_city"], "95"),
        # 2 + 2 = 4, of which 3 count.
        (["criticism", "criticism"], "87"),
        # Each side has its own maximum: 5 - 3, and not 6.5 - 4.
        (["praise_by_province", "praise_by_province", "praise_by_city", "criticism", "criticism"], "92"),
        (["praise_by_city", "criticism"], "88.5"),
        ([], "90"),
    ],
)
def test_adjust_signed_caps(kinds: list[str], score: str) -> None:
    """Plus has one maximum and minus another; neither makes room for the other."""
    assert county_points(with_events(), {"own": 40}, events=happened(*kinds)) == Fraction(score)


def test_adjust_signed_caps_are_explained() -> None:
    """The explanation names both maxima and every event."""
    kinds = ["praise_by_province", "praise_by_province", "criticism", "criticism"]
    assessment = assess_values(with_events(), {"990121": {"own": 40}}, events=happened(*kinds))
    # 90 + 5 - 3.
    assert assessment.county("990121").points == 92
    text = explained(assessment, "990121")
    assert "at most 5 added and 3 taken" in text
    assert all(f"notice event_{n}" in text for n in range(4))


# Printed: minus 5 for each falsified item, at most 55. Made up: fifteen items of 5 marks.
ITEMS = [criterion(f"item_{n}", 5) for n in range(1, 16)]
FULL = {f"item_{n}": 5 for n in range(1, 16)}


def with_fraud(*more: Entry, **changes: object) -> Entry:
    """Write fifteen items of which a falsified one is lost and takes 5 besides."""
    falsified = adjustment("falsified", points=5, at_most=55, **changes)
    return scheme_of(*ITEMS, adjustments=[falsified, *more])


def falsified(*numbers: int) -> list[Entry]:
    """Write events by which items were falsified."""
    return [
        event(f"case_{i}", "the_falsified", "990121", criterion=f"item_{number}") for i, number in enumerate(numbers)
    ]


@pytest.mark.parametrize(
    ("numbers", "score"),
    [
        ([], 100),
        # 5 marks lost and 5 taken.
        ([3], 90),
        # The same item twice is one falsified item.
        ([3, 3], 90),
        ([1, 2, 3], 70),
        # 100 - 55 - 55 = -10, and with twelve items 100 - 60 - 55 = -15: the sum of the minus stays at 55.
        (list(range(1, 12)), -10),
        (list(range(1, 13)), -15),
    ],
)
def test_adjust_fraud(numbers: list[int], score: int) -> None:
    """A falsified item earns 0, and each takes 5 besides, together at most 55."""
    assert county_points(with_fraud(), FULL, events=falsified(*numbers)) == score


def test_adjust_fraud_then_bounds() -> None:
    """A scheme that wants no score below zero says so as an adjustment that comes after."""
    bounds = adjustment("bounds", order=2, at_least=0)
    assert county_points(with_fraud(bounds), FULL, events=falsified(*range(1, 13))) == 0
    # Before the minus they change nothing: 100 - 60 = 40 lies inside, and 40 - 55 = -15.
    first = with_fraud(bounds | {"order": 1}, order=2)
    assert county_points(first, FULL, events=falsified(*range(1, 13))) == -15


def test_adjust_fraud_is_explained() -> None:
    """The explanation shows the points that the item would have earned, their loss, the minus, and the case."""
    assessment = assess_values(with_fraud(), {"990121": FULL}, events=falsified(3))
    assert points(assessment, "990121", "item_3") == 0
    text = explained(assessment, "990121")
    assert "points by the rule: 5" in text
    assert "taken because the data were falsified: -5" in text
    assert "name of falsified: -5" in text
    assert "notice case_0" in text


def test_adjust_fraud_needs_its_document() -> None:
    """The measure takes no points for a problem, so the scheme names the document that allows it, and it is listed."""
    assert departures(assess_values(with_fraud(), {"990121": FULL})) == [("adjustments[0]", DOCUMENT)]
    assert faults_of(with_fraud(allowed_by="")) == [("no_document", "adjustments[0].allowed_by")]


def test_adjust_fraud_needs_the_criterion() -> None:
    """A case that names no criterion, or none of the scheme, is a fault of the evidence."""
    scheme = with_fraud()
    for changes, code in (({}, "event_unnamed"), ({"criterion": "item_99"}, "event_criterion")):
        events = [event("case", "the_falsified", "990121", **changes)]
        evidence = evidence_of(scheme, {"990121": FULL}, events=events)
        assert faults_of(scheme, evidence) == [(code, "events.case")]


def test_adjust_events() -> None:
    """Praise adds 3 and criticism takes 2 for the county that it happened in, with its document: 93, 88, 90."""
    values: dict[str, Entry | None] = {"990121": {"own": 40}, "990122": {"own": 40}, "990123": {"own": 40}}
    events = [event("order_7", "praise_by_province", "990121"), event("letter_2", "criticism", "990122")]
    assessment = assess_values(with_events(), values, events=events)
    assert [score.points for score in assessment.counties] == [93, 88, 90]
    first, second = explained(assessment, "990121"), explained(assessment, "990122")
    assert "praise by the province" in first
    assert "notice order_7" in first
    assert "notice letter_2" in second
    assert "notice letter_2" not in first


def test_adjust_events_of_a_city() -> None:
    """On the level of cities events change the city's score and no county's."""
    scheme = with_events(level="city", allowed_by=DOCUMENT)
    assessment = assess_values(scheme, {"990121": {"own": 40}}, events=happened("criticism", place="990100"))
    assert assessment.county("990121").points == 90
    assert assessment.city("990100").published == 88
    assert "notice event_0" in explained(assessment, "990100")
    assert faults_of(with_events(level="city")) == [("no_document", "adjustments[0].allowed_by")]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        # A kind that the scheme does not name, a city where counties are adjusted, a carried county.
        (event("letter", "applause", "990121"), "unknown_event"),
        (event("letter", "criticism", "990100"), "unknown_event"),
        (event("letter", "criticism", "990122"), "event_carried"),
    ],
)
def test_adjust_events_refused(wrong: Entry, code: str) -> None:
    """An event that no adjustment of its place counts is a fault of the evidence."""
    scheme = with_events() | {"carried": carrying("990122")}
    evidence = evidence_of(scheme, {"990121": {"own": 40}}, brought={"990122": 80}, events=[wrong])
    assert faults_of(scheme, evidence) == [(code, "events.letter")]


def test_the_order_of_adjustments_is_declared() -> None:
    """A cap of 100 before a minus of 2 gives 98, after it 100; the file's own order says nothing."""
    bonus = adjustment("bonus", 1, criteria=[criterion("model", 8)], at_most=10)
    cap = adjustment("bounds", 2, at_most=100)
    minus = adjustment("events", 3, events=KINDS, most_plus=5, most_minus=3)
    values = {"own": 50, "model": 8}
    # 100 + 8 = 108, cut to 100, minus 2.
    scheme = scheme_of(criterion("own", 50), adjustments=[minus, bonus, cap])
    assert county_points(scheme, values, events=happened("criticism")) == 98
    # 100 + 8 - 2 = 106, cut to 100.
    later = scheme_of(criterion("own", 50), adjustments=[minus | {"order": 2}, bonus, cap | {"order": 3}])
    assert county_points(later, values, events=happened("criticism")) == 100


def test_the_order_of_adjustments_is_asked_for() -> None:
    """Two adjustments of one order are refused."""
    bonus = adjustment("bonus", 1, criteria=[criterion("model", 8)], at_most=10)
    cap = adjustment("bounds", 1, at_most=100)
    refused = faults_of(scheme_of(criterion("own", 50), adjustments=[bonus, cap]))
    assert refused == [("order_broken", "adjustments[1].order")]
