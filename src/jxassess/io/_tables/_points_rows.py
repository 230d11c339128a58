"""The rows of the table of points: every group and criterion of every unit, with what it was scored from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import count

from jxassess.assessment import Assessment
from jxassess.evidence import Observation
from jxassess.exact import to_text
from jxassess.io._tables._amounts import joined, line, pair, six_places
from jxassess.io._tables._evidence_tables import observed
from jxassess.io._tables._result_kinds import POINTS
from jxassess.io._tables._table import Row, Value
from jxassess.places import Place
from jxassess.scheme import Basis
from jxassess.scoring import (
    AppliedAdjustment,
    CityScore,
    CountyScore,
    CriterionScore,
    NodeScore,
    Part,
    State,
)
from jxassess.words import Language, Words


def points_rows(assessment: Assessment, language: Language) -> Iterator[Row]:
    """Give the rows of cities and counties, by code.

    What the rows numbered 1, 2, 3 ... of a county contribute adds up to its score; what those numbered 1.1, 1.2 ...
    contribute, to the points of 1.
    """
    scores: list[CityScore | CountyScore] = [*assessment.cities, *assessment.counties]
    scores.sort(key=lambda score: _place(score).code)
    for score in scores:
        rows = _Rows(_place(score), language)
        numbers = count(1)
        if isinstance(score, CityScore):
            yield rows.amount(f"{next(numbers)}", _MEAN, score.mean)
        for group in score.groups:
            yield from rows.node(f"{next(numbers)}", group)
        for applied in score.adjustments:
            yield from rows.adjustment(f"{next(numbers)}", applied)
        for part in score.parts:
            yield rows.amount(f"{next(numbers)}", part.kind.words, part.points)


_MEAN = Words("weighted mean of counties", "县级加权平均")
_BOUNDED = Words("brought inside the bounds", "调整至上下限以内")


def _place(score: CityScore | CountyScore) -> Place:
    return score.city if isinstance(score, CityScore) else score.county


class _Rows:
    """Makes the rows of one unit."""

    def __init__(self, place: Place, language: Language) -> None:
        self._place = place
        self._language: Language = language

    def node(self, number: str, score: NodeScore) -> Iterator[Row]:
        """Give the row of a group or criterion, and those of what it consists of."""
        if isinstance(score, CriterionScore):
            yield self._criterion(number, score, score.contribution)
            return
        group = score.group
        clause = None if group.dimension is None else str(group.dimension.citation)
        head = {"marks": group.marks, "clause": clause, "where": score.where}
        yield self._row(number, group.name, score.points, score.contribution, **head)
        numbers = count(1)
        for child in score.children:
            yield from self.node(f"{number}.{next(numbers)}", child)
        yield from self._parts(number, numbers, score.parts)

    def adjustment(self, number: str, applied: AppliedAdjustment) -> Iterator[Row]:
        """Give the row of an adjustment, and those of its criteria, events and caps."""
        yield self._row(number, applied.adjustment.name, applied.points, applied.points, where=applied.where)
        numbers = count(1)
        if not applied.criteria and not applied.events:
            for amount in applied.amounts:
                yield self.amount(f"{number}.{next(numbers)}", _BOUNDED, amount)
        for score, amount in zip(applied.criteria, applied.amounts, strict=False):
            yield self._criterion(f"{number}.{next(numbers)}", score, amount)
        for event, amount in zip(applied.events, applied.amounts, strict=False):
            said = Words(f"event {event.key}", f"事项{event.key}")
            yield self._row(f"{number}.{next(numbers)}", said, amount, amount, document=event.document.strip())
        yield from self._parts(number, numbers, applied.parts)

    def _parts(self, number: str, numbers: Iterator[int], parts: Iterable[Part]) -> Iterator[Row]:
        for part in parts:
            yield self.amount(f"{number}.{next(numbers)}", part.kind.words, part.points)

    def amount(self, number: str, said: Words, points: Fraction) -> Row:
        """Give the row of what is only an amount."""
        return self._row(number, said, points, points)

    def _criterion(self, number: str, score: CriterionScore, contribution: Fraction) -> Row:
        criterion, language = score.criterion, self._language
        own = [found for found in score.observations if found.indicator == criterion.indicator]
        is_left_out = score.state in (State.NOT_APPLICABLE, State.MISSING_LEFT_OUT)
        return self._row(
            number,
            criterion.name,
            None if is_left_out else score.points,
            None if is_left_out else contribution,
            marks=criterion.marks,
            state=score.state.value,
            indicator=criterion.indicator.key,
            value=observed(own[0].value) if len(own) == 1 else None,
            unit=line(criterion.indicator.unit, language),
            target=None if score.target is None else score.target.value,
            quantity=_quantity(score),
            source=joined(_sources(own), language),
            document=joined(dict.fromkeys(found.document.strip() for found in own), language),
            rule=line(criterion.rule_words, language),
            clause=None if score.citation is None else str(score.citation),
            where=score.where,
        )

    def _row(
        self, number: str, item: Words, points: Fraction | None, contribution: Fraction | None, **others: Value
    ) -> Row:
        shown, exactly = (None, None) if points is None else pair(points)
        entering, entering_exactly = (None, None) if contribution is None else pair(contribution)
        cells: dict[str, Value] = {
            "place": self._place.code,
            "name": self._place.name,
            "number": number,
            "item": line(item, self._language),
            "points": shown,
            "contribution": entering,
            "points_exact": exactly,
            "contribution_exact": entering_exactly,
            **others,
        }
        return tuple([cells.get(column.key) for column in POINTS.columns])


def _sources(own: list[Observation]) -> Iterator[str]:
    """Name the sources; where several were blended, with what each gave."""
    for found in own:
        value = observed(found.value)
        said = value if isinstance(value, str) else to_text(value) if isinstance(value, Fraction) else ""
        yield found.source if len(own) == 1 else f"{found.source} {said}"


def _quantity(score: CriterionScore) -> Fraction | None:
    """Give what the rule looked at, where that is not the one value observed."""
    is_value = score.criterion.basis is Basis.VALUE and not score.criterion.blend
    return None if is_value or score.quantity is None else six_places(score.quantity)
