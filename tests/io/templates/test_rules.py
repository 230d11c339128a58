"""What may be typed into a template: said in words, and as conditions, which are worked out here as a spreadsheet does."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest

from jxassess.io._templates._rules import ChoiceRule, DayRule, NumberRule, TextRule
from jxassess.words import Words

PER_CENT = Words("%", "%")
RATE = NumberRule(unit=PER_CENT, low=Fraction(0), high=Fraction(100), places=2, may_not_apply=True)
GROWTH = NumberRule(unit=PER_CENT, low=Fraction(-100), high=None, places=2)
PERSONS = NumberRule(unit=Words("persons", "人"), low=Fraction(0), high=None, places=0)
SCORE = NumberRule(unit=Words("", ""), low=Fraction(0), high=Fraction(5, 2), places=None)
DAYS = DayRule(first=date(2019, 1, 1), last=date(2020, 3, 31))
FIRST_DAY = date(1899, 12, 30)


class Text(str):
    """Text in a spreadsheet, which is more than any number."""

    __slots__ = ()

    def __ge__(self, other: object) -> bool:
        """Tell that it is more than a number."""
        return True

    def __le__(self, other: object) -> bool:
        """Tell that it is not less than a number."""
        return False


def rounded(value: object, places: int) -> float | None:
    """Round as a spreadsheet does, halves away from zero; text is an error."""
    if not isinstance(value, int | float):
        return None
    scaled = Fraction(str(abs(value))) * 10**places
    return math.copysign(float(Fraction(math.floor(scaled + Fraction(1, 2)), 10**places)), value)


FUNCTIONS: dict[str, Callable[..., object]] = {
    "IF": lambda condition, first, second: first if condition else second,
    "AND": lambda *parts: all(parts),
    "OR": lambda *parts: any(parts),
    "ISNUMBER": lambda value: isinstance(value, int | float),
    "ROUND": rounded,
    "ABS": lambda value: abs(value) if isinstance(value, int | float) else 0,
    "INT": lambda value: math.floor(value) if isinstance(value, int | float) else None,
    "DATE": lambda year, month, day: (date(year, month, day) - FIRST_DAY).days,
}


def holds(condition: str, value: object) -> bool:
    """Work out a condition on the cell A1."""
    python = re.sub(r"(?<![<>])=", "==", condition).replace("FALSE", "False")
    found = eval(python, {"__builtins__": {}}, FUNCTIONS | {"A1": value})  # the formulas are our own
    assert isinstance(found, bool)
    return found


def in_cell(value: object) -> object:
    """Give what a cell holds: days are numbers, and text compares in its own way."""
    if isinstance(value, date):
        return (value - FIRST_DAY).days
    return Text(value) if isinstance(value, str) else value


@pytest.mark.parametrize(
    ("rule", "right", "wrong"),
    [
        # What was typed as 95.5% is stored as 0.955.
        (RATE, [0, 95.5, 99.99, 100, 12.34, 0.955, 0.07, "不适用"], [-1, 100.01, 95.555, 0.95555, "95", "95分", "无"]),
        (GROWTH, [-100, -12.5, 0, 230.1], [-100.5, 10.123, "不适用"]),
        (PERSONS, [0, 3, 10**9], [-1, 3.5, "3", "不适用"]),
        (SCORE, [0, 2.5, 1.23456], [2.51, -0.1, "2"]),
        (
            DAYS,
            [date(2019, 1, 1), date(2020, 3, 31)],
            [date(2018, 12, 31), date(2020, 4, 1), 43830.5, 20191231, "2019-12-31"],
        ),
    ],
    ids=["rate", "growth", "persons", "score", "days"],
)
def test_a_condition_holds_for_what_may_stand_there(
    rule: NumberRule | DayRule, right: list[object], wrong: list[object]
) -> None:
    """A cell takes the numbers and days of its rule, what does not apply only where that is allowed, and no other text."""
    condition = rule.condition("A1", "zh")
    assert [value for value in right if not holds(condition, in_cell(value))] == []
    assert [value for value in wrong if holds(condition, in_cell(value))] == []


def test_conditions_are_short_enough() -> None:
    """A spreadsheet takes conditions of up to 255 characters."""
    tight = NumberRule(
        unit=PER_CENT, low=Fraction("-99999999.12345"), high=Fraction("99999999.12345"), places=10, may_not_apply=True
    )
    assert len(tight.condition("AB1048576", "en")) < 255


def test_rules_are_said_in_words() -> None:
    """Beside a cell stand unit, kind of number, range and places, and what to do with rates and what does not apply."""
    assert PERSONS.prompt("zh", is_needed=True) == "单位：人。整数，不小于0。"
    assert PERSONS.prompt("en", is_needed=False) == "Unit: persons. A whole number, at least 0.\nMay be left empty."
    assert SCORE.prompt("zh", is_needed=True) == "数字，0至2.5。"
    assert RATE.prompt("en", is_needed=True) == (
        "Unit: %. A number, from 0 to 100, at most 2 decimal places.\n"
        "Type 95.5 or 95.5%, not 0.955; below 1 %, with the sign: 0.8%.\n"
        "Where it does not apply, type: not applicable."
    )


def test_days_choices_and_texts_are_said_in_words() -> None:
    """A day is said with its bounds, a choice with what the known sources are."""
    assert DAYS.prompt("zh", is_needed=True) == "2019-01-01至2020-03-31之间的日期，如2019-12-31。"
    assert DAYS.prompt("zh", is_needed=False).endswith("\n没有数据可留空。")
    choices = ChoiceRule(choices=("survey", "省级核查"))
    assert (
        choices.prompt("en", is_needed=True)
        == "One of the list.\nsurvey (monitoring survey of rural poverty)\n省级核查"
    )
    assert TextRule(words=Words("a name", "名称")).prompt("en", is_needed=True) == "A name."
