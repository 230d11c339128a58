"""Which units a rule compares one with."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jxassess.faults import SchemeError
from jxassess.scheme import Among, Cohort, Reference
from jxassess.words import Words


def refused(among: Among, *classes: str) -> SchemeError:
    with pytest.raises(SchemeError) as error:
        Cohort(among=among, has_carried=False, classes=classes)
    return error.value


def test_among() -> None:
    """A unit is compared within the province, its city or its class, said in both languages."""
    assert {among: among.words for among in Among} == {
        Among.PROVINCE: Words("the province", "全省"),
        Among.CITY: Words("its city", "本市"),
        Among.CLASS: Words("its class", "同类"),
    }


def test_values() -> None:
    """Files name the three ranges so."""
    assert [among.value for among in Among] == ["province", "city", "class"]


@pytest.mark.parametrize("among", [Among.PROVINCE, Among.CITY])
def test_no_classes(among: Among) -> None:
    """Within the province or a city no class is named."""
    assert Cohort(among=among, has_carried=True).classes == ()


def test_classes_in_the_order_of_keys() -> None:
    """The order in which classes are written changes nothing."""
    one = Cohort(among=Among.CLASS, has_carried=False, classes=["plain", "hill"])
    assert one.classes == ("hill", "plain")
    assert one == Cohort(among=Among.CLASS, has_carried=False, classes=iter(["hill", "plain"]))


@pytest.mark.parametrize("among", [Among.PROVINCE, Among.CITY])
def test_classes_not_wanted(among: Among) -> None:
    """Classes are refused where units are not compared among a class."""
    error = refused(among, "plain", "hill")
    assert [(fault.code, fault.where, fault.value) for fault in error.faults] == [
        ("cohort_classes", "classes", "hill, plain")
    ]
    assert str(error) == (
        f"1 fault in a cohort\n  classes: classes hill, plain with a comparison among {among.value}; "
        "name classes where units are compared among a class, and only there"
    )
    assert error.text("zh") == (
        f"参照组有1处差错\n  classes：比较范围为{among.value}，所列分类为hill, plain；仅在按类比较（class）时列出分类"
    )


def test_classes_missing() -> None:
    """A comparison among a class names the classes."""
    error = refused(Among.CLASS)
    assert error.faults[0].text() == (
        "classes: classes - with a comparison among class; "
        "name classes where units are compared among a class, and only there"
    )
    assert error.faults[0].text("zh") == "classes：比较范围为class，所列分类为-；仅在按类比较（class）时列出分类"


def test_class_twice() -> None:
    """A class named twice is refused, wherever it stands."""
    error = refused(Among.CLASS, "b", "a", "b")
    assert [fault.text() for fault in error.faults] == ["classes[2]: b stands here twice; keep one of them"]
    assert [fault.text("zh") for fault in error.faults] == ["classes[2]：b重复；请只保留一个"]


def test_all_faults_at_once() -> None:
    """Classes that are neither wanted nor single have both faults."""
    error = refused(Among.CITY, "a", "a")
    assert [(fault.code, fault.where) for fault in error.faults] == [
        ("cohort_classes", "classes"),
        ("repeated", "classes[1]"),
    ]


@pytest.mark.parametrize(
    ("cohort", "words"),
    [
        (
            Cohort(among=Among.PROVINCE, has_carried=False),
            Words("the province (without carried counties)", "全省（不含贫困县）"),
        ),
        (Cohort(among=Among.CITY, has_carried=True), Words("its city (with carried counties)", "本市（含贫困县）")),
        (
            Cohort(among=Among.CLASS, has_carried=False, classes=["hill"]),
            Words("its class hill (without carried counties)", "同类hill（不含贫困县）"),
        ),
        (
            Cohort(among=Among.CLASS, has_carried=True, classes=["plain", "hill"]),
            Words("its class hill/plain (with carried counties)", "同类hill/plain（含贫困县）"),
        ),
    ],
    ids=["province", "city", "class", "classes"],
)
def test_words(cohort: Cohort, words: Words) -> None:
    """A cohort says its range with its classes, and whether carried counties count, in both languages."""
    assert cohort.words == words


def test_reference() -> None:
    """A reference takes exact numbers in any order, keeps repeated ones, and has the plain mean."""
    reference = Reference(["10.5", 3, 3, Fraction(1, 3)])
    assert reference.values == (Fraction(1, 3), Fraction(3), Fraction(3), Fraction("10.5"))
    assert reference.mean == Fraction(101, 24)  # (1/3 + 6 + 21/2) / 4
    assert Reference([3, 1]) == Reference(["1", "3.0"])


def test_empty_reference() -> None:
    """A comparison with nothing is refused: it has no mean."""
    with pytest.raises(SchemeError) as error:
        Reference([])
    assert [(fault.code, fault.where) for fault in error.value.faults] == [("empty", "values")]
    assert str(error.value).splitlines()[0] == "1 fault in a reference"
    assert error.value.text("zh").splitlines()[0] == "参照组有1处差错"
    assert Reference([0]).mean == 0
