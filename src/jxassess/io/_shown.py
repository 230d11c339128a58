"""How values from files are shown in faults, and what was due instead."""

from __future__ import annotations

from jxassess.exact import NumberError
from jxassess.faults import Fault, FaultsError
from jxassess.io._fault_kinds import BAD_NUMBER, NULL, WRONG_TYPE
from jxassess.words import Words

TABLE = Words("a table", "表")
LIST = Words("a list", "列表")
TEXT = Words("text", "文本")
WHOLE = Words("a whole number", "整数")
NUMBER = Words("a number", "数")
TRUTH = Words("true or false", "true或false")
DAY = Words("a day such as 2019-12-31", "日期（如2019-12-31）")

_LONGEST = 60


def shown(value: object) -> str:
    """Show a value from a file in a few characters.

    Args:
        value: any value.

    Returns:
        Its form in the file, cut short if long.
    """
    if isinstance(value, dict | list):
        return "{...}" if isinstance(value, dict) else "[...]"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    # Classes of text that only this package knows print as plain text.
    return cut(repr(str(value)) if isinstance(value, str) else str(value))


def cut(text: str) -> str:
    """Cut text that is too long for a line of a message."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."


def wrong_type(value: object, wanted: Words) -> FaultsError:
    """Make the error for a value of another type than is due."""
    kind = NULL if value is None else WRONG_TYPE
    return FaultsError([kind.at("", shown(value), wanted=wanted)])


def bad_number(error: NumberError, value: object) -> Fault:
    """Make the fault for a number that was refused."""
    reason, _, advice = error.reason.en.partition("; ")
    reason_zh, _, advice_zh = error.reason.zh.partition("；")
    return BAD_NUMBER.at("", shown(value), reason=Words(reason, reason_zh), advice=Words(advice, advice_zh))
