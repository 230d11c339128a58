"""Ways to vary the small year of the shared fixtures: one observation, one target, one criterion at a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from attrs import evolve

from jxassess.evidence import Evidence, Fact, FactKind, Finder, Finding, NotApplicable, Verdict
from jxassess.exact import Exactable
from jxassess.measure import Body, Problem
from jxassess.places import City, County, Place
from jxassess.scheme import Criterion, Group, Node, Scheme


@pytest.fixture
def places(cities: tuple[City, ...], counties: tuple[County, ...]) -> dict[str, Place]:
    """The units of the shared fixtures, by code."""
    units: list[Place] = [*cities, *counties]
    return {place.code: place for place in units}


@pytest.fixture
def observing() -> Callable[..., Evidence]:
    """Replace one observed value of an evidence, or drop the observation where the value is `None`."""

    def make(evidence: Evidence, code: str, key: str, value: Exactable | NotApplicable | None) -> Evidence:
        def is_meant(place: Place, indicator: str) -> bool:
            return (place.code, indicator) == (code, key)

        assert any(is_meant(o.place, o.indicator.key) for o in evidence.observations)
        kept = [
            evolve(o, value=value) if is_meant(o.place, o.indicator.key) and value is not None else o
            for o in evidence.observations
            if value is not None or not is_meant(o.place, o.indicator.key)
        ]
        return evolve(evidence, observations=kept)

    return make


@pytest.fixture
def targeting() -> Callable[..., Evidence]:
    """Replace one target of an evidence."""

    def make(evidence: Evidence, code: str, key: str, value: Exactable) -> Evidence:
        assert any((t.place.code, t.indicator.key) == (code, key) for t in evidence.targets)
        targets = [
            evolve(t, value=value) if (t.place.code, t.indicator.key) == (code, key) else t for t in evidence.targets
        ]
        return evolve(evidence, targets=targets)

    return make


@pytest.fixture
def changing() -> Callable[..., Scheme]:
    """Apply a function to the criteria of a scheme, to one of a key or to all."""

    def make(scheme: Scheme, change: Callable[[Criterion], Criterion], key: str | None = None) -> Scheme:
        def visit(node: Node) -> Node:
            if isinstance(node, Group):
                return evolve(node, children=[visit(child) for child in node.children])
            return change(node) if key in (None, node.key) else node

        tops = [evolve(top, children=[visit(child) for child in top.children]) for top in scheme.criteria]
        return evolve(scheme, criteria=tops)

    return make


@pytest.fixture
def finding_of(places: dict[str, Place]) -> Callable[..., Finding]:
    """Make a finding in a place; a false exit, confirmed, not grave, unless said otherwise; it states every kind of fact."""

    def make(
        code: str,
        verdict: Verdict = Verdict.CONFIRMED,
        *,
        key: str = "f1",
        problem: Problem = Problem.FALSE_EXIT,
        is_serious: bool = False,
        has_adverse_effect: bool = False,
        reply: str = "the city agrees",
    ) -> Finding:
        return Finding(
            key=key,
            place=places[code],
            problem=problem,
            verdict=verdict,
            begin=date(2019, 3, 1),
            end=date(2019, 6, 30),
            facts=[Fact(kind, Finder.AUDIT.value if kind is FactKind.FOUND_BY else "invented") for kind in FactKind],
            document="decision 1",
            reply=reply,
            decided_by=Body.LEADING_GROUP,
            decided_on=date(2020, 1, 15),
            is_serious=is_serious,
            has_adverse_effect=has_adverse_effect,
        )

    return make
