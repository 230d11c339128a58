"""Arrays as columns keep them: so that nobody changes them, and what their cells span."""

from __future__ import annotations

from typing import TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

Item = TypeVar("Item", bound=np.generic)
Numbers: TypeAlias = NDArray[np.int64]
States: TypeAlias = NDArray[np.uint8]
Codes: TypeAlias = NDArray[np.str_]
Indices: TypeAlias = NDArray[np.int32]

NARROW = np.dtype("U6")
"""The type of text that holds a code and no more."""
_INT64 = np.iinfo(np.int64)


def kept_numbers(array: Numbers) -> Numbers:
    """Give numbers that nobody changes: themselves where they are read-only down to their memory, else a copy.

    Args:
        array: the numbers; what is no array is given back, to be refused later.

    Returns:
        The same numbers, read-only and in one piece.
    """
    return _kept(array)


def kept_index(array: Indices | None) -> Indices | None:
    """Give indices that nobody changes.

    Args:
        array: the indices, if any.

    Returns:
        The same indices.
    """
    return None if array is None else _kept(array)


def _kept(array: NDArray[Item]) -> NDArray[Item]:
    if not isinstance(array, np.ndarray) or (array.flags.c_contiguous and _is_fixed(array)):
        return array
    copy = array.copy(order="C")
    copy.flags.writeable = False
    return copy


def _is_fixed(array: NDArray[Item]) -> bool:
    base: object = array
    while isinstance(base, np.ndarray):
        if base.flags.writeable:
            return False
        base = base.base
    return True


def kept_states(states: States | None) -> States | None:
    """Give states that nobody changes, `None` where every cell is present.

    Args:
        states: the states, if any.

    Returns:
        The same states.
    """
    if isinstance(states, np.ndarray) and states.dtype == np.uint8 and not states.any():
        return None
    return None if states is None else _kept(states)


def kept_codes(codes: Codes | None) -> Codes | None:
    """Give codes that nobody changes, each six characters wide where none is longer.

    Args:
        codes: the codes, if any.

    Returns:
        The same codes.
    """
    return None if codes is None else _kept(narrow(codes))


def narrow(codes: Codes) -> Codes:
    """Give codes in arrays of six characters, the same ones where one is longer or no text."""
    if not isinstance(codes, np.ndarray) or codes.dtype.kind != "U" or codes.dtype == NARROW:
        return codes
    cut = codes.astype(NARROW, copy=False)
    return cut if np.array_equal(cut, codes) else codes


def is_row(array: NDArray[np.generic], kind: type[np.generic]) -> bool:
    """Tell whether something is an array of one dimension and of a type."""
    given: object = array
    if not isinstance(given, np.ndarray):
        return False
    return array.ndim == 1 and array.dtype.isnative and np.issubdtype(array.dtype, kind)


def least(numbers: Numbers, states: States | None) -> int:
    """Give the least number of the cells that are present, 0 where none is.

    Args:
        numbers: the numbers, 0 where a cell is not present.
        states: the states, if any.

    Returns:
        The number; 0 of arrays that no column is made of.
    """
    if not _fit(numbers, states) or (states is not None and states.all()):
        return 0
    low = int(numbers.min())
    # The 0 of a cell that is not present is no number.
    return low if low < 0 or states is None else int(np.where(states == 0, numbers, _INT64.max).min())


def largest(numbers: Numbers, states: States | None) -> int:
    """Give the largest number of the cells that are present, 0 where none is.

    Args:
        numbers: the numbers, 0 where a cell is not present.
        states: the states, if any.

    Returns:
        The number; 0 of arrays that no column is made of.
    """
    if not _fit(numbers, states) or (states is not None and states.all()):
        return 0
    high = int(numbers.max())
    return high if high > 0 or states is None else int(np.where(states == 0, numbers, _INT64.min).max())


def _fit(numbers: Numbers, states: States | None) -> bool:
    if not is_row(numbers, np.int64) or not len(numbers):
        return False
    return states is None or (is_row(states, np.uint8) and len(states) == len(numbers))


def holds(states: States | None, state: int) -> bool:
    """Tell whether any cell is in a state."""
    return states is not None and bool(np.any(states == state))
