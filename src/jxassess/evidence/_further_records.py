"""The records that only some schemes ask for: events, samples, and grades that people set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.evidence._records import day_faults, text_faults
from jxassess.evidence.fault_kinds import EMPTY_SAMPLE, NO_TEXT, REPEATED_NAME
from jxassess.faults import EvidenceError, Fault, raise_faults
from jxassess.indicators import key_faults
from jxassess.measure import Body
from jxassess.places import City, County, Place
from jxassess.words import Words


@frozen(kw_only=True)
class Event(ByFields):
    """Something that happened and adds or takes points by the scheme: praise, criticism, falsified data (加减分事项).

    Attributes:
        key: the identifier, unique in the evidence.
        kind: the kind of event, by its key in the scheme's adjustments.
        place: the county or city that it is counted for.
        on: the day it happened or was confirmed.
        document: what proves it.
        criterion: for falsified data the key of the criterion; else empty.

    Raises:
        EvidenceError: a bad key, no document, a day with a time.

    Legal basis:
        None: such points come from the scheme alone.
    """

    key: str
    kind: str
    place: Place
    on: date
    document: str
    criterion: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse an event that nothing proves."""
        raise_faults(EvidenceError, self._find_faults(), Words(f"event {self.key}", f"事项{self.key}"))

    def _find_faults(self) -> Iterator[Fault]:
        yield from key_faults(self.key)
        yield from text_faults(("document", self.document))
        yield from day_faults(("on", self.on))


@frozen(kw_only=True)
class SampledVillage(ByFields):
    """A village of a sample, with the households visited (抽样村).

    Attributes:
        name: its name.
        households: how many households were visited, zero or more.
    """

    name: str
    households: int


def _villages(villages: Iterable[SampledVillage]) -> tuple[SampledVillage, ...]:
    return tuple(sorted(villages, key=lambda village: village.name))


@frozen(kw_only=True)
class SampledTownship(ByFields):
    """A township of a sample (抽样乡镇).

    Attributes:
        name: its name.
        villages: its sampled villages, kept in the order of names.
    """

    name: str
    villages: tuple[SampledVillage, ...] = field(converter=_villages)


def _townships(townships: Iterable[SampledTownship]) -> tuple[SampledTownship, ...]:
    return tuple(sorted(townships, key=lambda township: township.name))


@frozen(kw_only=True)
class SampledCounty(ByFields):
    """A county that was drawn for the assessment, with what was visited in it (抽样县).

    Attributes:
        county: the county.
        townships: its sampled townships, kept in the order of names.

    Raises:
        EvidenceError: a name left empty or used twice in one place, a number of households below zero.
    """

    county: County
    townships: tuple[SampledTownship, ...] = field(converter=_townships)

    def __attrs_post_init__(self) -> None:
        """Refuse a sample that counts something twice."""
        label = self.county.label
        raise_faults(EvidenceError, self._find_faults(), Words(f"the sample of {label}", f"{label}抽样"))

    def _find_faults(self) -> Iterator[Fault]:
        yield from _names([township.name for township in self.townships], "townships")
        for i, township in enumerate(self.townships):
            where = f"townships[{i}].villages"
            yield from _names([village.name for village in township.villages], where)
            for j, village in enumerate(township.villages):
                if village.households < 0:
                    yield EMPTY_SAMPLE.at(f"{where}[{j}].households", village.households)


def _names(names: list[str], where: str) -> Iterator[Fault]:
    for i, name in enumerate(names):
        if not name.strip():
            yield NO_TEXT.at(f"{where}[{i}].name")
        elif name in names[:i]:
            yield REPEATED_NAME.at(f"{where}[{i}].name", name)


@frozen(kw_only=True)
class SetGrade(ByFields):
    """The grade that people set for a city, where the scheme leaves it to them (评定等次).

    The computed grade stays beside it; where they differ, that is a departure.

    Attributes:
        city: the city.
        grade: the key of the grade.
        body: who set it.
        on: the day.
        document: where it is recorded.
        reason: why.

    Raises:
        EvidenceError: no document, no reason, a day with a time.
    """

    city: City
    grade: str
    body: Body
    on: date
    document: str
    reason: str

    def __attrs_post_init__(self) -> None:
        """Refuse a grade that nobody answers for."""
        label = self.city.label
        raise_faults(EvidenceError, self._find_faults(), Words(f"the grade of {label}", f"{label}评定等次"))

    def _find_faults(self) -> Iterator[Fault]:
        yield from text_faults(("document", self.document), ("reason", self.reason))
        yield from day_faults(("on", self.on))
