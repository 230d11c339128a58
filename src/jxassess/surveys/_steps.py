"""The helper columns that are computed of each record: what it says, and what is wrong with it.

They are made in steps, each from those before it, so that an engine computes each of them once. Nothing and NaN are told
apart from values in the first step and stand for a plain value from then on, since the engines disagree on what a
comparison with them gives. What could not be cast, multiplied or divided on one of the engines is replaced by zero
before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import eq
from typing import TypeAlias

from attrs import frozen

from jxassess.surveys._cells import BLANKS
from jxassess.surveys._frames import Expr
from jxassess.surveys._layout import Kind
from jxassess.surveys._narwhals import Narwhals
from jxassess.surveys._tally import WrongKind

LARGEST = 1.7976931348623157e308
"""The largest float; what is above it is without end."""

LOST_DIGITS = float(1 << 53)
"""From there on floats do not tell all whole numbers apart."""

Step: TypeAlias = dict[str, Expr]


@frozen(kw_only=True)
class Flag:
    """A helper column that tells which records are wrong in one way.

    Attributes:
        kind: what is wrong.
        column: the column of the records.
        inner: the name of the helper column.
    """

    kind: WrongKind
    column: str
    inner: str


@frozen(kw_only=True)
class Part:
    """The helper columns of one column of the records.

    Attributes:
        steps: the helper columns, those of a step made from the steps before.
        flags: those that say what is wrong.
        refused: those that say what the whole frame is refused for, by name: `personal` and `broken`.
    """

    steps: tuple[Step, ...]
    flags: tuple[Flag, ...]
    refused: tuple[str, ...] = ()


def all_of(conditions: Iterable[Expr]) -> Expr:
    """Join conditions, at least one, that must all hold.

    Args:
        conditions: they.

    Returns:
        Where all hold.
    """
    return reduce(_both, conditions)


def any_of(conditions: Iterable[Expr]) -> Expr:
    """Join conditions, at least one, of which one must hold.

    Args:
        conditions: they.

    Returns:
        Where one holds.
    """
    return reduce(_either, conditions)


def _both(one: Expr, other: Expr) -> Expr:
    return one & other


def _either(one: Expr, other: Expr) -> Expr:
    return one | other


def equals(column: Expr, value: Expr | str | float) -> Expr:
    """Tell where a column has a value.

    Args:
        column: the column.
        value: the value, or a column of values.

    Returns:
        Where it has.
    """
    same: Expr = eq(column, value)
    return same


def stripped(column: Expr) -> Expr:
    """Cut blanks off text; where there is none it is empty.

    Args:
        column: text.

    Returns:
        Text everywhere.
    """
    return column.fill_null("").str.strip_chars(BLANKS)


def read_column(nw: Narwhals, inner: str, kind: Kind) -> Step:
    """Tell where there is nothing, and let a plain value stand there.

    Args:
        nw: what makes columns.
        inner: the name of the column inside.
        kind: what it holds.

    Returns:
        The helper columns `value` and, but for text, `missing`.
    """
    column = nw.col(inner)
    if kind is Kind.TEXT:
        return {f"{inner}_value": stripped(column)}
    if kind is Kind.FLOAT:
        is_missing = is_nothing(column)
        value = nw.when(is_missing).then(nw.lit(0.0)).otherwise(column)
        return {f"{inner}_missing": is_missing, f"{inner}_value": value}
    return {
        f"{inner}_missing": column.is_null(),
        f"{inner}_value": column.fill_null(False if kind is Kind.TRUTH else 0),
    }


def is_nothing(column: Expr) -> Expr:
    """Tell where a float is null or NaN.

    Args:
        column: floats.

    Returns:
        Where it is. Over Parquet files DuckDB takes it from their statistics, which leave NaN out, that nothing is NaN
        and nothing above the largest value; whether values are finite it looks up.
    """
    is_endless = (column > LARGEST) | (column < -LARGEST)
    return column.is_null() | column.is_nan() | ~(column.is_finite() | is_endless)


def rounded(nw: Narwhals, column: Expr, kind: Kind) -> Expr:
    """Make whole numbers; PyArrow casts no float that is not whole.

    Args:
        nw: what makes columns.
        column: numbers.
        kind: what it holds.

    Returns:
        The nearest whole numbers, in 64 bits.
    """
    return (column.round(0) if kind is Kind.FLOAT else column).cast(nw.whole)


def joined(parts: Iterable[Sequence[Step]]) -> tuple[Step, ...]:
    """Put the steps of several columns together, the first with the first.

    Args:
        parts: the steps of each.

    Returns:
        As many steps as the longest has.
    """
    listed = list(parts)
    longest = max(len(steps) for steps in listed)
    made: list[Step] = [{} for _ in range(longest)]
    for steps in listed:
        for step, columns in zip(made, steps, strict=False):
            step.update(columns)
    return tuple(made)
