"""One scoring: kinds of units, blocks, doubts, and nothing that leaks from one scoring to the next."""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

sys.path.append(str(Path(__file__).parent))
sys.path.append(str(Path(__file__).parents[1] / "rule_kinds"))

from concurrent.futures import ThreadPoolExecutor

from building import carrying, criterion, group, read_scheme, scheme_of
from column_building import LINE, adjustment, exact_of, filled, results, scored
from engine import units_of, whole_row

from jxassess.arrays import ArrayTier, Columns, compile_scheme, score
from jxassess.arrays._plans import Plan
from jxassess.arrays._readings import Standing
from jxassess.arrays._run import alike, by_limbs, fitted
from jxassess.arrays._sums import Affine
from jxassess.exact import RoundingMode, round_to
from jxassess.scheme import Rounding

Entry = dict[str, Any]
Score = Fraction | None

ODD = {"kind": "linear", "zero_at": 0, "full_at": "1234567.891"}
"""A line whose denominator has no room in doubles, together with others."""
BLOCKS = [1, 7, 16_384]


def gaps(units: int, seed: int) -> tuple[Entry, Entry]:
    """Draw values from 0 to 100 of three criteria, and states."""
    rng = np.random.default_rng(seed)
    states = {f"c_{i}": rng.integers(0, 3, units).astype(np.uint8) for i in range(3)}
    values = {key: np.where(state > 0, 0, rng.integers(0, 101, units)) for key, state in states.items()}
    return values, states


def with_gaps(**changes: Any) -> Entry:
    """Write three criteria with policies in a group of 30."""
    policies = [("zero", "rescale_group"), ("rescale_group", "rescale_all"), ("rescale_all", "rescale_group")]
    own = [
        criterion(f"c_{i}", 10, LINE, when_missing=missing, when_not_applicable=out)
        for i, (missing, out) in enumerate(policies)
    ]
    return scheme_of(group("three", 30, *own), **changes)


def by_hand(values: list[int], states: list[int]) -> Fraction:
    """Work out a unit of `with_gaps`: what counts, what is left to the group, and what leaves the whole."""
    earned, counted, lifted = Fraction(0), 0, 0
    for i, (value, state) in enumerate(zip(values, states, strict=True)):
        if state == 0 or (i == 0 and state == 1):
            earned += Fraction(value, 10) if state == 0 else 0
            counted += 10
        elif (i, state) in ((1, 2), (2, 1)):
            lifted += 10
    own = 30 - lifted if counted else 0
    points = earned * own / counted if counted else Fraction(0)
    return (70 + points) * 100 / (70 + own)


@pytest.mark.parametrize("block", BLOCKS)
def test_units_of_many_kinds(block: int) -> None:
    """Two thousand units with gaps of every pattern, by blocks of any size, have the scores worked out by hand."""
    values, states = gaps(2_000, 1)
    found = exact_of(scored(with_gaps(), values, block, states=states))
    rows = zip(zip(*values.values(), strict=True), zip(*states.values(), strict=True), strict=True)
    assert found == [by_hand([*map(int, row)], [*map(int, state)]) for row, state in rows]


@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.parametrize("compared_on", ["exact", "published"])
def test_order_and_blocks_say_nothing(block: int, compared_on: str) -> None:
    """Units in another order and in blocks of any size have the same everything."""
    values, states = gaps(500, 2)
    scheme = with_gaps(ranking={"ties": "dense", "compared_on": compared_on})
    columns, compiled = filled(scheme, values, states=states), compile_scheme(read_scheme(scheme))
    order = np.random.default_rng(9).permutation(500)
    assert results(score(columns, compiled), order) == results(score(columns.take(order), compiled, block=block))


def test_a_scheme_serves_columns_with_other_gaps() -> None:
    """What was made for one set of columns does not change what the next one earns, in any sequence."""
    scheme = with_gaps()
    compiled = compile_scheme(read_scheme(scheme))
    made: list[Columns] = []
    for seed in range(4):
        values, states = gaps(60, seed)
        made.append(filled(scheme, values, states=states))
    made.append(filled(scheme, {f"c_{i}": [50, 60] for i in range(3)}))
    fresh = [results(score(columns, compile_scheme(read_scheme(scheme)))) for columns in made]
    for sequence in ([0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [4, 0, 4, 0, 2]):
        assert [results(score(made[i], compiled)) for i in sequence] == [fresh[i] for i in sequence]


def test_earlier_scores_stay() -> None:
    """Scores that are asked for more after another scoring by the same scheme answer about their own units."""
    scheme = with_gaps()
    compiled = compile_scheme(read_scheme(scheme))
    columns = [filled(scheme, values, states=states) for values, states in (gaps(40, 3), gaps(40, 4))]
    first, second = (score(each, compiled) for each in columns)
    alone = [results(score(each, compile_scheme(read_scheme(scheme)))) for each in columns]
    assert [results(first), results(second), results(first)] == [alone[0], alone[1], alone[0]]


def test_threads() -> None:
    """One compiled scheme scores in several threads at once, each as alone."""
    scheme = with_gaps()
    compiled = compile_scheme(read_scheme(scheme))
    columns = [filled(scheme, values, states=states) for values, states in (gaps(300, seed) for seed in range(6))]
    wanted = [results(score(each, compile_scheme(read_scheme(scheme)))) for each in columns]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda each: results(score(each, compiled, block=50)), columns * 3))
    assert found == wanted * 3


@pytest.mark.parametrize("units", [0, 1, 2])
def test_few_units(units: int) -> None:
    """No unit, one and two are scored like any number."""
    for rule in (LINE, ODD):
        scores = scored(scheme_of(criterion("own", 40, rule)), {"own": np.zeros(units, dtype=np.int64)})
        assert scores.units == units
        assert results(scores)[:4] == [[6000] * units, [False] * units, [1] * units, [2] * units]


def odd(**changes: Any) -> Entry:
    """Write a scheme of large denominators."""
    return scheme_of(criterion("own", 20, ODD), criterion("two", 20, ODD | {"full_at": "7654321.817"}), **changes)


@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.parametrize("mode", list(RoundingMode))
@pytest.mark.parametrize(("places", "tier"), [(6, ArrayTier.LIMBS), (8, ArrayTier.EXACT)])
def test_halves_over_large_denominators(places: int, tier: ArrayTier, mode: RoundingMode, block: int) -> None:
    """Exact halves are rounded as the scheme says, where no double could tell them from their neighbours."""
    full = Fraction("1234567.891"), Fraction("7654321.817")
    fine = {key: {"places": places} for key in ("own", "two")}
    scheme = odd(rounding={"places": 0, "mode": mode.value, "stages": []}, indicators=fine)
    # 20 times a share of 0.005 k is 0.1 k, so that many of the sums are halves; then one step of the grid beside them.
    shares = [(Fraction(i, 200), Fraction(j, 200)) for i in range(1, 12) for j in range(1, 12)]
    near = [(a * full[0] + Fraction(step, 10**places), b * full[1]) for a, b in shares for step in (-1, 0, 1)]
    scores = scored(scheme, {"own": [*(a for a, _ in near)], "two": [*(b for _, b in near)]}, block)
    wanted = [60 + 20 * a / full[0] + 20 * b / full[1] for a, b in near]
    assert exact_of(scores) == wanted
    assert scores.published.tolist() == [int(round_to(each, 0, mode)) for each in wanted]
    assert scores.tier is ArrayTier.FILTER
    # Numbers of eight places leave no room for limbs.
    assert dict(scores.doubtful)[tier] > 0


def test_units_that_bring_a_score_beside_others() -> None:
    """Denominators of several plans are brought to one."""
    scheme = scheme_of(criterion("own", 40, LINE), carried=carrying("990122", full_marks=30))
    rest = {key: [0, 1] for key in ("own", "rest_2", "rest_3", "rest_4")}
    arrays: Entry = {"own": [33, 0], "rest_2": [10, 0], "rest_3": [10, 0], "rest_4": [40, 0], "carried:": [0, 7]}
    states = {**rest, "carried:": [1, 0]}
    scores = scored(scheme, arrays, codes=["990121", "990122"], states=states)
    assert exact_of(scores) == [Fraction("73.2"), Fraction(70, 3)]
    assert scores.denominator % 15 == 0


def test_nothing_applies_anywhere() -> None:
    """Where nothing applies to any unit there is no plan, and all are left out."""
    scheme = scheme_of(criterion("own", 40, LINE), when_nothing_applies="leave_out")
    for top in scheme["criteria"]:
        for child in top["children"]:
            child["when_not_applicable"] = "rescale_group"
    keys = ["own", "rest_2", "rest_3", "rest_4"]
    scores = scored(scheme, {key: [0, 0] for key in keys}, states={key: [2, 2] for key in keys})
    assert results(scores)[:5] == [[0, 0], [True, True], [0, 0], [-1, -1], [0, 0]]
    assert (scores.denominator, scores.tier, exact_of(scores)) == (1, ArrayTier.INTEGERS, [None, None])


@pytest.mark.parametrize("columns", [1, 15, 16, 17, 33, 60])
def test_alike(columns: int) -> None:
    """Units are grouped by all of their standings, however many criteria there are."""
    rng = np.random.default_rng(columns)
    rows = rng.integers(0, 3, (40, columns)).astype(np.uint8)
    drawn = rng.integers(0, 40, 300)
    drawn[0] = 0
    rows[1] = rows[0]
    rows[1, columns - 1] = (rows[0, columns - 1] + 1) % 3
    standings = [rows[drawn, i] for i in range(columns)]
    found = [tuple(places.tolist()) for places in alike(standings)]
    wanted: dict[tuple[int, ...], list[int]] = {}
    for i, row in enumerate(rows[drawn].tolist()):
        wanted.setdefault(tuple(row), []).append(i)
    assert sorted(found) == sorted(map(tuple, wanted.values()))
    assert alike([np.array([], dtype=np.uint8)]) == []
    assert len(Standing) == 3


def test_numbers_that_fit() -> None:
    """Whole numbers below 2**63 are int64; one beyond, or a fraction, leaves all of them objects."""
    for given, kind in (([1, -(2**63) + 1], "i"), ([1, 2**63], "O"), ([1, Fraction(1, 2)], "O"), ([], "i")):
        numbers = np.empty(len(given), dtype=object)
        numbers[:] = given
        assert fitted(numbers).dtype.kind == kind
        assert fitted(numbers).tolist() == given


def test_numerators_beyond_64_bits() -> None:
    """Numerators of large denominators are whole numbers of any size."""
    scores = scored(odd(), {"own": [1, 2], "two": [3, 4]})
    numbers = scores.numerators()
    assert numbers.dtype == object
    assert [Fraction(n, scores.denominator) for n in numbers.tolist()] == [
        60 + 20 * a / Fraction("1234567.891") + 20 * b / Fraction("7654321.817") for a, b in ((1, 3), (2, 4))
    ]


def test_nothing_is_in_doubt_of_integers() -> None:
    """A scheme of small denominators leaves nothing in doubt, halves included."""
    scores = scored(scheme_of(criterion("own", 40, LINE)), {"own": ["0.0125", "0.0375", "0.0124"]})
    assert scores.published.tolist() == [6001, 6002, 6000]
    assert scores.tier is ArrayTier.INTEGERS
    assert scores.doubtful == ((ArrayTier.LIMBS, 0), (ArrayTier.EXACT, 0))


@pytest.mark.parametrize("mode", list(RoundingMode))
def test_halves_below_zero_over_large_denominators(mode: RoundingMode) -> None:
    """Halves below zero are settled by limbs as those above are: away from zero, or to the even neighbour."""
    full = Fraction("1234567.891"), Fraction("7654321.817")
    down = {"kind": "deduction", "start": 0, "side": "above", "per": 1, "points": 2, "counting": "whole"}
    penalty = adjustment("penalty", criteria=[criterion("cases", 100, down)], at_most=100)
    scheme = odd(
        adjustments=[penalty],
        indicators={"own": {"places": 6}, "two": {"places": 6}, "cases": {"better": "lower", "low": 0}},
        rounding={"places": 0, "mode": mode.value, "stages": []},
    )
    # 20 times a share of 0.025 is a half: scores from -39.5 on in halves, each with its neighbours on the grid.
    shares = [(Fraction(i, 40), Fraction(j, 40)) for i in range(1, 20) for j in range(1, 20)]
    near = [(a * full[0] + Fraction(step, 10**6), b * full[1]) for a, b in shares for step in (-1, 0, 1)]
    scores = scored(scheme, {"own": [a for a, _ in near], "two": [b for _, b in near], "cases": [50] * len(near)})
    wanted = [20 * a / full[0] + 20 * b / full[1] - 40 for a, b in near]
    assert exact_of(scores) == wanted
    assert scores.published.tolist() == [int(round_to(each, 0, mode)) for each in wanted]
    assert dict(scores.doubtful)[ArrayTier.LIMBS] > 100


@pytest.mark.parametrize(
    ("mode", "rounded"), [(RoundingMode.HALF_UP, [-2, -1, 1, 2]), (RoundingMode.HALF_EVEN, [-2, 0, 0, 2])]
)
def test_halves_around_zero_by_limbs(mode: RoundingMode, rounded: list[int]) -> None:
    """Halves next to zero go away from it, or to the even neighbour, on both sides of it."""
    numbers, prime = (-3, -1, 1, 3), Fraction(1, 2**89 - 1)
    # Two parts that make up a half hundredth for each one, over a denominator of 97 bits.
    parts = [(Fraction(1, 200) - prime, whole_row(*numbers)), (prime, whole_row(*numbers))]
    plan, block = Plan(Affine(parts), Rounding(places=2, mode=mode, stages=())), units_of(4)
    assert plan.tier is ArrayTier.FILTER
    assert plan.limbs is not None
    found = by_limbs(plan, plan.limbs, block, plan.total.values(block) * 100)
    assert found.tolist() == rounded
