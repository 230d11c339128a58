"""Strict hooks for single values: text, numbers, truth values, days, clauses."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias

from jxassess.errors import ScopeError
from jxassess.exact import NumberError, exact, from_text
from jxassess.faults import FaultsError
from jxassess.io._documents import Cell, Numeral
from jxassess.io._fault_kinds import BAD_CITATION, BAD_DATE, BAD_TEXT
from jxassess.io._shown import DAY, NUMBER, TEXT, TRUTH, WHOLE, bad_number, shown, wrong_type
from jxassess.measure import Citation

Hook: TypeAlias = Callable[[object, object], object]

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_WHOLE = re.compile(r"-?[0-9]{1,18}", re.ASCII)
_RATIO = re.compile(r"-?[0-9]{1,30}/[0-9]{1,30}", re.ASCII)


def text(value: object, _: object = str) -> str:
    """Take text, not a number that was written without quotes.

    Args:
        value: a value from a file.

    Returns:
        The text.

    Raises:
        FaultsError: not text.
    """
    if type(value) is str and value.isascii():
        return value
    if not isinstance(value, str) or isinstance(value, Numeral):
        raise wrong_type(value, TEXT)
    try:
        value.encode()
    except UnicodeEncodeError:
        raise FaultsError([BAD_TEXT.at("", ascii(str(value)))]) from None
    return str(value)


def _whole(value: object, _: object) -> int:
    if type(value) is int:
        return value
    if isinstance(value, Cell) and _WHOLE.fullmatch(value):
        return int(value)
    raise wrong_type(value, WHOLE)


def _truth(value: object, _: object) -> bool:
    if isinstance(value, Cell) and value in ("true", "false"):
        return value == "true"
    if isinstance(value, bool):
        return value
    raise wrong_type(value, TRUTH)


def number(value: object, _: object = Fraction) -> Fraction:
    """Take a number exactly as it is written.

    Args:
        value: a value from a file.

    Returns:
        The number.

    Raises:
        FaultsError: not a number, or not one that can be taken exactly.
    """
    try:
        if isinstance(value, str):
            return from_text(str(value)) if "/" in value and _RATIO.fullmatch(value) else exact(str(value))
        if isinstance(value, bool):
            return exact(value)
        if isinstance(value, int):
            # Through its digits, so that there cannot be more of them than in text.
            return exact(str(value))
    except NumberError as error:
        raise FaultsError([bad_number(error, value)]) from None
    raise wrong_type(value, NUMBER)


def _day(value: object, _: object) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if not isinstance(value, str) or isinstance(value, Numeral):
        raise wrong_type(value, DAY)
    day = _parse_day(value)
    if day is None:
        raise FaultsError([BAD_DATE.at("", shown(value))])
    return day


# Thousands of observations are of the same few days.
@lru_cache(maxsize=1000)
def _parse_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def _citation(value: object, _: object) -> Citation:
    try:
        return Citation.parse(text(value))
    except ScopeError:
        raise FaultsError([BAD_CITATION.at("", shown(value))]) from None


PLAIN_HOOKS: tuple[tuple[type, Hook], ...] = (
    (str, text),
    (int, _whole),
    (bool, _truth),
    (Fraction, number),
    (date, _day),
    (Citation, _citation),
)
"""The hook of each type."""
