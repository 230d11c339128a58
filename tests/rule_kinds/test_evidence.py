"""Household surveys as real schemes print them, as plain data, estimated by hand.

Numbers are those printed; where a comment says "made up", the published text has none. All records are made up.
"""

from __future__ import annotations

import sys
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import polars
import pytest

sys.path.append(str(Path(__file__).parent))

from building import (
    COUNT,
    DAY,
    DOCUMENT,
    RATE,
    assess_values,
    city_name,
    county_name,
    faults_of,
    read_scheme,
    scheme_of,
    words,
)

import jxassess
from jxassess.evidence import Observation, Target
from jxassess.scheme import SurveyRule, VillageSample, VillagesByTask
from jxassess.surveys import SurveyDesign, Tally, VillageSize, estimate, find_sample_faults, tally

Entry = dict[str, Any]
Record = dict[str, object]

CITY = jxassess.City(code="990100", name=city_name("990100"))
COUNTIES = {code: jxassess.County(code=code, name=county_name(code), parent=CITY) for code in ("990121", "990122")}
INDICATORS = {
    **dict.fromkeys(("missed_rate", "wrong_exit_rate", "poverty_incidence"), RATE | {"better": "lower"}),
    "approval": RATE,
    **dict.fromkeys(("remaining", "unregistered", "exited", "rural_households"), COUNT),
}
DESIGN = SurveyDesign(county="county", village="village", persons="persons")


def question(key: str, *answers: str) -> Entry:
    """Write a question."""
    return {"key": key, "name": words(key), "answers": list(answers), "may_be_blank": False}


def of_persons(register: str) -> Entry:
    """Write the share of the poor, of persons, among those who are something in the register."""
    among, counted = (
        {"question": key, "answers": [answer]} for key, answer in (("register", register), ("poor", "yes"))
    )
    return {"unit": "persons", "among": [among], "counted": [counted]}


def share(key: str, proportion: Entry) -> Entry:
    """Write the estimator of a share."""
    return {"kind": "share", "indicator": key, "proportion": proportion}


APPROVAL = share(
    "approval", {"unit": "households", "among": [], "counted": [{"question": "content", "answers": ["yes"]}]}
)
INCIDENCE = {
    "kind": "incidence",
    "indicator": "poverty_incidence",
    "remaining": "remaining",
    "missed": of_persons("ordinary"),
    "unregistered": "unregistered",
    "wrong_exits": of_persons("exited"),
    "exited": "exited",
    "population": "rural_population",
}
QUESTIONS = {
    "register": question("register", "registered", "exited", "ordinary"),
    "poor": question("poor", "yes", "no"),
    "content": question("content", "yes", "no"),
}


def survey(*estimators: Entry, checks: tuple[Entry, ...] = ()) -> Entry:
    """Write the rules of a survey, with the questions that it needs."""
    text = repr((estimators, checks))
    interval = {"method": "wald", "quantiles": [{"degrees": 1, "quantile": "1.96"}]}
    rule: Entry = {"source": "verification", "wrong_records": "refuse", "single_villages": "refuse", "places": 4}
    rule |= {"rounding": "half_up", "small_cells": 1, "interval": interval, "estimators": list(estimators)}
    used = [entry for key, entry in QUESTIONS.items() if f"'{key}'" in text]
    return rule | {"questions": used, "checks": list(checks)}


def rule_of(*estimators: Entry, checks: tuple[Entry, ...] = ()) -> SurveyRule:
    """Load the rules of a survey through the reader of files."""
    scheme = read_scheme(scheme_of(indicators=INDICATORS, survey=survey(*estimators, checks=checks)))
    assert scheme.survey is not None
    return scheme.survey


def households(number: int, persons: int, register: str, *, poor: str = "no", content: str = "yes") -> list[Record]:
    """Make records of households that have so many persons together, one of them all that the others leave."""
    each = persons // number
    sizes = [each] * (number - 1) + [persons - each * (number - 1)]
    return [{"persons": size, "register": register, "poor": poor, "content": content} for size in sizes]


def added_up(rule: SurveyRule, records: list[Record], design: SurveyDesign = DESIGN, villages: int = 4) -> Tally:
    """Add up records of one county, whose households lie in its villages by turns."""
    placed = [{"county": "990121", "village": f"{i % villages}", **record} for i, record in enumerate(records)]
    return tally(polars.DataFrame(placed), design, rule, counties=[COUNTIES["990121"]])


def known(rule: SurveyRule, **figures: int) -> list[Observation]:
    """Observe the known figures of the county."""
    by_key = {figure.key: figure for figure in rule.figures}
    return [
        Observation(
            place=COUNTIES["990121"],
            indicator=by_key[key],
            value=value,
            source="register",
            on=date.fromisoformat(DAY),
            document=DOCUMENT,
        )
        for key, value in figures.items()
    ]


def test_evidence_estimators() -> None:
    """Wrong exits count persons, approval households, and the incidence adds what remains, is missed and wrongly exited."""
    # Of 2,076 households 10 with 28 persons exited wrongly: 0.41 %. Made up: 6,829 persons in all.
    rule = rule_of(share("wrong_exit_rate", of_persons("exited")))
    wrong = households(10, 28, "exited", poor="yes")
    (rate,) = estimate(added_up(rule, [*wrong, *households(2066, 6801, "exited")]))
    assert rate.exact == Fraction(2800, 6829)
    assert rate.value == Fraction("0.41")
    assert (rate.uncertainty.households, rate.counted_households, rate.counted_persons) == (2076, 10, 28)
    # Made up: 142 of 144 households are content, 98.61 %; of 200 persons outside the register 1 was missed, of 100 that
    # exited 1 wrongly. (1,210 + 80,000 / 200 + 10,000 / 100) / 100,000 = 1.71 %.
    rule = rule_of(share("missed_rate", of_persons("ordinary")), INCIDENCE, APPROVAL)
    records = [
        *households(1, 1, "ordinary", poor="yes"),
        *households(49, 199, "ordinary"),
        *households(1, 1, "exited", poor="yes"),
        *households(25, 99, "exited"),
        *households(66, 250, "registered", poor="yes"),
        *households(2, 9, "registered", poor="yes", content="no"),
    ]
    figures = known(rule, remaining=1210, unregistered=80_000, exited=10_000, rural_population=100_000)
    missed, incidence, approval = estimate(added_up(rule, records), figures=figures)
    assert (missed.exact, missed.value) == (Fraction(1, 2), Fraction("0.5"))
    assert (incidence.exact, incidence.value) == (Fraction("1.71"), Fraction("1.71"))
    assert (approval.exact, approval.value) == (Fraction(14200, 144), Fraction("98.61"))


def test_an_estimate_is_held_against_the_gate() -> None:
    """The published rates of both counties pass a gate of 2 % and 90 %, and so do the made-up ones."""
    must = {"wrong_exit_rate": ("below", 2), "poverty_incidence": ("below", 2), "approval": ("above", 90)}
    values = {"wrong_exit_rate": "0.41", "poverty_incidence": "1.71", "approval": "98.61"}
    conditions = [{"indicator": key, "must": {"side": side, "value": value}} for key, (side, value) in must.items()]
    gate = {"key": "rates", "name": words("rates"), "level": "county", "grade": "last", "allowed_by": DOCUMENT}
    scheme = scheme_of(
        indicators=INDICATORS,
        gates=[gate | {"conditions": conditions}],
        survey=survey(share("wrong_exit_rate", of_persons("exited")), INCIDENCE, APPROVAL),
    )
    assert assess_values(scheme, {"990121": values}).city("990100").gates == ()
    found = assess_values(scheme, {"990121": values | {"approval": "90"}}).city("990100").gates
    assert [each.gate.key for each in found] == ["rates"]


STRATA = {"kind": "shares", "area": "county", "question": "", "tolerance": 0}
STRATA |= {"parts": [{"name": name, "part": part} for name, part in (("a", 5), ("b", 3), ("c", 2))]}
RATE_OF_ALL = {"kind": "least_rate", "area": "all", "base": "rural_households", "rate": "0.01"}
LEAST = {"kind": "least_households", "area": "all", "households": 6200}


def in_strata(**numbers: int) -> list[Record]:
    """Make so many households in each stratum, all of them in two villages."""
    one = households(1, 4, "ordinary")[0]
    return [
        {"stratum": stratum, "village": f"{stratum}{i % 2}", **one} for stratum, n in numbers.items() for i in range(n)
    ]


@pytest.mark.parametrize(
    ("numbers", "all_of_them", "found"),
    [
        # 5 : 3 : 2 of 6,200. Made up: 620,000 households in all, of which 6,200 are 1 %.
        ((3100, 1860, 1240), 620_000, []),
        ((3100, 1860, 1240), 620_001, [1]),
        ((3100, 1860, 1239), 619_900, [0, 0, 0, 2]),
        ((3101, 1859, 1240), 620_000, [0, 0]),
        ((3050, 1830, 1220), 620_000, [1, 2]),
    ],
)
def test_sample_strata(numbers: tuple[int, int, int], all_of_them: int, found: list[int]) -> None:
    """A sample has its parts, its least rate and its least number to the household."""
    rule = rule_of(APPROVAL, checks=(STRATA, RATE_OF_ALL, LEAST))
    design = SurveyDesign(county="county", village="village", persons="persons", stratum="stratum")
    sample = added_up(rule, in_strata(**dict(zip("abc", numbers, strict=True))), design)
    faults = find_sample_faults(sample, figures=known(rule, rural_households=all_of_them))
    assert [int(fault.where.partition("checks[")[2][0]) for fault in faults] == found


def test_shares_may_be_off_by_a_tolerance() -> None:
    """Within the tolerance that the scheme gives a sample is as good as exact. Made up: the tolerance."""
    rule = rule_of(APPROVAL, checks=(STRATA | {"tolerance": "0.02"},))
    design = SurveyDesign(county="county", village="village", persons="persons", stratum="stratum")
    # 52, 28 and 20 of 100 are off by 2, 2 and 0; of 53, 27 and 20 two are off by 3.
    assert find_sample_faults(added_up(rule, in_strata(a=52, b=28, c=20), design)) == ()
    assert len(find_sample_faults(added_up(rule, in_strata(a=53, b=27, c=20), design))) == 2


BY_TASK = {"kind": "villages_by_task", "indicator": "poor_population_reduced"}
BY_TASK |= {"steps": [{"up_to": 500, "villages": 6}], "beyond": 4}
ORDINARY = {"kind": "village_sample", "rate": "0.2", "most": 200}
ORDINARY |= {"among": [{"question": "register", "answers": ["ordinary"]}]}


@pytest.mark.parametrize(
    ("task", "villages", "is_enough"), [(500, 6, True), (500, 5, False), (1, 6, True), (501, 4, True), (501, 3, False)]
)
def test_villages_of_a_task(task: int, villages: int, is_enough: bool) -> None:
    """Six villages where the task is up to 500 persons, else four."""
    rule = rule_of(APPROVAL, checks=(BY_TASK,))
    sample = added_up(rule, households(60, 240, "ordinary"), villages=villages)
    (check,) = rule.checks
    assert isinstance(check, VillagesByTask)
    target = Target(place=COUNTIES["990121"], indicator=check.indicator, value=task, document=DOCUMENT)
    assert (find_sample_faults(sample, targets=[target]) == ()) is is_enough


def test_sample_by_task() -> None:
    """The size of the task sets the number of villages; in each 20 % of ordinary households are drawn, at most 200."""
    rule = rule_of(APPROVAL, checks=(BY_TASK, ORDINARY))
    (_, check) = rule.checks
    assert isinstance(check, VillageSample)
    target = Target(
        place=COUNTIES["990121"],
        indicator=next(each.indicator for each in rule.checks if isinstance(each, VillagesByTask)),
        value=501,
        document=DOCUMENT,
    )
    # 20 % of 100 are 20, of 101 are more than 20 and so 21; of 1,000 and of 5,000 they are 200 and capped at 200.
    drawn = {"a": (20, 100), "b": (21, 101), "c": (200, 1000), "d": (200, 5000)}
    sizes = [
        VillageSize(county="990121", village=village, households=size, among=check.among)
        for village, (_, size) in drawn.items()
    ]

    def found(**changes: int) -> list[str]:
        records = [
            {"village": village, **record}
            for village, (number, _) in drawn.items()
            for record in households(changes.get(village, number), 2000, "ordinary")
        ]
        sample = added_up(rule, [*records, *({"village": "a", **r} for r in households(9, 30, "exited"))])
        return [fault.where for fault in find_sample_faults(sample, targets=[target], sizes=sizes)]

    assert found() == []
    assert found(a=19) == ["survey.checks[1] 990121 子县 a"]
    assert found(b=20) == ["survey.checks[1] 990121 子县 b"]
    assert found(c=199, d=201) == ["survey.checks[1] 990121 子县 c", "survey.checks[1] 990121 子县 d"]


def test_a_survey_is_read_strictly() -> None:
    """What a survey leaves out is asked for, and what it contradicts is refused, at the path of the file."""
    rule = survey(APPROVAL, checks=(LEAST,))
    del rule["small_cells"]
    assert faults_of(scheme_of(indicators=INDICATORS, survey=rule)) == [("missing_key", "survey.small_cells")]
    twice = survey(APPROVAL, checks=(LEAST, LEAST | {"households": 6000}))
    assert faults_of(scheme_of(indicators=INDICATORS, survey=twice)) == [("same_check", "survey.checks[1]")]
