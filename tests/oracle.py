"""An independent oracle: scores, ranks and grades straight from the text of a scheme and its evidence.

It imports nothing of the library and shares no method with it. The library climbs the tree of criteria group by group
over rules lowered to pieces; here every criterion gets one multiplier, the product of the factors above it, and every
rule is one formula. Only the file format is common to both.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor
from typing import Any

Json = Any
PUBLISHED = "published"
RESCALE = ("rescale_group", "rescale_all")


class Exact:
    """Rational arithmetic; counts the exact halves that rounding met."""

    def __init__(self) -> None:
        self.halves = 0

    def number(self, written: Json) -> Fraction:
        """Take a number as it is written."""
        return Fraction(written)

    def round(self, value: Fraction, places: int, mode: str) -> Fraction:
        """Round to decimal places."""
        scaled = abs(value) * 10**places
        self.halves += scaled.denominator == 2
        # Python's own rounding of a fraction goes to the even neighbour.
        whole = round(scaled) if mode == "half_even" else floor(scaled + Fraction(1, 2))
        return Fraction(whole if value >= 0 else -whole, 10**places)


@dataclass(frozen=True)
class OracleCounty:
    """A county's score after the stages of the scheme, and published; both `None` where it is left out."""

    score: Json
    published: Json


@dataclass(frozen=True)
class OracleCity:
    """A city's score, published value, place and key of its grade."""

    score: Json
    published: Json
    rank: int
    grade: str


@dataclass(frozen=True)
class OracleResult:
    """What the oracle finds, by code, with the decimal places that are published and the exact halves that were met."""

    counties: dict[str, OracleCounty]
    cities: dict[str, OracleCity]
    places: int
    halves: int


@dataclass
class Leaf:
    """A criterion with the groups above it, outermost first, and with what happens to it in one county."""

    criterion: Json
    path: tuple[str, ...]
    state: str = "present"
    points: Json = None


@dataclass
class Year:
    """One scheme with its evidence, and what is looked up in them."""

    scheme: Json
    evidence: Json
    maths: Json
    marks: dict[str, Json] = field(default_factory=dict)
    leaves: list[tuple[Json, tuple[str, ...]]] = field(default_factory=list)
    values: dict[tuple[str, str], Json] = field(default_factory=dict)
    targets: dict[tuple[str, str], Json] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Flatten the tree of criteria and index the evidence."""
        self.number = self.maths.number
        for group in self.scheme["criteria"]:
            self._flatten(group, ())
        for entry in sorted(self.evidence["observations"], key=lambda entry: int(entry.get("version", 1))):
            value = entry["value"]
            known = value if value == "not_applicable" else self.number(value)
            self.values[entry["place"], entry["indicator"]] = known
        for entry in self.evidence["targets"]:
            self.targets[entry["place"], entry["indicator"]] = self.number(entry["value"])
        self.carried = {entry["county"]: self.number(entry["score"]) for entry in self.evidence["carried"]}
        self.parent = {county["code"]: county["parent"] for county in self.evidence["counties"]}
        self.total = self.number(self.scheme["marks"])
        self.places = int(self.scheme["rounding"]["places"])

    def _flatten(self, node: Json, path: tuple[str, ...]) -> None:
        if "children" not in node:
            self.leaves.append((node, path))
            return
        self.marks[node["key"]] = self.number(node["marks"])
        for child in node["children"]:
            self._flatten(child, (*path, node["key"]))

    def rounded(self, value: Json) -> Json:
        """Round as the scheme publishes."""
        return self.maths.round(value, self.places, self.scheme["rounding"]["mode"])

    def after(self, stage: str, value: Json) -> Json:
        """Round where the scheme rounds at this stage."""
        return self.rounded(value) if stage in self.scheme["rounding"]["stages"] else value

    # Criteria

    def state(self, county: str, criterion: Json) -> str:
        """Tell what happens to a criterion in a county: present, zero, rescale_group or rescale_all."""
        value = self.values.get((county, criterion["indicator"]))
        rule = criterion["rule"]
        on_completion = rule["kind"] == "completion" or rule.get("basis") == "completion"
        if value == "not_applicable" or (on_completion and self.targets.get((county, criterion["indicator"])) == 0):
            policy = criterion["when_not_applicable"]
        elif value is None:
            policy = criterion["when_missing"]
        else:
            return "present"
        if policy == "fault":
            raise ValueError(f"{county}: no value for {criterion['key']}")
        return str(policy)

    def points(self, county: str, criterion: Json) -> Json:
        """Give the points of a criterion that is present."""
        rule = criterion["rule"]
        full = self.number(criterion["marks"])
        value = self.values[county, criterion["indicator"]]
        target = self.targets.get((county, criterion["indicator"]))
        if rule["kind"] == "relative_to_mean":
            return self.relative(county, criterion, value)
        if rule["kind"] == "given":
            return min(max(value, self.number(0)), full)
        if rule["kind"] == "completion":
            return full * min(max(value / target, self.number(0)), self.number(1))
        seen = {"value": lambda: value, "completion": lambda: value / target, "margin": lambda: value - target}
        return FORMULAS[rule["kind"]](self.number, rule, full, seen[rule["basis"]]())

    def relative(self, county: str, criterion: Json, value: Json) -> Json:
        """Give the points of a rule that compares a county with the mean of all."""
        rule = criterion["rule"]
        listed = self.scheme["carried"]["counties"]
        pool = [
            self.values.get((code, criterion["indicator"]), "missing")
            for code, city in self.parent.items()
            if (rule["among"] == "province" or city == self.parent[county])
            and (rule["has_carried"] or code not in listed)
        ]
        numbers = [entry for entry in pool if not isinstance(entry, str)]
        mean = sum(numbers[1:], numbers[0]) / len(numbers)
        return max(self.number(rule["floor"]), min(value * self.number(rule["base"]) / mean, self.number(rule["cap"])))

    # Counties

    def county(self, code: str) -> Json:
        """Give a county's score after the stages of the scheme, `None` where nothing applies to it."""
        if code in self.scheme["carried"]["counties"]:
            score = self.carried[code] * self.total / self.number(self.scheme["carried"]["full_marks"])
        else:
            score = self.assessed(code)
        return None if score is None else self.after("counties", score)

    def assessed(self, code: str) -> Json:
        """Give the score of a county from its criteria, not yet rounded as a county's."""
        leaves = [Leaf(criterion, path, self.state(code, criterion)) for criterion, path in self.leaves]
        alive = [leaf for leaf in leaves if leaf.state not in RESCALE]
        if not alive:
            if self.scheme["when_nothing_applies"] == "fault":
                raise ValueError(f"{code}: nothing applies")
            return None
        worth = self.worth(leaves)
        shared = self.shared(alive, worth)
        by_top: dict[str, Json] = {}
        for leaf in alive:
            raw = self.number(0) if leaf.state == "zero" else self.points(code, leaf.criterion)
            earned = self.after("criteria", raw)
            for group in leaf.path:
                earned = earned * worth[group] / shared[group]
            top = leaf.path[0]
            by_top[top] = by_top[top] + earned if top in by_top else earned
        rounded = [self.after("dimensions", points) for points in by_top.values()]
        return sum(rounded[1:], rounded[0]) * self.total / sum(worth[top] for top in by_top)

    def worth(self, leaves: list[Leaf]) -> dict[str, Json]:
        """Give what each group is still worth: its marks less those that `rescale_all` takes out anywhere below it."""
        worth = dict(self.marks)
        for leaf in leaves:
            if leaf.state == "rescale_all":
                for group in leaf.path:
                    worth[group] = worth[group] - self.number(leaf.criterion["marks"])
        return worth

    def shared(self, alive: list[Leaf], worth: dict[str, Json]) -> dict[str, Json]:
        """Give for each group the sum of what its present children are worth."""
        children: dict[str, dict[str, Json]] = {}
        for leaf in alive:
            below = [*leaf.path[1:], leaf.criterion["key"]]
            for group, child in zip(leaf.path, below, strict=True):
                own = self.number(leaf.criterion["marks"]) if child == leaf.criterion["key"] else worth[child]
                children.setdefault(group, {})[child] = own
        return {group: sum(members.values()) for group, members in children.items()}

    # Cities

    def weight(self, county: str) -> Json:
        """Give the weight of a county."""
        weights = self.scheme["weights"]
        if weights["kind"] == "indicator":
            return self.values[county, weights["indicator"]]
        if weights["kind"] == "table":
            return self.number(next(line["weight"] for line in weights["weights"] if line["county"] == county))
        return self.number(1)

    def city(self, code: str, scores: dict[str, Json]) -> Json:
        """Give the weighted mean of a city's counties, without those left out."""
        counted = [county for county, city in self.parent.items() if city == code and scores[county] is not None]
        weights = [self.weight(county) for county in counted]
        total = sum(weight * scores[county] for weight, county in zip(weights, counted, strict=True))
        return total / sum(weights)

    def grade(self, code: str, value: Json) -> str:
        """Give the key of a city's grade, no better than the ceilings of its confirmed problems."""
        bands = self.scheme["grades"]["bands"]
        keys = [band["key"] for band in bands]
        place = next((i for i, band in enumerate(bands[:-1]) if value >= self.number(band["at_least"])), len(bands) - 1)
        confirmed = {
            finding["problem"]
            for finding in self.evidence.get("findings", [])
            if finding["verdict"] == "confirmed" and code in (finding["place"], self.parent.get(finding["place"]))
        }
        gates = [gate for gate in self.scheme.get("ceilings", []) if gate["problem"] in confirmed]
        return str(keys[max([place, *(keys.index(gate["grade"]) for gate in gates)])])


def level_points(number: Json, rule: Json, full: Json, seen: Json) -> Json:
    """Give the most of what the levels reached and the rest offer: a stricter level always earns more."""
    earned = [
        number(level["points"]) for level in rule["levels"] if reaches(seen, level["side"], number(level["value"]))
    ]
    return max([*earned, number(rule["otherwise"])])


def reaches(seen: Json, side: str, bound: Json) -> bool:
    """Tell whether a quantity lies on the named side of a bound."""
    return bool(
        {"at_least": seen >= bound, "above": seen > bound, "at_most": seen <= bound, "below": seen < bound}[side]
    )


def pass_fail_points(number: Json, rule: Json, full: Json, seen: Json) -> Json:
    """Give all or nothing."""
    return full if reaches(seen, rule["side"], number(rule["value"])) else number(0)


def linear_points(number: Json, rule: Json, full: Json, seen: Json) -> Json:
    """Give the share of the way from no points to full marks, not less than none and not more than all of it."""
    none, all_of_it = number(rule["zero_at"]), number(rule["full_at"])
    return full * min(max((seen - none) / (all_of_it - none), number(0)), number(1))


def deduction_points(number: Json, rule: Json, full: Json, seen: Json) -> Json:
    """Give what is left after the deduction."""
    start = number(rule["start"])
    units = max(start - seen if rule["side"] == "below" else seen - start, number(0)) / number(rule["per"])
    counted = {"proportional": units, "begun": -(-units // 1), "whole": units // 1}[rule["counting"]]
    return max(number(0), full - number(rule["points"]) * counted)


FORMULAS = {
    "levels": level_points,
    "pass_fail": pass_fail_points,
    "linear": linear_points,
    "deduction": deduction_points,
}


def assess(scheme_text: str, scheme_format: str, evidence_text: str, maths: Json = None) -> OracleResult:
    """Assess from text.

    Args:
        scheme_text: the scheme file.
        scheme_format: `toml` or `json`.
        evidence_text: the evidence file, JSON.
        maths: the arithmetic; exact where nothing is given.

    Returns:
        Counties and cities by code, and how many exact halves were rounded.
    """
    maths = Exact() if maths is None else maths
    read = {"toml": lambda text: tomllib.loads(text, parse_float=str), "json": _json}[scheme_format]
    year = Year(read(scheme_text), _json(evidence_text), maths)
    scores = {code: year.county(code) for code in sorted(year.parent)}
    counties = {
        code: OracleCounty(score, None if score is None else year.rounded(score)) for code, score in scores.items()
    }
    exact = {city["code"]: year.city(city["code"], scores) for city in year.evidence["cities"]}
    published = {code: year.rounded(score) for code, score in exact.items()}
    ranking = published if year.scheme["ranking"]["compared_on"] == PUBLISHED else exact
    grading = published if year.scheme["grades"]["compared_on"] == PUBLISHED else exact
    is_dense = year.scheme["ranking"]["ties"] == "dense"
    cities = {}
    for code in sorted(exact):
        ahead = [value for value in ranking.values() if value > ranking[code]]
        rank = 1 + len(set(ahead) if is_dense else ahead)
        cities[code] = OracleCity(exact[code], published[code], rank, year.grade(code, grading[code]))
    return OracleResult(counties, cities, year.places, getattr(maths, "halves", 0))


def _json(text: str) -> Json:
    return json.loads(text, parse_float=str)


def differences(expected: OracleResult, found: Any) -> list[str]:
    """Compare an assessment of the library with the oracle's.

    Args:
        expected: what the oracle found.
        found: the library's `Assessment`.

    Returns:
        A line for each county or city in which a score, published value, place or grade differs.
    """
    wanted: dict[str, tuple[object, ...]] = {code: (c.score, c.published) for code, c in expected.counties.items()}
    wanted |= {code: (c.score, c.published, c.rank, c.grade) for code, c in expected.cities.items()}
    got: dict[str, tuple[object, ...]] = {entry.county.code: (entry.score, entry.published) for entry in found.counties}
    got |= {entry.city.code: (entry.score, entry.published, entry.rank, entry.grade.key) for entry in found.cities}
    pairs = {code: (wanted.get(code, ()), got.get(code, ())) for code in sorted(wanted.keys() | got.keys())}
    return [
        f"{code}: oracle {' '.join(map(str, one)) or 'nothing'}, library {' '.join(map(str, other)) or 'nothing'}"
        for code, (one, other) in pairs.items()
        if one != other
    ]
