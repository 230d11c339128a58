"""What users of tables and workbooks write has the types that they expect."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import assert_type

from jxassess import Assessment, City, County, Evidence, Scheme
from jxassess.evidence import Provenance, find_provenance
from jxassess.io import excel, tables
from jxassess.io.tables import Origin, Progress, Table, TableRules


def show(progress: Progress) -> None:
    assert_type(progress.done, int)
    assert_type(progress.what, str)


def workbooks(scheme: Scheme, city: City, county: County, folder: Path) -> Evidence:
    excel.write_template(scheme, [city, county], folder / "a.xlsx", on=date(2019, 12, 31), is_synthetic=True)
    excel.write_template(scheme, (county,), "b.xlsx", on=date(2019, 12, 31), is_synthetic=True, progress=show)
    assert_type(excel.read_evidence(folder, scheme), Evidence)
    return excel.read_evidence(["a.xlsx", folder / "b.xlsx"], scheme, provisional=True, progress=show)


def own_tables(scheme: Scheme, base: Evidence) -> tuple[Origin, ...]:
    rules = TableRules(sheets={"Sheet1": "observations"}, headings={"备注": ""}, ratios=["exit_accuracy"])
    evidence, origins = tables.read_with_origins("a.csv", scheme, base=base, rules=rules)
    assert_type(evidence, Evidence)
    assert_type(origins[0].where, str)
    return origins


def results(assessment: Assessment, city: City) -> tuple[Table, ...]:
    excel.write_assessment(assessment, "results.xlsx", place=city, language="en")
    excel.write_evidence(assessment.evidence, "evidence.xlsx", scheme=assessment.scheme)
    tables.write_tables(tables.evidence_tables(assessment.evidence), "folder", format="parquet", progress=print)
    assert_type(tables.read_tables("results.xlsx"), tuple[Table, ...])
    return tables.assessment_tables(assessment)


def sources(evidence: Evidence, scheme: Scheme) -> Evidence:
    assert_type(find_provenance(evidence, scheme), tuple[Provenance, ...])
    return evidence.revised(evidence.observations, submitter="city", reason="counted again")
