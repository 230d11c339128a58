"""The small scheme and its evidence as files, from which the tests of `jxassess.io` vary."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jxassess.evidence import Evidence
from jxassess.faults import EvidenceError, Fault, SchemeError
from jxassess.io import parse_evidence, parse_scheme, write_evidence
from jxassess.scheme import Scheme

DATA = Path(__file__).parents[1] / "data"
Faults = tuple[Fault, ...]
Edit = Callable[..., str]


@pytest.fixture
def data() -> Path:
    """The folder of the files."""
    return DATA


@pytest.fixture
def scheme_text() -> str:
    """The small scheme as TOML."""
    return (DATA / "scheme_small.toml").read_text("utf-8")


@pytest.fixture
def evidence_text() -> str:
    """Its evidence as JSON."""
    return (DATA / "evidence_small.json").read_text("utf-8")


@pytest.fixture(scope="session")
def scheme() -> Scheme:
    """The small scheme."""
    return parse_scheme((DATA / "scheme_small.toml").read_text("utf-8"))


@pytest.fixture(scope="session")
def evidence(scheme: Scheme) -> Evidence:
    """Its evidence."""
    return parse_evidence((DATA / "evidence_small.json").read_text("utf-8"), scheme)


@pytest.fixture
def edit() -> Edit:
    """Replace the first occurrence of a text, which must be there."""

    def replace(text: str, old: str, new: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return replace


@pytest.fixture
def scheme_faults() -> Callable[..., Faults]:
    """Give the faults of a scheme's text."""

    def find(text: str, **options: Any) -> Faults:
        with pytest.raises(SchemeError) as caught:
            parse_scheme(text, **options)
        return caught.value.faults

    return find


@pytest.fixture
def evidence_faults(scheme: Scheme) -> Callable[[str], Faults]:
    """Give the faults of evidence in JSON, held against the small scheme."""

    def find(text: str) -> Faults:
        with pytest.raises(EvidenceError) as caught:
            parse_evidence(text, scheme)
        return caught.value.faults

    return find


@pytest.fixture
def folder(tmp_path: Path, evidence: Evidence) -> Path:
    """The evidence as a folder of CSV tables."""
    write_evidence(evidence, tmp_path / "evidence_2019")
    return tmp_path / "evidence_2019"
