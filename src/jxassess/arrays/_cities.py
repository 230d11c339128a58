"""From the scores of counties in columns to those of their cities."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from jxassess.arrays._block import Block, Table, some_block, whole_block
from jxassess.arrays._column_faults import find_column_faults
from jxassess.arrays._columns import CellState, Columns
from jxassess.arrays._compile import CompiledScheme
from jxassess.arrays._fault_kinds import NO_CITY_COLUMNS, UNITS_WITHOUT_CITIES
from jxassess.arrays._grids import value_grid
from jxassess.arrays._needs import blends, end_of, needed_columns
from jxassess.arrays._numbers import Floats, Integers, Objects, Truths, common_denominator, plain
from jxassess.arrays._readings import holding, state_of
from jxassess.arrays._rows import Leaf
from jxassess.arrays._run import Run, builder, kinds
from jxassess.arrays._search_faults import outside
from jxassess.arrays._sums import Affine
from jxassess.arrays._units import Units
from jxassess.evidence.fault_kinds import CITY_WITHOUT_COUNTIES
from jxassess.faults import EvidenceError, raise_faults
from jxassess.scheme import Gate, GradeQuotas, IndicatorWeights, Scheme, TableWeights, Tier
from jxassess.words import Words

_ONE = Fraction(1)


@frozen(kw_only=True, eq=False)
class CityScores:
    """The scores of cities, as weighted means of counties in columns (设区市批量计分结果).

    Grades bound by confirmed findings, and grades that people set, are not among them: these are decisions about named
    cities, for `assess`.

    Attributes:
        codes: the codes of the cities, sorted; every array follows their order.
        scores: the exact score of each, `None` for a city none of whose counties has a weight.
        published: int64, the published scores in units of the last place; 0 where there is no score.
        ranks: int64, from 1 on, in its class where the scheme ranks classes; 0 where there is no score.
        grades_by_score: int64, the place of the grade of the score among `scheme.grades.bands`; -1 where there is none.
        grades: int64, the same after the gates.
        is_synthetic: whether any of the data is made up.

    Legal basis:
        Art. 6: a city's result is the weighted mean of its counties' scores.
    """

    codes: NDArray[np.str_]
    scores: tuple[Fraction | None, ...] = field(converter=tuple[Fraction | None, ...])
    published: Integers
    ranks: Integers
    grades_by_score: Integers
    grades: Integers
    is_synthetic: bool


class Means(Leaf):
    """A row: the mean of each city's counties, computed before."""

    low = high = Fraction(0)
    error: Fraction | None = None

    def __init__(self, means: Objects) -> None:
        self._means = means

    def fill(self, block: Block, out: Floats) -> None:
        """Write nothing of use: cities are few, and computed exactly."""
        out[...] = 0

    def exact(self, block: Block) -> Objects:
        """Give the means."""
        return self._means[block.chosen]


def score_city_columns(run: Run, compiled: CompiledScheme, columns: Columns | None) -> CityScores:
    """Score cities.

    Args:
        run: the scores of the counties.
        compiled: the compiled scheme.
        columns: the data of the cities' own.

    Returns:
        The scores.

    Raises:
        EvidenceError: no cities, or every fault of their columns.
    """
    codes, index = run.table.columns.city_codes, run.table.columns.city_index
    if codes is None or index is None:
        raise EvidenceError([UNITS_WITHOUT_CITIES.at("city_index")], Words("the cities", "设区市"))
    scheme = compiled.scheme
    table = Table(_of_cities(codes, scheme, columns))
    means = _means(run, scheme, index, len(codes))
    scored = np.array([mean is not None for mean in means], dtype=np.bool_)
    exact = _exact(compiled, table, plain([mean or Fraction(0) for mean in means]), scored)
    return _graded(run, scheme, table, index, [exact[i] if scored[i] else None for i in range(len(codes))])


def _of_cities(codes: NDArray[np.str_], scheme: Scheme, columns: Columns | None) -> Columns:
    """Give the cities' columns in the order of the codes."""
    if columns is None:
        names = [need.name.text for need in needed_columns(scheme, Tier.CITY) if need.is_required]
        faults = [NO_CITY_COLUMNS.at("columns", ", ".join(names))] if names else []
        raise_faults(EvidenceError, faults, Words("the cities", "设区市"))
        return Columns(columns=(), codes=codes, is_synthetic=False)
    places = {code: place for place, code in enumerate(columns.code_list)}
    faults = [*find_column_faults(columns, scheme, Tier.CITY)]
    faults += [NO_CITY_COLUMNS.at("codes", code) for code in codes.tolist() if code not in places]
    faults += [CITY_WITHOUT_COUNTIES.at(code) for code in places if code not in codes]
    raise_faults(EvidenceError, faults, Words("the columns of the cities", "设区市列式数据"))
    return columns.take([places[code] for code in codes.tolist()])


def _means(run: Run, scheme: Scheme, index: NDArray[np.int32], cities: int) -> list[Fraction | None]:
    weights = _weights(run, scheme)
    units = np.flatnonzero(weights != 0)
    exact = run.exact(units)
    whole = [0] * cities
    sums: list[Fraction | int] = [0] * cities
    for city, weight, score in zip(index[units].tolist(), weights[units].tolist(), exact.tolist(), strict=True):
        whole[city] += weight
        sums[city] += weight * score
    return [Fraction(total) / weight if weight else None for total, weight in zip(sums, whole, strict=True)]


def _weights(run: Run, scheme: Scheme) -> Objects:
    """Give each unit's weight as a whole number of any unit; 0 for one that has no score, or is not in the mean."""
    count = run.units.count
    if isinstance(scheme.weights, IndicatorWeights):
        found = value_grid(scheme.weights.indicator, blends(scheme)).exact(whole_block(run.table))
        states = state_of(run.table, scheme.weights.indicator, blends(scheme))
        if states is not None:
            found[states != CellState.PRESENT] = 0
    elif isinstance(scheme.weights, TableWeights):
        whole = common_denominator(entry.weight for entry in scheme.weights.weights)
        table = {entry.county: int(entry.weight * whole) for entry in scheme.weights.weights}
        found = plain([Fraction(table.get(code, 0)) for code in run.table.columns.code_list])
    else:
        found = np.ones(count, dtype=object)
    found[~run.has_score] = 0
    if (counted := run.units.is_in_mean) is not None:
        found[~counted] = 0
    return found


def _exact(compiled: CompiledScheme, table: Table, means: Objects, scored: Truths) -> Objects:
    points = compiled.engine.cities
    units = Units(table.columns, compiled.scheme, Tier.CITY)
    readings = points.read(table)
    plans = builder(points, compiled.engine.city_builders, table, units, readings)
    mean = Affine([(_ONE, Means(means))])
    found = np.zeros(units.count, dtype=object)
    for standings, chosen in kinds(readings, scored):
        places = np.flatnonzero(scored) if chosen is None else chosen
        plan = plans.city(standings, mean)
        found[places] = plan.total.exact(some_block(table, places))
    return found


def _graded(
    run: Run, scheme: Scheme, table: Table, index: NDArray[np.int32], exact: list[Fraction | None]
) -> CityScores:
    """Publish, rank and grade: cities are few, so that this is the arithmetic of `assess` itself."""
    codes = table.columns.codes
    scores = {i: Fraction(score) for i, score in enumerate(exact) if score is not None}
    published = {i: scheme.rounding.published(score) for i, score in scores.items()}
    found = np.zeros((4, len(exact)), dtype=np.int64)
    found[2:] = -1
    scale = 10**scheme.rounding.places
    for i, value in published.items():
        found[0, i] = int(value * scale)
    ceilings = _ceilings(run, scheme, table, index)
    for pool in _pools(scheme, table, scores):
        ranked = [scheme.ranking.compared_on.choose(scores[i], published[i]) for i in pool]
        graded = [scheme.grades.compared_on.choose(scores[i], published[i]) for i in pool]
        found[1, pool] = scheme.ranking.ranks(ranked)
        found[2, pool] = _grades(scheme, graded)
        found[3, pool] = np.maximum(found[2, pool], ceilings[pool])
    return CityScores(
        codes=np.array([], dtype=np.str_) if codes is None else codes,
        scores=[scores.get(i) for i in range(len(exact))],
        published=found[0],
        ranks=found[1],
        grades_by_score=found[2],
        grades=found[3],
        is_synthetic=run.table.columns.is_synthetic or table.columns.is_synthetic,
    )


def _pools(scheme: Scheme, table: Table, scores: dict[int, Fraction]) -> list[list[int]]:
    """Give the places of the cities that are ranked together."""
    if not scheme.ranking.classes:
        return [list(scores)]
    classes = Units(table.columns, scheme, Tier.CITY).classes(scheme.ranking.classes).tolist()
    return [[i for i in scores if classes[i] == number] for number in sorted(set(classes))]


def _grades(scheme: Scheme, values: list[Fraction]) -> list[int]:
    grading = scheme.grades
    if isinstance(grading, GradeQuotas):
        places = ((sum(other > value for other in values), values.count(value)) for value in values)
        return [grading.index(grading.of(better, equal).key) for better, equal in places]
    return [grading.index(grading.of(value).key) for value in values]


def _ceilings(run: Run, scheme: Scheme, table: Table, index: NDArray[np.int32]) -> Integers:
    """Give for each city the best grade that gates leave open, as its place among the bands."""
    best = np.zeros(table.columns.units, dtype=np.int64)
    for gate in scheme.gates:
        place = scheme.grades.index(gate.grade)
        if gate.level is Tier.CITY:
            failed = _failing(table, gate, scheme)
        else:
            looked_at, failing = run.units.is_looked_at, _failing(run.table, gate, scheme)
            counties = np.flatnonzero(failing if looked_at is None else failing & looked_at)
            failed = np.zeros(len(best), dtype=np.bool_)
            failed[index[counties]] = True
        best[failed] = np.maximum(best[failed], place)
    return best


def _failing(table: Table, gate: Gate, scheme: Scheme) -> Truths:
    """Tell which units fail a condition of a gate; what does not apply to a unit does not fail there."""
    failing = np.zeros(table.columns.units, dtype=np.bool_)
    for condition in gate.conditions:
        end = end_of(condition)
        if end is None:
            fails = ~holding(table, condition.indicator, condition.must, blends(scheme))
        else:
            fails = outside(table.column(end), condition.must)
        states = state_of(table, condition.indicator, blends(scheme))
        failing |= fails if states is None else fails & (states == CellState.PRESENT)
    return failing
