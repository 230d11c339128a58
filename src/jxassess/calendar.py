"""The working calendar of mainland China from 2017 to 2021, and the last day of a time limit.

The days are those of the yearly notices of the State Council's general office, with days off and make-up workdays
(调休上班); `data/README.md` names the source. Days that the table does not cover are refused, not guessed.
"""

from __future__ import annotations

import csv
from bisect import bisect_right
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from jxassess.errors import ScopeError
from jxassess.scheme import DayKind, Rectification

__all__ = ["FIRST_DAY", "LAST_DAY", "deadline", "is_working_day"]

FIRST_DAY = date(2017, 1, 1)
"""The first day that the working calendar covers."""
LAST_DAY = date(2021, 12, 31)
"""The last day that it covers."""

_SATURDAY = 5


def is_working_day(day: date) -> bool:
    """Tell whether a day was worked (工作日).

    Args:
        day: a day from 2017-01-01 to 2021-12-31.

    Returns:
        Whether it was: a weekday that was not off, or a make-up workday at a weekend.

    Raises:
        ScopeError: the calendar does not cover the day.

    Example:
        >>> is_working_day(date(2020, 1, 31)), is_working_day(date(2019, 9, 29))
        (False, True)
    """
    _require_covered(day)
    return day in _working_days()


def deadline(start: date, limit: Rectification) -> date:
    """Give the last day of a time limit (期限届满日).

    The day on which the limit is ordered does not count: a limit of one day ends on the next day. Calendar days are all
    counted, and a limit in calendar days ends on its last day even where nobody works on it. Of working days only those
    are counted, so such a limit ends on a working day. An extension counts in the same way from the last day before it.

    Args:
        start: the day of the order; for working days, one that the calendar covers.
        limit: the number of days, and which days count.

    Returns:
        The last day on which the limit is still kept.

    Raises:
        ScopeError: a limit in working days that begins or ends where the calendar does not reach, a day beyond the year
            9999, or a start that is no plain date.

    Legal basis:
        Art. 9 asks for rectification within a time limit; how days are counted it does not say. Reading: the day of the
        order is left out, and no last day is moved.

    Example:
        >>> ordered = date(2019, 9, 27)
        >>> deadline(ordered, Rectification(days=2, day_kind=DayKind.CALENDAR)).isoformat()
        '2019-09-29'
        >>> deadline(ordered, Rectification(days=3, day_kind=DayKind.WORKING)).isoformat()
        '2019-10-08'
    """
    if limit.day_kind is DayKind.CALENDAR:
        return _after(start, limit.days)
    _require_covered(start)
    days = sorted(_working_days())
    # All working days up to the start come before this place, so the limit's first day stands at it.
    last = bisect_right(days, start) + limit.days - 1
    if last >= len(days):
        raise ScopeError(
            f"{limit.days} working days from {start} end after {LAST_DAY}, the last day of the working calendar; "
            "set the limit in calendar days, or count the days by the notice of the later year"
        )
    return days[last]


def _after(start: date, days: int) -> date:
    _require_plain(start)
    try:
        return start + timedelta(days=days)
    except OverflowError:
        raise ScopeError(f"{days} days from {start} end after the last day of all calendars, {date.max}") from None


def _require_plain(day: date) -> None:
    # A `datetime` is a `date` to type checkers, yet is equal to no day of the table.
    if type(day) is not date:
        raise ScopeError(f"{day!r} is not a plain day; give a date without a time")


def _require_covered(day: date) -> None:
    _require_plain(day)
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ScopeError(f"the working calendar covers {FIRST_DAY} to {LAST_DAY}, not {day}")


@cache
def _working_days() -> frozenset[date]:
    text = (files("jxassess") / "data" / "working_calendar_cn.csv").read_text(encoding="utf-8")
    is_worked = {
        date.fromisoformat(row["date"]): row["kind"] == "make_up_workday" for row in csv.DictReader(text.splitlines())
    }
    days = (FIRST_DAY + timedelta(days=i) for i in range((LAST_DAY - FIRST_DAY).days + 1))
    return frozenset(day for day in days if is_worked.get(day, day.weekday() < _SATURDAY))
