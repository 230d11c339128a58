"""The rows of the table of sources: one for each observation, with what became of it."""

from __future__ import annotations

from collections.abc import Iterator

from jxassess.evidence import Evidence, NotApplicable, Observation, Provenance, find_provenance
from jxassess.io._tables._amounts import line, pair
from jxassess.io._tables._evidence_tables import observed
from jxassess.io._tables._result_kinds import Standing
from jxassess.io._tables._table import NOTHING_APPLIES, Row, Value
from jxassess.scheme import Scheme
from jxassess.words import Language


def provenance_rows(evidence: Evidence, scheme: Scheme, language: Language) -> Iterator[Row]:
    """Give the rows of all observations, by place, indicator and state."""
    for each in find_provenance(evidence, scheme):
        for standing, observations in (
            (Standing.IN_FORCE, each.in_force),
            (Standing.SET_ASIDE, each.set_aside),
            (Standing.SUPERSEDED, each.superseded),
        ):
            yield from (_row(each, found, standing, language) for found in observations)


def _row(each: Provenance, found: Observation, standing: Standing, language: Language) -> Row:
    counted, exactly = _counted(each)
    return (
        each.place.code,
        each.place.name,
        each.indicator.key,
        counted,
        each.settled.value,
        standing.value,
        observed(found.value),
        each.indicator.unit.text(language),
        found.source,
        found.version,
        found.on,
        found.document,
        found.submitter,
        found.reason,
        line(found.sample_words, language),
        exactly,
    )


def _counted(each: Provenance) -> tuple[Value, Value]:
    if each.value is None:
        return None, None
    return (NOTHING_APPLIES, None) if isinstance(each.value, NotApplicable) else pair(each.value)
