"""Contradictions between the parts of a scheme, with their places in a file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from attrs import evolve

from jxassess.evidence import Evidence, find_faults
from jxassess.exact import Bound, Exactable, Side
from jxassess.faults import Fault, SchemeError
from jxassess.indicators import CATALOGUE
from jxassess.io import format_scheme, parse_scheme
from jxassess.measure import Problem
from jxassess.scheme import (
    Adjustment,
    Among,
    Basis,
    BlendShare,
    Bonus,
    Bundle,
    ByClass,
    ByRank,
    Ceiling,
    CityLevel,
    ClassRule,
    Cohort,
    ComparedOn,
    Condition,
    Criterion,
    EdgeTies,
    EventPoints,
    Events,
    ExcellentRank,
    Falsified,
    FollowUp,
    FollowUpKind,
    Gate,
    Given,
    GradeQuota,
    GradeQuotas,
    Group,
    Linear,
    Rule,
    Scheme,
    Tier,
    Ties,
    UnitClass,
    When,
    WhenMissing,
    WhenNotApplicable,
)
from jxassess.words import Words

MakeScheme = Callable[..., Scheme]
Table = dict[str, Any]
Kinds = list[tuple[str, str, str]]

ITEMS = {item.key: item for item in CATALOGUE}
NAME = Words("name", "名称")
PANEL, RATE = ITEMS["procedure_conformity"], ITEMS["exit_accuracy"]
LINE = Linear(zero_at=80, full_at=100)


def refused(make: MakeScheme, **changes: object) -> Kinds:
    with pytest.raises(SchemeError) as error:
        make(**changes)
    return [(fault.code, fault.where, fault.value) for fault in error.value.faults]


def criterion(key: str = "extra", rule: Rule = LINE, *, sources: Iterable[str] = (), **changes: object) -> Criterion:
    parts = list(sources)
    made = Criterion(
        key=key,
        name=NAME,
        marks=10,
        indicator=RATE,
        basis=Basis.VALUE,
        rule=LINE,
        when_missing=WhenMissing.FAULT,
        when_not_applicable=WhenNotApplicable.FAULT,
        blend=[BlendShare(source=source, share="0.5") for source in parts],
    )
    return evolve(made, rule=rule, **changes)


def part(*children: Criterion, key: str = "part", weight: Exactable = "0.2") -> Group:
    return Group(key=key, name=NAME, marks=10 * len(children), children=children, weight=weight)


def city(*parts: Group) -> CityLevel:
    return CityLevel(county_weight="0.8", parts=parts, allowed_by="invented")


def with_funds(make: MakeScheme, child: Criterion | Group) -> list[Group]:
    criteria = list(make().criteria)
    return [*criteria[:3], evolve(criteria[3], children=[child])]


def bonus(order: int, *criteria: Criterion, key: str = "", level: Tier = Tier.COUNTY) -> Bonus:
    return Bonus(
        key=key or f"bonus_{order}",
        name=NAME,
        order=order,
        level=level,
        criteria=criteria or [criterion(f"points_{order}")],
        at_most=5,
        allowed_by="invented",
    )


def events(order: int, *keys: str, key: str = "praise", level: Tier = Tier.COUNTY) -> Events:
    return Events(
        key=key,
        name=NAME,
        order=order,
        level=level,
        events=[EventPoints(key=each, name=NAME, points=1) for each in keys],
        most_plus=3,
        most_minus=0,
        allowed_by="invented",
    )


def falsified(order: int, key: str = "false") -> Falsified:
    return Falsified(key=key, name=NAME, order=order, level=Tier.COUNTY, points=1, at_most=3, allowed_by="invented")


def unit_class(key: str, *units: str) -> UnitClass:
    return UnitClass(key=key, name=NAME, units=units, source="invented")


def by_class(*keys: str) -> ByClass:
    return ByClass(cases=[ClassRule(unit_class=key, rule=LINE) for key in keys])


def by_rank(among: Among, *classes: str, has_carried: bool = False) -> ByRank:
    cohort = Cohort(among=among, has_carried=has_carried, classes=classes)
    return ByRank(step=1, floor=0, ties=Ties.DENSE, cohort=cohort)


def gate(key: str, grade: str = "good") -> Gate:
    condition = Condition(indicator=RATE, must=Bound(side=Side.AT_LEAST, value=98))
    return Gate(key=key, name=NAME, conditions=[condition], level=Tier.COUNTY, grade=grade, allowed_by="invented")


def follow_up(key: str, *any_of: When) -> FollowUp:
    return FollowUp(key=key, name=NAME, any_of=any_of, kind=FollowUpKind.OTHER, text=NAME, allowed_by="invented")


def bundle(*units: str) -> Bundle:
    return Bundle(units=units, lead=units[0], allowed_by="invented")


def ceiling(grade: str, problem: Problem = Problem.FALSE_EXIT, *, only_serious: bool = False) -> Ceiling:
    return Ceiling(problem=problem, grade=grade, allowed_by="invented", only_serious=only_serious)


# Keys and names


def test_keys_of_a_whole_scheme(make_scheme: MakeScheme) -> None:
    """Groups, criteria, parts of the city, adjustments and their criteria share one space of keys."""
    changes = {
        "city": city(part(criterion("team"), key="funds")),
        "adjustments": [bonus(1, criterion("helpers")), bonus(2, criterion("bonus_1"), key="people")],
    }
    assert refused(make_scheme, **changes) == [
        ("repeated", "city.parts[0].key", "funds"),
        ("repeated", "city.parts[0].children[0].key", "team"),
        ("repeated", "adjustments[1].key", "people"),
        ("repeated", "adjustments[0].criteria[0].key", "helpers"),
        ("repeated", "adjustments[1].criteria[0].key", "bonus_1"),
    ]


def test_keys_of_lists(make_scheme: MakeScheme) -> None:
    """Classes, gates and follow-ups have keys of their own, each once."""
    when = When(has_finding=True)
    found = refused(
        make_scheme,
        classes=[unit_class("hill", "990121"), unit_class("hill", "990122")],
        gates=[gate("exits"), gate("exits")],
        follow_ups=[follow_up("after", when), follow_up("after", when)],
        criteria=with_funds(make_scheme, criterion("use", by_class("hill"))),
    )
    assert [fault for fault in found if fault[0] == "repeated"] == [
        ("repeated", "classes[1].key", "hill"),
        ("repeated", "gates[1].key", "exits"),
        ("repeated", "follow_ups[1].key", "after"),
    ]


def test_one_key_in_several_lists(make_scheme: MakeScheme) -> None:
    """A gate, a follow-up and a criterion may have the same key: nothing confuses them."""
    made = make_scheme(gates=[gate("people")], follow_ups=[follow_up("people", When(gate="people"))])
    assert (made.gates[0].key, made.follow_ups[0].key) == ("people", "people")


def test_unknown_names(make_scheme: MakeScheme) -> None:
    """Grades, gates and classes that nothing defines are told wherever they are named, with what there is."""
    when = When(grades=["good", "superb"], gate="door")
    found = refused(
        make_scheme,
        ceilings=[ceiling("best")],
        gates=[gate("exits", "top")],
        follow_ups=[follow_up("first", When(has_finding=True)), follow_up("after", When(gate="exits"), when)],
        criteria=with_funds(make_scheme, criterion("use", by_class("hill", "plain"))),
        city=city(part(criterion("rank", by_rank(Among.CLASS, "big")))),
        ranking=evolve(make_scheme().ranking, classes=["small"]),
        classes=[unit_class("plain", "990121", "990122", "990123", "990221")],
    )
    assert found == [
        ("unknown_grade", "ceilings[0].grade", "best"),
        ("unknown_grade", "gates[0].grade", "top"),
        ("unknown_grade", "follow_ups[1].any_of[1].grades[1]", "superb"),
        ("unknown_class", "criteria[3].children[0].rule.cases[0].unit_class", "hill"),
        ("unknown_class", "city.parts[0].children[0].rule.cohort.classes[0]", "big"),
        ("unknown_class", "ranking.classes[0]", "small"),
        ("unknown_gate", "follow_ups[1].any_of[1].gate", "door"),
    ]


def test_grades_of_quotas(make_scheme: MakeScheme) -> None:
    """Grades by quota have keys as well, which ceilings, gates and follow-ups name."""
    quotas = GradeQuotas(
        bands=[GradeQuota(key="a", name=NAME, units=1), GradeQuota(key="b", name=NAME)],
        compared_on=ComparedOn.EXACT,
        edge_ties=EdgeTies.UP,
    )
    rewards = evolve(make_scheme().rewards, excellent=ExcellentRank(at_most=1))
    assert make_scheme(grades=quotas, rewards=rewards, ceilings=[ceiling("b")]).grades == quotas
    assert refused(make_scheme, grades=quotas, rewards=rewards, ceilings=[ceiling("good")]) == [
        ("unknown_grade", "ceilings[0].grade", "good")
    ]


# Ceilings and gates


def test_ceilings_of_two_severities(make_scheme: MakeScheme) -> None:
    """A problem may have one ceiling for every case and a stricter one for serious ones."""
    made = make_scheme(ceilings=[ceiling("fair", only_serious=True), ceiling("good")])
    assert [(each.grade, each.only_serious) for each in made.ceilings] == [("good", False), ("fair", True)]


@pytest.mark.parametrize("plain", ["good", "fair"])
def test_serious_ceiling_bars_nothing(make_scheme: MakeScheme, plain: str) -> None:
    """A ceiling for serious cases that is no stricter than the one for every case is refused."""
    given = [ceiling(plain), ceiling("good", only_serious=True)]
    assert refused(make_scheme, ceilings=given) == [("serious_no_stricter", "ceilings[1].grade", "good")]


def test_two_ceilings_of_one_severity(make_scheme: MakeScheme) -> None:
    """Two ceilings of one problem that work at the same time are refused, equal ones and serious ones too."""
    once, serious = ceiling("good"), ceiling("fair", only_serious=True)
    other = ceiling("fair", Problem.INACTION)
    assert refused(make_scheme, ceilings=[once, other, once]) == [("repeated", "ceilings[1].problem", "Art. 9(4)")]
    assert refused(make_scheme, ceilings=[once, serious, serious]) == [("repeated", "ceilings[2].problem", "Art. 9(4)")]


def test_best_grade_bars_nothing(make_scheme: MakeScheme) -> None:
    """A gate or ceiling that leaves every grade open is refused; one that leaves only the last is the strictest."""
    found = refused(make_scheme, ceilings=[ceiling("excellent")], gates=[gate("a"), gate("b", "excellent")])
    assert found == [
        ("bars_nothing", "ceilings[0].grade", "excellent"),
        ("bars_nothing", "gates[1].grade", "excellent"),
    ]
    assert make_scheme(ceilings=[ceiling("fair")], gates=[gate("a", "fair")]).gates[0].grade == "fair"


# Adjustments


def test_adjustments_in_order(make_scheme: MakeScheme) -> None:
    """Adjustments are kept in the order in which they apply, however they are written."""
    given: list[Adjustment] = [bonus(2), events(1, "praised"), bonus(3, level=Tier.CITY)]
    made = make_scheme(adjustments=given)
    assert [each.order for each in made.adjustments] == [1, 2, 3]
    assert [path for path, _ in made.adjusting(Tier.CITY)] == ["adjustments[2]"]
    assert [path for path, _ in made.adjusting(Tier.COUNTY)] == ["adjustments[0]", "adjustments[1]"]


@pytest.mark.parametrize(
    ("orders", "found"),
    [
        ((2,), [("adjustments[0].order", "2")]),
        ((1, 1), [("adjustments[1].order", "1")]),
        ((1, 3), [("adjustments[1].order", "3")]),
        ((1, 3, 3), [("adjustments[1].order", "3")]),
        ((2, 3), [("adjustments[0].order", "2"), ("adjustments[1].order", "3")]),
    ],
)
def test_adjustments_without_order(
    make_scheme: MakeScheme, orders: tuple[int, ...], found: list[tuple[str, str]]
) -> None:
    """Adjustments are numbered 1, 2, 3 and so on, each number once."""
    given = [bonus(order, criterion(f"points_{i}"), key=f"bonus_{i}") for i, order in enumerate(orders)]
    told = refused(make_scheme, adjustments=given)
    assert told == [("order_broken", where, value) for where, value in found]


def test_counties_before_cities(make_scheme: MakeScheme) -> None:
    """A city's score is made of its counties', so an order that puts a city's adjustment first is refused."""
    given = [bonus(1), bonus(2, level=Tier.CITY), bonus(3), bonus(4, level=Tier.CITY), bonus(5)]
    assert refused(make_scheme, adjustments=given) == [
        ("order_levels", "adjustments[2].order", "3"),
        ("order_levels", "adjustments[4].order", "5"),
    ]


def test_event_counted_twice(make_scheme: MakeScheme) -> None:
    """A kind of event counts in one adjustment, and is not that of falsified data."""
    given: list[Adjustment] = [
        events(1, "praised", "false", key="praise"),
        events(2, "blamed", "praised", key="more"),
        falsified(3),
    ]
    assert refused(make_scheme, adjustments=given) == [
        ("repeated", "adjustments[1].events[1].key", "praised"),
        ("repeated", "adjustments[2].key", "false"),
    ]


# Blends, indicators, cohorts


def test_blend_of_both_levels(make_scheme: MakeScheme) -> None:
    """An indicator has one value everywhere: all criteria of both levels give it the same blend, or none."""
    exited = make_scheme().criterion("exited")
    blended = criterion("panel", sources=["a", "b"])
    assert exited.indicator == blended.indicator
    assert refused(make_scheme, city=city(part(blended)), adjustments=[bonus(1, evolve(blended, key="more"))]) == [
        ("blends_differ", "adjustments[0].criteria[0].blend", "exit_accuracy"),
        ("blends_differ", "city.parts[0].children[0].blend", "exit_accuracy"),
    ]


def test_blend_in_any_order(make_scheme: MakeScheme) -> None:
    """The order in which sources are written is no other blend."""
    first = criterion("one", sources=["a", "b"], indicator=PANEL, rule=Given())
    second = criterion("two", sources=["b", "a"], indicator=PANEL, rule=Given())
    procedure = evolve(make_scheme().criterion("procedure"), blend=first.blend)
    criteria = list(make_scheme().criteria)
    criteria[1] = evolve(criteria[1], children=[*criteria[1].children[:2], procedure])
    assert make_scheme(criteria=criteria, city=city(part(first, second))).city is not None


def test_indicators_of_every_part(make_scheme: MakeScheme) -> None:
    """Parts of the city, adjustments and gates name indicators too, and not two of one key."""
    other = evolve(RATE, places=3)
    wrong = evolve(gate("exits"), conditions=[Condition(indicator=other, must=Bound(side=Side.AT_LEAST, value=98))])
    found = refused(
        make_scheme,
        city=city(part(criterion("panel", indicator=other))),
        adjustments=[bonus(1, criterion("more", indicator=other))],
        gates=[wrong],
    )
    assert found == [
        ("two_indicators", "adjustments[0].criteria[0].indicator", "exit_accuracy"),
        ("two_indicators", "city.parts[0].children[0].indicator", "exit_accuracy"),
        ("two_indicators", "gates[0].conditions[0].indicator", "exit_accuracy"),
    ]


@pytest.mark.parametrize(
    ("rule", "is_taken"),
    [
        (by_rank(Among.PROVINCE), True),
        (by_rank(Among.CLASS, "big"), True),
        (by_rank(Among.CITY), False),
        (by_rank(Among.PROVINCE, has_carried=True), False),
        (by_rank(Among.CITY, has_carried=True), False),
    ],
)
def test_cohort_of_cities(make_scheme: MakeScheme, rule: ByRank, is_taken: bool) -> None:
    """A city is compared with cities of the province or its class; no city is carried."""
    classes = [unit_class("big", "990100", "990200")] if rule.cohort.classes else []
    changes = {"city": city(part(criterion("rank", rule))), "classes": classes}
    if is_taken:
        assert make_scheme(**changes).city is not None
    else:
        assert refused(make_scheme, **changes) == [
            ("city_cohort", "city.parts[0].children[0].rule.cohort", rule.cohort.among.value)
        ]


def test_cohort_of_a_city_bonus(make_scheme: MakeScheme) -> None:
    """What adjusts the scores of cities compares cities as well."""
    adjusting = bonus(1, criterion("rank", by_rank(Among.CITY)), level=Tier.CITY)
    assert [where for _, where, _ in refused(make_scheme, adjustments=[adjusting])] == [
        "adjustments[0].criteria[0].rule.cohort"
    ]


# Classes


def test_classes_of_counties(make_scheme: MakeScheme) -> None:
    """Counties are told apart by classes of counties, with no county in two of those that one rule names."""
    classes = [unit_class("hill", "990121"), unit_class("plain", "990122"), unit_class("big", "990121")]
    tree = with_funds(make_scheme, criterion("use", by_class("hill", "plain")))
    # 990121 is in a third class, which another rule names.
    other = bonus(1, criterion("more", by_rank(Among.CLASS, "big", "plain")))
    assert len(make_scheme(classes=classes, criteria=tree, adjustments=[other]).classes) == 3


def test_classes_overlap(make_scheme: MakeScheme) -> None:
    """A unit in two of the classes that one rule or the ranking names is told, with all that they share."""
    classes = [
        unit_class("hill", "990121", "990122", "990123"),
        unit_class("plain", "990122", "990123"),
        unit_class("town", "990123"),
        unit_class("big", "990100"),
        unit_class("small", "990100", "990200"),
    ]
    found = refused(
        make_scheme,
        classes=classes,
        criteria=with_funds(make_scheme, criterion("use", by_class("hill", "plain", "town"))),
        ranking=evolve(make_scheme().ranking, classes=["big", "small"]),
    )
    assert found == [
        ("classes_overlap", "criteria[3].children[0].rule", "990122, 990123"),
        ("classes_overlap", "criteria[3].children[0].rule", "990123"),
        ("classes_overlap", "criteria[3].children[0].rule", "990123"),
        ("classes_overlap", "ranking.classes", "990100"),
    ]


def test_classes_of_the_other_level(make_scheme: MakeScheme) -> None:
    """A class of cities tells no counties apart, and a class of counties no cities."""
    found = refused(
        make_scheme,
        classes=[unit_class("big", "990100", "990200"), unit_class("hill", "990121")],
        criteria=with_funds(make_scheme, criterion("use", by_rank(Among.CLASS, "big"))),
        city=city(part(criterion("rank", by_class("hill")))),
        ranking=evolve(make_scheme().ranking, classes=["hill"]),
    )
    assert found == [
        ("class_level", "criteria[3].children[0].rule", "big"),
        ("class_level", "city.parts[0].children[0].rule", "hill"),
        ("class_level", "ranking.classes", "hill"),
    ]


def test_unused_class(make_scheme: MakeScheme) -> None:
    """A class that nothing names does not pass in silence."""
    classes = [unit_class("hill", "990121"), unit_class("big", "990100")]
    ranking = evolve(make_scheme().ranking, classes=["big"])
    assert refused(make_scheme, classes=classes, ranking=ranking) == [("unused_class", "classes[1]", "hill")]


# Bundles


def test_bundles(make_scheme: MakeScheme) -> None:
    """A county is in one bundle, and a carried one in none; each place is named."""
    given = [bundle("990121", "990122"), bundle("990122", "990123"), bundle("990123", "990222")]
    assert refused(make_scheme, bundles=given) == [
        ("two_bundles", "bundles[1].units[0]", "990122"),
        ("two_bundles", "bundles[2].units[0]", "990123"),
        ("bundle_carried", "bundles[2].units[1]", "990222"),
    ]


def test_lead(make_scheme: MakeScheme) -> None:
    """The data of a bundle's lead hold for its members, and any other county's for itself."""
    scheme = make_scheme(bundles=[bundle("990122", "990121")])
    assert [scheme.lead_of(code) for code in ("990121", "990122", "990123")] == ["990122", "990122", "990123"]


# Trees with weights


def test_weights_at_the_top(make_scheme: MakeScheme) -> None:
    """Top groups may all be weighted; the marks of each are then a scale of its own."""
    criteria = [
        evolve(group, weight=weight) for group, weight in zip(make_scheme().criteria, (4, 3, 2, 1), strict=True)
    ]
    assert make_scheme(criteria=criteria, marks=1000).marks == 1000


def test_weights_for_some(make_scheme: MakeScheme) -> None:
    """Weights for some of the top groups only are refused at the first one without."""
    criteria = list(make_scheme().criteria)
    criteria[1] = evolve(criteria[1], weight=3)
    assert refused(make_scheme, criteria=criteria) == [("mixed_weights", "criteria[0].weight", "reduction")]


# The same from a file: the place in the file, the value, the clause and the remedy


@pytest.fixture
def document(make_scheme: MakeScheme) -> Table:
    """The small scheme as the table of a file."""
    table: Table = json.loads(format_scheme(make_scheme(), "json"))
    return table


def file_faults(document: Table) -> list[Fault]:
    """Give the faults of a file, without the note on what could not be checked."""
    with pytest.raises(SchemeError) as error:
        parse_scheme(json.dumps(document), "json")
    return [fault for fault in error.value.faults if fault.where != "file"]


def told(document: Table) -> list[str]:
    return [fault.text() for fault in file_faults(document)]


def team(document: Table) -> Table:
    """The criterion that stands first under the third top group, of 8 marks."""
    found: Table = document["criteria"][2]["children"][0]
    return found


def bands_rule(*bands: Table) -> Table:
    return {"kind": "bands", "closed": "low", "bands": list(bands)}


def words(name: str = "name") -> Table:
    return {"en": name, "zh": "名称"}


def test_the_document_itself(document: Table, make_scheme: MakeScheme) -> None:
    """The file that these tests spoil loads as it is."""
    assert parse_scheme(json.dumps(document), "json") == make_scheme()


def test_file_gap_in_bands(document: Table) -> None:
    """A gap between bands is told at the band behind it."""
    team(document)["rule"] = bands_rule(
        {"high": "80", "at_high": "0"}, {"low": "85", "high": "100", "at_low": "0", "at_high": "8"}
    )
    assert told(document) == [
        (
            "criteria[2].children[0].rule.bands[1].low: between 80 and 85 no points are given [Art. 5]; "
            "let each band begin where the one before ends"
        )
    ]


def test_file_overlap_of_bands(document: Table) -> None:
    """An overlap of bands is told at the second one."""
    team(document)["rule"] = bands_rule(
        {"high": "80", "at_high": "0"}, {"low": "75", "high": "100", "at_low": "0", "at_high": "8"}
    )
    assert told(document) == [
        (
            "criteria[2].children[0].rule.bands[1].low: between 75 and 80 two bands are given [Art. 5]; "
            "let each band begin where the one before ends"
        )
    ]


def test_file_unreachable_band(document: Table) -> None:
    """A band beyond the range of the indicator is told with the range."""
    rule = bands_rule({"low": "0", "high": "100", "at_low": "0", "at_high": "8"}, {"low": "100", "at_low": "8"})
    team(document)["rule"] = rule | {"closed": "high"}
    assert told(document) == [
        (
            "criteria[2].children[0].rule.bands[1]: nothing of the range 0..100 lies here [Art. 5]; "
            "leave it out, or mend its bounds"
        )
    ]


def test_file_unreachable_level(document: Table) -> None:
    """A level beyond the range of the indicator is told with the range."""
    levels: list[Table] = [
        {"side": "at_least", "value": "90", "points": "8"},
        {"side": "at_least", "value": "-1", "points": "3"},
        {"side": "at_least", "value": "-2", "points": "1"},
    ]
    team(document)["rule"] = {"kind": "levels", "levels": levels, "otherwise": "0"}
    assert [(fault.code, fault.where) for fault in file_faults(document)] == [
        ("unreachable_band", "criteria[2].children[0].rule.levels[2]")
    ]


def test_file_points_given_by_class(document: Table) -> None:
    """Points that a panel gives need no classes, so that kind of rule is not known there."""
    team(document)["rule"] = {"kind": "by_class", "cases": [{"unit_class": "hill", "rule": {"kind": "given"}}]}
    (text,) = told(document)
    assert text.startswith("criteria[2].children[0].rule.cases[0].rule.kind: there is no kind 'given' [Art. 5]; ")


def test_file_points_of_a_band_above_the_marks(document: Table) -> None:
    """Points of a band above the criterion's marks are told at the band."""
    team(document)["rule"] = bands_rule({"low": "0", "high": "100", "at_low": "0", "at_high": "9"})
    assert [(fault.code, fault.where, fault.value) for fault in file_faults(document)] == [
        ("above_marks", "criteria[2].children[0].rule.bands[0].at_high", "9")
    ]


def test_file_marks_that_do_not_add_up(document: Table) -> None:
    """Marks that do not add up are told at the group, with both numbers."""
    team(document)["marks"] = "7"
    assert told(document) == [
        "criteria[2].marks: marks of 20, but the parts add up to 19 [Art. 5]; mend the marks of the whole or of a part"
    ]


def test_file_floor_above_cap(document: Table) -> None:
    """A floor above the cap is told at the rule."""
    rule = document["criteria"][0]["children"][2]["rule"]
    rule["floor"], rule["cap"] = "10", "3"
    assert told(document) == [
        (
            "criteria[0].children[2].rule.base: the base of 6 lies outside 10..3 [Art. 5]; "
            "let floor, base and cap rise in this order"
        )
    ]


@pytest.mark.parametrize(
    ("rule", "names"),
    [
        ({"kind": "by_rank", "step": "1", "ties": "dense"}, ["floor"]),
        ({"kind": "between_extremes", "when_equal": "9"}, ["floor", "when_equal"]),
    ],
)
def test_file_floor_above_marks(document: Table, rule: Table, names: list[str]) -> None:
    """A floor above the marks is told at the floor, once."""
    team(document)["rule"] = {**rule, "floor": "9", "cohort": {"among": "province", "has_carried": False}}
    said = "up to 9 points where 8 marks are offered [Art. 5]; let the rule earn the marks at most"
    assert told(document) == [f"criteria[2].children[0].rule.{name}: {said}" for name in names]


def test_file_blend_that_does_not_sum_to_one(document: Table) -> None:
    """Shares of a blend that do not add up to one are told with their sum."""
    team(document)["blend"] = [{"source": "survey", "share": "0.5"}, {"source": "verification", "share": "0.4"}]
    assert told(document) == [
        "criteria[2].children[0].blend: the shares add up to 0.9 [Art. 5]; let the shares add up to 1"
    ]


def test_file_unknown_indicator(document: Table) -> None:
    """An indicator that neither the catalogue nor the file defines is told wherever it is named."""
    team(document)["indicator"] = "roads"
    team(document)["cutoff"] = {"indicator": "bridges", "bound": {"side": "below", "value": "1"}}
    assert told(document) == [
        (
            "criteria[2].children[0].indicator: no indicator has the key roads [Art. 5]; "
            "mend the key, or define it once under indicators"
        ),
        (
            "criteria[2].children[0].cutoff.indicator: no indicator has the key bridges [Art. 5]; "
            "mend the key, or define it once under indicators"
        ),
    ]


def test_file_blank_source(document: Table) -> None:
    """A source of a blend without a name is told at its place."""
    team(document)["blend"] = [{"source": " ", "share": "0.5"}, {"source": "verification", "share": "0.5"}]
    assert told(document) == [
        (
            "criteria[2].children[0].blend[0].source: no source is given [Art. 5]; "
            "name the document or data that it comes from"
        )
    ]


def test_unknown_source(make_scheme: MakeScheme, make_evidence: Callable[..., Evidence]) -> None:
    """An observation from a source that a blend does not name is a fault of the evidence, which knows the blend."""
    blend = [BlendShare(source="verification", share="0.5"), BlendShare(source="survey", share="0.5")]
    criteria = list(make_scheme().criteria)
    team_criterion, helpers = criteria[2].children
    assert isinstance(team_criterion, Criterion)
    criteria[2] = evolve(criteria[2], children=[evolve(team_criterion, blend=blend), helpers])
    evidence = make_evidence()
    mistaken = [
        evolve(each, source="hearsay") if each.indicator == team_criterion.indicator else each
        for each in evidence.observations
    ]
    faults = find_faults(evolve(evidence, observations=mistaken), make_scheme(criteria=criteria))
    sources = [(fault.code, fault.value) for fault in faults if fault.code == "unknown_source"]
    assert sources == [("unknown_source", "hearsay")] * 5


def test_file_empty_group(document: Table) -> None:
    """A group of nothing is told at its children."""
    document["criteria"][2]["children"] = []
    assert told(document) == [
        "criteria[2].children: nothing stands here [Art. 5]; give at least one entry, or leave the whole out"
    ]


def test_file_unknown_rounding_stage(document: Table) -> None:
    """A stage of rounding that does not exist is told with those that do."""
    document["rounding"]["stages"] = ["criteria", "cities"]
    assert told(document) == [
        (
            "rounding.stages[1]: 'cities' is none of the values possible here [Art. 4]; "
            "use one of criteria, dimensions, counties"
        )
    ]


def test_file_adjustment_without_order(document: Table) -> None:
    """An adjustment that does not say its order is told at the missing key."""
    bounds: Table = {"kind": "bounds", "key": "bounds", "name": words(), "level": "county", "at_most": "105"}
    document["adjustments"] = [bounds]
    assert told(document) == [
        "adjustments[0].order: the key order is missing [Art. 4]; give it; nothing stands in for it"
    ]


def test_file_rule_without_a_home(document: Table) -> None:
    """A rule of a kind that does not exist is told with those that do."""
    team(document)["rule"] = {"kind": "completion"}
    (text,) = told(document)
    assert text.startswith("criteria[2].children[0].rule.kind: there is no kind 'completion' [Art. 5]; use one of ")
    assert all(kind in text for kind in ("linear", "proportional", "bands", "by_class", "by_rank", "between_extremes"))


def test_file_every_fault_at_once(document: Table) -> None:
    """Faults of a rule, a criterion, a group, a class, an adjustment, a gate and a follow-up come together."""
    team(document)["blend"] = [{"source": "survey", "share": "1"}]
    team(document)["rule"] = {"kind": "linear", "zero_at": "80", "full_at": "80"}
    document["criteria"][3]["children"] = []
    document["classes"] = [{"key": "hill", "name": words(), "units": ["9901"], "source": "invented"}]
    events_of: Table = {"most_plus": "1", "most_minus": "0", "events": []}
    document["adjustments"] = [
        {"kind": "events", "key": "praise", "name": words(), "order": 1, "level": "county", **events_of}
    ]
    document["gates"] = [
        {"key": "exits", "name": words(), "conditions": [], "level": "county", "grade": "good", "allowed_by": "x"}
    ]
    document["follow_ups"] = [
        {"key": "after", "name": words(), "any_of": [{}], "kind": "talk", "text": words(), "allowed_by": ""}
    ]
    found = [(fault.code, fault.where) for fault in file_faults(document)]
    assert sorted(found) == sorted(
        [
            ("same_values", "criteria[2].children[0].rule.full_at"),
            ("empty", "criteria[3].children"),
            ("bad_unit_code", "classes[0].units[0]"),
            ("empty", "adjustments[0].events"),
            ("unused_cap", "adjustments[0].most_plus"),
            ("empty", "gates[0].conditions"),
            ("empty", "follow_ups[0].any_of[0]"),
            ("no_role", "follow_ups[0].role"),
            ("no_document", "follow_ups[0].allowed_by"),
        ]
    )
