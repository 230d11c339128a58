"""Two schemes held against each other, criterion by criterion and part by part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from attrs import frozen

from jxassess.exact import Side, to_text
from jxassess.scheme._compare_criteria import (
    NOTHING,
    Statement,
    both,
    criterion_statements,
    indicator_statements,
    interpretation_statements,
    same,
    sequences,
)
from jxassess.scheme._consequences import ByGrade, LowRate, PlanRule
from jxassess.scheme._grades import Grade, Rounding
from jxassess.scheme._scheme import Scheme
from jxassess.scheme._weights import Carried, CountyWeights, IndicatorWeights, TableWeights
from jxassess.words import Language, Words, one_line


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
        _changes(criterion_statements(old), criterion_statements(new)),
        _order_changes(old, new),
        _weight_changes(old.weights, new.weights),
        _carried_changes(old.carried, new.carried),
        _changes(_parts(old), _parts(new)),
        _changes(_low_rates(old), _low_rates(new)),
        _changes(_rewards(old), _rewards(new)),
        _changes(_ceilings(old), _ceilings(new)),
        _changes(interpretation_statements(old), interpretation_statements(new)),
        _changes(indicator_statements(old), indicator_statements(new)),
    )
    return tuple(chain.from_iterable(parts))


def _changes(old: Iterable[Statement], new: Iterable[Statement]) -> Iterator[SchemeChange]:
    before, after = {said.key: said for said in old}, {said.key: said for said in new}
    for key in {**after, **before}:
        first, second = before.get(key), after.get(key)
        said = second or before[key]
        if first is not None and second is not None:
            if first.value != second.value:
                yield SchemeChange(where=said.where, name=said.name, old=_told(first, second), new=_told(second, first))
        elif not said.is_part:
            old_words, new_words = (NOTHING if one is None else one.words for one in (first, second))
            yield SchemeChange(where=said.where, name=said.name, old=old_words, new=new_words)


def _told(said: Statement, other: Statement) -> Words:
    en, zh = said.words.en, said.words.zh
    # A new name in one language, or a new key under an old name, would not show in the words.
    return Words(
        f"{en} ({said.precisely})" if en == other.words.en else en,
        f"{zh}（{said.precisely}）" if zh == other.words.zh else zh,
    )


def _joined(words: Iterable[Words]) -> Words:
    said = list(words)
    return Words("; ".join(each.en for each in said), "；".join(each.zh for each in said))


def _part(where: str, name: Words, value: object, words: Words, precisely: str = "") -> Statement:
    return Statement(key=(where,), where=where, name=name, value=value, words=words, precisely=precisely)


def _head(scheme: Scheme) -> Iterator[Statement]:
    yield _part("year", Words("year", "年度"), scheme.year, same(scheme.year))
    yield _part("title", Words("title", "名称"), scheme.title, scheme.title, both(scheme.title))
    yield _part("document", Words("document", "文件"), scheme.document, same(scheme.document))
    yield _part("marks", Words("total marks", "总分"), scheme.marks, same(to_text(scheme.marks)))


def _order_changes(old: Scheme, new: Scheme) -> Iterator[SchemeChange]:
    before, after = dict(sequences(old)), dict(sequences(new))
    for key, (where, name, members) in after.items():
        _, _, earlier = before.get(key, ("", NOTHING, {}))
        first = [(member, earlier[member]) for member in earlier if member in members]
        second = [(member, members[member]) for member in members if member in earlier]
        if [member for member, _ in first] != [member for member, _ in second]:
            said, now = (
                Statement(
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
            yield SchemeChange(where="weights.weights", name=name, old=same(first), new=same(second))
        if old.source != new.source:
            name = Words("source of the weights", "权重表来源")
            yield SchemeChange(where="weights.source", name=name, old=same(old.source), new=same(new.source))


def _weights(weights: CountyWeights) -> Statement:
    key = weights.indicator.key if isinstance(weights, IndicatorWeights) else ""
    return _part("weights", Words("weights of counties", "县级权重"), (weights.kind, key), weights.words, key)


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


def _parts(scheme: Scheme) -> Iterator[Statement]:
    full, source = scheme.carried.full_marks, scheme.carried.source
    what = Words("full marks of carried scores", "引入成绩满分")
    yield _part("carried.full_marks", what, full, same(to_text(full)))
    yield _part("carried.source", Words("source of carried scores", "引入成绩来源"), source, same(source))
    nothing, what = scheme.when_nothing_applies, Words("county to which nothing applies", "全部指标不适用的县")
    yield _part("when_nothing_applies", what, nothing, nothing.words)
    yield _part("rounding", Words("rounding", "修约"), scheme.rounding, _rounding(scheme.rounding))
    bands = scheme.grades.bands
    words = _joined([*map(_band, bands), scheme.grades.compared_on.words])
    keys = ", ".join(f"{band.key}: {both(band.name)}" for band in bands)
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


def _plan(plan: PlanRule) -> Statement:
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


def _low_rates(scheme: Scheme) -> Iterator[Statement]:
    for i, low in enumerate(scheme.low_rates):
        yield Statement(
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


def _rewards(scheme: Scheme) -> Iterator[Statement]:
    excellent, marked, effect = scheme.rewards.excellent, scheme.rewards.marked, scheme.rewards.with_finding
    if isinstance(excellent, ByGrade):
        words, key = excellent.words_in(scheme.grades), excellent.grade
    else:
        words, key = excellent.words, ""
    yield _part("rewards.excellent", Words("excellent score", "考核成绩优秀"), excellent, words, key)
    value = (marked.indicator.key, marked.measured, marked.at_least)
    what = Words("marked reduction", "减贫成效显著")
    yield _part("rewards.marked", what, value, marked.words, marked.indicator.key)
    yield _part("rewards.with_finding", Words("problems and rewards", "问题对奖励的影响"), effect, effect.words)


def _ceilings(scheme: Scheme) -> Iterator[Statement]:
    for i, ceiling in enumerate(scheme.ceilings):
        grade = scheme.grades.bands[scheme.grades.index(ceiling.grade)]
        yield Statement(
            key=(ceiling.problem.value,),
            where=f"ceilings[{i}]",
            name=Words("ceiling for {clause}", "{clause}等次上限").format(clause=ceiling.problem.citation.words),
            value=(ceiling.grade, ceiling.allowed_by),
            words=Words("{grade} ({document})", "{grade}（{document}）").format(
                grade=grade.name, document=ceiling.allowed_by
            ),
            precisely=ceiling.grade,
        )
