"""What was read of all files, put together: evidence, and what templates are held against."""

from __future__ import annotations

from datetime import date

from jxassess.evidence import Evidence
from jxassess.io._reading._about_reading import About
from jxassess.io._reading._gone import Known
from jxassess.io._reading._reader import Reader
from jxassess.scheme import Scheme


def known_of(scheme: Scheme, base: Evidence | None, reader: Reader) -> Known:
    """Give what is known once all is read, from whatever file or the base.

    Args:
        scheme: the year's scheme.
        base: the evidence that the files add to.
        reader: what was read.

    Returns:
        What templates are held against.
    """
    given = (reader.records,) if base is None else (reader.records, base)
    held = {("targets", each.place.code, each.indicator.key) for one in given for each in one.targets}
    held.update(("carried", each.county.code, "") for one in given for each in one.carried)
    observed: dict[tuple[str, str], set[str]] = {}
    for one in given:
        for each in one.observations:
            observed.setdefault((each.place.code, each.indicator.key), set()).add(each.source)
    return Known(
        scheme=scheme,
        units=reader.units.all,
        drawn=None if base is None or not base.samples else [sample.county.code for sample in base.samples],
        held=held,
        observed=observed,
        rules=reader.rules,
    )


def evidence_of(year: int, on: date, base: Evidence | None, about: About, reader: Reader) -> Evidence:
    """Make the evidence of what was read and what the base holds.

    Args:
        year: the year assessed.
        on: the day whose units are assessed.
        base: the evidence that the files add to.
        about: what was said of the whole.
        reader: what was read.

    Returns:
        The evidence.
    """
    units, records = reader.units, reader.records
    return Evidence(
        year=year,
        on=on,
        cities=units.cities.values(),
        counties=units.counties.values(),
        targets=[*(base.targets if base else ()), *records.targets],
        observations=[*(base.observations if base else ()), *records.observations],
        carried=[*(base.carried if base else ()), *records.carried],
        findings=[*(base.findings if base else ()), *records.findings],
        history=[*(base.history if base else ()), *records.history],
        events=[*(base.events if base else ()), *records.events],
        samples=[*(base.samples if base else ()), *records.samples],
        set_grades=[*(base.set_grades if base else ()), *records.set_grades],
        is_synthetic=about.values["is_synthetic"] is True,
        classification=str(about.values.get("classification", "")),
    )
