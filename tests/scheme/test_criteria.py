"""Criteria and groups: marks, rules that fit them, and the tree."""

from __future__ import annotations

from fractions import Fraction

import pytest
from attrs import evolve

from jxassess.exact import Better, Bound, Exactable, Side
from jxassess.faults import SchemeError
from jxassess.indicators import CATALOGUE, Indicator
from jxassess.measure import Citation, Dimension
from jxassess.scheme import (
    Among,
    Basis,
    BlendShare,
    ByClass,
    ClassRule,
    Cohort,
    Counting,
    Criterion,
    Cutoff,
    Deduction,
    Given,
    Group,
    Level,
    Levels,
    Linear,
    Node,
    PassFail,
    Proportional,
    RelativeToMean,
    Rule,
    Shortfall,
    WhenMissing,
    WhenNotApplicable,
    factors,
)
from jxassess.scheme._criteria import walk
from jxassess.words import Words

ITEMS = {item.key: item for item in CATALOGUE}
RATE = ITEMS["exit_accuracy"]  # 0 to 100, more is better
WRONG_EXITS = evolve(RATE, key="wrong_exits", better=Better.LOWER)
NAME = Words("exits", "退出")
HIGHER_TO_100 = Linear(zero_at=80, full_at=100)


def criterion(
    rule: Rule = HIGHER_TO_100,
    marks: Exactable = 10,
    indicator: Indicator = RATE,
    *,
    key: str = "exits",
    name: Words = NAME,
    basis: Basis = Basis.VALUE,
) -> Criterion:
    return Criterion(
        key=key,
        name=name,
        marks=marks,
        indicator=indicator,
        basis=basis,
        rule=rule,
        when_missing=WhenMissing.FAULT,
        when_not_applicable=WhenNotApplicable.FAULT,
    )


def refused(
    rule: Rule = HIGHER_TO_100,
    marks: Exactable = 10,
    indicator: Indicator = RATE,
    *,
    key: str = "exits",
    name: Words = NAME,
    basis: Basis = Basis.VALUE,
) -> SchemeError:
    with pytest.raises(SchemeError) as error:
        criterion(rule, marks, indicator, key=key, name=name, basis=basis)
    return error.value


def kinds(error: SchemeError) -> list[tuple[str, str, str]]:
    return [(fault.code, fault.where, fault.value) for fault in error.faults]


def relative(*, base: Exactable = 5, floor: Exactable = 0, cap: Exactable = 10) -> RelativeToMean:
    cohort = Cohort(among=Among.PROVINCE, has_carried=False)
    return RelativeToMean(base=base, floor=floor, cap=cap, cohort=cohort)


def deduction(*, points: Exactable = 1, side: Shortfall = Shortfall.BELOW) -> Deduction:
    return Deduction(start=1, side=side, per="0.01", points=points, counting=Counting.BEGUN)


def test_criterion() -> None:
    """A criterion takes its marks exactly and names no source unless given one."""
    made = criterion(marks="7.50")
    assert (made.marks, made.source) == (Fraction(15, 2), "")


@pytest.mark.parametrize("marks", [0, "-0.5"])
def test_marks_not_positive(marks: Exactable) -> None:
    """Marks of zero or less are refused, and the rule is then not held against them."""
    error = refused(PassFail(side=Side.BELOW, value=5), marks)
    assert kinds(error) == [("not_positive", "marks", str(marks))]
    assert str(error) == (f"1 fault in criterion exits\n  marks: {marks} is not above zero; give a number above zero")
    assert error.text("zh") == f"指标exits有1处差错\n  marks：{marks}不大于零；请给出大于零的数"


def test_bad_key() -> None:
    """A key that is none is refused."""
    assert kinds(refused(key="Exits!")) == [("bad_key", "key", "Exits!")]


@pytest.mark.parametrize("name", [Words("", "退出"), Words("exits", " "), Words("", "")])
def test_empty_name(name: Words) -> None:
    """A name is given in both languages."""
    error = refused(name=name)
    assert kinds(error) == [("no_name", "name", "")]
    assert error.faults[0].text() == "name: nothing stands here in English or in Chinese; give both"
    assert error.faults[0].text("zh") == "name：英文或中文为空；请同时给出中英文"


def test_all_faults_of_a_criterion_at_once() -> None:
    """A criterion reports its own faults and those of its rule together."""
    rule = PassFail(side=Side.AT_LEAST, value=101)
    assert kinds(refused(rule, key="1", name=Words("", ""))) == [
        ("bad_key", "key", "1"),
        ("no_name", "name", ""),
        ("unreachable_marks", "rule", "0"),
    ]


def levels(best: Exactable, otherwise: Exactable) -> Levels:
    return Levels(levels=[Level(side=Side.AT_LEAST, value=95, points=best)], otherwise=otherwise)


@pytest.mark.parametrize(
    ("rule", "where", "most"),
    [(levels("10.5", 0), "rule.levels[0].points", "10.5"), (relative(cap=12), "rule", "12")],
    ids=["levels", "relative_to_mean"],
)
def test_above_marks(rule: Rule, where: str, most: str) -> None:
    """A rule that can earn more than the marks is refused."""
    error = refused(rule)
    assert kinds(error) == [("above_marks", where, most)]
    assert error.faults[0].text() == (
        f"{where}: up to {most} points where 10 marks are offered [Art. 5]; let the rule earn the marks at most"
    )
    assert error.faults[0].text("zh") == (f"{where}：最高可得{most}分，而分值为10分〔第五条〕；规则得分不得超过分值")


def test_below_zero() -> None:
    """A rule that can earn less than nothing is refused."""
    error = refused(levels(10, "-1"))
    assert kinds(error) == [("below_zero", "rule.otherwise", "-1")]
    assert error.faults[0].text() == ("rule.otherwise: down to -1 points [Art. 5]; let the rule earn no less than zero")
    assert error.faults[0].text("zh") == "rule.otherwise：最低可至-1分〔第五条〕；规则得分不得低于零"


@pytest.mark.parametrize(
    ("rule", "most"),
    [
        (levels("9.5", 0), "9.5"),
        (relative(cap=9), "9"),
        (Linear(zero_at=80, full_at=120), "5"),  # half way at 100, where the range ends
        (PassFail(side=Side.AT_LEAST, value="100.01"), "0"),
        (PassFail(side=Side.ABOVE, value=100), "0"),
    ],
    ids=["levels", "relative_to_mean", "linear", "pass_fail_outside", "pass_fail_open"],
)
def test_unreachable_marks(rule: Rule, most: str) -> None:
    """A rule under which no possible value earns full marks is refused."""
    error = refused(rule)
    assert kinds(error) == [("unreachable_marks", "rule", most)]
    assert error.faults[0].text() == (
        f"rule: at most {most} points can be earned of 10 marks [Art. 5]; mend the rule or the marks"
    )
    assert error.faults[0].text("zh") == f"rule：分值10分，最多只能得{most}分〔第五条〕；请更正规则或分值"


def test_reachable_at_the_very_end() -> None:
    """Full marks at the last possible value are reachable."""
    assert criterion(PassFail(side=Side.AT_LEAST, value=100)).marks == 10
    assert criterion(PassFail(side=Side.AT_MOST, value=0), indicator=WRONG_EXITS).marks == 10


@pytest.mark.parametrize(
    ("rule", "indicator", "basis"),
    [
        (Linear(zero_at=100, full_at=80), RATE, Basis.VALUE),
        (PassFail(side=Side.BELOW, value=50), RATE, Basis.VALUE),
        (deduction(side=Shortfall.ABOVE), RATE, Basis.COMPLETION),
        (HIGHER_TO_100, WRONG_EXITS, Basis.VALUE),
        (Proportional(full_at=1), WRONG_EXITS, Basis.COMPLETION),
        (relative(), WRONG_EXITS, Basis.VALUE),
    ],
    ids=["linear", "pass_fail", "deduction", "linear_lower", "completion_lower", "relative_to_mean_lower"],
)
def test_wrong_direction(rule: Rule, indicator: Indicator, basis: Basis) -> None:
    """A rule under which a better value earns less is refused."""
    error = refused(rule, indicator=indicator, basis=basis)
    assert kinds(error) == [("wrong_direction", "rule", indicator.key)]
    assert error.faults[0].text() == (
        f"rule: a better value of {indicator.key} would earn less [Art. 5]; "
        "turn the rule, or the better direction of the indicator"
    )
    assert error.faults[0].text("zh") == (
        f"rule：{indicator.key}越好得分反而越少〔第五条〕；请调整规则方向或指标的优劣方向"
    )


def test_points_given_run_upward() -> None:
    """More points from a panel are better points, whatever the direction of the indicator."""
    assert criterion(Given(), indicator=WRONG_EXITS).rule == Given()


@pytest.mark.parametrize(
    ("basis", "low", "high"),
    [(Basis.VALUE, 80, 100), (Basis.COMPLETION, "0.8", 1), (Basis.MARGIN, -50, 50)],
)
def test_range_of_a_basis(basis: Basis, low: Exactable, high: Exactable) -> None:
    """A line over the values, over shares from zero up, or over any margin can be earned in full."""
    rule = Linear(zero_at=low, full_at=high)
    assert criterion(rule, basis=basis).rule == rule


def test_shares_begin_at_zero() -> None:
    """A share below zero cannot be asked for."""
    rule = PassFail(side=Side.BELOW, value=0)
    assert kinds(refused(rule, indicator=WRONG_EXITS, basis=Basis.COMPLETION)) == [("unreachable_marks", "rule", "0")]


def test_small_shares() -> None:
    """Every share from zero up can be asked for."""
    rule = PassFail(side=Side.AT_MOST, value=0)
    assert criterion(rule, indicator=WRONG_EXITS, basis=Basis.COMPLETION).rule == rule


def test_too_many_steps() -> None:
    """A staircase of more than 10,000 steps is refused, and nothing else is looked for in it."""
    error = refused(deduction(points="0.0001", side=Shortfall.ABOVE), basis=Basis.COMPLETION)
    assert kinds(error) == [("too_many_pieces", "rule.points", "100000")]


def test_two_faults_of_a_rule() -> None:
    """A rule can both miss the marks and run the wrong way."""
    rule = Levels(levels=[Level(side=Side.BELOW, value=5, points=8)], otherwise=-2)
    assert [code for code, _, _ in kinds(refused(rule))] == ["below_zero", "unreachable_marks", "wrong_direction"]


@pytest.mark.parametrize(("high", "most"), [(5, "5"), ("9.99", "9.99"), (-1, "0")])
def test_points_that_nobody_can_give(high: Exactable, most: str) -> None:
    """A panel whose points end before the marks cannot give all of them."""
    indicator = evolve(ITEMS["procedure_conformity"], low=-1, high=high)
    assert kinds(refused(Given(), indicator=indicator)) == [("unreachable_marks", "rule", most)]


@pytest.mark.parametrize("high", [10, "10.01", 100, None])
def test_points_that_a_panel_can_give(high: Exactable | None) -> None:
    """A panel whose points end at the marks, beyond them, or nowhere, can give all of them."""
    assert criterion(Given(), indicator=evolve(ITEMS["procedure_conformity"], high=high)).rule == Given()


def test_points_that_begin_above_the_marks() -> None:
    """A panel whose least points lie above the marks can give nothing at all."""
    faults = refused(Given(), indicator=evolve(ITEMS["procedure_conformity"], low=20)).faults
    assert [(fault.code, fault.value) for fault in faults] == [("unreachable_marks", "0")]


def group(children: list[Node], marks: Exactable = 10, *, key: str = "g", dimension: Dimension | None = None) -> Group:
    return Group(key=key, name=NAME, marks=marks, children=children, dimension=dimension)


def test_group_adds_up() -> None:
    """A group's marks are the sum of its children's, exactly."""
    thirds = [criterion(marks=Fraction(1, 3), key=key) for key in ("a", "b", "c")]
    assert group([*thirds], 1).marks == 1
    tenths = [criterion(marks=0.1, key=key) for key in ("a", "b", "c")]
    assert group([*tenths], "0.3").children == tuple(tenths)


@pytest.mark.parametrize(("marks", "shown"), [(20, "20"), ("14.99", "14.99"), ("0.01", "0.01")])
def test_marks_differ(marks: Exactable, shown: str) -> None:
    """Marks that are not the sum of the parts are refused, with both numbers."""
    with pytest.raises(SchemeError) as error:
        group([criterion(), criterion(marks=5, key="b")], marks)
    assert kinds(error.value) == [("marks_differ", "marks", shown)]
    assert str(error.value) == (
        f"1 fault in group g\n  marks: marks of {shown}, but the parts add up to 15 [Art. 5]; "
        "mend the marks of the whole or of a part"
    )
    assert error.value.text("zh") == (
        f"指标组g有1处差错\n  marks：分值为{shown}，各部分之和为15〔第五条〕；请更正总分值或各部分分值"
    )


@pytest.mark.parametrize("marks", [-15, 0])
def test_marks_of_a_group_not_positive(marks: int) -> None:
    """A group of no marks is no scale, whether or not its parts add up to it."""
    with pytest.raises(SchemeError) as error:
        group([criterion(), criterion(marks=5, key="b")], marks)
    assert kinds(error.value) == [("not_positive", "marks", str(marks)), ("marks_differ", "marks", str(marks))]


def test_empty_group() -> None:
    """A group without children is refused."""
    with pytest.raises(SchemeError) as error:
        group([])
    assert kinds(error.value) == [("empty", "children", "")]


def test_dimension_inside() -> None:
    """Only a top group has a dimension; deeper down it is refused at its own path."""
    inner = group([criterion()], key="inner", dimension=Dimension.FUNDS)
    with pytest.raises(SchemeError) as error:
        group([criterion(marks=2, key="other"), inner], 12)
    assert kinds(error.value) == [("inner_dimension", "children[1].dimension", "Art. 5(4)")]
    assert error.value.faults[0].text() == (
        "children[1].dimension: a dimension (Art. 5(4)) inside another group [Art. 5]; "
        "give dimensions to top groups only"
    )
    assert error.value.faults[0].text("zh") == (
        "children[1].dimension：下级指标又注明考核内容（Art. 5(4)）〔第五条〕；仅一级指标注明考核内容"
    )


def test_all_faults_of_a_group_at_once() -> None:
    """A group reports every fault of its own together."""
    inner = group([criterion()], key="inner", dimension=Dimension.FUNDS)
    with pytest.raises(SchemeError) as error:
        Group(key="G", name=Words("", "组"), marks=9, children=[inner])
    assert [fault.code for fault in error.value.faults] == ["bad_key", "no_name", "marks_differ", "inner_dimension"]
    assert [fault.citation for fault in error.value.faults] == [None, None, Citation(5), Citation(5)]


def test_group_takes_any_iterable() -> None:
    """Children come as any iterable and are kept as a tuple in their order."""
    parts = [criterion(marks=4, key="b"), criterion(marks=6, key="a")]
    made = Group(key="g", name=NAME, marks=10, children=(part for part in parts))
    assert [child.key for child in made.children] == ["b", "a"]


def test_walk() -> None:
    """A walk gives each node with its path in the file, parents first, in the order of the document."""
    inner = group([criterion(key="c1"), criterion(key="c2")], 20, key="inner")
    top = group([criterion(key="c0"), inner], 30, key="top")
    assert [(path, node.key) for path, node in walk((top, criterion(key="last")))] == [
        ("criteria[0]", "top"),
        ("criteria[0].children[0]", "c0"),
        ("criteria[0].children[1]", "inner"),
        ("criteria[0].children[1].children[0]", "c1"),
        ("criteria[0].children[1].children[1]", "c2"),
        ("criteria[1]", "last"),
    ]


# Quantity, blend and cutoff


CASES = evolve(RATE, key="cases", name=Words("cases", "案件"), better=Better.LOWER, high=None)
GROWTH = ITEMS["rural_income_growth"]


def full(**changes: object) -> Criterion:
    return evolve(criterion(), **changes)


def refused_full(**changes: object) -> list[str]:
    with pytest.raises(SchemeError) as error:
        full(**changes)
    return [fault.text() for fault in error.value.faults]


def shares(*parts: tuple[str, Exactable]) -> list[BlendShare]:
    return [BlendShare(source=source, share=share) for source, share in parts]


@pytest.mark.parametrize("basis", list(Basis))
def test_reference_where_it_is_read(basis: Basis) -> None:
    """Difference and ratio need a second indicator; where nothing reads it, it is refused."""
    other = evolve(RATE, key="other")
    rule = Linear(zero_at=0, full_at=1)
    with_other = {"basis": basis, "rule": rule, "reference": other}
    without = {"basis": basis, "rule": rule}
    if basis in (Basis.DIFFERENCE, Basis.RATIO):
        assert full(**with_other).reference == other
        assert refused_full(**without) == [f"reference: a {basis.value} to nothing; name the indicator in reference"]
    else:
        assert full(**without).reference is None
        assert refused_full(**with_other) == [
            (
                f"reference: the basis {basis.value} does not read the reference other; "
                "leave reference out, or take difference or ratio as basis"
            )
        ]


def test_difference_in_one_unit() -> None:
    """A difference is taken in one unit; a ratio may be of two."""
    people = ITEMS["poor_population_reduced"]
    assert refused_full(basis=Basis.DIFFERENCE, reference=people) == [
        (
            "reference: a difference to poor_population_reduced of another unit (%, persons); "
            "take a reference in the same unit, or ratio as basis"
        )
    ]
    assert full(basis=Basis.RATIO, rule=Linear(zero_at=0, full_at=1), reference=people).reference == people


@pytest.mark.parametrize("basis", [Basis.DIFFERENCE, Basis.RATIO])
def test_reference_to_itself(basis: Basis) -> None:
    """A value held against itself tells nobody apart and is refused."""
    rule = Linear(zero_at=0, full_at=1)
    assert refused_full(basis=basis, rule=rule, reference=RATE) == [
        "reference: exit_accuracy is held against itself; name another indicator in reference"
    ]


@pytest.mark.parametrize("basis", [basis for basis in Basis if basis is not Basis.VALUE])
def test_points_given_are_the_value(basis: Basis) -> None:
    """Points that people gave are read as they are, and as nothing else."""
    found = [text for text in refused_full(basis=basis, rule=Given(), marks=100) if text.startswith("basis")]
    assert found == [f"basis: points given are read as {basis.value}; take value as basis"]


def test_needs_target() -> None:
    """A criterion needs a target where its quantity does."""
    assert full(basis=Basis.COMPLETION, rule=Proportional(full_at=1)).needs_target
    assert not criterion().needs_target


def test_blend() -> None:
    """A blend keeps its sources in order; the order in which they are written changes nothing."""
    made = full(blend=shares(("survey", "0.4"), ("audit", "0.6")))
    assert [part.source for part in made.blend] == ["audit", "survey"]
    assert made == full(blend=shares(("audit", "0.60"), ("survey", "0.4")))
    thirds = shares(*((source, Fraction(1, 3)) for source in "abc"))
    assert sum(part.share for part in full(blend=thirds).blend) == 1


@pytest.mark.parametrize(
    ("blend", "found"),
    [
        (shares(("survey", 1)), ["blend: a blend of one source, survey; leave blend out, or name two sources or more"]),
        (
            shares(("audit", "0.5"), ("survey", "0.6")),
            ["blend: the shares add up to 1.1; let the shares add up to 1"],
        ),
        (
            shares(("audit", 0), ("survey", 1)),
            ["blend[0].share: 0 is not above zero; give a number above zero"],
        ),
        (
            shares(("audit", "-0.5"), ("audit", "0.5"), ("", "0.5")),
            [
                "blend[0].source: no source is given; name the document or data that it comes from",
                "blend[1].share: -0.5 is not above zero; give a number above zero",
                "blend[2].source: audit stands here twice; keep one of them",
                "blend: the shares add up to 0.5; let the shares add up to 1",
            ],
        ),
    ],
    ids=["one", "too_much", "nothing", "all"],
)
def test_bad_blends(blend: list[BlendShare], found: list[str]) -> None:
    """A blend has two sources or more, each named once, with shares above zero that add up to one."""
    assert refused_full(blend=blend) == found


@pytest.mark.parametrize(("side", "value"), [(Side.AT_LEAST, 0), (Side.ABOVE, -1), (Side.BELOW, 0)])
def test_cutoff_that_decides_nothing(side: Side, value: int) -> None:
    """A cutoff that takes the points of every value, or of none, is refused."""
    with pytest.raises(SchemeError) as error:
        Cutoff(indicator=CASES, bound=Bound(side=side, value=value))
    assert str(error.value) == (
        f"1 fault in a cutoff\n  bound.value: the bound {value} decides nothing within 0.. of cases; "
        "give a bound that some values satisfy and others do not"
    )
    assert error.value.text("zh") == (
        f"否决条件有1处差错\n  bound.value：界限{value}在cases的取值范围0..内不起作用；请给出有的值满足、有的值不满足的界限"
    )


@pytest.mark.parametrize(
    ("indicator", "side", "is_taken"),
    [
        (CASES, Side.ABOVE, True),
        (CASES, Side.AT_LEAST, True),
        (CASES, Side.BELOW, False),
        (RATE, Side.BELOW, True),
        (RATE, Side.AT_MOST, True),
        (RATE, Side.ABOVE, False),
    ],
)
def test_side_of_a_cutoff(indicator: Indicator, side: Side, is_taken: bool) -> None:
    """A cutoff takes the points of the worse values; one that takes those of the better ones is refused."""
    cutoff = Cutoff(indicator=indicator, bound=Bound(side=side, value=50))
    if is_taken:
        assert full(cutoff=cutoff).cutoff == cutoff
    else:
        (text,) = refused_full(cutoff=cutoff)
        assert text == (
            f"cutoff.bound.side: the side '{side.value}' is the wrong one for {indicator.key} "
            f"({indicator.better.words.en}); turn the side"
        )


def test_indicators_of_a_criterion() -> None:
    """A criterion names every indicator that it reads, with the path."""
    cutoff = Cutoff(indicator=CASES, bound=Bound(side=Side.ABOVE, value=0))
    made = full(basis=Basis.RATIO, reference=GROWTH, rule=Linear(zero_at=0, full_at=1), cutoff=cutoff)
    assert [(path, indicator.key) for path, indicator in made.indicators] == [
        ("indicator", "exit_accuracy"),
        ("reference", "rural_income_growth"),
        ("cutoff.indicator", "cases"),
    ]
    assert [path for path, _ in criterion().indicators] == ["indicator"]


def test_classes_of_a_criterion() -> None:
    """A criterion names the classes that its rule asks for, with their paths; most rules ask for none."""
    cases = [ClassRule(unit_class=key, rule=HIGHER_TO_100) for key in ("plain", "hill")]
    made = full(rule=ByClass(cases=cases))
    assert made.classes == ("hill", "plain")
    assert made.named_classes == (
        ("rule.cases[0].unit_class", "hill"),
        ("rule.cases[1].unit_class", "plain"),
    )
    cohort = Cohort(among=Among.CLASS, has_carried=False, classes=["hill"])
    ranked = full(rule=evolve(relative(), cohort=cohort))
    assert (ranked.classes, ranked.named_classes) == (("hill",), (("rule.cohort.classes[0]", "hill"),))
    assert (criterion().classes, full(rule=relative()).classes) == ((), ())
    assert (criterion().cohort_rule, full(rule=relative()).cohort_rule) == (None, relative())


def test_rule_words() -> None:
    """A criterion says quantity, rule, blend and cutoff in both languages; the value itself goes without saying."""
    assert criterion().rule_words == Words(
        "none at 80, 10 at 100, in proportion between", "80得0分，100得10分，其间按比例计分"
    )
    share = full(basis=Basis.COMPLETION, rule=Proportional(full_at=1))
    assert share.rule_words == Words(
        "completion (value / target): in proportion, 10 at 1 and above",
        "完成率（实际值/目标值）：按比例计分，达到1得10分，最高10分",
    )
    made = full(
        basis=Basis.RATIO,
        reference=GROWTH,
        rule=Linear(zero_at=0, full_at=1),
        blend=shares(("survey", "0.40"), ("audit", "0.6")),
        cutoff=Cutoff(indicator=CASES, bound=Bound(side=Side.ABOVE, value=0)),
    )
    assert made.rule_words == Words(
        f"ratio to the reference {GROWTH.name.en}: none at 0, 10 at 1, in proportion between; "
        "blended of audit 0.6, survey 0.4; none where cases is above 0",
        f"与参照指标之比（{GROWTH.name.zh}）：0得0分，1得10分，其间按比例计分；"
        "按来源加权：audit 0.6、survey 0.4；案件高于0的不得分",
    )


def test_all_faults_of_a_full_criterion_at_once() -> None:
    """Key, name, weight, quantity, blend and rule are told together."""
    with pytest.raises(SchemeError) as error:
        full(
            key="1",
            name=Words("", ""),
            weight=0,
            basis=Basis.RATIO,
            rule=Linear(zero_at=1, full_at=0),
            blend=shares(("survey", 1)),
        )
    assert kinds(error.value) == [
        ("bad_key", "key", "1"),
        ("no_name", "name", ""),
        ("not_positive", "weight", "0"),
        ("no_reference_indicator", "reference", ""),
        ("blend_single", "blend", "survey"),
        ("wrong_direction", "rule", "exit_accuracy"),
    ]


# Relative weights


def weighted(key: str, weight: Exactable | None, marks: Exactable = 10) -> Criterion:
    return full(key=key, weight=weight, marks=marks)


def test_weights_of_any_sum() -> None:
    """Weighted children need not add up to anything: each keeps a scale of its own."""
    made = group([weighted("a", 3, 50), weighted("b", "0.5", 7)], 100)
    assert [child.weight for child in made.children] == [3, Fraction(1, 2)]


@pytest.mark.parametrize(("weights", "first"), [((1, None, None), 1), ((None, 2), 0), ((1, 2, None), 2)])
def test_weights_for_some(weights: tuple[int | None, ...], first: int) -> None:
    """All children have a weight or none; the first without is told, and marks are then not added up."""
    children = [weighted("abc"[i], weight) for i, weight in enumerate(weights)]
    with pytest.raises(SchemeError) as error:
        group([*children], 99)
    assert kinds(error.value) == [("mixed_weights", f"children[{first}].weight", "abc"[first])]
    assert error.value.faults[0].text("zh") == (
        f"children[{first}].weight：{'abc'[first]}未设权重，而同级已设〔第五条〕；同级各项均设权重或均不设"
    )


@pytest.mark.parametrize("weight", [0, "-1.5"])
def test_weight_not_positive(weight: Exactable) -> None:
    """A weight is above zero, of a criterion as of a group."""
    said = f"weight: {weight} is not above zero; give a number above zero"
    assert refused_full(weight=weight) == [said]
    with pytest.raises(SchemeError) as error:
        evolve(group([criterion()]), weight=weight)
    assert [fault.text() for fault in error.value.faults] == [said]


def test_factors() -> None:
    """One mark of a weighted child is its part of the whole's marks; where marks add up it is one mark."""
    children = [weighted("a", 3, 50), weighted("b", 1, 10)]
    assert factors(children, Fraction(100)) == (Fraction(3, 2), Fraction(5, 2))  # 75 / 50, 25 / 10
    # Beside a mean that weighs 4, they share half of the whole.
    assert factors(children, Fraction(100), Fraction(4)) == (Fraction(3, 4), Fraction(5, 4))
    assert factors([criterion(), criterion(marks=5, key="b")], Fraction(15)) == (1, 1)


@pytest.mark.parametrize("scale", ["0.01", "7"])
def test_scaled_weights(scale: str) -> None:
    """Scaling all weights of a group together changes nothing."""
    once = [weighted("a", 3, 50), weighted("b", "1.5", 10)]
    again = [evolve(child, weight=(child.weight or 0) * Fraction(scale)) for child in once]
    assert factors(once, Fraction(60)) == factors(again, Fraction(60))
