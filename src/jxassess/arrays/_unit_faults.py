"""Faults of units: codes that the scheme names and nobody has, classes, bundles, samples, events where none count."""

from __future__ import annotations

from collections.abc import Container, Iterator
from functools import partial

import numpy as np

from jxassess.arrays import _fault_kinds as kinds
from jxassess.arrays._columns import CellState, Column
from jxassess.arrays._flag_faults import Flags, Found, all_but, both, cells, either, without
from jxassess.arrays._names import ColumnKind, ColumnName
from jxassess.arrays._search_faults import ColumnSearch, absent, in_state
from jxassess.evidence import fault_kinds as evidence_kinds
from jxassess.faults import Fault, FaultKind
from jxassess.scheme import Among, Bundle, Criterion, Given, TableWeights, Tier


def absent_faults(search: ColumnSearch) -> Iterator[Fault]:
    """Find the columns that are needed and not there.

    Args:
        search: the columns and the scheme.

    Yields:
        A fault for each.
    """
    for need in search.needs:
        if search.rules.is_asked(need, has_cities=search.has_cities) and search.get(need.name) is None:
            yield kinds.MISSING_COLUMN.at(need.name.text, paths=", ".join(need.paths))


def frame_faults(search: ColumnSearch) -> Iterator[Fault]:
    """Find what keeps one from knowing which units are asked for what: codes or cities that are needed and not there.

    Args:
        search: the columns and the scheme.

    Yields:
        Faults, by part.
    """
    naming = ", ".join(_naming(search))
    if naming and search.columns.codes is None:
        yield kinds.NO_CODES.at("codes", paths=naming)
    for path, criterion in search.criteria if search.columns.city_index is None else ():
        if criterion.cohort_rule is not None and criterion.cohort_rule.cohort.among is Among.CITY:
            yield kinds.NO_CITIES.at("city_codes", path=path)


def _naming(search: ColumnSearch) -> Iterator[str]:
    scheme, is_county = search.scheme, search.level is Tier.COUNTY
    if is_county and scheme.carried.counties:
        yield "carried.counties"
    if is_county and scheme.bundles:
        yield "bundles"
    if search.has_cities and isinstance(scheme.weights, TableWeights):
        yield "weights.weights"
    yield from (f"{path}.rule" for path, criterion in search.criteria if criterion.classes)


def unit_faults(search: ColumnSearch) -> Iterator[Found]:
    """Find what is wrong with the units and with what is recorded of them beside values.

    Args:
        search: the columns and the scheme.

    Yields:
        Faults, by part.
    """
    yield from _code_faults(search)
    yield from _class_faults(search)
    if search.level is Tier.COUNTY:
        yield from _bundle_faults(search)
        yield from _carried_faults(search)
        yield from _sample_faults(search)
    yield from _event_faults(search)


def _code_faults(search: ColumnSearch) -> Iterator[Found]:
    scheme, own = search.scheme, _codes(search, search.level)
    for i, each in enumerate(scheme.classes):
        yield from _unknown(evidence_kinds.UNKNOWN_UNIT, f"classes[{i}].units", each.units, _codes(search, each.level))
    if search.level is Tier.COUNTY:
        for i, bundle in enumerate(scheme.bundles):
            yield from _unknown(evidence_kinds.UNKNOWN_UNIT, f"bundles[{i}].units", bundle.units, own)
        yield from _unknown(evidence_kinds.CARRIED_UNKNOWN, "carried.counties", scheme.carried.counties, own)
    if search.has_cities and isinstance(scheme.weights, TableWeights):
        codes = tuple(entry.county for entry in scheme.weights.weights)
        yield from _unknown(evidence_kinds.WEIGHT_UNKNOWN, "weights.weights", codes, own)


def _codes(search: ColumnSearch, level: Tier) -> Container[str] | None:
    """Give the codes of a level's units that the scheme may name, `None` where they are not known."""
    columns = search.columns
    if level is search.level:
        return None if columns.codes is None else search.units.places
    if columns.city_codes is None or not search.has_cities:
        return None
    return frozenset(str(code) for code in columns.city_codes)


def _unknown(kind: FaultKind, path: str, codes: tuple[str, ...], known: Container[str] | None) -> Iterator[Found]:
    if known is not None:
        flags = np.array([code not in known for code in codes], dtype=np.bool_)
        yield from cells(kind, path, flags, lambda i: kind.at(f"{path}[{i}]", codes[i]))


def _class_faults(search: ColumnSearch) -> Iterator[Found]:
    units = search.units
    for path, criterion in search.criteria:
        if not criterion.classes:
            continue
        rule, known = criterion.cohort_rule, ", ".join(criterion.classes)
        asked = all_but(units.unscored, search.columns.units)
        if rule is not None and rule.cohort.has_carried and units.carried is not None:
            asked = asked | units.carried
        flags = asked & (units.classes(criterion.classes) < 0)
        yield from cells(evidence_kinds.NO_CLASS, path, flags, partial(_no_class, search, path, known))


def _no_class(search: ColumnSearch, path: str, known: str, unit: int) -> Fault:
    return evidence_kinds.NO_CLASS.at(search.units.label(unit), path=path, known=known)


def _bundle_faults(search: ColumnSearch) -> Iterator[Found]:
    for i, bundle in enumerate(search.scheme.bundles):
        yield from _bundle_cities(search, bundle, f"bundles[{i}].units")
    for need in search.needs if search.units.represented is not None else ():
        column, is_value = search.get(need.name), need.name.kind is ColumnKind.VALUE
        # Members of a bundle keep weights of their own.
        is_own = is_value and "weights.indicator" in need.paths
        if column is not None and not is_own and (is_value or need.name.kind is ColumnKind.TARGET):
            given = without(search.units.represented, in_state(column, CellState.MISSING))
            yield from _bundled(search, column.name.text, given, need.name.key)


def _bundle_cities(search: ColumnSearch, bundle: Bundle, path: str) -> Iterator[Fault]:
    city_codes, city_index, places = search.columns.city_codes, search.columns.city_index, search.units.places
    if city_codes is None or city_index is None:
        return
    cities = sorted({str(city_codes[city_index[places[code]]]) for code in bundle.units if code in places})
    if len(cities) > 1:
        yield evidence_kinds.BUNDLE_CITIES.at(path, ", ".join(cities))


def _bundled(search: ColumnSearch, text: str, flags: Flags, what: str) -> Iterator[Found]:
    units, scheme = search.units, search.scheme

    def fault(unit: int) -> Fault:
        label = units.label(unit)
        return evidence_kinds.BUNDLED_VALUE.at(f"{label} {text}", scheme.lead_of(label), indicator=what)

    yield from cells(evidence_kinds.BUNDLED_VALUE, text, flags, fault)


def _carried_faults(search: ColumnSearch) -> Iterator[Found]:
    column, units = search.get(ColumnName(ColumnKind.CARRIED)), search.units
    if column is not None:
        lacking = both(units.carried, absent(column))
        yield from cells(
            evidence_kinds.MISSING_CARRIED,
            "carried:",
            lacking,
            lambda i: evidence_kinds.MISSING_CARRIED.at(units.label(i)),
        )
        unlisted = without(all_but(absent(column), search.columns.units), units.carried)
        yield from cells(
            evidence_kinds.CARRIED_NOT_LISTED,
            "carried:",
            unlisted,
            lambda i: evidence_kinds.CARRIED_NOT_LISTED.at(f"{units.label(i)} carried:"),
        )
    for _, criterion in search.criteria if units.carried is not None else ():
        # Art. 6: a carried county is not assessed twice; facts about it stay, points given to it do not.
        if isinstance(criterion.rule, Given):
            yield from _given_faults(search, criterion)


def _given_faults(search: ColumnSearch, criterion: Criterion) -> Iterator[Found]:
    key, units = criterion.key, search.units
    for _, column in search.sources(criterion.indicator.key):
        given = without(units.carried, in_state(column, CellState.MISSING))
        yield from cells(
            evidence_kinds.CARRIED_GIVEN, key, given, lambda i: evidence_kinds.CARRIED_GIVEN.at(units.label(i), key)
        )


def _sample_faults(search: ColumnSearch) -> Iterator[Found]:
    column, units = search.get(ColumnName(ColumnKind.SAMPLED)), search.units
    if column is None:
        return
    where = column.name.text
    drawn = column.numbers > 0 if column.high > 0 else None
    if search.scheme.sample is None:
        yield from cells(
            evidence_kinds.SAMPLE_UNASKED,
            where,
            drawn,
            lambda i: evidence_kinds.SAMPLE_UNASKED.at(f"{units.label(i)} {where}"),
        )
        return
    yield from _uncounted(search, column, either(units.carried, units.represented))
    yield from cells(
        evidence_kinds.SAMPLE_CARRIED,
        where,
        both(drawn, units.carried),
        lambda i: evidence_kinds.SAMPLE_CARRIED.at(f"{units.label(i)} {where}"),
    )
    yield from _bundled(search, where, both(drawn, units.represented), "sample")


def _uncounted(search: ColumnSearch, column: Column, unasked: Flags) -> Iterator[Found]:
    units, where = search.units, column.name.text
    yield from cells(
        kinds.MISSING_NUMBER,
        where,
        without(in_state(column, CellState.MISSING), unasked),
        lambda i: kinds.MISSING_NUMBER.at(f"{units.label(i)} {where}"),
    )


def _event_faults(search: ColumnSearch) -> Iterator[Found]:
    known = [need.name for need in search.needs if not need.is_required]
    for column in search.columns.columns:
        if column.name in known:
            yield from _uncounted(search, column, search.units.unscored)
            yield from _uncountable(search, column) if column.high > 0 else ()
        elif column.name.kind in (ColumnKind.EVENTS, ColumnKind.FALSIFIED) and column.high > 0:
            yield _unknown_event(column.name, known)


def _unknown_event(name: ColumnName, known: list[ColumnName]) -> Fault:
    if name.kind is ColumnKind.FALSIFIED and name.key in {each.key for each in known if each.kind is name.kind}:
        return evidence_kinds.EVENT_CRITERION.at(name.text, name.source)
    keys = dict.fromkeys(each.key for each in known)
    return evidence_kinds.UNKNOWN_EVENT.at(name.text, name.key, known=", ".join(keys) or "-")


def _uncountable(search: ColumnSearch, column: Column) -> Iterator[Found]:
    units, where, counted = search.units, column.name.text, column.numbers > 0

    def at(unit: int) -> str:
        return f"{units.label(unit)} {where}"

    def bundled(unit: int) -> Fault:
        return evidence_kinds.EVENT_BUNDLED.at(at(unit), search.scheme.lead_of(units.label(unit)))

    carried, member = both(counted, units.carried), both(counted, units.represented)
    yield from cells(evidence_kinds.EVENT_CARRIED, where, carried, lambda i: evidence_kinds.EVENT_CARRIED.at(at(i)))
    yield from cells(evidence_kinds.EVENT_BUNDLED, where, member, bundled)
    unsampled = without(both(counted, units.unseen), units.represented)
    yield from cells(
        evidence_kinds.EVENT_UNSAMPLED,
        where,
        unsampled,
        lambda i: evidence_kinds.EVENT_UNSAMPLED.at(at(i), units.label(i)),
    )
