"""The formats of the cells of a workbook, and what they show."""

from __future__ import annotations

import re

from attrs import frozen

from jxassess.comparing import ByFields
from jxassess.faults import FaultsError
from jxassess.io._sheets._archive import Archive
from jxassess.io._sheets._file_fault_kinds import ODD_SETTING
from jxassess.io._sheets._format_codes import Shape, shape_of
from jxassess.io._sheets._parts import MAIN, MOST_HEAD, attribute_table
from jxassess.io._shown import shown
from jxassess.words import Words

_MONTH, _DAY = 'yyyy"年"m"月"', 'm"月"d"日"'
_HOUR, _SECOND = 'h"时"mm"分"', 'h"时"mm"分"ss"秒"'
# Formats without a code: days of Chinese programs, and one that openpyxl gives without its sections.
_BUILT_IN = {
    **dict.fromkeys((27, 36, 50, 52, 57), _MONTH),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), _DAY),
    30: "m-d-yy",
    31: f'{_MONTH}d"日"',
    **dict.fromkeys((32, 34, 55), _HOUR),
    **dict.fromkeys((33, 35, 56), _SECOND),
    44: r'_("$"* #,##0.00_);_("$"* \(#,##0.00\);_("$"* "-"??_);_(@_)',
}
_WHOLE = re.compile(r"[0-9]{1,6}")
_LISTS = frozenset(f"{MAIN}{name}" for name in ("cellXfs", "cellStyleXfs", "cellStyles", "dxfs"))
_FORMAT = Words("a number format", "数字格式")
_LONGEST_CODE = 255
"""Characters of a format in any spreadsheet program."""


@frozen(kw_only=True)
class Formats(ByFields):
    """How the formats of a workbook show what cells hold.

    Attributes:
        shapes: what each format shows, by its place in the list.
    """

    shapes: tuple[Shape, ...] = ()

    def plain(self) -> frozenset[int]:
        """Give the formats that show every number as it is."""
        if not self.shapes:
            return frozenset((0,))
        return frozenset(i for i, shape in enumerate(self.shapes) if shape.is_plain)

    def hiding(self) -> frozenset[int]:
        """Give the formats that show nothing of a text."""
        return frozenset(i for i, shape in enumerate(self.shapes) if shape.hides_text)


def read_formats(archive: Archive, part: str | None) -> Formats:
    """Read what the formats of cells show.

    Args:
        archive: the workbook.
        part: the part that holds them, if any.

    Returns:
        The formats by their places.

    Raises:
        FaultsError: the part is broken.
    """
    codes: dict[str, str] = {}
    used: list[str] = []
    is_used = False

    def start(name: str, attributes: list[str]) -> None:
        nonlocal is_used
        if name == f"{MAIN}xf":
            if is_used:
                used.append(checked(attribute_table(attributes).get("numFmtId", "0")))
        elif name == f"{MAIN}numFmt":
            table = attribute_table(attributes)
            # The first of a number counts: later ones belong to conditions.
            codes.setdefault(checked(table.get("numFmtId", "")), table.get("formatCode", "")[: _LONGEST_CODE + 1])
        elif name in _LISTS:
            is_used = name == f"{MAIN}cellXfs"

    def checked(number: str) -> str:
        if not _WHOLE.fullmatch(number):
            raise FaultsError([ODD_SETTING.at(archive.name, shown(number), what=_FORMAT)])
        return number

    if part is not None:
        archive.refuse_large(part, MOST_HEAD)
        archive.elements(part, start)
    if long := next((code for code in codes.values() if len(code) > _LONGEST_CODE), None):
        raise FaultsError([ODD_SETTING.at(archive.name, shown(long), what=_FORMAT)])
    return Formats(shapes=tuple([_shape(number, codes.get(number)) for number in used]))


def _shape(number: str, code: str | None) -> Shape:
    """Tell what a format shows, by its number or its code."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS

    if code is None:
        code = _BUILT_IN.get(int(number)) or BUILTIN_FORMATS.get(int(number), "General")
    return shape_of(code)
