"""Long tables."""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2]))

from made_sheets import DAY, LONG, MadeSheet, Office, Shelf, long

from jxassess.evidence import Evidence
from jxassess.io._reading._rules import TableRules
from jxassess.io._sheets._sheet import Percent
from jxassess.scheme import IntervalMethod, Scheme


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scheme: Scheme, evidence: Evidence) -> Office:
    """Reads made sheets against the small scheme, with its units as base."""
    return Office(Shelf(tmp_path), monkeypatch, scheme, evidence)


def test_observations(office: Office) -> None:
    """Each row is a value; indicators stand by key or term, units by code or name."""
    head = (*LONG, "计量单位", "版本", "更正报送单位", "更正原因", "考核年度", "虚构数据")
    rows = [
        (*long("990121", "子县", "exit_accuracy", 98.5), "％", None, None, None, 2019, "是"),
        (*long("子县", None, "贫困人口退出准确率", "98%"), "%", 2, "县扶贫办", "录入有误", 2019, True),
        (*long(990123, None, "accuracy of exits", "不适用"), None, "1"),
    ]
    found = office.table(head, *rows).observations
    assert [(o.place.code, o.indicator.key, str(o.value), o.unit, o.version, o.reason) for o in found] == [
        ("990121", "exit_accuracy", "197/2", "%", 1, ""),
        ("990121", "exit_accuracy", "98", "%", 2, "录入有误"),
        ("990123", "exit_accuracy", "NotApplicable.NOT_APPLICABLE", "", 1, ""),
    ]


SAMPLE = (
    "样本户数",
    "样本人数",
    "样本村数",
    "自由度",
    "标准误",
    "分位数",
    "置信区间下限",
    "置信区间上限",
    "区间算法",
    "设计效应",
)


def test_samples(office: Office) -> None:
    """What tells of the sample behind a value is read with it; a row without any of it has none."""
    rows = [
        (*long("990121", None, "exit_accuracy", 98.5), 400, "1300", 8, 7, "0.25%", 2.365, "98.1", 99, "正态区间", None),
        (*long("990122", None, "exit_accuracy", 98.5), 400, 1300, 8, 7, 0, 1.96, 98, 99, "wilson", 1.5),
        (*long("990123", None, "exit_accuracy", 98.5), *[None] * 10),
    ]
    first, second, third = (o.uncertainty for o in office.table((*LONG, *SAMPLE), *rows).observations)
    assert first is not None
    assert second is not None
    numbers = (first.households, first.persons, first.villages, first.degrees, first.standard_error, first.quantile)
    assert numbers == (400, 1300, 8, 7, Fraction(1, 4), Fraction("2.365"))
    assert (first.lower, first.upper, first.method, first.design_effect) == (
        *(Fraction("98.1"), 99, IntervalMethod.WALD, None),
    )
    assert (second.method, second.design_effect) == (IntervalMethod.WILSON, Fraction(3, 2))
    assert third is None


def test_faults_of_samples(office: Office) -> None:
    """What lacks of a sample, or is wrong with it, is a fault of its cell."""
    head = (*LONG, *SAMPLE)
    whole = (400, 1300, 8, 7, "0.25%", 2.365, 98.1, 99, "wald", None)
    rows = [
        (*long("990121", None, "exit_accuracy", 98.5), 400, *[None] * 9),
        (*long("990122", None, "exit_accuracy", 98.5), *whole[:4], "x", *whole[5:]),
        (*long("990123", None, "exit_accuracy", 98), *whole),
        ("990121", None, "exit_accuracy", 98.5, "other", DAY, "d", 0, 1.5, *whole[2:]),
        ("990122", None, "exit_accuracy", "不适用", "other", DAY, "d", *whole),
    ]
    letters = "HIJKLMNOPQ"
    assert office.seen(head, *rows) == [
        *(("blank_cell", f"{letter}2") for letter in letters[1:9]),
        ("bad_number", "L3"),
        ("value_outside_interval", "D4"),
        ("not_whole", "I5"),
        ("error_of_nothing", "D6"),
    ]


@pytest.mark.parametrize("rules", [{}, {"percents": "exit_accuracy"}, {"ratios": "exit_accuracy"}])
def test_errors_in_percent_cells(office: Office, rules: dict[str, str]) -> None:
    """Standard error and ends are read like the value beside them: a percent cell is the number that it shows."""
    row = *long("990121", None, "exit_accuracy", Percent(0.92)), 400, 1300, 8, 7, Percent(0.010735)
    ends = 2.365, Percent(0.884974), Percent(0.945059), "wald", 1.5
    (found,) = office.table((*LONG, *SAMPLE), (*row, *ends), rules=TableRules(**rules)).observations
    assert found.value == 92
    sure = found.uncertainty
    assert sure is not None
    assert (sure.standard_error, sure.lower, sure.upper) == (*map(Fraction, ("1.0735", "88.4974", "94.5059")),)
    assert sure.design_effect == Fraction(3, 2)


def test_errors_that_may_be_ratios(office: Office) -> None:
    """A plain error up to 1 beside a value in % may be one of both, and is asked about as the value is."""
    row = (
        *long("990121", None, "exit_accuracy", 0.92),
        400,
        1300,
        8,
        7,
        0.010735,
        2.365,
        0.884974,
        0.945059,
        "wald",
        0.9,
    )
    assert office.seen((*LONG, *SAMPLE), row) == [("percent_or_ratio", f"{letter}2") for letter in "DLNO"]
    (found,) = office.table((*LONG, *SAMPLE), row, rules=TableRules(ratios=["exit_accuracy"])).observations
    sure = found.uncertainty
    assert sure is not None
    assert (found.value, sure.standard_error, sure.lower) == (92, Fraction("1.0735"), Fraction("88.4974"))
    assert (sure.quantile, sure.design_effect) == (Fraction("2.365"), Fraction("0.9"))
    (low,) = office.table((*LONG, *SAMPLE), row, rules=TableRules(percents=["exit_accuracy"])).observations
    assert low.uncertainty is not None
    assert (low.value, low.uncertainty.standard_error) == (Fraction("0.92"), Fraction("0.010735"))


def test_errors_of_counts(office: Office) -> None:
    """Beside a value in another unit, errors are plain numbers of that unit, and no percentages."""
    head, value = (*LONG, *SAMPLE), long("990121", None, "poor_population_reduced", 120)
    whole = 400, 1300, 8, 7, 0.5, 2.365, 100, 140, "wald", None
    (found,) = office.table(head, (*value, *whole)).observations
    assert found.uncertainty is not None
    assert found.uncertainty.standard_error == Fraction(1, 2)
    assert office.seen(head, (*value, *whole[:4], Percent(0.5), *whole[5:])) == [("percent_unit", "L2")]


def test_errors_that_no_decimal_writes(office: Office) -> None:
    """Errors and ends may be fractions as this library writes them, and values may not."""
    value = long("990121", None, "exit_accuracy", 92)
    row = *value, 400, 1300, 8, 7, "1/3", 2.365, "275/3", "280/3", "wald", None
    (found,) = office.table((*LONG, *SAMPLE), row).observations
    sure = found.uncertainty
    assert sure is not None
    assert (sure.standard_error, sure.lower, sure.upper) == (Fraction(1, 3), Fraction(275, 3), Fraction(280, 3))
    wrong = *long("990121", None, "exit_accuracy", "275/3"), *row[7:11], "1/3%", *row[12:]
    assert office.seen((*LONG, *SAMPLE), wrong) == [("bad_number", "D2"), ("bad_number", "L2")]


def test_other_tables(office: Office, evidence: Evidence) -> None:
    """Scores, earlier results, events and grades are read as records."""
    found, _ = office.read(
        MadeSheet(
            name="贫困县成绩",
            table=[("县代码", "单位名称", "考核成绩", "数据日期", "依据文件"), ("990122", "丑县", "1/3", DAY, "d")],
        ),
        MadeSheet(
            name="history", table=[("year", "city", "score", "document", "rank"), (2018, "990100", 88.5, "d", 1)]
        ),
        MadeSheet(
            name="events", table=[("key", "kind", "name", "on", "document"), ("e1", "praise", "子县", "2019.5.1", "d")]
        ),
        MadeSheet(
            name="评定等次",
            table=[
                ("city", "等次", "评定主体", "数据日期", "依据文件", "理由"),
                ("甲市", "good", "省委", DAY, "d", "一\n二"),
            ],
        ),
        MadeSheet(
            name="targets", table=[("place", "indicator", "value", "document"), ("990100", "贫困村退出", 3, "d")]
        ),
    )
    assert [(c.county.name, str(c.score)) for c in found.carried] == [("丑县", "1/3")]
    assert [(r.year, r.city.code, r.rank, r.grade) for r in found.history] == [(2018, "990100", 1, "")]
    assert [(e.place.code, e.on.month) for e in found.events] == [("990121", 5)]
    assert [(g.body.value, g.reason) for g in found.set_grades] == [("provincial_committee", "一\n二")]
    assert [(t.place.code, t.value) for t in found.targets] == [("990100", 3)]


def test_rules(office: Office) -> None:
    """Source, day and document may come from the rules, where the table is of values or scores."""
    rules = TableRules(source="register", on=DAY, document="d")
    found = office.table(("name", "indicator", "value"), ("子县", "exit_accuracy", 98), rules=rules)
    assert [(o.source, o.on, o.document) for o in found.observations] == [("register", DAY, "d")]
    assert len(office.table(("name", "score"), ("丑县", 98), name="carried", rules=rules).carried) == 1
    head = ("key", "kind", "name")
    [fault] = office.faults(MadeSheet(name="events", table=[head, ("e1", "praise", "子县")]), rules=rules)
    assert (fault.code, fault.problem.zh) == ("missing_column", "缺少列：日期")


def test_missing_columns(office: Office) -> None:
    """Columns that are missing are one fault, and cells are looked at all the same."""
    assert office.seen(("place", "value"), ("990121", "x")) == [("missing_column", "A1"), ("bad_number", "B2")]
    assert office.seen(("indicator", "value"), ("exit_accuracy", 98)) == [("missing_column", "A1")]
    assert office.seen(("finding", "text"), ("f1", 2.5), name="facts") == [("missing_column", "A1"), ("not_text", "B2")]


def test_cell_faults(office: Office) -> None:
    """Every cell of a row is looked at, and every row; in a row of no unit blank cells are no faults."""
    rows = [
        long("990121", "丑县", "exit_accuracy", "x"),
        ("990121", None, "未知", 5, None, "2019-12-32", 2.5),
        ("990199", None, "exit_accuracy", 101, "survey", DAY, "d"),
        (None, None, "poor_villages_exited", 0.5, "survey", None, "d"),
        long("990121", None, None, 5),
        long("990121", None, 5.5, 5),
        long("990121", None, "poor_villages_exited", None),
    ]
    assert office.seen(LONG, *rows) == [
        ("code_name_differ", "B2"),
        ("bad_number", "D2"),
        ("unknown_indicator", "C3"),
        ("blank_cell", "E3"),
        ("bad_date", "F3"),
        ("not_text", "G3"),
        ("unknown_place", "A4"),
        ("out_of_range", "D4"),
        ("blank_cell", "A5"),
        ("too_many_places", "D5"),
        ("blank_cell", "C6"),
        ("not_text", "C7"),
        ("blank_cell", "D8"),
    ]


def test_record_faults(office: Office) -> None:
    """What a record refuses is said at its cell, a city where a county is due among it."""
    head = (*LONG, "version", "submitter", "reason")
    rows = [
        (*long("990121", None, "exit_accuracy", 98), 2, "县", None),
        (*long("990123", None, "exit_accuracy", 101), 0),
    ]
    assert office.seen(head, *rows) == [("no_correction", "J2"), ("out_of_range", "D3"), ("bad_version", "H3")]
    assert office.seen(("county", "score", "on", "document"), ("990100", 5, DAY, "d"), name="carried") == [
        ("unknown_place", "A2")
    ]
    assert office.seen(("name", "score", "on", "document"), ("甲市", 5, DAY, "d"), name="carried") == [
        ("unknown_place", "B2")
    ]


def test_units_of_measure(office: Office) -> None:
    """The unit that a row states has to be that of its indicator."""
    head = (*LONG, "计量单位")
    rows = [
        (*long("990121", None, "exit_accuracy", 98), "‰"),
        (*long("990123", None, "未知", 98), "‰"),
        (*long("990221", None, "poor_villages_exited", 3), "villages"),
    ]
    assert office.seen(head, *rows) == [("other_unit", "H2"), ("unknown_indicator", "C3")]


def test_percent_by_indicator(office: Office) -> None:
    """What a number may mean depends on the indicator of its row."""
    rows = [
        long("990121", None, "poor_villages_exited", 1),
        long("990121", None, "exit_accuracy", 1),
        long("990121", None, "funds_use", 0.5),
    ]
    assert office.seen(LONG, *rows) == [("percent_or_ratio", "D3")]


def test_shared_terms(office: Office) -> None:
    """A term of two indicators of the file is refused in a cell as in a heading."""
    own = [
        ("a", "n", "退出", "%", "%", 1, 0, 100, "higher", "否"),
        ("b", "n", "退出", "%", "%", 1, 0, 100, "higher", "否"),
    ]
    head = ("key", "name_en", "name_zh", "unit_en", "unit_zh", "places", "low", "high", "better", "is_additive")
    sheets = (
        MadeSheet(name="indicators", table=[head, *own]),
        MadeSheet(table=[LONG, long("990121", None, "退出", 98)]),
    )
    assert [fault.code for fault in office.faults(*sheets)] == ["ambiguous_heading"]


def test_duplicates(office: Office) -> None:
    """The same record twice is a fault that names both rows; versions are told apart."""
    row = long("990121", "子县", "exit_accuracy", 98)
    [fault] = office.faults(MadeSheet(table=[LONG, row, row]))
    assert (fault.code, fault.where) == ("duplicate_row", "[甲市.xlsx]指标数据!D3")
    assert "[甲市.xlsx]指标数据!D2" in fault.problem.zh
    rows = [(*row, 1, None, None), (*row, 2, "县", "更正")]
    assert len(office.table((*LONG, "version", "submitter", "reason"), *rows).observations) == 2
    carried = ("990122", 5, DAY, "d")
    assert office.seen(("county", "score", "on", "document"), carried, carried, name="carried") == [
        ("duplicate_row", "B3")
    ]


def test_totals(office: Office) -> None:
    """A total of a long table is that of the rows of its indicator; scores have none that is looked at."""
    rows = [
        long("990121", None, "poor_villages_exited", 3),
        long("990123", None, "poor_villages_exited", 4),
        long("990121", None, "exit_accuracy", 98),
    ]

    def total(value: object, indicator: str | None = "poor_villages_exited") -> tuple[object, ...]:
        return ("合计", None, indicator, value)

    assert (
        len(office.table(LONG, *rows, total(7), total(98, "exit_accuracy"), total(None), total(1, None)).observations)
        == 3
    )
    assert office.seen(LONG, *rows, total(8)) == [("total_differs", "D5")]
    assert office.seen(LONG, *rows, total("x")) == [("bad_number", "D5")]
    assert office.seen(LONG, *rows, total(7, "未知")) == [("unknown_indicator", "C5")]
    assert office.seen(LONG, rows[0], long("990123", None, "poor_villages_exited", "x"), total(9)) == [
        ("bad_number", "D3")
    ]
    assert office.seen(LONG, rows[0], long("990199", None, "poor_villages_exited", 5), total(9)) == [
        ("unknown_place", "A3")
    ]
    [fault] = office.faults(MadeSheet(table=[LONG, *rows, total(4)], hidden_rows=frozenset({2})))
    assert fault.code == "hidden_row"
    head = ("county", "score", "on", "document")
    assert len(office.table(head, ("990122", 5, DAY, "d"), ("合计", 99), name="carried").carried) == 1


def test_totals_above_their_rows(office: Office) -> None:
    """A total above its rows is held against the rows of its indicator below it."""
    rows = [long("990121", None, "poor_villages_exited", 3), long("990123", None, "poor_villages_exited", 4)]
    assert len(office.table(LONG, ("合计", None, "poor_villages_exited", 7), *rows).observations) == 2
    assert office.seen(LONG, ("合计", None, "poor_villages_exited", 8), *rows) == [("total_differs", "D2")]


def test_names_of_indicators(office: Office) -> None:
    """The heading of a template names its indicator in a cell too; what is not known comes with what may be meant."""
    assert len(office.table(LONG, long("990121", None, "驻村工作队满意度（%）", 98)).observations) == 1
    for text, near in (("满意度", "驻村工作队满意度"), ("zzz", "")):
        [fault] = office.faults(MadeSheet(table=[LONG, long("990121", None, text, 98)]))
        assert (fault.code, near in fault.remedy.zh) == ("unknown_indicator", True)


def test_totals_beside_rows_of_no_unit(office: Office) -> None:
    """A row of no unit whose indicator is not known either spoils no total."""
    rows = [
        long("990121", None, "poor_villages_exited", 3),
        long("990199", None, "未知", 3),
        long("990199", None, None, 3),
    ]
    assert office.seen(LONG, *rows, ("合计", None, "poor_villages_exited", 4)) == [
        ("unknown_place", "A3"),
        ("unknown_indicator", "C3"),
        ("unknown_place", "A4"),
        ("total_differs", "D5"),
    ]


def test_indicators_with_faults(office: Office) -> None:
    """A row of an indicator whose definition has faults is left alone."""
    head = ("key", "name_en", "name_zh", "unit_en", "unit_zh", "places", "low", "better", "is_additive")
    sheets = (
        MadeSheet(name="indicators", table=[head, ("own", "n", "自", "%", "%", 99, 0, "higher", "否")]),
        MadeSheet(table=[LONG, long("990121", None, "own", 98)]),
    )
    assert [fault.code for fault in office.faults(*sheets)] == ["bad_places"]
