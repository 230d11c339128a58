"""Who was in post when a prominent problem arose: a list for review, without share or ranking."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from jxassess.faults import EvidenceError, Fault, raise_faults
from jxassess.places import County
from jxassess.tenures._fault_kinds import ASKED_TOO_EARLY, NOT_A_DAY
from jxassess.tenures._faults import TenureNote, TenureNoteKind, find_tenure_faults, uncovered
from jxassess.tenures._places import Relation, Window, renamed, windows
from jxassess.tenures._reviews import InOffice, ProminentFinding, Review, Unknown
from jxassess.tenures._spans import Span, spans
from jxassess.tenures._tenures import PrincipalPost, Tenure, Tenures
from jxassess.words import Words


def in_office(finding: ProminentFinding, tenures: Tenures, *, on: date) -> Review:
    """List for review who was in a principal post when a prominent problem arose.

    Looked at are the posts of the finding's place, of the city above a county, of the townships that the inspection
    names, and of counties that became the finding's county or that it became, by renaming or merger, each for its time.
    A change of a part of a county's area is listed but not followed.

    Args:
        finding: the problem, recorded as prominent by people.
        tenures: the record of tenures.
        on: the day for which it is asked who has been transferred; not before the problem was recorded.

    Returns:
        The list, which says of every tenure what is not known.

    Raises:
        EvidenceError: the record of tenures contradicts itself, or the day lies before that of the finding's record;
            all at once.

    Legal basis:
        Art. 9 para. 2.
    """
    raise_faults(EvidenceError, _find_faults(finding, tenures, on), Words("the review", "核查"))
    looked_at = windows(finding.finding, finding.townships, tenures.successions)
    known = spans(tenures)
    listed = [entry for window in looked_at for entry in _entries(window, tenures, known, on)]
    counties = {window.place.code for window in looked_at if isinstance(window.place, County)}
    return Review(
        finding=finding,
        on=on,
        recorded=tenures.on,
        leaders=[entry for entry, is_in_post in listed if not is_in_post],
        still_in_post=[entry for entry, is_in_post in listed if is_in_post],
        gaps=[gap for window in looked_at for gap in _gaps(window, known)],
        successions=[s for s in tenures.successions if {s.before.code, s.after.code} & counties],
        is_synthetic=tenures.is_synthetic,
        classification=tenures.classification,
    )


def _find_faults(finding: ProminentFinding, tenures: Tenures, on: date) -> Iterator[Fault]:
    if type(on) is not date:
        yield NOT_A_DAY.at("on", on)
    elif on < finding.recorded_on:
        yield ASKED_TOO_EARLY.at("on", on, recorded=finding.recorded_on)
    yield from find_tenure_faults(tenures)


def _entries(window: Window, tenures: Tenures, known: dict[Tenure, Span], on: date) -> Iterator[tuple[InOffice, bool]]:
    for tenure in tenures.tenures:
        if tenure.place.code != window.place.code:
            continue
        possible = known[tenure].possible(window.begin, window.end)
        if possible is None:
            continue
        in_post = _is_in_post(tenure, tenures, known, on)
        certain = known[tenure].certain(window.begin, window.end)
        entry = InOffice(
            tenure=tenure,
            relation=window.relation,
            begin=possible[0],
            end=possible[1],
            least_days=0 if certain is None else _number(certain),
            most_days=_number(possible),
            unknown=_unknown(tenure, tenures, window, in_post),
        )
        yield entry, in_post is True


def _number(days: tuple[date, date]) -> int:
    return (days[1] - days[0]).days + 1


def _is_in_post(tenure: Tenure, tenures: Tenures, known: dict[Tenure, Span], on: date) -> bool | None:
    """Tell whether a person is in the same post on a day, perhaps under another code; `None` where that is not known."""
    codes = renamed(tenure.place.code, tenures.successions)
    same = [
        known[other]
        for other in tenures.tenures
        if other.person == tenure.person and other.post is tenure.post and other.place.code in codes
    ]
    if any(span.certain(on, on) for span in same):
        return True
    return None if any(span.possible(on, on) for span in same) else False


def _unknown(tenure: Tenure, tenures: Tenures, window: Window, in_post: bool | None) -> Iterator[Unknown]:
    if tenure.since is None:
        yield Unknown.FIRST_DAY
    if tenure.until is None and not tenure.is_ongoing:
        yield Unknown.LAST_DAY
    if tenure.is_ongoing and window.end > tenures.on:
        yield Unknown.AFTER_RECORD
    if in_post is None:
        yield Unknown.TRANSFER
    # The clause says principal leaders; whether that is also who acted as one, it does not say.
    if tenure.is_acting:
        yield Unknown.ACTING
    if window.relation is Relation.MERGED_INTO_IT:
        yield Unknown.FORMER_COUNTY
    if not window.is_day_known:
        yield Unknown.DAY_OF_CHANGE


def _gaps(window: Window, known: dict[Tenure, Span]) -> Iterator[TenureNote]:
    for post in PrincipalPost:
        held = [span for tenure, span in known.items() if tenure.office == (window.place.code, post)]
        for begin, end in uncovered(held, window.begin, window.end):
            yield TenureNote(kind=TenureNoteKind.GAP, place=window.place, post=post, begin=begin, end=end)
