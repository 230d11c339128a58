"""The rules of a cycle as one table: what each act needs, what it may follow, and who may do it.

Nothing else decides on order. The diagram in the documentation is drawn from this table.
"""

from __future__ import annotations

from jxassess.accountability import SanctionKind
from jxassess.cycle._acts import Act, Reach, Scope, Thread
from jxassess.cycle._rows import ActRule, Bodies, Need
from jxassess.measure import Body, Citation

_LEADING_GROUP = ((Body.LEADING_GROUP,),)
_CITY = ((Body.CITY_COMMITTEE, Body.CITY_GOVERNMENT),)
_OFFICE = ((Body.OFFICE,), (Body.OFFICE, Body.MEMBER_UNIT))
_LEADS_OR_OFFICE = ((Body.LEADING_GROUP,), (Body.OFFICE,))
# Art. 4: the office and the organisation department run the assessment.
_RUN = ((Body.OFFICE,), (Body.ORGANISATION_DEPARTMENT,), (Body.OFFICE, Body.ORGANISATION_DEPARTMENT))
_CHECK = ((Body.MEMBER_UNIT,), (Body.THIRD_PARTY,), (Body.MEMBER_UNIT, Body.THIRD_PARTY))
_INSPECT = (*_LEADS_OR_OFFICE, *_CHECK)

# Art. 4: the scheme, and Art. 7(1): the plan, stand before everything.
_BEGUN = (Need((Act.SCHEME_MADE,), Reach.CYCLE), Need((Act.PLAN_APPROVED,), Reach.CYCLE))
_REPORTED = (Act.SUMMARY_SUBMITTED, Act.SUMMARY_RESUBMITTED)
_ON_APPROVAL = (Need((Act.APPROVED,), Reach.CYCLE, is_basis=True),)
_RUNNING = (Act.RECTIFICATION_ORDERED, Act.RECTIFICATION_EXTENDED)
_ORDERED = (Need(_RUNNING, Reach.SANCTION),)

_A4, _A71, _A72, _A73, _A74, _A75 = Citation(4), *(Citation(7, item=item) for item in range(1, 6))
_A8, _A9, _A10 = Citation(8), Citation(9), Citation(10)

_START = (
    ActRule(
        act=Act.SCHEME_MADE,
        citation=_A4,
        thread=Thread.SCHEME,
        scope=Scope.CYCLE,
        bodies=_LEADING_GROUP,
        follows=(None,),
    ),
    ActRule(
        act=Act.PLAN_APPROVED,
        citation=_A71,
        thread=Thread.PLAN,
        scope=Scope.CYCLE,
        bodies=_LEADING_GROUP,
        follows=(None,),
    ),
    ActRule(
        act=Act.SUMMARY_SUBMITTED,
        citation=_A71,
        thread=Thread.SUMMARY,
        scope=Scope.CITY,
        bodies=_CITY,
        follows=(None,),
        needs=_BEGUN,
        is_in_window=True,
    ),
    ActRule(
        act=Act.SUMMARY_RETURNED,
        citation=_A71,
        thread=Thread.SUMMARY,
        scope=Scope.CITY,
        bodies=_LEADS_OR_OFFICE,
        follows=_REPORTED,
        needs_reason=True,
        is_in_window=True,
    ),
    ActRule(
        act=Act.SUMMARY_RESUBMITTED,
        citation=_A71,
        thread=Thread.SUMMARY,
        scope=Scope.CITY,
        bodies=_CITY,
        follows=(Act.SUMMARY_RETURNED,),
        is_in_window=True,
    ),
    ActRule(
        act=Act.VERIFIED,
        citation=_A72,
        thread=Thread.VERIFICATION,
        scope=Scope.CITY,
        bodies=_CHECK,
        follows=(None, Act.VERIFIED),
        # Art. 7: the summary comes before the verification, within each city.
        needs=(Need(_REPORTED, Reach.SAME),),
        is_in_window=True,
    ),
)

_DATA = (
    (Act.REGISTER_CONSOLIDATED, Thread.REGISTER, _BEGUN),
    (Act.SURVEY_CONSOLIDATED, Thread.SURVEY, _BEGUN),
    (
        Act.VERIFICATION_CONSOLIDATED,
        Thread.VERIFIED_DATA,
        (*_BEGUN, Need((Act.VERIFIED,), Reach.EVERY_CITY, is_basis=True)),
    ),
    (Act.FUNDS_CONSOLIDATED, Thread.FUNDS, _BEGUN),
)
_CONSOLIDATION = tuple(
    ActRule(
        act=act,
        citation=_A73,
        thread=thread,
        scope=Scope.CYCLE,
        bodies=_OFFICE,
        follows=(None,),
        needs=needs,
        is_in_window=True,
    )
    for act, thread, needs in _DATA
)

_RESULTS = (
    ActRule(
        act=Act.EVALUATED,
        citation=_A74,
        thread=Thread.EVALUATION,
        scope=Scope.CYCLE,
        bodies=((Body.OFFICE,), (Body.OFFICE, Body.ORGANISATION_DEPARTMENT)),
        follows=(None,),
        # Art. 7(4): it is made from the consolidated data and the cities' summaries, by the scheme and the plan.
        needs=(
            Need((Act.SCHEME_MADE,), Reach.CYCLE, is_basis=True),
            Need((Act.PLAN_APPROVED,), Reach.CYCLE, is_basis=True),
            Need(_REPORTED, Reach.EVERY_CITY, is_basis=True),
            *(Need((act,), Reach.CYCLE, is_basis=True) for act, _, _ in _DATA),
        ),
        is_in_window=True,
    ),
    ActRule(
        act=Act.DELIBERATED,
        citation=_A74,
        thread=Thread.DELIBERATION,
        scope=Scope.CYCLE,
        bodies=_LEADING_GROUP,
        follows=(None,),
        needs=(Need((Act.EVALUATED,), Reach.CYCLE, is_basis=True),),
        is_in_window=True,
    ),
    ActRule(
        act=Act.APPROVED,
        citation=_A74,
        thread=Thread.APPROVAL,
        scope=Scope.CYCLE,
        bodies=((Body.PROVINCIAL_COMMITTEE, Body.PROVINCIAL_GOVERNMENT),),
        follows=(None,),
        needs=(Need((Act.DELIBERATED,), Reach.CYCLE, is_basis=True),),
        is_in_window=True,
    ),
    ActRule(
        act=Act.FED_BACK,
        citation=_A75,
        thread=Thread.FEEDBACK,
        scope=Scope.CITY,
        bodies=_LEADING_GROUP,
        follows=(None,),
        needs=_ON_APPROVAL,
        is_in_window=True,
    ),
    ActRule(
        act=Act.CIRCULATED,
        citation=_A8,
        thread=Thread.CIRCULATION,
        scope=Scope.CYCLE,
        bodies=_LEADING_GROUP,
        follows=(None,),
        needs=_ON_APPROVAL,
    ),
    ActRule(
        act=Act.TRANSMITTED,
        citation=_A8,
        thread=Thread.TRANSMISSION,
        scope=Scope.PLACE,
        bodies=(*_LEADING_GROUP, *_RUN),
        follows=(None, Act.TRANSMITTED),
        needs=_ON_APPROVAL,
    ),
    ActRule(
        act=Act.REWARDED,
        citation=_A8,
        thread=Thread.REWARD,
        scope=Scope.CITY,
        # Art. 8 leaves open who decides on money beside the leading group.
        bodies=(*_LEADING_GROUP, (None,)),
        follows=(None,),
        needs=_ON_APPROVAL,
        needs_reason=True,
    ),
)


def _sanction(
    act: Act,
    bodies: tuple[Bodies, ...],
    follows: tuple[Act | None, ...],
    measure: SanctionKind | None = None,
    *,
    needs: tuple[Need, ...] = (),
    needs_reason: bool = False,
) -> ActRule:
    return ActRule(
        act=act,
        citation=_A9,
        thread=Thread.SANCTION,
        scope=Scope.SANCTION,
        bodies=bodies,
        follows=follows,
        needs=needs,
        measure=measure,
        needs_reason=needs_reason,
    )


def _item(act: Act, bodies: tuple[Bodies, ...], follows: tuple[Act | None, ...]) -> ActRule:
    return ActRule(
        act=act,
        citation=_A9,
        thread=Thread.ITEM,
        scope=Scope.ITEM,
        bodies=bodies,
        follows=follows,
        needs=_ORDERED,
        measure=SanctionKind.RECTIFICATION,
    )


_PROPOSED, _DECIDED = (Act.SANCTION_PROPOSED,), (Act.SANCTION_DECIDED,)
_FOUND = (Act.ITEM_FOUND_OPEN, Act.ITEM_FOUND_DONE)

_SANCTIONS = (
    _sanction(Act.SANCTION_PROPOSED, _RUN, (None,)),
    _sanction(Act.SANCTION_DECIDED, _LEADING_GROUP, _PROPOSED),
    # Reading of Art. 9: the three measures follow once confirmed; to leave one out is a departure.
    _sanction(Act.SANCTION_LEFT_OUT, _LEADING_GROUP, _PROPOSED, needs_reason=True),
    _sanction(Act.CIRCULAR_ISSUED, _LEADING_GROUP, _DECIDED, SanctionKind.CRITICISM),
    _sanction(Act.TALK_HELD, _LEADING_GROUP, (*_DECIDED, Act.TALK_HELD), SanctionKind.TALK),
    _sanction(Act.RECTIFICATION_ORDERED, _LEADING_GROUP, _DECIDED, SanctionKind.RECTIFICATION),
    _sanction(Act.RECTIFICATION_EXTENDED, _LEADING_GROUP, _RUNNING, SanctionKind.RECTIFICATION, needs_reason=True),
    _item(Act.ITEM_FOUND_OPEN, _INSPECT, (None, *_FOUND)),
    _item(Act.ITEM_FOUND_DONE, _INSPECT, (None, *_FOUND)),
    _item(Act.ITEM_CLOSED, _LEADS_OR_OFFICE, (Act.ITEM_FOUND_DONE,)),
    _sanction(
        Act.RECTIFICATION_CLOSED,
        _LEADING_GROUP,
        _RUNNING,
        SanctionKind.RECTIFICATION,
        needs=(Need((Act.ITEM_CLOSED,), Reach.EVERY_ITEM),),
    ),
    _sanction(Act.REFERRED, _LEADING_GROUP, _DECIDED, SanctionKind.HOLDING_TO_ACCOUNT),
    # Art. 9 names nobody who holds to account: the body that was asked answers.
    _sanction(Act.REFERRAL_ANSWERED, ((None,),), (Act.REFERRED,), SanctionKind.HOLDING_TO_ACCOUNT),
)


def _note(
    act: Act, citation: Citation | None, thread: Thread, bodies: tuple[Bodies, ...], follows: tuple[Act | None, ...]
) -> ActRule:
    return ActRule(act=act, citation=citation, thread=thread, scope=Scope.NOTE, bodies=bodies, follows=follows)


_NOTES = (
    _note(Act.CONDUCT_RECORDED, _A10, Thread.CONDUCT, (*_LEADING_GROUP, *_RUN), (None,)),
    _note(Act.DIFFERENCE_EXPLAINED, _A10, Thread.DIFFERENCE, (*_LEADING_GROUP, *_RUN), (None,)),
    # Outside the measure, which knows no objection.
    _note(
        Act.OBJECTION_RAISED,
        None,
        Thread.OBJECTION,
        ((Body.CITY_COMMITTEE,), (Body.CITY_GOVERNMENT,), *_CITY),
        (None,),
    ),
    _note(Act.OBJECTION_ANSWERED, None, Thread.OBJECTION, _LEADS_OR_OFFICE, (Act.OBJECTION_RAISED,)),
)

RULES: tuple[ActRule, ...] = (*_START, *_CONSOLIDATION, *_RESULTS, *_SANCTIONS, *_NOTES)
"""One row for each act but withdrawal, in the order of the text."""

_BY_ACT = {rule.act: rule for rule in RULES}


def rule_of(act: Act) -> ActRule:
    """Give the row of an act.

    Args:
        act: any act but `WITHDRAWN`.

    Returns:
        Its row.

    Example:
        >>> rule_of(Act.APPROVED).citation
        Citation(article=7, paragraph=None, item=4)
    """
    return _BY_ACT[act]
