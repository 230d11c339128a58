"""Cells read as their columns ask for."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from jxassess.evidence import FactKind, NotApplicable, Verdict
from jxassess.faults import Fault
from jxassess.indicators import CATALOGUE
from jxassess.io._documents import Numeral
from jxassess.io._reading._cells import CellValue, read_cell
from jxassess.io._reading._rules import TableRules
from jxassess.io._sheets._kinds import (
    ABOUT,
    CITIES,
    DOCUMENT,
    EVENTS,
    FACTS,
    FINDINGS,
    INDICATORS,
    OBSERVATIONS,
    ON,
    PLACE,
    SET_GRADES,
    VALUE,
    CellKind,
    TableColumn,
    column,
)
from jxassess.io._sheets._members import member_words, members_by_word
from jxassess.io._sheets._sheet import CellError, Disguised, NoResult, Percent, Raw
from jxassess.measure import Body, Problem

YEAR, SYNTHETIC, VERSION = ABOUT.column("year"), ABOUT.column("is_synthetic"), OBSERVATIONS.column("version")
PROBLEM, VERDICT, BODY = FINDINGS.column("problem"), FINDINGS.column("verdict"), SET_GRADES.column("body")


@pytest.mark.parametrize(
    ("raw", "where", "value"),
    [
        (None, DOCUMENT, None),
        ("\u3000", VALUE, None),
        (" 文件 ", DOCUMENT, "文件"),
        (2019, DOCUMENT, "2019"),
        ("2019-12-31", ON, date(2019, 12, 31)),
        ("98.5", VALUE, Fraction("98.5")),
        (990121, PLACE, "990121"),
        (2019, YEAR, 2019),
        (2019.0, YEAR, 2019),
        ("２０１９", YEAR, 2019),
        (Numeral("2"), VERSION, 2),
        (True, SYNTHETIC, True),
        ("是", SYNTHETIC, True),
        ("No", SYNTHETIC, False),
        ("false", SYNTHETIC, False),
        ("Art. 9(4)", PROBLEM, "Art. 9(4)"),
        ("第九条第(四)项", PROBLEM, "Art. 9(4)"),
        ("违反退出规定弄虚作假", PROBLEM, "Art. 9(4)"),
        ("确认", VERDICT, "confirmed"),
        ("省扶贫和移民办", BODY, "office"),
        ("第五条第（二）项", INDICATORS.column("citation"), "Art. 5(2)"),
        ("Art. 5(2)", INDICATORS.column("citation"), "Art. 5(2)"),
        ("越高越好", INDICATORS.column("better"), "higher"),
        ("行为", FACTS.column("kind"), "act"),
    ],
)
def test_values(raw: Raw, where: TableColumn, value: CellValue | None) -> None:
    """A cell is what its column asks for, said by key or in words."""
    found = read_cell(raw, where)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("raw", "where", "code"),
    [
        (2019.5, DOCUMENT, "not_text"),
        (True, DOCUMENT, "not_text"),
        (date(2019, 1, 1), DOCUMENT, "not_text"),
        (Numeral("2019"), DOCUMENT, "not_text"),
        (10**15, DOCUMENT, "not_text"),
        (Percent(0.5), DOCUMENT, "not_text"),
        (13800138000, DOCUMENT, "personal_text"),
        (CellError("#N/A"), DOCUMENT, "error_cell"),
        (Disguised("子县", ";;;"), DOCUMENT, "disguised_value"),
        (Disguised(2019, ";;;"), YEAR, "disguised_value"),
        (Disguised(1, ";;;"), SYNTHETIC, "disguised_value"),
        (2019.5, YEAR, "not_whole"),
        ("2019年", YEAR, "not_whole"),
        (Percent(1), YEAR, "not_whole"),
        (True, YEAR, "not_whole"),
        ("1/3", YEAR, "not_whole"),
        (NoResult.NO_RESULT, YEAR, "formula_without_result"),
        (1, SYNTHETIC, "not_truth"),
        ("√", SYNTHETIC, "not_truth"),
        (CellError("#N/A"), SYNTHETIC, "error_cell"),
        ("第十三条", INDICATORS.column("citation"), "bad_citation"),
        (5, INDICATORS.column("citation"), "bad_citation"),
        (2.5, INDICATORS.column("citation"), "not_text"),
        ("可能", VERDICT, "unknown_value"),
        (1.5, VERDICT, "not_text"),
    ],
)
def test_faults(raw: Raw, where: TableColumn, code: str) -> None:
    """What a column is not for is a fault without place."""
    found = read_cell(raw, where)
    assert isinstance(found, Fault)
    assert (found.code, found.where) == (code, "")


def test_numbers_of_indicators() -> None:
    """A number is read as a value of its indicator, by the rules."""
    rate = next(each for each in CATALOGUE if each.key == "exit_accuracy")
    assert read_cell(0.95, VALUE, indicator=rate, rules=TableRules(ratios="exit_accuracy")) == 95
    assert read_cell("95%", VALUE, indicator=rate) == 95


def test_members() -> None:
    """Every member is read by all of its words, and no word stands for two."""
    for kind in (Verdict, Body, Problem, FactKind):
        assert sorted(set(members_by_word(kind).values())) == sorted(str(each.value) for each in kind)
        said = [words for each in kind for words in (member_words(each).en, member_words(each).zh)]
        assert len(set(said)) == len(said)
    assert member_words(NotApplicable.NOT_APPLICABLE).zh == "not_applicable"


def test_columns_without_members() -> None:
    """A column of members without an enum knows none."""
    found = read_cell("x", column("x", "x", "x", CellKind.MEMBER))
    assert isinstance(found, Fault)
    assert EVENTS.column("kind").kind is CITIES.column("name").kind is CellKind.TEXT
