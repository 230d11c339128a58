"""The kernel of `jxassess.arrays` in plain floats: the same rows, blocks and buffers, and nothing proven or checked.

What lies between this and `jxassess.arrays` is the price of being exact. It follows `Sum._fill`, `Rounder.published`,
`Run` and `rank` there line by line: each line of the scheme is a row, each threshold another one; a block of units fills
a matrix that is used again; one product with the coefficients gives the scores. Whoever changes the kernel changes this.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from array_peers.work import BOUNDS, SCALE, Job, Outcome, Work

NAME = "the same kernel in plain floats"
DOES = "all of it"
TOLERANCE = 1e-9

BLOCK = 16_384  # units, as in jxassess.arrays
PRODUCTS = 2**18  # above so many, linear algebra would start threads, as in jxassess.arrays

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Result = tuple[Integers, Integers, Integers]


class Kernel:
    """Criteria as rows of a matrix: clipped values and passed thresholds, with their coefficients."""

    def __init__(self, work: Work) -> None:
        lines, steps = work.lines, work.steps
        ends = [sorted((line.zero_at, line.full_at)) for line in lines]
        self.lows, self.highs = (np.array([[float(pair[side])] for pair in ends]) for side in (0, 1))
        self.thresholds = [np.array([[float(threshold)] for threshold in step.thresholds]) for step in steps]
        slopes = [line.marks / (line.full_at - line.zero_at) for line in lines]
        jumps = [high - low for step in steps for low, high in zip(step.earned, step.earned[1:], strict=False)]
        start = sum((step.earned[0] for step in steps), start=Fraction(0))
        start -= sum(slope * line.zero_at for slope, line in zip(slopes, lines, strict=True))
        # On the scale of hundredths, and with the half that rounding adds.
        self.factors = np.array([float(SCALE * number) for number in (*slopes, *jumps)])
        self.start = float(SCALE * start) + 0.5
        self.bounds = [int(SCALE * bound) for bound in BOUNDS]

    def published(self, values: Floats) -> Integers:
        """Score and round, block by block."""
        units = values.shape[1]
        matrix = np.empty((len(self.factors), min(BLOCK, units)))
        published = np.zeros(units, dtype=np.int64)
        for start in range(0, units, BLOCK):
            block = slice(start, min(start + BLOCK, units))
            score = self.product(self.fill(values[:, block], matrix[:, : block.stop - start]))
            score += self.start
            published[block] = np.floor(score, out=score)
        return published

    def fill(self, values: Floats, rows: Floats) -> Floats:
        """Write clipped values and passed thresholds of a block."""
        first = len(self.lows)
        for i in range(first):
            rows[i] = values[i]
        np.clip(rows[:first], self.lows, self.highs, out=rows[:first])
        place = first
        for row, thresholds in enumerate(self.thresholds, start=first):
            np.greater_equal(values[row], thresholds, out=rows[place : place + len(thresholds)])
            place += len(thresholds)
        return rows

    def product(self, rows: Floats) -> Floats:
        """Multiply the coefficients with the rows of a block."""
        step = PRODUCTS // self.factors.size
        if rows.shape[1] <= step:
            return self.factors @ rows
        return np.concatenate([self.factors @ rows[:, at : at + step] for at in range(0, rows.shape[1], step)])

    def run(self, values: Floats) -> Result:
        """Do the whole work."""
        published = self.published(values)
        reached = np.zeros(len(published), dtype=np.int64)
        for bound in self.bounds:
            reached += published >= bound
        return published, ranks(published), len(self.bounds) - reached


def ranks(published: Integers) -> Integers:
    """Rank by counting how many units have each published value, of which there are few."""
    low, high = int(published.min()), int(published.max())
    counts = np.bincount(published - low, minlength=high - low + 1)
    places = counts.sum() - np.cumsum(counts) + 1
    return places[published - low]


def prepare(work: Work) -> Job:
    """Hold the values as float64 rows, one for each criterion."""
    values, kernel = work.rows(), Kernel(work)
    return Job(lambda: kernel.run(values), lambda result: Outcome(*result))
