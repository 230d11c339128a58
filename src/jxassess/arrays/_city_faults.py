"""Faults of what only cities read of their counties: weights, gates, sizes of samples, classes and quotas of grades."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from jxassess.arrays._criterion_faults import has_nothing, is_unsent, missing_faults
from jxassess.arrays._flag_faults import Cells, Flags, Found, Truths, all_but, both, cells, either, without
from jxassess.arrays._needs import end_of
from jxassess.arrays._search_faults import ColumnSearch, absent
from jxassess.evidence import fault_kinds as evidence_kinds
from jxassess.exact import Bound, Side, to_text
from jxassess.faults import Fault, FaultKind
from jxassess.scheme import Condition, GradeQuotas, IndicatorWeights, NothingApplies, TableWeights, Tier
from jxassess.words import Words

_COUNTIES = Words("counties", "县")


def city_faults(search: ColumnSearch) -> Iterator[Found]:
    """Find what keeps cities from having a mean, a grade and a rank, and what gates cannot read.

    Args:
        search: the columns and the scheme.

    Yields:
        Faults, by part.
    """
    yield from _gate_faults(search)
    codes, index = search.columns.city_codes, search.columns.city_index
    if search.level is Tier.COUNTY and codes is not None and index is not None:
        yield from _county_weights(search)
        cities = _Cities(search, [str(code) for code in codes], index)
        yield from cities.weight_faults()
        yield from cities.sample_faults()
        yield from _class_faults(search, cities.codes)
        yield from _quota_faults(search, cities.codes)


def _gate_faults(search: ColumnSearch) -> Iterator[Cells]:
    for gate in search.scheme.gates:
        is_read = gate.level is search.level and (search.level is Tier.CITY or search.has_cities)
        for condition in gate.conditions if is_read else ():
            key = condition.indicator.key
            yield from missing_faults(search, key, without(search.missing(key), search.units.unseen))
            yield from _interval_faults(search, condition)


def _interval_faults(search: ColumnSearch, condition: Condition) -> Iterator[Cells]:
    """Find where a value is there, and the end of its interval that a condition compares is not."""
    indicator, units, kind, name = condition.indicator, search.units, evidence_kinds.NO_UNCERTAINTY, end_of(condition)
    key, called = indicator.key, indicator.called
    column = None if name is None else search.get(name)
    if column is None or not search.sources(key):
        return
    text, compared = column.name.text, condition.compared.words
    without_value = either(search.missing(key), search.not_applicable(key), units.unseen)
    flags = without(absent(column), without_value)
    yield from cells(
        kind, text, flags, lambda i: kind.at(f"{units.label(i)} {text}", compared=compared, indicator=called)
    )


def _county_weights(search: ColumnSearch) -> Iterator[Cells]:
    weights, units, kind = search.scheme.weights, search.units, evidence_kinds.WEIGHT_MISSING
    if isinstance(weights, TableWeights):
        lacking = all_but(units.flags(entry.county for entry in weights.weights), search.columns.units)
        flags = without(lacking, units.unweighed)
        yield from cells(kind, "weights.weights", flags, lambda i: kind.at(units.label(i)))
    elif isinstance(weights, IndicatorWeights) and search.sources(weights.indicator.key):
        yield from _observed_weights(search, weights.indicator.key)


def _observed_weights(search: ColumnSearch, key: str) -> Iterator[Cells]:
    units = search.units
    out, negative = evidence_kinds.WEIGHT_NOT_APPLICABLE, evidence_kinds.NEGATIVE_WEIGHT
    yield from missing_faults(search, key, without(search.missing(key), units.unweighed))
    flags = without(search.not_applicable(key), units.unweighed)
    yield from cells(out, key, flags, lambda i: out.at(units.label(i), indicator=key))
    flags = without(search.failing(key, Bound(side=Side.AT_LEAST, value=Fraction(0))), units.unweighed)
    yield from cells(negative, key, flags, lambda i: negative.at(units.label(i), to_text(search.value(key, i))))


class _Cities:
    """The cities, and how many of their counties are flagged; flags here are over the cities."""

    def __init__(self, search: ColumnSearch, codes: list[str], index: NDArray[np.int32]) -> None:
        self._search, self.codes, self._index = search, codes, index

    def _count(self, flags: Truths) -> NDArray[np.intp]:
        return np.bincount(self._index[flags], minlength=len(self.codes))

    def weight_faults(self) -> Iterator[Cells]:
        """Find cities without counties, and those whose counties weigh nothing."""
        alone, kind = np.bincount(self._index, minlength=len(self.codes)) == 0, evidence_kinds.CITY_WITHOUT_COUNTIES
        yield from cells(kind, "city_codes", alone, lambda i: kind.at(self.codes[i]))
        out = self._left_out()
        light = either(self._search.units.unweighed, out, _weightless(self._search))
        if light is None:
            return
        empty = (self._count(~light) == 0) & ~alone
        unsent = both(out, is_unsent(self._search))
        waiting = both(empty, None if unsent is None else self._count(unsent) > 0)
        yield from self._empty(evidence_kinds.NOTHING_OBSERVED, waiting)
        yield from self._empty(evidence_kinds.NO_CITY_WEIGHT, without(empty, waiting))

    def _empty(self, kind: FaultKind, flags: Flags) -> Iterator[Cells]:
        yield from cells(kind, "city_codes", flags, lambda i: kind.at(self.codes[i], "0"))

    def _left_out(self) -> Flags:
        # Where that is refused, the counties to which nothing applies are at fault themselves.
        if self._search.scheme.when_nothing_applies is NothingApplies.FAULT:
            return None
        units = self._search.units
        return without(units.led(has_nothing(self._search)), either(units.carried, units.unweighed))

    def sample_faults(self) -> Iterator[Cells]:
        """Find cities of which too few counties were drawn."""
        rule, units = self._search.scheme.sample, self._search.units
        if rule is None:
            return
        asked = all_but(either(units.carried, units.represented), self._search.columns.units)
        drawn = self._count(asked if units.undrawn is None else asked & ~units.undrawn)
        # A city with fewer counties to be assessed is judged from all of them.
        least, kind = np.minimum(rule.counties, self._count(asked)), evidence_kinds.SAMPLE_TOO_SMALL

        def fault(city: int) -> Fault:
            return kind.at(self.codes[city], int(drawn[city]), what=_COUNTIES, least=int(least[city]))

        yield from cells(kind, "sampled:", drawn < least, fault)


def _weightless(search: ColumnSearch) -> Flags:
    weights = search.scheme.weights
    if isinstance(weights, TableWeights):
        return search.units.flags(entry.county for entry in weights.weights if not entry.weight)
    if isinstance(weights, IndicatorWeights):
        return search.failing(weights.indicator.key, Bound(side=Side.ABOVE, value=Fraction(0)))
    return None


def _class_faults(search: ColumnSearch, codes: list[str]) -> Iterator[Found]:
    classes = search.scheme.ranking.classes
    if not classes:
        return
    known, kind = ", ".join(classes), evidence_kinds.NO_CLASS
    flags = np.array([not search.scheme.class_of(code, classes) for code in codes], dtype=np.bool_)
    yield from cells(kind, "ranking", flags, lambda i: kind.at(codes[i], path="ranking", known=known))


def _quota_faults(search: ColumnSearch, codes: list[str]) -> Iterator[Fault]:
    grades, ranking = search.scheme.grades, search.scheme.ranking
    if not isinstance(grades, GradeQuotas):
        return
    pools = Counter(search.scheme.class_of(code, ranking.classes) for code in codes)
    for pool, number in sorted(pools.items()):
        if grades.total > number:
            where = "grades.bands" + (f" ({', '.join(pool)})" if pool else "")
            yield evidence_kinds.QUOTA_TOO_LARGE.at(where, grades.total, number=number)
