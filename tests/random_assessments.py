"""Random schemes with evidence that fits them, as file text, each made from a seed.

Grids are coarse on purpose, and some cities repeat another's data in another order, so that exact ties and exact halves
are common. All places are invented. Nothing of the library is imported.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from fractions import Fraction
from math import ceil
from random import Random
from typing import Any

Entry = dict[str, Any]

CITY_NAMES = "甲乙丙丁"
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


def make(seed: int) -> tuple[str, str, str]:
    """Make one assessment.

    Args:
        seed: any whole number; the same one gives the same text.

    Returns:
        The scheme's text, its format (`toml` or `json`), and the evidence's text.
    """
    scheme, evidence, text_format = documents(seed)
    return to_toml(scheme) if text_format == "toml" else to_json(scheme), text_format, to_json(evidence)


def documents(seed: int) -> tuple[Entry, Entry, str]:
    """Make one assessment as documents that are not yet text: the scheme, the evidence, and the scheme's format."""
    maker = Maker(Random(seed))
    scheme, evidence = maker.scheme(), maker.evidence()
    return scheme, evidence, maker.pick(["toml", "json"])


def to_json(document: Entry) -> str:
    """Write a document as JSON."""
    return json.dumps(document, ensure_ascii=False, indent=1)


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
    places = next(p for p in range(40) if (value * 10**p).denominator == 1)
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


class Maker:
    """One assessment in the making."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.pick = rng.choice
        self.year = rng.randint(2017, 2020)
        self.own: list[Entry] = []  # definitions for the files
        self.known: dict[str, Entry] = {}  # exact properties of every indicator in use
        self.criteria: list[Entry] = []
        self.rules: list[tuple[Entry, Fraction, str]] = []  # exact rule, marks, indicator
        self.holes = self.pick([0.0, 0.0, 0.05, 0.15, 0.4])
        self.is_strict = rng.random() < 0.35  # most schemes refuse gaps
        self.grid = self.pick([Fraction(1), Fraction(5), HALF, Fraction(1, 10), Fraction(1, 100)])
        self.has_dead = rng.random() < 0.3
        self.data: dict[str, Entry] = {}

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

    # Indicators

    def use(self, key: str, *, places: int, high: int | None, is_additive: bool) -> str:
        """Note an indicator of the library's catalogue."""
        entry = {"places": places, "low": Fraction(0), "high": None if high is None else Fraction(high)}
        self.known[key] = entry | {"better": "higher", "is_additive": is_additive, "unit": None}
        return key

    def define(self, better: str, low: int, high: int | None, places: int) -> str:
        """Define an indicator of the files' own."""
        key = f"own_{len(self.own) + 1}"
        exact = {"places": places, "low": Fraction(low), "high": None if high is None else Fraction(high)}
        self.known[key] = exact | {"better": better, "is_additive": False, "unit": "unit"}
        entry = {"key": key, "name": self.words(key, key), "unit": self.words("unit", "单位"), "places": places}
        entry |= {"low": self.write(Fraction(low)), "better": better, "is_additive": False}
        if high is not None:
            entry["high"] = self.write(Fraction(high))
        if self.chance(0.5):
            entry["citation"] = self.pick(DIMENSIONS)
        self.own.append(entry)
        return key

    def indicator_for(self, kind: str, basis: str, marks: Fraction) -> str:
        """Choose an indicator that a rule can read, or define one."""
        if kind == "given":
            return self.define("higher", 0, self.pick([ceil(marks), None]), self.pick([0, 1, 2]))
        if kind == "relative_to_mean":
            return self.define("higher", 0, None, self.pick([0, 1]))
        needs_target = basis != "value"
        fit = [
            key
            for key, entry in self.known.items()
            if (kind != "completion" or entry["better"] == "higher")
            and key not in self.panel_keys() | self.mean_keys()
            and (basis != "completion" or entry["low"] == 0)
        ]
        if fit and self.chance(0.45):
            return self.pick(fit)
        better = "higher" if kind == "completion" or self.chance(0.6) else "lower"
        low = 0 if needs_target or self.chance(0.8) else -100
        high = None if needs_target or self.chance(0.3) else 100
        return self.define(better, low, high, self.pick([0, 0, 1, 2]))

    def panel_keys(self) -> set[str]:
        """Give the indicators whose values are points of a panel."""
        return {key for rule, _, key in self.rules if rule["kind"] == "given"}

    def mean_keys(self) -> set[str]:
        """Give the indicators that are compared with their mean."""
        return {key for rule, _, key in self.rules if rule["kind"] == "relative_to_mean"}

    # Scheme

    def scheme(self) -> Entry:
        """Make the scheme; places and data are drawn at the same time, since weights and carried counties name them."""
        for key in PLAN_KEYS:
            self.use(key, places=0, high=None, is_additive=True)
        for key in RATE_KEYS.values():
            self.use(key, places=2, high=100, is_additive=False)
        self.total = self.pick([Fraction(100)] * 4 + [Fraction(120), Fraction(10), Fraction("50.5"), Fraction(1000)])
        groups = self.tops()
        self.units()
        self.plan_keys = self.rng.sample(PLAN_KEYS, self.rng.randint(1, 2))
        self.plan_level = self.pick(["city", "county"])
        self.bands = self.grade_bands()
        scheme = {"format": "jxassess-scheme/1", "year": self.year, "title": self.words("random", "随机方案")}
        scheme |= {"document": "synthetic", "marks": self.write(self.total), "criteria": groups}
        scheme |= {"weights": self.weights(), "carried": self.carried_part()}
        self.nothing = "leave_out" if self.has_dead else self.pick(["fault", "leave_out"])
        stages = [stage for stage in ("criteria", "dimensions", "counties") if self.chance(0.3)]
        places = self.pick([0, 1, 1, 2, 2, 2, 3, 6])
        scheme |= {"when_nothing_applies": self.nothing}
        scheme |= {"rounding": {"places": places, "mode": self.pick(["half_up", "half_even"]), "stages": stages}}
        scheme |= {"grades": {"compared_on": self.compared(), "bands": self.written({"bands": self.bands})["bands"]}}
        scheme |= {"ranking": {"ties": self.pick(["competition", "dense"]), "compared_on": self.compared()}}
        scheme |= self.consequences()
        if self.own:
            scheme["indicators"] = self.own
        return scheme

    def compared(self) -> str:
        """Choose which value decides."""
        return self.pick(["exact", "published"])

    def split(self, total: Fraction, parts: int) -> list[Fraction]:
        """Split marks into parts above zero on a grid that fits."""
        grid = self.pick([Fraction(5), Fraction(1), Fraction(1), HALF, Fraction(1, 10), Fraction(1, 4)])
        while (total / grid).denominator != 1 or total / grid < parts:
            grid /= 10
        cuts = sorted(self.rng.sample(range(1, int(total / grid)), parts - 1))
        return [grid * (end - start) for start, end in zip([0, *cuts], [*cuts, int(total / grid)], strict=True)]

    def tops(self) -> list[Entry]:
        """Make the top groups: every dimension, sometimes one twice."""
        dimensions = [*DIMENSIONS, *([self.pick(DIMENSIONS)] if self.chance(0.2) else [])]
        self.rng.shuffle(dimensions)
        self.nodes = 0
        groups = []
        for dimension, marks in zip(dimensions, self.split(self.total, len(dimensions)), strict=True):
            groups.append(self.group(marks, depth=1) | {"dimension": dimension})
        return groups

    def group(self, marks: Fraction, depth: int) -> Entry:
        """Make a group with its children."""
        self.nodes += 1
        key = f"g{self.nodes}"
        count = self.rng.randint(1, 3)
        children = []
        for part in self.split(marks, count):
            is_group = depth < 3 and self.chance(0.25)
            children.append(self.group(part, depth + 1) if is_group else self.criterion(part))
        return {"key": key, "name": self.words(key, key), "marks": self.write(marks), "children": children}

    def criterion(self, marks: Fraction) -> Entry:
        """Make a criterion with its rule."""
        self.nodes += 1
        kinds = ["linear", "completion", "levels", "pass_fail", "deduction", "given", "relative_to_mean"]
        kind = self.pick(kinds)
        basis = self.pick(["value", "completion", "margin"])
        key = self.indicator_for(kind, basis, marks)
        if basis == "completion" and self.known[key]["low"] < 0:
            basis = "margin"
        rule = {"kind": kind} | RULES[kind](self, marks, self.known[key], basis)
        self.rules.append((rule, marks, key))
        fault = ["fault"] * (6 if self.is_strict else 1)
        rescale = ["rescale_group", "rescale_all"]
        policies = {
            "when_missing": self.pick([*fault, "zero", *rescale]),
            "when_not_applicable": self.pick([*fault, *rescale]),
        }
        if self.has_dead:
            policies = {name: self.pick(rescale) for name in policies}
        name = f"c{self.nodes}"
        entry = {"key": name, "name": self.words(name, name), "marks": self.write(marks), "indicator": key}
        entry |= {"rule": self.written(rule)} | policies
        self.criteria.append(entry)
        return entry | ({"source": "synthetic"} if self.chance(0.3) else {})

    def bound(self, entry: Entry, basis: str) -> Fraction:
        """Choose a bound strictly inside of what a basis can be."""
        if basis == "completion":
            return self.pick([HALF, Fraction(4, 5), Fraction(9, 10), Fraction(1), Fraction(1), Fraction("1.2")])
        if basis == "margin":
            return self.pick([Fraction(-10), Fraction(-2), Fraction(-1, 10), Fraction(0), Fraction(0), Fraction(3)])
        high = entry["high"]
        return self.pick([Fraction(n) for n in (10, 30, 50, 60, 80, 90, 95, 99) if high is None or n < high])

    def step(self, basis: str) -> Fraction:
        """Choose a distance in the unit of a basis."""
        return self.pick(STEPS[basis])

    def linear(self, marks: Fraction, entry: Entry, basis: str) -> Entry:
        """Make the parts of a linear rule."""
        full = self.bound(entry, basis)
        away = -1 if entry["better"] == "higher" else 1
        zero = full + away * self.step(basis) * self.rng.randint(1, 8)
        return {"zero_at": zero, "full_at": full, "basis": basis}

    def completion(self, marks: Fraction, entry: Entry, basis: str) -> Entry:
        """Make the parts of a rule of completion: none."""
        return {}

    def levels(self, marks: Fraction, entry: Entry, basis: str) -> Entry:
        """Make a staircase whose strictest level earns all."""
        away = -1 if entry["better"] == "higher" else 1
        sides = ["above", "at_least"] if away < 0 else ["below", "at_most"]
        value, levels, points = self.bound(entry, basis), [], marks
        for _ in range(self.rng.randint(1, 4)):
            if self.chance(0.2):  # both sides of one value: the strict one first
                levels.append({"side": sides[0], "value": value, "points": points})
                points *= self.pick([HALF, Fraction(4, 5), Fraction(9, 10)])
                levels.append({"side": sides[1], "value": value, "points": points})
            else:
                levels.append({"side": self.pick(sides), "value": value, "points": points})
            value += away * self.step(basis)
            points *= self.pick([HALF, Fraction(4, 5), Fraction(9, 10)])
        self.rng.shuffle(levels)
        return {"levels": levels, "otherwise": self.pick([Fraction(0), points]), "basis": basis}

    def pass_fail(self, marks: Fraction, entry: Entry, basis: str) -> Entry:
        """Make the parts of a pass-or-fail rule."""
        sides = ["above", "at_least"] if entry["better"] == "higher" else ["below", "at_most"]
        return {"side": self.pick(sides), "value": self.bound(entry, basis), "basis": basis}

    def deduction(self, marks: Fraction, entry: Entry, basis: str) -> Entry:
        """Make the parts of a deduction."""
        points = self.pick([HALF, Fraction(1), Fraction(3, 10), marks / 4, marks * 2])
        rule: Entry = {"start": self.bound(entry, basis), "side": "below" if entry["better"] == "higher" else "above"}
        rule |= {"per": self.step(basis), "points": points}
        return rule | {"counting": self.pick(["proportional", "begun", "whole"]), "basis": basis}

    def given(self, marks: Fraction, entry: Entry, basis: str) -> Entry:
        """Make the parts of a panel's rule: none."""
        return {}

    def relative_to_mean(self, marks: Fraction, entry: Entry, basis: str) -> Entry:
        """Make the parts of a rule relative to the mean."""
        base = marks * self.pick([HALF, Fraction(3, 5), Fraction(4, 5), Fraction(1)])
        floor = base * self.pick([Fraction(0), HALF, Fraction(4, 5), Fraction(1)])
        # A rule without room between floor and cap is refused.
        floor = floor if floor < marks else Fraction(0)
        among = self.pick(["province", "city"])
        return {"base": base, "floor": floor, "cap": marks, "among": among, "has_carried": self.chance(0.5)}

    def weights(self) -> Entry:
        """Make the weights of the counties; the first of each city always weighs something."""
        kind = self.pick(["equal", "indicator", "table"])
        grid = self.pick([Fraction(1), Fraction(1, 20), Fraction(1, 10), Fraction(1000)])
        for city in self.counties.values():
            for i, county in enumerate(city):
                self.data[county]["weight"] = grid * self.rng.randint(0 if i and self.chance(0.1) else 1, 9)
        self.weight_key = None
        if kind == "indicator":
            key = self.pick(["population", "rural_population", "registered_poor_population"])
            self.weight_key = self.use(key, places=0, high=None, is_additive=True)
            for entry in self.data.values():
                entry["weight"] *= 1000 / min(grid, Fraction(1000))
            return {"kind": kind, "indicator": key}
        if kind == "equal":
            return {"kind": kind}
        lines = [{"county": code, "weight": self.write(entry["weight"])} for code, entry in self.data.items()]
        self.rng.shuffle(lines)
        self.weight_lines = lines
        return {"kind": kind, "weights": lines, "source": "synthetic"}

    def carried_part(self) -> Entry:
        """Make the list of carried counties."""
        self.full_marks = self.pick([Fraction(100), Fraction(100), Fraction(150), Fraction(30), Fraction(1000)])
        codes = [code for code, entry in self.data.items() if entry["is_carried"]]
        self.rng.shuffle(codes)
        return {"counties": codes, "full_marks": self.write(self.full_marks), "source": "synthetic"}

    def grade_bands(self) -> list[Entry]:
        """Make the grades, best first."""
        count = self.rng.randint(1, 5)
        bounds = sorted(self.rng.sample(range(4, 20), count - 1), reverse=True)
        limits = [self.total * n / 20 for n in bounds]
        bands = []
        for i in range(count):
            band: Entry = {"key": f"grade_{i + 1}", "name": self.words(f"grade {i + 1}", f"第{i + 1}等")}
            band |= {"at_least": limits[i]} if i < count - 1 else {}
            bands.append(band | ({"below": limits[i - 1]} if i else {}))
        return bands

    def consequences(self) -> Entry:
        """Make what the scheme says about Art. 8 and 9."""
        grades = [band["key"] for band in self.bands]
        self.rates = {rate: self.pick(["fault", "list"]) for rate in RATE_KEYS}
        low_rates = [
            {
                "rate": rate,
                "indicator": RATE_KEYS[rate],
                "low": {
                    "side": self.pick(["below", "at_most"]),
                    "value": self.write(self.bound({"high": 100}, "value")),
                },
                "when_missing": policy,
            }
            for rate, policy in self.rates.items()
        ]
        self.rng.shuffle(low_rates)
        excellent = self.pick(
            [
                {"kind": "grade", "grade": self.pick(grades)},
                {"kind": "score", "at_least": self.write(self.total * 3 / 4), "compared_on": self.compared()},
                {"kind": "rank", "at_most": self.rng.randint(1, 3)},
            ]
        )
        self.marked_key = self.pick(self.plan_keys)
        measured = self.pick(["total", "completion"])
        at_least = self.write(Fraction(1) if measured == "completion" else Fraction(100))
        marked = {"indicator": self.marked_key, "measured": measured, "at_least": at_least}
        parts: Entry = {
            "plan": {"items": self.plan_keys, "level": self.plan_level, "miss": self.pick(["any", "all"])},
            "low_rates": low_rates,
            "rectification": {"days": self.rng.randint(1, 90), "day_kind": self.pick(["calendar", "working"])},
            "rewards": {"excellent": excellent, "marked": marked},
        }
        parts["rewards"]["with_finding"] = self.pick(["bars", "allows", "silent"])
        if self.chance(0.6):
            problems = self.rng.sample(list(FACTS), self.rng.randint(1, 4))
            parts["ceilings"] = [
                {"problem": p, "grade": self.pick(grades), "allowed_by": "synthetic"} for p in problems
            ]
        if self.chance(0.2):
            reading = {"citation": "Art. 9(5)", "reading": self.words("one is enough", "一项即可")}
            parts["interpretations"] = [reading | {"document": "synthetic"}]
        return parts

    # Places

    def units(self) -> None:
        """Draw cities and counties; some cities repeat the data of another one."""
        self.counties: dict[str, list[str]] = {}
        self.repeats: dict[str, str] = {}
        for i in range(self.rng.randint(1, 4)):
            code = f"99{i + 1:02}00"
            earlier = list(self.counties)
            count = self.rng.randint(1, 5)
            if earlier and self.chance(0.3):
                self.repeats[code] = self.pick(earlier)
                count = len(self.counties[self.repeats[code]])
            self.counties[code] = [f"99{i + 1:02}{21 + k}" for k in range(count)]
        share = self.pick([0.0, 0.2, 0.5, 0.9])
        for codes in self.counties.values():
            for code in codes:
                self.data[code] = {"is_carried": self.chance(share)}
        for city, model in self.repeats.items():
            # Each county stands for one of the other city, in another order; what it copies is filled in later.
            twins = list(self.counties[model])
            self.rng.shuffle(twins)
            for code, twin in zip(self.counties[city], twins, strict=True):
                self.data[code]["twin"] = twin
                self.data[code]["is_carried"] = self.data[twin]["is_carried"]

    # Evidence

    def evidence(self) -> Entry:
        """Make the evidence."""
        for codes in self.counties.values():
            self.has_positive: set[str] = set()
            scored = [code for code in codes if not self.data[code]["is_carried"]]
            carried = [code for code in codes if self.data[code]["is_carried"]]
            for code in [*scored, *carried]:
                self.fill(code, is_first=code == codes[0])
        self.copy_twins()
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
            {"county": code, "score": self.write(entry["score"]), "on": on, "document": "synthetic"}
            for code, entry in self.data.items()
            if entry["is_carried"]
        ]
        document |= {"carried": self.shuffled(carried)}
        document |= {"findings": self.shuffled(self.findings()), "history": self.shuffled(self.history())}
        # Definitions come from the scheme; the evidence may repeat those that it uses.
        lines = [*document["targets"], *document["observations"]]
        used = {line["indicator"] for line in lines}
        repeated = [entry for entry in self.own if entry["key"] in used]
        if repeated and self.chance(0.3):
            document["indicators"] = self.shuffled(repeated)
        return document | ({"classification": "internal"} if self.chance(0.2) else {})

    def shuffled(self, lines: Iterable[Entry]) -> list[Entry]:
        """Put lines into any order."""
        shuffled = list(lines)
        self.rng.shuffle(shuffled)
        return shuffled

    def validity(self) -> Entry:
        """Say since when, or until when, a county is in force."""
        return self.pick([{}, {}, {"valid_from": "2001-01-01"}, {"valid_from": "2001-01-01", "valid_to": "2031-01-01"}])

    def copy_twins(self) -> None:
        """Give the counties of repeating cities the data that they repeat; weights travel along."""
        for entry in self.data.values():
            if twin := entry.get("twin"):
                entry |= {key: self.data[twin][key] for key in ("score", "values", "targets", "weight")}
        # Table weights were written before; they follow.
        for line in getattr(self, "weight_lines", []):
            line["weight"] = self.write(self.data[line["county"]]["weight"])

    def fill(self, code: str, is_first: bool) -> None:
        """Draw a county's values and targets."""
        entry = self.data[code]
        entry["score"] = min(self.snap(self.full_marks * self.rng.randint(40, 100) / 100), self.full_marks)
        entry["values"], entry["targets"] = {}, {}
        is_dead = self.has_dead and not is_first and not entry["is_carried"] and self.chance(0.3)
        is_anchored = not (is_dead or entry["is_carried"])
        anchor = self.pick([criterion["indicator"] for criterion in self.criteria]) if is_anchored else None
        for key in self.known:
            if key == self.weight_key or not self.is_used(key):
                continue
            state = "number" if key == anchor else self.draw_state(key, entry["is_carried"], is_dead)
            self.fill_target(entry, key, state, is_anchor=key == anchor)
            if state == "number":
                entry["values"][key] = self.draw_value(entry, key)
            elif state == "not_applicable":
                entry["values"][key] = state
        if self.weight_key:
            entry["values"][self.weight_key] = entry["weight"]

    def is_used(self, key: str) -> bool:
        """Tell whether the scheme uses an indicator."""
        return key in self.plan_keys or key in RATE_KEYS.values() or key in [c["indicator"] for c in self.criteria]

    def users(self, key: str) -> list[Entry]:
        """Give the criteria that read an indicator."""
        return [criterion for criterion in self.criteria if criterion["indicator"] == key]

    def is_watched(self, key: str) -> bool:
        """Tell whether an observation is needed in every county, whatever the criteria say."""
        return key in self.plan_keys or any(
            self.rates[r] == "fault" for r, rate_key in RATE_KEYS.items() if rate_key == key
        )

    def draw_state(self, key: str, is_carried: bool, is_dead: bool) -> str:
        """Choose between a number, nothing, and not applicable."""
        if is_carried:
            if key in self.panel_keys():
                return "missing"
            needed = self.is_watched(key) or key in self.mean_keys()
            return "number" if needed or self.chance(0.6) else "missing"
        states = ["number"]
        if all(c["when_not_applicable"] != "fault" for c in self.users(key)) and key not in RATE_KEYS.values():
            states.append("not_applicable")
        if not self.is_watched(key) and all(c["when_missing"] != "fault" for c in self.users(key)):
            states.append("missing")
        if is_dead and self.users(key):
            return states[-1]
        return self.pick(states[1:] or states) if self.chance(self.holes) else "number"

    def fill_target(self, entry: Entry, key: str, state: str, is_anchor: bool) -> None:
        """Draw a target where the scheme holds the indicator against one."""
        bases = [rule.get("basis", rule["kind"]) for rule, _, used in self.rules if used == key]
        is_held = "margin" in bases or "completion" in bases
        if not (key in self.plan_keys or (is_held and (not entry["is_carried"] or self.chance(0.5)))):
            return
        can_be_zero = entry["is_carried"] or all(
            criterion["when_not_applicable"] != "fault" for criterion in self.users(key)
        )
        properties = self.known[key]
        if state == "not_applicable" or (can_be_zero and not is_anchor and self.chance(0.1)):
            entry["targets"][key] = Fraction(0)
        else:
            value = Fraction(self.rng.randint(1, 20)) * self.pick([1, 5])
            entry["targets"][key] = value if properties["high"] is None else min(value, properties["high"])

    def draw_value(self, entry: Entry, key: str) -> Fraction:
        """Draw a value, often right at a bound of a rule."""
        rules = [(rule, marks) for rule, marks, used in self.rules if used == key]
        if key in self.mean_keys():
            return self.draw_compared(entry, key)
        if key in self.panel_keys():
            marks = rules[0][1]
            unit = Fraction(1, 10 ** self.known[key]["places"])
            return min(self.rng.randint(0, int(marks / unit)) * unit, marks)
        target = entry["targets"].get(key, Fraction(0))
        if rules and self.chance(0.6):
            return self.fit(key, self.interesting(*self.pick(rules), target))
        span = self.pick([target, target, Fraction(100)]) if target else Fraction(100)
        return self.fit(key, self.snap(span * self.rng.randint(30, 110) / 100))

    def draw_compared(self, entry: Entry, key: str) -> Fraction:
        """Draw a value whose mean over any comparison stays above zero."""
        is_zero = key in self.has_positive and self.chance(0.1)
        if not entry["is_carried"]:
            self.has_positive.add(key)
        return Fraction(0) if is_zero else self.fit(key, Fraction(self.rng.randint(1, 12)) * self.pick([1, 10]))

    def interesting(self, rule: Entry, marks: Fraction, target: Fraction) -> Fraction:
        """Give a value at, or just beside, a bound of a rule."""
        kind, basis = rule["kind"], rule.get("basis", "completion")
        if kind == "completion":
            spots = [Fraction(1), HALF, Fraction(4, 5), Fraction(0)]
        elif kind == "linear":
            share = Fraction(self.rng.randint(0, 8), 8)
            spots = [rule["zero_at"] + (rule["full_at"] - rule["zero_at"]) * share]
        elif kind == "levels":
            spots = [level["value"] for level in rule["levels"]]
        elif kind == "deduction":
            away = -1 if rule["side"] == "below" else 1
            spots = [rule["start"] + away * rule["per"] * Fraction(self.rng.randint(0, 9), 2)]
        else:
            spots = [rule["value"]]
        spot = self.pick(spots)
        if basis == "completion":
            return spot * target
        return spot + (target if basis == "margin" else 0) + self.pick([0, 0, 0, self.grid, -self.grid])

    def snap(self, value: Fraction) -> Fraction:
        """Put a number onto this assessment's grid."""
        return round(value / self.grid) * self.grid

    def fit(self, key: str, value: Fraction) -> Fraction:
        """Put a value inside the range and onto the decimal places of its indicator."""
        properties = self.known[key]
        scale = 10 ** properties["places"]
        fitted = max(Fraction(round(value * scale), scale), properties["low"])
        return fitted if properties["high"] is None else min(fitted, properties["high"])

    def target_lines(self) -> list[Entry]:
        """Write the targets; a city's line of the plan is the sum of its counties'."""
        lines = []
        for city, codes in self.counties.items():
            for key in self.plan_keys:
                total = sum((self.data[code]["targets"][key] for code in codes), Fraction(0))
                lines.append(self.target_line(city, key, total))
            for code in codes:
                for key, value in self.data[code]["targets"].items():
                    is_idle = self.plan_level == "city" and key in self.plan_keys and not self.is_held(key)
                    if not (is_idle and self.chance(0.5)):
                        lines.append(self.target_line(code, key, value))
        return lines

    def is_held(self, key: str) -> bool:
        """Tell whether a criterion holds an indicator against a target."""
        return any(
            used == key and (rule["kind"] == "completion" or rule.get("basis", "value") != "value")
            for rule, _, used in self.rules
        )

    def target_line(self, place: str, key: str, value: Fraction) -> Entry:
        """Write one target."""
        return {"place": place, "indicator": key, "value": self.write(value), "document": "synthetic"}

    def observation_lines(self) -> list[Entry]:
        """Write the observations, some of them with versions that they supersede."""
        lines = []
        for code, entry in self.data.items():
            for key, value in entry["values"].items():
                lines += self.versions(code, key, value)
        return lines

    def versions(self, code: str, key: str, value: Fraction | str) -> list[Entry]:
        """Write one observation with the versions before it."""
        count = self.pick([2, 3]) if self.chance(0.08) else 1
        source = self.pick(["register", "survey", "verification", "funds_evaluation"])
        lines = []
        for version in range(1, count + 1):
            stated = value if version == count else self.pick([self.fit(key, Fraction(1)), "not_applicable"])
            entry: Entry = {"place": code, "indicator": key, "source": source, "document": "synthetic"}
            entry["value"] = self.write(stated) if isinstance(stated, Fraction) else stated
            entry["on"] = f"{self.year}-12-{10 + version}" if version < 3 else f"{self.year + 1}-03-31"
            if key == self.weight_key:  # what only weighs may be of any day
                entry["on"] = f"2010-11-{version:02}"
            if version > 1 or self.chance(0.1):
                entry |= {"version": version, "submitter": "synthetic", "reason": "synthetic"}
            if self.known[key]["unit"] and self.chance(0.2):
                entry["unit"] = self.known[key]["unit"]
            lines.append(entry)
        return lines

    def findings(self) -> list[Entry]:
        """Draw findings, confirmed and rejected."""
        found = []
        for number in range(self.pick([0, 0, 1, 2, 4])):
            problem = self.pick(list(FACTS))
            city = self.pick(list(self.counties))
            places = [city, *self.counties[city]]
            if problem == "Art. 9(2)":
                places = self.counties[city]
            if problem == "Art. 9(3)":
                places = [code for code, entry in self.data.items() if entry["is_carried"]]
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
        is_grave = verdict == "confirmed" and self.chance(0.3)
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
    "value": [Fraction(1), Fraction(2), HALF, Fraction(5), Fraction(1, 10)],
    "completion": [Fraction(1, 10), Fraction(1, 20), Fraction(1, 100)],
    "margin": [Fraction(1), HALF, Fraction(2), Fraction(1, 10)],
}

Parts = Callable[[Maker, Fraction, Entry, str], Entry]
RULES: dict[str, Parts] = {
    "linear": Maker.linear,
    "completion": Maker.completion,
    "levels": Maker.levels,
    "pass_fail": Maker.pass_fail,
    "deduction": Maker.deduction,
    "given": Maker.given,
    "relative_to_mean": Maker.relative_to_mean,
}
