"""Places and grades of units from their scores, by the rules that a scheme has for cities."""

from __future__ import annotations

from fractions import Fraction
from itertools import accumulate
from math import ceil

import numpy as np

from jxassess.arrays._numbers import Indices, Integers
from jxassess.arrays._ranks import order_keys, rank
from jxassess.arrays._run import Run
from jxassess.scheme import ComparedOn, EdgeTies, GradeQuotas, Scheme, Ties


def ranks(run: Run, units: Indices | None, scheme: Scheme) -> Integers:
    """Rank units, as the scheme ranks cities.

    Args:
        run: the scores.
        units: units that have a score, `None` for all.
        scheme: the scheme.

    Returns:
        The place of each, from 1 on.
    """
    return rank(_keys(run, units, scheme.ranking.compared_on), scheme.ranking.ties)


def grades(run: Run, units: Indices | None, scheme: Scheme) -> Integers:
    """Grade units, as the scheme grades cities.

    Args:
        run: the scores.
        units: units that have a score, `None` for all.
        scheme: the scheme.

    Returns:
        The place of each unit's grade among the bands.
    """
    grading = scheme.grades
    if isinstance(grading, GradeQuotas):
        return _by_quota(_keys(run, units, grading.compared_on), grading)
    bounds = [band.at_least for band in grading.bands if band.at_least is not None]
    if grading.compared_on is ComparedOn.EXACT:
        reached = _reached(run, np.arange(run.units.count) if units is None else units, bounds)
    else:
        published = _published(run, units)
        reached = np.zeros(len(published), dtype=np.int64)
        for bound in bounds:
            reached += published >= ceil(bound * 10**scheme.rounding.places)
    return len(grading.bands) - 1 - reached


def _published(run: Run, units: Indices | None) -> Integers:
    return run.published if units is None else run.published[units]


def _keys(run: Run, units: Indices | None, compared_on: ComparedOn) -> Integers:
    if compared_on is ComparedOn.PUBLISHED:
        return _published(run, units)
    return order_keys(run, np.arange(run.units.count) if units is None else units)


def _by_quota(keys: Integers, grading: GradeQuotas) -> Integers:
    ahead = rank(keys, Ties.COMPETITION) - 1
    _, which, counts = np.unique(keys, return_inverse=True, return_counts=True)
    places = ahead + (1 if grading.edge_ties is EdgeTies.UP else counts[which])
    ends = np.array([*accumulate(band.units or 0 for band in grading.bands[:-1])], dtype=np.int64)
    return np.searchsorted(ends, places, "left").astype(np.int64)


def _reached(run: Run, units: Indices, bounds: list[Fraction]) -> Integers:
    """Count the bounds that the exact score of each unit reaches."""
    values, gap = run.approximate(units)
    reached = np.zeros(len(units), dtype=np.int64)
    for bound in bounds:
        away = values - float(bound)
        reached += away > 0
        # Closer than doubles can tell, the exact score decides.
        near = np.flatnonzero(np.abs(away) <= gap + abs(float(bound)) * 2.0**-52)
        exact = run.exact(units[near]).tolist()
        reached[near] += np.array([value >= bound for value in exact], dtype=np.int64) - (away[near] > 0)
    return reached
