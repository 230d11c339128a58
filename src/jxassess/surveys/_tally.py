"""What one aggregation of the records yields: whole numbers by county, stratum and village."""

from __future__ import annotations

from collections.abc import Iterable
from enum import unique
from hashlib import sha256
from typing import TypeAlias

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.places import County
from jxassess.scheme import SurveyRule
from jxassess.surveys._design import SurveyDesign
from jxassess.words import Worded


@unique
class WrongKind(Worded):
    """What is wrong with a record (问题记录类别)."""

    NO_COUNTY = "no_county", "no county", "缺少县"
    UNKNOWN_COUNTY = "unknown_county", "a county that is not surveyed", "县不在调查范围"
    NO_VILLAGE = "no_village", "no village", "缺少村"
    NO_STRATUM = "no_stratum", "no stratum", "缺少层"
    NO_HOUSEHOLD = "no_household", "no number of the household", "缺少户编号"
    NO_WEIGHT = "no_weight", "no weight", "缺少权重"
    BAD_WEIGHT = "bad_weight", "a weight that is not a finite number above zero", "权重不是大于零的有限数"
    WEIGHT_PLACES = "weight_places", "a weight with more decimal places than declared", "权重小数位数超过规定"
    NO_PERSONS = "no_persons", "no number of persons", "缺少人口数"
    BAD_PERSONS = "bad_persons", "a number of persons that is not a whole number above zero", "人口数不是正整数"
    NO_ANSWER = "no_answer", "no answer", "缺少答案"
    UNKNOWN_ANSWER = "unknown_answer", "an answer outside the list", "答案不在选项内"
    DUPLICATE = "duplicate", "a household recorded more than once", "住户重复"


@frozen(kw_only=True)
class WrongCount(ByFields):
    """How many records of a county are wrong in one way (问题记录数).

    A record that is wrong in several ways counts for each of them.

    Attributes:
        kind: what is wrong.
        county: the code as recorded; empty where there is none; `other` for unknown ones beyond the fiftieth.
        column: the column.
        records: how many, above zero.
    """

    kind: WrongKind
    county: str
    column: str
    records: int


@frozen(kw_only=True)
class ShareTotals(ByFields):
    """The totals of one share in a village (比例合计).

    Weighted totals are in units of ten to the minus `weight_places` of the design. What is weighted are persons or
    households, as the share's unit says.

    Attributes:
        counted: weighted persons or households of the numerator.
        among: the same of the denominator.
        weight: the weights of the households of the denominator.
        squares_counted: weighted squares of persons (of households: of ones) of the numerator.
        squares_among: the same of the denominator.
        households: households of the denominator, not weighted.
        persons: persons in them, not weighted.
        counted_households: households of the numerator, not weighted.
        counted_persons: persons in them, not weighted.
    """

    counted: int
    among: int
    weight: int
    squares_counted: int
    squares_among: int
    households: int
    persons: int
    counted_households: int
    counted_persons: int


@frozen(kw_only=True)
class VillageTotals(ByFields):
    """The totals of a village (村合计).

    Attributes:
        county: the six-digit code.
        stratum: the stratum, empty where the design has none.
        village: the village.
        households: households that count, above zero.
        persons: persons in them.
        weight: the sum of weights, in units of ten to the minus `weight_places`.
        shares: the totals of each share of the rule, in the order of `SurveyRule.proportions`.
        groups: the households of each group of the rule, in the order of `SurveyRule.groups`.
    """

    county: str
    stratum: str
    village: str
    households: int
    persons: int
    weight: int
    shares: tuple[ShareTotals, ...] = field(converter=tuple[ShareTotals, ...])
    groups: tuple[int, ...] = field(converter=tuple[int, ...])


def _in_order(villages: Iterable[VillageTotals]) -> tuple[VillageTotals, ...]:
    return tuple(sorted(villages, key=lambda each: (each.county, each.stratum, each.village)))


def _wrong(wrong: Iterable[WrongCount]) -> tuple[WrongCount, ...]:
    return tuple(sorted(wrong, key=lambda each: (each.county, each.kind.value, each.column)))


def _counties(counties: Iterable[County]) -> tuple[County, ...]:
    return tuple(sorted(counties, key=lambda county: county.code))


@frozen(kw_only=True)
class Tally(ByFields):
    """What the records of a survey add up to (调查汇总): all that estimates are made of, in whole numbers.

    Attributes:
        rule: the scheme's rules for the survey.
        design: how the records were laid out and the sample drawn.
        counties: the counties surveyed, by code.
        villages: the totals of each village, by county, stratum and name.
        wrong: the wrong records by county, kind and column.
        records: how many records there were, wrong ones among them.
        left_out: how many of them count nowhere, because something is wrong with them.
    """

    rule: SurveyRule
    design: SurveyDesign
    counties: tuple[County, ...] = field(converter=_counties)
    villages: tuple[VillageTotals, ...] = field(converter=_in_order)
    wrong: tuple[WrongCount, ...] = field(converter=_wrong)
    records: int
    left_out: int

    @property
    def digest(self) -> str:
        """A fingerprint of every number here: equal records give the same one, whatever engine added them up."""
        villages = [
            (
                (each.county, each.stratum, each.village),
                (each.households, each.persons, each.weight),
                each.groups,
                [_numbers(share) for share in each.shares],
            )
            for each in self.villages
        ]
        roles = self._roles()
        wrong = sorted((each.county, each.kind.value, roles[each.column], each.records) for each in self.wrong)
        written = repr((self.design.scale_places, self.records, self.left_out, villages, wrong))
        return sha256(written.encode("utf-8", "surrogatepass")).hexdigest()

    def _roles(self) -> dict[str, str]:
        """Say what each column holds, so that its name in the records does not matter."""
        design = self.design
        named = ("county", "village", "persons", "stratum", "weight", "household")
        answers = {design.column(question.key): f"answer {question.key}" for question in self.rule.questions}
        return answers | {str(getattr(design, name)): name for name in named}


Numbers: TypeAlias = tuple[int, int, int, int, int, int, int, int, int]


def _numbers(share: ShareTotals) -> Numbers:
    return (
        share.counted,
        share.among,
        share.weight,
        share.squares_counted,
        share.squares_among,
        share.households,
        share.persons,
        share.counted_households,
        share.counted_persons,
    )
