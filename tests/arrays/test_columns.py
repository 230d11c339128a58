"""Columns, and what arrays must be to stand in them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from attrs import evolve

from jxassess.arrays import CellState, Column, Columns, parse_column_name
from jxassess.errors import ScopeError
from jxassess.faults import EvidenceError
from jxassess.words import Words

RATE, VILLAGES = parse_column_name("exit_accuracy"), parse_column_name("poor_villages_exited")
P, M, N = CellState


def integers(*numbers: int) -> np.ndarray:
    return np.array(numbers, dtype=np.int64)


def states(*found: int) -> np.ndarray:
    return np.array(found, dtype=np.uint8)


def codes(*found: str) -> np.ndarray:
    return np.array(found, dtype="<U6")


def column(*numbers: int, **changes: object) -> Column:
    return Column(**{"name": RATE, "places": 2, "numbers": integers(*numbers), **changes})


@pytest.fixture
def units() -> Columns:
    """Four units in two cities, with two columns."""
    return Columns(
        columns=[
            column(9550, 0, 10000, 0, states=states(P, M, P, N)),
            column(3, 1, 0, 2, name=VILLAGES, places=0),
        ],
        codes=codes("990221", "990121", "990122", "990222"),
        city_codes=codes("990100", "990200"),
        city_index=np.array([1, 0, 0, 1], dtype=np.int32),
        is_synthetic=True,
    )


def refused(make: Callable[[], object]) -> list[tuple[str, str, str]]:
    with pytest.raises(EvidenceError) as caught:
        make()
    return [(fault.code, fault.where, fault.value) for fault in caught.value.faults]


# One column


@pytest.mark.parametrize(
    ("numbers", "found", "low", "high", "missing", "not_applicable"),
    [
        ((7, 3, 5), None, 3, 7, False, False),
        ((7, 3, 5), (P, P, P), 3, 7, False, False),
        ((7, 0, 5), (P, M, P), 5, 7, True, False),
        ((-7, 0, -5), (P, N, P), -7, -5, False, True),
        ((-7, 0, 5), (P, N, M), -7, -7, None, None),
        ((0, 0), (M, N), 0, 0, True, True),
        ((0, 0, 4), (M, P, P), 0, 4, True, False),
        ((), None, 0, 0, False, False),
        ((), (), 0, 0, False, False),
    ],
)
def test_what_a_column_knows_of_itself(
    numbers: tuple[int, ...],
    found: tuple[int, ...] | None,
    low: int,
    high: int,
    missing: bool | None,
    not_applicable: bool | None,
) -> None:
    """The least and largest numbers are those of cells that are present; 0 in other cells is no number."""
    if missing is None:
        assert refused(lambda: column(*numbers, states=states(*found))) == [("hidden_number", "numbers[2]", "5")]
        return
    made = column(*numbers, states=None if found is None else states(*found))
    assert (made.low, made.high, made.has_missing, made.has_not_applicable) == (low, high, missing, not_applicable)


def test_states_that_say_nothing() -> None:
    """States that are all present are the same as none."""
    assert column(1, 2, states=states(P, P)).states is None
    assert column(1, 2, states=states(P, P)) == column(1, 2)


def test_columns_are_equal_cell_by_cell() -> None:
    """Columns with the same cells are equal; another number, state, name or number of places makes another column."""
    made = column(1, 0, states=states(P, M))
    assert made == column(1, 0, states=states(P, M))
    others = [
        column(2, 0, states=states(P, M)),
        column(1, 0, states=states(P, N)),
        column(1, 0),
        column(1, 0, 0, states=states(P, M, P)),
        column(1, 0, states=states(P, M), places=1),
        column(1, 0, states=states(P, M), name=VILLAGES),
    ]
    assert all(made != other for other in others)


def test_nobody_changes_a_column() -> None:
    """What others could still write to is copied, and the column itself cannot be written to."""
    numbers, found = integers(1, 0), states(P, M)
    made = column(numbers=numbers, states=found)
    numbers[0], found[0] = 9, M
    assert made == column(1, 0, states=states(P, M))
    for array in (made.numbers, made.states):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1


def test_fixed_memory_is_not_copied() -> None:
    """An array that is read-only down to its memory is kept as it is; one over memory of others is copied."""
    numbers = integers(1, 2, 3, 4)
    view = numbers[:2]
    view.flags.writeable = False
    made = column(numbers=view)
    numbers[0] = 9
    assert made.numbers.tolist() == [1, 2]
    assert column(numbers=made.numbers[1:]).numbers.base is made.numbers
    from_bytes = np.frombuffer(integers(5, 6).tobytes(), np.int64)
    assert column(numbers=from_bytes).numbers is from_bytes


def test_a_column_lies_in_one_piece() -> None:
    """Every second cell of an array becomes a column of its own."""
    numbers = integers(1, 2, 3, 4)
    numbers.flags.writeable = False
    made = column(numbers=numbers[::2])
    assert made.numbers.tolist() == [1, 3]
    assert made.numbers.flags.c_contiguous


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        (np.array([1, 2], dtype=np.int32), "1-D int32"),
        (np.array([1.0, 2.0]), "1-D float64"),
        (np.array([1, 2], dtype=">i8"), "1-D >i8"),
        (np.array([[1, 2]], dtype=np.int64), "2-D int64"),
        ([1, 2], "list"),
    ],
)
def test_numbers_are_an_array_of_int64(numbers: np.ndarray, shown: str) -> None:
    """Any other array of numbers is refused, never converted."""
    assert refused(lambda: column(numbers=numbers)) == [("wrong_array", "numbers", shown)]


@pytest.mark.parametrize("places", [-1, 19, "2", 2.0])
def test_places_of_a_column(places: object) -> None:
    """A column has from 0 to 18 decimal places."""
    assert refused(lambda: column(1, places=places)) == [("too_wide", "places", str(places))]
    assert column(10**18, places=18).places == 18


def test_all_faults_of_a_column() -> None:
    """Everything that is wrong with a column is told at once, under its name."""
    with pytest.raises(EvidenceError) as caught:
        column(1, 2, 3, places=19, states=states(P, 3, M))
    assert caught.value.subject == Words("column exit_accuracy", "列exit_accuracy")
    assert [(fault.code, fault.where, fault.value) for fault in caught.value.faults] == [
        ("too_wide", "places", "19"),
        ("bad_state", "states[1]", "3"),
        ("hidden_number", "numbers[1]", "2"),
        ("hidden_number", "numbers[2]", "3"),
    ]


def test_states_of_another_form() -> None:
    """States that are no array of uint8, or not one for each number, are refused."""
    assert refused(lambda: column(1, states=np.array([1]))) == [("wrong_array", "states", "1-D int64")]
    assert refused(lambda: column(1, 2, states=states(M))) == [("wrong_length", "states", "1")]
    assert refused(lambda: column(numbers=[1], states=[1])) == [
        ("wrong_array", "numbers", "list"),
        ("wrong_array", "states", "list"),
    ]


@pytest.mark.parametrize(("wrong", "named"), [(20, 20), (21, 20), (1000, 20)])
def test_many_faults_of_one_kind(wrong: int, named: int) -> None:
    """Of many wrong cells the first 20 are named, then how many more there are."""
    found = refused(lambda: column(*range(1, wrong + 1), states=states(*[M] * wrong)))
    assert found[:named] == [("hidden_number", f"numbers[{i}]", str(i + 1)) for i in range(named)]
    assert found[named:] == ([] if wrong == named else [("more_cells", "numbers", str(wrong - named))])


# Columns together


def test_columns_by_name(units: Columns) -> None:
    """Columns are kept in the order of their names, and found by them."""
    assert [made.name for made in evolve(units, columns=reversed(units.columns)).columns] == [RATE, VILLAGES]
    assert units.column(RATE).high == 10000
    assert units.get(parse_column_name("carried:")) is None
    with pytest.raises(ScopeError, match="no column 'carried:'; there are exit_accuracy, poor_villages_exited"):
        units.column(parse_column_name("carried:"))


def test_how_many_units_there_are(units: Columns) -> None:
    """Columns count the units; without any the codes or cities do, and without these there is none."""
    assert units.units == 4
    assert evolve(units, columns=[]).units == 4
    assert evolve(units, columns=[], codes=None).units == 4
    assert Columns(columns=[], is_synthetic=False).units == 0


def test_equality_of_columns(units: Columns) -> None:
    """Columns are equal where all their parts are."""
    same = evolve(units, codes=units.codes.astype("<U9"), columns=list(units.columns))
    assert units == same
    others = [
        evolve(units, is_synthetic=False),
        evolve(units, codes=None),
        evolve(units, codes=codes("990221", "990121", "990122", "990223")),
        evolve(units, city_codes=codes("990100", "990300")),
        evolve(units, city_index=np.array([1, 0, 1, 1], dtype=np.int32)),
        evolve(units, city_index=None, city_codes=None),
        evolve(units, columns=units.columns[:1]),
    ]
    assert all(units != other for other in others)


def test_codes_cannot_be_changed(units: Columns) -> None:
    """Codes and cities are kept like numbers."""
    for array in (units.codes, units.city_codes, units.city_index):
        assert not array.flags.writeable


def test_a_column_stands_once(units: Columns) -> None:
    """Two columns of one name are refused."""
    assert refused(lambda: evolve(units, columns=[*units.columns, units.columns[0]])) == [
        ("repeated_column", "columns", "exit_accuracy")
    ]


def test_all_parts_have_one_length(units: Columns) -> None:
    """Every column, the codes and the cities have a cell for each unit."""
    found = refused(lambda: evolve(units, columns=[column(1, 2), column(1, 2, 3, name=VILLAGES)]))
    assert found == [
        ("wrong_length", "poor_villages_exited", "3"),
        ("wrong_length", "codes", "4"),
        ("wrong_length", "city_index", "4"),
    ]


@pytest.mark.parametrize(
    ("found", "faults"),
    [
        (codes("990221", "99012", "99012A", "990222"), [("bad_unit_code", 1, "99012"), ("bad_unit_code", 2, "99012A")]),
        (
            codes("990221", "９９０１２１", "990122", "990 22"),
            [("bad_unit_code", 1, "９９０１２１"), ("bad_unit_code", 3, "990 22")],
        ),
        (np.array(["990221", "990121", "9901221", "990222"]), [("bad_unit_code", 2, "9901221")]),
        (
            codes("990221", "990121", "990221", "990221"),
            [("repeated_code", 2, "990221"), ("repeated_code", 3, "990221")],
        ),
        (
            codes("", "990121", "", "990222"),
            [("bad_unit_code", 0, ""), ("bad_unit_code", 2, ""), ("repeated_code", 2, "")],
        ),
    ],
)
def test_codes_are_six_digits_each_once(units: Columns, found: np.ndarray, faults: list[tuple[str, int, str]]) -> None:
    """Codes of another form, or that stand there twice, are named."""
    assert refused(lambda: evolve(units, codes=found)) == [(code, f"codes[{i}]", value) for code, i, value in faults]


def test_codes_are_text(units: Columns) -> None:
    """Codes given as numbers are refused; a leading zero would be lost."""
    assert refused(lambda: evolve(units, codes=integers(990121, 990122, 990221, 990222))) == [
        ("wrong_array", "codes", "1-D int64")
    ]
    assert refused(lambda: evolve(units, city_codes=["990100", "990200"])) == [("wrong_array", "city_codes", "list")]
    assert refused(lambda: evolve(units, codes=units.codes.reshape(2, 2))) == [("wrong_array", "codes", "2-D <U6")]


def test_codes_of_the_other_byte_order(units: Columns) -> None:
    """Text in the byte order of another machine is the same text."""
    assert evolve(units, codes=units.codes.astype(">U6")) == units


def test_cities_of_units(units: Columns) -> None:
    """The codes of cities are sorted, and each unit points at one of them."""
    assert refused(lambda: evolve(units, city_codes=codes("990200", "990100"))) == [
        ("unsorted_codes", "city_codes[1]", "990100")
    ]
    assert refused(lambda: evolve(units, city_index=np.array([2, 0, -1, 1], dtype=np.int32))) == [
        ("no_such_city", "city_index[0]", "2"),
        ("no_such_city", "city_index[2]", "-1"),
    ]
    assert refused(lambda: evolve(units, city_index=integers(1, 0, 0, 1))) == [
        ("wrong_array", "city_index", "1-D int64")
    ]


def test_codes_and_places_of_cities_go_together(units: Columns) -> None:
    """Cities without the units of them, or the other way round, are refused."""
    assert refused(lambda: evolve(units, city_index=None)) == [("alone", "city_codes", "")]
    assert refused(lambda: evolve(units, city_codes=None)) == [("alone", "city_index", "")]


# Some of the units


def test_units_in_another_order(units: Columns) -> None:
    """Every part of the columns follows the order that is asked for."""
    made = units.take([3, 2, 0])
    assert made.codes.tolist() == ["990222", "990122", "990221"]
    assert made.city_index.tolist() == [1, 0, 1]
    assert made.column(RATE) == column(0, 10000, 9550, states=states(N, P, P))
    assert made.column(VILLAGES).numbers.tolist() == [2, 0, 3]
    assert made.city_codes.tolist() == ["990100", "990200"]
    assert units.take(np.arange(4, dtype=np.uint16)) == units


def test_units_without_codes_may_be_repeated(units: Columns) -> None:
    """Units that are only numbered can be taken several times, those with a code cannot."""
    numbered = evolve(units, codes=None, city_codes=None, city_index=None)
    assert numbered.take([2, 2]).column(RATE).numbers.tolist() == [10000, 10000]
    assert refused(lambda: units.take([2, 2])) == [("repeated_code", "codes[1]", "990122")]


def test_no_units(units: Columns) -> None:
    """None of the units are units too."""
    assert units.take([]).units == 0
    assert units.take([]).take([]) == units.take([])


@pytest.mark.parametrize("indices", [[4], [-1], [0.0], [True, False, True, True], [[0, 1]], ["0"]])
def test_units_that_are_not_there(units: Columns, indices: list[int]) -> None:
    """Anything but whole numbers from 0 to the last unit is refused, so that no unit is taken by mistake."""
    with pytest.raises(ScopeError, match="units are taken by whole numbers from 0 to 3"):
        units.take(indices)
