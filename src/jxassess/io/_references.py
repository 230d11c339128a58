"""What the keys and codes in one file stand for."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from contextvars import ContextVar

from jxassess.faults import FaultsError
from jxassess.indicators import Indicator
from jxassess.io._fault_kinds import UNKNOWN_INDICATOR, UNKNOWN_PLACE
from jxassess.io._shown import cut
from jxassess.places import City, County, Place
from jxassess.words import Words

CITY = Words("a city", "设区市")
COUNTY = Words("a county", "县")
UNIT = Words("a city or county", "设区市或县")


class References:
    """Indicators by key and places by code, filled while a file is read.

    What is defined but faulty is hidden: its own faults are reported, and whatever refers to it is left alone.

    Attributes:
        used: the keys of the indicators that were looked up.
        are_places_known: whether all units could be read; otherwise a code that seems unknown may be one of the others.
        hidden: the keys and codes whose definition is faulty.
    """

    def __init__(self, indicators: Iterable[Indicator]) -> None:
        self.used: set[str] = set()
        self.are_places_known = True
        self._indicators = {indicator.key: indicator for indicator in indicators}
        self._places: dict[str, Place] = {}
        self.hidden: set[str] = set()

    @contextmanager
    def in_force(self) -> Generator[None, None, None]:
        """Let `current` give these references, in this thread or task alone, while a file is read."""
        token = _CURRENT.set(self)
        try:
            yield
        finally:
            _CURRENT.reset(token)

    def known(self, key: str) -> Indicator | None:
        """Give an indicator by key, or `None`, without counting that as a use."""
        return self._indicators.get(key)

    def add_indicator(self, indicator: Indicator) -> None:
        """Add a definition."""
        self._indicators[indicator.key] = indicator

    def add_place(self, place: Place) -> bool:
        """Add a unit.

        Args:
            place: the unit.

        Returns:
            Whether its code was new.
        """
        return self._places.setdefault(place.code, place) is place

    def hide(self, name: object) -> None:
        """Note a key or code whose definition is faulty."""
        self.hidden.add(str(name))

    def indicator(self, key: str) -> Indicator:
        """Give the indicator of a key.

        Args:
            key: the key.

        Returns:
            The indicator.

        Raises:
            FaultsError: there is none; without faults where its definition is faulty.
        """
        self.used.add(key)
        found = self._indicators.get(key)
        if found is None:
            raise FaultsError([] if key in self.hidden else [UNKNOWN_INDICATOR.at("", cut(key))])
        return found

    def city(self, code: str) -> City:
        """Give the city of a code, or raise as `indicator` does."""
        found = self._places.get(code)
        if not isinstance(found, City):
            raise self._unknown(code, CITY)
        return found

    def county(self, code: str) -> County:
        """Give the county of a code, or raise as `indicator` does."""
        found = self._places.get(code)
        if not isinstance(found, County):
            raise self._unknown(code, COUNTY)
        return found

    def place(self, code: str) -> Place:
        """Give the unit of a code, or raise as `indicator` does."""
        found = self._places.get(code)
        if found is None:
            raise self._unknown(code, UNIT)
        return found

    def _unknown(self, code: str, wanted: Words) -> FaultsError:
        is_hidden = code in self.hidden or not self.are_places_known
        return FaultsError([] if is_hidden else [UNKNOWN_PLACE.at("", cut(code), wanted=wanted)])


_CURRENT: ContextVar[References] = ContextVar("references")


def current() -> References:
    """Give the references of the file that is being read.

    The converter is made once, since making it costs more than reading a small file; what differs from file to file
    comes from here.
    """
    return _CURRENT.get()
