"""What all ways of writing tables have in common: how far they have come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from jxassess.io._sheets._progress import EVERY, Progress, ProgressCallback
from jxassess.io._tables._rates import Rates, Written
from jxassess.io._tables._table import Table


class Counter:
    """Counts rows as they are written, and says so now and then."""

    def __init__(self, tables: Iterable[Table], progress: ProgressCallback | None) -> None:
        given = tuple(tables)
        self._total = sum(len(table.rows) for table in given)
        self._done = 0
        self._progress = progress
        self._rates = Rates(given)

    def rows(self, table: Table) -> Iterator[Sequence[Written]]:
        """Give the rows of a table as they are to be written, counting them.

        Args:
            table: one of the tables.

        Yields:
            Its rows, small rates marked.
        """
        for row in self._rates.marked(table, table.rows):
            yield row
            self._done += 1
            if self._done % EVERY == 0:
                self._tell(table)
        self._tell(table)

    def _tell(self, table: Table) -> None:
        if self._progress is not None:
            self._progress(Progress(done=self._done, total=self._total, what=table.kind.key))
