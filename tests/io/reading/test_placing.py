"""Which unit a row is of."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2]))

from made_sheets import LONG, WIDE, MadeSheet, Office, Shelf, wide

from jxassess.evidence import Evidence
from jxassess.scheme import Scheme


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scheme: Scheme, evidence: Evidence) -> Office:
    """Reads made sheets against the small scheme, with its units as base."""
    return Office(Shelf(tmp_path), monkeypatch, scheme, evidence)


def test_code_and_name(office: Office) -> None:
    """Code and name have to agree; either may stand alone, in either column."""
    rows = [wide("990121", " 子 县", 98, 1), wide("丑县", None, 98, 1), wide(None, 990123, 98, 1)]
    assert [o.place.code for o in office.table(WIDE, *rows).observations][::2] == ["990121", "990122", "990123"]
    assert office.seen(WIDE, wide("990121", "丑县", 98, 1), wide("990121", "巳县", 98, 1)) == [
        ("code_name_differ", "B2"),
        ("code_name_differ", "B3"),
    ]
    assert office.seen(WIDE, wide("990121", "合计", 98, 1)) == [("code_name_differ", "B2")]
    assert office.seen(WIDE, wide("合计", "子县", 98, 1)) == [("unknown_place", "A2")]


def test_shared_names(office: Office) -> None:
    """A name that two units share agrees with the code of each."""
    counties = MadeSheet(name="counties", table=[("code", "name", "parent"), ("990223", "子县", "990200")])
    found, _ = office.read(
        counties, MadeSheet(table=[WIDE, wide("990223", "子县", 98, 1), wide("990121", "子县", 98, 1)])
    )
    assert len(found.observations) == 4
    assert [fault.code for fault in office.faults(counties, MadeSheet(table=[WIDE, wide(None, "子县", 98, 1)]))] == [
        "ambiguous_place"
    ]


def test_no_unit(office: Office) -> None:
    """A row with data has a unit, unless its first cell says that it is a total."""
    assert office.seen(WIDE, wide(None, " ", 98, 1)) == [("blank_cell", "A2")]
    [fault] = office.faults(MadeSheet(table=[("单位名称", "贫困村退出", "依据文件"), (None, 1, "d")], name="减贫任务"))
    assert (fault.where, str(fault.citation)) == ("[甲市.xlsx]减贫任务!A2", "Art. 7(1)")


def test_repeated_headings(office: Office) -> None:
    """Headings that stand once more between the rows are one fault that says so."""
    assert office.seen(WIDE, wide("990121", None, 98, 1), WIDE, wide("990123", None, 98, 1)) == [
        ("repeated_headings", "A3")
    ]
    assert office.seen(LONG, LONG) == [("repeated_headings", "A2")]


def test_notes_below(office: Office) -> None:
    """A line of signatures below the table is refused, and names nobody."""
    [fault] = office.faults(MadeSheet(table=[WIDE, wide("990121", None, 98, 1), ("填表人：李某某  审核人：王某某",)]))
    assert (fault.code, "某" in fault.text("zh")) == ("unknown_place", False)
