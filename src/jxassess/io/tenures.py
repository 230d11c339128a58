"""Tenures in files: `jxassess-tenures/1`, as JSON, apart from every assessment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from jxassess.faults import EvidenceError, Fault, FaultKind, FaultsError
from jxassess.io._definitions import define_places, references_of
from jxassess.io._documents import Table, decode, parse, without_format
from jxassess.io._files import write_text
from jxassess.io._gather import Gatherer
from jxassess.io._plain import Plain, to_table
from jxassess.io._tenure_hooks import TENURES_FORMAT, TenuresFile, Townships, tenure_hooks
from jxassess.io._tenures_schema import format_tenures_schema
from jxassess.io._writing import dump, refuse_change
from jxassess.measure import Citation
from jxassess.places import City, County, Township
from jxassess.tenures import PostPlace, Succession, Tenure, Tenures
from jxassess.words import Words

__all__ = [
    "format_tenures",
    "format_tenures_schema",
    "parse_tenures",
    "read_tenures",
    "write_tenures",
]

_CLAUSE = Citation(9, 2)
_SUBJECT = Words("the record of tenures", "任职记录")

_UNUSED_PLACE = FaultKind(
    "unused_place",
    _CLAUSE,
    Words("nothing uses the unit {value}", "单位{value}未被使用"),
    Words("use it, or take the definition out", "请使用，或删除此定义"),
)


def read_tenures(path: Path | str) -> Tenures:
    """Read a record of tenures from a JSON file.

    Args:
        path: a file in UTF-8.

    Returns:
        The record, not yet looked through for holders that overlap.

    Raises:
        EvidenceError: every fault of the file, each with its path.
        OSError: the file cannot be read.
    """
    path = Path(path)
    data = path.read_bytes()
    subject = Words(f"the record of tenures {path.name}", f"任职记录{path.name}")
    try:
        content = decode(data)
    except FaultsError as error:
        raise EvidenceError(error.faults, subject) from None
    return _load(content, subject)


def parse_tenures(content: str) -> Tenures:
    """Read a record of tenures from JSON text.

    Args:
        content: the text of a file of tenures.

    Returns:
        The record, not yet looked through for holders that overlap.

    Raises:
        EvidenceError: every fault of the text, each with its path.
    """
    return _load(content, _SUBJECT)


def format_tenures(tenures: Tenures) -> str:
    """Write a record of tenures as JSON text that loads back equal; equal records give equal text.

    Args:
        tenures: the record.

    Returns:
        The text of a file of tenures.

    Raises:
        EvidenceError: a unit that has two definitions.
    """
    content = dump(_table(tenures), "json")
    refuse_change(tenures, _load(content, _SUBJECT), EvidenceError, _SUBJECT)
    return content


def write_tenures(tenures: Tenures, path: Path | str) -> None:
    """Write a record of tenures to a JSON file; the file is replaced as a whole or not at all.

    Args:
        tenures: the record.
        path: the file; its folder must be there.

    Raises:
        EvidenceError: a unit that has two definitions.
        OSError: the place is not writable.
    """
    write_text(Path(path), format_tenures(tenures))


def _load(content: str, subject: Words) -> Tenures:
    gatherer = Gatherer()
    try:
        root, faults = parse(content, "json")
        table, missing = without_format(root, TENURES_FORMAT)
    except FaultsError as error:
        raise EvidenceError(error.faults, subject) from None
    gatherer.faults.extend((*faults, *missing))
    read = _structure(table, gatherer)
    if read is not None:
        gatherer.faults.extend(_unused_faults(read))
    found = gatherer.all_faults({}, _CLAUSE)
    if found or read is None:
        raise EvidenceError(found, subject)
    return Tenures(
        on=read.on,
        tenures=read.tenures,
        successions=read.successions,
        is_synthetic=read.is_synthetic,
        classification=read.classification,
    )


def _structure(table: Table, gatherer: Gatherer) -> TenuresFile | None:
    # A list of units that is left out defines none; what is no list is a fault of its own.
    table = {"counties": [], "townships": [], **table}
    references, townships = references_of(()), Townships()
    with references.in_force(), townships.in_force():
        table = define_places(table, references, gatherer)
        townships.define(table, gatherer)
        return gatherer.attempt(tenure_hooks().file, table)


def _unused_faults(read: TenuresFile) -> Iterator[Fault]:
    used = {place.code for place in _used_places(read.tenures, read.successions)}
    units: tuple[tuple[str, tuple[PostPlace, ...]], ...] = (
        ("cities", read.cities),
        ("counties", read.counties),
        ("townships", read.townships),
    )
    for name, places in units:
        yield from (_UNUSED_PLACE.at(name, place.label) for place in places if place.code not in used)


def _used_places(tenures: Iterable[Tenure], successions: Iterable[Succession]) -> list[PostPlace]:
    """Give the places of all posts and changes, and what they lie in, in the order of codes."""
    places: set[PostPlace] = {tenure.place for tenure in tenures}
    places.update(county for change in successions for county in (change.before, change.after))
    places.update([place.parent for place in places if isinstance(place, Township)])
    places.update([place.parent for place in places if isinstance(place, County)])
    return sorted(places, key=lambda place: place.code)


def _table(tenures: Tenures) -> dict[str, Plain]:
    places = _used_places(tenures.tenures, tenures.successions)
    lines: list[Plain] = [{**to_table(tenure), "place": tenure.place.code} for tenure in tenures.tenures]
    townships = [place for place in places if isinstance(place, Township)]
    return {
        "format": TENURES_FORMAT,
        "on": tenures.on.isoformat(),
        "cities": [to_table(place) for place in places if isinstance(place, City)],
        "counties": [to_table(place) for place in places if isinstance(place, County)],
        "townships": [{**to_table(township), "parent": township.parent.code} for township in townships],
        "tenures": lines,
        "successions": [to_table(change) for change in tenures.successions],
        "is_synthetic": tenures.is_synthetic,
        "classification": tenures.classification,
    }
