"""Assess the poverty alleviation work of the cities of Jiangxi under the measure of 2017, exactly and with reasons.

The names here are what `assess` needs and gives. Rules and conditions of a scheme stand in `jxassess.scheme`, places of
Jiangxi in `jxassess.places.jiangxi`, files in `jxassess.io`.
"""

from __future__ import annotations

from jxassess.accountability import Reward, Sanction, SanctionKind, propose_rewards, propose_sanctions
from jxassess.assessment import Assessment, Comparison, Explanation, Stage, assess, compare
from jxassess.errors import JxAssessError, ScopeError
from jxassess.evidence import (
    NOT_APPLICABLE,
    CarriedScore,
    EarlierResult,
    Evidence,
    Fact,
    FactKind,
    Finding,
    Indication,
    Observation,
    Target,
    Verdict,
    find_faults,
    find_indications,
)
from jxassess.exact import Better, Bound, NumberError, RoundingMode, Side
from jxassess.faults import EvidenceError, Fault, SchemeError
from jxassess.indicators import CATALOGUE, WEIGHT_BASES, Indicator
from jxassess.measure import Body, Citation, Dimension, Problem, Step
from jxassess.places import City, County, Township
from jxassess.scheme import Criterion, Departure, Group, Rounding, Scheme, find_departures
from jxassess.scoring import CityScore, CountyScore
from jxassess.words import Words

__all__ = [
    "CATALOGUE",
    "NOT_APPLICABLE",
    "WEIGHT_BASES",
    "Assessment",
    "Better",
    "Body",
    "Bound",
    "CarriedScore",
    "Citation",
    "City",
    "CityScore",
    "Comparison",
    "County",
    "CountyScore",
    "Criterion",
    "Departure",
    "Dimension",
    "EarlierResult",
    "Evidence",
    "EvidenceError",
    "Explanation",
    "Fact",
    "FactKind",
    "Fault",
    "Finding",
    "Group",
    "Indication",
    "Indicator",
    "JxAssessError",
    "NumberError",
    "Observation",
    "Problem",
    "Reward",
    "Rounding",
    "RoundingMode",
    "Sanction",
    "SanctionKind",
    "Scheme",
    "SchemeError",
    "ScopeError",
    "Side",
    "Stage",
    "Step",
    "Target",
    "Township",
    "Verdict",
    "Words",
    "assess",
    "compare",
    "find_departures",
    "find_faults",
    "find_indications",
    "propose_rewards",
    "propose_sanctions",
]
