"""The scheme of a year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from attrs import field, frozen

from jxassess.errors import ScopeError
from jxassess.exact import exact, to_text
from jxassess.faults import Fault, SchemeError, raise_faults
from jxassess.indicators import Indicator, name_faults
from jxassess.measure import FIRST_YEAR, LAST_YEAR, Dimension
from jxassess.scheme._consequences import (
    ByGrade,
    Ceiling,
    Interpretation,
    LowRate,
    PlanRule,
    RateKind,
    Rectification,
    RewardRule,
)
from jxassess.scheme._criteria import Criterion, Group, walk
from jxassess.scheme._faults import (
    BAD_YEAR,
    DIMENSION_MISSING,
    EMPTY,
    MARKS_DIFFER,
    NO_DIMENSION,
    NO_REFERENCE,
    RATE_MISSING,
    REPEATED,
    TWO_INDICATORS,
    UNKNOWN_GRADE,
)
from jxassess.scheme._grades import Grades, Ranking, Rounding
from jxassess.scheme._weights import Carried, CountyWeights, IndicatorWeights, NothingApplies
from jxassess.words import Words


def _rates(rates: Iterable[LowRate]) -> tuple[LowRate, ...]:
    return tuple(sorted(rates, key=lambda rate: (list(RateKind).index(rate.rate), rate.indicator.key)))


def _ceilings(ceilings: Iterable[Ceiling]) -> tuple[Ceiling, ...]:
    return tuple(sorted(ceilings, key=lambda ceiling: ceiling.problem.value))


@frozen(kw_only=True)
class Scheme:
    """The rules of one year (年度实施方案): everything that the measure leaves open, and nothing by default.

    Attributes:
        year: the year assessed, 2017 to 2020.
        title: what the scheme is called.
        document: the document that it was issued with, or what it is where it was not issued.
        marks: total marks of a county, such as 100.
        criteria: the top groups, in the order of the document; each of a dimension, all four dimensions present.
        weights: how the counties of a city weigh.
        carried: the poverty counties that bring a score.
        when_nothing_applies: what becomes of a county to which no criterion applies.
        rounding: how and where is rounded.
        grades: the grades of cities.
        ranking: how cities are ranked.
        plan: when the reduction plan counts as not fulfilled.
        low_rates: when accuracy and satisfaction are low; at least one for each kind.
        rectification: the time limit of rectification.
        rewards: when a reward is proposed.
        ceilings: gates from confirmed problems to grades; none in the measure.
        interpretations: interpretations under Art. 11 that the scheme cites.

    Raises:
        SchemeError: every contradiction between the parts, with its path.

    Legal basis:
        Art. 4: the leading group makes a scheme every year.
    """

    year: int
    title: Words
    document: str
    marks: Fraction = field(converter=exact)
    criteria: tuple[Group, ...] = field(converter=tuple[Group, ...])
    weights: CountyWeights
    carried: Carried
    when_nothing_applies: NothingApplies
    rounding: Rounding
    grades: Grades
    ranking: Ranking
    plan: PlanRule
    low_rates: tuple[LowRate, ...] = field(converter=_rates)
    rectification: Rectification
    rewards: RewardRule
    ceilings: tuple[Ceiling, ...] = field(converter=_ceilings, default=())
    interpretations: tuple[Interpretation, ...] = field(converter=tuple[Interpretation, ...], default=())

    def __attrs_post_init__(self) -> None:
        """Refuse a scheme whose parts contradict each other."""
        faults = (*self._head_faults(), *self._criteria_faults(), *self._consequence_faults())
        raise_faults(SchemeError, faults, Words(f"the scheme of {self.year}", f"{self.year}年度方案"))

    def _head_faults(self) -> Iterator[Fault]:
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            yield BAD_YEAR.at("year", self.year)
        yield from name_faults(self.title, "title")
        if not self.document.strip():
            yield NO_REFERENCE.at("document")

    def _criteria_faults(self) -> Iterator[Fault]:
        total = sum((group.marks for group in self.criteria), Fraction(0))
        if not self.criteria:
            yield EMPTY.at("criteria")
        elif total != self.marks:
            yield MARKS_DIFFER.at("marks", to_text(self.marks), sum=to_text(total))
        for i, group in enumerate(self.criteria):
            if group.dimension is None:
                yield NO_DIMENSION.at(f"criteria[{i}]", group.key)
        # Art. 5: four dimensions are assessed; a scheme weighs them and leaves none out.
        for dimension in Dimension:
            if dimension not in [group.dimension for group in self.criteria]:
                yield DIMENSION_MISSING.at("criteria", dimension.value, citation=dimension.citation)
        seen: set[str] = set()
        for path, node in walk(self.criteria):
            if node.key in seen:
                yield REPEATED.at(f"{path}.key", node.key)
            seen.add(node.key)

    def _consequence_faults(self) -> Iterator[Fault]:
        grades = [band.key for band in self.grades.bands]
        named = [(f"ceilings[{i}].grade", ceiling.grade) for i, ceiling in enumerate(self.ceilings)]
        if isinstance(self.rewards.excellent, ByGrade):
            named.append(("rewards.excellent.grade", self.rewards.excellent.grade))
        for path, key in named:
            if key not in grades:
                yield UNKNOWN_GRADE.at(path, key, known=", ".join(grades))
        problems = [ceiling.problem for ceiling in self.ceilings]
        for i, problem in enumerate(problems):
            if problem in problems[:i]:
                yield REPEATED.at(f"ceilings[{i}].problem", problem.value)
        # Art. 9(5) names three rates; none can be switched off.
        for rate in RateKind:
            if rate not in [low.rate for low in self.low_rates]:
                yield RATE_MISSING.at("low_rates", rate.value)
        watched = [low.indicator for low in self.low_rates]
        for i, indicator in enumerate(watched):
            if indicator in watched[:i]:
                yield REPEATED.at(f"low_rates[{i}].indicator", indicator.key)
        yield from self._indicator_faults()

    def _indicator_faults(self) -> Iterator[Fault]:
        known: dict[str, Indicator] = {}
        for path, indicator in self._named_indicators():
            if known.setdefault(indicator.key, indicator) != indicator:
                yield TWO_INDICATORS.at(path, indicator.key)

    def _named_indicators(self) -> Iterator[tuple[str, Indicator]]:
        for path, node in walk(self.criteria):
            if isinstance(node, Criterion):
                yield f"{path}.indicator", node.indicator
        if isinstance(self.weights, IndicatorWeights):
            yield "weights.indicator", self.weights.indicator
        yield from ((f"plan.items[{i}]", item) for i, item in enumerate(self.plan.items))
        yield from ((f"low_rates[{i}].indicator", low.indicator) for i, low in enumerate(self.low_rates))
        yield "rewards.marked.indicator", self.rewards.marked.indicator

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """Every indicator that the scheme names, once, in the order of keys."""
        found = {indicator.key: indicator for _, indicator in self._named_indicators()}
        return tuple(found[key] for key in sorted(found))

    def walk(self) -> Iterator[tuple[str, Criterion]]:
        """Give every criterion with its path in the scheme file.

        Yields:
            Path, such as `criteria[1].children[0]`, and criterion, in the order of the document.
        """
        for path, node in walk(self.criteria):
            if isinstance(node, Criterion):
                yield path, node

    def indicator(self, key: str) -> Indicator:
        """Look up an indicator that the scheme names.

        Args:
            key: its key.

        Returns:
            The indicator.

        Raises:
            ScopeError: the scheme names none of that key.
        """
        for indicator in self.indicators:
            if indicator.key == key:
                return indicator
        raise ScopeError(f"the scheme of {self.year} names no indicator {key!r}")

    def criterion(self, key: str) -> Criterion:
        """Look up a criterion.

        Args:
            key: its key.

        Returns:
            The criterion.

        Raises:
            ScopeError: there is none of that key.
        """
        for _, criterion in self.walk():
            if criterion.key == key:
                return criterion
        raise ScopeError(f"the scheme of {self.year} has no criterion {key!r}")
