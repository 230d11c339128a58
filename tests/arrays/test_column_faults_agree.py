"""Columns are refused for what their evidence is refused for, on random assessments and on such with something wrong."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from attrs import evolve

sys.path.append(str(Path(__file__).parents[1]))

from random_assessments import make

from jxassess import Evidence, Scheme, io
from jxassess.arrays._column_faults import find_column_faults
from jxassess.arrays._from_evidence import columns_from_evidence
from jxassess.arrays._names import ColumnKind
from jxassess.arrays._needs import needed_columns
from jxassess.evidence import NOT_APPLICABLE, CarriedScore, SampledCounty, find_faults
from jxassess.evidence import _further_faults as further
from jxassess.evidence import _record_faults as records
from jxassess.evidence import _scoring_faults as scoring
from jxassess.evidence._search import Search
from jxassess.faults import Fault
from jxassess.places import City, County
from jxassess.scheme import NothingApplies, TableWeights, Tier
from jxassess.scoring import score_cities, score_counties

SEEDS = 90
BLOCK = 30
WRONG = 40
CHANGES = 6
Key = tuple[str, str]


def read(seed: int) -> tuple[Evidence, Scheme]:
    scheme, text_format, evidence = make(seed)
    made = io.parse_scheme(scheme, format=text_format)
    return io.parse_evidence(evidence, made), made


def of_columns(evidence: Evidence, scheme: Scheme) -> list[Fault]:
    found = (find_column_faults(columns_from_evidence(evidence, scheme, level), scheme, level) for level in Tier)
    return [fault for faults in found for fault in faults]


@pytest.mark.parametrize("first", range(0, SEEDS, BLOCK))
def test_what_can_be_assessed_has_no_faults(first: int) -> None:
    """Columns of evidence without faults have none, in random assessments that use everything that a scheme has."""
    for seed in range(first, first + BLOCK):
        evidence, scheme = read(seed)
        assert find_faults(evidence, scheme) == ()
        assert of_columns(evidence, scheme) == [], seed


# Something wrong


class Spoiler:
    """Evidence and scheme in which a few things are changed at random, most of which are then wrong."""

    def __init__(self, evidence: Evidence, scheme: Scheme, rng: Random) -> None:
        self.rng = rng
        self.scheme = scheme
        self.evidence = evidence
        self.observations = list(evidence.observations)
        self.targets = list(evidence.targets)
        self.carried = list(evidence.carried)
        self.samples = list(evidence.samples)
        self.events = list(evidence.events)
        self.counties = list(evidence.counties)

    def made(self) -> tuple[Evidence, Scheme]:
        """Change one to twenty things."""
        kinds = [self._drop, self._drop, self._say_not_applicable, self._to_an_end, self._move, self._change_targets]
        kinds += [self._change_carried, self._change_samples, self._move_event, self._all_of_one, self._change_scheme]
        kinds += [self._drop_county, self._forget_the_sample]
        for _ in range(self.rng.choice([1, 1, 2, 5, 20])):
            self.rng.choice(kinds)()
        evidence = evolve(
            self.evidence,
            counties=self.counties,
            observations=self._here(self.observations),
            targets=self._here(self.targets),
            carried=[entry for entry in self.carried if entry.county in self.counties],
            samples=[entry for entry in self.samples if entry.county in self.counties],
            events=self._here(self.events),
        )
        return evidence, self.scheme

    def _here(self, entries: list[Any]) -> list[Any]:
        return [entry for entry in entries if isinstance(entry.place, City) or entry.place in self.counties]

    def _drop(self) -> None:
        if self.observations:
            self.observations.pop(self.rng.randrange(len(self.observations)))

    def _drop_county(self) -> None:
        if len(self.counties) > 1 and self.rng.random() < 0.3:
            self.counties.pop(self.rng.randrange(len(self.counties)))

    def _say_not_applicable(self) -> None:
        if self.observations:
            i = self.rng.randrange(len(self.observations))
            self.observations[i] = evolve(self.observations[i], value=NOT_APPLICABLE, uncertainty=None)

    def _to_an_end(self) -> None:
        if self.observations:
            i = self.rng.randrange(len(self.observations))
            ends = self.observations[i].indicator.low, self.observations[i].indicator.high
            value = self.rng.choice([end for end in ends if end is not None])
            self.observations[i] = evolve(self.observations[i], value=value, uncertainty=None)

    def _forget_the_sample(self) -> None:
        given = [i for i, each in enumerate(self.observations) if each.uncertainty is not None]
        for i in self.rng.sample(given, min(len(given), self.rng.choice([1, 1, 100]))):
            self.observations[i] = evolve(self.observations[i], uncertainty=None)

    def _all_of_one(self) -> None:
        if self.observations:
            key, what = self.rng.choice(self.observations).indicator.key, self.rng.choice(["none", "low", "drop"])
            kept = [found for found in self.observations if what != "drop" or found.indicator.key != key]
            self.observations = [
                evolve(found, value=NOT_APPLICABLE if what == "none" else found.indicator.low, uncertainty=None)
                if found.indicator.key == key
                else found
                for found in kept
            ]

    def _move(self) -> None:
        if self.observations:
            found = self.rng.choice(self.observations)
            place = self._other(found.place)
            known = [(each.place, each.indicator, each.source) for each in self.observations]
            if (place, found.indicator, found.source) not in known:
                self.observations.append(evolve(found, place=place))

    def _other(self, place: City | County) -> City | County:
        return self.rng.choice(self.counties if isinstance(place, County) else self.evidence.cities)

    def _change_targets(self) -> None:
        if self.targets:
            i = self.rng.randrange(len(self.targets))
            target = self.targets.pop(i)
            if self.rng.random() < 0.5 and target.indicator.low <= 0:
                self.targets.append(evolve(target, value=0))

    def _change_carried(self) -> None:
        county = self.rng.choice(self.counties)
        if self.carried and self.rng.random() < 0.5:
            self.carried.pop(self.rng.randrange(len(self.carried)))
        elif self.scheme.carried.counties and all(entry.county != county for entry in self.carried):
            score = self.rng.choice([50, 1000])
            self.carried.append(CarriedScore(county=county, score=score, on=self.evidence.on, document="invented"))

    def _change_samples(self) -> None:
        county = self.rng.choice(self.counties)
        if self.samples and self.rng.random() < 0.7:
            self.samples.pop(self.rng.randrange(len(self.samples)))
        elif self.scheme.sample is not None and all(entry.county != county for entry in self.samples):
            self.samples.append(SampledCounty(county=county, townships=[]))

    def _move_event(self) -> None:
        if self.events:
            i = self.rng.randrange(len(self.events))
            self.events[i] = evolve(self.events[i], place=self._other(self.events[i].place))

    def _change_scheme(self) -> None:
        what, weights = self.rng.choice(["nothing", "classes", "weights"]), self.scheme.weights
        if what == "nothing":
            self.scheme = evolve(self.scheme, when_nothing_applies=self.rng.choice(list(NothingApplies)))
        elif what == "weights" and isinstance(weights, TableWeights) and len(weights.weights) > 2:
            lines = [evolve(weights.weights[0], weight=1), *weights.weights[2:]]
            self.scheme = evolve(self.scheme, weights=evolve(weights, weights=lines))
        elif what == "classes" and self.scheme.classes:
            i = self.rng.randrange(len(self.scheme.classes))
            each = self.scheme.classes[i]
            unknown = f"99{90 + i}00" if each.level is Tier.CITY else f"9999{21 + i}"
            changed = evolve(each, units={*each.units[1:], self.rng.choice([unknown, each.units[0]])})
            self.scheme = evolve(
                self.scheme, classes=[*self.scheme.classes[:i], changed, *self.scheme.classes[i + 1 :]]
            )


def of_evidence(evidence: Evidence, scheme: Scheme) -> Iterator[tuple[Key, Fault]]:
    """Find what keeps evidence from being scored, each with its code and the code of its unit or the path."""
    search = Search(evidence, scheme)
    parts = (scoring.county_faults, scoring.city_faults, scoring._weights, scoring._cohorts, scoring._gates)
    found = [fault for part in parts for fault in part(search)]
    found += [*further._units(search), *further._classes(search), *further._quotas(search)]
    found += [fault for fault in further._samples(search) if fault.code != "duplicate"]
    for part in (records._targets, records._observations, records._versions, records._carried, records._units):
        found += [fault for fault in part(search) if fault.code in OF_RECORDS and is_read(fault, scheme)]
    for fault in found:
        # What a sample must have below counties is not in columns.
        if not (fault.code == "sample_too_small" and " samples" in fault.where):
            yield key_of(fault), fault
    places = {f"events.{event.key}": event.place.code for event in evidence.events}
    for fault in further._events(search):
        if fault.code in ("event_carried", "event_bundled", "event_unsampled"):
            yield (fault.code, places[fault.where]), fault


OF_RECORDS = frozenset(
    [
        "not_applicable_with_task",
        "bundled_value",
        "mixed_blend",
        "carried_not_listed",
        "carried_above_full",
        "carried_unknown",
        "city_without_counties",
    ]
)
NAMED = {"not_applicable_with_task": " is said", "mixed_blend": " applies by"}


def is_read(fault: Fault, scheme: Scheme) -> bool:
    """Tell whether a fault is of a record that scoring reads."""
    level = Tier.CITY if fault.where[:6].endswith("00") else Tier.COUNTY
    names = {need.name for need in needed_columns(scheme, level)}
    if fault.code == "bundled_value":
        kind = ColumnKind.TARGET if " targets." in fault.where else ColumnKind.VALUE
        key = fault.where.rpartition(".")[2]
        return any((name.kind, name.key) == (kind, key) for name in names)
    if fault.code in NAMED:
        key = fault.problem.en.partition(NAMED[fault.code])[0]
        kind = ColumnKind.TARGET if fault.code == "not_applicable_with_task" else ColumnKind.VALUE
        return any((name.kind, name.key) == (kind, key) for name in names)
    return True


def test_the_same_faults_as_the_evidence() -> None:
    """What keeps evidence from being scored is found in its columns too, at the same units, and nothing else."""
    seen: Counter[str] = Counter()
    for seed in range(WRONG):
        right = read(seed)
        for change in range(CHANGES):
            evidence, scheme = Spoiler(*right, Random(1_000 * seed + change)).made()
            found = of_columns(evidence, scheme)
            assert differences(found, list(of_evidence(evidence, scheme))) == [], (seed, change)
            seen.update(fault.code for fault in found)
            if not found:
                # What has no faults can be scored: this would raise.
                score_cities(score_counties(evidence, scheme), evidence, scheme)
    assert len(seen) > 26
    wanted = ("missing_observation", "missing_source", "missing_target", "no_ratio", "no_class", "no_city_weight")
    wanted += ("no_uncertainty",)
    assert min(seen[code] for code in wanted) > 5


def differences(found: list[Fault], expected: list[tuple[Key, Fault]]) -> list[object]:
    """Compare faults by code and unit, and by their words but for those that name units, which columns cannot."""
    got = {key_of(fault) for fault in found}
    said = {(key, fault.problem, fault.remedy) for key, fault in expected}
    others = [fault for fault in found if (key_of(fault), fault.problem, fault.remedy) not in said]
    unlike = [fault for fault in others if fault.code not in ("event_unsampled", "bundle_cities")]
    return [*sorted(got ^ {key for key, _ in expected}), *unlike]


def key_of(fault: Fault) -> Key:
    """Give the code of a fault, and the code of its unit or the path."""
    return fault.code, fault.where.split()[0].split("[")[0]
