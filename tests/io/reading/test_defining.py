"""Definitions of indicators and units."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2]))

from attrs import evolve
from made_sheets import DAY, LONG, WIDE, MadeSheet, Office, Shelf, long, wide

from jxassess.evidence import Evidence
from jxassess.faults import EvidenceError
from jxassess.io._reading import _defining
from jxassess.io._reading._reading import read_evidence
from jxassess.io._sheets._sheet import Raw
from jxassess.scheme import Scheme


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scheme: Scheme, evidence: Evidence) -> Office:
    """Reads made sheets against the small scheme, with its units as base."""
    return Office(Shelf(tmp_path), monkeypatch, scheme, evidence)


INDICATORS = (
    "key",
    "name_en",
    "name_zh",
    "unit_en",
    "unit_zh",
    "places",
    "low",
    "high",
    "better",
    "is_additive",
    "citation",
)
OWN = ("own", "own one", "自定一", "%", "%", 1, 0, 100, "越高越好", "否", "第五条第(二)项")
COUNTIES = ("代码", "名称", "所属设区市代码", "设立日期")
USES = MadeSheet(table=[("单位代码", "自定一", "数据来源", "数据日期", "依据文件"), ("990121", 98.5, "a", DAY, "d")])


def counties(*rows: tuple[Raw, ...], name: str = "counties") -> MadeSheet:
    """Make a sheet of counties."""
    return MadeSheet(name=name, table=[COUNTIES, *rows])


def test_indicators(office: Office) -> None:
    """An indicator that a sheet defines is known by key and term in all sheets."""
    found, _ = office.read(USES, MadeSheet(name="自定指标", table=[INDICATORS, OWN]))
    [one] = found.observations
    assert (one.indicator.key, one.indicator.unit.zh, str(one.indicator.citation), one.indicator.is_additive) == (
        "own",
        "%",
        "Art. 5(2)",
        False,
    )


def test_definitions_in_several_files(office: Office) -> None:
    """The same definition in several files counts once; another one of the same key is refused."""
    first = office.shelf.put("一.xlsx", MadeSheet(name="indicators", table=[INDICATORS, OWN]), USES)
    second = office.shelf.put("二.xlsx", MadeSheet(name="indicators", table=[INDICATORS, OWN]))
    assert len(read_evidence([first, second], office.scheme, base=office.base).observations) == 1
    office.shelf.put("二.xlsx", MadeSheet(name="indicators", table=[INDICATORS, (*OWN[:5], 2, *OWN[6:])]))
    with pytest.raises(EvidenceError) as caught:
        read_evidence([first, second], office.scheme, base=office.base)
    [fault] = caught.value.faults
    assert (fault.code, fault.where, fault.value) == ("other_definition", "[二.xlsx]indicators!A2", "own")


def test_definitions_that_are_known(office: Office) -> None:
    """A definition may repeat that of the scheme, and not change it."""
    same = ("road_access", "villages with road access", "通公路村占比", "%", "%", 1, 0, 100, "higher", False, None)
    found, _ = office.read(
        MadeSheet(name="indicators", table=[INDICATORS, same]),
        MadeSheet(table=[LONG, long("990121", None, "road_access", 98)]),
    )
    assert len(found.observations) == 1
    [fault] = office.faults(
        MadeSheet(name="indicators", table=[INDICATORS, (*same[:5], 2, *same[6:])]),
        MadeSheet(table=[LONG, long("990121", None, "road_access", 98)]),
    )
    assert (fault.code, fault.problem.zh) == ("other_definition", "road_access在已知内容中的定义不同")


def test_unused_indicators(office: Office) -> None:
    """A definition that nothing uses is a fault."""
    [fault] = office.faults(
        MadeSheet(name="indicators", table=[INDICATORS, OWN]), MadeSheet(table=[WIDE, wide("990121", None, 98, 5)])
    )
    assert (fault.code, fault.where) == ("unused_indicator", "[甲市.xlsx]indicators!A2")


def test_faulty_indicators(office: Office) -> None:
    """Faults of a definition are at its cells; what uses it is left alone, here as an unknown heading."""
    row = ("Own", "", "自定一", "%", "%", 99, 5, 1, "higher", "否", None)
    found = office.faults(MadeSheet(name="indicators", table=[INDICATORS, row]))
    assert [(fault.code, fault.where[-2:]) for fault in found][:1] == [("blank_cell", "B2")]
    row = ("Own", "n", "自定一", "%", "%", 99, 5, 1, "higher", "否", None)
    found = office.faults(MadeSheet(name="indicators", table=[INDICATORS, row]))
    assert [(fault.code, fault.where[-2:]) for fault in found] == [
        ("bad_key", "A2"),
        ("bad_places", "F2"),
        ("empty_range", "G2"),
    ]


def test_units(office: Office) -> None:
    """Cities and counties are made of their rows; a county names its city by code or name."""
    office.base = evolve(office.base, cities=(), counties=()) if office.base else None
    cities = MadeSheet(name="设区市", table=[("代码", "名称"), (990100, "甲市"), ("990200", "乙市")])
    found, _ = office.read(counties(("990121", "子县", 990100, "2018-01-01"), ("990221", "寅县", "乙市")), cities)
    assert [(county.label, county.parent.code, str(county.valid_from)) for county in found.counties] == [
        ("990121 子县", "990100", "2018-01-01"),
        ("990221 寅县", "990200", "None"),
    ]


def test_units_of_the_base(office: Office) -> None:
    """A unit that the base has may be repeated as it is, and not otherwise; twice in one sheet is a fault."""
    assert office.read(counties(("990122", "丑县", "990100")))[0].counties
    [fault] = office.faults(counties(("990122", "丑市", "990100")))
    assert (fault.code, fault.where) == ("other_definition", "[甲市.xlsx]counties!A2")
    [fault] = office.faults(counties(("990122", "丑县", "990100"), ("990122", "丑县", "990100")))
    assert (fault.code, fault.where) == ("duplicate_row", "[甲市.xlsx]counties!A3")
    found, _ = office.read(
        counties(("990122", "丑县", "990100")), counties(("990122", "丑县", "990100"), name="县（市、区）")
    )
    assert len(found.counties) == 5


def test_faulty_units(office: Office) -> None:
    """Faults of units are at their cells, and what may be one of them is left alone."""
    uses = MadeSheet(
        table=[WIDE, wide("990124", None, 98, 5), wide("990125", None, 98, 5), wide("990126", "巳县", 98, 5)]
    )
    rows = [
        ("990124", "巳县", "丙市"),
        ("99012x", "午县", "990100"),
        ("990126", "巳县", "990121"),
        ("990127", " ", "990100"),
        ("990128", "未县", "990200"),
    ]
    found = office.faults(counties(*rows), uses)
    assert [(fault.code, fault.where.rpartition("!")[2]) for fault in found] == [
        ("unknown_place", "C2"),
        ("bad_code", "A3"),
        ("unknown_place", "C4"),
        ("blank_cell", "B5"),
        ("wrong_parent", "C6"),
    ]


def test_hidden_parent(office: Office) -> None:
    """A county of a city whose definition has faults is left alone."""
    cities = MadeSheet(name="cities", table=[("code", "name"), ("99030x", "丙市")])
    assert [fault.code for fault in office.faults(cities, counties(("990321", "巳县", "丙市")))] == ["bad_code"]


def test_too_many_faults(office: Office) -> None:
    """Of definitions too a thousand faults are told, and units that may be among the rest are left alone."""
    rows = [(f"{990300 + i}", "同名", "丙市") for i in range(1500)]
    found = office.faults(counties(*rows), MadeSheet(table=[WIDE, wide("990399", None, 98, 5)]))
    assert [fault.code for fault in found] == ["unknown_place"] * 1000 + ["too_many_faults"]


def test_long_tables_of_faulty_units(office: Office) -> None:
    """A row of a unit whose definition has faults is looked at and otherwise left alone."""
    uses = MadeSheet(name="carried", table=[("county", "score", "on", "document"), ("990124", "x", DAY, "d")])
    found = office.faults(counties(("990124", "巳县", "丙市")), uses)
    assert [(fault.code, fault.where.rpartition("]")[2]) for fault in found] == [
        ("unknown_place", "counties!C2"),
        ("bad_number", "carried!B2"),
    ]


def test_too_many(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """More definitions than any province has are refused."""
    monkeypatch.setattr(_defining, "MOST", 2)
    rows = [("990122", "丑县", "990100"), ("990123", "辰县", "990100"), ("990121", "子县", "990100")]
    assert [fault.code for fault in office.faults(counties(*rows))][:1] == ["too_many_rows"]
