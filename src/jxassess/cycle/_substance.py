"""Whether what an event says agrees with what other events said: results, posts, items, answers, who verifies whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from jxassess.accountability import SanctionKind
from jxassess.calendar import deadline
from jxassess.comparing import ByFields
from jxassess.cycle._acts import Act
from jxassess.cycle._checks import text_faults
from jxassess.cycle._events import CycleEvent
from jxassess.cycle._fault_kinds import (
    BAD_LIMIT,
    LIMIT_PASSED,
    MISCOUNTED,
    MUTUAL,
    NO_DISTORTION,
    NO_EXTENSION,
    NO_POSTS,
    NO_RESULT,
    OTHER_DIGEST,
    OTHER_OBJECTION,
    OWN_REGION,
    PROPOSED_TWICE,
    REPEATED,
    STRAY_POSTS,
    TOO_MANY_CHECKS,
    UNCHOSEN_POST,
    UNEXPLAINED,
    UNKNOWN_ITEM,
    WRONG_ANSWERER,
    SequenceError,
)
from jxassess.cycle._notes import Conduct, Objection
from jxassess.cycle._rectification import Closing, Extension, Inspection, RectificationOrder
from jxassess.cycle._results import Approval, Deliberation, Evaluation, Result
from jxassess.cycle._sanctions import Answer, Referral, SanctionDecision, SanctionProposal, Talk
from jxassess.cycle._standing import Standing
from jxassess.cycle._year import Verification
from jxassess.errors import ScopeError
from jxassess.exact import to_text
from jxassess.faults import Fault, raise_faults
from jxassess.places import City, County
from jxassess.scheme import Rectification
from jxassess.words import Words


@frozen(kw_only=True)
class VerificationRules(ByFields):
    """What a scheme asks of those who verify (核实回避规则). Where a scheme asks for nothing, there are no such rules.

    Attributes:
        no_own_region: whether nobody verifies the city that they come from.
        no_exchange: whether no two cities verify each other.
        most_checks: how often a county may be checked in the year, from 1; `None` for any number.
        source: the document that asks for it.

    Raises:
        SequenceError: no document, or a number below 1.

    Legal basis:
        Art. 7(2) leaves open who verifies whom; Art. 10 asks for fairness.
    """

    no_own_region: bool
    no_exchange: bool
    most_checks: int | None
    source: str

    def __attrs_post_init__(self) -> None:
        """Refuse rules without a source."""
        faults = [*text_faults(("source", self.source))]
        if self.most_checks is not None and self.most_checks < 1:
            faults.append(BAD_LIMIT.at("most_checks", self.most_checks))
        raise_faults(SequenceError, faults, Words("the rules of verification", "核实回避规则"))


def substance_faults(event: CycleEvent, standing: Standing, rules: VerificationRules | None) -> Iterator[Fault]:
    """Find where an event contradicts those before it."""
    match event.what:
        case Verification() as check:
            if rules is not None:
                yield from _verifier_faults(event, check, standing, rules)
        case Evaluation() as evaluation:
            yield from _coverage_faults("computed", evaluation.computed, standing)
            yield from _result_faults("proposed", evaluation.proposed, evaluation, standing)
        case Deliberation(digest=digest):
            yield from _digest_faults(digest, Act.EVALUATED, standing)
        case Approval(digest=digest, results=results):
            yield from _digest_faults(digest, Act.DELIBERATED, standing)
            before = standing.latest(Act.EVALUATED)
            if before is not None and isinstance(before.what, Evaluation):
                yield from _result_faults("results", results, before.what, standing)
        case Objection(is_answer=True, objection=key, city=city):
            raised = standing.latest(Act.OBJECTION_RAISED, key)
            by = raised.what.city if raised is not None and isinstance(raised.what, Objection) else city
            if by != city:
                yield OTHER_OBJECTION.at("what.city", key, city=by.label, given=city.label)
        case _:
            yield from _sanction_faults(event, standing)


def _verifier_faults(
    event: CycleEvent, check: Verification, standing: Standing, rules: VerificationRules
) -> Iterator[Fault]:
    for i, actor in enumerate(event.by):
        home = actor.city
        if rules.no_own_region and home == check.city:
            yield OWN_REGION.at(f"by[{i}]", actor.words.en, who=actor.words, source=rules.source)
        elif rules.no_exchange and home is not None and _is_exchange(home, check.city, standing):
            yield MUTUAL.at(f"by[{i}]", home.label, city=check.city.label, source=rules.source)
    for i, place in enumerate(check.places):
        if isinstance(place, County) and rules.most_checks is not None:
            number = 1 + sum(place in earlier.places for _, earlier in standing.checks)
            if number > rules.most_checks:
                yield TOO_MANY_CHECKS.at(
                    f"what.places[{i}]", place.label, number=number, most=rules.most_checks, source=rules.source
                )


def _is_exchange(home: City, city: City, standing: Standing) -> bool:
    return home != city and any(
        earlier.city == home and any(actor.city == city for actor in event.by) for event, earlier in standing.checks
    )


def _coverage_faults(name: str, results: Iterable[Result], standing: Standing) -> Iterator[Fault]:
    given = [result.city for result in results]
    for city in standing.cities:
        if city not in given:
            yield NO_RESULT.at(f"what.{name}", city.label)
    for city in dict.fromkeys(city for city in given if given.count(city) > 1):
        yield REPEATED.at(f"what.{name}", city.label, what=city.label, citation=NO_RESULT.citation)


def _result_faults(
    name: str, results: tuple[Result, ...], evaluation: Evaluation, standing: Standing
) -> Iterator[Fault]:
    yield from _coverage_faults(name, results, standing)
    computed = {result.city: result for result in evaluation.computed}
    for i, result in enumerate(results):
        base = computed.get(result.city)
        # Art. 6 determines the result as a mean: whoever sets another one says why.
        if base is not None and is_other(result, base) and not result.reason.strip():
            yield UNEXPLAINED.at(f"what.{name}[{i}]", shown_result(result), computed=shown_result(base))


def is_other(result: Result, computed: Result) -> bool:
    """Tell whether a result differs from what was computed."""
    return (result.score, result.grade) != (computed.score, computed.grade)


def shown_result(result: Result) -> str:
    """Show a result in a few characters."""
    return f"{result.city.label}: {to_text(result.score)} {result.grade}"


def _digest_faults(digest: str, act: Act, standing: Standing) -> Iterator[Fault]:
    event = standing.latest(act)
    before = event.what.digest if event is not None and isinstance(event.what, Evaluation | Deliberation) else digest
    if before != digest:
        yield OTHER_DIGEST.at("what.digest", digest, before=before)


def _sanction_faults(event: CycleEvent, standing: Standing) -> Iterator[Fault]:
    match event.what:
        case SanctionProposal() as proposed:
            yield from _proposal_faults(proposed, standing)
        case SanctionDecision(is_taken=is_taken, posts=posts, sanction=key):
            proposal = standing.proposal(key)
            is_talk = is_taken and proposal is not None and proposal.measure is SanctionKind.TALK
            if is_talk and not posts:
                yield NO_POSTS.at("what.posts")
            if posts and not is_talk:
                yield STRAY_POSTS.at("what.posts", key)
        case Talk(sanction=key, posts=posts):
            chosen = standing.chosen(key)
            for i, post in enumerate(posts):
                if chosen and post not in chosen:
                    yield UNCHOSEN_POST.at(f"what.posts[{i}]", post.words.en, post=post.words)
        case _:
            yield from _rectification_faults(event, standing)


def _proposal_faults(proposal: SanctionProposal, standing: Standing) -> Iterator[Fault]:
    if proposal.conduct:
        recorded = standing.latest(Act.CONDUCT_RECORDED, proposal.conduct)
        found = None if recorded is None else recorded.what
        # Art. 10: irresponsible conduct and a distorted result, both recorded by people.
        if not (isinstance(found, Conduct) and found.is_grave and found.city == proposal.city):
            yield NO_DISTORTION.at("what.conduct", proposal.conduct, city=proposal.city.label)
    for key in standing.subjects(Act.SANCTION_PROPOSED):
        other = standing.proposal(key)
        if other is not None and key != proposal.sanction and _grounds(other) == _grounds(proposal):
            yield PROPOSED_TWICE.at(
                "what", proposal.finding or proposal.conduct, key=key, measure=proposal.measure.words
            )


def _limit_faults(event: CycleEvent, order: RectificationOrder) -> Iterator[Fault]:
    day = order.last_day
    if day < event.on:
        yield LIMIT_PASSED.at("what.last_day", day, on=event.on)
        return
    try:
        due = deadline(event.on, order.limit)
    except ScopeError:
        # Working days beyond the calendar cannot be counted: the order's own day stands.
        return
    # How days are counted is a reading, so that who counts otherwise says why.
    if day != due and not event.reason.strip():
        yield MISCOUNTED.at("what.last_day", day, limit=_limit_words(order.limit), on=event.on, due=due)


def _limit_words(limit: Rectification) -> Words:
    said = limit.day_kind.words
    return Words(f"{limit.days} {said.en}", f"{limit.days}{said.zh}")


def _grounds(proposal: SanctionProposal) -> tuple[SanctionKind, str, str]:
    return proposal.measure, proposal.finding, proposal.conduct


def _rectification_faults(event: CycleEvent, standing: Standing) -> Iterator[Fault]:
    match event.what:
        case RectificationOrder() as ordered:
            yield from _limit_faults(event, ordered)
        case Extension(sanction=key, last_day=day):
            before = standing.last_day(key)
            if before is not None and day <= before:
                yield NO_EXTENSION.at("what.last_day", day, before=before)
        case Inspection(sanction=key, item=item) | Closing(sanction=key, item=item) if item:
            order = standing.order(key)
            known = [] if order is None else [one.key for one in order.items]
            if order is not None and item not in known:
                yield UNKNOWN_ITEM.at("what.item", item, known=", ".join(known))
        case Answer(sanction=key):
            referral = standing.latest(Act.REFERRED, key)
            to = referral.what.to if referral and isinstance(referral.what, Referral) else ""
            if to and any(actor.unit != to for actor in event.by):
                yield WRONG_ANSWERER.at("by", ", ".join(actor.unit for actor in event.by), to=to)
        case _:
            return
