"""From scores to explanations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve

from jxassess.accountability import Reward, Sanction
from jxassess.assessment._reasons import Reason
from jxassess.evidence import EarlierResult, Finding, Indication, NotApplicable, Observation, Target
from jxassess.exact import shown, to_text
from jxassess.measure import Citation
from jxassess.scheme import Grades, Interpretation, RelativeToMean, Rounding, Scheme
from jxassess.scoring import (
    AppliedCeiling,
    CityScore,
    CountyScore,
    CriterionScore,
    GroupScore,
    NodeScore,
    Part,
    PartKind,
    Share,
    State,
)
from jxassess.words import Words

_MEAN = Citation(6)


def county_reason(score: CountyScore, rounding: Rounding) -> Reason:
    """Explain a county's score.

    Args:
        score: the score.
        rounding: the scheme's rounding, for the places of the published value.

    Returns:
        The county, with its groups or its carried score below.
    """
    if score.published is None:
        fact = Words("nothing applies; left out of its city's mean", "全部指标不适用，不计入所在市加权平均")
    else:
        fact = Words("published {value}", "公布值{value}").format(value=to_text(score.published, rounding.places))
    return Reason(
        label=_label(score.county.label),
        points=score.points,
        contribution=score.points,
        citation=score.citation,
        facts=(fact,),
        children=(*map(_node_reason, score.groups), *_carried_reasons(score), *map(_part_reason, score.parts)),
    )


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


def _node_reason(score: NodeScore) -> Reason:
    return _group_reason(score) if isinstance(score, GroupScore) else _criterion_reason(score)


def _group_reason(score: GroupScore) -> Reason:
    group = score.group
    return Reason(
        label=Words("{name} ({marks} marks)", "{name}（{marks}分）").format(
            name=group.name, marks=to_text(group.marks)
        ),
        points=score.points,
        contribution=score.points,
        citation=None if group.dimension is None else group.dimension.citation,
        where=score.where,
        children=(*map(_node_reason, score.children), *map(_part_reason, score.parts)),
    )


def _criterion_reason(score: CriterionScore) -> Reason:
    criterion = score.criterion
    return Reason(
        label=Words("{name} ({marks} marks)", "{name}（{marks}分）").format(
            name=criterion.name, marks=to_text(criterion.marks)
        ),
        points=score.points,
        contribution=score.points,
        citation=score.citation,
        where=score.where,
        facts=tuple(_criterion_facts(score)),
        children=(*map(_part_reason, score.parts), *_input_reasons(score)),
    )


def _criterion_facts(score: CriterionScore) -> Iterator[Words]:
    rule = score.criterion.rule
    yield Words("rule: {rule}", "规则：{rule}").format(rule=rule.words(score.criterion.marks))
    if score.state is not State.SCORED:
        yield score.state.words
    if score.mean is not None:
        yield Words("mean of those compared: {mean}", "参照均值：{mean}").format(mean=shown(score.mean))
    if score.quantity is not None and not isinstance(rule, RelativeToMean) and rule.basis.needs_target:
        yield Words("{basis}: {value}", "{basis}：{value}").format(basis=rule.basis.words, value=shown(score.quantity))
    if score.criterion.source:
        yield Words("source in the scheme: {source}", "方案出处：{source}").format(source=score.criterion.source)


def _part_reason(part: Part) -> Reason:
    factor = () if part.factor is None else (Words("factor {f}", "系数{f}").format(f=shown(part.factor)),)
    clause = _MEAN if part.kind in (PartKind.CARRIED, PartKind.CONVERSION) else None
    where = {PartKind.ROUNDING: "rounding", PartKind.CONVERSION: "carried"}.get(part.kind, "")
    return Reason(
        label=part.kind.words,
        points=part.points,
        contribution=part.points,
        citation=clause,
        where=where,
        facts=factor,
    )


def _input_reasons(score: CriterionScore) -> Iterator[Reason]:
    if score.observation is not None:
        yield observation_reason(score.observation)
    if score.target is not None:
        yield target_reason(score.target)


def observation_reason(observation: Observation) -> Reason:
    """Explain where a value comes from.

    Args:
        observation: the observation.

    Returns:
        A step that adds nothing.
    """
    indicator = observation.indicator
    value = Words("not applicable", "不适用")
    if not isinstance(observation.value, NotApplicable):
        number = to_text(observation.value)
        value = Words("{number} {unit}", "{number}{unit}").format(number=number, unit=indicator.unit)
    superseding = Words(
        "version {version}, by {submitter}: {reason}", "第{version}版，{submitter}提交：{reason}"
    ).format(version=observation.version, submitter=observation.submitter, reason=observation.reason)
    return Reason(
        label=Words(
            "observed {place}: {name} {value} ({source}, {on}, {document})",
            "数据 {place}：{name}{value}（{source}，{on}，{document}）",
        ).format(
            place=observation.place.label,
            name=indicator.name,
            value=value,
            source=observation.source,
            on=observation.on,
            document=observation.document,
        ),
        citation=Citation(7, item=3),
        facts=(superseding,) if observation.version > 1 else (),
    )


def target_reason(target: Target) -> Reason:
    """Explain where a target comes from.

    Args:
        target: the line of the plan.

    Returns:
        A step that adds nothing.
    """
    return Reason(
        label=Words(
            "target {place}: {value} {unit} ({document})", "计划任务 {place}：{value}{unit}（{document}）"
        ).format(
            place=target.place.label,
            value=to_text(target.value),
            unit=target.indicator.unit,
            document=target.document,
        ),
        citation=Citation(7, item=1),
    )


def city_reason(
    score: CityScore,
    *,
    scheme: Scheme,
    indications: Iterable[Indication],
    findings: Iterable[Finding],
    sanctions: Iterable[Sanction],
    rewards: Iterable[Reward],
    history: Iterable[EarlierResult],
) -> Reason:
    """Explain a city's published score and what follows from it.

    Args:
        score: the score.
        scheme: the year's scheme, for its rounding.
        indications: computed signs in the city and its counties.
        findings: decisions of people on problems there.
        sanctions: proposals from them.
        rewards: proposals of rewards.
        history: earlier years' results.

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
        facts=tuple(_place_facts(score, scheme.rounding)),
        children=(
            *(_share_reason(share, scheme.rounding) for share in score.shares),
            rounding,
            *(_ceiling_reason(applied, scheme.grades) for applied in score.ceilings),
            *map(indication_reason, indications),
            *map(finding_reason, findings),
            *map(_sanction_reason, sanctions),
            *map(_reward_reason, rewards),
            *map(_history_reason, history),
            *map(_interpretation_reason, scheme.interpretations),
        ),
    )


def _place_facts(score: CityScore, rounding: Rounding) -> Iterator[Words]:
    published = to_text(score.published, rounding.places)
    yield Words("published {value}, exact score {exact}", "公布值{value}，精确成绩{exact}").format(
        value=published, exact=shown(score.score)
    )
    if score.rank is not None and score.grade is not None:
        yield Words("rank {rank}, grade {grade}", "第{rank}名，等次“{grade}”").format(
            rank=score.rank, grade=score.grade.name
        )


def _share_reason(share: Share, rounding: Rounding) -> Reason:
    county = county_reason(share.score, rounding)
    weight = Words("weight {weight}, share {share}", "权重{weight}，占比{share}").format(
        weight=shown(share.weight), share=shown(share.share)
    )
    return evolve(county, contribution=share.contribution, facts=(weight, *county.facts))


def _ceiling_reason(applied: AppliedCeiling, grades: Grades) -> Reason:
    grade = grades.bands[grades.index(applied.ceiling.grade)]
    return Reason(
        label=Words(
            "ceiling: with finding {key}, no grade above {grade} (allowed by {document})",
            "等次上限：有问题认定{key}，等次不得高于“{grade}”（依据{document}）",
        ).format(key=applied.finding.key, grade=grade.name, document=applied.ceiling.allowed_by),
        citation=applied.finding.problem.citation,
        where=applied.where,
    )


def indication_reason(indication: Indication) -> Reason:
    """Explain a computed sign of a problem.

    Args:
        indication: the indication.

    Returns:
        A step that adds nothing, with the observations below.
    """
    target = () if indication.target is None else (target_reason(indication.target),)
    return Reason(
        label=Words("indication {place}: {words}", "疑似问题 {place}：{words}").format(
            place=indication.place.label, words=indication.words
        ),
        citation=indication.citation,
        where=indication.where,
        facts=(Words("to be confirmed or rejected by people", "须由人工认定"),),
        children=(*target, *map(observation_reason, indication.observations)),
    )


def finding_reason(finding: Finding) -> Reason:
    """Explain what people decided about a problem.

    Args:
        finding: the finding.

    Returns:
        A step that adds nothing.
    """
    verdict = Words("confirmed", "已认定") if finding.is_confirmed else Words("rejected", "不予认定")
    facts = [Words("{kind}: {text}", "{kind}：{text}").format(kind=f.kind.words, text=f.words) for f in finding.facts]
    reply = Words("reply of the city: {reply}", "设区市答复：{reply}").format(reply=finding.reply)
    decided = Words("decided {on}, {document}", "{on}认定，{document}").format(
        on=finding.decided_on, document=finding.document
    )
    return Reason(
        label=Words(
            "finding {key} {place}: {problem}, {verdict}", "问题认定{key} {place}：{problem}，{verdict}"
        ).format(key=finding.key, place=finding.place.label, problem=finding.problem.words, verdict=verdict),
        citation=finding.problem.citation,
        facts=(*facts, reply, decided),
    )


def _sanction_reason(sanction: Sanction) -> Reason:
    return Reason(
        label=Words("proposed: {words} (finding {key})", "建议：{words}（问题认定{key}）").format(
            words=sanction.words, key=sanction.finding.key
        ),
        citation=sanction.citation,
        where=sanction.where,
    )


def _reward_reason(reward: Reward) -> Reason:
    silent = Words(
        "there are confirmed findings, and neither measure nor scheme says what they mean for a reward",
        "存在已认定问题，办法和方案均未规定其对奖励的影响",
    )
    return Reason(
        label=Words("proposed: {words}", "建议：{words}").format(words=reward.words),
        citation=reward.citation,
        where="rewards",
        facts=(silent,) if reward.is_silent else (),
    )


def _history_reason(result: EarlierResult) -> Reason:
    return Reason(
        label=Words("{year}: {score} ({document})", "{year}年度：{score}（{document}）").format(
            year=result.year, score=to_text(result.score), document=result.document
        )
    )


def _interpretation_reason(interpretation: Interpretation) -> Reason:
    return Reason(
        label=Words("interpretation: {reading} ({document})", "解释：{reading}（{document}）").format(
            reading=interpretation.reading, document=interpretation.document
        ),
        citation=interpretation.citation,
        where="interpretations",
    )
