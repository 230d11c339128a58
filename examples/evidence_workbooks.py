"""Collect evidence in Excel: eleven workbooks out, filled in, read back with ten mistakes, mended, assessed, written.

A workbook for each city is written from the scheme. A script then fills them in through openpyxl, as people would, from
the synthetic evidence of 2019 (see `synthetic_2019.py`), and makes ten mistakes. What is read back is a list of just
those ten, each at its cell. They are mended, the evidence is assessed, and the result is written to Excel.

Run it with `python examples/evidence_workbooks.py`, or with the name of a folder that keeps the workbooks. It needs the
extra `excel`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

from attrs import evolve
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from jxassess import City, Evidence, EvidenceError, Fault, Scheme, assess
from jxassess.evidence import find_faults
from jxassess.io import excel, read_evidence, read_scheme

DATA = Path(__file__).parent / "data"
HEADINGS = 3  # the row of headings; the units stand below it
TARGETS, VALUES, CARRIED = "减贫任务", "指标数据", "贫困县成绩"
WHERE_FROM = ("数据来源", "数据日期", "依据文件")


# Write


def residents(evidence: Evidence) -> Evidence:
    """Give what the province has itself and does not ask for: residents of the census, by which counties weigh."""
    known = [each for each in evidence.observations if each.source == "census"]
    return evolve(evidence, targets=(), carried=(), observations=known)


def write_templates(folder: Path, scheme: Scheme, evidence: Evidence) -> list[Path]:
    """Write a workbook for each city, with its counties in it."""
    return [write_one(folder / f"{city.name}.xlsx", city, scheme, evidence) for city in evidence.cities]


def write_one(path: Path, city: City, scheme: Scheme, evidence: Evidence) -> Path:
    """Write the workbook of one city."""
    excel.write_template(
        scheme,
        [city, *(county for county in evidence.counties if county.parent == city)],
        path,
        on=evidence.on,
        is_synthetic=True,
        classification="example",
        sources=["synthetic"],
        given=residents(evidence),
    )
    return path


# Fill in, as people do: by what stands in the headings and beside the units


def table(sheet: Worksheet) -> Iterator[tuple[str, str, Cell, dict[str, Cell]]]:
    """Give every cell that may be typed into: code of its unit, its heading without the unit, and the row's cells."""
    headings = [str(cell.value).partition("\n")[0] for cell in sheet[HEADINGS]]
    for cells in sheet.iter_rows(min_row=HEADINGS + 1):
        row = dict(zip(headings, cells, strict=True))
        for heading, cell in row.items():
            if not cell.protection.locked:
                yield str(cells[0].value), heading, cell, row


def typed(value: Fraction) -> int | float:
    """Give a number as a spreadsheet holds it."""
    return int(value) if value.denominator == 1 else float(value)


def fill_in(path: Path, evidence: Evidence) -> None:
    """Fill in the workbook of one city."""
    book = load_workbook(path)
    targets = {(each.place.code, each.indicator.term): each for each in evidence.targets}
    for code, heading, cell, row in table(book[TARGETS]):
        if (code, heading) in targets:
            target = targets[code, heading]
            cell.value, row["依据文件"].value = typed(target.value), target.document
    found = {(each.place.code, each.indicator.term): each for each in evidence.observations}
    for code, heading, cell, row in table(book[VALUES]):
        if (code, heading) in found:
            each = found[code, heading]
            cell.value = typed(Fraction(str(each.value)))
            for name, value in zip(WHERE_FROM, (each.source, each.on, each.document), strict=True):
                row[name].value = value
    scores = {each.county.code: each for each in evidence.carried}
    for code, heading, cell, row in table(book[CARRIED]) if CARRIED in book.sheetnames else ():
        if heading == "考核成绩":
            cell.value = typed(scores[code].score)
            row["数据日期"].value, row["依据文件"].value = scores[code].on, scores[code].document
    book.save(path)


# Make mistakes

Edit: TypeAlias = Callable[[Worksheet, str], object]


@dataclass(frozen=True)
class Mistake:
    """A mistake in a cell: what people do, and the code of the fault that it is."""

    city: str
    sheet: str
    cell: str
    code: str
    make: Edit
    mend: Edit | None = None

    @property
    def where(self) -> str:
        """The cell as a fault names it."""
        return f"[{self.city}.xlsx]{self.sheet}!{self.cell}"


def putting(value: object) -> Edit:
    """Put something else into the cell."""
    return lambda sheet, cell: setattr(sheet[cell], "value", value)


def copying_the_row(sheet: Worksheet, cell: str) -> None:
    """Copy the first unit's row to below the table."""
    for above in sheet[HEADINGS + 1]:
        sheet.cell(sheet[cell].row, above.column).value = above.value


def adding_a_row(*values: object) -> Edit:
    """Write a row below the table."""

    def add(sheet: Worksheet, cell: str) -> None:
        for column, value in enumerate(values, 1):
            sheet.cell(sheet[cell].row, column).value = value

    return add


def deleting_the_row(sheet: Worksheet, cell: str) -> None:
    """Delete the row again."""
    sheet.delete_rows(sheet[cell].row)


def hiding_the_row(sheet: Worksheet, cell: str) -> None:
    """Hide the row, as a filter does."""
    sheet.row_dimensions[sheet[cell].row].hidden = True


def showing_the_row(sheet: Worksheet, cell: str) -> None:
    """Show the row again."""
    sheet.row_dimensions[sheet[cell].row].hidden = False


MISTAKES = (
    # 0.9812 where per cent are asked: 98.12 %, or not even one per cent?
    Mistake("南昌市", VALUES, "F4", "percent_or_ratio", putting(0.9812)),
    # A decimal comma, which elsewhere separates thousands.
    Mistake("景德镇市", VALUES, "F4", "bad_number", putting("98,5")),
    Mistake("萍乡市", VALUES, "C4", "blank_cell", putting(None)),
    # The name of the unit one row further down: the rows slipped.
    Mistake("九江市", TARGETS, "B5", "code_name_differ", putting("浔阳区")),
    Mistake("新余市", VALUES, "A6", "duplicate_row", copying_the_row, deleting_the_row),
    Mistake("鹰潭市", VALUES, "A5", "hidden_row", hiding_the_row, showing_the_row),
    # Written by a program, never calculated by a spreadsheet.
    Mistake("赣州市", VALUES, "C4", "formula_without_result", putting("=1000*1.02")),
    Mistake("吉安市", VALUES, "Y4", "bad_date", putting("2019年底")),
    Mistake(
        "宜春市",
        TARGETS,
        "A15",
        "unknown_place",
        adding_a_row("369999", "虚构县", 100, 1, "synthetic"),
        deleting_the_row,
    ),
    # 35618 with two digits exchanged.
    Mistake("抚州市", VALUES, "C15", "total_differs", adding_a_row(None, "合计", 35681), deleting_the_row),
)


def change(folder: Path, mistake: Mistake, edit: Edit) -> None:
    """Change a workbook."""
    path = folder / f"{mistake.city}.xlsx"
    book = load_workbook(path)
    edit(book[mistake.sheet], mistake.cell)
    book.save(path)


def plant(folder: Path) -> dict[Mistake, Edit]:
    """Make all mistakes; give how each is mended."""
    mending: dict[Mistake, Edit] = {}
    for each in MISTAKES:
        right = load_workbook(folder / f"{each.city}.xlsx")[each.sheet][each.cell].value
        mending[each] = each.mend or putting(right)
        change(folder, each, each.make)
    return mending


# Read back


def read(folder: Path, scheme: Scheme, evidence: Evidence) -> Evidence:
    """Read all workbooks of a folder as one."""
    return excel.read_evidence(sorted(folder.glob("*.xlsx")), scheme, base=residents(evidence))


def faults_in(folder: Path, scheme: Scheme, evidence: Evidence) -> tuple[Fault, ...]:
    """Print and give what is wrong with the workbooks."""
    try:
        read(folder, scheme, evidence)
    except EvidenceError as error:
        print(error.text("zh"))
        return error.faults
    return ()


def run(folder: Path) -> None:
    """Do all of it in a folder."""
    scheme = read_scheme(DATA / "scheme_2019.toml")
    evidence = read_evidence(DATA / "evidence_2019.json", scheme)
    returned = folder / "returned"
    returned.mkdir(exist_ok=True)
    paths = write_templates(returned, scheme, evidence)
    print(f"wrote {len(paths)} workbooks, such as {paths[0].name}")

    for path in paths:
        fill_in(path, evidence)
    mending = plant(returned)
    faults = faults_in(returned, scheme, evidence)
    assert sorted((fault.code, fault.where) for fault in faults) == sorted((each.code, each.where) for each in MISTAKES)

    for mistake, mend in mending.items():
        change(returned, mistake, mend)
    collected = read(returned, scheme, evidence)
    assert not find_faults(collected, scheme)
    assessment = assess(collected, scheme)
    # What went through eleven workbooks gives the same result as the file that they were filled in from.
    assert assessment.ranking("zh") == assess(evidence, scheme).ranking("zh")
    print()
    print(assessment.ranking("zh"))

    excel.write_evidence(collected, folder / "evidence_2019.xlsx", scheme=scheme)
    excel.write_assessment(assessment, folder / "assessment_2019.xlsx")
    city = evidence.cities[0]
    excel.write_assessment(assessment, folder / f"assessment_2019_{city.code}.xlsx", place=city)
    print(f"wrote evidence, assessment, and the assessment of {city.label} alone (synthetic)")


def main() -> None:
    """Work in the folder given, or in one that goes away."""
    if len(sys.argv) > 1:
        Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
        run(Path(sys.argv[1]))
        return
    with TemporaryDirectory() as folder:
        run(Path(folder))


if __name__ == "__main__":
    main()
