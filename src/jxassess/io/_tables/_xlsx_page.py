"""How the sheets of a workbook are printed."""

from __future__ import annotations

from jxassess.io._tables._table import TableHead
from jxassess.io._tables._xlsx_extras import Worksheet
from jxassess.words import Language, Words

_A4 = 9
_LONGEST = 100
_PAGE = Words("page &P of &N", "第&P页，共&N页")


def set_up_page(sheet: Worksheet, name: str, head: TableHead, language: Language) -> None:
    """Let a sheet be printed with the head on every page.

    Args:
        sheet: the sheet.
        name: what stands at the right above each page.
        head: what stands at the left.
        language: the language of both.
    """
    sheet.set_paper(_A4)
    sheet.set_margins(0.4, 0.4, 0.7, 0.6)
    # In headers and footers this sign begins a command, and 255 characters are all that there can be.
    line = head.words.text(language)[:_LONGEST].replace("&", "&&")
    sheet.set_header(f"&L{line}&R{name.replace('&', '&&')}")
    sheet.set_footer(f"&C{_PAGE.text(language)}")
