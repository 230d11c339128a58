"""Accountability (问责与奖励): what Art. 8 and 9 attach to scores and confirmed findings, as proposals for people."""

from __future__ import annotations

from jxassess.accountability._rewards import Reward, propose_rewards
from jxassess.accountability._sanctions import POSTS, Post, Role, Sanction, SanctionKind, propose_sanctions

__all__ = [
    "POSTS",
    "Post",
    "Reward",
    "Role",
    "Sanction",
    "SanctionKind",
    "propose_rewards",
    "propose_sanctions",
]
