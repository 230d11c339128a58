"""Several years."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from attrs import evolve

sys.path.append(str(Path(__file__).parent))

from story import CHOU, JIA, PROVINCE, YI, ZI, D, event, path, recorded, result, sanctions

from jxassess.assessment import assess
from jxassess.cycle import (
    Approval,
    ConsecutiveRule,
    Rectified,
    SequenceError,
    Series,
    Year,
    YearResult,
)
from jxassess.evidence import Evidence, Fact, FactKind, Finding, Verdict
from jxassess.measure import Body, Problem
from jxassess.places import City, County
from jxassess.scheme import Scheme
from jxassess.words import Words


def finding(key: str, year: int, place: City | County = ZI, begin: date | None = None) -> Finding:
    """Make a confirmed finding of misused funds or, in a city, of a duty not carried out."""
    is_county = isinstance(place, County)
    kinds = (FactKind.RULE, FactKind.ACT) if is_county else (FactKind.NOT_DONE, FactKind.EFFECT)
    return Finding(
        key=key,
        place=place,
        problem=Problem.FUNDS_VIOLATION if is_county else Problem.DUTY_NOT_CARRIED_OUT,
        verdict=Verdict.CONFIRMED,
        begin=begin or date(year, 1, 1),
        end=date(year, 12, 31),
        facts=[Fact(kind, "invented") for kind in kinds],
        document="invented",
        reply="invented",
        decided_by=Body.LEADING_GROUP,
        decided_on=date(year + 1, 3, 1),
        is_serious=False,
        has_adverse_effect=False,
    )


def year(number: int, jia: tuple[str, int | None, str], yi: tuple[str, int | None, str] | None) -> Year:
    """Make a year from score, rank and grade of each city."""
    rows = [(JIA, jia), *([(YI, yi)] if yi else [])]
    results = [YearResult(city=city, score=score, rank=rank, grade=grade) for city, (score, rank, grade) in rows]
    return Year(year=number, results=results)


FOUR = [
    year(2017, ("80", 2, "good"), ("91", 1, "excellent")),
    year(2018, ("85.5", 2, "good"), ("90", 1, "excellent")),
    year(2019, ("70", 2, "poor"), ("92", 1, "excellent")),
    year(2020, ("71", 2, "poor"), ("69", 3, "poor")),
]


def test_changes_year_on_year() -> None:
    """Score and rank of the later year less those of the earlier one."""
    changes = Series(years=FOUR).changes()
    assert [(one.year, one.city.name, one.score, one.rank, one.grades) for one in changes] == [
        (2018, "甲市", Fraction(11, 2), 0, ("good", "good")),
        (2018, "乙市", -1, 0, ("excellent", "excellent")),
        (2019, "甲市", Fraction(-31, 2), 0, ("good", "poor")),
        (2019, "乙市", 2, 0, ("excellent", "excellent")),
        (2020, "甲市", 1, 0, ("poor", "poor")),
        (2020, "乙市", -23, 2, ("excellent", "poor")),
    ]


def test_nothing_is_said_across_a_gap() -> None:
    """Years that do not follow each other are not compared, nor a city that is not in both, nor a rank that is not."""
    assert Series(years=[FOUR[0], FOUR[2]]).changes() == ()
    alone = year(2018, ("80", None, "good"), None)
    (change,) = Series(years=[FOUR[0], alone]).changes()
    assert (change.city, change.rank, change.score) == (JIA, None, 0)
    back = Series(years=[alone, FOUR[2]]).changes()
    assert [one.city for one in back] == [JIA]


@pytest.mark.parametrize("years", [[FOUR[1], FOUR[0]], [FOUR[0], FOUR[0]]])
def test_years_in_order(years: list[Year]) -> None:
    """Each year comes once, the earlier first."""
    with pytest.raises(SequenceError) as caught:
        Series(years=years)
    assert [fault.code for fault in caught.value.faults] == ["unordered"]


def test_problems_that_come_back() -> None:
    """The same problem in the same city in two years, through whichever county; twice in one year is none."""
    first = evolve(FOUR[0], findings=[finding("a", 2017), finding("b", 2017, CHOU)])
    second = evolve(FOUR[1], findings=[finding("c", 2018, JIA)])
    assert Series(years=[first, second]).recurrences() == ()
    third = evolve(FOUR[2], findings=[finding("d", 2019, CHOU)])
    (found,) = Series(years=[first, second, third]).recurrences()
    assert (found.city, found.problem) == (JIA, Problem.FUNDS_VIOLATION)
    assert found.findings == ((2017, "a"), (2017, "b"), (2019, "d"))


def rectified(key: str, closed_on: date | None) -> Rectified:
    """Say what became of the rectification of a finding."""
    return Rectified(city=JIA, finding=key, last_day=date(2018, 6, 30), closed_on=closed_on)


def test_rectification_that_did_not_last() -> None:
    """Closed, and found again at the same place in a time that begins after the closing."""
    closed = date(2018, 6, 1)
    first = evolve(
        FOUR[0],
        findings=[finding("a", 2017), finding("b", 2017, CHOU)],
        rectified=[rectified("a", closed), rectified("b", None), rectified("gone", closed)],
    )
    on_the_day = finding("c", 2018, begin=closed)
    after = finding("d", 2018, begin=date(2018, 6, 2))
    elsewhere = finding("e", 2018, CHOU, begin=date(2018, 6, 2))
    second = evolve(FOUR[1], findings=[on_the_day, after, elsewhere])
    (relapse,) = Series(years=[first, second]).relapses()
    assert (relapse.rectified.finding, relapse.finding) == ("a", after)


@pytest.mark.parametrize(("closed_on", "is_poor"), [(date(2018, 6, 30), False), (date(2018, 7, 1), True), (None, True)])
def test_poor_rectification(closed_on: date | None, is_poor: bool) -> None:
    """A rectification that was closed late or not at all is poor."""
    assert rectified("a", closed_on).is_poor is is_poor


def rule(years: int, **conditions: object) -> ConsecutiveRule:
    """Make a rule."""
    return evolve(
        ConsecutiveRule(key="r", name=Words("rule", "规则"), years=years, grades=["excellent"], source="invented"),
        **conditions,
    )


def met(years: list[Year], one: ConsecutiveRule) -> list[str]:
    """Name the cities that meet a rule."""
    return [found.city.name for found in Series(years=years).follow([one])]


def test_three_years_best() -> None:
    """Three excellent years in a row, up to the last one."""
    best = rule(3)
    assert met(FOUR[:3], best) == ["乙市"]
    assert met(FOUR, best) == []
    assert met(FOUR[:2], best) == []
    assert met([FOUR[0], evolve(FOUR[1], year=2018), evolve(FOUR[2], year=2020)], best) == []
    assert met([], best) == []


def test_two_years_in_the_first_places() -> None:
    """A place within the first so many in two years; a city without a rank or result does not count."""
    assert met(FOUR[2:], rule(2, grades=(), top=2)) == ["甲市"]
    assert met(FOUR[:2], rule(2, grades=(), top=2)) == ["甲市", "乙市"]
    assert met([year(2017, ("1", None, "x"), None), FOUR[1]], rule(2, grades=(), top=2)) == []


def test_two_years_worst_and_poor_rectification() -> None:
    """Two poor years and a poor rectification in one of them."""
    worst = rule(2, grades=("poor",), has_poor_rectification=True)
    assert met(FOUR, worst) == []
    bad = evolve(FOUR[2], rectified=[rectified("a", None)])
    assert met([bad, FOUR[3]], worst) == ["甲市"]
    assert met([evolve(bad, rectified=[rectified("a", date(2018, 1, 1))]), FOUR[3]], worst) == []
    assert met([bad, FOUR[3]], rule(2, grades=("poor",), top=1, has_poor_rectification=True)) == []


@pytest.mark.parametrize("changes", [{"years": 1}, {"grades": ()}, {"source": " "}])
def test_rules_that_say_nothing(changes: dict[str, object]) -> None:
    """A rule has two years or more, a condition, and its document."""
    with pytest.raises(SequenceError) as caught:
        evolve(rule(2), **changes)
    assert [fault.code for fault in caught.value.faults] == ["bad_rule"]


def test_a_year_from_its_assessment_and_cycle(
    make_scheme: Callable[[], Scheme], make_evidence: Callable[..., Evidence]
) -> None:
    """What was approved counts, else what was published; rectifications come from the cycle."""
    evidence = make_evidence()
    bad = finding("F1", 2019, next(county for county in evidence.counties if county.code == "990121"))
    rejected = evolve(bad, key="F2", verdict=Verdict.REJECTED)
    assessment = assess(evidence.adding(findings=[bad, rejected]), make_scheme())
    plain = Year.of(assessment)
    assert [(one.score, one.rank, one.grade) for one in plain.results] == [
        (Fraction(8047, 100), 2, "good"),
        (Fraction(461, 5), 1, "excellent"),
    ]
    assert ([one.key for one in plain.findings], plain.rectified) == (["F1"], ())
    lowered = result(JIA, "79", "fair", "x")
    approval = event(
        "appr", date(2020, 3, 12), PROVINCE, Approval(digest=D, results=[lowered, result(YI, "92.2", "excellent")])
    )
    full = Year.of(assessment, recorded([*path()[:12], approval, *sanctions()]))
    assert (full.results[0].score, full.results[0].grade, full.results[0].rank) == (79, "fair", 2)
    (one,) = full.rectified
    assert (one.city, one.finding, one.last_day, one.closed_on) == (JIA, "F1", date(2020, 7, 16), date(2020, 7, 20))
    assert Year.of(assessment, recorded(sanctions()[:15])).rectified[0].closed_on is None


def test_a_cycle_of_another_year(make_scheme: Callable[[], Scheme], make_evidence: Callable[..., Evidence]) -> None:
    """Assessment and cycle are of one year."""
    from story import new_cycle

    with pytest.raises(SequenceError, match="the cycle is of 2018, the assessment of 2019"):
        Year.of(assess(make_evidence(), make_scheme()), new_cycle(2018))


def test_the_last_places() -> None:
    """Two years among the last place: who shares it is last too; a city without a place is not."""
    worst = ConsecutiveRule(key="w", name=Words("w", "w"), years=2, bottom=1, source="invented")
    poor = [year(2018, ("60", 2, "poor"), ("91", 1, "good")), year(2019, ("61", 2, "poor"), ("91", 1, "good"))]
    assert [one.city for one in Series(years=poor).follow([worst])] == [JIA]
    shared = [year(2018, ("60", 1, "poor"), ("60", 1, "poor")), year(2019, ("60", 1, "poor"), ("60", 1, "poor"))]
    assert [one.city for one in Series(years=shared).follow([worst])] == [JIA, YI]
    alone = [poor[0], year(2019, ("61", None, "poor"), ("91", 1, "good"))]
    assert Series(years=alone).follow([worst]) == ()
    both = evolve(worst, bottom=2, top=1)
    assert [one.city for one in Series(years=poor).follow([both])] == [YI]
    assert Series(years=poor).follow([evolve(worst, bottom=2, grades=["good"])])[0].city == YI


@pytest.mark.parametrize(("top", "bottom"), [(0, None), (None, 0), (-1, 2), (1, -1)])
def test_a_number_of_places_is_one_or_more(top: int | None, bottom: int | None) -> None:
    """A rule for the first or last none of the places says nothing, and is refused."""
    with pytest.raises(SequenceError) as caught:
        ConsecutiveRule(key="w", name=Words("w", "w"), years=2, top=top, bottom=bottom, source="invented")
    assert [fault.code for fault in caught.value.faults] == ["bad_rule"]
