"""Rates so small that nobody could tell them from ratios: they are written with a percent sign.

Under a heading in per cent, 0.41 may mean 0.41 % or 41 %. The reader refuses it; 0.41% says what is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import TypeAlias

from attrs import frozen

from jxassess.comparing import ByFields
from jxassess.exact import places_of, to_text
from jxassess.io._definitions import STANDARD
from jxassess.io._sheets._kinds import IN_UNIT, INDICATOR, INDICATORS, OBSERVATIONS, TARGETS
from jxassess.io._tables._table import Table, Value

_PERCENT = ("%", "％")


@frozen
class Rate(ByFields):
    """A number in per cent that is to be written with its sign.

    Attributes:
        value: the number before the sign.
    """

    value: Fraction

    @property
    def text(self) -> str:
        """The number with its sign."""
        return f"{to_text(self.value)}%"


Written: TypeAlias = Value | Rate
"""What is written into a cell."""


class Rates:
    """Knows which indicators are in per cent."""

    def __init__(self, tables: Iterable[Table]) -> None:
        self._keys = {each.key for each in STANDARD if each.unit.en in _PERCENT}
        for table in tables:
            if table.kind == INDICATORS:
                unit = table.kind.columns.index(table.kind.column("unit_en"))
                self._keys |= {str(row[0]) for row in table.rows if row[unit] in _PERCENT}

    def marked(self, table: Table, rows: Iterable[Sequence[Value]]) -> Iterator[Sequence[Written]]:
        """Mark the small rates among rows.

        Args:
            table: the table that the rows are of.
            rows: its rows.

        Yields:
            The rows, with `Rate` for each number that could be taken for a ratio.
        """
        if table.kind not in (TARGETS, OBSERVATIONS):
            yield from rows
            return
        columns = table.kind.columns
        indicator = columns.index(INDICATOR)
        measured = [i for i, column in enumerate(columns) if column.key in IN_UNIT]
        for row in rows:
            doubtful = [i for i in measured if _is_doubtful(row[i])] if row[indicator] in self._keys else []
            yield [_marked(value) if i in doubtful else value for i, value in enumerate(row)] if doubtful else row


def _marked(number: Value) -> Written:
    return Rate(number) if isinstance(number, Fraction) else number


def _is_doubtful(number: Value) -> bool:
    # A fraction that no decimal writes is no ratio that anybody typed.
    return isinstance(number, Fraction) and 0 < abs(number) <= 1 and places_of(number) is not None
