"""From evidence to columns: everything that scoring reads of it, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import TypeAlias, assert_never

import numpy as np

from jxassess.arrays._columns import CellState, Column, Columns
from jxassess.arrays._fault_kinds import NO_COLUMN_NUMBER
from jxassess.arrays._names import ColumnKind, ColumnName
from jxassess.arrays._needs import ColumnNeed, needed_columns
from jxassess.evidence import NOT_APPLICABLE, Evidence, Lookup, NotApplicable
from jxassess.evidence.fault_kinds import UNKNOWN_PARENT
from jxassess.exact import places_of, to_text
from jxassess.faults import EvidenceError, Fault, raise_faults
from jxassess.places import County, Place
from jxassess.scheme import Compared, Scheme, Tier
from jxassess.words import Words

Cell: TypeAlias = Fraction | NotApplicable | None

_MOST_PLACES = 18
_LIMIT = 2**63
_SUBJECT = Words("the columns of the evidence", "汇总数据的列")


def columns_from_evidence(evidence: Evidence, scheme: Scheme, level: Tier = Tier.COUNTY) -> Columns:
    """Make the columns that scoring reads: observations in force, targets, carried scores, samples and events.

    A record that no column has room for, such as one of an unknown place, is not told here: `find_faults` tells it.

    Args:
        evidence: the year's data.
        scheme: the year's scheme.
        level: whose columns are made.

    Returns:
        A column for each need, over all counties or cities of the evidence, by code; of counties also their cities.

    Raises:
        EvidenceError: a number that no column can hold exactly, a county of no city of the evidence, a unit given twice.

    Legal basis:
        Art. 7(3): the data consolidated.

    Example:
        >>> from jxassess.arrays import columns_from_evidence, find_column_faults
        >>> from jxassess.io import read_evidence, read_scheme
        >>> scheme = read_scheme("examples/data/scheme_2019.toml")
        >>> columns = columns_from_evidence(read_evidence("examples/data/evidence_2019.json", scheme), scheme)
        >>> columns.units, len(columns.columns), find_column_faults(columns, scheme)
        (100, 25, ())
    """
    cells, needs = _Cells(evidence, scheme, level), needed_columns(scheme, level)
    given = {need: [cells.of(need.name, place) for place in cells.places] for need in needs}
    columns = {need: _Scaled(need, found) for need, found in given.items()}
    faults = [*_parent_faults(evidence, level), *(f for each in columns.values() for f in each.faults(cells.places))]
    raise_faults(EvidenceError, faults, _SUBJECT)
    cities = [city.code for city in evidence.cities]
    index = [cities.index(place.parent.code) for place in cells.places if isinstance(place, County)]
    return Columns(
        columns=[each.column() for each in columns.values()],
        codes=np.array([place.code for place in cells.places], dtype="<U6"),
        city_codes=np.array(cities, dtype="<U6") if level is Tier.COUNTY else None,
        city_index=np.array(index, dtype=np.int32) if level is Tier.COUNTY else None,
        is_synthetic=evidence.is_synthetic,
    )


def _parent_faults(evidence: Evidence, level: Tier) -> Iterator[Fault]:
    known = {city.code for city in evidence.cities}
    for county in evidence.counties if level is Tier.COUNTY else ():
        if county.parent.code not in known:
            yield UNKNOWN_PARENT.at(county.label, county.parent.label)


class _Cells:
    """The cells of any column, place by place."""

    def __init__(self, evidence: Evidence, scheme: Scheme, level: Tier) -> None:
        self.places: tuple[Place, ...] = evidence.counties if level is Tier.COUNTY else evidence.cities
        self._lookup = Lookup(evidence, scheme)
        self._indicators = {indicator.key: indicator for indicator in scheme.indicators}
        self._events = Counter((event.place.code, event.kind) for event in evidence.events)
        self._falsified = {(event.place.code, event.kind, event.criterion) for event in evidence.events}
        self._sampled = {sample.county.code for sample in evidence.samples}

    def of(self, name: ColumnName, place: Place) -> Cell:
        """Give what stands in a cell: a number, `NOT_APPLICABLE`, or `None` where nothing does."""
        match name.kind:
            case ColumnKind.VALUE:
                return self._value(name, place)
            case ColumnKind.LOWER:
                return self._end(name, place, Compared.LOWER)
            case ColumnKind.UPPER:
                return self._end(name, place, Compared.UPPER)
            case ColumnKind.TARGET:
                target = self._lookup.target(place, self._indicators[name.key])
                return None if target is None else target.value
            case ColumnKind.CARRIED:
                carried = self._lookup.carried(place) if isinstance(place, County) else None
                return None if carried is None else carried.score
            case ColumnKind.EVENTS:
                return Fraction(self._events[place.code, name.key])
            case ColumnKind.FALSIFIED:
                # A criterion loses its points once, however many of its data were falsified.
                return Fraction((place.code, name.key, name.source) in self._falsified)
            case ColumnKind.SAMPLED:
                return Fraction(place.code in self._sampled)
            case unknown:
                assert_never(unknown)

    def _value(self, name: ColumnName, place: Place) -> Cell:
        found = self._lookup.observations(place, self._indicators[name.key])
        values = {observation.source: observation.value for observation in found}
        # Where the value is not blended, the exercise has no part in the name.
        return values.get(name.source) if name.source else next(iter(values.values()), None)

    def _end(self, name: ColumnName, place: Place, compared: Compared) -> Cell:
        indicator = self._indicators[name.key]
        if self._lookup.is_not_applicable(place, indicator):
            return NOT_APPLICABLE
        return self._lookup.held(place, indicator, compared)


class _Scaled:
    """The cells of one column with the places that they need."""

    def __init__(self, need: ColumnNeed, cells: list[Cell]) -> None:
        self._name, self._cells = need.name, cells
        needed = [places_of(cell) for cell in cells if isinstance(cell, Fraction)]
        self._places = max([need.places or 0, *(places for places in needed if places and places <= _MOST_PLACES)])

    def faults(self, places: tuple[Place, ...]) -> Iterator[Fault]:
        """Find the numbers that no column can hold."""
        for place, cell in zip(places, self._cells, strict=True):
            if isinstance(cell, Fraction) and not self._fits(cell):
                yield NO_COLUMN_NUMBER.at(f"{place.label} {self._name.text}", to_text(cell))

    def _fits(self, number: Fraction) -> bool:
        scaled = number * 10**self._places
        return bool(scaled.denominator == 1 and -_LIMIT <= scaled < _LIMIT)

    def column(self) -> Column:
        """Make the column."""
        scale = 10**self._places
        numbers = [int(cell * scale) if isinstance(cell, Fraction) else 0 for cell in self._cells]
        states = [_state(cell) for cell in self._cells]
        return Column(
            name=self._name,
            places=self._places,
            numbers=np.array(numbers, dtype=np.int64),
            states=np.array(states, dtype=np.uint8),
        )


def _state(cell: Cell) -> CellState:
    if cell is None:
        return CellState.MISSING
    return CellState.NOT_APPLICABLE if cell is NOT_APPLICABLE else CellState.PRESENT
