"""Places of units, by exact and by published scores."""

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
from column_building import LINE, exact_of, filled, scored, with_numbers

from jxassess.arrays import ArrayTier, Scores, compile_scheme, score
from jxassess.arrays._ranks import rank
from jxassess.scheme import Ties

Entry = dict[str, Any]

BY_EXACT = {"ties": "competition", "compared_on": "exact"}


@pytest.mark.parametrize("ties", list(Ties))
@pytest.mark.parametrize("span", [1, 10, 2**22 - 1, 2**22, 2**62])
def test_rank(ties: Ties, span: int) -> None:
    """A place is one more than the number of larger units, or of larger numbers, however far they lie apart."""
    rng = np.random.default_rng(span % 97)
    keys = rng.integers(-span, span, 200, endpoint=True)
    keys[50:90] = keys[:40]
    keys[0], keys[1] = -span, span
    given = keys.tolist()
    among = sorted(set(given)) if ties is Ties.DENSE else given
    assert rank(keys, ties).tolist() == [1 + sum(other > key for other in among) for key in given]
    assert rank(keys[:0], ties).tolist() == []


def by_hand(scores: Scores, ties: str) -> list[int]:
    """Rank exact scores by comparing all of them."""
    exact = exact_of(scores)
    known = [each for each in exact if each is not None]
    among = set(known) if ties == "dense" else known
    return [0 if each is None else 1 + sum(other > each for other in among) for each in exact]


@pytest.mark.parametrize("ties", ["competition", "dense"])
def test_exact_and_published(ties: str) -> None:
    """89.994 and 89.99 are one published value and two exact ones."""
    own = {"own": ["74.985", "74.975", "74.985", "10", "75"]}
    scheme = scheme_of(criterion("own", 40, LINE), ranking={"ties": ties, "compared_on": "published"})
    assert exact_of(scored(scheme, own)) == [Fraction(each) for each in ("89.994", "89.99", "89.994", "64", "90")]
    wanted = {"competition": ([2, 2, 2, 5, 1], [2, 4, 2, 5, 1]), "dense": ([2, 2, 2, 3, 1], [2, 3, 2, 4, 1])}[ties]
    assert scored(scheme, own).ranks().tolist() == wanted[0]
    assert scored(scheme | {"ranking": {"ties": ties, "compared_on": "exact"}}, own).ranks().tolist() == wanted[1]


FULL = Fraction("1234567.891"), Fraction("7654321.817")


def odd(**changes: Any) -> Entry:
    """Write a scheme of large denominators, of 20 points each."""
    lines = ({"kind": "linear", "zero_at": 0, "full_at": f"{float(full):.3f}"} for full in FULL)
    first, second = (criterion(key, 20, rule) for key, rule in zip(("own", "two"), lines, strict=True))
    return scheme_of(first, second, ranking=BY_EXACT, **changes)


@pytest.mark.parametrize("block", [1, 7, 16_384])
@pytest.mark.parametrize("ties", ["competition", "dense"])
def test_near_and_exact_ties_over_large_denominators(ties: str, block: int) -> None:
    """Scores that lie closer than doubles can tell are ordered exactly, and exact ties are ties."""
    # Both differences in steps of 0.0001: a*7654321.817 == b*1234567.891 never but for multiples, and often nearly.
    rng = np.random.default_rng(11)
    own = rng.integers(0, 10**9, 120)
    # 1e-4 of the first is worth 6.2 steps of the second: 1000 steps against 6200 lie near one another.
    shift = rng.integers(-3, 4, 120)
    ratio = FULL[1] / FULL[0]
    first, second = [], []
    for base, step in zip(own.tolist(), shift.tolist(), strict=True):
        first += [base, base - 5, base]
        second += [3 * 10**9, 3 * 10**9 + round(5 * ratio) + step, 3 * 10**9]
    scheme = odd() | {"ranking": BY_EXACT | {"ties": ties}}
    columns = filled(scheme, {"own": [1] * 360, "two": [1] * 360})
    columns = with_numbers(with_numbers(columns, "own", [abs(x) for x in first], 4), "two", second, 4)
    scores = score(columns, compile_scheme(read_scheme(scheme)), block=block)
    assert scores.tier is ArrayTier.FILTER
    assert scores.ranks().tolist() == by_hand(scores, ties)


def test_ties_that_doubles_tell_apart() -> None:
    """Two ways to one score are one place, though their doubles differ; one part of the denominator is a place."""
    thirds = [{"kind": "linear", "zero_at": 0, "full_at": full} for full in ("1234567.891", "3703703.673")]
    third = criterion("three", 10, {"kind": "linear", "zero_at": 0, "full_at": "7654321.817"})
    scheme = scheme_of(criterion("own", 20, thirds[0]), criterion("two", 20, thirds[1]), third, ranking=BY_EXACT)
    # 1 of the first is worth 3 of the second.
    rng = np.random.default_rng(2)
    base = rng.integers(0, 10**6, 200).tolist()
    part = [x // 3 for x in base]
    own = [*base, *(x - y for x, y in zip(base, part, strict=True)), *base]
    two = [*([10] * 200), *(10 + 3 * y for y in part), *(["10.0001"] * 200)]
    arrays = {"own": own, "two": [str(each) for each in two], "three": [12345] * 600}
    scores = scored(scheme, arrays)
    found = scores.ranks().tolist()
    assert found == by_hand(scores, "competition")
    assert found[:200] == found[200:400]
    assert all(one > other for one, other in zip(found[:200], found[400:], strict=True))
    values = scores._run.approximate(np.arange(600))[0]
    assert scores.tier is ArrayTier.FILTER
    assert any(values[:200] != values[200:400])


def test_ties_among_units_of_different_plans() -> None:
    """Units over different denominators tie where their scores are equal, and rank exactly where they are near."""
    both = [criterion("own", 10, LINE, when_missing="rescale_group"), criterion("two", 20, LINE)]
    scheme = scheme_of(group("both", 30, *both), ranking=BY_EXACT)
    # 30 * two/100 without the first; 10 * own/100 + 20 * two/100 with it.
    arrays: Entry = {"own": [60, 0, "60.0001", 0, 0], "two": [30, 40, 30, "40.0001", "39.9999"]}
    scores = scored(scheme, arrays, states={"own": [0, 1, 0, 1, 1]})
    assert exact_of(scores)[:2] == [82, 82]
    assert scores.ranks().tolist() == [3, 3, 2, 1, 5]
    assert len(scores._run.plans) == 2


def test_ties_among_plans_of_large_denominators() -> None:
    """Units of several plans none of which doubles settle are ordered by fractions."""
    lines = [
        {"kind": "linear", "zero_at": 0, "full_at": full} for full in ("1234567.891", "1234567.891", "7654321.817")
    ]
    policies = ["rescale_group", "fault", "fault"]
    own = [
        criterion(key, 10, rule, when_missing=policy)
        for key, rule, policy in zip(("own", "two", "three"), lines, policies, strict=True)
    ]
    scheme = scheme_of(group("pair", 20, *own[:2]), own[2], ranking=BY_EXACT)
    # Twice the second without the first is as much as both.
    arrays: Entry = {
        "own": [500, 0, 500, 0, 0],
        "two": [500, 500, 500, 500, "500.0001"],
        "three": [7, 7, "7.0001", 7, 7],
    }
    scores = scored(scheme, arrays, states={"own": [0, 1, 0, 1, 1]})
    assert scores.tier is ArrayTier.FILTER
    assert scores.ranks().tolist() == [3, 3, 2, 3, 1]
    assert by_hand(scores, "competition") == [3, 3, 2, 3, 1]


def test_quotients_are_ranked_exactly() -> None:
    """1/3 and 2/6 tie; 333333/1000000 is behind, and a quotient one part nearer in front of it."""
    own = criterion("own", 40, {"kind": "proportional", "full_at": 1}, basis="completion")
    own |= {"when_not_applicable": "rescale_all"}
    pairs = [(1, 3), (2, 6), (333_333, 10**6), (3_333_333_333, 10**10), (5_000_000_000, 10**10 - 1), (1, 2)]
    scheme = scheme_of(own, ranking=BY_EXACT)
    arrays = {"own": [a for a, _ in pairs], "target:own": [b for _, b in pairs]}
    scores = scored(scheme, arrays)
    assert scores.ranks().tolist() == [3, 3, 6, 5, 1, 2] == by_hand(scores, "competition")


@pytest.mark.parametrize("units", [0, 1])
def test_few_units_of_large_denominators(units: int) -> None:
    """None or one unit is ranked without any other."""
    scores = scored(odd(), {"own": np.zeros(units, dtype=np.int64), "two": np.zeros(units, dtype=np.int64)})
    assert scores.ranks().tolist() == [1] * units


def test_units_left_out_have_no_place() -> None:
    """Ranks go on without the units that have no score."""
    scheme = scheme_of(criterion("own", 40, LINE), when_nothing_applies="leave_out", ranking=BY_EXACT)
    for top in scheme["criteria"]:
        for child in top["children"]:
            child["when_not_applicable"] = "rescale_group"
    arrays: Entry = {"own": [0, 10, 20, 10], "rest_2": [0, 1, 1, 1], "rest_3": [0, 1, 1, 1], "rest_4": [0, 1, 1, 1]}
    scores = scored(scheme, arrays, states={key: [2, 0, 0, 0] for key in arrays})
    assert scores.ranks().tolist() == [0, 2, 1, 2]


def test_integers_over_many_denominators() -> None:
    """Units of many plans, each of small whole numbers, rank exactly where no 64 bits hold their common denominator."""
    marks = {"a": 3, "b": 11, "c": 8, "d": 17, "e": 20}
    own = [criterion(key, part, LINE, when_missing="rescale_all") for key, part in marks.items()]
    rows = [[n >> i & 1 for i in range(5)] for n in range(32)] * 2
    states = {key: [row[i] for row in rows] for i, key in enumerate(marks)}
    # Whoever earns all has 100 of 100, whatever is left out; the second half has half of everything there is.
    arrays = {
        key: [0 if row[i] else (100 if n < 32 else 50) for n, row in enumerate(rows)] for i, key in enumerate(marks)
    }
    scores = scored(scheme_of(*own, ranking=BY_EXACT), arrays, states=states)
    assert {plan.tier for plan in scores._run.plans} == {ArrayTier.INTEGERS}
    assert scores.denominator > 2**63
    assert scores.ranks().tolist()[:32] == [1] * 32
    assert scores.ranks().tolist() == by_hand(scores, "competition")
    # All 59 marks of the five left out leave 41 of 41; the halves have 41 and half of what is there.
    there = [sum(part for part, out in zip(marks.values(), row, strict=True) if not out) for row in rows[32:]]
    assert exact_of(scores)[32:] == [100 * (41 + Fraction(each, 2)) / (41 + each) for each in there]
