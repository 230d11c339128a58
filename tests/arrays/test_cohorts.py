"""Rules that compare units, scored by arrays."""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

sys.path.append(str(Path(__file__).parent))
sys.path.append(str(Path(__file__).parents[1] / "rule_kinds"))

from building import carrying, criterion, read_scheme, scheme_of
from column_building import (
    LINE,
    Values,
    agreeing,
    classes,
    compared,
    cutoff,
    drawn,
    exact_of,
    filled,
    sample,
    scored,
    with_numbers,
)

from jxassess.arrays import compile_scheme, score
from jxassess.arrays._block import Table
from jxassess.arrays._cohorts import lower_cohort
from jxassess.arrays._sums import Affine

Entry = dict[str, Any]

LESS = {"better": "lower", "low": 0}


def by_rank(cohort: Entry, ties: str = "competition", step: object = 4, floor: object = 0) -> Entry:
    """Write a rule by rank."""
    return {"kind": "by_rank", "step": step, "floor": floor, "ties": ties, "cohort": cohort}


def to_mean(cohort: Entry, cap: int = 40) -> Entry:
    """Write a rule by the mean, which earns 20."""
    return {"kind": "relative_to_mean", "base": 20, "floor": 5, "cap": cap, "cohort": cohort}


def extremes(cohort: Entry) -> Entry:
    """Write a rule between the worst, which earns 8, and the best."""
    return {"kind": "between_extremes", "floor": 8, "when_equal": 30, "cohort": cohort}


def earned(scheme: Entry, values: Values, **parts: Any) -> list[Fraction]:
    """Score a year in which 60 points are certain, and give what the rest earned."""
    year = agreeing(scheme, values, **parts)
    return [year.points(code, "own") for code in sorted(values)]


FOUR: Values = {
    code: {"own": x} for code, x in zip(("990121", "990122", "990221", "990222"), (97, 98, 95, 97), strict=True)
}


@pytest.mark.parametrize(
    ("ties", "among", "indicator", "wanted"),
    [
        # Places 2, 1, 4, 2; dense 2, 1, 3, 2; in each city 2, 1 and 2, 1; from below 2, 4, 1, 2 and 2, 3, 1, 2.
        ("competition", "province", {}, [36, 40, 28, 36]),
        ("dense", "province", {}, [36, 40, 32, 36]),
        ("competition", "city", {}, [36, 40, 36, 40]),
        ("dense", "city", LESS, [40, 36, 40, 36]),
        ("competition", "province", LESS, [36, 28, 40, 36]),
        ("dense", "province", LESS, [36, 32, 40, 36]),
    ],
)
def test_by_rank(ties: str, among: str, indicator: Entry, wanted: list[int]) -> None:
    """Each place behind the first loses 4 of 40; the scheme says who is compared and how ties count."""
    scheme = scheme_of(criterion("own", 40, by_rank(compared(among), ties)), indicators={"own": indicator})
    assert earned(scheme, FOUR) == wanted


@pytest.mark.parametrize(("step", "floor"), [(15, 0), ("13.3", 3), (40, 0), ("0.001", "39.9985"), (7, "39.5")])
def test_the_floor_of_a_rule_by_rank(step: object, floor: object) -> None:
    """Nobody earns less than the floor, however many places lie behind it."""
    values: Values = {f"9901{21 + i}": {"own": 50 - i} for i in range(7)}
    down, least = Fraction(str(step)), Fraction(str(floor))
    scheme = scheme_of(criterion("own", 40, by_rank(compared("province"), step=step, floor=floor)))
    assert earned(scheme, values) == [max(least, 40 - down * i) for i in range(7)]


@pytest.mark.parametrize("rule", [by_rank, to_mean, extremes])
@pytest.mark.parametrize("among", ["province", "city"])
def test_all_units_are_equal(rule: Any, among: str) -> None:
    """Where all are equal all are first, all at the mean, and all as equal as the scheme says; also one alone."""
    wanted = {by_rank: 40, to_mean: 20, extremes: 30}[rule]
    values: Values = {f"9901{21 + i}": {"own": 7} for i in range(3)}
    scheme = scheme_of(criterion("own", 40, rule(compared(among))))
    assert earned(scheme, values) == [wanted] * 3
    assert earned(scheme, {"990121": {"own": 7}}) == [wanted]


def test_the_mean_of_the_province_and_of_cities() -> None:
    """A mean of 25 earns 20: 5, 20, 25 and 50 earn 5 at least, 16, 20, and 40; city by city the means differ."""
    values: Values = {c: {"own": x} for c, x in zip(FOUR, (5, 20, 25, 50), strict=True)}
    assert earned(scheme_of(criterion("own", 40, to_mean(compared("province")))), values) == [5, 16, 20, 40]
    # Means 12.5 and 37.5.
    near = earned(scheme_of(criterion("own", 40, to_mean(compared("city")))), values)
    assert near == [8, 32, Fraction(40, 3), Fraction(80, 3)]


def test_between_the_extremes() -> None:
    """The worst earns 8, the best 40, and the others in proportion between; turned where less is better."""
    values: Values = {c: {"own": x} for c, x in zip(FOUR, (5, 13, 21, 37), strict=True)}
    cohort = compared("province")
    assert earned(scheme_of(criterion("own", 40, extremes(cohort))), values) == [8, 16, 24, 40]
    less = scheme_of(criterion("own", 40, extremes(cohort)), indicators={"own": LESS})
    assert earned(less, values) == [40, 32, 24, 8]


def test_classes_are_compared_among_themselves() -> None:
    """Hills are compared with hills, plains with plains, and what is alone in its class is first."""
    units = classes(hill=["990121", "990222"], plain=["990122"], far=["990221"])
    cohort = compared("class", classes=["hill", "plain", "far"])
    scheme = scheme_of(criterion("own", 40, by_rank(cohort)), classes=units)
    assert earned(scheme, FOUR) == [40, 40, 40, 40]
    values = {**FOUR, "990222": {"own": 96}}
    assert earned(scheme, values) == [40, 40, 40, 36]


@pytest.mark.parametrize("rule", [by_rank, to_mean, extremes])
@pytest.mark.parametrize("has_carried", [True, False])
def test_carried_counties_are_compared_or_not(rule: Any, has_carried: bool) -> None:
    """A carried county of 100 moves the others where the scheme counts it, and earns nothing itself."""
    wanted = {
        (by_rank, True): [32, 36, 0],
        (by_rank, False): [36, 40, 0],
        # Means 60 and 40; 20 * 30/60, 20 * 50/60; 20 * 30/40, 20 * 50/40.
        (to_mean, True): [10, Fraction(50, 3), 0],
        (to_mean, False): [15, 25, 0],
        # From 30 to 100, 8 + 32 * 20/70; from 30 to 50.
        (extremes, True): [8, 8 + Fraction(64, 7), 0],
        (extremes, False): [8, 40, 0],
    }[rule, has_carried]
    scheme = scheme_of(
        criterion("own", 40, rule(compared("province", has_carried=has_carried))), carried=carrying("990123")
    )
    values: Values = {"990121": {"own": 30}, "990122": {"own": 50}, "990123": {"own": 100}}
    year = agreeing(scheme, values, brought={"990123": 90})
    assert [year.points(code, "own") for code in values] == wanted


def test_a_carried_county_to_which_it_does_not_apply() -> None:
    """A carried county to which it does not apply is not among those compared, even if the scheme counts carried ones."""
    scheme = scheme_of(
        criterion("own", 40, by_rank(compared("province", has_carried=True)), when_not_applicable="rescale_all"),
        carried=carrying("990123"),
    )
    values: Values = {"990121": {"own": 30}, "990122": {"own": 50}, "990123": {"own": "not_applicable"}}
    year = agreeing(scheme, values, brought={"990123": 90})
    assert [year.points(code, "own") for code in values] == [36, 40, 0]


def test_those_who_are_not_drawn_are_not_compared() -> None:
    """The best county was not drawn, so that the second is first."""
    scheme = scheme_of(criterion("own", 40, by_rank(compared("province"))), sample=sample(2))
    values: Values = {"990121": {"own": 30}, "990122": {"own": 50}, "990123": {"own": 90}}
    year = agreeing(scheme, values, samples=drawn("990121", "990122"))
    assert [year.points(code, "own") for code in values] == [36, 40, 0]


def test_gaps_are_not_compared() -> None:
    """Whoever has no value is not in the mean; zeros stand there for nothing."""
    own = criterion("own", 40, to_mean(compared("province")), when_missing="zero", when_not_applicable="rescale_all")
    values: Values = {"990121": {"own": 30}, "990122": {}, "990123": {"own": "not_applicable"}, "990124": {"own": 60}}
    # The mean is 45: 20 * 30/45, 20 * 60/45.
    assert earned(scheme_of(own), values) == [Fraction(40, 3), 0, 0, Fraction(80, 3)]


def test_whoever_is_cut_or_falsified_is_still_compared() -> None:
    """A cutoff takes points, and not the value: the first stays first and earns nothing."""
    own = criterion("own", 40, by_rank(compared("province")), cutoff=cutoff("share", "below", 5), when_missing="zero")
    values: Values = {"990121": {"own": 30, "share": 7}, "990122": {"own": 50, "share": 1}, "990123": {"own": 40}}
    assert earned(scheme_of(own), values) == [32, 0, 0]


@pytest.mark.parametrize("rule", [by_rank, to_mean, extremes])
@pytest.mark.parametrize("basis", ["completion", "ratio", "difference", "margin"])
def test_quantities_compared(rule: Any, basis: str) -> None:
    """What is compared is the quantity of the basis: 50 of 100 is behind 30 of 40, and 30 of 40 equals 60 of 80."""
    held = {"reference": "ref"} if basis in ("ratio", "difference") else {}
    own = criterion("own", 40, rule(compared("province")), basis=basis, when_not_applicable="rescale_all", **held)
    pairs = (
        [(50, 100), (30, 40), (60, 80), (90, 81)]
        if basis in ("completion", "ratio")
        else [(50, 40), (30, 10), (90, 70), (9, 2)]
    )
    codes = ["990121", "990122", "990123", "990221"]
    values: Values = {c: {"own": a} | ({"ref": b} if held else {}) for c, (a, b) in zip(codes, pairs, strict=True)}
    targets = {} if held else {c: {"own": b} for c, (_, b) in zip(codes, pairs, strict=True)}
    got = earned(scheme_of(own), values, targets=targets)
    each = [Fraction(a, b) if basis in ("completion", "ratio") else Fraction(a - b) for a, b in pairs]
    assert got == by_hand(rule, each)


def by_hand(rule: Any, each: list[Fraction]) -> list[Fraction]:
    """Work out the three rules with fractions."""
    if rule is by_rank:
        return [Fraction(max(40 - 4 * sum(other > one for other in each), 0)) for one in each]
    if rule is to_mean:
        mean = sum(each, Fraction(0)) / len(each)
        return [min(max(20 * one / mean, Fraction(5)), Fraction(40)) for one in each]
    low, high = min(each), max(each)
    return [8 + 32 * (one - low) / (high - low) for one in each]


@pytest.mark.parametrize("rule", [by_rank, to_mean, extremes])
def test_numbers_without_room(rule: Any) -> None:
    """Numbers that do not fit 64 bits at the indicator's places are compared exactly all the same."""
    numbers = [9 * 10**18, 9 * 10**18 - 1, 9 * 10**18, 10**18]
    scheme = scheme_of(criterion("own", 40, rule(compared("province"))))
    columns = with_numbers(filled(scheme, {"own": [1] * 4}), "own", numbers, 0)
    found = exact_of(score(columns, compile_scheme(read_scheme(scheme))))
    assert found == [60 + one for one in by_hand(rule, [Fraction(number) for number in numbers])]


def test_quotients_without_room() -> None:
    """Quotients of numbers that do not fit are compared exactly: 1/3 is behind 1/2 and before 1/1000."""
    own = criterion("own", 40, by_rank(compared("province")), basis="ratio", reference="ref")
    scheme = scheme_of(own, indicators={"ref": {"low": 1}})
    columns = with_numbers(filled(scheme, {"own": [1] * 3, "ref": [1] * 3}), "own", [3 * 10**18, 50, 9 * 10**15], 0)
    columns = with_numbers(columns, "ref", [9 * 10**18, 100, 9 * 10**18], 0)
    assert exact_of(score(columns, compile_scheme(read_scheme(scheme)))) == [96, 100, 92]


@pytest.mark.parametrize("rule", [by_rank, to_mean, extremes])
def test_large_random_cohorts(rule: Any) -> None:
    """Thousands of units in some cities are compared as fractions say, by blocks of any size."""
    rng = np.random.default_rng(5)
    own, index = rng.integers(1, 60, 300), rng.integers(0, 7, 300)
    index[:7] = range(7)
    cities = [f"99{i + 1:02}00" for i in index.tolist()]
    scheme = scheme_of(criterion("own", 40, rule(compared("city"))))
    for block in (1, 7, 16_384):
        found = exact_of(scored(scheme, {"own": own}, block, cities=cities))
        wanted: list[Any] = [None] * 300
        for city in range(7):
            places = np.flatnonzero(index == city).tolist()
            points = by_hand(rule, [Fraction(int(own[i])) for i in places])
            for i, point in zip(places, points, strict=True):
                wanted[i] = 60 + point
        assert found == wanted


@pytest.mark.parametrize(("pools", "counts"), [([-1, -1], [True, True]), ([0, 0], [False, False])])
def test_nobody_to_compare(pools: list[int], counts: list[bool]) -> None:
    """Where no unit is in a pool, or none of a pool counts, there is no reference, and nobody earns by it."""
    scheme = scheme_of(criterion("own", 40, by_rank(compared("province"))))
    points = compile_scheme(read_scheme(scheme)).engine.counties
    own = points.criteria["own"]
    rule, quantity = own.cohort_rule, points.quantities["own"]
    assert rule is not None
    table = Table(filled(scheme, {"own": [1, 2]}))
    made = lower_cohort(own, rule, quantity, table, np.array(pools), np.array(counts, dtype=np.bool_))
    assert made == Affine()


def test_a_cohort_beside_a_line() -> None:
    """Rules that compare and rules that do not add up in one score."""
    scheme = scheme_of(criterion("own", 20, by_rank(compared("province"))), criterion("two", 20, LINE))
    values: Values = {"990121": {"own": 1, "two": 10}, "990122": {"own": 2, "two": 15}}
    year = agreeing(scheme, values)
    # 60 + 16 + 2, 60 + 20 + 3.
    assert [year.of(code) for code in values] == [78, 83]
