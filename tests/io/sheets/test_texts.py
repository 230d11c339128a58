"""Text of cells."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from jxassess.io._documents import Numeral
from jxassess.io._sheets._sheet import CellError, Disguised, NoResult, Percent, Raw
from jxassess.io._sheets._texts import fold, half_width, is_blank, plain_text, said, text_fault, trim


def test_blanks() -> None:
    """Blanks of every kind count as nothing, other characters do not."""
    assert all(map(is_blank, (None, "", " ", "\u3000\xa0\t\n\r\u2003")))
    assert not any(map(is_blank, (0, False, "0", "\u200b", Numeral("0"), NoResult.NO_RESULT)))
    assert trim("\u3000 甲 乙\xa0") == "甲 乙"


def test_plain_text() -> None:
    """Line ends inside text are of one form."""
    assert plain_text(" 甲\r\n乙\r丙\n丁 ") == "甲\n乙\n丙\n丁"


def test_half_width() -> None:
    """Full-width forms become usual ones, and nothing else changes."""
    assert half_width("ＡＢ１２％，　①²½甲") == "AB12%, ①²½甲"


def test_fold() -> None:
    """Blanks, line ends, width and case do not count in headings and names."""
    assert fold(" 指 标\n（％）\u3000A ") == fold("指标(%)a")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("普通文字, plain (2019)", None),
        ("甲\n乙", None),
        ("甲\t乙", "hidden_character"),
        ("甲\u200b乙", "hidden_character"),
        ("\u202e甲", "hidden_character"),
        ("\ufeff甲", "hidden_character"),
        ("soft\u00adhyphen", "hidden_character"),
        ("甲\u2028乙", "hidden_character"),
        ("half \ud83d", "hidden_character"),
        ("bell \x07", "hidden_character"),
        ("\x1b[31m", "hidden_character"),
        ("甲_x000D_乙", "hidden_character"),
        ("x_x1", None),
        ("甲\ufffd乙", "broken_text"),
        ("锟斤拷", "broken_text"),
        ("\uffff", "broken_text"),
        ("身份证11010519491231002X", "personal_text"),
        ("电话１３８００１３８０００", "personal_text"),
    ],
)
def test_text_faults(text: str, code: str | None) -> None:
    """Text with what nobody sees, what was decoded wrongly, or what belongs to a person is refused."""
    fault = text_fault(text)
    assert (None if fault is None else fault.code) == code


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("甲", "'甲'"),
        ("\x1b[31m\u202e", "'\\x1b[31m\\u202e'"),
        ("x" * 10**6, "'" + "x" * 59 + "..."),
        ("11010519491231002X", "'110***X'"),
        ("138 0013 8000", "'138***'"),
        ("１３８００１３８０００", "'１３８***'"),
        ("审核人：李某某", "'审核人：***'"),
        (13800138000, "138***"),
        (10**80, "100***"),
        (12.5, "12.5"),
        (0.30000000000000004, "0.30000000000000004"),
        (Decimal("1.50"), "1.50"),
        (Numeral("1e3"), "1e3"),
        (True, "TRUE"),
        (date(2019, 1, 2), "2019-01-02"),
        (datetime(2019, 1, 2), "2019-01-02"),
        (datetime(2019, 1, 2, 8), "2019-01-02 08:00:00"),
        (Percent(0.95), "0.95 (%)"),
        (CellError("#N/A"), "#N/A"),
        (Disguised(630, '0"万"', "万"), "630"),
        (NoResult.NO_RESULT, ""),
        (None, ""),
    ],
)
def test_said(raw: Raw, shown: str) -> None:
    """A fault shows a cell in a few characters, without what is not seen and without whole numbers of persons."""
    assert said(raw) == shown


def test_endless_numbers() -> None:
    """A whole number of thousands of digits is shown without any of them."""
    assert said(10**5000) == "***"
