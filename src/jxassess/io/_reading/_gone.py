"""Rows, columns and sheets that a template had when it was sent out, and that did not come back."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeAlias

from attrs import define, field

from jxassess.faults import Fault
from jxassess.io._reading._blank import blank
from jxassess.io._reading._needed import needed_cells
from jxassess.io._reading._reading_fault_kinds import MISSING_CELLS, MISSING_ROW, MISSING_SHEET
from jxassess.io._reading._rules import TableRules
from jxassess.io._reading._source_fault_kinds import MISSING_SOURCE
from jxassess.io._sheets._kinds import CARRIED, OBSERVATIONS, TARGETS
from jxassess.io._sheets._texts import fold
from jxassess.places import Place
from jxassess.scheme import Scheme, Tier
from jxassess.words import Words

Key: TypeAlias = tuple[str, str, str]
"""The key of a table, the code of a unit, and the key of an indicator; that is empty for a carried score."""

_TABLES = {kind.key: kind.words for kind in (TARGETS, OBSERVATIONS, CARRIED)}
_SCORE = Words("score", "考核成绩")
_OF = Words("{name} of {unit}", "{unit}{name}")
# What is wrong with a value does not tell why a row or column seems to be gone; everything else may.
_OF_VALUES = frozenset(
    (
        "bad_date",
        "bad_number",
        "blank_cell",
        "broken_text",
        "calculated_number",
        "closed_cell",
        "day_for_number",
        "duplicate_row",
        "hidden_character",
        "not_text",
        "out_of_range",
        "percent_or_ratio",
        "percent_unit",
        "personal_text",
        "placeholder",
        "too_many_places",
        "total_differs",
        "truth_for_number",
    )
)
# A row without its unit may be the one that seems to be gone.
_NO_UNIT = blank("", Words("the unit", "单位")).problem


@define(kw_only=True)
class Template:
    """What was seen of a file that is a template.

    Attributes:
        file: its name.
        units: the codes of the units that are to be filled in.
        sheets: its sheets of tables, by the keys of those.
        rows: the rows that are there: key of the table, code of the unit.
        sources: the sources of its columns of values, by the key of the indicator.
    """

    file: str
    units: set[str] = field(factory=set[str])
    sheets: dict[str, str] = field(factory=dict[str, str])
    rows: set[tuple[str, str]] = field(factory=set[tuple[str, str]])
    sources: dict[str, set[str]] = field(factory=dict[str, set[str]])


@define(kw_only=True, slots=False)
class Known:
    """What templates are held against once all files are read.

    Attributes:
        scheme: the year's scheme.
        units: all units.
        drawn: the codes of the counties drawn, `None` where they are not known.
        held: the targets and carried scores that there are.
        observed: the sources of the values that there are, by the code of the unit and the key of the indicator.
        rules: what is not to be read.
    """

    scheme: Scheme
    units: Collection[Place]
    drawn: Collection[str] | None
    held: Collection[Key]
    observed: Mapping[tuple[str, str], Collection[str]]
    rules: TableRules

    @cached_property
    def needed(self) -> Collection[Key]:
        """The cells that the scheme cannot do without and of which nothing is known."""
        return {key for key in needed_cells(self.scheme, self.units, drawn=self.drawn) if not self._has(key)}

    @property
    def lacks_sample(self) -> bool:
        """Whether the scheme samples and nobody says which counties were drawn."""
        return self.scheme.sample is not None and self.drawn is None

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """The units in words, by code."""
        return {unit.code: unit.label for unit in self.units}

    @cached_property
    def names(self) -> Mapping[str, Words]:
        """The indicators in words, by key."""
        return {indicator.key: indicator.name for indicator in self.scheme.indicators} | {"": _SCORE}

    @cached_property
    def blends(self) -> Mapping[str, Collection[str]]:
        """The sources of each indicator of which several are blended."""
        criteria = [criterion for level in Tier for _, criterion in self.scheme.scored(level)]
        return {each.indicator.key: [part.source for part in each.blend] for each in criteria if each.blend}

    def what(self, code: str, indicator: str) -> Words:
        """Say what stands in a cell."""
        return _OF.format(unit=self.labels[code], name=self.names[indicator])

    def _has(self, key: Key) -> bool:
        if key[0] != OBSERVATIONS.key:
            return key in self.held
        sources = self.observed.get(key[1:], ())
        return bool(sources) and all(source in sources for source in self.blends.get(key[2], ()))

    def is_left_out(self, table: str) -> bool:
        """Tell whether the rules say that a table is not to be read."""
        names = [fold(name) for name in (table, _TABLES[table].zh, _TABLES[table].en)]
        return any(not key and fold(name) in names for name, key in self.rules.sheets)

    def is_passed_over(self, indicator: str) -> bool:
        """Tell whether the rules say that a column is not to be read; its heading may name unit and source too."""
        name = self.names[indicator]
        starts = tuple(fold(text) for text in (indicator, name.zh, name.en))
        return any(not key and fold(heading).startswith(starts) for heading, key in self.rules.headings)


def gone(
    templates: Sequence[Template], seen: Collection[Key], known: Known, faults: Sequence[Fault]
) -> Iterator[Fault]:
    """Find what templates had and what is gone.

    Args:
        templates: the templates.
        seen: the cells that they have, blank or not.
        known: what they are held against.
        faults: the other faults, which may tell why something seems to be gone.

    Yields:
        A fault for each sheet, row or column, at the file or sheet that it was in.
    """
    said: set[tuple[str, str, str]] = set()
    for key in sorted(set(known.needed).difference(seen)):
        template = _template_of(key, templates)
        if template is not None:
            name, fault = _fault(key, template, known)
            if (template.file, key[0], name) not in said and not _is_explained(fault, key, template, known, faults):
                yield fault
            said.add((template.file, key[0], name))
    for template in templates:
        yield from _sources_gone(template, known, faults)


def _template_of(key: Key, templates: Sequence[Template]) -> Template | None:
    """Give the template in which a cell should be: one that has the row, or the sheet, or the unit at least."""
    having = [template for template in templates if key[1] in template.units]
    with_sheet = [template for template in having if key[0] in template.sheets]
    with_row = [template for template in with_sheet if key[:2] in template.rows]
    return next(iter((*with_row, *with_sheet, *having)), None)


def _fault(key: Key, template: Template, known: Known) -> tuple[str, Fault]:
    """Make the fault of what is gone, and name it so that it is told once."""
    table, code, indicator = key
    where = template.sheets.get(table)
    if where is None:
        return "", MISSING_SHEET.at(template.file, _TABLES[table].zh, table=_TABLES[table])
    if (table, code) not in template.rows:
        return code, MISSING_ROW.at(where, known.labels[code])
    return indicator, MISSING_CELLS.at(where, known.names[indicator].zh, indicator=known.names[indicator])


def _is_explained(fault: Fault, key: Key, template: Template, known: Known, faults: Sequence[Fault]) -> bool:
    if key[0] not in template.sheets:
        # The sheet that is refused may be this one.
        refused = [each for each in faults if each.code in ("unknown_sheet", "hidden_sheet")]
        return known.is_left_out(key[0]) or any(each.where.startswith(f"[{template.file}]") for each in refused)
    if key[:2] in template.rows and known.is_passed_over(key[2]):
        return True
    return _is_broken(fault.where, faults)


def _is_broken(sheet: str, faults: Sequence[Fault]) -> bool:
    """Tell whether a sheet has a fault that may be why something in it seems to be gone."""
    within = [each for each in faults if each.where == sheet or each.where.startswith(f"{sheet}!")]
    return any(each.code not in _OF_VALUES or each.problem == _NO_UNIT for each in within)


def _sources_gone(template: Template, known: Known, faults: Sequence[Fault]) -> Iterator[Fault]:
    """Find the columns of one source that are gone, where the column of another source is there."""
    for indicator, sources in sorted(template.sources.items()):
        where = template.sheets[OBSERVATIONS.key]
        lacking = [] if "" in sources else [each for each in known.blends.get(indicator, ()) if each not in sources]
        needing = [code for table, code in template.rows if (table, code, indicator) in known.needed]
        for source in lacking:
            is_lacking = any(source not in known.observed.get((code, indicator), ()) for code in needing)
            if is_lacking and not known.is_passed_over(indicator) and not _is_broken(where, faults):
                yield MISSING_SOURCE.at(where, source, indicator=known.names[indicator])
