"""Make the synthetic evidence of 2019 that `annual_assessment.py` assesses, and write it to `data/evidence_2019.json`.

What is real: the 11 cities, the 100 counties of 31 December 2019, the list of 25 poverty counties, rural residents of the
census of 2020 (as weights: an illustration, since the census came later and counts residents), and the totals of the
plan that the province published for 2019: 400,000 people and 387 villages.

What is made up, by a generator with a fixed seed: how the plan is divided among counties, every observation and every
carried score. All targets are met and all rates are high, so that no real place is shown with a problem.

Run `python examples/synthetic_2019.py` to write the file again; the same seed gives the same file.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from random import Random

from jxassess import CarriedScore, County, Evidence, Indicator, Observation, Scheme, Target
from jxassess.evidence.census import census_observations
from jxassess.io import read_scheme, write_evidence
from jxassess.places import jiangxi
from jxassess.scheme import Given, Proportional, RelativeToMean

DATA = Path(__file__).parent / "data"
SEED = 2019
LAST_DAY = date(2019, 12, 31)
MADE_UP = "synthetic, made by examples/synthetic_2019.py (虚构)"


def divide(total: int, weights: dict[County, Fraction]) -> dict[County, int]:
    """Divide a whole number by weights, largest remainders first, so that the parts add up to it."""
    whole = sum(weights.values())
    quotas = {county: total * weight / whole for county, weight in weights.items()}
    parts = {county: int(quota) for county, quota in quotas.items()}
    by_remainder = sorted(weights, key=lambda county: (parts[county] - quotas[county], county.code))
    for county in by_remainder[: total - sum(parts.values())]:
        parts[county] += 1
    return parts


def targets(scheme: Scheme, weights: dict[County, Fraction]) -> list[Target]:
    """Divide the published plan among the counties, and add up the lines of the cities."""
    plan = jiangxi.plan(2019)
    totals = {"poor_population_reduced": plan.persons, "poor_villages_exited": plan.villages}
    lines: list[Target] = []
    for item in scheme.plan.items:
        parts = divide(totals[item.key], weights)
        document = f"total published ({plan.source}); {MADE_UP}"
        lines += [Target(place=c, indicator=item, value=n, document=document) for c, n in parts.items()]
        for city in jiangxi.cities():
            value = sum(number for county, number in parts.items() if county.parent == city)
            lines.append(Target(place=city, indicator=item, value=value, document=document))
    return lines


def observed(county: County, indicator: Indicator, value: str | int) -> Observation:
    """Make one observation."""
    return Observation(
        place=county, indicator=indicator, value=value, source="synthetic", on=LAST_DAY, document=MADE_UP
    )


def observations(
    random: Random, scheme: Scheme, lines: list[Target], counties: tuple[County, ...]
) -> list[Observation]:
    """Make up every value: targets met, rates high, points inside the marks."""
    reached = {(line.place.code, line.indicator.key): int(line.value) for line in lines}
    made: list[Observation] = []
    for county in counties:
        is_carried = county.code in scheme.carried.counties
        for _, criterion in scheme.walk():
            indicator = criterion.indicator
            match criterion.rule:
                case Proportional():
                    target = reached[county.code, indicator.key]
                    extra = random.randrange(target // 20 + 1) if indicator.key == "poor_population_reduced" else 0
                    value: str | int = target + extra
                case Given() if is_carried:
                    continue  # a carried county is given no points
                case Given():
                    most = int(criterion.marks * 100)
                    value = hundredths(random.randrange(most * 4 // 5, most + 1))
                case RelativeToMean():
                    value = hundredths(random.randrange(4000, 9001))
                case _ if indicator.key == "rural_income_growth":
                    value = hundredths(random.randrange(800, 1101))
                case _:
                    value = hundredths(random.randrange(9600, 10001))
            made.append(observed(county, indicator, value))
    return made


def hundredths(number: int) -> str:
    """Write a number of hundredths as a decimal."""
    return f"{number // 100}.{number % 100:02d}"


def make(scheme: Scheme) -> Evidence:
    """Make the evidence; the same every time."""
    random = Random(SEED)
    counties = jiangxi.counties(on=LAST_DAY)
    residents = census_observations(2020, scheme.indicator("rural_population"), counties, on=LAST_DAY)
    weights = {jiangxi_county(o.place.code, counties): Fraction(str(o.value)) for o in residents}
    lines = targets(scheme, weights)
    carried = [
        CarriedScore(county=county, score=hundredths(random.randrange(8500, 9801)), on=LAST_DAY, document=MADE_UP)
        for county in counties
        if county.code in scheme.carried.counties
    ]
    return Evidence(
        year=2019,
        on=LAST_DAY,
        cities=jiangxi.cities(),
        counties=counties,
        targets=lines,
        observations=[*residents, *observations(random, scheme, lines, counties)],
        carried=carried,
        is_synthetic=True,
        classification="example",
    )


def jiangxi_county(code: str, counties: tuple[County, ...]) -> County:
    """Look up a county by its code."""
    return next(county for county in counties if county.code == code)


def main() -> None:
    """Write the file."""
    path = DATA / "evidence_2019.json"
    write_evidence(make(read_scheme(DATA / "scheme_2019.toml")), path)
    print(f"wrote {path.name}: synthetic evidence of 2019")


if __name__ == "__main__":
    main()
