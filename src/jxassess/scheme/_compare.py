"""Two schemes held against each other, criterion by criterion and part by part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import assert_never

from attrs import frozen

from jxassess.exact import Better, Side, to_text
from jxassess.indicators import Indicator
from jxassess.scheme._consequences import ByGrade, ByRank, ByScore, LowRate, PlanRule
from jxassess.scheme._criteria import Group, Node, walk
from jxassess.scheme._parts import (
    Carried,
    CountyWeights,
    EqualWeights,
    Grade,
    IndicatorWeights,
    Rounding,
    TableWeights,
)
from jxassess.scheme._scheme import Scheme
from jxassess.words import Language, Words, one_line

_NOTHING = Words("", "")
_BETTER = {
    Better.HIGHER: Words("higher is better", "越高越好"),
    Better.LOWER: Words("lower is better", "越低越好"),
}


@frozen(kw_only=True)
class SchemeChange:
    """One thing that a scheme says otherwise than another one (方案变动).

    Attributes:
        where: the path in the new scheme, or in the old one where the new one no longer has it.
        name: what is meant.
        old: what the old scheme says, empty where it says nothing.
        new: what the new scheme says, empty where it says nothing.

    Example:
        >>> from jxassess import Words
        >>> from jxassess.scheme import SchemeChange
        >>> change = SchemeChange(where="rectification", name=Words("time limit of rectification", "整改期限"),
        ...                       old=Words("90 calendar days", "90日"), new=Words("60 calendar days", "60日"))
        >>> print(change.text("zh"))
        整改期限：90日 -> 60日 <rectification>
    """

    where: str
    name: Words
    old: Words
    new: Words

    def text(self, language: Language = "en") -> str:
        """Say the change in one line.

        Args:
            language: `"en"` or `"zh"`.

        Returns:
            What is meant, the old, the new, and the path.
        """
        nothing = Words("(none)", "（无）")
        old, new = (said.text(language) or nothing.text(language) for said in (self.old, self.new))
        colon = Words(": ", "：").text(language)
        return one_line(f"{self.name.text(language)}{colon}{old} -> {new} <{self.where}>")


def compare_schemes(old: Scheme, new: Scheme) -> tuple[SchemeChange, ...]:
    """Find what differs between two schemes, such as those of two years.

    Criteria, groups and indicators are taken for the same where their keys are. What a scheme keeps sorted, such as
    the carried counties, has no order that could differ; criteria and interpretations have that of the document.

    Args:
        old: the earlier scheme.
        new: the later one.

    Returns:
        The changes, part by part; in each part what the new scheme has comes before what it no longer has. Empty for
        equal schemes.

    Legal basis:
        Art. 4: a scheme is made every year.
    """
    parts = (
        _changes(_head(old), _head(new)),
        _changes(_criteria(old), _criteria(new)),
        _order_changes(old, new),
        _weight_changes(old.weights, new.weights),
        _carried_changes(old.carried, new.carried),
        _changes(_parts(old), _parts(new)),
        _changes(_low_rates(old), _low_rates(new)),
        _changes(_rewards(old), _rewards(new)),
        _changes(_ceilings(old), _ceilings(new)),
        _changes(_interpretations(old), _interpretations(new)),
        _changes(_indicators(old), _indicators(new)),
    )
    return tuple(chain.from_iterable(parts))


@frozen(kw_only=True)
class _Statement:
    """One thing that a scheme says.

    Attributes:
        key: equal in two schemes where they speak of the same thing.
        where: the path in the scheme.
        name: what is meant.
        value: what decides whether two statements of one key differ.
        words: what is said.
        precisely: what tells two statements apart whose words are the same in a language.
        is_part: whether it is about a part of something, which speaks for itself where it comes or goes as a whole.
    """

    key: tuple[str, ...]
    where: str
    name: Words
    value: object
    words: Words
    precisely: str = ""
    is_part: bool = False


def _changes(old: Iterable[_Statement], new: Iterable[_Statement]) -> Iterator[SchemeChange]:
    before, after = {said.key: said for said in old}, {said.key: said for said in new}
    for key in {**after, **before}:
        first, second = before.get(key), after.get(key)
        said = second or before[key]
        if first is not None and second is not None:
            if first.value != second.value:
                yield SchemeChange(where=said.where, name=said.name, old=_told(first, second), new=_told(second, first))
        elif not said.is_part:
            old_words, new_words = (_NOTHING if one is None else one.words for one in (first, second))
            yield SchemeChange(where=said.where, name=said.name, old=old_words, new=new_words)


def _told(said: _Statement, other: _Statement) -> Words:
    en, zh = said.words.en, said.words.zh
    # A new name in one language, or a new key under an old name, would not show in the words.
    return Words(
        f"{en} ({said.precisely})" if en == other.words.en else en,
        f"{zh}（{said.precisely}）" if zh == other.words.zh else zh,
    )


def _same(text: object) -> Words:
    return Words(str(text), str(text))


def _both(words: Words) -> str:
    return f"{words.en} / {words.zh}"


def _joined(words: Iterable[Words]) -> Words:
    said = list(words)
    return Words("; ".join(each.en for each in said), "；".join(each.zh for each in said))


def _part(where: str, name: Words, value: object, words: Words, precisely: str = "") -> _Statement:
    return _Statement(key=(where,), where=where, name=name, value=value, words=words, precisely=precisely)


def _head(scheme: Scheme) -> Iterator[_Statement]:
    yield _part("year", Words("year", "年度"), scheme.year, _same(scheme.year))
    yield _part("title", Words("title", "名称"), scheme.title, scheme.title, _both(scheme.title))
    yield _part("document", Words("document", "文件"), scheme.document, _same(scheme.document))
    yield _part("marks", Words("total marks", "总分"), scheme.marks, _same(to_text(scheme.marks)))


def _criteria(scheme: Scheme) -> Iterator[_Statement]:
    nodes = dict(walk(scheme.criteria))
    for path, node in nodes.items():
        kind, name, description = _described(node)
        yield _Statement(key=(kind, node.key), where=path, name=name, value=None, words=description)
        parent = nodes.get(path.rpartition(".children")[0])
        for attribute, what, value, words, precisely in (*_node_parts(node, parent), *_own_parts(node)):
            yield _Statement(
                key=(kind, node.key, attribute),
                where=f"{path}.{attribute}" if attribute else path,
                name=Words("{whole}, {part}", "{whole}{part}").format(whole=name, part=what),
                value=value,
                words=words,
                precisely=precisely,
                is_part=True,
            )


def _described(node: Node) -> tuple[str, Words, Words]:
    marks = to_text(node.marks)
    if isinstance(node, Group):
        name = Words("group {name}", "指标组“{name}”").format(name=node.name)
        return "group", name, Words("{marks} marks", "{marks}分").format(marks=marks)
    description = Words(
        "{marks} marks; {indicator}; {rule}; missing: {missing}; not applicable: {not_applicable}",
        "{marks}分；{indicator}；{rule}；缺数据：{missing}；不适用：{not_applicable}",
    ).format(
        marks=marks,
        indicator=node.indicator.name,
        rule=node.rule.words(node.marks),
        missing=node.when_missing.words,
        not_applicable=node.when_not_applicable.words,
    )
    return "criterion", Words("criterion {name}", "指标“{name}”").format(name=node.name), description


_Part = tuple[str, Words, object, Words, str]


def _node_parts(node: Node, parent: Node | None) -> Iterator[_Part]:
    yield "name", Words("name", "名称"), node.name, node.name, _both(node.name)
    above, key = (Words("top", "一级"), "") if parent is None else (parent.name, parent.key)
    yield "", Words("in group", "所属指标组"), key, above, key
    yield "marks", Words("marks", "分值"), node.marks, _same(to_text(node.marks)), ""
    yield "source", Words("source", "出处"), node.source, _same(node.source), ""


def _own_parts(node: Node) -> Iterator[_Part]:
    if isinstance(node, Group):
        dimension = node.dimension
        clause = _NOTHING if dimension is None else dimension.words
        yield "dimension", Words("dimension", "考核内容"), dimension, clause, ""
        return
    indicator, missing, not_applicable = node.indicator, node.when_missing, node.when_not_applicable
    yield "indicator", Words("indicator", "考核指标"), indicator.key, indicator.name, indicator.key
    # Marks stand in the words of a rule; where they alone changed, the rule did not.
    yield "rule", Words("rule", "评分规则"), node.rule, node.rule.words(node.marks), ""
    yield "when_missing", Words("missing data", "缺数据的处理"), missing, missing.words, ""
    what = Words("not applicable", "不适用的处理")
    yield "when_not_applicable", what, not_applicable, not_applicable.words, ""


def _order_changes(old: Scheme, new: Scheme) -> Iterator[SchemeChange]:
    before, after = dict(_sequences(old)), dict(_sequences(new))
    for key, (where, name, members) in after.items():
        _, _, earlier = before.get(key, ("", _NOTHING, {}))
        first = [(member, earlier[member]) for member in earlier if member in members]
        second = [(member, members[member]) for member in members if member in earlier]
        if [member for member, _ in first] != [member for member, _ in second]:
            said, now = (
                _Statement(
                    key=(key,),
                    where=where,
                    name=Words("order in {name}", "{name}排列顺序").format(name=name),
                    value=[member for member, _ in sequence],
                    words=_joined(words for _, words in sequence),
                    precisely=", ".join(member for member, _ in sequence),
                )
                for sequence in (first, second)
            )
            yield from _changes([said], [now])


def _sequences(scheme: Scheme) -> Iterator[tuple[str, tuple[str, Words, dict[str, Words]]]]:
    yield "criteria", ("criteria", Words("the criteria", "一级指标组"), _members(scheme.criteria))
    for path, node in walk(scheme.criteria):
        if isinstance(node, Group):
            yield f"group {node.key}", (f"{path}.children", _described(node)[1], _members(node.children))
    cited = {" ".join(said.key): said.name for said in _interpretations(scheme)}
    yield "interpretations", ("interpretations", Words("the interpretations", "解释"), cited)


def _members(nodes: Iterable[Node]) -> dict[str, Words]:
    return {f"{_described(node)[0]} {node.key}": node.name for node in nodes}


def _weight_changes(old: CountyWeights, new: CountyWeights) -> Iterator[SchemeChange]:
    yield from _changes([_weights(old)], [_weights(new)])
    if isinstance(old, TableWeights) and isinstance(new, TableWeights):
        before, after = ({line.county: line.weight for line in given.weights} for given in (old, new))
        codes = [code for code in sorted({*before, *after}) if before.get(code) != after.get(code)]
        # A table can be long: only the lines that differ are told.
        first, second = (
            ", ".join(f"{code} {to_text(lines[code])}" for code in codes if code in lines) for lines in (before, after)
        )
        if codes:
            name = Words("table of weights", "权重表")
            yield SchemeChange(where="weights.weights", name=name, old=_same(first), new=_same(second))
        if old.source != new.source:
            name = Words("source of the weights", "权重表来源")
            yield SchemeChange(where="weights.source", name=name, old=_same(old.source), new=_same(new.source))


def _weights(weights: CountyWeights) -> _Statement:
    key = ""
    match weights:
        case EqualWeights():
            words = Words("equal weights", "各县等权")
        case IndicatorWeights(indicator=indicator):
            key = indicator.key
            words = Words("weights by {name}", "按{name}加权").format(name=indicator.name)
        case TableWeights():
            words = Words("weights by a table", "按权重表加权")
        case unknown:
            assert_never(unknown)
    return _part("weights", Words("weights of counties", "县级权重"), (weights.kind, key), words, key)


def _carried_changes(old: Carried, new: Carried) -> Iterator[SchemeChange]:
    if old.counties != new.counties:
        count = Words("{n} in all", "共{n}个")
        added = [code for code in new.counties if code not in old.counties]
        removed = [code for code in old.counties if code not in new.counties]
        moves = [
            words.format(codes=Words(", ".join(codes), "、".join(codes)))
            for words, codes in (
                (Words("added {codes}", "增加{codes}"), added),
                (Words("removed {codes}", "减少{codes}"), removed),
            )
            if codes
        ]
        yield SchemeChange(
            where="carried.counties",
            name=Words("carried counties", "引入成绩的贫困县"),
            old=count.format(n=len(old.counties)),
            new=_joined([count.format(n=len(new.counties)), *moves]),
        )


def _parts(scheme: Scheme) -> Iterator[_Statement]:
    full, source = scheme.carried.full_marks, scheme.carried.source
    what = Words("full marks of carried scores", "引入成绩满分")
    yield _part("carried.full_marks", what, full, _same(to_text(full)))
    yield _part("carried.source", Words("source of carried scores", "引入成绩来源"), source, _same(source))
    nothing, what = scheme.when_nothing_applies, Words("county to which nothing applies", "全部指标不适用的县")
    yield _part("when_nothing_applies", what, nothing, nothing.words)
    yield _part("rounding", Words("rounding", "修约"), scheme.rounding, _rounding(scheme.rounding))
    bands = scheme.grades.bands
    words = _joined([*map(_band, bands), scheme.grades.compared_on.words])
    keys = ", ".join(f"{band.key}: {_both(band.name)}" for band in bands)
    yield _part("grades", Words("grades", "等次"), scheme.grades, words, keys)
    words = _joined([scheme.ranking.ties.words, scheme.ranking.compared_on.words])
    yield _part("ranking", Words("ranking", "排名"), scheme.ranking, words)
    yield _plan(scheme.plan)
    limit = scheme.rectification
    words = Words("{days} {kind}", "{days}{kind}").format(days=limit.days, kind=limit.day_kind.words)
    yield _part("rectification", Words("time limit of rectification", "整改期限"), limit, words)


def _rounding(rounding: Rounding) -> Words:
    stages = [Words("on the way: {stage}", "中间修约：{stage}").format(stage=stage.words) for stage in rounding.stages]
    return _joined([rounding.words, *stages])


def _plan(plan: PlanRule) -> _Statement:
    keys = [item.key for item in plan.items]
    words = _joined([*(item.name for item in plan.items), plan.level.words, plan.miss.words])
    name = Words("yearly reduction plan", "年度减贫计划")
    return _part("plan", name, (keys, plan.level, plan.miss), words, ", ".join(keys))


def _band(band: Grade) -> Words:
    bounds = [
        Words("{side} {value}", "{side}{value}").format(side=side.words, value=to_text(value))
        for side, value in ((Side.AT_LEAST, band.at_least), (Side.BELOW, band.below))
        if value is not None
    ]
    if not bounds:
        return band.name
    joined = Words(", ".join(bound.en for bound in bounds), "、".join(bound.zh for bound in bounds))
    return Words("{name} {bounds}", "{name}{bounds}").format(name=band.name, bounds=joined)


def _low_rates(scheme: Scheme) -> Iterator[_Statement]:
    for i, low in enumerate(scheme.low_rates):
        yield _Statement(
            key=(low.rate.value, low.indicator.key),
            where=f"low_rates[{i}]",
            name=Words("threshold of {rate} ({indicator})", "{rate}低值标准（{indicator}）").format(
                rate=low.rate.words, indicator=low.indicator.name
            ),
            value=(low.low, low.when_missing),
            words=_low(low),
        )


def _low(low: LowRate) -> Words:
    return Words("{bound} {unit}; not observed: {missing}", "{bound}{unit}；未取得数据：{missing}").format(
        bound=low.low.words, unit=low.indicator.unit, missing=low.when_missing.words
    )


def _rewards(scheme: Scheme) -> Iterator[_Statement]:
    excellent, marked, effect = scheme.rewards.excellent, scheme.rewards.marked, scheme.rewards.with_finding
    key = ""
    match excellent:
        case ByGrade(grade=key):
            name = scheme.grades.bands[scheme.grades.index(key)].name
            words = Words("grade {name} or better", "等次不低于“{name}”").format(name=name)
        case ByScore(at_least=least, compared_on=on):
            words = Words("score at least {least}, {on}", "成绩不低于{least}，{on}").format(
                least=to_text(least), on=on.words
            )
        case ByRank(at_most=most):
            words = Words("rank {most} or better", "前{most}名").format(most=most)
        case unknown:
            assert_never(unknown)
    yield _part("rewards.excellent", Words("excellent score", "考核成绩优秀"), excellent, words, key)
    value = (marked.indicator.key, marked.measured, marked.at_least)
    what = Words("marked reduction", "减贫成效显著")
    yield _part("rewards.marked", what, value, marked.words, marked.indicator.key)
    yield _part("rewards.with_finding", Words("problems and rewards", "问题对奖励的影响"), effect, effect.words)


def _ceilings(scheme: Scheme) -> Iterator[_Statement]:
    for i, ceiling in enumerate(scheme.ceilings):
        grade = scheme.grades.bands[scheme.grades.index(ceiling.grade)]
        yield _Statement(
            key=(ceiling.problem.value,),
            where=f"ceilings[{i}]",
            name=Words("ceiling for {clause}", "{clause}等次上限").format(clause=ceiling.problem.citation.words),
            value=(ceiling.grade, ceiling.allowed_by),
            words=Words("{grade} ({document})", "{grade}（{document}）").format(
                grade=grade.name, document=ceiling.allowed_by
            ),
            precisely=ceiling.grade,
        )


def _interpretations(scheme: Scheme) -> Iterator[_Statement]:
    seen: list[str] = []
    for i, said in enumerate(scheme.interpretations):
        clause = str(said.citation)
        seen.append(clause)
        yield _Statement(
            # A clause may be interpreted more than once.
            key=(clause, str(seen.count(clause))),
            where=f"interpretations[{i}]",
            name=Words("interpretation of {clause}", "{clause}的解释").format(clause=said.citation.words),
            value=(said.reading, said.document),
            words=Words("{reading} ({document})", "{reading}（{document}）").format(
                reading=said.reading, document=said.document
            ),
            precisely=_both(said.reading),
        )


def _indicators(scheme: Scheme) -> Iterator[_Statement]:
    places: dict[str, str] = {}
    for where, indicator in _uses(scheme):
        places.setdefault(indicator.key, where)
    for indicator in scheme.indicators:
        name = Words("definition of {name}", "考核指标“{name}”").format(name=indicator.name)
        for attribute, what, value, words, precisely in _definition(indicator):
            yield _Statement(
                key=(indicator.key, attribute),
                where=f"{places[indicator.key]}.{attribute}",
                name=Words("{whole}, {part}", "{whole}{part}").format(whole=name, part=what),
                value=value,
                words=words,
                precisely=precisely,
                is_part=True,
            )


def _uses(scheme: Scheme) -> Iterator[tuple[str, Indicator]]:
    yield from ((f"{path}.indicator", criterion.indicator) for path, criterion in scheme.walk())
    if isinstance(scheme.weights, IndicatorWeights):
        yield "weights.indicator", scheme.weights.indicator
    yield from ((f"plan.items[{i}]", item) for i, item in enumerate(scheme.plan.items))
    yield from ((f"low_rates[{i}].indicator", low.indicator) for i, low in enumerate(scheme.low_rates))
    yield "rewards.marked.indicator", scheme.rewards.marked.indicator


def _definition(indicator: Indicator) -> Iterator[_Part]:
    name, unit, citation = indicator.name, indicator.unit, indicator.citation
    yield "name", Words("name", "名称"), name, name, _both(name)
    yield "unit", Words("unit", "单位"), unit, unit, _both(unit)
    yield "places", Words("decimal places", "小数位数"), indicator.places, _same(indicator.places), ""
    high = _NOTHING if indicator.high is None else _same(to_text(indicator.high))
    yield "low", Words("least value", "取值下限"), indicator.low, _same(to_text(indicator.low)), ""
    yield "high", Words("largest value", "取值上限"), indicator.high, high, ""
    yield "better", Words("better direction", "优劣方向"), indicator.better, _BETTER[indicator.better], ""
    adds = Words("yes", "是") if indicator.is_additive else Words("no", "否")
    yield "is_additive", Words("adds up over counties", "可按县相加"), indicator.is_additive, adds, ""
    clause = _NOTHING if citation is None else citation.words
    yield "citation", Words("clause", "条款"), citation, clause, ""
