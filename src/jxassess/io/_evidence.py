"""Evidence in files: `jxassess-evidence/1`, as JSON or as a folder of CSV tables."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from jxassess.errors import ScopeError
from jxassess.evidence import Evidence, Observation, Target
from jxassess.faults import EvidenceError, Fault, FaultsError
from jxassess.indicators import Indicator
from jxassess.io._definitions import define_indicators, define_places, own_indicators, references_of, unused_faults
from jxassess.io._documents import Table, decode, parse, without_format
from jxassess.io._files import write_folder, write_text
from jxassess.io._folder import HEAD, NAMES, Folder, format_table, written_columns
from jxassess.io._gather import Gatherer
from jxassess.io._hooks import hooks
from jxassess.io._plain import Plain, to_table
from jxassess.io._references import References
from jxassess.io._sampled import flat_row
from jxassess.io._writing import dump, refuse_change
from jxassess.measure import Citation
from jxassess.scheme import Scheme
from jxassess.words import Words

EVIDENCE_FORMAT = "jxassess-evidence/1"

# The clauses that ask for the parts of the evidence; Art. 7(3) asks for the whole.
_CLAUSES = {
    "cities": Citation(2),
    "counties": Citation(6),
    "targets": Citation(7, item=1),
    "carried": Citation(6),
    "findings": Citation(9),
    "facts": Citation(9),
    "history": Citation(4),
    "indicators": Citation(5),
}
_WHOLE = Citation(7, item=3)


def read_evidence(path: Path | str, scheme: Scheme) -> Evidence:
    """Read the evidence of a year from a JSON file or a folder of CSV tables.

    Args:
        path: a file in UTF-8 whose name ends in `.json`, or a folder with `evidence.toml`, `cities.csv`,
            `counties.csv`, `targets.csv`, `observations.csv`, `carried.csv`, and where there are any `history.csv`,
            `findings.csv` and `facts.csv`.
        scheme: the scheme whose indicators the evidence uses.

    Returns:
        The evidence, not yet held against the scheme.

    Raises:
        EvidenceError: every fault of the file or folder, each with its path, or its table, line and column.
        ScopeError: another ending.
        OSError: the file cannot be read.
    """
    path = Path(path)
    subject = Words(f"the evidence {path.name}", f"汇总数据{path.name}")
    if path.is_dir():
        return _load_folder(_bytes_of(path), scheme.indicators, subject)
    _refuse_other(path)
    data = path.read_bytes()
    try:
        text = decode(data)
    except FaultsError as error:
        raise EvidenceError(error.faults, subject) from None
    return _load(text, scheme.indicators, subject)


def _refuse_other(path: Path) -> None:
    if path.suffix.lower() != ".json":
        raise ScopeError(f"{path.name!r} is neither a folder nor ends in .json")


def _bytes_of(folder: Path) -> dict[str, bytes]:
    tables = sorted(entry for entry in folder.iterdir() if entry.suffix.lower() == ".csv")
    return {entry.name: entry.read_bytes() for entry in (folder / HEAD, *tables)}


def parse_evidence(text: str, scheme: Scheme) -> Evidence:
    """Read the evidence of a year from JSON text.

    Args:
        text: the text of an evidence file.
        scheme: the scheme whose indicators the evidence uses.

    Returns:
        The evidence, not yet held against the scheme.

    Raises:
        EvidenceError: every fault of the text, each with its path.
    """
    return _load(text, scheme.indicators, EvidenceError.subject)


def _load(text: str, indicators: Iterable[Indicator], subject: Words) -> Evidence:
    try:
        root, faults = parse(text, "json")
        return evidence_of(root, indicators, subject, faults)
    except FaultsError as error:
        raise EvidenceError(error.faults, subject) from None


def evidence_of(root: Table, indicators: Iterable[Indicator], subject: Words, faults: Iterable[Fault] = ()) -> Evidence:
    """Make evidence from the table of an evidence file.

    Args:
        root: the table.
        indicators: those that the table need not define, beside the library's own.
        subject: what is read, in words.
        faults: what was found in its text.

    Returns:
        The evidence, not yet held against a scheme.

    Raises:
        FaultsError: every fault, each with its path inside the table.
    """
    table, missing = without_format(root, EVIDENCE_FORMAT)
    gatherer = Gatherer()
    gatherer.faults.extend((*faults, *missing))
    evidence = _structure(table, references_of(indicators), gatherer)
    return _checked(evidence, gatherer.all_faults(_CLAUSES, _WHOLE), subject)


def _load_folder(files: dict[str, bytes], indicators: Iterable[Indicator], subject: Words) -> Evidence:
    gatherer = Gatherer()
    folder = Folder(files, gatherer)
    try:
        root, faults = parse(decode(files[HEAD], HEAD), "toml")
        head, missing = without_format(root, EVIDENCE_FORMAT)
    except FaultsError as error:
        raise EvidenceError(map(folder.locate, error.faults), subject) from None
    gatherer.faults.extend((*faults, *missing))
    table = folder.read(head)
    references = references_of(indicators)
    references.are_places_known = folder.are_places_known
    evidence = _structure(table, references, gatherer)
    return _checked(evidence, gatherer.all_faults(_CLAUSES, _WHOLE, folder.locate), subject)


def _structure(table: Table, references: References, gatherer: Gatherer) -> Evidence | None:
    with references.in_force():
        keys = define_indicators(table.pop("indicators", []), references, gatherer)
        table = define_places(table, references, gatherer)
        evidence = gatherer.attempt(hooks().evidence, table)
    gatherer.faults.extend(unused_faults(keys, references, table))
    return evidence


def _checked(evidence: Evidence | None, faults: tuple[Fault, ...], subject: Words) -> Evidence:
    if faults or evidence is None:
        raise EvidenceError(faults, subject)
    return evidence


def evidence_table(evidence: Evidence) -> dict[str, Plain]:
    """Turn evidence into the table of an evidence file."""
    table: dict[str, Plain] = {"format": EVIDENCE_FORMAT, **to_table(evidence)}
    table["cities"] = [to_table(city) for city in evidence.cities]
    table["counties"] = [to_table(county) for county in evidence.counties]
    records: list[Target | Observation] = [*evidence.targets, *evidence.observations]
    if own := own_indicators(record.indicator for record in records):
        table["indicators"] = own
    return table


def format_evidence(evidence: Evidence) -> str:
    """Write evidence as JSON text that loads back equal; equal evidence gives equal text.

    Args:
        evidence: the evidence.

    Returns:
        The text of an evidence file.

    Raises:
        EvidenceError: a unit or indicator that has two definitions, or is not among the units of the evidence.
    """
    text = dump(evidence_table(evidence), "json")
    subject = _subject(evidence)
    refuse_change(evidence, _load(text, (), subject), EvidenceError, subject)
    return text


def _subject(evidence: Evidence) -> Words:
    return Words(f"the evidence of {evidence.year} as a file", f"{evidence.year}年度汇总数据文件")


def write_evidence(evidence: Evidence, path: Path | str) -> None:
    """Write evidence to a JSON file or a folder of CSV tables, which is replaced as a whole or not at all.

    Args:
        evidence: the evidence.
        path: a file whose name ends in `.json`, else a folder. A folder needs the extra `toml`; one that holds anything
            but evidence is not replaced.

    Raises:
        EvidenceError: the evidence cannot be written so that it loads back equal.
        ScopeError: the package that writes TOML is not installed.
        OSError: the place is not writable, or a folder holds other files.
    """
    path = Path(path)
    if path.suffix.lower() == ".json":
        write_text(path, format_evidence(evidence))
    else:
        write_folder(path, _format_folder(evidence), (HEAD, *NAMES))


def _format_folder(evidence: Evidence) -> dict[str, str]:
    table = evidence_table(evidence)
    head = {key: value for key, value in table.items() if f"{key}.csv" not in NAMES}
    texts = {HEAD: dump(head, "toml")}
    for name, rows in _rows(evidence).items():
        texts[name] = format_table(written_columns(name, rows), rows)
    subject = _subject(evidence)
    loaded = _load_folder({name: text.encode() for name, text in texts.items()}, (), subject)
    refuse_change(evidence, loaded, EvidenceError, subject)
    return texts


def _rows(evidence: Evidence) -> dict[str, list[dict[str, Plain]]]:
    facts = [(finding, fact) for finding in evidence.findings for fact in finding.facts]
    return {
        "cities.csv": [to_table(city) for city in evidence.cities],
        "counties.csv": [to_table(county) for county in evidence.counties],
        "targets.csv": [to_table(target) for target in evidence.targets],
        "observations.csv": [flat_row(observation) for observation in evidence.observations],
        "carried.csv": [to_table(score) for score in evidence.carried],
        "history.csv": [to_table(result) for result in evidence.history],
        "findings.csv": [to_table(finding) for finding in evidence.findings],
        "facts.csv": [{"finding": finding.key, **to_table(fact)} for finding, fact in facts],
    }
