"""What is right, by integers over one common denominator, and whether a system did the same work.

Independent of the systems: the points of every number that occurs are computed once with `Fraction`.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from array_peers.work import BOUNDS, SCALE, Criterion, Outcome, Work

BLOCK = 100_000
ROOM = 2**62


@dataclass(frozen=True)
class Truth:
    """Exact scores and what follows from them.

    Attributes:
        numerators: of the scores, over `denominator`; Python integers where they do not fit 64 bits.
        denominator: the common denominator.
        outcome: published values, ranks and grades.
    """

    numerators: NDArray[Any]
    denominator: int
    outcome: Outcome

    def score(self, unit: int) -> Fraction:
        """Give the exact score of a unit."""
        return Fraction(int(self.numerators[unit]), self.denominator)


def tables(criteria: tuple[Criterion, ...]) -> tuple[list[list[Fraction]], int]:
    """Give the points of every number that a criterion can have, and their common denominator."""
    points = [
        [criterion.points(Fraction(number, SCALE)) for number in range(criterion.ends[0], criterion.ends[1] + 1)]
        for criterion in criteria
    ]
    return points, lcm(*(value.denominator for column in points for value in column))


def true_scores(work: Work) -> tuple[NDArray[Any], int]:
    """Give the numerators of all exact scores, and their common denominator."""
    points, denominator = tables(work.criteria)
    dtype = np.int64 if denominator * SCALE * 1000 < ROOM else object
    numerators = np.zeros(work.units, dtype=dtype)
    for criterion, column, row in zip(work.criteria, points, work.numbers, strict=True):
        table = np.array([int(value * denominator) for value in column], dtype=dtype)
        for start in range(0, work.units, BLOCK):
            part = slice(start, start + BLOCK)
            numerators[part] += table[row[part] - criterion.ends[0]]
    return numerators, denominator


def true_outcome(work: Work) -> Truth:
    """Give exact scores, published values, ranks and grades."""
    numerators, denominator = true_scores(work)
    published = ((2 * SCALE * numerators + denominator) // (2 * denominator)).astype(np.int64)
    return Truth(numerators, denominator, Outcome(published, ranks_of(published), grades_of(published)))


def ranks_of(published: NDArray[np.int64]) -> NDArray[np.int64]:
    """Rank published values, the largest first, ties as 1-1-3."""
    return published.size + 1 - np.searchsorted(np.sort(published), published, side="right")


def grades_of(published: NDArray[np.int64]) -> NDArray[np.int64]:
    """Grade published values, 0 for the best."""
    bounds = [int(bound * SCALE) for bound in BOUNDS]
    return len(bounds) - np.searchsorted(bounds, published, side="right")


@dataclass(frozen=True)
class Check:
    """How a system's outcome compares with the truth.

    Attributes:
        fault: why it is not the same work, empty where it is.
        wrong: how many published values, ranks and grades are wrong; `None` for what the system does not give.
        example: the first wrong published value, or empty.
    """

    fault: str
    wrong: tuple[int, int | None, int | None]
    example: str


def check(truth: Truth, outcome: Outcome, tolerance: float) -> Check:
    """Hold an outcome against the truth.

    Args:
        truth: what is right.
        outcome: what a system found.
        tolerance: in points; a published value is the same work where the exact score, moved by at most that, rounds
            to it. Ranks and grades must follow from the published values of the system itself.

    Returns:
        Counts and the first wrong value.
    """
    right = truth.outcome
    wrong = (
        differing(right.published, outcome.published) or 0,
        differing(right.ranks, outcome.ranks),
        differing(right.grades, outcome.grades),
    )
    return Check(find_fault(truth, outcome, tolerance), wrong, first_wrong(truth, outcome))


def differing(right: NDArray[np.int64] | None, found: NDArray[np.int64] | None) -> int | None:
    """Count where two columns differ."""
    return None if right is None or found is None else int(np.count_nonzero(right != found))


def find_fault(truth: Truth, outcome: Outcome, tolerance: float) -> str:
    """Say why an outcome is not of the same work, or give an empty text."""
    if outcome.published.shape != truth.outcome.published.shape:
        return f"{outcome.published.size} units instead of {truth.outcome.published.size}"
    if (unit := first_far(truth, outcome, tolerance)) is not None:
        return f"unit {unit}: {shown(truth.score(unit))} published as {int(outcome.published[unit]) / SCALE}"
    if outcome.ranks is not None and differing(ranks_of(outcome.published), outcome.ranks):
        return "ranks do not follow from its published values"
    if outcome.grades is not None and differing(grades_of(outcome.published), outcome.grades):
        return "grades do not follow from its published values"
    return ""


def first_far(truth: Truth, outcome: Outcome, tolerance: float) -> int | None:
    """Find the first published value that lies too far from the exact score to be a matter of floats."""
    units = np.flatnonzero(outcome.published != truth.outcome.published)
    found = outcome.published[units].astype(object)
    away = np.abs(found * truth.denominator - truth.numerators[units].astype(object) * SCALE)
    far = units[away > truth.denominator * (Fraction(1, 2) + SCALE * Fraction(tolerance))]
    return int(far[0]) if far.size else None


def first_wrong(truth: Truth, outcome: Outcome) -> str:
    """Show the first wrong published value."""
    units = np.flatnonzero(outcome.published != truth.outcome.published)
    if not units.size:
        return ""
    found, right = (int(column[units[0]]) for column in (outcome.published, truth.outcome.published))
    score = shown(truth.score(units[0]))
    return f"unit {units[0]}, exactly {score}: {found / SCALE:.2f} instead of {right / SCALE:.2f}"


def shown(value: Fraction) -> str:
    """Write a fraction as a decimal: all of its digits, or nine of them and dots."""
    scaled = value * 10**9
    digits = f"{int(scaled) // 10**9}.{int(scaled) % 10**9:09}"
    return digits.rstrip("0") if scaled.denominator == 1 else f"{digits}…"
