"""Criteria and groups: marks, rules that fit them, and the tree."""

from __future__ import annotations

from fractions import Fraction

import pytest
from attrs import evolve

from jxassess.exact import Better, Exactable, Side
from jxassess.faults import SchemeError
from jxassess.indicators import CATALOGUE, Indicator
from jxassess.measure import Citation, Dimension
from jxassess.scheme import (
    Among,
    Basis,
    Completion,
    Counting,
    Criterion,
    Deduction,
    Given,
    Group,
    Level,
    Levels,
    Linear,
    Node,
    PassFail,
    RelativeToMean,
    Rule,
    Shortfall,
    WhenMissing,
    WhenNotApplicable,
)
from jxassess.scheme._criteria import walk
from jxassess.words import Words

ITEMS = {item.key: item for item in CATALOGUE}
RATE = ITEMS["exit_accuracy"]  # 0 to 100, more is better
WRONG_EXITS = evolve(RATE, key="wrong_exits", better=Better.LOWER)
NAME = Words("exits", "退出")
HIGHER_TO_100 = Linear(zero_at=80, full_at=100, basis=Basis.VALUE)


def criterion(
    rule: Rule = HIGHER_TO_100,
    marks: Exactable = 10,
    indicator: Indicator = RATE,
    *,
    key: str = "exits",
    name: Words = NAME,
) -> Criterion:
    return Criterion(
        key=key,
        name=name,
        marks=marks,
        indicator=indicator,
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
) -> SchemeError:
    with pytest.raises(SchemeError) as error:
        criterion(rule, marks, indicator, key=key, name=name)
    return error.value


def kinds(error: SchemeError) -> list[tuple[str, str, str]]:
    return [(fault.code, fault.where, fault.value) for fault in error.faults]


def relative(*, base: Exactable = 5, floor: Exactable = 0, cap: Exactable = 10) -> RelativeToMean:
    return RelativeToMean(base=base, floor=floor, cap=cap, among=Among.PROVINCE, has_carried=False)


def deduction(basis: Basis, *, points: Exactable = 1, side: Shortfall = Shortfall.BELOW) -> Deduction:
    return Deduction(start=1, side=side, per="0.01", points=points, counting=Counting.BEGUN, basis=basis)


def test_criterion() -> None:
    """A criterion takes its marks exactly and names no source unless given one."""
    made = criterion(marks="7.50")
    assert (made.marks, made.source) == (Fraction(15, 2), "")


@pytest.mark.parametrize("marks", [0, "-0.5"])
def test_marks_not_positive(marks: Exactable) -> None:
    """Marks of zero or less are refused, and the rule is then not held against them."""
    error = refused(PassFail(side=Side.BELOW, value=5, basis=Basis.VALUE), marks)
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
    rule = PassFail(side=Side.AT_LEAST, value=101, basis=Basis.VALUE)
    assert kinds(refused(rule, key="1", name=Words("", ""))) == [
        ("bad_key", "key", "1"),
        ("no_name", "name", ""),
        ("unreachable_marks", "rule", "0"),
    ]


def levels(best: Exactable, otherwise: Exactable) -> Levels:
    return Levels(levels=[Level(side=Side.AT_LEAST, value=95, points=best)], otherwise=otherwise, basis=Basis.VALUE)


@pytest.mark.parametrize(
    ("rule", "most"),
    [(levels("10.5", 0), "10.5"), (relative(cap=12), "12")],
    ids=["levels", "relative_to_mean"],
)
def test_above_marks(rule: Rule, most: str) -> None:
    """A rule that can earn more than the marks is refused."""
    error = refused(rule)
    assert kinds(error) == [("above_marks", "rule", most)]
    assert error.faults[0].text() == (
        f"rule: up to {most} points where 10 marks are offered [Art. 5]; let the rule earn the marks at most"
    )
    assert error.faults[0].text("zh") == (f"rule：最高可得{most}分，而分值为10分〔第五条〕；规则得分不得超过分值")


def test_below_zero() -> None:
    """A rule that can earn less than nothing is refused."""
    error = refused(levels(10, "-1"))
    assert kinds(error) == [("below_zero", "rule", "-1")]
    assert error.faults[0].text() == ("rule: down to -1 points [Art. 5]; let the rule earn no less than zero")
    assert error.faults[0].text("zh") == "rule：最低可至-1分〔第五条〕；规则得分不得低于零"


@pytest.mark.parametrize(
    ("rule", "most"),
    [
        (levels("9.5", 0), "9.5"),
        (relative(cap=9), "9"),
        (Linear(zero_at=80, full_at=120, basis=Basis.VALUE), "5"),  # half way at 100, where the range ends
        (PassFail(side=Side.AT_LEAST, value="100.01", basis=Basis.VALUE), "0"),
        (PassFail(side=Side.ABOVE, value=100, basis=Basis.VALUE), "0"),
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
    assert criterion(PassFail(side=Side.AT_LEAST, value=100, basis=Basis.VALUE)).marks == 10
    assert criterion(PassFail(side=Side.AT_MOST, value=0, basis=Basis.VALUE), indicator=WRONG_EXITS).marks == 10


@pytest.mark.parametrize(
    ("rule", "indicator"),
    [
        (Linear(zero_at=100, full_at=80, basis=Basis.VALUE), RATE),
        (PassFail(side=Side.BELOW, value=50, basis=Basis.VALUE), RATE),
        (deduction(Basis.COMPLETION, side=Shortfall.ABOVE), RATE),
        (HIGHER_TO_100, WRONG_EXITS),
        (Completion(), WRONG_EXITS),
        (relative(), WRONG_EXITS),
    ],
    ids=["linear", "pass_fail", "deduction", "linear_lower", "completion_lower", "relative_to_mean_lower"],
)
def test_wrong_direction(rule: Rule, indicator: Indicator) -> None:
    """A rule under which a better value earns less is refused."""
    error = refused(rule, indicator=indicator)
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
    assert criterion(Linear(zero_at=low, full_at=high, basis=basis)).rule == Linear(
        zero_at=low, full_at=high, basis=basis
    )


def test_shares_begin_at_zero() -> None:
    """A share below zero cannot be asked for."""
    rule = PassFail(side=Side.BELOW, value=0, basis=Basis.COMPLETION)
    assert kinds(refused(rule, indicator=WRONG_EXITS)) == [("unreachable_marks", "rule", "0")]


def test_small_shares() -> None:
    """Every share from zero up can be asked for."""
    rule = PassFail(side=Side.AT_MOST, value=0, basis=Basis.COMPLETION)
    assert criterion(rule, indicator=WRONG_EXITS).rule == rule


def test_too_many_steps() -> None:
    """A staircase of more than 10,000 steps is refused, and nothing else is looked for in it."""
    error = refused(deduction(Basis.COMPLETION, points="0.0001", side=Shortfall.ABOVE))
    assert kinds(error) == [("too_many_pieces", "rule.points", "100000")]


def test_two_faults_of_a_rule() -> None:
    """A rule can both miss the marks and run the wrong way."""
    rule = Levels(levels=[Level(side=Side.BELOW, value=5, points=8)], otherwise=-2, basis=Basis.VALUE)
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


@pytest.mark.parametrize(("marks", "shown"), [(20, "20"), ("14.99", "14.99"), (-15, "-15")])
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
