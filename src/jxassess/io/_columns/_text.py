"""Cells of text into numbers, exactly as they are written."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from jxassess.arrays import CellState
from jxassess.exact import NumberError, exact, places_of, to_text
from jxassess.io._columns._cells import MOST, MOST_PLACES, Cells, States, Tally, Texts
from jxassess.io._columns._digits import Digits, Integers, Truths, read_digits
from jxassess.io._columns._fault_kinds import TOO_FINE, TOO_LARGE
from jxassess.io._shown import bad_number, shown

NOT_APPLICABLE = "not_applicable"
"""What stands in a cell whose indicator does not apply; the same word as in files of evidence."""


def read_texts(texts: Texts, places: int | None, tally: Tally, *, is_blank_missing: bool) -> Cells:
    """Read a column of text.

    Args:
        texts: the cells.
        places: decimal places of the numbers; `None` for as many as the column writes.
        tally: takes the faults.
        is_blank_missing: whether a blank cell is a missing one, as in CSV; otherwise it is a fault.

    Returns:
        The numbers. A word says which cells do not apply.
    """
    read = read_digits(texts.data, texts.begin, texts.end)
    states, odd = _states(texts, ~read.is_read, is_blank_missing)
    slow = dict(_read_slowly(texts, odd, states, tally, is_blank_missing))
    if places is None:
        places = min(MOST_PLACES, max([int(read.decimals[read.is_read].max(initial=0)), *map(_places, slow.values())]))
    numbers = _scale(texts, read, places, tally)
    for cell, value in slow.items():
        numbers[cell] = _number(cell, value, places, tally)
    return Cells(numbers=numbers, places=places, states=states if states.any() else None)


def _states(texts: Texts, odd: Truths, is_blank_missing: bool) -> tuple[States, list[int]]:
    """Tell missing cells and those that do not apply; give the other odd ones."""
    states = np.zeros(len(odd), np.uint8)
    if not odd.any():
        return states, []
    is_missing = np.zeros(len(odd), np.bool_) if texts.is_null is None else texts.is_null
    if is_blank_missing:
        is_missing = is_missing | (texts.begin == texts.end)
    does_not_apply = texts.are(NOT_APPLICABLE)
    states[is_missing] = CellState.MISSING
    states[does_not_apply] = CellState.NOT_APPLICABLE
    return states, np.flatnonzero(odd & (states == CellState.PRESENT)).tolist()


def _read_slowly(
    texts: Texts, odd: list[int], states: States, tally: Tally, is_blank_missing: bool
) -> Iterator[tuple[int, Fraction]]:
    for cell in odd:
        text = texts.text(cell)
        if is_blank_missing and not text.strip():
            states[cell] = CellState.MISSING
            continue
        try:
            yield cell, exact(text)
        except NumberError as error:
            tally.add_fault(bad_number(error, text), cell)


def _places(value: Fraction) -> int:
    # Text of digits always needs a finite number of places.
    return places_of(value) or 0


def _scale(texts: Texts, read: Digits, places: int, tally: Tally) -> Integers:
    """Bring all numbers to the same places."""
    numbers, decimals = read.digits, read.decimals
    written = decimals[read.is_read]
    least, most = int(written.min(initial=MOST_PLACES)), int(written.max(initial=0))
    if least >= most <= places:
        return _multiplied(texts, numbers, np.int64(10 ** (places - most)), places, tally)
    if most > places:
        # Zeros at the end are a matter of form.
        powers = 10 ** np.maximum(decimals.astype(np.int64) - places, 0)
        is_fine = numbers % powers != 0
        tally.add_all(TOO_FINE, np.flatnonzero(is_fine), lambda cell: shown(texts.text(cell)), places=places)
        numbers = np.where(is_fine, 0, numbers // powers)
    steps = 10 ** np.arange(places, -1, -1, dtype=np.int64)
    return _multiplied(texts, numbers, steps[np.minimum(decimals, places)], places, tally)


def _number(cell: int, value: Fraction, places: int, tally: Tally) -> int:
    scale: int = 10**places
    scaled = value * scale
    if scaled.denominator != 1:
        tally.add(TOO_FINE, cell, to_text(value), places=places)
    elif not -MOST - 1 <= scaled.numerator <= MOST:
        tally.add(TOO_LARGE, cell, to_text(value), places=places)
    else:
        return scaled.numerator
    return 0


def _multiplied(texts: Texts, numbers: Integers, power: Integers | np.int64, places: int, tally: Tally) -> Integers:
    """Multiply numbers, and refuse those that leave 64 bits."""
    size = max(int(numbers.max(initial=0)), -int(numbers.min(initial=0)))
    if size * int(np.max(power, initial=1)) <= MOST:
        return np.multiply(numbers, power)
    limit = MOST // power
    is_large = (numbers > limit) | (numbers < -limit)
    tally.add_all(TOO_LARGE, np.flatnonzero(is_large), lambda cell: texts.text(cell), places=places)
    return np.multiply(np.where(is_large, 0, numbers), power)
