"""Exact numbers: what is accepted as a number, how it is written, how it is rounded.

Scores are decimals on a coarse grid, so exact ties and exact halves are common, and binary floats would decide them
by accident. Every input becomes a `fractions.Fraction` here, every computed value stays one, and rounding happens only
where a scheme declares it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from enum import unique
from fractions import Fraction
from math import lcm
from typing import TypeAlias

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.errors import JxAssessError
from jxassess.words import Worded, Words

Exactable: TypeAlias = int | Decimal | Fraction | str | float

_DIGITS = 30
_FLOAT_DIGITS = 15
_COMPUTED_LENGTH = 4_000
_SHOWN_PLACES = 6
_MOST_BITS = 1_000
_ZERO = Fraction(0)
_TEXT = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?", re.ASCII)
_RATIO = re.compile(r"[+-]?[0-9]+/[0-9]+", re.ASCII)

_NOT_A_NUMBER = Words(
    "not a number; give an int, a Decimal, a Fraction or text such as '95.5'",
    "不是数；请给出整数、小数或“95.5”形式的文本",
)
_TRUTH = Words("a truth value is not a number; give the number itself", "真假值不是数；请给出数值本身")
_NOT_FINITE = Words(
    "not a finite number; leave the value out and say why it is missing", "不是有限数；如缺数据请不填并说明原因"
)
_TEXT_FORM = Words(
    "not a plain decimal; write ASCII digits with at most one point, no exponent, separator, percent sign or blank",
    "不是普通小数；请用半角数字，最多一个小数点，不用指数、分隔符、百分号或空格",
)
_TOO_LONG = Words(
    f"more than {_DIGITS} digits; round it at its source and say so there", f"超过{_DIGITS}位数字；请在来源处修约并注明"
)
_TOO_FAR = Words(
    "its size is beyond every quantity meant here; give it in another unit", "数量级超出范围；请换用其他单位"
)
_TOO_FINE = Words(
    f"a float whose shortest form has more than {_FLOAT_DIGITS} digits, so the decimal that was meant is not known; "
    "give text or Decimal",
    f"浮点数最短形式超过{_FLOAT_DIGITS}位，无法确定原来的小数；请给出文本或Decimal",
)


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


def exact(value: Exactable) -> Fraction:
    """Take a number exactly as it was written, or refuse it.

    Args:
        value: an `int`; a finite `Decimal`; a `Fraction`; text of ASCII digits with an optional sign and point, at most
            30 digits and no exponent; or a `float` whose shortest form has at most 15 significant digits and stands for
            that decimal.

    Returns:
        The same number, as a fraction.

    Raises:
        NumberError: `bool`, NaN, infinity, full-width digits, separators, percent signs, exponents in text, too many
            digits, a size beyond every quantity meant here, or anything that is not a number.

    Example:
        >>> exact(0.95), exact("12.50"), exact(7)
        (Fraction(19, 20), Fraction(25, 2), Fraction(7, 1))
        >>> exact(0.1 + 0.2)
        Traceback (most recent call last):
        ...
        jxassess.exact.NumberError: 0.30000000000000004: a float whose shortest form has more than 15 digits, \
so the decimal that was meant is not known; give text or Decimal
    """
    # Text first: most numbers are read from files.
    if isinstance(value, str):
        return _from_text(value)
    if isinstance(value, bool):
        raise NumberError(repr(value), _TRUTH)
    if isinstance(value, (int, Fraction)):
        if max(value.numerator.bit_length(), value.denominator.bit_length()) > _MOST_BITS:
            raise NumberError("a number of hundreds of digits", _TOO_FAR)
        return value if type(value) is Fraction else Fraction(value)
    if isinstance(value, float):
        shown = float.__repr__(value)
        whole, _, places = shown.partition(".")
        # Most floats from files are short decimals, which need no more than their digits.
        if places and len(whole) + len(places) <= _FLOAT_DIGITS and (whole.removeprefix("-") + places).isdigit():
            return Fraction(int(whole + places), 10 ** len(places))
        # Zeros at the end are a matter of form and no digits that were meant.
        return _from_decimal(Decimal(shown).normalize(), shown, _FLOAT_DIGITS, _TOO_FINE)
    if isinstance(value, Decimal):
        return _from_decimal(value, str(value), _DIGITS, _TOO_LONG)
    # Typed callers cannot come here; data from files and frames can.
    raise NumberError(repr(value), _NOT_A_NUMBER)


def _from_text(text: str) -> Fraction:
    if not _TEXT.fullmatch(text):
        finite = text.strip().lstrip("+-").lower() not in ("nan", "inf", "infinity")
        raise NumberError(repr(text), _TEXT_FORM if finite else _NOT_FINITE)
    digits, places = _digits(text)
    if len(digits.lstrip("+-")) > _DIGITS:
        raise NumberError(repr(text), _TOO_LONG)
    return Fraction(int(digits), 10**places)


def _digits(text: str) -> tuple[str, int]:
    """Give the digits of a decimal with its sign, and how many of them stand behind the point."""
    whole, _, places = text.partition(".")
    return whole + places, len(places)


def _from_decimal(value: Decimal, shown: str, limit: int, too_long: Words) -> Fraction:
    if not value.is_finite():
        raise NumberError(shown, _NOT_FINITE)
    # A far exponent would make a fraction of any length out of a few characters.
    if abs(value.adjusted()) > 10 * _DIGITS:
        raise NumberError(shown, _TOO_FAR)
    if len(value.as_tuple().digits) > limit:
        raise NumberError(shown, too_long)
    return Fraction(value)


def places_of(value: Fraction) -> int | None:
    """Count the decimal places that a number needs.

    Args:
        value: any exact number.

    Returns:
        The least number of decimal places that writes it, or `None` where no finite decimal does.

    Example:
        >>> places_of(Fraction(5, 4)), places_of(Fraction(1, 3))
        (2, None)
    """
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


def to_text(value: Fraction, places: int | None = None) -> str:
    """Write a number so that equal values give equal text.

    Args:
        value: any exact number.
        places: write exactly so many decimals; the value must need no more. Without it, the shortest text.

    Returns:
        A terminating decimal where there is one, else `p/q` in lowest terms.

    Raises:
        NumberError: the value needs more places than asked for; writing never rounds.

    Example:
        >>> to_text(Fraction(179, 2)), to_text(Fraction(1, 3)), to_text(Fraction(90), 2)
        ('89.5', '1/3', '90.00')
    """
    needed = places_of(value)
    if places is None:
        if needed is None:
            return f"{value.numerator}/{value.denominator}"
        places = needed
    elif needed is None or needed > places:
        reason = Words(f"needs more than {places} decimal places; round it first", f"超过{places}位小数；请先修约")
        raise NumberError(str(value), reason)
    scaled = abs(value.numerator) * 10**places // value.denominator
    sign = "-" if value < 0 else ""
    digits = str(scaled).rjust(places + 1, "0")
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def from_text(text: str) -> Fraction:
    """Read what `to_text` wrote: a decimal, or `p/q` for a computed value.

    Args:
        text: a decimal in the form that `exact` takes, or a fraction of two integers; up to 4,000 characters, since
            computed values are longer than given ones.

    Returns:
        The number.

    Raises:
        NumberError: anything else, a zero denominator among it.

    Example:
        >>> from_text("1/3") + from_text("0.5")
        Fraction(5, 6)
    """
    if len(text) > _COMPUTED_LENGTH:
        raise NumberError(f"{text[:20]!r}...", _TOO_FAR)
    if _TEXT.fullmatch(text):
        return Fraction(text)
    if not _RATIO.fullmatch(text):
        return _from_text(text)
    numerator, denominator = text.split("/")
    if not int(denominator):
        raise NumberError(repr(text), _NOT_A_NUMBER)
    return Fraction(int(numerator), int(denominator))


def add_up(numbers: Iterable[Fraction]) -> Fraction:
    """Add numbers exactly, over one common denominator: many times faster than one after another.

    Args:
        numbers: exact numbers, in any order.

    Returns:
        Their sum, zero for none.

    Example:
        >>> add_up([Fraction(1, 2), Fraction(1, 3), Fraction(1, 6)])
        Fraction(1, 1)
    """
    given = tuple(numbers)
    if len(given) < 2:
        return given[0] if given else _ZERO
    ratios = [number.as_integer_ratio() for number in given]
    whole = lcm(*[denominator for _, denominator in ratios])
    return Fraction(sum([numerator * (whole // denominator) for numerator, denominator in ratios]), whole)


def is_less(first: Fraction, second: Fraction) -> bool:
    """Tell whether one number is less than another, in whole numbers: three times as fast as `<`.

    Args:
        first: an exact number.
        second: another one.

    Returns:
        Whether the first is less; for what is asked of every value.

    Example:
        >>> is_less(Fraction(1, 3), Fraction(1, 2)), is_less(Fraction(1, 2), Fraction(1, 2))
        (True, False)
    """
    numerator, denominator = first.as_integer_ratio()
    other, below = second.as_integer_ratio()
    return numerator * below < other * denominator


@unique
class RoundingMode(Worded):
    """How a value that lies exactly in the middle is rounded (修约规则)."""

    HALF_UP = "half_up", "half up", "四舍五入"
    """Away from zero, 四舍五入."""
    HALF_EVEN = "half_even", "half to even", "四舍六入五成双"
    """To the even digit, as in GB/T 8170, 四舍六入五成双."""


def round_to(value: Fraction, places: int, mode: RoundingMode) -> Fraction:
    """Round an exact number to decimal places.

    Args:
        value: any exact number.
        places: decimal places to keep, zero or more.
        mode: what becomes of an exact half.

    Returns:
        The rounded number, exact.

    Example:
        >>> to_text(round_to(exact("85.115"), 2, RoundingMode.HALF_UP))
        '85.12'
        >>> to_text(round_to(exact("85.125"), 2, RoundingMode.HALF_EVEN))
        '85.12'
    """
    scale = 10**places
    whole, rest = divmod(abs(value.numerator) * scale, value.denominator)
    doubled = 2 * rest - value.denominator
    # A half goes up, or up only from an odd digit.
    if doubled > 0 or (doubled == 0 and (mode is RoundingMode.HALF_UP or whole % 2)):
        whole += 1
    return Fraction(whole if value >= 0 else -whole, scale)


def shown(value: Fraction) -> str:
    """Write an amount for people: exactly where it needs at most six places, else rounded and marked with ≈.

    Args:
        value: any exact number.

    Returns:
        The text; files carry the exact value.

    Example:
        >>> shown(Fraction(1, 8)), shown(Fraction(2, 3))
        ('0.125', '≈0.666667')
    """
    needed = places_of(value)
    if needed is not None and needed <= _SHOWN_PLACES:
        return to_text(value)
    return "≈" + to_text(round_to(value, _SHOWN_PLACES, RoundingMode.HALF_EVEN), _SHOWN_PLACES)


@unique
class Better(Worded):
    """Which direction of an indicator is the better one."""

    HIGHER = "higher", "higher is better", "越高越好"
    LOWER = "lower", "lower is better", "越低越好"


@unique
class Side(Worded):
    """On which side of a bound a value must lie, the bound itself in or out."""

    AT_LEAST = "at_least", "at least", "不低于"
    ABOVE = "above", "above", "高于"
    AT_MOST = "at_most", "at most", "不高于"
    BELOW = "below", "below", "低于"

    def holds(self, value: Fraction, bound: Fraction) -> bool:
        """Tell whether a value lies on this side of a bound.

        Args:
            value: the value.
            bound: the bound.

        Returns:
            Whether it does; a value equal to the bound does for `AT_LEAST` and `AT_MOST`.

        Example:
            >>> Side.BELOW.holds(Fraction(3), Fraction(3)), Side.AT_MOST.holds(Fraction(3), Fraction(3))
            (False, True)
        """
        if value == bound:
            return self in (Side.AT_LEAST, Side.AT_MOST)
        return (value > bound) == self.is_upward

    @property
    def is_upward(self) -> bool:
        """Whether larger values are the ones that pass."""
        return self in (Side.AT_LEAST, Side.ABOVE)


@frozen(kw_only=True)
class Bound(ByFields):
    """A condition on one number: a side and a value (界限).

    Attributes:
        side: which side passes.
        value: the bound, in the unit of what is compared.

    Example:
        >>> Bound(side=Side.ABOVE, value="3").holds(Fraction(3))
        False
    """

    side: Side
    value: Fraction = field(converter=exact)

    def holds(self, value: Fraction) -> bool:
        """Tell whether a value satisfies the bound."""
        return self.side.holds(value, self.value)

    def is_settled(self, low: Fraction, high: Fraction | None) -> bool:
        """Tell whether all values of a range satisfy the bound, or none.

        Args:
            low: the least value of the range.
            high: the largest one, `None` for no bound.

        Returns:
            Whether the bound tells no two values of the range apart.
        """
        return self.holds(low) == (self.side.is_upward if high is None else self.holds(high))

    @property
    def words(self) -> Words:
        """The bound in words, such as "at least 98"."""
        return Words("{side} {value}", "{side}{value}").format(side=self.side.words, value=to_text(self.value))
