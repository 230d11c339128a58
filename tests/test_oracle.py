"""The oracle is right on cases worked by hand, and the library agrees with it on random assessments."""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

sys.path.append(str(Path(__file__).parent))

from oracle import Exact, OracleResult, assess, differences
from random_assessments import make, to_json, to_toml

import jxassess
from jxassess import io

Entry = dict[str, Any]

# Coverage makes this three to four times slower; `benchmarks/prove_scoring.py` takes as many as one likes.
SEEDS = 500
BLOCK = 100


def words(text: str) -> Entry:
    return {"en": text, "zh": text}


def indicator(key: str, better: str = "higher") -> Entry:
    entry = {"key": key, "name": words(key), "unit": words("unit"), "places": 2, "low": "-1000", "better": better}
    return entry | {"is_additive": False}


def criterion(key: str, marks: str, rule: Entry | None = None, leaves: str = "rescale_group") -> Entry:
    policies = {"when_missing": leaves, "when_not_applicable": "rescale_all" if leaves == "zero" else leaves}
    entry = {"key": key, "name": words(key), "marks": marks, "indicator": key, "rule": rule or {"kind": "given"}}
    return entry | policies


def group(key: str, marks: str, *children: Entry) -> Entry:
    return {"key": key, "name": words(key), "marks": marks, "children": list(children)}


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
        "grades": {"compared_on": "published", "bands": bands},
        "ranking": {"ties": "competition", "compared_on": "published"},
        "plan": {"items": ["poor_population_reduced"], "level": "city", "miss": "any"},
        "low_rates": [{"rate": rate, "indicator": key} | low for rate, key in rates.items()],
        "rectification": {"days": 30, "day_kind": "calendar"},
        "rewards": {"excellent": {"kind": "rank", "at_most": 1}, "marked": marked, "with_finding": "bars"},
    } | changes
    scheme["indicators"] = [
        indicator(key, "lower" if key == "less" else "higher") for key in keys_of(scheme["criteria"])
    ]
    return scheme


def keys_of(nodes: list[Entry]) -> list[str]:
    found = [
        key for node in nodes for key in (keys_of(node["children"]) if "children" in node else [node["indicator"]])
    ]
    return sorted(set(found))


def evidence_of(scheme: Entry, values: dict[str, Entry], targets: Entry | None = None, **changes: object) -> Entry:
    """Make evidence from values by county; a city's counties share its first four digits."""
    cities = sorted({f"{code[:4]}00" for code in values})
    rest = {"source": "register", "on": "2019-12-31", "document": "synthetic"}
    plan = {"indicator": "poor_population_reduced", "value": "0", "document": "synthetic"}
    seen = [
        {"place": code, "indicator": key, "value": value} | rest
        for code, entry in values.items()
        for key, value in (entry | {"poor_population_reduced": "0"}).items()
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
        "cities": [{"code": code, "name": f"{'甲乙丙'[i]}市"} for i, code in enumerate(cities)],
        "counties": [{"code": c, "name": f"{'子丑寅卯辰'[int(c[5]) - 1]}县", "parent": f"{c[:4]}00"} for c in values],
        "targets": [plan | {"place": code} for code in cities] + lines,
        "observations": seen,
        "carried": [],
        "findings": [],
        "history": [],
    } | changes


def carried_year(scores: dict[str, str], **changes: object) -> tuple[Entry, Entry]:
    """Make a year in which every county brings its score."""
    scheme = scheme_of(**changes)
    scheme["carried"] = scheme["carried"] | {"counties": sorted(scores)}
    rest = {"on": "2019-12-31", "document": "synthetic"}
    carried = [{"county": code, "score": score} | rest for code, score in scores.items()]
    return scheme, evidence_of(scheme, {code: {} for code in scores}, carried=carried)


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


@pytest.mark.parametrize(
    ("rule", "value", "target", "points"),
    [
        ({"kind": "linear", "zero_at": "80", "full_at": "100", "basis": "value"}, "95", None, "30"),
        ({"kind": "linear", "zero_at": "80", "full_at": "100", "basis": "value"}, "79", None, "0"),
        ({"kind": "linear", "zero_at": "80", "full_at": "100", "basis": "value"}, "101", None, "40"),
        ({"kind": "linear", "zero_at": "0.5", "full_at": "1", "basis": "completion"}, "9", "12", "20"),
        ({"kind": "linear", "zero_at": "-4", "full_at": "0", "basis": "margin"}, "9", "12", "10"),
        ({"kind": "completion"}, "9", "12", "30"),
        ({"kind": "completion"}, "13", "12", "40"),
        ({"kind": "completion"}, "-1", "12", "0"),
        ({"kind": "levels", "levels": LEVELS, "otherwise": "5", "basis": "value"}, "95", None, "40"),
        ({"kind": "levels", "levels": LEVELS, "otherwise": "5", "basis": "value"}, "90.01", None, "30"),
        ({"kind": "levels", "levels": LEVELS, "otherwise": "5", "basis": "value"}, "90", None, "10"),
        ({"kind": "levels", "levels": LEVELS, "otherwise": "5", "basis": "value"}, "89.99", None, "5"),
        ({"kind": "pass_fail", "side": "at_least", "value": "1", "basis": "completion"}, "12", "12", "40"),
        ({"kind": "pass_fail", "side": "at_least", "value": "1", "basis": "completion"}, "11.99", "12", "0"),
        ({"kind": "pass_fail", "side": "above", "value": "0", "basis": "margin"}, "12", "12", "0"),
        ({"kind": "given"}, "12.34", None, "12.34"),
        # 2.5 units of 2 below 100, at 3 points each: 7.5 in proportion, 9 for three begun, 6 for two whole.
        (["proportional", "2", "3"], "95", None, "32.5"),
        (["begun", "2", "3"], "95", None, "31"),
        (["whole", "2", "3"], "95", None, "34"),
        (["begun", "2", "3"], "96", None, "34"),
        (["whole", "2", "3"], "96", None, "34"),
        (["begun", "2", "3"], "100", None, "40"),
        (["whole", "2", "3"], "107", None, "40"),
        (["proportional", "2", "3"], "-100", None, "0"),
        (["begun", "2", "3"], "-100", None, "0"),
    ],
)
def test_points_of_one_county(rule: Entry | list[str], value: str, target: str | None, points: str) -> None:
    """Every rule of one county earns what a sum on paper says, at its bounds, beside them and far outside."""
    if isinstance(rule, list):
        counting, per, each = rule
        rule = {"kind": "deduction", "start": "100", "side": "below", "per": per, "points": each, "basis": "value"}
        rule |= {"counting": counting}
    targets = None if target is None else {"a": target}
    assert score([criterion("a", "40", rule)], {"a": value}, targets) == Fraction(points)


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
    ],
)
def test_points_where_less_is_better(rule: Entry, value: str, points: str) -> None:
    """Rules whose smaller values are the better ones earn what a sum on paper says."""
    assert score([criterion("less", "40", rule | {"basis": "value"})], {"less": value}) == Fraction(points)


@pytest.mark.parametrize(
    ("among", "has_carried", "points"),
    [
        # Values 10 and 20 in the county's own city, 6 in the other one; a carried county there has 40.
        ("city", False, ["40/3", "80/3", "20"]),
        ("province", False, ["50/3", "100/3", "10"]),
        ("province", True, ["200/19", "400/19", "10"]),
    ],
)
def test_points_relative_to_the_mean(among: str, has_carried: bool, points: list[str]) -> None:
    """The mean is that of the counties the rule names, and points stay between floor and cap."""
    rule = {
        "kind": "relative_to_mean",
        "base": "20",
        "floor": "10",
        "cap": "40",
        "among": among,
        "has_carried": has_carried,
    }
    scheme = scheme_of(criterion("a", "40", rule))
    scheme["carried"] = scheme["carried"] | {"counties": ["990222"]}
    values = {
        "990111": REST | {"a": "10"},
        "990121": REST | {"a": "20"},
        "990211": REST | {"a": "6"},
        "990222": {"a": "40"},
    }
    carried = [{"county": "990222", "score": "50", "on": "2019-12-31", "document": "synthetic"}]
    found = both(scheme, evidence_of(scheme, values, carried=carried))
    scores = [found.counties[code].score for code in ("990111", "990121", "990211")]
    assert scores == [Fraction(text) for text in points]


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


def test_a_target_of_zero_leaves_nothing_to_do() -> None:
    """Completion of a target of zero does not apply, whatever is observed, while a margin to it counts."""
    margin = {"kind": "linear", "zero_at": "0", "full_at": "10", "basis": "margin"}
    first = [criterion("a", "10", {"kind": "completion"}, "rescale_all"), criterion("b", "30", margin)]
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
    first = [criterion("a", "20", {"kind": "completion"}), criterion("b", "20", {"kind": "completion"})]
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
    """A ceiling at the best grade leaves a fair city fair."""
    scheme, evidence = carried_year({"990121": "50"})
    scheme["ceilings"] = [{"problem": "Art. 9(4)", "grade": "good", "allowed_by": "synthetic"}]
    evidence["findings"] = [FINDING | {"place": "990100", "verdict": "confirmed"}]
    assert both(scheme, evidence).cities["990100"].grade == "fair"


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
    tops = [group(f"top_{key}", mark, criterion(key, mark, {"kind": "completion"})) for key, mark in marks.items()]
    scheme["criteria"] = [top | {"dimension": f"Art. 5({i})"} for i, top in enumerate(tops, 1)]
    scheme["indicators"] = [indicator(key) for key in marks]
    city = both(scheme, evidence_of(scheme, {"990121": done}, plan)).cities["990100"]
    assert (round(city.score, 12), city.published) == (Fraction("36.554999999014"), Fraction("36.55"))


# The library against the oracle.


def test_toml_and_json_say_the_same() -> None:
    """A scheme gives the same result from either format."""
    scheme, evidence = carried_year({"990121": "88.8", "990122": "91.3"})
    assert assess(to_toml(scheme), "toml", to_json(evidence)) == by_oracle(scheme, evidence)


def test_random_assessments_are_hard() -> None:
    """Among the seeds of these tests are exact ties, exact halves, and counties left out, so that agreement means much."""
    results = [assess(*make(seed)) for seed in range(300)]
    scores = [[city.score for city in result.cities.values()] for result in results]
    assert sum(len(values) > len(set(values)) for values in scores) > 50
    assert sum(result.halves for result in results) > 100
    assert sum(county.score is None for result in results for county in result.counties.values()) > 10


@pytest.mark.parametrize("first", range(0, SEEDS, BLOCK))
def test_the_library_agrees_with_the_oracle(first: int) -> None:
    """Scores, published values, ranks and grades are those of the oracle, in every county and city."""
    found = []
    for seed in range(first, first + BLOCK):
        scheme, text_format, evidence = texts = make(seed)
        read = io.parse_scheme(scheme, format=text_format)
        result = jxassess.assess(io.parse_evidence(evidence, read), read)
        found += [f"seed {seed}, {line}" for line in differences(assess(*texts), result)]
    assert found == []
