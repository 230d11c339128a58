"""What can be relied on about a rule."""

from __future__ import annotations

from enum import unique

from jxassess.words import Worded


@unique
class Property(Worded):
    """What a rule keeps to, whatever its numbers (规则性质)."""

    MONOTONE = "monotone", "a better value never earns less", "指标越好得分不降"
    WEIGHT_SCALE = "weight_scale", "scaling relative weights together changes nothing", "相对权重同比缩放不影响得分"
    SPLIT = "split", "splitting a unit into two halves of its weight changes nothing", "拆分单位并平分权重不影响得分"


ALL_PROPERTIES = frozenset(Property)
"""Every property, which rules of one unit have: they look at no other unit."""
