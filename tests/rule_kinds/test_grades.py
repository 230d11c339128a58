"""Gates and grades of real schemes, as plain data, with the grades worked by hand.

Numbers are those printed; where a comment says "made up", the published text has none.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.append(str(Path(__file__).parent))

from building import (
    DAY,
    DOCUMENT,
    assess,
    assess_values,
    carried_year,
    criterion,
    departures,
    evidence_of,
    explained,
    faults_of,
    finding,
    scheme_of,
    words,
)

import jxassess

Entry = dict[str, Any]


def grade(assessment: jxassess.Assessment, city: str = "990100") -> str:
    """Give the key of a city's grade."""
    found = assessment.city(city).grade
    assert found is not None
    return found.key


# Printed: three rates below 2 %, approval above 90 %. Made up: what stays open is the last grade but two.
RATES = {"incidence": "below", "wrong_exits": "below", "missed": "below"}
GOOD = {"incidence": "1.71", "wrong_exits": "0.41", "missed": "1.99", "approval": "98.61"}


def with_gate(**changes: object) -> Entry:
    """Write four conditions of which one failing is enough."""
    conditions = [{"indicator": rate, "must": {"side": side, "value": 2}} for rate, side in RATES.items()]
    conditions.append({"indicator": "approval", "must": {"side": "above", "value": 90}})
    gate = {"key": "four_conditions", "name": words("the four conditions", "四项条件"), "conditions": conditions}
    gate |= {"level": "county", "grade": "last", "allowed_by": DOCUMENT} | changes
    share = {"low": 0, "high": 100}
    definitions = {rate: share | {"better": "lower"} for rate in RATES} | {"approval": share}
    return scheme_of(criterion("own", 50), gates=[gate], indicators=definitions)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, "best"),
        # 2 % is not below 2 %, and 90 % not above 90 %.
        ({"incidence": "2"}, "last"),
        ({"wrong_exits": "2"}, "last"),
        ({"missed": "2.5"}, "last"),
        ({"approval": "90"}, "last"),
        ({"approval": "90.01"}, "best"),
        # What does not apply does not fail.
        ({"wrong_exits": "not_applicable"}, "best"),
        ({"incidence": "5", "approval": "50"}, "last"),
    ],
)
def test_gate_any_fail(changed: Entry, expected: str) -> None:
    """One condition failing in one county is enough to leave its city the last grade, with a score of 100."""
    values: dict[str, Entry | None] = {"990121": {"own": 50} | GOOD, "990122": {"own": 50} | GOOD | changed}
    assessment = assess_values(with_gate(), values)
    assert assessment.city("990100").published == 100
    assert grade(assessment) == expected
    text = explained(assessment, "990100")
    assert ("gate the four conditions not passed" in text) == (expected == "last")


def test_gate_any_fail_names_what_failed() -> None:
    """The explanation shows the value that failed and its county, and not those that hold."""
    values: dict[str, Entry | None] = {"990121": {"own": 50} | GOOD, "990122": {"own": 50} | GOOD | {"missed": "2.5"}}
    text = explained(assess_values(with_gate(), values), "990100")
    assert "observed 990122 丑县: missed 2.5 units" in text
    assert "98.61" not in text


def test_gate_any_fail_needs_every_value() -> None:
    """A condition that nobody observed is a fault: silence neither passes nor fails."""
    scheme = with_gate()
    gap = {key: value for key, value in GOOD.items() if key != "missed"}
    refused = faults_of(scheme, evidence_of(scheme, {"990121": {"own": 50} | gap}))
    assert refused == [("missing_observation", "990121 子县")]


def test_gate_any_fail_of_the_city_itself() -> None:
    """A gate on the level of cities reads what was observed of the city."""
    values: dict[str, Entry | None] = {"990121": {"own": 50}, "990100": GOOD | {"approval": "89"}}
    assert grade(assess_values(with_gate(level="city"), values)) == "last"


def test_gate_any_fail_refused_without_its_document() -> None:
    """The measure ties no value to a grade, so the scheme names the document that allows it, and it is listed."""
    assert departures(assess_values(with_gate(), {"990121": {"own": 50} | GOOD})) == [("gates[0]", DOCUMENT)]
    assert faults_of(with_gate(allowed_by="")) == [("no_document", "gates[0].allowed_by")]


FOUR_GRADES = {
    "kind": "bands",
    "compared_on": "published",
    "bands": [
        {"key": "a", "name": words("grade A", "甲等"), "at_least": 90},
        {"key": "b", "name": words("grade B", "乙等"), "at_least": 80, "below": 90},
        {"key": "c", "name": words("grade C", "丙等"), "at_least": 60, "below": 80},
        {"key": "d", "name": words("grade D", "丁等"), "below": 60},
    ],
}


def capped(score: int, ceiling: Entry, *findings: Entry, **changes: object) -> jxassess.Assessment:
    """Assess a city of a score under one ceiling, with findings."""
    ceilings = [{"allowed_by": DOCUMENT} | ceiling]
    scheme, evidence = carried_year({"990100": score}, grades=FOUR_GRADES, ceilings=ceilings, **changes)
    return assess(scheme, evidence | {"findings": list(findings)})


@pytest.mark.parametrize(
    ("score", "by_score", "expected"), [(95, "a", "c"), (85, "b", "c"), (70, "c", "c"), (50, "d", "d")]
)
def test_gate_grade_ceiling(score: int, by_score: str, expected: str) -> None:
    """A confirmed false exit bars the best two grades, whatever the score, and lifts nobody."""
    ceiling = {"problem": "Art. 9(4)", "grade": "c"}
    assessment = capped(score, ceiling, finding("exit_1", "990121", "Art. 9(4)"))
    city = assessment.city("990100")
    assert city.grade_by_score is not None
    assert (city.grade_by_score.key, grade(assessment)) == (by_score, expected)
    text = explained(assessment, "990100")
    assert "with finding exit_1, no grade above grade C" in text
    assert departures(assessment) == [("ceilings[0]", DOCUMENT)]


def test_gate_grade_ceiling_of_a_named_problem_only() -> None:
    """Another problem, or one that people rejected, bars nothing."""
    ceiling = {"problem": "Art. 9(4)", "grade": "c"}
    assert grade(capped(95, ceiling, finding("low_1", "990121", "Art. 9(5)"))) == "a"
    assert grade(capped(95, ceiling, finding("exit_1", "990121", "Art. 9(4)", verdict="rejected"))) == "a"


@pytest.mark.parametrize(("is_serious", "expected"), [(True, "b"), (False, "a")])
def test_gate_no_top(is_serious: bool, expected: str) -> None:
    """Only a serious problem bars the top grade."""
    ceiling = {"problem": "Art. 9(7)", "grade": "b", "only_serious": True}
    assessment = capped(95, ceiling, finding("duty_1", "990100", "Art. 9(7)", is_serious=is_serious))
    assert grade(assessment) == expected
    text = explained(assessment, "990100")
    assert ("with finding duty_1, no grade above grade B" in text) == is_serious


NOTICE = {
    "key": "to_the_other",
    "name": words("notice to the other assessment", "告知另一考核"),
    "any_of": [{"grades": ["d"]}],
    "kind": "notice",
    "to": words("whoever runs the other assessment", "另一考核的组织单位"),
    "text": words("the worst grade decides that assessment too", "该考核同为最低等次"),
    "allowed_by": DOCUMENT,
}


def test_gate_override() -> None:
    """The worst grade is told to whoever runs the other assessment; the library itself changes nothing there."""
    scheme, evidence = carried_year({"990100": 59, "990200": 60}, grades=FOUR_GRADES, follow_ups=[NOTICE])
    assessment = assess(scheme, evidence)
    assert [grade(assessment, code) for code in ("990100", "990200")] == ["d", "c"]
    worst, other = explained(assessment, "990100"), explained(assessment, "990200")
    assert "notice to whoever runs the other assessment: the worst grade decides that assessment too" in worst
    assert "whoever runs the other assessment" not in other


def test_gate_override_needs_to_know_whom_to_tell() -> None:
    """A notice to nobody is refused."""
    notice = {key: value for key, value in NOTICE.items() if key != "to"}
    refused = faults_of(scheme_of(grades=FOUR_GRADES, follow_ups=[notice]))
    assert refused == [("no_recipient", "follow_ups[0].to")]


def bands(*bounds: tuple[object, object]) -> Entry:
    """Write grades from pairs of lower and upper bound, best first; `None` for no bound."""
    found = []
    for i, (at_least, below) in enumerate(bounds):
        entry: Entry = {"key": "abcd"[i], "name": words(f"grade {'ABCD'[i]}")}
        given = {"at_least": at_least, "below": below}
        found.append(entry | {name: bound for name, bound in given.items() if bound is not None})
    return {"kind": "bands", "compared_on": "exact", "bands": found}


@pytest.mark.parametrize(
    ("score", "expected"),
    [("100", "a"), ("90", "a"), ("89.99", "b"), ("89.5", "b"), ("80", "b"), ("79.99", "c"), ("0", "c")],
)
def test_grade_bands(score: str, expected: str) -> None:
    """Half-open bands from 90 and from 80: each score has one grade."""
    scheme, evidence = carried_year({"990100": score}, grades=bands((90, None), (80, 90), (None, 80)))
    assessment = assess(scheme, evidence)
    assert grade(assessment) == expected
    assert f"grade {expected.upper()}" in explained(assessment, "990100")


def test_grade_bands_refused_where_90_stands_in_two() -> None:
    """Printed as 90 to 100 and 80 to 90, both with 90 in them, at two decimal places: 90 to below 90.01 is in both."""
    twice = bands((90, None), (80, "90.01"), (None, 80))
    assert faults_of(scheme_of(grades=twice)) == [("grade_overlap", "grades.bands[1].below")]


def test_grade_bands_refused_where_the_best_one_ends() -> None:
    """Printed as 90 to 100: an upper end of the best grade would leave a bonus above it without a grade."""
    assert faults_of(scheme_of(grades=bands((90, 100), (80, 90), (None, 80)))) == [
        ("grade_open", "grades.bands[0].below")
    ]


def test_grade_bands_refused_where_89_and_a_half_stands_in_none() -> None:
    """Printed as 90-100, 80-89, 60-79 and 0-59: 89.5 has no grade, nor have 79.5 and 59.5."""
    holes = bands((90, None), (80, 89), (60, 79), (None, 59))
    assert faults_of(scheme_of(grades=holes)) == [("grade_gap", f"grades.bands[{i}].below") for i in (1, 2, 3)]


def quotas(*units: int, edge_ties: str = "up") -> Entry:
    """Write grades of so many units each, and a last one for the rest."""
    found: list[Entry] = [
        {"key": "abcd"[i], "name": words(f"grade {'ABCD'[i]}"), "units": n} for i, n in enumerate(units)
    ]
    found.append({"key": "abcd"[len(units)], "name": words(f"grade {'ABCD'[len(units)]}")})
    return {"kind": "quotas", "compared_on": "exact", "edge_ties": edge_ties, "bands": found}


def ranked(scores: list[object]) -> dict[str, object]:
    """Give scores to as many cities."""
    return {f"99{number:02}00": score for number, score in enumerate(scores, start=1)}


def test_grade_quota() -> None:
    """Of 37 units the first 9 have grade A and the next 25 grade B; three are left."""
    scheme, evidence = carried_year(ranked([100 - n for n in range(37)]), grades=quotas(9, 25))
    assessment = assess(scheme, evidence)
    found = [grade(assessment, f"99{number:02}00") for number in range(1, 38)]
    assert found == ["a"] * 9 + ["b"] * 25 + ["c"] * 3
    assert "grade B" in explained(assessment, "991000")


@pytest.mark.parametrize(
    ("edge_ties", "expected"),
    [
        # The second and third of five share 90; grade A has room for two, grade B for one.
        ("up", ["a", "a", "a", "c", "c"]),
        ("down", ["a", "b", "b", "c", "c"]),
    ],
)
def test_grade_quota_says_what_a_tie_on_the_edge_gets(edge_ties: str, expected: list[str]) -> None:
    """Equal scores have equal grades: the scheme says whether a tie on the edge goes up or down."""
    scheme, evidence = carried_year(ranked([95, 90, 90, 80, 70]), grades=quotas(2, 1, edge_ties=edge_ties))
    assessment = assess(scheme, evidence)
    assert [grade(assessment, f"99{number:02}00") for number in range(1, 6)] == expected


def test_grade_quota_above_the_number_of_units() -> None:
    """34 places in grades A and B are too many for ten cities: a fault of the evidence at the scheme's place."""
    scheme, evidence = carried_year(ranked([100 - n for n in range(10)]), grades=quotas(9, 25))
    refused = faults_of(scheme, evidence)
    assert refused == [("quota_too_large", "grades.bands")]


CLASSES = [
    {"key": "near", "name": words("near", "近郊"), "units": ["990100", "990400"], "source": DOCUMENT},
    {"key": "middle", "name": words("in between", "中部"), "units": ["990200", "990500", "990700"], "source": DOCUMENT},
    {"key": "far", "name": words("far", "边远"), "units": ["990300", "990600"], "source": DOCUMENT},
]


def test_grade_by_class() -> None:
    """Cities are ranked inside three classes, and each class has its own quota of one best grade."""
    ranking = {"ties": "competition", "compared_on": "exact", "classes": ["near", "middle", "far"]}
    scores = ranked([70, 85, 60, 75, 90, 95, 80])
    scheme, evidence = carried_year(scores, ranking=ranking, grades=quotas(1), classes=CLASSES)
    assessment = assess(scheme, evidence)
    codes = [f"99{number:02}00" for number in range(1, 8)]
    # Near: 75, 70. In between: 90, 85, 80. Far: 95, 60.
    assert [assessment.city(code).rank for code in codes] == [2, 2, 2, 1, 1, 1, 3]
    assert [grade(assessment, code) for code in codes] == ["b", "b", "b", "a", "a", "a", "b"]


def test_grade_by_class_is_explained() -> None:
    """The explanation of a rank inside a class names the class."""
    ranking = {"ties": "competition", "compared_on": "exact", "classes": ["near", "middle", "far"]}
    scheme, evidence = carried_year(ranked([70, 85, 60, 75, 90, 95, 80]), ranking=ranking, classes=CLASSES)
    assert "in between" in explained(assess(scheme, evidence), "990500")


def test_the_table_goes_class_by_class() -> None:
    """The ranking is one table, class by class in the order of their keys, with the class in front."""
    ranking = {"ties": "competition", "compared_on": "exact", "classes": ["near", "middle", "far"]}
    scheme, evidence = carried_year(ranked([70, 85, 60, 75, 90, 95, 80]), ranking=ranking, classes=CLASSES)
    lines = assess(scheme, evidence).ranking().splitlines()[2:]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert cells[0] == ["class", "rank", "city", "score", "grade"]
    codes = [(row[0], row[1], row[2][:6]) for row in cells[2:]]
    assert codes == [
        ("far", "1", "990600"),
        ("far", "2", "990300"),
        ("in between", "1", "990500"),
        ("in between", "2", "990200"),
        ("in between", "3", "990700"),
        ("near", "1", "990400"),
        ("near", "2", "990100"),
    ]


def test_grade_by_class_asks_for_the_class() -> None:
    """A city in none of the classes, or in two, cannot be ranked."""
    ranking = {"ties": "competition", "compared_on": "exact", "classes": ["near", "middle", "far"]}
    cases = (
        (["990300"], ("no_class", "990600 己市")),
        (["990300", "990600", "990700"], ("classes_overlap", "ranking.classes")),
    )
    for units, fault in cases:
        classes = [*CLASSES[:2], CLASSES[2] | {"units": units}]
        scheme, evidence = carried_year(ranked([70, 85, 60, 75, 90, 95, 80]), ranking=ranking, classes=classes)
        assert faults_of(scheme, evidence) == [fault]


# Printed: 4 of 10 cities have the best grade. Made up: the scores, by which three reach it.
TEN = [95, 93, 91, 88, 86, 84, 82, 78, 76, 74]


def set_by_people(*entries: Entry, **changes: object) -> tuple[Entry, Entry]:
    """Write ten cities, a scheme that says who sets grades, and the grades that they set."""
    people = {"grades_set_by": {"body": "leading_group", "document": DOCUMENT}} | changes
    scheme, evidence = carried_year(ranked(list(TEN)), **people)
    return scheme, evidence | {"set_grades": list(entries)}


def set_grade(city: str, key: str) -> Entry:
    """Write a grade that people set."""
    entry = {"city": city, "grade": key, "body": "leading_group", "on": DAY, "document": "minutes 12"}
    return entry | {"reason": "visits to villages"}


def test_grade_comprehensive() -> None:
    """People give the best grade to 4 of 10 cities; the grade by score, which three reach, stays beside it."""
    assessment = assess(*set_by_people(set_grade("990400", "best")))
    codes = [f"99{number:02}00" for number in range(1, 11)]
    assert [grade(assessment, code) for code in codes].count("best") == 3
    text = explained(assessment, "990400")
    assert "rank 4, grade middle grade" in text
    assert "grade set by people: best grade (2019-12-31, minutes 12): visits to villages" in text
    assert "minutes 12" not in explained(assessment, "990500")


def test_grade_comprehensive_by_whom_the_scheme_says() -> None:
    """A grade set where the scheme names nobody, or by another body, is a fault of the evidence."""
    entry = set_grade("990400", "best")
    scheme, evidence = carried_year(ranked(list(TEN)))
    where = "990400 丁市 set_grades"
    assert faults_of(scheme, evidence | {"set_grades": [entry]}) == [("grade_unasked", where)]
    assert faults_of(*set_by_people(entry | {"body": "office"})) == [("grade_body", where)]
    assert faults_of(*set_by_people(entry | {"grade": "excellent"})) == [("grade_unknown", where)]


def test_the_table_shows_grades_that_people_set() -> None:
    """Where any grade was set, the table has a column for them beside the computed ones."""
    entry = set_grade("990100", "middle")
    lines = assess(*set_by_people(entry)).ranking("zh").splitlines()[2:]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert cells[0] == ["名次", "设区市", "成绩", "等次", "评定等次"]
    assert cells[2][4] not in ("", cells[2][3])
    assert {row[4] for row in cells[3:]} == {""}
