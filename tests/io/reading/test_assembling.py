"""What was read of all files, put together."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2]))

from attrs import evolve
from made_sheets import WIDE, MadeSheet, Office, Shelf, wide

from jxassess.evidence import Evidence
from jxassess.io._definitions import STANDARD, references_of
from jxassess.io._reading._assembling import known_of
from jxassess.io._reading._box import Box
from jxassess.io._reading._headings import Terms
from jxassess.io._reading._needs import Needs
from jxassess.io._reading._reader import Reader
from jxassess.io._reading._records import Records
from jxassess.io._reading._rules import TableRules
from jxassess.io._reading._units import Units
from jxassess.scheme import Scheme


@pytest.fixture
def reader() -> Reader:
    """What is known before anything is read."""
    box = Box()
    return Reader(
        rules=TableRules(),
        terms=Terms((), STANDARD),
        units=Units(),
        references=references_of(()),
        records=Records(None, box),
        box=box,
        needs=Needs(),
    )


def test_known_of_the_base(scheme: Scheme, evidence: Evidence, reader: Reader) -> None:
    """What templates are held against has the targets, carried scores and the sources of values of the base."""
    known = known_of(scheme, evidence, reader)
    keys = {("targets", each.place.code, each.indicator.key) for each in evidence.targets}
    assert keys | {("carried", each.county.code, "") for each in evidence.carried} == known.held
    for each in evidence.observations:
        assert each.source in known.observed[each.place.code, each.indicator.key]


def test_known_of_nothing(scheme: Scheme, reader: Reader) -> None:
    """Without a base and without files nothing is known."""
    known = known_of(scheme, None, reader)
    assert (known.held, known.observed, known.units, known.drawn) == (set(), {}, (), None)


def test_evidence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scheme: Scheme, evidence: Evidence) -> None:
    """What the files hold stands beside all that the base holds, its classification among it."""
    office = Office(Shelf(tmp_path), monkeypatch, scheme, evidence)
    base = evolve(evidence, observations=(), classification="内部")
    found = office.read(MadeSheet(table=[WIDE, wide("990121", None, 98, None)]), base=base)[0]
    assert evolve(found, observations=()) == base
    assert [each.place.code for each in found.observations] == ["990121"]
