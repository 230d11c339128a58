"""What scores say of units."""

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
from column_building import LINE, compared, exact_of, filled, scored

import jxassess.arrays
from jxassess.arrays import ArrayTier, compile_scheme, score
from jxassess.errors import ScopeError
from jxassess.faults import EvidenceError

Entry = dict[str, Any]

OWN = scheme_of(criterion("own", 40, LINE))


@pytest.mark.parametrize("block", [0, -1])
def test_a_block_holds_units(block: int) -> None:
    """A block without units is refused."""
    with pytest.raises(ScopeError, match=f"at least one unit, not {block}"):
        score(filled(OWN, {"own": [1]}), compile_scheme(read_scheme(OWN)), block=block)


def test_faulty_columns_are_refused() -> None:
    """All faults of the columns come at once, and nothing is scored."""
    with pytest.raises(EvidenceError) as caught:
        scored(OWN, {"own": [1, 0]}, states={"own": [0, 1]})
    assert [fault.code for fault in caught.value.faults] == ["missing_observation"]


def test_shapes_and_types() -> None:
    """One entry for each unit, of the types that are promised."""
    scores = scored(OWN, {"own": [10, 50, 20]})
    assert (scores.units, scores.places, scores.is_synthetic, scores.tier) == (3, 2, True, ArrayTier.INTEGERS)
    kinds = [scores.published, scores.numerators(), scores.ranks(), scores.grades(), scores.points("own")[0]]
    assert [(array.dtype, array.shape) for array in kinds] == [(np.dtype(np.int64), (3,))] * 5
    assert scores.is_left_out.dtype == np.bool_
    assert scores.exact().dtype == object
    assert scores.published.tolist() == [6400, 8000, 6800]


def test_shown_by_the_year() -> None:
    """Scores are shown by the year of their scheme, and not by millions of numbers."""
    assert repr(scored(OWN, {"own": [10, 50, 20]})) == "Scores(compiled=<scheme of 2019>)"


def test_exact_scores_of_some_units() -> None:
    """Exact scores come in the order in which units are asked for, whole ones as whole numbers."""
    scores = scored(OWN, {"own": [10, 50, "33.3"]})
    found = scores.exact(np.array([2, 0, 2])).tolist()
    assert found == [Fraction("73.32"), 64, Fraction("73.32")]
    assert [type(each) for each in found] == [Fraction, int, Fraction]
    assert scores.exact(np.array([], dtype=np.intp)).tolist() == []


def test_numerators_denominator_and_published_agree() -> None:
    """Numerators over the denominator are the exact scores, which rounded are the published ones."""
    scores = scored(OWN, {"own": [f"{i}.{i:02}25" for i in range(99)]})
    exact = [Fraction(int(n), scores.denominator) for n in scores.numerators()]
    assert exact == [60 + Fraction(40, 100) * Fraction(f"{i}.{i:02}25") for i in range(99)]
    assert scores.published.tolist() == [int(each * 100 + Fraction(1, 2)) for each in exact]


def test_published_scores_of_no_places() -> None:
    """A scheme that publishes whole points has whole numbers in units of a point."""
    scheme = scheme_of(criterion("own", 40, LINE), rounding={"places": 0, "mode": "half_even", "stages": []})
    assert scored(scheme, {"own": ["1.25", "3.75", 100]}).published.tolist() == [60, 62, 100]


def test_methods_keep_nothing() -> None:
    """Asked twice, scores answer twice the same, whatever is done to the first answer."""
    scores = scored(OWN, {"own": [10, 50]})
    for ask in (scores.ranks, scores.grades, scores.numerators, scores.exact, lambda: scores.points("own")[0]):
        first = ask()
        wanted = first.tolist()
        first[:] = 7
        assert ask().tolist() == wanted
    assert exact_of(scores) == [64, 80]


def test_points_of_what_is_left_out() -> None:
    """A criterion that is left out, or counts zero, earns nothing; the others keep their own scale."""
    own = [criterion("own", 10, LINE, when_missing="rescale_group"), criterion("two", 30, LINE, when_missing="zero")]
    scores = scored(
        scheme_of(group("both", 40, *own)),
        {"own": [50, 0, 50], "two": [50, 50, 0]},
        states={"own": [0, 1, 0], "two": [0, 0, 1]},
    )
    found = {}
    for key in ("own", "two", "rest_2"):
        numbers, whole = scores.points(key)
        found[key] = [Fraction(n, whole) for n in numbers.tolist()]
    assert found == {"own": [5, 0, 5], "two": [15, 15, 0], "rest_2": [10, 10, 10]}
    # 15 of 30 become 20 of 40.
    assert exact_of(scores) == [80, 80, 65]


def test_points_times_factors_are_the_score() -> None:
    """Points of weighted criteria, times what a point of theirs is worth above, add up to the score."""
    own = [criterion("own", 30, LINE, weight=1), criterion("two", 50, LINE, weight=3)]
    rng = np.random.default_rng(8)
    scores = scored(scheme_of(group("both", 40, *own)), {key: rng.integers(0, 120, 30) for key in ("own", "two")})
    # A quarter of 40 for 30 marks, three quarters for 50.
    factors = {"own": Fraction(10, 30), "two": Fraction(30, 50), "rest_2": 1, "rest_3": 1, "rest_4": 1}
    total = [Fraction(0)] * 30
    for key, factor in factors.items():
        numbers, whole = scores.points(key)
        total = [one + factor * Fraction(n, whole) for one, n in zip(total, numbers.tolist(), strict=True)]
    assert total == exact_of(scores)


def test_points_by_blocks() -> None:
    """Points are the same by blocks of any size."""
    rule = {"kind": "by_rank", "step": "0.7", "floor": 1, "ties": "competition", "cohort": compared("province")}
    arrays = {"own": np.random.default_rng(1).integers(0, 50, 40)}
    found = [scored(scheme_of(criterion("own", 40, rule)), arrays, block).points("own") for block in (1, 7, 16_384)]
    assert len({(tuple(numbers.tolist()), whole) for numbers, whole in found}) == 1


def test_the_public_names_are_there() -> None:
    """Everything that the package promises can be imported from it."""
    assert sorted(jxassess.arrays.__all__) == sorted(set(jxassess.arrays.__all__))
    assert all(hasattr(jxassess.arrays, name) for name in jxassess.arrays.__all__)


@pytest.mark.parametrize("places", [[2], [-1], [0, 5], [True, False]])
def test_places_that_are_no_units(places: list[int]) -> None:
    """Exact scores are asked for by places of units; beyond them there is no unit, and a truth value is no place."""
    with pytest.raises(ScopeError):
        scored(OWN, {"own": [10, 50]}).exact(np.array(places))


def test_published_scores_cannot_be_changed() -> None:
    """Published scores are read-only, so that ranks and grades stay those of the scores."""
    scores = scored(OWN, {"own": [10, 50]})
    with pytest.raises(ValueError, match="read-only"):
        scores.published[0] = 9_999
    assert scores.ranks().tolist() == [2, 1]
