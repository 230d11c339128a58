"""Where a rule does not fit its marks, its indicator or its basis."""

from __future__ import annotations

from fractions import Fraction

import pytest
from attrs import evolve

from jxassess.exact import Better, Exactable, Side
from jxassess.indicators import CATALOGUE, Indicator
from jxassess.scheme import (
    Among,
    Band,
    Bands,
    Basis,
    BetweenExtremes,
    ByClass,
    ByRank,
    ClassRule,
    ClosedEnd,
    Cohort,
    Counting,
    Deduction,
    Given,
    Level,
    Levels,
    Linear,
    PassFail,
    Proportional,
    RelativeToMean,
    Rule,
    Shortfall,
    Ties,
)
from jxassess.scheme._rule_faults import rule_faults

ITEMS = {item.key: item for item in CATALOGUE}
RATE = ITEMS["exit_accuracy"]  # 0 to 100, more is better
GROWTH = ITEMS["rural_income_growth"]  # -100 and more
CASES = evolve(RATE, key="cases", better=Better.LOWER, high=None)  # 0 and more, fewer is better
PROVINCE = Cohort(among=Among.PROVINCE, has_carried=False)


def found(
    rule: Rule,
    indicator: Indicator = RATE,
    basis: Basis = Basis.VALUE,
    *,
    marks: Exactable = 10,
    reference: Indicator | None = None,
) -> list[tuple[str, str, str]]:
    faults = rule_faults(rule, Fraction(marks), indicator, basis, reference)
    return [(fault.code, fault.where, fault.value) for fault in faults]


def texts(rule: Rule, indicator: Indicator = RATE, basis: Basis = Basis.VALUE) -> list[str]:
    return [fault.text() for fault in rule_faults(rule, Fraction(10), indicator, basis)]


def level(value: Exactable, points: Exactable, side: Side = Side.AT_LEAST) -> Level:
    return Level(side=side, value=value, points=points)


def bands(*ends: tuple[Exactable, Exactable, Exactable, Exactable]) -> Bands:
    made = [Band(low=low, high=high, at_low=at_low, at_high=at_high) for low, high, at_low, at_high in ends]
    return Bands(bands=made, closed=ClosedEnd.LOW)


def deduction(start: Exactable, side: Shortfall = Shortfall.BELOW) -> Deduction:
    return Deduction(start=start, side=side, per=1, points=1, counting=Counting.BEGUN)


def by_rank(floor: Exactable, marks_step: Exactable = 1) -> ByRank:
    return ByRank(step=marks_step, floor=floor, ties=Ties.DENSE, cohort=PROVINCE)


def between(floor: Exactable, when_equal: Exactable = 0) -> BetweenExtremes:
    return BetweenExtremes(floor=floor, when_equal=when_equal, cohort=PROVINCE)


@pytest.mark.parametrize(
    ("rule", "indicator", "basis"),
    [
        (Linear(zero_at=0, full_at=100), RATE, Basis.VALUE),
        (Linear(zero_at=5, full_at=0), CASES, Basis.VALUE),
        (Proportional(full_at=1), RATE, Basis.COMPLETION),
        (Proportional(full_at=1), GROWTH, Basis.RATIO),
        (Linear(zero_at=-100, full_at=100), RATE, Basis.MARGIN),
        (Linear(zero_at=-200, full_at=10**6), GROWTH, Basis.MARGIN),
        (Levels(levels=[level(95, 10), level(80, 4)], otherwise=0), RATE, Basis.VALUE),
        (bands((0, 50, 0, 5), (50, 100, 6, 10)), RATE, Basis.VALUE),
        (PassFail(side=Side.AT_MOST, value=0), CASES, Basis.VALUE),
        (deduction(3, Shortfall.ABOVE), CASES, Basis.VALUE),
        (Given(), RATE, Basis.VALUE),
        (Given(), CASES, Basis.VALUE),
        (RelativeToMean(base=6, floor=0, cap=10, cohort=PROVINCE), RATE, Basis.VALUE),
        (by_rank(0), RATE, Basis.VALUE),
        (by_rank(9), CASES, Basis.VALUE),
        (between(9, 9), RATE, Basis.VALUE),
        (between(0), CASES, Basis.VALUE),
    ],
)
def test_fitting_rules(rule: Rule, indicator: Indicator, basis: Basis) -> None:
    """A rule that can earn its marks, tells values apart and runs the better way has no fault."""
    assert found(rule, indicator, basis) == []


def test_band_above_marks() -> None:
    """Points above the marks are told at the band and the end where they stand."""
    rule = bands((0, 50, 0, 5), (50, 100, 5, "10.5"))
    assert found(rule) == [("above_marks", "bands[1].at_high", "10.5")]
    assert texts(rule) == [
        "bands[1].at_high: up to 10.5 points where 10 marks are offered [Art. 5]; let the rule earn the marks at most"
    ]


def test_level_above_marks() -> None:
    """Points above the marks are told at the level where they stand."""
    rule = Levels(levels=[level(90, 11), level(80, 10)], otherwise=0)
    assert found(rule) == [("above_marks", "levels[0].points", "11")]


def test_points_below_zero() -> None:
    """Points below zero are told at every place where they stand."""
    assert ("below_zero", "bands[0].at_low", "-2") in found(bands((0, 50, -2, 5), (50, 100, 5, 10)))
    fallen = Levels(levels=[level(90, 10), level(50, -1)], otherwise=-2)
    assert [fault for fault in found(fallen) if fault[0] == "below_zero"] == [
        ("below_zero", "levels[1].points", "-1"),
        ("below_zero", "otherwise", "-2"),
    ]


@pytest.mark.parametrize(
    ("rule", "most"),
    [
        (bands((0, 50, 0, 5), (50, 120, 5, 10)), "60/7"),  # at 100: 5 + 5 * 50 / 70
        (bands((0, 50, 0, 5), (50, 100, 5, "9.5")), "9.5"),
        (Linear(zero_at=0, full_at=125), "8"),
        (Proportional(full_at=200), "5"),
        (deduction(103), "7"),
    ],
)
def test_unreachable_marks(rule: Rule, most: str) -> None:
    """Marks that no possible value earns are told with what can be earned."""
    assert found(rule) == [("unreachable_marks", "", most)]


BELOW_RANGE = bands((-20, 0, 0, 0), (0, 50, 0, 5), (50, 100, 5, 10))
ABOVE_RANGE = bands((0, 100, 0, 10), (100, 110, 10, 10))


@pytest.mark.parametrize(
    ("rule", "wheres"),
    [
        (BELOW_RANGE, ["bands[0]"]),
        (evolve(BELOW_RANGE, closed=ClosedEnd.HIGH), []),  # 0 itself lies in the first band
        (ABOVE_RANGE, []),  # 100 itself lies in the second
        (evolve(ABOVE_RANGE, closed=ClosedEnd.HIGH), ["bands[1]"]),
        (Levels(levels=[level(100, 10), level(101, 12), level(90, 6)], otherwise=0), ["levels[0]"]),
        (Levels(levels=[level(100, 10), level(90, 6)], otherwise=0), []),
        (Levels(levels=[level(90, 10), level(-1, 6), level(-2, 3)], otherwise=0), ["levels[2]"]),
    ],
)
def test_unreachable_band(rule: Rule, wheres: list[str]) -> None:
    """A band or level that no possible value falls into is told at its place."""
    faults = rule_faults(rule, Fraction(12), RATE, Basis.VALUE)
    assert [fault.where for fault in faults if fault.code == "unreachable_band"] == wheres


def test_unreachable_band_in_words() -> None:
    """The fault says the range and what to do."""
    rule = Levels(levels=[level(100, 10), level("-0.5", 6), level(-1, 3)], otherwise=0)
    fault = next(iter(rule_faults(rule, Fraction(10), RATE, Basis.VALUE)))
    assert fault.text() == "levels[2]: nothing of the range 0..100 lies here; leave it out, or mend its bounds"
    assert fault.text("zh") == "levels[2]：取值范围0..100内没有落入此档的值；请删除该档或更正界限"


@pytest.mark.parametrize(
    ("rule", "indicator"),
    [
        (PassFail(side=Side.AT_LEAST, value=0), RATE),
        (PassFail(side=Side.AT_LEAST, value="-0.01"), RATE),
        (Linear(zero_at=-10, full_at=0), RATE),
        (deduction(-5), RATE),
        (deduction(0), RATE),
        (bands((0, 100, 10, 10)), RATE),
        (Bands(bands=[Band(low=60, at_low=10)], closed=ClosedEnd.LOW), RATE),
        (by_rank(10), RATE),
        (between(10, 10), CASES),
    ],
)
def test_decides_nothing(rule: Rule, indicator: Indicator) -> None:
    """A rule under which every possible value earns the same tells nobody apart and is refused."""
    assert found(rule, indicator) == [("decides_nothing", "", "10")]
    (fault,) = rule_faults(rule, Fraction(10), indicator, Basis.VALUE)
    assert fault.under("rule").text() == (
        "rule: every value earns 10 points [Art. 5]; mend the rule, so that it tells values apart"
    )
    assert fault.under("rule").text("zh") == "rule：任何指标值都得10分〔第五条〕；请更正规则，使不同指标值有所区分"


@pytest.mark.parametrize(
    ("rule", "indicator"),
    [
        (bands((0, 50, 6, 10), (50, 100, 5, 9)), RATE),  # drops from 10 to 5 at 50
        (bands((0, 50, 10, 5), (50, 100, 5, 0)), RATE),
        (bands((0, 5, 0, 5), (5, 9, 5, 10)), CASES),
        (deduction(90, Shortfall.ABOVE), RATE),
    ],
)
def test_wrong_direction(rule: Rule, indicator: Indicator) -> None:
    """A rule under which a better value can earn less is refused, be it on a line or at a border."""
    assert ("wrong_direction", "", indicator.key) in found(rule, indicator)


@pytest.mark.parametrize("indicator", [RATE, CASES])
@pytest.mark.parametrize(
    ("rule", "wheres"),
    [
        (by_rank("10.5"), ["floor"]),
        (between(11, 12), ["floor", "when_equal"]),
        (between(0, 12), ["when_equal"]),
    ],
)
def test_cohort_above_marks(rule: Rule, wheres: list[str], indicator: Indicator) -> None:
    """A floor, or points where all are equal, above the marks are told once, at their place."""
    assert [(code, where) for code, where, _ in found(rule, indicator)] == [("above_marks", at) for at in wheres]


def test_mean_of_smaller_values() -> None:
    """The ratio to the mean rewards larger values, so it does not fit where lower is better."""
    rule = RelativeToMean(base=6, floor=0, cap=10, cohort=PROVINCE)
    assert found(rule, CASES) == [("wrong_direction", "", "cases")]


def test_each_case_of_a_class() -> None:
    """Each class must be able to earn the marks; what keeps one from it is told at its case."""
    rule = ByClass(
        cases=[
            ClassRule(unit_class="hill", rule=Linear(zero_at=0, full_at=80)),
            ClassRule(unit_class="plain", rule=Linear(zero_at=0, full_at=125)),
            ClassRule(unit_class="town", rule=Levels(levels=[level(90, 12)], otherwise=-1)),
        ]
    )
    assert found(rule) == [
        ("unreachable_marks", "cases[1].rule", "8"),
        ("above_marks", "cases[2].rule.levels[0].points", "12"),
        ("below_zero", "cases[2].rule.otherwise", "-1"),
    ]


def test_completion_below_zero() -> None:
    """Where an indicator goes below zero its completion does too, and points below zero are then found."""
    rule = Bands(bands=[Band(high=0, at_high=0), Band(low=0, high=1, at_low=0, at_high=10)], closed=ClosedEnd.LOW)
    assert found(rule, GROWTH, Basis.COMPLETION) == []
    assert found(rule, GROWTH, Basis.RATIO) == []
    # Of counts nothing lies below zero, so that the first band is never reached.
    people = ITEMS["poor_population_reduced"]
    for basis in (Basis.COMPLETION, Basis.RATIO):
        assert [fault[:2] for fault in found(rule, people, basis)] == [("unreachable_band", "bands[0]")]


@pytest.mark.parametrize(("value", "is_reached"), [("100", True), ("100.01", False), ("-99.99", True), ("-100", False)])
def test_range_of_margins(value: str, is_reached: bool) -> None:
    """Of values from 0 to 100 the margins go from -100 to 100: a bound beyond them decides nothing or cannot be reached."""
    rule = PassFail(side=Side.AT_LEAST, value=value)
    assert (found(rule, RATE, Basis.MARGIN) == []) is is_reached


@pytest.mark.parametrize(
    ("own", "other", "value", "is_reached"),
    [
        (RATE, GROWTH, "200", True),  # 100 to -100
        (RATE, GROWTH, "200.5", False),
        (RATE, GROWTH, "-5000", True),  # growth has no upper end
        (GROWTH, RATE, "5000", True),
        (GROWTH, RATE, "-199.5", True),
        (GROWTH, RATE, "-200", False),
        (RATE, None, "100", True),  # without a reference, which is a fault of its own, as if it were like the indicator
    ],
)
def test_range_of_differences(own: Indicator, other: Indicator | None, value: str, is_reached: bool) -> None:
    """A difference goes from the least value minus the largest reference to the largest minus the least."""
    rule = PassFail(side=Side.AT_LEAST, value=value)
    assert (found(rule, own, Basis.DIFFERENCE, reference=other) == []) is is_reached


def test_steps() -> None:
    """A staircase of too many steps is told, and nothing else is looked for in it."""
    rule = Deduction(start=-5, side=Shortfall.BELOW, per=1, points="0.0009", counting=Counting.WHOLE)
    assert found(rule) == [("too_many_pieces", "points", "11112")]
