"""Evidence in Excel: the workbooks that counties fill in, what comes back, and results that colleagues open.

Needs the extra `excel`. The rules by which cells are read, and other formats, are those of `jxassess.io.tables`.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from jxassess.assessment import Assessment
from jxassess.errors import ScopeError
from jxassess.evidence import Evidence
from jxassess.io import tables
from jxassess.io._templates._template import write_template
from jxassess.io.tables import ProgressCallback, TableRules, assessment_tables, evidence_tables, write_tables
from jxassess.places import City
from jxassess.scheme import Scheme
from jxassess.words import Language

__all__ = ["read_evidence", "write_assessment", "write_evidence", "write_template"]

_NO_RULES = TableRules()


def read_evidence(
    paths: Path | str | Iterable[Path | str],
    scheme: Scheme,
    *,
    base: Evidence | None = None,
    rules: TableRules = _NO_RULES,
    provisional: bool = False,
    progress: ProgressCallback | None = None,
) -> Evidence:
    """Read evidence from workbooks: templates that were filled in, evidence that was written, an office's own tables.

    Args:
        paths: a workbook, a folder of workbooks, or several of them, which are read as one.
        scheme: the year's scheme.
        base: evidence that the workbooks add to; it gives year, day and units where no workbook does.
        rules: how the tables differ from those of this library.
        provisional: whether cells of a template may be blank that the scheme cannot do without.
        progress: called now and then with how far the reading has come; what it raises stops the reading.

    Returns:
        The evidence, not yet held against the scheme.

    Raises:
        EvidenceError: every fault of all workbooks, each with file, sheet and cell.
        ScopeError: a file that is no workbook, rules that name no indicator, or openpyxl is missing.
        OSError: a file cannot be read.

    Legal basis:
        Art. 7(3): the data that are consolidated. Art. 10: data are given correctly.
    """
    given = [Path(paths)] if isinstance(paths, Path | str) else [Path(path) for path in paths]
    for path in given:
        _refuse_other(path)
    return tables.read_evidence(given, scheme, base=base, rules=rules, provisional=provisional, progress=progress)


def write_evidence(
    evidence: Evidence,
    path: Path | str,
    *,
    scheme: Scheme | None = None,
    place: City | None = None,
    language: Language = "zh",
    progress: ProgressCallback | None = None,
) -> None:
    """Write evidence to a workbook that reads back equal; it is replaced as a whole or not at all.

    Args:
        evidence: the evidence.
        path: a file whose name ends in `.xlsx`.
        scheme: the year's scheme, for its name and digest on the first sheet.
        place: a city, where the workbook shall hold that city and its counties alone.
        language: the language of headings and of what is said in words.
        progress: called now and then with the number of rows written; what it raises stops the work.

    Raises:
        TableError: texts or numbers that would not read back as they are.
        ScopeError: another ending or language, a city that is not among the units, or XlsxWriter is missing.
        OSError: the place is not writable.
    """
    _refuse_other(Path(path), may_be_folder=False)
    write_tables(evidence_tables(evidence, scheme=scheme, place=place), path, language=language, progress=progress)


def write_assessment(
    assessment: Assessment,
    path: Path | str,
    *,
    place: City | None = None,
    language: Language = "zh",
    progress: ProgressCallback | None = None,
) -> None:
    """Write an assessment to a workbook for people: scores, points, indications, findings, proposals, explanations.

    Every sheet says how far the result has come and whether data are made up. `read_tables` of `jxassess.io.tables` reads
    the same tables back; to read an assessment back as such, keep it in JSON as well.

    Args:
        assessment: the assessment.
        path: a file whose name ends in `.xlsx`; it is replaced as a whole or not at all.
        place: a city, where the workbook shall hold that city and its counties alone, as feedback does (Art. 7(5)).
        language: the language of headings and of what is said in words.
        progress: called now and then with the number of rows written; what it raises stops the work.

    Raises:
        TableError: texts that would not read back as they are.
        ScopeError: another ending or language, a city that is not among the units, or XlsxWriter is missing.
        OSError: the place is not writable.
    """
    _refuse_other(Path(path), may_be_folder=False)
    made = assessment_tables(assessment, place=place, language=language)
    write_tables(made, path, language=language, progress=progress)


def _refuse_other(path: Path, *, may_be_folder: bool = True) -> None:
    # What has no ending at all may be a folder that is not there, which the reader says.
    is_folder = may_be_folder and (path.is_dir() or not path.suffix)
    if path.suffix.lower() != ".xlsx" and not is_folder:
        raise ScopeError(f"{path.name!r} does not end in .xlsx; jxassess.io.tables reads and writes other formats")
