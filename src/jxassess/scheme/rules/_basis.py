"""What a rule looks at: the value itself, or the value held against its target."""

from __future__ import annotations

from enum import unique
from fractions import Fraction
from typing import assert_never

from jxassess.words import Worded


@unique
class Basis(Worded):
    """The quantity that a rule of one unit reads (计分依据)."""

    VALUE = "value", "value", "指标值"
    """The value of the indicator, in its unit."""
    COMPLETION = "completion", "completion (value / target)", "完成率（实际值/目标值）"
    """Value divided by target: 1 where the target is met exactly. Without meaning where the target is zero."""
    MARGIN = "margin", "margin (value - target)", "差额（实际值-目标值）"
    """Value minus target, in the indicator's unit: below zero where the target is missed."""

    @property
    def needs_target(self) -> bool:
        """Whether a target of the unit is needed."""
        return self is not Basis.VALUE

    def of(self, value: Fraction, target: Fraction) -> Fraction:
        """Compute the quantity.

        Args:
            value: the value of the indicator.
            target: the unit's target; not zero for `COMPLETION`, not read for `VALUE`.

        Returns:
            The value, the share, or the difference.
        """
        match self:
            case Basis.VALUE:
                return value
            case Basis.COMPLETION:
                return value / target
            case Basis.MARGIN:
                return value - target
            case unknown:
                assert_never(unknown)
