"""Differences to be explained."""

from __future__ import annotations

import sys
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from attrs import evolve

sys.path.append(str(Path(__file__).parent))

from story import CHOU, ZI

from jxassess.cycle import SequenceError, Tolerance, find_differences
from jxassess.evidence import NOT_APPLICABLE, NotApplicable, Observation
from jxassess.indicators import CATALOGUE
from jxassess.places import County

ACCURACY = next(item for item in CATALOGUE if item.key == "exit_accuracy")
PEOPLE = next(item for item in CATALOGUE if item.key == "poor_population_reduced")


def seen(value: str | NotApplicable, county: County = ZI, source: str = "city") -> Observation:
    """Make an observation of the accuracy of exits."""
    return Observation(
        place=county, indicator=ACCURACY, value=value, source=source, on=date(2019, 12, 31), document="invented"
    )


HALF = Tolerance(indicator=ACCURACY, at_most="0.5", source="invented scheme")


@pytest.mark.parametrize(
    ("reported", "verified", "difference"),
    [
        ("98", "98", None),
        ("98.5", "98", None),
        ("97.5", "98", None),
        ("98.51", "98", Fraction(51, 100)),
        ("97.49", "98", Fraction(-51, 100)),
    ],
)
def test_differences_beyond_tolerance(reported: str, verified: str, difference: Fraction | None) -> None:
    """A difference as large as the tolerance needs no explanation; a larger one does, in either direction."""
    found = find_differences([seen(reported)], [seen(verified)], [HALF])
    assert [one.difference for one in found] == ([] if difference is None else [difference])


def test_a_value_and_none() -> None:
    """Where one side says that it does not apply, and the other gives a value, that is to be explained."""
    (found,) = find_differences([seen(NOT_APPLICABLE)], [seen("98")], [HALF])
    assert found.difference is None
    assert found.words.en.endswith("reported not_applicable, verified 98; to be explained")
    assert find_differences([seen(NOT_APPLICABLE)], [seen(NOT_APPLICABLE)], [HALF]) == ()


def test_what_is_not_compared() -> None:
    """What was not verified, and indicators without a tolerance, are left alone."""
    assert find_differences([seen("98")], [seen("90", CHOU)], [HALF]) == ()
    other = Tolerance(indicator=PEOPLE, at_most=0, source="invented scheme")
    assert find_differences([seen("98")], [seen("90")], [other]) == ()


def test_the_last_version_counts() -> None:
    """A correction takes the place of what was corrected, whatever the order."""
    first = seen("98")
    second = first.corrected(
        value="90", submitter="county office (invented)", reason="counted anew", on=first.on, document="d"
    )
    assert find_differences([second, first], [seen("90")], [HALF]) == ()
    assert len(find_differences([first], [seen("90")], [HALF])) == 1


def test_differences_come_by_place() -> None:
    """They come in the order of codes, with their clause, and say that they are to be explained."""
    found = find_differences([seen("98", CHOU), seen("97")], [seen("90", CHOU), seen("90")], [HALF])
    assert [one.reported.place for one in found] == [ZI, CHOU]
    assert str(found[0].citation) == "Art. 10"
    assert found[0].words.zh.endswith("上报97，核实90；须说明")


def test_tolerances() -> None:
    """A tolerance is zero or more and names its document; an indicator has one."""
    with pytest.raises(SequenceError) as caught:
        Tolerance(indicator=ACCURACY, at_most=-1, source="")
    assert [fault.code for fault in caught.value.faults] == ["negative", "no_text"]
    with pytest.raises(SequenceError, match="exit_accuracy stands here twice"):
        find_differences([], [], [HALF, evolve(HALF, at_most=1)])
