"""One pass over a sheet tells what openpyxl does not, and refuses what openpyxl would misread."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from sheet_files import parts, row, sheet, write_book

from jxassess.faults import Fault, FaultsError
from jxassess.io._sheets._archive import Archive
from jxassess.io._sheets._pass import SheetFacts, column_letters, column_number, pass_over
from jxassess.io._sheets._sheet import MergedRange

PLACE = "[甲市.xlsx]减贫任务"


def passed(folder: Path, rows: str, *, is_uncalculated: bool = False, cells: int = 1000, **more: str) -> SheetFacts:
    """Pass over a sheet of these rows, in a workbook with two texts."""
    return over(folder, {**parts(rows, **more)}, is_uncalculated=is_uncalculated, cells=cells)


def over(folder: Path, members: dict[str, str], *, is_uncalculated: bool = False, cells: int = 1000) -> SheetFacts:
    """Pass over the sheet of a workbook."""
    archive = Archive(write_book(folder, members))
    part = "xl/worksheets/sheet1.xml"
    return pass_over(archive, part, "减贫任务", texts=2, is_uncalculated=is_uncalculated, cells=cells)


def refused(folder: Path, rows: str, **more: str) -> Fault:
    """Give the only fault of a sheet."""
    with pytest.raises(FaultsError) as caught:
        passed(folder, rows, **more)
    (fault,) = caught.value.faults
    return fault


@pytest.mark.parametrize(
    ("column", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16384, "XFD")]
)
def test_columns(column: int, letters: str) -> None:
    """Columns have the letters that spreadsheet programs show."""
    assert column_letters(column) == letters
    assert column_number(letters) == column


def test_extent(tmp_path: Path) -> None:
    """What counts is what stands there, whatever the sheet says of its extent."""
    rows = row('<c r="A1"/><c r="C1"><v>1</v></c>', 1) + row('<c r="B7"><v>2</v></c><c r="F7" s="1"/>', 7) + row("", 9)
    facts = passed(tmp_path, rows, before='<dimension ref="A1:XFD1048576"/>')
    assert (facts.rows, facts.cells, facts.all_cells, facts.values, facts.last_column) == (2, 4, 4, 2, 3)
    assert (facts.hidden_rows, facts.hidden_columns, facts.merged) == (frozenset(), frozenset(), ())


def test_values_again(tmp_path: Path) -> None:
    """A value that was seen before counts again, in a column seen before and in a new one."""
    rows = (
        row("<c><v>5</v></c>", 1) + row("<c><v>5</v></c><c><v>5</v></c>", 2, 'hidden="1"') + row("<c><v>5</v></c>", 3)
    )
    facts = passed(tmp_path, rows)
    assert (facts.values, facts.last_column, facts.hidden_rows) == (4, 2, frozenset((2,)))


@pytest.mark.parametrize(
    ("attributes", "is_hidden"),
    [('hidden="1"', True), ('hidden="true"', True), ('hidden="0"', False), ('ht="0" customHeight="1"', True),
     ('ht="0.00"', True), ('ht="0.5"', False), ("", False)],
)  # fmt: skip
def test_hidden_rows(tmp_path: Path, attributes: str, is_hidden: bool) -> None:
    """A row is hidden where it says so or has no height, if anything stands in it."""
    facts = passed(tmp_path, row('<c r="A3"><v>1</v></c>', 3, attributes) + row('<c r="A4"/>', 4, 'hidden="1"'))
    assert facts.hidden_rows == (frozenset((3,)) if is_hidden else frozenset())


def test_hidden_columns(tmp_path: Path) -> None:
    """A column is hidden where it says so or has no width; columns come in ranges."""
    cols = (
        '<cols><col min="2" max="3" hidden="1"/><col min="5" max="5" width="0"/><col min="6" max="9" width="8"/></cols>'
    )
    assert passed(tmp_path, row("<c/>"), before=cols).hidden_columns == frozenset((2, 3, 5))


def test_hidden_to_the_end(tmp_path: Path) -> None:
    """A range of columns ends with the last column, whatever it says."""
    cols = '<cols><col min="16383" max="9999999" hidden="1"/></cols>'
    assert passed(tmp_path, "", before=cols).hidden_columns == frozenset((16383, 16384))


@pytest.mark.parametrize("numbers", ["", 'min="1"', 'min="a" max="2"', 'min="1" max="-2"'])
def test_columns_without_sense(tmp_path: Path, numbers: str) -> None:
    """Columns that do not say which they are could be hidden ones, and are refused."""
    assert refused(tmp_path, "", before=f"<cols><col {numbers}/></cols>").code == "odd_structure"


def test_merged(tmp_path: Path) -> None:
    """Merged cells are told."""
    merged = '<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="B2:B9"/></mergeCells>'
    assert passed(tmp_path, "", after=merged).merged == (MergedRange(1, 1, 1, 3), MergedRange(2, 9, 2, 2))


TEXT = '<c r="A1" t="inlineStr"><is><r><rPr><b/></rPr><t>a</t></r><rPh><t>b</t></rPh><phoneticPr fontId="1"/></is></c>'


def test_behind_a_text(tmp_path: Path) -> None:
    """What follows on the rows is seen also where the last cell holds a text of its own."""
    merged = '<phoneticPr fontId="1"/><mergeCells><mergeCell ref="A1:C1"/></mergeCells>'
    facts = passed(tmp_path, row(TEXT), after=merged)
    assert (facts.values, len(facts.merged)) == (1, 1)


@pytest.mark.parametrize(
    ("cell", "is_without"),
    [
        ("<f>B1</f>", True),
        ("<f>B1</f><v/>", True),
        ("<f>B1</f><v></v>", True),
        ('<f t="shared" si="0"/>', True),
        ("<f>B1</f><v>5</v>", False),
        ("<v>5</v>", False),
    ],
)
def test_formulas(tmp_path: Path, cell: str, is_without: bool) -> None:
    """A formula whose result was never stored is told."""
    assert passed(tmp_path, row(f'<c r="C1">{cell}</c>')).no_results == ({1: (3,)} if is_without else {})


def test_empty_results(tmp_path: Path) -> None:
    """A formula whose result is an empty text has a result."""
    assert passed(tmp_path, row('<c t="str"><f>B1</f><v></v></c>')).no_results == {}


def test_results_yet_to_be_computed(tmp_path: Path) -> None:
    """Where a library left the computing to the program that opens the file, the results that it stored are none."""
    facts = passed(tmp_path, row("<c><f>B1</f><v>0</v></c><c><v>1</v></c>"), is_uncalculated=True)
    assert facts.no_results == {1: (1,)}


@pytest.mark.parametrize(
    "cell",
    ["<c><v>95</v></c>", "<c><v>-0.5</v></c>", "<c><v>1E-4</v></c>", "<c><v>0E+5</v></c>", "<c><v>5.0000000000000001E-2</v></c>",
     '<c t="n"><v>.5</v></c>', '<c t="s"><v>1</v></c>', '<c t="b"><v>0</v></c>', '<c t="e"><v>#N/A</v></c>',
     '<c t="str"><v>1_000</v></c>', '<c t="d"><v>2019-12-31</v></c>', '<c t="d"><v>2019-12-31T00:00:00Z</v></c>',
     '<c t="s"><v/></c>', "<c><v>9<!-- -->5</v></c>", "<c><v><![CDATA[95]]></v></c>", "<c><v>&#57;5</v></c>"],
)  # fmt: skip
def test_right_values(tmp_path: Path, cell: str) -> None:
    """Values as programs write them are let through."""
    passed(tmp_path, row(cell))


@pytest.mark.parametrize(
    ("type", "value"),
    [("n", "1_000"), ("n", "９５"), ("n", "٩٥"), ("n", "nan"), ("n", "-inf"), ("n", "Infinity"), ("n", "1e400"),
     ("n", "1e-400"), ("n", "0x10"), ("n", "1,000"), ("n", " 95"), ("n", "95 "), ("n", "+5"), ("n", "1 000"), ("n", "--1"),
     ("n", "95%"), ("n", "9" * 400), ("s", "-1"), ("s", "2"), ("s", "1_0"), ("s", "1.0"), ("s", "１"), ("b", "2"),
     ("b", "true"), ("d", "2019-12-31x"), ("d", "12:00"), ("d", "43830"), ("x", "1"), ("inlineStr", "1"), ("N", "1")],
)  # fmt: skip
def test_odd_values(tmp_path: Path, type: str, value: str) -> None:
    """A value that Python reads and no spreadsheet writes is refused at its cell."""
    fault = refused(tmp_path, row("", 1) + row(f'<c r="C2" t="{type}"><v>{value}</v></c>', 2))
    assert (fault.code, fault.where) == ("odd_cell", f"{PLACE}!C2")


def test_text_of_its_own_in_a_number(tmp_path: Path) -> None:
    """A text in a cell that calls itself a number would be dropped by openpyxl; it is refused."""
    assert refused(tmp_path, row("<c><is><t>a</t></is></c>")).code == "odd_cell"


def test_all_odd_values(tmp_path: Path) -> None:
    """Odd values are found all together, but no more than a hundred of them."""
    cells = "<c><v>nan</v></c><c><v>1</v></c><c><v>inf</v></c>"
    with pytest.raises(FaultsError) as caught:
        passed(tmp_path, row(cells))
    assert [fault.where for fault in caught.value.faults] == [f"{PLACE}!A1", f"{PLACE}!C1"]
    with pytest.raises(FaultsError) as caught:
        passed(tmp_path, row(cells * 100))
    assert len(caught.value.faults) == 100


@pytest.mark.parametrize(
    ("rows", "where"),
    [
        ('<row r="2"/><row r="1"/>', PLACE),
        ('<row r="2"/><row r="2"/>', PLACE),
        ('<row r="2"/><row r="1048577"/>', PLACE),
        ('<row r="0"/>', PLACE),
        ('<row r="2.0"/>', PLACE),
        ('<row r="１"/>', PLACE),
    ],
)
def test_odd_rows(tmp_path: Path, rows: str, where: str) -> None:
    """Rows out of order, or whose number is none, are refused: openpyxl would drop or move them."""
    fault = refused(tmp_path, rows)
    assert (fault.code, fault.where) == ("odd_row", where)


def test_cells_without_places(tmp_path: Path) -> None:
    """Rows and cells that do not say where they stand follow on those before."""
    facts = passed(tmp_path, '<row r="5"/><row><c r="B6"/><c t="e"><v>#N/A</v></c><c><f>A1</f></c></row>')
    assert (facts.last_column, facts.no_results) == (4, {6: (4,)})


@pytest.mark.parametrize(
    "cells",
    ['<c r="A3"/>', '<c r="A"/>', '<c r="2"/>', '<c r="a2"/>', '<c r="$A$2"/>', '<c r="Ａ2"/>', '<c r="AAAA2"/>', '<c r="XFE2"/>',
     '<c r="B2"/><c r="A2"/>', '<c r="B2"/><c r="B2"/>', '<c r="XFD2"/><c/>', '<c r=""/>', '<c r="A12"/>'],
)  # fmt: skip
def test_odd_references(tmp_path: Path, cells: str) -> None:
    """A cell that stands elsewhere than it says is refused."""
    fault = refused(tmp_path, row(cells, 2))
    assert (fault.code, fault.where) == ("odd_reference", f"{PLACE}!2:2")


@pytest.mark.parametrize(
    "rows",
    ["<row><c><v>1</v><v>2</v></c></row>", "<row><c><v/><f>A1</f></c></row>", "<row><v>1</v></row>", "<row><c><f>1</f><f>2</f></c></row>", "<row><x/></row>",
     "<row><c><x/></c></row>", "<row><c><v>1<x/></v></c></row>", "<row><is/></row>", "<sheetData/>",
     "<row><c><is/><v>1</v></c></row>", "<row><c><is/><is/></c></row>", "</sheetData><row/><sheetData>",
     "</sheetData><mergeCells/><row/><sheetData>", "</sheetData><cols><col min='a' max='1'/></cols><sheetData>",
     "</sheetData><extLst><c/></extLst><sheetData>",
     "</sheetData><cols><col max='1'/></cols><sheetData>"],
)  # fmt: skip
def test_odd_structure(tmp_path: Path, rows: str) -> None:
    """Elements that stand where they have no place are refused."""
    assert refused(tmp_path, rows).code == "odd_structure"


def test_cell_before_rows(tmp_path: Path) -> None:
    """A cell outside of rows is refused."""
    assert refused(tmp_path, "<c><v>1</v></c>").code == "odd_reference"


@pytest.mark.parametrize("ref", ["A1", "A1:", "B2:A1", "A2:B1", "1:1", "A1:C1 ", "A0:B1"])
def test_odd_merge(tmp_path: Path, ref: str) -> None:
    """What is no range of cells is refused."""
    after = f'<mergeCells><mergeCell ref="{ref}"/></mergeCells>'
    assert refused(tmp_path, "", after=after).code == "odd_merge"


@pytest.mark.parametrize(
    ("root", "code"),
    [("http://purl.oclc.org/ooxml/spreadsheetml/main", "strict_workbook"), ("http://example.org", "odd_structure")],
)
def test_name_spaces(tmp_path: Path, root: str, code: str) -> None:
    """A sheet in another name space, of which openpyxl reads no cell, is refused and not taken for an empty one."""
    text = f'<worksheet xmlns="{root}"><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>'
    with pytest.raises(FaultsError) as caught:
        over(tmp_path, {**parts(), "xl/worksheets/sheet1.xml": text})
    assert [fault.code for fault in caught.value.faults] == [code]


@pytest.mark.parametrize(
    ("rows", "after", "where"),
    [
        (row('<c r="A1"/><c r="XFD1"><v>1</v></c>'), "", f"{PLACE}!XFD1"),
        (row('<c t="str"><v>' + "a" * 32768 + "</v></c>"), "", f"{PLACE}!A1"),
        (row('<c t="inlineStr"><is><t>' + "a" * 32768 + "</t></is></c>"), "", f"{PLACE}!A1"),
        (row("<c/>" * 1001), "", PLACE),
        (row('<c t="inlineStr"><is>' + "<r/>" * 200_001 + "</is></c>"), "", PLACE),
        ("", '<mergeCells><mergeCell ref="A1:B1"/>' + '<mergeCell ref="A1:B1"/>' * 10_000 + "</mergeCells>", PLACE),
        ("", "<extLst>" + "<x/>" * 500_000 + "</extLst>", PLACE),
        (row('<c t="str"><v>' + "a" * 2_200_000 + "</v></c>"), "", "甲市.xlsx"),
    ],
)
def test_limits(tmp_path: Path, rows: str, after: str, where: str) -> None:
    """What is larger than any table of an office is refused before it takes memory."""
    more = [f"<!--{i * 7919 % 10007}{i}-->" for i in range(20_000)]
    fault = refused(tmp_path, rows, after=after, before="".join(more))
    assert (fault.code, fault.where) == ("too_large", where)


def test_corners(tmp_path: Path) -> None:
    """A workbook with the first and the last cell alone is quick, and what was in the last one is said."""
    begin = time.perf_counter()
    fault = refused(tmp_path, row('<c r="A1"><v>1</v></c>') + row('<c r="XFD1048576"><v>1</v></c>', 1048576))
    assert fault.where == f"{PLACE}!XFD1048576"
    assert time.perf_counter() - begin < 1


def test_hidden_rows_without_end(tmp_path: Path) -> None:
    """Rows without anything in them take no memory, however many they are."""
    facts = passed(tmp_path, row("<c><v>1</v></c>") + "".join(f'<row r="{i}" ht="9{i}"/>' for i in range(2, 30_000)))
    assert (facts.rows, facts.hidden_rows) == (1, frozenset())


def test_prefix(tmp_path: Path) -> None:
    """A name space may have a prefix, and it is kept for the reading of the rows."""
    text = sheet(row("<c><v>5</v></c>")).replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns", "xmlns:x")
    facts = over(tmp_path, {**parts(), "xl/worksheets/sheet1.xml": text})
    assert facts.root == ' xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    assert text[facts.begin :].startswith("<x:sheetData>")
    assert facts.values == 1
