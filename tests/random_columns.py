"""Random schemes with columns of any length, each made from a seed; nothing of the library is imported.

`make` goes for breadth and depth: a scheme of `random_assessments` with more criteria, some dozens of counties that fit
it, and as many more units as asked whose cells are drawn column by column from those counties or between them.

`adversarial` goes for the edges: schemes of linear criteria whose spans are drawn so that the common denominator has as
many bits as wanted, up to 300, and units whose values are solved for, so that scores lie exactly on a rounding edge, a
tie or the bound of a grade, or beside it by as little as the denominator allows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice
from math import gcd, lcm, prod
from random import Random
from typing import Any

from array_oracle import MISSING, NOT_APPLICABLE, Cell, Units, every_criterion, score
from oracle import Tree
from random_assessments import DIMENSIONS, TENTH, Maker, decimal, to_json

Entry = dict[str, Any]

MOST_BITS = 300
NOT_PLAIN = ("relative_to_mean", "by_rank", "between_extremes", "completion", "ratio")
LIGHT = 2_000  # above so many units, no rule that names units one by one


@dataclass(frozen=True)
class Case:
    """A scheme with the units to be scored, and what is known of their cities."""

    scheme: Entry
    counties: Units
    cities: Units
    kind: str


def as_read(document: Entry) -> Entry:
    """Give a document as a reader finds it, with decimals as they are written."""
    read: Entry = json.loads(to_json(document), parse_float=str)
    return read


# From evidence, or from what a maker holds


@dataclass
class Place:
    """What is known of one place, by name of column."""

    values: dict[str, Fraction | str]
    targets: dict[str, Fraction]
    events: list[Entry]
    carried: Fraction | None = None
    is_drawn: bool = False


def column_names(scheme: Entry, level: str) -> list[str]:
    """Give every column that the units of a level are scored by."""
    criteria = level_criteria(scheme, level)
    blends = {c["indicator"]: [part["source"] for part in c["blend"]] for c in every_criterion(scheme) if "blend" in c}
    found: list[str] = []
    for criterion in criteria:
        found += values_of(criterion["indicator"], blends)
        found += values_of(criterion["reference"], blends) if "reference" in criterion else []
        found += [f"target:{criterion['indicator']}"] if criterion["basis"] in ("completion", "margin") else []
        found += values_of(criterion["cutoff"]["indicator"], blends) if "cutoff" in criterion else []
    gates = [gate for gate in scheme.get("gates", []) if gate["level"] == level]
    conditions = [condition for gate in gates for condition in gate["conditions"]]
    found += [name for c in conditions for name in values_of(c["indicator"], blends)]
    found += [f"{c['compared']}:{c['indicator']}" for c in conditions if c.get("compared", "estimate") != "estimate"]
    if level == "county" and scheme["weights"]["kind"] == "indicator":
        found += values_of(scheme["weights"]["indicator"], blends)
    found += ["carried:"] if level == "county" and scheme["carried"]["counties"] else []
    found += ["sampled:"] if level == "county" and "sample" in scheme else []
    for entry in scheme.get("adjustments", []):
        if entry["level"] == level:
            found += [f"events:{event['key']}" for event in entry.get("events", [])]
            keys = [c["key"] for c in criteria] if entry["kind"] == "falsified" else []
            found += [f"falsified:{entry['key']}@{key}" for key in keys]
    return list(dict.fromkeys(found))


def level_criteria(scheme: Entry, level: str) -> list[Entry]:
    """Give the criteria of a level."""
    adjusting = [each for each in scheme.get("adjustments", []) if each["level"] == level]
    loose = [c for each in adjusting for c in each.get("criteria", [])]
    own = (
        {"criteria": scheme["criteria"]} if level == "county" else {"criteria": scheme.get("city", {}).get("parts", [])}
    )
    return [*every_criterion(own), *loose]


def values_of(indicator: str, blends: dict[str, list[str]]) -> list[str]:
    """Give the columns of an indicator's values."""
    own = f"value:{indicator}" if indicator in ("code", "city") else indicator
    return [f"{own}@{source}" for source in blends[indicator]] if indicator in blends else [own]


def cell_of(place: Place, name: str) -> Fraction | str:
    """Give what a column says of a place."""
    if name == "carried:":
        return MISSING if place.carried is None else place.carried
    if name == "sampled:":
        return Fraction(place.is_drawn)
    kind, _, key = name.partition(":")
    if kind == "target" and key:
        return place.targets.get(key, MISSING)
    if kind == "events" and key:
        return Fraction(sum(event["kind"] == key for event in place.events))
    if kind == "falsified" and key:
        entry, _, criterion = key.partition("@")
        return Fraction(any((e["kind"], e.get("criterion")) == (entry, criterion) for e in place.events))
    return place.values.get(key if kind == "value" else name, MISSING)


def units_of(scheme: Entry, level: str, places: dict[str, Place], homes: dict[str, str]) -> Units:
    """Put places into columns, in the order of codes."""
    codes = sorted(places)
    units = Units(len(codes), codes=codes)
    for name in column_names(scheme, level):
        add_column(units, name, [cell_of(places[code], name) for code in codes])
    if homes:
        units.cities = sorted(set(homes.values()))
        index = {city: i for i, city in enumerate(units.cities)}
        units.city = [index[homes[code]] for code in codes]
    return units


def add_column(units: Units, name: str, cells: list[Fraction | str]) -> None:
    """Add a column of numbers with as many places as they need."""
    numbers = [cell for cell in cells if isinstance(cell, Fraction)]
    whole = lcm(*(number.denominator for number in numbers))
    units.places[name] = next(p for p in range(19) if 10**p % whole == 0)
    scale = 10 ** units.places[name]
    units.columns[name] = [int(cell * scale) if isinstance(cell, Fraction) else cell for cell in cells]


def from_evidence(scheme: Entry, evidence: Entry) -> Case:
    """Put evidence into columns.

    Args:
        scheme: the document of the scheme.
        evidence: the document of the evidence, without faults; findings are not read.

    Returns:
        The case.
    """
    blended = {c["indicator"] for c in every_criterion(scheme) if "blend" in c}
    homes = {entry["code"]: entry["parent"] for entry in evidence["counties"]}
    places = {code: Place({}, {}, []) for code in (*homes, *(entry["code"] for entry in evidence["cities"]))}
    for line in sorted(evidence["observations"], key=lambda line: int(line.get("version", 1))):
        key, value = line["indicator"], line["value"]
        name = f"{key}@{line['source']}" if key in blended else key
        places[line["place"]].values[name] = value if value == NOT_APPLICABLE else Fraction(value)
        places[line["place"]].values |= ends_of(key, value, line.get("uncertainty"))
    for line in evidence["targets"]:
        places[line["place"]].targets[line["indicator"]] = Fraction(line["value"])
    for event in evidence.get("events", []):
        places[event["place"]].events.append(event)
    for line in evidence["carried"]:
        places[line["county"]].carried = Fraction(line["score"])
    for line in evidence.get("samples", []):
        places[line["county"]].is_drawn = True
    counties = units_of(scheme, "county", {code: places[code] for code in homes}, homes)
    rest = {code: place for code, place in places.items() if code not in homes}
    return Case(scheme, counties, units_of(scheme, "city", rest, {}), "evidence")


def ends_of(key: str, value: object, uncertainty: Entry | None) -> dict[str, Fraction | str]:
    """Give the ends of the interval of a value, by name of column."""
    names = [f"{end}:{key}" for end in ("lower", "upper")]
    if value == NOT_APPLICABLE or uncertainty is None:
        return dict.fromkeys(names, NOT_APPLICABLE if value == NOT_APPLICABLE else MISSING)
    return {name: Fraction(uncertainty[name.partition(":")[0]]) for name in names}


# Breadth and depth


class Wide(Maker):
    """A maker of schemes with more units and more criteria, which gives columns instead of evidence."""

    def __init__(self, rng: Random, most: int) -> None:
        super().__init__(rng)
        self.most = most  # criteria of the tree, about
        self.wide = rng.choice([1, 2, 3, 4, 6, 8])
        if rng.random() < 0.5:
            self.pick = self.pick_plain

    def pick_plain(self, options: Sequence[Any]) -> Any:
        """Choose no comparison and no quotient, so that most such schemes are served by integers alone."""
        left = [option for option in options if not (isinstance(option, str) and option in NOT_PLAIN)]
        return self.rng.choice(left or options)

    def units(self) -> None:
        """Draw cities and counties."""
        self.counties, self.repeats = {}, {}
        for i in range(self.rng.randint(1, 8)):
            code = f"99{i + 1:02}00"
            earlier = [city for city in self.counties if city not in self.repeats]
            count = self.rng.randint(1, 8)
            if earlier and self.chance(0.25):
                self.repeats[code] = self.pick(earlier)
                count = len(self.counties[self.repeats[code]])
            self.counties[code] = [f"99{i + 1:02}{21 + k}" for k in range(count)]
        self.parent = {code: city for city, codes in self.counties.items() for code in codes}
        self.data |= {code: {} for code in (*self.counties, *self.parent)}
        for city, model in self.repeats.items():
            self.data[city]["twin"] = model
            for code, twin in zip(self.counties[city], self.shuffled(self.counties[model]), strict=True):
                self.data[code]["twin"] = twin
        self.roles()

    def group(self, marks: Fraction, depth: int, level: str) -> Entry:
        """Make a group with its children, more of them than usual."""
        self.nodes += 1
        key = f"g{self.nodes}"
        count = self.rng.randint(1, self.wide) if self.leaves < self.most else 1
        children = []
        for part, weight in self.shares(marks, count):
            is_group = depth < self.deepest and self.chance(0.4) and self.leaves < self.most
            child = self.group(part, depth + 1, level) if is_group else self.criterion(part, level, is_in_tree=True)
            children.append(child | weight)
        return {"key": key, "name": self.words(key, key), "marks": self.write(marks), "children": children}

    def columns(self, count: int) -> Case:
        """Make a scheme with so many counties, or with those of the maker where that is fewer."""
        # As a reader finds it, with decimals as they are written.
        scheme = as_read(self.scheme())
        for code in self.parent:
            if self.model(code) == code:
                self.fill(code, "county", self.data[code]["role"])
        for city in self.counties:
            if self.model(city) == city:
                self.fill(city, "city", "scored")
        for entry in self.data.values():
            if twin := entry.get("twin"):
                entry |= {key: self.data[twin][key] for key in ("score", "values", "targets", "events")}
        places = {code: self.place(code) for code in self.data}
        counties = units_of(scheme, "county", {code: places[code] for code in self.parent}, self.parent)
        cities = units_of(scheme, "city", {code: places[code] for code in self.counties}, {})
        if count > counties.count and "scored" in [self.data[code]["role"] for code in self.parent]:
            scheme = self.lengthen(scheme, counties, count)
        return Case(scheme, counties, cities, "made")

    def place(self, code: str) -> Place:
        """Give what is known of a place."""
        entry = self.data[code]
        role = entry.get("role", "")
        values: dict[str, Fraction | str] = {}
        for key, value in entry["values"].items():
            blend = self.blends.get(key)
            parts = value if isinstance(value, list) else [value] * len(blend or [0])
            names = [f"{key}@{source}" for source, _ in blend] if blend else [key]
            values |= dict(zip(names, parts, strict=True))
            if key in self.compared_at_ends:
                sample = self.uncertainty(key, value) if isinstance(value, Fraction) else None
                values |= ends_of(key, value, sample)
        carried = entry["score"] if role == "carried" else None
        return Place(values, entry["targets"], entry["events"], carried, role == "scored")

    def lengthen(self, scheme: Entry, units: Units, count: int) -> Entry:
        """Add units to columns, their cells drawn from those of scored counties or between them."""
        more = count - units.count
        scored = [i for i, code in enumerate(units.codes) if self.data[code]["role"] == "scored"]
        firm = [i for i in scored if self.data[units.codes[i]]["is_firm"]]
        pool = firm if firm and self.chance(0.3) else scored
        codes = list(islice(free_codes(), more))
        units.city += self.rng.choices([units.city[i] for i in scored], k=more)
        units.codes += codes
        units.count = count
        for names in together(units.columns):
            # What does not apply does so for all sources and has no target above zero: they come from one county.
            rows = self.rng.choices(pool, k=more) if len(names) > 1 else []
            for name in names:
                units.columns[name] += self.cells(name, units.columns[name], pool, rows, more)
        # Columns are drawn one by one, so that nothing may be left of a unit.
        scheme = scheme | ({"when_nothing_applies": "leave_out"} if self.holes else {})
        if scheme.get("classes"):
            scheme["classes"] = self.classes_with(scheme["classes"], codes)
        if scheme["weights"]["kind"] == "table":
            lines = [{"county": code, "weight": decimal(TENTH * self.rng.randint(0, 9))} for code in codes]
            scheme["weights"] = scheme["weights"] | {"weights": scheme["weights"]["weights"] + lines}
        return scheme

    def cells(self, name: str, cells: list[Cell], pool: list[int], rows: list[int], more: int) -> list[Cell]:
        """Draw cells of a column: those of some counties, or numbers between them."""
        seen = [cells[i] for i in pool]
        numbers = [cell for cell in seen if isinstance(cell, int)]
        drawn = [cells[i] for i in rows] if rows else self.rng.choices(seen, k=more)
        # Here a zero says something of its own.
        is_count = name.startswith(("events:", "falsified:", "sampled:", "carried:", "target:"))
        if is_count or not numbers or min(numbers) == 0 or self.chance(0.4):
            return drawn
        # On a coarse grid exact ties and exact halves are common.
        low, high, step = min(numbers), max(numbers), self.pick([1, 1, 5, 10, 50, 100])
        between = (self.rng.randint(low, high) for _ in range(self.pick([10, 300, 3000])))
        fresh = [min(max(round(number / step) * step, low), high) for number in between]
        others = self.rng.choices(fresh + numbers, k=more)
        return [cell if isinstance(cell, str) else other for cell, other in zip(drawn, others, strict=True)]

    def classes_with(self, classes: list[Entry], codes: list[str]) -> list[Entry]:
        """Put further units into one class of each family of counties."""
        members: dict[str, list[str]] = {entry["key"]: [] for entry in classes}
        for family in self.families["county"]:
            if family[0] in members:
                for code, key in zip(codes, self.rng.choices(family, k=len(codes)), strict=True):
                    members[key].append(code)
        return [entry | {"units": entry["units"] + members[entry["key"]]} for entry in classes]


def together(columns: Iterable[str]) -> list[list[str]]:
    """Group the columns whose cells belong together: the values of an indicator, its target, the ends of intervals."""
    groups: dict[str, list[str]] = {}
    for name in columns:
        key = name.removeprefix("target:").removeprefix("lower:").removeprefix("upper:")
        groups.setdefault(key if name.startswith("falsified:") else key.partition("@")[0], []).append(name)
    return list(groups.values())


def free_codes() -> Iterator[str]:
    """Give codes of further counties."""
    return (f"{number}" for number in range(100_101, 990_000) if number % 100)


def make(seed: int, count: int | None = None) -> Case:
    """Make a scheme with columns.

    Args:
        seed: any whole number; the same one gives the same case.
        count: how many units at least; drawn where it is not given.

    Returns:
        The case.
    """
    rng = Random(seed)
    if count is None:
        count = rng.choice([1, 100, 500, 2_000, 10_000, 20_000])
    most = rng.choice([3, 3, 8, 15, 24])
    while True:
        maker = Wide(Random(rng.randrange(2**60)), most)
        # Rules that name units, and gaps everywhere, are for fewer of them.
        if count > LIGHT:
            maker.holes = min(maker.holes, 0.05)
        case = maker.columns(count)
        if case.counties.count < count:  # nobody is scored on criteria, so that there is nobody to draw from
            continue
        if count <= LIGHT or not (case.scheme.get("classes") or case.scheme["weights"]["kind"] == "table"):
            return graded(case, rng) if rng.random() < 0.8 else case


def graded(case: Case, rng: Random) -> Case:
    """Move the bounds of grades to scores that some units have."""
    grading = case.scheme["grades"]
    bands = [dict(band) for band in grading["bands"]]
    if grading["kind"] != "bands":
        return case
    # The counties that the scheme names come first.
    few = permuted(case, range(min(case.counties.count, 100)))
    found = score(few.scheme, few.counties, few.cities).outcome()
    places = int(case.scheme["rounding"]["places"])
    exact = {Fraction(n, found.denominator) for n in found.numerators if n is not None}
    values = exact | {Fraction(number, 10**places) for number in found.published}
    # What a file takes.
    fit = sorted(value for value in values if value > 0 and max(value.numerator, value.denominator) < 10**30)
    if len(fit) < len(bands):
        return case
    bounds = sorted(rng.sample(fit, len(bands) - 1), reverse=True)
    for i, bound in enumerate(bounds):
        bands[i]["at_least"] = bands[i + 1]["below"] = written(bound)
    return replace(case, scheme=case.scheme | {"grades": grading | {"bands": bands}})


def written(value: Fraction) -> str:
    """Write a number as a decimal, or as a ratio where no decimal of few places is one."""
    return decimal(value) if 10**20 % value.denominator == 0 else f"{value.numerator}/{value.denominator}"


# Edges


def words(text: str) -> Entry:
    """Write a name in both languages."""
    return {"en": text, "zh": text}


def scheme_document(tops: list[Entry], indicators: list[Entry], **parts: object) -> Entry:
    """Make a scheme of top groups, with what every scheme has to say."""
    rates = {
        "identification": "identification_accuracy",
        "exit": "exit_accuracy",
        "satisfaction": "satisfaction_work_team",
    }
    low = {"low": {"side": "below", "value": "1"}, "when_missing": "list"}
    marked = {"indicator": "poor_population_reduced", "measured": "total", "at_least": "1"}
    rest: Entry = {
        "format": "jxassess-scheme/1",
        "year": 2019,
        "title": words("edges"),
        "document": "synthetic",
        "marks": decimal(sum((Fraction(top["marks"]) for top in tops), Fraction(0))),
        "criteria": tops,
        "weights": {"kind": "equal"},
        "carried": {"counties": [], "full_marks": "100", "source": "synthetic"},
        "when_nothing_applies": "leave_out",
        "plan": {"items": ["poor_population_reduced"], "level": "city", "miss": "any"},
        "low_rates": [{"rate": rate, "indicator": key} | low for rate, key in rates.items()],
        "rectification": {"days": 30, "day_kind": "calendar"},
        "rewards": {"excellent": {"kind": "rank", "at_most": 1}, "marked": marked, "with_finding": "bars"},
        "indicators": indicators,
    }
    return rest | parts


@dataclass(frozen=True)
class Line:
    """A linear criterion: so many steps of its indicator's last place lie between no points and full marks."""

    key: str
    marks: Fraction
    steps: int
    places: int
    zero: int  # in steps
    is_lower: bool
    kind: str  # linear, proportional or deduction

    def criterion(self) -> Entry:
        """Write it."""
        base = {"key": self.key, "name": words(self.key), "marks": decimal(self.marks), "indicator": f"i_{self.key}"}
        base |= {"basis": "value", "when_missing": "fault", "when_not_applicable": "fault"}
        return base | {"rule": {"kind": self.kind} | self.rule()}

    def rule(self) -> Entry:
        """Write the rule."""
        full = self.zero - self.steps if self.is_lower else self.zero + self.steps
        if self.kind == "proportional":
            return {"full_at": self.number(full)}
        if self.kind == "linear":
            return {"zero_at": self.number(self.zero), "full_at": self.number(full)}
        side = "above" if self.is_lower else "below"
        loss = {"per": self.number(self.steps), "points": decimal(self.marks), "counting": "proportional"}
        return {"start": self.number(full), "side": side} | loss

    def indicator(self) -> Entry:
        """Write its indicator."""
        entry = {"key": f"i_{self.key}", "name": words(self.key), "unit": words("unit"), "places": self.places}
        low = min(self.zero, self.zero - self.steps if self.is_lower else self.zero) - 9
        low = max(low, 0) if self.kind == "proportional" else low
        better = "lower" if self.is_lower else "higher"
        return entry | {"low": self.number(low), "better": better, "is_additive": False}

    def number(self, steps: int) -> str:
        """Write a number of steps as a value."""
        return decimal(Fraction(steps, 10**self.places))

    def cell(self, earned: int) -> int:
        """Give the cell that earns so many steps."""
        return self.zero - earned if self.is_lower else self.zero + earned


class Edges:
    """A scheme for the edges, and the arithmetic of values that reach them."""

    def __init__(self, seed: int) -> None:
        self.rng = rng = Random(seed)
        self.places = rng.choice([0, 1, 2, 2, 3, 4])
        self.ulp = Fraction(1, 10**self.places)
        self.bits = rng.choice([0, 8, 20, 40, 50, 53, 60, 80, 90, 96, 110, 128, 200, 260, MOST_BITS])
        self.stages = rng.choice([[], [], [], [], [], [], ["counties"], ["dimensions"], ["dimensions", "counties"]])
        self.lines = [self.line(f"s{i}", span) for i, span in enumerate(self.spans())]
        self.steps = self.staircases()
        rest = sum((line.marks for line in self.lines), Fraction(0)) + 8 * len(self.steps)
        # The tuner moves a score by whole units of the last published place, over more than all others together.
        reach = int(rest) + rng.choice([2, 10, 30])
        self.tuner = Line("tuner", Fraction(reach), reach * 10**self.places, self.places, 0, False, "linear")
        self.low, self.high = int(rest) + 1, reach
        self.compared = rng.choice(["exact", "published"])
        self.bounds = self.thresholds()
        self.scheme = self.document()
        self.solve()

    def spans(self) -> list[int]:
        """Draw spans whose least common multiple has about as many bits as wanted, most of them twice."""
        if not self.bits:
            return [self.rng.choice([1, 2, 4, 5, 8, 10, 20, 25, 40, 50, 100]) for _ in range(self.rng.randint(2, 16))]
        size = self.rng.choice([4, 8, 12, 25, 40])
        size = max(size, -(-self.bits // 11))
        spans, left = [2 ** self.rng.randint(1, min(size, self.bits))], self.bits
        while prod(spans).bit_length() < left and len(spans) < 12:
            wanted = min(size, left - prod(spans).bit_length() + 1)
            spans.append(self.odd(max(wanted, 2)))
        return spans + [span for span in spans if self.rng.random() < 0.8]

    def odd(self, bits: int) -> int:
        """Draw an odd number without small factors, of so many bits."""
        for _ in range(200):
            number = self.rng.getrandbits(bits) | 1 | 1 << (bits - 1)
            if bits < 6 or gcd(number, 3 * 5 * 7 * 11 * 13 * 17 * 19) == 1:
                return number
        return 3

    def line(self, key: str, span: int) -> Line:
        """Make a criterion of a span."""
        rng = self.rng
        # Marks that are whole numbers of published places leave every remainder of the span within reach.
        marks = Fraction(rng.choice([1, 2, 3, 5, 7, 10])) * (TENTH if self.places and rng.random() < 0.3 else 1)
        marks *= Fraction(1, 4) if self.places > 2 or rng.random() < 0.03 else 1
        kind = rng.choice(["linear", "linear", "proportional", "deduction"])
        is_lower = kind != "proportional" and rng.random() < 0.3
        zero = 0 if kind == "proportional" else rng.choice([0, 0, 7, -12, 1000, span * (1 + is_lower)])
        return Line(key, marks, span, rng.randint(0, 10), zero, is_lower, kind)

    def staircases(self) -> list[tuple[Entry, Entry, list[int], list[Fraction]]]:
        """Make a few criteria of levels: criterion, indicator, cells, and what each of these earns."""
        found = []
        for i in range(self.rng.choice([0, 0, 1, 2, 4])):
            key = f"l{i}"
            points = [Fraction(8), Fraction(self.rng.randint(40, 79), 10), Fraction(self.rng.randint(1, 39), 10)]
            bounds = [90, 60, 30]
            levels = [
                {"side": self.rng.choice(["at_least", "above"]), "value": str(bound), "points": decimal(earned)}
                for bound, earned in zip(bounds, points, strict=True)
            ]
            criterion = {"key": key, "name": words(key), "marks": "8", "indicator": f"i_{key}", "basis": "value"}
            criterion |= {"rule": {"kind": "levels", "levels": levels, "otherwise": "0"}}
            criterion |= {"when_missing": "fault", "when_not_applicable": "fault"}
            indicator = {"key": f"i_{key}", "name": words(key), "unit": words("unit"), "places": 1}
            indicator |= {"low": "0", "high": "100", "better": "higher", "is_additive": False}
            cells = [899, 900, 901, 599, 600, 601, 299, 300, 301, 0, 1000]
            found.append((criterion, indicator, cells, [self.climbed(levels, cell) for cell in cells]))
        return found

    @staticmethod
    def climbed(levels: list[Entry], cell: int) -> Fraction:
        """Give what a cell of a staircase earns."""
        for level in levels:
            bound = int(level["value"]) * 10
            if cell > bound or (cell == bound and level["side"] == "at_least"):
                return Fraction(level["points"])
        return Fraction(0)

    def thresholds(self) -> list[Fraction]:
        """Draw bounds of grades where scores are, best first."""
        grid = self.ulp * self.rng.choice([1, 1, Fraction(1, 2), TENTH])
        middle = Fraction(self.rng.randint(self.low, max(self.low, self.high - 1)))
        return sorted({middle + grid * self.rng.randint(0, 8) for _ in range(self.rng.randint(1, 4))}, reverse=True)

    def grades(self) -> Entry:
        """Write the grades."""
        bands: list[Entry] = [{"key": f"g{i}", "name": words(f"g{i}")} for i in range(len(self.bounds) + 1)]
        for i, bound in enumerate(self.bounds):
            bands[i]["at_least"] = decimal(bound)
            bands[i + 1]["below"] = decimal(bound)
        return {"kind": "bands", "compared_on": self.compared, "bands": bands}

    def document(self) -> Entry:
        """Write the scheme; where dimensions are rounded, the tuner and all lines are in one of them."""
        rng = self.rng
        entries = [line.criterion() for line in self.lines] + [step[0] for step in self.steps]
        groups: list[list[Entry]] = [[self.tuner.criterion()], [], [], []]
        for entry in entries:
            groups[0 if self.stages else rng.randrange(4)].append(entry)
        fillers = [Line(f"f{i}", Fraction(1), 1, 0, 0, False, "linear") for i in range(4) if not groups[i]]
        for filler in fillers:
            groups[int(filler.key[1:])].append(filler.criterion())
        self.fillers = fillers
        tops = [self.top(i, children) for i, children in enumerate(groups)]
        indicators = [line.indicator() for line in (*self.lines, self.tuner, *fillers)] + [s[1] for s in self.steps]
        rounding = {"places": self.places, "mode": rng.choice(["half_up", "half_even"]), "stages": self.stages}
        ranking = {"ties": rng.choice(["competition", "dense"]), "compared_on": rng.choice(["exact", "published"])}
        return scheme_document(tops, indicators, rounding=rounding, ranking=ranking, grades=self.grades())

    def top(self, i: int, children: list[Entry]) -> Entry:
        """Make a top group; its lines are sometimes weighted in a group of their own."""
        lines = [child for child in children if child["key"].startswith("s")]
        if len(lines) > 1 and self.rng.random() < 0.4:
            marks = sum((Fraction(line["marks"]) for line in lines), Fraction(0))
            weighed = [line | {"weight": weight} for line, weight in zip(lines, self.weights(lines), strict=True)]
            inner = {"key": f"w{i}", "name": words(f"w{i}"), "marks": decimal(marks), "children": weighed}
            children = [child for child in children if child not in lines] + [inner]
        marks = sum((Fraction(child["marks"]) for child in children), Fraction(0))
        top = {"key": f"t{i}", "name": words(f"t{i}"), "marks": decimal(marks), "children": children}
        return top | {"dimension": DIMENSIONS[i]}

    def weights(self, lines: list[Entry]) -> list[str]:
        """Draw weights: mostly the marks of others, so that every remainder stays within reach."""
        if self.rng.random() < 0.1:
            return [str(self.rng.choice([1, 2, 3, "0.7", 11, "13/17"])) for _ in lines]
        weights = [str(line["marks"]) for line in lines]
        self.rng.shuffle(weights)
        return weights

    # Solving

    def solve(self) -> None:
        """Find once what moves the sum of the lines by the least amount, all in units of the last published place."""
        tree = Tree()
        tree.add_all(Fraction, self.scheme["criteria"], (), Fraction(self.scheme["marks"]))
        worth = {leaf.criterion["key"]: leaf.nominal / self.ulp for leaf in tree.leaves}
        self.slopes = [worth[line.key] / line.steps for line in self.lines]
        stairs = [earned / self.ulp for _, _, _, points in self.steps for earned in points]
        goals = [bound / self.ulp for bound in self.bounds]
        parts = (part.denominator for part in (*self.slopes, *stairs, *goals))
        self.denominator = lcm(2, *parts)
        self.shares = [int(slope * self.denominator) for slope in self.slopes]
        least, moves = self.denominator, [0] * len(self.lines)
        for i, (line, slope, share) in enumerate(zip(self.lines, self.slopes, self.shares, strict=True)):
            if slope.denominator <= line.steps:
                least, kept, own = euclid(least, share)
                moves = [move * kept for move in moves[:i]] + [own, *moves[i + 1 :]]
        self.least, self.moves = least, moves

    def goal(self) -> Fraction:
        """Draw where a score shall lie, in units of the last published place."""
        rng = self.rng
        bound = rng.choice(self.bounds) / self.ulp
        near = [bound, bound - Fraction(1, 2), bound // 1 + rng.randint(-2, 2)]
        near += [bound // 1 + rng.randint(-3, 3) + Fraction(1, 2)] * 3
        return rng.choice(near)

    def row(self, goal: Fraction, off: int) -> dict[str, Cell]:
        """Find the cells of a unit whose score is a goal, and so many of the least steps beside it."""
        rng, cells = self.rng, dict[str, Cell]()
        reached = 0
        for _, indicator, choices, points in self.steps:
            k = rng.randrange(len(choices))
            cells[indicator["key"]] = choices[k]
            reached += int(points[k] / self.ulp * self.denominator)
        earned = [rng.randrange(line.steps + 1) for line in self.lines]
        wanted = int(goal * self.denominator) + off * self.least
        rest = wanted - reached - sum(share * y for share, y in zip(self.shares, earned, strict=True))
        turns = rest // self.least
        for i, (line, slope) in enumerate(zip(self.lines, self.slopes, strict=True)):
            period = slope.denominator
            if period <= line.steps:
                lifted = (earned[i] + turns * self.moves[i]) % period
                earned[i] = lifted + period * rng.randint(0, (line.steps - lifted) // period)
            cells[f"i_{line.key}"] = line.cell(earned[i])
        reached += sum(share * y for share, y in zip(self.shares, earned, strict=True))
        steps = (wanted - reached) // self.denominator
        cells["i_tuner"] = min(max(steps, 0), self.tuner.steps)
        return cells | {f"i_{filler.key}": 0 for filler in self.fillers}

    def city(self) -> list[dict[str, Cell]]:
        """Make the counties of a city, whose mean is on an edge too, or beside it."""
        goal, size = self.goal(), self.rng.choice([1, 1, 2, 2, 3, 4])
        offs = [self.rng.choice([0, 0, 1, -1, 2, -2]) for _ in range(size - 1)]
        offs.append(self.rng.choice([-sum(offs), 0, 1, -1]))
        return [self.row(goal, off) for off in offs]

    def case(self, count: int) -> Case:
        """Make a case of about so many units."""
        cities: list[list[dict[str, Cell]]] = []
        while sum(map(len, cities)) < count:
            cities.append(self.city())
        rows = [(i, row) for i, city in enumerate(cities) for row in city]
        self.rng.shuffle(rows)
        columns = {name: [row[name] for _, row in rows] for name in rows[0][1]}
        lines = (*self.lines, self.tuner, *self.fillers)
        places = {f"i_{line.key}": line.places for line in lines} | {step[1]["key"]: 1 for step in self.steps}
        codes = list(islice(free_codes(), len(rows)))
        names = [f"{100_000 + 100 * i}" for i in range(len(cities))] if len(cities) < 8_000 else []
        home = [i for i, _ in rows] if names else []
        units = Units(len(rows), columns, places, codes, names, home)
        return Case(self.scheme, units, Units(len(names), codes=names), f"edges of {self.bits} bits")


def euclid(first: int, second: int) -> tuple[int, int, int]:
    """Give the greatest common divisor of two numbers and how often each goes into it."""
    one, other = (first, 1, 0), (second, 0, 1)
    while other[0]:
        times = one[0] // other[0]
        one, other = other, (one[0] - times * other[0], one[1] - times * other[1], one[2] - times * other[2])
    return one


def adversarial(seed: int, count: int | None = None) -> Case:
    """Make a case on the edges.

    Args:
        seed: any whole number; the same one gives the same case.
        count: how many units, about; drawn where it is not given.

    Returns:
        The case.
    """
    edges = Edges(seed)
    return edges.case(edges.rng.choice([20, 200, 500, 1_500]) if count is None else count)


# Other orders


def permuted(case: Case, order: Sequence[int]) -> Case:
    """Give a case with its counties in another order, or only some of them."""
    return replace(case, counties=case.counties.take(order))
