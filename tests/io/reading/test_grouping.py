"""Rows that belong together."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2]))

from made_sheets import MadeSheet, Office, Shelf

from jxassess.evidence import Evidence
from jxassess.io._sheets._sheet import Raw
from jxassess.scheme import Scheme


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scheme: Scheme, evidence: Evidence) -> Office:
    """Reads made sheets against the small scheme, with its units as base."""
    return Office(Shelf(tmp_path), monkeypatch, scheme, evidence)


FINDINGS = (
    "编号",
    "单位代码",
    "问题情形",
    "认定结论",
    "起始日期",
    "终止日期",
    "依据文件",
    "申辩",
    "认定主体",
    "认定日期",
    "情节严重",
    "造成不良影响",
)
SAMPLES = ("县代码", "单位名称", "乡镇", "村", "户数")


def finding(key: str, verdict: str = "确认") -> tuple[Raw, ...]:
    """Give a row of a finding on an invented place."""
    return (
        key,
        "990221",
        "违反退出规定弄虚作假",
        verdict,
        "2019-03-01",
        "2019-06-30",
        "d",
        "无异议",
        "省扶贫开发领导小组",
        "2020-02-20",
        "否",
        "是",
    )


def facts(*keys: str) -> MadeSheet:
    """Make the facts of findings."""
    return MadeSheet(
        name="facts",
        table=[
            ("问题编号", "事实要素", "事实"),
            *((key, kind, "事实") for key in keys for kind in ("违反的规定", "行为")),
        ],
    )


def findings(*rows: tuple[Raw, ...]) -> MadeSheet:
    """Make the findings."""
    return MadeSheet(name="问题认定", table=[FINDINGS, *rows])


def samples(*rows: tuple[Raw, ...]) -> MadeSheet:
    """Make the samples."""
    return MadeSheet(name="抽样", table=[SAMPLES, *rows])


def test_findings(office: Office) -> None:
    """Facts go to their finding, whatever the order of sheets and rows."""
    found, _ = office.read(facts("f2", "f1"), findings(finding("f1"), finding("f2")))
    assert [(each.key, [fact.kind.value for fact in each.facts]) for each in found.findings] == [
        ("f1", ["rule", "act"]),
        ("f2", ["rule", "act"]),
    ]


def test_faulty_findings(office: Office) -> None:
    """Facts of no finding are faults, and so are findings without the facts of their clause."""
    seen = [
        (fault.code, fault.where.rpartition("]")[2])
        for fault in office.faults(facts("f1", "f9"), findings(finding("f1"), finding("f2")))
    ]
    assert seen == [
        ("unknown_finding", "facts!A4"),
        ("unknown_finding", "facts!A5"),
        ("fact_missing", "问题认定!A3"),
        ("fact_missing", "问题认定!A3"),
    ]
    seen = [
        (fault.code, fault.where.rpartition("]")[2])
        for fault in office.faults(facts("f1"), findings(finding("f1", "或许")))
    ]
    assert seen == [("unknown_value", "问题认定!D2")]
    seen = [
        (fault.code, fault.where.rpartition("]")[2])
        for fault in office.faults(facts("f1"), findings(finding("f1"), finding("f1")))
    ]
    assert seen[-1] == ("duplicate_row", "问题认定!A3")


def test_samples(office: Office) -> None:
    """Counties drawn are put together of their rows: with villages, without them, and alone."""
    found, _ = office.read(
        samples(
            ("990121", "子县", "乡一", "村一", 20),
            ("990221", None, None, None, None),
            ("990121", None, "乡二", None, None),
            ("子县", None, "乡一", "村二", 0),
        )
    )
    assert [
        (each.county.code, [(t.name, [(v.name, v.households) for v in t.villages]) for t in each.townships])
        for each in found.samples
    ] == [
        ("990121", [("乡一", [("村一", 20), ("村二", 0)]), ("乡二", [])]),
        ("990221", []),
    ]


def test_faulty_samples(office: Office) -> None:
    """A village twice, one without households or township, and a number below zero are faults."""
    rows = [
        ("990121", None, "乡一", "村一", 20),
        ("990121", None, "乡一", "村一", 21),
        ("990121", None, None, "村三", 1),
        ("990121", None, "乡一", "村四", None),
        ("990121", None, "乡一", None, 5),
        ("990221", None, "乡一", "村一", -1),
    ]
    seen = [(fault.code, fault.where.rpartition("!")[2]) for fault in office.faults(samples(*rows))]
    assert seen == [
        ("duplicate_row", "A3"),
        ("blank_cell", "C4"),
        ("blank_cell", "E5"),
        ("blank_cell", "D6"),
        ("bad_number", "A7"),
    ]
