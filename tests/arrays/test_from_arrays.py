"""Columns from arrays of numbers as people write them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from jxassess.arrays import CellState, Columns, parse_column_name
from jxassess.arrays._from_arrays import columns_from_arrays
from jxassess.faults import EvidenceError
from jxassess.scheme import Scheme, Tier

sys.path.insert(0, str(Path(__file__).parents[1]))

from whole_scheme import whole_scheme

P, M, N = CellState
NAN = float("nan")


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    """The scheme that says everything that schemes can say."""
    return whole_scheme()


@pytest.fixture
def made(scheme: Scheme) -> Callable[..., Columns]:
    """Make columns of arrays by that scheme."""

    def make(values: dict[str, object], **more: object) -> Columns:
        return columns_from_arrays(values, scheme, **{"is_synthetic": True, **more})

    return make


@pytest.fixture
def refused(made: Callable[..., Columns]) -> Callable[..., list[tuple[str, str, str]]]:
    """Give the faults of arrays of which no columns are made."""

    def make(values: dict[str, object], **more: object) -> list[tuple[str, str, str]]:
        with pytest.raises(EvidenceError) as caught:
            made(values, **more)
        return [(fault.code, fault.where, fault.value) for fault in caught.value.faults]

    return make


def cells(columns: Columns, name: str) -> list[object]:
    """Give the cells of a column: a decimal, or the state of a cell that has none."""
    column = columns.column(parse_column_name(name))
    states = [P] * columns.units if column.states is None else column.states.tolist()
    numbers = (Decimal(number).scaleb(-column.places) for number in column.numbers.tolist())
    return [number if state == P else CellState(state) for number, state in zip(numbers, states, strict=True)]


def test_arrays_of_every_kind(made: Callable[..., Columns]) -> None:
    """Doubles, integers, objects, text and lists become the decimals that they say."""
    columns = made(
        {
            "exit_accuracy": np.array([99.5, 100, 98.75]),
            "poor_population_reduced": np.array([2100, 0, 1500], dtype=np.uint32),
            "target:poor_population_reduced": [2000, 0, 1500],
            "rural_income_growth": np.array([Decimal("-1.50"), "8", 12], dtype=object),
            "identification_accuracy@survey": ["99", "98.25", "0"],
            "identification_accuracy@register": (99, 98.5, 0.0),
        }
    )
    assert cells(columns, "exit_accuracy") == [Decimal("99.5"), 100, Decimal("98.75")]
    assert cells(columns, "poor_population_reduced") == [2100, 0, 1500]
    assert cells(columns, "target:poor_population_reduced") == [2000, 0, 1500]
    assert cells(columns, "rural_income_growth") == [Decimal("-1.5"), 8, 12]
    assert cells(columns, "identification_accuracy@survey") == [99, Decimal("98.25"), 0]
    assert cells(columns, "identification_accuracy@register") == [99, Decimal("98.5"), 0]
    assert all(column.states is None for column in columns.columns)
    assert columns.is_synthetic


def test_places_come_from_the_scheme(made: Callable[..., Columns]) -> None:
    """A column has the places of its indicator, whatever its numbers would need."""
    columns = made({"exit_accuracy": np.array([99.0]), "poor_population_reduced": np.array([3.0])})
    assert [column.places for column in columns.columns] == [2, 0]


@pytest.mark.parametrize(
    ("score", "places"), [(850, 4), (850.5, 4), ("850.12345", 5), (850.1234567891, 10), ("0.0000000001", 10)]
)
def test_places_of_carried_scores(made: Callable[..., Columns], score: object, places: int) -> None:
    """Where the scheme does not limit the places, four are taken, or as many as are needed."""
    columns = made({"carried:": [score]})
    assert columns.columns[0].places == places
    assert cells(columns, "carried:") == [Decimal(str(score))]


def test_too_many_places_of_carried_scores(refused: Callable[..., list[tuple[str, str, str]]]) -> None:
    """More than ten places are too many of any number."""
    assert refused({"carried:": ["850.12345678901", "850"]}) == [("too_many_places", "carried:[0]", "850.12345678901")]


def test_flags(made: Callable[..., Columns]) -> None:
    """Who was drawn and what was falsified may be said by truth values."""
    columns = made({"sampled:": np.array([True, False]), "falsified:falsified@water": [False, True]})
    assert cells(columns, "sampled:") == [1, 0]
    assert cells(columns, "falsified:falsified@water") == [0, 1]


def test_truth_values_are_no_numbers(refused: Callable[..., list[tuple[str, str, str]]]) -> None:
    """Elsewhere truth values are refused, one among the numbers of a list too."""
    found = refused({"exit_accuracy": np.array([True, False]), "roads": [99.5, True, 1], "water": (0, False)})
    assert found == [
        ("no_numbers", "exit_accuracy", "bool"),
        ("bad_number", "roads[1]", "True"),
        ("bad_number", "water[1]", "False"),
    ]


# States


@pytest.mark.parametrize(
    "values",
    [
        np.array([99.5, NAN, 0, 98]),
        np.array([99.5, None, NAN, 98], dtype=object),
        np.array(["99.5", "", "0", "98"]),
        np.array(["99.5", "", "", "98"], dtype=object),
        [99.5, None, None, 98],
    ],
)
def test_states_say_what_is_missing(made: Callable[..., Columns], values: object) -> None:
    """A cell that its state says to have no number may hold NaN, `None`, 0 or empty text."""
    columns = made({"exit_accuracy": values}, states={"exit_accuracy": np.array([P, M, N, P], dtype=np.uint8)})
    assert cells(columns, "exit_accuracy") == [Decimal("99.5"), M, N, 98]


def test_states_of_a_text_type(made: Callable[..., Columns]) -> None:
    """Empty text of numpy's newer text type is no number either."""
    if not hasattr(np.dtypes, "StringDType"):
        pytest.skip("numpy before 2")
    values = np.array(["99.5", "", "98"], dtype=np.dtypes.StringDType())
    columns = made({"exit_accuracy": values}, states={"exit_accuracy": [P, M, P]})
    assert cells(columns, "exit_accuracy") == [Decimal("99.5"), M, 98]


def test_integers_with_states(made: Callable[..., Columns]) -> None:
    """Integers have no NaN; 0 stands where there is none."""
    columns = made(
        {"poor_population_reduced": np.array([3, 0, 0])}, states={"value:poor_population_reduced": [P, P, M]}
    )
    assert cells(columns, "poor_population_reduced") == [3, 0, M]


def test_masked_cells_are_missing(made: Callable[..., Columns]) -> None:
    """A masked cell is missing, or what its state says, whatever lies under the mask."""
    values = np.ma.masked_array([99.5, 7, NAN, 0.001, 98], mask=[False, True, True, True, False])
    assert cells(made({"exit_accuracy": values}), "exit_accuracy") == [Decimal("99.5"), M, M, M, 98]
    columns = made({"exit_accuracy": values}, states={"exit_accuracy": [P, P, N, M, P]})
    assert cells(columns, "exit_accuracy") == [Decimal("99.5"), M, N, M, 98]
    assert cells(made({"exit_accuracy": np.ma.masked_array([1, 2])}), "exit_accuracy") == [1, 2]


def test_nan_says_nothing(refused: Callable[..., list[tuple[str, str, str]]]) -> None:
    """NaN and `None` without a state are refused: a value may be lacking for several reasons."""
    assert refused({"exit_accuracy": np.array([1, NAN]), "roads": [None, 2]}) == [
        ("bad_number", "exit_accuracy[1]", "nan"),
        ("bad_number", "roads[0]", "None"),
    ]


@pytest.mark.parametrize(
    "values", [np.array([1.0, 2, 0]), np.array([1, 2, 0]), ["1", "2", ""], [Decimal(1), Decimal(2), None]]
)
def test_a_number_that_no_state_admits(refused: Callable[..., list[tuple[str, str, str]]], values: object) -> None:
    """A number in a cell that its state says to be missing is not dropped in silence."""
    [(code, where, value)] = refused({"exit_accuracy": values}, states={"exit_accuracy": [P, M, M]})
    assert (code, where, float(value)) == ("hidden_number", "exit_accuracy[1]", 2)


@pytest.mark.parametrize(
    ("states", "fault"),
    [
        ([P, 3], ("bad_state", "states exit_accuracy[1]", "3")),
        ([P, 256], ("bad_state", "states exit_accuracy[1]", "256")),
        ([P, -1], ("bad_state", "states exit_accuracy[1]", "-1")),
        ([P], ("wrong_length", "states exit_accuracy", "1")),
        ([], ("wrong_length", "states exit_accuracy", "0")),
        (["missing", ""], ("wrong_array", "states exit_accuracy", "1-D <U7")),
        (np.array([True, False]), ("wrong_array", "states exit_accuracy", "1-D bool")),
        ([[P, M]], ("wrong_array", "states exit_accuracy", "2-D int64")),
    ],
)
def test_states_that_are_none(
    refused: Callable[..., list[tuple[str, str, str]]], states: object, fault: tuple[str, str, str]
) -> None:
    """States are a whole number from 0 to 2 for each cell."""
    assert refused({"exit_accuracy": [1, 2]}, states={"exit_accuracy": states}) == [fault]


def test_no_cells_have_no_states(made: Callable[..., Columns]) -> None:
    """Of no units there are columns without cells."""
    assert made({"exit_accuracy": []}, states={"exit_accuracy": []}).units == 0


# Names, units, cities


def test_names_that_the_scheme_does_not_read(refused: Callable[..., list[tuple[str, str, str]]]) -> None:
    """A name that is mistyped, of another source or level, or given twice is refused."""
    found = refused(
        {"exit_acuracy": [1], "identification_accuracy": [1], "events:praised": [1], "roads": [1], "value:roads": [1]}
    )
    assert found == [
        ("repeated_column", "values", "roads"),
        ("unread_column", "values", "exit_acuracy"),
        ("unread_column", "values", "identification_accuracy"),
        ("unread_column", "values", "events:praised"),
    ]


def test_columns_of_cities(made: Callable[..., Columns]) -> None:
    """Columns of cities are read by what the scheme reads of cities."""
    columns = made({"events:praised": [1, 0], "review": [90.5, 80]}, level=Tier.CITY, codes=["990100", "990200"])
    assert cells(columns, "events:praised") == [1, 0]
    assert columns.city_codes is None


@pytest.mark.parametrize("kind", ["list", "text", "objects", "wide", "new"])
def test_codes_and_cities_of_units(made: Callable[..., Columns], kind: str) -> None:
    """Codes are text in any form; cities are listed once each, in order."""
    forms: dict[str, Callable[[list[str]], object]] = {
        "list": list,
        "text": np.array,
        "objects": lambda found: np.array(found, dtype=object),
        "wide": lambda found: np.array(found, dtype="<U20"),
        "new": lambda found: np.array(found, dtype=np.dtypes.StringDType() if kind == "new" else object),
    }
    if kind == "new" and not hasattr(np.dtypes, "StringDType"):
        pytest.skip("numpy before 2")
    form = forms[kind]
    columns = made(
        {"roads": [1, 2, 3]},
        codes=form(["990221", "990121", "990122"]),
        cities=form(["990200", "990100", "990100"]),
    )
    assert columns.codes.tolist() == ["990221", "990121", "990122"]
    assert columns.city_codes.tolist() == ["990100", "990200"]
    assert columns.city_index.tolist() == [1, 0, 0]


def test_a_code_keeps_its_zeros(made: Callable[..., Columns]) -> None:
    """A city whose code begins with a zero keeps it."""
    assert made({"roads": [1]}, cities=["009900"]).city_codes.tolist() == ["009900"]


def test_codes_that_are_none(refused: Callable[..., list[tuple[str, str, str]]]) -> None:
    """Codes that are not six digits as text are refused, those of cities too."""
    assert refused({"roads": [1, 2]}, codes=[990121, 990122], cities=["990100", "9901"]) == [
        ("bad_unit_code", "cities[1]", "9901"),
        ("wrong_array", "codes", "1-D int64"),
    ]
    assert refused({"roads": [1]}, cities=np.array([None])) == [("wrong_array", "cities", "1-D object")]
    assert refused({"roads": [1]}, cities=[["990100"]]) == [("wrong_array", "cities", "2-D <U6")]


def test_all_faults_at_once(refused: Callable[..., list[tuple[str, str, str]]]) -> None:
    """Names, states, cells, shapes, lengths, codes and cities are told together."""
    found = refused(
        {"Exit": [1], "exit_accuracy": [0.125, 1], "roads": [[1], [2, 3]], "water": 1, "petitions": [1, 2, 3]},
        states={"own_growth": [P], "": []},
        codes=["990121", "990121"],
        cities=["9901"],
    )
    assert found == [
        ("bad_column_name", "'Exit'", "Exit"),
        ("bad_column_name", "''", ""),
        ("alone", "states own_growth", ""),
        ("too_many_places", "exit_accuracy[0]", "0.125"),
        ("wrong_array", "roads", "2-D float64"),
        ("wrong_array", "water", "0-D int64"),
        ("bad_unit_code", "cities[0]", "9901"),
        ("wrong_length", "codes", "2"),
        ("repeated_code", "codes[1]", "990121"),
    ]
