"""Paths as a file counts: a class that sorts what it is given counts its items in its own order."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import UnionType
from typing import TypeGuard, Union, get_args, get_origin

import attrs
from cattrs import Converter

from jxassess.faults import Fault
from jxassess.io._classes import kind_name
from jxassess.io._documents import Table, is_list, is_table
from jxassess.scheme import Criterion, Group, Node

# A field of a path with the number of an item and the point behind it, where there are such.
_STEP = re.compile(r"(\w+)(?:\[(\d+)\])?(\.?)", re.ASCII)


def in_file_order(fault: Fault, kind: type, table: Table, converter: Converter) -> Fault:
    """Count items as the file does, where a class sorts what it is given and then counts in its own order.

    Args:
        fault: what the class found.
        kind: the class.
        table: what stands in the file for it.
        converter: gives the hooks that structured its fields.

    Returns:
        The fault at the path of the file.
    """
    return attrs.evolve(fault, where=_file_path(fault.where, kind, table, converter))


def _file_path(where: str, kind: object, value: object, converter: Converter) -> str:
    """Rewrite a path inside a class, step by step along what the file holds, as far as the steps are its fields."""
    step = _STEP.match(where)
    own = _class_of(kind, value)
    field = attrs.fields_dict(attrs.resolve_types(own)).get(step[1]) if step and own else None
    if step is None or field is None or not is_table(value) or step[1] not in value:
        return where
    inner, rest = value[step[1]], where[step.end() :]
    if step[2] is None:
        return step[0] + _file_path(rest, field.type, inner, converter)
    place = int(step[2])
    sorter: object = getattr(field, "converter", None)
    given: object = converter.structure(inner, field.type) if is_list(inner) and field.type else ()
    place = _place_before(given, sorter(given), place) if _is_filled(given) and _is_sorter(sorter) else place
    item = inner[place] if is_list(inner) and place < len(inner) else None
    element = get_args(field.type)[0] if get_origin(field.type) is tuple else None
    return f"{step[1]}[{place}]{step[3]}" + _file_path(rest, element, item, converter)


def _class_of(kind: object, value: object) -> type[attrs.AttrsInstance] | None:
    """Give the class that a value of a file is structured into, `None` where that is none of attrs."""
    members = get_args(kind) if get_origin(kind) in (Union, UnionType) else (kind,)
    if kind == Node:
        members = (Group if is_table(value) and "children" in value else Criterion,)
    found = [member for member in members if _is_class(member)]
    if len(found) > 1:
        given = value.get("kind") if is_table(value) else None
        found = [member for member in found if kind_name(member) == given]
    return found[0] if len(found) == 1 else None


def _is_class(kind: object) -> TypeGuard[type[attrs.AttrsInstance]]:
    return isinstance(kind, type) and attrs.has(kind)


def _is_filled(value: object) -> TypeGuard[tuple[object, ...]]:
    return isinstance(value, tuple) and value != ()


def _is_sorter(value: object) -> TypeGuard[Callable[[object], tuple[object, ...]]]:
    return callable(value)


def _place_before(given: tuple[object, ...], kept: tuple[object, ...], place: int) -> int:
    # The same object may be there twice; sorting leaves those in their order.
    same = [i for i, item in enumerate(given) if item is kept[place]]
    return same[sum(item is kept[place] for item in kept[:place])]
