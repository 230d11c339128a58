"""Tables into text: JSON and TOML."""

from __future__ import annotations

import json
from pathlib import Path

from jxassess.errors import ScopeError
from jxassess.faults import FaultsError
from jxassess.io._documents import Format
from jxassess.io._fault_kinds import NOT_LOADABLE
from jxassess.io._plain import Plain
from jxassess.words import Words


def dump(table: dict[str, Plain], format: Format) -> str:
    """Write a table as text; equal tables give equal text.

    Args:
        table: the outermost table of a file.
        format: `"toml"` or `"json"`.

    Returns:
        The text, ending with a line break.

    Raises:
        ScopeError: another format, or TOML without the package that writes it.
    """
    if format == "json":
        return json.dumps(table, ensure_ascii=False, indent=2) + "\n"
    if format == "toml":
        return _dump_toml(table)
    raise ScopeError(f"format {format!r} is not offered; choose 'toml' or 'json'")


def _dump_toml(table: dict[str, Plain]) -> str:
    try:
        import tomli_w
    except ImportError:
        raise ScopeError("writing TOML needs the package tomli-w; run: pip install 'jxassess[toml]'") from None
    return tomli_w.dumps(table)


def refuse_change(before: object, after: object, error: type[FaultsError], subject: Words) -> None:
    """Refuse to write what would not load back as it is: this is said now, not in a year.

    Args:
        before: what is written.
        after: what was read from its text.
        error: the type to raise.
        subject: what is written, in words.

    Raises:
        FaultsError: of the given type, where the two differ.
    """
    if before != after:
        raise error([NOT_LOADABLE.at("file", subject.en)], subject)


def format_of(path: Path) -> Format:
    """Tell the format of a file from the end of its name.

    Args:
        path: the file.

    Returns:
        `"toml"` or `"json"`.

    Raises:
        ScopeError: another ending.
    """
    ending = path.suffix.lower()
    if ending == ".toml":
        return "toml"
    if ending == ".json":
        return "json"
    raise ScopeError(f"{path.name!r} ends in neither .toml nor .json")
