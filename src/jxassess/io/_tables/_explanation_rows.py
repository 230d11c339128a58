"""The rows of the table of explanations: one for each step."""

from __future__ import annotations

from collections.abc import Iterator

from jxassess.assessment import Assessment, Reason
from jxassess.io._tables._amounts import joined, line, pair
from jxassess.io._tables._table import Row
from jxassess.places import Place
from jxassess.words import Language


def explanation_rows(assessment: Assessment, language: Language) -> Iterator[Row]:
    """Give the rows of cities and counties, by code; the steps of a county stand under the county alone."""
    scored: list[Place] = [score.city for score in assessment.cities]
    scored.extend(score.county for score in assessment.counties)
    for place in sorted(scored, key=lambda each: each.code):
        counties = {score.county.label for score in assessment.counties if score.county != place}
        root = assessment.explain(place.code).root
        yield from _rows(root, "0", place, counties, language)


def _rows(reason: Reason, number: str, place: Place, counties: set[str], language: Language) -> Iterator[Row]:
    yield _row(reason, number, place, language)
    if reason.label.zh in counties:
        return
    prefix = "" if number == "0" else f"{number}."
    for i, child in enumerate(reason.children, 1):
        yield from _rows(child, f"{prefix}{i}", place, counties, language)


def _row(reason: Reason, number: str, place: Place, language: Language) -> Row:
    points, exactly = (None, None) if reason.points is None else pair(reason.points)
    entering, entering_exactly = (None, None) if reason.contribution is None else pair(reason.contribution)
    return (
        place.code,
        place.name,
        number,
        line(reason.label, language),
        points,
        entering,
        joined((line(fact, language) for fact in reason.facts), language),
        None if reason.citation is None else str(reason.citation),
        reason.where,
        exactly,
        entering_exactly,
    )
