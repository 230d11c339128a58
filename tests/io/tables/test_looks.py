"""Widths, formats of numbers, and which numbers a spreadsheet keeps."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jxassess.io._tables._looks import Depth, column_width, fits_number, number_format, shown_width


@pytest.mark.parametrize(
    ("value", "fits"),
    [
        ("123456789012345", True),
        ("1234567890123456", False),
        ("1000000000000000", False),
        ("0.123456789012345", True),
        ("0.1234567890123456", False),
        ("0.0000000001", True),
        ("-99.5", True),
        ("0", True),
        ("1/3", False),
    ],
)
def test_numbers_that_a_spreadsheet_keeps(value: str, fits: bool) -> None:
    """A number of at most 15 digits is kept as it is; longer ones and fractions that no decimal writes are not."""
    number = Fraction(value)
    assert fits_number(number) is fits
    if fits:
        assert Fraction(repr(float(number))) == number


def test_widths() -> None:
    """A Chinese character is as wide as two others; the widest line counts, and no column is wider than sixty."""
    assert [shown_width(text) for text in ("abc", "甲市", "甲\nabcd", "", "“”")] == [3, 4, 4, 0, 4]
    assert column_width("代码", 6) == 8
    assert column_width("指标", 0) == 7
    assert column_width("年度扶贫资金使用管理情况", 2) == 17
    assert column_width("x", 500) == 60


def test_formats() -> None:
    """A format shows so many places and no point where there are none."""
    assert [number_format(places) for places in (0, 1, 6)] == ["0", "0.0", "0.000000"]


def test_depth() -> None:
    """How deep a step stands is read off its number."""
    numbers = ["0", "3", "3.1", "3.1.10", "1.1.1.1", "1.1.1.1.1"]
    assert [Depth.of(number) for number in numbers] == [
        Depth.ROOT,
        Depth.TOP,
        Depth.SECOND,
        Depth.THIRD,
        Depth.FOURTH,
        Depth.FOURTH,
    ]
    assert (Depth.NONE.indent, Depth.ROOT.indent, Depth.FOURTH.indent) == (0, 0, 4)
