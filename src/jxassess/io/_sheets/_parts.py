"""The parts of a workbook besides its sheets: which sheets there are, and the texts that cells share.

Of these parts openpyxl keeps all in memory, and it refuses many a workbook for a font or a link that no table needs; so
what is needed of them is read here and in `_formats`, element by element.
"""

from __future__ import annotations

import posixpath
import re
from typing import TypeAlias
from xml.parsers import expat

from attrs import frozen

from jxassess.comparing import ByFields
from jxassess.faults import Fault, FaultsError
from jxassess.io._sheets._archive import Archive, printable
from jxassess.io._sheets._file_fault_kinds import (
    DUPLICATE_SHEET,
    MISSING_PART,
    ODD_SETTING,
    ODD_SHEET,
    STRICT_WORKBOOK,
    TOO_LARGE,
    WRONG_CONTENT,
)
from jxassess.io._shown import shown
from jxassess.words import Words

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main "
STRICT = "http://purl.oclc.org/ooxml/"
_RELATED = "http://schemas.openxmlformats.org/package/2006/relationships Relationship"
_ID = "http://schemas.openxmlformats.org/officeDocument/2006/relationships id"
_TRUTHS = {"": False, "0": False, "false": False, "off": False, "1": True, "true": True, "on": True}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")

MOST_SHEETS = 256
_LONGEST_NAME = 255
"""Characters of the name of a sheet; Excel takes 31, LibreOffice writes longer ones."""
_MOST_RELATED = 20_000
MOST_HEAD = 20_000_000
"""Bytes of a part that lists sheets or formats."""
MOST_TEXTS = 1_000_000
"""Texts of a workbook, which is the most cells as well."""
_MOST_TEXT_BYTES = 50_000_000
MOST_TEXT = 32_767
"""Characters that a cell may hold in any spreadsheet program."""

_OTHER_DOCUMENT = Words("another document of Office", "其他Office文档")
_BINARY = Words("a binary workbook (.xlsb)", "二进制工作簿(.xlsb)")
_WORKBOOK = Words("an Excel workbook (.xlsx)", "Excel工作簿(.xlsx)")

Relations: TypeAlias = dict[str, tuple[str, str]]
"""For each id the kind of another part and its name, empty where it lies outside of the file."""


@frozen(kw_only=True)
class SheetEntry(ByFields):
    """A sheet as the workbook lists it.

    Attributes:
        name: its name.
        part: the part that holds its cells.
        is_hidden: whether it is not shown.
    """

    name: str
    part: str
    is_hidden: bool


@frozen(kw_only=True)
class Book(ByFields):
    """What a workbook says of itself.

    Attributes:
        sheets: its sheets, in their order.
        texts: the part that holds its texts, if any.
        formats: the part that holds its formats, if any.
        is_1904: whether days count from 1904.
        is_uncalculated: whether the results of formulas are still to be computed when it is opened: libraries that
            write workbooks ask for this, and store zeros or nothing.
    """

    sheets: tuple[SheetEntry, ...]
    texts: str | None
    formats: str | None
    is_1904: bool
    is_uncalculated: bool


def read_book(archive: Archive) -> Book:
    """Read what a workbook says of itself.

    Args:
        archive: the workbook.

    Returns:
        Its sheets and the names of its other parts.

    Raises:
        FaultsError: it is no workbook, or lacks a part.
    """
    part = _workbook_part(archive)
    listed: list[dict[str, str]] = []
    flags: dict[str, str] = {}
    is_root = True

    def start(name: str, attributes: list[str]) -> None:
        nonlocal is_root
        if is_root and name != f"{MAIN}workbook":
            raise FaultsError([_other_root(archive, name)])
        is_root = False
        if name == f"{MAIN}sheet":
            listed.append(attribute_table(attributes))
        elif name in (f"{MAIN}workbookPr", f"{MAIN}calcPr"):
            flags.update(attribute_table(attributes))

    archive.refuse_large(part, MOST_HEAD)
    archive.elements(part, start)
    relations = _relations(archive, part)
    return Book(
        sheets=_entries(archive, listed, relations),
        texts=_first(relations, "/sharedStrings"),
        formats=_first(relations, "/styles"),
        is_1904=_truth(archive, flags, "date1904"),
        is_uncalculated=_truth(archive, flags, "fullCalcOnLoad"),
    )


def _truth(archive: Archive, flags: dict[str, str], key: str) -> bool:
    value = flags.get(key, "")
    if value not in _TRUTHS:
        raise FaultsError([ODD_SETTING.at(archive.name, shown(value), what=Words(key, key))])
    return _TRUTHS[value]


def _workbook_part(archive: Archive) -> str:
    found = _first(_relations(archive, ""), "/officeDocument")
    if found is None:
        raise FaultsError([MISSING_PART.at(archive.name, "xl/workbook.xml")])
    if found.lower().endswith(".bin"):
        raise FaultsError([WRONG_CONTENT.at(archive.name, _BINARY, wanted=_WORKBOOK)])
    return found


def _other_root(archive: Archive, name: str) -> Fault:
    if name.startswith(STRICT):
        return STRICT_WORKBOOK.at(archive.name)
    return WRONG_CONTENT.at(archive.name, _OTHER_DOCUMENT, wanted=_WORKBOOK)


def _entries(archive: Archive, listed: list[dict[str, str]], relations: Relations) -> tuple[SheetEntry, ...]:
    if len(listed) > MOST_SHEETS:
        raise FaultsError([TOO_LARGE.at(archive.name, len(listed), what=Words("sheets", "工作表数"), most=MOST_SHEETS)])
    faults: list[Fault] = []
    entries: list[SheetEntry] = []
    for sheet in listed:
        name = sheet.get("name", "")
        kind, part = relations.get(sheet.get(_ID, ""), ("", ""))
        if kind == "chartsheet":
            # A picture on a sheet of its own: it has no cells.
            continue
        if not name.strip() or len(name) > _LONGEST_NAME or _CONTROL.search(name):
            faults.append(ODD_SETTING.at(archive.name, shown(name), what=Words("the name of a sheet", "工作表名称")))
        elif any(name.lower() == other.name.lower() or part == other.part for other in entries):
            faults.append(DUPLICATE_SHEET.at(archive.name, shown(name)))
        elif kind == "worksheet" and part and archive.has(part):
            entries.append(SheetEntry(name=name, part=part, is_hidden=sheet.get("state", "visible") != "visible"))
        elif kind in ("worksheet", ""):
            faults.append(MISSING_PART.at(archive.name, printable(part) or shown(name)))
        else:
            faults.append(ODD_SHEET.at(archive.name, shown(name)))
    if faults:
        raise FaultsError(faults)
    return tuple(entries)


def _relations(archive: Archive, part: str) -> Relations:
    folder, name = posixpath.split(part)
    related: Relations = {}

    def start(name: str, attributes: list[str]) -> None:
        if name == _RELATED:
            table = attribute_table(attributes)
            kind, target = table.get("Type", ""), table.get("Target", "")
            if kind.startswith(STRICT):
                raise FaultsError([STRICT_WORKBOOK.at(archive.name)])
            is_outside = table.get("TargetMode") == "External"
            full = "" if is_outside else posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            related.setdefault(table.get("Id", ""), (kind.rpartition("/")[2], full))

    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    archive.refuse_large(rels, MOST_HEAD)
    archive.elements(rels, start, _MOST_RELATED)
    return related


def _first(relations: Relations, kind: str) -> str | None:
    return next((part for other, part in relations.values() if f"/{other}" == kind and part), None)


def attribute_table(attributes: list[str]) -> dict[str, str]:
    """Give the attributes of an element as a table.

    Args:
        attributes: names and values in turn, as expat gives them.

    Returns:
        Values by names.
    """
    return dict(zip(attributes[::2], attributes[1::2], strict=True))


def read_texts(archive: Archive, part: str | None) -> list[str]:
    """Read the texts that cells share.

    Args:
        archive: the workbook.
        part: the part that holds them, if any.

    Returns:
        The texts, without the readings that stand above characters.

    Raises:
        FaultsError: the part is broken, or a text longer than any cell.
    """
    if part is None:
        return []
    archive.refuse_large(part, _MOST_TEXT_BYTES)
    reader = _TextReader(archive, part)
    archive.parse(part, reader.parser, lambda: reader.last)
    return reader.texts


class _TextReader:
    """Reads texts: pieces of text in an item are one text, but for those in `rPh`."""

    def __init__(self, archive: Archive, part: str) -> None:
        self.texts: list[str] = []
        self.last = 0
        self._archive, self._part = archive, part
        self._pieces: list[str] = []
        self._is_reading = False
        self._count = 0
        self.parser = expat.ParserCreate("utf-8", " ")
        self.parser.ordered_attributes = True
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _start(self, name: str, _: list[str]) -> None:
        self.last = self.parser.CurrentByteIndex
        if name == _T and not self._is_reading:
            self.parser.CharacterDataHandler = self._pieces.append
        elif name == _SI:
            self._pieces = []
            self._count = 0
        elif name == _RPH:
            self._is_reading = True
        self._count += 1
        if self._count > MOST_TEXT:
            raise FaultsError([self._too_large(Words("elements of a text", "单个文本的元素数"), MOST_TEXT)])

    def _end(self, name: str) -> None:
        if name == _T:
            self.parser.CharacterDataHandler = None
        elif name == _RPH:
            self._is_reading = False
        elif name == _SI:
            text = "".join(self._pieces)
            if len(text) > MOST_TEXT:
                raise FaultsError([self._too_large(Words("characters of a text", "单个文本的字符数"), MOST_TEXT)])
            self.texts.append(text)
            if len(self.texts) > MOST_TEXTS:
                raise FaultsError([self._too_large(Words("texts", "文本数"), MOST_TEXTS)])

    def _too_large(self, what: Words, most: int) -> Fault:
        return TOO_LARGE.at(self._archive.name, f"> {most}", what=what, most=most)


_SI, _T, _RPH = f"{MAIN}si", f"{MAIN}t", f"{MAIN}rPh"
