"""When nothing can be wrong with columns, told by the least and the largest number of each."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np
from attrs import frozen

from jxassess.arrays._columns import Column, Columns
from jxassess.arrays._names import ColumnKind, ColumnName
from jxassess.arrays._needs import ColumnNeed
from jxassess.arrays._search_faults import Rules
from jxassess.exact import Bound, Side
from jxassess.scheme import (
    Among,
    Basis,
    Criterion,
    Given,
    GradeQuotas,
    IndicatorWeights,
    RelativeToMean,
    TableWeights,
    Tier,
)

_ZERO = Fraction(0)
_ABOVE_ZERO = Bound(side=Side.ABOVE, value=_ZERO)
_BLOCK = 16_384
_POSITIVE = (Basis.VALUE, Basis.COMPLETION, Basis.RATIO)


@frozen
class Span:
    """Between which numbers nothing is wrong with a column that has no gaps.

    Attributes:
        name: the column.
        places: the decimal places of the numbers.
        low: the least of them, as a whole number.
        high: the largest one, `None` for no bound.
        is_asked: whether the column has to be there.
        is_asked_with_cities: whether it has to be there where counties have cities.
    """

    name: ColumnName
    places: int
    low: int
    high: int | None
    is_asked: bool
    is_asked_with_cities: bool

    def holds(self, column: Column) -> bool:
        """Tell whether all numbers of a column are there and lie inside."""
        is_whole = column.states is None and column.places == self.places and self.low <= column.low
        return is_whole and (self.high is None or column.high <= self.high)


class Plain:
    """Columns of which it is certain at a glance that nothing is wrong with them; the search looks at all others.

    Where a scheme tells units apart by their codes or by a draw, no glance is enough.
    """

    def __init__(self, rules: Rules) -> None:
        self._rules, scheme = rules, rules.scheme
        tells_apart = bool(scheme.carried.counties or scheme.bundles or scheme.classes or scheme.sample is not None)
        self._is_told = not tells_apart and all(_is_told(criterion) for _, criterion in rules.criteria)
        self._needs_cities = any(_needs_city(criterion) for _, criterion in rules.criteria)
        self._has_table = isinstance(scheme.weights, TableWeights)
        self._least_cities = scheme.grades.total if isinstance(scheme.grades, GradeQuotas) else 0
        bounds = tuple(_bounds(rules))
        self._spans = tuple(_span(rules, need, bounds) for need in rules.needs)

    def holds(self, columns: Columns) -> bool:
        """Tell whether it is certain that nothing is wrong with columns.

        Args:
            columns: the data.

        Returns:
            Whether it is; where it is not, there need not be anything wrong.
        """
        if not self._is_told or (self._needs_cities and columns.city_index is None):
            return False
        has_cities = self._rules.level is Tier.COUNTY and columns.city_index is not None
        return self._spans_hold(columns, has_cities) and (not has_cities or self._cities_hold(columns))

    def _spans_hold(self, columns: Columns, has_cities: bool) -> bool:
        # Both are in the order of names, so that one walk finds each column its span.
        at, last = 0, len(self._spans)
        for column in columns.columns:
            while at < last and self._spans[at].name != column.name:
                if _is_asked(self._spans[at], has_cities):
                    return False
                at += 1
            if at == last or not self._spans[at].holds(column):
                return False
            at += 1
        return not any(_is_asked(span, has_cities) for span in self._spans[at:])

    def _cities_hold(self, columns: Columns) -> bool:
        codes, index = columns.city_codes, columns.city_index
        if codes is None or index is None or self._has_table or len(codes) < self._least_cities:
            return False
        seen = np.zeros(len(codes), dtype=np.bool_)
        for start in range(0, len(index), _BLOCK):
            seen[index[start : start + _BLOCK]] = True
            # Hardly ever more than the first block is needed.
            if seen.all():
                break
        return bool(seen.all())


def _is_asked(span: Span, has_cities: bool) -> bool:
    return span.is_asked_with_cities if has_cities else span.is_asked


def _is_told(criterion: Criterion) -> bool:
    """Tell whether least and largest numbers can show that a criterion has nothing to object to."""
    return not isinstance(criterion.rule, RelativeToMean) or criterion.basis in _POSITIVE


def _needs_city(criterion: Criterion) -> bool:
    return criterion.cohort_rule is not None and criterion.cohort_rule.cohort.among is Among.CITY


def _bounds(rules: Rules) -> Iterator[tuple[ColumnName, Bound]]:
    """Give the bounds beyond those of the needs within which nothing is wrong."""
    for _, criterion in rules.criteria:
        own = [name for _, name in rules.sources(criterion.indicator.key)]
        if criterion.basis is Basis.COMPLETION:
            # Art. 5(1), reading: with a target of zero the criterion does not apply.
            yield ColumnName(ColumnKind.TARGET, criterion.indicator.key), _ABOVE_ZERO
        if criterion.basis is Basis.RATIO and criterion.reference is not None:
            yield from ((name, _ABOVE_ZERO) for _, name in rules.sources(criterion.reference.key))
        if isinstance(criterion.rule, RelativeToMean):
            yield from ((name, _ABOVE_ZERO) for name in own)
        if isinstance(criterion.rule, Given):
            yield from ((name, Bound(side=Side.AT_LEAST, value=_ZERO)) for name in own)
            yield from ((name, Bound(side=Side.AT_MOST, value=criterion.marks)) for name in own)
    if rules.level is Tier.COUNTY and isinstance(rules.scheme.weights, IndicatorWeights):
        yield from ((name, _ABOVE_ZERO) for _, name in rules.sources(rules.scheme.weights.indicator.key))


def _span(rules: Rules, need: ColumnNeed, bounds: tuple[tuple[ColumnName, Bound], ...]) -> Span:
    own = [bound for name, bound in bounds if name == need.name]
    own.append(Bound(side=Side.AT_LEAST, value=need.low))
    own += [] if need.high is None else [Bound(side=Side.AT_MOST, value=need.high)]
    places = need.places or 0
    edges = [(bound.side, bound.value * 10**places) for bound in own]
    return Span(
        name=need.name,
        places=places,
        # Whole numbers: at least 1.5 is at least 2, above 1 too.
        low=max(-(-edge // 1) if side is Side.AT_LEAST else edge // 1 + 1 for side, edge in edges if side.is_upward),
        high=min((edge // 1 for side, edge in edges if not side.is_upward), default=None),
        is_asked=rules.is_asked(need, has_cities=False),
        is_asked_with_cities=rules.is_asked(need, has_cities=True),
    )
