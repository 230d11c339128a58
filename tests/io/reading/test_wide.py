"""Wide tables."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2]))

from made_sheets import DAY, LONG, WIDE, MadeSheet, Office, Shelf, long, wide

from jxassess.evidence import Evidence
from jxassess.io._reading import _context, _long, _wide
from jxassess.io._reading._rules import TableRules
from jxassess.io._sheets._sheet import Disguised
from jxassess.scheme import Scheme


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scheme: Scheme, evidence: Evidence) -> Office:
    """Reads made sheets against the small scheme, with its units as base."""
    return Office(Shelf(tmp_path), monkeypatch, scheme, evidence)


def values(evidence: Evidence) -> dict[tuple[str, str, str], str]:
    """Give the values by unit, indicator and source."""
    return {
        (o.place.code, o.indicator.key, o.source): str(getattr(o.value, "value", o.value))
        for o in evidence.observations
    }


def test_values(office: Office) -> None:
    """Each cell under an indicator is a value of the unit of its row; an empty one is none."""
    found = office.table(
        WIDE, wide("990121", "子县", 98.5, 100), wide(990122, None, None, " "), wide(None, "辰县", "不适用", 0)
    )
    assert values(found) == {
        ("990121", "exit_accuracy", "survey"): "197/2",
        ("990121", "poor_population_reduced", "survey"): "100",
        ("990123", "exit_accuracy", "survey"): "not_applicable",
        ("990123", "poor_population_reduced", "survey"): "0",
    }
    assert {(o.on, o.document, o.unit, o.version) for o in found.observations} == {(DAY, "文件1", "", 1)}


def test_samples_have_no_place(office: Office) -> None:
    """Nobody knows to which value of a row a sample belongs, so that a column of one is refused."""
    head = (*WIDE, "样本户数", "upper")
    (first, second) = office.faults(MadeSheet(table=[head, (*wide("990121", "子县", 98.5, 100), 40, 99)]))
    assert [(fault.code, fault.where.rpartition("!")[2]) for fault in (first, second)] == [
        ("sample_of_a_row", "GHIJ"[len(WIDE) - 6] + "1"),
        ("sample_of_a_row", "GHIJ"[len(WIDE) - 5] + "1"),
    ]
    assert first.text("en").partition(": ")[2] == (
        "样本户数 belongs to one value, and a row of this table holds the values of several indicators; "
        "put such values into a table with a row for each, with columns for indicator and value"
    )
    assert second.problem.zh == "置信区间上限属于一个数值，而本表每行有多项指标"


def test_units_and_sources(office: Office) -> None:
    """A heading may state the unit of the indicator, and a source, which goes before that of the row."""
    head = ("单位代码", "贫困人口退出准确率（%）", "exit_accuracy〔check〕", "数据来源", "数据日期", "依据文件")
    found = office.table(head, ("990121", 98, 97, "survey", DAY, "d"), ("990123", None, 96, None, DAY, "d"))
    assert values(found) == {
        ("990121", "exit_accuracy", "survey"): "98",
        ("990121", "exit_accuracy", "check"): "97",
        ("990123", "exit_accuracy", "check"): "96",
    }
    assert {o.unit for o in found.observations} == {""}


def test_units_in_both_languages(office: Office) -> None:
    """The unit of a heading is not kept in the values, so that a table says the same in either language."""
    rows = (("990121", 98, 5, "survey", DAY, "d"),)
    said = ("贫困人口退出准确率（%）", "建档立卡贫困人口减少（人）", "数据来源", "数据日期", "依据文件")
    english = ("exit_accuracy (%)", "poor_population_reduced (persons)", "source", "on", "document")
    assert office.table(("单位代码", *said), *rows) == office.table(("place", *english), *rows)


def test_disguised_numbers(office: Office) -> None:
    """A number that its format shows as another amount is a fault at its cell, also where the same was right before."""
    people, rate = Disguised(630, '0"人次"', "人"), Disguised(98, '0"万"', "万")
    assert office.seen(WIDE, wide("990121", None, 98, rate), wide("990123", None, people, people)) == [
        ("disguised_value", "D2"),
        ("disguised_value", "C3"),
    ]


def test_rules_for_the_whole(office: Office) -> None:
    """Source, day and document may come from the rules where the table has no column for them."""
    rules = TableRules(source="register", on=DAY, document="d")
    found = office.table(("name", "exit_accuracy"), ("子县", 98), rules=rules)
    assert [(o.source, o.on, o.document) for o in found.observations] == [("register", DAY, "d")]
    only_sources = TableRules(on=DAY, document="d")
    found = office.table(("name", "exit_accuracy〔x〕"), ("子县", 98), rules=only_sources)
    assert [o.source for o in found.observations] == ["x"]


def test_missing_columns(office: Office) -> None:
    """What neither a column nor a rule gives is one fault, whatever the number of rows; values are looked at all the same."""
    rows = [("990121", 98), ("990123", 101), ("990221", 0.5)]
    fault, *others = office.faults(MadeSheet(table=[("单位代码", "exit_accuracy"), *rows]))
    assert (fault.code, fault.problem.zh) == ("missing_column", "缺少列：数据来源、数据日期、依据文件")
    assert [each.code for each in others] == ["out_of_range", "percent_or_ratio"]
    assert office.seen(("贫困人口退出准确率", "数据来源"), (98, "x")) == [("missing_column", "A1")]


def test_columns_come_before_rules(office: Office) -> None:
    """A blank cell of a column is a fault though a rule says something for tables without it."""
    rules = TableRules(source="register", on=DAY, document="d")
    assert office.seen(("name", "exit_accuracy", "source"), ("子县", 98, None), rules=rules) == [("blank_cell", "C2")]


def test_no_values(office: Office) -> None:
    """A table without any indicator is refused; where a heading is not known, that is the fault."""
    assert office.seen(("单位代码", "数据来源"), ("990121", "x")) == [("missing_column", "A1")]
    assert office.seen(("单位代码", "退出"), ("990121", 5)) == [("unknown_column", "B1")]


def test_cell_faults(office: Office) -> None:
    """Faults of cells are all found, in their order; in a row of no unit blank cells are none."""
    rows = [
        wide("990121", "子县", 0.95, "12,34"),
        wide("990199", None, 101, 5),
        ("990123", None, 98.555, -1, None, "2019", "d"),
        (None, None, True, 1, None, "2019", "d"),
        wide("990221", "子县", 99, 5),
        ("990222", None, 98, 1, "survey", DAY, "身份证11010519491231002X"),
    ]
    assert office.seen(WIDE, *rows) == [
        ("percent_or_ratio", "C2"),
        ("bad_number", "D2"),
        ("unknown_place", "A3"),
        ("out_of_range", "C3"),
        ("too_many_places", "C4"),
        ("out_of_range", "D4"),
        ("blank_cell", "E4"),
        ("bad_date", "F4"),
        ("blank_cell", "A5"),
        ("truth_for_number", "C5"),
        ("bad_date", "F5"),
        ("code_name_differ", "B6"),
        ("personal_text", "G7"),
    ]


def test_records_that_cannot_be(office: Office) -> None:
    """What a record refuses is said at its cell."""
    seen = office.seen(WIDE, wide("990121", "子县", 101, 5), wide("990123", None, 98.125, 0.5))
    assert seen == [("out_of_range", "C2"), ("too_many_places", "C3"), ("too_many_places", "D3")]
    assert office.seen(("单位代码", "road_access", "依据文件"), ("990121", -3, "d"), name="减贫任务") == [
        ("negative_target", "B2")
    ]


def test_not_applicable_beside_other_faults(office: Office) -> None:
    """What does not apply needs no range, in rows with other faults too."""
    assert office.seen(WIDE, ("990121", None, "不适用", 5, None, DAY, "d")) == [("blank_cell", "E2")]


def test_truth_is_no_number_seen_before(office: Office) -> None:
    """True is not taken for a 1 that stood before it."""
    assert office.seen(WIDE, wide("990121", None, 98, 1), wide("990123", None, 98, True)) == [
        ("truth_for_number", "D3")
    ]


def test_targets(office: Office) -> None:
    """A wide table of targets has a document, and neither source nor day."""
    head = ("单位代码", "建档立卡贫困人口减少（人）", "贫困村退出", "依据文件")
    found = office.table(head, ("990100", 500, 3, "计划"), ("990121", "1,200", None, "计划"), name="targets")
    assert [(t.place.code, t.indicator.key, t.value, t.unit) for t in found.targets] == [
        ("990100", "poor_population_reduced", 500, ""),
        ("990100", "poor_villages_exited", 3, ""),
        ("990121", "poor_population_reduced", 1200, ""),
    ]
    assert office.seen(head, ("990100", "不适用", None, "d"), name="targets") == [("bad_number", "B2")]
    assert office.seen((*head, "数据来源"), ("990100", 5, None, "d"), name="targets") == [("unknown_column", "E1")]


def test_duplicate_rows(office: Office) -> None:
    """A unit whose row stands twice is one fault, at the cell of the unit; rows that share no value may be several."""
    rows = [wide("990121", "子县", 98, 5), wide("990123", None, 98, 5), wide("990121", "子县", 97, 5)]
    assert office.seen(WIDE, *rows) == [("duplicate_row", "A4")]
    found = office.table(WIDE, wide("990121", None, 98, None), wide("990121", None, None, 5))
    assert len(found.observations) == 2
    found = office.table(WIDE, wide("990121", None, 98, 5), ("990121", None, 97, 5, "check", DAY, "d"))
    assert len(found.observations) == 4


def test_duplicates_across_sheets(office: Office) -> None:
    """The same value in a wide and a long table is a fault that names both cells."""
    sheets = (
        MadeSheet(table=[WIDE, wide("990121", None, 98, 5)]),
        MadeSheet(table=[LONG, long("990121", None, "exit_accuracy", 98)], name="observations"),
    )
    for given in (sheets, sheets[::-1]):
        [fault] = office.faults(*given)
        assert fault.code == "duplicate_row"
        assert "指标数据" in f"{fault.where}{fault.problem.zh}"
        assert "observations!D2" in f"{fault.where}{fault.problem.zh}"


def test_duplicates_of_the_base(office: Office, evidence: Evidence) -> None:
    """A value that the evidence has already, to which the file is added, is a fault."""
    rows = [LONG, ("990121", None, "exit_accuracy", 98, "verification", DAY, "d")]
    [fault] = office.faults(MadeSheet(table=rows), base=evidence)
    assert (fault.code, fault.problem.en.endswith("at the base")) == ("duplicate_row", True)
    [fault] = office.faults(
        MadeSheet(table=[WIDE, ("990121", None, 98, None, "verification", DAY, "d")]), base=evidence
    )
    assert (fault.code, fault.where) == ("duplicate_row", "[甲市.xlsx]指标数据!C2")
    [fault] = office.faults(
        MadeSheet(table=[("place", "poor_villages_exited", "document"), ("990100", 1, "d")], name="targets"),
        base=evidence,
    )
    assert (fault.code, fault.where) == ("duplicate_row", "[甲市.xlsx]targets!B2")


def test_totals(office: Office) -> None:
    """A total is not read; of what adds up it has to be the sum of its rows."""
    rows = [wide("990121", None, 98, 100), wide("990123", None, 97, 50)]
    found = office.table(WIDE, *rows, ("合计", None, 195, 150))
    assert len(found.observations) == 4
    assert office.seen(WIDE, *rows, (None, "合 计", None, "151")) == [("total_differs", "D4")]
    assert office.seen(WIDE, *rows, ("合计", None, "x", "1e3")) == [("bad_number", "D4")]
    assert office.seen(("序号", *WIDE), (1, *rows[0]), ("总计", None, None, None, 99)) == [("total_differs", "E3")]


def test_totals_above_their_rows(office: Office) -> None:
    """A total above its rows is held against the rows below it, also where a column has blanks."""
    rows = [wide("990121", None, 98, 100), wide("990123", None, 97, 50)]
    assert len(office.table(WIDE, ("全省", None, 195, 150), *rows).observations) == 4
    assert office.seen(WIDE, ("合计", None, None, 151), *rows) == [("total_differs", "D2")]
    assert office.seen(
        WIDE, wide("990121", None, 98, None), ("小计", None, None, 50), wide("990123", None, 97, 50)
    ) == [("total_differs", "D3")]
    table = (WIDE, ("合计", None, None, 151), *rows)
    [fault] = office.faults(MadeSheet(table=table, hidden_rows=frozenset({3})))
    assert fault.code == "hidden_row"


def test_totals_without_all_rows(office: Office) -> None:
    """Where a row could not be read or is hidden, no total is held against the rest."""
    assert office.seen(
        WIDE, wide("990121", None, 98, "x"), wide("990123", None, 97, 50), ("合计", None, None, 150)
    ) == [("bad_number", "D2")]
    assert office.seen(WIDE, wide("990199", None, 98, 3), ("合计", None, None, 150)) == [("unknown_place", "A2")]
    rows = (WIDE, wide("990121", None, 98, 5), wide("990123", None, 97, 50), ("合计", None, None, 55))
    [fault] = office.faults(MadeSheet(table=rows, hidden_rows=frozenset({2})))
    assert fault.code == "hidden_row"
    assert office.seen(*rows[:2], rows[1], ("合计", None, None, 10)) == [("duplicate_row", "A3")]


def test_many_values(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is known of numbers and rows is bounded, and changes nothing."""
    for module in (_wide, _context, _long):
        monkeypatch.setattr(module, "_MOST_KEPT", 0)
    found = office.table(WIDE, wide("990121", "子县", 98.5, 100), wide("990123", None, 98.5, 100))
    assert len(found.observations) == 4
    assert len(office.table(LONG, long("990121", "子县", "exit_accuracy", 98.5)).observations) == 1
