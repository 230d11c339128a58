"""Columns in files: written, read back, and the same in every form."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import polars as pl
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from jxassess.arrays import CellState, Column, Columns, needed_columns
from jxassess.errors import ScopeError
from jxassess.exact import Bound, Side, to_text
from jxassess.io import parse_scheme
from jxassess.io.columns import columns_from_frame, read_columns, write_columns
from jxassess.scheme import Compared, Condition, Gate, Scheme, Tier
from jxassess.words import Words

DATA = Path(__file__).parents[1] / "data"
FULL = parse_scheme((DATA / "scheme_full.toml").read_text("utf-8"))
MOST = 2**63 - 1
SMALL = Columns(
    columns=[
        Column(
            name=need.name,
            places=need.places,
            numbers=np.array([9550, 0, -7, 0]),
            states=np.array([0, 1, 0, 2], np.uint8),
        )
        for need in needed_columns(FULL)
        if need.name.text == "exit_accuracy" and need.places is not None
    ],
    codes=np.array(["990122", "990121", "990221", "990222"]),
    city_codes=np.array(["990100", "990200"]),
    city_index=np.array([0, 0, 1, 1], np.int32),
    is_synthetic=True,
)


@st.composite
def columns(draw: st.DrawFn, level: Tier) -> Columns:
    """Draw columns that the full scheme reads."""
    units = draw(st.integers(1, 8))
    needs = draw(st.lists(st.sampled_from(needed_columns(FULL, level)), min_size=1, unique=True))
    made: list[Column] = []
    for need in needs:
        states = draw(st.lists(st.sampled_from(CellState), min_size=units, max_size=units))
        numbers = draw(st.lists(st.integers(-MOST - 1, MOST) | st.integers(-999, 9999), min_size=units, max_size=units))
        made.append(
            Column(
                name=need.name,
                places=need.places if need.places is not None else draw(st.integers(0, 18)),
                numbers=np.array([0 if state else n for n, state in zip(numbers, states, strict=True)], np.int64),
                states=np.array(states, np.uint8),
            )
        )
    codes = draw(st.none() | st.lists(st.integers(0, 999_999), min_size=units, max_size=units, unique=True))
    cities = draw(st.none() | st.lists(st.integers(0, 999_999), min_size=units, max_size=units))
    city_codes, city_index = (None, None) if cities is None else np.unique(cities, return_inverse=True)
    return Columns(
        columns=made,
        codes=None if codes is None else np.array([f"{code:06}" for code in codes]),
        city_codes=None if city_codes is None else np.array([f"{code:06}" for code in city_codes]),
        city_index=None if city_index is None else city_index.astype(np.int32),
        is_synthetic=draw(st.booleans()),
    )


def through(made: Columns, name: str, level: Tier) -> tuple[Columns, bytes]:
    """Write columns and read them; give the bytes as well."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        write_columns(made, path)
        return read_columns(path, FULL, level=level, is_synthetic=None), path.read_bytes()


def with_places(made: Columns, places: dict[str, int]) -> Columns:
    """Give the columns of which the scheme does not limit the places the places that CSV tells."""
    return Columns(
        columns=[
            column
            if column.name.text not in places
            else Column(name=column.name, places=places[column.name.text], numbers=column.numbers, states=column.states)
            for column in made.columns
        ],
        codes=made.codes,
        city_codes=made.city_codes,
        city_index=made.city_index,
        is_synthetic=made.is_synthetic,
    )


@pytest.mark.parametrize("level", Tier)
@given(data=st.data())
def test_json_round_trip(level: Tier, data: st.DataObject) -> None:
    """Columns in JSON load back equal, and are written to the same bytes again."""
    made = data.draw(columns(level))
    read, content = through(made, "v.json", level)
    assert read == made
    assert through(read, "v.json", level)[1] == content


@pytest.mark.parametrize("level", Tier)
@given(data=st.data())
def test_csv_round_trip(level: Tier, data: st.DataObject) -> None:
    """Columns in CSV load back equal; where the scheme limits no places, at those that are written."""
    made = data.draw(columns(level))
    read, content = through(made, "v.csv", level)
    # A column in which nothing is present writes no places.
    empty = {
        column.name.text: 0
        for column in made.columns
        if column.states is not None and column.states.all() and column.name.text == "carried:"
    }
    assert read == with_places(made, empty)
    assert through(read, "v.csv", level)[1] == content


@given(columns(Tier.COUNTY))
def test_csv_writes_the_values(made: Columns) -> None:
    """What CSV holds is each value in plain decimals."""
    _, content = through(made, "v.csv", Tier.COUNTY)
    lines = [line.split(",") for line in content.decode().splitlines()]
    heads = lines[0]
    for column in made.columns:
        place = heads.index(column.name.text)
        for number, line in zip(column.numbers.tolist(), lines[1:], strict=True):
            if line[place] not in ("", "not_applicable"):
                assert line[place] == to_text(Fraction(number, 10**column.places), column.places)


@given(columns(Tier.COUNTY))
def test_every_form_gives_the_same(made: Columns) -> None:
    """CSV read by Polars as text and put into a frame or a Parquet file gives the columns that the file itself gives."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "v.csv"
        write_columns(made, path)
        expected = read_columns(path, FULL, is_synthetic=None)
        frame = pl.read_csv(path, infer_schema=False).with_columns(pl.col("synthetic:") == "true")
        assert columns_from_frame(frame, FULL, is_synthetic=None) == expected
        frame.write_parquet(path.with_suffix(".parquet"))
        assert read_columns(path.with_suffix(".parquet"), FULL, is_synthetic=None) == expected


def test_what_json_holds(tmp_path: Path) -> None:
    """The text of the format is fixed, a list on each line."""
    write_columns(SMALL, tmp_path / "v.json")
    assert (tmp_path / "v.json").read_text("utf-8") == (
        "{\n"
        '  "format": "jxassess-columns/1",\n'
        '  "synthetic": true,\n'
        '  "code": ["990122","990121","990221","990222"],\n'
        '  "city": ["990100","990100","990200","990200"],\n'
        '  "columns": [\n'
        '    {"name": "exit_accuracy", "places": 2, "numbers": [9550,null,-7,null], "not_applicable": [3]}\n'
        "  ]\n"
        "}\n"
    )


def test_what_csv_holds(tmp_path: Path) -> None:
    """Numbers stand with all of their places, and every line says whether it is made up."""
    write_columns(SMALL, tmp_path / "v.CSV")
    assert (tmp_path / "v.CSV").read_bytes() == (
        b"code,city,exit_accuracy,synthetic:\r\n"
        b"990122,990100,95.50,true\r\n"
        b"990121,990100,,true\r\n"
        b"990221,990200,-0.07,true\r\n"
        b"990222,990200,not_applicable,true\r\n"
    )
    assert read_columns(tmp_path / "v.CSV", FULL, is_synthetic=None) == SMALL


def test_nothing_to_write(tmp_path: Path) -> None:
    """Columns without any column are written all the same."""
    nothing = Columns(columns=[], codes=np.array(["990121"]), is_synthetic=False)
    write_columns(nothing, tmp_path / "v.json")
    assert '"columns": []' in (tmp_path / "v.json").read_text("utf-8")
    write_columns(nothing, tmp_path / "v.csv")
    assert (tmp_path / "v.csv").read_bytes() == b"code,synthetic:\r\n990121,false\r\n"


def test_arrays_are_kept_as_they_are(tmp_path: Path) -> None:
    """Arrays that were read cannot be changed."""
    write_columns(SMALL, tmp_path / "v.json")
    (column,) = read_columns(tmp_path / "v.json", FULL, is_synthetic=None).columns
    assert column.states is not None
    assert not (column.numbers.flags.writeable)
    assert not (column.states.flags.writeable)


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where writing fails the old file stands as it was."""
    path = tmp_path / "v.json"
    path.write_text("old")

    def fail(*_: Any) -> None:
        raise OSError("no room")

    monkeypatch.setattr("jxassess.io._files.os.replace", fail)
    with pytest.raises(OSError, match="no room"):
        write_columns(SMALL, path)
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [("v.json", "old")]


@pytest.mark.parametrize("name", ["v.txt", "v", "v.xlsx"])
def test_other_endings(tmp_path: Path, name: str, scheme: Scheme) -> None:
    """Files of other formats are neither read nor written."""
    with pytest.raises(ScopeError, match=r"ends in none of \.csv, \.json and \.parquet"):
        read_columns(tmp_path / name, scheme, is_synthetic=True)
    with pytest.raises(ScopeError, match=r"ends in neither \.csv nor \.json"):
        write_columns(SMALL, str(tmp_path / name))


def test_a_file_that_is_not_there(tmp_path: Path, scheme: Scheme) -> None:
    """A file that cannot be read is an error of the system."""
    with pytest.raises(FileNotFoundError):
        read_columns(tmp_path / "v.csv", scheme, is_synthetic=True)


def test_all_faults_come_together(tmp_path: Path) -> None:
    """Faults of names, of codes and of every column are told at once."""
    from jxassess.faults import EvidenceError

    path = tmp_path / "v.csv"
    path.write_text("code,city,exit_accuracy,funds_use,exit_accuracy\n1,990100,x,1.234,3\n990121,2,y,1,4\n990122,1\n")
    with pytest.raises(EvidenceError) as caught:
        read_columns(path, FULL, is_synthetic=None)
    assert sorted({fault.code for fault in caught.value.faults}) == [
        "bad_number",
        "bad_unit_code",
        "missing_synthetic",
        "repeated_column",
        "row_length",
        "too_many_places",
    ]
    assert str(caught.value).startswith("8 faults in the columns v.csv\n")


def test_ends_of_intervals(tmp_path: Path) -> None:
    """Ends that a gate compares are read from every form by their names, with the places that they need."""
    rate = next(each for each in FULL.indicators if each.key == "exit_accuracy")
    must = Condition(indicator=rate, must=Bound(side=Side.AT_LEAST, value=95), compared=Compared.LOWER)
    gate = Gate(
        key="at_end",
        name=Words("end", "下限"),
        conditions=[must],
        level=Tier.COUNTY,
        grade=FULL.grades.bands[-1].key,
        allowed_by="invented",
    )
    scheme = evolve(FULL, gates=[gate], follow_ups=())
    lines = ["code,exit_accuracy,lower:exit_accuracy", "990121,99.5,98.123456", "990122,not_applicable,not_applicable"]
    (tmp_path / "a.csv").write_text("\n".join([*lines, "990221,90,"]) + "\n", "utf-8")
    read = read_columns(tmp_path / "a.csv", scheme, is_synthetic=True)
    value, end = sorted(read.columns, key=lambda column: column.name.text)
    assert (value.name.text, end.name.text, end.places) == ("exit_accuracy", "lower:exit_accuracy", 6)
    assert end.numbers.tolist() == [98_123_456, 0, 0]
    assert end.states is not None
    assert end.states.tolist() == [CellState.PRESENT, CellState.NOT_APPLICABLE, CellState.MISSING]
    write_columns(read, tmp_path / "b.json")
    assert read_columns(tmp_path / "b.json", scheme, is_synthetic=None) == read
    frame = pl.DataFrame(
        {
            "code": ["990121", "990122", "990221"],
            "exit_accuracy": ["99.5", "not_applicable", "90"],
            "lower:exit_accuracy": ["98.123456", "not_applicable", None],
        }
    )
    assert columns_from_frame(frame, scheme, is_synthetic=True) == read
    # A scheme that compares no end reads none.
    assert [column.name.text for column in columns_from_frame(frame, FULL, is_synthetic=True).columns] == [
        "exit_accuracy"
    ]
