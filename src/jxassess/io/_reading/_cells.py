"""What stands in a cell, read as its column asks for: a value, or a fault that says why it is none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import TypeAlias

from jxassess.errors import ScopeError
from jxassess.faults import Fault
from jxassess.indicators import Indicator
from jxassess.io._documents import Numeral
from jxassess.io._fault_kinds import BAD_CITATION, UNKNOWN_VALUE
from jxassess.io._reading._days import read_day
from jxassess.io._reading._numbers import no_value, number_reader
from jxassess.io._reading._rules import TableRules
from jxassess.io._sheets._cell_fault_kinds import NOT_TEXT, NOT_TRUTH, NOT_WHOLE
from jxassess.io._sheets._kinds import CellKind, TableColumn
from jxassess.io._sheets._members import TRUTHS, members_by_word
from jxassess.io._sheets._sheet import CellError, Disguised, NoResult, NoValue, Percent, Raw
from jxassess.io._sheets._texts import fold, is_blank, plain_text, said, text_fault
from jxassess.measure import Citation

CellValue: TypeAlias = str | Fraction | int | bool | date
"""What a cell holds: members by value, clauses as cited in English, places and indicators as the cell names them."""

Reader: TypeAlias = Callable[[Raw], CellValue | Fault]
"""Reads a cell that is not blank; a fault comes without place."""

_NO_RULES = TableRules()
_TRUTHS = {fold(text): truth for truth, words in TRUTHS.items() for text in (words.en, words.zh, str(truth))}


def read_cell(
    raw: Raw, column: TableColumn, *, indicator: Indicator | None = None, rules: TableRules = _NO_RULES
) -> CellValue | Fault | None:
    """Read a cell.

    Args:
        raw: what the file holds.
        column: what the cell is for.
        indicator: of a number, what it is a value of.
        rules: how percentages are written.

    Returns:
        The value; `None` where the cell is blank; a fault without place where it cannot be read one way only.
    """
    return None if is_blank(raw) else cell_reader(column, indicator, rules)(raw)


def cell_reader(column: TableColumn, indicator: Indicator | None, rules: TableRules) -> Reader:
    """Make what reads the cells of a column that are not blank.

    Args:
        column: what the cells are for.
        indicator: of numbers, what they are values of.
        rules: how percentages are written.

    Returns:
        The reader.
    """
    if column.kind is CellKind.NUMBER:
        return number_reader(indicator, rules, may_not_apply=column.may_not_apply)
    if column.kind is CellKind.MEMBER:
        return _member_reader(column)
    return _READERS[column.kind]


def read_text(raw: Raw) -> str | Fault:
    """Read text: blanks around it do not count, a whole number is its digits.

    Args:
        raw: a cell that is not blank.

    Returns:
        The text, or a fault without place.
    """
    match raw:
        case str() if not isinstance(raw, Numeral):
            text = plain_text(raw)
        case int() if not isinstance(raw, bool) and abs(raw) < _MOST_WHOLE:
            text = str(raw)
        case CellError() | NoResult() | Disguised():
            return no_value(raw)
        case _:
            return NOT_TEXT.at("", said(raw))
    fault = text_fault(text)
    return text if fault is None else fault


# Beyond 15 digits a spreadsheet has changed the last ones.
_MOST_WHOLE = 10**15
_number = number_reader(None, _NO_RULES, may_not_apply=False)


def _whole(raw: Raw) -> int | Fault:
    if isinstance(raw, NoValue):
        return no_value(raw)
    if isinstance(raw, Percent):
        return NOT_WHOLE.at("", said(raw))
    value = _number(raw)
    if isinstance(value, Fraction) and value.denominator == 1 and "/" not in str(raw):
        return value.numerator
    return NOT_WHOLE.at("", said(raw))


def _truth(raw: Raw) -> bool | Fault:
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, NoValue):
        return no_value(raw)
    truth = _TRUTHS.get(fold(raw)) if isinstance(raw, str) else None
    return NOT_TRUTH.at("", said(raw)) if truth is None else truth


def _citation(raw: Raw) -> str | Fault:
    text = read_text(raw)
    if isinstance(text, Fault):
        return text
    try:
        return str(Citation.parse(text))
    except ScopeError:
        return BAD_CITATION.at("", said(raw))


def _member_reader(column: TableColumn) -> Reader:
    known = {} if column.members is None else members_by_word(column.members)

    def read(raw: Raw) -> str | Fault:
        text = read_text(raw)
        if isinstance(text, Fault):
            return text
        found = known.get(fold(text))
        return (
            UNKNOWN_VALUE.at("", said(raw), known=", ".join(dict.fromkeys(known.values()))) if found is None else found
        )

    return read


_READERS: dict[CellKind, Reader] = {
    CellKind.TEXT: read_text,
    CellKind.WHOLE: _whole,
    CellKind.DAY: read_day,
    CellKind.TRUTH: _truth,
    CellKind.PLACE: read_text,
    CellKind.INDICATOR: read_text,
    CellKind.CITATION: _citation,
}
