"""Two assessments of one year held against each other, down to the changed input."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from attrs import field, frozen

from jxassess.assessment._assess import Assessment
from jxassess.assessment._compare_inputs import Change, inputs_of
from jxassess.assessment._compare_steps import city_steps, county_steps, criteria_of
from jxassess.assessment._reasons import Heading
from jxassess.comparing import ByFields
from jxassess.errors import ScopeError
from jxassess.evidence import Lookup
from jxassess.exact import shown
from jxassess.places import Place
from jxassess.scheme import ComparedOn, Criterion, GradeQuotas, Ties
from jxassess.scoring import CityScore, CountyScore
from jxassess.words import Language, Words

__all__ = ["Change", "Comparison", "Difference", "compare"]

_COLON, _ARROW = Words(": ", "："), Words("->", "→")


@frozen(kw_only=True)
class Difference(ByFields):
    """How a place's score differs, and which changed input stands behind it (成绩变动).

    Attributes:
        place: the city or county.
        old: the score before, `None` where there was none.
        new: the score now, `None` where there is none.
        steps: what differs on the way: criteria and adjustments; for a city its counties, grades, rank and gates, too.
        causes: the changed inputs that stand behind it: of the scheme, of the place, for a city of its counties, and of
            other units where a rule, a rank or a quota compares it with them.
    """

    place: Place
    old: Fraction | None
    new: Fraction | None
    steps: tuple[Change, ...] = field(converter=tuple[Change, ...])
    causes: tuple[Change, ...] = field(converter=tuple[Change, ...])

    def text(self, language: Language = "en") -> str:
        """Say how the score moved, in one line."""
        where, old, new = (_same(text) for text in (self.place.label, _amount(self.old), _amount(self.new)))
        return Change(where=where, old=old, new=new).text(language)


def _same(text: str) -> Words:
    return Words(text, text)


def _amount(value: Fraction | None) -> str:
    return "-" if value is None else shown(value)


@frozen(kw_only=True)
class Comparison(ByFields):
    """The difference of two assessments of one year (两次测算的比较).

    Attributes:
        headings: those of the old and the new assessment.
        inputs: every changed input: of the scheme, and every record of the evidence that decides something.
        counties: the counties whose score, or a step to it, differs.
        cities: the cities whose score, grade or rank, or a step to them, differs.
    """

    headings: tuple[Heading, Heading]
    inputs: tuple[Change, ...] = field(converter=tuple[Change, ...])
    counties: tuple[Difference, ...] = field(converter=tuple[Difference, ...])
    cities: tuple[Difference, ...] = field(converter=tuple[Difference, ...])

    def text(self, language: Language = "en") -> str:
        """Say it as indented text.

        Args:
            language: `"en"` or `"zh"`.

        Returns:
            Several lines.
        """
        old, new = (heading.words.text(language) for heading in self.headings)
        changed = Words("changed input", "变动的输入").text(language)
        heading = f"{changed}{_COLON.text(language)}{len(self.inputs)}"
        lines = [f"{old} {_ARROW.text(language)} {new}", heading, *(f"  {c.text(language)}" for c in self.inputs)]
        for difference in (*self.cities, *self.counties):
            lines.append(difference.text(language))
            lines.extend(f"  {step.text(language)}" for step in difference.steps)
            because = Words("because of", "起因").text(language)
            lines.extend(f"  {because} {cause.text(language)}" for cause in difference.causes)
        return "\n".join(lines)


def compare(old: Assessment, new: Assessment) -> Comparison:
    """Explain the difference of two assessments of one year.

    Args:
        old: the earlier assessment.
        new: the later one.

    Returns:
        The comparison; without changes where both are equal.

    Raises:
        ScopeError: they are of different years.
    """
    if old.year != new.year:
        raise ScopeError(f"assessments of {old.year} and {new.year} cannot be compared; give two of one year")
    pair = _Pair(old, new)
    return Comparison(
        headings=(old.heading, new.heading),
        inputs=[each.change for each in pair.inputs],
        counties=[pair.counties[code][0] for code in sorted(pair.counties)],
        cities=pair.city_differences(),
    )


class _Pair:
    """Two assessments with their changed inputs, and which of these stand behind each county and city.

    Inputs are named by their numbers, so that causes keep the order of the inputs.
    """

    def __init__(self, old: Assessment, new: Assessment) -> None:
        self.sides = (old, new)
        self.inputs = tuple(inputs_of(old, new))
        self._lookups = tuple(Lookup(each.evidence, each.scheme) for each in self.sides)
        self._cities = tuple({score.city.code: score for score in each.cities} for each in self.sides)
        self.counties = dict(self._county_differences())

    def _difference(
        self,
        place: Place,
        scores: tuple[CountyScore | CityScore | None, CountyScore | CityScore | None],
        steps: Iterable[Change],
        causes: Iterable[int],
    ) -> Difference:
        old, new = map(_score, scores)
        behind = [self.inputs[number].change for number in sorted(causes)]
        return Difference(place=place, old=old, new=new, steps=steps, causes=behind)

    def _county_differences(self) -> Iterator[tuple[str, tuple[Difference, frozenset[int]]]]:
        before, after = ({score.county.code: score for score in each.counties} for each in self.sides)
        places = {county.code: county for each in self.sides for county in each.evidence.counties}
        for code, place in places.items():
            first, second = before.get(code), after.get(code)
            steps = tuple(county_steps(first, second))
            if steps or _score(first) != _score(second):
                leads = [each.lead.code for each in (first, second) if each is not None and each.lead is not None]
                causes = self._at({"", code, *leads}) | self._compared(first, second)
                yield code, (self._difference(place, (first, second), steps, causes), causes)

    def city_differences(self) -> Iterator[Difference]:
        """Find the cities that differ, by code."""
        places = {city.code: city for each in self.sides for city in each.evidence.cities}
        own = {code: self._own(code) for code in places}
        for code, place in sorted(places.items()):
            first, second = (scores.get(code) for scores in self._cities)
            steps = tuple(city_steps(first, second, *(each.scheme for each in self.sides)))
            if steps or _score(first) != _score(second):
                causes = own[code].union(*(own[other] for other in self._movers(code)))
                yield self._difference(place, (first, second), steps, causes)

    def _at(self, codes: set[str]) -> frozenset[int]:
        return frozenset(number for number, each in enumerate(self.inputs) if each.change.place in codes)

    def _own(self, code: str) -> frozenset[int]:
        """Give the inputs behind a city's score: of the scheme, its own, those of its counties and behind them."""
        counties = [c.code for each in self.sides for c in each.evidence.counties if c.parent.code == code]
        inner = (self.counties[each][1] for each in counties if each in self.counties)
        first, second = (scores.get(code) for scores in self._cities)
        return self._at({"", code, *counties}).union(self._compared(first, second), *inner)

    def _compared(
        self, first: CountyScore | CityScore | None, second: CountyScore | CityScore | None
    ) -> frozenset[int]:
        """Give the inputs of other units by which what a place is compared with moved."""
        before, after = criteria_of(first), criteria_of(second)
        found: set[int] = set()
        for key in {*before} & {*after}:
            if first is not None and second is not None and before[key].compared != after[key].compared:
                for lookup, score, earned in ((self._lookups[0], first, before), (self._lookups[1], second, after)):
                    found |= self._read(lookup, _place(score), earned[key].criterion)
        return frozenset(found)

    def _read(self, lookup: Lookup, place: Place, criterion: Criterion) -> set[int]:
        if criterion.cohort_rule is None:
            return set()
        codes = {unit.code for unit in lookup.compared(place, criterion.cohort_rule.cohort)}
        inputs = enumerate(self.inputs)
        return {number for number, each in inputs if each.change.place in codes and each.is_read_by(criterion)}

    def _movers(self, code: str) -> set[str]:
        """Give the other cities whose scores moved the rank of a city, or its grade where places decide it."""
        old, new = self.sides
        first, second = (scores.get(code) for scores in self._cities)
        has_moved = _rank(first) != _rank(second)
        has_quotas = any(isinstance(each.scheme.grades, GradeQuotas) for each in self.sides)
        if old.stage is not new.stage:
            # Nothing is ranked or graded before all is there: whatever came in stands behind it.
            return {*self._cities[0], *self._cities[1]} if has_moved else set()
        found: set[str] = set()
        if has_moved:
            is_dense = any(each.scheme.ranking.ties is Ties.DENSE for each in self.sides)
            on = (old.scheme.ranking.compared_on, new.scheme.ranking.compared_on)
            found |= self._passing(code, on, is_dense=is_dense)
        if has_quotas and _grade(first) != _grade(second):
            found |= self._passing(code, (old.scheme.grades.compared_on, new.scheme.grades.compared_on))
        return found

    def _passing(self, code: str, on: tuple[ComparedOn, ComparedOn], *, is_dense: bool = False) -> set[str]:
        """Give the other cities whose value, moving by itself, moves a city: it passes the old or the new value there.

        With dense ranks so does a better one that falls into a place with another, or leaves it.
        """
        before, after = (self._standings(code, side, each) for side, each in enumerate(on))
        own = [values[code] for values in (before, after) if code in values]
        found: set[str] = set()
        for other in {*before, *after} - {code}:
            first, second = before.get(other), after.get(other)
            sides = {(_side(first, value), _side(second, value)) for value in own}
            is_better = is_dense and first != second and any(1 in pair for pair in sides)
            if is_better or any(one != two for one, two in sides):
                found.add(other)
        return found

    def _standings(self, code: str, side: int, on: ComparedOn) -> dict[str, Fraction]:
        scheme, scores = self.sides[side].scheme, self._cities[side]
        pool = scheme.class_of(code, scheme.ranking.classes)
        return {
            other: on.choose(score.score, score.published)
            for other, score in scores.items()
            if scheme.class_of(other, scheme.ranking.classes) == pool
        }


def _score(score: CountyScore | CityScore | None) -> Fraction | None:
    return None if score is None else score.score


def _rank(score: CityScore | None) -> int | None:
    return None if score is None else score.rank


def _grade(score: CityScore | None) -> str:
    return "" if score is None or score.grade_by_score is None else score.grade_by_score.key


def _place(score: CountyScore | CityScore) -> Place:
    if isinstance(score, CityScore):
        return score.city
    # A member of a bundle has the score of its lead, and is compared as the lead is.
    return score.lead or score.county


def _side(value: Fraction | None, own: Fraction) -> int | None:
    return None if value is None else (value > own) - (value < own)
