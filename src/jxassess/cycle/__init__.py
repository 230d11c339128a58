"""The cycle of a year (考核周期): events, their order, what is owed, corrections, sanctions carried through."""

from __future__ import annotations

from jxassess.cycle._actors import CITY_BODIES, Actor, body_words
from jxassess.cycle._acts import Act, Reach, Scope, Thread
from jxassess.cycle._chain import CHAIN_VERSION
from jxassess.cycle._cycle import AssessmentCycle
from jxassess.cycle._differences import Discrepancy, Tolerance, find_differences
from jxassess.cycle._duties import DUTIES, Duty
from jxassess.cycle._events import CHINA, Content, CycleEvent
from jxassess.cycle._extracts import Extract, extract_of
from jxassess.cycle._fault_kinds import SequenceError
from jxassess.cycle._ledger import Status
from jxassess.cycle._notes import Breach, Conduct, ConductSide, DifferenceNote, DifferenceReading, Objection, Withdrawal
from jxassess.cycle._outcomes import ResultStages, results_of
from jxassess.cycle._proposals import find_unproposed, propose_for_conduct
from jxassess.cycle._rectification import Closing, Extension, Inspection, Item, RectificationOrder
from jxassess.cycle._results import (
    Appraised,
    Approval,
    Circulation,
    Deliberation,
    Evaluation,
    Feedback,
    Report,
    Result,
    RewardDecision,
    Transmission,
)
from jxassess.cycle._rows import ActRule, Bodies, Need
from jxassess.cycle._sanctions import Answer, Circular, Referral, SanctionDecision, SanctionProposal, Talk
from jxassess.cycle._series import ConsecutiveRule, Consequence, Recurrence, Relapse, Series, YearChange
from jxassess.cycle._substance import VerificationRules
from jxassess.cycle._tables import RULES, rule_of
from jxassess.cycle._tasks import Move, Outstanding
from jxassess.cycle._timeline import Moment
from jxassess.cycle._year import (
    Consolidation,
    DataKind,
    Method,
    PlanApproved,
    SchemeMade,
    Summary,
    SummaryStep,
    Verification,
)
from jxassess.cycle._years import Rectified, Year, YearResult

__all__ = [
    "CHAIN_VERSION",
    "CHINA",
    "CITY_BODIES",
    "DUTIES",
    "RULES",
    "Act",
    "ActRule",
    "Actor",
    "Answer",
    "Appraised",
    "Approval",
    "AssessmentCycle",
    "Bodies",
    "Breach",
    "Circular",
    "Circulation",
    "Closing",
    "Conduct",
    "ConductSide",
    "ConsecutiveRule",
    "Consequence",
    "Consolidation",
    "Content",
    "CycleEvent",
    "DataKind",
    "Deliberation",
    "DifferenceNote",
    "DifferenceReading",
    "Discrepancy",
    "Duty",
    "Evaluation",
    "Extension",
    "Extract",
    "Feedback",
    "Inspection",
    "Item",
    "Method",
    "Moment",
    "Move",
    "Need",
    "Objection",
    "Outstanding",
    "PlanApproved",
    "Reach",
    "RectificationOrder",
    "Rectified",
    "Recurrence",
    "Referral",
    "Relapse",
    "Report",
    "Result",
    "ResultStages",
    "RewardDecision",
    "SanctionDecision",
    "SanctionProposal",
    "SchemeMade",
    "Scope",
    "SequenceError",
    "Series",
    "Status",
    "Summary",
    "SummaryStep",
    "Talk",
    "Thread",
    "Tolerance",
    "Transmission",
    "Verification",
    "VerificationRules",
    "Withdrawal",
    "Year",
    "YearChange",
    "YearResult",
    "body_words",
    "extract_of",
    "find_differences",
    "find_unproposed",
    "propose_for_conduct",
    "results_of",
    "rule_of",
]
