"""A JSON file as sheets: a list of objects is one, and an object with tables is one for each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

import attrs

from jxassess.faults import Fault, FaultsError
from jxassess.io._documents import Table, decode, is_list, is_table, parse
from jxassess.io._fault_kinds import WRONG_FORMAT
from jxassess.io._sheets._archive import file_name, printable, read_start
from jxassess.io._sheets._file_fault_kinds import EMPTY_FILE, NO_FLAT_TABLE, NO_LIST, TOO_LARGE
from jxassess.io._sheets._kinds import ABOUT, TABLES_FORMAT
from jxassess.io._sheets._sheet import MergedRange, Raw, Sheet, SheetRow
from jxassess.io._shown import shown
from jxassess.words import Words

MOST_FILE = 10_000_000
"""Bytes of a file: as objects they take up to thirty times as much."""
MOST_COLUMNS = 1_000
MOST_ROWS = 1_048_576
_MOST_FAULTS = 100
_LIST = "rows"
_WRAP = f'{{"{_LIST}":'
_FIRST_LINE = re.compile(r"line 1, column (\d+)")


class JsonSheet:
    """A table of a JSON file. The first row has its keys, in the order in which they appear; a row for each object follows.

    Attributes:
        file: the name of the file.
        name: the key of the table, or the name of the file without its ending.
        is_hidden: never.
        is_decoded: never.
        hidden_rows: none.
        hidden_columns: none.
        merged: none.
        last_row: the number of its objects, and one.
    """

    is_hidden = False
    is_decoded = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[MergedRange, ...] = ()

    def __init__(self, file: str, name: str, path: str, tables: list[dict[str, Raw]]) -> None:
        self.file, self.name = file, name
        self.last_row = len(tables) + 1
        self._path, self._tables = path, tables
        self._heads = tuple(dict.fromkeys(key for table in tables for key in table))

    def place(self, row: int, column: int) -> str:
        """Name a value by its object, counted from 0, and its key."""
        if row < 2:
            return f"{self.file} {self._path}".rstrip()
        return f"{self.file} {self._path}[{row - 2}].{printable(self._heads[column - 1])}"

    def rows(self) -> Iterator[SheetRow]:
        """Give the rows that hold anything, from the top.

        Yields:
            The keys, then a row for each object that holds anything.
        """
        if self._heads:
            yield SheetRow(1, self._heads)
        for i, table in enumerate(self._tables):
            # Text that holds nothing is an empty cell, as in the other formats.
            line = [None if table.get(key) == "" else table.get(key) for key in self._heads]
            if any(value is not None for value in line):
                yield SheetRow(i + 2, line)


class AboutSheet(JsonSheet):
    """What stands beside the tables of a JSON file: a line for each key, the key first, then its value."""

    def __init__(self, file: str, about: dict[str, Raw]) -> None:
        super().__init__(file, ABOUT.key, "", [])
        self._about = tuple(about.items())

    def place(self, row: int, column: int) -> str:
        """Name a value by its key."""
        return f"{self.file} {printable(self._about[row - 2][0])}" if row > 1 else self.file

    def rows(self) -> Iterator[SheetRow]:
        """Give the rows, from the top.

        Yields:
            A caption, then key and value.
        """
        yield SheetRow(1, (ABOUT.key,))
        for i, (key, value) in enumerate(self._about):
            yield SheetRow(i + 2, (key, value))


def read_json(path: Path) -> tuple[Sheet, ...]:
    """Read the tables of a JSON file.

    Args:
        path: the file.

    Returns:
        Its tables as sheets.

    Raises:
        FaultsError: it is no JSON, or holds something else than tables.
        OSError: it cannot be read.
    """
    file = file_name(path)
    content = read_start(path, MOST_FILE, Words("bytes of the file", "文件字节数"))
    if not content.strip():
        raise FaultsError([EMPTY_FILE.at(file)])
    root, faults = _parse(decode(content, file), file)
    reader = _Reader(file, faults)
    sheets = reader.sheets(root, path.stem)
    if reader.faults:
        raise FaultsError(reader.faults)
    return sheets


def _parse(text: str, file: str) -> tuple[object, list[Fault]]:
    """Parse text; a list is put into a table first, since a document is one."""
    is_outer_list = text.lstrip().startswith("[")
    try:
        table, faults = parse(f"{_WRAP}{text}}}" if is_outer_list else text, "json")
    except FaultsError as error:
        raise FaultsError(_placed(fault, file, is_outer_list) for fault in error.faults) from None
    if not is_outer_list:
        return table, [_placed(fault, file, False) for fault in faults]
    if [*table] != [_LIST]:
        raise FaultsError([NO_LIST.at(file, shown(text.strip()))])
    return table[_LIST], [_placed(fault, file, True) for fault in faults]


def _placed(fault: Fault, file: str, is_outer_list: bool) -> Fault:
    where = fault.where
    if is_outer_list and (match := _FIRST_LINE.fullmatch(where)):
        where = f"line 1, column {int(match[1]) - len(_WRAP)}"
    elif is_outer_list:
        where = where.removeprefix(_LIST)
    where = "" if where == "file" else where.removeprefix("tables.")
    return attrs.evolve(fault, where=f"{file} {printable(where)}".rstrip())


class _Reader:
    def __init__(self, file: str, faults: list[Fault]) -> None:
        self.faults = faults
        self._file = file

    def sheets(self, root: object, stem: str) -> tuple[Sheet, ...]:
        """Give the sheets of a document."""
        if is_list(root):
            return (self._sheet(stem, "", root),)
        tables = root.get("tables") if is_table(root) else None
        if not is_table(root) or not is_table(tables):
            self._add(NO_LIST.at(self._file, shown(root)))
            return ()
        if root.get("format") != TABLES_FORMAT:
            given = shown(root.get("format", ""))
            self._add(WRONG_FORMAT.at(f"{self._file} format", given, known=repr(TABLES_FORMAT)))
        about = {key: value for key, value in root.items() if key != "tables"}
        head = AboutSheet(self._file, self._flat(about, ""))
        return (head, *(self._sheet(key, printable(key), rows) for key, rows in tables.items()))

    def _sheet(self, name: str, path: str, rows: object) -> Sheet:
        if not is_list(rows):
            self._add(NO_LIST.at(f"{self._file} {path}".rstrip(), shown(rows)))
            return JsonSheet(self._file, name, path, [])
        if len(rows) > MOST_ROWS:
            where = f"{self._file} {path}".rstrip()
            raise FaultsError([TOO_LARGE.at(where, len(rows), what=Words("rows", "行数"), most=MOST_ROWS)])
        made: list[dict[str, Raw]] = []
        heads: set[str] = set()
        for i, row in enumerate(rows):
            if is_table(row):
                made.append(self._flat(row, f"{path}[{i}]"))
                heads.update(row)
            else:
                self._add(NO_FLAT_TABLE.at(f"{self._file} {path}[{i}]", shown(row)))
            if len(heads) > MOST_COLUMNS:
                where = f"{self._file} {path}[{i}]"
                self._add(TOO_LARGE.at(where, len(heads), what=Words("keys", "键数"), most=MOST_COLUMNS))
                break
        return JsonSheet(self._file, name, path, made)

    def _flat(self, table: Table, path: str) -> dict[str, Raw]:
        if _is_flat(table):
            # The same object: a copy of each would take as much again.
            return table
        for key, value in table.items():
            if not _is_plain(value):
                where = f"{self._file} {path}.{printable(key)}" if path else f"{self._file} {printable(key)}"
                self._add(NO_FLAT_TABLE.at(where, shown(value)))
        return {}

    def _add(self, fault: Fault) -> None:
        self.faults.append(fault)
        if len(self.faults) >= _MOST_FAULTS:
            raise FaultsError(self.faults[:_MOST_FAULTS])


def _is_plain(value: object) -> bool:
    return value is None or isinstance(value, bool | int | str)


def _is_flat(table: Table) -> TypeGuard[dict[str, Raw]]:
    return all(map(_is_plain, table.values()))
