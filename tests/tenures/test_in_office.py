"""Reviews list who was in post, for whom, for how many days, and what is not known; they divide nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import attrs
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from jxassess import measure
from jxassess.errors import ScopeError
from jxassess.evidence import Fact, FactKind, Finding, Verdict
from jxassess.faults import EvidenceError
from jxassess.measure import Citation
from jxassess.places import City, County, Place, Township
from jxassess.tenures import (
    NOT_RESPONSIBILITY,
    InOffice,
    PrincipalPost,
    ProminentFinding,
    Relation,
    Review,
    Succession,
    SuccessionKind,
    Tenure,
    TenureNoteKind,
    Tenures,
    Unknown,
    in_office,
)

JIA = City(code="990100", name="甲市", english="Jia")
YI = City(code="990200", name="乙市", english="Yi")
ZI = County(code="990121", name="子县", english="Zi", parent=JIA)
CHOU = County(code="990122", name="丑县", english="Chou", parent=JIA)
YIN = County(code="990123", name="寅县", english="Yin", parent=JIA)
SI = County(code="990124", name="巳县", parent=JIA)
MAO = County(code="990221", name="卯县", english="Mao", parent=YI)
DING = Township(code="990121101", name="丁镇", parent=ZI)
WU = Township(code="990122101", name="戊镇", parent=CHOU)
JI = Township(code="990221101", name="己镇", parent=MAO)

COMMITTEE, GOVERNMENT = PrincipalPost.COMMITTEE, PrincipalPost.GOVERNMENT
RECORD = date(2021, 5, 31)
ASKED = date(2021, 6, 1)

FindingOf = Callable[..., Finding]


def day(text: str | None) -> date | None:
    """Read a day, or nothing."""
    return None if text is None else date.fromisoformat(text)


def held(person: str, since: str | None, until: str | None = None, **changes: Any) -> Tenure:
    """Make a tenure of the committee of 子县."""
    given: dict[str, Any] = {"post": COMMITTEE, "place": ZI, "document": "invented", **changes}
    return Tenure(person=person, since=day(since), until=day(until), **given)


def change(before: County, after: County, kind: SuccessionKind, on: str | None = "2018-07-01") -> Succession:
    """Make a succession of counties."""
    return Succession(before=before, after=after, kind=kind, on=day(on), document="invented")


def record(*tenures: Tenure, successions: list[Succession] | None = None, on: date = RECORD) -> Tenures:
    """Make a record of tenures."""
    return Tenures(on=on, tenures=tenures, successions=successions or [], is_synthetic=True)


@pytest.fixture
def problem(finding_of: FindingOf) -> Callable[..., ProminentFinding]:
    """Make a problem of 2018 in 子县 that an inspection of 2021 recorded as prominent."""

    def make(place: Place = ZI, begin: str = "2018-01-01", end: str = "2018-12-31", **changes: Any) -> ProminentFinding:
        finding = evolve(finding_of("990121"), place=place, begin=day(begin), end=day(end))
        given: dict[str, Any] = {
            "finding": finding,
            "inspection": "an invented inspection",
            "recorded_on": date(2021, 5, 10),
            "document": "invented",
            **changes,
        }
        return ProminentFinding(**given)

    return make


Problem = Callable[..., ProminentFinding]


def brief(entries: tuple[InOffice, ...]) -> list[tuple[str, int, int]]:
    """Say in short who is listed with which overlap."""
    return [(entry.tenure.person, entry.least_days, entry.most_days) for entry in entries]


def codes(call: Callable[[], object]) -> list[tuple[str, str]]:
    """Say in short what a call refuses."""
    with pytest.raises(EvidenceError) as caught:
        call()
    assert all(fault.citation == Citation(9, 2) for fault in caught.value.faults)
    return [(fault.code, fault.where) for fault in caught.value.faults]


def test_a_finding_over_several_tenures(problem: Problem) -> None:
    """Each leader since transferred is listed with the days that lie in both periods, counted by hand."""
    review = in_office(
        problem(),
        record(
            held("p-1", "2016-05-01", "2018-06-30"),  # January to June 2018: 31 + 28 + 31 + 30 + 31 + 30
            held("p-2", "2018-07-01", "2018-12-30"),  # July to 30 December: 31 + 31 + 30 + 31 + 30 + 30
            held("p-3", "2018-12-31", "2020-12-31"),  # the last day
            held("p-4", "2015-01-01", "2017-12-31", post=GOVERNMENT),  # ended the day before
            held("p-5", "2018-01-01", "2018-12-31", post=GOVERNMENT),  # the whole year
            held("p-6", "2019-01-01", "2019-12-31", post=GOVERNMENT),  # began the day after
            held("p-7", "2018-01-01", "2018-12-31", place=CHOU),  # another county
        ),
        on=ASKED,
    )
    assert brief(review.leaders) == [("p-1", 181, 181), ("p-2", 183, 183), ("p-3", 1, 1), ("p-5", 365, 365)]
    assert [(entry.begin, entry.end) for entry in review.leaders] == [
        (date(2018, 1, 1), date(2018, 6, 30)),
        (date(2018, 7, 1), date(2018, 12, 30)),
        (date(2018, 12, 31), date(2018, 12, 31)),
        (date(2018, 1, 1), date(2018, 12, 31)),
    ]
    assert all(entry.relation is Relation.PLACE and entry.unknown == () for entry in review.leaders)
    assert review.still_in_post == ()


def test_who_is_still_in_post_is_kept_apart(problem: Problem) -> None:
    """Leaders in the same post on the day asked for are not since transferred, and are listed apart."""
    tenures = record(
        held("p-1", "2018-01-01", "2021-05-20"), held("p-2", "2018-01-01", is_ongoing=True, post=GOVERNMENT)
    )
    review = in_office(problem(), tenures, on=RECORD)
    assert brief(review.leaders) == [("p-1", 365, 365)]
    assert brief(review.still_in_post) == [("p-2", 365, 365)]
    # On 20 May the first was still in post, on 21 May no longer.
    assert brief(in_office(problem(), tenures, on=date(2021, 5, 20)).leaders) == []
    assert brief(in_office(problem(), tenures, on=date(2021, 5, 21)).leaders) == [("p-1", 365, 365)]


def test_after_the_day_of_the_record_nothing_is_known(problem: Problem) -> None:
    """Asked for a day after that of the record, it is not known whether an ongoing tenure has ended since."""
    review = in_office(problem(), record(held("p-1", "2018-01-01", is_ongoing=True)), on=ASKED)
    (entry,) = review.leaders
    assert (entry.least_days, entry.most_days, entry.unknown) == (365, 365, (Unknown.TRANSFER,))


def test_a_finding_that_goes_on_after_the_record(problem: Problem) -> None:
    """Days of the finding after that of the record are possible for an ongoing tenure, and not certain."""
    tenures = record(held("p-1", "2018-01-01", is_ongoing=True), on=date(2018, 6, 30))
    (entry,) = in_office(problem(), tenures, on=ASKED).leaders
    assert (entry.least_days, entry.most_days) == (181, 365)
    assert entry.unknown == (Unknown.AFTER_RECORD, Unknown.TRANSFER)
    # A record of the last day of the finding knows the whole of it.
    (known,) = in_office(problem(), evolve(tenures, on=date(2018, 12, 31)), on=ASKED).leaders
    assert (known.least_days, known.unknown) == (365, (Unknown.TRANSFER,))


@pytest.mark.parametrize(
    ("tenure", "least", "most", "unknown"),
    [
        # Began before the year, ended nobody knows when: perhaps before it.
        (held("p-1", "2017-03-01"), 0, 365, (Unknown.LAST_DAY, Unknown.TRANSFER)),
        # Began on 1 March: that day at least, 306 at most.
        (held("p-1", "2018-03-01"), 1, 306, (Unknown.LAST_DAY, Unknown.TRANSFER)),
        # Ended on 31 January: that day at least, 31 at most.
        (held("p-1", None, "2018-01-31"), 1, 31, (Unknown.FIRST_DAY,)),
        # Ended after the year: perhaps began after it.
        (held("p-1", None, "2019-01-31"), 0, 365, (Unknown.FIRST_DAY,)),
        (held("p-1", None), 0, 365, (Unknown.FIRST_DAY, Unknown.LAST_DAY, Unknown.TRANSFER)),
    ],
)
def test_ends_that_are_not_known(
    tenure: Tenure, least: int, most: int, unknown: tuple[Unknown, ...], problem: Problem
) -> None:
    """Where an end is not known, the least and the most days are told, and what is not known."""
    (entry,) = in_office(problem(), record(tenure), on=ASKED).leaders
    assert (entry.least_days, entry.most_days, entry.unknown) == (least, most, unknown)


def test_an_unknown_first_day_of_who_is_in_post(problem: Problem) -> None:
    """Who is in post on the day of the record, since nobody knows when, may have been in post the whole year."""
    (entry,) = in_office(problem(), record(held("p-1", None, is_ongoing=True)), on=RECORD).still_in_post
    assert (entry.least_days, entry.most_days, entry.unknown) == (0, 365, (Unknown.FIRST_DAY,))


def test_the_next_holder_bounds_an_unknown_end(problem: Problem) -> None:
    """A tenure whose end is not known ended before the next holder began, so its holder has left the post."""
    tenures = record(held("p-1", "2018-03-01"), held("p-2", "2018-04-01", "2020-12-31"))
    first = in_office(problem(), tenures, on=ASKED).leaders[0]
    # 1 March at least, 31 March at most.
    assert (first.least_days, first.most_days, first.unknown) == (1, 31, (Unknown.LAST_DAY,))


def test_the_holder_before_bounds_an_unknown_beginning(problem: Problem) -> None:
    """A tenure whose first day is not known began after the holder before it."""
    known = record(held("p-1", "2017-01-01", "2018-06-30"), held("p-2", None, "2018-12-31"))
    # July to December: 184 days.
    assert brief(in_office(problem(), known, on=ASKED).leaders) == [("p-2", 1, 184), ("p-1", 181, 181)]
    begun = record(held("p-1", "2018-06-30"), held("p-2", None, "2018-12-31"))
    assert brief(in_office(problem(), begun, on=ASKED).leaders)[0] == ("p-2", 1, 184)


def test_the_nearest_holder_bounds_an_unknown_end(problem: Problem) -> None:
    """Of several holders before and after, the nearest one bounds an end that is not known."""
    later = record(
        held("p-1", "2018-03-01"), held("p-2", "2018-04-01", "2018-05-31"), held("p-3", "2018-06-01", "2018-12-31")
    )
    # 1 to 31 March.
    assert brief(in_office(problem(), later, on=ASKED).leaders)[0] == ("p-1", 1, 31)
    earlier = record(
        held("p-1", "2017-01-01", "2018-03-31"),
        held("p-2", "2018-04-01", "2018-06-30"),
        held("p-3", None, "2018-12-31"),
    )
    # 1 July to 31 December.
    assert brief(in_office(problem(), earlier, on=ASKED).leaders)[0] == ("p-3", 1, 184)


def test_an_acting_leader(problem: Problem) -> None:
    """An acting leader is listed, and whether the clause reaches one is for people to say."""
    tenures = record(held("p-1", "2018-01-01", "2018-01-31", is_acting=True), held("p-2", "2018-02-01", "2018-12-31"))
    acting, holder = in_office(problem(), tenures, on=ASKED).leaders
    assert (acting.unknown, holder.unknown) == ((Unknown.ACTING,), ())
    assert "(acting)" in acting.words.en


def test_who_went_on_from_acting_is_not_transferred(problem: Problem) -> None:
    """A person who acted and then became holder of the same post has not left it."""
    tenures = record(
        held("p-1", "2018-01-01", "2018-12-31", is_acting=True), held("p-1", "2019-01-01", is_ongoing=True)
    )
    review = in_office(problem(), tenures, on=RECORD)
    assert (brief(review.leaders), brief(review.still_in_post)) == ([], [("p-1", 365, 365)])


def test_who_acted_and_has_left_nobody_knows_when(problem: Problem) -> None:
    """Where one of a person's tenures in a post has an end that is not known, it is open whether the person has left."""
    tenures = record(held("p-1", "2018-01-01", "2018-12-31", is_acting=True), held("p-1", "2019-01-01"))
    (entry,) = in_office(problem(), tenures, on=RECORD).leaders
    assert entry.unknown == (Unknown.TRANSFER, Unknown.ACTING)


def test_the_other_post_of_a_place_is_another_post(problem: Problem) -> None:
    """Who went from the government to the committee of the same county has left the first post."""
    tenures = record(
        held("p-1", "2018-01-01", "2018-12-31", post=GOVERNMENT), held("p-1", "2019-01-01", is_ongoing=True)
    )
    review = in_office(problem(), tenures, on=RECORD)
    assert (brief(review.leaders), review.still_in_post) == ([("p-1", 365, 365)], ())


def test_city_county_and_named_townships(problem: Problem) -> None:
    """Looked at are the county, the city above it, and the townships that the inspection names, no others."""
    tenures = record(
        held("p-1", "2018-01-01", "2018-12-31", place=JIA),
        held("p-2", "2018-01-01", "2018-12-31"),
        held("p-3", "2018-01-01", "2018-12-31", place=DING),
        held("p-4", "2018-01-01", "2018-12-31", place=WU),
        held("p-5", "2018-01-01", "2018-12-31", place=YI),
        held("p-6", "2018-01-01", "2018-12-31", place=MAO),
    )
    with_township = in_office(problem(townships=[DING]), tenures, on=ASKED)
    assert [(entry.tenure.person, entry.relation) for entry in with_township.leaders] == [
        ("p-1", Relation.CITY),
        ("p-2", Relation.PLACE),
        ("p-3", Relation.TOWNSHIP),
    ]
    assert [entry.tenure.person for entry in in_office(problem(), tenures, on=ASKED).leaders] == ["p-1", "p-2"]


def test_a_finding_in_a_city(problem: Problem) -> None:
    """For a problem of the city itself its own posts are looked at, and not those of its counties."""
    tenures = record(held("p-1", "2018-01-01", "2018-12-31", place=JIA), held("p-2", "2018-01-01", "2018-12-31"))
    review = in_office(problem(place=JIA, townships=[WU, DING, DING]), tenures, on=ASKED)
    assert [(entry.tenure.person, entry.relation) for entry in review.leaders] == [("p-1", Relation.PLACE)]
    assert review.finding.townships == (DING, WU)


def test_a_renamed_county(problem: Problem) -> None:
    """The posts of a county are followed under its former and its later code, each for its time."""
    old, new = evolve(ZI, valid_to=date(2018, 7, 1)), evolve(CHOU, valid_from=date(2018, 7, 1))
    tenures = record(
        held("p-1", "2018-01-01", "2018-06-30", place=old),
        held("p-2", "2018-07-01", "2018-12-31", place=new),
        held("p-3", "2018-01-01", "2018-06-30", place=old, post=GOVERNMENT),
        held("p-3", "2018-07-01", place=new, post=GOVERNMENT, is_ongoing=True),
        successions=[change(old, new, SuccessionKind.RENAMED)],
    )
    # Years later the problem is known under the later code, or still under the former one.
    for place, relations in ((new, ("former_name", "place")), (old, ("place", "later_name"))):
        review = in_office(problem(place=place), tenures, on=RECORD)
        assert [(e.tenure.person, e.least_days, e.relation.value) for e in review.leaders] == [
            ("p-1", 181, relations[0]),
            ("p-2", 184, relations[1]),
        ]
        # The same post under two codes: the person has not left it.
        assert brief(review.still_in_post) == [("p-3", 181, 181), ("p-3", 184, 184)]
        assert review.gaps == _gaps_of_the_city(review)
        assert review.successions == tenures.successions


def _gaps_of_the_city(review: Review) -> tuple[object, ...]:
    return tuple(gap for gap in review.gaps if gap.place == JIA)


def test_a_merged_county(problem: Problem) -> None:
    """Leaders of a county merged into the finding's are listed for the days before, and where the problem lay is open."""
    tenures = record(
        held("p-1", "2018-01-01", "2018-12-31", place=CHOU),
        held("p-2", "2018-01-01", "2018-12-31"),
        successions=[change(CHOU, ZI, SuccessionKind.MERGED)],
    )
    into, place = in_office(problem(), tenures, on=ASKED).leaders[::-1]
    assert (into.relation, into.most_days, into.unknown) == (Relation.MERGED_INTO_IT, 181, (Unknown.FORMER_COUNTY,))
    assert (place.relation, place.most_days, place.unknown) == (Relation.PLACE, 365, ())


def test_a_county_that_was_merged(problem: Problem) -> None:
    """Of the county that a county was merged into, the leaders are listed from the day of the change on."""
    tenures = record(
        held("p-1", "2018-01-01", "2018-12-31", place=CHOU),
        held("p-2", "2018-01-01", "2018-06-30"),
        successions=[change(ZI, CHOU, SuccessionKind.MERGED)],
    )
    place, goal = in_office(problem(), tenures, on=ASKED).leaders
    assert (place.relation, place.most_days) == (Relation.PLACE, 181)
    assert (goal.relation, goal.begin, goal.most_days) == (Relation.MERGED_FROM_IT, date(2018, 7, 1), 184)


def test_who_was_in_a_county_that_was_merged_is_transferred(problem: Problem) -> None:
    """The post of a county that was merged is another post than that of the county it went into."""
    tenures = record(
        held("p-1", "2018-01-01", "2018-06-30"),
        held("p-1", "2018-07-01", is_ongoing=True, place=CHOU),
        successions=[change(ZI, CHOU, SuccessionKind.MERGED)],
    )
    review = in_office(problem(), tenures, on=RECORD)
    assert (brief(review.leaders), brief(review.still_in_post)) == ([("p-1", 181, 181)], [("p-1", 184, 184)])


def test_changes_one_after_the_other(problem: Problem) -> None:
    """Changes are followed over several steps, once each, and a merger on the way leaves open where the problem lay."""
    successions = [
        change(YIN, CHOU, SuccessionKind.RENAMED, "2018-03-01"),
        change(CHOU, ZI, SuccessionKind.MERGED, "2018-07-01"),
        # The tables may go in a circle by mistake.
        change(ZI, YIN, SuccessionKind.RENAMED, "2018-10-01"),
    ]
    tenures = record(held("p-1", "2018-01-01", "2018-12-31", place=YIN), successions=successions)
    (entry,) = [entry for entry in in_office(problem(), tenures, on=ASKED).leaders if entry.most_days == 59]
    assert (entry.relation, entry.unknown) == (Relation.MERGED_INTO_IT, (Unknown.FORMER_COUNTY,))
    forward = [
        change(ZI, CHOU, SuccessionKind.MERGED, "2018-03-01"),
        change(CHOU, YIN, SuccessionKind.RENAMED, "2018-07-01"),
        change(YIN, SI, SuccessionKind.RENAMED, "2018-10-01"),
    ]
    tenures = record(held("p-1", "2018-01-01", "2018-12-31", place=SI), successions=forward)
    (entry,) = in_office(problem(), tenures, on=ASKED).leaders
    assert (entry.relation, entry.begin, entry.most_days) == (Relation.MERGED_FROM_IT, date(2018, 10, 1), 92)


def test_renamed_twice(problem: Problem) -> None:
    """A person who stays in a post through two renamings has not left it, in whatever order they are listed."""
    successions = [
        change(YIN, SI, SuccessionKind.RENAMED, "2019-07-01"),
        change(ZI, CHOU, SuccessionKind.RENAMED, "2018-07-01"),
        change(CHOU, YIN, SuccessionKind.RENAMED, "2019-01-01"),
    ]
    tenures = record(
        held("p-1", "2018-01-01", "2018-06-30"),
        held("p-1", "2019-07-01", is_ongoing=True, place=SI),
        successions=successions,
    )
    review = in_office(problem(), tenures, on=RECORD)
    assert (review.leaders, brief(review.still_in_post)) == ((), [("p-1", 181, 181)])


@pytest.mark.parametrize("kind", [SuccessionKind.RENAMED, SuccessionKind.MERGED])
@pytest.mark.parametrize("place", [ZI, CHOU])
def test_a_day_of_change_that_is_not_known(place: County, kind: SuccessionKind, problem: Problem) -> None:
    """Where the day of a change is not known, the whole period is looked at, and that is said."""
    tenures = record(
        held("p-1", "2018-01-01", "2018-12-31"),
        held("p-2", "2018-01-01", "2018-12-31", place=CHOU),
        successions=[change(ZI, CHOU, kind, None)],
    )
    review = in_office(problem(place=place), tenures, on=ASKED)
    assert brief(review.leaders) == [("p-1", 365, 365), ("p-2", 365, 365)]
    assert [Unknown.DAY_OF_CHANGE in entry.unknown for entry in review.leaders] == [place == CHOU, place == ZI]


@pytest.mark.parametrize("kind", [SuccessionKind.SPLIT_OFF, SuccessionKind.BOUNDARY])
def test_a_part_of_a_county(kind: SuccessionKind, problem: Problem) -> None:
    """A change of a part of the county is listed, and its posts are not followed."""
    moved = change(ZI, CHOU, kind)
    elsewhere = change(MAO, evolve(MAO, code="990222"), SuccessionKind.BOUNDARY)
    tenures = record(held("p-1", "2018-01-01", "2018-12-31", place=CHOU), successions=[moved, elsewhere])
    review = in_office(problem(), tenures, on=ASKED)
    assert review.leaders == ()
    assert review.successions == (moved,)
    assert moved.words.en in review.text()


def test_a_county_that_began_within_the_period(problem: Problem) -> None:
    """Of a county, days are looked at only while it was in force."""
    young = evolve(ZI, valid_from=date(2018, 7, 1), valid_to=date(2018, 10, 1))
    township = Township(code="990121101", name="丁镇", parent=young)
    review = in_office(problem(place=young, townships=[township]), record(), on=ASKED)
    assert [(gap.place, gap.begin, gap.end) for gap in review.gaps if gap.post is GOVERNMENT] == [
        (JIA, date(2018, 1, 1), date(2018, 12, 31)),
        (young, date(2018, 7, 1), date(2018, 9, 30)),
        (township, date(2018, 7, 1), date(2018, 9, 30)),
    ]


@pytest.mark.parametrize("dates", [{"valid_to": date(2018, 1, 1)}, {"valid_from": date(2019, 1, 1)}])
def test_a_county_outside_the_period(dates: dict[str, date], problem: Problem) -> None:
    """A county that was not in force in the period is not looked at."""
    review = in_office(problem(place=evolve(ZI, **dates)), record(), on=ASKED)
    assert {gap.place for gap in review.gaps} == {JIA}


def test_gaps_in_the_period(problem: Problem) -> None:
    """Posts and days of the period without any record are listed, also where nobody is recorded at all."""
    tenures = record(
        held("p-1", "2017-01-01", "2018-02-28"),
        held("p-2", "2018-04-01", "2018-11-30"),
        held("p-3", "2017-01-01", "2019-12-31", post=GOVERNMENT),
        held("p-4", "2018-01-01", place=JIA),
    )
    review = in_office(problem(), tenures, on=ASKED)
    assert [(gap.place, gap.post, str(gap.begin), str(gap.end)) for gap in review.gaps] == [
        (JIA, GOVERNMENT, "2018-01-01", "2018-12-31"),
        (ZI, COMMITTEE, "2018-03-01", "2018-03-31"),
        (ZI, COMMITTEE, "2018-12-01", "2018-12-31"),
    ]
    assert all(gap.kind is TenureNoteKind.GAP and gap.tenures == () for gap in review.gaps)


def test_one_person_twice(problem: Problem) -> None:
    """A person in two posts in turn is listed twice, and the days are not added up."""
    tenures = record(held("p-1", "2018-01-01", "2018-06-30", post=GOVERNMENT), held("p-1", "2018-07-01", "2018-12-31"))
    assert brief(in_office(problem(), tenures, on=ASKED).leaders) == [("p-1", 184, 184), ("p-1", 181, 181)]


def test_a_finding_discovered_years_later(finding_of: FindingOf) -> None:
    """A problem of 2018 found in 2026 is reviewed like any other: the clause has no time limit."""
    later = ProminentFinding(
        finding=evolve(finding_of("990121"), place=ZI, decided_on=date(2026, 3, 1)),
        inspection="an invented inspection",
        recorded_on=date(2026, 3, 2),
        document="invented",
    )
    tenures = record(held("p-1", "2016-05-01", "2019-04-30"), on=date(2026, 2, 28))
    # From 1 March to 30 April 2019, with which the fixture's period begins.
    assert brief(in_office(later, tenures, on=date(2026, 3, 5)).leaders) == [("p-1", 61, 61)]


def test_a_rejected_finding(finding_of: FindingOf, problem: Problem) -> None:
    """Only a confirmed finding can be recorded as prominent."""
    rejected = finding_of("990121", Verdict.REJECTED)
    assert codes(lambda: problem(finding=rejected)) == [("not_confirmed", "finding")]


def test_all_faults_of_a_prominent_problem_at_once(finding_of: FindingOf, problem: Problem) -> None:
    """A rejected finding, a township of another city, no texts and a day too early: all come back together."""
    found = codes(
        lambda: problem(
            finding=finding_of("990121", Verdict.REJECTED),
            townships=[DING, JI],
            inspection=" ",
            document="",
            recorded_on=date(2019, 2, 28),
        )
    )
    assert found == [
        ("not_confirmed", "finding"),
        ("township_elsewhere", "townships[1]"),
        ("no_text", "inspection"),
        ("no_text", "document"),
        ("recorded_too_early", "recorded_on"),
    ]


def test_a_problem_may_be_recorded_while_it_lasts(problem: Problem) -> None:
    """The day of the record may lie within the problem's period, and is a plain day."""
    assert problem(recorded_on=date(2018, 1, 1)).recorded_on == date(2018, 1, 1)
    assert codes(lambda: problem(recorded_on=datetime(2021, 5, 10))) == [("not_a_day", "recorded_on")]


def test_a_review_is_not_asked_too_early(problem: Problem) -> None:
    """Asked for a day before the problem was recorded, or with a time, a review is refused."""
    assert codes(lambda: in_office(problem(), record(), on=date(2021, 5, 9))) == [("asked_too_early", "on")]
    assert codes(lambda: in_office(problem(), record(), on=datetime(2021, 6, 1))) == [("not_a_day", "on")]
    assert in_office(problem(), record(), on=date(2021, 5, 10)).leaders == ()


def test_a_record_that_contradicts_itself(problem: Problem) -> None:
    """From a record that contradicts itself nothing is listed, and every fault is told."""
    tenures = record(held("p-1", "2018-01-01", "2018-12-31"), held("p-2", "2018-06-01", "2021-07-01"))
    found = codes(lambda: in_office(problem(), tenures, on=date(2021, 1, 1)))
    assert [code for code, _ in found] == ["asked_too_early", "after_record", "tenures_overlap"]


def test_text(problem: Problem) -> None:
    """The list says before all else that overlap is not responsibility, and names every source and every gap."""
    tenures = Tenures(
        on=RECORD,
        tenures=[
            held("p-1", "2016-05-01", "2018-06-30"),
            held("p-2", "2018-07-01"),
            held("p-3", "2018-01-01", "2018-12-31", place=JIA),
            held("p-4", "2017-01-01", post=GOVERNMENT, is_ongoing=True, document="one\ntwo"),
        ],
        successions=[change(YIN, ZI, SuccessionKind.BOUNDARY)],
        is_synthetic=True,
        classification="internal",
    )
    review = in_office(problem(), tenures, on=RECORD)
    assert review.text().splitlines() == [
        "For review under Art. 9 para. 2",
        "Overlap in time is not responsibility. The list is for review: it ranks nobody and divides nothing.",
        "Made-up data",
        "internal",
        (
            "finding f1: 990121 子县, Art. 9(4), 2018-01-01 to 2018-12-31; recorded as prominent on 2021-05-10 by an invented "
            "inspection (invented)"
        ),
        "asked for 2021-05-31; tenures as recorded on 2021-05-31",
        "principal leaders since transferred, or not known to be in the same post:",
        (
            "  990100 甲市, principal leader of the party committee, p-3: 2018-01-01 to 2018-12-31 (invented); the city that "
            "the county lies in; overlap 365 days, 2018-01-01 to 2018-12-31"
        ),
        (
            "  990121 子县, principal leader of the party committee, p-1: 2016-05-01 to 2018-06-30 (invented); the place of "
            "the problem; overlap 181 days, 2018-01-01 to 2018-06-30"
        ),
        (
            "  990121 子县, principal leader of the party committee, p-2: 2018-07-01 to last day not known (invented); the "
            "place of the problem; overlap 1 to 184 days, 2018-07-01 to 2018-12-31; not known: the last day in post, whether "
            "the person has left the post"
        ),
        "in the same post on the day asked for, so not since transferred:",
        (
            "  990121 子县, principal leader of the government, p-4: 2017-01-01 to still in post (one two); the place of the "
            "problem; overlap 365 days, 2018-01-01 to 2018-12-31"
        ),
        "posts and days without any record:",
        "  990100 甲市, principal leader of the government: nobody is recorded in this post, 2018-01-01 to 2018-12-31",
        "changes of the counties:",
        "  990123 寅县 to 990121 子县, a part moved on 2018-07-01",
    ]
    assert review.text("zh").splitlines() == [
        "供核查（第九条第二款）",
        "任职时间重合不等于应负责任。本清单仅供核查，不排序，不划分责任。",
        "虚构数据",
        "internal",
        (
            "问题认定f1：990121 子县，第九条第(四)项，2018-01-01至2018-12-31；an invented inspection于2021-05-10记录为突出问题"
            "（invented）"
        ),
        "查询日2021-05-31；任职记录截至2021-05-31",
        "已调离或去向不详的主要领导：",
        "  990100 甲市党委主要领导，p-3：2018-01-01至2018-12-31（invented）；所属设区市；重合365天，2018-01-01至2018-12-31",
        "  990121 子县党委主要领导，p-1：2016-05-01至2018-06-30（invented）；问题发生地；重合181天，2018-01-01至2018-06-30",
        (
            "  990121 子县党委主要领导，p-2：2018-07-01至终止日不详（invented）；问题发生地；重合1至184天，2018-07-01至2018-12-31；"
            "不详：任职终止日、是否已调离该职务"
        ),
        "查询日仍任同一职务，未调离：",
        "  990121 子县政府主要领导，p-4：2017-01-01至仍在任（one two）；问题发生地；重合365天，2018-01-01至2018-12-31",
        "无任职记录的职务与时段：",
        "  990100 甲市政府主要领导：该职务无任职记录，2018-01-01至2018-12-31",
        "区划沿革：",
        "  990123 寅县至990121 子县，划归，2018-07-01",
    ]
    with pytest.raises(ScopeError, match="language"):
        review.text("fr")


def test_an_empty_list_says_so(problem: Problem) -> None:
    """Where nobody is recorded the list says so; data that are not made up carry no such mark."""
    review = in_office(problem(), evolve(record(), is_synthetic=False), on=ASKED)
    assert "  nobody is recorded\n" in review.text()
    assert "Made-up" not in review.text()
    assert "虚构" not in review.text("zh")


def test_every_list_says_that_overlap_is_not_responsibility(problem: Problem) -> None:
    """The second line of every list says it, in both languages."""
    review = in_office(problem(), record(), on=ASKED)
    assert review.text().splitlines()[1] == NOT_RESPONSIBILITY.en
    assert review.text("zh").splitlines()[1] == NOT_RESPONSIBILITY.zh
    assert review.citation == review.finding.citation == Citation(9, 2)


def test_no_share_and_no_rank() -> None:
    """Nothing in a review is a share, a score or a rank."""
    names = {field.name for kind in (Review, InOffice) for field in attrs.fields(kind)}
    assert not {name for name in names if any(word in name for word in ("share", "rank", "score", "weight", "blame"))}


def test_every_relation_and_unknown_has_words() -> None:
    """Each relation and each thing not known is said in both languages."""
    assert all(member.words.en and member.words.zh for kind in (Relation, Unknown) for member in kind)


DAYS = st.integers(0, 40)


@given(st.tuples(DAYS, DAYS), st.tuples(DAYS, DAYS), st.booleans(), st.booleans())
def test_overlap_is_between_least_and_most(
    period: tuple[int, int], term: tuple[int, int], is_first_known: bool, is_last_known: bool
) -> None:
    """The true overlap, counted day by day, lies between the least and the most days told, whatever is not known."""
    start = date(2018, 1, 1)
    (begin, end), (since, until) = sorted(period), sorted(term)
    finding = evolve(_finding(), begin=start + timedelta(begin), end=start + timedelta(end))
    prominent = ProminentFinding(
        finding=finding, inspection="invented", recorded_on=date(2021, 5, 10), document="invented"
    )
    tenure = Tenure(
        person="p-1",
        post=COMMITTEE,
        place=ZI,
        since=start + timedelta(since) if is_first_known else None,
        until=start + timedelta(until) if is_last_known else None,
        document="invented",
    )
    listed = in_office(prominent, record(tenure), on=ASKED).leaders
    overlap = sum(since <= moment <= until for moment in range(begin, end + 1))
    if not listed:
        assert overlap == 0
        return
    (entry,) = listed
    assert entry.least_days <= overlap <= entry.most_days
    assert entry.most_days <= end - begin + 1
    if is_first_known and is_last_known:
        assert entry.least_days == overlap == entry.most_days


def _finding() -> Finding:
    return Finding(
        key="f1",
        place=ZI,
        problem=measure.Problem.FALSE_EXIT,
        verdict=Verdict.CONFIRMED,
        begin=date(2018, 1, 1),
        end=date(2018, 12, 31),
        facts=[Fact(FactKind.RULE, "invented"), Fact(FactKind.ACT, "invented")],
        document="invented",
        reply="none",
        decided_by=measure.Body.LEADING_GROUP,
        decided_on=date(2021, 5, 1),
        is_serious=False,
        has_adverse_effect=False,
    )
