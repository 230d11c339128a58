"""Adjustments applied to a score, in the order that the scheme declares."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import assert_never

from jxassess.places import Place
from jxassess.scheme import Adjustment, Bonus, Bounds, Events, Falsified, Penalty, Tier
from jxassess.scoring._nodes import NodeScorer
from jxassess.scoring._scores import AppliedAdjustment, CriterionScore, Part, PartKind, State, adjusted


def adjust(scorer: NodeScorer, place: Place, level: Tier, score: Fraction) -> tuple[AppliedAdjustment, ...]:
    """Apply the adjustments of a level to a score.

    Args:
        scorer: the scoring.
        place: the county or city.
        level: counties or cities.
        score: the score before all of them.

    Returns:
        What each changed, in their order.
    """
    done: list[AppliedAdjustment] = []
    for where, adjustment in scorer.scheme.adjusting(level):
        done.append(_applied(scorer, place, where, adjustment, score + adjusted(done)))
    return tuple(done)


def _applied(
    scorer: NodeScorer, place: Place, where: str, adjustment: Adjustment, running: Fraction
) -> AppliedAdjustment:
    match adjustment:
        case Bonus():
            scores = _criteria(scorer, place, where, adjustment)
            amounts = [score.points for score in scores]
            parts = _cap(sum(amounts, Fraction(0)), Fraction(0), adjustment.at_most)
            return AppliedAdjustment(where=where, adjustment=adjustment, criteria=scores, amounts=amounts, parts=parts)
        case Penalty():
            scores = _criteria(scorer, place, where, adjustment)
            amounts = [_lost(score) for score in scores]
            parts = _cap(sum(amounts, Fraction(0)), -adjustment.at_most, Fraction(0))
            return AppliedAdjustment(where=where, adjustment=adjustment, criteria=scores, amounts=amounts, parts=parts)
        case Events():
            return _events(scorer, place, where, adjustment)
        case Falsified():
            return _falsified(scorer, place, where, adjustment)
        case Bounds():
            change = adjustment.within(running) - running
            return AppliedAdjustment(where=where, adjustment=adjustment, amounts=[change] if change else [])
        case unknown:
            assert_never(unknown)


def _criteria(scorer: NodeScorer, place: Place, where: str, adjustment: Bonus | Penalty) -> tuple[CriterionScore, ...]:
    paths = ((f"{where}.criteria[{i}]", criterion) for i, criterion in enumerate(adjustment.criteria))
    return tuple(scorer.criterion_score(place, criterion, path) for path, criterion in paths)


def _lost(score: CriterionScore) -> Fraction:
    # A criterion that is left out takes nothing: it stands for no marks.
    is_there = score.state in (State.SCORED, State.MISSING_ZERO)
    return score.points - score.criterion.marks if is_there else Fraction(0)


def _cap(amount: Fraction, least: Fraction, most: Fraction) -> tuple[Part, ...]:
    change = min(max(amount, least), most) - amount
    return (Part(kind=PartKind.CAP, points=change),) if change else ()


def _events(scorer: NodeScorer, place: Place, where: str, adjustment: Events) -> AppliedAdjustment:
    found = [(event, kind.points) for kind in adjustment.events for event in scorer.lookup.events(place, kind.key)]
    plus = sum((points for _, points in found if points > 0), Fraction(0))
    minus = sum((points for _, points in found if points < 0), Fraction(0))
    caps = (*_cap(plus, Fraction(0), adjustment.most_plus), *_cap(minus, -adjustment.most_minus, Fraction(0)))
    events, amounts = [event for event, _ in found], [points for _, points in found]
    return AppliedAdjustment(where=where, adjustment=adjustment, events=events, amounts=amounts, parts=caps)


def _falsified(scorer: NodeScorer, place: Place, where: str, adjustment: Falsified) -> AppliedAdjustment:
    events = scorer.lookup.events(place, adjustment.key)
    amounts = list(_once_for_each([event.criterion for event in events], adjustment.points))
    parts = _cap(sum(amounts, Fraction(0)), -adjustment.at_most, Fraction(0))
    return AppliedAdjustment(where=where, adjustment=adjustment, events=events, amounts=amounts, parts=parts)


def _once_for_each(criteria: list[str], points: Fraction) -> Iterator[Fraction]:
    # A criterion loses its points once, however many of its data were falsified.
    for i, key in enumerate(criteria):
        yield Fraction(0) if key in criteria[:i] else -points
