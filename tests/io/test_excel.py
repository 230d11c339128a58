"""The front door to workbooks: what goes through it reads back, and what is no workbook is turned away."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console
from rich.progress import Progress as View
from tqdm import tqdm

from jxassess import City, Evidence, Scheme, ScopeError, assess
from jxassess.assessment import Assessment
from jxassess.io import excel, tables
from jxassess.io.tables import Progress, evidence_tables, read_tables, write_tables


class StoppedError(Exception):
    """What a callback raises to stop the work."""


def stop(progress: Progress) -> None:
    """Stop at once."""
    raise StoppedError(progress.what)


@pytest.fixture
def assessment(evidence: Evidence, scheme: Scheme) -> Assessment:
    """The small evidence, assessed."""
    return assess(evidence, scheme)


@pytest.fixture
def jia(evidence: Evidence) -> City:
    """The first city."""
    return evidence.cities[0]


def test_evidence_reads_back_equal(evidence: Evidence, scheme: Scheme, tmp_path: Path) -> None:
    """Evidence that was written to a workbook is read as it was, from the file and from its folder."""
    path = tmp_path / "evidence.xlsx"
    excel.write_evidence(evidence, path, scheme=scheme)
    assert excel.read_evidence(path, scheme) == excel.read_evidence(str(tmp_path), scheme) == evidence


def test_evidence_of_one_city(evidence: Evidence, jia: City, tmp_path: Path) -> None:
    """An extract of the evidence holds the tables of that city alone."""
    path = tmp_path / "jia.xlsx"
    excel.write_evidence(evidence, path, place=jia, language="en")
    found = read_tables(path)
    assert found == evidence_tables(evidence, place=jia)
    assert {table.head.extract for table in found} == {"990100 甲市"}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_assessment_reads_back_as_tables(assessment: Assessment, tmp_path: Path, language: str) -> None:
    """The tables of an assessment are those that its workbook holds."""
    path = tmp_path / "results.xlsx"
    if language == "en":
        excel.write_assessment(assessment, path, language="en")
        assert read_tables(path) == tables.assessment_tables(assessment, language="en")
    else:
        excel.write_assessment(assessment, path)
        assert read_tables(path) == tables.assessment_tables(assessment)


def test_an_assessment_of_one_city(assessment: Assessment, jia: City, tmp_path: Path) -> None:
    """An extract of the results says whose it is, and names no other city."""
    path = tmp_path / "jia.xlsx"
    excel.write_assessment(assessment, path, place=jia)
    found = read_tables(path)
    assert {table.head.extract for table in found} == {"990100 甲市"}
    cells = [cell for table in found for row in table.rows for cell in row]
    assert jia.code in cells
    assert not {city.code for city in assessment.evidence.cities if city != jia} & {str(cell) for cell in cells}


@pytest.mark.parametrize(
    "act",
    [
        lambda evidence, assessment, path: excel.read_evidence(path, assessment.scheme),
        lambda evidence, assessment, path: excel.write_evidence(evidence, path),
        lambda evidence, assessment, path: excel.write_assessment(assessment, path),
    ],
)
def test_other_files_are_turned_away(
    act: Callable[[Evidence, Assessment, Path], object], evidence: Evidence, assessment: Assessment, tmp_path: Path
) -> None:
    """A file that does not end in .xlsx is neither read nor written here."""
    path = tmp_path / "evidence.csv"
    with pytest.raises(ScopeError, match=r"'evidence\.csv' does not end in \.xlsx"):
        act(evidence, assessment, path)
    assert not path.exists()


def test_a_folder_that_is_not_there(scheme: Scheme, tmp_path: Path) -> None:
    """A name without ending is taken for a folder, and one that is not there is not found."""
    with pytest.raises(FileNotFoundError):
        excel.read_evidence(tmp_path / "workbooks", scheme)


def test_a_folder_is_not_written(evidence: Evidence, tmp_path: Path) -> None:
    """A workbook is one file; a folder that is there is left alone."""
    with pytest.raises(ScopeError):
        excel.write_evidence(evidence, tmp_path)


def test_writing_that_is_stopped_leaves_what_was_there(
    evidence: Evidence, assessment: Assessment, tmp_path: Path
) -> None:
    """A callback that raises stops the writing; the old file stays, and nothing else is left."""
    path = tmp_path / "evidence.xlsx"
    path.write_bytes(b"old")
    with pytest.raises(StoppedError):
        excel.write_evidence(evidence, path, progress=stop)
    with pytest.raises(StoppedError):
        excel.write_assessment(assessment, path, progress=stop)
    with pytest.raises(StoppedError):
        write_tables(evidence_tables(evidence), tmp_path / "folder", progress=stop)
    assert [entry.name for entry in tmp_path.iterdir()] == ["evidence.xlsx"]
    assert path.read_bytes() == b"old"


def test_reading_can_be_stopped(evidence: Evidence, scheme: Scheme, tmp_path: Path) -> None:
    """A callback that raises stops the reading, and what it raised comes through."""
    path = tmp_path / "evidence.xlsx"
    excel.write_evidence(evidence, path)
    with pytest.raises(StoppedError, match=r"evidence\.xlsx"):
        excel.read_evidence(path, scheme, progress=stop)


def test_tqdm_shows_progress(evidence: Evidence, scheme: Scheme, tmp_path: Path) -> None:
    """A bar of tqdm ends where the bytes of the file end."""
    path = tmp_path / "evidence.xlsx"
    excel.write_evidence(evidence, path)
    with tqdm(file=StringIO()) as bar:

        def show(progress: Progress) -> None:
            bar.total = progress.total
            bar.update(progress.done - bar.n)

        excel.read_evidence(path, scheme, progress=show)
        assert bar.n == bar.total == path.stat().st_size


def test_rich_shows_progress(evidence: Evidence, tmp_path: Path) -> None:
    """A task of rich ends where the rows of the tables end."""
    rows = sum(len(table.rows) for table in evidence_tables(evidence))
    with View(console=Console(file=StringIO())) as view:
        task = view.add_task("writing", total=None)
        excel.write_evidence(
            evidence,
            tmp_path / "evidence.xlsx",
            progress=lambda progress: view.update(task, total=progress.total, completed=progress.done),
        )
        assert view.tasks[0].completed == view.tasks[0].total == rows
