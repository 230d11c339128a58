"""Faults of single records held against the units, the scheme and each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby, pairwise

from jxassess.evidence import fault_kinds as kinds
from jxassess.evidence._findings import Finding
from jxassess.evidence._indications import find_indications
from jxassess.evidence._records import NotApplicable, Observation
from jxassess.evidence._search import Search, repeated
from jxassess.exact import to_text
from jxassess.faults import Fault
from jxassess.measure import FIRST_YEAR, Problem
from jxassess.places import City, County
from jxassess.scheme import IndicatorWeights, Measured, Tier

_SURVEY = "survey."


def record_faults(search: Search) -> Iterator[Fault]:
    """Find what is wrong with the head, the units and each kind of record.

    Args:
        search: the evidence and the scheme.

    Yields:
        Faults, in the order of the parts of the evidence.
    """
    yield from _head(search)
    yield from _units(search)
    yield from _targets(search)
    yield from _observations(search)
    yield from _versions(search)
    yield from _carried(search)
    yield from _findings(search)
    yield from _history(search)


def _head(search: Search) -> Iterator[Fault]:
    evidence = search.evidence
    if evidence.year != search.scheme.year:
        yield kinds.YEAR_DIFFERS.at("year", evidence.year, year=search.scheme.year)
    yield from search.day_faults(evidence.on, "on", last=date(evidence.year, 12, 31))


def _units(search: Search) -> Iterator[Fault]:
    evidence = search.evidence
    for code, number in sorted(Counter(place.code for place in evidence.places).items()):
        if number > 1:
            yield kinds.DUPLICATE.at(search.places[code].label)
    for county in evidence.counties:
        if county.parent not in evidence.cities:
            yield kinds.UNKNOWN_PARENT.at(county.label, county.parent.label)
        if not county.is_in_force(evidence.on):
            yield kinds.NOT_IN_FORCE.at(county.label, evidence.on)
    for city in evidence.cities:
        if not search.lookup.counties_of(city):
            yield kinds.CITY_WITHOUT_COUNTIES.at(city.label)


def _targets(search: Search) -> Iterator[Fault]:
    scheme, evidence = search.scheme, search.evidence
    of_cities = {item.key for item in scheme.plan.items}
    of_cities |= {criterion.indicator.key for _, criterion in search.of_cities if criterion.needs_target}
    if scheme.rewards.marked.measured is Measured.COMPLETION:
        of_cities.add(scheme.rewards.marked.indicator.key)
    of_counties = of_cities | {c.indicator.key for _, c in search.of_counties if c.needs_target}
    for target in evidence.targets:
        key, where = target.indicator.key, f"{target.place.label} targets.{target.indicator.key}"
        yield from search.place_faults(target.place, where)
        yield from search.indicator_faults(target.indicator, where)
        held = of_cities if isinstance(target.place, City) else of_counties
        if key in search.indicators and key not in held:
            yield kinds.NOT_A_PLAN_ITEM.at(where, key)
        if search.lookup.is_represented(target.place):
            yield kinds.BUNDLED_VALUE.at(where, scheme.lead_of(target.place.code), indicator=key)
        # Where less is better a line of the plan of zero is a task too.
        is_task = bool(target.value) or (target.indicator in scheme.plan.items and search.lookup.is_task(target))
        if is_task and search.lookup.is_not_applicable(target.place, target.indicator):
            yield kinds.NOT_APPLICABLE_WITH_TASK.at(target.place.label, to_text(target.value), indicator=key)
    yield from repeated(f"{t.place.label} targets.{t.indicator.key}" for t in evidence.targets)


def _observations(search: Search) -> Iterator[Fault]:
    scheme = search.scheme
    timeless = _only_weights(search)
    # Members of a bundle keep weights of their own.
    weighing = scheme.weights.indicator.key if isinstance(scheme.weights, IndicatorWeights) else None
    of_counties = _read_of_counties(search)
    of_cities = {item.key for item in (*scheme.plan.items, scheme.rewards.marked.indicator)}
    of_cities.update(low.indicator.key for low in scheme.low_rates)
    of_cities.update(indicator.key for _, criterion in search.of_cities for _, indicator in criterion.indicators)
    gates = (gate for gate in scheme.gates if gate.level is Tier.CITY)
    of_cities.update(condition.indicator.key for gate in gates for condition in gate.conditions)
    # Art. 7(2): a survey estimates for cities too, and reads the figures that it needs of either.
    of_cities.update(indicator.key for path, indicator in scheme.named_indicators() if path.startswith(_SURVEY))
    for found in search.evidence.observations:
        key, where = found.indicator.key, f"{found.place.label} observations.{found.indicator.key}"
        yield from search.place_faults(found.place, where)
        yield from search.indicator_faults(found.indicator, where)
        if key != timeless:
            yield from search.day_faults(found.on, where)
        if key in search.indicators and isinstance(found.place, City) and key not in of_cities:
            yield kinds.UNUSED_CITY_VALUE.at(where, key)
        if key != weighing and search.lookup.is_represented(found.place):
            yield kinds.BUNDLED_VALUE.at(where, scheme.lead_of(found.place.code), indicator=key)
        if key in search.indicators and isinstance(found.place, County) and key not in of_counties:
            yield kinds.UNUSED_COUNTY_VALUE.at(where, key)


def _read_of_counties(search: Search) -> frozenset[str]:
    """Give the keys of what is read in counties: all but what only cities' own criteria and gates name."""
    scheme = search.scheme
    gates = [f"gates[{i}]" for i, gate in enumerate(scheme.gates) if gate.level is Tier.CITY]
    of_cities = (*(path for path, _ in search.of_cities), *gates)
    named = ((path, indicator) for path, indicator in scheme.named_indicators() if not path.startswith(of_cities))
    # What adds up may be given for counties, to show how the city's value comes about.
    additive = (indicator.key for indicator in scheme.indicators if indicator.is_additive)
    return frozenset((*(indicator.key for _, indicator in named), *additive))


def _only_weights(search: Search) -> str | None:
    """Give the key of an indicator that weighs and is not assessed: its figures may be of any day, as a census's are."""
    scheme = search.scheme
    if not isinstance(scheme.weights, IndicatorWeights):
        return None
    others = [
        indicator
        for path, indicator in scheme.named_indicators()
        if path != "weights.indicator" and not path.startswith(_SURVEY)
    ]
    return None if scheme.weights.indicator in others else scheme.weights.indicator.key


def _versions(search: Search) -> Iterator[Fault]:
    groups: dict[tuple[str, str], list[Observation]] = {}
    for found in search.evidence.observations:
        groups.setdefault((found.place.code, found.indicator.key), []).append(found)
    for versions in groups.values():
        # One observation of the first version contradicts none, unless the scheme says which sources there are.
        if len(versions) > 1 or versions[0].version > 1 or search.lookup.sources(versions[0].indicator):
            yield from _source_faults(search, versions)
            for _, same in groupby(versions, lambda o: o.source):
                yield from _chain_faults(list(same))


def _source_faults(search: Search, versions: list[Observation]) -> Iterator[Fault]:
    indicator, label = versions[0].indicator, versions[0].place.label
    sources = sorted({found.source for found in versions})
    known = search.lookup.sources(indicator)
    if not known:
        if len(sources) > 1:
            yield kinds.TWO_SOURCES.at(label, ", ".join(sources), indicator=indicator.key)
        return
    for source in sources:
        if source not in known:
            yield kinds.UNKNOWN_SOURCE.at(label, source, indicator=indicator.key, known=", ".join(known))
    blended = {part.source for part in search.lookup.blend(indicator)}
    current = {found.source: found for found in versions if found.source in blended}.values()
    without = [found.source for found in current if isinstance(found.value, NotApplicable)]
    if 0 < len(without) < len(current):
        yield kinds.MIXED_BLEND.at(label, ", ".join(without), indicator=indicator.key)


def _chain_faults(versions: list[Observation]) -> Iterator[Fault]:
    label, key = versions[0].place.label, versions[0].indicator.key
    if versions[0].version > 1:
        yield kinds.VERSION_GAP.at(label, versions[0].version, indicator=key)
    for older, newer in pairwise(versions):
        if newer.version == older.version:
            yield kinds.DUPLICATE_VERSION.at(f"{label} observations.{key}", newer.version, source=newer.source)
        elif newer.version > older.version + 1:
            yield kinds.VERSION_GAP.at(label, newer.version, indicator=key)
        elif newer.on < older.on:
            yield kinds.VERSION_BACKWARDS.at(label, newer.version, indicator=key)


def _carried(search: Search) -> Iterator[Fault]:
    full = search.scheme.carried.full_marks
    for entry in search.evidence.carried:
        where = f"{entry.county.label} carried"
        yield from search.place_faults(entry.county, where)
        yield from search.day_faults(entry.on, where)
        if entry.county.code not in search.carried:
            yield kinds.CARRIED_NOT_LISTED.at(where)
        if entry.score > full:
            yield kinds.CARRIED_ABOVE_FULL.at(where, to_text(entry.score), full=to_text(full))
    yield from repeated(f"{entry.county.label} carried" for entry in search.evidence.carried)
    for code in search.scheme.carried.counties:
        if not search.has_county(code):
            yield kinds.CARRIED_UNKNOWN.at("carried.counties", code)


def _findings(search: Search) -> Iterator[Fault]:
    evidence = search.evidence
    answered = [finding.indication for finding in evidence.findings if finding.indication]
    indications = find_indications(evidence, search.scheme) if answered else ()
    known = {indication.key: (indication.place, indication.problem) for indication in indications}
    for finding in evidence.findings:
        where = f"findings.{finding.key}"
        yield from search.place_faults(finding.place, where)
        # Art. 9(3) binds poverty counties only.
        if finding.problem is Problem.PROHIBITED_ACT and finding.place.code not in search.carried:
            yield kinds.NOT_A_POVERTY_COUNTY.at(where, finding.place.label)
        yield from _answer_faults(finding, where, known)
    yield from repeated(f"findings.{finding.key}" for finding in evidence.findings)
    yield from repeated(f"findings.indication {key}" for key in answered)


def _answer_faults(finding: Finding, where: str, known: Mapping[str, tuple[object, Problem]]) -> Iterator[Fault]:
    if not finding.indication:
        return
    if finding.indication not in known:
        yield kinds.UNKNOWN_INDICATION.at(where, finding.indication)
    elif known[finding.indication] != (finding.place, finding.problem):
        yield kinds.OTHER_INDICATION.at(where, finding.indication)


def _history(search: Search) -> Iterator[Fault]:
    history = search.evidence.history
    for result in history:
        where = f"{result.city.label} history.{result.year}"
        yield from search.place_faults(result.city, where)
        if not FIRST_YEAR <= result.year < search.evidence.year:
            yield kinds.BAD_HISTORY_YEAR.at(where, result.year)
    yield from repeated(f"{result.city.label} history.{result.year}" for result in history)
