"""Measure what it costs to read evidence from Excel, beside openpyxl's own reading of the same file.

Run it with `python benchmarks/read_excel.py [cells] [rounds]`; it needs the extra `excel`. The aim for 60,000 cells is at
most 2.5 times the time that openpyxl takes to go through them read-only, for a wide table (a row for each county, a
column for each indicator) and a long one (a row for each observation).

All data are made up. What is compared:

- `openpyxl`: `load_workbook(read_only=True)` and every cell of every row, nothing done with it;
- `sheets`: the archive looked through, one pass over each sheet, the cells with percentages, errors, missing results;
- `evidence`: `read_evidence`, with every value exact, checked and placed.

Times are those of the processor, the least of interleaved rounds, and ratios are taken within the run. Memory is by how
much the peak of a process of its own grows while it reads 1, 4 and 16 times the rows: for `sheets`, which keeps nothing,
with rows that are let go, and for `evidence` with the result held.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import xlsxwriter

from jxassess import City, County, Evidence
from jxassess.indicators import Indicator
from jxassess.io import read_scheme
from jxassess.io._sheets._open import open_sheets
from jxassess.io.excel import read_evidence
from jxassess.io.tables import TableRules
from jxassess.scheme import Scheme

SCHEME = Path(__file__).resolve().parents[1] / "examples" / "data" / "scheme_2019.toml"
CELLS, ROUNDS, SEED = 60_000, 7, 5
SIZES = (1, 4, 16)
INDICATORS = 19
COUNTIES_OF_CITY = 99
DAY = date(2019, 12, 31)
LONG = ("单位代码", "指标", "数值", "数据来源", "数据日期", "依据文件", "计量单位", "版本")
RULES = TableRules(source="survey", on=DAY, document="made up")


def indicators(scheme: Scheme) -> list[Indicator]:
    """Choose indicators whose values lie below a hundred."""
    return [one for one in scheme.indicators if one.unit.en in ("%", "points")][:INDICATORS]


def base(counties: int) -> Evidence:
    """Make cities and counties."""
    cities = [City(code=f"{1001 + i + i // 99}00", name=f"市{i}") for i in range(counties // COUNTIES_OF_CITY + 1)]
    made = [
        County(code=f"{city.code[:4]}{i:02}", name=f"县{city.code[:4]}{i:02}", parent=city)
        for city in cities
        for i in range(1, COUNTIES_OF_CITY + 1)
    ]
    return Evidence(
        year=2019,
        on=DAY,
        cities=cities,
        counties=made[:counties],
        targets=[],
        observations=[],
        carried=[],
        is_synthetic=True,
    )


def counties_of(table: str, cells: int, columns: int) -> int:
    """Say how many counties a table of so many cells has."""
    return cells // (columns + 1) if table == "wide" else cells // len(LONG) // columns + 1


def values(columns: list[Indicator]) -> Iterator[float]:
    """Give random values with two places, or fewer where an indicator has fewer; none is a ratio."""
    numbers = random.Random(SEED)
    while True:
        yield from (round(numbers.uniform(2, 99), min(one.places, 2)) for one in columns)


def write(path: Path, table: str, scheme: Scheme, cells: int) -> None:
    """Write a table with so many cells."""
    columns = indicators(scheme)
    counties = base(counties_of(table, cells, len(columns))).counties
    numbers = values(columns)
    with xlsxwriter.Workbook(path, {"constant_memory": False}) as book:
        sheet, day = book.add_worksheet("指标数据"), book.add_format({"num_format": "yyyy-mm-dd"})
        if table == "wide":
            sheet.write_row(0, 0, ["单位代码", *(one.key for one in columns)])
            for row, county in enumerate(counties, 1):
                sheet.write_row(row, 0, [county.code, *(next(numbers) for _ in columns)])
            return
        sheet.write_row(0, 0, LONG)
        rows = ((county, one) for county in counties for one in columns)
        for row, (county, one) in zip(range(1, cells // len(LONG)), rows, strict=False):
            sheet.write_row(row, 0, [county.code, one.key, next(numbers), "survey"])
            sheet.write_datetime(row, 4, DAY, day)
            sheet.write_row(row, 5, ["made up", one.unit.zh, 1])


def through_openpyxl(path: Path) -> int:
    """Go through all cells as openpyxl gives them."""
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    count = sum(cell.value is not None for row in book.worksheets[0].iter_rows() for cell in row)
    book.close()
    return count


def through_sheets(path: Path) -> int:
    """Go through all cells as sheets give them."""
    with open_sheets(path) as sheets:
        return sum(cell is not None for sheet in sheets for row in sheet.rows() for cell in row.cells)


def time_all(path: Path, scheme: Scheme, units: Evidence, rounds: int) -> dict[str, float]:
    """Time each way, in turn."""
    ways: dict[str, Callable[[], object]] = {
        "openpyxl": lambda: through_openpyxl(path),
        "sheets": lambda: through_sheets(path),
        "evidence": lambda: read_evidence(path, scheme, base=units, rules=RULES),
    }
    best = dict.fromkeys(ways, float("inf"))
    for _ in range(rounds):
        for name, way in ways.items():
            begin = time.process_time()
            way()
            best[name] = min(best[name], time.process_time() - begin)
    return best


def peak() -> float:
    """Give the peak of this process in MB: of Linux its own, which that of its parent does not hide."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1000
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def grow(path: Path, table: str, way: str, cells: int) -> None:
    """Print by how much the peak of this process grows while it reads a file that is there."""
    scheme = read_scheme(SCHEME)
    units = base(counties_of(table, cells, len(indicators(scheme))))
    # Once on little, so that what is imported on the way does not count.
    small = path.with_name(f"{table}_small.xlsx")
    read = {
        "openpyxl": through_openpyxl,
        "sheets": through_sheets,
        "evidence": lambda file: read_evidence(file, scheme, base=units, rules=RULES),
    }[way]
    read(small)
    before = peak()
    held = read(path)
    print(peak() - before, bool(held))


def memory(path: Path, table: str, way: str, cells: int) -> float:
    """Measure by how much the peak of a process grows."""
    command = [sys.executable, __file__, "grow", str(path), table, way, str(cells)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[0])


def main(cells: int, rounds: int) -> None:
    """Measure and print."""
    scheme = read_scheme(SCHEME)
    columns = len(indicators(scheme))
    with TemporaryDirectory() as folder:
        for table in ("wide", "long"):
            write(Path(folder) / f"{table}_small.xlsx", table, scheme, 1_000)
            path = Path(folder) / f"{table}.xlsx"
            write(path, table, scheme, cells)
            times = time_all(path, scheme, base(counties_of(table, cells, columns)), rounds)
            for name, seconds in times.items():
                print(f"{table:5} {name:9} {seconds:6.3f} s  {seconds / times['openpyxl']:5.2f} times openpyxl")
            for size in SIZES:
                write(path, table, scheme, size * cells)
                grown = {name: memory(path, table, name, size * cells) for name in times}
                shown = ", ".join(f"{name} {more:.0f} MB" for name, more in grown.items())
                print(f"{table:5} {size:2} x {cells} cells: {shown}; the file {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    if sys.argv[1:2] == ["grow"]:
        grow(Path(sys.argv[2]), sys.argv[3], sys.argv[4], int(sys.argv[5]))
    else:
        given = [int(argument) for argument in sys.argv[1:]]
        main(*(given + [CELLS, ROUNDS][len(given) :]))
