"""How a workbook looks: fonts, colours, widths, formats of numbers."""

from __future__ import annotations

from enum import Enum, unique
from fractions import Fraction
from functools import lru_cache
from unicodedata import east_asian_width

from jxassess.exact import places_of, to_text
from jxassess.io._tables._xlsx_extras import FONT_SIZE, FONTS, Format, FormatProperties, Workbook
from jxassess.words import Language

MOST_DIGITS = 15
"""So many digits a spreadsheet program keeps of a number; a longer one is written as text."""
WIDEST = 60
_NARROWEST = 6
_HEADING_WIDTH = 14
_FILTER_WIDTH = 3
LINE = "#BFC7D1"
HEADING_FILL = "#DCE6F1"
HEADING_TEXT = "#1F3864"
WARNING = "#C00000"
_ROOT_FILL = "#DDEBF7"
_TOP_FILL = "#F2F7FC"


@unique
class Depth(Enum):
    """How deep the step of a row stands, which its looks tell."""

    NONE = -1
    """The rows of the table are no steps."""
    ROOT = 0
    TOP = 1
    SECOND = 2
    THIRD = 3
    FOURTH = 4

    @classmethod
    def of(cls, number: str) -> Depth:
        """Give the depth of a number such as 1.2.3; deeper ones look like the fourth."""
        return cls.ROOT if number == "0" else cls(min(number.count(".") + 1, cls.FOURTH.value))

    @property
    def indent(self) -> int:
        """How far the name of the step is moved to the right."""
        return max(self.value, 0)


class Looks:
    """The formats of the cells of a workbook, each made once."""

    def __init__(self, book: Workbook, language: Language) -> None:
        self._book = book
        self._font: FormatProperties = {"font_name": FONTS[language], "font_size": FONT_SIZE, "valign": "vcenter"}
        self._made: dict[tuple[object, ...], Format] = {}

    def _cell(self, depth: Depth, *key: str | int | bool, **properties: str | int | bool) -> Format:
        """Give the format of a cell of a table; steps near the top stand out."""
        if (depth, key) not in self._made:
            step = _STEPS.get(depth, {})
            self._made[depth, key] = self._format(border=1, border_color=LINE, **step, **properties)
        return self._made[depth, key]

    def _format(self, **properties: str | int | bool) -> Format:
        return self._book.add_format({**self._font, **properties})

    def head(self, *, is_synthetic: bool) -> Format:
        """The line above a table; red where data are made up."""
        return self._format(bold=True, font_size=12, font_color=WARNING if is_synthetic else HEADING_TEXT)

    def heading(self) -> Format:
        """The name of a column."""
        fill: FormatProperties = {"bg_color": HEADING_FILL, "font_color": HEADING_TEXT, "bold": True}
        return self._cell(Depth.NONE, "heading", text_wrap=True, align="center", **fill)

    def text(self, depth: Depth, *, indent: int = 0, is_wrapped: bool = False) -> Format:
        """Text in a table."""
        return self._cell(depth, "text", indent, is_wrapped, align="left", indent=indent, text_wrap=is_wrapped)

    def centred(self, depth: Depth) -> Format:
        """Short text: codes, yes and no, grades."""
        return self._cell(depth, "centred", align="center")

    def number(self, number_format: str, depth: Depth) -> Format:
        """A number."""
        return self._cell(depth, "number", number_format, align="right", num_format=number_format)

    def whole(self, depth: Depth) -> Format:
        """A count, a rank or a year."""
        return self._cell(depth, "whole", align="center", num_format="0")

    def day(self, depth: Depth) -> Format:
        """A day."""
        return self._cell(depth, "day", align="center", num_format="yyyy-mm-dd")

    def label(self) -> Format:
        """What a line of the first sheet is about."""
        fill: FormatProperties = {"bg_color": HEADING_FILL, "font_color": HEADING_TEXT, "bold": True}
        return self._cell(Depth.NONE, "label", align="left", indent=1, **fill)

    def about_number(self) -> Format:
        """A number on the first sheet."""
        return self._cell(Depth.NONE, "about_number", align="left", num_format="0")

    def about_day(self) -> Format:
        """A day on the first sheet."""
        return self._cell(Depth.NONE, "about_day", align="left", num_format="yyyy-mm-dd")

    def note(self) -> Format:
        """A line of the first sheet that is no value."""
        return self._format(align="left")

    def link(self) -> Format:
        """A line that leads to a sheet."""
        return self._format(align="left", font_color="#0563C1", underline=1)


_STEPS: dict[Depth, FormatProperties] = {
    Depth.ROOT: {"bold": True, "bg_color": _ROOT_FILL},
    Depth.TOP: {"bold": True, "bg_color": _TOP_FILL},
}


def fits_number(value: Fraction) -> bool:
    """Tell whether a spreadsheet program keeps every digit of a number."""
    if places_of(value) is None:
        return False
    return len(to_text(abs(value)).replace(".", "").strip("0")) <= MOST_DIGITS and abs(value) < 10**MOST_DIGITS


def number_format(places: int) -> str:
    """Give the format that shows so many decimal places."""
    return f"0.{'0' * places}" if places else "0"


# The same few texts stand in thousands of cells.
@lru_cache(maxsize=10_000)
def shown_width(text: str) -> int:
    """Give the width of the widest line of a text, a Chinese character counting two."""
    return max(map(_line_width, text.split("\n")))


def _line_width(line: str) -> int:
    return len(line) if line.isascii() else sum(map(_width, line))


def _width(character: str) -> int:
    return 1 if character.isascii() or east_asian_width(character) not in "WFA" else 2


def column_width(heading: str, longest: int) -> float:
    """Give the width of a column: all of its cells fit, up to the widest that a page bears; long headings are wrapped.

    Args:
        heading: the name of the column.
        longest: the width of its widest cell.

    Returns:
        The width, in characters.
    """
    name = min(shown_width(heading), _HEADING_WIDTH) + _FILTER_WIDTH
    return min(max(name, longest + 2, _NARROWEST), WIDEST)
