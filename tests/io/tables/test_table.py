"""Tables as values."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction

import pytest
from attrs import evolve

from jxassess.assessment import Stage
from jxassess.io._sheets._kinds import CARRIED, FACTS, OBSERVATIONS, TARGETS, CellKind, TableKind, column
from jxassess.io._tables._table import NOTHING_APPLIES, Table, TableError, TableHead
from jxassess.words import Words

ALL_KINDS = TableKind(
    key="all_kinds",
    words=Words("All kinds", "各类"),
    columns=[column(kind.value, kind.value, kind.value, kind) for kind in CellKind],
)
RIGHT = ["text", Fraction(1, 3), 7, date(2019, 1, 1), True, "990100", "exit_accuracy", "any", "Art. 9(1)"]


def test_every_kind_of_cell(head: TableHead) -> None:
    """A column takes values of its kind and no others; whole numbers are no truth values, and days no times."""
    assert Table(kind=ALL_KINDS, head=head, rows=[RIGHT]).rows == (tuple(RIGHT),)
    wrong = [1, 1, True, datetime(2019, 1, 1), 1, 990100, 1, True, Fraction(9)]
    wrong[-1] = "Art. 99"
    with pytest.raises(TableError) as caught:
        Table(kind=ALL_KINDS, head=head, rows=[RIGHT, wrong])
    assert [fault.where for fault in caught.value.faults] == [f"all_kinds[1].{kind.value}" for kind in CellKind]
    assert {fault.code for fault in caught.value.faults} == {"cell_type"}


def test_cells_that_must_hold_something(head: TableHead) -> None:
    """Empty text is nothing, which only a column that may be empty takes; all faults come together."""
    row = ["990100", "", "exit_accuracy", Fraction(9), "document", ""]
    assert Table(kind=TARGETS, head=head, rows=[row]).rows[0][1] is None
    with pytest.raises(TableError) as caught:
        Table(kind=TARGETS, head=head, rows=[["", None, None, Fraction(9), "", None], row, row[1:]])
    faults = [(fault.code, fault.where) for fault in caught.value.faults]
    assert faults == [
        ("no_cell", "targets[0].place"),
        ("no_cell", "targets[0].indicator"),
        ("no_cell", "targets[0].document"),
        ("cells_differ", "targets[2]"),
    ]
    assert caught.value.text("zh").startswith("减贫任务表有4处差错")


def test_what_does_not_apply(head: TableHead) -> None:
    """Only a value that is observed may say that nothing applies."""
    on = date(2019, 12, 31)
    observed = ["990121", None, "exit_accuracy", NOTHING_APPLIES, "survey", on, "document", None, 1, *[None] * 12]
    assert Table(kind=OBSERVATIONS, head=head, rows=[observed]).rows[0][3] == "not_applicable"
    with pytest.raises(TableError, match=r"carried\[0\].score"):
        Table(kind=CARRIED, head=head, rows=[["990121", None, NOTHING_APPLIES, on, "document"]])


def test_the_head_in_words(head: TableHead) -> None:
    """A head says first that data are made up, then the year, how far the result has come and for whom it is."""
    assert head.words == Words(
        "MADE-UP DATA; 2019; evidence, nothing computed; internal",
        "虚构数据，非真实结果；2019年度；汇总数据，未经测算；internal",
    )
    real = evolve(head, is_synthetic=False, stage=Stage.APPROVED, classification="")
    assert real.words == Words("2019; approved; classification not set", "2019年度；已经审定；未注明使用范围")
    of_one = evolve(real, extract="990100 甲市")
    assert of_one.words == Words(
        "2019; approved; extract for 990100 甲市; classification not set",
        "2019年度；已经审定；990100 甲市摘录；未注明使用范围",
    )


def test_values_that_no_file_would_give_back(head: TableHead) -> None:
    """A member that its enum does not have, a clause in other words, and numbers of hundreds of digits are refused."""
    row = ["f1", "rule", "text"]
    assert Table(kind=FACTS, head=head, rows=[row]).rows
    with pytest.raises(TableError, match=r"facts\[0\].kind: 'rules' has no place"):
        Table(kind=FACTS, head=head, rows=[["f1", "rules", "text"]])
    for kind, value in (
        (CellKind.CITATION, "第九条"),
        (CellKind.NUMBER, Fraction(1, 7**1500)),
        (CellKind.WHOLE, 2**50),
    ):
        row = [value if column.kind is kind else cell for column, cell in zip(ALL_KINDS.columns, RIGHT, strict=True)]
        with pytest.raises(TableError, match=rf"^1 fault in .*\n  all_kinds\[0\].{kind.value}"):
            Table(kind=ALL_KINDS, head=head, rows=[row])
