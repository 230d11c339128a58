"""The records read from all sheets: each once, with the cell that it came from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias, TypeVar

from attrs import evolve

from jxassess.evidence import (
    CarriedScore,
    EarlierResult,
    Event,
    Evidence,
    Finding,
    Observation,
    SampledCounty,
    SetGrade,
    Target,
)
from jxassess.faults import Fault
from jxassess.io._fault_kinds import MISSING_KEY
from jxassess.io._gather import Gatherer
from jxassess.io._hooks import hooks
from jxassess.io._reading._blank import blank
from jxassess.io._reading._box import Box
from jxassess.io._reading._marks import MarkedRow
from jxassess.io._reading._reading_fault_kinds import DUPLICATE_ROW
from jxassess.io._sampled import UNCERTAINTY, nested_row
from jxassess.io._sheets._kinds import OBSERVATIONS
from jxassess.io._sheets._sheet import Sheet
from jxassess.places import Place
from jxassess.words import Words

T = TypeVar("T")
Record: TypeAlias = Target | Observation | CarriedScore
Key: TypeAlias = tuple[str | int, ...]
Values: TypeAlias = frozenset[tuple[str, str]]
"""What a row of a wide table holds: keys of indicators with their sources; targets have none."""


Cell: TypeAlias = tuple[Sheet, int, int]
"""A cell: sheet, row and column; a plain tuple, since there is one for each record."""


def where_of(cell: Cell) -> str:
    """Name a cell, as its users do."""
    sheet, row, column = cell
    return sheet.place(row, column)


class Records:
    """The records so far.

    Attributes:
        targets: lines of the plan.
        observations: values.
        carried: scores of carried counties.
        history: earlier results.
        findings: findings with their facts.
        events: events.
        samples: counties drawn.
        set_grades: grades that people set.
        clashes: records that stand in two files, each with the fault, its cell and the earlier one.
        origins: the cells of targets, observations and carried scores, in the order of their lists.
    """

    def __init__(self, base: Evidence | None, box: Box) -> None:
        self.targets: list[Target] = []
        self.observations: list[Observation] = []
        self.carried: list[CarriedScore] = []
        self.history: list[EarlierResult] = []
        self.findings: list[Finding] = []
        self.events: list[Event] = []
        self.samples: list[SampledCounty] = []
        self.set_grades: list[SetGrade] = []
        self.origins: dict[str, list[Cell]] = {"targets": [], "observations": [], "carried": []}
        self.clashes: list[tuple[Fault, Cell, Cell]] = []
        self._box = box
        # What stands in the evidence that the sheets add to has no cell.
        self._seen: dict[Key, Cell | None] = dict.fromkeys(_keys(base)) if base is not None else {}
        # Rows of wide tables are noted whole: by table and unit, what stands in them, and the cell of the unit.
        self._rows: dict[tuple[str, str], list[tuple[Values, Cell]]] = {}

    def _is_new(self, key: Key, cell: Cell, label: str) -> bool:
        """Tell whether a record stands for the first time; otherwise that is a fault."""
        first = self._seen.setdefault(key, cell)
        if first is cell:
            first = self._wide_cell(key, cell)
        if first is cell:
            return True
        self._refuse(cell, first, label)
        return False

    def _refuse(self, cell: Cell, first: Cell | None, label: str) -> None:
        other = Words("the base", "base") if first is None else where_of(first)
        fault = DUPLICATE_ROW.at("", label, other=other)
        if first is None or first[0].file == cell[0].file:
            self._box.add_at(*cell, fault)
        else:
            self.clashes.append((evolve(fault, where=where_of(cell)), cell, first))

    def _wide_cell(self, key: Key, cell: Cell) -> Cell:
        """Give the row of a wide table that holds a record, or else the cell itself."""
        if not self._rows or key[0] not in ("targets", "observations"):
            return cell
        value = (str(key[2]), str(key[3]) if key[0] == "observations" and key[4] == 1 else "")
        rows = self._rows.get((str(key[0]), str(key[1])), ())
        return next((first for values, first in rows if value in values), cell)

    def is_new_row(self, table: str, place: Place, values: Values, cell: Cell) -> bool:
        """Tell whether a row of a wide table holds only what no other such row holds; otherwise that is a fault.

        Args:
            table: the key of the table.
            place: the unit of the row.
            values: what it holds.
            cell: where the unit stands.

        Returns:
            Whether it does.
        """
        rows = self._rows.setdefault((table, place.code), [])
        for others, first in rows:
            if not values.isdisjoint(others):
                self._refuse(cell, first, place.label)
                return False
        rows.append((values, cell))
        return True

    def add_observation(self, found: Observation, cell: Cell) -> None:
        """Add a value of a row of a wide table.

        Args:
            found: the value.
            cell: where it stands.
        """
        key = ("observations", *observation_key(found)) if self._seen else ()
        if key not in self._seen or self._is_new(key, cell, _label(found)):
            self.observations.append(found)
            self.origins["observations"].append(cell)

    def add_target(self, target: Target, cell: Cell) -> None:
        """Add a line of the plan of such a row.

        Args:
            target: the line.
            cell: where it stands.
        """
        key = ("targets", target.place.code, target.indicator.key) if self._seen else ()
        if key not in self._seen or self._is_new(key, cell, _label(target)):
            self.targets.append(target)
            self.origins["targets"].append(cell)

    def take(self, kind: str, row: MarkedRow) -> None:
        """Make a record of a row.

        Args:
            kind: the key of the table.
            row: its values, all of which could be read.
        """
        add, made = self._add, hooks()
        match kind:
            case "targets":
                add(kind, made.target, row, self.targets, lambda r: (r.place.code, r.indicator.key))
            case "observations":
                nested = MarkedRow(nested_row(row.table), row.mark)
                add(kind, made.observation, nested, self.observations, observation_key)
            case "carried":
                add(kind, made.carried, row, self.carried, lambda r: (r.county.code,))
            case "history":
                add(kind, made.result, row, self.history, lambda r: (r.year, r.city.code))
            case "findings":
                add(kind, made.finding, row, self.findings, lambda r: (r.key,))
            case "events":
                add(kind, made.event, row, self.events, lambda r: (r.key,))
            case "samples":
                add(kind, made.sample, row, self.samples, lambda r: (r.county.code,))
            case _:
                add(kind, made.set_grade, row, self.set_grades, lambda r: (r.city.code,))

    def _add(
        self,
        kind: str,
        hook: Callable[[object, object], T],
        row: MarkedRow,
        records: list[T],
        key_of: Callable[[T], Key],
    ) -> None:
        gatherer = Gatherer()
        record = gatherer.attempt(hook, row.table)
        for fault in gatherer.faults:
            self._box.add_at(row.mark.sheet, row.mark.row, row.mark.number_of(fault.where), _as_cell(kind, fault))
        if record is None:
            return
        cell = (row.mark.sheet, row.mark.row, row.mark.main)
        if self._is_new((kind, *key_of(record)), cell, _label(record)):
            records.append(record)
            if kind in self.origins:
                self.origins[kind].append(cell)


def _as_cell(table: str, fault: Fault) -> Fault:
    """Say of what lacks in a row that its cell is blank: of a sample all is needed, or nothing."""
    if fault.code != MISSING_KEY.code or not fault.where.startswith(UNCERTAINTY):
        return fault
    return evolve(blank(table, OBSERVATIONS.column(fault.value).words), where=fault.where)


def _label(record: object) -> str:
    """Say which record it is, in a fault."""
    match record:
        case Target() | Observation():
            return f"{record.place.label} {record.indicator.term}"
        case CarriedScore() | SampledCounty():
            return record.county.label
        case EarlierResult():
            return f"{record.year} {record.city.label}"
        case SetGrade():
            return record.city.label
        case _:
            return str(getattr(record, "key", ""))


def observation_key(found: Observation) -> Key:
    """Give what makes an observation the one it is."""
    return found.place.code, found.indicator.key, found.source, found.version


def _keys(base: Evidence) -> Iterable[Key]:
    yield from (("targets", each.place.code, each.indicator.key) for each in base.targets)
    yield from (("observations", *observation_key(each)) for each in base.observations)
    yield from (("carried", each.county.code) for each in base.carried)
    yield from (("history", each.year, each.city.code) for each in base.history)
    yield from (("findings", each.key) for each in base.findings)
    yield from (("events", each.key) for each in base.events)
    yield from (("samples", each.county.code) for each in base.samples)
    yield from (("set_grades", each.city.code) for each in base.set_grades)
