"""All of a year's data."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from operator import lt
from typing import TypeVar

from attrs import evolve, field, frozen

from jxassess.comparing import ByFields
from jxassess.evidence._findings import Finding
from jxassess.evidence._further_records import Event, SampledCounty, SetGrade
from jxassess.evidence._records import CarriedScore, EarlierResult, Observation, Target, day_faults
from jxassess.evidence._revising import later_versions
from jxassess.evidence.fault_kinds import BAD_YEAR
from jxassess.faults import EvidenceError, raise_faults
from jxassess.measure import FIRST_YEAR, LAST_YEAR
from jxassess.places import City, County, Place
from jxassess.words import Words

T = TypeVar("T")


def _ordered(records: Iterable[T], key: Callable[[T], tuple[str | int, ...]]) -> tuple[T, ...]:
    found = tuple(records)
    keys = [key(record) for record in found]
    # Most come in order, from files that this library wrote or from evidence that has a few records more.
    if all(map(lt, keys, keys[1:])):
        return found
    # Records that seem the same are told apart by all that they hold: a fault, hardly ever needed, and slow.
    if len(set(keys)) < len(keys):
        return tuple(sorted(found, key=lambda record: (key(record), repr(record))))
    return tuple([found[number] for number in sorted(range(len(found)), key=keys.__getitem__)])


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


def _events(events: Iterable[Event]) -> tuple[Event, ...]:
    return _ordered(events, lambda event: (event.key,))


def _samples(samples: Iterable[SampledCounty]) -> tuple[SampledCounty, ...]:
    return _ordered(samples, lambda sample: (sample.county.code,))


def _set_grades(grades: Iterable[SetGrade]) -> tuple[SetGrade, ...]:
    return _ordered(grades, lambda grade: (grade.city.code,))


@frozen(kw_only=True)
class Evidence(ByFields):
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
        events: what adds or takes points by the scheme's adjustments.
        samples: the counties drawn, where the scheme samples.
        set_grades: the grades that people set, where the scheme leaves it to them.

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
    events: tuple[Event, ...] = field(converter=_events, default=())
    samples: tuple[SampledCounty, ...] = field(converter=_samples, default=())
    set_grades: tuple[SetGrade, ...] = field(converter=_set_grades, default=())

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
        events: Iterable[Event] = (),
        set_grades: Iterable[SetGrade] = (),
    ) -> Evidence:
        """Give the evidence with more records; nothing that was there is lost.

        Args:
            targets: more lines of the plan.
            observations: more values, corrections among them.
            carried: more scores of carried counties.
            findings: more decisions of people.
            events: more of what adds or takes points.
            set_grades: more grades that people set.

        Returns:
            New evidence.
        """
        return evolve(
            self,
            targets=[*self.targets, *targets],
            observations=[*self.observations, *observations],
            carried=[*self.carried, *carried],
            findings=[*self.findings, *findings],
            events=[*self.events, *events],
            set_grades=[*self.set_grades, *set_grades],
        )

    def revised(self, observations: Iterable[Observation], *, submitter: str, reason: str) -> Evidence:
        """Hold later observations against these: what changed becomes the next version, and nothing is lost.

        An observation whose source has none yet of its place and indicator is added as a first version. One with the
        value in force changes nothing, unless it has another uncertainty; one that has none takes none back. One with
        another value supersedes it, with its own day, document and uncertainty; several of one source are taken day by
        day. The version that it carries itself does not count.

        Args:
            observations: the later ones, such as all of a workbook that came in again.
            submitter: who sent them.
            reason: why values or their uncertainty changed.

        Returns:
            New evidence; the same where nothing changed.

        Raises:
            EvidenceError: another value of an earlier day than the one in force, two values of one source and day, no
                submitter or reason; all at once.

        Legal basis:
            Art. 10: data are given correctly. A correction supersedes, it never overwrites.

        Example:
            >>> from attrs import evolve
            >>> from jxassess.io import read_evidence, read_scheme
            >>> scheme = read_scheme("examples/data/scheme_2019.toml")
            >>> evidence = read_evidence("examples/data/evidence_2019.json", scheme)
            >>> sent = [evolve(evidence.observations[0], value="3.5", document="letter 4, invented")]
            >>> later = evidence.revised(sent, submitter="东湖区", reason="counted again")
            >>> [(str(found.value), found.version) for found in later.observations[:2]]
            [('343/100', 1), ('7/2', 2)]
        """
        found = later_versions(self.observations, observations, submitter=submitter, reason=reason)
        return self.adding(observations=found) if found else self
