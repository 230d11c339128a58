"""Rules of one indicator that real schemes print, each as plain data, scored by hand.

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
    assess_values,
    carrying,
    criterion,
    evidence_of,
    explained,
    faults_of,
    group,
    points,
    points_of,
    scheme_of,
)

Entry = dict[str, Any]

LESS = {"better": "lower", "low": 0}
MET = {"kind": "pass_fail", "side": "at_least", "value": 1}


@pytest.mark.parametrize(("done", "earned"), [(2000, 50), (1999, 0), (2001, 50)])
def test_rule_pass_fail(done: int, earned: int) -> None:
    """50 marks hang on one test: the target of 2000 is met, or nothing is earned."""
    tested = criterion("task", 50, MET, basis="completion")
    assessment = assess_values(scheme_of(tested), {"990121": {"task": done}}, targets={"990121": {"task": 2000}})
    assert points(assessment, "990121", "task") == earned
    # The other criteria earn all of their 50.
    assert assessment.county("990121").points == 50 + earned
    text = explained(assessment, "990121")
    assert "rule: completion (value / target): at least 1: 50, else none" in text
    assert "不低于1得50分，否则不得分" in text


@pytest.mark.parametrize(("persons", "earned"), [(2076, 15), (2075, 0), (0, 0)])
def test_rule_zero_tolerance(persons: int, earned: int) -> None:
    """A completion rate of 100 % earns 15, and one person of 2,076 short earns nothing."""
    tested = criterion("persons", 15, MET, basis="completion")
    assessment = assess_values(
        scheme_of(tested), {"990121": {"persons": persons}}, targets={"990121": {"persons": 2076}}
    )
    assert points(assessment, "990121", "persons") == earned
    assert "at least 1: 15, else none" in explained(assessment, "990121")


@pytest.mark.parametrize(("rate", "earned"), [("2.99", 20), ("3", 0), ("3.01", 0)])
def test_rule_strict_bound(rate: str, earned: int) -> None:
    """Below 3 % earns 20; 3 % itself lies on the other side and earns 0."""
    tested = criterion("rate", 20, {"kind": "pass_fail", "side": "below", "value": 3})
    assessment = assess_values(scheme_of(tested, indicators={"rate": LESS}), {"990121": {"rate": rate}})
    assert points(assessment, "990121", "rate") == earned
    assert "below 3: 20, else none" in explained(assessment, "990121")


@pytest.mark.parametrize(
    ("counting", "value", "earned"),
    [
        # The target is 98 %. 0.15 below it are one and a half times 0.1.
        ("proportional", "98", "4"),
        ("proportional", "97.85", "2.5"),
        ("begun", "97.85", "2"),
        ("whole", "97.85", "3"),
        # 0.4 below it take 4 of 4, and what lies further below takes no more.
        ("proportional", "97.6", "0"),
        ("begun", "97.6", "0"),
        ("whole", "97.6", "0"),
        ("whole", "97.61", "1"),
        ("proportional", "90", "0"),
        ("proportional", "99", "4"),
    ],
)
def test_rule_linear_deduct(counting: str, value: str, earned: str) -> None:
    """Each 0.1 percentage point below the target takes 1 of 4 marks, and never more than all."""
    rule = {"kind": "deduction", "start": 0, "side": "below", "per": "0.1", "points": 1, "counting": counting}
    tested = criterion("rate", 4, rule, basis="margin")
    assessment = assess_values(scheme_of(tested), {"990121": {"rate": value}}, targets={"990121": {"rate": 98}})
    assert points(assessment, "990121", "rate") == Fraction(earned)
    assert "4, minus 1 for each 0.1 below 0" in explained(assessment, "990121")


def counted(**changes: object) -> Entry:
    """Write a scheme with 10 marks for cases, of which a share above 5 % takes all."""
    rule = {"kind": "deduction", "start": 0, "side": "above", "per": 1, "points": 1, "counting": "whole"}
    cutoff = {"indicator": "share", "bound": {"side": "above", "value": 5}}
    tested = criterion("cases", 10, rule, cutoff=cutoff, **changes)
    return scheme_of(tested, indicators={"cases": LESS | {"places": 0}, "share": LESS})


@pytest.mark.parametrize(
    ("share", "cases", "earned"),
    [
        # 10 - 3 = 7 while the share is not above 5 %.
        ("2", 3, 7),
        ("5", 3, 7),
        ("5.01", 3, 0),
        ("5.01", 0, 0),
        # Where the share does not apply it takes nothing.
        ("not_applicable", 3, 7),
        # 10 - 12 would lie below 0.
        ("2", 12, 0),
        ("2", 0, 10),
    ],
)
def test_rule_cutoff_and_count(share: str, cases: int, earned: int) -> None:
    """A share above 5 % earns 0; else each verified case takes 1 of 10, not below 0."""
    assessment = assess_values(counted(), {"990121": {"cases": cases, "share": share}})
    assert points(assessment, "990121", "cases") == earned


def test_rule_cutoff_and_count_is_explained() -> None:
    """The explanation shows the points by the rule, what the cut-off takes, and the share behind it."""
    text = explained(assess_values(counted(), {"990121": {"cases": 3, "share": "5.01"}}), "990121")
    assert "points by the rule: 7" in text
    assert "none where share is above 5" in text
    assert "taken by the cutoff: -7" in text
    assert "share 5.01 units" in text


def test_rule_cutoff_and_count_without_its_share_is_missing() -> None:
    """Where the share is not observed the criterion is missing, and the scheme says what that means."""
    evidence = {"990121": {"cases": 3}}
    refused = faults_of(counted(), evidence_of(counted(), evidence))
    assert [code for code, _ in refused] == ["missing_observation"]
    assessment = assess_values(counted(when_missing="zero"), evidence)
    assert points(assessment, "990121", "cases") == 0


@pytest.mark.parametrize(
    ("parts", "done", "earned"),
    [
        # Of 3 + 2 the second fails; of four times 1.5 the third.
        (["3", "2"], [1, 0], "3"),
        (["3", "2"], [0, 1], "2"),
        (["3", "2"], [1, 1], "5"),
        (["1.5", "1.5", "1.5", "1.5"], [1, 1, 0, 1], "4.5"),
        (["1.5", "1.5", "1.5", "1.5"], [0, 0, 0, 0], "0"),
    ],
)
def test_rule_checklist(parts: list[str], done: list[int], earned: str) -> None:
    """Each part of a checklist passes or fails for itself."""
    items = [criterion(f"item_{i}", marks, MET) for i, marks in enumerate(parts)]
    whole = str(sum(map(Fraction, parts)))
    values = {f"item_{i}": value for i, value in enumerate(done)}
    assessment = assess_values(scheme_of(group("checklist", whole, *items)), {"990121": values})
    assert points(assessment, "990121", "checklist") == Fraction(earned)
    assert f"at least 1: {parts[0]}, else none" in explained(assessment, "990121")


def with_task(policy: str) -> Entry:
    """Write 20 marks, 5 of them for a task that not every county has."""
    task = criterion("task", 5, {"kind": "proportional", "full_at": 1}, basis="completion", when_not_applicable=policy)
    return scheme_of(group("both", 20, task, criterion("other", 15)))


def test_rule_not_applicable() -> None:
    """A county without the task has 12 of 15, which become 16 of 20; one that left it undone keeps 12."""
    values: dict[str, Entry | None] = {
        "990121": {"task": "not_applicable", "other": 12},
        "990122": {"task": 0, "other": 12},
        "990123": {"task": 30, "other": 12},
    }
    plan = {"990121": {"task": 0}, "990122": {"task": 30}, "990123": {"task": 30}}
    assessment = assess_values(with_task("rescale_group"), values, targets=plan)
    # 12 * 20/15 = 16; 12 + 0; 12 + 5.
    assert [points(assessment, code, "both") for code in values] == [16, 12, 17]
    text = explained(assessment, "990121")
    assert "not applicable, left out" in text
    # The factor is 20/15.
    assert "rescaling for what was left out: 4" in text
    assert "factor ≈1.333333" in text


def test_rule_not_applicable_by_a_target_of_zero() -> None:
    """A target of zero leaves nothing to do, and the rest is scaled up as if the task were marked so."""
    values: dict[str, Entry | None] = {"990121": {"task": 0, "other": 12}}
    assessment = assess_values(with_task("rescale_group"), values, targets={"990121": {"task": 0}})
    assert points(assessment, "990121", "both") == 16


def test_rule_not_applicable_scales_everything() -> None:
    """Left to the whole, 5 of 100 marks go: 12 + 80 of 95 become 9200/95."""
    values: dict[str, Entry | None] = {"990121": {"task": "not_applicable", "other": 12}}
    assessment = assess_values(with_task("rescale_all"), values, targets={"990121": {"task": 0}})
    assert assessment.county("990121").points == Fraction(9200, 95)
    # 100/95 is 1.0526315...
    assert "factor ≈1.052632" in explained(assessment, "990121")


def test_rule_not_applicable_can_be_refused() -> None:
    """A scheme may say that there is no county without the task."""
    values: dict[str, Entry | None] = {"990121": {"task": "not_applicable", "other": 12}}
    evidence = evidence_of(with_task("fault"), values, targets={"990121": {"task": 0}})
    assert [code for code, _ in faults_of(with_task("fault"), evidence)] == ["not_applicable_refused"]


@pytest.mark.parametrize(("done", "earned"), [(400, "6.4"), (500, "8"), (600, "8"), (0, "0"), (1, "0.016")])
def test_rule_proportional(done: int, earned: str) -> None:
    """The completion rate times 8 marks, and not more than 8."""
    tested = criterion("task", 8, {"kind": "proportional", "full_at": 1}, basis="completion")
    assessment = assess_values(scheme_of(tested), {"990121": {"task": done}}, targets={"990121": {"task": 500}})
    assert points(assessment, "990121", "task") == Fraction(earned)
    assert "in proportion, 8 at 1 and above" in explained(assessment, "990121")


def relative(**cohort: object) -> Entry:
    """Write the printed rule: the mean earns 2.4, at most 4, at least 1.5."""
    compared = {"among": "province", "has_carried": False} | cohort
    return criterion(
        "growth", 4, {"kind": "relative_to_mean", "base": "2.4", "floor": "1.5", "cap": 4, "cohort": compared}
    )


def test_rule_relative_to_mean() -> None:
    """The mean earns 2.4; 2.4 times the ratio to the mean stays between 1.5 and 4."""
    values: dict[str, Entry | None] = {
        "990121": {"growth": 5},
        "990122": {"growth": 15},
        "990221": {"growth": 20},
        "990222": {"growth": 40},
    }
    # The mean is 80/4 = 20. 2.4 * 5/20 = 0.6, raised to 1.5; 2.4 * 15/20 = 1.8; 2.4; 2.4 * 40/20 = 4.8, cut to 4.
    expected = {"990121": "1.5", "990122": "1.8", "990221": "2.4", "990222": "4"}
    assert points_of(relative(), values) == {code: Fraction(text) for code, text in expected.items()}
    text = explained(assess_values(scheme_of(relative()), values), "990122")
    assert "2.4 at the mean of the province" in text
    assert "mean of the units compared: 20" in text


def test_rule_relative_to_mean_of_a_class_and_of_carried_ones() -> None:
    """The scheme says who is compared: a class, or the carried counties too."""
    values: dict[str, Entry | None] = {code: {"growth": value} for code, value in (("990121", 5), ("990122", 15))}
    values |= {"990221": {"growth": 20}, "990222": {"growth": 40}}
    classes = [
        {"key": "near", "name": {"en": "near", "zh": "近"}, "units": ["990121", "990221"], "source": "invented"},
        {"key": "far", "name": {"en": "far", "zh": "远"}, "units": ["990122", "990222"], "source": "invented"},
    ]
    of_class = points_of(relative(among="class", classes=["near", "far"]), values, classes=classes)
    # Near: mean 12.5; 2.4 * 5/12.5 = 0.96, raised; 2.4 * 20/12.5 = 3.84. Far: mean 27.5; 2.4 * 15/27.5 = 72/55 = 1.309,
    # raised; 2.4 * 40/27.5 = 192/55 = 3.49...
    assert of_class == {
        "990121": Fraction("1.5"),
        "990122": Fraction("1.5"),
        "990221": Fraction("3.84"),
        "990222": Fraction(192, 55),
    }
    with_carried = points_of(relative(has_carried=True), values, brought={"990222": 90}, carried=carrying("990222"))
    # The mean stays 20 although 990222 earns no points.
    assert with_carried == {"990121": Fraction("1.5"), "990122": Fraction("1.8"), "990221": Fraction("2.4")}


def by_rank(**changes: object) -> Entry:
    """Write the printed rule: 20 for the first, 0.25 less for each place."""
    cohort = {"among": "province", "has_carried": False}
    rule = {"kind": "by_rank", "step": "0.25", "floor": 0, "ties": "competition", "cohort": cohort} | changes
    return criterion("rate", 20, rule)


VALUES: dict[str, Entry | None] = {
    "990121": {"rate": 97},
    "990122": {"rate": 98},
    "990221": {"rate": 95},
    "990222": {"rate": 97},
}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        # Places 1, 2, 2, 4: 20, 20 - 0.25, the same, 20 - 3 * 0.25.
        ({}, ["19.75", "20", "19.25", "19.75"]),
        # Places 1, 2, 2, 3.
        ({"ties": "dense"}, ["19.75", "20", "19.5", "19.75"]),
        # The last place would have 19.25, which the floor lifts.
        ({"floor": "19.5"}, ["19.75", "20", "19.5", "19.75"]),
        # Inside each city: 97 behind 98, 95 behind 97.
        ({"cohort": {"among": "city", "has_carried": False}}, ["19.75", "20", "19.75", "20"]),
    ],
)
def test_rule_by_rank(changes: Entry, expected: list[str]) -> None:
    """The first earns 20 and each place behind 0.25 less; the scheme says how ties count."""
    assert list(points_of(by_rank(**changes), VALUES).values()) == [Fraction(text) for text in expected]


def test_rule_by_rank_where_less_is_better() -> None:
    """The smallest value is first where less is better: 95, 97, 97, 98 have the places 1, 2, 2, 4."""
    found = points_of(by_rank(), VALUES, indicators={"rate": LESS})
    assert list(found.values()) == [Fraction("19.75"), Fraction("19.25"), Fraction(20), Fraction("19.75")]


def test_rule_by_rank_is_explained() -> None:
    """The explanation says the rule and who was compared."""
    text = explained(assess_values(scheme_of(by_rank()), VALUES), "990221")
    assert "20 for the first place among the province" in text
    assert "minus 0.25 for each place behind" in text
    assert "4 units compared, from 95 to 98" in text
    assert "place 4" in text


# Printed: up to 1 month, 1 to 2, 2 to 3, above 9. Made up: the points from 3 to 6 and from 6 to 9.
PRINTED = [
    {"high": 1, "at_high": 10},
    {"low": 1, "high": 2, "at_low": 9, "at_high": 8},
    {"low": 2, "high": 3, "at_low": 7, "at_high": 6},
    {"low": 3, "high": 6, "at_low": 5, "at_high": 2},
    {"low": 9, "at_low": 0},
]
CLOSED_GAP = [*PRINTED[:4], {"low": 6, "high": 9, "at_low": 1, "at_high": 0}, PRINTED[4]]


def months(bands: list[Entry], closed: str = "high") -> Entry:
    """Write a scheme with 10 marks for the months until the funds were paid out."""
    tested = criterion("months", 10, {"kind": "bands", "closed": closed, "bands": bands})
    return scheme_of(tested, indicators={"months": LESS})


@pytest.mark.parametrize(
    ("value", "earned"),
    [
        ("0", "10"),
        ("1", "10"),
        # Just above 1 the next band begins at 9 and falls by 1 in a month: 9 - 0.01.
        ("1.01", "8.99"),
        ("1.5", "8.5"),
        ("2", "8"),
        ("2.25", "6.75"),
        ("3", "6"),
        # 5 to 2 over three months: 1 less in a month.
        ("4.5", "3.5"),
        # 1 to 0 over three months.
        ("7.5", "0.5"),
        ("9", "0"),
        ("12", "0"),
    ],
)
def test_rule_bands(value: str, earned: str) -> None:
    """Each range of months has a range of marks, in proportion inside."""
    assessment = assess_values(months(CLOSED_GAP), {"990121": {"months": value}})
    assert points(assessment, "990121", "months") == Fraction(earned)
    text = explained(assessment, "990121")
    assert "at most 1: 10; above 1 and at most 2: 9 to 8" in text


def test_rule_bands_say_whose_the_bound_is() -> None:
    """One month earns 10 where the upper end belongs to a band, and 9 where the lower one does."""
    earned = [
        points(assess_values(months(CLOSED_GAP, closed), {"990121": {"months": 1}}), "990121", "months")
        for closed in ("high", "low")
    ]
    assert earned == [10, 9]


def test_rule_bands_refused_as_printed() -> None:
    """The printed bands say nothing about 6 to 9 months, so the scheme is refused at the band behind the gap."""
    assert faults_of(months(PRINTED)) == [("band_gap", "criteria[0].children[0].rule.bands[4].low")]


def test_rule_bands_refused_where_they_overlap() -> None:
    """A band that begins inside the one before gives two answers."""
    overlap = [*CLOSED_GAP[:2], CLOSED_GAP[2] | {"low": "1.5"}, *CLOSED_GAP[3:]]
    assert faults_of(months(overlap)) == [("band_overlap", "criteria[0].children[0].rule.bands[2].low")]


# Printed: 40 / 30 / 100 % for all of 5 marks, and 20 / 15 / 50 % for less. Made up: less is 2.
BOUNDS = {"a": (40, 20), "b": (30, 15), "c": (100, 50)}
CLASSES = [
    {
        "key": "a",
        "name": {"en": "class A", "zh": "甲类"},
        "units": ["990121", "990122", "990123"],
        "source": "invented",
    },
    {
        "key": "b",
        "name": {"en": "class B", "zh": "乙类"},
        "units": ["990221", "990222", "990223"],
        "source": "invented",
    },
    {
        "key": "c",
        "name": {"en": "class C", "zh": "丙类"},
        "units": ["990321", "990322", "990323"],
        "source": "invented",
    },
]


def by_class() -> Entry:
    """Write 5 marks for a share whose bounds depend on the class."""
    cases = [
        {
            "unit_class": key,
            "rule": {
                "kind": "levels",
                "levels": [
                    {"side": "at_least", "value": most, "points": 5},
                    {"side": "at_least", "value": some, "points": 2},
                ],
                "otherwise": 0,
            },
        }
        for key, (most, some) in BOUNDS.items()
    ]
    return criterion("share", 5, {"kind": "by_class", "cases": cases})


def shares(*values: object) -> dict[str, Entry | None]:
    """Give each county of the classes its share."""
    codes = [code for entry in CLASSES for code in entry["units"]]
    return {code: {"share": value} for code, value in zip(codes, values, strict=True)}


def test_rule_bands_by_class() -> None:
    """A share of 40 % is enough in class A, 30 % in B, and only all of it in C."""
    values = shares(40, "39.99", "19.99", 30, 15, "14.99", 100, "99.99", "49.99")
    found = points_of(by_class(), values, classes=CLASSES)
    assert list(found.values()) == [5, 2, 0, 5, 2, 0, 5, 2, 0]
    text = explained(assess_values(scheme_of(by_class(), classes=CLASSES), values), "990322")
    assert "at least 100: 5" in text
    assert "class c" in text


def test_rule_bands_by_class_asks_for_the_class() -> None:
    """A county of no class has no rule, which is a fault of the evidence."""
    classes = [CLASSES[0] | {"units": ["990121", "990122"]}, *CLASSES[1:]]
    scheme = scheme_of(by_class(), classes=classes)
    values = shares(40, 40, 40, 30, 30, 30, 100, 100, 100)
    refused = faults_of(scheme, evidence_of(scheme, values))
    assert refused == [("no_class", "990123 寅县")]


# Printed: above +2, 0 to 2, minus 2 to 0 percentage points. Made up: the points 10, 8, 5.
AGAINST = {
    "kind": "levels",
    "levels": [
        {"side": "above", "value": 2, "points": 10},
        {"side": "at_least", "value": 0, "points": 8},
        {"side": "at_least", "value": -2, "points": 5},
    ],
    "otherwise": 0,
}


@pytest.mark.parametrize(
    ("own", "reference", "earned"),
    [
        # 9.51 - 7.5 = 2.01; 9.5 - 7.5 = 2, which is not above 2; 0; -2; -2.01.
        ("9.51", "7.5", 10),
        ("9.5", "7.5", 8),
        ("7.5", "7.5", 8),
        ("7.49", "7.5", 5),
        ("5.5", "7.5", 5),
        ("5.49", "7.5", 0),
        ("-1", "-2", 8),
    ],
)
def test_rule_growth_against_reference(own: str, reference: str, earned: int) -> None:
    """The growth of the county minus the reference growth falls into bands of percentage points."""
    tested = criterion("growth", 10, AGAINST, basis="difference", reference="growth_of_all")
    assessment = assess_values(scheme_of(tested), {"990121": {"growth": own, "growth_of_all": reference}})
    assert points(assessment, "990121", "growth") == earned
    text = explained(assessment, "990121")
    assert "difference to the reference growth_of_all: above 2: 10" in text
    assert f"growth_of_all {reference} units" in text


@pytest.mark.parametrize(
    ("own", "other", "earned"),
    [("10", "10", "6"), ("12", "10", "6"), ("8", "10", "4.8"), ("0", "10", "0"), ("-3", "10", "0")],
)
def test_rule_ratio_of_growth(own: str, other: str, earned: str) -> None:
    """Growth at or above the other growth earns all; below it the ratio times the marks (6, made up)."""
    rule = {"kind": "proportional", "full_at": 1}
    tested = criterion("growth", 6, rule, basis="ratio", reference="other_growth")
    assessment = assess_values(scheme_of(tested), {"990121": {"growth": own, "other_growth": other}})
    assert points(assessment, "990121", "growth") == Fraction(earned)
    assert "in proportion, 6 at 1 and above" in explained(assessment, "990121")


@pytest.mark.parametrize("other", ["0", "-1"])
def test_rule_ratio_of_growth_needs_a_growth_above_zero(other: str) -> None:
    """A ratio to a growth of zero or below says nothing and is refused."""
    tested = criterion("growth", 6, {"kind": "proportional", "full_at": 1}, basis="ratio", reference="other_growth")
    scheme = scheme_of(tested)
    refused = faults_of(scheme, evidence_of(scheme, {"990121": {"growth": 8, "other_growth": other}}))
    assert refused == [("no_ratio", "990121 子县")]


@pytest.mark.parametrize("value", ["0", "7.25", "12"])
def test_rule_given(value: str) -> None:
    """The points that a panel gives are the points earned."""
    assessment = assess_values(scheme_of(criterion("panel", 12)), {"990121": {"panel": value}})
    assert points(assessment, "990121", "panel") == Fraction(value)
    assert "rule: points given, 0 to 12" in explained(assessment, "990121")


@pytest.mark.parametrize("value", ["-0.5", "12.5"])
def test_rule_given_outside_is_refused(value: str) -> None:
    """Points below 0 or above the maximum are a fault and not cut."""
    scheme = scheme_of(criterion("panel", 12))
    assert [code for code, _ in faults_of(scheme, evidence_of(scheme, {"990121": {"panel": value}}))] == [
        "given_outside"
    ]


def between(**changes: object) -> Entry:
    """Write 10 marks between the smallest and the largest value."""
    cohort = {"among": "province", "has_carried": False}
    rule = {"kind": "between_extremes", "floor": 4, "when_equal": 7, "cohort": cohort} | changes
    return criterion("rate", 10, rule)


def test_between_the_extremes() -> None:
    """The best earns all, the worst the floor: from 95 to 98, 97 earns 4 + 6 * 2/3 = 8."""
    assert list(points_of(between(), VALUES).values()) == [8, 10, 4, 8]
    # Where less is better, 97 earns 4 + 6 * 1/3 = 6.
    assert list(points_of(between(), VALUES, indicators={"rate": LESS}).values()) == [6, 4, 10, 6]
    same: dict[str, Entry | None] = {code: {"rate": 97} for code in VALUES}
    assert set(points_of(between(), same).values()) == {7}


RULE = "criteria[0].children[0].rule"
# Points above the marks of 9, in the rising direction.
RISING = [{"low": 0, "high": 50, "at_low": 0, "at_high": 10}]


@pytest.mark.parametrize(
    ("tested", "code", "where"),
    [
        (criterion("x", 50, MET | {"side": "below"}), "wrong_direction", RULE),
        (criterion("x", 4, relative()["rule"] | {"floor": 3}), "bounds_crossed", f"{RULE}.base"),
        (criterion("x", 5, relative()["rule"]), "unreachable_marks", RULE),
        (by_rank(floor=21), "above_marks", f"{RULE}.floor"),
        (by_rank(step=0), "not_positive", f"{RULE}.step"),
        (by_rank(cohort={"among": "class", "has_carried": False}), "cohort_classes", f"{RULE}.cohort.classes"),
        (between(when_equal=11), "above_marks", f"{RULE}.when_equal"),
        (criterion("x", 8, {"kind": "proportional", "full_at": 0}), "not_positive", f"{RULE}.full_at"),
        (
            criterion("x", 9, {"kind": "bands", "closed": "low", "bands": RISING}),
            "above_marks",
            f"{RULE}.bands[0].at_high",
        ),
        (
            criterion("x", 10, AGAINST, basis="difference"),
            "no_reference_indicator",
            "criteria[0].children[0].reference",
        ),
        (criterion("x", 10, AGAINST, reference="y"), "reference_unused", "criteria[0].children[0].reference"),
        (criterion("x", 10, basis="completion"), "given_not_value", "criteria[0].children[0].basis"),
        (by_class(), "unknown_class", f"{RULE}.cases[0].unit_class"),
    ],
)
def test_a_contradictory_rule_is_refused(tested: Entry, code: str, where: str) -> None:
    """A rule that contradicts itself, its marks or its indicator is refused at its place."""
    assert (code, where) in faults_of(scheme_of(tested))
