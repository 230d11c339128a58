"""Evidence held against itself and against the scheme: every fault at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from itertools import groupby, pairwise

from jxassess.evidence import _fault_kinds as kinds
from jxassess.evidence._evidence import Evidence, Lookup, Reading, weight_of
from jxassess.evidence._indications import find_indications
from jxassess.evidence._records import NotApplicable, Observation
from jxassess.exact import to_text
from jxassess.faults import Fault
from jxassess.indicators import Indicator
from jxassess.measure import FIRST_YEAR, Problem
from jxassess.places import City, County, Place
from jxassess.scheme import (
    Criterion,
    Given,
    IndicatorWeights,
    Measured,
    NothingApplies,
    PlanLevel,
    RelativeToMean,
    Scheme,
    TableWeights,
    WhenMissing,
    WhenNotApplicable,
    WhenUnobserved,
)


def find_faults(evidence: Evidence, scheme: Scheme) -> tuple[Fault, ...]:
    """Find everything in the evidence that stands against an assessment.

    Args:
        evidence: the year's data.
        scheme: the year's scheme.

    Returns:
        All faults: what is unknown, double, missing, contradictory, out of range, of the wrong year or day; empty where
        the evidence can be assessed.

    Legal basis:
        Art. 10: data are given in time and correctly. Nothing is dropped or filled in here.
    """
    return tuple(_Finder(evidence, scheme).find())


class _Finder:
    """One search: the evidence, the scheme, and what both are looked up by."""

    def __init__(self, evidence: Evidence, scheme: Scheme) -> None:
        self.evidence = evidence
        self.scheme = scheme
        self.lookup = Lookup(evidence)
        self.indicators = {indicator.key: indicator for indicator in scheme.indicators}
        self.carried = frozenset(scheme.carried.counties)
        self.places: dict[str, Place] = {place.code: place for place in evidence.places}
        self.criteria = tuple(scheme.walk())

    def find(self) -> Iterator[Fault]:
        yield from self._head()
        yield from self._units()
        yield from self._targets()
        yield from self._observations()
        yield from self._versions()
        yield from self._carried()
        yield from self._weights()
        yield from self._counties()
        yield from self._cohorts()
        yield from self._plan()
        yield from self._rates()
        yield from self._sums()
        yield from self._findings()
        yield from self._history()

    def _head(self) -> Iterator[Fault]:
        if self.evidence.year != self.scheme.year:
            yield kinds.YEAR_DIFFERS.at("year", self.evidence.year, year=self.scheme.year)
        yield from self._day_faults(self.evidence.on, "on", last=date(self.evidence.year, 12, 31))

    def _day_faults(self, day: date, where: str, last: date | None = None) -> Iterator[Fault]:
        # Art. 7: the cycle of a year ends in March of the next.
        first, last = date(self.evidence.year, 1, 1), last or date(self.evidence.year + 1, 3, 31)
        if not first <= day <= last:
            yield kinds.WRONG_DAY.at(where, day, first=first, last=last)

    def _units(self) -> Iterator[Fault]:
        for code, number in sorted(Counter(place.code for place in self.evidence.places).items()):
            if number > 1:
                yield kinds.DUPLICATE.at(self.places[code].label, code)
        for county in self.evidence.counties:
            if county.parent not in self.evidence.cities:
                yield kinds.UNKNOWN_PARENT.at(county.label, county.parent.label)
            if not county.is_in_force(self.evidence.on):
                yield kinds.NOT_IN_FORCE.at(county.label, self.evidence.on)
        for city in self.evidence.cities:
            if not self.lookup.counties_of(city):
                yield kinds.CITY_WITHOUT_COUNTIES.at(city.label)

    def _place_faults(self, place: Place, where: str) -> Iterator[Fault]:
        known = self.places.get(place.code)
        # Nearly always the same object, which is faster to see than equality.
        if known is not place and known != place:
            yield kinds.UNKNOWN_PLACE.at(where, place.label)

    def _indicator_faults(self, indicator: Indicator, where: str) -> Iterator[Fault]:
        known = self.indicators.get(indicator.key)
        if known is None:
            yield kinds.UNKNOWN_INDICATOR.at(where, indicator.key)
        elif known is not indicator and known != indicator:
            yield kinds.OTHER_INDICATOR.at(where, indicator.key)

    def _targets(self) -> Iterator[Fault]:
        held = {item.key for item in self.scheme.plan.items}
        held.update(c.indicator.key for _, c in self.criteria if _needs_target(c))
        if self.scheme.rewards.marked.measured is Measured.COMPLETION:
            held.add(self.scheme.rewards.marked.indicator.key)
        for target in self.evidence.targets:
            where = f"{target.place.label}, target of {target.indicator.key}"
            yield from self._place_faults(target.place, where)
            yield from self._indicator_faults(target.indicator, where)
            if target.indicator.key in self.indicators and target.indicator.key not in held:
                yield kinds.NOT_A_PLAN_ITEM.at(where, target.indicator.key)
        yield from _repeated(f"{t.place.label}, target of {t.indicator.key}" for t in self.evidence.targets)

    def _observations(self) -> Iterator[Fault]:
        base = self.scheme.weights.indicator if isinstance(self.scheme.weights, IndicatorWeights) else None
        timeless = self._only_weights(base)
        of_cities = {item.key for item in (*self.scheme.plan.items, self.scheme.rewards.marked.indicator)}
        of_cities.update(low.indicator.key for low in self.scheme.low_rates)
        for found in self.evidence.observations:
            where = _where(found)
            yield from self._place_faults(found.place, where)
            yield from self._indicator_faults(found.indicator, where)
            if found.indicator.key != timeless:
                yield from self._day_faults(found.on, where)
            known = found.indicator.key in self.indicators
            if known and isinstance(found.place, City) and found.indicator.key not in of_cities:
                yield kinds.UNUSED_CITY_VALUE.at(where, found.indicator.key)

    def _only_weights(self, base: Indicator | None) -> str | None:
        """Give the key of an indicator that only weighs: its figures may be of any day."""
        if base is None or base in [c.indicator for _, c in self.criteria]:
            return None
        rest = (*self.scheme.plan.items, *(low.indicator for low in self.scheme.low_rates))
        return None if base in rest or base == self.scheme.rewards.marked.indicator else base.key

    def _versions(self) -> Iterator[Fault]:
        for (_, key), group in groupby(self.evidence.observations, lambda o: (o.place.code, o.indicator.key)):
            versions = list(group)
            sources = sorted({found.source for found in versions})
            if len(sources) > 1:
                yield kinds.TWO_SOURCES.at(versions[0].place.label, ", ".join(sources), indicator=key)
            for _, same in groupby(versions, lambda o: o.source):
                yield from _chain_faults(list(same))

    def _carried(self) -> Iterator[Fault]:
        full = self.scheme.carried.full_marks
        for entry in self.evidence.carried:
            where = f"{entry.county.label}, carried score"
            yield from self._place_faults(entry.county, where)
            yield from self._day_faults(entry.on, where)
            if entry.county.code not in self.carried:
                yield kinds.CARRIED_NOT_LISTED.at(where)
            if entry.score > full:
                yield kinds.CARRIED_ABOVE_FULL.at(where, to_text(entry.score), full=to_text(full))
        yield from _repeated(f"{entry.county.label}, carried score" for entry in self.evidence.carried)
        for i, code in enumerate(self.scheme.carried.counties):
            if not isinstance(self.places.get(code), County):
                yield kinds.CARRIED_UNKNOWN.at(f"carried.counties[{i}]", code)

    def _weights(self) -> Iterator[Fault]:
        weights = self.scheme.weights
        if isinstance(weights, TableWeights):
            listed = {entry.county for entry in weights.weights}
            for county in self.evidence.counties:
                if county.code not in listed:
                    yield kinds.WEIGHT_MISSING.at(county.label)
            for i, entry in enumerate(weights.weights):
                if not isinstance(self.places.get(entry.county), County):
                    yield kinds.WEIGHT_UNKNOWN.at(f"weights.weights[{i}]", entry.county)
        if isinstance(weights, IndicatorWeights):
            for county in self.evidence.counties:
                value = self.lookup.value(county, weights.indicator)
                if value is None:
                    yield self._missing(county, weights.indicator, "")
                elif value < 0:
                    yield kinds.NEGATIVE_WEIGHT.at(county.label, to_text(value))
        for city in self.evidence.cities:
            counted = [county for county in self.lookup.counties_of(city) if not self._is_left_out(county)]
            weights_known = [weight_of(self.scheme, self.lookup, county) for county in counted]
            if self.lookup.counties_of(city) and not any(weight is None or weight > 0 for weight in weights_known):
                yield kinds.NO_CITY_WEIGHT.at(city.label, "0")

    def _missing(self, place: Place, indicator: Indicator, path: str) -> Fault:
        otherwise = kinds.OTHERWISE.format(path=path) if path else kinds.NO_OTHERWISE
        return kinds.MISSING_OBSERVATION.at(
            place.label, citation=indicator.citation, indicator=indicator.key, otherwise=otherwise
        )

    def _counties(self) -> Iterator[Fault]:
        for county in self.evidence.counties:
            if county.code in self.carried:
                yield from self._carried_county(county)
            else:
                yield from self._scored_county(county)

    def _carried_county(self, county: County) -> Iterator[Fault]:
        if self.lookup.carried(county) is None:
            yield kinds.MISSING_CARRIED.at(county.label)
        for path, criterion in self.criteria:
            found = self.lookup.observation(county, criterion.indicator)
            # Art. 6: a carried county is not assessed twice; facts about it stay, points given to it do not.
            if found is not None and isinstance(criterion.rule, Given):
                yield kinds.CARRIED_GIVEN.at(county.label, criterion.key)
            if found is None and isinstance(criterion.rule, RelativeToMean) and criterion.rule.has_carried:
                yield self._missing(county, criterion.indicator, path)

    def _scored_county(self, county: County) -> Iterator[Fault]:
        faults = [f for path, criterion in self.criteria for f in self._criterion(county, path, criterion)]
        yield from faults
        if not faults and self._has_nothing(county) and self.scheme.when_nothing_applies is NothingApplies.FAULT:
            yield kinds.NOTHING_APPLIES.at(county.label)

    def _has_nothing(self, county: County) -> bool:
        return all(self._leaves(county, criterion) for _, criterion in self.criteria)

    def _is_left_out(self, county: County) -> bool:
        is_scored = county.code not in self.carried
        return is_scored and self.scheme.when_nothing_applies is NothingApplies.LEAVE_OUT and self._has_nothing(county)

    def _leaves(self, county: County, criterion: Criterion) -> bool:
        reading = self.lookup.reading(county, criterion)
        if reading is Reading.MISSING:
            return criterion.when_missing in (WhenMissing.RESCALE_GROUP, WhenMissing.RESCALE_ALL)
        return reading is Reading.NOT_APPLICABLE

    def _criterion(self, county: County, path: str, criterion: Criterion) -> Iterator[Fault]:
        indicator = criterion.indicator
        target = self.lookup.target(county, indicator)
        if target is None and _needs_target(criterion):
            yield kinds.MISSING_TARGET.at(county.label, indicator=indicator.key)
        found = self.lookup.observation(county, indicator)
        if found is not None and isinstance(found.value, NotApplicable) and target is not None and target.value:
            yield kinds.NOT_APPLICABLE_WITH_TASK.at(county.label, to_text(target.value), indicator=indicator.key)
        reading = self.lookup.reading(county, criterion)
        if reading is Reading.MISSING and criterion.when_missing is WhenMissing.FAULT:
            yield self._missing(county, indicator, path)
        if reading is Reading.NOT_APPLICABLE and criterion.when_not_applicable is WhenNotApplicable.FAULT:
            yield kinds.NOT_APPLICABLE_REFUSED.at(county.label, criterion=criterion.key, path=path)
        value = self.lookup.value(county, indicator)
        if isinstance(criterion.rule, Given) and value is not None and not 0 <= value <= criterion.marks:
            yield kinds.GIVEN_OUTSIDE.at(
                county.label, to_text(value), criterion=criterion.key, marks=to_text(criterion.marks)
            )

    def _cohorts(self) -> Iterator[Fault]:
        for path, criterion in self.criteria:
            rule = criterion.rule
            if not isinstance(rule, RelativeToMean):
                continue
            means = {
                _mean(self.lookup.cohort(county, criterion, rule, self.carried)): county
                for county in self.evidence.counties
                if county.code not in self.carried and self.lookup.value(county, criterion.indicator) is not None
            }
            for mean, county in means.items():
                if mean <= 0:
                    yield kinds.NO_MEAN.at(county.label, to_text(mean), indicator=criterion.indicator.key, path=path)

    def _plan(self) -> Iterator[Fault]:
        has_counties = self.scheme.plan.level is PlanLevel.COUNTY
        for item in self.scheme.plan.items:
            for city in self.evidence.cities:
                yield from self._line_faults(city, item)
            for county in self.evidence.counties if has_counties else ():
                yield from self._line_faults(county, item)
        marked = self.scheme.rewards.marked
        for city in self.evidence.cities:
            target = self.lookup.target(city, marked.indicator)
            if (
                marked.measured is Measured.COMPLETION
                and target is None
                and marked.indicator not in self.scheme.plan.items
            ):
                yield kinds.NO_PLAN_FOR_REWARD.at(city.label, indicator=marked.indicator.key)
            if marked.indicator not in self.scheme.plan.items:
                yield from self._total_faults(city, marked.indicator)

    def _line_faults(self, place: Place, item: Indicator) -> Iterator[Fault]:
        target = self.lookup.target(place, item)
        if target is None:
            yield kinds.MISSING_TARGET.at(place.label, indicator=item.key)
        elif isinstance(place, City):
            yield from self._total_faults(place, item)
        elif target.value and self._is_unreported(place, item):
            yield self._missing(place, item, "")

    def _total_faults(self, city: City, item: Indicator) -> Iterator[Fault]:
        if self.lookup.total(city, item) is not None:
            return
        if not item.is_additive:
            yield self._missing(city, item, "")
        for county in self.lookup.counties_of(city) if item.is_additive else ():
            if self._is_unreported(county, item):
                yield self._missing(county, item, "")

    def _is_unreported(self, county: County, item: Indicator) -> bool:
        """Tell whether nothing is observed, unless the search through the criteria has said so already."""
        if self.lookup.observation(county, item) is not None:
            return False
        if county.code in self.carried:
            return True
        return not any(
            criterion.indicator == item
            and criterion.when_missing is WhenMissing.FAULT
            and self.lookup.reading(county, criterion) is Reading.MISSING
            for _, criterion in self.criteria
        )

    def _rates(self) -> Iterator[Fault]:
        for low in self.scheme.low_rates:
            if low.when_missing is WhenUnobserved.LIST:
                continue
            for county in self.evidence.counties:
                if self._is_unreported(county, low.indicator):
                    yield self._missing(county, low.indicator, "")

    def _sums(self) -> Iterator[Fault]:
        for city in self.evidence.cities:
            for indicator in self.scheme.indicators:
                own = self.lookup.value(city, indicator)
                values = [self.lookup.value(county, indicator) for county in self.lookup.counties_of(city)]
                known = [value for value in values if value is not None]
                total = sum(known, Fraction(0))
                if own is None or not indicator.is_additive or len(known) < len(values) or own == total:
                    continue
                yield kinds.SUM_DIFFERS.at(city.label, to_text(own), indicator=indicator.key, sum=to_text(total))

    def _findings(self) -> Iterator[Fault]:
        has_answers = any(finding.indication for finding in self.evidence.findings)
        indications = find_indications(self.evidence, self.scheme) if has_answers else ()
        known = {indication.key for indication in indications}
        for finding in self.evidence.findings:
            where = f"finding {finding.key}"
            yield from self._place_faults(finding.place, where)
            # Art. 9(3) binds poverty counties only.
            if finding.problem is Problem.PROHIBITED_ACT and finding.place.code not in self.carried:
                yield kinds.NOT_A_POVERTY_COUNTY.at(where, finding.place.label)
            if finding.indication and finding.indication not in known:
                yield kinds.UNKNOWN_INDICATION.at(where, finding.indication)
        yield from _repeated(f"finding {finding.key}" for finding in self.evidence.findings)

    def _history(self) -> Iterator[Fault]:
        for result in self.evidence.history:
            where = f"{result.city.label}, result of {result.year}"
            yield from self._place_faults(result.city, where)
            if not FIRST_YEAR <= result.year < self.evidence.year:
                yield kinds.BAD_HISTORY_YEAR.at(where, result.year)
        yield from _repeated(f"{result.city.label}, result of {result.year}" for result in self.evidence.history)


def _needs_target(criterion: Criterion) -> bool:
    return not isinstance(criterion.rule, RelativeToMean) and criterion.rule.basis.needs_target


def _where(found: Observation) -> str:
    return f"{found.place.label}, observation of {found.indicator.key}"


def _repeated(places: Iterable[str]) -> Iterator[Fault]:
    for where, number in Counter(places).items():
        if number > 1:
            yield kinds.DUPLICATE.at(where, where)


def _chain_faults(versions: list[Observation]) -> Iterator[Fault]:
    label, key = versions[0].place.label, versions[0].indicator.key
    if versions[0].version > 1:
        yield kinds.VERSION_GAP.at(label, versions[0].version, indicator=key)
    for older, newer in pairwise(versions):
        if newer.version == older.version:
            yield kinds.DUPLICATE.at(label, f"version {newer.version} of {key}")
        elif newer.version > older.version + 1:
            yield kinds.VERSION_GAP.at(label, newer.version, indicator=key)
        elif newer.on < older.on:
            yield kinds.VERSION_BACKWARDS.at(label, newer.version, indicator=key)


def _mean(values: list[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)
