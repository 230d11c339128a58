"""Accountability (问责与奖励): what Art. 8 and 9 attach to scores and confirmed findings, as proposals for people."""

from __future__ import annotations

from jxassess.accountability._follow_ups import ProposedFollowUp, propose_follow_ups
from jxassess.accountability._rewards import Reward, propose_rewards
from jxassess.accountability._sanctions import POSTS, Post, Sanction, SanctionKind, propose_sanctions
from jxassess.measure import Role

__all__ = [
    "POSTS",
    "Post",
    "ProposedFollowUp",
    "Reward",
    "Role",
    "Sanction",
    "SanctionKind",
    "propose_follow_ups",
    "propose_rewards",
    "propose_sanctions",
]
