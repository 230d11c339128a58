"""The parts of a workbook besides its sheets."""

from __future__ import annotations

from pathlib import Path

import pytest
from sheet_files import MAIN, OFFICE, PACKAGE, SHEET, parts, relations, sheet, strings, write_book

from jxassess.faults import Fault, FaultsError
from jxassess.io._sheets import _parts
from jxassess.io._sheets._archive import Archive
from jxassess.io._sheets._parts import Book, SheetEntry, read_book, read_texts

RELS = "xl/_rels/workbook.xml.rels"
BOOK = "xl/workbook.xml"


def book(folder: Path, **changes: str) -> Book:
    """Read the head of a workbook with parts changed, each named by its last word."""
    names = {"rels": RELS, "book": BOOK, "root": "_rels/.rels", "second": "xl/worksheets/sheet2.xml"}
    return read_book(Archive(write_book(folder, {**parts(), **{names[key]: text for key, text in changes.items()}})))


def faults(folder: Path, **changes: str) -> tuple[Fault, ...]:
    """Give the faults of such a workbook."""
    with pytest.raises(FaultsError) as caught:
        book(folder, **changes)
    return caught.value.faults


def workbook(sheets: str, before: str = "") -> str:
    """Write the part that lists sheets."""
    return f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{before}<sheets>{sheets}</sheets></workbook>'


def entry(name: str, key: str, state: str = "") -> str:
    """Write the entry of a sheet."""
    return f'<sheet name="{name}" sheetId="1" r:id="{key}" {state}/>'


def test_book(tmp_path: Path) -> None:
    """A workbook says which sheets it has and where its parts are."""
    assert book(tmp_path) == Book(
        sheets=(SheetEntry(name="减贫任务", part=SHEET, is_hidden=False),),
        texts="xl/sharedStrings.xml",
        formats="xl/styles.xml",
        is_1904=False,
        is_uncalculated=False,
    )


@pytest.mark.parametrize(
    ("before", "is_1904", "is_uncalculated"),
    [
        ('<workbookPr date1904="1"/>', True, False),
        ('<workbookPr date1904="true"/><calcPr fullCalcOnLoad="on"/>', True, True),
        ('<workbookPr date1904="0"/><calcPr fullCalcOnLoad="1"/>', False, True),
        ('<workbookPr date1904="false"/>', False, False),
    ],
)
def test_settings(tmp_path: Path, before: str, is_1904: bool, is_uncalculated: bool) -> None:
    """Days may count from 1904, and results may be yet to be computed."""
    made = book(tmp_path, book=workbook(entry("a", "rId1"), before))
    assert (made.is_1904, made.is_uncalculated) == (is_1904, is_uncalculated)


def test_settings_without_sense(tmp_path: Path) -> None:
    """A setting on which days hang is not guessed."""
    made = workbook(entry("a", "rId1"), '<workbookPr date1904="perhaps"/>')
    assert [fault.code for fault in faults(tmp_path, book=made)] == ["odd_setting"]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheets(tmp_path: Path, state: str) -> None:
    """A hidden sheet is one, however well hidden."""
    assert book(tmp_path, book=workbook(entry("a", "rId1", f'state="{state}"'))).sheets[0].is_hidden


def test_chart_sheets(tmp_path: Path) -> None:
    """A sheet that is a chart has no cells and is passed over."""
    rels = relations(("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "chartsheet", "chartsheets/sheet1.xml"))
    made = book(tmp_path, rels=rels, book=workbook(entry("a", "rId1") + entry("b", "rId2")))
    assert [sheet.name for sheet in made.sheets] == ["a"]
    assert (made.texts, made.formats) == (None, None)


@pytest.mark.parametrize(
    ("rels", "sheets", "codes"),
    [
        ([("rId1", "xlMacrosheet", "macros.xml")], entry("a", "rId1"), ["odd_sheet"]),
        ([("rId1", "dialogsheet", "dialog.xml")], entry("a", "rId1"), ["odd_sheet"]),
        ([("rId1", "worksheet", "no.xml")], entry("a", "rId1"), ["missing_part"]),
        ([("rId1", "worksheet", "../../../etc/passwd")], entry("a", "rId1"), ["missing_part"]),
        ([], entry("a", "rId1") + entry("", "rId1"), ["missing_part", "odd_setting"]),
        (
            [("rId1", "worksheet", "worksheets/sheet1.xml")],
            entry("a", "rId1") + entry("b", "rId1"),
            ["duplicate_sheet"],
        ),
        (
            [("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "worksheet", "worksheets/sheet2.xml")],
            entry("a", "rId1") + entry("A", "rId2"),
            ["duplicate_sheet"],
        ),
        ([("rId1", "worksheet", "worksheets/sheet1.xml")], entry("a&#10;b", "rId1"), ["odd_setting"]),
        ([("rId1", "worksheet", "worksheets/sheet1.xml")], entry("a" * 256, "rId1"), ["odd_setting"]),
        ([("rId1", "worksheet", "worksheets/sheet1.xml")], entry("a", "rId1") * 257, ["too_large"]),
    ],
)
def test_faults_of_sheets(tmp_path: Path, rels: list[tuple[str, str, str]], sheets: str, codes: list[str]) -> None:
    """A sheet that is listed and cannot be read is a fault: it is never left out in silence."""
    found = faults(tmp_path, rels=relations(*rels), book=workbook(sheets), second=sheet(""))
    assert [fault.code for fault in found] == codes


def test_sheet_elsewhere(tmp_path: Path) -> None:
    """A sheet that lies outside of the file is a fault, and nothing outside is opened."""
    outside = f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="http://example.org/" TargetMode="External"/>'
    found = faults(tmp_path, rels=f'<Relationships xmlns="{PACKAGE}">{outside}</Relationships>')
    assert [fault.code for fault in found] == ["missing_part"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"root": relations()}, "missing_part"),
        ({"root": relations(("rId1", "officeDocument", "xl/workbook.bin"))}, "wrong_content"),
        ({"root": relations(("rId1", "officeDocument", "xl/styles.xml"))}, "wrong_content"),
        ({"book": '<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>'}, "strict_workbook"),
        ({"rels": relations().replace("/>", ">", 1) + relations(("a", "b", "c"))}, "not_xml"),
        ({"rels": relations(("a", "b", "c")).replace(OFFICE, "http://purl.oclc.org/ooxml/x")}, "strict_workbook"),
        ({"rels": relations(*[("a", "b", "c")] * 20_000)}, "too_large"),
    ],
)
def test_other_books(tmp_path: Path, changes: dict[str, str], code: str) -> None:
    """Other documents of Office, and workbooks in forms that openpyxl reads as empty, are refused."""
    assert [fault.code for fault in faults(tmp_path, **changes)] == [code]


def texts(folder: Path, part: str) -> list[str]:
    """Read the texts of a workbook."""
    return read_texts(Archive(write_book(folder, {**parts(), "xl/sharedStrings.xml": part})), "xl/sharedStrings.xml")


def test_texts(tmp_path: Path) -> None:
    """Pieces of a text are one text, without readings; nothing in it is changed, blanks and escapes included."""
    rich = "<r><rPr><b/></rPr><t>子</t></r><r><t>县</t></r><rPh sb='0' eb='1'><t>zi</t></rPh><phoneticPr fontId='1'/>"
    listed = strings("<t>a</t>", rich, "<t xml:space='preserve'> b </t>", "", "<t/>", "<t>_x000D_ _x005F_ &lt;</t>")
    assert texts(tmp_path, listed) == ["a", "子县", " b ", "", "", "_x000D_ _x005F_ <"]


def test_no_texts(tmp_path: Path) -> None:
    """A workbook may have no texts."""
    assert read_texts(Archive(write_book(tmp_path, parts())), None) == []


@pytest.mark.parametrize(
    "item", ["<t>" + "a" * 32_768 + "</t>", "<r><t>ab</t></r>" * 20_000, "<r><t>" + "a" * 20_000 + "</t></r>" * 1]
)
def test_long_texts(tmp_path: Path, item: str) -> None:
    """A text longer than any cell holds, or in more pieces, is refused; a shorter one is not."""
    if len(item) < 32_000:
        assert texts(tmp_path, strings(item)) == ["a" * 20_000]
        return
    with pytest.raises(FaultsError) as caught:
        texts(tmp_path, strings(item))
    assert [fault.code for fault in caught.value.faults] == ["too_large"]


def test_number_of_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """More texts than a workbook may have cells are refused."""
    monkeypatch.setattr(_parts, "MOST_TEXTS", 2)
    assert len(texts(tmp_path, strings("<t>a</t>", "<t>b</t>"))) == 2
    with pytest.raises(FaultsError, match="texts: > 2"):
        texts(tmp_path, strings("", "", ""))
