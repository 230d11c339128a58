"""Whole numbers of any size in limbs that doubles hold: exact sums of rows by one matrix product.

A coefficient of any size is cut into limbs of so few bits that the sum of limb times row stays below 2**53. Then every
product and every partial sum is an exact integer, in any order, and a product of matrices gives all limbs of all units
at once. Carrying brings them to digits, which compare as numbers do.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

import numpy as np

from jxassess.arrays._numbers import EXACT_LIMIT, Floats, Integers, Objects

_LEAST_WIDTH = 8
_WORD_BITS = 60


class Limbs:
    """Whole coefficients cut into limbs, and what follows from products with them.

    Attributes:
        width: bits of a limb; 0 where rows are too large for any.
        count: limbs of a number; the last one has the sign.
    """

    def __init__(
        self, factors: Sequence[int], constant: int, sizes: Sequence[Fraction], *, whole: int, multiples: int
    ) -> None:
        """Cut coefficients into limbs.

        Args:
            factors: a whole coefficient for each row.
            constant: what is added to the sum.
            sizes: the largest magnitude of each row.
            whole: another number that has to fit: the denominator.
            multiples: the largest whole number that digits are multiplied with later, within 64 bits.
        """
        reach = sum(sizes, Fraction(1))
        bits = EXACT_LIMIT.bit_length() - 1 - int(reach).bit_length()
        self.width = max(min(bits, _WORD_BITS - multiples.bit_length()), 0)
        if self.width < _LEAST_WIDTH:
            self.width = 0
            return
        largest = sum((abs(f) * int(s) for f, s in zip(factors, sizes, strict=True)), abs(constant))
        self.count = max(largest, whole).bit_length() // self.width + 1
        cut = [self._cut(factor) for factor in factors]
        self.matrix: Floats = np.array(cut, dtype=np.float64).reshape(len(cut), self.count).T
        self.constants: Floats = np.array(self._cut(constant), dtype=np.float64)

    def _cut(self, number: int) -> list[int]:
        """Cut a number into limbs that all have its sign."""
        sign, rest = (-1, -number) if number < 0 else (1, number)
        mask = (1 << self.width) - 1
        return [sign * (rest >> self.width * i & mask) for i in range(self.count)]

    def limbs(self, number: int) -> Integers:
        """Cut a whole number into limbs; it is at most as large as `whole` or the sums."""
        return np.array(self._cut(number), dtype=np.int64)

    def carried(self, limbs: Integers) -> Integers:
        """Bring limbs to digits in place: all but the last from 0 to 2**width - 1, the last with the sign.

        Args:
            limbs: int64, `count` rows, the lowest limb first.

        Returns:
            The same array.
        """
        for low, high in pairwise(limbs):
            carry = low >> self.width
            low -= carry << self.width
            high += carry
        return limbs

    def signs(self, digits: Integers) -> Integers:
        """Give -1, 0 or 1 for numbers as digits."""
        is_something = digits[:-1].any(axis=0)
        return np.where(digits[-1] == 0, is_something.astype(np.int64), np.sign(digits[-1]))

    def whole(self, digits: Integers) -> Objects:
        """Give numbers as digits as whole numbers of any size."""
        total: Objects = digits[-1].astype(object)
        for row in digits[-2::-1]:
            total = total * (1 << self.width) + row.astype(object)
        return total
