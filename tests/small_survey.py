"""Small made-up surveys whose households are given as counts, with a rule whose shares hang together in many ways."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import count

from made_surveys import CITIES, COUNTIES
from tally_oracle import oracle_tally

from jxassess import Better, City, Indicator, Observation, RoundingMode
from jxassess.places import County
from jxassess.scheme import (
    Answered,
    Incidence,
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
from jxassess.surveys import Estimate, SurveyDesign, Tally, estimate
from jxassess.words import Words

KINDS = ("listed", "exited", "other")
TEAMS = ("good", "fair", "bad")
QUESTIONS = (
    Question(key="kind", name=Words("kind", "类别"), answers=KINDS, may_be_blank=False),
    Question(key="poor", name=Words("poor", "贫困"), answers=["yes", "no"], may_be_blank=False),
    Question(key="team", name=Words("team", "工作队"), answers=TEAMS, may_be_blank=True),
)
DESIGN = SurveyDesign(county="county", village="village", persons="persons", stratum="stratum")


def an_indicator(key: str, unit: str = "%") -> Indicator:
    """Make an indicator in per cent, or of persons."""
    high = 100 if unit == "%" else None
    names = Words(f"{key} in English", f"{key}名称")
    return Indicator(
        key=key,
        name=names,
        unit=Words(unit, unit),
        places=2 if high else 0,
        low=0,
        high=high,
        better=Better.LOWER,
        is_additive=not high,
        citation=None,
    )


def proportion(
    unit: SurveyUnit, among: Mapping[str, Iterable[str]], counted: Mapping[str, Iterable[str]]
) -> Proportion:
    """Make a proportion from answers by question."""
    sides = [[Answered(question=key, answers=answers) for key, answers in side.items()] for side in (among, counted)]
    return Proportion(unit=unit, among=sides[0], counted=sides[1])


def _poor(kind: str, poor: str = "yes") -> Proportion:
    return proportion(SurveyUnit.PERSONS, {"kind": [kind]}, {"poor": [poor]})


def _team(*answers: str) -> Proportion:
    return proportion(SurveyUnit.HOUSEHOLDS, {}, {"team": answers})


FIGURES = tuple(an_indicator(key, "persons") for key in ("remaining", "unregistered", "exited_people", "population"))
SHARES = {
    "accuracy": _poor("listed"),
    "not_poor": _poor("listed", "no"),
    "missed": _poor("other"),
    "wrong_exit": _poor("exited"),
    "good": _team("good"),
    "fair": _team("fair"),
    "not_bad": _team("good", "fair"),
    "listed": proportion(SurveyUnit.HOUSEHOLDS, {}, {"kind": ["listed"]}),
    "poor": proportion(SurveyUnit.PERSONS, {}, {"poor": ["yes"]}),
}
INCIDENCE = Incidence(
    indicator=an_indicator("incidence"),
    remaining=FIGURES[0],
    missed=SHARES["missed"],
    unregistered=FIGURES[1],
    wrong_exits=SHARES["wrong_exit"],
    exited=FIGURES[2],
    population=FIGURES[3],
)


def a_rule(keys: Iterable[str], small_cells: int) -> SurveyRule:
    """Make a rule that estimates the shares named, and the incidence where it is."""
    shares = [
        INCIDENCE if key == "incidence" else Share(indicator=an_indicator(key), proportion=SHARES[key]) for key in keys
    ]
    read = {
        condition.question
        for each in shares
        for share in each.proportions
        for condition in (*share.among, *share.counted)
    }
    return SurveyRule(
        source="verification",
        questions=[question for question in QUESTIONS if question.key in read],
        estimators=shares,
        wrong_records=WrongRecords.LEAVE_OUT,
        single_villages=SingleVillage.CERTAIN,
        interval=Interval(method=IntervalMethod.WALD, quantiles=[Quantile(degrees=1, quantile="1.96")]),
        places=4,
        rounding=RoundingMode.HALF_UP,
        small_cells=small_cells,
    )


def a_tally(rule: SurveyRule, households: Iterable[tuple[str, str, int, Mapping[str, str]]]) -> Tally:
    """Add up so many households of a county and stratum with the same answers; what is not said is answered last."""
    numbers = count()
    default = {"kind": "other", "poor": "no"}
    records = [
        {"county": code, "stratum": stratum, "village": f"{stratum}村{i % 2}", "persons": 2, **default, **answers}
        for code, stratum, number, answers in households
        for i in (next(numbers) for _ in range(number))
    ]
    codes = {str(record["county"]) for record in records}
    return oracle_tally(records, DESIGN, rule, [county for county in COUNTIES if county.code in codes])


def estimates_of(tally: Tally, *tiers: Tier) -> tuple[Estimate, ...]:
    """Estimate everything for counties and cities, but where nobody was asked."""
    places: list[City | County] = [*CITIES, *COUNTIES]
    figures = [
        Observation(
            place=place,
            indicator=figure,
            value=1000 if figure.key == "population" else 100,
            source="register",
            on=date(2019, 12, 31),
            document="synthetic",
        )
        for place in places
        for figure in FIGURES
    ]
    found: list[Estimate] = []
    for tier in tiers or (Tier.CITY, Tier.COUNTY):
        waived = []
        for place in {county.parent if tier is Tier.CITY else county for county in tally.counties}:
            codes = {each.code for each in tally.counties if place in (each, each.parent)}
            for each in tally.rule.estimators:
                held = [tally.rule.proportions.index(share) for share in each.proportions]
                asked = [
                    sum(village.shares[share].households for village in tally.villages if village.county in codes)
                    for share in held
                ]
                if not all(asked):
                    waived.append((place.code, each.indicator.key))
        found += estimate(tally, of=tier, figures=figures, not_applicable=waived)
    return tuple(found)
