"""What a rule reads, as whole numbers on a grid: a value, a blend, or a difference of two."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np
from attrs import field, frozen

from jxassess.arrays._block import Block, Table
from jxassess.arrays._names import ColumnKind, ColumnName
from jxassess.arrays._numbers import HALF_WORD, Integers, Objects, common_denominator
from jxassess.indicators import Indicator
from jxassess.scheme import Basis, BlendShare, Criterion

Blends = dict[str, tuple[BlendShare, ...]]


@frozen(kw_only=True)
class Term:
    """One column's part in a quantity: a whole multiple of its numbers.

    Attributes:
        factor: the multiple.
        name: the column.
        places: the decimal places at which its numbers are read.
    """

    factor: int
    name: ColumnName
    places: int


@frozen(kw_only=True)
class Grid:
    """A quantity whose values lie on a grid: a whole number for each unit, divided by one scale.

    Attributes:
        terms: the columns that it adds up, at least one.
        scale: how many steps of the grid make 1.
        low: the least value that evidence without faults can have, `None` where it is not known.
        high: the largest one, likewise.
    """

    terms: tuple[Term, ...] = field(converter=tuple[Term, ...])
    scale: int
    low: Fraction | None
    high: Fraction | None

    def numbers(self, block: Block) -> Integers:
        """Give the whole numbers of a block; `fits` told that none of them wraps."""
        if len(self.terms) == 1 and self.terms[0].factor == 1:
            return block.numbers(self.terms[0].name, self.terms[0].places)
        return self._add(block.numbers(term.name, term.places) for term in self.terms)

    def all_numbers(self, table: Table) -> Integers:
        """Give the whole numbers of all units."""
        return self._add(table.numbers(term.name, term.places) for term in self.terms)

    def _add(self, found: Iterator[Integers]) -> Integers:
        parts = [term.factor * numbers for term, numbers in zip(self.terms, found, strict=True)]
        total: Integers = np.add.reduce(parts, dtype=np.int64)
        return total

    def exact(self, block: Block) -> Objects:
        """Give the whole numbers of a block as integers of any size."""
        total = np.zeros(block.size, dtype=object)
        for term in self.terms:
            column = block.table.column(term.name)
            raw = column.numbers[block.chosen].astype(object)
            more = term.places - column.places
            total = total + term.factor * (raw * 10**more if more > 0 else raw // 10**-more)
        return total

    def fits(self, table: Table) -> bool:
        """Tell whether all numbers, and all sums on the way to them, lie within 64 bits."""
        return self.magnitude(table) < HALF_WORD - 1

    def magnitude(self, table: Table) -> int:
        """Bound the magnitude of all numbers and of all sums on the way to them."""
        total = 0
        for term in self.terms:
            column = table.column(term.name)
            largest = max(abs(column.low), abs(column.high), 1)
            total += abs(term.factor) * largest * 10 ** max(term.places - column.places, 0)
        return total


@frozen(kw_only=True)
class Quotient:
    """A quantity that is one number divided by another, such as the completion of a target.

    Attributes:
        top: what is divided.
        bottom: what it is divided by; not zero where the quantity has a meaning.
    """

    top: Grid
    bottom: Grid

    def fits(self, table: Table) -> bool:
        """Tell whether all numbers of both lie within 64 bits."""
        return self.top.fits(table) and self.bottom.fits(table)

    def exact(self, block: Block) -> list[Fraction]:
        """Give the quantity of each unit of a block; 0 where it has no meaning, since something is missing there."""
        above, below = self.top.exact(block), self.bottom.exact(block)
        scale = Fraction(self.bottom.scale, self.top.scale)
        return [Fraction(a, b) * scale if b else Fraction(0) for a, b in zip(above, below, strict=True)]


Quantity = Grid | Quotient


def value_grid(indicator: Indicator, blends: Blends) -> Grid:
    """Give the grid of an indicator's values, one column or one for each source of a blend."""
    shares = blends.get(indicator.key)
    if shares is None:
        terms = [Term(factor=1, name=ColumnName(ColumnKind.VALUE, indicator.key), places=indicator.places)]
        return Grid(terms=terms, scale=10**indicator.places, low=indicator.low, high=indicator.high)
    whole = common_denominator([part.share for part in shares])
    terms = [
        Term(
            factor=int(part.share * whole),
            name=ColumnName(ColumnKind.VALUE, indicator.key, part.source),
            places=indicator.places,
        )
        for part in shares
    ]
    return Grid(terms=terms, scale=whole * 10**indicator.places, low=indicator.low, high=indicator.high)


def target_grid(indicator: Indicator) -> Grid:
    """Give the grid of the targets for an indicator."""
    name = ColumnName(ColumnKind.TARGET, indicator.key)
    terms = [Term(factor=1, name=name, places=indicator.places)]
    return Grid(terms=terms, scale=10**indicator.places, low=None, high=None)


def quantity_of(criterion: Criterion, blends: Blends) -> Quantity:
    """Give what a criterion's rule reads.

    Args:
        criterion: the criterion.
        blends: the sources of each blended indicator.

    Returns:
        A grid, or a quotient where one number is divided by another.
    """
    value = value_grid(criterion.indicator, blends)
    match criterion.basis:
        case Basis.VALUE:
            return value
        case Basis.COMPLETION | Basis.RATIO:
            return Quotient(top=value, bottom=_other(criterion, blends))
        case _:
            return _difference(value, _other(criterion, blends))


def _other(criterion: Criterion, blends: Blends) -> Grid:
    if criterion.reference is not None:
        return value_grid(criterion.reference, blends)
    return target_grid(criterion.indicator)


def _difference(value: Grid, other: Grid) -> Grid:
    scale = common_denominator([Fraction(1, value.scale), Fraction(1, other.scale)])
    terms = [*_scaled(value, scale // value.scale), *_scaled(other, -scale // other.scale)]
    is_bounded = None not in (value.low, value.high, other.low, other.high)
    low = _less(value.low, other.high) if is_bounded else None
    high = _less(value.high, other.low) if is_bounded else None
    return Grid(terms=terms, scale=scale, low=low, high=high)


def _less(first: Fraction | None, second: Fraction | None) -> Fraction | None:
    return None if first is None or second is None else first - second


def _scaled(grid: Grid, factor: int) -> Iterator[Term]:
    for term in grid.terms:
        yield Term(factor=term.factor * factor, name=term.name, places=term.places)
