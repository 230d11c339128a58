"""The helper columns of the numbers of households: whether they are given, whole, and not those of persons."""

from __future__ import annotations

from jxassess.surveys._cells import PERSONAL
from jxassess.surveys._layout import HOUSEHOLD, Kind
from jxassess.surveys._narwhals import Narwhals
from jxassess.surveys._steps import LARGEST, LOST_DIGITS, Flag, Part, Step, equals, read_column, rounded
from jxassess.surveys._tally import WrongKind

_MISSING, _VALUE, _DIGITS = f"{HOUSEHOLD}_missing", f"{HOUSEHOLD}_value", f"{HOUSEHOLD}_digits"
_PERSONAL, _BROKEN, _LOST = f"{HOUSEHOLD}_personal", f"{HOUSEHOLD}_broken", f"{HOUSEHOLD}_lost"
_LEAST_PERSONAL, _BEYOND_PERSONAL = 10**10, 10**18
_BROKEN_TEXT = "[.]0*[1-9]"


def household_part(nw: Narwhals, column: str, kind: Kind) -> Part:
    """Look at the numbers of households.

    Args:
        nw: what makes columns.
        column: the name of the column.
        kind: what it holds.

    Returns:
        Helper columns. The frame is refused for `household_personal`, for `household_broken`, numbers that are not whole,
        and for `household_lost`, floats whose last digits may be lost.
    """
    made = {Kind.TEXT: _texts, Kind.WHOLE: _whole, Kind.DECIMAL: _decimals}.get(kind, _floats)(nw)
    refused = {Kind.DECIMAL: (_BROKEN,), Kind.FLOAT: (_BROKEN, _LOST)}.get(kind, ())
    return Part(
        steps=(read_column(nw, HOUSEHOLD, Kind.TEXT if kind is Kind.DECIMAL else kind), *made),
        flags=(Flag(kind=WrongKind.NO_HOUSEHOLD, column=column, inner=_MISSING),),
        refused=(_PERSONAL, *refused),
    )


def _texts(nw: Narwhals) -> tuple[Step, ...]:
    value = nw.col(_VALUE)
    return ({_MISSING: equals(value, ""), _PERSONAL: value.str.contains(PERSONAL)},)


def _decimals(nw: Narwhals) -> tuple[Step, ...]:
    (texts,) = _texts(nw)
    return ({**texts, _BROKEN: nw.col(_VALUE).str.contains(_BROKEN_TEXT)},)


def _whole(nw: Narwhals) -> tuple[Step, ...]:
    value = nw.col(_VALUE)
    is_long = (value >= _LEAST_PERSONAL) & (value < _BEYOND_PERSONAL)
    digits = nw.when(is_long).then(value).otherwise(nw.lit(0)).cast(nw.text)
    return {_DIGITS: digits}, {_PERSONAL: nw.col(_DIGITS).str.contains(PERSONAL)}


def _floats(nw: Narwhals) -> tuple[Step, ...]:
    value, small, missing = nw.col(_VALUE), nw.col(f"{HOUSEHOLD}_small"), nw.col(_MISSING)
    is_long = (value >= float(_LEAST_PERSONAL)) & (value < float(_BEYOND_PERSONAL))
    is_small = (value > -LOST_DIGITS) & (value < LOST_DIGITS)
    is_endless = (value > LARGEST) | (value < -LARGEST)
    return (
        {
            _DIGITS: rounded(nw, nw.when(is_long).then(value).otherwise(nw.lit(0.0)), Kind.FLOAT).cast(nw.text),
            f"{HOUSEHOLD}_small": nw.when(is_small).then(value).otherwise(nw.lit(0.0)),
        },
        {
            _PERSONAL: nw.col(_DIGITS).str.contains(PERSONAL),
            _BROKEN: ~missing & (is_endless | ~equals(small.round(0), small)),
            _LOST: ~missing & ~is_endless & ~is_small,
        },
    )
