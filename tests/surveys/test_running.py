from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve, frozen
from made_surveys import as_pandas_pyarrow, made_survey

from jxassess.surveys import tally


class Parts:
    """Some frames of pandas, as Dask has them."""

    def __init__(self, frames: list[Any]) -> None:
        self.frames = frames

    def map_partitions(self, function: Callable[[Any], Any]) -> Any:
        """Give what a function makes of each, one below the other."""
        import pandas as pd

        return pd.concat([function(frame) for frame in self.frames])


@frozen
class Parted:
    """A lazy frame of narwhals that says it is one of Dask."""

    frame: Any

    def to_native(self) -> Parts:
        """Cut it into blocks of ten rows."""
        rows = self.frame.collect().to_native()
        return Parts([rows[start : start + 10] for start in range(0, len(rows), 10)])


class Implementation:
    """Says that it is Dask."""

    def is_dask(self) -> bool:
        """It is."""
        return True

    def is_polars(self) -> bool:
        """It is not."""
        return False


@frozen
class Frame:
    """A frame of narwhals that says it is one of Dask."""

    frame: Any
    implementation = Implementation()


def test_frames_in_parts_are_added_up_part_by_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each part is added up where it lies, and the sums are put together; Dask itself has tests of its own."""
    from jxassess.surveys import _running, _tallying

    survey, original = made_survey("plain"), _running.computed

    def computed(aggregation: Any, records: Any, frame: Any) -> Any:
        return original(aggregation, evolve(records, frame=Frame(records.frame)), Parted(frame))

    monkeypatch.setattr(_tallying, "computed", computed)
    made = tally(as_pandas_pyarrow(survey.records), survey.design, survey.rule, counties=survey.counties)
    assert made == survey.tally()
