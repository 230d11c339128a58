"""Gates on measured values that bar the better grades."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import pytest

from jxassess.exact import Bound, Exactable, Side
from jxassess.faults import SchemeError
from jxassess.indicators import CATALOGUE
from jxassess.scheme import Condition, Gate, Tier
from jxassess.words import Words

ITEMS = {item.key: item for item in CATALOGUE}
NAME = Words("accuracy", "准确率门槛")


def condition(key: str = "exit_accuracy", side: Side = Side.AT_LEAST, value: Exactable = 98) -> Condition:
    return Condition(indicator=ITEMS[key], must=Bound(side=side, value=value))


def gate(
    conditions: Iterable[Condition], *, key: str = "accuracy", name: Words = NAME, allowed_by: str = "invented"
) -> Gate:
    return Gate(key=key, name=name, conditions=conditions, level=Tier.COUNTY, grade="good", allowed_by=allowed_by)


def refused(
    *conditions: Condition, key: str = "accuracy", name: Words = NAME, allowed_by: str = "invented"
) -> SchemeError:
    with pytest.raises(SchemeError) as error:
        gate(conditions, key=key, name=name, allowed_by=allowed_by)
    return error.value


def kinds(error: SchemeError) -> list[tuple[str, str, str]]:
    return [(fault.code, fault.where, fault.value) for fault in error.faults]


def test_gate() -> None:
    """A gate keeps its conditions in the order of the document."""
    made = gate(iter([condition(), condition("identification_accuracy", value="99.5")]))
    assert [each.indicator.key for each in made.conditions] == ["exit_accuracy", "identification_accuracy"]
    assert made.conditions[1].must.value == Fraction("99.5")


def test_words() -> None:
    """A condition says name, bound and unit; a gate all of its conditions, in both languages."""
    rate = ITEMS["exit_accuracy"]
    assert condition().words == Words(f"{rate.name.en} at least 98 %", f"{rate.name.zh}不低于98%")
    other = ITEMS["identification_accuracy"]
    assert gate([condition(), condition("identification_accuracy", Side.ABOVE, "97.5")]).words == Words(
        f"{rate.name.en} at least 98 % and {other.name.en} above 97.5 %",
        f"{rate.name.zh}不低于98%，且{other.name.zh}高于97.5%",
    )


def test_no_condition() -> None:
    """A gate without a condition is always open and refused."""
    error = refused()
    assert str(error) == (
        "1 fault in gate accuracy\n  conditions: nothing stands here; give at least one entry, or leave the whole out"
    )
    assert error.text("zh") == "否决条件accuracy有1处差错\n  conditions：内容为空；请至少给出一项，或整体删除"


@pytest.mark.parametrize(
    ("side", "value"), [(Side.AT_LEAST, 0), (Side.AT_LEAST, "100.01"), (Side.ABOVE, 100), (Side.ABOVE, "-0.5")]
)
def test_bound_settled(side: Side, value: Exactable) -> None:
    """A bound that every value satisfies, or none, decides nothing and is refused at its path."""
    error = refused(condition("identification_accuracy"), condition(side=side, value=value))
    assert kinds(error) == [("bound_settled", "conditions[1].must.value", str(value))]
    assert error.faults[0].text() == (
        f"conditions[1].must.value: the bound {value} decides nothing within 0..100 of exit_accuracy; "
        "give a bound that some values satisfy and others do not"
    )
    assert error.faults[0].text("zh") == (
        f"conditions[1].must.value：界限{value}在exit_accuracy的取值范围0..100内不起作用；"
        "请给出有的值满足、有的值不满足的界限"
    )


@pytest.mark.parametrize(("side", "value"), [(Side.AT_LEAST, 100), (Side.AT_LEAST, "0.01"), (Side.ABOVE, 0)])
def test_bound_at_the_end(side: Side, value: Exactable) -> None:
    """A bound that only one end of the range satisfies, or fails, still decides."""
    assert gate([condition(side=side, value=value)]).conditions[0].must == Bound(side=side, value=value)


def test_indicator_twice() -> None:
    """An indicator has one condition in a gate."""
    error = refused(condition(), condition("identification_accuracy"), condition(value=99))
    assert [fault.text() for fault in error.faults] == [
        "conditions[2].indicator: exit_accuracy stands here twice; keep one of them"
    ]


def test_no_document() -> None:
    """The measure links no value to a grade, so a gate needs a document."""
    error = refused(condition(), allowed_by="\t")
    assert kinds(error) == [("no_document", "allowed_by", "")]
    assert error.faults[0].text() == (
        "allowed_by: no document allows this departure from the measure [Art. 6]; name the document in allowed_by"
    )


def test_all_faults_at_once() -> None:
    """A gate reports everything that is wrong with it together."""
    settled = condition(value=0)
    error = refused(settled, settled, key="Gate", name=Words("gate", ""), allowed_by="")
    assert kinds(error) == [
        ("bad_key", "key", "Gate"),
        ("no_name", "name", ""),
        ("bound_settled", "conditions[0].must.value", "0"),
        ("bound_settled", "conditions[1].must.value", "0"),
        ("repeated", "conditions[1].indicator", "exit_accuracy"),
        ("no_document", "allowed_by", ""),
    ]
