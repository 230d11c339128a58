"""The rows of the tables of scores."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from jxassess.assessment import Assessment
from jxassess.exact import add_up
from jxassess.io._tables._amounts import joined, line, pair, six_places
from jxassess.io._tables._table import Row
from jxassess.measure import Dimension
from jxassess.scheme import Scheme
from jxassess.scoring import CityScore, CountyScore, GroupScore, PartKind, Share
from jxassess.words import Language


def city_rows(assessment: Assessment, language: Language) -> Iterator[Row]:
    """Give the rows of cities, best first, class by class where classes are ranked; without ranks by code."""
    scheme = assessment.scheme
    # Ties keep the order of city codes, so that a table is the same on every machine.
    in_order = sorted(assessment.cities, key=lambda score: (_class_key(score, scheme), score.rank or 0))
    return (_city_row(score, scheme, language) for score in in_order)


def _class_key(score: CityScore, scheme: Scheme) -> tuple[str, ...]:
    return scheme.class_of(score.city.code, scheme.ranking.classes)


def _city_row(score: CityScore, scheme: Scheme, language: Language) -> Row:
    shown, exactly = pair(score.score)
    ranked = _class_key(score, scheme)
    names = [line(each.name, language) for each in scheme.classes if each.key in ranked]
    final = score.final_grade
    return (
        score.rank,
        score.city.code,
        score.city.name,
        joined(names, language),
        score.published,
        None if final is None else _grade_name(scheme, final, language),
        shown,
        six_places(score.mean),
        _points(group.contribution for group in score.groups),
        _points(applied.points for applied in score.adjustments),
        _points(part.points for part in score.parts),
        None if score.grade_by_score is None else line(score.grade_by_score.name, language),
        None if score.grade is None or score.set_grade is None else line(score.grade.name, language),
        None if score.set_grade is None else _grade_name(scheme, score.set_grade.grade, language),
        joined(_bars(score, language), language),
        len(score.shares),
        sum(share.score.is_left_out for share in score.shares),
        exactly,
    )


def _grade_name(scheme: Scheme, key: str, language: Language) -> str:
    return line(scheme.grades.bands[scheme.grades.index(key)].name, language)


def _bars(score: CityScore, language: Language) -> Iterator[str]:
    for ceiling in score.ceilings:
        yield f"{line(ceiling.finding.problem.words, language)} ({ceiling.finding.key})"
    for failed in score.gates:
        yield line(failed.gate.name, language)


def _points(amounts: Iterable[Fraction]) -> Fraction | None:
    given = tuple(amounts)
    return six_places(add_up(given)) if given else None


def county_rows(assessment: Assessment) -> Iterator[Row]:
    """Give the rows of counties, by code."""
    shares = {share.score.county.code: share for score in assessment.cities for share in score.shares}
    return (_county_row(score, shares.get(score.county.code)) for score in assessment.counties)


def _county_row(score: CountyScore, share: Share | None) -> Row:
    county = score.county
    shown, exactly = pair(score.points)
    carried = [part.points for part in score.parts if part.kind is PartKind.CARRIED]
    rest = [part.points for part in score.parts if part.kind is not PartKind.CARRIED]
    weights = () if share is None else (share.weight, share.share, share.contribution)
    return (
        county.code,
        county.name,
        county.parent.code,
        county.parent.name,
        score.published,
        *(_points(_of(score.groups, dimension)) for dimension in Dimension),
        _points(applied.points for applied in score.adjustments),
        _points(carried),
        _points(rest),
        None if score.is_left_out else shown,
        None if score.left_out is None else score.left_out.value,
        None if score.lead is None else score.lead.label,
        *(map(six_places, weights) if weights else (None, None, None)),
        None if score.is_left_out else exactly,
    )


def _of(groups: Iterable[GroupScore], dimension: Dimension) -> Iterator[Fraction]:
    return (group.contribution for group in groups if group.group.dimension is dimension)
