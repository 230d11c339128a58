"""Days in cells: written in a form that can be read one way only, or a fault."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from functools import lru_cache

from jxassess.faults import Fault
from jxassess.io._documents import Numeral
from jxassess.io._reading._numbers import no_value
from jxassess.io._sheets._cell_fault_kinds import BAD_DAY, DAY_WITH_TIME, FAR_DAY
from jxassess.io._sheets._sheet import CellError, Disguised, NoResult, Raw
from jxassess.io._sheets._texts import half_width, said, trim

_DAY = re.compile(
    r"(?P<year>[0-9]{4})(?:(?P<sign>[-/.])(?P<month>[0-9]{1,2})(?P=sign)(?P<day>[0-9]{1,2})"
    r"|年(?P<month_zh>[0-9]{1,2})月(?P<day_zh>[0-9]{1,2})日)",
    re.ASCII,
)
_TIME = re.compile(r"[ T][0-9]{1,2}:[0-9]{2}")
# Small numbers that a spreadsheet shows as days lie in 1900, large ones far ahead.
_FIRST_YEAR = 1901
_LAST_YEAR = 2100


def read_day(raw: Raw) -> date | Fault:
    """Read a day.

    Args:
        raw: a cell that is not blank.

    Returns:
        The day, or a fault without place.
    """
    match raw:
        case datetime():
            if raw.time() != time():
                return DAY_WITH_TIME.at("", said(raw))
            return _near(raw.date(), raw)
        case date():
            return _near(raw, raw)
        case str() if not isinstance(raw, Numeral):
            return _written(raw)
        case CellError() | NoResult() | Disguised():
            return no_value(raw)
        case _:
            return BAD_DAY.at("", said(raw))


# Thousands of cells hold the same few days.
@lru_cache(maxsize=1000)
def _written(raw: str) -> date | Fault:
    text = trim(half_width(raw))
    if (match := _DAY.fullmatch(text)) is None:
        return (DAY_WITH_TIME if _TIME.search(text) else BAD_DAY).at("", said(raw))
    year, month, day = match["year"], match["month"] or match["month_zh"], match["day"] or match["day_zh"]
    try:
        return _near(date(int(year), int(month), int(day)), raw)
    except ValueError:
        return BAD_DAY.at("", said(raw))


def _near(day: date, raw: Raw) -> date | Fault:
    return day if _FIRST_YEAR <= day.year <= _LAST_YEAR else FAR_DAY.at("", said(raw))
