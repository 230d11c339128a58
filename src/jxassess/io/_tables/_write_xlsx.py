"""Tables as one Excel workbook that looks as people expect, and in which text stays text."""

from __future__ import annotations

import io
from collections.abc import Sequence

from jxassess.io._sheets._kinds import ABOUT
from jxassess.io._tables._looks import Looks
from jxassess.io._tables._spelling import Spelling
from jxassess.io._tables._table import Table
from jxassess.io._tables._writing import Counter
from jxassess.io._tables._xlsx_about import write_about
from jxassess.io._tables._xlsx_extras import new_workbook
from jxassess.io._tables._xlsx_sheet import TableSheet


def xlsx_of(tables: Sequence[Table], spelling: Spelling, counter: Counter) -> bytes:
    """Write tables as a workbook.

    Args:
        tables: tables of one head.
        spelling: says cells in the language of the workbook.
        counter: told how far the work has come.

    Returns:
        The bytes of the file; equal tables give equal bytes.

    Raises:
        ScopeError: without XlsxWriter.
    """
    buffer, language = io.BytesIO(), spelling.language
    book = new_workbook(buffer, tables[0].head.words.text(language), language)
    looks = Looks(book, language)
    write_about(book.add_worksheet(ABOUT.words.text(language)), tables, looks, language)
    for table in tables:
        sheet = book.add_worksheet(table.kind.words.text(language))
        TableSheet(sheet, table, looks, spelling).write(counter)
    book.close()
    return buffer.getvalue()
