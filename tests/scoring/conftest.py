"""A scheme of which a test says one dimension only, and evidence by county and key.

The first dimension has 40 marks and the criteria that a test gives. Each of the other three has 20 marks and one
criterion, `rest_2` to `rest_4`, whose points are given: 20 each unless the test says otherwise, so that the points of a
county are 60 and those of the first dimension. The plan asks for nothing, no rate is watched, nothing is rewarded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeAlias

import pytest
from attrs import evolve

from jxassess.evidence import (
    CarriedScore,
    Evidence,
    Fact,
    FactKind,
    Finding,
    NotApplicable,
    Observation,
    Target,
    Verdict,
)
from jxassess.exact import Better, Exactable
from jxassess.indicators import CATALOGUE, Indicator
from jxassess.measure import Body, Dimension, Problem
from jxassess.places import City, County, Place
from jxassess.scheme import (
    Basis,
    Carried,
    Criterion,
    ExcellentRank,
    FindingEffect,
    Given,
    Group,
    MarkedReduction,
    Measured,
    Node,
    RewardRule,
    Rule,
    Scheme,
    WhenMissing,
    WhenNotApplicable,
    WhenUnobserved,
)
from jxassess.words import Words

Line: TypeAlias = Mapping[str, Exactable]
Lines: TypeAlias = Mapping[str, Line]
Values: TypeAlias = Mapping[str, Mapping[str, Exactable | NotApplicable | None]]

DAY = date(2019, 12, 31)
DOCUMENT = "invented for tests"
PEOPLE = CATALOGUE[0]
REST = {"rest_2": 20, "rest_3": 20, "rest_4": 20}


def _words(text: str) -> Words:
    return Words(text, text)


def _indicator(key: str, better: Better = Better.HIGHER) -> Indicator:
    return Indicator(
        key=key,
        name=_words(key),
        unit=_words("unit"),
        places=3,
        low=-1000,
        high=None,
        better=better,
        is_additive=False,
        citation=None,
    )


def _criterion(
    key: str,
    marks: Exactable,
    rule: Rule | None = None,
    *,
    missing: WhenMissing = WhenMissing.FAULT,
    not_applicable: WhenNotApplicable = WhenNotApplicable.RESCALE_GROUP,
    better: Better = Better.HIGHER,
    basis: Basis = Basis.VALUE,
    **more: object,
) -> Criterion:
    made = Criterion(
        key=key,
        name=_words(key),
        marks=marks,
        indicator=_indicator(key, better),
        basis=basis,
        reference=_indicator(f"{key}_reference") if basis.needs_reference else None,
        rule=rule or Given(),
        when_missing=missing,
        when_not_applicable=not_applicable,
    )
    return evolve(made, **more)


def _group(
    key: str, marks: Exactable, *children: Node, dimension: Dimension | None = None, weight: Exactable | None = None
) -> Group:
    return Group(key=key, name=_words(key), marks=marks, children=children, dimension=dimension, weight=weight)


@pytest.fixture
def indicator() -> Callable[..., Indicator]:
    """Make an indicator of a key, with three decimal places and nearly any range."""
    return _indicator


@pytest.fixture
def criterion() -> Callable[..., Criterion]:
    """Make a criterion of a key and marks, whose indicator has the same key; points are given unless a rule is."""
    return _criterion


@pytest.fixture
def group() -> Callable[..., Group]:
    """Make a group of a key, marks and children."""
    return _group


@pytest.fixture
def scheme_of(make_scheme: Callable[..., Scheme]) -> Callable[..., Scheme]:
    """Make a scheme whose first dimension has the criteria given, 40 marks together."""
    marked = MarkedReduction(indicator=PEOPLE, measured=Measured.TOTAL, at_least=1)
    rewards = RewardRule(excellent=ExcellentRank(at_most=1), marked=marked, with_finding=FindingEffect.BARS)

    def make(*first: Node, **changes: object) -> Scheme:
        dimensions = list(Dimension)
        rest = [
            _criterion(
                f"rest_{i}", 20, missing=WhenMissing.RESCALE_GROUP, not_applicable=WhenNotApplicable.RESCALE_GROUP
            )
            for i in (2, 3, 4)
        ]
        tops = [_group("top_1", 40, *(first or [_criterion("a", 40)]), dimension=dimensions[0])]
        tops += [_group(f"top_{i + 2}", 20, node, dimension=dimensions[i + 1]) for i, node in enumerate(rest)]
        settings: dict[str, object] = {
            "criteria": tops,
            "carried": Carried(counties=[], full_marks=100, source=DOCUMENT),
            "low_rates": [evolve(low, when_missing=WhenUnobserved.LIST) for low in make_scheme().low_rates],
            "rewards": rewards,
        }
        return make_scheme(**(settings | changes))

    return make


@pytest.fixture
def all_places(cities: tuple[City, ...], counties: tuple[County, ...]) -> dict[str, Place]:
    """The units of the shared fixtures, and 丙市 with 巳县, by code."""
    bing = City(code="990300", name="丙市", english="Bing")
    units: list[Place] = [*cities, bing, *counties, County(code="990321", name="巳县", english="Si", parent=bing)]
    return {place.code: place for place in units}


@pytest.fixture
def evidence_of(all_places: dict[str, Place], make_evidence: Callable[..., Evidence]) -> Callable[..., Evidence]:
    """Make evidence of the counties named, with their cities; `carried` maps codes to carried scores.

    Values may be given for cities too, beside their counties.
    """

    def make(
        scheme: Scheme, values: Values, *, targets: Lines | None = None, carried: Line | None = None, **changes: object
    ) -> Evidence:
        brought = carried or {}
        named = [all_places[code] for code in sorted({*values, *brought})]
        units = [place for place in named if isinstance(place, County)]
        parents = {county.parent.code: county.parent for county in units}
        known = {item.key: item for item in scheme.indicators}
        plan = {code: {PEOPLE.key: 0} for code in parents}
        # Points are given to the counties that are scored on data of their own.
        scored = {unit.code for unit in units if scheme.lead_of(unit.code) == unit.code} - {*brought}
        rest = {code: {**(REST if code in scored else {}), **plan.get(code, {})} for code in values}
        given = plan | {code: {**rest[code], **line} for code, line in values.items()}
        settings: dict[str, object] = {
            "cities": parents.values(),
            "counties": units,
            "targets": [
                Target(place=all_places[code], indicator=known[key], value=value, document=DOCUMENT)
                for code in {**plan, **(targets or {})}
                for key, value in {**plan.get(code, {}), **(targets or {}).get(code, {})}.items()
            ],
            "observations": [
                Observation(
                    place=all_places[code],
                    indicator=known[key],
                    value=value,
                    source="survey",
                    on=DAY,
                    document=DOCUMENT,
                )
                for code, line in given.items()
                for key, value in line.items()
                if value is not None
            ],
            "carried": [
                CarriedScore(county=unit, score=brought[unit.code], on=DAY, document=DOCUMENT)
                for unit in units
                if unit.code in brought
            ],
        }
        return make_evidence(**(settings | changes))

    return make


@pytest.fixture
def finding_of(all_places: dict[str, Place]) -> Callable[..., Finding]:
    """Make a finding in a place; a false exit, confirmed, unless said otherwise."""

    def make(
        code: str, problem: Problem = Problem.FALSE_EXIT, verdict: Verdict = Verdict.CONFIRMED, key: str = "f1"
    ) -> Finding:
        facts = (FactKind.RULE, FactKind.ACT, FactKind.NOT_DONE, FactKind.EFFECT)
        return Finding(
            key=key,
            place=all_places[code],
            problem=problem,
            verdict=verdict,
            begin=date(2019, 3, 1),
            end=date(2019, 6, 30),
            facts=[Fact(kind, "invented") for kind in facts],
            document=DOCUMENT,
            reply="none",
            decided_by=Body.LEADING_GROUP,
            decided_on=date(2020, 1, 15),
            is_serious=False,
            has_adverse_effect=False,
        )

    return make
