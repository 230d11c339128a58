"""From the scores of criteria, groups and adjustments to steps of an explanation."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import evolve

from jxassess.assessment._explain_records import Aside, observation_reason, target_reason
from jxassess.assessment._reasons import Reason
from jxassess.evidence import Event
from jxassess.exact import shown, to_text
from jxassess.measure import Citation
from jxassess.scheme import Basis, ByRank, Reference, RelativeToMean
from jxassess.scoring import (
    AppliedAdjustment,
    CriterionScore,
    GroupScore,
    NodeScore,
    Part,
    PartKind,
    State,
)
from jxassess.words import Words

_MEAN = Citation(6)
_NOTHING = Fraction(0)


def node_reason(score: NodeScore, aside: Aside) -> Reason:
    """Explain what a group or a criterion earned.

    Args:
        score: the score.
        aside: gives what was set aside for an observation.

    Returns:
        The node, with its children or its inputs below.
    """
    return _group_reason(score, aside) if isinstance(score, GroupScore) else _criterion_reason(score, aside)


def _group_reason(score: GroupScore, aside: Aside) -> Reason:
    group = score.group
    return Reason(
        label=Words("{name} ({marks} marks)", "{name}（{marks}分）").format(
            name=group.name, marks=to_text(group.marks)
        ),
        points=score.points,
        contribution=score.contribution,
        citation=None if group.dimension is None else group.dimension.citation,
        where=score.where,
        facts=tuple(_weight_facts(score)),
        children=(*(node_reason(child, aside) for child in score.children), *map(part_reason, score.parts)),
    )


def _weight_facts(score: NodeScore) -> Iterator[Words]:
    node = score.criterion if isinstance(score, CriterionScore) else score.group
    if node.weight is not None:
        yield Words("weight {weight}: each point counts {factor}", "权重{weight}：每1分折合{factor}分").format(
            weight=to_text(node.weight), factor=shown(score.factor)
        )


def _criterion_reason(score: CriterionScore, aside: Aside) -> Reason:
    criterion = score.criterion
    return Reason(
        label=Words("{name} ({marks} marks)", "{name}（{marks}分）").format(
            name=criterion.name, marks=to_text(criterion.marks)
        ),
        points=score.points,
        contribution=score.contribution,
        citation=score.citation,
        where=score.where,
        facts=tuple(_criterion_facts(score)),
        children=(*map(part_reason, score.parts), *_input_reasons(score, aside)),
    )


def _criterion_facts(score: CriterionScore) -> Iterator[Words]:
    criterion = score.criterion
    yield Words("rule: {rule}", "规则：{rule}").format(rule=criterion.rule_words)
    yield from _weight_facts(score)
    if score.state is not State.SCORED:
        yield score.state.words
    if score.unit_class:
        yield Words("class {key}", "分类{key}").format(key=score.unit_class)
    if score.compared:
        yield from _cohort_facts(score)
    if score.quantity is not None and (criterion.basis is not Basis.VALUE or criterion.blend):
        basis = criterion.basis_words
        yield Words("{basis}: {value}", "{basis}：{value}").format(basis=basis, value=shown(score.quantity))
    if criterion.source:
        yield Words("source in the scheme: {source}", "方案出处：{source}").format(source=criterion.source)


def _cohort_facts(score: CriterionScore) -> Iterator[Words]:
    rule, values = score.criterion.rule, score.compared
    if isinstance(rule, RelativeToMean):
        yield Words("mean of the units compared: {mean}", "参照组均值：{mean}").format(
            mean=shown(score.mean or _NOTHING)
        )
        return
    units = Words(f"{len(values)} unit{'' if len(values) == 1 else 's'}", f"{len(values)}个单位")
    yield Words("{units} compared, from {least} to {most}", "参照组{units}，最小{least}，最大{most}").format(
        units=units, least=shown(values[0]), most=shown(values[-1])
    )
    if isinstance(rule, ByRank) and score.quantity is not None:
        place = rule.place(score.quantity, Reference(values), score.criterion.indicator.better)
        yield Words("place {place}", "第{place}名").format(place=place)


def adjustment_reason(applied: AppliedAdjustment, aside: Aside) -> Reason:
    """Explain what an adjustment changed.

    Args:
        applied: the adjustment in effect.
        aside: gives what was set aside for an observation.

    Returns:
        The adjustment, with its criteria or events and its caps below.
    """
    adjustment = applied.adjustment
    return Reason(
        label=Words("adjustment {order}, {name}", "加减分第{order}项“{name}”").format(
            order=adjustment.order, name=adjustment.name
        ),
        points=applied.points,
        contribution=applied.points,
        where=applied.where,
        facts=(adjustment.words,),
        children=(*_amount_reasons(applied, aside), *map(part_reason, applied.parts)),
    )


def _amount_reasons(applied: AppliedAdjustment, aside: Aside) -> Iterator[Reason]:
    for score, amount in zip(applied.criteria, applied.amounts, strict=False):
        yield evolve(_criterion_reason(score, aside), contribution=amount)
    for event, amount in zip(applied.events, applied.amounts, strict=False):
        yield _event_reason(event, amount)
    if not applied.criteria and not applied.events:
        for amount in applied.amounts:
            label = Words("brought inside the bounds", "调整至上下限以内")
            yield Reason(label=label, points=amount, contribution=amount, where=applied.where)


def _event_reason(event: Event, amount: Fraction) -> Reason:
    criterion = (
        Words(", criterion {key}", "，指标{key}").format(key=event.criterion) if event.criterion else Words("", "")
    )
    return Reason(
        label=Words("event {key}{criterion} ({on}, {document})", "事项{key}{criterion}（{on}，{document}）").format(
            key=event.key, criterion=criterion, on=event.on, document=event.document
        ),
        points=amount,
        contribution=amount,
    )


def part_reason(part: Part) -> Reason:
    """Explain a part of a score.

    Args:
        part: the part.

    Returns:
        A step without steps below.
    """
    factor = () if part.factor is None else (Words("factor {f}", "系数{f}").format(f=shown(part.factor)),)
    is_mean = part.kind in (PartKind.CARRIED, PartKind.CONVERSION, PartKind.COUNTY_SHARE)
    clause = _MEAN if is_mean else None
    places = {PartKind.ROUNDING: "rounding", PartKind.CONVERSION: "carried", PartKind.COUNTY_SHARE: "city"}
    where = places.get(part.kind, "")
    return Reason(
        label=part.kind.words,
        points=part.points,
        contribution=part.points,
        citation=clause,
        where=where,
        facts=factor,
    )


def _input_reasons(score: CriterionScore, aside: Aside) -> Iterator[Reason]:
    yield from (observation_reason(each, aside) for each in score.observations)
    if score.target is not None:
        yield target_reason(score.target)
