"""Indications: signs of a problem that can be computed, for people to confirm or reject."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from attrs import field, frozen
from attrs.converters import optional

from jxassess.comparing import ByFields
from jxassess.evidence._evidence import Evidence
from jxassess.evidence._findings import Fact, FactKind, Finding, Verdict
from jxassess.evidence._lookup import Lookup
from jxassess.evidence._records import Observation, Target
from jxassess.exact import Better, exact, shown, to_text
from jxassess.indicators import Indicator
from jxassess.measure import Body, Citation, Problem
from jxassess.places import City, Place
from jxassess.scheme import Compared, LowRate, PlanLevel, PlanMiss, Scheme
from jxassess.words import Words


@frozen(kw_only=True)
class Indication(ByFields):
    """A computed sign of a problem (疑似问题). It is not a problem until people confirm it.

    Attributes:
        problem: the problem it may be: `PLAN_UNFULFILLED` or `LOW_RATES`.
        place: the city or county.
        indicator: what was looked at.
        value: what was observed, in the indicator's unit.
        bound: the target that was missed, or the threshold on whose side the value is low.
        words: the sign in words.
        observations: what stands behind the value.
        target: the missed line of the plan, `None` for a low rate.
        where: the path in the scheme of the rule that was applied.
        compared: whether the value was held against the bound, or an end of its interval.
        end: that end, in the indicator's unit; `None` where the value itself was.

    Legal basis:
        Art. 9(1) and (5). Reading: computation gives indications only.
    """

    problem: Problem
    place: Place
    indicator: Indicator
    value: Fraction = field(converter=exact)
    bound: Fraction = field(converter=exact)
    words: Words
    observations: tuple[Observation, ...] = field(converter=tuple[Observation, ...])
    target: Target | None
    where: str
    compared: Compared = Compared.ESTIMATE
    end: Fraction | None = field(converter=optional(exact), default=None)

    @property
    def key(self) -> str:
        """The identifier that a finding names, such as `Art. 9(5)/990121/exit_accuracy`."""
        return f"{self.problem.value}/{self.place.code}/{self.indicator.key}"

    @property
    def citation(self) -> Citation:
        """The clause."""
        return self.problem.citation

    def decide(
        self,
        verdict: Verdict,
        *,
        key: str,
        begin: date,
        end: date,
        document: str,
        reply: str,
        decided_by: Body,
        decided_on: date,
        is_serious: bool = False,
        has_adverse_effect: bool = False,
    ) -> Finding:
        """Make the finding in which people confirm or reject this indication.

        Args:
            verdict: what people decided.
            key: the identifier of the finding.
            begin: first day of the time it concerns.
            end: last day of it.
            document: where the decision is recorded.
            reply: what the city answered.
            decided_by: who decided.
            decided_on: the day of the decision.
            is_serious: whether people recorded it as serious.
            has_adverse_effect: whether people recorded an adverse effect.

        Returns:
            The finding, which states the sign as its fact.

        Raises:
            EvidenceError: days out of order, empty texts, gravity of a rejected finding.
        """
        kind = FactKind.SHORTFALL if self.problem is Problem.PLAN_UNFULFILLED else FactKind.LOW_RATE
        return Finding(
            key=key,
            place=self.place,
            problem=self.problem,
            verdict=verdict,
            begin=begin,
            end=end,
            facts=[Fact(kind, self.words.zh)],
            document=document,
            reply=reply,
            decided_by=decided_by,
            decided_on=decided_on,
            is_serious=is_serious,
            has_adverse_effect=has_adverse_effect,
            indication=self.key,
        )


@frozen(kw_only=True)
class Unchecked(ByFields):
    """A rate that was not observed in a county, so that no sign of Art. 9(5) could be looked for (未核查).

    Attributes:
        place: the county.
        indicator: what was not observed.
        where: the path in the scheme that lets it be listed.
    """

    place: Place
    indicator: Indicator
    where: str


def find_indications(evidence: Evidence, scheme: Scheme) -> tuple[Indication, ...]:
    """Find the computed signs of problems, in carried counties too.

    Args:
        evidence: the year's data; counties without an observation are passed over here and reported elsewhere.
        scheme: the year's scheme.

    Returns:
        The indications, by clause, place and indicator.

    Legal basis:
        Art. 9(1) from the plan, Art. 9(5) from the thresholds of the scheme.
    """
    lookup = Lookup(evidence, scheme)
    found = [*_plan_indications(lookup, scheme), *_rate_indications(lookup, scheme)]
    return tuple(sorted(found, key=lambda indication: indication.key))


def _plan_indications(lookup: Lookup, scheme: Scheme) -> Iterator[Indication]:
    evidence = lookup.evidence
    places: tuple[Place, ...] = evidence.places if scheme.plan.level is PlanLevel.COUNTY else evidence.cities
    for place in places:
        lines = [
            (line, _missed(lookup, place, line))
            for line in (lookup.target(place, item) for item in scheme.plan.items)
            if line is not None and lookup.is_task(line)
        ]
        missed = [indication for _, indication in lines if indication is not None]
        # Art. 9(1), reading: the scheme says whether one missed line is enough.
        if scheme.plan.miss is PlanMiss.ANY or len(missed) == len(lines):
            yield from missed


def _missed(lookup: Lookup, place: Place, line: Target) -> Indication | None:
    reached = _reached(lookup, place, line.indicator)
    if reached is None:
        return None
    value, observations = reached
    is_met = value >= line.value if line.indicator.better is Better.HIGHER else value <= line.value
    if is_met:
        return None
    return Indication(
        problem=Problem.PLAN_UNFULFILLED,
        place=place,
        indicator=line.indicator,
        value=value,
        bound=line.value,
        words=Words("{name}: {value} {unit}, target {bound} {unit}", "{name}：{value}{unit}，计划{bound}{unit}").format(
            name=line.indicator.name, value=shown(value), unit=line.indicator.unit, bound=to_text(line.value)
        ),
        observations=observations,
        target=line,
        where="plan",
    )


def _reached(lookup: Lookup, place: Place, indicator: Indicator) -> tuple[Fraction, tuple[Observation, ...]] | None:
    if isinstance(place, City):
        return lookup.total(place, indicator)
    value = lookup.value(place, indicator)
    return None if value is None else (value, lookup.observations(place, indicator))


def _rate_indications(lookup: Lookup, scheme: Scheme) -> Iterator[Indication]:
    for i, rule in enumerate(scheme.low_rates):
        for place in lookup.evidence.places:
            # Art. 9(5), reading: the scheme says whether the estimate is low, or an end of its interval.
            value = lookup.value(place, rule.indicator)
            held = lookup.held(place, rule.indicator, rule.compared)
            if value is not None and held is not None and rule.low.holds(held):
                observations = lookup.observations(place, rule.indicator)
                yield _low(place, rule, value, held, observations, f"low_rates[{i}]")


def _low(
    place: Place, rule: LowRate, value: Fraction, held: Fraction, observations: tuple[Observation, ...], where: str
) -> Indication:
    is_estimate = rule.compared is Compared.ESTIMATE
    said = _LOW if is_estimate else _LOW_END
    return Indication(
        problem=Problem.LOW_RATES,
        place=place,
        indicator=rule.indicator,
        value=value,
        bound=rule.low.value,
        words=said.format(
            name=rule.indicator.name,
            value=shown(value),
            unit=rule.indicator.unit,
            bound=rule.low.words,
            compared=rule.compared.words,
            end=shown(held),
        ),
        observations=observations,
        target=None,
        where=where,
        compared=rule.compared,
        end=None if is_estimate else held,
    )


_LOW = Words("{name}: {value} {unit}, low when {bound} {unit}", "{name}：{value}{unit}，{bound}{unit}为较低")
_LOW_END = Words(
    "{name}: {value} {unit}, {compared} {end} {unit}, low when that is {bound} {unit}",
    "{name}：{value}{unit}，{compared}{end}{unit}，{compared}{bound}{unit}为较低",
)


def find_unchecked(evidence: Evidence, scheme: Scheme) -> tuple[Unchecked, ...]:
    """Find the rates that were not observed, so that nothing can be said of them.

    Args:
        evidence: the year's data.
        scheme: the year's scheme.

    Returns:
        County and indicator, in the order of the scheme and of codes.

    Legal basis:
        Art. 9(5).
    """
    lookup = Lookup(evidence, scheme)
    return tuple(
        Unchecked(place=county, indicator=rule.indicator, where=f"low_rates[{i}]")
        for i, rule in enumerate(scheme.low_rates)
        for county in evidence.counties
        if not lookup.is_represented(county) and lookup.value(county, rule.indicator) is None
    )
