"""Where a scheme leaves the letter of the measure."""

from __future__ import annotations

from collections.abc import Callable

from jxassess.measure import Citation, Problem
from jxassess.scheme import Ceiling, Departure, NothingApplies, Scheme, find_departures
from jxassess.words import Words

MakeScheme = Callable[..., Scheme]


def test_none(make_scheme: MakeScheme) -> None:
    """A scheme that keeps to the letter has no departure."""
    assert find_departures(make_scheme()) == ()


def test_county_left_out(make_scheme: MakeScheme) -> None:
    """Leaving a county out of the mean departs from Art. 6; the scheme is no document that allows its own departure."""
    (departure,) = find_departures(make_scheme(when_nothing_applies=NothingApplies.LEAVE_OUT, document="invented 1"))
    assert departure == Departure(
        citation=Citation(6),
        where="when_nothing_applies",
        what=Words(
            "a county to which nothing applies is left out of its city's mean",
            "全部指标不适用的县不计入所在市的加权平均",
        ),
        document="",
    )


def test_ceilings(make_scheme: MakeScheme) -> None:
    """Every ceiling departs from the clause of its problem, and names the grade and the document that allows it."""
    scheme = make_scheme(
        ceilings=[
            Ceiling(problem=Problem.INACTION, grade="fair", allowed_by="invented 3"),
            Ceiling(problem=Problem.FALSE_EXIT, grade="good", allowed_by="invented 2"),
        ]
    )
    assert find_departures(scheme) == (
        Departure(
            citation=Citation(9, item=4),
            where="ceilings[0]",
            what=Words("a confirmed problem bars every grade above good", "认定该问题后，等次不得高于良好"),
            document="invented 2",
        ),
        Departure(
            citation=Citation(9, item=6),
            where="ceilings[1]",
            what=Words("a confirmed problem bars every grade above fair", "认定该问题后，等次不得高于一般"),
            document="invented 3",
        ),
    )


def test_order(make_scheme: MakeScheme) -> None:
    """Departures stand in the order of the scheme's parts."""
    ceiling = Ceiling(problem=Problem.LOW_RATES, grade="good", allowed_by="invented")
    scheme = make_scheme(ceilings=[ceiling], when_nothing_applies=NothingApplies.LEAVE_OUT)
    assert [found.where for found in find_departures(scheme)] == ["when_nothing_applies", "ceilings[0]"]
