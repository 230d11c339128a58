"""Text of cells: blanks, forms that mean the same, characters that are not seen, and how cells are shown in faults."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, time

from jxassess.faults import Fault
from jxassess.io._documents import Numeral
from jxassess.io._sheets._cell_fault_kinds import BROKEN_TEXT, HIDDEN_CHARACTER, PERSONAL_TEXT
from jxassess.io._sheets._sheet import CellError, Disguised, NoResult, Percent, Raw
from jxassess.io._shown import cut
from jxassess.personal import personal_words

_BLANKS = "\t\n\r" + "".join(map(chr, (0x20, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)))
# Full-width forms and nothing else: NFKC would make 52 of 5² and 1 of ①.
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_LINE_END = re.compile("\r\n?")
# How workbooks spell characters that XML does not hold.
_ESCAPED = re.compile("_x[0-9A-Fa-f]{4}_")
# Characters of the Unicode categories Cc but for line feeds, Cf, Cs, Zl and Zp: controls, zero-width, turning direction.
_UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u2064\u2066-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f]"
)
_FULL_WIDTH_DIGITS = re.compile("[０-９]")
# Not a character; and what comes of decoding it once more as Chinese.
_BROKEN = re.compile("[\ufffd\ufffe\uffff\ufdd0-\ufdef]|锟斤拷|锟斤")
_LONG_DIGITS = re.compile(r"([0-9０-９]{3})(?:[ \-]?[0-9０-９]){8,}")
_SIGNED = re.compile("((?:姓名|户主|[系责报表核办]人|电话|手机|签[字名])[^：:]{0,10}[：:]).+", re.DOTALL)
_SEEN = 100
_LONG_NUMBER = 10**10
_MOST_BITS = 1_000


def trim(text: str) -> str:
    """Take the blanks off both ends of text, Chinese ones and those that do not break among them."""
    return text.strip(_BLANKS)


def is_blank(raw: Raw) -> bool:
    """Tell whether a cell holds nothing, or nothing but blanks."""
    return raw is None or (isinstance(raw, str) and not trim(raw))


def half_width(text: str) -> str:
    """Give text with full-width digits, letters and signs in their usual width."""
    return text.translate(_HALF_WIDTH)


def fold(text: str) -> str:
    """Give what is compared of a heading or name: no blanks or line ends, one width, one case."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def plain_text(text: str) -> str:
    """Give the text of a cell as it is kept: no blanks around it, line ends of one form."""
    trimmed = trim(text)
    return _LINE_END.sub("\n", trimmed) if "\r" in trimmed else trimmed


def text_fault(text: str) -> Fault | None:
    """Find what keeps text from being read.

    Args:
        text: without blanks around it, with line feeds as line ends.

    Returns:
        A fault without place: characters that are not seen, broken decoding, what belongs to a person. Else `None`.
    """
    if not text.isascii() or not text.isprintable():
        if unseen := _UNSEEN.search(text):
            return HIDDEN_CHARACTER.at("", f"U+{ord(unseen[0]):04X}")
        if _BROKEN.search(text):
            return BROKEN_TEXT.at("", said(text))
    if "_x" in text and (escaped := _ESCAPED.search(text)):
        return HIDDEN_CHARACTER.at("", escaped[0])
    plain = half_width(text) if _FULL_WIDTH_DIGITS.search(text) else text
    if (what := personal_words(plain)) is not None:
        return PERSONAL_TEXT.at("", what=what)
    return None


def said(raw: Raw) -> str:
    """Show a cell in a fault: short, without characters that are not seen, long runs of digits masked.

    Args:
        raw: the cell.

    Returns:
        Some characters.
    """
    match raw:
        case Percent():
            return f"{raw.value} (%)"
        case CellError():
            return cut(raw.text)
        case Disguised():
            return said(raw.value)
        case NoResult() | None:
            return ""
        case Numeral():
            return cut(_masked(raw[:_SEEN]))
        case str():
            return cut(repr(_masked(raw[:_SEEN])))
        case bool():
            return str(raw).upper()
        case int() if abs(raw) >= _LONG_NUMBER:
            # Python writes no whole number of thousands of digits.
            return f"{str(raw)[:3]}***" if abs(raw).bit_length() < _MOST_BITS else "***"
        case datetime() if raw.time() == time():
            return str(raw.date())
        case _:
            return cut(str(raw))


def _masked(text: str) -> str:
    return _SIGNED.sub(r"\1***", _LONG_DIGITS.sub(r"\1***", text))
