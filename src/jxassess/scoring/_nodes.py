"""From evidence to the scores of criteria and groups, in a county or in a city."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from attrs import evolve

from jxassess.evidence import Evidence, Lookup, Reading
from jxassess.exact import add_up
from jxassess.places import County, Place
from jxassess.scheme import (
    COHORT_RULES,
    Among,
    ByClass,
    Criterion,
    Falsified,
    Group,
    Node,
    Pieces,
    Reference,
    RelativeToMean,
    RoundingStage,
    Scheme,
    Tier,
    WhenMissing,
    WhenNotApplicable,
    factors,
)
from jxassess.scoring._scores import (
    CriterionScore,
    GroupScore,
    NodeScore,
    Part,
    PartKind,
    State,
    total,
    unchecked,
)

_ZERO = Fraction(0)


class Scored(NamedTuple):
    """A node of the tree, with the marks of its own scale that it still stands for.

    Rescaling works on marks: a criterion left out within its group leaves its marks to the rest of the group; one left
    out of everything lifts its marks out of every group above, so that the rest of the whole is scaled up.
    """

    score: NodeScore
    base: Fraction  # marks that it still stands for, zero where nothing of it is left
    lifted: Fraction  # marks that left every group above


class NodeScorer:
    """One scoring: evidence and scheme, and the pieces of each rule, lowered once."""

    def __init__(self, evidence: Evidence, scheme: Scheme) -> None:
        self.scheme = scheme
        self.lookup = Lookup(evidence, scheme)
        self._children: dict[str, list[tuple[Node, str, Fraction]]] = {}
        self._pieces: dict[tuple[str, tuple[str, ...]], tuple[Pieces, tuple[Fraction, ...]]] = {}
        kinds = {each.key for _, each in scheme.adjusting(Tier.COUNTY) if isinstance(each, Falsified)}
        self._falsified = {(e.place.code, e.criterion) for e in evidence.events if e.kind in kinds}

    def whole(
        self, place: Place, groups: tuple[Group, ...], marks: Fraction, path: str, beside: Fraction = Fraction(0)
    ) -> tuple[Scored, ...]:
        """Score the groups that make up a whole.

        Args:
            place: the county or city.
            groups: the groups.
            marks: the marks of the whole.
            path: the path of the groups in the scheme.
            beside: the weight of what else belongs to the whole, such as the mean of the counties.

        Returns:
            The groups scored, each contributing to the whole; base and lifted on the scale of the whole.
        """
        shares = zip(groups, factors(groups, marks, beside), strict=True)
        is_rounded = path == "criteria"
        return tuple(
            _entering(self.group(place, group, f"{path}[{i}]", is_top=is_rounded), factor)
            for i, (group, factor) in enumerate(shares)
        )

    def group(self, place: Place, group: Group, where: str, *, is_top: bool = False) -> Scored:
        """Score a group, on its own scale."""
        below = self._below(group, where)
        scored = [_entering(self._node(place, child, path), factor) for child, path, factor in below]
        lifted = add_up(item.lifted for item in scored if item.lifted)
        base = add_up(item.base for item in scored)
        children = tuple(item.score for item in scored)
        score = GroupScore(where=where, group=group, children=children, parts=())
        if not base:
            return Scored(score, _ZERO, lifted)
        own = group.marks - lifted
        parts = rescaling(score.points, own / base)
        if is_top:
            parts = (*parts, *self.rounding(RoundingStage.DIMENSIONS, score.points, total(parts)))
        return Scored(evolve(score, parts=parts) if parts else score, own, lifted)

    def _below(self, group: Group, where: str) -> list[tuple[Node, str, Fraction]]:
        """Give the children of a group with path and factor, which are the same in every place."""
        if where not in self._children:
            shares = zip(group.children, factors(group.children, group.marks), strict=True)
            self._children[where] = [
                (child, f"{where}.children[{i}]", factor) for i, (child, factor) in enumerate(shares)
            ]
        return self._children[where]

    def rounding(self, stage: RoundingStage, *points: Fraction) -> tuple[Part, ...]:
        """Give the part that rounding the sum of points at a stage is, none where it changes nothing."""
        if stage not in self.scheme.rounding.stages:
            return ()
        whole = add_up(points)
        change = self.scheme.rounding.after(stage, whole) - whole
        return (Part(kind=PartKind.ROUNDING, points=change),) if change else ()

    def _node(self, place: Place, node: Node, where: str) -> Scored:
        return self.group(place, node, where) if isinstance(node, Group) else Scored(*self._scored(place, node, where))

    def criterion_score(self, place: Place, criterion: Criterion, where: str) -> CriterionScore:
        """Score a criterion that stands outside the tree, on its own scale."""
        return self._scored(place, criterion, where)[0]

    def _scored(self, place: Place, criterion: Criterion, where: str) -> tuple[CriterionScore, Fraction, Fraction]:
        reading = self.lookup.reading(place, criterion)
        if reading is Reading.PRESENT:
            return (self._present(place, criterion, where), criterion.marks, _ZERO)
        if reading is Reading.MISSING and criterion.when_missing is WhenMissing.ZERO:
            nothing = (Part(kind=PartKind.RULE, points=_ZERO),)
            score = self._score(place, criterion, where, State.MISSING_ZERO, parts=nothing)
            return (score, criterion.marks, _ZERO)
        state = State.MISSING_LEFT_OUT if reading is Reading.MISSING else State.NOT_APPLICABLE
        policy = criterion.when_missing if reading is Reading.MISSING else criterion.when_not_applicable
        if policy in (WhenMissing.FAULT, WhenNotApplicable.FAULT):
            raise unchecked(place, criterion.key)
        is_lifted = policy in (WhenMissing.RESCALE_ALL, WhenNotApplicable.RESCALE_ALL)
        score = self._score(place, criterion, where, state, parts=())
        return (score, _ZERO, criterion.marks if is_lifted else _ZERO)

    def _score(
        self,
        place: Place,
        criterion: Criterion,
        where: str,
        state: State,
        *,
        parts: tuple[Part, ...],
        quantity: Fraction | None = None,
        compared: tuple[Fraction, ...] = (),
    ) -> CriterionScore:
        return CriterionScore(
            where=where,
            criterion=criterion,
            state=state,
            observations=self.lookup.read_by(place, criterion),
            target=self.lookup.target(place, criterion.indicator) if criterion.needs_target else None,
            quantity=quantity,
            compared=compared,
            unit_class=", ".join(self._classes(place, criterion)),
            parts=parts,
        )

    def _present(self, place: Place, criterion: Criterion, where: str) -> CriterionScore:
        quantity = self.lookup.quantity(place, criterion)
        if quantity is None:
            raise unchecked(place, criterion.key)
        pieces, compared = self._lowered(place, criterion)
        rule = Part(kind=PartKind.RULE, points=pieces.at(quantity))
        parts = (rule, *self._taken(place, criterion, rule.points))
        parts = (*parts, *self.rounding(RoundingStage.CRITERIA, total(parts)))
        return self._score(place, criterion, where, State.SCORED, parts=parts, quantity=quantity, compared=compared)

    def _taken(self, place: Place, criterion: Criterion, points: Fraction) -> tuple[Part, ...]:
        if self.lookup.is_cut(place, criterion) and points:
            return (Part(kind=PartKind.CUTOFF, points=-points),)
        if (place.code, criterion.key) in self._falsified and points:
            return (Part(kind=PartKind.FALSIFIED, points=-points),)
        return ()

    def _lowered(self, place: Place, criterion: Criterion) -> tuple[Pieces, tuple[Fraction, ...]]:
        key = criterion.key, self._pool(place, criterion)
        if key not in self._pieces:
            self._pieces[key] = self._lower(place, criterion)
        return self._pieces[key]

    def _pool(self, place: Place, criterion: Criterion) -> tuple[str, ...]:
        """Give what tells apart the units whose rule lowers differently."""
        rule = criterion.cohort_rule
        is_local = rule is not None and rule.cohort.among is Among.CITY
        near = place.parent.code if is_local and isinstance(place, County) else ""
        return (near, *self._classes(place, criterion))

    def _classes(self, place: Place, criterion: Criterion) -> tuple[str, ...]:
        # Most rules ask for no class.
        return self.scheme.class_of(place.code, classes) if (classes := criterion.classes) else ()

    def _lower(self, place: Place, criterion: Criterion) -> tuple[Pieces, tuple[Fraction, ...]]:
        rule, marks = criterion.rule, criterion.marks
        classes = self._classes(place, criterion)
        if criterion.classes and len(classes) != 1:
            raise unchecked(place, criterion.key)
        if isinstance(rule, ByClass):
            return rule.lower(marks, classes[0]), ()
        if not isinstance(rule, COHORT_RULES):
            return rule.lower(marks), ()
        reference = Reference(self.lookup.cohort(place, criterion, rule.cohort))
        if isinstance(rule, RelativeToMean) and reference.mean <= 0:
            raise unchecked(place, criterion.key)
        return rule.lower(marks, reference, criterion.indicator.better), reference.values


def _entering(item: Scored, factor: Fraction) -> Scored:
    """Bring a node from its own scale to that of what holds it."""
    if factor == 1:
        return item
    return Scored(evolve(item.score, factor=factor), item.base * factor, item.lifted * factor)


def rescaling(points: Fraction, factor: Fraction) -> tuple[Part, ...]:
    """Give the part that rescaling by a factor is, none where it changes nothing."""
    if factor == 1:
        return ()
    return (Part(kind=PartKind.RESCALING, points=points * (factor - 1), factor=factor),)
