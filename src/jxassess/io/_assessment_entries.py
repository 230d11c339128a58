"""An assessment turned into what its file holds."""

from __future__ import annotations

from jxassess.accountability import ProposedFollowUp, Reward, Sanction
from jxassess.assessment import Assessment
from jxassess.evidence import Indication, Observation
from jxassess.io._assessment_form import (
    AdjustmentEntry,
    AssessmentEntries,
    CeilingEntry,
    CityEntry,
    CountyEntry,
    CriterionEntry,
    FollowUpEntry,
    GateEntry,
    GroupEntry,
    IndicationEntry,
    NodeEntry,
    ObservationEntry,
    RewardEntry,
    SanctionEntry,
    ShareEntry,
)
from jxassess.scoring import (
    AppliedAdjustment,
    AppliedCeiling,
    CityScore,
    CountyScore,
    CriterionScore,
    FailedGate,
    GroupScore,
    NodeScore,
    Share,
)


def entries_of(assessment: Assessment) -> AssessmentEntries:
    """Give what the file of an assessment holds beside scheme and evidence."""
    return AssessmentEntries(
        heading=assessment.heading,
        cities=tuple(_city(score) for score in assessment.cities),
        counties=tuple(_county(score) for score in assessment.counties),
        indications=tuple(_indication(indication) for indication in assessment.indications),
        unchecked=assessment.unchecked,
        sanctions=tuple(_sanction(sanction) for sanction in assessment.sanctions),
        rewards=tuple(_reward(reward) for reward in assessment.rewards),
        follow_ups=tuple(_follow_up(proposed) for proposed in assessment.follow_ups),
        departures=assessment.departures,
        missing=assessment.missing,
    )


def _city(score: CityScore) -> CityEntry:
    return CityEntry(
        city=score.city,
        name=score.city.name,
        rank=score.rank,
        grade=None if score.grade is None else score.grade.key,
        grade_by_score=None if score.grade_by_score is None else score.grade_by_score.key,
        set_grade=None if score.set_grade is None else score.set_grade.grade,
        published=score.published,
        score=score.score,
        mean=score.mean,
        groups=tuple(_group(group) for group in score.groups),
        parts=score.parts,
        adjustments=tuple(_adjustment(applied) for applied in score.adjustments),
        ceilings=tuple(_ceiling(applied) for applied in score.ceilings),
        gates=tuple(_gate(failed) for failed in score.gates),
        counties=tuple(_share(share) for share in score.shares),
    )


def _ceiling(applied: AppliedCeiling) -> CeilingEntry:
    return CeilingEntry(where=applied.where, finding=applied.finding.key)


def _gate(failed: FailedGate) -> GateEntry:
    observed = tuple(f"{found.place.code} {found.indicator.key}" for found in failed.observations)
    return GateEntry(where=failed.where, gate=failed.gate.key, failed=observed)


def _share(share: Share) -> ShareEntry:
    return ShareEntry(
        county=share.score.county, weight=share.weight, share=share.share, contribution=share.contribution
    )


def _adjustment(applied: AppliedAdjustment) -> AdjustmentEntry:
    return AdjustmentEntry(
        key=applied.adjustment.key,
        where=applied.where,
        points=applied.points,
        criteria=tuple(_criterion(score) for score in applied.criteria),
        events=tuple(event.key for event in applied.events),
        amounts=applied.amounts,
        parts=applied.parts,
    )


def _county(score: CountyScore) -> CountyEntry:
    return CountyEntry(
        county=score.county,
        name=score.county.name,
        published=score.published,
        score=score.score,
        groups=tuple(_group(group) for group in score.groups),
        parts=score.parts,
        adjustments=tuple(_adjustment(applied) for applied in score.adjustments),
        lead=score.lead,
        left_out=score.left_out,
        carried=None if score.carried is None else score.carried.score,
    )


def _node(score: NodeScore) -> NodeEntry:
    return _group(score) if isinstance(score, GroupScore) else _criterion(score)


def _group(score: GroupScore) -> GroupEntry:
    return GroupEntry(
        key=score.group.key,
        where=score.where,
        points=score.points,
        contribution=score.contribution,
        children=tuple(_node(child) for child in score.children),
        parts=score.parts,
    )


def _criterion(score: CriterionScore) -> CriterionEntry:
    return CriterionEntry(
        key=score.criterion.key,
        where=score.where,
        points=score.points,
        contribution=score.contribution,
        state=score.state,
        observations=tuple(_observation(found) for found in score.observations),
        target=None if score.target is None else score.target.value,
        quantity=score.quantity,
        mean=score.mean,
        parts=score.parts,
    )


def _observation(found: Observation) -> ObservationEntry:
    return ObservationEntry(indicator=found.indicator, source=found.source, version=found.version, value=found.value)


def _indication(indication: Indication) -> IndicationEntry:
    return IndicationEntry(
        key=indication.key,
        problem=indication.problem,
        place=indication.place,
        indicator=indication.indicator,
        value=indication.value,
        bound=indication.bound,
        where=indication.where,
        words=indication.words,
        compared=None if indication.end is None else indication.compared,
        end=indication.end,
    )


def _sanction(sanction: Sanction) -> SanctionEntry:
    return SanctionEntry(
        kind=sanction.kind,
        city=sanction.city,
        finding=sanction.finding.key,
        citation=sanction.citation,
        posts=sanction.posts,
        limit=sanction.limit,
        where=sanction.where,
    )


def _reward(reward: Reward) -> RewardEntry:
    return RewardEntry(
        city=reward.city,
        citation=reward.citation,
        reduction=reward.reduction,
        target=None if reward.target is None else reward.target.value,
        findings=tuple(finding.key for finding in reward.findings),
        is_silent=reward.is_silent,
    )


def _follow_up(proposed: ProposedFollowUp) -> FollowUpEntry:
    return FollowUpEntry(
        key=proposed.follow_up.key,
        city=proposed.city,
        where=proposed.where,
        citation=proposed.citation,
        met=proposed.met,
        findings=tuple(finding.key for finding in proposed.findings),
        words=proposed.words,
    )
