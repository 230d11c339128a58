"""Print six schemes of different make, with their departures, and score each on invented evidence.

The schemes lie in `schemes/`. Their kinds of rules and some of their numbers are published; everything else in them is
made up, and so are the places and all the evidence, by a generator with a fixed seed. So the scores mean nothing.

Run it with `python examples/six_schemes.py`, or `python examples/six_schemes.py zh` for Chinese.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from random import Random

from jxassess import (
    Assessment,
    CarriedScore,
    City,
    County,
    Evidence,
    Indicator,
    Observation,
    Scheme,
    Target,
    assess,
)
from jxassess.evidence import Event, SampledCounty, SampledTownship, SampledVillage, Uncertainty
from jxassess.io import read_scheme
from jxassess.places import Place
from jxassess.report import scheme_text
from jxassess.scheme import (
    Compared,
    Criterion,
    Events,
    Falsified,
    Given,
    IndicatorWeights,
    IntervalMethod,
    SampleRule,
    Tier,
    find_departures,
)
from jxassess.words import Language

# The seventh file there shows a survey, and has an example of its own.
SCHEMES = sorted(path for path in (Path(__file__).parent / "schemes").glob("*.toml") if path.stem != "household_survey")
MADE_UP = "synthetic, made by examples/six_schemes.py (虚构)"

# Where a scheme lists no classes of units, these are assessed.
COUNTIES = ("990121", "990122", "990123", "990221", "990222")

# The range of what has no upper bound by itself, in the indicator's unit; all else is between 97 and 100, or between 0
# and 1.5 where less is better, so that no unit fails a gate or a threshold.
RANGES = {
    "population": (200_000, 500_000),
    "rural_population": (100_000, 400_000),
    "registered_poor_population": (2_000, 9_000),
    "poor_population_reduced": (500, 2_000),
    "poor_villages_exited": (3, 12),
    "rural_income_growth": (8, 11),
    "city_income_growth": (8, 10),
    "county_funds_growth": (3, 9),
    "revenue_growth": (2, 8),
    "poor_income": (9_000, 12_000),
    "months_to_correct": (0, 4),
    "days_to_pay": (5, 20),
    "village_income": (5, 30),
    "social_funds": (100, 900),
    "purchases": (100, 900),
    "wrong_cases": (0, 4),
    "practices_taken_over": (0, 2),
    "justified_petitions": (0, 3),
    "inspections": (2, 3),
    "major_incidents": (0, 0),
}


class Maker:
    """Makes up evidence that fits a scheme; the same every time."""

    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme
        self.random = Random(scheme.year)
        self.on = date(scheme.year, 12, 31)
        codes = {code for each in scheme.classes for code in each.units if not code.endswith("00")} or set(COUNTIES)
        self.cities = {code[:4]: city(code[:4]) for code in sorted(codes)}
        self.counties = [county(code, self.cities[code[:4]]) for code in sorted(codes)]
        self.carried = [each for each in self.counties if each.code in scheme.carried.counties]
        self.targets: dict[tuple[str, str], int] = {}
        conditions = [condition for gate in scheme.gates for condition in gate.conditions]
        compared = [each for each in (*scheme.low_rates, *conditions) if each.compared is not Compared.ESTIMATE]
        self.at_ends = {each.indicator for each in compared}

    def evidence(self) -> Evidence:
        """Make all of it."""
        targets = [*self.county_targets(), *self.city_targets()]
        return Evidence(
            year=self.scheme.year,
            on=self.on,
            cities=self.cities.values(),
            counties=self.counties,
            targets=targets,
            observations=[*self.of_counties(), *self.of_cities()],
            carried=[self.carried_score(each) for each in self.carried],
            is_synthetic=True,
            classification="example",
            events=self.events(),
            samples=[] if self.scheme.sample is None else [*self.samples(self.scheme.sample)],
        )

    def criteria(self, level: Tier) -> list[Criterion]:
        """Give what units of a level are scored on."""
        return [criterion for _, criterion in self.scheme.scored(level)]

    def gated(self, level: Tier) -> list[Indicator]:
        """Give what the gates of a level look at."""
        return [
            condition.indicator for gate in self.scheme.gates if gate.level is level for condition in gate.conditions
        ]

    def is_represented(self, place: Place) -> bool:
        """Tell whether the data of another county hold for this one."""
        return self.scheme.lead_of(place.code) != place.code

    def county_targets(self) -> Iterator[Target]:
        """Make the lines of the plan of counties."""
        held = {each.indicator.key: each.indicator for each in self.criteria(Tier.COUNTY) if each.needs_target}
        held |= {item.key: item for item in (*self.scheme.plan.items, self.scheme.rewards.marked.indicator)}
        for each in self.counties:
            for indicator in held.values() if not self.is_represented(each) else ():
                yield self.target(each, indicator, self.random.randint(*RANGES[indicator.key]))

    def city_targets(self) -> Iterator[Target]:
        """Make the lines of the plan of cities, which are the sums of those of their counties, and their own."""
        for item in {*self.scheme.plan.items, self.scheme.rewards.marked.indicator}:
            for each in self.cities.values():
                lines = [self.targets.get((of.code, item.key), 0) for of in self.counties if of.parent == each]
                yield self.target(each, item, sum(lines))
        for criterion in self.criteria(Tier.CITY):
            for each in self.cities.values() if criterion.needs_target else ():
                yield self.target(each, criterion.indicator, RANGES[criterion.indicator.key][1])

    def target(self, place: Place, indicator: Indicator, value: int) -> Target:
        """Make one line and remember it."""
        self.targets[place.code, indicator.key] = value
        return Target(place=place, indicator=indicator, value=value, document=MADE_UP)

    def of_counties(self) -> Iterator[Observation]:
        """Make what is observed of counties."""
        scheme, criteria = self.scheme, self.criteria(Tier.COUNTY)
        read = [indicator for criterion in criteria for _, indicator in criterion.indicators]
        named = [*scheme.plan.items, scheme.rewards.marked.indicator, *(low.indicator for low in scheme.low_rates)]
        weight = [scheme.weights.indicator] if isinstance(scheme.weights, IndicatorWeights) else []
        found = {indicator.key: indicator for indicator in (*read, *named, *self.gated(Tier.COUNTY), *weight)}
        for place in self.counties:
            for indicator in found.values() if not self.is_represented(place) else weight:
                yield from self.observed(place, indicator, criteria)

    def of_cities(self) -> Iterator[Observation]:
        """Make what is observed of cities themselves."""
        criteria = self.criteria(Tier.CITY)
        read = [indicator for criterion in criteria for _, indicator in criterion.indicators]
        found = {indicator.key: indicator for indicator in (*read, *self.gated(Tier.CITY))}
        for place in self.cities.values():
            for indicator in found.values():
                yield from self.observed(place, indicator, criteria)

    def observed(self, place: Place, indicator: Indicator, criteria: list[Criterion]) -> Iterator[Observation]:
        """Make the observations of one indicator at one place: one, or one for each source of a blend."""
        reading = [criterion for criterion in criteria if criterion.indicator == indicator]
        given = [criterion.marks for criterion in reading if isinstance(criterion.rule, Given)]
        if given and place in self.carried:
            return  # a carried county is given no points
        shares = reading[0].blend if reading else ()
        for source in [share.source for share in shares] or ["synthetic"]:
            value = self.value(place, indicator, int(min(given)) if given else None)
            yield Observation(
                place=place,
                indicator=indicator,
                value=value,
                source=source,
                on=self.on,
                document=MADE_UP,
                uncertainty=uncertainty(value) if indicator in self.at_ends else None,
            )

    def value(self, place: Place, indicator: Indicator, marks: int | None) -> str:
        """Make up one value, as text with the decimal places of the indicator."""
        unit = 10**indicator.places
        target = self.targets.get((place.code, indicator.key))
        if target is not None:
            number = self.random.randint(target * unit, target * unit * 21 // 20)
        elif marks is not None:
            number = self.random.randint(marks * unit * 3 // 4, marks * unit)
        elif indicator.key in RANGES:
            low, high = RANGES[indicator.key]
            number = self.random.randint(low * unit, high * unit)
        elif indicator.better.value == "lower":
            number = self.random.randint(0, unit * 3 // 2)
        else:
            number = self.random.randint(97 * unit, 100 * unit)
        whole, rest = divmod(number, unit)
        return f"{whole}.{rest:0{indicator.places}d}" if indicator.places else str(whole)

    def carried_score(self, each: County) -> CarriedScore:
        """Make up the score that a county brings, on the scale of the other measure."""
        full = int(self.scheme.carried.full_marks)
        score = self.random.randint(full * 8 // 10, full)
        return CarriedScore(county=each, score=score, on=self.on, document=MADE_UP)

    def events(self) -> Iterator[Event]:
        """Make one event of the first kind of each adjustment that asks for events, and one case of falsified data."""
        scored = next(each for each in self.counties if each not in self.carried)
        for level, place in ((Tier.COUNTY, scored), (Tier.CITY, scored.parent)):
            for _, each in self.scheme.adjusting(level):
                if isinstance(each, Events):
                    yield self.event(each.events[0].key, place)
                elif isinstance(each, Falsified):
                    yield self.event(each.key, place, criterion=next(self.scheme.walk())[1].key)

    def event(self, kind: str, place: Place, criterion: str = "") -> Event:
        """Make one event."""
        return Event(key=f"one_{kind}", kind=kind, place=place, on=self.on, document=MADE_UP, criterion=criterion)

    def samples(self, rule: SampleRule) -> Iterator[SampledCounty]:
        """Draw every county that brings no score, with the least numbers that the scheme asks for."""
        villages = [SampledVillage(name=f"村{i + 1}", households=rule.households) for i in range(rule.villages)]
        townships = [SampledTownship(name=f"乡{i + 1}", villages=villages) for i in range(rule.townships)]
        for each in self.counties:
            if each not in self.carried:
                yield SampledCounty(county=each, townships=townships)


def uncertainty(value: str) -> Uncertainty:
    """Make up the sample behind a rate, and an interval around it."""
    error, quantile = Fraction("0.1"), Fraction("2.365")
    reach = error * quantile
    return Uncertainty(
        households=400,
        persons=1_300,
        villages=8,
        degrees=7,
        standard_error=error,
        quantile=quantile,
        lower=max(Fraction(value) - reach, Fraction(0)),
        upper=min(Fraction(value) + reach, Fraction(100)),
        method=IntervalMethod.WALD,
        design_effect=None,
    )


def city(prefix: str) -> City:
    """Invent a city."""
    name = {"9901": "甲市", "9902": "乙市"}.get(prefix, f"虚构市{prefix[2:]}")
    return City(code=f"{prefix}00", name=name, english=f"City {int(prefix[2:])}")


def county(code: str, parent: City) -> County:
    """Invent a county."""
    return County(code=code, name=f"虚构县{code[2:]}", english=f"County {code[2:]}", parent=parent)


def head_and_criteria(scheme: Scheme, language: Language) -> str:
    """Give the first two sections of the scheme's document: its head, and the table of its criteria."""
    lines = scheme_text(scheme, language, "text").splitlines()
    first = next(i for i, line in enumerate(lines) if line.startswith("|"))
    end = next(i for i, line in enumerate(lines[first:], start=first) if not line)
    return "\n".join(lines[:end])


def result(assessment: Assessment, language: Language) -> str:
    """Give the ranking, or how many cities got each grade where there are many."""
    if len(assessment.cities) <= 5:
        return assessment.ranking(language)
    grades = Counter(each.grade.name.text(language) for each in assessment.cities if each.grade is not None)
    return ", ".join(f"{grade}: {number}" for grade, number in sorted(grades.items()))


def show(path: Path, language: Language) -> None:
    """Print one scheme and what it makes of invented evidence."""
    scheme = read_scheme(path)
    print(f"=== {path.name}\n")
    print(head_and_criteria(scheme, language))
    print()
    departures = find_departures(scheme)
    print(f"departures from the measure: {len(departures)}")
    for departure in departures:
        print(f"  [{departure.citation}] {departure.where}: {departure.what.text(language)}")
    print()
    assessment = assess(Maker(scheme).evidence(), scheme)
    print(result(assessment, language))
    if scheme.follow_ups:
        print(f"follow-ups proposed: {len(assessment.follow_ups)}")
    print()


def main() -> None:
    """Show all six."""
    language: Language = "zh" if "zh" in sys.argv[1:] else "en"
    for path in SCHEMES:
        show(path, language)


if __name__ == "__main__":
    main()
