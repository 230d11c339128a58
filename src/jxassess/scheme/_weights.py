"""How a scheme weighs counties, which of them bring a score of their own, and what becomes of one without criteria."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import unique
from fractions import Fraction
from typing import ClassVar, TypeAlias

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.exact import exact, to_text
from jxassess.faults import Fault, SchemeError, raise_faults
from jxassess.indicators import Indicator
from jxassess.scheme._faults import BAD_CODE, NEGATIVE_COUNTY_WEIGHT, NO_SOURCE, NO_WEIGHT, NOT_POSITIVE, REPEATED
from jxassess.words import Worded, Words

_COUNTY_CODE = re.compile(r"[0-9]{4}(?!00)[0-9]{2}", re.ASCII)


def _code_faults(codes: tuple[str, ...], where: str) -> Iterator[Fault]:
    for i, code in enumerate(codes):
        if not _COUNTY_CODE.fullmatch(code):
            yield BAD_CODE.at(f"{where}[{i}]", code)
        elif code in codes[:i]:
            yield REPEATED.at(f"{where}[{i}]", code)


@frozen(kw_only=True)
class EqualWeights(ByFields):
    """Every county of a city weighs the same (各县等权)."""

    kind: ClassVar[str] = "equal"

    @property
    def words(self) -> Words:
        """The weights in words."""
        return Words("equal weights", "各县等权")


@frozen(kw_only=True)
class IndicatorWeights(ByFields):
    """A county weighs as much as its observation of an indicator (按指标加权).

    Attributes:
        indicator: the quantity, such as rural population; its observations may not be below zero.
    """

    kind: ClassVar[str] = "indicator"

    indicator: Indicator

    @property
    def words(self) -> Words:
        """The weights in words, with the name of the indicator."""
        return Words("weights by {name}", "按{name}加权").format(name=self.indicator.name)


@frozen(kw_only=True)
class Weight(ByFields):
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
class TableWeights(ByFields):
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

    @property
    def words(self) -> Words:
        """The weights in words, without the lines and the source."""
        return Words("weights by a table", "按权重表加权")


CountyWeights: TypeAlias = EqualWeights | IndicatorWeights | TableWeights


def _in_code_order(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(codes))


@frozen(kw_only=True)
class Carried(ByFields):
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
