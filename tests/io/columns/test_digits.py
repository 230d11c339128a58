"""Decimals in text into integers, many at once."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jxassess.io._columns._cells import texts_of
from jxassess.io._columns._digits import LONGEST, read_digits

FORM = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?", re.ASCII)


def read(texts: list[str]) -> list[Fraction | None]:
    """Read texts; `None` stands for one that is odd."""
    cells = texts_of(texts)
    found = read_digits(cells.data, cells.begin, cells.end)
    triples = zip(found.digits.tolist(), found.decimals.tolist(), found.is_read.tolist(), strict=True)
    return [Fraction(digits, 10**decimals) if is_read else None for digits, decimals, is_read in triples]


def expected(text: str) -> Fraction | None:
    """Read one text with a regular expression and `Fraction`."""
    return Fraction(text) if FORM.fullmatch(text) and len(text.lstrip("+-")) <= LONGEST else None


@pytest.mark.parametrize(
    "text",
    [
        "0",
        "7",
        "95.5",
        "-0.05",
        "+12",
        "00012",
        "12345678",
        "1234567.8",
        "0.123456",
        "-99999999",
        "0.00000000000001",
        "123456789",
        "12345678.9",
        "1234567890.123456"[:16],
        "9999999999999999",
        "-123456789.01",
        "1.23456789012345",
    ],
)
def test_decimals(text: str) -> None:
    """A decimal of up to 16 characters is read as it is written."""
    assert read([text]) == [Fraction(text)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        ".5",
        "5.",
        "-",
        "+",
        "--1",
        "+-1",
        "1-",
        "1..2",
        "1.2.3",
        "1,2",
        " 1",
        "1 ",
        "1e3",
        "0x1",
        "nan",
        "９",
        "12345678.",
        ".12345678",
        "1.2345678.9",
        "1.23456789.",
        "123456789.0.1",
        "12345:78",
        "12345/78",
        "123456789-1",
        "12345678901234567",
        "not_applicable",
        "1\n",
        "1\x00",
        "\x80",
    ],
)
def test_odd_cells(text: str) -> None:
    """Whatever else stands in a cell is left to slower means, and its digits are 0."""
    cells = texts_of([text])
    found = read_digits(cells.data, cells.begin, cells.end)
    assert (found.is_read.tolist(), found.digits.tolist()) == ([False], [0])


ODD = st.text(alphabet="0123456789.+-e ,９x", max_size=20)
PLAIN = st.builds(
    lambda sign, whole, part: f"{sign}{whole}{part}",
    st.sampled_from(["", "+", "-"]),
    st.integers(0, 10**12).map(str),
    st.one_of(st.just(""), st.integers(0, 10**8).map(lambda part: f".{part}")),
)


@given(st.lists(st.one_of(ODD, PLAIN), max_size=30))
def test_any_text(texts: list[str]) -> None:
    """Cells of every length and form beside each other are read as a regular expression and fractions read them."""
    assert read(texts) == [expected(text) for text in texts]


def test_more_cells_than_a_block() -> None:
    """Cells beyond the first block are read like those in it, signs and long ones too."""
    texts = [f"{'-' if i % 3 == 0 else ''}{i}.{i % 10}" for i in range(40_000)] + ["123456789.5", "x"]
    assert read(texts) == [expected(text) for text in texts]
