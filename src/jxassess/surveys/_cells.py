"""How keys and answers are read: the same from text, numbers and truth values, and on every engine."""

from __future__ import annotations

from decimal import Decimal
from math import inf, nan
from numbers import Integral, Real

BLANKS = " \t\n\r\v\f\u00a0\u3000"
"""The characters that are cut off at both ends of text: blanks, ends of lines, and the wide blank of Chinese input."""

# An identity number with a day of birth that can be, and a mobile telephone number. All engines' regular expressions
# have what is used here: Rust, RE2, Java and Python. Wide digits are not among what numbers of persons are written with.
PERSONAL = (
    "(?:^|[^0-9])[1-9][0-9]{5}[ -]?(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[ -]?[0-9]{3}[0-9Xx]"
    "(?:$|[^0-9A-Za-z])|(?:^|[^0-9.])(?:[+]?86[ -]?)?1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4}(?:$|[^0-9])"
)
FEWEST_PERSONAL = 11
"""The characters that such a number has at least."""
_BEYOND_NUMBERS = 10**400
# A float from there on is whole, and stands for several whole numbers.
_WHOLE_FLOATS = float(1 << 53)


NO_ANSWER = "\0"
"""Stands for a number that no answer can be, since it is not whole."""


def read_key(value: object) -> str | None:
    """Read a key as text.

    Args:
        value: text, a number, or nothing.

    Returns:
        Text without blanks around it, a whole number as its digits; nothing and what is no number is empty. `None` is a
        number that is not whole, or without end.
    """
    if isinstance(value, str):
        return value.strip(BLANKS)
    if isinstance(value, Integral):
        # Python writes no more digits than some thousands.
        return str(int(value)) if abs(int(value)) < _BEYOND_NUMBERS else None
    number: float | Decimal = value if isinstance(value, Decimal) else read_number(value)
    if number != number:
        return ""
    is_whole = -_BEYOND_NUMBERS < number < _BEYOND_NUMBERS and number == int(number)
    return str(int(number)) if is_whole else None


def read_answer(value: object) -> str:
    """Read an answer as text.

    Args:
        value: text, a number, a truth value, or nothing.

    Returns:
        As of a key; truth values are `true` and `false`, and numbers that are not whole are no answer.
    """
    if is_truth(type(value)):
        return "true" if value else "false"
    text = read_key(value)
    return NO_ANSWER if text is None else text


def read_number(value: object) -> float:
    """Read a number as a float.

    Args:
        value: a number of any kind, or nothing.

    Returns:
        The float, NaN where there is nothing; what is too large for one is without end.
    """
    if not isinstance(value, Real | Decimal):
        return nan
    try:
        return float(value)
    except OverflowError:
        return -inf if value < 0 else inf


def has_lost_digits(value: object) -> bool:
    """Tell whether a float is so large that not every whole number is one.

    Args:
        value: text, a number, or nothing.

    Returns:
        Whether it is a float of 2^53 or more on either side of zero.
    """
    return (
        isinstance(value, Real) and not isinstance(value, Integral) and _WHOLE_FLOATS <= abs(read_number(value)) < inf
    )


def is_truth(kind: type) -> bool:
    """Tell whether values of a type are truth values.

    Args:
        kind: the type.

    Returns:
        Whether it is the type of Python or the one of numpy, which calls it `bool` or `bool_`.
    """
    return kind is bool or (kind.__module__ == "numpy" and kind.__name__ in ("bool", "bool_"))


def is_number(kind: type) -> bool:
    """Tell whether values of a type are numbers.

    Args:
        kind: the type.

    Returns:
        Whether they are whole numbers, floats or decimals, but not truth values.
    """
    return issubclass(kind, Real | Decimal) and not is_truth(kind)


def is_unicode(text: str) -> bool:
    """Tell whether text can be written down.

    Args:
        text: the text.

    Returns:
        Whether it is without halves of characters (surrogates), which Python holds and no file.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
