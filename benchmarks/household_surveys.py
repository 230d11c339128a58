"""Measure what the tally of a household survey costs beside the same aggregation written by hand for the engine.

Run it with `python benchmarks/household_surveys.py [--households 5000000] [--rounds 5]`; it takes minutes. The aim is at
most 1.5 times the aggregation by hand, on DuckDB over a Parquet file and on Polars, with 5,000,000 households on two
cores. `--numbers` has both look for households that were recorded twice. `--memory` measures the peak memory of a process
that tallies on DuckDB over Parquet, at 1, 5 and 20 million households, with a memory limit of DuckDB, with and without
the households that were recorded twice; the aim is a peak that does not depend on their number.

All data are made up: 100 counties of invented cities, 100 villages in each, five or six columns of keys and numbers, seven
questions, ten wrong records in 10,000. By hand means one query of DuckDB, or one expression of Polars, that yields the
same: for each village the 9 totals of 7 shares and 3 of its own, and the wrong records by county, column and kind. They
leave out what the tally does besides: blanks around text, identity numbers, sums beyond 2^63, faults of the structure. The
outcomes are compared after the clock has stopped.

Times are of the wall, since engines use both cores; ways take turns, and the least and the median of the rounds are shown,
with the ratio of the least; beside it the time of the processor, for machines that are not quiet.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
from attrs import fields
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from survey_rule import QUESTIONS, make_rule

from jxassess import City, County
from jxassess.scheme import Answered, Proportion, SurveyUnit
from jxassess.surveys import ShareTotals, SurveyDesign, Tally, tally

HOUSEHOLDS, ROUNDS, SEED = 5_000_000, 5, 11
SIZES = (1_000_000, 5_000_000, 20_000_000)
LIMIT = "512MB"
BLOCK = 1_000_000
VILLAGES = 100
CITIES = tuple(City(code=f"99{i}00", name=f"市{i}") for i in range(11, 21))
COUNTIES = tuple(
    County(code=f"{city.code[:4]}{i}", name=f"县{city.code[:4]}{i}", parent=city)
    for city in CITIES
    for i in range(21, 31)
)
RULE = make_rule(with_incidence=True, checks=[])
SHARES = RULE.proportions
NAMES = tuple(each.name for each in fields(ShareTotals))
# A cell in 10,000 of each of these columns is wrong.
WRONG = 10_000


def design_of(is_numbered: bool) -> SurveyDesign:
    """Say how the records are laid out."""
    return SurveyDesign(
        county="county",
        stratum="stratum",
        village="village",
        household="household" if is_numbered else "",
        weight="weight",
        weight_places=2,
        persons="persons",
    )


# The records


def records(first: int, number: int, households: int) -> pa.Table:
    """Make some of the records, village after village in no order of counties."""
    random = np.random.default_rng([SEED, first])
    places = len(COUNTIES) * VILLAGES
    at = np.arange(first, first + number)
    # A household's village jumps about the province, as records from many teams do.
    village = (at * 7_919) % places
    county, inner = village // VILLAGES, village % VILLAGES
    codes = pa.array([each.code for each in COUNTIES])
    register = random.choice(3, number, p=(0.5, 0.3, 0.2))
    helped = register < 2
    columns = {
        "county": wrong_at(random, take(codes, county), ["990999", None]),
        "stratum": take(pa.array(["山区", "平原"]), inner % 2),
        "village": wrong_at(random, take(pa.array([f"村{i:03}" for i in range(VILLAGES)]), inner), [None, ""]),
        "household": pa.array(at // places + 1),
        "weight": wrong_at(random, pa.array(np.round(1 + (village % 37) * 1.37, 2)), [None, -1.0, 1.234]),
        "persons": wrong_at(random, pa.array(random.integers(1, 8, number)), [None, 0]),
        "register": wrong_at(random, take(pa.array(["in", "out", "no"]), register), [None, "IN"]),
        "poor": take(
            pa.array(["yes", "no"]), (random.random(number) < np.where(register == 0, 0.03, 0.98)).astype(int)
        ),
        "approval": wrong_at(random, pa.array(random.choice(6, number, p=(0, 0.01, 0.01, 0.02, 0.2, 0.76))), [None, 9]),
        "helped": pa.array(helped),
        **{name: opinions(random, helped) for name in ("team", "secretary", "helper")},
        "remark": take(pa.array([f"made up {i}" for i in range(1_000)]), random.integers(0, 1_000, number)),
    }
    if not first:
        # Some households stand there twice.
        columns["household"] = pa.concat_arrays([columns["household"][:-100], columns["household"][:100]])
    return pa.table(columns)


def take(values: pa.Array, at: NDArray[np.int64]) -> pa.Array:
    """Give values by their places."""
    return values.take(pa.array(at))


def wrong_at(random: np.random.Generator, column: pa.Array, values: Sequence[object]) -> pa.Array:
    """Put wrong cells into a column, each value as often."""
    drawn = random.integers(0, WRONG * len(values), len(column))
    cells = pa.array(values, column.type).take(pa.array(np.where(drawn < len(values), drawn, 0)))
    return pa.compute.if_else(pa.array(drawn < len(values)), cells, column)


def opinions(random: np.random.Generator, helped: NDArray[np.bool_]) -> pa.Array:
    """Make answers on a helper, of households that are helped."""
    said = take(pa.array(["a", "b", "c", "d", None]), random.choice(5, len(helped), p=(0.6, 0.3, 0.05, 0.02, 0.03)))
    return pa.compute.if_else(pa.array(helped), said, pa.scalar(None, pa.string()))


def write(path: Path, households: int) -> None:
    """Write a Parquet file block by block."""
    writer = None
    for first in range(0, households, BLOCK):
        table = records(first, min(BLOCK, households - first), households)
        writer = writer or pq.ParquetWriter(path, table.schema)
        writer.write_table(table, row_group_size=122_880)
    assert writer is not None
    writer.close()


# By hand: what is summed


class Work:
    """What both hands add up, each sum once: of which records, and which term of them."""

    def __init__(self, flags: int) -> None:
        self.parts: dict[tuple[Answered, ...], str] = {(): "ok"}
        self.sums = [("ok", "1"), ("ok", "persons"), ("ok", "w"), *((f"f{i}", "1") for i in range(flags))]
        self.shares = [self._places(share) for share in SHARES]

    def _places(self, share: Proportion) -> list[int]:
        """Say which sums are the nine totals of a share, in their order."""
        by_persons = share.unit is SurveyUnit.PERSONS
        x, square = ("wx", "wxx") if by_persons else ("w", "w")
        a, c = (
            self.parts.setdefault(each, f"p{len(self.parts)}") for each in (share.among, share.among + share.counted)
        )
        wanted = [
            (c, x),
            (a, x),
            (a, "w"),
            (c, square),
            (a, square),
            (a, "1"),
            (a, "persons"),
            (c, "1"),
            (c, "persons"),
        ]
        self.sums += [each for each in dict.fromkeys(wanted) if each not in self.sums]
        return [self.sums.index(each) for each in wanted]


# By hand: DuckDB


def says(each: Answered) -> str:
    """Write a condition in SQL."""
    if each.question == "helped":
        return "helped"
    answers = ", ".join(each.answers if each.question == "approval" else (f"'{answer}'" for answer in each.answers))
    return f"{each.question} IN ({answers})"


def sql_flags(is_numbered: bool) -> dict[tuple[str, str], str]:
    """Tell wrong records apart in SQL: by column and kind."""
    found = {
        ("county", "no_county"): "county IS NULL",
        ("county", "unknown_county"): f"county NOT IN ({', '.join(repr(each.code) for each in COUNTIES)})",
        ("stratum", "no_stratum"): "stratum IS NULL OR trim(stratum) = ''",
        ("village", "no_village"): "village IS NULL OR trim(village) = ''",
        ("weight", "no_weight"): "weight IS NULL OR isnan(weight)",
        ("weight", "bad_weight"): "weight <= 0 OR isinf(weight)",
        (
            "weight",
            "weight_places",
        ): "weight > 0 AND weight <= 1e13 AND round(weight * 100) / 100 <> weight OR weight > 1e13",
        ("persons", "no_persons"): "persons IS NULL",
        ("persons", "bad_persons"): "persons < 1 OR persons > 1000000",
    }
    for question in QUESTIONS:
        answers = says(Answered(question=question.key, answers=question.answers))
        if question.key != "helped":
            found[question.key, "unknown_answer"] = f"NOT {answers}"
        if not question.may_be_blank:
            found[question.key, "no_answer"] = f"{question.key} IS NULL"
    if is_numbered:
        found["household", "no_household"] = "household IS NULL"
        found["household", "duplicate"] = (
            "times > 1 AND household IS NOT NULL AND village IS NOT NULL AND county IS NOT NULL"
        )
    return found


def sql(path: Path, is_numbered: bool) -> str:
    """Write the query: flags and products once for each record, then sums of them."""
    flags = sql_flags(is_numbered)
    helpers = [f"coalesce({said}, false) AS f{i}" for i, said in enumerate(flags.values())]
    work = Work(len(flags))
    parts = [f"{' AND '.join(('ok', *map(says, part)))} AS {name}" for part, name in work.parts.items() if part]
    # Sums of whole numbers are as wide as 128 bits, which Arrow has no type for.
    added = [
        f"CAST(sum(CASE WHEN {which} THEN {what} ELSE 0 END) AS BIGINT) AS n{i}"
        for i, (which, what) in enumerate(work.sums)
    ]
    times = ", count(*) OVER (PARTITION BY county, village, household) AS times" if is_numbered else ""
    wrong = " OR ".join(f"f{i}" for i in range(len(flags)))
    return f"""
        WITH named AS (SELECT * EXCLUDE (remark){times} FROM '{path}'),
        flagged AS (
            SELECT *, {", ".join(helpers)},
                CASE WHEN isfinite(weight) AND abs(weight) <= 1e13 THEN CAST(round(weight * 100) AS BIGINT) END AS w
            FROM named
        ),
        judged AS (SELECT *, NOT ({wrong}) AS ok, w * persons AS wx, w * persons * persons AS wxx FROM flagged),
        marked AS (SELECT *, {", ".join(parts)} FROM judged)
        SELECT county, stratum, village, {", ".join(added)} FROM marked GROUP BY county, stratum, village
    """


# By hand: Polars


def meets(each: Answered) -> pl.Expr:
    """Write a condition in Polars."""
    if each.question == "helped":
        return pl.col("helped")
    answers = [int(answer) for answer in each.answers] if each.question == "approval" else list(each.answers)
    return pl.col(each.question).is_in(answers)


def polars_flags(is_numbered: bool) -> dict[tuple[str, str], pl.Expr]:
    """Tell wrong records apart in Polars: by column and kind.

    By a literal Polars divides through multiplying with the inverse, which is not the nearest float: so not by a literal.
    """
    county, stratum, village, weight, persons = map(pl.col, ("county", "stratum", "village", "weight", "persons"))
    found = {
        ("county", "no_county"): county.is_null(),
        ("county", "unknown_county"): ~county.is_in([each.code for each in COUNTIES]),
        ("stratum", "no_stratum"): stratum.is_null() | (stratum.str.strip_chars() == ""),
        ("village", "no_village"): village.is_null() | (village.str.strip_chars() == ""),
        ("weight", "no_weight"): weight.is_null() | weight.is_nan(),
        ("weight", "bad_weight"): (weight <= 0) | weight.is_infinite(),
        ("weight", "weight_places"): (weight > 0)
        & (((weight * 100).round() / (weight * 0 + 100) != weight) | (weight > 1e13)),
        ("persons", "no_persons"): persons.is_null(),
        ("persons", "bad_persons"): (persons < 1) | (persons > 1_000_000),
    }
    for question in QUESTIONS:
        if question.key != "helped":
            answers = Answered(question=question.key, answers=question.answers)
            found[question.key, "unknown_answer"] = ~meets(answers)
        if not question.may_be_blank:
            found[question.key, "no_answer"] = pl.col(question.key).is_null()
    if is_numbered:
        number = pl.col("household")
        keys = number.is_not_null() & village.is_not_null() & county.is_not_null()
        found["household", "no_household"] = number.is_null()
        found["household", "duplicate"] = keys & (pl.len().over("county", "village", "household") > 1)
    return found


def expressions(frame: pl.LazyFrame, is_numbered: bool) -> pl.LazyFrame:
    """Write the aggregation."""
    flags = {f"f{i}": said.fill_null(False) for i, said in enumerate(polars_flags(is_numbered).values())}
    w, x = pl.col("w"), pl.col("persons")
    work = Work(len(flags))
    parts = {name: pl.all_horizontal("ok", *map(meets, part)) for part, name in work.parts.items() if part}
    added = [
        (pl.col(which) if what == "1" else pl.when(which).then(what)).sum().alias(f"n{i}")
        for i, (which, what) in enumerate(work.sums)
    ]
    return (
        frame.with_columns(w=(pl.col("weight") * 100).round().cast(pl.Int64, strict=False), **flags)
        .with_columns(ok=~pl.any_horizontal(*flags), wx=w * x, wxx=w * x * x)
        .with_columns(**parts)
        .group_by("county", "stratum", "village")
        .agg(added)
    )


# Whether they are the same work


def outcome_by_hand(made: Any, is_numbered: bool) -> object:
    """Put what a query yields into the form of a tally."""
    rows = made.rows() if isinstance(made, pl.DataFrame) else zip(*made.to_pydict().values(), strict=True)
    flags = list(sql_flags(is_numbered))
    work = Work(len(flags))
    villages, wrong = {}, Counter[tuple[str, str, str]]()
    for county, stratum, village, *numbers in rows:
        households, persons, weight, *counts = numbers[: 3 + len(flags)]
        if households:
            shares = tuple(tuple(numbers[i] for i in places) for places in work.shares)
            villages[county, stratum, village] = (households, persons, weight, shares)
        wrong.update({(county or "", column, kind): n for (column, kind), n in zip(flags, counts, strict=True) if n})
    return villages, dict(wrong)


def outcome_of(made: Tally) -> object:
    """Put a tally into the same form."""
    villages = {
        (each.county, each.stratum, each.village): (
            each.households,
            each.persons,
            each.weight,
            tuple(tuple(getattr(share, name) for name in NAMES) for share in each.shares),
        )
        for each in made.villages
    }
    return villages, {(each.county, each.column, each.kind.value): each.records for each in made.wrong}


# Time

Way = Callable[[], object]


def ways(path: Path, is_numbered: bool) -> Iterator[tuple[str, Way, Way]]:
    """Give the engines, each with the aggregation by hand and the tally."""
    design, columns = design_of(is_numbered), ["county", "stratum", "village", "household", "weight", "persons"]
    query, connection = sql(path, is_numbered), duckdb.connect()
    eager = pl.read_parquet(path, columns=[*columns, *(question.key for question in QUESTIONS)])

    def tallied(frame: Callable[[], object]) -> Way:
        return lambda: tally(frame(), design, RULE, counties=COUNTIES)

    yield (
        "DuckDB over Parquet",
        lambda: connection.sql(query).to_arrow_table(),
        tallied(lambda: connection.read_parquet(str(path))),
    )
    yield (
        "Polars over Parquet",
        lambda: expressions(pl.scan_parquet(path), is_numbered).collect(),
        tallied(lambda: pl.scan_parquet(path)),
    )
    yield (
        "Polars in memory",
        lambda: expressions(eager.lazy(), is_numbered).collect(),
        tallied(lambda: eager),
    )


def measure(path: Path, rounds: int, is_numbered: bool) -> None:
    """Let by hand and tally take turns on every engine, and print."""
    for name, by_hand, tallied in ways(path, is_numbered):
        spent: dict[str, list[float]] = {"by hand": [], "tally": []}
        worked: dict[str, list[float]] = {"by hand": [], "tally": []}
        outcomes = {}
        for _ in range(rounds):
            for which, way in (("by hand", by_hand), ("tally", tallied)):
                began, processor = time.perf_counter(), time.process_time()
                made = way()
                spent[which].append(time.perf_counter() - began)
                worked[which].append(time.process_time() - processor)
                outcomes[which] = outcome_of(made) if isinstance(made, Tally) else outcome_by_hand(made, is_numbered)
        same = "the same outcome" if outcomes["by hand"] == outcomes["tally"] else "ANOTHER OUTCOME"
        for which, seconds in spent.items():
            ratio, processor = min(seconds) / min(spent["by hand"]), min(worked[which])
            print(
                f"{name:20} {which:8} least {min(seconds):6.2f} s, median {statistics.median(seconds):6.2f} s, "
                f"{ratio:4.2f} times by hand (processor {processor:6.2f} s, {processor / min(worked['by hand']):4.2f} times); "
                f"{same}",
                flush=True,
            )


# Memory


def peak() -> float:
    """Give the peak of this process in MB: of Linux its own, which that of its parent does not hide."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1000
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def grow(path: Path, is_numbered: bool) -> None:
    """Tally in this process and print its peak, with the records and the time."""
    connection = duckdb.connect(config={"memory_limit": LIMIT, "temp_directory": str(path.parent)})
    before, began = peak(), time.perf_counter()
    made = tally(connection.read_parquet(str(path)), design_of(is_numbered), RULE, counties=COUNTIES)
    print(before, peak(), made.records, time.perf_counter() - began)


def memory(folder: Path) -> None:
    """Print the peak of a process at every size."""
    for households in SIZES:
        path = folder / "households.parquet"
        write(path, households)
        for flag in ("", "--numbers"):
            command = [sys.executable, __file__, "--grow", str(path), *([flag] if flag else [])]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            before, after, counted, seconds = map(float, done.stdout.split())
            looked = "with duplicates" if flag else "without"
            print(
                f"{counted:12,.0f} households, file {path.stat().st_size / 1e6:6.0f} MB, {looked:15}: "
                f"peak {after:6.0f} MB, {before:.0f} before; {seconds:.1f} s",
                flush=True,
            )


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--households", type=int, default=HOUSEHOLDS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--numbers", action="store_true", help="look for households that were recorded twice")
    parser.add_argument("--memory", action="store_true")
    parser.add_argument("--grow", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.grow:
        grow(given.grow, given.numbers)
        return
    with TemporaryDirectory() as folder:
        if given.memory:
            memory(Path(folder))
            return
        path = Path(folder) / "households.parquet"
        write(path, given.households)
        print(f"{given.households:,} households, file {path.stat().st_size / 1e6:.0f} MB")
        measure(path, given.rounds, given.numbers)


if __name__ == "__main__":
    main()
