"""scikit-criteria: a pipeline of a transformer of one's own and the weighted sum model, on a decision matrix.

Its scalers know only bounds that are found in the data, so bounds that a scheme prints, and levels, need the extension
that it offers for that (`skcriteria.extend.mktransformer`). It ranks the unrounded score, ties as 1-1-2.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import skcriteria
from skcriteria.agg.simple import WeightedSumModel
from skcriteria.extend import mktransformer
from skcriteria.pipelines import mkpipe

from array_peers.work import Job, Outcome, Work, half_up

NAME = "scikit-criteria"
DOES = "weighted sum and ranks of the unrounded sum (ties as 1-1-2); points by a transformer written in numpy"
TOLERANCE = 1e-9


def transformer(work: Work) -> Any:
    """Make the transformer that turns values into shares of marks."""
    count = len(work.lines)
    zero, full = np.array([(line.zero_at, line.full_at) for line in work.lines], dtype=float).T
    steps = [
        (np.array(step.thresholds, dtype=float), np.array(step.earned, dtype=float) / float(step.marks))
        for step in work.steps
    ]

    @mktransformer
    def Shares(matrix: Any, **rest: Any) -> dict[str, Any]:  # noqa: N802, the library asks for a class's name
        shares = np.empty_like(matrix)
        np.clip((matrix[:, :count] - zero) / (full - zero), 0, 1, out=shares[:, :count])
        for column, (thresholds, earned) in enumerate(steps, start=count):
            shares[:, column] = earned[np.searchsorted(thresholds, matrix[:, column], side="right")]
        # Types that are not found anew would be those of the values.
        return {"matrix": shares, "dtypes": None}

    return Shares()


def prepare(work: Work) -> Job:
    """Hold the values as a decision matrix, with the marks as weights."""
    matrix = skcriteria.mkdm(
        work.matrix(),
        objectives=[max] * len(work.criteria),
        weights=[float(criterion.marks) for criterion in work.criteria],
        criteria=[criterion.key for criterion in work.criteria],
    )
    pipeline = mkpipe(transformer(work), WeightedSumModel())
    return Job(lambda: pipeline.evaluate(matrix), lambda result: Outcome(half_up(result.extra_["score"])))
