"""What follows within a year, as plain data: always beside the consequences of Art. 8 and 9.

Numbers are those printed; where a comment says "made up", the published text has none.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.append(str(Path(__file__).parent))

from building import (
    DOCUMENT,
    assess,
    assess_values,
    carried_year,
    criterion,
    departures,
    explained,
    faults_of,
    finding,
    scheme_of,
    words,
)

import jxassess

Entry = dict[str, Any]


def follow_up(key: str, kind: str, *any_of: Entry, **changes: object) -> Entry:
    """Write what follows where one of the conditions holds."""
    entry: Entry = {"key": key, "name": words(f"name of {key}", f"{key}之名"), "any_of": list(any_of), "kind": kind}
    return entry | {"text": words(f"text of {key}", f"{key}之文"), "allowed_by": DOCUMENT} | changes


def following(assessment: jxassess.Assessment, key: str) -> list[str]:
    """Give the codes of the cities for which a follow-up is proposed, once their explanations say the same."""
    found = [entry.city.code for entry in assessment.follow_ups if entry.follow_up.key == key]
    codes = [score.city.code for score in assessment.cities]
    said = [code for code in codes if f"proposed beside the measure, name of {key}: " in explained(assessment, code)]
    assert sorted(found) == said
    return said


def city(number: int) -> str:
    """Give the code of an invented city."""
    return f"99{number:02}00"


def quotas(*units: int) -> Entry:
    """Write grades of so many units each, and a last one for the rest."""
    found: list[Entry] = [
        {"key": "abcd"[i], "name": words(f"grade {'ABCD'[i]}"), "units": n} for i, n in enumerate(units)
    ]
    found.append({"key": "abcd"[len(units)], "name": words(f"grade {'ABCD'[len(units)]}")})
    return {"kind": "quotas", "compared_on": "exact", "edge_ties": "up", "bands": found}


def year_of(count: int, **changes: object) -> tuple[Entry, Entry]:
    """Write a year of so many cities, each with one point less than the one before."""
    return carried_year({city(number): 100 - number for number in range(1, count + 1)}, **changes)


def test_follow_reward() -> None:
    """8 of 22 cities are praised by grade, and the same 8 are proposed for money under Art. 8."""
    excellent = {"kind": "rank", "at_most": 8}
    marked = {"indicator": "poor_population_reduced", "measured": "total", "at_least": 1}
    scheme, evidence = year_of(
        22,
        grades=quotas(8),
        follow_ups=[
            follow_up("praise", "praise", {"grades": ["a"]}),
            follow_up("grant", "reward", {"grades": ["a"]}),
        ],
        rewards={"excellent": excellent, "marked": marked, "with_finding": "bars"},
    )
    # Everybody reduced something, so that the place alone decides.
    for line in evidence["observations"]:
        line["value"] = 100
    assessment = assess(scheme, evidence)
    first_eight = [city(number) for number in range(1, 9)]
    assert following(assessment, "praise") == first_eight
    assert following(assessment, "grant") == first_eight
    assert [reward.city.code for reward in assessment.rewards] == first_eight
    assert "name of praise: praise: text of praise" in explained(assessment, city(1))


def by_grade_of_talks() -> list[Entry]:
    """Write who is called in: the heads for the worst grade with problems, the deputies for the second worst."""
    return [
        follow_up("heads", "talk", {"grades": ["d"], "has_finding": True}, role="principal"),
        follow_up("deputies", "talk", {"grades": ["c"]}, {"problem": "Art. 9(7)"}, role="in_charge"),
    ]


def test_follow_talk_by_grade() -> None:
    """Four cities are worst with problems, four second worst: four talks with the heads, four with the deputies."""
    scheme, evidence = year_of(14, grades=quotas(3, 3, 4), follow_ups=by_grade_of_talks())
    # Grade C are the cities 7 to 10, grade D 11 to 14.
    evidence["findings"] = [finding(f"low_{n}", city(n), "Art. 9(5)") for n in range(11, 15)]
    assessment = assess(scheme, evidence)
    assert following(assessment, "heads") == [city(n) for n in range(11, 15)]
    assert following(assessment, "deputies") == [city(n) for n in range(7, 11)]
    assert "principal leaders" in explained(assessment, city(11))
    assert "leaders in charge" in explained(assessment, city(7))


def test_follow_talk_by_grade_needs_both_or_one() -> None:
    """The worst grade alone calls in nobody; a marked problem calls in the deputies of any grade."""
    scheme, evidence = year_of(14, grades=quotas(3, 3, 4), follow_ups=by_grade_of_talks())
    evidence["findings"] = [finding("duty", "990121", "Art. 9(7)")]
    assessment = assess(scheme, evidence)
    assert following(assessment, "heads") == []
    assert following(assessment, "deputies") == [city(1), *(city(n) for n in range(7, 11))]


def test_follow_talk_by_grade_stands_beside_article_9() -> None:
    """The measures that Art. 9 asks for after a finding are proposed as without any follow-up."""
    both = []
    for follow_ups in ([], by_grade_of_talks()):
        scheme, evidence = year_of(14, grades=quotas(3, 3, 4), **({"follow_ups": follow_ups} if follow_ups else {}))
        evidence["findings"] = [finding("duty", "990121", "Art. 9(7)")]
        both.append([(sanction.city.code, sanction.words.en) for sanction in assess(scheme, evidence).sanctions])
    assert both[0]
    assert both[0] == both[1]


def test_follow_talk_by_grade_needs_a_role() -> None:
    """A talk with nobody is refused."""
    talk = follow_up("heads", "talk", {"grades": ["last"]})
    assert faults_of(scheme_of(follow_ups=[talk])) == [("no_role", "follow_ups[0].role")]


@pytest.mark.parametrize(
    ("own", "missed", "is_called"),
    [
        # 50 + 25 = 75 is the last grade; the gate fails from 2 % on.
        (25, "1", True),
        (50, "2", True),
        (25, "2", True),
        (50, "1", False),
    ],
)
def test_follow_talk_on_either(own: int, missed: str, is_called: bool) -> None:
    """A low grade or a named failure is enough, each for itself."""
    gate = {
        "key": "missed_rate",
        "name": words("missed rate", "漏评率"),
        "conditions": [{"indicator": "missed", "must": {"side": "below", "value": 2}}],
        "level": "county",
        "grade": "middle",
        "allowed_by": DOCUMENT,
    }
    talk = follow_up("called_in", "talk", {"grades": ["last"]}, {"gate": "missed_rate"}, role="principal")
    definitions = {"missed": {"better": "lower", "low": 0, "high": 100}}
    scheme = scheme_of(criterion("own", 50), gates=[gate], follow_ups=[talk], indicators=definitions)
    assessment = assess_values(scheme, {"990121": {"own": own, "missed": missed}})
    assert following(assessment, "called_in") == (["990100"] if is_called else [])


def test_follow_by_grade() -> None:
    """Each grade has one consequence of its own."""
    kinds = {"a": "praise", "b": "other", "c": "rectification", "d": "talk"}
    follow_ups = [
        follow_up(f"after_{key}", kind, {"grades": [key]}, **({"role": "principal"} if kind == "talk" else {}))
        for key, kind in kinds.items()
    ]
    scheme, evidence = year_of(4, grades=quotas(1, 1, 1), follow_ups=follow_ups)
    assessment = assess(scheme, evidence)
    assert [following(assessment, f"after_{key}") for key in kinds] == [[city(n)] for n in (1, 2, 3, 4)]
    assert departures(assessment) == [(f"follow_ups[{n}]", DOCUMENT) for n in range(4)]


def test_follow_by_grade_after_gates_and_ceilings() -> None:
    """The grade that counts is the one that ceilings leave, not the one of the score."""
    follow_ups = [follow_up(f"after_{key}", "other", {"grades": [key]}) for key in ("best", "middle")]
    ceiling = {"problem": "Art. 9(4)", "grade": "middle", "allowed_by": DOCUMENT}
    scheme, evidence = carried_year({city(1): 95}, follow_ups=follow_ups, ceilings=[ceiling])
    evidence["findings"] = [finding("exit", "990121", "Art. 9(4)")]
    assessment = assess(scheme, evidence)
    assert [following(assessment, f"after_{key}") for key in ("best", "middle")] == [[], [city(1)]]


@pytest.mark.parametrize(
    ("changes", "code", "where"),
    [
        ({"any_of": []}, "empty", "any_of"),
        ({"any_of": [{}]}, "empty", "any_of[0]"),
        ({"any_of": [{"grades": ["excellent"]}]}, "unknown_grade", "any_of[0].grades[0]"),
        ({"any_of": [{"gate": "unknown"}]}, "unknown_gate", "any_of[0].gate"),
        ({"allowed_by": ""}, "no_document", "allowed_by"),
        ({"role": "principal"}, "role_unused", "role"),
    ],
)
def test_follow_by_grade_refused(changes: Entry, code: str, where: str) -> None:
    """A follow-up of nothing, of a grade or gate that there is not, or without its document, is refused."""
    entry = follow_up("after", "other", {"grades": ["best"]}) | changes
    assert faults_of(scheme_of(follow_ups=[entry])) == [(code, f"follow_ups[0].{where}")]
