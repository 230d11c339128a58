"""What an event says, held against what came before it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve

sys.path.append(str(Path(__file__).parent))

from story import (
    CHOU,
    CITIES,
    COMPUTED,
    COUNTIES,
    GROUP,
    JIA,
    MAO,
    OFFICE,
    OTHER,
    PROVINCE,
    YI,
    YIN,
    ZI,
    D,
    check,
    city_bodies,
    conduct,
    consolidations,
    decisions,
    evaluation,
    event,
    order,
    proposal,
    recorded,
    result,
    sanctions,
    start,
    summaries,
    verifications,
)

from jxassess.accountability import POSTS, SanctionKind
from jxassess.cycle import (
    Actor,
    Answer,
    Approval,
    AssessmentCycle,
    Closing,
    CycleEvent,
    Extension,
    Inspection,
    Objection,
    SanctionDecision,
    SanctionProposal,
    SequenceError,
    Talk,
    Verification,
    VerificationRules,
    Withdrawal,
)
from jxassess.measure import Body
from jxassess.places import City
from jxassess.scheme import DayKind, Rectification

RULES = VerificationRules(no_own_region=True, no_exchange=True, most_checks=2, source="invented scheme")
DAY = date(2020, 1, 10)
# The places of these in the list of sanctions of the story.
AFTER_ORDER, AFTER_TALK_DECIDED, AFTER_REFERRAL = 11, 8, 12


def codes(cycle: AssessmentCycle, one: CycleEvent) -> list[str]:
    """Give the codes of the faults for which an event is refused."""
    with pytest.raises(SequenceError) as caught:
        cycle.record(one)
    return [fault.code for fault in caught.value.faults]


def team(home: City | None) -> tuple[Actor, ...]:
    """Give a team of a member unit that comes from a city."""
    return (Actor(body=Body.MEMBER_UNIT, unit="unit 1", city=home),)


def ready(rules: VerificationRules | None = RULES) -> AssessmentCycle:
    """Give a cycle in which both cities have reported."""
    cycle = AssessmentCycle(year=2019, cities=CITIES, counties=COUNTIES, rules=rules)
    return recorded([*start(), *summaries()], cycle)


def visit(key: str, home: City | None, what: Verification) -> CycleEvent:
    """Make a verification by a team."""
    return event(key, DAY, team(home), what)


def test_nobody_verifies_their_own_region() -> None:
    """A team from 甲市 does not verify 甲市, where the scheme says so."""
    assert codes(ready(), visit("v", JIA, check(JIA, ZI))) == ["own_region"]
    loose = evolve(RULES, no_own_region=False)
    assert ready(loose).record(visit("v", JIA, check(JIA, ZI))).events[-1].key == "v"
    assert ready(None).record(visit("v", JIA, check(JIA, ZI))).events[-1].key == "v"


def test_no_two_cities_verify_each_other() -> None:
    """After a team from 甲市 verified 乙市, none from 乙市 verifies 甲市, where the scheme says so."""
    cycle = ready().record(visit("v1", JIA, check(YI, YIN)))
    assert codes(cycle, visit("v2", YI, check(JIA, ZI))) == ["mutual"]
    assert cycle.record(visit("v2", JIA, check(YI, MAO))).events[-1].key == "v2"
    assert cycle.record(visit("v2", None, check(JIA, ZI))).events[-1].key == "v2"
    loose = ready(evolve(RULES, no_exchange=False)).record(visit("v1", JIA, check(YI, YIN)))
    assert loose.record(visit("v2", YI, check(JIA, ZI))).events[-1].key == "v2"


def test_so_many_checks_of_a_county() -> None:
    """The third check of a county is refused where two are allowed; another county and the city itself are not."""
    cycle = ready().record(visit("v1", None, check(JIA, ZI, JIA))).record(visit("v2", None, check(JIA, ZI, JIA)))
    assert codes(cycle, visit("v3", None, check(JIA, CHOU, ZI))) == ["too_many_checks"]
    assert cycle.record(visit("v3", None, check(JIA, CHOU, JIA))).events[-1].key == "v3"
    free = ready(evolve(RULES, most_checks=None))
    for i in range(4):
        free = free.record(visit(f"v{i}", None, check(JIA, ZI)))


def test_a_withdrawn_check_does_not_count() -> None:
    """Only checks in force count for the number of checks and for exchange."""
    cycle = ready().record(visit("v1", None, check(JIA, ZI))).record(visit("v2", None, check(JIA, ZI)))
    cycle = cycle.record(event("no", DAY, GROUP, Withdrawal(), reason="it did not take place", replaces="v1"))
    assert cycle.record(visit("v3", None, check(JIA, ZI))).events[-1].key == "v3"


def test_all_conflicts_at_once() -> None:
    """Each faulty team and place is told."""
    cycle = ready(evolve(RULES, most_checks=1)).record(visit("v1", None, check(JIA, ZI, CHOU)))
    one = event("v2", DAY, [*team(JIA), Actor(body=Body.THIRD_PARTY, unit="i")], check(JIA, ZI, CHOU))
    assert codes(cycle, one) == ["own_region", "too_many_checks", "too_many_checks"]


@pytest.mark.parametrize(("most", "source"), [(0, "x"), (-1, "x"), (1, " ")])
def test_rules_of_verification(most: int, source: str) -> None:
    """A rule allows one check or more and names its document."""
    with pytest.raises(SequenceError):
        VerificationRules(no_own_region=True, no_exchange=True, most_checks=most, source=source)


def evaluated() -> AssessmentCycle:
    """Give a cycle in which the evaluation can come."""
    return recorded([*start(), *summaries(), *verifications(), *consolidations()])


def test_an_evaluation_covers_every_city() -> None:
    """Each city has one computed and one proposed result."""
    one = event("x", date(2020, 2, 20), OFFICE, evaluation(computed=COMPUTED[:1]))
    assert codes(evaluated(), one) == ["no_result", "no_result"]
    one = event("x", date(2020, 2, 20), OFFICE, evaluation(computed=[*COMPUTED, COMPUTED[0]]))
    assert codes(evaluated(), one) == ["repeated", "repeated"]


def test_a_proposed_result_that_differs_has_a_reason() -> None:
    """A proposal may differ from what was computed where it says why."""
    other = (result(JIA, "80.47", "fair"), COMPUTED[1])
    silent = evolve(evaluation(), proposed=other)
    assert codes(evaluated(), event("x", date(2020, 2, 20), OFFICE, silent)) == ["unexplained"]
    said = evolve(evaluation(), proposed=(evolve(other[0], reason="grave problem"), COMPUTED[1]))
    assert evaluated().record(event("x", date(2020, 2, 20), OFFICE, said)).results()[0].proposed == said.proposed[0]


@pytest.mark.parametrize("changed", [result(JIA, "80.48", "good"), result(JIA, "80.47", "fair")])
def test_an_approved_result_that_differs_has_a_reason(changed: object) -> None:
    """Score or grade may differ from what was computed where the approval says why."""
    cycle = recorded(decisions()[:2], evaluated())
    results = (changed, COMPUTED[1])
    silent = event("x", date(2020, 3, 12), PROVINCE, Approval(digest=D, results=results))
    assert codes(cycle, silent) == ["unexplained"]
    said = Approval(digest=D, results=(evolve(changed, reason="set by hand"), COMPUTED[1]))
    assert cycle.record(event("x", date(2020, 3, 12), PROVINCE, said)).results()[0].approved == said.results[0]


def test_an_approval_covers_every_city() -> None:
    """Each city gets one result."""
    cycle = recorded(decisions()[:2], evaluated())
    one = event("x", date(2020, 3, 12), PROVINCE, Approval(digest=D, results=COMPUTED[1:]))
    assert codes(cycle, one) == ["no_result"]


def sanctioned(number: int) -> AssessmentCycle:
    """Give a cycle with so many events of the story of sanctions."""
    return recorded(sanctions()[:number])


LATE = date(2020, 4, 20)


def test_posts_are_chosen_for_a_talk() -> None:
    """A talk is decided with the posts chosen, another measure without any."""
    talk = event("x", LATE, GROUP, SanctionDecision(sanction="talk", is_taken=True))
    assert codes(sanctioned(4), talk) == ["no_posts"]
    for key, is_taken in (("crit", True), ("talk", False)):
        stray = SanctionDecision(sanction=key, is_taken=is_taken, posts=POSTS[:1])
        assert codes(sanctioned(4), event("x", LATE, GROUP, stray, reason="x")) == ["stray_posts"]


def test_a_talk_is_held_with_the_posts_chosen() -> None:
    """Another post than the chosen is refused; one of the chosen at a time is not."""
    cycle = sanctioned(AFTER_TALK_DECIDED)
    assert codes(cycle, event("x", LATE, GROUP, Talk(sanction="talk", posts=POSTS[1:4]))) == ["unchosen_post"] * 2
    cycle = cycle.record(event("x", LATE, GROUP, Talk(sanction="talk", posts=POSTS[:1])))
    assert cycle.record(event("y", LATE, GROUP, Talk(sanction="talk", posts=POSTS[1:2]))).events[-1].key == "y"


def test_items_of_the_order_alone() -> None:
    """What the order does not list is neither inspected nor closed."""
    cycle = sanctioned(AFTER_ORDER)
    assert codes(cycle, event("x", LATE, OFFICE, Inspection(sanction="rect", item="3", is_done=True))) == [
        "unknown_item"
    ]
    assert codes(cycle, event("x", LATE, OFFICE, Closing(sanction="rect", item="3"))) == ["wrong_order", "unknown_item"]


def test_closing_what_was_not_inspected() -> None:
    """An item is closed after it was found done, the whole after every item was closed."""
    cycle = sanctioned(AFTER_ORDER)
    assert codes(cycle, event("x", LATE, OFFICE, Closing(sanction="rect", item="1"))) == ["wrong_order"]
    opened = cycle.record(event("i", LATE, OFFICE, Inspection(sanction="rect", item="1", is_done=False)))
    assert codes(opened, event("x", LATE, OFFICE, Closing(sanction="rect", item="1"))) == ["wrong_state"]
    assert codes(cycle, event("x", LATE, GROUP, Closing(sanction="rect"))) == ["wrong_order"] * 2


@pytest.mark.parametrize("day", [date(2020, 6, 15), date(2020, 6, 16)])
def test_an_extension_is_to_a_later_day(day: date) -> None:
    """A time limit is extended beyond its last day, and beyond an earlier extension."""
    cycle = sanctioned(AFTER_ORDER)
    one = event("x", LATE, GROUP, Extension(sanction="rect", last_day=day), reason="x")
    assert codes(cycle, one) == ["no_extension"]
    longer = event("y", LATE, GROUP, Extension(sanction="rect", last_day=date(2020, 6, 17)), reason="x")
    cycle = cycle.record(longer)
    assert codes(cycle, evolve(longer, key="z")) == ["no_extension"]


def test_an_order_ends_no_earlier_than_it_begins() -> None:
    """The last day of a rectification does not lie before its order."""
    cycle = sanctioned(AFTER_TALK_DECIDED)
    assert codes(cycle, event("x", date(2020, 6, 17), GROUP, order("rect"))) == ["limit_passed"]
    last = event("x", date(2020, 6, 16), GROUP, order("rect"), reason="done at once")
    assert cycle.record(last).events[-1].key == "x"


def test_the_last_day_is_that_of_the_limit() -> None:
    """Sixty days from 17 April 2020 end on 16 June; another last day needs a reason, before or after that."""
    cycle = sanctioned(AFTER_TALK_DECIDED)
    for day in (date(2020, 6, 15), date(2020, 6, 17)):
        one = event("x", date(2020, 4, 17), GROUP, evolve(order("rect"), last_day=day))
        assert codes(cycle, one) == ["miscounted"]
        assert cycle.record(evolve(one, reason="the flood season (invented)")).events[-1].key == "x"
    due = event("x", date(2020, 4, 17), GROUP, evolve(order("rect"), last_day=date(2020, 6, 16)))
    assert cycle.record(due).events[-1].key == "x"


def test_working_days_are_counted_by_the_calendar() -> None:
    """Three working days from 30 April 2020 end on 8 May: five days were off. Days beyond the calendar are not counted."""
    cycle = sanctioned(AFTER_TALK_DECIDED)
    limit = Rectification(days=3, day_kind=DayKind.WORKING)
    right = evolve(order("rect"), limit=limit, last_day=date(2020, 5, 8))
    assert cycle.record(event("x", date(2020, 4, 30), GROUP, right)).events[-1].key == "x"
    assert codes(cycle, event("x", date(2020, 4, 30), GROUP, evolve(right, last_day=date(2020, 5, 3)))) == [
        "miscounted"
    ]
    later = evolve(right, last_day=date(2022, 1, 5))
    assert cycle.record(event("x", date(2021, 12, 31), GROUP, later)).events[-1].key == "x"


def test_the_same_measure_is_proposed_once() -> None:
    """A measure for a finding stands once, whatever its key; a corrected or withdrawn proposal leaves the place free."""
    first, day = sanctions()[0], date(2020, 4, 2)
    cycle = recorded([first])
    again = event("x", day, OFFICE, proposal("crit2", SanctionKind.CRITICISM))
    assert codes(cycle, again) == ["proposed_twice"]
    other = evolve(proposal("crit2", SanctionKind.CRITICISM), finding="F2")
    assert cycle.record(evolve(again, what=other)).events[-1].key == "x"
    fix = evolve(again, what=evolve(proposal("crit", SanctionKind.CRITICISM), city=YI), reason="x", replaces="p.crit")
    assert cycle.record(fix).status("p.crit").value == "replaced"
    gone = cycle.record(event("no", day, OFFICE, Withdrawal(), reason="x", replaces="p.crit"))
    assert gone.record(again).events[-1].key == "x"


def test_an_answer_is_to_the_city_that_objected() -> None:
    """The answer to an objection of 甲市 is not one to 乙市."""
    raised = Objection(objection="O1", city=JIA, text="we differ", is_answer=False)
    cycle = recorded([event("o", LATE, city_bodies(JIA), raised)])
    answer = Objection(objection="O1", city=YI, text="no", is_answer=True)
    assert codes(cycle, event("x", LATE, GROUP, answer)) == ["other_objection"]
    assert cycle.record(event("x", LATE, GROUP, evolve(answer, city=JIA))).events[-1].key == "x"


def test_the_body_that_was_asked_answers() -> None:
    """A referral is answered by the unit that it went to."""
    cycle = sanctioned(AFTER_REFERRAL)
    answer = Answer(sanction="acct", outcome="invented")
    assert codes(cycle, event("x", LATE, [Actor(body=None, unit="body 2")], answer)) == ["wrong_answerer"]
    assert cycle.record(event("x", LATE, OTHER, answer)).events[-1].key == "x"


def by_conduct(city: City = JIA, key: str = "K1") -> SanctionProposal:
    """Propose holding to account because of conduct."""
    return evolve(proposal("k", SanctionKind.HOLDING_TO_ACCOUNT, conduct=key), city=city)


@pytest.mark.parametrize(("is_irresponsible", "has_distorted"), [(True, False), (False, True), (False, False)])
def test_conduct_needs_both(is_irresponsible: bool, has_distorted: bool) -> None:
    """Irresponsible conduct alone, or a distorted result alone, leads to nothing (Art. 10)."""
    record = conduct(is_irresponsible=is_irresponsible, has_distorted=has_distorted)
    cycle = recorded([event("c", LATE, OFFICE, record)])
    assert codes(cycle, event("x", LATE, OFFICE, by_conduct())) == ["no_distortion"]


def test_conduct_with_both_can_be_proposed() -> None:
    """Both together, on record, for the same city, can be proposed; without the record they cannot."""
    cycle = recorded([event("c", LATE, OFFICE, conduct())])
    assert cycle.record(event("x", LATE, OFFICE, by_conduct())).events[-1].key == "x"
    assert codes(cycle, event("x", LATE, OFFICE, by_conduct(YI))) == ["no_distortion"]
    assert codes(cycle, event("x", LATE, OFFICE, by_conduct(key="K2"))) == ["no_distortion"]


def test_a_measure_of_another_kind() -> None:
    """A circular does not carry out a talk."""
    cycle = sanctioned(AFTER_TALK_DECIDED)
    wrong: Sequence[CycleEvent] = [
        event("x", LATE, GROUP, Talk(sanction="crit", posts=POSTS[:1])),
        event("x", LATE, GROUP, order("talk")),
    ]
    for one in wrong:
        assert "wrong_measure" in codes(cycle, one)
