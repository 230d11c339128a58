"""Estimates against an independent oracle, on random designs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import cycle, islice, product
from random import Random

import pytest
from attrs import evolve
from made_surveys import Survey, random_survey
from oracle_surveys import Expected, oracle_estimates
from survey_rule import EXITED, INCIDENCE, REMAINING, RURAL, SHARES, UNREGISTERED, make_rule

from jxassess import Observation, RoundingMode
from jxassess.places import Place
from jxassess.scheme import IntervalMethod, SingleVillage, Tier
from jxassess.surveys import Estimate, estimate

DAY = date(2019, 12, 31)
VARIANTS = tuple(
    product(
        IntervalMethod,
        (SingleVillage.CERTAIN, SingleVillage.CENTRED),
        RoundingMode,
        (2, 4, 10),
        (Tier.COUNTY, Tier.CITY),
    )
)


def figures(survey: Survey, random: Random) -> Iterator[Observation]:
    """Give known figures to counties, and some cities figures of their own; some of them are zero."""
    places: list[Place] = [*survey.counties, *{county.parent: None for county in survey.counties}]
    for place in places:
        is_city = place.code.endswith("00")
        for indicator, most in ((REMAINING, 900), (UNREGISTERED, 80_000), (EXITED, 9_000), (RURAL, 9_000)):
            value = random.choice((0, random.randint(1, most)))
            if is_city and random.random() < 0.5:
                continue
            yield Observation(
                place=place,
                indicator=indicator,
                # All of the people are more than those of the parts that they are made of.
                value=value + ((1_000_000 if is_city else 100_000) if indicator == RURAL else 0),
                source="register",
                on=DAY,
                document="invented for tests",
            )


def known(survey: Survey, given: Iterable[Observation]) -> dict[tuple[str, str], Fraction]:
    """Give the figure of each place: its own, or the sum of its counties'."""
    found = {(each.place.code, each.indicator.key): Fraction(str(each.value)) for each in given}
    for county, indicator in product(survey.counties, INCIDENCE.figures):
        city = county.parent.code, indicator.key
        if city not in found:
            within = [each.code for each in survey.counties if each.parent == county.parent]
            found[city] = sum((found[code, indicator.key] for code in within), Fraction(0))
    return found


def seen(each: Estimate) -> Expected:
    """Write an estimate as the oracle does."""
    sure = each.uncertainty
    return Expected(
        place=each.place.code,
        indicator=each.indicator.key,
        exact=each.exact,
        variance=each.variance,
        design_effect=each.design_effect,
        value=decimal(each.value),
        error=decimal(sure.standard_error),
        lower=decimal(sure.lower),
        upper=decimal(sure.upper),
        households=sure.households,
        persons=sure.persons,
        villages=sure.villages,
        degrees=sure.degrees,
        counted_households=each.counted_households,
        counted_persons=each.counted_persons,
    )


def decimal(number: Fraction) -> Decimal:
    """Write a number that ends as a decimal."""
    return Decimal(number.numerator) / Decimal(number.denominator)


@pytest.mark.parametrize(("seed", "variant"), list(enumerate(islice(cycle(VARIANTS), 96))))
def test_every_figure_of_every_estimate_is_that_of_the_oracle(
    seed: int, variant: tuple[IntervalMethod, SingleVillage, RoundingMode, int, Tier]
) -> None:
    """On random designs every figure, down to the last digit, is what the households give one by one."""
    method, single, mode, places, tier = variant
    survey, random = random_survey(seed), Random(seed)
    rule = make_rule(method=method, single_villages=single)
    rule = evolve(rule, estimators=[*SHARES, INCIDENCE], places=places, rounding=mode)
    given = tuple(figures(survey, random))
    expected = oracle_estimates(
        survey.records,
        survey.design,
        rule,
        survey.counties,
        of_cities=tier is Tier.CITY,
        figures=known(survey, given),
    )
    made = {(each.place, each.indicator) for each in expected}
    codes = {county.parent.code if tier is Tier.CITY else county.code for county in survey.counties}
    waived = [key for key in product(codes, (each.indicator.key for each in rule.estimators)) if key not in made]
    found = estimate(evolve(survey.tally(), rule=rule), of=tier, figures=given, not_applicable=waived)
    assert [seen(each) for each in found] == expected


@pytest.mark.parametrize(("seed", "method"), list(product(range(8), IntervalMethod)))
def test_every_estimate_makes_a_sound_observation(seed: int, method: IntervalMethod) -> None:
    """The rounded estimate lies in its own interval and in the indicator's range, so that evidence takes it."""
    survey = random_survey(seed)
    rule = evolve(make_rule(method=method), estimators=SHARES)
    tally = evolve(survey.tally(), rule=rule)
    expected = oracle_estimates(survey.records, survey.design, rule, survey.counties)
    asked = {(each.place, each.indicator) for each in expected}
    every = product((county.code for county in survey.counties), (each.indicator.key for each in SHARES))
    found = estimate(tally, not_applicable=[key for key in every if key not in asked])
    observed = [each.observation(on=DAY, document="invented for tests") for each in found]
    assert [each.value for each in observed] == [each.value for each in found]
