"""Sheets made in memory, as files would give them, and small rows of invented units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from attrs import define, evolve, field

from jxassess.evidence import Evidence
from jxassess.faults import EvidenceError, Fault
from jxassess.io._reading import _reading
from jxassess.io._reading._reading import Origin
from jxassess.io._sheets._sheet import MergedRange, Raw, Sheet, SheetRow
from jxassess.scheme import Scheme


@define(kw_only=True)
class MadeSheet:
    """A sheet whose rows are given."""

    table: Sequence[Sequence[Raw]]
    name: str = "指标数据"
    file: str = "甲市.xlsx"
    is_hidden: bool = False
    is_decoded: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[MergedRange, ...] = ()
    reads: list[int] = field(factory=list)

    @property
    def last_row(self) -> int:
        """How many rows it has."""
        return len(self.table)

    def rows(self) -> Iterator[SheetRow]:
        """Give the rows that hold anything."""
        for number, cells in enumerate(self.table, 1):
            self.reads.append(number)
            if any(cell is not None for cell in cells):
                yield SheetRow(number, list(cells))

    def place(self, row: int, column: int) -> str:
        """Name a cell as in a workbook."""
        return f"[{self.file}]{self.name}!{'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[column - 1]}{row}"


class Shelf:
    """Stands in for the file system: `open_sheets` of a path gives the sheets put under its name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: dict[str, list[MadeSheet]] = {}

    def put(self, file: str, *sheets: MadeSheet) -> Path:
        """Put sheets under the name of a file."""
        path = self.folder / file
        path.write_bytes(b"x" * 1000)
        for sheet in sheets:
            sheet.file = file
        self.files[file] = list(sheets)
        return path

    @contextmanager
    def open(self, path: Path, *, encoding: str | None = None) -> Iterator[tuple[Sheet, ...]]:
        """Give the sheets of a file."""
        yield tuple(self.files[path.name])


class Office:
    """Reads made sheets against the small scheme, with the units of its evidence as base."""

    def __init__(self, shelf: Shelf, patch: pytest.MonkeyPatch, scheme: Scheme, evidence: Evidence) -> None:
        self.shelf = shelf
        self.scheme = scheme
        empty: tuple[()] = ()
        self.base: Evidence | None = evolve(
            evidence, targets=empty, observations=empty, carried=empty, findings=empty, history=empty, classification=""
        )
        patch.setattr(_reading, "open_sheets", shelf.open)

    def read(self, *sheets: MadeSheet, **options: Any) -> tuple[Evidence, tuple[Origin, ...]]:
        """Read one file with these sheets."""
        path = self.shelf.put("甲市.xlsx", *sheets)
        return _reading.read_with_origins(path, self.scheme, **{"base": self.base, **options})

    def table(self, *rows: Sequence[Raw], name: str = "指标数据", **options: Any) -> Evidence:
        """Read one file with one sheet of these rows."""
        return self.read(MadeSheet(table=rows, name=name), **options)[0]

    def faults(self, *sheets: MadeSheet, **options: Any) -> tuple[Fault, ...]:
        """Give the faults of one file with these sheets."""
        with pytest.raises(EvidenceError) as caught:
            self.read(*sheets, **options)
        return caught.value.faults

    def seen(self, *rows: Sequence[Raw], name: str = "指标数据", **options: Any) -> list[tuple[str, str]]:
        """Give code and cell of the faults of one sheet of these rows."""
        faults = self.faults(MadeSheet(table=rows, name=name), **options)
        return [(fault.code, fault.where.rpartition("!")[2]) for fault in faults]


WIDE = ("单位代码", "单位名称", "贫困人口退出准确率", "建档立卡贫困人口减少", "数据来源", "数据日期", "依据文件")
LONG = ("单位代码", "单位名称", "指标", "数值", "数据来源", "数据日期", "依据文件")
DAY = date(2019, 12, 31)


def wide(code: Raw, name: Raw, *values: Raw) -> tuple[Raw, ...]:
    """Give a row under `WIDE`."""
    return (code, name, *values, "survey", DAY, "文件1")


def long(code: Raw, name: Raw, indicator: Raw, value: Raw) -> tuple[Raw, ...]:
    """Give a row under `LONG`."""
    return (code, name, indicator, value, "survey", DAY, "文件1")


# A template of the small scheme that comes back.
ABOUT = MadeSheet(name="说明", table=[("format", "jxassess-template/1"), ("year", 2019)])
COUNTIES = MadeSheet(
    name="counties", table=[("code", "name", "parent"), ("990121", "子县", "990100"), ("990122", "丑县", "990100")]
)
KEYS = (
    "poor_population_reduced",
    "poor_villages_exited",
    "identification_accuracy",
    "exit_accuracy",
    "road_access",
    "funds_use",
    "rural_population",
)
HEAD = ("单位代码", *KEYS, "数据来源", "数据日期", "依据文件")
FILLED = ("990121", 500, 3, 98, 98, 98, 98, 900, "register", DAY, "d")
CARRIED = MadeSheet(name="carried", table=[("county", "score", "on", "document"), ("990122", 100, DAY, "d")])
TARGETS = MadeSheet(
    name="targets",
    table=[
        ("place", "poor_population_reduced", "poor_villages_exited", "road_access", "document"),
        ("990121", 500, 3, 95, "d"),
    ],
)
OTHERS = ("990122", 400, 2, 98, 98, None, None, 800, "register", DAY, "d")


def observations(*rows: tuple[Raw, ...], head: tuple[str, ...] = HEAD) -> MadeSheet:
    """Make the sheet of values."""
    return MadeSheet(name="observations", table=[head, *rows])
