"""From scores to explanations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve

from jxassess.accountability import ProposedFollowUp, Reward, Sanction
from jxassess.assessment._explain_records import (
    Aside,
    finding_reason,
    follow_up_reason,
    history_reason,
    indication_reason,
    interpretation_reason,
    observation_reason,
    reward_reason,
    sanction_reason,
)
from jxassess.assessment._explain_scores import adjustment_reason, node_reason, part_reason
from jxassess.assessment._reasons import Reason
from jxassess.evidence import EarlierResult, Finding, Indication
from jxassess.exact import shown, to_text
from jxassess.measure import Citation
from jxassess.scheme import Grading, Rounding, Scheme
from jxassess.scoring import (
    AppliedCeiling,
    CityScore,
    CountyScore,
    FailedGate,
    LeftOut,
    PartKind,
    Share,
)
from jxassess.words import Words

_MEAN = Citation(6)


def county_reason(score: CountyScore, rounding: Rounding, aside: Aside) -> Reason:
    """Explain a county's score.

    Args:
        score: the score.
        rounding: the scheme's rounding, for the places of the published value.
        aside: gives what was set aside for an observation.

    Returns:
        The county, with its groups or its carried score below.
    """
    if score.published is None:
        left = score.left_out or LeftOut.NOTHING_APPLIES
        fact = Words("{why}; left out of its city's mean", "{why}，不计入所在市加权平均").format(why=left.words)
    else:
        fact = Words("published {value}", "公布值{value}").format(value=to_text(score.published, rounding.places))
    shared = Words("scored as one with {lead}, whose score it receives", "与{lead}捆绑考核，使用其成绩")
    facts = (fact,) if score.lead is None else (fact, shared.format(lead=score.lead.label))
    return Reason(
        label=_label(score.county.label),
        points=score.points,
        contribution=score.points,
        citation=score.citation,
        facts=facts,
        children=(
            *(node_reason(group, aside) for group in score.groups),
            *_carried_reasons(score),
            *_tree_parts(score),
            *(adjustment_reason(each, aside) for each in score.adjustments),
            *_late_parts(score),
        ),
    )


def _tree_parts(score: CountyScore) -> Iterator[Reason]:
    # Rescaling comes before adjustments, and rounding after them.
    yield from (part_reason(part) for part in score.parts if part.kind is not PartKind.ROUNDING)


def _late_parts(score: CountyScore) -> Iterator[Reason]:
    yield from (part_reason(part) for part in score.parts if part.kind is PartKind.ROUNDING)


def _carried_reasons(score: CountyScore) -> Iterator[Reason]:
    if score.carried is not None:
        yield Reason(
            label=Words(
                "a poverty county brings its own score ({on}, {document})",
                "贫困县使用按专门办法考核的成绩（{on}，{document}）",
            ).format(on=score.carried.on, document=score.carried.document),
            citation=_MEAN,
            where="carried",
        )


def _label(text: str) -> Words:
    return Words(text, text)


def city_reason(
    score: CityScore,
    *,
    scheme: Scheme,
    indications: Iterable[Indication],
    findings: Iterable[Finding],
    sanctions: Iterable[Sanction],
    rewards: Iterable[Reward],
    follow_ups: Iterable[ProposedFollowUp],
    history: Iterable[EarlierResult],
    aside: Aside,
) -> Reason:
    """Explain a city's published score and what follows from it.

    Args:
        score: the score.
        scheme: the year's scheme, for its rounding.
        indications: computed signs in the city and its counties.
        findings: decisions of people on problems there.
        sanctions: proposals from them.
        rewards: proposals of rewards.
        follow_ups: what the scheme lets follow beside them.
        history: earlier years' results.
        aside: gives what was set aside for an observation.

    Returns:
        The city, with its counties and the rounding, and then what adds nothing.
    """
    change = score.published - score.score
    rounding = Reason(
        label=Words("rounding ({how})", "修约（{how}）").format(how=scheme.rounding.words),
        points=change,
        contribution=change,
        where="rounding",
    )
    return Reason(
        label=_label(score.city.label),
        points=score.published,
        contribution=score.published,
        citation=score.citation,
        facts=tuple(_place_facts(score, scheme)),
        children=(
            *(_share_reason(share, scheme.rounding, aside) for share in score.shares),
            *map(part_reason, score.parts[:1]),
            *(node_reason(group, aside) for group in score.groups),
            *map(part_reason, score.parts[1:]),
            *(adjustment_reason(each, aside) for each in score.adjustments),
            rounding,
            *(_ceiling_reason(applied, scheme.grades) for applied in score.ceilings),
            *(_gate_reason(failed, scheme.grades, aside) for failed in score.gates),
            *_set_grade_reasons(score, scheme.grades),
            *(indication_reason(each, aside) for each in indications),
            *map(finding_reason, findings),
            *map(sanction_reason, sanctions),
            *map(reward_reason, rewards),
            *map(follow_up_reason, follow_ups),
            *map(history_reason, history),
            *map(interpretation_reason, scheme.interpretations),
        ),
    )


def _place_facts(score: CityScore, scheme: Scheme) -> Iterator[Words]:
    published = to_text(score.published, scheme.rounding.places)
    yield Words("published {value}, exact score {exact}", "公布值{value}，精确成绩{exact}").format(
        value=published, exact=shown(score.score)
    )
    if score.rank is not None and score.grade is not None:
        ranked = scheme.class_of(score.city.code, scheme.ranking.classes)
        names = [each.name for each in scheme.classes if each.key in ranked]
        among = Words(" in the class {name}", "（{name}）").format(name=names[0]) if names else Words("", "")
        yield Words("rank {rank}{among}, grade {grade}", "第{rank}名{among}，等次“{grade}”").format(
            rank=score.rank, among=among, grade=score.grade.name
        )


def _share_reason(share: Share, rounding: Rounding, aside: Aside) -> Reason:
    county = county_reason(share.score, rounding, aside)
    weight = Words("weight {weight}, share {share}", "权重{weight}，占比{share}").format(
        weight=shown(share.weight), share=shown(share.share)
    )
    return evolve(county, contribution=share.contribution, facts=(weight, *county.facts))


def _ceiling_reason(applied: AppliedCeiling, grades: Grading) -> Reason:
    grade = grades.bands[grades.index(applied.ceiling.grade)]
    return Reason(
        label=Words(
            "ceiling: with finding {key}, no grade above {grade} (allowed by {document})",
            "等次上限：有问题认定{key}，等次不得高于“{grade}”（依据{document}）",
        ).format(key=applied.finding.key, grade=grade.name, document=applied.ceiling.allowed_by),
        citation=applied.finding.problem.citation,
        where=applied.where,
    )


def _gate_reason(failed: FailedGate, grades: Grading, aside: Aside) -> Reason:
    grade = grades.bands[grades.index(failed.gate.grade)]
    return Reason(
        label=Words(
            "gate {name} not passed, no grade above {grade} (allowed by {document})",
            "未达到“{name}”，等次不得高于“{grade}”（依据{document}）",
        ).format(name=failed.gate.name, grade=grade.name, document=failed.gate.allowed_by),
        citation=_MEAN,
        where=failed.where,
        facts=(failed.gate.words,),
        children=tuple(observation_reason(each, aside) for each in failed.observations),
    )


def _set_grade_reasons(score: CityScore, grades: Grading) -> Iterator[Reason]:
    if score.set_grade is not None:
        grade = grades.bands[grades.index(score.set_grade.grade)]
        yield Reason(
            label=Words(
                "grade set by people: {grade} ({on}, {document}): {reason}",
                "评定等次“{grade}”（{on}，{document}）：{reason}",
            ).format(
                grade=grade.name,
                on=score.set_grade.on,
                document=score.set_grade.document,
                reason=score.set_grade.reason,
            ),
            where="grades_set_by",
        )
