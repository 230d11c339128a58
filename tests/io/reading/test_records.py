"""Records of all sheets, each once."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2]))

from made_sheets import DAY, MadeSheet

from jxassess.evidence import Evidence, Observation
from jxassess.io._reading._box import Box
from jxassess.io._reading._records import Records, where_of


def test_cells_of_two_files(evidence: Evidence) -> None:
    """A record that stands in two files is noted with both cells; in one file it is a fault at once."""
    box = Box()
    records = Records(None, box)
    place, values = evidence.counties[0], frozenset([("exit_accuracy", "a")])
    first, second = (MadeSheet(table=[], file=name) for name in ("一.xlsx", "二.xlsx"))
    assert records.is_new_row("observations", place, values, (first, 2, 1))
    assert not records.is_new_row("observations", place, values, (second, 2, 1))
    assert not records.is_new_row("observations", place, values, (first, 3, 1))
    [(fault, cell, other)] = records.clashes
    assert (fault.where, where_of(cell), where_of(other)) == (
        "[二.xlsx]指标数据!A2",
        "[二.xlsx]指标数据!A2",
        "[一.xlsx]指标数据!A2",
    )
    assert [each.where for each in box.faults] == ["[一.xlsx]指标数据!A3"]


@pytest.mark.parametrize(("version", "source"), [(2, "a"), (1, "b")])
def test_other_versions_and_sources(version: int, source: str, evidence: Evidence) -> None:
    """Another version or another source is another record."""
    box = Box()
    records = Records(evidence, box)
    known = evidence.observations[0]
    found = Observation(
        place=known.place,
        indicator=known.indicator,
        value=known.value,
        source=source,
        on=DAY,
        document="d",
        version=version,
        submitter="x",
        reason="y",
    )
    records.add_observation(found, (MadeSheet(table=[]), 2, 1))
    assert (records.observations, box.faults) == ([found], [])
