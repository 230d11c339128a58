"""The look-up that everything above reads evidence by."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from enum import Enum, unique
from fractions import Fraction

from jxassess.evidence._evidence import Evidence
from jxassess.evidence._further_records import Event
from jxassess.evidence._records import NOT_APPLICABLE, CarriedScore, NotApplicable, Observation, Target, Value
from jxassess.evidence._uncertainty import Uncertainty
from jxassess.exact import Better, add_up
from jxassess.indicators import Indicator
from jxassess.places import City, County, Place
from jxassess.scheme import (
    Among,
    Basis,
    BlendShare,
    Cohort,
    Compared,
    Criterion,
    IndicatorWeights,
    Scheme,
    TableWeights,
    Tier,
)


@unique
class Reading(Enum):
    """What the evidence says of one indicator or criterion in one place (指标数据状态)."""

    PRESENT = "present"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"


class Lookup:
    """Evidence by place and indicator, read as a scheme says: values, targets, carried scores, who is compared.

    Made once from evidence and scheme; it holds nothing of its own.
    """

    def __init__(self, evidence: Evidence, scheme: Scheme) -> None:
        self.evidence = evidence
        self.scheme = scheme
        self._blends = _blends(scheme)
        # Sources and versions are sorted, so that the last version of the last source stays.
        self._observations = {(found.place.code, found.indicator.key): found for found in evidence.observations}
        self._sources = _by_source(evidence, self._blends)
        self._blended = {key: self._value(key[1], found) for key, found in self._sources.items()}
        self._orders = {each.indicator.key: each.sources for each in scheme.precedences}
        blends = {key: tuple(part.source for part in blend) for key, blend in self._blends.items()}
        self._known = self._orders | blends
        self._aside = self._set_aside()
        self._leads = {code: bundle.lead for bundle in scheme.bundles for code in bundle.units}
        self._targets = {(t.place.code, t.indicator.key): t for t in evidence.targets}
        self._carried = {c.county.code: c for c in evidence.carried}
        self._carried_codes = frozenset(scheme.carried.counties)
        self._sampled = frozenset(sample.county.code for sample in evidence.samples)
        self._counties: dict[str, list[County]] = {}
        for county in evidence.counties:
            self._counties.setdefault(county.parent.code, []).append(county)

    # Units

    def counties_of(self, city: City) -> list[County]:
        """Give the counties of a city, by code."""
        return self._counties.get(city.code, [])

    def is_carried(self, place: Place) -> bool:
        """Tell whether a place is a county that brings a score of its own."""
        return place.code in self._carried_codes

    def is_represented(self, place: Place) -> bool:
        """Tell whether the data of another county hold for a place: it is in a bundle, and not its lead."""
        return self._leads.get(place.code, place.code) != place.code

    def is_drawn(self, county: County) -> bool:
        """Tell whether a county was drawn, or the scheme draws no sample."""
        return self.scheme.sample is None or county.code in self._sampled

    def is_scored(self, county: County) -> bool:
        """Tell whether a county is scored on criteria of its own."""
        return not (self.is_carried(county) or self.is_represented(county)) and self.is_drawn(county)

    def is_looked_at(self, place: Place) -> bool:
        """Tell whether a place has data of its own: a city, or a county that is carried or scored."""
        return isinstance(place, City) or self.is_carried(place) or self.is_scored(place)

    def is_in_mean(self, county: County) -> bool:
        """Tell whether a county's score enters the mean of its city, if it has one."""
        if self.scheme.sample is None:
            return True
        if self.is_carried(county):
            return self.scheme.sample.with_carried
        return self._leads.get(county.code, county.code) in self._sampled

    # Records

    def observations(self, place: Place, indicator: Indicator) -> tuple[Observation, ...]:
        """Give the observations in force: one, or one of each source of a blend; none where nothing was observed.

        Where the scheme has an order of sources, that is the last version from the first of them that has any.
        """
        key = place.code, indicator.key
        if indicator.key in self._blends:
            return tuple(self._sources.get(key, {}).values())
        found = self._observations.get(key)
        return () if found is None else (found,)

    def read_by(self, place: Place, criterion: Criterion) -> tuple[Observation, ...]:
        """Give the versions in force that a criterion reads: of its indicator, of its reference, of its cutoff."""
        if criterion.reference is None and criterion.cutoff is None:
            return self.observations(place, criterion.indicator)
        return tuple(each for _, indicator in criterion.indicators for each in self.observations(place, indicator))

    def set_aside(self, place: Place, indicator: Indicator) -> tuple[Observation, ...]:
        """Give the last versions from sources that stand behind the one in force, in the order of the scheme."""
        return self._aside.get((place.code, indicator.key), ())

    def missing_sources(self, place: Place, indicator: Indicator) -> tuple[str, ...]:
        """Give the sources of a blend that have no observation; none for an indicator that is not blended."""
        found = self._sources.get((place.code, indicator.key), {})
        return tuple(part.source for part in self._blends.get(indicator.key, ()) if part.source not in found)

    def blend(self, indicator: Indicator) -> tuple[BlendShare, ...]:
        """Give the sources that an indicator's value is blended of, none where one source gives it."""
        return self._blends.get(indicator.key, ())

    def sources(self, indicator: Indicator) -> tuple[str, ...]:
        """Give the sources that an indicator may come from: of its blend or in their order; none where any one may."""
        return self._known.get(indicator.key, ())

    def target(self, place: Place, indicator: Indicator) -> Target | None:
        """Give the line of the plan, or `None`."""
        return self._targets.get((place.code, indicator.key))

    def carried(self, county: County) -> CarriedScore | None:
        """Give the carried score, or `None`."""
        return self._carried.get(county.code)

    def events(self, place: Place, kind: str) -> tuple[Event, ...]:
        """Give the events of a kind that count for a place, by key."""
        return tuple(event for event in self.evidence.events if event.kind == kind and event.place == place)

    def _set_aside(self) -> dict[tuple[str, str], tuple[Observation, ...]]:
        """Put the first of several sources in force where they have an order, and give what stands behind it."""
        aside: dict[tuple[str, str], tuple[Observation, ...]] = {}
        for key, found in _by_source(self.evidence, self._orders).items():
            ordered = [found[source] for source in self._orders[key[1]] if source in found]
            # Observations from other sources are faults, and not read.
            del self._observations[key]
            if ordered:
                self._observations[key], aside[key] = ordered[0], tuple(ordered[1:])
        return aside

    # Values

    def _value(self, key: str, found: dict[str, Observation]) -> Value | None:
        """Blend the value of a place and an indicator; `None` where a source is missing."""
        blend = self._blends[key]
        values = [found[part.source].value for part in blend if part.source in found]
        numbers = [value for value in values if not isinstance(value, NotApplicable)]
        if len(values) < len(blend):
            return None
        if len(numbers) < len(blend):
            return NOT_APPLICABLE
        return add_up(part.share * value for part, value in zip(blend, numbers, strict=True))

    def given(self, place: Place, indicator: Indicator) -> Value | None:
        """Give the value that stands: a number, `NOT_APPLICABLE`, or `None` where none does or a blend lacks a source."""
        key = place.code, indicator.key
        if indicator.key in self._blends:
            return self._blended.get(key)
        found = self._observations.get(key)
        return None if found is None else found.value

    def state(self, place: Place, indicator: Indicator) -> Reading:
        """Tell whether an indicator has a value in a place; where blended, from all of its sources."""
        value = self.given(place, indicator)
        if value is None:
            return Reading.MISSING
        return Reading.NOT_APPLICABLE if isinstance(value, NotApplicable) else Reading.PRESENT

    def is_not_applicable(self, place: Place, indicator: Indicator) -> bool:
        """Tell whether an observation says that the indicator does not apply."""
        return self.state(place, indicator) is Reading.NOT_APPLICABLE

    @staticmethod
    def is_task(line: Target) -> bool:
        """Tell whether a line of the plan asks for something.

        Art. 5(1), reading: a target of zero leaves nothing to do, unless less is better: then zero is the task.
        """
        return line.value > 0 or line.indicator.better is Better.LOWER

    def value(self, place: Place, indicator: Indicator) -> Fraction | None:
        """Give the number observed or blended, `None` where nothing was or it does not apply."""
        value = self.given(place, indicator)
        return None if isinstance(value, NotApplicable) else value

    def uncertainty(self, place: Place, indicator: Indicator) -> Uncertainty | None:
        """Give the uncertainty of the observation in force; `None` where it has none, or several sources are blended."""
        found = self.observations(place, indicator)
        return found[0].uncertainty if len(found) == 1 else None

    def held(self, place: Place, indicator: Indicator, compared: Compared) -> Fraction | None:
        """Give what is held against a threshold.

        Args:
            place: the county or city.
            indicator: what was observed.
            compared: whether it is the value, or an end of its interval.

        Returns:
            The number in the indicator's unit; `None` where there is no number, or an end is asked for and the
            observation in force has no interval.

        Legal basis:
            Art. 9(5), for rates that are low; gates are the scheme's.
        """
        value = self.value(place, indicator)
        if value is None or compared is Compared.ESTIMATE:
            return value
        uncertainty = self.uncertainty(place, indicator)
        return None if uncertainty is None else uncertainty.end(compared)

    def lacks_interval(self, place: Place, indicator: Indicator, compared: Compared) -> bool:
        """Tell whether a value is there whose interval is compared and is not."""
        return self.value(place, indicator) is not None and self.held(place, indicator, compared) is None

    def reading(self, place: Place, criterion: Criterion) -> Reading:
        """Tell whether a criterion can be scored in a place.

        Art. 5(1), reading: where the target is zero there is nothing to do, and completion does not apply; this is
        neither zero points nor full marks.
        """
        own = self.state(place, criterion.indicator)
        states = (own,) if criterion.reference is None else (own, self.state(place, criterion.reference))
        if Reading.NOT_APPLICABLE in states or self._has_no_task(place, criterion):
            return Reading.NOT_APPLICABLE
        is_uncut = criterion.cutoff is None or self.state(place, criterion.cutoff.indicator) is not Reading.MISSING
        return Reading.PRESENT if is_uncut and Reading.MISSING not in states else Reading.MISSING

    def _has_no_task(self, place: Place, criterion: Criterion) -> bool:
        if criterion.basis is not Basis.COMPLETION:
            return False
        target = self.target(place, criterion.indicator)
        return target is not None and target.value == 0

    def compared_with(self, place: Place, criterion: Criterion) -> Fraction | None:
        """Give the target or the reference that a criterion's value is held against, `None` where it needs none."""
        if criterion.reference is not None:
            return self.value(place, criterion.reference)
        target = self.target(place, criterion.indicator) if criterion.needs_target else None
        return None if target is None else target.value

    def quantity(self, place: Place, criterion: Criterion) -> Fraction | None:
        """Give what a criterion's rule reads.

        Args:
            place: the county or city.
            criterion: the criterion.

        Returns:
            The quantity in the unit of the basis; `None` where something needed is missing or does not apply, or where
            a ratio has no meaning.
        """
        value, basis = self.value(place, criterion.indicator), criterion.basis
        if value is None or self._has_no_task(place, criterion):
            return None
        if basis is Basis.VALUE:
            return value
        other = self.compared_with(place, criterion)
        if other is None or (basis is Basis.RATIO and other <= 0):
            return None
        return basis.of(value, other)

    def is_cut(self, place: Place, criterion: Criterion) -> bool:
        """Tell whether a criterion's cutoff takes all points in a place."""
        if criterion.cutoff is None:
            return False
        value = self.value(place, criterion.cutoff.indicator)
        return value is not None and criterion.cutoff.bound.holds(value)

    def total(self, city: City, indicator: Indicator) -> tuple[Fraction, tuple[Observation, ...]] | None:
        """Give what a city reached: its own observation, or for an additive indicator the sum of its counties.

        Args:
            city: the city.
            indicator: what was observed.

        Returns:
            The value and the observations behind it; `None` where one is missing. What does not apply counts zero.
        """
        if self.state(city, indicator) is not Reading.MISSING:
            return self.value(city, indicator) or Fraction(0), self.observations(city, indicator)
        counties = [county for county in self.counties_of(city) if not self.is_represented(county)]
        states = [self.state(county, indicator) for county in counties]
        if not indicator.is_additive or Reading.MISSING in states:
            return None
        values = (self.value(county, indicator) or Fraction(0) for county in counties)
        found = tuple(each for county in counties for each in self.observations(county, indicator))
        return add_up(values), found

    # Cohorts

    def cohort(self, place: Place, criterion: Criterion, cohort: Cohort) -> list[Fraction]:
        """Give the quantities that a unit is compared with, its own among them.

        Args:
            place: the county or city.
            criterion: the criterion.
            cohort: which units its rule compares.

        Returns:
            The quantities of the units compared, without those that have none.
        """
        found = (self.quantity(unit, criterion) for unit in self.compared(place, cohort))
        return [quantity for quantity in found if quantity is not None]

    def compared(self, place: Place, cohort: Cohort) -> Iterator[Place]:
        """Give the units that a rule compares a unit with, whether or not they have a value.

        Args:
            place: the county or city.
            cohort: which units the rule compares.

        Yields:
            Places, by code.
        """
        wanted = self.scheme.class_of(place.code, cohort.classes)
        for other in self._all_like(place):
            is_near = cohort.among is not Among.CITY or _city(other) == _city(place)
            is_counted = cohort.has_carried or not self.is_carried(other)
            if is_near and is_counted and self.scheme.class_of(other.code, cohort.classes) == wanted:
                yield other

    def _all_like(self, place: Place) -> Iterator[Place]:
        if isinstance(place, City):
            yield from self.evidence.cities
        else:
            yield from filter(self.is_looked_at, self.evidence.counties)


def _city(place: Place) -> City:
    return place if isinstance(place, City) else place.parent


def _blends(scheme: Scheme) -> dict[str, tuple[BlendShare, ...]]:
    criteria = (criterion for level in Tier for _, criterion in scheme.scored(level))
    return {criterion.indicator.key: criterion.blend for criterion in criteria if criterion.blend}


def _by_source(evidence: Evidence, keys: Collection[str]) -> dict[tuple[str, str], dict[str, Observation]]:
    """Give the last version from each source of some indicators, by place and key."""
    found: dict[tuple[str, str], dict[str, Observation]] = {}
    for each in evidence.observations if keys else ():
        if each.indicator.key in keys:
            found.setdefault((each.place.code, each.indicator.key), {})[each.source] = each
    return found


def weight_of(scheme: Scheme, lookup: Lookup, county: County) -> Fraction | None:
    """Give the weight of a county in its city's mean.

    Args:
        scheme: the year's scheme.
        lookup: the evidence.
        county: the county.

    Returns:
        The weight, in the unit of the scheme's basis; `None` where it is not known.

    Legal basis:
        Art. 6 asks for a weighted mean and prints no weight.
    """
    if isinstance(scheme.weights, IndicatorWeights):
        return lookup.value(county, scheme.weights.indicator)
    if isinstance(scheme.weights, TableWeights):
        return next((entry.weight for entry in scheme.weights.weights if entry.county == county.code), None)
    return Fraction(1)
