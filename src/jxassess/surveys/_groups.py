"""What the aggregation yielded, by county, stratum and village as they are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from re import compile as pattern_of
from typing import TypeAlias

from attrs import Factory, frozen

from jxassess.surveys._aggregation import Aggregation
from jxassess.surveys._cells import FEWEST_PERSONAL, PERSONAL, read_key
from jxassess.surveys._frames import Frame
from jxassess.surveys._layout import COUNTY, STRATUM, VILLAGE, Kind
from jxassess.surveys._steps import LOST_DIGITS

Place: TypeAlias = tuple[str, str, str]
_PERSONAL = pattern_of(PERSONAL)


@frozen(kw_only=True)
class Groups:
    """The numbers of each group of records.

    Attributes:
        outputs: the names of the numbers.
        numbers: the numbers by county, stratum and village; empty where there is none.
        broken: the records whose key is a number that is not whole, by column.
        lost: the records whose key is a float that may have lost digits, by column.
        personal: the records whose key seems to belong to a person, by column.
    """

    outputs: tuple[str, ...]
    numbers: dict[Place, list[int]] = Factory(dict[Place, list[int]])
    broken: Counter[str] = Factory(Counter[str])
    lost: Counter[str] = Factory(Counter[str])
    personal: Counter[str] = Factory(Counter[str])

    def at(self, output: str) -> int:
        """Tell at which place a number stands."""
        return self.outputs.index(output)

    def total(self, output: str) -> int:
        """Add a number up over all groups."""
        at = self.at(output)
        return sum(numbers[at] for numbers in self.numbers.values())


def read_groups(aggregation: Aggregation, frames: Iterable[Frame]) -> Groups:
    """Read what the aggregation yielded, and add up what belongs together.

    Args:
        aggregation: what was added up.
        frames: what it yielded.

    Returns:
        The numbers by county, stratum and village.
    """
    made = Groups(outputs=aggregation.outputs)
    for frame in frames:
        keys = {inner: frame.get_column(inner).to_list() for inner in aggregation.plan.keys}
        listed = frame.to_dict(as_series=False)
        numbers = [listed[name] for name in made.outputs]
        decimal = [inner for inner in keys if aggregation.plan.kinds[inner] is Kind.DECIMAL]
        keys |= {inner: [_decimal(cell) for cell in keys[inner]] for inner in decimal}
        texts = {inner: list(_texts(made, inner, cells, numbers[0])) for inner, cells in keys.items()}
        empty = [""] * len(frame)
        places = zip(texts[COUNTY], texts.get(STRATUM, empty), texts[VILLAGE], strict=True)
        for place, row in zip(places, zip(*numbers, strict=True), strict=True):
            _add(made.numbers, place, row)
    return made


def _add(numbers: dict[Place, list[int]], place: Place, row: Sequence[int]) -> None:
    there = numbers.get(place)
    if there is None:
        numbers[place] = list(row)
        return
    added = [one + other for one, other in zip(there[:-2], row[:-2], strict=True)]
    numbers[place] = [*added, *(max(one, other) for one, other in zip(there[-2:], row[-2:], strict=True))]


def _decimal(cell: object) -> object:
    return Decimal(cell) if isinstance(cell, str) else cell


def _texts(made: Groups, inner: str, cells: Iterable[object], records: Iterable[int]) -> Iterator[str]:
    for cell, number in zip(cells, records, strict=True):
        text = read_key(cell)
        if text is None:
            made.broken[inner] += number
        elif len(text) >= FEWEST_PERSONAL and _PERSONAL.search(text):
            made.personal[inner] += number
        elif isinstance(cell, float) and abs(cell) >= LOST_DIGITS:
            made.lost[inner] += number
        yield text or ""
