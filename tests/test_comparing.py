"""What all values have in common."""

from __future__ import annotations

from attrs import frozen

from jxassess import Citation, City, Words
from jxassess.comparing import ByFields


@frozen
class _Nothing(ByFields):
    pass


@frozen
class _One(ByFields):
    value: int


@frozen
class _Own(ByFields):
    value: int

    def __repr__(self) -> str:
        return "own"


def test_equal_in_every_field() -> None:
    """Values are equal where they are of the same class and equal in every field, and then hash alike."""
    assert Words("talk", "约谈") == Words("talk", "约谈")
    assert hash(Words("talk", "约谈")) == hash(Words("talk", "约谈"))
    assert Words("talk", "约谈") != Words("talk", "谈话")
    assert Words("talk", "约谈") != Words("call", "约谈")


def test_other_classes_are_unequal() -> None:
    """The same fields in another class make another value; what is no value of ours is never equal."""
    assert _One(1) != _Own(1)
    assert _One(1) != 1
    assert _One(1).__eq__(1) is NotImplemented


def test_few_fields() -> None:
    """A class of one field or none compares as any other."""
    assert _Nothing() == _Nothing()
    assert hash(_Nothing()) == hash(_Nothing()) != hash(_One(1))
    assert (_One(1), _One(2)) == (_One(1), _One(2)) != (_One(2), _One(1))
    assert {_One(1), _One(1), _One(2)} == {_One(2), _One(1)}


def test_shown_by_every_field() -> None:
    """A value is shown as the call that makes it."""
    assert repr(Citation(9, item=1)) == "Citation(article=9, paragraph=None, item=1)"
    assert repr(City(code="990100", name="甲市")) == "City(code='990100', name='甲市', english='')"
    assert repr(_Nothing()) == "_Nothing()"


def test_a_class_keeps_what_it_says_itself() -> None:
    """A class that has a method of its own keeps it."""
    assert repr(_Own(1)) == "own"
    assert _Own(1) == _Own(1)
