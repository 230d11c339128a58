"""Another rule for each class of units."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jxassess.exact import Side
from jxassess.faults import SchemeError
from jxassess.scheme import ByClass, ClassRule, Linear, PassFail, Property, SimpleRule
from jxassess.words import Words

HILL = PassFail(side=Side.AT_LEAST, value=30)
PLAIN = Linear(zero_at=40, full_at=60)


def case(unit_class: str, rule: SimpleRule = HILL) -> ClassRule:
    return ClassRule(unit_class=unit_class, rule=rule)


@pytest.mark.parametrize(
    ("unit_class", "value", "expected"),
    [
        ("hill", "29.99", "0"),
        ("hill", "30", "8"),
        ("hill", "50", "8"),
        ("plain", "30", "0"),
        ("plain", "45", "2"),
        ("plain", "50", "4"),
        ("plain", "60", "8"),
    ],
)
def test_points(unit_class: str, value: str, expected: str) -> None:
    """The rule of the unit's class decides, and no other."""
    rule = ByClass(cases=[case("plain", PLAIN), case("hill")])
    assert rule.lower(Fraction(8), unit_class).at(Fraction(value)) == Fraction(expected)


def test_order_says_nothing() -> None:
    """The order in which cases are written changes nothing; they are kept in the order of keys."""
    one = ByClass(cases=[case("plain", PLAIN), case("hill")])
    assert one == ByClass(cases=iter([case("hill"), case("plain", PLAIN)]))
    assert one.classes == ("hill", "plain")


def test_no_class() -> None:
    """A rule of no class is refused."""
    with pytest.raises(SchemeError) as error:
        ByClass(cases=[])
    assert str(error.value) == (
        "1 fault in a rule by class\n  cases: nothing stands here; give at least one entry, or leave the whole out"
    )
    assert error.value.text("zh") == "分类规则有1处差错\n  cases：内容为空；请至少给出一项，或整体删除"


def test_class_twice() -> None:
    """A class has one rule; each further one is a fault."""
    with pytest.raises(SchemeError) as error:
        ByClass(cases=[case("hill"), case("plain", PLAIN), case("hill", PLAIN), case("hill")])
    assert [fault.text() for fault in error.value.faults] == [
        "cases[1].unit_class: hill stands here twice; keep one of them",
        "cases[2].unit_class: hill stands here twice; keep one of them",
    ]
    assert error.value.faults[0].text("zh") == "cases[1].unit_class：hill重复；请只保留一个"


def test_words() -> None:
    """The rule says each class with its rule in both languages."""
    assert ByClass(cases=[case("plain", PLAIN), case("hill")]).words(Fraction(8)) == Words(
        "hill: at least 30: 8, else none / plain: none at 40, 8 at 60, in proportion between",
        "hill类：不低于30得8分，否则不得分；plain类：40得0分，60得8分，其间按比例计分",
    )


def test_properties() -> None:
    """The rule looks at no other unit and has every property."""
    assert ByClass.properties == frozenset(Property)


def test_kind() -> None:
    """Files know the rule as `by_class`."""
    assert ByClass.kind == "by_class"
