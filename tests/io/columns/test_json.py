"""Columns in JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from jxassess.arrays import Columns
from jxassess.faults import EvidenceError, Fault
from jxassess.io.columns import format_columns_schema, read_columns
from jxassess.scheme import Scheme

Entry = dict[str, Any]
Read = Callable[..., Columns]
Faults = Callable[..., list[Fault]]

FILE: Entry = {
    "format": "jxassess-columns/1",
    "synthetic": True,
    "code": ["990121", "990122", "990221"],
    "city": ["990100", "990100", "990200"],
    "columns": [{"name": "exit_accuracy", "places": 2, "numbers": [9550, None, -7], "not_applicable": [1]}],
}


def changed(**changes: object) -> Entry:
    """Give the file with other entries; an entry `None` is taken out."""
    return {key: value for key, value in {**FILE, **changes}.items() if value is not None}


def with_column(**changes: object) -> Entry:
    """Give the file with another column."""
    column = {**FILE["columns"][0], **changes}
    return changed(columns=[{key: value for key, value in column.items() if value is not None}])


@pytest.fixture
def read(tmp_path: Path, scheme: Scheme) -> Read:
    """Read JSON from a table, text or bytes."""

    def from_content(content: Entry | str | bytes, **options: object) -> Columns:
        path = tmp_path / "v.json"
        text = json.dumps(content) if isinstance(content, dict) else content
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_columns(path, scheme, **{"is_synthetic": None, **options})

    return from_content


@pytest.fixture
def faults(read: Read) -> Faults:
    """Give the faults of JSON."""

    def find(content: Entry | str | bytes, **options: object) -> list[Fault]:
        with pytest.raises(EvidenceError) as caught:
            read(content, **options)
        assert caught.value.subject.en == "the columns v.json"
        return [*caught.value.faults]

    return find


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(FILE),
        json.dumps(FILE, indent=2),
        json.dumps(FILE, indent=40),
        json.dumps(FILE, separators=(",", ":")),
        json.dumps(FILE).replace("numbers", "\\u006eumbers"),
        "\ufeff" + json.dumps(FILE),
        json.dumps(FILE).replace("[9550, null, -7]", "\r\n\t[\t9550 ,null\n,\r-7 ] "),
    ],
)
def test_forms_of_json(read: Read, text: str) -> None:
    """Blanks and escapes of JSON change nothing."""
    columns = read(text)
    (column,) = columns.columns
    assert (column.name.text, column.places, column.numbers.tolist()) == ("exit_accuracy", 2, [9550, 0, -7])
    assert column.states is not None
    assert column.states.tolist() == [0, 2, 0]
    assert columns.codes is not None
    assert columns.codes.tolist() == FILE["code"]
    assert columns.city_codes is not None
    assert columns.city_codes.tolist() == ["990100", "990200"]
    assert columns.is_synthetic is True


def test_places_are_those_of_the_file(read: Read) -> None:
    """A column keeps the places that the file gives, whatever the scheme reads."""
    assert read(with_column(places=5)).columns[0].places == 5


@pytest.mark.parametrize("number", [0, -0, 12345678, 123456789, -(10**15), 10**17, 2**63 - 1, 1 - 2**63])
def test_numbers_of_any_size(read: Read, number: int) -> None:
    """Every whole number of 64 bits is read."""
    assert read(with_column(numbers=[1, None, number])).columns[0].numbers.tolist() == [1, 0, number]


@pytest.mark.parametrize("numbers", ["[]", "[ ]"])
def test_no_units(read: Read, numbers: str) -> None:
    """A file may have no units."""
    text = json.dumps(changed(code=None, city=None, columns=[])).replace(
        '"columns": []', f'"columns": [{{"name": "exit_accuracy", "places": 2, "numbers": {numbers}}}]'
    )
    assert read(text).units == 0


def test_texts_that_look_like_keys(read: Read) -> None:
    """What stands inside a text is no key, whatever it looks like."""
    for text in ('"numbers": [1]', "numbers 0: 0", '\\"numbers\\": [1]'):
        columns = [{"name": text, "places": 0, "numbers": [1, 2, 3]}, *FILE["columns"]]
        assert read(changed(columns=columns)).columns[0].numbers.tolist() == [9550, 0, -7]


def test_names(read: Read) -> None:
    """Columns of the file may have other names."""
    assert read(with_column(name="x"), names={"x": "exit_accuracy"}).columns[0].name.text == "exit_accuracy"


@pytest.mark.parametrize(
    ("content", "code", "where", "value"),
    [
        (with_column(numbers=[1.5, None, 2]), "wrong_type", "columns[0].numbers[0], column exit_accuracy", "'1.5'"),
        (with_column(numbers=[True, None, 2]), "wrong_type", "columns[0].numbers[0], column exit_accuracy", "true"),
        (with_column(numbers=["1", None, 2]), "wrong_type", "columns[0].numbers[0], column exit_accuracy", "'1'"),
        (with_column(numbers=[2**63, None, 2]), "too_large", "columns[0].numbers[0], column exit_accuracy", str(2**63)),
        (with_column(numbers=[1, 2, 3]), "hidden_number", "columns[0].numbers[1], column exit_accuracy", "2"),
        (with_column(not_applicable=[1, 1]), "bad_index", "columns[0].not_applicable[1]", "1"),
        (with_column(not_applicable=[3]), "bad_index", "columns[0].not_applicable[0]", "3"),
        (with_column(not_applicable=[-1]), "bad_index", "columns[0].not_applicable[0]", "-1"),
        (with_column(not_applicable=[True]), "bad_index", "columns[0].not_applicable[0]", "true"),
        (with_column(not_applicable=1), "wrong_type", "columns[0].not_applicable", "1"),
        (with_column(numbers=1), "wrong_type", "columns[0].numbers", "1"),
        (with_column(numbers=[1]), "wrong_length", "columns[0].numbers", "1"),
        (with_column(places=19), "too_wide", "columns[0].places", "19"),
        (with_column(places=-1), "too_wide", "columns[0].places", "-1"),
        (with_column(places="2"), "wrong_type", "columns[0].places", "'2'"),
        (with_column(name=None), "missing_key", "columns[0].name", "name"),
        (with_column(name=3), "wrong_type", "columns[0].name", "3"),
        (with_column(unit="%"), "unknown_key", "columns[0].unit", "unit"),
        (changed(columns=[3]), "wrong_type", "columns[0]", "3"),
        (changed(columns={}), "wrong_type", "columns", "{...}"),
        (changed(columns=None), "missing_key", "columns", "columns"),
        (changed(synthetic=None), "missing_key", "synthetic", "synthetic"),
        (changed(synthetic="yes"), "wrong_type", "synthetic", "'yes'"),
        (changed(format=None), "wrong_format", "format", "''"),
        (changed(format="jxassess-columns/2"), "newer_format", "format", "'jxassess-columns/2'"),
        (changed(units=3), "unknown_key", "units", "units"),
        (changed(code=["990121", 990122, "990221"]), "bad_unit_code", "code[1]", "990122"),
        (changed(code=["990121", None, "990221"]), "bad_unit_code", "code[1]", "null"),
        (changed(code=["990121", "990122", "子县"]), "bad_unit_code", "code[2]", "'子县'"),
        (changed(code=["990121", "990122", "990121"]), "repeated_code", "code[2]", "990121"),
        (changed(code=["990121", "990122", "\ud800"]), "bad_unit_code", "code[2]", repr("\ud800")),
        (changed(city=["990100", "9902", "990200"]), "bad_unit_code", "city[1]", "'9902'"),
        (changed(city=["990100"]), "wrong_length", "city", "1"),
        (changed(code="990121"), "wrong_type", "code", "'990121'"),
    ],
)
def test_faults_of_form(faults: Faults, content: Entry, code: str, where: str, value: str) -> None:
    """Whatever is wrong with the form of a file is named by its path."""
    assert (code, where, value) in [(fault.code, fault.where, fault.value) for fault in faults(content)]


def test_a_key_that_ends_like_another(faults: Faults) -> None:
    """A key that only ends like that of the numbers is unknown like any other."""
    found = faults(changed(**{'x"numbers': [1, 2, 3]}))
    assert [(fault.code, fault.value) for fault in found] == [("unknown_key", 'x"numbers')]


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        ("[1]", "wrong_type", "file"),
        ("{", "not_json", "line 1, column 2"),
        (json.dumps(FILE).replace("9550", "09550"), "not_json", "line 1, column"),
        (json.dumps(FILE).replace("9550", "9550,"), "not_json", "line 1, column"),
        (json.dumps(FILE).replace("9550", "95 50"), "not_json", "line 1, column"),
        (json.dumps(FILE).replace("9550", "nul"), "not_json", "line 1, column"),
        (json.dumps(FILE).replace("9550", "-"), "not_json", "line 1, column"),
        (json.dumps(FILE).replace("9550", "-09"), "not_json", "line 1, column"),
        (json.dumps(FILE) + "}", "not_json", "line 1, column"),
        (json.dumps(FILE).replace('"code"', '"synthetic": true, "code"'), "duplicate_key", "synthetic"),
    ],
)
def test_no_json(faults: Faults, text: str, code: str, where: str) -> None:
    """Text that is no JSON is refused with its line and column, also where the lists of numbers are concerned."""
    found = faults(text)[0]
    assert (found.code, found.where[: len(where)]) == (code, where)


@pytest.mark.parametrize("content", [b"\xff", '{"a": "县"}'.encode("gb18030")])
def test_other_encodings(faults: Faults, content: bytes) -> None:
    """JSON is UTF-8."""
    assert [fault.code for fault in faults(content)] == ["not_utf8"]


def test_only_the_first_are_named(faults: Faults) -> None:
    """Of each column and kind 20 cells are named, then it is said how many more there are."""
    found = faults(
        changed(code=None, city=None, columns=[{"name": "exit_accuracy", "places": 2, "numbers": [1.5] * 50}])
    )
    assert [fault.code for fault in found] == ["wrong_type"] * 20 + ["more_cells"]
    assert (found[-1].where, found[-1].value) == ("columns[0], column exit_accuracy", "30")


def test_faulty_codes_lie_beside_their_columns(faults: Faults) -> None:
    """The faults of a list of codes are gathered under its name."""
    found = faults(changed(code=["x"] * 50, city=None, columns=[]))
    assert (found[-1].code, found[-1].where, found[-1].value) == ("more_cells", "code", "30")


def test_columns_of_truth_values(faults: Faults) -> None:
    """A file in columns has no columns of truth values: it says otherwise what is made up and what does not apply."""
    columns = [*FILE["columns"], {"name": "exit_accuracy.not_applicable", "places": 0, "numbers": [0, 0, 0]}]
    found = faults(changed(columns=columns))
    assert [(fault.code, fault.where) for fault in found] == [
        ("unknown_key", "columns[1], column exit_accuracy.not_applicable")
    ]


def test_contradiction(faults: Faults) -> None:
    """What the file and the caller say of made up data is the same."""
    assert [fault.code for fault in faults(FILE, is_synthetic=False)] == ["other_synthetic"]


SCHEMA: Entry = json.loads(format_columns_schema())


def test_the_schema_is_that_of_the_package() -> None:
    """The schema that lies in the package is the one that is made."""
    path = files("jxassess.io") / "schemas" / "jxassess-columns-1.schema.json"
    assert path.read_text("utf-8") == format_columns_schema()


def test_the_schema_takes_files_and_refuses_others() -> None:
    """The schema takes what is read and refuses what is wrong in form."""
    Draft202012Validator.check_schema(SCHEMA)
    validator = Draft202012Validator(SCHEMA)
    assert validator.is_valid(FILE)
    for wrong in (
        changed(format="x"),
        changed(synthetic=None),
        changed(units=3),
        changed(code=["9901"]),
        with_column(numbers=[1.5]),
        with_column(places=19),
        with_column(unit="%"),
    ):
        assert not validator.is_valid(wrong)
