"""Corrections, withdrawals, and the order of effective days."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import pytest
from attrs import evolve

sys.path.append(str(Path(__file__).parent))

from story import (
    CHOU,
    COMPUTED,
    GROUP,
    JIA,
    OFFICE,
    OTHER,
    PROVINCE,
    THIRD,
    YI,
    A,
    C,
    D,
    check,
    city_bodies,
    consolidations,
    decisions,
    evaluation,
    event,
    extras,
    feedback,
    path,
    recorded,
    sanctions,
    start,
    summaries,
    verifications,
)

from jxassess.cycle import (
    CHINA,
    Actor,
    Approval,
    AssessmentCycle,
    Consolidation,
    CycleEvent,
    DataKind,
    Deliberation,
    PlanApproved,
    SchemeMade,
    SequenceError,
    Status,
    Summary,
    SummaryStep,
    Withdrawal,
)
from jxassess.measure import Body
from jxassess.places import City


def codes(cycle: AssessmentCycle, one: CycleEvent) -> list[str]:
    """Give the codes of the faults for which an event is refused."""
    with pytest.raises(SequenceError) as caught:
        cycle.record(one)
    return [fault.code for fault in caught.value.faults]


def in_force(cycle: AssessmentCycle) -> list[str]:
    """Give the keys of the events that count."""
    return [one.key for one in cycle.in_force]


def withdrawal(key: str, by: tuple[Actor, ...] = GROUP, on: date = date(2020, 5, 4)) -> CycleEvent:
    """Withdraw an event."""
    return event(f"no.{key}", on, by, Withdrawal(), reason="recorded by mistake", replaces=key)


CORRECTED = event(
    "data.funds.2",
    date(2020, 4, 6),
    OFFICE,
    Consolidation(data=DataKind.FUNDS, digest=A),
    reason="one figure was wrong",
    replaces="data.funds",
)


def test_a_corrected_figure_overtakes_what_rests_on_it() -> None:
    """After approval a corrected figure leaves the path standing up to the data; the rest has to be done anew."""
    cycle = recorded([*path(), CORRECTED])
    assert cycle.status("data.funds") is Status.REPLACED
    overtaken = ["eval", "delib", "appr", "feed.jia", "feed.yi", "circ"]
    assert [cycle.status(key) for key in overtaken] == [Status.OVERTAKEN] * 6
    assert in_force(cycle) == [
        *(one.key for one in [*start(), *summaries(), *verifications(), *consolidations()[:3]]),
        "data.funds.2",
    ]


def test_after_a_correction_everything_is_done_anew_in_order() -> None:
    """A corrected assessment is not approved before it was deliberated again."""
    cycle = recorded([*path(), CORRECTED, event("eval.2", date(2020, 4, 7), OFFICE, evaluation(A))])
    approval = event("appr.2", date(2020, 4, 9), PROVINCE, Approval(digest=A, results=COMPUTED))
    assert codes(cycle, approval) == ["wrong_order"]
    cycle = cycle.record(event("delib.2", date(2020, 4, 8), GROUP, Deliberation(digest=A))).record(approval)
    assert cycle.status("appr.2") is Status.IN_FORCE
    assert codes(cycle, evolve(approval, key="appr.3")) == ["twice"]


def test_a_corrected_evaluation_needs_new_deliberation_and_approval() -> None:
    """What is corrected takes the place of the old, and nothing after it stands."""
    new = event(
        "eval.2", date(2020, 2, 20), OFFICE, evaluation(A), recorded=date(2020, 4, 1), reason="x", replaces="eval"
    )
    cycle = recorded([*path(), new])
    assert "eval.2" in in_force(cycle)
    assert not {"delib", "appr", "feed.jia", "circ"} & {*in_force(cycle)}


def test_a_corrected_verification_overtakes_its_data() -> None:
    """The data of verification rest on every verification, the other three kinds do not."""
    new = event(
        "ver.2", date(2020, 1, 8), THIRD, check(JIA, CHOU), recorded=date(2020, 4, 1), reason="x", replaces="ver.jia"
    )
    cycle = recorded([*path(), new])
    stages = {key: cycle.status(f"data.{key}") for key in ("register", "survey", "verification", "funds")}
    assert stages == {
        "register": Status.IN_FORCE,
        "survey": Status.IN_FORCE,
        "verification": Status.OVERTAKEN,
        "funds": Status.IN_FORCE,
    }


def test_nothing_is_lost() -> None:
    """What was replaced or overtaken stays in the log."""
    cycle = recorded([*path(), CORRECTED])
    assert [one.key for one in cycle.events] == [*(one.key for one in path()), "data.funds.2"]


def test_what_others_need_is_not_withdrawn() -> None:
    """A summary on which a verification follows cannot be withdrawn before that; the verification can."""
    cycle = recorded([*start(), *summaries(), *verifications()])
    assert codes(cycle, withdrawal("sum.jia")) == ["breaks_other"]
    cycle = cycle.record(withdrawal("ver.jia", THIRD)).record(withdrawal("sum.jia"))
    assert cycle.status("sum.jia") is Status.WITHDRAWN
    assert in_force(cycle) == ["scheme", "plan", "sum.yi", "ver.yi"]


def test_what_was_withdrawn_can_be_recorded_again() -> None:
    """A withdrawal leaves the place free."""
    cycle = recorded([*start(), summaries()[0]]).record(withdrawal("sum.jia", on=date(2019, 12, 20)))
    again = evolve(summaries()[0], key="sum.2", recorded=datetime(2019, 12, 21, tzinfo=CHINA))
    assert cycle.record(again).status("sum.2") is Status.IN_FORCE


@pytest.mark.parametrize("target", ["nothing", "data.funds", "eval", "no.feed.jia", ""])
def test_only_what_is_in_force_is_withdrawn(target: str) -> None:
    """What is not there, was replaced, overtaken, or is itself a withdrawal, cannot be withdrawn."""
    cycle = recorded(path()).record(withdrawal("feed.jia", on=date(2020, 4, 1))).record(CORRECTED)
    one = event("no", date(2020, 5, 5), GROUP, Withdrawal(), reason="x", replaces=target)
    assert codes(cycle, one) == ["not_in_force"]


def test_a_correction_of_what_is_not_there() -> None:
    """A correction names an event in force."""
    one = evolve(CORRECTED, replaces="data.other")
    assert codes(recorded(path()), one)[0] == "not_in_force"


def test_a_correction_of_something_else() -> None:
    """A correction is of the same thing as what it corrects."""
    cycle = recorded([*start(), *summaries()])
    wrong_city = event("x", date(2020, 1, 2), city_bodies(YI), summaries()[1].what, reason="x", replaces="sum.jia")
    assert codes(cycle, wrong_city) == ["other_act"]
    wrong_act = event("x", date(2020, 1, 2), GROUP, PlanApproved(digest=A), reason="x", replaces="scheme")
    assert codes(cycle, wrong_act) == ["other_act"]


def test_a_correction_by_another_kind_of_data() -> None:
    """Data of the funds are not corrected by data of the register, also where those are not there yet."""
    cycle = recorded([*start(), consolidations()[3]])
    assert codes(cycle, evolve(CORRECTED, what=Consolidation(data=DataKind.REGISTER, digest=A))) == ["other_act"]
    assert cycle.record(CORRECTED).status("data.funds") is Status.REPLACED


def test_corrections_give_a_reason() -> None:
    """Who corrects or withdraws says why, also where the act itself needs a reason."""
    cycle = recorded(path())
    assert codes(cycle, evolve(CORRECTED, reason=" ")) == ["no_reason"]
    assert codes(cycle, evolve(withdrawal("circ"), reason="")) == ["no_reason"]
    back = event("back", date(2020, 1, 3), GROUP, Summary(city=JIA, step=SummaryStep.RETURNED), reason="x")
    cycle = recorded([*start(), *summaries(), back])
    assert codes(cycle, evolve(back, key="back.2", replaces="back", reason="")) == ["no_reason"]


def test_who_withdraws() -> None:
    """An event is withdrawn by whoever may record it, or by the leading group."""
    cycle = recorded([*start(), summaries()[0]])
    day = date(2019, 12, 20)
    assert codes(cycle, withdrawal("sum.jia", OFFICE, day)) == ["wrong_body"]
    assert cycle.record(withdrawal("sum.jia", city_bodies(JIA), day)).status("sum.jia") is Status.WITHDRAWN
    assert cycle.record(withdrawal("sum.jia", GROUP, day)).status("sum.jia") is Status.WITHDRAWN


def test_another_city_does_not_withdraw() -> None:
    """Committee and government of 乙市 cannot withdraw the summary of 甲市."""
    cycle = recorded([*start(), summaries()[0]])
    assert codes(cycle, withdrawal("sum.jia", city_bodies(YI), date(2019, 12, 20))) == ["not_theirs"] * 2


def test_another_unit_does_not_withdraw() -> None:
    """A verification is withdrawn by the institute that made it, or by the leading group, and by no other institute."""
    cycle = recorded([*start(), *summaries(), *verifications()])
    other = (Actor(body=Body.THIRD_PARTY, unit="institute 2"),)
    assert codes(cycle, withdrawal("ver.jia", other)) == ["not_theirs"]
    for by in (THIRD, GROUP):
        assert cycle.record(withdrawal("ver.jia", by)).status("ver.jia") is Status.WITHDRAWN


def test_another_unit_does_not_correct() -> None:
    """What one institute found is not overwritten by another one; it can be withdrawn, and checked anew."""
    cycle = recorded([*start(), *summaries(), *verifications()])
    other = (Actor(body=Body.THIRD_PARTY, unit="institute 2"),)
    fix = event("fix", date(2020, 2, 3), other, check(JIA, CHOU), reason="x", replaces="ver.jia")
    assert codes(cycle, fix) == ["not_theirs"]
    assert cycle.record(evolve(fix, by=THIRD)).status("ver.jia") is Status.REPLACED
    gone = cycle.record(withdrawal("ver.jia", GROUP, date(2020, 2, 2)))
    assert gone.record(evolve(fix, replaces="")).status("fix") is Status.IN_FORCE


def test_another_city_does_not_correct() -> None:
    """The objection of 甲市 is not overwritten by one of 乙市 under the same key; either body of 甲市 may correct it."""
    (raised,) = extras()[-2:-1]
    cycle = recorded([raised])
    fix = evolve(raised, key="fix", by=city_bodies(YI), what=evolve(raised.what, city=YI), reason="x", replaces="obj")
    assert codes(cycle, fix) == ["not_theirs"] * 2
    own = evolve(raised, key="fix", by=city_bodies(JIA)[:1], reason="x", replaces="obj")
    assert cycle.record(own).status("obj") is Status.REPLACED


def test_a_member_unit_may_join_a_correction() -> None:
    """Data that the office brought together alone may be corrected by the office with a member unit."""
    both = (*OFFICE, Actor(body=Body.MEMBER_UNIT, unit="unit 1"))
    assert recorded(path()).record(evolve(CORRECTED, by=both)).status("data.funds") is Status.REPLACED


def test_the_leading_group_does_not_withdraw_an_approval() -> None:
    """What the provincial committee and government approved is theirs to withdraw (Art. 7(4))."""
    cycle = recorded(path())
    with pytest.raises(SequenceError) as caught:
        cycle.record(withdrawal("appr"))
    assert str(caught.value) == (
        "1 fault in event no.appr\n  by: leading group cannot record 'event withdrawn' [Art. 7(4)]; "
        "it is for provincial committee with provincial government"
    )
    assert cycle.record(withdrawal("appr", PROVINCE)).status("appr") is Status.WITHDRAWN


def test_the_leading_group_withdraws_neither_objections_nor_answers() -> None:
    """An objection is for the city to withdraw, the answer of another body for that body."""
    raised, answered = extras()[-2:]
    cycle = recorded([*sanctions(), raised])
    late = date(2020, 12, 1)
    assert codes(cycle, withdrawal("obj", GROUP, late)) == ["wrong_body"]
    assert cycle.record(withdrawal("obj", city_bodies(JIA), late)).status("obj") is Status.WITHDRAWN
    assert codes(cycle, withdrawal("ans", GROUP, late)) == ["wrong_body"]
    assert cycle.record(withdrawal("ans", OTHER, late)).status("ans") is Status.WITHDRAWN
    both = cycle.record(answered)
    assert both.record(withdrawal("obj.a", GROUP, late)).status("obj.a") is Status.WITHDRAWN


def test_a_withdrawal_overtakes_too() -> None:
    """What rests on a withdrawn event has to be done anew."""
    cycle = recorded(path()).record(withdrawal("delib"))
    assert [cycle.status(key) for key in ("delib", "appr", "circ")] == [
        Status.WITHDRAWN,
        Status.OVERTAKEN,
        Status.OVERTAKEN,
    ]
    assert cycle.status("eval") is Status.IN_FORCE


def test_order_is_that_of_effective_days() -> None:
    """An event recorded late is judged by its effective day, not by its place in the log."""
    scheme, plan = start()
    late = event("sum.jia", date(2019, 6, 3), city_bodies(JIA), summaries()[0].what, recorded=date(2020, 1, 1))
    assert codes(recorded([scheme, plan]), late) == ["wrong_order"]
    plan_late = evolve(plan, on=date(2019, 6, 1), recorded=datetime(2019, 12, 1, tzinfo=CHINA))
    cycle = recorded([scheme, plan_late, *summaries()])
    assert in_force(cycle) == ["plan", "scheme", "sum.jia", "sum.yi"]


def test_the_same_day_follows_the_log() -> None:
    """Events of one day stand in the order in which they were recorded."""
    scheme, plan = start()
    cycle = recorded([scheme, evolve(plan, on=scheme.on)])
    assert in_force(cycle) == ["scheme", "plan"]


def test_a_late_record_cannot_break_what_follows() -> None:
    """A return that took effect before a recorded verification would leave it without a summary, and is refused."""
    cycle = recorded([*start(), *summaries(), *verifications()])
    back = Summary(city=JIA, step=SummaryStep.RETURNED)
    before = event("back", date(2020, 1, 7), GROUP, back, recorded=date(2020, 1, 20), reason="no figures")
    assert codes(cycle, before) == ["breaks_other"]
    after = event("back", date(2020, 1, 8), GROUP, back, recorded=date(2020, 1, 20), reason="no figures")
    assert cycle.record(after).status("back") is Status.IN_FORCE


def test_what_breaks_is_named() -> None:
    """The fault names the later event, its clause, and what to do."""
    cycle = recorded([*start(), *summaries(), *verifications()])
    with pytest.raises(SequenceError) as caught:
        cycle.record(withdrawal("sum.jia"))
    assert str(caught.value) == (
        "1 fault in event no.sum.jia\n"
        "  on: ver.jia ('verification' on 2020-01-08) could not stand any more: 'verification' on 2020-01-08 has no "
        "'city summary submitted or city summary submitted again' before it for 990100 [Art. 7(2)]; "
        "withdraw ver.jia first, or choose another day"
    )


def test_time_of_record_never_decreases() -> None:
    """An event recorded before the one above it is refused, one of the same moment is not."""
    scheme, plan = start()
    assert codes(
        recorded([scheme]), evolve(plan, on=date(2019, 6, 1), recorded=datetime(2019, 6, 2, tzinfo=CHINA))
    ) == ["recorded_backwards"]
    assert (
        recorded([scheme, evolve(plan, on=scheme.on, recorded=scheme.recorded)]).events[1].recorded == scheme.recorded
    )


def test_a_key_stands_once() -> None:
    """Keys are unique in the log, whatever became of their events."""
    assert codes(recorded(start()), evolve(start()[1], what=PlanApproved(digest=C))) == ["duplicate_event"]


def test_places_that_are_not_assessed() -> None:
    """A city or county outside the cycle is refused wherever it is named."""
    cycle = recorded(start())
    bing = City(code="990300", name="丙市")
    assert "not_assessed" in codes(
        cycle, event("x", date(2019, 12, 2), city_bodies(bing), Summary(city=bing, step=SummaryStep.SUBMITTED))
    )
    home = [Actor(body=Body.THIRD_PARTY, unit="u", city=bing)]
    assert codes(recorded([*start(), *summaries()]), event("x", date(2020, 1, 2), home, check(JIA, JIA))) == [
        "not_assessed"
    ]


def test_places_that_are_defined_otherwise() -> None:
    """A place of the same code with another name is not that of the cycle."""
    renamed = City(code="990100", name="另一个甲市")
    report = Summary(city=renamed, step=SummaryStep.SUBMITTED)
    assert codes(recorded(start()), event("x", date(2019, 12, 2), city_bodies(renamed), report)) == ["other_definition"]


def test_bodies_of_another_city() -> None:
    """A city's committee and government report for their own city."""
    cycle = recorded(start())
    one = event("x", date(2019, 12, 2), city_bodies(YI), Summary(city=JIA, step=SummaryStep.SUBMITTED))
    assert codes(cycle, one) == ["other_city", "other_city"]


def test_one_body_of_two() -> None:
    """A summary comes from committee and government, an approval from both provincial bodies."""
    cycle = recorded(start())
    half = event("x", date(2019, 12, 2), city_bodies(JIA)[:1], Summary(city=JIA, step=SummaryStep.SUBMITTED))
    assert codes(cycle, half) == ["wrong_body"]
    cycle = recorded([*start(), *summaries(), *verifications(), *consolidations(), *decisions()[:2]])
    assert codes(cycle, evolve(decisions()[2], by=PROVINCE[:1])) == ["wrong_body"]


def test_all_faults_of_the_log_at_once() -> None:
    """The wrong body, the wrong place and a missing reason are told together."""
    cycle = recorded(start())
    bing = City(code="990300", name="丙市")
    one = event("plan", date(2019, 12, 2), OFFICE, Summary(city=bing, step=SummaryStep.RETURNED), replaces="plan")
    assert codes(cycle, evolve(one, by=city_bodies(bing))) == [
        "duplicate_event",
        "not_assessed",
        "other_act",
        "wrong_body",
        "no_reason",
    ]


def test_approving_what_was_not_deliberated() -> None:
    """Another assessment than the one deliberated on cannot be approved, nor another than the evaluated be deliberated."""
    cycle = recorded([*start(), *summaries(), *verifications(), *consolidations(), decisions()[0]])
    assert codes(cycle, event("x", date(2020, 3, 2), GROUP, Deliberation(digest=A))) == ["other_digest"]
    cycle = cycle.record(decisions()[1])
    assert codes(cycle, event("x", date(2020, 3, 3), PROVINCE, Approval(digest=A, results=COMPUTED))) == [
        "other_digest"
    ]


def test_feeding_back_what_was_not_approved() -> None:
    """Feedback waits for approval."""
    cycle = recorded([*start(), *summaries(), *verifications(), *consolidations(), *decisions()[:2]])
    assert codes(cycle, feedback()[0]) == ["wrong_order"]


def test_a_log_that_could_not_be_is_no_cycle() -> None:
    """The constructor takes a log only as `record` would."""
    with pytest.raises(SequenceError, match="event appr"):
        AssessmentCycle(year=2019, cities=[JIA, YI], events=[*start(), decisions()[2]])


def test_a_scheme_is_made_by_the_leading_group() -> None:
    """No other body makes the scheme."""
    for body in (Body.OFFICE, Body.ORGANISATION_DEPARTMENT, Body.PROVINCIAL_COMMITTEE, Body.PROVINCIAL_GOVERNMENT):
        one = event("x", date(2019, 6, 3), [Actor(body=body)], SchemeMade(digest=D))
        assert codes(recorded([]), one) == ["wrong_body"]
