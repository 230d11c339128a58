"""A year's evidence (汇总数据): what was planned and observed, what is wrong with it, and what it indicates."""

from __future__ import annotations

from jxassess.evidence._evidence import Evidence
from jxassess.evidence._find_faults import find_faults, find_unready
from jxassess.evidence._findings import REQUIRED_FACTS, Fact, FactKind, Finder, Finding, Verdict
from jxassess.evidence._further_records import Event, SampledCounty, SampledTownship, SampledVillage, SetGrade
from jxassess.evidence._indications import Indication, Unchecked, find_indications, find_unchecked
from jxassess.evidence._lookup import Lookup, Reading, weight_of
from jxassess.evidence._provenance import Provenance, Settled, find_provenance
from jxassess.evidence._records import (
    NOT_APPLICABLE,
    CarriedScore,
    EarlierResult,
    NotApplicable,
    Observation,
    Target,
    Value,
)
from jxassess.evidence._uncertainty import Uncertainty
from jxassess.evidence.fault_kinds import HIDDEN_CODES, MISSING_CODES

__all__ = [
    "HIDDEN_CODES",
    "MISSING_CODES",
    "NOT_APPLICABLE",
    "REQUIRED_FACTS",
    "CarriedScore",
    "EarlierResult",
    "Event",
    "Evidence",
    "Fact",
    "FactKind",
    "Finder",
    "Finding",
    "Indication",
    "Lookup",
    "NotApplicable",
    "Observation",
    "Provenance",
    "Reading",
    "SampledCounty",
    "SampledTownship",
    "SampledVillage",
    "SetGrade",
    "Settled",
    "Target",
    "Uncertainty",
    "Unchecked",
    "Value",
    "Verdict",
    "find_faults",
    "find_indications",
    "find_provenance",
    "find_unchecked",
    "find_unready",
    "weight_of",
]
