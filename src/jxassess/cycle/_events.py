"""Events: who did what, when, by which document, and when that was recorded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from typing import TypeAlias

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.cycle._actors import Actor
from jxassess.cycle._acts import Act
from jxassess.cycle._checks import day_faults, key_faults, list_faults, text_faults
from jxassess.cycle._fault_kinds import NO_ZONE, NOT_YET, SequenceError
from jxassess.cycle._notes import Conduct, DifferenceNote, Objection, Withdrawal
from jxassess.cycle._rectification import Closing, Extension, Inspection, RectificationOrder
from jxassess.cycle._results import (
    Approval,
    Circulation,
    Deliberation,
    Evaluation,
    Feedback,
    RewardDecision,
    Transmission,
)
from jxassess.cycle._sanctions import Answer, Circular, Referral, SanctionDecision, SanctionProposal, Talk
from jxassess.cycle._year import Consolidation, PlanApproved, SchemeMade, Summary, Verification
from jxassess.faults import Fault, raise_faults
from jxassess.words import Words

Content: TypeAlias = (
    SchemeMade
    | PlanApproved
    | Summary
    | Verification
    | Consolidation
    | Evaluation
    | Deliberation
    | Approval
    | Feedback
    | Circulation
    | Transmission
    | RewardDecision
    | SanctionProposal
    | SanctionDecision
    | Circular
    | Talk
    | RectificationOrder
    | Extension
    | Inspection
    | Closing
    | Referral
    | Answer
    | Conduct
    | DifferenceNote
    | Objection
    | Withdrawal
)
"""Everything that an event can say."""

CHINA = timezone(timedelta(hours=8))
"""The one zone in which the log tells days and times: UTC+8."""


def _in_china(recorded: datetime) -> datetime:
    # Equal times are written alike, so that equal logs have equal bytes. One without a zone is refused below.
    return recorded if recorded.tzinfo is None else recorded.astimezone(CHINA)


@frozen(kw_only=True)
class CycleEvent(ByFields):
    """One thing that happened in a cycle (事项), as it stands in the log.

    Attributes:
        key: the identifier, unique in the log: no blanks, no `/`.
        by: who acted; several where they act together.
        on: the effective day, by which the order of events is judged.
        recorded: when it was recorded, with a time zone; kept in UTC+8. Never before `on`.
        document: the document in which it stands.
        what: what happened.
        reason: why, where a reason is due; else empty.
        replaces: the key of the event that it corrects or withdraws; else empty.

    Raises:
        SequenceError: with every fault: no key, nobody who acts, no document, a time without zone, recorded too early.

    Legal basis:
        Art. 4 and 7 to 10, each by its content.
    """

    key: str
    by: tuple[Actor, ...] = field(converter=tuple[Actor, ...])
    on: date
    recorded: datetime = field(converter=_in_china)
    document: str
    what: Content
    reason: str = ""
    replaces: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse an event of which something is missing."""
        raise_faults(SequenceError, self._find_faults(), Words(f"event {self.key}", f"事项{self.key}"))

    def _find_faults(self) -> Iterator[Fault]:
        yield from key_faults(("key", self.key))
        yield from text_faults(("document", self.document))
        yield from list_faults("by", [actor.words for actor in self.by])
        days = tuple(day_faults(("on", self.on)))
        yield from days
        if self.recorded.tzinfo is None:
            yield NO_ZONE.at("recorded", self.recorded)
        elif not days and self.recorded.date() < self.on:
            # What has not happened yet cannot be recorded.
            yield NOT_YET.at("recorded", self.recorded, on=self.on)

    @property
    def act(self) -> Act:
        """Which act it is."""
        return self.what.act

    @property
    def subject(self) -> str:
        """What it is of: empty for the cycle, the code of a place, or a key."""
        return self.what.subject

    @property
    def is_correction(self) -> bool:
        """Whether it takes the place of an earlier event."""
        return bool(self.replaces) and not isinstance(self.what, Withdrawal)
