"""The schemes of `examples/schemes`: whole, read strictly, and with the numbers that are published elsewhere."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator

sys.path.extend([str(Path(__file__).parent), str(Path(__file__).parents[1] / "examples")])

import oracle
import six_schemes

from jxassess import assess
from jxassess.faults import Fault, SchemeError
from jxassess.io import format_evidence, format_json_schema, format_scheme, parse_scheme, read_scheme
from jxassess.measure import Dimension
from jxassess.scheme import (
    Adjustment,
    Basis,
    FollowUpKind,
    Group,
    Rule,
    Scheme,
    Tier,
    find_departures,
)

Entry = dict[str, Any]
Way = tuple[str | int, ...]

FOLDER = Path(__file__).parents[1] / "examples" / "schemes"
SCHEMES = sorted(FOLDER.glob("*.toml"))
NAMES = [path.stem for path in SCHEMES]
VALIDATOR = Draft202012Validator(
    json.loads(format_json_schema("scheme")), format_checker=Draft202012Validator.FORMAT_CHECKER
)

each_scheme = pytest.mark.parametrize("path", SCHEMES, ids=NAMES)

# What may be left out, by the name of the table or list that holds it; a rule's bands and a grade's share a name.
OPTIONAL = {
    "": {
        "ceilings",
        "interpretations",
        "indicators",
        "classes",
        "adjustments",
        "city",
        "sample",
        "bundles",
        "grades_set_by",
        "gates",
        "follow_ups",
        "survey",
    },
    "criteria": {"dimension", "weight", "source", "reference", "blend", "cutoff"},
    "children": {"weight", "source", "reference", "blend", "cutoff"},
    "parts": {"weight", "source"},
    "bands": {"low", "high", "at_low", "at_high", "at_least", "below", "units"},
    "cohort": {"classes"},
    "ranking": {"classes"},
    "ceilings": {"only_serious"},
    "any_of": {"grades", "gate", "has_finding", "problem"},
    "follow_ups": {"role", "to"},
    "indicators": {"high", "citation"},
    "low_rates": {"compared"},
    "conditions": {"compared"},
    "survey": {"checks"},
}


def optional_in(name: str, table: Entry) -> set[str]:
    """Give the keys of a table that may be left out."""
    if name == "adjustments":
        bounds = {"at_least", "at_most"} if table["kind"] == "bounds" else set[str]()
        return bounds if table["kind"] == "falsified" else bounds | {"allowed_by"}
    return OPTIONAL.get(name, set())


def tables(value: object, way: Way = ()) -> Iterator[tuple[Way, Entry]]:
    """Give every table of a document with the way to it, the document first."""
    if isinstance(value, dict):
        yield way, value
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inner:
        yield from tables(item, (*way, key))


def shapes(document: Entry) -> dict[object, tuple[Way, Entry]]:
    """Give one table of each shape: those with the same keys in lists of the same name are read alike, at any depth."""
    found: dict[object, tuple[Way, Entry]] = {}
    for way, table in tables(document):
        names = tuple(dict.fromkeys(part for part in way if isinstance(part, str)))
        found.setdefault((names, table.get("kind"), tuple(sorted(table))), (way, table))
    return found


def name_of(way: Way) -> str:
    """Give the name of the table or list at the end of a way."""
    return next((part for part in reversed(way) if isinstance(part, str)), "")


def written(way: Way) -> str:
    """Write a way as faults do."""
    return re.sub(r"^\.", "", "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in way))


def changed(value: Any, way: Way, table: Entry) -> Any:
    """Give a document with another table at the end of a way; what lies beside the way is shared."""
    if not way:
        return table
    copy = value.copy()
    copy[way[0]] = changed(value[way[0]], way[1:], table)
    return copy


def is_valid(document: Entry, way: Way) -> bool:
    """Tell whether a document passes the JSON Schema, of whose lists only what is on a way is looked at, for speed."""
    return VALIDATOR.is_valid(lean(document, way))


def lean(value: Any, way: Way) -> Any:
    """Give a document with nothing in its lists but what is on a way."""
    if not way:
        return value
    if isinstance(value, list):
        return [lean(value[way[0]], way[1:])]
    beside = {key: [] if isinstance(item, list) else item for key, item in value.items()}
    return beside | {way[0]: lean(value[way[0]], way[1:])}


def faults_of(document: Entry) -> tuple[Fault, ...]:
    """Give what reading a document finds wrong with it."""
    try:
        parse_scheme(json.dumps(document), "json")
    except SchemeError as error:
        return error.faults
    return ()


def read(name: str) -> Scheme:
    """Read one of the files."""
    return read_scheme(FOLDER / f"{name}.toml")


def part_of(name: str, key: str) -> Entry:
    """Give the table with one key, anywhere in one of the files."""
    document = tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))
    return next(table for _, table in tables(document) if table.get("key") == key)


def columns(table: Entry, *names: str) -> tuple[Any, ...]:
    """Give some of the values of a table."""
    return tuple(table.get(name) for name in names)


# Each file.


def test_there_are_seven() -> None:
    """There is one file for each of six styles and one with a survey, and the table beside them names each once."""
    assert NAMES == [
        "blended_sources",
        "bonus_and_penalty",
        "household_survey",
        "points_tree",
        "ranked_levels",
        "three_level_index",
        "weighted_dimensions",
    ]
    text = (FOLDER / "README.md").read_text("utf-8")
    assert sorted(re.findall(r"^\| \[`(\w+)\.toml`\]\(\1\.toml\)", text, re.M)) == NAMES
    assert [path.stem for path in six_schemes.SCHEMES] == [name for name in NAMES if name != "household_survey"]


@each_scheme
def test_it_says_what_is_published_and_what_made_up(path: Path) -> None:
    """Each begins with a comment that tells published rules and numbers from made-up ones, and that nobody issued it."""
    lines = path.read_text("utf-8").splitlines()
    comment = " ".join(line.removeprefix("# ") for line in lines[: lines.index('format = "jxassess-scheme/1"')])
    assert all(line.startswith("#") for line in lines[: lines.index('format = "jxassess-scheme/1"')])
    said = ["Published elsewhere", "Made up: everything else", "Nobody issued", "itself prints none of these numbers"]
    assert [text for text in said if text not in comment] == []
    assert "issued by nobody" in read_scheme(path).document


@each_scheme
def test_it_is_whole(path: Path) -> None:
    """Each loads, scores all four dimensions, and passes the JSON Schema."""
    scheme = read_scheme(path)
    assert {group.dimension for group in scheme.criteria} == set(Dimension)
    assert 2017 <= scheme.year <= 2020
    document = tomllib.loads(path.read_text("utf-8"))
    assert [error.message for error in VALIDATOR.iter_errors(document)] == []


@each_scheme
def test_it_names_invented_units_only(path: Path) -> None:
    """Wherever a file needs codes of units, they are those of places that do not exist."""
    codes = re.findall(r'"(\d{6})"', path.read_text("utf-8"))
    assert [code for code in codes if not code.startswith("99")] == []


@each_scheme
@pytest.mark.parametrize("format", ["toml", "json"])
def test_it_writes_back(path: Path, format: Any) -> None:
    """What is written of it loads equal, and is written the same again."""
    scheme = read_scheme(path)
    text = format_scheme(scheme, format)
    assert parse_scheme(text, format) == scheme
    assert format_scheme(parse_scheme(text, format), format) == text


def plain(value: object) -> object:
    """Give a value of a file as it is compared: numbers by what they are, however they are written."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    text = str(value) if is_number or isinstance(value, str) else ""
    return Fraction(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else value


@each_scheme
def test_what_is_written_holds_the_file(path: Path) -> None:
    """Every value of the file stands in what is written, at the same path, but for the order of own indicators."""
    document = tomllib.loads(path.read_text("utf-8"))
    written_back = json.loads(format_scheme(read_scheme(path), "json"))
    here, there = (
        {(*way, key): plain(value) for way, table in tables(each) for key, value in table.items()}
        for each in (document, written_back)
    )
    values = {way: value for way, value in here.items() if not isinstance(value, dict | list)}
    differing = {way for way, value in values.items() if there.get(way) != value}
    # An empty text is the same as none; nothing else may be left out.
    assert {way for way in differing if way[0] != "indicators" and values[way] != ""} == set()
    assert len(values) > 200


@each_scheme
def test_a_dropped_key(path: Path) -> None:
    """A file without a key that it needs is refused by reading, which names the place, and by the JSON Schema."""
    document, dropped = tomllib.loads(path.read_text("utf-8")), 0
    for way, table in shapes(document).values():
        for key in table.keys() - optional_in(name_of(way), table):
            less = changed(document, way, {other: value for other, value in table.items() if other != key})
            code = "wrong_format" if key == "format" else "missing_key"
            # Below the top, a group without children reads as a criterion without an indicator.
            asked = "indicator" if key == "children" and name_of(way) == "children" else key
            assert (code, written((*way, asked))) in [(fault.code, fault.where) for fault in faults_of(less)]
            assert not is_valid(less, way), (way, key)
            dropped += 1
    assert dropped > 100


@each_scheme
def test_an_optional_key(path: Path) -> None:
    """A key that may be left out is never said to be missing, and the JSON Schema does not ask for it."""
    document = tomllib.loads(path.read_text("utf-8"))
    for way, table in shapes(document).values():
        for key in table.keys() & optional_in(name_of(way), table):
            less = changed(document, way, {other: value for other, value in table.items() if other != key})
            assert [fault for fault in faults_of(less) if fault.code == "missing_key"] == [], (way, key)
            assert is_valid(less, way), (way, key)


@each_scheme
def test_an_unknown_key(path: Path) -> None:
    """A key that no table has is refused in every table, by reading and by the JSON Schema."""
    document = tomllib.loads(path.read_text("utf-8"))
    found = shapes(document).values()
    assert len(found) > 30
    for way, table in found:
        more = changed(document, way, table | {"extra": 1})
        places = [fault.where for fault in faults_of(more) if fault.code == "unknown_key"]
        assert places == [written((*way, "extra"))], way
        assert is_valid(document, way)
        assert not is_valid(more, way), way


@each_scheme
def test_it_scores_as_the_oracle_does(path: Path) -> None:
    """On the evidence of the example an independent computation gets the same scores, places, grades and follow-ups."""
    scheme = read_scheme(path)
    evidence = six_schemes.Maker(scheme).evidence()
    expected = oracle.assess(path.read_text("utf-8"), "toml", format_evidence(evidence))
    assert oracle.differences(expected, assess(evidence, scheme)) == []


# All of them together.


# A criterion stands under `criteria` only in adjustments, and needs few of the keys there; parts are like other groups.
UNUSED = {"criteria": {"source", "reference", "blend", "cutoff"}, "parts": {"source"}}


def kinds(name: str) -> set[str]:
    """Give the values of `kind` in all tables of one name, over all files."""
    documents = [tomllib.loads(path.read_text("utf-8")) for path in SCHEMES]
    found = (each for document in documents for each in tables(document))
    return {table["kind"] for way, table in found if name_of(way) == name and "kind" in table}


def test_every_kind_occurs() -> None:
    """Between them they have every rule, adjustment, follow-up, way to weigh, to grade and to tell what is excellent."""
    assert kinds("rule") == {rule.kind for rule in get_args(Rule)}
    assert kinds("adjustments") == {adjustment.kind for adjustment in get_args(Adjustment)}
    assert kinds("follow_ups") == {kind.value for kind in FollowUpKind}
    assert kinds("weights") == {"equal", "indicator", "table"}
    assert kinds("grades") == {"bands", "quotas"}
    assert kinds("excellent") == {"grade", "score", "rank"}


def test_every_part_occurs() -> None:
    """Between them they use every key that may be left out, every basis, and gates and adjustments on both levels."""
    schemes = [read_scheme(path) for path in SCHEMES]
    documents = [tomllib.loads(path.read_text("utf-8")) for path in SCHEMES]
    found = [each for document in documents for each in tables(document)]
    for name, keys in OPTIONAL.items():
        assert keys - {key for way, table in found if name_of(way) == name for key in table} <= UNUSED.get(name, set())
    criteria = [each for scheme in schemes for level in Tier for _, each in scheme.scored(level)]
    assert {each.basis for each in criteria} == set(Basis)
    assert {gate.level for scheme in schemes for gate in scheme.gates} == set(Tier)
    assert {each.level for scheme in schemes for each in scheme.adjustments} == set(Tier)


@each_scheme
def test_departures_are_allowed(path: Path) -> None:
    """Every departure names its document, but that counties to which nothing applies may be left out."""
    found = find_departures(read_scheme(path))
    assert [each.where for each in found if not each.document] in ([], ["when_nothing_applies"])


# Numbers that are published elsewhere.


def test_points_tree() -> None:
    """Marks of 50, 15, 22 and 13, inside the 15 of 10 and 5, inside these of 3 and 2; the 50 stand on one test."""
    scheme = read("points_tree")
    assert [group.marks for group in scheme.criteria] == [50, 15, 22, 13]
    assert [len(group.children) for group in scheme.criteria] == [1, 2, 4, 3]
    assert [part.marks for part in scheme.criteria[1].children] == [10, 5]
    assert [part["marks"] for part in part_of("points_tree", "data")["children"]] == [3, 2]
    assert [part["marks"] for part in part_of("points_tree", "guarantees")["children"]] == ["1.5"] * 4
    test = {"kind": "pass_fail", "side": "at_least", "value": 1}
    assert columns(part_of("points_tree", "people"), "basis", "rule", "marks") == ("completion", test, 50)


def test_deductions_of_the_points_tree() -> None:
    """None above 5 %, else minus 1 for each case, of 10; and minus 1 for each 0.1 percentage point, of 4."""
    cases, team = part_of("points_tree", "wrong_cases"), part_of("points_tree", "work_team")
    assert cases["cutoff"]["bound"] == {"side": "above", "value": 5}
    assert columns(cases["rule"], "kind", "start", "side", "per", "points") == ("deduction", 0, "above", 1, 1)
    assert columns(team["rule"], "kind", "side", "per", "points") == ("deduction", "below", "0.1", 1)
    assert (cases["marks"], team["marks"]) == (10, 4)


@pytest.mark.parametrize("name", ["points_tree", "blended_sources", "three_level_index"])
def test_the_mean_earns_a_base(name: str) -> None:
    """The mean earns 2.4, at most 4, at least 1.5."""
    assert columns(part_of(name, "funds_input")["rule"], "base", "floor", "cap") == ("2.4", "1.5", 4)


def test_weighted_dimensions() -> None:
    """Four dimensions of 100 marks each, with weights of 65, 10, 10 and 15."""
    scheme = read("weighted_dimensions")
    assert [(group.weight, group.marks) for group in scheme.criteria] == [(65, 100), (10, 100), (10, 100), (15, 100)]
    assert [columns(part_of("weighted_dimensions", key), "marks")[0] for key in ("people", "incidence")] == [15, 20]
    incidence = part_of("weighted_dimensions", "incidence")["rule"]
    assert incidence == {"kind": "pass_fail", "side": "below", "value": 3}
    assert columns(part_of("weighted_dimensions", "funds_growth"), "basis", "rule") == (
        "ratio",
        {"kind": "proportional", "full_at": 1},
    )


def test_bands_of_months() -> None:
    """Up to 1 month earns 10, 1 to 2 months 9 to 8, 2 to 3 months 7 to 6, above 9 months 0; the rest closes the gap."""
    rule = part_of("weighted_dimensions", "correction")["rule"]
    ends = [columns(band, "low", "high", "at_low", "at_high") for band in rule["bands"]]
    assert ends[:3] == [(None, 1, None, 10), (1, 2, 9, 8), (2, 3, 7, 6)]
    assert ([low for low, *_ in ends[3:]], ends[-1]) == ([3, 6, 9], (9, None, 0, None))
    assert rule["closed"] == "high"


def test_bands_of_growth() -> None:
    """Own growth minus that of the city is told apart at plus 2, 0 and minus 2 percentage points."""
    income = part_of("weighted_dimensions", "income_growth")
    assert income["basis"] == "difference"
    assert [band.get("low") for band in income["rule"]["bands"]] == [None, -2, 0, 2]


def test_three_level_index() -> None:
    """Three indices of 15 groups and 37 indicators, every one with a weight; the funds stand beside them."""
    *indices, funds = read("three_level_index").criteria
    groups = [group for index in indices for group in index.children if isinstance(group, Group)]
    assert (len(indices), len(groups), sum(len(group.children) for group in groups)) == (3, 15, 37)
    nodes = [*indices, funds, *groups, *(each for group in groups for each in group.children)]
    assert [node.key for node in nodes if node.weight is None] == []
    assert funds.dimension is Dimension.FUNDS


def test_blended_sources() -> None:
    """Shares of 40, 30 and 30 in identification and assistance and nowhere else; 20 to 80 with another assessment."""
    scheme = read("blended_sources")
    shares = {"routine_inspection": Fraction(2, 5), "third_party": Fraction(3, 10), "yearly_check": Fraction(3, 10)}
    for group in scheme.criteria:
        is_blended = group.dimension in (Dimension.IDENTIFICATION, Dimension.ASSISTANCE)
        for each in group.children:
            assert not isinstance(each, Group)
            assert {part.source: part.share for part in each.blend} == (shares if is_blended else {})
    assert scheme.city is not None
    assert (scheme.city.county_weight, scheme.city.parts[0].weight) == (Fraction(1, 5), Fraction(4, 5))


def test_ceilings() -> None:
    """One problem bars the best two of four grades, another the best where it is serious."""
    scheme = read("blended_sources")
    places = {each.only_serious: scheme.grades.index(each.grade) for each in scheme.ceilings}
    assert (places, len(scheme.grades.bands)) == ({False: 2, True: 1}, 4)


def test_bonus_and_penalty() -> None:
    """Nine criteria of 100 marks, a bonus of 10, a tenth that only takes, and 5 for each falsified one, at most 55."""
    scheme = read("bonus_and_penalty")
    assert (scheme.marks, len(list(scheme.walk()))) == (100, 9)
    assert part_of("bonus_and_penalty", "bonus")["at_most"] == 10
    assert len(part_of("bonus_and_penalty", "petitions")["criteria"]) == 1
    assert columns(part_of("bonus_and_penalty", "falsified"), "points", "at_most") == (5, 55)
    assert scheme.city is not None
    assert 1 + len(scheme.city.parts) == 5


@pytest.mark.parametrize(
    ("name", "least"),
    [("points_tree", [90, 80, None]), ("weighted_dimensions", [90, 80, 60, None])],
)
def test_grades_without_gaps(name: str, least: list[int | None]) -> None:
    """Printed bands that overlapped or left scores out keep their bounds and close up."""
    bands = tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))["grades"]["bands"]
    assert [band.get("at_least") for band in bands] == least
    assert [band.get("below") for band in bands[1:]] == least[:-1]


def test_ranked_levels() -> None:
    """The first place earns 20, each further one 0.25 less; 9 units are A and 25 B, in each class of 37."""
    people = part_of("ranked_levels", "people")
    assert columns(people["rule"], "kind", "step") == ("by_rank", "0.25")
    assert people["marks"] == 20
    scheme = read("ranked_levels")
    units = {each.key: each.units for each in scheme.classes}
    assert [len(units[key]) for key in scheme.ranking.classes] == [37, 37]
    document = tomllib.loads((FOLDER / "ranked_levels.toml").read_text("utf-8"))
    assert [band.get("units") for band in document["grades"]["bands"]] == [9, 25, None]


def test_bounds_by_class() -> None:
    """At least 40, 30 and 100 % earn 5 in classes A, B and C, at least 20, 15 and 50 % less."""
    cases = {
        case["unit_class"]: case["rule"]["levels"] for case in part_of("ranked_levels", "industry")["rule"]["cases"]
    }
    bounds = {key: [level["value"] for level in levels] for key, levels in cases.items()}
    assert bounds == {"a": [40, 20], "b": [30, 15], "c": [100, 50]}
    assert {levels[0]["points"] for levels in cases.values()} == {5}
    assert {levels[1]["points"] < 5 for levels in cases.values()} == {True}


def test_gate_and_sample() -> None:
    """Three rates below 2 % and approval above 90 %; 2 counties, 2 townships, 2 villages, 10 households."""
    gate = part_of("ranked_levels", "four_rates")
    found = {each["indicator"]: tuple(each["must"].values()) for each in gate["conditions"]}
    low = dict.fromkeys(["poverty_incidence", "wrong_exit_rate", "missed_rate"], ("below", 2))
    assert found == low | {"approval": ("above", 90)}
    sample = read("ranked_levels").sample
    assert sample is not None
    assert [number for _, number in sample.numbers] == [2, 2, 2, 10]


def test_household_survey() -> None:
    """Every usual rate is estimated from households: by persons, by households, and the incidence of two of them."""
    survey = read("household_survey").survey
    assert survey is not None
    units = {each.indicator.key: {share.unit.value for share in each.proportions} for each in survey.estimators}
    of_persons = ("identification_accuracy", "missed_rate", "wrong_exit_rate", "poverty_incidence")
    helpers = ("work_team", "first_secretary", "paired_helper")
    of_households = ("approval", *(f"satisfaction_{helper}" for helper in helpers))
    assert [key for key, counted in units.items() if counted == {"persons"}] == [*of_persons]
    assert [key for key, counted in units.items() if counted == {"households"}] == [*of_households]
    assert [type(each).__name__ for each in survey.estimators] == ["Share"] * 7 + ["Incidence"]


def test_sample_of_the_survey() -> None:
    """Samples of 5 : 3 : 2, of 1 %, of 6,200; 6 villages up to 500 persons, else 4; 20 % of households, at most 200."""
    document = tomllib.loads((FOLDER / "household_survey.toml").read_text("utf-8"))
    shares, rate, households, villages, ordinary = document["survey"]["checks"]
    assert [part["part"] for part in shares["parts"]] == [5, 3, 2]
    assert (rate["rate"], households["households"]) == ("0.01", 6200)
    assert (villages["steps"], villages["beyond"]) == ([{"up_to": 500, "villages": 6}], 4)
    assert (ordinary["rate"], ordinary["most"]) == ("0.2", 200)


def test_ends_of_the_survey() -> None:
    """The four rates of the gate are held against 2 % and 90 % by the end of the interval that is harder to pass."""
    gate = part_of("household_survey", "four_rates")
    found = {each["indicator"]: (*each["must"].values(), each["compared"]) for each in gate["conditions"]}
    low = dict.fromkeys(["poverty_incidence", "wrong_exit_rate", "missed_rate"], ("below", 2, "upper"))
    assert found == low | {"approval": ("above", 90, "lower")}
