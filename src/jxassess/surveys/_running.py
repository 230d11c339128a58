"""Runs the aggregation on the engine that holds the records: at once, block by block, or partition by partition."""

from __future__ import annotations

from collections.abc import Iterator

from jxassess.surveys._aggregation import RECORDS, Aggregation, added
from jxassess.surveys._frames import Frame, LazyFrame
from jxassess.surveys._narwhals import Records
from jxassess.surveys._plan import Plan, chosen, marked, repeated

# Rows of a frame in memory are added up block by block: the helper columns of a block need some hundred megabytes.
_BLOCK = 1 << 18


def prepared(plan: Plan, records: Records) -> tuple[Plan, LazyFrame]:
    """Choose the columns that are read; where households are numbered, look for those recorded more than once.

    Only where there are some are their records marked, so that the usual case pays for one look.

    Args:
        plan: how records are added up.
        records: the records.

    Returns:
        The plan, which heeds the marks where there are any, and the columns.
    """
    frame = chosen(plan, records.frame.lazy())
    if not plan.design.household:
        return plan, frame
    households = repeated(plan, frame)
    found = _collected(records, households.select(plan.narwhals.count().alias(RECORDS)))
    if found.get_column(RECORDS).to_list() == [0]:
        return plan, frame
    return marked(plan, frame, households)


def computed(aggregation: Aggregation, records: Records, frame: LazyFrame) -> Iterator[Frame]:
    """Add the records up.

    Args:
        aggregation: what is to be added up.
        records: the records, which tell the engine.
        frame: the columns that are read.

    Returns:
        Keys and outputs, block by block; a key may stand in several blocks, and more than once in one.
    """
    if records.frame.implementation.is_dask():
        yield _by_partition(aggregation, frame).collect()
        return
    for block in _blocks(records, frame):
        yield _collected(records, added(aggregation, block))


def _collected(records: Records, frame: LazyFrame) -> Frame:
    # Polars is asked to work in pieces, so that the helper columns of all records are never in memory together.
    return frame.collect(engine="streaming") if records.frame.implementation.is_polars() else frame.collect()


def _blocks(records: Records, frame: LazyFrame) -> Iterator[LazyFrame]:
    if records.is_lazy or records.frame.implementation.is_polars():
        yield frame
        return
    rows = frame.collect()
    for start in range(0, len(rows), _BLOCK):
        yield rows[start : start + _BLOCK].lazy()


def _by_partition(aggregation: Aggregation, frame: LazyFrame) -> LazyFrame:
    """Add up each partition of Dask where it lies: hundreds of columns are more than its own plans are made for."""
    nw = aggregation.plan.narwhals

    def add(partition: object) -> object:
        return added(aggregation, nw.read(partition).lazy()).collect().to_native()

    return nw.read(frame.to_native().map_partitions(add)).lazy()
