"""Assessments and explanations as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

from attrs import evolve

from jxassess import Assessment, Body, Fact, FactKind, Finding, Problem, Verdict, assess
from jxassess.evidence import Evidence, Uncertainty
from jxassess.exact import from_text
from jxassess.io import (
    format_assessment,
    format_explanation,
    parse_assessment,
    parse_evidence,
    parse_scheme,
    write_assessment,
)
from jxassess.scheme import Ceiling, Compared, RateKind, Scheme


def _confirmed(evidence: Evidence) -> Finding:
    return Finding(
        key="F1",
        place=evidence.counties[0],
        problem=Problem.FALSE_EXIT,
        verdict=Verdict.CONFIRMED,
        begin=date(2019, 1, 1),
        end=date(2019, 12, 31),
        facts=[Fact(FactKind.RULE, "invented rule"), Fact(FactKind.ACT, "invented act")],
        document="invented minutes",
        reply="none",
        decided_by=Body.LEADING_GROUP,
        decided_on=date(2020, 3, 1),
        is_serious=True,
        has_adverse_effect=True,
    )


def _assessment(make_scheme: Callable[..., Scheme], make_evidence: Callable[..., Evidence]) -> Assessment:
    evidence = make_evidence()
    ceiling = Ceiling(problem=Problem.FALSE_EXIT, grade="fair", allowed_by="invented document")
    return assess(evolve(evidence, findings=[_confirmed(evidence)]), make_scheme(ceilings=[ceiling]))


def test_scores_as_published(make_scheme: Callable[..., Scheme], make_evidence: Callable[..., Evidence]) -> None:
    """The file holds the scores of the table in the fixtures: 241.4 / 3 published 80.47, and 92.2."""
    table = json.loads(format_assessment(_assessment(make_scheme, make_evidence)))
    first, second = table["cities"]
    assert (first["city"], first["published"], from_text(first["score"])) == ("990100", "80.47", Fraction("241.4") / 3)
    assert (second["city"], second["published"], second["score"], second["rank"]) == ("990200", "92.2", "92.2", 1)
    assert [county["score"] for county in table["counties"]] == ["88", "88.2", "65.2", "91.4", "93"]
    assert [from_text(county["contribution"]) for county in second["counties"]] == [Fraction("45.7"), Fraction("46.5")]


def test_every_whole_is_the_sum_of_its_parts(
    make_scheme: Callable[..., Scheme], make_evidence: Callable[..., Evidence]
) -> None:
    """Whoever adds up the file again comes to the same scores."""

    def added(node: dict[str, list[dict[str, str]]]) -> Fraction:
        children = (added(child) for child in node.get("children", []))
        return sum((from_text(part["points"]) for part in node["parts"]), sum(children, Fraction(0)))

    table = json.loads(format_assessment(_assessment(make_scheme, make_evidence)))
    for county in table["counties"]:
        own = sum((from_text(part["points"]) for part in county["parts"]), Fraction(0))
        assert own + sum(map(added, county["groups"]), Fraction(0)) == from_text(county["score"])


def test_what_follows_is_there_with_its_clause(
    make_scheme: Callable[..., Scheme], make_evidence: Callable[..., Evidence]
) -> None:
    """Ceilings, sanctions, rewards and departures stand in the file, each with what it comes from."""
    table = json.loads(format_assessment(_assessment(make_scheme, make_evidence)))
    first = table["cities"][0]
    assert (first["grade_by_score"], first["grade"]) == ("good", "fair")
    assert first["ceilings"] == [{"where": "ceilings[0]", "finding": "F1"}]
    assert [(s["kind"], s["finding"], s["citation"]) for s in table["sanctions"]] == [
        (kind, "F1", "Art. 9(4)") for kind in ("criticism", "talk", "rectification", "holding_to_account")
    ]
    assert len(table["sanctions"][1]["posts"]) == 4
    assert table["sanctions"][2]["limit"] == {"days": 90, "day_kind": "calendar"}
    assert [(reward["city"], reward["citation"]) for reward in table["rewards"]] == [("990200", "Art. 8")]
    assert [departure["citation"] for departure in table["departures"]] == ["Art. 9(4)"]
    assert table["heading"] == {"year": 2019, "stage": "computed", "is_synthetic": True, "classification": ""} | {
        "classification": table["heading"]["classification"]
    }


def test_scheme_and_evidence_travel_along(
    make_scheme: Callable[..., Scheme], make_evidence: Callable[..., Evidence]
) -> None:
    """From the file alone the assessment can be made again, and gives the same file."""
    assessment = _assessment(make_scheme, make_evidence)
    text = format_assessment(assessment)
    table = json.loads(text)
    scheme = parse_scheme(json.dumps(table["scheme"]), "json")
    evidence = parse_evidence(json.dumps(table["evidence"]), scheme)
    assert (scheme, evidence) == (assessment.scheme, assessment.evidence)
    assert format_assessment(assess(evidence, scheme)) == text


def test_indications_and_what_is_missing(
    make_scheme: Callable[..., Scheme], make_evidence: Callable[..., Evidence]
) -> None:
    """A provisional file lists what is missing, and a missed plan is an indication in it."""
    evidence = make_evidence()
    people = make_scheme().plan.items[0]
    first = evidence.counties[0]
    observations = [
        evolve(o, value=0) if (o.place, o.indicator) == (first, people) else o
        for o in evidence.observations
        if not (o.place.code == "990221" and o.indicator.key == "identification_accuracy")
    ]
    assessment = assess(evolve(evidence, observations=observations), make_scheme(), provisional=True)
    table = json.loads(format_assessment(assessment))
    assert [i["key"] for i in table["indications"]] == ["Art. 9(1)/990100/poor_population_reduced"]
    assert [(m["code"], m["where"], m["citation"]) for m in table["missing"]] == [
        ("missing_observation", "990221 卯县", "Art. 5(2)")
    ]
    assert "rank" not in table["cities"][0]
    assert table["heading"]["stage"] == "provisional"


def test_a_file_is_written_whole(
    make_scheme: Callable[..., Scheme], make_evidence: Callable[..., Evidence], tmp_path: Path
) -> None:
    """The file holds the text, and nothing else is left in the folder."""
    assessment = _assessment(make_scheme, make_evidence)
    write_assessment(assessment, tmp_path / "a.json")
    assert (tmp_path / "a.json").read_text("utf-8") == format_assessment(assessment)
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


def test_an_explanation_adds_up_in_its_file(
    make_scheme: Callable[..., Scheme], make_evidence: Callable[..., Evidence]
) -> None:
    """In the file too, the contributions below a reason add up to its points."""

    def walk(reason: dict[str, object]) -> None:
        below = reason.get("children", [])
        assert isinstance(below, list)
        added = [from_text(child["contribution"]) for child in below if "contribution" in child]
        if added:
            assert sum(added, Fraction(0)) == from_text(str(reason["points"]))
        for child in below:
            walk(child)

    table = json.loads(format_explanation(_assessment(make_scheme, make_evidence).explain("990100")))
    assert table["format"] == "jxassess-explanation/1"
    assert table["root"]["points"] == "80.47"
    assert table["root"]["citation"] == "Art. 6"
    walk(table["root"])


def test_a_sign_at_an_end_of_an_interval(
    make_scheme: Callable[..., Scheme],
    make_evidence: Callable[..., Evidence],
    sampled: Callable[..., Uncertainty],
) -> None:
    """A sign says which end was compared and where it lies; one that compares the value has neither key."""
    low = make_scheme().low_rates
    rates = [evolve(each, compared=Compared.LOWER) if each.rate is RateKind.EXIT else each for each in low]
    found = [
        evolve(o, uncertainty=sampled("95.125" if o.place.code == "990121" else o.value, 100))
        if o.indicator.key == "exit_accuracy"
        else evolve(o, value=94)
        if (o.place.code, o.indicator.key) == ("990121", "identification_accuracy")
        else o
        for o in make_evidence().observations
    ]
    made = assess(make_evidence(observations=found), make_scheme(low_rates=rates))
    text = format_assessment(made)
    first, second = json.loads(text)["indications"]
    assert (first["indicator"], first["value"], first["compared"], first["end"]) == (
        *("exit_accuracy", "99.5", "lower", "95.125"),
    )
    assert {"compared", "end"} & {*second} == set()
    assert parse_assessment(text) == made
