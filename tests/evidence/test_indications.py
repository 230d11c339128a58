"""Indications: computed signs of Art. 9(1) and (5), which people confirm or reject."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest
from attrs import evolve

from jxassess import (
    NOT_APPLICABLE,
    Better,
    Body,
    Bound,
    Citation,
    Evidence,
    EvidenceError,
    Fact,
    FactKind,
    Indication,
    Indicator,
    Observation,
    Problem,
    Scheme,
    Side,
    Target,
    Verdict,
    Words,
    assess,
    find_faults,
    find_indications,
)
from jxassess.evidence import Uncertainty, find_unchecked
from jxassess.scheme import Compared, LowRate, PlanLevel, PlanMiss, PlanRule, RateKind, WhenUnobserved

PEOPLE, VILLAGES = "poor_population_reduced", "poor_villages_exited"
DAY = date(2019, 12, 31)


def keys(evidence: Evidence, scheme: Scheme) -> list[str]:
    return [indication.key for indication in find_indications(evidence, scheme)]


@pytest.fixture
def plan(scheme: Scheme, item: Callable[[str], Indicator]) -> Callable[..., Scheme]:
    """Give the scheme with another rule on the plan."""

    def make(level: PlanLevel, miss: PlanMiss, *items: str) -> Scheme:
        return evolve(scheme, plan=PlanRule(items=[item(key) for key in items or (PEOPLE,)], level=level, miss=miss))

    return make


@pytest.fixture
def two_lines(evidence: Evidence, plan_line: Callable[..., Target]) -> Evidence:
    """甲市 reached 4500 people of 4500 and 5 villages of 6, 乙市 4200 people of 4100; it has no villages to exit."""
    lines = [plan_line("990100", VILLAGES, 6), plan_line("990200", VILLAGES, 0)]
    return evidence.adding(targets=lines)


# Art. 9(1), the plan


def test_a_plan_that_is_met_exactly_is_no_sign(evidence: Evidence, scheme: Scheme) -> None:
    """Both cities reach their plan, 甲市 to the person; nothing is indicated."""
    assert find_indications(evidence, scheme) == ()


def test_one_person_short_is_a_sign(
    evidence: Evidence, scheme: Scheme, with_value: Callable[..., Evidence], place: Callable[[str], object]
) -> None:
    """甲市 reached 4499 of 4500; the sign says so, with the line of the plan and everything behind the value."""
    (found,) = find_indications(with_value(evidence, "990121", PEOPLE, 2099), scheme)
    assert (found.problem, found.place, found.where) == (Problem.PLAN_UNFULFILLED, place("990100"), "plan")
    assert (found.value, found.bound) == (4499, 4500)
    assert found.words == Words(
        "registered poor people lifted out: 4499 persons, target 4500 persons",
        "建档立卡贫困人口减少：4499人，计划4500人",
    )
    assert found.key == "Art. 9(1)/990100/poor_population_reduced"
    assert found.citation == Citation(9, item=1)
    assert [o.value for o in found.observations] == [2099, 900, 1500]
    assert found.target is not None
    assert found.target.value == 4500


def test_a_carried_county_counts_for_its_city(
    evidence: Evidence, scheme: Scheme, with_value: Callable[..., Evidence]
) -> None:
    """乙市 reaches 4100 with 2500 of its carried county, and misses it with 2499."""
    assert keys(with_value(evidence, "990222", PEOPLE, 2500), scheme) == []
    assert keys(with_value(evidence, "990222", PEOPLE, 2499), scheme) == [f"Art. 9(1)/990200/{PEOPLE}"]


def test_a_citys_own_value_is_held_against_its_plan(
    evidence: Evidence, scheme: Scheme, observe: Callable[..., Observation]
) -> None:
    """Where the city itself is observed, that value counts and stands alone behind the sign."""
    own = observe("990200", PEOPLE, 4099)
    (found,) = find_indications(evidence.adding(observations=[own]), scheme)
    assert (found.value, found.observations) == (4099, (own,))


def test_at_the_level_of_cities_a_countys_miss_is_no_sign(evidence: Evidence, plan: Callable[..., Scheme]) -> None:
    """丑县 reached 900 of 1000, which the scheme does not look at where it reads the city's line only."""
    assert keys(evidence, plan(PlanLevel.CITY, PlanMiss.ANY)) == []


def test_at_the_level_of_counties_a_countys_miss_is_a_sign(
    evidence: Evidence, plan: Callable[..., Scheme], place: Callable[[str], object]
) -> None:
    """丑县 reached 900 of 1000, and that is a sign where the scheme reads the counties' lines too."""
    (found,) = find_indications(evidence, plan(PlanLevel.COUNTY, PlanMiss.ANY))
    assert (found.place, found.value, found.bound) == (place("990122"), 900, 1000)
    assert [o.place for o in found.observations] == [place("990122")]


def test_cities_are_read_at_the_level_of_counties_too(
    evidence: Evidence, plan: Callable[..., Scheme], with_value: Callable[..., Evidence]
) -> None:
    """A county's miss can be the city's as well: both signs are given, by code."""
    given = with_value(evidence, "990122", PEOPLE, 899)
    assert keys(given, plan(PlanLevel.COUNTY, PlanMiss.ANY)) == [
        f"Art. 9(1)/990100/{PEOPLE}",
        f"Art. 9(1)/990122/{PEOPLE}",
    ]


def test_a_carried_county_has_a_plan_of_its_own(
    evidence: Evidence, plan: Callable[..., Scheme], with_value: Callable[..., Evidence]
) -> None:
    """A carried county brings its score, and its line of the plan is held against it all the same."""
    given = with_value(with_value(evidence, "990122", PEOPLE, 1000), "990222", PEOPLE, 2499)
    assert keys(given, plan(PlanLevel.COUNTY, PlanMiss.ANY)) == [
        f"Art. 9(1)/990200/{PEOPLE}",
        f"Art. 9(1)/990222/{PEOPLE}",
    ]


@pytest.mark.parametrize(
    ("people", "villages", "for_any", "for_all"),
    [(2100, 4, [], []), (2100, 3, [VILLAGES], []), (2099, 4, [PEOPLE], []), (2099, 3, [PEOPLE, VILLAGES], None)],
)
def test_any_line_or_all_lines(
    two_lines: Evidence,
    plan: Callable[..., Scheme],
    with_value: Callable[..., Evidence],
    people: int,
    villages: int,
    for_any: list[str],
    for_all: list[str] | None,
) -> None:
    """One missed line of two is a sign where the scheme says any; where it says all, only both together are."""
    given = with_value(with_value(two_lines, "990121", PEOPLE, people), "990121", VILLAGES, villages)
    expected = [f"Art. 9(1)/990100/{key}" for key in for_any]
    assert keys(given, plan(PlanLevel.CITY, PlanMiss.ANY, PEOPLE, VILLAGES)) == expected
    both = expected if for_all is None else []
    assert keys(given, plan(PlanLevel.CITY, PlanMiss.ALL, PEOPLE, VILLAGES)) == both


@pytest.mark.parametrize("miss", PlanMiss)
def test_a_line_of_zero_is_no_line(
    two_lines: Evidence, plan: Callable[..., Scheme], with_value: Callable[..., Evidence], miss: PlanMiss
) -> None:
    """乙市 has no villages to exit: that line is neither missed nor met, so its one missed line is all its lines."""
    given = with_value(with_value(two_lines, "990221", PEOPLE, 0), "990121", VILLAGES, 4)
    assert keys(given, plan(PlanLevel.CITY, miss, PEOPLE, VILLAGES)) == [f"Art. 9(1)/990200/{PEOPLE}"]


@pytest.mark.parametrize("miss", PlanMiss)
def test_a_place_with_nothing_to_do_misses_nothing(
    evidence: Evidence, plan: Callable[..., Scheme], with_line: Callable[..., Evidence], miss: PlanMiss
) -> None:
    """Where every line is zero there is no sign, whether one line or all must be missed."""
    given = with_line(with_line(evidence, "990100", PEOPLE, 0), "990200", PEOPLE, 0)
    assert keys(given, plan(PlanLevel.CITY, miss)) == []


def test_what_does_not_apply_counts_zero_for_the_city(
    evidence: Evidence, scheme: Scheme, with_value: Callable[..., Evidence]
) -> None:
    """A county to which the item does not apply adds nothing: 甲市 is left with 2100 and 1500 of 4500."""
    (found,) = find_indications(with_value(evidence, "990122", PEOPLE, NOT_APPLICABLE), scheme)
    assert found.value == 3600
    assert len(found.observations) == 3


def test_what_does_not_apply_in_a_county_is_no_sign_there(
    evidence: Evidence, plan: Callable[..., Scheme], with_value: Callable[..., Evidence]
) -> None:
    """Without a number nothing is held against a county's own line; its city's sum is read all the same."""
    given = with_value(evidence, "990122", PEOPLE, NOT_APPLICABLE)
    assert keys(given, plan(PlanLevel.COUNTY, PlanMiss.ANY)) == [f"Art. 9(1)/990100/{PEOPLE}"]


def test_what_is_missing_is_no_sign(
    evidence: Evidence, plan: Callable[..., Scheme], with_value: Callable[..., Evidence]
) -> None:
    """Without a value nothing is computed and nothing counted as zero; the fault is told elsewhere."""
    given = with_value(evidence, "990122", PEOPLE, None)
    scheme = plan(PlanLevel.COUNTY, PlanMiss.ANY)
    assert keys(given, scheme) == []
    assert "missing_observation" in [fault.code for fault in find_faults(given, scheme)]


def test_without_a_line_there_is_no_sign(
    evidence: Evidence, scheme: Scheme, with_line: Callable[..., Evidence], with_value: Callable[..., Evidence]
) -> None:
    """A city without its line of the plan cannot miss it; the fault is told elsewhere."""
    given = with_line(with_value(evidence, "990121", PEOPLE, 0), "990100", PEOPLE, None)
    assert keys(given, scheme) == []
    assert [fault.code for fault in find_faults(given, scheme)] == ["missing_target"]


@pytest.mark.parametrize(("left", "is_sign"), [(99, False), (100, False), (101, True)])
def test_where_lower_is_better_more_is_a_miss(
    evidence: Evidence,
    scheme: Scheme,
    remaining_poor: Indicator,
    observe: Callable[..., Observation],
    plan_line: Callable[..., Target],
    left: int,
    is_sign: bool,
) -> None:
    """Of people left poor, the plan is met with as many as planned or fewer, and missed with one more."""
    own = evolve(scheme, plan=PlanRule(items=[remaining_poor], level=PlanLevel.COUNTY, miss=PlanMiss.ANY))
    given = evolve(
        evidence,
        observations=[*evidence.observations, observe("990222", PEOPLE, left, indicator=remaining_poor)],
        targets=[*evidence.targets, plan_line("990222", PEOPLE, 100, indicator=remaining_poor)],
    )
    assert keys(given, own) == (["Art. 9(1)/990222/remaining_poor"] if is_sign else [])


def test_an_item_that_does_not_add_up_is_read_of_the_city(
    evidence: Evidence,
    plan: Callable[..., Scheme],
    observe: Callable[..., Observation],
    plan_line: Callable[..., Target],
) -> None:
    """A rate in the plan of a city is that of the city, never one made from its counties."""
    scheme = plan(PlanLevel.CITY, PlanMiss.ANY, "exit_accuracy")
    given = evidence.adding(targets=[plan_line("990100", "exit_accuracy", 99)])
    assert keys(given, scheme) == []
    own = observe("990100", "exit_accuracy", "98.99")
    assert keys(given.adding(observations=[own]), scheme) == ["Art. 9(1)/990100/exit_accuracy"]


def test_the_corrected_value_counts(evidence: Evidence, scheme: Scheme, with_value: Callable[..., Evidence]) -> None:
    """A sign follows the version in force: a correction can bring it and take it away."""
    short = with_value(evidence, "990121", PEOPLE, 2099)
    wrong = next(o for o in short.observations if o.place.code == "990121" and o.indicator.key == PEOPLE)
    mended = wrong.corrected(2100, on=date(2020, 2, 1), document="letter", submitter="甲市", reason="a slip")
    worse = mended.corrected(2098, on=date(2020, 2, 2), document="letter", submitter="甲市", reason="a slip")
    assert keys(short.adding(observations=[mended]), scheme) == []
    (found,) = find_indications(short.adding(observations=[worse, mended]), scheme)
    assert found.value == 4498
    assert worse in found.observations


# Art. 9(5), the rates


@pytest.mark.parametrize(
    ("key", "low", "fine", "where"),
    [
        ("identification_accuracy", "94.99", 95, "low_rates[0]"),
        ("exit_accuracy", "95.99", 96, "low_rates[1]"),
        ("satisfaction_first_secretary", "89.99", 90, "low_rates[2]"),
        ("satisfaction_paired_helper", "89.99", 90, "low_rates[3]"),
        ("satisfaction_work_team", "89.99", 90, "low_rates[4]"),
    ],
)
@pytest.mark.parametrize("code", ["990121", "990222"])
def test_each_rate_has_its_own_bound(
    evidence: Evidence,
    scheme: Scheme,
    with_value: Callable[..., Evidence],
    code: str,
    key: str,
    low: str,
    fine: int,
    where: str,
) -> None:
    """One low rate is a sign, in a carried county as in any; a rate at a bound that says below is not low."""
    (found,) = find_indications(with_value(evidence, code, key, low), scheme)
    assert (found.key, found.where, found.target) == (f"Art. 9(5)/{code}/{key}", where, None)
    assert find_indications(with_value(evidence, code, key, fine), scheme) == ()


def test_a_low_rate_in_words(evidence: Evidence, scheme: Scheme, with_value: Callable[..., Evidence]) -> None:
    """A sign says the value and when it counts as low, in both languages, with the observation behind it."""
    (found,) = find_indications(with_value(evidence, "990123", "exit_accuracy", "95.5"), scheme)
    assert found.words == Words(
        "accuracy of exits: 95.5 %, low when below 96 %", "贫困人口退出准确率：95.5%，低于96%为较低"
    )
    assert (found.citation, found.bound) == (Citation(9, item=5), 96)
    assert [(o.place.code, o.indicator.key) for o in found.observations] == [("990123", "exit_accuracy")]


@pytest.mark.parametrize(("side", "is_low"), [(Side.BELOW, False), (Side.AT_MOST, True)])
def test_the_side_of_the_bound_is_the_schemes(
    evidence: Evidence, scheme: Scheme, with_value: Callable[..., Evidence], side: Side, is_low: bool
) -> None:
    """A rate of exactly 96 is low where the scheme says at most 96, and not where it says below 96."""
    rates = [
        evolve(low, low=Bound(side=side, value=96)) if low.rate is RateKind.EXIT else low for low in scheme.low_rates
    ]
    given = with_value(evidence, "990121", "exit_accuracy", 96)
    expected = ["Art. 9(5)/990121/exit_accuracy"] if is_low else []
    assert keys(given, evolve(scheme, low_rates=rates)) == expected


@pytest.mark.parametrize(
    ("compared", "value", "ends", "is_low"),
    [
        # Low is below 96.
        (Compared.ESTIMATE, "95.5", ("95", "96.5"), True),
        (Compared.UPPER, "95.5", ("95", "96"), False),
        (Compared.UPPER, "95.5", ("95", "95.9999"), True),
        (Compared.LOWER, "96.5", ("96", "97"), False),
        (Compared.LOWER, "96.5", ("95.9999", "97"), True),
        (Compared.ESTIMATE, "96.5", ("95", "97"), False),
    ],
)
def test_the_estimate_or_an_end_is_low(
    evidence: Evidence,
    scheme: Scheme,
    with_value: Callable[..., Evidence],
    sampled: Callable[..., Uncertainty],
    compared: Compared,
    value: str,
    ends: tuple[str, str],
    is_low: bool,
) -> None:
    """The scheme says whether the estimate is held against the bound, or an end of its interval."""
    rates = [evolve(low, compared=compared) if low.rate is RateKind.EXIT else low for low in scheme.low_rates]
    given = [
        evolve(o, uncertainty=sampled(*(ends if o.place.code == "990121" else (o.value, o.value))))
        if o.indicator.key == "exit_accuracy"
        else o
        for o in with_value(evidence, "990121", "exit_accuracy", value).observations
    ]
    rules = evolve(scheme, low_rates=rates)
    surveyed = evolve(evidence, observations=given)
    assert find_faults(surveyed, rules) == ()
    found = find_indications(surveyed, rules)
    assert [each.key for each in found] == (["Art. 9(5)/990121/exit_accuracy"] if is_low else [])
    for each in found:
        end = {Compared.ESTIMATE: None, Compared.LOWER: Fraction(ends[0]), Compared.UPPER: Fraction(ends[1])}[compared]
        assert (each.compared, each.end, each.value, each.bound) == (compared, end, Fraction(value), 96)
        assert [o.uncertainty for o in each.observations] == [sampled(*ends)]


def test_a_low_end_in_words(
    evidence: Evidence, scheme: Scheme, with_value: Callable[..., Evidence], sampled: Callable[..., Uncertainty]
) -> None:
    """A sign by an end of the interval tells the estimate, which end was compared, where it lies and when it is low."""
    rates = [evolve(low, compared=Compared.LOWER) if low.rate is RateKind.EXIT else low for low in scheme.low_rates]
    given = with_value(evidence, "990121", "exit_accuracy", "96.5")
    seen = [
        evolve(o, uncertainty=sampled("95.125", "97"))
        if (o.place.code, o.indicator.key) == ("990121", "exit_accuracy")
        else o
        for o in given.observations
    ]
    (found,) = find_indications(evolve(given, observations=seen), evolve(scheme, low_rates=rates))
    assert found.words == Words(
        "accuracy of exits: 96.5 %, the lower bound of the interval 95.125 %, low when that is below 96 %",
        "贫困人口退出准确率：96.5%，置信区间下限95.125%，置信区间下限低于96%为较低",
    )


def test_a_rate_can_be_low_on_the_upper_side(
    evidence: Evidence, scheme: Scheme, item: Callable[[str], Indicator], observe: Callable[..., Observation]
) -> None:
    """A rate of errors, of which less is better, is low in quality when above its bound."""
    errors = evolve(item("exit_accuracy"), key="exit_errors", name=Words("errors", "差错率"), better=Better.LOWER)
    rule = evolve(scheme.low_rates[1], indicator=errors, low=Bound(side=Side.ABOVE, value="1.5"))
    given = evidence.adding(
        observations=[observe(f"99012{i}", PEOPLE, value, indicator=errors) for i, value in ((1, "1.51"), (2, "1.5"))]
    )
    (found,) = find_indications(given, evolve(scheme, low_rates=[*scheme.low_rates, rule]))
    assert (found.key, found.value) == ("Art. 9(5)/990121/exit_errors", Fraction("1.51"))
    assert found.words == Words("errors: 1.51 %, low when above 1.5 %", "差错率：1.51%，高于1.5%为较低")


def test_a_rate_of_a_city_is_looked_at(evidence: Evidence, scheme: Scheme, observe: Callable[..., Observation]) -> None:
    """Where a rate was observed of a city as a whole, it is held against the bound as well."""
    given = evidence.adding(observations=[observe("990200", "exit_accuracy", "95.99")])
    assert keys(given, scheme) == ["Art. 9(5)/990200/exit_accuracy"]


@pytest.mark.parametrize("value", [None, NOT_APPLICABLE])
def test_no_value_is_not_low(
    evidence: Evidence, scheme: Scheme, with_value: Callable[..., Evidence], value: object
) -> None:
    """What was not observed or does not apply is not low; it is not zero."""
    assert keys(with_value(evidence, "990121", "exit_accuracy", value), scheme) == []


def test_signs_are_ordered(
    evidence: Evidence, plan: Callable[..., Scheme], with_value: Callable[..., Evidence]
) -> None:
    """Signs come by clause, place and indicator."""
    given = with_value(with_value(evidence, "990123", "exit_accuracy", 1), "990123", "identification_accuracy", 1)
    given = with_value(given, "990121", "exit_accuracy", 1)
    assert keys(given, plan(PlanLevel.COUNTY, PlanMiss.ANY)) == [
        f"Art. 9(1)/990122/{PEOPLE}",
        "Art. 9(5)/990121/exit_accuracy",
        "Art. 9(5)/990123/exit_accuracy",
        "Art. 9(5)/990123/identification_accuracy",
    ]


# What could not be checked


def test_everything_observed_leaves_nothing_unchecked(evidence: Evidence, scheme: Scheme) -> None:
    """Where every rate was observed in every county nothing is listed."""
    assert find_unchecked(evidence, scheme) == ()


def test_what_was_not_observed_is_listed(
    evidence: Evidence, scheme: Scheme, with_value: Callable[..., Evidence]
) -> None:
    """A rate that is missing or not applicable is listed by rate and county, carried counties too; others are not."""
    given = with_value(evidence, "990222", "satisfaction_work_team", None)
    given = with_value(given, "990121", "satisfaction_work_team", NOT_APPLICABLE)
    given = with_value(given, "990123", "exit_accuracy", None)
    given = with_value(given, "990121", "funds_use", None)
    assert [(u.place.code, u.indicator.key, u.where) for u in find_unchecked(given, scheme)] == [
        ("990123", "exit_accuracy", "low_rates[1]"),
        ("990121", "satisfaction_work_team", "low_rates[4]"),
        ("990222", "satisfaction_work_team", "low_rates[4]"),
    ]


def test_a_citys_rate_does_not_check_its_counties(
    evidence: Evidence, scheme: Scheme, with_value: Callable[..., Evidence], observe: Callable[..., Observation]
) -> None:
    """A rate observed of the city says nothing of a county in which it was not."""
    given = with_value(evidence, "990222", "satisfaction_work_team", None)
    given = given.adding(observations=[observe("990200", "satisfaction_work_team", 99)])
    assert [u.place.code for u in find_unchecked(given, scheme)] == ["990222"]


def test_the_path_of_an_unchecked_rate_is_the_one_to_change(
    evidence: Evidence, scheme: Scheme, with_value: Callable[..., Evidence]
) -> None:
    """The listed path leads to the rate whose observation is missing."""
    (unchecked,) = find_unchecked(with_value(evidence, "990222", "satisfaction_paired_helper", None), scheme)
    index = int(unchecked.where.removeprefix("low_rates[").removesuffix("]"))
    rate: LowRate = scheme.low_rates[index]
    assert (rate.indicator, rate.when_missing) == (unchecked.indicator, WhenUnobserved.LIST)


# People decide


@pytest.fixture
def decision() -> dict[str, object]:
    """What people add to a sign when they decide on it."""
    return {
        "key": "f7",
        "begin": date(2019, 1, 1),
        "end": DAY,
        "document": "invented for tests",
        "reply": "the city objects",
        "decided_by": Body.LEADING_GROUP,
        "decided_on": date(2020, 2, 20),
    }


@pytest.fixture
def low(evidence: Evidence, scheme: Scheme, with_value: Callable[..., Evidence]) -> tuple[Evidence, Indication]:
    """Evidence with one low rate, and its sign."""
    given = with_value(evidence, "990121", "exit_accuracy", 90)
    (found,) = find_indications(given, scheme)
    return given, found


def test_people_confirm_a_sign(low: tuple[Evidence, Indication], decision: dict[str, object]) -> None:
    """A confirmed sign is a finding on the same place and problem, which states the sign as its fact."""
    sign = low[1]
    finding = sign.decide(Verdict.CONFIRMED, **decision, is_serious=True, has_adverse_effect=True)
    assert finding.is_confirmed
    assert (finding.place, finding.problem, finding.indication) == (sign.place, Problem.LOW_RATES, sign.key)
    assert finding.facts == (Fact(FactKind.LOW_RATE, "贫困人口退出准确率：90%，低于96%为较低"),)
    assert (finding.is_serious, finding.has_adverse_effect) == (True, True)
    assert {name: getattr(finding, name) for name in decision} == decision


def test_people_reject_a_sign(low: tuple[Evidence, Indication], decision: dict[str, object]) -> None:
    """A rejected sign is kept as a finding that is not confirmed and not grave."""
    finding = low[1].decide(Verdict.REJECTED, **decision)
    assert not finding.is_confirmed
    assert (finding.is_serious, finding.has_adverse_effect) == (False, False)
    with pytest.raises(EvidenceError) as error:
        low[1].decide(Verdict.REJECTED, **decision, is_serious=True)
    assert [fault.code for fault in error.value.faults] == ["gravity_of_rejected"]


def test_a_decision_is_as_complete_as_any_finding(
    low: tuple[Evidence, Indication], decision: dict[str, object]
) -> None:
    """A decision without document, reply or order of days is refused."""
    decision |= {"document": "", "reply": " ", "end": date(2018, 1, 1)}
    with pytest.raises(EvidenceError) as error:
        low[1].decide(Verdict.CONFIRMED, **decision)
    assert [fault.code for fault in error.value.faults] == ["no_text", "no_text", "period_backwards"]


def test_a_missed_line_is_decided_as_a_shortfall(
    evidence: Evidence, plan: Callable[..., Scheme], decision: dict[str, object]
) -> None:
    """For Art. 9(1) the fact is the missed line of the plan."""
    (sign,) = find_indications(evidence, plan(PlanLevel.COUNTY, PlanMiss.ANY))
    finding = sign.decide(Verdict.CONFIRMED, **decision)
    assert finding.problem is Problem.PLAN_UNFULFILLED
    assert finding.facts == (Fact(FactKind.SHORTFALL, "建档立卡贫困人口减少：900人，计划1000人"),)


@pytest.mark.parametrize(("verdict", "sanctions"), [(Verdict.CONFIRMED, 3), (Verdict.REJECTED, 0)])
def test_a_decision_answers_its_sign(
    low: tuple[Evidence, Indication],
    scheme: Scheme,
    decision: dict[str, object],
    verdict: Verdict,
    sanctions: int,
) -> None:
    """A decided sign is open no more, but stays a sign; only a confirmed one leads to proposals."""
    evidence, sign = low
    assert assess(evidence, scheme).open_indications == (sign,)
    decided = assess(evolve(evidence, findings=[sign.decide(verdict, **decision)]), scheme)
    assert (decided.indications, decided.open_indications) == ((sign,), ())
    assert len(decided.sanctions) == sanctions


def test_a_decision_outlives_no_sign(
    low: tuple[Evidence, Indication], evidence: Evidence, scheme: Scheme, decision: dict[str, object]
) -> None:
    """Where a correction has taken the sign away, a finding that answers it is a fault."""
    finding = low[1].decide(Verdict.REJECTED, **decision)
    assert [fault.code for fault in find_faults(evolve(evidence, findings=[finding]), scheme)] == ["unknown_indication"]
