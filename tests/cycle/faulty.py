"""One refused input for each kind of fault of a cycle."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from attrs import evolve

sys.path.append(str(Path(__file__).parent))

from story import (
    CITIES,
    COMPUTED,
    COUNTIES,
    GROUP,
    JIA,
    LATE,
    OFFICE,
    PROVINCE,
    THIRD,
    YI,
    YIN,
    ZI,
    A,
    D,
    check,
    city_bodies,
    decisions,
    evaluation,
    event,
    new_cycle,
    order,
    path,
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
    CHINA,
    Actor,
    Answer,
    Approval,
    AssessmentCycle,
    ConsecutiveRule,
    CycleEvent,
    Deliberation,
    Extension,
    Inspection,
    Objection,
    PlanApproved,
    RewardDecision,
    SanctionDecision,
    SchemeMade,
    Series,
    Summary,
    SummaryStep,
    Talk,
    Tolerance,
    VerificationRules,
    Withdrawal,
    Year,
)
from jxassess.indicators import CATALOGUE
from jxassess.measure import Body
from jxassess.places import City
from jxassess.words import Words

BING = City(code="990300", name="丙市")
RULES = VerificationRules(no_own_region=True, no_exchange=True, most_checks=1, source="invented scheme")
REPORTED = [*start(), *summaries()]
EVALUATED = path()[:11]


def team(city: City) -> list[Actor]:
    """Give a team of a member unit that comes from a city."""
    return [Actor(body=Body.MEMBER_UNIT, unit="unit 1", city=city)]


def ruled() -> AssessmentCycle:
    """Give a cycle with rules of verification, in which both cities have reported."""
    return recorded(REPORTED, AssessmentCycle(year=2019, cities=CITIES, counties=COUNTIES, rules=RULES))


def up_to(number: int) -> AssessmentCycle:
    """Give a cycle after so many events of the story of sanctions."""
    return recorded(sanctions()[:number])


def submitted(city: City) -> Summary:
    """Say that a city reports."""
    return Summary(city=city, step=SummaryStep.SUBMITTED)


def objections() -> list[CycleEvent]:
    """甲市 objects, and 乙市 is answered."""
    raised = Objection(objection="O1", city=JIA, text="we differ", is_answer=False)
    answer = Objection(objection="O1", city=YI, text="no", is_answer=True)
    return [event("o", LATE, city_bodies(JIA), raised), event("o2", LATE, GROUP, answer)]


def swap() -> list[CycleEvent]:
    """A team from 乙市 checks 甲市, and one from 甲市 checks 乙市."""
    day = date(2020, 1, 9)
    return [event("v1", day, team(YI), check(JIA, ZI)), event("v2", day, team(JIA), check(YI, YIN))]


def conduct_proposed() -> CycleEvent:
    """Propose to hold to account for conduct that nobody recorded."""
    return event("p", LATE, OFFICE, proposal("K", SanctionKind.HOLDING_TO_ACCOUNT, conduct="K"))


def overtaking() -> CycleEvent:
    """Withdraw a summary on which a verification follows."""
    return event("no", date(2020, 2, 1), GROUP, Withdrawal(), reason="x", replaces="sum.jia")


def approval(computed: str = "80.47", *, digest: str = D) -> CycleEvent:
    """Approve, with a score of 甲市."""
    results = [result(JIA, computed, "good"), COMPUTED[1]]
    return event("appr", date(2020, 3, 12), PROVINCE, Approval(digest=digest, results=results))


CASES: dict[str, Callable[[], object]] = {
    "no_text": lambda: evolve(start()[0], document=" "),
    "nothing_listed": lambda: evolve(start()[0], by=[]),
    "repeated": lambda: evolve(start()[0], by=[*GROUP, *GROUP]),
    "bad_digest": lambda: SchemeMade(digest="abc"),
    "bad_key": lambda: evolve(start()[0], key="a b"),
    "not_a_day": lambda: Extension(sanction="rect", last_day=datetime(2020, 7, 1, 12)),
    "no_zone": lambda: evolve(start()[0], recorded=datetime(2019, 6, 4, 9)),
    "not_yet": lambda: evolve(start()[0], recorded=datetime(2019, 6, 2, 9, tzinfo=CHINA)),
    "recorded_backwards": lambda: recorded([start()[1], start()[0]]),
    "duplicate_event": lambda: recorded([start()[0], evolve(start()[1], key="scheme")]),
    "bad_year": lambda: new_cycle(2021),
    "stray_county": lambda: AssessmentCycle(year=2019, cities=[YI], counties=[ZI]),
    "unknown_event": lambda: new_cycle().event("x"),
    "wrong_actor": lambda: Actor(body=Body.THIRD_PARTY),
    "wrong_body": lambda: recorded([evolve(start()[0], by=OFFICE)]),
    "not_theirs": lambda: recorded(
        [*REPORTED, event("no", LATE, city_bodies(YI), Withdrawal(), reason="y", replaces="sum.jia")]
    ),
    "other_city": lambda: recorded([*start(), event("x", LATE, city_bodies(YI), submitted(JIA))]),
    "not_assessed": lambda: recorded([*start(), event("x", LATE, city_bodies(BING), submitted(BING))]),
    "other_definition": lambda: recorded(
        [*start(), event("x", LATE, city_bodies(evolve(JIA, name="假市")), submitted(evolve(JIA, name="假市")))]
    ),
    "elsewhere": lambda: check(JIA, YIN),
    "wrong_order": lambda: recorded([*REPORTED, decisions()[1]]),
    "wrong_state": lambda: recorded(
        [*sanctions()[:9], event("x", LATE, GROUP, SanctionDecision(sanction="crit", is_taken=False), reason="late")]
    ),
    "twice": lambda: recorded([*start(), evolve(start()[1], key="plan.2", what=PlanApproved(digest=A))]),
    "breaks_other": lambda: recorded([*REPORTED, *verifications(), overtaking()]),
    "not_in_force": lambda: recorded(
        [*start(), event("x", LATE, GROUP, SchemeMade(digest=D), reason="y", replaces="z")]
    ),
    "other_act": lambda: recorded(
        [*start(), event("x", LATE, GROUP, PlanApproved(digest=D), reason="y", replaces="scheme")]
    ),
    "no_reason": lambda: recorded([*REPORTED, event("x", LATE, GROUP, Summary(city=JIA, step=SummaryStep.RETURNED))]),
    "other_digest": lambda: recorded([*EVALUATED, event("x", date(2020, 3, 2), GROUP, Deliberation(digest=A))]),
    "no_result": lambda: recorded(
        [*path()[:10], event("eval", date(2020, 2, 20), OFFICE, evaluation(computed=COMPUTED[:1]))]
    ),
    "unexplained": lambda: recorded([*path()[:12], approval("81")]),
    "bad_amount": lambda: RewardDecision(city=JIA, is_granted=False, fen=100),
    "wrong_measure": lambda: up_to(8).record(event("x", LATE, GROUP, Talk(sanction="crit", posts=POSTS[:1]))),
    "unknown_item": lambda: up_to(11).record(
        event("x", LATE, OFFICE, Inspection(sanction="rect", item="3", is_done=True))
    ),
    "no_posts": lambda: up_to(4).record(event("x", LATE, GROUP, SanctionDecision(sanction="talk", is_taken=True))),
    "stray_posts": lambda: up_to(4).record(
        event("x", LATE, GROUP, SanctionDecision(sanction="crit", is_taken=True, posts=POSTS[:1]))
    ),
    "unchosen_post": lambda: up_to(8).record(event("x", LATE, GROUP, Talk(sanction="talk", posts=POSTS[2:3]))),
    "limit_passed": lambda: up_to(8).record(event("x", date(2020, 6, 17), GROUP, order("rect"))),
    "miscounted": lambda: up_to(8).record(event("x", date(2020, 4, 18), GROUP, order("rect"))),
    "no_extension": lambda: up_to(11).record(
        event("x", date(2020, 5, 1), GROUP, Extension(sanction="rect", last_day=date(2020, 6, 16)), reason="y")
    ),
    "proposed_twice": lambda: up_to(1).record(event("x", LATE, OFFICE, proposal("c2", SanctionKind.CRITICISM))),
    "other_objection": lambda: recorded(objections()),
    "bad_basis": lambda: evolve(proposal("k", SanctionKind.TALK), finding=""),
    "only_account": lambda: proposal("k", SanctionKind.TALK, conduct="K1"),
    "not_grave": lambda: proposal("k", SanctionKind.HOLDING_TO_ACCOUNT),
    "no_distortion": lambda: recorded([conduct_proposed()]),
    "wrong_answerer": lambda: up_to(12).record(
        event("x", LATE, [Actor(body=None, unit="body 2")], Answer(sanction="acct", outcome="invented"))
    ),
    "bad_limit": lambda: evolve(RULES, most_checks=0),
    "own_region": lambda: ruled().record(event("x", LATE, team(JIA), check(JIA, ZI))),
    "mutual": lambda: recorded(swap(), ruled()),
    "too_many_checks": lambda: recorded(
        [evolve(one, key=key, by=THIRD) for one in swap()[:1] for key in "ab"], ruled()
    ),
    "broken_chain": lambda: recorded(start()).verify(A),
    "negative": lambda: Tolerance(indicator=CATALOGUE[0], at_most="-0.5", source="invented"),
    "unordered": lambda: Series(years=[Year(year=2019, results=[]), Year(year=2018, results=[])]),
    "bad_rule": lambda: ConsecutiveRule(key="r", name=Words("r", "r"), years=1, grades=["good"], source="invented"),
}
