"""Tables as JSON."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from pathlib import Path

from jxassess import Assessment
from jxassess.io._sheets._kinds import OBSERVATIONS
from jxassess.io._tables._assessment_tables import assessment_tables
from jxassess.io._tables._table import Table, TableHead
from jxassess.io._tables._write_tables import write_tables


def test_the_form(head: TableHead, tmp_path: Path) -> None:
    """The head comes first, then each table as a list of flat objects in no language; empty cells are left out."""
    day = date(2019, 12, 31)
    row = ["990121", None, "exit_accuracy", Fraction(1, 3), "survey", day, "文件", None, 1, *[None] * 12]
    for language in ("en", "zh"):
        write_tables([Table(kind=OBSERVATIONS, head=head, rows=[row, row])], tmp_path / "a.json", language=language)
        text = (tmp_path / "a.json").read_text("utf-8")
        record = {
            "place": "990121",
            "indicator": "exit_accuracy",
            "value": "1/3",
            "source": "survey",
            "on": "2019-12-31",
            "document": "文件",
            "version": 1,
        }
        assert json.loads(text) == {
            "format": "jxassess-tables/1",
            "year": 2019,
            "on": "2019-12-31",
            "stage": "evidence",
            "is_synthetic": True,
            "classification": "internal",
            "tables": {"observations": [record, record]},
        }
        assert len(text.splitlines()) == 14


def test_a_table_without_rows(head: TableHead, tmp_path: Path) -> None:
    """A table without rows is an empty list."""
    write_tables([Table(kind=OBSERVATIONS, head=head, rows=[])], tmp_path / "a.json")
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))["tables"] == {"observations": []}


def test_what_is_said_does_not_change(assessment: Assessment, tmp_path: Path) -> None:
    """The stage and the scheme stand above results, with its digest."""
    tables = assessment_tables(assessment)
    write_tables(tables, tmp_path / "a.json")
    found = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert (found["stage"], found["scheme"], found["digest"]) == (
        "computed",
        tables[0].head.scheme,
        tables[0].head.digest,
    )
    assert [*found["tables"]] == [table.kind.key for table in tables]
