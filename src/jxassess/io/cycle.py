"""Cycles in files: `jxassess-cycle/1`, as JSON, in one form only.

Equal cycles give equal bytes, and other bytes are refused: a file that was edited, reordered or cut by accident does not
load. Against intent only a head that was deposited elsewhere helps (`AssessmentCycle.verify`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from jxassess.cycle import AssessmentCycle, CycleEvent, SequenceError, VerificationRules
from jxassess.faults import Fault, FaultKind, FaultsError
from jxassess.io._documents import Table, decode_exactly, is_list, is_table, parse, without_format
from jxassess.io._fault_kinds import BAD_TEXT, MISSING_KEY, NOT_CANONICAL, UNKNOWN_KEY
from jxassess.io._files import write_text
from jxassess.io._plain import Plain, to_table
from jxassess.io._schema import Form, Walker
from jxassess.io._structure import TIME, Structurer, whole
from jxassess.io._writing import dump, refuse_change
from jxassess.places import City, County
from jxassess.words import Words

CYCLE_FORMAT = "jxassess-cycle/1"

_SUBJECT = Words("the cycle as a file", "考核周期文件")
_KEYS = ("year", "cities", "counties", "rules", "beginning", "events")
_OPTIONAL = ("rules",)

WRONG_DIGEST = FaultKind(
    "wrong_digest",
    None,
    Words("the digest {value} does not follow from the log up to here", "摘要{value}与此前日志不符"),
    Words("restore the file from a copy, and verify its head", "请用副本恢复，并核对存证的摘要值"),
)


def format_cycle(cycle: AssessmentCycle) -> str:
    """Write a cycle as JSON text.

    Args:
        cycle: the cycle.

    Returns:
        The text of a cycle file; each event stands there with its digest.

    Raises:
        SequenceError: something that would not load back as it is, such as half a character or a number of more than 30
            digits.
    """
    text = _text(cycle)
    refuse_change(cycle, parse_cycle(text), SequenceError, _SUBJECT)
    return text


def _text(cycle: AssessmentCycle) -> str:
    beginning, *digests = _digests(cycle)
    table = to_table(cycle)
    table["cities"] = [to_table(city) for city in cycle.cities]
    table["counties"] = [to_table(county) for county in cycle.counties]
    table.pop("events")
    events: list[Plain] = [
        {**to_table(event), "digest": digest} for event, digest in zip(cycle.events, digests, strict=True)
    ]
    return dump({"format": CYCLE_FORMAT, **table, "beginning": beginning, "events": events}, "json")


def _digests(cycle: AssessmentCycle) -> tuple[str, ...]:
    try:
        return cycle.digests
    except UnicodeEncodeError as error:
        raise SequenceError([BAD_TEXT.at("events", ascii(error.object))], _SUBJECT) from None


def parse_cycle(text: str) -> AssessmentCycle:
    """Read a cycle from JSON text.

    Args:
        text: the text of a cycle file, exactly as it was written.

    Returns:
        The cycle. Its events were taken one after another, as `record` takes them.

    Raises:
        SequenceError: every fault of the form; or the first event that cannot be; or the digests that do not follow;
            or text in another form than this library writes.
    """
    try:
        root, faults = parse(text, "json")
        table, missing = without_format(root, CYCLE_FORMAT)
        _refuse([*faults, *missing, *_key_faults(table)])
        given = _take_digests(table)
        cycle = _structure(table)
    except FaultsError as error:
        raise SequenceError(error.faults, _SUBJECT) from None
    _refuse(_digest_faults(cycle, given))
    if _text(cycle) != text:
        raise SequenceError([NOT_CANONICAL.at("file")], _SUBJECT)
    return cycle


def _refuse(faults: list[Fault]) -> None:
    if faults:
        raise SequenceError(faults, _SUBJECT)


def _key_faults(table: Table) -> list[Fault]:
    unknown = [UNKNOWN_KEY.at(key, key, known=", ".join(_KEYS)) for key in table if key not in _KEYS]
    return [*unknown, *(MISSING_KEY.at(key, key) for key in _KEYS if key not in (*_OPTIONAL, *table))]


def _take_digests(table: Table) -> list[object]:
    events = table["events"]
    tables = [event for event in events if is_table(event)] if is_list(events) else []
    return [table["beginning"], *(event.pop("digest", "") for event in tables)]


def _structure(table: Table) -> AssessmentCycle:
    structurer, faults = Structurer(), list[Fault]()
    year = _under("year", faults, lambda: (whole(table["year"]),))
    cities = _under("cities", faults, lambda: structurer.objects(City, table["cities"]))
    structurer.places.update({city.code: city for city in cities if isinstance(city, City)})
    rules = _under("rules", faults, lambda: structurer.optional(VerificationRules, table.get("rules")))
    _refuse(faults)
    counties = _under("counties", faults, lambda: structurer.objects(County, table["counties"]))
    structurer.places.update({county.code: county for county in counties if isinstance(county, County)})
    # Events name places by code, so that they are read once all places are there.
    _refuse(faults)
    events = _under("events", faults, lambda: structurer.objects(CycleEvent, table["events"]))
    _refuse(faults)
    return AssessmentCycle(
        year=next(number for number in year if isinstance(number, int)),
        cities=[city for city in cities if isinstance(city, City)],
        counties=[county for county in counties if isinstance(county, County)],
        rules=next((made for made in rules if isinstance(made, VerificationRules)), None),
        events=[event for event in events if isinstance(event, CycleEvent)],
    )


def _under(name: str, faults: list[Fault], make: Callable[[], tuple[object, ...]]) -> tuple[object, ...]:
    try:
        return make()
    except FaultsError as error:
        faults.extend(fault.under(name) for fault in error.faults)
        return ()


def _digest_faults(cycle: AssessmentCycle, given: list[object]) -> list[Fault]:
    places = ["beginning", *(f"events[{i}].digest" for i in range(len(cycle.events)))]
    for where, digest, due in zip(places, given, cycle.digests, strict=True):
        if digest != due:
            # Every later one differs too; the first tells where to look.
            return [WRONG_DIGEST.at(where, digest)]
    return []


def read_cycle(path: Path | str) -> AssessmentCycle:
    """Read a cycle from a file.

    Args:
        path: the file.

    Returns:
        The cycle.

    Raises:
        SequenceError: as `parse_cycle` does, also for a byte order mark.
        OSError: the file cannot be read.
    """
    data = Path(path).read_bytes()
    try:
        text = decode_exactly(data)
    except FaultsError as error:
        raise SequenceError(error.faults, _SUBJECT) from None
    return parse_cycle(text)


def write_cycle(cycle: AssessmentCycle, path: Path | str) -> None:
    """Write a cycle to a file; at every moment either the old or the whole new file is there.

    Args:
        cycle: the cycle.
        path: the file; its folder must be there.

    Raises:
        SequenceError: something that would not load back as it is.
        OSError: the place is not writable.
    """
    write_text(Path(path), format_cycle(cycle))


_DIGEST: Form = {"description": "A digest of the chain.", "type": "string", "pattern": "^[0-9a-f]{64}$"}
_TIME: Form = {
    "description": f"{TIME.en}.",
    "type": "string",
    "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{6})?\+08:00$",
}


class _CycleWalker(Walker):
    """Knows what only logs hold: times, and digests beside events."""

    def form(self, kind: object) -> Form:
        return self._named("Time", lambda: _TIME) if kind is datetime else super().form(kind)

    def _fields(self, kind: type, form: Callable[[object], Form]) -> Form:
        fields = super()._fields(kind, form)
        return {**fields, "digest": _DIGEST} if kind is CycleEvent else fields

    def cycle(self) -> Form:
        """Give the schema of a cycle file."""
        fields = self._fields(AssessmentCycle, self._at_root)
        return {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": CYCLE_FORMAT,
            "description": "The cycle of one year as it happened, as this library writes it.",
            "type": "object",
            "properties": {"format": {"const": CYCLE_FORMAT}, **fields, "beginning": _DIGEST},
            "required": ["format", *(key for key in _KEYS if key not in _OPTIONAL)],
            "additionalProperties": False,
            "$defs": self.definitions,
        }


def format_cycle_schema() -> str:
    """Write the JSON Schema of cycle files.

    Returns:
        The text of the schema, in draft 2020-12. A file of it lies beside this module under `schemas`.
    """
    return dump(_CycleWalker().cycle(), "json")


__all__ = [
    "CYCLE_FORMAT",
    "format_cycle",
    "format_cycle_schema",
    "parse_cycle",
    "read_cycle",
    "write_cycle",
]
