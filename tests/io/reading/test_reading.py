"""Files of tables into evidence."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2]))

from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager

from attrs import evolve
from made_sheets import DAY, LONG, WIDE, MadeSheet, Office, Shelf, long, wide

from jxassess.errors import ScopeError
from jxassess.evidence import Evidence, Observation
from jxassess.faults import EvidenceError, FaultsError
from jxassess.io._fault_kinds import NOT_CSV
from jxassess.io._reading import _reading
from jxassess.io._reading._reading import read_evidence, read_with_origins
from jxassess.io._reading._rules import TableRules
from jxassess.io._sheets._progress import Progress
from jxassess.io._sheets._sheet import Sheet
from jxassess.scheme import Scheme
from jxassess.words import Words


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scheme: Scheme, evidence: Evidence) -> Office:
    """Reads made sheets against the small scheme, with its units as base."""
    return Office(Shelf(tmp_path), monkeypatch, scheme, evidence)


_NO_RULES = TableRules()
UNITS = (
    MadeSheet(name="about", table=[("format", "year", "on", "is_synthetic"), ("jxassess-tables/1", 2019, DAY, True)]),
    MadeSheet(name="cities", table=[("code", "name"), ("990100", "甲市")]),
    MadeSheet(name="counties", table=[("code", "name", "parent"), ("990121", "子县", "990100")]),
)


def test_origins(office: Office) -> None:
    """Every target, value and carried score comes with the cell that it was read from."""
    targets = MadeSheet(
        name="targets", table=[("place", "indicator", "value", "document"), ("990100", "贫困村退出", 3, "d")]
    )
    carried = MadeSheet(name="carried", table=[("county", "score", "on", "document"), ("990122", 5, DAY, "d")])
    evidence, origins = office.read(MadeSheet(table=[WIDE, wide("990121", None, None, 5)]), carried, targets)
    assert [(type(each.record).__name__, each.where) for each in origins] == [
        ("Target", "[甲市.xlsx]targets!C2"),
        ("Observation", "[甲市.xlsx]指标数据!D2"),
        ("CarriedScore", "[甲市.xlsx]carried!B2"),
    ]
    assert [each.record for each in origins] == [*evidence.targets, *evidence.observations, *evidence.carried]


def test_several_files(office: Office) -> None:
    """Several files are read as one, whatever their order: units of one file are known in all."""
    values = office.shelf.put("一.xlsx", MadeSheet(table=[WIDE, wide("990121", "子县", 98, 5)]))
    units = office.shelf.put("二.xlsx", *UNITS)
    for paths in ([values, units], [str(units), str(values)], (path for path in (values, units))):
        assert len(read_evidence(paths, office.scheme).observations) == 2


def test_folders(office: Office) -> None:
    """A folder stands for its files; what is not read there is a fault, and what is open in Excel is passed over."""
    folder = office.shelf.folder
    office.shelf.put("一.xlsx", MadeSheet(table=[WIDE, wide("990121", "子县", 98, 5)]))
    office.shelf.put("二.xlsx", *UNITS)
    for name in ("~$一.xlsx", ".hidden"):
        (folder / name).write_bytes(b"x")
    assert len(read_evidence(folder, office.scheme).observations) == 2
    (folder / "旧.xls").write_bytes(b"x")
    (folder / "sub.xlsx").mkdir()
    with pytest.raises(EvidenceError) as caught:
        read_evidence(folder, office.scheme)
    assert [(fault.code, fault.where) for fault in caught.value.faults] == [
        ("unknown_file", "sub.xlsx"),
        ("unknown_file", "旧.xls"),
    ]
    assert caught.value.subject.zh == "2个文件（一.xlsx等）中的汇总数据"


def test_empty_folder(office: Office, tmp_path: Path) -> None:
    """A folder without files holds nothing, and says so by its name."""
    (tmp_path / "空").mkdir()
    with pytest.raises(EvidenceError) as caught:
        read_evidence(tmp_path / "空", office.scheme, base=office.base)
    assert [(fault.code, fault.where) for fault in caught.value.faults] == [("nothing_read", "空")]
    assert caught.value.subject.en == "the evidence 空"


def test_broken_files(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Faults of one file do not hide those of another; what may stand in the broken one is left alone."""
    good = office.shelf.put("一.xlsx", MadeSheet(table=[WIDE, wide("990199", None, 98, 101.5)]))
    bad = office.shelf.put("二.xlsx")

    def opened(path: Path, *, encoding: str | None = None) -> AbstractContextManager[tuple[Sheet, ...]]:
        if path == bad:
            raise FaultsError([NOT_CSV.at("二.xlsx", "broken")])
        return office.shelf.open(path, encoding=encoding)

    monkeypatch.setattr(_reading, "open_sheets", opened)
    with pytest.raises(EvidenceError) as caught:
        read_evidence([good, bad], office.scheme, base=office.base)
    assert [fault.code for fault in caught.value.faults] == ["too_many_places", "not_csv"]
    with pytest.raises(EvidenceError) as caught:
        read_evidence(bad, office.scheme, base=office.base)
    assert [fault.code for fault in caught.value.faults] == ["not_csv"]


def test_base(office: Office, evidence: Evidence) -> None:
    """The files add to the base: all that it holds stays."""
    found, origins = office.read(MadeSheet(table=[WIDE, ("990222", None, None, 5, "new", DAY, "d")]), base=evidence)
    assert len(found.observations) == len(evidence.observations) + 1 == len(evidence.observations) + len(origins)
    assert (found.findings, found.history, found.carried, found.targets) == (
        evidence.findings,
        evidence.history,
        evidence.carried,
        evidence.targets,
    )


def test_indicators_of_the_base(office: Office, evidence: Evidence) -> None:
    """What the base measures is known, though neither scheme nor file defines it."""
    own = evolve(
        next(o for o in evidence.observations if o.indicator.key == "exit_accuracy").indicator,
        key="own",
        name=Words("own", "自定"),
    )
    base = evolve(evidence, observations=[evolve(evidence.observations[0], indicator=own)])
    assert len(office.read(MadeSheet(table=[LONG, long("990123", None, "自定", 98)]), base=base)[0].observations) == 2


def test_bad_year(office: Office) -> None:
    """A year that the measure does not have is told at its cell."""
    about = MadeSheet(
        name="说明", table=[("format", "jxassess-tables/1"), ("year", 2031), ("on", DAY), ("is_synthetic", "是")]
    )
    [fault] = office.faults(about, *UNITS[1:], base=None)
    assert (fault.code, fault.where) == ("bad_year", "[甲市.xlsx]说明!B2")


def test_rules_of_unknown_indicators(office: Office) -> None:
    """Rules that name no indicator are refused."""
    for rules in (TableRules(percents=["exit"]), TableRules(ratios=["exit"])):
        with pytest.raises(ScopeError, match="'exit', which is no indicator"):
            office.table(WIDE, wide("990121", None, 98, 5), rules=rules)


def test_progress(office: Office) -> None:
    """Progress moves inside a file and ends at the whole; what it raises stops the work."""
    rows = [wide(code, None, 98, None) for code in ("990121", "990123")]
    blank = [(None, None, None, None, None, None, None, "x")] * 4998
    seen: list[Progress] = []
    head = (*WIDE, "备注")
    office.read(MadeSheet(table=[head, *rows, *blank]), rules=TableRules(headings={"备注": ""}), progress=seen.append)
    assert [each.done for each in seen] == [0, 199, 399, 599, 799, 999, 1000]
    assert {(each.total, each.what) for each in seen} == {(1000, "甲市.xlsx")}

    def stop(progress: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        office.read(MadeSheet(table=[WIDE, *rows]), progress=stop)


def test_progress_over_files(office: Office) -> None:
    """Over several files it counts the bytes of those that are done, and never goes back."""
    paths = [
        office.shelf.put("一.xlsx", MadeSheet(table=[WIDE, wide("990121", "子县", 98, 5)])),
        office.shelf.put("二.xlsx", *UNITS),
    ]
    seen: list[Progress] = []
    read_evidence(paths, office.scheme, progress=seen.append)
    assert [(each.done, each.what) for each in seen] == [
        (0, "一.xlsx"),
        (0, "二.xlsx"),
        (0, "一.xlsx"),
        (1000, "一.xlsx"),
        (1000, "二.xlsx"),
        (2000, "二.xlsx"),
    ]


def test_real_file(scheme: Scheme, evidence: Evidence, tmp_path: Path) -> None:
    """A CSV file in GB 18030 is read from the disk, with line and column in its faults."""
    path = tmp_path / "指标数据.csv"
    path.write_bytes(
        "单位名称,贫困人口退出准确率,数据来源,数据日期,依据文件\r\n子县,98.5,抽样,2019年12月31日,文件\r\n丑县,0.95,抽样,2019-12-31,文件\r\n".encode(
            "gb18030"
        )
    )
    with pytest.raises(EvidenceError) as caught:
        read_with_origins(path, scheme, base=evidence)
    assert [(fault.code, fault.where) for fault in caught.value.faults] == [
        ("percent_or_ratio", "指标数据.csv line 3, column 2")
    ]
    path.write_bytes(path.read_bytes().replace(b"0.95", b"95.0%"))
    assert [
        str(each.record.value)
        for each in read_with_origins(path, scheme, base=evidence)[1]
        if isinstance(each.record, Observation)
    ] == ["197/2", "95"]


def refused(office: Office, *paths: Path, rules: TableRules = _NO_RULES) -> list[tuple[str, str]]:
    """Give code and place of the faults of files."""
    with pytest.raises(EvidenceError) as caught:
        read_evidence(paths, office.scheme, base=office.base, rules=rules)
    return [(fault.code, fault.where) for fault in caught.value.faults]


def test_no_files(office: Office) -> None:
    """Without any path the error says so in plain words."""
    with pytest.raises(EvidenceError, match="no file to read") as caught:
        read_evidence([], office.scheme, base=office.base)
    assert caught.value.subject.zh == "汇总数据"


def test_empty_files(office: Office) -> None:
    """An empty workbook among others is a fault of its own, since a city may be missing by it."""
    good = office.shelf.put("一.xlsx", MadeSheet(table=[WIDE, wide("990121", None, 98, 5)]))
    empty = office.shelf.put("空.xlsx", MadeSheet(name="Sheet", table=[]))
    blank = office.shelf.put("白.xlsx", MadeSheet(table=[("  ", None)], name="Sheet"))
    alone = office.shelf.put("说明.xlsx", UNITS[0])
    assert refused(office, good, empty, blank, alone) == [
        ("nothing_read", name) for name in ("空.xlsx", "白.xlsx", "说明.xlsx")
    ]
    assert refused(office, empty) == [("nothing_read", "空.xlsx")]
    unknown = office.shelf.put("二.xlsx", MadeSheet(name="其他", table=[("x",)]))
    assert refused(office, good, unknown) == [("unknown_sheet", "[二.xlsx]其他")]


def test_files_that_may_hold_nothing(office: Office) -> None:
    """A file that is not to be read, or holds nothing but what the others are about, is none of these."""
    good = office.shelf.put("指标数据.csv", MadeSheet(table=[WIDE, wide("990121", None, 98, 5)]))
    about = office.shelf.put("about.csv", MadeSheet(name="about", table=UNITS[0].table))
    notes = office.shelf.put("notes.csv", MadeSheet(name="notes", table=[("x",)]))
    paths = [good, about, notes]
    assert len(
        read_evidence(paths, office.scheme, base=office.base, rules=TableRules(sheets={"notes": ""})).observations
    )
    rules = TableRules(sheets={"notes": ""})
    assert refused(office, notes, rules=rules) == [("nothing_read", "notes.csv")]


def test_copies(office: Office) -> None:
    """A copy of a workbook beside it is one fault that names both."""
    rows = [wide(code, None, 98, 5) for code in ("990121", "990123")]
    first, second = (office.shelf.put(file, MadeSheet(table=[WIDE, *rows])) for file in ("一.xlsx", "副本.xlsx"))
    assert refused(office, first, second) == [("same_rows", "副本.xlsx")]


def test_files_of_one_name(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of one name are told apart by their folders, in faults and origins."""
    sheets = {
        "甲市": MadeSheet(file="指标.xlsx", table=[WIDE, wide("990121", None, 98, 5)]),
        "乙市": MadeSheet(file="指标.xlsx", table=[WIDE, wide("990123", None, 98, 5)]),
    }
    paths = [office.shelf.folder / name / "指标.xlsx" for name in sheets]
    for path in paths:
        path.parent.mkdir()
        path.write_bytes(b"x")

    @contextmanager
    def opened(path: Path, *, encoding: str | None = None) -> Generator[tuple[Sheet, ...]]:
        if not (sheet := sheets[path.parent.name]).table:
            raise FaultsError([NOT_CSV.at("指标.xlsx", "broken")])
        yield (sheet,)

    monkeypatch.setattr(_reading, "open_sheets", opened)
    _, origins = read_with_origins(paths, office.scheme, base=office.base)
    assert {each.where for each in origins} == {
        f"[{city}/指标.xlsx]指标数据!{column}2" for city in sheets for column in "CD"
    }
    sheets["甲市"].table = [WIDE, wide("990123", None, 98, 5)]
    assert refused(office, *paths) == [("duplicate_row", "[乙市/指标.xlsx]指标数据!A2")]
    sheets["甲市"].table = []
    assert refused(office, *paths) == [("not_csv", "甲市/指标.xlsx")]


def test_subjects(office: Office) -> None:
    """The error names a file that has a fault, of several."""
    good = office.shelf.put("一.xlsx", MadeSheet(table=[WIDE, wide("990121", None, 98, 5)]))
    bad = office.shelf.put("二.xlsx", MadeSheet(table=[WIDE, wide("990123", None, "x", 5)]))
    with pytest.raises(EvidenceError) as caught:
        read_evidence([good, bad], office.scheme, base=office.base)
    assert caught.value.subject.zh == "2个文件（二.xlsx等）中的汇总数据"


def test_hidden_units(office: Office) -> None:
    """While a sheet of units is refused, no unit is called unknown."""
    hidden = MadeSheet(name="cities", table=UNITS[1].table, is_hidden=True)
    office.base = None
    values = MadeSheet(table=[WIDE, wide("990121", None, 98, 5)])
    found = office.faults(UNITS[0], hidden, UNITS[2], values)
    assert [(fault.code, fault.where) for fault in found] == [("hidden_sheet", "[甲市.xlsx]cities")]


def test_rules_of_other_units(office: Office) -> None:
    """Rules for numbers in % that name an indicator in another unit are refused."""
    for rules in (TableRules(percents=["poor_population_reduced"]), TableRules(ratios=["poor_population_reduced"])):
        with pytest.raises(ScopeError, match="'poor_population_reduced' for its numbers in %, but its unit is"):
            office.table(WIDE, wide("990121", None, 98, 5), rules=rules)


def test_rules_of_percents(office: Office) -> None:
    """Rules that name an indicator in % hold for it."""
    rules = TableRules(percents=["exit_accuracy"])
    found = office.table(WIDE, wide("990121", None, 0.5, None), rules=rules)
    assert [str(each.value) for each in found.observations] == ["1/2"]


def test_unused_indicators(office: Office) -> None:
    """An indicator that is defined and never used is a fault, as in other files."""
    own = MadeSheet(
        name="indicators",
        table=[
            ("key", "name_en", "name_zh", "unit_en", "unit_zh", "places", "low", "better", "is_additive"),
            ("own", "own", "自定", "people", "人", 0, 0, "higher", "no"),
        ],
    )
    [fault] = office.faults(own, MadeSheet(table=[WIDE, wide("990121", None, 98, 5)]))
    assert (fault.code, fault.where) == ("unused_indicator", "[甲市.xlsx]indicators!A2")
