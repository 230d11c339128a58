"""How a scheme rounds, and what it makes of scores: grades and ranks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import unique
from fractions import Fraction
from itertools import pairwise

from attrs import field, frozen
from attrs.converters import optional

from jxassess.exact import RoundingMode, exact, round_to, to_text
from jxassess.faults import Fault, SchemeError, raise_faults
from jxassess.indicators import BAD_PLACES, key_faults, name_faults
from jxassess.scheme._faults import (
    EMPTY,
    GRADE_BOUND_MISSING,
    GRADE_EMPTY,
    GRADE_GAP,
    GRADE_OPEN,
    GRADE_OVERLAP,
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
class Rounding:
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


@frozen(kw_only=True)
class Grade:
    """A band of scores with a name (等次), half-open: the lower bound belongs to it, the upper one does not.

    Attributes:
        key: the identifier.
        name: the name in both languages, such as excellent and 优秀.
        at_least: the least score, `None` for the last grade.
        below: what the score must stay below, `None` for the best grade.
    """

    key: str
    name: Words
    at_least: Fraction | None = field(converter=optional(exact), default=None)
    below: Fraction | None = field(converter=optional(exact), default=None)


@frozen(kw_only=True)
class Grades:
    """The grades of a scheme, best first, with neither gap nor overlap (等次划分).

    Attributes:
        bands: at least one, best first.
        compared_on: which value of a city decides.

    Raises:
        SchemeError: gaps and overlaps between neighbours, an empty band, a bound on an outer side, a key twice.

    Example:
        >>> from jxassess import Words
        >>> from jxassess.scheme import ComparedOn, Grade, Grades
        >>> grades = Grades(bands=[Grade(key="good", name=Words("good", "良好"), at_least=80),
        ...                        Grade(key="fair", name=Words("fair", "一般"), below=80)],
        ...                 compared_on=ComparedOn.PUBLISHED)
        >>> grades.of(Fraction(80)).key
        'good'
    """

    bands: tuple[Grade, ...] = field(converter=tuple[Grade, ...])
    compared_on: ComparedOn

    def __attrs_post_init__(self) -> None:
        """Refuse bands that do not cover every score once."""
        raise_faults(SchemeError, self._find_faults(), Words("the grades", "等次"))

    def _find_faults(self) -> Iterator[Fault]:
        if not self.bands:
            yield EMPTY.at("bands")
            return
        keys = [band.key for band in self.bands]
        for i, band in enumerate(self.bands):
            yield from key_faults(band.key, f"bands[{i}].key")
            yield from name_faults(band.name, f"bands[{i}].name")
            if band.key in keys[:i]:
                yield REPEATED.at(f"bands[{i}].key", band.key)
            if band.at_least is not None and band.below is not None and band.at_least >= band.below:
                yield GRADE_EMPTY.at(f"bands[{i}]", to_text(band.at_least), below=to_text(band.below))
        if self.bands[0].below is not None:
            yield GRADE_OPEN.at("bands[0].below", self.bands[0].key)
        if self.bands[-1].at_least is not None:
            yield GRADE_OPEN.at(f"bands[{len(self.bands) - 1}].at_least", self.bands[-1].key)
        for i, (better, worse) in enumerate(pairwise(self.bands)):
            yield from _border_faults(i, better, worse)

    def of(self, value: Fraction) -> Grade:
        """Give the grade of a value.

        Args:
            value: the score that decides.

        Returns:
            The best grade whose lower bound it reaches.
        """
        return next((band for band in self.bands[:-1] if _reaches(band, value)), self.bands[-1])

    def index(self, key: str) -> int:
        """Give the place of a grade, 0 for the best.

        Args:
            key: the grade's key; must be one of the bands'.

        Returns:
            Its place.
        """
        return [band.key for band in self.bands].index(key)


def _reaches(band: Grade, value: Fraction) -> bool:
    return band.at_least is not None and value >= band.at_least


def _border_faults(i: int, better: Grade, worse: Grade) -> Iterator[Fault]:
    if better.at_least is None:
        yield GRADE_BOUND_MISSING.at(f"bands[{i}].at_least", better.key)
    if worse.below is None:
        yield GRADE_BOUND_MISSING.at(f"bands[{i + 1}].below", worse.key)
    if better.at_least is None or worse.below is None or better.at_least == worse.below:
        return
    kind = GRADE_GAP if better.at_least > worse.below else GRADE_OVERLAP
    yield kind.at(f"bands[{i + 1}].below", to_text(worse.below), above=to_text(better.at_least))


@unique
class Ties(Worded):
    """How places are counted behind a tie (并列的计法)."""

    COMPETITION = "competition", "competition ranking, 1-1-3", "并列占位（1、1、3）"
    """1-1-3: a tie takes the places of all its members."""
    DENSE = "dense", "dense ranking, 1-1-2", "并列不占位（1、1、2）"
    """1-1-2: the next one follows at once."""


@frozen(kw_only=True)
class Ranking:
    """How cities are ranked (排名).

    Attributes:
        ties: what follows a tie.
        compared_on: which value decides.

    Example:
        >>> from jxassess.scheme import ComparedOn, Ranking, Ties
        >>> Ranking(ties=Ties.DENSE, compared_on=ComparedOn.EXACT).ranks([Fraction(9), Fraction(7), Fraction(9)])
        (1, 2, 1)
    """

    ties: Ties
    compared_on: ComparedOn

    def ranks(self, values: Iterable[Fraction]) -> tuple[int, ...]:
        """Rank values, the largest first.

        Args:
            values: the values that decide, one for each city.

        Returns:
            For each value its place from 1 on.
        """
        given = tuple(values)
        pool = sorted(set(given) if self.ties is Ties.DENSE else given, reverse=True)
        return tuple(pool.index(value) + 1 for value in given)
