"""Arrays publish, rank and grade what the independent oracle does; `benchmarks/prove_arrays.py` takes millions."""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest

sys.path.append(str(Path(__file__).parents[1]))

from array_checks import cities_of, city_differences, columns_of, differences
from array_oracle import Units, score, to_whole
from oracle import assess as oracle_assess
from random_assessments import documents, to_json
from random_columns import Case, Edges, adversarial, as_read, from_evidence, make, permuted

from jxassess import io
from jxassess.arrays import Scores, compile_scheme
from jxassess.arrays import score as score_columns

SMALL = 100
BLOCK = 50
MADE = range(16)
EDGES = range(30)


def by_arrays(case: Case, block: int = 8192) -> Scores:
    compiled = compile_scheme(io.parse_scheme(to_json(case.scheme), format="json"))
    return score_columns(columns_of(case.counties), compiled, block=block)


def disagreements(case: Case) -> list[str]:
    province = score(case.scheme, case.counties, case.cities)
    found = by_arrays(case)
    lines = differences(province.outcome(), found)
    return lines + (
        city_differences(province.of_cities(), found.cities(cities_of(case))) if case.counties.cities else []
    )


def small(seed: int) -> Case:
    scheme, evidence, _ = documents(seed)
    return from_evidence(as_read(scheme), as_read(evidence))


# The oracle itself


@pytest.mark.parametrize("first", range(0, SMALL, BLOCK))
def test_both_oracles_agree(first: int) -> None:
    """The oracle of columns finds of random assessments what the oracle of files does."""
    for seed in range(first, first + BLOCK):
        scheme, evidence, _ = documents(seed)
        expected = oracle_assess(to_json(scheme), "json", to_json(evidence | {"findings": []}))
        province = score(*(lambda case: (case.scheme, case.counties, case.cities))(small(seed)))
        counties, cities = province.outcome(), province.of_cities()
        whole = counties.denominator
        exact = [None if n is None else Fraction(n, whole) for n in counties.numerators]
        assert exact == [expected.counties[code].score for code in sorted(expected.counties)], seed
        keys = [band["key"] for band in scheme["grades"]["bands"]]
        found = zip(cities.codes, cities.scores, cities.ranks, cities.grades, strict=True)
        wanted = [(code, city.score, city.rank, city.grade) for code, city in sorted(expected.cities.items())]
        assert [(code, value, rank, keys[grade]) for code, value, rank, grade in found] == wanted, seed


@pytest.mark.parametrize(
    ("numerator", "mode", "whole"),
    [(5, "half_up", 3), (5, "half_even", 2), (-5, "half_up", -3), (3, "half_even", 2), (-1, "half_even", 0)],
)
def test_the_oracle_rounds_halves(numerator: int, mode: str, whole: int) -> None:
    """The oracle rounds exact halves away from zero, or to the even neighbour."""
    assert to_whole(numerator, 2, mode) == whole


# Arrays


@pytest.mark.parametrize("first", range(0, SMALL, BLOCK))
def test_small_and_varied(first: int) -> None:
    """Arrays agree with the oracle on random assessments put into columns."""
    found = {seed: disagreements(small(seed)) for seed in range(first, first + BLOCK)}
    assert {seed: lines for seed, lines in found.items() if lines} == {}


@pytest.mark.parametrize("seed", MADE)
def test_many_units(seed: int) -> None:
    """Arrays agree with the oracle on schemes of many criteria with hundreds of units."""
    assert disagreements(make(seed, 300)) == []


@pytest.mark.parametrize("seed", EDGES)
def test_edges(seed: int) -> None:
    """Arrays agree with the oracle on units whose scores were solved for, with denominators up to 2**300."""
    assert disagreements(adversarial(seed, 100)) == []


@pytest.mark.parametrize("block", [1, 64, 8192])
@pytest.mark.parametrize("case", [*(make(seed, 200) for seed in range(3)), adversarial(25, 150)], ids=range(4))
def test_order_and_blocks_say_nothing(case: Case, block: int) -> None:
    """Units in another order, and in blocks of another size, have the same results, byte for byte."""
    order = list(range(case.counties.count))
    Random(1).shuffle(order)
    one, other = by_arrays(case), by_arrays(permuted(case, order), block=block)
    assert one.published[order].tobytes() == other.published.tobytes()
    assert one.ranks()[order].tobytes() == other.ranks().tobytes()
    assert one.grades()[order].tobytes() == other.grades().tobytes()
    assert one.denominator == other.denominator
    assert one.numerators()[order].tolist() == other.numerators().tolist()


# The hard units are hard


def test_edges_are_met() -> None:
    """Of the units on the edges many lie on an exact half, tie, or miss by the least there is; some take 300 bits."""
    found = {seed: score(*parts(adversarial(seed, 100))).outcome() for seed in EDGES}
    assert sum(outcome.halves for outcome in found.values()) > 200
    assert max(outcome.denominator.bit_length() for outcome in found.values()) >= 300
    known = [n for outcome in found.values() for n in outcome.numerators]
    assert len(set(known)) < len(known) / 2


def parts(case: Case) -> tuple[Any, Units, Units]:
    return case.scheme, case.counties, case.cities


def test_edges_miss_by_the_least_there_is() -> None:
    """Among units beside an edge of a large denominator some miss it by one part of that denominator."""
    edges = next(made for made in map(Edges, EDGES) if made.bits == 300 and not made.stages and made.least == 1)
    case = edges.case(200)
    outcome = score(*parts(case)).outcome()
    whole = outcome.denominator
    twice = [n * 2 * 10**edges.places for n in outcome.numerators if n is not None]
    beside = {min(n % whole, -n % whole) for n in twice}
    assert 0 in beside
    assert min(each for each in beside if each) * 2**290 < whole
