"""Rewards need an excellent score and marked reduction, both."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from attrs import evolve

from jxassess.accountability import propose_rewards
from jxassess.evidence import NOT_APPLICABLE, Evidence, Finding, Observation, Target, Verdict
from jxassess.indicators import CATALOGUE
from jxassess.measure import Citation
from jxassess.scheme import (
    ComparedOn,
    Excellent,
    ExcellentGrade,
    ExcellentRank,
    ExcellentScore,
    FindingEffect,
    MarkedReduction,
    Measured,
    RewardRule,
    Scheme,
)
from jxassess.scoring import CityScore
from jxassess.words import Words

F = Fraction
PEOPLE, VILLAGES = CATALOGUE[0], CATALOGUE[1]

SchemeOf = Callable[..., Scheme]
EvidenceOf = Callable[..., Evidence]
ScoreOf = Callable[..., CityScore]
FindingOf = Callable[..., Finding]

# The small year: 甲市 reduced 2100 + 900 + 1500 = 4500 of 4500, 乙市 1600 + 2600 = 4200 of 4100, 2600 of them in the
# carried county.


def _rule(
    excellent: Excellent | None = None,
    measured: Measured = Measured.COMPLETION,
    at_least: str = "1",
    with_finding: FindingEffect = FindingEffect.SILENT,
) -> RewardRule:
    marked = MarkedReduction(indicator=PEOPLE, measured=measured, at_least=at_least)
    return RewardRule(excellent=excellent or ExcellentRank(at_most=2), marked=marked, with_finding=with_finding)


@pytest.mark.parametrize(
    ("least", "grade", "is_rewarded"),
    [
        ("excellent", "excellent", True),
        ("excellent", "good", False),
        ("good", "excellent", True),
        ("good", "good", True),
        ("good", "fair", False),
    ],
)
def test_excellent_by_grade(
    least: str, grade: str, is_rewarded: bool, make_scheme: SchemeOf, make_evidence: EvidenceOf, city_score: ScoreOf
) -> None:
    """A grade is excellent if it is the one named or a better one; a ceiling on it says nothing of rewards."""
    scheme = make_scheme(rewards=_rule(ExcellentGrade(grade=least)))
    score = city_score("990100", "95", scheme, grade=grade)
    limited = evolve(score, grade=scheme.grades.bands[-1])
    assert len(propose_rewards([limited], make_evidence(), scheme)) == is_rewarded


@pytest.mark.parametrize(
    ("compared_on", "score", "is_rewarded"),
    [
        (ComparedOn.EXACT, "90", True),
        (ComparedOn.EXACT, "89.995", False),
        (ComparedOn.PUBLISHED, "89.995", True),  # published 90.00
        (ComparedOn.PUBLISHED, "89.994", False),
    ],
)
def test_excellent_by_score(
    compared_on: ComparedOn,
    score: str,
    is_rewarded: bool,
    make_scheme: SchemeOf,
    make_evidence: EvidenceOf,
    city_score: ScoreOf,
) -> None:
    """A score is excellent from the value on, exact or published as the scheme says."""
    scheme = make_scheme(rewards=_rule(ExcellentScore(at_least=90, compared_on=compared_on)))
    assert len(propose_rewards([city_score("990100", score, scheme)], make_evidence(), scheme)) == is_rewarded


@pytest.mark.parametrize(("rank", "is_rewarded"), [(1, True), (2, True), (3, False)])
def test_excellent_by_rank(
    rank: int, is_rewarded: bool, make_scheme: SchemeOf, make_evidence: EvidenceOf, city_score: ScoreOf
) -> None:
    """A rank is excellent up to the last place named, and that place too."""
    scheme = make_scheme(rewards=_rule(ExcellentRank(at_most=2)))
    assert len(propose_rewards([city_score("990100", "60", scheme, rank=rank)], make_evidence(), scheme)) == is_rewarded


@pytest.mark.parametrize("excellent", [ExcellentGrade(grade="good"), ExcellentRank(at_most=11)])
def test_without_grade_and_rank_nothing_is_excellent(
    excellent: Excellent, make_scheme: SchemeOf, make_evidence: EvidenceOf, city_score: ScoreOf
) -> None:
    """A provisional score has neither grade nor rank, and is excellent by neither."""
    scheme = make_scheme(rewards=_rule(excellent))
    score = city_score("990100", "99", scheme, rank=None, grade=None)
    assert propose_rewards([score], make_evidence(), scheme) == ()


@pytest.mark.parametrize(
    ("measured", "at_least", "code", "reduction"),
    [
        (Measured.TOTAL, "4500", "990100", 4500),
        (Measured.TOTAL, "4501", "990100", None),
        (Measured.TOTAL, "4200", "990200", 4200),
        (Measured.COMPLETION, "1", "990100", 1),
        (Measured.COMPLETION, "1.001", "990100", None),
        (Measured.COMPLETION, "1.02", "990200", F(42, 41)),  # 4200/4100 = 1.0243...
        (Measured.COMPLETION, "1.025", "990200", None),
    ],
)
def test_marked_reduction(
    measured: Measured,
    at_least: str,
    code: str,
    reduction: Fraction | None,
    make_scheme: SchemeOf,
    make_evidence: EvidenceOf,
    city_score: ScoreOf,
) -> None:
    """Reduction is the sum over all counties, carried ones included, or its share of the plan; the bound is enough."""
    scheme = make_scheme(rewards=_rule(measured=measured, at_least=at_least))
    rewards = propose_rewards([city_score(code, "95", scheme)], make_evidence(), scheme)
    assert [reward.reduction for reward in rewards] == ([] if reduction is None else [reduction])


def test_both_conditions(make_scheme: SchemeOf, make_evidence: EvidenceOf, city_score: ScoreOf) -> None:
    """Marked reduction without an excellent score earns no reward, nor does the reverse."""
    scheme = make_scheme(rewards=_rule(ExcellentRank(at_most=1), at_least="1"))
    assert propose_rewards([city_score("990100", "95", scheme, rank=2)], make_evidence(), scheme) == ()
    scheme = make_scheme(rewards=_rule(ExcellentRank(at_most=1), at_least="1.01"))
    assert propose_rewards([city_score("990100", "95", scheme, rank=1)], make_evidence(), scheme) == ()
    scheme = make_scheme(rewards=_rule(ExcellentRank(at_most=1), at_least="1"))
    assert len(propose_rewards([city_score("990100", "95", scheme, rank=1)], make_evidence(), scheme)) == 1


def test_what_stands_behind_a_reward(make_scheme: SchemeOf, make_evidence: EvidenceOf, city_score: ScoreOf) -> None:
    """A reward carries its score, the observations of the counties, the line of the plan, and its words."""
    scheme = make_scheme(rewards=_rule())
    score = city_score("990200", "92.204", scheme)
    (reward,) = propose_rewards([score], make_evidence(), scheme)
    assert (reward.city.code, reward.score, reward.citation) == ("990200", score, Citation(8))
    assert [(o.place.code, o.value) for o in reward.observations] == [("990221", 1600), ("990222", 2600)]
    assert reward.target is not None
    assert (reward.target.place.code, reward.target.value) == ("990200", 4100)
    assert (reward.findings, reward.is_silent) == ((), False)
    # 42/41 = 1.02439024...
    assert reward.marked == scheme.rewards.marked
    assert reward.words == Words(
        "reward: score 92.2, reduction ≈1.024390 (registered poor people lifted out (share of the plan) at least 1)",
        "资金奖励：成绩92.2，减贫成效≈1.024390（建档立卡贫困人口减少完成率不低于1）",
    )


def test_a_total_has_no_target(make_scheme: SchemeOf, make_evidence: EvidenceOf, city_score: ScoreOf) -> None:
    """A reduction measured as a total is held against no line of the plan."""
    scheme = make_scheme(rewards=_rule(measured=Measured.TOTAL))
    (reward,) = propose_rewards([city_score("990100", "95", scheme)], make_evidence(), scheme)
    assert (reward.reduction, reward.target) == (4500, None)
    assert reward.marked == MarkedReduction(indicator=PEOPLE, measured=Measured.TOTAL, at_least=1)
    assert reward.words == Words(
        "reward: score 95, reduction 4500 (registered poor people lifted out at least 1)",
        "资金奖励：成绩95，减贫成效4500（建档立卡贫困人口减少不低于1）",
    )


def test_the_citys_own_total(make_scheme: SchemeOf, make_evidence: EvidenceOf, city_score: ScoreOf) -> None:
    """A total observed for the city itself counts, and is what stands behind the reward."""
    evidence = make_evidence()
    like = next(o for o in evidence.observations if o.indicator == PEOPLE)
    own = evolve(like, place=evidence.cities[0], value=F(4600))
    scheme = make_scheme(rewards=_rule(measured=Measured.TOTAL))
    evidence = evolve(evidence, observations=[*evidence.observations, own])
    (reward,) = propose_rewards([city_score("990100", "95", scheme)], evidence, scheme)
    assert (reward.reduction, reward.observations) == (4600, (own,))


def _changed(
    evidence: Evidence, code: str, observation: Observation | None = None, target: Target | None = None
) -> Evidence:
    kept = [o for o in evidence.observations if (o.place.code, o.indicator) != (code, PEOPLE)]
    lines = [t for t in evidence.targets if (t.place.code, t.indicator) != (code, PEOPLE)]
    return evolve(
        evidence,
        observations=[*kept, observation] if observation else evidence.observations,
        targets=[*lines, target] if target else evidence.targets,
    )


def test_what_does_not_apply_counts_nothing(
    make_scheme: SchemeOf, make_evidence: EvidenceOf, city_score: ScoreOf
) -> None:
    """A county to which the reduction does not apply adds nothing and hides nothing."""
    evidence = make_evidence()
    old = next(o for o in evidence.observations if (o.place.code, o.indicator) == ("990122", PEOPLE))
    scheme = make_scheme(rewards=_rule(measured=Measured.TOTAL))
    evidence = _changed(evidence, "990122", observation=evolve(old, value=NOT_APPLICABLE))
    # 2100 + 1500
    (reward,) = propose_rewards([city_score("990100", "95", scheme)], evidence, scheme)
    assert reward.reduction == 3600


def test_a_missing_county_leaves_no_total(
    make_scheme: SchemeOf, make_evidence: EvidenceOf, city_score: ScoreOf
) -> None:
    """Where a county's value is missing the city has no total, and no reward is proposed."""
    evidence = make_evidence()
    observations = [o for o in evidence.observations if (o.place.code, o.indicator) != ("990123", PEOPLE)]
    scheme = make_scheme(rewards=_rule(measured=Measured.TOTAL, at_least="1"))
    evidence = evolve(evidence, observations=observations)
    assert propose_rewards([city_score("990100", "95", scheme)], evidence, scheme) == ()


@pytest.mark.parametrize("has_line", [True, False])
def test_a_plan_of_zero_is_no_marked_reduction(
    has_line: bool, make_scheme: SchemeOf, make_evidence: EvidenceOf, city_score: ScoreOf
) -> None:
    """A city whose line of the plan is zero, or that has none, completed no plan; another city is not touched."""
    evidence = make_evidence()
    line = next(t for t in evidence.targets if (t.place.code, t.indicator) == ("990100", PEOPLE))
    lines = [t for t in evidence.targets if t != line] + ([evolve(line, value=0)] if has_line else [])
    scheme = make_scheme(rewards=_rule(at_least="0.001"))
    scores = [city_score("990100", "95", scheme), city_score("990200", "95", scheme)]
    rewards = propose_rewards(scores, evolve(evidence, targets=lines), scheme)
    assert [reward.city.code for reward in rewards] == ["990200"]


@pytest.mark.parametrize("code", ["990100", "990121"])
@pytest.mark.parametrize(
    ("effect", "verdict", "rewarded", "findings", "is_silent"),
    [
        (FindingEffect.BARS, Verdict.CONFIRMED, ["990200"], 0, False),
        (FindingEffect.BARS, Verdict.REJECTED, ["990100", "990200"], 0, False),
        (FindingEffect.ALLOWS, Verdict.CONFIRMED, ["990100", "990200"], 1, False),
        (FindingEffect.SILENT, Verdict.CONFIRMED, ["990100", "990200"], 1, True),
        (FindingEffect.SILENT, Verdict.REJECTED, ["990100", "990200"], 0, False),
    ],
)
def test_findings_and_rewards(
    code: str,
    effect: FindingEffect,
    verdict: Verdict,
    rewarded: list[str],
    findings: int,
    is_silent: bool,
    make_scheme: SchemeOf,
    make_evidence: EvidenceOf,
    city_score: ScoreOf,
    finding_of: FindingOf,
) -> None:
    """A confirmed finding in the city bars its reward, or is shown beside it, as the scheme says; silence is shown."""
    scheme = make_scheme(rewards=_rule(with_finding=effect))
    scores = [city_score(city, "95", scheme) for city in ("990100", "990200")]
    rewards = propose_rewards(scores, make_evidence(findings=[finding_of(code, verdict)]), scheme)
    assert [reward.city.code for reward in rewards] == rewarded
    if rewarded[0] == "990100":
        assert (len(rewards[0].findings), rewards[0].is_silent) == (findings, is_silent)
    assert (rewards[-1].findings, rewards[-1].is_silent) == ((), False)


def test_another_indicator(make_scheme: SchemeOf, make_evidence: EvidenceOf, city_score: ScoreOf) -> None:
    """Any additive indicator can be the reduction of the scheme."""
    marked = MarkedReduction(indicator=VILLAGES, measured=Measured.TOTAL, at_least=5)
    rule = RewardRule(excellent=ExcellentRank(at_most=1), marked=marked, with_finding=FindingEffect.BARS)
    scheme = make_scheme(rewards=rule)
    # 3 + 2 + 0 villages; those of 辰县 are not observed, so 乙市 has no total.
    scores = [city_score("990100", "95", scheme), city_score("990200", "95", scheme)]
    rewards = propose_rewards(scores, make_evidence(), scheme)
    assert [(reward.city.code, reward.reduction) for reward in rewards] == [("990100", 5)]
    assert rewards[0].marked == marked
    assert rewards[0].words.en == "reward: score 95, reduction 5 (poor villages exited at least 5)"
