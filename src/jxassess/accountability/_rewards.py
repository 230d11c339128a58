"""Rewards: what Art. 8 offers to excellent cities with marked reduction, as proposals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import assert_never

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.evidence import Evidence, Finding, Lookup, Observation, Target
from jxassess.exact import exact, shown, to_text
from jxassess.measure import Citation
from jxassess.places import City
from jxassess.scheme import (
    ExcellentGrade,
    ExcellentRank,
    ExcellentScore,
    FindingEffect,
    MarkedReduction,
    Measured,
    Scheme,
)
from jxassess.scoring import CityScore
from jxassess.words import Words


@frozen(kw_only=True)
class Reward(ByFields):
    """A reward in money, proposed for one city (资金奖励建议). The amount is for people to decide.

    Attributes:
        city: the city.
        score: its score.
        marked: the scheme's condition of marked reduction.
        reduction: what was measured: a total in the indicator's unit, or the share of the plan (1 is the whole plan).
        observations: what stands behind the reduction.
        target: the line of the plan, for a share; else `None`.
        findings: confirmed findings in the city, where the scheme does not let them bar a reward.
        is_silent: whether the scheme, like the measure, does not say what such a finding means for the reward.

    Legal basis:
        Art. 8: an excellent score and marked reduction, read as both.
    """

    city: City
    score: CityScore
    marked: MarkedReduction
    reduction: Fraction = field(converter=exact)
    observations: tuple[Observation, ...] = field(converter=tuple[Observation, ...])
    target: Target | None
    findings: tuple[Finding, ...] = field(converter=tuple[Finding, ...])
    is_silent: bool

    @property
    def citation(self) -> Citation:
        """Art. 8."""
        return Citation(8)

    @property
    def words(self) -> Words:
        """What stands behind the proposal, in words."""
        said = Words(
            "reward: score {score}, reduction {reduction} ({condition})",
            "资金奖励：成绩{score}，减贫成效{reduction}（{condition}）",
        )
        return said.format(
            score=to_text(self.score.published), reduction=shown(self.reduction), condition=self.marked.words
        )


def propose_rewards(scores: Iterable[CityScore], evidence: Evidence, scheme: Scheme) -> tuple[Reward, ...]:
    """Propose a reward for each city with an excellent score and marked reduction.

    Args:
        scores: the cities' scores, graded and ranked.
        evidence: the year's data.
        scheme: the year's scheme, which defines both conditions.

    Returns:
        The rewards, in the order of the scores.

    Legal basis:
        Art. 8.
    """
    return tuple(_rewards(scores, evidence, scheme))


def _rewards(scores: Iterable[CityScore], evidence: Evidence, scheme: Scheme) -> Iterator[Reward]:
    lookup, rule = Lookup(evidence, scheme), scheme.rewards
    for score in scores:
        findings = tuple(f for f in evidence.findings if f.is_confirmed and f.city == score.city)
        if findings and rule.with_finding is FindingEffect.BARS:
            continue
        reduction = _reduction(score.city, lookup, scheme)
        # Art. 8, reading: excellent and marked, both.
        if reduction is None or reduction[0] < rule.marked.at_least or not _is_excellent(score, scheme):
            continue
        yield Reward(
            city=score.city,
            score=score,
            marked=rule.marked,
            reduction=reduction[0],
            observations=reduction[1],
            target=reduction[2],
            findings=findings,
            is_silent=bool(findings) and rule.with_finding is FindingEffect.SILENT,
        )


def _is_excellent(score: CityScore, scheme: Scheme) -> bool:
    match scheme.rewards.excellent:
        case ExcellentGrade(grade=key):
            # The grade of the score: what a problem means for a reward is said in `with_finding` alone.
            grade = score.grade_by_score
            return grade is not None and scheme.grades.index(grade.key) <= scheme.grades.index(key)
        case ExcellentScore(at_least=least, compared_on=on):
            return on.choose(score.score, score.published) >= least
        case ExcellentRank(at_most=most):
            return score.rank is not None and score.rank <= most
        case unknown:
            assert_never(unknown)


def _reduction(
    city: City, lookup: Lookup, scheme: Scheme
) -> tuple[Fraction, tuple[Observation, ...], Target | None] | None:
    marked = scheme.rewards.marked
    total = lookup.total(city, marked.indicator)
    if total is None:
        return None
    if marked.measured is Measured.TOTAL:
        return (*total, None)
    target = lookup.target(city, marked.indicator)
    # A city whose line of the plan is zero had nothing to do, which is no marked reduction.
    if target is None or not target.value:
        return None
    return total[0] / target.value, total[1], target
