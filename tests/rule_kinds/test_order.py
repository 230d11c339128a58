"""The order in which things stand in files changes nothing, for every rule and every part of a scheme."""

from __future__ import annotations

import sys
from copy import deepcopy
from itertools import zip_longest
from pathlib import Path
from random import Random
from typing import Any

import pytest

sys.path.append(str(Path(__file__).parent))

from building import (
    DOCUMENT,
    RULES,
    assess,
    carrying,
    criterion,
    event,
    evidence_of,
    finding,
    group,
    scheme_with,
    table,
    top,
    words,
)

import jxassess
from jxassess import io

Entry = dict[str, Any]

SHUFFLES = 8
CODES = ["990121", "990131", "990141", "990221", "990231"]
# Lists of a scheme that are kept in the order of its document. For bands it says which comes first; for the rest, no
# number and no proposal hangs on it.
KEPT = {"criteria", "children", "parts", "gates", "conditions", "events", "follow_ups", "any_of", "grades"}
ORDERED = frozenset(KEPT | {"bands"})


def shuffled(entry: Any, rng: Random, ordered: frozenset[str] = frozenset(), key: str = "") -> Any:
    """Put every list into another order but those of `ordered` keys."""
    if isinstance(entry, dict):
        return {name: shuffled(value, rng, ordered, name) for name, value in entry.items()}
    if isinstance(entry, list):
        entries = [shuffled(value, rng, ordered) for value in entry]
        if key not in ordered:
            rng.shuffle(entries)
        return entries
    return entry


def turned(entry: Any, key: str = "") -> Any:
    """Turn round every list that is kept in the order of the scheme's document."""
    if isinstance(entry, dict):
        return {name: turned(value, name) for name, value in entry.items()}
    if isinstance(entry, list):
        entries = [turned(value) for value in entry]
        return entries[::-1] if key in KEPT else entries
    return entry


def scores(assessment: jxassess.Assessment) -> Entry:
    """Give all that has a number, points of criteria to ranks of cities, and all proposals."""
    found: Entry = {}

    def look(code: str, score: Any) -> None:
        node = getattr(score, "group", None) or score.criterion
        found[f"{code} {node.key}"] = score.points
        for child in getattr(score, "children", ()):
            look(code, child)

    for county in assessment.counties:
        found[county.county.code] = (county.points, county.published)
        for score in county.groups:
            look(county.county.code, score)
    for city in assessment.cities:
        found[city.city.code] = (city.score, city.published, city.rank, city.grade and city.grade.key)
    found["sanctions"] = {(sanction.city.code, sanction.words.en) for sanction in assessment.sanctions}
    found["rewards"] = {reward.city.code for reward in assessment.rewards}
    found["follow_ups"] = {(entry.city.code, entry.follow_up.key) for entry in assessment.follow_ups}
    return found


def differences(first: str, second: str) -> list[tuple[str, str]]:
    """Give the first lines that differ between two texts."""
    lines = zip_longest(first.splitlines(), second.splitlines(), fillvalue="")
    return [pair for pair in lines if pair[0] != pair[1]][:3]


def case(name: str) -> tuple[Entry, Entry]:
    """Write a year under one rule, with a carried county, a finding and weights as a table."""
    scheme = scheme_with(
        name,
        CODES,
        weights=table({code: n for n, code in enumerate([*CODES, "990122", "990222"], start=1)}),
        carried=carrying("990122", "990222"),
    )
    most = 10 if RULES[name]["kind"] == "given" else 70
    values: dict[str, Entry | None] = {
        code: {"tested": str(most * share // 10)} for code, share in zip(CODES, (7, 3, 7, 10, 5), strict=True)
    }
    evidence = evidence_of(scheme, values, brought={"990122": 81, "990222": 79})
    evidence["findings"] = [finding("low_1", "990121", "Art. 9(5)"), finding("duty_1", "990200", "Art. 9(7)")]
    evidence["observations"] += [
        line | {"version": 2, "submitter": "invented", "reason": "invented"}
        for line in evidence["observations"]
        if line["indicator"] == "tested" and line["place"] == "990131"
    ]
    return scheme, evidence


@pytest.mark.parametrize("name", RULES)
def test_the_order_of_lists_says_nothing(name: str) -> None:
    """Under every rule an assessment has the same bytes after each shuffle of its scheme and evidence."""
    scheme, evidence = case(name)
    rng = Random(name)
    first = io.format_assessment(assess(scheme, evidence))
    for _ in range(SHUFFLES):
        other = io.format_assessment(assess(shuffled(scheme, rng, ORDERED), shuffled(evidence, rng)))
        assert differences(first, other) == []


@pytest.mark.parametrize("name", RULES)
def test_the_order_of_the_document_changes_no_score(name: str) -> None:
    """Under every rule all points, scores, grades and ranks are the same with the criteria the other way round."""
    scheme, evidence = case(name)
    assert scores(assess(turned(scheme), evidence)) == scores(assess(scheme, evidence))


def rich() -> tuple[Entry, Entry]:
    """Write a year with every part of a scheme that has a list: blends, classes, adjustments, a city part, a sample."""
    blend = [{"source": "one", "share": "0.2"}, {"source": "two", "share": "0.5"}, {"source": "three", "share": "0.3"}]
    cutoff = {"indicator": "share", "bound": {"side": "above", "value": 50}}
    share = {"kind": "proportional", "full_at": 100}
    cities = ["990100", "990200", "990300"]
    adjustments = [
        {"kind": "bonus", "key": "extra", "order": 1, "criteria": [criterion("model", 4), criterion("new", 4)]}
        | {"at_most": 6},
        {"kind": "events", "key": "praised", "order": 2, "most_plus": 4, "most_minus": 4}
        | {
            "events": [
                {"key": "plus", "name": words("plus"), "points": 3},
                {"key": "minus", "name": words("minus"), "points": -1},
            ]
        },
        {"kind": "falsified", "key": "fraud", "order": 3, "points": 5, "at_most": 8},
        {"kind": "bounds", "key": "limits", "order": 4, "at_least": 0, "at_most": 100},
    ]
    common = {"level": "county", "allowed_by": DOCUMENT}
    gates = [
        {
            "key": f"gate_{n}",
            "name": words(f"gate {n}"),
            "conditions": [
                {"indicator": "share", "must": {"side": "below", "value": 90}},
                {"indicator": "rate", "must": {"side": "above", "value": n}},
            ],
            "level": "county",
            "grade": "last",
            "allowed_by": DOCUMENT,
        }
        for n in (1, 65)
    ]
    tested = [
        criterion("tested", 10, RULES["by_class"] | {"cases": by_city(RULES["by_class"]["cases"])}),
        criterion("blended", 10, share, blend=blend),
        criterion("cut", 10, share, cutoff=cutoff),
        criterion("rate", 10, RULES["between_extremes"]),
    ]
    scheme = scheme_with(
        "linear",
        [],
        criteria=[
            top("reduction", 1, 40, *tested),
            *(top(f"rest_of_{n}", n, 20, criterion(f"rest_{n}", 20)) for n in (2, 3, 4)),
        ],
        carried=carrying("990123", "990223"),
        classes=[
            {"key": "a", "name": words("class a"), "units": ["990121", "990221", "990321"], "source": DOCUMENT},
            {"key": "b", "name": words("class b"), "units": ["990122", "990222", "990322"], "source": DOCUMENT},
            {"key": "large", "name": words("large"), "units": cities[:2], "source": DOCUMENT},
            {"key": "small", "name": words("small"), "units": cities[2:], "source": DOCUMENT},
        ],
        adjustments=[entry | common | {"name": words(f"name of {entry['key']}")} for entry in adjustments],
        city={
            "county_weight": "0.8",
            "parts": [
                group("peers", 10, criterion("of_peers", 10), weight="0.1"),
                group("office", 20, criterion("of_office", 20), weight="0.1"),
            ],
            "allowed_by": DOCUMENT,
        },
        sample={"counties": 1, "townships": 2, "villages": 2, "households": 2, "with_carried": True}
        | {"allowed_by": DOCUMENT},
        gates=gates,
        ranking={"ties": "dense", "compared_on": "exact", "classes": ["large", "small"]},
        grades_set_by={"body": "leading_group", "document": DOCUMENT},
        ceilings=[
            {"problem": f"Art. 9({n})", "grade": "middle", "allowed_by": DOCUMENT, "only_serious": n == 5}
            for n in (5, 7)
        ],
        follow_ups=[
            {
                "key": key,
                "name": words(key),
                "any_of": any_of,
                "kind": "other",
                "text": words(key),
                "allowed_by": DOCUMENT,
            }
            for key, any_of in (
                ("after_grade", [{"grades": ["last", "middle"]}, {"gate": "gate_65"}]),
                ("after_finding", [{"has_finding": True}, {"problem": "Art. 9(7)"}]),
            )
        ],
    )
    # What the scheme names beside its criteria has its own range.
    for entry in scheme["indicators"]:
        entry |= {"low": 0} | ({"high": 100, "better": "lower"} if entry["key"] == "share" else {})
        entry |= {"high": 100} if entry["key"] == "rate" else {}
    values: dict[str, Entry | None] = {}
    for i, city in enumerate(cities):
        values[city] = {"of_peers": 8 - i, "of_office": 16 + i}
        for k in (1, 2):
            values[f"{city[:4]}2{k}"] = {
                "tested": 30 + 10 * i + 5 * k,
                "blended": {"one": 90 - 10 * i, "two": 70 + 10 * k, "three": 60},
                "cut": 80,
                "share": 40 + 15 * i,
                "rate": 60 + 5 * i + k,
                "model": 3,
                "new": 4 - i,
            }
    evidence = evidence_of(scheme, values, brought={"990123": 81, "990223": 79})
    sampled = [code for code in values if code not in cities]
    gate_values = {"share": 10, "rate": 80}
    for code in ("990123", "990223"):
        evidence["observations"] += [
            {
                "place": code,
                "indicator": key,
                "value": value,
                "source": "register",
                "on": "2019-12-31",
                "document": DOCUMENT,
            }
            for key, value in gate_values.items()
        ]
    evidence |= {
        "findings": [finding("low_1", "990121", "Art. 9(5)"), finding("duty_1", "990200", "Art. 9(7)")],
        "events": [
            event("event_1", "plus", "990121"),
            event("event_2", "minus", "990121"),
            event("event_3", "fraud", "990222", criterion="cut"),
            event("event_4", "fraud", "990222", criterion="rate"),
            event("event_5", "plus", "990321"),
        ],
        "samples": [
            {
                "county": code,
                "townships": [
                    {
                        "name": f"township {n}",
                        "villages": [{"name": f"village {v}", "households": 2 + v} for v in (0, 1)],
                    }
                    for n in (0, 1)
                ],
            }
            for code in sampled
        ],
        "set_grades": [
            {"city": city, "grade": "last", "body": "leading_group", "on": "2019-12-31", "document": DOCUMENT}
            | {"reason": "invented"}
            for city in cities[1:]
        ],
    }
    return scheme, evidence


def by_city(cases: list[Entry]) -> list[Entry]:
    """Give the cases of a rule to the classes of the rich scheme."""
    return [entry | {"unit_class": key} for entry, key in zip(deepcopy(cases), "ab", strict=True)]


def test_the_order_of_lists_says_nothing_in_a_rich_scheme() -> None:
    """Blends, classes, adjustments, events, samples, ceilings and set grades may stand in any order."""
    scheme, evidence = rich()
    rng = Random(7)
    first = io.format_assessment(assess(scheme, evidence))
    for _ in range(2 * SHUFFLES):
        other = io.format_assessment(assess(shuffled(scheme, rng, ORDERED), shuffled(evidence, rng)))
        assert differences(first, other) == []


def test_the_order_of_the_document_changes_no_score_in_a_rich_scheme() -> None:
    """Nor do gates, conditions, kinds of event and follow-ups the other way round change a score or a proposal."""
    scheme, evidence = rich()
    assert scores(assess(turned(scheme), evidence)) == scores(assess(scheme, evidence))


def test_other_values_give_other_bytes() -> None:
    """Equal bytes mean something: one value changed changes them."""
    scheme, evidence = case("linear")
    other = deepcopy(evidence)
    line = next(line for line in other["observations"] if line["indicator"] == "tested" and line["place"] == "990121")
    line["value"] = "21"
    assert io.format_assessment(assess(scheme, evidence)) != io.format_assessment(assess(scheme, other))
