"""Evidence in files."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from attrs import evolve

from jxassess.errors import ScopeError
from jxassess.evidence import NOT_APPLICABLE, Evidence, Fact, FactKind, Uncertainty, find_faults
from jxassess.faults import EvidenceError, Fault
from jxassess.indicators import CATALOGUE
from jxassess.io import format_evidence, parse_evidence, parse_scheme, read_evidence, write_evidence
from jxassess.measure import Citation, Problem
from jxassess.places import City
from jxassess.scheme import IntervalMethod, Scheme

sys.path.insert(0, str(Path(__file__).parents[1]))

from random_assessments import make

Faults = tuple[Fault, ...]
Edit = Callable[[str, str, str], str]
FindFaults = Callable[[str], Faults]


def seen(faults: Faults) -> list[tuple[str, str, str]]:
    """Say the faults in short, without what could not be checked because of them."""
    return [(fault.code, fault.where, fault.value) for fault in faults if fault.code != "unchecked"]


def test_reads(evidence: Evidence) -> None:
    """Evidence in a file has the values that stand there, with units and indicators in place of codes and keys."""
    assert (evidence.year, evidence.on, evidence.is_synthetic) == (2019, date(2019, 12, 31), True)
    assert [county.parent.name for county in evidence.counties] == ["甲市", "甲市", "甲市", "乙市", "乙市"]
    assert evidence.counties[2].valid_from == date(2018, 7, 1)
    first = evidence.observations[0]
    assert (first.place.label, first.indicator.term, first.value) == (
        "990121 子县",
        "贫困人口退出准确率",
        Fraction("99.75"),
    )
    assert NOT_APPLICABLE in [found.value for found in evidence.observations]
    assert evidence.findings[0].problem is Problem.FALSE_EXIT
    assert evidence.findings[0].facts[0] == Fact(FactKind.RULE, "the rules of exit")
    assert (evidence.history[0].rank, evidence.history[1].rank) == (1, None)
    assert evidence.carried[0].county is evidence.counties[1]


def test_fits_the_scheme(evidence: Evidence, scheme: Scheme) -> None:
    """The small evidence can be assessed under the small scheme."""
    assert find_faults(evidence, scheme) == ()


def test_round_trip(evidence: Evidence, scheme: Scheme) -> None:
    """What is written loads back equal, and writes the same text again."""
    text = format_evidence(evidence)
    assert parse_evidence(text, scheme) == evidence
    assert format_evidence(parse_evidence(text, scheme)) == text


@pytest.mark.parametrize("seed", range(20))
def test_random_round_trip(seed: int, tmp_path: Path) -> None:
    """Random evidence loads back equal from JSON and from CSV."""
    text, format, records = make(seed)
    scheme = parse_scheme(text, format)
    evidence = parse_evidence(records, scheme)
    for name in ("evidence.json", "tables"):
        write_evidence(evidence, tmp_path / name)
        assert read_evidence(tmp_path / name, scheme) == evidence


@pytest.fixture
def surveyed(evidence: Evidence, sampled: Callable[..., Uncertainty]) -> Evidence:
    """The evidence whose first value was estimated from a sample."""
    first, *rest = evidence.observations
    made = sampled("99.5", 100, method=IntervalMethod.WILSON, design_effect="1.25")
    return evolve(evidence, observations=[evolve(first, uncertainty=made), *rest])


def test_a_sample(surveyed: Evidence, evidence: Evidence, scheme: Scheme, tmp_path: Path) -> None:
    """The sample behind a value stands in a table of its own in JSON, and in columns of its own in CSV."""
    text = format_evidence(surveyed)
    first = json.loads(text)["observations"][0]
    assert first["uncertainty"] == {
        "households": 400,
        "persons": 1300,
        "villages": 8,
        "degrees": 7,
        "standard_error": "0.25",
        "quantile": "2.365",
        "lower": "99.5",
        "upper": "100",
        "method": "wilson",
        "design_effect": "1.25",
    }
    assert parse_evidence(text, scheme) == surveyed
    # Where there is none, nothing is said of it, and files are as they were.
    assert "uncertainty" not in format_evidence(evidence)
    write_evidence(surveyed, tmp_path / "folder")
    assert read_evidence(tmp_path / "folder", scheme) == surveyed
    head, line = (tmp_path / "folder" / "observations.csv").read_text("utf-8").splitlines()[:2]
    assert head.endswith(
        ",reason,households,persons,villages,degrees,standard_error,quantile,lower,upper,method,design_effect"
    )
    assert line.endswith(",,,400,1300,8,7,0.25,2.365,99.5,100,wilson,1.25")
    write_evidence(evidence, tmp_path / "other")
    assert (tmp_path / "other" / "observations.csv").read_text("utf-8").splitlines()[0].endswith(",reason")


def test_faults_of_a_sample(surveyed: Evidence, evidence_faults: FindFaults) -> None:
    """What is wrong with a sample is told with its path, and what lacks of it too."""
    table = json.loads(format_evidence(surveyed))
    sample = table["observations"][0]["uncertainty"]
    table["observations"][0]["uncertainty"] = sample | {"lower": "99.9", "households": 0, "method": "exact", "more": 1}
    del table["observations"][0]["uncertainty"]["design_effect"], table["observations"][0]["uncertainty"]["villages"]
    assert seen(evidence_faults(json.dumps(table))) == [
        ("missing_key", "observations[0].uncertainty.villages", "villages"),
        ("unknown_value", "observations[0].uncertainty.method", "'exact'"),
        ("unknown_key", "observations[0].uncertainty.more", "more"),
    ]
    table["observations"][0]["uncertainty"] = sample | {"lower": "99.9", "households": 0, "quantile": "-1"}
    assert seen(evidence_faults(json.dumps(table))) == [
        ("no_sample_size", "observations[0].uncertainty.households", "0"),
        ("no_reach", "observations[0].uncertainty.quantile", "-1"),
    ]
    table["observations"][0]["uncertainty"] = sample | {"lower": "99.9"}
    assert seen(evidence_faults(json.dumps(table))) == [("value_outside_interval", "observations[0].value", "99.75")]
    table["observations"][0] |= {"uncertainty": sample, "value": "not_applicable"}
    assert seen(evidence_faults(json.dumps(table))) == [("error_of_nothing", "observations[0].uncertainty", "")]


def test_without_own_indicators(make_scheme: Callable[..., Scheme], make_evidence: Callable[..., Evidence]) -> None:
    """Evidence that keeps to the catalogue defines no indicators in its file."""
    text = format_evidence(make_evidence())
    assert "indicators" not in json.loads(text)
    assert parse_evidence(text, make_scheme()) == make_evidence()


@pytest.mark.parametrize("text", ["{", "[]", '{"format": "jxassess-scheme/1"}', '{"format": "jxassess-evidence/2"}'])
def test_cannot_be_read(text: str, scheme: Scheme) -> None:
    """Whatever the fault, evidence that cannot be read is one error."""
    with pytest.raises(EvidenceError, match=r"^1 fault in the evidence\n"):
        parse_evidence(text, scheme)


def test_files(evidence: Evidence, scheme: Scheme, tmp_path: Path) -> None:
    """Evidence is written to a JSON file by its ending, in capitals too, and read from there."""
    for _ in range(2):
        write_evidence(evidence, str(tmp_path / "e.JSON"))
        assert read_evidence(str(tmp_path / "e.JSON"), scheme) == evidence
    assert [path.name for path in tmp_path.iterdir()] == ["e.JSON"]


def test_not_utf8(scheme: Scheme, evidence_text: str, tmp_path: Path) -> None:
    """A file in another encoding is refused with its name."""
    (tmp_path / "e.json").write_bytes(evidence_text.encode("gb18030"))
    with pytest.raises(EvidenceError, match=r"1 fault in the evidence e\.json\n  file: byte \d+ is no UTF-8"):
        read_evidence(tmp_path / "e.json", scheme)


def test_missing_file(scheme: Scheme, tmp_path: Path) -> None:
    """A file that is not there stays the error of the system; another ending is refused."""
    with pytest.raises(FileNotFoundError):
        read_evidence(tmp_path / "e.json", scheme)
    with pytest.raises(ScopeError, match=r"'e\.toml' is neither a folder nor ends in \.json"):
        read_evidence(tmp_path / "e.toml", scheme)


FIRST = '"indicator": "exit_accuracy", "value": "99.75", "source": "verification", "on": "2019-12-31"'
BAD = [
    ('"99.75"', "NaN", "bad_number", "observations[0].value", "'NaN'", Citation(7, item=3)),
    ('"99.75"', "-Infinity", "bad_number", "observations[0].value", "'-Infinity'", Citation(7, item=3)),
    ('"99.75"', "true", "bad_number", "observations[0].value", "true", Citation(7, item=3)),
    ('"99.75"', "1e1", "bad_number", "observations[0].value", "'1e1'", Citation(7, item=3)),
    ('"99.75"', '"９９"', "bad_number", "observations[0].value", "'９９'", Citation(7, item=3)),
    ('"99.75"', '"9_9"', "bad_number", "observations[0].value", "'9_9'", Citation(7, item=3)),
    ('"99.75"', '"=1+1"', "bad_number", "observations[0].value", "'=1+1'", Citation(7, item=3)),
    ('"99.75"', "null", "wrong_type", "observations[0].value", "null", Citation(7, item=3)),
    ('"99.75"', '"99.755"', "too_many_places", "observations[0].value", "99.755", Citation(5, item=2)),
    ('"99.75"', "100.01", "out_of_range", "observations[0].value", "100.01", Citation(5, item=2)),
    ("2019,", "2019.5,", "wrong_type", "year", "'2019.5'", Citation(7, item=3)),
    ("2019,", f"{'1' * 5000},", "wrong_type", "year", f"'{'1' * 59}...", Citation(7, item=3)),
    ('synthetic": true', 'synthetic": 1', "wrong_type", "is_synthetic", "1", Citation(7, item=3)),
    (
        '"990121", "indicator"',
        '"990129", "indicator"',
        "unknown_place",
        "targets[2].place",
        "990129",
        Citation(7, item=1),
    ),
    ('"county": "990122"', '"county": "990100"', "unknown_place", "carried[0].county", "990100", Citation(6)),
    ('"city": "990100"', '"city": "990121"', "unknown_place", "history[0].city", "990121", Citation(4)),
    ('"parent": "990100"', '"parent": "990300"', "unknown_place", "counties[0].parent", "990300", Citation(6)),
    ('"parent": "990100"', '"parent": 990100', "wrong_type", "counties[0].parent", "990100", Citation(6)),
    ('"exit_accuracy"', '"exits"', "unknown_indicator", "observations[0].indicator", "exits", Citation(7, item=3)),
    (FIRST, FIRST.replace("12-31", "11-31"), "bad_date", "observations[0].on", "'2019-11-31'", Citation(7, item=3)),
    (
        FIRST,
        FIRST.replace("2019-12-31", "20191231"),
        "bad_date",
        "observations[0].on",
        "'20191231'",
        Citation(7, item=3),
    ),
    (FIRST, FIRST.replace('"2019-12-31"', "2019"), "wrong_type", "observations[0].on", "2019", Citation(7, item=3)),
    ('"name": "甲市"', '"name": ""', "bad_name", "cities[0].name", "", Citation(2)),
    ('"code": "990200"', '"code": "990100"', "duplicate_place", "cities[1].code", "990100", Citation(2)),
    ('"name": "甲市"', '"name": "\\ud800"', "bad_text", "cities[0].name", "'\\ud800'", Citation(2)),
    ('"Art. 9(4)"', '"Art. 9(8)"', "unknown_value", "findings[0].problem", "'Art. 9(8)'", Citation(9)),
    ('"kind": "rule"', '"kind": "law"', "unknown_value", "findings[0].facts[0].kind", "'law'", Citation(9)),
    ('"rank": 1', '"rank": "1"', "wrong_type", "history[0].rank", "'1'", Citation(4)),
    ('"places": 1,', '"places": 0,', "redefined_indicator", "indicators[0]", "road_access", Citation(5)),
]


@pytest.mark.parametrize(("old", "new", "code", "where", "value", "citation"), BAD)
def test_refuses(
    evidence_text: str,
    evidence_faults: FindFaults,
    edit: Edit,
    old: str,
    new: str,
    code: str,
    where: str,
    value: str,
    citation: Citation,
) -> None:
    """Bad input is refused with its place, its value, the clause that asks for it, and what to do."""
    faults = evidence_faults(edit(evidence_text, old, new))
    assert seen(faults)[0] == (code, where, value)
    assert faults[0].citation == citation
    assert faults[0].remedy.en
    assert faults[0].remedy.zh


def test_numbers_without_quotes(evidence_text: str, scheme: Scheme, evidence: Evidence, edit: Edit) -> None:
    """A JSON number is taken digit by digit."""
    assert parse_evidence(edit(evidence_text, '"99.75"', "99.75"), scheme) == evidence


def test_finds_all_at_once(evidence_text: str, evidence_faults: FindFaults) -> None:
    """Faults of every part come back together."""
    table = json.loads(evidence_text)
    table["counties"][1]["name"] = ""
    table["observations"][0]["value"] = "x"
    del table["observations"][1]["source"]
    table["observations"][2]["place"] = "990999"
    table["findings"][0]["place"] = "990999"
    table["history"][0]["place"] = "990100"
    table["carried"] = "none"
    assert [(fault.code, fault.where) for fault in evidence_faults(json.dumps(table))] == [
        ("bad_name", "counties[1].name"),
        ("bad_number", "observations[0].value"),
        ("missing_key", "observations[1].source"),
        ("unknown_place", "observations[2].place"),
        ("wrong_type", "carried"),
        ("unknown_place", "findings[0].place"),
        ("unknown_key", "history[0].place"),
        ("unchecked", "file"),
    ]


def test_faulty_unit_is_not_unknown(evidence_text: str, evidence_faults: FindFaults) -> None:
    """What refers to a unit that stands in the file with a fault is not called unknown."""
    table = json.loads(evidence_text)
    table["cities"][0]["name"] = " "
    assert seen(evidence_faults(json.dumps(table))) == [("bad_name", "cities[0].name", " ")]


@pytest.mark.parametrize(("name", "value"), [("cities", None), ("counties", 1)])
def test_without_units(evidence_text: str, evidence_faults: FindFaults, name: str, value: object) -> None:
    """Without the list of units there is one fault, not one for each record."""
    table = json.loads(evidence_text)
    table[name] = value
    assert [where for _, where, _ in seen(evidence_faults(json.dumps(table)))] == [name]


def test_unit_that_is_no_table(evidence_text: str, evidence_faults: FindFaults) -> None:
    """An entry of the list of units that is no table is a fault there."""
    table = json.loads(evidence_text)
    table["cities"].append("990300")
    assert seen(evidence_faults(json.dumps(table))) == [("wrong_type", "cities[2]", "'990300'")]


def test_own_indicators(evidence_text: str, scheme: Scheme, evidence: Evidence, evidence_faults: FindFaults) -> None:
    """Definitions in the file may repeat those of the scheme, may be left out, and must be used."""
    table = json.loads(evidence_text)
    (own,) = table.pop("indicators")
    assert parse_evidence(json.dumps(table), scheme) == evidence
    table["indicators"] = [own, {**own, "key": "unused"}]
    (fault,) = evidence_faults(json.dumps(table))
    assert (fault.code, fault.value) == ("unused_indicator", "unused")
    table["indicators"] = [{**own, "places": 0}]
    (fault,) = evidence_faults(json.dumps(table))
    assert fault.problem.zh == "road_access的定义与方案不同"


def test_two_definitions_cannot_be_written(evidence: Evidence) -> None:
    """Evidence whose records name another unit than its list would not load back, and is not written."""
    other = City(code="990100", name="另市")
    history = [evolve(result, city=other) for result in evidence.history[:1]]
    with pytest.raises(EvidenceError, match="the evidence of 2019 as a file would not load back as it was"):
        format_evidence(evolve(evidence, history=history))


def test_unlisted_unit_cannot_be_written(evidence: Evidence) -> None:
    """Evidence that names a unit outside its lists is not written."""
    with pytest.raises(EvidenceError, match=r"counties\[3\]\.parent: 990200 is not the code of a city in the file"):
        format_evidence(evolve(evidence, cities=evidence.cities[:1]))


def test_indicator_outside_the_scheme(evidence: Evidence, scheme: Scheme) -> None:
    """Records of an indicator of the catalogue that the scheme does not use load, for others to find."""
    item = next(item for item in CATALOGUE if item.key == "farm_funds_pooled")
    more = [*evidence.observations, evolve(evidence.observations[0], indicator=item)]
    changed = evolve(evidence, observations=more)
    assert parse_evidence(format_evidence(changed), scheme) == changed
