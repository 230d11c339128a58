"""Scoring (计分): from evidence and scheme to the scores of counties and cities, every whole the exact sum of its parts."""

from __future__ import annotations

from jxassess.scoring._cities import score_cities
from jxassess.scoring._counties import score_counties
from jxassess.scoring._scores import (
    AppliedAdjustment,
    AppliedCeiling,
    CityScore,
    CountyScore,
    CriterionScore,
    FailedGate,
    GroupScore,
    LeftOut,
    NodeScore,
    Part,
    PartKind,
    Share,
    State,
)

__all__ = [
    "AppliedAdjustment",
    "AppliedCeiling",
    "CityScore",
    "CountyScore",
    "CriterionScore",
    "FailedGate",
    "GroupScore",
    "LeftOut",
    "NodeScore",
    "Part",
    "PartKind",
    "Share",
    "State",
    "score_cities",
    "score_counties",
]
