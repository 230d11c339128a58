"""Trees with relative weights, references, blends, cutoffs, classes and cohorts, worked by hand."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from random import Random

import pytest
from attrs import evolve

from jxassess.assessment import assess
from jxassess.evidence import NOT_APPLICABLE, Evidence, NotApplicable, find_faults
from jxassess.exact import Better, Bound, Exactable, RoundingMode, Side
from jxassess.faults import EvidenceError
from jxassess.indicators import Indicator
from jxassess.measure import Dimension
from jxassess.scheme import (
    Among,
    Band,
    Bands,
    Basis,
    BetweenExtremes,
    BlendShare,
    ByClass,
    ByRank,
    Carried,
    ClassRule,
    ClosedEnd,
    Cohort,
    Criterion,
    Cutoff,
    Group,
    Linear,
    PassFail,
    Proportional,
    RelativeToMean,
    Rounding,
    RoundingStage,
    Scheme,
    Ties,
    UnitClass,
    WhenMissing,
)
from jxassess.scoring import CountyScore, CriterionScore, GroupScore, NodeScore, PartKind, State, score_counties
from jxassess.words import Words

F = Fraction
ZI, CHOU, YIN, MAO, CHEN = "990121", "990122", "990123", "990221", "990222"
GROUP, ALL, ZERO = WhenMissing.RESCALE_GROUP, WhenMissing.RESCALE_ALL, WhenMissing.ZERO
PROVINCE = Cohort(among=Among.PROVINCE, has_carried=False)

SchemeOf = Callable[..., Scheme]
EvidenceOf = Callable[..., Evidence]
CriterionOf = Callable[..., Criterion]
GroupOf = Callable[..., Group]


def _node(county: CountyScore, *path: int) -> NodeScore:
    node: NodeScore = county.groups[path[0]]
    for place in path[1:]:
        assert isinstance(node, GroupScore)
        node = node.children[place]
    return node


def _criterion(county: CountyScore, *path: int) -> CriterionScore:
    node = _node(county, *path)
    assert isinstance(node, CriterionScore)
    return node


def _first(county: CountyScore) -> CriterionScore:
    return _criterion(county, 0, 0)


def _class(key: str, *units: str) -> UnitClass:
    return UnitClass(key=key, name=Words(key, key), units=units, source="invented")


def _carrying(*codes: str) -> Carried:
    return Carried(counties=codes, full_marks=100, source="invented")


# Relative weights


def test_children_with_weights_keep_scales_of_their_own(
    criterion: CriterionOf, scheme_of: SchemeOf, evidence_of: EvidenceOf
) -> None:
    """A child gives its share of the marks on its own scale, times its weight among the weights, of the group's marks."""
    scheme = scheme_of(criterion("a", 100, weight=3), criterion("b", 5, weight=2))
    county = assess(evidence_of(scheme, {ZI: {"a": 80, "b": 2}}), scheme).county(ZI)
    # 80/100 * 3/5 * 40 = 19.2 and 2/5 * 2/5 * 40 = 6.4.
    one, two = _criterion(county, 0, 0), _criterion(county, 0, 1)
    assert [(node.points, node.factor, node.contribution) for node in (one, two)] == [
        (80, F("0.24"), F("19.2")),
        (2, F("3.2"), F("6.4")),
    ]
    assert (county.groups[0].points, county.score) == (F("25.6"), F("85.6"))


def test_weights_at_any_depth(
    criterion: CriterionOf, group: GroupOf, scheme_of: SchemeOf, evidence_of: EvidenceOf
) -> None:
    """Weighted groups inside weighted groups, and groups of marks inside those, each count on their own scale."""
    inner = group("inner", 10, criterion("a", 6), criterion("b", 4), weight="0.7")
    deep = group("deep", 1, criterion("c", 50, weight=1), criterion("d", 2, weight=4), weight="0.3")
    scheme = scheme_of(group("outer", 8, inner, deep, weight=9), criterion("e", 3, weight=1))
    county = assess(evidence_of(scheme, {ZI: {"a": 3, "b": 4, "c": 25, "d": "0.5", "e": 2}}), scheme).county(ZI)
    # deep: 25/50 * 1/5 + 0.5/2 * 4/5 = 0.1 + 0.2 = 0.3 of 1. inner: 7 of 10.
    # outer: 8 * (0.7 * 7/10 + 0.3 * 0.3) = 8 * 0.58 = 4.64. First dimension: 40 * (0.9 * 0.58 + 0.1 * 2/3).
    assert _node(county, 0, 0, 1).points == F("0.3")
    assert _node(county, 0, 0).points == F("4.64")
    assert county.groups[0].points == 40 * (F("0.522") + F(1, 15))
    assert county.score == 60 + 40 * (F("0.522") + F(1, 15))


TOPS = list(zip(("w1", "w2", "w3", "w4"), Dimension, (5, 2, 2, 1), strict=True))


@pytest.fixture
def weighted(criterion: CriterionOf, group: GroupOf, scheme_of: SchemeOf) -> SchemeOf:
    """Make a scheme whose four dimensions have 100 marks each and the weights 5, 2, 2 and 1."""

    def make(policy: WhenMissing = WhenMissing.FAULT, **changes: object) -> Scheme:
        tops = [
            group(f"top_{key}", 100, criterion(key, 100, missing=policy), dimension=dimension, weight=weight)
            for key, dimension, weight in TOPS
        ]
        return scheme_of(criteria=tops, **changes)

    return make


@pytest.fixture
def only(evidence_of: EvidenceOf) -> EvidenceOf:
    """Make evidence of what is given alone, without the points of the other three dimensions."""

    def make(scheme: Scheme, values: dict[str, dict[str, Exactable]], **changes: object) -> Evidence:
        bare = {"rest_2": None, "rest_3": None, "rest_4": None}
        return evidence_of(scheme, {code: bare | line for code, line in values.items()}, **changes)

    return make


def test_dimensions_with_weights(weighted: SchemeOf, only: EvidenceOf) -> None:
    """The four dimensions may be weighted under the total, each on a scale of its own."""
    scheme = weighted(marks=1000)
    county = assess(only(scheme, {ZI: {"w1": 80, "w2": 60, "w3": 100, "w4": 50}}), scheme).county(ZI)
    # 1000 * (0.8 * 5 + 0.6 * 2 + 1 * 2 + 0.5 * 1)/10 = 100 * 7.7
    assert county.score == 770
    assert [top.points for top in county.groups] == [80, 60, 100, 50]
    assert [top.contribution for top in county.groups] == [400, 120, 200, 50]


@pytest.mark.parametrize("policy", [GROUP, ALL])
def test_a_weighted_dimension_that_is_gone(policy: WhenMissing, weighted: SchemeOf, only: EvidenceOf) -> None:
    """Where a whole dimension leaves, the other weights stand for all, by either policy."""
    scheme = weighted(policy)
    county = assess(only(scheme, {ZI: {"w2": 60, "w3": 100, "w4": 50}}), scheme).county(ZI)
    # (0.6 * 2 + 1 * 2 + 0.5 * 1)/5 of 100.
    assert county.score == 74
    assert [(part.kind, part.points, part.factor) for part in county.parts] == [(PartKind.RESCALING, 37, 2)]


def test_weighted_dimensions_are_rounded_on_their_own_scale(weighted: SchemeOf, only: EvidenceOf) -> None:
    """The stage of dimensions rounds a weighted dimension before its weight is applied."""
    scheme = weighted(rounding=Rounding(places=0, mode=RoundingMode.HALF_UP, stages=[RoundingStage.DIMENSIONS]))
    county = assess(only(scheme, {ZI: {"w1": "80.5", "w2": "60.4", "w3": 0, "w4": 0}}), scheme).county(ZI)
    # 81 * 0.5 + 60 * 0.2; after the weights it would have been 40 + 12.
    assert county.score == F("52.5")


def test_weights_may_be_scaled(criterion: CriterionOf, scheme_of: SchemeOf, evidence_of: EvidenceOf) -> None:
    """Only the relation of weights counts: three times as large they give the same points."""
    rng, found = Random(7), set()
    for _ in range(30):
        weights = [rng.randint(1, 9) for _ in range(3)]
        values = {key: rng.randint(0, 10) for key in "abc"}
        scores = []
        for times in (1, 3):
            children = [criterion(key, 10, weight=times * w) for key, w in zip("abc", weights, strict=True)]
            scheme = scheme_of(*children)
            scores.append(assess(evidence_of(scheme, {ZI: values}), scheme).county(ZI).score)
        by_hand = F(60) + 4 * sum(F(w * values[k], sum(weights)) for k, w in zip("abc", weights, strict=True))
        assert scores == [by_hand, by_hand]
        found.add(by_hand)
    assert len(found) > 20


# Each line: policies of a, b and c of weights 5, 3 and 2, points of those that are there, the dimension, the county.
LEFT = [
    # b and c make up the group: 40 * (0.5 * 3 + 1 * 2)/5.
    ((GROUP, None, None), {"b": 5, "c": 2}, F(28), F(88)),
    # 20 of 40 marks leave everything; 40 * (0.5 * 3 + 1 * 2)/10 = 14 of 20; (14 + 60) of 80.
    ((ALL, None, None), {"b": 5, "c": 2}, F(14), F("92.5")),
    # a lifts 20 of 40, b leaves the other 20 to c: 20 of 20; (20 + 60) of 80.
    ((ALL, GROUP, None), {"c": 2}, F(20), F(100)),
    # a and b lift 32 of 40: c stands for 8; (4 + 60) of 68.
    ((ALL, ALL, None), {"c": 1}, F(4), F(6400, 68)),
    # Zero stays: 40 * (0.5 * 3 + 1 * 2)/10.
    ((ZERO, None, None), {"b": 5, "c": 2}, F(14), F(74)),
    # All three gone, lifted or not: the other dimensions make up the whole.
    ((ALL, GROUP, GROUP), {}, F(0), F(100)),
    ((GROUP, GROUP, GROUP), {}, F(0), F(100)),
]


@pytest.mark.parametrize(("policies", "points", "dimension", "whole"), LEFT)
def test_rescaling_among_weights(
    policies: tuple[WhenMissing | None, ...],
    points: dict[str, int],
    dimension: Fraction,
    whole: Fraction,
    criterion: CriterionOf,
    scheme_of: SchemeOf,
    evidence_of: EvidenceOf,
) -> None:
    """A weighted criterion that leaves its group or everything takes with it what its weight stands for."""
    lines = zip("abc", (100, 10, 2), (5, 3, 2), policies, strict=True)
    children = [
        criterion(key, marks, weight=weight, missing=policy or WhenMissing.FAULT)
        for key, marks, weight, policy in lines
    ]
    scheme = scheme_of(*children)
    county = assess(evidence_of(scheme, {ZI: points}), scheme).county(ZI)
    assert (county.groups[0].points, county.score) == (dimension, whole)


def test_a_deep_weight_is_lifted_through_every_scale(
    criterion: CriterionOf, group: GroupOf, scheme_of: SchemeOf, evidence_of: EvidenceOf
) -> None:
    """What leaves everything in a weighted group leaves each whole above by its part of that whole."""
    inner = group("inner", 100, criterion("a", 10, weight=1, missing=ALL), criterion("b", 10, weight=3), weight=1)
    scheme = scheme_of(inner, criterion("c", 5, weight=4))
    county = assess(evidence_of(scheme, {ZI: {"b": 5, "c": 5}}), scheme).county(ZI)
    # inner is 8 of 40 marks, a a quarter of it: 2 leave. b earns 3 of 6, c 32 of 32: 35 of 38; (35 + 60)/98.
    assert _node(county, 0, 0).points == F("37.5")
    assert county.groups[0].points == 35
    assert county.score == F(9500, 98)


def test_criteria_are_rounded_on_their_own_scale(
    criterion: CriterionOf, scheme_of: SchemeOf, evidence_of: EvidenceOf
) -> None:
    """The stage of criteria rounds the points before the weight is applied."""
    rounding = Rounding(places=0, mode=RoundingMode.HALF_UP, stages=[RoundingStage.CRITERIA])
    scheme = scheme_of(criterion("a", 100, weight=1), criterion("b", 100, weight=1), rounding=rounding)
    county = assess(evidence_of(scheme, {ZI: {"a": "49.5", "b": 0}}), scheme).county(ZI)
    # 50 * 0.2 = 10, not 9.9.
    assert county.score == 70


# References and ratios

LINE = Linear(zero_at=-10, full_at=10)


@pytest.mark.parametrize(
    ("basis", "rule", "value", "reference", "quantity", "points"),
    [
        (Basis.DIFFERENCE, LINE, "12.5", 10, F("2.5"), 25),  # 40 * 12.5/20
        (Basis.DIFFERENCE, LINE, -3, -3, F(0), 20),  # no difference, half way
        (Basis.DIFFERENCE, LINE, 5, 0, F(5), 30),  # zero is a reference to differ from
        (Basis.RATIO, Proportional(full_at=2), 9, 6, F(3, 2), 30),  # 40 * 1.5/2
        (Basis.RATIO, Proportional(full_at=2), -9, 6, F(-3, 2), 0),
        (Basis.RATIO, Proportional(full_at=2), 9, "0.001", F(9000), 40),
    ],
)
def test_a_value_held_against_another(
    basis: Basis,
    rule: Linear | Proportional,
    value: Exactable,
    reference: Exactable,
    quantity: Fraction,
    points: int,
    criterion: CriterionOf,
    scheme_of: SchemeOf,
    evidence_of: EvidenceOf,
) -> None:
    """A difference or ratio to a second indicator of the same county is what the rule reads, and both are shown."""
    scheme = scheme_of(criterion("a", 40, rule, basis=basis))
    score = _first(assess(evidence_of(scheme, {ZI: {"a": value, "a_reference": reference}}), scheme).county(ZI))
    assert (score.quantity, score.points, score.target) == (quantity, points, None)
    assert [found.indicator.key for found in score.observations] == ["a", "a_reference"]


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({"a": 3}, State.MISSING_LEFT_OUT),
        ({"a_reference": 3}, State.MISSING_LEFT_OUT),
        ({}, State.MISSING_LEFT_OUT),
        ({"a": 3, "a_reference": NOT_APPLICABLE}, State.NOT_APPLICABLE),
        ({"a": NOT_APPLICABLE, "a_reference": 3}, State.NOT_APPLICABLE),
        ({"a": 3, "a_reference": 3}, State.SCORED),
    ],
)
def test_what_a_reference_lacks_the_criterion_lacks(
    values: dict[str, int | NotApplicable],
    state: State,
    criterion: CriterionOf,
    scheme_of: SchemeOf,
    evidence_of: EvidenceOf,
) -> None:
    """A criterion whose reference is missing is missing, and one whose reference does not apply does not apply."""
    one = criterion("a", 10, LINE, basis=Basis.DIFFERENCE, missing=GROUP)
    scheme = scheme_of(one, criterion("b", 30))
    county = assess(evidence_of(scheme, {ZI: {"b": 24, **values}}), scheme).county(ZI)
    assert _first(county).state is state
    # 24 of 30 stand for 40; with a difference of 0 they stay 24, and 5 of 10 come with them.
    assert county.score == (89 if state is State.SCORED else 92)


def test_scoring_refuses_a_ratio_to_nothing(
    criterion: CriterionOf, scheme_of: SchemeOf, evidence_of: EvidenceOf
) -> None:
    """A ratio to zero or less has no meaning: the search tells it, and scoring refuses to guess."""
    scheme = scheme_of(criterion("a", 40, Proportional(full_at=2), basis=Basis.RATIO))
    evidence = evidence_of(scheme, {ZI: {"a": 3, "a_reference": 0}})
    assert [fault.code for fault in find_faults(evidence, scheme)] == ["no_ratio"]
    with pytest.raises(EvidenceError, match="990121 子县: a cannot be scored"):
        score_counties(evidence, scheme)


# Blends

SHARES = [BlendShare(source="survey", share="0.6"), BlendShare(source="audit", share="0.4")]


def _second(evidence: Evidence, code: str, key: str, value: Exactable | NotApplicable) -> Evidence:
    """Give a value of a second source, beside that of the survey."""
    found = next(o for o in evidence.observations if (o.place.code, o.indicator.key) == (code, key))
    return evidence.adding(observations=[evolve(found, source="audit", value=value)])


def test_a_blend(criterion: CriterionOf, scheme_of: SchemeOf, evidence_of: EvidenceOf) -> None:
    """A blended value is the sum of its sources' values times their shares, and every source is shown."""
    scheme = scheme_of(criterion("a", 40, blend=SHARES))
    evidence = _second(evidence_of(scheme, {ZI: {"a": 30}}), ZI, "a", 20)
    score = _first(assess(evidence, scheme).county(ZI))
    # 30 * 0.6 + 20 * 0.4
    assert (score.quantity, score.points) == (26, 26)
    assert [(found.source, found.value) for found in score.observations] == [("audit", 20), ("survey", 30)]


def test_the_last_version_of_each_source_is_blended(
    criterion: CriterionOf, scheme_of: SchemeOf, evidence_of: EvidenceOf
) -> None:
    """Sources have versions of their own: the last one of each is in force."""
    scheme = scheme_of(criterion("a", 40, blend=SHARES))
    evidence = _second(evidence_of(scheme, {ZI: {"a": 30}}), ZI, "a", 20)
    old = next(found for found in evidence.observations if found.source == "audit")
    new = old.corrected(10, on=old.on, document="letter", submitter="甲市", reason="a slip")
    score = _first(assess(evidence.adding(observations=[new]), scheme).county(ZI))
    # 30 * 0.6 + 10 * 0.4
    assert score.points == 22
    assert [(found.source, found.version) for found in score.observations] == [("audit", 2), ("survey", 1)]


def test_a_blend_with_a_gap_is_missing(criterion: CriterionOf, scheme_of: SchemeOf, evidence_of: EvidenceOf) -> None:
    """One source alone is no blend: the criterion is missing, and the source that is there is shown."""
    scheme = scheme_of(criterion("a", 10, blend=SHARES, missing=GROUP), criterion("b", 30))
    county = assess(evidence_of(scheme, {ZI: {"a": 10, "b": 24}}), scheme).county(ZI)
    assert _first(county).state is State.MISSING_LEFT_OUT
    assert [found.source for found in _first(county).observations] == ["survey"]
    assert county.score == 92


def test_a_blend_that_does_not_apply(criterion: CriterionOf, scheme_of: SchemeOf, evidence_of: EvidenceOf) -> None:
    """A criterion that none of its sources applies to does not apply."""
    scheme = scheme_of(criterion("a", 10, blend=SHARES), criterion("b", 30))
    evidence = _second(evidence_of(scheme, {ZI: {"a": NOT_APPLICABLE, "b": 24}}), ZI, "a", NOT_APPLICABLE)
    county = assess(evidence, scheme).county(ZI)
    assert (_first(county).state, county.score) == (State.NOT_APPLICABLE, 92)


def test_a_blend_in_a_cohort(criterion: CriterionOf, scheme_of: SchemeOf, evidence_of: EvidenceOf) -> None:
    """Counties are compared by their blended values."""
    rule = RelativeToMean(base=20, floor=0, cap=40, cohort=PROVINCE)
    scheme = scheme_of(criterion("a", 40, rule, blend=SHARES))
    evidence = evidence_of(scheme, {ZI: {"a": 10}, CHOU: {"a": 20}})
    evidence = _second(_second(evidence, ZI, "a", 20), CHOU, "a", 30)
    # 10 * 0.6 + 20 * 0.4 = 14 and 24: mean 19.
    scores = [_first(county) for county in assess(evidence, scheme).counties]
    assert [(score.compared, score.points) for score in scores] == [
        ((14, 24), F(20 * 14, 19)),
        ((14, 24), F(20 * 24, 19)),
    ]


# Cutoffs


@pytest.fixture
def cut(criterion: CriterionOf, indicator: Callable[..., Indicator]) -> CriterionOf:
    """Make a criterion of 40 marks that earns nothing where there are three cases or more."""

    def make(rule: object = None, **changes: object) -> Criterion:
        bound = Bound(side=Side.AT_LEAST, value=3)
        cases = indicator("cases", Better.LOWER)
        return criterion("a", 40, rule, cutoff=Cutoff(indicator=cases, bound=bound), **changes)

    return make


@pytest.mark.parametrize(
    ("cases", "parts"),
    [
        (2, [(PartKind.RULE, 25)]),
        (3, [(PartKind.RULE, 25), (PartKind.CUTOFF, -25)]),
        (4, [(PartKind.RULE, 25), (PartKind.CUTOFF, -25)]),
        (NOT_APPLICABLE, [(PartKind.RULE, 25)]),
    ],
)
def test_a_cutoff(
    cases: int | NotApplicable,
    parts: list[tuple[PartKind, int]],
    cut: CriterionOf,
    scheme_of: SchemeOf,
    evidence_of: EvidenceOf,
) -> None:
    """A cutoff takes what the rule gave, as a part of its own; where it does not apply it takes nothing."""
    scheme = scheme_of(cut())
    score = _first(assess(evidence_of(scheme, {ZI: {"a": 25, "cases": cases}}), scheme).county(ZI))
    assert [(part.kind, part.points) for part in score.parts] == parts
    assert (score.state, score.quantity) == (State.SCORED, 25)
    assert [found.indicator.key for found in score.observations] == ["a", "cases"]


def test_a_cutoff_of_nothing_takes_nothing(cut: CriterionOf, scheme_of: SchemeOf, evidence_of: EvidenceOf) -> None:
    """Where the rule gives no points there is no part of the cutoff."""
    scheme = scheme_of(cut())
    score = _first(assess(evidence_of(scheme, {ZI: {"a": 0, "cases": 9}}), scheme).county(ZI))
    assert [part.kind for part in score.parts] == [PartKind.RULE]


def test_a_cutoff_that_is_missing(cut: CriterionOf, scheme_of: SchemeOf, evidence_of: EvidenceOf) -> None:
    """A criterion whose cutoff was not observed is missing, and the scheme says what becomes of it."""
    scheme = scheme_of(cut(missing=ZERO))
    county = assess(evidence_of(scheme, {ZI: {"a": 25}}), scheme).county(ZI)
    assert (_first(county).state, county.score) == (State.MISSING_ZERO, 60)


def test_what_is_cut_still_counts_in_the_mean(cut: CriterionOf, scheme_of: SchemeOf, evidence_of: EvidenceOf) -> None:
    """A cutoff takes points and no value: the mean of all is as before."""
    scheme = scheme_of(cut(RelativeToMean(base=20, floor=0, cap=40, cohort=PROVINCE)))
    evidence = evidence_of(scheme, {ZI: {"a": 30, "cases": 3}, CHOU: {"a": 10, "cases": 0}})
    counties = assess(evidence, scheme).counties
    # Mean 20: 30 would earn 30 and is cut, 10 earns 10.
    assert [(_first(county).compared, _first(county).points) for county in counties] == [((10, 30), 0), ((10, 30), 10)]


def test_a_cutoff_comes_before_rounding(cut: CriterionOf, scheme_of: SchemeOf, evidence_of: EvidenceOf) -> None:
    """What is cut to zero leaves nothing to be rounded."""
    rounding = Rounding(places=0, mode=RoundingMode.HALF_UP, stages=[RoundingStage.CRITERIA])
    scheme = scheme_of(cut(), rounding=rounding)
    score = _first(assess(evidence_of(scheme, {ZI: {"a": "25.5", "cases": 3}}), scheme).county(ZI))
    assert [(part.kind, part.points) for part in score.parts] == [
        (PartKind.RULE, F("25.5")),
        (PartKind.CUTOFF, F("-25.5")),
    ]


# Rules by class and bands


def test_a_rule_for_each_class(criterion: CriterionOf, scheme_of: SchemeOf, evidence_of: EvidenceOf) -> None:
    """A county is scored by the rule of its class, also where the value is the same."""
    rule = ByClass(
        cases=[
            ClassRule(unit_class="plain", rule=PassFail(side=Side.AT_LEAST, value=40)),
            ClassRule(unit_class="hill", rule=Proportional(full_at=60)),
        ]
    )
    classes = [_class("plain", ZI, MAO), _class("hill", CHOU)]
    scheme = scheme_of(criterion("a", 40, rule), classes=classes)
    evidence = evidence_of(scheme, {ZI: {"a": 39}, CHOU: {"a": 39}, MAO: {"a": 40}})
    # 39 is below 40; 40 * 39/60 = 26.
    assert [_first(county).points for county in assess(evidence, scheme).counties] == [0, 26, 40]


def test_scoring_refuses_a_county_of_no_class(
    criterion: CriterionOf, scheme_of: SchemeOf, evidence_of: EvidenceOf
) -> None:
    """A county in none of the classes that a rule asks for is told by the search, and not scored by any rule."""
    rule = ByClass(cases=[ClassRule(unit_class="plain", rule=PassFail(side=Side.AT_LEAST, value=40))])
    scheme = scheme_of(criterion("a", 40, rule), classes=[_class("plain", ZI)])
    evidence = evidence_of(scheme, {ZI: {"a": 39}, CHOU: {"a": 39}})
    assert [(fault.code, fault.where) for fault in find_faults(evidence, scheme)] == [("no_class", "990122 丑县")]
    with pytest.raises(EvidenceError, match="990122 丑县: a cannot be scored"):
        score_counties(evidence, scheme)


@pytest.mark.parametrize(
    ("value", "points"),
    [("0.5", 40), (1, 40), ("1.001", F("29.995")), (2, 25), (3, 20), ("3.001", 0), (100, 0)],
)
def test_bands(
    value: Exactable, points: Exactable, criterion: CriterionOf, scheme_of: SchemeOf, evidence_of: EvidenceOf
) -> None:
    """Points run in a line inside a band and jump between bands; the upper end belongs to each here."""
    rule = Bands(
        closed=ClosedEnd.HIGH,
        bands=[Band(high=1, at_high=40), Band(low=1, high=3, at_low=30, at_high=20), Band(low=3, at_low=0)],
    )
    scheme = scheme_of(criterion("a", 40, rule, better=Better.LOWER))
    assert _first(assess(evidence_of(scheme, {ZI: {"a": value}}), scheme).county(ZI)).points == points


# Cohorts


@pytest.mark.parametrize(
    ("ties", "floor", "points"),
    [
        # Places of 30, 20, 20, 10: 1, 2, 2, 4 or 1, 2, 2, 3.
        (Ties.COMPETITION, 0, [40, 34, 34, 22]),
        (Ties.DENSE, 0, [40, 34, 34, 28]),
        (Ties.COMPETITION, 30, [40, 34, 34, 30]),
    ],
)
def test_by_rank(
    ties: Ties,
    floor: int,
    points: list[int],
    criterion: CriterionOf,
    scheme_of: SchemeOf,
    evidence_of: EvidenceOf,
) -> None:
    """The first place earns all marks, each place behind it six fewer, down to the floor."""
    scheme = scheme_of(criterion("a", 40, ByRank(step=6, floor=floor, ties=ties, cohort=PROVINCE)))
    evidence = evidence_of(scheme, {ZI: {"a": 30}, CHOU: {"a": 20}, YIN: {"a": 20}, MAO: {"a": 10}})
    assert [_first(county).points for county in assess(evidence, scheme).counties] == points


def test_by_rank_where_less_is_better(criterion: CriterionOf, scheme_of: SchemeOf, evidence_of: EvidenceOf) -> None:
    """Where less is better, the smallest value has the first place."""
    rule = ByRank(step=6, floor=0, ties=Ties.COMPETITION, cohort=PROVINCE)
    scheme = scheme_of(criterion("a", 40, rule, better=Better.LOWER))
    evidence = evidence_of(scheme, {ZI: {"a": 30}, CHOU: {"a": 20}, YIN: {"a": 20}, MAO: {"a": 10}})
    assert [_first(county).points for county in assess(evidence, scheme).counties] == [22, 34, 34, 40]


@pytest.mark.parametrize(
    ("better", "values", "points"),
    [
        # (x - 10)/20 of the 32 points above the floor of 8.
        (Better.HIGHER, (30, 15, 10), [40, 16, 8]),
        (Better.LOWER, (30, 15, 10), [8, 32, 40]),
        (Better.HIGHER, (-5, -5, -5), [33, 33, 33]),
    ],
)
def test_between_extremes(
    better: Better,
    values: tuple[int, ...],
    points: list[int],
    criterion: CriterionOf,
    scheme_of: SchemeOf,
    evidence_of: EvidenceOf,
) -> None:
    """The best earns all marks, the worst the floor, others in proportion; where all are equal the scheme says."""
    rule = BetweenExtremes(floor=8, when_equal=33, cohort=PROVINCE)
    scheme = scheme_of(criterion("a", 40, rule, better=better))
    evidence = evidence_of(scheme, {code: {"a": v} for code, v in zip((ZI, CHOU, MAO), values, strict=True)})
    assert [_first(county).points for county in assess(evidence, scheme).counties] == points


def test_a_cohort_of_a_class(criterion: CriterionOf, scheme_of: SchemeOf, evidence_of: EvidenceOf) -> None:
    """A class is compared across cities, and each class has its own first place."""
    cohort = Cohort(among=Among.CLASS, has_carried=False, classes=["hill", "plain"])
    rule = ByRank(step=6, floor=0, ties=Ties.COMPETITION, cohort=cohort)
    classes = [_class("plain", ZI, MAO), _class("hill", CHOU, YIN)]
    scheme = scheme_of(criterion("a", 40, rule), classes=classes)
    evidence = evidence_of(scheme, {ZI: {"a": 30}, CHOU: {"a": 20}, YIN: {"a": 25}, MAO: {"a": 31}})
    scores = [_first(county) for county in assess(evidence, scheme).counties]
    assert [(score.compared, score.points) for score in scores] == [
        ((30, 31), 34),
        ((20, 25), 34),
        ((20, 25), 40),
        ((30, 31), 40),
    ]


@pytest.mark.parametrize(
    ("has_carried", "compared", "points"),
    # With them 8 + 32 * 10/50 and 8 + 32 * 30/50.
    [(False, (10, 30), (8, 40)), (True, (0, 10, 30, 50), (F("14.4"), F("27.2")))],
)
def test_carried_counties_in_a_cohort(
    has_carried: bool,
    compared: tuple[int, ...],
    points: tuple[Fraction, ...],
    criterion: CriterionOf,
    scheme_of: SchemeOf,
    evidence_of: EvidenceOf,
) -> None:
    """Carried counties are compared where the scheme counts them, and are scored on nothing all the same."""
    cohort = Cohort(among=Among.PROVINCE, has_carried=has_carried)
    rule = BetweenExtremes(floor=8, when_equal=40, cohort=cohort)
    scheme = scheme_of(criterion("a", 40, rule), carried=_carrying(YIN, CHEN))
    values = {ZI: {"a": 10}, MAO: {"a": 30}, CHEN: {"a": 50}, YIN: {"a": 0}}
    result = assess(evidence_of(scheme, values, carried={CHEN: 90, YIN: 70}), scheme)
    for code, hand in zip((ZI, MAO), points, strict=True):
        assert (_first(result.county(code)).compared, _first(result.county(code)).points) == (compared, hand)
    assert result.county(CHEN).groups == ()


def test_a_cohort_of_ratios(criterion: CriterionOf, scheme_of: SchemeOf, evidence_of: EvidenceOf) -> None:
    """Units are compared by the quantity of the basis, and those without one stay out."""
    rule = BetweenExtremes(floor=0, when_equal=0, cohort=PROVINCE)
    one = criterion("a", 40, rule, basis=Basis.RATIO, missing=GROUP)
    scheme = scheme_of(one)
    values = {
        ZI: {"a": 10, "a_reference": 5},
        CHOU: {"a": 9, "a_reference": 3},
        YIN: {"a": 100, "a_reference": NOT_APPLICABLE},
        MAO: {"a": 5, "a_reference": 2},
    }
    result = assess(evidence_of(scheme, values), scheme)
    # 2, 3 and 2.5.
    assert [_first(county).points for county in result.counties] == [0, 40, 0, 20]
    assert _first(result.county(ZI)).compared == (2, F("2.5"), 3)
    assert _first(result.county(YIN)).state is State.NOT_APPLICABLE


def test_completions_are_compared(criterion: CriterionOf, scheme_of: SchemeOf, evidence_of: EvidenceOf) -> None:
    """A county whose target is zero has no completion and is not among those compared."""
    rule = ByRank(step=10, floor=0, ties=Ties.COMPETITION, cohort=PROVINCE)
    scheme = scheme_of(criterion("a", 40, rule, basis=Basis.COMPLETION))
    values = {ZI: {"a": 10}, CHOU: {"a": 9}, YIN: {"a": 100}, MAO: {"a": 5}}
    targets = {ZI: {"a": 10}, CHOU: {"a": 6}, YIN: {"a": 0}, MAO: {"a": 4}}
    result = assess(evidence_of(scheme, values, targets=targets), scheme)
    # 1, 1.5, none and 1.25: third, first, none, second.
    assert [_first(county).points for county in result.counties] == [20, 40, 0, 30]
    assert _first(result.county(ZI)).compared == (1, F("1.25"), F("1.5"))


def test_the_order_of_input_moves_nothing(
    criterion: CriterionOf, group: GroupOf, scheme_of: SchemeOf, evidence_of: EvidenceOf
) -> None:
    """The same records and the same blends, classes and sources in another order make equal scores."""
    cohort = Cohort(among=Among.CLASS, has_carried=False, classes=["hill", "plain"])
    made = []
    for step in (1, -1):
        one = criterion("a", 7, ByRank(step=1, floor=0, ties=Ties.DENSE, cohort=cohort), blend=SHARES[::step], weight=1)
        classes = [_class("plain", ZI, MAO), _class("hill", CHOU, YIN)][::step]
        scheme = scheme_of(one, criterion("b", 3, weight=2), classes=classes)
        evidence = evidence_of(scheme, {code: {"a": i, "b": 2} for i, code in enumerate((ZI, CHOU, YIN, MAO), 1)})
        for code in (ZI, CHOU, YIN, MAO):
            evidence = _second(evidence, code, "a", 3)
        turned = evolve(evidence, observations=evidence.observations[::step], counties=evidence.counties[::step])
        made.append([(score.county.code, score.score) for score in score_counties(turned, scheme)])
    assert made[0] == made[1]
