"""Lists of whole numbers in the bytes of a JSON file, read without making an object of any."""

from __future__ import annotations

import re
from itertools import count

import numpy as np
from attrs import frozen

from jxassess.arrays import CellState
from jxassess.io._columns._cells import Cells, Texts
from jxassess.io._columns._digits import MARGIN, read_digits

# Inside a text a quote has a backslash before it, so this finds keys only, or the end of one that is refused later.
_LISTS = re.compile(rb'"numbers"([ \t\r\n]*:[ \t\r\n]*)\[([-0-9nul, \t\r\n]*)\]')
_COMMA, _MINUS, _ZERO = b",-0"
_BLANKS = np.frombuffer(b" \t\r\n", np.uint8)
_MOST_BLANKS = 32


@frozen(kw_only=True)
class Lists:
    """A file whose lists of numbers were read.

    Attributes:
        content: the file with a text in the place of each list.
        token: how these texts begin; the place of the list follows.
        lists: the numbers, without places.
    """

    content: bytes
    token: str
    lists: tuple[Cells, ...]


def read_lists(content: bytes) -> Lists | None:
    """Read the lists under the keys `numbers` that hold nothing but whole numbers and `null`.

    Args:
        content: the bytes of a file.

    Returns:
        The rest of the file and the lists; `None` where one of them is no JSON or has numbers too long to be read here.
    """
    token = next(text for i in count() if (text := f"numbers {i}: ").encode() not in content)
    data = np.frombuffer(bytes(MARGIN) + content, np.uint8)
    parts: list[bytes] = []
    lists: list[Cells] = []
    rest = 0
    for match in _LISTS.finditer(content):
        cells = _read_list(data, match.start(2) + MARGIN, match.end(2) + MARGIN)
        if cells is None:
            return None
        parts += content[rest : match.end(1)], f'"{token}{len(lists)}"'.encode()
        lists.append(cells)
        rest = match.end()
    return Lists(content=b"".join([*parts, content[rest:]]), token=token, lists=tuple(lists))


def _read_list(data: np.ndarray[tuple[int], np.dtype[np.uint8]], start: int, stop: int) -> Cells | None:
    commas = np.flatnonzero(data[start:stop] == _COMMA) + start
    begin, end = np.concatenate(([start], commas + 1)), np.concatenate((commas, [stop]))
    texts = _trimmed(Texts(data=data, begin=begin, end=end))
    if len(commas) == 0 and texts.begin[0] == texts.end[0]:
        return Cells(numbers=np.zeros(0, np.int64), places=0)
    read = read_digits(data, texts.begin, texts.end)
    is_null = texts.are("null")
    signs = data[texts.begin] == _MINUS
    has_zeros = (data[texts.begin + signs] == _ZERO) & (texts.end - texts.begin - signs > 1)
    if not (read.is_read ^ is_null).all() or has_zeros.any():
        return None
    states = np.where(is_null, np.uint8(CellState.MISSING), np.uint8(CellState.PRESENT)) if is_null.any() else None
    return Cells(numbers=read.digits, places=0, states=states)


def _trimmed(texts: Texts) -> Texts:
    begin, end = texts.begin, texts.end
    for _ in range(_MOST_BLANKS):
        is_before = (begin < end) & np.isin(texts.data[begin], _BLANKS)
        is_behind = (begin < end) & ~is_before & np.isin(texts.data[end - 1], _BLANKS)
        if not (is_before.any() or is_behind.any()):
            break
        begin, end = begin + is_before, end - is_behind
    return Texts(data=texts.data, begin=begin, end=end)
