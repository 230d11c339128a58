"""Several years: what changed, what came back, what did not last, and rules over consecutive years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.cycle._fault_kinds import BAD_RULE, UNORDERED, SequenceError
from jxassess.cycle._years import Rectified, Year
from jxassess.evidence import Finding
from jxassess.faults import Fault, raise_faults
from jxassess.measure import Problem
from jxassess.places import City
from jxassess.words import Words


@frozen(kw_only=True)
class YearChange(ByFields):
    """How a city's result changed from one year to the next.

    Attributes:
        city: the city.
        year: the later year.
        score: the later score less the earlier one.
        rank: the later place less the earlier one, below zero where it rose; `None` without both.
        grades: the earlier and the later grade.
    """

    city: City
    year: int
    score: Fraction
    rank: int | None
    grades: tuple[str, str]


@frozen(kw_only=True)
class Recurrence(ByFields):
    """A problem that was confirmed in one city in several years.

    Attributes:
        city: the city.
        problem: the problem.
        findings: year and key of each finding, in order.
    """

    city: City
    problem: Problem
    findings: tuple[tuple[int, str], ...]


@frozen(kw_only=True)
class Relapse(ByFields):
    """A rectification that was closed, and the same problem found again in a time after that.

    Attributes:
        rectified: the rectification.
        finding: the later finding.
    """

    rectified: Rectified
    finding: Finding


@frozen(kw_only=True)
class ConsecutiveRule(ByFields):
    """A rule of a scheme over consecutive years (连续年度规则).

    Attributes:
        key: the identifier.
        name: what follows from it.
        years: how many years in a row, from 2.
        grades: the keys of the grades that count; empty for any.
        top: how many of the first places count, from 1; `None` for any.
        bottom: how many of the last places count, from 1; `None` for any. Cities that share a place share this too.
        has_poor_rectification: whether a poor rectification in one of these years must come with it.
        source: the document that sets it.

    Raises:
        SequenceError: fewer than two years, no condition, a number of places below 1, or no document.

    Legal basis:
        None in the measure: a scheme that has such a rule goes beyond it, and names its document.
    """

    key: str
    name: Words
    years: int
    grades: tuple[str, ...] = field(converter=tuple[str, ...], default=())
    top: int | None = None
    bottom: int | None = None
    has_poor_rectification: bool = False
    source: str

    def __attrs_post_init__(self) -> None:
        """Refuse a rule that says nothing."""
        places = [place for place in (self.top, self.bottom) if place is not None]
        is_wrong = self.years < 2 or not (self.grades or places) or any(place < 1 for place in places)
        faults = [BAD_RULE.at("years", self.years)] if is_wrong or not self.source.strip() else []
        raise_faults(SequenceError, faults, Words(f"rule {self.key}", f"规则{self.key}"))


@frozen(kw_only=True)
class Consequence(ByFields):
    """A rule over consecutive years that a city meets: a proposal.

    Attributes:
        rule: the rule.
        city: the city.
        year: the last of the years.
    """

    rule: ConsecutiveRule
    city: City
    year: int


@frozen(kw_only=True)
class Series(ByFields):
    """The years one after another (多年度序列).

    Attributes:
        years: the years, each later than the one before. Years may be missing; nothing is said across a gap.

    Raises:
        SequenceError: years out of order or twice.

    Legal basis:
        Art. 4: once a year, 2017 to 2020.
    """

    years: tuple[Year, ...] = field(converter=tuple[Year, ...])

    def __attrs_post_init__(self) -> None:
        """Refuse years out of order."""
        raise_faults(SequenceError, self._find_faults(), Words("the series", "多年度序列"))

    def _find_faults(self) -> Iterator[Fault]:
        for i in range(1, len(self.years)):
            if self.years[i].year <= self.years[i - 1].year:
                yield UNORDERED.at(f"years[{i}]", self.years[i].year, before=self.years[i - 1].year)

    def changes(self) -> tuple[YearChange, ...]:
        """Tell how results changed from each year to the next one.

        Returns:
            One change for each city with a result in both years, by year and then as the results stand.
        """
        pairs = [(a, b) for a, b in zip(self.years, self.years[1:], strict=False) if b.year == a.year + 1]
        return tuple(change for before, after in pairs for change in _changes(before, after))

    def recurrences(self) -> tuple[Recurrence, ...]:
        """List the problems that came back.

        Returns:
            Each problem that was confirmed in one city in two or more years, by city and clause.
        """
        found: dict[tuple[str, Problem], list[tuple[int, Finding]]] = {}
        for year in self.years:
            for finding in year.findings:
                found.setdefault((finding.city.code, finding.problem), []).append((year.year, finding))
        order = sorted(found, key=lambda key: (key[0], key[1].citation))
        return tuple(
            Recurrence(
                city=found[key][0][1].city, problem=key[1], findings=tuple((year, f.key) for year, f in found[key])
            )
            for key in order
            if len({year for year, _ in found[key]}) > 1
        )

    def relapses(self) -> tuple[Relapse, ...]:
        """List the rectifications that did not last.

        Returns:
            Each closed rectification with each later finding of the same problem in the same place whose time begins
            after the closing.
        """
        return tuple(_relapses(self.years))

    def follow(self, rules: Iterable[ConsecutiveRule]) -> tuple[Consequence, ...]:
        """List what the rules over consecutive years propose at the end of the last year.

        Args:
            rules: the rules of the scheme.

        Returns:
            A proposal for each rule and city that meets it, in the order of the rules.
        """
        return tuple(
            Consequence(rule=rule, city=result.city, year=self.years[-1].year)
            for rule in rules
            for result in (self.years[-1].results if self.years else ())
            if _is_met(rule, result.city, self.years[-rule.years :])
        )


def _changes(before: Year, after: Year) -> Iterator[YearChange]:
    for new in after.results:
        old = before.result(new.city)
        if old is not None:
            yield YearChange(
                city=new.city,
                year=after.year,
                score=new.score - old.score,
                rank=None if new.rank is None or old.rank is None else new.rank - old.rank,
                grades=(old.grade, new.grade),
            )


def _relapses(years: tuple[Year, ...]) -> Iterator[Relapse]:
    for i, year in enumerate(years):
        origins = {finding.key: finding for finding in year.findings}
        for rectified in year.rectified:
            origin, closed = origins.get(rectified.finding), rectified.closed_on
            if origin is None or closed is None:
                continue
            for later in (finding for after in years[i + 1 :] for finding in after.findings):
                is_same = (later.place.code, later.problem) == (origin.place.code, origin.problem)
                if is_same and later.begin > closed:
                    yield Relapse(rectified=rectified, finding=later)


def _is_met(rule: ConsecutiveRule, city: City, years: tuple[Year, ...]) -> bool:
    is_in_a_row = len(years) == rule.years and years[-1].year - years[0].year == rule.years - 1
    has_poor = any(one.city.code == city.code and one.is_poor for year in years for one in year.rectified)
    return (
        is_in_a_row
        and all(_counts(rule, city, year) for year in years)
        and (has_poor or not rule.has_poor_rectification)
    )


def _counts(rule: ConsecutiveRule, city: City, year: Year) -> bool:
    result = year.result(city)
    if result is None or (rule.grades and result.grade not in rule.grades):
        return False
    if rule.top is None and rule.bottom is None:
        return True
    if result.rank is None:
        return False
    behind = sum(other.rank is not None and other.rank > result.rank for other in year.results)
    is_first = rule.top is None or result.rank <= rule.top
    return is_first and (rule.bottom is None or behind < rule.bottom)
