"""The work that every system does: criteria, numbers, rounding, grades and ranks, said without any of the systems.

Numbers are scaled integers, so that each system can be given the very decimals that were meant: a double made by
`number / 10**places` is the double that the decimal reads as, since division rounds once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

PLACES = 2  # of the values of every criterion, and of published scores
SCALE = 10**PLACES
BOUNDS = (Fraction(60), Fraction(70), Fraction(80))  # lower bounds of all grades but the last, the worst first


@dataclass(frozen=True)
class Line:
    """A clipped line: no points at one value, all marks at another, in proportion between."""

    key: str
    marks: Fraction
    zero_at: Fraction
    full_at: Fraction

    @property
    def ends(self) -> tuple[int, int]:
        """The least and the largest number that is drawn: a tenth of the length beyond both ends."""
        low, high = sorted((int(self.zero_at * SCALE), int(self.full_at * SCALE)))
        return low - (high - low) // 10, high + (high - low) // 10

    def points(self, value: Fraction) -> Fraction:
        """Give the points of a value."""
        share = (value - self.zero_at) / (self.full_at - self.zero_at)
        return self.marks * min(max(share, Fraction(0)), Fraction(1))


@dataclass(frozen=True)
class Steps:
    """Levels: `points[i]` are earned from `thresholds[i - 1]` on, the threshold itself included."""

    key: str
    thresholds: tuple[Fraction, ...]
    earned: tuple[Fraction, ...]

    @property
    def marks(self) -> Fraction:
        """What the highest level earns."""
        return self.earned[-1]

    @property
    def ends(self) -> tuple[int, int]:
        """The least and the largest number that is drawn."""
        low, high = int(self.thresholds[0] * SCALE), int(self.thresholds[-1] * SCALE)
        return max(low - (high - low) - 500, 0), high + 500

    def points(self, value: Fraction) -> Fraction:
        """Give the points of a value."""
        return self.earned[sum(value >= threshold for threshold in self.thresholds)]


Criterion: TypeAlias = Line | Steps


@dataclass(frozen=True)
class Work:
    """Criteria and the numbers of all units.

    Attributes:
        case: the name of the case.
        criteria: all lines, then all steps.
        numbers: one row for each criterion, one column for each unit; the value is the number in hundredths.
    """

    case: str
    criteria: tuple[Criterion, ...]
    numbers: NDArray[np.int64]

    @property
    def lines(self) -> tuple[Line, ...]:
        """The criteria that are lines; they come first."""
        return tuple(criterion for criterion in self.criteria if isinstance(criterion, Line))

    @property
    def steps(self) -> tuple[Steps, ...]:
        """The criteria that are steps; they come last."""
        return tuple(criterion for criterion in self.criteria if isinstance(criterion, Steps))

    @property
    def units(self) -> int:
        """How many units there are."""
        return self.numbers.shape[1]

    def rows(self) -> NDArray[np.float64]:
        """Give the values as doubles, a row for each criterion."""
        return self.numbers / SCALE

    def matrix(self) -> NDArray[np.float64]:
        """Give the values as doubles, a row for each unit, as most systems want them."""
        return np.ascontiguousarray(self.rows().T)

    def columns(self) -> dict[str, NDArray[np.float64]]:
        """Give the values as doubles by the key of the criterion."""
        return dict(zip((criterion.key for criterion in self.criteria), self.rows(), strict=True))


@dataclass(frozen=True)
class Outcome:
    """What a system made of the work, in the order of units.

    Attributes:
        published: scores in hundredths; rounded here where the system does not round.
        ranks: places from 1 on, ties as 1-1-3; `None` where the system ranks otherwise or not at all.
        grades: 0 for the best; `None` where the system has no grades.
    """

    published: NDArray[np.int64]
    ranks: NDArray[np.int64] | None = None
    grades: NDArray[np.int64] | None = None


def nothing() -> None:
    """Do nothing between two runs."""


@dataclass(frozen=True)
class Job:
    """One system, ready to do the work.

    Attributes:
        run: does the work and gives its result in the system's own form; this is timed.
        read: turns that result into an outcome; not timed.
        reset: makes ready for another run; not timed.
    """

    run: Callable[[], Any]
    read: Callable[[Any], Outcome]
    reset: Callable[[], None] = nothing


def hundredths(values: NDArray[np.floating[Any]]) -> NDArray[np.int64]:
    """Give published doubles as whole hundredths."""
    return np.rint(np.asarray(values, dtype=np.float64) * SCALE).astype(np.int64)


def half_up(scores: NDArray[np.floating[Any]]) -> NDArray[np.int64]:
    """Round doubles half up to whole hundredths, as is usually done."""
    return np.floor(np.asarray(scores, dtype=np.float64) * SCALE + 0.5).astype(np.int64)
