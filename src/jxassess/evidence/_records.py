"""The records that evidence consists of: targets, observations, carried scores, earlier results."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum, unique
from fractions import Fraction
from typing import TypeAlias

from attrs import evolve, field, frozen

from jxassess.comparing import ByFields
from jxassess.evidence._uncertainty import Uncertainty
from jxassess.evidence.fault_kinds import (
    BAD_RANK,
    BAD_VERSION,
    ERROR_OF_NOTHING,
    NEGATIVE_SCORE,
    NEGATIVE_TARGET,
    NO_CORRECTION,
    NO_TEXT,
    NOT_A_DAY,
    VALUE_OUTSIDE_INTERVAL,
    WRONG_UNIT,
)
from jxassess.exact import Exactable, exact, to_text
from jxassess.faults import EvidenceError, Fault, raise_faults
from jxassess.indicators import Indicator
from jxassess.places import City, County, Place
from jxassess.words import Words


@unique
class NotApplicable(Enum):
    """The value of an observation that says: this does not apply here (不适用), which is neither zero nor missing."""

    NOT_APPLICABLE = "not_applicable"


NOT_APPLICABLE = NotApplicable.NOT_APPLICABLE
"""The one member of `NotApplicable`, for short."""

Value: TypeAlias = Fraction | NotApplicable


# Far below the size from which `exact` refuses a number.
_SMALL = 10**30


def _value(value: Exactable | NotApplicable) -> Value:
    # Readers of large tables give fractions that they have taken exactly, none of them large.
    if type(value) is Fraction:
        numerator, denominator = value.as_integer_ratio()
        if -_SMALL < numerator < _SMALL and denominator < _SMALL:
            return value
    return value if isinstance(value, NotApplicable) else exact(value)


def day_faults(*days: tuple[str, date]) -> list[Fault]:
    """Find days that carry a time, which would not compare with plain ones.

    Args:
        *days: path and day.

    Returns:
        A fault for each.
    """
    return [NOT_A_DAY.at(name, day) for name, day in days if type(day) is not date]


def text_faults(*texts: tuple[str, str]) -> list[Fault]:
    """Find texts that are empty.

    Args:
        *texts: path and text.

    Returns:
        A fault for each.
    """
    return [NO_TEXT.at(name) for name, text in texts if not text.strip()]


def _unit_faults(unit: str, indicator: Indicator) -> list[Fault]:
    if not unit or unit in (indicator.unit.en, indicator.unit.zh):
        return []
    return [WRONG_UNIT.at("unit", unit, indicator=indicator.called, unit=indicator.unit)]


@frozen(kw_only=True)
class Target(ByFields):
    """A line of the yearly reduction plan (年度减贫计划任务).

    Attributes:
        place: the city or county that it is set for.
        indicator: the item.
        value: what is to be reached, zero or more, in the indicator's unit; zero means nothing to do.
        document: the plan or the document that hands it down.
        unit: the unit as the document states it, empty where it states none.

    Raises:
        EvidenceError: a negative value, places or range that the indicator does not have, another unit, no document.

    Legal basis:
        Art. 7(1): the plan that the leading group approved.
    """

    place: Place
    indicator: Indicator
    value: Fraction = field(converter=exact)
    document: str
    unit: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a target that cannot be one."""
        label = f"{self.place.label} {self.indicator.key}"
        raise_faults(EvidenceError, self._find_faults(), Words(f"target {label}", f"目标{label}"))

    def _find_faults(self) -> Iterator[Fault]:
        yield from text_faults(("document", self.document))
        yield from _unit_faults(self.unit, self.indicator)
        if self.value < 0:
            yield NEGATIVE_TARGET.at("value", to_text(self.value))
        else:
            yield from self.indicator.value_faults(self.value, "value")


@frozen(kw_only=True)
class Observation(ByFields):
    """A value for a place and an indicator, with where it comes from (指标数据).

    Attributes:
        place: the county, or the city for values that only a city has.
        indicator: what was observed.
        value: in the indicator's unit, or `NOT_APPLICABLE`.
        source: key of the exercise that it comes from, such as `register`, `survey`, `verification` or
            `funds_evaluation` for the four kinds of data of Art. 7(3), or one that the scheme adds.
        on: the day it was taken or describes.
        document: where it is written down.
        unit: the unit as the document states it, empty where it states none.
        version: 1, or one more than the version that it supersedes.
        submitter: who sent the correction; needed from version 2 on.
        reason: why it was corrected; needed from version 2 on.
        uncertainty: the sample behind the value and its error, where it was estimated from one.

    Raises:
        EvidenceError: a value outside the indicator's range, too many decimal places, another unit, no source, a
            correction without submitter or reason, a value outside its interval by more than rounding explains, an end
            of the interval outside the range, an uncertainty of what does not apply; all at once.

    Legal basis:
        Art. 7(3): the data consolidated. Art. 10: data are given correctly.

    Example:
        >>> from datetime import date
        >>> from jxassess import City, County, Observation
        >>> from jxassess.indicators import CATALOGUE
        >>> county = County(code="990121", name="子县", parent=City(code="990100", name="甲市"))
        >>> villages = CATALOGUE[1]
        >>> Observation(place=county, indicator=villages, value=3, source="register", on=date(2019, 12, 31),
        ...             document="synthetic").value
        Fraction(3, 1)
    """

    place: Place
    indicator: Indicator
    value: Value = field(converter=_value)
    source: str
    on: date
    document: str
    unit: str = ""
    version: int = 1
    submitter: str = ""
    reason: str = ""
    uncertainty: Uncertainty | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse an observation that cannot be one."""
        if self._is_plainly_sound():
            return
        faults = tuple(self._find_faults())
        if faults:
            label = f"{self.place.label} {self.indicator.key}"
            raise EvidenceError(faults, Words(f"observation {label}", f"数据{label}"))

    def _is_plainly_sound(self) -> bool:
        """Tell quickly that nothing is wrong, as is so of nearly all in a large table; where it is not sure, say no."""
        value, indicator = self.value, self.indicator
        if self.version != 1 or type(self.on) is not date or self.uncertainty is not None:
            return False
        if self.unit and self.unit != indicator.unit.zh and self.unit != indicator.unit.en:
            return False
        if not (self.source.strip() and self.document.strip()):
            return False
        if isinstance(value, NotApplicable):
            return True
        numerator, denominator = value.as_integer_ratio()
        low, low_denominator = indicator.low.as_integer_ratio()
        if numerator * low_denominator < low * denominator:
            return False
        if indicator.high is not None:
            high, high_denominator = indicator.high.as_integer_ratio()
            if numerator * high_denominator > high * denominator:
                return False
        return denominator == 1 or 10**indicator.places % denominator == 0

    def _find_faults(self) -> Iterator[Fault]:
        yield from text_faults(("source", self.source), ("document", self.document))
        yield from day_faults(("on", self.on))
        yield from _unit_faults(self.unit, self.indicator)
        if not isinstance(self.value, NotApplicable):
            yield from self.indicator.value_faults(self.value, "value")
        if self.version < 1:
            yield BAD_VERSION.at("version", self.version)
        if self.version > 1 and not (self.submitter.strip() and self.reason.strip()):
            yield NO_CORRECTION.at("submitter" if not self.submitter.strip() else "reason", self.version)
        if self.uncertainty is not None:
            yield from self._uncertainty_faults(self.uncertainty)

    def _uncertainty_faults(self, given: Uncertainty) -> Iterator[Fault]:
        if isinstance(self.value, NotApplicable):
            yield ERROR_OF_NOTHING.at("uncertainty", indicator=self.indicator.called)
            return
        # The interval is that of the estimate before rounding, which may lie half a unit of the last place away.
        half = Fraction(1, 2 * 10**self.indicator.places)
        if not given.lower - half <= self.value <= given.upper + half:
            lower, upper = to_text(given.lower), to_text(given.upper)
            yield VALUE_OUTSIDE_INTERVAL.at("value", to_text(self.value), lower=lower, upper=upper)
        for name, end in (("lower", given.lower), ("upper", given.upper)):
            yield from self.indicator.range_faults(end, f"uncertainty.{name}")

    @property
    def value_words(self) -> Words:
        """The value with its unit, or that the indicator does not apply."""
        if isinstance(self.value, NotApplicable):
            return Words("not applicable", "不适用")
        return Words("{number} {unit}", "{number}{unit}").format(number=to_text(self.value), unit=self.indicator.unit)

    @property
    def sample_words(self) -> Words:
        """The sample behind the value and its error; empty where it was not estimated from one."""
        return Words("", "") if self.uncertainty is None else self.uncertainty.words

    @property
    def estimate_words(self) -> Words:
        """The value with its unit, and behind it the sample that it was estimated from, if it was."""
        if self.uncertainty is None:
            return self.value_words
        return Words("{value} ({sample})", "{value}（{sample}）").format(
            value=self.value_words, sample=self.sample_words
        )

    @property
    def version_words(self) -> Words:
        """Which version it is, who sent it and why; empty for a first version."""
        if self.version == 1:
            return Words("", "")
        return Words("version {version}, by {submitter}: {reason}", "第{version}版，{submitter}提交：{reason}").format(
            version=self.version, submitter=self.submitter, reason=self.reason
        )

    def corrected(
        self,
        value: Exactable | NotApplicable,
        *,
        on: date,
        document: str,
        submitter: str,
        reason: str,
        uncertainty: Uncertainty | None = None,
    ) -> Observation:
        """Give the next version of this observation; keep both in the evidence.

        Args:
            value: the corrected value.
            on: the day of the correction.
            document: where the correction is written down.
            submitter: who sends it.
            reason: why.
            uncertainty: the sample behind the corrected value; that of this version does not pass to the next.

        Returns:
            A new observation that supersedes this one.
        """
        return evolve(
            self,
            value=value,
            on=on,
            document=document,
            version=self.version + 1,
            submitter=submitter,
            reason=reason,
            uncertainty=uncertainty,
        )


@frozen(kw_only=True)
class CarriedScore(ByFields):
    """A poverty county's score under its own measure (贫困县考核成绩).

    Attributes:
        county: the poverty county.
        score: zero or more, on the scale that the scheme states in `carried.full_marks`.
        on: the day of the score.
        document: where it is written down.

    Raises:
        EvidenceError: a negative score, no document.

    Legal basis:
        Art. 6: a poverty county brings its score; it is not assessed twice.
    """

    county: County
    score: Fraction = field(converter=exact)
    on: date
    document: str

    def __attrs_post_init__(self) -> None:
        """Refuse a score that cannot be one."""
        label = self.county.label
        raise_faults(EvidenceError, self._find_faults(), Words(f"carried score {label}", f"引入成绩{label}"))

    def _find_faults(self) -> Iterator[Fault]:
        yield from text_faults(("document", self.document))
        yield from day_faults(("on", self.on))
        if self.score < 0:
            yield NEGATIVE_SCORE.at("score", to_text(self.score))


@frozen(kw_only=True)
class EarlierResult(ByFields):
    """A city's approved result of an earlier year (以往年度考核结果).

    Attributes:
        year: the year assessed.
        city: the city.
        score: its published score, on the scale of that year's scheme.
        document: where it was circulated.
        rank: its place, `None` where none was given.
        grade: the name of its grade in that year, empty where none was given.

    Raises:
        EvidenceError: no document, a negative score, a rank before the first.
    """

    year: int
    city: City
    score: Fraction = field(converter=exact)
    document: str
    rank: int | None = None
    grade: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a result that cannot be one."""
        label = f"{self.year} {self.city.label}"
        raise_faults(EvidenceError, self._find_faults(), Words(f"earlier result {label}", f"以往结果{label}"))

    def _find_faults(self) -> Iterator[Fault]:
        yield from text_faults(("document", self.document))
        if self.score < 0:
            yield NEGATIVE_SCORE.at("score", to_text(self.score))
        if self.rank is not None and self.rank < 1:
            yield BAD_RANK.at("rank", self.rank)
