"""Evidence as tables."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from attrs import evolve

from jxassess import Assessment
from jxassess.errors import ScopeError
from jxassess.evidence import NOT_APPLICABLE, Evidence, SampledCounty, SampledTownship, SampledVillage, Uncertainty
from jxassess.io import digest
from jxassess.io._reading._reading import read_with_origins
from jxassess.io._sheets._kinds import EVIDENCE_KINDS
from jxassess.io._tables._evidence_tables import evidence_tables
from jxassess.io._tables._read_tables import read_tables
from jxassess.io._tables._table import Table
from jxassess.io._tables._write_tables import write_tables
from jxassess.places import City
from jxassess.scheme import Scheme
from jxassess.words import Language


def named(tables: tuple[Table, ...]) -> dict[str, Table]:
    """Give tables by key."""
    return {table.kind.key: table for table in tables}


def test_a_row_for_each_record(evidence: Evidence) -> None:
    """Each record is a row, codes before names; tables come in the order of their sheets, empty ones not at all."""
    tables = named(evidence_tables(evidence))
    assert [*tables] == [kind.key for kind in EVIDENCE_KINDS if kind.key not in ("events", "samples", "set_grades")]
    assert {key: len(table.rows) for key, table in tables.items()} == {
        "cities": 2,
        "counties": 5,
        "indicators": 1,
        "targets": 16,
        "observations": 43,
        "carried": 1,
        "history": 2,
        "findings": 2,
        "facts": sum(len(finding.facts) for finding in evidence.findings),
    }
    assert tables["history"].rows[0] == (2018, "990100", "甲市", Fraction("88.5"), "invented for tests", 1, "good")
    first = tables["findings"].rows[0]
    assert first[:7] == (
        "f1", "990221", first[2], "Art. 9(4)", "confirmed", date(2019, 3, 1), date(2019, 6, 30)
    )  # fmt: skip
    assert first[7:] == (
        "invented for tests", "the city agrees", "leading_group", date(2020, 2, 20), False, True, None
    )  # fmt: skip
    assert tables["facts"].rows[:2] == (
        ("f1", "rule", "the rules of exit"),
        ("f1", "act", "households were struck off on paper only"),
    )


def test_only_own_indicators_are_defined(evidence: Evidence) -> None:
    """Indicators that the library knows are not defined again; one of the evidence's own is, with all that it says."""
    (row,) = named(evidence_tables(evidence))["indicators"].rows
    own = next(each.indicator for each in evidence.observations if each.indicator.key == row[0])
    assert row == (
        own.key,
        own.name.en,
        own.name.zh,
        own.unit.en,
        own.unit.zh,
        own.places,
        own.low,
        own.high,
        own.better.value,
        own.is_additive,
        None if own.citation is None else str(own.citation),
    )


def test_what_does_not_apply(evidence: Evidence) -> None:
    """An observation that says that nothing applies keeps saying so."""
    changed = evolve(evidence.observations[0], value=NOT_APPLICABLE)
    rows = named(evidence_tables(evolve(evidence, observations=[changed])))["observations"].rows
    assert [row[3] for row in rows] == ["not_applicable"]


def test_samples_lose_nothing(evidence: Evidence) -> None:
    """A sampled county without townships, and a township without villages, have a row of their own."""
    one, two = evidence.counties[:2]
    villages = [SampledVillage(name="东村", households=3), SampledVillage(name="西村", households=0)]
    townships = [SampledTownship(name="甲乡", villages=villages), SampledTownship(name="乙乡", villages=[])]
    samples = [SampledCounty(county=one, townships=[]), SampledCounty(county=two, townships=townships)]
    rows = named(evidence_tables(evolve(evidence, samples=samples)))["samples"].rows
    assert [row[2:] for row in rows] == [
        (None, None, None),
        ("乙乡", None, None),
        ("甲乡", "东村", 3),
        ("甲乡", "西村", 0),
    ]
    assert [row[0] for row in rows] == [one.code, two.code, two.code, two.code]


def test_the_head(evidence: Evidence, scheme: Scheme) -> None:
    """Every table says of which year it is, that nothing is computed, and of which scheme where that is given."""
    heads = {table.head for table in evidence_tables(evidence)}
    assert {(head.year, head.stage, head.is_synthetic, head.scheme, head.digest) for head in heads} == {
        (2019, None, True, "", "")
    }
    (head,) = {table.head for table in evidence_tables(evidence, scheme=scheme)}
    assert (head.on, head.scheme, head.digest) == (evidence.on, scheme.title.zh, digest(scheme))


def test_one_city(evidence: Evidence, full: Assessment) -> None:
    """Evidence of one city has its own units and records alone, and no rank of an earlier year."""
    for given in (evidence, full.evidence):
        city = given.cities[0]
        own = {place.code for place in given.places if place.code[:4] == city.code[:4]}
        tables = named(evidence_tables(given, place=city))
        assert {row[0] for key in ("cities", "counties") for row in tables[key].rows} == own
        for key, table in tables.items():
            codes = [i for i, column in enumerate(table.kind.columns) if column.kind.value == "place"]
            assert all(row[i] in own for row in table.rows for i in codes), key
        assert all(row[5] is None for row in (tables["history"].rows if "history" in tables else ()))


def test_another_city(evidence: Evidence) -> None:
    """A city that is not among the units has no evidence."""
    with pytest.raises(ScopeError, match="990900 壬市 is not among the cities of this evidence of 2019"):
        evidence_tables(evidence, place=City(code="990900", name="壬市"))


@pytest.mark.parametrize("name", ["a.xlsx", "a.json", "csv", "parquet"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_written_evidence_reads_as_evidence(
    assessment: Assessment, full: Assessment, tmp_path: Path, name: str, language: Language
) -> None:
    """What was written is read as evidence too, by the reader of any tables, and is the same evidence."""
    for each in (assessment, full):
        tables = evidence_tables(each.evidence, scheme=each.scheme)
        path = tmp_path / name
        write_tables(tables, path, language=language, format="parquet" if name == "parquet" else "csv")
        evidence, _ = read_with_origins(path, each.scheme)
        assert evidence == each.evidence


@pytest.fixture
def surveyed(evidence: Evidence, sampled: Callable[..., Uncertainty]) -> Evidence:
    """The evidence in which some values were estimated from samples, with errors as small and as odd as they come."""
    made = [
        sampled("99.5", 100, standard_error="0.1234567891", design_effect="1.25"),
        sampled(0, 100, standard_error=0, persons=400, degrees=0),
        sampled("0.41", "99.9999", design_effect=Fraction(5, 3)),
    ]
    rates = [o for o in evidence.observations if o.indicator.is_percent and o.value != NOT_APPLICABLE][:3]
    rest = [o for o in evidence.observations if o not in rates]
    found = [evolve(o, uncertainty=uncertainty) for o, uncertainty in zip(rates, made, strict=True)]
    return evolve(evidence, observations=[*rest, *found])


@pytest.mark.parametrize("name", ["a.xlsx", "a.json", "csv", "parquet"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_samples_behind_values(
    surveyed: Evidence, scheme: Scheme, tmp_path: Path, name: str, language: Language
) -> None:
    """Samples and intervals come back from every format in both languages, as tables and as evidence."""
    tables, path = evidence_tables(surveyed), tmp_path / name
    write_tables(tables, path, language=language, format="parquet" if name == "parquet" else "csv")
    assert read_tables(path) == tables
    found, _ = read_with_origins(path, scheme)
    assert found == surveyed


def test_the_columns_of_a_sample(surveyed: Evidence, sampled: Callable[..., Uncertainty]) -> None:
    """A row has all of a sample in its last columns, or nothing in any of them."""
    rows = named(evidence_tables(surveyed))["observations"].rows
    given = {row[11:] for row in rows}
    assert len(given) == 4
    assert (None,) * 10 in given
    first = sampled("99.5", 100, standard_error="0.1234567891", design_effect="1.25")
    assert (
        *(400, 1300, 8, 7, first.standard_error, first.quantile, Fraction("99.5"), Fraction(100), "wald"),
        Fraction(5, 4),
    ) in given


@pytest.mark.parametrize("language", ["zh", "en"])
def test_columns_of_samples_only_where_there_are_any(
    evidence: Evidence, surveyed: Evidence, tmp_path: Path, language: Language
) -> None:
    """Files of evidence without samples have no columns for them, and are what they were before there were any."""
    for given, columns in ((evidence, 15), (surveyed, 25)):
        write_tables(evidence_tables(given), tmp_path / "csv", language=language)
        head = (tmp_path / "csv" / "observations.csv").read_text("utf-8-sig").splitlines()[0].split(",")
        assert len(head) == columns
