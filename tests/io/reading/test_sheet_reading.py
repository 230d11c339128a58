"""Which table a sheet is, and what keeps it from being read."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2]))

from typing import Any

from made_sheets import DAY, LONG, WIDE, MadeSheet, Office, Shelf, long, wide

from jxassess.errors import ScopeError
from jxassess.evidence import Evidence
from jxassess.io._reading import _box, _reader
from jxassess.io._reading._reading import read_evidence
from jxassess.io._reading._rules import TableRules
from jxassess.scheme import Scheme


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scheme: Scheme, evidence: Evidence) -> Office:
    """Reads made sheets against the small scheme, with its units as base."""
    return Office(Shelf(tmp_path), monkeypatch, scheme, evidence)


ROWS = [WIDE, wide("990121", None, 98, 5)]


def seen(office: Office, *sheets: MadeSheet, **options: Any) -> list[tuple[str, str]]:
    """Give code and place of each fault."""
    return [(fault.code, fault.where) for fault in office.faults(*sheets, **options)]


@pytest.mark.parametrize("name", ["指标数据", "observations", "Observations", " 指 标 数 据 "])
def test_names(name: str, office: Office) -> None:
    """A sheet is the table whose key or name it bears."""
    assert len(office.table(*ROWS, name=name).observations) == 2


def test_one_sheet_alone(office: Office) -> None:
    """One sheet alone with another name is what its file is called; beside others it is not."""
    path = office.shelf.put("指标数据.xlsx", MadeSheet(table=ROWS, name="Sheet1"))
    assert len(read_evidence(path, office.scheme, base=office.base).observations) == 2
    assert office.seen(*ROWS, name="Sheet1") == [("unknown_sheet", "[甲市.xlsx]Sheet1")]


def test_rules_for_sheets(office: Office) -> None:
    """Rules say which table a sheet is, or that it is not read."""
    notes = MadeSheet(name="备注", table=[("一", "二")])
    sheets = (MadeSheet(table=ROWS, name="附件1"), notes)
    rules = TableRules(sheets={"附件1": "observations", "备注": ""})
    assert len(office.read(*sheets, rules=rules)[0].observations) == 2
    assert seen(office, *sheets) == [("unknown_sheet", "[甲市.xlsx]附件1"), ("unknown_sheet", "[甲市.xlsx]备注")]
    assert seen(office, notes, rules=rules) == [("nothing_read", "甲市.xlsx")]


@pytest.mark.parametrize(
    "rules",
    [
        TableRules(sheets={"附件1": "observation"}),
        TableRules(headings={"满意度": "satisfaction"}),
        TableRules(headings={"满意度": "satisfaction_work_team（分）"}),
    ],
)
def test_rules_that_name_nothing(rules: TableRules, office: Office) -> None:
    """A rule that names no table, column or indicator is refused."""
    with pytest.raises(ScopeError, match="the rules name"):
        office.table(*ROWS, rules=rules)


def test_order_of_sheets(office: Office) -> None:
    """What a file is about is read first, wherever the sheet stands."""
    counties = MadeSheet(name="counties", table=[("code", "name", "parent"), ("990121", "子县", "990100")])
    about = MadeSheet(name="about", table=[("format", "jxassess-template/1"), ("year", 2019)])
    found = seen(office, counties, MadeSheet(table=[WIDE[:2] + WIDE[2:], ("990121",)]), about)
    assert ("blank_cell", "[甲市.xlsx]指标数据!C2") in found


def test_hidden_sheets_of_units(office: Office) -> None:
    """While a sheet of units is hidden, nothing is said of units that may stand there."""
    counties = MadeSheet(name="counties", table=[("code", "name", "parent"), ("990321", "巳县", "990300")])
    cities = MadeSheet(name="cities", table=[("code", "name"), ("990300", "丙市")], is_hidden=True)
    assert seen(office, counties, cities) == [("hidden_sheet", "[甲市.xlsx]cities")]
    values = MadeSheet(table=[WIDE, wide("990321", None, 98, 5)])
    counties.is_hidden, cities.is_hidden = True, False
    assert seen(office, values, counties, cities) == [("hidden_sheet", "[甲市.xlsx]counties")]


def test_sheets_without_cells(office: Office) -> None:
    """A sheet that holds nothing is passed over, whatever it is called; nothing at all is a fault."""
    empty = MadeSheet(name="Sheet2", table=[(" ",), ()])
    assert len(office.read(MadeSheet(table=ROWS), empty)[0].observations) == 2
    assert seen(office, empty) == [("nothing_read", "甲市.xlsx")]
    assert seen(office, MadeSheet(table=[(" ", "\u3000")])) == [("nothing_read", "甲市.xlsx")]


def test_hidden_sheets(office: Office) -> None:
    """A hidden sheet that holds anything is refused, definitions among them."""
    hidden = [
        MadeSheet(table=ROWS, is_hidden=True),
        MadeSheet(name="cities", table=[("code", "name"), ("1", "x")], is_hidden=True),
    ]
    assert seen(office, *hidden) == [("hidden_sheet", "[甲市.xlsx]指标数据"), ("hidden_sheet", "[甲市.xlsx]cities")]
    assert (
        len(office.read(MadeSheet(table=ROWS), MadeSheet(name="Sheet2", table=[()], is_hidden=True))[0].observations)
        == 2
    )
    unknown = MadeSheet(table=ROWS, name="x", is_hidden=True)
    assert seen(office, unknown, MadeSheet(table=ROWS)) == [("unknown_sheet", "[甲市.xlsx]x")]


def test_encoding_by_trial(office: Office) -> None:
    """Text that was decoded by trial needs a heading or unit that shows that it was right."""
    ascii_head = ("place", "name", "exit_accuracy", "source", "on", "document")
    row = ("990121", None, 98, "a", DAY, "文件")
    assert len(office.read(MadeSheet(table=ROWS, is_decoded=True))[0].observations) == 2
    assert seen(office, MadeSheet(table=[ascii_head, row], is_decoded=True)) == [
        ("unproven_encoding", "[甲市.xlsx]指标数据")
    ]
    proof = ("990121", "子县", *row[2:])
    assert len(office.read(MadeSheet(table=[ascii_head, proof], is_decoded=True))[0].observations) == 1


def test_broken_bytes(office: Office) -> None:
    """Characters of private use, into which broken bytes are decoded, are refused where decoding was a trial."""
    rows = [LONG, (*long("990121", None, "exit_accuracy", 98)[:-1], "文件\ue5af")]
    assert seen(office, MadeSheet(table=rows, is_decoded=True)) == [("broken_text", "[甲市.xlsx]指标数据!G2")]
    assert len(office.read(MadeSheet(table=rows))[0].observations) == 1


def test_too_many_faults(office: Office) -> None:
    """A sheet full of faults gives a thousand of them and says that there may be more; other sheets are still read."""
    sheet = MadeSheet(table=[WIDE, *[wide("990199", None, 98, 5)] * 3000])
    found = seen(office, sheet, MadeSheet(name="carried", table=[("county", "score"), ("990122", 5)]))
    assert [code for code, _ in found[:1000]] == ["unknown_place"] * 1000
    assert found[1000:] == [("too_many_faults", "[甲市.xlsx]指标数据"), ("missing_column", "[甲市.xlsx]carried!A1")]
    assert sheet.reads[-1] < 1100


def test_too_many_faults_in_all(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """After many faults in all, no more sheets are read."""
    monkeypatch.setattr(_box, "MOST_IN_ALL", 2)
    bad = [
        MadeSheet(table=[WIDE, wide("990199", None, 98, 5)], name=name)
        for name in ("指标数据", "observations", "Observations")
    ]
    assert [code for code, _ in seen(office, *bad)] == ["unknown_place", "unknown_place", "too_many_faults"]


def test_too_much_text(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Long texts are kept up to a bound, in wide and in long tables."""
    monkeypatch.setattr(_reader, "MOST_TEXT", 5000)
    text = "长" * 2000
    rows = [
        (*long("990121", None, key, 98)[:-1], text)
        for key in ("exit_accuracy", "funds_use", "road_access", "poor_villages_exited")
    ]
    assert len(office.table(LONG, *rows[:2]).observations) == 2
    assert seen(office, MadeSheet(table=[LONG, *rows])) == [("too_much_text", "[甲市.xlsx]指标数据!G4")]
    rows = [(*wide(code, None, 98, 5)[:-1], text + code) for code in ("990121", "990123", "990221", "990222")]
    assert seen(office, MadeSheet(table=[WIDE, *rows])) == [("too_much_text", "[甲市.xlsx]指标数据!G4")]
    head = ("key", "kind", "name", "on", "document")
    assert office.table(head, ("e1", "praise", "子县", DAY, text), name="events").events[0].document == text


def test_hidden_findings(office: Office) -> None:
    """Where findings could not all be read, facts without a finding are left alone."""
    facts = MadeSheet(name="facts", table=[("finding", "kind", "text"), ("f1", "act", "x")])
    found = seen(office, facts, MadeSheet(name="findings", table=[("key", "place"), ("f1", "990121")]))
    assert [code for code, _ in found] == ["missing_column"]
