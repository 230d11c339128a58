"""Units as tables name them: by code, by present name, or by a former name where only one unit had it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from jxassess.errors import ScopeError
from jxassess.faults import Fault
from jxassess.io._documents import Numeral
from jxassess.io._reading._numbers import no_value
from jxassess.io._reading._reading_fault_kinds import AMBIGUOUS_PLACE, UNKNOWN_PLACE
from jxassess.io._sheets._sheet import NoValue, Raw
from jxassess.io._sheets._texts import fold, half_width, said
from jxassess.measure import FIRST_YEAR, LAST_YEAR
from jxassess.places import City, County, Place, jiangxi
from jxassess.words import Words

_NO_HINT = Words("", "")
_LAST_DAY = date(LAST_YEAR, 12, 31)


class Units:
    """The units of an assessment, found as tables name them.

    Attributes:
        cities: the cities by code.
        counties: the counties by code.
        is_whole: whether all definitions could be read; otherwise what seems unknown may stand in the rest.
        has_all_cities: whether those of cities could be.
        on: the day whose units are assessed, `None` where that is not known.
    """

    def __init__(self) -> None:
        self.cities: dict[str, City] = {}
        self.counties: dict[str, County] = {}
        self.is_whole = True
        self.has_all_cities = True
        self.on: date | None = None
        self._names: dict[str, list[Place]] | None = None

    @property
    def all(self) -> tuple[Place, ...]:
        """Cities, then counties."""
        return (*self.cities.values(), *self.counties.values())

    def find(self, raw: Raw) -> Place | Fault | None:
        """Find the unit that a cell names.

        Args:
            raw: a cell that is not blank.

        Returns:
            The unit; a fault without place; `None` where it may be one whose definition is faulty.
        """
        if isinstance(raw, NoValue):
            return no_value(raw)
        text = _text_of(raw)
        found = self.cities.get(text) or self.counties.get(text) or self._by_name(text)
        if found is None and self.is_whole:
            return UNKNOWN_PLACE.at("", said(raw), hint=self._hint(text))
        return found

    def is_called(self, place: Place, raw: Raw) -> bool:
        """Tell whether a cell names a unit: by its name, a former one, or its code.

        Args:
            place: the unit.
            raw: a cell that is not blank.

        Returns:
            Whether it does, though other units may be called so too.
        """
        text = _text_of(raw)
        return text in (place.code, fold(place.name)) or any(
            name == text and heir == place for name, heir in self._former()
        )

    def _by_name(self, text: str) -> Place | Fault | None:
        if self._names is None:
            self._names = _by_folded_name(self.all)
        found = self._names.get(text) or [place for name, place in self._former() if name == text]
        if len(found) > 1:
            labels = "、".join(place.label for place in found)
            return AMBIGUOUS_PLACE.at("", text, known=labels)
        return found[0] if found else None

    def _former(self) -> Iterator[tuple[str, County]]:
        """Give the units that had another name for the same area, each with that name."""
        for old in _counties_of_jiangxi():
            new = None if old.code in self.counties else self._heir(old)
            if new is not None:
                yield fold(old.name), new

    def _heir(self, old: County) -> County | None:
        day = min(self.on or _LAST_DAY, _LAST_DAY)
        try:
            heirs = jiangxi.successors(old.code, on=day)
        except ScopeError:
            # A day on which nobody can tell, or before all that the tables cover.
            return None
        is_same = len(heirs) == 1 and heirs[0].kind is jiangxi.ChangeKind.RENAMED and heirs[0].area_same
        return self.counties.get(heirs[0].county.code) if is_same else None

    def _hint(self, text: str) -> Words:
        # A suffix left out, or the names of province and city put before.
        short = [place.label for place in self.all if _is_near(fold(place.name), text)]
        if short:
            return Words("; is {known} meant?", "；是否指{known}？").format(known="、".join(short))
        for county in _counties_of_jiangxi():
            if text in (county.code, fold(county.name)):
                return self._history(county)
        return _NO_HINT

    def _history(self, county: County) -> Words:
        heirs = [heir.county.label for heir in jiangxi.successors(county.code, on=_LAST_DAY)]
        if heirs:
            return Words("; it became {known}", "；其后为{known}").format(known="、".join(heirs))
        before = [
            old.label
            for old in _counties_of_jiangxi()
            if any(heir.county.code == county.code for heir in jiangxi.successors(old.code, on=_LAST_DAY))
        ]
        if before:
            return Words("; before it there was {known}", "；此前为{known}").format(known="、".join(before))
        return _NO_HINT


def _is_near(name: str, text: str) -> bool:
    return len(text) > 1 and (name[:-1] == text or (len(name) > 1 and text.endswith(name)))


def _text_of(raw: Raw) -> str:
    if isinstance(raw, str):
        if isinstance(raw, Numeral):
            return raw
        folded = fold(raw)
        # Digits in circles are no code.
        return "" if folded.isdecimal() and folded != "".join(half_width(raw).split()) else folded
    if isinstance(raw, bool):
        return ""
    if isinstance(raw, int):
        return str(raw) if abs(raw) < 10**12 else ""
    return str(int(raw)) if isinstance(raw, float) and raw.is_integer() else ""


def _by_folded_name(places: Iterable[Place]) -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = {}
    for place in places:
        found.setdefault(fold(place.name), []).append(place)
    return found


@cache
def _counties_of_jiangxi() -> tuple[County, ...]:
    days = [date(FIRST_YEAR, 1, 1), *(date(year, 12, 31) for year in range(FIRST_YEAR, LAST_YEAR + 1))]
    return tuple({county.code: county for day in days for county in jiangxi.counties(on=day)}.values())
