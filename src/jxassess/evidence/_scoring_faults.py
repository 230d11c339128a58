"""Faults that stand against scoring: what is missing, does not apply, cannot weigh, or does not add up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from jxassess.evidence import fault_kinds as kinds
from jxassess.evidence._lookup import Reading, weight_of
from jxassess.evidence._search import Search
from jxassess.exact import add_up, to_text
from jxassess.faults import Fault
from jxassess.indicators import Indicator
from jxassess.places import City, County, Place
from jxassess.scheme import (
    Among,
    Basis,
    Cohort,
    Compared,
    Criterion,
    Given,
    IndicatorWeights,
    Measured,
    NothingApplies,
    PlanLevel,
    Reference,
    RelativeToMean,
    TableWeights,
    Tier,
    WhenMissing,
    WhenNotApplicable,
    WhenUnobserved,
)


def county_faults(search: Search) -> Iterator[Fault]:
    """Find what keeps single counties from being scored and weighed.

    Args:
        search: the evidence and the scheme.

    Yields:
        Faults, by county.
    """
    for county in search.evidence.counties:
        if search.lookup.is_carried(county):
            yield from _carried_county(search, county)
        elif search.lookup.is_scored(county):
            yield from _scored_county(search, county)
        if search.lookup.is_in_mean(county):
            yield from _weight_faults(search, county)


def whole_faults(search: Search) -> Iterator[Fault]:
    """Find what keeps cities, means, the plan, rates and sums from standing.

    Args:
        search: the evidence and the scheme.

    Yields:
        Faults, by part.
    """
    yield from _weights(search)
    yield from _cohorts(search)
    yield from _plan(search)
    yield from _rates(search)
    yield from _gates(search)
    yield from _sums(search)


def city_faults(search: Search) -> Iterator[Fault]:
    """Find what keeps single cities from being scored on criteria and gates of their own.

    Args:
        search: the evidence and the scheme.

    Yields:
        Faults, by city.
    """
    for city in search.evidence.cities:
        for path, criterion in search.of_cities:
            yield from _criterion_faults(search, city, path, criterion)


def _carried_county(search: Search, county: County) -> Iterator[Fault]:
    if search.lookup.carried(county) is None:
        yield kinds.MISSING_CARRIED.at(county.label)
    for _, criterion in search.of_counties:
        has_value = bool(search.lookup.observations(county, criterion.indicator))
        # Art. 6: a carried county is not assessed twice; facts about it stay, points given to it do not.
        if has_value and isinstance(criterion.rule, Given):
            yield kinds.CARRIED_GIVEN.at(county.label, criterion.key)


def _scored_county(search: Search, county: County) -> Iterator[Fault]:
    faults = [f for path, each in search.of_counties for f in _criterion_faults(search, county, path, each)]
    yield from faults
    is_refused = search.scheme.when_nothing_applies is NothingApplies.FAULT
    if is_refused and not faults and _has_nothing(search, county):
        kind = kinds.NOTHING_OBSERVED if _is_unsent(search, county) else kinds.NOTHING_APPLIES
        yield kind.at(county.label)


def _criterion_faults(search: Search, place: Place, path: str, criterion: Criterion) -> Iterator[Fault]:
    indicator, reading = criterion.indicator, search.lookup.reading(place, criterion)
    value = search.lookup.value(place, indicator)
    if criterion.needs_target and search.lookup.target(place, indicator) is None:
        yield kinds.MISSING_TARGET.at(place.label, indicator=indicator.key)
    if reading is Reading.MISSING and criterion.when_missing is WhenMissing.FAULT:
        yield from _missing_faults(search, place, path, criterion)
    if reading is Reading.NOT_APPLICABLE and criterion.when_not_applicable is WhenNotApplicable.FAULT:
        yield kinds.NOT_APPLICABLE_REFUSED.at(place.label, criterion=criterion.key, path=path)
    if reading is Reading.PRESENT and criterion.basis is Basis.RATIO:
        yield from _ratio_faults(search, place, path, criterion)
    if isinstance(criterion.rule, Given) and value is not None and not 0 <= value <= criterion.marks:
        marks = to_text(criterion.marks)
        yield kinds.GIVEN_OUTSIDE.at(place.label, to_text(value), criterion=criterion.key, marks=marks)


def _missing_faults(
    search: Search, place: Place, path: str, criterion: Criterion, *, with_cutoff: bool = True
) -> Iterator[Fault]:
    for name, indicator in criterion.indicators:
        if (with_cutoff or not name.startswith("cutoff")) and search.lookup.state(place, indicator) is Reading.MISSING:
            yield search.missing(place, indicator, path)


def _ratio_faults(search: Search, place: Place, path: str, criterion: Criterion) -> Iterator[Fault]:
    reference = search.lookup.compared_with(place, criterion) if criterion.basis is Basis.RATIO else None
    if reference is not None and criterion.reference is not None and reference <= 0:
        yield kinds.NO_RATIO.at(
            place.label,
            to_text(reference),
            criterion=criterion.key,
            reference=criterion.reference.key,
            path=path,
        )


def _leaves(search: Search, county: County, criterion: Criterion) -> bool:
    reading = search.lookup.reading(county, criterion)
    if reading is Reading.MISSING:
        return criterion.when_missing in (WhenMissing.RESCALE_GROUP, WhenMissing.RESCALE_ALL)
    return reading is Reading.NOT_APPLICABLE


def _has_nothing(search: Search, county: County) -> bool:
    return all(_leaves(search, county, criterion) for _, criterion in search.criteria)


def _is_unsent(search: Search, county: County) -> bool:
    return any(search.lookup.reading(county, criterion) is Reading.MISSING for _, criterion in search.criteria)


def _weight_faults(search: Search, county: County) -> Iterator[Fault]:
    weights = search.scheme.weights
    if isinstance(weights, TableWeights) and weight_of(search.scheme, search.lookup, county) is None:
        yield kinds.WEIGHT_MISSING.at(county.label)
    if isinstance(weights, IndicatorWeights):
        value = search.lookup.value(county, weights.indicator)
        if search.lookup.is_not_applicable(county, weights.indicator):
            yield kinds.WEIGHT_NOT_APPLICABLE.at(county.label, indicator=weights.indicator.key)
        elif value is None:
            yield search.missing(county, weights.indicator)
        elif value < 0:
            yield kinds.NEGATIVE_WEIGHT.at(county.label, to_text(value))


def _weights(search: Search) -> Iterator[Fault]:
    scheme = search.scheme
    for entry in scheme.weights.weights if isinstance(scheme.weights, TableWeights) else ():
        if not search.has_county(entry.county):
            yield kinds.WEIGHT_UNKNOWN.at("weights.weights", entry.county)
    for city in search.evidence.cities:
        counties = [county for county in search.lookup.counties_of(city) if search.lookup.is_in_mean(county)]
        # Where that is refused, the counties to which nothing applies are at fault themselves.
        is_left_out = scheme.when_nothing_applies is NothingApplies.LEAVE_OUT
        scored = [county for county in counties if is_left_out and not search.lookup.is_carried(county)]
        out = [county for county in scored if _has_nothing(search, _lead(search, county))]
        known = [weight_of(scheme, search.lookup, county) for county in counties if county not in out]
        if search.lookup.counties_of(city) and not any(weight is None or weight > 0 for weight in known):
            is_unsent = any(_is_unsent(search, county) for county in out)
            yield (kinds.NOTHING_OBSERVED if is_unsent else kinds.NO_CITY_WEIGHT).at(city.label, "0")


def _lead(search: Search, county: County) -> County:
    lead = search.places.get(search.scheme.lead_of(county.code))
    return lead if isinstance(lead, County) else county


def _cohorts(search: Search) -> Iterator[Fault]:
    of_counties: tuple[Place, ...] = search.evidence.counties
    for criteria, places in ((search.of_counties, of_counties), (search.of_cities, search.evidence.cities)):
        for path, criterion in criteria:
            rule = criterion.cohort_rule
            if rule is None:
                continue
            # A carried county is scored without its value, but a comparison that counts it is not.
            for place in places if rule.cohort.has_carried else ():
                if search.lookup.is_carried(place):
                    yield from _carried_value_faults(search, place, path, criterion)
            if isinstance(rule, RelativeToMean):
                yield from _mean_faults(search, places, path, criterion, rule.cohort)


def _carried_value_faults(search: Search, place: Place, path: str, criterion: Criterion) -> Iterator[Fault]:
    # A comparison reads quantities; a cutoff takes points only.
    yield from _missing_faults(search, place, path, criterion, with_cutoff=False)
    if criterion.needs_target and search.lookup.target(place, criterion.indicator) is None:
        yield kinds.MISSING_TARGET.at(place.label, indicator=criterion.indicator.key)
    yield from _ratio_faults(search, place, path, criterion)


def _mean_faults(
    search: Search, places: Iterable[Place], path: str, criterion: Criterion, cohort: Cohort
) -> Iterator[Fault]:
    seen: set[tuple[str, ...]] = set()
    for place in places:
        near = place.parent if isinstance(place, County) and cohort.among is Among.CITY else None
        pool = ("" if near is None else near.code, *search.scheme.class_of(place.code, cohort.classes))
        is_scored = isinstance(place, City) or search.lookup.is_scored(place)
        if pool in seen or not is_scored or search.lookup.quantity(place, criterion) is None:
            continue
        seen.add(pool)
        mean = Reference(search.lookup.cohort(place, criterion, cohort)).mean
        if mean <= 0:
            where = ", ".join([path, *pool[1:]]) if near is None else near.label
            yield kinds.NO_MEAN.at(where, to_text(mean), indicator=criterion.indicator.key, path=path)


def _plan(search: Search) -> Iterator[Fault]:
    scheme, evidence = search.scheme, search.evidence
    for item in scheme.plan.items:
        for city in evidence.cities:
            yield from _line_faults(search, city, item)
        for county in evidence.counties if scheme.plan.level is PlanLevel.COUNTY else ():
            if not search.lookup.is_represented(county):
                yield from _line_faults(search, county, item)
    marked = scheme.rewards.marked
    for city in evidence.cities if marked.indicator not in scheme.plan.items else ():
        if marked.measured is Measured.COMPLETION and search.lookup.target(city, marked.indicator) is None:
            yield kinds.NO_PLAN_FOR_REWARD.at(city.label, indicator=marked.indicator.key)
        yield from _total_faults(search, city, marked.indicator)


def _line_faults(search: Search, place: Place, item: Indicator) -> Iterator[Fault]:
    target = search.lookup.target(place, item)
    if target is None:
        yield kinds.MISSING_TARGET.at(place.label, indicator=item.key)
    elif isinstance(place, City):
        yield from _total_faults(search, place, item)
    elif search.lookup.is_task(target) and search.lookup.state(place, item) is Reading.MISSING:
        yield search.missing(place, item)


def _total_faults(search: Search, city: City, item: Indicator) -> Iterator[Fault]:
    if search.lookup.total(city, item) is not None:
        return
    if not item.is_additive:
        yield search.missing(city, item)
    for county in search.lookup.counties_of(city) if item.is_additive else ():
        if not search.lookup.is_represented(county) and search.lookup.state(county, item) is Reading.MISSING:
            yield search.missing(county, item)


def _rates(search: Search) -> Iterator[Fault]:
    for low in search.scheme.low_rates:
        for county in search.evidence.counties if low.when_missing is WhenUnobserved.FAULT else ():
            if not search.lookup.is_represented(county):
                yield from _needed(search, county, low.indicator)
        for place in search.evidence.places:
            yield from _interval_faults(search, place, low.indicator, low.compared)


def _needed(search: Search, place: Place, indicator: Indicator) -> Iterator[Fault]:
    if search.lookup.state(place, indicator) is Reading.MISSING:
        yield search.missing(place, indicator)


def _interval_faults(search: Search, place: Place, indicator: Indicator, compared: Compared) -> Iterator[Fault]:
    if search.lookup.lacks_interval(place, indicator, compared):
        where = f"{place.label} observations.{indicator.key}"
        yield kinds.NO_UNCERTAINTY.at(where, compared=compared.words, indicator=indicator.called)


def _gates(search: Search) -> Iterator[Fault]:
    for gate in search.scheme.gates:
        places: tuple[Place, ...] = search.evidence.cities if gate.level is Tier.CITY else search.evidence.counties
        for place in places:
            for condition in gate.conditions if search.lookup.is_looked_at(place) else ():
                yield from _needed(search, place, condition.indicator)
                yield from _interval_faults(search, place, condition.indicator, condition.compared)


def _sums(search: Search) -> Iterator[Fault]:
    additive = [indicator for indicator in search.scheme.indicators if indicator.is_additive]
    for city in search.evidence.cities:
        for indicator in additive if search.lookup.counties_of(city) else ():
            if search.lookup.state(city, indicator) is not Reading.MISSING:
                yield from _sum_faults(search, city, indicator)


def _sum_faults(search: Search, city: City, indicator: Indicator) -> Iterator[Fault]:
    counties = [county for county in search.lookup.counties_of(city) if not search.lookup.is_represented(county)]
    known = [value for value in (search.lookup.value(c, indicator) for c in counties) if value is not None]
    is_complete = all(search.lookup.state(county, indicator) is not Reading.MISSING for county in counties)
    # What does not apply to a county adds nothing to its city, and to a city only if it applies to no county.
    own, total = search.lookup.value(city, indicator) or Fraction(0), add_up(known)
    is_exceeded = indicator.low >= 0 and total > own
    if (is_complete and own != total) or is_exceeded:
        yield kinds.SUM_DIFFERS.at(city.label, to_text(own), indicator=indicator.key, sum=to_text(total))
