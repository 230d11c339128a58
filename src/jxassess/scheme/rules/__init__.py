"""The rules by which an observation becomes points (评分规则), one type in one file each.

A `UnitRule` needs one unit's value and lowers to `Pieces`. A `CohortRule` needs a `Reference` of the units compared
first. Both unions are closed: what reads rules matches them to the end.
"""

from __future__ import annotations

from typing import TypeAlias

from jxassess.scheme.rules._basis import Basis
from jxassess.scheme.rules._completion import Completion
from jxassess.scheme.rules._deduction import Counting, Deduction, Shortfall
from jxassess.scheme.rules._given import Given
from jxassess.scheme.rules._levels import Level, Levels
from jxassess.scheme.rules._linear import Linear
from jxassess.scheme.rules._pass_fail import PassFail
from jxassess.scheme.rules._relative_to_mean import Among, Reference, RelativeToMean

UnitRule: TypeAlias = Linear | Completion | Levels | PassFail | Deduction | Given
CohortRule: TypeAlias = RelativeToMean
Rule: TypeAlias = Linear | Completion | Levels | PassFail | Deduction | Given | RelativeToMean

__all__ = [
    "Among",
    "Basis",
    "CohortRule",
    "Completion",
    "Counting",
    "Deduction",
    "Given",
    "Level",
    "Levels",
    "Linear",
    "PassFail",
    "Reference",
    "RelativeToMean",
    "Rule",
    "Shortfall",
    "UnitRule",
]
