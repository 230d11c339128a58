"""The rules by which a quantity becomes points (评分规则), one type in one file each.

A `UnitRule` needs one unit's quantity and lowers to `Pieces`. A `CohortRule` needs a `Reference` of the units compared
first. Both unions are closed: what reads rules matches them to the end. Each rule declares its `properties`.
"""

from __future__ import annotations

from typing import TypeAlias

from jxassess.scheme.rules._bands import Band, Bands, ClosedEnd
from jxassess.scheme.rules._between_extremes import BetweenExtremes
from jxassess.scheme.rules._by_class import ByClass, ClassRule, SimpleRule
from jxassess.scheme.rules._by_rank import ByRank, Ties
from jxassess.scheme.rules._cohort import Among, Cohort, Reference
from jxassess.scheme.rules._deduction import Counting, Deduction, Shortfall
from jxassess.scheme.rules._given import Given
from jxassess.scheme.rules._levels import Level, Levels
from jxassess.scheme.rules._linear import Linear
from jxassess.scheme.rules._pass_fail import PassFail
from jxassess.scheme.rules._properties import Property
from jxassess.scheme.rules._proportional import Proportional
from jxassess.scheme.rules._relative_to_mean import RelativeToMean

UnitRule: TypeAlias = Linear | Proportional | Levels | Bands | PassFail | Deduction | Given | ByClass
CohortRule: TypeAlias = RelativeToMean | ByRank | BetweenExtremes
Rule: TypeAlias = (
    Linear
    | Proportional
    | Levels
    | Bands
    | PassFail
    | Deduction
    | Given
    | ByClass
    | RelativeToMean
    | ByRank
    | BetweenExtremes
)

COHORT_RULES = (RelativeToMean, ByRank, BetweenExtremes)
"""The types of `CohortRule`, for `isinstance`."""

__all__ = [
    "COHORT_RULES",
    "Among",
    "Band",
    "Bands",
    "BetweenExtremes",
    "ByClass",
    "ByRank",
    "ClassRule",
    "ClosedEnd",
    "Cohort",
    "CohortRule",
    "Counting",
    "Deduction",
    "Given",
    "Level",
    "Levels",
    "Linear",
    "PassFail",
    "Property",
    "Proportional",
    "Reference",
    "RelativeToMean",
    "Rule",
    "Shortfall",
    "SimpleRule",
    "Ties",
    "UnitRule",
]
