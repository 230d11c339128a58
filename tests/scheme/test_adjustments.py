"""What is added to a score or taken from it, in a declared order."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import pytest
from attrs import evolve

from jxassess.exact import Exactable
from jxassess.faults import SchemeError
from jxassess.indicators import CATALOGUE
from jxassess.scheme import (
    Adjustment,
    Basis,
    Bonus,
    Bounds,
    Criterion,
    EventPoints,
    Events,
    Falsified,
    Given,
    Penalty,
    Tier,
    WhenMissing,
    WhenNotApplicable,
)
from jxassess.scheme._adjustments import in_order
from jxassess.words import Words

NAME = Words("extra", "附加项")
PANEL = next(item for item in CATALOGUE if item.key == "procedure_conformity")


def criterion(key: str = "extra_points", weight: Exactable | None = None) -> Criterion:
    return Criterion(
        key=key,
        name=NAME,
        marks=5,
        indicator=PANEL,
        basis=Basis.VALUE,
        rule=Given(),
        when_missing=WhenMissing.ZERO,
        when_not_applicable=WhenNotApplicable.RESCALE_GROUP,
        weight=weight,
    )


def bonus(
    criteria: Iterable[Criterion] | None = None,
    *,
    at_most: Exactable = 5,
    order: int = 1,
    level: Tier = Tier.COUNTY,
    allowed_by: str = "",
    key: str = "extra",
) -> Bonus:
    given = [criterion()] if criteria is None else criteria
    return Bonus(key=key, name=NAME, order=order, level=level, criteria=given, at_most=at_most, allowed_by=allowed_by)


def penalty(criteria: Iterable[Criterion] | None = None, *, at_most: Exactable = 5, key: str = "extra") -> Penalty:
    given = [criterion()] if criteria is None else criteria
    return Penalty(key=key, name=NAME, order=1, level=Tier.COUNTY, criteria=given, at_most=at_most)


def event(key: str = "praised", points: Exactable = 2, name: Words = NAME) -> EventPoints:
    return EventPoints(key=key, name=name, points=points)


def events(*given: EventPoints, most_plus: Exactable = 3, most_minus: Exactable = 0, order: int = 1) -> Events:
    return Events(
        key="extra",
        name=NAME,
        order=order,
        level=Tier.COUNTY,
        events=given,
        most_plus=most_plus,
        most_minus=most_minus,
    )


def falsified(
    *,
    points: Exactable = 2,
    at_most: Exactable = 5,
    level: Tier = Tier.COUNTY,
    allowed_by: str = "invented",
) -> Falsified:
    return Falsified(
        key="extra", name=NAME, order=1, level=level, points=points, at_most=at_most, allowed_by=allowed_by
    )


def bounds(at_least: Exactable | None = None, at_most: Exactable | None = None, key: str = "extra") -> Bounds:
    return Bounds(key=key, name=NAME, order=1, level=Tier.COUNTY, at_least=at_least, at_most=at_most)


def kinds(error: SchemeError) -> list[tuple[str, str, str]]:
    return [(fault.code, fault.where, fault.value) for fault in error.faults]


def test_kinds() -> None:
    """Files know the five kinds of adjustment by these names."""
    assert [each.kind for each in (Bonus, Penalty, Events, Falsified, Bounds)] == [
        "bonus",
        "penalty",
        "events",
        "falsified",
        "bounds",
    ]


def test_words() -> None:
    """Each adjustment says its numbers in both languages."""
    praised, blamed = event("praised", "1.50", Words("praise", "表彰")), event("blamed", -2, Words("blame", "通报"))
    assert [
        bonus(at_most="4.50").words,
        penalty(at_most=3).words,
        events(praised, blamed, most_plus=3, most_minus=4).words,
        falsified().words,
        bounds(0, 105).words,
        bounds(at_least=0).words,
        bounds(at_most="99.5").words,
    ] == [
        Words("adds the points of its criteria, 4.5 at most", "按所列指标得分加分，最多加4.5分"),
        Words("takes what its criteria do not earn, 3 at most", "按所列指标未得分值扣分，最多扣3分"),
        Words(
            "each event: praise +1.5, blame -2; at most 3 added and 4 taken",
            "每项：表彰+1.5分，通报-2分；最多加3分、扣4分",
        ),
        Words(
            "a falsified criterion earns 0 and takes 2 more, 5 at most",
            "数据弄虚作假的指标不得分，每项另扣2分，最多扣5分",
        ),
        Words("at least 0, at most 105", "最低0分，最高105分"),
        Words("at least 0", "最低0分"),
        Words("at most 99.5", "最高99.5分"),
    ]


def test_in_order() -> None:
    """Adjustments apply in their order, however they are written."""
    given: list[Adjustment] = [bonus(order=3, key="c"), bonus(order=1, key="b"), bonus(order=2, key="a")]
    assert [each.key for each in in_order(given)] == ["b", "a", "c"]
    assert [each.key for each in in_order([bonus(key="z"), bonus(key="a")])] == ["a", "z"]


def test_order_not_positive() -> None:
    """The order begins at 1."""
    with pytest.raises(SchemeError) as error:
        bonus(order=0)
    assert str(error.value) == "1 fault in adjustment extra\n  order: 0 is not above zero; give a number above zero"
    assert error.value.text("zh") == "加减分项extra有1处差错\n  order：0不大于零；请给出大于零的数"


@pytest.mark.parametrize("made", [bonus, penalty])
def test_no_criteria(made: type[Bonus] | type[Penalty]) -> None:
    """A bonus or penalty of no criteria is refused."""
    with pytest.raises(SchemeError) as error:
        made([])
    assert ("empty", "criteria", "") in kinds(error.value)


@pytest.mark.parametrize("at_most", [0, "-1.5"])
@pytest.mark.parametrize("made", [bonus, penalty])
def test_cap_not_positive(made: type[Bonus] | type[Penalty], at_most: Exactable) -> None:
    """A cap that lets nothing through is refused."""
    with pytest.raises(SchemeError) as error:
        made(at_most=at_most)
    assert kinds(error.value) == [("not_positive", "at_most", str(at_most))]


@pytest.mark.parametrize("made", [bonus, penalty])
def test_weight_unused(made: type[Bonus] | type[Penalty]) -> None:
    """Criteria beside the tree count with their points, so a weight is refused at its path."""
    with pytest.raises(SchemeError) as error:
        made([criterion(), criterion("second", "0.50")])
    assert [fault.text() for fault in error.value.faults] == [
        "criteria[1].weight: a weight of 0.5 where nothing is weighted; leave weight out"
    ]
    assert error.value.faults[0].text("zh") == "criteria[1].weight：此处不加权，却设权重0.5；请删除weight"


def test_city_without_document() -> None:
    """What is added to the mean of the counties departs from Art. 6 and needs a document."""
    assert bonus(level=Tier.CITY, allowed_by="invented").level is Tier.CITY
    with pytest.raises(SchemeError) as error:
        bonus(level=Tier.CITY, allowed_by=" ")
    assert [fault.text() for fault in error.value.faults] == [
        "allowed_by: no document allows this departure from the measure [Art. 6]; name the document in allowed_by"
    ]
    assert error.value.faults[0].text("zh") == (
        "allowed_by：此处与办法不一致，未注明依据文件〔第六条〕；请在allowed_by中注明文件"
    )


def test_all_faults_of_a_bonus_at_once() -> None:
    """A bonus reports everything that is wrong with it together."""
    with pytest.raises(SchemeError) as error:
        evolve(
            bonus(),
            key="Extra",
            name=Words("", ""),
            order=-1,
            level=Tier.CITY,
            criteria=[criterion(weight=1)],
            at_most=0,
        )
    assert [(fault.code, fault.where) for fault in error.value.faults] == [
        ("bad_key", "key"),
        ("no_name", "name"),
        ("not_positive", "order"),
        ("no_document", "allowed_by"),
        ("weight_unused", "criteria[0].weight"),
        ("not_positive", "at_most"),
    ]


def test_no_event() -> None:
    """Events of no kind are refused."""
    with pytest.raises(SchemeError) as error:
        events(most_plus=0)
    assert kinds(error.value) == [("empty", "events", "")]


def test_event_of_no_points() -> None:
    """An event that changes nothing is refused."""
    with pytest.raises(SchemeError) as error:
        events(event(), event("seen", "0.0"))
    assert [fault.text() for fault in error.value.faults] == [
        "events[1].points: points of 0; give points above or below zero"
    ]
    assert error.value.faults[0].text("zh") == "events[1].points：分值为0；请给出大于或小于零的分值"


def test_event_twice() -> None:
    """A kind of event has one number of points."""
    with pytest.raises(SchemeError) as error:
        events(event(), event("other"), event(points=1))
    assert kinds(error.value) == [("repeated", "events[2].key", "praised")]


@pytest.mark.parametrize(
    ("points", "most_plus", "most_minus", "where", "value"),
    [
        (2, 0, 0, "most_plus", "0"),  # events add, and the cap lets nothing through
        (2, 3, "1.5", "most_minus", "1.5"),  # no event takes anything
        (-2, 0, 0, "most_minus", "0"),
        (-2, 1, 3, "most_plus", "1"),
    ],
)
def test_unused_cap(points: int, most_plus: Exactable, most_minus: Exactable, where: str, value: str) -> None:
    """There is a cap above zero exactly where events have such points."""
    with pytest.raises(SchemeError) as error:
        events(event(points=points), most_plus=most_plus, most_minus=most_minus)
    assert kinds(error.value) == [("unused_cap", where, value)]
    assert error.value.faults[0].text() == (
        f"{where}: a cap of {value} that does not go with the events; "
        "give a cap above zero where events have such points, else 0"
    )
    assert (
        error.value.faults[0].text("zh")
        == f"{where}：上限{value}与事项分值不符；有相应分值的事项时上限应大于零，否则为0"
    )


@pytest.mark.parametrize(
    ("points", "most_plus", "most_minus", "where", "value", "one"),
    [
        ((3, 1), "2.5", 0, "most_plus", "2.5", "3"),
        ((-1, -4), 0, 3, "most_minus", "3", "4"),
    ],
)
def test_cap_below_one_event(
    points: tuple[int, int], most_plus: Exactable, most_minus: Exactable, where: str, value: str, one: str
) -> None:
    """A cap below what a single event counts is refused; one as large as that is not."""
    given = [event("first", points[0]), event("second", points[1])]
    with pytest.raises(SchemeError) as error:
        events(*given, most_plus=most_plus, most_minus=most_minus)
    assert [fault.text() for fault in error.value.faults] == [
        f"{where}: a cap of {value}, though one case counts {one}; let the cap be no smaller than one case"
    ]
    assert error.value.faults[0].text("zh") == f"{where}：上限{value}低于单项分值{one}；上限不应低于单项分值"
    caps = {"most_plus": most_plus, "most_minus": most_minus, where: one}
    assert events(*given, **caps).events == tuple(given)


def test_cap_below_one_falsified_criterion() -> None:
    """A cap below what one falsified criterion takes is refused."""
    assert falsified(points=5, at_most=5).at_most == 5
    with pytest.raises(SchemeError) as error:
        falsified(points=5, at_most=3)
    assert kinds(error.value) == [("cap_below_one", "at_most", "3")]


def test_equal_bounds() -> None:
    """Bounds that meet give everybody the same score and are refused."""
    with pytest.raises(SchemeError) as error:
        bounds(60, "60.0")
    assert kinds(error.value) == [("bounds_swapped", "at_least", "60")]


def test_negative_caps() -> None:
    """Caps are said as amounts, the minus too."""
    with pytest.raises(SchemeError) as error:
        events(event(), event("blamed", -1), most_plus=-3, most_minus=-3)
    assert [fault.text() for fault in error.value.faults] == [
        "most_plus: -3 is below zero; give zero or more",
        "most_minus: -3 is below zero; give zero or more",
    ]


def test_all_faults_of_events_at_once() -> None:
    """Events report everything that is wrong with them together."""
    with pytest.raises(SchemeError) as error:
        events(event("1", 0, Words("a", "")), event("1", 0), most_plus=-1, most_minus=1, order=0)
    assert [(fault.code, fault.where) for fault in error.value.faults] == [
        ("not_positive", "order"),
        ("bad_key", "events[0].key"),
        ("no_name", "events[0].name"),
        ("no_points", "events[0].points"),
        ("bad_key", "events[1].key"),
        ("repeated", "events[1].key"),
        ("no_points", "events[1].points"),
        ("negative", "most_plus"),
        ("unused_cap", "most_minus"),
    ]


def test_falsified_of_cities() -> None:
    """Only counties have criteria of the tree that earn nothing, so falsified data are of counties."""
    with pytest.raises(SchemeError) as error:
        falsified(level=Tier.CITY)
    assert [fault.text() for fault in error.value.faults] == [
        "level: a level of city where only counties have the criteria; take county as level"
    ]
    assert error.value.faults[0].text("zh") == "level：层级为city，而该项只适用于县级；请将level设为county"


@pytest.mark.parametrize(
    ("level", "codes"), [(Tier.COUNTY, ["no_document"]), (Tier.CITY, ["no_document", "county_only"])]
)
def test_falsified_without_document(level: Tier, codes: list[str]) -> None:
    """The measure links no problem to a score, so the deduction needs a document; it is asked for once."""
    with pytest.raises(SchemeError) as error:
        falsified(level=level, allowed_by="")
    assert [fault.code for fault in error.value.faults] == codes
    clause = "Art. 9" if level is Tier.COUNTY else "Art. 6"
    assert error.value.faults[0].text() == (
        f"allowed_by: no document allows this departure from the measure [{clause}]; name the document in allowed_by"
    )


def test_all_faults_of_falsified_at_once() -> None:
    """Points and cap that take nothing are both told."""
    with pytest.raises(SchemeError) as error:
        falsified(points=0, at_most=-1, allowed_by=" ")
    assert kinds(error.value) == [
        ("no_document", "allowed_by", ""),
        ("not_positive", "points", "0"),
        ("not_positive", "at_most", "-1"),
    ]


def test_no_bound() -> None:
    """Bounds without a bound are refused."""
    with pytest.raises(SchemeError) as error:
        bounds()
    assert [fault.text() for fault in error.value.faults] == [
        "at_most: neither bound is given; give at_least or at_most"
    ]
    assert error.value.faults[0].text("zh") == "at_most：上下限均未设；请至少设at_least或at_most之一"


def test_bounds_swapped() -> None:
    """A least score above the largest is refused."""
    with pytest.raises(SchemeError) as error:
        bounds(100, "99.99")
    assert kinds(error.value) == [("bounds_swapped", "at_least", "100")]
    assert error.value.faults[0].text() == (
        "at_least: at least 100 and at most 99.99 leave no room; let at_least be smaller than at_most"
    )
    assert error.value.faults[0].text("zh") == "at_least：最低100、最高99.99之间没有余地；at_least应小于at_most"


@pytest.mark.parametrize(
    ("at_least", "at_most", "found"),
    [
        (0, 100, {"-1": "0", "0": "0", "50": "50", "100": "100", "100.01": "100"}),
        (None, 100, {"-1": "-1", "100": "100", "101": "100"}),
        (0, None, {"-0.01": "0", "101": "101"}),
    ],
)
def test_within(at_least: int | None, at_most: int | None, found: dict[str, str]) -> None:
    """A score beyond a bound is brought to it, and any other stays as it is."""
    made = bounds(at_least, at_most)
    assert {score: made.within(Fraction(score)) for score in found} == {
        score: Fraction(kept) for score, kept in found.items()
    }
