"""Strict hooks for cattrs: every value has exactly the type that its place asks for, or is a fault."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import TypeGuard, TypeVar, Union, get_args, get_origin

import attrs
from attrs import frozen
from cattrs import ClassValidationError, Converter
from cattrs.gen import make_dict_structure_fn

from jxassess.evidence import NOT_APPLICABLE, Evidence, Value
from jxassess.faults import Fault, FaultsError
from jxassess.indicators import Indicator
from jxassess.io._documents import Table, is_list, is_table
from jxassess.io._fault_kinds import (
    MISSING_KEY,
    UNKNOWN_KIND,
    UNKNOWN_VALUE,
)
from jxassess.io._references import current
from jxassess.io._shown import LIST, TABLE, shown, wrong_type
from jxassess.io._values import PLAIN_HOOKS, Hook, number, text
from jxassess.measure import Citation
from jxassess.places import City, County, Place
from jxassess.scheme import Criterion, Group, Node, Scheme

T = TypeVar("T")

# Enums give their values slowly, and this one is compared with every observation.
_NOT_APPLICABLE = NOT_APPLICABLE.value
# A field of a path with the number of an item and the point behind it, where there are such.
_STEP = re.compile(r"(\w+)(?:\[(\d+)\])?(\.?)", re.ASCII)


class ItemsError(Exception):
    """What is wrong with the items of one list.

    Attributes:
        errors: number of the item, and its error.
    """

    def __init__(self, errors: list[tuple[int, Exception]]) -> None:
        super().__init__(errors)
        self.errors = errors


class _LeftOut(Enum):
    LEFT_OUT = "left out"


@frozen
class Hooks:
    """The hooks that files are read with, made once.

    Attributes:
        scheme: structures a scheme.
        evidence: structures evidence.
        indicator: structures the definition of an indicator.
        city: structures the definition of a city.
        county: structures the definition of a county.
    """

    scheme: Callable[[object, object], Scheme]
    evidence: Callable[[object, object], Evidence]
    indicator: Callable[[object, object], Indicator]
    city: Callable[[object, object], City]
    county: Callable[[object, object], County]


@cache
def hooks() -> Hooks:
    """Make the hooks at first use; keys and codes are looked up in the references in force when they are called."""
    converter = _make_converter()
    return Hooks(
        class_hook(Scheme, converter),
        class_hook(Evidence, converter),
        class_hook(Indicator, converter),
        class_hook(City, converter),
        class_hook(County, converter),
    )


def _make_converter() -> Converter:
    converter = Converter(detailed_validation=True, forbid_extra_keys=True)
    for kind, hook in PLAIN_HOOKS:
        converter.register_structure_hook(kind, hook)
    converter.register_structure_hook(Indicator, _referring(Indicator, lambda key: current().indicator(key)))
    converter.register_structure_hook(City, _referring(City, lambda code: current().city(code)))
    converter.register_structure_hook(County, _referring(County, lambda code: current().county(code)))
    converter.register_structure_hook_factory(_is_enum, _member_hook)

    def composite(kind: type[object]) -> Hook:
        return class_hook(kind, converter)

    def sequence(kind: object) -> Hook:
        return _sequence_hook(kind, converter)

    def union(kind: object) -> Hook:
        return _union_hook(kind, converter)

    converter.register_structure_hook_factory(_is_composite, composite)
    converter.register_structure_hook_factory(_is_sequence, sequence)
    converter.register_structure_hook_factory(_is_union, union)
    return converter


def _referring(kind: type[T], find: Callable[[str], T]) -> Hook:
    def structure(value: object, _: object) -> T:
        # Units that were defined in the same file come here as they are.
        return value if isinstance(value, kind) else find(text(value))

    return structure


def _is_enum(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, Enum)


def _member_hook(kind: type[Enum]) -> Hook:
    members = {member.value: member for member in kind}

    def structure(value: object, _: object) -> Enum:
        found = members.get(text(value))
        if found is None:
            raise FaultsError([UNKNOWN_VALUE.at("", shown(value), known=", ".join(members))])
        return found

    return structure


def _is_composite(kind: object) -> bool:
    return isinstance(kind, type) and attrs.has(kind) and kind not in (Citation, Indicator, City, County)


def class_hook(kind: type[T], converter: Converter) -> Callable[[object, object], T]:
    """Make the hook that structures one class of attrs from a table.

    Args:
        kind: the class.
        converter: the converter that structures its fields.

    Returns:
        The hook. What may be `None` may be left out of the table.
    """
    build = make_dict_structure_fn(
        kind, converter, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True, _cattrs_use_linecache=False
    )
    left_out = dict.fromkeys(optional_names(kind), _LeftOut.LEFT_OUT)
    is_member = kind_name(kind) is not None

    def structure(value: object, _: object) -> T:
        if not is_table(value):
            raise wrong_type(value, TABLE)
        if left_out or is_member:
            value = {**left_out, **{key: inner for key, inner in value.items() if not (is_member and key == "kind")}}
        try:
            return build(value, kind)
        except ClassValidationError as error:
            for inner in error.group_exceptions()[1]:
                if isinstance(inner, FaultsError):
                    inner.faults = tuple(_in_file_order(fault, kind, value, converter) for fault in inner.faults)
            raise

    return structure


def _in_file_order(fault: Fault, kind: type, table: Table, converter: Converter) -> Fault:
    """Count items as the file does, where a class sorts what it is given and then counts in its own order."""
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
    given = _sequence_hook(field.type, converter)(inner, None) if is_list(inner) else ()
    place = _place_before(given, sorter(given), place) if given and _is_sorter(sorter) else place
    item = inner[place] if is_list(inner) and place < len(inner) else None
    element = get_args(field.type)[0] if _is_sequence(field.type) else None
    return f"{step[1]}[{place}]{step[3]}" + _file_path(rest, element, item, converter)


def _class_of(kind: object, value: object) -> type[attrs.AttrsInstance] | None:
    """Give the class that a value of a file is structured into, `None` where that is none of attrs."""
    members = get_args(kind) if _is_union(kind) else (kind,)
    if kind == Node:
        members = (Group if is_table(value) and "children" in value else Criterion,)
    found = [member for member in members if _is_class(member)]
    if len(found) > 1:
        given = value.get("kind") if is_table(value) else None
        found = [member for member in found if kind_name(member) == given]
    return found[0] if len(found) == 1 else None


def _is_class(kind: object) -> TypeGuard[type[attrs.AttrsInstance]]:
    return isinstance(kind, type) and attrs.has(kind)


def _is_sorter(value: object) -> TypeGuard[Callable[[object], tuple[object, ...]]]:
    return callable(value)


def _place_before(given: tuple[object, ...], kept: tuple[object, ...], place: int) -> int:
    # The same object may be there twice; sorting leaves those in their order.
    same = [i for i, item in enumerate(given) if item is kept[place]]
    return same[sum(item is kept[place] for item in kept[:place])]


def kind_name(kind: type) -> str | None:
    """Give the name by which a file tells a class from the others of its union, `None` where it is in no union."""
    name: object = getattr(kind, "kind", None)
    return name if isinstance(name, str) else None


def optional_names(kind: type) -> list[str]:
    """Name the fields of a class that may be `None` and have no default: files leave them out all the same."""
    return [name for name, is_required, may_be_none in _fields(kind) if is_required and may_be_none]


def required_names(kind: type) -> list[str]:
    """Name the fields of a class that a file must give."""
    return [name for name, is_required, may_be_none in _fields(kind) if is_required and not may_be_none]


def _fields(kind: type) -> Iterator[tuple[str, bool, bool]]:
    for field in attrs.fields(attrs.resolve_types(kind)):
        yield field.name, field.default is attrs.NOTHING, NoneType in get_args(field.type)


def _is_sequence(kind: object) -> bool:
    return get_origin(kind) is tuple


def _sequence_hook(kind: object, converter: Converter) -> Callable[[object, object], tuple[object, ...]]:
    element = get_args(kind)[0]

    def structure(value: object, _: object) -> tuple[object, ...]:
        if not is_list(value):
            raise wrong_type(value, LIST)
        # Looked up late, since a group holds groups.
        hook = converter.get_structure_hook(element)
        made: list[object] = []
        errors: list[tuple[int, Exception]] = []
        for i, item in enumerate(value):
            try:
                made.append(hook(item, element))
            except (ClassValidationError, ItemsError, FaultsError) as error:
                errors.append((i, error))
        if errors:
            raise ItemsError(errors)
        return tuple(made)

    return structure


def _is_union(kind: object) -> bool:
    return get_origin(kind) in (Union, UnionType)


def _union_hook(kind: object, converter: Converter) -> Hook:
    if kind == Place:
        return lambda value, _: current().place(text(value))
    if kind == Value:
        return _value
    if kind == Node:
        return _node_hook(converter)
    members: tuple[type[object], ...] = get_args(kind)
    if NoneType in members:
        return _optional_hook(members[0], converter)
    return _kinds_hook(members, converter)


def _value(value: object, _: object) -> Value:
    return NOT_APPLICABLE if value == _NOT_APPLICABLE else number(value, _)


def _node_hook(converter: Converter) -> Hook:
    def structure(value: object, _: object) -> Node:
        if is_table(value) and "children" in value:
            return converter.structure(value, Group)
        return converter.structure(value, Criterion)

    return structure


def _optional_hook(member: type[object], converter: Converter) -> Hook:
    hook = converter.get_structure_hook(member)

    def structure(value: object, _: object) -> object:
        return None if value is _LeftOut.LEFT_OUT else hook(value, member)

    return structure


def _kinds_hook(members: tuple[type[object], ...], converter: Converter) -> Hook:
    kinds = {kind_name(member): member for member in members}
    known = ", ".join(map(str, kinds))

    def structure(value: object, _: object) -> object:
        if not is_table(value):
            raise wrong_type(value, TABLE)
        if "kind" not in value:
            raise FaultsError([MISSING_KEY.at("kind", "kind")])
        given = value["kind"]
        if not isinstance(given, str) or given not in kinds:
            raise FaultsError([UNKNOWN_KIND.at("kind", shown(given), known=known)])
        return converter.structure(value, kinds[given])

    return structure
