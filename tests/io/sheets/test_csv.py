"""CSV files as sheets."""

from __future__ import annotations

from pathlib import Path

import pytest

from jxassess.faults import FaultsError
from jxassess.io._sheets import _csv
from jxassess.io._sheets._csv import CsvSheet, Encoding


def read(folder: Path, content: bytes, encoding: Encoding | None = None) -> CsvSheet:
    """Write a file and read it."""
    path = folder / "targets.csv"
    path.write_bytes(content)
    return CsvSheet(path, encoding)


def rows(sheet: CsvSheet) -> list[tuple[int, list[object]]]:
    """Give the rows of a sheet."""
    return [(number, list(cells)) for number, cells in sheet.rows()]


def refused(folder: Path, content: bytes, encoding: Encoding | None = None) -> tuple[str, str]:
    """Give code and place of the only fault."""
    with pytest.raises(FaultsError) as caught:
        list(read(folder, content, encoding).rows())
    (fault,) = caught.value.faults
    return fault.code, fault.where


def test_rows(tmp_path: Path) -> None:
    """Rows have the numbers of the lines in which they begin, and cells are text or nothing."""
    sheet = read(tmp_path, b'a,b\r\n1,\r\n,\r\n\r\n"x\r\ny",3\r\nz,4')
    assert rows(sheet) == [(1, ["a", "b"]), (2, ["1", None]), (5, ["x\r\ny", "3"]), (7, ["z", "4"])]
    assert sheet.place(5, 2) == "targets.csv line 5, column 2"
    assert (sheet.file, sheet.name, sheet.is_hidden, sheet.is_decoded) == ("targets.csv", "targets", False, False)
    assert sheet.last_row == 7
    assert (sheet.hidden_rows, sheet.hidden_columns, sheet.merged) == (frozenset(), frozenset(), ())


@pytest.mark.parametrize(
    ("content", "encoding", "is_decoded"),
    [
        ("甲市".encode(), None, False),
        ("甲市".encode("utf-8-sig"), None, False),
        ("甲市".encode("utf-8-sig"), "utf-8", False),
        ("甲市".encode("gb18030"), None, True),
        ("甲市".encode("gb18030"), "gb18030", False),
    ],
)
def test_encodings(tmp_path: Path, content: bytes, encoding: Encoding | None, is_decoded: bool) -> None:
    """UTF-8 with and without mark, and GB 18030, which has to be said or to be proved by what was read."""
    sheet = read(tmp_path, content, encoding)
    assert rows(sheet) == [(1, ["甲市"])]
    assert sheet.is_decoded is is_decoded


@pytest.mark.parametrize(
    ("content", "encoding", "code", "where"),
    [
        (b"", None, "empty_file", "targets.csv"),
        (b"\xef\xbb\xbf\r\n", None, "empty_file", "targets.csv"),
        ("甲".encode("utf-16"), None, "wrong_encoding", "targets.csv"),
        ("甲".encode("utf-32"), None, "wrong_encoding", "targets.csv"),
        ("甲".encode("gb18030"), "utf-8", "not_utf8", "targets.csv"),
        (b"\xef\xbb\xbf" + "甲".encode("gb18030"), None, "not_utf8", "targets.csv"),
        (b"a\xff", "gb18030", "wrong_encoding", "targets.csv"),
        (b"a\xff\xfe", None, "not_utf8", "targets.csv"),
        (b"PK\3\4", None, "wrong_content", "targets.csv"),
        (bytes.fromhex("d0cf11e0"), None, "wrong_content", "targets.csv"),
        (b"a\nb\0", None, "not_csv", "targets.csv line 2"),
        (b"a\nb\rc", None, "not_csv", "targets.csv line 2"),
        (b'a\n"b\nc', None, "not_csv", "targets.csv line 2"),
        (b'a\nb\n"c"d', None, "not_csv", "targets.csv line 3"),
        (b"a" * 200_000, None, "not_csv", "targets.csv line 1"),
        (b"a\n" + b"," * 1000, None, "too_large", "targets.csv line 2"),
        (b"\n" * 1_100_000 + b"a", None, "too_large", "targets.csv"),
        (b'a,b,c\n1,"2,3\n4,5,6\n7,8",9', None, "stray_row", "targets.csv line 2, column 2"),
        (b"," * 1_000_001, None, "too_large", "targets.csv line 1"),
        (b'a\n"' + b'","\n' * 300_000, None, "too_large", "targets.csv line 250001"),
    ],
)
def test_faults(tmp_path: Path, content: bytes, encoding: Encoding | None, code: str, where: str) -> None:
    """What is no CSV is refused with its line."""
    assert refused(tmp_path, content, encoding) == (code, where)


@pytest.mark.parametrize(
    ("content", "english", "chinese"),
    [
        ('a\n"b\nc', "a double quote is opened here and never closed", "此处的双引号没有成对"),
        ('a\n"c"d', "a double quote inside of a cell is not doubled", "单元格内的双引号未写成两个"),
        ("a" * 200_000, "a cell is too long", "单元格过长"),
        ("汇总\n县;率\n子县;95", "semicolons stand between the columns", "以分号分列"),
        ("县\t率\n子县\t95", "tabs stand between the columns", "以制表符分列"),
    ],
)
def test_problems(tmp_path: Path, content: str, english: str, chinese: str) -> None:
    """What is wrong with a CSV file is said in both languages."""
    with pytest.raises(FaultsError) as caught:
        list(read(tmp_path, content.encode()).rows())
    (fault,) = caught.value.faults
    assert (fault.problem.en, fault.problem.zh) == (f"not CSV: {english}", f"不是CSV：{chinese}")


def test_separators_in_captions(tmp_path: Path) -> None:
    """A semicolon in a caption says nothing where commas stand between the columns."""
    assert len(rows(read(tmp_path, "一;二\n县,率\n子县,95".encode()))) == 3
    assert len(rows(read(tmp_path, "县\n子县".encode()))) == 2


def test_byte_of_a_fault(tmp_path: Path) -> None:
    """The byte that is no UTF-8 is counted from the beginning of the file, however far behind it is."""
    content = "甲".encode() * 50_000 + b"a\xff\xff"
    with pytest.raises(FaultsError) as caught:
        read(tmp_path, content, "utf-8")
    assert caught.value.faults[0].value == "150002"


def test_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is too large is refused."""
    monkeypatch.setattr(_csv, "MOST_FILE", 3)
    assert refused(tmp_path, b"a,b,c") == ("too_large", "targets.csv")


@pytest.mark.parametrize(
    ("cell", "read_as"), [("'=1+1", "=1+1"), ("'-5", "-5"), ("''a", "'a"), ("'a", "'a"), ("=1", "=1"), ("'", "'")]
)
def test_protected_text(tmp_path: Path, cell: str, read_as: str) -> None:
    """What keeps text from becoming a formula is taken off, and no other quote."""
    assert rows(read(tmp_path, cell.encode())) == [(1, [read_as])]


def test_lines_in_text(tmp_path: Path) -> None:
    """Text may have several lines, with fewer commas than a row has."""
    assert rows(read(tmp_path, b'a,b,c\n1,"2,\n3,4",5')) == [(1, ["a", "b", "c"]), (2, ["1", "2,\n3,4", "5"])]
