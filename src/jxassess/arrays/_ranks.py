"""Places among many units: whole numbers that order them as their exact scores do, and places from these."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from jxassess.arrays._numbers import Indices, Integers, Truths, is_short
from jxassess.arrays._run import Run
from jxassess.arrays._tiers import ArrayTier
from jxassess.scheme import Ties

_MOST_COUNTED = 2**22


def rank(keys: Integers, ties: Ties) -> Integers:
    """Rank whole numbers, the largest first.

    Args:
        keys: a number for each unit.
        ties: what follows a tie.

    Returns:
        The place of each, from 1 on.
    """
    if not len(keys):
        return keys.copy()
    low, high = int(keys.min()), int(keys.max())
    if high - low >= _MOST_COUNTED:
        distinct, keys = np.unique(keys, return_inverse=True)
        low, high = 0, len(distinct) - 1
    counts = np.bincount(keys - low, minlength=high - low + 1)
    if ties is Ties.DENSE:
        counts = (counts > 0).astype(np.int64)
    # A place is one more than the number of units, or of distinct numbers, that are larger.
    ahead = counts.sum() - np.cumsum(counts)
    places: Integers = ahead + 1
    return places[keys - low]


def order_keys(run: Run, units: Indices) -> Integers:
    """Give whole numbers that order units exactly as their scores do, equal ones for equal scores.

    Args:
        run: the scores.
        units: units that have a score.

    Returns:
        A number for each of the units.
    """
    if all(plan.tier is ArrayTier.INTEGERS for plan in run.plans):
        numerators = run.numerators()
        if is_short(numerators):
            return numerators[units]
    return _by_filter(run, units)


def _by_filter(run: Run, units: Indices) -> Integers:
    values, gap = run.approximate(units)
    order = np.argsort(values, kind="stable")
    is_new = np.diff(values[order]) > gap
    starts_run = np.concatenate(([True], is_new))
    clusters = np.cumsum(starts_run)
    # A cluster of one is settled; the members of the others are compared exactly.
    lengths = np.bincount(clusters)
    members = np.flatnonzero(lengths[clusters] > 1)
    is_larger = starts_run.copy()
    if len(members):
        inner, larger = _settled(run, units[order[members]], clusters[members])
        order[members] = order[members[inner]]
        is_larger[members] = larger
    keys = np.empty(len(units), dtype=np.int64)
    keys[order] = np.cumsum(is_larger)
    return keys


def _settled(run: Run, units: Indices, clusters: Integers) -> tuple[Indices, Truths]:
    """Order the members of clusters exactly.

    Returns:
        Their order, cluster by cluster, and for each place of it whether its score is larger than that before it.
    """
    keys = [*_exact_keys(run, units), clusters]
    order = np.lexsort(keys)
    steps = np.logical_or.reduce([np.diff(key[order]) != 0 for key in keys])
    return order, np.concatenate(([True], steps))


def _exact_keys(run: Run, units: Indices) -> list[Integers]:
    """Give numbers that compare as the exact scores do, the last of them first: the digits of numerators."""
    digits: list[Integers] = []
    for plan, places, block in run.parts(units):
        if len(run.plans) > 1 or plan.limbs is None:
            return [_dense(run.exact(units).tolist())]
        found = plan.total.digits(block, plan.limbs)
        if not digits:
            digits = [np.empty(len(units), dtype=np.int64) for _ in found]
        for row, out in zip(found, digits, strict=True):
            out[places] = row
    return digits


def _dense(scores: list[Fraction]) -> Integers:
    places = {score: place for place, score in enumerate(sorted(set(scores)))}
    return np.array([places[score] for score in scores], dtype=np.int64)
