"""Evidence as tables, which read back as the same evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from jxassess.evidence import (
    CarriedScore,
    EarlierResult,
    Event,
    Evidence,
    Finding,
    NotApplicable,
    Observation,
    SampledCounty,
    SetGrade,
    Target,
    Uncertainty,
)
from jxassess.evidence import Value as Observed
from jxassess.indicators import Indicator
from jxassess.io._definitions import STANDARD
from jxassess.io._digest import digest
from jxassess.io._sampled import SAMPLE_NAMES
from jxassess.io._sheets._kinds import (
    CARRIED,
    CITIES,
    COUNTIES,
    EVENTS,
    FACTS,
    FINDINGS,
    HISTORY,
    INDICATORS,
    OBSERVATIONS,
    SAMPLES,
    SET_GRADES,
    TARGETS,
    TableKind,
)
from jxassess.io._tables._extract import evidence_of_city
from jxassess.io._tables._table import NOTHING_APPLIES, Row, Table, TableHead, Value
from jxassess.places import City, County
from jxassess.scheme import Scheme


def evidence_tables(
    evidence: Evidence, *, scheme: Scheme | None = None, place: City | None = None
) -> tuple[Table, ...]:
    """Give evidence as tables, those without rows left out.

    Args:
        evidence: the year's data.
        scheme: the year's scheme, for its name and digest in the head.
        place: a city, where the tables shall hold that city and its counties alone.

    Returns:
        The tables, in the order of their sheets.

    Raises:
        ScopeError: a city that is not among the units.
    """
    head = head_of(evidence, scheme, place)
    given = evidence if place is None else evidence_of_city(evidence, place)
    made = (Table(kind=kind, head=head, rows=rows(given)) for kind, rows in _ROWS)
    return tuple(table for table in made if table.rows)


def head_of(evidence: Evidence, scheme: Scheme | None, place: City | None = None) -> TableHead:
    """Give what stands above tables of evidence.

    Args:
        evidence: the year's data.
        scheme: the year's scheme, if it shall be named.
        place: the city that the tables are an extract for, if they are.

    Returns:
        The head.
    """
    return TableHead(
        year=evidence.year,
        on=evidence.on,
        stage=None,
        is_synthetic=evidence.is_synthetic,
        classification=evidence.classification,
        scheme="" if scheme is None else scheme.title.zh,
        digest="" if scheme is None else digest(scheme),
        extract="" if place is None else place.label,
    )


def finding_rows(evidence: Evidence) -> Iterator[Row]:
    """Give the rows of the table of findings."""
    return map(_finding, evidence.findings)


def fact_rows(evidence: Evidence) -> Iterator[Row]:
    """Give the rows of the table of facts, those of each finding one after another."""
    for finding in evidence.findings:
        yield from ((finding.key, fact.kind.value, fact.text) for fact in finding.facts)


def indicator_rows(evidence: Evidence) -> Iterator[Row]:
    """Give the rows of the indicators that the library does not know of itself."""
    records: list[Target | Observation] = [*evidence.targets, *evidence.observations]
    used = {record.indicator.key: record.indicator for record in records}
    return (indicator_row(used[key]) for key in sorted(used) if used[key] not in STANDARD)


def _city(city: City) -> Row:
    return (city.code, city.name, city.english)


def _county(county: County) -> Row:
    return (county.code, county.name, county.english, county.parent.code, county.valid_from, county.valid_to)


def indicator_row(each: Indicator) -> Row:
    """Give the row that defines an indicator."""
    clause = None if each.citation is None else str(each.citation)
    names = (each.key, each.name.en, each.name.zh, each.unit.en, each.unit.zh)
    return (*names, each.places, each.low, each.high, each.better.value, each.is_additive, clause)


def _target(target: Target) -> Row:
    place = target.place
    return (place.code, place.name, target.indicator.key, target.value, target.document, target.unit)


def _observation(found: Observation) -> Row:
    place = found.place
    return (
        place.code,
        place.name,
        found.indicator.key,
        observed(found.value),
        found.source,
        found.on,
        found.document,
        found.unit,
        found.version,
        found.submitter,
        found.reason,
        *_sample(found.uncertainty),
    )


def _sample(uncertainty: Uncertainty | None) -> Row:
    if uncertainty is None:
        return (None,) * len(SAMPLE_NAMES)
    return (
        uncertainty.households,
        uncertainty.persons,
        uncertainty.villages,
        uncertainty.degrees,
        uncertainty.standard_error,
        uncertainty.quantile,
        uncertainty.lower,
        uncertainty.upper,
        uncertainty.method.value,
        uncertainty.design_effect,
    )


def observed(value: Observed) -> Value:
    """Give an observed value as a cell holds it."""
    return NOTHING_APPLIES if isinstance(value, NotApplicable) else value


def _carried(score: CarriedScore) -> Row:
    return (score.county.code, score.county.name, score.score, score.on, score.document)


def _earlier(result: EarlierResult) -> Row:
    city = result.city
    return (result.year, city.code, city.name, result.score, result.document, result.rank, result.grade)


def _finding(finding: Finding) -> Row:
    return (
        finding.key,
        finding.place.code,
        finding.place.name,
        finding.problem.value,
        finding.verdict.value,
        finding.begin,
        finding.end,
        finding.document,
        finding.reply,
        finding.decided_by.value,
        finding.decided_on,
        finding.is_serious,
        finding.has_adverse_effect,
        finding.indication,
    )


def _event(event: Event) -> Row:
    return (event.key, event.kind, event.place.code, event.place.name, event.on, event.document, event.criterion)


def _samples(sample: SampledCounty) -> Iterator[Row]:
    own = (sample.county.code, sample.county.name)
    # A county without townships, and a township without villages, have a row of their own, so that they are not lost.
    if not sample.townships:
        yield (*own, None, None, None)
    for township in sample.townships:
        if not township.villages:
            yield (*own, township.name, None, None)
        yield from ((*own, township.name, village.name, village.households) for village in township.villages)


def _set_grade(given: SetGrade) -> Row:
    return (given.city.code, given.city.name, given.grade, given.body.value, given.on, given.document, given.reason)


_ROWS: tuple[tuple[TableKind, Callable[[Evidence], Iterable[Row]]], ...] = (
    (CITIES, lambda evidence: map(_city, evidence.cities)),
    (COUNTIES, lambda evidence: map(_county, evidence.counties)),
    (INDICATORS, indicator_rows),
    (TARGETS, lambda evidence: map(_target, evidence.targets)),
    (OBSERVATIONS, lambda evidence: map(_observation, evidence.observations)),
    (CARRIED, lambda evidence: map(_carried, evidence.carried)),
    (HISTORY, lambda evidence: map(_earlier, evidence.history)),
    (FINDINGS, finding_rows),
    (FACTS, fact_rows),
    (EVENTS, lambda evidence: map(_event, evidence.events)),
    (SAMPLES, lambda evidence: (row for sample in evidence.samples for row in _samples(sample))),
    (SET_GRADES, lambda evidence: map(_set_grade, evidence.set_grades)),
)
