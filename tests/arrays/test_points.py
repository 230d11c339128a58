"""What criteria earn on every basis, and how points add up to scores."""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

sys.path.append(str(Path(__file__).parent))
sys.path.append(str(Path(__file__).parents[1] / "rule_kinds"))

from building import criterion, group, read_scheme, scheme_of
from column_building import LINE, Values, agreeing, classes, exact_of, filled, scored, with_numbers

from jxassess.arrays import ArrayTier, compile_scheme, score
from jxassess.errors import ScopeError

Entry = dict[str, Any]

FULL = {"kind": "proportional", "full_at": 1}
SHARES = [{"source": "survey", "share": "0.3"}, {"source": "register", "share": "0.7"}]


@pytest.mark.parametrize(
    ("basis", "rule", "other", "wanted"),
    [
        # 30 against 40: 30; 30/40 of 40; 40 - 10 below; the same; the same ratio.
        ("value", LINE, "", 12),
        ("completion", FULL, "target", 30),
        ("margin", {"kind": "linear", "zero_at": -40, "full_at": 0}, "target", 30),
        ("difference", {"kind": "linear", "zero_at": -20, "full_at": 0}, "reference", 20),
        ("ratio", {"kind": "linear", "zero_at": "0.5", "full_at": 1}, "reference", 20),
    ],
)
def test_bases(basis: str, rule: Entry, other: str, wanted: int) -> None:
    """A rule reads the value, its share of the target, or what is beyond a target or a reference."""
    own = criterion("own", 40, rule, basis=basis, when_not_applicable="rescale_all")
    own |= {"reference": "ref"} if other == "reference" else {}
    values: Values = {"990121": {"own": 30} | ({"ref": 40} if other == "reference" else {})}
    year = agreeing(scheme_of(own), values, targets={"990121": {"own": 40}} if other == "target" else {})
    assert year.points("990121", "own") == wanted


@pytest.mark.parametrize("basis", ["value", "ratio", "difference"])
def test_blends(basis: str) -> None:
    """A blend is the weighted sum of its sources, whatever it is held against: 0.3 * 10 + 0.7 * 60 = 45."""
    rule = {"kind": "linear", "zero_at": 0, "full_at": 90}
    held = {} if basis == "value" else {"reference": "ref"}
    own = criterion("own", 40, rule, basis=basis, blend=SHARES, **held)
    values: Values = {"990121": {"own": {"survey": 10, "register": 60}} | ({"ref": 10} if held else {})}
    year = agreeing(scheme_of(own), values)
    quantity = {"value": Fraction(45), "ratio": Fraction(45, 10), "difference": Fraction(35)}[basis]
    assert year.points("990121", "own") == 40 * quantity / 90


def test_a_blended_reference() -> None:
    """A reference that another criterion blends is read blended."""
    own = criterion("own", 20, {"kind": "linear", "zero_at": 0, "full_at": 100}, basis="difference", reference="two")
    two = criterion("two", 20, LINE, blend=SHARES)
    values: Values = {"990121": {"own": 55, "two": {"survey": 10, "register": 60}}}
    year = agreeing(scheme_of(own, two), values)
    assert [year.points("990121", key) for key in ("own", "two")] == [2, 9]


def test_weighted_criteria() -> None:
    """Criteria are weighted inside their group: the points of each are on its own scale."""
    own = [criterion("own", 30, LINE, weight=1), criterion("two", 50, LINE, weight=3)]
    year = agreeing(scheme_of(group("both", 40, *own)), {"990121": {"own": 50, "two": 20}})
    # 40 * (0.25 * 0.5 + 0.75 * 0.2) = 11.
    assert [year.points("990121", key) for key in ("own", "two")] == [15, 10]
    assert year.of("990121") == 71


@pytest.mark.parametrize(
    "marks", [("7.3", "13.7"), (1, 38), ("0.001", "39.999")], ids=["tenths", "wholes", "thousandths"]
)
def test_points_add_up(marks: tuple[object, object]) -> None:
    """Where marks add up the points of all criteria are the score."""
    first, second = (Fraction(str(each)) for each in marks)
    scheme = scheme_of(criterion("own", str(marks[0]), LINE), criterion("two", str(marks[1]), LINE))
    rng = np.random.default_rng(3)
    values = {key: rng.integers(0, 130, 50) for key in ("own", "two")}
    scores = scored(scheme, values)
    total = [Fraction(0)] * 50
    for key in scores.compiled.engine.counties.criteria:
        numbers, whole = scores.points(key)
        total = [one + Fraction(number) / whole for one, number in zip(total, numbers.tolist(), strict=True)]
    capped = ([min(int(x), 100) for x in values[key].tolist()] for key in ("own", "two"))
    by_hand = [100 - first - second + first * a / 100 + second * b / 100 for a, b in zip(*capped, strict=True)]
    assert total == exact_of(scores) == by_hand


def test_points_of_a_quotient_have_no_common_denominator() -> None:
    """Points of a share of a target are fractions over 1, and so are the scores."""
    own = criterion("own", 40, FULL, basis="completion", when_not_applicable="rescale_all")
    scores = scored(scheme_of(own), {"own": [1, 2, 9], "target:own": [3, 7, 4]})
    numbers, whole = scores.points("own")
    assert (whole, scores.denominator) == (1, 1)
    assert numbers.tolist() == [Fraction(40, 3), Fraction(80, 7), 40]
    assert scores.numerators().tolist() == [Fraction(220, 3), Fraction(500, 7), 100]


def test_points_of_no_criterion() -> None:
    """A key of no criterion of the counties is refused, and the year of the scheme is named."""
    with pytest.raises(ScopeError, match="no criterion 'nothing' in the scheme of 2019"):
        scored(scheme_of(criterion("own", 40, LINE)), {"own": [1]}).points("nothing")


def wide(rule: Entry, **changes: Any) -> list[Fraction | None]:
    """Score units whose numbers have no room at the places of the indicator."""
    scheme = scheme_of(criterion("own", 40, rule, **changes), indicators={"ref": {"low": 1}})
    arrays: Entry = {"own": [1, 1, 1]} | ({"ref": [1, 1, 1]} if "reference" in changes else {})
    columns = with_numbers(filled(scheme, arrays), "own", [9 * 10**18, 50, 9 * 10**15], 0)
    if "reference" in changes:
        columns = with_numbers(columns, "ref", [9 * 10**18, 100, 9 * 10**18], 0)
    scores = score(columns, compile_scheme(read_scheme(scheme)))
    assert scores.tier is ArrayTier.EXACT
    return exact_of(scores)


def test_numbers_without_room() -> None:
    """A number that does not fit at the indicator's places is scored exactly, on lines, quotients and differences."""
    assert wide(LINE) == [100, 80, 100]
    assert wide(FULL, basis="ratio", reference="ref") == [100, 80, 60 + Fraction(40, 1000)]
    line = {"kind": "linear", "zero_at": -100, "full_at": 0}
    assert wide(line, basis="difference", reference="ref") == [100, 80, 60]


def test_rules_by_class_of_numbers_without_room() -> None:
    """A rule by class is scored exactly too where numbers have no room."""
    cases = [{"unit_class": key, "rule": LINE | {"full_at": full}} for key, full in (("hill", 50), ("plain", 200))]
    scheme = scheme_of(
        criterion("own", 40, {"kind": "by_class", "cases": cases}),
        classes=classes(hill=["990121"], plain=["990122", "990123"]),
    )
    columns = filled(scheme, {"own": [1, 1, 1]}, codes=["990121", "990122", "990123"])
    compiled = compile_scheme(read_scheme(scheme))
    for block in (1, 7, 16_384):
        scores = score(with_numbers(columns, "own", [25, 50, 9 * 10**18], 0), compiled, block=block)
        assert exact_of(scores) == [80, 70, 100]
    assert exact_of(score(columns, compiled)) == [60 + Fraction(40, 50), 60 + Fraction(1, 5), 60 + Fraction(1, 5)]
