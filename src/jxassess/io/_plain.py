"""Values into what files hold: tables, lists, text, whole numbers, truth values."""

from __future__ import annotations

from datetime import date
from enum import Enum
from fractions import Fraction
from typing import TypeAlias, TypeGuard

import attrs

from jxassess.exact import to_text
from jxassess.indicators import Indicator
from jxassess.io._classes import kind_name
from jxassess.measure import Citation
from jxassess.places import City, County

Plain: TypeAlias = "bool | int | str | list[Plain] | dict[str, Plain]"


def to_plain(value: object) -> Plain:
    """Turn a value of this library into what a file holds.

    Args:
        value: text, a number, a day, an enum's member, a sequence, a mapping with text as keys, or an object of attrs.

    Returns:
        Fractions as text, days in ISO form, members by value, clauses as cited in English, indicators by key, places by
        code, tuples as lists, other objects as tables in the order of their fields.

    Raises:
        TypeError: a value of another type.
    """
    match value:
        case bool() | int() | str():
            return value
        case Fraction():
            return to_text(value)
        case date():
            return value.isoformat()
        case Enum():
            return to_plain(value.value)
        case Citation():
            return str(value)
        case Indicator():
            return value.key
        case City() | County():
            return value.code
        case _ if _is_sequence(value):
            return [to_plain(item) for item in value]
        case _ if _is_mapping(value):
            return {key: to_plain(item) for key, item in value.items() if item is not None}
        case _ if _is_object(value):
            return to_table(value)
        case _:
            raise TypeError(f"{type(value).__name__} has no form in files")


def _is_sequence(value: object) -> TypeGuard[tuple[object, ...] | list[object]]:
    return isinstance(value, tuple | list)


def _is_mapping(value: object) -> TypeGuard[dict[str, object]]:
    return isinstance(value, dict)


def _is_object(value: object) -> TypeGuard[attrs.AttrsInstance]:
    return attrs.has(type(value))


def to_table(value: attrs.AttrsInstance) -> dict[str, Plain]:
    """Turn one object into a table of its own fields, `kind` first where it is in a union.

    Unlike `to_plain` this writes indicators and places out, as lists that define them do.

    Args:
        value: an object of attrs.

    Returns:
        The table; fields that are `None` are left out.
    """
    name = kind_name(type(value))
    table: dict[str, Plain] = {} if name is None else {"kind": name}
    for field in attrs.fields(type(value)):
        inner: object = getattr(value, field.name)
        if inner is not None:
            table[field.name] = to_plain(inner)
    return table
