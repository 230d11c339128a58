"""What is read of a column: numbers and states, and the first faults of each kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

import numpy as np
from attrs import evolve, field, frozen
from numpy.typing import NDArray

from jxassess.faults import Fault, FaultKind
from jxassess.io._columns._digits import MARGIN, Bytes, Integers, Truths
from jxassess.io._columns._fault_kinds import BAD_CODE, MORE_CELLS, REPEATED_CODE
from jxassess.io._shown import shown

States: TypeAlias = NDArray[np.uint8]
Codes: TypeAlias = NDArray[np.int32]
"""Codes of units by their number."""

MOST_NAMED = 20
"""So many cells of one column and kind of fault are named."""
MOST_PLACES = 18
MOST = 2**63 - 1
CODE_LENGTH = 6
_CODE = np.dtype(f"U{CODE_LENGTH}")
_POWERS = 10 ** np.arange(CODE_LENGTH - 1, -1, -1, dtype=np.int32)
_NINE = 9


class Tally:
    """The faults of one column: the first of each kind, and how many more there are.

    Attributes:
        where: the column.
    """

    def __init__(self, where: str, place: Callable[[int], str]) -> None:
        self.where = where
        self._place = place
        self._named: dict[str, list[Fault]] = {}
        self._counts: dict[str, int] = {}

    def add(self, kind: FaultKind, cell: int, value: object, **details: object) -> None:
        """Add a fault of a cell.

        Args:
            kind: the kind.
            cell: the cell, counted from 0.
            value: the value as given.
            **details: the other names that the words of the kind use.
        """
        self._add(kind.code, cell, lambda where: _fault(kind, where, value, details))

    def add_fault(self, fault: Fault, cell: int) -> None:
        """Add a fault that another function found in a cell.

        Args:
            fault: the fault, whatever its place.
            cell: the cell, counted from 0.
        """
        self._add(fault.code, cell, lambda where: evolve(fault, where=where))

    def _add(self, code: str, cell: int, make: Callable[[str], Fault]) -> None:
        self._counts[code] = self._counts.get(code, 0) + 1
        named = self._named.setdefault(code, [])
        if len(named) < MOST_NAMED:
            named.append(make(self._place(cell)))

    def add_all(
        self, kind: FaultKind, cells: NDArray[np.intp], value: Callable[[int], object], **details: object
    ) -> None:
        """Add faults of cells that are all of one kind.

        Args:
            kind: the kind.
            cells: the cells, counted from 0.
            value: gives the value of a cell.
            **details: the other names that the words of the kind use.
        """
        for cell in cells[:MOST_NAMED].tolist():
            self.add(kind, cell, value(cell), **details)
        if rest := len(cells[MOST_NAMED:]):
            self._counts[kind.code] += rest

    def add_placed(self, faults: Iterable[Fault]) -> None:
        """Add faults that say their places themselves."""
        for fault in faults:
            self._named.setdefault(fault.code, []).append(fault)

    def add_column(self, kind: FaultKind, value: object = "", **details: object) -> None:
        """Add a fault of the column as a whole."""
        self.add_placed([_fault(kind, self.where, value, details)])

    def faults(self) -> Iterator[Fault]:
        """Give the faults, kind by kind."""
        for code, named in self._named.items():
            yield from named
            if (more := self._counts.get(code, 0) - MOST_NAMED) > 0:
                yield MORE_CELLS.at(self.where, more)


def _fault(kind: FaultKind, where: str, value: object, details: Mapping[str, object]) -> Fault:
    return Fault(
        code=kind.code,
        where=where,
        value=str(value),
        citation=kind.citation,
        problem=kind.problem.format(value=value, **details),
        remedy=kind.remedy.format(value=value, **details),
    )


@frozen(kw_only=True)
class Cells:
    """One column as it was read.

    Attributes:
        numbers: one for each unit, 0 where the cell is not present or faulty.
        places: decimal places of the numbers.
        states: the state of each cell, `None` where all are present.
    """

    numbers: Integers
    places: int
    states: States | None = None


@frozen(kw_only=True)
class Texts:
    """Cells of text, as bytes that lie somewhere in a buffer.

    Attributes:
        data: the buffer, with a margin before the first cell.
        begin: where each cell begins.
        end: where it ends.
        is_null: which cells hold nothing at all, `None` where none is so.
    """

    data: Bytes
    begin: Integers
    end: Integers
    is_null: Truths | None = field(default=None)

    def text(self, cell: int) -> str:
        """Give the text of one cell."""
        return self.data[self.begin[cell] : self.end[cell]].tobytes().decode()

    def are(self, word: str) -> Truths:
        """Tell which cells hold a word."""
        found: Truths = self.end - self.begin == len(word)
        cells = np.flatnonzero(found)
        for i, byte in enumerate(word.encode()):
            cells = cells[self.data[self.begin[cells] + i] == byte]
        found[:] = False
        found[cells] = True
        return found


def texts_of(values: Sequence[str | None]) -> Texts:
    """Lay texts into one buffer.

    Args:
        values: the texts, `None` where a cell holds nothing.

    Returns:
        The cells.
    """
    texts = ["" if value is None else value for value in values]
    joined = "".join(texts)
    if joined.isascii():
        data, lengths = joined.encode(), map(len, texts)
    else:
        # Half a character cannot be encoded; as a question mark it is refused like any other text that is no number.
        encoded = [text.encode(errors="replace") for text in texts]
        data, lengths = b"".join(encoded), map(len, encoded)
    ends = np.cumsum(np.array([MARGIN, *lengths], dtype=np.int64))
    is_null = np.array([value is None for value in values], dtype=np.bool_)
    buffer = np.frombuffer(bytes(MARGIN) + data, np.uint8)
    return Texts(data=buffer, begin=ends[:-1], end=ends[1:], is_null=is_null if is_null.any() else None)


def read_codes(texts: Texts, tally: Tally, *, is_unique: bool, show: Callable[[int], str] | None = None) -> Codes:
    """Read a column of codes.

    Args:
        texts: the cells.
        tally: takes the faults.
        is_unique: whether each code may stand there once only.
        show: shows a cell that is no code, where the texts themselves do not.

    Returns:
        The codes; 0 where a cell is faulty.
    """
    is_wrong = texts.end - texts.begin != CODE_LENGTH
    begin = np.where(is_wrong, 0, texts.begin)
    digits = texts.data[begin[:, None] + np.arange(CODE_LENGTH)] - np.uint8(ord("0"))
    is_wrong |= (digits > _NINE).any(axis=1)
    tally.add_all(BAD_CODE, np.flatnonzero(is_wrong), show or (lambda cell: shown(texts.text(cell))))
    codes: Codes = digits.astype(np.int32) @ _POWERS
    codes[is_wrong] = 0
    if is_unique:
        tally.add_all(REPEATED_CODE, _repeated(codes, is_wrong), lambda cell: f"{codes[cell]:06}")
    return codes


def code_texts(codes: Codes) -> NDArray[np.str_]:
    """Give codes as text of six digits."""
    characters = (codes[:, None] // _POWERS % 10 + ord("0")).astype(np.uint32)
    # Four bytes for each character, as numpy keeps text.
    texts: NDArray[np.str_] = characters.view(_CODE)[:, 0]
    return texts


def _repeated(codes: Codes, is_wrong: Truths) -> NDArray[np.intp]:
    """Give the cells whose code stands in an earlier cell, those aside that are no codes."""
    order = np.argsort(codes, kind="stable")
    ordered = codes[order]
    again: NDArray[np.intp] = np.sort(order[1:][ordered[1:] == ordered[:-1]])
    return again[~is_wrong[again]]
