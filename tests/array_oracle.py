"""An independent oracle for columns: scores, published values, ranks and grades of any number of units.

It imports nothing of the library and shares no method with its arrays: no numpy, no pieces, no float, no bound. A
criterion's points are worked out once for each distinct reading by the oracle's formulas, in `Fraction`; units in which
the same criteria apply share the factors of the tree and one common denominator, over which Python's integers add up.

Data are plain: a column is a list of whole numbers, each standing for itself divided by ten to the column's places, or
of the words `missing` and `not_applicable`. The scheme is the document that the file holds.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import repeat
from math import lcm
from operator import add
from typing import Any

from oracle import Tree, shares_of
from oracle_rules import UNIT_RULES, clip, reaches

Json = Any
Cell = int | str
Key = Any  # a cell, or several in a tuple

MISSING = "missing"
NOT_APPLICABLE = "not_applicable"
GROUP = "rescale_group"
ALL = "rescale_all"
PUBLISHED = "published"
NOTHING = Fraction(0)


@dataclass
class Units:
    """Units in rows and what is known of them in columns; the names of columns are those of the arrays."""

    count: int
    columns: dict[str, list[Cell]] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    codes: list[str] = field(default_factory=list)  # one for each unit, or none at all
    cities: list[str] = field(default_factory=list)  # in the order of codes
    city: list[int] = field(default_factory=list)  # for each unit the index of its city, or none at all

    def take(self, rows: Sequence[int]) -> Units:
        """Give some of the units, in any order."""
        columns = {name: [cells[i] for i in rows] for name, cells in self.columns.items()}
        codes = [self.codes[i] for i in rows] if self.codes else []
        city = [self.city[i] for i in rows] if self.city else []
        return Units(len(rows), columns, dict(self.places), codes, list(self.cities), city)


@dataclass
class Outcome:
    """What the oracle finds of units in their order: scores are numerators over one denominator, `None` if left out."""

    numerators: list[int | None]
    denominator: int
    published: list[int]  # in units of the last published place; 0 where left out
    ranks: list[int]  # from 1 on; 0 where left out
    grades: list[int]  # from 0 on; -1 where left out
    halves: int = 0  # exact halves among the values that were published


@dataclass
class CityOutcome:
    """What the oracle finds of cities, those without any score left out."""

    codes: list[str]
    scores: list[Fraction]
    published: list[int]
    ranks: list[int]
    grades_by_score: list[int]
    grades: list[int]


def to_whole(numerator: int, denominator: int, mode: str) -> int:
    """Round a ratio to a whole number; the denominator is above zero."""
    whole, rest = divmod(abs(numerator), denominator)
    rest *= 2
    whole += rest > denominator or (rest == denominator and (mode == "half_up" or whole % 2 == 1))
    return whole if numerator >= 0 else -whole


class Rounding:
    """How a scheme rounds."""

    def __init__(self, scheme: Json) -> None:
        self.places, self.mode = int(scheme["rounding"]["places"]), scheme["rounding"]["mode"]
        self.stages = scheme["rounding"]["stages"]
        self.scale: int = 10**self.places

    def whole(self, value: Fraction) -> int:
        """Give a value in units of the last place."""
        return to_whole(value.numerator * self.scale, value.denominator, self.mode)

    def after(self, stage: str, value: Fraction) -> Fraction:
        """Round where the scheme rounds at a stage."""
        return Fraction(self.whole(value), self.scale) if stage in self.stages else value


class Level:
    """The units of one level with the criteria that they are scored on."""

    def __init__(self, scheme: Json, units: Units, scored: Sequence[int], carried: Sequence[int]) -> None:
        self.scheme, self.units, self.scored, self.carried = scheme, units, scored, carried
        self.rounding = Rounding(scheme)
        self.lower = {entry["key"] for entry in scheme.get("indicators", []) if entry["better"] == "lower"}
        kinds = [each["key"] for each in scheme.get("adjustments", []) if each["kind"] == "falsified"]
        self.kinds = kinds
        members = {each["key"]: each["units"] for each in scheme.get("classes", [])}
        self.classes = {key: frozenset(codes) for key, codes in members.items()}
        self.readings = dict[str, tuple[list[Key], dict[Key, Fraction | str]]]()
        self.points = dict[str, dict[Key, Fraction | str]]()
        self.pools = dict[str, list[Key]]()

    # Cells

    def cells(self, name: str) -> list[Cell]:
        """Give a column; where there is none, nothing was observed."""
        return self.units.columns.get(name) or [MISSING] * self.units.count

    def flags(self, name: str) -> list[Cell]:
        """Give a column of counts; where there is none, nothing happened."""
        return self.units.columns.get(name) or [0] * self.units.count

    def exact(self, name: str, cell: Cell) -> Fraction | str:
        """Take a cell as the number that it stands for."""
        return cell if isinstance(cell, str) else Fraction(cell, 10 ** self.units.places[name])

    def named(self, indicator: str) -> str:
        """Give the name of an indicator's column."""
        return f"value:{indicator}" if indicator in ("code", "city") else indicator

    def names(self, criterion: Json) -> list[str]:
        """Give the columns that the quantity of a criterion is made of: one or several of the value, one beside it."""
        own, basis = self.named(criterion["indicator"]), criterion["basis"]
        sources = [f"{own}@{part['source']}" for part in criterion.get("blend", [])] or [own]
        return [*sources, *self.beside(criterion, basis)]

    def beside(self, criterion: Json, basis: str) -> list[str]:
        """Give the column that a value is held against."""
        if basis in ("completion", "margin"):
            return [f"target:{criterion['indicator']}"]
        return self.of_indicator(criterion["reference"]) if basis in ("difference", "ratio") else []

    def of_indicator(self, indicator: str) -> list[str]:
        """Give the columns of an indicator that is read as it is: one, or one for each source of its blend."""
        parts = self.blend_of(indicator)
        own = self.named(indicator)
        return [f"{own}@{part['source']}" for part in parts] or [own]

    def blend_of(self, indicator: str) -> list[Json]:
        """Give the blend of an indicator, from whichever criterion says it."""
        found = (c["blend"] for c in every_criterion(self.scheme) if c["indicator"] == indicator and "blend" in c)
        return list(next(found, []))

    # Readings

    def keys(self, names: list[str]) -> list[Key]:
        """Give for each unit its cells in some columns."""
        columns = [self.cells(name) for name in names]
        return list(columns[0]) if len(columns) == 1 else list(zip(*columns, strict=True))

    def blended(self, names: list[str], parts: list[Json], cells: Sequence[Cell]) -> Fraction | str:
        """Give the value that cells make together."""
        found = [self.exact(name, cell) for name, cell in zip(names, cells, strict=True)]
        for word in (MISSING, NOT_APPLICABLE):
            if word in found:
                return word
        if not parts:
            return found[0]
        pairs = zip(parts, (value for value in found if not isinstance(value, str)), strict=True)
        return sum((Fraction(part["share"]) * value for part, value in pairs), NOTHING)

    def quantity(self, criterion: Json, names: list[str], cells: Sequence[Cell]) -> Fraction | str:
        """Give what a rule reads of some cells: a number, or why there is none."""
        basis, parts = criterion["basis"], criterion.get("blend", [])
        count = len(parts) or 1
        value = self.blended(names[:count], parts, cells[:count])
        if basis == "value":
            return value
        second = self.blend_of(criterion["reference"]) if basis in ("difference", "ratio") else []
        other = self.blended(names[count:], second, cells[count:])
        if NOT_APPLICABLE in (value, other) or (basis == "completion" and other == 0):
            return NOT_APPLICABLE
        if isinstance(value, str) or isinstance(other, str):
            return MISSING
        return value / other if basis in ("completion", "ratio") else value - other

    def read(self, criterion: Json) -> tuple[list[Key], dict[Key, Fraction | str]]:
        """Give for each unit the key of its reading of a criterion, and for each key the quantity."""
        if criterion["key"] not in self.readings:
            names = self.names(criterion)
            keys = self.keys(names)
            taken = ((key, key if isinstance(key, tuple) else (key,)) for key in set(keys))
            self.readings[criterion["key"]] = keys, {key: self.quantity(criterion, names, row) for key, row in taken}
        return self.readings[criterion["key"]]

    # Points

    def score(self, criterion: Json) -> tuple[list[Key], dict[Key, Fraction | str]]:
        """Give for each scored unit the key of its outcome, and for each key the points or the way it is left out."""
        keys, quantities = self.read(criterion)
        sides: list[list[Key]] = [self.only(keys)]
        rules = self.rules(criterion, sides)
        cut = self.cutoff(criterion, sides)
        lost = self.losses(criterion, sides)
        if len(sides) == 1:
            lone = sides[0]
            return lone, {key: self.outcome(criterion, rules(()), quantities[key], False, False) for key in set(lone)}
        joint: list[Key] = list(zip(*sides, strict=True))
        points: dict[Key, Fraction | str] = {}
        for key in set(joint):
            parts = iter(key)
            quantity = quantities[next(parts)]
            rule = rules((next(parts),)) if self.is_local(criterion) else rules(())
            bound = cut(next(parts)) if "cutoff" in criterion else False
            gone = any(parts) if lost else False
            points[key] = self.outcome(criterion, rule, quantity, bound, gone)
        return joint, points

    def only(self, column: list[Any]) -> list[Any]:
        """Give a column's cells of the scored units."""
        return column if len(self.scored) == self.units.count else [column[i] for i in self.scored]

    def is_local(self, criterion: Json) -> bool:
        """Tell whether a rule differs between units."""
        rule = criterion["rule"]
        return rule["kind"] == "by_class" or rule.get("cohort", {}).get("among") in ("city", "class")

    def rules(self, criterion: Json, sides: list[list[Key]]) -> Callable[[tuple[Key, ...]], Callable[..., Fraction]]:
        """Give the function that finds the formula of a unit by its class or cohort."""
        rule, full = criterion["rule"], Fraction(criterion["marks"])
        if rule["kind"] == "by_class":
            cases = {case["unit_class"]: unit_formula(case["rule"], full) for case in rule["cases"]}
            sides.append(self.only(self.class_column(list(cases))))
            return lambda key: cases[str(key[0])]
        if rule["kind"] in UNIT_RULES:
            formula = unit_formula(rule, full)
            return lambda key: formula
        pools = self.pool_column(rule["cohort"])
        if self.is_local(criterion):
            sides.append(self.only(pools))
        made = self.cohorts(criterion, pools)
        return lambda key: made[key[0] if key else ""]

    def class_column(self, keys: list[str]) -> list[Key]:
        """Give the class of every unit, nothing where it is in none of them."""
        home = {code: key for key in keys for code in self.classes[key]}
        return [home.get(code, "") for code in self.units.codes] or [""] * self.units.count

    def pool_column(self, cohort: Json) -> list[Key]:
        """Give for every unit what names the units that it is compared with."""
        if cohort["among"] == "city":
            return list(self.units.city)
        return self.class_column(cohort["classes"]) if cohort["among"] == "class" else [""] * self.units.count

    def cohorts(self, criterion: Json, pools: list[Key]) -> dict[Key, Callable[..., Fraction]]:
        """Give for each cohort its formula."""
        rule, full = criterion["rule"], Fraction(criterion["marks"])
        sign = -1 if criterion["indicator"] in self.lower else 1
        keys, quantities = self.read(criterion)
        members = [*self.scored, *(self.carried if rule["cohort"]["has_carried"] else [])]
        counts: dict[Key, Counter[Key]] = {}
        for i in members:
            counts.setdefault(pools[i], Counter())[keys[i]] += 1
        made: dict[Key, Callable[..., Fraction]] = {}
        for pool, counter in counts.items():
            known = Counter[Fraction]()
            for key, count in counter.items():
                quantity = quantities[key]
                if not isinstance(quantity, str):
                    known[quantity] += count
            made[pool] = COHORT_FORMULAS[rule["kind"]](rule, full, known, sign) if known else nobody
        return made

    def cutoff(self, criterion: Json, sides: list[list[Key]]) -> Callable[[Key], bool | str]:
        """Give the function that tells from a cell whether a cutoff takes all points, or is not known."""
        if "cutoff" not in criterion:
            return lambda key: False
        bound, indicator = criterion["cutoff"]["bound"], criterion["cutoff"]["indicator"]
        names, parts = self.of_indicator(indicator), self.blend_of(indicator)
        sides.append(self.only(self.keys(names)))

        def cut(key: Key) -> bool | str:
            seen = self.blended(names, parts, key if isinstance(key, tuple) else (key,))
            if seen == NOT_APPLICABLE:
                return False
            return MISSING if isinstance(seen, str) else reaches(seen, bound["side"], Fraction(bound["value"]))

        return cut

    def losses(self, criterion: Json, sides: list[list[Key]]) -> bool:
        """Add the columns that say whether a criterion's data were falsified; tell whether there are any."""
        names = [f"falsified:{kind}@{criterion['key']}" for kind in self.kinds]
        found = [self.units.columns[name] for name in names if name in self.units.columns]
        sides += [self.only(column) for column in found]
        return bool(found)

    def outcome(
        self,
        criterion: Json,
        rule: Callable[[Fraction], Fraction],
        quantity: Fraction | str,
        cut: bool | str,
        gone: bool,
    ) -> Fraction | str:
        """Give the points of a reading, or the way in which it is left out."""
        if quantity != NOT_APPLICABLE and cut == MISSING:
            quantity = MISSING
        if isinstance(quantity, str):
            policy = str(criterion[f"when_{quantity}"])
            if policy == "fault":
                raise ValueError(f"{criterion['key']} is {quantity}")
            return NOTHING if policy == "zero" else policy
        return self.rounding.after("criteria", NOTHING if cut or gone else rule(quantity))


def every_criterion(scheme: Json) -> Iterable[Json]:
    """Give every criterion of a scheme, of counties and cities."""
    open_nodes = [*scheme["criteria"], *scheme.get("city", {}).get("parts", [])]
    open_nodes += [c for each in scheme.get("adjustments", []) for c in each.get("criteria", [])]
    while open_nodes:
        node = open_nodes.pop()
        if "children" in node:
            open_nodes += node["children"]
        else:
            yield node


# Formulas


def unit_formula(rule: Json, full: Fraction) -> Callable[[Fraction], Fraction]:
    """Give the formula of a rule that reads one unit."""
    formula = UNIT_RULES[rule["kind"]]
    return lambda seen: formula(Fraction, rule, full, seen)


def nobody(seen: Fraction) -> Fraction:
    """Stand for a comparison of nobody, which no unit can ask for."""
    raise ValueError("nobody is compared")


def mean_formula(rule: Json, full: Fraction, known: Counter[Fraction], sign: int) -> Callable[[Fraction], Fraction]:
    """Give the base marks times the ratio to the mean, between floor and cap."""
    whole = lcm(*(value.denominator for value in known))
    total = sum(value.numerator * (whole // value.denominator) * count for value, count in known.items())
    mean = Fraction(total, whole * known.total())
    if mean <= 0:
        raise ValueError("a mean that is not above zero")
    factor, floor, cap = Fraction(rule["base"]) / mean, Fraction(rule["floor"]), Fraction(rule["cap"])
    return lambda seen: max(floor, min(seen * factor, cap))


def rank_formula(rule: Json, full: Fraction, known: Counter[Fraction], sign: int) -> Callable[[Fraction], Fraction]:
    """Give full marks less a step for each place before."""
    before, so_far = dict[Fraction, int](), 0
    for value in sorted(known, reverse=sign > 0):
        before[value] = so_far
        so_far += 1 if rule["ties"] == "dense" else known[value]
    step, floor = Fraction(rule["step"]), Fraction(rule["floor"])
    return lambda seen: max(floor, full - step * before[seen])


def extreme_formula(rule: Json, full: Fraction, known: Counter[Fraction], sign: int) -> Callable[[Fraction], Fraction]:
    """Give the share of the way from the worst to the best, above a floor."""
    ends = min(known), max(known)
    worst, best = ends if sign > 0 else ends[::-1]
    low, equal = Fraction(rule["floor"]), Fraction(rule["when_equal"])
    if worst == best:
        return lambda seen: equal
    return lambda seen: low + (full - low) * (seen - worst) / (best - worst)


COHORT_FORMULAS = {"relative_to_mean": mean_formula, "by_rank": rank_formula, "between_extremes": extreme_formula}


# Units of one level, added up


class Adding:
    """Units of one pattern: terms over one common denominator, and the running totals."""

    def __init__(self, count: int) -> None:
        self.count, self.denominator = count, 1
        self.steps: list[Callable[[list[int]], list[int]]] = []

    def share(self, values: Iterable[Fraction]) -> None:
        """Make room in the denominator."""
        self.denominator = lcm(self.denominator, *{value.denominator for value in values})

    def over(self, value: Fraction) -> int:
        """Give a value as a numerator."""
        return value.numerator * (self.denominator // value.denominator)

    def add_terms(self, terms: list[tuple[list[Key], dict[Key, Fraction]]]) -> None:
        """Add a term for each unit by its key."""
        for keys, table in terms:
            self.share(table.values())
            self.steps.append(lambda totals, keys=keys, table=table: self.added(totals, keys, table))

    def added(self, totals: list[int], keys: list[Key], table: dict[Key, Fraction]) -> list[int]:
        """Add one term."""
        whole = {key: self.over(value) for key, value in table.items()}
        return list(map(add, totals, map(whole.__getitem__, keys)))

    def add_rounded(
        self, terms: list[tuple[list[Key], dict[Key, Fraction]]], rounding: Rounding, after: Fraction
    ) -> None:
        """Add the sum of some terms rounded, one unit of the last place being worth so much of a score."""
        inner = Adding(self.count)
        inner.add_terms(terms)
        self.share([after])
        self.steps.append(lambda totals: self.added_rounded(totals, inner, rounding, after))

    def added_rounded(self, totals: list[int], inner: Adding, rounding: Rounding, after: Fraction) -> list[int]:
        """Add a sum that is rounded first."""
        own, worth = inner.run(), self.over(after)
        whole = [to_whole(n * rounding.scale, inner.denominator, rounding.mode) * worth for n in own]
        return list(map(add, totals, whole))

    def bound(self, low: Fraction | None, high: Fraction | None) -> None:
        """Keep totals between bounds."""
        self.share([end for end in (low, high) if end is not None])

        def bounded(totals: list[int]) -> list[int]:
            if low is not None:
                least = self.over(low)
                totals = [max(n, least) for n in totals]
            if high is not None:
                most = self.over(high)
                totals = [min(n, most) for n in totals]
            return totals

        self.steps.append(bounded)

    def run(self) -> list[int]:
        """Give the numerators."""
        totals = [0] * self.count
        for step in self.steps:
            totals = step(totals)
        return totals


class Scored:
    """The scored units of one level, with the outcome of every criterion."""

    def __init__(self, level: Level, tree: Tree, name: str) -> None:
        self.level, self.tree, self.name, self.scheme = level, tree, name, level.scheme
        self.outcomes = {leaf.criterion["key"]: level.score(leaf.criterion) for leaf in tree.leaves}
        entries = sorted(self.scheme.get("adjustments", []), key=lambda entry: int(entry["order"]))
        self.adjustments = [entry for entry in entries if entry["level"] == name]
        self.added = dict[str, tuple[list[Key], dict[Key, Fraction]]]()
        for entry in self.adjustments:
            self.outcomes |= {c["key"]: level.score(c) for c in entry.get("criteria", [])}

    def patterns(self) -> dict[tuple[Key, ...], list[int]]:
        """Group the scored units by what is left out and, where comparisons are local, by whom they are compared with."""
        sides: list[Iterable[Key]] = []
        for leaf in self.tree.leaves:
            keys, points = self.outcomes[leaf.criterion["key"]]
            if any(isinstance(each, str) for each in points.values()):
                kinds = {key: each if isinstance(each, str) else "" for key, each in points.items()}
                sides.append(map(kinds.__getitem__, keys))
            else:
                sides.append(repeat("", len(keys)))
        found: dict[tuple[Key, ...], list[int]] = {}
        for i, pattern in enumerate(zip(*sides, strict=True)):
            found.setdefault(pattern, []).append(i)
        if not self.tree.leaves:
            found = {(): list(range(len(self.level.scored)))}
        return found

    def near(self, rows: list[int]) -> list[list[int]]:
        """Divide units further where denominators would multiply: by city where a rule compares within it."""
        rules = [leaf.criterion["rule"] for leaf in self.tree.leaves]
        if not any(rule.get("cohort", {}).get("among") == "city" for rule in rules):
            return [rows]
        found: dict[int, list[int]] = {}
        for i in rows:
            found.setdefault(self.level.units.city[self.level.scored[i]], []).append(i)
        return list(found.values())

    def factors(self, pattern: tuple[Key, ...]) -> tuple[dict[str, tuple[str, Fraction]], dict[str, Fraction]]:
        """Give for each criterion that counts its top group and what a point is worth there, and the tops' worth."""
        pairs = list(zip(self.tree.leaves, pattern, strict=True))
        alive = [leaf for leaf, state in pairs if not state]
        worth = dict(self.tree.worth)
        for leaf, state in pairs:
            for group in leaf.path if state == ALL else ():
                worth[group] -= leaf.nominal
        shared = shares_of(alive, worth)
        found: dict[str, tuple[str, Fraction]] = {}
        for leaf in alive:
            factor = leaf.nominal / Fraction(leaf.criterion["marks"])
            for group in leaf.path:
                factor = factor * worth[group] / shared[group]
            found[leaf.criterion["key"]] = leaf.path[0], factor
        return found, {leaf.path[0]: worth[leaf.path[0]] for leaf in alive}

    def terms(self, key: str, rows: list[int], factor: Fraction) -> tuple[list[Key], dict[Key, Fraction]]:
        """Give a criterion's term in some units."""
        keys, points = self.outcomes[key]
        here = keys if len(rows) == len(keys) else [keys[i] for i in rows]
        own = {k: points[k] for k in set(here)}
        return here, {k: each * factor for k, each in own.items() if not isinstance(each, str)}

    # Adjustments

    def adjust(self, adding: Adding, rows: list[int]) -> None:
        """Add the adjustments of the level in their order."""
        for entry in self.adjustments:
            if entry["kind"] == "bounds":
                ends = (Fraction(entry[end]) if end in entry else None for end in ("at_least", "at_most"))
                adding.bound(*ends)
            else:
                adding.add_terms([self.amounts(entry, rows)])

    def amounts(self, entry: Json, rows: list[int]) -> tuple[list[Key], dict[Key, Fraction]]:
        """Give what an adjustment adds to each of some units."""
        if entry["key"] not in self.added:
            self.added[entry["key"]] = self.all_amounts(entry)
        keys, table = self.added[entry["key"]]
        here = [keys[i] for i in rows]
        return here, {key: table[key] for key in set(here)}

    def all_amounts(self, entry: Json) -> tuple[list[Key], dict[Key, Fraction]]:
        """Give what an adjustment adds to every scored unit."""
        sides, amount = getattr(self, f"{entry['kind']}_amounts")(entry)
        keys: list[Key] = list(zip(*sides, strict=True)) if sides else [()] * len(self.level.scored)
        return keys, {key: amount(key) for key in set(keys)}

    def bonus_amounts(self, entry: Json) -> tuple[list[list[Key]], Callable[..., Fraction]]:
        """Give what a bonus reads, and what it adds."""
        found = [self.outcomes[c["key"]] for c in entry["criteria"]]
        most = Fraction(entry["at_most"])

        def amount(key: tuple[Key, ...]) -> Fraction:
            earned = [points[k] for (_, points), k in zip(found, key, strict=True)]
            return min(sum((each for each in earned if not isinstance(each, str)), NOTHING), most)

        return [keys for keys, _ in found], amount

    def penalty_amounts(self, entry: Json) -> tuple[list[list[Key]], Callable[..., Fraction]]:
        """Give what a penalty reads, and what it takes."""
        found = [(*self.outcomes[c["key"]], Fraction(c["marks"])) for c in entry["criteria"]]
        most = Fraction(entry["at_most"])

        def amount(key: tuple[Key, ...]) -> Fraction:
            earned = [(full, points[k]) for (_, points, full), k in zip(found, key, strict=True)]
            lost = sum((full - each for full, each in earned if not isinstance(each, str)), NOTHING)
            return -clip(lost, NOTHING, most)

        return [keys for keys, _, _ in found], amount

    def events_amounts(self, entry: Json) -> tuple[list[list[Key]], Callable[..., Fraction]]:
        """Give the counts of events, and what they add."""
        worth = [Fraction(each["points"]) for each in entry["events"]]
        sides = [self.level.only(self.level.flags(f"events:{each['key']}")) for each in entry["events"]]
        most = Fraction(entry["most_plus"]), Fraction(entry["most_minus"])

        def amount(key: tuple[int, ...]) -> Fraction:
            parts = [count * points for count, points in zip(key, worth, strict=True)]
            plus, minus = (sum((sign * p for p in parts if sign * p > 0), NOTHING) for sign in (1, -1))
            return min(plus, most[0]) - min(minus, most[1])

        return sides, amount

    def falsified_amounts(self, entry: Json) -> tuple[list[list[Key]], Callable[..., Fraction]]:
        """Give which criteria were falsified, and what is taken for them."""
        stem = f"falsified:{entry['key']}@"
        names = [name for name in self.level.units.columns if name.startswith(stem)]
        points, most = Fraction(entry["points"]), Fraction(entry["at_most"])
        sides = [self.level.only(self.level.units.columns[name]) for name in names]
        return sides, lambda key: -min(points * sum(key), most)


# Counties


class Province:
    """Counties with their scores, and the cities made of them."""

    def __init__(self, scheme: Json, counties: Units, cities: Units | None) -> None:
        self.scheme, self.units, self.city_units = scheme, counties, cities
        self.rounding = Rounding(scheme)
        self.total = Fraction(scheme["marks"])
        self.roles()
        self.scores: list[tuple[int, int] | None] = [None] * counties.count
        self.score_carried()
        self.score_scored()
        for i, lead in self.lead.items():
            self.scores[i] = self.scores[lead]

    def roles(self) -> None:
        """Tell who is scored, who is carried, and who goes with another."""
        place = {code: i for i, code in enumerate(self.units.codes)}
        listed = self.scheme["carried"]["counties"]
        self.carried = sorted(place[code] for code in listed if code in place)
        self.lead = {
            place[code]: place[bundle["lead"]]
            for bundle in self.scheme.get("bundles", [])
            for code in bundle["units"]
            if code != bundle["lead"] and code in place
        }
        out = {*self.carried, *self.lead}
        if "sample" in self.scheme:
            out |= {i for i, drawn in enumerate(self.units.columns["sampled:"]) if not drawn}
        self.scored = [i for i in range(self.units.count) if i not in out] if out else range(self.units.count)

    def score_carried(self) -> None:
        """Take the scores that counties bring."""
        factor = self.total / Fraction(self.scheme["carried"]["full_marks"])
        for i in self.carried:
            cell = self.units.columns["carried:"][i]
            own = Fraction(cell, 10 ** self.units.places["carried:"]) * factor
            score = self.rounding.after("counties", own)
            self.scores[i] = score.numerator, score.denominator

    def score_scored(self) -> None:
        """Score counties on criteria."""
        tree = Tree()
        tree.add_all(Fraction, self.scheme["criteria"], (), self.total)
        self.level = Level(self.scheme, self.units, self.scored, self.carried)
        scored = Scored(self.level, tree, "county")
        self.criteria = scored.outcomes
        for pattern, rows in scored.patterns().items():
            if all(pattern):
                if self.scheme["when_nothing_applies"] == "fault":
                    raise ValueError("nothing applies")
                continue
            for near in scored.near(rows):
                self.score_alike(scored, pattern, near)

    def score_alike(self, scored: Scored, pattern: tuple[Key, ...], rows: list[int]) -> None:
        """Score units to which the same criteria apply."""
        factors, worth = scored.factors(pattern)
        whole = self.total / sum(worth.values())
        adding = Adding(len(rows))
        if "dimensions" in self.rounding.stages:
            for top in self.scheme["criteria"]:
                if top["key"] in worth:
                    # A dimension is rounded on its own scale.
                    scale = Fraction(top["marks"]) / scored.tree.worth[top["key"]]
                    own = [(key, factor) for key, (name, factor) in factors.items() if name == top["key"]]
                    terms = [scored.terms(key, rows, factor * scale) for key, factor in own]
                    adding.add_rounded(terms, self.rounding, whole / scale / self.rounding.scale)
        else:
            adding.add_terms([scored.terms(key, rows, factor * whole) for key, (_, factor) in factors.items()])
        scored.adjust(adding, rows)
        numerators, denominator = adding.run(), adding.denominator
        if "counties" in self.rounding.stages:
            scale, mode = self.rounding.scale, self.rounding.mode
            numerators = [to_whole(n * scale, denominator, mode) for n in numerators]
            denominator = scale
        for i, n in zip(rows, numerators, strict=True):
            self.scores[self.scored[i]] = n, denominator

    def outcome(self) -> Outcome:
        """Give scores, published values, places and grades of all counties together."""
        whole = lcm(*{score[1] for score in self.scores if score})
        factor = {d: whole // d for d in {score[1] for score in self.scores if score}}
        numerators = [None if score is None else score[0] * factor[score[1]] for score in self.scores]
        scale, mode = self.rounding.scale, self.rounding.mode
        published = [0 if n is None else to_whole(n * scale, whole, mode) for n in numerators]
        halves = sum(n is not None and n * scale * 2 % whole == 0 and n * scale % whole != 0 for n in numerators)
        exact = [n for n in numerators if n is not None]
        shown = [p for p, n in zip(published, numerators, strict=True) if n is not None]
        ranks, grades = iter(places(self.scheme, exact, shown)), iter(grade_all(self.scheme, exact, shown, whole))
        return Outcome(
            numerators,
            whole,
            published,
            [0 if n is None else next(ranks) for n in numerators],
            [-1 if n is None else next(grades) for n in numerators],
            halves,
        )

    # Cities

    def weights(self) -> list[Fraction]:
        """Give the weight of every county in the mean of its city."""
        weights, sample = self.scheme["weights"], self.scheme.get("sample", {})
        if weights["kind"] == "equal":
            found = [Fraction(1)] * self.units.count
        elif weights["kind"] == "table":
            table = {line["county"]: Fraction(line["weight"]) for line in weights["weights"]}
            found = [table.get(code, NOTHING) for code in self.units.codes]
        else:
            name = self.level.named(weights["indicator"])
            exact = {cell: self.level.exact(name, cell) for cell in set(self.units.columns[name])}
            weighed = (exact[cell] for cell in self.units.columns[name])
            found = [NOTHING if isinstance(weight, str) else weight for weight in weighed]
        barred = set() if sample.get("with_carried", True) else set(self.carried)
        return [
            NOTHING if score is None or i in barred else weight
            for i, (weight, score) in enumerate(zip(found, self.scores, strict=True))
        ]

    def means(self) -> dict[int, Fraction]:
        """Give the weighted mean of each city's counties, without cities of no weight."""
        weights = self.weights()
        scale = lcm(*{weight.denominator for weight in weights})
        sums: dict[int, dict[int, int]] = {}
        whole = Counter[int]()
        for city, weight, score in zip(self.units.city, weights, self.scores, strict=True):
            if weight and score:
                own = weight.numerator * (scale // weight.denominator)
                whole[city] += own
                here = sums.setdefault(city, {})
                here[score[1]] = here.get(score[1], 0) + own * score[0]
        found = {city: sum((Fraction(n, d) for d, n in parts.items()), NOTHING) for city, parts in sums.items()}
        return {city: found[city] / whole[city] for city in sorted(found)}

    def of_cities(self) -> CityOutcome:
        """Give scores, published values, places and grades of the cities."""
        means = self.means()
        rows = list(means)
        exact = self.city_scores(means)
        published = [self.rounding.whole(score) for score in exact]
        ranks, grades = [0] * len(rows), [0] * len(rows)
        for pool in self.rank_pools(rows):
            own, shown = [exact[i] for i in pool], [published[i] for i in pool]
            whole = lcm(*(score.denominator for score in own))
            numerators = [score.numerator * (whole // score.denominator) for score in own]
            for i, rank in zip(pool, places(self.scheme, numerators, shown), strict=True):
                ranks[i] = rank
            for i, grade in zip(pool, grade_all(self.scheme, numerators, shown, whole), strict=True):
                grades[i] = grade
        held = [max([grade, *self.held(city)]) for grade, city in zip(grades, rows, strict=True)]
        return CityOutcome([self.units.cities[i] for i in rows], exact, published, ranks, grades, held)

    def rank_pools(self, rows: list[int]) -> list[list[int]]:
        """Give the cities that are ranked together, as places in the list of cities with a score."""
        named = self.scheme["ranking"].get("classes")
        if not named:
            return [list(range(len(rows)))]
        home = {code: key for key in named for code in self.level.classes[key]}
        pools: dict[str, list[int]] = {}
        for i, city in enumerate(rows):
            pools.setdefault(home[self.units.cities[city]], []).append(i)
        return list(pools.values())

    def city_level(self) -> Level:
        """Give the cities with their own columns, in the order of the cities."""
        if self.city_units is None:
            return Level(self.scheme, Units(len(self.units.cities), codes=self.units.cities), range(0), ())
        place = {code: i for i, code in enumerate(self.city_units.codes)}
        units = self.city_units.take([place[code] for code in self.units.cities])
        return Level(self.scheme, units, range(units.count), ())

    def city_scores(self, means: dict[int, Fraction]) -> list[Fraction]:
        """Give the scores of cities: means, with parts of their own and adjustments."""
        tree, city = Tree(), self.scheme.get("city")
        if city is None and not any(each["level"] == "city" for each in self.scheme.get("adjustments", [])):
            return list(means.values())
        for part in city["parts"] if city else []:
            tree.add(Fraction, part, (), self.total * Fraction(part["weight"]))
        level = self.city_level()
        level.scored = range(len(self.units.cities))
        scored = Scored(level, tree, "city")
        share = Fraction(city["county_weight"]) if city else Fraction(1)
        found: dict[int, Fraction] = {}
        for pattern, rows in scored.patterns().items():
            factors, worth = scored.factors(pattern)
            here = [i for i in rows if i in means]
            base = share * self.total + sum(worth.values())
            adding = Adding(len(here))
            first = {i: means[i] * share * self.total / base for i in here}
            adding.add_terms([(list(here), dict(first))])
            own = factors.items()
            adding.add_terms([scored.terms(key, here, factor * self.total / base) for key, (_, factor) in own])
            scored.adjust(adding, here)
            numerators = adding.run()
            found |= {i: Fraction(n, adding.denominator) for i, n in zip(here, numerators, strict=True)}
        return [found[i] for i in means]

    def held(self, city: int) -> list[int]:
        """Give the grades that the gates of a city leave open at best."""
        keys = [band["key"] for band in self.scheme["grades"]["bands"]]
        return [keys.index(gate["grade"]) for gate, cities in self.failed() if city in cities]

    def failed(self) -> list[tuple[Json, set[int]]]:
        """Give for each gate the cities that fail it; worked out once."""
        if not hasattr(self, "_failed"):
            self._failed = [(gate, self.failing(gate)) for gate in self.scheme.get("gates", [])]
        return self._failed

    def failing(self, gate: Json) -> set[int]:
        """Give the cities that fail a gate, themselves or by one of their counties."""
        of_cities = gate["level"] == "city"
        level = self.city_level() if of_cities else self.level
        looked_at = range(level.units.count) if of_cities else [*self.scored, *self.carried]
        found: set[int] = set()
        for condition in gate["conditions"]:
            indicator, must = condition["indicator"], condition["must"]
            names, parts = level.of_indicator(indicator), level.blend_of(indicator)
            if (end := condition.get("compared", "estimate")) != "estimate":
                names, parts = [f"{end}:{indicator}"], []
            keys = level.keys(names)
            fails = dict[Key, bool]()
            for key in {keys[i] for i in looked_at}:
                seen = level.blended(names, parts, key if isinstance(key, tuple) else (key,))
                if seen == MISSING:
                    raise ValueError(f"no value for the gate {gate['key']}")
                fails[key] = seen != NOT_APPLICABLE and not reaches(seen, must["side"], Fraction(must["value"]))
            failing = [i for i in looked_at if fails[keys[i]]]
            found |= set(failing) if of_cities else {self.units.city[i] for i in failing}
        return found


# Places and grades


def places(scheme: Json, exact: list[int], published: list[int]) -> list[int]:
    """Give the place of every value among all of them."""
    ranking = scheme["ranking"]
    values = published if ranking["compared_on"] == PUBLISHED else exact
    counts, place, after = Counter(values), dict[int, int](), 1
    for value in sorted(counts, reverse=True):
        place[value] = after
        after += 1 if ranking["ties"] == "dense" else counts[value]
    return [place[value] for value in values]


def grade_all(scheme: Json, exact: list[int], published: list[int], whole: int) -> list[int]:
    """Give the grade of every value, 0 for the best; exact values are numerators over one denominator."""
    grading = scheme["grades"]
    bands, is_published = grading["bands"], grading["compared_on"] == PUBLISHED
    values = published if is_published else exact
    if grading["kind"] == "quotas":
        return by_quota(grading, values)
    unit = 10 ** int(scheme["rounding"]["places"]) if is_published else whole
    # A bound in units of the values, rounded up: a whole number reaches it if it reaches the bound.
    bounds = [-(-Fraction(band["at_least"]) * unit // 1) for band in bands[:-1]]
    steps = [-bound for bound in bounds]
    grade = {value: bisect_left(steps, -value) for value in set(values)}
    return [grade[value] for value in values]


def by_quota(grading: Json, values: list[int]) -> list[int]:
    """Give grades by place."""
    counts, before, better = Counter(values), dict[int, int](), 0
    for value in sorted(counts, reverse=True):
        before[value] = better
        better += counts[value]
    ends, so_far = list[int](), 0
    for band in grading["bands"][:-1]:
        so_far += int(band["units"])
        ends.append(so_far)
    is_up = grading["edge_ties"] == "up"
    place = {value: before[value] + (1 if is_up else counts[value]) for value in counts}
    grade = {value: bisect_left(ends, place[value]) for value in counts}
    return [grade[value] for value in values]


def score(scheme: Json, counties: Units, cities: Units | None = None) -> Province:
    """Score units.

    Args:
        scheme: the document of the scheme.
        counties: the counties; or any units of which there may be millions.
        cities: what is known of cities themselves, where the scheme asks.

    Returns:
        The units with their scores; `outcome()` and `of_cities()` give what is compared.
    """
    return Province(scheme, counties, cities)
