"""Names for arrays, and the limits within which doubles hold integers exactly."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import lcm
from typing import TypeAlias, TypeGuard

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Integers: TypeAlias = NDArray[np.int64]
Objects: TypeAlias = NDArray[np.object_]
Truths: TypeAlias = NDArray[np.bool_]
Indices: TypeAlias = NDArray[np.intp]

EXACT_LIMIT = 2**53
"""Every integer up to here is a double, and so is every sum of such integers that stays below it."""
WORD = 2**64
HALF_WORD = 2**63

UNIT_ROUNDOFF = Fraction(1, EXACT_LIMIT)
"""Half the distance from 1 to the next double: the largest relative error of one rounded operation."""
FARTHEST = 2**500
"""Beyond it nothing is proven of doubles; no quantity that is meant comes near."""
TINY = Fraction(1, 2**1000)
"""More than the error of any operation that underflows."""


def gamma(operations: int) -> Fraction:
    """Bound the relative error of a product of so many rounded factors.

    Args:
        operations: the number of roundings, one or more.

    Returns:
        `n u / (1 - n u)`, with `u` the unit roundoff: Higham, Accuracy and Stability of Numerical Algorithms, 2nd
        edition, lemma 3.1.
    """
    part = operations * UNIT_ROUNDOFF
    return part / (1 - part)


def common_denominator(values: Iterable[Fraction]) -> int:
    """Give the least number that makes all of them whole."""
    return lcm(*(value.denominator for value in values))


def plain(values: Sequence[Fraction]) -> Objects:
    """Give fractions as an array of objects, those that are whole as whole numbers, which compute faster."""
    found = np.empty(len(values), dtype=object)
    found[:] = [value.numerator if value.denominator == 1 else value for value in values]
    return found


def doubles(values: Sequence[Fraction | int]) -> Floats | None:
    """Give the doubles nearest to fractions, `None` where one lies so far out that its square has none."""
    if any(not -FARTHEST <= value <= FARTHEST for value in values):
        return None
    return np.array([*map(float, values)], dtype=np.float64)


def size(low: Fraction, high: Fraction) -> Fraction:
    """Give the largest magnitude between two bounds."""
    return max(abs(low), abs(high))


def is_short(numbers: Integers | Objects) -> TypeGuard[Integers]:
    """Tell whether whole numbers fit 64 bits, so that they are held as such."""
    return numbers.dtype == np.int64
