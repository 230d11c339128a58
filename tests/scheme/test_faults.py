"""Every kind of fault that a scheme can have: how it comes about, and what it says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import pytest
from attrs import evolve

from jxassess.exact import Better, Bound, Exactable, Side
from jxassess.faults import Fault, FaultKind, SchemeError
from jxassess.indicators import CATALOGUE, Indicator
from jxassess.measure import Dimension, Problem, Role
from jxassess.scheme import (
    Among,
    Band,
    Bands,
    Basis,
    BetweenExtremes,
    BlendShare,
    Bonus,
    Bounds,
    Bundle,
    ByClass,
    ByRank,
    Carried,
    Ceiling,
    CityLevel,
    ClassRule,
    ClosedEnd,
    Cohort,
    ComparedOn,
    Condition,
    Counting,
    Criterion,
    Cutoff,
    Deduction,
    EdgeTies,
    EventPoints,
    Events,
    ExcellentGrade,
    Falsified,
    FollowUp,
    FollowUpKind,
    Gate,
    Given,
    Grade,
    GradeQuota,
    GradeQuotas,
    Grades,
    Group,
    Level,
    Levels,
    Linear,
    LowRate,
    MarkedReduction,
    Measured,
    Node,
    PassFail,
    Pieces,
    Precedence,
    RateKind,
    RelativeToMean,
    Rule,
    Scheme,
    Shortfall,
    TableWeights,
    Tier,
    Ties,
    UnitClass,
    Weight,
    When,
    WhenMissing,
    WhenNotApplicable,
    WhenUnobserved,
    _faults,
)
from jxassess.words import Words

MakeScheme = Callable[..., Scheme]
Case = Callable[[MakeScheme], object]

ITEMS = {item.key: item for item in CATALOGUE}
RATE, PEOPLE = ITEMS["exit_accuracy"], ITEMS["poor_population_reduced"]
NAME = Words("name", "名称")
KINDS = {kind.code: kind for kind in vars(_faults).values() if isinstance(kind, FaultKind)}
LINE = Linear(zero_at=80, full_at=100)
AT_LEAST_98 = Bound(side=Side.AT_LEAST, value=98)
ANY_FINDING = When(has_finding=True)


def criterion(
    rule: Rule = LINE,
    *,
    key: str = "extra",
    marks: Exactable = 10,
    indicator: Indicator = RATE,
    basis: Basis = Basis.VALUE,
    reference: Indicator | None = None,
    blend: Iterable[BlendShare] = (),
    cutoff: Cutoff | None = None,
    weight: Exactable | None = None,
) -> Criterion:
    return Criterion(
        key=key,
        name=NAME,
        marks=marks,
        indicator=indicator,
        basis=basis,
        rule=rule,
        when_missing=WhenMissing.FAULT,
        when_not_applicable=WhenNotApplicable.FAULT,
        reference=reference,
        blend=blend,
        cutoff=cutoff,
        weight=weight,
    )


def group(
    *children: Node,
    key: str = "part",
    marks: Exactable = 10,
    weight: Exactable | None = None,
    dimension: Dimension | None = None,
) -> Group:
    return Group(key=key, name=NAME, marks=marks, children=children, weight=weight, dimension=dimension)


def with_funds(make: MakeScheme, child: Node, **changes: object) -> Scheme:
    """Replace what stands under funds, the last of the four dimensions, by one child of ten marks."""
    criteria = list(make().criteria)
    return make(criteria=[*criteria[:3], evolve(criteria[3], children=[child])], **changes)


def without_funds(make: MakeScheme, **changes: object) -> Scheme:
    """Leave the last dimension out."""
    criteria = list(make().criteria)
    return make(criteria=criteria[:3], marks=90, **changes)


def level(value: Exactable, points: Exactable, side: Side = Side.AT_LEAST) -> Level:
    return Level(side=side, value=value, points=points)


def levels(*given: Level, otherwise: Exactable = 0) -> Levels:
    return Levels(levels=given, otherwise=otherwise)


def bands(*given: Band) -> Bands:
    return Bands(bands=given, closed=ClosedEnd.LOW)


def band(low: Exactable, high: Exactable, at_low: Exactable, at_high: Exactable) -> Band:
    return Band(low=low, high=high, at_low=at_low, at_high=at_high)


def deduction(points: Exactable = 1, per: Exactable = 1) -> Deduction:
    return Deduction(start=100, side=Shortfall.BELOW, per=per, points=points, counting=Counting.BEGUN)


def relative(base: Exactable = 5, floor: Exactable = 0, cap: Exactable = 10) -> RelativeToMean:
    cohort = Cohort(among=Among.PROVINCE, has_carried=False)
    return RelativeToMean(base=base, floor=floor, cap=cap, cohort=cohort)


def by_rank(among: Among, *classes: str) -> ByRank:
    cohort = Cohort(among=among, has_carried=False, classes=classes)
    return ByRank(step=1, floor=0, ties=Ties.DENSE, cohort=cohort)


def by_class(*classes: str) -> ByClass:
    return ByClass(cases=[ClassRule(unit_class=key, rule=LINE) for key in classes])


def unit_class(key: str, *units: str) -> UnitClass:
    return UnitClass(key=key, name=NAME, units=units, source="invented")


def share(source: str, part: Exactable) -> BlendShare:
    return BlendShare(source=source, share=part)


def precedence(*sources: str, indicator: Indicator = RATE, allowed_by: str = "invented") -> Precedence:
    return Precedence(indicator=indicator, sources=sources, allowed_by=allowed_by)


HALVES = (share("survey", "0.5"), share("verification", "0.5"))


def bonus(
    order: int = 1, level: Tier = Tier.COUNTY, weight: Exactable | None = None, key: str = "extra_points"
) -> Bonus:
    return Bonus(
        key=f"bonus_{order}",
        name=NAME,
        order=order,
        level=level,
        criteria=[criterion(key=key, weight=weight)],
        at_most=10,
        allowed_by="invented",
    )


def events(points: Exactable = 2, most_plus: Exactable = 3) -> Events:
    return Events(
        key="praise",
        name=NAME,
        order=1,
        level=Tier.COUNTY,
        events=[EventPoints(key="praised", name=NAME, points=points)],
        most_plus=most_plus,
        most_minus=0,
    )


def falsified(level: Tier = Tier.COUNTY, at_most: Exactable = 5) -> Falsified:
    return Falsified(key="false", name=NAME, order=1, level=level, points=2, at_most=at_most, allowed_by="invented")


def bounds(at_least: Exactable | None = None, at_most: Exactable | None = None) -> Bounds:
    return Bounds(key="bounds", name=NAME, order=1, level=Tier.COUNTY, at_least=at_least, at_most=at_most)


def grade(key: str, at_least: Exactable | None = None, below: Exactable | None = None) -> Grade:
    return Grade(key=key, name=NAME, at_least=at_least, below=below)


def grades(*given: Grade) -> Grades:
    return Grades(bands=given, compared_on=ComparedOn.EXACT)


def quotas(*units: int | None) -> GradeQuotas:
    given = [GradeQuota(key="abc"[i], name=NAME, units=number) for i, number in enumerate(units)]
    return GradeQuotas(bands=given, compared_on=ComparedOn.EXACT, edge_ties=EdgeTies.UP)


def gate(must: Bound = AT_LEAST_98, grade_key: str = "good") -> Gate:
    conditions = [Condition(indicator=RATE, must=must)]
    return Gate(key="gate", name=NAME, conditions=conditions, level=Tier.COUNTY, grade=grade_key, allowed_by="invented")


def follow_up(kind: FollowUpKind, when: When = ANY_FINDING, **changes: object) -> FollowUp:
    made = FollowUp(key="after", name=NAME, any_of=[when], kind=FollowUpKind.PRAISE, text=NAME, allowed_by="invented")
    return evolve(made, kind=kind, **changes)


def bundle(*units: str, lead: str = "990121") -> Bundle:
    return Bundle(units=units, lead=lead, allowed_by="invented")


def low_rate(side: Side, value: Exactable) -> LowRate:
    return LowRate(
        rate=RateKind.EXIT,
        indicator=RATE,
        low=Bound(side=side, value=value),
        when_missing=WhenUnobserved.FAULT,
    )


def ceiling(grade_key: str, *, only_serious: bool = False) -> Ceiling:
    return Ceiling(problem=Problem.FALSE_EXIT, grade=grade_key, allowed_by="invented", only_serious=only_serious)


def city(*parts: Group, county_weight: Exactable = "0.8") -> CityLevel:
    return CityLevel(county_weight=county_weight, parts=parts, allowed_by="invented")


# For each kind of fault: what is written, and what is then said. The first fault of the kind counts.
CASES: dict[str, tuple[Case, str]] = {
    "same_values": (
        lambda _: Linear(zero_at=90, full_at="90.0"),
        "full_at: both ends are 90; give two different values",
    ),
    "not_positive": (lambda _: criterion(marks="-0.50"), "marks: -0.5 is not above zero; give a number above zero"),
    "negative": (lambda _: relative(floor=-1), "floor: -1 is below zero; give zero or more"),
    "empty": (lambda _: group(), "children: nothing stands here; give at least one entry, or leave the whole out"),
    "mixed_sides": (
        lambda _: levels(level(98, 10), level(95, 5, Side.BELOW)),
        "levels: levels look to both sides (below, at_least); use at_least and above, or at_most and below, in one rule",
    ),
    "repeated": (
        lambda make: with_funds(make, criterion(key="people")),
        "criteria[3].children[0].key: people stands here twice; keep one of them",
    ),
    "unordered_points": (
        lambda _: levels(level(98, 10), level(95, 10)),
        "levels[1].points: 10 points are not fewer than those of the stricter level; let a less strict level earn less",
    ),
    "above_marks": (
        lambda _: criterion(bands(band(0, 50, 0, 5), band(50, 100, 5, 12))),
        "rule.bands[1].at_high: up to 12 points where 10 marks are offered [Art. 5]; let the rule earn the marks at most",
    ),
    "below_zero": (
        lambda _: criterion(levels(level(98, 10), otherwise=-1)),
        "rule.otherwise: down to -1 points [Art. 5]; let the rule earn no less than zero",
    ),
    "unreachable_marks": (
        lambda _: criterion(Linear(zero_at=0, full_at=125)),
        "rule: at most 8 points can be earned of 10 marks [Art. 5]; mend the rule or the marks",
    ),
    "wrong_direction": (
        lambda _: criterion(Linear(zero_at=100, full_at=80)),
        "rule: a better value of exit_accuracy would earn less [Art. 5]; turn the rule, or the better direction of the indicator",
    ),
    "bounds_crossed": (
        lambda _: relative(base=11),
        "base: the base of 11 lies outside 0..10; let floor, base and cap rise in this order",
    ),
    "equal_below_floor": (
        lambda _: BetweenExtremes(floor=5, when_equal="4.5", cohort=Cohort(among=Among.PROVINCE, has_carried=False)),
        "when_equal: 4.5 points where all are equal, and 5 for the worst [Art. 5]; give at least the floor",
    ),
    "serious_no_stricter": (
        lambda make: make(ceilings=[ceiling("good"), ceiling("good", only_serious=True)]),
        (
            "ceilings[1].grade: the ceiling good for serious cases, though good holds for every case; "
            "name a lower grade, or take it out"
        ),
    ),
    "more_is_worse": (
        lambda _: MarkedReduction(indicator=evolve(PEOPLE, better=Better.LOWER), measured=Measured.TOTAL, at_least=1),
        (
            "indicator: more of poor_population_reduced is worse [Art. 8]; "
            "measure marked reduction by what is better where there is more of it"
        ),
    ),
    "percent_for_share": (
        lambda _: criterion(Linear(zero_at=80, full_at=100), basis=Basis.COMPLETION),
        ("rule: a bound at 100 times the target; write shares of the target: 1 is the whole of it, not 100"),
    ),
    "share_for_percent": (
        lambda _: criterion(Linear(zero_at="0.8", full_at=1)),
        ("rule: a bound at 0.8 per cent of exit_accuracy; write per cent, such as 95 and not 0.95"),
    ),
    "excellent_all": (
        lambda make: make(rewards=evolve(make().rewards, excellent=ExcellentGrade(grade="fair"))),
        "rewards.excellent.grade: every score is excellent from the grade fair on [Art. 8]; name a better grade",
    ),
    "too_many_pieces": (
        lambda _: criterion(deduction(points="0.0001")),
        "rule.points: the rule would make 100000 steps; deduct more at a time, or proportionally",
    ),
    "marks_differ": (
        lambda make: make(marks="99.50"),
        "marks: marks of 99.5, but the parts add up to 100 [Art. 5]; mend the marks of the whole or of a part",
    ),
    "no_dimension": (
        lambda make: make(criteria=[*make().criteria, group(criterion(), key="more")], marks=110),
        "criteria[4]: a top group of no dimension [Art. 5]; give its dimension, such as 'Art. 5(1)'",
    ),
    "inner_dimension": (
        lambda _: group(group(criterion(), key="inner", dimension=Dimension.FUNDS)),
        "children[0].dimension: a dimension (Art. 5(4)) inside another group [Art. 5]; give dimensions to top groups only",
    ),
    "dimension_missing": (
        lambda make: without_funds(make),
        "criteria: the dimension Art. 5(4) is not scored [Art. 5(4)]; give it a top group; the measure asks for all four",
    ),
    "two_indicators": (
        lambda make: with_funds(make, criterion(indicator=evolve(RATE, places=3))),
        "criteria[3].children[0].indicator: two different indicators have the key exit_accuracy; rename one of them",
    ),
    "bad_year": (
        lambda make: make(year=2021),
        "year: 2021 is no year of the measure [Art. 4]; give a year from 2017 to 2020",
    ),
    "bad_county_code": (
        lambda _: Carried(counties=["990100"], full_marks=100, source="invented"),
        "counties[0]: '990100' is no code of a county [Art. 6]; give six digits that do not end in 00",
    ),
    "no_weight": (
        lambda _: TableWeights(weights=[Weight(county="990121", weight=0)], source="invented"),
        "weights: the weights of the table add up to zero [Art. 6]; give at least one weight above zero",
    ),
    "grade_gap": (
        lambda _: grades(grade("good", 80), grade("fair", None, 79)),
        "bands[1].below: between 79 and 80 no grade is given; let each grade begin where the next lower one ends",
    ),
    "grade_overlap": (
        lambda _: grades(grade("good", 80), grade("fair", None, 81)),
        "bands[1].below: between 80 and 81 two grades are given; let each grade begin where the next lower one ends",
    ),
    "grade_empty": (
        lambda _: grades(grade("best", 80), grade("good", 80, 80), grade("fair", None, 80)),
        "bands[1]: the grade begins at 80 and ends below 80; let at_least be smaller than below",
    ),
    "grade_open": (
        lambda _: grades(grade("good", 80, 100), grade("fair", None, 80)),
        "bands[0].below: the good grade has a bound on its outer side; leave `below` out of the best grade and `at_least` out of the last",
    ),
    "grade_bound_missing": (
        lambda _: grades(grade("good", 80), grade("fair")),
        "bands[1].below: the grade fair lacks a bound towards its neighbour; give `at_least` to all but the last and `below` to all but the best",
    ),
    "wrong_side": (
        lambda _: low_rate(Side.AT_LEAST, 95),
        "low.side: low is said to be 'at least 95', which is the better side of exit_accuracy [Art. 9(5)]; turn the side",
    ),
    "outside_range": (
        lambda _: low_rate(Side.BELOW, 101),
        "low.value: the threshold 101 lies outside 0..100 of exit_accuracy [Art. 9(5)]; give a threshold that some values reach and others do not",
    ),
    "bad_pieces": (
        lambda _: Pieces([], []),
        "segments: 0 segments with these edges are no function; give edges in order and one segment more than edges",
    ),
    "negative_county_weight": (
        lambda _: TableWeights(weights=[Weight(county="990121", weight="-0.5")], source="invented"),
        "weights[0].weight: the weight of 990121 is -0.5 [Art. 6]; give zero or more",
    ),
    "unknown_grade": (
        lambda make: make(gates=[gate(grade_key="superb")]),
        "gates[0].grade: no grade has the key superb; use one of excellent, good, fair",
    ),
    "rate_missing": (
        lambda make: make(low_rates=[low for low in make().low_rates if low.rate is not RateKind.EXIT]),
        "low_rates: no threshold for exit [Art. 9(5)]; say where it is low; a threshold is needed for each of the three",
    ),
    "not_additive": (
        lambda _: MarkedReduction(indicator=RATE, measured=Measured.TOTAL, at_least=1),
        "indicator: exit_accuracy does not add up over counties [Art. 8]; use an additive indicator such as poor_population_reduced",
    ),
    "no_document": (
        lambda _: Ceiling(problem=Problem.FALSE_EXIT, grade="good", allowed_by=""),
        "allowed_by: no document allows this departure from the measure [Art. 9]; name the document in allowed_by",
    ),
    "no_reference": (
        lambda make: make(document=""),
        "document: no document is named [Art. 4]; name the document, or say what this is where none was issued",
    ),
    "no_source": (
        lambda _: UnitClass(key="hill", name=NAME, units=["990121"], source=""),
        "source: no source is given; name the document or data that it comes from",
    ),
    "cohort_classes": (
        lambda _: Cohort(among=Among.CITY, has_carried=False, classes=["hill"]),
        "classes: classes hill with a comparison among city; name classes where units are compared among a class, and only there",
    ),
    "band_empty": (
        lambda _: bands(band(60, 60, 0, 5)),
        "bands[0].high: the band ends at 60 and begins at 60; let low be smaller than high",
    ),
    "band_gap": (
        lambda _: bands(band(0, 60, 0, 5), band("60.5", 100, 5, 10)),
        "bands[1].low: between 60 and 60.5 no points are given; let each band begin where the one before ends",
    ),
    "band_overlap": (
        lambda _: bands(band(0, 60, 0, 5), band("59.5", 100, 5, 10)),
        "bands[1].low: between 59.5 and 60 two bands are given; let each band begin where the one before ends",
    ),
    "band_open": (
        lambda _: bands(Band(low=0, at_low=0), band(60, 100, 5, 10)),
        "bands[0].high: an end of the band is left open; leave out only `low` of the first band or `high` of the last",
    ),
    "band_points": (
        lambda _: bands(Band(low=0, high=60, at_low=3)),
        "bands[0].at_high: points (-) and end of the band do not go together; give at_low with low and at_high with high, and neither without",
    ),
    "unreachable_band": (
        lambda _: criterion(bands(Band(high=-5, at_high=0), band(-5, 100, 0, 10))),
        "rule.bands[0]: nothing of the range 0..100 lies here; leave it out, or mend its bounds",
    ),
    "no_reference_indicator": (
        lambda _: criterion(basis=Basis.RATIO),
        "reference: a ratio to nothing; name the indicator in reference",
    ),
    "reference_unused": (
        lambda _: criterion(reference=PEOPLE),
        "reference: the basis value does not read the reference poor_population_reduced; leave reference out, or take difference or ratio as basis",
    ),
    "given_not_value": (
        lambda _: criterion(Given(), basis=Basis.MARGIN),
        "basis: points given are read as margin; take value as basis",
    ),
    "blend_single": (
        lambda _: criterion(blend=[share("survey", 1)]),
        "blend: a blend of one source, survey; leave blend out, or name two sources or more",
    ),
    "blend_not_one": (
        lambda _: criterion(blend=[share("survey", "0.5"), share("verification", "0.6")]),
        "blend: the shares add up to 1.1; let the shares add up to 1",
    ),
    "blends_differ": (
        lambda make: with_funds(make, criterion(blend=HALVES)),
        "criteria[3].children[0].blend: exit_accuracy is blended in another way elsewhere; give all criteria of one indicator the same blend",
    ),
    "one_source": (
        lambda _: precedence("survey"),
        "sources: no order of two sources or more: survey [Art. 7(3)]; name at least two, the one that is preferred first",
    ),
    "no_ruling": (
        lambda _: precedence("survey", "register", allowed_by=" "),
        "allowed_by: no document says which source comes first [Art. 7(3)]; name the document in allowed_by",
    ),
    "precedence_blended": (
        lambda make: with_funds(
            make,
            criterion(indicator=ITEMS["funds_use"], blend=HALVES),
            precedences=[precedence("survey", "verification", indicator=ITEMS["funds_use"])],
        ),
        "precedences[0].indicator: funds_use is blended of its sources and has an order of them too [Art. 7(3)]; keep the blend or the order",
    ),
    "precedence_unused": (
        lambda make: make(precedences=[precedence("survey", "register", indicator=ITEMS["platform_accuracy"])]),
        "precedences[0].indicator: nothing else in the scheme names platform_accuracy [Art. 7(3)]; mend the key, or take the entry out",
    ),
    "bound_settled": (
        lambda _: Cutoff(indicator=RATE, bound=Bound(side=Side.BELOW, value=101)),
        "bound.value: the bound 101 decides nothing within 0..100 of exit_accuracy; give a bound that some values satisfy and others do not",
    ),
    "mixed_weights": (
        lambda _: group(criterion(weight=1), criterion(key="other")),
        "children[1].weight: other has no weight, its neighbours have [Art. 5]; give all neighbours a weight, or none",
    ),
    "weight_unused": (
        lambda _: bonus(weight="0.5"),
        "criteria[0].weight: a weight of 0.5 where nothing is weighted; leave weight out",
    ),
    "bad_unit_code": (lambda _: unit_class("hill", "9901"), "units[0]: '9901' is no code of a unit; give six digits"),
    "bundle_single": (lambda _: bundle("990121"), "units: fewer than two units: 990121; name two units or more"),
    "lead_outside": (lambda _: bundle("990122", "990123"), "lead: the lead 990121 is no member; name one of the units"),
    "county_only": (
        lambda _: falsified(Tier.CITY),
        "level: a level of city where only counties have the criteria; take county as level",
    ),
    "no_points": (
        lambda _: events(points=0, most_plus=0),
        "events[0].points: points of 0; give points above or below zero",
    ),
    "unused_cap": (
        lambda _: events(most_plus=0),
        "most_plus: a cap of 0 that does not go with the events; give a cap above zero where events have such points, else 0",
    ),
    "no_bound": (lambda _: bounds(), "at_most: neither bound is given; give at_least or at_most"),
    "bounds_swapped": (
        lambda _: bounds(100, 90),
        "at_least: at least 100 and at most 90 leave no room; let at_least be smaller than at_most",
    ),
    "order_broken": (
        lambda make: make(adjustments=[bonus(2)]),
        "adjustments[0].order: the order 2 where 1 is due; number the adjustments 1, 2, 3 and so on, each once",
    ),
    "share_missing": (
        lambda _: city(group(criterion())),
        "parts[0].weight: the part part has no weight [Art. 6]; give its share of the city's score in weight",
    ),
    "shares_not_one": (
        lambda _: city(group(criterion(), weight="0.3")),
        "county_weight: the shares add up to 1.1 [Art. 6]; let county_weight and the weights of the parts add up to 1",
    ),
    "city_cohort": (
        lambda make: make(city=city(group(criterion(by_rank(Among.CITY)), weight="0.2"))),
        "city.parts[0].children[0].rule.cohort: a city is compared among its city (without carried counties); compare cities among the province or a class, without carried counties",
    ),
    "unknown_class": (
        lambda make: with_funds(make, criterion(by_class("hill"))),
        (
            "criteria[3].children[0].rule.cases[0].unit_class: no class has the key hill (there are: -); "
            "use a class of the scheme, or define it in classes"
        ),
    ),
    "unknown_gate": (
        lambda make: make(follow_ups=[follow_up(FollowUpKind.PRAISE, When(gate="door"))]),
        (
            "follow_ups[0].any_of[0].gate: no gate has the key door (there are: -); "
            "use a gate of the scheme, or define it in gates"
        ),
    ),
    "quota_last": (
        lambda _: quotas(2, 3),
        "bands[1].units: a quota of 3 for the last grade; leave units out: the last grade takes the rest",
    ),
    "quota_missing": (
        lambda _: quotas(None, None),
        "bands[0].units: no quota for the grade a; say in units how many get it",
    ),
    "no_role": (
        lambda _: follow_up(FollowUpKind.TALK),
        "role: a talk with nobody [Art. 9]; say in role whether principal leaders or leaders in charge are called in",
    ),
    "role_unused": (
        lambda _: follow_up(FollowUpKind.PRAISE, role=Role.PRINCIPAL),
        "role: a role of principal where nobody is called in; leave role out",
    ),
    "no_recipient": (lambda _: follow_up(FollowUpKind.NOTICE), "to: a notice to nobody; say in `to` who receives it"),
    "recipient_unused": (
        lambda _: follow_up(FollowUpKind.PRAISE, to=NAME),
        "to: a recipient (name) where no notice is sent; leave `to` out",
    ),
    "bundle_carried": (
        lambda make: make(bundles=[bundle("990221", "990222", lead="990221")]),
        "bundles[0].units[1]: the carried county 990222 is bundled [Art. 6]; leave it out of the bundle: it brings its own score",
    ),
    "two_bundles": (
        lambda make: make(bundles=[bundle("990121", "990122"), bundle("990122", "990123", lead="990123")]),
        "bundles[1].units[0]: 990122 is in two bundles; keep it in one of them",
    ),
    "decides_nothing": (
        lambda _: criterion(PassFail(side=Side.AT_LEAST, value=0)),
        "rule: every value earns 10 points [Art. 5]; mend the rule, so that it tells values apart",
    ),
    "reference_is_itself": (
        lambda _: criterion(basis=Basis.RATIO, reference=RATE),
        "reference: exit_accuracy is held against itself; name another indicator in reference",
    ),
    "units_differ": (
        lambda _: criterion(basis=Basis.DIFFERENCE, reference=PEOPLE),
        "reference: a difference to poor_population_reduced of another unit (%, persons); take a reference in the same unit, or ratio as basis",
    ),
    "other_side": (
        lambda _: gate(Bound(side=Side.BELOW, value=98)),
        "conditions[0].must.side: the side 'below' is the wrong one for exit_accuracy (higher is better); turn the side",
    ),
    "mixed_class": (
        lambda _: unit_class("hill", "990100", "990121"),
        "units: hill holds counties and cities; make a class for each",
    ),
    "class_level": (
        lambda make: with_funds(make, criterion(by_class("hill")), classes=[unit_class("hill", "990100")]),
        "criteria[3].children[0].rule: the class hill does not hold counties, which are asked for; name a class of such units",
    ),
    "classes_overlap": (
        lambda make: with_funds(
            make,
            criterion(by_rank(Among.CLASS, "hill", "plain")),
            classes=[unit_class("hill", "990121", "990122"), unit_class("plain", "990122")],
        ),
        "criteria[3].children[0].rule: the classes hill, plain have 990122 in common; let each unit be in one of the classes named here",
    ),
    "unused_class": (
        lambda make: make(classes=[unit_class("hill", "990121")]),
        "classes[0]: nothing names the class hill; name it where it counts, or take it out",
    ),
    "order_levels": (
        lambda make: make(adjustments=[bonus(1, Tier.CITY), bonus(2, key="other_points")]),
        "adjustments[1].order: an adjustment of counties after one of cities (bonus_1); number those of counties first",
    ),
    "cap_below_one": (
        lambda _: falsified(at_most=1),
        "at_most: a cap of 1, though one case counts 2; let the cap be no smaller than one case",
    ),
    "bars_nothing": (
        lambda make: make(gates=[gate(grade_key="excellent")]),
        "gates[0].grade: nothing is barred above the grade excellent; name a lower grade",
    ),
}


def faults_of(case: Case, make: MakeScheme) -> tuple[Fault, ...]:
    with pytest.raises(SchemeError) as error:
        case(make)
    return error.value.faults


def test_every_kind_is_shown() -> None:
    """No kind of fault is without a case here, and none has two codes."""
    assert set(CASES) == set(KINDS)
    assert len(KINDS) == sum(isinstance(kind, FaultKind) for kind in vars(_faults).values())


@pytest.mark.parametrize("code", CASES)
def test_what_a_fault_says(code: str, make_scheme: MakeScheme) -> None:
    """A fault says where it is, what is wrong with which value, by which clause, and what to do."""
    case, said = CASES[code]
    told = [fault.text() for fault in faults_of(case, make_scheme) if fault.code == code]
    assert told[:1] == [said]


@pytest.mark.parametrize("code", CASES)
def test_chinese(code: str, make_scheme: MakeScheme) -> None:
    """In Chinese each fault stands at the same place, in Chinese words, with every detail filled in."""
    case, said = CASES[code]
    fault = next(fault for fault in faults_of(case, make_scheme) if fault.code == code)
    text = fault.text("zh")
    assert not {"{", "}"} & set(text + said)
    assert text.startswith(f"{fault.where}：")
    assert any("一" <= character <= "鿿" for character in fault.remedy.zh)
    assert any("一" <= character <= "鿿" for character in fault.problem.zh)
    # Keys may stand in Chinese text, English words may not.
    assert not re.search("[a-z]{2,} [a-z]{2,}", text)
    assert NAME.en not in text.replace(fault.where, "")


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.code)
def test_details_of_both_languages(kind: FaultKind) -> None:
    """Both languages are given, and the Chinese leaves out no number that the English says."""
    assert all(words.en and words.zh for words in (kind.problem, kind.remedy))
    assert ("{value" in kind.problem.en) == ("{value" in kind.problem.zh)
