"""JSON in columns, `jxassess-columns/1`: numbers are read from the bytes, all else as in other JSON files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from jxassess.arrays import CellState, ColumnNeed
from jxassess.faults import Fault, FaultsError, join
from jxassess.io._columns._cells import MOST, MOST_PLACES, Cells, Codes, Tally, read_codes, texts_of
from jxassess.io._columns._digits import Truths
from jxassess.io._columns._encoding import refuse_encoding
from jxassess.io._columns._fault_kinds import BAD_INDEX, BAD_PLACES, HIDDEN_NUMBER, TOO_LARGE, WRONG_LENGTH
from jxassess.io._columns._heads import CITY, CODE
from jxassess.io._columns._numbers import Lists, read_lists
from jxassess.io._documents import Table, decode, is_list, is_table, parse, without_format
from jxassess.io._fault_kinds import MISSING_KEY, UNKNOWN_KEY, WRONG_TYPE
from jxassess.io._shown import LIST, TABLE, TEXT, TRUTH, WHOLE, shown
from jxassess.words import Words

COLUMNS_FORMAT = "jxassess-columns/1"

Numbers: TypeAlias = "Cells | list[object]"
"""The numbers of a column, read from the bytes or still as the values of a list."""

_KEYS = ("synthetic", CODE, CITY, "columns")
_NEEDED = ("synthetic", "columns")
_COLUMN_KEYS = ("name", "places", "numbers", "not_applicable")
_COLUMN_NEEDED = ("name", "places", "numbers")
_WHOLE_OR_NULL = Words("a whole number or null", "整数或null")


@frozen(kw_only=True)
class JsonColumn:
    """One column of a file.

    Attributes:
        name: its name.
        places: the decimal places of its numbers.
        numbers: its numbers.
        marked: the places of the units to which it does not apply, as given.
    """

    name: str
    places: int
    numbers: Numbers
    marked: list[object]

    @property
    def units(self) -> int:
        """How many cells it has."""
        return len(self.numbers.numbers) if isinstance(self.numbers, Cells) else len(self.numbers)


class JsonTable:
    """A JSON file in columns.

    Attributes:
        name: the name of the file.
        is_synthetic: what it says of its data.
        faults: what is wrong with its form.
    """

    def __init__(self, name: str, content: bytes) -> None:
        """Look through a file.

        Args:
            name: its name.
            content: its bytes.

        Raises:
            FaultsError: it is not UTF-8, not JSON, or of another format.
        """
        self.name = name
        refuse_encoding(content, name)
        root, faults, self._lists = _parse(content)
        table, missing = without_format(root, COLUMNS_FORMAT)
        self._faults: list[Fault] = [*faults, *missing, *_key_faults(table, _KEYS, _NEEDED, "")]
        self.is_synthetic: bool | None = self._truth(table.get("synthetic", False))
        self._codes = {key: self._list(table[key], key) for key in (CODE, CITY) if key in table}
        entries = self._list(table.get("columns", []), "columns")
        self._columns = [self._column(entry, f"columns[{i}]") for i, entry in enumerate(entries)]
        self._faults += self._length_faults()
        self.faults: tuple[Fault, ...] = tuple(self._faults)

    @property
    def heads(self) -> Sequence[str]:
        """The names of its columns, those of codes first."""
        return (*self._codes, *(column.name for column in self._columns))

    def where(self, column: int) -> str:
        """Name a column."""
        index = column - len(self._codes)
        return self.heads[column] if index < 0 else f"columns[{index}], column {self.heads[column]}"

    def place(self, unit: int, column: int) -> str:
        """Name a cell by its path, and by its column."""
        index, head = column - len(self._codes), self.heads[column]
        return f"{head}[{unit}]" if index < 0 else f"columns[{index}].numbers[{unit}], column {head}"

    def codes(self, column: int, tally: Tally, *, is_unique: bool) -> Codes:
        """Read a list of codes."""
        values = self._codes[self.heads[column]]
        texts = texts_of([value if type(value) is str else "" for value in values])
        return read_codes(texts, tally, is_unique=is_unique, show=lambda cell: shown(values[cell]))

    def cells(self, column: int, need: ColumnNeed, tally: Tally) -> Cells:
        """Give the numbers of a column, as fine as the file has them."""
        found = self._columns[column - len(self._codes)]
        cells = found.numbers if isinstance(found.numbers, Cells) else _read_slowly(found.numbers, tally)
        marked = self._marked(found, column, tally)
        states = np.zeros(len(cells.numbers), np.uint8) if cells.states is None else cells.states.copy()
        hidden = marked[states[marked] == CellState.PRESENT]
        tally.add_all(HIDDEN_NUMBER, hidden, lambda cell: int(cells.numbers[cell]))
        states[marked] = CellState.NOT_APPLICABLE
        return evolve(cells, places=found.places, states=states if states.any() else None)

    def truths(self, column: int, tally: Tally) -> Truths:
        """Refuse to read truth values: the file says otherwise what is made up and what does not apply."""
        tally.add_column(UNKNOWN_KEY, shown(self.heads[column]), known="synthetic, not_applicable")
        return np.zeros(self._columns[column - len(self._codes)].units, np.bool_)

    def _marked(self, found: JsonColumn, column: int, tally: Tally) -> NDArray[np.intp]:
        path = f"columns[{column - len(self._codes)}].not_applicable"
        own = Tally(path, lambda cell: f"{path}[{cell}]")
        marked: list[int] = []
        for cell, unit in enumerate(found.marked):
            if type(unit) is int and (marked[-1] if marked else -1) < unit < found.units:
                marked.append(unit)
            else:
                own.add(BAD_INDEX, cell, shown(unit))
        tally.add_placed(own.faults())
        return np.array(marked, dtype=np.intp)

    def _column(self, entry: object, path: str) -> JsonColumn:
        table: Table = entry if is_table(entry) else {}
        if table is not entry:
            self._faults.append(WRONG_TYPE.at(path, shown(entry), wanted=TABLE))
        else:
            self._faults += _key_faults(table, _COLUMN_KEYS, _COLUMN_NEEDED, path)
        return JsonColumn(
            name=self._text(table.get("name", ""), f"{path}.name"),
            places=self._places(table.get("places", 0), f"{path}.places"),
            numbers=self._numbers(table.get("numbers", []), f"{path}.numbers"),
            marked=self._list(table.get("not_applicable", []), f"{path}.not_applicable"),
        )

    def _numbers(self, value: object, path: str) -> Numbers:
        if self._lists is not None and type(value) is str and value.startswith(self._lists.token):
            return self._lists.lists[int(value.removeprefix(self._lists.token))]
        return self._list(value, path)

    def _list(self, value: object, path: str) -> list[object]:
        if is_list(value):
            return value
        self._faults.append(WRONG_TYPE.at(path, shown(value), wanted=LIST))
        return []

    def _text(self, value: object, path: str) -> str:
        if type(value) is str:
            return value
        self._faults.append(WRONG_TYPE.at(path, shown(value), wanted=TEXT))
        return ""

    def _truth(self, value: object) -> bool | None:
        if isinstance(value, bool):
            return value
        self._faults.append(WRONG_TYPE.at("synthetic", shown(value), wanted=TRUTH))
        return None

    def _places(self, value: object, path: str) -> int:
        if type(value) is not int:
            self._faults.append(WRONG_TYPE.at(path, shown(value), wanted=WHOLE))
        elif not 0 <= value <= MOST_PLACES:
            self._faults.append(BAD_PLACES.at(path, value, most=MOST_PLACES))
        else:
            return value
        return 0

    def _length_faults(self) -> Iterator[Fault]:
        """Find lists that are not as long as the first one: the codes, or else the first column."""
        lengths = {key: len(codes) for key, codes in self._codes.items()}
        lengths |= {f"columns[{i}].numbers": column.units for i, column in enumerate(self._columns)}
        units = next(iter(lengths.values()), 0)
        for path, length in lengths.items():
            if length != units:
                yield WRONG_LENGTH.at(path, length, units=units)


def _parse(content: bytes) -> tuple[Table, tuple[Fault, ...], Lists | None]:
    """Parse a file with its lists of numbers read from the bytes; where that does not go smoothly, as any other."""
    lists = read_lists(content)
    if lists is not None:
        try:
            root, faults = parse(decode(lists.content), "json")
        except FaultsError:
            pass
        else:
            return root, faults, lists
    root, faults = parse(decode(content), "json")
    return root, faults, None


def _key_faults(table: Table, known: Sequence[str], needed: Sequence[str], path: str) -> Iterator[Fault]:
    for key in table:
        if key not in known:
            yield UNKNOWN_KEY.at(join(path, key), key, known=", ".join(known))
    for key in needed:
        if key not in table:
            yield MISSING_KEY.at(join(path, key), key)


def _read_slowly(values: list[object], tally: Tally) -> Cells:
    numbers, states = np.zeros(len(values), np.int64), np.zeros(len(values), np.uint8)
    for cell, value in enumerate(values):
        if value is None:
            states[cell] = CellState.MISSING
        elif type(value) is not int:
            tally.add(WRONG_TYPE, cell, shown(value), wanted=_WHOLE_OR_NULL)
        elif not -MOST - 1 <= value <= MOST:
            tally.add(TOO_LARGE, cell, value, places=0)
        else:
            numbers[cell] = value
    return Cells(numbers=numbers, places=0, states=states)
