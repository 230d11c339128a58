"""What a template is made for, and its sheets as values."""

from __future__ import annotations

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.evidence import Evidence
from jxassess.io._sheets._kinds import TableKind
from jxassess.io._templates._rules import CellRule
from jxassess.places import Place
from jxassess.scheme import Scheme
from jxassess.words import Language

ADDED = -1
"""The group of columns that belong to no dimension."""


@frozen(kw_only=True)
class Form(ByFields):
    """What a template is made for (填报要求).

    Attributes:
        scheme: the year's scheme.
        units: the cities and counties to be filled in, in the order of codes.
        sources: what may stand as the source of a value, at least one.
        language: the language of the workbook.
        given: evidence that is there already and not asked for, if any.
        drawn: where the scheme samples, the codes of the counties drawn; `None` as long as all may be.
    """

    scheme: Scheme
    units: tuple[Place, ...] = field(converter=tuple[Place, ...])
    sources: tuple[str, ...] = field(converter=tuple[str, ...])
    language: Language
    given: Evidence | None = None
    drawn: frozenset[str] | None = None


@frozen(kw_only=True)
class Slot(ByFields):
    """A cell to be filled in.

    Attributes:
        rule: what may stand in it.
        is_needed: whether it may not be left empty.
    """

    rule: CellRule
    is_needed: bool


@frozen(kw_only=True)
class GridColumn(ByFields):
    """A column of a sheet to be filled in.

    Attributes:
        heading: its name.
        note: what its heading tells, empty where that is clear.
        group: the number of the dimension that it belongs to, or `ADDED`.
    """

    heading: str
    note: str = ""
    group: int = ADDED


@frozen(kw_only=True)
class GridRow(ByFields):
    """A row of a sheet to be filled in.

    Attributes:
        texts: its first cells, which are filled in already.
        slots: the others, `None` where nothing is to be filled in.
    """

    texts: tuple[str, ...] = field(converter=tuple[str, ...])
    slots: tuple[Slot | None, ...] = field(converter=tuple[Slot | None, ...])


@frozen(kw_only=True)
class Grid(ByFields):
    """A sheet to be filled in.

    Attributes:
        kind: the table that it becomes.
        columns: its columns, those filled in already first.
        rows: its rows, in the order of codes.
    """

    kind: TableKind
    columns: tuple[GridColumn, ...] = field(converter=tuple[GridColumn, ...])
    rows: tuple[GridRow, ...] = field(converter=tuple[GridRow, ...])
