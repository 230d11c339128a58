"""Results as tables."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from attrs import evolve

sys.path.append(str(Path(__file__).parents[2]))

import random_assessments

from jxassess import Assessment, Evidence, Scheme, assess
from jxassess.assessment import Reason, Stage
from jxassess.evidence import Uncertainty, Verdict
from jxassess.exact import add_up, shown, to_text
from jxassess.io import parse_evidence, parse_scheme
from jxassess.io._tables._assessment_tables import assessment_tables
from jxassess.io._tables._result_kinds import RESULT_KINDS
from jxassess.io._tables._table import Table, Value
from jxassess.measure import Body
from jxassess.scheme import Compared, RateKind
from jxassess.words import Language

Rows = list[dict[str, Value]]


def rows_of(assessment: Assessment, language: Language = "en") -> dict[str, Rows]:
    """Give the rows of each table by the keys of its columns."""
    return {table.kind.key: records(table) for table in assessment_tables(assessment, language=language)}


def records(table: Table) -> Rows:
    """Give the rows of a table by the keys of its columns."""
    keys = [column.key for column in table.kind.columns]
    return [dict(zip(keys, row, strict=True)) for row in table.rows]


def exact_of(row: dict[str, Value], key: str) -> Fraction:
    """Give an amount exactly."""
    value = row[f"{key}_exact"] if row[f"{key}_exact"] is not None else row[key]
    if value is None:
        return Fraction(0)
    assert isinstance(value, Fraction)
    return value


def made(seed: int) -> Assessment:
    """Assess random evidence."""
    scheme_text, text_format, evidence_text = random_assessments.make(seed)
    scheme = parse_scheme(scheme_text, text_format)
    return assess(parse_evidence(evidence_text, scheme), scheme)


def check_points(assessment: Assessment) -> None:
    """Check that the steps of each unit add up to its score, and those of each step to its points."""
    rows = rows_of(assessment)["points"]
    due = {score.city.code: score.score for score in assessment.cities}
    due |= {score.county.code: score.points for score in assessment.counties}
    for code, score in due.items():
        own = {str(row["number"]): row for row in rows if row["place"] == code}
        tops = [row for number, row in own.items() if "." not in number]
        assert add_up(exact_of(row, "contribution") for row in tops) == score
        for number, row in own.items():
            below = [
                exact_of(each, "contribution") for other, each in own.items() if other.rpartition(".")[0] == number
            ]
            if below:
                assert add_up(below) == exact_of(row, "points"), (code, number)


def test_points_add_up(assessment: Assessment, full: Assessment) -> None:
    """What the first steps of a unit contribute adds up to its score exactly, and so does every step below."""
    check_points(assessment)
    check_points(full)


@pytest.mark.parametrize("seed", range(6))
def test_points_of_any_scheme_add_up(seed: int) -> None:
    """Points add up under schemes of any kind."""
    check_points(made(seed))


def test_points_say_from_what(assessment: Assessment) -> None:
    """The row of a criterion has marks, points, what was observed, the target, source, document, clause and path."""
    score = next(score for score in assessment.counties if score.groups)
    criterion = score.groups[0].children[0]
    row = next(
        row for row in rows_of(assessment)["points"] if row["place"] == score.county.code and row["number"] == "1.1"
    )
    assert (row["item"], row["marks"], row["where"]) == (
        criterion.criterion.name.en,
        criterion.criterion.marks,
        "criteria[0].children[0]",
    )
    assert (row["value"], row["source"], row["document"]) == (
        criterion.observations[0].value,
        criterion.observations[0].source,
        criterion.observations[0].document,
    )
    assert row["target"] == criterion.target.value
    assert (row["indicator"], row["clause"], row["state"]) == (
        criterion.criterion.indicator.key,
        "Art. 5(1)",
        "scored",
    )


def test_what_was_not_scored_has_no_points() -> None:
    """Where nothing applies or what is missing is left out, the cells of points are empty, and nowhere else."""
    left_out = {"not_applicable", "missing_left_out"}
    rows = [row for seed in range(6) for row in rows_of(made(seed))["points"]]
    assert {row["state"] for row in rows} >= left_out
    assert all((row["points"] is None) == (row["state"] in left_out) for row in rows)
    assert all((row["contribution"] is None) == (row["state"] in left_out) for row in rows)


def test_city_scores(assessment: Assessment) -> None:
    """Cities come best first, with published score and grade, and the score before rounding exactly."""
    rows = rows_of(assessment)["city_scores"]
    assert [row["rank"] for row in rows] == sorted(score.rank for score in assessment.cities)
    for row in rows:
        score = assessment.city(str(row["city"]))
        assert (row["score"], row["grade"], row["counties"]) == (
            score.published,
            score.grade.name.en,
            len(score.shares),
        )
        assert exact_of({"score": row["before_rounding"], "score_exact": row["score_exact"]}, "score") == score.score


def test_county_scores(assessment: Assessment, full: Assessment) -> None:
    """Dimensions, adjustments, carried score and the rest add up to the score, but for their sixth place."""
    for each in (assessment, full):
        for row in rows_of(each)["county_scores"]:
            score = each.county(str(row["county"]))
            keys = ("reduction", "identification", "assistance", "funds", "adjusted", "carried", "rest")
            total = sum(Fraction(row[key] or 0) for key in keys)
            assert abs(total - score.points) < Fraction(1, 100_000)
            assert row["score"] == score.published
            assert row["left_out"] == (score.left_out.value if score.left_out else None)


def test_explanations_are_those_of_the_library(assessment: Assessment, full: Assessment) -> None:
    """Each step of an explanation is a row, numbered from the top; a county's steps stand under it alone."""
    for each in (assessment, full):
        rows = rows_of(each)["explanations"]
        for score in each.counties:
            own = [row for row in rows if row["place"] == score.county.code]
            assert [(row["number"], row["label"]) for row in own] == [*steps(each.explain(score.county.code).root)]
        labels = {score.county.label for score in each.counties}
        for score in each.cities:
            own = {row["number"]: row["label"] for row in rows if row["place"] == score.city.code}
            counties = {number for number, label in own.items() if label in labels}
            assert len(counties) == len(score.shares)
            assert not any(str(number).rpartition(".")[0] in counties for number in own)


def steps(reason: Reason, number: str = "0") -> list[tuple[str, str]]:
    """Number the steps of an explanation."""
    found = [(number, reason.label.en)]
    for i, child in enumerate(reason.children, 1):
        found.extend(steps(child, f"{i}" if number == "0" else f"{number}.{i}"))
    return found


def test_amounts_that_no_decimal_writes(full: Assessment, assessment: Assessment) -> None:
    """An amount is shown as the library shows it, and stands exactly beside it where the two differ."""
    rows = [row for each in (full, assessment) for row in rows_of(each)["explanations"] if row["points"] is not None]
    exactly = [row for row in rows if row["points_exact"] is not None]
    assert exactly
    for row in rows:
        points = Fraction(row["points"] or 0)
        value = exact_of(row, "points")
        assert shown(value) == (f"≈{to_text(points, 6)}" if row in exactly else to_text(points))


def test_what_follows(assessment: Assessment, full: Assessment) -> None:
    """Indications, findings, proposals and departures each have their table, with the clause of each."""
    rows = rows_of(assessment)
    assert [row["key"] for row in rows["indications"]] == [each.key for each in assessment.indications]
    assert [row["measure"] for row in rows["sanctions"]] == [each.kind.value for each in assessment.sanctions]
    assert [row["clause"] for row in rows["sanctions"]] == [str(each.citation) for each in assessment.sanctions]
    assert [row["key"] for row in rows["findings"]] == [each.key for each in assessment.evidence.findings]
    assert [row["words"] for row in rows_of(assessment, "zh")["sanctions"]] == [
        each.words.zh for each in assessment.sanctions
    ]
    more = rows_of(full)
    assert [row["what"] for row in more["departures"]] == [each.what.en for each in full.departures]
    assert [row["item"] for row in more.get("follow_ups", [])] == [each.follow_up.name.en for each in full.follow_ups]


def test_an_indication_names_the_finding_that_answers_it(assessment: Assessment) -> None:
    """Where a finding answers an indication, its key stands beside it."""
    indication = assessment.indications[0]
    day = date(2020, 2, 1)
    finding = indication.decide(
        Verdict.REJECTED,
        key="answer",
        begin=day,
        end=day,
        document="invented",
        reply="none",
        decided_by=Body.LEADING_GROUP,
        decided_on=day,
    )
    again = assess(assessment.evidence.adding(findings=[finding]), assessment.scheme)
    answers = {row["key"]: row["finding"] for row in rows_of(again)["indications"]}
    assert answers == {each.key: "answer" if each == indication else None for each in assessment.indications}


def test_where_values_came_from(full: Assessment) -> None:
    """Every observation of the evidence is one row of the summary of sources."""
    rows = rows_of(full)["provenance"]
    assert len(rows) == len(full.evidence.observations)
    due = {(each.place.code, each.indicator.key, each.source, each.version) for each in full.evidence.observations}
    assert {(row["place"], row["indicator"], row["source"], row["version"]) for row in rows} == due


def test_order_and_head(assessment: Assessment, full: Assessment) -> None:
    """The tables come in one order, those without rows not at all, and every head says the stage."""
    order = [kind.key for kind in RESULT_KINDS]
    for each in (assessment, full):
        tables = assessment_tables(each)
        keys = [table.kind.key for table in tables]
        assert keys == [key for key in order if key in keys]
        assert all(table.rows for table in tables)
        assert {table.head.stage for table in tables} == {Stage.COMPUTED}
        assert {table.head.scheme for table in tables} == {each.scheme.title.zh}


def test_while_data_are_missing(evidence: Evidence, scheme: Scheme) -> None:
    """A provisional assessment has no rank and no grade, and says what is missing."""
    fewer = evolve(evidence, observations=evidence.observations[1:])
    rows = rows_of(assess(fewer, scheme, provisional=True))
    assert {row["rank"] for row in rows["city_scores"]} == {None}
    assert {row["grade"] for row in rows["city_scores"]} == {None}
    assert [row["code"] for row in rows["missing"]]
    assert "sanctions" not in rows


def test_signs_at_ends_of_intervals(
    make_scheme: Callable[..., Scheme],
    make_evidence: Callable[..., Evidence],
    sampled: Callable[..., Uncertainty],
    again: Callable[..., tuple[Table, ...]],
) -> None:
    """A sign at an end of an interval says which and where; the sources of values say their samples."""
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
    tables = assessment_tables(made, language="en")
    rows = {table.kind.key: table for table in tables}
    signs = rows["indications"]
    keys = [column.key for column in signs.kind.columns]
    shown = [dict(zip(keys, row, strict=True)) for row in signs.rows]
    assert [(each["indicator"], each["value"], each["compared"], each["end"]) for each in shown] == [
        ("exit_accuracy", Fraction("99.5"), "lower", Fraction("95.125")),
        ("identification_accuracy", Fraction(94), None, None),
    ]
    sources = rows["provenance"]
    keys = [column.key for column in sources.kind.columns]
    said = {row[keys.index("sample")] for row in sources.rows if row[keys.index("indicator")] == "exit_accuracy"}
    assert sampled("95.125", 100).words.en in said
    assert {row[keys.index("sample")] for row in sources.rows if row[2] == "funds_use"} == {None}
    for name in ("a.xlsx", "a.json", "csv", "parquet"):
        for language in ("zh", "en"):
            assert again(tables, name, language) == tables
