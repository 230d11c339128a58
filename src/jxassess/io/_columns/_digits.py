"""Decimals in text into integers, many at once: eight characters of a cell are one machine word."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

Bytes: TypeAlias = NDArray[np.uint8]
Words64: TypeAlias = NDArray[np.uint64]
Integers: TypeAlias = NDArray[np.int64]
Truths: TypeAlias = NDArray[np.bool_]

MARGIN = 16
"""So many bytes must stand before the first cell, so that a word that ends with it can be taken."""
LONGEST = 16
"""Cells of more characters than this, sign aside, are not read here."""

_BLOCK = 1 << 14
_WORD = 8
_LITTLE = np.dtype("<u8")


def _every(byte: int) -> np.uint64:
    return np.uint64(int.from_bytes(bytes([byte]) * _WORD, "little"))


_ONES, _TOPS, _POINTS, _ZEROS = _every(0x01), _every(0x80), _every(ord(".")), _every(ord("0"))
_SIX, _UPPER, _LOWER = _every(0x06), _every(0xF0), _every(0x0F)
_PAIRS, _FOURS = np.uint64(0x00FF00FF00FF00FF), np.uint64(0x0000FFFF0000FFFF)
_EIGHT = np.uint64(0xFFFFFFFF)
_U1, _U7, _U8, _U16, _U32, _U56 = (np.uint64(bits) for bits in (1, 7, 8, 16, 32, 56))
_TEN, _HUNDRED, _MYRIAD = np.uint64(10), np.uint64(100), np.uint64(10_000)
# The last so many bytes of a word, as it lies in memory; they are its upper ones.
_LAST = np.array([(2**64 - 1) ^ (2 ** (64 - 8 * n) - 1) for n in range(_WORD + 1)], dtype=np.uint64)


@frozen(kw_only=True)
class Digits:
    """What was read from cells of text.

    Attributes:
        digits: the number without its point; 0 where the cell is odd.
        decimals: how many digits stand behind the point.
        is_read: whether the cell was read; all others are odd and left to slower means.
    """

    digits: Integers
    decimals: Bytes
    is_read: Truths


def read_digits(data: Bytes, begin: Integers, end: Integers) -> Digits:
    """Read cells of the form `[+-]?digits(.digits)?`.

    Args:
        data: the bytes that hold the cells, with `MARGIN` bytes before the first.
        begin: where each cell begins.
        end: where it ends.

    Returns:
        What was read. Cells of another form, blank ones, and ones of more than 16 characters are odd.
    """
    units = len(begin)
    made = Digits(
        digits=np.zeros(units, np.int64), decimals=np.zeros(units, np.uint8), is_read=np.zeros(units, np.bool_)
    )
    # A word may begin at any byte; on the machines that numpy knows such a load costs no more than another.
    words = np.ndarray((max(len(data) - _WORD + 1, 0),), _LITTLE, data.data, strides=(1,))
    for first in range(0, units, _BLOCK):
        part = slice(first, first + _BLOCK)
        _read_block(words, begin[part], end[part], made, first)
    _read_signed(data, words, begin, end, made)
    return made


def _read_block(words: Words64, begin: Integers, end: Integers, made: Digits, first: int) -> None:
    length = end - begin
    if int(length.max()) <= _WORD:
        part = slice(first, first + len(begin))
        made.digits[part], made.decimals[part], made.is_read[part] = _short(words, length, end)
        return
    short = np.flatnonzero(length <= _WORD)
    _put(made, short + first, _short(words, length[short], end[short]))
    long = np.flatnonzero((length > _WORD) & (length <= LONGEST))
    _put(made, long + first, _long(words, length[long], end[long]))


def _put(made: Digits, cells: NDArray[np.intp], found: tuple[Integers, Bytes, Truths]) -> None:
    made.digits[cells], made.decimals[cells], made.is_read[cells] = found


def _read_signed(data: Bytes, words: Words64, begin: Integers, end: Integers, made: Digits) -> None:
    odd = np.flatnonzero(~made.is_read & (begin < end))
    signs = data[begin[odd]]
    for sign, factor in ((ord("+"), 1), (ord("-"), -1)):
        cells = odd[signs == sign]
        for first in range(0, len(cells), _BLOCK):
            part = cells[first : first + _BLOCK]
            _read_one_sign(words, begin[part] + 1, end[part], made, part, factor)


def _read_one_sign(
    words: Words64, begin: Integers, end: Integers, made: Digits, cells: NDArray[np.intp], factor: int
) -> None:
    units = len(cells)
    inner = Digits(
        digits=np.zeros(units, np.int64), decimals=np.zeros(units, np.uint8), is_read=np.zeros(units, np.bool_)
    )
    _read_block(words, begin, end, inner, 0)
    _put(made, cells, (inner.digits * factor, inner.decimals, inner.is_read))


def _short(words: Words64, length: Integers, end: Integers) -> tuple[Integers, Bytes, Truths]:
    word = _cut(words[end - _WORD], length)
    point = _point(word)
    above = _above(point)
    joined = np.where(point == 0, word, _joined(word, point, above, _ZEROS))
    decimals = _count(above)
    is_read = _are_digits(joined) & (length > 0) & _is_inside(point != 0, decimals, length)
    return np.where(is_read, _value(joined), 0), decimals, is_read


def _long(words: Words64, length: Integers, end: Integers) -> tuple[Integers, Bytes, Truths]:
    front, back = _cut(words[end - LONGEST], length - _WORD), words[end - _WORD]
    points = _point(front), _point(back)
    in_front, in_back = points[0] != 0, points[1] != 0
    aboves = _above(points[0]), _above(points[1])
    # The digits before a point move on by one place, those of the front word into the back one.
    new_back = np.where(in_back, _joined(back, points[1], aboves[1], front), back)
    moved = np.where(in_front, _joined(front, points[0], aboves[0], _ZEROS), front)
    new_front = np.where(in_back, (front << _U8) | (_ZEROS & np.uint64(0xFF)), moved)
    decimals = np.where(in_front, _count(aboves[0]) + np.uint8(_WORD), _count(aboves[1]))
    # Of two points one stays, and is no digit.
    is_read = _are_digits(new_front) & _are_digits(new_back)
    is_read &= _is_inside(in_front | in_back, decimals, length)
    value = _value(new_front) * 10**_WORD + _value(new_back)
    return np.where(is_read, value, 0), decimals, is_read


def _cut(word: Words64, length: Integers) -> Words64:
    """Write zeros over what stands before the cell."""
    kept = _LAST[length]
    return (word & kept) | (_ZEROS & ~kept)


def _point(word: Words64) -> Words64:
    """Give the upper bit of the first byte that is a point, 0 where none is."""
    other = word ^ _POINTS
    hits = (other - _ONES) & ~other & _TOPS
    return hits & (~hits + _U1)


def _above(point: Words64) -> Words64:
    """Give the bits behind the point, none where there is none."""
    return ~((point << _U1) - _U1)


def _joined(word: Words64, point: Words64, above: Words64, before: Words64 | np.uint64) -> Words64:
    """Take the point out: what stands before it moves on, the last byte of the word before comes in."""
    below = (point >> _U7) - _U1
    return (word & above) | ((word & below) << _U8) | (before >> _U56)


def _count(above: Words64) -> Bytes:
    return (((above & _ONES) * _ONES) >> _U56).astype(np.uint8)


def _are_digits(word: Words64) -> Truths:
    value = word ^ _ZEROS
    are_digits: Truths = ((value | (value + _SIX)) & _UPPER) == 0
    return are_digits


def _is_inside(has_point: Truths, decimals: Bytes, length: Integers) -> Truths:
    # On either side of the point stands at least one digit.
    return ~has_point | ((decimals > 0) & (decimals < length - 1))


def _value(word: Words64) -> Integers:
    pairs = word & _LOWER
    pairs = (pairs * _TEN + (pairs >> _U8)) & _PAIRS
    fours = (pairs * _HUNDRED + (pairs >> _U16)) & _FOURS
    return ((fours * _MYRIAD + (fours >> _U32)) & _EIGHT).view(np.int64)
