"""Blocks: which units they hold, on which scale, and their memory."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.append(str(Path(__file__).parent))

from engine import X, Y, block_of, column, table_of

from jxassess.arrays import ColumnKind, ColumnName
from jxassess.arrays._block import Block, Buffers, some_block, whole_block
from jxassess.arrays._numbers import Floats
from jxassess.errors import ScopeError


def test_columns_are_found_by_name() -> None:
    """A table gives its columns, and nothing for a name that it has not."""
    table = table_of(column([1, 2]))
    assert table.get(X) == table.column(X) == column([1, 2])
    assert table.get(Y) is None
    with pytest.raises(ScopeError, match="there is no column 'y'"):
        table.column(Y)


@pytest.mark.parametrize(
    "name", [ColumnName(ColumnKind.EVENTS, "award"), ColumnName(ColumnKind.FALSIFIED, "faked", "exits")]
)
def test_what_nobody_recorded_is_zero(name: ColumnName) -> None:
    """A column of events or falsified data that is absent says zero for every unit, the same column each time."""
    table = table_of(column([5, 6, 7]))
    assert table.get(name) is None
    assert table.column(name).numbers.tolist() == [0, 0, 0]
    assert table.column(name) is table.column(name)


@pytest.mark.parametrize(("places", "wanted"), [(2, [9550, -100]), (4, [955000, -10000]), (1, [955, -10]), (0, None)])
def test_numbers_on_another_scale(places: int, wanted: list[int] | None) -> None:
    """95.50 and -1.00 are 9550 and -100 hundredths, 955 and -10 tenths; the scaled column is made once."""
    table = table_of(column([9550, -100], places=2))
    if wanted is None:
        table, wanted = table_of(column([9500, -100], places=2)), [95, -1]
    assert table.numbers(X, places).tolist() == wanted
    assert table.numbers(X, places) is table.numbers(X, places)


def test_states_are_noticed() -> None:
    """A table says whether any cell has no number."""
    assert not table_of(column([1, 2]), column([3, 4], Y)).has_states
    assert table_of(column([1, 2]), column([0, 4], Y, missing=[0])).has_states


def test_memory_is_used_again() -> None:
    """A matrix that was given back is taken again; while it is in use another one is made."""
    buffers = Buffers(5)
    first, second = buffers.take(3), buffers.take(3)
    assert first.shape == (3, 5)
    assert first is not second
    buffers.give_back(first)
    assert buffers.take(3) is first
    assert buffers.take(0).shape == (0, 5)


def test_a_block_holds_the_units_it_names() -> None:
    """Neighbours are a slice, others are named by their places, in the order given."""
    table = table_of(column([10, 11, 12, 13, 14]))
    assert whole_block(table).numbers(X, 0).tolist() == [10, 11, 12, 13, 14]
    assert Block(table, slice(1, 3), 2, Buffers(2)).numbers(X, 0).tolist() == [11, 12]
    assert some_block(table, np.array([4, 0])).numbers(X, 0).tolist() == [14, 10]


@pytest.mark.parametrize(
    ("places", "wanted"), [([0, 2], [[11, 13], [14, 10]]), ([0, 1, 2], [[11, 12, 13], [14, 12, 10]]), ([], [[], []])]
)
def test_a_part_of_a_block(places: list[int], wanted: list[list[int]]) -> None:
    """A part holds the units at the places of the block, whether neighbours or not, and nothing in doubt."""
    table = table_of(column([10, 11, 12, 13, 14]))
    for block, numbers in zip(
        (Block(table, slice(1, 4), 3, Buffers(3)), some_block(table, np.array([4, 2, 0]))), wanted, strict=True
    ):
        block.raise_doubt(np.array([True, False, True]))
        part = block.part(np.array(places, dtype=np.intp))
        assert part.numbers(X, 0).tolist() == numbers
        assert part.size == len(places)
        assert part.doubt is None


def test_doubts_add_up() -> None:
    """A unit once in doubt stays so; where nothing is in doubt none is remembered."""
    block = block_of(1, 2, 3)
    block.raise_doubt(np.array([False, False, False]))
    assert block.doubt is None
    block.raise_doubt(np.array([True, False, False]))
    block.raise_doubt(np.array([False, False, True]))
    assert block.doubt is not None
    assert block.doubt.tolist() == [True, False, True]


def test_all_units_earn_where_nothing_says_otherwise() -> None:
    """A criterion of which nothing is said earns everywhere, another one where the table says so."""
    table = table_of(column([1, 2, 3]))
    table.earning["exits"] = np.array([True, False, True])
    block = some_block(table, np.array([1, 2]))
    assert block.earns("people").tolist() == [True, True]
    assert block.earns("exits").tolist() == [False, True]


def test_what_was_filled_is_filled_once() -> None:
    """A matrix is filled the first time it is asked for, and is there for parts of the block too, until released."""
    table = table_of(column([10, 11, 12, 13]))
    block = Block(table, slice(0, 3), 3, Buffers(4))
    calls: list[int] = []

    def fill(given: Block, out: Floats) -> None:
        calls.append(given.size)
        out[...] = given.numbers(X, 0)

    first = block.filled("key", 2, fill)
    assert first.tolist() == [[10, 11, 12]] * 2
    assert block.filled("key", 2, fill) is first
    assert block.part(np.array([2, 0])[::-1]).filled("key", 2, fill).tolist() == [[10, 12]] * 2
    assert block.part(np.arange(3)).filled("key", 2, fill) is first
    assert calls == [3]
    block.release()
    other = Block(table, slice(2, 4), 2, block.buffers)
    assert other.filled("key", 2, fill).tolist() == [[12, 13]] * 2
    assert np.shares_memory(other.filled("key", 2, fill), first)
    assert block.filled("key", 2, fill) is not first
    assert calls == [3, 2, 3]
