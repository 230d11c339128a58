"""pymcdm: its weighted sum model with a normalisation of one's own for each criterion, and its ranking.

Its normalisations know only bounds that are found in the data; functions of one's own may take their place, one for
each criterion. It ranks the unrounded score and gives ties the mean of their places.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pymcdm.methods import WSM

from array_peers.work import Criterion, Job, Line, Outcome, Work, half_up

NAME = "pymcdm"
DOES = "weighted sum and ranks of the unrounded sum (ties share the mean place); points by functions in numpy"
TOLERANCE = 1e-9

Floats = NDArray[np.float64]


def share(criterion: Criterion) -> Callable[..., Floats]:
    """Write the function that turns values into shares of marks."""
    if isinstance(criterion, Line):
        zero, full = float(criterion.zero_at), float(criterion.full_at)
        return lambda values, cost: np.clip((values - zero) / (full - zero), 0, 1)
    thresholds = np.array(criterion.thresholds, dtype=float)
    earned = np.array(criterion.earned, dtype=float) / float(criterion.marks)
    return lambda values, cost: earned[np.searchsorted(thresholds, values, side="right")]


def prepare(work: Work) -> Job:
    """Hold the values as a matrix; weights are shares of all marks."""
    matrix = work.matrix()
    weights = np.array([float(criterion.marks / 100) for criterion in work.criteria])
    types = np.ones(len(weights), dtype=int)
    model = WSM([share(criterion) for criterion in work.criteria])

    def run() -> tuple[Floats, Any]:
        preference = model(matrix, weights, types)
        return preference, model.rank(preference)

    return Job(run, lambda result: Outcome(half_up(100 * result[0])))
