"""What templates had when they were sent out, and did not come back with."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2]))

from collections.abc import Iterator
from typing import Any

from attrs import evolve
from made_sheets import (
    ABOUT,
    CARRIED,
    COUNTIES,
    DAY,
    FILLED,
    HEAD,
    LONG,
    OTHERS,
    TARGETS,
    MadeSheet,
    Office,
    Shelf,
    long,
    observations,
)

from jxassess.evidence import Evidence
from jxassess.faults import EvidenceError
from jxassess.io._reading._reading import read_evidence
from jxassess.io._reading._rules import TableRules
from jxassess.scheme import BlendShare, Group, Node, Scheme, WhenMissing


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scheme: Scheme, evidence: Evidence) -> Office:
    """Reads made sheets against the small scheme, with its units as base."""
    return Office(Shelf(tmp_path), monkeypatch, scheme, evidence)


WHOLE = observations(FILLED, OTHERS)


def without(column: int, sheet: MadeSheet = WHOLE) -> MadeSheet:
    """Delete a column."""
    return evolve(sheet, table=[(*row[:column], *row[column + 1 :]) for row in sheet.table])


def seen(office: Office, *sheets: MadeSheet, **options: Any) -> list[tuple[str, str]]:
    """Give code and place of the faults of a template."""
    return [
        (fault.code, fault.where.removeprefix("[甲市.xlsx]"))
        for fault in office.faults(ABOUT, COUNTIES, *sheets, **options)
    ]


def test_rows(office: Office) -> None:
    """A row that is gone is one fault at the sheet, naming the unit, however much it held."""
    assert seen(office, TARGETS, CARRIED, observations(OTHERS)) == [("missing_row", "observations")]
    [fault] = office.faults(ABOUT, COUNTIES, TARGETS, CARRIED, observations(OTHERS))
    assert fault.text("zh") == (
        "[甲市.xlsx]observations：表中没有990121 子县所在行〔第七条第(三)项〕；请从模板中取回并填写；"
        "模板本来未要求的（已有数据、未抽中的县），请以base给出"
    )


def test_columns(office: Office) -> None:
    """A column that is gone is one fault at the sheet, naming the indicator, however many rows it had."""
    assert seen(office, TARGETS, CARRIED, without(3)) == [("missing_column", "observations")]
    [fault] = office.faults(ABOUT, COUNTIES, TARGETS, CARRIED, without(1))
    assert fault.problem.zh == "表中没有“建档立卡贫困人口减少”一列"


def test_sheets(office: Office) -> None:
    """A sheet that is gone is one fault at the file, naming the sheet."""
    assert seen(office, TARGETS, WHOLE) == [("missing_row", "甲市.xlsx")]
    [fault] = office.faults(ABOUT, COUNTIES, WHOLE, CARRIED)
    assert (fault.where, fault.value) == ("甲市.xlsx", "减贫任务")


def test_several(office: Office) -> None:
    """Each thing that is gone is told, beside faults that do not explain it."""
    bad = observations((*OTHERS[:2], "x", *OTHERS[3:]))
    assert seen(office, TARGETS, bad) == [
        ("missing_row", "甲市.xlsx"),
        ("missing_row", "observations"),
        ("bad_number", "observations!C2"),
    ]
    blank = observations((*OTHERS[:-1], None))
    assert seen(office, TARGETS, CARRIED, blank) == [("missing_row", "observations"), ("blank_cell", "observations!K2")]


def test_cities(office: Office) -> None:
    """A city that has a row on one sheet needs one on the others; a city that is only defined needs none."""
    cities = MadeSheet(name="cities", table=[("code", "name"), ("990100", "甲市"), ("990200", "乙市")])
    city = ("990100", *[None] * (len(HEAD) - 1))
    assert len(office.read(ABOUT, COUNTIES, cities, TARGETS, CARRIED, WHOLE)[0].observations) == 12
    assert seen(office, cities, TARGETS, CARRIED, observations(FILLED, OTHERS, city)) == [("missing_row", "targets")]


def test_provisional(office: Office) -> None:
    """A provisional reading asks for nothing that is gone."""
    found, _ = office.read(ABOUT, COUNTIES, observations(OTHERS), provisional=True)
    assert len(found.observations) == 5


@pytest.mark.parametrize(
    ("sheets", "fault"),
    [
        ([TARGETS, CARRIED, observations(("990199", *FILLED[1:]), OTHERS)], ("unknown_place", "observations!A2")),
        ([TARGETS, CARRIED, evolve(WHOLE, hidden_rows=frozenset({2}))], ("hidden_row", "observations!A2")),
        ([TARGETS, CARRIED, observations((None, *FILLED[1:]), OTHERS)], ("blank_cell", "observations!A2")),
        (
            [TARGETS, CARRIED, observations(FILLED, OTHERS, head=(*HEAD[:4], "退出", *HEAD[5:]))],
            ("unknown_column", "observations!E1"),
        ),
        ([TARGETS, WHOLE, evolve(CARRIED, name="成绩表")], ("unknown_sheet", "成绩表")),
        ([TARGETS, WHOLE, evolve(CARRIED, is_hidden=True)], ("hidden_sheet", "carried")),
    ],
)
def test_explained(sheets: list[MadeSheet], fault: tuple[str, str], office: Office) -> None:
    """Where another fault is why something seems to be gone, that one is all that is told."""
    assert seen(office, *sheets) == [fault]


def test_rules(office: Office) -> None:
    """What the rules say is not to be read is not missed."""
    rules = TableRules(sheets={"贫困县成绩": ""}, headings={"识别准确率（%）": "", "贫困人口识别准确率": ""})
    name = next(each.name.zh for each in office.scheme.indicators if each.key == HEAD[3])
    rules = evolve(rules, headings={f"{name}（%）": ""})
    passed = observations(FILLED, OTHERS, head=(*HEAD[:3], f"{name}（%）", *HEAD[4:]))
    sheets = (ABOUT, COUNTIES, TARGETS, evolve(CARRIED, name="贫困县成绩"), passed)
    assert len(office.read(*sheets, rules=rules)[0].observations) == 10


def test_given_by_other_files(office: Office) -> None:
    """What another file or the base gives is not missed, nor is it a blank cell."""
    given = office.table(LONG, *(long(code, None, HEAD[3], 98) for code in ("990121", "990122")))
    base = evolve(given, observations=given.observations)
    assert len(office.read(ABOUT, COUNTIES, TARGETS, CARRIED, without(3), base=base)[0].observations) == 12
    blank = observations((*FILLED[:3], None, *FILLED[4:]), (*OTHERS[:3], None, *OTHERS[4:]))
    assert len(office.read(ABOUT, COUNTIES, TARGETS, CARRIED, blank, base=base)[0].observations) == 12


def test_two_files(office: Office) -> None:
    """A template whose sheets were sent as two files is whole; what neither has is told once."""
    first = [office.shelf.put("一.xlsx", *(evolve(each) for each in (ABOUT, COUNTIES, TARGETS)))]
    for sheet in (WHOLE, observations(OTHERS)):
        second = office.shelf.put("二.xlsx", *(evolve(each) for each in (ABOUT, COUNTIES, CARRIED, sheet)))
        paths = [*first, second]
        if sheet is WHOLE:
            assert len(read_evidence(paths, office.scheme, base=office.base).observations) == 12
    with pytest.raises(EvidenceError) as caught:
        read_evidence(paths, office.scheme, base=office.base)
    assert [fault.where for fault in caught.value.faults] == ["[二.xlsx]observations"]


def blended(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """Blend the exit accuracy of two sources, without which evidence is refused."""
    for node in nodes:
        if isinstance(node, Group):
            yield evolve(node, children=list(blended(node.children)))
        elif node.indicator.key == HEAD[4]:
            shares = [BlendShare(source="核查", share="0.6"), BlendShare(source="抽样", share="0.4")]
            yield evolve(node, blend=shares, when_missing=WhenMissing.FAULT)
        else:
            yield node


def test_sources(office: Office) -> None:
    """Of what is blended of several sources, the column of one that is gone is a fault, unless the base has its values."""
    office.scheme = evolve(office.scheme, criteria=list(blended(office.scheme.criteria)))
    head = (*HEAD[:4], "exit_accuracy〔核查〕", "exit_accuracy〔抽样〕", *HEAD[5:])
    both = observations((*FILLED[:5], 97, *FILLED[5:]), (*OTHERS[:5], 97, *OTHERS[5:]), head=head)
    assert len(office.read(ABOUT, COUNTIES, TARGETS, CARRIED, both)[0].observations) == 14
    assert seen(office, TARGETS, CARRIED, without(5, both)) == [("missing_column", "observations")]
    [fault] = office.faults(ABOUT, COUNTIES, TARGETS, CARRIED, without(4, both))
    assert "来源为核查的一列不见了" in fault.problem.zh
    given = office.table(LONG, *((code, None, HEAD[4], 98, "抽样", DAY, "d") for code in ("990121", "990122")))
    assert len(office.read(ABOUT, COUNTIES, TARGETS, CARRIED, without(5, both), base=given)[0].observations) == 14
