"""Builders for evidence that differs from the small year in one record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

import pytest
from attrs import evolve

from jxassess.evidence import (
    NOT_APPLICABLE,
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
from jxassess.indicators import CATALOGUE, WEIGHT_BASES, Indicator
from jxassess.measure import Body, Problem
from jxassess.places import City, County, Place
from jxassess.scheme import (
    Criterion,
    Group,
    IndicatorWeights,
    Node,
    Scheme,
    WhenMissing,
    WhenNotApplicable,
    WhenUnobserved,
)
from jxassess.words import Words

DAY = date(2019, 12, 31)
DOCUMENT = "invented for tests"
PEOPLE, VILLAGES, FUNDS, RURAL = "poor_population_reduced", "poor_villages_exited", "funds_use", "rural_population"
COUNTIES = ("990121", "990122", "990123", "990221", "990222")
CATALOGUED = {indicator.key: indicator for indicator in (*CATALOGUE, *WEIGHT_BASES)}


@pytest.fixture
def scheme(make_scheme: Callable[..., Scheme]) -> Scheme:
    """The small scheme as it is."""
    return make_scheme()


@pytest.fixture
def evidence(make_evidence: Callable[..., Evidence]) -> Evidence:
    """The evidence that fits it."""
    return make_evidence()


@pytest.fixture
def item() -> Callable[[str], Indicator]:
    """Give an indicator of the library by its key."""
    return CATALOGUED.__getitem__


@pytest.fixture
def place(cities: tuple[City, ...], counties: tuple[County, ...]) -> Callable[[str], Place]:
    """Give a place of the small year by its code."""
    units: list[Place] = [*cities, *counties]
    return {unit.code: unit for unit in units}.__getitem__


@pytest.fixture
def observe(place: Callable[[str], Place]) -> Callable[..., Observation]:
    """Make an observation from the code of a place, the key of an indicator and a value."""

    def make(code: str, key: str, value: Exactable | NotApplicable, **changes: object) -> Observation:
        made = Observation(
            place=place(code), indicator=CATALOGUED[key], value=0, source="register", on=DAY, document=DOCUMENT
        )
        # In one step, so that all of its faults come together.
        return evolve(made, value=value, **changes)

    return make


@pytest.fixture
def plan_line(place: Callable[[str], Place]) -> Callable[..., Target]:
    """Make a target from the code of a place, the key of an indicator and a value."""

    def make(code: str, key: str, value: Exactable, **changes: object) -> Target:
        made = Target(place=place(code), indicator=CATALOGUED[key], value=0, document=DOCUMENT)
        return evolve(made, value=value, **changes)

    return make


@pytest.fixture
def with_value(observe: Callable[..., Observation]) -> Callable[..., Evidence]:
    """Give evidence in which one value is another one, or, for `None`, is not there."""

    def make(evidence: Evidence, code: str, key: str, value: Exactable | NotApplicable | None) -> Evidence:
        found = [o for o in evidence.observations if (o.place.code, o.indicator.key) == (code, key)]
        rest = [o for o in evidence.observations if o not in found]
        if value is None:
            return evolve(evidence, observations=rest)
        new = evolve(found[0], value=value) if found else observe(code, key, value)
        return evolve(evidence, observations=[*rest, new])

    return make


@pytest.fixture
def with_line(plan_line: Callable[..., Target]) -> Callable[..., Evidence]:
    """Give evidence in which one target is another one, or, for `None`, is not there."""

    def make(evidence: Evidence, code: str, key: str, value: Exactable | None) -> Evidence:
        rest = [t for t in evidence.targets if (t.place.code, t.indicator.key) != (code, key)]
        return evolve(evidence, targets=rest if value is None else [*rest, plan_line(code, key, value)])

    return make


@pytest.fixture
def with_criterion() -> Callable[..., Scheme]:
    """Give a scheme in which one criterion has other attributes, and `beside` it the scheme has others too."""

    def changed(nodes: tuple[Node, ...], key: str, changes: dict[str, object]) -> Iterator[Node]:
        for node in nodes:
            if isinstance(node, Group):
                yield evolve(node, children=list(changed(node.children, key, changes)))
            else:
                yield evolve(node, **changes) if node.key == key else node

    def make(scheme: Scheme, key: str, beside: Mapping[str, object] | None = None, **changes: object) -> Scheme:
        assert isinstance(scheme.criterion(key), Criterion)
        return evolve(scheme, criteria=list(changed(scheme.criteria, key, changes)), **(beside or {}))

    return make


@pytest.fixture
def make_finding(counties: tuple[County, ...]) -> Callable[..., Finding]:
    """Make a confirmed finding of Art. 9(4) in 子县, with any of its attributes replaced."""

    def make(**changes: object) -> Finding:
        made = Finding(
            key="f1",
            place=counties[0],
            problem=Problem.FALSE_EXIT,
            verdict=Verdict.CONFIRMED,
            begin=date(2019, 3, 1),
            end=date(2019, 6, 30),
            facts=[Fact(FactKind.RULE, "the rules of exit"), Fact(FactKind.ACT, "struck off on paper only")],
            document=DOCUMENT,
            reply="the city agrees",
            decided_by=Body.LEADING_GROUP,
            decided_on=date(2020, 2, 20),
            is_serious=False,
            has_adverse_effect=False,
        )
        return evolve(made, **changes)

    return make


@pytest.fixture
def remaining_poor() -> Indicator:
    """An indicator whose smaller values are better and which adds up over counties."""
    number = CATALOGUED["poor_population_reduced"]
    return evolve(number, key="remaining_poor", name=Words("poor people left", "剩余贫困人口"), better=Better.LOWER)


@pytest.fixture
def current(evidence: Evidence) -> Callable[[str, str], Observation]:
    """Give the observation of a place and an indicator."""

    def find(code: str, key: str) -> Observation:
        (found,) = [o for o in evidence.observations if (o.place.code, o.indicator.key) == (code, key)]
        return found

    return find


@pytest.fixture
def versions(evidence: Evidence, current: Callable[[str, str], Observation]) -> Callable[..., Evidence]:
    """Give evidence in which one value has the versions given, each a number and a day of January 2020."""

    def make(*given: tuple[int, int]) -> Evidence:
        found = current("990121", FUNDS)
        rest = [o for o in evidence.observations if o != found]
        chain = [
            evolve(found, version=number, on=date(2020, 1, day), submitter="甲市", reason="a slip")
            for number, day in given
        ]
        return evolve(evidence, observations=[*rest, *chain])

    return make


@pytest.fixture
def lenient(scheme: Scheme, with_criterion: Callable[..., Scheme]) -> Scheme:
    """The scheme in which every criterion may be missing or not apply, and is then left out."""
    for _, criterion in tuple(scheme.walk()):
        scheme = with_criterion(
            scheme,
            criterion.key,
            when_missing=WhenMissing.RESCALE_ALL,
            when_not_applicable=WhenNotApplicable.RESCALE_GROUP,
        )
    rates = [evolve(low, when_missing=WhenUnobserved.LIST) for low in scheme.low_rates]
    return evolve(scheme, low_rates=rates)


@pytest.fixture
def unsent(evidence: Evidence, with_line: Callable[..., Evidence], with_value: Callable[..., Evidence]) -> Evidence:
    """Evidence in which 卯县 has nothing to do by its plan and has sent nothing beside; its people are no task either."""
    rest = [o for o in evidence.observations if o.place.code != "990221"]
    given = with_value(evolve(evidence, observations=rest), "990221", PEOPLE, NOT_APPLICABLE)
    return with_line(with_line(given, "990221", PEOPLE, 0), "990221", VILLAGES, 0)


@pytest.fixture
def idle(unsent: Evidence, scheme: Scheme, observe: Callable[..., Observation]) -> Evidence:
    """Evidence in which 卯县 has nothing to do and says of everything that it does not apply."""
    keys = {criterion.indicator.key for _, criterion in scheme.walk()} - {PEOPLE}
    return unsent.adding(observations=[observe("990221", key, NOT_APPLICABLE) for key in keys])


@pytest.fixture
def weighed(
    evidence: Evidence, scheme: Scheme, observe: Callable[..., Observation], item: Callable[[str], Indicator]
) -> Callable[..., tuple[Evidence, Scheme]]:
    """Weigh by an indicator, with a value for each county, `None` for no value; all of the census of 2010."""

    def make(*values: object, indicator: Indicator | None = None) -> tuple[Evidence, Scheme]:
        base = indicator or item(RURAL)
        found = [
            observe(code, RURAL, value, source="census", on=date(2010, 11, 1), indicator=base)
            for code, value in zip(COUNTIES, values, strict=True)
            if value is not None
        ]
        given = evidence.adding(observations=[*found])
        return given, evolve(scheme, weights=IndicatorWeights(indicator=base))

    return make


@pytest.fixture
def villages_alone(
    evidence: Evidence,
    scheme: Scheme,
    item: Callable[[str], Indicator],
    plan_line: Callable[..., Target],
    observe: Callable[..., Observation],
) -> tuple[Evidence, Scheme]:
    """A plan of villages, while the reward still asks for people; the people's lines of the cities are not given."""
    lines = [t for t in evidence.targets if t.place not in evidence.cities]
    given = evolve(
        evidence,
        targets=[*lines, plan_line("990100", VILLAGES, 5), plan_line("990200", VILLAGES, 4)],
        observations=[*evidence.observations, observe("990222", VILLAGES, 0)],
    )
    return given, evolve(scheme, plan=evolve(scheme.plan, items=[item(VILLAGES)]))
