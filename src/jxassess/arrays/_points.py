"""What each criterion earns, as a formula over columns."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from jxassess.arrays._block import Table
from jxassess.arrays._cohorts import lower_cohort
from jxassess.arrays._composed import pooled
from jxassess.arrays._grids import Grid, Quantity, quantity_of
from jxassess.arrays._lowering import lower, unproven
from jxassess.arrays._needs import blends
from jxassess.arrays._numbers import Truths
from jxassess.arrays._readings import PLAIN, Reading, falsified_keys, read
from jxassess.arrays._sums import Affine
from jxassess.arrays._units import Units
from jxassess.scheme import Basis, BetweenExtremes, ByClass, ByRank, Criterion, Pieces, RelativeToMean, Scheme, Tier
from jxassess.scheme.rules import CohortRule

Formulas = Mapping[str, Affine]


class Points:
    """The formulas of the criteria of one level.

    Attributes:
        scheme: the scheme.
        level: whose criteria.
        criteria: the criteria, by key.
        quantities: what each one's rule reads.
        plain: the formulas of those that take no data to say, on the scale of the criterion.
    """

    def __init__(self, scheme: Scheme, level: Tier) -> None:
        self.scheme, self.level = scheme, level
        self.criteria = {criterion.key: criterion for _, criterion in scheme.scored(level)}
        self._blends = blends(scheme)
        self._falsified = falsified_keys(scheme, level)
        self._conditional = [key for key, each in self.criteria.items() if self._is_conditional(each)]
        self.quantities: dict[str, Quantity] = {k: quantity_of(c, self._blends) for k, c in self.criteria.items()}
        grids = [each for each in self.quantities.values() if isinstance(each, Grid)]
        self._single = [each.terms[0] for each in grids if len(each.terms) == 1 and each.terms[0].factor == 1]
        found = ((key, self._plain(criterion)) for key, criterion in self.criteria.items())
        self.plain: Formulas = {key: formula for key, formula in found if formula is not None}

    def _is_conditional(self, criterion: Criterion) -> bool:
        return criterion.cutoff is not None or criterion.basis is Basis.COMPLETION or bool(self._falsified)

    def _plain(self, criterion: Criterion) -> Affine | None:
        match criterion.rule:
            case ByClass() | RelativeToMean() | ByRank() | BetweenExtremes():
                return None
            case rule:
                return lower(rule.lower(criterion.marks), self.quantities[criterion.key])

    def read(self, table: Table) -> dict[str, Reading]:
        """Read the standing of every criterion in all units."""
        if table.has_states:
            return {key: read(table, each, self._blends, self._falsified) for key, each in self.criteria.items()}
        # Without a gap anywhere only these can stand otherwise than plainly.
        found = dict.fromkeys(self.criteria, PLAIN)
        found.update({key: read(table, self.criteria[key], self._blends, self._falsified) for key in self._conditional})
        return found

    def formulas(self, table: Table, units: Units, readings: Mapping[str, Reading]) -> Formulas:
        """Give the formulas, with what the data say of cohorts, classes and the size of numbers.

        Args:
            table: the columns.
            units: the units.
            readings: where each quantity is known.

        Returns:
            The formulas by key; `plain` itself where the data say nothing.
        """
        wide = set[str]() if self._fit_plainly(table) else self._wide(table)
        if not wide and len(self.plain) == len(self.criteria):
            return self.plain
        return {
            key: self._formula(each, table, units, readings[key])
            if key in wide or key not in self.plain
            else self.plain[key]
            for key, each in self.criteria.items()
        }

    def _fit_plainly(self, table: Table) -> bool:
        """Tell at a glance that every quantity is one column read as it is, with numbers of ordinary size."""
        if len(self._single) < len(self.quantities) or not table.is_ordinary:
            return False
        return all(table.column(term.name).places == term.places for term in self._single)

    def _wide(self, table: Table) -> set[str]:
        return {key for key, quantity in self.quantities.items() if not quantity.fits(table)}

    def _formula(self, criterion: Criterion, table: Table, units: Units, reading: Reading) -> Affine:
        quantity, marks = self.quantities[criterion.key], criterion.marks
        match criterion.rule:
            case ByClass() as rule:
                pieces = (rule.lower(marks, key) for key in rule.classes)
                return pooled(units.classes(rule.classes), [_lowered(each, quantity, table) for each in pieces])
            case RelativeToMean() | ByRank() | BetweenExtremes() as rule:
                counts = _counted(rule, units, reading)
                return lower_cohort(criterion, rule, quantity, table, units.pools(rule.cohort), counts)
            case rule:
                return _lowered(rule.lower(marks), quantity, table)


def _counted(rule: CohortRule, units: Units, reading: Reading) -> Truths:
    """Tell which units are in a reference: those looked at whose quantity is known."""
    who = units.is_looked_at if rule.cohort.has_carried else units.is_scored
    found = [each for each in (who, reading.is_present) if each is not None]
    return np.logical_and.reduce(found) if found else np.ones(units.count, dtype=np.bool_)


def _lowered(pieces: Pieces, quantity: Quantity, table: Table) -> Affine:
    return lower(pieces, quantity) if quantity.fits(table) else unproven(pieces, quantity)
