"""What each class refuses of itself: actors, contents, events."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from attrs import evolve

sys.path.append(str(Path(__file__).parent))

from story import (
    CHOU,
    GROUP,
    JIA,
    LIMIT,
    OFFICE,
    REPORT,
    YI,
    YIN,
    ZI,
    A,
    check,
    conduct,
    evaluation,
    order,
    proposal,
    start,
)

from jxassess.accountability import POSTS, SanctionKind, propose_sanctions
from jxassess.cycle import (
    CITY_BODIES,
    Actor,
    Answer,
    Appraised,
    Approval,
    Breach,
    Conduct,
    ConductSide,
    Consolidation,
    CycleEvent,
    DataKind,
    Deliberation,
    DifferenceNote,
    DifferenceReading,
    Extension,
    Feedback,
    Item,
    Objection,
    PlanApproved,
    RectificationOrder,
    Referral,
    RewardDecision,
    SanctionDecision,
    SanctionProposal,
    SchemeMade,
    SequenceError,
    Talk,
    Transmission,
    body_words,
)
from jxassess.evidence import Evidence, Fact, FactKind, Finding, Verdict
from jxassess.measure import Body, Citation, Problem
from jxassess.places import City
from jxassess.scheme import Scheme


def codes(make: Callable[[], object]) -> list[str]:
    """Give the codes of the faults for which something is refused."""
    with pytest.raises(SequenceError) as caught:
        make()
    return [fault.code for fault in caught.value.faults]


@pytest.mark.parametrize("body", [Body.MEMBER_UNIT, Body.THIRD_PARTY, None])
def test_units_are_named(body: Body | None) -> None:
    """A member unit, a third party and a body that the measure does not name are named, and may come from a city."""
    assert codes(lambda: Actor(body=body)) == ["wrong_actor"]
    assert Actor(body=body, unit="u", city=JIA).words.en.endswith("(u, 990100 甲市)")


@pytest.mark.parametrize("body", CITY_BODIES)
def test_bodies_of_a_city_name_it(body: Body) -> None:
    """A city's committee or government names its city and no unit."""
    assert codes(lambda: Actor(body=body)) == ["wrong_actor"]
    assert codes(lambda: Actor(body=body, unit="u")) == ["wrong_actor"] * 2
    assert Actor(body=body, city=JIA).words.zh.endswith("（990100 甲市）")


@pytest.mark.parametrize(
    "body",
    [
        Body.LEADING_GROUP,
        Body.OFFICE,
        Body.ORGANISATION_DEPARTMENT,
        Body.PROVINCIAL_COMMITTEE,
        Body.PROVINCIAL_GOVERNMENT,
    ],
)
def test_bodies_of_the_province_are_one_each(body: Body) -> None:
    """They have neither unit nor city."""
    assert codes(lambda: Actor(body=body, unit="u", city=JIA)) == ["wrong_actor"] * 2
    assert Actor(body=body).words == body_words(body)


def test_words_of_bodies() -> None:
    """Every body has words in both languages, one that is not named too."""
    assert body_words(Body.PROVINCIAL_COMMITTEE).zh == "省委"
    assert body_words(None).en == "a body that the measure does not name"
    assert all(body_words(body).zh for body in Body)


@pytest.mark.parametrize("digest", ["", "a" * 63, "a" * 65, "A" * 64, "g" * 64, "１" * 64])
def test_what_is_no_digest(digest: str) -> None:
    """A digest is 64 digits of base 16, in small letters."""
    makes: list[Callable[[], object]] = [
        lambda: SchemeMade(digest=digest),
        lambda: PlanApproved(digest=digest),
        lambda: Consolidation(data=DataKind.FUNDS, digest=digest),
        lambda: Deliberation(digest=digest),
        lambda: Approval(digest=digest, results=[]),
        lambda: evaluation(digest),
        lambda: Transmission(place=ZI, appraised=[Appraised.TEAM], digest=digest),
    ]
    for make in makes:
        assert codes(make) == ["bad_digest"]


def test_a_verification_is_of_one_city() -> None:
    """Places outside the city, none, twice the same, and no verdict are refused."""
    assert codes(lambda: check(JIA, ZI, YIN, YI)) == ["elsewhere", "elsewhere"]
    assert codes(lambda: check(JIA)) == ["nothing_listed"]
    assert codes(lambda: check(JIA, ZI, ZI)) == ["repeated"]
    assert codes(lambda: evolve(check(JIA, ZI), verdict=" ")) == ["no_text"]
    assert check(JIA, CHOU, ZI).places == (ZI, CHOU)


def test_the_report_has_five_parts() -> None:
    """Each part left empty is a fault of its own."""
    for part in ("situation", "analysis", "problems", "overall", "proposals"):
        assert codes(lambda part=part: evolve(REPORT, **{part: ""})) == ["no_text"]


def test_an_evaluation_says_of_inspection_supervision_and_audit() -> None:
    """Where there was none, that is said."""
    assert codes(lambda: evolve(evaluation(), inspection="", supervision="", audit=" ")) == ["no_text"] * 3


def test_feedback_has_advice() -> None:
    """Results come with advice (Art. 7(5))."""
    assert codes(lambda: Feedback(city=JIA, advice="")) == ["no_text"]


def test_an_extract_is_for_somebody() -> None:
    """Team, principal leaders or both, each once."""
    assert codes(lambda: Transmission(place=ZI, appraised=[], digest=A)) == ["nothing_listed"]
    assert codes(lambda: Transmission(place=ZI, appraised=[Appraised.TEAM] * 2, digest=A)) == ["repeated"]


@pytest.mark.parametrize(("is_granted", "fen"), [(True, -1), (False, 1), (False, -1)])
def test_amounts(is_granted: bool, fen: int) -> None:
    """No amount lies below zero, and none is given without a reward."""
    assert codes(lambda: RewardDecision(city=JIA, is_granted=is_granted, fen=fen)) == ["bad_amount"]
    assert RewardDecision(city=JIA, is_granted=False, fen=0).fen == 0


@pytest.mark.parametrize("key", ["", " ", "a b", "a/b", "a\n"])
def test_keys(key: str) -> None:
    """A key has neither blanks nor slashes."""
    makes: list[Callable[[], object]] = [
        lambda: proposal(key, SanctionKind.TALK),
        lambda: SanctionDecision(sanction=key, is_taken=True),
        lambda: Item(key=key, text="x"),
        lambda: conduct(key),
        lambda: DifferenceNote(place=ZI, indicator=key, reading=DifferenceReading.ERROR),
        lambda: Objection(objection=key, city=JIA, text="x", is_answer=False),
        lambda: evolve(start()[0], key=key),
    ]
    for make in makes:
        assert codes(make) == ["bad_key"]


@pytest.mark.parametrize(("is_serious", "has_effect"), [(True, False), (False, True), (False, False)])
def test_holding_to_account_needs_both(is_serious: bool, has_effect: bool) -> None:
    """Gravity alone, or an adverse effect alone, is not enough (Art. 9)."""
    grave = proposal("k", SanctionKind.HOLDING_TO_ACCOUNT, is_grave=True)
    make = lambda: evolve(grave, is_serious=is_serious, has_adverse_effect=has_effect)  # noqa: E731
    assert codes(make) == ["not_grave"]


def test_one_thing_is_behind_a_proposal() -> None:
    """A finding or a record of conduct; conduct leads to holding to account alone."""
    talk = proposal("k", SanctionKind.TALK)
    assert codes(lambda: evolve(talk, finding="")) == ["bad_basis"]
    assert codes(lambda: evolve(talk, conduct="K")) == ["bad_basis", "only_account"]
    assert codes(lambda: evolve(talk, finding="", conduct="K")) == ["only_account"]


def test_proposals_of_the_library(make_scheme: Callable[[], Scheme], make_evidence: Callable[[], Evidence]) -> None:
    """What `propose_sanctions` proposes becomes an event as it is."""
    finding = Finding(
        key="F7",
        place=make_evidence().cities[0],
        problem=Problem.DUTY_NOT_CARRIED_OUT,
        verdict=Verdict.CONFIRMED,
        begin=date(2019, 1, 1),
        end=date(2019, 12, 31),
        facts=[Fact(FactKind.NOT_DONE, "invented"), Fact(FactKind.EFFECT, "invented")],
        document="invented",
        reply="invented",
        decided_by=Body.LEADING_GROUP,
        decided_on=date(2020, 3, 1),
        is_serious=True,
        has_adverse_effect=True,
    )
    made = [SanctionProposal.of(sanction) for sanction in propose_sanctions([finding], make_scheme())]
    assert [one.sanction for one in made] == [
        "F7.criticism",
        "F7.talk",
        "F7.rectification",
        "F7.holding_to_account",
    ]
    assert {(one.finding, one.city.code, one.is_serious, one.has_adverse_effect) for one in made} == {
        ("F7", "990100", True, True)
    }


def test_talks_orders_referrals_answers() -> None:
    """A talk with nobody, an order of nothing, a referral to nobody, an empty answer."""
    assert codes(lambda: Talk(sanction="k", posts=[])) == ["nothing_listed"]
    assert codes(lambda: Talk(sanction="k", posts=[POSTS[0], POSTS[0]])) == ["repeated"]
    noon = datetime(2020, 1, 1, 12)
    assert codes(lambda: RectificationOrder(sanction="k", items=[], limit=LIMIT, last_day=noon)) == [
        "nothing_listed",
        "not_a_day",
    ]
    assert codes(lambda: evolve(order("k"), items=[*order("k").items, order("k").items[0]])) == ["repeated"]
    assert codes(lambda: Extension(sanction="k", last_day=noon)) == ["not_a_day"]
    assert codes(lambda: Item(key="1", text="")) == ["no_text"]
    assert codes(lambda: Referral(sanction="k", to=" ")) == ["no_text"]
    assert codes(lambda: Answer(sanction="k", outcome="")) == ["no_text"]


def test_records_beside_the_path() -> None:
    """Conduct states facts, an objection its text."""
    assert codes(
        lambda: Conduct(
            record="K",
            side=ConductSide.ASSESSORS,
            city=JIA,
            breach=Breach.LATE,
            facts="",
            is_irresponsible=False,
            has_distorted=False,
        )
    ) == ["no_text"]
    assert codes(lambda: Objection(objection="O", city=JIA, text="", is_answer=True)) == ["no_text"]


def test_readings_and_their_clauses() -> None:
    """An error has no clause, the others have theirs."""
    assert [reading.citation for reading in DifferenceReading] == [None, Citation(9, item=4), Citation(10)]


def test_an_event_says_who_when_and_where() -> None:
    """Nobody who acts, the same body twice, no document, and a record before the day are told together."""
    one = start()[0]
    assert codes(lambda: evolve(one, by=[], document="", recorded=datetime(2019, 6, 2, tzinfo=UTC))) == [
        "no_text",
        "nothing_listed",
        "not_yet",
    ]
    assert codes(lambda: evolve(one, by=[*GROUP, *GROUP])) == ["repeated"]
    assert codes(lambda: evolve(one, recorded=datetime(2019, 6, 4))) == ["no_zone"]
    assert codes(lambda: evolve(one, on=datetime(2019, 6, 3))) == ["not_a_day"]


def test_record_on_the_day_in_china() -> None:
    """Whether something is recorded too early is judged by the day in China."""
    one = start()[0]
    assert evolve(one, recorded=datetime(2019, 6, 2, 16, tzinfo=UTC)).recorded.day == 3
    assert codes(lambda: evolve(one, recorded=datetime(2019, 6, 2, 15, 59, tzinfo=UTC))) == ["not_yet"]


def test_a_correction_and_a_withdrawal() -> None:
    """An event that replaces another is a correction, unless it withdraws."""
    one = start()[0]
    assert not one.is_correction
    assert evolve(one, replaces="x").is_correction


def test_faults_say_what_where_and_what_to_do() -> None:
    """A refused event is told in both languages."""
    with pytest.raises(SequenceError) as caught:
        CycleEvent(
            key="e 1", by=OFFICE, on=date(2020, 1, 1), recorded=datetime(2020, 1, 1), document="d", what=start()[0].what
        )
    assert caught.value.text() == (
        "2 faults in event e 1\n"
        "  key: 'e 1' is no key; give text without blanks and without '/'\n"
        "  recorded: 2020-01-01 00:00:00 has no time zone; give the time with its zone, such as +08:00"
    )
    assert caught.value.text("zh").startswith("事项e 1有2处差错\n  key：'e 1'不能作键；")


def test_city_is_named_by_actor_of_another_cycle() -> None:
    """Cities are compared with all their fields."""
    assert Actor(body=Body.CITY_COMMITTEE, city=City(code="990100", name="甲")) != Actor(
        body=Body.CITY_COMMITTEE, city=JIA
    )
