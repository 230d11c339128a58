"""How the tables of an office differ."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from jxassess.errors import ScopeError
from jxassess.io._reading._rules import TableRules


def test_values() -> None:
    """Rules are values: equal whatever the order in which they were said, and hashable."""
    first = TableRules(sheets={"b": "targets", "a": ""}, percents=["y", "x"], headings=(("h", "k"),))
    second = TableRules(sheets={"a": "", "b": "targets"}, percents=("x", "y"), headings={"h": "k"})
    assert (first, hash(first)) == (second, hash(second))
    assert TableRules(ratios="exit_accuracy").ratios == ("exit_accuracy",)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"on": "2020-12-31"}, "no day"),
        ({"on": datetime(2020, 12, 31)}, "no day"),
        ({"document": 5}, "document 5 is no plain text"),
        ({"source": " "}, "source ' ' is no plain text"),
        ({"source": "a\u200bb"}, "no plain text"),
        ({"document": "电话13800138000"}, "no plain text"),
    ],
)
def test_what_could_not_stand_in_a_cell(options: dict[str, Any], message: str) -> None:
    """Source, document and day are what a cell could hold."""
    with pytest.raises(ScopeError, match=message):
        TableRules(**options)


def test_contradiction() -> None:
    """An indicator cannot be in per cent and a ratio."""
    with pytest.raises(ScopeError, match="x cannot be both"):
        TableRules(percents=["x", "y"], ratios=["x"])
