"""Tables as text, aligned for Chinese characters, which are two columns wide."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import east_asian_width


def table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Make a Markdown table whose columns align in a terminal.

    Args:
        columns: the heads.
        rows: the cells, as many in each row as there are heads.

    Returns:
        Lines joined by line ends.
    """
    # A bar inside a cell would begin another one.
    lines = [[cell.replace("|", "\\|") for cell in row] for row in (columns, *rows)]
    widths = [max(map(_width, cells)) for cells in zip(*lines, strict=True)]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([_line(lines[0], widths), rule, *(_line(row, widths) for row in lines[1:])])


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell + " " * (width - _width(cell)) for cell, width in zip(cells, widths, strict=True))
    return "| " + " | ".join(padded) + " |"
