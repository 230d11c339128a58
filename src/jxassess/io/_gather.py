"""Every fault of a file, read off the groups of exceptions that cattrs raises."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TypeVar

import attrs
from cattrs import ClassValidationError, ForbiddenExtraKeysError, IterableValidationError

from jxassess.faults import Fault, FaultsError, join
from jxassess.io._classes import kind_name
from jxassess.io._fault_kinds import MISSING_KEY, UNCHECKED, UNKNOWN_KEY
from jxassess.measure import Citation
from jxassess.words import Words

T = TypeVar("T")

_MOST_PATHS = 5
_WHOLE = Words("the whole file", "全文")
_TOP = re.compile(r"[a-z_]+")


class Gatherer:
    """Collects the faults of one file.

    Attributes:
        faults: the faults so far, in the order in which they were found.
        unchecked: paths of what was not checked, because parts of it are faulty; outer ones first.
    """

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.unchecked: list[str] = []

    def attempt(self, hook: Callable[[object, object], T], value: object, path: str = "") -> T | None:
        """Structure a value, and collect its faults instead of raising them.

        Args:
            hook: what structures it.
            value: the value from the file.
            path: where it stands.

        Returns:
            The result, `None` where it has faults.
        """
        try:
            return hook(value, None)
        except (ClassValidationError, IterableValidationError, FaultsError) as error:
            self._take(error, path)
            return None

    def _take(self, error: Exception, path: str) -> None:
        match error:
            case FaultsError():
                self.faults.extend(fault.under(path) for fault in error.faults)
            case ClassValidationError():
                self._take_class(error, path)
            case IterableValidationError():
                for inner, note in error.group_exceptions()[0]:
                    self._take(inner, f"{path}[{note.index}]")
            case KeyError(args=(str() as key,)) if key == path.rpartition(".")[2]:
                # cattrs takes each field out of the table by its name.
                self.faults.append(MISSING_KEY.at(path, key))
            case _:
                raise error

    def _take_class(self, error: ClassValidationError, path: str) -> None:
        noted, bare = error.group_exceptions()
        unknown = [inner for inner in bare if isinstance(inner, ForbiddenExtraKeysError)]
        if (noted or unknown) and hasattr(error.cl, "__attrs_post_init__"):
            self.unchecked.append(path)
        for inner, note in noted:
            self._take(inner, join(path, note.name))
        for inner in bare:
            if isinstance(inner, ForbiddenExtraKeysError):
                self._take_keys(inner, path)
            else:
                self._take(inner, path)

    def _take_keys(self, error: ForbiddenExtraKeysError, path: str) -> None:
        names = [field.name for field in attrs.fields(error.cl)]
        known = ", ".join(names if kind_name(error.cl) is None else ["kind", *names])
        self.faults.extend(UNKNOWN_KEY.at(join(path, key), key, known=known) for key in sorted(error.extra_fields))

    def all_faults(
        self,
        clauses: Mapping[str, Citation],
        otherwise: Citation,
        locate: Callable[[Fault], Fault] = lambda fault: fault,
    ) -> tuple[Fault, ...]:
        """Give all faults, each with a clause and its place, and what could not be checked because of them.

        Args:
            clauses: for each key at the top of the file the clause that asks for what stands there.
            otherwise: the clause that asks for the rest.
            locate: says the place of a fault as the file's format has it.

        Returns:
            The faults.
        """
        found = [*self.faults, *self._unchecked(locate)]
        return tuple(locate(_with_clause(fault, clauses, otherwise)) for fault in found)

    def _unchecked(self, locate: Callable[[Fault], Fault]) -> list[Fault]:
        if not self.unchecked:
            return []
        located = [locate(UNCHECKED.at(path, places=_WHOLE)).where for path in self.unchecked]
        places = [Words(where, where) if where else _WHOLE for where in located]
        listed = Words(
            ", ".join(place.en for place in places[:_MOST_PATHS]), "、".join(place.zh for place in places[:_MOST_PATHS])
        )
        if (more := len(places) - _MOST_PATHS) > 0:
            listed = Words("{listed} and {more} more", "{listed}等（另有{more}处）").format(listed=listed, more=more)
        return [UNCHECKED.at("file", places=listed)]


def _with_clause(fault: Fault, clauses: Mapping[str, Citation], otherwise: Citation) -> Fault:
    if fault.citation is not None or not (top := _TOP.match(fault.where)) or top[0] in ("file", "line"):
        return fault
    return attrs.evolve(fault, citation=clauses.get(top[0], otherwise))
