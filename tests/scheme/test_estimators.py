"""How a scheme says that an indicator is estimated."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from attrs import evolve

from jxassess.faults import SchemeError
from jxassess.indicators import CATALOGUE, WEIGHT_BASES, Indicator
from jxassess.scheme import Answered, Incidence, Proportion, Share, SurveyUnit
from jxassess.words import Words

ITEMS = {item.key: item for item in (*CATALOGUE, *WEIGHT_BASES)}
RATE, PEOPLE = ITEMS["identification_accuracy"], ITEMS["rural_population"]


def poor(register: str, unit: SurveyUnit = SurveyUnit.PERSONS) -> Proportion:
    """Make the share of the poor among those who are something in the register."""
    return Proportion(
        unit=unit,
        among=[Answered(question="register", answers=[register])],
        counted=[Answered(question="poor", answers=["yes"])],
    )


def count(key: str) -> Indicator:
    """Make a count of persons."""
    return evolve(PEOPLE, key=key, name=Words(key, f"人口{key}"))


INCIDENCE = Incidence(
    indicator=RATE,
    remaining=count("remaining"),
    missed=poor("no"),
    unregistered=count("unregistered"),
    wrong_exits=poor("out"),
    exited=count("exited"),
    population=PEOPLE,
)


def refused(make: Callable[[], object]) -> list[tuple[str, str, str]]:
    """Give code, place and value of every fault."""
    with pytest.raises(SchemeError) as error:
        make()
    return [(fault.code, fault.where, fault.value) for fault in error.value.faults]


@pytest.mark.parametrize("key", ["poor_population_reduced", "rural_income_growth", "funds_use"])
def test_a_share_is_a_rate(key: str) -> None:
    """A share is that of an indicator in per cent from 0 to 100: no count, no growth, no points."""
    assert refused(lambda: Share(indicator=ITEMS[key], proportion=poor("in"))) == [("not_percent", "indicator", key)]
    assert refused(lambda: evolve(INCIDENCE, indicator=ITEMS[key]))[:1] == [("not_percent", "indicator", key)]


def test_a_share_needs_nothing_else() -> None:
    """A share is estimated from households alone."""
    found = Share(indicator=RATE, proportion=poor("in"))
    assert (found.proportions, found.figures) == ((poor("in"),), ())
    assert (found.named_proportions, found.named_figures) == ((("proportion", poor("in")),), ())
    assert found.words() == poor("in").words()


def test_an_incidence_needs_four_figures() -> None:
    """An incidence is made of two shares and four figures, each with the name that a file gives it."""
    assert INCIDENCE.proportions == (poor("no"), poor("out"))
    assert [figure.key for figure in INCIDENCE.figures] == ["remaining", "unregistered", "exited", "rural_population"]
    assert dict(INCIDENCE.named_proportions) == {"missed": poor("no"), "wrong_exits": poor("out")}
    names = ("remaining", "unregistered", "exited", "population")
    assert dict(INCIDENCE.named_figures) == {name: getattr(INCIDENCE, name) for name in names}


def test_an_incidence_in_words() -> None:
    """An incidence says its formula, and whom its two shares count."""
    assert INCIDENCE.words() == Words(
        "(remaining + missed × unregistered + wrong exits × exited) / rural population; "
        "missed: persons of households where poor is yes, among those where register is no; "
        "wrong exits: persons of households where poor is yes, among those where register is out",
        "（人口remaining＋漏评比例×人口unregistered＋错退比例×人口exited）÷乡村人口；"
        "漏评比例：register为no的住户中poor为yes者所占比例（按人计）；"
        "错退比例：register为out的住户中poor为yes者所占比例（按人计）",
    )


def test_figures_are_counts() -> None:
    """A figure adds up over counties and is never below zero; a rate or a change is none."""
    bad = evolve(INCIDENCE.exited, low=-5)
    assert refused(lambda: evolve(INCIDENCE, exited=bad)) == [("not_a_count", "exited", "exited")]
    mean = evolve(INCIDENCE.remaining, is_additive=False)
    assert refused(lambda: evolve(INCIDENCE, remaining=mean)) == [("not_a_count", "remaining", "remaining")]


def test_figures_have_one_unit() -> None:
    """Figures in thousands and in persons do not add up."""
    thousands = evolve(INCIDENCE.unregistered, unit=Words("thousand persons", "千人"))
    assert refused(lambda: evolve(INCIDENCE, unregistered=thousands)) == [
        ("other_unit", "unregistered", "unregistered")
    ]


def test_figures_are_four() -> None:
    """No two of the figures are the same; which one is second is told."""
    assert refused(lambda: evolve(INCIDENCE, exited=INCIDENCE.remaining)) == [("repeated", "exited", "remaining")]
    assert refused(lambda: evolve(INCIDENCE, population=INCIDENCE.unregistered)) == [
        ("repeated", "population", "unregistered")
    ]


def test_shares_of_an_incidence_are_of_persons() -> None:
    """A share of households cannot be multiplied by persons."""
    both = poor("no", SurveyUnit.HOUSEHOLDS), poor("out", SurveyUnit.HOUSEHOLDS)
    assert refused(lambda: evolve(INCIDENCE, missed=both[0], wrong_exits=both[1])) == [
        ("not_persons", "missed.unit", "households"),
        ("not_persons", "wrong_exits.unit", "households"),
    ]
    with pytest.raises(SchemeError) as error:
        evolve(INCIDENCE, missed=both[0])
    assert error.value.faults[0].problem.zh == "此比例按户计，却要与人数相乘"


def test_every_fault_of_an_incidence() -> None:
    """What is wrong with an incidence is told all at once, in the order of its parts."""
    rate = ITEMS["exit_accuracy"]
    bad = lambda: evolve(  # noqa: E731
        INCIDENCE, indicator=PEOPLE, remaining=rate, exited=rate, missed=poor("no", SurveyUnit.HOUSEHOLDS)
    )
    assert [found[:2] for found in refused(bad)] == [
        ("not_percent", "indicator"),
        ("not_a_count", "remaining"),
        ("other_unit", "remaining"),
        ("not_a_count", "exited"),
        ("other_unit", "exited"),
        ("repeated", "exited"),
        ("not_persons", "missed.unit"),
    ]
