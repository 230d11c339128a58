"""What of an estimate is held against a threshold: the estimate itself, or a bound of its interval."""

from __future__ import annotations

from enum import unique

from jxassess.words import Worded, Words


@unique
class Compared(Worded):
    """What is held against a threshold where the value was estimated from a sample (与标准比较的取值).

    Legal basis:
        None: Art. 7(2) lets indicators be checked by sample survey and says nothing of its errors.
    """

    ESTIMATE = "estimate", "the estimate", "估计值"
    """The estimate, or the value where nothing was estimated."""
    LOWER = "lower", "the lower bound of the interval", "置信区间下限"
    UPPER = "upper", "the upper bound of the interval", "置信区间上限"

    def of(self, name: Words) -> Words:
        """Name what is held against a threshold.

        Args:
            name: the name of the indicator.

        Returns:
            The name itself, or the end of the interval with it.
        """
        if self is Compared.ESTIMATE:
            return name
        return Words("{end} of {name}", "{name}的{end}").format(end=self.words, name=name)
