"""Scores, grades and ranks of cities, worked by hand."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import permutations

import pytest

from jxassess.assessment import assess
from jxassess.evidence import NOT_APPLICABLE, Evidence, Finding, NotApplicable, Verdict, find_faults
from jxassess.exact import RoundingMode
from jxassess.faults import EvidenceError
from jxassess.indicators import Indicator
from jxassess.measure import Problem
from jxassess.scheme import (
    Carried,
    Ceiling,
    ComparedOn,
    Grade,
    Grades,
    IndicatorWeights,
    NothingApplies,
    Ranking,
    Rounding,
    RoundingStage,
    Scheme,
    TableWeights,
    Ties,
    Weight,
)
from jxassess.scoring import CityScore, score_cities, score_counties
from jxassess.words import Words

F = Fraction
ZI, CHOU, YIN, MAO, SI = "990121", "990122", "990123", "990221", "990321"
JIA, YI, BING = "990100", "990200", "990300"

SchemeOf = Callable[..., Scheme]
EvidenceOf = Callable[..., Evidence]
FindingOf = Callable[..., Finding]


def _weights(**weights: str) -> TableWeights:
    entries = [Weight(county=code.removeprefix("c"), weight=weight) for code, weight in weights.items()]
    return TableWeights(weights=entries, source="invented")


def test_equal_weights(make_scheme: SchemeOf, make_evidence: EvidenceOf) -> None:
    """With equal weights a city's score is the plain mean of its counties, the carried one among them."""
    cities = assess(make_evidence(), make_scheme()).cities
    # (88 + 88.2 + 65.2) / 3 = 241.4 / 3 and (91.4 + 93) / 2.
    assert [(score.city.code, score.score, score.published) for score in cities] == [
        (JIA, F("241.4") / 3, F("80.47")),
        (YI, F("92.2"), F("92.2")),
    ]
    assert [share.share for share in cities[0].shares] == [F(1, 3)] * 3
    assert [share.score.county.code for share in cities[0].shares] == [ZI, CHOU, YIN]


def test_weights_by_indicator(
    scheme_of: SchemeOf, evidence_of: EvidenceOf, indicator: Callable[..., Indicator]
) -> None:
    """A county weighs as much as its observation of the indicator; one that weighs zero adds nothing."""
    scheme = scheme_of(weights=IndicatorWeights(indicator=indicator("heads")))
    values = {ZI: {"a": 30, "heads": 300}, CHOU: {"a": 10, "heads": 100}, YIN: {"a": 0, "heads": 0}}
    city = assess(evidence_of(scheme, values), scheme).city(JIA)
    # (90 * 300 + 70 * 100 + 60 * 0) / 400 = 67.5 + 17.5
    assert [(share.weight, share.share, share.contribution) for share in city.shares] == [
        (300, F(3, 4), F("67.5")),
        (100, F(1, 4), F("17.5")),
        (0, 0, 0),
    ]
    assert city.score == 85


def test_a_carried_county_weighs_too(
    scheme_of: SchemeOf, evidence_of: EvidenceOf, indicator: Callable[..., Indicator]
) -> None:
    """A carried county weighs by the same indicator as the others."""
    carried = Carried(counties=[CHOU], full_marks=100, source="invented")
    scheme = scheme_of(weights=IndicatorWeights(indicator=indicator("heads")), carried=carried)
    values = {ZI: {"a": 30, "heads": 1}, CHOU: {"heads": 3}}
    # (90 + 3 * 82) / 4 = 336 / 4
    assert assess(evidence_of(scheme, values, carried={CHOU: 82}), scheme).city(JIA).score == 84


def test_weights_by_table(scheme_of: SchemeOf, evidence_of: EvidenceOf) -> None:
    """Weights of a table are taken relative to their sum in the city, whatever their unit."""
    scheme = scheme_of(weights=_weights(c990121="0.5", c990122="0", c990123="0.25", c990221="7"))
    values = {ZI: {"a": 30}, CHOU: {"a": 1}, YIN: {"a": 0}, MAO: {"a": 15}}
    result = assess(evidence_of(scheme, values), scheme)
    # (90 * 0.5 + 60 * 0.25) / 0.75 = 60 / 0.75
    assert result.city(JIA).score == 80
    assert [share.share for share in result.city(JIA).shares] == [F(2, 3), 0, F(1, 3)]
    assert result.city(YI).score == 75


def test_a_county_left_out_weighs_nothing(scheme_of: SchemeOf, evidence_of: EvidenceOf) -> None:
    """A county left out weighs nothing, whatever the table gives it."""
    weights = _weights(c990121="1", c990122="9")
    scheme = scheme_of(weights=weights, when_nothing_applies=NothingApplies.LEAVE_OUT)
    nothing = dict.fromkeys(("a", "rest_2", "rest_3", "rest_4"), NOT_APPLICABLE)
    city = assess(evidence_of(scheme, {ZI: {"a": 20}, CHOU: nothing}), scheme).city(JIA)
    assert [(share.weight, share.share) for share in city.shares] == [(1, 1), (0, 0)]
    assert city.score == 80


def test_a_city_without_weight_is_refused(scheme_of: SchemeOf, evidence_of: EvidenceOf) -> None:
    """A city whose counties all weigh nothing has no mean, and the evidence is refused."""
    scheme = scheme_of(weights=_weights(c990121="0", c990221="1"))
    with pytest.raises(EvidenceError) as caught:
        assess(evidence_of(scheme, {ZI: {"a": 30}, MAO: {"a": 30}}), scheme)
    assert [(fault.code, fault.where) for fault in caught.value.faults] == [("no_city_weight", "990100 甲市")]


def test_the_mean_is_of_exact_scores(scheme_of: SchemeOf, evidence_of: EvidenceOf) -> None:
    """A city is the mean of its counties' exact scores, and of rounded ones only where the scheme rounds counties."""
    values = {ZI: {"a": "12.344"}, CHOU: {"a": "12.345"}}
    exact = scheme_of()
    # (72.344 + 72.345) / 2 = 72.3445, published 72.34.
    city = assess(evidence_of(exact, values), exact).city(JIA)
    assert (city.score, city.published) == (F("72.3445"), F("72.34"))
    stages = Rounding(places=2, mode=RoundingMode.HALF_UP, stages=[RoundingStage.COUNTIES])
    rounded = scheme_of(rounding=stages)
    # (72.34 + 72.35) / 2 = 72.345, published 72.35.
    city = assess(evidence_of(rounded, values), rounded).city(JIA)
    assert (city.score, city.published) == (F("72.345"), F("72.35"))


@pytest.mark.parametrize(("mode", "published"), [(RoundingMode.HALF_UP, "72.35"), (RoundingMode.HALF_EVEN, "72.34")])
def test_the_published_score_of_a_city(
    mode: RoundingMode, published: str, scheme_of: SchemeOf, evidence_of: EvidenceOf
) -> None:
    """A city's score of 72.345 is published by the mode of the scheme, and stays exact beside it."""
    scheme = scheme_of(rounding=Rounding(places=2, mode=mode, stages=[]))
    city = assess(evidence_of(scheme, {ZI: {"a": "12.345"}}), scheme).city(JIA)
    assert (city.score, city.published) == (F("72.345"), F(published))


def _ranks(scheme: Scheme, evidence_of: EvidenceOf, *points: int | str) -> list[int | None]:
    values = {code: {"a": value} for code, value in zip((ZI, MAO, SI), points, strict=True)}
    return [score.rank for score in assess(evidence_of(scheme, values), scheme).cities]


@pytest.mark.parametrize(
    ("ties", "points", "ranks"),
    [
        (Ties.COMPETITION, (30, 30, 20), [1, 1, 3]),
        (Ties.DENSE, (30, 30, 20), [1, 1, 2]),
        (Ties.COMPETITION, (20, 30, 20), [2, 1, 2]),
        (Ties.DENSE, (20, 30, 20), [2, 1, 2]),
        (Ties.COMPETITION, (10, 20, 30), [3, 2, 1]),
        (Ties.COMPETITION, (20, 20, 20), [1, 1, 1]),
    ],
)
def test_ties(
    ties: Ties, points: tuple[int, ...], ranks: list[int], scheme_of: SchemeOf, evidence_of: EvidenceOf
) -> None:
    """Equal cities share a place; behind a tie the scheme counts 1-1-3 or 1-1-2."""
    assert _ranks(scheme_of(ranking=Ranking(ties=ties, compared_on=ComparedOn.EXACT)), evidence_of, *points) == ranks


@pytest.mark.parametrize(
    ("compared_on", "ties", "ranks"),
    [
        # Exact scores 80.001, 80.004, 79.996; published all 80.00.
        (ComparedOn.EXACT, Ties.COMPETITION, [2, 1, 3]),
        (ComparedOn.PUBLISHED, Ties.COMPETITION, [1, 1, 1]),
        (ComparedOn.PUBLISHED, Ties.DENSE, [1, 1, 1]),
    ],
)
def test_ranks_on_exact_or_published(
    compared_on: ComparedOn, ties: Ties, ranks: list[int], scheme_of: SchemeOf, evidence_of: EvidenceOf
) -> None:
    """Cities that differ exactly and are equal when published tie only where the scheme compares what is published."""
    scheme = scheme_of(ranking=Ranking(ties=ties, compared_on=compared_on))
    assert _ranks(scheme, evidence_of, "20.001", "20.004", "19.996") == ranks


def test_equal_thirds_tie_exactly(scheme_of: SchemeOf, evidence_of: EvidenceOf) -> None:
    """Two cities with the same mean by different ways tie exactly, thirds or not."""
    weights = _weights(c990121="1", c990122="1", c990123="1", c990221="1", c990222="2")
    scheme = scheme_of(weights=weights, ranking=Ranking(ties=Ties.COMPETITION, compared_on=ComparedOn.EXACT))
    values = {ZI: {"a": 10}, CHOU: {"a": 20}, YIN: {"a": 1}, MAO: {"a": 0}, "990222": {"a": "15.5"}}
    # 甲市: (10 + 20 + 1) / 3 = 31/3; 乙市: (0 * 1 + 15.5 * 2) / 3 = 31/3; and 60 each.
    cities = assess(evidence_of(scheme, values), scheme).cities
    assert [score.score for score in cities] == [60 + F(31, 3)] * 2
    assert [score.rank for score in cities] == [1, 1]


def _grades(compared_on: ComparedOn) -> Grades:
    bands = [
        Grade(key="excellent", name=Words("excellent", "优秀"), at_least=90),
        Grade(key="good", name=Words("good", "良好"), at_least=80, below=90),
        Grade(key="fair", name=Words("fair", "一般"), below=80),
    ]
    return Grades(bands=bands, compared_on=compared_on)


def _only_city(scheme: Scheme, evidence: Evidence) -> CityScore:
    (city,) = assess(evidence, scheme).cities
    return city


@pytest.mark.parametrize(
    ("points", "by_exact", "by_published"),
    [
        # The score is 60 more; published has two places.
        ("40", "excellent", "excellent"),
        ("30.001", "excellent", "excellent"),
        ("30", "excellent", "excellent"),
        ("29.995", "good", "excellent"),  # 89.995 is published as 90.00
        ("29.994", "good", "good"),
        ("20", "good", "good"),
        ("19.999", "fair", "good"),  # 79.999 is published as 80.00
        ("19.994", "fair", "fair"),
        ("0", "fair", "fair"),
    ],
)
def test_grade_edges(
    points: str, by_exact: str, by_published: str, scheme_of: SchemeOf, evidence_of: EvidenceOf
) -> None:
    """A lower bound belongs to its grade, an upper one does not; the scheme says which value decides."""
    for compared_on, key in ((ComparedOn.EXACT, by_exact), (ComparedOn.PUBLISHED, by_published)):
        scheme = scheme_of(grades=_grades(compared_on))
        city = _only_city(scheme, evidence_of(scheme, {ZI: {"a": points}}))
        assert city.grade is not None
        assert city.grade.key == key
        assert city.grade_by_score == city.grade


def _ceiling(problem: Problem, grade: str) -> Ceiling:
    return Ceiling(problem=problem, grade=grade, allowed_by="invented")


EXIT, DUTY = Problem.FALSE_EXIT, Problem.DUTY_NOT_CARRIED_OUT


@pytest.mark.parametrize("place", [JIA, ZI])
def test_a_ceiling_by_a_confirmed_finding(
    place: str, scheme_of: SchemeOf, evidence_of: EvidenceOf, finding_of: FindingOf
) -> None:
    """A confirmed finding in a city or one of its counties keeps the city's grade down, and no other city's."""
    scheme = scheme_of(ceilings=[_ceiling(EXIT, "good")])
    values = {ZI: {"a": 35}, CHOU: {"a": 35}, MAO: {"a": 35}}
    result = assess(evidence_of(scheme, values, findings=[finding_of(place)]), scheme)
    jia, yi = result.cities
    assert jia.grade_by_score is not None
    assert jia.grade is not None
    assert (jia.grade_by_score.key, jia.grade.key) == ("excellent", "good")
    assert [(item.where, item.finding.key, item.ceiling.grade) for item in jia.ceilings] == [
        ("ceilings[0]", "f1", "good")
    ]
    assert yi.grade is not None
    assert (yi.grade.key, yi.ceilings) == ("excellent", ())
    # A ceiling limits the grade and nothing else.
    assert (jia.score, jia.rank, yi.rank) == (95, 1, 1)


def test_no_ceiling_by_a_rejected_finding(scheme_of: SchemeOf, evidence_of: EvidenceOf, finding_of: FindingOf) -> None:
    """A rejected finding, or a confirmed one of another problem, leaves the grade."""
    scheme = scheme_of(ceilings=[_ceiling(EXIT, "good")])
    findings = [finding_of(ZI, verdict=Verdict.REJECTED), finding_of(ZI, DUTY, key="f2")]
    city = _only_city(scheme, evidence_of(scheme, {ZI: {"a": 35}}, findings=findings))
    assert city.grade is not None
    assert (city.grade.key, city.ceilings) == ("excellent", ())


def test_the_strictest_ceiling_holds(scheme_of: SchemeOf, evidence_of: EvidenceOf, finding_of: FindingOf) -> None:
    """Of several ceilings the strictest holds, and all are shown, each with its finding."""
    scheme = scheme_of(ceilings=[_ceiling(EXIT, "fair"), _ceiling(DUTY, "good")])
    findings = [finding_of(ZI, DUTY, key="f1"), finding_of(ZI, EXIT, key="f2"), finding_of(JIA, EXIT, key="f3")]
    city = _only_city(scheme, evidence_of(scheme, {ZI: {"a": 35}}, findings=findings))
    assert city.grade is not None
    assert city.grade.key == "fair"
    assert [(item.where, item.finding.key) for item in city.ceilings] == [
        ("ceilings[0]", "f2"),
        ("ceilings[0]", "f3"),
        ("ceilings[1]", "f1"),
    ]


def test_a_ceiling_never_lifts(scheme_of: SchemeOf, evidence_of: EvidenceOf, finding_of: FindingOf) -> None:
    """A ceiling above the grade that the score earns changes nothing."""
    scheme = scheme_of(ceilings=[_ceiling(EXIT, "good")])
    city = _only_city(scheme, evidence_of(scheme, {ZI: {"a": 5}}, findings=[finding_of(ZI)]))
    assert city.grade is not None
    assert city.grade.key == "fair"


def test_provisional_cities(make_scheme: SchemeOf, make_evidence: EvidenceOf) -> None:
    """While provisional there are no grades and ranks, and a city without any score is left out."""
    evidence, scheme = make_evidence(), make_scheme()
    counties = score_counties(evidence, scheme, without=frozenset({ZI, CHOU, YIN, MAO}))
    (yi,) = score_cities(counties, evidence, scheme, provisional=True)
    assert (yi.city.code, yi.score, yi.published) == (YI, 93, 93)
    assert (yi.grade_by_score, yi.grade, yi.rank, yi.ceilings) == (None, None, None, ())
    assert [share.score.county.code for share in yi.shares] == ["990222"]


@pytest.mark.parametrize("order", list(permutations(range(5)))[::17])
def test_shares_are_in_the_order_of_codes(
    order: tuple[int, ...], make_scheme: SchemeOf, make_evidence: EvidenceOf
) -> None:
    """Shares are in the order of codes, whatever the order in which county scores are given."""
    evidence, scheme = make_evidence(), make_scheme()
    counties = score_counties(evidence, scheme)
    cities = score_cities((counties[i] for i in order), evidence, scheme)
    assert [[share.score.county.code for share in city.shares] for city in cities] == [[ZI, CHOU, YIN], [MAO, "990222"]]
    assert cities == score_cities(counties, evidence, scheme)


def _refused_weight(scheme: Scheme, evidence: Evidence) -> tuple[str, str, str]:
    assert find_faults(evidence, scheme)
    with pytest.raises(EvidenceError) as caught:
        score_cities(score_counties(evidence, scheme), evidence, scheme)
    (fault,) = caught.value.faults
    return fault.code, fault.where, fault.value


@pytest.mark.parametrize("heads", [None, NOT_APPLICABLE])
def test_an_unknown_weight_is_not_guessed(
    heads: NotApplicable | None, scheme_of: SchemeOf, evidence_of: EvidenceOf, indicator: Callable[..., Indicator]
) -> None:
    """Scoring cities without a look at the faults refuses a county whose weight was not observed or does not apply."""
    scheme = scheme_of(weights=IndicatorWeights(indicator=indicator("heads")))
    evidence = evidence_of(scheme, {ZI: {"a": 30, "heads": 300}, CHOU: {"a": 10, "heads": heads}})
    assert _refused_weight(scheme, evidence) == ("unchecked", "990122 丑县", "weights")


def test_a_county_that_the_table_forgot(scheme_of: SchemeOf, evidence_of: EvidenceOf) -> None:
    """Scoring cities refuses a county that has no line in the table of weights."""
    scheme = scheme_of(weights=_weights(c990121="1"))
    evidence = evidence_of(scheme, {ZI: {"a": 30}, CHOU: {"a": 10}})
    assert _refused_weight(scheme, evidence) == ("unchecked", "990122 丑县", "weights")


def test_a_county_left_out_needs_no_weight(
    scheme_of: SchemeOf, evidence_of: EvidenceOf, indicator: Callable[..., Indicator]
) -> None:
    """A county to which nothing applies weighs nothing, known or not."""
    scheme = scheme_of(
        weights=IndicatorWeights(indicator=indicator("heads")), when_nothing_applies=NothingApplies.LEAVE_OUT
    )
    nothing = dict.fromkeys(("a", "rest_2", "rest_3", "rest_4"), NOT_APPLICABLE)
    evidence = evidence_of(scheme, {ZI: {"a": 30, "heads": 3}, CHOU: nothing})
    (city,) = score_cities(score_counties(evidence, scheme), evidence, scheme)
    assert ([share.weight for share in city.shares], city.score) == ([3, 0], 90)


def test_a_city_without_weight_is_not_dropped(scheme_of: SchemeOf, evidence_of: EvidenceOf) -> None:
    """Only while provisional is a city without any score left out; else scoring refuses it."""
    scheme = scheme_of(weights=_weights(c990121="0", c990221="1"))
    evidence = evidence_of(scheme, {ZI: {"a": 30}, MAO: {"a": 30}})
    assert _refused_weight(scheme, evidence) == ("unchecked", "990100 甲市", "weights")
    counties = score_counties(evidence, scheme)
    assert [city.city.code for city in score_cities(counties, evidence, scheme, provisional=True)] == [YI]


def test_a_city_without_counties_is_not_dropped(make_scheme: SchemeOf, make_evidence: EvidenceOf) -> None:
    """Scoring refuses a city of which no county is given, unless it is provisional."""
    evidence, scheme = make_evidence(), make_scheme()
    yi = [score for score in score_counties(evidence, scheme) if score.county.parent.code == YI]
    with pytest.raises(EvidenceError) as caught:
        score_cities(yi, evidence, scheme)
    assert [(f.code, f.where, f.value) for f in caught.value.faults] == [("unchecked", "990100 甲市", "weights")]


@pytest.mark.parametrize("heads", ["-0.001", -3, -300])
@pytest.mark.parametrize("provisional", [False, True])
def test_a_negative_weight_is_refused(
    heads: int | str,
    provisional: bool,
    scheme_of: SchemeOf,
    evidence_of: EvidenceOf,
    indicator: Callable[..., Indicator],
) -> None:
    """Scoring refuses a county that weighs less than nothing, whatever the others weigh, provisional or not."""
    scheme = scheme_of(weights=IndicatorWeights(indicator=indicator("heads")))
    evidence = evidence_of(scheme, {ZI: {"a": 30, "heads": 3}, CHOU: {"a": 10, "heads": heads}})
    assert [fault.code for fault in find_faults(evidence, scheme)] == ["negative_weight"]
    with pytest.raises(EvidenceError) as caught:
        score_cities(score_counties(evidence, scheme), evidence, scheme, provisional=provisional)
    assert [(f.code, f.where, f.value) for f in caught.value.faults] == [("unchecked", "990122 丑县", "weights")]
