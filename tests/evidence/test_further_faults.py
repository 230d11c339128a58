"""What only some schemes ask for: blends, references, cutoffs, classes, bundles, samples, events, quotas, set grades."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest
from attrs import evolve

from jxassess import (
    NOT_APPLICABLE,
    City,
    County,
    Evidence,
    EvidenceError,
    Indicator,
    Observation,
    Scheme,
    assess,
    find_faults,
)
from jxassess.evidence import (
    Event,
    NotApplicable,
    SampledCounty,
    SampledTownship,
    SampledVillage,
    SetGrade,
    find_indications,
    find_unchecked,
    find_unready,
)
from jxassess.exact import Bound, Side
from jxassess.measure import Body
from jxassess.places import Place
from jxassess.scheme import (
    Adjustment,
    Among,
    Basis,
    BlendShare,
    Bundle,
    ByClass,
    ByRank,
    CityLevel,
    ClassRule,
    Cohort,
    ComparedOn,
    Condition,
    Cutoff,
    EdgeTies,
    EventPoints,
    Events,
    Falsified,
    Gate,
    GradeQuota,
    GradeQuotas,
    GradesSetBy,
    Group,
    IndicatorWeights,
    Linear,
    PlanLevel,
    Ranking,
    SampleRule,
    Tier,
    Ties,
    UnitClass,
    WhenMissing,
    WhenUnobserved,
)
from jxassess.words import Words

DAY, DOCUMENT = date(2019, 12, 31), "invented for tests"
NAME = Words("invented", "虚构")
PEOPLE, VILLAGES, FUNDS, GROWTH = "poor_population_reduced", "poor_villages_exited", "funds_use", "rural_income_growth"
TEAM, EXITS = "satisfaction_work_team", "exit_accuracy"
JIA, YI, ZI, CHOU, YIN, MAO, CHEN = "990100", "990200", "990121", "990122", "990123", "990221", "990222"

WithCriterion = Callable[..., Scheme]
WithValue = Callable[..., Evidence]


def both(evidence: Evidence, scheme: Scheme) -> list[tuple[str, str]]:
    """Give every fault in both languages."""
    return [(fault.text(), fault.text("zh")) for fault in find_faults(evidence, scheme)]


def codes(evidence: Evidence, scheme: Scheme) -> list[tuple[str, str]]:
    return [(fault.code, fault.where) for fault in find_faults(evidence, scheme)]


def without(evidence: Evidence, *codes: str) -> Evidence:
    """Give evidence in which nothing is observed or planned of some counties."""
    return evolve(
        evidence,
        observations=[o for o in evidence.observations if o.place.code not in codes],
        targets=[t for t in evidence.targets if t.place.code not in codes],
    )


# Blends


@pytest.fixture
def blended(scheme: Scheme, with_criterion: WithCriterion) -> Scheme:
    """The scheme in which the use of funds is blended of the evaluation and an audit, and must be there."""
    shares = [BlendShare(source="funds_evaluation", share="0.75"), BlendShare(source="audit", share="0.25")]
    return with_criterion(scheme, "use", blend=shares, when_missing=WhenMissing.FAULT)


@pytest.fixture
def audited(evidence: Evidence) -> Callable[..., Evidence]:
    """Give evidence in which the audit gives the use of funds as well, and 子县 may have another value or none."""

    def make(value: object = 90) -> Evidence:
        found = [o for o in evidence.observations if o.indicator.key == FUNDS]
        second = [evolve(o, source="audit", value=value if o.place.code == ZI else 90) for o in found]
        return evidence.adding(observations=[o for o in second if o.value is not None and value is not None])

    return make


def test_all_sources_of_a_blend(audited: Callable[..., Evidence], blended: Scheme) -> None:
    """A value from each source of a blend is what the scheme asks for, and two sources are then no fault."""
    assert find_faults(audited(), blended) == ()


def test_a_source_that_is_missing(evidence: Evidence, blended: Scheme) -> None:
    """Each source that has not come in is named, in each county, with the path that could allow it."""
    found = both(evidence, blended)
    assert len(found) == 4
    assert found[0] == (
        (
            "990121 子县: no observation of funds_use from audit [Art. 5(4)]; "
            "give one, or set when_missing in criteria[3].children[0]"
        ),
        "990121 子县：缺少来源audit的指标funds_use数据〔第五条第(四)项〕；请补报，或在criteria[3].children[0]设定when_missing",
    )
    assert find_unready(evidence, blended) == {ZI, CHOU, YIN, MAO}


def test_both_sources_that_are_missing(
    audited: Callable[..., Evidence], blended: Scheme, with_value: WithValue
) -> None:
    """Where no source has come in, all of them are named at once."""
    (fault,) = find_faults(with_value(audited(), ZI, FUNDS, None), blended)
    assert (fault.code, fault.where, fault.value) == ("missing_source", "990121 子县", "audit, funds_evaluation")


def test_a_missing_source_may_be_waited_for(
    evidence: Evidence, blended: Scheme, audited: Callable[..., Evidence]
) -> None:
    """A provisional assessment lists the source and leaves the county out until it is there."""
    rest = [o for o in audited().observations if (o.place.code, o.source) != (ZI, "audit")]
    result = assess(evolve(evidence, observations=rest), blended, provisional=True)
    assert [(fault.code, fault.where) for fault in result.missing] == [("missing_source", "990121 子县")]
    assert [score.county.code for score in result.counties] == [CHOU, YIN, MAO, CHEN]


def test_a_source_that_is_not_blended(audited: Callable[..., Evidence], blended: Scheme, evidence: Evidence) -> None:
    """A source that the scheme does not blend is refused and not read."""
    found = next(o for o in evidence.observations if (o.place.code, o.indicator.key) == (ZI, FUNDS))
    other = evolve(found, source="press")
    assert both(audited().adding(observations=[other]), blended) == [
        (
            (
                "990121 子县: funds_use comes from press, which is not among its sources in the scheme [Art. 7(3)]; "
                "use one of audit, funds_evaluation, or take the entry out"
            ),
            (
                "990121 子县：funds_use的来源press不在方案规定的来源之内〔第七条第(三)项〕；"
                "请使用audit, funds_evaluation之一，或删除此条"
            ),
        )
    ]


def test_a_blend_that_half_applies(audited: Callable[..., Evidence], blended: Scheme) -> None:
    """Sources that do not agree on whether an indicator applies contradict each other."""
    assert both(audited(NOT_APPLICABLE), blended) == [
        (
            (
                "990121 子县: funds_use applies by some of its sources and not by others: audit [Art. 5]; "
                "give values from all sources, or from none"
            ),
            "990121 子县：funds_use按部分来源适用、按部分来源不适用：audit〔第五条〕；请各来源一致给出数值或不适用",
        )
    ]


def test_a_blend_that_applies_nowhere(audited: Callable[..., Evidence], blended: Scheme, with_value: WithValue) -> None:
    """Where all sources say that an indicator does not apply, it does not."""
    given = with_value(audited(), ZI, FUNDS, None)
    found = [o for o in audited().observations if (o.place.code, o.indicator.key) == (ZI, FUNDS)]
    assert find_faults(given.adding(observations=[evolve(o, value=NOT_APPLICABLE) for o in found]), blended) == ()


def test_each_source_counts_its_versions(audited: Callable[..., Evidence], blended: Scheme) -> None:
    """A second version of one source asks for no second version of the other, and follows on its own first."""
    (old,) = [o for o in audited().observations if (o.place.code, o.source) == (ZI, "audit")]
    new = old.corrected(80, on=date(2020, 2, 1), document="letter", submitter="甲市", reason="a slip")
    assert find_faults(audited().adding(observations=[new]), blended) == ()
    gap = evolve(new, version=3)
    assert codes(audited().adding(observations=[gap]), blended) == [("version_gap", "990121 子县")]


# References and cutoffs


@pytest.fixture
def reference(item: Callable[[str], Indicator]) -> Indicator:
    """An indicator to hold growth against, which may be below zero."""
    return evolve(item(GROWTH), key="other_growth", low=-50)


@pytest.fixture
def with_reference(scheme: Scheme, with_criterion: WithCriterion, reference: Indicator) -> Callable[[Basis], Scheme]:
    """Give the scheme in which growth of income is held against another growth."""

    def make(basis: Basis) -> Scheme:
        return with_criterion(scheme, "income", basis=basis, reference=reference, rule=Linear(zero_at=-2, full_at=3))

    return make


def referred(evidence: Evidence, observe: Callable[..., Observation], reference: Indicator, value: object) -> Evidence:
    """Give the reference in every scored county, another value of it or none in 子县."""
    values = {code: value if code == ZI else 5 for code in (ZI, CHOU, YIN, MAO)}
    found = [observe(code, GROWTH, v, indicator=reference) for code, v in values.items() if v is not None]
    return evidence.adding(observations=found)


@pytest.mark.parametrize("basis", [Basis.DIFFERENCE, Basis.RATIO])
def test_a_reference_that_is_missing(
    basis: Basis,
    evidence: Evidence,
    scheme: Scheme,
    with_reference: Callable[[Basis], Scheme],
    with_criterion: WithCriterion,
    observe: Callable[..., Observation],
    reference: Indicator,
) -> None:
    """A missing reference is told like a missing value, unless the criterion may be missing."""
    given = referred(evidence, observe, reference, None)
    assert find_faults(given, with_reference(basis)) == ()
    strict = with_criterion(with_reference(basis), "income", when_missing=WhenMissing.FAULT)
    assert [fault.text() for fault in find_faults(given, strict)] == [
        (
            "990121 子县: no observation of other_growth [Art. 5(1)]; "
            "give one, or set when_missing in criteria[0].children[2]"
        )
    ]


@pytest.mark.parametrize(("value", "has_fault"), [(0, True), (-1, True), (1, False)])
def test_a_ratio_to_nothing(
    value: int,
    has_fault: bool,
    evidence: Evidence,
    with_reference: Callable[[Basis], Scheme],
    observe: Callable[..., Observation],
    reference: Indicator,
) -> None:
    """A ratio to zero or less has no meaning, where a difference to it has one."""
    given = referred(evidence, observe, reference, value)
    assert find_faults(given, with_reference(Basis.DIFFERENCE)) == ()
    expected = [
        (
            (
                f"990121 子县: income is a ratio to other_growth, which is {value} [Art. 5]; "
                "record it as not applicable with a document, or use another basis for criteria[0].children[2]"
            ),
            (
                f"990121 子县：income按与other_growth之比计分，而后者为{value}〔第五条〕；"
                "请凭文件记为不适用，或为criteria[0].children[2]改用其他计分依据"
            ),
        )
    ]
    assert both(given, with_reference(Basis.RATIO)) == (expected if has_fault else [])


def test_a_reference_that_does_not_apply(
    evidence: Evidence,
    with_reference: Callable[[Basis], Scheme],
    observe: Callable[..., Observation],
    reference: Indicator,
) -> None:
    """Where the scheme takes it for a fault that a criterion does not apply, its reference has to apply too."""
    given = referred(evidence, observe, reference, NOT_APPLICABLE)
    assert codes(given, with_reference(Basis.RATIO)) == [("not_applicable_refused", "990121 子县")]


@pytest.fixture
def cut(scheme: Scheme, with_criterion: WithCriterion, item: Callable[[str], Indicator]) -> Callable[..., Scheme]:
    """Give the scheme in which the accuracy of exits is worth nothing where growth is below 5."""

    def make(**changes: object) -> Scheme:
        bound = Bound(side=Side.BELOW, value=80)
        return with_criterion(scheme, "exited", cutoff=Cutoff(indicator=item(FUNDS), bound=bound), **changes)

    return make


def test_a_cutoff_that_is_missing(evidence: Evidence, cut: Callable[..., Scheme], with_value: WithValue) -> None:
    """A missing cutoff is a missing criterion: a fault where that is one, though its own criterion may leave it out."""
    given = with_value(evidence, ZI, FUNDS, None)
    assert [fault.text() for fault in find_faults(given, cut())] == [
        (
            "990121 子县: no observation of funds_use [Art. 5(4)]; "
            "give one, or set when_missing in criteria[1].children[1]"
        )
    ]
    assert find_faults(given, cut(when_missing=WhenMissing.RESCALE_GROUP)) == ()
    # A county to which the cutoff does not apply is not cut, and nothing is missing.
    assert find_faults(with_value(evidence, ZI, FUNDS, NOT_APPLICABLE), cut()) == ()


def test_a_cutoff_asks_nothing_of_a_carried_county_that_is_compared(
    evidence: Evidence, cut: Callable[..., Scheme], observe: Callable[..., Observation]
) -> None:
    """A comparison that counts carried counties reads their value, and no cutoff."""
    rule = ByRank(step=1, floor=0, ties=Ties.DENSE, cohort=Cohort(among=Among.PROVINCE, has_carried=True))
    assert find_faults(evidence, cut(rule=rule)) == ()


def test_what_a_comparison_asks_of_a_carried_county(
    evidence: Evidence,
    scheme: Scheme,
    with_criterion: WithCriterion,
    with_line: Callable[..., Evidence],
    with_value: WithValue,
) -> None:
    """A carried county that is compared gives value and target, also where others may leave the value out."""
    rule = ByRank(step=1, floor=0, ties=Ties.DENSE, cohort=Cohort(among=Among.CITY, has_carried=True))
    compared = with_criterion(scheme, "people", rule=rule, when_missing=WhenMissing.RESCALE_GROUP)
    assert find_faults(evidence, compared) == ()
    assert codes(with_line(evidence, CHEN, PEOPLE, None), compared) == [("missing_target", "990222 辰县")]
    gap = with_value(evidence, CHEN, PEOPLE, None)
    assert codes(gap, compared) == [("missing_observation", "990222 辰县")]
    # One that says not applicable is not compared, and nothing is asked.
    nothing = with_line(with_value(evidence, CHEN, PEOPLE, NOT_APPLICABLE), CHEN, PEOPLE, 0)
    assert find_faults(nothing, compared) == ()


@pytest.mark.parametrize(("basis", "expected"), [(Basis.DIFFERENCE, []), (Basis.RATIO, [("no_ratio", "990222 辰县")])])
def test_a_reference_of_zero_in_a_carried_county_that_is_compared(
    basis: Basis,
    expected: list[tuple[str, str]],
    evidence: Evidence,
    with_reference: Callable[[Basis], Scheme],
    with_criterion: WithCriterion,
    observe: Callable[..., Observation],
    reference: Indicator,
) -> None:
    """Where carried counties are compared, a reference of zero leaves a ratio without meaning, and a difference not."""
    rule = ByRank(step=1, floor=0, ties=Ties.DENSE, cohort=Cohort(among=Among.PROVINCE, has_carried=True))
    compared = with_criterion(with_reference(basis), "income", rule=rule)
    given = referred(evidence, observe, reference, 5)
    own = observe(CHEN, GROWTH, 0, indicator=reference)
    assert codes(given.adding(observations=[own]), compared) == expected


# Classes


def unit_class(key: str, *units: str) -> UnitClass:
    return UnitClass(key=key, name=NAME, units=units, source=DOCUMENT)


@pytest.fixture
def by_class(scheme: Scheme, with_criterion: WithCriterion) -> Callable[..., Scheme]:
    """Give the scheme in which the work team is scored by the classes given."""

    def make(*classes: UnitClass) -> Scheme:
        cases = [ClassRule(unit_class=each.key, rule=Linear(zero_at=80, full_at=100)) for each in classes]
        return with_criterion(scheme, "team", {"classes": classes}, rule=ByClass(cases=cases))

    return make


def test_a_county_of_no_class(evidence: Evidence, by_class: Callable[..., Scheme]) -> None:
    """Every scored county is in a class that the rule names; a carried one need not be."""
    whole = by_class(unit_class("hill", ZI, CHOU), unit_class("plain", YIN, MAO))
    assert find_faults(evidence, whole) == ()
    assert both(evidence, by_class(unit_class("hill", ZI, CHOU), unit_class("plain", MAO))) == [
        (
            "990123 寅县: in no class of criteria[2].children[0] (hill, plain); add the unit to one of the classes",
            "990123 寅县：不属于criteria[2].children[0]的任何分类（hill, plain）；请将其列入其中一类",
        )
    ]


def test_a_carried_county_that_is_compared_in_its_class(
    evidence: Evidence, scheme: Scheme, with_criterion: WithCriterion
) -> None:
    """A carried county that counts among its class has to be in one."""
    for has_carried, expected in ((False, []), (True, [("no_class", "990222 辰县")])):
        cohort = Cohort(among=Among.CLASS, has_carried=has_carried, classes=["hill", "plain"])
        rule = ByRank(step=1, floor=0, ties=Ties.DENSE, cohort=cohort)
        classes = [unit_class("hill", ZI, CHOU), unit_class("plain", YIN, MAO)]
        assert codes(evidence, with_criterion(scheme, "income", {"classes": classes}, rule=rule)) == expected


def test_a_city_of_no_class(evidence: Evidence, scheme: Scheme) -> None:
    """Where cities are ranked in classes, each is in one."""
    ranking = Ranking(ties=Ties.DENSE, compared_on=ComparedOn.EXACT, classes=["large"])
    given = evolve(scheme, classes=[unit_class("large", JIA)], ranking=ranking)
    assert both(evidence, given) == [
        (
            "990200 乙市: in no class of ranking (large); add the unit to one of the classes",
            "990200 乙市：不属于ranking的任何分类（large）；请将其列入其中一类",
        )
    ]


def test_a_unit_that_is_not_there(evidence: Evidence, by_class: Callable[..., Scheme]) -> None:
    """A class names units of the evidence, each with its path in the scheme."""
    given = by_class(unit_class("hill", ZI, CHOU, "990129"), unit_class("plain", YIN, MAO))
    assert both(evidence, given) == [
        (
            (
                "classes[0].units[2]: 990129 is not among the units of the evidence; "
                "use the code in force on the day of the evidence, or take it out"
            ),
            "classes[0].units[2]：990129不在本次考核单位之内；请使用数据日期当日有效的代码，或删除",
        )
    ]


# Bundles


def bundling(scheme: Scheme, *units: str, lead: str = ZI) -> Scheme:
    return evolve(scheme, bundles=[Bundle(units=units, lead=lead, allowed_by=DOCUMENT)])


def test_a_bundle_gives_its_data_once(evidence: Evidence, scheme: Scheme) -> None:
    """What the scheme asks of counties it asks of the lead, and of no other member."""
    assert find_faults(without(evidence, CHOU), bundling(scheme, ZI, CHOU)) == ()
    planned = evolve(scheme, plan=evolve(scheme.plan, level=PlanLevel.COUNTY))
    assert find_faults(without(evidence, CHOU), bundling(planned, ZI, CHOU)) == ()
    assert find_unchecked(without(evidence, CHOU), bundling(scheme, ZI, CHOU)) == ()


def test_a_value_beside_that_of_the_lead(evidence: Evidence, scheme: Scheme) -> None:
    """A value or a target of a member beside the lead is one too many."""
    found = find_faults(evidence, bundling(scheme, ZI, CHOU))
    records = [*evidence.observations, *evidence.targets]
    assert len(found) == sum(record.place.code == CHOU for record in records) == 12
    assert {fault.code for fault in found} == {"bundled_value"}
    by_place = {fault.where: (fault.text(), fault.text("zh")) for fault in found}
    assert by_place["990122 丑县 targets.poor_villages_exited"] == (
        (
            "990122 丑县 targets.poor_villages_exited: a value of poor_villages_exited, though the data of 990121 hold "
            "for it [Art. 6]; give it for the lead of the bundle"
        ),
        (
            "990122 丑县 targets.poor_villages_exited：其数据以990121为准，却另有poor_villages_exited的数据〔第六条〕；"
            "请填报在捆绑考核的牵头单位"
        ),
    )
    assert "990122 丑县 observations.funds_use" in by_place


def test_a_bundle_of_unknown_counties(evidence: Evidence, scheme: Scheme) -> None:
    """A bundle names counties of the evidence, of one city."""
    assert codes(without(evidence, CHOU), bundling(scheme, ZI, CHOU, "990129")) == [
        ("unknown_unit", "bundles[0].units[2]")
    ]
    found = both(without(evidence, MAO), bundling(scheme, ZI, MAO))
    assert found[0] == (
        (
            "bundles[0].units: a bundle of counties of several cities: 990100 甲市, 990200 乙市 [Art. 6]; "
            "bundle counties of one city"
        ),
        "bundles[0].units：捆绑考核单位分属多个设区市：990100 甲市, 990200 乙市〔第六条〕；请只捆绑同一设区市的县",
    )


def test_weights_of_a_bundle(
    evidence: Evidence,
    scheme: Scheme,
    weighed: Callable[..., tuple[Evidence, Scheme]],
    item: Callable[[str], Indicator],
) -> None:
    """Each member has a weight of its own, which may be an indicator that is scored too, and is missed where it is not."""
    given, rules = weighed(300, 250, 100, 400, 150)
    heads = [o for o in given.observations if o.indicator.key == "rural_population"]
    bundled = without(evidence, CHOU).adding(observations=heads)
    assert find_faults(bundled, bundling(rules, ZI, CHOU)) == ()
    gap = evolve(
        bundled, observations=[o for o in bundled.observations if (o.place.code, o.source) != (CHOU, "census")]
    )
    assert codes(gap, bundling(rules, ZI, CHOU)) == [("missing_observation", "990122 丑县")]
    growth = next(o for o in evidence.observations if (o.place.code, o.indicator.key) == (CHOU, GROWTH))
    scored = evolve(bundling(scheme, ZI, CHOU), weights=IndicatorWeights(indicator=item(GROWTH)))
    assert find_faults(without(evidence, CHOU).adding(observations=[growth]), scored) == ()


def test_a_city_and_the_sum_of_its_bundles(
    evidence: Evidence, scheme: Scheme, observe: Callable[..., Observation]
) -> None:
    """What adds up is added over leads: members beside them give nothing."""
    given = without(evidence, CHOU)
    rules = bundling(scheme, ZI, CHOU)
    # 2100 + 1500 without the 900 of 丑县.
    assert find_faults(given.adding(observations=[observe(JIA, PEOPLE, 3600)]), rules) == ()
    assert codes(given.adding(observations=[observe(JIA, PEOPLE, 4500)]), rules) == [("sum_differs", "990100 甲市")]


# Samples


@pytest.fixture
def sampling(scheme: Scheme) -> Scheme:
    """The scheme that draws two counties a city, two townships, one village each and ten households, rates listed."""
    rule = SampleRule(counties=2, townships=2, villages=1, households=10, with_carried=True, allowed_by=DOCUMENT)
    rates = [evolve(low, when_missing=WhenUnobserved.LIST) for low in scheme.low_rates]
    return evolve(scheme, sample=rule, low_rates=rates)


@pytest.fixture
def drawn(counties: tuple[County, ...]) -> Callable[..., SampledCounty]:
    """Make a sample of a county, of the numbers of households in villages of townships."""

    def make(code: str, *townships: tuple[int, ...]) -> SampledCounty:
        county = next(county for county in counties if county.code == code)
        made = [
            SampledTownship(
                name=f"t{i}", villages=[SampledVillage(name=f"v{j}", households=n) for j, n in enumerate(numbers)]
            )
            for i, numbers in enumerate(townships or ((10,), (12, 11)))
        ]
        return SampledCounty(county=county, townships=made)

    return make


def test_a_sample_that_is_large_enough(
    evidence: Evidence, sampling: Scheme, drawn: Callable[..., SampledCounty]
) -> None:
    """Two of three counties are enough in one city, and the one that is not carried in the other."""
    given = evolve(evidence, samples=[drawn(ZI), drawn(YIN), drawn(MAO)])
    assert find_faults(given, sampling) == ()


def test_of_a_county_that_was_not_drawn_nothing_is_asked(
    evidence: Evidence, sampling: Scheme, drawn: Callable[..., SampledCounty], observe: Callable[..., Observation]
) -> None:
    """A county that was not drawn gives neither values nor targets; the plan of its city needs the city's total."""
    given = evolve(without(evidence, CHOU), samples=[drawn(ZI), drawn(YIN), drawn(MAO)])
    assert codes(given, sampling) == [("missing_observation", "990122 丑县")]
    assert find_faults(given.adding(observations=[observe(JIA, PEOPLE, 4500)]), sampling) == ()
    # Rates that nobody observed there are listed all the same.
    unchecked = find_unchecked(given, sampling)
    assert {(each.place.code, each.where) for each in unchecked} == {(CHOU, f"low_rates[{i}]") for i in range(5)}


@pytest.mark.parametrize(
    ("sampled", "townships", "where", "number", "what", "chinese", "least"),
    [
        ((ZI, MAO), (), "990100 甲市", 1, "counties", "县", 2),
        ((ZI, CHOU), (), "990200 乙市", 0, "counties", "县", 1),
        ((ZI, CHOU, MAO), ((10,),), "990121 子县 samples", 1, "townships", "乡镇", 2),
        ((ZI, CHOU, MAO), ((10,), ()), "990121 子县 samples, t1", 0, "villages", "村", 1),
        ((ZI, CHOU, MAO), ((10,), (12, 9)), "990121 子县 samples, t1, v1", 9, "households", "户", 10),
    ],
)
def test_a_sample_that_is_too_small(
    sampled: tuple[str, ...],
    townships: tuple[tuple[int, ...], ...],
    where: str,
    number: int,
    what: str,
    chinese: str,
    least: int,
    evidence: Evidence,
    sampling: Scheme,
    drawn: Callable[..., SampledCounty],
) -> None:
    """Each of the least numbers of the scheme is asked for, from counties down to households."""
    samples = [drawn(code, *townships) if code == ZI else drawn(code) for code in sampled]
    found = both(evolve(evidence, samples=samples), sampling)
    assert found[0] == (
        f"{where}: {number} sampled {what}, where {least} are asked for; sample more, or mend the record",
        f"{where}：抽样{chinese}{number}个，规定至少{least}个；请补足抽样，或更正记录",
    )


def test_a_sample_that_nobody_asked_for(
    evidence: Evidence, scheme: Scheme, sampling: Scheme, drawn: Callable[..., SampledCounty]
) -> None:
    """A sample without a rule, of a carried county, of a member of a bundle, or a second one of a county is refused."""
    assert both(evolve(evidence, samples=[drawn(ZI)]), scheme) == [
        (
            "990121 子县 samples: a sample, though the scheme draws none [Art. 6]; take it out, or let the scheme sample",
            "990121 子县 samples：方案未规定抽样，却有抽样记录〔第六条〕；请删除，或在方案中规定抽样",
        )
    ]
    enough = [drawn(ZI), drawn(YIN), drawn(MAO)]
    assert both(evolve(evidence, samples=[*enough, drawn(CHEN)]), sampling) == [
        (
            "990222 辰县 samples: a carried county is sampled [Art. 6]; take it out; it brings its own score",
            "990222 辰县 samples：引入成绩的贫困县被抽样〔第六条〕；请删除；该县使用自身成绩",
        )
    ]
    assert codes(evolve(evidence, samples=[*enough, drawn(ZI)]), sampling) == [("duplicate", "990121 子县 samples")]
    bundled = bundling(sampling, ZI, CHOU)
    assert both(evolve(without(evidence, CHOU), samples=[*enough, drawn(CHOU)]), bundled) == [
        (
            (
                "990122 丑县 samples: a value of sample, though the data of 990121 hold for it [Art. 6]; "
                "give it for the lead of the bundle"
            ),
            "990122 丑县 samples：其数据以990121为准，却另有sample的数据〔第六条〕；请填报在捆绑考核的牵头单位",
        )
    ]


def test_a_sample_of_an_unknown_county(
    evidence: Evidence, sampling: Scheme, drawn: Callable[..., SampledCounty], cities: tuple[City, ...]
) -> None:
    """A sample is of a county of the evidence."""
    other = County(code="990129", name="午县", parent=cities[0])
    samples = [drawn(ZI), drawn(YIN), drawn(MAO), evolve(drawn(ZI), county=other)]
    assert codes(evolve(evidence, samples=samples), sampling) == [("unknown_place", "990129 午县 samples")]


# Events


@pytest.fixture
def noting(scheme: Scheme) -> Scheme:
    """The scheme that counts praise of counties, honours of cities, and falsified data."""

    def events(key: str, order: int, level: Tier, kind: str) -> Adjustment:
        points = [EventPoints(key=kind, name=NAME, points=1)]
        return Events(
            key=key, name=NAME, order=order, level=level, events=points, most_plus=2, most_minus=0, allowed_by=DOCUMENT
        )

    false = Falsified(key="false", name=NAME, order=1, level=Tier.COUNTY, points=2, at_most=6, allowed_by=DOCUMENT)
    adjustments = [false, events("noted", 2, Tier.COUNTY, "praise"), events("noted_too", 3, Tier.CITY, "honour")]
    return evolve(scheme, adjustments=adjustments)


@pytest.fixture
def event(place: Callable[[str], Place]) -> Callable[..., Event]:
    """Make an event of a kind in a place."""

    def make(kind: str, code: str = ZI, criterion: str = "", key: str = "e1", on: date = DAY) -> Event:
        return Event(key=key, kind=kind, place=place(code), on=on, document=DOCUMENT, criterion=criterion)

    return make


def test_events_that_the_scheme_counts(evidence: Evidence, noting: Scheme, event: Callable[..., Event]) -> None:
    """Events of the scheme's kinds, at units of their level, with a criterion where data were falsified, are in order."""
    events = [event("praise"), event("honour", JIA, key="e2"), event("false", criterion="use", key="e3")]
    assert find_faults(evidence.adding(events=events), noting) == ()


@pytest.mark.parametrize(
    ("kind", "code", "known"),
    [
        ("rumour", ZI, "false, praise"),
        ("honour", ZI, "false, praise"),
        ("praise", JIA, "honour"),
        ("false", JIA, "honour"),
    ],
)
def test_an_event_that_counts_for_nothing(
    kind: str, code: str, known: str, evidence: Evidence, noting: Scheme, event: Callable[..., Event]
) -> None:
    """An event of another kind, or of a kind of the other level, is refused with the kinds that there are."""
    assert both(evidence.adding(events=[event(kind, code)]), noting) == [
        (
            (
                f"events.e1: the scheme counts no event of kind {kind} for such a unit; "
                f"use one of {known}, or take the event out"
            ),
            f"events.e1：方案对此类单位没有“{kind}”加减分事项；请使用{known}之一，或删除该事项",
        )
    ]


def test_an_event_in_a_scheme_without_any(evidence: Evidence, scheme: Scheme, event: Callable[..., Event]) -> None:
    """Where the scheme counts no events, every one is refused."""
    (fault,) = find_faults(evidence.adding(events=[event("praise")]), scheme)
    assert (fault.code, fault.remedy.en) == ("unknown_event", "use one of -, or take the event out")


def test_an_event_of_a_carried_county(evidence: Evidence, noting: Scheme, event: Callable[..., Event]) -> None:
    """A carried county brings its score; events that would change it are refused, falsified data too."""
    said = (
        "events.e1: an event counted for a carried county [Art. 6]; take it out; it brings its own score",
        "events.e1：对引入成绩的县计加减分事项〔第六条〕；请删除；该县使用自身成绩",
    )
    assert both(evidence.adding(events=[event("praise", CHEN)]), noting) == [said]
    assert both(evidence.adding(events=[event("false", CHEN, "use")]), noting) == [said]


def test_an_event_of_a_member_of_a_bundle(evidence: Evidence, noting: Scheme, event: Callable[..., Event]) -> None:
    """Events of a bundle are given for its lead."""
    given = without(evidence, CHOU)
    assert find_faults(given.adding(events=[event("praise", ZI)]), bundling(noting, ZI, CHOU)) == ()
    (fault,) = find_faults(given.adding(events=[event("praise", CHOU)]), bundling(noting, ZI, CHOU))
    assert fault.text() == (
        "events.e1: an event counted for a county whose score is that of 990121 [Art. 6]; count it for the lead of the bundle"
    )


def test_an_event_of_a_county_that_was_not_drawn(
    evidence: Evidence,
    noting: Scheme,
    sampling: Scheme,
    drawn: Callable[..., SampledCounty],
    event: Callable[..., Event],
) -> None:
    """An event of a county that has no score would count for nothing, and is refused."""
    rules = evolve(sampling, adjustments=noting.adjustments)
    given = evolve(evidence, samples=[drawn(ZI), drawn(YIN), drawn(MAO)], events=[event("praise", CHOU)])
    assert both(given, rules) == [
        (
            (
                "events.e1: an event counted for 990122 丑县, which was not drawn for the sample; "
                "take it out, or record the sample"
            ),
            "events.e1：990122 丑县未被抽中，却计加减分事项；请删除，或补报抽样记录",
        )
    ]


def test_falsified_data_without_a_criterion(evidence: Evidence, noting: Scheme, event: Callable[..., Event]) -> None:
    """Falsified data that name no criterion are told so."""
    assert both(evidence.adding(events=[event("false")]), noting) == [
        (
            "events.e1: no criterion is named; name the criterion whose data were falsified",
            "events.e1：未注明所涉指标；请注明数据弄虚作假的指标",
        )
    ]


@pytest.mark.parametrize(("kind", "criterion"), [("false", "nothing"), ("praise", "use"), ("false", "reduction")])
def test_an_event_and_its_criterion(
    kind: str, criterion: str, evidence: Evidence, noting: Scheme, event: Callable[..., Event]
) -> None:
    """Falsified data name a criterion of the tree, which no group is, and other events name none."""
    assert both(evidence.adding(events=[event(kind, criterion=criterion)]), noting) == [
        (
            (
                f"events.e1: the criterion {criterion} does not go with this event; "
                "name a criterion of the tree where data were falsified, and none otherwise"
            ),
            f"events.e1：指标{criterion}与该事项不符；弄虚作假事项请注明所涉指标，其他事项不填",
        )
    ]


def test_events_are_of_the_year_and_of_known_units(
    evidence: Evidence, noting: Scheme, event: Callable[..., Event], cities: tuple[City, ...]
) -> None:
    """An event lies in the year or its cycle, in a unit of the evidence, and has a key of its own."""
    other = County(code="990129", name="午县", parent=cities[0])
    events = [
        event("praise", key="e1", on=date(2018, 12, 31)),
        event("praise", key="e2", on=date(2020, 3, 31)),
        evolve(event("praise", key="e3"), place=other),
        event("praise", key="e4"),
        event("praise", CHOU, key="e4"),
    ]
    assert codes(evidence.adding(events=events), noting) == [
        ("wrong_day", "events.e1"),
        ("unknown_place", "events.e3"),
        ("duplicate", "events.e4"),
    ]


# Quotas, gates, grades that people set


@pytest.mark.parametrize(("units", "has_fault"), [((1,), False), ((2,), False), ((1, 1), False), ((2, 1), True)])
def test_quotas_larger_than_their_cities(
    units: tuple[int, ...], has_fault: bool, evidence: Evidence, scheme: Scheme
) -> None:
    """Quotas may give every city a grade and no more."""
    numbers = [*units, None]
    bands = [
        GradeQuota(key=key, name=NAME, units=n) for key, n in zip(("excellent", "good", "fair"), numbers, strict=False)
    ]
    quotas = GradeQuotas(bands=bands, compared_on=ComparedOn.EXACT, edge_ties=EdgeTies.UP)
    said = (
        "grades.bands: quotas of 3 units in all, but only 2 are ranked together; mend the quotas",
        "grades.bands：名额合计3个，而一同排名的单位只有2个；请更正名额",
    )
    assert both(evidence, evolve(scheme, grades=quotas)) == ([said] if has_fault else [])


@pytest.fixture
def gated(scheme: Scheme, item: Callable[[str], Indicator]) -> Callable[[Tier], Scheme]:
    """Give the scheme with a gate on the use of funds, in cities or in counties."""

    def make(level: Tier) -> Scheme:
        must = Condition(indicator=item(FUNDS), must=Bound(side=Side.AT_LEAST, value=80))
        gate = Gate(key="gate", name=NAME, conditions=[must], level=level, grade="fair", allowed_by=DOCUMENT)
        return evolve(scheme, gates=[gate])

    return make


def test_a_gate_needs_its_values(
    evidence: Evidence, gated: Callable[[Tier], Scheme], observe: Callable[..., Observation]
) -> None:
    """A gate asks its condition of every unit of its level, carried counties among them."""
    assert [fault.text() for fault in find_faults(evidence, gated(Tier.COUNTY))] == [
        "990222 辰县: no observation of funds_use [Art. 5(4)]; give one"
    ]
    assert find_faults(evidence.adding(observations=[observe(CHEN, FUNDS, NOT_APPLICABLE)]), gated(Tier.COUNTY)) == ()
    assert codes(evidence, gated(Tier.CITY)) == [
        ("missing_observation", "990100 甲市"),
        ("missing_observation", "990200 乙市"),
    ]
    own = [observe(code, FUNDS, 90) for code in (JIA, YI)]
    assert find_faults(evidence.adding(observations=own), gated(Tier.CITY)) == ()
    # A missing gate keeps nobody from being scored meanwhile.
    assert find_unready(evidence, gated(Tier.COUNTY)) == find_unready(evidence, gated(Tier.CITY)) == frozenset()
    assert len(assess(evidence, gated(Tier.CITY), provisional=True).cities) == 2


@pytest.fixture
def entry(cities: tuple[City, ...]) -> SetGrade:
    """A grade that the leading group set for 甲市."""
    return SetGrade(city=cities[0], grade="good", body=Body.LEADING_GROUP, on=DAY, document=DOCUMENT, reason="invented")


def test_a_set_grade_that_the_scheme_does_not_ask_for(evidence: Evidence, scheme: Scheme, entry: SetGrade) -> None:
    """Where the scheme computes grades people set none."""
    assert both(evidence.adding(set_grades=[entry]), scheme) == [
        (
            (
                "990100 甲市 set_grades: a grade that people set, though the scheme computes grades; "
                "take it out, or give grades_set_by in the scheme"
            ),
            "990100 甲市 set_grades：方案按计算确定等次，却有评定等次；请删除，或在方案中设grades_set_by",
        )
    ]


def test_a_set_grade_fits_the_scheme(
    evidence: Evidence, scheme: Scheme, entry: SetGrade, cities: tuple[City, ...]
) -> None:
    """The body that the scheme names sets one of the scheme's grades, once for each city of the evidence."""
    rules = evolve(scheme, grades_set_by=GradesSetBy(body=Body.LEADING_GROUP, document=DOCUMENT))
    assert find_faults(evidence.adding(set_grades=[entry]), rules) == ()
    entries = [evolve(entry, grade="poor", body=Body.OFFICE), evolve(entry, city=City(code="990300", name="丙市"))]
    assert both(evidence.adding(set_grades=entries), rules) == [
        (
            "990100 甲市 set_grades: set by office, where the scheme leaves it to leading_group; mend the body",
            "990100 甲市 set_grades：由office评定，而方案规定由leading_group评定；请更正评定主体",
        ),
        (
            "990100 甲市 set_grades: no grade has the key poor; use one of excellent, good, fair",
            "990100 甲市 set_grades：没有键为poor的等次；请使用excellent, good, fair之一",
        ),
        (
            (
                "990300 丙市 set_grades: 990300 丙市 is not among the units of the evidence [Art. 2]; "
                "add the unit, or take the entry out"
            ),
            "990300 丙市 set_grades：990300 丙市不在本次考核单位之内〔第二条〕；请增列该单位，或删除此条",
        ),
    ]
    twice = [entry, evolve(entry, grade="fair")]
    assert codes(evidence.adding(set_grades=twice), rules) == [("duplicate", "990100 甲市 set_grades")]


# Parts of the city's own


@pytest.fixture
def own_part(scheme: Scheme, item: Callable[[str], Indicator]) -> Scheme:
    """The scheme with a part of the city's own, scored on an indicator that counties are not scored on."""
    panel = evolve(item(FUNDS), key="panel")
    one = evolve(scheme.criterion("use"), key="panel", indicator=panel, when_missing=WhenMissing.FAULT)
    part = Group(key="own", name=NAME, marks=10, children=[one], weight="0.2")
    return evolve(scheme, city=CityLevel(county_weight="0.8", parts=[part], allowed_by=DOCUMENT))


def test_a_citys_own_values(
    evidence: Evidence, own_part: Scheme, observe: Callable[..., Observation], item: Callable[[str], Indicator]
) -> None:
    """What a part of the city reads is asked of every city, and told where it is given for a county."""
    panel = own_part.criterion("panel").indicator
    own = [observe(code, FUNDS, 90, indicator=panel) for code in (JIA, YI)]
    assert find_faults(evidence.adding(observations=own), own_part) == ()
    assert [fault.text() for fault in find_faults(evidence.adding(observations=own[:1]), own_part)] == [
        ("990200 乙市: no observation of panel [Art. 5(4)]; give one, or set when_missing in city.parts[0].children[0]")
    ]
    assert find_unready(evidence.adding(observations=own[:1]), own_part) == {YI}
    misplaced = observe(ZI, FUNDS, 90, indicator=panel)
    assert both(evidence.adding(observations=[*own, misplaced]), own_part) == [
        (
            (
                "990121 子县 observations.panel: a value of panel for a county, which nothing in the scheme reads "
                "there; give it for the city"
            ),
            "990121 子县 observations.panel：方案不使用县级的panel，却给出该值；请按设区市给出",
        )
    ]


@pytest.mark.parametrize("value", [NOT_APPLICABLE, 0])
def test_a_city_to_which_its_part_does_not_apply(
    value: int | NotApplicable, evidence: Evidence, own_part: Scheme, observe: Callable[..., Observation]
) -> None:
    """A city may say that its own part does not apply; zero is a value."""
    panel = own_part.criterion("panel").indicator
    own = [observe(code, FUNDS, value, indicator=panel) for code in (JIA, YI)]
    assert find_faults(evidence.adding(observations=own), own_part) == ()
    city = assess(evidence.adding(observations=own), own_part).city(YI)
    # Of 92.2: all of it, or 0.8 of it and a fifth of nothing (a deduction of 2 for each 5 below 95 leaves nothing).
    assert city.score * 10 == (922 if isinstance(value, NotApplicable) else 8 * city.mean)


def test_everything_is_told_at_once(
    evidence: Evidence,
    noting: Scheme,
    event: Callable[..., Event],
    entry: SetGrade,
    drawn: Callable[..., SampledCounty],
) -> None:
    """Faults of all further records come back together, and an assessment is refused with all of them."""
    given = evolve(evidence, events=[event("rumour")], set_grades=[entry], samples=[drawn(ZI)])
    with pytest.raises(EvidenceError) as error:
        assess(given, noting)
    assert [fault.code for fault in error.value.faults] == ["sample_unasked", "unknown_event", "grade_unasked"]


# What else reads blended values, and counties that were not drawn


def test_a_blended_rate_is_low_by_its_blend(
    evidence: Evidence, scheme: Scheme, with_criterion: WithCriterion, place: Callable[[str], Place]
) -> None:
    """A threshold reads the blended value, and the sign names every source; one source alone says nothing."""
    shares = [BlendShare(source="verification", share="0.5"), BlendShare(source="audit", share="0.5")]
    rules = with_criterion(scheme, "exited", blend=shares)
    found = [o for o in evidence.observations if o.indicator.key == EXITS]
    # 子县: (99.5 + 92)/2 = 95.75, below 96, where 99.5 alone would not be.
    second = [evolve(o, source="audit", value=92 if o.place.code == ZI else 100) for o in found]
    given = evidence.adding(observations=second)
    assert find_faults(given, rules) == ()
    (sign,) = find_indications(given, rules)
    assert (sign.key, sign.value) == ("Art. 9(5)/990121/exit_accuracy", Fraction("95.75"))
    assert [each.source for each in sign.observations] == ["audit", "verification"]
    alone = evidence.adding(observations=[o for o in second if o.place.code != ZI])
    assert find_indications(alone, rules) == ()
    assert [each.place for each in find_unchecked(alone, rules) if each.indicator.key == EXITS] == [place(ZI)]


def test_rates_of_counties_that_were_not_drawn(
    evidence: Evidence, sampling: Scheme, drawn: Callable[..., SampledCounty], observe: Callable[..., Observation]
) -> None:
    """A rate that must be observed is asked of every county, drawn or not; one that is listed is read where it is there."""
    rates = [evolve(low, when_missing=WhenUnobserved.FAULT) for low in sampling.low_rates]
    rules = evolve(sampling, low_rates=rates)
    whole = without(evidence, CHOU).adding(observations=[observe(JIA, PEOPLE, 4500)])
    given = evolve(whole, samples=[drawn(ZI), drawn(YIN), drawn(MAO)])
    missed = [("missing_observation", "990122 丑县")] * len(rates)
    assert codes(given, rules) == missed
    low = given.adding(observations=[observe(CHOU, EXITS, 90, source="verification")])
    assert [sign.key for sign in find_indications(low, sampling)] == ["Art. 9(5)/990122/exit_accuracy"]


def test_the_plan_of_counties_that_were_not_drawn(
    evidence: Evidence, sampling: Scheme, drawn: Callable[..., SampledCounty]
) -> None:
    """Art. 9(1) asks for the whole plan: a county that was not drawn has its line and its value all the same."""
    planned = evolve(sampling, plan=evolve(sampling.plan, level=PlanLevel.COUNTY))
    given = evolve(evidence, samples=[drawn(ZI), drawn(YIN), drawn(MAO)])
    assert find_faults(given, planned) == ()
    # 丑县 reached 900 of 1000; its city reached its own line of 4500.
    assert [sign.key for sign in find_indications(given, planned)] == ["Art. 9(1)/990122/poor_population_reduced"]
    missing = evolve(given, targets=[t for t in given.targets if t.place.code != CHOU])
    assert ("missing_target", "990122 丑县") in codes(missing, planned)
