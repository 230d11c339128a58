"""The criteria, groups and indicators of two schemes, which are the same where their keys are, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from jxassess.comparing import ByFields
from jxassess.indicators import Indicator
from jxassess.scheme._adjustments import Bonus, Penalty
from jxassess.scheme._compare_labels import label
from jxassess.scheme._compare_parts import (
    SchemeChange,
    Spot,
    apart,
    came_or_went,
    changes,
    order_changes,
    part_name,
)
from jxassess.scheme._compare_words import Speaker, is_tuple
from jxassess.scheme._criteria import Group, Node, walk
from jxassess.scheme._scheme import Scheme
from jxassess.words import Words


@frozen
class _Held(ByFields):
    """A criterion or group, and what holds it: by its key, empty at the top, and its name."""

    node: Node
    spot: Spot
    key: str
    name: Words


def node_changes(old: Speaker, new: Speaker) -> Iterator[SchemeChange]:
    """Compare the criteria and groups of two schemes: of the tree, of the city's own, and of adjustments.

    Args:
        old: what says the earlier scheme.
        new: what says the later one.

    Yields:
        The changes, in the order of the later scheme; then what it no longer has; then orders.
    """
    before, after = _nodes(old), _nodes(new)
    for key in {**after, **before}:
        first, second = before.get(key), after.get(key)
        if first is not None and second is not None:
            yield from _moves(first, second)
            yield from changes(first.spot, second.spot, _name(second.node))
        else:
            held = second or before[key]
            yield came_or_went(held.spot, _name(held.node), is_new=first is None)
    yield from _orders(before, after)


def _nodes(speaker: Speaker) -> dict[str, _Held]:
    scheme = speaker.scheme
    found = [*_held(speaker, scheme.criteria, "criteria", "", Words("top", "一级"))]
    if scheme.city is not None:
        found += _held(speaker, scheme.city.parts, "city.parts", "city", label(Scheme, "city"))
    for i, adjustment in enumerate(scheme.adjustments):
        if isinstance(adjustment, Bonus | Penalty):
            path = f"adjustments[{i}].criteria"
            found += _held(speaker, adjustment.criteria, path, adjustment.key, adjustment.name)
    return {held.node.key: held for held in found}


def _held(speaker: Speaker, nodes: tuple[Node, ...], where: str, key: str, name: Words) -> Iterator[_Held]:
    found = dict(walk(nodes, where))
    for path, node in found.items():
        parent = found.get(path.rpartition(".children")[0])
        spot = Spot(value=node, where=path, attribute="", speaker=speaker)
        yield _Held(node, spot, key, name) if parent is None else _Held(node, spot, parent.key, parent.name)


def _name(node: Node) -> Words:
    if isinstance(node, Group):
        return Words("group {name}", "指标组“{name}”").format(name=node.name)
    return Words("criterion {name}", "指标“{name}”").format(name=node.name)


def _moves(old: _Held, new: _Held) -> Iterator[SchemeChange]:
    if old.key != new.key:
        name = part_name(_name(new.node), Words("in", "所属"))
        was, is_now = apart(old.name, new.name, old.key), apart(new.name, old.name, new.key)
        yield SchemeChange(where=new.spot.where, name=name, old=was, new=is_now)


def _orders(old: dict[str, _Held], new: dict[str, _Held]) -> Iterator[SchemeChange]:
    before, after = _sequences(old), _sequences(new)
    for key, members in after.items():
        held = new[next(iter(members))]
        where, name = held.spot.where.rpartition("[")[0], held.name
        yield from order_changes(before.get(key, {}), members, where, name)


def _sequences(nodes: dict[str, _Held]) -> dict[str, dict[str, Words]]:
    found: dict[str, dict[str, Words]] = {}
    for key, held in nodes.items():
        found.setdefault(held.key, {})[key] = held.node.name
    return found


def indicator_changes(old: Spot, new: Spot) -> Iterator[SchemeChange]:
    """Compare how two schemes define the indicators that both name.

    Args:
        old: the earlier scheme.
        new: the later one.

    Yields:
        The changes, at the place where the later scheme first names the indicator.
    """
    before, after = dict(_defined(old)), dict(_defined(new))
    for key in sorted({*before} & {*after}):
        first, second = before[key], after[key]
        whole = Words("definition of {name}", "考核指标“{name}”").format(name=second.words)
        for one, other in zip(first.inner(), second.inner(), strict=True):
            yield from changes(one, other, part_name(whole, label(Indicator, other.attribute)))


def _defined(scheme: Spot) -> Iterator[tuple[str, Spot]]:
    seen: set[str] = set()
    for key, spot in _named(scheme):
        if key not in seen:
            yield key, spot
        seen.add(key)


def _named(spot: Spot) -> Iterator[tuple[str, Spot]]:
    if isinstance(spot.value, Indicator):
        yield spot.value.key, spot
        return
    parts = (member for member, _ in spot.members().values()) if is_tuple(spot.value) else spot.inner()
    for part in parts:
        yield from _named(part)
