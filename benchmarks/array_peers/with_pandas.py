"""pandas: a frame of float64 columns, `Series.rank`, `pd.cut`; no loops over units.

Lines are scored by arithmetic of whole frames where there are few units, and column by column where there are many:
each was the faster one there. pandas hands large arithmetic to numexpr, because it is installed.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from array_peers.work import BOUNDS, Job, Line, Outcome, Steps, Work, hundredths

NAME = "pandas"
DOES = "all of it"
TOLERANCE = 1e-9

MANY = 20_000


def by_frame(frame: pd.DataFrame, lines: tuple[Line, ...]) -> pd.Series:
    """Score lines by arithmetic of frames."""
    keys = [line.key for line in lines]
    zero, full, marks = (
        pd.Series([float(getattr(line, name)) for line in lines], index=keys)
        for name in ("zero_at", "full_at", "marks")
    )
    return ((frame[keys] - zero) / (full - zero)).clip(0, 1).dot(marks)


def by_column(frame: pd.DataFrame, lines: tuple[Line, ...]) -> pd.Series:
    """Score lines column by column."""
    score = pd.Series(0.0, index=frame.index)
    for line in lines:
        share = (frame[line.key] - float(line.zero_at)) / float(line.full_at - line.zero_at)
        score += share.clip(0, 1) * float(line.marks)
    return score


def levels(values: pd.Series, step: Steps) -> np.ndarray:
    """Score a column by levels."""
    thresholds, earned = (np.array(numbers, dtype=float) for numbers in (step.thresholds, step.earned))
    return earned[thresholds.searchsorted(values, side="right")]


def prepare(work: Work) -> Job:
    """Hold the values as a frame with a column for each criterion."""
    frame = pd.DataFrame(work.columns())
    edges = [-np.inf, *map(float, BOUNDS), np.inf]
    of_lines = by_column if work.units >= MANY else by_frame

    def run() -> pd.DataFrame:
        score = of_lines(frame, work.lines)
        for step in work.steps:
            score += levels(frame[step.key], step)
        # Series.round would give a half to the even neighbour.
        published = np.floor(score * 100 + 0.5) / 100
        ranks = published.rank(method="min", ascending=False)
        grades = pd.cut(published, edges, right=False, labels=False)
        return pd.DataFrame({"published": published, "rank": ranks, "grade": grades})

    return Job(run, read)


def read(result: pd.DataFrame) -> Outcome:
    """Read the columns; grades were counted from the worst."""
    grades = len(BOUNDS) - result["grade"].to_numpy(dtype=np.int64)
    return Outcome(hundredths(result["published"].to_numpy()), result["rank"].to_numpy(dtype=np.int64), grades)
