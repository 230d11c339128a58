"""Sums of rows, rounded or bounded on the way, each with the proof of the arithmetic that it needs.

The two facts that everything rests on:

- where all terms and the sum of their magnitudes are whole numbers below 2**53, doubles add them exactly, in any order;
- else the error of an inner product is at most `gamma(J + 3)` times the sum of the magnitudes of its J terms: Higham,
  Accuracy and Stability of Numerical Algorithms, 2nd edition, section 3.1, for any order of summation. Two of the
  roundings beyond J + 1 are those of the coefficient and of the constant.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import groupby

import numpy as np
from attrs import field, frozen

from jxassess.arrays._block import Block
from jxassess.arrays._grids import Grid
from jxassess.arrays._limbs import Limbs
from jxassess.arrays._numbers import (
    EXACT_LIMIT,
    TINY,
    Floats,
    Integers,
    Objects,
    common_denominator,
    doubles,
    gamma,
    plain,
    size,
)
from jxassess.arrays._rows import Clipped, Hit, Hits, Row

_MOST_PRODUCTS = 2**18
Weighted = tuple[Fraction, Row]


@frozen
class Affine:
    """A sum of rows with rational coefficients, and a constant: points as a formula.

    Attributes:
        terms: coefficient and row.
        constant: what is added.
    """

    terms: tuple[Weighted, ...] = field(converter=tuple[Weighted, ...], default=())
    constant: Fraction = Fraction(0)

    def times(self, factor: Fraction) -> Affine:
        """Give the same, multiplied."""
        if factor == 1:
            return self
        return Affine([(factor * coefficient, row) for coefficient, row in self.terms], factor * self.constant)


def added(parts: Iterable[Affine]) -> Affine:
    """Add formulas."""
    given = list(parts)
    terms = [term for part in given for term in part.terms]
    return Affine(terms, sum((part.constant for part in given), Fraction(0)))


class Sum:
    """A formula, ready to compute.

    Attributes:
        low: the least value that there can be.
        high: the largest one.
        is_whole: whether doubles compute it exactly, as whole numbers over `denominator`.
        is_linear: whether all of its rows are whole numbers.
        is_settled: whether all of them are, for every unit, so that limbs can settle what is in doubt.
        magnitude: the sum of the largest magnitudes of all terms, a bound of every sum on the way.
        denominator: the common denominator of all coefficients.
        error: how far a double may lie from the value; zero where it is whole, `None` where nothing is proven.
    """

    def __init__(self, affine: Affine) -> None:
        self.rows = tuple(row for _, row in affine.terms)
        self._coefficients = [coefficient for coefficient, _ in affine.terms]
        whole = self.denominator = common_denominator([*self._coefficients, affine.constant])
        self._whole = [c.numerator * (whole // c.denominator) for c in self._coefficients]
        self._whole_constant = affine.constant.numerator * (whole // affine.constant.denominator)
        # Over the common denominator the bounds of most rows are whole too, and add up fast.
        ends = [_ends(f, row) for f, row in zip(self._whole, self.rows, strict=True)]
        self.low = Fraction(self._whole_constant + sum(low for low, _ in ends)) / whole
        self.high = Fraction(self._whole_constant + sum(high for _, high in ends)) / whole
        reach = abs(self._whole_constant) + sum(max(-low, high) for low, high in ends)
        self.magnitude = Fraction(reach) / whole
        self.is_linear = all(row.error == 0 for row in self.rows)
        self.is_settled = all(row.is_settled for row in self.rows)
        self.is_whole = self.is_linear and reach < EXACT_LIMIT
        self.error = self._bound()
        factors = [*self._whole, self._whole_constant]
        found = doubles(factors if self.is_whole else [Fraction(factor, whole) for factor in factors])
        if found is None:
            self.is_whole, self.error, found = False, None, np.zeros(len(factors))
        self._factors, self._start = found[:-1], float(found[-1])
        # Rows that only clip come first in one run: they are clipped together.
        self._clipped = _leading(self.rows)
        self._starts = np.array([[row.start] for row in self._clipped], dtype=np.float64)
        self._stops = np.array([[row.stop] for row in self._clipped], dtype=np.float64)
        self._others = _grouped(self.rows, len(self._clipped))

    def _bound(self) -> Fraction | None:
        if self.is_whole:
            return Fraction(0)
        errors = [row.error for row in self.rows]
        known = [error for error in errors if error is not None]
        if len(known) < len(errors):
            return None
        pairs = list(zip(self._coefficients, known, strict=True))
        passed = sum((abs(c) * error for c, error in pairs if error), Fraction(0))
        return passed + gamma(len(pairs) + 3) * (self.magnitude + passed) + TINY

    def values(self, block: Block) -> Floats:
        """Compute a block: whole numbers over `denominator` where it is whole, else doubles within `error`."""
        if self.is_whole:
            total = self.product(block, self._factors)
            total += self._start
            return total
        return self._in_order(block.filled(self, len(self.rows), self._fill))

    def product(self, block: Block, factors: Floats) -> Floats:
        """Multiply coefficients with the rows of a block.

        Args:
            block: the units.
            factors: one for each row, or a matrix with a column for each row.

        Returns:
            The sums of a block, or so many rows of them.
        """
        return _multiplied(factors, block.filled(self, len(self.rows), self._fill))

    def _fill(self, block: Block, rows: Floats) -> None:
        first = len(self._clipped)
        for clipped, out in zip(self._clipped, rows, strict=False):
            out[...] = clipped.grid.numbers(block)
        if first:
            np.clip(rows[:first], self._starts, self._stops, out=rows[:first])
        for place, row in self._others:
            row.fill(block, rows[place])

    def _in_order(self, rows: Floats) -> Floats:
        # Term by term, so that a unit's double does not depend on the units beside it.
        total = np.full(rows.shape[1], self._start)
        product = np.empty(rows.shape[1])
        for factor, row in zip(self._factors.tolist(), rows, strict=True):
            np.multiply(row, factor, out=product)
            total += product
        return total

    def cut(self, multiples: int) -> Limbs | None:
        """Cut the coefficients into limbs.

        Args:
            multiples: the largest whole number that digits are multiplied with later.

        Returns:
            The limbs, `None` where not all rows are settled, or rows are so large that limbs would be too short.
        """
        if not self.is_settled:
            return None
        sizes = [size(row.low, row.high) for row in self.rows]
        limbs = Limbs(self._whole, self._whole_constant, sizes, whole=self.denominator, multiples=multiples)
        return limbs if limbs.width else None

    def digits(self, block: Block, limbs: Limbs) -> Integers:
        """Give the numerators of a block as digits."""
        found = self.product(block, limbs.matrix)
        found += limbs.constants[:, None]
        return limbs.carried(found.astype(np.int64))

    def direct(self, factor: int, constant: Fraction) -> tuple[Floats, float]:
        """Give the coefficients of a multiple of the numerators and its constant, with another one added."""
        factors = np.array([float(number * factor) for number in self._whole])
        return factors, float(self._whole_constant * factor + constant)

    def numerators(self, block: Block) -> Objects:
        """Give the values of a block as whole numbers, or fractions, over `denominator`, of any size."""
        total = np.full(block.size, self._whole_constant, dtype=object)
        for factor, row in zip(self._whole, self.rows, strict=True):
            total = total + factor * row.exact(block)
        return total

    def exact(self, block: Block) -> Objects:
        """Give the values of a block exactly."""
        return plain([Fraction(number) / self.denominator for number in self.numerators(block).tolist()])


def _ends(factor: int, row: Row) -> tuple[Fraction | int, Fraction | int]:
    """Give the least and the largest that a term can be, as whole numbers where they are: these compute faster."""
    low, high = (end.numerator if end.denominator == 1 else end for end in (row.low, row.high))
    return (factor * low, factor * high) if factor >= 0 else (factor * high, factor * low)


def _multiplied(factors: Floats, rows: Floats) -> Floats:
    """Multiply matrices, so many columns at a time that the linear algebra library starts no threads for them.

    The sums are whole numbers, so that no order of them and no number of threads could change them; threads that wait
    for a busy core only make them late.
    """
    step = max(_MOST_PRODUCTS // max(factors.size, 1), 1)
    if rows.shape[1] <= step:
        return factors @ rows
    parts = (factors @ rows[:, start : start + step] for start in range(0, rows.shape[1], step))
    return np.concatenate([*parts], axis=-1)


def _leading(rows: tuple[Row, ...]) -> tuple[Clipped, ...]:
    found: list[Clipped] = []
    for row in rows:
        if not isinstance(row, Clipped) or row.error is None:
            break
        found.append(row)
    return tuple(found)


def _grouped(rows: tuple[Row, ...], first: int) -> list[tuple[int | slice, Row | Hits]]:
    """Give the rows from one on with their places, neighbouring steps of one quantity together."""
    found: list[tuple[int | slice, Row | Hits]] = []
    for is_step, places in groupby(range(first, len(rows)), lambda i: _step_of(rows, i)):
        some = list(places)
        steps = [row for i in some if isinstance(row := rows[i], Hit)]
        if is_step is not None and len(steps) > 1:
            found.append((slice(some[0], some[-1] + 1), Hits(steps)))
        else:
            found.extend((i, rows[i]) for i in some)
    return found


def _step_of(rows: tuple[Row, ...], place: int) -> Grid | None:
    row = rows[place]
    return row.grid if isinstance(row, Hit) else None


def clips_first(affine: Affine) -> Affine:
    """Put the terms that only clip before all others; sums are the same in any order."""
    clipped = [term for term in affine.terms if isinstance(term[1], Clipped)]
    others = [term for term in affine.terms if not isinstance(term[1], Clipped)]
    return Affine([*clipped, *others], affine.constant)
