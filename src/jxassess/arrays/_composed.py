"""Rows made of sums: kept between bounds, or another one in each pool of the units."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

import numpy as np

from jxassess.arrays._block import Block
from jxassess.arrays._numbers import (
    EXACT_LIMIT,
    Floats,
    Indices,
    Integers,
    Objects,
    common_denominator,
    gamma,
    plain,
    size,
)
from jxassess.arrays._sums import Affine, Sum, clips_first

_NONE = Fraction(0)


class Clamped:
    """A row: a sum kept between two bounds, over a denominator that makes the bounds whole too."""

    def __init__(self, affine: Affine, low: Fraction | None, high: Fraction | None) -> None:
        self._total = Sum(clips_first(affine))
        bounds = [bound for bound in (low, high) if bound is not None]
        self._from, self._to = low, high
        reach = max(map(abs, [self._total.low, self._total.high, *bounds]))
        whole = common_denominator([Fraction(1, self._total.denominator), *bounds])
        is_whole = self._total.is_whole and reach * whole < EXACT_LIMIT
        self.denominator = whole if is_whole else 1
        inner = self._total.error
        loose = None if inner is None else inner + gamma(4) * reach
        self.error = Fraction(0) if is_whole else loose
        self.is_settled = is_whole and self._total.is_settled
        self._factor = float(Fraction(self.denominator, self._total.denominator if self._total.is_whole else 1))
        self.low, self.high = (self._within(end) * self.denominator for end in (self._total.low, self._total.high))

    def _within(self, value: Fraction) -> Fraction:
        raised = value if self._from is None else max(value, self._from)
        return raised if self._to is None else min(raised, self._to)

    def fill(self, block: Block, out: Floats) -> None:
        """Write the bounded numbers."""
        np.multiply(self._total.values(block), self._factor, out=out)
        if self._from is not None:
            np.maximum(out, float(self._from * self.denominator), out=out)
        if self._to is not None:
            np.minimum(out, float(self._to * self.denominator), out=out)

    def exact(self, block: Block) -> Objects:
        """Give the bounded numbers."""
        return plain([self._within(Fraction(v)) * self.denominator for v in self._total.exact(block).tolist()])


class Pooled:
    """A row: formulas that differ from pool to pool of the units, over one denominator."""

    def __init__(self, pools: Integers, formulas: Sequence[Affine]) -> None:
        self._pools = pools
        self._sums = [Sum(clips_first(formula)) for formula in formulas]
        # A unit of no pool has zero.
        low = min((each.low for each in self._sums), default=_NONE)
        high = max((each.high for each in self._sums), default=_NONE)
        low, high = min(low, _NONE), max(high, _NONE)
        whole = lcm(*(each.denominator for each in self._sums))
        is_whole = all(each.is_whole for each in self._sums) and size(low, high) * whole < EXACT_LIMIT
        self.denominator = whole if is_whole else 1
        self.low, self.high = low * self.denominator, high * self.denominator
        errors = [each.error for each in self._sums if each.error is not None]
        loose = max(errors, default=_NONE) + gamma(2) * size(low, high) if len(errors) == len(self._sums) else None
        self.error = Fraction(0) if is_whole else loose
        self.is_settled = is_whole and all(each.is_settled for each in self._sums)

    def fill(self, block: Block, out: Floats) -> None:
        """Write the values, pool by pool; a unit of no pool has zero."""
        out[...] = 0
        for total, places in self._parts(block):
            part = block.part(places)
            factor = Fraction(self.denominator, total.denominator if total.is_whole else 1)
            out[places] = total.values(part) * float(factor)
            if part.doubt is not None:
                doubt = np.zeros(block.size, dtype=np.bool_)
                doubt[places] = part.doubt
                block.raise_doubt(doubt)

    def exact(self, block: Block) -> Objects:
        """Give the values."""
        values = np.zeros(block.size, dtype=object)
        for total, places in self._parts(block):
            values[places] = total.exact(block.part(places)) * self.denominator
        return values

    def _parts(self, block: Block) -> list[tuple[Sum, Indices]]:
        pools = self._pools[block.chosen]
        found = [(int(pool), np.flatnonzero(pools == pool)) for pool in np.unique(pools)]
        return [(self._sums[pool], places) for pool, places in found if pool >= 0]


def pooled(pools: Integers, formulas: Sequence[Affine]) -> Affine:
    """Give a formula that differs from pool to pool.

    Args:
        pools: for each unit the number of its pool, -1 for none.
        formulas: the formula of each pool.

    Returns:
        The formula, of one row.
    """
    row = Pooled(pools, formulas)
    return Affine([(Fraction(1, row.denominator), row)])
