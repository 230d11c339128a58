"""What scoring columns gives: published values, exact scores, places and grades as arrays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
from attrs import field, frozen

from jxassess.arrays._block import Table
from jxassess.arrays._cities import CityScores, score_city_columns
from jxassess.arrays._columns import Columns
from jxassess.arrays._compile import CompiledScheme
from jxassess.arrays._grading import grades, ranks
from jxassess.arrays._numbers import Indices, Integers, Objects, Truths
from jxassess.arrays._run import BLOCK, Run
from jxassess.arrays._tiers import ArrayTier
from jxassess.errors import ScopeError
from jxassess.faults import EvidenceError, raise_faults
from jxassess.words import Words


def _shown(compiled: CompiledScheme) -> str:
    return f"<scheme of {compiled.scheme.year}>"


@frozen(eq=False)
class Scores:
    """The scores of many counties, as one compiled scheme gives them (批量计分结果).

    Every array has one entry for each unit, in the order of the columns. Methods compute when they are called, and
    keep nothing.

    Attributes:
        compiled: the compiled scheme.
        columns: the data of the counties.
    """

    compiled: CompiledScheme = field(repr=_shown)
    columns: Columns = field(repr=False)
    _run: Run = field(repr=False)

    @property
    def units(self) -> int:
        """How many units there are."""
        return self.columns.units

    @property
    def is_synthetic(self) -> bool:
        """Whether any of the data is made up."""
        return self.columns.is_synthetic

    @property
    def places(self) -> int:
        """Decimal places of published scores."""
        return self.compiled.scheme.rounding.places

    @property
    def published(self) -> Integers:
        """The published scores, int64, in units of the last place: 8950 is 89.50 at two places; 0 where left out."""
        return self._run.published

    @property
    def is_left_out(self) -> Truths:
        """Which units have no score: nothing applies to them, or they were not drawn."""
        return ~self._run.has_score

    @property
    def tier(self) -> ArrayTier:
        """The slowest arithmetic that a unit needed before anything was in doubt; integers where there is no unit."""
        tiers = [plan.tier for plan in self._run.plans]
        return max(tiers, key=list(ArrayTier).index, default=ArrayTier.INTEGERS)

    @property
    def doubtful(self) -> tuple[tuple[ArrayTier, int], ...]:
        """How many units doubles left in doubt at a rounding, by what settled them: limbs, or fractions."""
        return tuple(self._run.doubtful.items())

    def exact(self, units: Indices | Sequence[int] | None = None) -> Objects:
        """Give exact scores.

        Args:
            units: the places of the units wanted, from 0 on; all of them without it.

        Returns:
            An array of objects, whole numbers or `Fraction`; 0 where left out.

        Raises:
            ScopeError: a place at which there is no unit, or something else than places.
        """
        if units is None:
            return self._run.exact(np.arange(self.units))
        places = np.asarray(units, dtype=np.intp if len(units) == 0 else None)
        if places.dtype.kind not in "iu" or ((places < 0) | (places >= self.units)).any():
            raise ScopeError(f"units are named by their places, whole numbers from 0 to {self.units - 1}")
        return self._run.exact(places.astype(np.intp))

    @property
    def denominator(self) -> int:
        """The common denominator of all scores; 1 where a quotient leaves each unit a denominator of its own."""
        return self._run.denominator

    def numerators(self) -> Integers | Objects:
        """Give the exact scores as numerators over `denominator`.

        Returns:
            int64 where all of them fit, else objects: whole numbers, or fractions where there is no common denominator.
        """
        return self._run.numerators()

    def ranks(self) -> Integers:
        """Rank all units together, by the scheme's ranking of cities.

        Returns:
            int64, the place of each unit from 1 on; 0 where left out.
        """
        return self._spread(partial(ranks, self._run, scheme=self.compiled.scheme), 0)

    def grades(self) -> Integers:
        """Grade all units, by the scheme's grades of cities; quotas hold among all units together.

        Returns:
            int64, the place of each unit's grade in `scheme.grades.bands`; -1 where left out.
        """
        return self._spread(partial(grades, self._run, scheme=self.compiled.scheme), -1)

    def _spread(self, compute: Callable[[Indices | None], Integers], otherwise: int) -> Integers:
        if self._run.scores_all:
            return compute(None)
        scored = np.flatnonzero(self._run.has_score)
        found = np.full(self.units, otherwise, dtype=np.int64)
        found[scored] = compute(scored)
        return found

    def points(self, criterion: str) -> tuple[Integers | Objects, int]:
        """Give what units earned by one criterion, on the criterion's own scale, as numerators over a denominator.

        Args:
            criterion: its key; of the tree, or of an adjustment of counties.

        Returns:
            The numerators, int64 or objects as in `numerators`, 0 where the criterion or the unit is left out; and the
            denominator.

        Raises:
            ScopeError: the scheme scores counties on no such criterion.
        """
        if criterion not in self.compiled.engine.counties.criteria:
            raise ScopeError(
                f"counties are scored on no criterion {criterion!r} in the scheme of {self.compiled.scheme.year}"
            )
        return self._run.points(criterion)

    def cities(self, columns: Columns | None = None) -> CityScores:
        """Score, rank and grade the cities as weighted means of their counties.

        Args:
            columns: the data of the cities' own, with their codes; needed where the scheme scores them on any, or adds to
                their scores.

        Returns:
            The cities, in the order of `city_codes`.

        Raises:
            EvidenceError: the counties belong to no cities, or every fault of the cities' columns.

        Legal basis:
            Art. 6: the weighted mean of all counties.
        """
        return score_city_columns(self._run, self.compiled, columns)


def score(columns: Columns, compiled: CompiledScheme, *, block: int = BLOCK) -> Scores:
    """Score any number of counties, digit for digit as `assess` does.

    Args:
        columns: their data.
        compiled: the compiled scheme.
        block: how many units are held in memory at once beside the columns, above zero; nothing else depends on it.

    Returns:
        The scores.

    Raises:
        EvidenceError: every fault of the columns.
        ScopeError: a block without units.

    Legal basis:
        Art. 5 and 6.

    Example:
        >>> from jxassess.arrays import columns_from_evidence, compile_scheme, score
        >>> from jxassess.io import read_evidence, read_scheme
        >>> scheme = read_scheme("examples/data/scheme_2019.toml")
        >>> evidence = read_evidence("examples/data/evidence_2019.json", scheme)
        >>> scores = score(columns_from_evidence(evidence, scheme), compile_scheme(scheme))
        >>> scores.units, scores.published[:2].tolist(), scores.places
        (100, [8343, 8883], 2)
    """
    if block < 1:
        raise ScopeError(f"a block holds at least one unit, not {block}")
    raise_faults(EvidenceError, compiled.engine.faults.find(columns), Words("the columns", "列式数据"))
    return Scores(compiled, columns, Run(compiled.engine, Table(columns), block))
