"""Extracts for one city or county."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from attrs import evolve

sys.path.append(str(Path(__file__).parent))

from story import (
    GROUP,
    LATE,
    OFFICE,
    D,
    conduct,
    event,
    new_cycle,
    path,
    proposal,
    recorded,
    result,
    sanctions,
)

from jxassess.accountability import SanctionKind
from jxassess.assessment import Assessment, Stage, assess
from jxassess.cycle import (
    Act,
    Appraised,
    Approval,
    AssessmentCycle,
    ConductSide,
    CycleEvent,
    SanctionDecision,
    SequenceError,
    Transmission,
    extract_of,
    results_of,
)
from jxassess.evidence import Evidence, Fact, FactKind, Finding, Verdict
from jxassess.measure import Body, Problem
from jxassess.places import City, County
from jxassess.scheme import Scheme


def finding(key: str, place: City | County, verdict: Verdict = Verdict.CONFIRMED) -> Finding:
    """Make a finding of a false exit."""
    return Finding(
        key=key,
        place=place,
        problem=Problem.FALSE_EXIT,
        verdict=verdict,
        begin=date(2019, 1, 1),
        end=date(2019, 12, 31),
        facts=[Fact(FactKind.RULE, "invented rule"), Fact(FactKind.ACT, "invented act")],
        document="invented",
        reply="invented",
        decided_by=Body.LEADING_GROUP,
        decided_on=date(2020, 3, 1),
        is_serious=False,
        has_adverse_effect=False,
    )


@pytest.fixture
def assessment(make_scheme: Callable[..., Scheme], make_evidence: Callable[..., Evidence]) -> Assessment:
    """The small year with a finding in 甲市, one in a county of each city, and one that was rejected."""
    evidence = make_evidence()
    jia, yi = evidence.cities
    counties = {city: next(c for c in evidence.counties if c.parent == city) for city in (jia, yi)}
    findings = [
        finding("F1", jia),
        finding("F2", counties[jia]),
        finding("F3", counties[yi]),
        finding("F4", counties[jia], Verdict.REJECTED),
    ]
    return assess(make_evidence(findings=findings), make_scheme())


def approved(assessment: Assessment, approval: Approval | None = None) -> AssessmentCycle:
    """Take an assessment to its feedback, as computed or with another approval."""
    evidence = assessment.evidence
    cycle = AssessmentCycle(year=2019, cities=evidence.cities, counties=evidence.counties)
    results = results_of(assessment)
    for one in path():
        what = one.what
        if one.act is Act.EVALUATED:
            what = evolve(what, computed=results, proposed=results)
        elif one.act is Act.APPROVED:
            what = approval or Approval(digest=D, results=results)
        cycle = cycle.record(_at_home(evolve(one, what=what), evidence))
    return cycle


def _at_home(one: CycleEvent, evidence: Evidence) -> CycleEvent:
    """Give an event of the story with the places of the evidence."""
    places = {place.code: place for place in (*evidence.cities, *evidence.counties)}
    by = [actor if actor.city is None else evolve(actor, city=places[actor.city.code]) for actor in one.by]
    what = one.what
    if hasattr(what, "places"):
        what = evolve(what, city=places[what.city.code], places=[places[what.city.code]])
    elif hasattr(what, "city"):
        what = evolve(what, city=places[what.city.code])
    return evolve(one, by=by, what=what)


def test_a_city_alone(assessment: Assessment) -> None:
    """An extract of 甲市 has its approved score, its problems and those of its counties, and its advice."""
    cycle = approved(assessment)
    jia = cycle.cities[0]
    extract = extract_of(cycle, assessment, jia)
    assert (extract.score, extract.grade) == (Fraction(8047, 100), "good")
    assert [one.key for one in extract.findings] == ["F1", "F2"]
    assert extract.advice == "check exits earlier"
    county = extract.findings[1].place.label
    assert extract.text() == (
        f"{extract.heading.words.en}\n"
        "990100 甲市: 80.47, good\n"
        f"problem F1: 990100 甲市, {Problem.FALSE_EXIT.words.en}\n"
        f"problem F2: {county}, {Problem.FALSE_EXIT.words.en}\n"
        "advice: check exits earlier"
    )
    assert extract.text("zh").splitlines()[1] == "990100 甲市：80.47，good"


def test_a_county_alone(assessment: Assessment) -> None:
    """An extract of a county has its published score and its own problems; its city's advice is not its own."""
    cycle = approved(assessment)
    for county in cycle.counties:
        extract = extract_of(cycle, assessment, county)
        assert extract.score == assessment.county(county.code).published
        assert (extract.grade, extract.advice, extract.measures) == ("", "", ())
        assert {one.place for one in extract.findings} <= {county}


def test_nothing_of_others(assessment: Assessment) -> None:
    """No extract names a place outside the one that it is of, in neither language."""
    cycle = approved(assessment)
    for place in (*cycle.cities, *cycle.counties):
        others = [
            other
            for other in (*cycle.cities, *cycle.counties)
            if other != place and (isinstance(other, City) or other.parent != place)
        ]
        extract = extract_of(cycle, assessment, place)
        said = extract.text() + extract.text("zh") + repr(extract.findings)
        # A county knows the city that it lies in, and nothing about it.
        strangers = [other for other in others if other != getattr(place, "parent", None)]
        assert strangers
        assert not [other.code for other in strangers if other.code in said or other.name in said]


def test_the_heading_says_approved(assessment: Assessment) -> None:
    """An extract is of what was approved, and says so."""
    heading = extract_of(approved(assessment), assessment, assessment.cities[0].city).heading
    assert heading == evolve(assessment.heading, stage=Stage.APPROVED)


def test_an_approved_result_that_differs(assessment: Assessment) -> None:
    """The extract has what was approved, not what was computed."""
    first, second = results_of(assessment)
    other = result(first.city, "79", "fair", "invented")
    cycle = approved(assessment, Approval(digest=D, results=[other, second]))
    extract = extract_of(cycle, assessment, first.city)
    assert (extract.score, extract.grade) == (79, "fair")


def with_sanctions(assessment: Assessment, events: list[CycleEvent]) -> AssessmentCycle:
    """Add events about 甲市 after the feedback."""
    cycle = approved(assessment)
    for one in events:
        cycle = cycle.record(_at_home(one, assessment.evidence))
    return cycle


def test_measures_that_were_decided(assessment: Assessment) -> None:
    """Each measure that was decided stands there with its last act; 乙市 has none of them."""
    cycle = with_sanctions(assessment, sanctions())
    jia, yi = cycle.cities
    extract = extract_of(cycle, assessment, jia)
    assert extract.measures == (
        (SanctionKind.CRITICISM, Act.CIRCULAR_ISSUED),
        (SanctionKind.TALK, Act.TALK_HELD),
        (SanctionKind.RECTIFICATION, Act.RECTIFICATION_CLOSED),
        (SanctionKind.HOLDING_TO_ACCOUNT, Act.REFERRAL_ANSWERED),
    )
    assert extract.text().splitlines()[4:8] == [
        f"measure: {SanctionKind.CRITICISM.words.en}, circular of criticism issued",
        f"measure: {SanctionKind.TALK.words.en}, talk held",
        f"measure: {SanctionKind.RECTIFICATION.words.en}, rectification closed",
        f"measure: {SanctionKind.HOLDING_TO_ACCOUNT.words.en}, answer to a referral",
    ]
    assert extract_of(cycle, assessment, yi).measures == ()


def test_proposals_and_what_was_left_out_are_not_told(assessment: Assessment) -> None:
    """What is merely proposed weighs on nobody, nor does what was left out."""
    first, second = sanctions()[:2]
    out = event("out", LATE, GROUP, SanctionDecision(sanction="talk", is_taken=False), reason="a first case")
    cycle = with_sanctions(assessment, [first, second, out])
    assert extract_of(cycle, assessment, cycle.cities[0]).measures == ()


@pytest.mark.parametrize(("side", "number"), [(ConductSide.CITY, 1), (ConductSide.ASSESSORS, 0)])
def test_conduct_of_those_who_assess_is_not_the_citys(assessment: Assessment, side: ConductSide, number: int) -> None:
    """Holding assessors to account for a distorted result of 甲市 does not stand in the extract of 甲市."""
    account = proposal("K", SanctionKind.HOLDING_TO_ACCOUNT, conduct="K")
    events = [
        event("c", LATE, OFFICE, evolve(conduct("K"), side=side)),
        event("p", LATE, OFFICE, account),
        event("d", LATE, GROUP, SanctionDecision(sanction="K", is_taken=True)),
    ]
    cycle = with_sanctions(assessment, events)
    assert len(extract_of(cycle, assessment, cycle.cities[0]).measures) == number


def test_only_what_was_approved(assessment: Assessment) -> None:
    """Before approval, with another assessment, or for a place that is not assessed, there is no extract."""
    cycle = approved(assessment)
    before = evolve(cycle, events=cycle.events[:12])
    jia = cycle.cities[0]
    with pytest.raises(SequenceError) as caught:
        extract_of(before, assessment, jia)
    assert str(caught.value) == (
        "1 fault in the extract\n"
        "  assessment: the assessment is not the one that was approved [Art. 8]; "
        "give the assessment of the evaluation in force, once its approval is recorded"
    )
    with pytest.raises(SequenceError) as caught:
        extract_of(new_cycle(), assessment, City(code="990300", name="丙市"))
    assert [fault.code for fault in caught.value.faults] == ["not_approved", "not_assessed"]
    with pytest.raises(SequenceError, match="not the one that was approved"):
        extract_of(recorded(path()), evolve(assessment, cities=assessment.cities[:1]), jia)
    with pytest.raises(SequenceError, match="not the one that was approved"):
        extract_of(cycle, evolve(assessment, stage=Stage.PROVISIONAL), jia)


def test_the_digest_tells_extracts_apart(assessment: Assessment) -> None:
    """An event of transmission carries the digest of the extract; another advice gives another digest."""
    cycle = approved(assessment)
    jia = cycle.cities[0]
    extract = extract_of(cycle, assessment, jia)
    made = extract.transmission([Appraised.TEAM])
    assert made == Transmission(place=jia, appraised=[Appraised.TEAM], digest=extract.digest)
    assert evolve(extract, advice="other").digest != extract.digest
    assert extract_of(cycle, assessment, jia).digest == extract.digest
    assert cycle.record(event("t", LATE, OFFICE, made)).events[-1].what == made
