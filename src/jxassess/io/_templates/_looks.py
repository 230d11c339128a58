"""How a template looks: the colours that tell what is to be filled in."""

from __future__ import annotations

from jxassess.io._tables._looks import LINE, Looks
from jxassess.io._tables._xlsx_extras import Format
from jxassess.io._templates._form import ADDED, Slot
from jxassess.io._templates._rules import DayRule, NumberRule

NEEDED_FILL = "#FFF2CC"
OPTIONAL_FILL = "#E2F0D9"
CLOSED_FILL = "#D9D9D9"
WRONG_FILL = "#FF9999"
DOUBTFUL_FILL = "#FFC266"
FILLED_FILL = "#FFFFFF"
_FIXED_FILL = "#F2F2F2"
GROUP_FILLS = ("#DCE6F1", "#E2EFDA", "#FCE4D6", "#E4DFEC")
"""The headings of the four dimensions, in their order."""
_ADDED_FILL = "#EDEDED"
_DARK_LINE = "#8C96A3"
_HINT_TEXT = "#595959"


class TemplateLooks(Looks):
    """The formats of the cells of a template."""

    def hint(self) -> Format:
        """The line that says what to do."""
        return self._format(font_color=_HINT_TEXT, italic=True)

    def group(self, group: int) -> Format:
        """The name of a column of a dimension."""
        fill = _ADDED_FILL if group == ADDED else GROUP_FILLS[group]
        return self._format(bold=True, text_wrap=True, align="center", bg_color=fill, border=1, border_color=_DARK_LINE)

    def fixed(self, *, is_code: bool = False) -> Format:
        """A cell that is filled in already."""
        align = "center" if is_code else "left"
        return self._format(bg_color=_FIXED_FILL, border=1, border_color=LINE, align=align)

    def slot(self, slot: Slot | None) -> Format:
        """A cell to be filled in, or one that is not."""
        if slot is None:
            return self._format(bg_color=CLOSED_FILL, border=1, border_color=LINE)
        fill = NEEDED_FILL if slot.is_needed else OPTIONAL_FILL
        align, form = "right", "General"
        if isinstance(slot.rule, DayRule):
            align, form = "center", "yyyy-mm-dd"
        elif not isinstance(slot.rule, NumberRule):
            align, form = "left", "@"
        # What is typed is shown as it is, so that nothing hides behind a rounded number.
        return self._format(
            bg_color=fill, border=1, border_color=LINE, locked=False, align=align, num_format=form, text_wrap=True
        )

    def filled(self, fill: str) -> Format:
        """What a condition makes of a cell: another colour, and nothing else."""
        return self._book.add_format({"bg_color": fill})

    def legend(self, fill: str) -> Format:
        """A colour and what it means."""
        return self._format(bg_color=fill, border=1, border_color=LINE, indent=1)

    def value(self, number_format: str = "@") -> Format:
        """Text on the first sheet, or a number or day in its format."""
        return self._format(
            align="left", indent=1, text_wrap=True, num_format=number_format, border=1, border_color=LINE
        )

    def title(self) -> Format:
        """The name of a part of the first sheet."""
        return self._format(bold=True, font_size=11)
