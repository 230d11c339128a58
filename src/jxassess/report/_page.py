"""Sections of lines and tables, and how they become Markdown or plain text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.errors import ScopeError
from jxassess.words import Language, Words, one_line, table

Style: TypeAlias = Literal["markdown", "text"]
"""The forms of a document: Markdown, or plain text for a terminal or an e-mail."""

_MARKS = "\\`*_<&~#"


@frozen(kw_only=True)
class Section(ByFields):
    """A part of a document.

    Attributes:
        title: its heading.
        lines: what is said before the table.
        columns: the heads of the table, none for no table.
        rows: the cells of the table; without any, there is no table either.
    """

    title: Words
    lines: tuple[Words, ...] = field(converter=tuple[Words, ...], default=())
    columns: tuple[Words, ...] = field(converter=tuple[Words, ...], default=())
    rows: tuple[tuple[Words, ...], ...] = field(converter=tuple[tuple[Words, ...], ...], default=())


def page(sections: tuple[Section, ...], language: Language, style: Style) -> str:
    """Write a document.

    Args:
        sections: its parts; the title of the first is that of the document.
        language: `"en"` or `"zh"`.
        style: `"markdown"` or `"text"`.

    Returns:
        Lines, ending in a line end. Every entry stands on one line, whatever line ends it had.

    Raises:
        ScopeError: another language or style.
    """
    if style not in ("markdown", "text"):
        raise ScopeError(f"style {style!r} is not offered; choose 'markdown' or 'text'")
    blocks = (block for i, section in enumerate(sections) for block in _blocks(section, i, language, style))
    return "\n\n".join(blocks) + "\n"


def _blocks(section: Section, number: int, language: Language, style: Style) -> Iterator[str]:
    def said(words: Words) -> str:
        line = one_line(words.text(language))
        return _escaped(line) if style == "markdown" else line

    prefix, bullet = (("# " if number == 0 else "## "), "- ") if style == "markdown" else ("", "  ")
    yield prefix + said(section.title)
    if section.lines:
        yield "\n".join(bullet + said(line) for line in section.lines)
    if section.rows:
        yield table(
            [said(column) for column in section.columns], [[said(cell) for cell in row] for row in section.rows]
        )


def _escaped(text: str) -> str:
    for mark in _MARKS:
        text = text.replace(mark, "\\" + mark)
    # Brackets stand around clauses and stay readable; only a link is broken up.
    return text.replace("](", "]\\(")
