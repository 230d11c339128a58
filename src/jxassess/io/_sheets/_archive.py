"""A workbook as an archive of parts, looked through before any part is read.

Nothing of it is believed: how many parts there are, how large they are and what they hold is limited, so that no file
takes more than a few hundred megabytes or some seconds. The file is held in memory, so that it stays the same between
one reading of it and the next.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import IO, TypeAlias
from xml.parsers import expat

from jxassess.faults import Fault, FaultsError
from jxassess.io._sheets._file_fault_kinds import (
    BROKEN_ARCHIVE,
    DOCTYPE,
    EMPTY_FILE,
    ENCRYPTED,
    MISSING_PART,
    NOT_XML,
    SUSPECT_ARCHIVE,
    TOO_LARGE,
    WRONG_CONTENT,
)
from jxassess.io._shown import cut, shown
from jxassess.words import Words

MOST_FILE = 50_000_000
"""Bytes of a file; a workbook of 60,000 cells has some hundred thousand."""
MOST_DIRECTORY = 1_000_000
"""Bytes of the list of parts, of which every 50 take 600 in memory."""
MOST_PARTS = 5_000
MOST_ALL_PARTS = 1 << 30
"""Bytes of all parts unpacked; pictures among them are never unpacked."""
MOST_PART = 100_000_000
"""Bytes of a part unpacked, which take some seconds."""
MOST_SHEETS = 150_000_000
"""Bytes of all sheets unpacked, which take some seconds together."""
MOST_RATIO = 500
"""How many times larger a part may be unpacked; sheets reach 100."""
_SMALL = 1_000_000
"""Bytes below which a part may be packed as tightly as it will."""
MOST_ELEMENTS = 500_000
"""Elements of a part besides those of rows and texts."""
MOST_STALL = 2_000_000
"""Bytes between one element and the next that the parser would have to keep."""
_BLOCK = 1 << 16
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED_FLAG = 1
# All is in memory, so an error of the system is a place outside of it.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
)
_LOCAL_HEADER = 30
_END, _LOCATOR, _END_64 = b"PK\5\6", b"PK\6\7", b"PK\6\6"
_LONGEST_COMMENT = 1 << 16

_WORKBOOK = Words("an Excel workbook (.xlsx)", "Excel工作簿(.xlsx)")
_COMPOUND = b"\xd0\xcf\x11\xe0"
# How a compound file names what it has encrypted.
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_CONTENTS = (
    (_COMPOUND, Words("an old workbook (.xls), or one with a password", "旧版工作簿(.xls)或设有打开密码的工作簿")),
    (b"%PDF", Words("a PDF document", "PDF文档")),
    (b"\x1f\x8b", Words("a packed file (.gz)", "压缩文件(.gz)")),
    (b"Rar!", Words("a packed file (.rar)", "压缩文件(.rar)")),
    (b"7z\xbc\xaf", Words("a packed file (.7z)", "压缩文件(.7z)")),
    (b"PAR1", Words("a Parquet file", "Parquet文件")),
    (b"{\\rtf", Words("a text document (.rtf)", "文本文档(.rtf)")),
)
_HTML = (b"<html", b"<!doctype", b"<table", b"<meta", b"<head", b"<style", b"<?xml", b"<div", b"<script")
_PAGE = Words("a web page or XML that a system wrote under this name", "系统导出的网页或XML文件")
_TEXT = Words("text", "文本文件")
_OTHER = Words("no workbook", "非工作簿文件")
_DOCUMENT = Words("an OpenDocument file", "OpenDocument文件")

StartHandler: TypeAlias = Callable[[str, list[str]], object]


def read_start(path: Path, most: int, limit: Words) -> bytes:
    """Read the whole of a file that is not too large.

    Args:
        path: the file.
        most: how many bytes it may have.
        limit: what is said to be too large.

    Returns:
        Its bytes.

    Raises:
        FaultsError: too large.
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise FaultsError([TOO_LARGE.at(file_name(path), path.stat().st_size, what=limit, most=most)])
    return content


def printable(text: str) -> str:
    """Give text from a file as it may stand in a message: in one line, without controls, and not too long.

    Args:
        text: the text.

    Returns:
        The text itself where it is harmless.
    """
    return cut(_escaped(text))


def file_name(path: Path) -> str:
    """Give the name of a file as it may stand in a message; names may hold controls and bytes that are no text."""
    return _escaped(path.name)


def _escaped(text: str) -> str:
    return text if text.isprintable() else repr(text)[1:-1]


class Archive:
    """The parts of a workbook.

    Attributes:
        name: the name of the file.
    """

    def __init__(self, path: Path) -> None:
        """Look through an archive.

        Args:
            path: the file.

        Raises:
            FaultsError: it is no archive, or one that is not to be read.
            OSError: it cannot be read.
        """
        self.name = file_name(path)
        content = read_start(path, MOST_FILE, Words("bytes of the file", "文件字节数"))
        self._refuse_content(content)
        self._refuse_directory(content)
        with self._broken():
            self._file = zipfile.ZipFile(BytesIO(content))
        faults = tuple(self._faults())
        if faults:
            raise FaultsError(faults)
        self._names = {info.filename.lower(): info for info in self._file.infolist()}

    def has(self, part: str) -> bool:
        """Tell whether there is a part of a name; capitals do not count."""
        return part.lower() in self._names

    @contextmanager
    def open(self, part: str) -> Generator[IO[bytes]]:
        """Open a part.

        Args:
            part: its name.

        Yields:
            The part unpacked, as a file.

        Raises:
            FaultsError: it is missing or broken.
        """
        info = self._names.get(part.lower())
        if info is None:
            raise FaultsError([MISSING_PART.at(self.name, printable(part))])
        with self._broken(), self._file.open(info) as file:
            yield file

    def parse(self, part: str, parser: expat.XMLParserType, stalled: Callable[[], int]) -> None:
        """Run a parser over a part.

        Args:
            part: the name of the part.
            parser: a parser of UTF-8 with its handlers.
            stalled: gives the byte up to which it has come.

        Raises:
            FaultsError: the part is no XML, defines entities, or has no end of one element.
        """

        def refuse_doctype(*_: object) -> None:
            raise FaultsError([DOCTYPE.at(self.name, part)])

        def refuse_encoding(_: str, encoding: str | None, __: int) -> None:
            if encoding and encoding.lower() not in ("utf-8", "utf8", "us-ascii"):
                raise FaultsError([NOT_XML.at(self.name, shown(encoding), part=part)])

        parser.StartDoctypeDeclHandler = refuse_doctype
        parser.XmlDeclHandler = refuse_encoding
        done = 0
        with self.open(part) as file:
            try:
                while block := file.read(_BLOCK):
                    parser.Parse(block)
                    done += len(block)
                    if done - stalled() > MOST_STALL:
                        raise FaultsError([self._stall(part)])
                parser.Parse(b"", True)
            except expat.ExpatError as error:
                raise FaultsError([NOT_XML.at(self.name, error, part=part)]) from None

    def _stall(self, part: str) -> Fault:
        what = Words(f"bytes of one row or element in {part}", f"{part}中单行或单个元素的字节数")
        return TOO_LARGE.at(self.name, f"> {MOST_STALL}", what=what, most=MOST_STALL)

    def elements(self, part: str, start: StartHandler, most: int = MOST_ELEMENTS) -> None:
        """Run through the elements of a small part.

        Args:
            part: the name of the part.
            start: called with the name of each element, namespace and name with a blank between them, and its attributes.
            most: how many elements there may be.

        Raises:
            FaultsError: as `parse`, or too many elements.
        """
        parser = expat.ParserCreate("utf-8", " ")
        parser.ordered_attributes = True
        count = last = 0

        def counted(name: str, attributes: list[str]) -> None:
            nonlocal count, last
            count += 1
            last = parser.CurrentByteIndex
            if count > most:
                what = Words(f"elements of {part}", f"{part}中的元素数")
                raise FaultsError([TOO_LARGE.at(self.name, f"> {most}", what=what, most=most)])
            start(name, attributes)

        parser.StartElementHandler = counted
        self.parse(part, parser, lambda: last)

    @contextmanager
    def _broken(self) -> Generator[None]:
        try:
            yield
        except _BROKEN as error:
            raise FaultsError([BROKEN_ARCHIVE.at(self.name, Words(printable(str(error)), "无法解压"))]) from None

    def _refuse_content(self, content: bytes) -> None:
        if not content.strip():
            raise FaultsError([EMPTY_FILE.at(self.name)])
        if not content.startswith(b"PK\3\4"):
            is_locked = content.startswith(_COMPOUND) and _ENCRYPTED_PACKAGE in content
            fault = (
                ENCRYPTED.at(self.name)
                if is_locked
                else WRONG_CONTENT.at(self.name, _content(content), wanted=_WORKBOOK)
            )
            raise FaultsError([fault])

    def _refuse_directory(self, content: bytes) -> None:
        """Refuse a list of parts that is long, before anything reads it."""
        end = content.rfind(_END, max(0, len(content) - _LONGEST_COMMENT - 22))
        size = 0
        if end >= 0 and len(content) >= end + 22:
            size = int.from_bytes(content[end + 12 : end + 16], "little")
        if content[max(0, end - 20) : end].startswith(_LOCATOR):
            far = content.rfind(_END_64, 0, end)
            size = int.from_bytes(content[far + 40 : far + 48], "little") if far >= 0 else MOST_DIRECTORY + 1
        if size > MOST_DIRECTORY:
            what = Words("bytes of the list of its parts", "部件目录字节数")
            raise FaultsError([TOO_LARGE.at(self.name, size, what=what, most=MOST_DIRECTORY)])

    def _faults(self) -> Iterator[Fault]:
        infos = self._file.infolist()
        if len(infos) > MOST_PARTS:
            yield TOO_LARGE.at(self.name, len(infos), what=Words("parts", "部件数"), most=MOST_PARTS)
            return
        total = sum(info.file_size for info in infos)
        if total > MOST_ALL_PARTS:
            yield TOO_LARGE.at(self.name, total, what=Words("bytes unpacked", "解压后字节数"), most=MOST_ALL_PARTS)
        seen: set[str] = set()
        for info in infos:
            if problem := _part_problem(info, seen):
                yield SUSPECT_ARCHIVE.at(self.name, problem)
            if info.flag_bits & _ENCRYPTED_FLAG:
                yield ENCRYPTED.at(self.name)
                return
            seen.add(info.filename.lower())
        if any(name == "mimetype" for name in seen):
            yield WRONG_CONTENT.at(self.name, _DOCUMENT, wanted=_WORKBOOK)
        if _overlap(infos):
            yield SUSPECT_ARCHIVE.at(self.name, Words("parts overlap", "部件相互重叠"))

    def size(self, part: str) -> int:
        """Give the bytes of a part unpacked, 0 where it is missing."""
        info = self._names.get(part.lower())
        return 0 if info is None else info.file_size

    def refuse_large(self, part: str, most: int = MOST_PART) -> None:
        """Refuse a part that would take too long to read.

        Args:
            part: its name.
            most: how many bytes it may have unpacked.

        Raises:
            FaultsError: it is too large, or packed more tightly than spreadsheets pack.
        """
        info = self._names.get(part.lower())
        if info is None:
            raise FaultsError([MISSING_PART.at(self.name, printable(part))])
        if info.file_size > most:
            what = Words(f"bytes of {part} unpacked", f"{part}解压后字节数")
            raise FaultsError([TOO_LARGE.at(self.name, info.file_size, what=what, most=most)])
        if info.file_size > max(_SMALL, MOST_RATIO * info.compress_size):
            problem = Words(
                f"{part} unpacks to {info.file_size} bytes from {info.compress_size}",
                f"{part}由{info.compress_size}字节解压为{info.file_size}字节",
            )
            raise FaultsError([SUSPECT_ARCHIVE.at(self.name, problem)])


def _content(content: bytes) -> Words:
    for mark, words in _CONTENTS:
        if content.startswith(mark):
            return words
    start = content[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(_HTML):
        return _PAGE
    is_text = not any(byte < 32 and byte not in b"\t\r\n" for byte in start)
    return _TEXT if is_text or content[:2] in (b"\xff\xfe", b"\xfe\xff") else _OTHER


def _part_problem(info: zipfile.ZipInfo, seen: set[str]) -> Words | None:
    name = info.orig_filename
    if name.lower() in seen:
        return Words(f"the part {name!r} is there twice", f"部件{name!r}重复")
    if name.startswith("/") or "\\" in name or ":" in name or "\0" in name or ".." in name.split("/"):
        return Words(f"a part is named {name!r}", f"部件名{name!r}异常")
    if info.compress_type not in _PACKINGS:
        return Words(f"the part {name!r} is packed by method {info.compress_type}", f"部件{name!r}的压缩方法异常")
    return None


def _overlap(infos: list[zipfile.ZipInfo]) -> bool:
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            return True
        end = info.header_offset + _LOCAL_HEADER + info.compress_size
    return False
