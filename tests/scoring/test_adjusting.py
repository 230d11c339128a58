"""Adjustments in their order, with their caps, worked by hand. Without them a county has 60 points and those of `a`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from itertools import permutations

import pytest

from jxassess.assessment import assess
from jxassess.evidence import NOT_APPLICABLE, Event, Evidence, find_faults
from jxassess.exact import Exactable, RoundingMode
from jxassess.measure import Citation
from jxassess.places import Place
from jxassess.scheme import (
    Among,
    Bonus,
    Bounds,
    Bundle,
    ByRank,
    Carried,
    Cohort,
    Criterion,
    EventPoints,
    Events,
    Falsified,
    NothingApplies,
    Penalty,
    RelativeToMean,
    Rounding,
    RoundingStage,
    Scheme,
    Tier,
    Ties,
    WhenMissing,
    find_departures,
)
from jxassess.scoring import AppliedAdjustment, CriterionScore, PartKind, State
from jxassess.words import Words

F = Fraction
JIA, ZI, CHOU, YIN, MAO, CHEN = "990100", "990121", "990122", "990123", "990221", "990222"
DOCUMENT = "invented for tests"
DAY = date(2019, 12, 31)

SchemeOf = Callable[..., Scheme]
EvidenceOf = Callable[..., Evidence]
CriterionOf = Callable[..., Criterion]
EventOf = Callable[..., Event]


def _head(key: str, order: int, level: Tier = Tier.COUNTY) -> dict[str, object]:
    return {"key": key, "name": Words(key, key), "order": order, "level": level, "allowed_by": DOCUMENT}


def _bonus(order: int, at_most: Exactable, *criteria: Criterion, level: Tier = Tier.COUNTY) -> Bonus:
    return Bonus(criteria=criteria, at_most=at_most, **_head(f"bonus_{order}", order, level))


def _penalty(order: int, at_most: Exactable, *criteria: Criterion, level: Tier = Tier.COUNTY) -> Penalty:
    return Penalty(criteria=criteria, at_most=at_most, **_head(f"penalty_{order}", order, level))


def _noted(order: int, plus: Exactable, minus: Exactable, level: Tier = Tier.COUNTY, **points: Exactable) -> Events:
    events = [EventPoints(key=key, name=Words(key, key), points=value) for key, value in points.items()]
    return Events(events=events, most_plus=plus, most_minus=minus, **_head(f"noted_{order}", order, level))


def _false(order: int, points: Exactable, at_most: Exactable) -> Falsified:
    return Falsified(points=points, at_most=at_most, **_head("false", order))


def _ends(order: int, least: Exactable | None, most: Exactable | None, level: Tier = Tier.COUNTY) -> Bounds:
    return Bounds(at_least=least, at_most=most, **_head(f"ends_{order}_{level.value}", order, level))


@pytest.fixture
def event(all_places: dict[str, Place]) -> EventOf:
    """Make an event of a kind in a place, of a criterion where data were falsified."""

    def make(kind: str, code: str = ZI, criterion: str = "", key: str = "e1") -> Event:
        return Event(key=key, kind=kind, place=all_places[code], on=DAY, document=DOCUMENT, criterion=criterion)

    return make


def _applied(evidence: Evidence, scheme: Scheme, code: str = ZI) -> tuple[AppliedAdjustment, ...]:
    return assess(evidence, scheme).county(code).adjustments


# Bonus and penalty


@pytest.mark.parametrize(
    ("points", "cap", "change"),
    [((2, 3), [], 5), ((3, 3), [], 6), ((5, 3), [-2], 6), ((0, 0), [], 0)],
)
def test_a_bonus_with_its_cap(
    points: tuple[int, int],
    cap: list[int],
    change: int,
    criterion: CriterionOf,
    scheme_of: SchemeOf,
    evidence_of: EvidenceOf,
) -> None:
    """A bonus adds the points of its criteria on top, and what is beyond the cap is taken back as a part."""
    scheme = scheme_of(adjustments=[_bonus(1, 6, criterion("b", 5), criterion("c", 5))])
    evidence = evidence_of(scheme, {ZI: {"a": 38, "b": points[0], "c": points[1]}})
    county = assess(evidence, scheme).county(ZI)
    (applied,) = county.adjustments
    assert (applied.where, applied.amounts, applied.points) == ("adjustments[0]", points, change)
    assert [(part.kind, part.points) for part in applied.parts] == [(PartKind.CAP, least) for least in cap]
    assert [score.where for score in applied.criteria] == [f"adjustments[0].criteria[{i}]" for i in (0, 1)]
    # A bonus may lift a county above the marks.
    assert (county.score, county.published) == (98 + change, 98 + change)


@pytest.mark.parametrize(
    ("points", "amounts", "cap", "change"),
    [((5, 4), (0, 0), [], 0), ((3, 4), (-2, 0), [], -2), ((1, 2), (-4, -2), [], -6), ((0, 0), (-5, -4), [3], -6)],
)
def test_a_penalty_with_its_cap(
    points: tuple[int, int],
    amounts: tuple[int, int],
    cap: list[int],
    change: int,
    criterion: CriterionOf,
    scheme_of: SchemeOf,
    evidence_of: EvidenceOf,
) -> None:
    """A penalty takes what its criteria do not earn of their marks, and no more than the cap."""
    scheme = scheme_of(adjustments=[_penalty(1, 6, criterion("b", 5), criterion("c", 4))])
    evidence = evidence_of(scheme, {ZI: {"a": 30, "b": points[0], "c": points[1]}})
    county = assess(evidence, scheme).county(ZI)
    (applied,) = county.adjustments
    assert (applied.amounts, applied.points) == (amounts, change)
    assert [(part.kind, part.points) for part in applied.parts] == [(PartKind.CAP, back) for back in cap]
    assert county.score == 90 + change


def test_a_score_may_fall_below_zero(criterion: CriterionOf, scheme_of: SchemeOf, evidence_of: EvidenceOf) -> None:
    """Nothing keeps a score above zero but bounds that the scheme declares."""
    scheme = scheme_of(adjustments=[_penalty(1, 50, criterion("b", 50))])
    values = {"a": 3, "b": 0, "rest_2": 0, "rest_3": 0, "rest_4": 0}
    county = assess(evidence_of(scheme, {ZI: values}), scheme).county(ZI)
    assert (county.score, county.published) == (-47, -47)


@pytest.mark.parametrize(
    ("policy", "bonus", "penalty"),
    [
        # Counted zero: a bonus of nothing, and a penalty of all its marks.
        (WhenMissing.ZERO, 0, -5),
        (WhenMissing.RESCALE_GROUP, 0, 0),
        (WhenMissing.RESCALE_ALL, 0, 0),
    ],
)
def test_what_is_missing_in_an_adjustment(
    policy: WhenMissing,
    bonus: int,
    penalty: int,
    criterion: CriterionOf,
    scheme_of: SchemeOf,
    evidence_of: EvidenceOf,
) -> None:
    """A criterion left out adds and takes nothing and leaves the rest as it is; one that counts zero loses its marks."""
    adding = _bonus(1, 9, criterion("b", 5, missing=policy), criterion("d", 4))
    taking = _penalty(2, 9, criterion("c", 5, missing=policy), criterion("e", 4))
    scheme = scheme_of(adjustments=[adding, taking])
    applied = _applied(evidence_of(scheme, {ZI: {"a": 30, "d": 2, "e": 1}}), scheme)
    assert [each.amounts for each in applied] == [(bonus, 2), (penalty, -3)]


def test_what_does_not_apply_in_an_adjustment(
    criterion: CriterionOf, scheme_of: SchemeOf, evidence_of: EvidenceOf
) -> None:
    """A criterion that does not apply neither adds nor takes, and says so."""
    scheme = scheme_of(adjustments=[_bonus(1, 9, criterion("b", 5)), _penalty(2, 9, criterion("c", 5))])
    given = evidence_of(scheme, {ZI: {"a": 30, "b": NOT_APPLICABLE, "c": NOT_APPLICABLE}})
    applied = _applied(given, scheme)
    assert [(each.criteria[0].state, each.points) for each in applied] == [(State.NOT_APPLICABLE, 0)] * 2


def test_a_missing_value_of_an_adjustment_is_a_fault(
    criterion: CriterionOf, scheme_of: SchemeOf, evidence_of: EvidenceOf
) -> None:
    """Where an adjustment's criterion takes a gap for a fault, the evidence is refused with the adjustment's path."""
    scheme = scheme_of(adjustments=[_penalty(1, 9, criterion("c", 5))])
    assert [fault.text() for fault in find_faults(evidence_of(scheme, {ZI: {"a": 30}}), scheme)] == [
        "990121 子县: no observation of c [Art. 5]; give one, or set when_missing in adjustments[0].criteria[0]"
    ]


def test_an_adjustment_compares_counties_too(
    criterion: CriterionOf, scheme_of: SchemeOf, evidence_of: EvidenceOf
) -> None:
    """A criterion of an adjustment may compare counties like one of the tree."""
    rule = ByRank(step=2, floor=0, ties=Ties.COMPETITION, cohort=Cohort(among=Among.PROVINCE, has_carried=False))
    scheme = scheme_of(adjustments=[_bonus(1, 5, criterion("b", 5, rule))])
    evidence = evidence_of(scheme, {ZI: {"a": 0, "b": 1}, CHOU: {"a": 0, "b": 3}, MAO: {"a": 0, "b": 2}})
    assert [county.score for county in assess(evidence, scheme).counties] == [61, 65, 63]


# Events


@pytest.mark.parametrize(
    ("kinds", "amounts", "caps", "change"),
    [
        ([], (), [], 0),
        (["praise"], (2,), [], 2),
        (["praise", "praise", "praise"], (2, 2, 2), [-1], 5),
        (["blame", "blame", "blame"], (-3, -3, -3), [5], -4),
        # Plus and minus have maxima of their own: 6 becomes 5, -6 becomes -4.
        (["praise", "praise", "praise", "blame", "blame"], (2, 2, 2, -3, -3), [-1, 2], 1),
        (["praise", "honour"], (2, 1), [], 3),
    ],
)
def test_events_with_two_caps(
    kinds: list[str],
    amounts: tuple[int, ...],
    caps: list[int],
    change: int,
    event: EventOf,
    scheme_of: SchemeOf,
    evidence_of: EvidenceOf,
) -> None:
    """Each event counts, plus and minus are capped for themselves, and each cap is a part."""
    scheme = scheme_of(adjustments=[_noted(1, 5, 4, praise=2, honour=1, blame=-3)])
    events = [event(kind, key=f"e{i}") for i, kind in enumerate(kinds)]
    (applied,) = _applied(evidence_of(scheme, {ZI: {"a": 30}, CHOU: {"a": 30}}, events=events), scheme)
    assert (applied.amounts, applied.points) == (amounts, change)
    assert [(part.kind, part.points) for part in applied.parts] == [(PartKind.CAP, cap) for cap in caps]
    assert len(applied.events) == len(kinds)


def test_events_count_for_their_place_only(event: EventOf, scheme_of: SchemeOf, evidence_of: EvidenceOf) -> None:
    """An event counts where it happened, not for the neighbour, and one of a city not for its counties."""
    scheme = scheme_of(adjustments=[_noted(1, 5, 0, praise=2), _noted(2, 5, 0, Tier.CITY, honour=3)])
    events = [event("praise", CHOU), event("honour", JIA, key="e2")]
    result = assess(evidence_of(scheme, {ZI: {"a": 30}, CHOU: {"a": 30}}, events=events), scheme)
    assert [county.score for county in result.counties] == [90, 92]
    # (90 + 92)/2 + 3
    assert result.city(JIA).score == 94


# Falsified data


def test_falsified_data(event: EventOf, criterion: CriterionOf, scheme_of: SchemeOf, evidence_of: EvidenceOf) -> None:
    """A falsified criterion earns nothing, and the county loses a fixed number for it besides."""
    scheme = scheme_of(criterion("a", 20), criterion("b", 20), adjustments=[_false(1, 5, 12)])
    events = [event("false", criterion="b")]
    county = assess(evidence_of(scheme, {ZI: {"a": 15, "b": 18}}, events=events), scheme).county(ZI)
    second = county.groups[0].children[1]
    assert isinstance(second, CriterionScore)
    assert [(part.kind, part.points) for part in second.parts] == [(PartKind.RULE, 18), (PartKind.FALSIFIED, -18)]
    assert (second.state, second.quantity) == (State.SCORED, 18)
    (applied,) = county.adjustments
    assert (applied.amounts, applied.points, applied.parts) == ((-5,), -5, ())
    # 15 + 0 + 60 - 5
    assert county.score == 70


@pytest.mark.parametrize(
    ("keys", "amounts", "change"),
    [
        (["a", "a"], (-5, 0), -5),
        (["a", "b"], (-5, -5), -10),
        (["a", "b", "rest_2"], (-5, -5, -5), -12),
        (["b", "a", "b", "a"], (-5, -5, 0, 0), -10),
    ],
)
def test_each_falsified_criterion_counts_once(
    keys: list[str],
    amounts: tuple[int, ...],
    change: int,
    event: EventOf,
    criterion: CriterionOf,
    scheme_of: SchemeOf,
    evidence_of: EvidenceOf,
) -> None:
    """However often a criterion was falsified, it takes its points once; all together take no more than the cap."""
    scheme = scheme_of(criterion("a", 20), criterion("b", 20), adjustments=[_false(1, 5, 12)])
    events = [event("false", criterion=key, key=f"e{i}") for i, key in enumerate(keys)]
    county = assess(evidence_of(scheme, {ZI: {"a": 15, "b": 18}}, events=events), scheme).county(ZI)
    (applied,) = county.adjustments
    assert (applied.amounts, applied.points) == (amounts, change)
    lost = sum({"a": 15, "b": 18, "rest_2": 20}[key] for key in set(keys))
    assert county.score == 93 - lost + change


def test_a_falsified_criterion_that_does_not_apply(
    event: EventOf, criterion: CriterionOf, scheme_of: SchemeOf, evidence_of: EvidenceOf
) -> None:
    """A criterion that is left out has nothing to lose; the fixed number is taken all the same."""
    scheme = scheme_of(criterion("a", 10), criterion("b", 30), adjustments=[_false(1, 5, 10)])
    events = [event("false", criterion="a")]
    county = assess(evidence_of(scheme, {ZI: {"a": NOT_APPLICABLE, "b": 15}}, events=events), scheme).county(ZI)
    first = county.groups[0].children[0]
    assert isinstance(first, CriterionScore)
    assert (first.state, first.parts) == (State.NOT_APPLICABLE, ())
    # 15 of 30 stand for 40; 20 + 60 - 5.
    assert county.score == 75


def test_falsified_data_still_count_in_a_mean(
    event: EventOf, criterion: CriterionOf, scheme_of: SchemeOf, evidence_of: EvidenceOf
) -> None:
    """Falsified data cost their county its points; what the others are compared with stays as it was observed."""
    cohort = Cohort(among=Among.PROVINCE, has_carried=False)
    rule = RelativeToMean(base=20, floor=0, cap=40, cohort=cohort)
    scheme = scheme_of(criterion("a", 40, rule), adjustments=[_false(1, 5, 10)])
    evidence = evidence_of(scheme, {ZI: {"a": 30}, CHOU: {"a": 10}}, events=[event("false", criterion="a")])
    # 子县: 0 - 5; 丑县: 20 * 10/20.
    assert [county.score for county in assess(evidence, scheme).counties] == [55, 70]


def test_a_falsified_criterion_is_rounded_after_it_is_taken(
    event: EventOf, criterion: CriterionOf, scheme_of: SchemeOf, evidence_of: EvidenceOf
) -> None:
    """What is taken to zero leaves nothing to be rounded."""
    rounding = Rounding(places=0, mode=RoundingMode.HALF_UP, stages=[RoundingStage.CRITERIA])
    scheme = scheme_of(criterion("a", 40), adjustments=[_false(1, 5, 10)], rounding=rounding)
    county = assess(evidence_of(scheme, {ZI: {"a": "10.5"}}, events=[event("false", criterion="a")]), scheme).county(ZI)
    first = county.groups[0].children[0]
    assert isinstance(first, CriterionScore)
    assert [part.kind for part in first.parts] == [PartKind.RULE, PartKind.FALSIFIED]
    assert county.score == 55


# Bounds and order


@pytest.mark.parametrize(
    ("least", "most", "score", "amounts"),
    [
        (0, 100, 90, ()),
        (None, 100, 90, ()),
        (None, 90, 90, ()),
        (None, 85, 85, (-5,)),
        (92, None, 92, (2,)),
        (92, 95, 92, (2,)),
    ],
)
def test_bounds(
    least: int | None,
    most: int | None,
    score: int,
    amounts: tuple[int, ...],
    scheme_of: SchemeOf,
    evidence_of: EvidenceOf,
) -> None:
    """Bounds bring the score to the bound that it passes, and change nothing inside."""
    scheme = scheme_of(adjustments=[_ends(1, least, most)])
    county = assess(evidence_of(scheme, {ZI: {"a": 30}}), scheme).county(ZI)
    assert (county.score, county.adjustments[0].amounts) == (score, amounts)


@pytest.mark.parametrize("is_first", [True, False])
def test_bounds_before_and_after_a_bonus(
    is_first: bool, criterion: CriterionOf, scheme_of: SchemeOf, evidence_of: EvidenceOf
) -> None:
    """Bounds before a bonus leave room for it, and bounds behind it do not: the order is that of the scheme."""
    ends, bonus = _ends(1 if is_first else 2, None, 95), _bonus(2 if is_first else 1, 4, criterion("b", 4))
    scheme = scheme_of(adjustments=[ends, bonus])
    county = assess(evidence_of(scheme, {ZI: {"a": 38, "b": 4}}), scheme).county(ZI)
    # 98 to 95 and 4 more; or 102 to 95.
    assert county.score == (99 if is_first else 95)
    assert [each.points for each in county.adjustments] == ([-3, 4] if is_first else [4, -7])


def test_the_order_is_declared_and_not_that_of_the_list(
    criterion: CriterionOf, scheme_of: SchemeOf, evidence_of: EvidenceOf
) -> None:
    """Adjustments apply by their numbers, in whatever order they are given."""
    given = [_ends(1, None, 95), _bonus(2, 4, criterion("b", 4)), _ends(3, None, 97), _penalty(4, 3, criterion("c", 3))]
    seen = set()
    for turned in permutations(given):
        scheme = scheme_of(adjustments=turned)
        county = assess(evidence_of(scheme, {ZI: {"a": 38, "b": 4, "c": 1}}), scheme).county(ZI)
        # 98 to 95, 99, to 97, 95.
        seen.add((county.score, *(each.points for each in county.adjustments)))
    assert seen == {(95, -3, 4, -2, -2)}


def test_adjustments_come_between_rescaling_and_rounding(
    event: EventOf, criterion: CriterionOf, scheme_of: SchemeOf, evidence_of: EvidenceOf
) -> None:
    """What is added is added to the rescaled score and is not scaled up; the county is rounded after it."""
    rounding = Rounding(places=1, mode=RoundingMode.HALF_UP, stages=[RoundingStage.COUNTIES])
    one = criterion("a", 10, missing=WhenMissing.RESCALE_ALL)
    scheme = scheme_of(one, criterion("b", 30), adjustments=[_noted(1, 5, 0, praise="0.03")], rounding=rounding)
    county = assess(evidence_of(scheme, {ZI: {"b": 12}}, events=[event("praise")]), scheme).county(ZI)
    # (12 + 60) * 100/90 = 80, and 0.03 more: 80.03, rounded 80.0.
    assert county.score == 80
    assert [(part.kind, part.points) for part in county.parts] == [
        (PartKind.RESCALING, 8),
        (PartKind.ROUNDING, F("-0.03")),
    ]


def test_a_county_left_out_is_not_adjusted(
    criterion: CriterionOf, scheme_of: SchemeOf, evidence_of: EvidenceOf
) -> None:
    """A county to which nothing applies has no score that anything could be added to."""
    bonus = _bonus(1, 4, criterion("b", 4))
    scheme = scheme_of(adjustments=[bonus], when_nothing_applies=NothingApplies.LEAVE_OUT)
    nothing = dict.fromkeys(("a", "rest_2", "rest_3", "rest_4"), NOT_APPLICABLE)
    result = assess(evidence_of(scheme, {ZI: {**nothing, "b": 4}, CHOU: {"a": 30, "b": 4}}), scheme)
    assert (result.county(ZI).score, result.county(ZI).adjustments) == (None, ())
    assert result.city(JIA).score == 94


def test_a_carried_county_is_not_adjusted(criterion: CriterionOf, scheme_of: SchemeOf, evidence_of: EvidenceOf) -> None:
    """A carried county brings its score as it is: no bonus is asked of it and no bound holds for it."""
    carried = Carried(counties=[CHEN], full_marks=100, source=DOCUMENT)
    scheme = scheme_of(adjustments=[_bonus(1, 4, criterion("b", 4)), _ends(2, None, 80)], carried=carried)
    result = assess(evidence_of(scheme, {ZI: {"a": 30, "b": 4}}, carried={CHEN: 93}), scheme)
    assert (result.county(CHEN).score, result.county(CHEN).adjustments) == (93, ())
    assert result.county(ZI).score == 80


def test_a_member_of_a_bundle_has_the_adjusted_score(
    event: EventOf, scheme_of: SchemeOf, evidence_of: EvidenceOf
) -> None:
    """What the lead of a bundle gains is gained by all of its members."""
    bundle = Bundle(units=[ZI, CHOU], lead=ZI, allowed_by=DOCUMENT)
    scheme = scheme_of(bundles=[bundle], adjustments=[_noted(1, 5, 0, praise=2)])
    result = assess(evidence_of(scheme, {ZI: {"a": 30}, CHOU: {}}, events=[event("praise")]), scheme)
    assert [(county.score, len(county.adjustments)) for county in result.counties] == [(92, 1), (92, 1)]


# Cities


def test_a_citys_score_is_adjusted_after_the_mean(
    event: EventOf, criterion: CriterionOf, scheme_of: SchemeOf, evidence_of: EvidenceOf
) -> None:
    """A city's adjustments read the city's own data, apply to its exact mean and come before publishing."""
    adjustments = [
        _noted(1, 5, 0, Tier.COUNTY, praise=1),
        _bonus(2, 3, criterion("b", 3), level=Tier.CITY),
        _penalty(3, 9, criterion("c", 4), level=Tier.CITY),
        _noted(4, 0, 1, Tier.CITY, blame=-1),
        _ends(5, 0, 80, Tier.CITY),
    ]
    scheme = scheme_of(adjustments=adjustments)
    values = {ZI: {"a": "20.005"}, CHOU: {"a": 21}, JIA: {"b": 2, "c": 3}}
    events = [event("praise"), event("blame", JIA, key="e2")]
    city = assess(evidence_of(scheme, values, events=events), scheme).city(JIA)
    # (81.005 + 81)/2 = 81.0025; + 2 - 1 - 1 and down to 80.
    assert (city.mean, city.score, city.published) == (F("81.0025"), 80, 80)
    assert [(each.where, each.points) for each in city.adjustments] == [
        ("adjustments[1]", 2),
        ("adjustments[2]", -1),
        ("adjustments[3]", -1),
        ("adjustments[4]", F("-1.0025")),
    ]
    # Each of the four departs from Art. 6.
    assert [(each.where, each.citation, each.document) for each in find_departures(scheme)] == [
        (f"adjustments[{i}]", Citation(6), DOCUMENT) for i in (1, 2, 3, 4)
    ]


def test_points_taken_for_a_problem_are_a_departure(scheme_of: SchemeOf) -> None:
    """The measure links no problem to a score, so points for falsified data depart from Art. 9."""
    scheme = scheme_of(adjustments=[_false(1, 5, 10)])
    assert [(each.where, each.citation, each.document) for each in find_departures(scheme)] == [
        ("adjustments[0]", Citation(9), DOCUMENT)
    ]


def test_events_move_nothing_by_their_order(
    event: EventOf, criterion: CriterionOf, scheme_of: SchemeOf, evidence_of: EvidenceOf
) -> None:
    """Whatever the order in which events come, the score and its parts are equal."""
    scheme = scheme_of(criterion("a", 40), adjustments=[_noted(1, 3, 2, praise=2, blame=-1), _false(2, 5, 7)])
    events = [
        event("praise", key="e1"),
        event("blame", key="e2"),
        event("praise", key="e3"),
        event("false", criterion="rest_2", key="e4"),
        event("false", criterion="a", key="e5"),
    ]
    values = {ZI: {"a": 30}}
    first = assess(evidence_of(scheme, values, events=events), scheme).county(ZI)
    for turned in permutations(events):
        assert assess(evidence_of(scheme, values, events=turned), scheme).county(ZI) == first
    # 40 of rest_3 and rest_4, 4 - 1 capped to 3 - 1, and 10 capped to 7.
    assert first.score == 40 + 2 - 7
