"""How sure an observation is that was estimated from a sample."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import field, frozen
from attrs.converters import optional

from jxassess.comparing import ByFields
from jxassess.evidence.fault_kinds import (
    EMPTY_INTERVAL,
    FEW_PERSONS,
    MANY_DEGREES,
    MANY_VILLAGES,
    NEGATIVE_ERROR,
    NO_REACH,
    NO_SAMPLE_SIZE,
    NOT_WHOLE,
)
from jxassess.exact import exact, shown, to_text
from jxassess.faults import EvidenceError, Fault, raise_faults
from jxassess.scheme import Compared, IntervalMethod
from jxassess.words import Words


@frozen(kw_only=True)
class Uncertainty(ByFields):
    """The sample behind an estimate, and the error that comes of taking a sample (抽样误差).

    Attributes:
        households: households that the estimate counts, above zero.
        persons: persons in them, no fewer than households.
        villages: villages that they lie in, above zero and no more than households.
        degrees: degrees of freedom: villages less strata, zero or more and below villages.
        standard_error: in the indicator's unit, zero or more.
        quantile: how many standard errors the interval reaches to each side, above zero.
        lower: the lower end of the interval, in the indicator's unit.
        upper: the upper end.
        method: how the interval was made.
        design_effect: the variance over that of a simple random sample of as many households; `None` where the latter
            is zero, or the estimate adds several shares up.

    Raises:
        EvidenceError: no household, a number below zero or not whole, numbers that no sample has together, an interval
            that ends before it begins.

    Legal basis:
        Art. 7(2): results are checked by sample survey.
    """

    households: int
    persons: int
    villages: int
    degrees: int
    standard_error: Fraction = field(converter=exact)
    quantile: Fraction = field(converter=exact)
    lower: Fraction = field(converter=exact)
    upper: Fraction = field(converter=exact)
    method: IntervalMethod
    design_effect: Fraction | None = field(converter=optional(exact))

    def __attrs_post_init__(self) -> None:
        """Refuse what no sample gives."""
        raise_faults(EvidenceError, self._find_faults(), Words("the error of a sample", "抽样误差"))

    def _find_faults(self) -> Iterator[Fault]:
        sizes = ("households", self.households), ("villages", self.villages)
        others = ("persons", self.persons), ("degrees", self.degrees)
        # A float or a truth value may equal a whole number, and counts nothing.
        not_whole = [(name, number) for name, number in (*sizes, *others) if type(number) is not int]
        yield from (NOT_WHOLE.at(name, repr(number)) for name, number in not_whole)
        if not not_whole:
            yield from (NO_SAMPLE_SIZE.at(name, number) for name, number in sizes if number < 1)
            yield from (NEGATIVE_ERROR.at(name, number) for name, number in others if number < 0)
            yield from self._sample_faults()
        for name, error in (("standard_error", self.standard_error), ("design_effect", self.design_effect)):
            if error is not None and error < 0:
                yield NEGATIVE_ERROR.at(name, to_text(error))
        if self.quantile <= 0:
            yield NO_REACH.at("quantile", to_text(self.quantile))
        if self.upper < self.lower:
            yield EMPTY_INTERVAL.at("upper", to_text(self.upper), lower=to_text(self.lower))

    def _sample_faults(self) -> Iterator[Fault]:
        if 0 <= self.persons < self.households:
            yield FEW_PERSONS.at("persons", self.persons, households=self.households)
        if self.villages > self.households > 0:
            yield MANY_VILLAGES.at("villages", self.villages, households=self.households)
        if self.degrees >= self.villages > 0:
            yield MANY_DEGREES.at("degrees", self.degrees, villages=self.villages)

    def end(self, compared: Compared) -> Fraction | None:
        """Give the end of the interval that a scheme compares; `None` where it compares the estimate itself."""
        if compared is Compared.ESTIMATE:
            return None
        return self.lower if compared is Compared.LOWER else self.upper

    @property
    def words(self) -> Words:
        """Sample size, standard error and interval in words."""
        sizes = ("household", self.households), ("person", self.persons), ("village", self.villages)
        effect = Words("", "")
        if self.design_effect is not None:
            effect = Words("; design effect {effect}", "；设计效应{effect}").format(effect=shown(self.design_effect))
        return Words(
            "sample of {sizes}; standard error {error}; "
            "interval {lower} to {upper} ({method}, quantile {quantile}){effect}",
            "样本{households}户、{persons}人、{villages}个村；标准误{error}；"
            "置信区间{lower}至{upper}（{method}，分位数{quantile}）{effect}",
        ).format(
            sizes=", ".join(_counted(number, one) for one, number in sizes),
            households=self.households,
            persons=self.persons,
            villages=self.villages,
            error=to_text(self.standard_error),
            lower=to_text(self.lower),
            upper=to_text(self.upper),
            method=self.method.words,
            quantile=to_text(self.quantile),
            effect=effect,
        )


def _counted(number: int, one: str) -> str:
    return f"{number} {one}{'' if number == 1 else 's'}"
