"""The sample held against what its scheme asks of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import ceil
from typing import assert_never

from attrs import evolve, field, frozen

from jxassess.comparing import ByFields
from jxassess.evidence import Observation, Target
from jxassess.exact import shown, to_text
from jxassess.faults import EvidenceError, Fault, raise_faults
from jxassess.places import City, County
from jxassess.scheme import (
    Answered,
    LeastHouseholds,
    LeastRate,
    SampleCheck,
    SampleShares,
    SurveyArea,
    VillageSample,
    VillagesByTask,
)
from jxassess.surveys._check_fault_kinds import (
    BAD_VILLAGE_SIZE,
    FEW_HOUSEHOLDS,
    FEW_VILLAGES,
    KEY_NOT_TEXT,
    LARGE_VILLAGE_SAMPLE,
    LOW_SAMPLING_RATE,
    MORE_THAN_VILLAGE,
    NO_STRATUM_COLUMN,
    NO_TASK,
    NO_VILLAGE_SIZE,
    SAMPLE_SHARE,
    SMALL_VILLAGE_SAMPLE,
    STRATUM_WITHOUT_PART,
    TWO_TASKS,
    TWO_VILLAGE_SIZES,
)
from jxassess.surveys._figures import Figures
from jxassess.surveys._tally import Tally, VillageTotals
from jxassess.words import Words

_NEEDED_BY = Words("a check of the sample", "样本检查")


@frozen(kw_only=True)
class VillageSize(ByFields):
    """How many households of a kind a village has in all, sampled or not (村总户数).

    Attributes:
        county: the six-digit code of the county.
        village: the village, as records name it.
        households: how many, zero or more.
        among: the conditions of the kind, as the scheme's check has them; none for every household.

    Raises:
        EvidenceError: less than no household, no whole number of them, a county or village that is not text.
    """

    county: str
    village: str
    households: int
    among: tuple[Answered, ...] = field(converter=tuple[Answered, ...], default=())

    def __attrs_post_init__(self) -> None:
        """Refuse a village of less than nothing."""
        raise_faults(EvidenceError, self._find_faults(), Words("the size of a village", "村总户数"))

    def _find_faults(self) -> Iterator[Fault]:
        if type(self.households) is not int or self.households < 0:
            yield BAD_VILLAGE_SIZE.at("households", self.households)
        for name, key in (("county", self.county), ("village", self.village)):
            if not isinstance(key, str):
                yield KEY_NOT_TEXT.at(name, repr(key))


def find_sample_faults(
    tally: Tally,
    *,
    targets: Iterable[Target] = (),
    figures: Iterable[Observation] = (),
    sizes: Iterable[VillageSize] = (),
) -> tuple[Fault, ...]:
    """Hold the sample against every check of the scheme.

    What counts are households whose records count: those left out are not in the sample.

    Args:
        tally: what the records add up to.
        targets: the yearly plan, for numbers of villages by size of task; others are not looked at.
        figures: known figures of counties or cities in force, for least rates; the figure of a city is its own, or the
            sum of its counties'.
        sizes: how many households villages have, for checks of their samples; those of other villages are not looked at.

    Returns:
        Every fault, check by check; its place is the path of the check and the unit.

    Legal basis:
        Art. 7(2): indicators are checked by sample survey. How large samples are is the scheme's.
    """
    checker = _Checker(tally, targets, figures, sizes)
    return tuple(
        evolve(fault, where=f"survey.checks[{i}] {fault.where}".rstrip())
        for i, check in enumerate(tally.rule.checks)
        for fault in checker.find(check)
    )


@frozen(kw_only=True)
class _Area(ByFields):
    label: str
    places: tuple[City | County, ...]
    counties: tuple[County, ...]
    villages: tuple[VillageTotals, ...]

    @property
    def households(self) -> int:
        return sum(village.households for village in self.villages)


class _Checker:
    """Knows the sample and what it is held against."""

    def __init__(
        self,
        tally: Tally,
        targets: Iterable[Target],
        figures: Iterable[Observation],
        sizes: Iterable[VillageSize],
    ) -> None:
        self._tally = tally
        self._groups = tally.rule.groups
        self._targets = tuple(targets)
        self._figures = Figures(figures)
        self._villages: dict[str, list[VillageTotals]] = {}
        for village in tally.villages:
            self._villages.setdefault(village.county, []).append(village)
        self._sizes: dict[tuple[str, str, frozenset[Answered]], list[int]] = {}
        for size in sizes:
            self._sizes.setdefault((size.county, size.village, frozenset(size.among)), []).append(size.households)

    def find(self, check: SampleCheck) -> Iterator[Fault]:
        """Find what the sample lacks for one check; the place of a fault is the unit alone."""
        match check:
            case LeastHouseholds():
                return self._least_households(check)
            case LeastRate():
                return self._least_rate(check)
            case SampleShares():
                return self._shares(check)
            case VillagesByTask():
                return self._villages_by_task(check)
            case VillageSample():
                return self._village_samples(check)
            case unknown:
                assert_never(unknown)

    def _areas(self, area: SurveyArea) -> Iterator[_Area]:
        counties = self._tally.counties
        cities = {county.parent.code: county.parent for county in counties}
        match area:
            case SurveyArea.COUNTY:
                yield from (self._area(county.label, [county], [county]) for county in counties)
            case SurveyArea.CITY:
                for code, city in sorted(cities.items()):
                    yield self._area(city.label, [city], [each for each in counties if each.parent.code == code])
            case SurveyArea.ALL:
                yield self._area("", [cities[code] for code in sorted(cities)], counties)
            case unknown:
                assert_never(unknown)

    def _area(self, label: str, places: Iterable[City | County], counties: Iterable[County]) -> _Area:
        held = tuple(counties)
        villages = tuple(village for county in held for village in self._villages.get(county.code, ()))
        return _Area(label=label, places=tuple(places), counties=held, villages=villages)

    def _least_households(self, check: LeastHouseholds) -> Iterator[Fault]:
        for area in self._areas(check.area):
            if area.households < check.households:
                yield FEW_HOUSEHOLDS.at(area.label, area.households, needed=check.households)

    def _least_rate(self, check: LeastRate) -> Iterator[Fault]:
        for area in self._areas(check.area):
            base, faults = Fraction(0), list[Fault]()
            for place in area.places:
                held = [county for county in area.counties if place in (county, county.parent)]
                figure = self._figures.find(place, held, check.base, _NEEDED_BY)
                if isinstance(figure, Fraction):
                    base += figure
                else:
                    faults.extend(figure)
            yield from faults
            if not faults and area.households < (needed := ceil(check.rate * base)):
                yield LOW_SAMPLING_RATE.at(
                    area.label,
                    area.households,
                    needed=needed,
                    rate=to_text(check.rate),
                    base=to_text(base),
                    indicator=check.base.name,
                )

    def _shares(self, check: SampleShares) -> Iterator[Fault]:
        if not (check.question or self._tally.design.stratum):
            yield NO_STRATUM_COLUMN.at("")
            return
        asked = {part.name: part.part for part in check.parts}
        for area in self._areas(check.area):
            if not check.question:
                strata = sorted({village.stratum for village in area.villages} - asked.keys())
                yield from (STRATUM_WITHOUT_PART.at(area.label, stratum) for stratum in strata)
            found = {name: self._drawn(check, name, area) for name in asked}
            for name, part in asked.items():
                share = Fraction(found[name], max(1, sum(found.values())))
                right = part / sum(asked.values())
                if abs(share - right) > check.tolerance:
                    yield SAMPLE_SHARE.at(
                        area.label, shown(share), name=name, asked=shown(right), tolerance=to_text(check.tolerance)
                    )

    def _drawn(self, check: SampleShares, name: str, area: _Area) -> int:
        if not check.question:
            return sum(village.households for village in area.villages if village.stratum == name)
        group = self._groups.index((Answered(question=check.question, answers=[name]),))
        return sum(village.groups[group] for village in area.villages)

    def _villages_by_task(self, check: VillagesByTask) -> Iterator[Fault]:
        key = check.indicator.key
        for area in self._areas(SurveyArea.COUNTY):
            (county,) = area.counties
            tasks = [
                each.value for each in self._targets if each.place.code == county.code and each.indicator.key == key
            ]
            if not tasks:
                yield NO_TASK.at(area.label, indicator=check.indicator.called)
            elif len(tasks) > 1:
                yield TWO_TASKS.at(area.label, len(tasks), indicator=check.indicator.called)
            elif len(area.villages) < (needed := check.villages(tasks[0])):
                yield FEW_VILLAGES.at(area.label, len(area.villages), needed=needed, task=to_text(tasks[0]))

    def _village_samples(self, check: VillageSample) -> Iterator[Fault]:
        group, asked = self._groups.index(check.among), check.words(self._tally.rule.questions)
        for area in self._areas(SurveyArea.COUNTY):
            for village in area.villages:
                label = f"{area.label} {village.village}"
                sizes = self._sizes.get((village.county, village.village, frozenset(check.among)), [])
                yield from _village_faults(check, asked, label, village.groups[group], sizes)


def _village_faults(check: VillageSample, asked: Words, label: str, drawn: int, sizes: list[int]) -> Iterator[Fault]:
    if drawn > check.most:
        yield LARGE_VILLAGE_SAMPLE.at(label, drawn, asked=asked, most=check.most)
    if not sizes:
        yield NO_VILLAGE_SIZE.at(label, asked=asked)
    elif len(sizes) > 1:
        yield TWO_VILLAGE_SIZES.at(label, len(sizes), asked=asked)
    elif drawn > sizes[0]:
        yield MORE_THAN_VILLAGE.at(label, drawn, asked=asked, size=sizes[0])
    elif drawn < (needed := min(ceil(check.rate * sizes[0]), check.most)):
        yield SMALL_VILLAGE_SAMPLE.at(label, drawn, asked=asked, needed=needed, size=sizes[0])
