"""Grades of units, by bands and by quotas."""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

sys.path.append(str(Path(__file__).parent))
sys.path.append(str(Path(__file__).parents[1] / "rule_kinds"))

from building import criterion, scheme_of, three_bands, words
from column_building import LINE, Values, agreeing, exact_of, scored

from jxassess.arrays import ArrayTier

Entry = dict[str, Any]


def bands(compared_on: str, *bounds: object) -> Entry:
    """Write grades from bounds, best first."""
    tops = [None, *bounds]
    found = [
        {"key": f"grade_{i}", "name": words(f"grade {i}")}
        | ({} if i == len(bounds) else {"at_least": bounds[i]})
        | ({} if i == 0 else {"below": tops[i]})
        for i in range(len(tops))
    ]
    return {"kind": "bands", "compared_on": compared_on, "bands": found}


def quotas(compared_on: str, edge: str, *units: int) -> Entry:
    """Write grades by quotas, best first, the last for the rest."""
    found: list[Entry] = [{"key": f"grade_{i}", "name": words(f"grade {i}"), "units": n} for i, n in enumerate(units)]
    found.append({"key": "grade_last", "name": words("last grade")})
    return {"kind": "quotas", "compared_on": compared_on, "edge_ties": edge, "bands": found}


@pytest.mark.parametrize(
    ("compared_on", "wanted"),
    [
        # 89.996 is published as 90.00.
        ("published", [0, 0, 1, 1, 2]),
        ("exact", [1, 0, 1, 1, 2]),
    ],
)
def test_bands(compared_on: str, wanted: list[int]) -> None:
    """A band begins with its bound, and the scheme says which value reaches it."""
    scheme = scheme_of(criterion("own", 40, LINE), grades=three_bands() | {"compared_on": compared_on})
    scores = scored(scheme, {"own": ["74.99", 75, "74.98", 50, "49.98"]})
    assert exact_of(scores)[0] == Fraction("89.996")
    assert scores.grades().tolist() == wanted


def test_one_band() -> None:
    """A scheme with one grade gives it to everyone."""
    for compared_on in ("exact", "published"):
        scheme = scheme_of(criterion("own", 40, LINE), grades=bands(compared_on))
        scheme["rewards"]["excellent"] = {"kind": "rank", "at_most": 1}
        assert scored(scheme, {"own": [1, 99]}).grades().tolist() == [0, 0]


def test_bounds_between_published_values() -> None:
    """A bound of 70.005 is not reached by 70.00, and by 70.01 it is."""
    scheme = scheme_of(criterion("own", 40, LINE), grades=bands("published", "70.005"))
    assert scored(scheme, {"own": [25, "25.0125"]}).grades().tolist() == [1, 0]


@pytest.mark.parametrize("block", [1, 7, 16_384])
def test_bounds_over_large_denominators(block: int) -> None:
    """A score on a bound reaches it, and one that misses it by less than doubles tell does not."""
    full = Fraction("1234567.891"), Fraction("7654321.817")
    lines = [{"kind": "linear", "zero_at": 0, "full_at": each} for each in ("1234567.891", "7654321.817")]
    grades = bands("exact", "80", "70", "64")
    own, two = (criterion(key, 20, line) for key, line in zip(("own", "two"), lines, strict=True))
    scheme = scheme_of(own, two, grades=grades)
    pairs = [("1234567.891", 0), ("1234567.8909", 0), (0, "7654321.817"), (0, "3827160.9085"), (0, "3827160.9084")]
    pairs += [("1234567.8909", "0.0006"), ("1234567.8909", "0.0007"), ("246913.5782", 0), ("246913.5782", "0.0001")]
    pairs += [("246913.5781", "0.0006"), (0, 0)]
    scores = scored(scheme, {"own": [a for a, _ in pairs], "two": [b for _, b in pairs]}, block)
    assert scores.tier is ArrayTier.FILTER
    exact = [60 + 20 * Fraction(a) / full[0] + 20 * Fraction(b) / full[1] for a, b in pairs]
    assert scores.grades().tolist() == [3 - sum(each >= bound for bound in (80, 70, 64)) for each in exact]


FIVE = [40, 30, 30, 30, 20]


@pytest.mark.parametrize(
    ("edge", "units", "wanted"),
    [
        ("up", (1, 2), [0, 1, 1, 1, 2]),
        ("down", (1, 2), [0, 2, 2, 2, 2]),
        ("up", (2, 1), [0, 0, 0, 0, 2]),
        ("down", (2, 1), [0, 2, 2, 2, 2]),
        ("down", (1, 3), [0, 1, 1, 1, 2]),
        ("down", (2, 2), [0, 1, 1, 1, 2]),
        ("up", (4, 1), [0, 0, 0, 0, 1]),
        ("down", (5,), [0, 0, 0, 0, 0]),
    ],
)
@pytest.mark.parametrize("compared_on", ["exact", "published"])
def test_quotas(edge: str, units: tuple[int, ...], wanted: list[int], compared_on: str) -> None:
    """A tie across an edge is graded up or down as a whole."""
    scheme = scheme_of(criterion("own", 40, LINE), grades=quotas(compared_on, edge, *units))
    assert scored(scheme, {"own": FIVE}).grades().tolist() == wanted
    order = [4, 2, 0, 3, 1]
    assert scored(scheme, {"own": [FIVE[i] for i in order]}).grades().tolist() == [wanted[i] for i in order]


def test_quotas_by_exact_scores() -> None:
    """What is one published value may be two exact ones, of which one has the better grade."""
    own = {"own": ["30.001", 30, 10]}
    for compared_on, edge, wanted in (
        ("exact", "up", [0, 1, 1]),
        ("published", "up", [0, 0, 1]),
        ("published", "down", [1, 1, 1]),
    ):
        scheme = scheme_of(criterion("own", 40, LINE), grades=quotas(compared_on, edge, 1))
        assert scored(scheme, own).grades().tolist() == wanted


def test_grades_of_cities_are_those_of_assess() -> None:
    """Cities tied on the edge of a quota are graded as `assess` grades them."""
    for edge in ("up", "down"):
        scheme = scheme_of(criterion("own", 40, LINE), grades=quotas("published", edge, 1, 1))
        values: Values = {"990121": {"own": 50}, "990221": {"own": 50}, "990321": {"own": 20}}
        found = agreeing(scheme, values).scores.cities().grades.tolist()
        assert found == ([0, 0, 2] if edge == "up" else [1, 1, 2])


def test_units_left_out_take_no_quota() -> None:
    """Units without a score have no grade, and their places are not counted."""
    for compared_on in ("exact", "published"):
        for grades in (quotas(compared_on, "up", 1), bands(compared_on, 61)):
            scheme = scheme_of(criterion("own", 40, LINE), grades=grades, when_nothing_applies="leave_out")
            for top in scheme["criteria"]:
                for child in top["children"]:
                    child["when_not_applicable"] = "rescale_group"
            arrays: Entry = {"own": [0, 0, 20], "rest_2": [0, 10, 10], "rest_3": [0, 10, 10], "rest_4": [0, 40, 40]}
            scores = scored(scheme, arrays, states={key: [2, 0, 0] for key in arrays})
            assert scores.grades().tolist() == [-1, 1, 0]


def test_no_units() -> None:
    """Nobody has no grades, of any kind."""
    kinds = [bands("exact", 61), bands("published", 61), quotas("exact", "up", 1), quotas("published", "down", 1)]
    for grades in kinds:
        scheme = scheme_of(criterion("own", 40, LINE), grades=grades)
        found = scored(scheme, {"own": np.array([], dtype=np.int64)}).grades()
        assert (found.dtype, found.tolist()) == (np.int64, [])
