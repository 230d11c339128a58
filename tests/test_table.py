"""Tables align in a terminal, where a Chinese character is two columns wide."""

from __future__ import annotations

from jxassess.words import table


def test_latin_cells() -> None:
    """Each column is as wide as its widest cell."""
    assert table(["rank", "city"], [["1", "Jia"], ["10", "Yi and others"]]) == (
        "| rank | city          |\n|------|---------------|\n| 1    | Jia           |\n| 10   | Yi and others |"
    )


def test_wide_cells() -> None:
    """A Chinese or full-width character counts as two columns, in the rule too."""
    # 名次 and 甲市 are four columns wide, （a） is five: two full-width brackets and one letter.
    assert table(["名次", "x"], [["1", "甲市"], ["（a）", ""]]) == (
        "| 名次  | x    |\n|-------|------|\n| 1     | 甲市 |\n| （a） |      |"
    )


def test_bars_are_escaped() -> None:
    """A bar in a head or a cell is escaped, so that it makes no other cell, and the columns still align."""
    # a\\|b is four columns wide.
    assert table(["a|b", "c"], [["1", "|甲||"], ["2", "3"]]) == (
        "| a\\|b | c        |\n|------|----------|\n| 1    | \\|甲\\|\\| |\n| 2    | 3        |"
    )


def test_no_rows() -> None:
    """A table without rows is its head and a rule."""
    assert table(["a", "bc"], []) == "| a | bc |\n|---|----|"
