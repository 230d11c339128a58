"""Strict hooks for cattrs: every value has exactly the type that its place asks for, or is a fault."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import NamedTuple, TypeVar, Union, get_args, get_origin

import attrs
from cattrs import ClassValidationError, Converter, ForbiddenExtraKeysError
from cattrs.cols import list_structure_factory
from cattrs.gen import make_dict_structure_fn

from jxassess.evidence import (
    NOT_APPLICABLE,
    CarriedScore,
    EarlierResult,
    Event,
    Evidence,
    Finding,
    Observation,
    SampledCounty,
    SetGrade,
    Target,
    Value,
)
from jxassess.faults import FaultsError
from jxassess.indicators import Indicator
from jxassess.io._classes import kind_name, optional_names
from jxassess.io._documents import is_list, is_table
from jxassess.io._fault_kinds import MISSING_KEY, UNKNOWN_KIND, UNKNOWN_VALUE
from jxassess.io._file_order import in_file_order
from jxassess.io._references import current
from jxassess.io._shown import LIST, TABLE, shown, wrong_type
from jxassess.io._values import PLAIN_HOOKS, Hook, number, text
from jxassess.places import City, County, Place
from jxassess.scheme import Criterion, Group, Node, Scheme

T = TypeVar("T")

# Enums give their values slowly, and this one is compared with every observation.
_NOT_APPLICABLE = NOT_APPLICABLE.value


class _LeftOut(Enum):
    LEFT_OUT = "left out"


class Hooks(NamedTuple):
    """The hooks that files are read with, made once.

    Attributes:
        scheme: structures a scheme.
        evidence: structures evidence.
        indicator: structures the definition of an indicator.
        city: structures the definition of a city.
        county: structures the definition of a county.
        target: structures a line of the plan by itself, as a row of a sheet holds it; so do the following.
        observation: a value.
        carried: the score of a carried county.
        result: an earlier result.
        finding: a finding.
        event: an event.
        sample: a county drawn.
        set_grade: a grade that people set.
    """

    scheme: Callable[[object, object], Scheme]
    evidence: Callable[[object, object], Evidence]
    indicator: Callable[[object, object], Indicator]
    city: Callable[[object, object], City]
    county: Callable[[object, object], County]
    target: Callable[[object, object], Target]
    observation: Callable[[object, object], Observation]
    carried: Callable[[object, object], CarriedScore]
    result: Callable[[object, object], EarlierResult]
    finding: Callable[[object, object], Finding]
    event: Callable[[object, object], Event]
    sample: Callable[[object, object], SampledCounty]
    set_grade: Callable[[object, object], SetGrade]


@cache
def hooks() -> Hooks:
    """Make the hooks at first use; keys and codes are looked up in the references in force when they are called."""
    return Hooks(
        file_hook(Scheme, _converter),
        file_hook(Evidence, _converter),
        file_hook(Indicator, _converter),
        file_hook(City, _converter),
        file_hook(County, _converter),
        file_hook(Target, _converter),
        file_hook(Observation, _converter),
        file_hook(CarriedScore, _converter),
        file_hook(EarlierResult, _converter),
        file_hook(Finding, _converter),
        file_hook(Event, _converter),
        file_hook(SampledCounty, _converter),
        file_hook(SetGrade, _converter),
    )


@cache
def _converter(is_detailed: bool) -> Converter:
    def node(value: object, _: object) -> Node:
        kind: type[Group | Criterion] = Group if is_table(value) and "children" in value else Criterion
        return converter.structure(value, kind)

    given: dict[object, Hook] = {
        Indicator: referring(Indicator, lambda key: current().indicator(key)),
        City: referring(City, lambda code: current().city(code)),
        County: referring(County, lambda code: current().county(code)),
        Place: lambda value, _: current().place(text(value)),
        Value: _value,
        Node: node,
    }
    converter = make_converter(given, is_detailed=is_detailed)
    return converter


def make_converter(given: Mapping[object, Hook], *, is_detailed: bool) -> Converter:
    """Make the converter of a kind of file.

    Args:
        given: hooks of what is referred to by key or code, and of unions without names.
        is_detailed: whether it gathers all faults, instead of stopping at the first.

    Returns:
        The converter. It makes each other hook from its type, where a file first uses it.
    """
    converter = Converter(detailed_validation=is_detailed, forbid_extra_keys=True)
    for kind, hook in (*PLAIN_HOOKS, *given.items()):
        converter.register_structure_hook(kind, hook)
    converter.register_structure_hook(Enum, _member)

    @cache
    def composite(kind: type[object]) -> Hook:
        return class_hook(kind, converter)

    def is_made_of_kinds(kind: object) -> bool:
        return get_origin(kind) in (Union, UnionType) and kind not in given

    converter.register_structure_hook_factory(_is_class, composite)
    converter.register_structure_hook_factory(_is_sequence, _sequence_hook)
    converter.register_structure_hook_factory(is_made_of_kinds, _union_hook)
    return converter


def file_hook(kind: type[T], converter: Callable[[bool], Converter]) -> Callable[[object, object], T]:
    """Make the hook of what is read as a whole: it looks for all faults only where there is one.

    Args:
        kind: the class.
        converter: gives the converter that gathers faults, and the one that does not, each made once.

    Returns:
        The hook.
    """
    quick = class_hook(kind, converter(False))

    @cache
    def detailed() -> Callable[[object, object], T]:
        return class_hook(kind, converter(True))

    def structure(value: object, _: object) -> T:
        try:
            return quick(value, _)
        except (FaultsError, ForbiddenExtraKeysError, KeyError):
            # The code that gathers faults is twice as long, and generating code is most of what reading costs.
            return detailed()(value, _)

    return structure


def referring(kind: type[T], find: Callable[[str], T]) -> Hook:
    """Make the hook of what is defined elsewhere and referred to by key or code.

    Args:
        kind: the class of what is referred to.
        find: looks it up.

    Returns:
        The hook.
    """

    def structure(value: object, _: object) -> T:
        # Units that were defined in the same file come here as they are.
        return value if isinstance(value, kind) else find(text(value))

    return structure


def _value(value: object, _: object) -> Value:
    return NOT_APPLICABLE if value == _NOT_APPLICABLE else number(value)


def _member(value: object, kind: type[Enum]) -> Enum:
    members = _members(kind)
    found = members.get(text(value))
    if found is None:
        raise FaultsError([UNKNOWN_VALUE.at("", shown(value), known=", ".join(members))])
    return found


@cache
def _members(kind: type[Enum]) -> dict[str, Enum]:
    return {str(member.value): member for member in kind}


def _is_class(kind: object) -> bool:
    return isinstance(kind, type) and attrs.has(kind)


def class_hook(kind: type[T], converter: Converter) -> Callable[[object, object], T]:
    """Make the hook that structures one class of attrs from a table.

    Args:
        kind: the class.
        converter: gives the hooks of its fields.

    Returns:
        The hook. What may be `None` may be left out of the table.
    """
    is_member = kind_name(kind) is not None

    @cache
    def parts() -> tuple[Callable[[dict[str, object], object], T], dict[str, _LeftOut]]:
        # Generated where a file first uses the class: a file uses few, and each costs what reading many values does.
        build = make_dict_structure_fn(
            kind,
            converter,
            _cattrs_forbid_extra_keys=converter.forbid_extra_keys,
            _cattrs_detailed_validation=converter.detailed_validation,
            _cattrs_use_linecache=False,
        )
        return build, dict.fromkeys(optional_names(kind), _LeftOut.LEFT_OUT)

    def structure(value: object, _: object) -> T:
        if not is_table(value):
            raise wrong_type(value, TABLE)
        build, left_out = parts()
        given = {**left_out, **value} if left_out or is_member else value
        if is_member:
            given.pop("kind", None)
        try:
            return build(given, kind)
        except ClassValidationError as error:
            for inner in error.group_exceptions()[1]:
                if isinstance(inner, FaultsError):
                    # What a class finds wrong is counted as the class keeps it, and reported as the file has it.
                    inner.faults = tuple(in_file_order(fault, kind, value, converter) for fault in inner.faults)
            raise

    return structure


def _is_sequence(kind: object) -> bool:
    return get_origin(kind) is tuple


def _sequence_hook(kind: type[object], converter: Converter) -> Callable[[object, object], tuple[object, ...]]:
    items = list_structure_factory(kind, converter)

    def structure(value: object, _: object) -> tuple[object, ...]:
        if not is_list(value):
            raise wrong_type(value, LIST)
        return tuple(items(value, kind))

    return structure


def _union_hook(kind: object, converter: Converter) -> Hook:
    members: tuple[type[object], ...] = get_args(kind)
    return _optional_hook(members[0], converter) if NoneType in members else _kinds_hook(members, converter)


def _optional_hook(member: type[object], converter: Converter) -> Hook:
    def structure(value: object, _: object) -> object:
        return None if value is _LeftOut.LEFT_OUT else converter.structure(value, member)

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
