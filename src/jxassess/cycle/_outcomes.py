"""Results stage by stage, and where a cycle leaves the letter of the measure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from jxassess.assessment import Assessment, Stage
from jxassess.comparing import ByFields
from jxassess.cycle._acts import Act
from jxassess.cycle._events import CycleEvent
from jxassess.cycle._order import actors_words
from jxassess.cycle._results import Approval, Evaluation, Result
from jxassess.cycle._sanctions import SanctionDecision
from jxassess.cycle._standing import Standing
from jxassess.cycle._substance import is_other, shown_result
from jxassess.measure import Citation
from jxassess.places import City
from jxassess.scheme import Departure
from jxassess.words import Words


@frozen(kw_only=True)
class ResultStages(ByFields):
    """The result of one city, stage by stage (考核结果的各阶段).

    Attributes:
        city: the city.
        computed: as computed; `None` before the evaluation.
        proposed: as proposed with the evaluation; `None` before it.
        approved: as approved; `None` before approval.

    Legal basis:
        Art. 7(4): proposed, deliberated and approved are different things.
    """

    city: City
    computed: Result | None
    proposed: Result | None
    approved: Result | None


def results_of(assessment: Assessment) -> tuple[Result, ...]:
    """Take the computed results out of an assessment, for the event of the evaluation.

    Args:
        assessment: the assessment, not a provisional one.

    Returns:
        Score as published and key of the grade, for each city.
    """
    return tuple(
        Result(city=score.city, score=score.published, grade="" if score.grade is None else score.grade.key)
        for score in assessment.cities
    )


def result_stages(standing: Standing) -> tuple[ResultStages, ...]:
    """Give the results of all cities.

    Args:
        standing: how things stand.

    Returns:
        One entry for each city, by code.
    """
    evaluation, approval = _said(standing)
    computed = () if evaluation is None else evaluation.computed
    proposed = () if evaluation is None else evaluation.proposed
    approved = () if approval is None else approval.results
    return tuple(
        ResultStages(
            city=city, computed=_of(city, computed), proposed=_of(city, proposed), approved=_of(city, approved)
        )
        for city in standing.cities
    )


def stage_of(standing: Standing, digest: str) -> Stage:
    """Tell how far the computed results of an assessment have come.

    Args:
        standing: how things stand.
        digest: the digest of the assessment.

    Returns:
        The stage.
    """
    evaluation, approval = _said(standing)
    if evaluation is None or evaluation.digest != digest:
        return Stage.COMPUTED
    # An assessment is never headed by a stage that other results than its own have reached.
    if approval is not None and not _differ(approval.results, evaluation):
        return Stage.APPROVED
    if _differ(evaluation.proposed, evaluation):
        return Stage.COMPUTED
    deliberated = standing.latest(Act.DELIBERATED)
    return Stage.PROPOSED if deliberated is None else Stage.DELIBERATED


def _differ(results: tuple[Result, ...], evaluation: Evaluation) -> bool:
    # Both are kept by code, with one result for each city.
    return any(map(is_other, results, evaluation.computed))


def _said(standing: Standing) -> tuple[Evaluation | None, Approval | None]:
    evaluated, approved = standing.latest(Act.EVALUATED), standing.latest(Act.APPROVED)
    evaluation = evaluated.what if evaluated is not None and isinstance(evaluated.what, Evaluation) else None
    approval = approved.what if approved is not None and isinstance(approved.what, Approval) else None
    return evaluation, approval


def _of(city: City, results: Iterable[Result]) -> Result | None:
    return next((result for result in results if result.city == city), None)


def departures(standing: Standing, in_force: Iterable[CycleEvent]) -> tuple[Departure, ...]:
    """List where a cycle leaves the letter of the measure.

    Args:
        standing: how things stand.
        in_force: the events that count.

    Returns:
        The departures: approved results that differ, by city; then measures left out, in the order of their days.
    """
    return (*_result_departures(standing), *_left_out(in_force))


def _result_departures(standing: Standing) -> Iterator[Departure]:
    approval = standing.latest(Act.APPROVED)
    if approval is None:
        return
    who = actors_words(approval.by)
    for stages in result_stages(standing):
        computed, approved = stages.computed, stages.approved
        if computed is not None and approved is not None and is_other(approved, computed):
            said = Words(
                "approved as {approved}, computed as {computed}; set by {who}: {reason}",
                "审定为{approved}，测算为{computed}；由{who}确定：{reason}",
            )
            yield Departure(
                citation=Citation(6),
                where=stages.city.label,
                what=said.format(
                    approved=shown_result(approved), computed=shown_result(computed), who=who, reason=approved.reason
                ),
                document=approval.document,
            )


def _left_out(in_force: Iterable[CycleEvent]) -> Iterator[Departure]:
    for event in in_force:
        if isinstance(event.what, SanctionDecision) and not event.what.is_taken:
            said = Words("{sanction} was left out: {reason}", "未采取{sanction}：{reason}")
            yield Departure(
                citation=Citation(9),
                where=event.what.sanction,
                what=said.format(sanction=event.what.sanction, reason=event.reason),
                document=event.document,
            )
