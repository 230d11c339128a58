"""How a sheet is laid out: captions, the row of headings, what each column is for, and what keeps rows from being read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain
from typing import NamedTuple

from jxassess.faults import Fault
from jxassess.io._reading import _reading_fault_kinds as kinds
from jxassess.io._reading._box import Box, sheet_place
from jxassess.io._reading._headings import SKIPPED, Heading, Headings
from jxassess.io._sheets._kinds import CellKind
from jxassess.io._sheets._sheet import MergedRange, Percent, Raw, Sheet, SheetRow
from jxassess.io._sheets._texts import half_width, is_blank, said

_FEWEST = 2
_FARTHEST = 50
_LONGEST = 200
# 填报单位 and the like are offices, not units of measure.
_SCALED = re.compile(
    r"(?<![报送制编责任管])单位\s*[:为]?\s*(?:[十百千万亿]+(?:[人户个名元口村亩次]|\W|$)|‰)"
    r"|\bin (?:thousands?|millions?)\b|unit[^:]*:\s*(?:thousand|million)"
)
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?%?")
_CODE = re.compile(r"\d{6}")


class Layout(NamedTuple):
    """The columns of a sheet.

    Attributes:
        row: the number of the row of headings.
        columns: the number of each column that is read, from 1 on, with what it is for.
        width: how many columns have a heading or stand before one.
        gaps: the columns before the last heading that have none; counted from 0.
        is_proven: whether a heading that is no ASCII was known, so that the text was decoded rightly.
        is_whole: whether every heading was known.
    """

    row: int
    columns: tuple[tuple[int, Heading], ...]
    width: int
    gaps: tuple[int, ...]
    is_proven: bool
    is_whole: bool

    def number_of(self, key: str) -> int | None:
        """Give the number of the column of a key, `None` where there is none."""
        for number, heading in self.columns:
            if heading.column is not None and heading.column.key == key:
                return number
        return None


def find_layout(
    sheet: Sheet, rows: Iterator[SheetRow], headings: Headings, box: Box
) -> tuple[Layout, Iterator[SheetRow]] | None:
    """Find the headings of a sheet.

    They are the first row in which at least two cells, and half of those that hold something, are headings.

    Args:
        sheet: the sheet.
        rows: its rows from the top.
        headings: what headings may be.
        box: gets the faults.

    Returns:
        The layout, and the rows below; `None` where there are no headings. A heading with a fault is no column.
    """
    seen: list[SheetRow] = []
    best: tuple[int, int] | None = None
    for row in rows:
        held = _held(row)
        if held:
            known = sum(map(headings.is_known, held))
            seen.append(row)
            # Without such a row, the one with most of them and no number; without any, the first that could be one.
            if len(held) >= _FEWEST and (best is None or (known > best[1] and not any(map(_is_number, held)))):
                best = (len(seen) - 1, known)
            if known >= _FEWEST and 2 * known >= len(held):
                best = (len(seen) - 1, known)
                break
            if len(seen) == _FARTHEST:
                break
    if best is None:
        if seen:
            box.add(kinds.NO_HEADER.at(sheet_place(sheet)))
        return None
    place, _ = best
    below = chain(seen[place + 1 :], rows)
    upper, lower = seen[place - 1] if place else None, next(below, None)
    header = seen[place]
    for first, second in ((upper, header), (header, lower)):
        if _are_two_rows(first, second, headings):
            box.add(kinds.TWO_HEADERS.at(sheet.place((first or header).number, 1)))
            return None
    layout = _layout(sheet, header, headings, box)
    if layout is None:
        return None
    for caption in seen[:place]:
        _look_at_caption(sheet, caption, layout, box)
    return layout, below if lower is None else chain((lower,), below)


def _held(row: SheetRow) -> list[Raw]:
    return [cell for cell in row.cells if not is_blank(cell)]


def _look_at_caption(sheet: Sheet, row: SheetRow, layout: Layout, box: Box) -> None:
    held = [(i, cell) for i, cell in enumerate(row.cells) if not is_blank(cell)]
    nexts = [cell for _, cell in held[1:]]
    for (i, cell), after in zip(held, [*nexts, None], strict=True):
        if isinstance(cell, str) and len(cell) < _LONGEST:
            # The unit may stand in the cell beside.
            text = f"{cell} {after}" if isinstance(after, str) and len(after) < _LONGEST else cell
            found = _SCALED.search(half_width(text).lower())
            if found is not None and found.start() < len(cell):
                box.add_at(
                    sheet, row.number, i + 1, kinds.SCALED_TABLE.at("", said(text[: max(len(cell), found.end())]))
                )
    if len(held) >= _FEWEST and any(_is_data(i + 1, cell, layout) for i, cell in held):
        box.add_at(sheet, row.number, held[0][0] + 1, kinds.DATA_ABOVE.at(""))


def _is_data(number: int, raw: Raw, layout: Layout) -> bool:
    """Tell whether a cell above the headings is the code of a unit, or a number over a column of numbers."""
    heading = dict(layout.columns).get(number, SKIPPED)
    is_measured = heading.column.kind is CellKind.NUMBER if heading.column else heading.indicator is not None
    return _CODE.fullmatch(_plain(raw)) is not None or (is_measured and _is_number(raw))


def _is_number(raw: Raw) -> bool:
    return isinstance(raw, int | Decimal | float | Percent) or _NUMBER.fullmatch(_plain(raw)) is not None


def _plain(raw: Raw) -> str:
    return half_width(str(raw).strip())


def _are_two_rows(upper: SheetRow | None, lower: SheetRow | None, headings: Headings) -> bool:
    """Tell whether the headings stand in two rows: what is known in the one has nothing beside it in the other."""
    if upper is None or lower is None:
        return False
    above = {i for i, cell in enumerate(upper.cells) if headings.is_known(cell)}
    below = {i for i, cell in enumerate(lower.cells) if not is_blank(cell)}
    return bool(above) and not above & below and any(headings.is_known(lower.cells[i]) for i in below)


def _layout(sheet: Sheet, row: SheetRow, headings: Headings, box: Box) -> Layout | None:
    columns: list[tuple[int, Heading]] = []
    faults: list[tuple[int, Fault]] = []
    gaps: list[int] = []
    width = max(i for i, cell in enumerate(row.cells) if not is_blank(cell)) + 1
    is_proven, is_whole = False, True
    for i, cell in enumerate(row.cells[:width]):
        if is_blank(cell):
            gaps.append(i)
            continue
        found = headings.match(cell)
        if isinstance(found, Fault):
            is_whole = False
            faults.append((i + 1, found))
        elif found != SKIPPED:
            is_proven = is_proven or not str(cell).isascii()
            fault = _repeated(sheet, row.number, columns, found, cell)
            if fault is None:
                columns.append((i + 1, found))
            else:
                faults.append((i + 1, fault))
    if not columns and not is_whole and not any(fault.code == kinds.PERSONAL_COLUMN.code for _, fault in faults):
        # A row of data, since the headings were deleted, or a title in several cells.
        box.add(kinds.NO_HEADER.at(sheet.place(row.number, 1)))
        return None
    for number, fault in faults:
        box.add_at(sheet, row.number, number, fault)
    layout = Layout(row.number, tuple(columns), width, tuple(gaps), is_proven, is_whole)
    _look_at_form(sheet, layout, row.cells, box)
    return layout


def _repeated(
    sheet: Sheet, row: int, columns: Sequence[tuple[int, Heading]], found: Heading, cell: Raw
) -> Fault | None:
    for number, other in columns:
        if (other.column, other.indicator, other.source) == (found.column, found.indicator, found.source):
            return kinds.DUPLICATE_COLUMN.at("", said(cell), other=sheet.place(row, number))
    return None


def _look_at_form(sheet: Sheet, layout: Layout, cells: Sequence[Raw], box: Box) -> None:
    for number, _ in layout.columns:
        if number in sheet.hidden_columns:
            box.add_at(sheet, layout.row, number, kinds.HIDDEN_COLUMN.at("", said(cells[number - 1])))
    if layout.row in sheet.hidden_rows:
        box.add_at(sheet, layout.row, 1, kinds.HIDDEN_ROW.at(""))
    read = {number for number, _ in layout.columns}
    for merged in sheet.merged:
        if box.is_full:
            return
        if merged.last_row >= layout.row and _is_among(merged, read):
            last = sheet.place(merged.last_row, merged.last_column)
            box.add_at(sheet, merged.first_row, merged.first_column, kinds.MERGED_CELLS.at("", last))


def _is_among(merged: MergedRange, read: set[int]) -> bool:
    return any(merged.first_column <= number <= merged.last_column for number in read)


class Rows:
    """The rows below the headings that hold anything; what stands under no heading is a fault, and so is a hidden row.

    Attributes:
        has_hidden: whether a row was hidden, so that no total can be held against the rest.
    """

    def __init__(self, sheet: Sheet, rows: Iterator[SheetRow], layout: Layout, box: Box) -> None:
        self._sheet = sheet
        self._rows = rows
        self._layout = layout
        self._box = box
        self._stray: dict[int, tuple[int, int]] = {}
        self.has_hidden = False

    def __iter__(self) -> Iterator[SheetRow]:
        """Give the rows, as wide as the headings.

        Yields:
            Rows that hold something and are not hidden, until there are too many faults.
        """
        width, gaps, hidden, box = self._layout.width, self._layout.gaps, self._sheet.hidden_rows, self._box
        read = [number - 1 for number, _ in self._layout.columns]
        for row in self._rows:
            if box.is_full:
                break
            number, cells = row
            length = len(cells)
            if gaps or length > width:
                self._look_for_stray(number, cells)
            if length != width:
                cells = [*cells[:width], *[None] * (width - length)]
            if number in hidden and not all(map(is_blank, cells)):
                self.has_hidden = True
                box.add_at(self._sheet, number, 1, kinds.HIDDEN_ROW.at(""))
            # What stands in columns that are not read, such as running numbers, makes no row.
            elif not all(is_blank(cells[i]) for i in read):
                yield SheetRow(number, cells)
        for column, (number, count) in sorted(self._stray.items()):
            box.add_at(self._sheet, number, column + 1, kinds.STRAY_CELL.at("", number=count))

    def _look_for_stray(self, number: int, cells: Sequence[Raw]) -> None:
        width = self._layout.width
        outside = (*(i for i in self._layout.gaps if i < len(cells)), *range(width, len(cells)))
        for i in outside:
            if not is_blank(cells[i]):
                first, count = self._stray.get(i, (number, 0))
                self._stray[i] = (first, count + 1)
