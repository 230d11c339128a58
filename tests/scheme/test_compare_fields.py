"""No attribute of a scheme is left out when two schemes are compared: the classes are walked, not listed."""

from __future__ import annotations

import copy
import re
import sys
import types
from collections.abc import Iterator
from enum import Enum
from fractions import Fraction
from pathlib import Path
from typing import Union, get_args, get_origin, get_type_hints

import attrs
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from jxassess.indicators import Indicator
from jxassess.measure import Citation
from jxassess.scheme import (
    ComparedOn,
    EqualWeights,
    ExcellentRank,
    ExcellentScore,
    IndicatorWeights,
    Scheme,
    compare_schemes,
)
from jxassess.words import Words

sys.path.append(str(Path(__file__).parents[1]))

from whole_scheme import banded, item, whole_scheme

ATOMS = (Words, Citation, Indicator)


def _schemes() -> Iterator[Scheme]:
    """Schemes that together hold a value of every class and a value for every attribute."""
    scheme = whole_scheme()
    yield scheme
    by_score = evolve(scheme.rewards, excellent=ExcellentScore(at_least=90, compared_on=ComparedOn.EXACT))
    weights = IndicatorWeights(indicator=item("population"))
    yield evolve(scheme, grades=banded(), weights=weights, rewards=by_score)
    by_rank = evolve(scheme.rewards, excellent=ExcellentRank(at_most=3))
    yield evolve(scheme, weights=EqualWeights(), rewards=by_rank, city=None, sample=None, grades_set_by=None)


SCHEMES = tuple(_schemes())


def _classes(hint: object) -> Iterator[type]:
    """The classes with attributes that a type hint leads to."""
    if get_origin(hint) in (Union, types.UnionType, tuple):
        for part in get_args(hint):
            yield from _classes(part)
    elif isinstance(hint, type) and attrs.has(hint):
        yield hint


def _reachable(start: type) -> set[type]:
    found, todo = set[type](), [start]
    while todo:
        kind = todo.pop()
        if kind not in found:
            found.add(kind)
            hints = get_type_hints(kind) if kind not in ATOMS else {}
            todo.extend(inner for hint in hints.values() for inner in _classes(hint))
    return found


def _spots(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], object]]:
    """Every attribute and member below a value, with its path."""
    if isinstance(value, tuple):
        parts: list[tuple[str | int, object]] = list(enumerate(value))
    elif attrs.has(type(value)) and not isinstance(value, ATOMS):
        parts = [(a.name, getattr(value, a.name)) for a in attrs.fields(type(value))]
    else:
        return
    for step, part in parts:
        yield (*path, step), part
        yield from _spots(part, (*path, step))


def _text(path: tuple[str | int, ...]) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")


def _at(value: object, path: tuple[str | int, ...]) -> object:
    for step in path:
        value = value[step] if isinstance(step, int) else getattr(value, step)
    return value


def _replaced(whole: object, path: tuple[str | int, ...], value: object) -> object:
    """Put a value in a place, whether or not the scheme is then one that could be made."""
    if not path:
        return value
    step, *rest = path
    inner = _replaced(_at(whole, (step,)), tuple(rest), value)
    if isinstance(step, int):
        return (*whole[:step], inner, *whole[step + 1 :])
    other = copy.copy(whole)
    object.__setattr__(other, step, inner)
    return other


def _altered(value: object) -> object:
    match value:
        case bool():
            return not value
        case int() | Fraction():
            return value + 1
        case str():
            return f"{value}9"
        case Words():
            return Words(f"{value.en} two", f"{value.zh}二")
        case Enum():
            members = list(type(value))
            return members[(members.index(value) + 1) % len(members)]
        case Citation():
            return Citation(9, item=7)
        case Indicator():
            return evolve(value, key=f"{value.key}9")
        case tuple():
            return value[:-1]
        case _:
            return None


def _alterations() -> Iterator[tuple[int, tuple[str | int, ...], object]]:
    """A change of each attribute in each part of the scheme: to another value, and to nothing where that is allowed."""
    seen: set[tuple[type, str | int, str | int]] = set()
    for number, scheme in enumerate(SCHEMES):
        for path, value in _spots(scheme):
            kind, name = type(_at(scheme, path[:-1])), path[-1]
            if isinstance(name, int) or value is None or value == () or (kind, name, path[0]) in seen:
                continue
            seen.add((kind, name, path[0]))
            if type(None) in get_args(get_type_hints(kind)[name]):
                yield number, path, None
            if _altered(value) is not None:
                yield number, path, _altered(value)


ALTERATIONS = tuple(_alterations())


def _has(scheme: Scheme, where: str) -> bool:
    steps = [int(index) if index else name for name, index in re.findall(r"([a-z_]+)|\[([0-9]+)\]", where)]
    try:
        _at(scheme, tuple(steps))
    except (AttributeError, IndexError, TypeError):
        return False
    return True


def _is_whole(hint: object) -> bool:
    """Whether a value is always made of attributes, which are then altered one by one."""
    parts = get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)
    return all(isinstance(part, type) and attrs.has(part) and part not in ATOMS for part in parts)


def test_every_attribute_is_altered() -> None:
    """The changes below reach every attribute of every class that a scheme can be made of."""
    wanted = {
        (kind, name)
        for kind in _reachable(Scheme)
        if kind not in ATOMS
        for name, hint in get_type_hints(kind).items()
        if name in attrs.fields_dict(kind) and not _is_whole(hint)
    }
    assert len(wanted) > 100
    assert {(type(_at(SCHEMES[i], path[:-1])), path[-1]) for i, path, _ in ALTERATIONS} == wanted


@pytest.mark.parametrize(
    ("number", "path", "value"),
    ALTERATIONS,
    ids=[f"{i}-{_text(path)}-{value is None}" for i, path, value in ALTERATIONS],
)
def test_every_alteration_shows(number: int, path: tuple[str | int, ...], value: object) -> None:
    """Whatever is changed in a scheme shows at its path, in both languages, from either side."""
    old = SCHEMES[number]
    new = _replaced(old, path, value)
    where = _text(path)
    for first, second in ((old, new), (new, old)):
        found = compare_schemes(first, second)
        assert any(where.startswith(change.where) or change.where.startswith(where) for change in found)
        for change in found:
            assert change.old.en != change.new.en
            assert change.old.zh != change.new.zh
            assert change.name.en
            assert change.name.zh
            assert _has(second, change.where) or _has(first, change.where)


@pytest.mark.parametrize("name", [a.name for a in attrs.fields(Indicator) if a.name != "key"])
@pytest.mark.parametrize("number", range(len(SCHEMES)))
def test_every_definition_shows(number: int, name: str) -> None:
    """Whatever is changed in the definition of an indicator shows once, where the scheme first names it."""
    old = SCHEMES[number]
    for indicator in old.indicators:
        value = getattr(indicator, name)
        other = copy.copy(indicator)
        object.__setattr__(other, name, Citation(8) if value is None else _altered(value))
        new: object = old
        places = [path for path, found in _spots(old) if found == indicator]
        for path in places:
            new = _replaced(new, path, other)
        assert [change.where for change in compare_schemes(old, new)] == [f"{_text(places[0])}.{name}"]


@settings(max_examples=150, deadline=None)
@given(first=st.sampled_from(ALTERATIONS), second=st.sampled_from(ALTERATIONS))
def test_empty_exactly_for_equal_schemes(
    first: tuple[int, tuple[str | int, ...], object], second: tuple[int, tuple[str | int, ...], object]
) -> None:
    """Two schemes are equal exactly where nothing is told, and as much is told from either side."""
    old, new = (_replaced(SCHEMES[number], path, value) for number, path, value in (first, second))
    forth, back = compare_schemes(old, new), compare_schemes(new, old)
    assert (forth == ()) == (old == new)
    assert len(forth) == len(back)


@pytest.mark.parametrize("number", range(len(SCHEMES)))
def test_nothing_for_equal_schemes(number: int) -> None:
    """A scheme made twice does not differ from itself."""
    assert compare_schemes(SCHEMES[number], tuple(_schemes())[number]) == ()
