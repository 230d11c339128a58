"""What compiling a scheme says of the arithmetic that serves."""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

sys.path.append(str(Path(__file__).parent))
sys.path.append(str(Path(__file__).parents[1] / "rule_kinds"))

from building import criterion, read_scheme, scheme_of
from column_building import LINE, compared, scored

from jxassess.arrays import ArrayTier, CompiledScheme, compile_scheme

Entry = dict[str, Any]

SHARE = {"kind": "proportional", "full_at": 1}
WIDE = {"kind": "linear", "zero_at": 0, "full_at": "1234567.891"}


def compiled(*own: Entry, stages: tuple[str, ...] = (), **changes: Any) -> CompiledScheme:
    """Compile a scheme."""
    rounding = {"places": 2, "mode": "half_up", "stages": list(stages)}
    return compile_scheme(read_scheme(scheme_of(*own, rounding=rounding, **changes)))


def said(found: CompiledScheme) -> list[str]:
    """Give the reasons in English."""
    return [reason.en for reason in found.reasons]


def test_integers() -> None:
    """A scheme of small denominators is served by integers, without error and without a reason to say."""
    found = compiled(criterion("own", 40, LINE))
    # 40 marks over 100 with four places: steps of 0.00004.
    assert (found.tier, found.reasons, found.error) == (ArrayTier.INTEGERS, (), 0)
    assert found.denominator is not None
    assert (Fraction(40, 10**6) * found.denominator).denominator == 1


def test_a_large_denominator() -> None:
    """Where the denominator is large doubles serve with a bound, and the reason says how many bits there are."""
    lines = [criterion("own", 20, WIDE), criterion("two", 20, WIDE | {"full_at": "7654321.817"})]
    found = compiled(*lines)
    assert found.tier is ArrayTier.FILTER
    assert found.denominator is not None
    assert found.denominator > 2**53
    assert found.error is not None
    assert 0 < found.error < Fraction(1, 10**11)
    bits = (100 * found.denominator).bit_length()
    assert said(found) == [
        f"scheme: the terms of the score need {bits} bits over their common denominator, and doubles hold 53"
    ]


def test_a_bound_that_holds() -> None:
    """No double lies farther from its score than the bound says."""
    lines = [criterion("own", 20, WIDE), criterion("two", 20, WIDE | {"full_at": "7654321.817"})]
    rng = np.random.default_rng(4)
    scores = scored(scheme_of(*lines), {"own": rng.integers(0, 10**6, 400), "two": rng.integers(0, 10**7, 400)})
    values = scores._run.approximate(np.arange(400))[0].tolist()
    away = [abs(Fraction(value) - Fraction(each)) for value, each in zip(values, scores.exact().tolist(), strict=True)]
    assert scores.compiled.error is not None
    assert 0 < max(away) <= scores.compiled.error


def share(**changes: Any) -> Entry:
    """Write 40 marks for the share of a target."""
    return criterion("own", 40, SHARE, basis="completion", when_not_applicable="rescale_all", **changes)


def test_a_quotient() -> None:
    """Where each unit is divided by a number of its own there is no common denominator, and the reason says where."""
    found = compiled(share())
    assert (found.tier, found.denominator) == (ArrayTier.FILTER, None)
    assert said(found) == [
        "criteria[0].children[0]: every unit is divided by a number of its own, so that there is no common denominator"
    ]


@pytest.mark.parametrize("stage", ["criteria", "dimensions", "counties"])
def test_the_reasons_of_a_rounded_quotient(stage: str) -> None:
    """Where a quotient is rounded on the way the scores have a denominator, and no reason says that they have none."""
    found = compiled(share(), stages=(stage,))
    assert (found.tier, found.denominator) == (ArrayTier.FILTER, 100)
    assert len(found.reasons) == 1
    reason = said(found)[0]
    assert reason.startswith("criteria[0].children[0]:")
    assert "no common denominator" not in reason
    assert "bits" not in reason


def test_a_wide_rule_has_an_end() -> None:
    """A line to 10**9 at nine places has an end, and the reason does not say that it has none."""
    found = compiled(criterion("own", 40, WIDE | {"full_at": 10**9}), indicators={"own": {"places": 9}})
    assert found.tier is not ArrayTier.INTEGERS
    assert said(found)
    assert not any("without an end" in reason for reason in said(found))


def test_points_that_people_give() -> None:
    """Points that people give end at the marks, so that integers serve."""
    found = compiled(criterion("own", 40, {"kind": "given"}))
    assert found.tier is ArrayTier.INTEGERS


@pytest.mark.parametrize("kind", ["cohort", "class"])
def test_rules_that_follow_from_data(kind: str) -> None:
    """A rule that compares units, or depends on their class, is known when the data are."""
    changes: Entry = {}
    rule: Entry = {"kind": "by_rank", "step": 1, "floor": 0, "ties": "dense", "cohort": compared("province")}
    if kind == "class":
        rule = {"kind": "by_class", "cases": [{"unit_class": "hill", "rule": LINE}]}
        units = {"key": "hill", "name": {"en": "hill", "zh": "山"}, "units": ["990121"], "source": "invented"}
        changes = {"classes": [units]}
    found = compiled(criterion("own", 40, rule), **changes)
    assert (found.tier, found.denominator, found.error, found.engine.plan) == (ArrayTier.FILTER, None, None, None)
    assert said(found) == ["criteria[0].children[0]: the rule follows from the data"]


def test_all_reasons_are_told() -> None:
    """Every criterion that stands in the way is named once."""
    rule = {"kind": "by_rank", "step": 1, "floor": 0, "ties": "dense", "cohort": compared("province")}
    found = compiled(share(), criterion("two", 5, rule), criterion("three", 5, LINE))
    assert [reason.split(":")[0] for reason in said(found)] == ["criteria[0].children[0]", "criteria[0].children[1]"]


def test_compiled_schemes_are_equal_where_their_schemes_are() -> None:
    """What the engine keeps is no part of a compiled scheme's value."""
    one, other = compiled(criterion("own", 40, LINE)), compiled(criterion("own", 40, LINE))
    assert one == other
    assert one != compiled(criterion("own", 30, LINE))
    assert "county_points" not in repr(one)


def test_data_change_the_tier() -> None:
    """A scheme that data have to complete may be served by integers once they have."""
    rule = {"kind": "by_rank", "step": 1, "floor": 0, "ties": "dense", "cohort": compared("province")}
    scores = scored(scheme_of(criterion("own", 40, rule)), {"own": [1, 2]})
    assert (scores.compiled.tier, scores.tier) == (ArrayTier.FILTER, ArrayTier.INTEGERS)
