"""Faults of comparisons: what carried counties that count in them lack, and means that nothing can be relative to."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import fsum

import numpy as np
from numpy.typing import NDArray

from jxassess.arrays._columns import Column
from jxassess.arrays._criterion_faults import missing_faults, ratio_faults, target_faults
from jxassess.arrays._flag_faults import Cells, Found, all_but, both, either
from jxassess.arrays._search_faults import ColumnSearch, number
from jxassess.evidence import fault_kinds as evidence_kinds
from jxassess.exact import to_text
from jxassess.faults import Fault
from jxassess.scheme import Among, Basis, Cohort, Criterion, RelativeToMean

_SHARED = (Basis.COMPLETION, Basis.RATIO)


def cohort_faults(search: ColumnSearch) -> Iterator[Found]:
    """Find what keeps units from being compared with each other.

    Args:
        search: the columns and the scheme.

    Yields:
        Faults, by criterion.
    """
    for path, criterion in search.criteria:
        rule = criterion.cohort_rule
        if rule is not None and search.knows(criterion):
            if rule.cohort.has_carried:
                yield from _carried_faults(search, path, criterion)
            if isinstance(rule, RelativeToMean) and not _is_positive(search, criterion):
                yield from _Pools(search, path, criterion, rule.cohort).faults()


def _carried_faults(search: ColumnSearch, path: str, criterion: Criterion) -> Iterator[Cells]:
    # A comparison reads quantities of carried counties too; a cutoff takes points only.
    carried = search.units.carried
    for indicator in (criterion.indicator, criterion.reference):
        if indicator is not None:
            yield from missing_faults(search, indicator.key, both(search.missing(indicator.key), carried), path)
    yield from target_faults(search, criterion, both(search.lacks_target(criterion), carried))
    yield from ratio_faults(search, path, criterion, both(search.has_no_ratio(criterion), carried))


def _is_positive(search: ColumnSearch, criterion: Criterion) -> bool:
    """Tell at once that every quantity is above zero, so that every mean is."""
    is_shown = criterion.basis is Basis.VALUE or criterion.basis in _SHARED
    return is_shown and all(column.low > 0 for _, column in search.sources(criterion.indicator.key))


class _Pools:
    """The units compared with each other by one criterion, pool by pool."""

    def __init__(self, search: ColumnSearch, path: str, criterion: Criterion, cohort: Cohort) -> None:
        self._search, self._path, self._criterion, self._cohort = search, path, criterion, cohort

    def faults(self) -> Iterator[Fault]:
        """Find the pools with units to be scored whose mean is not above zero."""
        units, search = self._search.units, self._search
        lacking = search.lacks_quantity(self._criterion)
        uncounted = units.unseen if self._cohort.has_carried else either(units.unseen, units.carried)
        compared = np.flatnonzero(all_but(either(lacking, uncounted), search.columns.units))
        pools = self._pools()
        scored = pools[all_but(either(lacking, units.unscored), search.columns.units)]
        for pool in np.unique(scored).tolist():
            mean = self._low_mean(compared[pools[compared] == pool])
            if mean is not None:
                key = self._criterion.indicator.key
                yield evidence_kinds.NO_MEAN.at(self._where(pool), to_text(mean), indicator=key, path=self._path)

    def _pools(self) -> NDArray[np.integer]:
        index = self._search.columns.city_index
        if self._cohort.among is Among.CITY and index is not None:
            return index
        return self._search.units.classes(self._cohort.classes)

    def _where(self, pool: int) -> str:
        codes, classes = self._search.columns.city_codes, self._cohort.classes
        if self._cohort.among is Among.CITY and codes is not None:
            return str(codes[pool])
        return ", ".join([self._path, *classes[pool : pool + 1]])

    def _low_mean(self, units: NDArray[np.intp]) -> Fraction | None:
        """Give the mean of some units where it is not above zero."""
        if self._criterion.basis in _SHARED:
            return self._low_mean_of_shares(units)
        total = sum((share * _total(column, units) for share, column in self._terms()), Fraction(0))
        return total / len(units) if total <= 0 else None

    def _terms(self) -> Iterator[tuple[Fraction, Column]]:
        """Give the columns whose sums make up the sum of the quantities, each with its factor."""
        own, other = self._criterion.indicator.key, self._criterion.reference
        yield from self._search.sources(own)
        target = self._search.target(own) if self._criterion.basis is Basis.MARGIN else None
        yield from () if target is None else ((Fraction(-1), target),)
        yield from () if other is None else ((-share, column) for share, column in self._search.sources(other.key))

    def _low_mean_of_shares(self, units: NDArray[np.intp]) -> Fraction | None:
        columns = [column for _, column in self._search.sources(self._criterion.indicator.key)]
        if all(column.low >= 0 for column in columns):
            return None if any(column.numbers[units].any() for column in columns) else Fraction(0)
        shares = [self._share(unit) for unit in units.tolist()]
        # The sum of doubles is right to a few parts in 2**52 of their size; only near zero the exact one decides.
        rounded = [float(share) for share in shares]
        if fsum(rounded) > fsum(map(abs, rounded)) / 2**50:
            return None
        mean = sum(shares, Fraction(0)) / len(shares)
        return mean if mean <= 0 else None

    def _share(self, unit: int) -> Fraction:
        own, other = self._criterion.indicator.key, self._criterion.reference
        value, target = self._search.value(own, unit), self._search.target(own)
        if other is not None:
            return value / self._search.value(other.key, unit)
        return value if target is None else value / number(target, unit)


def _total(column: Column, units: NDArray[np.intp]) -> Fraction:
    numbers = column.numbers[units]
    # In two halves, so that no sum of them leaves 64 bits.
    total = (int((numbers >> 32).sum()) << 32) + int((numbers & (2**32 - 1)).sum())
    return Fraction(total, 10**column.places)
