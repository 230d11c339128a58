"""Evidence and assessments from which the tests of tables are made, and a way to write and read anything."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from jxassess import Assessment, assess
from jxassess.evidence import Evidence
from jxassess.io import parse_evidence, parse_scheme
from jxassess.io._tables._read_tables import read_tables
from jxassess.io._tables._table import Table, TableHead
from jxassess.io._tables._write_tables import write_tables
from jxassess.scheme import Scheme
from jxassess.words import Language

DATA = Path(__file__).parents[2] / "data"

Again = Callable[..., tuple[Table, ...]]


@pytest.fixture(scope="session")
def assessment(evidence: Evidence, scheme: Scheme) -> Assessment:
    """The small evidence assessed: two cities with findings and earlier results."""
    return assess(evidence, scheme)


@pytest.fixture(scope="session")
def full() -> Assessment:
    """The evidence of a scheme that uses everything that a scheme can say."""
    scheme = parse_scheme((DATA / "scheme_full.toml").read_text("utf-8"))
    return assess(parse_evidence((DATA / "evidence_full.json").read_text("utf-8"), scheme), scheme)


@pytest.fixture
def head() -> TableHead:
    """The head of made-up evidence."""
    return TableHead(year=2019, on=date(2019, 12, 31), stage=None, is_synthetic=True, classification="internal")


@pytest.fixture
def again(tmp_path: Path) -> Again:
    """Write tables and read them back."""

    def write_and_read(tables: tuple[Table, ...], name: str, language: Language = "zh") -> tuple[Table, ...]:
        path = tmp_path / name
        write_tables(tables, path, language=language, format="parquet" if name == "parquet" else "csv")
        return read_tables(path)

    return write_and_read
