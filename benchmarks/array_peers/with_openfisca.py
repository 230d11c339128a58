"""OpenFisca-core: a tax and benefit system with a variable for each criterion, calculated for a population.

Its `float` is numpy's float32, whatever the input, which bounds how right its published values can be.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import Simulation, SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.taxscales import SingleAmountTaxScale
from openfisca_core.variables import Variable

from array_peers.plain_numpy import ranks
from array_peers.work import BOUNDS, Criterion, Job, Line, Outcome, Work, hundredths

NAME = "OpenFisca-core"
DOES = "all of it, in float32; ranks by numpy in a formula"
TOLERANCE = 1e-4

UNIT = build_entity(key="unit", plural="units", label="assessed unit", is_person=True)
PERIOD = "2019"
RESULTS = ("published", "rank", "grade")


def variable(name: str, value_type: type, formula: object = None) -> type[Variable]:
    """Make a variable of a year, an input where it has no formula."""
    parts = {"value_type": value_type, "entity": UNIT, "definition_period": DateUnit.YEAR, "label": name}
    return type(name, (Variable,), parts if formula is None else parts | {"formula": formula})


def scale(criterion: Criterion) -> SingleAmountTaxScale:
    """Write levels as a scale of amounts."""
    found = SingleAmountTaxScale()
    found.add_bracket(-np.inf, float(criterion.earned[0]))
    for threshold, earned in zip(criterion.thresholds, criterion.earned[1:], strict=True):
        found.add_bracket(float(threshold), float(earned))
    return found


def points(criterion: Criterion) -> object:
    """Write the formula of a criterion's points."""
    key = criterion.key
    if isinstance(criterion, Line):
        zero, full, marks = map(float, (criterion.zero_at, criterion.full_at, criterion.marks))
        return lambda unit, period: np.clip((unit(key, period) - zero) / (full - zero), 0, 1) * marks
    levels = scale(criterion)
    return lambda unit, period: levels.calc(unit(key, period))


def system(work: Work) -> TaxBenefitSystem:
    """Make the system: inputs, points, score, published value, rank and grade."""
    keys = [criterion.key for criterion in work.criteria]
    bounds = np.array(BOUNDS, dtype=np.float32)

    def published(unit: object, period: object) -> NDArray[np.float32]:
        score = sum(unit(f"points_{key}", period) for key in keys)
        return np.floor(score * 100 + 0.5) / 100

    made = TaxBenefitSystem([UNIT])
    made.add_variables(*(variable(key, float) for key in keys))
    made.add_variables(*(variable(f"points_{each.key}", float, points(each)) for each in work.criteria))
    made.add_variable(variable("published", float, published))
    made.add_variable(variable("rank", int, lambda unit, period: ranks(unit("published", period))))
    grade = lambda unit, period: len(bounds) - np.searchsorted(bounds, unit("published", period), side="right")  # noqa: E731
    made.add_variable(variable("grade", int, grade))
    return made


def simulate(work: Work) -> Simulation:
    """Make a simulation with the values as inputs."""
    made = system(work)
    simulation = SimulationBuilder().build_default_simulation(made, work.units)
    for key, values in work.columns().items():
        simulation.set_input(key, PERIOD, values.astype(np.float32))
    return simulation


def prepare(work: Work) -> Job:
    """Hold a simulation with its inputs; what was calculated is forgotten between two runs."""
    simulation = simulate(work)
    computed = [*(f"points_{criterion.key}" for criterion in work.criteria), *RESULTS]

    def reset() -> None:
        for name in computed:
            simulation.delete_arrays(name)

    return Job(lambda: [simulation.calculate(name, PERIOD) for name in RESULTS], read, reset)


def read(result: list[NDArray[np.generic]]) -> Outcome:
    """Read the columns."""
    published, places, grades = result
    return Outcome(hundredths(published), places.astype(np.int64), grades.astype(np.int64))
