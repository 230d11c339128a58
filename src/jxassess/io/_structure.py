"""Tables from files into objects, strictly and with every fault: for logs, whose classes only `jxassess.cycle` knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from types import NoneType, UnionType
from typing import Union, get_args, get_origin

import attrs

from jxassess.faults import Fault, FaultsError
from jxassess.io._classes import kind_name
from jxassess.io._documents import Table, is_list, is_table
from jxassess.io._fault_kinds import BAD_DATE, MISSING_KEY, UNKNOWN_KEY, UNKNOWN_KIND, UNKNOWN_PLACE, UNKNOWN_VALUE
from jxassess.io._shown import LIST, TABLE, TRUTH, WHOLE, shown, wrong_type
from jxassess.io._values import number, text
from jxassess.places import City, County, Place
from jxassess.words import Words

TIME = Words("a time such as 2019-12-31T08:00:00+08:00", "时刻（如2019-12-31T08:00:00+08:00）")
_UNIT = Words("a city or county", "设区市或县")


class Structurer:
    """Makes objects from tables, by the types of their fields; places are looked up by code.

    Attributes:
        places: the places by code.
    """

    def __init__(self) -> None:
        self.places: dict[str, Place] = {}

    def objects(self, kind: type, value: object) -> tuple[object, ...]:
        """Make a list of objects of one class.

        Args:
            kind: the class.
            value: the list from the file.

        Returns:
            The objects.

        Raises:
            FaultsError: every fault, each at its path inside the list.
        """
        return self._each(value, lambda item: self.make(kind, item))

    def optional(self, kind: type, value: object) -> tuple[object, ...]:
        """Make one object of a class, or none.

        Args:
            kind: the class.
            value: the table from the file; `None` where there is none.

        Returns:
            The object alone, or nothing.

        Raises:
            FaultsError: every fault, each at its path inside the table.
        """
        return () if value is None else (self.make(kind, value),)

    def make(self, kind: type, value: object) -> object:
        """Make one object of a class of attrs.

        Args:
            kind: the class.
            value: the table from the file.

        Returns:
            The object.

        Raises:
            FaultsError: every fault, each at its path inside the table.
        """
        if not is_table(value):
            raise wrong_type(value, TABLE)
        fields = attrs.fields(attrs.resolve_types(kind))
        head = [] if kind_name(kind) is None else ["kind"]
        known = [*head, *(field.name for field in fields)]
        faults = [UNKNOWN_KEY.at(key, key, known=", ".join(known)) for key in value if key not in known]
        given: dict[str, object] = {}
        for field in fields:
            faults.extend(self._take(field.name, field.type, field.default is attrs.NOTHING, value, given))
        if faults:
            raise FaultsError(faults)
        make: Callable[..., object] = kind
        return make(**given)

    def _take(self, name: str, kind: object, is_due: bool, table: Table, given: dict[str, object]) -> Iterable[Fault]:
        if name in table:
            try:
                given[name] = self._value(kind, table[name])
            except FaultsError as error:
                return [fault.under(name) for fault in error.faults]
        elif NoneType in get_args(kind):
            given[name] = None
        elif is_due:
            return [MISSING_KEY.at(name, name)]
        return []

    def _each(self, value: object, make: Callable[[object], object]) -> tuple[object, ...]:
        if not is_list(value):
            raise wrong_type(value, LIST)
        made: list[object] = []
        faults: list[Fault] = []
        for i, item in enumerate(value):
            try:
                made.append(make(item))
            except FaultsError as error:
                faults.extend(fault.under(f"[{i}]") for fault in error.faults)
        if faults:
            raise FaultsError(faults)
        return tuple(made)

    def _value(self, kind: object, value: object) -> object:
        if get_origin(kind) is tuple:
            member = get_args(kind)[0]
            return self._each(value, lambda item: self._value(member, item))
        if get_origin(kind) in (Union, UnionType):
            return self._union(tuple(member for member in get_args(kind) if member is not NoneType), value)
        if kind is City or kind is County:
            return self._place((kind,), value)
        if isinstance(kind, type) and issubclass(kind, Enum):
            return _member(kind, value)
        if isinstance(kind, type) and attrs.has(kind):
            return self.make(kind, value)
        return _SINGLE[kind](value)

    def _union(self, members: tuple[object, ...], value: object) -> object:
        if len(members) == 1:
            return self._value(members[0], value)
        if City in members:
            return self._place(members, value)
        if not is_table(value):
            raise wrong_type(value, TABLE)
        kinds = {kind_name(member): member for member in members if isinstance(member, type)}
        given = value.get("kind")
        if not isinstance(given, str) or given not in kinds:
            raise FaultsError([UNKNOWN_KIND.at("kind", shown(given), known=", ".join(map(str, kinds)))])
        return self.make(kinds[given], value)

    def _place(self, members: tuple[object, ...], value: object) -> Place:
        found = self.places.get(text(value))
        if found is None or type(found) not in members:
            raise FaultsError([UNKNOWN_PLACE.at("", shown(value), wanted=_UNIT)])
        return found


def _member(kind: type[Enum], value: object) -> Enum:
    members = {str(member.value): member for member in kind}
    found = members.get(text(value))
    if found is None:
        raise FaultsError([UNKNOWN_VALUE.at("", shown(value), known=", ".join(members))])
    return found


def whole(value: object) -> int:
    """Take a whole number.

    Args:
        value: the value from the file.

    Returns:
        The number.

    Raises:
        FaultsError: text, a truth value, a broken number.
    """
    if type(value) is not int:
        raise wrong_type(value, WHOLE)
    return value


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise wrong_type(value, TRUTH)
    return value


def _day(value: object) -> date:
    try:
        return date.fromisoformat(text(value))
    except ValueError:
        raise FaultsError([BAD_DATE.at("", shown(value))]) from None


def _time(value: object) -> datetime:
    try:
        return datetime.fromisoformat(text(value))
    except ValueError:
        raise wrong_type(value, TIME) from None


_SINGLE: dict[object, Callable[[object], object]] = {
    str: text,
    int: whole,
    bool: _truth,
    Fraction: number,
    date: _day,
    datetime: _time,
}
