"""The bad inputs that a cycle must withstand: each refused with clause and remedy, the cycle as it was."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve

sys.path.append(str(Path(__file__).parent))

from faulty import BING, EVALUATED, REPORTED, submitted
from story import (
    COMPUTED,
    GROUP,
    LATE,
    OFFICE,
    PROVINCE,
    YI,
    A,
    C,
    D,
    city_bodies,
    consolidations,
    decisions,
    event,
    feedback,
    path,
    recorded,
    sanctions,
    start,
    summaries,
    verifications,
    whole,
)

from jxassess.cycle import (
    Approval,
    AssessmentCycle,
    Closing,
    Consolidation,
    CycleEvent,
    DataKind,
    Deliberation,
    Inspection,
    SequenceError,
    Summary,
    SummaryStep,
    Withdrawal,
)
from jxassess.io.cycle import format_cycle, parse_cycle


def refusal(cycle: AssessmentCycle, one: CycleEvent) -> list[str]:
    """Give what is said to a refused event, and see that the cycle, its head and its file stay as they were."""
    head, text = cycle.head, format_cycle(cycle)
    events, counting, moves = cycle.events, cycle.in_force, cycle.allowed()
    with pytest.raises(SequenceError) as caught:
        cycle.record(one)
    assert (cycle.events, cycle.in_force, cycle.allowed()) == (events, counting, moves)
    assert (cycle.head, format_cycle(cycle)) == (head, text)
    return [str(fault) for fault in caught.value.faults]


def test_the_third_step_before_the_second() -> None:
    """Verification data are not consolidated before every city was verified (Art. 7(3))."""
    cycle = recorded([*REPORTED, verifications()[0]])
    assert refusal(cycle, consolidations()[2]) == [
        (
            "on: 'verification data consolidated' on 2020-02-05 has no 'verification' before it for 990200 [Art. 7(3)]; "
            "record that first, with a day no later"
        )
    ]


def test_a_summary_before_scheme_and_plan() -> None:
    """Scheme and plan precede a city's summary; both are missed at once (Art. 7(1))."""
    assert refusal(recorded([]), summaries()[0]) == [
        (
            "on: 'city summary submitted' on 2019-12-10 has no 'scheme made' before it [Art. 7(1)]; "
            "record that first, with a day no later"
        ),
        (
            "on: 'city summary submitted' on 2019-12-10 has no 'reduction plan approved' before it [Art. 7(1)]; "
            "record that first, with a day no later"
        ),
    ]


def test_a_verification_before_the_summary_of_its_city() -> None:
    """The summary of another city is not enough (Art. 7(2))."""
    cycle = recorded([*start(), summaries()[1]])
    assert refusal(cycle, verifications()[0]) == [
        (
            "on: 'verification' on 2020-01-08 has no 'city summary submitted or city summary submitted again' before it "
            "for 990100 [Art. 7(2)]; record that first, with a day no later"
        )
    ]


@pytest.mark.parametrize("number", range(4))
def test_an_evaluation_without_one_kind_of_data(number: int) -> None:
    """Whichever of the four kinds of data is missing, the evaluation waits for it (Art. 7(4))."""
    data = consolidations()
    (missing,) = (one.act.words.en for one in data[number : number + 1])
    cycle = recorded([*REPORTED, *verifications(), *data[:number], *data[number + 1 :]])
    assert refusal(cycle, decisions()[0]) == [
        (
            f"on: 'comprehensive evaluation' on 2020-02-20 has no '{missing}' before it [Art. 7(4)]; "
            "record that first, with a day no later"
        )
    ]


def test_an_evaluation_while_a_summary_is_with_its_city() -> None:
    """A summary that was returned has to come back first (Art. 7(4))."""
    back = event("back", date(2020, 2, 10), GROUP, Summary(city=YI, step=SummaryStep.RETURNED), reason="no figures")
    assert refusal(recorded([*path()[:10], back]), decisions()[0]) == [
        (
            "on: 'comprehensive evaluation' on 2020-02-20 has no 'city summary submitted or city summary submitted again' "
            "before it for 990200 [Art. 7(4)]; record that first, with a day no later"
        )
    ]


@pytest.mark.parametrize("number", range(len(path())))
def test_every_act_of_the_path_twice(number: int) -> None:
    """No act of the path but a verification stands twice for the same thing, and the first is named."""
    one = path()[number]
    cycle = recorded(path())
    again = evolve(one, key="again", recorded=event("x", LATE, GROUP, one.what).recorded)
    if one.key.startswith("ver."):
        assert cycle.record(again).in_force
        return
    (said,) = refusal(cycle, again)
    assert f"is recorded already, as {one.key} [Art. " in said
    assert said.endswith(f"; correct or withdraw {one.key}")


@pytest.mark.parametrize("one", [one for one in path() if one.by != OFFICE], ids=lambda one: one.key)
def test_every_act_of_the_path_by_the_office(one: CycleEvent) -> None:
    """The office alone neither makes the scheme, reports, verifies, deliberates, approves nor feeds back."""
    cycle = recorded(path()[: [other.key for other in path()].index(one.key)])
    (said,) = refusal(cycle, evolve(one, by=OFFICE))
    assert said.startswith(f"by: office cannot record '{one.act.words.en}' [Art. ")
    assert "]; it is for " in said


def test_one_provincial_body_alone() -> None:
    """Committee and government approve together (Art. 7(4))."""
    assert refusal(recorded(path()[:12]), evolve(decisions()[2], by=PROVINCE[1:])) == [
        (
            "by: provincial government cannot record 'approval' [Art. 7(4)]; it is for provincial committee with "
            "provincial government"
        )
    ]


def test_a_city_that_is_not_assessed() -> None:
    """Neither its summary nor its objection can be recorded (Art. 2)."""
    assert refusal(recorded(start()), event("x", LATE, city_bodies(BING), submitted(BING))) == [
        "what: 990300 丙市 is not assessed in this cycle [Art. 2]; name one of the cycle's cities or counties"
    ]


def test_approving_without_deliberation() -> None:
    """Approval waits for deliberation (Art. 7(4))."""
    assert refusal(recorded(EVALUATED), decisions()[2]) == [
        "on: 'approval' on 2020-03-12 has no 'deliberation' before it [Art. 7(4)]; record that first, with a day no later"
    ]


def test_approving_before_the_day_of_deliberation() -> None:
    """An approval of an earlier day than the deliberation is refused, though it is recorded later (Art. 7(4))."""
    early = event("appr", date(2020, 3, 1), PROVINCE, decisions()[2].what, recorded=date(2020, 3, 12))
    assert refusal(recorded(path()[:12]), early) == [
        "on: 'approval' on 2020-03-01 has no 'deliberation' before it [Art. 7(4)]; record that first, with a day no later"
    ]


def test_approving_another_assessment_than_was_deliberated() -> None:
    """What is approved has the digest of what was deliberated (Art. 7(4))."""
    other = event("appr", date(2020, 3, 12), PROVINCE, Approval(digest=A, results=COMPUTED))
    assert refusal(recorded(path()[:12]), other) == [
        (
            f"what.digest: {A} is not the assessment that came before, {D} [Art. 7(4)]; "
            "deliberate and approve the assessment of the evaluation in force"
        )
    ]


def test_deliberating_another_assessment_than_was_evaluated() -> None:
    """What is deliberated has the digest of what was evaluated (Art. 7(4))."""
    other = event("delib", date(2020, 3, 2), GROUP, Deliberation(digest=C))
    assert refusal(recorded(EVALUATED), other) == [
        (
            f"what.digest: {C} is not the assessment that came before, {D} [Art. 7(4)]; "
            "deliberate and approve the assessment of the evaluation in force"
        )
    ]


@pytest.mark.parametrize("one", feedback(), ids=lambda one: one.key)
def test_feeding_back_and_circulating_without_approval(one: CycleEvent) -> None:
    """Results that were deliberated and not approved go to nobody (Art. 7(5), Art. 8)."""
    clause = "Art. 8" if one.key == "circ" else "Art. 7(5)"
    assert refusal(recorded(path()[:12]), one) == [
        (
            f"on: '{one.act.words.en}' on {one.on} has no 'approval' before it [{clause}]; "
            "record that first, with a day no later"
        )
    ]


def test_feeding_back_what_is_approved_no_more() -> None:
    """After a correction the old approval carries no feedback (Art. 7(5))."""
    fix = Consolidation(data=DataKind.FUNDS, digest=A)
    corrected = event("fix", date(2020, 3, 30), OFFICE, fix, reason="wrong line", replaces="data.funds")
    cycle = recorded([*path()[:13], corrected])
    assert refusal(cycle, evolve(feedback()[0], recorded=corrected.recorded)) == [
        "on: 'feedback' on 2020-03-20 has no 'approval' before it [Art. 7(5)]; record that first, with a day no later"
    ]


ORDERED = sanctions()[:12]


def test_closing_an_item_that_was_not_inspected() -> None:
    """An item is closed only once it was inspected and found done (Art. 9)."""
    assert refusal(recorded(ORDERED), event("x", LATE, OFFICE, Closing(sanction="rect", item="1"))) == [
        (
            "on: 'item closed' on 2020-12-01 has no 'item inspected and found done' before it for rect/1 [Art. 9]; "
            "record that first, with a day no later"
        )
    ]


def test_closing_an_item_that_was_found_open() -> None:
    """What was inspected and found open is inspected again first (Art. 9)."""
    cycle = recorded([*ORDERED, event("i", LATE, OFFICE, Inspection(sanction="rect", item="1", is_done=False))])
    assert refusal(cycle, event("x", LATE, OFFICE, Closing(sanction="rect", item="1"))) == [
        (
            "what: 'item closed' on 2020-12-01 cannot follow 'item inspected and found open' of i [Art. 9]; "
            "what can follow there is item inspected and found open or item inspected and found done"
        )
    ]


def test_closing_a_rectification_with_an_item_open() -> None:
    """The whole is closed once every item is (Art. 9)."""
    assert refusal(recorded(sanctions()[:15]), event("x", LATE, GROUP, Closing(sanction="rect"))) == [
        (
            "on: 'rectification closed' on 2020-12-01 has no 'item closed' before it for rect/1 [Art. 9]; "
            "record that first, with a day no later"
        )
    ]


def test_closing_what_was_not_ordered() -> None:
    """Without an order there is nothing to inspect or to close (Art. 9)."""
    cycle = recorded(sanctions()[:8])
    for one in (Inspection(sanction="rect", item="1", is_done=True), Closing(sanction="rect")):
        said = refusal(cycle, event("x", LATE, GROUP, one))
        assert any("has no 'rectification ordered" in line or "cannot follow" in line for line in said)
        assert all("[Art. 9]; " in line for line in said)


def test_correcting_what_does_not_exist() -> None:
    """A correction names an event in force; the clause is that of the act (Art. 7(3))."""
    fix = Consolidation(data=DataKind.FUNDS, digest=A)
    one = event("fix", LATE, OFFICE, fix, reason="wrong line", replaces="data.fund")
    assert refusal(recorded(path()), one)[0] == (
        "replaces: no event 'data.fund' is in force [Art. 7(3)]; "
        "name an event that was neither withdrawn, replaced nor overtaken"
    )


def test_withdrawing_what_does_not_exist() -> None:
    """A withdrawal names an event in force; the measure has no clause on it."""
    for target in ("nothing", ""):
        assert refusal(recorded(path()), event("no", LATE, GROUP, Withdrawal(), reason="x", replaces=target)) == [
            f"replaces: no event '{target}' is in force; name an event that was neither withdrawn, replaced nor overtaken"
        ]


def test_correcting_twice() -> None:
    """What was replaced once is not replaced again; the correction is what can be corrected (Art. 7(3))."""
    fix = event(
        "fix", LATE, OFFICE, Consolidation(data=DataKind.FUNDS, digest=A), reason="wrong line", replaces="data.funds"
    )
    cycle = recorded([*path(), fix])
    assert refusal(cycle, evolve(fix, key="fix.2"))[0].startswith(
        "replaces: no event 'data.funds' is in force [Art. 7(3)]"
    )
    assert cycle.record(evolve(fix, key="fix.2", replaces="fix")).status("fix").value == "replaced"


@pytest.mark.parametrize("number", [0, 7, 20, len(whole()) - 1])
def test_a_log_whose_digest_does_not_match(number: int) -> None:
    """A file in which one event was changed is refused at that event, with what to do."""
    text = format_cycle(recorded(whole()))
    key = whole()[number].key
    changed = text.replace(f'"document": "doc {key}"', f'"document": "doc {key}."')
    assert changed != text
    with pytest.raises(SequenceError) as caught:
        parse_cycle(changed)
    (fault,) = caught.value.faults
    assert (fault.code, fault.where) == ("wrong_digest", f"events[{number}].digest")
    assert fault.remedy.en == "restore the file from a copy, and verify its head"


def test_a_head_that_does_not_match() -> None:
    """A log does not verify against the head of another one, and is not changed by that."""
    cycle, other = recorded(whole()), recorded(path())
    changed = evolve(other, events=[*other.events[:-1], evolve(other.events[-1], document="another")])
    with pytest.raises(SequenceError, match=r"head: the log does not lead through .*; compare it with the copy"):
        cycle.verify(changed.head)
    assert cycle == recorded(whole())
