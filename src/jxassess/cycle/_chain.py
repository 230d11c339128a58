"""The chain of digests over a log.

The digest of an event is the SHA-256 of a list of texts: the name of this version, the digest before it, and then, in
the order of their paths, path and value of every field of the event. Each text is written as its length in bytes, a
colon, its UTF-8 bytes, and a comma, so that no two lists are written alike.

A path is made of field names and numbers with points between them, such as `by.0.body`; the length of a list stands
under its path with `.#`, and the kind of what an event says under `what.kind`. Values are the text that a file holds;
fields that are left out are not in the list. The chain begins with the same digest over the year, the places and the
rules of verification, with the empty text in place of a digest before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum
from fractions import Fraction
from hashlib import sha256
from typing import TypeGuard

import attrs
from attrs import frozen

from jxassess.comparing import ByFields
from jxassess.exact import to_text
from jxassess.places import City, County

CHAIN_VERSION = "jxassess-chain/1"
"""The version of the rule by which digests are made; it never changes its meaning."""


def link(before: str, value: object) -> str:
    """Make the next digest of a chain.

    Args:
        before: the digest before, empty at the beginning.
        value: an event, or the beginning.

    Returns:
        The digest: 64 digits of base 16.

    Example:
        >>> sha256(b"16:jxassess-chain/1,0:,0:,1:x,").hexdigest() == link("", "x")
        True
    """
    fields = sorted(_fields(value, ""))
    texts = [CHAIN_VERSION, before, *(text for field in fields for text in field)]
    return sha256(b"".join(map(_netstring, texts))).hexdigest()


def _netstring(text: str) -> bytes:
    data = text.encode()
    return b"%d:%b," % (len(data), data)


def _fields(value: object, path: str) -> Iterator[tuple[str, str]]:
    if _is_sequence(value):
        yield _join(path, "#"), str(len(value))
        for i, item in enumerate(value):
            yield from _fields(item, _join(path, str(i)))
    elif _is_object(value) and not isinstance(value, City | County):
        yield from _object_fields(value, path)
    elif value is not None:
        yield path, _text(value)


def _object_fields(value: attrs.AttrsInstance, path: str) -> Iterator[tuple[str, str]]:
    kind: object = getattr(value, "kind", None)
    if isinstance(kind, str):
        yield _join(path, "kind"), kind
    for field in attrs.fields(type(value)):
        inner: object = getattr(value, field.name)
        yield from _fields(inner, _join(path, field.name))


def _text(value: object) -> str:
    match value:
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case Fraction():
            return to_text(value)
        case date():
            return value.isoformat()
        case Enum():
            return str(value.value)
        case City() | County():
            return value.code
        case _:
            raise TypeError(f"{type(value).__name__} has no form in a chain")


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _is_sequence(value: object) -> TypeGuard[tuple[object, ...]]:
    return isinstance(value, tuple)


def _is_object(value: object) -> TypeGuard[attrs.AttrsInstance]:
    return attrs.has(type(value))


@frozen
class Beginning(ByFields):
    """What a chain begins with.

    Attributes:
        year: the year assessed.
        cities: code, name and English name of each.
        counties: code, name, English name, and first and last day in force, which may be empty, of each.
        rules: the rules of verification.
    """

    year: int
    cities: tuple[tuple[str, ...], ...]
    counties: tuple[tuple[str, ...], ...]
    rules: object


def beginning(year: int, cities: Iterable[City], counties: Iterable[County], rules: object) -> Beginning:
    """Write out what a chain begins with: places in full, since events name them by code alone."""
    return Beginning(
        year,
        tuple((city.code, city.name, city.english) for city in cities),
        tuple((c.code, c.name, c.english, *map(_day, (c.valid_from, c.valid_to))) for c in counties),
        rules,
    )


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def chain(start: Beginning, events: Iterable[object]) -> tuple[str, ...]:
    """Make all digests of a log.

    Args:
        start: what the chain begins with.
        events: the events, in the order of the log.

    Returns:
        The digest of the beginning, and one for each event.
    """
    digests = [link("", start)]
    for event in events:
        digests.append(link(digests[-1], event))
    return tuple(digests)
