"""Workbooks written part by part, so that a test can say what stands in each of them."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SHEET = "xl/worksheets/sheet1.xml"


def sheet(rows: str, *, before: str = "", after: str = "") -> str:
    """Write the XML of a sheet around its rows."""
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def row(cells: str, number: int = 1, attributes: str = "") -> str:
    """Write a row."""
    return f'<row r="{number}" {attributes}>{cells}</row>'


def relations(*listed: tuple[str, str, str]) -> str:
    """Write relations: id, kind, target."""
    inner = "".join(f'<Relationship Id="{i}" Type="{OFFICE}/{kind}" Target="{at}"/>' for i, kind, at in listed)
    return f'<Relationships xmlns="{PACKAGE}">{inner}</Relationships>'


def styles(*formats: str | int) -> str:
    """Write formats of cells: each by its code, or by the number of one that is built in; the first is General."""
    codes = {code: 164 + i for i, code in enumerate(formats) if isinstance(code, str)}
    forms = "".join(f'<numFmt numFmtId="{number}" formatCode="{code}"/>' for code, number in codes.items())
    used = "".join(f'<xf numFmtId="{codes.get(code, code)}"/>' for code in (0, *formats))
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{forms}</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
        f"<cellXfs>{used}</cellXfs></styleSheet>"
    )


def strings(*items: str) -> str:
    """Write the texts that cells share; each is the inside of an item."""
    inner = "".join(f"<si>{item}</si>" for item in items)
    return f'<sst xmlns="{MAIN}">{inner}</sst>'


def parts(rows: str = "", **more: str) -> dict[str, str]:
    """Write the parts of a workbook with one sheet; `book` stands before its sheets, `state` beside the name."""
    listed = f'<sheet name="减贫任务" sheetId="1" r:id="rId1" {more.get("state", "")}/>'
    return {
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{more.get("book", "")}'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relations(
            ("rId1", "worksheet", "worksheets/sheet1.xml"),
            ("rId2", "styles", "styles.xml"),
            ("rId3", "sharedStrings", "/xl/sharedStrings.xml"),
        ),
        "xl/styles.xml": more.get("styles", styles()),
        "xl/sharedStrings.xml": more.get("strings", strings()),
        SHEET: sheet(rows, before=more.get("before", ""), after=more.get("after", "")),
    }


def packed(members: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Pack parts."""
    sink = BytesIO()
    with zipfile.ZipFile(sink, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return sink.getvalue()


def write_book(folder: Path, members: Mapping[str, str | bytes]) -> Path:
    """Write a workbook."""
    path = folder / "甲市.xlsx"
    path.write_bytes(packed(members))
    return path
