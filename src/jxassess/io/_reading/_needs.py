"""Cells of templates that were to be filled in, as the rows are read: which are blank, filled in, or not asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from jxassess.faults import Fault
from jxassess.io._reading._blank import blank
from jxassess.io._reading._gone import Key, Known, Template, gone
from jxassess.io._reading._needed import asked_cells
from jxassess.io._reading._records import Cell, where_of
from jxassess.io._reading._source_fault_kinds import CLOSED_CELL, OR_SAMPLE
from jxassess.io._sheets._kinds import COUNTIES
from jxassess.places import Place
from jxassess.scheme import Tier


class Needs:
    """The cells of templates.

    Attributes:
        is_provisional: whether cells may be blank that the scheme cannot do without.
    """

    def __init__(self) -> None:
        self.is_provisional = False
        self._blank: dict[Key, list[Cell]] = {}
        self._filled: dict[Key, list[Cell]] = {}
        self._templates: dict[str, Template] = {}
        self._dropped: set[str] = set()

    @property
    def has_any(self) -> bool:
        """Whether any file is a template."""
        return bool(self._templates)

    def begin(self, file: str, table: str, where: str) -> None:
        """Begin a sheet of a template.

        Args:
            file: the name of the file.
            table: the key of the table.
            where: the sheet.
        """
        self._template(file).sheets[table] = where

    def _template(self, file: str) -> Template:
        return self._templates.setdefault(file, Template(file=file))

    def define(self, file: str, table: str, code: object) -> None:
        """Note a county of a template, all of whose rows have to come back."""
        if table == COUNTIES.key:
            self._template(file).units.add(str(code))

    def see(self, file: str, indicator: str, source: str) -> None:
        """Note a column of values of a template.

        Args:
            file: the name of the file.
            indicator: the key of its indicator.
            source: the source that it is for, empty where any may give it.
        """
        self._template(file).sources.setdefault(indicator, set()).add(source)

    def drop(self, file: str) -> None:
        """Ask nothing of a file that has to be given anew as a whole."""
        self._dropped.add(file)

    def add(self, table: str, place: Place, indicator: str, cell: Cell) -> None:
        """Note a cell that is blank.

        Args:
            table: the key of the table.
            place: the unit of the row.
            indicator: the key of the indicator of the column, empty where there is none.
            cell: where it is.
        """
        self._note(self._blank, (table, place.code, indicator), cell)

    def fill(self, table: str, place: Place, indicator: str, cell: Cell) -> None:
        """Note a cell that is filled in, as `add` does one that is blank."""
        self._note(self._filled, (table, place.code, indicator), cell)

    def _note(self, cells: dict[Key, list[Cell]], key: Key, cell: Cell) -> None:
        template = self._template(cell[0].file)
        # A city may be defined alone, as the one that counties belong to; one that has a row is to be filled in.
        template.units.add(key[1])
        template.rows.add(key[:2])
        cells.setdefault(key, []).append(cell)

    def faults(self, known: Known) -> Iterator[Fault]:
        """Find the cells that the scheme cannot do without and that are blank.

        Args:
            known: what the templates are held against.

        Yields:
            A fault for each cell, at that cell.
        """
        either = {precedence.indicator.key for precedence in known.scheme.precedences}
        criteria = (criterion for level in Tier for _, criterion in known.scheme.scored(level))
        blended = {criterion.indicator.key for criterion in criteria if criterion.blend}
        for key, cells in self._kept(self._blank):
            table, code, indicator = key
            # A cell that is blank here may be filled in in a newer workbook, or in a long table. Of a blend every source
            # is needed, so that there only another workbook counts.
            filled = {cell[0].file for cell in self._filled.get(key, ())}
            cells = [cell for cell in cells if filled <= {cell[0].file}]
            if key not in known.needed or (filled and indicator not in blended):
                continue
            fault = blank(table, known.what(code, indicator))
            if known.lacks_sample:
                fault = evolve(fault, remedy=OR_SAMPLE)
            # Where the scheme takes the first source that there is, one of them is enough.
            yield from (evolve(fault, where=where_of(cell)) for cell in (cells[:1] if indicator in either else cells))

    def closed(self, known: Known) -> Iterator[Fault]:
        """Find the cells that are filled in though the scheme does not ask those units for them.

        Args:
            known: what the templates are held against.

        Yields:
            A fault for each cell, at that cell.
        """
        asked = asked_cells(known.scheme, known.units)
        for key, cells in self._kept(self._filled):
            if key not in asked and key[2] in known.names:
                what = known.what(key[1], key[2])
                yield from (CLOSED_CELL.at(where_of(cell), what=what) for cell in cells)

    def gone(self, known: Known, faults: Sequence[Fault]) -> Iterator[Fault]:
        """Find the rows, columns and sheets that templates had and that are gone.

        Args:
            known: what the templates are held against.
            faults: the other faults, which may tell why something seems to be gone.

        Yields:
            A fault for each, at the file or sheet that it was in.
        """
        templates = [each for file, each in self._templates.items() if file not in self._dropped]
        yield from gone(templates, {*self._blank, *self._filled}, known, faults)

    def _kept(self, cells: dict[Key, list[Cell]]) -> Iterator[tuple[Key, list[Cell]]]:
        for key, found in cells.items():
            kept = [cell for cell in found if cell[0].file not in self._dropped]
            if kept:
                yield key, kept
