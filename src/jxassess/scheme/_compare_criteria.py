"""What a scheme says of its criteria, indicators and interpretations, one statement at a time, and in which order.

`compare_schemes` holds the statements of two schemes against each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from attrs import frozen

from jxassess.exact import to_text
from jxassess.indicators import Indicator
from jxassess.scheme._criteria import Group, Node, walk
from jxassess.scheme._scheme import Scheme
from jxassess.scheme._weights import IndicatorWeights
from jxassess.words import Words

Sequence: TypeAlias = tuple[str, Words, dict[str, Words]]
"""A path, a name, and members by what tells them apart."""

NOTHING = Words("", "")


@frozen(kw_only=True)
class Statement:
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


_Part: TypeAlias = tuple[str, Words, object, Words, str]


def same(text: object) -> Words:
    """Give the words of what reads the same in both languages."""
    return Words(str(text), str(text))


def both(words: Words) -> str:
    """Give both languages in one text."""
    return f"{words.en} / {words.zh}"


def criterion_statements(scheme: Scheme) -> Iterator[Statement]:
    """Say every group and criterion, each followed by its parts.

    Args:
        scheme: the scheme.

    Yields:
        Statements in the order of the document.
    """
    nodes = dict(walk(scheme.criteria))
    for path, node in nodes.items():
        kind, name, description = _described(node)
        yield Statement(key=(kind, node.key), where=path, name=name, value=None, words=description)
        parent = nodes.get(path.rpartition(".children")[0])
        for attribute, what, value, words, precisely in (*_node_parts(node, parent), *_own_parts(node)):
            yield Statement(
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


def _node_parts(node: Node, parent: Node | None) -> Iterator[_Part]:
    yield "name", Words("name", "名称"), node.name, node.name, both(node.name)
    above, key = (Words("top", "一级"), "") if parent is None else (parent.name, parent.key)
    yield "", Words("in group", "所属指标组"), key, above, key
    yield "marks", Words("marks", "分值"), node.marks, same(to_text(node.marks)), ""
    yield "source", Words("source", "出处"), node.source, same(node.source), ""


def _own_parts(node: Node) -> Iterator[_Part]:
    if isinstance(node, Group):
        dimension = node.dimension
        clause = NOTHING if dimension is None else dimension.words
        yield "dimension", Words("dimension", "考核内容"), dimension, clause, ""
        return
    indicator, missing, not_applicable = node.indicator, node.when_missing, node.when_not_applicable
    yield "indicator", Words("indicator", "考核指标"), indicator.key, indicator.name, indicator.key
    # Marks stand in the words of a rule; where they alone changed, the rule did not.
    yield "rule", Words("rule", "评分规则"), node.rule, node.rule.words(node.marks), ""
    yield "when_missing", Words("missing data", "缺数据的处理"), missing, missing.words, ""
    what = Words("not applicable", "不适用的处理")
    yield "when_not_applicable", what, not_applicable, not_applicable.words, ""


def indicator_statements(scheme: Scheme) -> Iterator[Statement]:
    """Say the definition of every indicator, part by part.

    Args:
        scheme: the scheme.

    Yields:
        Statements at the place where the scheme first uses the indicator.
    """
    places: dict[str, str] = {}
    for where, indicator in _uses(scheme):
        places.setdefault(indicator.key, where)
    for indicator in scheme.indicators:
        name = Words("definition of {name}", "考核指标“{name}”").format(name=indicator.name)
        for attribute, what, value, words, precisely in _definition(indicator):
            yield Statement(
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
    yield "name", Words("name", "名称"), name, name, both(name)
    yield "unit", Words("unit", "单位"), unit, unit, both(unit)
    yield "places", Words("decimal places", "小数位数"), indicator.places, same(indicator.places), ""
    high = NOTHING if indicator.high is None else same(to_text(indicator.high))
    yield "low", Words("least value", "取值下限"), indicator.low, same(to_text(indicator.low)), ""
    yield "high", Words("largest value", "取值上限"), indicator.high, high, ""
    yield "better", Words("better direction", "优劣方向"), indicator.better, indicator.better.words, ""
    adds = Words("yes", "是") if indicator.is_additive else Words("no", "否")
    yield "is_additive", Words("adds up over counties", "可按县相加"), indicator.is_additive, adds, ""
    clause = NOTHING if citation is None else citation.words
    yield "citation", Words("clause", "条款"), citation, clause, ""


def interpretation_statements(scheme: Scheme) -> Iterator[Statement]:
    """Say every interpretation that the scheme cites.

    Args:
        scheme: the scheme.

    Yields:
        Statements in the order of the document.
    """
    seen: list[str] = []
    for i, said in enumerate(scheme.interpretations):
        clause = str(said.citation)
        seen.append(clause)
        yield Statement(
            # A clause may be interpreted more than once.
            key=(clause, str(seen.count(clause))),
            where=f"interpretations[{i}]",
            name=Words("interpretation of {clause}", "{clause}的解释").format(clause=said.citation.words),
            value=(said.reading, said.document),
            words=Words("{reading} ({document})", "{reading}（{document}）").format(
                reading=said.reading, document=said.document
            ),
            precisely=both(said.reading),
        )


def sequences(scheme: Scheme) -> Iterator[tuple[str, Sequence]]:
    """Give what has the order of the document: the outermost criteria, the children of each group, the interpretations.

    Args:
        scheme: the scheme.

    Yields:
        What the sequence is told by in two schemes; with its path, its name, and its members, named by their keys.
    """
    yield "criteria", ("criteria", Words("the criteria", "一级指标组"), _members(scheme.criteria))
    for path, node in walk(scheme.criteria):
        if isinstance(node, Group):
            yield f"group {node.key}", (f"{path}.children", _described(node)[1], _members(node.children))
    cited = {" ".join(said.key): said.name for said in interpretation_statements(scheme)}
    yield "interpretations", ("interpretations", Words("the interpretations", "解释"), cited)


def _members(nodes: Iterable[Node]) -> dict[str, Words]:
    return {f"{_described(node)[0]} {node.key}": node.name for node in nodes}
