"""Deduction for each unit by which a value falls short."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jxassess.exact import Exactable
from jxassess.faults import SchemeError
from jxassess.scheme import Basis, Counting, Deduction, Shortfall
from jxassess.words import Words


def deduction(
    *,
    start: Exactable = 100,
    side: Shortfall = Shortfall.BELOW,
    per: Exactable = "0.1",
    points: Exactable = 1,
    counting: Counting = Counting.BEGUN,
) -> Deduction:
    return Deduction(start=start, side=side, per=per, points=points, counting=counting)


# Of 4 marks, 1 point for each 0.1 below 100.
@pytest.mark.parametrize(
    ("value", "proportional", "begun", "whole"),
    [
        ("100.01", "4", "4", "4"),
        ("100", "4", "4", "4"),
        ("99.99", "3.9", "3", "4"),
        ("99.91", "3.1", "3", "4"),
        ("99.9", "3", "3", "3"),
        ("99.89", "2.9", "2", "3"),
        ("99.85", "2.5", "2", "3"),
        ("99.8", "2", "2", "2"),
        ("99.7", "1", "1", "1"),
        ("99.69", "0.9", "0", "1"),
        ("99.61", "0.1", "0", "1"),
        ("99.6", "0", "0", "0"),
        ("99.59", "0", "0", "0"),
        ("0", "0", "0", "0"),
    ],
)
def test_below(value: str, proportional: str, begun: str, whole: str) -> None:
    """A part of a unit counts in proportion, whole, or not at all, down to zero and not below."""
    found = [deduction(counting=counting).lower(Fraction(4)).at(Fraction(value)) for counting in Counting]
    assert found == [Fraction(proportional), Fraction(begun), Fraction(whole)]


# Of 5 marks, 2 points for each 3 above 10: the third unit has only 1 point left to take.
@pytest.mark.parametrize(
    ("value", "proportional", "begun", "whole"),
    [
        ("0", "5", "5", "5"),
        ("10", "5", "5", "5"),
        ("10.5", "14/3", "3", "5"),  # 5 - 2 * 0.5 / 3
        ("12.99", "451/150", "3", "5"),  # 5 - 2 * 2.99 / 3 = 9.02 / 3
        ("13", "3", "3", "3"),
        ("13.01", "449/150", "1", "3"),  # 5 - 2 * 3.01 / 3 = 8.98 / 3
        ("16", "1", "1", "1"),
        ("16.01", "149/150", "0", "1"),  # 5 - 2 * 6.01 / 3 = 2.98 / 3
        ("17.5", "0", "0", "1"),
        ("18.99", "0", "0", "1"),
        ("19", "0", "0", "0"),
        ("400", "0", "0", "0"),
    ],
)
def test_above(value: str, proportional: str, begun: str, whole: str) -> None:
    """Values above the start can lose points, and the last unit takes only what is left."""
    found = [
        deduction(start=10, side=Shortfall.ABOVE, per=3, points=2, counting=counting)
        .lower(Fraction(5))
        .at(Fraction(value))
        for counting in Counting
    ]
    assert found == [Fraction(proportional), Fraction(begun), Fraction(whole)]


@pytest.mark.parametrize(
    ("basis", "start", "per", "value", "target", "expected"),
    [
        (Basis.MARGIN, "0", "0.5", "98", "98", "6"),
        (Basis.MARGIN, "0", "0.5", "97.5", "98", "4"),
        (Basis.MARGIN, "0", "0.5", "97.4", "98", "2"),
        (Basis.COMPLETION, "1", "0.01", "2000", "2000", "6"),
        (Basis.COMPLETION, "1", "0.01", "1999", "2000", "4"),
        (Basis.COMPLETION, "1", "0.01", "1979", "2000", "2"),  # 1.05 % short: two begun
        (Basis.COMPLETION, "1", "0.01", "1959", "2000", "0"),
    ],
)
def test_against_a_target(basis: Basis, start: str, per: str, value: str, target: str, expected: str) -> None:
    """A deduction can start at the target, counted in its unit or as a share of it."""
    rule = deduction(start=start, per=per, points=2)
    assert rule.lower(Fraction(6)).at(basis.of(Fraction(value), Fraction(target))) == Fraction(expected)


@pytest.mark.parametrize(("per", "shown"), [(0, "0"), ("-0.1", "-0.1")])
def test_unit_not_positive(per: Exactable, shown: str) -> None:
    """A unit of zero or less is refused."""
    with pytest.raises(SchemeError) as error:
        deduction(per=per)
    assert [(fault.code, fault.where) for fault in error.value.faults] == [("not_positive", "per")]
    assert str(error.value) == (f"1 fault in a deduction\n  per: {shown} is not above zero; give a number above zero")
    assert error.value.text("zh") == f"扣分规则有1处差错\n  per：{shown}不大于零；请给出大于零的数"


def test_all_faults_at_once() -> None:
    """A deduction that takes nothing from nothing has both faults."""
    with pytest.raises(SchemeError) as error:
        deduction(per=0, points=-1)
    assert [(fault.code, fault.where, fault.value) for fault in error.value.faults] == [
        ("not_positive", "per", "0"),
        ("not_positive", "points", "-1"),
    ]


@pytest.mark.parametrize("counting", [Counting.BEGUN, Counting.WHOLE])
def test_too_many_steps(counting: Counting) -> None:
    """More than 10,000 steps are refused; 10,000 are not."""
    rule = deduction(points="0.001", counting=counting)
    assert list(rule.marks_faults(Fraction(10))) == []
    (fault,) = rule.marks_faults(Fraction("10.0001"))
    assert (fault.code, fault.where, fault.value) == ("too_many_pieces", "points", "10001")
    assert fault.text() == ("points: the rule would make 10001 steps; deduct more at a time, or proportionally")
    assert fault.text("zh") == "points：规则将产生10001个台阶；请加大每次扣分，或按比例扣分"


def test_proportion_makes_no_steps() -> None:
    """A proportional deduction may be as fine as it likes."""
    rule = deduction(points="0.000001", counting=Counting.PROPORTIONAL)
    assert list(rule.marks_faults(Fraction(100))) == []
    assert len(rule.lower(Fraction(100)).segments) == 3


@pytest.mark.parametrize(("marks", "steps"), [("4", 4), ("4.5", 5), ("0.5", 1)])
def test_number_of_steps(marks: str, steps: int) -> None:
    """There is a step for every point begun, and none beyond."""
    for counting in (Counting.BEGUN, Counting.WHOLE):
        for side in Shortfall:
            assert len(deduction(counting=counting, side=side).lower(Fraction(marks)).edges) == steps


def test_words() -> None:
    """The rule says its numbers in both languages, with how a part of a unit counts."""
    assert deduction().words(Fraction(4)) == Words(
        "4, minus 1 for each 0.1 below 100 (each one begun), not below 0",
        "4分，每低于100达0.1扣1分（不足一个单位按一个计），扣完为止",
    )
    above = deduction(start=0, side=Shortfall.ABOVE, per=5, counting=Counting.WHOLE)
    assert above.words(Fraction("2.5")) == Words(
        "2.5, minus 1 for each 5 above 0 (whole ones only), not below 0",
        "2.5分，每高于0达5扣1分（不足一个单位不计），扣完为止",
    )
    assert [side.words for side in Shortfall] == [Words("below", "低于"), Words("above", "高于")]
    assert Counting.PROPORTIONAL.words == Words("in proportion", "按比例")


def test_kind() -> None:
    """Files know the rule as `deduction`."""
    assert Deduction.kind == "deduction"
