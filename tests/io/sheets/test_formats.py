"""What the formats of cells show."""

from __future__ import annotations

from pathlib import Path

import pytest
from sheet_files import parts, styles, write_book

from jxassess.faults import FaultsError
from jxassess.io._sheets._archive import Archive
from jxassess.io._sheets._format_codes import Look
from jxassess.io._sheets._formats import Formats, read_formats


def formats(folder: Path, part: str) -> Formats:
    """Read the formats of a workbook."""
    return read_formats(Archive(write_book(folder, {**parts(), "xl/styles.xml": part})), "xl/styles.xml")


@pytest.mark.parametrize("code", [9, 10, "0.0%"])
def test_percents(tmp_path: Path, code: str | int) -> None:
    """Formats are known by their code or, where they are built in, by their number."""
    made = formats(tmp_path, styles("0", code))
    assert (made.shapes[2].section(1).look, made.plain()) == (Look.PERCENT, frozenset((0, 1)))


@pytest.mark.parametrize("code", [0, 1, 2, 37, 44, 49, "0.00", 200])
def test_plain_formats(tmp_path: Path, code: str | int) -> None:
    """Usual formats show every number as it is; a number that no format has stands for the usual one."""
    made = formats(tmp_path, styles(code))
    assert (made.plain(), made.hiding()) == (frozenset((0, 1)), frozenset())


def test_hiding_formats(tmp_path: Path) -> None:
    """A format may show nothing at all."""
    made = formats(tmp_path, styles(";;;"))
    assert (made.plain(), made.hiding()) == (frozenset((0,)), frozenset((1,)))


@pytest.mark.parametrize("code", [14, 22, 30, 31, "yyyy-mm-dd"])
def test_days(tmp_path: Path, code: str | int) -> None:
    """Formats of days are known by code and by number, those of Chinese programs included."""
    shape = formats(tmp_path, styles(code)).shapes[1]
    assert (shape.is_day, shape.is_duration, shape.is_whole_day) == (True, False, True)


@pytest.mark.parametrize("code", [16, 17, *range(27, 30), *range(32, 37), *range(50, 59), "yyyy"])
def test_partial_days(tmp_path: Path, code: str | int) -> None:
    """Formats that show a month, a year or a time alone are known as such, those of Chinese programs included."""
    shape = formats(tmp_path, styles(code)).shapes[1]
    assert (shape.is_day, shape.is_whole_day) == (True, False)


def test_no_formats(tmp_path: Path) -> None:
    """A workbook may have no formats."""
    archive = Archive(write_book(tmp_path, parts()))
    assert read_formats(archive, None) == Formats()
    assert Formats().plain() == frozenset((0,))


@pytest.mark.parametrize("code", ["0" * 256, "many"])
def test_odd_formats(tmp_path: Path, code: str) -> None:
    """A format that no program shows is refused, since percentages and days hang on it."""
    part = styles(code) if len(code) > 5 else styles().replace('numFmtId="0"', 'numFmtId="many"')
    with pytest.raises(FaultsError) as caught:
        formats(tmp_path, part)
    assert [fault.code for fault in caught.value.faults] == ["odd_setting"]


def test_many_formats(tmp_path: Path) -> None:
    """A hundred thousand formats are read, and more than a program writes are refused."""
    many = styles(*[10] * 100_000)
    assert formats(tmp_path, many).plain() == frozenset((0,))
    with pytest.raises(FaultsError, match="elements of"):
        formats(tmp_path, many.replace("<cellXfs>", "<fonts>" + "<font/>" * 400_000 + "</fonts><cellXfs>"))
