"""Archives are looked through before any part is read."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from sheet_files import packed, parts, write_book

from jxassess.faults import FaultsError
from jxassess.io._sheets import _archive
from jxassess.io._sheets._archive import Archive

BOOK = packed(parts())


def refused(path: Path) -> tuple[str, str]:
    """Give the code of the only fault and the value that it names."""
    with pytest.raises(FaultsError) as caught:
        Archive(path)
    (fault,) = caught.value.faults
    assert fault.where == path.name
    return fault.code, fault.value + fault.problem.en


def written(folder: Path, content: bytes) -> Path:
    """Write a file that calls itself a workbook."""
    path = folder / "甲市.xlsx"
    path.write_bytes(content)
    return path


def listed(folder: Path, **changes: object) -> Path:
    """Write a workbook of which the list of parts says something else of the last part."""
    sink = BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        for name, content in parts().items():
            archive.writestr(name, content)
        for key, value in changes.items():
            setattr(archive.filelist[-1], key, value)
    return written(folder, sink.getvalue())


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (b"", "empty_file", "empty"),
        (b" \r\n", "empty_file", "empty"),
        (
            bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600),
            "wrong_content",
            "old workbook (.xls), or one with a password",
        ),
        (
            bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"),
            "encrypted",
            "the file is encrypted",
        ),
        (b"%PDF-1.7", "wrong_content", "PDF"),
        (b"PAR1", "wrong_content", "Parquet"),
        (b"\xef\xbb\xbf<html><table>", "wrong_content", "web page"),
        (b"<?xml version='1.0'?><Workbook/>", "wrong_content", "web page"),
        ("代码,名称".encode(), "wrong_content", "text"),
        ("a\tb".encode("utf-16"), "wrong_content", "text"),
        (bytes(range(1, 200)), "wrong_content", "no workbook"),
        (b"PK\3\4" + bytes(100), "broken_archive", "not a zip file"),
        (BOOK[:-30], "broken_archive", "not a zip file"),
    ],
)
def test_other_content(tmp_path: Path, content: bytes, code: str, said: str) -> None:
    """A file that is no workbook is refused, and what it is instead is said."""
    found, text = refused(written(tmp_path, content))
    assert found == code
    assert said in text


@pytest.mark.parametrize("name", ["/etc/passwd", "../x", "xl/../../x", "xl\\x", "C:x"])
def test_names(tmp_path: Path, name: str) -> None:
    """A part whose name leads out of the archive is refused, though it is never unpacked."""
    assert refused(write_book(tmp_path, {**parts(), name: "x"}))[0] == "suspect_archive"


def test_name_twice(tmp_path: Path) -> None:
    """A part that is there twice is refused, since programs differ in which one they read."""
    path = write_book(tmp_path, {**parts(), "XL/Workbook.xml": "<x/>"})
    assert "twice" in refused(path)[1]


def test_encrypted_part(tmp_path: Path) -> None:
    """A workbook with an encrypted part is refused."""
    assert refused(listed(tmp_path, flag_bits=1))[0] == "encrypted"


def test_method(tmp_path: Path) -> None:
    """A part that is packed as spreadsheets never do is refused: to unpack some methods takes gigabytes."""
    path = written(tmp_path, packed(parts(), zipfile.ZIP_LZMA))
    with pytest.raises(FaultsError) as caught:
        Archive(path)
    assert {fault.code for fault in caught.value.faults} == {"suspect_archive"}


def test_overlap(tmp_path: Path) -> None:
    """Parts that lie in one another are refused."""
    assert "overlap" in refused(listed(tmp_path, header_offset=0))[1]


def test_open_document(tmp_path: Path) -> None:
    """An OpenDocument file is refused under the name of a workbook."""
    path = write_book(tmp_path, {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"})
    assert "OpenDocument" in refused(path)[1]


def test_sum_of_sizes(tmp_path: Path) -> None:
    """An archive that says that it unpacks to more than a gigabyte is refused."""
    assert "bytes unpacked" in refused(listed(tmp_path, file_size=_archive.MOST_ALL_PARTS))[1]


def test_number_of_parts(tmp_path: Path) -> None:
    """An archive of more parts than any workbook has is refused."""
    many = {f"xl/media/{i}.png": "" for i in range(_archive.MOST_PARTS)}
    assert "parts" in refused(write_book(tmp_path, {**parts(), **many}))[1]


def test_list_of_parts(tmp_path: Path) -> None:
    """A list of parts that would fill the memory is refused before it is read."""
    end = BOOK.rfind(b"PK\5\6")
    content = BOOK[: end + 12] + struct.pack("<I", 2_000_000) + BOOK[end + 16 :]
    assert "list of its parts" in refused(written(tmp_path, content))[1]


@pytest.mark.parametrize("has_record", [True, False])
def test_list_of_parts_of_large_archives(tmp_path: Path, has_record: bool) -> None:
    """The length of the list counts also where it is said in the way of large archives."""
    end = BOOK.rfind(b"PK\5\6")
    record = struct.pack("<4sQHHIIQQQQ", b"PK\6\6", 44, 45, 45, 0, 0, 6, 6, 2_000_000, 0) if has_record else b""
    locator = struct.pack("<4sIQI", b"PK\6\7", 0, end, 1)
    assert "list of its parts" in refused(written(tmp_path, BOOK[:end] + record + locator + BOOK[end:]))[1]


def test_file_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is too large is refused without being read to its end."""
    monkeypatch.setattr(_archive, "MOST_FILE", 100)
    assert "bytes of the file" in refused(written(tmp_path, BOOK))[1]


def test_broken_directory(tmp_path: Path) -> None:
    """A list of parts that points outside of the file is a fault and no error of ours."""
    end = BOOK.rfind(b"PK\5\6")
    content = BOOK[: end + 12] + struct.pack("<I", 900_000) + BOOK[end + 16 :]
    assert refused(written(tmp_path, content))[0] == "broken_archive"


def test_missing_file(tmp_path: Path) -> None:
    """A file that is not there is an error of the system."""
    with pytest.raises(FileNotFoundError):
        Archive(tmp_path / "x.xlsx")


def codes(archive: Archive, part: str, most: int = 100) -> list[str]:
    """Run through the elements of a part and give the codes of its faults."""
    with pytest.raises(FaultsError) as caught:
        archive.elements(part, lambda _name, _attributes: None, most)
    return [fault.code for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "doctype"),
        ("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", "doctype"),
        ("<?xml version='1.0' encoding='UTF-16'?><a/>".encode("utf-16"), "not_xml"),
        ("<?xml version='1.0' encoding='UTF-16'?><!DOCTYPE a [<!ENTITY b 'c'>]><a/>".encode("utf-16"), "not_xml"),
        ("<?xml version='1.0' encoding='GBK'?><a>甲</a>".encode("gbk"), "not_xml"),
        ("<a>&b;</a>", "not_xml"),
        ("<a><b></a>", "not_xml"),
        ("", "not_xml"),
        ("<a>" + "<b/>" * 100 + "</a>", "too_large"),
        ("<a>" + "<b>" * 100, "too_large"),
        ("<a b='" + "c" * (_archive.MOST_STALL + 100_000) + "'/>", "too_large"),
        ("<a>" + " " * (_archive.MOST_STALL + 100_000) + "</a>", "too_large"),
    ],
)
def test_xml(tmp_path: Path, content: str | bytes, code: str) -> None:
    """Of a part nothing is read that defines entities, is another encoding than UTF-8, or has no end."""
    assert codes(Archive(write_book(tmp_path, {**parts(), "x.xml": content})), "x.xml") == [code]


def test_xml_that_is_right(tmp_path: Path) -> None:
    """Elements come with namespace and name, and the name of the part may be in capitals."""
    archive = Archive(
        write_book(tmp_path, {**parts(), "x.xml": "<?xml version='1.0' encoding='utf-8'?><a xmlns='u'/>"})
    )
    found: list[str] = []
    archive.elements("X.xml", lambda name, _: found.append(name))
    assert found == ["u a"]
    assert archive.has("X.XML")


@pytest.mark.parametrize("method", ["elements", "refuse_large"])
def test_missing_part(tmp_path: Path, method: str) -> None:
    """A part that is not there is a fault that names it."""
    archive = Archive(write_book(tmp_path, parts()))
    with pytest.raises(FaultsError, match=r"lacks its part no\.xml"):
        archive.refuse_large("no.xml") if method == "refuse_large" else archive.elements("no.xml", lambda *_: None)


def test_size_that_lies(tmp_path: Path) -> None:
    """A part that is larger than the list says is found out, and no more of it is read than the list says."""
    path = write_book(tmp_path, {**parts(), "x.xml": "<a>" + " " * 1000 + "</a>"})
    content = path.read_bytes()
    entry = content.rfind(b"PK\1\2")
    path.write_bytes(content[: entry + 24] + struct.pack("<I", 500) + content[entry + 28 :])
    assert codes(Archive(path), "x.xml") == ["broken_archive"]


def test_large_part(tmp_path: Path) -> None:
    """A part is too large by its bytes, or by how tightly it is packed."""
    archive = Archive(write_book(tmp_path, {**parts(), "x.xml": " " * 2_000_000}))
    with pytest.raises(FaultsError, match="at most 1000 are read"):
        archive.refuse_large("x.xml", 1000)
    with pytest.raises(FaultsError, match="unpacks to 2000000 bytes"):
        archive.refuse_large("x.xml")
    archive.refuse_large("xl/workbook.xml")
