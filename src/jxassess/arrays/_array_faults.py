"""What keeps arrays from standing in columns: their form, states, codes and cities."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from jxassess.arrays._cells import cell_faults
from jxassess.arrays._fault_kinds import (
    ALONE,
    BAD_STATE,
    BAD_UNIT_CODE,
    HIDDEN_NUMBER,
    NO_SUCH_CITY,
    REPEATED_CODE,
    UNSORTED_CODES,
    WRONG_ARRAY,
)
from jxassess.arrays._kept import NARROW, Codes, Indices, Numbers, States, is_row
from jxassess.faults import Fault

_CODE = re.compile(r"[0-9]{6}", re.ASCII)
_CODE_LENGTH = 6
_NINE = 9
_MOST_STATE = 2


def row_faults(array: NDArray[np.generic], kind: type[np.generic], where: str) -> Iterator[Fault]:
    """Find what keeps something from being an array of one dimension and of a type.

    Args:
        array: what was given.
        kind: the type of its cells.
        where: the path to it.

    Yields:
        At most one fault.
    """
    if not is_row(array, kind):
        yield WRONG_ARRAY.at(where, described(array), wanted=f"1-D {kind.__name__.rstrip('_')}")


def described(array: NDArray[np.generic]) -> str:
    """Say of what form an array is, in both languages; of something else, of what class."""
    return f"{array.ndim}-D {array.dtype}" if isinstance(array, np.ndarray) else type(array).__name__


def state_faults(numbers: Numbers, states: States) -> Iterator[Fault]:
    """Find states that do not exist, and numbers in cells that are not present.

    Args:
        numbers: the numbers.
        states: as many states.

    Yields:
        The faults, by cell.
    """
    if int(states.max(initial=0)) > _MOST_STATE:
        wrong = np.flatnonzero(states > _MOST_STATE)
        yield from cell_faults("states", wrong, lambda i: BAD_STATE.at(f"states[{i}]", int(states[i])))
    hidden = np.flatnonzero((states != 0) & (numbers != 0))
    yield from cell_faults("numbers", hidden, lambda i: HIDDEN_NUMBER.at(f"numbers[{i}]", int(numbers[i])))


def code_faults(codes: Codes, where: str) -> Iterator[Fault]:
    """Find codes that are not six digits or stand there twice.

    Args:
        codes: the codes.
        where: the path to them.

    Yields:
        The faults, by cell.
    """
    faults = list(form_faults(codes, where))
    yield from faults
    if is_row(codes, np.str_) and (faults or _has_repeated(codes)):
        again = _repeated(codes)
        yield from cell_faults(where, again, lambda i: REPEATED_CODE.at(f"{where}[{i}]", str(codes[i])))


def form_faults(codes: Codes, where: str) -> Iterator[Fault]:
    """Find codes that are not six digits.

    Args:
        codes: the codes.
        where: the path to them.

    Yields:
        The faults, by cell.
    """
    yield from row_faults(codes, np.str_, where)
    if is_row(codes, np.str_):
        wrong = np.flatnonzero(~_are_codes(codes))
        yield from cell_faults(where, wrong, lambda i: BAD_UNIT_CODE.at(f"{where}[{i}]", str(codes[i])))


def _digits(codes: Codes) -> NDArray[np.uint32]:
    # A character below zero wraps to a large number.
    return codes.view(np.uint32).reshape(-1, _CODE_LENGTH) - np.uint32(ord("0"))


def _are_codes(codes: Codes) -> NDArray[np.bool_]:
    if codes.dtype == NARROW:
        are_digits: NDArray[np.bool_] = np.all(_digits(codes) <= _NINE, axis=1)
        return are_digits
    return np.array([_CODE.fullmatch(code) is not None for code in codes.tolist()], dtype=np.bool_)


def _has_repeated(codes: Codes) -> bool:
    numbers = code_numbers(codes)
    numbers.sort()
    return bool(np.any(numbers[1:] == numbers[:-1]))


def _repeated(codes: Codes) -> NDArray[np.intp]:
    order = np.argsort(codes, kind="stable")
    ordered = codes[order]
    return np.sort(order[1:][ordered[1:] == ordered[:-1]])


def code_numbers(codes: Codes) -> NDArray[np.int64]:
    """Give codes of six digits as numbers, which sort many times faster than text."""
    numbers = np.zeros(len(codes), np.int64)
    for digit in _digits(codes).T:
        numbers = 10 * numbers + digit
    return numbers


def city_faults(codes: Codes | None, index: Indices | None) -> Iterator[Fault]:
    """Find what is wrong with the cities of units: one part alone, codes out of order, indices that point nowhere.

    Args:
        codes: the codes of the cities.
        index: for each unit the place of its city among them.

    Yields:
        The faults, by cell.
    """
    if codes is not None:
        yield from code_faults(codes, "city_codes")
        yield from _order_faults(codes)
        if index is None:
            yield ALONE.at("city_codes", other="city_index")
    if index is not None:
        yield from row_faults(index, np.int32, "city_index")
        if codes is None:
            yield ALONE.at("city_index", other="city_codes")
        elif is_row(index, np.int32):
            yield from _index_faults(index, np.size(codes))


def _order_faults(codes: Codes) -> Iterator[Fault]:
    if is_row(codes, np.str_):
        late = np.flatnonzero(codes[1:] < codes[:-1]) + 1
        yield from cell_faults("city_codes", late, lambda i: UNSORTED_CODES.at(f"city_codes[{i}]", str(codes[i])))


def _index_faults(index: Indices, cities: int) -> Iterator[Fault]:
    wrong = np.flatnonzero((index < 0) | (index >= cities))
    yield from cell_faults(
        "city_index", wrong, lambda i: NO_SUCH_CITY.at(f"city_index[{i}]", int(index[i]), most=cities - 1)
    )
