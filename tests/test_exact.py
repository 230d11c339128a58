"""Exact numbers: what is taken, how it is written and rounded."""

from __future__ import annotations

import pickle
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jxassess.exact import (
    Better,
    Bound,
    Exactable,
    NumberError,
    RoundingMode,
    Side,
    add_up,
    exact,
    from_text,
    is_less,
    places_of,
    round_to,
    shown,
    to_text,
)
from jxassess.words import Words

UP, EVEN = RoundingMode.HALF_UP, RoundingMode.HALF_EVEN


class Celsius(float):
    """A float of another library, whose own text is not a number."""

    def __repr__(self) -> str:
        return f"{float(self)} degrees"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, Fraction(0)),
        (-7, Fraction(-7)),
        (10**40, Fraction(10**40)),
        (Fraction(1, 3), Fraction(1, 3)),
        (Decimal("95.50"), Fraction(191, 2)),
        (Decimal("-0.1"), Fraction(-1, 10)),
        (Decimal("1E+2"), Fraction(100)),
        (Decimal("1" * 30), Fraction(int("1" * 30))),
        (Decimal("1E-300"), Fraction(1, 10**300)),
        ("95.5", Fraction(191, 2)),
        ("+5", Fraction(5)),
        ("-0.125", Fraction(-1, 8)),
        ("007", Fraction(7)),
        ("-0", Fraction(0)),
        ("1" * 30, Fraction(int("1" * 30))),
        ("0." + "1" * 29, Fraction(int("1" * 29), 10**29)),
        (0.95, Fraction(95, 100)),
        (0.1, Fraction(1, 10)),
        (-0.0, Fraction(0)),
        (1e22, Fraction(10**22)),
        (1e-7, Fraction(1, 10**7)),
        (123456789.012345, Fraction(123456789012345, 10**6)),
        (Celsius(36.6), Fraction(366, 10)),
    ],
)
def test_accepted(value: Exactable, expected: Fraction) -> None:
    """Integers, decimals, fractions, plain decimal text and short floats stand for the decimal that was written."""
    taken = exact(value)
    assert taken == expected
    assert type(taken) is Fraction


NOT_FINITE = "not a finite number"
TEXT_FORM = "not a plain decimal"
TOO_LONG = "more than 30 digits"
TOO_FAR = "its size is beyond every quantity meant here"
TOO_FINE = "a float whose shortest form has more than 15 digits"
NOT_A_NUMBER = "not a number;"


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (True, "a truth value is not a number"),
        (False, "a truth value is not a number"),
        (float("nan"), NOT_FINITE),
        (float("inf"), NOT_FINITE),
        (float("-inf"), NOT_FINITE),
        (Decimal("NaN"), NOT_FINITE),
        (Decimal("sNaN"), NOT_FINITE),
        (Decimal("-Infinity"), NOT_FINITE),
        ("nan", NOT_FINITE),
        (" NaN ", NOT_FINITE),
        ("-inf", NOT_FINITE),
        ("Infinity", NOT_FINITE),
        ("９５.５", TEXT_FORM),
        ("٩٥", TEXT_FORM),
        ("1,234", TEXT_FORM),
        ("1_234", TEXT_FORM),
        ("1 234", TEXT_FORM),
        ("95%", TEXT_FORM),
        ("1e3", TEXT_FORM),
        ("1E3", TEXT_FORM),
        (" 95", TEXT_FORM),
        ("95\n", TEXT_FORM),
        ("", TEXT_FORM),
        ("-", TEXT_FORM),
        (".5", TEXT_FORM),
        ("5.", TEXT_FORM),
        ("1.2.3", TEXT_FORM),
        ("--5", TEXT_FORM),
        ("1/3", TEXT_FORM),
        ("0x10", TEXT_FORM),
        ("九十五", TEXT_FORM),
        ("1" * 31, TOO_LONG),
        ("0." + "1" * 30, TOO_LONG),
        (Decimal("1" * 31), TOO_LONG),
        (Decimal("1E+301"), TOO_FAR),
        (Decimal("1E-301"), TOO_FAR),
        (Decimal("1E+999999"), TOO_FAR),
        (0.1 + 0.2, TOO_FINE),
        (1 / 3, TOO_FINE),
        (1234567890.1234567, TOO_FINE),
        (None, NOT_A_NUMBER),
        (b"95", NOT_A_NUMBER),
        ([95], NOT_A_NUMBER),
        (1 + 0j, NOT_A_NUMBER),
    ],
)
def test_refused(value: Exactable, reason: str) -> None:
    """What is not a number, or not known exactly, is refused with its reason and nothing is guessed."""
    with pytest.raises(NumberError) as error:
        exact(value)
    assert error.value.reason.en.startswith(reason)
    assert error.value.reason.zh


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("95%", "'95%'"),
        (0.1 + 0.2, "0.30000000000000004"),
        (True, "True"),
        (Decimal("NaN"), "NaN"),
    ],
)
def test_refused_value_is_shown(value: Exactable, text: str) -> None:
    """The error shows the value as it was given."""
    with pytest.raises(NumberError) as error:
        exact(value)
    assert error.value.value == text
    assert str(error.value).startswith(f"{text}: ")


def test_error() -> None:
    """A number error shows the value and the reason in English, and keeps both."""
    error = NumberError("'x'", Words("no number", "不是数"))
    assert str(error) == "'x': no number"
    assert (error.value, error.reason.zh) == ("'x'", "不是数")


def test_error_travels() -> None:
    """A number error survives pickling, as processes that share work need."""
    error = pickle.loads(pickle.dumps(NumberError("'x'", Words("no number", "不是数"))))
    assert isinstance(error, NumberError)
    assert (str(error), error.reason) == ("'x': no number", Words("no number", "不是数"))


LONGEST = 2**1_000 - 1  # 302 digits


@pytest.mark.parametrize(
    ("numerator", "denominator"),
    [(LONGEST, 1), (-LONGEST, 1), (1, LONGEST), (LONGEST, LONGEST - 1)],
    ids=["long", "negative", "small", "near_one"],
)
def test_long_numbers(numerator: int, denominator: int) -> None:
    """A computed number may be far longer than a written one."""
    assert exact(Fraction(numerator, denominator)) == Fraction(numerator, denominator)
    assert exact(numerator) == numerator


@pytest.mark.parametrize("sign", [1, -1])
def test_endless_numbers(sign: int) -> None:
    """A whole number or fraction of many hundreds of digits is refused, and not shown."""
    for value in (sign * 2**1_000, sign * 10**5_000, Fraction(sign * 2**1_000, 3), Fraction(sign, 2**1_000)):
        with pytest.raises(NumberError) as error:
            exact(value)
        assert error.value.value == "a number of hundreds of digits"
        assert error.value.reason.en.startswith(TOO_FAR)
        assert error.value.reason.zh == "数量级超出范围；请换用其他单位"


@given(st.integers(-(10**14) + 1, 10**14 - 1), st.integers(0, 14))
def test_float_of_a_decimal(digits: int, places: int) -> None:
    """A float made from a decimal of at most 14 digits is taken as that decimal."""
    assert exact(float(Decimal(digits).scaleb(-places))) == Fraction(digits, 10**places)


@pytest.mark.parametrize("value", [1e14, 1e15, 123456789012345.0, -500000000000000.0])
def test_whole_floats(value: float) -> None:
    """A whole float of at most 15 significant digits is taken like any other."""
    assert exact(value) == int(value)


@pytest.mark.parametrize(
    ("value", "places"),
    [
        (Fraction(0), 0),
        (Fraction(5), 0),
        (Fraction(1, 2), 1),
        (Fraction(1, 5), 1),
        (Fraction(1, 4), 2),
        (Fraction(1, 25), 2),
        (Fraction(-1, 8), 3),
        (Fraction(1, 20), 2),
        (Fraction(1, 3), None),
        (Fraction(1, 6), None),
        (Fraction(1, 7), None),
    ],
)
def test_places_of(value: Fraction, places: int | None) -> None:
    """The decimals that a number needs follow from the twos and fives of its denominator; others never end."""
    assert places_of(value) == places


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Fraction(179, 2), None, "89.5"),
        (Fraction(90), None, "90"),
        (Fraction(0), None, "0"),
        (Fraction(-1, 1000), None, "-0.001"),
        (Fraction(-2, 6), None, "-1/3"),
        (Fraction(7, 3), None, "7/3"),
        (Fraction(90), 2, "90.00"),
        (Fraction(1, 20), 2, "0.05"),
        (Fraction(-5, 2), 3, "-2.500"),
        (Fraction(12), 0, "12"),
        (Fraction(0), 2, "0.00"),
    ],
)
def test_to_text(value: Fraction, places: int | None, text: str) -> None:
    """A number is written as the shortest decimal, as a fraction, or with the places asked for."""
    assert to_text(value, places) == text


@pytest.mark.parametrize(("value", "places"), [(Fraction(1, 4), 1), (Fraction(1, 2), 0), (Fraction(1, 3), 9)])
def test_to_text_never_rounds(value: Fraction, places: int) -> None:
    """A number that needs more places than asked for is refused, not rounded."""
    with pytest.raises(NumberError, match=f"needs more than {places} decimal places"):
        to_text(value, places)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("89.5", Fraction(179, 2)),
        ("-1/3", Fraction(-1, 3)),
        ("2/6", Fraction(1, 3)),
        ("0/5", Fraction(0)),
        ("1" * 40 + "/3", Fraction(int("1" * 40), 3)),
        ("1" * 40, Fraction(int("1" * 40))),
        ("1" * 4_000, Fraction(int("1" * 4_000))),
        ("1" * 1_999 + "/" + "7" * 2_000, Fraction(int("1" * 1_999), int("7" * 2_000))),
    ],
)
def test_from_text(text: str, value: Fraction) -> None:
    """Decimals and fractions are read, computed ones of any length."""
    assert from_text(text) == value


@pytest.mark.parametrize(
    "text", ["", "1/0", "-1/000", "1/-3", "1/2/3", "1 /3", "1.5/2", "/3", "1/", "１/３", "nan", "1e3"]
)
def test_from_text_refused(text: str) -> None:
    """Anything else is refused, a zero denominator among it."""
    with pytest.raises(NumberError):
        from_text(text)


@pytest.mark.parametrize("text", ["1" * 4_001, "1" * 2_000 + "/" + "7" * 2_000, "x" * 4_001, "0." + "1" * 3_999])
def test_from_text_too_long(text: str) -> None:
    """More than 4,000 characters are refused unread, and only their beginning is shown."""
    with pytest.raises(NumberError) as error:
        from_text(text)
    assert error.value.value == f"{text[:20]!r}..."
    assert error.value.reason.en.startswith(TOO_FAR)


def test_long_numbers_are_written() -> None:
    """The longest number that is taken is written in full."""
    text = to_text(exact(2**1_000 - 1))
    assert len(text) == 302
    assert int(text) == 2**1_000 - 1


@pytest.mark.parametrize("denominator", [2**999, 5**430, 3**630])
def test_small_numbers_are_written(denominator: int) -> None:
    """A number that is taken can be written and read back, however small it is."""
    value = Fraction(1, denominator)
    assert from_text(to_text(exact(value))) == value


@given(st.fractions())
def test_text_round_trip(value: Fraction) -> None:
    """What is written is read back as the same number."""
    assert from_text(to_text(value)) == value


@given(st.fractions(), st.integers(1, 50))
def test_equal_values_equal_text(value: Fraction, factor: int) -> None:
    """Equal numbers give equal text, however they were computed."""
    assert to_text(Fraction(value.numerator * factor, value.denominator * factor)) == to_text(value)


@pytest.mark.parametrize(
    ("value", "places", "up", "even"),
    [
        ("85.115", 2, "85.12", "85.12"),
        ("85.125", 2, "85.13", "85.12"),
        ("89.995", 2, "90", "90"),
        ("0.5", 0, "1", "0"),
        ("1.5", 0, "2", "2"),
        ("2.5", 0, "3", "2"),
        ("-0.5", 0, "-1", "0"),
        ("-2.5", 0, "-3", "-2"),
        ("2.51", 0, "3", "3"),
        ("2.49", 0, "2", "2"),
        ("-2.51", 0, "-3", "-3"),
        ("7", 3, "7", "7"),
        ("36.554999999014", 2, "36.55", "36.55"),
    ],
)
def test_round_to(value: str, places: int, up: str, even: str) -> None:
    """The modes differ only on an exact half: away from zero, or to the even digit."""
    number = Fraction(value)
    assert round_to(number, places, UP) == Fraction(up)
    assert round_to(number, places, EVEN) == Fraction(even)


def test_round_thirds() -> None:
    """A number without a finite decimal is rounded to the nearest one."""
    assert round_to(Fraction(1, 3), 2, UP) == Fraction(33, 100)
    assert round_to(Fraction(2, 3), 2, EVEN) == Fraction(67, 100)


@given(st.integers(-(10**12), 10**12), st.integers(0, 6), st.integers(0, 4))
def test_round_like_decimal(digits: int, scale: int, places: int) -> None:
    """On decimals both modes agree with the decimal module."""
    number = Decimal(digits).scaleb(-scale)
    step = Decimal(1).scaleb(-places)
    expected = {UP: number.quantize(step, ROUND_HALF_UP), EVEN: number.quantize(step, ROUND_HALF_EVEN)}
    for mode, value in expected.items():
        assert round_to(Fraction(number), places, mode) == Fraction(value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(90), "90"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(1, 10**6), "0.000001"),
        (Fraction("12.345678"), "12.345678"),
        (Fraction(2, 3), "≈0.666667"),
        (Fraction(-2, 3), "≈-0.666667"),
        (Fraction(1, 3), "≈0.333333"),
        (Fraction("1.0000001"), "≈1.000000"),
        (Fraction("0.0000005"), "≈0.000000"),  # half to even
        (Fraction("0.0000015"), "≈0.000002"),
        (Fraction("-0.0000005"), "≈0.000000"),
    ],
)
def test_shown(value: Fraction, text: str) -> None:
    """People see six places at most, and a sign where that is not the exact amount."""
    assert shown(value) == text


def test_mode_words() -> None:
    """Each mode has its words in both languages."""
    assert (UP.words.zh, EVEN.words.en) == ("四舍五入", "half to even")
    assert {mode.words for mode in RoundingMode} == {UP.words, EVEN.words}


@pytest.mark.parametrize(
    ("side", "below", "equal", "above"),
    [
        (Side.AT_LEAST, False, True, True),
        (Side.ABOVE, False, False, True),
        (Side.AT_MOST, True, True, False),
        (Side.BELOW, True, False, False),
    ],
)
def test_sides(side: Side, below: bool, equal: bool, above: bool) -> None:
    """A side passes values below, at or above its bound; only two sides pass the bound itself."""
    bound = Bound(side=side, value=Fraction(3))
    values = (Fraction(299, 100), Fraction(3), Fraction(301, 100))
    assert [bound.holds(value) for value in values] == [below, equal, above]
    assert [side.holds(value, Fraction(3)) for value in values] == [below, equal, above]
    assert side.is_upward is above


@pytest.mark.parametrize(
    ("side", "en", "zh"),
    [
        (Side.AT_LEAST, "at least 98.5", "不低于98.5"),
        (Side.ABOVE, "above 98.5", "高于98.5"),
        (Side.AT_MOST, "at most 98.5", "不高于98.5"),
        (Side.BELOW, "below 98.5", "低于98.5"),
    ],
)
def test_bound_words(side: Side, en: str, zh: str) -> None:
    """A bound is said with its side and its number."""
    bound = Bound(side=side, value="98.50")
    assert bound.value == Fraction(197, 2)
    assert (bound.words.en, bound.words.zh) == (en, zh)


def test_bound_takes_numbers_exactly() -> None:
    """A bound refuses what is not an exact number."""
    with pytest.raises(NumberError):
        Bound(side=Side.ABOVE, value="98%")


def test_better() -> None:
    """An indicator is better high or better low; there is no third way."""
    assert [better.value for better in Better] == ["higher", "lower"]
    assert [better.words for better in Better] == [
        Words("higher is better", "越高越好"),
        Words("lower is better", "越低越好"),
    ]


@given(st.lists(st.fractions()))
def test_adding_up(numbers: list[Fraction]) -> None:
    """Adding over one common denominator gives what adding one after another gives, zero for nothing."""
    expected = Fraction(0)
    for number in numbers:
        expected += number
    assert add_up(iter(numbers)) == expected


@given(st.fractions(), st.fractions())
def test_is_less(first: Fraction, second: Fraction) -> None:
    """Comparing in whole numbers gives what comparing fractions gives, equal ones among them."""
    assert is_less(first, second) is (first < second)
    assert is_less(first, first + 0) is False
