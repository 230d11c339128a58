"""Numbers in cells: the decimal that was typed, by a stated rule, or a fault."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import isfinite
from typing import TypeAlias

from jxassess.evidence import NOT_APPLICABLE
from jxassess.exact import NumberError, exact, from_text, to_text
from jxassess.faults import Fault
from jxassess.indicators import Indicator
from jxassess.io._reading._rules import TableRules
from jxassess.io._sheets._cell_fault_kinds import (
    BAD_NUMBER,
    CALCULATED,
    CELL_ERROR,
    DAY_FOR_NUMBER,
    DISGUISED_NUMBER,
    DISGUISED_TEXT,
    NO_RESULT,
    NO_SUCH_DAY,
    PARTIAL_DAY,
    PERCENT_OR_RATIO,
    PERCENT_UNIT,
    PLACEHOLDER,
    TRUTH_FOR_NUMBER,
)
from jxassess.io._sheets._sheet import CellError, Disguised, NoResult, Percent, Raw
from jxassess.io._sheets._texts import fold, half_width, said, trim
from jxassess.io._shown import shown
from jxassess.words import Words

Number: TypeAlias = Fraction | str
"""A number, or the value of `NOT_APPLICABLE`."""

NOTHING_APPLIES: str = NOT_APPLICABLE.value

_PLAIN = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?", re.ASCII)
# Groups of three digits, the first without a zero in front, so that 0,95 is no thousand.
_GROUPED = re.compile(r"[+-]?[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]+)?", re.ASCII)
_RATIO = re.compile(r"-?[0-9]{1,30}/[0-9]{1,30}", re.ASCII)
_NOT_APPLICABLE = frozenset(("不适用", "notapplicable", "not_applicable"))
_PLACEHOLDERS = re.compile(r"[-—–―/\\。.*×?]+|(?:n/?a|#n/a|nan|null|none|nil|tbd)|[暂]?无|没有|空|缺失?|未填|待定|待补")
# Beyond 15 digits a spreadsheet keeps no whole number as it was typed, and no quantity here is as large.
_MOST = 10**15
_MOST_DECIMAL = 10**30
_HUNDRED = Fraction(100)
_PERCENT = "%"
_NO_UNIT = Words("none", "无")


def is_in_percent(indicator: Indicator | None) -> bool:
    """Tell whether values of an indicator are in per cent, whatever their range."""
    return indicator is not None and _are_percent(indicator.unit.en, indicator.unit.zh)


@lru_cache(maxsize=1_000)
def _are_percent(*units: str) -> bool:
    return any(fold(unit) == _PERCENT for unit in units)


def number_reader(
    indicator: Indicator | None, rules: TableRules, *, may_not_apply: bool
) -> Callable[[Raw], Number | Fault]:
    """Make what reads the numbers of a column.

    Args:
        indicator: whose values stand there, if of one.
        rules: how percentages are written.
        may_not_apply: whether a cell may say that nothing applies.

    Returns:
        A function that gives the number, the value of `NOT_APPLICABLE`, or a fault without place.
    """

    def read(raw: Raw) -> Number | Fault:
        if may_not_apply and isinstance(raw, str) and fold(raw) in _NOT_APPLICABLE:
            return NOTHING_APPLIES
        return _number(raw, indicator, rules)

    return read


def _number(raw: Raw, indicator: Indicator | None, rules: TableRules) -> Fraction | Fault:
    match raw:
        case bool():
            return TRUTH_FOR_NUMBER.at("", said(raw))
        case int() | float() | Decimal():
            value = _taken(raw)
            return value if isinstance(value, Fault) else _meant(value, raw, indicator, rules)
        case Percent():
            share = _taken(raw.value)
            return share if isinstance(share, Fault) else _percentage(share * _HUNDRED, raw, indicator)
        case str():
            return _written(raw, indicator, rules)
        case Disguised(value=int() | float() as value) if _is_unit(raw.unit, indicator):
            # 630 shown as 630万元 under an indicator in 万元 is what it seems.
            return _number(value, indicator, rules)
        case date() | time() | timedelta() | Disguised(value=date() | time()):
            return DAY_FOR_NUMBER.at("", said(raw))
        case _:
            return no_value(raw)


def _is_unit(text: str, indicator: Indicator | None) -> bool:
    return bool(text) and indicator is not None and fold(text) in (fold(indicator.unit.en), fold(indicator.unit.zh))


def no_value(raw: Raw) -> Fault:
    """Make the fault of a cell in which the spreadsheet has no value.

    Args:
        raw: an error, a formula without result, or what a format shows as something else.

    Returns:
        The fault, without place.
    """
    if isinstance(raw, NoResult):
        return NO_RESULT.at("")
    if isinstance(raw, Disguised):
        kind = DISGUISED_TEXT if isinstance(raw.value, str) else DISGUISED_NUMBER
        if isinstance(raw.value, date | time):
            kind = PARTIAL_DAY
        return kind.at("", said(raw), form=shown(raw.form))
    kind = NO_SUCH_DAY if isinstance(raw, CellError) and raw.text.startswith("##") else CELL_ERROR
    return kind.at("", said(raw))


# The values of one table repeat, most of all rates and points.
@lru_cache(maxsize=50_000, typed=True)
def _taken(value: float | Decimal) -> Fraction | Fault:
    if not isinstance(value, int) and not isfinite(value):
        return BAD_NUMBER.at("", said(value))
    most = _MOST_DECIMAL if isinstance(value, Decimal) else _MOST
    if not -most < value < most:
        return CALCULATED.at("", said(value))
    try:
        return exact(value)
    except NumberError:
        return CALCULATED.at("", said(value))


def _written(raw: str, indicator: Indicator | None, rules: TableRules) -> Fraction | Fault:
    text = trim(half_width(raw)).replace("−", "-")
    is_percentage = text.endswith(_PERCENT)
    digits = trim(text.removesuffix(_PERCENT)) if is_percentage else text
    if _GROUPED.fullmatch(digits):
        digits = digits.replace(",", "")
    if not _PLAIN.fullmatch(digits):
        return _computed(text, raw, indicator)
    try:
        value = exact(digits)
    except NumberError:
        return CALCULATED.at("", said(raw))
    return _percentage(value, raw, indicator) if is_percentage else _meant(value, raw, indicator, rules)


def _computed(text: str, raw: str, indicator: Indicator | None) -> Fraction | Fault:
    if indicator is None and _RATIO.fullmatch(text) and not text.endswith("/0"):
        value = from_text(text)
        # As this library writes what no decimal is equal to; all else may be a day, or something not worked out.
        if to_text(value) == text:
            return value
    return (PLACEHOLDER if _PLACEHOLDERS.fullmatch(fold(raw)) else BAD_NUMBER).at("", said(raw))


def _percentage(value: Fraction, raw: Raw, indicator: Indicator | None) -> Fraction | Fault:
    if is_in_percent(indicator):
        return value
    return PERCENT_UNIT.at("", said(raw), unit=_NO_UNIT if indicator is None else indicator.unit)


def _meant(value: Fraction, raw: Raw, indicator: Indicator | None, rules: TableRules) -> Fraction | Fault:
    """Tell per cent from ratio where a plain number stands under an indicator in per cent."""
    if indicator is None or not value or not is_in_percent(indicator):
        return value
    is_small = abs(value) <= 1
    if is_small and indicator.key in rules.ratios:
        return value * _HUNDRED
    # A large number in a column of ratios is as doubtful as a small one in a column of percentages.
    if indicator.key in rules.ratios or (is_small and indicator.key not in rules.percents):
        return PERCENT_OR_RATIO.at(
            "", said(raw), indicator=indicator.key, large=to_text(value * _HUNDRED), small=to_text(value)
        )
    return value
