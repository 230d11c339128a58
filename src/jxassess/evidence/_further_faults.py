"""Faults of what only some schemes ask for: classes, bundles, samples, events, quotas, grades that people set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from jxassess.evidence import fault_kinds as kinds
from jxassess.evidence._further_records import Event, SampledCounty
from jxassess.evidence._search import Search, repeated
from jxassess.faults import Fault
from jxassess.measure import Body
from jxassess.places import City, County, Place
from jxassess.scheme import Events, Falsified, GradeQuotas, SampleRule, Tier
from jxassess.words import Words


def further_faults(search: Search) -> Iterator[Fault]:
    """Find what is wrong with units and records that only some schemes ask for.

    Args:
        search: the evidence and the scheme.

    Yields:
        Faults, by part.
    """
    yield from _units(search)
    yield from _classes(search)
    yield from _quotas(search)
    yield from _samples(search)
    yield from _events(search)
    yield from _set_grades(search)


def _units(search: Search) -> Iterator[Fault]:
    for i, each in enumerate(search.scheme.classes):
        for j, code in enumerate(each.units):
            if code not in search.places:
                yield kinds.UNKNOWN_UNIT.at(f"classes[{i}].units[{j}]", code)
    for i, bundle in enumerate(search.scheme.bundles):
        for j, code in enumerate(bundle.units):
            if not search.has_county(code):
                yield kinds.UNKNOWN_UNIT.at(f"bundles[{i}].units[{j}]", code)
        units = [search.places.get(code) for code in bundle.units]
        cities = sorted({unit.parent.label for unit in units if isinstance(unit, County)})
        if len(cities) > 1:
            yield kinds.BUNDLE_CITIES.at(f"bundles[{i}].units", ", ".join(cities))


def _classes(search: Search) -> Iterator[Fault]:
    for path, criterion in search.of_counties:
        rule, classes = criterion.cohort_rule, criterion.classes
        has_carried = rule is not None and rule.cohort.has_carried
        for county in search.evidence.counties if classes else ():
            if (has_carried and search.lookup.is_carried(county)) or search.lookup.is_scored(county):
                yield from _class_faults(search, county, classes, path)
    for path, criterion in search.of_cities:
        for city in search.evidence.cities:
            yield from _class_faults(search, city, criterion.classes, path)
    for city in search.evidence.cities:
        yield from _class_faults(search, city, search.scheme.ranking.classes, "ranking")


def _class_faults(search: Search, place: Place, classes: tuple[str, ...], path: str) -> Iterator[Fault]:
    # Two of these classes cannot hold one unit: the scheme refuses that.
    if classes and not search.scheme.class_of(place.code, classes):
        yield kinds.NO_CLASS.at(place.label, path=path, known=", ".join(classes))


def _quotas(search: Search) -> Iterator[Fault]:
    scheme = search.scheme
    if not isinstance(scheme.grades, GradeQuotas):
        return
    pools = Counter(scheme.class_of(city.code, scheme.ranking.classes) for city in search.evidence.cities)
    for pool, number in sorted(pools.items()):
        if scheme.grades.total > number:
            where = "grades.bands" + (f" ({', '.join(pool)})" if pool else "")
            yield kinds.QUOTA_TOO_LARGE.at(where, scheme.grades.total, number=number)


def _samples(search: Search) -> Iterator[Fault]:
    rule = search.scheme.sample
    for sample in search.evidence.samples:
        where = f"{sample.county.label} samples"
        yield from search.place_faults(sample.county, where)
        if rule is None:
            yield kinds.SAMPLE_UNASKED.at(where)
        elif sample.county.code in search.carried:
            yield kinds.SAMPLE_CARRIED.at(where)
        elif search.lookup.is_represented(sample.county):
            yield kinds.BUNDLED_VALUE.at(where, search.scheme.lead_of(sample.county.code), indicator="sample")
        else:
            yield from _visit_faults(sample, rule, where)
    yield from repeated(f"{sample.county.label} samples" for sample in search.evidence.samples)
    for city in search.evidence.cities if rule is not None else ():
        # A city with fewer counties to be assessed is judged from all of them.
        scored = [c for c in search.lookup.counties_of(city) if not search.lookup.is_carried(c)]
        leads = [county for county in scored if not search.lookup.is_represented(county)]
        least = min(rule.counties if rule is not None else 0, len(leads))
        drawn = sum(search.lookup.is_drawn(county) for county in leads)
        if drawn < least:
            yield _too_small(city.label, drawn, _COUNTIES, least)


_COUNTIES = Words("counties", "县")


def _visit_faults(sample: SampledCounty, rule: SampleRule, where: str) -> Iterator[Fault]:
    if len(sample.townships) < rule.townships:
        yield _too_small(where, len(sample.townships), Words("townships", "乡镇"), rule.townships)
    for township in sample.townships:
        place = f"{where}, {township.name}"
        if len(township.villages) < rule.villages:
            yield _too_small(place, len(township.villages), Words("villages", "村"), rule.villages)
        for village in township.villages:
            if village.households < rule.households:
                what = Words("households", "户")
                yield _too_small(f"{place}, {village.name}", village.households, what, rule.households)


def _too_small(where: str, number: int, what: Words, least: int) -> Fault:
    return kinds.SAMPLE_TOO_SMALL.at(where, number, what=what, least=least)


def _events(search: Search) -> Iterator[Fault]:
    for event in search.evidence.events:
        where = f"events.{event.key}"
        yield from search.place_faults(event.place, where)
        yield from search.day_faults(event.on, where)
        yield from _event_faults(search, event, where)
    yield from repeated(f"events.{event.key}" for event in search.evidence.events)


def _event_faults(search: Search, event: Event, where: str) -> Iterator[Fault]:
    known = _kinds(search, Tier.CITY if isinstance(event.place, City) else Tier.COUNTY)
    if event.kind not in known:
        yield kinds.UNKNOWN_EVENT.at(where, event.kind, known=", ".join(known) or "-")
    elif search.lookup.is_carried(event.place):
        yield kinds.EVENT_CARRIED.at(where)
    elif search.lookup.is_represented(event.place):
        lead = search.scheme.lead_of(event.place.code)
        yield kinds.EVENT_BUNDLED.at(where, lead)
    elif not search.lookup.is_looked_at(event.place):
        yield kinds.EVENT_UNSAMPLED.at(where, event.place.label)
    keys = [criterion.key for _, criterion in search.criteria]
    is_fitting = event.criterion in keys if known.get(event.kind) else not event.criterion
    if event.kind in known and not is_fitting:
        yield kinds.EVENT_CRITERION.at(where, event.criterion) if event.criterion else kinds.EVENT_UNNAMED.at(where)


def _kinds(search: Search, level: Tier) -> dict[str, bool]:
    """Give the kinds of event of a level, each with whether it asks for a criterion."""
    found: dict[str, bool] = {}
    for _, adjustment in search.scheme.adjusting(level):
        if isinstance(adjustment, Falsified):
            found[adjustment.key] = True
        elif isinstance(adjustment, Events):
            found.update({event.key: False for event in adjustment.events})
    return found


def _set_grades(search: Search) -> Iterator[Fault]:
    rule, known = search.scheme.grades_set_by, [band.key for band in search.scheme.grades.bands]
    for entry in search.evidence.set_grades:
        where = f"{entry.city.label} set_grades"
        yield from search.place_faults(entry.city, where)
        yield from search.day_faults(entry.on, where)
        if rule is None:
            yield kinds.GRADE_UNASKED.at(where, entry.grade)
        elif rule.body is not entry.body:
            yield kinds.GRADE_BODY.at(where, _name(entry.body), body=_name(rule.body))
        if entry.grade not in known:
            yield kinds.GRADE_UNKNOWN.at(where, entry.grade, known=", ".join(known))
    yield from repeated(f"{entry.city.label} set_grades" for entry in search.evidence.set_grades)


def _name(body: Body) -> str:
    return body.value
