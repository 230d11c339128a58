"""The definitions of indicators as a table, beside tables that name them by their keys."""

from __future__ import annotations

from collections.abc import Iterable

from jxassess.indicators import Indicator
from jxassess.io._definitions import STANDARD
from jxassess.io._sheets._kinds import INDICATORS
from jxassess.io._tables._evidence_tables import indicator_row
from jxassess.io._tables._table import Table, TableHead


def definitions_table(indicators: Iterable[Indicator], head: TableHead) -> Table:
    """Give the table that defines indicators which the library does not know of itself.

    Other tables name indicators by key; written beside this one, they show the names to people.

    Args:
        indicators: the indicators, each once or several times.
        head: what stands above it.

    Returns:
        The table, by key; without rows where all are known.
    """
    own = {each.key: each for each in indicators if each not in STANDARD}
    return Table(kind=INDICATORS, head=head, rows=[indicator_row(own[key]) for key in sorted(own)])
