"""What the code of a number format shows of a number, a day or a text: the same amount, another one, or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum, unique
from functools import lru_cache

from attrs import frozen

from jxassess.comparing import ByFields

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!*](?P<escaped>.)|\[\$(?P<money>[^\]\-]*)[^\]]*\]|(?P<bracket>\[[^\]]*\])|(?P<padding>_.)'
    r"|(?P<end>;)|(?P<general>General|G/通用格式)|(?P<exponent>E[+-])|(?P<fraction>/ ?[0-9]+)|(?P<digit>[0#?@])"
    r"|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"\[[<>=]")
_KEPT_BRACKET = re.compile(r"\[(?:\$|DBNum|h+\]|m+\]|s+\])", re.IGNORECASE)
# Stand for what shows digits; no format holds them.
_DIGIT, _POINT, _COMMA = "\ue000", "\ue001", "\ue002"
_SCALED = re.compile(f"{_DIGIT}{_COMMA}+(?![{_DIGIT}{_COMMA}])")
_BESIDE_DIGITS = re.compile(f"[0-9０-９.．·]{_DIGIT}|{_DIGIT}[0-9０-９.．·]")
_SIGN = re.compile("[-−－负]")
_NEGATIVE = re.compile("[-−－负(（▲△]")
_DASHES = re.compile(r"\W*[-—–－]\W*")
_PER_CENT = re.compile("百分[之点比]")
_WORD = re.compile(
    "[万萬亿億千仟百佰十拾兆‰‱]|^[成折]$"
    "|(?<![A-Za-z])(?:[kKMB]|MM|mn|bn|thousands?|millions?|billions?|Thousands?|Millions?|Billions?)(?![A-Za-z])"
)
_NUMBER_SECTIONS = 3
_NOT_OF_DAYS = re.compile(r'"[^"]*"?|[\\!_*].|\[[^\]]*\]|AM/PM|A/P|上午/下午', re.IGNORECASE)
_DAY_OF_MONTH = re.compile("(?<!d)d{1,2}(?!d)")


@unique
class Look(Enum):
    """How a section of a format shows a number."""

    PLAIN = "plain"
    PERCENT = "percent"
    UNIT = "unit"
    OTHER = "other"


@frozen
class Section(ByFields):
    """A section of a format.

    Attributes:
        look: as it is, as a percentage, beside a word that may make another amount of it, or as another amount.
        unit: that word with what stands beside it.
    """

    look: Look
    unit: str = ""


_OTHER = Section(Look.OTHER)


@frozen(kw_only=True)
class Shape(ByFields):
    """What a format shows.

    Attributes:
        code: the format.
        sections: how it shows numbers above, below and at zero.
        is_day: whether it shows days or times.
        is_duration: whether it shows lengths of time.
        is_whole_day: whether it shows year, month and day.
        hides_text: whether it shows nothing of a text.
    """

    code: str
    sections: tuple[Section, Section, Section]
    is_day: bool = False
    is_duration: bool = False
    is_whole_day: bool = False
    hides_text: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether every number is shown as it is."""
        return not self.is_day and all(section.look is Look.PLAIN for section in self.sections)

    def section(self, value: float) -> Section:
        """Give the section that shows a number."""
        return self.sections[0 if value > 0 else 1 if value < 0 else 2]


@lru_cache(maxsize=1_000)
def shape_of(code: str) -> Shape:
    """Tell what a format shows.

    Args:
        code: the format, at most 255 characters.

    Returns:
        What it shows.
    """
    from openpyxl.styles.numbers import is_date_format, is_timedelta_format

    sections, text = _split(code)
    is_day = is_date_format(code)
    return Shape(
        code=code,
        sections=_numbers(sections),
        is_day=is_day,
        is_duration=is_timedelta_format(code),
        is_whole_day=is_day and _shows_whole_day(code),
        hides_text=text is not None and not any(kind == "digit" and token == "@" for kind, token in text),
    )


def _shows_whole_day(code: str) -> bool:
    plain = _NOT_OF_DAYS.sub("", code).partition(";")[0].casefold()
    return ("y" in plain or "e" in plain) and "m" in plain and _DAY_OF_MONTH.search(plain) is not None


_Tokens = list[tuple[str, str]]


def _split(code: str) -> tuple[list[_Tokens], _Tokens | None]:
    """Give the sections for numbers and the one for text, if there is one."""
    sections: list[_Tokens] = [[]]
    for kind, token in _tokens(code):
        if kind == "end":
            sections.append([])
        else:
            sections[-1].append((kind, token))
    if len(sections) > _NUMBER_SECTIONS:
        return sections[:_NUMBER_SECTIONS], sections[_NUMBER_SECTIONS]
    if len(sections) > 1 and ("digit", "@") in sections[-1]:
        return sections[:-1], None
    return sections, None


def _tokens(code: str) -> Iterator[tuple[str, str]]:
    for match in _TOKEN.finditer(code or "General"):
        kind = match.lastgroup or "bracket"
        yield kind, match[kind]


def _numbers(sections: Sequence[_Tokens]) -> tuple[Section, Section, Section]:
    if any(kind == "bracket" and _CONDITION.match(token) for each in sections for kind, token in each):
        looks = {_section(each) for each in sections}
        only = looks.pop() if len(looks) == 1 else _OTHER
        return only, only, only
    positive = _section(sections[0])
    negative = _section(sections[1], is_negative=True) if len(sections) > 1 else positive
    zero = _section(sections[2] if len(sections) == _NUMBER_SECTIONS else sections[0], is_zero=True)
    if {positive.look, negative.look} == {Look.PLAIN, Look.PERCENT}:
        return _OTHER, _OTHER, zero
    return positive, negative, zero


def _section(tokens: _Tokens, *, is_negative: bool = False, is_zero: bool = False) -> Section:
    """Tell how a section shows a number."""
    code = "".join(_CODE.get(token, "") if kind == "other" else _SHOWS.get(kind, "") for kind, token in tokens)
    literals = [token for kind, token in tokens if _is_literal(kind, token)]
    words = "".join(literals)
    if is_zero and not any(_shows_zero(kind, token) for kind, token in tokens):
        return Section(Look.PLAIN) if _DASHES.fullmatch(words) else _OTHER
    if _DIGIT not in code:
        return _OTHER
    has_color = any(kind == "bracket" and not _KEPT_BRACKET.match(token) for kind, token in tokens)
    is_signed = bool((_NEGATIVE if is_negative else _SIGN).search(words))
    shown = "".join(token if _is_literal(kind, token) else _SHOWS.get(kind, "") for kind, token in tokens)
    percents = sum(token == "%" and kind == "other" for kind, token in tokens)
    if (
        _SCALED.search(code)
        or _BESIDE_DIGITS.search(shown)
        or percents > 1
        or (not (is_signed or has_color) if is_negative else is_signed)
    ):
        return _OTHER
    if _WORD.search(_PER_CENT.sub("", words.strip())):
        return _OTHER if percents else Section(Look.UNIT, words.strip(" ()（）-"))
    return Section(Look.PERCENT if percents else Look.PLAIN)


_CODE = {".": _POINT, ",": _COMMA}
_SHOWS = {"general": _DIGIT, "digit": _DIGIT}


def _shows_zero(kind: str, token: str) -> bool:
    # A # or ? shows nothing of a zero, unless it belongs to a fraction.
    return kind in ("general", "fraction") or (kind == "digit" and token in "0@") or (kind == "other" and token == "/")


def _is_literal(kind: str, token: str) -> bool:
    return kind in ("quoted", "escaped", "money") or (kind == "other" and token not in ".,%/")
