"""Words in two languages, enums whose members have them, and tables of words."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Literal, TypeAlias
from unicodedata import east_asian_width

from attrs import frozen

from jxassess.comparing import ByFields
from jxassess.errors import ScopeError

Language: TypeAlias = Literal["en", "zh"]
"""The languages in which everything can be said: English and Chinese."""


@frozen
class Words(ByFields):
    """One thing said in English and in Chinese.

    Attributes:
        en: the English words.
        zh: the Chinese words.

    Example:
        >>> Words("summoned talk", "约谈").text("zh")
        '约谈'
    """

    en: str
    zh: str

    def text(self, language: Language = "en") -> str:
        """Give the words in one language.

        Args:
            language: `"en"` or `"zh"`.

        Returns:
            The words.

        Raises:
            ScopeError: the language is another one.
        """
        if language not in ("en", "zh"):
            raise ScopeError(f"language {language!r} is not offered; choose 'en' or 'zh'")
        return self.en if language == "en" else self.zh

    def format(self, **details: object) -> Words:
        """Fill the same details into both languages; a detail that is itself `Words` is filled in per language.

        Args:
            **details: values for the names in braces.

        Returns:
            The filled words.

        Example:
            >>> Words("{n} cities", "{n}个设区市").format(n=11).zh
            '11个设区市'
        """
        return Words(
            self.en.format(**{k: v.en if isinstance(v, Words) else v for k, v in details.items()}),
            self.zh.format(**{k: v.zh if isinstance(v, Words) else v for k, v in details.items()}),
        )


class Worded(Enum):
    """An enum whose members have words; a member is written as value, English words, Chinese words.

    Attributes:
        words: how the member is said in both languages.

    Example:
        >>> class Light(Worded):
        ...     RED = "red", "stop", "停"
        >>> Light("red").words.zh
        '停'
    """

    _value_: str
    words: Words

    # The defaults are for looking up a member by its value, which type checkers read as a call of this.
    def __new__(cls, value: str, en: str = "", zh: str = "") -> Worded:
        """Make a member."""
        member = object.__new__(cls)
        member._value_ = value
        member.words = Words(en, zh)
        return member

    @property
    def value(self) -> str:
        """How the member is written in files."""
        return self._value_


def one_line(text: str) -> str:
    """Write text that may have line ends in one line, so that it does not break the list or table that it stands in.

    Args:
        text: any text.

    Returns:
        The text with a blank for each line end.
    """
    return " ".join(text.splitlines())


def table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Make a Markdown table whose columns align in a terminal.

    Args:
        columns: the heads.
        rows: the cells, as many in each row as there are heads.

    Returns:
        Lines joined by line ends.
    """
    # A bar inside a cell would begin another one, and a line end another row.
    lines = [[one_line(cell).replace("|", "\\|") for cell in row] for row in (columns, *rows)]
    widths = [max(map(_width, cells)) for cells in zip(*lines, strict=True)]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([_line(lines[0], widths), rule, *(_line(row, widths) for row in lines[1:])])


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell + " " * (width - _width(cell)) for cell, width in zip(cells, widths, strict=True))
    return "| " + " | ".join(padded) + " |"
