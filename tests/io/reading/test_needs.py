"""Templates that come back."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2]))

from typing import Any

from attrs import evolve
from made_sheets import (
    ABOUT,
    CARRIED,
    COUNTIES,
    DAY,
    FILLED,
    HEAD,
    KEYS,
    LONG,
    OTHERS,
    TARGETS,
    MadeSheet,
    Office,
    Shelf,
    long,
    observations,
)

from jxassess.evidence import Evidence, SampledCounty
from jxassess.faults import EvidenceError
from jxassess.io._reading._reading import read_evidence
from jxassess.io._sheets._sheet import Raw
from jxassess.scheme import Precedence, SampleRule, Scheme


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scheme: Scheme, evidence: Evidence) -> Office:
    """Reads made sheets against the small scheme, with its units as base."""
    return Office(Shelf(tmp_path), monkeypatch, scheme, evidence)


def seen(office: Office, *sheets: MadeSheet, **options: Any) -> list[tuple[str, str]]:
    """Give code and place of the faults of a template."""
    return [
        (fault.code, fault.where.removeprefix("[甲市.xlsx]"))
        for fault in office.faults(ABOUT, COUNTIES, *sheets, **options)
    ]


def test_whole(office: Office) -> None:
    """A template with every needed cell filled in has no fault."""
    found, _ = office.read(ABOUT, COUNTIES, TARGETS, CARRIED, observations(FILLED, OTHERS))
    assert (len(found.observations), len(found.carried)) == (12, 1)


def test_blank_cells(office: Office) -> None:
    """Each needed cell left blank is one fault at that cell, with unit and indicator; a provisional reading takes it."""
    sheets = (TARGETS, CARRIED, observations((FILLED[0], None, *FILLED[2:]), OTHERS))
    assert seen(office, *sheets) == [("blank_cell", "observations!B2")]
    [fault] = office.faults(ABOUT, COUNTIES, *sheets)
    assert fault.text("zh").startswith(
        "[甲市.xlsx]observations!B2：单元格为空：990121 子县建档立卡贫困人口减少〔第七条第(三)项〕"
    )
    assert len(office.read(ABOUT, COUNTIES, *sheets, provisional=True)[0].observations) == 11


def test_blank_rows(office: Office) -> None:
    """A score that was not filled in is one fault, one filled in by half is a fault at each blank cell."""
    blank = MadeSheet(name="carried", table=[("county", "score", "on", "document"), ("990122",)])
    assert seen(office, TARGETS, blank, observations(FILLED, OTHERS)) == [("blank_cell", "carried!B2")]
    half = MadeSheet(name="carried", table=[("county", "score", "on", "document"), ("990122", 5)])
    assert seen(office, TARGETS, half, observations(FILLED, OTHERS)) == [
        ("blank_cell", "carried!C2"),
        ("blank_cell", "carried!D2"),
    ]


def test_held_otherwise(office: Office) -> None:
    """What the base or another table has need not be filled in again."""
    base = office.base
    assert base is not None
    one = office.table(LONG, long("990121", None, KEYS[0], 500)).observations
    sheets = (TARGETS, CARRIED, observations((FILLED[0], None, *FILLED[2:]), OTHERS))
    assert len(office.read(ABOUT, COUNTIES, *sheets, base=evolve(base, observations=one))[0].observations) == 12


def test_precedence(office: Office) -> None:
    """Where the scheme takes the first source that there is, one of them is enough, and none is one fault."""
    key = KEYS[3]
    indicator = next(each for each in office.scheme.indicators if each.key == key)
    rule = Precedence(indicator=indicator, sources=("a", "b"), allowed_by="invented")
    office.scheme = evolve(office.scheme, precedences=[rule])
    head = (*HEAD[:4], f"{key}〔a〕", f"{key}〔b〕", *HEAD[5:])

    def sheet(first: Raw, second: Raw) -> MadeSheet:
        rows = [(*FILLED[:4], first, second, *FILLED[5:]), (*OTHERS[:4], 98, None, *OTHERS[5:])]
        return MadeSheet(name="observations", table=[head, *rows])

    assert len(office.read(ABOUT, COUNTIES, TARGETS, CARRIED, sheet(None, 98))[0].observations) == 12
    assert seen(office, TARGETS, CARRIED, sheet(None, None)) == [("blank_cell", "observations!E2")]


def test_samples(office: Office) -> None:
    """Where the base says which counties were drawn, the others need not fill in."""
    base = office.base
    assert base is not None
    drawn = evolve(base, samples=[SampledCounty(county=base.counties[0], townships=())])
    assert office.read(ABOUT, COUNTIES, TARGETS, CARRIED, observations(FILLED, OTHERS), base=drawn)[0].samples


def test_samples_that_nobody_tells(office: Office) -> None:
    """Where the scheme samples and nobody says who was drawn, the fault of a blank cell says how that is given."""
    sheets = (TARGETS, CARRIED, observations((FILLED[0], None, *FILLED[2:]), OTHERS))
    [fault] = office.faults(ABOUT, COUNTIES, *sheets)
    assert "base" not in fault.remedy.zh
    office.scheme = evolve(
        office.scheme,
        sample=SampleRule(counties=1, townships=1, villages=1, households=1, with_carried=True, allowed_by="invented"),
    )
    [fault] = office.faults(ABOUT, COUNTIES, *sheets)
    assert (fault.code, fault.remedy.zh) == (
        "blank_cell",
        "请填写；未抽中的县，请将含有抽样结果的数据以base给出",
    )


def test_scores_that_are_not_yet_there(office: Office) -> None:
    """A provisional reading takes a blank score beside its day and document, which are looked at all the same."""

    def score(*cells: Raw) -> MadeSheet:
        return MadeSheet(name="carried", table=[("county", "score", "on", "document"), ("990122", *cells)])

    sheets = (ABOUT, COUNTIES, TARGETS, observations(FILLED, OTHERS))
    assert office.read(*sheets, score(None, DAY, "d"), provisional=True)[0].carried == ()
    assert len(office.read(*sheets, score(88, DAY, "d"), provisional=True)[0].carried) == 1
    [fault] = office.faults(*sheets, score(None, "2019年", "d"), provisional=True)
    assert (fault.code, fault.where) == ("bad_date", "[甲市.xlsx]carried!C2")
    [fault] = office.faults(*sheets, score(None, DAY, "d"))
    assert (fault.code, fault.where) == ("blank_cell", "[甲市.xlsx]carried!B2")


def test_cells_that_are_not_asked_for(office: Office) -> None:
    """A value typed where the template is grey is a fault at its cell, provisional or not: it may be in a wrong row."""
    others = (*OTHERS[:6], 97, *OTHERS[7:])
    wrong = MadeSheet(name="carried", table=[*CARRIED.table, ("990121", 80, DAY, "d")])
    for provisional in (False, True):
        faults = office.faults(ABOUT, COUNTIES, TARGETS, wrong, observations(FILLED, others), provisional=provisional)
        assert [(fault.code, fault.where) for fault in faults] == [
            ("closed_cell", "[甲市.xlsx]carried!B3"),
            ("closed_cell", "[甲市.xlsx]observations!G3"),
        ]
    assert faults[1].problem.zh == "方案不要求填写：990122 丑县资金使用"


def test_long_tables_beside(office: Office) -> None:
    """A long table in a template fills in what the wide one leaves blank, and is looked at as that is."""

    def beside(*rows: tuple[Raw, ...]) -> MadeSheet:
        head = ("place", "indicator", "value", "source", "on", "document")
        return MadeSheet(name="指标数据", table=[head, *((*row, "survey", DAY, "s 1") for row in rows)])

    sheets = (ABOUT, COUNTIES, TARGETS, CARRIED, observations((*FILLED[:3], None, *FILLED[4:]), OTHERS))
    assert [fault.code for fault in office.faults(*sheets)] == ["blank_cell"]
    evidence = office.read(*sheets, beside(("990121", "identification_accuracy", 97)))[0]
    assert {found.source for found in evidence.observations} == {"register", "survey"}
    faults = office.faults(*sheets, beside(("990121", "no_such", 97), ("990121", None, 97), ("990122", "funds_use", 9)))
    assert [(fault.code, fault.where) for fault in faults] == [
        ("blank_cell", "[甲市.xlsx]observations!D2"),
        ("unknown_indicator", "[甲市.xlsx]指标数据!B2"),
        ("blank_cell", "[甲市.xlsx]指标数据!B3"),
        ("closed_cell", "[甲市.xlsx]指标数据!C4"),
    ]


def test_own_indicators(office: Office) -> None:
    """What a template has beyond the scheme is nobody's need, and no fault."""
    own = MadeSheet(
        name="indicators",
        table=[
            ("key", "name_en", "name_zh", "unit_en", "unit_zh", "places", "low", "better", "is_additive"),
            ("own", "own", "自定", "people", "人", 0, 0, "higher", "no"),
        ],
    )
    whole = observations(FILLED, OTHERS)
    table = [(*row[:8], value, *row[8:]) for row, value in zip(whole.table, ("own", 5, None), strict=True)]
    with_own = MadeSheet(name="observations", table=table)
    assert len(office.read(ABOUT, own, COUNTIES, TARGETS, CARRIED, with_own)[0].observations) == 13


def test_old_versions(office: Office) -> None:
    """What an old version of a file leaves blank and the new one fills in is no further fault."""
    old = observations((*FILLED[:3], None, *FILLED[4:]))
    paths = [
        office.shelf.put(file, *(evolve(each) for each in (ABOUT, COUNTIES, TARGETS, CARRIED)), evolve(sheet))
        for file, sheet in (("新.xlsx", observations(FILLED, OTHERS)), ("旧.xlsx", old))
    ]
    with pytest.raises(EvidenceError) as caught:
        read_evidence(paths, office.scheme, base=office.base)
    assert [(fault.code, fault.where) for fault in caught.value.faults] == [("same_rows", "旧.xlsx")]


def test_files_to_be_given_anew(office: Office) -> None:
    """Of a template of another year or scheme nothing is asked; that it is one is the fault."""
    for line in (("year", 2018), ("digest", "ab" * 32)):
        about = MadeSheet(name="说明", table=[("format", "jxassess-template/1"), line])
        [fault] = office.faults(about, COUNTIES, observations((FILLED[0], None, *FILLED[2:])))
        assert fault.where == "[甲市.xlsx]说明!B2"
