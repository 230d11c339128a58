"""Whole schemes and evidence as the plain data of their files, of which a test replaces the part that it is about.

Nothing here computes a score. The part under test stands in the dimension of reduction, or replaces a key of the scheme.
Criteria whose keys begin with `rest_` fill the scheme up to 100 marks and earn all of theirs, so that what a county
lacks of 100 is lost in the part under test. All places, sources and values are invented.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

import jxassess
from jxassess import io
from jxassess.indicators import CATALOGUE, WEIGHT_BASES

Entry = dict[str, Any]

DOCUMENT = "invented for tests"
DAY = "2019-12-31"
KNOWN = frozenset(indicator.key for indicator in (*CATALOGUE, *WEIGHT_BASES))
RATES = {
    "identification": "identification_accuracy",
    "exit": "exit_accuracy",
    "satisfaction": "satisfaction_work_team",
}
FACTS = {
    "Art. 9(1)": ("shortfall",),
    "Art. 9(4)": ("rule", "act"),
    "Art. 9(5)": ("low_rate",),
    "Art. 9(7)": ("not_done", "effect"),
}

# Section, the file of its tests, and the kinds of rule that real schemes print.
RULE_KINDS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "Composition",
        "test_composition.py",
        (
            "weights.dimension",
            "points.tree",
            "index.hierarchical",
            "weights.source_blend",
            "weights.two_assessments",
            "composite.parts",
        ),
    ),
    (
        "Indicator rules",
        "test_rules.py",
        (
            "rule.pass_fail",
            "rule.zero_tolerance",
            "rule.strict_bound",
            "rule.linear_deduct",
            "rule.cutoff_and_count",
            "rule.checklist",
            "rule.not_applicable",
            "rule.proportional",
            "rule.relative_to_mean",
            "rule.by_rank",
            "rule.bands",
            "rule.bands_by_class",
            "rule.growth_against_reference",
            "rule.ratio_of_growth",
            "rule.given",
        ),
    ),
    (
        "Adjustments",
        "test_adjustments.py",
        (
            "adjust.bonus_cap",
            "adjust.penalty_only",
            "adjust.signed_caps",
            "adjust.fraud",
            "adjust.events",
        ),
    ),
    (
        "Gates and grades",
        "test_grades.py",
        (
            "gate.any_fail",
            "gate.grade_ceiling",
            "gate.no_top",
            "gate.override",
            "grade.bands",
            "grade.quota",
            "grade.by_class",
            "grade.comprehensive",
        ),
    ),
    (
        "From units to the whole",
        "test_units.py",
        (
            "agg.county_mean",
            "agg.carried",
            "agg.sampled",
            "agg.bundled",
        ),
    ),
    (
        "Evidence",
        "test_evidence.py",
        (
            "evidence.estimators",
            "sample.strata",
            "sample.by_task",
        ),
    ),
    (
        "What follows",
        "test_follow_up.py",
        (
            "follow.reward",
            "follow.talk_by_grade",
            "follow.talk_on_either",
            "follow.by_grade",
        ),
    ),
)


def words(english: str, chinese: str = "") -> Entry:
    """Write a name in both languages."""
    return {"en": english, "zh": chinese or english}


def criterion(key: str, marks: object, rule: Entry | None = None, **changes: object) -> Entry:
    """Write a criterion on the value of the indicator of the same key; gaps are faults."""
    entry: Entry = {"key": key, "name": words(f"name of {key}", f"{key}之名"), "marks": marks, "indicator": key}
    entry |= {"basis": "value", "rule": rule or {"kind": "given"}}
    return entry | {"when_missing": "fault", "when_not_applicable": "fault"} | changes


def group(key: str, marks: object, *children: Entry, **changes: object) -> Entry:
    """Write a group."""
    name = words(f"name of {key}", f"{key}之名")
    return {"key": key, "name": name, "marks": marks, "children": list(children)} | changes


def top(key: str, clause: int, marks: object, *children: Entry, **changes: object) -> Entry:
    """Write a top group of the dimension that stands in an item of Art. 5."""
    return group(key, marks, *children, dimension=f"Art. 5({clause})", **changes)


def indicator(key: str, **changes: object) -> Entry:
    """Define an indicator of one's own."""
    entry: Entry = {"key": key, "name": words(key), "unit": words("units", "单位"), "places": 4, "low": "-100000"}
    return entry | {"better": "higher", "is_additive": False} | changes


# What makes an indicator of one's own a rate, or a count of people that adds up over counties.
RATE: Entry = {"unit": words("%", "%"), "places": 2, "low": 0, "high": 100}
COUNT: Entry = {"unit": words("persons", "人"), "places": 0, "low": 0, "is_additive": True}


def three_bands() -> Entry:
    """Write grades: best from 90, middle from 80, last below."""
    return {
        "kind": "bands",
        "compared_on": "published",
        "bands": [
            {"key": "best", "name": words("best grade", "优秀"), "at_least": 90},
            {"key": "middle", "name": words("middle grade", "良好"), "at_least": 80, "below": 90},
            {"key": "last", "name": words("last grade", "一般"), "below": 80},
        ],
    }


def with_rest(tested: tuple[Entry, ...]) -> list[Entry]:
    """Put what is tested into the dimension of reduction, and fill the other three up to 100 marks."""
    children = tested or (criterion("rest_1", 40),)
    marks = sum(Decimal(str(child["marks"])) for child in children)
    rest = [10, 10, 80 - marks]
    tops = [top("reduction", 1, str(marks), *children)]
    for clause, number in enumerate(rest, start=2):
        tops.append(top(f"rest_of_{clause}", clause, str(number), criterion(f"rest_{clause}", str(number))))
    return tops


def scheme_of(*tested: Entry, indicators: dict[str, Entry] | None = None, **changes: object) -> Entry:
    """Write a scheme.

    Args:
        *tested: children of the dimension of reduction, of less than 80 marks together.
        indicators: by key, what differs from `indicator` in the definition of one; those in use are defined.
        **changes: keys of the scheme to replace.
    """
    low = {"low": {"side": "below", "value": 1}, "when_missing": "list"}
    marked = {"indicator": "poor_population_reduced", "measured": "total", "at_least": 1}
    scheme: Entry = {
        "format": "jxassess-scheme/1",
        "year": 2019,
        "title": words("Invented scheme", "虚构方案"),
        "document": DOCUMENT,
        "marks": 100,
        "criteria": with_rest(tested),
        "weights": {"kind": "equal"},
        "carried": carrying(),
        "when_nothing_applies": "fault",
        "rounding": {"places": 2, "mode": "half_up", "stages": []},
        "grades": three_bands(),
        "ranking": {"ties": "competition", "compared_on": "published"},
        "plan": {"items": ["poor_population_reduced"], "level": "city", "miss": "any"},
        "low_rates": [{"rate": rate, "indicator": key} | low for rate, key in RATES.items()],
        "rectification": {"days": 30, "day_kind": "calendar"},
        "rewards": {"excellent": {"kind": "rank", "at_most": 1}, "marked": marked, "with_finding": "bars"},
    }
    scheme |= changes
    own = sorted(set(indicator_keys(scheme)) - KNOWN)
    if own:
        scheme["indicators"] = [indicator(key, **(indicators or {}).get(key, {})) for key in own]
    return scheme


_NAMING = ("indicator", "reference", "remaining", "unregistered", "exited", "population")


def indicator_keys(entry: object) -> Iterator[str]:
    """Find the keys of all indicators that a scheme names."""
    if isinstance(entry, dict):
        named = (*_NAMING, "base") if entry.get("kind") == "least_rate" else _NAMING
        yield from (entry[key] for key in named if isinstance(entry.get(key), str))
        yield from (key for value in entry.values() for key in indicator_keys(value))
    elif isinstance(entry, list):
        yield from (key for value in entry for key in indicator_keys(value))


def rest_of(scheme: Entry) -> dict[str, object]:
    """Give full points for every criterion that only fills the scheme up."""
    found: dict[str, object] = {}

    def look(nodes: list[Entry]) -> None:
        for node in nodes:
            look(node.get("children", []))
            if node["key"].startswith("rest_") and "rule" in node:
                found[node["key"]] = node["marks"]

    look(scheme["criteria"])
    return found


def city_of(code: str) -> str:
    """Give the code of a county's city."""
    return f"{code[:4]}00"


def observation(place: str, key: str, value: object, source: str = "register") -> Entry:
    """Write one observation; of a value with two ends also the sample that it was estimated from."""
    value, *ends = value if isinstance(value, tuple) else (value,)
    entry = {"place": place, "indicator": key, "value": value, "source": source}
    entry |= {"uncertainty": uncertainty(*ends)} if ends else {}
    return entry | {"on": DAY, "document": DOCUMENT}


def uncertainty(lower: object, upper: object) -> Entry:
    """Write a made-up sample with an interval."""
    sample = {"households": 40, "persons": 130, "villages": 4, "degrees": 3, "standard_error": "0.5"}
    return sample | {"quantile": "3.182", "lower": lower, "upper": upper, "method": "wald"}


def observations(place: str, values: Entry) -> list[Entry]:
    """Write observations: a value, or a table of values by source."""
    found = []
    for key, value in values.items():
        by_source = value if isinstance(value, dict) else {"register": value}
        found += [observation(place, key, number, source) for source, number in by_source.items()]
    return found


def target(place: str, key: str, value: object) -> Entry:
    """Write one line of the plan."""
    return {"place": place, "indicator": key, "value": value, "document": DOCUMENT}


def finding(key: str, place: str, problem: str, **changes: object) -> Entry:
    """Write a confirmed finding, which is not serious."""
    entry: Entry = {"key": key, "place": place, "problem": problem, "verdict": "confirmed"}
    entry |= {"facts": [{"kind": kind, "text": DOCUMENT} for kind in FACTS[problem]], "reply": "none"}
    entry |= {"begin": "2019-01-01", "end": "2019-12-31", "document": DOCUMENT, "decided_by": "leading_group"}
    return entry | {"decided_on": "2020-02-01", "is_serious": False, "has_adverse_effect": False} | changes


def event(key: str, kind: str, place: str, **changes: object) -> Entry:
    """Write an event."""
    return {"key": key, "kind": kind, "place": place, "on": "2019-06-30", "document": f"notice {key}"} | changes


def evidence_of(
    scheme: Entry,
    values: dict[str, Entry | None],
    targets: dict[str, Entry] | None = None,
    brought: dict[str, object] | None = None,
    **changes: Any,
) -> Entry:
    """Write the evidence of a scheme.

    Args:
        scheme: the scheme.
        values: by code of a county or city, its values by indicator; `None` for a county of which nothing is observed,
            neither what fills the scheme up nor what belongs to the plan.
        targets: by code, lines of the plan by indicator.
        brought: by code, the scores of counties that bring one.
        **changes: keys of the evidence to replace.
    """
    scores = brought or {}
    counties = sorted({code for code in (*values, *scores) if code[4:] != "00"})
    cities = sorted({city_of(code) for code in (*values, *scores)})
    sampled = [sample["county"] for sample in changes.get("samples", [])] or counties
    seen = []
    for code, entry in sorted(values.items()):
        is_scored = entry is not None and code in sampled and code not in scores
        seen += observations(code, (rest_of(scheme) if is_scored else {}) | (entry or {}))
    plan = "poor_population_reduced"
    for code in counties:
        entry = values.get(code, {})
        if entry is not None and plan not in entry:
            seen.append(observation(code, plan, 0))
    given = targets or {}
    lines = [target(code, plan, 0) for code in cities if plan not in given.get(code, {})]
    lines += [target(code, key, value) for code, entry in given.items() for key, value in entry.items()]
    return {
        "format": "jxassess-evidence/1",
        "year": 2019,
        "on": DAY,
        "is_synthetic": True,
        "cities": [{"code": code, "name": city_name(code)} for code in cities],
        "counties": [{"code": code, "name": county_name(code), "parent": city_of(code)} for code in counties],
        "targets": lines,
        "observations": seen,
        "carried": [
            {"county": code, "score": score, "on": DAY, "document": DOCUMENT} for code, score in scores.items()
        ],
        "findings": [],
        "history": [],
    } | changes


def city_name(code: str) -> str:
    """Name an invented city: 甲市 for 990100."""
    number = int(code[2:4]) - 1
    return f"{'甲乙丙丁戊己庚辛壬癸'[number]}市" if number < 10 else f"{number + 1}号市"


def county_name(code: str) -> str:
    """Name an invented county: 子县 for 990121."""
    number = int(code[4:]) - 21
    return f"{'子丑寅卯辰巳午未申酉戌亥'[number]}县" if 0 <= number < 12 else f"{code[4:]}号县"


def carrying(*counties: str, full_marks: object = 100) -> Entry:
    """Say which counties bring a score, and on which scale."""
    return {"counties": list(counties), "full_marks": full_marks, "source": DOCUMENT}


def carried_year(scores: dict[str, object], **changes: object) -> tuple[Entry, Entry]:
    """Write a year in which each city has one county that brings its score, which is then the city's.

    Args:
        scores: by code of a city.
        **changes: keys of the scheme to replace.
    """
    counties = {f"{code[:4]}21": score for code, score in scores.items()}
    scheme = scheme_of(**({"carried": carrying(*counties)} | changes))
    return scheme, evidence_of(scheme, {}, brought=counties)


def read_scheme(scheme: Entry) -> jxassess.Scheme:
    """Load a scheme through the reader of files."""
    return io.parse_scheme(json.dumps(scheme, ensure_ascii=False), format="json")


def assess(scheme: Entry, evidence: Entry) -> jxassess.Assessment:
    """Load both through the readers of files, and assess."""
    read = read_scheme(scheme)
    return jxassess.assess(io.parse_evidence(json.dumps(evidence, ensure_ascii=False), read), read)


def assess_values(scheme: Entry, values: dict[str, Entry | None], **parts: Any) -> jxassess.Assessment:
    """Assess a scheme on evidence of given values; `parts` as for `evidence_of`."""
    return assess(scheme, evidence_of(scheme, values, **parts))


def faults_of(scheme: Entry, evidence: Entry | None = None) -> list[tuple[str, str]]:
    """Give code and place of every fault with which a scheme, or its evidence, is refused.

    That faults kept sums from being checked is said by the reader of files as well, and left out here.
    """
    try:
        if evidence is None:
            read_scheme(scheme)
        else:
            assess(scheme, evidence)
    except (jxassess.SchemeError, jxassess.EvidenceError) as error:
        return [(fault.code, fault.where) for fault in error.faults if fault.code != "unchecked"]
    return []


def points(assessment: jxassess.Assessment, code: str, key: str) -> Fraction:
    """Give the points that a county earned on a criterion."""
    return next(score.points for score in nodes_of(assessment.county(code).groups) if key_of(score) == key)


def departures(assessment: jxassess.Assessment) -> list[tuple[str, str]]:
    """Give place and document of every point where scheme or result leaves the letter of the measure."""
    return [(departure.where, departure.document) for departure in assessment.departures]


def nodes_of(scores: Any) -> Iterator[Any]:
    """Walk the scores of groups and criteria."""
    for score in scores:
        yield score
        yield from nodes_of(getattr(score, "children", ()))


def key_of(score: Any) -> str:
    """Give the key of what a score is of."""
    return str(score.group.key if hasattr(score, "group") else score.criterion.key)


def points_of(tested: Entry, values: dict[str, Entry | None], **parts: Any) -> dict[str, Fraction]:
    """Assess a scheme with one criterion under test, and give its points in every county.

    Args:
        tested: the criterion.
        values: as for `evidence_of`.
        **parts: `indicators` and keys of the scheme as for `scheme_of`; `targets` and `brought` as for `evidence_of`.
    """
    for_evidence = {name: parts.pop(name) for name in ("targets", "brought") if name in parts}
    assessment = assess_values(scheme_of(tested, **parts), values, **for_evidence)
    return {
        score.county.code: points(assessment, score.county.code, tested["key"])
        for score in assessment.counties
        if score.groups
    }


def explained(assessment: jxassess.Assessment, code: str) -> str:
    """Explain a place in English and Chinese."""
    explanation = assessment.explain(code)
    return f"{explanation.text('en')}\n{explanation.text('zh')}"


def compared(among: str = "province", **changes: object) -> Entry:
    """Say which units a rule compares."""
    return {"among": among, "has_carried": False} | changes


LEVELS = [
    {"side": "at_least", "value": 60, "points": 10},
    {"side": "above", "value": 40, "points": 6},
    {"side": "at_least", "value": 20, "points": 2},
]
BANDS = [
    {"low": 10, "high": 30, "at_low": 1, "at_high": 4},
    {"low": 30, "high": 60, "at_low": 5, "at_high": 9},
    {"low": 60, "at_low": 10},
]
FALLING_BANDS = [
    {"high": 20, "at_high": 10},
    {"low": 20, "high": 50, "at_low": 8, "at_high": 3},
    {"low": 50, "high": 60, "at_low": 3, "at_high": 0},
]
STEPS = {"kind": "deduction", "start": 60, "side": "below", "per": 10, "points": 2}
CASES = [
    {"unit_class": "first", "rule": {"kind": "linear", "zero_at": 20, "full_at": 60}},
    {"unit_class": "second", "rule": {"kind": "levels", "levels": LEVELS, "otherwise": 0}},
]

# Every type of rule over 10 marks, on values from 0 to 80; some types twice or more, where their parts matter.
RULES: dict[str, Entry] = {
    "linear": {"kind": "linear", "zero_at": 20, "full_at": 60},
    "linear_falling": {"kind": "linear", "zero_at": 60, "full_at": 20},
    "proportional": {"kind": "proportional", "full_at": 60},
    "levels": {"kind": "levels", "levels": LEVELS, "otherwise": 1},
    "bands_low": {"kind": "bands", "closed": "low", "bands": BANDS},
    "bands_high": {"kind": "bands", "closed": "high", "bands": BANDS},
    "bands_falling": {"kind": "bands", "closed": "high", "bands": FALLING_BANDS},
    "pass_fail": {"kind": "pass_fail", "side": "at_least", "value": 40},
    "pass_fail_falling": {"kind": "pass_fail", "side": "below", "value": 40},
    "deduction_proportional": STEPS | {"counting": "proportional"},
    "deduction_begun": STEPS | {"counting": "begun"},
    "deduction_whole": STEPS | {"counting": "whole"},
    "deduction_falling": STEPS | {"counting": "begun", "side": "above", "start": 20},
    "given": {"kind": "given"},
    "by_class": {"kind": "by_class", "cases": CASES},
    "relative_to_mean": {"kind": "relative_to_mean", "base": 6, "floor": 1, "cap": 10, "cohort": compared()},
    "by_rank": {"kind": "by_rank", "step": 3, "floor": 0, "ties": "competition", "cohort": compared()},
    "by_rank_falling": {"kind": "by_rank", "step": 3, "floor": 2, "ties": "competition", "cohort": compared("city")},
    "by_rank_dense": {"kind": "by_rank", "step": 3, "floor": 0, "ties": "dense", "cohort": compared()},
    "by_rank_of_class": {
        "kind": "by_rank",
        "step": 3,
        "floor": 0,
        "ties": "dense",
        "cohort": compared("class", classes=["first", "second"]),
    },
    "between_extremes": {"kind": "between_extremes", "floor": 2, "when_equal": 7, "cohort": compared()},
    "between_extremes_falling": {"kind": "between_extremes", "floor": 0, "when_equal": 0, "cohort": compared("city")},
}


def classes_of(first: list[str], second: list[str]) -> list[Entry]:
    """Write two classes of units."""
    return [
        {"key": "first", "name": words("first class", "一类"), "units": first, "source": DOCUMENT},
        {"key": "second", "name": words("second class", "二类"), "units": second, "source": DOCUMENT},
    ]


def better_of(name: str) -> str:
    """Tell which direction of the indicator is better for a rule of `RULES`."""
    return "lower" if name.endswith("falling") else "higher"


def scheme_with(name: str, codes: list[str], **changes: Any) -> Entry:
    """Write a scheme with a criterion under one of `RULES`, key `tested`, and classes where its rule reads them.

    Args:
        name: a name in `RULES`.
        codes: of the counties, which are put into two classes in turn by the last digit but one of their codes.
        **changes: keys of the scheme to replace, and `weight` for the weights of the tree: of the criterion, of its
            neighbour, and of the four dimensions.
    """
    weights = changes.pop("weight", None)
    rule = RULES[name]
    needs_classes = rule["kind"] == "by_class" or rule.get("cohort", {}).get("among") == "class"
    if needs_classes:
        first = [code for code in codes if code[4] == "2"]
        changes["classes"] = classes_of(first, [code for code in codes if code[4] != "2"])
    definitions = {"tested": {"better": better_of(name), "low": 0}}
    pair = [criterion("tested", 10, rule), criterion("rest_0", 10)]
    if weights is None:
        return scheme_of(*pair, indicators=definitions, **changes)
    for node, weight in zip(pair, weights[:2], strict=True):
        node["weight"] = str(weight)
    tops = [top("reduction", 1, 40, *pair)] + [
        top(f"rest_of_{clause}", clause, 100, criterion(f"rest_{clause}", 100)) for clause in (2, 3, 4)
    ]
    for node, weight in zip(tops, weights[2:], strict=True):
        node["weight"] = str(weight)
    return scheme_of(indicators=definitions, criteria=tops, **changes)


def table(weights: dict[str, object]) -> Entry:
    """Write weights of counties as a table."""
    lines = [{"county": code, "weight": str(weight)} for code, weight in weights.items()]
    return {"kind": "table", "weights": lines, "source": DOCUMENT}
