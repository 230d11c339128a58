"""One scoring: units grouped by plan, block by block, what is in doubt settled, results in arrays."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import lcm

import numpy as np
from numpy.typing import NDArray

from jxassess.arrays._block import Block, Buffers, Chosen, Table, some_block
from jxassess.arrays._compile import Engine
from jxassess.arrays._limbs import Limbs
from jxassess.arrays._names import ColumnKind, ColumnName
from jxassess.arrays._numbers import HALF_WORD, Floats, Indices, Integers, Objects, Truths, gamma, plain
from jxassess.arrays._plans import Builder, Builders, Plan, Standings
from jxassess.arrays._points import Points
from jxassess.arrays._readings import Reading, Standing, States
from jxassess.arrays._sums import Sum, clips_first
from jxassess.arrays._tiers import ArrayTier
from jxassess.arrays._units import Units
from jxassess.exact import RoundingMode, round_to

BLOCK = 16_384
"""Units in a block: thirty rows of doubles are then 4 MB, and calls are few."""
NO_PLAN = -1
_MOST_DIGITS = 16
_ZERO = Fraction(0)


class Run:
    """The scores of counties.

    Attributes:
        scheme: the scheme.
        table: the columns.
        units: the units as the scheme sees them.
        plans: how units are scored, a plan for each kind of them.
        published: for each unit the published score, in units of the last place.
        doubtful: how many units doubles did not settle, by what settled them.
    """

    def __init__(self, engine: Engine, table: Table, block: int) -> None:
        points = self._points = engine.counties
        self.scheme, self.table = points.scheme, table
        self.units = Units(table.columns, points.scheme, points.level)
        self._block = block
        self._readings = points.read(table)
        self._builder = builder(points, engine.county_builders, table, self.units, self._readings)
        self.plans: list[Plan] = []
        self._plan_of: NDArray[np.int32] | None = None
        self.published: Integers = np.zeros(self.units.count, dtype=np.int64)
        self.doubtful = dict.fromkeys((ArrayTier.LIMBS, ArrayTier.EXACT), 0)
        for plan, chosen in self._kinds():
            self._score(plan, chosen)
        if self.units.lead is not None:
            self.published = self.published[self.units.lead]
        # Places and grades are computed from them later.
        self.published.flags.writeable = False

    def _kinds(self) -> Iterator[tuple[Plan, Indices | None]]:
        """Give each plan with the units that it scores, `None` for all."""
        if self.units.is_carried is not None:
            carried = self.table.column(ColumnName(ColumnKind.CARRIED))
            yield self._builder.carried(carried.places), np.flatnonzero(self.units.is_carried)
        for standings, chosen in kinds(self._readings, self.units.is_scored):
            plan = self._builder.county(standings)
            if plan is not None:
                yield plan, chosen

    def _score(self, plan: Plan, chosen: Indices | None) -> None:
        if chosen is not None:
            if self._plan_of is None:
                self._plan_of = np.full(self.units.count, NO_PLAN, dtype=np.int32)
            self._plan_of[chosen] = len(self.plans)
        self.plans.append(plan)
        for block in self._blocks(chosen):
            self._publish(plan, block)
            block.release()

    def _blocks(self, chosen: Indices | None) -> Iterator[Block]:
        count = self.units.count if chosen is None else len(chosen)
        buffers = Buffers(min(self._block, count))
        for start in range(0, count, self._block):
            stop = min(start + self._block, count)
            some: Chosen = slice(start, stop) if chosen is None else chosen[start:stop]
            yield Block(self.table, some, stop - start, buffers)

    def _publish(self, plan: Plan, block: Block) -> None:
        values: Floats | None = None
        if plan.tier is ArrayTier.EXACT:
            block.raise_doubt(np.ones(block.size, dtype=np.bool_))
        else:
            found, values = plan.rounder.published(block)
            self.published[block.chosen] = found
        if block.doubt is None:
            return
        places = np.flatnonzero(block.doubt)
        part = block.part(places)
        if values is None or plan.limbs is None:
            self.doubtful[ArrayTier.EXACT] += part.size
            self.published[part.chosen] = by_fractions(plan, part)
        else:
            self.doubtful[ArrayTier.LIMBS] += part.size
            self.published[part.chosen] = by_limbs(plan, plan.limbs, part, values[places])

    # Scores beside the published ones, computed again when they are asked for

    @property
    def scores_all(self) -> bool:
        """Whether every unit has a score, by one plan."""
        return self._plan_of is None and bool(self.plans)

    @property
    def has_score(self) -> Truths:
        """Which units have a score."""
        return np.not_equal(self.plan_of(np.arange(self.units.count)), NO_PLAN)

    def plan_of(self, units: Indices) -> Integers:
        """Give the place of each unit's plan, -1 for one that has no score."""
        if self._plan_of is None:
            return np.zeros(len(units), dtype=np.int64) if self.plans else np.full(len(units), NO_PLAN)
        return self._plan_of[self._source(units)].astype(np.int64)

    def _source(self, units: Indices) -> Indices:
        return units if self.units.lead is None else self.units.lead[units]

    def parts(self, units: Indices) -> Iterator[tuple[Plan, Indices, Block]]:
        """Give units in blocks of one plan each.

        Args:
            units: places of units.

        Yields:
            Plan, the places of the block's units among those given, and the block; units without a score are left out.
        """
        source, plan_of = self._source(units), self.plan_of(units)
        for place, plan in enumerate(self.plans):
            mine = np.flatnonzero(plan_of == place)
            for start in range(0, len(mine), self._block):
                some = mine[start : start + self._block]
                yield plan, some, some_block(self.table, source[some])

    def exact(self, units: Indices) -> Objects:
        """Give the exact scores of some units; 0 for those that have none."""
        found = np.zeros(len(units), dtype=object)
        for plan, places, block in self.parts(units):
            found[places] = plan.exact(block)
        return found

    def approximate(self, units: Indices) -> tuple[Floats, float]:
        """Give scores as doubles, with the distance beyond which two of them, or one and a bound, are in order."""
        values, error = np.zeros(len(units)), _ZERO
        for plan, places, block in self.parts(units):
            values[places] = plan.approximate(block)
            error = max(error, plan.spread)
        largest = Fraction(float(np.abs(values).max(initial=0.0)))
        return values, float(2 * (error + gamma(3) * (largest + 1)))

    @property
    def denominator(self) -> int:
        """The common denominator of all scores; 1 where units have denominators of their own."""
        is_common = all(plan.total.is_linear for plan in self.plans)
        return lcm(*(plan.total.denominator for plan in self.plans)) if is_common else 1

    def numerators(self) -> Integers | Objects:
        """Give all scores as numerators over the common denominator."""
        units, whole = np.arange(self.units.count), self.denominator
        largest = max((plan.total.magnitude * whole for plan in self.plans), default=_ZERO)
        if any(plan.tier is not ArrayTier.INTEGERS for plan in self.plans) or largest >= HALF_WORD:
            return fitted(plain([Fraction(value) * whole for value in self.exact(units).tolist()]))
        found = np.zeros(len(units), dtype=np.int64)
        for plan, places, block in self.parts(units):
            found[places] = plan.total.values(block).astype(np.int64) * (whole // plan.total.denominator)
        return found

    def points(self, key: str) -> tuple[Integers | Objects, int]:
        """Give what all units earned by one criterion, over its denominator."""
        total = Sum(clips_first(self._builder.criterion(self._points.criteria[key], Standing.IN)))
        whole = total.denominator if total.is_linear else 1
        source = self._source(np.flatnonzero(self._is_earning(key)))
        found = np.zeros(self.units.count, dtype=object)
        places = np.flatnonzero(self._is_earning(key))
        for start in range(0, len(places), self._block):
            some = slice(start, start + self._block)
            found[places[some]] = total.exact(some_block(self.table, source[some])) * whole
        return fitted(plain([Fraction(value) for value in found.tolist()])), whole

    def _is_earning(self, key: str) -> Truths:
        earning: Truths = self.has_score
        if self.units.is_carried is not None:
            earning &= ~self.units.is_carried
        standing = self._readings[key].standing
        if standing is None:
            return earning
        led: States = standing[self._source(np.arange(self.units.count))]
        is_in: Truths = led == Standing.IN
        return earning & is_in


def builder(points: Points, builders: Builders, table: Table, units: Units, readings: dict[str, Reading]) -> Builder:
    """Give what puts plans together, with the formulas that follow from the data."""
    table.earning = {key: each.earns for key, each in readings.items() if each.earns is not None}
    formulas, kept = points.formulas(table, units, readings), frozenset(table.earning)
    return builders.plain(kept) if formulas is points.plain else Builder(points.scheme, points.level, formulas, kept)


def kinds(readings: dict[str, Reading], scored: Truths | None) -> Iterator[tuple[Standings, Indices | None]]:
    """Group units by how every criterion stands in them.

    Args:
        readings: the standing of each criterion.
        scored: which units are scored, `None` for all.

    Yields:
        The standings, and the places of the units; `None` where there is but one kind and it holds all units.
    """
    everywhere = dict.fromkeys(readings, Standing.IN)
    mixed = {key: each.standing for key, each in readings.items() if each.standing is not None}
    if not mixed:
        yield everywhere, None if scored is None else np.flatnonzero(scored)
        return
    units = np.arange(len(next(iter(mixed.values())))) if scored is None else np.flatnonzero(scored)
    for some in alike([each[units] for each in mixed.values()]):
        first = int(units[some[0]])
        standings = {key: Standing(int(each[first])) for key, each in mixed.items()}
        yield {**everywhere, **standings}, units[some]


def alike(standings: list[States]) -> list[Indices]:
    """Group units that have the same of each of several standings; give the places of each group."""
    numbers = np.zeros(len(standings[0]), dtype=np.int64)
    for i, each in enumerate(standings, start=1):
        numbers = numbers * len(Standing) + each
        if i % _MOST_DIGITS == 0:
            numbers = np.unique(numbers, return_inverse=True)[1]
    order = np.argsort(numbers, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(numbers[order])) + 1) if len(order) else []


def by_fractions(plan: Plan, block: Block) -> Integers:
    """Round the scores of units that doubles left in doubt, one by one."""
    places, mode = plan.rounder.places, plan.rounder.mode
    found = (round_to(Fraction(value), places, mode) * 10**places for value in plan.exact(block).tolist())
    return np.array([int(number) for number in found], dtype=np.int64)


def by_limbs(plan: Plan, limbs: Limbs, block: Block, scaled: Floats) -> Integers:
    """Round the scores of units that doubles left in doubt, all at once.

    Args:
        plan: how they are scored.
        limbs: its coefficients in limbs.
        block: the units.
        scaled: their scores as doubles, in units of the last place: near enough to say by which half each one lies.

    Returns:
        The rounded numbers.
    """
    scale, whole = 10**plan.rounder.places, plan.total.denominator
    below = np.floor(scaled).astype(np.int64)
    digits = plan.total.digits(block, limbs)
    digits *= 2 * scale
    digits -= limbs.limbs(whole)[:, None] * (2 * below + 1)
    side = limbs.signs(limbs.carried(digits))
    goes_up = below >= 0 if plan.rounder.mode is RoundingMode.HALF_UP else below % 2 != 0
    above: Truths = (side > 0) | ((side == 0) & goes_up)
    return np.add(below, above)


def fitted(numbers: Objects) -> Integers | Objects:
    """Give whole numbers as int64 where all of them fit, else as they are."""
    given = numbers.tolist()
    is_whole = all(isinstance(number, int) and -HALF_WORD < number < HALF_WORD for number in given)
    return np.array(given, dtype=np.int64) if is_whole else numbers
