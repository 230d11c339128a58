"""The errors that jxassess raises of itself, lowest floor: nothing is known here but words.

Every error of this library is a `JxAssessError`. The two that carry faults, `SchemeError` and
`EvidenceError`, stand in `jxassess.faults`.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from attrs import frozen

Language: TypeAlias = Literal["en", "zh"]


class JxAssessError(Exception):
    """Above every error that this library raises of itself, so that one `except` catches them all."""


class ScopeError(JxAssessError, LookupError):
    """Something was asked for that lies outside the measure or outside the data that ship with it.

    Raised for a clause that the measure does not have, a year outside 2017 to 2020, a day that the tables of places
    do not cover, a name that several places share. Its text says what is covered instead.
    """


class NumberError(JxAssessError, ValueError):
    """A value is not a number that can be taken exactly.

    Attributes:
        value: the value as given, shown by `repr`.
        reason: why it is refused and what to give instead, in English and Chinese.
    """

    def __init__(self, value: str, reason: Words) -> None:
        super().__init__(value, reason)
        self.value = value
        self.reason = reason

    def __str__(self) -> str:
        """The value and the reason in English."""
        return f"{self.value}: {self.reason.en}"


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
