"""Between which days a tenure certainly and possibly lay, where its ends may be unknown."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from attrs import frozen

from jxassess.comparing import ByFields
from jxassess.tenures._tenures import PrincipalPost, Tenure, Tenures

ONE_DAY = timedelta(days=1)


@frozen(kw_only=True)
class Span(ByFields):
    """What is known of the first and the last day of a tenure.

    Attributes:
        earliest_first: the earliest day on which it can have begun.
        latest_first: the latest one.
        earliest_last: the earliest day on which it can have ended.
        latest_last: the latest one.
    """

    earliest_first: date
    latest_first: date
    earliest_last: date
    latest_last: date

    def possible(self, begin: date, end: date) -> tuple[date, date] | None:
        """Give the days of a period that may lie in the tenure, `None` where there are none."""
        return _days(max(begin, self.earliest_first), min(end, self.latest_last))

    def certain(self, begin: date, end: date) -> tuple[date, date] | None:
        """Give the days of a period that certainly lie in the tenure, `None` where there are none."""
        return _days(max(begin, self.latest_first), min(end, self.earliest_last))


def _days(begin: date, end: date) -> tuple[date, date] | None:
    return (begin, end) if begin <= end else None


def spans(tenures: Tenures) -> dict[Tenure, Span]:
    """Work out the span of every tenure; an end that is not known lies before the next holder began.

    Args:
        tenures: the record.

    Returns:
        The spans by tenure.
    """
    # An acting leader may stand beside the holder, so the two say nothing of each other's days.
    holders: dict[tuple[str, PrincipalPost, bool], list[Tenure]] = {}
    for tenure in tenures.tenures:
        holders.setdefault((*tenure.office, tenure.is_acting), []).append(tenure)
    return {
        tenure: _span(tenure, holders[(*tenure.office, tenure.is_acting)], tenures.on) for tenure in tenures.tenures
    }


def _span(tenure: Tenure, holders: Iterable[Tenure], on: date) -> Span:
    since, until = tenure.since, tenure.until
    if tenure.is_ongoing:
        earliest_last, latest_last = on, date.max
    elif until is not None:
        earliest_last, latest_last = until, until
    else:
        next_days = [other.since for other in holders if since and other.since and other.since > since]
        earliest_last, latest_last = since or date.min, min(next_days) - ONE_DAY if next_days else date.max
    if since is not None:
        return Span(earliest_first=since, latest_first=since, earliest_last=earliest_last, latest_last=latest_last)
    known_last = on if tenure.is_ongoing else until
    held = [other.until or other.since for other in holders]
    before = [day for day in held if day and known_last and day < known_last]
    return Span(
        earliest_first=max(before) + ONE_DAY if before else date.min,
        latest_first=known_last or date.max,
        earliest_last=earliest_last,
        latest_last=latest_last,
    )
