"""A household survey from its records to an assessment: the same on every engine that is installed.

Five invented counties are surveyed, 6,300 households in 30 villages, and some records are wrong. They are added up on
DuckDB (from Parquet files), Polars (lazily and not), PyArrow and pandas, which give one digest. The sample is held
against the scheme, rates are estimated with their errors, the assessment compares the ends of their intervals, and
tables are written that withhold small numbers.

Run it with `python examples/household_survey.py`, or with the name of a folder that keeps the files. It needs the extra
`frames` and PyArrow; each further engine is used where it is installed. All data are made up.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq

from jxassess import City, County, Evidence, Observation, Scheme, assess
from jxassess.evidence import Target
from jxassess.exact import to_text
from jxassess.indicators import CATALOGUE
from jxassess.io import read_scheme
from jxassess.io.tables import read_tables, write_tables
from jxassess.scheme import Tier, VillageSample
from jxassess.surveys import (
    Estimate,
    SurveyDesign,
    Tally,
    VillageSize,
    estimate,
    find_sample_faults,
    survey_tables,
    tally,
)

SCHEME = Path(__file__).parent / "schemes" / "household_survey.toml"
LAST_DAY = date(2019, 12, 31)
CITIES = (City(code="990100", name="甲市"), City(code="990200", name="乙市"))
COUNTIES = tuple(
    County(code=code, name=name, parent=CITIES[city])
    for code, name, city in (
        ("990121", "子县", 0),
        ("990122", "丑县", 0),
        ("990123", "寅县", 0),
        ("990221", "卯县", 1),
        ("990222", "辰县", 1),
    )
)
INDICATORS = {each.key: each for each in CATALOGUE}
KNOWN = {
    "rural_population": 320_000,
    "rural_households": 90_000,
    "unregistered_population": 300_000,
    "exited_population": 18_000,
    "remaining_poor": 2_000,
}
DESIGN = SurveyDesign(
    county="county",
    village="village",
    persons="persons",
    stratum="stratum",
    household="household",
    weight="weight",
    weight_places=2,
)


# Make the records up


def households(random: Random) -> Iterator[dict[str, object]]:
    """Make up 210 households in each of six villages of each county, alike inside a village."""
    kinds = ["registered"] * 5 + ["exited"] * 3 + ["ordinary"] * 2
    for county in COUNTIES:
        for village in range(1, 7):
            poor, content = random.betavariate(2, 80), random.betavariate(90, 3)
            place = {"county": county.code, "village": village, "stratum": "hills" if village < 4 else "plain"}
            weight = 12.5 if village < 4 else 20.25
            for number in range(210):
                answers = answered(random, kinds[number % 10], poor, content)
                yield {**place, "household": number, "weight": weight, "persons": random.randint(1, 6), **answers}


def answered(random: Random, register: str, poor: float, content: float) -> dict[str, str | None]:
    """Make up what a household answers; those who are not helped are not asked about their helpers."""
    chance = {"registered": 1 - poor, "exited": poor / 2, "ordinary": poor / 4}[register]
    marks = random.choices(["satisfied", "fairly", "not"], [content, 1 - content, 0.02], k=3)
    opinions = dict(zip(("work_team", "first_secretary", "paired_helper"), marks, strict=True))
    return {
        "register": register,
        "is_poor": "yes" if random.random() < chance else "no",
        "approves": "yes" if random.random() < content else "unsure",
        **(opinions if register != "ordinary" else dict.fromkeys(opinions)),
    }


def spoil(records: list[dict[str, object]]) -> list[dict[str, object]]:
    """Give records with six that are wrong, one of them a household that stands there twice."""
    wrong: list[dict[str, object]] = [
        {"household": 901, "county": ""},
        {"household": 902, "weight": -1.0},
        {"household": 903, "weight": 12.505},
        {"household": 904, "approves": "Yes"},
        {"household": 905, "is_poor": None},
        {},
    ]
    return [*records, *({**records[0], **each} for each in wrong)]


# Add them up


def engines(path: Path) -> dict[str, Callable[[], object]]:
    """Give a way to open the records on each engine that is installed."""
    known: dict[str, tuple[str, Callable[[], object]]] = {
        "DuckDB": ("duckdb", lambda: import_module("duckdb").read_parquet(str(path))),
        "Polars, lazy": ("polars", lambda: import_module("polars").scan_parquet(path)),
        "Polars": ("polars", lambda: import_module("polars").read_parquet(path)),
        "PyArrow": ("pyarrow", lambda: pq.read_table(path)),
        "pandas": ("pandas", lambda: import_module("pandas").read_parquet(path)),
    }
    return {name: opened for name, (package, opened) in known.items() if find_spec(package) is not None}


def add_up(path: Path, scheme: Scheme) -> Tally:
    """Add the records up on every engine, and see that all give one digest."""
    assert scheme.survey is not None
    found: dict[str, Tally] = {}
    for name, opened in engines(path).items():
        found[name] = tally(opened(), DESIGN, scheme.survey, counties=COUNTIES)
        print(f"{name}: {found[name].digest[:16]}")
    first = next(iter(found.values()))
    assert all(each == first for each in found.values())
    return first


def print_wrong(totals: Tally) -> None:
    """Print which records were left out."""
    print(f"{totals.records} records, {totals.left_out} left out")
    for each in totals.wrong:
        print(f"  {each.county or '-'} {each.column}: {each.kind.words.en} (records: {each.records})")


# What the survey says


def known_figures(scheme: Scheme) -> list[Observation]:
    """Give the figures that do not come from the survey."""
    assert scheme.survey is not None
    return [
        Observation(
            place=county,
            indicator=figure,
            value=KNOWN[figure.key],
            source="register",
            on=LAST_DAY,
            document="synthetic",
        )
        for county in COUNTIES
        for figure in scheme.survey.figures
    ]


def plan() -> list[Target]:
    """Give the tasks of counties and cities."""
    tasks: list[tuple[City | County, int]] = [
        *((county, 450) for county in COUNTIES),
        (CITIES[0], 1350),
        (CITIES[1], 900),
    ]
    item = INDICATORS["poor_population_reduced"]
    return [Target(place=place, indicator=item, value=task, document="synthetic plan") for place, task in tasks]


def check(totals: Tally, figures: list[Observation]) -> None:
    """Hold the sample against the scheme: one village has more households than was thought."""
    ordinary = next(each.among for each in totals.rule.checks if isinstance(each, VillageSample))
    sizes = [
        VillageSize(county=each.county, village=each.village, households=200 + 20 * (i == 7), among=ordinary)
        for i, each in enumerate(totals.villages)
    ]
    for fault in find_sample_faults(totals, targets=plan(), figures=figures, sizes=sizes):
        print(fault)


def evidence_of(estimates: tuple[Estimate, ...], figures: list[Observation]) -> Evidence:
    """Put the estimates into the evidence of the year, with what was reported."""
    reported = [
        Observation(
            place=county,
            indicator=INDICATORS[key],
            value=value,
            source="register",
            on=LAST_DAY,
            document="synthetic",
        )
        for county in COUNTIES
        for key, value in (("poor_population_reduced", 450), ("funds_use", 9))
    ]
    return Evidence(
        year=2019,
        on=LAST_DAY,
        cities=CITIES,
        counties=COUNTIES,
        targets=plan(),
        observations=[
            *(each.observation(on=LAST_DAY, document="synthetic survey") for each in estimates),
            *figures,
            *reported,
        ],
        carried=[],
        is_synthetic=True,
    )


def run(folder: Path) -> None:
    """Take the survey from its records to an assessment and tables."""
    scheme = read_scheme(SCHEME)
    pq.write_table(pa.Table.from_pylist(spoil(list(households(Random(2019))))), folder / "survey.parquet")

    totals = add_up(folder / "survey.parquet", scheme)
    print_wrong(totals)
    figures = known_figures(scheme)
    check(totals, figures)

    estimates = estimate(totals, figures=figures)
    for each in estimates:
        if each.indicator.key == "wrong_exit_rate":
            sample = each.uncertainty
            print(
                f"{each.place.label}: {to_text(each.value, 2)} % wrongly exited, "
                f"{to_text(sample.lower)} to {to_text(sample.upper)}"
            )

    assessment = assess(evidence_of(estimates, figures), scheme)
    print(assessment.ranking())

    of_cities = estimate(totals, of=Tier.CITY, figures=figures)
    tables = survey_tables(
        totals, [*of_cities, *estimates], year=2019, is_synthetic=True, on=LAST_DAY, scheme=scheme, language="en"
    )
    write_tables(tables, folder / "survey", language="en")
    assert read_tables(folder / "survey") == tables
    withheld = sum(row[3] == "withheld" for row in tables[0].rows)
    print(f"{len(tables[0].rows)} estimates written, {withheld} of them withheld")


def main() -> None:
    """Run in the folder that is named, or in one that goes away."""
    if len(sys.argv) > 1:
        Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
        run(Path(sys.argv[1]))
    else:
        with TemporaryDirectory() as folder:
            run(Path(folder))


if __name__ == "__main__":
    main()
