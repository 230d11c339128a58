"""Scores as values: every whole with the parts that add up to it."""

from __future__ import annotations

from enum import unique
from fractions import Fraction
from typing import TypeAlias

from attrs import Factory, field, frozen

from jxassess.evidence import CarriedScore, Finding, Observation, Target
from jxassess.faults import EvidenceError, FaultKind
from jxassess.measure import Citation
from jxassess.places import City, County
from jxassess.scheme import Ceiling, Criterion, Grade, Group
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


@frozen(kw_only=True)
class Part:
    """One part of a score beside its children.

    Attributes:
        kind: what it is.
        points: what it adds, in points; below zero where it takes.
        factor: the factor of a rescaling or conversion, else `None`.
    """

    kind: PartKind
    points: Fraction
    factor: Fraction | None = None


# Sums are made once, when a score is made, and only from its own parts: a whole cannot differ from them.
def _criterion_points(score: CriterionScore) -> Fraction:
    return total(score.parts)


def _group_points(score: GroupScore) -> Fraction:
    return sum((child.points for child in score.children), total(score.parts))


def _county_points(score: CountyScore) -> Fraction:
    return sum((group.points for group in score.groups), total(score.parts))


def _contribution(share: Share) -> Fraction:
    return share.score.points * share.share


def _city_score(score: CityScore) -> Fraction:
    return sum((share.contribution for share in score.shares), Fraction(0))


@frozen(kw_only=True)
class CriterionScore:
    """What one criterion earned in one county, and from what (指标得分).

    Attributes:
        where: the path in the scheme.
        criterion: the criterion.
        state: whether it was scored, and why not.
        observation: the observation in force, `None` where missing.
        target: the target held against it, `None` where the rule needs none.
        quantity: what the rule looked at (value, completion or margin), `None` where nothing was scored.
        mean: the mean of the cohort, for a rule relative to it.
        parts: points by the rule, then rounding; none where nothing was scored.
        points: the points earned: the sum of the parts.
    """

    where: str
    criterion: Criterion
    state: State
    observation: Observation | None
    target: Target | None
    quantity: Fraction | None
    mean: Fraction | None
    parts: tuple[Part, ...] = field(converter=tuple[Part, ...])
    points: Fraction = field(init=False, default=Factory(_criterion_points, takes_self=True))

    @property
    def citation(self) -> Citation | None:
        """The clause that names what is measured."""
        return self.criterion.indicator.citation


@frozen(kw_only=True)
class GroupScore:
    """What a group earned in one county (指标组得分).

    Attributes:
        where: the path in the scheme.
        group: the group.
        children: what its criteria and groups earned, those left out among them.
        parts: rescaling and rounding.
        points: the points earned: children and parts together.
    """

    where: str
    group: Group
    children: tuple[NodeScore, ...]
    parts: tuple[Part, ...] = field(converter=tuple[Part, ...])
    points: Fraction = field(init=False, default=Factory(_group_points, takes_self=True))


NodeScore: TypeAlias = CriterionScore | GroupScore


def total(parts: tuple[Part, ...]) -> Fraction:
    """Add up parts."""
    return sum((part.points for part in parts), Fraction(0))


@frozen(kw_only=True)
class CountyScore:
    """A county's score (县级考核成绩).

    Attributes:
        county: the county.
        groups: what the top groups earned; empty for a carried county.
        carried: the score that a poverty county brings, else `None`.
        parts: carried score, conversion, rescaling, rounding.
        published: the score rounded as published; `None` for a county left out of the mean.
        points: groups and parts together; zero for a county left out.

    Legal basis:
        Art. 6: mainly counties are assessed; a poverty county brings its score and is not assessed twice.
    """

    county: County
    groups: tuple[GroupScore, ...] = field(converter=tuple[GroupScore, ...])
    carried: CarriedScore | None
    parts: tuple[Part, ...] = field(converter=tuple[Part, ...])
    published: Fraction | None
    points: Fraction = field(init=False, default=Factory(_county_points, takes_self=True))

    @property
    def is_left_out(self) -> bool:
        """Whether nothing applies here, so that the county is left out of its city's mean."""
        return self.published is None

    @property
    def score(self) -> Fraction | None:
        """The score that enters the city's mean: groups and parts together, `None` for a county left out."""
        return None if self.is_left_out else self.points

    @property
    def citation(self) -> Citation:
        """Art. 6."""
        return Citation(6)


@frozen(kw_only=True)
class Share:
    """One county's part in its city's mean.

    Attributes:
        score: the county's score.
        weight: its weight, in the unit of the scheme's basis; zero where it is left out.
        share: its weight divided by the sum of weights, 0 to 1.
        contribution: what it adds to the city's score, in points.
    """

    score: CountyScore
    weight: Fraction
    share: Fraction
    contribution: Fraction = field(init=False, default=Factory(_contribution, takes_self=True))


@frozen(kw_only=True)
class AppliedCeiling:
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
class CityScore:
    """A city's score, grade and rank as computed (设区市考核成绩); a result only once it is approved.

    Attributes:
        city: the city.
        shares: its counties, by code.
        published: the score rounded as published.
        grade_by_score: the grade of the score alone; `None` while provisional.
        grade: the grade after ceilings; `None` while provisional.
        rank: its place from 1 on; `None` while provisional.
        ceilings: the ceilings in effect.
        score: the exact score: the sum of the counties' contributions.

    Legal basis:
        Art. 6: the weighted mean of its counties' scores, poverty counties included.
    """

    city: City
    shares: tuple[Share, ...] = field(converter=tuple[Share, ...])
    published: Fraction
    grade_by_score: Grade | None
    grade: Grade | None
    rank: int | None
    ceilings: tuple[AppliedCeiling, ...] = field(converter=tuple[AppliedCeiling, ...])
    score: Fraction = field(init=False, default=Factory(_city_score, takes_self=True))

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
