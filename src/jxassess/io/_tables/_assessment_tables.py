"""Results as tables: scores, points, what they indicate, what is proposed, and the reason of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jxassess.assessment import Assessment
from jxassess.io._digest import digest
from jxassess.io._sheets._kinds import FACTS, FINDINGS, INDICATORS, TableKind
from jxassess.io._tables._evidence_tables import fact_rows, finding_rows, indicator_rows
from jxassess.io._tables._explanation_rows import explanation_rows
from jxassess.io._tables._extract import assessment_of_city
from jxassess.io._tables._points_rows import points_rows
from jxassess.io._tables._proposal_rows import (
    departure_rows,
    follow_up_rows,
    indication_rows,
    missing_rows,
    reward_rows,
    sanction_rows,
    unchecked_rows,
)
from jxassess.io._tables._provenance_rows import provenance_rows
from jxassess.io._tables._result_kinds import (
    CITY_SCORES,
    COUNTY_SCORES,
    DEPARTURES,
    EXPLANATIONS,
    FOLLOW_UPS,
    INDICATIONS,
    MISSING,
    POINTS,
    PROVENANCE,
    REWARDS,
    SANCTIONS,
    UNCHECKED,
)
from jxassess.io._tables._score_rows import city_rows, county_rows
from jxassess.io._tables._table import Row, Table, TableHead
from jxassess.places import City
from jxassess.words import Language


def assessment_tables(
    assessment: Assessment, *, place: City | None = None, language: Language = "zh"
) -> tuple[Table, ...]:
    """Give an assessment as tables, those without rows left out.

    Amounts that no decimal writes stand with their first six places, rounded, and beside them exactly.

    Args:
        assessment: the assessment.
        place: a city, where the tables shall hold that city and its counties alone: no rank, no means of others. What
            people wrote into documents and findings stands there as they wrote it.
        language: the language of what is said in words inside the cells.

    Returns:
        The tables, in the order of their sheets.

    Raises:
        ScopeError: a city that is not among the units, or another language.
    """
    head = TableHead(
        year=assessment.year,
        on=assessment.evidence.on,
        stage=assessment.stage,
        is_synthetic=assessment.evidence.is_synthetic,
        classification=assessment.evidence.classification,
        scheme=assessment.scheme.title.text(language),
        digest=digest(assessment.scheme),
        extract="" if place is None else place.label,
    )
    shown = assessment if place is None else assessment_of_city(assessment, place)
    made = (Table(kind=kind, head=head, rows=rows) for kind, rows in _tables(shown, language))
    return tuple(table for table in made if table.rows)


def _tables(shown: Assessment, language: Language) -> Iterator[tuple[TableKind, Iterable[Row]]]:
    evidence = shown.evidence
    yield CITY_SCORES, city_rows(shown, language)
    yield COUNTY_SCORES, county_rows(shown)
    yield POINTS, points_rows(shown, language)
    yield INDICATIONS, indication_rows(shown, language)
    yield UNCHECKED, unchecked_rows(shown)
    yield FINDINGS, finding_rows(evidence)
    yield FACTS, fact_rows(evidence)
    yield SANCTIONS, sanction_rows(shown, language)
    yield REWARDS, reward_rows(shown, language)
    yield FOLLOW_UPS, follow_up_rows(shown, language)
    yield DEPARTURES, departure_rows(shown, language)
    yield MISSING, missing_rows(shown, language)
    yield EXPLANATIONS, explanation_rows(shown, language)
    yield PROVENANCE, provenance_rows(evidence, shown.scheme, language)
    # What the keys of indicators in the other tables stand for.
    yield INDICATORS, indicator_rows(evidence)
