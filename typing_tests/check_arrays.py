"""What type checkers say of scoring in columns; checked by mypy and pyright, never run."""

from fractions import Fraction
from typing import assert_never, assert_type

import numpy as np
from numpy.typing import NDArray

from jxassess import Evidence, Fault, Scheme
from jxassess.arrays import (
    ArrayTier,
    CellState,
    CityScores,
    Column,
    ColumnKind,
    ColumnName,
    ColumnNeed,
    Columns,
    CompiledScheme,
    Scores,
    columns_from_arrays,
    columns_from_evidence,
    compile_scheme,
    find_column_faults,
    needed_columns,
    parse_column_name,
    scaled,
    score,
)
from jxassess.scheme import Tier
from jxassess.words import Words


def columns_are_made_of_arrays_and_lists(scheme: Scheme, evidence: Evidence) -> None:
    made = columns_from_arrays(
        {"exit_accuracy": np.array([95.5, 100.0]), "funds_use": [1, 2]},
        scheme,
        codes=["990121", "990122"],
        cities=("990100", "990100"),
        states={"funds_use": [CellState.PRESENT, CellState.MISSING]},
        is_synthetic=True,
    )
    assert_type(made, Columns)
    assert_type(columns_from_evidence(evidence, scheme, Tier.CITY), Columns)
    assert_type(made.take([1, 0]), Columns)
    assert_type(made.take(np.array([1, 0])), Columns)
    assert_type(made.get(parse_column_name("funds_use")), Column | None)
    assert_type(find_column_faults(made, scheme), tuple[Fault, ...])


def a_column_is_typed(numbers: NDArray[np.int64]) -> None:
    column = Column(name=ColumnName(ColumnKind.VALUE, "exit_accuracy"), places=2, numbers=numbers)
    assert_type(column.numbers, NDArray[np.int64])
    assert_type(column.states, NDArray[np.uint8] | None)
    assert_type(column.low, int)
    assert_type(column.has_missing, bool)
    assert_type(scaled(np.array([1.5, 2.5]), 1, name="exit_accuracy"), NDArray[np.int64])


def a_need_is_typed(scheme: Scheme) -> None:
    assert_type(needed_columns(scheme), tuple[ColumnNeed, ...])
    need = needed_columns(scheme, Tier.CITY)[0]
    assert_type(need.name.text, str)
    assert_type(need.places, int | None)
    assert_type(need.high, Fraction | None)


def a_compiled_scheme_says_what_serves(scheme: Scheme) -> None:
    compiled = compile_scheme(scheme)
    assert_type(compiled, CompiledScheme)
    assert_type(compiled.scheme, Scheme)
    assert_type(compiled.tier, ArrayTier)
    assert_type(compiled.denominator, int | None)
    assert_type(compiled.error, Fraction | None)
    assert_type(compiled.reasons, tuple[Words, ...])


def scores_are_arrays(columns: Columns, compiled: CompiledScheme) -> None:
    scores = score(columns, compiled, block=1000)
    assert_type(scores, Scores)
    assert_type(scores.units, int)
    assert_type(scores.published, NDArray[np.int64])
    assert_type(scores.is_left_out, NDArray[np.bool_])
    assert_type(scores.ranks(), NDArray[np.int64])
    assert_type(scores.grades(), NDArray[np.int64])
    assert_type(scores.denominator, int)
    assert_type(scores.numerators(), NDArray[np.int64] | NDArray[np.object_])
    assert_type(scores.exact(), NDArray[np.object_])
    assert_type(scores.exact(np.array([3, 5])), NDArray[np.object_])
    assert_type(scores.points("exit_accuracy"), tuple[NDArray[np.int64] | NDArray[np.object_], int])
    assert_type(scores.doubtful, tuple[tuple[ArrayTier, int], ...])


def cities_are_typed(scores: Scores, columns: Columns) -> None:
    cities = scores.cities(columns)
    assert_type(cities, CityScores)
    assert_type(cities.codes, NDArray[np.str_])
    assert_type(cities.scores, tuple[Fraction | None, ...])
    assert_type(cities.published, NDArray[np.int64])
    assert_type(cities.grades, NDArray[np.int64])
    assert_type(scores.cities().is_synthetic, bool)


def tiers_are_matched_to_the_end(tier: ArrayTier) -> int:
    match tier:
        case ArrayTier.INTEGERS:
            return 0
        case ArrayTier.FILTER:
            return 1
        case ArrayTier.LIMBS:
            return 2
        case ArrayTier.EXACT:
            return 3
        case unknown:
            assert_never(unknown)
