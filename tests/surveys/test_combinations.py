"""Counts as sums of cells, and what follows from those that are published."""

from __future__ import annotations

from fractions import Fraction

from small_survey import QUESTIONS

from jxassess.scheme import Answered
from jxassess.surveys._combinations import EVERYONE, Combination, Published, combine, count_where, less

LISTED = Answered(question="kind", answers=["listed"])
OTHERS = Answered(question="kind", answers=["exited", "other"])
GOOD = Answered(question="team", answers=["good"])
NOT_GOOD = Answered(question="team", answers=["fair", "bad"])


def test_all_answers_are_everyone_where_none_may_be_blank() -> None:
    """Listed and not listed households are all; good and not good ones are not, since some did not answer."""
    assert less(EVERYONE, count_where([LISTED], QUESTIONS)) == count_where([OTHERS], QUESTIONS)
    assert less(EVERYONE, count_where([GOOD], QUESTIONS)) != count_where([NOT_GOOD], QUESTIONS)


def test_equal_counts_are_written_alike() -> None:
    """The order of conditions does not matter, nor does saying one twice."""
    first = count_where([LISTED, GOOD], QUESTIONS)
    assert first == count_where([GOOD, LISTED, LISTED], QUESTIONS)
    assert count_where([], QUESTIONS) == EVERYONE


def test_nobody_satisfies_conditions_that_exclude_each_other() -> None:
    """Two answers to one question at a time are those of nobody."""
    assert count_where([GOOD, NOT_GOOD], QUESTIONS) == {}
    assert count_where([LISTED, OTHERS], QUESTIONS) == {}


def cells(**factors: int) -> Combination:
    """Write a sum of places with factors."""
    return combine({(name,): factor for name, factor in factors.items()}, EVERYONE)


def test_a_sum_has_the_factors_of_place_and_count() -> None:
    """A place that stands twice in a sum counts twice."""
    assert set(cells(a=1, b=-2).values()) == {Fraction(1), Fraction(-2)}


def test_what_would_tell_a_secret_is_not_published() -> None:
    """With a + b and b, a is known; what was refused leaves no trace, and other counts can follow."""
    published = Published([cells(a=1)])
    assert published.add([cells(a=1, b=1)])
    assert not published.add([cells(c=1), cells(b=3)])
    assert published.add([cells(b=1, c=1)])
    assert not published.add([cells(c=1)])
    assert published.add([cells(d=1)])


def test_several_counts_may_tell_a_secret_together() -> None:
    """None of three tells a alone, all three do: (a + b) + (a + c) - (b + c) is twice a."""
    published = Published([cells(a=1)])
    assert published.add([cells(a=1, b=1), cells(a=1, c=1)])
    assert not published.add([cells(b=1, c=1)])


def test_what_is_known_anyway_is_no_secret() -> None:
    """A count that follows from what everybody knows withholds nothing."""
    published = Published([cells(a=1)], known=[cells(a=2)])
    assert published.add([cells(a=1)])


def test_what_is_known_helps_to_compute() -> None:
    """With b known, a + b tells a."""
    assert not Published([cells(a=1)], known=[cells(b=1)]).add([cells(a=1, b=1)])
