"""Fills in templates as people would, in a spreadsheet: by what stands in headings and beside units."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from jxassess.evidence import Evidence, NotApplicable, Observation
from jxassess.scheme import Scheme
from jxassess.words import Language

HEADINGS = 3
NAMES: dict[Language, dict[str, str]] = {
    "zh": {
        "targets": "减贫任务",
        "observations": "指标数据",
        "carried": "贫困县成绩",
        "source": "数据来源",
        "on": "数据日期",
        "document": "依据文件",
        "score": "考核成绩",
        "nothing": "不适用",
    },
    "en": {
        "targets": "Targets",
        "observations": "Observations",
        "carried": "Carried scores",
        "source": "source",
        "on": "day",
        "document": "document",
        "score": "score",
        "nothing": "not applicable",
    },
}
_HEADING = re.compile(r"(?P<name>.+?)(\n[（(](?P<unit>.+?)[)）])?(\n[〔\[](?P<source>.+)[\]〕])?")


def fill(path: Path, evidence: Evidence, scheme: Scheme, language: Language = "zh") -> None:
    """Fill in a template from evidence, and save it.

    Args:
        path: the template.
        evidence: what is known.
        scheme: the scheme that it was made for.
        language: the language that it is in.
    """
    book = load_workbook(path)
    _Filler(book, evidence, scheme, language).fill()
    book.save(path)


def change(path: Path, edit: Callable[[Workbook], object]) -> None:
    """Change a workbook and save it.

    Args:
        path: the workbook.
        edit: what to change.
    """
    book = load_workbook(path)
    edit(book)
    book.save(path)


def open_cells(path: Path) -> Iterator[tuple[str, str, str]]:
    """Give the cells that may be typed into, but for those that are there already.

    Args:
        path: the workbook.

    Yields:
        The sheet, the cell and its colour.
    """
    for sheet in load_workbook(path).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if not cell.protection.locked:
                    yield sheet.title, cell.coordinate, cell.fill.fgColor.rgb


class _Filler:
    def __init__(self, book: Workbook, evidence: Evidence, scheme: Scheme, language: Language) -> None:
        self.book, self.evidence, self.names = book, evidence, NAMES[language]
        self.keys = {each.name.text(language): each.key for each in scheme.indicators} | {
            each.key: each.key for each in scheme.indicators
        }

    def fill(self) -> None:
        """Fill in every sheet that is there."""
        targets = {(each.place.code, each.indicator.key): each for each in self.evidence.targets}
        for row in self.rows("targets"):
            for heading, cell in row.items():
                each = targets.get((row["code"].value, self.keys.get(heading, "")))
                if each is not None and not cell.protection.locked:
                    cell.value = number(each.value)
                    row[self.names["document"]].value = each.document
        self.fill_observations()
        carried = {each.county.code: each for each in self.evidence.carried}
        for row in self.rows("carried"):
            score = carried[row["code"].value]
            row[self.names["score"]].value = number(score.score)
            row[self.names["on"]].value = score.on
            row[self.names["document"]].value = score.document

    def fill_observations(self) -> None:
        """Fill in what was observed."""
        found: dict[tuple[object, str], list[Observation]] = {}
        for each in self.evidence.observations:
            found.setdefault((each.place.code, each.indicator.key), []).append(each)
        for row in self.rows("observations"):
            for heading, cell in row.items():
                name, _, source = heading.partition("|")
                for each in found.get((row["code"].value, self.keys.get(name, "")), []):
                    if not cell.protection.locked and source in ("", each.source):
                        type_value(cell, each, self.names["nothing"])
                        told = row[self.names["source"]]
                        told.value = told.value if source else each.source
                        row[self.names["on"]].value = each.on
                        row[self.names["document"]].value = each.document

    def rows(self, kind: str) -> Iterator[dict[str, Cell]]:
        """Give the rows of a sheet, each by heading; the first cell is the code."""
        if self.names[kind] not in self.book.sheetnames:
            return
        sheet: Worksheet = self.book[self.names[kind]]
        headings = [heading(cell.value) for cell in sheet[HEADINGS]]
        for row in sheet.iter_rows(min_row=HEADINGS + 1):
            yield dict(zip(["code", *headings[1:]], row, strict=True))


def type_value(cell: Cell, each: Observation, nothing: str) -> None:
    """Type a value as the template asks for it: with the sign where it is less than one per cent."""
    if isinstance(each.value, NotApplicable):
        cell.value = nothing
    elif each.indicator.unit.en == "%" and 0 < abs(each.value) <= 1:
        cell.value = number(each.value / 100)
        cell.number_format = "0.00%"
    else:
        cell.value = number(each.value)


def heading(text: str) -> str:
    """Give the name in a heading, with a bar and the source where it has one."""
    found = _HEADING.fullmatch(text)
    assert found is not None
    return found["name"] + ("" if found["source"] is None else f"|{found['source']}")


def number(value: Fraction) -> int | float:
    """Give a number as a spreadsheet holds it."""
    return int(value) if value.denominator == 1 else float(value)
