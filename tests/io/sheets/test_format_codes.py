"""What the code of a number format shows."""

from __future__ import annotations

import pytest

from jxassess.io._sheets._format_codes import Look, shape_of


def looks(code: str) -> list[str]:
    """Say how a format shows a number above zero, one below, and zero."""
    shape = shape_of(code)
    return [shape.section(value).look.value for value in (5, -0.5, 0)]


@pytest.mark.parametrize(
    "code",
    [
        "",
        "General",
        'G/通用格式"亩"',
        "0",
        "0.00",
        "#,##0",
        "#,##0.00_);[Red](#,##0.00)",
        r"0.00_ ;[Red]\-0.00\ ",
        "0;[Red]0",
        "0;负0",
        "0.00E+00",
        "# ?/?",
        "# ?/8",
        "@",
        '0;-0;0;"见附表"',
        '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)',
        '_("$"* #,##0_);_("$"* \\(#,##0\\);_("$"* "-"_);_(@_)',
        "[$¥-804]#,##0.00",
        "[DBNum1][$-804]General",
        '0"人"',
        '0" km"',
        '"完成"0"户"',
        '0"%"',
        r"0\%",
        "0.00_%",
        '"百分之"0',
        '0.0"百分点"',
        "[>5]0;[<=5]0",
        "0 ;@",
    ],
)
def test_plain(code: str) -> None:
    """A format that shows the amount, with whatever words beside it, shows a plain number."""
    assert (looks(code), shape_of(code).is_plain) == (["plain"] * 3, True)


@pytest.mark.parametrize(
    "code",
    ["0%", "0.0%", "[Red]0.00%;-0.00%", '0"个"%', "0.00_%%", r"0.0\%%", '0.0"%"%', "[>1]0%;0%"],
)
def test_percents(code: str) -> None:
    """A percent sign that counts shows percentages; one in quotes, escaped or as padding does not."""
    assert looks(code) == ["percent"] * 3


@pytest.mark.parametrize(
    ("code", "shows"),
    [
        ("0.00%;-0.00%;0", ["percent", "percent", "plain"]),
        ('0%;"-"', ["percent", "other", "percent"]),
        ("0.00;-0%", ["other", "other", "plain"]),
        ("0;-0;;@", ["plain", "plain", "other"]),
        ('0;-0;"无"', ["plain", "plain", "other"]),
        ('0;-0;"——"', ["plain"] * 3),
        ("#,###", ["plain", "plain", "other"]),
        ("0;0", ["plain", "other", "plain"]),
        ("0;", ["plain", "other", "plain"]),
    ],
)
def test_sections(code: str, shows: list[str]) -> None:
    """A format may show numbers above, below and at zero in different ways."""
    assert (looks(code), shape_of(code).is_plain) == (shows, shows == ["plain"] * 3)


@pytest.mark.parametrize(
    "code",
    [
        "0,",
        "#,##0,,",
        "0,.00",
        '0!.0,"万"',
        r"0\.0,",
        '0,"千"',
        "0%%",
        '0.00%"万"',
        '"1"0',
        '0"0"',
        "*00",
        "-0",
        "0000-00-00",
        ";;;",
        ";",
        '"有"',
        "aaaa",
        "[<1]0%;0",
        '[>=10000]0!.0,"万";0',
    ],
)
def test_others(code: str) -> None:
    """A format that scales, adds digits or a sign, shows nothing, or depends on the amount is told."""
    assert looks(code)[:2] == ["other", "other"]


@pytest.mark.parametrize(
    ("code", "unit"),
    [
        ('0"万"', "万"),
        ('#,##0.0" 万人 "', "万人"),
        ("0.0‰", "‰"),
        ("0k", "k"),
        ('0"K"', "K"),
        ('0"million"', "million"),
        ('0"成"', "成"),
        ('0"千米"', "千米"),
        ('0"（百户）"', "百户"),
    ],
)
def test_units(code: str, unit: str) -> None:
    """A word beside the number that may multiply it is given, so that the unit of the column can be held against it."""
    section = shape_of(code).section(5)
    assert (section.look, section.unit) == (Look.UNIT, unit)


@pytest.mark.parametrize(
    "code", ["yyyy-mm-dd", "d-mmm-yy", "mm-dd-yy", 'yyyy"年"m"月"d"日";@', "[$-409]m/d/yyyy;@", "m/d/yy h:mm", "e-m-d"]
)
def test_whole_days(code: str) -> None:
    """A format with year, month and day shows a whole day."""
    shape = shape_of(code)
    assert (shape.is_day, shape.is_whole_day, shape.is_plain) == (True, True, False)


@pytest.mark.parametrize(
    "code",
    [
        'yyyy"年"m"月"',
        'm"月"d"日"',
        "yyyy",
        "mmm-yy",
        "d-mmm",
        "h:mm AM/PM",
        "[$-804]yyyy/m dddd",
        "yyyy/d",
        r"yyyy/m\d",
    ],
)
def test_partial_days(code: str) -> None:
    """A format without year, month or day shows no whole day."""
    shape = shape_of(code)
    assert (shape.is_day, shape.is_whole_day) == (True, False)


def test_durations() -> None:
    """A format may show a length of time."""
    assert shape_of("[h]:mm").is_duration


@pytest.mark.parametrize(("code", "hides"), [(";;;", True), ('0;0;0;"x"', True), (";;;@", False), (";;", False)])
def test_texts(code: str, hides: bool) -> None:
    """A format whose fourth section does not hold the text shows nothing of it."""
    assert shape_of(code).hides_text == hides
