"""How sheets are laid out."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2]))

from made_sheets import MadeSheet

from jxassess.indicators import CATALOGUE
from jxassess.io._reading._box import Box
from jxassess.io._reading._headings import Headings, Terms
from jxassess.io._reading._layout import Layout, Rows, find_layout
from jxassess.io._reading._rules import TableRules
from jxassess.io._sheets._kinds import OBSERVATIONS
from jxassess.io._sheets._sheet import MergedRange

HEADINGS = Headings(OBSERVATIONS, Terms(CATALOGUE, ()), TableRules(headings={"备注": ""}))
HEAD = ["单位代码", "数据来源", "exit_accuracy"]


def laid_out(sheet: MadeSheet) -> tuple[Layout | None, list[int], list[tuple[str, str]]]:
    """Give the layout, the rows that are read, and code and cell of each fault."""
    box, rows = Box(), sheet.rows()
    found = find_layout(sheet, rows, HEADINGS, box)
    layout = None if found is None else found[0]
    read = [] if found is None else [row.number for row in Rows(sheet, found[1], found[0], box)]
    return layout, read, [(fault.code, fault.where.rpartition("!")[2]) for fault in box.faults]


def test_headings_below_captions() -> None:
    """The first row with two cells that hold something is the row of headings; what stands alone above it is a caption."""
    table = [["2019年度数据", None], [], [None, "虚构数据"], ["\u3000", " "], HEAD, ["990121", "survey", 95], []]
    layout, read, faults = laid_out(MadeSheet(table=table))
    assert layout is not None
    assert (layout.row, [number for number, _ in layout.columns], layout.width, layout.gaps) == (5, [1, 2, 3], 3, ())
    assert (read, faults) == ([6], [])
    assert layout.is_proven
    assert (layout.number_of("source"), layout.number_of("on")) == (2, None)


def test_no_headings() -> None:
    """Captions alone are no table; a sheet without anything is none either, and no fault."""
    assert laid_out(MadeSheet(table=[["一"], ["二"]])) == (None, [], [("no_header", "[甲市.xlsx]指标数据")])
    assert laid_out(MadeSheet(table=[[None, " "], []])) == (None, [], [])


@pytest.mark.parametrize(
    "caption",
    [
        "单位：万人",
        "（单位:‰）",
        "数据单位 万人",
        "计量单位：万元",
        "金额单位为千元",
        "计量单位：千户",
        "单位： 百",
        "In thousands of persons",
        "unit: million persons",
    ],
)
def test_scaled_tables(caption: str) -> None:
    """A line above the table that says that its numbers stand for larger ones is refused."""
    assert laid_out(MadeSheet(table=[[caption], HEAD]))[2] == [("other_unit", "A1")]


@pytest.mark.parametrize("caption", ["填报单位：万安县", "单位：人", "单位：%", "单位：千山红镇", "2019年度", 2019])
def test_other_captions(caption: str | int) -> None:
    """Other captions say nothing about the numbers."""
    assert laid_out(MadeSheet(table=[[caption], HEAD]))[2] == []


@pytest.mark.parametrize(
    "captions",
    [
        [["填报单位：甲市", None, "单位：人"]],
        [["填报单位", "甲市", "年度", 2019], ["制表", "虚构数据"]],
        [["单位：人", "x"], [None, "2019年度"]],
    ],
)
def test_captions_of_several_cells(captions: list[list[str | int | None]]) -> None:
    """The row of headings is the first of which at least half are headings; rows above it are captions."""
    layout, read, faults = laid_out(MadeSheet(table=[*captions, [*HEAD, "备注"], ["990121", "survey", 95]]))
    assert layout is not None
    assert (layout.row, read, faults) == (len(captions) + 1, [len(captions) + 2], [])


@pytest.mark.parametrize(
    ("caption", "where"),
    [
        (["填报单位：甲市", None, "单位：万人"], "C1"),
        (["填报单位：甲市", "数据单位", "万人"], "B1"),
        ([None, "单位", "‰", 5], "B1"),
    ],
)
def test_scaled_tables_in_several_cells(caption: list[str | int | None], where: str) -> None:
    """A unit that stands for larger numbers is found in every cell of a caption, also beside its label."""
    assert laid_out(MadeSheet(table=[caption, HEAD, ["990121", "survey", 95]]))[2] == [("other_unit", where)]


@pytest.mark.parametrize(
    "row", [["990121", "survey"], [990121, "a"], ["子县", None, 95], ["子县", "survey", "９５.5%"], ["x", "y", True]]
)
def test_data_above_headings(row: list[str | int | None]) -> None:
    """A row above the headings that holds data is a fault: it would be passed over."""
    _, read, faults = laid_out(MadeSheet(table=[row, HEAD, ["990122", "survey", 95]]))
    assert (read, faults) == ([3], [("data_above_headings", "A1")])
    long = Headings(OBSERVATIONS, Terms(CATALOGUE, ()), TableRules())
    table = [["子县", "survey", "exit_accuracy", 95], ["place", "source", "indicator", "value"]]
    box, sheet = Box(), MadeSheet(table=table)
    find_layout(sheet, sheet.rows(), long, box)
    assert [fault.where for fault in box.faults] == ["[甲市.xlsx]指标数据!A1"]


def test_headings_of_which_few_are_known() -> None:
    """Without such a row, the one with most headings is taken, and without any the first that could be one."""
    table = [["填报单位：甲市", "单位：人"], ["单位代码", "来原", "准确率？"], ["990121", "survey", 95]]
    assert laid_out(MadeSheet(table=table))[1:] == ([3], [("unknown_column", "B2"), ("unknown_column", "C2")])
    table = [["一"], ["填报单位：甲市", "单位：人"], ["x", "source", 95], ["x", "y"], ["990121", "survey"]]
    assert laid_out(MadeSheet(table=table))[2] == [("no_header", "A2")]
    far = [*[["x", "y"]] * 60, HEAD]
    assert laid_out(MadeSheet(table=far))[2] == [("no_header", "A1")]


@pytest.mark.parametrize(
    "table",
    [
        [["单位代码", "数据来源", "成效", None], [None, None, "exit_accuracy", "满意度"]],
        [["单位代码", None, "成效", None], [None, "数据来源", "exit_accuracy", "备注"]],
    ],
)
def test_headings_in_two_rows(table: list[list[str | None]]) -> None:
    """Headings in two rows are one fault that says so, whatever is merged."""
    merged = (MergedRange(2, 3, 1, 1), MergedRange(2, 2, 3, 4))
    sheet = MadeSheet(table=[["标题"], *table, ["990121", "survey", 95, 96]], merged=merged)
    assert laid_out(sheet)[1:] == ([], [("two_header_rows", "A2")])


def test_faulty_headings() -> None:
    """Headings that are not known or stand twice are faults; a column that is not to be read is passed over."""
    table = [
        [*HEAD, "备注", "未知", "单位代码", None, "exit_accuracy〔a〕"],
        ["990121", "survey", 95, "x", "x", "990121"],
    ]
    layout, read, faults = laid_out(MadeSheet(table=table))
    assert layout is not None
    assert ([number for number, _ in layout.columns], layout.gaps, read) == ([1, 2, 3, 8], (6,), [2])
    assert faults == [("unknown_column", "E1"), ("duplicate_column", "F1")]


def test_rows_of_data_for_headings() -> None:
    """Where nothing is known of the row of headings, as when it was deleted, that is one fault; data of persons are told."""
    table = [["990121", "survey", 95], ["990122", "survey", 96]]
    assert laid_out(MadeSheet(table=table)) == (None, [], [("no_header", "A1")])
    assert laid_out(MadeSheet(table=[["姓名", "x"]]))[2] == [("personal_column", "A1"), ("unknown_column", "B1")]
    assert laid_out(MadeSheet(table=[["备注", "序号"], ["x", 1]]))[1:] == ([], [])


def test_proof_of_encoding() -> None:
    """Headings in ASCII prove nothing about how text was decoded."""
    layout, _, _ = laid_out(MadeSheet(table=[["place", "source", "exit_accuracy"]]))
    assert layout is not None
    assert not layout.is_proven


def test_stray_cells() -> None:
    """Cells under no heading are one fault for each column, at the first of them."""
    table = [
        ["单位代码", None, "source"],
        ["990121", "x", "a", None, 5],
        ["990122", " ", "a", None, 6, None],
        ["990122"],
    ]
    _, read, faults = laid_out(MadeSheet(table=table))
    assert read == [2, 3, 4]
    assert faults == [("stray_cell", "B2"), ("stray_cell", "E2")]


def test_hidden_rows() -> None:
    """A hidden row that holds something is refused, whatever the columns; one without anything is nothing."""
    table = [[*HEAD, "备注"], ["990121"], [" "], [None, None, None, "x"], ["990122"]]
    _, read, faults = laid_out(MadeSheet(table=table, hidden_rows=frozenset({2, 3, 4})))
    assert read == [5]
    assert faults == [("hidden_row", "A2"), ("hidden_row", "A4")]
    assert laid_out(MadeSheet(table=table, hidden_rows=frozenset({1})))[2] == [("hidden_row", "A1")]


def test_hidden_columns() -> None:
    """A hidden column is refused where it would be read."""
    table = [["序号", *HEAD], [1, "990121"]]
    assert laid_out(MadeSheet(table=table, hidden_columns=frozenset({1, 3})))[2] == [("hidden_column", "C1")]


def test_merged_cells() -> None:
    """Merged cells are refused from the headings on, in columns that are read."""
    merged = [MergedRange(1, 1, 1, 3), MergedRange(3, 4, 1, 1), MergedRange(3, 4, 4, 5), MergedRange(1, 2, 2, 2)]
    table = [["标题"], [*HEAD, "备注"], ["990121", "a", 5]]
    found = laid_out(MadeSheet(table=table, merged=tuple(merged)))[2]
    assert found == [("merged_cells", "A3"), ("merged_cells", "B1")]


def test_rows_without_what_is_read() -> None:
    """Running numbers and remarks alone make no row."""
    table = [["序号", *HEAD, "备注"], [1, "990121"], [2], [3, None, " ", None, "x"], [4, None, None, 0]]
    assert laid_out(MadeSheet(table=table))[1:] == ([2, 5], [])


def test_too_many_faults() -> None:
    """After a thousand faults no more of a sheet is read."""
    merged = tuple(MergedRange(2, 2, 1, 1) for _ in range(5000))
    sheet = MadeSheet(table=[HEAD, *[["990121"]] * 100], merged=merged)
    _, read, faults = laid_out(sheet)
    assert (len(faults), read) == (1000, [])
