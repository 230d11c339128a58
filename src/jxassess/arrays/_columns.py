"""Columns: the numbers of many units as scaled integers (列式数据)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from operator import attrgetter

import numpy as np
from attrs import Factory, cmp_using, evolve, field, frozen
from numpy.typing import NDArray

from jxassess.arrays._array_faults import city_faults, code_faults, row_faults, state_faults
from jxassess.arrays._fault_kinds import REPEATED_COLUMN, TOO_WIDE, WRONG_LENGTH
from jxassess.arrays._kept import (
    Codes,
    Indices,
    Numbers,
    States,
    holds,
    is_row,
    kept_codes,
    kept_index,
    kept_numbers,
    kept_states,
    largest,
    least,
)
from jxassess.arrays._names import ColumnKind, ColumnName, parse_column_name
from jxassess.errors import ScopeError
from jxassess.faults import EvidenceError, Fault, raise_faults
from jxassess.words import Words

__all__ = ["CellState", "Column", "ColumnKind", "ColumnName", "Columns", "parse_column_name"]

_MOST_PLACES = 18


class CellState(IntEnum):
    """What stands in a cell (单元格状态)."""

    PRESENT = 0
    """A number."""
    MISSING = 1
    """Nothing, and there should be something (缺)."""
    NOT_APPLICABLE = 2
    """Nothing, since the indicator does not apply here (不适用)."""


def _low(column: Column) -> int:
    return least(column.numbers, column.states)


def _high(column: Column) -> int:
    return largest(column.numbers, column.states)


def _has_missing(column: Column) -> bool:
    return holds(column.states, CellState.MISSING)


def _has_not_applicable(column: Column) -> bool:
    return holds(column.states, CellState.NOT_APPLICABLE)


def _equal(first: NDArray[np.generic] | None, second: NDArray[np.generic] | None) -> bool:
    if first is None or second is None:
        return first is second
    return bool(np.array_equal(first, second))


_BY_CELL = cmp_using(eq=_equal, require_same_type=False, class_name="ByCell")


@frozen(kw_only=True)
class Column:
    """One number for each unit (一列数据): `numbers[i] / 10**places` of unit `i`, or why there is none.

    Arrays are kept read-only; those that others could still change are copied.

    Attributes:
        name: what the numbers are.
        places: decimal places of the numbers, 0 to 18.
        numbers: int64, one for each unit, 0 where the cell is not present.
        states: uint8, a `CellState` for each unit; `None` where every cell is present.
        low: the least number of the cells that are present, 0 where none is.
        high: the largest one, 0 where none is.
        has_missing: whether a cell is missing.
        has_not_applicable: whether a cell does not apply.

    Raises:
        EvidenceError: arrays of another type or shape, places outside 0 to 18, states that do not exist, numbers in
            cells that are not present; all at once.

    Example:
        >>> rates = Column(name=parse_column_name("exit_accuracy"), places=2, numbers=np.array([9550, 10000]))
        >>> rates.low, rates.high, rates.has_missing
        (9550, 10000, False)
    """

    name: ColumnName
    places: int
    numbers: Numbers = field(converter=kept_numbers, eq=_BY_CELL)
    states: States | None = field(converter=kept_states, default=None, eq=_BY_CELL)
    low: int = field(init=False, default=Factory(_low, takes_self=True))
    high: int = field(init=False, default=Factory(_high, takes_self=True))
    has_missing: bool = field(init=False, default=Factory(_has_missing, takes_self=True))
    has_not_applicable: bool = field(init=False, default=Factory(_has_not_applicable, takes_self=True))

    def __attrs_post_init__(self) -> None:
        """Refuse a column that cannot be one."""
        label = self.name.text
        raise_faults(EvidenceError, self._find_faults(), Words(f"column {label}", f"列{label}"))

    def _find_faults(self) -> Iterator[Fault]:
        if not (isinstance(self.places, int) and 0 <= self.places <= _MOST_PLACES):
            yield TOO_WIDE.at("places", self.places, most=_MOST_PLACES)
        yield from row_faults(self.numbers, np.int64, "numbers")
        if self.states is None:
            return
        yield from row_faults(self.states, np.uint8, "states")
        if is_row(self.numbers, np.int64) and is_row(self.states, np.uint8):
            if len(self.states) == len(self.numbers):
                yield from state_faults(self.numbers, self.states)
            else:
                yield WRONG_LENGTH.at("states", len(self.states), units=len(self.numbers))


def _by_name(columns: Iterable[Column]) -> tuple[Column, ...]:
    return tuple(sorted(columns, key=attrgetter("name")))


@frozen(kw_only=True)
class Columns:
    """The data of many units, in columns (列式数据).

    Attributes:
        columns: kept in the order of their names; each name once, all of one length.
        codes: six digits for each unit, each code once; `None` where units are only numbered.
        city_codes: six digits for each city, sorted; `None` where units belong to no city.
        city_index: int32, for each unit the place of its city in `city_codes`; given with them or not at all.
        is_synthetic: whether any of it is made up; then everything made from it says so.

    Raises:
        EvidenceError: a name or a code that stands there twice, columns of different lengths, codes that are not six
            digits, an index that points at no city; all at once.
    """

    columns: tuple[Column, ...] = field(converter=_by_name)
    codes: Codes | None = field(converter=kept_codes, default=None, eq=_BY_CELL)
    city_codes: Codes | None = field(converter=kept_codes, default=None, eq=_BY_CELL)
    city_index: Indices | None = field(converter=kept_index, default=None, eq=_BY_CELL)
    is_synthetic: bool

    def __attrs_post_init__(self) -> None:
        """Refuse columns that do not belong together."""
        raise_faults(EvidenceError, self._find_faults(), Words("the columns", "列式数据"))

    def _find_faults(self) -> Iterator[Fault]:
        names = [column.name for column in self.columns]
        for name in dict.fromkeys(name for name in names if names.count(name) > 1):
            yield REPEATED_COLUMN.at("columns", name.text)
        lengths = {column.name.text: column.numbers for column in self.columns}
        for where, array in {**lengths, "codes": self.codes, "city_index": self.city_index}.items():
            if array is not None and np.size(array) != self.units:
                yield WRONG_LENGTH.at(where, np.size(array), units=self.units)
        if self.codes is not None:
            yield from code_faults(self.codes, "codes")
        yield from city_faults(self.city_codes, self.city_index)

    @property
    def units(self) -> int:
        """How many units there are."""
        arrays = (*(column.numbers for column in self.columns), self.codes, self.city_index)
        return next((np.size(array) for array in arrays if array is not None), 0)

    @property
    def code_list(self) -> list[str]:
        """The codes of the units as text, in their order; none where units are only numbered."""
        return [] if self.codes is None else list(map(str, self.codes))

    def get(self, name: ColumnName) -> Column | None:
        """Give the column of a name, or `None`.

        Args:
            name: the name.

        Returns:
            The column, if there is one.
        """
        return next((column for column in self.columns if column.name == name), None)

    def column(self, name: ColumnName) -> Column:
        """Give the column of a name.

        Args:
            name: the name.

        Returns:
            The column.

        Raises:
            ScopeError: there is none.
        """
        found = self.get(name)
        if found is None:
            known = ", ".join(column.name.text for column in self.columns)
            raise ScopeError(f"there is no column {name.text!r}; there are {known}")
        return found

    def take(self, indices: NDArray[np.integer] | Sequence[int]) -> Columns:
        """Give the same units in another order, or some of them; the cities stay as they are.

        Args:
            indices: the places of the units, from 0 on.

        Returns:
            New columns.

        Raises:
            ScopeError: an index points at no unit, or something else than indices is given.
            EvidenceError: a unit with a code is taken twice.
        """
        places = np.asarray(indices)
        # An empty list becomes an array of floats.
        is_index = places.ndim == 1 and (places.dtype.kind in "iu" or not places.size)
        if not is_index or (places.size and not (places.min() >= 0 and places.max() < self.units)):
            raise ScopeError(f"units are taken by whole numbers from 0 to {self.units - 1}")
        places = places.astype(np.intp)
        return evolve(
            self,
            columns=[_taken(column, places) for column in self.columns],
            codes=None if self.codes is None else self.codes[places],
            city_index=None if self.city_index is None else self.city_index[places],
        )


def _taken(column: Column, places: NDArray[np.intp]) -> Column:
    states = None if column.states is None else column.states[places]
    return evolve(column, numbers=column.numbers[places], states=states)
