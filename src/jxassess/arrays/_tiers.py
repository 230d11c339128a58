"""By which arithmetic the scores of arrays are settled."""

from __future__ import annotations

from enum import unique

from jxassess.words import Worded


@unique
class ArrayTier(Worded):
    """The arithmetic that settles a score (计算层级), each as exact as the next, the first the fastest."""

    INTEGERS = "integers", "integers held in doubles", "以双精度数存放的整数运算"
    """Every product and every sum is an integer below 2**53, so that doubles compute it exactly, in any order."""
    FILTER = "filter", "doubles with a proven bound", "有误差上界的双精度运算"
    """The error of a double is bounded by a proof; only what lies within the bound of an edge is in doubt."""
    LIMBS = "limbs", "integers of any size in limbs", "分段表示的任意长度整数运算"
    """What is in doubt is computed exactly, cut into limbs that doubles add without error, for all such units at once."""
    EXACT = "exact", "rational arithmetic", "有理数运算"
    """Fractions of any size, unit by unit."""
