"""A whole year on invented places, event by event, from which the tests vary."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime, time
from functools import cache

from attrs import evolve

from jxassess.accountability import POSTS, SanctionKind
from jxassess.cycle import (
    CHINA,
    Act,
    Actor,
    Answer,
    Appraised,
    Approval,
    AssessmentCycle,
    Breach,
    Circular,
    Circulation,
    Closing,
    Conduct,
    ConductSide,
    Consolidation,
    Content,
    CycleEvent,
    DataKind,
    Deliberation,
    DifferenceNote,
    DifferenceReading,
    Evaluation,
    Extension,
    Feedback,
    Inspection,
    Item,
    Method,
    Objection,
    PlanApproved,
    RectificationOrder,
    Referral,
    Report,
    Result,
    RewardDecision,
    SanctionDecision,
    SanctionProposal,
    SchemeMade,
    SequenceError,
    Summary,
    SummaryStep,
    Talk,
    Transmission,
    Verification,
)
from jxassess.cycle._ledger import Ledger
from jxassess.measure import Body
from jxassess.places import City, County
from jxassess.scheme import DayKind, Rectification

JIA = City(code="990100", name="甲市")
YI = City(code="990200", name="乙市")
ZI = County(code="990121", name="子县", parent=JIA)
CHOU = County(code="990122", name="丑县", parent=JIA)
YIN = County(code="990221", name="寅县", parent=YI)
MAO = County(code="990222", name="卯县", parent=YI)
CITIES, COUNTIES = (JIA, YI), (ZI, CHOU, YIN, MAO)

A, B, C, D = ("a" * 64, "b" * 64, "c" * 64, "d" * 64)
REPORT = Report(situation="s", analysis="a", problems="p", overall="o", proposals="q")
LIMIT = Rectification(days=60, day_kind=DayKind.CALENDAR)

GROUP = (Actor(body=Body.LEADING_GROUP),)
OFFICE = (Actor(body=Body.OFFICE),)
PROVINCE = (Actor(body=Body.PROVINCIAL_COMMITTEE), Actor(body=Body.PROVINCIAL_GOVERNMENT))
THIRD = (Actor(body=Body.THIRD_PARTY, unit="institute 1"),)
OTHER = (Actor(body=None, unit="body 1"),)


def city_bodies(city: City) -> tuple[Actor, ...]:
    """Give a city's committee and government."""
    return Actor(body=Body.CITY_COMMITTEE, city=city), Actor(body=Body.CITY_GOVERNMENT, city=city)


def new_cycle(year: int = 2019) -> AssessmentCycle:
    """Give a cycle in which nothing has happened."""
    return AssessmentCycle(year=year, cities=CITIES, counties=COUNTIES)


def event(
    key: str,
    on: date,
    by: Sequence[Actor],
    what: Content,
    *,
    recorded: date | None = None,
    reason: str = "",
    replaces: str = "",
) -> CycleEvent:
    """Make an event that is recorded at noon of its day, or of another."""
    moment = datetime.combine(recorded or on, time(12), tzinfo=CHINA)
    return CycleEvent(
        key=key, by=by, on=on, recorded=moment, document=f"doc {key}", what=what, reason=reason, replaces=replaces
    )


def result(city: City, score: str, grade: str, reason: str = "") -> Result:
    """Make a result."""
    return Result(city=city, score=score, grade=grade, reason=reason)


COMPUTED = (result(JIA, "80.47", "good"), result(YI, "92.2", "excellent"))


def start() -> list[CycleEvent]:
    """Scheme and plan."""
    return [
        event("scheme", date(2019, 6, 3), GROUP, SchemeMade(digest=A)),
        event("plan", date(2019, 6, 4), GROUP, PlanApproved(digest=B)),
    ]


def summaries() -> list[CycleEvent]:
    """Both cities report."""
    return [
        event("sum.jia", date(2019, 12, 10), city_bodies(JIA), Summary(city=JIA, step=SummaryStep.SUBMITTED)),
        event("sum.yi", date(2019, 12, 12), city_bodies(YI), Summary(city=YI, step=SummaryStep.SUBMITTED)),
    ]


def check(city: City, *places: City | County) -> Verification:
    """Say what a check of some places found."""
    return Verification(
        city=city, method=Method.SAMPLE_SURVEY, places=places, is_true=True, is_accurate=True, verdict="true, accurate"
    )


def verifications() -> list[CycleEvent]:
    """A third party checks both cities."""
    return [
        event("ver.jia", date(2020, 1, 8), THIRD, check(JIA, ZI)),
        event("ver.yi", date(2020, 1, 9), THIRD, check(YI, YIN)),
    ]


def consolidations() -> list[CycleEvent]:
    """The office brings the four kinds of data together."""
    return [
        event(f"data.{data.value}", date(2020, 2, 3 + i), OFFICE, Consolidation(data=data, digest=C))
        for i, data in enumerate(DataKind)
    ]


def evaluation(digest: str = D, computed: Iterable[Result] = COMPUTED) -> Evaluation:
    """Say what was evaluated."""
    results = tuple(computed)
    return Evaluation(
        digest=digest,
        report=REPORT,
        inspection="none",
        supervision="none",
        audit="none",
        computed=results,
        proposed=results,
    )


def decisions() -> list[CycleEvent]:
    """Evaluation, deliberation, approval."""
    return [
        event("eval", date(2020, 2, 20), OFFICE, evaluation()),
        event("delib", date(2020, 3, 2), GROUP, Deliberation(digest=D)),
        event("appr", date(2020, 3, 12), PROVINCE, Approval(digest=D, results=COMPUTED)),
    ]


def feedback() -> list[CycleEvent]:
    """Results go out."""
    return [
        event("feed.jia", date(2020, 3, 20), GROUP, Feedback(city=JIA, advice="check exits earlier")),
        event("feed.yi", date(2020, 3, 20), GROUP, Feedback(city=YI, advice="keep records")),
        event("circ", date(2020, 3, 25), GROUP, Circulation()),
    ]


def path() -> list[CycleEvent]:
    """The five steps of Art. 7, and circulation."""
    return [*start(), *summaries(), *verifications(), *consolidations(), *decisions(), *feedback()]


def proposal(key: str, measure: SanctionKind, *, is_grave: bool = False, conduct: str = "") -> SanctionProposal:
    """Say what is proposed for 甲市."""
    return SanctionProposal(
        sanction=key,
        measure=measure,
        city=JIA,
        finding="" if conduct else "F1",
        is_serious=is_grave,
        has_adverse_effect=is_grave,
        conduct=conduct,
    )


def sanctions() -> list[CycleEvent]:
    """All four measures, from the proposal to the end."""
    day = date(2020, 4, 1)
    chosen = POSTS[:2]
    return [
        event("p.crit", day, OFFICE, proposal("crit", SanctionKind.CRITICISM)),
        event("p.talk", day, OFFICE, proposal("talk", SanctionKind.TALK)),
        event("p.rect", day, OFFICE, proposal("rect", SanctionKind.RECTIFICATION)),
        event("p.acct", day, OFFICE, proposal("acct", SanctionKind.HOLDING_TO_ACCOUNT, is_grave=True)),
        event("d.crit", date(2020, 4, 10), GROUP, SanctionDecision(sanction="crit", is_taken=True)),
        event("d.talk", date(2020, 4, 10), GROUP, SanctionDecision(sanction="talk", is_taken=True, posts=chosen)),
        event("d.rect", date(2020, 4, 10), GROUP, SanctionDecision(sanction="rect", is_taken=True)),
        event("d.acct", date(2020, 4, 10), GROUP, SanctionDecision(sanction="acct", is_taken=True)),
        event("x.crit", date(2020, 4, 15), GROUP, Circular(sanction="crit")),
        event("x.talk", date(2020, 4, 16), GROUP, Talk(sanction="talk", posts=chosen)),
        event("x.rect", date(2020, 4, 17), GROUP, order("rect")),
        event("x.acct", date(2020, 4, 18), GROUP, Referral(sanction="acct", to="body 1")),
        event("i.1", date(2020, 5, 20), OFFICE, Inspection(sanction="rect", item="1", is_done=False)),
        event("i.2", date(2020, 5, 21), OFFICE, Inspection(sanction="rect", item="2", is_done=True)),
        event("c.2", date(2020, 5, 22), OFFICE, Closing(sanction="rect", item="2")),
        event(
            "ext",
            date(2020, 6, 10),
            GROUP,
            Extension(sanction="rect", last_day=date(2020, 7, 16)),
            reason="floods (invented)",
        ),
        event("i.1b", date(2020, 7, 10), OFFICE, Inspection(sanction="rect", item="1", is_done=True)),
        event("c.1", date(2020, 7, 12), OFFICE, Closing(sanction="rect", item="1")),
        event("end", date(2020, 7, 20), GROUP, Closing(sanction="rect")),
        event("ans", date(2020, 8, 1), OTHER, Answer(sanction="acct", outcome="a warning was given")),
    ]


def order(key: str) -> RectificationOrder:
    """Say what is to be put right."""
    items = [Item(key="1", text="pay what is due"), Item(key="2", text="publish the lists")]
    return RectificationOrder(sanction=key, items=items, limit=LIMIT, last_day=date(2020, 6, 16))


def conduct(key: str = "K1", *, is_irresponsible: bool = True, has_distorted: bool = True) -> Conduct:
    """Say how a duty was not kept."""
    return Conduct(
        record=key,
        side=ConductSide.CITY,
        city=JIA,
        breach=Breach.INCORRECT,
        facts="invented",
        is_irresponsible=is_irresponsible,
        has_distorted=has_distorted,
    )


def extras() -> list[CycleEvent]:
    """What may come beside the path."""
    by = city_bodies(JIA)
    return [
        event(
            "trans",
            date(2020, 9, 1),
            OFFICE,
            Transmission(place=ZI, appraised=[Appraised.TEAM, Appraised.PRINCIPAL_LEADERS], digest=A),
        ),
        event(
            "reward",
            date(2020, 9, 2),
            GROUP,
            RewardDecision(city=YI, is_granted=True, fen=100_000_000),
            reason="excellent, and marked reduction",
        ),
        event("conduct", date(2020, 9, 3), OFFICE, conduct()),
        event(
            "diff",
            date(2020, 9, 4),
            OFFICE,
            DifferenceNote(place=ZI, indicator="exit_accuracy", reading=DifferenceReading.ERROR),
        ),
        event("obj", date(2020, 9, 5), by, Objection(objection="O1", city=JIA, text="we differ", is_answer=False)),
        event("obj.a", date(2020, 9, 6), GROUP, Objection(objection="O1", city=JIA, text="no", is_answer=True)),
    ]


def whole() -> list[CycleEvent]:
    """Everything that the tables know, but a returned summary and a measure left out."""
    return [*path(), *sanctions(), *extras()]


def recorded(events: Iterable[CycleEvent], cycle: AssessmentCycle | None = None) -> AssessmentCycle:
    """Record events one after another."""
    cycle = cycle or new_cycle()
    for one in events:
        cycle = cycle.record(one)
    return cycle


LATE = date(2020, 12, 1)


def sample(act: Act, sanction: str = "rect", key: str = "sample") -> CycleEvent:
    """Make an event of an act on a late day, on a given sanction where it is of one."""
    by, what = _samples(sanction)[act]
    return event(key, LATE, by, what, reason="because")


@cache
def _samples(sanction: str) -> dict[Act, tuple[Sequence[Actor], Content]]:
    jia = city_bodies(JIA)
    contents: list[tuple[Sequence[Actor], Content]] = [
        *((one.by, one.what) for one in (*path(), *extras()) if one.subject != YI.code),
        (GROUP, Summary(city=JIA, step=SummaryStep.RETURNED)),
        (jia, Summary(city=JIA, step=SummaryStep.RESUBMITTED)),
        (GROUP, RewardDecision(city=JIA, is_granted=False, fen=0)),
        (OFFICE, proposal(sanction, MEASURES[sanction], is_grave=True)),
        (GROUP, SanctionDecision(sanction=sanction, is_taken=True, posts=POSTS[:2] if sanction == "talk" else ())),
        (GROUP, SanctionDecision(sanction=sanction, is_taken=False)),
        (GROUP, Circular(sanction=sanction)),
        (GROUP, Talk(sanction=sanction, posts=POSTS[:2])),
        (GROUP, evolve(order(sanction), last_day=date(2021, 2, 1))),
        (GROUP, Extension(sanction=sanction, last_day=date(2021, 3, 1))),
        (OFFICE, Inspection(sanction=sanction, item="1", is_done=False)),
        (OFFICE, Inspection(sanction=sanction, item="1", is_done=True)),
        (OFFICE, Closing(sanction=sanction, item="1")),
        (GROUP, Closing(sanction=sanction)),
        (GROUP, Referral(sanction=sanction, to="body 1")),
        (OTHER, Answer(sanction=sanction, outcome="invented")),
    ]
    return {what.act: (by, what) for by, what in contents}


MEASURES = {
    "crit": SanctionKind.CRITICISM,
    "talk": SanctionKind.TALK,
    "rect": SanctionKind.RECTIFICATION,
    "acct": SanctionKind.HOLDING_TO_ACCOUNT,
}


def lenient(events: Iterable[CycleEvent]) -> AssessmentCycle:
    """Record what can be recorded, and leave out the rest."""
    ledger, kept = Ledger(CITIES, (*CITIES, *COUNTIES), None), list[CycleEvent]()
    for one in events:
        with suppress(SequenceError):
            ledger.take(one)
            kept.append(one)
    return AssessmentCycle(year=2019, cities=CITIES, counties=COUNTIES, events=kept)
