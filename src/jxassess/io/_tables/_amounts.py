"""Amounts and words as tables hold them."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TypeAlias

from jxassess.exact import RoundingMode, places_of, round_to
from jxassess.words import Language, Words, one_line

_PLACES = 6

Pair: TypeAlias = tuple[Fraction, Fraction | None]


def pair(value: Fraction) -> Pair:
    """Give an amount as people read it, and exactly where that differs.

    Args:
        value: any exact number.

    Returns:
        The number itself and `None` where it needs at most six places; else rounded to six places, and the number.

    Example:
        >>> pair(Fraction(2, 3))
        (Fraction(666667, 1000000), Fraction(2, 3))
    """
    places = places_of(value)
    if places is not None and places <= _PLACES:
        return value, None
    return round_to(value, _PLACES, RoundingMode.HALF_EVEN), value


def six_places(value: Fraction) -> Fraction:
    """Give an amount with its first six places, rounded."""
    return pair(value)[0]


def line(words: Words, language: Language) -> str:
    """Give words in one line, without blanks around them."""
    return one_line(words.text(language)).strip()


def joined(texts: Iterable[str], language: Language) -> str:
    """Join short texts in one line."""
    return ("; " if language == "en" else "；").join(texts)
