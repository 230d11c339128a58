"""The scheme of a year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.errors import ScopeError
from jxassess.exact import exact, to_text
from jxassess.faults import Fault, SchemeError, raise_faults
from jxassess.indicators import Indicator, name_faults
from jxassess.measure import FIRST_YEAR, LAST_YEAR
from jxassess.scheme._adjustments import Adjustment, Bonus, Penalty, in_order
from jxassess.scheme._city_level import CityLevel
from jxassess.scheme._compared import Compared
from jxassess.scheme._consequences import (
    Ceiling,
    ExcellentGrade,
    Interpretation,
    LowRate,
    Measured,
    PlanRule,
    RateKind,
    Rectification,
    RewardRule,
)
from jxassess.scheme._criteria import Criterion, Group, walk
from jxassess.scheme._faults import (
    BAD_YEAR,
    EXCELLENT_ALL,
    NO_REFERENCE,
    NOT_POSITIVE,
    UNKNOWN_CLASS,
    UNKNOWN_GATE,
    UNKNOWN_GRADE,
)
from jxassess.scheme._follow_ups import FollowUp, When
from jxassess.scheme._gates import Gate
from jxassess.scheme._grades import GradesSetBy, Grading, Ranking
from jxassess.scheme._precedences import Precedence, by_indicator, precedence_faults
from jxassess.scheme._rounding import Rounding
from jxassess.scheme._scheme_faults import (
    barring_faults,
    blend_faults,
    bundle_faults,
    ceiling_faults,
    city_faults,
    class_faults,
    event_faults,
    indicator_faults,
    order_faults,
    rate_faults,
    repeated_faults,
    tree_faults,
    unknown_faults,
)
from jxassess.scheme._survey import SurveyRule
from jxassess.scheme._survey_faults import compared_faults, survey_faults
from jxassess.scheme._units import Bundle, SampleRule, Tier, UnitClass
from jxassess.scheme._weights import Carried, CountyWeights, IndicatorWeights, NothingApplies
from jxassess.words import Words


def _rates(rates: Iterable[LowRate]) -> tuple[LowRate, ...]:
    return tuple(sorted(rates, key=lambda rate: (list(RateKind).index(rate.rate), rate.indicator.key)))


def _ceilings(ceilings: Iterable[Ceiling]) -> tuple[Ceiling, ...]:
    return tuple(sorted(ceilings, key=lambda ceiling: (ceiling.problem.value, ceiling.only_serious)))


def _classes(classes: Iterable[UnitClass]) -> tuple[UnitClass, ...]:
    return tuple(sorted(classes, key=lambda each: each.key))


def _bundles(bundles: Iterable[Bundle]) -> tuple[Bundle, ...]:
    return tuple(sorted(bundles, key=lambda bundle: bundle.units))


@frozen(kw_only=True)
class Scheme(ByFields):
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
        ceilings: bounds from confirmed problems to grades; none in the measure.
        interpretations: interpretations under Art. 11 that the scheme cites.
        classes: counties or cities that rules or the ranking treat alike; kept in the order of keys.
        adjustments: what is added or taken beside the tree, in the order in which it applies.
        city: parts of a city's score beside the mean of its counties, if any; none in the measure.
        sample: the sample of counties that cities are judged from, if any; none in the measure.
        bundles: counties that are scored as one; none in the measure.
        grades_set_by: who sets the grades, where the computed ones only stand beside.
        gates: measured conditions that bar grades; none in the measure.
        follow_ups: what follows beside Art. 9; none in the measure.
        precedences: in which order the sources of an indicator are taken, where several may give it and are not
            blended; kept in the order of indicators.
        survey: the sample survey of households, if the scheme has rules for one.

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
    grades: Grading
    ranking: Ranking
    plan: PlanRule
    low_rates: tuple[LowRate, ...] = field(converter=_rates)
    rectification: Rectification
    rewards: RewardRule
    ceilings: tuple[Ceiling, ...] = field(converter=_ceilings, default=())
    interpretations: tuple[Interpretation, ...] = field(converter=tuple[Interpretation, ...], default=())
    classes: tuple[UnitClass, ...] = field(converter=_classes, default=())
    adjustments: tuple[Adjustment, ...] = field(converter=in_order, default=())
    city: CityLevel | None = None
    sample: SampleRule | None = None
    bundles: tuple[Bundle, ...] = field(converter=_bundles, default=())
    grades_set_by: GradesSetBy | None = None
    gates: tuple[Gate, ...] = field(converter=tuple[Gate, ...], default=())
    follow_ups: tuple[FollowUp, ...] = field(converter=tuple[FollowUp, ...], default=())
    precedences: tuple[Precedence, ...] = field(converter=by_indicator, default=())
    survey: SurveyRule | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a scheme whose parts contradict each other."""
        faults = (*self._head_faults(), *self._criteria_faults(), *self._part_faults(), *self._named_faults())
        raise_faults(SchemeError, faults, Words(f"the scheme of {self.year}", f"{self.year}年度方案"))

    def _head_faults(self) -> Iterator[Fault]:
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            yield BAD_YEAR.at("year", self.year)
        yield from name_faults(self.title, "title")
        if self.marks <= 0:
            yield NOT_POSITIVE.at("marks", to_text(self.marks))
        if not self.document.strip():
            yield NO_REFERENCE.at("document")

    def _criteria_faults(self) -> Iterator[Fault]:
        yield from tree_faults(self.criteria, self.marks)
        parts = () if self.city is None else self.city.parts
        nodes = (*walk(self.criteria), *walk(parts, "city.parts"))
        adjusting = [(f"adjustments[{i}].key", each.key) for i, each in enumerate(self.adjustments)]
        loose = [(f"{path}.key", each.key) for path, each in self._both() if path.startswith("adjustments")]
        yield from repeated_faults([*((f"{path}.key", node.key) for path, node in nodes), *adjusting, *loose])
        ordered = ((f"precedences[{i}].indicator", each.indicator) for i, each in enumerate(self.precedences))
        yield from indicator_faults((*self.named_indicators(), *ordered))
        yield from blend_faults(self._both())
        blended = {criterion.indicator.key: criterion.blend for _, criterion in self._both() if criterion.blend}
        yield from precedence_faults(self.precedences, self.indicators, blended)
        yield from city_faults(self.scored(Tier.CITY))
        yield from compared_faults(self._compared(), blended)
        if self.survey is not None:
            sources = {each.indicator.key: each.sources for each in self.precedences}
            sources |= {key: tuple(part.source for part in blend) for key, blend in blended.items()}
            yield from survey_faults(self.survey, sources, self._tasks())

    def _part_faults(self) -> Iterator[Fault]:
        grades = [band.key for band in self.grades.bands]
        barring = [(f"ceilings[{i}].grade", ceiling.grade) for i, ceiling in enumerate(self.ceilings)]
        barring += [(f"gates[{i}].grade", gate.grade) for i, gate in enumerate(self.gates)]
        yield from ceiling_faults(self.ceilings, grades)
        excellent = self.rewards.excellent
        if isinstance(excellent, ExcellentGrade) and excellent.grade in grades[-1:]:
            yield EXCELLENT_ALL.at("rewards.excellent.grade", excellent.grade)
        yield from barring_faults(barring, grades)
        yield from rate_faults(self.low_rates)
        yield from order_faults(self.adjustments)
        yield from event_faults(self.adjustments)
        yield from bundle_faults(self.bundles, self.carried.counties)
        yield from class_faults(self._asked_classes(), self.classes)
        yield from repeated_faults((f"classes[{i}].key", each.key) for i, each in enumerate(self.classes))
        yield from repeated_faults((f"gates[{i}].key", gate.key) for i, gate in enumerate(self.gates))
        yield from repeated_faults((f"follow_ups[{i}].key", each.key) for i, each in enumerate(self.follow_ups))

    def _named_faults(self) -> Iterator[Fault]:
        yield from unknown_faults(UNKNOWN_GRADE, self._named_grades(), [band.key for band in self.grades.bands])
        yield from unknown_faults(UNKNOWN_CLASS, self._named_classes(), [each.key for each in self.classes])
        yield from unknown_faults(UNKNOWN_GATE, self._named_gates(), [gate.key for gate in self.gates])

    def _named_grades(self) -> Iterator[tuple[str, str]]:
        yield from ((f"ceilings[{i}].grade", ceiling.grade) for i, ceiling in enumerate(self.ceilings))
        if isinstance(self.rewards.excellent, ExcellentGrade):
            yield "rewards.excellent.grade", self.rewards.excellent.grade
        yield from ((f"gates[{i}].grade", gate.grade) for i, gate in enumerate(self.gates))
        for path, when in self._conditions():
            yield from ((f"{path}.grades[{k}]", grade) for k, grade in enumerate(when.grades))

    def _named_classes(self) -> Iterator[tuple[str, str]]:
        for path, criterion in self._both():
            yield from ((f"{path}.{name}", key) for name, key in criterion.named_classes)
        yield from ((f"ranking.classes[{i}]", key) for i, key in enumerate(self.ranking.classes))

    def _asked_classes(self) -> Iterator[tuple[str, tuple[str, ...], Tier]]:
        for level in Tier:
            yield from ((f"{path}.rule", criterion.classes, level) for path, criterion in self.scored(level))
        yield "ranking.classes", self.ranking.classes, Tier.CITY

    def _named_gates(self) -> Iterator[tuple[str, str]]:
        yield from ((f"{path}.gate", when.gate) for path, when in self._conditions() if when.gate)

    def _conditions(self) -> Iterator[tuple[str, When]]:
        for i, follow_up in enumerate(self.follow_ups):
            yield from ((f"follow_ups[{i}].any_of[{j}]", when) for j, when in enumerate(follow_up.any_of))

    def _compared(self) -> Iterator[tuple[str, str, Compared]]:
        for i, low in enumerate(self.low_rates):
            yield f"low_rates[{i}].compared", low.indicator.key, low.compared
        for i, gate in enumerate(self.gates):
            for j, condition in enumerate(gate.conditions):
                yield f"gates[{i}].conditions[{j}].compared", condition.indicator.key, condition.compared

    def _tasks(self) -> Iterator[str]:
        yield from (item.key for item in self.plan.items)
        if self.rewards.marked.measured is Measured.COMPLETION:
            yield self.rewards.marked.indicator.key
        yield from (criterion.indicator.key for _, criterion in self.scored(Tier.COUNTY) if criterion.needs_target)

    def _both(self) -> Iterator[tuple[str, Criterion]]:
        yield from self.scored(Tier.COUNTY)
        yield from self.scored(Tier.CITY)

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """Every indicator that the scheme names, once, in the order of keys."""
        found = {indicator.key: indicator for _, indicator in self.named_indicators()}
        return tuple(found[key] for key in sorted(found))

    def named_indicators(self) -> Iterator[tuple[str, Indicator]]:
        """Give every place of the scheme that reads an indicator or estimates it; which source comes first does neither.

        Yields:
            Path and indicator.
        """
        for path, criterion in self._both():
            yield from ((f"{path}.{name}", indicator) for name, indicator in criterion.indicators)
        if isinstance(self.weights, IndicatorWeights):
            yield "weights.indicator", self.weights.indicator
        yield from ((f"plan.items[{i}]", item) for i, item in enumerate(self.plan.items))
        yield from ((f"low_rates[{i}].indicator", low.indicator) for i, low in enumerate(self.low_rates))
        yield "rewards.marked.indicator", self.rewards.marked.indicator
        for i, gate in enumerate(self.gates):
            for j, condition in enumerate(gate.conditions):
                yield f"gates[{i}].conditions[{j}].indicator", condition.indicator
        if self.survey is not None:
            yield from ((f"survey.{path}", indicator) for path, indicator in self.survey.named_indicators())

    def walk(self) -> Iterator[tuple[str, Criterion]]:
        """Give every criterion of the tree with its path in the scheme file.

        Yields:
            Path, such as `criteria[1].children[0]`, and criterion, in the order of the document.
        """
        for path, node in walk(self.criteria):
            if isinstance(node, Criterion):
                yield path, node

    def adjusting(self, level: Tier) -> tuple[tuple[str, Adjustment], ...]:
        """Give the adjustments of one level in their order, each with its path.

        Args:
            level: whose scores they adjust.

        Returns:
            Path and adjustment.
        """
        paths = enumerate(self.adjustments)
        return tuple((f"adjustments[{i}]", each) for i, each in paths if each.level is level)

    def scored(self, level: Tier) -> Iterator[tuple[str, Criterion]]:
        """Give every criterion that units of one level are scored on, those of adjustments among them.

        Args:
            level: counties or cities.

        Yields:
            Path and criterion: of the tree or the parts of the city first, then of adjustments in their order.
        """
        if level is Tier.COUNTY:
            yield from self.walk()
        elif self.city is not None:
            for path, node in walk(self.city.parts, "city.parts"):
                if isinstance(node, Criterion):
                    yield path, node
        for path, adjustment in self.adjusting(level):
            if isinstance(adjustment, Bonus | Penalty):
                yield from ((f"{path}.criteria[{i}]", each) for i, each in enumerate(adjustment.criteria))

    def lead_of(self, code: str) -> str:
        """Give the county whose data hold for a county.

        Args:
            code: the county's code.

        Returns:
            The code of the lead of its bundle, or its own.
        """
        return next((bundle.lead for bundle in self.bundles if code in bundle.units), code)

    def class_of(self, code: str, among: Iterable[str]) -> tuple[str, ...]:
        """Give the classes that a unit is in.

        Args:
            code: the unit's code.
            among: the keys of the classes asked for.

        Returns:
            The keys, of which there is one unless evidence and scheme do not fit together.
        """
        asked = frozenset(among)
        return tuple(each.key for each in self.classes if each.key in asked and code in each.units) if asked else ()

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
        for _, criterion in self._both():
            if criterion.key == key:
                return criterion
        raise ScopeError(f"the scheme of {self.year} has no criterion {key!r}")
