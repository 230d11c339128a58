"""Which cells of which units a scheme reads, and which of them it cannot do without."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import TypeAlias

from jxassess.evidence import Evidence, Lookup, SampledCounty
from jxassess.indicators import Indicator
from jxassess.io._sheets._kinds import CARRIED, OBSERVATIONS, TARGETS
from jxassess.places import City, County, Place
from jxassess.scheme import (
    Compared,
    Criterion,
    IndicatorWeights,
    Measured,
    PlanLevel,
    Scheme,
    Tier,
    WhenMissing,
    WhenUnobserved,
)

CellKey: TypeAlias = tuple[str, str, str]
"""The key of a table, the code of a unit, and the key of an indicator; that is empty for a carried score."""

_Ask: TypeAlias = tuple[CellKey, bool]


def needed_cells(scheme: Scheme, units: Iterable[Place], *, drawn: Collection[str] | None = None) -> frozenset[CellKey]:
    """Find the cells without which evidence of some units is refused.

    What the scheme blends of several sources is needed from each of them. Where the plan sets zero, so that nothing
    is to be done, the value is needed all the same: zero is written down, not left out.

    Args:
        scheme: the year's scheme.
        units: cities and counties, each once.
        drawn: where the scheme samples, the codes of the counties drawn; `None` as long as all may be.

    Returns:
        The keys of their cells.

    Legal basis:
        Art. 7(3): what is consolidated. Art. 10: data are given in time.
    """
    return frozenset(key for key, is_needed in asked_cells(scheme, units, drawn=drawn).items() if is_needed)


def asked_cells(
    scheme: Scheme, units: Iterable[Place], *, drawn: Collection[str] | None = None
) -> Mapping[CellKey, bool]:
    """Find the cells of some units that a scheme reads; all others are not for them to fill in.

    Of what the scheme compares at an end of its interval none is asked for: such a value comes with its sample, and a
    cell has no room for that.

    Args:
        scheme: the year's scheme.
        units: cities and counties, each once.
        drawn: where the scheme samples, the codes of the counties drawn; `None` as long as all may be.

    Returns:
        The keys of their cells, each with whether evidence without it is refused.
    """
    found: dict[CellKey, bool] = {}
    lookup = _lookup(scheme, tuple(units), drawn)
    for key, is_needed in _asks(lookup):
        found[key] = found.get(key, False) or is_needed
    sampled = {
        (OBSERVATIONS.key, place.code, indicator.key)
        for place in lookup.evidence.places
        for indicator in compared_at_ends(scheme, Tier.CITY if isinstance(place, City) else Tier.COUNTY)
    }
    return {key: is_needed for key, is_needed in found.items() if key not in sampled}


def compared_at_ends(scheme: Scheme, level: Tier) -> tuple[Indicator, ...]:
    """Find the indicators whose values need an interval, since a threshold is compared with an end of it.

    Args:
        scheme: the year's scheme.
        level: whose values.

    Returns:
        The indicators, in the order of the scheme.
    """
    lows = [(low.indicator, low.compared) for low in scheme.low_rates]
    gates = (gate for gate in scheme.gates if gate.level is level)
    conditions = [(each.indicator, each.compared) for gate in gates for each in gate.conditions]
    found = {item.key: item for item, compared in (*lows, *conditions) if compared is not Compared.ESTIMATE}
    return tuple(found.values())


def _lookup(scheme: Scheme, units: tuple[Place, ...], drawn: Collection[str] | None) -> Lookup:
    counties = [unit for unit in units if isinstance(unit, County)]
    sampled = [county for county in counties if drawn is None or county.code in drawn]
    evidence = Evidence(
        year=scheme.year,
        on=date(scheme.year, 12, 31),
        cities=[unit for unit in units if isinstance(unit, City)],
        counties=counties,
        targets=(),
        observations=(),
        carried=(),
        is_synthetic=False,
        samples=[SampledCounty(county=county, townships=()) for county in sampled],
    )
    return Lookup(evidence, scheme)


def _asks(lookup: Lookup) -> Iterator[_Ask]:
    for county in lookup.evidence.counties:
        if lookup.is_carried(county):
            yield (CARRIED.key, county.code, ""), True
            yield from _compared(lookup, county)
        elif lookup.is_scored(county):
            yield from _scored(lookup.scheme, county, Tier.COUNTY)
        if isinstance(lookup.scheme.weights, IndicatorWeights) and lookup.is_in_mean(county):
            yield _value(county, lookup.scheme.weights.indicator)
        if not lookup.is_represented(county):
            yield from _plan_of_county(lookup.scheme, county)
            yield from _rates(lookup.scheme, county)
    for city in lookup.evidence.cities:
        yield from _scored(lookup.scheme, city, Tier.CITY)
        yield from _plan_of_city(lookup.scheme, city)
    yield from _gates(lookup)


def _value(place: Place, indicator: Indicator, *, is_needed: bool = True) -> _Ask:
    return (OBSERVATIONS.key, place.code, indicator.key), is_needed


def _target(place: Place, indicator: Indicator) -> _Ask:
    return (TARGETS.key, place.code, indicator.key), True


def _scored(scheme: Scheme, place: Place, level: Tier) -> Iterator[_Ask]:
    for _, criterion in scheme.scored(level):
        is_needed = criterion.when_missing is WhenMissing.FAULT
        for _, indicator in criterion.indicators:
            yield _value(place, indicator, is_needed=is_needed)
        if criterion.needs_target:
            yield _target(place, criterion.indicator)


def _compared(lookup: Lookup, county: County) -> Iterator[_Ask]:
    """Ask for what others are compared with, of a county that is itself not scored on it."""
    for _, criterion in lookup.scheme.scored(Tier.COUNTY):
        rule = criterion.cohort_rule
        if rule is not None and rule.cohort.has_carried:
            yield from _quantity(county, criterion)


def _quantity(county: County, criterion: Criterion) -> Iterator[_Ask]:
    yield _value(county, criterion.indicator)
    if criterion.reference is not None:
        yield _value(county, criterion.reference)
    if criterion.needs_target:
        yield _target(county, criterion.indicator)


def _plan_of_county(scheme: Scheme, county: County) -> Iterator[_Ask]:
    is_planned = scheme.plan.level is PlanLevel.COUNTY
    for item in scheme.plan.items if is_planned else ():
        yield _target(county, item)
        yield _value(county, item)
    for item in (*scheme.plan.items, scheme.rewards.marked.indicator):
        # What adds up reaches its city by its counties, unless the city has to say it itself.
        if item.is_additive:
            yield _value(county, item, is_needed=item.key not in _said_by_cities(scheme))


def _said_by_cities(scheme: Scheme) -> frozenset[str]:
    criteria = (criterion for _, criterion in scheme.scored(Tier.CITY))
    read = (
        each for criterion in criteria if criterion.when_missing is WhenMissing.FAULT for each in criterion.indicators
    )
    gates = (gate for gate in scheme.gates if gate.level is Tier.CITY)
    conditions = (condition for gate in gates for condition in gate.conditions)
    return frozenset((*(indicator.key for _, indicator in read), *(each.indicator.key for each in conditions)))


def _plan_of_city(scheme: Scheme, city: City) -> Iterator[_Ask]:
    for item in scheme.plan.items:
        yield _target(city, item)
        if not item.is_additive:
            yield _value(city, item)
    marked = scheme.rewards.marked
    if marked.measured is Measured.COMPLETION:
        yield _target(city, marked.indicator)


def _rates(scheme: Scheme, county: County) -> Iterator[_Ask]:
    for low in scheme.low_rates:
        yield _value(county, low.indicator, is_needed=low.when_missing is WhenUnobserved.FAULT)


def _gates(lookup: Lookup) -> Iterator[_Ask]:
    for gate in lookup.scheme.gates:
        places: tuple[Place, ...] = lookup.evidence.cities if gate.level is Tier.CITY else lookup.evidence.counties
        for place in filter(lookup.is_looked_at, places):
            for condition in gate.conditions:
                yield _value(place, condition.indicator)
