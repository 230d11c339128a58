"""Text into tables and lists."""

from __future__ import annotations

import pytest

from jxassess.errors import ScopeError
from jxassess.faults import FaultsError
from jxassess.io import parse_scheme
from jxassess.io._documents import Numeral, decode, parse, without_format

Seen = list[tuple[str, str, str]]


def refused(text: str, format: str = "json") -> Seen:
    """Give the faults that keep text from being read."""
    with pytest.raises(FaultsError) as caught:
        parse(text, format)
    return [(fault.code, fault.where, fault.value) for fault in caught.value.faults]


def test_numbers_stay_as_written() -> None:
    """Numbers with a point or exponent stay text until their place says what they must be, whole ones do not."""
    for text, format in (('{"a": [1, 1.50, 1e3, NaN]}', "json"), ("a = [1, 1.50, 1e3, nan]", "toml")):
        table, faults = parse(text, format)
        assert faults == ()
        values = table["a"]
        assert isinstance(values, list)
        assert [(type(value), str(value).lower()) for value in values] == [
            (int, "1"),
            (Numeral, "1.50"),
            (Numeral, "1e3"),
            (Numeral, "nan"),
        ]


@pytest.mark.parametrize(
    ("text", "place", "value"),
    [
        ("", "line 1, column 1", "Expecting value"),
        ('{"a": 1,\n "b" 2}', "line 2, column 6", "Expecting ':' delimiter"),
        ('{"a": 1_000}', "line 1, column 8", "Expecting ',' delimiter"),
        ('{"a": ９}', "line 1, column 7", "Expecting value"),
        ('{"a": 0x10}', "line 1, column 8", "Expecting ',' delimiter"),
    ],
)
def test_not_json(text: str, place: str, value: str) -> None:
    """Broken JSON is refused with line and column."""
    assert refused(text) == [("not_json", place, value)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a = 1\na = 2", "line 2, column 6"),
        ("a = 1\nb 2", "line 2, column 3"),
        ("a = [1", "end of document"),
        ("a = 1\n[b]\nc = 1\nc = 2\n", "line 4, column 6"),
        ("a = ９", "line 1, column 5"),
    ],
)
def test_not_toml(text: str, place: str) -> None:
    """Broken TOML, a repeated key among it, is refused with line and column."""
    ((code, where, value),) = refused(text, "toml")
    assert code == "not_toml"
    assert "line" not in value
    # Python 3.14 says the place of a repeated key at the end of the file's last line otherwise.
    assert where in (place, "end of document")


def test_toml_of_endless_digits() -> None:
    """A whole number that Python refuses to convert is a fault."""
    ((code, where, _),) = refused(f"a = {'1' * 5000}", "toml")
    assert (code, where) == ("not_toml", "file")


@pytest.mark.parametrize(
    ("text", "format"),
    [
        ("[" * 100_000, "json"),
        ('{"a":' * 100_000, "json"),
        ("a = " + "[" * 100_000, "toml"),
        ('{"a": ' + "[" * 50 + "]" * 50 + "}", "json"),
        ("a = " + "[" * 50 + "]" * 50, "toml"),
        (f"[{'.'.join('a' * 2000)}]", "toml"),
    ],
)
def test_too_deep(text: str, format: str) -> None:
    """Text nested without end is refused like any other."""
    assert refused(text, format) == [("too_deep", "file", "50")]


def test_deep_enough() -> None:
    """Fifty levels are read."""
    table, _ = parse('{"a": ' + "[" * 49 + "]" * 49 + "}", "json")
    assert list(table) == ["a"]


@pytest.mark.parametrize("text", ["[]", "1", '"a"', "null", "true", "NaN"])
def test_not_a_table(text: str) -> None:
    """The outermost value is a table."""
    assert [code for code, _, _ in refused(text)] == ["wrong_type"]


def test_duplicate_keys() -> None:
    """Keys that stand twice in JSON are found with their paths, all of them."""
    _, faults = parse('{"a": [1, {"b": 1, "c": 2, "b": 1, "c": 3}], "d": 1, "d": {"e": 1, "e": 2}}', "json")
    assert [(fault.code, fault.where, fault.value) for fault in faults] == [
        ("duplicate_key", "d", "d"),
        ("duplicate_key", "a[1].b", "b"),
        ("duplicate_key", "a[1].c", "c"),
        ("duplicate_key", "d.e", "e"),
    ]


def test_other_format() -> None:
    """Only TOML and JSON are read."""
    with pytest.raises(ScopeError, match="format 'yaml' is not offered"):
        parse("a: 1", "yaml")
    with pytest.raises(ScopeError, match="choose 'toml' or 'json'"):
        parse_scheme("a: 1", "yaml")


def test_decode() -> None:
    """A byte order mark is taken off, another encoding is refused with the byte."""
    assert decode(b"\xef\xbb\xbfa") == "a"
    with pytest.raises(FaultsError) as caught:
        decode(b"ab\xff", "x.csv")
    (fault,) = caught.value.faults
    assert (fault.code, fault.where, fault.value) == ("not_utf8", "x.csv", "3")


def test_format() -> None:
    """The line with the format is taken off; without it the rest is still read."""
    assert without_format({"format": "x/1", "a": 1}, "x/1") == ({"a": 1}, ())
    rest, (fault,) = without_format({"a": 1}, "x/1")
    assert rest == {"a": 1}
    assert (fault.code, fault.where) == ("wrong_format", "format")


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("x/2", "newer_format"),
        ("x/10", "newer_format"),
        ("x/0", "wrong_format"),
        ("x", "wrong_format"),
        ("y/1", "wrong_format"),
        (1, "wrong_format"),
        (["x/1"], "wrong_format"),
    ],
)
def test_wrong_format(given: object, code: str) -> None:
    """A file of another format is refused at once, and one of a newer format says so."""
    with pytest.raises(FaultsError) as caught:
        without_format({"format": given}, "x/1")
    assert [fault.code for fault in caught.value.faults] == [code]


def test_duplicate_key_in_a_scheme() -> None:
    """A repeated key is reported together with the faults of the rest."""
    with pytest.raises(FaultsError, match=r"(?s)year: the key year stands here twice.*marks: the key marks is missing"):
        parse_scheme('{"format": "jxassess-scheme/1", "year": 2019, "year": 2019}', "json")


@pytest.mark.parametrize(("text", "format"), [("{", "json"), ("a", "toml"), ('format = "jxassess-scheme/9"', "toml")])
def test_a_scheme_that_cannot_be_read(text: str, format: str) -> None:
    """Whatever the fault, a scheme that cannot be read is one error."""
    with pytest.raises(FaultsError, match=r"^1 fault in the scheme\n"):
        parse_scheme(text, format)
