"""Square roots rounded right: decided by whole numbers, never by floats."""

from __future__ import annotations

from fractions import Fraction
from math import isqrt

from jxassess.exact import RoundingMode, round_to


def round_root(centre: Fraction, square: Fraction, places: int, mode: RoundingMode) -> Fraction:
    """Round the sum of a number and a square root to decimal places.

    For a difference, round the sum of the opposite and the root, and take the opposite of that: both modes treat the
    two signs alike.

    Args:
        centre: any exact number.
        square: the number under the root, zero or more.
        places: decimal places to keep, zero or more.
        mode: what becomes of an exact half, which only roots without end never are.

    Returns:
        The rounded number, exact.

    Example:
        >>> round_root(Fraction(1), Fraction(2), 4, RoundingMode.HALF_UP)
        Fraction(12071, 5000)
        >>> round_root(Fraction(0), Fraction(49, 4), 0, RoundingMode.HALF_UP)
        Fraction(4, 1)
    """
    scale = 10**places
    # In units of the last place the sum is (whole + √under) / below, in whole numbers.
    below = centre.denominator * square.denominator
    whole = centre.numerator * square.denominator * scale
    under = square.numerator * square.denominator * (centre.denominator * scale) ** 2
    root = isqrt(under)
    if root * root == under:
        return round_to(Fraction(whole + root, below * scale), places, mode)
    # The root has no end, so there is no half: the nearest number is the one below the sum and a half.
    return Fraction((2 * whole + below + isqrt(4 * under)) // (2 * below), scale)
