"""The look-up by place and indicator, where a scheme blends, refers, cuts, bundles and samples."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from attrs import evolve

from jxassess import NOT_APPLICABLE, County, Evidence, Indicator, Observation, Scheme
from jxassess.evidence import Lookup, NotApplicable, Reading, SampledCounty, Uncertainty
from jxassess.exact import Bound, Exactable, Side
from jxassess.places import Place
from jxassess.scheme import (
    Among,
    Basis,
    BlendShare,
    Bundle,
    Cohort,
    Compared,
    Criterion,
    Cutoff,
    Linear,
    SampleRule,
    UnitClass,
)
from jxassess.words import Words

F = Fraction
PEOPLE, FUNDS, GROWTH = "poor_population_reduced", "funds_use", "rural_income_growth"
ZI, CHOU, YIN, MAO, CHEN = "990121", "990122", "990123", "990221", "990222"
DOCUMENT = "invented for tests"
SHARES = [BlendShare(source="a", share="0.75"), BlendShare(source="b", share="0.25")]


@pytest.mark.parametrize(
    ("given", "state", "value"),
    [
        ({}, Reading.MISSING, None),
        ({"a": 80}, Reading.MISSING, None),
        ({"b": NOT_APPLICABLE}, Reading.MISSING, None),
        ({"a": 80, "b": 60}, Reading.PRESENT, 75),
        ({"a": 0, "b": 0}, Reading.PRESENT, 0),
        ({"a": NOT_APPLICABLE, "b": NOT_APPLICABLE}, Reading.NOT_APPLICABLE, None),
        ({"a": 80, "b": NOT_APPLICABLE}, Reading.NOT_APPLICABLE, None),
        # A source that the scheme does not blend is not read.
        ({"a": 80, "b": 60, "c": 0}, Reading.PRESENT, 75),
        ({"a": 80, "c": 60}, Reading.MISSING, None),
    ],
)
def test_a_blended_value(
    given: dict[str, Exactable | NotApplicable],
    state: Reading,
    value: int | None,
    evidence: Evidence,
    scheme: Scheme,
    with_criterion: Callable[..., Scheme],
    observe: Callable[..., Observation],
    place: Callable[[str], Place],
    item: Callable[[str], Indicator],
) -> None:
    """A blend has a value where every source has one, 0.75 of the first and 0.25 of the second."""
    rest = [o for o in evidence.observations if o.indicator.key != FUNDS]
    found = [observe(ZI, FUNDS, number, source=source) for source, number in given.items()]
    lookup = Lookup(evolve(evidence, observations=[*rest, *found]), with_criterion(scheme, "use", blend=SHARES))
    assert lookup.state(place(ZI), item(FUNDS)) is state
    assert lookup.value(place(ZI), item(FUNDS)) == value
    assert [each.source for each in lookup.observations(place(ZI), item(FUNDS))] == sorted(given)
    assert lookup.missing_sources(place(ZI), item(FUNDS)) == tuple(key for key in "ab" if key not in given)


def test_what_is_not_blended(evidence: Evidence, scheme: Scheme, item: Callable[[str], Indicator]) -> None:
    """An indicator that one source gives has no blend and lacks no source."""
    lookup = Lookup(evidence, scheme)
    assert lookup.blend(item(FUNDS)) == ()
    assert lookup.missing_sources(evidence.counties[-1], item(FUNDS)) == ()


@pytest.mark.parametrize(
    ("basis", "value", "other", "quantity"),
    [
        (Basis.VALUE, 9, 3, F(9)),
        (Basis.DIFFERENCE, 9, 3, F(6)),
        (Basis.DIFFERENCE, 9, -3, F(12)),
        (Basis.DIFFERENCE, 9, None, None),
        (Basis.DIFFERENCE, None, 3, None),
        (Basis.DIFFERENCE, 9, NOT_APPLICABLE, None),
        (Basis.RATIO, 9, 6, F(3, 2)),
        (Basis.RATIO, 9, 0, None),
        (Basis.RATIO, 9, -6, None),
        (Basis.RATIO, NOT_APPLICABLE, 6, None),
        (Basis.MARGIN, 9, 10, F(-1)),
        (Basis.MARGIN, 9, 0, F(9)),
        (Basis.MARGIN, 9, None, None),
        (Basis.COMPLETION, 9, 12, F(3, 4)),
        (Basis.COMPLETION, 9, 0, None),
        (Basis.COMPLETION, 9, None, None),
        (Basis.COMPLETION, None, 12, None),
    ],
)
def test_the_quantity_that_a_rule_reads(
    basis: Basis,
    value: object,
    other: object,
    quantity: Fraction | None,
    evidence: Evidence,
    scheme: Scheme,
    item: Callable[[str], Indicator],
    place: Callable[[str], Place],
    with_value: Callable[..., Evidence],
    with_line: Callable[..., Evidence],
    observe: Callable[..., Observation],
) -> None:
    """Value, difference and ratio to another indicator, margin and completion of the target; nothing of a gap."""
    growth = evolve(item(GROWTH), low=-100)
    reference = evolve(growth, key="other")
    needed = reference if basis.needs_reference else None
    rule = Linear(zero_at=0, full_at=2)
    one = evolve(scheme.criterion("income"), indicator=growth, basis=basis, reference=needed, rule=rule)
    rest = [o for o in evidence.observations if o.indicator.key != GROWTH]
    found = [] if value is None else [observe(ZI, GROWTH, value, indicator=growth)]
    if other is not None and basis.needs_reference:
        found.append(observe(ZI, GROWTH, other, indicator=reference))
    given = evolve(evidence, observations=[*rest, *found])
    if basis.needs_target:
        given = with_line(given, ZI, GROWTH, other)
    assert Lookup(given, scheme).quantity(place(ZI), one) == quantity


@pytest.mark.parametrize(
    ("value", "is_cut"), [(79, True), (80, False), (81, False), (None, False), (NOT_APPLICABLE, False)]
)
def test_a_cutoff(
    value: object,
    is_cut: bool,
    evidence: Evidence,
    scheme: Scheme,
    with_value: Callable[..., Evidence],
    item: Callable[[str], Indicator],
    place: Callable[[str], Place],
) -> None:
    """A cutoff takes points where its indicator lies on the side of its bound, and nowhere else."""
    cutoff = Cutoff(indicator=item(FUNDS), bound=Bound(side=Side.BELOW, value=80))
    one = evolve(scheme.criterion("exited"), cutoff=cutoff)
    lookup = Lookup(with_value(evidence, ZI, FUNDS, value), scheme)
    assert lookup.is_cut(place(ZI), one) is is_cut
    assert lookup.is_cut(place(ZI), scheme.criterion("exited")) is False
    assert lookup.reading(place(ZI), one) is (Reading.MISSING if value is None else Reading.PRESENT)


def _criterion(scheme: Scheme) -> Criterion:
    return scheme.criterion("income")


def test_a_city_is_compared_with_cities(
    evidence: Evidence, scheme: Scheme, observe: Callable[..., Observation]
) -> None:
    """Cities are compared among cities and counties among counties, whatever has the same indicator."""
    own = [observe(city.code, GROWTH, value) for city, value in zip(evidence.cities, (7, 9), strict=True)]
    lookup = Lookup(evidence.adding(observations=own), scheme)
    cohort = Cohort(among=Among.PROVINCE, has_carried=False)
    assert lookup.cohort(evidence.cities[0], _criterion(scheme), cohort) == [7, 9]
    assert sorted(lookup.cohort(evidence.counties[0], _criterion(scheme), cohort)) == [8, 10, 10, 12]


@pytest.mark.parametrize(
    ("among", "has_carried", "codes"),
    [
        # 丑县 stands behind 子县 in a bundle, 寅县 was not drawn, 辰县 is carried.
        (Among.PROVINCE, False, [ZI, MAO]),
        (Among.PROVINCE, True, [ZI, MAO, CHEN]),
        (Among.CITY, True, [ZI]),
        (Among.CLASS, True, [ZI, CHEN]),
        (Among.CLASS, False, [ZI]),
    ],
)
def test_who_is_compared(
    among: Among,
    has_carried: bool,
    codes: list[str],
    evidence: Evidence,
    scheme: Scheme,
    counties: tuple[County, ...],
) -> None:
    """Only units that are scored or carried are compared: no member beside a lead, and nobody who was not drawn."""
    rule = SampleRule(counties=1, townships=1, villages=1, households=1, with_carried=False, allowed_by=DOCUMENT)
    name = Words("invented", "虚构")
    classes = [
        UnitClass(key="hill", name=name, units=[ZI, CHOU, CHEN], source=DOCUMENT),
        UnitClass(key="plain", name=name, units=[YIN, MAO], source=DOCUMENT),
    ]
    keys = ["hill", "plain"] if among is Among.CLASS else []
    cohort = Cohort(among=among, has_carried=has_carried, classes=keys)
    ranked = evolve(
        _criterion(scheme),
        rule=evolve(
            _criterion(scheme).rule, cohort=Cohort(among=Among.CLASS, has_carried=True, classes=["hill", "plain"])
        ),
    )
    top = evolve(scheme.criteria[0], children=[*scheme.criteria[0].children[:2], ranked])
    rules = evolve(
        scheme,
        criteria=[top, *scheme.criteria[1:]],
        sample=rule,
        bundles=[Bundle(units=[ZI, CHOU], lead=ZI, allowed_by=DOCUMENT)],
        classes=classes,
    )
    samples = [SampledCounty(county=county, townships=[]) for county in counties if county.code in (ZI, MAO)]
    lookup = Lookup(evolve(evidence, samples=samples), rules)
    assert [each.code for each in lookup.compared(counties[0], cohort)] == codes
    assert [lookup.is_scored(county) for county in counties] == [True, False, False, True, False]
    assert [lookup.is_represented(county) for county in counties] == [False, True, False, False, False]
    assert [lookup.is_in_mean(county) for county in counties] == [True, True, False, True, False]
    assert [lookup.is_looked_at(place) for place in evidence.places] == [True, True, True, False, False, True, True]


# What is held against a threshold


@pytest.mark.parametrize(
    ("compared", "held"), [(Compared.ESTIMATE, 95), (Compared.LOWER, F("94.1")), (Compared.UPPER, F("95.7"))]
)
def test_the_estimate_or_an_end(
    evidence: Evidence,
    scheme: Scheme,
    item: Callable[[str], Indicator],
    place: Callable[[str], Place],
    observe: Callable[..., Observation],
    sampled: Callable[..., Uncertainty],
    compared: Compared,
    held: Fraction,
) -> None:
    """A threshold is held against the value in force, or an end of its interval; superseded ones have no part in it."""
    rate = item("exit_accuracy")
    first = observe(ZI, rate.key, 90, source="verification", uncertainty=sampled(89, 91))
    second = first.corrected(
        95, on=first.on, document=DOCUMENT, submitter="甲市", reason="a slip", uncertainty=sampled("94.1", "95.7")
    )
    rest = [o for o in evidence.observations if (o.place.code, o.indicator.key) != (ZI, rate.key)]
    lookup = Lookup(evolve(evidence, observations=[*rest, first, second]), scheme)
    assert lookup.held(place(ZI), rate, compared) == held
    assert lookup.uncertainty(place(ZI), rate) == second.uncertainty
    assert not lookup.lacks_interval(place(ZI), rate, compared)


@pytest.mark.parametrize(
    ("value", "is_lacking"), [(95, True), (NOT_APPLICABLE, False), (None, False)], ids=["value", "none", "missing"]
)
def test_without_an_interval(
    evidence: Evidence,
    scheme: Scheme,
    item: Callable[[str], Indicator],
    place: Callable[[str], Place],
    with_value: Callable[..., Evidence],
    value: int | NotApplicable | None,
    is_lacking: bool,
) -> None:
    """A value without an interval has no ends, and lacks them; what has no value lacks none."""
    rate, where = item("exit_accuracy"), place(ZI)
    lookup = Lookup(with_value(evidence, ZI, rate.key, value), scheme)
    for compared in (Compared.LOWER, Compared.UPPER):
        assert lookup.held(where, rate, compared) is None
        assert lookup.lacks_interval(where, rate, compared) is is_lacking
    assert lookup.uncertainty(where, rate) is None
    assert lookup.held(where, rate, Compared.ESTIMATE) == (95 if value == 95 else None)
    assert not lookup.lacks_interval(where, rate, Compared.ESTIMATE)


def test_a_blend_has_no_interval(
    evidence: Evidence,
    scheme: Scheme,
    item: Callable[[str], Indicator],
    place: Callable[[str], Place],
    observe: Callable[..., Observation],
    sampled: Callable[..., Uncertainty],
    with_criterion: Callable[..., Scheme],
) -> None:
    """Of several sources together nobody knows the error, though each has its own."""
    parts = [observe(ZI, FUNDS, 80, source=source, uncertainty=sampled(70, 90)) for source in ("a", "b")]
    rest = [o for o in evidence.observations if (o.place.code, o.indicator.key) != (ZI, FUNDS)]
    rules = with_criterion(scheme, "use", blend=SHARES)
    lookup = Lookup(evolve(evidence, observations=[*rest, *parts]), rules)
    assert lookup.value(place(ZI), item(FUNDS)) == 80
    assert lookup.uncertainty(place(ZI), item(FUNDS)) is None
    assert lookup.held(place(ZI), item(FUNDS), Compared.LOWER) is None
