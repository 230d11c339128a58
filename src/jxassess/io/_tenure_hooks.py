"""Strict hooks for files of tenures: townships beside cities and counties, and posts at all three levels."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache
from typing import NamedTuple

from attrs import frozen
from cattrs import Converter

from jxassess.comparing import ByFields
from jxassess.faults import FaultKind, FaultsError
from jxassess.io._documents import Table, is_list, is_table
from jxassess.io._fault_kinds import DUPLICATE_PLACE
from jxassess.io._gather import Gatherer
from jxassess.io._hooks import file_hook, make_converter, referring
from jxassess.io._references import current
from jxassess.io._shown import cut
from jxassess.io._values import Hook, text
from jxassess.measure import Citation
from jxassess.places import City, County, Township
from jxassess.tenures import PostPlace, Succession, Tenure
from jxassess.words import Words

TENURES_FORMAT = "jxassess-tenures/1"

_TOWNSHIP_DIGITS = 9

UNKNOWN_TOWNSHIP = FaultKind(
    "unknown_place",
    Citation(9, 2),
    Words("{value} is not the code of a township in the file", "{value}不是文件中乡镇的代码"),
    Words("mend the code, or add the township", "请更正代码，或增列该乡镇"),
)


@frozen(kw_only=True)
class TenuresFile(ByFields):
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


class TenureHooks(NamedTuple):
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
    return TenureHooks(file_hook(TenuresFile, _converter), file_hook(Township, _converter))


@cache
def _converter(is_detailed: bool) -> Converter:
    given: dict[object, Hook] = {
        City: referring(City, lambda code: current().city(code)),
        County: referring(County, lambda code: current().county(code)),
        Township: referring(Township, lambda code: _TOWNSHIPS.get().find(code)),
        PostPlace: lambda value, _: _place(text(value)),
    }
    return make_converter(given, is_detailed=is_detailed)


def _place(code: str) -> PostPlace:
    return _TOWNSHIPS.get().find(code) if len(code) == _TOWNSHIP_DIGITS else current().place(code)
