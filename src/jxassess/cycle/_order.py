"""Whether an event can come when it does, and from whom it does: all of it read off the tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jxassess.cycle._actors import CITY_BODIES, Actor, body_words
from jxassess.cycle._acts import Act
from jxassess.cycle._events import Content, CycleEvent
from jxassess.cycle._fault_kinds import (
    NO_REASON,
    NOT_ASSESSED,
    NOT_THEIRS,
    OTHER_CITY,
    OTHER_DEFINITION,
    TWICE,
    WRONG_BODY,
    WRONG_MEASURE,
    WRONG_ORDER,
    WRONG_STATE,
)
from jxassess.cycle._notes import Conduct, DifferenceNote, Objection
from jxassess.cycle._results import Approval, Evaluation, Feedback, RewardDecision, Transmission
from jxassess.cycle._rows import ActRule, Bodies
from jxassess.cycle._sanctions import SanctionProposal
from jxassess.cycle._standing import Standing
from jxassess.cycle._tables import RULES, rule_of
from jxassess.cycle._year import Summary, Verification
from jxassess.faults import Fault
from jxassess.measure import Body, Citation
from jxassess.places import Place
from jxassess.words import Words


def joined(words: Iterable[Words]) -> Words:
    """Join alternatives."""
    parts = list(words)
    return Words(" or ".join(part.en for part in parts), "或".join(part.zh for part in parts))


def bodies_words(alternatives: Iterable[Bodies]) -> Words:
    """Say who may act."""

    def together(bodies: Bodies) -> Words:
        parts = [body_words(body) for body in bodies]
        return Words(" with ".join(part.en for part in parts), "与".join(part.zh for part in parts))

    return joined(map(together, alternatives))


def actors_words(actors: Iterable[Actor]) -> Words:
    """Say who acted together."""
    said = [actor.words for actor in actors]
    return Words(", ".join(one.en for one in said), "、".join(one.zh for one in said))


def named_places(what: Content) -> tuple[Place, ...]:
    """Give the places that an event names; the first is that for which a city's own body would act."""
    match what:
        case Verification(city=city, places=places):
            return city, *places
        case (
            Summary(city=city)
            | Feedback(city=city)
            | RewardDecision(city=city)
            | SanctionProposal(city=city)
            | Conduct(city=city)
            | Objection(city=city)
        ):
            return (city,)
        case Transmission(place=place) | DifferenceNote(place=place):
            return (place,)
        case Evaluation(computed=computed, proposed=proposed):
            return tuple(result.city for result in (*computed, *proposed))
        case Approval(results=results):
            return tuple(result.city for result in results)
        case _:
            return ()


def actor_faults(event: CycleEvent, alternatives: tuple[Bodies, ...], citation: Citation | None) -> Iterator[Fault]:
    """Find who may not act, or acts for another city."""
    bodies = {actor.body for actor in event.by}
    if not any(bodies == {*alternative} for alternative in alternatives):
        who = actors_words(event.by)
        yield WRONG_BODY.at(
            "by",
            who.en,
            who=who,
            citation=citation,
            act=event.act.words,
            known=bodies_words(alternatives),
        )
    places = named_places(event.what)
    for i, actor in enumerate(event.by):
        if actor.body in CITY_BODIES and places and actor.city != places[0]:
            yield OTHER_CITY.at(f"by[{i}]", actor.words.en, who=actor.words, city=places[0].label)


def place_faults(event: CycleEvent, assessed: frozenset[Place]) -> Iterator[Fault]:
    """Find places that are not those of the cycle, also where somebody comes from."""
    homes = [actor.city for actor in event.by if actor.city is not None]
    for place in dict.fromkeys((*named_places(event.what), *homes)):
        if place not in assessed:
            # Files name places by code, so that a second definition would be lost.
            is_known = any(other.code == place.code for other in assessed)
            yield (OTHER_DEFINITION if is_known else NOT_ASSESSED).at("what", place.label)


def rule_faults(event: CycleEvent, rule: ActRule) -> Iterator[Fault]:
    """Find what the row of an act refuses, whatever came before: who acts, and whether a reason is given."""
    yield from actor_faults(event, rule.bodies, rule.citation)
    if rule.needs_reason and not event.reason.strip():
        yield NO_REASON.at("reason", citation=rule.citation, act=event.act.words)


def order_faults(event: CycleEvent, standing: Standing) -> Iterator[Fault]:
    """Find what has to come first, and what an event cannot follow."""
    rule = rule_of(event.act)
    yield from _thread_faults(event, rule, standing)
    for need in rule.needs:
        for subject in standing.missing(need, event.subject):
            yield _too_early(event, rule, need.acts, subject)
    proposal = standing.proposal(event.subject.partition("/")[0])
    if rule.measure is not None and proposal is not None and proposal.measure is not rule.measure:
        yield WRONG_MEASURE.at("what", proposal.sanction, measure=proposal.measure.words, due=rule.measure.words)


def _thread_faults(event: CycleEvent, rule: ActRule, standing: Standing) -> Iterator[Fault]:
    last = standing.last(rule.thread, event.subject)
    if (None if last is None else last.act) in rule.follows:
        return
    if last is None:
        yield _too_early(event, rule, [act for act in rule.follows if act is not None], event.subject)
        return
    before = standing.latest(event.act, event.subject)
    if before is not None and event.act not in rule.follows:
        yield TWICE.at("what", event.subject, citation=rule.citation, act=event.act.words, key=before.key)
        return
    yield WRONG_STATE.at(
        "what",
        event.subject,
        citation=rule.citation,
        act=event.act.words,
        day=event.on,
        last=last.act.words,
        key=last.key,
        advice=_next_words(last),
    )


def _next_words(last: CycleEvent) -> Words:
    after = [rule.act.words for rule in RULES if last.act in rule.follows]
    if after:
        return Words("what can follow there is {known}", "其后可以是{known}").format(known=joined(after))
    return Words("nothing follows there; withdraw {key} if it is wrong", "其后再无事项；如有错误，请撤回{key}").format(
        key=last.key
    )


def _too_early(event: CycleEvent, rule: ActRule, first: Iterable[Act], subject: str) -> Fault:
    place = Words(f" for {subject}", f"（{subject}）") if subject else Words("", "")
    return WRONG_ORDER.at(
        "on",
        event.on,
        citation=rule.citation,
        act=event.act.words,
        day=event.on,
        first=joined(act.words for act in first),
        place=place,
    )


# What the province approved stands above the leading group; an answer and an objection are not of those whom it leads.
_NOT_LED = (Act.APPROVED, Act.REFERRAL_ANSWERED, Act.OBJECTION_RAISED)


def withdrawal_faults(event: CycleEvent, old: CycleEvent) -> Iterator[Fault]:
    """Find who may not withdraw an event: it is for those who acted, and for the leading group, which leads (Art. 4)."""
    rule = rule_of(old.act)
    leaders: tuple[Bodies, ...] = () if old.act in _NOT_LED else ((Body.LEADING_GROUP,),)
    yield from actor_faults(event, (*rule.bodies, *leaders), rule.citation)
    yield from stranger_faults(event, old)


def stranger_faults(event: CycleEvent, old: CycleEvent) -> Iterator[Fault]:
    """Find who corrects or withdraws what another city or another unit did."""
    cities, units = {actor.city for actor in old.by}, {actor.unit for actor in old.by} - {""}
    for i, actor in enumerate(event.by):
        is_other_city = actor.body in CITY_BODIES and actor.city not in cities
        is_other_unit = bool(units and actor.unit) and actor.unit not in units
        if is_other_city or is_other_unit:
            citation = rule_of(old.act).citation
            yield NOT_THEIRS.at(f"by[{i}]", actor.words.en, citation=citation, who=actor.words, key=old.key)
