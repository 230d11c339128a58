"""What a scheme says about Art. 8 and 9: plan, thresholds, ceilings, rectification, rewards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import unique
from fractions import Fraction
from typing import ClassVar, TypeAlias

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.exact import Better, Bound, exact, to_text
from jxassess.faults import Fault, SchemeError, raise_faults
from jxassess.indicators import Indicator, name_faults
from jxassess.measure import Citation, Problem
from jxassess.scheme._compared import Compared
from jxassess.scheme._faults import (
    EMPTY,
    MORE_IS_WORSE,
    NO_DOCUMENT,
    NO_REFERENCE,
    NOT_ADDITIVE,
    NOT_POSITIVE,
    OUTSIDE_RANGE,
    PERCENT_FOR_SHARE,
    REPEATED,
    SHARE_FOR_PERCENT,
    WRONG_SIDE,
)
from jxassess.scheme._grades import Grading
from jxassess.scheme._rounding import ComparedOn
from jxassess.words import Worded, Words

# So many times the plan is meant as per cent.
_TIMES = 10


@unique
class PlanLevel(Worded):
    """Whose lines of the yearly reduction plan count for Art. 9(1) (减贫计划的考核层级)."""

    CITY = "city", "the city's line counts", "按设区市计划任务核对"
    """The city's own line."""
    COUNTY = "county", "a county's miss counts too", "县级未完成亦计"
    """One county's miss counts too."""


@unique
class PlanMiss(Worded):
    """How many lines of a place must be missed for Art. 9(1) (未完成的认定)."""

    ANY = "any", "one missed line is enough", "一项未完成即列为疑似问题"
    ALL = "all", "all lines must be missed", "全部未完成才列为疑似问题"


def _by_key(indicators: Iterable[Indicator]) -> tuple[Indicator, ...]:
    return tuple(sorted(indicators, key=lambda indicator: indicator.key))


@frozen(kw_only=True)
class PlanRule(ByFields):
    """When a scheme counts the yearly reduction plan as not fulfilled (年度减贫计划完成情况的判断标准).

    Attributes:
        items: the indicators that the plan has lines for; kept in the order of keys.
        level: whose lines count.
        miss: whether one missed line is enough, or all of a place's lines must be missed.

    Raises:
        SchemeError: no item, or one twice.

    Legal basis:
        Art. 9(1). Reading: the city's line of the approved plan; whether one county's or one item's miss counts is for
        the scheme to say.
    """

    items: tuple[Indicator, ...] = field(converter=_by_key)
    level: PlanLevel
    miss: PlanMiss

    def __attrs_post_init__(self) -> None:
        """Refuse a plan without lines."""
        raise_faults(SchemeError, self._find_faults(), Words("the rule on the plan", "减贫计划认定规则"))

    def _find_faults(self) -> Iterator[Fault]:
        if not self.items:
            yield EMPTY.at("items")
        for i, item in enumerate(self.items):
            if item in self.items[:i]:
                yield REPEATED.at(f"items[{i}]", item.key)


@unique
class RateKind(Worded):
    """The three rates whose being low is a problem under Art. 9(5) (准确率与满意度)."""

    IDENTIFICATION = "identification", "accuracy of identification", "识别准确率"
    EXIT = "exit", "accuracy of exits", "退出准确率"
    SATISFACTION = "satisfaction", "satisfaction with assistance", "帮扶满意度"


@unique
class WhenUnobserved(Worded):
    """What a scheme does where a rate was not observed in a county (未取得数据的处理)."""

    FAULT = "fault", "a fault", "视为差错"
    LIST = "list", "listed as unchecked", "列为未核查"
    """The county is listed as not checked."""


@frozen(kw_only=True)
class LowRate(ByFields):
    """When a rate counts as low (低值标准).

    Attributes:
        rate: which of the three rates it is.
        indicator: what is observed.
        low: the bound on whose side the value is low, in the indicator's unit.
        when_missing: what happens where there is no observation.
        compared: whether the estimate is held against the bound, or an end of its interval.

    Raises:
        SchemeError: the bound looks to the better side, or lies outside the indicator's range.

    Legal basis:
        Art. 9(5). It prints no threshold. Reading: one rate is enough, each with its own threshold.
    """

    rate: RateKind
    indicator: Indicator
    low: Bound
    when_missing: WhenUnobserved
    compared: Compared = Compared.ESTIMATE

    def __attrs_post_init__(self) -> None:
        """Refuse a threshold that would call good values low, or none, or all."""
        raise_faults(SchemeError, self._find_faults(), Words("a threshold", "低值标准"))

    def _find_faults(self) -> Iterator[Fault]:
        indicator, bound = self.indicator, self.low
        if bound.side.is_upward == (indicator.better is Better.HIGHER):
            yield WRONG_SIDE.at("low.side", bound.side.value, bound=bound.words, indicator=indicator.key)
        if indicator.is_percent and indicator.better is Better.HIGHER and 0 < bound.value < 1:
            yield SHARE_FOR_PERCENT.at("low.value", to_text(bound.value), indicator=indicator.key)
        # One end of the range is low and the other is not, or else all values are, or none.
        if bound.is_settled(indicator.low, indicator.high):
            yield OUTSIDE_RANGE.at("low.value", to_text(bound.value), range=indicator.range, indicator=indicator.key)


@unique
class DayKind(Worded):
    """Which days a time limit counts (期限的计法)."""

    CALENDAR = "calendar", "calendar days", "日"
    WORKING = "working", "working days", "个工作日"


@frozen(kw_only=True)
class Rectification(ByFields):
    """The time limit for putting a problem right (限期整改的期限).

    Attributes:
        days: how many, above zero.
        day_kind: which days count.

    Raises:
        SchemeError: no day.

    Legal basis:
        Art. 9 asks for a time limit and prints none.
    """

    days: int
    day_kind: DayKind

    def __attrs_post_init__(self) -> None:
        """Refuse a limit of no days."""
        faults = [NOT_POSITIVE.at("days", self.days, citation=Citation(9))] if self.days <= 0 else []
        raise_faults(SchemeError, faults, Words("the time limit", "整改期限"))


@frozen(kw_only=True)
class Ceiling(ByFields):
    """A gate: with a confirmed problem, a city's grade can be no better than this one (等次上限).

    Attributes:
        problem: the confirmed problem.
        grade: the key of the best grade still open.
        allowed_by: the document that allows it.
        only_serious: whether only a finding recorded as serious brings it into effect.

    Raises:
        SchemeError: no document.

    Legal basis:
        None: the measure links no problem to a score or grade, so every ceiling is a departure.
    """

    problem: Problem
    grade: str
    allowed_by: str
    only_serious: bool = False

    def __attrs_post_init__(self) -> None:
        """Refuse a departure that nothing allows."""
        faults = [] if self.allowed_by.strip() else [NO_DOCUMENT.at("allowed_by", citation=Citation(9))]
        raise_faults(SchemeError, faults, Words("a ceiling", "等次上限"))


@frozen(kw_only=True)
class ExcellentGrade(ByFields):
    """A score is excellent from a grade on (按等次认定优秀).

    Attributes:
        grade: the key of the least grade that is excellent; it is held against the grade of the score, before
            ceilings, since what a problem means for a reward is said in `RewardRule.with_finding`.
    """

    kind: ClassVar[str] = "grade"

    grade: str

    def words_in(self, grades: Grading) -> Words:
        """Say the condition in words.

        Args:
            grades: the grades of the scheme, which name the one meant.

        Returns:
            The condition with the name of the grade.
        """
        name = grades.bands[grades.index(self.grade)].name
        return Words("grade {name} or better", "等次不低于“{name}”").format(name=name)


@frozen(kw_only=True)
class ExcellentScore(ByFields):
    """A score is excellent from a value on (按成绩认定优秀).

    Attributes:
        at_least: the least score, on the scale of the scheme's marks.
        compared_on: which value of the city decides.
    """

    kind: ClassVar[str] = "score"

    at_least: Fraction = field(converter=exact)
    compared_on: ComparedOn

    @property
    def words(self) -> Words:
        """The condition in words."""
        return Words("score at least {least}, {on}", "成绩不低于{least}，{on}").format(
            least=to_text(self.at_least), on=self.compared_on.words
        )


@frozen(kw_only=True)
class ExcellentRank(ByFields):
    """A score is excellent up to a place (按名次认定优秀).

    Attributes:
        at_most: the last place that is excellent, from 1 on.

    Raises:
        SchemeError: a place before the first.
    """

    kind: ClassVar[str] = "rank"

    at_most: int

    def __attrs_post_init__(self) -> None:
        """Refuse a place that nobody can have."""
        faults = [NOT_POSITIVE.at("at_most", self.at_most)] if self.at_most <= 0 else []
        raise_faults(SchemeError, faults, Words("the condition of rank", "名次条件"))

    @property
    def words(self) -> Words:
        """The condition in words."""
        return Words("rank {most} or better", "前{most}名").format(most=self.at_most)


Excellent: TypeAlias = ExcellentGrade | ExcellentScore | ExcellentRank


@unique
class Measured(Worded):
    """How the reduction of a city is measured for a reward (减贫成效的衡量)."""

    TOTAL = "total", "measured by the total", "按总量衡量"
    """The sum over all counties, carried ones included, in the indicator's unit."""
    COMPLETION = "completion", "measured as a share of the plan", "按完成率衡量"
    """That sum divided by the city's line of the plan."""


@frozen(kw_only=True)
class MarkedReduction(ByFields):
    """When the reduction of a city counts as marked (减贫成效显著的判断标准).

    A city whose line of the plan is zero had nothing to do; as a share of the plan its reduction is never marked.

    Attributes:
        indicator: an additive indicator, so that carried counties count as well.
        measured: the city's total, or its total as a share of the plan.
        at_least: the least value, in the indicator's unit or as a share (1 is the whole plan).

    Raises:
        SchemeError: the indicator does not add up over counties or is better where it is less, or the least value is not
            above zero.
    """

    indicator: Indicator
    measured: Measured
    at_least: Fraction = field(converter=exact)

    def __attrs_post_init__(self) -> None:
        """Refuse a quantity that a city cannot have."""
        raise_faults(SchemeError, self._find_faults(), Words("the condition of marked reduction", "减贫成效显著的条件"))

    def _find_faults(self) -> Iterator[Fault]:
        if not self.indicator.is_additive:
            yield NOT_ADDITIVE.at("indicator", self.indicator.key)
        if self.indicator.better is Better.LOWER:
            yield MORE_IS_WORSE.at("indicator", self.indicator.key)
        if self.at_least <= 0:
            yield NOT_POSITIVE.at("at_least", to_text(self.at_least))
        if self.measured is Measured.COMPLETION and self.at_least >= _TIMES:
            yield PERCENT_FOR_SHARE.at("at_least", to_text(self.at_least))

    @property
    def words(self) -> Words:
        """The condition in words."""
        share = Words(" (share of the plan)", "完成率") if self.measured is Measured.COMPLETION else Words("", "")
        return Words("{name}{share} at least {value}", "{name}{share}不低于{value}").format(
            name=self.indicator.name, share=share, value=to_text(self.at_least)
        )


@unique
class FindingEffect(Worded):
    """Whether a confirmed problem bars a reward (问题对奖励的影响)."""

    BARS = "bars", "a confirmed problem bars a reward", "有已认定问题的不予奖励"
    ALLOWS = "allows", "a confirmed problem allows a reward", "有已认定问题的仍可奖励"
    SILENT = "silent", "the scheme is silent on it", "方案未作规定"
    """The scheme is as silent as the measure: both are proposed, and the silence is shown."""


@frozen(kw_only=True)
class RewardRule(ByFields):
    """When a city is proposed for a reward in money (资金奖励的条件).

    Attributes:
        excellent: when its score is excellent.
        marked: when its reduction is marked.
        with_finding: whether a confirmed problem bars the reward.

    Legal basis:
        Art. 8: an excellent score and marked reduction, read as both; the conditions are for the scheme to say. The
        text is silent on whether a problem bars a reward.
    """

    excellent: Excellent
    marked: MarkedReduction
    with_finding: FindingEffect


@frozen(kw_only=True)
class Interpretation(ByFields):
    """An official interpretation that the scheme cites (解释).

    Attributes:
        citation: the clause interpreted.
        reading: what it says, in both languages.
        document: where it is given.

    Raises:
        SchemeError: no document, or a reading that is empty in a language.

    Legal basis:
        Art. 11 says who interprets the measure.
    """

    citation: Citation
    reading: Words
    document: str

    def __attrs_post_init__(self) -> None:
        """Refuse an interpretation that nobody gave."""
        faults = [] if self.document.strip() else [NO_REFERENCE.at("document", citation=Citation(11))]
        raise_faults(SchemeError, (*name_faults(self.reading, "reading"), *faults), Words("an interpretation", "解释"))
