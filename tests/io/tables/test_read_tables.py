"""Tables read back equal to what was written."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.append(str(Path(__file__).parents[2]))

import random_assessments

from jxassess import Assessment, Evidence, assess
from jxassess.assessment import Stage
from jxassess.errors import ScopeError
from jxassess.io import parse_evidence, parse_scheme, read_evidence, read_scheme
from jxassess.io._sheets._kinds import EVIDENCE_KINDS, CellKind, TableColumn, TableKind
from jxassess.io._sheets._texts import text_fault
from jxassess.io._tables._assessment_tables import assessment_tables
from jxassess.io._tables._evidence_tables import evidence_tables
from jxassess.io._tables._read_tables import read_tables
from jxassess.io._tables._result_kinds import RESULT_KINDS
from jxassess.io._tables._survey_kinds import SURVEY_KINDS
from jxassess.io._tables._table import Table, TableError, TableHead, Value
from jxassess.io._tables._write_tables import write_tables
from jxassess.measure import Citation
from jxassess.words import Language

Again = Callable[..., tuple[Table, ...]]

EXAMPLES = Path(__file__).parents[3] / "examples" / "data"
LANGUAGES: tuple[Language, ...] = ("zh", "en")
each_format = pytest.mark.parametrize("name", ["a.xlsx", "a.json", "csv", "parquet"])
each_language = pytest.mark.parametrize("language", LANGUAGES)


@each_format
@each_language
def test_evidence_and_results(
    assessment: Assessment, full: Assessment, again: Again, name: str, language: Language
) -> None:
    """Evidence and results read back equal from every format in both languages, and so does what is about one city."""
    for each in (assessment, full):
        for place in (None, each.evidence.cities[0]):
            tables = evidence_tables(each.evidence, scheme=each.scheme, place=place)
            assert again(tables, name, language) == tables
            for said in LANGUAGES:
                tables = assessment_tables(each, place=place, language=said)
                assert again(tables, name, language) == tables


@each_format
def test_the_example(again: Again, name: str) -> None:
    """The evidence and the assessment of the example of 2019 read back equal."""
    scheme = read_scheme(EXAMPLES / "scheme_2019.toml")
    evidence = read_evidence(EXAMPLES / "evidence_2019.json", scheme)
    tables = evidence_tables(evidence, scheme=scheme)
    assert again(tables, name) == tables
    tables = assessment_tables(assess(evidence, scheme), place=evidence.cities[2])
    assert again(tables, name) == tables


@pytest.mark.parametrize("seed", range(8))
def test_any_scheme(again: Again, seed: int) -> None:
    """Evidence and results under schemes of any kind read back equal."""
    scheme_text, text_format, evidence_text = random_assessments.make(seed)
    scheme = parse_scheme(scheme_text, text_format)
    evidence = parse_evidence(evidence_text, scheme)
    name, language = ["a.xlsx", "a.json", "csv", "parquet"][seed % 4], LANGUAGES[seed // 4]
    for tables in (evidence_tables(evidence), assessment_tables(assess(evidence, scheme), language=language)):
        assert again(tables, name, language) == tables


TEXTS = st.text(max_size=40).map(
    lambda text: text.strip().strip("\u3000\x1c\x1d\x1e\x1f\x85\u1680\u2028\u2029")
).filter(lambda text: text and text == text.strip() and text_fault(text) is None) | st.sampled_from(
    ["=1", "+1", "-2", "@a", "'a", "'=a", "1/3", "95%", "2019-12-31", "TRUE", "不适用", "a\nb", "x005F_"]
)
NUMBERS = st.fractions() | st.decimals(-1000, 1000, places=3).map(Fraction) | st.integers().map(Fraction)
DAYS = st.dates(date(1901, 1, 1), date(2100, 12, 31))


def cells(column: TableColumn) -> st.SearchStrategy[Value]:
    """Give a strategy for the cells of a column."""
    match column.kind:
        case CellKind.NUMBER:
            made: st.SearchStrategy[Value] = NUMBERS
        case CellKind.WHOLE:
            made = st.integers(-(10**14), 10**14)
        case CellKind.DAY:
            made = DAYS
        case CellKind.TRUTH:
            made = st.booleans()
        case CellKind.MEMBER if column.members is not None:
            made = st.sampled_from([each.value for each in column.members])
        case CellKind.CITATION:
            made = st.sampled_from([str(Citation(9)), "Art. 9(1)", "Art. 9 para. 2"])
        case CellKind.INDICATOR:
            made = st.sampled_from(["exit_accuracy", "population", "own", "poor_villages_exited"])
        case _:
            made = TEXTS
    made = made | st.just("not_applicable") if column.may_not_apply else made
    return made if column.is_required else made | st.none()


@st.composite
def tables_of(draw: st.DrawFn, kind: TableKind) -> Table:
    """Draw a table of a kind."""
    rows = draw(st.lists(st.tuples(*map(cells, kind.columns)), min_size=1, max_size=4))
    head = TableHead(
        year=draw(st.integers(2017, 2020)),
        on=draw(st.none() | DAYS),
        stage=draw(st.none() | st.sampled_from(Stage)),
        is_synthetic=draw(st.booleans()),
        classification=draw(st.just("") | TEXTS),
        scheme=draw(st.just("") | TEXTS),
        digest=draw(st.just("") | st.just("13800001234" + "a" * 53)),
        extract=draw(st.just("") | st.just("990100 甲市")),
    )
    return Table(kind=kind, head=head, rows=rows)


ANY_KIND = st.sampled_from(
    [kind for kind in (*EVIDENCE_KINDS, *RESULT_KINDS, *SURVEY_KINDS) if kind.key != "indicators"]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=ANY_KIND.flatmap(tables_of), language=st.sampled_from(LANGUAGES))
def test_any_cells(again: Again, table: Table, language: Language, tmp_path: Path) -> None:
    """Whatever cells hold reads back equal from every format: text that looks like formulas, and fractions."""
    for name in ("a.xlsx", "a.json", "csv", "parquet"):
        assert again((table,), name, language) == (table,), name
        if (tmp_path / name).is_dir():
            shutil.rmtree(tmp_path / name)


def faults(path: Path) -> list[tuple[str, str]]:
    """Give code and place of what keeps a file from being read."""
    with pytest.raises(TableError) as caught:
        read_tables(path)
    return [(fault.code, fault.where) for fault in caught.value.faults]


def test_another_ending(tmp_path: Path) -> None:
    """A single file of CSV is not all that was written."""
    with pytest.raises(ScopeError, match="give the folder"):
        read_tables(tmp_path / "a.csv")


def test_a_missing_file(tmp_path: Path) -> None:
    """A file that is not there is no fault of what it holds."""
    with pytest.raises(FileNotFoundError):
        read_tables(tmp_path / "a.xlsx")


def test_a_folder_of_nothing(tmp_path: Path) -> None:
    """Where nothing says of which year tables are, they are not read."""
    assert faults(tmp_path) == [("no_head", "")]


def test_a_workbook_that_was_changed(evidence: Evidence, tmp_path: Path) -> None:
    """Every change that makes a cell, a heading or a sheet unreadable is told, each at its place."""
    path = tmp_path / "a.xlsx"
    write_tables(evidence_tables(evidence), path)
    book = openpyxl.load_workbook(path)
    book["设区市"]["A2"] = "编码"
    book["减贫任务"]["B2"] = "单位代码"
    book["指标数据"]["D4"] = "很多"
    book["问题认定"]["E3"] = "未定"
    book.create_sheet("其他")["A1"] = 1
    book.save(path)
    assert faults(path) == [
        ("unknown_kind", "[a.xlsx]其他!A1"),
        ("unknown_heading", "[a.xlsx]设区市!A2"),
        ("unknown_heading", "[a.xlsx]减贫任务!B2"),
        ("bad_number", "[a.xlsx]指标数据!D4"),
        ("unknown_value", "[a.xlsx]问题认定!E3"),
    ]


@pytest.mark.parametrize(
    ("label", "value", "expected"),
    [
        ("格式", "jxassess-template/1", ("unreadable", "[a.xlsx]说明!B2")),
        ("考核年度", "二〇一九", ("not_whole", "[a.xlsx]说明!B3")),
        ("考核年度", None, ("no_head", "[a.xlsx]说明!A1")),
        ("所处阶段", "不明", ("unreadable", "[a.xlsx]说明!B5")),
        ("虚构数据", "也许", ("not_truth", "[a.xlsx]说明!B6")),
    ],
)
def test_a_head_that_was_changed(
    evidence: Evidence, tmp_path: Path, label: str, value: str | None, expected: tuple[str, str]
) -> None:
    """The sheet that says what the tables are has to say it as it was written."""
    path = tmp_path / "a.xlsx"
    write_tables(evidence_tables(evidence), path)
    book = openpyxl.load_workbook(path)
    (row,) = (row for row in book["说明"].iter_rows(max_col=2) if row[0].value == label)
    row[1].value = value
    book.save(path)
    assert faults(path) == [expected]


def test_without_the_sheet_about(evidence: Evidence, tmp_path: Path) -> None:
    """A workbook that lost its first sheet is not read."""
    path = tmp_path / "a.xlsx"
    write_tables(evidence_tables(evidence), path)
    book = openpyxl.load_workbook(path)
    del book["说明"]
    book.save(path)
    assert faults(path) == [("no_head", "a.xlsx")]


def test_a_broken_file(tmp_path: Path) -> None:
    """A file that is no workbook is a fault of tables as well."""
    (tmp_path / "a.xlsx").write_bytes(b"no")
    assert [where for _, where in faults(tmp_path / "a.xlsx")] == ["a.xlsx"]


def test_a_stage_that_was_reached(assessment: Assessment, again: Again) -> None:
    """Each stage is told by its words and read back."""
    for stage in [each for each in Stage if each is not Stage.PROVISIONAL]:
        tables = assessment_tables(assessment.staged(stage))
        for language in LANGUAGES:
            assert {table.head.stage for table in again(tables[:2], "csv", language)} == {stage}


def test_names_of_own_indicators(evidence: Evidence, again: Again) -> None:
    """An own indicator is written by its name where no other has it, else by its key; both read back."""
    (own,) = (table for table in evidence_tables(evidence) if table.kind.key == "indicators")
    targets = next(table for table in evidence_tables(evidence) if table.kind.key == "targets")
    key = own.rows[0][0]
    with_own = evolve(targets, rows=[(*row[:2], key, *row[3:]) for row in targets.rows])
    twice = evolve(own, rows=[own.rows[0], ("other", *own.rows[0][1:])])
    for language in LANGUAGES:
        assert again((with_own, own), "a.xlsx", language) == (with_own, own)
        assert again((twice, with_own), "csv", language) == (twice, with_own)
