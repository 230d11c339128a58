"""Words in two languages, and enums whose members have them."""

from __future__ import annotations

from enum import Enum
from typing import Literal, TypeAlias

from attrs import frozen

from jxassess.errors import ScopeError

Language: TypeAlias = Literal["en", "zh"]
"""The languages in which everything can be said: English and Chinese."""


@frozen
class Words:
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
