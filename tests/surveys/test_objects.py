from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from made_surveys import made_survey

from jxassess import EvidenceError
from jxassess.faults import Fault
from jxassess.surveys import Tally, tally
from jxassess.surveys._layout import Column, Role
from jxassess.surveys._narwhals import open_records
from jxassess.surveys._objects import without_objects

NAN = float("nan")


def objects(cells: Sequence[object]) -> Any:
    """Give a column of pandas that holds cells as they are."""
    return pd.Series(list(cells), dtype=object)


def read(series: Any, role: Role = Role.KEY) -> Any:
    """Give the frame as it is read, with one column `x`, which has the role."""
    frame = series if isinstance(series, pa.Table | pl.DataFrame | pl.LazyFrame) else pd.DataFrame({"x": series})
    column = Column(inner="x", name="x", where="x", role=role)
    records, faults = without_objects(open_records(frame), [column])
    assert all(isinstance(each, Fault) for each in faults.values())
    return faults["x"] if faults else records.frame


def cells_of(frame: Any) -> list[object]:
    """Give the cells of `x`, `None` where there is nothing."""
    series = frame.get_column("x")
    return [None if null else cell for null, cell in zip(series.is_null().to_list(), series.to_list(), strict=True)]


def said(fault: Any) -> tuple[str, str, str]:
    """Give code, place and value of a fault."""
    return fault.code, fault.where, fault.value


# Cells of several types


@pytest.mark.parametrize(
    ("cells", "texts"),
    [
        (["990121", 990121, 990121.0, np.float32(3), np.int8(3), Decimal("3.00")], ["990121"] * 3 + ["3"] * 3),
        ([" 一村\u3000", 1, None, NAN, pd.NA, Decimal("nan")], ["一村", "1", "", "", "", ""]),
        ([10**25, 10**25 + 1, None], [str(10**25), str(10**25 + 1), ""]),
        ([Decimal(10**17 + 1), Decimal(10**17 + 2)], [str(10**17 + 1), str(10**17 + 2)]),
        ([pd.NaT, 7], ["", "7"]),
        ([pd.NaT, pd.NaT], ["", ""]),
    ],
)
def test_keys_of_several_types_are_read_as_their_digits(cells: Sequence[object], texts: list[str]) -> None:
    """Text beside numbers of any kind: whole floats and decimals are whole numbers, nothing is empty text."""
    assert cells_of(read(objects(cells))) == texts


def test_answers_of_several_types_are_read_as_in_columns_of_one() -> None:
    """Truth values of Python and numpy are `true` and `false`; a number that is not whole is no answer, not even "1.5"."""
    cells = ["true", True, np.bool_(False), 1, 2.0, None, "1.5"]
    texts = ["true", "true", "false", "1", "2", "", "1.5"]
    assert cells_of(read(objects(cells), Role.ANSWER)) == texts
    assert cells_of(read(objects(["1.5", 1.5]), Role.ANSWER)) == ["1.5", "\0"]


def test_numbers_of_several_types_are_read_as_floats() -> None:
    """Whole numbers, floats of any length, decimals; what is too large for a float is without end."""
    cells = [1, 2.5, np.float32(0.5), Decimal("0.1"), None, -(10**400)]
    assert cells_of(read(objects(cells), Role.NUMBER)) == [1.0, 2.5, 0.5, 0.1, None, float("-inf")]


# Objects of one type


@pytest.mark.parametrize(
    ("cells", "role", "dtype", "expected"),
    [
        (["a", None, NAN, pd.NA], Role.KEY, "String", ["a", None, None, None]),
        ([True, None, np.bool_(False)], Role.ANSWER, "Boolean", [True, None, False]),
        ([10**17 + 1, NAN, np.int64(2)], Role.KEY, "Int64", [10**17 + 1, None, 2]),
        ([1.5, None, np.float32(0.25)], Role.NUMBER, "Float64", [1.5, None, 0.25]),
        ([None, NAN], Role.KEY, "String", [None, None]),
        ([None, NAN], Role.NUMBER, "Float64", [None, None]),
    ],
)
def test_objects_of_one_type_get_that_type(
    cells: Sequence[object], role: Role, dtype: str, expected: Sequence[object]
) -> None:
    """So all that holds for a column of the type holds for them, and large numbers keep their digits."""
    frame = read(objects(cells), role)
    assert str(frame.collect_schema()["x"]) == dtype
    assert cells_of(frame) == expected


# What is refused


@pytest.mark.parametrize(
    ("cells", "role", "value"),
    [
        (["a"] * 120 + [pd.Timestamp("2019-01-01")], Role.KEY, "object (Timestamp)"),
        ([date(2019, 1, 1), "a"], Role.ANSWER, "object (date)"),
        (["a", b"a"], Role.KEY, "object (bytes)"),
        (["a", True], Role.KEY, "object (bool)"),
        ([1, True], Role.NUMBER, "object (bool)"),
        ([1, "2", date(2019, 1, 1)], Role.NUMBER, "object (date)"),
        ([1, "2"], Role.NUMBER, "object (str)"),
        (["a", ["a"]], Role.ANSWER, "object (list)"),
    ],
)
def test_foreign_types_are_refused_by_their_names(cells: Sequence[object], role: Role, value: str) -> None:
    """One cell is enough, wherever it stands; the first name by the alphabet is given."""
    for order in (cells, cells[::-1]):
        assert said(read(objects(order), role)) == ("bad_type", "x", value)


def test_keys_that_are_not_whole_are_counted() -> None:
    """Also numbers without end, as in a column of floats."""
    fault = read(objects([1.5, "a", float("inf"), Decimal("0.5"), 2.0, "1.5"]))
    assert said(fault) == ("key_not_whole", "x", "3")


def test_large_floats_among_other_keys_have_lost_digits() -> None:
    """From 2^53 on a float stands for several whole numbers; decimals and whole numbers keep their digits."""
    fault = read(objects([float(1 << 53), -1e17, "a", 10**17, Decimal(10**17), float((1 << 53) - 1)]))
    assert said(fault) == ("key_digits_lost", "x", "2")


@pytest.mark.parametrize(
    "series",
    [
        objects(["a", "\ud800", "b\udfff", None]),
        objects(["a", "\ud800", "b\udfff", 3]),
        pd.Series(pd.Categorical.from_codes([0, 1, 2, -1], pd.Index(["a", "\ud800", "b\udfff"], dtype=object))),
        pd.Series(["a", "\ud800", "b\udfff", None], dtype=pd.StringDtype("python")),
        pd.Series(["a", "\ud800", "b\udfff", None], dtype=pd.StringDtype("python", na_value=np.nan)),
    ],
    ids=["text", "mixed", "categories", "strings", "default"],
)
@pytest.mark.parametrize("role", [Role.KEY, Role.ANSWER])
def test_halves_of_characters_are_refused(series: Any, role: Role) -> None:
    """What no file can hold is a fault and no error of Python's, whatever holds it in memory."""
    assert said(read(series, role)) == ("broken_text", "x", "2")


# Categories and dictionaries


@pytest.mark.parametrize(
    ("values", "role", "expected"),
    [
        (["990121", None], Role.KEY, ["990121", None]),
        ([990121.0, 3.0, NAN], Role.KEY, [990121.0, 3.0, None]),
        ([10**17 + 1, None], Role.KEY, [10**17 + 1, None]),
        ([True, False, None], Role.ANSWER, [True, False, None]),
        ([1.5, None], Role.NUMBER, [1.5, None]),
        ([None, None], Role.NUMBER, [None, None]),
        (["990121", 990122.0, 990123], Role.KEY, ["990121", "990122", "990123"]),
    ],
)
def test_categories_are_read_as_what_they_are_made_of(
    values: Sequence[object], role: Role, expected: Sequence[object]
) -> None:
    """Categories of floats are floats, those of truth values truth values, and mixed ones are read one by one."""
    assert cells_of(read(objects(values).astype("category"), role)) == expected


def test_categories_of_other_things_are_refused() -> None:
    """Intervals, as `pandas.cut` makes them, are no keys."""
    cut = pd.cut(pd.Series([1, 2, 3]), 2)
    assert said(read(cut)) == ("bad_type", "x", "category (Interval)")


@pytest.mark.parametrize("in_pandas", [False, True])
@pytest.mark.parametrize(
    ("values", "dtype"),
    [([1.5, None, 1e17], "Float64"), ([True, None], "Boolean"), ([3, 3], "Int64"), (["a", None], "Categorical")],
)
def test_dictionaries_of_arrow_are_read_as_their_values(values: list[object], dtype: str, in_pandas: bool) -> None:
    """1.5 in a dictionary is the number, which a key cannot be, and not the text; dictionaries of text stay."""
    array = pa.array(values).dictionary_encode()
    frame = read(pd.Series(pd.arrays.ArrowExtensionArray(array)) if in_pandas else pa.table({"x": array}))
    assert str(frame.collect_schema()["x"]).partition("(")[0] == dtype
    assert cells_of(frame) == values


# What is left alone


@pytest.mark.parametrize(
    "frame",
    [
        pa.table({"x": [1.5, None]}),
        pl.DataFrame({"x": ["1", None]}),
        pl.DataFrame({"x": ["1", None]}, schema={"x": pl.Categorical}),
        pl.DataFrame({"y": ["1", None]}),
        pl.LazyFrame({"x": ["1", None]}),
        pd.DataFrame({"x": [1.5, None]}),
        pd.DataFrame({"x": pd.Series(["1"], dtype=pd.StringDtype("pyarrow"))}),
    ],
    ids=["arrow", "polars", "categories", "missing", "lazy", "floats", "strings"],
)
def test_other_columns_stay_as_they_are(frame: Any) -> None:
    """Columns of one type need no reading, and a missing one is another's fault."""
    column = Column(inner="x", name="x", where="x", role=Role.KEY)
    records = open_records(frame)
    assert without_objects(records, [column]) == (records, {})


def test_no_other_column_is_read() -> None:
    """A column that is not named may hold anything."""
    frame = pd.DataFrame({"x": objects(["a", 1]), "y": objects([{"a": "\ud800"}, b"b"])})
    column = Column(inner="x", name="x", where="x", role=Role.KEY)
    records, faults = without_objects(open_records(frame), [column])
    native: Any = records.frame.lazy().to_native()
    assert (faults, native["y"].tolist(), native["x"].tolist()) == ({}, frame["y"].tolist(), ["a", "1"])


def test_polars_may_hold_objects_too() -> None:
    """Its columns of objects are read cell by cell."""
    made = read(pl.DataFrame({"x": pl.Series([990121, "a", None, 2.0], dtype=pl.Object)}))
    assert cells_of(made) == ["990121", "a", "", "2"]
    fault = read(pl.DataFrame({"x": pl.Series([b"a", None], dtype=pl.Object)}))
    assert said(fault) == ("bad_type", "x", "Object (bytes)")


# Whole surveys

PLAIN = made_survey("plain")
SURE = dict(PLAIN.records[0]) | {"county": "990121", "village": "7", "helped": True, "approval": 3}


def tallied(frame: Any) -> Tally:
    """Add the records up, which are all of the first county."""
    return tally(frame, PLAIN.design, PLAIN.rule, counties=PLAIN.counties[:1])


def spread(column: str, cells: Sequence[object], order: Sequence[int]) -> Any:
    """Give 200 equal records, but for the cells of one column, in an order."""
    frame = pd.DataFrame([SURE] * 200).astype({column: object})
    frame[column] = objects([cells[i % len(cells)] for i in range(200)])
    return frame.iloc[list(order)]


@pytest.mark.parametrize(
    ("column", "cells"),
    [
        ("county", ["990121", 990121, 990121.0, Decimal("990121"), " 990121"]),
        ("village", ["7", 7, 7.0, np.float32(7), Decimal("7.0")]),
        ("helped", ["true", True, np.bool_(True), "true "]),
        ("approval", ["3", 3, 3.0, np.int8(3), Decimal("3")]),
        ("persons", [SURE["persons"], float(str(SURE["persons"])), Decimal(str(SURE["persons"]))]),
    ],
)
def test_the_order_of_cells_does_not_matter(column: str, cells: Sequence[object]) -> None:
    """All ways to write a cell are the same, whichever of them fills the first hundred rows."""
    by_way = sorted(range(200), key=lambda i: i % len(cells))
    shuffled = Random(7).sample(range(200), 200)
    expected = tallied(pd.DataFrame([SURE] * 200))
    assert not expected.wrong
    for order in (by_way, by_way[::-1], shuffled):
        assert tallied(spread(column, cells, order)) == expected


def test_every_fault_of_objects_is_told_at_once() -> None:
    """Beside those of other columns, and a column is told once."""
    frame = spread("village", ["一村", 1.5], range(200)).assign(county=date(2019, 1, 1), helped=b"a", persons="2")
    with pytest.raises(EvidenceError) as caught:
        tallied(frame)
    found = {(fault.code, fault.where, fault.value) for fault in caught.value.faults}
    assert found == {
        ("bad_type", "persons", "String"),
        ("bad_type", "county", "object (date)"),
        ("bad_type", "helped", "object (bytes)"),
        ("key_not_whole", "village", "100"),
    }
