"""Numbers in cells."""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from attrs import evolve

from jxassess.faults import Fault
from jxassess.indicators import CATALOGUE
from jxassess.io._documents import Numeral
from jxassess.io._reading._numbers import NOTHING_APPLIES, is_in_percent, number_reader
from jxassess.io._reading._rules import TableRules
from jxassess.io._sheets._sheet import CellError, Disguised, NoResult, Percent, Raw
from jxassess.words import Words

KNOWN = {indicator.key: indicator for indicator in CATALOGUE}
RATE, COUNT, GROWTH = KNOWN["exit_accuracy"], KNOWN["poor_villages_exited"], KNOWN["rural_income_growth"]
NONE = TableRules()


def read(raw: Raw, indicator: str | None = "poor_villages_exited", rules: TableRules = NONE) -> Fraction | str:
    """Read a cell; a fault as its code."""
    found = number_reader(None if indicator is None else KNOWN[indicator], rules, may_not_apply=True)(raw)
    return found.code if isinstance(found, Fault) else found


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (95, "95"),
        (0, "0"),
        (-3, "-3"),
        (98.75, "98.75"),
        (98.0, "98"),
        (1e3, "1000"),
        (Decimal("98.7500"), "98.75"),
        (Decimal("1234567890123456.5"), "1234567890123456.5"),
        ("98.75", "98.75"),
        (" 98.75\n", "98.75"),
        ("\u300098.75\xa0", "98.75"),
        ("９８．７５", "98.75"),
        ("－３", "-3"),
        ("−3", "-3"),
        ("+3", "3"),
        ("007", "7"),
        ("1,234", "1234"),
        ("1，234，567.5", "1234567.5"),
        ("-1,234", "-1234"),
        (Numeral("98.750"), "98.75"),
        ("123456789012345678901234567890", "123456789012345678901234567890"),
    ],
)
def test_plain_numbers(raw: Raw, value: str) -> None:
    """A plain decimal is that decimal, however its digits and thousands are written."""
    assert read(raw) == Fraction(value)


@pytest.mark.parametrize(
    "raw",
    [
        "12,34",
        "1234,567",
        "0,123",
        "1,2345",
        ",123",
        "1.2万",
        "95分",
        "1e3",
        "0x10",
        "1.2.3",
        "95.",
        ".5",
        "１０５²",
        "①",
        "½",
        "٩٥",
        "5-",
        "(5)",
        "¥5",
        "1/2",
        "2/4",
        "1_000",
        "1·5",
        "九十五",
        "1 234",
        "1\u200b2",
        "--5",
        "+ 5",
        "95 分",
        "=1+1",
        float("nan"),
        float("inf"),
        Decimal("NaN"),
    ],
)
def test_no_numbers(raw: Raw) -> None:
    """What may be meant in two ways, carries a unit, or is no decimal, is refused."""
    assert read(raw) == "bad_number"


@pytest.mark.parametrize(
    "raw",
    [
        0.1 + 0.2,
        1 / 3,
        10**15,
        -(10**15),
        "1" * 31,
        1e300,
        10**400,
        Decimal("1e99"),
        Decimal("0." + "1" * 31),
        98.74999999999999,
    ],
)
def test_calculated(raw: Raw) -> None:
    """More digits than anybody types mean that the number was calculated or cut off."""
    assert read(raw) == "calculated_number"


@pytest.mark.parametrize("raw", ["-", "—", "／", "无", " 缺 ", "N/A", "n / a", "……", "NaN", "null", "×"])
def test_placeholders(raw: Raw) -> None:
    """What says neither zero nor missing nor not applicable is refused with that advice."""
    assert read(raw) == "placeholder"


@pytest.mark.parametrize("raw", ["不适用", " 不 适 用 ", "Not applicable", "not_applicable"])
def test_not_applicable(raw: str) -> None:
    """A cell may say that nothing applies, where its column allows it."""
    assert read(raw) == NOTHING_APPLIES
    found = number_reader(COUNT, NONE, may_not_apply=False)(raw)
    assert isinstance(found, Fault)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (True, "truth_for_number"),
        (False, "truth_for_number"),
        (date(2019, 12, 31), "day_for_number"),
        (time(8), "day_for_number"),
        (timedelta(1), "day_for_number"),
        (NoResult.NO_RESULT, "formula_without_result"),
        (CellError("#N/A"), "error_cell"),
    ],
)
def test_no_value(raw: Raw, code: str) -> None:
    """Truth values, days, errors and formulas without result are no numbers."""
    assert read(raw) == code


@pytest.mark.parametrize(
    ("raw", "value"), [(Percent(0.955), "95.5"), (Percent(1), "100"), (Percent(0.0041), "0.41"), ("95.5%", "95.5")]
)
def test_percentages(raw: Raw, value: str) -> None:
    """A percentage is the number before the sign, under an indicator in per cent; anywhere else it is refused."""
    for rules in (NONE, TableRules(ratios="exit_accuracy"), TableRules(percents="exit_accuracy")):
        assert read(raw, "exit_accuracy", rules) == Fraction(value)
    assert read(raw) == "percent_unit"
    assert read(raw, None) == "percent_unit"


def test_percent_forms() -> None:
    """The sign may be full-width, with a blank before it; a broken number before it stays broken."""
    assert read("９５．５ ％", "exit_accuracy") == Fraction("95.5")
    assert read("1,234%", "rural_income_growth") == 1234
    assert read("%", "exit_accuracy") == "bad_number"
    assert read("95%%", "exit_accuracy") == "bad_number"
    assert read(Percent(0.1 + 0.2), "exit_accuracy") == "calculated_number"


@pytest.mark.parametrize("raw", [0.95, 1, "0.95", "１", Decimal("0.5"), -0.5, "-1", Numeral("0.95")])
def test_percent_or_ratio(raw: Raw) -> None:
    """A plain number up to 1 in per cent may be a ratio, so that one of the two has to be said."""
    assert read(raw, "exit_accuracy") == "percent_or_ratio"
    assert read(raw, "poor_villages_exited") in (Fraction(1), Fraction("0.95"), Fraction("0.5"), -Fraction("0.5"), -1)


def test_percent_rules() -> None:
    """The rules say which of the two it is; zero is zero either way."""
    percents, ratios = TableRules(percents=["exit_accuracy"]), TableRules(ratios=["exit_accuracy"])
    assert read(0.41, "exit_accuracy", percents) == Fraction("0.41")
    assert read(95, "exit_accuracy", percents) == 95
    assert read(0.95, "exit_accuracy", ratios) == 95
    assert read("0.9525", "exit_accuracy", ratios) == Fraction("95.25")
    assert read(95, "exit_accuracy", ratios) == "percent_or_ratio"
    assert read(0, "exit_accuracy") == read(0.0, "exit_accuracy", ratios) == 0


def test_percent_advice() -> None:
    """The remedy shows both values that may be meant."""
    found = number_reader(RATE, NONE, may_not_apply=False)(0.985)
    assert isinstance(found, Fault)
    assert "98.5% or 0.985%" in found.remedy.en
    assert "98.5%或0.985%" in found.remedy.zh


def test_percent_units() -> None:
    """In per cent is what has that unit, whatever its range."""
    assert [is_in_percent(each) for each in (RATE, GROWTH, COUNT, None)] == [True, True, False, False]


@pytest.mark.parametrize(
    ("text", "value"),
    [("1/3", Fraction(1, 3)), ("-2/7", Fraction(-2, 7)), ("1/2", "bad_number"), ("2/6", "bad_number")],
)
def test_fractions(text: str, value: Fraction | str) -> None:
    """Where no indicator limits the places, what no decimal equals is read as this library writes it."""
    assert read(text, None) == value
    assert read("1/0", None) == "bad_number"
    assert read(text) == "bad_number"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (Disguised(630, '0"万"', "万"), "disguised_value"),
        (Disguised(630, "0,"), "disguised_value"),
        (Disguised("7", ";;;"), "disguised_value"),
        (Disguised(date(2019, 12, 1), "yyyy"), "day_for_number"),
        (Disguised(time(12), "h:mm"), "day_for_number"),
    ],
)
def test_disguised(raw: Raw, code: str) -> None:
    """A number that is shown as another amount is refused; a day is no number, however it is shown."""
    assert read(raw) == code
    assert read(raw, None) == code


def test_units_beside_numbers() -> None:
    """A number shown beside the unit of its own column is what it seems, and no other word that multiplies is."""
    million = evolve(COUNT, unit=Words("million yuan", "万元"))
    reader = number_reader(million, NONE, may_not_apply=False)
    assert reader(Disguised(630, '0" 万元"', "万元")) == 630
    assert reader(Disguised(6.5, '0.0"Million yuan"', "Million yuan")) == Fraction("6.5")
    found = reader(Disguised(630, '0"万"', "万"))
    assert isinstance(found, Fault)
    assert found.problem.zh == """单元格存储的是630，而数字格式'0"万"'显示为其他数值或不显示"""
