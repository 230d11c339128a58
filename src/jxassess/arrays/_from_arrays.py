"""From arrays of any numbers to columns, with the decimal places that a scheme says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

import numpy as np
from numpy.typing import ArrayLike, NDArray

from jxassess.arrays._array_faults import code_numbers, described, form_faults
from jxassess.arrays._cells import cell_faults
from jxassess.arrays._columns import CellState, Column, Columns
from jxassess.arrays._decimals import scaled
from jxassess.arrays._fault_kinds import (
    ALONE,
    BAD_STATE,
    HIDDEN_NUMBER,
    REPEATED_COLUMN,
    UNREAD_COLUMN,
    WRONG_ARRAY,
    WRONG_LENGTH,
)
from jxassess.arrays._kept import NARROW, Codes, Indices, States, narrow
from jxassess.arrays._names import ColumnKind, ColumnName, parse_column_name
from jxassess.arrays._needs import ColumnNeed, needed_columns
from jxassess.faults import EvidenceError, Fault, raise_faults
from jxassess.scheme import Scheme, Tier
from jxassess.words import Words

_SUBJECT = Words("the arrays", "数组")
_FLAGS = (ColumnKind.SAMPLED, ColumnKind.FALSIFIED)
_NUMBERS = (int, float, Decimal, Fraction, str)
_NOTHING = (0, "0", "")
# Where a scheme does not limit the places, the least of these that is enough.
_TRIED_PLACES, _MOST_TRIED = range(4, 10), 10


def columns_from_arrays(
    values: Mapping[str, ArrayLike],
    scheme: Scheme,
    *,
    level: Tier = Tier.COUNTY,
    codes: ArrayLike | None = None,
    cities: ArrayLike | None = None,
    states: Mapping[str, ArrayLike] | None = None,
    is_synthetic: bool,
) -> Columns:
    """Make columns of arrays that hold numbers as people write them, such as 95.5 for 95.5 %.

    Args:
        values: an array for each column, by the text of its name; integers, float64 where each is the double nearest to
            its decimal, `Decimal` or text; a masked cell is missing.
        scheme: the year's scheme, which says how many decimal places each column has.
        level: whose columns they are.
        codes: the six digits of each unit as text, `None` where units are only numbered.
        cities: for each unit the six digits of its city as text.
        states: for some columns a `CellState` for each cell; a cell that is not present holds 0, NaN, `None` or nothing.
        is_synthetic: whether any of it is made up.

    Returns:
        The columns; whether they are all that the scheme reads, `find_column_faults` tells.

    Raises:
        EvidenceError: names that the scheme does not read, cells that are no decimals of so many places, NaN in a cell
            that no state says to be missing, arrays of different lengths, codes that are not six digits; all at once.

    Legal basis:
        Art. 10: data are given correctly. Nothing is rounded or filled in here.

    Example:
        >>> from jxassess.arrays import columns_from_arrays
        >>> from jxassess.io import read_scheme
        >>> scheme = read_scheme("examples/data/scheme_small.toml")
        >>> columns_from_arrays({"exit_accuracy": [99.75, 98.6]}, scheme, is_synthetic=True).columns[0].numbers.tolist()
        [9975, 9860]
    """
    faults: list[Fault] = []
    arrays, said = _by_name(values, "values", faults), _by_name(states or {}, "states", faults)
    faults += [ALONE.at(f"states {name.text}", other=f"values {name.text}") for name in said if name not in arrays]
    columns = _columns(arrays, said, needed_columns(scheme, level), faults)
    city_codes, city_index = _cities(cities, faults)
    try:
        made = Columns(
            columns=columns,
            codes=None if codes is None else _texts(codes),
            city_codes=city_codes,
            city_index=city_index,
            is_synthetic=is_synthetic,
        )
    except EvidenceError as error:
        raise EvidenceError([*faults, *error.faults], _SUBJECT) from None
    raise_faults(EvidenceError, faults, _SUBJECT)
    return made


def _by_name(arrays: Mapping[str, ArrayLike], where: str, faults: list[Fault]) -> dict[ColumnName, ArrayLike]:
    found: dict[ColumnName, ArrayLike] = {}
    for text, array in arrays.items():
        try:
            name = parse_column_name(text)
        except EvidenceError as error:
            faults += error.faults
            continue
        # The same name can be written with and without "value:".
        if name in found:
            faults.append(REPEATED_COLUMN.at(where, name.text))
        found[name] = array
    return found


def _columns(
    arrays: Mapping[ColumnName, ArrayLike],
    states: Mapping[ColumnName, ArrayLike],
    needed: Iterable[ColumnNeed],
    faults: list[Fault],
) -> list[Column]:
    made: list[Column] = []
    needs = {need.name: need for need in needed}
    for name, array in arrays.items():
        if name not in needs:
            known = ", ".join(known.text for known in needs)
            faults.append(UNREAD_COLUMN.at("values", name.text, known=known))
            continue
        try:
            made.append(_column(needs[name], array, states.get(name)))
        except EvidenceError as error:
            faults += error.faults
    return made


def _column(need: ColumnNeed, array: ArrayLike, states: ArrayLike | None) -> Column:
    name = need.name.text
    cells = _cells(array, name)
    if cells.dtype.kind == "b" and need.name.kind in _FLAGS:
        cells = cells.astype(np.uint8)
    is_masked = np.ma.getmaskarray(cells)
    cells = np.asarray(cells)
    found = np.zeros(len(cells), np.uint8) if states is None else _states(states, len(cells), name)
    hidden = _numbers_among(cells, np.flatnonzero((found != CellState.PRESENT) & ~is_masked))
    _refuse(name, cell_faults(name, hidden, lambda i: HIDDEN_NUMBER.at(f"{name}[{i}]", cells[i])))
    found[is_masked & (found == CellState.PRESENT)] = CellState.MISSING
    numbers, places = _scaled(_blanked(cells, found != CellState.PRESENT), need.places, name)
    return Column(name=need.name, places=places, numbers=numbers, states=found)


def _refuse(name: str, faults: Iterable[Fault]) -> None:
    raise_faults(EvidenceError, faults, Words(f"column {name}", f"列{name}"))


def _cells(array: ArrayLike, name: str) -> NDArray[np.generic]:
    """Give an array of one dimension, masked if it was."""
    try:
        cells: NDArray[np.generic] = np.asanyarray(array)
        # Among the numbers of a list numpy takes a truth value for 1 or 0, in silence.
        if isinstance(array, list | tuple) and cells.dtype.kind in "iuf":
            objects: NDArray[np.object_] = np.array(array, dtype=np.object_)
            cells = objects if bool in set(map(type, objects.tolist())) else cells
    except ValueError:
        # Rows of different lengths.
        cells = np.empty((0, 0))
    if cells.ndim != 1:
        _refuse(name, [WRONG_ARRAY.at(name, described(cells), wanted="1-D")])
    return cells


def _states(states: ArrayLike, units: int, name: str) -> States:
    where = f"states {name}"
    given = _cells(states, where)
    if given.dtype.kind not in "iu" and len(given):
        _refuse(name, [WRONG_ARRAY.at(where, described(given), wanted="1-D uint8")])
    if len(given) != units:
        _refuse(name, [WRONG_LENGTH.at(where, len(given), units=units)])
    wrong = np.flatnonzero(~np.isin(given, list(CellState)))
    _refuse(name, cell_faults(where, wrong, lambda i: BAD_STATE.at(f"{where}[{i}]", given[i])))
    return given.astype(np.uint8)


def _numbers_among(cells: NDArray[np.generic], chosen: NDArray[np.intp]) -> NDArray[np.intp]:
    """Give those of the chosen cells that hold a number other than 0; NaN, `None` and empty text are none."""
    given: list[object] = cells[chosen].tolist()
    flags = [isinstance(cell, _NUMBERS) and cell == cell and cell not in _NOTHING for cell in given]
    return chosen[np.array(flags, dtype=np.bool_)]


def _blanked(cells: NDArray[np.generic], flags: NDArray[np.bool_]) -> NDArray[np.generic]:
    if not flags.any():
        return cells
    blanked = cells.copy()
    blanked[flags] = "0" if cells.dtype.kind in "UT" else 0
    return blanked


def _scaled(cells: NDArray[np.generic], places: int | None, name: str) -> tuple[NDArray[np.int64], int]:
    if places is not None:
        return scaled(cells, places, name=name), places
    for tried in _TRIED_PLACES:
        try:
            return scaled(cells, tried, name=name), tried
        except EvidenceError:
            continue
    return scaled(cells, _MOST_TRIED, name=name), _MOST_TRIED


def _cities(cities: ArrayLike | None, faults: list[Fault]) -> tuple[Codes | None, Indices | None]:
    if cities is None:
        return None, None
    texts = narrow(_texts(cities))
    found = list(form_faults(texts, "cities"))
    if found:
        faults += found
        return None, None
    numbers, index = np.unique(code_numbers(texts), return_inverse=True)
    codes = np.array([f"{number:06}" for number in numbers.tolist()], dtype=NARROW)
    return codes, index.astype(np.int32)


def _texts(codes: ArrayLike) -> Codes:
    """Give text as an array of text; what is none is refused later."""
    array: Codes = np.asarray(codes)
    texts: list[object] = array.tolist() if array.ndim == 1 and array.dtype.kind in "OT" else []
    # Frames give text as objects.
    return np.array(texts, dtype=np.str_) if texts and all(isinstance(text, str) for text in texts) else array
