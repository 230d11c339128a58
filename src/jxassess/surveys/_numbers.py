"""The helper columns of weights and persons: whole numbers, or what is wrong with them."""

from __future__ import annotations

from jxassess.surveys._layout import PERSONS, WEIGHT, Kind
from jxassess.surveys._narwhals import Narwhals
from jxassess.surveys._steps import LARGEST, Flag, Part, Step, equals, read_column, rounded
from jxassess.surveys._tally import WrongKind

MOST_WEIGHT = 10**15
"""The largest weight, in units of its last place: up to there a float tells which decimal was written."""
MOST_PERSONS = 10**6
"""The largest number of persons of a household."""


def weight_part(nw: Narwhals, column: str, kind: Kind, places: int) -> Part:
    """Scale weights to whole numbers.

    Args:
        nw: what makes columns.
        column: the name of the column.
        kind: what it holds.
        places: the decimal places of weights.

    Returns:
        Helper columns, among them `weight_scaled`.
    """
    steps = _whole_weights(nw, 10**places) if kind is Kind.WHOLE else _decimal_weights(nw, 10**places)
    kinds = {"missing": WrongKind.NO_WEIGHT, "bad": WrongKind.BAD_WEIGHT, "other": WrongKind.WEIGHT_PLACES}
    return _part(nw, WEIGHT, column, kind, steps, kinds)


def _whole_weights(nw: Narwhals, factor: int) -> tuple[Step, ...]:
    missing, value = nw.col(f"{WEIGHT}_missing"), nw.col(f"{WEIGHT}_value")
    most = MOST_WEIGHT // factor
    fitting = nw.when((value > 0) & (value <= most)).then(value).otherwise(nw.lit(0))
    return (
        {
            f"{WEIGHT}_bad": ~missing & (value <= 0),
            f"{WEIGHT}_other": value > most,
            f"{WEIGHT}_scaled": fitting.cast(nw.whole) * factor,
        },
    )


def _decimal_weights(nw: Narwhals, factor: int) -> tuple[Step, ...]:
    """Take a float for the decimal that lies nearest to it, if that reads back as the same float."""
    names = ("missing", "value", "bad", "fitting", "divisor", "scaled")
    missing, value, bad, fitting, divisor, scaled = (nw.col(f"{WEIGHT}_{name}") for name in names)
    # What is far too large is not multiplied; a little is left for the comparison of scaled weights below.
    is_near = (value > 0) & (value <= MOST_WEIGHT / factor * 1.5)
    is_exact = equals(scaled / divisor, value) & (scaled <= float(MOST_WEIGHT))
    return (
        {
            f"{WEIGHT}_bad": ~missing & ((value <= 0) | (value > LARGEST)),
            f"{WEIGHT}_fitting": nw.when(is_near).then(value).otherwise(nw.lit(0.0)),
            # A column, since Polars multiplies by the inverse instead of dividing by one number.
            f"{WEIGHT}_divisor": missing.cast(nw.double) + float(factor),
        },
        {f"{WEIGHT}_scaled": (fitting * float(factor)).round(0)},
        {f"{WEIGHT}_other": ~missing & ~bad & ~is_exact},
    )


def persons_part(nw: Narwhals, column: str, kind: Kind) -> Part:
    """Read numbers of persons.

    Args:
        nw: what makes columns.
        column: the name of the column.
        kind: what it holds.

    Returns:
        Helper columns, among them `persons_whole`.
    """
    missing, value, whole = (nw.col(f"{PERSONS}_{name}") for name in ("missing", "value", "whole"))
    fits = (value >= 1) & (value <= MOST_PERSONS)
    fitting = nw.when(fits).then(value).otherwise(nw.lit(0 if kind is Kind.WHOLE else 0.0))
    steps: tuple[Step, ...] = (
        {f"{PERSONS}_whole": rounded(nw, fitting, kind)},
        {f"{PERSONS}_bad": ~missing & ~((whole > 0) & equals(whole, value))},
    )
    return _part(nw, PERSONS, column, kind, steps, {"missing": WrongKind.NO_PERSONS, "bad": WrongKind.BAD_PERSONS})


def _part(
    nw: Narwhals, inner: str, column: str, kind: Kind, steps: tuple[Step, ...], kinds: dict[str, WrongKind]
) -> Part:
    flags = tuple(Flag(kind=kind, column=column, inner=f"{inner}_{name}") for name, kind in kinds.items())
    return Part(steps=(read_column(nw, inner, kind), *steps), flags=flags)
