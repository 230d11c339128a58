"""Random schemes with evidence that fits them, as file text, each made from a seed.

Grids are coarse on purpose, and some cities repeat another's data in another order, so that exact ties and exact halves
are common. All places are invented. Nothing of the library is imported.

A scheme is drawn first, with the units, since classes and weights name them. Every criterion leaves a `Use` behind: what
it reads of a place, and what may be missing there. The evidence is then drawn place by place so that no use is at fault.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from random import Random
from typing import Any

Entry = dict[str, Any]

CITY_NAMES = "甲乙丙丁戊"
COUNTY_NAMES = "子丑寅卯辰"
DIMENSIONS = ("Art. 5(1)", "Art. 5(2)", "Art. 5(3)", "Art. 5(4)")
PLAN_KEYS = ("poor_population_reduced", "poor_villages_exited")
RATE_KEYS = {
    "identification": "identification_accuracy",
    "exit": "exit_accuracy",
    "satisfaction": "satisfaction_work_team",
}
FACTS = {
    "Art. 9(1)": ("shortfall",),
    "Art. 9(2)": ("rule", "act"),
    "Art. 9(3)": ("rule", "act"),
    "Art. 9(4)": ("rule", "act"),
    "Art. 9(5)": ("low_rate",),
    "Art. 9(6)": ("violation", "found_by", "not_done"),
    "Art. 9(7)": ("not_done", "effect"),
}
HALF = Fraction(1, 2)
TENTH = Fraction(1, 10)
NOT_APPLICABLE = "not_applicable"
MISSING = "missing"
SOURCES = ("register", "survey", "verification", "funds_evaluation")
# Shares of sources that add up to 1.
SHARES = [[HALF, HALF], [Fraction(1, 4), Fraction(3, 4)], [4 * TENTH, 3 * TENTH, 3 * TENTH]]
WITH_TARGET = ("completion", "margin")
WITH_REFERENCE = ("difference", "ratio")
SHARED = ("completion", "ratio")
UNITS = {"poor_population_reduced": ("persons", "人"), "poor_villages_exited": ("villages", "个村")}
UNITS |= dict.fromkeys(RATE_KEYS.values(), ("%", "%"))
OWN_UNIT = ("unit", "单位")
UPWARD_ONLY = ("proportional", "relative_to_mean", "given")


def make(seed: int) -> tuple[str, str, str]:
    """Make one assessment.

    Args:
        seed: any whole number; the same one gives the same text.

    Returns:
        The scheme's text, its format (`toml` or `json`), and the evidence's text.
    """
    return texts_of(*documents(seed))


def texts_of(scheme: Entry, evidence: Entry, text_format: str) -> tuple[str, str, str]:
    """Write an assessment as text: the scheme, its format, and the evidence."""
    return to_toml(scheme) if text_format == "toml" else to_json(scheme), text_format, to_json(evidence)


def documents(seed: int) -> tuple[Entry, Entry, str]:
    """Make one assessment as documents that are not yet text: the scheme, the evidence, and the scheme's format."""
    maker = Maker(Random(seed))
    scheme, evidence = maker.scheme(), maker.evidence()
    return scheme, evidence, maker.pick(["toml", "json"])


def to_json(document: Entry) -> str:
    """Write a document as JSON."""
    return json.dumps(document, ensure_ascii=False)


def to_toml(document: Entry) -> str:
    """Write a document as TOML, one line for each key at the top."""
    return "".join(f"{key} = {_toml(value)}\n" for key, value in document.items())


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {_toml(entry)}" for key, entry in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def decimal(value: Fraction) -> str:
    """Write a terminating decimal as short as it goes."""
    places = next(p for p in range(40) if 10**p % value.denominator == 0)
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


# What an assessment has in it


def criteria_of(nodes: list[Entry]) -> Iterator[Entry]:
    """Give every criterion of a tree."""
    for node in nodes:
        if "children" in node:
            yield from criteria_of(node["children"])
        else:
            yield node


def groups_of(nodes: list[Entry], depth: int = 1) -> Iterator[tuple[int, Entry]]:
    """Give every group of a tree with its depth, 1 at the top."""
    for node in nodes:
        if "children" in node:
            yield depth, node
            yield from groups_of(node["children"], depth + 1)


def features(scheme: Entry, evidence: Entry) -> Counter[str]:
    """Count what an assessment makes use of: each rule, basis, policy, adjustment and option by its name in the file."""
    count: Counter[str] = Counter()
    levels = {"county": list(criteria_of(scheme["criteria"])), "city": []}
    parts = scheme.get("city", {}).get("parts", [])
    levels["city"] += criteria_of(parts)
    for entry in scheme.get("adjustments", []):
        count[f"adjustment {entry['kind']} of a {entry['level']}"] += 1
        levels[entry["level"]] += entry.get("criteria", [])
    for level, criteria in levels.items():
        for criterion in criteria:
            count.update(_criterion_features(level, criterion))
    for depth, group in groups_of(scheme["criteria"]):
        count["group with weights"] += "weight" in group["children"][0]
        count[f"tree of depth {depth}"] += not any("children" in child for child in group["children"])
    count["weights at the top"] += "weight" in scheme["criteria"][0]
    count.update(_scheme_features(scheme))
    count.update(_evidence_features(scheme, evidence))
    return +count


def _criterion_features(level: str, criterion: Entry) -> Iterator[str]:
    rule = criterion["rule"]
    yield f"rule {rule['kind']} of a {level}"
    yield f"basis {criterion['basis']}"
    yield f"when_missing {criterion['when_missing']}"
    yield f"when_not_applicable {criterion['when_not_applicable']}"
    yield from (name for name in ("blend", "cutoff") if name in criterion)
    if "cohort" in rule:
        yield f"cohort of the {rule['cohort']['among']}"
        yield from ["cohort with carried counties"] if rule["cohort"]["has_carried"] else []
    yield from (f"{rule['kind']} {rule[name]}" for name in ("counting", "ties", "closed") if name in rule)
    yield from (f"rule {case['rule']['kind']} in a case" for case in rule.get("cases", []))


def _scheme_features(scheme: Entry) -> Iterator[str]:
    grades, ranking = scheme["grades"], scheme["ranking"]
    yield f"grades by {grades['kind']}"
    yield from [f"quotas with ties {grades['edge_ties']}"] if grades["kind"] == "quotas" else []
    yield f"ranking {ranking['ties']}{' in classes' if 'classes' in ranking else ''}"
    yield f"weights {scheme['weights']['kind']}"
    yield f"rounding {scheme['rounding']['mode']}"
    yield from (f"rounding of {stage}" for stage in scheme["rounding"]["stages"])
    yield from (name for name in ("classes", "city", "sample", "bundles", "grades_set_by") if name in scheme)
    for gate in scheme.get("gates", []):
        yield f"gate of a {gate['level']}"
        yield from (f"gate at {each['compared']}" for each in gate["conditions"] if "compared" in each)
    yield from (f"low rate at {low['compared']}" for low in scheme["low_rates"] if "compared" in low)
    for ceiling in scheme.get("ceilings", []):
        yield "ceiling of serious findings" if ceiling.get("only_serious") else "ceiling"
    for entry in scheme.get("follow_ups", []):
        yield f"follow-up {entry['kind']}"
        yield from (f"follow-up on {name}" for when in entry["any_of"] for name in when)


def _evidence_features(scheme: Entry, evidence: Entry) -> Iterator[str]:
    kinds = {entry["key"]: entry["kind"] for entry in scheme.get("adjustments", [])}
    for event in evidence.get("events", []):
        yield "event falsified" if event["kind"] in kinds else "event"
    yield from ("grade set by people" for _ in evidence.get("set_grades", []))
    yield from ("value not applicable" for line in evidence["observations"] if line["value"] == NOT_APPLICABLE)
    yield from ("value with its sample" for line in evidence["observations"] if "uncertainty" in line)


@dataclass(frozen=True)
class Use:
    """What one criterion reads at the places of its level, and what may be missing there."""

    level: str
    criterion: Entry
    has_carried: bool
    is_in_tree: bool

    @property
    def key(self) -> str:
        """The indicator."""
        return str(self.criterion["indicator"])

    @property
    def basis(self) -> str:
        """What the rule looks at."""
        return str(self.criterion["basis"])

    @property
    def reference(self) -> str | None:
        """The indicator that the value is held against."""
        return self.criterion.get("reference")

    @property
    def cutoff(self) -> str | None:
        """The indicator that may take all points."""
        return self.criterion["cutoff"]["indicator"] if "cutoff" in self.criterion else None

    @property
    def read(self) -> set[str]:
        """Every indicator that is read."""
        return {key for key in (self.key, self.reference, self.cutoff) if key}

    @property
    def may_miss(self) -> bool:
        """Whether an observation may be missing."""
        return bool(self.criterion["when_missing"] != "fault")

    @property
    def may_not_apply(self) -> bool:
        """Whether it may not apply."""
        return bool(self.criterion["when_not_applicable"] != "fault")


class Maker:
    """One assessment in the making."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.pick = rng.choice
        self.year = rng.randint(2017, 2020)
        self.own: list[Entry] = []  # definitions for the files
        self.known: dict[str, Entry] = {}  # exact properties of every indicator in use
        self.blends: dict[str, list[tuple[str, Fraction]] | None] = {}
        self.uses: list[Use] = []
        self.spots: dict[str, list[tuple[str, str | None, Fraction]]] = {}  # quantities at which points change
        self.gates: list[Entry] = []
        self.problems: list[str] = []  # those with a ceiling
        self.adjustments: list[Entry] = []
        self.holes = self.pick([0.0, 0.0, 0.05, 0.15, 0.4])
        self.is_strict = rng.random() < 0.35  # most schemes refuse gaps
        self.grid = self.pick([Fraction(1), Fraction(5), HALF, TENTH, Fraction(1, 100)])
        self.has_dead = rng.random() < 0.3
        self.deepest = rng.randint(1, 4)
        self.weighted = self.pick([0.0, 0.0, 0.4, 1.0])  # how often a group has relative weights
        self.nodes = self.leaves = 0
        self.data: dict[str, Entry] = {}
        # Samples and intervals are drawn aside, so that all else of a seed is as it was before there were any.
        self.aside = Random(str(rng.getstate()))
        self.compared_at_ends: set[str] = set()

    def chance(self, share: float) -> bool:
        """Tell whether a draw falls inside a share."""
        return self.rng.random() < share

    def write(self, value: Fraction) -> object:
        """Write a number as text or as a number of the file; both are exact."""
        text = decimal(value)
        number = int(text) if value.denominator == 1 else float(text)
        return number if repr(number) == text and len(text) < 15 and self.chance(0.5) else text

    def words(self, english: str, chinese: str) -> Entry:
        """Write a name in both languages."""
        return {"en": english, "zh": chinese}

    def written(self, entry: Entry) -> Entry:
        """Write every exact number of an entry."""
        return {key: self._written(value) for key, value in entry.items()}

    def _written(self, value: object) -> object:
        if isinstance(value, Fraction):
            return self.write(value)
        if isinstance(value, dict):
            return self.written(value)
        return [self._written(part) for part in value] if isinstance(value, list) else value

    def shuffled(self, lines: Iterable[Any]) -> list[Any]:
        """Put lines into any order."""
        shuffled = list(lines)
        self.rng.shuffle(shuffled)
        return shuffled

    # Indicators

    def use(self, key: str, *, places: int, high: int | None, is_additive: bool) -> str:
        """Note an indicator of the library's catalogue."""
        entry = {"places": places, "low": Fraction(0), "high": None if high is None else Fraction(high)}
        entry |= {"better": "higher", "is_additive": is_additive, "role": "plain", "is_positive": False}
        entry["unit"] = UNITS.get(key, OWN_UNIT)
        self.known[key] = entry
        self.spots[key] = []
        return key

    def define(self, better: str, low: int, high: int | None, places: int, **properties: object) -> str:
        """Define an indicator of the files' own; its role says what else may be done with it."""
        key = f"own_{len(self.own) + 1}"
        self.use(key, places=places, high=high, is_additive=False)
        self.known[key] |= {"low": Fraction(low), "better": better} | properties
        entry = {"key": key, "name": self.words(key, key), "unit": self.words(*self.known[key]["unit"])}
        entry |= {"places": places, "low": self.write(Fraction(low)), "better": better, "is_additive": False}
        if high is not None:
            entry["high"] = self.write(Fraction(high))
        if self.chance(0.5):
            entry["citation"] = self.pick(DIMENSIONS)
        self.own.append(entry)
        return key

    def plain_keys(self, level: str) -> list[str]:
        """Give the indicators that several may read; a city has no values of its own that would have to add up."""
        return [
            key
            for key, entry in self.known.items()
            if entry["role"] == "plain" and not (level == "city" and entry["is_additive"])
        ]

    def indicator_for(self, level: str, kind: str, basis: str, marks: Fraction) -> str:
        """Choose an indicator that a rule can read, or define one."""
        if kind == "given":
            key = self.define("higher", 0, self.pick([ceil(marks), None]), self.pick([0, 1, 2]), role="panel")
            self.known[key]["marks"] = marks
            return key
        if kind == "relative_to_mean":
            return self.define("higher", 0, None, self.pick([0, 1]), role="mean")
        fit = [
            key
            for key in self.plain_keys(level)
            if (kind not in UPWARD_ONLY or self.known[key]["better"] == "higher")
            and (basis not in SHARED or self.known[key]["low"] == 0)
        ]
        if fit and self.chance(0.4):
            return self.pick(fit)
        better = "higher" if kind in UPWARD_ONLY or self.chance(0.6) else "lower"
        low = 0 if basis != "value" or self.chance(0.8) else -100
        high = None if basis != "value" or self.chance(0.3) else 100
        return self.define(better, low, high, self.pick([0, 0, 1, 2]))

    def reference_for(self, level: str, key: str, basis: str) -> str:
        """Choose what a value is held against: a difference needs the same unit, a ratio something above zero."""
        unit = self.known[key]["unit"]
        fit = [other for other in self.plain_keys(level) if other != key and other not in PLAN_KEYS]
        fit = [other for other in fit if basis == "ratio" or self.known[other]["unit"] == unit]
        if self.known[key]["role"] != "mean" and fit and self.chance(0.4):
            other = self.pick(fit)
        else:
            unit = unit if basis == "difference" else OWN_UNIT
            other = self.define("higher", 0, None, self.pick([0, 1]), role="reference", unit=unit)
        self.known[other]["is_positive"] |= basis == "ratio"
        return other

    def blend_of(self, key: str) -> list[tuple[str, Fraction]] | None:
        """Give the sources of an indicator, where several make it up; decided once."""
        if key not in self.blends:
            shares = self.pick(SHARES)
            is_blended = key not in PLAN_KEYS and self.chance(0.15)
            sources = self.rng.sample(SOURCES, len(shares))
            self.blends[key] = list(zip(sources, shares, strict=True)) if is_blended else None
        return self.blends[key]

    # Scheme

    def scheme(self) -> Entry:
        """Make the scheme; places and data are drawn at the same time, since weights and carried counties name them."""
        for key in PLAN_KEYS:
            self.use(key, places=0, high=None, is_additive=True)
        for key in RATE_KEYS.values():
            self.use(key, places=2, high=100, is_additive=False)
        self.total = self.pick(
            [Fraction(100)] * 3 + [Fraction(120), Fraction(10), Fraction(10), Fraction("50.5"), Fraction(1000)]
        )
        self.units()
        self.unit_classes()
        groups = self.tops()
        self.plan_keys = self.rng.sample(PLAN_KEYS, self.rng.randint(1, 2))
        self.plan_level = self.pick(["city", "county"])
        scheme = {"format": "jxassess-scheme/1", "year": self.year, "title": self.words("random", "随机方案")}
        scheme |= {"document": "synthetic", "marks": self.write(self.total), "criteria": groups}
        scheme |= {"weights": self.weights(), "carried": self.carried_part()}
        self.nothing = "leave_out" if self.has_dead else self.pick(["fault", "leave_out"])
        stages = [stage for stage in ("criteria", "dimensions", "counties") if self.chance(0.3)]
        places = self.pick([0, 0, 1, 1, 2, 2, 3, 6])
        scheme |= {"when_nothing_applies": self.nothing}
        scheme |= {"rounding": {"places": places, "mode": self.pick(["half_up", "half_even"]), "stages": stages}}
        ranking: Entry = {"ties": self.pick(["competition", "dense"]), "compared_on": self.compared()}
        self.rank_classes = self.pick(self.families["city"]) if self.families["city"] and self.chance(0.5) else []
        scheme |= {"ranking": ranking | ({"classes": self.rank_classes} if self.rank_classes else {})}
        scheme |= {"grades": self.grades()}
        scheme |= self.additions()
        scheme |= self.consequences()
        scheme |= self.bars() | self.what_follows()
        if self.own:
            scheme["indicators"] = self.own
        return scheme

    def additions(self) -> Entry:
        """Make what a scheme may add to counties and their mean: a city's own parts, adjustments, a sample, classes."""
        parts: Entry = {}
        if self.chance(0.45):
            parts["city"] = self.city_part()
        if self.chance(0.6):
            parts["adjustments"] = self.adjusting()
        if self.sample:
            parts["sample"] = self.sample
        if self.bundles:
            parts["bundles"] = [
                {"units": self.shuffled(units), "lead": units[0], "allowed_by": "synthetic"} for units in self.bundles
            ]
        if self.chance(0.2):
            parts["grades_set_by"] = {"body": "leading_group", "document": "synthetic"}
        self.is_set_by_people = "grades_set_by" in parts
        if named := self.named_classes():
            lines = [
                {"key": key, "name": self.words(key, key), "units": self.shuffled(units), "source": "synthetic"}
                for key, units in self.classes.items()
                if key in named
            ]
            parts["classes"] = self.shuffled(lines)
        return parts

    def named_classes(self) -> set[str]:
        """Give the classes that a rule or the ranking names."""
        rules = [use.criterion["rule"] for use in self.uses]
        named = {case["unit_class"] for rule in rules for case in rule.get("cases", [])}
        return (
            named | {key for rule in rules for key in rule.get("cohort", {}).get("classes", [])} | {*self.rank_classes}
        )

    def compared(self) -> str:
        """Choose which value decides."""
        return self.pick(["exact", "published"])

    # Trees

    def split(self, total: Fraction, parts: int) -> list[Fraction]:
        """Split marks into parts above zero on a grid that fits."""
        grid = self.pick([Fraction(5), Fraction(1), Fraction(1), HALF, TENTH, Fraction(1, 4)])
        while (total / grid).denominator != 1 or total / grid < parts:
            grid /= 10
        cuts = sorted(self.rng.sample(range(1, int(total / grid)), parts - 1))
        return [grid * (end - start) for start, end in zip([0, *cuts], [*cuts, int(total / grid)], strict=True)]

    def shares(self, marks: Fraction, count: int) -> list[tuple[Fraction, Entry]]:
        """Divide a node among its children: by their marks, or by weights beside marks of any scale."""
        if not self.chance(self.weighted):
            return [(part, {}) for part in self.split(marks, count)]
        grid = self.pick([Fraction(1), Fraction(5), Fraction(1, 20), Fraction("0.3")])
        scales = [Fraction(100), Fraction(10), Fraction(20), Fraction(5), marks]
        return [(self.pick(scales), {"weight": self.write(grid * self.rng.randint(1, 6))}) for _ in range(count)]

    def tops(self) -> list[Entry]:
        """Make the top groups: every dimension, sometimes one twice."""
        dimensions = [*DIMENSIONS, *([self.pick(DIMENSIONS)] if self.chance(0.2) else [])]
        self.rng.shuffle(dimensions)
        groups = []
        for dimension, (marks, weight) in zip(dimensions, self.shares(self.total, len(dimensions)), strict=True):
            groups.append(self.group(marks, 1, "county") | {"dimension": dimension} | weight)
        return groups

    def group(self, marks: Fraction, depth: int, level: str) -> Entry:
        """Make a group with its children."""
        self.nodes += 1
        key = f"g{self.nodes}"
        count = self.rng.randint(1, 3) if self.leaves < 3 else 1
        children = []
        for part, weight in self.shares(marks, count):
            is_group = depth < self.deepest and self.chance(0.5)
            child = self.group(part, depth + 1, level) if is_group else self.criterion(part, level, is_in_tree=True)
            children.append(child | weight)
        return {"key": key, "name": self.words(key, key), "marks": self.write(marks), "children": children}

    def criterion(self, marks: Fraction, level: str, *, is_in_tree: bool) -> Entry:
        """Make a criterion with its rule."""
        self.nodes += 1
        self.leaves += 1
        name = f"c{self.nodes}"
        kinds = [*UNIT_RULES, *COHORT_RULES, *(["by_class"] * 2 if self.families[level] else [])]
        kind = self.pick(kinds)
        basis = "value" if kind == "given" else self.pick(["value", "value", *WITH_TARGET, *WITH_REFERENCE])
        key = self.indicator_for(level, kind, basis, marks)
        if basis in SHARED and self.known[key]["low"] < 0:
            basis = "margin"
        exact: Entry = {"key": name, "name": self.words(name, name), "marks": marks, "indicator": key, "basis": basis}
        if basis in WITH_REFERENCE:
            exact["reference"] = self.reference_for(level, key, basis)
        exact["rule"] = self.rule(kind, level, marks, key, basis)
        self.note_spots(key, basis, exact.get("reference"), exact["rule"])
        exact |= self.policies(is_in_tree=is_in_tree)
        if blend := self.blend_of(key):
            exact["blend"] = self.shuffled([{"source": source, "share": share} for source, share in blend])
        if self.chance(0.15):
            exact["cutoff"] = self.cutoff(level)
        has_carried = exact["rule"].get("cohort", {}).get("has_carried", False)
        self.uses.append(Use(level, exact, has_carried, is_in_tree))
        return self.written(exact) | ({"source": "synthetic"} if self.chance(0.3) else {})

    def policies(self, *, is_in_tree: bool) -> Entry:
        """Choose what happens where a value is missing or does not apply."""
        fault = ["fault"] * (6 if self.is_strict else 1)
        rescale = ["rescale_group", "rescale_all"]
        if self.has_dead and is_in_tree:
            return {"when_missing": self.pick(rescale), "when_not_applicable": self.pick(rescale)}
        return {
            "when_missing": self.pick([*fault, "zero", *rescale]),
            "when_not_applicable": self.pick([*fault, *rescale]),
        }

    def cutoff(self, level: str) -> Entry:
        """Make a bound on the worse side of an indicator."""
        keys = self.plain_keys(level)
        key = self.pick(keys) if keys and self.chance(0.6) else self.define(self.pick(["higher", "lower"]), 0, 100, 1)
        sides = ["below", "at_most"] if self.known[key]["better"] == "higher" else ["above", "at_least"]
        return {"indicator": key, "bound": self.limit(key, sides)}

    def limit(self, key: str, sides: list[str]) -> Entry:
        """Make a bound of an indicator's value."""
        value = self.bound(self.known[key], "value")
        self.spots[key].append(("value", None, value))
        return {"side": self.pick(sides), "value": value}

    def note_spots(self, key: str, basis: str, reference: str | None, rule: Entry) -> None:
        """Remember where the points of a rule change."""
        rules = [case["rule"] for case in rule["cases"]] if rule["kind"] == "by_class" else [rule]
        self.spots[key] += [(basis, reference, spot) for entry in rules for spot in self.rule_spots(entry)]

    def rule_spots(self, rule: Entry) -> list[Fraction]:
        """Give some quantities at, or right between, the bounds of a rule."""
        if rule["kind"] in ("linear", "proportional"):
            zero = rule.get("zero_at", Fraction(0))
            return [zero + (rule["full_at"] - zero) * Fraction(self.rng.randint(0, 8), 8) for _ in range(3)]
        if rule["kind"] == "levels":
            return [level["value"] for level in rule["levels"]]
        if rule["kind"] == "deduction":
            away = -1 if rule["side"] == "below" else 1
            return [rule["start"] + away * rule["per"] * Fraction(self.rng.randint(0, 9), 2) for _ in range(4)]
        if rule["kind"] == "bands":
            edges = [band[end] for band in rule["bands"] for end in ("low", "high") if end in band]
            return [*edges, (min(edges) + max(edges)) / 2]
        # Few quantities make ties where units are compared.
        return [rule["value"]] if rule["kind"] == "pass_fail" else [HALF, Fraction(1)]

    # Rules

    def rule(self, kind: str, level: str, marks: Fraction, key: str, basis: str) -> Entry:
        """Make a rule with exact numbers."""
        if kind == "by_class":
            cases = [self.case(unit_class, marks, key, basis) for unit_class in self.pick(self.families[level])]
            return {"kind": kind, "cases": self.shuffled(cases)}
        if kind in COHORT_RULES:
            return {"kind": kind} | COHORT_RULES[kind](self, marks) | {"cohort": self.cohort(level)}
        return {"kind": kind} | UNIT_RULES[kind](self, marks, self.known[key], basis)

    def case(self, unit_class: str, marks: Fraction, key: str, basis: str) -> Entry:
        """Make the rule of one class."""
        barred = ["given", *(UPWARD_ONLY if self.known[key]["better"] == "lower" else [])]
        kind = self.pick([kind for kind in UNIT_RULES if kind not in barred])
        return {
            "unit_class": unit_class,
            "rule": {"kind": kind} | UNIT_RULES[kind](self, marks, self.known[key], basis),
        }

    def cohort(self, level: str) -> Entry:
        """Choose the units that a rule compares."""
        families = self.families[level]
        among = self.pick(["province", *(["city"] if level == "county" else []), *(["class"] if families else [])])
        entry: Entry = {"among": among, "has_carried": level == "county" and self.chance(0.5)}
        return entry | ({"classes": self.shuffled(self.pick(families))} if among == "class" else {})

    def bound(self, entry: Entry, basis: str) -> Fraction:
        """Choose a bound strictly inside of what a basis can be."""
        if basis in SHARED:
            return self.pick([HALF, Fraction(4, 5), Fraction(9, 10), Fraction(1), Fraction(1), Fraction("1.2")])
        if basis in ("margin", "difference"):
            return self.pick([Fraction(-10), Fraction(-2), -TENTH, Fraction(0), Fraction(0), Fraction(3)])
        high = entry["high"]
        return self.pick([Fraction(n) for n in (10, 30, 50, 60, 80, 90, 95, 99) if high is None or n < high])

    def step(self, basis: str) -> Fraction:
        """Choose a distance in the unit of a basis."""
        return self.pick(STEPS[basis])

    def edges(self, entry: Entry, basis: str, most: int) -> list[Fraction]:
        """Choose bounds from one that earns all towards the worse side, none outside of what a basis can be."""
        least = {"value": entry["low"], "margin": None, "difference": None}.get(basis, Fraction(0))
        high = entry["high"] if basis == "value" else None
        away = -1 if entry["better"] == "higher" else 1
        edges = [self.bound(entry, basis)]
        while len(edges) < most:
            edge = edges[-1] + away * self.step(basis) * self.rng.randint(1, 3)
            if (least is not None and edge <= least) or (high is not None and edge >= high):
                break
            edges.append(edge)
        return edges

    def linear(self, marks: Fraction, entry: Entry, basis: str) -> Entry:
        """Make the parts of a linear rule."""
        full = self.bound(entry, basis)
        away = -1 if entry["better"] == "higher" else 1
        return {"zero_at": full + away * self.step(basis) * self.rng.randint(1, 8), "full_at": full}

    def proportional(self, marks: Fraction, entry: Entry, basis: str) -> Entry:
        """Make the parts of a rule in proportion."""
        return {"full_at": max(self.bound(entry, basis), TENTH)}

    def levels(self, marks: Fraction, entry: Entry, basis: str) -> Entry:
        """Make a staircase whose strictest level earns all."""
        sides = ["above", "at_least"] if entry["better"] == "higher" else ["below", "at_most"]
        levels, points = [], marks
        for value in self.edges(entry, basis, self.rng.randint(1, 4)):
            # Sometimes both sides of one value: the strict one first.
            for side in sides if self.chance(0.2) else [self.pick(sides)]:
                levels.append({"side": side, "value": value, "points": points})
                points *= self.pick([HALF, Fraction(4, 5), Fraction(9, 10)])
        self.rng.shuffle(levels)
        return {"levels": levels, "otherwise": self.pick([Fraction(0), points])}

    def bands(self, marks: Fraction, entry: Entry, basis: str) -> Entry:
        """Make bands that join; points rise towards the better side up to all of them, with or without steps."""
        is_up = entry["better"] == "higher"
        edges = sorted(self.edges(entry, basis, self.rng.randint(2, 5)))
        if len(edges) == 1:
            edges = sorted([*edges, edges[0] + (-1 if is_up else 1) * TENTH])
        count = len(edges) - 1
        points = [marks * n / 10 for n in sorted(self.rng.choices(range(10), k=2 * count - 1))] + [marks]
        points = points if is_up else points[::-1]
        bands = [
            {"low": edges[i], "high": edges[i + 1], "at_low": points[2 * i], "at_high": points[2 * i + 1]}
            for i in range(count)
        ]
        if count > 1 and self.chance(0.5):
            del bands[0]["low"], bands[0]["at_low"]
        if count > 1 and self.chance(0.5):
            del bands[-1]["high"], bands[-1]["at_high"]
        # The best band earns all also where it is flat.
        best = bands[-1] if is_up else bands[0]
        flat = "at_high" if "low" not in best else "at_low" if "high" not in best else None
        best |= {flat: marks} if flat else {}
        return {"closed": self.pick(["low", "high"]), "bands": bands}

    def pass_fail(self, marks: Fraction, entry: Entry, basis: str) -> Entry:
        """Make the parts of a pass-or-fail rule."""
        sides = ["above", "at_least"] if entry["better"] == "higher" else ["below", "at_most"]
        return {"side": self.pick(sides), "value": self.bound(entry, basis)}

    def deduction(self, marks: Fraction, entry: Entry, basis: str) -> Entry:
        """Make the parts of a deduction."""
        points = self.pick([marks / 10, marks / 8, marks / 20, marks / 4, marks * 2])
        start, per = self.bound(entry, basis), self.step(basis)
        if basis == "value" and entry["high"] is not None:
            per = min(per, start - entry["low"], entry["high"] - start)  # or else no unit would ever be whole
        rule: Entry = {"start": start, "side": "below" if entry["better"] == "higher" else "above"}
        rule |= {"per": per, "points": points}
        return rule | {"counting": self.pick(["proportional", "begun", "whole"])}

    def given(self, marks: Fraction, entry: Entry, basis: str) -> Entry:
        """Make the parts of a panel's rule: none."""
        return {}

    def relative_to_mean(self, marks: Fraction) -> Entry:
        """Make the parts of a rule relative to the mean."""
        base = marks * self.pick([HALF, Fraction(3, 5), Fraction(4, 5), Fraction(1)])
        floor = base * self.pick([Fraction(0), HALF, Fraction(4, 5), Fraction(1)])
        # A rule without room between floor and cap is refused.
        return {"base": base, "floor": floor if floor < marks else Fraction(0), "cap": marks}

    def by_rank(self, marks: Fraction) -> Entry:
        """Make the parts of a rule by place."""
        step = marks * self.pick([TENTH, Fraction(1, 4), Fraction(1, 40), HALF, Fraction(2)])
        ties = self.pick(["competition", "dense"])
        return {"step": step, "floor": marks * self.pick([Fraction(0), Fraction(3, 10)]), "ties": ties}

    def between_extremes(self, marks: Fraction) -> Entry:
        """Make the parts of a rule between worst and best."""
        floor = marks * self.pick([Fraction(0), Fraction(0), Fraction(2, 5)])
        return {"floor": floor, "when_equal": self.pick([marks, floor, (marks + floor) / 2])}

    # What a scheme adds to the mean of the counties

    def city_part(self) -> Entry:
        """Make the parts of a city itself; their weights leave room for the counties."""
        grid = self.pick([TENTH, Fraction(1, 20), Fraction(1, 8)])
        weights = [grid * self.rng.randint(1, 3) for _ in range(self.rng.randint(1, 2))]
        scales = [self.total, Fraction(100), Fraction(20), Fraction(10)]
        parts = []
        for weight in weights:
            self.leaves = 4
            parts.append(self.group(self.pick(scales), 3, "city") | {"weight": self.write(weight)})
        return {"county_weight": self.write(1 - sum(weights)), "parts": parts, "allowed_by": "synthetic"}

    def adjusting(self) -> list[Entry]:
        """Make adjustments of counties and cities, in an order that the list does not show."""
        makers = [self.bonus, self.penalty, self.eventful, self.bounds]
        count = self.rng.randint(1, 4)
        chosen = [(self.pick(makers), self.pick(["county", "city"])) for _ in range(count)]
        chosen += [(self.falsified, "county")] if self.chance(0.4) else []
        self.rng.shuffle(chosen)
        chosen.sort(key=lambda pair: pair[1] == "city")  # those of counties come first
        for order, (make_one, level) in enumerate(chosen, 1):
            key = f"adjustment_{order}"
            entry = {"key": key, "name": self.words(key, key), "order": order, "level": level}
            if level == "city" or make_one == self.falsified or self.chance(0.5):
                entry["allowed_by"] = "synthetic"
            self.adjustments.append(entry | make_one(key, level))
        return self.shuffled(self.written(entry) for entry in self.adjustments)

    def small(self) -> Fraction:
        """Give a small part of the total marks."""
        return self.total * self.pick([Fraction(1, 100), Fraction(1, 50), Fraction(1, 20), TENTH])

    def extra(self, level: str) -> Entry:
        """Make criteria outside the tree, and a limit that they can reach together."""
        marks = [self.small() for _ in range(self.rng.randint(1, 2))]
        criteria = [self.criterion(part, level, is_in_tree=False) for part in marks]
        return {"criteria": criteria, "at_most": sum(marks) * self.pick([HALF, Fraction(1, 4), Fraction(3, 4), 1])}

    def bonus(self, key: str, level: str) -> Entry:
        """Make the parts of a bonus."""
        return {"kind": "bonus"} | self.extra(level)

    def penalty(self, key: str, level: str) -> Entry:
        """Make the parts of a penalty."""
        return {"kind": "penalty"} | self.extra(level)

    def eventful(self, key: str, level: str) -> Entry:
        """Make praise and criticism."""
        signs = self.rng.choices([1, -1], k=self.rng.randint(1, 4))
        events = []
        for i, sign in enumerate(signs, 1):
            name = f"{key}_{i}"
            events.append({"key": name, "name": self.words(name, name), "points": sign * self.small()})
        limits = {}
        for name, sign in (("most_plus", 1), ("most_minus", -1)):
            points = [sign * event["points"] for event in events if sign * event["points"] > 0]
            limits[name] = max(points) * self.pick([1, Fraction("1.5"), 3]) if points else Fraction(0)
        return {"kind": "events", "events": self.shuffled(events)} | limits

    def falsified(self, key: str, level: str) -> Entry:
        """Make what falsified criteria take."""
        points = self.small()
        return {"kind": "falsified", "points": points, "at_most": points * self.pick([1, Fraction("1.5"), 4])}

    def bounds(self, key: str, level: str) -> Entry:
        """Make bounds of the running total."""
        least = self.total * self.pick([Fraction(0), Fraction(1, 5), Fraction(3, 10)])
        most = self.total * self.pick([Fraction(1), Fraction(4, 5), Fraction(3, 5), Fraction(2, 5)])
        return {"kind": "bounds"} | self.pick(
            [{"at_least": least}, {"at_most": most}, {"at_least": least, "at_most": most}]
        )

    def weights(self) -> Entry:
        """Make the weights of the counties; the first of each city always weighs something."""
        kind = self.pick(["equal", "indicator", "table"])
        grid = self.pick([Fraction(1), Fraction(1, 20), TENTH, Fraction(1000)])
        for city in self.counties.values():
            for i, county in enumerate(city):
                self.data[county]["weight"] = grid * self.rng.randint(0 if i and self.chance(0.1) else 1, 9)
        for entry in self.data.values():
            if twin := entry.get("twin"):
                entry["weight"] = self.data[twin].get("weight")
        self.weight_key = None
        if kind == "indicator":
            key = self.pick(["population", "rural_population", "registered_poor_population"])
            self.weight_key = self.use(key, places=0, high=None, is_additive=True)
            self.known[key]["role"] = "weight"
            for code in self.parent:
                self.data[code]["weight"] *= 1000 / min(grid, Fraction(1000))
            return {"kind": kind, "indicator": key}
        if kind == "equal":
            return {"kind": kind}
        lines = [{"county": code, "weight": self.write(self.data[code]["weight"])} for code in self.parent]
        return {"kind": kind, "weights": self.shuffled(lines), "source": "synthetic"}

    def carried_part(self) -> Entry:
        """Make the list of carried counties."""
        self.full_marks = self.pick([Fraction(100), Fraction(100), Fraction(150), Fraction(30), Fraction(1000)])
        codes = self.shuffled(self.with_role("carried"))
        return {"counties": codes, "full_marks": self.write(self.full_marks), "source": "synthetic"}

    # Grades and consequences

    def grades(self) -> Entry:
        """Make the grades, best first: bands of scores, or quotas of cities."""
        pools = [[city for city in self.counties if city in self.classes[key]] for key in self.rank_classes]
        smallest = min(len(pool) for pool in pools or [self.counties])
        if self.chance(0.35):
            return self.quotas(smallest)
        count = self.rng.randint(1, 5)
        limits = [self.total * n / 20 for n in sorted(self.rng.sample(range(4, 20), count - 1), reverse=True)]
        bands = []
        for i in range(count):
            band = self.grade(i) | ({"at_least": limits[i]} if i < count - 1 else {})
            bands.append(self.written(band | ({"below": limits[i - 1]} if i else {})))
        self.grade_keys = [band["key"] for band in bands]
        return {"kind": "bands", "compared_on": self.compared(), "bands": bands}

    def grade(self, i: int) -> Entry:
        """Name a grade."""
        return {"key": f"grade_{i + 1}", "name": self.words(f"grade {i + 1}", f"第{i + 1}等")}

    def quotas(self, smallest: int) -> Entry:
        """Make quotas that the smallest pool can fill."""
        left, bands = smallest, []
        while left and (not bands or self.chance(0.8)):
            units = self.rng.randint(1, min(left, 2))
            bands.append(self.grade(len(bands)) | {"units": units})
            left -= units
        bands.append(self.grade(len(bands)))
        self.grade_keys = [band["key"] for band in bands]
        ties = self.pick(["up", "down"])
        return {"kind": "quotas", "compared_on": self.compared(), "edge_ties": ties, "bands": bands}

    def consequences(self) -> Entry:
        """Make what the scheme says about Art. 8 and 9."""
        self.rates = {rate: self.pick(["fault", "list"]) for rate in RATE_KEYS}
        low_rates = [
            {
                "rate": rate,
                "indicator": RATE_KEYS[rate],
                "low": self.written(self.limit(RATE_KEYS[rate], ["below", "at_most"])),
                "when_missing": policy,
            }
            | self.end_of(RATE_KEYS[rate])
            for rate, policy in self.rates.items()
        ]
        excellent = self.pick(
            [
                *({"kind": "grade", "grade": key} for key in self.grade_keys[:-1]),
                {"kind": "score", "at_least": self.write(self.total * 3 / 4), "compared_on": self.compared()},
                {"kind": "rank", "at_most": self.rng.randint(1, 3)},
            ]
        )
        measured = self.pick(["total", "completion"])
        at_least = self.write(Fraction(1) if measured == "completion" else Fraction(100))
        marked = {"indicator": self.pick(self.plan_keys), "measured": measured, "at_least": at_least}
        parts: Entry = {
            "plan": {"items": self.plan_keys, "level": self.plan_level, "miss": self.pick(["any", "all"])},
            "low_rates": self.shuffled(low_rates),
            "rectification": {"days": self.rng.randint(1, 90), "day_kind": self.pick(["calendar", "working"])},
            "rewards": {"excellent": excellent, "marked": marked},
        }
        parts["rewards"]["with_finding"] = self.pick(["bars", "allows", "silent"])
        if self.chance(0.2):
            reading = {"citation": "Art. 9(5)", "reading": self.words("one is enough", "一项即可")}
            parts["interpretations"] = [reading | {"document": "synthetic"}]
        return parts

    def bars(self) -> Entry:
        """Make the ceilings and gates."""
        parts: Entry = {}
        lower = self.grade_keys[1:]  # the best one would bar nothing
        if lower and self.chance(0.6):
            self.problems = self.rng.sample(list(FACTS), self.rng.randint(1, 4))
            parts["ceilings"] = [
                {"problem": problem, "grade": self.pick(lower), "allowed_by": "synthetic"}
                | self.pick([{}, {"only_serious": True}, {"only_serious": False}])
                for problem in self.problems
            ]
        for i in range(self.pick([0, 0, 1, 2]) if lower else 0):
            self.gates.append(self.gate(f"gate_{i + 1}"))
        return parts | ({"gates": [self.written(gate) for gate in self.gates]} if self.gates else {})

    def gate(self, key: str) -> Entry:
        """Make a gate of one or two conditions."""
        level = self.pick(["city", "county"])
        keys = [name for name in self.plain_keys(level) if name not in PLAN_KEYS]
        chosen = self.rng.sample(keys, self.rng.randint(1, 2))
        if self.chance(0.3):
            chosen[0] = self.define(self.pick(["higher", "lower"]), 0, 100, 1)
        conditions = []
        for name in chosen:
            sides = ["above", "at_least"] if self.known[name]["better"] == "higher" else ["below", "at_most"]
            conditions.append({"indicator": name, "must": self.limit(name, sides)} | self.end_of(name))
        gate: Entry = {"key": key, "name": self.words(key, key), "conditions": conditions, "level": level}
        return gate | {"grade": self.pick(self.grade_keys[1:]), "allowed_by": "synthetic"}

    def end_of(self, key: str) -> Entry:
        """Say of some thresholds that an end of the interval is held against them; a blend has no interval."""
        if self.blends.get(key) or self.aside.random() > 0.3:
            return {}
        compared = self.aside.choice(["lower", "lower", "upper", "upper", "estimate"])
        if compared != "estimate":
            self.compared_at_ends.add(key)
        return {"compared": compared}

    def sampled(self, key: str, value: Fraction, *, is_needed: bool) -> Entry:
        """Say what sample a value was estimated from, where a threshold needs it, and now and then elsewhere."""
        return {"uncertainty": self.uncertainty(key, value)} if is_needed or self.aside.random() < 0.04 else {}

    def uncertainty(self, key: str, value: Fraction) -> Entry:
        """Make up a sample, with an interval whose ends often lie right at a bound of a rule."""
        pick, properties = self.aside.choice, self.known[key]
        spots = [spot for basis, _, spot in self.spots[key] if basis == "value"]
        unit = Fraction(1, 10 ** properties["places"])
        lower = pick([value, *(spot for spot in spots if spot < value), value - unit * pick([1, 7, TENTH])])
        upper = pick([value, *(spot for spot in spots if spot > value), value + unit * pick([1, 7, TENTH])])
        if self.aside.random() < 0.1:  # the estimate lay just between two values that could be published
            lower = upper = value + unit / 2
        most = upper if properties["high"] is None else min(upper, properties["high"])
        households, persons, villages = pick([1, 40, 2_076]), pick([1, 120, 6_500]), pick([1, 8])
        entry: Entry = {"households": households, "persons": max(persons, households)}
        entry |= {"villages": min(villages, households)}
        degrees = min(pick([0, 7]), min(villages, households) - 1)
        entry |= {"degrees": degrees, "standard_error": pick(["0", "0.1234"]), "quantile": pick(["1.96", 2])}
        entry |= {"lower": decimal(max(min(lower, most), properties["low"])), "upper": decimal(most)}
        entry |= {"method": pick(["wald", "wilson"])}
        return entry | pick([{}, {"design_effect": "1.5"}])

    def what_follows(self) -> Entry:
        """Make what follows beside the measure."""
        entries = []
        for i in range(self.pick([0, 0, 1, 2, 4])):
            key = f"follow_{i + 1}"
            kind = self.pick(["praise", "reward", "talk", "rectification", "notice", "other"])
            entry: Entry = {"key": key, "name": self.words(key, key), "kind": kind}
            conditions = [self.when() for _ in range(self.rng.randint(1, 2))]
            entry["any_of"] = conditions[:1] + [when for when in conditions[1:] if when != conditions[0]]
            entry |= {"role": self.pick(["principal", "in_charge"])} if kind == "talk" else {}
            entry |= {"to": self.words("somebody", "有关单位")} if kind == "notice" else {}
            entries.append(entry | {"text": self.words("synthetic", "示例"), "allowed_by": "synthetic"})
        return {"follow_ups": entries} if entries else {}

    def when(self) -> Entry:
        """Make a condition of one or two parts, which can hold together."""
        parts: list[Entry] = [{"gate": gate["key"]} for gate in self.gates]
        parts += [{"has_finding": True}, {"problem": self.pick(list(FACTS))}]
        grades = self.rng.sample(self.grade_keys, self.rng.randint(1, max(1, len(self.grade_keys) - 1)))
        if len(self.grade_keys) == 1 or self.chance(0.5):
            return self.pick(parts) | (self.pick(parts) if self.chance(0.3) else {})
        if self.chance(0.5):
            return {"grades": grades}
        # What bars the better grades leaves the last one.
        last = self.grade_keys[-1]
        return {"grades": grades if last in grades else [last, *grades[1:]]} | self.pick(parts)

    # Places

    def units(self) -> None:
        """Draw cities and counties; some cities repeat the data of another one."""
        self.counties: dict[str, list[str]] = {}
        self.repeats: dict[str, str] = {}
        number = self.pick([1, 1, 2, 2, 2, 3, 3, 3, 4, 5])
        for i in range(number):
            code = f"99{i + 1:02}00"
            earlier = [city for city in self.counties if city not in self.repeats]
            count = self.rng.randint(1, 2 if number > 3 else 4)
            if earlier and self.chance(0.35):
                self.repeats[code] = self.pick(earlier)
                count = len(self.counties[self.repeats[code]])
            self.counties[code] = [f"99{i + 1:02}{21 + k}" for k in range(count)]
        self.parent = {code: city for city, codes in self.counties.items() for code in codes}
        self.data |= {code: {} for code in (*self.counties, *self.parent)}
        for city, model in self.repeats.items():
            # Each county stands for one of the other city, in another order.
            self.data[city]["twin"] = model
            for code, twin in zip(self.counties[city], self.shuffled(self.counties[model]), strict=True):
                self.data[code]["twin"] = twin
        self.roles()

    def model(self, place: str) -> str:
        """Give the place whose data a place repeats, or itself."""
        return str(self.data[place].get("twin", place))

    def with_role(self, role: str) -> list[str]:
        """Give the counties of a role: scored, carried, idle (not sampled) or member (of a bundle, beside the lead)."""
        return [code for code in self.parent if self.data[code]["role"] == role]

    def roles(self) -> None:
        """Say of each county whether it is scored, carried, not sampled, or goes with another; the first is never out."""
        share = self.pick([0.0, 0.2, 0.5, 0.9])
        self.sample = self.sampling() if self.chance(0.2) else None
        has_bundles = self.chance(0.25)
        for city in self.counties:
            if city not in self.repeats:
                self.city_roles(self.counties[city], share, has_bundles)
        for code in self.parent:
            self.data[code]["role"] = self.data[self.model(code)]["role"]
            self.data[code]["is_firm"] = self.data[self.model(code)]["is_firm"]
        self.bundles = [units for codes in self.counties.values() for units in self.bundles_of(codes)]

    def bundles_of(self, codes: list[str]) -> list[list[str]]:
        """Give the counties of a city that are scored as one, the lead first."""
        found: dict[str, list[str]] = {}
        for code in codes:
            if lead := self.data[self.model(code)].get("lead"):
                found.setdefault(lead, []).append(code)
        return [sorted(units, key=lambda code: self.model(code) != lead) for lead, units in found.items()]

    def city_roles(self, codes: list[str], share: float, has_bundles: bool) -> None:
        """Draw the roles of a city's counties."""
        needs_scored = self.sample is not None and not self.sample["with_carried"]
        for i, code in enumerate(codes):
            is_carried = self.chance(share) and not (needs_scored and i == 0)
            self.data[code] |= {"role": "carried" if is_carried else "scored", "is_firm": i == 0}
        scored = [code for code in codes if self.data[code]["role"] == "scored"]
        least = self.sample["counties"] if self.sample else len(scored)
        for code in scored[least:]:
            if self.chance(0.6):
                self.data[code]["role"] = "idle"
        drawn = [code for code in scored if self.data[code]["role"] == "scored"]
        # A sample may count a bundle as one county: it must be large enough either way.
        if has_bundles and len(drawn) > 1 and (least == 1 or drawn == scored):
            for code in drawn[: self.rng.randint(2, 3)]:
                self.data[code] |= {"role": "member", "lead": drawn[0]}
            self.data[drawn[0]]["role"] = "scored"

    def sampling(self) -> Entry:
        """Make the rule of a sample."""
        counts = {name: self.rng.randint(1, 2) for name in ("counties", "townships", "villages", "households")}
        return counts | {"with_carried": self.chance(0.6), "allowed_by": "synthetic"}

    def unit_classes(self) -> None:
        """Draw classes of counties and of cities; each family holds every unit once, and no class is empty."""
        self.classes: dict[str, list[str]] = {}
        self.families: dict[str, list[list[str]]] = {"county": [], "city": []}
        for level, units in (("county", list(self.parent)), ("city", list(self.counties))):
            for name in ("a", "b"):
                if self.chance(0.6 if name == "a" else 0.15):
                    self.family(f"{level}_{name}", level, units)

    def family(self, name: str, level: str, units: list[str]) -> None:
        """Draw the classes of one family."""
        models = self.shuffled({self.model(code): None for code in units})
        keys = [f"{name}{i + 1}" for i in range(self.rng.randint(1, min(3, len(models))))]
        home = {code: keys[i] if i < len(keys) else self.pick(keys) for i, code in enumerate(models)}
        for key in keys:
            self.classes[key] = [code for code in units if home[self.model(code)] == key]
        self.families[level].append(keys)

    # Evidence

    def evidence(self) -> Entry:
        """Make the evidence."""
        for code in self.parent:
            if self.model(code) == code:
                self.fill(code, "county", self.data[code]["role"])
        for city in self.counties:
            if self.model(city) == city:
                self.fill(city, "city", "scored")
        for entry in self.data.values():
            if twin := entry.get("twin"):
                entry |= {key: self.data[twin][key] for key in ("score", "values", "targets", "events")}
        on = f"{self.year}-12-31"
        cities = [{"code": code, "name": f"{CITY_NAMES[i]}市"} for i, code in enumerate(self.counties)]
        counties = [
            {"code": code, "name": f"{COUNTY_NAMES[i]}县", "parent": city} | self.validity()
            for city, codes in self.counties.items()
            for i, code in enumerate(codes)
        ]
        document: Entry = {"format": "jxassess-evidence/1", "year": self.year, "on": on, "is_synthetic": True}
        document |= {"cities": self.shuffled(cities), "counties": self.shuffled(counties)}
        document |= {
            "targets": self.shuffled(self.target_lines()),
            "observations": self.shuffled(self.observation_lines()),
        }
        carried = [
            {"county": code, "score": self.write(self.data[code]["score"]), "on": on, "document": "synthetic"}
            for code in self.with_role("carried")
        ]
        document |= {"carried": self.shuffled(carried)}
        document |= {"findings": self.shuffled(self.findings()), "history": self.shuffled(self.history())}
        document |= self.additional()
        # Definitions come from the scheme; the evidence may repeat those that it uses.
        lines = [*document["targets"], *document["observations"]]
        used = {line["indicator"] for line in lines}
        repeated = [entry for entry in self.own if entry["key"] in used]
        if repeated and self.chance(0.3):
            document["indicators"] = self.shuffled(repeated)
        return document | ({"classification": "internal"} if self.chance(0.2) else {})

    def additional(self) -> Entry:
        """Write events, samples and grades set by people."""
        parts: Entry = {}
        if events := [event for place in self.data for event in self.event_lines(place)]:
            parts["events"] = self.shuffled(events)
        if self.sample:
            parts["samples"] = self.shuffled([self.sample_line(code) for code in self.with_role("scored")])
        if self.is_set_by_people and (lines := [self.set_grade(city) for city in self.counties if self.chance(0.7)]):
            parts["set_grades"] = self.shuffled(lines)
        return parts

    def set_grade(self, city: str) -> Entry:
        """Write a grade that people set."""
        entry = {"city": city, "grade": self.pick(self.grade_keys), "body": "leading_group"}
        return entry | {"on": f"{self.year + 1}-03-01", "document": "synthetic", "reason": "synthetic"}

    def sample_line(self, code: str) -> Entry:
        """Write what was visited in a county, at least as much as the scheme asks."""
        assert self.sample
        more = self.rng.randint(0, 1)
        villages = [
            {"name": f"village {i}", "households": self.sample["households"] + self.rng.randint(0, 3)}
            for i in range(self.sample["villages"])
        ]
        townships = [{"name": f"township {i}", "villages": villages} for i in range(self.sample["townships"] + more)]
        return {"county": code, "townships": townships}

    def event_lines(self, place: str) -> list[Entry]:
        """Write the events of a place."""
        return [
            {"key": f"event_{place}_{i}", "place": place, "document": "synthetic"} | event
            for i, event in enumerate(self.data[place].get("events", []))
        ]

    def draw_events(self, level: str, role: str) -> list[Entry]:
        """Draw praise, criticism and falsification at a place that is scored."""
        found: list[Entry] = []
        if role != "scored":
            return found
        for adjustment in self.adjustments:
            if adjustment["level"] != level:
                continue
            for event in self.rng.choices(adjustment.get("events", [None]), k=self.rng.randint(0, 3)):
                if event:
                    found.append({"kind": event["key"]})
                elif adjustment["kind"] == "falsified":
                    keys = [use.criterion["key"] for use in self.uses if use.is_in_tree and use.level == "county"]
                    found.append({"kind": adjustment["key"], "criterion": self.pick(keys)})
        return [event | {"on": f"{self.year}-06-{self.rng.randint(10, 28)}"} for event in found]

    def validity(self) -> Entry:
        """Say since when, or until when, a county is in force."""
        return self.pick([{}, {}, {"valid_from": "2001-01-01"}, {"valid_from": "2001-01-01", "valid_to": "2031-01-01"}])

    def fill(self, place: str, level: str, role: str) -> None:
        """Draw a place's values, targets and events."""
        entry = self.data[place]
        entry["score"] = min(self.snap(self.full_marks * self.rng.randint(40, 100) / 100), self.full_marks)
        entry |= {"values": {}, "targets": {}, "events": self.draw_events(level, role)}
        if role != "member":
            uses = [use for use in self.uses if use.level == level]
            anchored, is_dead = self.anchor(uses, entry, level, role)
            for key in self.keys_at(level):
                state = "number" if key in anchored else self.draw_state(key, level, role, uses, is_dead=is_dead)
                self.fill_target(entry, key, state, level, role, is_anchor=key in anchored)
                if state == "number":
                    entry["values"][key] = self.draw_number(entry, key)
                elif state == NOT_APPLICABLE:
                    entry["values"][key] = state
        if self.weight_key and level == "county":
            entry["values"][self.weight_key] = entry["weight"]

    def anchor(self, uses: list[Use], entry: Entry, level: str, role: str) -> tuple[set[str], bool]:
        """Choose what surely applies to a scored county, or that nothing does."""
        if level == "city" or role != "scored":
            return set(), False
        if self.has_dead and not entry["is_firm"] and self.chance(0.3):
            return set(), True
        return self.pick([use for use in uses if use.is_in_tree]).read, False

    def keys_at(self, level: str) -> list[str]:
        """Give the indicators that are read at a level, references before what is held against them."""
        read = {key for use in self.uses if use.level == level for key in use.read} | self.gate_keys(level)
        if level == "county":
            read |= {*self.plan_keys, *RATE_KEYS.values()}
        references = {use.reference for use in self.uses}
        return sorted((key for key in self.known if key in read), key=lambda key: key not in references)

    def gate_keys(self, level: str) -> set[str]:
        """Give the indicators that gates look at."""
        return {c["indicator"] for gate in self.gates if gate["level"] == level for c in gate["conditions"]}

    def is_watched(self, key: str, level: str) -> bool:
        """Tell whether an observation is needed in every place, whatever the criteria say."""
        is_rate = any(self.rates[r] == "fault" for r, rate_key in RATE_KEYS.items() if rate_key == key)
        return level == "county" and (key in self.plan_keys or is_rate)

    def draw_state(self, key: str, level: str, role: str, uses: list[Use], *, is_dead: bool) -> str:
        """Choose between a number, nothing, and not applicable."""
        if role in ("carried", "idle"):
            return self.draw_unscored(key, role, uses)
        states = ["number"]
        reading = [use for use in uses if key in (use.key, use.reference)]
        cut = [use for use in uses if key == use.cutoff]
        if all(use.may_not_apply for use in reading) and key not in RATE_KEYS.values():
            states.append(NOT_APPLICABLE)
        is_needed = self.is_watched(key, level) or key in self.gate_keys(level)
        if not is_needed and all(use.may_miss for use in (*reading, *cut)):
            states.append(MISSING)
        if is_dead and any(use.key == key and use.is_in_tree for use in reading):
            return states[-1]
        return self.pick(states[1:] or states) if self.chance(self.holes) else "number"

    def draw_unscored(self, key: str, role: str, uses: list[Use]) -> str:
        """Choose what is known of a county that is not scored on criteria."""
        if self.known[key]["role"] == "panel":
            return MISSING
        compared = any(use.has_carried and key in (use.key, use.reference) for use in uses)
        is_gated = key in self.gate_keys("county")
        if (role == "carried" and (compared or is_gated)) or self.is_watched(key, "county"):
            may_not_apply = key not in RATE_KEYS.values() and self.holes > 0
            return NOT_APPLICABLE if may_not_apply and self.chance(0.05) else "number"
        return "number" if self.chance(0.5) else MISSING

    def fill_target(self, entry: Entry, key: str, state: str, level: str, role: str, *, is_anchor: bool) -> None:
        """Draw a target where the scheme holds the indicator against one."""
        held = [use for use in self.uses if use.level == level and use.key == key and use.basis in WITH_TARGET]
        is_needed = role == "scored" or (role == "carried" and any(use.has_carried for use in held))
        is_planned = level == "county" and key in self.plan_keys
        if not (is_planned or (held and (is_needed or self.chance(0.5)))):
            return
        can_be_zero = role != "scored" or all(use.may_not_apply for use in held if use.basis == "completion")
        if state == NOT_APPLICABLE or (can_be_zero and not is_anchor and self.chance(0.1)):
            entry["targets"][key] = Fraction(0)
        else:
            value = Fraction(self.rng.randint(1, 20)) * (1 if self.known[key]["role"] == "mean" else self.pick([1, 5]))
            high = self.known[key]["high"]
            entry["targets"][key] = value if high is None else min(value, high)

    def draw_number(self, entry: Entry, key: str) -> Fraction | list[Fraction]:
        """Draw a value, or one of each source."""
        blend = self.blends.get(key)
        if not blend:
            return self.draw_value(entry, key)
        if self.chance(0.5):
            return [self.draw_value(entry, key)] * len(blend)
        return [self.draw_value(entry, key) for _ in blend]

    def draw_value(self, entry: Entry, key: str) -> Fraction:
        """Draw a value, often right at a bound of a rule."""
        properties = self.known[key]
        if properties["role"] == "panel":
            unit = Fraction(1, 10 ** properties["places"])
            return min(self.rng.randint(0, int(properties["marks"] / unit)) * unit, properties["marks"])
        if properties["role"] in ("mean", "reference"):
            # Far above any target and reference, so that every mean is above zero.
            extra = 150 if (properties["role"] == "mean" and self.chance(0.5)) or self.is_far(key) else 0
            return Fraction(extra + self.rng.randint(1, 12) * self.pick([1, 10]))
        target = entry["targets"].get(key, Fraction(0))
        if self.spots[key] and self.chance(0.6):
            return self.fit(key, self.at_spot(entry, key, target))
        span = self.pick([target, target, Fraction(100)]) if target else Fraction(100)
        return self.fit(key, self.snap(span * self.rng.randint(30, 110) / 100))

    def is_far(self, key: str) -> bool:
        """Tell whether values must lie above their references."""
        return self.known[key]["role"] == "mean" and any(
            use.key == key and use.basis in ("margin", "difference") for use in self.uses
        )

    def at_spot(self, entry: Entry, key: str, target: Fraction) -> Fraction:
        """Give a value at, or just beside, a bound of a rule."""
        basis, reference, spot = self.pick(self.spots[key])
        other = target
        if reference is not None:
            seen = entry["values"].get(reference, Fraction(1))
            other = seen[0] if isinstance(seen, list) else Fraction(1) if isinstance(seen, str) else seen
        if basis in SHARED:
            return spot * other
        return spot + (0 if basis == "value" else other) + self.pick([0, 0, 0, self.grid, -self.grid])

    def snap(self, value: Fraction) -> Fraction:
        """Put a number onto this assessment's grid."""
        return round(value / self.grid) * self.grid

    def fit(self, key: str, value: Fraction) -> Fraction:
        """Put a value inside the range and onto the decimal places of its indicator."""
        properties = self.known[key]
        scale = 10 ** properties["places"]
        least = max(properties["low"], Fraction(1)) if properties["is_positive"] else properties["low"]
        fitted = max(Fraction(round(value * scale), scale), least)
        return fitted if properties["high"] is None else min(fitted, properties["high"])

    def target_lines(self) -> list[Entry]:
        """Write the targets; a city's line of the plan is the sum of its counties'."""
        lines = []
        held = {(use.level, use.key) for use in self.uses if use.basis in WITH_TARGET}
        for city, codes in self.counties.items():
            for key in self.plan_keys:
                total = sum((self.data[code]["targets"].get(key, Fraction(0)) for code in codes), Fraction(0))
                lines.append(self.target_line(city, key, total))
            for key, value in self.data[city]["targets"].items():
                lines.append(self.target_line(city, key, value))
            for code in codes:
                for key, value in self.data[code]["targets"].items():
                    is_idle = self.plan_level == "city" and key in self.plan_keys and ("county", key) not in held
                    if not (is_idle and self.chance(0.5)):
                        lines.append(self.target_line(code, key, value))
        return lines

    def target_line(self, place: str, key: str, value: Fraction) -> Entry:
        """Write one target."""
        return {"place": place, "indicator": key, "value": self.write(value), "document": "synthetic"}

    def observation_lines(self) -> list[Entry]:
        """Write the observations, some of them with versions that they supersede."""
        lines = []
        for code, entry in self.data.items():
            for key, value in entry["values"].items():
                blend = self.blends.get(key)
                if not blend:
                    lines += self.versions(code, key, value, self.pick(SOURCES))
                    continue
                values = value if isinstance(value, list) else [value] * len(blend)
                for (source, _), part in zip(blend, values, strict=True):
                    lines += self.versions(code, key, part, source)
        return lines

    def versions(self, code: str, key: str, value: Fraction | str, source: str) -> list[Entry]:
        """Write one observation with the versions before it."""
        count = self.pick([2, 3]) if self.chance(0.08) else 1
        lines = []
        for version in range(1, count + 1):
            stated = value if version == count else self.pick([self.fit(key, Fraction(1)), NOT_APPLICABLE])
            entry: Entry = {"place": code, "indicator": key, "source": source, "document": "synthetic"}
            entry["value"] = self.write(stated) if isinstance(stated, Fraction) else stated
            entry["on"] = f"{self.year}-12-{10 + version}" if version < 3 else f"{self.year + 1}-03-31"
            if key == self.weight_key:  # what only weighs may be of any day
                entry["on"] = f"2010-11-{version:02}"
            if version > 1 or self.chance(0.1):
                entry |= {"version": version, "submitter": "synthetic", "reason": "synthetic"}
            if key != self.weight_key and self.chance(0.2):
                entry["unit"] = self.pick(self.known[key]["unit"])
            if isinstance(stated, Fraction):
                is_last = version == count
                entry |= self.sampled(key, stated, is_needed=is_last and key in self.compared_at_ends)
            lines.append(entry)
        return lines

    def findings(self) -> list[Entry]:
        """Draw findings, confirmed and rejected."""
        found = []
        for number in range(self.pick([0, 0, 1, 2, 4])):
            problem = self.pick(self.problems or list(FACTS)) if self.chance(0.5) else self.pick(list(FACTS))
            city = self.pick(list(self.counties))
            places = [city, *self.counties[city]]
            if problem == "Art. 9(2)":
                places = self.counties[city]
            if problem == "Art. 9(3)":
                places = self.with_role("carried")
            if places:
                found.append(self.finding(f"finding_{number}", problem, self.pick(places)))
        return found

    def finding(self, key: str, problem: str, place: str) -> Entry:
        """Write one finding."""
        verdict = self.pick(["confirmed", "confirmed", "rejected"])
        facts = [{"kind": kind, "text": "audit" if kind == "found_by" else "synthetic"} for kind in FACTS[problem]]
        entry: Entry = {"key": key, "place": place, "problem": problem, "verdict": verdict, "facts": facts}
        entry |= {"begin": f"{self.year}-01-01", "end": f"{self.year}-12-31", "document": "synthetic"}
        entry |= {"reply": "none", "decided_by": "leading_group", "decided_on": f"{self.year + 1}-02-01"}
        is_grave = verdict == "confirmed" and self.chance(0.4)
        return entry | {"is_serious": is_grave, "has_adverse_effect": is_grave and self.chance(0.5)}

    def history(self) -> list[Entry]:
        """Draw results of earlier years."""
        return [
            {"year": year, "city": city, "score": self.write(self.snap(self.total * 4 / 5)), "document": "synthetic"}
            for year in range(2017, self.year)
            for city in self.counties
            if self.chance(0.2)
        ]


STEPS = {
    "value": [Fraction(1), Fraction(2), HALF, Fraction(5), TENTH],
    "completion": [TENTH, Fraction(1, 20), Fraction(1, 100)],
    "ratio": [TENTH, Fraction(1, 20), Fraction(1, 4)],
    "margin": [Fraction(1), HALF, Fraction(2), TENTH],
    "difference": [Fraction(1), HALF, Fraction(2), TENTH],
}

UNIT_RULES: dict[str, Callable[[Maker, Fraction, Entry, str], Entry]] = {
    "linear": Maker.linear,
    "proportional": Maker.proportional,
    "levels": Maker.levels,
    "bands": Maker.bands,
    "pass_fail": Maker.pass_fail,
    "deduction": Maker.deduction,
    "given": Maker.given,
}
COHORT_RULES: dict[str, Callable[[Maker, Fraction], Entry]] = {
    "relative_to_mean": Maker.relative_to_mean,
    "by_rank": Maker.by_rank,
    "between_extremes": Maker.between_extremes,
}
