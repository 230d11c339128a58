"""Scores as values: every whole with the parts that add up to it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import unique
from fractions import Fraction
from typing import TypeAlias

from attrs import Factory, field, frozen

from jxassess.comparing import ByFields
from jxassess.evidence import CarriedScore, Event, Finding, Observation, SetGrade, Target
from jxassess.exact import add_up
from jxassess.faults import EvidenceError, FaultKind
from jxassess.measure import Citation
from jxassess.places import City, County
from jxassess.scheme import Adjustment, AnyGrade, Ceiling, Criterion, Gate, Group, Reference
from jxassess.words import Worded, Words


@unique
class State(Worded):
    """What became of a criterion in a county (指标计分状态)."""

    SCORED = "scored", "scored", "已计分"
    MISSING_ZERO = "missing_zero", "missing, counted zero", "缺数据，计0分"
    """Missing, and the scheme counts it zero."""
    MISSING_LEFT_OUT = "missing_left_out", "missing, left out", "缺数据，不计入"
    """Missing, and the scheme leaves it out."""
    NOT_APPLICABLE = "not_applicable", "not applicable, left out", "不适用，不计入"
    """Not applicable, and left out."""


@unique
class PartKind(Worded):
    """What a part of a score is (得分构成)."""

    RULE = "rule", "points by the rule", "按规则得分"
    """Points by the criterion's rule."""
    RESCALING = "rescaling", "rescaling for what was left out", "不计入部分的折算"
    """What the rest gains because something was left out."""
    ROUNDING = "rounding", "rounding", "修约"
    """What rounding at a stage of the scheme adds or takes."""
    CARRIED = "carried", "carried score", "贫困县考核成绩"
    """A carried score on its own scale."""
    CONVERSION = "conversion", "conversion to the scale of the scheme", "换算至本方案分制"
    """What bringing a carried score to the scheme's scale adds or takes."""
    CUTOFF = "cutoff", "taken by the cutoff", "一票否决扣回"
    """What a criterion's cutoff takes."""
    FALSIFIED = "falsified", "taken because the data were falsified", "数据弄虚作假扣回"
    """What a criterion loses because people recorded its data as falsified."""
    COUNTY_SHARE = "county_share", "share of the counties' mean", "县级成绩加权平均的份额"
    """What the mean of the counties loses where it is only a part of the city's score."""
    CAP = "cap", "cap", "封顶"
    """What the cap of an adjustment takes back."""


@unique
class LeftOut(Worded):
    """Why a county has no score (县级成绩缺位原因)."""

    NOTHING_APPLIES = "nothing_applies", "nothing applies here", "全部指标不适用"
    NOT_SAMPLED = "not_sampled", "not drawn for the sample", "未被抽中"


@frozen(kw_only=True)
class Part(ByFields):
    """One part of a score beside its children.

    Attributes:
        kind: what it is.
        points: what it adds, in points; below zero where it takes.
        factor: the factor of a rescaling or conversion, else `None`.
    """

    kind: PartKind
    points: Fraction
    factor: Fraction | None = None


_ONE = Fraction(1)


# Sums are made once, when a score is made, and only from its own parts: a whole cannot differ from them.
def _criterion_points(score: CriterionScore) -> Fraction:
    return total(score.parts)


def _node_contribution(score: CriterionScore | GroupScore) -> Fraction:
    # Where marks add up, as they mostly do, the factor is this very object.
    return score.points if score.factor is _ONE else score.points * score.factor


def _group_points(score: GroupScore) -> Fraction:
    return add_up((*(child.contribution for child in score.children), *(part.points for part in score.parts)))


def _adjustment_points(score: AppliedAdjustment) -> Fraction:
    return add_up((*score.amounts, total(score.parts)))


def _county_points(score: CountyScore) -> Fraction:
    return contributions(score.groups) + adjusted(score.adjustments) + total(score.parts)


def _contribution(share: Share) -> Fraction:
    return share.score.points * share.share


def _city_mean(score: CityScore) -> Fraction:
    return add_up(share.contribution for share in score.shares)


def _city_score(score: CityScore) -> Fraction:
    return score.mean + contributions(score.groups) + adjusted(score.adjustments) + total(score.parts)


@frozen(kw_only=True)
class CriterionScore(ByFields):
    """What one criterion earned in one county or city, and from what (指标得分).

    Attributes:
        where: the path in the scheme.
        criterion: the criterion.
        state: whether it was scored, and why not.
        observations: the observations in force: of the indicator, one or one of each source of a blend, then those of
            the reference and of the cutoff; none where missing.
        target: the target held against it, `None` where the rule needs none.
        quantity: what the rule looked at, in the unit of the basis; `None` where nothing was scored.
        compared: the quantities of the cohort, sorted, for a rule that compares units; else none.
        unit_class: the key of the class that the rule asked for, empty where it asks for none.
        parts: points by the rule, what cutoff and falsified data take, then rounding; none where nothing was scored.
        factor: how many points of the group one point here is: 1 where marks add up.
        points: the points earned: the sum of the parts.
        contribution: what enters the group: points times factor.
    """

    where: str
    criterion: Criterion
    state: State
    observations: tuple[Observation, ...] = field(converter=tuple[Observation, ...])
    target: Target | None
    quantity: Fraction | None
    compared: tuple[Fraction, ...] = ()
    unit_class: str = ""
    parts: tuple[Part, ...] = field(converter=tuple[Part, ...])
    factor: Fraction = _ONE
    points: Fraction = field(init=False, default=Factory(_criterion_points, takes_self=True))
    contribution: Fraction = field(init=False, default=Factory(_node_contribution, takes_self=True))

    @property
    def mean(self) -> Fraction | None:
        """The plain mean of the cohort, `None` for a rule that compares no units."""
        return Reference(self.compared).mean if self.compared else None

    @property
    def citation(self) -> Citation | None:
        """The clause that names what is measured."""
        return self.criterion.indicator.citation


@frozen(kw_only=True)
class GroupScore(ByFields):
    """What a group earned in one county or city (指标组得分).

    Attributes:
        where: the path in the scheme.
        group: the group.
        children: what its criteria and groups earned, those left out among them.
        parts: rescaling and rounding.
        factor: how many points of the whole above one point here is: 1 where marks add up.
        points: the points earned: contributions of the children and parts together.
        contribution: what enters the whole above: points times factor.
    """

    where: str
    group: Group
    children: tuple[NodeScore, ...]
    parts: tuple[Part, ...] = field(converter=tuple[Part, ...])
    factor: Fraction = _ONE
    points: Fraction = field(init=False, default=Factory(_group_points, takes_self=True))
    contribution: Fraction = field(init=False, default=Factory(_node_contribution, takes_self=True))


NodeScore: TypeAlias = CriterionScore | GroupScore


def total(parts: tuple[Part, ...]) -> Fraction:
    """Add up parts."""
    # Mostly there is one, the points by the rule.
    return parts[0].points if len(parts) == 1 else add_up(part.points for part in parts)


def contributions(scores: Iterable[NodeScore]) -> Fraction:
    """Add up what nodes give to the whole above them."""
    return add_up(score.contribution for score in scores)


def adjusted(adjustments: Iterable[AppliedAdjustment]) -> Fraction:
    """Add up what adjustments change."""
    return add_up(each.points for each in adjustments)


@frozen(kw_only=True)
class AppliedAdjustment(ByFields):
    """What one adjustment of the scheme changed in one score (加减分结果).

    Attributes:
        where: the path in the scheme.
        adjustment: the adjustment.
        criteria: what its criteria earned; none for other kinds.
        events: the events counted; none for other kinds.
        amounts: what each criterion or event gives, in their order; for bounds the one change.
        parts: what the caps take back.
        points: what it changes: amounts and parts together; below zero where it takes.
    """

    where: str
    adjustment: Adjustment
    criteria: tuple[CriterionScore, ...] = field(converter=tuple[CriterionScore, ...], default=())
    events: tuple[Event, ...] = field(converter=tuple[Event, ...], default=())
    amounts: tuple[Fraction, ...] = field(converter=tuple[Fraction, ...])
    parts: tuple[Part, ...] = field(converter=tuple[Part, ...], default=())
    points: Fraction = field(init=False, default=Factory(_adjustment_points, takes_self=True))


@frozen(kw_only=True)
class CountyScore(ByFields):
    """A county's score (县级考核成绩).

    Attributes:
        county: the county.
        groups: what the top groups earned; empty for a carried county.
        carried: the score that a poverty county brings, else `None`.
        parts: carried score, conversion, rescaling, rounding.
        published: the score rounded as published; `None` for a county without a score.
        adjustments: what was added or taken, in the order in which it was.
        lead: the county whose score it receives, for a member of a bundle; else `None`.
        left_out: why there is no score, `None` where there is one.
        points: groups, adjustments and parts together; zero for a county left out.

    Legal basis:
        Art. 6: mainly counties are assessed; a poverty county brings its score and is not assessed twice.
    """

    county: County
    groups: tuple[GroupScore, ...] = field(converter=tuple[GroupScore, ...])
    carried: CarriedScore | None
    parts: tuple[Part, ...] = field(converter=tuple[Part, ...])
    published: Fraction | None
    adjustments: tuple[AppliedAdjustment, ...] = field(converter=tuple[AppliedAdjustment, ...], default=())
    lead: County | None = None
    left_out: LeftOut | None = None
    points: Fraction = field(init=False, default=Factory(_county_points, takes_self=True))

    @property
    def is_left_out(self) -> bool:
        """Whether it has no score, so that the county is left out of its city's mean."""
        return self.left_out is not None

    @property
    def score(self) -> Fraction | None:
        """The score that enters the city's mean: all of its parts together, `None` for a county left out."""
        return None if self.is_left_out else self.points

    @property
    def citation(self) -> Citation:
        """Art. 6."""
        return Citation(6)


@frozen(kw_only=True)
class Share(ByFields):
    """One county's part in its city's mean.

    Attributes:
        score: the county's score.
        weight: its weight, in the unit of the scheme's basis; zero where it is left out.
        share: its weight divided by the sum of weights, 0 to 1.
        contribution: what it adds to the mean of the city's counties, in points.
    """

    score: CountyScore
    weight: Fraction
    share: Fraction
    contribution: Fraction = field(init=False, default=Factory(_contribution, takes_self=True))


@frozen(kw_only=True)
class AppliedCeiling(ByFields):
    """A ceiling that a confirmed finding brought into effect (等次上限的适用).

    Attributes:
        ceiling: the ceiling of the scheme.
        where: its path.
        finding: the confirmed finding.
    """

    ceiling: Ceiling
    where: str
    finding: Finding


@frozen(kw_only=True)
class FailedGate(ByFields):
    """A gate that a city did not pass (未达标的否决条件).

    Attributes:
        gate: the gate of the scheme.
        where: its path.
        observations: what fails its conditions, by place.
    """

    gate: Gate
    where: str
    observations: tuple[Observation, ...] = field(converter=tuple[Observation, ...])


@frozen(kw_only=True)
class CityScore(ByFields):
    """A city's score, grade and rank as computed (设区市考核成绩); a result only once it is approved.

    Attributes:
        city: the city.
        shares: its counties, by code.
        published: the score rounded as published.
        grade_by_score: the grade of the score alone; `None` while provisional.
        grade: the grade after ceilings and gates, as computed; `None` while provisional.
        rank: its place from 1 on, in its class where the scheme ranks classes; `None` while provisional.
        ceilings: the ceilings in effect.
        groups: what the parts of the city's own earned; none where only counties count.
        parts: what the mean loses where it is only a part, and rescaling.
        adjustments: what was added or taken, in the order in which it was.
        gates: the gates that it failed.
        set_grade: the grade that people set, where the scheme leaves it to them and they did.
        mean: the weighted mean of its counties: the sum of their contributions.
        score: the exact score: mean, groups, parts and adjustments together.

    Legal basis:
        Art. 6: the weighted mean of its counties' scores, poverty counties included.
    """

    city: City
    shares: tuple[Share, ...] = field(converter=tuple[Share, ...])
    published: Fraction
    grade_by_score: AnyGrade | None = None
    grade: AnyGrade | None = None
    rank: int | None = None
    ceilings: tuple[AppliedCeiling, ...] = field(converter=tuple[AppliedCeiling, ...], default=())
    groups: tuple[GroupScore, ...] = field(converter=tuple[GroupScore, ...], default=())
    parts: tuple[Part, ...] = field(converter=tuple[Part, ...], default=())
    adjustments: tuple[AppliedAdjustment, ...] = field(converter=tuple[AppliedAdjustment, ...], default=())
    gates: tuple[FailedGate, ...] = field(converter=tuple[FailedGate, ...], default=())
    set_grade: SetGrade | None = None
    mean: Fraction = field(init=False, default=Factory(_city_mean, takes_self=True))
    score: Fraction = field(init=False, default=Factory(_city_score, takes_self=True))

    @property
    def final_grade(self) -> str | None:
        """The key of the grade that counts: the one that people set where they did, else the computed one."""
        if self.set_grade is not None:
            return self.set_grade.grade
        return None if self.grade is None else self.grade.key

    @property
    def citation(self) -> Citation:
        """Art. 6."""
        return Citation(6)


UNCHECKED = FaultKind(
    "unchecked",
    Citation(10),
    Words("{value} cannot be scored", "{value}无法计分"),
    Words("look at find_faults(evidence, scheme) first", "请先查看find_faults(evidence, scheme)的结果"),
)


def unchecked(place: City | County, what: str) -> EvidenceError:
    """Make the error for evidence that was not looked through before scoring: nothing is guessed."""
    return EvidenceError([UNCHECKED.at(place.label, what)])
