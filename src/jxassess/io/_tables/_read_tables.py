"""Tables back from the files that this library wrote, equal to what was written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from attrs import evolve

from jxassess.assessment import Stage
from jxassess.errors import ScopeError
from jxassess.exact import NumberError, exact, from_text
from jxassess.faults import Fault, FaultsError
from jxassess.io._reading._cells import read_cell
from jxassess.io._sheets._kinds import (
    ABOUT,
    EVIDENCE_KINDS,
    HEAD_COLUMNS,
    INDICATORS,
    TABLES_FORMAT,
    CellKind,
    TableColumn,
    TableKind,
)
from jxassess.io._sheets._open import open_sheets
from jxassess.io._sheets._sheet import Percent, Raw, Sheet, SheetRow
from jxassess.io._sheets._texts import said
from jxassess.io._tables._about import NO_STAGE_KEY
from jxassess.io._tables._result_kinds import RESULT_KINDS
from jxassess.io._tables._spelling import Spelling
from jxassess.io._tables._survey_kinds import SURVEY_KINDS
from jxassess.io._tables._table import NO_STAGE, Row, Table, TableError, TableHead, Value
from jxassess.io._tables._table_fault_kinds import NO_HEAD, UNKNOWN_HEADING, UNKNOWN_KIND, UNREADABLE
from jxassess.io._tables._write_tables import KINDS
from jxassess.words import Language, Words

_LANGUAGES: tuple[Language, ...] = ("zh", "en")
_STAGES = {name: stage for stage in Stage for name in (stage.value, stage.words.en, stage.words.zh)}
_NO_STAGES = (NO_STAGE_KEY, NO_STAGE.en, NO_STAGE.zh)


def read_tables(path: Path | str) -> tuple[Table, ...]:
    """Read tables that this library wrote.

    Args:
        path: a file whose name ends in `.xlsx` or `.json`, or a folder of CSV or Parquet files.

    Returns:
        The tables, equal to those written, in whichever language; those of a folder in the order of `evidence_tables`
        and `assessment_tables`.

    Raises:
        TableError: everything that is not as it was written, with its place.
        ScopeError: another ending, or a package that is missing.
        OSError: it cannot be read.
    """
    path = Path(path)
    subject = Words(f"the tables {path.name}", f"表格{path.name}")
    with ExitStack() as stack:
        try:
            sheets = [sheet for file in _files(path) for sheet in stack.enter_context(open_sheets(file))]
            return _Reader().read(sheets)
        except FaultsError as error:
            raise TableError(error.faults, subject) from None


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(file for file in path.iterdir() if file.suffix.lower() in (".csv", ".parquet"))
    if path.suffix.lower() not in (".xlsx", ".json"):
        raise ScopeError(f"{path.name!r} ends in neither .xlsx nor .json; of CSV and Parquet give the folder")
    return [path]


class _Reader:
    """Reads the sheets of one workbook, file or folder."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._own: list[Table] = []
        self._spellings: dict[Language, Spelling] = {}

    def read(self, sheets: Sequence[Sheet]) -> tuple[Table, ...]:
        """Read them all.

        Args:
            sheets: the sheets.

        Returns:
            The tables.

        Raises:
            FaultsError: with every fault.
        """
        about = next((sheet for sheet in sheets if _is_named(sheet, ABOUT)), None)
        head = None if about is None else read_head(about, self._faults)
        if head is None:
            raise FaultsError(self._faults or [NO_HEAD.at(sheets[0].file if sheets else "", ABOUT.words.zh)])
        given = [(sheet, kind) for sheet in sheets if sheet is not about and (kind := self._kind(sheet)) is not None]
        # Names of a file's own indicators have to be known before they are met.
        tables = [self._table(sheet, kind, head) for sheet, kind in sorted(given, key=_definitions_first)]
        if self._faults:
            raise FaultsError(self._faults)
        order = [kind for _, kind in given] if len({sheet.file for sheet in sheets}) == 1 else _order(head)
        return tuple(sorted(tables, key=lambda table: order.index(table.kind)))

    def _kind(self, sheet: Sheet) -> TableKind | None:
        kind = next((kind for kind in KINDS.values() if _is_named(sheet, kind)), None)
        if kind is None:
            self._faults.append(UNKNOWN_KIND.at(sheet.place(1, 1), sheet.name))
        return kind

    def _table(self, sheet: Sheet, kind: TableKind, head: TableHead) -> Table:
        rows, columns = sheet.rows(), list[TableColumn | None]()
        language: Language | None = None
        found: list[Row] = []
        for row in rows:
            if columns:
                found.append(self._row(sheet, row, kind, columns, language))
            elif sum(cell is not None for cell in row.cells) > 1:
                columns, language = self._columns(sheet, row, kind)
        table = Table(kind=kind, head=head, rows=[] if self._faults else found)
        if kind == INDICATORS:
            self._own.append(table)
        return table

    def _columns(
        self, sheet: Sheet, row: SheetRow, kind: TableKind
    ) -> tuple[list[TableColumn | None], Language | None]:
        names = [str(cell) for cell in row.cells]
        ways: tuple[Language | None, ...] = (*_LANGUAGES, None)
        # The language in which most of them are known, so that one that was changed does not make all unknown.
        language = max(ways, key=lambda way: sum(name in _headings(kind, way) for name in names))
        known = _headings(kind, language)
        for i, name in enumerate(names, 1):
            if name not in known or name in names[: i - 1]:
                self._faults.append(UNKNOWN_HEADING.at(sheet.place(row.number, i), name, table=kind.words))
        return [known.get(name) for name in names], language

    def _row(
        self,
        sheet: Sheet,
        row: SheetRow,
        kind: TableKind,
        columns: Sequence[TableColumn | None],
        language: Language | None,
    ) -> Row:
        cells: dict[str, Value] = {}
        for i, (raw, column) in enumerate(zip(row.cells, columns, strict=False), 1):
            if column is None:
                continue
            cell = _value(raw, column)
            if isinstance(cell, Fault):
                self._faults.append(evolve(cell, where=sheet.place(row.number, i)))
            elif column.kind is CellKind.INDICATOR and language is not None and isinstance(cell, str):
                cells[column.key] = self._spelling(language).key(cell)
            else:
                cells[column.key] = cell
        return tuple(cells.get(column.key) for column in kind.columns)

    def _spelling(self, language: Language) -> Spelling:
        if language not in self._spellings:
            self._spellings[language] = Spelling(language, self._own)
        return self._spellings[language]


def _is_named(sheet: Sheet, kind: TableKind) -> bool:
    return sheet.name in (kind.key, kind.words.en, kind.words.zh)


def _headings(kind: TableKind, language: Language | None) -> dict[str, TableColumn | None]:
    """Give the columns by heading in one language, or by key; those that say whose a row is are no columns."""
    head = {_heading(column, language): None for column in HEAD_COLUMNS}
    return head | {_heading(column, language): column for column in kind.columns}


def _heading(column: TableColumn, language: Language | None) -> str:
    return column.key if language is None else column.words.text(language)


def _definitions_first(given: tuple[Sheet, TableKind]) -> bool:
    return given[1] != INDICATORS


def _order(head: TableHead) -> list[TableKind]:
    both = [*EVIDENCE_KINDS, *RESULT_KINDS] if head.stage is None else [*RESULT_KINDS, *EVIDENCE_KINDS]
    return [*SURVEY_KINDS, *both]


def _value(raw: Raw, column: TableColumn) -> Value | Fault:
    number = _number(raw) if column.kind is CellKind.NUMBER else None
    return read_cell(raw, column) if number is None else number


def _number(raw: Raw) -> Fraction | None:
    """Read a number as it is written here: computed values have more digits than given ones, small rates their sign."""
    try:
        match raw:
            case Percent():
                return exact(raw.value) * 100
            case str():
                return from_text(str(raw.removesuffix("%")))
            case Decimal() if raw.is_finite():
                return Fraction(raw)
            case _:
                return None
    except NumberError:
        return None


def read_head(about: Sheet, faults: list[Fault]) -> TableHead | None:
    """Read what stands above tables.

    Args:
        about: the sheet that says it, a line for each thing.
        faults: takes what is wrong with it.

    Returns:
        The head; `None` where it has faults.
    """
    names = {name: column for column in ABOUT.columns for name in (column.key, column.words.en, column.words.zh)}
    said: dict[str, Value | Stage] = {}
    before = len(faults)
    for row in about.rows():
        label, raw = (*row.cells, None, None)[:2]
        column = names.get(str(label))
        if raw is None or column is None:
            continue
        value = _about_value(raw, column)
        if isinstance(value, Fault):
            faults.append(evolve(value, where=about.place(row.number, 2)))
        else:
            said[column.key] = value
    missing = [column for column in ABOUT.columns if column.is_required and column.key not in said]
    if len(faults) == before and missing:
        faults.extend(NO_HEAD.at(about.place(1, 1), column.words.zh) for column in missing)
    return None if len(faults) > before else _head(said)


def _about_value(raw: Raw, column: TableColumn) -> Value | Stage | Fault:
    if column.key == "stage" and isinstance(raw, str):
        known = raw in _STAGES or raw in _NO_STAGES
        return _STAGES.get(raw) if known else UNREADABLE.at("", said(raw), column=column.words)
    if column.key == "format" and raw != TABLES_FORMAT:
        return UNREADABLE.at("", said(raw), column=column.words)
    # By chance the digits of a digest may look like a telephone number.
    return raw if column.key == "digest" and isinstance(raw, str) else read_cell(raw, column)


def _head(said: Mapping[str, Value | Stage]) -> TableHead:
    year, on, stage = said["year"], said.get("on"), said.get("stage")
    return TableHead(
        year=year if isinstance(year, int) else 0,
        on=on if isinstance(on, date) else None,
        stage=stage if isinstance(stage, Stage) else None,
        is_synthetic=bool(said["is_synthetic"]),
        classification=str(said.get("classification") or ""),
        scheme=str(said.get("scheme") or ""),
        digest=str(said.get("digest") or ""),
        extract=str(said.get("extract") or ""),
    )
