"""The page of file formats tells the truth: its keys and columns are those of the classes."""

from __future__ import annotations

import re
from pathlib import Path

import attrs
import pytest

from jxassess import scheme
from jxassess.evidence import (
    CarriedScore,
    EarlierResult,
    Event,
    Fact,
    Finding,
    Observation,
    SampledCounty,
    SetGrade,
    Target,
    Uncertainty,
)
from jxassess.places import City, County

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "files.md").read_text("utf-8")
KINDS = re.findall(r"^\| `\w+` \| `(\w+)` \|(.*)\| \{py:obj\}`~jxassess\.scheme\.(\w+)` \|$", PAGE, re.MULTILINE)
OPTIONAL = re.findall(r"^\| `(\w+)` \| [^|]* \| \{py:obj\}`~jxassess\.\w+\.(\w+)` \|$", PAGE, re.MULTILINE)
OF_CRITERIA = re.findall(r"^\| `(\w+)` \| [^|]* \|$", PAGE, re.MULTILINE)
LISTS = re.findall(r"^\| `(events|samples|set_grades)` \|([^|]*)\|([^|]*)\|$", PAGE, re.MULTILINE)
TABLES = re.findall(r"^\| `(\w+)\.csv` \|(.*)\|(.*)\|$", PAGE, re.MULTILINE)
RECORDS: dict[str, type] = {
    "cities": City,
    "counties": County,
    "targets": Target,
    "observations": Observation,
    "carried": CarriedScore,
    "history": EarlierResult,
    "findings": Finding,
    "facts": Fact,
}


FURTHER: dict[str, type] = {"events": Event, "samples": SampledCounty, "set_grades": SetGrade}


def names(cell: str) -> list[str]:
    """List what a cell names in code."""
    return re.findall(r"`(\w+)`", cell)


def test_every_kind_is_listed_once() -> None:
    """The page has a line for each class that a file tells apart by its kind."""
    unions = (
        *scheme.Rule.__args__,
        *scheme.Adjustment.__args__,
        *scheme.CountyWeights.__args__,
        *scheme.Grading.__args__,
        *scheme.Excellent.__args__,
        *scheme.Estimator.__args__,
        *scheme.SampleCheck.__args__,
    )
    assert sorted(name for _, _, name in KINDS) == sorted(member.__name__ for member in unions)


@pytest.mark.parametrize(("kind", "keys", "name"), KINDS)
def test_the_keys_of_a_kind(kind: str, keys: str, name: str) -> None:
    """A kind is written as on the page, with the keys of its class."""
    member = getattr(scheme, name)
    assert member.kind == kind
    fields = attrs.fields(member)
    assert names(keys) == [field.name for field in fields]
    in_brackets = keys.partition("[")[2]
    assert names(in_brackets) == [field.name for field in fields if field.default is not attrs.NOTHING]


def test_the_keys_of_a_scheme() -> None:
    """The page names every key of a scheme once: those that must be there, and those that may be left out."""
    needed = names(PAGE[PAGE.index("must be there:") : PAGE.index("Where no county brings")])
    fields = attrs.fields(scheme.Scheme)
    assert needed == [field.name for field in fields if field.default is attrs.NOTHING]
    optional = [field.name for field in fields if field.default is not attrs.NOTHING]
    assert sorted(key for key, _ in OPTIONAL) == sorted([*optional, "indicators"])


def test_the_keys_of_a_criterion() -> None:
    """The page explains every key of a criterion but those that every part has."""
    common = ["key", "name", "marks", "indicator"]
    fields = [field.name for field in attrs.fields(scheme.Criterion)]
    assert sorted(OF_CRITERIA) == sorted(set(fields) - {*common})


@pytest.mark.parametrize(("name", "keys", "optional"), LISTS)
def test_the_keys_of_further_records(name: str, keys: str, optional: str) -> None:
    """Events, samples and grades that people set have the keys of their classes."""
    fields = attrs.fields(FURTHER[name])
    assert names(keys) == [field.name for field in fields]
    assert names(optional) == [field.name for field in fields if field.default is not attrs.NOTHING]


def test_every_further_list_is_there() -> None:
    """The page has a line for each of the three lists."""
    assert [name for name, _, _ in LISTS] == list(FURTHER)


def test_every_table_is_listed_once() -> None:
    """The page has a line for each table of a folder."""
    assert [name for name, _, _ in TABLES] == list(RECORDS)


@pytest.mark.parametrize(("name", "columns", "blank"), TABLES)
def test_the_columns_of_a_table(name: str, columns: str, blank: str) -> None:
    """A table has a column for each part of its record, and may leave blank what has a default."""
    fields = [field for field in attrs.fields(RECORDS[name]) if field.name not in ("facts", "uncertainty")]
    of_the_finding = ["finding"] if name == "facts" else []
    of_samples = [field.name for field in attrs.fields(Uncertainty)] if name == "observations" else []
    assert names(columns) == [*of_the_finding, *(field.name for field in fields), *of_samples]
    assert names(blank) == [*(field.name for field in fields if field.default is not attrs.NOTHING), *of_samples]
