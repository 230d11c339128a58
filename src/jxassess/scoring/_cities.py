"""From the scores of counties to the scores, grades and ranks of cities."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from attrs import evolve

from jxassess.evidence import Evidence, Finding, Lookup, Observation, weight_of
from jxassess.exact import add_up
from jxassess.places import City, Place
from jxassess.scheme import AnyGrade, Gate, GradeQuotas, Scheme, Tier
from jxassess.scoring._adjusting import adjust
from jxassess.scoring._nodes import NodeScorer, rescaling
from jxassess.scoring._scores import (
    AppliedCeiling,
    CityScore,
    CountyScore,
    FailedGate,
    GroupScore,
    Part,
    PartKind,
    Share,
    contributions,
    total,
    unchecked,
)


def score_cities(
    counties: Iterable[CountyScore],
    evidence: Evidence,
    scheme: Scheme,
    *,
    provisional: bool = False,
    without: frozenset[str] = frozenset(),
) -> tuple[CityScore, ...]:
    """Score the cities as weighted means of their counties, then grade and rank them.

    Args:
        counties: the scores of the counties.
        evidence: the year's data, for weights, parts of the cities' own and confirmed findings.
        scheme: the year's scheme.
        provisional: whether counties are still missing; then no grades and no ranks, and cities without any score are
            left out.
        without: codes of cities that cannot be scored yet on what the scheme asks of cities themselves.

    Returns:
        The cities, by code.

    Raises:
        EvidenceError: a county without a weight or a city of no weight, which `find_faults` would have told.

    Legal basis:
        Art. 6: the weighted mean of all counties. A scheme may add parts of the city's own, which are departures.
    """
    scorer = NodeScorer(evidence, scheme)
    by_city: dict[str, list[CountyScore]] = {}
    for county in sorted(counties, key=lambda score: score.county.code):
        by_city.setdefault(county.county.parent.code, []).append(county)
    scores: list[CityScore] = []
    for city in (city for city in evidence.cities if city.code not in without):
        shares = _shares(by_city.get(city.code, []), scorer.lookup, scheme)
        if shares:
            scores.append(_city(scorer, city, shares))
        elif not provisional:
            raise unchecked(city, "weights")
    return tuple(scores) if provisional else tuple(_placed(tuple(scores), scorer.lookup, scheme))


def _shares(counties: list[CountyScore], lookup: Lookup, scheme: Scheme) -> tuple[Share, ...]:
    weights = [_weight(county, lookup, scheme) for county in counties]
    whole = add_up(weights)
    if not whole:
        return ()
    pairs = zip(counties, weights, strict=True)
    return tuple(Share(score=county, weight=weight, share=weight / whole) for county, weight in pairs)


def _weight(county: CountyScore, lookup: Lookup, scheme: Scheme) -> Fraction:
    if county.is_left_out or not lookup.is_in_mean(county.county):
        return Fraction(0)
    weight = weight_of(scheme, lookup, county.county)
    if weight is None or weight < 0:
        raise unchecked(county.county, "weights")
    return weight


def _city(scorer: NodeScorer, city: City, shares: tuple[Share, ...]) -> CityScore:
    scheme = scorer.scheme
    mean = add_up(share.contribution for share in shares)
    groups, parts = _own_parts(scorer, city, mean)
    before = mean + contributions(groups) + total(parts)
    score = CityScore(
        city=city,
        shares=shares,
        groups=groups,
        parts=parts,
        adjustments=adjust(scorer, city, Tier.CITY, before),
        published=Fraction(0),
    )
    return evolve(score, published=scheme.rounding.published(score.score))


def _own_parts(scorer: NodeScorer, city: City, mean: Fraction) -> tuple[tuple[GroupScore, ...], tuple[Part, ...]]:
    level, marks = scorer.scheme.city, scorer.scheme.marks
    if level is None:
        return (), ()
    scored = scorer.whole(city, level.parts, marks, "city.parts", level.county_weight)
    groups = tuple(item.score for item in scored if isinstance(item.score, GroupScore))
    share = Part(kind=PartKind.COUNTY_SHARE, points=mean * (level.county_weight - 1), factor=level.county_weight)
    base = add_up((*(item.base for item in scored), marks * level.county_weight))
    points = mean + share.points + contributions(groups)
    return groups, (share, *rescaling(points, marks / base))


def _placed(scores: tuple[CityScore, ...], lookup: Lookup, scheme: Scheme) -> Iterator[CityScore]:
    ranks, grades = _ranks(scores, scheme), _grades(scores, scheme)
    confirmed = [finding for finding in lookup.evidence.findings if finding.is_confirmed]
    set_grades = {entry.city.code: entry for entry in lookup.evidence.set_grades}
    for score in scores:
        code = score.city.code
        ceilings = tuple(_ceilings(score.city, confirmed, scheme))
        gates = tuple(_failed(score.city, lookup, scheme))
        yield evolve(
            score,
            grade_by_score=grades[code],
            grade=_limited(grades[code], ceilings, gates, scheme),
            rank=ranks[code],
            ceilings=ceilings,
            gates=gates,
            set_grade=set_grades.get(code),
        )


def _pools(scores: tuple[CityScore, ...], scheme: Scheme) -> list[list[CityScore]]:
    """Give the cities that are ranked together: all of them, or class by class."""
    pools: dict[tuple[str, ...], list[CityScore]] = {}
    for score in scores:
        pools.setdefault(scheme.class_of(score.city.code, scheme.ranking.classes), []).append(score)
    return list(pools.values())


def _ranks(scores: tuple[CityScore, ...], scheme: Scheme) -> dict[str, int]:
    on, ranks = scheme.ranking.compared_on, dict[str, int]()
    for pool in _pools(scores, scheme):
        places = scheme.ranking.ranks(on.choose(score.score, score.published) for score in pool)
        ranks.update((score.city.code, place) for score, place in zip(pool, places, strict=True))
    return ranks


def _grades(scores: tuple[CityScore, ...], scheme: Scheme) -> dict[str, AnyGrade]:
    grading, found = scheme.grades, dict[str, AnyGrade]()
    for pool in _pools(scores, scheme):
        values = [grading.compared_on.choose(score.score, score.published) for score in pool]
        for score, value in zip(pool, values, strict=True):
            if isinstance(grading, GradeQuotas):
                better, equal = sum(other > value for other in values), values.count(value)
                found[score.city.code] = grading.of(better, equal)
            else:
                found[score.city.code] = grading.of(value)
    return found


def _ceilings(city: City, confirmed: list[Finding], scheme: Scheme) -> Iterator[AppliedCeiling]:
    for i, ceiling in enumerate(scheme.ceilings):
        for finding in confirmed:
            is_grave = finding.is_serious or not ceiling.only_serious
            if finding.problem is ceiling.problem and finding.city == city and is_grave:
                yield AppliedCeiling(ceiling=ceiling, where=f"ceilings[{i}]", finding=finding)


def _failed(city: City, lookup: Lookup, scheme: Scheme) -> Iterator[FailedGate]:
    for i, gate in enumerate(scheme.gates):
        places: list[Place] = (
            [city] if gate.level is Tier.CITY else [*filter(lookup.is_looked_at, lookup.counties_of(city))]
        )
        found = [each for place in places for each in _failing(place, gate, lookup)]
        if found:
            yield FailedGate(gate=gate, where=f"gates[{i}]", observations=found)


def _failing(place: Place, gate: Gate, lookup: Lookup) -> Iterator[Observation]:
    for condition in gate.conditions:
        held = lookup.held(place, condition.indicator, condition.compared)
        if held is not None and not condition.must.holds(held):
            yield from lookup.observations(place, condition.indicator)


def _limited(
    grade: AnyGrade, ceilings: tuple[AppliedCeiling, ...], gates: tuple[FailedGate, ...], scheme: Scheme
) -> AnyGrade:
    keys = [grade.key, *(item.ceiling.grade for item in ceilings), *(item.gate.grade for item in gates)]
    return scheme.grades.bands[max(map(scheme.grades.index, keys))]
