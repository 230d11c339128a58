"""Columns in Parquet and in arrays of Arrow."""

from __future__ import annotations

import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from attrs import evolve

from jxassess.arrays import ColumnNeed, Columns, needed_columns
from jxassess.errors import ScopeError
from jxassess.faults import EvidenceError, Fault
from jxassess.io import parse_scheme
from jxassess.io._columns._arrow import arrow_cells
from jxassess.io._columns._cells import Tally
from jxassess.io.columns import read_columns
from jxassess.scheme import Scheme

Read = Callable[..., Columns]
Faults = Callable[..., list[tuple[str, str, str]]]

VALUES = [Decimal("95.50"), None, Decimal("-0.07"), Decimal("100.00")]
NUMBERS = ([9550, 0, -7, 10000], [0, 1, 0, 0])


@pytest.fixture
def read(tmp_path: Path, scheme: Scheme) -> Read:
    """Write columns to Parquet and read them."""

    def from_columns(table: Any = None, **columns: Any) -> Columns:
        path = tmp_path / "v.parquet"
        pq.write_table(pa.table(columns) if table is None else table, path)
        return read_columns(path, scheme, is_synthetic=None if "synthetic:" in columns else True)

    return from_columns


@pytest.fixture
def faults(read: Read) -> Faults:
    """Give code, place and value of the faults of columns."""

    def find(table: Any = None, **columns: Any) -> list[tuple[str, str, str]]:
        with pytest.raises(EvidenceError) as caught:
            read(table, **columns)
        return [(fault.code, fault.where, fault.value) for fault in caught.value.faults]

    return find


@pytest.fixture
def need(scheme: Scheme) -> ColumnNeed:
    """What the scheme reads of one rate: two decimal places."""
    return next(need for need in needed_columns(scheme) if need.name.text == "exit_accuracy")


def found(columns: Columns) -> tuple[list[int], list[int] | None]:
    """Give numbers and states of the only column."""
    (column,) = columns.columns
    return column.numbers.tolist(), None if column.states is None else column.states.tolist()


@pytest.mark.parametrize(
    "kind",
    [
        pa.decimal32(9, 2),
        pa.decimal64(18, 2),
        pa.decimal128(5, 2),
        pa.decimal128(38, 2),
        pa.decimal128(38, 18),
        pa.decimal128(38, 30),
        pa.decimal256(76, 2),
        pa.decimal256(76, 40),
        pa.decimal32(9, 4),
        pa.decimal64(18, 3),
    ],
    ids=str,
)
def test_decimals(read: Read, kind: Any) -> None:
    """Decimals of every width and scale are read exactly, at the places of the scheme."""
    assert found(read(exit_accuracy=pa.array(VALUES, kind))) == NUMBERS


@pytest.mark.parametrize(
    "kind", [pa.decimal128(38, 0), pa.decimal128(38, 1), pa.decimal64(18, 0), pa.decimal32(9, 1)], ids=str
)
def test_coarser_decimals(read: Read, kind: Any) -> None:
    """Decimals of fewer places than the scheme has are brought to them."""
    assert found(read(exit_accuracy=pa.array([Decimal(95), None, Decimal(-7)], kind))) == ([9500, 0, -700], [0, 1, 0])


def test_a_negative_scale(need: ColumnNeed) -> None:
    """Hundreds as a unit are whole numbers like others."""
    column = pa.chunked_array([pa.array([Decimal("1200"), Decimal("-100")], pa.decimal128(5, -2))])
    assert arrow_cells(column, need, Tally("x", str)).numbers.tolist() == [120000, -10000]
    undeclared = evolve(need, places=None)
    cells = arrow_cells(column, undeclared, Tally("x", str))
    assert (cells.numbers.tolist(), cells.places) == ([1200, -100], 0)


def test_places_are_those_of_the_type_where_the_scheme_does_not_say(read: Read) -> None:
    """A carried score has the places of its type."""
    columns = read(**{"carried:": pa.array([Decimal("80.125"), None], pa.decimal128(10, 3))})
    assert (found(columns), columns.columns[0].places) == (([80125, 0], [0, 1]), 3)


def test_the_largest_numbers(read: Read) -> None:
    """Numbers up to the largest of 64 bits are read from decimals, integers and text."""
    largest = [2**63 - 1, 1 - 2**63]
    for kind in (pa.decimal128(38, 0), pa.decimal128(38, 5), pa.int64(), pa.string()):
        values = [Decimal(n) for n in largest] if pa.types.is_decimal(kind) else pa.array(largest).cast(kind)
        assert found(read(poor_population_reduced=pa.array(values, kind))) == (largest, None)


def test_decimals_that_do_not_fit(faults: Faults) -> None:
    """Decimals that need more places, or more than 64 bits, are named by row and column."""
    kind = pa.decimal128(38, 3)
    values = [Decimal("95.123"), Decimal("95.12"), None, Decimal(f"{2**63}.000")]
    first, second = faults(exit_accuracy=pa.array(values, kind))
    assert first == ("too_many_places", "v.parquet row 1, column exit_accuracy", "95.123")
    assert second[:2] == ("too_large", "v.parquet row 4, column exit_accuracy")
    assert Decimal(second[2]) == 2**63
    for number in (2**63, -(2**63) - 1, 2**64 + 5, 2**90):
        assert faults(poor_population_reduced=pa.array([Decimal(1), Decimal(number)], pa.decimal128(38, 0))) == [
            ("too_large", "v.parquet row 2, column poor_population_reduced", str(number))
        ]


@pytest.mark.parametrize(
    "kind", [pa.int8(), pa.int16(), pa.int32(), pa.int64(), pa.uint8(), pa.uint16(), pa.uint32(), pa.uint64()], ids=str
)
def test_integers(read: Read, kind: Any) -> None:
    """Integers of every width are read, and mean whole units."""
    assert found(read(exit_accuracy=pa.array([95, None, 7], kind))) == ([9500, 0, 700], [0, 1, 0])
    assert found(read(exit_accuracy=pa.array([95, 7], kind))) == ([9500, 700], None)


def test_integers_that_do_not_fit(faults: Faults) -> None:
    """Integers that have no room in 64 bits are named."""
    assert faults(exit_accuracy=pa.array([1, 2**62], pa.int64())) == [
        ("too_large", "v.parquet row 2, column exit_accuracy", str(2**62))
    ]
    assert faults(poor_population_reduced=pa.array([2**63, None], pa.uint64())) == [
        ("too_large", "v.parquet row 1, column poor_population_reduced", str(2**63))
    ]


def test_doubles(read: Read) -> None:
    """Doubles are read as the decimals that they prove."""
    assert found(read(exit_accuracy=pa.array([95.5, None, -0.07, 100.0]))) == NUMBERS


def test_doubles_of_any_places(read: Read) -> None:
    """Where the scheme does not limit the places, doubles have four, or as many more as they need."""
    for value, expected in ((80.5, (805000, 4)), (80.123456, (80123456, 6))):
        (column,) = read(**{"carried:": pa.array([value])}).columns
        assert (column.numbers.tolist(), column.places) == ([expected[0]], expected[1])


def test_doubles_that_prove_nothing(faults: Faults) -> None:
    """A double that is not the nearest one to a decimal of so many places is named, and so is NaN."""
    assert faults(exit_accuracy=pa.array([0.3, 0.1 + 0.2, 1.234, float("nan"), float("inf"), None])) == [
        ("bad_number", "v.parquet row 4, column exit_accuracy", "NaN"),
        ("bad_number", "v.parquet row 2, column exit_accuracy", "0.30000000000000004"),
        ("bad_number", "v.parquet row 5, column exit_accuracy", "inf"),
        ("too_many_places", "v.parquet row 3, column exit_accuracy", "1.234"),
    ]
    assert len(faults(**{"carried:": pa.array([0.1 + 0.2] * 25)})) == 21


@pytest.mark.parametrize(
    "kind",
    [
        pa.string(),
        pa.large_string(),
        pa.string_view(),
        pa.dictionary(pa.int8(), pa.string()),
        pa.dictionary(pa.int32(), pa.large_string()),
    ],
    ids=str,
)
def test_text(kind: Any, need: ColumnNeed) -> None:
    """Text of every kind is read as it is written; it may say what does not apply."""
    texts = ["95.5", None, "-0.07", "not_applicable", "100"]
    array = pa.array(texts)
    array = array.dictionary_encode().cast(kind) if pa.types.is_dictionary(kind) else array.cast(kind)
    tally = Tally("x", str)
    # In several pieces, of which one begins in the middle of its memory and one is empty.
    pieces = [array.slice(0, 2), array.slice(0, 0), array.slice(2)]
    cells = arrow_cells(pa.chunked_array(pieces), need, tally)
    assert cells.states is not None
    assert (cells.numbers.tolist(), cells.states.tolist()) == ([9550, 0, -7, 0, 10000], [0, 1, 0, 2, 0])
    assert [*tally.faults()] == []


def test_empty_text(faults: Faults) -> None:
    """Empty text is no number; what is missing is null."""
    assert faults(exit_accuracy=pa.array(["1", "", " "])) == [
        ("bad_number", "v.parquet row 2, column exit_accuracy", "''"),
        ("bad_number", "v.parquet row 3, column exit_accuracy", "' '"),
    ]


def test_pieces(read: Read, tmp_path: Path, scheme: Scheme) -> None:
    """A file of several groups of rows is read in their order."""
    path = tmp_path / "v.parquet"
    table = pa.table(
        {"exit_accuracy": pa.array(VALUES * 3, pa.decimal128(9, 2)), "code": [f"{990121 + i}" for i in range(12)]}
    )
    pq.write_table(table, path, row_group_size=5)
    columns = read_columns(path, scheme, is_synthetic=True)
    assert found(columns) == (NUMBERS[0] * 3, NUMBERS[1] * 3)
    assert columns.codes is not None
    assert columns.codes[-1] == "990132"


def test_slices_of_decimals(need: ColumnNeed) -> None:
    """Decimals that begin in the middle of their memory are read from there."""
    for kind in (pa.decimal32(9, 2), pa.decimal64(18, 2), pa.decimal128(20, 2)):
        array = pa.array(VALUES, kind)
        column = pa.chunked_array([array.slice(2), array.slice(0, 0), array.slice(0, 2)], kind)
        assert arrow_cells(column, need, Tally("x", str)).numbers.tolist() == [-7, 10000, 9550, 0]


def test_what_lies_under_a_null(need: ColumnNeed) -> None:
    """Whatever the memory holds where a cell is null is not read."""
    memory = pa.py_buffer(
        (9550).to_bytes(16, "little") + (5).to_bytes(16, "little") + (-7).to_bytes(16, "little", signed=True)
    )
    array = pa.Array.from_buffers(pa.decimal128(38, 2), 3, [pa.py_buffer(b"\x05"), memory])
    cells = arrow_cells(pa.chunked_array([array]), need, Tally("x", str))
    assert cells.states is not None
    assert (cells.numbers.tolist(), cells.states.tolist()) == ([9550, 0, -7], [0, 1, 0])
    offsets = pa.py_buffer(b"".join(n.to_bytes(4, "little") for n in (0, 4, 7, 9)))
    texts = pa.Array.from_buffers(pa.string(), 3, [pa.py_buffer(b"\x05"), offsets, pa.py_buffer(b"95.5123-7")])
    cells = arrow_cells(pa.chunked_array([texts]), need, Tally("x", str))
    assert cells.states is not None
    assert (cells.numbers.tolist(), cells.states.tolist()) == ([9550, 0, -700], [0, 1, 0])


def test_numbers_of_a_dictionary(need: ColumnNeed) -> None:
    """Numbers that are kept once each are read one by one."""
    cells = arrow_cells(pa.chunked_array([pa.array([7, None, 7]).dictionary_encode()]), need, Tally("x", str))
    assert cells.states is not None
    assert (cells.numbers.tolist(), cells.states.tolist()) == ([700, 0, 700], [0, 1, 0])


def test_nothing_but_nulls(read: Read) -> None:
    """A column without a type has nothing but missing cells."""
    assert found(read(exit_accuracy=pa.nulls(2))) == ([0, 0], [1, 1])


@pytest.mark.parametrize("kind", [pa.decimal128(9, 2), pa.int64(), pa.string(), pa.null(), pa.float64()], ids=str)
def test_no_rows(read: Read, kind: Any) -> None:
    """A file may have no rows."""
    columns = read(exit_accuracy=pa.array([], kind), code=pa.array([], pa.string()))
    assert (columns.units, found(columns)) == (0, ([], None))


def test_codes_and_cities(read: Read) -> None:
    """Codes are text; those of cities are text or drawn from a dictionary."""
    cities = pa.array(["990200", "990100"]).dictionary_encode()
    columns = read(code=["990221", "990121"], city=cities, exit_accuracy=[1, 2])
    assert columns.codes is not None
    assert columns.city_codes is not None
    assert (columns.codes.tolist(), columns.city_codes.tolist()) == (["990221", "990121"], ["990100", "990200"])


def test_codes_that_are_none(faults: Faults) -> None:
    """Codes as numbers are refused whole; those that are null or of another form are named."""
    assert faults(code=[990121], exit_accuracy=[1]) == [("wrong_type", "v.parquet, column code", "int64")]
    assert faults(code=["990121", None, "9901"], exit_accuracy=[1, 2, 3]) == [
        ("bad_unit_code", "v.parquet row 2, column code", "''"),
        ("bad_unit_code", "v.parquet row 3, column code", "'9901'"),
    ]


def test_marks_and_made_up_data(read: Read, faults: Faults) -> None:
    """Columns of truth values say what does not apply and what is made up."""
    marks = {"exit_accuracy.not_applicable": [True, False], "synthetic:": [False, False]}
    columns = read(exit_accuracy=[None, 5], **marks)
    assert (found(columns), columns.is_synthetic) == (([0, 500], [2, 0]), False)
    assert faults(exit_accuracy=[3, 5], **{"exit_accuracy.not_applicable": [True, None]}) == [
        ("wrong_type", "v.parquet row 2, column exit_accuracy.not_applicable", "null"),
        ("hidden_number", "v.parquet row 1, column exit_accuracy", "3"),
    ]
    assert faults(exit_accuracy=[3], **{"exit_accuracy.not_applicable": ["yes"]}) == [
        ("wrong_type", "v.parquet, column exit_accuracy.not_applicable", "string")
    ]


@pytest.mark.parametrize(
    ("array", "value"),
    [
        (pa.array([1.5], pa.float32()), "float"),
        (pa.array([1], pa.date32()), "date32[day]"),
        (pa.array([[1]]), "list<element: int64>"),
        (pa.array([True]), "bool"),
    ],
    ids=str,
)
def test_other_types(faults: Faults, array: Any, value: str) -> None:
    """What is no number, and doubles of half length, are refused by column."""
    assert faults(exit_accuracy=array) == [("wrong_type", "v.parquet, column exit_accuracy", value)]


def test_truth_values_that_count(tmp_path: Path) -> None:
    """Whether a county was drawn may be said by truth values."""
    scheme = parse_scheme((Path(__file__).parents[2] / "data" / "scheme_full.toml").read_text("utf-8"))
    path = tmp_path / "v.parquet"
    pq.write_table(pa.table({"sampled:": [True, False, None]}), path)
    assert found(read_columns(path, scheme, is_synthetic=True)) == ([1, 0, 0], [0, 0, 1])


def test_only_what_is_needed_is_read(tmp_path: Path, scheme: Scheme) -> None:
    """Columns that the scheme does not read are left in the file, even broken ones."""
    path = tmp_path / "v.parquet"
    table = pa.table({"exit_accuracy": [1], "unread": [1.5]})
    pq.write_table(table, path, compression="none", use_dictionary=False)
    pages = pq.ParquetFile(path).metadata.row_group(0).column(1)
    content = bytearray(path.read_bytes())
    first = pages.data_page_offset
    content[first : first + pages.total_compressed_size] = bytes(pages.total_compressed_size)
    path.write_bytes(content)
    assert read_columns(path, scheme, is_synthetic=True).units == 1
    with pytest.raises(OSError, match="deserialize"):
        pq.read_table(path)


def test_no_parquet(tmp_path: Path, scheme: Scheme) -> None:
    """Another file is refused, whatever its name."""
    path = tmp_path / "v.parquet"
    path.write_text("exit_accuracy\n1\n")
    with pytest.raises(EvidenceError) as caught:
        read_columns(path, scheme, is_synthetic=True)
    assert [(fault.code, fault.where) for fault in caught.value.faults] == [("not_parquet", "v.parquet")]
    with pytest.raises(OSError, match="absent"):
        read_columns(tmp_path / "absent.parquet", scheme, is_synthetic=True)


def test_without_the_package(tmp_path: Path, scheme: Scheme, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the package that reads Parquet the error says what to install."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ScopeError, match=r"pip install 'jxassess\[parquet\]'"):
        read_columns(tmp_path / "v.parquet", scheme, is_synthetic=True)


def test_faults_are_values(read: Read) -> None:
    """A fault says what, where and what to do in both languages."""
    with pytest.raises(EvidenceError) as caught:
        read(exit_accuracy=pa.array([1.234]))
    (fault,) = caught.value.faults
    assert isinstance(fault, Fault)
    assert fault.text("zh").startswith("v.parquet row 1, column exit_accuracy：")
