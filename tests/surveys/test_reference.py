"""Estimates against the survey package of R, and against its published example.

`tests/data/surveys/estimates.R` made `estimates.csv` from the made-up households of `households.csv` with version 4.1.1.
samplics 0.6.1, another package, finds the same estimates and errors of the shares of `clusters`, `finite` and `strata`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from attrs import evolve
from survey_rule import EXITED, INCIDENCE, REMAINING, RURAL, UNREGISTERED, make_rule
from tally_oracle import oracle_tally

from jxassess import Better, City, County, Indicator, Observation, RoundingMode, Words
from jxassess.scheme import (
    Answered,
    Estimator,
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
from jxassess.surveys import Estimate, ShareTotals, Stratum, SurveyDesign, Tally, VillageTotals, estimate

DATA = Path(__file__).parents[1] / "data" / "surveys"
CITIES = (City(code="990100", name="甲市"), City(code="990200", name="乙市"))
COUNTIES = (
    County(code="990121", name="子县", parent=CITIES[0]),
    County(code="990122", name="丑县", parent=CITIES[0]),
    County(code="990221", name="卯县", parent=CITIES[1]),
)
# Decimal places of the weights of each survey.
PLACES = {"clusters": 0, "finite": 0, "strata": 2, "single": 4}
LONELY = {"fail": SingleVillage.REFUSE, "certainty": SingleVillage.CERTAIN, "adjust": SingleVillage.CENTRED}
# The 97.5 % quantile of the normal distribution, as R has it.
QUANTILE = Fraction("1.959963984540054")
FIGURES = ((REMAINING, 1_200), (UNREGISTERED, 90_000), (EXITED, 15_000), (RURAL, 110_000))


def rate(key: str) -> Indicator:
    """Make an indicator in %."""
    return Indicator(
        key=key,
        name=Words(key, key),
        unit=Words("%", "%"),
        places=2,
        low=0,
        high=100,
        better=Better.HIGHER,
        is_additive=False,
        citation=None,
    )


def share(key: str, register: str, answer: str, counted: Iterable[str]) -> Share:
    """Make a share of persons of one kind of household, or of all households."""
    among = [Answered(question="register", answers=[register])] if register else []
    unit = SurveyUnit.PERSONS if register else SurveyUnit.HOUSEHOLDS
    counts = [Answered(question=answer, answers=counted)]
    return Share(indicator=rate(key), proportion=Proportion(unit=unit, among=among, counted=counts))


SHARES = (
    share("identification", "in", "poor", ["yes"]),
    share("missed", "no", "poor", ["yes"]),
    share("wrong_exits", "out", "poor", ["yes"]),
    share("approval", "", "approval", ["4", "5"]),
)
QUESTIONS = tuple(each for each in make_rule().questions if each.key in ("register", "poor", "approval"))


def rule(method: IntervalMethod, lonely: str, estimators: Iterable[Estimator]) -> SurveyRule:
    """Make a rule that asks for many decimal places."""
    return SurveyRule(
        source="verification",
        questions=QUESTIONS,
        estimators=estimators,
        wrong_records=WrongRecords.REFUSE,
        single_villages=LONELY[lonely],
        interval=Interval(method=method, quantiles=[Quantile(degrees=1, quantile=QUANTILE)]),
        places=10,
        rounding=RoundingMode.HALF_UP,
        small_cells=1,
    )


@cache
def made_tally(name: str) -> Tally:
    """Add up the households of a survey."""
    with (DATA / "households.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["survey"] == name]
    sizes = {(row["county"], row["stratum"]): row["size"] for row in rows}
    has_strata = any(stratum for _, stratum in sizes)
    design = SurveyDesign(
        county="county",
        village="village",
        persons="persons",
        stratum="stratum" if has_strata else "",
        weight="weight",
        weight_places=PLACES[name],
        strata=[Stratum(county=c, stratum=s, villages=int(size)) for (c, s), size in sizes.items() if size],
    )
    records = [{**row, "persons": int(row["persons"]), "weight": float(row["weight"])} for row in rows]
    counties = [county for county in COUNTIES if any(row["county"] == county.code for row in rows)]
    tally = oracle_tally(records, design, rule(IntervalMethod.WALD, "fail", SHARES), counties)
    assert tally.left_out == 0
    return tally


@cache
def estimates(name: str, lonely: str, method: IntervalMethod) -> dict[tuple[str, str], Estimate]:
    """Estimate everything in every county and city, the incidence where the interval allows it."""
    incidence = evolve(INCIDENCE, missed=SHARES[1].proportion, wrong_exits=SHARES[2].proportion)
    with_incidence = [evolve(incidence, indicator=rate("incidence"))] if method is IntervalMethod.WALD else []
    tally = evolve(made_tally(name), rule=rule(method, lonely, [*SHARES, *with_incidence]))
    known = [
        Observation(
            place=place,
            indicator=indicator,
            value=value,
            source="register",
            on=date(2019, 12, 31),
            document="invented for tests",
        )
        for place in (*CITIES, *COUNTIES)
        for indicator, value in FIGURES
    ]
    found = [*estimate(tally, figures=known), *estimate(tally, of=Tier.CITY, figures=known)]
    return {(each.place.code, each.indicator.key): each for each in found}


def rows() -> list[dict[str, str]]:
    """Read what R found."""
    with (DATA / "estimates.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    "row", rows(), ids=lambda row: " ".join((row["survey"], row["lonely"], row["place"], row["indicator"]))
)
def test_estimates_are_those_of_the_survey_package_of_r(row: dict[str, str]) -> None:
    """Estimate, variance, design effect, degrees of freedom and Wilson's interval are those that R prints."""
    where = row["place"], row["indicator"]
    found = estimates(row["survey"], row["lonely"], IntervalMethod.WALD)[where]
    assert float(found.exact / 100) == pytest.approx(float(row["estimate"]), rel=1e-12, abs=1e-15)
    assert float(found.variance / 100**2) == pytest.approx(float(row["variance"]), rel=1e-12, abs=1e-15)
    assert float(found.uncertainty.standard_error) == pytest.approx(100 * float(row["variance"]) ** 0.5, abs=1e-9)
    assert found.uncertainty.degrees == int(row["degrees"])
    if row["indicator"] != "incidence":
        effect = "NaN" if found.design_effect is None else float(found.design_effect)
        assert effect == (
            row["design_effect"] if effect == "NaN" else pytest.approx(float(row["design_effect"]), rel=1e-12)
        )
        ends = estimates(row["survey"], row["lonely"], IntervalMethod.WILSON)[where].uncertainty
        assert float(ends.lower) == pytest.approx(100 * float(row["wilson_lower"]), abs=1e-9)
        assert float(ends.upper) == pytest.approx(100 * float(row["wilson_upper"]), abs=1e-9)


# From the data of the R package survey: schools of California that took part in a test in 2000, published by the state's
# department of education; 15 of 757 school districts, each with all its schools. Students tested and enrolled, and those
# of its high schools.
DISTRICTS = {
    "61": (6047, 6777, 0, 0),
    "135": (12618, 15038, 0, 0),
    "178": (1461, 1668, 359, 388),
    "197": (5935, 6958, 0, 0),
    "255": (7573, 9025, 0, 0),
    "406": (610, 683, 0, 0),
    "413": (199, 274, 0, 0),
    "437": (1184, 1436, 358, 418),
    "448": (6431, 7375, 1884, 2147),
    "510": (12292, 14968, 2907, 3440),
    "568": (1877, 2180, 959, 1105),
    "637": (4895, 6081, 1358, 1689),
    "716": (22452, 25814, 4960, 6195),
    "778": (532, 680, 0, 0),
    "815": (1373, 1641, 350, 442),
}


def share_totals(counted: int, among: int) -> ShareTotals:
    """Make totals of a share of which only numerator and denominator are known."""
    held = int(among > 0)
    return ShareTotals(
        counted=counted,
        among=among,
        weight=held,
        squares_counted=counted,
        squares_among=among,
        households=held,
        persons=among,
        counted_households=held,
        counted_persons=counted,
    )


def published(row: tuple[int, int, int, int]) -> tuple[ShareTotals, ...]:
    """Give the totals of a district: of all schools, and of its high schools."""
    return share_totals(*row[:2]), share_totals(*row[2:])


def test_the_published_example_of_the_survey_package_comes_out() -> None:
    """The share of students tested, 0.8497087 with error 0.008386297, and of high schools, 0.8300683 with 0.01472607.

    Printed in Lumley, A survey analysis example, the vignette of the R package survey, for `svyratio(~api.stu, ~enroll,
    dclus1)` and the same of `subset(dclus1, stype == "H")`, where seven of the fifteen districts hold no high school.
    """
    tested = Question(key="tested", name=Words("tested", "参加"), answers=["yes", "no"], may_be_blank=False)
    high = Question(key="high", name=Words("high school", "高中"), answers=["yes", "no"], may_be_blank=False)
    counted = [Answered(question="tested", answers=["yes"])]
    proportions = [
        Proportion(unit=SurveyUnit.PERSONS, among=among, counted=counted)
        for among in ([], [Answered(question="high", answers=["yes"])])
    ]
    estimators = [
        Share(indicator=rate(key), proportion=one) for key, one in zip(("all", "high"), proportions, strict=True)
    ]
    own = evolve(rule(IntervalMethod.WALD, "fail", SHARES), questions=[tested, high], estimators=estimators)
    tally = Tally(
        rule=own,
        design=SurveyDesign(
            county="county", village="district", persons="enroll", strata=[Stratum(county="990121", villages=757)]
        ),
        counties=COUNTIES[:1],
        villages=[
            VillageTotals(
                county="990121",
                stratum="",
                village=district,
                households=1,
                persons=row[1],
                weight=1,
                shares=published(row),
                groups=(),
            )
            for district, row in DISTRICTS.items()
        ],
        wrong=(),
        records=15,
        left_out=0,
    )
    of_all, of_high = estimate(tally)
    assert f"{float(of_all.exact) / 100:.7f}" == "0.8497087"
    assert f"{float(of_all.uncertainty.standard_error) / 100:.9f}" == "0.008386297"
    assert f"{float(of_high.exact) / 100:.7f}" == "0.8300683"
    assert f"{float(of_high.uncertainty.standard_error) / 100:.8f}" == "0.01472607"
    assert (of_all.uncertainty.degrees, of_high.uncertainty.degrees) == (14, 7)
