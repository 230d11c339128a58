"""The assessment of one year (年度考核): the path in one call, its explanation, and the comparison of two of them."""

from __future__ import annotations

from jxassess.assessment._assess import Assessment, assess
from jxassess.assessment._compare import Change, Comparison, Difference, compare
from jxassess.assessment._reasons import Explanation, Heading, Reason, Stage

__all__ = [
    "Assessment",
    "Change",
    "Comparison",
    "Difference",
    "Explanation",
    "Heading",
    "Reason",
    "Stage",
    "assess",
    "compare",
]
