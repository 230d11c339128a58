"""What stands against scoring: what is missing, does not apply, cannot weigh, or does not add up."""

from __future__ import annotations

import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from attrs import evolve

sys.path.append(str(Path(__file__).parents[1]))

from survey_rule import INCIDENCE, SHARES, make_rule

from jxassess import (
    NOT_APPLICABLE,
    Evidence,
    EvidenceError,
    Indicator,
    Observation,
    Scheme,
    Target,
    assess,
    find_faults,
)
from jxassess.evidence import NotApplicable, Uncertainty, find_unready
from jxassess.exact import Bound, Side
from jxassess.scheme import (
    Among,
    Cohort,
    Compared,
    Condition,
    Gate,
    MarkedReduction,
    Measured,
    NothingApplies,
    PlanLevel,
    PlanMiss,
    PlanRule,
    RelativeToMean,
    TableWeights,
    Tier,
    Weight,
    WhenMissing,
    WhenNotApplicable,
    WhenUnobserved,
)
from jxassess.words import Words

PEOPLE, VILLAGES, FUNDS, GROWTH = "poor_population_reduced", "poor_villages_exited", "funds_use", "rural_income_growth"
RURAL = "rural_population"
COUNTIES = ("990121", "990122", "990123", "990221", "990222")


def said(evidence: Evidence, scheme: Scheme) -> list[tuple[str, str]]:
    """Give code and text of every fault; the text begins with the place."""
    faults = find_faults(evidence, scheme)
    assert all(fault.text().startswith(f"{fault.where}: ") for fault in faults)
    return [(fault.code, fault.text()) for fault in faults]


def codes(evidence: Evidence, scheme: Scheme) -> list[tuple[str, str]]:
    return [(fault.code, fault.where) for fault in find_faults(evidence, scheme)]


# Carried counties


def test_a_carried_county_without_its_score(evidence: Evidence, scheme: Scheme) -> None:
    """A county that the scheme lists as carried brings its score."""
    assert said(evolve(evidence, carried=[]), scheme) == [
        ("missing_carried", "990222 辰县: no carried score [Art. 6]; give the score under its own measure")
    ]


def test_points_given_to_a_carried_county(
    evidence: Evidence, scheme: Scheme, observe: Callable[..., Observation]
) -> None:
    """Facts about a carried county stay; points given to it do not."""
    assert said(evidence.adding(observations=[observe("990222", "procedure_conformity", 9)]), scheme) == [
        (
            "carried_given",
            (
                "990222 辰县: points given for procedure of a carried county [Art. 6]; "
                "take them out; it brings its own score"
            ),
        )
    ]
    assert find_faults(evidence.adding(observations=[observe("990222", FUNDS, 90)]), scheme) == ()


def test_a_carried_county_in_a_mean(
    evidence: Evidence,
    scheme: Scheme,
    with_criterion: Callable[..., Scheme],
    with_value: Callable[..., Evidence],
) -> None:
    """Where carried counties count in the mean, their value is needed, also where others may leave it out."""
    rule = RelativeToMean(base=6, floor=3, cap=10, cohort=Cohort(among=Among.PROVINCE, has_carried=True))
    given = with_value(evidence, "990222", GROWTH, None)
    assert find_faults(given, scheme) == ()
    assert said(given, with_criterion(scheme, "income", rule=rule)) == [
        (
            "missing_observation",
            (
                "990222 辰县: no observation of rural_income_growth [Art. 5(1)]; "
                "give one, or set when_missing in criteria[0].children[2]"
            ),
        )
    ]


# Criteria


def test_a_missing_observation(evidence: Evidence, scheme: Scheme, with_value: Callable[..., Evidence]) -> None:
    """What the scheme needs and nobody observed is a fault with the path that could allow it."""
    assert said(with_value(evidence, "990121", "identification_accuracy", None), scheme) == [
        (
            "missing_observation",
            (
                "990121 子县: no observation of identification_accuracy [Art. 5(2)]; "
                "give one, or set when_missing in criteria[1].children[0]"
            ),
        )
    ]


@pytest.mark.parametrize("key", ["procedure_conformity", "satisfaction_work_team", "satisfaction_paired_helper", FUNDS])
def test_what_the_scheme_allows_to_be_missing(
    evidence: Evidence, scheme: Scheme, with_value: Callable[..., Evidence], key: str
) -> None:
    """Where the scheme counts zero or leaves out, a gap is no fault."""
    assert find_faults(with_value(evidence, "990121", key, None), scheme) == ()


def test_zero_is_an_observation(evidence: Evidence, scheme: Scheme, with_value: Callable[..., Evidence]) -> None:
    """A value of zero is a value: it is neither missing nor not applicable."""
    assert find_faults(with_value(evidence, "990121", "identification_accuracy", 0), scheme) == ()


def test_a_missing_target(evidence: Evidence, scheme: Scheme, with_line: Callable[..., Evidence]) -> None:
    """A share of a target needs the target; zero says that there is nothing to do, and nothing says nothing."""
    assert said(with_line(evidence, "990121", VILLAGES, None), scheme) == [
        (
            "missing_target",
            (
                "990121 子县: no target of poor_villages_exited [Art. 7(1)]; "
                "give its line of the approved plan, zero where there is nothing to do"
            ),
        )
    ]
    assert find_faults(with_line(evidence, "990121", VILLAGES, 0), scheme) == ()


def test_with_nothing_to_do_nothing_need_be_observed(
    evidence: Evidence, scheme: Scheme, with_line: Callable[..., Evidence], with_value: Callable[..., Evidence]
) -> None:
    """Where the target is zero, an observation may be there or not: completion does not apply."""
    idle = with_line(with_value(evidence, "990121", VILLAGES, None), "990121", VILLAGES, 0)
    assert find_faults(idle, scheme) == ()
    assert find_faults(with_value(idle, "990121", VILLAGES, NOT_APPLICABLE), scheme) == ()


def test_not_applicable_where_the_scheme_refuses_it(
    evidence: Evidence,
    scheme: Scheme,
    with_value: Callable[..., Evidence],
    with_line: Callable[..., Evidence],
    with_criterion: Callable[..., Scheme],
) -> None:
    """A scheme may take for a fault that a criterion does not apply, by observation or by a target of zero."""
    assert said(with_value(evidence, "990121", GROWTH, NOT_APPLICABLE), scheme) == [
        (
            "not_applicable_refused",
            (
                "990121 子县: income does not apply, and the scheme takes that for a fault [Art. 5]; "
                "give a value, or set when_not_applicable in criteria[0].children[2]"
            ),
        )
    ]
    strict = with_criterion(scheme, "villages", when_not_applicable=WhenNotApplicable.FAULT)
    assert codes(with_line(evidence, "990121", VILLAGES, 0), strict) == [("not_applicable_refused", "990121 子县")]
    assert find_faults(with_value(evidence, "990121", "exit_accuracy", NOT_APPLICABLE), scheme) == ()


@pytest.mark.parametrize(("points", "is_fault"), [(0, False), (10, False), ("10.01", True), (100, True)])
def test_points_given_lie_inside_the_marks(
    evidence: Evidence, scheme: Scheme, with_value: Callable[..., Evidence], points: int | str, is_fault: bool
) -> None:
    """A panel gives from zero to the marks, whatever range the indicator has."""
    text = f"990121 子县: {points} points given where procedure offers 0 to 10 [Art. 5]; give points inside the marks"
    expected = [("given_outside", text)] if is_fault else []
    assert said(with_value(evidence, "990121", "procedure_conformity", points), scheme) == expected


def test_a_county_to_which_nothing_applies(idle: Evidence, lenient: Scheme) -> None:
    """Where every criterion is left out, the county is a fault or left out of the mean, as the scheme says."""
    assert said(idle, lenient) == [
        (
            "nothing_applies",
            "990221 卯县: no criterion applies [Art. 5(1)]; give values, or set when_nothing_applies",
        )
    ]
    assert find_faults(idle, evolve(lenient, when_nothing_applies=NothingApplies.LEAVE_OUT)) == ()


def test_a_county_that_has_sent_nothing_yet(unsent: Evidence, lenient: Scheme) -> None:
    """Where data of a county are still to come it is not said that nothing applies; left out of the mean, it may be."""
    assert said(unsent, lenient) == [
        (
            "nothing_observed",
            "990221 卯县: nothing that applies has been observed yet [Art. 7(3)]; give observations",
        )
    ]
    assert find_faults(unsent, evolve(lenient, when_nothing_applies=NothingApplies.LEAVE_OUT)) == ()


@pytest.mark.parametrize("code", ["nothing_observed", "nothing_applies"])
def test_one_gap_makes_the_difference(
    idle: Evidence, lenient: Scheme, with_value: Callable[..., Evidence], code: str
) -> None:
    """As long as one value may still come, nothing has been observed; when all do not apply, nothing applies."""
    given = idle if code == "nothing_applies" else with_value(idle, "990221", FUNDS, None)
    assert codes(given, lenient) == [(code, "990221 卯县")]


def test_a_county_that_has_sent_nothing_is_listed_for_the_time_being(unsent: Evidence, lenient: Scheme) -> None:
    """While data are coming in, a county with nothing yet is listed, and the others are scored."""
    result = assess(unsent, lenient, provisional=True)
    assert [(fault.code, fault.where) for fault in result.missing] == [("nothing_observed", "990221 卯县")]
    assert [score.county.code for score in result.counties] == ["990121", "990122", "990123", "990222"]
    assert [(score.city.code, score.published) for score in result.cities] == [
        ("990100", Fraction("80.47")),
        ("990200", Fraction(93)),
    ]


def test_a_county_to_which_nothing_applies_is_no_gap(idle: Evidence, lenient: Scheme) -> None:
    """That nothing applies does not mend itself by waiting, so a provisional assessment refuses it as well."""
    with pytest.raises(EvidenceError) as error:
        assess(idle, lenient, provisional=True)
    assert [fault.code for fault in error.value.faults] == ["nothing_applies"]


def test_what_is_missing_by_rule_is_told_as_missing(
    unsent: Evidence, lenient: Scheme, with_criterion: Callable[..., Scheme], with_line: Callable[..., Evidence]
) -> None:
    """Where one value or target must be there, its absence is told and nothing more of the county."""
    strict = with_criterion(lenient, "exited", when_missing=WhenMissing.FAULT)
    assert codes(unsent, strict) == [("missing_observation", "990221 卯县")]
    assert codes(with_line(unsent, "990221", VILLAGES, None), lenient) == [("missing_target", "990221 卯县")]


def test_one_criterion_is_enough(
    idle: Evidence,
    unsent: Evidence,
    lenient: Scheme,
    with_value: Callable[..., Evidence],
    with_criterion: Callable[..., Scheme],
) -> None:
    """A county with one value, or with one criterion that counts zero when missing, is scored."""
    assert find_faults(with_value(idle, "990221", FUNDS, 0), lenient) == ()
    assert find_faults(with_value(unsent, "990221", FUNDS, 0), lenient) == ()
    assert find_faults(unsent, with_criterion(lenient, "use", when_missing=WhenMissing.ZERO)) == ()


@pytest.fixture
def weightless(lenient: Scheme) -> Callable[..., Scheme]:
    """Give the lenient scheme with a table in which the counties given weigh nothing and the others one."""

    def make(*codes: str, when: NothingApplies) -> Scheme:
        lines = [Weight(county=code, weight=int(code not in codes)) for code in COUNTIES]
        table = TableWeights(weights=lines, source="invented for tests")
        return evolve(lenient, when_nothing_applies=when, weights=table)

    return make


def test_a_county_that_is_left_out_has_no_weight(
    idle: Evidence, unsent: Evidence, weightless: Callable[..., Scheme]
) -> None:
    """Where the rest of a city weighs nothing, the county left out does not help, unless its data may still come."""
    scheme = weightless("990222", when=NothingApplies.LEAVE_OUT)
    assert said(idle, scheme) == [
        (
            "no_city_weight",
            "990200 乙市: the weights of its counties add up to zero [Art. 6]; weigh at least one county",
        )
    ]
    assert said(unsent, scheme) == [
        ("nothing_observed", "990200 乙市: nothing that applies has been observed yet [Art. 7(3)]; give observations")
    ]
    assert [score.city.code for score in assess(unsent, scheme, provisional=True).cities] == ["990100"]


def test_a_county_at_fault_is_not_told_again_as_weight(
    idle: Evidence, unsent: Evidence, weightless: Callable[..., Scheme]
) -> None:
    """Where the county itself is the fault, its city is not said to weigh nothing: it would weigh, once mended."""
    scheme = weightless("990222", when=NothingApplies.FAULT)
    assert codes(idle, scheme) == [("nothing_applies", "990221 卯县")]
    assert codes(unsent, scheme) == [("nothing_observed", "990221 卯县")]


@pytest.mark.parametrize("is_unsent", [False, True])
def test_a_table_without_weight_is_told_beside_a_county_at_fault(
    idle: Evidence, unsent: Evidence, weightless: Callable[..., Scheme], is_unsent: bool
) -> None:
    """A city whose counties all weigh zero has no mean, whatever becomes of the county at fault: both are told."""
    scheme = weightless("990221", "990222", when=NothingApplies.FAULT)
    found = codes(unsent if is_unsent else idle, scheme)
    assert ("no_city_weight", "990200 乙市") in found
    assert len(found) == 2


# Means


@pytest.mark.parametrize("growth", [0, -1])
def test_a_mean_of_zero_or_less(
    evidence: Evidence, scheme: Scheme, with_value: Callable[..., Evidence], growth: int
) -> None:
    """Nothing is relative to a mean that is not above zero; one such mean is told once."""
    for code in COUNTIES[:4]:
        evidence = with_value(evidence, code, GROWTH, growth)
    assert said(evidence, scheme) == [
        (
            "no_mean",
            (
                f"criteria[0].children[2]: the mean of rural_income_growth is {growth}; nothing can be relative to it "
                "[Art. 5]; use another rule for criteria[0].children[2]"
            ),
        )
    ]


def test_the_mean_that_counts_is_the_one_compared_with(
    evidence: Evidence, scheme: Scheme, with_value: Callable[..., Evidence], with_criterion: Callable[..., Scheme]
) -> None:
    """A mean of one city may be too low where that of the province is not, and carried counties may lift it."""
    low = with_value(evidence, "990221", GROWTH, 0)
    assert find_faults(low, scheme) == ()
    alone = RelativeToMean(base=6, floor=3, cap=10, cohort=Cohort(among=Among.CITY, has_carried=False))
    assert codes(low, with_criterion(scheme, "income", rule=alone)) == [("no_mean", "990200 乙市")]
    with_carried = evolve(alone, cohort=Cohort(among=Among.CITY, has_carried=True))
    assert find_faults(low, with_criterion(scheme, "income", rule=with_carried)) == ()
    nobody = with_value(evidence, "990221", GROWTH, None)
    assert find_faults(nobody, with_criterion(scheme, "income", rule=alone)) == ()


def test_each_mean_is_told_once(
    evidence: Evidence, scheme: Scheme, with_value: Callable[..., Evidence], with_criterion: Callable[..., Scheme]
) -> None:
    """Counties that differ share one mean: it is told once for each city compared, also where two are equal."""
    for code, growth in (("990121", -3), ("990122", 1), ("990123", -1), ("990221", -1)):
        evidence = with_value(evidence, code, GROWTH, growth)
    alone = RelativeToMean(base=6, floor=3, cap=10, cohort=Cohort(among=Among.CITY, has_carried=False))
    faults = find_faults(evidence, with_criterion(scheme, "income", rule=alone))
    assert [(fault.code, fault.where, fault.value) for fault in faults] == [
        ("no_mean", "990100 甲市", "-1"),
        ("no_mean", "990200 乙市", "-1"),
    ]
    # -3 + 1 - 1 - 1 of four counties.
    faults = find_faults(evidence, scheme)
    assert [(fault.code, fault.where, fault.value) for fault in faults] == [
        ("no_mean", "criteria[0].children[2]", "-1")
    ]


def test_each_criterion_has_a_mean_of_its_own(
    evidence: Evidence, scheme: Scheme, with_value: Callable[..., Evidence], with_criterion: Callable[..., Scheme]
) -> None:
    """Two criteria on one indicator are two faults, each with the path of the rule to change."""
    for code in COUNTIES[:4]:
        evidence = with_value(evidence, code, GROWTH, 0)
    rules = with_criterion(
        scheme, "use", indicator=scheme.criterion("income").indicator, rule=scheme.criterion("income").rule
    )
    evidence = evolve(evidence, observations=[o for o in evidence.observations if o.indicator.key != FUNDS])
    assert codes(evidence, rules) == [("no_mean", "criteria[0].children[2]"), ("no_mean", "criteria[3].children[0]")]


# Weights


def test_weights_may_be_of_any_day(weighed: Callable[..., tuple[Evidence, Scheme]]) -> None:
    """Figures that only weigh may come from an earlier census; a county may weigh nothing."""
    assert find_faults(*weighed(300, 250, 0, 0, 150)) == ()


@pytest.mark.parametrize("use", ["criterion", "plan", "rate", "reward"])
def test_weights_that_are_used_otherwise_are_of_the_year(
    evidence: Evidence,
    scheme: Scheme,
    current: Callable[[str, str], Observation],
    item: Callable[[str], Indicator],
    weighed: Callable[..., tuple[Evidence, Scheme]],
    with_criterion: Callable[..., Scheme],
    plan_line: Callable[..., Target],
    use: str,
) -> None:
    """A figure that is also scored, planned, watched or rewarded is one of the year assessed."""
    given, by_people = weighed(300, 250, 100, 400, 150)
    if use == "criterion":
        by_people = with_criterion(by_people, "use", indicator=item(RURAL))
        given = evolve(given, observations=[o for o in given.observations if o.indicator.key != FUNDS])
    if use == "plan":
        by_people = evolve(by_people, plan=evolve(scheme.plan, items=[*scheme.plan.items, item(RURAL)]))
        lines = [plan_line("990100", RURAL, 600), plan_line("990200", RURAL, 500)]
        given = given.adding(targets=lines)
    if use == "rate":
        by_people = evolve(by_people, low_rates=[*scheme.low_rates, evolve(scheme.low_rates[0], indicator=item(RURAL))])
    if use == "reward":
        marked = MarkedReduction(indicator=item(RURAL), measured=Measured.TOTAL, at_least=1)
        by_people = evolve(by_people, rewards=evolve(scheme.rewards, marked=marked))
    faults = find_faults(given, by_people)
    assert [(fault.code, fault.value) for fault in faults] == [("wrong_day", "2010-11-01")] * 5


def test_weights_that_a_survey_reads_are_of_any_day(
    scheme: Scheme, item: Callable[[str], Indicator], weighed: Callable[..., tuple[Evidence, Scheme]]
) -> None:
    """A figure of a census that weighs counties may stand in an estimate too: it is known, not assessed."""
    given, by_people = weighed(300, 250, 100, 400, 150)
    rule = evolve(make_rule(), estimators=[*SHARES, evolve(INCIDENCE, population=item(RURAL))])
    assert find_faults(given, evolve(by_people, survey=rule)) == ()


def test_a_county_without_a_weight(weighed: Callable[..., tuple[Evidence, Scheme]]) -> None:
    """Every county has a number to weigh by, carried counties too."""
    assert said(*weighed(300, None, 100, 400, None)) == [
        ("missing_observation", f"{place}: no observation of rural_population [Art. 5]; give one")
        for place in ("990122 丑县", "990222 辰县")
    ]


def test_a_weight_that_does_not_apply(weighed: Callable[..., tuple[Evidence, Scheme]]) -> None:
    """A weight is a number: not applicable is no weight and not merely missing, so waiting does not mend it."""
    given, scheme = weighed(300, NOT_APPLICABLE, 100, 400, NOT_APPLICABLE)
    assert said(given, scheme) == [
        (
            "weight_not_applicable",
            (
                f"{place}: rural_population, by which counties are weighed, is said not to apply [Art. 6]; "
                "give a number, zero if the county weighs nothing"
            ),
        )
        for place in ("990122 丑县", "990222 辰县")
    ]
    with pytest.raises(EvidenceError):
        assess(given, scheme, provisional=True)


def test_a_negative_weight(weighed: Callable[..., tuple[Evidence, Scheme]], item: Callable[[str], Indicator]) -> None:
    """A weight is zero or more, also where its indicator could be less."""
    signed = evolve(item(RURAL), low=-10)
    assert said(*weighed(300, -5, 100, 400, 150, indicator=signed)) == [
        ("negative_weight", "990122 丑县: a weight of -5 [Art. 6]; give zero or more")
    ]


def test_a_city_whose_counties_weigh_nothing(weighed: Callable[..., tuple[Evidence, Scheme]]) -> None:
    """At least one county of a city weighs something."""
    assert said(*weighed(300, 250, 100, 0, 0)) == [
        (
            "no_city_weight",
            "990200 乙市: the weights of its counties add up to zero [Art. 6]; weigh at least one county",
        )
    ]


def test_a_table_of_weights_fits_the_counties(evidence: Evidence, scheme: Scheme) -> None:
    """The table has a line for each county and for nothing else."""
    lines = [Weight(county=code, weight=1) for code in ("990121", "990122", "990123", "990221", "990299")]
    table = TableWeights(weights=lines, source="invented for tests")
    assert said(evidence, evolve(scheme, weights=table)) == [
        ("weight_missing", "990222 辰县: no weight in the table of the scheme [Art. 6]; add a line to weights"),
        (
            "weight_unknown",
            (
                "weights.weights: 990299 has a weight, but is not among the counties [Art. 6]; "
                "take the line out, or add the county"
            ),
        ),
    ]
    whole = evolve(table, weights=[*lines[:4], Weight(county="990222", weight=0)])
    assert find_faults(evidence, evolve(scheme, weights=whole)) == ()


# Plan, rates, sums


def test_a_city_without_its_line_of_the_plan(
    evidence: Evidence, scheme: Scheme, with_line: Callable[..., Evidence]
) -> None:
    """Each city has a line for every item of the plan."""
    assert codes(with_line(evidence, "990200", PEOPLE, None), scheme) == [("missing_target", "990200 乙市")]


def test_a_county_without_its_line_of_the_plan(
    evidence: Evidence, scheme: Scheme, with_line: Callable[..., Evidence]
) -> None:
    """Where the scheme reads the counties' lines, carried counties have one as well; else they need none."""
    given = with_line(evidence, "990222", PEOPLE, None)
    assert find_faults(given, scheme) == ()
    by_county = evolve(scheme, plan=evolve(scheme.plan, level=PlanLevel.COUNTY))
    assert find_faults(evidence, by_county) == ()
    assert codes(given, by_county) == [("missing_target", "990222 辰县")]


def test_a_plan_without_a_value(
    evidence: Evidence, scheme: Scheme, with_value: Callable[..., Evidence], with_line: Callable[..., Evidence]
) -> None:
    """What a city reached is the sum of all counties, so each is needed, a carried one and one with no task too."""
    missing = "no observation of poor_population_reduced [Art. 5(1)]; give one"
    assert said(with_value(evidence, "990222", PEOPLE, None), scheme) == [
        ("missing_observation", f"990222 辰县: {missing}")
    ]
    idle = with_line(with_value(evidence, "990121", PEOPLE, None), "990121", PEOPLE, 0)
    assert said(idle, scheme) == [("missing_observation", f"990121 子县: {missing}")]
    assert find_faults(with_value(idle, "990121", PEOPLE, NOT_APPLICABLE), scheme) == ()


def test_what_two_parts_of_the_scheme_need_is_asked_for_once(
    evidence: Evidence, scheme: Scheme, with_value: Callable[..., Evidence]
) -> None:
    """A value that criterion, plan and reward all read is missed once, in the words of the criterion."""
    ((_, text),) = said(with_value(evidence, "990121", PEOPLE, None), scheme)
    assert text.endswith("give one, or set when_missing in criteria[0].children[0]")
    assert codes(with_value(evidence, "990121", PEOPLE, None), scheme) == [("missing_observation", "990121 子县")]
    assert codes(with_value(evidence, "990121", "exit_accuracy", None), scheme) == [
        ("missing_observation", "990121 子县")
    ]


def test_a_citys_own_value_stands_for_its_counties(
    evidence: Evidence, scheme: Scheme, with_value: Callable[..., Evidence], observe: Callable[..., Observation]
) -> None:
    """Where the city itself is observed, the plan needs no value of a carried county, unless it reads the counties."""
    given = with_value(evidence, "990222", PEOPLE, None)
    given = given.adding(observations=[observe("990200", PEOPLE, 4200)])
    assert find_faults(given, scheme) == ()
    by_county = evolve(scheme, plan=evolve(scheme.plan, level=PlanLevel.COUNTY))
    assert codes(given, by_county) == [("missing_observation", "990222 辰县")]


def test_a_countys_line_of_zero_needs_no_value(
    evidence: Evidence,
    scheme: Scheme,
    with_value: Callable[..., Evidence],
    with_line: Callable[..., Evidence],
    observe: Callable[..., Observation],
) -> None:
    """A county with nothing to do has nothing to report, where its city is observed itself."""
    given = with_line(with_value(evidence, "990222", PEOPLE, None), "990222", PEOPLE, 0)
    given = given.adding(observations=[observe("990200", PEOPLE, 4200)])
    assert find_faults(given, evolve(scheme, plan=evolve(scheme.plan, level=PlanLevel.COUNTY))) == ()


def test_a_countys_task_of_zero_needs_its_value(
    evidence: Evidence,
    scheme: Scheme,
    remaining_poor: Indicator,
    observe: Callable[..., Observation],
    plan_line: Callable[..., Target],
) -> None:
    """Where less is better, a county with a target of zero has a task, and reports what it reached."""
    plan = evolve(scheme.plan, items=[*scheme.plan.items, remaining_poor], level=PlanLevel.COUNTY)
    cities = ("990100", "990200")
    given = evidence.adding(
        targets=[plan_line(code, PEOPLE, 0, indicator=remaining_poor) for code in (*cities, *COUNTIES)],
        observations=[observe(code, PEOPLE, 0, indicator=remaining_poor) for code in (*cities, *COUNTIES[1:])],
    )
    missing = "990121 子县: no observation of remaining_poor [Art. 5(1)]; give one"
    assert said(given, evolve(scheme, plan=plan)) == [("missing_observation", missing)]
    by_city = evolve(plan, level=PlanLevel.CITY)
    assert find_faults(given, evolve(scheme, plan=by_city)) == ()


def test_an_item_of_the_plan_that_does_not_add_up(
    evidence: Evidence, scheme: Scheme, plan_line: Callable[..., Target], item: Callable[[str], Indicator]
) -> None:
    """A rate in the plan is observed of the city itself."""
    plan = PlanRule(items=[item(PEOPLE), item("exit_accuracy")], level=PlanLevel.CITY, miss=PlanMiss.ANY)
    lines = [plan_line(code, "exit_accuracy", 98) for code in ("990100", "990200")]
    assert said(evidence.adding(targets=lines), evolve(scheme, plan=plan)) == [
        ("missing_observation", f"{city}: no observation of exit_accuracy [Art. 5(2)]; give one")
        for city in ("990100 甲市", "990200 乙市")
    ]


def test_a_reward_without_a_plan(villages_alone: tuple[Evidence, Scheme]) -> None:
    """A reward for a share of the plan needs the city's line; one for a total does not."""
    given, scheme = villages_alone
    assert said(given, scheme) == [
        (
            "no_plan_for_reward",
            (
                f"{city}: no line of the plan for poor_population_reduced, which the reward asks for [Art. 8]; "
                "give the city's line of the approved plan"
            ),
        )
        for city in ("990100 甲市", "990200 乙市")
    ]
    marked = evolve(scheme.rewards.marked, measured=Measured.TOTAL, at_least=4200)
    assert find_faults(given, evolve(scheme, rewards=evolve(scheme.rewards, marked=marked))) == ()


def test_a_reward_needs_the_values_of_all_counties(
    villages_alone: tuple[Evidence, Scheme], with_value: Callable[..., Evidence]
) -> None:
    """What the reward adds up is needed of carried counties too, though it is not in the plan."""
    given, scheme = villages_alone
    marked = evolve(scheme.rewards.marked, measured=Measured.TOTAL)
    scheme = evolve(scheme, rewards=evolve(scheme.rewards, marked=marked))
    assert codes(with_value(given, "990222", PEOPLE, None), scheme) == [("missing_observation", "990222 辰县")]


def test_a_rate_that_must_be_observed(evidence: Evidence, scheme: Scheme, with_value: Callable[..., Evidence]) -> None:
    """A rate is needed of carried counties too, unless the scheme lists them as not checked."""
    assert said(with_value(evidence, "990222", "exit_accuracy", None), scheme) == [
        ("missing_observation", "990222 辰县: no observation of exit_accuracy [Art. 5(2)]; give one")
    ]
    assert find_faults(with_value(evidence, "990222", "satisfaction_work_team", None), scheme) == ()


def test_a_rate_that_no_criterion_insists_on(
    evidence: Evidence, scheme: Scheme, with_value: Callable[..., Evidence]
) -> None:
    """A rate that a criterion may leave out is needed all the same where the scheme takes its absence for a fault."""
    rates = [evolve(low, when_missing=WhenUnobserved.FAULT) for low in scheme.low_rates]
    given = with_value(evidence, "990121", "satisfaction_work_team", None)
    assert codes(given, evolve(scheme, low_rates=rates)) == [("missing_observation", "990121 子县")]


def test_a_city_and_the_sum_of_its_counties(
    evidence: Evidence,
    scheme: Scheme,
    observe: Callable[..., Observation],
    with_value: Callable[..., Evidence],
) -> None:
    """A city's own count is that of its counties; 2100, 900 and 1500 are 4500."""
    given = evidence.adding(observations=[observe("990100", PEOPLE, 4501)])
    assert said(given, scheme) == [
        (
            "sum_differs",
            "990100 甲市: poor_population_reduced is 4501, but its counties add up to 4500 [Art. 10]; mend one of them",
        )
    ]
    assert find_faults(with_value(given, "990100", PEOPLE, 4500), scheme) == ()


@pytest.mark.parametrize(
    ("own", "chou", "total"),
    [
        # 2100 and 1500 are 3600; what does not apply to 丑县 adds nothing.
        (3600, NOT_APPLICABLE, None),
        (3601, NOT_APPLICABLE, "3600"),
        (3599, NOT_APPLICABLE, "3600"),
        # While 丑县 is missing the city may have more than the others, and not less.
        (3600, None, None),
        (4500, None, None),
        (3599, None, "3600"),
        # A city to which the item does not apply has nothing.
        (NOT_APPLICABLE, 900, "4500"),
        (NOT_APPLICABLE, None, "3600"),
        (0, 900, "4500"),
    ],
)
def test_a_sum_with_gaps(
    evidence: Evidence,
    scheme: Scheme,
    with_value: Callable[..., Evidence],
    with_line: Callable[..., Evidence],
    own: int | NotApplicable,
    chou: int | NotApplicable | None,
    total: str | None,
) -> None:
    """What does not apply counts zero, in a county and in a city; with a county missing only an excess is a fault."""
    # Without tasks in either place nothing else is said of what does not apply.
    given = with_line(with_line(evidence, "990100", PEOPLE, 0), "990122", PEOPLE, 0)
    given = with_value(with_value(given, "990122", PEOPLE, chou), "990100", PEOPLE, own)
    shown = "0" if own is NOT_APPLICABLE else str(own)
    text = f"990100 甲市: {PEOPLE} is {shown}, but its counties add up to {total} [Art. 10]; mend one of them"
    assert said(given, scheme) == ([("sum_differs", text)] if total else [])


def test_a_city_and_its_counties_to_which_nothing_applies(
    evidence: Evidence, scheme: Scheme, with_value: Callable[..., Evidence], with_line: Callable[..., Evidence]
) -> None:
    """What does not apply to any county may be said not to apply to the city, or be zero there."""
    for code in ("990200", "990221", "990222"):
        evidence = with_line(with_value(evidence, code, PEOPLE, NOT_APPLICABLE), code, PEOPLE, 0)
    assert find_faults(evidence, scheme) == ()
    assert find_faults(with_value(evidence, "990200", PEOPLE, 0), scheme) == ()
    assert codes(with_value(evidence, "990200", PEOPLE, 1), scheme) == [("sum_differs", "990200 乙市")]


@pytest.mark.parametrize(("values", "is_fault"), [((5, None), False), ((5, -4), True), ((5, -2), False)])
def test_an_excess_says_nothing_where_values_may_be_negative(
    evidence: Evidence,
    scheme: Scheme,
    item: Callable[[str], Indicator],
    observe: Callable[..., Observation],
    values: tuple[int, int | None],
    is_fault: bool,
) -> None:
    """Of a change, which a missing county could lower again, only the complete sum is held against the city's 3."""
    change = evolve(item(PEOPLE), key="change", low=-100)
    marked = evolve(scheme.rewards.marked, indicator=change, measured=Measured.TOTAL)
    rules = evolve(scheme, rewards=evolve(scheme.rewards, marked=marked))
    found = [observe(code, PEOPLE, 0, indicator=change) for code in COUNTIES[:3]]
    found += [observe("990200", PEOPLE, 3, indicator=change)]
    found += [
        observe(c, PEOPLE, v, indicator=change) for c, v in zip(COUNTIES[3:], values, strict=True) if v is not None
    ]
    expected = [("sum_differs", "990200 乙市")] if is_fault else []
    assert codes(evidence.adding(observations=found), rules) == expected


def test_rates_are_not_added_up(evidence: Evidence, scheme: Scheme, observe: Callable[..., Observation]) -> None:
    """A city's rate is not the sum of its counties' rates."""
    assert find_faults(evidence.adding(observations=[observe("990100", "exit_accuracy", 99)]), scheme) == ()


# Thresholds at the ends of intervals


EXITS, TEAM = "exit_accuracy", "satisfaction_work_team"


@pytest.fixture
def at_ends(scheme: Scheme, item: Callable[[str], Indicator]) -> Scheme:
    """The scheme that compares the upper end of accuracy for low rates, and the lower end of satisfaction for a gate."""
    rates = [evolve(low, compared=Compared.UPPER) if low.indicator.key == EXITS else low for low in scheme.low_rates]
    must = Condition(indicator=item(TEAM), must=Bound(side=Side.AT_LEAST, value=80), compared=Compared.LOWER)
    gate = Gate(
        key="gate", name=Words("gate", "否决"), conditions=[must], level=Tier.COUNTY, grade="fair", allowed_by="letter"
    )
    return evolve(scheme, low_rates=rates, gates=[gate])


@pytest.fixture
def surveyed(evidence: Evidence, sampled: Callable[..., Uncertainty]) -> Evidence:
    """The evidence in which every accuracy and satisfaction has an interval."""
    found = [
        evolve(o, uncertainty=sampled(o.value, o.value)) if o.indicator.key in (EXITS, TEAM) else o
        for o in evidence.observations
    ]
    return evolve(evidence, observations=found)


def test_intervals_that_thresholds_need(
    evidence: Evidence, surveyed: Evidence, scheme: Scheme, at_ends: Scheme, observe: Callable[..., Observation]
) -> None:
    """Each value without the interval that a low rate or a gate compares is a fault, all of them at once."""
    assert find_faults(surveyed, at_ends) == find_faults(surveyed, scheme) == find_faults(evidence, scheme) == ()
    places = ("990121 子县", "990122 丑县", "990123 寅县", "990221 卯县", "990222 辰县")
    assert codes(evidence, at_ends) == [
        *(("no_uncertainty", f"{place} observations.{EXITS}") for place in places),
        *(("no_uncertainty", f"{place} observations.{TEAM}") for place in places),
    ]
    # A city's own rate is looked at too; a gate of counties does not read it.
    own = evidence.adding(observations=[observe("990100", key, 99) for key in (EXITS, TEAM)])
    assert [where for _, where in codes(own, at_ends) if where.startswith("990100")] == [
        f"990100 甲市 observations.{EXITS}"
    ]


def test_a_missing_interval_in_words(surveyed: Evidence, at_ends: Scheme, observe: Callable[..., Observation]) -> None:
    """The fault names the end that the scheme compares, in both languages."""
    alone = evolve(next(o for o in surveyed.observations if o.indicator.key == TEAM), uncertainty=None)
    rest = [o for o in surveyed.observations if (o.place, o.indicator) != (alone.place, alone.indicator)]
    (fault,) = find_faults(evolve(surveyed, observations=[*rest, alone]), at_ends)
    assert fault.text() == (
        "990121 子县 observations.satisfaction_work_team: the scheme compares the lower bound of the interval of "
        "satisfaction_work_team, and this observation has no interval [Art. 7(2)]; "
        "give the uncertainty of the estimate, or let the scheme compare the estimate"
    )
    assert fault.text("zh") == (
        "990121 子县 observations.satisfaction_work_team：方案比较驻村工作队满意度的置信区间下限，而该数据没有"
        "置信区间〔第七条第(二)项〕；请填报估计值的抽样误差，或在方案中改为比较估计值"
    )


@pytest.mark.parametrize("value", [NOT_APPLICABLE, None])
def test_nothing_has_no_interval(
    surveyed: Evidence, at_ends: Scheme, with_value: Callable[..., Evidence], value: NotApplicable | None
) -> None:
    """What is missing or does not apply lacks no interval, and is a fault of another kind or none."""
    found = [o for o in surveyed.observations if (o.place.code, o.indicator.key) != ("990222", EXITS)]
    given = with_value(evolve(surveyed, observations=found), "990222", EXITS, value)
    assert [code for code, _ in codes(given, at_ends)] == (["missing_observation"] if value is None else [])


def test_waiting_for_intervals(evidence: Evidence, at_ends: Scheme) -> None:
    """A provisional assessment lists the intervals that are missing, indicates nothing by them, and scores all the same."""
    assert find_unready(evidence, at_ends) == frozenset()
    with pytest.raises(EvidenceError):
        assess(evidence, at_ends)
    found = assess(evidence, at_ends, provisional=True)
    assert {fault.code for fault in found.missing} == {"no_uncertainty"}
    assert len(found.missing) == 10
    assert (found.indications, [city.gates for city in found.cities]) == ((), [(), ()])
    assert None not in [county.score for county in found.counties]
