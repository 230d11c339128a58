"""What a scheme may ask of the sample of a survey."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from attrs import evolve

from jxassess.exact import Exactable
from jxassess.faults import SchemeError
from jxassess.indicators import CATALOGUE, WEIGHT_BASES
from jxassess.scheme import (
    Answered,
    LeastHouseholds,
    LeastRate,
    Part,
    SampleShares,
    SurveyArea,
    TaskStep,
    VillageSample,
    VillagesByTask,
)
from jxassess.words import Words

ITEMS = {item.key: item for item in (*CATALOGUE, *WEIGHT_BASES)}
BASE, TASK = ITEMS["rural_population"], ITEMS["poor_population_reduced"]


def shares(*parts: tuple[str, Exactable], question: str = "", tolerance: Exactable = "0.02") -> SampleShares:
    """Make shares of the sample."""
    given = [Part(name=name, part=part) for name, part in parts]
    return SampleShares(area=SurveyArea.COUNTY, question=question, parts=given, tolerance=tolerance)


def by_task(*steps: tuple[Exactable, int], beyond: int = 4) -> VillagesByTask:
    """Make numbers of villages by task."""
    given = [TaskStep(up_to=up_to, villages=villages) for up_to, villages in steps]
    return VillagesByTask(indicator=TASK, steps=given, beyond=beyond)


def of_village(*among: Answered, rate: Exactable = "0.2", most: int = 200) -> VillageSample:
    """Make what is asked of a village."""
    return VillageSample(among=among, rate=rate, most=most)


def refused(make: Callable[[], object]) -> list[tuple[str, str, str]]:
    """Give code, place and value of every fault."""
    with pytest.raises(SchemeError) as error:
        make()
    return [(fault.code, fault.where, fault.value) for fault in error.value.faults]


@pytest.mark.parametrize("number", [0, -1])
def test_no_household_is_no_requirement(number: int) -> None:
    """A least number of households is above zero."""
    assert refused(lambda: LeastHouseholds(area=SurveyArea.ALL, households=number)) == [
        ("not_positive", "households", str(number))
    ]


@pytest.mark.parametrize(
    ("area", "en", "zh"), [(SurveyArea.COUNTY, "in each county", "每县"), (SurveyArea.ALL, "in all", "全部")]
)
def test_least_households_in_words(area: SurveyArea, en: str, zh: str) -> None:
    """The words say where so many are needed, and how many."""
    assert LeastHouseholds(area=area, households=6200).words() == Words(
        f"{en} at least 6200 households", f"{zh}至少6200户"
    )


def least(rate: Exactable) -> LeastRate:
    """Make a least rate."""
    return LeastRate(area=SurveyArea.CITY, base=BASE, rate=rate)


@pytest.mark.parametrize("rate", ["0", "-0.01", "1.01", "20"])
def test_a_rate_is_a_share(rate: str) -> None:
    """A least rate lies above 0 and is at most 1: 20 for 20 % is refused."""
    assert refused(lambda: least(rate)) == [("share_outside", "rate", rate)]
    assert refused(lambda: of_village(rate=rate)) == [("share_outside", "rate", rate)]


def test_all_households_are_a_share() -> None:
    """A sample of everybody can be asked for."""
    assert least(1).rate == 1
    assert least(1).words() == Words("in each city at least 100 % of rural population", "每市不低于乡村人口的100%")


def test_the_base_is_a_count() -> None:
    """A rate is taken of something that adds up over counties and is never below zero."""
    mean = evolve(BASE, is_additive=False)
    assert refused(lambda: LeastRate(area=SurveyArea.ALL, base=mean, rate=2)) == [
        ("not_a_count", "base", "rural_population"),
        ("share_outside", "rate", "2"),
    ]


def test_a_part_of_nothing() -> None:
    """A part has a name and is above zero; a third is written as a fraction of the whole or as a ratio."""
    assert refused(lambda: Part(name=" ", part=0)) == [("empty", "name", ""), ("not_positive", "part", "0")]
    assert Part(name="hill", part=Fraction(1, 3)).part == Fraction(1, 3)


def test_parts_divide() -> None:
    """A division has at least two parts, each once."""
    assert refused(shares) == [("few_parts", "parts", "0")]
    assert refused(lambda: shares(("hill", 1))) == [("few_parts", "parts", "1")]
    assert refused(lambda: shares(("hill", 5), ("plain", 3), ("hill", 2))) == [("repeated", "parts[2].name", "hill")]


@pytest.mark.parametrize(
    ("tolerance", "is_one"), [("0", True), ("0.99", True), ("1", False), ("-0.01", False), ("2", False)]
)
def test_a_tolerance_is_a_share(tolerance: str, is_one: bool) -> None:
    """A tolerance may be nothing and stays below the whole: 2 for two percentage points is refused."""
    if is_one:
        assert shares(("hill", 5), ("plain", 3), tolerance=tolerance).tolerance == Fraction(tolerance)
    else:
        bad = lambda: shares(("hill", 5), ("plain", 3), tolerance=tolerance)  # noqa: E731
        assert refused(bad) == [("tolerance_outside", "tolerance", tolerance)]


def test_shares_in_words() -> None:
    """Shares say their parts, what they are parts of, and how far the sample may be off."""
    parts = ("hill", 5), ("plain", 3), ("lake", 2)
    assert shares(*parts).words() == Words(
        "in each county 5 : 3 : 2 of hill, plain, lake (strata), give or take 2 percentage points",
        "每县hill、plain、lake（村的层）按5 : 3 : 2分配，允许偏差2个百分点",
    )
    assert shares(*parts, question="register", tolerance="0.005").words() == Words(
        "in each county 5 : 3 : 2 of hill, plain, lake (register), give or take 0.5 percentage points",
        "每县hill、plain、lake（register）按5 : 3 : 2分配，允许偏差0.5个百分点",
    )


@pytest.mark.parametrize(
    ("task", "villages"),
    [("0", 6), ("499", 6), ("500", 6), ("500.01", 5), ("1000", 5), ("1000.5", 4), ("99999", 4)],
)
def test_villages_for_a_task(task: str, villages: int) -> None:
    """A step holds up to its end, which belongs to it; beyond the last one the rest does."""
    assert by_task((500, 6), (1000, 5)).villages(Fraction(task)) == villages


def test_steps_go_upward() -> None:
    """There is a step, and each ends after the one before."""
    assert refused(by_task) == [("empty", "steps", "")]
    assert refused(lambda: by_task((500, 6), (500, 5), (400, 4), beyond=0)) == [
        ("unordered_steps", "steps[1].up_to", "500"),
        ("unordered_steps", "steps[2].up_to", "400"),
        ("not_positive", "beyond", "0"),
    ]


def test_a_step_of_nothing() -> None:
    """A step ends at zero or above and asks for a village."""
    assert refused(lambda: TaskStep(up_to=-1, villages=0)) == [
        ("negative", "up_to", "-1"),
        ("not_positive", "villages", "0"),
    ]
    assert TaskStep(up_to=0, villages=1).up_to == 0


def test_villages_in_words() -> None:
    """The numbers of villages are said with the task, and its unit."""
    assert by_task((500, 6), (1000, 5)).words() == Words(
        "registered poor people lifted out: 6 villages up to 500 persons, 5 villages up to 1000 persons, else 4",
        "建档立卡贫困人口减少500人以内6个村，1000人以内5个村，其余4个村",
    )


def test_a_village_is_asked_for_something() -> None:
    """A cap is above zero, and a question stands once among the conditions."""
    twice = Answered(question="register", answers=["no"]), Answered(question="register", answers=["out"])
    assert refused(lambda: of_village(*twice, rate=0, most=0)) == [
        ("repeated", "among[1].question", "register"),
        ("share_outside", "rate", "0"),
        ("not_positive", "most", "0"),
    ]


def test_the_sample_of_a_village_in_words() -> None:
    """What is drawn in a village is said with the kind of households, if it is of one."""
    kind = Answered(question="register", answers=["no"])
    assert of_village(kind).words() == Words(
        "in each village 20 % of households where register is no, at most 200",
        "每村抽取register为no的住户的20%，最多200户",
    )
    assert of_village(most=10).words() == Words(
        "in each village 20 % of its households, at most 10", "每村抽取全部住户的20%，最多10户"
    )
