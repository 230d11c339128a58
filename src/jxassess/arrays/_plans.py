"""The plan of a score: the tree of criteria and all that is added to it, put together for units of one kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from math import ceil
from typing import assert_never

import numpy as np
from attrs import frozen

from jxassess.arrays._block import Block
from jxassess.arrays._composed import Clamped
from jxassess.arrays._grids import Grid, Term
from jxassess.arrays._limbs import Limbs
from jxassess.arrays._names import ColumnKind, ColumnName
from jxassess.arrays._numbers import Floats, Objects, plain, size
from jxassess.arrays._points import Formulas, Points
from jxassess.arrays._readings import Standing
from jxassess.arrays._rounders import Rounded, Rounder
from jxassess.arrays._rows import Clipped, Hit, Kept, Ones
from jxassess.arrays._sums import Affine, Sum, added, clips_first
from jxassess.arrays._tiers import ArrayTier
from jxassess.scheme import (
    Adjustment,
    Bonus,
    Bounds,
    Criterion,
    Events,
    Falsified,
    Group,
    Node,
    Penalty,
    Rounding,
    RoundingStage,
    Scheme,
    Tier,
    factors,
)

_ZERO = Fraction(0)
_MOST_BUILDERS = 64
_MOST_PLANS = 1_024
Standings = Mapping[str, Standing]


class Plan:
    """How units of one kind are scored: one sum, and the rounding that publishes it.

    Attributes:
        total: the score.
        rounder: what makes it the published one.
        tier: the arithmetic that settles all but what is in doubt.
    """

    def __init__(self, formula: Affine, rounding: Rounding) -> None:
        self.total = Sum(clips_first(formula))
        self.rounder = Rounder(self.total, rounding.places, rounding.mode)
        self.tier = self._tier()

    @cached_property
    def limbs(self) -> Limbs | None:
        """The coefficients of the score in limbs, to settle what is in doubt; `None` where that cannot be."""
        if self.rounder.margin is None:
            return None
        scale = 10**self.rounder.places
        return self.total.cut(2 * scale * (int(size(self.total.low, self.total.high)) + 2))

    def exact(self, block: Block) -> Objects:
        """Give the scores of a block exactly."""
        if self.tier is ArrayTier.INTEGERS:
            numbers = self.total.values(block).astype(np.int64).tolist()
        elif self.limbs is not None:
            numbers = self.limbs.whole(self.total.digits(block, self.limbs)).tolist()
        else:
            return self.total.exact(block)
        return plain([Fraction(number, self.total.denominator) for number in numbers])

    def approximate(self, block: Block) -> Floats:
        """Give the scores of a block as doubles, none farther off than `spread` and its own rounding."""
        values = np.zeros(block.size)
        if self.tier is ArrayTier.EXACT:
            block.raise_doubt(np.ones(block.size, dtype=np.bool_))
        else:
            values = self.total.values(block) / (self.total.denominator if self.total.is_whole else 1)
        if block.doubt is not None:
            # A rounding on the way was in doubt, or nothing is proven.
            places = np.flatnonzero(block.doubt)
            values[places] = [float(value) for value in self.exact(block.part(places)).tolist()]
        return values

    @property
    def spread(self) -> Fraction:
        """How far a double may lie from the score that it stands for, beside its own rounding."""
        error = self.total.error
        return Fraction(0) if error is None or self.tier is ArrayTier.EXACT else error

    def _tier(self) -> ArrayTier:
        if self.total.is_whole and self.total.is_settled and self.rounder.is_whole:
            return ArrayTier.INTEGERS
        return ArrayTier.EXACT if self.rounder.margin is None else ArrayTier.FILTER


@frozen
class Scored:
    """A node of the tree, with the marks of its own scale that it still stands for: as in scoring one unit."""

    formula: Affine
    base: Fraction
    lifted: Fraction

    def times(self, factor: Fraction) -> Scored:
        """Bring it to the scale of what holds it."""
        return self if factor == 1 else Scored(self.formula.times(factor), self.base * factor, self.lifted * factor)


class Builder:
    """Puts plans together for units among which every criterion stands alike.

    Attributes:
        scheme: the scheme.
        level: counties or cities.
        formulas: the formula of each criterion's rule.
        kept: the keys of the criteria that do not earn points everywhere.
    """

    def __init__(self, scheme: Scheme, level: Tier, formulas: Formulas, kept: frozenset[str]) -> None:
        self.scheme, self.level, self.formulas, self.kept = scheme, level, formulas, kept
        self._rounding = scheme.rounding
        self._made: dict[tuple[Standing, ...], Plan | None] = {}

    def carried(self, places: int) -> Plan:
        """Plan the score that a county brings, on the scale of the scheme.

        Args:
            places: decimal places of the carried scores.
        """
        scale, full = 10**places, self.scheme.carried.full_marks
        term = Term(factor=1, name=ColumnName(ColumnKind.CARRIED), places=places)
        grid = Grid(terms=[term], scale=scale, low=_ZERO, high=full)
        row = Clipped(grid, 0, ceil(full * scale))
        formula = Affine([(self.scheme.marks / full / scale, row)])
        return Plan(self._rounded(RoundingStage.COUNTIES, formula), self._rounding)

    def county(self, standings: Standings) -> Plan | None:
        """Plan the score of counties, or give the plan that was made before; `None` where nothing applies to them.

        Args:
            standings: how each criterion stands.
        """
        key = tuple(standings.values())
        if key in self._made:
            return self._made[key]
        plan = self._county(standings)
        if len(self._made) < _MOST_PLANS:
            self._made[key] = plan
        return plan

    def _county(self, standings: Standings) -> Plan | None:
        scheme = self.scheme
        scored = self._whole(scheme.criteria, scheme.marks, standings, _ZERO, is_top=True)
        base = sum((item.base for item in scored), _ZERO)
        if not base:
            return None
        formula = added(item.formula for item in scored).times(scheme.marks / base)
        formula = self._adjusted(formula, standings)
        return Plan(self._rounded(RoundingStage.COUNTIES, formula), self._rounding)

    def city(self, standings: Standings, mean: Affine) -> Plan:
        """Plan the score of cities from the mean of their counties.

        Args:
            standings: how each criterion of the cities' own stands.
            mean: the mean.
        """
        level, marks = self.scheme.city, self.scheme.marks
        formula = mean
        if level is not None:
            scored = self._whole(level.parts, marks, standings, level.county_weight, is_top=False)
            base = sum((item.base for item in scored), marks * level.county_weight)
            whole = added([mean.times(level.county_weight), *(item.formula for item in scored)])
            formula = whole.times(marks / base)
        return Plan(self._adjusted(formula, standings), self._rounding)

    def criterion(self, criterion: Criterion, standing: Standing) -> Affine:
        """Give what a criterion earns, on its own scale: by its rule, where it earns anything, rounded."""
        if standing is not Standing.IN:
            return Affine()
        return self._rounded(RoundingStage.CRITERIA, self._earned(criterion.key))

    def _earned(self, key: str) -> Affine:
        formula = self.formulas[key]
        if key not in self.kept:
            return formula
        kept = [(coefficient, Kept(row, key)) for coefficient, row in formula.terms]
        constant = [(formula.constant, Ones(key))] if formula.constant else []
        return Affine([*kept, *constant])

    def _rounded(self, stage: RoundingStage, formula: Affine) -> Affine:
        rounding = self._rounding
        if stage not in rounding.stages:
            return formula
        row = Rounded(Sum(clips_first(formula)), rounding.places, rounding.mode)
        return Affine([(Fraction(1, 10**rounding.places), row)])

    # The tree

    def _whole(
        self, groups: Sequence[Group], marks: Fraction, standings: Standings, beside: Fraction, *, is_top: bool
    ) -> list[Scored]:
        shares = zip(groups, factors(groups, marks, beside), strict=True)
        return [self._group(group, standings, is_top=is_top).times(factor) for group, factor in shares]

    def _group(self, group: Group, standings: Standings, *, is_top: bool = False) -> Scored:
        shares = zip(group.children, factors(group.children, group.marks), strict=True)
        scored = [self._node(child, standings).times(factor) for child, factor in shares]
        lifted = sum((item.lifted for item in scored), _ZERO)
        base = sum((item.base for item in scored), _ZERO)
        if not base:
            return Scored(Affine(), _ZERO, lifted)
        own = group.marks - lifted
        formula = added(item.formula for item in scored).times(own / base)
        return Scored(self._rounded(RoundingStage.DIMENSIONS, formula) if is_top else formula, own, lifted)

    def _node(self, node: Node, standings: Standings) -> Scored:
        if isinstance(node, Group):
            return self._group(node, standings)
        standing = standings[node.key]
        counts = standing is Standing.IN
        lifted = node.marks if standing is Standing.OUT_OF_ALL else _ZERO
        return Scored(self.criterion(node, standing), node.marks if counts else _ZERO, lifted)

    # What is added and taken

    def _adjusted(self, formula: Affine, standings: Standings) -> Affine:
        for _, adjustment in self.scheme.adjusting(self.level):
            formula = self._applied(adjustment, formula, standings)
        return formula

    def _applied(self, adjustment: Adjustment, running: Affine, standings: Standings) -> Affine:
        match adjustment:
            case Bonus():
                plus = added(self.criterion(each, standings[each.key]) for each in adjustment.criteria)
                return added([running, _kept_between(plus, _ZERO, adjustment.at_most)])
            case Penalty():
                minus = added(self._lost(each, standings[each.key]) for each in adjustment.criteria)
                return added([running, _kept_between(minus, -adjustment.at_most, _ZERO)])
            case Events():
                return added([running, *_events(adjustment)])
            case Falsified():
                flags = [ColumnName(ColumnKind.FALSIFIED, adjustment.key, each.key) for _, each in self.scheme.walk()]
                taken = Affine([(-adjustment.points, Hit(_counted(name), 1)) for name in flags])
                return added([running, _kept_between(taken, -adjustment.at_most, _ZERO)])
            case Bounds():
                return _kept_between(running, adjustment.at_least, adjustment.at_most)
            case unknown:
                assert_never(unknown)

    def _lost(self, criterion: Criterion, standing: Standing) -> Affine:
        # A criterion that is left out takes nothing: it stands for no marks.
        if standing is not Standing.IN:
            return Affine()
        return added([self.criterion(criterion, standing), Affine(constant=-criterion.marks)])


def _kept_between(formula: Affine, low: Fraction | None, high: Fraction | None) -> Affine:
    row = Clamped(formula, low, high)
    return Affine([(Fraction(1, row.denominator), row)])


def _counted(name: ColumnName) -> Grid:
    return Grid(terms=[Term(factor=1, name=name, places=0)], scale=1, low=_ZERO, high=None)


def _events(adjustment: Events) -> list[Affine]:
    plus = [(each.key, each.points) for each in adjustment.events if each.points > 0]
    minus = [(each.key, each.points) for each in adjustment.events if each.points < 0]
    found: list[Affine] = []
    for events, low, high in ((plus, _ZERO, adjustment.most_plus), (minus, -adjustment.most_minus, _ZERO)):
        if events:
            cap = max(high, -low)
            # More events of a kind than the cap has room for change nothing.
            rows = [(points, Clipped(_events_grid(key), 0, ceil(cap / abs(points)))) for key, points in events]
            found.append(_kept_between(Affine(rows), low, high))
    return found


def _events_grid(key: str) -> Grid:
    return _counted(ColumnName(ColumnKind.EVENTS, key))


class Builders:
    """What puts plans together from formulas that take no data: made once for each set of criteria that is not kept."""

    def __init__(self, points: Points) -> None:
        self._points = points
        self._made: dict[frozenset[str], Builder] = {}

    def plain(self, kept: frozenset[str]) -> Builder:
        """Give the builder for data in which some criteria do not earn points everywhere."""
        made = self._made.get(kept)
        if made is None:
            made = Builder(self._points.scheme, self._points.level, self._points.plain, kept)
            if len(self._made) < _MOST_BUILDERS:
                self._made[kept] = made
        return made
