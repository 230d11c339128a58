"""CSV files that open in a spreadsheet program."""

from __future__ import annotations

import csv
from datetime import date
from fractions import Fraction
from pathlib import Path

from attrs import evolve

from jxassess import Evidence
from jxassess.assessment import Stage
from jxassess.io._sheets._kinds import CITIES, OBSERVATIONS
from jxassess.io._tables._evidence_tables import evidence_tables
from jxassess.io._tables._read_tables import read_tables
from jxassess.io._tables._table import Table, TableHead
from jxassess.io._tables._write_tables import write_tables


def rows(path: Path) -> list[list[str]]:
    """Give the cells of a file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [*csv.reader(file)]


def test_a_mark_and_line_ends(head: TableHead, tmp_path: Path) -> None:
    """A file begins with the mark by which spreadsheet programs know UTF-8, and its lines end as they expect."""
    write_tables([Table(kind=CITIES, head=head, rows=[["990100", "甲市", "a\nb"]])], tmp_path / "a")
    data = (tmp_path / "a" / "cities.csv").read_bytes()
    assert data.startswith("\ufeff代码,名称,英文名称,".encode())
    assert data.endswith(b"\r\n")
    assert b'"a\nb"' in data


def test_no_cell_is_a_formula(head: TableHead, tmp_path: Path) -> None:
    """Text that would be taken for a formula gets a sign before it, which the reader takes off again."""
    risky = ["=1+1", "+1", "-2", "@SUM(A1)", "'x", "'=x"]
    table = Table(kind=CITIES, head=evolve(head, classification="=2"), rows=[["990100", text, "a=b"] for text in risky])
    write_tables([table], tmp_path / "a")
    found = rows(tmp_path / "a" / "cities.csv")
    assert [row[1] for row in found[1:]] == [f"'{text}" for text in risky]
    assert {row[2] for row in found[1:]} == {"a=b"}
    assert {row[-1] for row in found[1:]} == {"'=2"}
    assert read_tables(tmp_path / "a") == (table,)


def test_numbers_days_and_words(head: TableHead, tmp_path: Path) -> None:
    """Numbers stand as they are, with their sign; small rates say that they are rates; the rest is said in words."""
    day = date(2019, 12, 31)
    cells = [
        ("rural_income_growth", Fraction("-5.5")),
        ("exit_accuracy", Fraction("0.41")),
        ("rural_income_growth", Fraction(-1)),
        ("poor_population_reduced", Fraction(1)),
        ("exit_accuracy", Fraction(-1, 3)),
        ("own", "not_applicable"),
    ]
    made = [["990121", None, key, value, "survey", day, "x", None, 1, *[None] * 12] for key, value in cells]
    write_tables([Table(kind=OBSERVATIONS, head=head, rows=made)], tmp_path / "a", language="en")
    found = rows(tmp_path / "a" / "observations.csv")
    assert [row[2:6] for row in found[1:]] == [
        ["growth of rural residents' income in poor areas", "-5.5", "survey", "2019-12-31"],
        ["accuracy of exits", "0.41%", "survey", "2019-12-31"],
        ["growth of rural residents' income in poor areas", "-1%", "survey", "2019-12-31"],
        ["registered poor people lifted out", "1", "survey", "2019-12-31"],
        ["accuracy of exits", "-1/3", "survey", "2019-12-31"],
        ["own", "not applicable", "survey", "2019-12-31"],
    ]


def test_every_row_says_whose_it_is(head: TableHead, tmp_path: Path) -> None:
    """Each row ends with year, stage, whether data are made up, and classification; a file beside tells the rest."""
    staged = evolve(head, stage=Stage.COMPUTED)
    write_tables([Table(kind=CITIES, head=staged, rows=[["990100", "甲市", None]])], tmp_path / "a")
    assert rows(tmp_path / "a" / "cities.csv") == [
        ["代码", "名称", "英文名称", "考核年度", "所处阶段", "虚构数据", "使用范围"],
        ["990100", "甲市", "", "2019", "测算结果，未经审定", "是", "internal"],
    ]
    assert rows(tmp_path / "a" / "about.csv") == [
        ["虚构数据，非真实结果；2019年度；测算结果，未经审定；internal"],
        ["格式", "jxassess-tables/1"],
        ["考核年度", "2019"],
        ["单位截止日期", "2019-12-31"],
        ["所处阶段", "测算结果，未经审定"],
        ["虚构数据", "是"],
        ["使用范围", "internal"],
    ]


def test_one_file_a_table(evidence: Evidence, tmp_path: Path) -> None:
    """A folder holds a file for each table, and one that says what they are; it is replaced as a whole."""
    tables = evidence_tables(evidence)
    write_tables(tables, tmp_path / "a")
    names = {f"{table.kind.key}.csv" for table in tables} | {"about.csv"}
    assert {path.name for path in (tmp_path / "a").iterdir()} == names
    write_tables(tables[:1], tmp_path / "a")
    assert {path.name for path in (tmp_path / "a").iterdir()} == {"about.csv", "cities.csv"}
