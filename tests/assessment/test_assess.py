"""The whole path in one call."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest
from attrs import evolve

from jxassess.accountability import SanctionKind
from jxassess.assessment import Stage, assess
from jxassess.errors import ScopeError
from jxassess.evidence import CarriedScore, Evidence, Finding, Observation, Verdict
from jxassess.faults import EvidenceError
from jxassess.measure import Body, Citation, Problem
from jxassess.places import City, Place
from jxassess.scheme import (
    Ceiling,
    ComparedOn,
    Criterion,
    ExcellentRank,
    Grade,
    Grades,
    IndicatorWeights,
    NothingApplies,
    RelativeToMean,
    Scheme,
    TableWeights,
    Weight,
    WhenMissing,
    WhenUnobserved,
)
from jxassess.words import Words

F = Fraction

SchemeOf = Callable[..., Scheme]
EvidenceOf = Callable[..., Evidence]
FindingOf = Callable[..., Finding]
Observing = Callable[..., Evidence]


def test_the_small_year(make_scheme: SchemeOf, make_evidence: EvidenceOf) -> None:
    """A complete year gives scores, grades, ranks and proposals, and says that none of it is approved."""
    evidence, scheme = make_evidence(), make_scheme()
    result = assess(evidence, scheme)
    assert (result.year, result.stage, result.missing) == (2019, Stage.COMPUTED, ())
    assert (result.evidence, result.scheme) == (evidence, scheme)
    assert [(score.county.code, score.score) for score in result.counties] == [
        ("990121", 88),
        ("990122", F("88.2")),
        ("990123", F("65.2")),
        ("990221", F("91.4")),
        ("990222", 93),
    ]
    # 241.4 / 3 = 80.4666... and 184.4 / 2.
    assert [(c.published, c.rank, c.grade and c.grade.key) for c in result.cities] == [
        (F("80.47"), 2, "good"),
        (F("92.2"), 1, "excellent"),
    ]
    assert [(reward.city.code, reward.reduction) for reward in result.rewards] == [("990200", F(42, 41))]
    assert (result.indications, result.unchecked, result.sanctions, result.departures) == ((), (), (), ())
    assert "not approved" in result.heading.words.en


def test_every_fault_at_once(make_scheme: SchemeOf, make_evidence: EvidenceOf, observing: Observing) -> None:
    """Evidence is refused with every fault in it, under a heading that names the year."""
    evidence = observing(make_evidence(carried=[]), "990122", "identification_accuracy", None)
    evidence = observing(evidence, "990221", "procedure_conformity", "10.5")
    with pytest.raises(EvidenceError) as caught:
        assess(evidence, make_scheme())
    assert sorted((fault.code, fault.where) for fault in caught.value.faults) == [
        ("given_outside", "990221 卯县"),
        ("missing_carried", "990222 辰县"),
        ("missing_observation", "990122 丑县"),
    ]
    assert str(caught.value).startswith("3 faults in the evidence of 2019\n")
    assert caught.value.text("zh").startswith("2019年度汇总数据有3处差错\n")


def test_evidence_of_another_year_is_refused(make_scheme: SchemeOf, make_evidence: EvidenceOf) -> None:
    """Evidence and scheme must be of one year."""
    with pytest.raises(EvidenceError) as caught:
        assess(make_evidence(), make_scheme(year=2018))
    assert [fault.code for fault in caught.value.faults] == ["year_differs"]


def test_provisional(
    make_scheme: SchemeOf, make_evidence: EvidenceOf, observing: Observing, finding_of: FindingOf
) -> None:
    """While a county is missing the rest is scored and the gap is listed; nothing is ranked, graded or proposed."""
    evidence = observing(make_evidence(findings=[finding_of("990121")]), "990122", "identification_accuracy", None)
    scheme = make_scheme(ceilings=[Ceiling(problem=Problem.FALSE_EXIT, grade="fair", allowed_by="letter 9")])
    with pytest.raises(EvidenceError):
        assess(evidence, scheme)
    result = assess(evidence, scheme, provisional=True)
    assert result.stage is Stage.PROVISIONAL
    assert [(fault.code, fault.where) for fault in result.missing] == [("missing_observation", "990122 丑县")]
    assert [score.county.code for score in result.counties] == ["990121", "990123", "990221", "990222"]
    # (88 + 65.2) / 2
    assert [(score.city.code, score.score) for score in result.cities] == [("990100", F("76.6")), ("990200", F("92.2"))]
    assert {(c.rank, c.grade, c.grade_by_score, c.ceilings) for c in result.cities} == {(None, None, None, ())}
    assert (result.sanctions, result.rewards) == ((), ())
    with pytest.raises(ScopeError):
        result.county("990122")


def test_provisional_with_all_that_can_be_missing(
    make_scheme: SchemeOf, make_evidence: EvidenceOf, observing: Observing
) -> None:
    """Missing values, targets and carried scores are listed; what is listed for a city keeps no county out."""
    full = make_evidence()
    gone = {("990100", "poor_population_reduced"), ("990121", "poor_villages_exited")}
    targets = [t for t in full.targets if (t.place.code, t.indicator.key) not in gone]
    result = assess(make_evidence(carried=[], targets=targets), make_scheme(), provisional=True)
    assert sorted((fault.code, fault.where) for fault in result.missing) == [
        ("missing_carried", "990222 辰县"),
        ("missing_target", "990100 甲市"),
        ("missing_target", "990121 子县"),
    ]
    assert [score.county.code for score in result.counties] == ["990122", "990123", "990221"]
    # (88.2 + 65.2) / 2
    assert [(score.city.code, score.score) for score in result.cities] == [("990100", F("76.7")), ("990200", F("91.4"))]


def test_a_wrong_value_is_refused_while_provisional(
    make_scheme: SchemeOf, make_evidence: EvidenceOf, observing: Observing
) -> None:
    """While provisional a wrong value is refused, and the error holds what is wrong and not what is missing."""
    evidence = observing(make_evidence(), "990122", "identification_accuracy", None)
    evidence = observing(evidence, "990121", "procedure_conformity", "10.5")
    with pytest.raises(EvidenceError) as caught:
        assess(evidence, make_scheme(), provisional=True)
    assert [(fault.code, fault.where) for fault in caught.value.faults] == [("given_outside", "990121 子县")]


def test_a_city_without_any_score_is_left_out(
    make_scheme: SchemeOf, make_evidence: EvidenceOf, observing: Observing
) -> None:
    """A city of which no county is in yet has no score, and is not taken for zero."""
    evidence = observing(make_evidence(carried=[]), "990221", "identification_accuracy", None)
    result = assess(evidence, make_scheme(), provisional=True)
    assert [score.city.code for score in result.cities] == ["990100"]
    with pytest.raises(ScopeError):
        result.city("990200")
    assert "990200" not in result.ranking()


def test_provisional_though_complete(make_scheme: SchemeOf, make_evidence: EvidenceOf) -> None:
    """Complete evidence can be assessed provisionally; nothing is missing, and still nothing is ranked."""
    result = assess(make_evidence(), make_scheme(), provisional=True)
    assert (result.missing, len(result.counties), result.stage) == ((), 5, Stage.PROVISIONAL)
    assert [score.rank for score in result.cities] == [None, None]
    assert result.rewards == ()


def _without(evidence: Evidence, *codes: str) -> Evidence:
    return evolve(evidence, observations=[o for o in evidence.observations if o.place.code not in codes])


@pytest.fixture
def lenient(make_scheme: SchemeOf, changing: Callable[..., Scheme]) -> Scheme:
    """A scheme that leaves out whatever is missing, but takes a county to which nothing applies for a fault."""
    low_rates = [evolve(low, when_missing=WhenUnobserved.LIST) for low in make_scheme().low_rates]
    return changing(make_scheme(low_rates=low_rates), lambda c: evolve(c, when_missing=WhenMissing.RESCALE_GROUP))


def test_a_county_with_nothing_in_yet_is_merely_missing(lenient: Scheme, make_evidence: EvidenceOf) -> None:
    """A county of which nothing is in yet does not stop a provisional assessment, whatever the scheme does about gaps."""
    evidence = _without(make_evidence(), "990122")
    result = assess(evidence, lenient, provisional=True)
    assert sorted((fault.code, fault.where) for fault in result.missing) == [
        ("missing_observation", "990122 丑县"),
        ("nothing_observed", "990122 丑县"),
    ]
    assert [score.county.code for score in result.counties] == ["990121", "990123", "990221", "990222"]
    # The mean of income is now 32/3: 88 - 6 + 6 * 30/32 = 87.625 and 65.2 - 7.2 + 6 * 36/32 = 64.75.
    assert result.city("990100").score == F("76.1875")
    with pytest.raises(EvidenceError) as caught:
        assess(evidence, lenient)
    assert "nothing_observed" in [fault.code for fault in caught.value.faults]


def test_a_city_with_nothing_in_yet_is_merely_missing(lenient: Scheme, make_evidence: EvidenceOf) -> None:
    """A city in whose counties nothing is in yet is left out of a provisional assessment."""
    scheme = evolve(lenient, when_nothing_applies=NothingApplies.LEAVE_OUT)
    evidence = _without(make_evidence(), "990121", "990122", "990123")
    result = assess(evidence, scheme, provisional=True)
    assert {(f.code, f.where) for f in result.missing if f.code == "nothing_observed"} == {
        ("nothing_observed", "990100 甲市")
    }
    assert [score.city.code for score in result.cities] == ["990200"]


def test_a_finding_stays_while_data_are_missing(
    make_scheme: SchemeOf, make_evidence: EvidenceOf, observing: Observing
) -> None:
    """A finding that answers an indication does not stop a provisional assessment in which the sign cannot be computed."""
    missed = observing(make_evidence(), "990121", "poor_population_reduced", 2000)
    (indication,) = assess(missed, make_scheme()).indications
    finding = _decided(indication.decide)
    evidence = observing(evolve(missed, findings=[finding]), "990122", "poor_population_reduced", None)
    result = assess(evidence, make_scheme(), provisional=True)
    assert sorted((fault.code, fault.where) for fault in result.missing) == [
        ("missing_observation", "990122 丑县"),
        ("unknown_indication", "findings.f1"),
    ]
    assert (result.indications, result.open_indications, result.sanctions) == ((), (), ())
    # The finding keeps its place in the explanation of its city.
    assert "finding f1 990100 甲市" in result.explain("990100").text()
    with pytest.raises(EvidenceError):
        assess(evidence, make_scheme())


def test_a_gap_that_no_score_needs_keeps_no_county_out(
    make_scheme: SchemeOf, make_evidence: EvidenceOf, observing: Observing
) -> None:
    """A value that only the plan or a threshold needs is listed as missing, and its county is scored all the same."""
    evidence = observing(make_evidence(), "990222", "poor_population_reduced", None)
    evidence = observing(evidence, "990222", "exit_accuracy", None)
    result = assess(evidence, make_scheme(), provisional=True)
    assert [(fault.code, fault.where) for fault in result.missing] == [("missing_observation", "990222 辰县")] * 2
    assert [score.county.code for score in result.counties][-1] == "990222"
    assert (result.county("990222").score, result.city("990200").score) == (93, F("92.2"))


def test_a_county_without_its_weight_waits(make_scheme: SchemeOf, make_evidence: EvidenceOf) -> None:
    """A county whose weight is not in yet is not weighed by guess: it stays out while provisional, the carried one too."""
    heads = evolve(next(o.indicator for o in make_evidence().observations), key="heads")
    evidence = make_evidence()
    like = next(o for o in evidence.observations)
    weighed = [
        evolve(like, place=county, indicator=heads, value=3)
        for county in evidence.counties
        if county.code not in ("990122", "990222")
    ]
    scheme = make_scheme(weights=IndicatorWeights(indicator=heads))
    result = assess(evolve(evidence, observations=[*evidence.observations, *weighed]), scheme, provisional=True)
    assert [(fault.code, fault.where) for fault in result.missing] == [
        ("missing_observation", "990122 丑县"),
        ("missing_observation", "990222 辰县"),
    ]
    assert [score.county.code for score in result.counties] == ["990121", "990123", "990221"]
    assert [(c.city.code, c.score) for c in result.cities] == [("990100", F("76.6")), ("990200", F("91.4"))]


def test_a_carried_county_is_scored_without_a_value_for_the_mean(
    make_scheme: SchemeOf, make_evidence: EvidenceOf, observing: Observing, changing: Callable[..., Scheme]
) -> None:
    """A carried county brings its score, though its value for a mean of others is not in yet."""

    def carrying(criterion: Criterion) -> Criterion:
        assert isinstance(criterion.rule, RelativeToMean)
        cohort = evolve(criterion.rule.cohort, has_carried=True)
        return evolve(criterion, rule=evolve(criterion.rule, cohort=cohort))

    evidence = observing(make_evidence(), "990222", "rural_income_growth", None)
    scheme = changing(make_scheme(), carrying, "income")
    result = assess(evidence, scheme, provisional=True)
    assert [(fault.code, fault.where) for fault in result.missing] == [("missing_observation", "990222 辰县")]
    assert result.county("990222").score == 93
    # (91.4 + 93) / 2; the mean of the others is 40/4, as without the carried county.
    assert (result.county("990221").score, result.city("990200").score) == (F("91.4"), F("92.2"))
    # The mean that counts it is not known before its value is in, and so nothing is computed for good.
    with pytest.raises(EvidenceError) as caught:
        assess(evidence, scheme)
    assert caught.value.faults == result.missing


def _decided(decide: Callable[..., Finding], verdict: Verdict = Verdict.CONFIRMED) -> Finding:
    return decide(
        verdict,
        key="f1",
        begin=date(2019, 1, 1),
        end=date(2019, 12, 31),
        document="decision 1",
        reply="none",
        decided_by=Body.LEADING_GROUP,
        decided_on=date(2020, 2, 1),
    )


@pytest.mark.parametrize("verdict", [Verdict.CONFIRMED, Verdict.REJECTED])
def test_open_indications(
    verdict: Verdict, make_scheme: SchemeOf, make_evidence: EvidenceOf, observing: Observing
) -> None:
    """An indication is open until a finding answers it, confirmed or rejected; it stays an indication."""
    evidence = observing(make_evidence(), "990121", "poor_population_reduced", 2000)
    evidence = observing(evidence, "990221", "exit_accuracy", "95.99")
    result = assess(evidence, make_scheme())
    plan, rate = result.indications
    assert [indication.key for indication in (plan, rate)] == [
        "Art. 9(1)/990100/poor_population_reduced",
        "Art. 9(5)/990221/exit_accuracy",
    ]
    assert result.open_indications == (plan, rate)
    # Computation alone proposes nothing.
    assert result.sanctions == ()
    answered = assess(evolve(evidence, findings=[_decided(plan.decide, verdict)]), make_scheme())
    assert answered.indications == (plan, rate)
    assert answered.open_indications == (rate,)
    assert len(answered.sanctions) == (3 if verdict is Verdict.CONFIRMED else 0)


def test_a_finding_of_people_answers_no_indication(
    make_scheme: SchemeOf, make_evidence: EvidenceOf, observing: Observing, finding_of: FindingOf
) -> None:
    """A finding that people made themselves leaves every indication open."""
    evidence = observing(make_evidence(findings=[finding_of("990221")]), "990221", "exit_accuracy", "95.99")
    result = assess(evidence, make_scheme())
    assert len(result.open_indications) == len(result.indications) == 1


def test_proposals(make_scheme: SchemeOf, make_evidence: EvidenceOf, finding_of: FindingOf) -> None:
    """Confirmed findings lead to sanctions, and the scheme says what they mean for a reward."""
    findings = [
        finding_of("990221", is_serious=True, has_adverse_effect=True),
        finding_of("990121", Verdict.REJECTED, key="f2"),
    ]
    result = assess(make_evidence(findings=findings), make_scheme())
    assert [sanction.kind for sanction in result.sanctions] == list(SanctionKind)
    assert {sanction.city.code for sanction in result.sanctions} == {"990200"}
    assert [(reward.city.code, reward.is_silent) for reward in result.rewards] == [("990200", True)]


def test_unchecked_rates(make_scheme: SchemeOf, make_evidence: EvidenceOf, observing: Observing) -> None:
    """A rate that was not observed in a county is listed as not checked."""
    evidence = observing(make_evidence(), "990121", "satisfaction_first_secretary", None)
    result = assess(evidence, make_scheme())
    assert [(item.place.code, item.indicator.key) for item in result.unchecked] == [
        ("990121", "satisfaction_first_secretary")
    ]


def test_departures_of_the_scheme_and_of_the_result(make_scheme: SchemeOf, make_evidence: EvidenceOf) -> None:
    """Departures are those of the scheme, and each county that does not enter the mean of its city."""
    weights = TableWeights(
        weights=[
            Weight(county=county.code, weight=int(county.code != "990123")) for county in make_evidence().counties
        ],
        source="invented",
    )
    scheme = make_scheme(
        weights=weights,
        when_nothing_applies=NothingApplies.LEAVE_OUT,
        ceilings=[Ceiling(problem=Problem.FALSE_EXIT, grade="fair", allowed_by="letter 9")],
    )
    departures = assess(make_evidence(), scheme).departures
    assert [(d.citation, d.where, d.document) for d in departures] == [
        (Citation(6), "when_nothing_applies", ""),
        (Citation(9, item=4), "ceilings[0]", "letter 9"),
        (Citation(6), "990123 寅县", ""),
    ]
    assert departures[-1].what == Words("does not enter the mean of its city", "不计入所在市加权平均")


def test_look_ups(make_scheme: SchemeOf, make_evidence: EvidenceOf) -> None:
    """A city and a county are looked up by code; what has no score here is a scope error that names the code and year."""
    result = assess(make_evidence(), make_scheme())
    assert result.city("990200").city.name == "乙市"
    assert result.county("990123").county.name == "寅县"
    assert result.explain("990123").root.label.en == "990123 寅县"
    assert result.explain("990200").root.label.en == "990200 乙市"
    with pytest.raises(ScopeError, match="no city '990300' is scored in this assessment of 2019"):
        result.city("990300")
    with pytest.raises(ScopeError, match="no county '990100' is scored in this assessment of 2019"):
        result.county("990100")
    with pytest.raises(ScopeError, match="'360700'"):
        result.explain("360700")
    with pytest.raises(ScopeError, match="'990121'"):
        result.city("990121")


HEADING = "2019; computed, not approved; classification not set; SYNTHETIC DATA, no real result"
HEADING_ZH = "2019年度；测算结果，未经审定；未注明使用范围；虚构数据，非真实结果"


def test_the_ranking(make_scheme: SchemeOf, make_evidence: EvidenceOf) -> None:
    """The ranking is a table, best city first, published values with all their places, in both languages."""
    result = assess(make_evidence(), make_scheme())
    assert result.ranking() == (
        f"{HEADING}\n\n"
        "| rank | city       | score | grade     |\n"
        "|------|------------|-------|-----------|\n"
        "| 1    | 990200 Yi  | 92.20 | excellent |\n"
        "| 2    | 990100 Jia | 80.47 | good      |"
    )
    assert result.ranking("zh") == (
        f"{HEADING_ZH}\n\n"
        "| 名次 | 设区市      | 成绩  | 等次 |\n"
        "|------|-------------|-------|------|\n"
        "| 1    | 990200 乙市 | 92.20 | 优秀 |\n"
        "| 2    | 990100 甲市 | 80.47 | 良好 |"
    )


def test_the_provisional_ranking(make_scheme: SchemeOf, make_evidence: EvidenceOf) -> None:
    """While provisional the table is in the order of codes, without ranks and grades, and says so above."""
    lines = assess(make_evidence(), make_scheme(), provisional=True).ranking().split("\n")
    assert lines[0] == "2019; provisional, incomplete; classification not set; SYNTHETIC DATA, no real result"
    assert lines[4:] == ["|      | 990100 Jia | 80.47 |       |", "|      | 990200 Yi  | 92.20 |       |"]


def test_ties_keep_the_order_of_codes(make_scheme: SchemeOf, make_evidence: EvidenceOf, observing: Observing) -> None:
    """Tied cities share a rank and stand in the order of codes."""
    # Only one county weighs in each city: 子县 with 88, and 辰县, which brings 880 of 1000.
    weights = [Weight(county=c.code, weight=int(c.code in ("990121", "990222"))) for c in make_evidence().counties]
    scheme = make_scheme(weights=TableWeights(weights=weights, source="invented"))
    evidence = make_evidence(carried=[evolve(entry, score=880) for entry in make_evidence().carried])
    result = assess(evidence, scheme)
    assert [score.rank for score in result.cities] == [1, 1]
    assert [line[:16] for line in result.ranking().split("\n")[4:]] == ["| 1    | 990100 ", "| 1    | 990200 "]


def _renamed(evidence: Evidence, english: str, name: str = "甲市") -> Evidence:
    """Give the first city other names, wherever it stands in the evidence."""
    old = evidence.cities[0]
    new = evolve(old, english=english, name=name)
    counties = {c.code: evolve(c, parent=new) if c.parent == old else c for c in evidence.counties}

    def place(known: Place) -> Place:
        return new if isinstance(known, City) and known == old else counties.get(known.code, known)

    def observed(item: Observation) -> Observation:
        return evolve(item, place=place(item.place))

    def brought(item: CarriedScore) -> CarriedScore:
        return evolve(item, county=counties[item.county.code])

    return evolve(
        evidence,
        cities=[new, *evidence.cities[1:]],
        counties=counties.values(),
        targets=[evolve(target, place=place(target.place)) for target in evidence.targets],
        observations=map(observed, evidence.observations),
        carried=map(brought, evidence.carried),
    )


def test_a_city_without_an_english_name(make_scheme: SchemeOf, make_evidence: EvidenceOf) -> None:
    """A city without an English name stands in the English table under its own."""
    assert "| 990100 甲市 |" in assess(_renamed(make_evidence(), ""), make_scheme()).ranking()


def test_a_bar_does_not_break_the_table(make_scheme: SchemeOf, make_evidence: EvidenceOf) -> None:
    """A bar in the name of a grade does not make another cell."""
    bands = [Grade(key="any", name=Words("A|B", "甲|乙"))]
    rewards = evolve(make_scheme().rewards, excellent=ExcellentRank(at_most=1))
    scheme = make_scheme(grades=Grades(bands=bands, compared_on=ComparedOn.EXACT), rewards=rewards)
    result = assess(make_evidence(), scheme)
    assert result.ranking().split("\n")[2:] == [
        "| rank | city       | score | grade |",
        "|------|------------|-------|-------|",
        r"| 1    | 990200 Yi  | 92.20 | A\|B  |",
        r"| 2    | 990100 Jia | 80.47 | A\|B  |",
    ]
    assert r"| 甲\|乙 |" in result.ranking("zh")


def test_a_line_end_does_not_break_the_table(make_scheme: SchemeOf, make_evidence: EvidenceOf) -> None:
    """A line end in the name of a grade does not break its row."""
    bands = [Grade(key="any", name=Words("A\nB", "甲\n乙"))]
    rewards = evolve(make_scheme().rewards, excellent=ExcellentRank(at_most=1))
    scheme = make_scheme(grades=Grades(bands=bands, compared_on=ComparedOn.EXACT), rewards=rewards)
    result = assess(make_evidence(), scheme)
    assert result.ranking().split("\n")[4:] == [
        "| 1    | 990200 Yi  | 92.20 | A B   |",
        "| 2    | 990100 Jia | 80.47 | A B   |",
    ]


def test_the_order_of_input_is_nothing(make_scheme: SchemeOf, make_evidence: EvidenceOf, finding_of: FindingOf) -> None:
    """The same records in another order give an equal assessment."""
    findings = [finding_of("990121", key="f1"), finding_of("990221", key="f2")]
    evidence = make_evidence(findings=findings)
    turned = evolve(
        evidence,
        cities=evidence.cities[::-1],
        counties=evidence.counties[::-1],
        targets=evidence.targets[::-1],
        observations=evidence.observations[::-1],
        findings=evidence.findings[::-1],
    )
    assert assess(turned, make_scheme()) == assess(evidence, make_scheme())


STAGES = [Stage.COMPUTED, Stage.PROPOSED, Stage.DELIBERATED, Stage.APPROVED]


def test_later_stages(make_scheme: Callable[[], Scheme], make_evidence: Callable[[], Evidence]) -> None:
    """An assessment can be given any later stage, and nothing else of it changes."""
    result = assess(make_evidence(), make_scheme())
    for stage in STAGES:
        staged = result.staged(stage)
        assert staged.heading.stage is stage
        assert evolve(staged, stage=Stage.COMPUTED) == result


@pytest.mark.parametrize("now", STAGES[1:])
def test_no_stage_goes_back(
    make_scheme: Callable[[], Scheme], make_evidence: Callable[[], Evidence], now: Stage
) -> None:
    """An earlier stage is refused with its clause; the same stage is no step."""
    staged = assess(make_evidence(), make_scheme()).staged(now)
    assert staged.staged(now) == staged
    for earlier in [Stage.PROVISIONAL, *STAGES[: STAGES.index(now)]]:
        with pytest.raises(ScopeError, match=r"does not go back to .* \[Art. 7\(4\)\]; go on from the assessment"):
            staged.staged(earlier)


@pytest.mark.parametrize("stage", STAGES)
def test_a_provisional_assessment_goes_no_further(
    make_scheme: Callable[[], Scheme], make_evidence: Callable[[], Evidence], stage: Stage
) -> None:
    """What is provisional is not proposed, deliberated or approved, nor called complete."""
    provisional = assess(make_evidence(), make_scheme(), provisional=True)
    assert provisional.staged(Stage.PROVISIONAL) is provisional
    with pytest.raises(ScopeError, match="a provisional assessment cannot become"):
        provisional.staged(stage)
