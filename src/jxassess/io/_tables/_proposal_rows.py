"""The rows of the tables of indications, proposals, departures and what is missing."""

from __future__ import annotations

from collections.abc import Iterator

from jxassess.assessment import Assessment
from jxassess.evidence import Finding
from jxassess.io._tables._amounts import joined, line, pair
from jxassess.io._tables._table import Row
from jxassess.words import Language


def indication_rows(assessment: Assessment, language: Language) -> Iterator[Row]:
    """Give the rows of computed signs of problems."""
    answered = {finding.indication: finding.key for finding in assessment.evidence.findings if finding.indication}
    for each in assessment.indications:
        shown, exactly = pair(each.value)
        yield (
            each.place.code,
            each.place.name,
            each.problem.value,
            str(each.citation),
            each.indicator.key,
            shown,
            each.bound,
            each.indicator.unit.text(language),
            line(each.words, language),
            answered.get(each.key),
            each.key,
            each.where,
            None if each.end is None else each.compared.value,
            each.end,
            exactly,
        )


def unchecked_rows(assessment: Assessment) -> Iterator[Row]:
    """Give the rows of rates that were not observed."""
    return ((each.place.code, each.place.name, each.indicator.key, each.where) for each in assessment.unchecked)


def sanction_rows(assessment: Assessment, language: Language) -> Iterator[Row]:
    """Give the rows of proposed measures of Art. 9."""
    for each in assessment.sanctions:
        place = each.finding.place
        city = (each.city.code, each.city.name)
        problem = (each.finding.problem.value, str(each.citation), each.finding.key, place.code, place.name)
        yield (*city, each.kind.value, line(each.words, language), *problem, each.where)


def reward_rows(assessment: Assessment, language: Language) -> Iterator[Row]:
    """Give the rows of proposed rewards."""
    for each in assessment.rewards:
        shown, exactly = pair(each.reduction)
        yield (
            each.city.code,
            each.city.name,
            each.score.published,
            shown,
            None if each.target is None else each.target.value,
            line(each.words, language),
            _keys(each.findings, language),
            each.is_silent,
            str(each.citation),
            exactly,
        )


def follow_up_rows(assessment: Assessment, language: Language) -> Iterator[Row]:
    """Give the rows of what the scheme lets follow."""
    for each in assessment.follow_ups:
        yield (
            each.city.code,
            each.city.name,
            line(each.follow_up.name, language),
            line(each.words, language),
            str(each.citation),
            _keys(each.findings, language),
            each.follow_up.allowed_by.strip(),
            each.where,
        )


def departure_rows(assessment: Assessment, language: Language) -> Iterator[Row]:
    """Give the rows of where scheme or result leave the letter of the measure."""
    for each in assessment.departures:
        yield (str(each.citation), each.where, line(each.what, language), each.document.strip())


def missing_rows(assessment: Assessment, language: Language) -> Iterator[Row]:
    """Give the rows of what a provisional assessment lacks."""
    for fault in assessment.missing:
        clause = None if fault.citation is None else str(fault.citation)
        yield (fault.where, line(fault.problem, language), line(fault.remedy, language), clause, fault.code)


def _keys(findings: tuple[Finding, ...], language: Language) -> str:
    return joined((finding.key for finding in findings), language)
