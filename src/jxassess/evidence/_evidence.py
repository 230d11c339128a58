"""All of a year's data, and the look-up that everything above reads it by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import Enum, unique
from fractions import Fraction
from itertools import pairwise
from typing import TypeVar

from attrs import evolve, field, frozen

from jxassess.evidence._fault_kinds import BAD_YEAR
from jxassess.evidence._findings import Finding
from jxassess.evidence._records import CarriedScore, EarlierResult, NotApplicable, Observation, Target, day_faults
from jxassess.exact import Better
from jxassess.faults import EvidenceError, raise_faults
from jxassess.indicators import Indicator
from jxassess.measure import FIRST_YEAR, LAST_YEAR
from jxassess.places import City, County, Place
from jxassess.scheme import Among, Basis, Criterion, IndicatorWeights, RelativeToMean, Scheme, TableWeights
from jxassess.words import Words

T = TypeVar("T")


def _ordered(records: Iterable[T], key: Callable[[T], tuple[str | int, ...]]) -> tuple[T, ...]:
    found = sorted(records, key=key)
    # Records that seem the same are told apart by all that they hold: a fault, hardly ever needed, and slow.
    if any(key(first) == key(second) for first, second in pairwise(found)):
        found.sort(key=lambda record: (key(record), repr(record)))
    return tuple(found)


def _cities(cities: Iterable[City]) -> tuple[City, ...]:
    return _ordered(cities, lambda city: (city.code,))


def _counties(counties: Iterable[County]) -> tuple[County, ...]:
    return _ordered(counties, lambda county: (county.code,))


def _targets(targets: Iterable[Target]) -> tuple[Target, ...]:
    return _ordered(targets, lambda target: (target.place.code, target.indicator.key))


def _observations(observations: Iterable[Observation]) -> tuple[Observation, ...]:
    return _ordered(observations, lambda found: (found.place.code, found.indicator.key, found.source, found.version))


def _carried(carried: Iterable[CarriedScore]) -> tuple[CarriedScore, ...]:
    return _ordered(carried, lambda score: (score.county.code,))


def _findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return _ordered(findings, lambda finding: (finding.key,))


def _history(history: Iterable[EarlierResult]) -> tuple[EarlierResult, ...]:
    return _ordered(history, lambda result: (result.year, result.city.code))


@frozen(kw_only=True)
class Evidence:
    """All of a year's data (汇总数据), in a fixed order whatever the order of input.

    What one record can know of itself is checked there; what needs the others or the scheme is found by `find_faults`.

    Attributes:
        year: the year assessed.
        on: the day whose units are assessed, such as 31 December of the year.
        cities: the cities assessed.
        counties: all of their counties, poverty counties included.
        targets: lines of the reduction plan, for cities and counties.
        observations: values, superseded versions included.
        carried: scores of the carried counties.
        findings: problems confirmed or rejected by people.
        history: approved results of earlier years.
        is_synthetic: whether any of it is made up; then everything made from it says so.
        classification: how it may be passed on, in the office's own words; shown on everything made from it.

    Raises:
        EvidenceError: a year outside 2017 to 2020, a day with a time.

    Legal basis:
        Art. 7(3) consolidation; Art. 2 and 6 for the units.
    """

    year: int
    on: date
    cities: tuple[City, ...] = field(converter=_cities)
    counties: tuple[County, ...] = field(converter=_counties)
    targets: tuple[Target, ...] = field(converter=_targets)
    observations: tuple[Observation, ...] = field(converter=_observations)
    carried: tuple[CarriedScore, ...] = field(converter=_carried)
    findings: tuple[Finding, ...] = field(converter=_findings, default=())
    history: tuple[EarlierResult, ...] = field(converter=_history, default=())
    is_synthetic: bool
    classification: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a year that the measure does not have, and a day that is none."""
        in_force = FIRST_YEAR <= self.year <= LAST_YEAR
        faults = (*(() if in_force else (BAD_YEAR.at("year", self.year),)), *day_faults(("on", self.on)))
        raise_faults(EvidenceError, faults, Words(f"the evidence of {self.year}", f"{self.year}年度汇总数据"))

    @property
    def places(self) -> tuple[Place, ...]:
        """Cities, then counties."""
        return (*self.cities, *self.counties)

    def adding(
        self,
        *,
        targets: Iterable[Target] = (),
        observations: Iterable[Observation] = (),
        carried: Iterable[CarriedScore] = (),
        findings: Iterable[Finding] = (),
    ) -> Evidence:
        """Give the evidence with more records; nothing that was there is lost.

        Args:
            targets: more lines of the plan.
            observations: more values, corrections among them.
            carried: more scores of carried counties.
            findings: more decisions of people.

        Returns:
            New evidence.
        """
        return evolve(
            self,
            targets=[*self.targets, *targets],
            observations=[*self.observations, *observations],
            carried=[*self.carried, *carried],
            findings=[*self.findings, *findings],
        )


@unique
class Reading(Enum):
    """What the evidence says of one criterion in one county (指标数据状态)."""

    PRESENT = "present"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"


class Lookup:
    """Evidence by place and indicator: the current observation, the target, the carried score.

    Made once from evidence and read by indications, scoring and proposals; it holds nothing of its own.
    """

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        # Versions are sorted, so that the last one stays.
        self._observations = {(o.place.code, o.indicator.key): o for o in evidence.observations}
        self._targets = {(t.place.code, t.indicator.key): t for t in evidence.targets}
        self._carried = {c.county.code: c for c in evidence.carried}
        self._counties: dict[str, list[County]] = {}
        for county in evidence.counties:
            self._counties.setdefault(county.parent.code, []).append(county)

    def counties_of(self, city: City) -> list[County]:
        """Give the counties of a city, by code."""
        return self._counties.get(city.code, [])

    def observation(self, place: Place, indicator: Indicator) -> Observation | None:
        """Give the version in force, or `None`."""
        return self._observations.get((place.code, indicator.key))

    def target(self, place: Place, indicator: Indicator) -> Target | None:
        """Give the line of the plan, or `None`."""
        return self._targets.get((place.code, indicator.key))

    def carried(self, county: County) -> CarriedScore | None:
        """Give the carried score, or `None`."""
        return self._carried.get(county.code)

    def is_not_applicable(self, place: Place, indicator: Indicator) -> bool:
        """Tell whether an observation says that the indicator does not apply."""
        found = self.observation(place, indicator)
        return found is not None and isinstance(found.value, NotApplicable)

    @staticmethod
    def is_task(line: Target) -> bool:
        """Tell whether a line of the plan asks for something.

        Art. 5(1), reading: a target of zero leaves nothing to do, unless less is better: then zero is the task.
        """
        return line.value > 0 or line.indicator.better is Better.LOWER

    def value(self, place: Place, indicator: Indicator) -> Fraction | None:
        """Give the number observed, `None` where nothing was or it does not apply."""
        found = self.observation(place, indicator)
        return None if found is None or isinstance(found.value, NotApplicable) else found.value

    def reading(self, county: County, criterion: Criterion) -> Reading:
        """Tell whether a criterion can be scored in a county.

        Art. 5(1), reading: where the target is zero there is nothing to do, and completion does not apply; this is
        neither zero points nor full marks.
        """
        found = self.observation(county, criterion.indicator)
        if found is not None and isinstance(found.value, NotApplicable):
            return Reading.NOT_APPLICABLE
        if not isinstance(criterion.rule, RelativeToMean) and criterion.rule.basis is Basis.COMPLETION:
            target = self.target(county, criterion.indicator)
            if target is not None and target.value == 0:
                return Reading.NOT_APPLICABLE
        return Reading.MISSING if found is None else Reading.PRESENT

    def total(self, city: City, indicator: Indicator) -> tuple[Fraction, tuple[Observation, ...]] | None:
        """Give what a city reached: its own observation, or for an additive indicator the sum of its counties.

        Args:
            city: the city.
            indicator: what was observed.

        Returns:
            The value and the observations behind it; `None` where one is missing. What does not apply counts zero.
        """
        own = self.observation(city, indicator)
        if own is not None:
            return (Fraction(0) if isinstance(own.value, NotApplicable) else own.value), (own,)
        found = [self.observation(county, indicator) for county in self.counties_of(city)]
        present = tuple(o for o in found if o is not None)
        if not indicator.is_additive or len(present) < len(found):
            return None
        return sum((o.value for o in present if not isinstance(o.value, NotApplicable)), Fraction(0)), present

    def cohort(
        self, county: County, criterion: Criterion, rule: RelativeToMean, carried: frozenset[str]
    ) -> list[Fraction]:
        """Give the values that a county is compared with, its own among them.

        Args:
            county: the county.
            criterion: the criterion.
            rule: its cohort rule.
            carried: codes of the carried counties.

        Returns:
            The values of the counties that the scheme compares, without those that have none.
        """
        return list(self._cohort(county, criterion, rule, carried))

    def _cohort(
        self, county: County, criterion: Criterion, rule: RelativeToMean, carried: frozenset[str]
    ) -> Iterator[Fraction]:
        among = self.counties_of(county.parent) if rule.among is Among.CITY else self.evidence.counties
        for other in among:
            value = self.value(other, criterion.indicator)
            if value is not None and (rule.has_carried or other.code not in carried):
                yield value


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
