"""Two assessments of one year held against each other, down to the changed input."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest
from attrs import evolve

from jxassess.assessment import Assessment, Change, Comparison, Difference, assess, compare
from jxassess.errors import ScopeError
from jxassess.evidence import NOT_APPLICABLE, Evidence, Fact, FactKind, Finding, Target, Verdict
from jxassess.measure import Citation, Problem
from jxassess.places import County
from jxassess.scheme import (
    Among,
    Carried,
    Ceiling,
    Criterion,
    DayKind,
    Deduction,
    EqualWeights,
    IndicatorWeights,
    Interpretation,
    Linear,
    Rectification,
    RelativeToMean,
    Scheme,
    TableWeights,
    Weight,
)
from jxassess.words import Language, Words

F = Fraction

SchemeOf = Callable[..., Scheme]
EvidenceOf = Callable[..., Evidence]
FindingOf = Callable[..., Finding]
Observing = Callable[..., Evidence]

INCOME = "rural_income_growth"


def _line(change: Change) -> tuple[str, str, str]:
    return change.where.en, change.old, change.new


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
    change = Change(where=Words("a", "甲"), old="", new="9")
    assert (change.text(), change.text("zh")) == ("a: (none) -> 9", "甲：（无） → 9")
    gone = Change(where=Words("a", "甲"), old="9", new="")
    assert (gone.text(), gone.text("zh")) == ("a: 9 -> (none)", "甲：9 → （无）")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_every_part_of_a_change_is_one_line(end: str) -> None:
    """A change is one line in both languages, whatever line ends its place, its old and its new value have."""
    change = Change(where=Words(f"a{end}b", f"甲{end}乙"), old=f"c{end}d", new=f"e{end}f")
    assert (change.text(), change.text("zh")) == ("a b: c d -> e f", "甲 乙：c d → e f")
    # What is nothing but a line end is nothing.
    assert Change(where=Words("a", "甲"), old=end, new="9").text() == "a: (none) -> 9"


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
    assert _line(change) == ("scheme weights.weights[0].weight", "1", "2")
    assert change.where.zh == "方案 weights.weights[0].weight"
    assert comparison.counties == ()
    (city,) = comparison.cities
    # (2 * 88 + 88.2 + 65.2) / 4 = 329.4 / 4
    assert (city.place.code, city.new, city.causes) == ("990100", F("82.35"), (change,))


def test_another_kind_of_weights(make_scheme: SchemeOf, make_evidence: EvidenceOf) -> None:
    """A part of the scheme that was exchanged for another kind is named as a whole."""
    old = assess(make_evidence(), make_scheme(weights=EqualWeights()))
    new = assess(make_evidence(), make_scheme(weights=_weights(2)))
    (change,) = compare(old, new).inputs
    assert change.where.en == "scheme weights"
    assert change.old == "EqualWeights()"
    assert change.new.startswith("TableWeights(")


def _inputs(old: Scheme, new: Scheme, assessment: Assessment) -> list[tuple[str, str, str]]:
    return [_line(c) for c in compare(evolve(assessment, scheme=old), evolve(assessment, scheme=new)).inputs]


def test_an_interpretation(make_scheme: SchemeOf, make_evidence: EvidenceOf) -> None:
    """Another reading, clause or document of an interpretation is a change of the scheme."""
    reading = Interpretation(citation=Citation(8), reading=Words("both", "均须"), document="letter 4")
    other = Interpretation(citation=Citation(9, item=1), reading=Words("either", "其一"), document="letter 5")
    first, second = make_scheme(interpretations=[reading]), make_scheme(interpretations=[other])
    assert _inputs(first, second, assess(make_evidence(), make_scheme())) == [
        ("scheme interpretations[0].citation.article", "8", "9"),
        ("scheme interpretations[0].citation.item", "", "1"),
        ("scheme interpretations[0].reading", "both / 均须", "either / 其一"),
        ("scheme interpretations[0].document", "letter 4", "letter 5"),
    ]


def test_every_sort_of_scheme_value(
    make_scheme: SchemeOf, make_evidence: EvidenceOf, changing: Callable[..., Scheme]
) -> None:
    """Numbers, texts, names, choices, truth values and what came or went are all said plainly, with their path."""
    scheme, assessment = make_scheme(), assess(make_evidence(), make_scheme())

    def inputs(**changes: object) -> list[tuple[str, str, str]]:
        return _inputs(scheme, make_scheme(**changes), assessment)

    assert inputs(document="letter 3") == [("scheme document", "invented for tests", "letter 3")]
    assert inputs(title=Words("T", "方案")) == [
        ("scheme title", "Invented scheme for tests / 测试用虚构方案", "T / 方案")
    ]
    limit = Rectification(days=30, day_kind=DayKind.WORKING)
    assert inputs(rectification=limit) == [
        ("scheme rectification.days", "90", "30"),
        ("scheme rectification.day_kind", "calendar", "working"),
    ]
    ((path, old, new),) = inputs(ceilings=[Ceiling(problem=Problem.FALSE_EXIT, grade="fair", allowed_by="x")])
    assert (path, old) == ("scheme ceilings", "()")
    assert "FALSE_EXIT" in new

    def steeper(criterion: Criterion) -> Criterion:
        assert isinstance(criterion.rule, Deduction)
        return evolve(criterion, rule=evolve(criterion.rule, points="2.5"))

    path = "criteria[3].children[0]"
    assert _inputs(scheme, changing(scheme, steeper, "use"), assessment) == [(f"scheme {path}.rule.points", "2", "2.5")]

    def bounded(criterion: Criterion) -> Criterion:
        return evolve(criterion, indicator=evolve(criterion.indicator, high=None))

    # Nothing stands where there is no bound.
    assert _inputs(scheme, changing(scheme, bounded, "use"), assessment) == [
        (f"scheme {path}.indicator.high", "100", "")
    ]

    def carrying(criterion: Criterion) -> Criterion:
        assert isinstance(criterion.rule, RelativeToMean)
        return evolve(criterion, rule=evolve(criterion.rule, has_carried=True))

    assert _inputs(scheme, changing(scheme, carrying, "income"), assessment) == [
        ("scheme criteria[0].children[2].rule.has_carried", "False", "True")
    ]


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
        ("scheme criteria[2].children[0].rule.zero_at",)
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
        ("990123 寅县, satisfaction_paired_helper", "90", "not_applicable")
    ]
    county = _of(comparison.counties, "990123")
    # The first secretary's 4.5 of 6 stand for 12: 9 instead of 7.5.
    assert (county.old, county.new) == (F("65.2"), F("66.7"))
    assert [_line(step) for step in county.steps] == [("paired helper", "3", "0 (not_applicable)")]


def test_a_missing_value(make_scheme: SchemeOf, make_evidence: EvidenceOf, observing: Observing) -> None:
    """A value that is gone is a changed input."""
    evidence = observing(make_evidence(), "990121", "procedure_conformity", None)
    comparison = compare(assess(make_evidence(), make_scheme()), assess(evidence, make_scheme()))
    assert [_line(c) for c in comparison.inputs] == [("990121 子县, procedure_conformity", "9.5", "")]
    assert [_line(s) for s in _of(comparison.counties, "990121").steps] == [
        ("conformity of procedure", "9.5", "0 (missing_zero)")
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
        return evolve(criterion, rule=evolve(criterion.rule, has_carried=True))

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
        ("grade", "excellent 优秀", "fair 一般"),
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
        "shortfall: invented; low_rate: invented; rule: invented; act: invented; "
        "violation: invented; found_by: audit; not_done: invented; effect: invented"
    )
    was = "" if verdict is None else f"Art. 9(4); rejected; {rest}"
    assert _line(change) == ("990221 卯县, finding f1", was, f"Art. 9(4); confirmed; {rest}")
    assert change.where.zh == "990221 卯县 问题认定f1"
    assert comparison.counties == ()
    (city,) = comparison.cities
    assert (city.place.code, city.old, city.new) == ("990200", F("92.2"), F("92.2"))
    assert [_line(step) for step in city.steps] == [("grade", "excellent 优秀", "fair 一般")]
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
        ("grade", "", "good 良好"),
    ]
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
        "scheme carried.counties",
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
    assert change.old.startswith(f"{head}shortfall: invented; ")
    assert change.new == change.old.replace(head, head + recorded)
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
    head = "Art. 9(4); confirmed; rule: rule 3; act:"
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
    said = "Art. 9(4); confirmed; rule: rule 3; act: one list made up"
    assert comparison.text().splitlines()[1:] == ["changed input: 1", f"  990121 子县, finding f1: (none) -> {said}"]
    # The value itself keeps what was recorded.
    assert comparison.inputs[0].new == said.replace("one list ", "one list\n")


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
        return evolve(criterion, rule=evolve(criterion.rule, among=Among.CITY))

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
    assert [change.where.en for change in comparison.inputs] == ["scheme criteria[3].children[0].indicator.name"]


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
