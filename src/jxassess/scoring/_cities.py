"""From the scores of counties to the scores, grades and ranks of cities."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from attrs import evolve

from jxassess.evidence import Evidence, Finding, Lookup, weight_of
from jxassess.places import City
from jxassess.scheme import Grade, Scheme
from jxassess.scoring._scores import AppliedCeiling, CityScore, CountyScore, Share, unchecked


def score_cities(
    counties: Iterable[CountyScore], evidence: Evidence, scheme: Scheme, *, provisional: bool = False
) -> tuple[CityScore, ...]:
    """Score the cities as weighted means of their counties, then grade and rank them.

    Args:
        counties: the scores of the counties.
        evidence: the year's data, for weights and confirmed findings.
        scheme: the year's scheme.
        provisional: whether counties are still missing; then no grades and no ranks, and cities without any score are
            left out.

    Returns:
        The cities, by code.

    Raises:
        EvidenceError: a county without a weight or a city of no weight, which `find_faults` would have told.

    Legal basis:
        Art. 6: the weighted mean of all counties.
    """
    lookup = Lookup(evidence)
    by_city: dict[str, list[CountyScore]] = {}
    for county in sorted(counties, key=lambda score: score.county.code):
        by_city.setdefault(county.county.parent.code, []).append(county)
    means = [(city, _mean(city, by_city.get(city.code, []), lookup, scheme)) for city in evidence.cities]
    for city, mean in means:
        if mean is None and not provisional:
            raise unchecked(city, "weights")
    scores = tuple(mean for _, mean in means if mean is not None)
    return scores if provisional else tuple(_placed(scores, evidence, scheme))


def _mean(city: City, counties: list[CountyScore], lookup: Lookup, scheme: Scheme) -> CityScore | None:
    weights = [_weight(county, lookup, scheme) for county in counties]
    total = sum(weights, Fraction(0))
    if not total:
        return None
    shares = tuple(
        Share(score=county, weight=weight, share=weight / total)
        for county, weight in zip(counties, weights, strict=True)
    )
    score = sum((share.contribution for share in shares), Fraction(0))
    return CityScore(
        city=city,
        shares=shares,
        published=scheme.rounding.published(score),
        grade_by_score=None,
        grade=None,
        rank=None,
        ceilings=(),
    )


def _weight(county: CountyScore, lookup: Lookup, scheme: Scheme) -> Fraction:
    if county.is_left_out:
        return Fraction(0)
    weight = weight_of(scheme, lookup, county.county)
    if weight is None or weight < 0:
        raise unchecked(county.county, "weights")
    return weight


def _placed(scores: tuple[CityScore, ...], evidence: Evidence, scheme: Scheme) -> Iterator[CityScore]:
    on = scheme.ranking.compared_on
    ranks = scheme.ranking.ranks(on.choose(score.score, score.published) for score in scores)
    confirmed = [finding for finding in evidence.findings if finding.is_confirmed]
    for score, rank in zip(scores, ranks, strict=True):
        by_score = scheme.grades.of(scheme.grades.compared_on.choose(score.score, score.published))
        ceilings = tuple(_ceilings(score.city, confirmed, scheme))
        yield evolve(
            score,
            grade_by_score=by_score,
            grade=_limited(by_score, ceilings, scheme),
            rank=rank,
            ceilings=ceilings,
        )


def _ceilings(city: City, confirmed: list[Finding], scheme: Scheme) -> Iterator[AppliedCeiling]:
    for i, ceiling in enumerate(scheme.ceilings):
        for finding in confirmed:
            if finding.problem is ceiling.problem and finding.city == city:
                yield AppliedCeiling(ceiling=ceiling, where=f"ceilings[{i}]", finding=finding)


def _limited(grade: Grade, ceilings: tuple[AppliedCeiling, ...], scheme: Scheme) -> Grade:
    places = [scheme.grades.index(grade.key), *(scheme.grades.index(item.ceiling.grade) for item in ceilings)]
    return scheme.grades.bands[max(places)]
