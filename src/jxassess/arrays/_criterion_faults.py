"""Faults of what criteria read: missing where the scheme wants it, of no use to the rule, or contradictory."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from jxassess.arrays import _fault_kinds as kinds
from jxassess.arrays._columns import CellState, Column
from jxassess.arrays._flag_faults import Cells, Flags, Found, Truths, all_but, both, cells, either, without
from jxassess.arrays._search_faults import ColumnSearch, absent, in_state, number
from jxassess.evidence import fault_kinds as evidence_kinds
from jxassess.exact import Better, Bound, Side, to_text
from jxassess.faults import Fault
from jxassess.scheme import Criterion, Given, NothingApplies, Tier, WhenMissing, WhenNotApplicable

_RESCALED = (WhenMissing.RESCALE_GROUP, WhenMissing.RESCALE_ALL)


def criterion_faults(search: ColumnSearch) -> Iterator[Found]:
    """Find what keeps units from being scored on criteria.

    Args:
        search: the columns and the scheme.

    Yields:
        Faults, by criterion, then of units to which nothing applies.
    """
    found = [each for path, criterion in search.criteria for each in _of_criterion(search, path, criterion)]
    yield from found
    if search.level is Tier.COUNTY and search.scheme.when_nothing_applies is NothingApplies.FAULT:
        faulty = either(*(each.flags for each in found), search.units.unscored)
        yield from _nothing_faults(search, without(has_nothing(search), faulty))
    yield from _blend_faults(search)
    yield from _task_faults(search)


def _of_criterion(search: ColumnSearch, path: str, criterion: Criterion) -> Iterator[Cells]:
    if not search.knows(criterion):
        return
    unscored = search.units.unscored
    missing, out = search.reading(criterion)
    yield from target_faults(search, criterion, without(search.lacks_target(criterion), unscored))
    for _, indicator in criterion.indicators if criterion.when_missing is WhenMissing.FAULT else ():
        flags = without(both(search.missing(indicator.key), missing), unscored)
        yield from missing_faults(search, indicator.key, flags, path)
    if criterion.when_not_applicable is WhenNotApplicable.FAULT:
        yield from _refused_faults(search, path, criterion, without(out, unscored))
    present = without(without(search.has_no_ratio(criterion), either(missing, out)), unscored)
    yield from ratio_faults(search, path, criterion, present)
    if isinstance(criterion.rule, Given):
        yield from _given_faults(search, criterion)


def target_faults(search: ColumnSearch, criterion: Criterion, flags: Flags) -> Iterator[Cells]:
    """Find where a criterion has no target.

    Args:
        search: the columns and the scheme.
        criterion: the criterion.
        flags: the units.

    Yields:
        The fault of these units.
    """
    key, units, kind = criterion.indicator.key, search.units, evidence_kinds.MISSING_TARGET
    yield from cells(kind, key, flags, lambda i: kind.at(units.label(i), indicator=key))


def missing_faults(search: ColumnSearch, key: str, flags: Flags, path: str = "") -> Iterator[Cells]:
    """Find where an observation is not there.

    Args:
        search: the columns and the scheme.
        key: the indicator.
        flags: the units.
        path: that of a criterion that could allow it.

    Yields:
        The fault of these units.
    """
    is_blended, indicator = key in search.rules.blends, search.indicators[key]
    kind = evidence_kinds.MISSING_SOURCE if is_blended else evidence_kinds.MISSING_OBSERVATION
    otherwise = kinds.OTHERWISE.format(path=path) if path else kinds.NO_OTHERWISE

    def fault(unit: int) -> Fault:
        columns = [column for _, column in search.sources(key)]
        lacking = [c.name.source for c in columns if c.states is not None and c.states[unit] == CellState.MISSING]
        label, sources = search.units.label(unit), ", ".join(lacking)
        return kind.at(label, sources, citation=indicator.citation, indicator=key, otherwise=otherwise)

    yield from cells(kind, key, flags, fault)


def ratio_faults(search: ColumnSearch, path: str, criterion: Criterion, flags: Flags) -> Iterator[Cells]:
    """Find where the reference of a ratio is not above zero.

    Args:
        search: the columns and the scheme.
        path: that of the criterion.
        criterion: the criterion.
        flags: the units.

    Yields:
        The fault of these units.
    """
    key, reference, kind = criterion.key, criterion.reference, evidence_kinds.NO_RATIO
    if reference is None:
        return
    other = reference.key

    def fault(unit: int) -> Fault:
        value = to_text(search.value(other, unit))
        return kind.at(search.units.label(unit), value, criterion=key, reference=other, path=path)

    yield from cells(kind, key, flags, fault)


def _refused_faults(search: ColumnSearch, path: str, criterion: Criterion, flags: Flags) -> Iterator[Cells]:
    key, units, kind = criterion.key, search.units, evidence_kinds.NOT_APPLICABLE_REFUSED
    yield from cells(kind, key, flags, lambda i: kind.at(units.label(i), criterion=key, path=path))


def _given_faults(search: ColumnSearch, criterion: Criterion) -> Iterator[Cells]:
    key, own, marks = criterion.key, criterion.indicator.key, criterion.marks

    def fault(unit: int) -> Fault:
        value = to_text(search.value(own, unit))
        return evidence_kinds.GIVEN_OUTSIDE.at(search.units.label(unit), value, criterion=key, marks=to_text(marks))

    low, high = Bound(side=Side.AT_LEAST, value=Fraction(0)), Bound(side=Side.AT_MOST, value=marks)
    flags = without(either(search.failing(own, low), search.failing(own, high)), search.units.unscored)
    yield from cells(evidence_kinds.GIVEN_OUTSIDE, key, flags, fault)


# Units to which nothing applies


def has_nothing(search: ColumnSearch) -> Flags:
    """Flag the units where every criterion of the tree is left out."""
    found: list[Truths] = []
    for _, criterion in search.rules.tree:
        missing, out = search.reading(criterion)
        left_out = either(missing if criterion.when_missing in _RESCALED else None, out)
        if left_out is None:
            return None
        found = [left_out & other for other in found] or [left_out]
    return found[0]


def is_unsent(search: ColumnSearch) -> Flags:
    """Flag the units where something of the tree is missing."""
    return either(*(search.reading(criterion)[0] for _, criterion in search.rules.tree))


def _nothing_faults(search: ColumnSearch, flags: Flags) -> Iterator[Cells]:
    unsent, units = both(flags, is_unsent(search)), search.units
    observed = without(flags, unsent)
    yield from cells(
        evidence_kinds.NOTHING_OBSERVED,
        "criteria",
        unsent,
        lambda i: evidence_kinds.NOTHING_OBSERVED.at(units.label(i)),
    )
    yield from cells(
        evidence_kinds.NOTHING_APPLIES,
        "criteria",
        observed,
        lambda i: evidence_kinds.NOTHING_APPLIES.at(units.label(i)),
    )


# Contradictions


def _blend_faults(search: ColumnSearch) -> Iterator[Cells]:
    for key in search.rules.blends:
        columns = [column for _, column in search.sources(key)]
        out = either(*(in_state(column, CellState.NOT_APPLICABLE) for column in columns))
        if out is not None:
            present = (all_but(absent(column), search.columns.units) for column in columns)
            yield from _mixed_faults(search, key, both(out, either(*present)))


def _mixed_faults(search: ColumnSearch, key: str, flags: Flags) -> Iterator[Cells]:
    def fault(unit: int) -> Fault:
        columns = [column for _, column in search.sources(key)]
        states = [(c.name.source, CellState.PRESENT if c.states is None else c.states[unit]) for c in columns]
        sources = ", ".join(source for source, state in states if state == CellState.NOT_APPLICABLE)
        return evidence_kinds.MIXED_BLEND.at(search.units.label(unit), sources, indicator=key)

    yield from cells(evidence_kinds.MIXED_BLEND, key, flags, fault)


def _task_faults(search: ColumnSearch) -> Iterator[Cells]:
    plan = {item.key for item in search.scheme.plan.items}
    for key in sorted({criterion.indicator.key for _, criterion in search.criteria if criterion.needs_target}):
        column, out = search.target(key), search.not_applicable(key)
        if column is not None and out is not None:
            # Where less is better a line of the plan of zero is a task too.
            has_zero = key in plan and search.indicators[key].better is Better.LOWER
            has_task = all_but(absent(column), search.columns.units) if has_zero else column.numbers != 0
            yield from _with_task(search, column, out & has_task)


def _with_task(search: ColumnSearch, column: Column, flags: Flags) -> Iterator[Cells]:
    kind, key, units = evidence_kinds.NOT_APPLICABLE_WITH_TASK, column.name.key, search.units
    yield from cells(kind, key, flags, lambda i: kind.at(units.label(i), to_text(number(column, i)), indicator=key))
