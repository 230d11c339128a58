"""From evidence to the scores of counties."""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from jxassess.evidence import CarriedScore, Evidence, Lookup, Reading
from jxassess.places import County
from jxassess.scheme import (
    Among,
    Criterion,
    Group,
    Node,
    Pieces,
    Reference,
    RelativeToMean,
    RoundingStage,
    Scheme,
    WhenMissing,
    WhenNotApplicable,
)
from jxassess.scoring._scores import (
    CountyScore,
    CriterionScore,
    GroupScore,
    NodeScore,
    Part,
    PartKind,
    State,
    total,
    unchecked,
)


def score_counties(
    evidence: Evidence, scheme: Scheme, *, without: frozenset[str] = frozenset()
) -> tuple[CountyScore, ...]:
    """Score the counties: on criteria, or with the score that a poverty county brings.

    Args:
        evidence: the year's data, without faults but for counties in `without`.
        scheme: the year's scheme.
        without: codes of counties that cannot be scored yet.

    Returns:
        A score for each other county, by code.

    Raises:
        EvidenceError: something needed is missing, which `find_faults` would have told.

    Legal basis:
        Art. 5 and 6.
    """
    scorer = _Scorer(evidence, scheme)
    return tuple(scorer.county(county) for county in evidence.counties if county.code not in without)


@frozen
class _Scored:
    """A node of the tree, with the marks that it still stands for.

    Rescaling works on marks: a criterion left out within its group leaves its marks to the rest of the group; one left
    out of everything lifts its marks out of every group above, so that the rest of the whole is scaled up.
    """

    score: NodeScore
    base: Fraction  # marks that it still stands for, zero where nothing of it is left
    lifted: Fraction  # marks that left every group above


class _Scorer:
    """One scoring: evidence and scheme, and the pieces of each rule, lowered once."""

    def __init__(self, evidence: Evidence, scheme: Scheme) -> None:
        self.scheme = scheme
        self.lookup = Lookup(evidence)
        self.carried = frozenset(scheme.carried.counties)
        self._pieces: dict[tuple[str, str], tuple[Pieces, Fraction | None]] = {}

    def county(self, county: County) -> CountyScore:
        # Art. 6: a poverty county brings its score; it is not assessed twice.
        if county.code in self.carried:
            carried = self.lookup.carried(county)
            if carried is None:
                raise unchecked(county, "carried")
            return self._finish(county, (), carried, self._carried_parts(carried.score))
        scored = [self._group(county, g, f"criteria[{i}]", is_top=True) for i, g in enumerate(self.scheme.criteria)]
        groups = tuple(item.score for item in scored if isinstance(item.score, GroupScore))
        base = sum((item.base for item in scored), Fraction(0))
        if not base:
            return CountyScore(county=county, groups=groups, carried=None, parts=(), published=None)
        points = sum((group.points for group in groups), Fraction(0))
        return self._finish(county, groups, None, _rescaling(points, self.scheme.marks / base))

    def _carried_parts(self, score: Fraction) -> tuple[Part, ...]:
        factor = self.scheme.marks / self.scheme.carried.full_marks
        own = Part(kind=PartKind.CARRIED, points=score)
        if factor == 1:
            return (own,)
        return (own, Part(kind=PartKind.CONVERSION, points=score * (factor - 1), factor=factor))

    def _finish(
        self, county: County, groups: tuple[GroupScore, ...], carried: CarriedScore | None, parts: tuple[Part, ...]
    ) -> CountyScore:
        points = sum((group.points for group in groups), total(parts))
        rounding = self._rounding(RoundingStage.COUNTIES, points)
        return CountyScore(
            county=county,
            groups=groups,
            carried=carried,
            parts=(*parts, *rounding),
            published=self.scheme.rounding.published(points + total(rounding)),
        )

    def _rounding(self, stage: RoundingStage, points: Fraction) -> tuple[Part, ...]:
        change = self.scheme.rounding.after(stage, points) - points
        return (Part(kind=PartKind.ROUNDING, points=change),) if change else ()

    def _node(self, county: County, node: Node, where: str) -> _Scored:
        if isinstance(node, Group):
            return self._group(county, node, where)
        return self._criterion(county, node, where)

    def _group(self, county: County, group: Group, where: str, *, is_top: bool = False) -> _Scored:
        scored = [self._node(county, child, f"{where}.children[{i}]") for i, child in enumerate(group.children)]
        lifted = sum((item.lifted for item in scored), Fraction(0))
        base = sum((item.base for item in scored), Fraction(0))
        children = tuple(item.score for item in scored)
        if not base:
            return _Scored(GroupScore(where=where, group=group, children=children, parts=()), Fraction(0), lifted)
        own = group.marks - lifted
        points = sum((child.points for child in children), Fraction(0))
        parts = _rescaling(points, own / base)
        if is_top:
            parts = (*parts, *self._rounding(RoundingStage.DIMENSIONS, points + total(parts)))
        return _Scored(GroupScore(where=where, group=group, children=children, parts=parts), own, lifted)

    def _criterion(self, county: County, criterion: Criterion, where: str) -> _Scored:
        reading, value = self.lookup.reading(county, criterion), self.lookup.value(county, criterion.indicator)
        if reading is Reading.PRESENT and value is not None:
            return _Scored(self._present(county, criterion, where, value), criterion.marks, Fraction(0))
        if reading is Reading.MISSING and criterion.when_missing is WhenMissing.ZERO:
            nothing = (Part(kind=PartKind.RULE, points=Fraction(0)),)
            score = self._score(county, criterion, where, State.MISSING_ZERO, parts=nothing)
            return _Scored(score, criterion.marks, Fraction(0))
        state = State.MISSING_LEFT_OUT if reading is Reading.MISSING else State.NOT_APPLICABLE
        policy = criterion.when_missing if reading is Reading.MISSING else criterion.when_not_applicable
        if policy in (WhenMissing.FAULT, WhenNotApplicable.FAULT):
            raise unchecked(county, criterion.key)
        is_lifted = policy in (WhenMissing.RESCALE_ALL, WhenNotApplicable.RESCALE_ALL)
        score = self._score(county, criterion, where, state, parts=())
        return _Scored(score, Fraction(0), criterion.marks if is_lifted else Fraction(0))

    def _score(
        self,
        county: County,
        criterion: Criterion,
        where: str,
        state: State,
        *,
        parts: tuple[Part, ...],
        quantity: Fraction | None = None,
        mean: Fraction | None = None,
    ) -> CriterionScore:
        return CriterionScore(
            where=where,
            criterion=criterion,
            state=state,
            observation=self.lookup.observation(county, criterion.indicator),
            target=self.lookup.target(county, criterion.indicator) if criterion.needs_target else None,
            quantity=quantity,
            mean=mean,
            parts=parts,
        )

    def _present(self, county: County, criterion: Criterion, where: str, value: Fraction) -> CriterionScore:
        quantity = self._quantity(county, criterion, value)
        pieces, mean = self._lowered(county, criterion)
        rule = Part(kind=PartKind.RULE, points=pieces.at(quantity))
        parts = (rule, *self._rounding(RoundingStage.CRITERIA, rule.points))
        return self._score(county, criterion, where, State.SCORED, parts=parts, quantity=quantity, mean=mean)

    def _quantity(self, county: County, criterion: Criterion, value: Fraction) -> Fraction:
        if isinstance(criterion.rule, RelativeToMean) or not criterion.rule.basis.needs_target:
            return value
        target = self.lookup.target(county, criterion.indicator)
        if target is None:
            raise unchecked(county, criterion.key)
        return criterion.rule.basis.of(value, target.value)

    def _lowered(self, county: County, criterion: Criterion) -> tuple[Pieces, Fraction | None]:
        rule = criterion.rule
        is_local = isinstance(rule, RelativeToMean) and rule.among is Among.CITY
        key = (criterion.key, county.parent.code if is_local else "")
        if key not in self._pieces:
            if isinstance(rule, RelativeToMean):
                reference = Reference(self.lookup.cohort(county, criterion, rule, self.carried))
                if reference.mean <= 0:
                    raise unchecked(county, criterion.key)
                self._pieces[key] = rule.lower(criterion.marks, reference), reference.mean
            else:
                self._pieces[key] = rule.lower(criterion.marks), None
        return self._pieces[key]


def _rescaling(points: Fraction, factor: Fraction) -> tuple[Part, ...]:
    if factor == 1:
        return ()
    return (Part(kind=PartKind.RESCALING, points=points * (factor - 1), factor=factor),)
