"""Assessments in files: `jxassess-assessment/1`, as JSON, in one form only.

A file holds the scheme and the evidence too, so what it records is never taken on trust: it is assessed anew, and what
differs is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from attrs import evolve

from jxassess.assessment import Assessment, Stage, assess
from jxassess.evidence import Evidence
from jxassess.faults import Fault, FaultKind, FaultsError, raise_faults
from jxassess.io._assessment_entries import entries_of
from jxassess.io._differences import find_differences
from jxassess.io._documents import Table, decode_exactly, is_table, parse, without_format
from jxassess.io._evidence import evidence_of, evidence_table
from jxassess.io._fault_kinds import MISSING_KEY, NOT_CANONICAL, UNKNOWN_VALUE
from jxassess.io._files import write_text
from jxassess.io._plain import Plain, to_table
from jxassess.io._scheme import scheme_of, scheme_table
from jxassess.io._shown import TABLE, shown, wrong_type
from jxassess.io._writing import dump, refuse_change
from jxassess.scheme import Scheme
from jxassess.words import Words

ASSESSMENT_FORMAT = "jxassess-assessment/1"

_MOST_FAULTS = 50

MORE_FAULTS = FaultKind(
    "more_faults",
    None,
    Words("{value} more places differ", "另有{value}处不同"),
    Words("restore the file from a copy", "请用副本恢复"),
)


class AssessmentError(FaultsError):
    """An assessment could not be read, or is not what follows from the scheme and evidence in it (测算结果文件差错)."""

    # Tracebacks print the module from which users import it.
    __module__ = "jxassess.io"
    subject = Words("the assessment", "考核测算结果")


def format_assessment(assessment: Assessment) -> str:
    """Write an assessment as JSON: heading, scores with all their parts, indications, proposals, scheme and evidence.

    Args:
        assessment: the assessment.

    Returns:
        The text, which loads back equal. Equal assessments give equal text, whatever the order of the input was.

    Raises:
        AssessmentError: an assessment that is not what follows from its scheme and evidence, or one of the two that
            would not load back as it is, such as a number of more than 30 digits.
    """
    text = dump(_table(assessment), "json")
    subject = Words(f"the assessment of {assessment.year} as a file", f"{assessment.year}年度考核测算结果文件")
    refuse_change(assessment, _load(text, subject), AssessmentError, subject)
    return text


def _table(assessment: Assessment) -> dict[str, Plain]:
    return {
        "format": ASSESSMENT_FORMAT,
        **to_table(entries_of(assessment)),
        "scheme": scheme_table(assessment.scheme),
        "evidence": evidence_table(assessment.evidence),
    }


def write_assessment(assessment: Assessment, path: Path | str) -> None:
    """Write an assessment to a JSON file; at every moment either the old or the whole new file is there.

    Args:
        assessment: the assessment.
        path: the file; its folder must be there.

    Raises:
        AssessmentError: an assessment that would not load back as it is.
        OSError: the place is not writable.
    """
    write_text(Path(path), format_assessment(assessment))


def parse_assessment(text: str) -> Assessment:
    """Read an assessment from JSON text; it is assessed anew from the scheme and the evidence in it.

    Args:
        text: the text of an assessment file, exactly as it was written.

    Returns:
        The assessment, equal to the one that was written.

    Raises:
        AssessmentError: every fault of the form, the scheme or the evidence; or each place where the file records
            something else than follows from the two, up to 50; or text in another form than this library writes.
    """
    return _load(text, AssessmentError.subject)


def read_assessment(path: Path | str) -> Assessment:
    """Read an assessment from a file; it is assessed anew from the scheme and the evidence in it.

    Args:
        path: the file.

    Returns:
        The assessment, equal to the one that was written.

    Raises:
        AssessmentError: as `parse_assessment` does, also for a byte order mark.
        OSError: the file cannot be read.
    """
    path = Path(path)
    data = path.read_bytes()
    subject = Words(f"the assessment {path.name}", f"考核测算结果{path.name}")
    try:
        text = decode_exactly(data)
    except FaultsError as error:
        raise AssessmentError(error.faults, subject) from None
    return _load(text, subject)


def _load(text: str, subject: Words) -> Assessment:
    try:
        root, faults = parse(text, "json")
        table, missing = without_format(root, ASSESSMENT_FORMAT)
        raise_faults(AssessmentError, (*faults, *missing, *_missing_keys(table)))
        assessment = _assess_anew(table, subject)
    except FaultsError as error:
        raise AssessmentError(error.faults, subject) from None
    due = _table(assessment)
    raise_faults(AssessmentError, _first(list(_changes(root, due))), subject)
    if dump(due, "json") != text:
        raise AssessmentError([NOT_CANONICAL.at("file")], subject)
    return assessment


def _missing_keys(table: Table) -> list[Fault]:
    return [MISSING_KEY.at(key, key) for key in ("heading", "scheme", "evidence") if key not in table]


def _assess_anew(table: Table, subject: Words) -> Assessment:
    stage = _stage(table["heading"])
    scheme, evidence = _inputs(table, subject)
    # Nothing in the file shows how far the result has come after it was computed; the heading alone says that.
    return evolve(assess(evidence, scheme, provisional=stage is Stage.PROVISIONAL), stage=stage)


def _inputs(table: Table, subject: Words) -> tuple[Scheme, Evidence]:
    try:
        scheme = scheme_of(_inner(table["scheme"]), subject)
    except FaultsError as error:
        raise _under("scheme", error) from None
    try:
        return scheme, evidence_of(_inner(table["evidence"]), scheme.indicators, subject)
    except FaultsError as error:
        raise _under("evidence", error) from None


def _inner(value: object) -> Table:
    if not is_table(value):
        raise wrong_type(value, TABLE)
    return value


def _under(name: str, error: FaultsError) -> FaultsError:
    # What is said of a whole file is said here of a part of one.
    return FaultsError(
        evolve(fault, where=name) if fault.where == "file" else fault.under(name) for fault in error.faults
    )


def _stage(heading: object) -> Stage:
    given = heading.get("stage") if is_table(heading) else None
    for stage in Stage:
        if stage.value == given:
            return stage
    known = ", ".join(stage.value for stage in Stage)
    raise FaultsError([UNKNOWN_VALUE.at("heading.stage", shown(given), known=known)])


def _changes(root: Table, due: dict[str, Plain]) -> Iterator[Fault]:
    for fault in find_differences(root, due):
        # Scheme and evidence were read, so what differs there is only written in another way.
        is_form = fault.where.startswith(("scheme.", "evidence."))
        yield NOT_CANONICAL.at(fault.where, fault.value) if is_form else fault


def _first(faults: list[Fault]) -> list[Fault]:
    more = len(faults) - _MOST_FAULTS
    return faults if more <= 0 else [*faults[:_MOST_FAULTS], MORE_FAULTS.at("file", more)]
