"""Later observations held against earlier ones: what is new, and what becomes a next version."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

from attrs import evolve

from jxassess.evidence._records import Observation, text_faults
from jxassess.evidence.fault_kinds import TWO_VALUES, VERSION_BACKWARDS
from jxassess.faults import EvidenceError, Fault, raise_faults
from jxassess.words import Words

_Key: TypeAlias = tuple[str, str, str]
_SUBJECT = Words("the later observations", "更正数据")


def later_versions(
    known: Iterable[Observation], sent: Iterable[Observation], *, submitter: str, reason: str
) -> list[Observation]:
    """Find what later observations add to earlier ones.

    Args:
        known: the earlier ones, the versions of each source in their order.
        sent: the later ones, in any order.
        submitter: who sent them.
        reason: why values changed.

    Returns:
        First versions of what was not observed, and next versions of what changed.

    Raises:
        EvidenceError: every fault.
    """
    faults = text_faults(("submitter", submitter), ("reason", reason))
    current = {_key(found): found for found in known}
    # Versions are numbered before any is made: without a submitter none can be.
    numbered: list[tuple[Observation, int]] = []
    for key, found in groupby(_by_day(sent, faults), _key):
        numbered += _numbered(current.get(key), found, faults)
    raise_faults(EvidenceError, faults, _SUBJECT)
    return [_made(found, number, submitter, reason) for found, number in numbered]


def _key(found: Observation) -> _Key:
    return found.place.code, found.indicator.key, found.source


def _by_day(sent: Iterable[Observation], faults: list[Fault]) -> Iterator[Observation]:
    """Give one observation of each source and day, and note where a day has two values."""
    moments: dict[tuple[_Key, date, int], list[Observation]] = {}
    for found in sent:
        # Who sends a whole history has numbered what is of one day.
        moments.setdefault((_key(found), found.on, found.version), []).append(found)
    for _, same in sorted(moments.items(), key=itemgetter(0)):
        if len({(found.value, found.uncertainty) for found in same}) == 1:
            yield same[0]
            continue
        values = list(dict.fromkeys(found.estimate_words for found in same))
        said = Words(", ".join(each.en for each in values), "、".join(each.zh for each in values))
        where, source = _where(same[0]), same[0].source
        faults.append(TWO_VALUES.at(where, source, on=same[0].on, values=said, indicator=same[0].indicator.key))


def _numbered(
    before: Observation | None, sent: Iterable[Observation], faults: list[Fault]
) -> Iterator[tuple[Observation, int]]:
    """Number what the observations of one source change, day by day."""
    number = 0 if before is None else before.version
    for found in sent:
        if before is not None and _is_same(before, found):
            continue
        if before is not None and found.on < before.on:
            faults.append(VERSION_BACKWARDS.at(_where(found), number + 1, indicator=found.indicator.key))
            continue
        before, number = found, number + 1
        yield found, number


def _is_same(before: Observation, found: Observation) -> bool:
    # A workbook that says nothing of the sample takes nothing back.
    return before.value == found.value and found.uncertainty in (None, before.uncertainty)


def _made(found: Observation, number: int, submitter: str, reason: str) -> Observation:
    if number > 1:
        return evolve(found, version=number, submitter=submitter, reason=reason)
    return found if found.version == 1 else evolve(found, version=1)


def _where(found: Observation) -> str:
    return f"{found.place.label} observations.{found.indicator.key}"
