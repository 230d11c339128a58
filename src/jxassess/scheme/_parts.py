"""The other parts of a scheme: weights, carried counties, rounding, grades, ranks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import unique
from fractions import Fraction
from itertools import pairwise
from typing import ClassVar, TypeAlias

from attrs import field, frozen
from attrs.converters import optional

from jxassess.exact import RoundingMode, exact, round_to, to_text
from jxassess.faults import Fault, SchemeError, raise_faults
from jxassess.indicators import BAD_PLACES, Indicator, key_faults, name_faults
from jxassess.scheme._faults import (
    BAD_CODE,
    EMPTY,
    GRADE_BOUND_MISSING,
    GRADE_EMPTY,
    GRADE_GAP,
    GRADE_OPEN,
    GRADE_OVERLAP,
    NEGATIVE_COUNTY_WEIGHT,
    NO_SOURCE,
    NO_WEIGHT,
    NOT_POSITIVE,
    REPEATED,
)
from jxassess.words import Worded, Words

_COUNTY_CODE = re.compile(r"[0-9]{4}(?!00)[0-9]{2}", re.ASCII)


def _code_faults(codes: tuple[str, ...], where: str) -> Iterator[Fault]:
    for i, code in enumerate(codes):
        if not _COUNTY_CODE.fullmatch(code):
            yield BAD_CODE.at(f"{where}[{i}]", code)
        elif code in codes[:i]:
            yield REPEATED.at(f"{where}[{i}]", code)


@frozen(kw_only=True)
class EqualWeights:
    """Every county of a city weighs the same (各县等权)."""

    kind: ClassVar[str] = "equal"


@frozen(kw_only=True)
class IndicatorWeights:
    """A county weighs as much as its observation of an indicator (按指标加权).

    Attributes:
        indicator: the quantity, such as rural population; its observations may not be below zero.
    """

    kind: ClassVar[str] = "indicator"

    indicator: Indicator


@frozen(kw_only=True)
class Weight:
    """One line of a table of weights.

    Attributes:
        county: the six-digit code of the county.
        weight: zero or more, in any unit.
    """

    county: str
    weight: Fraction = field(converter=exact)


def _by_county(weights: Iterable[Weight]) -> tuple[Weight, ...]:
    return tuple(sorted(weights, key=lambda entry: entry.county))


@frozen(kw_only=True)
class TableWeights:
    """Weights of counties as a table (按权重表加权).

    Attributes:
        weights: a line for each county; kept in the order of codes.
        source: the document or data that the table comes from.

    Raises:
        SchemeError: a bad or repeated code, a negative weight, a sum of zero, no source.
    """

    kind: ClassVar[str] = "table"

    weights: tuple[Weight, ...] = field(converter=_by_county)
    source: str

    def __attrs_post_init__(self) -> None:
        """Refuse a table that cannot weigh."""
        raise_faults(SchemeError, self._find_faults(), Words("the table of weights", "权重表"))

    def _find_faults(self) -> Iterator[Fault]:
        yield from _code_faults(tuple(entry.county for entry in self.weights), "weights")
        for i, entry in enumerate(self.weights):
            if entry.weight < 0:
                yield NEGATIVE_COUNTY_WEIGHT.at(f"weights[{i}].weight", to_text(entry.weight), county=entry.county)
        if not any(entry.weight for entry in self.weights):
            yield NO_WEIGHT.at("weights", "0")
        if not self.source.strip():
            yield NO_SOURCE.at("source")


CountyWeights: TypeAlias = EqualWeights | IndicatorWeights | TableWeights


def _in_code_order(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(codes))


@frozen(kw_only=True)
class Carried:
    """The poverty counties that bring a score from their own measure, in the scheme's year (贫困县考核成绩的引入).

    Attributes:
        counties: their six-digit codes, kept sorted. The list is the scheme's: which counties count as poverty counties
            in its year is not computed.
        full_marks: full marks of the other measure, above zero; a carried score is scaled from there to the scheme's
            total marks.
        source: the measure or document that the scores come from.

    Raises:
        SchemeError: a bad or repeated code, full marks not above zero, counties without a source.

    Legal basis:
        Art. 6: poverty counties are assessed under a measure of their own and not twice. It prints no scale.
    """

    counties: tuple[str, ...] = field(converter=_in_code_order)
    full_marks: Fraction = field(converter=exact)
    source: str

    def __attrs_post_init__(self) -> None:
        """Refuse a list that cannot be carried."""
        raise_faults(SchemeError, self._find_faults(), Words("the carried counties", "引入成绩的贫困县"))

    def _find_faults(self) -> Iterator[Fault]:
        yield from _code_faults(self.counties, "counties")
        if self.full_marks <= 0:
            yield NOT_POSITIVE.at("full_marks", to_text(self.full_marks))
        if self.counties and not self.source.strip():
            yield NO_SOURCE.at("source")


@unique
class NothingApplies(Worded):
    """What a scheme does about a county to which no criterion applies (全部指标不适用的处理)."""

    FAULT = "fault", "a fault", "视为差错"
    LEAVE_OUT = "leave_out", "left out of the mean", "不计入加权平均"
    """The county is left out of its city's mean, and shown so."""


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
