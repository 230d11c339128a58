"""What a rule looks at: the value itself, or the value held against something else."""

from __future__ import annotations

from enum import unique
from fractions import Fraction
from typing import assert_never

from jxassess.words import Worded


@unique
class Basis(Worded):
    """The quantity that a criterion's rule reads (计分依据)."""

    VALUE = "value", "value", "指标值"
    """The value of the indicator, in its unit."""
    COMPLETION = "completion", "completion (value / target)", "完成率（实际值/目标值）"
    """Value divided by target: 1 where the target is met exactly. Without meaning where the target is zero."""
    MARGIN = "margin", "margin (value - target)", "差额（实际值-目标值）"
    """Value minus target, in the indicator's unit: below zero where the target is missed."""
    DIFFERENCE = "difference", "difference to the reference", "与参照指标之差"
    """Value minus the value of the criterion's reference, such as own growth minus the growth of the province."""
    RATIO = "ratio", "ratio to the reference", "与参照指标之比"
    """Value divided by the value of the criterion's reference, such as own growth by another growth. Without meaning
    where the reference is not above zero."""

    @property
    def needs_target(self) -> bool:
        """Whether a target of the unit is needed."""
        return self in (Basis.COMPLETION, Basis.MARGIN)

    @property
    def needs_reference(self) -> bool:
        """Whether a second indicator is needed."""
        return self in (Basis.DIFFERENCE, Basis.RATIO)

    def of(self, value: Fraction, other: Fraction) -> Fraction:
        """Compute the quantity.

        Args:
            value: the value of the indicator.
            other: the unit's target, or the value of the reference; not zero for `COMPLETION` and `RATIO`, not read for
                `VALUE`.

        Returns:
            The value, the share, or the difference.
        """
        match self:
            case Basis.VALUE:
                return value
            case Basis.COMPLETION | Basis.RATIO:
                return value / other
            case Basis.MARGIN | Basis.DIFFERENCE:
                return value - other
            case unknown:
                assert_never(unknown)
