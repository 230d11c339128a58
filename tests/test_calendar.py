"""The working calendar is the one that was announced, and limits end on the day that a hand count gives."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise

import chinese_calendar
import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jxassess.calendar import FIRST_DAY, LAST_DAY, deadline, is_working_day
from jxassess.errors import ScopeError
from jxassess.scheme import DayKind, Rectification

DAYS = [FIRST_DAY + timedelta(days=i) for i in range((LAST_DAY - FIRST_DAY).days + 1)]
CHINA = holidays.country_holidays("CN", years=range(2017, 2022))


def calendar_days(days: int) -> Rectification:
    """Make a limit in calendar days."""
    return Rectification(days=days, day_kind=DayKind.CALENDAR)


def working_days(days: int) -> Rectification:
    """Make a limit in working days."""
    return Rectification(days=days, day_kind=DayKind.WORKING)


def test_range() -> None:
    """The calendar covers the five years from 2017 to 2021, leap day included."""
    assert (FIRST_DAY, LAST_DAY, len(DAYS)) == (date(2017, 1, 1), date(2021, 12, 31), 1826)


def test_chinesecalendar_agrees() -> None:
    """The package chinesecalendar says the same of every day."""
    assert [day for day in DAYS if is_working_day(day) != chinese_calendar.is_workday(day)] == []


def test_holidays_agrees() -> None:
    """The package holidays says the same of every day, make-up workdays included."""
    assert [day for day in DAYS if is_working_day(day) != CHINA.is_working_day(day)] == []


@pytest.mark.parametrize(
    ("year", "number"),
    # Monday to Friday of the year, less the weekdays off, plus the make-up workdays of its notice.
    [
        (2017, 260 - 16 + 5),
        (2018, 261 - 18 + 7),
        (2019, 261 - 17 + 6),
        (2020, 262 - 19 + 6),
        (2021, 261 - 18 + 7),
    ],
)
def test_working_days_of_a_year(year: int, number: int) -> None:
    """Each year has the number of working days that its notice leaves."""
    assert sum(is_working_day(day) for day in DAYS if day.year == year) == number


@pytest.mark.parametrize(
    ("day", "is_worked"),
    [
        (date(2019, 9, 27), True),  # a Friday
        (date(2019, 9, 28), False),  # a Saturday
        (date(2019, 9, 29), True),  # the Sunday that was worked for National Day
        (date(2019, 9, 30), True),
        (date(2019, 10, 1), False),  # a Tuesday, National Day
        (date(2019, 10, 12), True),  # the Saturday that was worked after it
        (date(2020, 1, 31), False),  # the Friday by which the Spring Festival of 2020 was prolonged
        (date(2020, 2, 1), False),  # no make-up workday any more
        (date(2020, 2, 29), False),
        (date(2021, 4, 25), True),  # the Sunday that was worked for Labour Day
    ],
)
def test_days_by_hand(day: date, is_worked: bool) -> None:
    """Days read off the notices are worked or off as there."""
    assert is_working_day(day) is is_worked


@pytest.mark.parametrize("day", [date(2016, 12, 31), date(2022, 1, 1)])
def test_a_day_outside_is_refused(day: date) -> None:
    """A day before 2017 or after 2021 is refused with the days that are covered."""
    with pytest.raises(ScopeError) as caught:
        is_working_day(day)
    assert str(caught.value) == f"the working calendar covers 2017-01-01 to 2021-12-31, not {day}"


@pytest.mark.parametrize("day", [FIRST_DAY, LAST_DAY])
def test_the_outermost_days_are_covered(day: date) -> None:
    """The first day, a Sunday, was off; the last, a Friday, was worked."""
    assert is_working_day(day) is (day == LAST_DAY)


def test_the_day_of_the_order_does_not_count() -> None:
    """A limit of one day ends on the next day, in working days on the next working day."""
    friday = date(2019, 3, 1)
    assert deadline(friday, calendar_days(1)) == date(2019, 3, 2)
    assert deadline(friday, working_days(1)) == date(2019, 3, 4)


@pytest.mark.parametrize(
    ("start", "limit", "end"),
    [
        # 28 February 2020 plus two days passes the leap day.
        (date(2020, 2, 28), calendar_days(2), date(2020, 3, 1)),
        (date(2020, 1, 15), calendar_days(90), date(2020, 4, 14)),
        # The last day is a Sunday and stays there.
        (date(2019, 3, 1), calendar_days(2), date(2019, 3, 3)),
        # 29 and 30 September are worked, then nothing until 8 October.
        (date(2019, 9, 27), working_days(2), date(2019, 9, 30)),
        (date(2019, 9, 27), working_days(3), date(2019, 10, 8)),
        # From a Saturday that was off, Sunday 29 September is the first day.
        (date(2019, 9, 28), working_days(1), date(2019, 9, 29)),
        # January 20 to 23 are four working days, the next is 3 February.
        (date(2020, 1, 19), working_days(4), date(2020, 1, 23)),
        (date(2020, 1, 19), working_days(5), date(2020, 2, 3)),
        # The last three days of 2021 are a Wednesday, a Thursday and a Friday.
        (date(2021, 12, 28), working_days(3), date(2021, 12, 31)),
    ],
)
def test_last_days_by_hand(start: date, limit: Rectification, end: date) -> None:
    """A limit ends on the day that a hand count gives."""
    assert deadline(start, limit) == end


def test_calendar_days_need_no_calendar() -> None:
    """A limit in calendar days may lie outside the years of the working calendar."""
    assert deadline(date(2021, 12, 31), calendar_days(1)) == date(2022, 1, 1)


@pytest.mark.parametrize(
    ("start", "limit", "message"),
    [
        (date(2016, 12, 31), working_days(1), "covers 2017-01-01 to 2021-12-31, not 2016-12-31"),
        (date(2022, 1, 1), working_days(1), "covers 2017-01-01 to 2021-12-31, not 2022-01-01"),
        (date(2021, 12, 28), working_days(4), "4 working days from 2021-12-28 end after 2021-12-31"),
        (date(2021, 12, 31), working_days(1), "1 working days from 2021-12-31 end after 2021-12-31"),
        (date(9999, 12, 31), calendar_days(1), "1 days from 9999-12-31 end after the last day of all calendars"),
        (date(2019, 1, 1), calendar_days(10**12), "end after the last day of all calendars"),
    ],
)
def test_a_limit_that_cannot_be_counted(start: date, limit: Rectification, message: str) -> None:
    """A limit that leaves the days covered is refused, and the message says which days those are."""
    with pytest.raises(ScopeError, match=message):
        deadline(start, limit)


@pytest.mark.parametrize("limit", [calendar_days(1), working_days(1)])
def test_a_time_is_no_day(limit: Rectification) -> None:
    """A start with a time of day is refused, since it is equal to no day."""
    with pytest.raises(ScopeError, match="not a plain day"):
        deadline(datetime(2019, 3, 1, 12), limit)


@given(st.sampled_from(DAYS[:1500]), st.integers(1, 200))
def test_a_limit_in_working_days_has_so_many(start: date, days: int) -> None:
    """Of the days after the start up to the last day, as many as the limit says were worked, the last one too."""
    end = deadline(start, working_days(days))
    counted = [start + timedelta(days=i) for i in range(1, (end - start).days + 1)]
    assert sum(chinese_calendar.is_workday(day) for day in counted) == days
    assert chinese_calendar.is_workday(end)


def test_a_longer_limit_ends_later() -> None:
    """Each further working day moves the end to a later day."""
    ends = [deadline(date(2019, 12, 1), working_days(days)) for days in range(1, 101)]
    assert all(earlier < later for earlier, later in pairwise(ends))
