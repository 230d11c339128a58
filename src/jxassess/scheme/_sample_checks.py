"""What a scheme may ask of the sample of a survey."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import unique
from fractions import Fraction
from itertools import pairwise
from typing import ClassVar, TypeAlias

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.exact import exact, to_text
from jxassess.faults import Fault, SchemeError, raise_faults
from jxassess.indicators import Indicator
from jxassess.scheme._estimators import count_faults
from jxassess.scheme._faults import EMPTY, NEGATIVE, NOT_POSITIVE, REPEATED
from jxassess.scheme._survey_fault_kinds import FEW_PARTS, SHARE_OUTSIDE, TOLERANCE_OUTSIDE, UNORDERED_STEPS
from jxassess.scheme._survey_questions import Answered, Question, all_of, condition_faults, name_of
from jxassess.words import Worded, Words


@unique
class SurveyArea(Worded):
    """For what a requirement on the sample holds (要求的范围)."""

    COUNTY = "county", "in each county", "每县"
    CITY = "city", "in each city", "每市"
    ALL = "all", "in all", "全部"


@frozen(kw_only=True)
class LeastHouseholds(ByFields):
    """The sample has at least so many households (最低样本户数).

    Attributes:
        area: where so many are needed.
        households: how many, above zero.

    Raises:
        SchemeError: no household.
    """

    kind: ClassVar[str] = "least_households"
    area: SurveyArea
    households: int

    def __attrs_post_init__(self) -> None:
        """Refuse a requirement of nothing."""
        raise_faults(SchemeError, positive("households", self.households), Words("a least sample", "最低样本户数"))

    def words(self, questions: Iterable[Question] = ()) -> Words:
        """Say the requirement.

        Args:
            questions: the survey's; this requirement reads none.

        Returns:
            The requirement in one sentence.
        """
        return Words("{area} at least {n} households", "{area}至少{n}户").format(
            n=self.households, area=self.area.words
        )


@frozen(kw_only=True)
class LeastRate(ByFields):
    """The sample has at least such a share of all households (最低抽样比例).

    Attributes:
        area: where.
        base: all households, a figure that comes as an observation.
        rate: the share, above 0 and at most 1; 0.01 for 1 %.

    Raises:
        SchemeError: a rate that is none, or a base that is no count.
    """

    kind: ClassVar[str] = "least_rate"
    area: SurveyArea
    base: Indicator
    rate: Fraction = field(converter=exact)

    def __attrs_post_init__(self) -> None:
        """Refuse a rate that is none."""
        faults = (*count_faults(self.base, "base"), *_share_faults("rate", self.rate))
        raise_faults(SchemeError, faults, Words("a least rate", "最低抽样比例"))

    def words(self, questions: Iterable[Question] = ()) -> Words:
        """Say the requirement.

        Args:
            questions: the survey's; this requirement reads none.

        Returns:
            The requirement in one sentence.
        """
        return Words("{area} at least {rate} of {base}", "{area}不低于{base}的{rate}").format(
            rate=_percent(self.rate), base=self.base.name, area=self.area.words
        )


@frozen(kw_only=True)
class Part(ByFields):
    """A stratum or an answer with its part of the sample (层的份额).

    Attributes:
        name: the stratum, or the answer.
        part: its part, above zero; 5, 3 and 2 for 5 : 3 : 2.

    Raises:
        SchemeError: no name, or a part of nothing.
    """

    name: str
    part: Fraction = field(converter=exact)

    def __attrs_post_init__(self) -> None:
        """Refuse a part of nothing."""
        raise_faults(SchemeError, self._find_faults(), Words("a part", "层的份额"))

    def _find_faults(self) -> Iterator[Fault]:
        if not self.name.strip():
            yield EMPTY.at("name")
        if self.part <= 0:
            yield NOT_POSITIVE.at("part", to_text(self.part))


@frozen(kw_only=True)
class SampleShares(ByFields):
    """The sample is divided among strata, or among kinds of household, in given parts (样本分配比例).

    Households that belong to none of the parts are outside of the division.

    Attributes:
        area: where the parts must hold.
        question: the key of the question whose answers are the kinds; empty for the strata of villages.
        parts: the parts of each, at least two.
        tolerance: by how much a share of the sample may differ from the one asked for, from 0 to below 1; 0.02 for two
            percentage points.

    Raises:
        SchemeError: fewer than two parts, one twice, a bad tolerance.
    """

    kind: ClassVar[str] = "shares"
    area: SurveyArea
    question: str
    parts: tuple[Part, ...] = field(converter=tuple[Part, ...])
    tolerance: Fraction = field(converter=exact)

    def __attrs_post_init__(self) -> None:
        """Refuse parts of nothing."""
        raise_faults(SchemeError, self._find_faults(), Words("shares of the sample", "样本分配比例"))

    def _find_faults(self) -> Iterator[Fault]:
        names = [part.name for part in self.parts]
        if len(names) < 2:
            yield FEW_PARTS.at("parts", len(names))
        for i, name in enumerate(names):
            if name in names[:i]:
                yield REPEATED.at(f"parts[{i}].name", name)
        if not 0 <= self.tolerance < 1:
            yield TOLERANCE_OUTSIDE.at("tolerance", to_text(self.tolerance))

    def words(self, questions: Iterable[Question] = ()) -> Words:
        """Say the requirement.

        Args:
            questions: the survey's, by whose names it is said; a question that is not among them is said by its key.

        Returns:
            The requirement in one sentence.
        """
        of = name_of(self.question, questions) if self.question else Words("strata", "村的层")
        return Words(
            "{area} {parts} of {names} ({of}), give or take {points} percentage points",
            "{area}{names_zh}（{of}）按{parts}分配，允许偏差{points}个百分点",
        ).format(
            area=self.area.words,
            parts=" : ".join(to_text(part.part) for part in self.parts),
            names=", ".join(part.name for part in self.parts),
            names_zh="、".join(part.name for part in self.parts),
            of=of,
            points=_hundredfold(self.tolerance),
        )


@frozen(kw_only=True)
class TaskStep(ByFields):
    """A number of villages for tasks up to a size (按任务量分档).

    Attributes:
        up_to: the largest task, zero or more, in the unit of the plan's item.
        villages: how many villages, above zero.

    Raises:
        SchemeError: a task below zero, or no village.
    """

    up_to: Fraction = field(converter=exact)
    villages: int

    def __attrs_post_init__(self) -> None:
        """Refuse a sample of nothing."""
        negative = () if self.up_to >= 0 else (NEGATIVE.at("up_to", to_text(self.up_to)),)
        raise_faults(SchemeError, (*negative, *positive("villages", self.villages)), Words("a step", "分档"))


@frozen(kw_only=True)
class VillagesByTask(ByFields):
    """Each county's sample has villages by the size of its task (按任务量确定抽样村数).

    Attributes:
        indicator: what has the target that is the task: an item of the plan, or of a criterion that reads targets.
        steps: numbers of villages for tasks up to a size, from small to large; at least one.
        beyond: the number for larger tasks, above zero.

    Raises:
        SchemeError: no step, steps out of order.
    """

    kind: ClassVar[str] = "villages_by_task"
    indicator: Indicator
    steps: tuple[TaskStep, ...] = field(converter=tuple[TaskStep, ...])
    beyond: int

    def __attrs_post_init__(self) -> None:
        """Refuse steps that say nothing."""
        raise_faults(SchemeError, self._find_faults(), Words("villages by task", "抽样村数"))

    def _find_faults(self) -> Iterator[Fault]:
        if not self.steps:
            yield EMPTY.at("steps")
        for i, (before, step) in enumerate(pairwise(self.steps), start=1):
            if step.up_to <= before.up_to:
                yield UNORDERED_STEPS.at(f"steps[{i}].up_to", to_text(step.up_to))
        yield from positive("beyond", self.beyond)

    def villages(self, task: Fraction) -> int:
        """Give the number of villages for a task.

        Args:
            task: the county's target, in the unit of the indicator.

        Returns:
            The least number of villages.
        """
        return next((step.villages for step in self.steps if task <= step.up_to), self.beyond)

    def words(self, questions: Iterable[Question] = ()) -> Words:
        """Say the requirement.

        Args:
            questions: the survey's; this requirement reads none.

        Returns:
            The requirement in one sentence.
        """
        unit = self.indicator.unit
        en = ", ".join(f"{step.villages} villages up to {to_text(step.up_to)} {unit.en}" for step in self.steps)
        zh = "，".join(f"{to_text(step.up_to)}{unit.zh}以内{step.villages}个村" for step in self.steps)
        return Words("{name}: {steps}, else {beyond}", "{name}{steps}，其余{beyond}个村").format(
            name=self.indicator.name, steps=Words(en, zh), beyond=self.beyond
        )


@frozen(kw_only=True)
class VillageSample(ByFields):
    """Each village's sample is a share of its households of a kind, up to a cap (村内抽样比例与上限).

    Attributes:
        among: the conditions of the kind, all to hold, each on another question; none for every household.
        rate: the share of them to be drawn, above 0 and at most 1.
        most: the cap on households of a village, above zero: from there on no more need be drawn, and none may be.

    Raises:
        SchemeError: a rate that is none, a cap of nothing, a question twice.
    """

    kind: ClassVar[str] = "village_sample"
    among: tuple[Answered, ...] = field(converter=tuple[Answered, ...])
    rate: Fraction = field(converter=exact)
    most: int

    def __attrs_post_init__(self) -> None:
        """Refuse a sample of nothing."""
        of_among = condition_faults(self.among, "among")
        faults = (*of_among, *_share_faults("rate", self.rate), *positive("most", self.most))
        raise_faults(SchemeError, faults, Words("a village's sample", "村内抽样"))

    def words(self, questions: Iterable[Question] = ()) -> Words:
        """Say the requirement.

        Args:
            questions: the survey's, by whose names it is said; a question that is not among them is said by its key.

        Returns:
            The requirement in one sentence.
        """
        among = all_of(self.among, questions)
        en = f"of households where {among.en}" if self.among else "of its households"
        zh = f"{among.zh}的住户" if self.among else "全部住户"
        return Words("in each village {rate} {among}, at most {most}", "每村抽取{among}的{rate}，最多{most}户").format(
            rate=_percent(self.rate), among=Words(en, zh), most=self.most
        )


SampleCheck: TypeAlias = LeastHouseholds | LeastRate | SampleShares | VillagesByTask | VillageSample
"""What a scheme may ask of a sample."""


def positive(name: str, number: int) -> Iterator[Fault]:
    """Find a number that is not above zero."""
    if number <= 0:
        yield NOT_POSITIVE.at(name, number)


def _share_faults(name: str, share: Fraction) -> Iterator[Fault]:
    if not 0 < share <= 1:
        yield SHARE_OUTSIDE.at(name, to_text(share))


def _hundredfold(share: Fraction) -> str:
    return to_text(share * 100)


def _percent(share: Fraction) -> Words:
    return Words(f"{_hundredfold(share)} %", f"{_hundredfold(share)}%")
