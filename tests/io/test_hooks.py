"""The hooks that files are read with."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from attrs import field, frozen
from cattrs import Converter

from jxassess.evidence import Evidence
from jxassess.io import _hooks, parse_evidence, parse_scheme
from jxassess.io._hooks import class_hook, hooks, kind_name, optional_names, required_names
from jxassess.scheme import Grade, Levels, Scheme


@frozen
class _Optional:
    needed: int
    absent: int | None
    given: int | None = field(default=3)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Converter]:
    """The converters that were made since the test began."""
    converters: list[Converter] = []
    make: Callable[[], Converter] = _hooks._make_converter

    def count() -> Converter:
        converters.append(make())
        return converters[-1]

    monkeypatch.setattr(_hooks, "_make_converter", count)
    hooks.cache_clear()
    return converters


def test_made_once(made: list[Converter], scheme_text: str, evidence_text: str, scheme: Scheme) -> None:
    """Whatever is read, and however often, the converter is made once, since making it costs more than reading."""
    for _ in range(2):
        parse_scheme(scheme_text)
        parse_evidence(evidence_text, scheme)
    assert len(made) == 1


def test_not_made_before_use(made: list[Converter]) -> None:
    """The converter is made at first use, so that importing costs nothing."""
    assert made == []
    assert hooks() is hooks()
    assert len(made) == 1


def test_nothing_stays_from_the_file_before(
    scheme_text: str, evidence_text: str, scheme: Scheme, evidence: Evidence
) -> None:
    """The same hooks read file after file, each with its own indicators."""
    changed = parse_scheme(scheme_text.replace("places = 1\n", "places = 3\n"))
    assert changed.criterion("roads").indicator.places == 3
    assert parse_scheme(scheme_text) == scheme != changed
    assert parse_evidence(evidence_text, scheme) == evidence


def test_names_of_fields() -> None:
    """A field without default is required, unless it may be `None`: then a file leaves it out all the same."""
    assert required_names(_Optional) == ["needed"]
    assert optional_names(_Optional) == ["absent"]
    structure = class_hook(_Optional, _hooks._make_converter())
    assert structure({"needed": 1}, None) == _Optional(1, None, 3)
    assert structure({"needed": 1, "absent": 2, "given": 4}, None) == _Optional(1, 2, 4)


def test_kind() -> None:
    """A class of a union has a name in files, any other class has none."""
    assert (kind_name(Levels), kind_name(Grade)) == ("levels", None)
