"""The tables, held against lists written by hand from the articles, and walked edge by edge."""

from __future__ import annotations

import sys
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve

sys.path.append(str(Path(__file__).parent))

from story import (
    GROUP,
    JIA,
    MEASURES,
    city_bodies,
    event,
    extras,
    lenient,
    path,
    recorded,
    sample,
    sanctions,
    start,
    summaries,
)

from jxassess.cycle import (
    DUTIES,
    RULES,
    Act,
    AssessmentCycle,
    CycleEvent,
    SequenceError,
    Status,
    Summary,
    SummaryStep,
    rule_of,
)
from jxassess.measure import Body, Citation

A = Act
G, F, P, U, T = Body.LEADING_GROUP, Body.OFFICE, Body.ORGANISATION_DEPARTMENT, Body.MEMBER_UNIT, Body.THIRD_PARTY
CC, CG = Body.CITY_COMMITTEE, Body.CITY_GOVERNMENT

# By hand, from the articles: act, clause, who may do it.
CLAUSES = {
    A.SCHEME_MADE: ("Art. 4", [{G}]),
    A.PLAN_APPROVED: ("Art. 7(1)", [{G}]),
    A.SUMMARY_SUBMITTED: ("Art. 7(1)", [{CC, CG}]),
    A.SUMMARY_RETURNED: ("Art. 7(1)", [{G}, {F}]),
    A.SUMMARY_RESUBMITTED: ("Art. 7(1)", [{CC, CG}]),
    A.VERIFIED: ("Art. 7(2)", [{U}, {T}, {U, T}]),
    A.REGISTER_CONSOLIDATED: ("Art. 7(3)", [{F}, {F, U}]),
    A.SURVEY_CONSOLIDATED: ("Art. 7(3)", [{F}, {F, U}]),
    A.VERIFICATION_CONSOLIDATED: ("Art. 7(3)", [{F}, {F, U}]),
    A.FUNDS_CONSOLIDATED: ("Art. 7(3)", [{F}, {F, U}]),
    A.EVALUATED: ("Art. 7(4)", [{F}, {F, P}]),
    A.DELIBERATED: ("Art. 7(4)", [{G}]),
    A.APPROVED: ("Art. 7(4)", [{Body.PROVINCIAL_COMMITTEE, Body.PROVINCIAL_GOVERNMENT}]),
    A.FED_BACK: ("Art. 7(5)", [{G}]),
    A.CIRCULATED: ("Art. 8", [{G}]),
    A.TRANSMITTED: ("Art. 8", [{G}, {F}, {P}, {F, P}]),
    A.REWARDED: ("Art. 8", [{G}, {None}]),
    A.SANCTION_PROPOSED: ("Art. 9", [{F}, {P}, {F, P}]),
    A.SANCTION_DECIDED: ("Art. 9", [{G}]),
    A.SANCTION_LEFT_OUT: ("Art. 9", [{G}]),
    A.CIRCULAR_ISSUED: ("Art. 9", [{G}]),
    A.TALK_HELD: ("Art. 9", [{G}]),
    A.RECTIFICATION_ORDERED: ("Art. 9", [{G}]),
    A.RECTIFICATION_EXTENDED: ("Art. 9", [{G}]),
    A.ITEM_FOUND_OPEN: ("Art. 9", [{G}, {F}, {U}, {T}, {U, T}]),
    A.ITEM_FOUND_DONE: ("Art. 9", [{G}, {F}, {U}, {T}, {U, T}]),
    A.ITEM_CLOSED: ("Art. 9", [{G}, {F}]),
    A.RECTIFICATION_CLOSED: ("Art. 9", [{G}]),
    A.REFERRED: ("Art. 9", [{G}]),
    A.REFERRAL_ANSWERED: ("Art. 9", [{None}]),
    A.CONDUCT_RECORDED: ("Art. 10", [{G}, {F}, {P}, {F, P}]),
    A.DIFFERENCE_EXPLAINED: ("Art. 10", [{G}, {F}, {P}, {F, P}]),
    A.OBJECTION_RAISED: (None, [{CC}, {CG}, {CC, CG}]),
    A.OBJECTION_ANSWERED: (None, [{G}, {F}]),
}

# By hand: what can come directly after what, of the same thing; None is the beginning.
FOLLOWS = {
    (None, A.SCHEME_MADE),
    (None, A.PLAN_APPROVED),
    (None, A.SUMMARY_SUBMITTED),
    (A.SUMMARY_SUBMITTED, A.SUMMARY_RETURNED),
    (A.SUMMARY_RETURNED, A.SUMMARY_RESUBMITTED),
    (A.SUMMARY_RESUBMITTED, A.SUMMARY_RETURNED),
    (None, A.VERIFIED),
    (A.VERIFIED, A.VERIFIED),
    (None, A.REGISTER_CONSOLIDATED),
    (None, A.SURVEY_CONSOLIDATED),
    (None, A.VERIFICATION_CONSOLIDATED),
    (None, A.FUNDS_CONSOLIDATED),
    (None, A.EVALUATED),
    (None, A.DELIBERATED),
    (None, A.APPROVED),
    (None, A.FED_BACK),
    (None, A.CIRCULATED),
    (None, A.TRANSMITTED),
    (A.TRANSMITTED, A.TRANSMITTED),
    (None, A.REWARDED),
    (None, A.SANCTION_PROPOSED),
    (A.SANCTION_PROPOSED, A.SANCTION_DECIDED),
    (A.SANCTION_PROPOSED, A.SANCTION_LEFT_OUT),
    (A.SANCTION_DECIDED, A.CIRCULAR_ISSUED),
    (A.SANCTION_DECIDED, A.TALK_HELD),
    (A.TALK_HELD, A.TALK_HELD),
    (A.SANCTION_DECIDED, A.RECTIFICATION_ORDERED),
    (A.RECTIFICATION_ORDERED, A.RECTIFICATION_EXTENDED),
    (A.RECTIFICATION_EXTENDED, A.RECTIFICATION_EXTENDED),
    (A.RECTIFICATION_ORDERED, A.RECTIFICATION_CLOSED),
    (A.RECTIFICATION_EXTENDED, A.RECTIFICATION_CLOSED),
    (None, A.ITEM_FOUND_OPEN),
    (None, A.ITEM_FOUND_DONE),
    (A.ITEM_FOUND_OPEN, A.ITEM_FOUND_OPEN),
    (A.ITEM_FOUND_OPEN, A.ITEM_FOUND_DONE),
    (A.ITEM_FOUND_DONE, A.ITEM_FOUND_OPEN),
    (A.ITEM_FOUND_DONE, A.ITEM_FOUND_DONE),
    (A.ITEM_FOUND_DONE, A.ITEM_CLOSED),
    (A.SANCTION_DECIDED, A.REFERRED),
    (A.REFERRED, A.REFERRAL_ANSWERED),
    (None, A.CONDUCT_RECORDED),
    (None, A.DIFFERENCE_EXPLAINED),
    (None, A.OBJECTION_RAISED),
    (A.OBJECTION_RAISED, A.OBJECTION_ANSWERED),
}

# By hand: what must have come before, in other threads, directly or through something else.
_BEGUN = {A.SCHEME_MADE, A.PLAN_APPROVED}
_CHECKED = {*_BEGUN, A.SUMMARY_SUBMITTED, A.VERIFIED}
_EVALUATED = {
    *_CHECKED,
    A.REGISTER_CONSOLIDATED,
    A.SURVEY_CONSOLIDATED,
    A.VERIFICATION_CONSOLIDATED,
    A.FUNDS_CONSOLIDATED,
}
_APPROVED = {*_EVALUATED, A.EVALUATED, A.DELIBERATED, A.APPROVED}
_DECIDED = {A.SANCTION_PROPOSED, A.SANCTION_DECIDED}
_ORDERED = {*_DECIDED, A.RECTIFICATION_ORDERED}
BEFORE: dict[Act, set[Act]] = {
    A.SCHEME_MADE: set(),
    A.PLAN_APPROVED: set(),
    A.SUMMARY_SUBMITTED: _BEGUN,
    A.SUMMARY_RETURNED: {*_BEGUN, A.SUMMARY_SUBMITTED},
    A.SUMMARY_RESUBMITTED: {*_BEGUN, A.SUMMARY_SUBMITTED, A.SUMMARY_RETURNED},
    A.VERIFIED: {*_BEGUN, A.SUMMARY_SUBMITTED},
    A.REGISTER_CONSOLIDATED: _BEGUN,
    A.SURVEY_CONSOLIDATED: _BEGUN,
    A.VERIFICATION_CONSOLIDATED: _CHECKED,
    A.FUNDS_CONSOLIDATED: _BEGUN,
    A.EVALUATED: _EVALUATED,
    A.DELIBERATED: {*_EVALUATED, A.EVALUATED},
    A.APPROVED: {*_EVALUATED, A.EVALUATED, A.DELIBERATED},
    A.FED_BACK: _APPROVED,
    A.CIRCULATED: _APPROVED,
    A.TRANSMITTED: _APPROVED,
    A.REWARDED: _APPROVED,
    A.SANCTION_PROPOSED: set(),
    A.SANCTION_DECIDED: {A.SANCTION_PROPOSED},
    A.SANCTION_LEFT_OUT: {A.SANCTION_PROPOSED},
    A.CIRCULAR_ISSUED: _DECIDED,
    A.TALK_HELD: _DECIDED,
    A.RECTIFICATION_ORDERED: _DECIDED,
    A.RECTIFICATION_EXTENDED: _ORDERED,
    A.ITEM_FOUND_OPEN: _ORDERED,
    A.ITEM_FOUND_DONE: _ORDERED,
    A.ITEM_CLOSED: {*_ORDERED, A.ITEM_FOUND_DONE},
    A.RECTIFICATION_CLOSED: {*_ORDERED, A.ITEM_FOUND_DONE, A.ITEM_CLOSED},
    A.REFERRED: _DECIDED,
    A.REFERRAL_ANSWERED: {*_DECIDED, A.REFERRED},
    A.CONDUCT_RECORDED: set(),
    A.DIFFERENCE_EXPLAINED: set(),
    A.OBJECTION_RAISED: set(),
    A.OBJECTION_ANSWERED: {A.OBJECTION_RAISED},
}

ACTS = [act for act in Act if act is not Act.WITHDRAWN]
SANCTION_OF = {
    A.CIRCULAR_ISSUED: "crit",
    A.TALK_HELD: "talk",
    A.REFERRED: "acct",
    A.REFERRAL_ANSWERED: "acct",
}


def story(act: Act) -> list[CycleEvent]:
    """Give a log of everything that could come before an act, and nothing that follows it in its thread."""
    events = [*path(), *sanctions(), *extras()]
    if act is A.SUMMARY_RESUBMITTED:
        returned = Summary(city=JIA, step=SummaryStep.RETURNED)
        events = [*start(), *summaries(), event("back", sample(act).on, GROUP, returned, reason="no figures")]
    own = (rule_of(act).thread, sample(act, SANCTION_OF.get(act, "rect")).subject)
    earlier = BEFORE[act]
    return [one for one in events if (rule_of(one.act).thread, one.subject) != own or one.act in earlier]


def can(cycle: AssessmentCycle, one: CycleEvent) -> bool:
    """Tell whether a cycle takes an event, and that it stays as it was where it does not."""
    before, after = cycle.events, None
    with suppress(SequenceError):
        after = cycle.record(one)
    assert cycle.events == before
    assert after is None or after.events == (*before, one)
    return after is not None


def test_every_act_has_one_row() -> None:
    """Each act but the withdrawal stands in the table once."""
    assert [rule.act for rule in RULES] == ACTS


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.value)
def test_clause_and_bodies(act: Act) -> None:
    """The clause of each act and who may do it are those of the articles."""
    rule, (clause, bodies) = rule_of(act), CLAUSES[act]
    assert rule.citation == (None if clause is None else Citation.parse(clause))
    assert [set(alternative) for alternative in rule.bodies] == bodies


def test_follows() -> None:
    """What can come directly after what is what was written by hand."""
    assert {(before, rule.act) for rule in RULES for before in rule.follows} == FOLLOWS


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.value)
@pytest.mark.parametrize("left_out", [None, *ACTS], ids=lambda act: "nothing" if act is None else act.value)
def test_every_act_waits_for_what_comes_before_it(act: Act, left_out: Act | None) -> None:
    """An act is refused exactly where something that must come before it is left out."""
    cycle = lenient(one for one in story(act) if one.act is not left_out)
    assert can(cycle, sample(act, SANCTION_OF.get(act, "rect"))) == (left_out not in BEFORE[act])


def reaching(act: Act | None, sanction: str) -> list[CycleEvent]:
    """Give a log in which an act is the last of its thread: of 甲市, or of a sanction."""
    line = {
        A.SUMMARY_RETURNED: [A.SUMMARY_SUBMITTED],
        A.SUMMARY_RESUBMITTED: [A.SUMMARY_SUBMITTED, A.SUMMARY_RETURNED],
        A.SANCTION_DECIDED: [A.SANCTION_PROPOSED],
        A.SANCTION_LEFT_OUT: [A.SANCTION_PROPOSED],
        A.CIRCULAR_ISSUED: [A.SANCTION_PROPOSED, A.SANCTION_DECIDED],
        A.TALK_HELD: [A.SANCTION_PROPOSED, A.SANCTION_DECIDED],
        A.RECTIFICATION_ORDERED: [A.SANCTION_PROPOSED, A.SANCTION_DECIDED],
        A.RECTIFICATION_EXTENDED: [A.SANCTION_PROPOSED, A.SANCTION_DECIDED, A.RECTIFICATION_ORDERED],
        A.REFERRED: [A.SANCTION_PROPOSED, A.SANCTION_DECIDED],
        A.REFERRAL_ANSWERED: [A.SANCTION_PROPOSED, A.SANCTION_DECIDED, A.REFERRED],
        A.ITEM_CLOSED: [A.ITEM_FOUND_DONE],
        A.OBJECTION_ANSWERED: [A.OBJECTION_RAISED],
    }
    if act is None:
        return []
    return [sample(one, sanction, key=f"to.{i}") for i, one in enumerate([*line.get(act, []), act])]


THREADS = [
    (before, rule.act)
    for rule in RULES
    for before in [None, *(other.act for other in RULES if other.thread is rule.thread)]
]


@pytest.mark.parametrize(("before", "act"), THREADS, ids=lambda act: "start" if act is None else act.value)
@pytest.mark.parametrize("sanction", MEASURES)
def test_every_pair_of_a_thread(before: Act | None, act: Act, sanction: str) -> None:
    """In one thread an act follows exactly those acts that were written by hand, for the right kind of sanction."""
    if before is A.RECTIFICATION_CLOSED:
        events = sanctions()
        rest = events if sanction == "rect" else []
        is_reached = bool(rest)
    else:
        surround = [one for one in [*path(), *sanctions()] if not _is_own(one, act, sanction)]
        rest = [*surround, *reaching(before, sanction)]
        is_reached = True
    cycle = lenient(rest)
    if before is not None:
        last = cycle._ledger.standing.last(rule_of(before).thread, sample(before, sanction).subject)
        is_reached = is_reached and last is not None and last.act is before
    own = {rule_of(before).measure if before else None, rule_of(act).measure} - {None}
    if not is_reached:
        # The thread cannot come there with this kind of sanction.
        assert own != {MEASURES[sanction]}
        return
    one = sample(act, sanction)
    is_right = rule_of(act).measure in (None, MEASURES[sanction])
    needs_items = act is A.RECTIFICATION_CLOSED
    expected = (before, act) in FOLLOWS and is_right and not needs_items
    if act is A.RECTIFICATION_EXTENDED and before is act:
        return  # a second extension needs a later day; see test_substance
    assert can(cycle, one) == expected


def _is_own(one: CycleEvent, act: Act, sanction: str) -> bool:
    rule = rule_of(act)
    mine = sample(act, sanction).subject
    if rule.thread is rule_of(A.ITEM_CLOSED).thread:
        return one.subject.startswith("rect/")
    return rule_of(one.act).thread is rule.thread and one.subject in (mine, JIA.code, "")


def test_duties_name_acts_of_one_thread() -> None:
    """What is owed is done by acts of one thread, and follows from acts of the same one; an item, from its sanction."""
    for duty in DUTIES:
        own, after = ({rule_of(act).thread for act in acts} for acts in (duty.acts, duty.after))
        assert len(own) == 1
        assert after <= (own if duty.acts != (A.ITEM_CLOSED,) else {rule_of(A.RECTIFICATION_ORDERED).thread})


def test_the_five_steps_are_owed_by_the_end_of_march() -> None:
    """Everything of Art. 7 but the plan has a last day, and nothing else of the yearly path."""
    limited = {act for duty in DUTIES if duty.has_limit and not duty.after for act in duty.acts}
    seven = {rule.act for rule in RULES if str(rule.citation).startswith("Art. 7")}
    assert limited == seven - {A.PLAN_APPROVED, A.SUMMARY_RETURNED}


def test_the_whole_story_can_be() -> None:
    """The story that the tests vary walks through every act but two."""
    cycle = recorded([*path(), *sanctions(), *extras()])
    assert set(ACTS) - {one.act for one in cycle.events} == {
        A.SUMMARY_RETURNED,
        A.SUMMARY_RESUBMITTED,
        A.SANCTION_LEFT_OUT,
    }


_AFTER_APPROVAL = {"feed.jia", "feed.yi", "circ", "trans", "reward"}
_AFTER_EVALUATION = {"delib", "appr", *_AFTER_APPROVAL}
_AFTER_DATA = {"eval", *_AFTER_EVALUATION}
# By hand: what has to be done anew after the correction of what.
OVERTAKEN: dict[str, set[str]] = {
    "scheme": _AFTER_DATA,
    "plan": _AFTER_DATA,
    "sum.jia": _AFTER_DATA,
    "sum.yi": _AFTER_DATA,
    "ver.jia": {"data.verification", *_AFTER_DATA},
    "ver.yi": {"data.verification", *_AFTER_DATA},
    "data.register": _AFTER_DATA,
    "data.survey": _AFTER_DATA,
    "data.verification": _AFTER_DATA,
    "data.funds": _AFTER_DATA,
    "eval": _AFTER_EVALUATION,
    "delib": {"appr", *_AFTER_APPROVAL},
    "appr": _AFTER_APPROVAL,
}


@pytest.mark.parametrize("corrected", [one.key for one in [*path(), *sanctions(), *extras()]])
def test_what_a_correction_overtakes(corrected: str) -> None:
    """After a correction exactly what was written by hand has to be done anew; sanctions and notes never."""
    cycle = recorded([*path(), *sanctions(), *extras()])
    old = cycle.event(corrected)
    fix = evolve(old, key="fix", recorded=sample(old.act).recorded, document="another", reason="x", replaces=corrected)
    after = cycle.record(fix)
    overtaken = {one.key for one in after.events if after.status(one.key) is Status.OVERTAKEN}
    assert overtaken == OVERTAKEN.get(corrected, set())
    assert after.status(corrected) is Status.REPLACED


@pytest.mark.parametrize("city", ["jia", "yi"])
def test_every_city_counts(city: str) -> None:
    """One city without a verification keeps the data waiting, one without a summary its own verification alone."""
    without = lenient(one for one in path() if one.key != f"ver.{city}")
    assert without.status("ver.yi" if city == "jia" else "ver.jia") is Status.IN_FORCE
    assert not can(without, sample(A.VERIFICATION_CONSOLIDATED))
    assert not can(without, sample(A.EVALUATED))
    keys = [one.key for one in lenient(one for one in path() if one.key != f"sum.{city}").events]
    assert f"ver.{city}" not in keys
    assert ("ver.yi" if city == "jia" else "ver.jia") in keys


def test_an_evaluation_waits_for_each_summary_now() -> None:
    """A summary that was returned after the verification keeps the evaluation waiting."""
    back = event("back", date(2020, 2, 19), GROUP, Summary(city=JIA, step=SummaryStep.RETURNED), reason="x")
    cycle = lenient([*path()[:10], back])
    assert not can(cycle, path()[10])
    again = event("again", date(2020, 2, 20), city_bodies(JIA), Summary(city=JIA, step=SummaryStep.RESUBMITTED))
    assert can(cycle.record(again), path()[10])


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.value)
def test_windows_reasons_and_measures(act: Act) -> None:
    """Art. 7 but the plan belongs between December and March; four acts need a reason; acts of one measure name it."""
    rule = rule_of(act)
    assert rule.is_in_window == (str(rule.citation).startswith("Art. 7") and act is not A.PLAN_APPROVED)
    assert rule.needs_reason == (act in (A.SUMMARY_RETURNED, A.REWARDED, A.SANCTION_LEFT_OUT, A.RECTIFICATION_EXTENDED))
    of_rectification = {
        A.RECTIFICATION_ORDERED,
        A.RECTIFICATION_EXTENDED,
        A.RECTIFICATION_CLOSED,
        A.ITEM_FOUND_OPEN,
        A.ITEM_FOUND_DONE,
        A.ITEM_CLOSED,
    }
    name = "rect" if act in of_rectification else SANCTION_OF.get(act)
    assert rule.measure is (None if name is None else MEASURES[name])
