"""Tenures: who held which principal post when, under opaque ids, kept apart from assessments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from enum import unique
from typing import TypeAlias

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.faults import EvidenceError, Fault, raise_faults
from jxassess.measure import FIRST_YEAR, Citation
from jxassess.places import City, County, Township
from jxassess.tenures._fault_kinds import (
    NO_TEXT,
    NOT_A_DAY,
    NOT_IN_FORCE,
    NOT_OPAQUE,
    ONGOING_WITH_END,
    SAME_COUNTY,
    TENURE_BACKWARDS,
)
from jxassess.words import Worded, Words

PostPlace: TypeAlias = City | County | Township
"""Where a principal post can be: the three levels that Art. 9 para. 2 names (市、县、乡)."""

# One letter and up to seven digits hold no name, no telephone number, no date of birth and no identity number.
_ID = re.compile(r"[A-Za-z]-?[0-9]{1,7}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
# Before 2017 the tables of places may know only the year in which a county began.
_FIRST_CERTAIN = date(FIRST_YEAR, 1, 1)


@unique
class PrincipalPost(Worded):
    """The two principal posts of a place (党委和政府主要领导职务); the clause reaches no other, so none is kept.

    Legal basis:
        Art. 9 para. 2 names the principal leaders of party committee and government.
    """

    COMMITTEE = "committee", "principal leader of the party committee", "党委主要领导"
    GOVERNMENT = "government", "principal leader of the government", "政府主要领导"


@frozen(kw_only=True)
class Tenure(ByFields):
    """One person's time in one principal post (任职期间).

    A person is an opaque id, which the office resolves in a register of its own. What looks like anything else is
    refused, and the message does not repeat it.

    Attributes:
        person: one letter and one to seven digits, such as `p-0001`, or a UUID in small letters.
        post: of the party committee or of the government.
        place: the city, county or township.
        since: the first day in post, `None` where it is not known.
        until: the last day in post, `None` where it is not known or has not come.
        is_ongoing: whether the person was still in post on the day of the record; then there is no last day.
        is_acting: whether the post was held as acting leader (代理或主持工作).
        document: where the appointment and its end are recorded.

    Raises:
        EvidenceError: an id that is not opaque, an end before the beginning or of an ongoing tenure, a day on which the
            county was not in force, no document; all at once.

    Legal basis:
        Art. 9 para. 2.

    Example:
        >>> county = County(code="990121", name="子县", parent=City(code="990100", name="甲市"))
        >>> Tenure(
        ...     person="p-0001",
        ...     post=PrincipalPost.COMMITTEE,
        ...     place=county,
        ...     since=date(2017, 3, 1),
        ...     until=date(2019, 8, 31),
        ...     document="invented",
        ... ).words.en
        '990121 子县, principal leader of the party committee, p-0001: 2017-03-01 to 2019-08-31'
    """

    person: str
    post: PrincipalPost
    place: PostPlace
    since: date | None = None
    until: date | None = None
    is_ongoing: bool = False
    is_acting: bool = False
    document: str

    def __attrs_post_init__(self) -> None:
        """Refuse a tenure that contradicts itself or names a person."""
        raise_faults(EvidenceError, self._find_faults(), Words("a tenure", "任职记录"))

    def _find_faults(self) -> Iterator[Fault]:
        if not _ID.fullmatch(self.person):
            # What may be a name or an identity number must not travel on in a message.
            yield NOT_OPAQUE.at("person", len(self.person))
        if not self.document.strip():
            yield NO_TEXT.at("document")
        days = [(name, day) for name, day in (("since", self.since), ("until", self.until)) if day is not None]
        timed = [(name, day) for name, day in days if type(day) is not date]
        yield from (NOT_A_DAY.at(name, day) for name, day in timed)
        if not timed and self.since is not None and self.until is not None and self.until < self.since:
            yield TENURE_BACKWARDS.at("until", self.until, since=self.since)
        if self.is_ongoing and self.until is not None:
            yield ONGOING_WITH_END.at("until", self.until)
        if not timed:
            yield from (force_fault(name, self.place, day) for name, day in days if not is_in_force(self.place, day))

    @property
    def citation(self) -> Citation:
        """Art. 9 para. 2."""
        return Citation(9, 2)

    @property
    def office(self) -> tuple[str, PrincipalPost]:
        """The post itself, whoever holds it: the code of the place, and which of its two posts."""
        return self.place.code, self.post

    @property
    def words(self) -> Words:
        """Place, post, id and days in words; what is not known is said."""
        acting = Words(" (acting)", "（代理）") if self.is_acting else Words("", "")
        return Words("{place}, {post}{acting}, {person}: {days}", "{place}{post}{acting}，{person}：{days}").format(
            place=self.place.label, post=self.post.words, acting=acting, person=self.person, days=self.days
        )

    @property
    def days(self) -> Words:
        """The first and the last day in words."""
        since = Words("first day not known", "起始日不详") if self.since is None else _day(self.since)
        if self.until is not None:
            until = _day(self.until)
        elif self.is_ongoing:
            until = Words("still in post", "仍在任")
        else:
            until = Words("last day not known", "终止日不详")
        return Words("{since} to {until}", "{since}至{until}").format(since=since, until=until)


def _day(day: date) -> Words:
    return Words(day.isoformat(), day.isoformat())


def is_in_force(place: PostPlace, day: date) -> bool:
    """Tell whether the county of a post was in force on a day; cities are taken to be.

    Args:
        place: where the post is.
        day: the day.

    Returns:
        Whether it was. A beginning before 2017 is not held against a day, since only its year may be known.
    """
    county = place.parent if isinstance(place, Township) else place
    if isinstance(county, City):
        return True
    begin = county.valid_from
    has_begun = begin is None or begin < _FIRST_CERTAIN or begin <= day
    return has_begun and (county.valid_to is None or day < county.valid_to)


def force_fault(where: str, place: PostPlace, day: date) -> Fault:
    """Make the fault for a day on which the county of a post was not in force.

    Args:
        where: what has the day.
        place: where the post is.
        day: the day.

    Returns:
        The fault.
    """
    return NOT_IN_FORCE.at(where, day, place=place.label)


@unique
class SuccessionKind(Worded):
    """What became of a county (区划变更); the values are those of the tables of Jiangxi."""

    RENAMED = "renamed", "renamed", "更名"
    """A new code and name for the same area."""
    MERGED = "merged", "merged", "并入"
    """The whole of it went into another county."""
    SPLIT_OFF = "split_off", "a part split off", "析置"
    """A part of it went into a new county."""
    BOUNDARY = "boundary", "a part moved", "划归"
    """A part of it went to another county that existed before."""


@frozen(kw_only=True)
class Succession(ByFields):
    """That a county, or a part of it, went to another one (区划沿革), so that its posts ended or changed their name.

    Attributes:
        before: the county as it was.
        after: the county that received it.
        kind: renamed or merged as a whole, or a part of it moved.
        on: the day of the change, `None` where it is not known.
        document: number of the document that approved it.

    Raises:
        EvidenceError: a county that follows itself, no document, a day with a time; all at once.
    """

    before: County
    after: County
    kind: SuccessionKind
    on: date | None = None
    document: str

    def __attrs_post_init__(self) -> None:
        """Refuse a change that is none."""
        raise_faults(EvidenceError, self._find_faults(), Words("a succession of counties", "区划沿革"))

    def _find_faults(self) -> Iterator[Fault]:
        if self.before.code == self.after.code:
            yield SAME_COUNTY.at("after", self.after.label)
        if not self.document.strip():
            yield NO_TEXT.at("document")
        if self.on is not None and type(self.on) is not date:
            yield NOT_A_DAY.at("on", self.on)

    @property
    def is_whole(self) -> bool:
        """Whether the whole county went, renamed or merged, and not a part of it."""
        return self.kind in (SuccessionKind.RENAMED, SuccessionKind.MERGED)

    @property
    def words(self) -> Words:
        """The change in words."""
        day = (
            Words("on a day not known", "日期不详") if self.on is None else Words(f"on {self.on}", self.on.isoformat())
        )
        return Words("{before} to {after}, {kind} {day}", "{before}至{after}，{kind}，{day}").format(
            before=self.before.label, after=self.after.label, kind=self.kind.words, day=day
        )


def _by_place(tenures: Iterable[Tenure]) -> tuple[Tenure, ...]:
    return tuple(sorted(tenures, key=_place_in_order))


def _place_in_order(tenure: Tenure) -> tuple[str, str, date, date, str, bool]:
    since, until = tenure.since or date.min, tenure.until or date.max
    return tenure.place.code, tenure.post.value, since, until, tenure.person, tenure.is_acting


def _by_county(successions: Iterable[Succession]) -> tuple[Succession, ...]:
    return tuple(sorted(successions, key=lambda item: (item.before.code, item.after.code, item.on or date.min)))


@frozen(kw_only=True)
class Tenures(ByFields):
    """A record of tenures as it stands on one day (任职记录), apart from every assessment.

    Attributes:
        on: the day on which the record stands; an ongoing tenure had not ended by then, and nothing later is known.
        tenures: in the order of places, posts and days.
        successions: the counties that were renamed, merged or changed, so that posts are followed; by code.
        is_synthetic: whether the record is made up; every review made from it says so.
        classification: the classification that the office sets, printed with every review.

    Raises:
        EvidenceError: a day with a time.
    """

    on: date
    tenures: tuple[Tenure, ...] = field(converter=_by_place)
    successions: tuple[Succession, ...] = field(converter=_by_county, default=())
    is_synthetic: bool
    classification: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a day that no other day could be compared with."""
        faults = [NOT_A_DAY.at("on", self.on)] if type(self.on) is not date else []
        raise_faults(EvidenceError, faults, Words("the record of tenures", "任职记录"))
