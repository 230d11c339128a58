"""Tables as values: rows of what evidence and results hold, with a head that says whose and how far."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from fractions import Fraction
from functools import cache
from typing import TypeAlias

from attrs import field, frozen

from jxassess.assessment import Stage
from jxassess.comparing import ByFields
from jxassess.errors import ScopeError
from jxassess.evidence import NOT_APPLICABLE
from jxassess.faults import Fault, FaultsError, raise_faults
from jxassess.io._sheets._kinds import CellKind, TableColumn, TableKind
from jxassess.io._shown import cut
from jxassess.io._tables._table_fault_kinds import CELL_TYPE, CELLS_DIFFER, NO_CELL
from jxassess.measure import Citation
from jxassess.words import Words, one_line

Value: TypeAlias = str | Fraction | int | bool | date | None
"""What a cell of a table holds: places by code, indicators by key, members by value, clauses as cited in English."""

Row: TypeAlias = tuple[Value, ...]
"""The cells of a row, one for each column."""

NO_STAGE = Words("evidence, nothing computed", "汇总数据，未经测算")
"""What stands for the stage of evidence."""
NOTHING_APPLIES: str = NOT_APPLICABLE.value
"""What a cell of a column of numbers holds where nothing applies."""

_MOST_BITS = 3_900
_MOST_BITS_OF_WHOLE = 49
"""Whole numbers of more than 15 digits are not kept by spreadsheet programs, nor read."""


class TableError(FaultsError):
    """Tables cannot be made, written or read back (表格差错)."""

    # Tracebacks print the module from which users import it.
    __module__ = "jxassess.io.tables"
    subject = Words("the tables", "表格")


@frozen(kw_only=True)
class TableHead(ByFields):
    """What stands above every table (表头): of which year, how far, whether data are made up, for whom.

    Attributes:
        year: the year assessed.
        on: the day whose units are assessed, `None` where not said.
        stage: how far the result has come, `None` for evidence, of which nothing is computed.
        is_synthetic: whether any of the data is made up.
        classification: how it may be passed on, in the office's words; empty where not set.
        scheme: what the year's scheme is called, empty where not said.
        digest: the digest of the scheme, empty where not said.
        extract: the unit that the tables are an extract for, empty where they hold all units.
    """

    year: int
    on: date | None
    stage: Stage | None
    is_synthetic: bool
    classification: str = ""
    scheme: str = ""
    digest: str = ""
    extract: str = ""

    @property
    def stage_words(self) -> Words:
        """How far it has come, in words."""
        return NO_STAGE if self.stage is None else self.stage.words

    @property
    def words(self) -> Words:
        """The head in words, one line: made-up data say so first."""
        made_up = Words("MADE-UP DATA; ", "虚构数据，非真实结果；") if self.is_synthetic else Words("", "")
        marked = one_line(self.classification) or Words("classification not set", "未注明使用范围")
        extract = Words(f"; extract for {self.extract}", f"；{self.extract}摘录") if self.extract else Words("", "")
        return Words(
            "{made_up}{year}; {stage}{extract}; {marked}", "{made_up}{year}年度；{stage}{extract}；{marked}"
        ).format(made_up=made_up, year=self.year, stage=self.stage_words, extract=extract, marked=marked)


def _rows(rows: Iterable[Iterable[Value]]) -> tuple[tuple[Value, ...], ...]:
    # Empty text and nothing look alike in a cell, so they are one.
    return tuple(tuple([None if cell == "" else cell for cell in row]) for row in rows)


@frozen(kw_only=True)
class Table(ByFields):
    """A table of evidence or results (表), to be written in any format.

    Attributes:
        kind: its name and columns.
        head: what stands above it.
        rows: its rows, one value for each column, `None` where a cell is empty.

    Raises:
        TableError: rows of another length, a value that its column is not for, nothing where something must stand.

    Example:
        >>> from jxassess.io.tables import EVIDENCE_KINDS, Table, TableHead
        >>> head = TableHead(year=2019, on=date(2019, 12, 31), stage=None, is_synthetic=True)
        >>> Table(kind=EVIDENCE_KINDS[0], head=head, rows=[["990100", "甲市", ""]]).rows
        (('990100', '甲市', None),)
    """

    kind: TableKind
    head: TableHead
    rows: tuple[tuple[Value, ...], ...] = field(converter=_rows)

    def __attrs_post_init__(self) -> None:
        """Refuse rows that are not of the kind."""
        subject = Words("the table {name}", "{name}表").format(name=self.kind.words)
        raise_faults(TableError, self._find_faults(), subject)

    def _find_faults(self) -> Iterator[Fault]:
        columns = self.kind.columns
        checks = [_check(each) for each in columns]
        for i, row in enumerate(self.rows):
            if len(row) != len(columns):
                yield CELLS_DIFFER.at(place(self.kind, i), len(row), columns=len(columns))
                continue
            for cell, each, is_right in zip(row, columns, checks, strict=True):
                if cell is None:
                    if each.is_required:
                        yield NO_CELL.at(place(self.kind, i, each))
                elif not (is_right(cell) or (each.may_not_apply and cell == NOTHING_APPLIES)):
                    yield CELL_TYPE.at(place(self.kind, i, each), _shown(cell), kind=each.kind.value)


def written_columns(table: Table) -> tuple[tuple[int, TableColumn], ...]:
    """Give the columns that files hold, each with its place in the rows: rare ones only where any row has a value."""
    return tuple(
        (i, column)
        for i, column in enumerate(table.kind.columns)
        if not column.is_rare or any(row[i] is not None for row in table.rows)
    )


def place(kind: TableKind, row: int, column: TableColumn | None = None) -> str:
    """Name a row or cell of a table, such as `targets[6].value`.

    Args:
        kind: the kind of the table.
        row: the number of the row, from 0 on.
        column: the column, if it is a cell.

    Returns:
        The path.
    """
    return f"{kind.key}[{row}]" + ("" if column is None else f".{column.key}")


def _shown(cell: Value) -> str:
    return "a number of hundreds of digits" if isinstance(cell, Fraction) else cut(repr(cell))


def _check(column: TableColumn) -> Callable[[Value], bool]:
    """Give what tells whether a value has a place in a column."""
    if column.members is not None:
        return frozenset(member.value for member in column.members).__contains__
    return _CHECKS[column.kind]


def _is_text(cell: Value) -> bool:
    return isinstance(cell, str)


def _is_number(cell: Value) -> bool:
    # Longer ones would not be read back.
    return isinstance(cell, Fraction) and cell.numerator.bit_length() + cell.denominator.bit_length() <= _MOST_BITS


def _is_whole(cell: Value) -> bool:
    return type(cell) is int and cell.bit_length() <= _MOST_BITS_OF_WHOLE


@cache
def _is_clause(cell: Value) -> bool:
    try:
        return isinstance(cell, str) and str(Citation.parse(cell)) == cell
    except ScopeError:
        return False


_CHECKS: dict[CellKind, Callable[[Value], bool]] = {
    CellKind.TEXT: _is_text,
    CellKind.NUMBER: _is_number,
    CellKind.WHOLE: _is_whole,
    CellKind.DAY: lambda cell: type(cell) is date,
    CellKind.TRUTH: lambda cell: isinstance(cell, bool),
    CellKind.PLACE: _is_text,
    CellKind.INDICATOR: _is_text,
    CellKind.MEMBER: _is_text,
    CellKind.CITATION: _is_clause,
}
