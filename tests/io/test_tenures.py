"""Records of tenures in files."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from jxassess.faults import EvidenceError, Fault
from jxassess.io.tenures import (
    format_tenures,
    format_tenures_schema,
    parse_tenures,
    read_tenures,
    write_tenures,
)
from jxassess.measure import Citation
from jxassess.places import City, County, Township
from jxassess.tenures import PrincipalPost, Succession, SuccessionKind, Tenure, Tenures, find_tenure_faults

JIA = City(code="990100", name="甲市", english="Jia")
YI = City(code="990200", name="乙市")
ZI = County(code="990121", name="子县", parent=JIA, valid_to=date(2019, 3, 1))
CHOU = County(code="990122", name="丑县", parent=JIA, valid_from=date(2019, 3, 1))
MAO = County(code="990221", name="卯县", parent=YI)
DING = Township(code="990221101", name="丁镇", english="Ding", parent=MAO)

RECORD = Tenures(
    on=date(2021, 5, 31),
    tenures=[
        Tenure(
            person="p-0001",
            post=PrincipalPost.COMMITTEE,
            place=ZI,
            since=date(2017, 3, 1),
            until=date(2019, 2, 28),
            document="文件一",
        ),
        Tenure(
            person="p-0001",
            post=PrincipalPost.COMMITTEE,
            place=CHOU,
            since=date(2019, 3, 1),
            is_ongoing=True,
            document="文件二",
        ),
        Tenure(person="p-0002", post=PrincipalPost.GOVERNMENT, place=DING, is_acting=True, document="文件三"),
        Tenure(person="p-0003", post=PrincipalPost.GOVERNMENT, place=JIA, until=date(2018, 1, 1), document="文件四"),
    ],
    successions=[
        Succession(before=ZI, after=CHOU, kind=SuccessionKind.RENAMED, on=date(2019, 3, 1), document="文件五"),
        Succession(before=MAO, after=CHOU, kind=SuccessionKind.BOUNDARY, document="文件六"),
    ],
    is_synthetic=True,
    classification="internal",
)
TEXT = format_tenures(RECORD)
TABLE: dict[str, Any] = json.loads(TEXT)

Edit = Callable[[dict[str, Any]], object]


def faults(edit: Edit) -> list[tuple[str, str, str]]:
    """Say in short what is refused of the record's file after an edit, without what could not be checked."""
    table = json.loads(TEXT)
    edit(table)
    return [(fault.code, fault.where, fault.value) for fault in all_faults(table) if fault.code != "unchecked"]


def all_faults(table: dict[str, Any]) -> tuple[Fault, ...]:
    """Give what is refused of a file."""
    with pytest.raises(EvidenceError) as caught:
        parse_tenures(json.dumps(table))
    clauses = (Citation(2), Citation(6), Citation(9, 2))
    assert all(fault.citation in clauses for fault in caught.value.faults if fault.where not in ("file", "format"))
    return caught.value.faults


def test_the_file() -> None:
    """A file holds the units, posts by code, days in ISO form, and leaves out what is not known."""
    assert list(TABLE) == [
        "format",
        "on",
        "cities",
        "counties",
        "townships",
        "tenures",
        "successions",
        "is_synthetic",
        "classification",
    ]
    assert (TABLE["format"], TABLE["on"]) == ("jxassess-tenures/1", "2021-05-31")
    assert [city["code"] for city in TABLE["cities"]] == ["990100", "990200"]
    assert [county["code"] for county in TABLE["counties"]] == ["990121", "990122", "990221"]
    assert TABLE["townships"] == [{"code": "990221101", "name": "丁镇", "english": "Ding", "parent": "990221"}]
    assert TABLE["tenures"][1] == {
        "person": "p-0001",
        "post": "committee",
        "place": "990121",
        "since": "2017-03-01",
        "until": "2019-02-28",
        "is_ongoing": False,
        "is_acting": False,
        "document": "文件一",
    }
    assert TABLE["tenures"][3] == {
        "person": "p-0002",
        "post": "government",
        "place": "990221101",
        "is_ongoing": False,
        "is_acting": True,
        "document": "文件三",
    }
    assert TABLE["successions"][0] == {
        "before": "990121",
        "after": "990122",
        "kind": "renamed",
        "on": "2019-03-01",
        "document": "文件五",
    }
    assert "on" not in TABLE["successions"][1]


def test_a_file_of_the_first_version() -> None:
    """The file that the first version wrote is read as ever, and written to the same bytes; it is never made anew."""
    golden = Path(__file__).parents[1] / "data" / "golden" / "tenures_1.json"
    assert read_tenures(golden) == RECORD
    assert golden.read_bytes() == TEXT.encode()


def test_round_trip() -> None:
    """What is written loads back equal, and writes the same text again."""
    assert parse_tenures(TEXT) == RECORD
    assert format_tenures(parse_tenures(TEXT)) == TEXT


def test_equal_records_give_equal_text() -> None:
    """The order of input is no part of the text."""
    turned = evolve(RECORD, tenures=reversed(RECORD.tenures), successions=reversed(RECORD.successions))
    assert format_tenures(turned) == TEXT


def test_an_empty_record() -> None:
    """A record without tenures is written and read."""
    empty = Tenures(on=date(2021, 1, 1), tenures=[], is_synthetic=False)
    assert parse_tenures(format_tenures(empty)) == empty


def test_files(tmp_path: Path) -> None:
    """A record is written to a file and read from it, with or without a byte order mark."""
    path = tmp_path / "tenures.json"
    write_tenures(RECORD, path)
    assert path.read_text("utf-8") == TEXT
    assert read_tenures(path) == RECORD
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    assert read_tenures(str(path)) == RECORD
    assert [entry.name for entry in tmp_path.iterdir()] == ["tenures.json"]


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    """A file that is not UTF-8 is refused by name."""
    path = tmp_path / "tenures.json"
    path.write_bytes(TEXT.encode("gb18030"))
    with pytest.raises(EvidenceError, match=r"tenures\.json") as caught:
        read_tenures(path)
    assert [fault.code for fault in caught.value.faults] == ["not_utf8"]


def test_what_may_be_left_out() -> None:
    """Lists of lower units, changes and classification may be left out, and what a tenure has as default."""
    table = {
        "format": "jxassess-tenures/1",
        "on": "2021-05-31",
        "cities": [{"code": "990100", "name": "甲市"}],
        "tenures": [{"person": "p-1", "post": "committee", "place": "990100", "document": "x"}],
        "is_synthetic": True,
    }
    read = parse_tenures(json.dumps(table))
    assert read.tenures == (
        Tenure(person="p-1", post=PrincipalPost.COMMITTEE, place=City(code="990100", name="甲市"), document="x"),
    )
    assert (read.successions, read.classification) == ((), "")


def test_overlaps_are_left_to_the_search() -> None:
    """Holders that overlap can be loaded, so that they can be shown and mended."""
    table = json.loads(TEXT)
    table["tenures"].append({**TABLE["tenures"][1], "person": "p-0009"})
    assert [fault.code for fault in find_tenure_faults(parse_tenures(json.dumps(table)))] == ["tenures_overlap"]


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (lambda t: t.pop("format"), [("wrong_format", "format", "''")]),
        (lambda t: t.update(format="jxassess-tenures/2"), [("newer_format", "format", "'jxassess-tenures/2'")]),
        (lambda t: t.update(format="jxassess-evidence/1"), [("wrong_format", "format", "'jxassess-evidence/1'")]),
        (lambda t: t.update(note="x"), [("unknown_key", "note", "note")]),
        (lambda t: t.pop("on"), [("missing_key", "on", "on")]),
        (lambda t: t.pop("is_synthetic"), [("missing_key", "is_synthetic", "is_synthetic")]),
        (lambda t: t.update(is_synthetic="true"), [("wrong_type", "is_synthetic", "'true'")]),
        (lambda t: t.update(classification=None), [("wrong_type", "classification", "null")]),
        (lambda t: t.update(on="2021-5-31"), [("bad_date", "on", "'2021-5-31'")]),
        (lambda t: t.update(tenures={}), [("wrong_type", "tenures", "{...}")]),
        (lambda t: t.pop("tenures"), [("missing_key", "tenures", "tenures")]),
        (lambda t: t["tenures"].append("x"), [("wrong_type", "tenures[4]", "'x'")]),
        (lambda t: t["tenures"][0].pop("person"), [("missing_key", "tenures[0].person", "person")]),
        (lambda t: t["tenures"][0].update(person=17), [("wrong_type", "tenures[0].person", "17")]),
        (lambda t: t["tenures"][0].update(name="x"), [("unknown_key", "tenures[0].name", "name")]),
        (lambda t: t["tenures"][0].update(post="mayor"), [("unknown_value", "tenures[0].post", "'mayor'")]),
        (lambda t: t["tenures"][0].update(post=["government"]), [("wrong_type", "tenures[0].post", "[...]")]),
        (lambda t: t["tenures"][0].update(since=None), [("wrong_type", "tenures[0].since", "null")]),
        (lambda t: t["tenures"][0].update(since="soon"), [("bad_date", "tenures[0].since", "'soon'")]),
        (lambda t: t["tenures"][0].update(is_acting=1), [("wrong_type", "tenures[0].is_acting", "1")]),
        (lambda t: t["tenures"][0].update(place="990999"), [("unknown_place", "tenures[0].place", "990999")]),
        (lambda t: t["tenures"][0].update(place="990121999"), [("unknown_place", "tenures[0].place", "990121999")]),
        (
            lambda t: t["tenures"][1].update(until="2016-01-01"),
            [("tenure_backwards", "tenures[1].until", "2016-01-01")],
        ),
        (lambda t: t["successions"][0].update(kind="moved"), [("unknown_value", "successions[0].kind", "'moved'")]),
        (lambda t: t["successions"][0].update(before="990100"), [("unknown_place", "successions[0].before", "990100")]),
        (lambda t: t["successions"][0].update(after="990121"), [("same_county", "successions[0].after", ZI.label)]),
        (lambda t: t.update(successions="none"), [("wrong_type", "successions", "'none'")]),
    ],
)
def test_what_is_refused(edit: Edit, expected: list[tuple[str, str, str]]) -> None:
    """A file that is not as it should be is refused, at the place that is wrong."""
    assert faults(edit) == expected


@pytest.mark.parametrize("person", ["张三", "990121196803051234"])
def test_a_name_in_a_file_is_refused_and_not_repeated(person: str) -> None:
    """What looks like a name or an identity number is refused at its place, and the message does not hold it."""
    found = all_faults({**TABLE, "tenures": [{**TABLE["tenures"][0], "person": person}]})
    assert ("not_opaque", "tenures[0].person") in [(fault.code, fault.where) for fault in found]
    assert person not in "".join(fault.text() + fault.text("zh") + repr(fault) for fault in found)


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (lambda t: t["cities"].append({"code": "990300", "name": "丙市"}), [("unused_place", "cities", "990300 丙市")]),
        (
            lambda t: t["counties"].append({"code": "990123", "name": "寅县", "parent": "990100"}),
            [("unused_place", "counties", "990123 寅县")],
        ),
        (
            lambda t: t["townships"].append({"code": "990121101", "name": "戊镇", "parent": "990121"}),
            [("unused_place", "townships", "990121101 戊镇")],
        ),
        (
            lambda t: t["townships"].append(t["townships"][0]),
            [("duplicate_place", "townships[1].code", "990221101")],
        ),
        (lambda t: t["counties"].append(t["counties"][0]), [("duplicate_place", "counties[3].code", "990121")]),
        # A unit whose definition is faulty is told once, not wherever it is used.
        (
            lambda t: t["townships"][0].update(code="99022"),
            [
                ("bad_code", "townships[0].code", "99022"),
                ("wrong_parent", "townships[0].parent", MAO.label),
                ("unknown_place", "tenures[3].place", "990221101"),
            ],
        ),
        (
            lambda t: t["townships"][0].update(code=["990221101"]),
            [("wrong_type", "townships[0].code", "[...]"), ("unknown_place", "tenures[3].place", "990221101")],
        ),
        (lambda t: t["townships"][0].update(name=""), [("bad_name", "townships[0].name", "")]),
        (lambda t: t["townships"][0].update(parent="990199"), [("unknown_place", "townships[0].parent", "990199")]),
        (lambda t: t.update(townships="none"), [("wrong_type", "townships", "'none'")]),
        (
            lambda t: t.update(townships=["丁镇"]),
            [("wrong_type", "townships[0]", "'丁镇'"), ("unknown_place", "tenures[3].place", "990221101")],
        ),
        (lambda t: t["cities"][0].update(name=""), [("bad_name", "cities[0].name", "")]),
        (lambda t: t.pop("cities"), [("missing_key", "cities", "cities")]),
        (lambda t: t.update(counties=None), [("wrong_type", "counties", "null")]),
    ],
)
def test_units_that_are_refused(edit: Edit, expected: list[tuple[str, str, str]]) -> None:
    """Units stand in the file once, and only those that a post or a change needs."""
    assert faults(edit) == expected


def test_an_unused_unit_beside_another_fault() -> None:
    """A unit that nothing uses is told beside whatever else is wrong."""

    def edit(table: dict[str, Any]) -> None:
        table.pop("format")
        table["cities"].append({"code": "990300", "name": "丙市"})

    assert faults(edit) == [("wrong_format", "format", "''"), ("unused_place", "cities", "990300 丙市")]


def test_all_faults_at_once() -> None:
    """Faults of units, tenures and changes come back together, each with its clause."""

    def edit(table: dict[str, Any]) -> None:
        table["townships"][0]["name"] = ""
        table["tenures"][0]["person"] = "张三"
        table["tenures"][1]["post"] = "mayor"
        table["successions"][0].pop("document")
        table["note"] = "x"

    assert faults(edit) == [
        ("bad_name", "townships[0].name", ""),
        ("not_opaque", "tenures[0].person", "2"),
        ("unknown_value", "tenures[1].post", "'mayor'"),
        ("missing_key", "successions[0].document", "document"),
        ("unknown_key", "note", "note"),
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [("[]", "wrong_type"), ("{", "not_json"), ('{"format": 1, "format": 2}', "wrong_format"), ("[" * 99, "not_json")],
)
def test_what_is_no_file(content: str, code: str) -> None:
    """Text that is no table of this format is refused as a whole."""
    with pytest.raises(EvidenceError) as caught:
        parse_tenures(content)
    assert [fault.code for fault in caught.value.faults] == [code]
    assert caught.value.text().startswith("1 fault in the record of tenures")


def test_a_unit_with_two_definitions_is_not_written() -> None:
    """A county that is defined in two ways would not load back as it is, and is refused when written."""
    other = Tenure(person="p-0004", post=PrincipalPost.GOVERNMENT, place=evolve(ZI, english="Zi"), document="文件七")
    with pytest.raises(EvidenceError) as caught:
        format_tenures(evolve(RECORD, tenures=[*RECORD.tenures, other]))
    assert {fault.code for fault in caught.value.faults} == {"duplicate_place"}


def test_nothing_is_kept_from_one_file_to_the_next() -> None:
    """A unit of one file is not known in the next."""
    parse_tenures(TEXT)
    table = {**TABLE, "townships": []}
    assert [fault.code for fault in all_faults(table)] == ["unknown_place", "unchecked"]


DAYS = st.dates(date(2017, 1, 1), date(2018, 12, 31))
TENURES = st.builds(
    lambda number, post, place, days, has_since, has_until, is_acting, document: Tenure(
        person=f"p-{number}",
        post=post,
        place=place,
        since=min(days) if has_since else None,
        until=max(days) if has_until else None,
        is_ongoing=not has_until and is_acting,
        is_acting=is_acting,
        document=document,
    ),
    st.integers(0, 9999999),
    st.sampled_from(PrincipalPost),
    st.sampled_from([JIA, YI, ZI, MAO, DING]),
    st.tuples(DAYS, DAYS),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip),
)


@given(st.lists(TENURES, max_size=8), st.text(st.characters(codec="utf-8")))
def test_every_record_loads_back(tenures: list[Tenure], classification: str) -> None:
    """Whatever a record holds, its file loads back equal."""
    record = Tenures(on=date(2021, 5, 31), tenures=tenures, is_synthetic=True, classification=classification)
    assert parse_tenures(format_tenures(record)) == record


SCHEMA = Draft202012Validator(json.loads(format_tenures_schema()), format_checker=Draft202012Validator.FORMAT_CHECKER)


def test_the_schema_in_the_package() -> None:
    """The schema beside the module is the one that the classes give."""
    shipped = files("jxassess.io") / "schemas" / "jxassess-tenures-1.schema.json"
    assert shipped.read_text("utf-8") == format_tenures_schema()
    Draft202012Validator.check_schema(SCHEMA.schema)


def test_the_schema_takes_what_is_written() -> None:
    """A written record fits the schema, and every definition of the schema is used."""
    assert list(SCHEMA.iter_errors(TABLE)) == []
    text = json.dumps(SCHEMA.schema)
    assert all(f'"#/$defs/{name}"' in text for name in SCHEMA.schema["$defs"])
    assert {"Indicator", "IndicatorKey"}.isdisjoint(SCHEMA.schema["$defs"])


@pytest.mark.parametrize(
    "edit",
    [
        lambda t: t.update(note="x"),
        lambda t: t.update(indicators=[]),
        lambda t: t.pop("on"),
        lambda t: t["tenures"][0].update(person="张三"),
        lambda t: t["tenures"][0].update(person="990121196803051234"),
        lambda t: t["tenures"][0].update(post="mayor"),
        lambda t: t["tenures"][0].update(place="99012"),
        lambda t: t["tenures"][0].update(since=None),
        lambda t: t["tenures"][0].update(is_acting="true"),
        lambda t: t["townships"][0].update(code="990221"),
        lambda t: t["successions"][0].update(kind="moved"),
        lambda t: t["successions"][0].update(before="990100"),
    ],
)
def test_the_schema_refuses_what_loading_refuses(edit: Edit) -> None:
    """What is wrong in form is refused by the schema, and by loading too."""
    table = json.loads(TEXT)
    edit(table)
    assert list(SCHEMA.iter_errors(table))
    assert all_faults(table)
