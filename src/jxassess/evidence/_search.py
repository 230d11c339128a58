"""What every search for faults reads: the evidence, the scheme, and the ways to look things up in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from jxassess.evidence import fault_kinds as kinds
from jxassess.evidence._evidence import Evidence
from jxassess.evidence._lookup import Lookup
from jxassess.faults import Fault
from jxassess.indicators import Indicator
from jxassess.places import County, Place
from jxassess.scheme import Scheme, Tier


class Search:
    """One search: evidence, scheme, and what both are looked up by."""

    def __init__(self, evidence: Evidence, scheme: Scheme) -> None:
        self.evidence = evidence
        self.scheme = scheme
        self.lookup = Lookup(evidence, scheme)
        self.indicators = {indicator.key: indicator for indicator in scheme.indicators}
        self.carried = frozenset(scheme.carried.counties)
        self.places: dict[str, Place] = {place.code: place for place in evidence.places}
        self.criteria = tuple(scheme.walk())
        self.of_counties = tuple(scheme.scored(Tier.COUNTY))
        self.of_cities = tuple(scheme.scored(Tier.CITY))
        # Art. 7: the cycle ends in March of the next year.
        self._cycle = date(evidence.year, 1, 1), date(evidence.year + 1, 3, 31)

    def has_county(self, code: str) -> bool:
        """Tell whether a code is that of a county of the evidence."""
        return isinstance(self.places.get(code), County)

    # The next three are asked of every record, and hardly ever find anything.

    def day_faults(self, day: date, where: str, last: date | None = None) -> tuple[Fault, ...]:
        """Find a day outside the year assessed and its cycle."""
        first, end = self._cycle
        last = last or end
        return () if first <= day <= last else (kinds.WRONG_DAY.at(where, day, first=first, last=last),)

    def place_faults(self, place: Place, where: str) -> tuple[Fault, ...]:
        """Find a place that is not among the units."""
        known = self.places.get(place.code)
        # Nearly always the same object, which is faster to see than equality.
        return () if known is place or known == place else (kinds.UNKNOWN_PLACE.at(where, place.label),)

    def indicator_faults(self, indicator: Indicator, where: str) -> tuple[Fault, ...]:
        """Find an indicator that the scheme does not use, or defines otherwise."""
        known = self.indicators.get(indicator.key)
        if known is None:
            return (kinds.UNKNOWN_INDICATOR.at(where, indicator.key),)
        return () if known is indicator or known == indicator else (kinds.OTHER_INDICATOR.at(where, indicator.key),)

    def missing(self, place: Place, indicator: Indicator, path: str = "") -> Fault:
        """Make the fault of an observation that is not there; the path is that of a criterion that could allow it."""
        otherwise = kinds.OTHERWISE.format(path=path) if path else kinds.NO_OTHERWISE
        sources = self.lookup.missing_sources(place, indicator)
        kind = kinds.MISSING_SOURCE if sources else kinds.MISSING_OBSERVATION
        return kind.at(
            place.label,
            ", ".join(sources),
            citation=indicator.citation,
            indicator=indicator.key,
            otherwise=otherwise,
        )


def repeated(places: Iterable[str]) -> Iterator[Fault]:
    """Find what stands in the evidence twice."""
    for where, number in Counter(places).items():
        if number > 1:
            yield kinds.DUPLICATE.at(where)
