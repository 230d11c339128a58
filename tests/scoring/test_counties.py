"""Scores of counties, worked by hand. A county has 60 points from three dimensions beside the one that varies."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest

from jxassess.assessment import assess
from jxassess.evidence import NOT_APPLICABLE, Evidence, find_faults
from jxassess.exact import Better, RoundingMode, Side
from jxassess.faults import EvidenceError
from jxassess.measure import Citation
from jxassess.scheme import (
    Among,
    Basis,
    Carried,
    Cohort,
    Counting,
    Criterion,
    Deduction,
    Given,
    Group,
    Level,
    Levels,
    Linear,
    NothingApplies,
    PassFail,
    Proportional,
    RelativeToMean,
    Rounding,
    RoundingStage,
    Rule,
    Scheme,
    Shortfall,
    WhenMissing,
    WhenNotApplicable,
)
from jxassess.scoring import CountyScore, CriterionScore, GroupScore, PartKind, State, score_counties

F = Fraction
ZI, CHOU, YIN, MAO, CHEN = "990121", "990122", "990123", "990221", "990222"

LEVELS = Levels(
    levels=[Level(side=Side.AT_LEAST, value=98, points=40), Level(side=Side.AT_LEAST, value=95, points=24)],
    otherwise=4,
)
GROUP, ALL = WhenMissing.RESCALE_GROUP, WhenMissing.RESCALE_ALL


def _deduction(counting: Counting, side: Shortfall = Shortfall.BELOW, basis: Basis = Basis.VALUE) -> Deduction:
    start = 0 if basis is Basis.MARGIN else 100
    return Deduction(start=start, side=side, per="0.5", points=3, counting=counting)


def _first(county: CountyScore) -> CriterionScore:
    score = county.groups[0].children[0]
    assert isinstance(score, CriterionScore)
    return score


# Each line: rule of 40 marks, basis, value, target or None, what the rule looks at, points by hand.
POINTS = [
    (Linear(zero_at=80, full_at=100), Basis.VALUE, 95, None, 95, 30),  # 40 * 15/20
    (Linear(zero_at=80, full_at=100), Basis.VALUE, 79, None, 79, 0),
    (Linear(zero_at=80, full_at=100), Basis.VALUE, 101, None, 101, 40),
    (Linear(zero_at=-5, full_at=0), Basis.MARGIN, 97, 100, -3, 16),  # 40 * (-3 + 5)/5
    (Linear(zero_at=F(1, 2), full_at=F(3, 2)), Basis.COMPLETION, 90, 100, F(9, 10), 16),  # 40 * (0.9 - 0.5)
    (Proportional(full_at=1), Basis.COMPLETION, 90, 120, F(3, 4), 30),  # 40 * 3/4
    (Proportional(full_at=1), Basis.COMPLETION, 121, 120, F(121, 120), 40),  # above its target: full marks, not more
    (Proportional(full_at=1), Basis.COMPLETION, -1, 120, F(-1, 120), 0),
    (LEVELS, Basis.VALUE, 98, None, 98, 40),
    (LEVELS, Basis.VALUE, "97.999", None, F("97.999"), 24),
    (LEVELS, Basis.VALUE, 95, None, 95, 24),
    (LEVELS, Basis.VALUE, "94.999", None, F("94.999"), 4),
    (PassFail(side=Side.ABOVE, value=3), Basis.VALUE, 3, None, 3, 0),
    (PassFail(side=Side.ABOVE, value=3), Basis.VALUE, "3.001", None, F("3.001"), 40),
    (PassFail(side=Side.AT_LEAST, value=1), Basis.COMPLETION, 7, 7, 1, 40),
    (PassFail(side=Side.AT_LEAST, value=0), Basis.MARGIN, 6, 7, -1, 0),
    (_deduction(Counting.PROPORTIONAL), Basis.VALUE, "99.2", None, F("99.2"), F("35.2")),  # 40 - 3 * 0.8/0.5
    (_deduction(Counting.BEGUN), Basis.VALUE, "99.2", None, F("99.2"), 34),  # 1.6 units: 2 begun
    (_deduction(Counting.WHOLE), Basis.VALUE, "99.2", None, F("99.2"), 37),  # 1.6 units: 1 whole
    (_deduction(Counting.BEGUN), Basis.VALUE, "99.5", None, F("99.5"), 37),  # just 1 unit
    (_deduction(Counting.WHOLE), Basis.VALUE, "99.5", None, F("99.5"), 37),
    (_deduction(Counting.PROPORTIONAL), Basis.VALUE, 90, None, 90, 0),  # 40 - 60 is below zero
    (_deduction(Counting.BEGUN, basis=Basis.MARGIN), Basis.MARGIN, 8, "9.2", F("-1.2"), 31),  # 2.4 units: 3 begun
    (Given(), Basis.VALUE, "12.5", None, F("12.5"), F("12.5")),
]


@pytest.mark.parametrize(("rule", "basis", "value", "target", "quantity", "points"), POINTS)
def test_points_by_rule(
    rule: Rule,
    basis: Basis,
    value: int | str,
    target: int | str | None,
    quantity: int | Fraction,
    points: int | Fraction,
    criterion: Callable[..., Criterion],
    scheme_of: Callable[..., Scheme],
    evidence_of: Callable[..., Evidence],
) -> None:
    """A criterion earns what its rule gives for the value, share or margin."""
    scheme = scheme_of(criterion("a", 40, rule, basis=basis))
    targets = None if target is None else {ZI: {"a": target}}
    result = assess(evidence_of(scheme, {ZI: {"a": value}}, targets=targets), scheme)
    county = result.county(ZI)
    assert _first(county).points == points
    assert _first(county).quantity == quantity
    assert _first(county).state is State.SCORED
    assert county.score == 60 + points
    assert (_first(county).target is None) == (target is None)


def test_a_deduction_above_its_start(
    criterion: Callable[..., Criterion], scheme_of: Callable[..., Scheme], evidence_of: Callable[..., Evidence]
) -> None:
    """A deduction above its start takes from larger values."""
    rule = _deduction(Counting.WHOLE, Shortfall.ABOVE)
    scheme = scheme_of(criterion("a", 40, rule, better=Better.LOWER))
    # 101.4 lies 2.8 units above 100; two are whole: 40 - 6.
    result = assess(evidence_of(scheme, {ZI: {"a": "101.4"}}), scheme)
    assert _first(result.county(ZI)).points == 34


RELATIVE = {"990121": {"a": 10}, "990122": {"a": 20}, "990123": {"a": 0}, "990221": {"a": 30}}


@pytest.mark.parametrize(
    ("among", "means", "points"),
    [
        # All four: 60/4 = 15, points 20 * x/15 between 10 and 40.
        (Among.PROVINCE, (15, 15, 15, 15), (F(40, 3), F(80, 3), 10, 40)),
        # 甲市: 30/3 = 10, points 20 * x/10; 乙市: its own value is its mean.
        (Among.CITY, (10, 10, 10, 30), (20, 40, 10, 20)),
    ],
)
def test_relative_to_the_mean(
    among: Among,
    means: tuple[int, ...],
    points: tuple[int, ...],
    criterion: Callable[..., Criterion],
    scheme_of: Callable[..., Scheme],
    evidence_of: Callable[..., Evidence],
) -> None:
    """A rule relative to the mean compares with the province or with the county's own city."""
    scheme = scheme_of(
        criterion("a", 40, RelativeToMean(base=20, floor=10, cap=40, cohort=Cohort(among=among, has_carried=False)))
    )
    result = assess(evidence_of(scheme, RELATIVE), scheme)
    assert tuple(_first(score).mean for score in result.counties) == means
    assert tuple(_first(score).points for score in result.counties) == points
    assert [_first(score).target for score in result.counties] == [None] * 4


@pytest.mark.parametrize(("has_carried", "mean", "points"), [(False, 15, F(40, 3)), (True, 20, 10)])
def test_the_mean_with_and_without_carried_counties(
    has_carried: bool,
    mean: int,
    points: Fraction,
    criterion: Callable[..., Criterion],
    scheme_of: Callable[..., Scheme],
    evidence_of: Callable[..., Evidence],
) -> None:
    """A carried county counts in the mean where the scheme says so, and only there."""
    rule = RelativeToMean(base=20, floor=0, cap=40, cohort=Cohort(among=Among.PROVINCE, has_carried=has_carried))
    carried = Carried(counties=[CHEN], full_marks=100, source="invented")
    scheme = scheme_of(criterion("a", 40, rule), carried=carried)
    # 60/4 = 15 without, 100/5 = 20 with; 子县 has 10: 20 * 10/15 or 20 * 10/20.
    evidence = evidence_of(scheme, RELATIVE | {CHEN: {"a": 40}}, carried={CHEN: 90})
    score = _first(assess(evidence, scheme).county(ZI))
    assert (score.mean, score.points) == (mean, points)


def test_what_does_not_apply_stays_out_of_the_mean(
    criterion: Callable[..., Criterion], scheme_of: Callable[..., Scheme], evidence_of: Callable[..., Evidence]
) -> None:
    """A county to which the indicator does not apply, or that has no value, is not among those compared."""
    rule = RelativeToMean(base=20, floor=0, cap=40, cohort=Cohort(among=Among.PROVINCE, has_carried=False))
    scheme = scheme_of(criterion("a", 40, rule, missing=GROUP))
    evidence = evidence_of(scheme, {ZI: {"a": 10}, CHOU: {"a": NOT_APPLICABLE}, YIN: {}, MAO: {"a": 30}})
    result = assess(evidence, scheme)
    # (10 + 30) / 2 = 20: 20 * 10/20.
    assert (_first(result.county(ZI)).mean, _first(result.county(ZI)).points) == (20, 10)
    assert _first(result.county(CHOU)).mean is None


def test_parts_add_up(make_scheme: Callable[..., Scheme], make_evidence: Callable[..., Evidence]) -> None:
    """The small year of the shared fixtures has the points that its table gives, part by part."""
    counties = {score.county.code: score for score in assess(make_evidence(), make_scheme()).counties}
    by_key = {
        code: {
            node.criterion.key: node.points
            for top in score.groups
            for child in top.children
            for node in (child.children if isinstance(child, GroupScore) else (child,))
            if isinstance(node, CriterionScore)
        }
        for code, score in counties.items()
    }
    keys = ("people", "villages", "income", "identified", "exited", "procedure", "team", "secretary", "helper", "use")
    table = {
        "990121": ("20", "10", "6", "10", "9", "9.5", "6", "3", "4.5", "10"),
        "990122": ("18", "10", "4.8", "10", "10", "8", "8", "6", "5.4", "8"),
        "990123": ("20", "0", "7.2", "6", "7", "7.5", "4", "4.5", "3", "6"),
        "990221": ("20", "10", "6", "10", "8", "10", "7", "5.4", "6", "9"),
        "990222": (),
    }
    for code, points in table.items():
        assert [by_key[code].get(key) for key in keys if key in by_key[code]] == [F(p) for p in points]
    scores = {code: score.score for code, score in counties.items()}
    assert scores == {ZI: 88, CHOU: F("88.2"), YIN: F("65.2"), MAO: F("91.4"), CHEN: 93}
    # The dimensions of 子县: 20 + 10 + 6, 10 + 9 + 9.5, 6 + 3 + 4.5, 10.
    assert [group.points for group in counties[ZI].groups] == [36, F("28.5"), F("13.5"), 10]
    paths = [group.where for group in counties[ZI].groups]
    assert paths == ["criteria[0]", "criteria[1]", "criteria[2]", "criteria[3]"]
    helpers = counties[ZI].groups[2].children[1]
    assert isinstance(helpers, GroupScore)
    assert [child.where for child in helpers.children] == [f"criteria[2].children[1].children[{i}]" for i in (0, 1)]


UP, EVEN = RoundingMode.HALF_UP, RoundingMode.HALF_EVEN
C, D, K = RoundingStage.CRITERIA, RoundingStage.DIMENSIONS, RoundingStage.COUNTIES


# By hand, to one place: criteria 6.25, 6.25 and 0.15 make 12.65, and with 59.2 from the rest 71.85.
# Half up: 6.3 + 6.3 + 0.2 = 12.8; 12.65 is 12.7; 71.85 is 71.9. Half to even: 6.2 + 6.2 + 0.2 = 12.6; 12.6; 71.8.
@pytest.mark.parametrize(
    ("stages", "mode", "criterion_points", "dimension", "county", "published"),
    [
        ([], UP, "6.25", "12.65", "71.85", "71.9"),
        ([], EVEN, "6.25", "12.65", "71.85", "71.8"),
        ([C], UP, "6.3", "12.8", "72", "72"),
        ([C], EVEN, "6.2", "12.6", "71.8", "71.8"),
        ([D], UP, "6.25", "12.7", "71.9", "71.9"),
        ([D], EVEN, "6.25", "12.6", "71.8", "71.8"),
        ([K], UP, "6.25", "12.65", "71.9", "71.9"),
        ([K], EVEN, "6.25", "12.65", "71.8", "71.8"),
        ([C, D, K], UP, "6.3", "12.8", "72", "72"),
    ],
)
def test_rounding_stages(
    stages: list[RoundingStage],
    mode: RoundingMode,
    criterion_points: str,
    dimension: str,
    county: str,
    published: str,
    criterion: Callable[..., Criterion],
    scheme_of: Callable[..., Scheme],
    evidence_of: Callable[..., Evidence],
) -> None:
    """Each stage that the scheme names rounds, by its mode, and no other does; what is published always is."""
    rounding = Rounding(places=1, mode=mode, stages=stages)
    scheme = scheme_of(criterion("a", 20), criterion("b", 15), criterion("c", 5), rounding=rounding)
    values = {"a": "6.25", "b": "6.25", "c": "0.15", "rest_2": "19.2"}
    score = assess(evidence_of(scheme, {ZI: values}), scheme).county(ZI)
    assert _first(score).points == F(criterion_points)
    assert score.groups[0].points == F(dimension)
    assert (score.score, score.published) == (F(county), F(published))
    rounded = [
        part for part in (*_first(score).parts, *score.groups[0].parts, *score.parts) if part.kind is PartKind.ROUNDING
    ]
    # A stage shows as a part exactly where it changed the points.
    assert len(rounded) == (C in stages) + (D in stages and C not in stages) + (K in stages and stages == [K])


def test_inner_groups_are_not_rounded(
    criterion: Callable[..., Criterion],
    group: Callable[..., Group],
    scheme_of: Callable[..., Scheme],
    evidence_of: Callable[..., Evidence],
) -> None:
    """The stage of dimensions rounds the four dimensions, not the groups inside them."""
    rounding = Rounding(places=0, mode=UP, stages=[D])
    inner = group("g", 20, criterion("a", 10), criterion("b", 10))
    scheme = scheme_of(inner, criterion("c", 20), rounding=rounding)
    score = assess(evidence_of(scheme, {ZI: {"a": "0.3", "b": "0.4", "c": "0.7"}}), scheme).county(ZI)
    # 0.3 + 0.4 = 0.7 stays; 0.7 + 0.7 = 1.4 becomes 1. Rounded inside, it would be 1 + 0.7 = 1.7, so 2.
    assert score.groups[0].children[0].points == F("0.7")
    assert score.groups[0].points == 1


def test_a_dimension_is_rounded_after_it_is_rescaled(
    criterion: Callable[..., Criterion], scheme_of: Callable[..., Scheme], evidence_of: Callable[..., Evidence]
) -> None:
    """A dimension is rescaled first and rounded then, and both show as parts."""
    rounding = Rounding(places=1, mode=UP, stages=[D])
    scheme = scheme_of(criterion("a", 10, missing=GROUP), criterion("b", 30), rounding=rounding)
    score = assess(evidence_of(scheme, {ZI: {"b": "24.1"}}), scheme).county(ZI)
    # 24.1 * 40/30 = 32.1333..., 8.0333... more; rounded to 32.1.
    assert [(part.kind, part.points) for part in score.groups[0].parts] == [
        (PartKind.RESCALING, F("24.1") / 3),
        (PartKind.ROUNDING, F(-1, 30)),
    ]
    assert (score.groups[0].points, score.score) == (F("32.1"), F("92.1"))


def test_dimensions_are_rounded_before_the_whole_is_rescaled(
    criterion: Callable[..., Criterion], scheme_of: Callable[..., Scheme], evidence_of: Callable[..., Evidence]
) -> None:
    """A rounded dimension enters the rescaling of the whole, which is not rounded itself."""
    rounding = Rounding(places=1, mode=UP, stages=[D])
    scheme = scheme_of(criterion("a", 10, missing=ALL), criterion("b", 30), rounding=rounding)
    score = assess(evidence_of(scheme, {ZI: {"b": "12.25"}}), scheme).county(ZI)
    # 12.25 becomes 12.3; (12.3 + 60) * 100/90 = 80.333...
    assert score.groups[0].points == F("12.3")
    assert score.score == F(723, 9)
    assert score.published == F("80.3")


# Each line: the tree of the first dimension as nested lists, what is missing, points given, points of the dimension and
# score by hand. A criterion is written as key, marks and policy.
Tree = list[tuple[str, int, object]]
TREES: list[tuple[str, Tree, dict[str, int], Fraction, Fraction]] = [
    # 24 of 30 stand for 40: 24 * 40/30 = 32.
    ("within its group", [("a", 10, GROUP), ("b", 30, None)], {"b": 24}, F(32), F(92)),
    # 24 of 30, and of 90 in all: (24 + 60) * 100/90.
    ("out of everything", [("a", 10, ALL), ("b", 30, None)], {"b": 24}, F(24), F(8400, 90)),
    # g: 12 * 20/15 = 16; with c 26.
    (
        "nested, within its group",
        [("g", 20, [("a", 5, GROUP), ("b", 15, None)]), ("c", 20, None)],
        {"b": 12, "c": 10},
        F(26),
        F(86),
    ),
    # g is worth 15, the dimension 35, the whole 95: (12 + 10 + 60) * 100/95.
    (
        "nested, out of everything",
        [("g", 20, [("a", 5, ALL), ("b", 15, None)]), ("c", 20, None)],
        {"b": 12, "c": 10},
        F(22),
        F(8200, 95),
    ),
    # g is worth 20 - 5 = 15, of which d has 10: 8 * 15/10 = 12. The whole is worth 95.
    (
        "nested, one of each",
        [("g", 20, [("a", 5, ALL), ("b", 5, GROUP), ("d", 10, None)]), ("c", 20, None)],
        {"d": 8, "c": 10},
        F(22),
        F(8200, 95),
    ),
    # All of g leaves its marks to c: 10 * 40/20.
    (
        "a group gone, to its group",
        [("g", 20, [("a", 5, GROUP), ("b", 15, GROUP)]), ("c", 20, None)],
        {"c": 10},
        F(20),
        F(80),
    ),
    # All of g leaves everything: the whole is worth 80: (10 + 60) * 100/80.
    (
        "a group gone, from everything",
        [("g", 20, [("a", 5, ALL), ("b", 15, ALL)]), ("c", 20, None)],
        {"c": 10},
        F(10),
        F("87.5"),
    ),
    # 5 marks leave everything; the other 15 of g stay in the dimension, worth 35: 10 * 35/20 = 17.5; then * 100/95.
    (
        "a group gone, some of each",
        [("g", 20, [("a", 5, ALL), ("b", 15, GROUP)]), ("c", 20, None)],
        {"c": 10},
        F("17.5"),
        F(7750, 95),
    ),
    # Two floors down: h is gone, 4 of its 10 marks out of everything. g is worth 16, of which d has 10: 5 * 16/10 = 8.
    # The dimension is worth 36: 8 + 10 = 18; the whole 96: (18 + 60) * 100/96.
    (
        "two floors down",
        [("g", 20, [("h", 10, [("a", 4, ALL), ("b", 6, GROUP)]), ("d", 10, None)]), ("c", 20, None)],
        {"d": 5, "c": 10},
        F(18),
        F(7800, 96),
    ),
    # The dimension is gone either way, and the other three stand for it: 60 * 100/60.
    ("a dimension gone, group", [("a", 10, GROUP), ("b", 30, GROUP)], {}, F(0), F(100)),
    ("a dimension gone, all", [("a", 10, ALL), ("b", 30, ALL)], {}, F(0), F(100)),
    ("a dimension gone, some of each", [("a", 10, ALL), ("g", 30, [("b", 30, GROUP)])], {}, F(0), F(100)),
]


@pytest.mark.parametrize("is_missing", [True, False])
@pytest.mark.parametrize(
    ("tree", "points", "dimension", "whole"), [line[1:] for line in TREES], ids=[line[0] for line in TREES]
)
def test_rescaling(
    is_missing: bool,
    tree: Tree,
    points: dict[str, int],
    dimension: Fraction,
    whole: Fraction,
    criterion: Callable[..., Criterion],
    group: Callable[..., Group],
    scheme_of: Callable[..., Scheme],
    evidence_of: Callable[..., Evidence],
) -> None:
    """What is left out leaves its marks to its group or to everything, the same if missing or not applicable."""
    left_out: dict[str, int] = {}

    def node(key: str, marks: int, policy: object) -> Criterion | Group:
        if isinstance(policy, list):
            return group(key, marks, *(node(*child) for child in policy))
        if not isinstance(policy, WhenMissing):
            return criterion(key, marks)
        left_out[key] = marks
        if is_missing:
            return criterion(key, marks, missing=policy)
        return criterion(key, marks, not_applicable=WhenNotApplicable(policy.value))

    scheme = scheme_of(*(node(*child) for child in tree))
    absent = {} if is_missing else dict.fromkeys(left_out, NOT_APPLICABLE)
    result = assess(evidence_of(scheme, {ZI: {**points, **absent}}), scheme)
    score = result.county(ZI)
    assert score.groups[0].points == dimension
    assert score.score == whole
    # Every whole is the sum of its parts, and every rescaling names its factor.
    assert score.score == sum(g.points for g in score.groups) + sum(part.points for part in score.parts)
    assert all(part.factor is not None for part in score.parts)


def test_left_out_states(
    criterion: Callable[..., Criterion], scheme_of: Callable[..., Scheme], evidence_of: Callable[..., Evidence]
) -> None:
    """A criterion left out says why, earns nothing and has no parts."""
    scheme = scheme_of(criterion("a", 10, missing=GROUP), criterion("b", 10), criterion("c", 20))
    score = assess(evidence_of(scheme, {ZI: {"b": NOT_APPLICABLE, "c": 5}}), scheme).county(ZI)
    states = [
        (c.state, c.points, c.parts, c.observations == ())
        for c in score.groups[0].children
        if isinstance(c, CriterionScore)
    ]
    assert states[0] == (State.MISSING_LEFT_OUT, 0, (), True)
    assert states[1] == (State.NOT_APPLICABLE, 0, (), False)
    assert states[2][0] is State.SCORED
    # 5 of 20 stand for 40.
    assert score.groups[0].parts[0].kind is PartKind.RESCALING
    assert (score.groups[0].parts[0].points, score.groups[0].parts[0].factor) == (5, 2)


def test_missing_zero(
    criterion: Callable[..., Criterion], scheme_of: Callable[..., Scheme], evidence_of: Callable[..., Evidence]
) -> None:
    """A missing value that the scheme counts zero earns zero, keeps its marks and shows that it was missing."""
    scheme = scheme_of(criterion("a", 10, missing=WhenMissing.ZERO), criterion("b", 30))
    score = assess(evidence_of(scheme, {ZI: {"b": 24}}), scheme).county(ZI)
    assert _first(score).state is State.MISSING_ZERO
    assert [(part.kind, part.points) for part in _first(score).parts] == [(PartKind.RULE, 0)]
    assert score.groups[0].points == 24
    assert score.score == 84


def test_a_missing_completion_is_zero_though_its_target_is_there(
    criterion: Callable[..., Criterion], scheme_of: Callable[..., Scheme], evidence_of: Callable[..., Evidence]
) -> None:
    """A missing value with a target is missing; with a target of zero it does not apply."""
    scheme = scheme_of(
        criterion("a", 10, Proportional(full_at=1), basis=Basis.COMPLETION, missing=WhenMissing.ZERO),
        criterion("b", 30),
    )
    evidence = evidence_of(scheme, {ZI: {"b": 24}, CHOU: {"b": 24}}, targets={ZI: {"a": 5}, CHOU: {"a": 0}})
    result = assess(evidence, scheme)
    assert (_first(result.county(ZI)).state, result.county(ZI).score) == (State.MISSING_ZERO, 84)
    # 24 of 30 stand for 40: 32.
    assert (_first(result.county(CHOU)).state, result.county(CHOU).score) == (State.NOT_APPLICABLE, 92)


def test_a_margin_below_a_target_of_zero(
    criterion: Callable[..., Criterion],
    scheme_of: Callable[..., Scheme],
    evidence_of: Callable[..., Evidence],
) -> None:
    """A margin has a meaning at a target of zero, unlike a completion."""
    scheme = scheme_of(criterion("a", 40, Linear(zero_at=-5, full_at=0), basis=Basis.MARGIN))
    # -2 - 0 = -2: 40 * 3/5.
    score = assess(evidence_of(scheme, {ZI: {"a": -2}}, targets={ZI: {"a": 0}}), scheme).county(ZI)
    assert _first(score).points == 24


def test_nothing_applies_as_a_fault(scheme_of: Callable[..., Scheme], evidence_of: Callable[..., Evidence]) -> None:
    """A county to which nothing applies is a fault where the scheme says so."""
    scheme = scheme_of()
    nothing = dict.fromkeys(("a", "rest_2", "rest_3", "rest_4"), NOT_APPLICABLE)
    with pytest.raises(EvidenceError) as caught:
        assess(evidence_of(scheme, {ZI: nothing, CHOU: {"a": 30}}), scheme)
    assert [(fault.code, fault.where) for fault in caught.value.faults] == [("nothing_applies", "990121 子县")]


def test_nothing_applies_leaves_out(scheme_of: Callable[..., Scheme], evidence_of: Callable[..., Evidence]) -> None:
    """A county to which nothing applies is left out of the mean where the scheme says so, and shown so."""
    scheme = scheme_of(when_nothing_applies=NothingApplies.LEAVE_OUT)
    nothing = dict.fromkeys(("a", "rest_2", "rest_3", "rest_4"), NOT_APPLICABLE)
    result = assess(evidence_of(scheme, {ZI: nothing, CHOU: {"a": 30}}), scheme)
    score = result.county(ZI)
    assert (score.is_left_out, score.score, score.points, score.published, score.parts) == (True, None, 0, None, ())
    assert len(score.groups) == 4
    shares = result.city("990100").shares
    assert [(share.weight, share.share, share.contribution) for share in shares] == [(0, 0, 0), (1, 1, 90)]
    assert result.city("990100").score == 90


def test_zero_is_not_nothing(scheme_of: Callable[..., Scheme], evidence_of: Callable[..., Evidence]) -> None:
    """A county with zero points has a score of zero and enters the mean."""
    scheme = scheme_of(when_nothing_applies=NothingApplies.LEAVE_OUT)
    zero = dict.fromkeys(("a", "rest_2", "rest_3", "rest_4"), 0)
    result = assess(evidence_of(scheme, {ZI: zero, CHOU: {"a": 30}}), scheme)
    assert (result.county(ZI).is_left_out, result.county(ZI).score) == (False, 0)
    assert result.city("990100").score == 45


@pytest.mark.parametrize(
    ("full", "score", "parts"),
    [
        # 90 of 120 is 75 of 100: 15 less.
        (120, 75, [(PartKind.CARRIED, 90, None), (PartKind.CONVERSION, -15, F(5, 6))]),
        (100, 90, [(PartKind.CARRIED, 90, None)]),
    ],
)
def test_a_carried_score(
    full: int,
    score: int,
    parts: list[tuple[PartKind, int, Fraction | None]],
    scheme_of: Callable[..., Scheme],
    evidence_of: Callable[..., Evidence],
) -> None:
    """A carried county brings its score, converted from its own scale where that is another one."""
    scheme = scheme_of(carried=Carried(counties=[CHOU], full_marks=full, source="invented"))
    result = assess(evidence_of(scheme, {ZI: {"a": 30}}, carried={CHOU: 90}), scheme)
    carried = result.county(CHOU)
    assert (carried.score, carried.published, carried.groups) == (score, score, ())
    assert [(part.kind, part.points, part.factor) for part in carried.parts] == parts
    assert carried.carried is not None
    assert carried.carried.score == 90
    assert carried.citation == Citation(6)
    assert result.city("990100").score == F(90 + score, 2)


def test_a_carried_score_is_rounded_with_the_counties(
    scheme_of: Callable[..., Scheme], evidence_of: Callable[..., Evidence]
) -> None:
    """The stage of counties rounds a converted score too, as a part of its own."""
    rounding = Rounding(places=1, mode=UP, stages=[K])
    scheme = scheme_of(carried=Carried(counties=[CHOU], full_marks=300, source="invented"), rounding=rounding)
    carried = assess(evidence_of(scheme, {ZI: {"a": 30}}, carried={CHOU: 200}), scheme).county(CHOU)
    # 200/3 = 66.666... becomes 66.7: 1/30 more.
    assert carried.score == F("66.7")
    assert [(part.kind, part.points) for part in carried.parts] == [
        (PartKind.CARRIED, 200),
        (PartKind.CONVERSION, F(-400, 3)),
        (PartKind.ROUNDING, F(1, 30)),
    ]


def test_without_scores_the_others(make_scheme: Callable[..., Scheme], make_evidence: Callable[..., Evidence]) -> None:
    """Counties named in `without` get no score; the others get theirs, by code."""
    scores = score_counties(make_evidence(), make_scheme(), without=frozenset({CHOU, CHEN}))
    assert [(score.county.code, score.score) for score in scores] == [(ZI, 88), (YIN, F("65.2")), (MAO, F("91.4"))]


def _without(evidence: Evidence, code: str, key: str) -> dict[str, object]:
    return {
        "observations": [o for o in evidence.observations if (o.place.code, o.indicator.key) != (code, key)],
        "targets": evidence.targets,
    }


def _refusal(evidence: Evidence, scheme: Scheme) -> tuple[str, str, str]:
    assert find_faults(evidence, scheme)
    with pytest.raises(EvidenceError) as caught:
        score_counties(evidence, scheme)
    (fault,) = caught.value.faults
    assert fault.citation == Citation(10)
    assert "find_faults" in fault.text()
    assert "find_faults" in fault.text("zh")
    return fault.code, fault.where, fault.value


def test_unchecked_missing_carried(make_scheme: Callable[..., Scheme], make_evidence: Callable[..., Evidence]) -> None:
    """Scoring refuses a carried county without its score."""
    assert _refusal(make_evidence(carried=[]), make_scheme()) == ("unchecked", "990222 辰县", "carried")


def test_unchecked_missing_observation(
    make_scheme: Callable[..., Scheme], make_evidence: Callable[..., Evidence]
) -> None:
    """Scoring refuses a missing value that the scheme takes for a fault."""
    evidence = make_evidence(**_without(make_evidence(), CHOU, "identification_accuracy"))
    assert _refusal(evidence, make_scheme()) == ("unchecked", "990122 丑县", "identified")


def test_unchecked_not_applicable(
    scheme_of: Callable[..., Scheme], evidence_of: Callable[..., Evidence], criterion: Callable[..., Criterion]
) -> None:
    """Scoring refuses a criterion that does not apply where the scheme takes that for a fault."""
    scheme = scheme_of(criterion("a", 40, missing=ALL, not_applicable=WhenNotApplicable.FAULT))
    evidence = evidence_of(scheme, {ZI: {"a": NOT_APPLICABLE}})
    assert _refusal(evidence, scheme) == ("unchecked", "990121 子县", "a")


@pytest.mark.parametrize("basis", [Basis.COMPLETION, Basis.MARGIN])
def test_unchecked_missing_target(
    basis: Basis,
    scheme_of: Callable[..., Scheme],
    evidence_of: Callable[..., Evidence],
    criterion: Callable[..., Criterion],
) -> None:
    """Scoring refuses a value whose target is missing."""
    scheme = scheme_of(criterion("a", 40, Linear(zero_at=-5, full_at=0), basis=basis))
    assert _refusal(evidence_of(scheme, {ZI: {"a": 3}}), scheme) == ("unchecked", "990121 子县", "a")


@pytest.mark.parametrize(
    ("among", "values", "where"),
    [
        (Among.PROVINCE, (0, 0, 0), "990121 子县"),
        (Among.PROVINCE, (3, -3, 0), "990121 子县"),
        (Among.PROVINCE, (2, 1, -6), "990121 子县"),
        # 甲市 has a mean of 2; that of 乙市 is 0 or below, though the mean of all is above.
        (Among.CITY, (3, 1, 0), "990221 卯县"),
        (Among.CITY, (3, 1, "-0.001"), "990221 卯县"),
    ],
)
def test_unchecked_mean_of_zero_or_less(
    among: Among,
    values: tuple[int | str, ...],
    where: str,
    scheme_of: Callable[..., Scheme],
    evidence_of: Callable[..., Evidence],
    criterion: Callable[..., Criterion],
) -> None:
    """Scoring refuses values relative to a mean of zero or less, at the first county compared with it."""
    rule = RelativeToMean(base=20, floor=0, cap=40, cohort=Cohort(among=among, has_carried=False))
    scheme = scheme_of(criterion("a", 40, rule))
    evidence = evidence_of(scheme, {code: {"a": value} for code, value in zip((ZI, CHOU, MAO), values, strict=True)})
    assert _refusal(evidence, scheme) == ("unchecked", where, "a")


def test_a_mean_just_above_zero(
    scheme_of: Callable[..., Scheme], evidence_of: Callable[..., Evidence], criterion: Callable[..., Criterion]
) -> None:
    """A mean just above zero is one to compare with, and a value below zero then earns the floor."""
    rule = RelativeToMean(base=20, floor=4, cap=40, cohort=Cohort(among=Among.PROVINCE, has_carried=False))
    scheme = scheme_of(criterion("a", 40, rule))
    # (0.002 - 0.001 + 0.002) / 3 = 0.001: twice the mean earns 40.
    result = assess(evidence_of(scheme, {ZI: {"a": "0.002"}, CHOU: {"a": "-0.001"}, MAO: {"a": "0.002"}}), scheme)
    assert [(_first(score).mean, _first(score).points) for score in result.counties] == [
        (F("0.001"), 40),
        (F("0.001"), 4),
        (F("0.001"), 40),
    ]


def test_a_citation_comes_from_the_indicator(
    make_scheme: Callable[..., Scheme], make_evidence: Callable[..., Evidence]
) -> None:
    """A criterion's score cites the clause that names what is measured; one from outside the measure cites none."""
    scores = assess(make_evidence(), make_scheme()).counties
    assert _first(scores[0]).citation == Citation(5, item=1)


def test_scores_carry_what_they_came_from(
    make_scheme: Callable[..., Scheme], make_evidence: Callable[..., Evidence]
) -> None:
    """A criterion's score carries its observation in force and its target."""
    evidence = make_evidence()
    old = next(o for o in evidence.observations if (o.place.code, o.indicator.key) == (ZI, "poor_population_reduced"))
    new = old.corrected(1500, on=date(2020, 2, 1), document="letter", submitter="甲市", reason="counted twice")
    # The city's plan of 4500 is then missed, which is an indication and no fault.
    score = _first(assess(make_evidence(observations=[*evidence.observations, new]), make_scheme()).county(ZI))
    assert score.observations == (new,)
    assert score.target is not None
    assert score.target.value == 2000
    # 20 * 1500/2000.
    assert (score.quantity, score.points) == (F(3, 4), 15)


def test_scoring_is_pure(make_scheme: Callable[..., Scheme], make_evidence: Callable[..., Evidence]) -> None:
    """The same evidence gives equal scores, whatever the order of its records."""
    evidence, scheme = make_evidence(), make_scheme()
    turned = make_evidence(
        counties=evidence.counties[::-1], observations=evidence.observations[::-1], targets=evidence.targets[::-1]
    )
    assert turned == evidence
    assert score_counties(turned, scheme) == score_counties(evidence, scheme)
