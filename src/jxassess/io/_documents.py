"""Text into tables and lists: JSON, TOML, numbers kept as they were written."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from typing import Literal, TypeAlias, TypeGuard

from jxassess.errors import ScopeError
from jxassess.faults import Fault, FaultsError, join
from jxassess.io._fault_kinds import (
    DUPLICATE_KEY,
    NEWER_FORMAT,
    NOT_CANONICAL,
    NOT_JSON,
    NOT_TOML,
    NOT_UTF8,
    ODD_INTEGER,
    TOO_DEEP,
    WRONG_FORMAT,
    WRONG_TYPE,
)
from jxassess.io._shown import TABLE, shown

Format: TypeAlias = Literal["toml", "json"]
Table: TypeAlias = dict[str, object]

_DEEPEST = 50
_LONGEST = 40
_CONTAINERS = frozenset((dict, list))
_TOML_PLACE = re.compile(r" \(at (line \d+, column \d+|end of document)\)$")
# What TOML would take and a person may misread: 1_000 and 0x10, outside text and comments.
_ODD_INTEGER = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*'
    r"|(?<![\w.+-])(?P<odd>[+-]?(?:0[xob][0-9A-Fa-f_]+|[0-9]+(?:_[0-9]+)+))(?![\w.])",
    re.DOTALL | re.ASCII,
)


class Numeral(str):
    """A number as it was written, until its place in the file says which kind of number is due."""

    __slots__ = ()


class Cell(str):
    """The text of a cell of a CSV table, which stands for whatever its column is for."""

    __slots__ = ()


def is_table(value: object) -> TypeGuard[Table]:
    """Tell whether a value from a file is a table; the keys of tables in files are always text."""
    return type(value) is dict


def is_list(value: object) -> TypeGuard[list[object]]:
    """Tell whether a value from a file is a list."""
    return type(value) is list


def decode(data: bytes, where: str = "file") -> str:
    """Decode the bytes of a file, with or without a byte order mark.

    Args:
        data: the bytes.
        where: the place to name in a fault.

    Returns:
        The text.

    Raises:
        FaultsError: not UTF-8.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FaultsError([NOT_UTF8.at(where, error.start + 1)]) from None


def decode_exactly(data: bytes) -> str:
    """Decode the bytes of a file of which there is one form only: a byte order mark is refused.

    Args:
        data: the bytes.

    Returns:
        The text.

    Raises:
        FaultsError: not UTF-8, or a byte order mark.
    """
    text = decode(data)
    if text.encode() != data:
        raise FaultsError([NOT_CANONICAL.at("file")])
    return text


def parse(text: str, format: Format) -> tuple[Table, tuple[Fault, ...]]:
    """Parse text into its outermost table.

    Args:
        text: the text of a file.
        format: `"toml"` or `"json"`.

    Returns:
        The table, and the faults that do not keep the rest of it from being read.

    Raises:
        FaultsError: the text is not of that format, not a table, or nested too deeply.
        ScopeError: another format.
    """
    try:
        if format == "json":
            root, faults = _parse_json(text)
        elif format == "toml":
            root, faults = _parse_toml(text)
        else:
            raise ScopeError(f"format {format!r} is not offered; choose 'toml' or 'json'")
    except RecursionError:
        raise FaultsError([TOO_DEEP.at("file", _DEEPEST)]) from None
    if not is_table(root):
        raise FaultsError([WRONG_TYPE.at("file", shown(root), wanted=TABLE)])
    return root, faults


def _parse_json(text: str) -> tuple[object, tuple[Fault, ...]]:
    repeated: list[tuple[Table, list[str]]] = []

    def table(pairs: list[tuple[str, object]]) -> Table:
        made = dict(pairs)
        if len(made) < len(pairs):
            repeated.append((made, [key for key, number in Counter(key for key, _ in pairs).items() if number > 1]))
        return made

    try:
        root: object = json.loads(
            text, object_pairs_hook=table, parse_float=Numeral, parse_int=_integer, parse_constant=Numeral
        )
    except json.JSONDecodeError as error:
        raise FaultsError([NOT_JSON.at(f"line {error.lineno}, column {error.colno}", error.msg)]) from None
    _refuse_depth(root)
    return root, tuple(_duplicates(root, repeated)) if repeated else ()


def _integer(text: str) -> int | Numeral:
    # Python refuses to convert thousands of digits; no place in a file takes so many anyway.
    return int(text) if len(text) <= _LONGEST else Numeral(text)


def _duplicates(root: object, repeated: list[tuple[Table, list[str]]]) -> Iterator[Fault]:
    # The tables are kept alive by the list, so that no two have the same identity.
    keys = {id(table): found for table, found in repeated}
    for path, table in _tables(root, ""):
        yield from (DUPLICATE_KEY.at(join(path, key), key) for key in keys.get(id(table), ()))


def _tables(value: object, path: str) -> Iterator[tuple[str, Table]]:
    if is_table(value):
        yield path, value
        for key, inner in value.items():
            yield from _tables(inner, join(path, key))
    elif is_list(value):
        for i, inner in enumerate(value):
            yield from _tables(inner, f"{path}[{i}]")


def _parse_toml(text: str) -> tuple[object, tuple[Fault, ...]]:
    try:
        root: object = tomllib.loads(text, parse_float=Numeral)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        place = _TOML_PLACE.search(message)
        where = place[1] if place else "file"
        raise FaultsError([NOT_TOML.at(where, _TOML_PLACE.sub("", message))]) from None
    except ValueError as error:  # an integer of thousands of digits
        raise FaultsError([NOT_TOML.at("file", error)]) from None
    _refuse_depth(root)
    return root, tuple(_odd_integers(text))


def _odd_integers(text: str) -> Iterator[Fault]:
    for match in _ODD_INTEGER.finditer(text):
        if odd := match["odd"]:
            yield ODD_INTEGER.at(f"line {_line(text, match.start())}", odd)


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _refuse_depth(root: object) -> None:
    layer = [root]
    for _ in range(_DEEPEST):
        layer = [inner for outer in layer for inner in _containers(outer)]
        if not layer:
            return
    raise FaultsError([TOO_DEEP.at("file", _DEEPEST)])


def _containers(value: object) -> list[object]:
    inner = value.values() if is_table(value) else value if is_list(value) else ()
    return [item for item in inner if type(item) in _CONTAINERS]


def without_format(table: Table, known: str) -> tuple[Table, tuple[Fault, ...]]:
    """Take the line `format` off a table.

    Args:
        table: the outermost table of a file.
        known: the format that is read, such as `jxassess-scheme/1`.

    Returns:
        The rest, and a fault where no format is given.

    Raises:
        FaultsError: the file is of another format, so that nothing more can be said about it.
    """
    rest = {key: value for key, value in table.items() if key != "format"}
    given = table.get("format", known)
    if given != known:
        name, _, version = str(given).partition("/")
        is_newer = name == known.partition("/")[0] and re.fullmatch(r"[2-9]|[1-9][0-9]+", version)
        raise FaultsError([(NEWER_FORMAT if is_newer else WRONG_FORMAT).at("format", shown(given), known=repr(known))])
    missing = () if "format" in table else (WRONG_FORMAT.at("format", "''", known=repr(known)),)
    return rest, missing
