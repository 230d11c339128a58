"""From evidence to the scores of counties."""

from __future__ import annotations

from attrs import evolve

from jxassess.evidence import Evidence
from jxassess.exact import add_up
from jxassess.places import County
from jxassess.scheme import RoundingStage, Scheme, Tier
from jxassess.scoring._adjusting import adjust
from jxassess.scoring._nodes import NodeScorer, rescaling
from jxassess.scoring._scores import (
    CountyScore,
    GroupScore,
    LeftOut,
    Part,
    PartKind,
    adjusted,
    contributions,
    total,
    unchecked,
)


def score_counties(
    evidence: Evidence, scheme: Scheme, *, without: frozenset[str] = frozenset()
) -> tuple[CountyScore, ...]:
    """Score the counties: on criteria, or with the score that a poverty county brings.

    Args:
        evidence: the year's data, without faults but for counties in `without`.
        scheme: the year's scheme.
        without: codes of counties that cannot be scored yet.

    Returns:
        A score for each other county, by code; a member of a bundle has the score of its lead, and is left out with it.

    Raises:
        EvidenceError: something needed is missing, which `find_faults` would have told.

    Legal basis:
        Art. 5 and 6.
    """
    scorer = NodeScorer(evidence, scheme)
    missing = {county.code for county in evidence.counties if scheme.lead_of(county.code) in without}
    wanted = [county for county in evidence.counties if county.code not in missing | without]
    made = {c.code: _county(scorer, c) for c in evidence.counties if c.code not in without}
    return tuple(_own(made, county, scheme) for county in wanted)


def _own(made: dict[str, CountyScore], county: County, scheme: Scheme) -> CountyScore:
    lead = made[scheme.lead_of(county.code)]
    return lead if lead.county == county else evolve(lead, county=county, lead=lead.county)


def _county(scorer: NodeScorer, county: County) -> CountyScore:
    # Art. 6: a poverty county brings its score; it is not assessed twice.
    if scorer.lookup.is_carried(county):
        return _carried(scorer, county)
    if not scorer.lookup.is_scored(county):
        return _left_out(county, (), LeftOut.NOT_SAMPLED)
    scheme = scorer.scheme
    scored = scorer.whole(county, scheme.criteria, scheme.marks, "criteria")
    groups = tuple(item.score for item in scored if isinstance(item.score, GroupScore))
    base = add_up(item.base for item in scored)
    if not base:
        return _left_out(county, groups, LeftOut.NOTHING_APPLIES)
    points = contributions(groups)
    parts = rescaling(points, scheme.marks / base)
    points = add_up((points, total(parts)))
    adjustments = adjust(scorer, county, Tier.COUNTY, points)
    rounding = scorer.rounding(RoundingStage.COUNTIES, points, adjusted(adjustments))
    score = CountyScore(
        county=county,
        groups=groups,
        carried=None,
        parts=(*parts, *rounding),
        adjustments=adjustments,
        published=None,
    )
    return evolve(score, published=scheme.rounding.published(score.points))


def _left_out(county: County, groups: tuple[GroupScore, ...], reason: LeftOut) -> CountyScore:
    return CountyScore(county=county, groups=groups, carried=None, parts=(), published=None, left_out=reason)


def _carried(scorer: NodeScorer, county: County) -> CountyScore:
    carried, scheme = scorer.lookup.carried(county), scorer.scheme
    if carried is None:
        raise unchecked(county, "carried")
    factor = scheme.marks / scheme.carried.full_marks
    own: tuple[Part, ...] = (Part(kind=PartKind.CARRIED, points=carried.score),)
    if factor != 1:
        own = (*own, Part(kind=PartKind.CONVERSION, points=carried.score * (factor - 1), factor=factor))
    own = (*own, *scorer.rounding(RoundingStage.COUNTIES, total(own)))
    published = scheme.rounding.published(total(own))
    return CountyScore(county=county, groups=(), carried=carried, parts=own, published=published)
