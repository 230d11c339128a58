"""From what a file holds to columns: the same path for every format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Protocol

import numpy as np

from jxassess.arrays import CellState, Column, ColumnName, ColumnNeed, Columns
from jxassess.exact import to_text
from jxassess.faults import EvidenceError, Fault
from jxassess.io._columns._cells import Cells, Codes, Tally, code_texts
from jxassess.io._columns._digits import Truths
from jxassess.io._columns._fault_kinds import HIDDEN_NUMBER, NOT_SAID, SAID_OTHERWISE
from jxassess.io._columns._heads import find_heads
from jxassess.words import Words


class Source(Protocol):
    """What every format gives: named columns of cells, and the places of both for faults.

    Attributes:
        name: the file, for faults.
        is_synthetic: what it says of all of its data.
        faults: what is wrong with it as a whole.
    """

    name: str
    is_synthetic: bool | None
    faults: tuple[Fault, ...]

    @property
    def heads(self) -> Sequence[str]:
        """The names of the columns."""
        ...

    def where(self, column: int) -> str:
        """Name a column."""
        ...

    def place(self, unit: int, column: int) -> str:
        """Name a cell."""
        ...

    def cells(self, column: int, need: ColumnNeed, tally: Tally) -> Cells:
        """Read a column of numbers."""
        ...

    def codes(self, column: int, tally: Tally, *, is_unique: bool) -> Codes:
        """Read a column of codes."""
        ...

    def truths(self, column: int, tally: Tally) -> Truths:
        """Read a column of truth values."""
        ...


def read_source(
    source: Source,
    needs: Iterable[ColumnNeed],
    *,
    names: Mapping[str, str] | None,
    is_synthetic: bool | None,
    subject: Words,
) -> Columns:
    """Read what is needed of a source.

    Args:
        source: the source.
        needs: the columns that the scheme reads.
        names: what columns of the source are called here, where that differs.
        is_synthetic: whether any of the data are made up, `None` where the source says so.
        subject: the source, in words.

    Returns:
        The columns.

    Raises:
        EvidenceError: every fault.
    """
    heads, faults = find_heads(source.heads, needs, names, source.name)
    reader = _Reader(source, [*source.faults, *faults])
    codes = None if heads.code is None else reader.codes(heads.code, is_unique=True)
    cities = None if heads.city is None else reader.codes(heads.city, is_unique=False)
    columns = [(need.name, reader.cells(need, place, heads.marks.get(place))) for need, place in heads.needs]
    is_made_up = reader.settled(heads.synthetic, is_synthetic)
    if reader.faults or is_made_up is None:
        raise EvidenceError(reader.faults, subject)
    city_codes, city_index = (None, None) if cities is None else np.unique(cities, return_inverse=True)
    return Columns(
        columns=[_column(name, cells) for name, cells in columns],
        codes=None if codes is None else code_texts(codes),
        city_codes=None if city_codes is None else code_texts(city_codes),
        city_index=None if city_index is None else city_index.astype(np.int32),
        is_synthetic=is_made_up,
    )


class _Reader:
    """Reads columns of one source and gathers the faults of all of them."""

    def __init__(self, source: Source, faults: list[Fault]) -> None:
        self._source = source
        self.faults = faults

    def _tally(self, column: int) -> Tally:
        return Tally(self._source.where(column), lambda unit: self._source.place(unit, column))

    def codes(self, column: int, *, is_unique: bool) -> Codes:
        tally = self._tally(column)
        codes = self._source.codes(column, tally, is_unique=is_unique)
        self.faults += tally.faults()
        return codes

    def cells(self, need: ColumnNeed, column: int, mark: int | None) -> Cells:
        tally = self._tally(column)
        cells = self._source.cells(column, need, tally)
        if mark is not None:
            cells = self._marked(cells, mark, tally)
        self.faults += tally.faults()
        return cells

    def _marked(self, cells: Cells, mark: int, tally: Tally) -> Cells:
        """Let the cells not apply that another column marks."""
        own = self._tally(mark)
        is_marked = self._source.truths(mark, own)
        self.faults += own.faults()
        states = np.zeros(len(cells.numbers), np.uint8) if cells.states is None else cells.states.copy()
        hidden = np.flatnonzero(is_marked & (states == CellState.PRESENT))
        tally.add_all(HIDDEN_NUMBER, hidden, lambda cell: to_text(Fraction(int(cells.numbers[cell]), 10**cells.places)))
        states[is_marked] = CellState.NOT_APPLICABLE
        return Cells(numbers=cells.numbers, places=cells.places, states=states)

    def settled(self, column: int | None, given: bool | None) -> bool | None:
        """Settle whether the data are made up: all that say so say the same."""
        said = [(self._source.name, told) for told in (self._source.is_synthetic,) if told is not None]
        if column is not None:
            said += [(self._source.where(column), told) for told in self._told(column)]
        if given is not None:
            said.append(("is_synthetic", given))
        if not said:
            self.faults.append(NOT_SAID.at(self._source.name))
            return None
        first = said[0][1]
        self.faults += [SAID_OTHERWISE.at(where, told, other=first) for where, told in said if told is not first]
        return first

    def _told(self, column: int) -> list[bool]:
        tally = self._tally(column)
        truths = self._source.truths(column, tally)
        faults = [*tally.faults()]
        self.faults += faults
        return [] if faults else [bool(truth) for truth in np.unique(truths)]


def _column(name: ColumnName, cells: Cells) -> Column:
    # Kept as they are, since nobody else holds them.
    cells.numbers.flags.writeable = False
    if cells.states is not None:
        cells.states.flags.writeable = False
    return Column(name=name, places=cells.places, numbers=cells.numbers, states=cells.states)
