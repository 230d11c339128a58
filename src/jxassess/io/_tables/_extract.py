"""What is about one city alone: its evidence and its results, with nothing that tells of another unit."""

from __future__ import annotations

from attrs import evolve

from jxassess.assessment import Assessment
from jxassess.errors import ScopeError
from jxassess.evidence import Evidence
from jxassess.faults import Fault
from jxassess.places import City, Place
from jxassess.scheme import Departure
from jxassess.scoring import (
    AppliedAdjustment,
    CityScore,
    CountyScore,
    CriterionScore,
    GroupScore,
    NodeScore,
)


def evidence_of_city(evidence: Evidence, city: City) -> Evidence:
    """Take out of evidence what is about one city and its counties.

    Args:
        evidence: the year's data.
        city: one of its cities.

    Returns:
        Evidence of that city alone, without its ranks of earlier years.

    Raises:
        ScopeError: the city is not among the units.
    """
    if city not in evidence.cities:
        raise ScopeError(f"{city.label} is not among the cities of this evidence of {evidence.year}")
    return evolve(
        evidence,
        cities=[city],
        counties=[county for county in evidence.counties if county.parent == city],
        targets=[target for target in evidence.targets if lies_in(target.place, city)],
        observations=[found for found in evidence.observations if lies_in(found.place, city)],
        carried=[score for score in evidence.carried if lies_in(score.county, city)],
        findings=[finding for finding in evidence.findings if lies_in(finding.place, city)],
        history=[evolve(result, rank=None) for result in evidence.history if result.city == city],
        events=[event for event in evidence.events if lies_in(event.place, city)],
        samples=[sample for sample in evidence.samples if lies_in(sample.county, city)],
        set_grades=[grade for grade in evidence.set_grades if grade.city == city],
    )


def assessment_of_city(assessment: Assessment, city: City) -> Assessment:
    """Take out of an assessment what is about one city and its counties.

    Args:
        assessment: the assessment of all cities.
        city: one of its cities.

    Returns:
        What of it is about that city: no rank, and nothing of the units with which it was compared. It is for showing,
        and cannot be assessed anew.

    Raises:
        ScopeError: the city is not among the units.
    """
    evidence = evidence_of_city(assessment.evidence, city)
    counties = {score.county.code: _county(score) for score in assessment.counties if score.county.parent == city}
    own = evidence.places
    others = [place for place in assessment.evidence.places if place not in own]
    return evolve(
        assessment,
        evidence=evidence,
        counties=counties.values(),
        cities=[_city(score, counties) for score in assessment.cities if score.city == city],
        indications=[each for each in assessment.indications if lies_in(each.place, city)],
        unchecked=[each for each in assessment.unchecked if lies_in(each.place, city)],
        sanctions=[each for each in assessment.sanctions if each.city == city],
        rewards=[each for each in assessment.rewards if each.city == city],
        follow_ups=[each for each in assessment.follow_ups if each.city == city],
        departures=[each for each in assessment.departures if not _names(each, others)],
        missing=[each for each in assessment.missing if not _names(each, others)],
    )


def lies_in(place: Place, city: City) -> bool:
    """Tell whether a place is a city or lies in it."""
    return city == (place if isinstance(place, City) else place.parent)


def _names(said: Departure | Fault, others: list[Place]) -> bool:
    """Tell whether something is about another unit; by codes, since two units may share a name."""
    text = f"{said.where} {said.what.zh if isinstance(said, Departure) else said.problem.zh}"
    return any(place.code in text for place in others)


def _city(score: CityScore, counties: dict[str, CountyScore]) -> CityScore:
    return evolve(
        score,
        rank=None,
        shares=[evolve(share, score=counties[share.score.county.code]) for share in score.shares],
        groups=map(_group, score.groups),
        adjustments=map(_adjustment, score.adjustments),
    )


def _county(score: CountyScore) -> CountyScore:
    # A bundle lies in one city, so that its lead may be named.
    return evolve(score, groups=map(_group, score.groups), adjustments=map(_adjustment, score.adjustments))


def _adjustment(applied: AppliedAdjustment) -> AppliedAdjustment:
    return evolve(applied, criteria=map(_criterion, applied.criteria))


def _node(score: NodeScore) -> NodeScore:
    return _group(score) if isinstance(score, GroupScore) else _criterion(score)


def _group(score: GroupScore) -> GroupScore:
    return evolve(score, children=tuple(map(_node, score.children)))


def _criterion(score: CriterionScore) -> CriterionScore:
    # What the units of the cohort reached is theirs.
    return evolve(score, compared=())
