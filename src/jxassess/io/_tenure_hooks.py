"""Strict hooks for files of tenures: townships beside cities and counties, and posts at all three levels."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from enum import Enum
from functools import cache
from typing import TypeVar, get_args, get_origin

from attrs import frozen
from cattrs import ClassValidationError, Converter

from jxassess.faults import FaultKind, FaultsError
from jxassess.io._documents import Table, is_list, is_table
from jxassess.io._fault_kinds import DUPLICATE_PLACE, UNKNOWN_VALUE
from jxassess.io._gather import Gatherer
from jxassess.io._hooks import ItemsError, class_hook
from jxassess.io._references import current
from jxassess.io._shown import LIST, cut, shown, wrong_type
from jxassess.io._values import PLAIN_HOOKS, Hook, text
from jxassess.measure import Citation
from jxassess.places import City, County, Township
from jxassess.tenures import PostPlace, PrincipalPost, Succession, SuccessionKind, Tenure
from jxassess.words import Words

T = TypeVar("T")

TENURES_FORMAT = "jxassess-tenures/1"

_TOWNSHIP_DIGITS = 9

UNKNOWN_TOWNSHIP = FaultKind(
    "unknown_place",
    Citation(9, 2),
    Words("{value} is not the code of a township in the file", "{value}不是文件中乡镇的代码"),
    Words("mend the code, or add the township", "请更正代码，或增列该乡镇"),
)


@frozen(kw_only=True)
class TenuresFile:
    """The outermost table of a file of tenures.

    Attributes:
        on: the day on which the record stands.
        cities: the cities that the file names.
        counties: the counties that it names.
        townships: the townships that it names.
        tenures: the tenures.
        successions: the counties that were renamed, merged or changed.
        is_synthetic: whether the record is made up.
        classification: the classification that the office sets.
    """

    on: date
    cities: tuple[City, ...]
    counties: tuple[County, ...] = ()
    townships: tuple[Township, ...] = ()
    tenures: tuple[Tenure, ...]
    successions: tuple[Succession, ...] = ()
    is_synthetic: bool
    classification: str = ""


class Townships:
    """Townships by code, filled while a file is read; what is defined but faulty is hidden."""

    def __init__(self) -> None:
        self._known: dict[str, Township] = {}
        self._hidden: set[str] = set()
        self._is_list = True

    @contextmanager
    def in_force(self) -> Generator[None, None, None]:
        """Let the hooks look townships up here while a file is read."""
        token = _TOWNSHIPS.set(self)
        try:
            yield
        finally:
            _TOWNSHIPS.reset(token)

    def define(self, table: Table, gatherer: Gatherer) -> None:
        """Read the list of townships and put them in its place; faults go to the gatherer."""
        listed = table["townships"]
        if not is_list(listed):
            self._is_list = False
            return
        made = [self._define(item, f"townships[{i}]", gatherer) for i, item in enumerate(listed)]
        table["townships"] = [township for township in made if township is not None]

    def _define(self, item: object, path: str, gatherer: Gatherer) -> Township | None:
        township = gatherer.attempt(tenure_hooks().township, item, path)
        if township is None:
            self._hidden.add(str(item.get("code")) if is_table(item) else "")
        elif self._known.setdefault(township.code, township) is not township:
            gatherer.faults.append(DUPLICATE_PLACE.at(f"{path}.code", township.code))
            return None
        return township

    def find(self, code: str) -> Township:
        """Give the township of a code, or raise; without faults where its definition is faulty."""
        found = self._known.get(code)
        if found is None:
            is_told = code in self._hidden or not self._is_list
            raise FaultsError([] if is_told else [UNKNOWN_TOWNSHIP.at("", cut(code))])
        return found


_TOWNSHIPS: ContextVar[Townships] = ContextVar("townships")


@frozen
class TenureHooks:
    """The hooks that files of tenures are read with, made once.

    Attributes:
        file: structures the outermost table.
        township: structures the definition of a township.
    """

    file: Callable[[object, object], TenuresFile]
    township: Callable[[object, object], Township]


@cache
def tenure_hooks() -> TenureHooks:
    """Make the hooks at first use; codes are looked up in the references and townships in force when they are called."""
    converter = Converter()
    for kind, hook in PLAIN_HOOKS:
        converter.register_structure_hook(kind, hook)
    for members in (PrincipalPost, SuccessionKind):
        converter.register_structure_hook(members, _member_hook(members))
    converter.register_structure_hook(City, _defined(City, lambda code: current().city(code)))
    converter.register_structure_hook(County, _defined(County, lambda code: current().county(code)))
    converter.register_structure_hook(Township, _defined(Township, lambda code: _TOWNSHIPS.get().find(code)))
    converter.register_structure_hook(PostPlace, lambda value, _: _place(text(value)))
    # What may be `None` is left out of files, so a value that is there is a day.
    day = dict(PLAIN_HOOKS)[date]
    converter.register_structure_hook_func(lambda kind: kind == (date | None), day)
    converter.register_structure_hook(Tenure, class_hook(Tenure, converter))
    converter.register_structure_hook(Succession, class_hook(Succession, converter))
    for item in (City, County, Township, Tenure, Succession):
        _register_list(item, converter)
    return TenureHooks(class_hook(TenuresFile, converter), class_hook(Township, converter))


def _place(code: str) -> PostPlace:
    return _TOWNSHIPS.get().find(code) if len(code) == _TOWNSHIP_DIGITS else current().place(code)


def _defined(kind: type[T], find: Callable[[str], T]) -> Hook:
    def structure(value: object, _: object) -> T:
        # Units that were defined in the same file come here as they are.
        return value if isinstance(value, kind) else find(text(value))

    return structure


def _member_hook(kind: type[Enum]) -> Hook:
    members = {member.value: member for member in kind}

    def structure(value: object, _: object) -> Enum:
        found = members.get(text(value))
        if found is None:
            raise FaultsError([UNKNOWN_VALUE.at("", shown(value), known=", ".join(members))])
        return found

    return structure


def _register_list(item: type, converter: Converter) -> None:
    hook = converter.get_structure_hook(item)

    def structure(value: object, _: object) -> tuple[object, ...]:
        if not is_list(value):
            raise wrong_type(value, LIST)
        made: list[object] = []
        errors: list[tuple[int, Exception]] = []
        for i, inner in enumerate(value):
            try:
                made.append(hook(inner, item))
            except (ClassValidationError, FaultsError) as error:
                errors.append((i, error))
        if errors:
            raise ItemsError(errors)
        return tuple(made)

    def is_list_of_it(kind: object) -> bool:
        return get_origin(kind) is tuple and get_args(kind)[0] is item

    converter.register_structure_hook_func(is_list_of_it, structure)
