"""Days in cells."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from jxassess.faults import Fault
from jxassess.io._documents import Numeral
from jxassess.io._reading._days import read_day
from jxassess.io._sheets._sheet import CellError, Disguised, NoResult, Raw


@pytest.mark.parametrize(
    "raw",
    [
        date(2019, 3, 1),
        datetime(2019, 3, 1),
        "2019-03-01",
        "2019-3-1",
        "2019/03/01",
        "2019.3.1",
        "2019年3月1日",
        "２０１９－０３－０１",
        " 2019年03月01日 ",
    ],
)
def test_days(raw: Raw) -> None:
    """A day is read in every form that can be read one way only."""
    assert read_day(raw) == date(2019, 3, 1)


@pytest.mark.parametrize(
    "raw",
    [
        "43830",
        "20190301",
        "2019-03/01",
        "2019-02-30",
        "2019-13-01",
        "19-03-01",
        "01/03/2019",
        "2019年3月",
        "3月1日",
        "2019-003-01",
        "九月一日",
        "0019-03-01",
        43830,
        20190301,
        43830.5,
        True,
        time(8),
        timedelta(1),
        Numeral("2019"),
        date(1900, 1, 12),
        date(2160, 1, 1),
        datetime(2019, 3, 1, 8),
        "2019-03-01 08:00",
        "2019-03-01T08:00:00Z",
    ],
)
def test_no_days(raw: Raw) -> None:
    """Numbers, two-digit years, days first, days with a time, and days that are shown numbers are refused."""
    found = read_day(raw)
    assert isinstance(found, Fault)
    assert found.code == "bad_date"


def test_no_value() -> None:
    """Errors and formulas without result say what they are."""
    found = [read_day(CellError("#REF!")), read_day(NoResult.NO_RESULT)]
    assert [each.code for each in found if isinstance(each, Fault)] == ["error_cell", "formula_without_result"]


def test_partial_days() -> None:
    """A day of which its cell shows a month alone is refused, since nobody typed the day."""
    found = read_day(Disguised(datetime(2019, 12, 1), 'yyyy"年"m"月"'))
    assert isinstance(found, Fault)
    assert (found.code, found.problem.zh) == (
        "bad_date",
        """单元格存储的是2019-12-01，而格式'yyyy"年"m"月"'未显示完整的年月日""",
    )
