"""Hold the arrays against the oracle, and against `assess`: plain data into columns, and what differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
from array_oracle import CityOutcome, Outcome, Units
from numpy.typing import NDArray
from random_columns import Case

from jxassess import Assessment
from jxassess.arrays import ArrayTier, CellState, CityScores, Column, Columns, Scores, parse_column_name

STATES = {"missing": CellState.MISSING, "not_applicable": CellState.NOT_APPLICABLE}
SHOWN = 3
MOST_EXACT = 1_000


def column_of(units: Units, name: str) -> Column:
    """Put one plain column into an array."""
    cells = units.columns[name]
    states = None
    if any(isinstance(cell, str) for cell in cells):
        states = np.array([STATES[cell] if isinstance(cell, str) else 0 for cell in cells], dtype=np.uint8)
    numbers = np.array([0 if isinstance(cell, str) else cell for cell in cells], dtype=np.int64)
    return Column(name=parse_column_name(name), places=units.places[name], numbers=numbers, states=states)


def columns_of(units: Units) -> Columns:
    """Put plain data into columns."""
    return Columns(
        columns=[column_of(units, name) for name in units.columns],
        codes=np.array(units.codes) if units.codes else None,
        city_codes=np.array(units.cities) if units.cities else None,
        city_index=np.array(units.city, dtype=np.int32) if units.cities else None,
        is_synthetic=True,
    )


def cities_of(case: Case) -> Columns | None:
    """Put what is known of cities into columns."""
    return columns_of(case.cities) if case.cities.columns else None


# Against the oracle


def differences(expected: Outcome, found: Scores) -> list[str]:
    """Compare the scores of units with the oracle's, digit for digit.

    Args:
        expected: what the oracle found.
        found: what the arrays gave.

    Returns:
        For each kind of difference how often it occurs, with the first few units.
    """
    left_out = [n is None for n in expected.numerators]
    return [
        *differing("left out", left_out, found.is_left_out.tolist()),
        *differing("published", expected.published, found.published.tolist()),
        *differing("rank", expected.ranks, found.ranks().tolist()),
        *differing("grade", expected.grades, found.grades().tolist()),
        *score_differences(expected, found),
    ]


def score_differences(expected: Outcome, found: Scores) -> Iterator[str]:
    """Compare exact scores: of some units as they are, and of all as numerators where integers serve or units are few."""
    own, denominator = expected.numerators, found.denominator
    few = np.arange(0, found.units, 1 + found.units // MOST_EXACT)
    exact = [Fraction(own[i] or 0, expected.denominator) for i in few.tolist()]
    yield from differing("exact score", exact, [Fraction(value) for value in found.exact(few).tolist()])
    if found.units <= MOST_EXACT or found.tier is ArrayTier.INTEGERS:
        wanted = [0 if n is None else n * denominator for n in own]
        got = [m * expected.denominator for m in found.numerators().tolist()]
        yield from differing("score", wanted, got)


def differing(what: str, wanted: Sequence[object], got: Sequence[object]) -> Iterator[str]:
    """Say where two sequences differ."""
    if len(wanted) != len(got):
        yield f"{what}: {len(got)} instead of {len(wanted)}"
    elif wanted != got:
        places = [i for i, (one, other) in enumerate(zip(wanted, got, strict=True)) if one != other]
        shown = "; ".join(f"unit {i}: oracle {wanted[i]}, arrays {got[i]}"[:300] for i in places[:SHOWN])
        yield f"{what}: {len(places)} wrong; {shown}"


def city_differences(expected: CityOutcome, cities: CityScores) -> list[str]:
    """Compare the cities with the oracle's, digit for digit."""
    scored = [i for i, value in enumerate(cities.scores) if value is not None]
    rest = [i for i, value in enumerate(cities.scores) if value is None]
    nothing = [(0, 0, -1, -1)] * len(rest)
    parts = [cities.published, cities.ranks, cities.grades_by_score, cities.grades]
    published, ranks, by_score, grades = ([part.tolist()[i] for i in scored] for part in parts)
    return [
        *differing("cities", expected.codes, [str(cities.codes[i]) for i in scored]),
        *differing("city score", expected.scores, [cities.scores[i] for i in scored]),
        *differing("city published", expected.published, published),
        *differing("city rank", expected.ranks, ranks),
        *differing("city grade by score", expected.grades_by_score, by_score),
        *differing("city grade", expected.grades, grades),
        *differing("city without score", nothing, list(zip(*(part[rest].tolist() for part in parts), strict=True))),
    ]


# Against `assess`


def assessment_differences(found: Assessment, codes: Sequence[str], scores: Scores) -> list[str]:
    """Compare arrays with an assessment, digit for digit.

    Args:
        found: what `assess` gave.
        codes: the codes of the counties, in the order of the arrays.
        scores: what the arrays gave.

    Returns:
        A line for each county or city in which something differs; grades after gates where no ceiling applies.
    """
    counties = {entry.county.code: entry for entry in found.counties}
    lines: list[str] = []
    exact = scores.exact().tolist()
    for i, code in enumerate(codes):
        entry = counties[code]
        wanted: tuple[object, ...] = (entry.score, entry.published)
        got: tuple[object, ...] = (None, None)
        if not scores.is_left_out[i]:
            got = exact[i], number(scores.published, i, scores.places)
        lines += [f"{code}: assess {wanted}, arrays {got}"] if wanted != got else []
    return lines


def number(published: NDArray[np.int64], i: int, places: int) -> Fraction:
    """Give a published value."""
    return Fraction(int(published[i]), 10**places)


def cities_against(found: Assessment, cities: CityScores, places: int) -> Iterator[str]:
    """Compare the cities of an assessment."""
    index = found.scheme.grades.index
    yield from differing("cities", [entry.city.code for entry in found.cities], [str(code) for code in cities.codes])
    for i, entry in enumerate(found.cities):
        by_score: Any = entry.grade_by_score
        grade: Any = entry.grade
        wanted = [entry.score, entry.published, entry.rank, index(by_score.key)]
        got = [cities.scores[i], number(cities.published, i, places), int(cities.ranks[i])]
        got.append(int(cities.grades_by_score[i]))
        if not entry.ceilings:
            wanted.append(index(grade.key))
            got.append(int(cities.grades[i]))
        if wanted != got:
            yield f"{entry.city.code}: assess {wanted}, arrays {got}"
