"""Measure what it costs to load exact numbers from columns, beside an object for each cell.

Run it with `python benchmarks/load_columns.py [cells] [rounds]`; it needs the extras `frames` and `parquet`, and Polars.
The aim for 2,000,000 cells is at most 100 ns a cell from JSON, Parquet and numpy, and a tenth or less of the time and
memory of an object for each cell.

There are 20 columns of values that the scheme of `examples/data` reads, and a code for each unit; a cell in a hundred is
missing. All ways must give the same columns. Times are medians of interleaved rounds, the ratio to objects is taken
within the run. Memory is measured twice: the peak of what `tracemalloc` sees, and by how much the peak of a whole
process grew (`VmHWM`, else `ru_maxrss`), which also sees what other libraries allocate; both in processes of their own, both with
the result still held, and with the input where it is not a file. Objects are made for 10,000 cells, since each costs
as much as the next.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import numpy as np
import polars

from jxassess import City, County, Evidence, Observation
from jxassess.arrays import CellState, Column, ColumnKind, Columns, columns_from_arrays, needed_columns
from jxassess.exact import to_text
from jxassess.io import read_evidence, read_scheme, write_evidence
from jxassess.io.columns import columns_from_frame, read_columns, write_columns
from jxassess.scheme import Scheme

SCHEME = Path(__file__).resolve().parents[1] / "examples" / "data" / "scheme_2019.toml"
COLUMNS, CELLS, ROUNDS, OBJECTS = 20, 200_000, 5, 10_000
SEED, ONE_IN_MISSING = 5, 100
MADE, READ = "objects, made", "objects, from JSON"
Load = Callable[[], object]
Arrays = dict[str, np.ndarray[Any, Any]]


class Way(NamedTuple):
    """A way of loading: what gives its input, and what loads it."""

    cells: int
    prepare: Callable[[Scheme, Path], Load]


def make(scheme: Scheme, units: int) -> Columns:
    """Make columns of random values, most of them rates with two places."""
    random = np.random.default_rng(SEED)
    needs = [need for need in needed_columns(scheme) if need.name.kind is ColumnKind.VALUE]
    needs.sort(key=lambda need: need.places != 2)
    columns: list[Column] = []
    for need in needs[:COLUMNS]:
        states = (random.integers(0, ONE_IN_MISSING, units) == 0).astype(np.uint8) * np.uint8(CellState.MISSING)
        numbers = np.where(states == 0, random.integers(0, 10_001, units), 0)
        columns.append(Column(name=need.name, places=need.places or 0, numbers=numbers, states=states))
    return Columns(columns=columns, codes=np.array([f"{i:06}" for i in range(units)]), is_synthetic=True)


def doubles(columns: Columns) -> Arrays:
    """Give the numbers as doubles."""
    return {column.name.text: column.numbers / 10**column.places for column in columns.columns}


def states(columns: Columns) -> Arrays:
    """Give the states of the columns that have any."""
    return {column.name.text: column.states for column in columns.columns if column.states is not None}


def frame(columns: Columns, kind: polars.DataType | type[polars.DataType]) -> polars.DataFrame:
    """Give the columns as a frame, of doubles or of decimals."""
    series = [polars.Series("code", [] if columns.codes is None else columns.codes.tolist())]
    marks = states(columns)
    for name, values in doubles(columns).items():
        column = polars.Series(name, values, nan_to_null=False)
        is_there = polars.Series(marks[name] == 0) if name in marks else polars.Series([True] * columns.units)
        series.append(column.zip_with(is_there, polars.Series(name, [None], dtype=polars.Float64)).cast(kind))
    return polars.DataFrame(series)


def evidence(columns: Columns, scheme: Scheme) -> Evidence:
    """Make an observation for each cell that is there, of numbers at hand as text."""
    # A city has at most 99 counties.
    cities = [City(code=f"{990_100 + i}", name=f"市{i}") for i in range(0, columns.units // 99 * 100 + 1, 100)]
    counties = [
        County(code=f"{int(cities[i // 99].code) + i % 99 + 1}", name=f"县{i}", parent=cities[i // 99])
        for i in range(columns.units)
    ]
    indicators = {indicator.key: indicator for indicator in scheme.indicators}
    day, document = date(scheme.year, 12, 31), "invented"
    made = [
        Observation(place=county, indicator=indicators[key], value=value, source="register", on=day, document=document)
        for key, values in texts(columns).items()
        for county, value in zip(counties, values, strict=True)
        if value
    ]
    return Evidence(
        year=scheme.year,
        on=day,
        cities=cities,
        counties=counties,
        targets=[],
        observations=made,
        carried=[],
        is_synthetic=True,
    )


def texts(columns: Columns) -> dict[str, list[str]]:
    """Give the numbers as text, empty where missing."""
    marks = states(columns)
    return {
        column.name.key: [
            "" if mark else to_text(Fraction(number, 10**column.places))
            for number, mark in zip(column.numbers.tolist(), marks[column.name.text].tolist(), strict=True)
        ]
        for column in columns.columns
    }


def write(columns: Columns, small: Columns, scheme: Scheme, folder: Path) -> None:
    """Write the same columns in every form, and a few of them as evidence."""
    write_columns(columns, folder / "columns.json")
    write_columns(columns, folder / "columns.csv")
    frame(columns, polars.Decimal(18, 2)).write_parquet(folder / "decimals.parquet")
    frame(columns, polars.Float64).write_parquet(folder / "doubles.parquet")
    np.savez(folder / "doubles.npz", **doubles(columns))
    np.savez(folder / "states.npz", **states(columns))
    np.save(folder / "codes.npy", np.asarray(columns.codes))
    write_columns(small, folder / "small.json")
    write_evidence(evidence(small, scheme), folder / "evidence.json")


def of_file(name: str, is_synthetic: bool | None) -> Callable[[Scheme, Path], Load]:
    """Load a file."""
    return lambda scheme, folder: lambda: read_columns(folder / name, scheme, is_synthetic=is_synthetic)


def of_frame(name: str) -> Callable[[Scheme, Path], Load]:
    """Load a frame that is at hand."""

    def prepare(scheme: Scheme, folder: Path) -> Load:
        given = polars.read_parquet(folder / name)
        return lambda: columns_from_frame(given, scheme, is_synthetic=True)

    return prepare


def of_arrays(scheme: Scheme, folder: Path) -> Load:
    """Load arrays of doubles that are at hand."""
    values, marks = dict(np.load(folder / "doubles.npz")), dict(np.load(folder / "states.npz"))
    codes = np.load(folder / "codes.npy")
    return lambda: columns_from_arrays(values, scheme, codes=codes, states=marks, is_synthetic=True)


def of_objects(scheme: Scheme, folder: Path) -> Load:
    """Make an object for each cell."""
    small = read_columns(folder / "small.json", scheme, is_synthetic=None)
    return lambda: evidence(small, scheme)


def ways(cells: int) -> dict[str, Way]:
    """Give every way of loading, each with the number of cells that it loads."""
    return {
        "JSON in columns": Way(cells, of_file("columns.json", None)),
        "Parquet, decimals": Way(cells, of_file("decimals.parquet", True)),
        "Parquet, doubles": Way(cells, of_file("doubles.parquet", True)),
        "CSV": Way(cells, of_file("columns.csv", None)),
        "numpy, doubles": Way(cells, of_arrays),
        "Polars, decimals": Way(cells, of_frame("decimals.parquet")),
        "Polars, doubles": Way(cells, of_frame("doubles.parquet")),
        MADE: Way(OBJECTS, of_objects),
        READ: Way(OBJECTS, lambda scheme, folder: lambda: read_evidence(folder / "evidence.json", scheme)),
    }


def seconds(load: Load) -> float:
    """Time one load."""
    start = time.perf_counter()
    load()
    return time.perf_counter() - start


def grown(name: str, cells: int, folder: Path) -> tuple[int, int]:
    """Give the bytes that a way needs at its peak: those that `tracemalloc` sees, and those of the whole process."""
    found: list[int] = []
    for kind in ("traced", "process"):
        arguments = [sys.executable, __file__, "--memory", kind, name, str(cells), str(folder)]
        result = subprocess.run(arguments, check=True, capture_output=True, text=True)
        found.append(int(json.loads(result.stdout)))
    return found[0], found[1]


def peak() -> int:
    """Give the largest size that this process has had, in bytes; on Linux the next call begins anew."""
    status, reset = Path("/proc/self/status"), Path("/proc/self/clear_refs")
    if not reset.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    # What getrusage says there of a new process is at least what the process had that started it.
    size = next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    reset.write_text("5")
    return size * 1024


def print_memory(kind: str, name: str, cells: int, folder: Path) -> None:
    """Load once in this process, and print the bytes that it took at its peak."""
    scheme = read_scheme(SCHEME)
    way = ways(cells)[name]
    # A few cells first, so that libraries that are imported when used are there.
    ways(0)["CSV"].prepare(scheme, folder / "few")()
    ways(0)["Parquet, doubles"].prepare(scheme, folder / "few")()
    ways(0)["Polars, decimals"].prepare(scheme, folder / "few")()
    load = way.prepare(scheme, folder)
    if kind == "traced":
        tracemalloc.start()
        held = load()
        print(tracemalloc.get_traced_memory()[1])
    else:
        peak()
        before = peak()
        held = load()
        print(peak() - before)
    del held


def report(rounds: list[dict[str, float]], memory: dict[str, tuple[int, int]], cells: int) -> None:
    """Print a line for each way."""
    costs = {name: median(run[name] for run in rounds) / way.cells * 1e9 for name, way in ways(cells).items()}
    bytes_ = {name: [size / ways(cells)[name].cells for size in sizes] for name, sizes in memory.items()}
    print(f"{cells:,} cells, {OBJECTS:,} objects; medians of {len(rounds)} rounds")
    print(
        f"{'':<19} {'ns a cell':>10} {'of objects':>11} {'bytes a cell, traced':>21} {'of objects':>11} {'process':>9}"
    )
    for name, cost in costs.items():
        traced, process = bytes_[name]
        print(
            f"{name:<19} {cost:10.1f} {cost / costs[MADE]:11.4f} {traced:21.1f} {traced / bytes_[MADE][0]:11.4f} {process:9.1f}"
        )


def main(cells: int, rounds: int) -> None:
    """Write the files, check that all ways give the same, and measure them."""
    scheme = read_scheme(SCHEME)
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "few").mkdir()
        columns = make(scheme, cells // COLUMNS)
        small = make(scheme, OBJECTS // COLUMNS)
        write(columns, small, scheme, folder)
        write(small, small, scheme, folder / "few")
        loads = {name: way.prepare(scheme, folder) for name, way in ways(cells).items()}
        for name in loads:
            if name not in (MADE, READ) and loads[name]() != columns:
                sys.exit(f"{name} gives other columns")
        if loads[MADE]() != loads[READ]():
            sys.exit("evidence does not load back equal")
        found = [{name: seconds(load) for name, load in loads.items()} for _ in range(rounds)]
        report(found, {name: grown(name, cells, folder) for name in loads}, cells)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--memory"]:
        print_memory(sys.argv[2], sys.argv[3], int(sys.argv[4]), Path(sys.argv[5]))
    else:
        main(*(int(text) for text in (sys.argv[1:] + [str(CELLS), str(ROUNDS)][len(sys.argv) - 1 :])))
