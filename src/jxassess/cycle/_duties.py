"""What is owed in a cycle, as a table."""

from __future__ import annotations

from attrs import frozen

from jxassess.accountability import SanctionKind
from jxassess.comparing import ByFields
from jxassess.cycle._acts import Act


@frozen(kw_only=True)
class Duty(ByFields):
    """Something that is owed (待办事项).

    Attributes:
        acts: the acts by which it is done; the first says it.
        after: the acts that it follows from, of the same thing or of the sanction of an item; empty where it is owed from
            the beginning.
        measure: the one kind of sanction that it is owed for; `None` for any.
        has_limit: whether it is due by the last day of the cycle, or by that of its rectification.
    """

    acts: tuple[Act, ...]
    after: tuple[Act, ...] = ()
    measure: SanctionKind | None = None
    has_limit: bool = False


_PROPOSED, _DECIDED = (Act.SANCTION_PROPOSED,), (Act.SANCTION_DECIDED,)

DUTIES: tuple[Duty, ...] = (
    Duty(acts=(Act.SCHEME_MADE,)),
    Duty(acts=(Act.PLAN_APPROVED,)),
    Duty(acts=(Act.SUMMARY_SUBMITTED, Act.SUMMARY_RESUBMITTED), has_limit=True),
    Duty(acts=(Act.VERIFIED,), has_limit=True),
    Duty(acts=(Act.REGISTER_CONSOLIDATED,), has_limit=True),
    Duty(acts=(Act.SURVEY_CONSOLIDATED,), has_limit=True),
    Duty(acts=(Act.VERIFICATION_CONSOLIDATED,), has_limit=True),
    Duty(acts=(Act.FUNDS_CONSOLIDATED,), has_limit=True),
    Duty(acts=(Act.EVALUATED,), has_limit=True),
    Duty(acts=(Act.DELIBERATED,), has_limit=True),
    Duty(acts=(Act.APPROVED,), has_limit=True),
    Duty(acts=(Act.FED_BACK,), has_limit=True),
    # Art. 8: circulated by the leading group; the text gives no day.
    Duty(acts=(Act.CIRCULATED,)),
    Duty(acts=(Act.SANCTION_DECIDED, Act.SANCTION_LEFT_OUT), after=_PROPOSED),
    Duty(acts=(Act.CIRCULAR_ISSUED,), after=_DECIDED, measure=SanctionKind.CRITICISM),
    # A talk with some of the posts chosen leaves the others.
    Duty(acts=(Act.TALK_HELD,), after=(Act.SANCTION_DECIDED, Act.TALK_HELD), measure=SanctionKind.TALK),
    Duty(acts=(Act.RECTIFICATION_ORDERED,), after=_DECIDED, measure=SanctionKind.RECTIFICATION),
    Duty(
        acts=(Act.ITEM_CLOSED,),
        after=(Act.RECTIFICATION_ORDERED, Act.RECTIFICATION_EXTENDED),
        has_limit=True,
    ),
    Duty(
        acts=(Act.RECTIFICATION_CLOSED,), after=(Act.RECTIFICATION_ORDERED, Act.RECTIFICATION_EXTENDED), has_limit=True
    ),
    Duty(acts=(Act.REFERRED,), after=_DECIDED, measure=SanctionKind.HOLDING_TO_ACCOUNT),
    Duty(acts=(Act.REFERRAL_ANSWERED,), after=(Act.REFERRED,)),
    Duty(acts=(Act.OBJECTION_ANSWERED,), after=(Act.OBJECTION_RAISED,)),
)
"""What is owed, in the order of the text. Handing results on for appraisal and rewards are not: Art. 8 allows them. Once
done and overtaken they are owed anew."""
