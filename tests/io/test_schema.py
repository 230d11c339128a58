"""JSON Schemas of the files."""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from enum import Enum
from fractions import Fraction
from importlib.resources import files
from itertools import product
from pathlib import Path
from typing import Any, ClassVar, TypeAlias, get_args

import pytest
from attrs import evolve, frozen
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

sys.path.append(str(Path(__file__).parents[1]))

from random_assessments import make

from jxassess.assessment import assess
from jxassess.errors import ScopeError
from jxassess.evidence import Evidence
from jxassess.faults import FaultsError
from jxassess.indicators import Indicator
from jxassess.io import (
    format_assessment,
    format_evidence,
    format_json_schema,
    format_scheme,
    parse_evidence,
    parse_scheme,
    read_evidence,
    read_scheme,
)
from jxassess.io._schema import Walker
from jxassess.io._values import number
from jxassess.measure import Citation
from jxassess.places import County, Place
from jxassess.scheme import Rule, Scheme

Entry = dict[str, Any]
Path_ = tuple[str | int, ...]

ROOT = Path(__file__).parents[2]
SCHEMES = sorted([*ROOT.glob("examples/data/*.toml"), *ROOT.glob("tests/data/*.toml")])
EVIDENCE = sorted([*ROOT.glob("examples/data/*.json"), *ROOT.glob("tests/data/*.json")])

SCHEMAS: dict[str, Entry] = {
    kind: json.loads(format_json_schema(kind)) for kind in ("scheme", "evidence", "assessment")
}
VALIDATORS = {
    kind: Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    for kind, schema in SCHEMAS.items()
}

# The faults of a file's form; all others are of what it says.
FORM = {
    "missing_key",
    "unknown_key",
    "wrong_type",
    "bad_number",
    "bad_date",
    "bad_citation",
    "unknown_value",
    "unknown_kind",
    "wrong_format",
}


def complaints(kind: str, document: object) -> list[str]:
    """Say what the schema refuses in a document."""
    return [f"{error.json_path}: {error.message[:200]}" for error in VALIDATORS[kind].iter_errors(document)]


def part(kind: str, name: str) -> Draft202012Validator:
    """Give the validator of one definition of a schema."""
    return Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": SCHEMAS[kind]["$defs"]})


@pytest.fixture
def documents(scheme_text: str, evidence_text: str) -> dict[str, Entry]:
    """The small scheme and its evidence as tables."""
    return {"scheme": tomllib.loads(scheme_text), "evidence": json.loads(evidence_text)}


@pytest.fixture
def codes(scheme: Scheme) -> Callable[[str, Entry], set[str]]:
    """Give the codes of the faults that reading a document finds."""

    def read(kind: str, document: Entry) -> set[str]:
        text = json.dumps(document)
        try:
            parse_scheme(text, "json") if kind == "scheme" else parse_evidence(text, scheme)
        except FaultsError as error:
            return {fault.code for fault in error.faults}
        return set()

    return read


def places(value: object, path: Path_ = ()) -> Iterator[tuple[Path_, object]]:
    """Give every value of a document with the way to it, the document first."""
    yield path, value
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inner:
        yield from places(item, (*path, key))


def tables(document: Entry) -> list[Path_]:
    """Give the way to every table of a document."""
    return [path for path, value in places(document) if isinstance(value, dict)]


def at(document: Any, path: Path_) -> Any:
    """Give the value at the end of a way."""
    for key in path:
        document = document[key]
    return document


def without(document: Entry, path: Path_, key: str) -> Entry:
    """Give a document without one key of one table."""
    return changed_at(document, path, {name: value for name, value in at(document, path).items() if name != key})


def changed_at(document: Any, path: Path_, value: object) -> Any:
    """Give a document with another value in one place; whatever lies beside the way there is shared."""
    if not path:
        return value
    changed = document.copy()
    changed[path[0]] = changed_at(document[path[0]] if len(path) > 1 else None, path[1:], value)
    return changed


# The files that are shipped.


@pytest.mark.parametrize("kind", ["scheme", "evidence", "assessment"])
def test_shipped_files_are_up_to_date(kind: str) -> None:
    """The schemas inside the package are those of the classes as they are now."""
    shipped = files("jxassess.io") / "schemas" / f"jxassess-{kind}-1.schema.json"
    assert shipped.read_text("utf-8") == format_json_schema(kind)


@pytest.mark.parametrize("kind", ["scheme", "evidence", "assessment"])
def test_schemas_are_schemas(kind: str) -> None:
    """They keep to the draft that they name, and say which file they are for."""
    schema = SCHEMAS[kind]
    assert schema["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    assert schema["title"] == f"jxassess-{kind}/1"
    Draft202012Validator.check_schema(schema)


def test_other_kind() -> None:
    """There is no schema of other files."""
    with pytest.raises(ScopeError, match="kind 'folder' has no schema; choose 'scheme', 'evidence' or"):
        format_json_schema("folder")


# What can be read passes.


def test_files_are_there() -> None:
    """There are examples and test data to hold against the schemas."""
    assert [path.name for path in (*SCHEMES, *EVIDENCE)] == [
        "scheme_2019.toml",
        "scheme_small.toml",
        "scheme_full.toml",
        "scheme_small.toml",
        "evidence_2019.json",
        "evidence_full.json",
        "evidence_small.json",
    ]


@pytest.mark.parametrize("path", SCHEMES, ids=lambda path: f"{path.parts[-3]}/{path.name}")
def test_scheme_files_pass(path: Path) -> None:
    """A scheme in the repository passes as it is, and as it is written back in both formats."""
    text = path.read_text("utf-8")
    scheme = parse_scheme(text)
    assert complaints("scheme", tomllib.loads(text)) == []
    assert complaints("scheme", tomllib.loads(format_scheme(scheme))) == []
    assert complaints("scheme", json.loads(format_scheme(scheme, "json"))) == []


@pytest.mark.parametrize("path", EVIDENCE, ids=lambda path: path.name)
def test_evidence_files_pass(path: Path) -> None:
    """Evidence in the repository passes as it is and as it is written back."""
    text = path.read_text("utf-8")
    scheme = parse_scheme(
        path.with_name(path.name.replace("evidence", "scheme")).with_suffix(".toml").read_text("utf-8")
    )
    assert complaints("evidence", json.loads(text)) == []
    assert complaints("evidence", json.loads(format_evidence(parse_evidence(text, scheme)))) == []


@pytest.mark.parametrize(
    ("year", "provisional"), [("full", False), ("small", False), ("full", True)], ids=["full", "small", "provisional"]
)
def test_assessment_files_pass(year: str, provisional: bool) -> None:
    """Assessments pass as they are written, with ceilings, sanctions, gates and follow-ups, and with what is missing."""
    scheme = read_scheme(ROOT / f"tests/data/scheme_{year}.toml")
    evidence = read_evidence(ROOT / f"tests/data/evidence_{year}.json", scheme)
    if provisional:
        evidence = evolve(
            evidence, observations=[o for o in evidence.observations if o.indicator.key != "panel_points"]
        )
    table = json.loads(format_assessment(assess(evidence, scheme, provisional=provisional)))
    assert bool(table["missing"]) == provisional
    assert complaints("assessment", table) == []


@pytest.mark.parametrize("name", ["assessment_1.json", "assessment_small_1.json"])
def test_golden_assessments_pass(name: str) -> None:
    """The files of the first version pass."""
    assert complaints("assessment", json.loads((ROOT / "tests/data/golden" / name).read_text("utf-8"))) == []


@pytest.mark.parametrize("seed", range(100))
def test_random_files_pass(seed: int) -> None:
    """Whatever scheme and evidence can be read pass as they are; every tenth as written back, and its assessment."""
    scheme_text, text_format, evidence_text = make(seed)
    scheme = parse_scheme(scheme_text, text_format)
    evidence = parse_evidence(evidence_text, scheme)
    load = tomllib.loads if text_format == "toml" else json.loads
    assert complaints("scheme", load(scheme_text)) == []
    assert complaints("evidence", json.loads(evidence_text)) == []
    if seed % 10 == 0:
        assert complaints("scheme", json.loads(format_scheme(scheme, "json"))) == []
        assert complaints("evidence", json.loads(format_evidence(evidence))) == []
        assert complaints("assessment", json.loads(format_assessment(assess(evidence, scheme)))) == []


# What cannot be read for its form fails.


@pytest.mark.parametrize(("kind", "least"), [("scheme", 200), ("evidence", 300)])
def test_a_key_left_out(
    kind: str, least: int, documents: dict[str, Entry], codes: Callable[[str, Entry], set[str]]
) -> None:
    """In every table, a file without a key that reading it misses fails, and one without an optional key passes."""
    document, missed = documents[kind], 0
    known: dict[object, set[str]] = {}
    for path in tables(document):
        keys = at(document, path)
        for key in keys:
            less = without(document, path, key)
            # Reading is asked once for tables with the same keys in the same list.
            case = (*(part for part in path if isinstance(part, str)), *keys, keys.get("kind"), key)
            if case not in known:
                known[case] = codes(kind, less)
            found = known[case]
            missed += "missing_key" in found
            if found & FORM or not found:
                assert VALIDATORS[kind].is_valid(less) == (not found), (path, key)
    assert missed >= least


@pytest.mark.parametrize("kind", ["scheme", "evidence"])
def test_an_unknown_key(kind: str, documents: dict[str, Entry]) -> None:
    """A key that no table has fails in every table."""
    document = documents[kind]
    found = tables(document)
    assert len(found) > 50
    assert [path for path in found if VALIDATORS[kind].is_valid(changed_at(document, (*path, "extra"), 1))] == []


def kinds_of_place(document: Entry) -> list[Path_]:
    """Give the way to one place of each kind; the tree of criteria has the same kinds at every depth."""
    found: dict[object, Path_] = {}
    for path, value in places(document):
        beside = at(document, path[:-1])
        table = (beside.get("kind"), "children" in beside) if isinstance(beside, dict) else ()
        way = dict.fromkeys(0 if isinstance(key, int) else key for key in path)
        found.setdefault((*way, type(value), table), path)
    return [path for path in found.values() if path]


@pytest.mark.parametrize("value", [True, 7, 1.5, "95.5", "x y", None, {}])
@pytest.mark.parametrize("kind", ["scheme", "evidence"])
def test_a_value_of_another_form(
    kind: str, value: object, documents: dict[str, Entry], codes: Callable[[str, Entry], set[str]]
) -> None:
    """In every place, a value that is refused for its form fails and one that is taken passes."""
    paths = kinds_of_place(documents[kind])
    assert len(paths) > 60
    for path in paths:
        other = changed_at(documents[kind], path, value)
        found = codes(kind, other)
        if found & FORM or not found:
            assert VALIDATORS[kind].is_valid(other) == (not found), path


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("format",), "jxassess-scheme/2"),
        (("rounding", "mode"), "half_down"),
        (("rounding", "mode"), "half up"),
        (("rounding", "stages", 0), "cities"),
        (("ceilings", 0, "problem"), "Art. 5(1)"),
        (("criteria", 0, "dimension"), "Art. 9(1)"),
        (("marks",), True),
        (("marks",), "1e2"),
        (("marks",), "１００"),
        (("marks",), "100%"),
        (("marks",), "1/0"),
        (("year",), "2019"),
        (("year",), True),
        (("rewards", "excellent", "kind"), "mean"),
        (("criteria", 0, "children", 2, "rule", "has_carried"), 0),
        (("criteria", 0, "children", 0, "indicator"), "Road access"),
        (("interpretations", 0, "citation"), "第十三条"),
        (("title",), "a scheme"),
        (("plan", "items"), "poor_villages_exited"),
        (("weights",), {"kind": "equal", "indicator": "rural_population"}),
        (("criteria", 0, "children", 0, "children"), []),
    ],
)
def test_a_scheme_that_is_none(path: Path_, value: object, documents: dict[str, Entry]) -> None:
    """Wrong members, truth values, exponents, full-width digits and mixed tables fail."""
    assert complaints("scheme", changed_at(documents["scheme"], path, value)) != []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("cities", 0, "code"), "990121"),
        (("counties", 0, "code"), "990100"),
        (("counties", 0, "parent"), "990121"),
        (("counties", 0, "parent"), {"code": "990100", "name": "甲市"}),
        (("carried", 0, "county"), "990100"),
        (("targets", 0, "place"), "9901"),
        (("targets", 0, "place"), 990100),
        (("observations", 0, "value"), "not applicable"),
        (("observations", 0, "on"), "31.12.2019"),
        (("observations", 0, "on"), "2019-02-30"),
        (("findings", 0, "facts", 0, "kind"), "rumour"),
        (("is_synthetic",), "true"),
    ],
)
def test_evidence_that_is_none(path: Path_, value: object, documents: dict[str, Entry]) -> None:
    """Codes of other units, units written out where they are only named, and other days fail."""
    assert complaints("evidence", changed_at(documents["evidence"], path, value)) != []


ASSESSMENT = json.loads((ROOT / "tests/data/golden/assessment_small_1.json").read_text("utf-8"))


def test_an_assessment_with_an_unknown_key() -> None:
    """In no table of an assessment, its scheme and evidence included, does an unknown key pass."""
    found = kinds_of_place(ASSESSMENT)
    ways = [path for path in found if isinstance(at(ASSESSMENT, path), dict)]
    assert len(ways) > 60
    passed = [path for path in ways if VALIDATORS["assessment"].is_valid(changed_at(ASSESSMENT, (*path, "extra"), 1))]
    assert passed == []


@pytest.mark.parametrize("key", list(ASSESSMENT))
def test_an_assessment_with_a_key_left_out(key: str) -> None:
    """Every key at the top of an assessment must be there."""
    assert not VALIDATORS["assessment"].is_valid(without(ASSESSMENT, (), key))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("format",), "jxassess-assessment/2"),
        (("scheme", "format"), "jxassess-scheme/2"),
        (("evidence", "format"), "jxassess-scheme/1"),
        (("heading", "stage"), "final"),
        (("cities", 0, "city"), "990121"),
        (("cities", 0, "score"), "80.5%"),
        (("cities", 0, "rank"), "1"),
        (("cities", 0, "counties", 0, "county"), "990100"),
        (("counties", 0, "groups", 0, "children", 0, "state"), "lost"),
        (("counties", 0, "groups", 0, "children", 0, "parts", 0, "kind"), "gift"),
        (("sanctions", 0, "kind"), "fine"),
        (("sanctions", 0, "citation"), "Art. 13"),
        (("sanctions", 1, "posts", 0, "body"), "nobody"),
        (("departures", 0, "what"), "text"),
        (("evidence", "cities", 0), "990100"),
    ],
)
def test_an_assessment_that_is_none(path: Path_, value: object) -> None:
    """Wrong members, codes of other units, other versions inside and units that are not written out fail."""
    assert complaints("assessment", changed_at(ASSESSMENT, path, value)) != []


# Single values.


@given(st.text("0019+-./eE_%９ ", max_size=9))
def test_numbers_as_text(text: str) -> None:
    """Text passes as a number exactly where it is read as one."""
    try:
        number(text)
        is_number = True
    except FaultsError:
        is_number = False
    assert part("scheme", "Number").is_valid(text) == is_number


def clauses() -> Iterator[Citation]:
    """Give every clause of the measure."""
    for article, paragraph, item in product(range(1, 13), (None, 1, 2), (None, *range(1, 8))):
        try:
            yield Citation(article, paragraph, item)
        except ScopeError:
            continue


def test_clauses() -> None:
    """Every clause passes in both languages, as do the other ways to write it."""
    written = [text for clause in clauses() for text in (str(clause), clause.chinese)]
    assert len(written) == 2 * (12 + 2 + 4 + 5 + 7)
    written += ["Art. 9 para. 1(3)", "第九条第一款第三项", "第五条第（二）项"]
    assert [text for text in written if not part("scheme", "Clause").is_valid(text)] == []


@pytest.mark.parametrize(
    "text", ["Art. 0", "Art. 13", "Art 9", "art. 9", "Art. 9 (1)", "9(1)", "第九", "第十三条", " 第九条"]
)
def test_no_clause(text: str) -> None:
    """What no clause looks like fails."""
    assert not part("scheme", "Clause").is_valid(text)


@pytest.mark.parametrize(
    ("name", "code", "is_valid"),
    [
        ("CityCode", "990100", True),
        ("CityCode", "991000", True),
        ("CityCode", "990000", False),
        ("CityCode", "990101", False),
        ("CityCode", "９９0100", False),
        ("CountyCode", "990121", True),
        ("CountyCode", "990110", True),
        ("CountyCode", "990100", False),
        ("CountyCode", "9901211", False),
    ],
)
def test_codes(name: str, code: str, is_valid: bool) -> None:
    """A city's code ends in 00 but not in 0000, a county's does not."""
    assert part("evidence", name).is_valid(code) == is_valid


# The walk.


class Colour(Enum):
    """A colour.

    More of it.
    """

    RED = "red"
    BLUE = "blue"


@frozen(kw_only=True)
class Circle:
    """A circle.

    Attributes:
        radius: in metres, `None` for any; a long
            line.
        colour: such as `RED`.
    """

    kind: ClassVar[str] = "circle"

    radius: Fraction | None
    colour: Colour


@frozen(kw_only=True)
class Square:
    """A square."""

    kind: ClassVar[str] = "square"

    side: int = 1


Shape: TypeAlias = Circle | Square


@frozen(kw_only=True)
class Drawing:
    """A drawing.

    Attributes:
        inner: drawings in it.
        shapes: shapes in it.

    Raises:
        inner: never.
    """

    inner: tuple[Drawing, ...]
    shapes: tuple[Shape, ...] = ()


NUMBER = {"$ref": "#/$defs/Number"}


def test_a_class() -> None:
    """A table has the fields of its class and no others, those without default required unless they may be `None`."""
    walker = Walker()
    assert walker.form(Circle) == {"$ref": "#/$defs/Circle"}
    assert walker.definitions["Circle"] == {
        "description": "A circle.",
        "type": "object",
        "properties": {
            "kind": {"const": "circle"},
            "radius": NUMBER | {"description": "in metres, left out for any; a long line."},
            "colour": {"$ref": "#/$defs/Colour", "description": "such as `red`."},
        },
        "required": ["kind", "colour"],
        "additionalProperties": False,
    }
    assert walker.definitions["Colour"] == {"description": "A colour.", "enum": ["red", "blue"]}


def test_a_class_without_description() -> None:
    """A class that says nothing of its fields has a form all the same."""
    walker = Walker()
    walker.form(Square)
    assert walker.definitions["Square"] == {
        "description": "A square.",
        "type": "object",
        "properties": {"kind": {"const": "square"}, "side": {"type": "integer", "description": ""}},
        "required": ["kind"],
        "additionalProperties": False,
    }


def test_a_class_that_holds_itself() -> None:
    """Classes are defined once, so that they may hold themselves, and unions are one of their members."""
    walker = Walker()
    walker.form(Drawing)
    shapes = {"oneOf": [{"$ref": "#/$defs/Circle"}, {"$ref": "#/$defs/Square"}]}
    assert walker.definitions["Drawing"]["properties"] == {
        "inner": {"type": "array", "items": {"$ref": "#/$defs/Drawing"}, "description": "drawings in it."},
        "shapes": {"type": "array", "items": shapes, "description": "shapes in it."},
    }
    assert list(walker.definitions) == ["Drawing", "Circle", "Number", "Colour", "Square"]


@pytest.mark.parametrize(
    ("kind", "form"),
    [
        (str, {"type": "string"}),
        (int, {"type": "integer"}),
        (bool, {"type": "boolean"}),
        (Fraction, NUMBER),
        (date | None, {"$ref": "#/$defs/Day"}),
        (Citation, {"$ref": "#/$defs/Clause"}),
        (Indicator, {"$ref": "#/$defs/IndicatorKey"}),
        (tuple[County, ...], {"type": "array", "items": {"$ref": "#/$defs/CountyCode"}}),
        (Place, {"oneOf": [{"$ref": "#/$defs/CityCode"}, {"$ref": "#/$defs/CountyCode"}]}),
    ],
)
def test_a_type(kind: object, form: Entry) -> None:
    """Each type has one form; what is defined elsewhere is named."""
    assert Walker().form(kind) == form


@pytest.mark.parametrize("kind", [float, object, list[int], None])
def test_no_form(kind: object) -> None:
    """A type that files have no form for is an error of the library."""
    with pytest.raises(TypeError, match="has no form in files"):
        Walker().form(kind)


def test_every_rule_is_there() -> None:
    """Each type of rule is in the schema under the name by which files tell it from the others."""
    definitions = SCHEMAS["scheme"]["$defs"]
    listed = definitions["Criterion"]["properties"]["rule"]["oneOf"]
    assert listed == [{"$ref": f"#/$defs/{rule.__name__}"} for rule in get_args(Rule)]
    found = [definitions[rule.__name__]["properties"]["kind"]["const"] for rule in get_args(Rule)]
    assert found == [
        "linear",
        "proportional",
        "levels",
        "bands",
        "pass_fail",
        "deduction",
        "given",
        "by_class",
        "relative_to_mean",
        "by_rank",
        "between_extremes",
    ]


def test_units_are_defined_at_the_top() -> None:
    """Evidence writes its cities, counties and own indicators out once and names them elsewhere."""
    schema = SCHEMAS["evidence"]
    defined = {name: schema["properties"][name]["items"]["$ref"] for name in ("cities", "counties", "indicators")}
    assert defined == {"cities": "#/$defs/City", "counties": "#/$defs/County", "indicators": "#/$defs/Indicator"}
    assert schema["$defs"]["City"]["properties"]["code"]["$ref"] == "#/$defs/CityCode"
    assert "indicators" not in schema["required"]


@pytest.mark.parametrize("kind", ["scheme", "evidence"])
def test_every_key_is_described(kind: str) -> None:
    """An editor can say of every table and key what it is for, in the words of files and not of Python."""
    schema = SCHEMAS[kind]
    forms = [schema, *schema["$defs"].values()]
    keys = [key for form in forms for key in form.get("properties", {}).values() if "const" not in key]
    said = [form["description"] for form in (*forms, *keys)]
    assert len(said) > 80
    assert [text for text in said if not text.strip() or "`None`" in text or "\n" in text] == []
    assert schema["description"] == (Scheme if kind == "scheme" else Evidence).__doc__.partition("\n")[0]


def test_descriptions() -> None:
    """They come from the descriptions of the fields."""
    definitions = SCHEMAS["scheme"]["$defs"] | SCHEMAS["evidence"]["$defs"]
    assert (
        definitions["Grade"]["properties"]["at_least"]["description"] == "the least score, left out for the last grade."
    )
    assert definitions["Observation"]["properties"]["value"]["description"] == (
        "in the indicator's unit, or `not_applicable`."
    )
