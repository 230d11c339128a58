"""A record of tenures contradicts itself where two hold one post; much else is only worth a look."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jxassess.measure import Citation
from jxassess.places import City, County
from jxassess.tenures import (
    PrincipalPost,
    Tenure,
    TenureNote,
    TenureNoteKind,
    Tenures,
    find_tenure_faults,
    find_tenure_notes,
)

JIA = City(code="990100", name="甲市")
ZI = County(code="990121", name="子县", parent=JIA)
CHOU = County(code="990122", name="丑县", parent=JIA)
ON = date(2021, 5, 31)
COMMITTEE, GOVERNMENT = PrincipalPost.COMMITTEE, PrincipalPost.GOVERNMENT


def held(person: str, since: str | None, until: str | None = None, **changes: Any) -> Tenure:
    """Make a tenure of the committee of 子县."""
    given: dict[str, Any] = {"post": COMMITTEE, "place": ZI, "document": "invented", **changes}
    since_day, until_day = (None if text is None else date.fromisoformat(text) for text in (since, until))
    return Tenure(person=person, since=since_day, until=until_day, **given)


def record(*tenures: Tenure) -> Tenures:
    """Make a record that stands on 2021-05-31."""
    return Tenures(on=ON, tenures=tenures, is_synthetic=True)


def faults(*tenures: Tenure) -> list[tuple[str, str]]:
    """Say in short what is wrong with a record."""
    found = find_tenure_faults(record(*tenures))
    assert all(fault.citation == Citation(9, 2) for fault in found)
    return [(fault.code, fault.where) for fault in found]


def notes(*tenures: Tenure) -> list[tuple[TenureNoteKind, str, str]]:
    """Say in short what is noted of a record, with the days."""
    return [(note.kind, str(note.begin), str(note.end)) for note in find_tenure_notes(record(*tenures))]


def test_an_empty_record() -> None:
    """A record without tenures has no fault and no note."""
    assert (faults(), notes()) == ([], [])


def test_one_after_the_other() -> None:
    """A holder who begins on the day after the last day of the one before leaves neither overlap nor gap."""
    pair = held("p-1", "2018-01-01", "2018-06-30"), held("p-2", "2018-07-01", is_ongoing=True)
    assert (faults(*pair), notes(*pair)) == ([], [])


def test_holders_overlap() -> None:
    """Two holders of one post at one time are a fault that names both and the days."""
    one, other = held("p-1", "2018-01-01", "2018-06-30"), held("p-2", "2018-06-15", "2018-12-31")
    (fault,) = find_tenure_faults(record(other, one))
    assert fault.text() == (
        "990121 子县, principal leader of the party committee, p-1: 2018-01-01 to 2018-06-30: overlaps with 990121 子县, "
        "principal leader of the party committee, p-2: 2018-06-15 to 2018-12-31 from 2018-06-15 to 2018-06-30 "
        "[Art. 9 para. 2]; one principal post has one holder: mend the days, or mark the one who was acting"
    )
    assert "在2018-06-15至2018-06-30重合" in fault.text("zh")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # One day is enough.
        (held("p-1", "2018-01-01", "2018-06-30"), held("p-2", "2018-06-30", "2018-12-31")),
        # Held on until the day of the record, while another began before it.
        (held("p-1", "2018-01-01", is_ongoing=True), held("p-2", "2020-01-01", "2020-12-31")),
        (held("p-1", "2018-01-01", is_ongoing=True), held("p-2", "2019-01-01", is_ongoing=True)),
        # Ends that are not known overlap where the known days do.
        (held("p-1", "2018-01-01"), held("p-2", "2017-01-01", "2018-01-01")),
        (held("p-1", None, "2018-06-30"), held("p-2", "2018-01-01", "2018-12-31")),
        # The whole of one in the other.
        (held("p-1", "2018-01-01", "2018-12-31"), held("p-2", "2018-03-01", "2018-03-31")),
        # Two acting leaders.
        (
            held("p-1", "2018-01-01", "2018-06-30", is_acting=True),
            held("p-2", "2018-06-01", "2018-12-31", is_acting=True),
        ),
        # One person as holder and as acting leader.
        (held("p-1", "2018-01-01", "2018-06-30", is_acting=True), held("p-1", "2018-06-30", "2018-12-31")),
    ],
)
def test_certain_overlaps(one: Tenure, other: Tenure) -> None:
    """Tenures of one post whose certain days meet are a fault."""
    assert [code for code, _ in faults(one, other)] == ["tenures_overlap"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # The end that is not known lies before the next holder began.
        (held("p-1", "2018-01-01"), held("p-2", "2018-07-01", "2018-12-31")),
        (held("p-1", None, "2018-06-30"), held("p-2", "2017-01-01", "2018-01-01")),
        (held("p-1", None), held("p-2", "2018-01-01", "2018-12-31")),
        # Other posts, other places.
        (held("p-1", "2018-01-01", "2018-12-31"), held("p-2", "2018-01-01", "2018-12-31", post=GOVERNMENT)),
        (held("p-1", "2018-01-01", "2018-12-31"), held("p-2", "2018-01-01", "2018-12-31", place=CHOU)),
        (held("p-1", "2018-01-01", "2018-12-31"), held("p-1", "2018-01-01", "2018-12-31", place=CHOU)),
        # An acting leader beside the holder.
        (held("p-1", "2018-01-01", "2018-12-31"), held("p-2", "2018-03-01", "2018-03-31", is_acting=True)),
    ],
)
def test_no_overlap(one: Tenure, other: Tenure) -> None:
    """Days that are not known, other posts and acting leaders are no contradiction."""
    assert faults(one, other) == []


def test_a_tenure_twice() -> None:
    """The same tenure given twice is one fault."""
    one = held("p-1", "2018-01-01", "2018-06-30")
    assert faults(one, one) == [("tenure_twice", one.words.en)]


def test_days_after_the_record() -> None:
    """A record knows no day after its own."""
    assert faults(held("p-1", "2018-01-01", "2021-05-31")) == []
    late = held("p-1", "2021-06-01", "2021-06-02")
    assert faults(late) == [("after_record", late.words.en)] * 2
    assert "2021-06-01 lies after 2021-05-31, the day of the record" in str(find_tenure_faults(record(late))[0])


def test_a_post_held_on_in_a_county_that_ended() -> None:
    """A tenure cannot be ongoing in a county that is no longer in force; it may have ended with it."""
    ended = County(code="990123", name="寅县", parent=JIA, valid_to=date(2020, 6, 30))
    ongoing = held("p-1", "2018-01-01", place=ended, is_ongoing=True)
    assert faults(ongoing) == [("not_in_force", ongoing.words.en)]
    assert faults(held("p-1", "2018-01-01", "2020-06-29", place=ended)) == []
    assert faults(held("p-1", "2018-01-01", is_ongoing=True)) == []


def test_a_gap() -> None:
    """Days between two tenures of a post on which nobody is recorded are noted."""
    pair = held("p-1", "2018-01-01", "2018-06-30"), held("p-2", "2018-09-01", "2018-12-31")
    assert notes(*pair) == [(TenureNoteKind.GAP, "2018-07-01", "2018-08-31")]
    (note,) = find_tenure_notes(record(*pair))
    assert note.words.en == (
        "990121 子县, principal leader of the party committee: nobody is recorded in this post, 2018-07-01 to 2018-08-31"
    )
    assert note.words.zh == "990121 子县党委主要领导：该职务无任职记录，2018-07-01至2018-08-31"
    assert note.citation == Citation(9, 2)


def test_several_gaps() -> None:
    """Each gap of a post is noted, and an acting leader fills one."""
    listed = (
        held("p-1", "2018-01-01", "2018-01-31"),
        held("p-2", "2018-03-01", "2018-03-31"),
        held("p-3", "2018-05-01", "2018-05-31"),
    )
    assert notes(*listed) == [
        (TenureNoteKind.GAP, "2018-02-01", "2018-02-28"),
        (TenureNoteKind.GAP, "2018-04-01", "2018-04-30"),
    ]
    acting = held("p-4", "2018-02-01", "2018-02-28", is_acting=True)
    assert notes(*listed, acting) == [(TenureNoteKind.GAP, "2018-04-01", "2018-04-30")]


def test_a_short_tenure_within_a_long_one_leaves_no_gap() -> None:
    """Days are covered by whoever was in post longest."""
    pair = held("p-1", "2018-01-01", "2018-12-31"), held("p-2", "2018-02-01", "2018-02-28", is_acting=True)
    assert notes(*pair) == [(TenureNoteKind.ACTING_BESIDE, "2018-02-01", "2018-02-28")]


def test_ends_that_are_not_known() -> None:
    """An end that is not known is noted, and is no gap; one that has not come is neither."""
    listed = held("p-1", None, "2018-06-30"), held("p-2", "2018-07-01"), held("p-3", "2019-01-01", is_ongoing=True)
    assert notes(*listed) == [
        (TenureNoteKind.UNKNOWN_FIRST, "None", "None"),
        (TenureNoteKind.UNKNOWN_LAST, "None", "None"),
    ]
    first = find_tenure_notes(record(*listed))[0]
    assert first.words.en == (
        "the first day in post is not known: 990121 子县, principal leader of the party committee, p-1: "
        "first day not known to 2018-06-30"
    )


def test_one_person_in_two_posts() -> None:
    """One id in two posts at once is allowed and noted, with the days of both."""
    pair = (
        held("p-1", "2018-01-01", "2018-06-30"),
        held("p-1", "2018-06-01", "2018-12-31", post=GOVERNMENT, place=CHOU),
    )
    assert faults(*pair) == []
    (note,) = find_tenure_notes(record(*pair))
    assert (note.kind, note.begin, note.end) == (TenureNoteKind.TWO_POSTS, date(2018, 6, 1), date(2018, 6, 30))
    assert note.tenures == pair
    assert note.words.zh == (
        "同一人同时担任多个职务，2018-06-01至2018-06-30：990121 子县党委主要领导，p-1：2018-01-01至2018-06-30；"
        "990122 丑县政府主要领导，p-1：2018-06-01至2018-12-31"
    )


def test_one_person_in_two_posts_in_turn() -> None:
    """One id in two posts one after the other is nothing to note."""
    assert (
        notes(
            held("p-1", "2018-01-01", "2018-06-30"),
            held("p-1", "2018-07-01", "2018-12-31", place=CHOU),
            held("p-2", "2018-01-01", "2018-12-31", post=GOVERNMENT),
        )
        == []
    )


def test_notes_are_said_in_both_languages() -> None:
    """Each kind of note has words in both languages."""
    assert all(kind.words.en and kind.words.zh for kind in TenureNoteKind)
    note = TenureNote(kind=TenureNoteKind.GAP, place=ZI, post=COMMITTEE)
    assert note.words.en == "990121 子县, principal leader of the party committee: nobody is recorded in this post"


START = date(2018, 1, 1)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=6))
def test_every_day_has_one_holder_a_gap_or_a_fault(days: list[tuple[int, int]]) -> None:
    """Of the days between the first and the last, each has one holder, lies in a gap, or is in an overlap that is found."""
    pairs = [(min(pair), max(pair)) for pair in days]
    tenures = [
        Tenure(
            person=f"p-{i}",
            post=COMMITTEE,
            place=ZI,
            since=START + timedelta(days=first),
            until=START + timedelta(days=last),
            document="invented",
        )
        for i, (first, last) in enumerate(pairs)
    ]
    made = record(*tenures)
    holders = [sum(first <= day <= last for first, last in pairs) for day in range(31)]
    assert bool(find_tenure_faults(made)) == (max(holders) > 1)
    gaps = {
        day
        for note in find_tenure_notes(made)
        if note.begin is not None and note.end is not None
        for day in range((note.begin - START).days, (note.end - START).days + 1)
    }
    if pairs:
        inner = range(min(first for first, _ in pairs), max(last for _, last in pairs))
        assert gaps == {day for day in inner if holders[day] == 0}
