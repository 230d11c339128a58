"""What files know of the classes that they are read into: their name in a union, and which fields may be left out."""

from __future__ import annotations

from collections.abc import Iterator
from types import NoneType
from typing import get_args

import attrs


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
