"""Answering for one's time in post (任期责任): who held which principal post when, listed for review, never as blame.

Records of tenures are kept apart from assessments and hold opaque identifiers only. Overlap in time is not
responsibility, and everything made here says so.
"""

from __future__ import annotations

from jxassess.tenures._faults import TenureNote, TenureNoteKind, find_tenure_faults, find_tenure_notes
from jxassess.tenures._in_office import in_office
from jxassess.tenures._places import Relation
from jxassess.tenures._reviews import NOT_RESPONSIBILITY, InOffice, ProminentFinding, Review, Unknown
from jxassess.tenures._tenures import (
    PostPlace,
    PrincipalPost,
    Succession,
    SuccessionKind,
    Tenure,
    Tenures,
)

__all__ = [
    "NOT_RESPONSIBILITY",
    "InOffice",
    "PostPlace",
    "PrincipalPost",
    "ProminentFinding",
    "Relation",
    "Review",
    "Succession",
    "SuccessionKind",
    "Tenure",
    "TenureNote",
    "TenureNoteKind",
    "Tenures",
    "Unknown",
    "find_tenure_faults",
    "find_tenure_notes",
    "in_office",
]
