"""From records and proposals to steps of an explanation, none of which adds anything."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from jxassess.accountability import ProposedFollowUp, Reward, Sanction
from jxassess.assessment._reasons import Reason
from jxassess.evidence import EarlierResult, Finding, Indication, Observation, Target
from jxassess.exact import to_text
from jxassess.measure import Citation
from jxassess.scheme import Interpretation
from jxassess.words import Words

Aside: TypeAlias = Callable[[Observation], tuple[Observation, ...]]


def observation_reason(observation: Observation, aside: Aside) -> Reason:
    """Explain where a value comes from.

    Args:
        observation: the observation.
        aside: gives what was set aside for it.

    Returns:
        A step that adds nothing.
    """
    said = (words for words in (observation.version_words, observation.sample_words) if words.en)
    return Reason(
        label=Words(
            "observed {place}: {name} {value} ({source}, {on}, {document})",
            "数据 {place}：{name}{value}（{source}，{on}，{document}）",
        ).format(
            place=observation.place.label,
            name=observation.indicator.name,
            value=observation.value_words,
            source=observation.source,
            on=observation.on,
            document=observation.document,
        ),
        citation=Citation(7, item=3),
        facts=(*said, *map(_set_aside, aside(observation))),
    )


def _set_aside(observation: Observation) -> Words:
    said = Words(
        "set aside, by the order of sources: {value} ({source}, {on}, {document})",
        "按来源优先顺序未采用：{value}（{source}，{on}，{document}）",
    )
    return said.format(
        value=observation.estimate_words,
        source=observation.source,
        on=observation.on,
        document=observation.document,
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


def indication_reason(indication: Indication, aside: Aside) -> Reason:
    """Explain a computed sign of a problem.

    Args:
        indication: the indication.
        aside: gives what was set aside for an observation.

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
        children=(*target, *(observation_reason(each, aside) for each in indication.observations)),
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


def sanction_reason(sanction: Sanction) -> Reason:
    """Explain a proposed sanction.

    Args:
        sanction: the proposal.

    Returns:
        A step that adds nothing.
    """
    return Reason(
        label=Words("proposed: {words} (finding {key})", "建议：{words}（问题认定{key}）").format(
            words=sanction.words, key=sanction.finding.key
        ),
        citation=sanction.citation,
        where=sanction.where,
    )


def reward_reason(reward: Reward) -> Reason:
    """Explain a proposed reward.

    Args:
        reward: the proposal.

    Returns:
        A step that adds nothing.
    """
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


def history_reason(result: EarlierResult) -> Reason:
    """Explain an earlier year's result.

    Args:
        result: the result.

    Returns:
        A step that adds nothing.
    """
    return Reason(
        label=Words("{year}: {score} ({document})", "{year}年度：{score}（{document}）").format(
            year=result.year, score=to_text(result.score), document=result.document
        )
    )


def interpretation_reason(interpretation: Interpretation) -> Reason:
    """Explain an interpretation that the scheme cites.

    Args:
        interpretation: the interpretation.

    Returns:
        A step that adds nothing.
    """
    return Reason(
        label=Words("interpretation: {reading} ({document})", "解释：{reading}（{document}）").format(
            reading=interpretation.reading, document=interpretation.document
        ),
        citation=interpretation.citation,
        where="interpretations",
    )


def follow_up_reason(proposed: ProposedFollowUp) -> Reason:
    """Explain what the scheme lets follow.

    Args:
        proposed: the proposal.

    Returns:
        A step that adds nothing.
    """
    follow_up = proposed.follow_up
    return Reason(
        label=Words("proposed beside the measure, {name}: {words}", "办法之外建议“{name}”：{words}").format(
            name=follow_up.name, words=proposed.words
        ),
        citation=proposed.citation,
        where=proposed.where,
        facts=(Words("allowed by {document}", "依据{document}").format(document=follow_up.allowed_by),),
    )
