"""What a file records held against what follows, value by value."""

from __future__ import annotations

from collections.abc import Iterator

from jxassess.faults import Fault, FaultKind, join
from jxassess.io._documents import Table, is_list, is_table
from jxassess.io._fault_kinds import MISSING_KEY, UNKNOWN_KEY
from jxassess.io._plain import Plain
from jxassess.io._shown import shown
from jxassess.words import Words

_RESTORE = Words(
    "restore the file from a copy, or assess its scheme and evidence anew", "请用副本恢复，或据其方案和数据重新测算"
)
DIFFERENT = FaultKind(
    "different",
    None,
    Words("{value} stands here, but {due} follows from scheme and evidence", "此处为{value}，按方案和数据应为{due}"),
    _RESTORE,
)
OTHER_LENGTH = FaultKind(
    "other_length",
    None,
    Words(
        "the list has length {value}, but {due} follows from scheme and evidence",
        "列表长{value}，按方案和数据应为{due}",
    ),
    _RESTORE,
)


def find_differences(given: object, due: Plain, path: str = "") -> Iterator[Fault]:
    """Find where a value from a file is not what it must be.

    Args:
        given: the value from the file.
        due: what it must be.
        path: where it stands.

    Yields:
        A fault for each key too many or missing, each list of another length and each other value, in the order of
        what is due.
    """
    if is_table(given) and isinstance(due, dict):
        yield from _in_table(given, due, path)
    elif is_list(given) and isinstance(due, list):
        yield from _in_list(given, due, path)
    # Text is not the number that it spells, and true is not 1.
    elif type(given) is not type(due) or given != due:
        yield DIFFERENT.at(path, shown(given), due=shown(due))


def _in_table(given: Table, due: dict[str, Plain], path: str) -> Iterator[Fault]:
    for key, value in due.items():
        where = join(path, key)
        if key in given:
            yield from find_differences(given[key], value, where)
        else:
            yield MISSING_KEY.at(where, key)
    for key in given:
        if key not in due:
            yield UNKNOWN_KEY.at(join(path, key), key, known=", ".join(due))


def _in_list(given: list[object], due: list[Plain], path: str) -> Iterator[Fault]:
    if len(given) != len(due):
        yield OTHER_LENGTH.at(path, len(given), due=len(due))
        return
    for i, (one, other) in enumerate(zip(given, due, strict=True)):
        yield from find_differences(one, other, f"{path}[{i}]")
