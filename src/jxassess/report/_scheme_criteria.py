"""The criteria of a scheme as tables: of the tree, of the cities' own parts, and of adjustments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from attrs import frozen

from jxassess.comparing import ByFields
from jxassess.measure import Citation
from jxassess.report._page import Section
from jxassess.report._said import ALLOWED_BY, NONE, NOTHING, SOURCE, cited, line, measured, number, same
from jxassess.scheme import (
    Adjustment,
    Bonus,
    CityLevel,
    Criterion,
    Group,
    Node,
    Penalty,
    Scheme,
    WhenMissing,
    WhenNotApplicable,
)
from jxassess.words import Words


@frozen(kw_only=True)
class _Column(ByFields):
    """A column: its head, and whether it stands there though nothing is in it."""

    head: Words
    is_kept: bool = True


_Row: TypeAlias = tuple[Words, ...]

_NUMBER = _Column(head=Words("no.", "序号"))
_DIMENSION = _Column(head=Words("dimension", "考核内容"))
_NODE = _Column(head=Words("group or criterion", "指标组、指标"))
_MARKS = _Column(head=Words("marks", "分值"))
# Most schemes say all weights and sources or none; an empty column tells nothing.
_WEIGHT = _Column(head=Words("weight", "权重"), is_kept=False)
_RULES = (
    _Column(head=Words("indicator", "考核指标")),
    _Column(head=Words("rule", "评分规则")),
    _Column(head=Words("missing", "缺数据")),
    _Column(head=Words("not applicable", "不适用")),
)
_SOURCE = _Column(head=SOURCE, is_kept=False)
_RELATIVE = Words(
    "weights are relative inside each group; where they are given, marks are a scale of their own",
    "权重为同组内的相对权重；设权重的，分值为各自满分",
)


def criteria(scheme: Scheme) -> Section:
    """Show the tree of criteria.

    Args:
        scheme: the scheme.

    Returns:
        A table with a row for each group and criterion.
    """
    title = cited(Words("Criteria", "考核指标与评分规则"), Citation(5))
    nodes = dict(_numbered(scheme.criteria))
    rows = [(same(key), _dimension(node), *_node(node)) for key, node in nodes.items()]
    lines = [_RELATIVE] if any(node.weight is not None for node in nodes.values()) else []
    columns = (_NUMBER, _DIMENSION, _NODE, _MARKS, _WEIGHT, *_RULES, _SOURCE)
    return _table(title, lines, columns, rows)


def city_level(level: CityLevel) -> Section:
    """Show what a city's score is blended of.

    Args:
        level: the level of cities of a scheme.

    Returns:
        The share of the counties' mean, and a table of the other parts with their criteria.
    """
    rows = [(same(key), *_node(node)) for key, node in _numbered(level.parts)]
    lines = [
        line(Words("share of the mean of the counties", "县级成绩加权平均的份额"), number(level.county_weight)),
        line(ALLOWED_BY, same(level.allowed_by)),
    ]
    title = cited(Words("Score of cities", "市级成绩构成"), Citation(6))
    return _table(title, lines, (_NUMBER, _NODE, _MARKS, _WEIGHT, *_RULES, _SOURCE), rows)


def adjustments(scheme: Scheme) -> Section:
    """Show what is added and taken beside the tree.

    Args:
        scheme: the scheme.

    Returns:
        A table in the order in which it applies; under each the criteria that it has.
    """
    columns = (
        _Column(head=Words("order", "顺序")),
        _Column(head=Words("level", "层级")),
        _Column(head=Words("adjustment or criterion", "加减分项、指标")),
        _MARKS,
        *_RULES,
        _Column(head=Words("allowed by, source", "依据、出处")),
    )
    rows = [row for adjustment in scheme.adjustments for row in _adjustment(adjustment)]
    return _table(Words("Adjustments", "加减分"), [] if rows else [NONE], columns, rows)


def _table(title: Words, lines: list[Words], columns: tuple[_Column, ...], rows: list[_Row]) -> Section:
    shown = [i for i, column in enumerate(columns) if column.is_kept or any(row[i] != NOTHING for row in rows)]
    return Section(
        title=title,
        lines=lines,
        columns=[columns[i].head for i in shown],
        rows=[tuple(row[i] for i in shown) for row in rows],
    )


def _numbered(nodes: tuple[Node, ...], prefix: str = "") -> Iterator[tuple[str, Node]]:
    for i, node in enumerate(nodes, start=1):
        yield f"{prefix}{i}", node
        if isinstance(node, Group):
            yield from _numbered(node.children, f"{prefix}{i}.")


def _dimension(node: Node) -> Words:
    if isinstance(node, Group) and node.dimension is not None:
        return cited(node.dimension.words, node.dimension.citation)
    return NOTHING


def _node(node: Node) -> _Row:
    first = (node.name, number(node.marks), number(node.weight))
    if isinstance(node, Group):
        return (*first, *[NOTHING] * len(_RULES), same(node.source))
    return (*first, *_rules(node), node.when_missing.words, node.when_not_applicable.words, same(node.source))


def _rules(criterion: Criterion) -> _Row:
    return measured(criterion.indicator), criterion.rule_words


def _adjustment(adjustment: Adjustment) -> Iterator[_Row]:
    order, level, empty = same(str(adjustment.order)), adjustment.level.words, [NOTHING] * 2
    yield order, level, adjustment.name, *empty, adjustment.words, *empty, same(adjustment.allowed_by)
    if isinstance(adjustment, Bonus | Penalty):
        for i, criterion in enumerate(adjustment.criteria, start=1):
            first = (same(f"{adjustment.order}.{i}"), NOTHING, criterion.name, number(criterion.marks))
            yield *first, *_rules(criterion), *_left_out(criterion), same(criterion.source)


def _left_out(criterion: Criterion) -> _Row:
    # There is no rest to scale up: what is left out adds and takes nothing.
    left_out = Words("left out", "不计入")
    is_told = criterion.when_missing in (WhenMissing.FAULT, WhenMissing.ZERO)
    is_fault = criterion.when_not_applicable is WhenNotApplicable.FAULT
    missing = criterion.when_missing.words if is_told else left_out
    return missing, criterion.when_not_applicable.words if is_fault else left_out
