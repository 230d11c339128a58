"""Simulate how often the 95 % intervals of surveys hold the truth, by method, sample and rate.

Run it with `python benchmarks/coverage_of_intervals.py [--samples 2000] [--seed 7]`; it takes some ten minutes. It
ends with 1 where a usual sample lies outside 93 to 97 %.

Synthetic provinces of four cities with five counties each are made for every rate: 300 villages a county, 120 to 360
households a village, 1 to 7 persons a household, who answer alike. Villages differ: their rates are drawn from a beta
distribution with the given intraclass correlation. The truth is the share in the province as it was made. Villages are
drawn without replacement, households in them too, and weigh as the households of their village; no sizes of strata are
given, as for villages without end, which errs on the large side by at most 7 % of the standard error. `estimate` makes
every interval from the totals, of counties, and of cities with their five counties as strata.

The methods are Wald's and Wilson's interval, each with 1.96 and with the quantiles of Student's distribution by degrees of
freedom. A cell shows the share of intervals that hold the truth, in %; its standard error is 0.5 for 95 % of 2,000.
`rare` is the number of households expected in the rarer part of the sample (of 98 %, the other 2 %), divided by the design
effect of its villages. Beside the cells stands the share of samples in which everybody or nobody was counted, so that no
variation shows. A sample is usual here from 10 of these households on.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from itertools import repeat
from math import ceil
from pathlib import Path

import numpy as np
from attrs import evolve, fields
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from jxassess import Better, City, County, Indicator, RoundingMode
from jxassess.scheme import (
    Answered,
    Interval,
    IntervalMethod,
    Proportion,
    Quantile,
    Question,
    Share,
    SingleVillage,
    SurveyRule,
    SurveyUnit,
    Tier,
    WrongRecords,
)
from jxassess.surveys import ShareTotals, SurveyDesign, Tally, VillageTotals, estimate
from jxassess.words import Words

SAMPLES, SEED, WORKERS = 2_000, 7, 2
VILLAGES, LEAST, MOST, PERSONS = 300, 120, 360, (0.08, 0.2, 0.24, 0.24, 0.14, 0.07, 0.03)
PROVINCES = 25
CITIES = tuple(City(code=f"99{i}00", name=f"市{i}") for i in range(11, 15))
COUNTIES = tuple(
    County(code=f"{city.code[:4]}{i}", name=f"县{city.code[:4]}{i}", parent=city)
    for city in CITIES
    for i in range(21, 26)
)
_COUNTY_SIZES = (
    *((4, 30), (4, 100), (6, 30), (6, 100), (10, 10), (10, 30), (10, 60), (20, 10), (20, 30), (20, 60), (20, 100)),
    *((40, 10), (40, 25), (40, 50)),
)
_CITY_SIZES = ((4, 10), (4, 30), (4, 100), (6, 30), (6, 100))
SETTINGS = (*((Tier.COUNTY, *sizes) for sizes in _COUNTY_SIZES), *((Tier.CITY, *sizes) for sizes in _CITY_SIZES))
CORRELATIONS = (0.02, 0.1)
USUAL, BEST = (93, 97), "wilson t"
FEWEST_RARE = 10
Setting = tuple[Tier, int, int]


@dataclass(frozen=True)
class Kind:
    """A rate to be estimated: what it is like, what it counts, how high it is."""

    name: str
    unit: SurveyUnit
    rate: float


KINDS = (
    Kind("an even question", SurveyUnit.HOUSEHOLDS, 0.5),
    Kind("satisfaction", SurveyUnit.HOUSEHOLDS, 0.9),
    Kind("approval", SurveyUnit.HOUSEHOLDS, 0.98),
    Kind("accuracy", SurveyUnit.PERSONS, 0.97),
    Kind("wrong exits", SurveyUnit.PERSONS, 0.004),
)
# Student's distribution at 97.5 %, from printed tables; each holds until the next.
STUDENT = (
    *((1, "12.706"), (2, "4.303"), (3, "3.182"), (4, "2.776"), (5, "2.571"), (6, "2.447"), (7, "2.365"), (8, "2.306")),
    *((9, "2.262"), (10, "2.228"), (11, "2.201"), (12, "2.179"), (13, "2.160"), (14, "2.145"), (15, "2.131")),
    *((16, "2.120"), (17, "2.110"), (18, "2.101"), (19, "2.093"), (20, "2.086"), (25, "2.060"), (30, "2.042")),
    *((35, "2.030"), (40, "2.021"), (45, "2.014"), (50, "2.009"), (60, "2.000"), (80, "1.990"), (100, "1.984")),
    *((120, "1.980"), (200, "1.972")),
)
METHODS = {
    f"{method.value} {name}": Interval(method=method, quantiles=[Quantile(degrees=d, quantile=q) for d, q in table])
    for method in IntervalMethod
    for name, table in (("1.96", [(1, "1.96")]), ("t", STUDENT))
}


# The province


@dataclass(frozen=True)
class Province:
    """Every household of a province, by county, village and household; those beyond a village's size are not there."""

    persons: NDArray[np.int8]
    says_yes: NDArray[np.bool_]
    sizes: NDArray[np.int64]

    def truth(self, unit: SurveyUnit) -> dict[str, Fraction]:
        """Give the share in each county and city, in %."""
        is_there = np.arange(MOST) < self.sizes[:, :, None]
        counts = np.where(is_there, self.persons if unit is SurveyUnit.PERSONS else np.int8(1), np.int8(0))
        among, counted = counts.sum(axis=(1, 2)), (counts * self.says_yes).sum(axis=(1, 2))
        found = {county.code: (counted[i : i + 1], among[i : i + 1]) for i, county in enumerate(COUNTIES)}
        for city in CITIES:
            own = [i for i, county in enumerate(COUNTIES) if county.parent == city]
            found[city.code] = counted[own], among[own]
        return {code: Fraction(100 * int(yes.sum()), int(all_.sum())) for code, (yes, all_) in found.items()}


def make_province(rate: float, correlation: float, random: np.random.Generator) -> Province:
    """Make a province whose villages differ by so much."""
    shape = len(COUNTIES), VILLAGES
    spread = (1 - correlation) / correlation
    rates = random.beta(rate * spread, (1 - rate) * spread, shape)
    persons = random.choice(np.arange(1, len(PERSONS) + 1, dtype=np.int8), (*shape, MOST), p=PERSONS)
    return Province(persons, random.random((*shape, MOST)) < rates[:, :, None], random.integers(LEAST, MOST + 1, shape))


def draw(
    province: Province, unit: SurveyUnit, villages: int, households: int, random: np.random.Generator
) -> Iterator[VillageTotals]:
    """Draw villages and households in every county, and add up what they say."""
    drawn = random.permuted(np.tile(np.arange(VILLAGES), (len(COUNTIES), 1)), axis=1)[:, :villages]
    rows = np.arange(len(COUNTIES))[:, None]
    sizes = province.sizes[rows, drawn]
    # Households lie in a village in random order: any of them in a row are a random sample.
    first = random.integers(0, sizes)
    taken = (first[:, :, None] + np.arange(households)) % sizes[:, :, None]
    persons = province.persons[rows[:, :, None], drawn[:, :, None], taken]
    says_yes = province.says_yes[rows[:, :, None], drawn[:, :, None], taken]
    counts = persons if unit is SurveyUnit.PERSONS else np.ones_like(persons)
    columns = (
        sizes * (counts * says_yes).sum(axis=2),
        sizes * counts.sum(axis=2),
        sizes * households,
        sizes * (counts**2 * says_yes).sum(axis=2),
        sizes * (counts**2).sum(axis=2),
        np.full_like(sizes, households),
        persons.sum(axis=2),
        says_yes.sum(axis=2),
        (persons * says_yes).sum(axis=2),
    )
    names = [each.name for each in fields(ShareTotals)]
    numbers = np.stack(columns, axis=2).tolist()
    for county, places, totals in zip(COUNTIES, drawn.tolist(), numbers, strict=True):
        for village, each in zip(places, totals, strict=True):
            share = ShareTotals(**dict(zip(names, each, strict=True)))
            yield VillageTotals(
                county=county.code,
                stratum="",
                village=f"村{village:03}",
                households=households,
                persons=share.persons,
                weight=share.weight,
                shares=[share],
                groups=[],
            )


# The rule


def rule_of(unit: SurveyUnit, interval: Interval) -> SurveyRule:
    """Make a rule with one share."""
    indicator = Indicator(
        key="share",
        name=Words("share", "比例"),
        unit=Words("%", "%"),
        places=4,
        low=0,
        high=100,
        better=Better.HIGHER,
        is_additive=False,
        citation=None,
    )
    counted = Proportion(unit=unit, among=[], counted=[Answered(question="said", answers=["yes"])])
    return SurveyRule(
        source="verification",
        questions=[Question(key="said", name=Words("said", "回答"), answers=["yes", "no"], may_be_blank=False)],
        estimators=[Share(indicator=indicator, proportion=counted)],
        wrong_records=WrongRecords.REFUSE,
        single_villages=SingleVillage.REFUSE,
        interval=interval,
        places=4,
        rounding=RoundingMode.HALF_UP,
        small_cells=1,
    )


DESIGN = SurveyDesign(county="county", village="village", persons="persons", weight="weight")


# The simulation


@dataclass
class Line:
    """What came of one setting: intervals that held the truth by method, samples without variation, all samples."""

    held: dict[str, int]
    flat: int = 0
    samples: int = 0

    def percent(self, method: str) -> float:
        """Give the coverage in %."""
        return 100 * self.held[method] / self.samples


def simulate(
    kind: Kind, provinces: Iterable[Province], setting: Setting, samples: int, random: np.random.Generator
) -> Line:
    """Draw samples of one setting and count the intervals that hold the truth."""
    rules = {name: rule_of(kind.unit, interval) for name, interval in METHODS.items()}
    line = Line(dict.fromkeys(METHODS, 0))
    places = len(COUNTIES if setting[0] is Tier.COUNTY else CITIES)
    for province in provinces:
        truth = province.truth(kind.unit)
        for _ in range(ceil(samples / places / PROVINCES)):
            villages = tuple(draw(province, kind.unit, *setting[1:], random))
            count(tally_of(villages, rules["wald t"]), setting[0], line, rules, truth)
    return line


def tally_of(villages: tuple[VillageTotals, ...], rule: SurveyRule) -> Tally:
    """Make a tally of villages."""
    return Tally(
        rule=rule,
        design=DESIGN,
        counties=COUNTIES,
        villages=villages,
        wrong=[],
        records=sum(village.households for village in villages),
        left_out=0,
    )


def count(tally: Tally, tier: Tier, line: Line, rules: dict[str, SurveyRule], truth: dict[str, Fraction]) -> None:
    """Count the intervals of a sample that hold the truth."""
    for method, rule in rules.items():
        for made in estimate(evolve(tally, rule=rule), of=tier):
            error = made.uncertainty
            line.held[method] += error.lower <= truth[made.place.code] <= error.upper
            if method == "wald t":
                line.samples += 1
                line.flat += made.variance == 0


def rare_households(kind: Kind, correlation: float, setting: Setting) -> float:
    """Give the households expected in the rarer part of a sample, divided by the design effect of its villages."""
    tier, villages, households = setting
    effect = 1 + (households - 1) * correlation
    return min(kind.rate, 1 - kind.rate) * villages_of(tier, villages) * households / effect


def villages_of(tier: Tier, villages: int) -> int:
    """Give the villages of a sample, of so many in a county."""
    return villages * (1 if tier is Tier.COUNTY else len(COUNTIES) // len(CITIES))


def is_usual(kind: Kind, correlation: float, setting: Setting) -> bool:
    """Tell whether a sample is of a usual size for its rate: with enough households in its rarer part."""
    return rare_households(kind, correlation, setting) >= FEWEST_RARE


def show(kind: Kind, correlation: float, setting: Setting, line: Line) -> str:
    """Write one row of the table."""
    tier, villages, households = setting
    cells = " | ".join(f"{line.percent(method):5.1f}" for method in METHODS)
    what = f"{kind.name}, {100 * kind.rate:g} % of {kind.unit.value}"
    size = f"{villages_of(tier, villages)} | {households} | {rare_households(kind, correlation, setting):.1f}"
    usual = "usual" if is_usual(kind, correlation, setting) else ""
    return (
        f"| {what} | {correlation} | {tier.value} | {size} | {cells} | {100 * line.flat / line.samples:.1f} | {usual} |"
    )


def run_one(kind: Kind, correlation: float, samples: int, seed: int) -> tuple[list[str], int]:
    """Run all settings of a rate; give the rows, and how many usual ones lie outside."""
    # A generator for each rate, so that one of them can be run alone and gives the same.
    random = np.random.default_rng([seed, KINDS.index(kind), CORRELATIONS.index(correlation)])
    provinces = [make_province(kind.rate, correlation, random) for _ in range(PROVINCES)]
    rows, outside = [], 0
    for setting in SETTINGS:
        line = simulate(kind, provinces, setting, samples, random)
        rows.append(show(kind, correlation, setting, line))
        outside += is_usual(kind, correlation, setting) and not USUAL[0] <= line.percent(BEST) <= USUAL[1]
    return rows, outside


def run(samples: int, seed: int, workers: int, kinds: Sequence[Kind]) -> int:
    """Run every setting and print the table."""
    began, outside = time.perf_counter(), 0
    print(f"seed {seed}, {samples} samples to a line")
    heads = ("rate", "correlation", "of", "villages", "households each", "rare", *METHODS, "no variation", "usual")
    print(f"| {' | '.join(heads)} |\n{'|---' * len(heads)}|", flush=True)
    pairs = [(kind, correlation) for kind in kinds for correlation in CORRELATIONS]
    with ProcessPoolExecutor(workers) as pool:
        for rows, some in pool.map(run_one, *zip(*pairs, strict=True), repeat(samples), repeat(seed)):
            print("\n".join(rows), flush=True)
            outside += some
    print(f"{outside} usual samples outside {USUAL[0]} to {USUAL[1]} % by {BEST}; {time.perf_counter() - began:.0f} s")
    return int(outside > 0)


def main() -> int:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--samples", type=int, default=SAMPLES)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--workers", type=int, default=WORKERS)
    parser.add_argument("--kind", action="append", choices=[kind.name for kind in KINDS])
    given = parser.parse_args()
    return run(
        given.samples, given.seed, given.workers, [kind for kind in KINDS if not given.kind or kind.name in given.kind]
    )


if __name__ == "__main__":
    sys.exit(main())
