"""What type checkers say of exact numbers; checked by mypy and pyright, never run."""

from decimal import Decimal
from fractions import Fraction
from typing import assert_type

from jxassess.exact import Bound, NumberError, RoundingMode, Side, exact, from_text, places_of, round_to, to_text
from jxassess.words import Words


def every_accepted_type_becomes_a_fraction() -> None:
    assert_type(exact(7), Fraction)
    assert_type(exact("12.50"), Fraction)
    assert_type(exact(0.95), Fraction)
    assert_type(exact(Decimal("0.95")), Fraction)
    assert_type(exact(Fraction(19, 20)), Fraction)


def a_number_is_written_read_and_rounded() -> None:
    assert_type(to_text(exact(1), 2), str)
    assert_type(from_text("1/3"), Fraction)
    assert_type(places_of(exact("0.5")), int | None)
    assert_type(round_to(exact("85.115"), 2, RoundingMode.HALF_UP), Fraction)


def a_bound_takes_what_exact_takes_and_keeps_a_fraction() -> None:
    for bound in (
        Bound(side=Side.ABOVE, value="3"),
        Bound(side=Side.ABOVE, value=3),
        Bound(side=Side.ABOVE, value=0.5),
    ):
        assert_type(bound.value, Fraction)
        assert_type(bound.side, Side)
        assert_type(bound.holds(exact(3)), bool)
        assert_type(bound.words, Words)


def an_error_keeps_its_words() -> None:
    try:
        exact("x")
    except NumberError as error:
        assert_type(error.value, str)
        assert_type(error.reason, Words)
