"""What keeps wrong input out of the cells of a template, says what is right, and shows what slipped in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeAlias

from jxassess.io._tables._xlsx_extras import Worksheet
from jxassess.io._templates._form import Slot
from jxassess.io._templates._looks import DOUBTFUL_FILL, FILLED_FILL, WRONG_FILL, TemplateLooks
from jxassess.io._templates._rules import ChoiceRule, DayRule, NumberRule
from jxassess.io._templates._words import WRONG_TITLE, WRONG_VALUE
from jxassess.words import Language

_TITLE, _MESSAGE = 32, 255
"""The most characters that a spreadsheet program shows beside a cell."""

_Range: TypeAlias = tuple[int, int, int, int]


class Guard:
    """Guards the cells of one sheet."""

    def __init__(self, sheet: Worksheet, looks: TemplateLooks, language: Language, choices: str) -> None:
        """Prepare the guard.

        Args:
            sheet: the sheet.
            looks: the formats of the workbook.
            language: `"en"` or `"zh"`.
            choices: the cells that hold what can be chosen as a source, as a formula.
        """
        self._sheet, self._looks, self._choices = sheet, looks, choices
        self._language: Language = language

    def column(self, place: int, first_row: int, title: str, slots: Iterable[Slot | None]) -> None:
        """Say what may be typed into a column, and let cells show when it is not that.

        Args:
            place: the column, from 0 on.
            first_row: the row of the first slot, from 0 on.
            title: what the column is called.
            slots: its cells, from that row on.
        """
        for slot, runs in _runs(slots):
            ranges = [(first_row + first, place, first_row + last, place) for first, last in runs]
            name = _cell_name(ranges[0][0], place)
            self._validate(ranges, self._validation(slot, name, title))
            for criteria, fill in self._conditions(slot, name):
                self._show(ranges, criteria, fill)

    def _show(self, ranges: Sequence[_Range], criteria: str, fill: str) -> None:
        options = {
            "type": "formula",
            "criteria": f"={criteria}",
            "format": self._looks.filled(fill),
            "multi_range": " ".join(map(_range_name, ranges)),
            "stop_if_true": True,
        }
        self._sheet.conditional_format(*ranges[0], options)

    def _validate(self, ranges: Sequence[_Range], options: dict[str, object]) -> None:
        others = [list(each) for each in ranges[1:]]
        self._sheet.data_validation(*ranges[0], options | ({"other_cells": others} if others else {}))

    def _validation(self, slot: Slot, name: str, title: str) -> dict[str, object]:
        language, rule = self._language, slot.rule
        asked: dict[str, object] = {"validate": "any"}
        if isinstance(rule, NumberRule | DayRule):
            asked = {"validate": "custom", "value": f"={rule.condition(name, language)}"}
        elif isinstance(rule, ChoiceRule):
            asked = {"validate": "list", "source": self._choices}
        wrong = WRONG_VALUE.format(rule=rule.words).text(language)
        return asked | {
            "input_title": title[:_TITLE],
            "input_message": rule.prompt(language, is_needed=slot.is_needed)[:_MESSAGE],
            "error_title": WRONG_TITLE.text(language),
            "error_message": wrong[:_MESSAGE],
        }

    def _conditions(self, slot: Slot, name: str) -> Iterator[tuple[str, str]]:
        rule = slot.rule
        if isinstance(rule, NumberRule | DayRule):
            yield f"AND(NOT(ISBLANK({name})),NOT({rule.condition(name, self._language)}))", WRONG_FILL
        if isinstance(rule, NumberRule) and rule.is_percent:
            is_small = f"ISNUMBER({name}),{name}<>0,ABS({name})<=1"
            yield f'AND({is_small},LEFT(CELL("format",{name}),1)<>"P")', DOUBTFUL_FILL
        yield f"LEN(TRIM({name}))>0", FILLED_FILL


def _cell_name(row: int, column: int) -> str:
    """Name a cell, such as `C4`.

    Args:
        row: its row, from 0 on.
        column: its column, from 0 on.

    Returns:
        The name.
    """
    letters, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"


def _range_name(cells: _Range) -> str:
    """Name a range, such as `C4:C9`.

    Args:
        cells: first row and column, last row and column, from 0 on.

    Returns:
        The name.
    """
    first, last = _cell_name(*cells[:2]), _cell_name(*cells[2:])
    return first if first == last else f"{first}:{last}"


def _runs(slots: Iterable[Slot | None]) -> Iterator[tuple[Slot, list[tuple[int, int]]]]:
    """Give slots of a column that are alike, with the first and last row of each run of them."""
    found: dict[Slot, list[tuple[int, int]]] = {}
    row = 0
    for slot, run in groupby(slots):
        last = row + len(list(run))
        if slot is not None:
            found.setdefault(slot, []).append((row, last - 1))
        row = last
    yield from found.items()
