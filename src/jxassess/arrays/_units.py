"""Which units are scored on criteria, which bring a score, and which are compared or treated alike."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from jxassess.arrays._array_faults import code_numbers
from jxassess.arrays._columns import Columns
from jxassess.arrays._names import ColumnKind, ColumnName
from jxassess.arrays._numbers import Indices, Integers, Truths
from jxassess.scheme import Among, Cohort, Scheme, TableWeights, Tier


def named_codes(scheme: Scheme, level: Tier) -> set[str]:
    """Give the codes of the units of a level that a scheme names."""
    named = {code for each in scheme.classes if each.level is level for code in each.units}
    if level is Tier.COUNTY:
        named.update(scheme.carried.counties)
        named.update(code for bundle in scheme.bundles for code in bundle.units)
        if isinstance(scheme.weights, TableWeights):
            named.update(entry.county for entry in scheme.weights.weights)
    return named


def places_of(columns: Columns, wanted: set[str]) -> dict[str, int]:
    """Give where units stand among all, by their codes; those that are not there are left out."""
    codes = columns.codes
    if codes is None or not wanted:
        return {}
    places = np.flatnonzero(np.isin(code_numbers(codes), [int(code) for code in wanted]))
    return {str(codes[place]): place for place in places.tolist()}


class NamedUnits:
    """The units that a scheme names by their codes: what the engine and the search for faults both see of them.

    Attributes:
        places: where they stand among all units, by code; those that are not there are left out.
    """

    def __init__(self, columns: Columns, scheme: Scheme, codes: set[str]) -> None:
        self._count, self._scheme = columns.units, scheme
        self.places = places_of(columns, codes)

    def marked(self, codes: Iterable[str]) -> Truths | None:
        """Mark the units of some codes, `None` where there is none of them."""
        places = [self.places[code] for code in codes if code in self.places]
        if not places:
            return None
        marked = np.zeros(self._count, dtype=np.bool_)
        marked[places] = True
        return marked

    def classes(self, keys: Iterable[str]) -> Integers:
        """Give for each unit the place of its class among some, -1 where it is in none of them."""
        found = np.full(self._count, -1, dtype=np.int64)
        units = {each.key: each.units for each in self._scheme.classes}
        for place, key in enumerate(keys):
            marked = self.marked(units[key])
            if marked is not None:
                found[marked] = place
        return found


class Units:
    """The units of one scoring as the scheme sees them.

    Attributes:
        count: how many there are.
        is_carried: which bring a score of their own.
        is_drawn: which were drawn; all where the scheme draws no sample.
        lead: for each unit the place of the one whose data hold for it, mostly its own.
    """

    def __init__(self, columns: Columns, scheme: Scheme, level: Tier) -> None:
        self.count = columns.units
        self._columns, self._scheme = columns, scheme
        codes = named_codes(scheme, level) if self._asks_for_codes(level) else set[str]()
        self._named = NamedUnits(columns, scheme, codes)
        is_county = level is Tier.COUNTY
        self.is_carried = self._named.marked(scheme.carried.counties if is_county else ())
        self.is_drawn = self._drawn() if is_county and scheme.sample is not None else None
        self.lead = self._leads() if is_county and scheme.bundles else None

    def _asks_for_codes(self, level: Tier) -> bool:
        scheme = self._scheme
        is_named = bool(scheme.carried.counties or scheme.bundles) and level is Tier.COUNTY
        return self._columns.codes is not None and (is_named or bool(scheme.classes))

    def _drawn(self) -> Truths:
        return np.not_equal(self._columns.column(ColumnName(ColumnKind.SAMPLED)).numbers, 0)

    def _leads(self) -> Indices | None:
        lead = np.arange(self.count)
        for bundle in self._scheme.bundles:
            members = [self._named.places[code] for code in bundle.units if code in self._named.places]
            if members:
                lead[members] = self._named.places[bundle.lead]
        return lead

    @property
    def is_member(self) -> Truths | None:
        """Which units have the score of another one."""
        return None if self.lead is None else self.lead != np.arange(self.count)

    @property
    def is_scored(self) -> Truths | None:
        """Which units are scored on criteria of their own, `None` where all are."""
        return self._all_but(self.is_carried, self.is_member, None if self.is_drawn is None else ~self.is_drawn)

    @property
    def is_looked_at(self) -> Truths | None:
        """Which units have data of their own that count: those scored, and those carried; `None` for all."""
        scored = self.is_scored
        return scored if scored is None or self.is_carried is None else scored | self.is_carried

    @property
    def is_in_mean(self) -> Truths | None:
        """Which units enter the mean of their city, if they have a score; `None` for all."""
        sample = self._scheme.sample
        if sample is None or self.is_drawn is None:
            return None
        drawn = self.is_drawn if self.lead is None else self.is_drawn[self.lead]
        if self.is_carried is None:
            return drawn
        return np.where(self.is_carried, sample.with_carried, drawn)

    def _all_but(self, *excluded: Truths | None) -> Truths | None:
        found = [each for each in excluded if each is not None and each.any()]
        return ~np.logical_or.reduce(found) if found else None

    def classes(self, keys: Iterable[str]) -> Integers:
        """Give for each unit the place of its class among some, -1 where it is in none of them."""
        return self._named.classes(keys)

    def pools(self, cohort: Cohort) -> Integers:
        """Give for each unit the number of the pool that it is compared in."""
        if cohort.among is Among.PROVINCE or self.count == 0:
            return np.zeros(self.count, dtype=np.int64)
        if cohort.among is Among.CLASS:
            return self.classes(cohort.classes)
        index = self._columns.city_index
        return np.arange(self.count) if index is None else index.astype(np.int64)
