"""Faults of numbers that their column may not hold, whatever the scheme does with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import partial
from typing import TypeAlias

from jxassess.arrays import _fault_kinds as kinds
from jxassess.arrays._columns import CellState, Column
from jxassess.arrays._flag_faults import Flags, Found, cells, without
from jxassess.arrays._names import ColumnKind
from jxassess.arrays._needs import ColumnNeed
from jxassess.arrays._search_faults import ColumnSearch, absent, in_state, number, outside, satisfies
from jxassess.evidence import fault_kinds as evidence_kinds
from jxassess.exact import Bound, Side, to_text
from jxassess.faults import Fault, FaultKind
from jxassess.indicators import OUT_OF_RANGE, TOO_MANY_PLACES, Indicator

Maker: TypeAlias = Callable[[str, str], Fault]
Limit: TypeAlias = tuple[FaultKind, Bound, Maker]

_ZERO = Fraction(0)
_OBSERVED = (ColumnKind.VALUE, ColumnKind.LOWER, ColumnKind.UPPER)
_OF_INDICATORS = (*_OBSERVED, ColumnKind.TARGET)


def number_faults(search: ColumnSearch) -> Iterator[Found]:
    """Find numbers outside their range or too fine, and states that a column cannot have.

    Args:
        search: the columns and the scheme.

    Yields:
        Faults, by column.
    """
    for need in search.needs:
        column = search.get(need.name)
        if column is not None:
            yield from _range_faults(search, need, column)
            yield from _place_faults(search, need, column)
            if need.name.kind not in _OBSERVED:
                inapplicable = in_state(column, CellState.NOT_APPLICABLE)
                yield from _at(search, column, inapplicable, kinds.UNUSED_STATE, kinds.UNUSED_STATE.at)


def _at(search: ColumnSearch, column: Column, flags: Flags, kind: FaultKind, maker: Maker) -> Iterator[Found]:
    units, text = search.units, column.name.text

    def fault(unit: int) -> Fault:
        return maker(f"{units.label(unit)} {text}", to_text(number(column, unit)))

    yield from cells(kind, text, flags, fault)


def _range_faults(search: ColumnSearch, need: ColumnNeed, column: Column) -> Iterator[Found]:
    for kind, bound, maker in _limits(search, need):
        if not satisfies(column, bound):
            # Where there is no number the column holds a zero.
            yield from _at(search, column, without(outside(column, bound), absent(column)), kind, maker)


def _limits(search: ColumnSearch, need: ColumnNeed) -> Iterator[Limit]:
    positive = Bound(side=Side.AT_LEAST, value=_ZERO)
    low = Bound(side=Side.AT_LEAST, value=need.low)
    high = None if need.high is None else Bound(side=Side.AT_MOST, value=need.high)
    if need.name.kind in _OF_INDICATORS:
        out = partial(_out_of_range, search.indicators[need.name.key])
        if need.name.kind is ColumnKind.TARGET:
            yield evidence_kinds.NEGATIVE_TARGET, positive, evidence_kinds.NEGATIVE_TARGET.at
        if need.name.kind in _OBSERVED or need.low > 0:
            yield OUT_OF_RANGE, low, out
        yield from ((OUT_OF_RANGE, bound, out) for bound in (high,) if bound is not None)
    elif need.name.kind is ColumnKind.CARRIED:
        full = to_text(search.scheme.carried.full_marks)
        yield evidence_kinds.NEGATIVE_SCORE, positive, evidence_kinds.NEGATIVE_SCORE.at
        yield from (
            (evidence_kinds.CARRIED_ABOVE_FULL, b, partial(evidence_kinds.CARRIED_ABOVE_FULL.at, full=full))
            for b in (high,)
            if b
        )
    else:
        yield from ((kinds.BAD_NUMBER, b, partial(_bad_number, need)) for b in (low, high) if b is not None)


def _out_of_range(indicator: Indicator, where: str, value: str) -> Fault:
    return OUT_OF_RANGE.at(
        where,
        value,
        citation=indicator.citation,
        range=indicator.range,
        unit=indicator.unit,
        indicator=indicator.key,
    )


def _bad_number(need: ColumnNeed, where: str, value: str) -> Fault:
    high = "" if need.high is None else to_text(need.high)
    return kinds.BAD_NUMBER.at(where, value, range=f"{to_text(need.low)}..{high}")


def _place_faults(search: ColumnSearch, need: ColumnNeed, column: Column) -> Iterator[Found]:
    if need.places is None or column.places <= need.places:
        return
    too_fine = column.numbers % 10 ** (column.places - need.places) != 0
    if need.name.kind in _OF_INDICATORS:
        indicator = search.indicators[need.name.key]
        yield from _at(search, column, too_fine, TOO_MANY_PLACES, partial(_too_many_places, indicator))
    else:
        yield from _at(search, column, too_fine, kinds.BAD_NUMBER, partial(_bad_number, need))


def _too_many_places(indicator: Indicator, where: str, value: str) -> Fault:
    return TOO_MANY_PLACES.at(
        where, value, citation=indicator.citation, places=indicator.places, indicator=indicator.key
    )
