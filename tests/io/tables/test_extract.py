"""What is about one city alone."""

from __future__ import annotations

import re
import sys
import zipfile
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2]))

import random_assessments

from jxassess import Assessment, assess
from jxassess.errors import ScopeError
from jxassess.io import parse_evidence, parse_scheme
from jxassess.io._tables._assessment_tables import assessment_tables
from jxassess.io._tables._evidence_tables import evidence_tables
from jxassess.io._tables._table import Table
from jxassess.io._tables._write_tables import write_tables
from jxassess.places import City


def written(tables: tuple[Table, ...], folder: Path) -> list[tuple[str, bytes]]:
    """Write tables in every format that holds text, and give all of its bytes unpacked."""
    write_tables(tables, folder / "a.json")
    write_tables(tables, folder / "csv", language="en")
    write_tables(tables, folder / "a.xlsx")
    parts = [("json", (folder / "a.json").read_bytes())]
    parts += [(path.name, path.read_bytes()) for path in sorted((folder / "csv").iterdir())]
    with zipfile.ZipFile(folder / "a.xlsx") as archive:
        parts += [(name, archive.read(name)) for name in archive.namelist()]
    return parts


def check(assessment: Assessment, city: City, folder: Path) -> None:
    """Check that nothing of what is written about a city names another unit."""
    places = assessment.evidence.places
    own = [place for place in places if place.code[:4] == city.code[:4]]
    names = {place.name for place in own}
    others = [place for place in places if place not in own]
    strange = [text.encode() for place in others for text in (place.code, place.name) if text not in names]
    tables = (assessment_tables(assessment, place=city), evidence_tables(assessment.evidence, place=city))
    for given in tables:
        for name, data in written(given, folder):
            assert not [text.decode() for text in strange if text in data], name
    results = {table.kind.key: table for table in tables[0]}
    assert {row[0] for row in results["city_scores"].rows} == {None}


def test_nothing_of_other_units(assessment: Assessment, full: Assessment, tmp_path: Path) -> None:
    """In the tables of one city no other city or county stands, neither by code nor by name, and no rank."""
    for each in (assessment, full):
        for city in each.evidence.cities:
            check(each, city, tmp_path)


@pytest.mark.parametrize("seed", range(4))
def test_nothing_of_other_units_under_any_scheme(seed: int, tmp_path: Path) -> None:
    """The same holds under schemes of any kind, those that rank and compare units among them."""
    scheme_text, text_format, evidence_text = random_assessments.make(seed)
    scheme = parse_scheme(scheme_text, text_format)
    each = assess(parse_evidence(evidence_text, scheme), scheme)
    check(each, each.evidence.cities[seed % len(each.evidence.cities)], tmp_path)


def test_no_means_of_others(full: Assessment) -> None:
    """What the units that were compared reached is not told, though the points from it are."""
    city = full.evidence.cities[0]
    steps = {
        label: [
            row for table in tables if table.kind.key == "explanations" for row in table.rows if row[0][:4] == "9901"
        ]
        for label, tables in (
            ("all", assessment_tables(full, language="en")),
            ("one", assessment_tables(full, place=city, language="en")),
        )
    }
    compared = re.compile(r"units? compared, from|mean of the units compared:|(^|; )place [0-9]|(^|; )rank [0-9]")
    said = {label: [text for row in rows if compared.search(text := str(row[6]))] for label, rows in steps.items()}
    assert said["all"]
    assert not said["one"]
    assert [row[2:6] for row in steps["all"]] == [row[2:6] for row in steps["one"]]


def test_scores_stay(assessment: Assessment) -> None:
    """The scores of the city and its counties are those of the whole assessment."""
    city = assessment.evidence.cities[1]
    whole = {table.kind.key: table for table in assessment_tables(assessment)}
    one = {table.kind.key: table for table in assessment_tables(assessment, place=city)}
    for key, place in (("county_scores", 2), ("points", 0)):
        own = [row for row in whole[key].rows if str(row[place])[:4] == city.code[:4]]
        assert [*one[key].rows] == own


def test_another_city(assessment: Assessment) -> None:
    """A city that is not among the units has no extract."""
    with pytest.raises(ScopeError, match="990900"):
        assessment_tables(assessment, place=City(code="990900", name="壬市"))
