"""The oracle is right on cases worked by hand, and the library agrees with it on them and on random assessments."""

from __future__ import annotations

import sys
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

sys.path.append(str(Path(__file__).parent))

from oracle import OracleResult, assess, differences
from oracle_rules import Exact
from random_assessments import documents, features, make, texts_of, to_json, to_toml

import jxassess
from jxassess import io
from jxassess.faults import FaultsError

Entry = dict[str, Any]

# Coverage makes this three to four times slower; `benchmarks/prove_scoring.py` takes as many as one likes.
SEEDS = 500
BLOCK = 100


def words(text: str) -> Entry:
    return {"en": text, "zh": text}


def indicator(key: str) -> Entry:
    entry = {"key": key, "name": words(key), "unit": words("unit"), "places": 2, "low": "-1000"}
    return entry | {"better": "lower" if key.startswith("less") else "higher", "is_additive": False}


GIVEN: Entry = {"kind": "given"}
IN_FULL = {"kind": "proportional", "full_at": "1"}


def criterion(
    key: str, marks: str, rule: Entry | None = None, leaves: str = "rescale_group", basis: str = "value", **more: object
) -> Entry:
    policies = {"when_missing": leaves, "when_not_applicable": "rescale_all" if leaves == "zero" else leaves}
    entry = {"key": key, "name": words(key), "marks": marks, "indicator": key, "basis": basis, "rule": rule or GIVEN}
    return entry | policies | more


def group(key: str, marks: str, *children: Entry, **more: object) -> Entry:
    return {"key": key, "name": words(key), "marks": marks, "children": list(children)} | more


def scheme_of(*first: Entry, **changes: object) -> Entry:
    """Make a scheme of 100 marks: the first dimension has 40 marks as told, the others have one criterion of 20 each."""
    tops = [group("top_1", "40", *(first or [criterion("a", "40")]))]
    tops += [group(f"top_{i}", "20", criterion(f"rest_{i}", "20")) for i in (2, 3, 4)]
    rates = {
        "identification": "identification_accuracy",
        "exit": "exit_accuracy",
        "satisfaction": "satisfaction_work_team",
    }
    low = {"low": {"side": "below", "value": "1"}, "when_missing": "list"}
    marked = {"indicator": "poor_population_reduced", "measured": "total", "at_least": "1"}
    bands = [
        {"key": "good", "name": words("good"), "at_least": "90"},
        {"key": "fair", "name": words("fair"), "below": "90"},
    ]
    scheme: Entry = {
        "format": "jxassess-scheme/1",
        "year": 2019,
        "title": words("scheme"),
        "document": "synthetic",
        "marks": "100",
        "criteria": [top | {"dimension": f"Art. 5({i + 1})"} for i, top in enumerate(tops)],
        "weights": {"kind": "equal"},
        "carried": {"counties": [], "full_marks": "100", "source": "synthetic"},
        "when_nothing_applies": "leave_out",
        "rounding": {"places": 2, "mode": "half_up", "stages": []},
        "grades": {"kind": "bands", "compared_on": "published", "bands": bands},
        "ranking": {"ties": "competition", "compared_on": "published"},
        "plan": {"items": ["poor_population_reduced"], "level": "city", "miss": "any"},
        "low_rates": [{"rate": rate, "indicator": key} | low for rate, key in rates.items()],
        "rectification": {"days": 30, "day_kind": "calendar"},
        "rewards": {"excellent": {"kind": "rank", "at_most": 1}, "marked": marked, "with_finding": "bars"},
    } | changes
    scheme["indicators"] = [indicator(key) for key in sorted(keys_of(scheme) - CATALOGUE)]
    return scheme


CATALOGUE = {"poor_population_reduced", "identification_accuracy", "exit_accuracy", "satisfaction_work_team"}
CATALOGUE |= {"rural_population"}


def keys_of(part: Any) -> set[str]:
    """Give every indicator that a part of a scheme names."""
    if isinstance(part, list):
        return {key for entry in part for key in keys_of(entry)}
    if not isinstance(part, dict):
        return set()
    named = {part[name] for name in ("indicator", "reference") if name in part}
    return named | {key for entry in part.values() for key in keys_of(entry)}


def evidence_of(scheme: Entry, values: dict[str, Entry], targets: Entry | None = None, **changes: object) -> Entry:
    """Make evidence from values by place; a city's counties share its first four digits.

    A list instead of a value holds one for each source: `register`, `survey` and `verification`, `None` for none.
    """
    counties = [code for code in values if not code.endswith("00")]
    cities = sorted({f"{code[:4]}00" for code in counties})
    members = [code for bundle in scheme.get("bundles", []) for code in bundle["units"] if code != bundle["lead"]]
    plan = {"indicator": "poor_population_reduced", "value": "0", "document": "synthetic"}
    seen = [
        observation(code, key, part, source)
        for code, entry in values.items()
        for key, value in (entry | ({"poor_population_reduced": "0"} if code in counties else {})).items()
        for source, part in zip(SOURCES, value if isinstance(value, list) else [value], strict=False)
        if part is not None and not (code in members and key == "poor_population_reduced")
    ]
    lines = [
        {"place": code, "indicator": key, "value": value, "document": "synthetic"}
        for code in values
        for key, value in (targets or {}).items()
    ]
    return {
        "format": "jxassess-evidence/1",
        "year": 2019,
        "on": "2019-12-31",
        "is_synthetic": True,
        "cities": [{"code": code, "name": f"{'甲乙丙丁'[i]}市"} for i, code in enumerate(cities)],
        "counties": [{"code": c, "name": f"{'子丑寅卯辰'[int(c[5]) - 1]}县", "parent": f"{c[:4]}00"} for c in counties],
        "targets": [plan | {"place": code} for code in cities] + lines,
        "observations": seen,
        "carried": [],
        "findings": [],
        "history": [],
    } | changes


SOURCES = ("register", "survey", "verification")


def observation(place: str, key: str, value: str, source: str = "register") -> Entry:
    entry = {"place": place, "indicator": key, "value": value, "source": source}
    return entry | {"on": "2019-12-31", "document": "synthetic"}


def carried_year(
    scores: dict[str, str], values: dict[str, Entry] | None = None, **changes: object
) -> tuple[Entry, Entry]:
    """Make a year in which every county brings its score."""
    scheme = scheme_of(**changes)
    scheme["carried"] = scheme["carried"] | {"counties": sorted(scores)}
    rest = {"on": "2019-12-31", "document": "synthetic"}
    carried = [{"county": code, "score": score} | rest for code, score in scores.items()]
    return scheme, evidence_of(scheme, values or {code: {} for code in scores}, carried=carried)


def by_oracle(scheme: Entry, evidence: Entry) -> OracleResult:
    return assess(to_json(scheme), "json", to_json(evidence))


def by_library(scheme: Entry, evidence: Entry) -> Any:
    read = io.parse_scheme(to_json(scheme), format="json")
    return jxassess.assess(io.parse_evidence(to_json(evidence), read), read)


def both(scheme: Entry, evidence: Entry) -> OracleResult:
    """Give what the oracle finds, once the library has found the same."""
    expected = by_oracle(scheme, evidence)
    assert differences(expected, by_library(scheme, evidence)) == []
    return expected


REST = {"rest_2": "0", "rest_3": "0", "rest_4": "0"}


def score(first: list[Entry], values: Entry, targets: Entry | None = None, **changes: object) -> Fraction:
    """Give the score of one county, the same from the oracle and the library."""
    scheme = scheme_of(*first, **changes)
    found = both(scheme, evidence_of(scheme, {"990121": REST | values}, targets))
    value: Fraction = found.counties["990121"].score
    return value


LEVELS = [
    {"side": "at_least", "value": "95", "points": "40"},
    {"side": "above", "value": "90", "points": "30"},
    {"side": "at_least", "value": "90", "points": "10"},
]
STAIRS = {"kind": "levels", "levels": LEVELS, "otherwise": "5"}
LINE = {"kind": "linear", "zero_at": "80", "full_at": "100"}
PASS = {"kind": "pass_fail", "side": "at_least", "value": "1"}
# From 0 to 10 points up to 60, a jump to 20 and on to 30 at 80, and 40 from there on.
OPEN_BANDS = [
    {"high": "60", "at_high": "10"},
    {"low": "60", "high": "80", "at_low": "20", "at_high": "30"},
    {"low": "80", "at_low": "40"},
]
CLOSED_BANDS = [
    {"low": "50", "high": "60", "at_low": "0", "at_high": "10"},
    {"low": "60", "high": "80", "at_low": "20", "at_high": "40"},
]


def bands(closed: str, *entries: Entry) -> Entry:
    return {"kind": "bands", "closed": closed, "bands": list(entries)}


@pytest.mark.parametrize(
    ("rule", "basis", "value", "target", "points"),
    [
        (LINE, "value", "95", None, "30"),
        (LINE, "value", "79", None, "0"),
        (LINE, "value", "101", None, "40"),
        ({"kind": "linear", "zero_at": "0.5", "full_at": "1"}, "completion", "9", "12", "20"),
        ({"kind": "linear", "zero_at": "-4", "full_at": "0"}, "margin", "9", "12", "10"),
        (IN_FULL, "completion", "9", "12", "30"),
        (IN_FULL, "completion", "13", "12", "40"),
        (IN_FULL, "completion", "-1", "12", "0"),
        ({"kind": "proportional", "full_at": "8"}, "value", "6", None, "30"),
        ({"kind": "proportional", "full_at": "1.5"}, "completion", "9", "12", "20"),
        ({"kind": "proportional", "full_at": "8"}, "margin", "18", "12", "30"),
        (STAIRS, "value", "95", None, "40"),
        (STAIRS, "value", "90.01", None, "30"),
        (STAIRS, "value", "90", None, "10"),
        (STAIRS, "value", "89.99", None, "5"),
        (PASS, "completion", "12", "12", "40"),
        (PASS, "completion", "11.99", "12", "0"),
        ({"kind": "pass_fail", "side": "above", "value": "0"}, "margin", "12", "12", "0"),
        (GIVEN, "value", "12.34", None, "12.34"),
        # 2.5 units of 2 below 100, at 3 points each: 7.5 in proportion, 9 for three begun, 6 for two whole.
        (["proportional", "2", "3"], "value", "95", None, "32.5"),
        (["begun", "2", "3"], "value", "95", None, "31"),
        (["whole", "2", "3"], "value", "95", None, "34"),
        (["begun", "2", "3"], "value", "96", None, "34"),
        (["whole", "2", "3"], "value", "96", None, "34"),
        (["begun", "2", "3"], "value", "100", None, "40"),
        (["whole", "2", "3"], "value", "107", None, "40"),
        (["proportional", "2", "3"], "value", "-100", None, "0"),
        (["begun", "2", "3"], "value", "-100", None, "0"),
        # Flat below 60, a quarter of the way from 20 to 30 at 65, flat from 80 on; the bound belongs to one side.
        (bands("low", *OPEN_BANDS), "value", "-9", None, "10"),
        (bands("low", *OPEN_BANDS), "value", "65", None, "22.5"),
        (bands("low", *OPEN_BANDS), "value", "60", None, "20"),
        (bands("high", *OPEN_BANDS), "value", "60", None, "10"),
        (bands("low", *OPEN_BANDS), "value", "80", None, "40"),
        (bands("high", *OPEN_BANDS), "value", "80", None, "30"),
        (bands("low", *OPEN_BANDS), "value", "99", None, "40"),
        # Beyond an end that is given the points stay as at that end, and the end itself has them.
        (bands("low", *CLOSED_BANDS), "value", "40", None, "0"),
        (bands("high", *CLOSED_BANDS), "value", "50", None, "0"),
        (bands("low", *CLOSED_BANDS), "value", "80", None, "40"),
        (bands("high", *CLOSED_BANDS), "value", "80", None, "40"),
        (bands("low", *CLOSED_BANDS), "value", "90", None, "40"),
        (bands("high", *CLOSED_BANDS), "value", "57.5", None, "7.5"),
        (bands("low", CLOSED_BANDS[1]), "margin", "82", "12", "30"),
    ],
)
def test_points_of_one_county(rule: Entry | list[str], basis: str, value: str, target: str | None, points: str) -> None:
    """Every rule of one county earns what a sum on paper says, at its bounds, beside them and far outside."""
    if isinstance(rule, list):
        counting, per, each = rule
        rule = {"kind": "deduction", "start": "100", "side": "below", "per": per, "points": each, "counting": counting}
    targets = None if target is None else {"a": target}
    assert score([criterion("a", "40", rule, basis=basis)], {"a": value}, targets) == Fraction(points)


@pytest.mark.parametrize(
    ("rule", "value", "points"),
    [
        ({"kind": "pass_fail", "side": "below", "value": "3"}, "3", "0"),
        ({"kind": "pass_fail", "side": "at_most", "value": "3"}, "3", "40"),
        ({"kind": "linear", "zero_at": "5", "full_at": "1"}, "2", "30"),
        (
            {"kind": "deduction", "start": "1", "side": "above", "per": "1", "points": "4", "counting": "begun"},
            "2.1",
            "32",
        ),
        (
            {"kind": "deduction", "start": "1", "side": "above", "per": "1", "points": "4", "counting": "whole"},
            "2.1",
            "36",
        ),
        # Up to one month all, from 36 to 32 in the second.
        (
            bands("high", {"high": "1", "at_high": "40"}, {"low": "1", "high": "2", "at_low": "36", "at_high": "32"}),
            "1",
            "40",
        ),
        (
            bands("high", {"high": "1", "at_high": "40"}, {"low": "1", "high": "2", "at_low": "36", "at_high": "32"}),
            "1.5",
            "34",
        ),
        (
            bands("low", {"high": "1", "at_high": "40"}, {"low": "1", "high": "2", "at_low": "36", "at_high": "32"}),
            "1",
            "36",
        ),
        (
            bands("low", {"high": "1", "at_high": "40"}, {"low": "1", "high": "2", "at_low": "36", "at_high": "32"}),
            "7",
            "32",
        ),
    ],
)
def test_points_where_less_is_better(rule: Entry, value: str, points: str) -> None:
    """Rules whose smaller values are the better ones earn what a sum on paper says."""
    assert score([criterion("less", "40", rule)], {"less": value}) == Fraction(points)


@pytest.mark.parametrize(
    ("basis", "rule", "own", "other", "points"),
    [
        # 9 is 2 above 7: half of the way from -2 to 6.
        ("difference", {"kind": "linear", "zero_at": "-2", "full_at": "6"}, "9", "7", "20"),
        ("difference", {"kind": "pass_fail", "side": "above", "value": "0"}, "7", "7", "0"),
        ("difference", {"kind": "proportional", "full_at": "8"}, "9", "-1", "40"),
        # 9 is three quarters of 12.
        ("ratio", IN_FULL, "9", "12", "30"),
        ("ratio", IN_FULL, "13", "12", "40"),
        (
            "ratio",
            {"kind": "levels", "levels": [{"side": "at_least", "value": "0.75", "points": "40"}], "otherwise": "4"},
            "9",
            "12",
            "40",
        ),
    ],
)
def test_points_against_a_reference(basis: str, rule: Entry, own: str, other: str, points: str) -> None:
    """A difference or a ratio is taken to the same county's value of the reference."""
    first = criterion("a", "40", rule, basis=basis, reference="b")
    assert score([first], {"a": own, "b": other}) == Fraction(points)


def points_in_cohort(rule: Entry, values: Entry, key: str = "a", **changes: object) -> list[Fraction]:
    """Give the scores of counties that differ in one criterion of 40 marks; one called 990222 is carried."""
    scheme = scheme_of(criterion(key, "40", rule), **changes)
    places: dict[str, Entry] = {code: REST | {key: value} for code, value in values.items()}
    carried: list[Entry] = []
    if "990222" in values:
        scheme["carried"] = scheme["carried"] | {"counties": ["990222"]}
        places["990222"] = {key: values["990222"]}
        carried = [{"county": "990222", "score": "50", "on": "2019-12-31", "document": "synthetic"}]
    found = both(scheme, evidence_of(scheme, places, carried=carried))
    return [found.counties[code].score for code in values if code != "990222"]


def cohort(among: str = "province", has_carried: bool = False, *classes: str) -> Entry:
    return {"among": among, "has_carried": has_carried} | ({"classes": list(classes)} if classes else {})


def unit_class(key: str, *units: str) -> Entry:
    return {"key": key, "name": words(key), "units": list(units), "source": "synthetic"}


CLASSES = [unit_class("x", "990111", "990211"), unit_class("y", "990121", "990222")]


@pytest.mark.parametrize(
    ("compared", "points"),
    [
        # Values 10 and 20 in the county's own city, 6 in the other one; a carried county there has 40.
        (cohort("city"), ["40/3", "80/3", "20"]),
        (cohort("province"), ["50/3", "100/3", "10"]),
        (cohort("province", True), ["200/19", "400/19", "10"]),
        # 10 and 6 in one class have a mean of 8; 20 and the carried 40 in the other one of 30.
        (cohort("class", True, "x", "y"), ["25", "40/3", "15"]),
        (cohort("class", False, "x", "y"), ["25", "20", "15"]),
    ],
)
def test_points_relative_to_the_mean(compared: Entry, points: list[str]) -> None:
    """The mean is that of the units the rule names, and points stay between floor and cap."""
    rule = {"kind": "relative_to_mean", "base": "20", "floor": "10", "cap": "40", "cohort": compared}
    values = {"990111": "10", "990121": "20", "990211": "6", "990222": "40"}
    changes = {"classes": CLASSES} if "classes" in compared else {}
    assert points_in_cohort(rule, values, **changes) == [Fraction(text) for text in points]


def by_rank(ties: str, step: str, floor: str, compared: Entry) -> Entry:
    return {"kind": "by_rank", "ties": ties, "step": step, "floor": floor, "cohort": compared}


@pytest.mark.parametrize(
    ("rule", "key", "values", "points"),
    [
        # Places 1, 1, 3, 4 and 1, 1, 2, 3 at 10 points each.
        (by_rank("competition", "10", "0", cohort()), "a", ["30", "30", "20", "10"], ["40", "40", "20", "10"]),
        (by_rank("dense", "10", "0", cohort()), "a", ["30", "30", "20", "10"], ["40", "40", "30", "20"]),
        (by_rank("dense", "10", "25", cohort()), "a", ["30", "30", "20", "10"], ["40", "40", "30", "25"]),
        (by_rank("competition", "10", "0", cohort()), "less", ["30", "30", "20", "10"], ["20", "20", "30", "40"]),
        # The first two are of one city, the last two of another.
        (by_rank("competition", "4", "0", cohort("city")), "a", ["30", "20", "20", "10"], ["40", "36", "40", "36"]),
    ],
)
def test_points_by_place(rule: Entry, key: str, values: list[str], points: list[str]) -> None:
    """Each place costs a step down to the floor, counted behind ties as the rule says, in the better direction."""
    codes = ["990111", "990121", "990211", "990221"]
    found = points_in_cohort(rule, dict(zip(codes, values, strict=True)), key)
    assert found == [Fraction(text) for text in points]


def between(floor: str, when_equal: str, compared: Entry) -> Entry:
    return {"kind": "between_extremes", "floor": floor, "when_equal": when_equal, "cohort": compared}


@pytest.mark.parametrize(
    ("rule", "key", "values", "points"),
    [
        # 15 is a quarter of the way from 10 to 30: 8 and a quarter of 32.
        (between("8", "12", cohort()), "a", ["10", "30", "15"], ["8", "40", "16"]),
        (between("8", "12", cohort()), "less", ["10", "30", "15"], ["40", "8", "32"]),
        (between("8", "12", cohort()), "a", ["10", "10", "10"], ["12", "12", "12"]),
        # The last one is alone in its city.
        (between("8", "12", cohort("city")), "a", ["10", "30", "15"], ["8", "40", "12"]),
    ],
)
def test_points_between_extremes(rule: Entry, key: str, values: list[str], points: list[str]) -> None:
    """The best has all, the worst the floor, the others their part of the way; equals have what the rule says."""
    found = points_in_cohort(rule, dict(zip(["990111", "990121", "990211"], values, strict=True)), key)
    assert found == [Fraction(text) for text in points]


def test_the_carried_best_is_ahead_only_where_it_counts() -> None:
    """A carried county in front costs the others a place where the cohort has it, and none where not."""
    values = {"990111": "10", "990222": "40"}
    assert points_in_cohort(by_rank("dense", "10", "0", cohort("province", True)), values) == [30]
    assert points_in_cohort(by_rank("dense", "10", "0", cohort("province")), values) == [40]


def test_a_cohort_has_only_what_has_a_quantity() -> None:
    """Whoever lacks the reference, or to whom the indicator does not apply, is ahead of nobody."""
    rule = by_rank("competition", "10", "0", cohort())
    scheme = scheme_of(criterion("a", "40", rule, basis="difference", reference="b"))
    values = {"990111": {"a": "5", "b": "4"}, "990121": {"a": "90"}, "990211": {"a": "not_applicable", "b": "0"}}
    values = {code: entry | REST for code, entry in values.items()}
    values["990212"] = REST | {"a": "7", "b": "4"}
    found = both(scheme, evidence_of(scheme, values))
    # Differences of 1 and 3 are ranked; the two others have nothing but zeros in the rest.
    assert [county.score for county in found.counties.values()] == [30, 0, 0, 40]


def test_points_by_class() -> None:
    """A county is scored by the rule of its class."""
    cases = [
        {"unit_class": "x", "rule": {"kind": "proportional", "full_at": "40"}},
        {"unit_class": "y", "rule": {"kind": "pass_fail", "side": "at_least", "value": "30"}},
    ]
    values = {"990111": "30", "990121": "30", "990211": "20"}
    classes = [unit_class("x", "990111", "990211"), unit_class("y", "990121")]
    found = points_in_cohort({"kind": "by_class", "cases": cases}, values, classes=classes)
    assert found == [30, 40, 20]


# Blends and cutoffs

BLEND = [
    {"source": "register", "share": "0.4"},
    {"source": "survey", "share": "0.3"},
    {"source": "verification", "share": "0.3"},
]


@pytest.mark.parametrize(
    ("values", "points"),
    [
        # 0.4 of 10, 0.3 of 20 and 0.3 of 30 are 19.
        (["10", "20", "30"], "19"),
        # One source is missing, or all say that it does not apply: 15 of 30 in the rest of the group become 20 of 40.
        (["10", None, "30"], "20"),
        (["not_applicable"] * 3, "20"),
    ],
)
def test_a_blended_value(values: list[str | None], points: str) -> None:
    """Sources are blended by their shares; one missing makes the value missing."""
    first = [criterion("a", "10", blend=BLEND), criterion("b", "30")]
    if values[1] == "20":
        first = [criterion("a", "40", blend=BLEND)]
    present = {"b": "15"} if len(first) > 1 else {}
    assert score(first, {"a": values} | present) == Fraction(points)


def test_a_correction_of_one_source_leaves_the_others() -> None:
    """The survey is corrected from 20 to 30, so that 0.4 of 10 and 0.6 of 30 make 22."""
    scheme = scheme_of(criterion("a", "40", blend=BLEND))
    evidence = evidence_of(scheme, {"990121": REST | {"a": ["10", "20", "30"]}})
    second = observation("990121", "a", "30", "survey") | {"version": 2, "submitter": "x", "reason": "x"}
    evidence["observations"].insert(0, second)
    assert both(scheme, evidence).counties["990121"].score == 22


CUT = {"indicator": "less_share", "bound": {"side": "above", "value": "5"}}


@pytest.mark.parametrize(
    ("share", "points"),
    [("5.01", "15"), ("5", "25"), ("not_applicable", "25"), (None, "20")],
)
def test_a_cutoff(share: str | None, points: str) -> None:
    """Beyond its bound nothing is earned; where the share does not apply nothing is cut; without it the rest scales."""
    first = [criterion("a", "10", cutoff=CUT), criterion("b", "30")]
    values = {"a": "10", "b": "15"} | ({} if share is None else {"less_share": share})
    assert score(first, values) == Fraction(points)


def test_what_does_not_apply_needs_no_cutoff() -> None:
    """A criterion that does not apply leaves for all, 15 of 90, and is not taken for one whose share is missing."""
    first = [criterion("a", "10", leaves="zero", cutoff=CUT), criterion("b", "30")]
    assert score(first, {"a": "not_applicable", "b": "15"}) == Fraction(1500, 90)


def test_what_is_cut_still_counts_for_others() -> None:
    """The best county earns nothing for its share, and the second one is second all the same."""
    scheme = scheme_of(criterion("a", "40", by_rank("dense", "10", "0", cohort()), cutoff=CUT))
    values = {"990111": {"a": "9", "less_share": "6"}, "990121": {"a": "8", "less_share": "5"}}
    found = both(scheme, evidence_of(scheme, {code: REST | entry for code, entry in values.items()}))
    assert [county.score for county in found.counties.values()] == [0, 30]


# Trees

PRESENT = {"b": "15", "rest_2": "20", "rest_3": "10", "rest_4": "5"}


def test_a_gap_left_to_the_group_scales_the_group() -> None:
    """15 of 30 become 20 of 40, so that the county has 55 of 100."""
    first = [criterion("a", "10", leaves="rescale_group"), criterion("b", "30")]
    assert score(first, PRESENT) == 55


def test_a_gap_left_to_all_scales_everything() -> None:
    """15 + 20 + 10 + 5 of 90 become 500/9 of 100."""
    first = [criterion("a", "10", leaves="rescale_all"), criterion("b", "30")]
    assert score(first, PRESENT) == Fraction(500, 9)


def test_a_gap_that_counts_as_zero_stays_in_the_marks() -> None:
    """15 + 20 + 10 + 5 of 100 are 50."""
    first = [criterion("a", "10", leaves="zero"), criterion("b", "30")]
    assert score(first, PRESENT) == 50


def test_what_does_not_apply_is_not_what_is_missing() -> None:
    """The criterion counts zero where missing and leaves where it does not apply, as its two policies say."""
    first = [criterion("a", "10", leaves="zero"), criterion("b", "30")]
    assert score(first, PRESENT | {"a": "not_applicable"}) == Fraction(500, 9)


def test_a_group_that_is_gone_passes_on_what_leaves_for_all() -> None:
    """4 of 40 leave for all and 6 with their group: 15 of 30 become 18 of 36, and 53 of 96 become 55.2083."""
    inner = group("inner", "10", criterion("a", "4", leaves="rescale_all"), criterion("c", "6"))
    assert score([inner, criterion("b", "30")], PRESENT) == Fraction(5300, 96)


def test_a_group_that_stays_is_worth_less_by_what_leaves_for_all() -> None:
    """The inner group is worth 6 of 10 and keeps its 3 points: 3 + 15 of 36, and 53 of 96 in the whole."""
    inner = group("inner", "10", criterion("a", "4", leaves="rescale_all"), criterion("c", "6"))
    assert score([inner, criterion("b", "30")], PRESENT | {"c": "3"}) == Fraction(5300, 96)


def test_a_dimension_that_is_gone_scales_the_others() -> None:
    """35 of the 60 marks of the other three dimensions become 175/3 of 100."""
    assert score([criterion("a", "40")], {"rest_2": "20", "rest_3": "10", "rest_4": "5"}) == Fraction(175, 3)


@pytest.mark.parametrize(
    ("values", "points"),
    [
        # Half of the 30 marks that three quarters are worth, and all of the other 10.
        ({"a": "5", "b": "100"}, "25"),
        # The second is left to its group: half of all 40.
        ({"a": "5"}, "20"),
        # 30 of the 40 leave for all: half of 10, and 5 of 70 in the whole.
        ({"b": "50"}, "500/70"),
    ],
)
def test_relative_weights(values: Entry, points: str) -> None:
    """Where children have weights their marks are only a scale, and a gap leaves with its part of the whole."""
    first = [criterion("a", "10", leaves="rescale_all", weight="3"), criterion("b", "100", weight="1")]
    assert score(first, values) == Fraction(points)


def test_marks_below_relative_weights() -> None:
    """3 of 7 marks of a group that weighs half of 40 are 60/7."""
    inner = group("inner", "7", criterion("c", "3"), criterion("d", "4"), weight="1")
    assert score([inner, criterion("b", "100", weight="1")], {"b": "0", "c": "3", "d": "0"}) == Fraction(60, 7)


def weighted_tops(first: Entry, weights: list[str], **changes: object) -> Entry:
    scheme = scheme_of(first, **changes)
    for top, weight in zip(scheme["criteria"], weights, strict=True):
        top["weight"] = weight
    return scheme


def test_relative_weights_at_the_top() -> None:
    """Weights of 1, 1, 1 and 2 are 20, 20, 20 and 40 of 100: all of the first and half of the last make 40."""
    scheme = weighted_tops(criterion("a", "40"), ["1", "1", "1", "2"])
    found = both(scheme, evidence_of(scheme, {"990121": REST | {"a": "40", "rest_4": "10"}}))
    assert found.counties["990121"].score == 40


def test_a_dimension_is_rounded_on_its_own_scale() -> None:
    """4.5 of 40 marks are rounded to 5 before they become 3.125 of 25."""
    rounding = {"places": 0, "mode": "half_up", "stages": ["dimensions"]}
    scheme = weighted_tops(criterion("a", "40"), ["0.5"] * 4, rounding=rounding)
    found = both(scheme, evidence_of(scheme, {"990121": REST | {"a": "4.5"}}))
    assert found.counties["990121"].score == Fraction("3.125")


def test_a_target_of_zero_leaves_nothing_to_do() -> None:
    """Completion of a target of zero does not apply, whatever is observed, while a margin to it counts."""
    margin = criterion("b", "30", {"kind": "linear", "zero_at": "0", "full_at": "10"}, basis="margin")
    first = [criterion("a", "10", IN_FULL, "rescale_all", "completion"), margin]
    values = PRESENT | {"a": "7", "b": "5"}
    assert score(first, values, {"a": "0", "b": "0"}) == Fraction(500, 9)


def test_the_last_version_is_in_force() -> None:
    """A correction supersedes what it corrects, wherever it stands in the file."""
    scheme = scheme_of()
    evidence = evidence_of(scheme, {"990121": REST | {"a": "30"}})
    last = next(line for line in evidence["observations"] if line["indicator"] == "a")
    evidence["observations"].append(last | {"value": "10"})
    last |= {"version": 2, "submitter": "synthetic", "reason": "synthetic"}
    assert both(scheme, evidence).counties["990121"].score == 30


@pytest.mark.parametrize(
    ("stages", "exact", "published"),
    [
        # 20/3 + 20/3 + 20 + 20 of 80 marks.
        ([], "200/3", "66.67"),
        (["criteria"], "66.675", "66.68"),
        (["dimensions"], "66.6625", "66.66"),
        (["counties"], "66.67", "66.67"),
        (["counties", "criteria"], "66.68", "66.68"),
    ],
)
def test_rounding_at_a_stage(stages: list[str], exact: str, published: str) -> None:
    """Each stage that the scheme names moves the score by what rounding there moves, and no other stage does."""
    first = [criterion(key, "20", IN_FULL, basis="completion") for key in ("a", "b")]
    scheme = scheme_of(*first, rounding={"places": 2, "mode": "half_up", "stages": stages})
    values = {"a": "1", "b": "1", "rest_2": "20", "rest_3": "20"}
    found = both(scheme, evidence_of(scheme, {"990121": values}, {"a": "3", "b": "3"})).counties["990121"]
    assert (found.score, found.published) == (Fraction(exact), Fraction(published))


@pytest.mark.parametrize(
    ("mode", "value", "rounded"),
    [
        ("half_up", "0.125", "0.13"),
        ("half_even", "0.125", "0.12"),
        ("half_even", "0.135", "0.14"),
        ("half_even", "0.1251", "0.13"),
        ("half_up", "-0.125", "-0.13"),
        ("half_even", "-0.125", "-0.12"),
    ],
)
def test_the_oracle_rounds_halves(mode: str, value: str, rounded: str) -> None:
    """Halves go away from zero, or to the even digit."""
    assert Exact().round(Fraction(value), 2, mode) == Fraction(rounded)


def test_a_carried_score_is_scaled() -> None:
    """120 of 150 are 80 of 100."""
    scheme, evidence = carried_year({"990121": "120"})
    scheme["carried"]["full_marks"] = "150"
    assert both(scheme, evidence).cities["990100"].score == 80


def test_a_city_is_the_weighted_mean_of_its_counties() -> None:
    """Counties of 60 and 90 points that weigh 1 and 2 make 80."""
    weights = {"kind": "indicator", "indicator": "rural_population"}
    scheme, evidence = carried_year({"990121": "60", "990122": "90"}, weights=weights)
    line = {"indicator": "rural_population", "source": "register", "on": "2019-12-31", "document": "synthetic"}
    evidence["observations"] += [
        line | {"place": "990121", "value": "1000"},
        line | {"place": "990122", "value": "2000"},
    ]
    assert both(scheme, evidence).cities["990100"].score == 80


def test_a_county_to_which_nothing_applies_is_left_out() -> None:
    """The mean is that of the other county."""
    scheme = scheme_of()
    values = {"990121": {}, "990122": REST | {"a": "40"}}
    found = both(scheme, evidence_of(scheme, values))
    assert (found.counties["990121"].score, found.cities["990100"].score) == (None, 40)


# Adjustments


def adjustment(kind: str, order: int, level: str = "county", **parts: object) -> Entry:
    key = f"{kind}_{order}"
    entry = {"key": key, "name": words(key), "kind": kind, "order": order, "level": level, "allowed_by": "synthetic"}
    return entry | parts


def event(kind: str, place: str = "990121", **more: object) -> Entry:
    entry = {"key": f"{kind}_{place}", "kind": kind, "place": place, "on": "2019-06-30", "document": "synthetic"}
    return entry | more


def adjusted(values: Entry, *adjustments: Entry, events: list[Entry] | None = None, **changes: object) -> Fraction:
    """Give the score of a county that has 30 points of one criterion, and whatever its adjustments make of them."""
    scheme = scheme_of(criterion("a", "10"), criterion("b", "30"), adjustments=list(adjustments), **changes)
    numbered = [entry | {"key": f"event_{i}"} for i, entry in enumerate(events or [])]
    evidence = evidence_of(scheme, {"990121": REST | {"a": "8", "b": "22"} | values}, events=numbered)
    value: Fraction = both(scheme, evidence).counties["990121"].score
    return value


@pytest.mark.parametrize(
    ("kind", "most", "values", "leaves", "points"),
    [
        ("bonus", "10", {"e": "4", "f": "3"}, "rescale_all", "37"),
        ("bonus", "6", {"e": "4", "f": "3"}, "rescale_all", "36"),
        ("bonus", "10", {"e": "4"}, "rescale_all", "34"),
        ("bonus", "10", {"e": "4"}, "zero", "34"),
        ("penalty", "10", {"e": "4", "f": "3"}, "rescale_all", "27"),
        ("penalty", "2", {"e": "4", "f": "3"}, "rescale_all", "28"),
        # What is left out takes nothing, what is missing and counts zero all its marks.
        ("penalty", "10", {"e": "4"}, "rescale_all", "29"),
        ("penalty", "10", {"e": "4"}, "zero", "24"),
        ("penalty", "10", {"e": "5", "f": "5"}, "zero", "30"),
    ],
)
def test_bonus_and_penalty(kind: str, most: str, values: Entry, leaves: str, points: str) -> None:
    """Criteria of 5 marks each give what they earn, or take what they do not, up to a limit."""
    criteria = [criterion("e", "5", leaves=leaves), criterion("f", "5", leaves=leaves)]
    assert adjusted(values, adjustment(kind, 1, criteria=criteria, at_most=most)) == Fraction(points)


def test_a_penalty_adds_nothing() -> None:
    """Where 4.5 of 4.5 marks are rounded to 5, nothing is taken and nothing given."""
    penalty = adjustment("penalty", 1, criteria=[criterion("e", "4.5")], at_most="5")
    rounding = {"places": 0, "mode": "half_up", "stages": ["criteria"]}
    assert adjusted({"e": "4.5"}, penalty, rounding=rounding) == 30


PRAISE = {"key": "praise", "name": words("praise"), "points": "2"}
BLAME = {"key": "blame", "name": words("blame"), "points": "-3"}


def test_events() -> None:
    """Three times praise make 5 at most, two times blame 4 at most: 30 + 5 - 4."""
    kinds = adjustment("events", 1, events=[PRAISE, BLAME], most_plus="5", most_minus="4")
    events = [event("praise")] * 3 + [event("blame")] * 2
    assert adjusted({}, kinds, events=events) == 31
    assert adjusted({}, kinds, events=[event("praise"), event("blame")]) == 29


@pytest.mark.parametrize(
    ("falsified", "points"),
    [
        (["a"], "17"),  # 22 left, less 5
        (["a", "a"], "17"),  # the same one twice
        (["a", "b"], "-8"),  # nothing left, less 8 at most
        (["b"], "3"),
    ],
)
def test_falsified(falsified: list[str], points: str) -> None:
    """A falsified criterion earns nothing and takes points, once each and up to a limit."""
    rule = adjustment("falsified", 1, points="5", at_most="8")
    events = [event("falsified_1", criterion=key) for key in falsified]
    assert adjusted({}, rule, events=events) == Fraction(points)


@pytest.mark.parametrize(
    ("orders", "points"),
    [
        # 30 less 35 are -5; raised to 0; 2 more.
        ((1, 2, 3), "2"),
        # Nothing to raise at 30; less 35; 2 more.
        ((2, 1, 3), "-3"),
        # 2 more; less 35; raised.
        ((2, 3, 1), "0"),
    ],
)
def test_adjustments_have_an_order(orders: tuple[int, int, int], points: str) -> None:
    """Penalty, bounds and praise give another sum in another order, wherever they stand in the list."""
    penalty = adjustment("penalty", orders[0], criteria=[criterion("e", "35")], at_most="35")
    bounds = adjustment("bounds", orders[1], at_least="0")
    praise = adjustment("events", orders[2], events=[PRAISE], most_plus="5", most_minus="0")
    assert adjusted({"e": "0"}, praise, penalty, bounds, events=[event("praise")]) == Fraction(points)


def test_an_upper_bound() -> None:
    """30 and 4 are held at 32.5."""
    bonus = adjustment("bonus", 1, criteria=[criterion("e", "5")], at_most="5")
    assert adjusted({"e": "4"}, bonus, adjustment("bounds", 2, at_most="32.5")) == Fraction("32.5")


def test_adjustments_come_before_the_rounding_of_counties() -> None:
    """30 and 0.5 are rounded to 31."""
    bonus = adjustment("bonus", 1, criteria=[criterion("e", "5")], at_most="5")
    rounding = {"places": 0, "mode": "half_up", "stages": ["counties"]}
    assert adjusted({"e": "0.5"}, bonus, rounding=rounding) == 31


def test_adjustments_are_not_for_carried_counties_nor_for_those_left_out() -> None:
    """One brings its score of 80 and keeps it, the other stays without one, whatever the penalty."""
    penalty = adjustment("penalty", 1, criteria=[criterion("e", "5", leaves="zero")], at_most="5")
    scheme = scheme_of(adjustments=[penalty])
    scheme["carried"] = scheme["carried"] | {"counties": ["990121"]}
    carried = [{"county": "990121", "score": "80", "on": "2019-12-31", "document": "synthetic"}]
    evidence = evidence_of(scheme, {"990121": {}, "990122": {}, "990123": REST | {"a": "40"}}, carried=carried)
    assert [county.score for county in both(scheme, evidence).counties.values()] == [80, None, 35]


def test_adjustments_of_cities() -> None:
    """A mean of 30, 4 points of the city's own bonus, 3 less for blame: 31, while the county keeps its 30."""
    bonus = adjustment("bonus", 1, "city", criteria=[criterion("e", "5")], at_most="5")
    blame = adjustment("events", 2, "city", events=[BLAME], most_plus="0", most_minus="9")
    scheme = scheme_of(criterion("a", "40"), adjustments=[bonus, blame])
    values = {"990121": REST | {"a": "30"}, "990100": {"e": "4"}}
    found = both(scheme, evidence_of(scheme, values, events=[event("blame", "990100")]))
    assert (found.cities["990100"].score, found.counties["990121"].score) == (31, 30)


# The city's own parts, samples and bundles


def of_city(values: Entry, *children: Entry, stages: list[str] | None = None, changes: Entry | None = None) -> Fraction:
    """Give the score of a city whose mean is 30 and counts 0.8, beside a part of 10 marks."""
    part = group("part", "10", *children, weight="0.2")
    city = {"county_weight": "0.8", "parts": [part], "allowed_by": "synthetic"}
    rounding = {"places": 0, "mode": "half_up", "stages": stages or []}
    scheme = scheme_of(criterion("a", "40"), city=city, rounding=rounding, **(changes or {}))
    found = both(scheme, evidence_of(scheme, {"990121": REST | {"a": "30"}, "990100": values}))
    value: Fraction = found.cities["990100"].score
    return value


def test_a_part_of_the_city() -> None:
    """Half of the part are 10 of 20 points, beside 24 of the counties."""
    assert of_city({"e": "5"}, criterion("e", "10")) == 34


def test_a_part_to_which_nothing_applies() -> None:
    """Without the part the mean is all."""
    assert of_city({}, criterion("e", "10")) == 30


def test_a_gap_in_a_part_left_to_all() -> None:
    """4 of 10 marks leave for all: 24 and 6 points of 92 become 750/23 of 100."""
    children = [criterion("e", "4", leaves="rescale_all"), criterion("f", "6")]
    assert of_city({"f": "3"}, *children) == Fraction(750, 23)


@pytest.mark.parametrize(("stages", "points"), [([], 33), (["dimensions"], 33), (["criteria"], 34)])
def test_rounding_in_a_part(stages: list[str], points: int) -> None:
    """Its criteria are rounded where criteria are, 4.5 to 5; the part itself never is."""
    assert of_city({"e": "4.5"}, criterion("e", "10"), stages=stages) == points


def test_cities_are_compared_with_cities() -> None:
    """Of two cities with equal means the one with the better value of its own has all of the part, the other half."""
    rule = by_rank("dense", "5", "0", cohort())
    part = group("part", "10", criterion("e", "10", rule), weight="0.5")
    scheme = scheme_of(city={"county_weight": "0.5", "parts": [part], "allowed_by": "synthetic"})
    values = {"990121": REST | {"a": "20"}, "990221": REST | {"a": "20"}, "990100": {"e": "3"}, "990200": {"e": "1"}}
    found = both(scheme, evidence_of(scheme, values))
    assert [city.score for city in found.cities.values()] == [60, 35]


def visited(*counties: str) -> list[Entry]:
    townships = [{"name": "town", "villages": [{"name": "village", "households": 1}]}]
    return [{"county": code, "townships": townships} for code in counties]


@pytest.mark.parametrize(("with_carried", "mean"), [(True, 65), (False, 40)])
def test_a_sample(with_carried: bool, mean: int) -> None:
    """The county that was not visited has no score and is ahead of nobody; the carried one counts as the scheme says."""
    least = {"counties": 1, "townships": 1, "villages": 1, "households": 1}
    sample = least | {"with_carried": with_carried, "allowed_by": "synthetic"}
    scheme = scheme_of(criterion("a", "40", by_rank("dense", "10", "0", cohort())), sample=sample)
    scheme["carried"] = scheme["carried"] | {"counties": ["990123"]}
    carried = [{"county": "990123", "score": "90", "on": "2019-12-31", "document": "synthetic"}]
    values = {"990121": REST | {"a": "1"}, "990122": {"a": "9"}, "990123": {}}
    found = both(scheme, evidence_of(scheme, values, carried=carried, samples=visited("990121")))
    assert [county.score for county in found.counties.values()] == [40, None, 90]
    assert found.cities["990100"].score == mean


def test_a_bundle() -> None:
    """Both members have the 30 points of their lead, weigh 1 and 2, and make 25 with a third that has 10."""
    bundle = {"units": ["990122", "990121"], "lead": "990121", "allowed_by": "synthetic"}
    weights = table({"990121": "1", "990122": "2", "990123": "1"})
    scheme = scheme_of(bundles=[bundle], weights=weights)
    values = {"990121": REST | {"a": "30"}, "990122": {}, "990123": REST | {"a": "10"}}
    found = both(scheme, evidence_of(scheme, values))
    assert [county.score for county in found.counties.values()] == [30, 30, 10]
    assert found.cities["990100"].score == 25


@pytest.mark.parametrize(("ties", "ranks"), [("competition", [1, 1, 3]), ("dense", [1, 1, 2])])
@pytest.mark.parametrize("compared_on", ["published", "exact"])
def test_ranks(ties: str, ranks: list[int], compared_on: str) -> None:
    """What follows a tie is as the scheme says."""
    scores = {"990121": "90", "990221": "90", "990321": "80"}
    ranking = {"ties": ties, "compared_on": compared_on}
    scheme, evidence = carried_year(scores, ranking=ranking)
    assert [city.rank for city in both(scheme, evidence).cities.values()] == ranks


@pytest.mark.parametrize(("compared_on", "ranks"), [("published", [1, 1, 1]), ("exact", [3, 2, 1])])
def test_ranks_on_either_value(compared_on: str, ranks: list[int]) -> None:
    """Scores that publish alike tie on the published value and not on the exact one."""
    scores = {"990121": "89.995", "990221": "89.999", "990321": "90.004"}
    scheme, evidence = carried_year(scores, ranking={"ties": "competition", "compared_on": compared_on})
    assert [city.rank for city in both(scheme, evidence).cities.values()] == ranks


@pytest.mark.parametrize(("compared_on", "grade"), [("published", "good"), ("exact", "fair")])
def test_grades_on_either_value(compared_on: str, grade: str) -> None:
    """89.995 publishes as 90.00, which is good, while the exact value stays below."""
    scheme, evidence = carried_year({"990121": "89.995"})
    scheme["grades"]["compared_on"] = compared_on
    assert both(scheme, evidence).cities["990100"].grade == grade


FINDING = {
    "key": "finding",
    "problem": "Art. 9(4)",
    "facts": [{"kind": "rule", "text": "synthetic"}, {"kind": "act", "text": "synthetic"}],
    "begin": "2019-01-01",
    "end": "2019-12-31",
    "document": "synthetic",
    "reply": "none",
    "decided_by": "leading_group",
    "decided_on": "2020-02-01",
    "is_serious": False,
    "has_adverse_effect": False,
}


@pytest.mark.parametrize(
    ("place", "verdict", "gate", "grade"),
    [
        ("990100", "confirmed", "Art. 9(4)", "fair"),
        ("990121", "confirmed", "Art. 9(4)", "fair"),
        ("990100", "rejected", "Art. 9(4)", "good"),
        ("990200", "confirmed", "Art. 9(4)", "good"),
        ("990100", "confirmed", "Art. 9(6)", "good"),
    ],
)
def test_a_ceiling_holds_down_a_grade(place: str, verdict: str, gate: str, grade: str) -> None:
    """Only a confirmed finding of the gate's own problem, in the city or in a county of it, bars the better grade."""
    scheme, evidence = carried_year({"990121": "95", "990221": "95"})
    scheme["ceilings"] = [{"problem": gate, "grade": "fair", "allowed_by": "synthetic"}]
    evidence["findings"] = [FINDING | {"place": place, "verdict": verdict}]
    assert both(scheme, evidence).cities["990100"].grade == grade


def test_a_ceiling_lifts_nobody() -> None:
    """A ceiling at the middle grade leaves a poor city poor."""
    bands = [
        {"key": "good", "name": words("good"), "at_least": "90"},
        {"key": "fair", "name": words("fair"), "at_least": "60", "below": "90"},
        {"key": "poor", "name": words("poor"), "below": "60"},
    ]
    scheme, evidence = carried_year({"990121": "50"})
    scheme["grades"]["bands"] = bands
    scheme["ceilings"] = [{"problem": "Art. 9(4)", "grade": "fair", "allowed_by": "synthetic"}]
    evidence["findings"] = [FINDING | {"place": "990100", "verdict": "confirmed"}]
    assert both(scheme, evidence).cities["990100"].grade == "poor"


# Quotas, classes of cities, gates and what follows

QUOTAS = [
    {"key": "a", "name": words("a"), "units": 1},
    {"key": "b", "name": words("b"), "units": 1},
    {"key": "c", "name": words("c")},
]
CITIES = ("990100", "990200", "990300", "990400")


def quotas(edge_ties: str, bands: list[Entry]) -> Entry:
    return {"kind": "quotas", "compared_on": "published", "edge_ties": edge_ties, "bands": bands}


@pytest.mark.parametrize(
    ("scores", "edge_ties", "grades"),
    [
        (["90", "85", "80", "70"], "up", "abcc"),
        (["90", "85", "80", "70"], "down", "abcc"),
        # Two are first: both have the better grade, or both the one whose end they still reach.
        (["90", "90", "80", "70"], "up", "aacc"),
        (["90", "90", "80", "70"], "down", "bbcc"),
        (["90", "85", "85", "70"], "up", "abbc"),
        (["90", "85", "85", "70"], "down", "accc"),
        (["70", "70", "70", "70"], "up", "aaaa"),
        (["70", "70", "70", "70"], "down", "cccc"),
    ],
)
def test_quotas(scores: list[str], edge_ties: str, grades: str) -> None:
    """So many cities get each grade by place, and a tie on an edge goes up or down as one."""
    carried = {f"{city[:4]}21": text for city, text in zip(CITIES, scores, strict=True)}
    year = carried_year(carried, grades=quotas(edge_ties, QUOTAS))
    assert "".join(city.grade for city in both(*year).cities.values()) == grades


def test_classes_of_cities() -> None:
    """Ranks and quotas start anew in each class."""
    classes = [unit_class("x", "990100", "990400"), unit_class("y", "990200", "990300")]
    ranking = {"ties": "competition", "compared_on": "exact", "classes": ["x", "y"]}
    carried = {"990121": "90", "990221": "60", "990321": "70", "990421": "80"}
    grades = quotas("up", [QUOTAS[0], QUOTAS[2]])
    cities = both(*carried_year(carried, classes=classes, ranking=ranking, grades=grades)).cities.values()
    assert [(city.rank, city.grade) for city in cities] == [(1, "a"), (2, "c"), (1, "a"), (2, "c")]


def gate(level: str, *conditions: tuple[str, str, str]) -> Entry:
    must = [{"indicator": key, "must": {"side": side, "value": value}} for key, side, value in conditions]
    entry = {"key": "gate", "name": words("gate"), "conditions": must, "level": level}
    return entry | {"grade": "fair", "allowed_by": "synthetic"}


ONE = (("g", "at_least", "98"),)


@pytest.mark.parametrize(
    ("level", "conditions", "values", "grade"),
    [
        ("county", ONE, {"990121": {"g": "98"}, "990122": {"g": "97.99"}, "990100": {}}, "fair"),
        ("county", ONE, {"990121": {"g": "98"}, "990122": {"g": "99"}, "990100": {}}, "good"),
        ("county", ONE, {"990121": {"g": "98"}, "990122": {"g": "not_applicable"}, "990100": {}}, "good"),
        ("city", ONE, {"990121": {}, "990122": {}, "990100": {"g": "97.99"}}, "fair"),
        ("city", ONE, {"990121": {}, "990122": {}, "990100": {"g": "98"}}, "good"),
        ("city", ONE, {"990121": {}, "990122": {}, "990100": {"g": "not_applicable"}}, "good"),
        (
            "city",
            (*ONE, ("less", "below", "2")),
            {"990121": {}, "990122": {}, "990100": {"g": "98", "less": "2"}},
            "fair",
        ),
        (
            "city",
            (*ONE, ("less", "below", "2")),
            {"990121": {}, "990122": {}, "990100": {"g": "98", "less": "1"}},
            "good",
        ),
    ],
)
def test_a_gate(level: str, conditions: tuple[tuple[str, str, str], ...], values: dict[str, Entry], grade: str) -> None:
    """One condition that fails, at the city or in one of its counties, carried or not, bars the better grade."""
    scheme, evidence = carried_year({"990121": "95", "990122": "95"}, values, gates=[gate(level, *conditions)])
    city = both(scheme, evidence).cities["990100"]
    assert (city.grade, city.gates) == (grade, ("gate",) if grade == "fair" else ())


def test_a_gate_looks_at_what_was_drawn() -> None:
    """A county outside the sample may fail, as it may be silent; one that was drawn may not."""
    least = {"counties": 1, "townships": 1, "villages": 1, "households": 1, "with_carried": True}
    scheme = scheme_of(sample=least | {"allowed_by": "synthetic"}, gates=[gate("county", *ONE)])
    values: dict[str, Entry] = {"990121": REST | {"a": "40", "g": "98"}, "990122": {"g": "90"}, "990123": {}}
    found = both(scheme, evidence_of(scheme, values, samples=visited("990121")))
    assert found.cities["990100"].gates == ()
    values["990122"] |= REST | {"a": "40"}
    found = both(scheme, evidence_of(scheme, values, samples=visited("990121", "990122")))
    assert found.cities["990100"].gates == ("gate",)


def test_a_gate_looks_at_blended_values() -> None:
    """0.4 of 95 and 0.6 of 100 are 98, which is enough."""
    first = criterion("g", "100", {"kind": "proportional", "full_at": "100"}, blend=BLEND)
    tops = [group(f"top_{i}", "25", criterion(f"rest_{i}", "25"), dimension=f"Art. 5({i})") for i in (2, 3, 4)]
    tops.append(group("top_1", "25", first | {"marks": "25"}, dimension="Art. 5(1)"))
    scheme = scheme_of(criteria=tops, gates=[gate("county", *ONE)])
    scheme["indicators"] = [entry for entry in scheme["indicators"] if entry["key"] != "a"]
    values = {"g": ["95", "100", "100"], "rest_2": "25", "rest_3": "25", "rest_4": "25"}
    city = both(scheme, evidence_of(scheme, {"990121": values})).cities["990100"]
    assert (city.score, city.grade, city.gates) == (Fraction("99.5"), "good", ())


@pytest.mark.parametrize(("is_serious", "grade"), [(True, "fair"), (False, "good")])
def test_a_ceiling_of_serious_findings(is_serious: bool, grade: str) -> None:
    """A ceiling may hold for serious findings alone."""
    ceilings = [{"problem": "Art. 9(4)", "grade": "fair", "allowed_by": "synthetic", "only_serious": True}]
    scheme, evidence = carried_year({"990121": "95"}, ceilings=ceilings)
    evidence["findings"] = [FINDING | {"place": "990100", "verdict": "confirmed", "is_serious": is_serious}]
    assert both(scheme, evidence).cities["990100"].grade == grade


def test_a_grade_set_by_people_stands_beside() -> None:
    """The computed grade stays what it is where people set another one, and what follows goes by theirs."""
    by = {"body": "leading_group", "document": "synthetic"}
    follow_ups = [follow_up("on_good", {"grades": ["good"]}), follow_up("on_fair", {"grades": ["fair"]})]
    scheme, evidence = carried_year({"990121": "95"}, grades_set_by=by, follow_ups=follow_ups)
    line = {"city": "990100", "grade": "fair", "body": "leading_group", "on": "2020-03-01"}
    evidence["set_grades"] = [line | {"document": "synthetic", "reason": "synthetic"}]
    found = both(scheme, evidence)
    assert (found.cities["990100"].grade, found.follow_ups) == ("good", (("990100", "on_fair"),))


def follow_up(key: str, *any_of: Entry) -> Entry:
    entry = {"key": key, "name": words(key), "kind": "praise", "any_of": list(any_of)}
    return entry | {"text": words("text"), "allowed_by": "synthetic"}


def test_what_follows() -> None:
    """Each condition needs all that it names, one of them is enough, and the grade is the one after gates."""
    follow_ups = [
        follow_up("on_good", {"grades": ["good"]}),
        follow_up("on_fair", {"grades": ["fair"], "gate": "gate"}),
        follow_up("on_finding", {"has_finding": True}),
        follow_up("on_problem", {"problem": "Art. 9(6)"}, {"problem": "Art. 9(4)", "grades": ["good"]}),
    ]
    # One is good and has a finding; the other would be good without the gate.
    values = {"990121": {"g": "99"}, "990221": {"g": "90"}}
    carried = {"990121": "95", "990221": "95"}
    scheme, evidence = carried_year(carried, values, gates=[gate("county", *ONE)], follow_ups=follow_ups)
    evidence["findings"] = [FINDING | {"place": "990121", "verdict": "confirmed"}]
    first, second = "990100", "990200"
    wanted = ((first, "on_finding"), (first, "on_good"), (first, "on_problem"), (second, "on_fair"))
    assert both(scheme, evidence).follow_ups == wanted


# Cases on which plain floats publish something else.


def table(weights: dict[str, str]) -> Entry:
    lines = [{"county": county, "weight": weight} for county, weight in weights.items()]
    return {"kind": "table", "weights": lines, "source": "synthetic"}


def test_a_half_from_weights() -> None:
    """Weights of 0.4, 0.35 and 0.25 on 88.9, 88.6 and 93.7 make 89.995, published 90.00, in the first band."""
    weights = table({"990121": "0.4", "990122": "0.35", "990123": "0.25"})
    year = carried_year({"990121": "88.9", "990122": "88.6", "990123": "93.7"}, weights=weights)
    city = both(*year).cities["990100"]
    assert (city.score, city.published, city.grade) == (Fraction("89.995"), 90, "good")


@pytest.mark.parametrize("compared_on", ["published", "exact"])
def test_a_bound_met_from_weights(compared_on: str) -> None:
    """Weights of 0.15, 0.35, 0.2 and 0.3 on 87, 93, 93 and 86 make exactly 90, in the band from 90 on."""
    weights = table({"990121": "0.15", "990122": "0.35", "990123": "0.2", "990124": "0.3"})
    scheme, evidence = carried_year({"990121": "87", "990122": "93", "990123": "93", "990124": "86"}, weights=weights)
    scheme["grades"]["compared_on"] = compared_on
    city = both(scheme, evidence).cities["990100"]
    assert (city.score, city.grade) == (90, "good")


def test_a_tie_from_weights() -> None:
    """Weights of 0.3, 0.3 and 0.4 on 85, 86, 95 and on 86, 93, 89 make 89.3 twice: a tie."""
    weights = table(
        {f"99{city}2{i}": weight for city in ("01", "02") for i, weight in enumerate(("0.3", "0.3", "0.4"), 1)}
    )
    scores = {"990121": "85", "990122": "86", "990123": "95", "990221": "86", "990222": "93", "990223": "89"}
    year = carried_year(scores, weights=weights, ranking={"ties": "competition", "compared_on": "exact"})
    cities = both(*year).cities.values()
    assert [(city.score, city.rank) for city in cities] == [(Fraction("89.3"), 1)] * 2


@pytest.mark.parametrize("scores", [("82.53", "83.92", "93.41", "80.60"), ("83.92", "93.41", "80.60", "82.53")])
def test_a_half_from_a_mean_in_any_order(scores: tuple[str, ...]) -> None:
    """The mean of 82.53, 83.92, 93.41 and 80.60 is 85.115, published 85.12, in whatever order they come."""
    city = both(*carried_year({f"99012{i}": text for i, text in enumerate(scores, 1)})).cities["990100"]
    assert (city.score, city.published) == (Fraction("85.115"), Fraction("85.12"))


def test_a_value_just_below_a_half() -> None:
    """Marks of 76, 4 and 20 for 20.3 of 74.3, 14.0 of 16.3 and 18.1 of 29.3 make 36.554999999014..., published 36.55."""
    scheme = scheme_of()
    # Four dimensions are needed: the 76 marks are two criteria that read the same shares.
    marks = {"a": "40", "b": "36", "c": "4", "d": "20"}
    done = {"a": "20.3", "b": "20.3", "c": "14.0", "d": "18.1"}
    plan = {"a": "74.3", "b": "74.3", "c": "16.3", "d": "29.3"}
    tops = [group(f"top_{key}", mark, criterion(key, mark, IN_FULL, basis="completion")) for key, mark in marks.items()]
    scheme["criteria"] = [top | {"dimension": f"Art. 5({i})"} for i, top in enumerate(tops, 1)]
    scheme["indicators"] = [indicator(key) for key in marks]
    city = both(scheme, evidence_of(scheme, {"990121": done}, plan)).cities["990100"]
    assert (round(city.score, 12), city.published) == (Fraction("36.554999999014"), Fraction("36.55"))


# The library against the oracle.


def test_toml_and_json_say_the_same() -> None:
    """A scheme gives the same result from either format."""
    scheme, evidence = carried_year({"990121": "88.8", "990122": "91.3"})
    assert assess(to_toml(scheme), "toml", to_json(evidence)) == by_oracle(scheme, evidence)


SAMPLE = [documents(seed) for seed in range(300)]


def test_random_assessments_are_hard() -> None:
    """Among the seeds of these tests are exact ties, exact halves, and counties left out, so that agreement means much."""
    results = [assess(*texts_of(*sample)) for sample in SAMPLE]
    scores = [[city.score for city in result.cities.values()] for result in results]
    assert sum(len(values) > len(set(values)) for values in scores) > 50
    assert sum(result.halves for result in results) > 100
    assert sum(county.score is None for result in results for county in result.counties.values()) > 10
    assert sum(len(city.gates) for result in results for city in result.cities.values()) > 50
    assert sum(len(result.follow_ups) for result in results) > 100
    assert sum(len(result.low) for result in results) > 100


def test_random_assessments_use_everything() -> None:
    """Each rule, basis, adjustment and option that a scheme can have occurs often among the seeds of these tests."""
    count: Counter[str] = Counter()
    for scheme, evidence, _ in SAMPLE:
        count.update(features(scheme, evidence))
    rules = ["given", "linear", "proportional", "levels", "pass_fail", "deduction", "bands", "by_class"]
    rules += ["relative_to_mean", "by_rank", "between_extremes"]
    adjustments = ["bonus", "penalty", "events", "bounds"]
    wanted = [f"{kind} of a {level}" for level in ("county", "city") for kind in [f"rule {rule}" for rule in rules]]
    wanted += [f"adjustment {kind} of a {level}" for level in ("county", "city") for kind in adjustments]
    wanted += ["adjustment falsified of a county", "event falsified", "event", "blend", "cutoff", "city", "sample"]
    wanted += [f"basis {basis}" for basis in ("value", "completion", "margin", "difference", "ratio")]
    wanted += ["bundles", "quotas with ties up", "quotas with ties down", "ranking dense in classes", "grades_set_by"]
    wanted += [f"{what} at {end}" for what in ("gate", "low rate") for end in ("lower", "upper", "estimate")]
    wanted += [
        "value with its sample",
        "gate of a city",
        "gate of a county",
        "ceiling of serious findings",
        "weights at the top",
    ]
    wanted += ["cohort of the class", "cohort of the city", "cohort of the province", "cohort with carried counties"]
    wanted += ["group with weights", *(f"tree of depth {depth}" for depth in (1, 2, 3, 4))]
    wanted += [f"follow-up on {name}" for name in ("grades", "gate", "has_finding", "problem")]
    assert {name: count[name] for name in wanted if count[name] < 15} == {}


@pytest.mark.parametrize("first", range(0, SEEDS, BLOCK))
def test_the_library_agrees_with_the_oracle(first: int) -> None:
    """Scores, published values, ranks, grades, gates, low rates and follow-ups are those of the oracle, in every place."""
    found: list[str] = []
    for seed in range(first, first + BLOCK):
        scheme, text_format, evidence = texts = make(seed)
        try:
            read = io.parse_scheme(scheme, format=text_format)
            result = jxassess.assess(io.parse_evidence(evidence, read), read)
        except FaultsError as error:  # a refusal is a disagreement like any other
            found.append(f"seed {seed}: {error}")
        else:
            found += [f"seed {seed}, {line}" for line in differences(assess(*texts), result)]
    assert found == []
