"""What contradicts itself in a record of tenures, and what is worth a look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import unique
from itertools import combinations

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.faults import Fault
from jxassess.measure import Citation
from jxassess.tenures._fault_kinds import AFTER_RECORD, TENURE_TWICE, TENURES_OVERLAP
from jxassess.tenures._spans import ONE_DAY, Span, spans
from jxassess.tenures._tenures import PostPlace, PrincipalPost, Tenure, Tenures, force_fault, is_in_force
from jxassess.words import Worded, Words


@unique
class TenureNoteKind(Worded):
    """What a record of tenures can be noted for without being wrong (任职记录提示)."""

    GAP = "gap", "nobody is recorded in this post", "该职务无任职记录"
    """Days between two tenures, or of a finding, on which nobody is recorded in a post."""
    TWO_POSTS = "two_posts", "one person held several posts at once", "同一人同时担任多个职务"
    """One id in several principal posts at the same time; it happens, and may be a mistake."""
    ACTING_BESIDE = "acting_beside", "an acting leader is recorded beside the holder", "代理人与在任者同时在任"
    """An acting leader during the time of the holder."""
    UNKNOWN_FIRST = "unknown_first", "the first day in post is not known", "起始日不详"
    UNKNOWN_LAST = "unknown_last", "the last day in post is not known", "终止日不详"


@frozen(kw_only=True)
class TenureNote(ByFields):
    """Something in a record of tenures that people should look at (任职记录提示).

    Attributes:
        kind: what it is.
        place: where the post is; of two posts, that of the first tenure.
        post: the post; of two posts, that of the first tenure.
        tenures: the tenures meant; none for a gap.
        begin: the first day meant, `None` where a day is not known.
        end: the last day meant, `None` where a day is not known.
    """

    kind: TenureNoteKind
    place: PostPlace
    post: PrincipalPost
    tenures: tuple[Tenure, ...] = field(converter=tuple[Tenure, ...], default=())
    begin: date | None = None
    end: date | None = None

    @property
    def citation(self) -> Citation:
        """Art. 9 para. 2."""
        return Citation(9, 2)

    @property
    def words(self) -> Words:
        """The note in words."""
        days = Words("", "")
        if self.begin is not None and self.end is not None:
            days = Words(f", {self.begin} to {self.end}", f"，{self.begin}至{self.end}")
        if not self.tenures:
            return Words("{place}, {post}: {kind}{days}", "{place}{post}：{kind}{days}").format(
                place=self.place.label, post=self.post.words, kind=self.kind.words, days=days
            )
        named = Words(
            "; ".join(tenure.words.en for tenure in self.tenures), "；".join(tenure.words.zh for tenure in self.tenures)
        )
        return Words("{kind}{days}: {named}", "{kind}{days}：{named}").format(
            kind=self.kind.words, days=days, named=named
        )


def find_tenure_faults(tenures: Tenures) -> tuple[Fault, ...]:
    """Find what cannot be in a record of tenures.

    A post has one holder on a day. An acting leader may stand beside the holder, and two tenures overlap only where
    their known days do.

    Args:
        tenures: the record.

    Returns:
        A tenure twice, holders of one post that overlap, days after that of the record, a post that is said to be held
        on in a county that is no longer in force.

    Legal basis:
        Art. 9 para. 2: whose time in post it was must be beyond doubt.
    """
    return (*_single_faults(tenures), *_pair_faults(tenures))


def _single_faults(tenures: Tenures) -> Iterator[Fault]:
    for tenure in tenures.tenures:
        label = tenure.words.en
        for day in (tenure.since, tenure.until):
            if day is not None and day > tenures.on:
                yield AFTER_RECORD.at(label, day, on=tenures.on)
        if tenure.is_ongoing and not is_in_force(tenure.place, tenures.on):
            yield force_fault(label, tenure.place, tenures.on)


def _pair_faults(tenures: Tenures) -> Iterator[Fault]:
    known = spans(tenures)
    for holders in by_office(tenures.tenures).values():
        for one, other in combinations(holders, 2):
            if one == other:
                yield TENURE_TWICE.at(one.words.en)
            elif (one.is_acting == other.is_acting or one.person == other.person) and (
                shared := _shared(known[one], known[other])
            ):
                yield TENURES_OVERLAP.at(one.words.en, other=other.words, begin=shared[0], end=shared[1])


def by_office(tenures: Iterable[Tenure]) -> Mapping[tuple[str, PrincipalPost], list[Tenure]]:
    """Put the tenures of each post together, in their order.

    Args:
        tenures: any tenures.

    Returns:
        The tenures by code of the place and post.
    """
    found: dict[tuple[str, PrincipalPost], list[Tenure]] = {}
    for tenure in tenures:
        found.setdefault(tenure.office, []).append(tenure)
    return found


def _shared(one: Span, other: Span) -> tuple[date, date] | None:
    return one.certain(other.latest_first, other.earliest_last)


def find_tenure_notes(tenures: Tenures) -> tuple[TenureNote, ...]:
    """Find what people should look at in a record of tenures, though it may well be true.

    Args:
        tenures: the record.

    Returns:
        Gaps between two tenures of a post, ends that are not known, acting leaders beside a holder, and one id in
        several posts at once. A post in which nobody is recorded at all cannot be found here; a review finds it for
        the posts that it looks at.
    """
    return (*_office_notes(tenures), *_person_notes(tenures))


def _office_notes(tenures: Tenures) -> Iterator[TenureNote]:
    known = spans(tenures)
    for (_, post), holders in by_office(tenures.tenures).items():
        place = holders[0].place
        last = max(known[tenure].latest_last for tenure in holders)
        first = min(known[tenure].earliest_first for tenure in holders)
        for begin, end in uncovered([known[tenure] for tenure in holders], first, last):
            yield TenureNote(kind=TenureNoteKind.GAP, place=place, post=post, begin=begin, end=end)
        for tenure in holders:
            if tenure.since is None:
                yield TenureNote(kind=TenureNoteKind.UNKNOWN_FIRST, place=place, post=post, tenures=[tenure])
            if tenure.until is None and not tenure.is_ongoing:
                yield TenureNote(kind=TenureNoteKind.UNKNOWN_LAST, place=place, post=post, tenures=[tenure])
        for one, other in combinations(holders, 2):
            if one.is_acting != other.is_acting and (shared := _shared(known[one], known[other])):
                yield _pair_note(TenureNoteKind.ACTING_BESIDE, one, other, shared)


def _person_notes(tenures: Tenures) -> Iterator[TenureNote]:
    known = spans(tenures)
    held: dict[str, list[Tenure]] = {}
    for tenure in tenures.tenures:
        held.setdefault(tenure.person, []).append(tenure)
    for person in sorted(held):
        for one, other in combinations(held[person], 2):
            if one.office != other.office and (shared := _shared(known[one], known[other])):
                yield _pair_note(TenureNoteKind.TWO_POSTS, one, other, shared)


def _pair_note(kind: TenureNoteKind, one: Tenure, other: Tenure, days: tuple[date, date]) -> TenureNote:
    return TenureNote(kind=kind, place=one.place, post=one.post, tenures=[one, other], begin=days[0], end=days[1])


def uncovered(held: Iterable[Span], begin: date, end: date) -> Iterator[tuple[date, date]]:
    """Find the days of a period that lie in no tenure, not even possibly.

    Args:
        held: the spans of the tenures of one post.
        begin: the first day of the period.
        end: the last day.

    Yields:
        First and last day of each stretch.
    """
    for span in sorted(held, key=lambda span: span.earliest_first):
        if span.earliest_first > end:
            break
        if span.earliest_first > begin:
            yield begin, span.earliest_first - ONE_DAY
        if span.latest_last >= end:
            return
        begin = max(begin, span.latest_last + ONE_DAY)
    yield begin, end
