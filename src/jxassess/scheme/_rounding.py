"""How a scheme rounds, and which value decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import unique
from fractions import Fraction

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.exact import RoundingMode, round_to
from jxassess.faults import Fault, SchemeError, raise_faults
from jxassess.indicators import BAD_PLACES
from jxassess.scheme._faults import (
    REPEATED,
)
from jxassess.words import Worded, Words


@unique
class RoundingStage(Worded):
    """A stage of scoring at which a scheme may round (修约环节), beside the published values."""

    CRITERIA = "criteria", "criteria", "指标得分"
    DIMENSIONS = "dimensions", "dimensions", "内容得分"
    COUNTIES = "counties", "counties", "县级成绩"


def _in_order(stages: Iterable[RoundingStage]) -> tuple[RoundingStage, ...]:
    return tuple(sorted(stages, key=list(RoundingStage).index))


@frozen(kw_only=True)
class Rounding(ByFields):
    """How and where values are rounded (修约).

    Attributes:
        places: decimal places, 0 to 10.
        mode: what becomes of an exact half.
        stages: the stages rounded on the way, none for exact values to the end; published values are always rounded.

    Raises:
        SchemeError: places outside 0 to 10.

    Example:
        >>> from jxassess import Rounding, RoundingMode
        >>> Rounding(places=2, mode=RoundingMode.HALF_UP, stages=()).published(Fraction("85.115"))
        Fraction(2128, 25)
    """

    places: int
    mode: RoundingMode
    stages: tuple[RoundingStage, ...] = field(converter=_in_order)

    def __attrs_post_init__(self) -> None:
        """Refuse places that are none, and a stage twice."""
        raise_faults(SchemeError, self._find_faults(), Words("the rounding", "修约"))

    def _find_faults(self) -> Iterator[Fault]:
        if not 0 <= self.places <= 10:
            yield BAD_PLACES.at("places", self.places, most=10)
        for i, stage in enumerate(self.stages):
            if stage in self.stages[:i]:
                yield REPEATED.at(f"stages[{i}]", stage.value)

    def published(self, value: Fraction) -> Fraction:
        """Round a value as it is published."""
        return round_to(value, self.places, self.mode)

    def after(self, stage: RoundingStage, value: Fraction) -> Fraction:
        """Round a value if the scheme rounds at this stage.

        Args:
            stage: the stage.
            value: the exact value.

        Returns:
            The rounded value, or the same.
        """
        return self.published(value) if stage in self.stages else value

    @property
    def words(self) -> Words:
        """The rounding in words."""
        places = Words(f"{self.places} decimal place{'' if self.places == 1 else 's'}", f"保留{self.places}位小数")
        return Words("{places}, {mode}", "{places}，{mode}").format(places=places, mode=self.mode.words)


@unique
class ComparedOn(Worded):
    """Which of two values decides ranks, grades and thresholds (比较口径)."""

    EXACT = "exact", "compared on the exact value", "按精确值比较"
    PUBLISHED = "published", "compared on the published value", "按公布值比较"

    def choose(self, score: Fraction, published: Fraction) -> Fraction:
        """Choose the value that decides.

        Args:
            score: the exact score.
            published: the published value.

        Returns:
            One of them.
        """
        return score if self is ComparedOn.EXACT else published
