"""One year as plain data, scored by arrays and by `assess`: what differs between the two, in any order and block.

Nothing here computes a score. What is tested is written with `building`, the plain data of whole schemes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parents[1] / "rule_kinds"))

import numpy as np
from attrs import evolve
from building import DOCUMENT, evidence_of, nodes_of, read_scheme, rest_of, words

import jxassess
from jxassess import io
from jxassess.arrays import (
    Column,
    Columns,
    Scores,
    columns_from_arrays,
    columns_from_evidence,
    compile_scheme,
    parse_column_name,
    score,
)
from jxassess.scheme import Tier
from jxassess.scoring import CountyScore, CriterionScore

Entry = dict[str, Any]
Values = dict[str, Entry | None]

LINE = {"kind": "linear", "zero_at": 0, "full_at": 100}
"""A line on which 100 earns all marks and 0 none."""


class Year:
    """A scheme and its evidence, scored both ways.

    Attributes:
        scheme: the scheme.
        evidence: the evidence.
        counties: the columns of the counties.
        cities: those of the cities.
        compiled: the compiled scheme.
        scores: what arrays make of them.
        assessment: what `assess` does.
    """

    def __init__(self, scheme: Entry, values: Values, **parts: Any) -> None:
        self.scheme = read_scheme(scheme)
        text = json.dumps(evidence_of(scheme, values, **parts), ensure_ascii=False)
        self.evidence = io.parse_evidence(text, self.scheme)
        self.counties = columns_from_evidence(self.evidence, self.scheme)
        self.cities = columns_from_evidence(self.evidence, self.scheme, Tier.CITY)
        self.compiled = compile_scheme(self.scheme)
        self.scores = score(self.counties, self.compiled)
        self.assessment = jxassess.assess(self.evidence, self.scheme)

    @property
    def codes(self) -> list[str]:
        """The codes of the counties."""
        return self.counties.code_list

    def of(self, code: str) -> Fraction | None:
        """Give a county's exact score by arrays, `None` where it has none."""
        return exact_of(self.scores)[self.codes.index(code)]

    def points(self, code: str, key: str) -> Fraction:
        """Give what a county earned by a criterion, by arrays."""
        numbers, whole = self.scores.points(key)
        return Fraction(numbers.tolist()[self.codes.index(code)]) / whole


def agreeing(scheme: Entry, values: Values, **parts: Any) -> Year:
    """Score a year both ways, and hold one against the other.

    Args:
        scheme: the scheme.
        values: what is observed, as in `evidence_of`.
        **parts: as for `evidence_of`.

    Returns:
        The year, of which both ways give the same digits, in any order of units and by blocks of any size.
    """
    year = Year(scheme, values, **parts)
    assert list(differences(year)) == []
    order = np.random.default_rng(7).permutation(year.counties.units)
    for block in (1, 7, 16_384):
        other = score(year.counties.take(order), year.compiled, block=block)
        assert results(year.scores, order) == results(other)
    return year


def differences(year: Year) -> Iterator[str]:
    """Say where arrays differ from `assess`."""
    exact = exact_of(year.scores)
    for i, (code, found) in enumerate(zip(year.codes, exact, strict=True)):
        county = year.assessment.county(code)
        published = None if found is None else Fraction(int(year.scores.published[i]), 10**year.scores.places)
        if (county.score, county.published) != (found, published):
            yield f"{code}: assess {county.score}, {county.published}; arrays {found}, {published}"
        yield from point_differences(year, county)
    yield from city_differences(year)


def point_differences(year: Year, county: CountyScore) -> Iterator[str]:
    """Say where points by criterion differ."""
    code = county.county.code
    adjusting = [each for adjustment in county.adjustments for each in adjustment.criteria]
    for node in (*nodes_of(county.groups), *adjusting):
        if isinstance(node, CriterionScore):
            earned = Fraction(0) if county.is_left_out else node.points
            if year.points(code, node.criterion.key) != earned:
                yield f"{code} {node.criterion.key}: assess {earned}, arrays {year.points(code, node.criterion.key)}"


def city_differences(year: Year) -> Iterator[str]:
    """Say where the cities differ; grades where no ceiling applies."""
    cities, index = year.scores.cities(year.cities), year.scheme.grades.index
    assert cities.codes.tolist() == [city.city.code for city in year.assessment.cities]
    for i, city in enumerate(year.assessment.cities):
        assert city.grade is not None
        assert city.grade_by_score is not None
        wanted = [city.score, city.published, city.rank, index(city.grade_by_score.key), index(city.grade.key)]
        published = Fraction(int(cities.published[i]), 10**year.scores.places)
        got = [cities.scores[i], published, cities.ranks[i], cities.grades_by_score[i], cities.grades[i]]
        if wanted != got:
            yield f"{city.city.code}: assess {wanted}, arrays {got}"


def exact_of(scores: Scores) -> list[Fraction | None]:
    """Give exact scores, `None` where there is none; and see that numerators say the same."""
    whole = scores.denominator
    over = [Fraction(number) / whole for number in scores.numerators().tolist()]
    assert over == [Fraction(number) for number in scores.exact().tolist()]
    return [None if out else number for out, number in zip(scores.is_left_out.tolist(), over, strict=True)]


def results(scores: Scores, order: Any = None) -> list[list[object]]:
    """Give everything that scores say of units, in an order."""
    arrays = [scores.published, scores.is_left_out, scores.ranks(), scores.grades(), scores.numerators()]
    arrays += [scores.points(key)[0] for key in scores.compiled.engine.counties.criteria]
    return [(array if order is None else array[order]).tolist() for array in arrays]


def filled(scheme: Entry, arrays: Entry, **parts: Any) -> Columns:
    """Make columns of numbers for a scheme; what only fills it up earns all.

    Args:
        scheme: the scheme.
        arrays: the numbers by name, as people write them.
        **parts: as for `columns_from_arrays`.
    """
    units = len(next(iter(arrays.values())))
    rest = {key: np.full(units, float(str(marks))) for key, marks in rest_of(scheme).items()}
    return columns_from_arrays(rest | arrays, read_scheme(scheme), is_synthetic=True, **parts)


def scored(scheme: Entry, arrays: Entry, block: int = 16_384, **parts: Any) -> Scores:
    """Score units of numbers by a scheme; `parts` as for `columns_from_arrays`."""
    return score(filled(scheme, arrays, **parts), compile_scheme(read_scheme(scheme)), block=block)


def with_numbers(
    columns: Columns, name: str, numbers: list[int], places: int, states: list[int] | None = None
) -> Columns:
    """Replace a column by one of whole numbers of other places."""
    column = Column(
        name=parse_column_name(name),
        places=places,
        numbers=np.array(numbers, dtype=np.int64),
        states=None if states is None else np.array(states, dtype=np.uint8),
    )
    return evolve(columns, columns=[*(each for each in columns.columns if each.name != column.name), column])


def adjustment(kind: str, order: int = 1, **changes: object) -> Entry:
    """Write an adjustment of counties."""
    entry: Entry = {"kind": kind, "key": f"the_{kind}", "name": words(kind), "order": order, "level": "county"}
    return entry | {"allowed_by": DOCUMENT} | changes


def classes(**units: list[str]) -> list[Entry]:
    """Write classes of units."""
    return [{"key": key, "name": words(key), "units": codes, "source": DOCUMENT} for key, codes in units.items()]


def sample(counties: int = 1, *, with_carried: bool = True) -> Entry:
    """Write the rule of a sample."""
    entry: Entry = {"counties": counties, "townships": 1, "villages": 1, "households": 1, "allowed_by": DOCUMENT}
    return entry | {"with_carried": with_carried}


def drawn(*codes: str) -> list[Entry]:
    """Write which counties were drawn."""
    village = {"name": "village", "households": 1}
    return [{"county": code, "townships": [{"name": "township", "villages": [village]}]} for code in codes]


def gate(level: str, grade: str, *conditions: Entry, key: str = "the_gate") -> Entry:
    """Write a gate of conditions."""
    entry = {"key": key, "name": words(key), "level": level, "grade": grade, "allowed_by": DOCUMENT}
    return entry | {"conditions": list(conditions)}


def must(indicator: str, side: str, value: object) -> Entry:
    """Write a condition of a gate, or with another name a cutoff."""
    return {"indicator": indicator, "must": {"side": side, "value": value}}


def cutoff(indicator: str, side: str, value: object) -> Entry:
    """Write a cutoff."""
    return {"indicator": indicator, "bound": {"side": side, "value": value}}


def bundle(lead: str, *members: str) -> Entry:
    """Write a bundle of counties."""
    return {"units": [lead, *members], "lead": lead, "allowed_by": DOCUMENT}


def compared(among: str, *, has_carried: bool = False, classes: list[str] | None = None) -> Entry:
    """Write which units are compared."""
    entry: Entry = {"among": among, "has_carried": has_carried}
    return entry | ({"classes": classes} if classes else {})
