"""Definitions of indicators beside tables that name them by key."""

from __future__ import annotations

from attrs import evolve

from jxassess.indicators import CATALOGUE
from jxassess.io.tables import TableHead, definitions_table


def test_only_indicators_of_ones_own_are_defined() -> None:
    """Those that the library knows are left out; each other one stands once, in the order of keys."""
    rate, other = evolve(CATALOGUE[4], key="rate"), evolve(CATALOGUE[4], key="other")
    head = TableHead(year=2019, on=None, stage=None, is_synthetic=True)
    table = definitions_table([rate, CATALOGUE[4], other, rate], head)
    assert [row[0] for row in table.rows] == ["other", "rate"]
    assert definitions_table(CATALOGUE, head).rows == ()
