"""An independent oracle: scores, ranks, grades, gates, low rates and follow-ups from the text of a scheme and its evidence.

It imports nothing of the library and shares no method with it. The library climbs the tree of criteria group by group
over rules lowered to pieces; here every criterion is worth a part of the whole from the start and gets one multiplier,
the product of the factors above it, and every rule is one formula. Only the file format is common to both.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from oracle_rules import COHORT_RULES, UNIT_RULES, Exact, clip, reaches

Json = Any
PUBLISHED = "published"
MISSING = "missing"
NOT_APPLICABLE = "not_applicable"
RESCALE = ("rescale_group", "rescale_all")


@dataclass(frozen=True)
class OracleCounty:
    """A county's score after the stages of the scheme, and published; both `None` where it has none."""

    score: Json
    published: Json


@dataclass(frozen=True)
class OracleCity:
    """A city's score, published value, place, key of its computed grade, and the keys of the gates it failed."""

    score: Json
    published: Json
    rank: int
    grade: str
    gates: tuple[str, ...] = ()


@dataclass(frozen=True)
class OracleResult:
    """What the oracle finds, by code, with the decimal places that are published and the exact halves that were met."""

    counties: dict[str, OracleCounty]
    cities: dict[str, OracleCity]
    follow_ups: tuple[tuple[str, str], ...]
    places: int
    halves: int
    low: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Leaf:
    """A criterion, the groups above it from the outermost on, and its part of the whole."""

    criterion: Json
    path: tuple[str, ...]
    nominal: Json


@dataclass
class Tree:
    """Criteria by their part of one whole, and the part of every group."""

    leaves: list[Leaf] = field(default_factory=list)
    worth: dict[str, Json] = field(default_factory=dict)

    def add(self, number: Json, node: Json, path: tuple[str, ...], nominal: Json) -> None:
        """Add a node and what is below it; relative weights and marks alike only divide the parent's part."""
        if "children" not in node:
            self.leaves.append(Leaf(node, path, nominal))
            return
        self.worth[node["key"]] = nominal
        self.add_all(number, node["children"], (*path, node["key"]), nominal)

    def add_all(self, number: Json, nodes: list[Json], path: tuple[str, ...], nominal: Json) -> None:
        """Add the nodes that share a part."""
        shares = [number(node.get("weight", node["marks"])) for node in nodes]
        for node, share in zip(nodes, shares, strict=True):
            self.add(number, node, path, nominal * share / sum(shares))


class Year:
    """One scheme with its evidence, and what is looked up in them."""

    def __init__(self, scheme: Json, evidence: Json, maths: Json) -> None:
        self.scheme, self.evidence, self.maths, self.number = scheme, evidence, maths, maths.number
        self.total = self.number(scheme["marks"])
        self.places = int(scheme["rounding"]["places"])
        self.tree = Tree()
        self.tree.add_all(self.number, scheme["criteria"], (), self.total)
        self.city_tree = Tree()
        for part in scheme.get("city", {}).get("parts", []):
            self.city_tree.add(self.number, part, (), self.total * self.number(part["weight"]))
        self.adjustments = sorted(scheme.get("adjustments", []), key=lambda entry: int(entry["order"]))
        self.lower = {entry["key"] for entry in scheme.get("indicators", []) if entry["better"] == "lower"}
        self.quantities: dict[tuple[str, str], Json] = {}
        self.read_units()
        self.read_values()

    def read_units(self) -> None:
        """Index counties and cities, and tell which counties are scored."""
        self.parent = {county["code"]: county["parent"] for county in self.evidence["counties"]}
        self.cities = [city["code"] for city in self.evidence["cities"]]
        self.classes = {entry["key"]: entry["units"] for entry in self.scheme.get("classes", [])}
        self.listed = self.scheme["carried"]["counties"]
        self.carried = {entry["county"]: self.number(entry["score"]) for entry in self.evidence["carried"]}
        self.lead = {
            code: bundle["lead"]
            for bundle in self.scheme.get("bundles", [])
            for code in bundle["units"]
            if code != bundle["lead"]
        }
        sampled = [entry["county"] for entry in self.evidence.get("samples", [])]
        self.sampled = sampled if "sample" in self.scheme else list(self.parent)
        self.scored = [c for c in self.parent if c in self.sampled and c not in self.listed and c not in self.lead]

    def read_values(self) -> None:
        """Index observations, blended where the scheme blends, targets, and what was falsified."""
        latest: dict[tuple[str, str], dict[str, Json]] = {}
        self.samples: dict[tuple[str, str], Json] = {}
        for entry in sorted(self.evidence["observations"], key=lambda entry: int(entry.get("version", 1))):
            self.samples[entry["place"], entry["indicator"]] = entry.get("uncertainty")
            value = entry["value"]
            known = value if value == NOT_APPLICABLE else self.number(value)
            latest.setdefault((entry["place"], entry["indicator"]), {})[entry["source"]] = known
        blends = {c["indicator"]: c["blend"] for c in self.every_criterion() if "blend" in c}
        self.values = {key: self.blended(blends.get(key[1]), seen) for key, seen in latest.items()}
        self.targets = {
            (entry["place"], entry["indicator"]): self.number(entry["value"]) for entry in self.evidence["targets"]
        }
        kinds = [entry["key"] for entry in self.adjustments if entry["kind"] == "falsified"]
        self.events = self.evidence.get("events", [])
        self.falsified = {(entry["place"], entry["criterion"]) for entry in self.events if entry["kind"] in kinds}

    def every_criterion(self) -> list[Json]:
        """Give the criteria of counties, cities and adjustments."""
        leaves = [*self.tree.leaves, *self.city_tree.leaves]
        return [leaf.criterion for leaf in leaves] + [c for a in self.adjustments for c in a.get("criteria", [])]

    def blended(self, blend: Json, seen: dict[str, Json]) -> Json:
        """Give the value that several sources make together, or that of the only one."""
        if blend is None:
            return next(iter(seen.values()))
        parts = [seen.get(line["source"], MISSING) for line in blend]
        if MISSING in parts or NOT_APPLICABLE in parts:
            return MISSING if MISSING in parts else NOT_APPLICABLE
        return sum(self.number(line["share"]) * part for line, part in zip(blend, parts, strict=True))

    def rounded(self, value: Json) -> Json:
        """Round as the scheme publishes."""
        return self.maths.round(value, self.places, self.scheme["rounding"]["mode"])

    def after(self, stage: str, value: Json) -> Json:
        """Round where the scheme rounds at this stage."""
        return self.rounded(value) if stage in self.scheme["rounding"]["stages"] else value

    def class_of(self, place: str, named: Iterable[str]) -> str:
        """Give the class of a place among those named."""
        return next(key for key in named if place in self.classes[key])

    # Criteria

    def value(self, place: str, indicator: str) -> Json:
        """Give what was observed: a number, that it does not apply, or that it is missing."""
        return self.values.get((place, indicator), MISSING)

    def quantity(self, place: str, criterion: Json) -> Json:
        """Give what a rule reads: a number, that it does not apply, or that it is missing; worked out once."""
        key = place, criterion["key"]
        if key not in self.quantities:
            self.quantities[key] = self.read(place, criterion)
        return self.quantities[key]

    def read(self, place: str, criterion: Json) -> Json:
        """Work out what a rule reads."""
        basis, value = criterion["basis"], self.value(place, criterion["indicator"])
        other = self.number(0)
        if basis in ("difference", "ratio"):
            other = self.value(place, criterion["reference"])
        if basis in ("completion", "margin"):
            other = self.targets.get((place, criterion["indicator"]), MISSING)
        if NOT_APPLICABLE in (value, other) or (basis == "completion" and other == 0):
            return NOT_APPLICABLE
        if MISSING in (value, other):
            return MISSING
        return value / other if basis in ("completion", "ratio") else value - other

    def state(self, place: str, criterion: Json) -> str:
        """Tell what happens to a criterion at a place: present, zero, rescale_group or rescale_all."""
        seen = self.quantity(place, criterion)
        if seen != NOT_APPLICABLE and "cutoff" in criterion:
            seen = MISSING if self.value(place, criterion["cutoff"]["indicator"]) == MISSING else seen
        if seen not in (MISSING, NOT_APPLICABLE):
            return "present"
        policy = criterion[f"when_{seen}"]
        if policy == "fault":
            raise ValueError(f"{place}: {criterion['key']} is {seen}")
        return str(policy)

    def points(self, place: str, criterion: Json) -> Json:
        """Give the points of a criterion that counts."""
        is_lost = (place, criterion["key"]) in self.falsified or self.state(place, criterion) == "zero"
        raw = self.number(0) if is_lost or self.is_cut(place, criterion) else self.rule_points(place, criterion)
        return self.after("criteria", raw)

    def is_cut(self, place: str, criterion: Json) -> bool:
        """Tell whether another indicator leaves a criterion without points."""
        if "cutoff" not in criterion:
            return False
        seen, bound = self.value(place, criterion["cutoff"]["indicator"]), criterion["cutoff"]["bound"]
        return not isinstance(seen, str) and reaches(seen, bound["side"], self.number(bound["value"]))

    def rule_points(self, place: str, criterion: Json) -> Json:
        """Give the points that the rule alone gives."""
        rule, full, seen = criterion["rule"], self.number(criterion["marks"]), self.quantity(place, criterion)
        if rule["kind"] == "by_class":
            cases = {case["unit_class"]: case["rule"] for case in rule["cases"]}
            rule = cases[self.class_of(place, cases)]
        if rule["kind"] in UNIT_RULES:
            return UNIT_RULES[rule["kind"]](self.number, rule, full, seen)
        sign = -1 if criterion["indicator"] in self.lower else 1
        seen_by_all = [self.quantity(code, criterion) for code in self.compared(place, rule["cohort"])]
        pool = [other for other in seen_by_all if not isinstance(other, str)]
        return COHORT_RULES[rule["kind"]](self.number, rule, full, seen, pool, sign)

    def compared(self, place: str, cohort: Json) -> list[str]:
        """Give the units that a place is compared with, itself among them."""
        units = self.cities
        if place in self.parent:
            units = [*self.scored, *(self.listed if cohort["has_carried"] else [])]
        if cohort["among"] == "city":
            return [code for code in units if self.parent[code] == self.parent[place]]
        if cohort["among"] == "class":
            own = self.classes[self.class_of(place, cohort["classes"])]
            return [code for code in units if code in own]
        return units

    # Trees

    def tops(self, place: str, tree: Tree) -> tuple[dict[str, Json], dict[str, Json]]:
        """Give points and worth of the outermost groups to which something applies, as parts of the whole."""
        states = [(leaf, self.state(place, leaf.criterion)) for leaf in tree.leaves]
        alive = [leaf for leaf, state in states if state not in RESCALE]
        worth = dict(tree.worth)
        for leaf, state in states:
            for group in leaf.path if state == "rescale_all" else ():
                worth[group] -= leaf.nominal
        shared = shares_of(alive, worth)
        points: dict[str, Json] = {}
        for leaf in alive:
            earned = self.points(place, leaf.criterion) * leaf.nominal / self.number(leaf.criterion["marks"])
            for group in leaf.path:
                earned = earned * worth[group] / shared[group]
            points[leaf.path[0]] = points.get(leaf.path[0], self.number(0)) + earned
        return points, {top: worth[top] for top in points}

    # Adjustments

    def adjusted(self, place: str, level: str, score: Json) -> Json:
        """Give a score after the adjustments of its level, in their order."""
        for entry in self.adjustments:
            if entry["level"] == level and entry["kind"] == "bounds":
                score = max(score, self.number(entry["at_least"])) if "at_least" in entry else score
                score = min(score, self.number(entry["at_most"])) if "at_most" in entry else score
            elif entry["level"] == level:
                score = score + getattr(self, f"{entry['kind']}_points")(place, entry)
        return score

    def counted(self, place: str, adjustment: Json) -> list[Json]:
        """Give the criteria of an adjustment that are not left out."""
        return [c for c in adjustment["criteria"] if self.state(place, c) not in RESCALE]

    def bonus_points(self, place: str, adjustment: Json) -> Json:
        """Give what a bonus adds."""
        earned = [self.points(place, criterion) for criterion in self.counted(place, adjustment)]
        return min(sum(earned, self.number(0)), self.number(adjustment["at_most"]))

    def penalty_points(self, place: str, adjustment: Json) -> Json:
        """Give what a penalty adds, zero or less: points rounded above their marks are no bonus."""
        counted = self.counted(place, adjustment)
        lost = [self.number(criterion["marks"]) - self.points(place, criterion) for criterion in counted]
        return -clip(sum(lost, self.number(0)), self.number(0), self.number(adjustment["at_most"]))

    def events_points(self, place: str, adjustment: Json) -> Json:
        """Give what praise and criticism add, each side up to its own limit."""
        worth = {entry["key"]: self.number(entry["points"]) for entry in adjustment["events"]}
        here = [worth[e["kind"]] for e in self.events if e["place"] == place and e["kind"] in worth]
        plus = sum((points for points in here if points > 0), self.number(0))
        minus = sum((-points for points in here if points < 0), self.number(0))
        return min(plus, self.number(adjustment["most_plus"])) - min(minus, self.number(adjustment["most_minus"]))

    def falsified_points(self, place: str, adjustment: Json) -> Json:
        """Give what falsified criteria take, each of them once."""
        here = {e["criterion"] for e in self.events if e["place"] == place and e["kind"] == adjustment["key"]}
        return -min(self.number(adjustment["points"]) * len(here), self.number(adjustment["at_most"]))

    # Counties

    def county(self, code: str) -> Json:
        """Give a county's score after the stages of the scheme, `None` where it has none."""
        if code in self.lead:
            return self.county(self.lead[code])
        if code in self.listed:
            score = self.carried[code] * self.total / self.number(self.scheme["carried"]["full_marks"])
        else:
            score = self.assessed(code) if code in self.sampled else None
        return None if score is None else self.after("counties", score)

    def assessed(self, code: str) -> Json:
        """Give the score of a county from its criteria and adjustments, not yet rounded as a county's."""
        points, worth = self.tops(code, self.tree)
        if not points:
            if self.scheme["when_nothing_applies"] == "fault":
                raise ValueError(f"{code}: nothing applies")
            return None
        # A dimension is rounded on its own scale.
        scale = {top["key"]: self.number(top["marks"]) / self.tree.worth[top["key"]] for top in self.scheme["criteria"]}
        rounded = [self.after("dimensions", earned * scale[top]) / scale[top] for top, earned in points.items()]
        return self.adjusted(code, "county", sum(rounded[1:], rounded[0]) * self.total / sum(worth.values()))

    # Cities

    def weight(self, county: str) -> Json:
        """Give the weight of a county."""
        weights = self.scheme["weights"]
        if weights["kind"] == "indicator":
            return self.values[county, weights["indicator"]]
        if weights["kind"] == "table":
            return self.number(next(line["weight"] for line in weights["weights"] if line["county"] == county))
        return self.number(1)

    def is_in_mean(self, county: str) -> bool:
        """Tell whether a county with a score enters the mean of its city."""
        return county not in self.listed or self.scheme.get("sample", {}).get("with_carried", True)

    def mean(self, code: str, scores: dict[str, Json]) -> Json:
        """Give the weighted mean of a city's counties, without those left out."""
        here = [county for county, city in self.parent.items() if city == code and self.is_in_mean(county)]
        counted = [county for county in here if scores[county] is not None]
        weights = [self.weight(county) for county in counted]
        total = sum(weight * scores[county] for weight, county in zip(weights, counted, strict=True))
        return total / sum(weights)

    def city(self, code: str, scores: dict[str, Json]) -> Json:
        """Give a city's score: the mean, beside it the parts of the city itself, then the adjustments."""
        score = self.mean(code, scores)
        if "city" in self.scheme:
            share = self.number(self.scheme["city"]["county_weight"])
            points, worth = self.tops(code, self.city_tree)
            base = share * self.total + sum(worth.values())
            score = (share * score + sum(points.values())) * self.total / base
        return self.adjusted(code, "city", score)

    def peers(self, code: str) -> list[str]:
        """Give the cities that a city is ranked among."""
        named = self.scheme["ranking"].get("classes")
        return (
            self.cities if named is None else [c for c in self.cities if c in self.classes[self.class_of(code, named)]]
        )

    def rank(self, code: str, values: dict[str, Json]) -> int:
        """Give a city's place."""
        ahead = [values[peer] for peer in self.peers(code) if values[peer] > values[code]]
        return 1 + len(set(ahead) if self.scheme["ranking"]["ties"] == "dense" else ahead)

    # Grades, gates and what follows

    def by_score(self, code: str, values: dict[str, Json]) -> int:
        """Give the place of the grade that a score earns, 0 for the best."""
        grades = self.scheme["grades"]
        bands = grades["bands"]
        if grades["kind"] == "bands":
            reached = [i for i, band in enumerate(bands[:-1]) if values[code] >= self.number(band["at_least"])]
            return min([*reached, len(bands) - 1])
        pool = [values[peer] for peer in self.peers(code)]
        better, equal = sum(value > values[code] for value in pool), pool.count(values[code])
        place = better + (1 if grades["edge_ties"] == "up" else equal)
        open_to = [sum(int(band["units"]) for band in bands[: i + 1]) for i in range(len(bands) - 1)]
        return sum(place > last for last in open_to)

    def confirmed(self, code: str) -> list[Json]:
        """Give the confirmed findings in a city and its counties."""
        return [
            finding
            for finding in self.evidence.get("findings", [])
            if finding["verdict"] == "confirmed" and code in (finding["place"], self.parent.get(finding["place"]))
        ]

    def failed(self, code: str) -> list[Json]:
        """Give the gates that a city fails."""
        # Of a bundle only the lead has data of its own, of a sample only what was drawn.
        counties = [c for c in self.parent if self.parent[c] == code and (c in self.scored or c in self.listed)]
        return [
            gate
            for gate in self.scheme.get("gates", [])
            if any(self.fails(place, gate) for place in (counties if gate["level"] == "county" else [code]))
        ]

    def fails(self, place: str, gate: Json) -> bool:
        """Tell whether a place fails one of the conditions of a gate."""
        for condition in gate["conditions"]:
            seen, must = self.held(place, condition), condition["must"]
            if seen == MISSING:
                raise ValueError(f"{place}: no value for the gate {gate['key']}")
            if seen != NOT_APPLICABLE and not reaches(seen, must["side"], self.number(must["value"])):
                return True
        return False

    def held(self, place: str, threshold: Json) -> Json:
        """Give what is held against a threshold: the value, or an end of its interval where there is a value."""
        seen, end = self.value(place, threshold["indicator"]), threshold.get("compared", "estimate")
        if end == "estimate" or seen in (MISSING, NOT_APPLICABLE):
            return seen
        return self.number(self.samples[place, threshold["indicator"]][end])

    def low(self) -> list[tuple[str, str]]:
        """Give place and indicator of every rate that is low."""
        return [
            (place, line["indicator"])
            for line in self.scheme["low_rates"]
            for place in (*self.cities, *self.parent)
            if (seen := self.held(place, line)) not in (MISSING, NOT_APPLICABLE)
            and reaches(seen, line["low"]["side"], self.number(line["low"]["value"]))
        ]

    def grade(self, code: str, values: dict[str, Json]) -> str:
        """Give the key of a city's grade, no better than its ceilings and gates allow."""
        keys = [band["key"] for band in self.scheme["grades"]["bands"]]
        found = [(finding["problem"], bool(finding["is_serious"])) for finding in self.confirmed(code)]
        held = [gate["grade"] for gate in self.failed(code)]
        for ceiling in self.scheme.get("ceilings", []):
            grave = [serious for problem, serious in found if problem == ceiling["problem"]]
            if any(grave) if ceiling.get("only_serious", False) else grave:
                held.append(ceiling["grade"])
        return str(keys[max([self.by_score(code, values), *map(keys.index, held)])])

    def follow_ups(self, code: str, grade: str) -> list[str]:
        """Give the keys of what the scheme proposes for a city beside the measure."""
        gates = [gate["key"] for gate in self.failed(code)]
        problems = [finding["problem"] for finding in self.confirmed(code)]
        return [
            entry["key"]
            for entry in self.scheme.get("follow_ups", [])
            if any(holds(when, grade, gates, problems) for when in entry["any_of"])
        ]


def shares_of(alive: list[Leaf], worth: dict[str, Json]) -> dict[str, Json]:
    """Give for each group the sum of what its children to which something applies are worth."""
    children: dict[str, dict[str, Json]] = {}
    for leaf in alive:
        below = [*leaf.path[1:], leaf.criterion["key"]]
        for group, child in zip(leaf.path, below, strict=True):
            own = leaf.nominal if child == leaf.criterion["key"] else worth[child]
            children.setdefault(group, {})[child] = own
    return {group: sum(members.values()) for group, members in children.items()}


def holds(when: Json, grade: str, gates: list[str], problems: list[str]) -> bool:
    """Tell whether all that a condition names is so."""
    asked = [grade in when["grades"]] if "grades" in when else []
    asked += [when["gate"] in gates] if "gate" in when else []
    asked += [bool(problems)] if when.get("has_finding", False) else []
    asked += [when["problem"] in problems] if "problem" in when else []
    return all(asked)


def assess(scheme_text: str, scheme_format: str, evidence_text: str, maths: Json = None) -> OracleResult:
    """Assess from text.

    Args:
        scheme_text: the scheme file.
        scheme_format: `toml` or `json`.
        evidence_text: the evidence file, JSON.
        maths: the arithmetic; exact where nothing is given.

    Returns:
        Counties and cities by code, what is proposed for which city, and how many exact halves were rounded.
    """
    maths = Exact() if maths is None else maths
    read = {"toml": lambda text: tomllib.loads(text, parse_float=str), "json": _json}[scheme_format]
    year = Year(read(scheme_text), _json(evidence_text), maths)
    scores = {code: year.county(code) for code in sorted(year.parent)}
    counties = {
        code: OracleCounty(score, None if score is None else year.rounded(score)) for code, score in scores.items()
    }
    exact = {code: year.city(code, scores) for code in sorted(year.cities)}
    published = {code: year.rounded(score) for code, score in exact.items()}
    ranking = published if year.scheme["ranking"]["compared_on"] == PUBLISHED else exact
    grading = published if year.scheme["grades"]["compared_on"] == PUBLISHED else exact
    cities = {}
    for code in exact:
        gates = tuple(sorted(gate["key"] for gate in year.failed(code)))
        rank, grade = year.rank(code, ranking), year.grade(code, grading)
        cities[code] = OracleCity(exact[code], published[code], rank, grade, gates)
    # A grade that people set counts for what follows; the computed one stays what it is.
    counting = {code: city.grade for code, city in cities.items()}
    counting |= {entry["city"]: entry["grade"] for entry in year.evidence.get("set_grades", [])}
    follow_ups = sorted((code, key) for code in exact for key in year.follow_ups(code, counting[code]))
    low = tuple(sorted(year.low()))
    return OracleResult(counties, cities, tuple(follow_ups), year.places, getattr(maths, "halves", 0), low)


def _json(text: str) -> Json:
    return json.loads(text, parse_float=str)


def differences(expected: OracleResult, found: Any) -> list[str]:
    """Compare an assessment of the library with the oracle's.

    Args:
        expected: what the oracle found.
        found: the library's `Assessment`.

    Returns:
        A line for each county or city in which a score, published value, place, grade, failed gate or follow-up differs,
        and one where rates are low that are not, or the other way round.
    """
    proposed = {code: tuple(key for city, key in expected.follow_ups if city == code) for code in expected.cities}
    wanted: dict[str, tuple[object, ...]] = {code: (c.score, c.published) for code, c in expected.counties.items()}
    for code, city in expected.cities.items():
        wanted[code] = (city.score, city.published, city.rank, city.grade, city.gates, proposed[code])
    got: dict[str, tuple[object, ...]] = {entry.county.code: (entry.score, entry.published) for entry in found.counties}
    for entry in found.cities:
        gates = tuple(sorted({item.gate.key for item in entry.gates}))
        follow_ups = sorted(item.follow_up.key for item in found.follow_ups if item.city.code == entry.city.code)
        rest = (entry.rank, entry.grade.key, gates, tuple(follow_ups))
        got[entry.city.code] = (entry.score, entry.published, *rest)
    wanted["low"] = expected.low
    rates = [each for each in found.indications if each.problem.value == "Art. 9(5)"]
    got["low"] = tuple(sorted((each.place.code, each.indicator.key) for each in rates))
    pairs = {code: (wanted.get(code, ()), got.get(code, ())) for code in sorted(wanted.keys() | got.keys())}
    return [
        f"{code}: oracle {' '.join(map(str, one)) or 'nothing'}, library {' '.join(map(str, other)) or 'nothing'}"
        for code, (one, other) in pairs.items()
        if one != other
    ]
