"""What is owed, what is overdue, what can come next."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import pytest
from attrs import evolve

sys.path.append(str(Path(__file__).parent))

from story import (
    GROUP,
    JIA,
    LATE,
    OFFICE,
    A,
    city_bodies,
    consolidations,
    decisions,
    event,
    extras,
    feedback,
    new_cycle,
    path,
    recorded,
    sample,
    sanctions,
    start,
    summaries,
    verifications,
)

from jxassess.accountability import POSTS
from jxassess.cycle import (
    CHINA,
    Act,
    AssessmentCycle,
    Consolidation,
    DataKind,
    Objection,
    SanctionDecision,
    SequenceError,
    Summary,
    SummaryStep,
    Talk,
)

MARCH = date(2020, 3, 31)


def owed(cycle: AssessmentCycle, on: date = MARCH) -> list[tuple[str, str]]:
    """Give what is outstanding, as act and subject."""
    return [(task.acts[0].value, task.subject) for task in cycle.outstanding(on)]


def test_everything_is_owed_at_the_beginning() -> None:
    """Before anything has happened the whole path is owed, feedback and summaries by city."""
    assert owed(new_cycle()) == [
        ("scheme_made", ""),
        ("plan_approved", ""),
        ("summary_submitted", "990100"),
        ("summary_submitted", "990200"),
        ("verified", "990100"),
        ("verified", "990200"),
        ("register_consolidated", ""),
        ("survey_consolidated", ""),
        ("verification_consolidated", ""),
        ("funds_consolidated", ""),
        ("evaluated", ""),
        ("deliberated", ""),
        ("approved", ""),
        ("fed_back", "990100"),
        ("fed_back", "990200"),
        ("circulated", ""),
    ]


def test_nothing_is_owed_at_the_end() -> None:
    """After the whole story nothing is outstanding."""
    assert owed(recorded([*path(), *sanctions(), *extras()]), LATE) == []


def test_a_day_counts_what_took_effect_by_then() -> None:
    """An event counts from its effective day on."""
    cycle = recorded(path())
    assert ("summary_submitted", "990200") in owed(cycle, date(2019, 12, 11))
    assert ("summary_submitted", "990200") not in owed(cycle, date(2019, 12, 12))


def test_a_returned_summary_is_owed_again() -> None:
    """After a return the summary is outstanding until it is submitted again."""
    back = event("back", date(2019, 12, 20), GROUP, Summary(city=JIA, step=SummaryStep.RETURNED), reason="x")
    again = event("again", date(2019, 12, 28), city_bodies(JIA), Summary(city=JIA, step=SummaryStep.RESUBMITTED))
    cycle = recorded([*start(), *summaries(), back])
    assert ("summary_submitted", "990100") in owed(cycle)
    assert ("summary_submitted", "990100") not in owed(cycle.record(again))


def test_waiting() -> None:
    """A task names what has to come first, and nothing once that is there."""
    cycle = recorded([*start(), summaries()[0]])
    tasks = {(task.acts[0], task.subject): task for task in cycle.outstanding(MARCH)}
    assert tasks[Act.VERIFIED, "990100"].waits_for == ()
    assert tasks[Act.VERIFIED, "990200"].waits_for == (Act.SUMMARY_SUBMITTED,)
    assert tasks[Act.VERIFICATION_CONSOLIDATED, ""].waits_for == (Act.VERIFIED,)
    assert tasks[Act.REGISTER_CONSOLIDATED, ""].waits_for == ()
    assert tasks[Act.APPROVED, ""].waits_for == (Act.DELIBERATED,)


@pytest.mark.parametrize(("on", "number"), [(date(2020, 3, 31), 0), (date(2020, 4, 1), 3)])
def test_overdue_from_the_first_of_april(on: date, number: int) -> None:
    """The five steps are overdue after the last of March; circulation has no last day."""
    cycle = recorded([*start(), *summaries(), *verifications(), *consolidations(), *decisions()[:2]])
    assert len(cycle.overdue(on)) == number
    assert [task.acts[0].value for task in cycle.overdue(on)] == ["approved", "fed_back", "fed_back"][:number]


@pytest.mark.parametrize("year", [2018, 2019])
def test_weekends_move_nothing(year: int) -> None:
    """The last of March 2018 was a Saturday, that of 2019 a Sunday: the day after, everything is overdue."""
    cycle = new_cycle(year - 1)
    assert date(year, 3, 31).isoweekday() == {2018: 6, 2019: 7}[year]
    assert cycle.overdue(date(year, 3, 31)) == ()
    assert len(cycle.overdue(date(year, 4, 1))) == 13


def test_sanctions_are_owed_step_by_step() -> None:
    """A proposal waits for a decision, a decision for what it decides, a referral for its answer."""
    done = sanctions()
    assert owed(recorded([*path(), *done[:4]]), LATE) == [
        ("sanction_decided", key) for key in ("crit", "talk", "rect", "acct")
    ]
    assert owed(recorded([*path(), *done[:8]]), LATE) == [
        ("circular_issued", "crit"),
        ("talk_held", "talk"),
        ("rectification_ordered", "rect"),
        ("referred", "acct"),
    ]
    assert owed(recorded([*path(), *done[:12]]), LATE) == [
        ("item_closed", "rect/1"),
        ("item_closed", "rect/2"),
        ("rectification_closed", "rect"),
        ("referral_answered", "acct"),
    ]
    assert owed(recorded([*path(), *done[:15]]), LATE) == [
        ("item_closed", "rect/1"),
        ("rectification_closed", "rect"),
        ("referral_answered", "acct"),
    ]


def test_a_talk_with_some_leaves_the_others() -> None:
    """A talk is outstanding until every post that was chosen was met."""
    decided = sanctions()[:8]
    first, second = (event(f"t{i}", LATE, GROUP, Talk(sanction="talk", posts=[POSTS[i]])) for i in (0, 1))
    assert ("talk_held", "talk") in owed(recorded(decided), LATE)
    assert ("talk_held", "talk") in owed(recorded([*decided, first]), LATE)
    assert ("talk_held", "talk") not in owed(recorded([*decided, first, second]), LATE)


def test_what_is_left_out_is_not_owed() -> None:
    """A measure that was left out is done with."""
    out = event("out", LATE, GROUP, SanctionDecision(sanction="crit", is_taken=False), reason="x")
    assert owed(recorded([*path(), sanctions()[0], out]), LATE) == []


def test_a_rectification_is_due_on_its_last_day() -> None:
    """It is overdue the day after, until it is extended, and after the extension again."""
    cycle = recorded([*path(), *sanctions()[:15]])
    assert [task.due for task in cycle.outstanding(date(2020, 6, 1)) if task.subject == "rect"] == [date(2020, 6, 16)]
    assert [task.subject for task in cycle.overdue(date(2020, 6, 16))] == []
    assert [task.subject for task in cycle.overdue(date(2020, 6, 17))] == ["rect/1", "rect"]
    extended = recorded([*path(), *sanctions()[:16]])
    assert [task.subject for task in extended.overdue(date(2020, 7, 16))] == []
    assert [task.subject for task in extended.overdue(date(2020, 7, 17))] == ["rect/1", "rect"]
    task = next(task for task in extended.outstanding(date(2020, 7, 1)) if task.subject == "rect")
    assert task.waits_for == (Act.ITEM_CLOSED,)


def test_an_objection_is_owed_an_answer() -> None:
    """An objection is outstanding until it is answered, and stands outside the measure."""
    raised = event("o", LATE, city_bodies(JIA), Objection(objection="O1", city=JIA, text="no", is_answer=False))
    tasks = recorded([*path(), raised]).outstanding(LATE)
    assert [(task.acts[0], task.subject, task.citation) for task in tasks] == [(Act.OBJECTION_ANSWERED, "O1", None)]


def test_words_of_a_task() -> None:
    """A task says what is to be done and of what."""
    task = new_cycle().outstanding(MARCH)
    assert (task[0].words.en, task[4].words.zh) == ("scheme made", "核实评估：990100")


def test_allowed_at_the_beginning() -> None:
    """Scheme and plan can come, and what stands beside the path."""
    assert [(move.act.value, move.subject) for move in new_cycle().allowed()] == [
        ("scheme_made", ""),
        ("plan_approved", ""),
        ("sanction_proposed", None),
        ("conduct_recorded", None),
        ("difference_explained", None),
        ("objection_raised", None),
    ]


def test_allowed_after_approval() -> None:
    """Feedback to each city, circulation, and handing on for every place."""
    cycle = recorded([*start(), *summaries(), *verifications(), *consolidations(), *decisions(), feedback()[0]])
    moves = [(move.act.value, move.subject) for move in cycle.allowed()]
    assert ("fed_back", "990200") in moves
    assert ("fed_back", "990100") not in moves
    assert [subject for act, subject in moves if act == "transmitted"] == [
        "990100",
        "990200",
        "990121",
        "990122",
        "990221",
        "990222",
    ]


def test_allowed_for_sanctions() -> None:
    """Each kind of sanction has its own next step."""
    moves = [(move.act.value, move.subject) for move in recorded(sanctions()[:8]).allowed()]
    assert [move for move in moves if move[1] in ("crit", "talk", "rect", "acct")] == [
        ("circular_issued", "crit"),
        ("talk_held", "talk"),
        ("rectification_ordered", "rect"),
        ("referred", "acct"),
    ]
    moves = [(move.act.value, move.subject) for move in recorded(sanctions()[:14]).allowed()]
    assert ("item_closed", "rect/2") in moves
    assert ("item_closed", "rect/1") not in moves
    assert ("rectification_closed", "rect") not in moves


@pytest.mark.parametrize("number", range(0, 42, 3))
def test_what_is_allowed_can_be_recorded(number: int) -> None:
    """Every move of 甲市 and of the rectification that is listed is taken, and none that is not listed."""
    cycle = recorded([*path(), *sanctions(), *extras()][:number])
    moves = {(move.act, move.subject) for move in cycle.allowed()}
    for act in (act for act in Act if act not in (Act.WITHDRAWN, Act.RECTIFICATION_EXTENDED)):
        one = sample(act)
        opens = (act, None) in moves and cycle._ledger.standing.latest(act, one.subject) is None
        is_listed = opens or (act, one.subject) in moves
        try:
            cycle.record(one)
        except SequenceError:
            assert not is_listed, act
        else:
            assert is_listed, act


def test_moves_name_who_may_act() -> None:
    """A move carries the bodies and the clause of its row."""
    move = next(move for move in recorded(start()).allowed() if move.act is Act.SUMMARY_SUBMITTED)
    assert [body.value for body in move.bodies[0] if body] == ["city_committee", "city_government"]
    assert str(move.citation) == "Art. 7(1)"
    assert OFFICE


def test_what_was_handed_on_is_owed_anew() -> None:
    """An extract and a reward that were overtaken by a correction are owed again, until they are done again."""
    fix = event(
        "fix",
        date(2020, 9, 10),
        OFFICE,
        Consolidation(data=DataKind.FUNDS, digest=A),
        reason="wrong line",
        replaces="data.funds",
    )
    cycle = recorded([*path(), *extras(), fix])
    after = date(2020, 9, 11)
    owed = [(task.acts[0].value, task.subject, str(task.citation), task.due) for task in cycle.outstanding(after)[-2:]]
    assert owed == [("transmitted", "990121", "Art. 8", None), ("rewarded", "990200", "Art. 8", None)]
    assert [act.value for act in cycle.outstanding(after)[-1].waits_for] == ["approved"]
    assert "transmitted" not in [task.acts[0].value for task in cycle.outstanding(date(2020, 8, 31))]
    again = [
        evolve(one, key=f"{one.key}.2", on=after, recorded=datetime(2020, 9, 12, tzinfo=CHINA))
        for one in [*decisions(), *extras()[:1]]
    ]
    cycle = recorded(again, cycle)
    assert [task.acts[0].value for task in cycle.outstanding(after)][-1:] == ["rewarded"]
    assert "transmitted" not in [task.acts[0].value for task in cycle.outstanding(after)]
