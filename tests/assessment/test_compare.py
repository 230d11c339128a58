"""Two assessments of one year held against each other, down to the changed input."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest
from attrs import evolve

from jxassess.assessment import Assessment, Change, Comparison, Difference, assess, compare
from jxassess.errors import ScopeError
from jxassess.evidence import (
    NOT_APPLICABLE,
    Event,
    Evidence,
    Fact,
    FactKind,
    Finding,
    Observation,
    SampledCounty,
    SampledTownship,
    SampledVillage,
    SetGrade,
    Target,
    Uncertainty,
    Verdict,
)
from jxassess.exact import Better, Bound, Side
from jxassess.indicators import Indicator
from jxassess.measure import Body, Problem
from jxassess.places import City, County, Place
from jxassess.scheme import (
    Among,
    Basis,
    BlendShare,
    Bonus,
    Bounds,
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
    Cutoff,
    DayKind,
    EdgeTies,
    EqualWeights,
    EventPoints,
    Events,
    Falsified,
    Gate,
    Given,
    GradeQuota,
    GradeQuotas,
    GradesSetBy,
    Group,
    IndicatorWeights,
    Linear,
    Precedence,
    Ranking,
    Rectification,
    RelativeToMean,
    Rule,
    SampleRule,
    Scheme,
    TableWeights,
    Tier,
    Ties,
    UnitClass,
    Weight,
    WhenMissing,
    WhenNotApplicable,
)
from jxassess.words import Language, Words

F = Fraction

SchemeOf = Callable[..., Scheme]
EvidenceOf = Callable[..., Evidence]
FindingOf = Callable[..., Finding]
Observing = Callable[..., Evidence]

DAY = date(2019, 12, 31)
INCOME = "rural_income_growth"
NOTHING, NINE = Words("", ""), Words("9", "9")


def _line(change: Change) -> tuple[str, str, str]:
    return change.where.en, change.old.en, change.new.en


def _of(differences: tuple[Difference, ...], code: str) -> Difference:
    (found,) = [difference for difference in differences if difference.place.code == code]
    return found


def _codes(differences: tuple[Difference, ...]) -> list[str]:
    return [difference.place.code for difference in differences]


def _causes(difference: Difference) -> list[str]:
    return [cause.where.en for cause in difference.causes]


def test_equal_assessments(make_scheme: SchemeOf, make_evidence: EvidenceOf) -> None:
    """Between equal assessments there is no difference."""
    old, new = assess(make_evidence(), make_scheme()), assess(make_evidence(), make_scheme())
    comparison = compare(old, new)
    assert comparison == Comparison(headings=(old.heading, old.heading), inputs=(), counties=(), cities=())
    heading = "2019; computed, not approved; classification not set; SYNTHETIC DATA, no real result"
    assert comparison.text() == f"{heading} -> {heading}\nchanged input: 0"


def test_years_cannot_be_compared(make_scheme: SchemeOf, make_evidence: EvidenceOf) -> None:
    """Assessments of two years are refused, with both years in the message."""
    old = assess(make_evidence(), make_scheme())
    new = evolve(old, scheme=make_scheme(year=2018))
    with pytest.raises(ScopeError, match="assessments of 2019 and 2018"):
        compare(old, new)


@pytest.fixture
def changed_observation(make_scheme: SchemeOf, make_evidence: EvidenceOf, observing: Observing) -> Comparison:
    """丑县 has 9 instead of 8 for its procedure."""
    evidence = observing(make_evidence(), "990122", "procedure_conformity", 9)
    return compare(assess(make_evidence(), make_scheme()), assess(evidence, make_scheme()))


def test_a_changed_observation(changed_observation: Comparison) -> None:
    """A changed value is named with place and indicator, and followed through its county to its city."""
    (change,) = changed_observation.inputs
    assert _line(change) == ("990122 丑县, procedure_conformity", "8", "9")
    assert change.where.zh == "990122 丑县 程序规范"
    assert (change.place, change.indicator) == ("990122", "procedure_conformity")
    (county,) = changed_observation.counties
    assert (county.place.code, county.old, county.new) == ("990122", F("88.2"), F("89.2"))
    assert [_line(step) for step in county.steps] == [("conformity of procedure", "8", "9")]
    assert county.causes == (change,)
    (city,) = changed_observation.cities
    # 242.4 / 3 = 80.8; 89.2 / 3 = 29.7333...
    assert (city.place.code, city.old, city.new) == ("990100", F("241.4") / 3, F("80.8"))
    assert [_line(step) for step in city.steps] == [
        ("published", "80.47", "80.80"),
        ("contribution of 990122 丑县", "29.4", "≈29.733333"),
    ]
    assert city.causes == (change,)


def test_the_comparison_in_words(changed_observation: Comparison) -> None:
    """A comparison is said in both languages, cities before counties."""
    assert changed_observation.text().split("\n")[1:] == [
        "changed input: 1",
        "  990122 丑县, procedure_conformity: 8 -> 9",
        "990100 甲市: ≈80.466667 -> 80.8",
        "  published: 80.47 -> 80.80",
        "  contribution of 990122 丑县: 29.4 -> ≈29.733333",
        "  because of 990122 丑县, procedure_conformity: 8 -> 9",
        "990122 丑县: 88.2 -> 89.2",
        "  conformity of procedure: 8 -> 9",
        "  because of 990122 丑县, procedure_conformity: 8 -> 9",
    ]
    assert changed_observation.text("zh").split("\n")[2:] == [
        "  990122 丑县 程序规范：8 → 9",
        "990100 甲市：≈80.466667 → 80.8",
        "  公布值：80.47 → 80.80",
        "  990122 丑县计入：29.4 → ≈29.733333",
        "  起因 990122 丑县 程序规范：8 → 9",
        "990122 丑县：88.2 → 89.2",
        "  程序规范：8 → 9",
        "  起因 990122 丑县 程序规范：8 → 9",
    ]


def test_a_comparison_in_chinese_has_chinese_marks(changed_observation: Comparison) -> None:
    """A comparison in Chinese has a Chinese colon and arrow in every line, those at its head too."""
    heading = "2019年度；测算结果，未经审定；未注明使用范围；虚构数据，非真实结果"
    head, number = changed_observation.text("zh").split("\n")[:2]
    assert head == f"{heading} → {heading}"
    assert number in ("变动的输入：1", "变动的输入：1")


def test_a_difference_in_words(changed_observation: Comparison) -> None:
    """A difference is said in one line in both languages, and a score that is not there as a dash."""
    (county,) = changed_observation.counties
    assert (county.text(), county.text("zh")) == ("990122 丑县: 88.2 -> 89.2", "990122 丑县：88.2 → 89.2")
    (city,) = changed_observation.cities
    assert city.text() == "990100 甲市: ≈80.466667 -> 80.8"
    assert evolve(county, old=None).text("zh") == "990122 丑县：- → 89.2"
    assert evolve(county, new=None).text() == "990122 丑县: 88.2 -> -"


@pytest.mark.parametrize("language", ["de"])
def test_another_language_is_refused(language: Language, changed_observation: Comparison) -> None:
    """A language that is not offered is refused by name, by a comparison, a difference and a change."""
    for said in (changed_observation, changed_observation.counties[0], changed_observation.inputs[0]):
        with pytest.raises(ScopeError, match="'de'"):
            said.text(language)


def test_what_was_not_there_is_shown() -> None:
    """What was or is not there is shown as none."""
    change = Change(where=Words("a", "甲"), old=NOTHING, new=NINE)
    assert (change.text(), change.text("zh")) == ("a: (none) -> 9", "甲：（无） → 9")
    gone = Change(where=Words("a", "甲"), old=NINE, new=NOTHING)
    assert (gone.text(), gone.text("zh")) == ("a: 9 -> (none)", "甲：9 → （无）")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_every_part_of_a_change_is_one_line(end: str) -> None:
    """A change is one line in both languages, whatever line ends its place, its old and its new value have."""
    old, new = Words(f"c{end}d", f"丙{end}丁"), Words(f"e{end}f", f"戊{end}己")
    change = Change(where=Words(f"a{end}b", f"甲{end}乙"), old=old, new=new)
    assert (change.text(), change.text("zh")) == ("a b: c d -> e f", "甲 乙：丙 丁 → 戊 己")
    # What is nothing but a line end is nothing.
    assert Change(where=Words("a", "甲"), old=Words(end, end), new=NINE).text() == "a: (none) -> 9"


def test_a_corrected_version(make_scheme: SchemeOf, make_evidence: EvidenceOf) -> None:
    """A correction shows as the change from the value that was in force to the one that is."""
    evidence = make_evidence()
    old = next(o for o in evidence.observations if (o.place.code, o.indicator.key) == ("990121", "funds_use"))
    new = old.corrected(90, on=date(2020, 2, 1), document="letter 5", submitter="甲市", reason="one project twice")
    corrected = make_evidence(observations=[new, *evidence.observations])
    comparison = compare(assess(evidence, make_scheme()), assess(corrected, make_scheme()))
    assert [_line(change) for change in comparison.inputs] == [("990121 子县, funds_use", "95", "90")]
    # 10 - 2 * 5/5 = 8 instead of 10.
    county = _of(comparison.counties, "990121")
    assert (county.old, county.new) == (88, 86)
    assert county.causes == comparison.inputs


def test_a_target(make_scheme: SchemeOf, make_evidence: EvidenceOf, targeting: Callable[..., Evidence]) -> None:
    """A changed target is named as such."""
    evidence = targeting(make_evidence(), "990122", "poor_population_reduced", 1200)
    comparison = compare(assess(make_evidence(), make_scheme()), assess(evidence, make_scheme()))
    (change,) = comparison.inputs
    assert _line(change) == ("990122 丑县, target of poor_population_reduced", "1000", "1200")
    # 20 * 900/1200 = 15 instead of 18.
    county = _of(comparison.counties, "990122")
    assert (county.old, county.new, county.causes) == (F("88.2"), F("85.2"), (change,))


def test_a_carried_score(make_scheme: SchemeOf, make_evidence: EvidenceOf) -> None:
    """A changed carried score moves its county without any criterion."""
    evidence = make_evidence(carried=[evolve(entry, score=950) for entry in make_evidence().carried])
    comparison = compare(assess(make_evidence(), make_scheme()), assess(evidence, make_scheme()))
    (change,) = comparison.inputs
    assert _line(change) == ("990222 辰县, carried score", "930", "950")
    assert comparison.counties == (
        Difference(place=evidence.counties[-1], old=F(93), new=F(95), steps=(), causes=(change,)),
    )
    # (91.4 + 95) / 2
    assert (_of(comparison.cities, "990200").new, _codes(comparison.cities)) == (F("93.2"), ["990200"])


def _weights(first: int) -> TableWeights:
    codes = ("990121", "990122", "990123", "990221", "990222")
    lines = [Weight(county=code, weight=first if code == "990121" else 1) for code in codes]
    return TableWeights(weights=lines, source="invented")


def test_a_weight_of_the_scheme(make_scheme: SchemeOf, make_evidence: EvidenceOf) -> None:
    """A changed weight is named by its path, and moves the city and no county."""
    old = assess(make_evidence(), make_scheme(weights=_weights(1)))
    new = assess(make_evidence(), make_scheme(weights=_weights(2)))
    comparison = compare(old, new)
    (change,) = comparison.inputs
    where = "scheme, weights of counties, county 990121, weight <weights.weights[0].weight>"
    assert _line(change) == (where, "1", "2")
    assert change.where.zh == "方案，县级权重，县“990121”权重 <weights.weights[0].weight>"
    assert comparison.counties == ()
    (city,) = comparison.cities
    # (2 * 88 + 88.2 + 65.2) / 4 = 329.4 / 4
    assert (city.place.code, city.new, city.causes) == ("990100", F("82.35"), (change,))


def test_another_kind_of_weights(make_scheme: SchemeOf, make_evidence: EvidenceOf) -> None:
    """A part of the scheme that was exchanged for another kind is named as a whole."""
    old = assess(make_evidence(), make_scheme(weights=EqualWeights()))
    new = assess(make_evidence(), make_scheme(weights=_weights(2)))
    (change,) = compare(old, new).inputs
    assert change.where.en == "scheme, weights of counties <weights>"
    assert change.old == Words("equal weights", "各县等权")
    assert change.new.en.startswith("county: 990121 (weight: 2); 990122 (weight: 1);")


def test_a_change_of_the_scheme(make_scheme: SchemeOf, make_evidence: EvidenceOf) -> None:
    """What the schemes say otherwise is told as they are compared, in both languages, and concerns every place."""
    ceiling = Ceiling(problem=Problem.FALSE_EXIT, grade="fair", allowed_by="x")
    limit = Rectification(days=30, day_kind=DayKind.CALENDAR)
    schemes = make_scheme(), make_scheme(rectification=limit, ceilings=[ceiling])
    inputs = compare(*(assess(make_evidence(), scheme) for scheme in schemes)).inputs
    assert [_line(change) for change in inputs] == [
        ("scheme, time limit of rectification, days <rectification.days>", "90", "30"),
        (
            "scheme, ceiling of grades Art. 9(4) <ceilings[0]>",
            "",
            "grade: fair; allowed by: x; only serious ones: no",
        ),
    ]
    assert [change.text("zh") for change in inputs] == [
        "方案，整改期限，天数 <rectification.days>：90 → 30",
        "方案，等次上限“第九条第(四)项” <ceilings[0]>：（无） → 等次：一般；依据：x；仅限情节严重：否",
    ]
    assert [(change.place, change.indicator) for change in inputs] == [("", ""), ("", "")]


def test_a_rule_of_the_scheme_stands_behind_every_county(
    make_scheme: SchemeOf, make_evidence: EvidenceOf, changing: Callable[..., Scheme]
) -> None:
    """A change of the scheme stands behind every score that it moved."""

    def longer(criterion: Criterion) -> Criterion:
        assert isinstance(criterion.rule, Linear)
        return evolve(criterion, rule=evolve(criterion.rule, zero_at=60))

    old, scheme = assess(make_evidence(), make_scheme()), changing(make_scheme(), longer, "team")
    comparison = compare(old, assess(make_evidence(), scheme))
    # 丑县 has 100 % and keeps its 8; 子县 has 8 * 35/40 = 7 instead of 6.
    assert _codes(comparison.counties) == ["990121", "990123", "990221"]
    assert _of(comparison.counties, "990121").new == 89
    assert {tuple(_causes(d)) for d in (*comparison.counties, *comparison.cities)} == {
        ("scheme, criterion work team, rule, no points at <criteria[2].children[0].rule.zero_at>",)
    }


def test_a_criterion_of_another_key(
    make_scheme: SchemeOf, make_evidence: EvidenceOf, changing: Callable[..., Scheme]
) -> None:
    """A criterion that came and one that went are both steps, told by their names."""
    renamed = changing(
        make_scheme(), lambda c: evolve(c, key="project_use", name=Words("use by project", "项目使用")), "use"
    )
    comparison = compare(assess(make_evidence(), make_scheme()), assess(make_evidence(), renamed))
    assert [_line(step) for step in _of(comparison.counties, "990121").steps] == [
        ("use by project", "", "10"),
        ("use of funds", "10", ""),
    ]
    assert comparison.cities == ()


def test_a_state_is_a_step(make_scheme: SchemeOf, make_evidence: EvidenceOf, observing: Observing) -> None:
    """A criterion that no longer applies shows its state, and the value that says so."""
    evidence = observing(make_evidence(), "990123", "satisfaction_paired_helper", NOT_APPLICABLE)
    comparison = compare(assess(make_evidence(), make_scheme()), assess(evidence, make_scheme()))
    assert [_line(c) for c in comparison.inputs] == [
        ("990123 寅县, satisfaction_paired_helper", "90", "not applicable")
    ]
    county = _of(comparison.counties, "990123")
    # The first secretary's 4.5 of 6 stand for 12: 9 instead of 7.5.
    assert (county.old, county.new) == (F("65.2"), F("66.7"))
    assert [_line(step) for step in county.steps] == [("paired helper", "3", "0 (not applicable, left out)")]


def test_a_missing_value(make_scheme: SchemeOf, make_evidence: EvidenceOf, observing: Observing) -> None:
    """A value that is gone is a changed input."""
    evidence = observing(make_evidence(), "990121", "procedure_conformity", None)
    comparison = compare(assess(make_evidence(), make_scheme()), assess(evidence, make_scheme()))
    assert [_line(c) for c in comparison.inputs] == [("990121 子县, procedure_conformity", "9.5", "")]
    assert [_line(s) for s in _of(comparison.counties, "990121").steps] == [
        ("conformity of procedure", "9.5", "0 (missing, counted zero)")
    ]


def test_a_mean_moved_by_another_county(make_scheme: SchemeOf, make_evidence: EvidenceOf, observing: Observing) -> None:
    """A county whose points moved with a mean names the other county's input that moved it."""
    evidence = observing(make_evidence(), "990221", INCOME, 14)
    comparison = compare(assess(make_evidence(), make_scheme()), assess(evidence, make_scheme()))
    (change,) = comparison.inputs
    assert _line(change) == ("990221 卯县, rural_income_growth", "10", "14")
    # The mean moves from 40/4 to 44/4: 子县 has 6 * 10/11 instead of 6.
    county = _of(comparison.counties, "990121")
    assert (county.old, county.new) == (88, 82 + F(60, 11))
    assert [_line(step) for step in county.steps] == [("growth of income", "6", "≈5.454545")]
    assert county.causes == (change,)
    # The carried county is not scored on criteria.
    assert _codes(comparison.counties) == ["990121", "990122", "990123", "990221"]
    # It stands behind the other city too.
    assert _of(comparison.cities, "990100").causes == (change,)


def test_a_mean_and_the_countys_own_input(
    make_scheme: SchemeOf, make_evidence: EvidenceOf, observing: Observing
) -> None:
    """A county names its own inputs and those behind its mean, and no others."""
    evidence = observing(make_evidence(), "990221", INCOME, 14)
    evidence = observing(evidence, "990221", "procedure_conformity", 9)
    evidence = observing(evidence, "990121", "funds_use", 90)
    comparison = compare(assess(make_evidence(), make_scheme()), assess(evidence, make_scheme()))
    assert _causes(_of(comparison.counties, "990121")) == ["990121 子县, funds_use", "990221 卯县, rural_income_growth"]
    assert _causes(_of(comparison.cities, "990100")) == ["990121 子县, funds_use", "990221 卯县, rural_income_growth"]
    assert _causes(_of(comparison.counties, "990122")) == ["990221 卯县, rural_income_growth"]


def test_a_mean_with_carried_counties(
    make_scheme: SchemeOf, make_evidence: EvidenceOf, observing: Observing, changing: Callable[..., Scheme]
) -> None:
    """A mean in which carried counties count is moved by the value of a carried county."""

    def carrying(criterion: Criterion) -> Criterion:
        assert isinstance(criterion.rule, RelativeToMean)
        return evolve(criterion, rule=evolve(criterion.rule, cohort=evolve(criterion.rule.cohort, has_carried=True)))

    scheme = changing(make_scheme(), carrying, "income")
    evidence = observing(make_evidence(), "990222", INCOME, 20)
    comparison = compare(assess(make_evidence(), scheme), assess(evidence, scheme))
    # The mean moves from 55/5 to 60/5: 子县 has 6 * 10/12 = 5 instead of 60/11.
    county = _of(comparison.counties, "990121")
    assert (county.old, county.new) == (82 + F(60, 11), 87)
    assert _causes(county) == ["990222 辰县, rural_income_growth"]


def _with_si(evidence: Evidence, income: int) -> Evidence:
    """Add 巳县 to 乙市, like 卯县 in all but income, with no plan of its own."""
    si = County(code="990223", name="巳县", parent=evidence.cities[1])
    like = [o for o in evidence.observations if o.place.code == "990221"]
    lines = [t for t in evidence.targets if t.place.code == "990221"]
    return evolve(
        evidence,
        counties=[*evidence.counties, si],
        observations=[
            *evidence.observations,
            *(evolve(o, place=si, value=income if o.indicator.key == INCOME else o.value) for o in like),
        ],
        targets=[*evidence.targets, *(evolve(t, place=si) for t in lines)],
    )


def test_a_unit_added(make_scheme: SchemeOf, make_evidence: EvidenceOf) -> None:
    """A county that is new shows with its name, with all of its inputs, and had no score before."""
    evidence = _with_si(make_evidence(), income=10)
    comparison = compare(assess(make_evidence(), make_scheme()), assess(evidence, make_scheme()))
    assert {change.place for change in comparison.inputs} == {"990223"}
    assert ("990223 巳县, unit", "", "巳县") in [_line(change) for change in comparison.inputs]
    assert ("990223 巳县, rural_income_growth", "", "10") in [_line(change) for change in comparison.inputs]
    # The unit, ten values, two targets.
    assert len(comparison.inputs) == 13
    (county,) = comparison.counties
    assert (county.place.code, county.old, county.new) == ("990223", None, F("91.4"))
    assert len(county.steps) == 10
    # (91.4 + 93 + 91.4) / 3 = 275.8 / 3
    (city,) = comparison.cities
    assert (city.place.code, city.new) == ("990200", F("275.8") / 3)
    assert "990223 巳县: - -> 91.4" in comparison.text().split("\n")
    # And back: the county is gone.
    back = compare(assess(evidence, make_scheme()), assess(make_evidence(), make_scheme()))
    assert (back.counties[0].old, back.counties[0].new) == (F("91.4"), None)
    assert ("990223 巳县, unit", "巳县", "") in [_line(change) for change in back.inputs]


def _renamed(evidence: Evidence, code: str, name: str) -> Evidence:
    """Give one county another name, wherever it stands."""
    old = next(county for county in evidence.counties if county.code == code)
    new = evolve(old, name=name)
    return evolve(
        evidence,
        counties=[new if county == old else county for county in evidence.counties],
        observations=[evolve(o, place=new) if o.place == old else o for o in evidence.observations],
        targets=[evolve(t, place=new) if t.place == old else t for t in evidence.targets],
    )


def test_a_unit_renamed(make_scheme: SchemeOf, make_evidence: EvidenceOf) -> None:
    """A county of another name is one changed input with both names, and its values are not gone and come again."""
    evidence = _renamed(make_evidence(), "990121", "巳县")
    comparison = compare(assess(make_evidence(), make_scheme()), assess(evidence, make_scheme()))
    (change,) = comparison.inputs
    assert _line(change) == ("990121 巳县, unit", "子县", "巳县")
    assert change.where.zh == "990121 巳县 单位"
    assert (change.place, change.indicator) == ("990121", "")
    assert comparison.counties == ()


def test_a_unit_renamed_moves_no_city(make_scheme: SchemeOf, make_evidence: EvidenceOf) -> None:
    """A county of another name moves nothing of its city, whose score, rank and grade stay."""
    evidence = _renamed(make_evidence(), "990121", "巳县")
    assert compare(assess(make_evidence(), make_scheme()), assess(evidence, make_scheme())).cities == ()


def test_a_unit_added_moves_a_mean(make_scheme: SchemeOf, make_evidence: EvidenceOf) -> None:
    """A new county that moves a mean is named by the counties that it moved."""
    evidence = _with_si(make_evidence(), income=20)
    comparison = compare(assess(make_evidence(), make_scheme()), assess(evidence, make_scheme()))
    # The mean moves from 40/4 to 60/5: 子县 has 6 * 10/12 = 5.
    county = _of(comparison.counties, "990121")
    assert (county.old, county.new) == (88, 87)
    assert _causes(county) == ["990223 巳县, rural_income_growth"]


def test_a_rank_moved_by_another_city(make_scheme: SchemeOf, make_evidence: EvidenceOf) -> None:
    """A city whose rank moved though its score did not names the other city's input."""
    evidence = make_evidence(carried=[evolve(entry, score=600) for entry in make_evidence().carried])
    comparison = compare(assess(make_evidence(), make_scheme()), assess(evidence, make_scheme()))
    # 乙市 falls to (91.4 + 60) / 2 = 75.7, behind 80.47.
    city = _of(comparison.cities, "990100")
    assert city.old == city.new == F("241.4") / 3
    assert [_line(step) for step in city.steps] == [("rank", "2", "1")]
    assert _causes(city) == ["990222 辰县, carried score"]
    other = _of(comparison.cities, "990200")
    assert [_line(step) for step in other.steps] == [
        ("published", "92.20", "75.70"),
        ("rank", "1", "2"),
        ("grade", "excellent", "fair"),
        ("contribution of 990222 辰县", "46.5", "30"),
    ]


@pytest.mark.parametrize("verdict", [None, Verdict.REJECTED])
def test_a_finding(
    verdict: Verdict | None, make_scheme: SchemeOf, make_evidence: EvidenceOf, finding_of: FindingOf
) -> None:
    """A finding that is new, or confirmed after it was rejected, is an input, and stands behind the grade."""
    scheme = make_scheme(ceilings=[Ceiling(problem=Problem.FALSE_EXIT, grade="fair", allowed_by="letter 9")])
    before = [] if verdict is None else [finding_of("990221", verdict)]
    old = assess(make_evidence(findings=before), scheme)
    comparison = compare(old, assess(make_evidence(findings=[finding_of("990221")]), scheme))
    (change,) = comparison.inputs
    # Verdict and every fact, in the order of their kinds; of gravity nothing is recorded.
    rest = (
        "missed line of the plan: invented; low rate: invented; rule broken: invented; what was done: invented; "
        "violation found: invented; found by: audit; what was not done: invented; effect: invented"
    )
    was = "" if verdict is None else f"Art. 9(4); rejected; {rest}"
    assert _line(change) == ("990221 卯县, finding f1", was, f"Art. 9(4); confirmed; {rest}")
    assert change.where.zh == "990221 卯县 问题认定f1"
    assert comparison.counties == ()
    (city,) = comparison.cities
    assert (city.place.code, city.old, city.new) == ("990200", F("92.2"), F("92.2"))
    assert [_line(step) for step in city.steps] == [("grade", "excellent", "fair")]
    assert city.causes == (change,)


def test_provisional_against_computed(make_scheme: SchemeOf, make_evidence: EvidenceOf, observing: Observing) -> None:
    """A provisional assessment can be held against the computed one: scores come, ranks come, and the headings say so."""
    evidence = observing(make_evidence(carried=[]), "990221", "identification_accuracy", None)
    old = assess(evidence, make_scheme(), provisional=True)
    comparison = compare(old, assess(make_evidence(), make_scheme()))
    assert [heading.stage.value for heading in comparison.headings] == ["provisional", "computed"]
    assert [_line(change) for change in comparison.inputs] == [
        ("990221 卯县, identification_accuracy", "", "98.5"),
        ("990222 辰县, carried score", "", "930"),
    ]
    city = _of(comparison.cities, "990200")
    assert (city.old, city.new) == (None, F("92.2"))
    assert _line(city.steps[0]) == ("published", "", "92.20")
    # 甲市 keeps its score and gets a rank.
    assert [_line(step) for step in _of(comparison.cities, "990100").steps] == [
        ("rank", "", "2"),
        ("grade", "", "good"),
    ]
    # Nothing is ranked before all is there, so that whatever came in stands behind the rank.
    assert _of(comparison.cities, "990100").causes == comparison.inputs
    assert "990200 乙市: - -> 92.2" in comparison.text().split("\n")
    back = compare(assess(make_evidence(), make_scheme()), old)
    assert (_of(back.cities, "990200").new, _of(back.counties, "990222").new) == (None, None)


def test_a_county_carried_from_now_on(make_scheme: SchemeOf, make_evidence: EvidenceOf) -> None:
    """A county that the scheme carries from now on loses its criteria, and the scheme stands behind it."""
    both = make_scheme(carried=Carried(counties=["990221", "990222"], full_marks=1000, source="invented for tests"))
    evidence = make_evidence()
    brought = evolve(evidence.carried[0], county=evidence.counties[3], score=900)
    later = evolve(
        evidence,
        carried=[*evidence.carried, brought],
        observations=[
            o for o in evidence.observations if (o.place.code, o.indicator.key) != ("990221", "procedure_conformity")
        ],
    )
    comparison = compare(assess(evidence, make_scheme()), assess(later, both))
    county = _of(comparison.counties, "990221")
    assert (county.old, county.new, len(county.steps)) == (F("91.4"), 90, 10)
    assert _causes(county) == [
        "scheme, carried scores, county <carried.counties[0]>",
        "990221 卯县, carried score",
        "990221 卯县, procedure_conformity",
    ]


def test_a_single_change_stands_behind_every_difference(
    make_scheme: SchemeOf, make_evidence: EvidenceOf, observing: Observing
) -> None:
    """Whatever one value is changed, it is the only input that differs, and every place that differs names it."""
    full, differing = make_evidence(), 0
    before = assess(full, make_scheme())
    for found in full.observations:
        assert isinstance(found.value, Fraction)
        # Rates end at 100 and points given at 10; every other value can be 1 more.
        is_bounded = found.indicator.high is not None
        value = found.value - 1 if is_bounded else found.value + 1
        evidence = observing(full, found.place.code, found.indicator.key, value)
        comparison = compare(before, assess(evidence, make_scheme()))
        (change,) = comparison.inputs
        assert (change.place, change.indicator) == (found.place.code, found.indicator.key)
        for difference in (*comparison.counties, *comparison.cities):
            assert difference.causes == (change,), difference.place.label
            differing += difference.old != difference.new
    # Of 47 values most move a county and its city.
    assert differing > 60


@pytest.mark.parametrize(
    ("is_serious", "has_adverse_effect", "sanctions", "recorded"),
    [
        (True, False, 3, "serious; "),
        (False, True, 3, "adverse effect; "),
        (True, True, 4, "serious; adverse effect; "),
    ],
)
def test_gravity_is_an_input(
    is_serious: bool,
    has_adverse_effect: bool,
    sanctions: int,
    recorded: str,
    make_scheme: SchemeOf,
    make_evidence: EvidenceOf,
    finding_of: FindingOf,
) -> None:
    """Gravity and adverse effect are inputs, each by itself and said only where recorded; both add a sanction."""
    old = assess(make_evidence(findings=[finding_of("990121")]), make_scheme())
    grave = finding_of("990121", is_serious=is_serious, has_adverse_effect=has_adverse_effect)
    new = assess(make_evidence(findings=[grave]), make_scheme())
    assert (len(old.sanctions), len(new.sanctions)) == (3, sanctions)
    comparison = compare(old, new)
    (change,) = comparison.inputs
    assert (change.place, change.indicator) == ("990121", "")
    head = "Art. 9(4); confirmed; "
    assert change.old.en.startswith(f"{head}missed line of the plan: invented; ")
    assert change.new.en == change.old.en.replace(head, head + recorded)
    # No score, grade or rank hangs on it.
    assert (comparison.counties, comparison.cities) == ((), ())


def test_the_facts_of_a_finding_are_inputs(
    make_scheme: SchemeOf, make_evidence: EvidenceOf, finding_of: FindingOf
) -> None:
    """Another text of a fact, or one fact more, is a changed input."""
    finding = evolve(finding_of("990121"), facts=[Fact(FactKind.RULE, "rule 3"), Fact(FactKind.ACT, "a list made up")])
    other = evolve(finding, facts=[Fact(FactKind.ACT, "two lists made up"), Fact(FactKind.RULE, "rule 3")])
    more = evolve(finding, facts=[*finding.facts, Fact(FactKind.EFFECT, "none")])
    before, one, two = (assess(make_evidence(findings=[item]), make_scheme()) for item in (finding, other, more))
    head = "Art. 9(4); confirmed; rule broken: rule 3; what was done:"
    assert [_line(change) for change in compare(before, one).inputs] == [
        ("990121 子县, finding f1", f"{head} a list made up", f"{head} two lists made up")
    ]
    assert [_line(change) for change in compare(before, two).inputs] == [
        ("990121 子县, finding f1", f"{head} a list made up", f"{head} a list made up; effect: none")
    ]
    # The order in which facts were written down is nothing.
    turned = evolve(other, facts=other.facts[::-1])
    assert compare(one, assess(make_evidence(findings=[turned]), make_scheme())).inputs == ()


def test_a_change_is_one_line(make_scheme: SchemeOf, make_evidence: EvidenceOf, finding_of: FindingOf) -> None:
    """A change is one line, though the fact of a finding has line ends."""
    facts = [Fact(FactKind.RULE, "rule 3"), Fact(FactKind.ACT, "one list\nmade up")]
    finding = evolve(finding_of("990121"), facts=facts)
    new = assess(make_evidence(findings=[finding]), make_scheme())
    comparison = compare(assess(make_evidence(), make_scheme()), new)
    # The headings, the number of inputs, and one input.
    said = "Art. 9(4); confirmed; rule broken: rule 3; what was done: one list made up"
    assert comparison.text().splitlines()[1:] == ["changed input: 1", f"  990121 子县, finding f1: (none) -> {said}"]
    # The value itself keeps what was recorded.
    assert comparison.inputs[0].new.en == said.replace("one list ", "one list\n")


def test_a_rank_moved_by_another_city_beside_an_own_change(
    make_scheme: SchemeOf, make_evidence: EvidenceOf, observing: Observing
) -> None:
    """A city whose score moved a little and whose rank another city moved names the other city's input too."""
    evidence = observing(make_evidence(), "990122", "procedure_conformity", "8.5")
    evidence = evolve(evidence, carried=[evolve(entry, score=600) for entry in evidence.carried])
    comparison = compare(assess(make_evidence(), make_scheme()), assess(evidence, make_scheme()))
    city = _of(comparison.cities, "990100")
    assert ("rank", "2", "1") in [_line(step) for step in city.steps]
    # Without the change in 乙市 it would have stayed second: 80.63 is below 92.2.
    assert _causes(city) == ["990122 丑县, procedure_conformity", "990222 辰县, carried score"]
    # The county names what moved its score, and nothing of other cities.
    assert _causes(_of(comparison.counties, "990122")) == ["990122 丑县, procedure_conformity"]


def test_a_score_without_a_rank_moved(make_scheme: SchemeOf, make_evidence: EvidenceOf, observing: Observing) -> None:
    """Two cities whose scores moved and whose ranks did not name their own inputs only."""
    evidence = observing(make_evidence(), "990122", "procedure_conformity", "8.5")
    evidence = evolve(evidence, carried=[evolve(entry, score=940) for entry in evidence.carried])
    comparison = compare(assess(make_evidence(), make_scheme()), assess(evidence, make_scheme()))
    assert len(comparison.inputs) == 2
    assert _causes(_of(comparison.cities, "990100")) == ["990122 丑县, procedure_conformity"]
    assert _causes(_of(comparison.cities, "990200")) == ["990222 辰县, carried score"]


def test_a_city_new_while_provisional(make_scheme: SchemeOf, make_evidence: EvidenceOf, observing: Observing) -> None:
    """Between two provisional assessments, where nothing is ranked, a city that is new names its own inputs only."""
    before = observing(make_evidence(carried=[]), "990221", "identification_accuracy", None)
    after = observing(make_evidence(), "990121", "funds_use", 90)
    old, new = (assess(evidence, make_scheme(), provisional=True) for evidence in (before, after))
    assert _causes(_of(compare(old, new).cities, "990200")) == [
        "990221 卯县, identification_accuracy",
        "990222 辰县, carried score",
    ]


def test_a_weight_by_indicator(make_scheme: SchemeOf, make_evidence: EvidenceOf, observing: Observing) -> None:
    """A changed weight of a county stands behind its city and behind no county."""
    full = make_evidence()
    like = next(iter(full.observations))
    heads = evolve(like.indicator, key="heads")
    weighed = [evolve(like, place=county, indicator=heads, value=1) for county in full.counties]
    old = evolve(full, observations=[*full.observations, *weighed])
    new = observing(old, "990121", "heads", 2)
    scheme = make_scheme(weights=IndicatorWeights(indicator=heads))
    comparison = compare(assess(old, scheme), assess(new, scheme))
    (change,) = comparison.inputs
    assert _line(change) == ("990121 子县, heads", "1", "2")
    assert comparison.counties == ()
    (city,) = comparison.cities
    # (2 * 88 + 88.2 + 65.2) / 4 = 329.4 / 4
    assert (city.place.code, city.new, city.causes) == ("990100", F("82.35"), (change,))


def test_the_mean_of_a_city_is_not_moved_by_another_city(
    make_scheme: SchemeOf, make_evidence: EvidenceOf, observing: Observing, changing: Callable[..., Scheme]
) -> None:
    """A mean among the counties of one city is moved by inputs of that city only."""

    def local(criterion: Criterion) -> Criterion:
        assert isinstance(criterion.rule, RelativeToMean)
        return evolve(criterion, rule=evolve(criterion.rule, cohort=evolve(criterion.rule.cohort, among=Among.CITY)))

    scheme = changing(make_scheme(), local, "income")
    evidence = observing(observing(make_evidence(), "990122", INCOME, 9), "990221", INCOME, 14)
    comparison = compare(assess(make_evidence(), scheme), assess(evidence, scheme))
    assert _causes(_of(comparison.counties, "990121")) == ["990122 丑县, rural_income_growth"]
    assert _causes(_of(comparison.cities, "990100")) == ["990122 丑县, rural_income_growth"]
    # 卯县 is compared with itself: it keeps its score, and so does its city.
    assert _codes(comparison.counties) == ["990121", "990122", "990123"]
    assert _codes(comparison.cities) == ["990100"]


def test_a_mean_without_carried_counties(
    make_scheme: SchemeOf, make_evidence: EvidenceOf, observing: Observing
) -> None:
    """A mean in which carried counties do not count is not moved by the value of a carried county."""
    evidence = observing(observing(make_evidence(), "990221", INCOME, 14), "990222", INCOME, 20)
    comparison = compare(assess(make_evidence(), make_scheme()), assess(evidence, make_scheme()))
    assert _causes(_of(comparison.counties, "990121")) == ["990221 卯县, rural_income_growth"]


def test_a_mean_is_of_values_of_counties(
    make_scheme: SchemeOf, make_evidence: EvidenceOf, observing: Observing, targeting: Callable[..., Evidence]
) -> None:
    """A mean is moved by the values of counties, not by a city's own value nor by a line of the plan."""
    full = make_evidence()
    like = next(o for o in full.observations if o.indicator.key == INCOME)
    scheme = make_scheme(plan=evolve(make_scheme().plan, items=[*make_scheme().plan.items, like.indicator]))
    old = evolve(
        full,
        observations=[*full.observations, *(evolve(like, place=city, value=10) for city in full.cities)],
        targets=[
            *full.targets,
            *(Target(place=city, indicator=like.indicator, value=5, document="plan") for city in full.cities),
        ],
    )
    new = observing(observing(old, "990221", INCOME, 14), "990200", INCOME, 11)
    new = targeting(new, "990200", INCOME, 6)
    comparison = compare(assess(old, scheme), assess(new, scheme))
    assert len(comparison.inputs) == 3
    assert _causes(_of(comparison.counties, "990121")) == ["990221 卯县, rural_income_growth"]


def test_an_indicator_renamed(
    make_scheme: SchemeOf, make_evidence: EvidenceOf, changing: Callable[..., Scheme]
) -> None:
    """An indicator with another Chinese name is a change of the scheme, and its values are not gone and come again."""
    evidence = make_evidence()
    old = next(o.indicator for o in evidence.observations if o.indicator.key == "funds_use")
    new = evolve(old, name=evolve(old.name, zh="资金用途"))
    scheme = changing(make_scheme(), lambda c: evolve(c, indicator=new), "use")
    renamed = [evolve(o, indicator=new) if o.indicator == old else o for o in evidence.observations]
    comparison = compare(assess(evidence, make_scheme()), assess(make_evidence(observations=renamed), scheme))
    assert [change.where.en for change in comparison.inputs] == [
        "scheme, definition of use of funds, name <criteria[3].children[0].indicator.name>"
    ]


def test_a_county_whose_points_moved_and_whose_score_did_not(
    make_scheme: SchemeOf, make_evidence: EvidenceOf, observing: Observing
) -> None:
    """A county that gained in one criterion what it lost in another is listed with both, and its city is not."""
    evidence = observing(make_evidence(), "990122", "procedure_conformity", 9)
    evidence = observing(evidence, "990122", "funds_use", "87.5")
    comparison = compare(assess(make_evidence(), make_scheme()), assess(evidence, make_scheme()))
    (county,) = comparison.counties
    # 1 more for the procedure; 10 - 2 * 7.5/5 = 7 instead of 8 for the funds.
    assert (county.place.code, county.old, county.new) == ("990122", F("88.2"), F("88.2"))
    assert [_line(step) for step in county.steps] == [
        ("conformity of procedure", "8", "9"),
        ("use of funds", "8", "7"),
    ]
    assert _causes(county) == ["990122 丑县, funds_use", "990122 丑县, procedure_conformity"]
    assert comparison.cities == ()


def test_only_counties_whose_scores_differ_are_listed(
    make_scheme: SchemeOf, make_evidence: EvidenceOf, observing: Observing
) -> None:
    """A county at its cap keeps its score when the mean moves, and is not listed as differing."""
    old = observing(make_evidence(), "990123", INCOME, 40)
    new = observing(old, "990121", INCOME, 12)
    # 寅县: 6 * 40/17 and 6 * 40/17.5 both lie above the cap of 10.
    comparison = compare(assess(old, make_scheme()), assess(new, make_scheme()))
    assert assess(old, make_scheme()).county("990123").score == assess(new, make_scheme()).county("990123").score
    assert "990123" not in _codes(comparison.counties)
    # Nor is 丑县 at its floor: 6 * 8/17 lies below 3. The other two move.
    assert _codes(comparison.counties) == ["990121", "990221"]


def test_a_finding_in_chinese(make_scheme: SchemeOf, make_evidence: EvidenceOf, finding_of: FindingOf) -> None:
    """A finding is said in Chinese with its clause, the verdict and its facts."""
    finding = evolve(
        finding_of("990121", Verdict.REJECTED), facts=[Fact(FactKind.RULE, "甲"), Fact(FactKind.ACT, "乙")]
    )
    new = assess(make_evidence(findings=[finding]), make_scheme())
    (change,) = compare(assess(make_evidence(), make_scheme()), new).inputs
    assert change.text("zh") == "990121 子县 问题认定f1：（无） → 第九条第(四)项；未认定；违反的规定：甲；行为：乙"


def _county_events() -> list[Events | Falsified | Bounds]:
    kinds = [EventPoints(key="praised", name=Words("praise", "表扬"), points=2)]
    return [
        Events(
            key="events",
            name=Words("praise and criticism", "表扬与批评"),
            order=1,
            level=Tier.COUNTY,
            events=kinds,
            most_plus=3,
            most_minus=0,
        ),
        Falsified(
            key="falsified",
            name=Words("falsified data", "数据造假"),
            order=2,
            level=Tier.COUNTY,
            points=3,
            at_most=9,
            allowed_by="letter 2",
        ),
        Bounds(key="bounds", name=Words("bounds", "上下限"), order=3, level=Tier.COUNTY, at_most=120),
    ]


def _event(place: Place, kind: str, criterion: str = "") -> Event:
    return Event(key=f"{kind}_{place.code}", kind=kind, place=place, on=DAY, document="letter 1", criterion=criterion)


def test_events(make_scheme: SchemeOf, make_evidence: EvidenceOf, places: dict[str, Place]) -> None:
    """An event is an input, and what it adds or takes is a step of its county."""
    scheme = make_scheme(adjustments=_county_events())
    events = [_event(places["990121"], "praised"), _event(places["990122"], "falsified", "use")]
    comparison = compare(assess(make_evidence(), scheme), assess(make_evidence(events=events), scheme))
    assert [_line(change) for change in comparison.inputs] == [
        ("990121 子县, event praised_990121", "", "praise"),
        ("990122 丑县, event falsified_990122", "", "falsified data; use of funds"),
    ]
    assert comparison.inputs[1].text("zh") == "990122 丑县 事项falsified_990122：（无） → 数据造假；资金使用"
    county = _of(comparison.counties, "990121")
    assert (county.old, county.new) == (88, 90)
    assert [_line(step) for step in county.steps] == [("adjustment praise and criticism", "0", "2")]
    assert [step.where.zh for step in county.steps] == ["加减分项“表扬与批评”"]
    county = _of(comparison.counties, "990122")
    # 8 of the criterion and 3 more.
    assert (county.old, county.new) == (F("88.2"), F("77.2"))
    assert [_line(step) for step in county.steps] == [
        ("adjustment falsified data", "0", "-3"),
        ("use of funds", "8", "0"),
    ]
    assert _causes(county) == ["990122 丑县, event falsified_990122"]


def _own(key: str) -> Indicator:
    return Indicator(
        key=key,
        name=Words(key, f"指标{key}"),
        unit=Words("points", "分"),
        places=1,
        low=0,
        high=100,
        better=Better.HIGHER,
        is_additive=False,
        citation=None,
    )


def _given(key: str, marks: int, rule: Rule | None = None, **more: object) -> Criterion:
    values: dict[str, object] = {
        "key": key,
        "name": Words(key, f"指标{key}"),
        "marks": marks,
        "indicator": _own(key),
        "basis": Basis.VALUE,
        "rule": Given() if rule is None else rule,
        "when_missing": WhenMissing.FAULT,
        "when_not_applicable": WhenNotApplicable.FAULT,
    }
    return Criterion(**{**values, **more})


def _observed(place: Place, key: str, value: int, source: str = "survey") -> Observation:
    return Observation(place=place, indicator=_own(key), value=value, source=source, on=DAY, document="invented")


def test_a_criterion_of_a_bonus(make_scheme: SchemeOf, make_evidence: EvidenceOf, places: dict[str, Place]) -> None:
    """A bonus of the city is a step with its criterion, and its value an input of the city."""
    bonus = Bonus(
        key="bonus",
        name=Words("bonus", "加分"),
        order=1,
        level=Tier.CITY,
        criteria=[_given("practice", 3)],
        at_most=2,
        allowed_by="letter 3",
    )
    scheme, full = make_scheme(adjustments=[bonus]), make_evidence()

    def assessed(value: int) -> Assessment:
        own = [_observed(places["990100"], "practice", value), _observed(places["990200"], "practice", 1)]
        return assess(full.adding(observations=own), scheme)

    comparison = compare(assessed(1), assessed(3))
    assert comparison.counties == ()
    (city,) = comparison.cities
    assert (city.place.code, city.new) == ("990100", F("241.4") / 3 + 2)
    # The cap leaves 2 of the 3.
    assert [_line(step) for step in city.steps] == [
        ("published", "81.47", "82.47"),
        ("practice", "1", "3"),
        ("adjustment bonus", "1", "2"),
    ]
    assert _causes(city) == ["990100 甲市, practice"]


def _city_scheme(make_scheme: SchemeOf, rule: Rule | None = None) -> Scheme:
    part = Group(
        key="panel", name=Words("panel", "评议"), marks=50, weight="0.2", children=[_given("review", 50, rule)]
    )
    return make_scheme(city=CityLevel(county_weight="0.8", parts=[part], allowed_by="letter 4"))


def test_a_part_of_the_city(make_scheme: SchemeOf, make_evidence: EvidenceOf, places: dict[str, Place]) -> None:
    """A part of a city's own is a step with its criterion."""
    scheme, full = _city_scheme(make_scheme), make_evidence()

    def assessed(value: int) -> Assessment:
        own = [_observed(places["990100"], "review", 40), _observed(places["990200"], "review", value)]
        return assess(full.adding(observations=own), scheme)

    (city,) = compare(assessed(40), assessed(45)).cities
    # 0.8 * 92.2 + 0.2 * 100 * 40/50, then 45/50.
    assert (city.place.code, city.old, city.new) == ("990200", F("89.76"), F("91.76"))
    assert [_line(step) for step in city.steps] == [
        ("published", "89.76", "91.76"),
        ("grade", "good", "excellent"),
        ("contribution of panel", "16", "18"),
        ("review", "40", "45"),
    ]
    assert city.steps[2].where.zh == "评议计入"


def test_cities_compared_with_each_other(
    make_scheme: SchemeOf, make_evidence: EvidenceOf, places: dict[str, Place]
) -> None:
    """A city whose own criterion is held against other cities names the value of the other city."""
    cohort = Cohort(among=Among.PROVINCE, has_carried=False)
    rule = ByRank(step=10, floor=0, ties=Ties.COMPETITION, cohort=cohort)
    scheme, full = _city_scheme(make_scheme, rule), make_evidence()

    def assessed(value: int) -> Assessment:
        own = [_observed(places["990100"], "review", 40), _observed(places["990200"], "review", value)]
        return assess(full.adding(observations=own), scheme)

    city = _of(compare(assessed(50), assessed(30)).cities, "990100")
    assert ("review", "40", "50") in [_line(step) for step in city.steps]
    assert _causes(city) == ["990200 乙市, review"]


def test_a_failed_gate(make_scheme: SchemeOf, make_evidence: EvidenceOf, observing: Observing) -> None:
    """A gate that fails is a step of the city with the value that fails it."""
    item = next(o.indicator for o in make_evidence().observations if o.indicator.key == "satisfaction_work_team")
    gate = Gate(
        key="satisfied",
        name=Words("satisfied", "满意"),
        conditions=[Condition(indicator=item, must=Bound(side=Side.AT_LEAST, value=92))],
        level=Tier.COUNTY,
        grade="fair",
        allowed_by="letter 5",
    )
    scheme = make_scheme(gates=[gate])
    # In 甲市 寅县 fails it before and after.
    new = observing(make_evidence(), "990222", "satisfaction_work_team", 91)
    comparison = compare(assess(make_evidence(), scheme), assess(new, scheme))
    (city,) = comparison.cities
    name = "satisfaction with the work team in the village"
    assert [_line(step) for step in city.steps] == [
        ("grade", "excellent", "fair"),
        ("failed gate satisfied", "", f"990222 辰县 {name} 91"),
    ]
    assert city.steps[1].text("zh") == "未达标的否决条件“满意”：（无） → 990222 辰县 驻村工作队满意度 91"
    assert _causes(city) == ["990222 辰县, satisfaction_work_team"]


def test_a_changed_interval(
    make_scheme: SchemeOf, make_evidence: EvidenceOf, sampled: Callable[..., Uncertainty]
) -> None:
    """Another uncertainty of the same value is a changed input, and behind a gate that compares an end of it."""
    item = next(o.indicator for o in make_evidence().observations if o.indicator.key == "satisfaction_work_team")
    must = Condition(indicator=item, must=Bound(side=Side.AT_LEAST, value=85), compared=Compared.LOWER)
    gate = Gate(
        key="satisfied",
        name=Words("satisfied", "满意"),
        conditions=[must],
        level=Tier.COUNTY,
        grade="fair",
        allowed_by="5",
    )
    scheme = make_scheme(gates=[gate])

    def assessed(lower: int, upper: int = 100) -> Assessment:
        ends = {o.place.code: (o.value, o.value) for o in make_evidence().observations if o.indicator == item}
        ends["990222"] = F(lower), F(upper)
        found = [
            evolve(o, uncertainty=sampled(*ends[o.place.code])) if o.indicator == item else o
            for o in make_evidence().observations
        ]
        return assess(make_evidence(observations=found), scheme)

    comparison = compare(assessed(86), assessed(84))
    (change,) = comparison.inputs
    old, new = sampled(86, 100).words, sampled(84, 100).words
    where = "990222 辰县, satisfaction_work_team"
    assert _line(change) == (where, f"92; {old.en}", f"92; {new.en}")
    assert change.new.zh == f"92；{new.zh}"
    (city,) = comparison.cities
    name = "satisfaction with the work team in the village"
    assert [_line(step) for step in city.steps] == [
        ("grade", "excellent", "fair"),
        ("failed gate satisfied", "", f"990222 辰县 {name} 92 (the lower bound of the interval 84)"),
    ]
    assert city.steps[1].new.zh == "990222 辰县 驻村工作队满意度 92（置信区间下限84）"
    assert _causes(city) == [where]
    # A gate that fails before and after shows where the end went.
    (city,) = compare(assessed(84), assessed(83)).cities
    assert [step.new.en for step in city.steps] == [f"990222 辰县 {name} 92 (the lower bound of the interval 83)"]
    # The other end moves nothing, and is an input all the same.
    other = compare(assessed(86), assessed(86, 99))
    assert (len(other.inputs), other.cities, other.counties) == (1, (), ())
    assert compare(assessed(86), assessed(86)).inputs == ()


def test_a_sample_that_came(
    make_scheme: SchemeOf, make_evidence: EvidenceOf, sampled: Callable[..., Uncertainty]
) -> None:
    """A value that gets an interval is a changed input, of whichever source in an order."""
    found = [
        evolve(o, uncertainty=sampled(80, 100)) if (o.place.code, o.indicator.key) == ("990122", "funds_use") else o
        for o in make_evidence().observations
    ]
    item = make_scheme().criterion("use").indicator
    order = Precedence(indicator=item, sources=["funds_evaluation", "press"], allowed_by="section 3")
    for scheme, source in ((make_scheme(), ""), (make_scheme(precedences=[order]), " (funds_evaluation)")):
        (change,) = compare(assess(make_evidence(), scheme), assess(make_evidence(observations=found), scheme)).inputs
        sample = sampled(80, 100).words.en
        assert _line(change) == ("990122 丑县, funds_use", f"90{source}", f"90; {sample}{source}")


def test_a_grade_set_by_people(make_scheme: SchemeOf, make_evidence: EvidenceOf, cities: tuple[City, ...]) -> None:
    """A grade that people set is an input and a step of the city; the computed one stays."""
    scheme = make_scheme(grades_set_by=GradesSetBy(body=Body.LEADING_GROUP, document="letter 6"))
    chosen = [
        SetGrade(city=city, grade="good", body=Body.LEADING_GROUP, on=date(2020, 2, 1), document="letter 7", reason="r")
        for city in cities
    ]
    other = evolve(chosen[1], grade="fair")
    old, new = (assess(make_evidence(set_grades=[chosen[0], each]), scheme) for each in (chosen[1], other))
    comparison = compare(old, new)
    assert [_line(change) for change in comparison.inputs] == [("990200 乙市, grade set by people", "good", "fair")]
    (city,) = comparison.cities
    assert [_line(step) for step in city.steps] == [("grade set by people", "good", "fair")]
    assert city.causes == comparison.inputs


def _sample(county: County, households: int) -> SampledCounty:
    village = SampledVillage(name="一村", households=households)
    villages = [village, SampledVillage(name="二村", households=1)]
    return SampledCounty(county=county, townships=[SampledTownship(name="东乡", villages=villages)])


def test_a_sample(make_scheme: SchemeOf, make_evidence: EvidenceOf, counties: tuple[County, ...]) -> None:
    """A county that is drawn is an input; one that is not has no score, and drawing it moves the means of others."""
    rule = SampleRule(counties=1, townships=1, villages=1, households=1, with_carried=True, allowed_by="letter 8")
    scheme = make_scheme(sample=rule)
    drawn = [_sample(county, 2) for county in (counties[0], counties[3])]
    more = [*drawn, _sample(counties[1], 3)]
    comparison = compare(*(assess(make_evidence(samples=samples), scheme) for samples in (drawn, more)))
    (change,) = comparison.inputs
    assert _line(change) == ("990122 丑县, sample", "", "东乡: 一村 3, 二村 1")
    assert change.text("zh") == "990122 丑县 抽样：（无） → 东乡：一村 3、二村 1"
    county = _of(comparison.counties, "990122")
    assert county.old is None
    assert _line(county.steps[4]) == ("no score", "not drawn for the sample", "")
    # The mean of income falls from (10 + 10) / 2 to 28 / 3.
    assert _causes(_of(comparison.counties, "990121")) == ["990122 丑县, sample"]
    assert _causes(_of(comparison.counties, "990221")) == ["990122 丑县, sample"]
    # That more was visited of a county that was drawn before moves nothing.
    visited = [_sample(counties[0], 5), *more[1:]]
    again = compare(*(assess(make_evidence(samples=samples), scheme) for samples in (drawn, visited)))
    assert _line(again.inputs[0]) == ("990121 子县, sample", "东乡: 一村 2, 二村 1", "东乡: 一村 5, 二村 1")
    assert _causes(_of(again.counties, "990221")) == ["990122 丑县, sample"]


def test_a_bundle(make_scheme: SchemeOf, make_evidence: EvidenceOf, observing: Observing) -> None:
    """A member of a bundle has the score of its lead, and names the inputs of the lead."""
    scheme = make_scheme(bundles=[Bundle(units=["990121", "990122"], lead="990121", allowed_by="letter 9")])
    full = make_evidence()
    bundled = evolve(
        full,
        observations=[o for o in full.observations if o.place.code != "990122"],
        targets=[t for t in full.targets if t.place.code != "990122"],
    )
    new = observing(bundled, "990121", "funds_use", 90)
    comparison = compare(assess(bundled, scheme), assess(new, scheme))
    assert _codes(comparison.counties) == ["990121", "990122"]
    for county in comparison.counties:
        assert (county.old - county.new, _causes(county)) == (2, ["990121 子县, funds_use"])
    # And where another county moves what the lead is compared with, so does it for the member.
    moved = compare(assess(bundled, scheme), assess(observing(bundled, "990123", INCOME, 13), scheme))
    assert _causes(_of(moved.counties, "990122")) == ["990123 寅县, rural_income_growth"]


def test_a_blend(make_scheme: SchemeOf, make_evidence: EvidenceOf, changing: Callable[..., Scheme]) -> None:
    """Of a blended value each source is an input of its own."""
    shares = [BlendShare(source="survey", share="0.5"), BlendShare(source="register", share="0.5")]
    scheme = changing(make_scheme(), lambda c: evolve(c, blend=shares), "use")
    full = make_evidence()
    others = [o for o in full.observations if o.indicator.key != "funds_use"]
    funds = [o for o in full.observations if o.indicator.key == "funds_use"]

    def assessed(value: int) -> Assessment:
        survey = [evolve(o, source="survey") for o in funds]
        register = [evolve(o, source="register", value=value if o.place.code == "990122" else o.value) for o in funds]
        return assess(make_evidence(observations=[*others, *survey, *register]), scheme)

    comparison = compare(assessed(90), assessed(85))
    (change,) = comparison.inputs
    assert _line(change) == ("990122 丑县, funds_use (register)", "90", "85")
    assert change.where.zh == "990122 丑县 资金使用（register）"
    assert change.indicator == "funds_use"
    assert _causes(_of(comparison.counties, "990122")) == ["990122 丑县, funds_use (register)"]


def test_an_order_of_sources(make_scheme: SchemeOf, make_evidence: EvidenceOf) -> None:
    """Of sources in an order the one in force is the input, named with its value; what is set aside moves nothing."""
    full = make_evidence()
    item = make_scheme().criterion("use").indicator
    order = Precedence(indicator=item, sources=["audit", "funds_evaluation", "press"], allowed_by="section 3")
    first = next(o for o in full.observations if (o.place.code, o.indicator.key) == ("990122", "funds_use"))

    def assessed(*orders: Precedence, **values: int) -> Assessment:
        more = [evolve(first, source=source, value=value) for source, value in values.items()]
        return assess(full.adding(observations=more), make_scheme(precedences=orders))

    def inputs(old: Assessment, new: Assessment) -> list[tuple[str, str, str]]:
        return [_line(change) for change in compare(old, new).inputs if not change.where.en.startswith("scheme")]

    where = "990122 丑县, funds_use"
    alone = assessed(order)
    # 2 points less for each 5 below 95: 90 earns 8, 85 earns 6.
    comparison = compare(alone, assessed(order, audit=85))
    assert [_line(change) for change in comparison.inputs] == [(where, "90 (funds_evaluation)", "85 (audit)")]
    assert comparison.inputs[0].new.zh == "85（audit）"
    county = _of(comparison.counties, "990122")
    assert (county.new, _causes(county)) == (county.old - 2, [where])
    # Another source with the same value is another input, though it moves nothing.
    same = compare(alone, assessed(order, audit=90))
    assert ([_line(change) for change in same.inputs], same.counties) == (
        [(where, "90 (funds_evaluation)", "90 (audit)")],
        (),
    )
    assert inputs(alone, assessed(order, press=1)) == []
    assert inputs(assessed(order, press=1), assessed(order, press=2)) == []
    # Where only one of the schemes has an order, the source is named on both sides, of other counties too.
    changed = inputs(assessed(), assessed(order, audit=85))
    assert changed == [(where, "90 (funds_evaluation)", "85 (audit)")]


def test_an_order_becomes_a_blend(
    make_scheme: SchemeOf, make_evidence: EvidenceOf, changing: Callable[..., Scheme]
) -> None:
    """Where an order of sources becomes a blend, each source is an input, and none of them has changed."""
    sources = ["audit", "funds_evaluation"]
    item = make_scheme().criterion("use").indicator
    ordered = make_scheme(precedences=[Precedence(indicator=item, sources=sources, allowed_by="section 3")])
    shares = [BlendShare(source=source, share="0.5") for source in sources]
    blended = changing(make_scheme(), lambda c: evolve(c, blend=shares), "use")
    full = make_evidence()
    more = [evolve(o, source="audit") for o in full.observations if o.indicator.key == "funds_use"]
    evidence = full.adding(observations=more)
    found = compare(assess(evidence, ordered), assess(evidence, blended))
    assert {change.place for change in found.inputs} == {""}
    assert found.counties == ()


def test_a_target_among_units_compared(
    make_scheme: SchemeOf,
    make_evidence: EvidenceOf,
    changing: Callable[..., Scheme],
    targeting: Callable[..., Evidence],
) -> None:
    """Where shares of targets are compared, the target of another county stands behind a place that moved."""
    cohort = Cohort(among=Among.PROVINCE, has_carried=False)
    rule = ByRank(step=5, floor=0, ties=Ties.COMPETITION, cohort=cohort)
    scheme = changing(make_scheme(), lambda c: evolve(c, rule=rule), "people")
    # 丑县 rises from 0.9 to 900/600, before all others.
    new = targeting(make_evidence(), "990122", "poor_population_reduced", 600)
    comparison = compare(assess(make_evidence(), scheme), assess(new, scheme))
    county = _of(comparison.counties, "990121")
    assert [_line(step) for step in county.steps] == [("people lifted out", "20", "15")]
    assert _causes(county) == ["990122 丑县, target of poor_population_reduced"]


def test_a_cutoff_of_another_county_moves_nothing(
    make_scheme: SchemeOf, make_evidence: EvidenceOf, observing: Observing, changing: Callable[..., Scheme]
) -> None:
    """A cutoff takes points of its own county and is behind no comparison."""
    item = next(o.indicator for o in make_evidence().observations if o.indicator.key == "exit_accuracy")
    cutoff = Cutoff(indicator=item, bound=Bound(side=Side.BELOW, value=97))
    scheme = changing(make_scheme(), lambda c: evolve(c, cutoff=cutoff), "income")
    new = observing(observing(make_evidence(), "990221", INCOME, 14), "990221", "exit_accuracy", "96.5")
    comparison = compare(assess(make_evidence(), scheme), assess(new, scheme))
    assert _causes(_of(comparison.counties, "990121")) == ["990221 卯县, rural_income_growth"]


def test_a_rule_that_no_longer_compares(
    make_scheme: SchemeOf, make_evidence: EvidenceOf, observing: Observing, changing: Callable[..., Scheme]
) -> None:
    """Where a rule compared units before and does not now, what stood in the comparison is named as well."""
    scheme = changing(make_scheme(), lambda c: evolve(c, rule=Linear(zero_at=0, full_at=20)), "income")
    new = observing(make_evidence(), "990221", INCOME, 14)
    county = _of(compare(assess(make_evidence(), make_scheme()), assess(new, scheme)).counties, "990121")
    assert [cause.partition(" <")[0] for cause in _causes(county)] == [
        "scheme, criterion growth of income, rule",
        "990221 卯县, rural_income_growth",
    ]


def _with_bing(evidence: Evidence) -> Evidence:
    """Add 丙市 with 午县, which is like 卯县; it comes second with 91.4."""
    bing = City(code="990300", name="丙市")
    wu = County(code="990321", name="午县", parent=bing)
    like = [o for o in evidence.observations if o.place.code == "990221"]
    lines = [t for t in evidence.targets if t.place.code == "990221"]
    plan = next(t for t in lines if t.indicator.key == "poor_population_reduced")
    return evolve(
        evidence,
        cities=[*evidence.cities, bing],
        counties=[*evidence.counties, wu],
        observations=[*evidence.observations, *(evolve(o, place=wu) for o in like)],
        targets=[*evidence.targets, *(evolve(t, place=wu) for t in lines), evolve(plan, place=bing)],
    )


CARRIED, PROCEDURE = "990222 辰县, carried score", "990321 午县, procedure_conformity"


def _fallen(make_evidence: EvidenceOf, observing: Observing, score: int = 600) -> Evidence:
    """乙市 falls behind 甲市 with 75.7, and 丙市 loses a point and stays before it with 90.4."""
    full = _with_bing(make_evidence())
    fallen = evolve(full, carried=[evolve(entry, score=score) for entry in full.carried])
    return observing(fallen, "990321", "procedure_conformity", 9)


def test_only_who_passes_moves_a_rank(make_scheme: SchemeOf, make_evidence: EvidenceOf, observing: Observing) -> None:
    """A rank is moved by the city that passed it, not by one that moved and stayed before or behind it."""
    old, new = _with_bing(make_evidence()), _fallen(make_evidence, observing)
    comparison = compare(assess(old, make_scheme()), assess(new, make_scheme()))
    assert len(comparison.inputs) == 2
    # From third to second, since 乙市 fell.
    assert _causes(_of(comparison.cities, "990100")) == [CARRIED]
    assert _causes(_of(comparison.cities, "990200")) == [CARRIED]
    assert _causes(_of(comparison.cities, "990300")) == [CARRIED, PROCEDURE]


def test_dense_ranks_are_moved_by_ties_before_a_city(make_scheme: SchemeOf, make_evidence: EvidenceOf) -> None:
    """With dense ranks a city rises where two better ones fall into one place, and names what moved them."""
    scheme = make_scheme(ranking=Ranking(ties=Ties.DENSE, compared_on=ComparedOn.PUBLISHED))
    old = _with_bing(make_evidence())
    # (91.4 + 91.4) / 2 = 91.4, the value of 丙市.
    new = evolve(old, carried=[evolve(entry, score=914) for entry in old.carried])
    comparison = compare(assess(old, scheme), assess(new, scheme))
    city = _of(comparison.cities, "990100")
    assert [_line(step) for step in city.steps] == [("rank", "3", "2")]
    assert _causes(city) == [CARRIED]


def test_a_grade_by_quota_is_moved_by_other_cities(
    make_scheme: SchemeOf, make_evidence: EvidenceOf, observing: Observing
) -> None:
    """A grade by quota is moved by the city that passed, as a rank is."""
    quotas = GradeQuotas(
        bands=[
            GradeQuota(key="excellent", name=Words("excellent", "优秀"), units=2),
            GradeQuota(key="fair", name=Words("fair", "一般")),
        ],
        compared_on=ComparedOn.EXACT,
        edge_ties=EdgeTies.UP,
    )
    scheme = make_scheme(grades=quotas)
    old, new = _with_bing(make_evidence()), _fallen(make_evidence, observing)
    city = _of(compare(assess(old, scheme), assess(new, scheme)).cities, "990100")
    assert [_line(step) for step in city.steps] == [("rank", "3", "2"), ("grade", "fair", "excellent")]
    assert _causes(city) == [CARRIED]
    kept = compare(assess(old, scheme), assess(observing(old, "990321", "procedure_conformity", 9), scheme))
    assert _codes(kept.cities) == ["990300"]


def test_a_rank_in_a_class_is_moved_inside_it(
    make_scheme: SchemeOf, make_evidence: EvidenceOf, observing: Observing
) -> None:
    """Where cities are ranked in classes, what happens in another class is not named."""
    classes = [
        UnitClass(key="large", name=Words("large", "大市"), units=["990100", "990200"], source="list"),
        UnitClass(key="small", name=Words("small", "小市"), units=["990300"], source="list"),
    ]
    ranking = Ranking(ties=Ties.DENSE, compared_on=ComparedOn.EXACT, classes=["large", "small"])
    scheme = make_scheme(classes=classes, ranking=ranking)
    old, new = _with_bing(make_evidence()), _fallen(make_evidence, observing)
    comparison = compare(assess(old, scheme), assess(new, scheme))
    assert _line(_of(comparison.cities, "990100").steps[0]) == ("rank", "2", "1")
    assert _causes(_of(comparison.cities, "990100")) == [CARRIED]
    assert _causes(_of(comparison.cities, "990300")) == [PROCEDURE]


def test_a_city_that_came_moves_ranks(make_scheme: SchemeOf, make_evidence: EvidenceOf) -> None:
    """A city that is new moves the ranks behind it, and what it brought is named there."""
    comparison = compare(assess(make_evidence(), make_scheme()), assess(_with_bing(make_evidence()), make_scheme()))
    city = _of(comparison.cities, "990100")
    assert [_line(step) for step in city.steps] == [("rank", "2", "3")]
    # The city and its county, their 3 targets and the county's 10 values.
    assert {cause.place[:4] for cause in city.causes} == {"9903"}
    assert len(city.causes) == len(comparison.inputs) == 15
    assert "990200" not in _codes(comparison.cities)
