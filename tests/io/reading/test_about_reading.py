"""The sheet that says what the tables are about."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2]))

from collections.abc import Sequence

from made_sheets import DAY, LONG, WIDE, MadeSheet, Office, Shelf, long, wide

from jxassess.evidence import Evidence
from jxassess.faults import EvidenceError, Fault
from jxassess.io._digest import digest
from jxassess.io._reading._reading import read_evidence
from jxassess.io._sheets._sheet import Raw
from jxassess.scheme import Scheme


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scheme: Scheme, evidence: Evidence) -> Office:
    """Reads made sheets against the small scheme, with its units as base."""
    return Office(Shelf(tmp_path), monkeypatch, scheme, evidence)


LINES = [
    ("说明",),
    (),
    ("格式", "jxassess-tables/1"),
    ("考核年度", 2019),
    ("单位截止日期", "2019-12-31"),
    ("虚构数据", "是"),
    ("使用范围", "内部"),
    ("所处阶段", "汇总数据，未经测算"),
    ("年度方案", "方案"),
]
UNITS = [
    MadeSheet(name="cities", table=[("code", "name"), ("990100", "甲市")]),
    MadeSheet(name="counties", table=[("code", "name", "parent"), ("990121", "子县", "甲市")]),
]


def about(*lines: Sequence[Raw], name: str = "说明") -> MadeSheet:
    """Make the sheet."""
    return MadeSheet(name=name, table=lines)


def without(label: str) -> list[tuple[Raw, ...]]:
    """Give the lines without one of them."""
    return [line for line in LINES if line[:1] != (label,)]


def test_lines(office: Office) -> None:
    """Lines of label and value give year, day, whether data are made up, and classification."""
    office.base = None
    found, _ = office.read(about(*LINES), *UNITS)
    assert (found.year, found.on, found.is_synthetic, found.classification) == (2019, DAY, True, "内部")
    assert [county.parent.name for county in found.counties] == ["甲市"]


def test_row_of_labels(office: Office) -> None:
    """Files without lines, such as JSON, have the keys in one row and the values in the next."""
    office.base = None
    sheet = about(
        ("format", "year", "on", "is_synthetic"), ("jxassess-tables/1", 2019, "2019-12-31", False), name="about"
    )
    assert not office.read(sheet, *UNITS)[0].is_synthetic
    [fault] = office.faults(about(("format", "year"), ("jxassess-tables/1",)), *UNITS, base=None)[:1]
    assert (fault.code, fault.problem.zh) == ("missing_about", "没有说明考核年度")


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("考核年度", "missing_about"),
        ("单位截止日期", "missing_about"),
        ("虚构数据", "missing_about"),
        ("格式", "wrong_format"),
    ],
)
def test_missing(label: str, code: str, office: Office) -> None:
    """What evidence cannot do without has to be said by some file or by the base."""
    office.base = None
    found = office.faults(about(*without(label)), *UNITS)
    assert code in [fault.code for fault in found]


def test_missing_sheet(office: Office) -> None:
    """Without the sheet and without a base nothing says what the tables are about."""
    office.base = None
    assert [fault.code for fault in office.faults(*UNITS)] == ["missing_about"] * 3


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (("考核年度", 2018), "about_differs"),
        (("单位截止日期", "2018-12-31"), "about_differs"),
        (("虚构数据", False), "about_differs"),
        (("考核年度", "二〇一九"), "not_whole"),
        (("年度", 2019), "unknown_column"),
        ((5, 2019), "unknown_column"),
        (("使用范围", "a\u200bb"), "hidden_character"),
        (("方案校验码", "1234567890" * 6), "other_scheme"),
    ],
)
def test_faults(line: tuple[Raw, Raw], code: str, office: Office) -> None:
    """What differs from the base, cannot be read, or is of another scheme is refused."""
    [fault] = office.faults(
        about(("format", "jxassess-tables/1"), line), *UNITS[:0], MadeSheet(table=[WIDE, wide("990121", None, 98, 5)])
    )
    assert (fault.code, fault.where) == (
        code,
        "[甲市.xlsx]说明!A2" if code == "unknown_column" else "[甲市.xlsx]说明!B2",
    )


def test_repeated_lines(office: Office) -> None:
    """A label stands once."""
    [fault] = office.faults(about(*LINES, ("year", 2019)), MadeSheet(table=[WIDE, wide("990121", None, 98, 5)]))
    assert (fault.code, "说明!B4" in fault.problem.zh) == ("duplicate_column", True)


def test_hidden_lines(office: Office) -> None:
    """A hidden line is refused."""
    sheet = MadeSheet(name="about", table=LINES, hidden_rows=frozenset({2, 4}))
    [fault] = office.faults(sheet, MadeSheet(table=[WIDE, wide("990121", None, 98, 5)]))
    assert (fault.code, fault.where) == ("hidden_row", "[甲市.xlsx]about!A4")


def test_other_formats(office: Office) -> None:
    """A newer or another format is refused, and no more is read of the sheet."""
    [fault] = office.faults(
        about(("format", "jxassess-tables/2"), ("year", 1)), MadeSheet(table=[WIDE, wide("990121", None, 98, 5)])
    )
    assert (fault.code, fault.where) == ("wrong_format", "[甲市.xlsx]说明!B1")


def test_digest(office: Office, scheme: Scheme) -> None:
    """The digest of the scheme that is read with is no fault, in any number of files."""
    line = ("digest", digest(scheme))
    sheets = [about(("format", "jxassess-tables/1"), line), MadeSheet(table=[WIDE, wide("990121", None, 98, 5)])]
    assert office.read(*sheets)[0].observations
    fault, _ = office.faults(
        about(("format", "jxassess-tables/1"), ("digest", "ab" * 32)),
        about(("format", "jxassess-tables/1"), ("digest", "cd" * 32), name="about"),
    )[:2]
    assert (fault.code, fault.value) == ("other_scheme", "abababababab")


def test_files_that_differ(office: Office) -> None:
    """What two files say of the whole has to agree; the second one is at fault, and names the first."""
    office.base = None
    first = office.shelf.put("一.xlsx", about(*LINES), *UNITS)
    second = office.shelf.put("二.xlsx", about(*without("虚构数据"), ("虚构数据", "否")))
    with pytest.raises(EvidenceError) as caught:
        read_evidence([first, second], office.scheme)
    [fault] = caught.value.faults
    assert (fault.code, fault.where) == ("about_differs", "[二.xlsx]说明!B9")
    assert "[一.xlsx]说明!B6" in fault.problem.zh


def test_rows_that_differ(office: Office) -> None:
    """Columns that say of each row whose it is are held against the whole too, once for each value."""
    head = (*LONG, "考核年度", "所处阶段", "虚构数据", "使用范围")
    rows = [(*long("990121", None, key, 98), 2018, "x", "否", None) for key in ("exit_accuracy", "funds_use")]
    bad = (*long("990123", None, "exit_accuracy", 98), "x", None, True)
    assert office.seen(head, *rows, bad, long("990221", None, "exit_accuracy", 98)) == [
        ("about_differs", "H2"),
        ("about_differs", "J2"),
        ("not_whole", "H4"),
    ]


def test_classification(office: Office, evidence: Evidence) -> None:
    """A file may set the classification where the base has none."""
    found, _ = office.read(
        about(("format", "jxassess-tables/1"), ("使用范围", "内部")),
        MadeSheet(table=[WIDE, wide("990121", None, 98, 5)]),
    )
    assert found.classification == "内部"
    assert (
        office.read(MadeSheet(table=[WIDE, wide("990222", None, None, 5)]), base=evidence)[0].classification
        == evidence.classification
    )


VALUES = MadeSheet(table=[WIDE, wide("990121", None, 98, 5)])


def told(found: tuple[Fault, ...]) -> list[tuple[str, str]]:
    """Give code and cell of faults."""
    return [(fault.code, fault.where.rpartition("]")[2]) for fault in found]


def test_the_year_of_the_scheme(office: Office) -> None:
    """A year is held against that of the scheme, whatever another file or the base says; one wrong file is one fault."""
    office.base = None
    wrong = about(
        LINES[2], ("考核年度", 2018), ("单位截止日期", "2018-12-31"), ("虚构数据", "否"), ("digest", "ab" * 32)
    )
    paths = [office.shelf.put("一.xlsx", wrong), office.shelf.put("二.xlsx", about(*LINES), *UNITS, VALUES)]
    for each in (paths, paths[::-1]):
        with pytest.raises(EvidenceError) as caught:
            read_evidence(each, office.scheme)
        [fault] = caught.value.faults
        assert (fault.code, fault.where) == ("about_differs", "[一.xlsx]说明!B2")
    assert fault.text("zh") == (
        "[一.xlsx]说明!B2：文件是2018年度的，而方案是2019年度的〔第四条〕；请给出2019年度的文件，或用2018年度的方案读取"
    )


def test_a_changed_year(office: Office, scheme: Scheme) -> None:
    """A file that was made for this scheme and says another year is mended by putting the year back."""
    office.base = None
    line = ("digest", digest(scheme))
    [fault] = office.faults(about(*without("考核年度"), ("考核年度", 2020), line), *UNITS)
    assert (fault.code, fault.remedy.zh) == ("about_differs", "请改回2019")


def test_years_of_rows(office: Office) -> None:
    """Columns that say the year are held against the scheme too, and nothing else seems to be missing then."""
    office.base = None
    head, row = (*LONG, "考核年度"), (*long("990121", None, "exit_accuracy", 98), 2018)
    sheet = MadeSheet(table=[head, row, (*row[:2], "funds_use", *row[3:-1], 2031)])
    assert told(office.faults(*UNITS, sheet)) == [
        ("about_differs", "指标数据!H2"),
        ("bad_year", "指标数据!H3"),
    ]


@pytest.mark.parametrize("line", [("1. 只填带颜色的单元格", "已阅"), (None, None, "甲", "乙")])
def test_remarks(line: tuple[Raw, ...], office: Office) -> None:
    """A remark below the lines, beside an instruction or alone, is told as such, not as an unknown heading."""
    sheet = about(*LINES, (), ("填表说明",), line, ("2. 不增删行列",))
    [fault] = office.faults(sheet, VALUES)
    assert fault.where == f"[甲市.xlsx]说明!{'D' if line[0] is None else 'B'}12"
    assert fault.text("zh").endswith("：此处不应有内容，填写的内容不会被读取；请删除；需说明的事项请另行报告")


def test_remarks_beside_lines(office: Office) -> None:
    """A third cell of a line is a remark too; lines further below are lines all the same."""
    sheet = about(LINES[2], ("虚构数据", "是", "王某某已阅"), (), ("说明",), (), ("考核年度", 2019, "y"), ("年度", 1))
    assert told(office.faults(sheet, VALUES)) == [
        ("stray_cell", "说明!C2"),
        ("stray_cell", "说明!C6"),
        ("unknown_column", "说明!A7"),
    ]


def test_unknown_lines(office: Office) -> None:
    """A label that is not known is told with those that are, in one language at a time."""
    [fault] = office.faults(about(LINES[2], ("年度", 2019)), VALUES)
    assert fault.problem.zh == "此处没有名为'年度'的项目"
    assert ("考核年度" in fault.remedy.zh, "考核年度" in fault.remedy.en) == (True, False)


def test_truths_in_words(office: Office) -> None:
    """Whether data are made up is told as the cell shows it."""
    [fault] = office.faults(about(LINES[2], ("虚构数据", "否")), VALUES)
    assert fault.problem.zh == "虚构数据此处为否，而base为是"


def test_blank_values(office: Office) -> None:
    """A label without value says nothing, and a row of values may be shorter than that of labels."""
    sheet = about(("format", "year", "on"), ("jxassess-tables/1", None))
    assert office.read(sheet, VALUES)[0].year == 2019


def test_hidden_sheets(office: Office) -> None:
    """Where the sheet is hidden, that is the fault, and nothing seems to be missing; unless it holds nothing."""
    office.base = None
    sheet = about(*LINES)
    sheet.is_hidden = True
    assert told(office.faults(sheet, *UNITS)) == [("hidden_sheet", "说明")]
    empty = MadeSheet(name="说明", table=[], is_hidden=True)
    assert [code for code, _ in told(office.faults(empty, *UNITS))] == ["missing_about"] * 3


def test_newer_formats(office: Office) -> None:
    """A format that is not read is the one fault, though year and day could then not be read either."""
    office.base = None
    sheet = about(("format", "jxassess-template/9"), *LINES[3:])
    assert told(office.faults(sheet, *UNITS)) == [("wrong_format", "说明!B1")]


@pytest.mark.parametrize("stage", ["测算结果，未经审定", "computed", "computed, not approved"])
def test_results(stage: str, office: Office) -> None:
    """A file of results among the evidence is one fault that says what it is, whatever sheets it has."""
    head = [*without("所处阶段"), ("所处阶段", stage)]
    results = office.shelf.put("结果.xlsx", about(*head), MadeSheet(name="设区市成绩", table=[("x",)]))
    good = office.shelf.put("一.xlsx", VALUES)
    with pytest.raises(EvidenceError) as caught:
        read_evidence([good, results], office.scheme, base=office.base)
    [fault] = caught.value.faults
    assert (fault.code, fault.where) == ("not_evidence", "[结果.xlsx]说明!B9")
    assert fault.problem.zh == f"这是考核结果（'{stage}'），不作为汇总数据读取"
    [fault] = office.faults(about(*head), base=None)
    assert fault.code == "not_evidence"
