"""The page of rule kinds tells the truth: every kind stands there, with keys that exist and a test that shows it."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

sys.path.append(str(Path(__file__).parent))

from building import COUNT, RATE, RULE_KINDS, classes_of, criterion, faults_of, scheme_of

from jxassess import scheme

Entry = dict[str, Any]

HERE = Path(__file__).parent
PAGE = (HERE.parents[1] / "docs" / "reference" / "rule_kinds.md").read_text("utf-8")
# Identifier, types, file and test of each row; and the fragment below the table, by identifier.
ROWS = re.findall(r"^\| `([a-z]+\.[a-z_]+)` \|.*\|.*\|(.*)\| `(\w+\.py)::(\w+)` \|$", PAGE, re.MULTILINE)
FRAGMENTS = dict(re.findall(r"^# ([a-z]+\.[a-z_]+)\n(.*?)(?=^# |^```)", PAGE, re.MULTILINE | re.DOTALL))
NAMES = [row[0] for row in ROWS]
KINDS = [(section, file, name) for section, file, names in RULE_KINDS for name in names]
KEYS = {
    field.name
    for name in scheme.__all__
    if attrs.has(getattr(scheme, name))
    for field in attrs.fields(getattr(scheme, name))
} | {"kind", "en", "zh"}


def keys_of(entry: object) -> Iterator[str]:
    """Give every key of a table and of those in it."""
    if isinstance(entry, dict):
        yield from entry
        yield from (key for value in entry.values() for key in keys_of(value))
    elif isinstance(entry, list):
        yield from (key for value in entry for key in keys_of(value))


def test_every_kind_is_named_once_in_its_section() -> None:
    """The page names every kind of rule, in the order of the sections."""
    assert NAMES == list(FRAGMENTS) == [name for _, _, name in KINDS]
    for section, _, names in RULE_KINDS:
        text = PAGE.split(f"## {section}\n")[1].split("\n## ")[0]
        assert all(f"| `{name}` |" in text for name in names)


@pytest.mark.parametrize(("file", "name"), [(file, name) for _, file, name in KINDS])
def test_every_kind_has_its_test(file: str, name: str) -> None:
    """The test that the page names for a kind is one of its own, and exists."""
    row = next(row for row in ROWS if row[0] == name)
    assert row[2:] == (file, f"test_{name.replace('.', '_')}")
    assert f"\ndef {row[3]}(" in (HERE / file).read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_fragments_use_keys_that_exist(name: str) -> None:
    """What the page says of a scheme file is TOML, and its keys are those of the types."""
    fragment = tomllib.loads(FRAGMENTS[name])
    assert fragment
    assert set(keys_of(fragment)) <= KEYS


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_types_exist(row: tuple[str, ...]) -> None:
    """The types that the page links are public names of the scheme."""
    names = re.findall(r"\{py:obj\}`~jxassess\.scheme\.(\w+)`", row[1])
    assert names
    assert set(names) <= set(scheme.__all__)


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("rule.")])
def test_rules_of_the_page_load(name: str) -> None:
    """A rule as it stands on the page is one that a scheme takes, for the better direction that it is meant for."""
    tested = criterion("tested", 1) | tomllib.loads(FRAGMENTS[name])
    classes = classes_of(["990121"], ["990122"])
    for entry, key in zip(classes, "ab", strict=True):
        entry["key"] = key
    parts: Entry = {"classes": classes} if tested["rule"]["kind"] == "by_class" else {}
    share = {"better": "lower", "low": 0}
    refused = [
        faults_of(scheme_of(tested, indicators={"tested": {"better": better, "low": 0}, "share": share}, **parts))
        for better in ("higher", "lower")
    ]
    assert [] in refused


OF_SURVEYS = {
    **dict.fromkeys(("wrong_exit_rate", "approval", "poverty_incidence"), RATE),
    **dict.fromkeys(("remaining", "unregistered", "exited", "rural_households"), COUNT),
}
OF_CRITERIA = ("rule.", "weights.dimension", "points.tree", "index.hierarchical", "weights.source_blend")


@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith(OF_CRITERIA)])
def test_parts_of_the_page_load(name: str) -> None:
    """A part of a scheme as it stands on the page is refused for nothing but what it leaves out."""
    refused = faults_of(scheme_of(indicators=OF_SURVEYS, **tomllib.loads(FRAGMENTS[name])))
    assert {code for code, _ in refused} <= {"missing_key", "unknown_class"}
