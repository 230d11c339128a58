"""Decimals out of arrays: which numbers were written, as whole multiples of a decimal place."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from jxassess.arrays._array_faults import described
from jxassess.arrays._cells import MOST_NAMED, cell_faults
from jxassess.arrays._fault_kinds import NO_NUMBERS, REFUSED_NUMBER, TOO_LARGE, WRONG_ARRAY
from jxassess.exact import Exactable, NumberError, exact
from jxassess.faults import EvidenceError, Fault
from jxassess.indicators import TOO_MANY_PLACES
from jxassess.words import Words

MOST_OF_DOUBLES = 10**15
"""Doubles tell decimals of so many units of their last place apart, and no more."""
_MOST = np.iinfo(np.int64).max
# Two buffers of a block stay in the cache of a processor.
_BLOCK = 1 << 15
_DOUBLE = 8
_LONGEST = 40
_NONE = np.empty(0, np.intp)

_Doubles: TypeAlias = NDArray[np.float64]


def scaled(values: NDArray[np.generic], places: int, *, name: str) -> NDArray[np.int64]:
    """Find the decimals that were written, each as a whole number of units of the last place.

    A double `x` stands for the decimal `n / 10**places` where `n = rint(x * 10**places)`, `n / 10**places == x` and
    `abs(n) <= 10**15`. That is a proof: `n` and `10**places` are doubles, so the division gives the double nearest to
    the decimal, and no two decimals of at most 15 digits have the same nearest double. And no such decimal is refused:
    a double lies within `2**-53` of its decimal, relatively, and so does the product; both together move `n` by less
    than a quarter, which `rint` takes back.

    Args:
        values: integers, float64, or objects and text as `exact` takes them, one by one and slower.
        places: decimal places, 0 to 18.
        name: the column, for faults.

    Returns:
        The numbers times `10**places`, read-only.

    Raises:
        EvidenceError: cells that are not finite, that need more places, or are too large; floats that are not the one
            nearest to a decimal of at most 15 digits; an array of something else. The first 20 cells are named.

    Example:
        >>> scaled(np.array([95.5, 0.1, -0.05]), 2, name="exit_accuracy")
        array([9550,   10,   -5])
        >>> scaled(np.array([0.3, 0.1 + 0.2]), 2, name="exit_accuracy")
        Traceback (most recent call last):
        ...
        jxassess.faults.EvidenceError: 1 fault in column exit_accuracy
          exit_accuracy[1]: 0.30000000000000004: a float whose shortest form has more than 15 digits, so the decimal \
that was meant is not known; give text or Decimal
    """
    kind = values.dtype.kind
    if values.ndim != 1:
        raise _refusal(name, [WRONG_ARRAY.at(name, described(values), wanted="1-D")])
    if kind in "iu":
        numbers, wrong = _from_integers(values, 10**places)
    elif kind == "f" and values.dtype.itemsize == _DOUBLE:
        numbers, wrong = _from_doubles(values, 10**places)
    elif kind in "OUT":
        numbers, wrong = _from_objects(values, 10**places)
    else:
        raise _refusal(name, [NO_NUMBERS.at(name, values.dtype)])
    if len(wrong):
        named = wrong[:MOST_NAMED]
        cells: list[Exactable] = values[named].tolist()
        by_cell = dict(zip(named.tolist(), cells, strict=True))
        faults = cell_faults(name, wrong, lambda i: _cell_fault(by_cell[i], places, name, i))
        raise _refusal(name, list(faults))
    numbers.flags.writeable = False
    return numbers


def _refusal(name: str, faults: list[Fault]) -> EvidenceError:
    return EvidenceError(faults, Words(f"column {name}", f"列{name}"))


def _from_integers(values: NDArray[np.generic], scale: int) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
    limit = _MOST // scale
    extremes: list[int] = [values.min().item(), values.max().item()] if len(values) else [0, 0]
    if extremes[0] < -limit or extremes[1] > limit:
        cells: list[int] = values.tolist()
        return np.empty(0, np.int64), np.array([i for i, cell in enumerate(cells) if abs(cell) > limit], dtype=np.intp)
    numbers = values.astype(np.int64)
    np.multiply(numbers, scale, out=numbers)
    return numbers, _NONE


def _from_doubles(values: NDArray[np.generic], scale: int) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
    numbers = np.empty(len(values), np.int64)
    wrong = [_NONE]
    whole, rest, flags = np.empty(_BLOCK), np.empty(_BLOCK), np.empty(_BLOCK, np.bool_)
    # Cells that are not finite are found here; they need no warning before.
    with np.errstate(all="ignore"):
        for begin in range(0, len(values), _BLOCK):
            block = values[begin : begin + _BLOCK].astype(np.float64, copy=False)
            end = len(block)
            is_proven = _prove(block, float(scale), whole[:end], rest[:end], flags[:end])
            np.copyto(numbers[begin : begin + end], whole[:end], casting="unsafe")
            if not is_proven:
                wrong.append(np.flatnonzero(~flags[:end]) + begin)
    return numbers, np.concatenate(wrong)


def _prove(block: _Doubles, scale: float, whole: _Doubles, rest: _Doubles, flags: NDArray[np.bool_]) -> bool:
    """Write the numbers of a block to `whole`, and to `flags` which of them are proven; tell whether all are."""
    np.multiply(block, scale, out=whole)
    np.rint(whole, out=whole)
    np.divide(whole, scale, out=rest)
    np.equal(rest, block, out=flags)
    np.abs(whole, out=rest)
    # What is not a number is not below the limit either.
    if flags.all() and rest.max() <= MOST_OF_DOUBLES:
        return True
    flags &= rest <= MOST_OF_DOUBLES
    return False


def _from_objects(values: NDArray[np.generic], scale: int) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
    numbers = np.zeros(len(values), np.int64)
    wrong: list[int] = []
    cells: list[Exactable] = values.tolist()
    for i, cell in enumerate(cells):
        try:
            number = exact(_plain(cell)) * scale
        except NumberError:
            wrong.append(i)
            continue
        if number.denominator == 1 and abs(number.numerator) <= _MOST:
            numbers[i] = number.numerator
        else:
            wrong.append(i)
    return numbers, np.array(wrong, dtype=np.intp)


def _plain(cell: Exactable) -> Exactable:
    # Frames and files give integers of numpy inside of objects.
    return int(cell) if isinstance(cell, np.integer) else cell


def _cell_fault(cell: Exactable, places: int, name: str, index: int) -> Fault:
    where = f"{name}[{index}]"
    try:
        number = exact(_plain(cell))
    except NumberError as error:
        reason, _, advice = error.reason.en.partition("; ")
        reason_zh, _, advice_zh = error.reason.zh.partition("；")
        return REFUSED_NUMBER.at(where, error.value, reason=Words(reason, reason_zh), advice=Words(advice, advice_zh))
    if 10**places % number.denominator:
        return TOO_MANY_PLACES.at(where, _shown(cell), places=places, indicator=name)
    return TOO_LARGE.at(where, _shown(cell), places=places)


def _shown(cell: Exactable) -> str:
    text = str(cell)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
