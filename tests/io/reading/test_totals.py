"""Rows of totals."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jxassess.io._reading._totals import Sides, Sums, TotalLevel, total_level
from jxassess.io._sheets._sheet import Raw
from jxassess.places import City, County

CITY = City(code="990100", name="甲市")
COUNTY = County(code="990121", name="子县", parent=CITY)


@pytest.mark.parametrize(
    ("raw", "level"),
    [
        ("小计", TotalLevel.SUB),
        ("合 计：", TotalLevel.TOTAL),
        ("甲市合计", TotalLevel.TOTAL),
        ("（总计）", TotalLevel.GRAND),
        ("Total", TotalLevel.TOTAL),
        ("全市", TotalLevel.TOTAL),
        ("全省", TotalLevel.GRAND),
        ("全省合计", TotalLevel.GRAND),
        ("全省小计：", TotalLevel.GRAND),
        ("全省重点", None),
        ("Subtotal:", TotalLevel.SUB),
        ("grand total", TotalLevel.GRAND),
        ("合计县", None),
        ("平均", None),
        ("totally", None),
        ("x" * 100 + "合计", None),
        (5, None),
        (None, None),
    ],
)
def test_words(raw: Raw, level: TotalLevel | None) -> None:
    """A total is known by its word, and how much it takes together."""
    assert total_level(raw) is level


def hold(sums: Sums, level: TotalLevel, value: int, row: int = 1) -> list[str]:
    """Give what is said of totals once another is met."""
    return [f"{cell[0]}:{fault.problem.zh}" for cell, fault in sums.hold(level, Fraction(value), (row, 3))]


def end(sums: Sums) -> list[str]:
    """Give what is said of totals at the end of the sheet."""
    return [f"{cell[0]}:{fault.problem.zh}" for cell, fault in sums.end()]


def add(sums: Sums, *values: int) -> None:
    """Add rows of counties."""
    for value in values:
        sums.add(COUNTY, Fraction(value))


def test_levels() -> None:
    """A total takes together the rows since the last of its own level or a higher one."""
    sums = Sums(Sides())
    add(sums, 1, 2)
    assert hold(sums, TotalLevel.SUB, 3) == []
    add(sums, 4)
    assert hold(sums, TotalLevel.SUB, 7, 5) == ["5:合计7不等于各行之和4"]
    assert hold(sums, TotalLevel.SUB, 0) == []
    assert hold(sums, TotalLevel.TOTAL, 7) == []
    add(sums, 1)
    assert hold(sums, TotalLevel.TOTAL, 1) == hold(sums, TotalLevel.GRAND, 8) == end(sums) == []


def test_cities_and_counties() -> None:
    """Where cities stand above their counties, the total is that of the ones or of the others."""
    for value, faults in ((10, []), (9, []), (19, ["1:合计19不等于各行之和10 / 9"])):
        sums = Sums(Sides())
        sums.add(CITY, Fraction(10))
        add(sums, 4, 5)
        assert hold(sums, TotalLevel.TOTAL, value) == faults


def test_spoilt_sums() -> None:
    """A row that could not be read spoils the totals that take it in, and no others."""
    sums = Sums(Sides())
    sums.spoil()
    assert hold(sums, TotalLevel.SUB, 5) == []
    assert hold(sums, TotalLevel.SUB, 5) != []
    assert hold(sums, TotalLevel.TOTAL, 5) == []
    sums = Sums(Sides())
    assert hold(sums, TotalLevel.TOTAL, 9) == []
    add(sums, 5)
    sums.spoil()
    assert end(sums) == []


def test_totals_above_their_rows() -> None:
    """Where the first total of a level has no rows before it, those of its level are held against the rows below."""
    sums = Sums(Sides())
    assert hold(sums, TotalLevel.GRAND, 21, 1) == hold(sums, TotalLevel.TOTAL, 3, 2) == []
    add(sums, 1, 2)
    assert hold(sums, TotalLevel.TOTAL, 18, 5) == []
    add(sums, 8, 9)
    assert end(sums) == ["1:合计21不等于各行之和20", "5:合计18既不等于其下各行之和17，也不等于其上各行之和3"]


def test_totals_directly_above_totals() -> None:
    """A total directly above one of its own level takes together what follows both."""
    sums = Sums(Sides())
    assert hold(sums, TotalLevel.TOTAL, 6, 1) == hold(sums, TotalLevel.TOTAL, 3, 2) == []
    add(sums, 1, 2)
    assert hold(sums, TotalLevel.TOTAL, 3, 5) == []
    add(sums, 3)
    assert end(sums) == []


def test_one_more_total_at_the_end() -> None:
    """A total at the end has its rows above it, also where another stands above them."""
    for last, faults in ((3, []), (4, ["4:合计4不等于各行之和3"])):
        sums = Sums(Sides())
        assert hold(sums, TotalLevel.TOTAL, 3, 1) == []
        add(sums, 1, 2)
        assert hold(sums, TotalLevel.TOTAL, last, 4) == []
        assert end(sums) == faults
    alone = Sums(Sides())
    assert hold(alone, TotalLevel.TOTAL, 3, 1) == []
    assert end(alone) == ["1:合计3不等于各行之和0"]


def test_totals_without_a_value() -> None:
    """A total that says nothing ends its rows all the same; what follows a row that was not read is not above one."""
    sums = Sums(Sides())
    assert [*sums.hold(TotalLevel.TOTAL, None, (1, 1))] == []
    sums.spoil()
    assert hold(sums, TotalLevel.GRAND, 5) == []
    add(sums, 5)
    assert hold(sums, TotalLevel.GRAND, 5) == []
