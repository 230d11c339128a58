"""The hooks that files are read with."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from attrs import field, frozen
from cattrs import Converter

from jxassess.evidence import Evidence
from jxassess.faults import SchemeError
from jxassess.io import _hooks, parse_evidence, parse_scheme
from jxassess.io._classes import kind_name, optional_names, required_names
from jxassess.io._hooks import class_hook, hooks, make_converter
from jxassess.io._values import Hook
from jxassess.scheme import Grade, Levels, Scheme


@frozen
class _Optional:
    needed: int
    absent: int | None
    given: int | None = field(default=3)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """The converters that were made since the test began: whether each gathers faults."""
    converters: list[bool] = []

    def note(given: Mapping[object, Hook], *, is_detailed: bool) -> Converter:
        converters.append(is_detailed)
        return make_converter(given, is_detailed=is_detailed)

    monkeypatch.setattr(_hooks, "make_converter", note)
    hooks.cache_clear()
    _hooks._converter.cache_clear()
    return converters


@pytest.fixture
def generated(monkeypatch: pytest.MonkeyPatch, made: list[bool]) -> list[type]:
    """The classes for which code was generated since the test began."""
    kinds: list[type] = []

    def note(kind: type) -> list[str]:
        kinds.append(kind)
        return optional_names(kind)

    assert made == []
    monkeypatch.setattr(_hooks, "optional_names", note)
    return kinds


def test_made_once(made: list[bool], scheme_text: str, evidence_text: str, scheme: Scheme) -> None:
    """Whatever is read, and however often, the converter is made once, since making it costs more than reading."""
    for _ in range(2):
        parse_scheme(scheme_text)
        parse_evidence(evidence_text, scheme)
    assert made == [False]


def test_made_again_for_faults(made: list[bool], scheme_text: str) -> None:
    """A file with faults needs a converter that gathers them, and that one is made once too."""
    for _ in range(2):
        with pytest.raises(SchemeError):
            parse_scheme(scheme_text.replace("places = 1", 'places = "1"'))
    assert made == [False, True]


def test_not_made_before_use(made: list[bool]) -> None:
    """The converter is made at first use, so that importing costs nothing."""
    assert made == []
    assert hooks() is hooks()
    assert made == [False]


def test_generated_where_used(generated: list[type], scheme_text: str) -> None:
    """Code is generated once for each class that a file uses, and for no other."""
    for _ in range(2):
        parse_scheme(scheme_text)
    assert len(generated) == len(set(generated))
    assert {Scheme, Grade} < set(generated)
    assert Evidence not in generated


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
    structure = class_hook(_Optional, make_converter({}, is_detailed=False))
    assert structure({"needed": 1}, None) == _Optional(1, None, 3)
    assert structure({"needed": 1, "absent": 2, "given": 4}, None) == _Optional(1, 2, 4)


def test_kind() -> None:
    """A class of a union has a name in files, any other class has none."""
    assert (kind_name(Levels), kind_name(Grade)) == ("levels", None)
