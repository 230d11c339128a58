"""Workbooks: text stays text, numbers are numbers, and it looks as people expect."""

from __future__ import annotations

import re
import sys
import zipfile
from datetime import date
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from attrs import evolve

from jxassess import Assessment, Evidence
from jxassess.errors import ScopeError
from jxassess.io._sheets._kinds import CITIES, OBSERVATIONS, TARGETS
from jxassess.io._tables._assessment_tables import assessment_tables
from jxassess.io._tables._evidence_tables import evidence_tables
from jxassess.io._tables._result_kinds import EXPLANATIONS, PROVENANCE
from jxassess.io._tables._table import Table, TableHead
from jxassess.io._tables._write_tables import write_tables

SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DAY = date(2019, 12, 31)

# What a spreadsheet program would take for a formula, a command, a link, a number or another character.
HOSTILE = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+1",
    "-2",
    "@SUM(A1:A9)",
    "'quoted",
    '=HYPERLINK("http://example.org","x")',
    "{=1+1}",
    "http://example.org/a",
    "internal:'x'!A1",
    "0123",
    "1E5",
    "2019-12-31",
    "TRUE",
    "#N/A",
    "a\nb",
    "a\tb".replace("\t", " "),
    "<f>1</f>",
    "]]>&amp;",
    "&L&P",
    "🎓😀",
    "甲/乙\\丙:丁*?[戊]",
    "—",
]


def cells(path: Path, number: int) -> dict[str, tuple[str, str]]:
    """Give type and text of the cells of a sheet as they stand in the file."""
    with zipfile.ZipFile(path) as archive:
        strings = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
        shared = ["".join(part.text or "" for part in each.iter(f"{SPACE}t")) for each in strings]
        sheet = ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))
    found: dict[str, tuple[str, str]] = {}
    for cell in sheet.iter(f"{SPACE}c"):
        value = cell.find(f"{SPACE}v")
        if value is not None:
            kind = cell.get("t", "n")
            found[cell.get("r", "")] = (kind, shared[int(value.text or "")] if kind == "s" else value.text or "")
    return found


def unpacked(path: Path) -> bytes:
    """Give all parts of a workbook."""
    with zipfile.ZipFile(path) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def test_text_stays_text(head: TableHead, tmp_path: Path) -> None:
    """Nothing becomes a formula, a link or a number, whatever it begins with."""
    rows = [["990100", text, text] for text in HOSTILE]
    write_tables([Table(kind=CITIES, head=evolve(head, classification="=1+1"), rows=rows)], tmp_path / "a.xlsx")
    found = cells(tmp_path / "a.xlsx", 2)
    assert {kind for kind, _ in found.values()} == {"s"}
    assert [found[f"B{i}"][1] for i in range(3, 3 + len(HOSTILE))] == HOSTILE
    data = unpacked(tmp_path / "a.xlsx")
    assert not re.search(rb"<f[ >]", data)
    assert b"example.org" not in b"".join(re.findall(rb"<Relationship [^>]*>", data))
    assert "=1+1" in cells(tmp_path / "a.xlsx", 1)["A1"][1]


def test_numbers_and_days(head: TableHead, tmp_path: Path) -> None:
    """Numbers have the places of their indicator, days are days, and what no decimal writes stays exact text."""
    values = [
        ("poor_population_reduced", Fraction(1200)),
        ("exit_accuracy", Fraction("99.5")),
        ("exit_accuracy", Fraction("0.41")),
        ("exit_accuracy", Fraction(-1, 3)),
        ("exit_accuracy", Fraction("0.1234567890123456789")),
        ("exit_accuracy", "not_applicable"),
        ("unheard_of", Fraction("1.5")),
    ]
    rows = [["990121", "子县", key, value, "survey", DAY, "x", None, 1, *[None] * 12] for key, value in values]
    write_tables([Table(kind=OBSERVATIONS, head=head, rows=rows)], tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["指标数据"]
    shown = [(cell.value, cell.number_format) for (cell,) in sheet["D3:D9"]]
    assert shown == [
        (1200, "0"),
        (99.5, "0.00"),
        (0.0041, "0.00%"),
        ("-1/3", "@"),
        ("0.1234567890123456789%", "@"),
        ("不适用", "@"),
        (1.5, "0.0"),
    ]
    assert [cell.value for cell in sheet[2]][:4] == ["单位代码", "单位名称", "指标", "数值"]
    assert (sheet["A3"].value, sheet["C3"].value, sheet["C9"].value) == ("990121", "建档立卡贫困人口减少", "unheard_of")
    assert (sheet["F3"].value.date(), sheet["F3"].number_format) == (DAY, "yyyy-mm-dd")


def test_how_a_sheet_looks(head: TableHead, tmp_path: Path) -> None:
    """Head line, headings and unit stay in sight; rows can be filtered; widths fit, long text is wrapped."""
    rows = [["990100", "甲市", "exit_accuracy", Fraction(9), "长" * 100, None]]
    write_tables([Table(kind=TARGETS, head=head, rows=rows)], tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["减贫任务"]
    assert sheet["A1"].value == f"减贫任务（{head.words.zh}）"
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("C3", "A2:E3")
    widths = {key: column.width for key, column in sheet.column_dimensions.items()}
    assert widths["E"] == pytest.approx(60, abs=1)
    assert 10 < widths["A"] < 14
    assert sheet["E3"].alignment.wrap_text
    assert sheet.row_dimensions[3].height > 3 * 13
    assert sheet.print_title_rows == "$1:$2"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.oddHeader.left.text == head.words.zh
    assert sheet.oddHeader.right.text == "减贫任务"
    assert sheet.oddFooter.center.text == "第&P页，共&N页"


def test_the_line_above_a_narrow_table_is_printed_whole(head: TableHead, tmp_path: Path) -> None:
    """The page reaches as far as the line above the table does, and no farther than a wide table."""
    narrow = [["990100", "甲市", "exit_accuracy", Fraction(9), "文", None]]
    write_tables([Table(kind=TARGETS, head=head, rows=narrow)], tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["减贫任务"]
    last = sheet.print_area.rpartition(":")[2].replace("$", "").rstrip("0123456789")
    # A Chinese character is as wide as two others; a column without a width of its own takes more than eight.
    columns = (openpyxl.utils.get_column_letter(i) for i in range(1, openpyxl.utils.column_index_from_string(last) + 1))
    total = sum(sheet.column_dimensions[each].width if each <= "E" else 8.43 for each in columns)
    needed = sum(1 if character.isascii() else 2 for character in sheet["A1"].value)
    assert last > "E"
    assert needed * 1.25 <= total < needed * 1.25 + 13
    wide = [["990100", "甲市", "exit_accuracy", Fraction(9), "长" * 100, None]]
    write_tables([Table(kind=TARGETS, head=head, rows=wide)], tmp_path / "b.xlsx")
    assert openpyxl.load_workbook(tmp_path / "b.xlsx")["减贫任务"].print_area.endswith("$E$3")


def test_columns_that_hold_nothing(head: TableHead, tmp_path: Path) -> None:
    """A column that may be empty, and is, is left out; one that must hold something is there even without rows."""
    write_tables([Table(kind=TARGETS, head=head, rows=[])], tmp_path / "a.xlsx", language="en")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["Targets"]
    assert [cell.value for cell in sheet[2]] == ["unit code", "indicator", "target", "document"]
    assert sheet.auto_filter.ref == "A2:D2"


def test_steps_stand_out(head: TableHead, tmp_path: Path) -> None:
    """Steps near the top are bold, deeper ones are moved to the right."""
    numbers = ["0", "1", "1.1", "1.1.1", "1.1.1.1", "1.1.1.1.1"]
    width = len(EXPLANATIONS.columns) - 4
    rows = [["990100", "甲市", number, "step", *[None] * width] for number in numbers]
    write_tables([Table(kind=EXPLANATIONS, head=head, rows=rows)], tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["得分说明"]
    assert [sheet[f"D{i}"].font.bold for i in range(3, 9)] == [True, True, False, False, False, False]
    assert [sheet[f"D{i}"].alignment.indent for i in range(3, 9)] == [0, 1, 2, 3, 4, 4]


def test_exact_amounts_are_not_printed(assessment: Assessment, tmp_path: Path) -> None:
    """Exact fractions, in the last columns, are not printed; wide tables take pages beside each other."""
    tables = assessment_tables(assessment)
    write_tables(tables, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    sheet = book["设区市成绩"]
    headings = [cell.value for cell in sheet[2]]
    assert headings[-1] == "成绩精确值"
    last = openpyxl.utils.get_column_letter(len(headings) - 1)
    assert sheet.print_area == f"'设区市成绩'!$A$1:${last}${sheet.max_row}"
    (provenance,) = (table for table in tables if table.kind == PROVENANCE)
    wide = evolve(
        provenance, rows=[(*row[:11], "长" * 60, "长" * 60, "长" * 60, None, None) for row in provenance.rows]
    )
    write_tables([wide], tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["数据来源汇总"]
    assert (sheet.page_setup.fitToWidth, sheet.print_title_cols) == (2, "$A:$B")


def test_the_first_sheet(assessment: Assessment, tmp_path: Path) -> None:
    """The first sheet says what the workbook is, a line for each thing, and leads to each table."""
    write_tables(assessment_tables(assessment, language="en"), tmp_path / "a.xlsx", language="en")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    sheet = book["About"]
    lines = {row[0].value: row[1].value for row in sheet.iter_rows(min_row=2, max_row=9)}
    assert (lines["format"], lines["year assessed"], lines["made-up data"]) == ("jxassess-tables/1", 2019, "yes")
    assert (lines["stage"], lines["units as of"].date()) == ("computed, not approved", DAY)
    links = [cell.hyperlink.location for (cell, *_) in sheet.iter_rows() if cell.hyperlink is not None]
    assert links == [f"'{name}'!A1" for name in book.sheetnames[1:]]
    assert sheet["A1"].font.color.rgb == "FFC00000"


def test_equal_tables_give_equal_bytes(evidence: Evidence, tmp_path: Path) -> None:
    """The bytes of a workbook depend on the tables alone, not on the time."""
    for name in ("a.xlsx", "b.xlsx"):
        write_tables(evidence_tables(evidence), tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert b"2017-01-01T00:00:00Z" in unpacked(tmp_path / "a.xlsx")


def test_a_long_head_with_a_command_of_headers(head: TableHead, tmp_path: Path) -> None:
    """What stands above a page is shortened, and signs that are commands there stay signs."""
    long = evolve(head, classification="R&D " * 80)
    with pytest.raises(Exception, match="blanks"):
        write_tables([Table(kind=CITIES, head=long, rows=[["990100", "甲市", None]])], tmp_path / "a.xlsx")
    long = evolve(head, classification="R&D " * 80 + "end")
    write_tables([Table(kind=CITIES, head=long, rows=[["990100", "甲市", None]])], tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        header = ElementTree.fromstring(archive.read("xl/worksheets/sheet2.xml")).find(f".//{SPACE}oddHeader")
    assert header is not None
    assert header.text is not None
    assert "R&&D" in header.text
    assert len(header.text) < 255


def test_without_the_package(head: TableHead, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without XlsxWriter the message says what to install, and nothing is written."""
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(ScopeError, match=re.escape("pip install 'jxassess[excel]'")):
        write_tables([Table(kind=CITIES, head=head, rows=[])], tmp_path / "a.xlsx")
    assert [*tmp_path.iterdir()] == []
