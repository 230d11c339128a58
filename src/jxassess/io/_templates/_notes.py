"""What a heading of a template tells whoever asks: what the scheme makes of the numbers below it."""

from __future__ import annotations

from collections.abc import Iterator

from jxassess.exact import to_text
from jxassess.indicators import Indicator
from jxassess.io._templates._rules import NumberRule
from jxassess.scheme import Criterion, IndicatorWeights, Scheme, Tier
from jxassess.words import Language, Words

_CRITERION = Words("Criterion: {name}, {marks} marks", "指标项：{name}，{marks}分")
_SOURCE = Words("In the scheme: {source}", "方案出处：{source}")
_RULE = Words("Scoring: {rule}", "评分：{rule}")
_MISSING = Words("Missing: {missing}. Not applicable: {other}.", "缺失：{missing}；不适用：{other}")
_REFERENCE = Words("Compared with it: {name}", "作为“{name}”的参照")
_CUTOFF = Words("Takes the points of: {name} ({rule})", "“{name}”的否决条件：{rule}")
_PLAN = Words("A line of the yearly reduction plan", "年度减贫计划任务")
_LOW = Words("Low when {bound}", "{bound}为较低")
_WEIGHT = Words("Weighs the counties in the mean of their city", "用于计算县级成绩的加权平均")
_MARKED = Words("Decides on rewards", "用于资金奖励")
_GATE = Words("Gate {name}: {condition}", "门槛条件“{name}”：{condition}")
_CLAUSE = Words("Clause of the measure: {clause}", "办法条款：{clause}")
_VALUES = Words("Values: {rule}; unit: {unit}", "填报要求：{rule}；单位：{unit}")
_OF_SOURCE = Words("Here: the value from {source}", "本列填来源“{source}”的数值")


def value_note(scheme: Scheme, indicator: Indicator, rule: NumberRule, source: str, language: Language) -> str:
    """Tell what an observation of an indicator is for.

    Args:
        scheme: the year's scheme.
        indicator: the indicator.
        rule: what its values must be.
        source: the one source that the column is for, empty where any may give it.
        language: `"en"` or `"zh"`.

    Returns:
        Several lines.
    """
    said = [indicator.name, *([_OF_SOURCE.format(source=source)] if source else [])]
    for level in Tier:
        for _, criterion in scheme.scored(level):
            said += _criterion_lines(criterion, indicator)
    said += [*_other_lines(scheme, indicator), *_last_lines(indicator, rule)]
    return "\n".join(words.text(language) for words in said)


def target_note(scheme: Scheme, indicator: Indicator, rule: NumberRule, language: Language) -> str:
    """Tell what a target of an indicator is for.

    Args:
        scheme: the year's scheme.
        indicator: the indicator.
        rule: what its targets must be.
        language: `"en"` or `"zh"`.

    Returns:
        Several lines.
    """
    said = [indicator.name, *([_PLAN] if indicator in scheme.plan.items else [])]
    for level in Tier:
        for _, criterion in scheme.scored(level):
            if criterion.needs_target and criterion.indicator == indicator:
                said += _scoring_lines(criterion)
    return "\n".join(words.text(language) for words in (*said, *_last_lines(indicator, rule)))


def carried_note(scheme: Scheme, rule: NumberRule, language: Language) -> str:
    """Tell what a carried score is.

    Args:
        scheme: the year's scheme.
        rule: what the score must be.
        language: `"en"` or `"zh"`.

    Returns:
        Several lines.
    """
    said = (
        Words("Score of the county under the measure for poverty counties", "贫困县按其考核办法取得的考核成绩"),
        Words("Full marks there: {full}", "满分：{full}").format(full=to_text(scheme.carried.full_marks)),
        Words("From: {source}", "来源：{source}").format(source=scheme.carried.source),
        Words("Values: {rule}", "填报要求：{rule}").format(rule=rule.words),
    )
    return "\n".join(words.text(language) for words in said)


def _criterion_lines(criterion: Criterion, indicator: Indicator) -> Iterator[Words]:
    if criterion.indicator == indicator:
        yield from _scoring_lines(criterion)
        yield _MISSING.format(missing=criterion.when_missing.words, other=criterion.when_not_applicable.words)
    if criterion.reference == indicator:
        yield _REFERENCE.format(name=criterion.name)
    if criterion.cutoff is not None and criterion.cutoff.indicator == indicator:
        yield _CUTOFF.format(name=criterion.name, rule=criterion.cutoff.words)


def _scoring_lines(criterion: Criterion) -> Iterator[Words]:
    yield _CRITERION.format(name=criterion.name, marks=to_text(criterion.marks))
    yield _RULE.format(rule=criterion.rule_words)
    if criterion.source:
        yield _SOURCE.format(source=criterion.source)


def _other_lines(scheme: Scheme, indicator: Indicator) -> Iterator[Words]:
    if indicator in scheme.plan.items:
        yield _PLAN
    yield from (_LOW.format(bound=low.low.words) for low in scheme.low_rates if low.indicator == indicator)
    for gate in scheme.gates:
        for condition in gate.conditions:
            if condition.indicator == indicator:
                yield _GATE.format(name=gate.name, condition=condition.words)
    if isinstance(scheme.weights, IndicatorWeights) and scheme.weights.indicator == indicator:
        yield _WEIGHT
    if scheme.rewards.marked.indicator == indicator:
        yield _MARKED


def _last_lines(indicator: Indicator, rule: NumberRule) -> Iterator[Words]:
    yield _VALUES.format(rule=rule.words, unit=indicator.unit)
    if indicator.citation is not None:
        yield _CLAUSE.format(clause=indicator.citation.words)
