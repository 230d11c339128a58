"""Files of one name in several folders."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2]))

from made_sheets import MadeSheet

from jxassess.io._reading._renamed import RenamedSheet, names_of


def test_names() -> None:
    """Files are named with as much of their path as tells them apart."""
    paths = [Path(each) for each in ("/a/甲市/指标.xlsx", "/a/乙市/指标.xlsx", "/b/乙市/指标.xlsx", "/b/丙.xlsx")]
    assert [*names_of(paths).values()] == ["甲市/指标.xlsx", "a/乙市/指标.xlsx", "b/乙市/指标.xlsx", "丙.xlsx"]


def test_places() -> None:
    """A sheet whose file is called otherwise names its cells so, and is the same in all else."""
    sheet = MadeSheet(table=[("a",)], is_decoded=True, hidden_rows=frozenset({2}), hidden_columns=frozenset({3}))
    found = RenamedSheet(sheet, "旧/甲市.xlsx")
    assert (found.file, found.place(7, 3)) == ("旧/甲市.xlsx", "[旧/甲市.xlsx]指标数据!C7")
    for name in ("name", "is_hidden", "is_decoded", "hidden_rows", "hidden_columns", "merged", "last_row"):
        assert getattr(found, name) == getattr(sheet, name)
    assert [*found.rows()] == [*sheet.rows()]
