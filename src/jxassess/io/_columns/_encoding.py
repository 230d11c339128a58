"""Bytes that are not UTF-8, and what they may be instead."""

from __future__ import annotations

from jxassess.faults import FaultsError
from jxassess.io._columns._fault_kinds import GB18030
from jxassess.io._documents import decode


def refuse_encoding(content: bytes, name: str) -> None:
    """Refuse the bytes of a file that is not UTF-8.

    Args:
        content: the bytes.
        name: the name of the file.

    Raises:
        FaultsError: not UTF-8; it says so where the bytes are text in GB18030.
    """
    if content.isascii():
        return
    try:
        decode(content, name)
    except FaultsError as error:
        faults = error.faults
        if _is_gb18030(content):
            faults = tuple(GB18030.at(name, fault.value) for fault in faults)
        raise FaultsError(faults) from None


def _is_gb18030(content: bytes) -> bool:
    try:
        content.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return True
