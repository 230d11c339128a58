"""Schemes in files: `jxassess-scheme/1`, as TOML or JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from jxassess.faults import Fault, FaultsError, SchemeError
from jxassess.io._definitions import define_indicators, own_indicators, references_of, unused_faults
from jxassess.io._documents import Format, Table, decode, parse, without_format
from jxassess.io._files import write_text
from jxassess.io._gather import Gatherer
from jxassess.io._hooks import hooks
from jxassess.io._plain import Plain, to_table
from jxassess.io._writing import dump, format_of, refuse_change
from jxassess.measure import Citation
from jxassess.scheme import Compared, Scheme
from jxassess.words import Words

SCHEME_FORMAT = "jxassess-scheme/1"

# The clauses that ask for the parts of a scheme; Art. 4 asks for the scheme.
_CLAUSES = {
    "criteria": Citation(5),
    "indicators": Citation(5),
    "weights": Citation(6),
    "carried": Citation(6),
    "plan": Citation(9, item=1),
    "low_rates": Citation(9, item=5),
    "rectification": Citation(9),
    "ceilings": Citation(9),
    "city": Citation(6),
    "sample": Citation(6),
    "bundles": Citation(6),
    "gates": Citation(6),
    "follow_ups": Citation(9),
    "precedences": Citation(7, item=3),
    "survey": Citation(7, item=2),
    "rewards": Citation(8),
    "interpretations": Citation(11),
}


def read_scheme(path: Path | str) -> Scheme:
    """Read the scheme of a year from a file.

    Args:
        path: a file in UTF-8 whose name ends in `.toml` or `.json`.

    Returns:
        The scheme.

    Raises:
        SchemeError: every fault of the file, each with its path.
        ScopeError: another ending.
        OSError: the file cannot be read.
    """
    path = Path(path)
    format = format_of(path)
    data = path.read_bytes()
    subject = Words(f"the scheme {path.name}", f"方案{path.name}")
    try:
        text = decode(data)
    except FaultsError as error:
        raise SchemeError(error.faults, subject) from None
    return _load(text, format, subject)


def parse_scheme(text: str, format: Format = "toml") -> Scheme:
    """Read the scheme of a year from text.

    Args:
        text: the text of a scheme file.
        format: `"toml"` or `"json"`.

    Returns:
        The scheme.

    Raises:
        SchemeError: every fault of the text, each with its path.
        ScopeError: another format.

    Example:
        >>> parse_scheme('format = "jxassess-scheme/2"')
        Traceback (most recent call last):
        ...
        jxassess.faults.SchemeError: 1 fault in the scheme
          format: the format 'jxassess-scheme/2' is newer than 'jxassess-scheme/1', which this version reads; \
install a newer version of jxassess
    """
    return _load(text, format, SchemeError.subject)


def _load(text: str, format: Format, subject: Words) -> Scheme:
    try:
        root, faults = parse(text, format)
        return scheme_of(root, subject, faults)
    except FaultsError as error:
        raise SchemeError(error.faults, subject) from None


def scheme_of(root: Table, subject: Words, faults: Iterable[Fault] = ()) -> Scheme:
    """Make a scheme from the table of a scheme file.

    Args:
        root: the table.
        subject: what is read, in words.
        faults: what was found in its text.

    Returns:
        The scheme.

    Raises:
        FaultsError: every fault, each with its path inside the table.
    """
    table, missing = without_format(root, SCHEME_FORMAT)
    gatherer = Gatherer()
    gatherer.faults.extend((*faults, *missing))
    references = references_of(())
    with references.in_force():
        keys = define_indicators(table.pop("indicators", []), references, gatherer)
        scheme = gatherer.attempt(hooks().scheme, table)
    gatherer.faults.extend(unused_faults(keys, references, table))
    found = gatherer.all_faults(_CLAUSES, Citation(4))
    if found or scheme is None:
        raise SchemeError(found, subject)
    return scheme


def scheme_table(scheme: Scheme) -> dict[str, Plain]:
    """Turn a scheme into the table of a scheme file."""
    table: dict[str, Plain] = {"format": SCHEME_FORMAT, **to_table(scheme)}
    # What came after the first files is left out where it says nothing: their bytes and digests stay as they are.
    if not scheme.precedences:
        del table["precedences"]
    for entry in _comparing([table["low_rates"], table["gates"]]):
        if entry["compared"] == Compared.ESTIMATE.value:
            del entry["compared"]
    if own := own_indicators(scheme.indicators):
        table["indicators"] = own
    return table


def _comparing(value: Plain) -> Iterator[dict[str, Plain]]:
    """Give the tables, anywhere inside, that say what is compared: thresholds of rates, conditions of gates."""
    if isinstance(value, dict):
        if "compared" in value:
            yield value
        for inner in value.values():
            yield from _comparing(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _comparing(inner)


def format_scheme(scheme: Scheme, format: Format = "toml") -> str:
    """Write a scheme as text that loads back equal; equal schemes give equal text.

    Args:
        scheme: the scheme.
        format: `"toml"`, which needs the extra `toml`, or `"json"`.

    Returns:
        The text of a scheme file.

    Raises:
        SchemeError: a number of more than 30 digits, or an indicator that takes a key of the catalogue.
        ScopeError: another format, or the package that writes TOML is not installed.
    """
    text = dump(scheme_table(scheme), format)
    subject = Words(f"the scheme of {scheme.year} as a file", f"{scheme.year}年度方案文件")
    refuse_change(scheme, _load(text, format, subject), SchemeError, subject)
    return text


def write_scheme(scheme: Scheme, path: Path | str) -> None:
    """Write a scheme to a file; the file is replaced as a whole or not at all.

    Args:
        scheme: the scheme.
        path: a file whose name ends in `.toml` or `.json`; its folder must be there.

    Raises:
        SchemeError: the scheme cannot be written so that it loads back equal.
        ScopeError: another ending, or the package that writes TOML is not installed.
        OSError: the place is not writable.
    """
    path = Path(path)
    write_text(path, format_scheme(scheme, format_of(path)))
