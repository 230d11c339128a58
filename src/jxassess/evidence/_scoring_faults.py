"""Faults that stand against scoring: what is missing, does not apply, cannot weigh, or does not add up."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from jxassess.evidence import _fault_kinds as kinds
from jxassess.evidence._evidence import Reading, weight_of
from jxassess.evidence._search import Search
from jxassess.exact import to_text
from jxassess.faults import Fault
from jxassess.indicators import Indicator
from jxassess.places import City, County, Place
from jxassess.scheme import (
    Among,
    Criterion,
    Given,
    IndicatorWeights,
    Measured,
    NothingApplies,
    PlanLevel,
    Reference,
    RelativeToMean,
    TableWeights,
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
        if county.code in search.carried:
            yield from _carried_county(search, county)
        else:
            yield from _scored_county(search, county)
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
    yield from _sums(search)


def _carried_county(search: Search, county: County) -> Iterator[Fault]:
    if search.lookup.carried(county) is None:
        yield kinds.MISSING_CARRIED.at(county.label)
    for _, criterion in search.criteria:
        found = search.lookup.observation(county, criterion.indicator)
        # Art. 6: a carried county is not assessed twice; facts about it stay, points given to it do not.
        if found is not None and isinstance(criterion.rule, Given):
            yield kinds.CARRIED_GIVEN.at(county.label, criterion.key)


def _scored_county(search: Search, county: County) -> Iterator[Fault]:
    faults = [f for path, criterion in search.criteria for f in _criterion_faults(search, county, path, criterion)]
    yield from faults
    is_refused = search.scheme.when_nothing_applies is NothingApplies.FAULT
    if is_refused and not faults and _has_nothing(search, county):
        kind = kinds.NOTHING_OBSERVED if _is_unsent(search, county) else kinds.NOTHING_APPLIES
        yield kind.at(county.label)


def _criterion_faults(search: Search, county: County, path: str, criterion: Criterion) -> Iterator[Fault]:
    indicator, reading = criterion.indicator, search.lookup.reading(county, criterion)
    target, value = search.lookup.target(county, indicator), search.lookup.value(county, indicator)
    if target is None and criterion.needs_target:
        yield kinds.MISSING_TARGET.at(county.label, indicator=indicator.key)
    if reading is Reading.MISSING and criterion.when_missing is WhenMissing.FAULT:
        yield search.missing(county, indicator, path)
    if reading is Reading.NOT_APPLICABLE and criterion.when_not_applicable is WhenNotApplicable.FAULT:
        yield kinds.NOT_APPLICABLE_REFUSED.at(county.label, criterion=criterion.key, path=path)
    if isinstance(criterion.rule, Given) and value is not None and not 0 <= value <= criterion.marks:
        marks = to_text(criterion.marks)
        yield kinds.GIVEN_OUTSIDE.at(county.label, to_text(value), criterion=criterion.key, marks=marks)


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
        counties = search.lookup.counties_of(city)
        # Where that is refused, the counties to which nothing applies are at fault themselves.
        is_left_out = scheme.when_nothing_applies is NothingApplies.LEAVE_OUT
        scored = [county for county in counties if is_left_out and county.code not in search.carried]
        out = [county for county in scored if _has_nothing(search, county)]
        known = [weight_of(scheme, search.lookup, county) for county in counties if county not in out]
        if counties and not any(weight is None or weight > 0 for weight in known):
            is_unsent = any(_is_unsent(search, county) for county in out)
            yield (kinds.NOTHING_OBSERVED if is_unsent else kinds.NO_CITY_WEIGHT).at(city.label, "0")


def _cohorts(search: Search) -> Iterator[Fault]:
    evidence = search.evidence
    for path, criterion in search.criteria:
        rule = criterion.rule
        if not isinstance(rule, RelativeToMean):
            continue
        # A carried county is scored without its value, but a mean that counts it is not.
        for county in evidence.counties if rule.has_carried else ():
            if county.code in search.carried and search.lookup.observation(county, criterion.indicator) is None:
                yield search.missing(county, criterion.indicator, path)
        # One county shows the mean of all that are compared with it.
        compared = {
            county.parent.code if rule.among is Among.CITY else "": county
            for county in evidence.counties
            if county.code not in search.carried and search.lookup.value(county, criterion.indicator) is not None
        }
        for county in compared.values():
            values = search.lookup.cohort(county, criterion, rule, search.carried)
            mean = Reference(values).mean
            if mean <= 0:
                place = county.parent.label if rule.among is Among.CITY else path
                yield kinds.NO_MEAN.at(place, to_text(mean), indicator=criterion.indicator.key, path=path)


def _plan(search: Search) -> Iterator[Fault]:
    scheme, evidence = search.scheme, search.evidence
    for item in scheme.plan.items:
        for city in evidence.cities:
            yield from _line_faults(search, city, item)
        for county in evidence.counties if scheme.plan.level is PlanLevel.COUNTY else ():
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
    elif search.lookup.is_task(target) and search.lookup.observation(place, item) is None:
        yield search.missing(place, item)


def _total_faults(search: Search, city: City, item: Indicator) -> Iterator[Fault]:
    if search.lookup.total(city, item) is not None:
        return
    if not item.is_additive:
        yield search.missing(city, item)
    for county in search.lookup.counties_of(city) if item.is_additive else ():
        if search.lookup.observation(county, item) is None:
            yield search.missing(county, item)


def _rates(search: Search) -> Iterator[Fault]:
    for low in search.scheme.low_rates:
        for county in search.evidence.counties if low.when_missing is WhenUnobserved.FAULT else ():
            if search.lookup.observation(county, low.indicator) is None:
                yield search.missing(county, low.indicator)


def _sums(search: Search) -> Iterator[Fault]:
    additive = [indicator for indicator in search.scheme.indicators if indicator.is_additive]
    for city in search.evidence.cities:
        for indicator in additive if search.lookup.counties_of(city) else ():
            if search.lookup.observation(city, indicator) is not None:
                yield from _sum_faults(search, city, indicator)


def _sum_faults(search: Search, city: City, indicator: Indicator) -> Iterator[Fault]:
    counties = search.lookup.counties_of(city)
    known = [value for value in (search.lookup.value(c, indicator) for c in counties) if value is not None]
    is_complete = all(search.lookup.observation(county, indicator) is not None for county in counties)
    # What does not apply to a county adds nothing to its city, and to a city only if it applies to no county.
    own, total = search.lookup.value(city, indicator) or Fraction(0), sum(known, Fraction(0))
    is_exceeded = indicator.low >= 0 and total > own
    if (is_complete and own != total) or is_exceeded:
        yield kinds.SUM_DIFFERS.at(city.label, to_text(own), indicator=indicator.key, sum=to_text(total))
