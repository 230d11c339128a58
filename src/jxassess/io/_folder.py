"""A folder of CSV tables as one table, and faults in it by table, line and column."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

import attrs

from jxassess.evidence import CarriedScore, EarlierResult, Finding, Observation, Target
from jxassess.faults import Fault, FaultsError
from jxassess.io._classes import required_names
from jxassess.io._documents import Cell, Table, decode
from jxassess.io._fault_kinds import (
    BLANK_CELL,
    DUPLICATE_COLUMN,
    DUPLICATE_FINDING,
    MISSING_COLUMN,
    MISSING_KEY,
    MISSING_TABLE,
    NOT_CSV,
    ROW_LENGTH,
    UNKNOWN_COLUMN,
    UNKNOWN_FINDING,
    UNKNOWN_KEY,
    UNKNOWN_TABLE,
)
from jxassess.io._gather import Gatherer
from jxassess.io._plain import Plain
from jxassess.io._sampled import SAMPLE_NAMES, UNCERTAINTY, nested_row
from jxassess.places import City, County

HEAD = "evidence.toml"

_CLASSES: dict[str, type] = {
    "cities.csv": City,
    "counties.csv": County,
    "targets.csv": Target,
    "observations.csv": Observation,
    "carried.csv": CarriedScore,
    "history.csv": EarlierResult,
    "findings.csv": Finding,
}
_OBSERVATIONS = "observations.csv"
_FACTS = "facts.csv"
_FACT_COLUMNS = ("finding", "kind", "text")
_OPTIONAL = ("history.csv", "findings.csv", _FACTS)
NAMES = (*_CLASSES, _FACTS)

Row: TypeAlias = tuple[str, Table]

_HEAD_KEYS = "format, year, on, is_synthetic, classification, events, samples, set_grades, indicators"
_PLACED = re.compile(r"\w+\.(csv|toml)\b|file$|$")
_NESTED = ("facts", UNCERTAINTY)
_ROW = re.compile(r"(findings\[\d+\]\.facts\[\d+\]|\w+\[\d+\])(?:\.(.*))?")


def table_columns(name: str) -> tuple[str, ...]:
    """Name the columns of a table, in the order in which they are written."""
    if name == _FACTS:
        return _FACT_COLUMNS
    own = tuple(field.name for field in attrs.fields(_CLASSES[name]) if field.name not in _NESTED)
    return (*own, *SAMPLE_NAMES) if name == _OBSERVATIONS else own


def written_columns(name: str, rows: list[dict[str, Plain]]) -> tuple[str, ...]:
    """Name the columns that some rows of a table need: those of samples only where there is one."""
    columns = table_columns(name)
    is_sampled = any(SAMPLE_NAMES[0] in row for row in rows)
    return columns if is_sampled or name != _OBSERVATIONS else columns[: -len(SAMPLE_NAMES)]


def _required_columns(name: str) -> set[str]:
    return set(_FACT_COLUMNS if name == _FACTS else required_names(_CLASSES[name])) - {*_NESTED}


def format_table(columns: tuple[str, ...], rows: list[dict[str, Plain]]) -> str:
    """Write rows as CSV.

    Args:
        columns: the columns.
        rows: tables with values for some of them.

    Returns:
        The text, with a line for the names of the columns.
    """
    text = io.StringIO(newline="")
    # With these line ends the writer puts quotes around text that holds either of the two characters.
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row.get(name, "")) for name in columns])
    return text.getvalue()


def _cell(value: Plain) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


class Folder:
    """The tables of one folder while they are read.

    Attributes:
        are_places_known: whether the tables of cities and counties could be read whole; otherwise codes that seem
            unknown may stand in the part that could not.
    """

    def __init__(self, files: Mapping[str, bytes], gatherer: Gatherer) -> None:
        self.are_places_known = True
        self._files = files
        self._gatherer = gatherer
        self._labels: dict[str, str] = {}

    def read(self, head: Table) -> Table:
        """Put the tables together.

        Args:
            head: what stands in the head file.

        Returns:
            One table, as a JSON file holds it.
        """
        keys = {name.removesuffix(".csv") for name in NAMES}
        for key in sorted(keys & {*head}):
            self._gatherer.faults.append(UNKNOWN_KEY.at(f"{HEAD} {key}", key, known=_HEAD_KEYS))
        for name in sorted({*self._files} - {HEAD, *NAMES}):
            self._gatherer.faults.append(UNKNOWN_TABLE.at(name, name, known=", ".join(NAMES)))
        made = {key: value for key, value in head.items() if key not in keys}
        facts = self._facts()
        for name in _CLASSES:
            rows = self._rows(name)
            if name == "findings.csv":
                self._add_facts(rows, facts)
            key = name.removesuffix(".csv")
            self._labels |= {f"{key}[{i}]": label for i, (label, _) in enumerate(rows)}
            made[key] = [nested_row(row) if name == _OBSERVATIONS else row for _, row in rows]
        return made

    def _rows(self, name: str) -> list[Row]:
        if name not in self._files:
            if name in _OPTIONAL:
                return []
            faults, rows = [MISSING_TABLE.at(name, name)], list[Row]()
        else:
            faults, rows = _parse_table(name, self._files[name])
        self._gatherer.faults.extend(faults)
        if faults and name in ("cities.csv", "counties.csv"):
            self.are_places_known = False
        return rows

    def _facts(self) -> dict[str, list[Row]]:
        facts: dict[str, list[Row]] = {}
        for label, row in self._rows(_FACTS):
            key = row.pop("finding", None)
            if key is None:
                self._gatherer.faults.append(BLANK_CELL.at(f"{label}, column finding"))
            else:
                facts.setdefault(str(key), []).append((label, row))
        return facts

    def _add_facts(self, findings: list[Row], facts: dict[str, list[Row]]) -> None:
        seen: set[str] = set()
        for i, (label, row) in enumerate(findings):
            key = str(row.get("key", ""))
            if key in seen:
                self._gatherer.faults.append(DUPLICATE_FINDING.at(f"{label}, column key", key))
            seen.add(key)
            own = facts.get(key, [])
            self._labels |= {f"findings[{i}].facts[{j}]": label for j, (label, _) in enumerate(own)}
            row["facts"] = [fact for _, fact in own]
        for key in (key for key in facts if key not in seen):
            self._gatherer.faults.extend(UNKNOWN_FINDING.at(f"{label}, column finding", key) for label, _ in facts[key])

    def locate(self, fault: Fault) -> Fault:
        """Say the place of a fault by table, line and column.

        Args:
            fault: a fault whose place is a path in the one table.

        Returns:
            The fault at its place in the folder.
        """
        if _PLACED.match(fault.where):
            return fault
        match = _ROW.fullmatch(fault.where)
        if match is None or match[1] not in self._labels:
            return attrs.evolve(fault, where=f"{HEAD} {fault.where}")
        column = (match[2] or "").removeprefix(UNCERTAINTY).removeprefix(".")
        where = self._labels[match[1]] + (f", column {column}" if column else "")
        if fault.code == MISSING_KEY.code:
            return BLANK_CELL.at(where, citation=fault.citation)
        return attrs.evolve(fault, where=where)


def _parse_table(name: str, data: bytes) -> tuple[list[Fault], list[Row]]:
    try:
        header, lines = _lines(name, decode(data, name))
    except FaultsError as error:
        return list(error.faults), []
    faults = list(_header_faults(name, header))
    if any(fault.code != UNKNOWN_COLUMN.code for fault in faults):
        return faults, []
    rows: list[Row] = []
    known = table_columns(name)
    for line, cells in lines:
        label = f"{name} line {line}"
        if len(cells) == len(header):
            given = zip(header, cells, strict=True)
            # A blank cell says that nothing is given.
            rows.append((label, {key: Cell(cell) for key, cell in given if cell.strip() and key in known}))
        else:
            faults.append(ROW_LENGTH.at(label, len(cells), columns=len(header)))
    return faults, rows


def _lines(name: str, text: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise FaultsError([NOT_CSV.at(f"{name} line {line}", "a NUL character")])
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    lines: list[tuple[int, list[str]]] = []
    begin = 1
    try:
        for cells in reader:
            lines.append((begin, cells))
            begin = reader.line_num + 1
    except csv.Error as error:
        raise FaultsError([NOT_CSV.at(f"{name} line {begin}", error)]) from None
    header = lines[0][1] if lines else []
    return header, [(line, cells) for line, cells in lines[1:] if any(cell.strip() for cell in cells)]


def _header_faults(name: str, header: list[str]) -> Iterator[Fault]:
    label, known = f"{name} line 1", table_columns(name)
    if missing := [column for column in known if column in _required_columns(name) and column not in header]:
        yield MISSING_COLUMN.at(label, ", ".join(missing))
    for column in dict.fromkeys(header):
        if column not in known:
            yield UNKNOWN_COLUMN.at(label, repr(column), known=", ".join(known))
        elif header.count(column) > 1:
            yield DUPLICATE_COLUMN.at(label, column)
