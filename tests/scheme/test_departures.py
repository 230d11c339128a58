"""Where a scheme leaves the letter of the measure."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jxassess.exact import Bound, Side
from jxassess.indicators import CATALOGUE
from jxassess.measure import Citation, Problem
from jxassess.scheme import (
    Basis,
    Bonus,
    Bundle,
    Ceiling,
    CityLevel,
    Condition,
    Criterion,
    Departure,
    Falsified,
    FollowUp,
    FollowUpKind,
    Gate,
    Given,
    Group,
    NothingApplies,
    SampleRule,
    Scheme,
    Tier,
    When,
    WhenMissing,
    WhenNotApplicable,
    find_departures,
)
from jxassess.words import Words

MakeScheme = Callable[..., Scheme]
ITEMS = {item.key: item for item in CATALOGUE}
RATE, PANEL = ITEMS["exit_accuracy"], ITEMS["procedure_conformity"]


def test_none(make_scheme: MakeScheme) -> None:
    """A scheme that keeps to the letter has no departure."""
    assert find_departures(make_scheme()) == ()


def test_county_left_out(make_scheme: MakeScheme) -> None:
    """Leaving a county out of the mean departs from Art. 6; the scheme is no document that allows its own departure."""
    (departure,) = find_departures(make_scheme(when_nothing_applies=NothingApplies.LEAVE_OUT, document="invented 1"))
    assert departure == Departure(
        citation=Citation(6),
        where="when_nothing_applies",
        what=Words(
            "a county to which nothing applies is left out of its city's mean",
            "全部指标不适用的县不计入所在市的加权平均",
        ),
        document="",
    )


def test_ceilings(make_scheme: MakeScheme) -> None:
    """Every ceiling departs from the clause of its problem, and names the grade and the document that allows it."""
    scheme = make_scheme(
        ceilings=[
            Ceiling(problem=Problem.INACTION, grade="fair", allowed_by="invented 3"),
            Ceiling(problem=Problem.FALSE_EXIT, grade="good", allowed_by="invented 2"),
        ]
    )
    assert find_departures(scheme) == (
        Departure(
            citation=Citation(9, item=4),
            where="ceilings[0]",
            what=Words("a confirmed problem bars every grade above good", "认定该问题后，等次不得高于良好"),
            document="invented 2",
        ),
        Departure(
            citation=Citation(9, item=6),
            where="ceilings[1]",
            what=Words("a confirmed problem bars every grade above fair", "认定该问题后，等次不得高于一般"),
            document="invented 3",
        ),
    )


def test_serious_ceiling(make_scheme: MakeScheme) -> None:
    """A ceiling for serious cases says that it is one."""
    ceiling = Ceiling(problem=Problem.FALSE_EXIT, grade="fair", allowed_by="invented", only_serious=True)
    (departure,) = find_departures(make_scheme(ceilings=[ceiling]))
    assert departure.what == Words(
        "a confirmed serious problem bars every grade above fair", "认定该问题且情节严重的，等次不得高于一般"
    )


def test_gates(make_scheme: MakeScheme) -> None:
    """Every gate departs from Art. 6, which makes the result of scores, and says what it asks for and bars."""
    gate = Gate(
        key="exits",
        name=Words("exits", "退出门槛"),
        conditions=[Condition(indicator=RATE, must=Bound(side=Side.AT_LEAST, value=98))],
        level=Tier.COUNTY,
        grade="good",
        allowed_by="invented 4",
    )
    assert find_departures(make_scheme(gates=[gate])) == (
        Departure(
            citation=Citation(6),
            where="gates[0]",
            what=Words(
                f"exits: no grade above good unless {RATE.name.en} at least 98 %",
                f"退出门槛：未达到{RATE.name.zh}不低于98%的，等次不得高于良好",
            ),
            document="invented 4",
        ),
    )


def sample(*, with_carried: bool) -> SampleRule:
    return SampleRule(
        counties=1, townships=1, villages=1, households=1, with_carried=with_carried, allowed_by="invented 5"
    )


@pytest.mark.parametrize(
    ("with_carried", "what"),
    [
        (True, Words("cities are judged from sampled counties", "以抽样县的成绩确定设区市成绩")),
        (
            False,
            Words(
                "cities are judged from sampled counties, and poverty counties do not enter the mean",
                "以抽样县的成绩确定设区市成绩，贫困县成绩不计入",
            ),
        ),
    ],
)
def test_sample(make_scheme: MakeScheme, with_carried: bool, what: Words) -> None:
    """A sample departs from Art. 6, which takes all counties, and says so where poverty counties stay out."""
    assert find_departures(make_scheme(sample=sample(with_carried=with_carried))) == (
        Departure(citation=Citation(6), where="sample", what=what, document="invented 5"),
    )


def test_bundles(make_scheme: MakeScheme) -> None:
    """Every bundle departs from Art. 6, which speaks of the score of each county."""
    bundle = Bundle(units=["990122", "990121"], lead="990122", allowed_by="invented 6")
    assert find_departures(make_scheme(bundles=[bundle])) == (
        Departure(
            citation=Citation(6),
            where="bundles[0]",
            what=Words("counties are scored as one: 990121, 990122", "捆绑考核：990121、990122"),
            document="invented 6",
        ),
    )


def panel(key: str, marks: int = 5) -> Criterion:
    return Criterion(
        key=key,
        name=Words("panel", "综合评议"),
        marks=marks,
        indicator=PANEL,
        basis=Basis.VALUE,
        rule=Given(),
        when_missing=WhenMissing.FAULT,
        when_not_applicable=WhenNotApplicable.FAULT,
    )


def test_city_level(make_scheme: MakeScheme) -> None:
    """A part beside the mean departs from Art. 6, and says what the mean still counts."""
    part = Group(key="part", name=Words("part", "市级部分"), marks=5, children=[panel("opinion")], weight="0.15")
    city = CityLevel(county_weight="0.85", parts=[part], allowed_by="invented 7")
    assert find_departures(make_scheme(city=city)) == (
        Departure(
            citation=Citation(6),
            where="city",
            what=Words(
                "the mean of its counties makes up only 0.85 of a city's score", "县级成绩加权平均仅占设区市成绩的0.85"
            ),
            document="invented 7",
        ),
    )


def bonus(order: int, level: Tier) -> Bonus:
    return Bonus(
        key=f"bonus_{order}",
        name=Words("innovation", "创新加分"),
        order=order,
        level=level,
        criteria=[panel(f"points_{order}")],
        at_most=3,
        allowed_by="invented 8",
    )


def test_adjustments(make_scheme: MakeScheme) -> None:
    """Points of a city and points for a problem are departures; marks of counties are the scheme's to give."""
    falsified = Falsified(
        key="false",
        name=Words("false data", "数据造假"),
        order=2,
        level=Tier.COUNTY,
        points=2,
        at_most=5,
        allowed_by="invented 9",
    )
    scheme = make_scheme(adjustments=[bonus(1, Tier.COUNTY), falsified, bonus(3, Tier.CITY)])
    assert find_departures(scheme) == (
        Departure(
            citation=Citation(9),
            where="adjustments[1]",
            what=Words("a problem takes points: false data", "因问题扣分：数据造假"),
            document="invented 9",
        ),
        Departure(
            citation=Citation(6),
            where="adjustments[2]",
            what=Words("the score of a city is adjusted: innovation", "对设区市成绩加减分：创新加分"),
            document="invented 8",
        ),
    )


def follow_up(kind: FollowUpKind) -> FollowUp:
    return FollowUp(
        key=kind.value,
        name=Words("after", "结果运用"),
        any_of=[When(grades=["excellent"])],
        kind=kind,
        text=Words("told to all", "全省通报"),
        allowed_by="invented 10",
    )


def test_follow_ups(make_scheme: MakeScheme) -> None:
    """Every follow-up departs from the clause that it stands beside, since the measure ties nothing to a grade."""
    scheme = make_scheme(follow_ups=[follow_up(FollowUpKind.PRAISE), follow_up(FollowUpKind.OTHER)])
    assert find_departures(scheme) == (
        Departure(
            citation=Citation(8),
            where="follow_ups[0]",
            what=Words("beside the measure: praise: told to all", "办法之外另作规定：表扬：全省通报"),
            document="invented 10",
        ),
        Departure(
            citation=Citation(9),
            where="follow_ups[1]",
            what=Words("beside the measure: other: told to all", "办法之外另作规定：其他：全省通报"),
            document="invented 10",
        ),
    )


def test_order_of_all(make_scheme: MakeScheme) -> None:
    """Departures of units come first, then those of scores, of grades, and what follows."""
    scheme = make_scheme(
        when_nothing_applies=NothingApplies.LEAVE_OUT,
        sample=sample(with_carried=True),
        bundles=[Bundle(units=["990121", "990122"], lead="990121", allowed_by="invented")],
        adjustments=[bonus(1, Tier.CITY)],
        ceilings=[Ceiling(problem=Problem.LOW_RATES, grade="good", allowed_by="invented")],
        follow_ups=[follow_up(FollowUpKind.OTHER)],
    )
    assert [found.where for found in find_departures(scheme)] == [
        "when_nothing_applies",
        "sample",
        "bundles[0]",
        "adjustments[0]",
        "ceilings[0]",
        "follow_ups[0]",
    ]


def test_order(make_scheme: MakeScheme) -> None:
    """Departures stand in the order of the scheme's parts."""
    ceiling = Ceiling(problem=Problem.LOW_RATES, grade="good", allowed_by="invented")
    scheme = make_scheme(ceilings=[ceiling], when_nothing_applies=NothingApplies.LEAVE_OUT)
    assert [found.where for found in find_departures(scheme)] == ["when_nothing_applies", "ceilings[0]"]
