"""Rates so small that they could be taken for ratios."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from jxassess.evidence import Evidence
from jxassess.io._sheets._kinds import CARRIED, INDICATORS, TARGETS
from jxassess.io._tables._evidence_tables import evidence_tables
from jxassess.io._tables._rates import Rate, Rates
from jxassess.io._tables._table import Table, TableHead


def test_which_are_marked(head: TableHead) -> None:
    """Only numbers in per cent from above 0 to 1, of either sign, are marked; those of other units are not."""
    values = ["0", "0.01", "1", "1.01", "-0.5", "-1", "100"]
    rows = [["990121", None, "exit_accuracy", Fraction(value), "x", None] for value in values]
    rows += [["990121", None, "poor_villages_exited", Fraction(1), "x", None]]
    rows += [["990121", None, "exit_accuracy", Fraction(1, 3), "x", None]]
    table = Table(kind=TARGETS, head=head, rows=rows)
    found = [row[3] for row in Rates([table]).marked(table, table.rows)]
    marked = [cell.text for cell in found if isinstance(cell, Rate)]
    assert marked == ["0.01%", "1%", "-0.5%", "-1%"]
    assert [cell for cell in found if not isinstance(cell, Rate)] == [0, Fraction("1.01"), 100, 1, Fraction(1, 3)]


def test_own_indicators(head: TableHead) -> None:
    """An indicator that the tables define in per cent is known to be so."""
    clause = [None]
    own = Table(
        kind=INDICATORS,
        head=head,
        rows=[
            ["own", "own", "自定", "%", "%", 2, Fraction(0), None, "higher", False, *clause],
            ["other", "other", "其他", "points", "分", 2, Fraction(0), None, "higher", False, *clause],
        ],
    )
    rows = [["990121", None, key, Fraction(1, 2), "x", None] for key in ("own", "other")]
    table = Table(kind=TARGETS, head=head, rows=rows)
    assert [row[3] for row in Rates([own, table]).marked(table, table.rows)] == [Rate(Fraction(1, 2)), Fraction(1, 2)]


def test_other_tables(head: TableHead, evidence: Evidence) -> None:
    """Tables without values of indicators stay as they are."""
    table = Table(kind=CARRIED, head=head, rows=[["990121", None, Fraction(1, 2), date(2019, 1, 1), "x"]])
    assert [*Rates(evidence_tables(evidence)).marked(table, table.rows)] == [*table.rows]
