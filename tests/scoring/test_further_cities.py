"""Parts of cities, samples, bundles, quotas, classes, gates and grades that people set, worked by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from itertools import permutations

import pytest
from attrs import evolve

from jxassess.assessment import Assessment, assess
from jxassess.evidence import (
    NOT_APPLICABLE,
    Evidence,
    Finding,
    NotApplicable,
    SampledCounty,
    SampledTownship,
    SampledVillage,
    SetGrade,
    Uncertainty,
    find_faults,
)
from jxassess.exact import Better, Bound, Exactable, RoundingMode, Side
from jxassess.faults import EvidenceError
from jxassess.indicators import Indicator
from jxassess.measure import Body, Citation
from jxassess.places import County, Place
from jxassess.scheme import (
    Among,
    Basis,
    Bundle,
    ByRank,
    Carried,
    Ceiling,
    CityLevel,
    Cohort,
    Compared,
    ComparedOn,
    Condition,
    Criterion,
    EdgeTies,
    Gate,
    GradeQuota,
    GradeQuotas,
    GradesSetBy,
    Group,
    IndicatorWeights,
    Proportional,
    Ranking,
    Rounding,
    RoundingStage,
    SampleRule,
    Scheme,
    TableWeights,
    Tier,
    Ties,
    UnitClass,
    Weight,
    WhenMissing,
    find_departures,
)
from jxassess.scoring import CriterionScore, LeftOut, PartKind, score_cities, score_counties
from jxassess.words import Words

F = Fraction
ZI, CHOU, YIN, MAO, CHEN, SI = "990121", "990122", "990123", "990221", "990222", "990321"
JIA, YI, BING = "990100", "990200", "990300"
DOCUMENT = "invented for tests"

SchemeOf = Callable[..., Scheme]
EvidenceOf = Callable[..., Evidence]
CriterionOf = Callable[..., Criterion]
GroupOf = Callable[..., Group]


def _named(key: str) -> Words:
    return Words(key, key)


# Parts of the city's own


@pytest.fixture
def level(criterion: CriterionOf, group: GroupOf) -> Callable[..., CityLevel]:
    """Make a level of cities: 0.6 for the mean, 0.3 for a part `own` of 50 marks, 0.1 for a part `panel` of 10."""

    def make(policy: WhenMissing = WhenMissing.FAULT, **rules: object) -> CityLevel:
        own = group("own", 50, criterion("x", 30, missing=policy), criterion("y", 20, missing=policy), weight="0.3")
        panel = group("panel", 10, criterion("z", 10, missing=policy), weight="0.1")
        return CityLevel(county_weight="0.6", parts=[own, panel], allowed_by=DOCUMENT)

    return make


def test_a_city_is_blended_of_its_mean_and_parts_of_its_own(
    level: Callable[..., CityLevel], scheme_of: SchemeOf, evidence_of: EvidenceOf
) -> None:
    """Each part counts by its weight, on whatever scale it has; the mean of the counties stays as it is."""
    scheme = scheme_of(city=level())
    values = {ZI: {"a": 30}, CHOU: {"a": 10}, JIA: {"x": 15, "y": 20, "z": 4}}
    city = assess(evidence_of(scheme, values), scheme).city(JIA)
    # 0.6 * 80 + 0.3 * 100 * 35/50 + 0.1 * 100 * 4/10 = 48 + 21 + 4
    assert (city.mean, city.score) == (80, 73)
    assert [(group.points, group.factor, group.contribution) for group in city.groups] == [
        (35, F("0.6"), 21),
        (4, 1, 4),
    ]
    assert [group.where for group in city.groups] == ["city.parts[0]", "city.parts[1]"]
    assert [(part.kind, part.points, part.factor) for part in city.parts] == [(PartKind.COUNTY_SHARE, -32, F("0.6"))]
    # Whatever is not the mean of the counties departs from Art. 6.
    assert [(each.where, each.citation, each.document) for each in find_departures(scheme)] == [
        ("city", Citation(6), DOCUMENT)
    ]


@pytest.mark.parametrize(
    ("policy", "values", "score"),
    [
        # panel is gone: (48 + 21)/0.9.
        (WhenMissing.RESCALE_GROUP, {"x": 15, "y": 20}, F(6900, 90)),
        (WhenMissing.RESCALE_ALL, {"x": 15, "y": 20}, F(6900, 90)),
        # y leaves own: 15/30 * 30 = 15; or takes 12 of 100 with it: 0.3 * 100 * 15/50 = 9, (48 + 9 + 4)/0.88.
        (WhenMissing.RESCALE_GROUP, {"x": 15, "z": 4}, F(67)),
        (WhenMissing.RESCALE_ALL, {"x": 15, "z": 4}, F(6100, 88)),
        # Only the mean is left.
        (WhenMissing.RESCALE_GROUP, {}, F(80)),
        (WhenMissing.RESCALE_ALL, {}, F(80)),
        (WhenMissing.ZERO, {}, F(48)),
    ],
)
def test_a_part_to_which_nothing_applies(
    policy: WhenMissing,
    values: dict[str, int],
    score: Fraction,
    level: Callable[..., CityLevel],
    scheme_of: SchemeOf,
    evidence_of: EvidenceOf,
) -> None:
    """What leaves a city's parts leaves the rest, the mean among it, to be scaled up."""
    scheme = scheme_of(city=level(policy))
    city = assess(evidence_of(scheme, {ZI: {"a": 30}, CHOU: {"a": 10}, JIA: values}), scheme).city(JIA)
    assert city.score == score
    parts = sum(part.points for part in city.parts) + sum(group.contribution for group in city.groups)
    assert city.mean + parts == city.score


def test_a_citys_own_target(
    criterion: CriterionOf, group: GroupOf, scheme_of: SchemeOf, evidence_of: EvidenceOf
) -> None:
    """A part of the city may hold the city's value against the city's line of the plan."""
    one = criterion("x", 10, Proportional(full_at=1), basis=Basis.COMPLETION)
    level = CityLevel(county_weight="0.5", parts=[group("own", 10, one, weight="0.5")], allowed_by=DOCUMENT)
    scheme = scheme_of(city=level)
    evidence = evidence_of(scheme, {ZI: {"a": 30}, JIA: {"x": 30}}, targets={JIA: {"x": 40}})
    assert find_faults(evidence, scheme) == ()
    # 0.5 * 90 + 0.5 * 100 * 0.75
    assert assess(evidence, scheme).city(JIA).score == F("82.5")


def test_cities_are_compared_with_cities(
    criterion: CriterionOf, group: GroupOf, scheme_of: SchemeOf, evidence_of: EvidenceOf
) -> None:
    """A part of cities may rank the cities; the counties' values of other indicators do not matter to it."""
    rule = ByRank(step=4, floor=0, ties=Ties.DENSE, cohort=Cohort(among=Among.PROVINCE, has_carried=False))
    level = CityLevel(
        county_weight="0.5", parts=[group("own", 10, criterion("x", 10, rule), weight="0.5")], allowed_by=DOCUMENT
    )
    scheme = scheme_of(city=level)
    values = {ZI: {"a": 30}, MAO: {"a": 30}, SI: {"a": 30}, JIA: {"x": 7}, YI: {"x": 9}, BING: {"x": 7}}
    result = assess(evidence_of(scheme, values), scheme)
    # 45 + 0.5 * 100 * (6, 10, 6)/10
    assert [city.score for city in result.cities] == [75, 95, 75]
    first = result.city(JIA).groups[0].children[0]
    assert isinstance(first, CriterionScore)
    assert first.compared == (7, 7, 9)


def test_rounding_in_a_citys_parts(
    criterion: CriterionOf, group: GroupOf, scheme_of: SchemeOf, evidence_of: EvidenceOf
) -> None:
    """The stage of criteria rounds a city's criteria; that of dimensions does not round its parts."""
    stages = [RoundingStage.CRITERIA, RoundingStage.DIMENSIONS]
    parts = [group("own", 10, criterion("x", 5, weight=1), criterion("y", 10, weight=2), weight="0.5")]
    level = CityLevel(county_weight="0.5", parts=parts, allowed_by=DOCUMENT)
    scheme = scheme_of(city=level, rounding=Rounding(places=0, mode=RoundingMode.HALF_UP, stages=stages))
    city = assess(evidence_of(scheme, {ZI: {"a": 30}, JIA: {"x": "2.5", "y": 0}}), scheme).city(JIA)
    # 3 of 5 with a third of 10 marks: 2; 45 + 5 * 2.
    assert (city.groups[0].points, city.score) == (2, 55)
    city = assess(evidence_of(scheme, {ZI: {"a": 30}, JIA: {"x": "1.5", "y": 0}}), scheme).city(JIA)
    # 2 of 5 make 4/3, which is not rounded: 45 + 20/3, published 52.
    assert (city.groups[0].points, city.score, city.published) == (F(4, 3), 45 + F(20, 3), 52)


def test_a_city_waits_for_its_own_data(
    level: Callable[..., CityLevel], scheme_of: SchemeOf, evidence_of: EvidenceOf
) -> None:
    """While a city's own value is missing, a provisional assessment leaves out that city and no county."""
    scheme = scheme_of(city=level())
    values = {ZI: {"a": 30}, MAO: {"a": 30}, JIA: {"x": 15, "y": 20, "z": 4}, YI: {"x": 15, "z": 1}}
    result = assess(evidence_of(scheme, values), scheme, provisional=True)
    assert [fault.where for fault in result.missing] == ["990200 乙市"]
    assert [county.county.code for county in result.counties] == [ZI, MAO]
    assert [(city.city.code, city.score) for city in result.cities] == [(JIA, 79)]


# Samples


@pytest.fixture
def drawn(all_places: dict[str, Place]) -> Callable[..., list[SampledCounty]]:
    """Make a sample of one township, one village and five households in each county named."""

    def make(*codes: str) -> list[SampledCounty]:
        township = SampledTownship(name="乡", villages=[SampledVillage(name="村", households=5)])
        counties = [place for code in codes if isinstance(place := all_places[code], County)]
        return [SampledCounty(county=county, townships=[township]) for county in counties]

    return make


def _sampling(counties: int = 1, *, with_carried: bool = False) -> SampleRule:
    return SampleRule(
        counties=counties, townships=1, villages=1, households=5, with_carried=with_carried, allowed_by=DOCUMENT
    )


@pytest.mark.parametrize(("with_carried", "score"), [(False, 85), (True, 87)])
def test_a_sample(
    with_carried: bool,
    score: int,
    drawn: Callable[..., list[SampledCounty]],
    scheme_of: SchemeOf,
    evidence_of: EvidenceOf,
) -> None:
    """Sampled counties make the mean, carried ones where the scheme says so, and the rest is not scored."""
    carried = Carried(counties=[YIN], full_marks=100, source=DOCUMENT)
    scheme = scheme_of(sample=_sampling(with_carried=with_carried), carried=carried)
    values = {ZI: {"a": 25}, CHOU: {"a": 40}}
    result = assess(evidence_of(scheme, values, carried={YIN: 89}, samples=drawn(ZI)), scheme)
    left = result.county(CHOU)
    assert (left.is_left_out, left.left_out, left.score, left.groups) == (True, LeftOut.NOT_SAMPLED, None, ())
    assert result.county(YIN).score == 89
    # 85, or (85 + 89)/2.
    assert result.city(JIA).score == score
    assert [share.weight for share in result.city(JIA).shares] == [1, 0, int(with_carried)]
    # A sample departs from Art. 6, and so does each county that does not enter the mean.
    assert [each.where for each in result.departures] == ["sample", "990122 丑县", *["990123 寅县"][with_carried:]]


def test_counties_that_were_not_drawn_are_compared_with_nobody(
    drawn: Callable[..., list[SampledCounty]],
    criterion: CriterionOf,
    scheme_of: SchemeOf,
    evidence_of: EvidenceOf,
) -> None:
    """A county that was not drawn is in no cohort though it has a value; a carried one is where the scheme says so."""
    rule = ByRank(step=10, floor=0, ties=Ties.COMPETITION, cohort=Cohort(among=Among.PROVINCE, has_carried=True))
    carried = Carried(counties=[YIN], full_marks=100, source=DOCUMENT)
    scheme = scheme_of(criterion("a", 40, rule), sample=_sampling(), carried=carried)
    values = {ZI: {"a": 1}, CHOU: {"a": 5}, YIN: {"a": 9}}
    result = assess(evidence_of(scheme, values, carried={YIN: 89}, samples=drawn(ZI)), scheme)
    first = result.county(ZI).groups[0].children[0]
    assert isinstance(first, CriterionScore)
    # Second behind the carried one: 40 - 10.
    assert (first.compared, first.points) == ((1, 9), 30)


def test_counties_that_were_not_drawn_need_no_weight_and_no_value(
    drawn: Callable[..., list[SampledCounty]], scheme_of: SchemeOf, evidence_of: EvidenceOf
) -> None:
    """Of a county that was not drawn neither values nor a weight are asked."""
    table = TableWeights(weights=[Weight(county=ZI, weight=3), Weight(county=CHOU, weight=1)], source=DOCUMENT)
    scheme = scheme_of(sample=_sampling(), weights=table)
    bare = {"rest_2": None, "rest_3": None, "rest_4": None}
    evidence = evidence_of(scheme, {ZI: {"a": 25}, CHOU: {"a": 5}, YIN: bare}, samples=drawn(ZI, CHOU))
    # (85 * 3 + 65)/4
    assert assess(evidence, scheme).city(JIA).score == 80


# Bundles


def test_a_bundle_is_scored_as_one_and_weighs_as_many(scheme_of: SchemeOf, evidence_of: EvidenceOf) -> None:
    """Members receive the score of the lead and keep weights of their own."""
    table = TableWeights(
        weights=[Weight(county=code, weight=w) for code, w in ((ZI, 1), (CHOU, 2), (YIN, 7))], source=DOCUMENT
    )
    bundle = Bundle(units=[ZI, CHOU], lead=CHOU, allowed_by=DOCUMENT)
    scheme = scheme_of(bundles=[bundle], weights=table)
    result = assess(evidence_of(scheme, {ZI: {}, CHOU: {"a": 30}, YIN: {"a": 0}}), scheme)
    assert [(c.county.code, c.score, c.lead and c.lead.code) for c in result.counties] == [
        (ZI, 90, CHOU),
        (CHOU, 90, None),
        (YIN, 60, None),
    ]
    # (90 + 180 + 420)/10
    assert result.city(JIA).score == 69
    assert [each.where for each in result.departures] == ["bundles[0]"]


def test_members_of_a_bundle_weigh_by_an_indicator_of_their_own(
    indicator: Callable[..., Indicator], scheme_of: SchemeOf, evidence_of: EvidenceOf
) -> None:
    """The indicator that weighs is the one thing observed of a member beside the lead."""
    bundle = Bundle(units=[ZI, CHOU], lead=ZI, allowed_by=DOCUMENT)
    scheme = scheme_of(bundles=[bundle], weights=IndicatorWeights(indicator=indicator("heads")))
    values = {ZI: {"a": 30, "heads": 1}, CHOU: {"heads": 2}, YIN: {"a": 0, "heads": 7}}
    assert assess(evidence_of(scheme, values), scheme).city(JIA).score == 69


def test_a_member_that_weighs_by_a_scored_indicator(scheme_of: SchemeOf, evidence_of: EvidenceOf) -> None:
    """Where the indicator that weighs is scored too, a member gives it for its weight and is scored by the lead's."""
    bundle = Bundle(units=[ZI, CHOU], lead=ZI, allowed_by=DOCUMENT)
    scheme = scheme_of(bundles=[bundle])
    scheme = evolve(scheme, weights=IndicatorWeights(indicator=scheme.criterion("a").indicator))
    result = assess(evidence_of(scheme, {ZI: {"a": 30}, CHOU: {"a": 10}, YIN: {"a": 0}}), scheme)
    assert [county.score for county in result.counties] == [90, 90, 60]
    assert result.city(JIA).score == 90


def test_a_bundle_is_compared_once(criterion: CriterionOf, scheme_of: SchemeOf, evidence_of: EvidenceOf) -> None:
    """A bundle is one unit among those compared, however many members it has."""
    rule = ByRank(step=10, floor=0, ties=Ties.COMPETITION, cohort=Cohort(among=Among.PROVINCE, has_carried=False))
    scheme = scheme_of(criterion("a", 40, rule), bundles=[Bundle(units=[ZI, CHOU], lead=ZI, allowed_by=DOCUMENT)])
    result = assess(evidence_of(scheme, {ZI: {"a": 3}, CHOU: {}, YIN: {"a": 1}, MAO: {"a": 2}}), scheme)
    assert [county.score for county in result.counties] == [100, 100, 80, 90]


def test_a_bundle_waits_for_its_lead(scheme_of: SchemeOf, evidence_of: EvidenceOf) -> None:
    """While the lead cannot be scored, none of its members has a score."""
    scheme = scheme_of(bundles=[Bundle(units=[ZI, CHOU], lead=ZI, allowed_by=DOCUMENT)])
    evidence = evidence_of(scheme, {ZI: {}, CHOU: {}, YIN: {"a": 20}})
    result = assess(evidence, scheme, provisional=True)
    assert [(county.county.code, county.score) for county in result.counties] == [(YIN, 80)]


def test_a_bundle_is_drawn_with_its_lead(
    drawn: Callable[..., list[SampledCounty]], scheme_of: SchemeOf, evidence_of: EvidenceOf
) -> None:
    """Where the lead is drawn all members enter the mean, and where it is not none does."""
    bundle = Bundle(units=[ZI, CHOU], lead=ZI, allowed_by=DOCUMENT)
    scheme = scheme_of(bundles=[bundle], sample=_sampling())
    values = {ZI: {"a": 30}, CHOU: {}, YIN: {"a": 0}}
    both = assess(evidence_of(scheme, values, samples=drawn(ZI, YIN)), scheme).city(JIA)
    assert ([share.weight for share in both.shares], both.score) == ([1, 1, 1], 80)
    one = assess(evidence_of(scheme, values, samples=drawn(YIN)), scheme)
    assert ([share.weight for share in one.city(JIA).shares], one.city(JIA).score) == ([0, 0, 1], 60)
    assert one.county(CHOU).left_out is LeftOut.NOT_SAMPLED


# Quotas and classes


def _quotas(edge: EdgeTies, *units: int, on: ComparedOn = ComparedOn.EXACT) -> GradeQuotas:
    numbers: list[int | None] = [*units, None]
    bands = [GradeQuota(key=f"g{i}", name=_named(f"g{i}"), units=number) for i, number in enumerate(numbers, 1)]
    return GradeQuotas(bands=bands, compared_on=on, edge_ties=edge)


def _of_three(scheme: Scheme, evidence_of: EvidenceOf, *points: Exactable, **changes: object) -> Assessment:
    values = {code: {"a": value} for code, value in zip((ZI, MAO, SI), points, strict=True)}
    return assess(evidence_of(scheme, values, **changes), scheme)


UP, DOWN = EdgeTies.UP, EdgeTies.DOWN


@pytest.mark.parametrize(
    ("edge", "units", "points", "grades"),
    [
        (UP, (1, 1), (30, 20, 10), ["g1", "g2", "g3"]),
        (DOWN, (1, 1), (30, 20, 10), ["g1", "g2", "g3"]),
        # Two tied for one place: both up, or both down.
        (UP, (1, 1), (30, 30, 10), ["g1", "g1", "g3"]),
        (DOWN, (1, 1), (30, 30, 10), ["g2", "g2", "g3"]),
        # Tied for the second place.
        (UP, (1, 1), (10, 30, 10), ["g2", "g1", "g2"]),
        (DOWN, (1, 1), (10, 30, 10), ["g3", "g1", "g3"]),
        # A tie inside a quota is no matter.
        (UP, (2,), (30, 30, 10), ["g1", "g1", "g2"]),
        (DOWN, (2,), (30, 30, 10), ["g1", "g1", "g2"]),
        # All tied across both edges.
        (UP, (1, 1), (20, 20, 20), ["g1", "g1", "g1"]),
        (DOWN, (1, 1), (20, 20, 20), ["g3", "g3", "g3"]),
        # A quota of all: the last grade is for none.
        (DOWN, (1, 2), (20, 20, 20), ["g2", "g2", "g2"]),
    ],
)
def test_quotas_with_ties_on_the_edge(
    edge: EdgeTies,
    units: tuple[int, ...],
    points: tuple[int, ...],
    grades: list[str],
    scheme_of: SchemeOf,
    evidence_of: EvidenceOf,
) -> None:
    """Grades go by place, and a tie across an edge gets the better grade or the lower one, as the scheme says."""
    result = _of_three(scheme_of(grades=_quotas(edge, *units)), evidence_of, *points)
    assert [city.grade.key for city in result.cities if city.grade] == grades


@pytest.mark.parametrize(("on", "grades"), [(ComparedOn.EXACT, ["g2", "g1", "g3"]), (ComparedOn.PUBLISHED, ["g1"] * 2)])
def test_quotas_on_the_value_that_decides(
    on: ComparedOn, grades: list[str], scheme_of: SchemeOf, evidence_of: EvidenceOf
) -> None:
    """Whether two cities tie is decided on the exact or on the published value."""
    result = _of_three(scheme_of(grades=_quotas(UP, 1, 1, on=on)), evidence_of, "20.001", "20.002", "1")
    assert [city.grade.key for city in result.cities if city.grade][: len(grades)] == grades


def _classes() -> list[UnitClass]:
    return [
        UnitClass(key="large", name=Words("large cities", "大市"), units=[JIA, BING], source=DOCUMENT),
        UnitClass(key="small", name=Words("small cities", "小市"), units=[YI], source=DOCUMENT),
    ]


def test_ranks_and_quotas_in_classes(scheme_of: SchemeOf, evidence_of: EvidenceOf) -> None:
    """Where cities are ranked in classes, each class has a first place and its own quotas."""
    ranking = Ranking(ties=Ties.COMPETITION, compared_on=ComparedOn.EXACT, classes=["large", "small"])
    scheme = scheme_of(classes=_classes(), ranking=ranking, grades=_quotas(UP, 1))
    result = _of_three(scheme, evidence_of, 30, 5, 20)
    assert [(city.rank, city.grade and city.grade.key) for city in result.cities] == [(1, "g1"), (1, "g1"), (2, "g2")]
    assert "· rank 1 in the class small cities, grade g1" in result.explain(YI).text()


def test_a_quota_is_no_larger_than_its_class(scheme_of: SchemeOf, evidence_of: EvidenceOf) -> None:
    """A quota of two does not fit a class of one city."""
    ranking = Ranking(ties=Ties.COMPETITION, compared_on=ComparedOn.EXACT, classes=["large", "small"])
    scheme = scheme_of(classes=_classes(), ranking=ranking, grades=_quotas(UP, 2))
    evidence = evidence_of(scheme, {ZI: {"a": 30}, MAO: {"a": 3}, SI: {"a": 3}})
    assert [fault.text() for fault in find_faults(evidence, scheme)] == [
        "grades.bands (small): quotas of 2 units in all, but only 1 are ranked together; mend the quotas"
    ]


# Gates and ceilings


def _gate(level: Tier, grade: str, *conditions: Condition, key: str = "gate") -> Gate:
    return Gate(key=key, name=_named(key), conditions=conditions, level=level, grade=grade, allowed_by=DOCUMENT)


@pytest.fixture
def must(indicator: Callable[..., Indicator]) -> Callable[..., Condition]:
    """Make the condition that an indicator is at most 3."""

    def make(key: str) -> Condition:
        return Condition(indicator=indicator(key, Better.LOWER), must=Bound(side=Side.AT_MOST, value=3))

    return make


@pytest.mark.parametrize(
    ("cases", "grade", "failed"),
    [
        ((3, 3), "excellent", []),
        ((4, 3), "fair", [ZI]),
        ((3, 4), "fair", [CHOU]),
        ((4, 4), "fair", [ZI, CHOU]),
        ((NOT_APPLICABLE, 3), "excellent", []),
    ],
)
def test_a_gate_of_counties(
    cases: tuple[int | NotApplicable, ...],
    grade: str,
    failed: list[str],
    must: Callable[..., Condition],
    scheme_of: SchemeOf,
    evidence_of: EvidenceOf,
) -> None:
    """One county that fails one condition bars its city from the grades above; what does not apply fails nothing."""
    scheme = scheme_of(gates=[_gate(Tier.COUNTY, "fair", must("cases"))])
    values = {ZI: {"a": 40, "cases": cases[0]}, CHOU: {"a": 40, "cases": cases[1]}, MAO: {"a": 40, "cases": 0}}
    result = assess(evidence_of(scheme, values), scheme)
    city = result.city(JIA)
    assert city.grade_by_score is not None
    assert city.grade is not None
    assert (city.grade_by_score.key, city.grade.key, city.score, city.rank) == ("excellent", grade, 100, 1)
    assert [found.place.code for gate in city.gates for found in gate.observations] == failed
    assert result.city(YI).gates == ()
    assert [(each.where, each.citation) for each in find_departures(scheme)] == [("gates[0]", Citation(6))]


@pytest.mark.parametrize(
    ("compared", "ends", "is_passed"),
    [
        # At most 3 is asked, and 3 was estimated.
        (Compared.ESTIMATE, (1, 5), True),
        (Compared.UPPER, (1, 3), True),
        (Compared.UPPER, (1, "3.001"), False),
        (Compared.LOWER, (3, 9), True),
        (Compared.LOWER, ("2.999", 9), True),
    ],
)
@pytest.mark.parametrize("level", list(Tier))
def test_a_gate_at_an_end(
    level: Tier,
    compared: Compared,
    ends: tuple[Exactable, Exactable],
    is_passed: bool,
    must: Callable[..., Condition],
    scheme_of: SchemeOf,
    evidence_of: EvidenceOf,
    sampled: Callable[..., Uncertainty],
) -> None:
    """A gate holds the estimate or an end of its interval against the bound, as the scheme says."""
    gate = _gate(level, "fair", evolve(must("cases"), compared=compared))
    scheme = scheme_of(gates=[gate])
    code = ZI if level is Tier.COUNTY else JIA
    values: dict[str, dict[str, Exactable]] = {ZI: {"a": 40}}
    values.setdefault(code, {})["cases"] = 3
    evidence = evidence_of(scheme, values)
    observed = [
        evolve(o, uncertainty=sampled(*ends)) if o.indicator.key == "cases" else o for o in evidence.observations
    ]
    city = assess(evolve(evidence, observations=observed), scheme).city(JIA)
    assert city.grade is not None
    assert city.grade.key == ("excellent" if is_passed else "fair")
    assert [o.uncertainty for gate in city.gates for o in gate.observations] == ([] if is_passed else [sampled(*ends)])


def test_a_gate_of_a_carried_county(
    must: Callable[..., Condition], scheme_of: SchemeOf, evidence_of: EvidenceOf
) -> None:
    """A gate of counties looks at carried counties too."""
    carried = Carried(counties=[CHOU], full_marks=100, source=DOCUMENT)
    scheme = scheme_of(gates=[_gate(Tier.COUNTY, "fair", must("cases"))], carried=carried)
    evidence = evidence_of(scheme, {ZI: {"a": 40, "cases": 0}, CHOU: {"cases": 9}}, carried={CHOU: 100})
    city = assess(evidence, scheme).city(JIA)
    assert (city.grade and city.grade.key, [gate.where for gate in city.gates]) == ("fair", ["gates[0]"])


def test_a_gate_looks_at_the_lead_and_at_those_drawn(
    drawn: Callable[..., list[SampledCounty]],
    must: Callable[..., Condition],
    scheme_of: SchemeOf,
    evidence_of: EvidenceOf,
) -> None:
    """A gate asks nothing of members beside the lead, nor of counties that were not drawn."""
    bundle = Bundle(units=[ZI, CHOU], lead=ZI, allowed_by=DOCUMENT)
    scheme = scheme_of(gates=[_gate(Tier.COUNTY, "fair", must("cases"))], bundles=[bundle], sample=_sampling())
    values = {ZI: {"a": 40, "cases": 0}, CHOU: {}, YIN: {"a": 40}}
    assert assess(evidence_of(scheme, values, samples=drawn(ZI)), scheme).city(JIA).gates == ()


def test_a_gate_of_the_city(must: Callable[..., Condition], scheme_of: SchemeOf, evidence_of: EvidenceOf) -> None:
    """A gate of cities reads the city's own values, and one of its conditions failing is enough."""
    scheme = scheme_of(gates=[_gate(Tier.CITY, "good", must("cases"), must("appeals"))])
    values = {ZI: {"a": 40}, MAO: {"a": 40}, JIA: {"cases": 3, "appeals": 4}, YI: {"cases": 0, "appeals": 0}}
    result = assess(evidence_of(scheme, values), scheme)
    assert [city.grade.key for city in result.cities if city.grade] == ["good", "excellent"]
    (failed,) = result.city(JIA).gates
    assert [found.indicator.key for found in failed.observations] == ["appeals"]


def test_the_worst_of_score_ceilings_and_gates_counts(
    must: Callable[..., Condition],
    scheme_of: SchemeOf,
    evidence_of: EvidenceOf,
    finding_of: Callable[..., Finding],
) -> None:
    """The computed grade is the worst of the score's, the ceilings' and the gates'; none of them lifts another."""
    finding = finding_of(ZI)
    ceiling = Ceiling(problem=finding.problem, grade="good", allowed_by=DOCUMENT)
    gate = _gate(Tier.CITY, "fair", must("cases"))
    for ceilings, cases, points, expected in (
        ([], 0, 40, "excellent"),
        ([ceiling], 0, 40, "good"),
        ([ceiling], 9, 40, "fair"),
        ([], 9, 40, "fair"),
        ([ceiling], 0, 5, "fair"),
    ):
        scheme = scheme_of(gates=[gate], ceilings=ceilings)
        evidence = evidence_of(scheme, {ZI: {"a": points}, JIA: {"cases": cases}}, findings=[finding])
        city = assess(evidence, scheme).city(JIA)
        assert (city.grade and city.grade.key) == expected


@pytest.mark.parametrize(("is_serious", "grade"), [(False, "excellent"), (True, "fair")])
def test_a_ceiling_for_serious_cases(
    is_serious: bool,
    grade: str,
    scheme_of: SchemeOf,
    evidence_of: EvidenceOf,
    finding_of: Callable[..., Finding],
) -> None:
    """A ceiling for serious cases only leaves the grade alone where people did not record the case as serious."""
    finding = evolve(finding_of(ZI), is_serious=is_serious)
    ceiling = Ceiling(problem=finding.problem, grade="fair", allowed_by=DOCUMENT, only_serious=True)
    scheme = scheme_of(ceilings=[ceiling])
    city = assess(evidence_of(scheme, {ZI: {"a": 40}}, findings=[finding]), scheme).city(JIA)
    assert (city.grade and city.grade.key) == grade


# Grades that people set


def _set(place: Place, grade: str) -> SetGrade:
    day = date(2020, 3, 1)
    return SetGrade(city=place, grade=grade, body=Body.LEADING_GROUP, on=day, document=DOCUMENT, reason="invented")


SET_BY = GradesSetBy(body=Body.LEADING_GROUP, document=DOCUMENT)


def test_a_grade_that_people_set(all_places: dict[str, Place], scheme_of: SchemeOf, evidence_of: EvidenceOf) -> None:
    """The grade that people set counts; the computed one stands beside it, and the difference is a departure."""
    scheme = scheme_of(grades_set_by=SET_BY)
    entry = _set(all_places[JIA], "good")
    result = _of_three(scheme, evidence_of, 40, 40, 40, set_grades=[entry])
    city = result.city(JIA)
    assert (city.grade and city.grade.key, city.set_grade, city.final_grade) == ("excellent", entry, "good")
    assert (result.city(YI).set_grade, result.city(YI).final_grade) == (None, "excellent")
    (departure,) = result.departures
    assert (departure.citation, departure.where, departure.document) == (Citation(7, item=4), "990100 甲市", DOCUMENT)
    assert departure.what.en == "the grade that people set differs from the computed one"


def test_a_grade_set_as_computed_is_no_departure(
    all_places: dict[str, Place], scheme_of: SchemeOf, evidence_of: EvidenceOf
) -> None:
    """Where people set the grade that was computed there is nothing to tell."""
    result = _of_three(
        scheme_of(grades_set_by=SET_BY), evidence_of, 40, 40, 40, set_grades=[_set(all_places[JIA], "excellent")]
    )
    assert (result.city(JIA).final_grade, result.departures) == ("excellent", ())


def test_no_grade_while_provisional(scheme_of: SchemeOf, evidence_of: EvidenceOf, all_places: dict[str, Place]) -> None:
    """While provisional there is neither a computed grade nor one that people set."""
    scheme = scheme_of(grades_set_by=SET_BY)
    evidence = evidence_of(scheme, {ZI: {"a": 40}, CHOU: {}}, set_grades=[_set(all_places[JIA], "good")])
    city = assess(evidence, scheme, provisional=True).city(JIA)
    assert (city.grade, city.set_grade, city.final_grade, city.rank) == (None, None, None, None)


# What scoring refuses


def test_scoring_refuses_a_city_of_which_nothing_was_drawn(scheme_of: SchemeOf, evidence_of: EvidenceOf) -> None:
    """A city of which nothing enters the mean is told by the search, and not given any score."""
    carried = Carried(counties=[CHEN], full_marks=100, source=DOCUMENT)
    scheme = scheme_of(sample=_sampling(), carried=carried)
    evidence = evidence_of(scheme, {}, carried={CHEN: 90})
    assert [(fault.code, fault.where) for fault in find_faults(evidence, scheme)] == [("no_city_weight", "990200 乙市")]
    with pytest.raises(EvidenceError, match="990200 乙市: weights cannot be scored"):
        score_cities(score_counties(evidence, scheme), evidence, scheme)


def test_the_order_of_counties_moves_no_grade(scheme_of: SchemeOf, evidence_of: EvidenceOf) -> None:
    """Whatever the order in which county scores come, cities get the same scores, ranks and grades."""
    scheme = scheme_of(grades=_quotas(DOWN, 1, 1))
    evidence = evidence_of(scheme, {ZI: {"a": 30}, CHOU: {"a": 20}, MAO: {"a": 25}, SI: {"a": 1}})
    counties = score_counties(evidence, scheme)
    first = score_cities(counties, evidence, scheme)
    # (90 + 80)/2 = 85 for both of the first two.
    assert [(city.rank, city.grade and city.grade.key) for city in first] == [(1, "g2"), (1, "g2"), (3, "g3")]
    assert all(score_cities(turned, evidence, scheme) == first for turned in permutations(counties))
