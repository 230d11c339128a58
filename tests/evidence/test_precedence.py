"""Several sources of one value in an order: which is in force, and what stands behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from attrs import evolve

from jxassess import NOT_APPLICABLE, Evidence, Indicator, Observation, Scheme, find_faults
from jxassess.evidence import Lookup, NotApplicable, Reading, find_indications, find_unready
from jxassess.exact import Bound, Exactable, Side
from jxassess.places import Place
from jxassess.scheme import Cutoff, IndicatorWeights, Precedence, WhenMissing

FUNDS, EXITS, RURAL = "funds_use", "exit_accuracy", "rural_population"
ZI = "990121"
SOURCES = ("verification", "audit", "funds_evaluation")
Values = Mapping[str, Exactable | NotApplicable]


def codes(evidence: Evidence, scheme: Scheme) -> list[tuple[str, str]]:
    return [(fault.code, fault.where) for fault in find_faults(evidence, scheme)]


@pytest.fixture
def ordered(scheme: Scheme, item: Callable[[str], Indicator], with_criterion: Callable[..., Scheme]) -> Scheme:
    """The scheme in which verification comes before the audit, and that before the evaluation of funds."""
    order = Precedence(indicator=item(FUNDS), sources=SOURCES, allowed_by="section 3, invented")
    return with_criterion(scheme, "use", {"precedences": [order]}, when_missing=WhenMissing.FAULT)


@pytest.fixture
def giving(evidence: Evidence, observe: Callable[..., Observation]) -> Callable[[Values], Evidence]:
    """Give evidence in which 子县 has the values of these sources, and none else."""

    def make(values: Values) -> Evidence:
        rest = [o for o in evidence.observations if (o.place.code, o.indicator.key) != (ZI, FUNDS)]
        found = [observe(ZI, FUNDS, value, source=source) for source, value in values.items()]
        return evolve(evidence, observations=[*rest, *found])

    return make


@pytest.mark.parametrize(
    ("values", "source", "value", "aside"),
    [
        ({"funds_evaluation": 80}, "funds_evaluation", 80, []),
        ({"audit": 0, "funds_evaluation": 80}, "audit", 0, ["funds_evaluation"]),
        ({"verification": 70, "funds_evaluation": 80}, "verification", 70, ["funds_evaluation"]),
        ({"funds_evaluation": 80, "audit": 75, "verification": 70}, "verification", 70, ["audit", "funds_evaluation"]),
    ],
)
def test_the_first_source_that_has_one(
    values: Values,
    source: str,
    value: int,
    aside: list[str],
    giving: Callable[[Values], Evidence],
    ordered: Scheme,
    place: Callable[[str], Place],
    item: Callable[[str], Indicator],
) -> None:
    """The first source of the order that has an observation gives the value; the others stand behind it in order."""
    lookup = Lookup(giving(values), ordered)
    assert [found.source for found in lookup.observations(place(ZI), item(FUNDS))] == [source]
    assert lookup.value(place(ZI), item(FUNDS)) == value
    assert [found.source for found in lookup.set_aside(place(ZI), item(FUNDS))] == aside
    assert lookup.missing_sources(place(ZI), item(FUNDS)) == ()
    assert codes(giving(values), ordered) == []


def test_a_source_may_say_that_it_does_not_apply(
    giving: Callable[[Values], Evidence],
    ordered: Scheme,
    lenient: Scheme,
    place: Callable[[str], Place],
    item: Callable[[str], Indicator],
) -> None:
    """Where the first source says that the indicator does not apply, no number of another source stands in for it."""
    given = giving({"verification": NOT_APPLICABLE, "audit": 90})
    lookup = Lookup(given, ordered)
    assert lookup.state(place(ZI), item(FUNDS)) is Reading.NOT_APPLICABLE
    assert lookup.given(place(ZI), item(FUNDS)) is NOT_APPLICABLE
    assert lookup.value(place(ZI), item(FUNDS)) is None
    assert codes(given, evolve(lenient, precedences=ordered.precedences)) == []


def test_the_last_version_of_the_first_source(
    giving: Callable[[Values], Evidence],
    ordered: Scheme,
    place: Callable[[str], Place],
    item: Callable[[str], Indicator],
) -> None:
    """Each source has versions of its own; a correction of one behind moves nothing, however late it is."""
    given = giving({"verification": 70, "audit": 90})
    before = Lookup(given, ordered)
    (first,), (audit,) = before.observations(place(ZI), item(FUNDS)), before.set_aside(place(ZI), item(FUNDS))
    later = [
        audit.corrected(95, on=audit.on, document="d", submitter="甲市", reason="a slip"),
        first.corrected(71, on=first.on, document="d", submitter="甲市", reason="a slip"),
    ]
    lookup = Lookup(given.adding(observations=later), ordered)
    assert lookup.observations(place(ZI), item(FUNDS)) == (later[1],)
    assert lookup.set_aside(place(ZI), item(FUNDS)) == (later[0],)
    assert codes(given.adding(observations=later), ordered) == []
    gap = evolve(later[0], version=3)
    assert codes(given.adding(observations=[gap]), ordered) == [("version_gap", "990121 子县")]


def test_nothing_is_set_aside_elsewhere(
    evidence: Evidence, ordered: Scheme, place: Callable[[str], Place], item: Callable[[str], Indicator]
) -> None:
    """Where one source speaks, or there is no order, nothing stands behind what is in force."""
    lookup = Lookup(evidence, ordered)
    assert lookup.set_aside(place(ZI), item(FUNDS)) == ()
    assert lookup.set_aside(place(ZI), item(EXITS)) == ()
    assert (lookup.sources(item(FUNDS)), lookup.sources(item(EXITS))) == (SOURCES, ())


def test_a_source_outside_of_the_order(giving: Callable[[Values], Evidence], ordered: Scheme) -> None:
    """A source that the order does not name is a fault, alone or beside others, and not read."""
    said = "990121 子县: funds_use comes from press, which is not among its sources in the scheme [Art. 7(3)]; "
    remedy = "use one of verification, audit, funds_evaluation, or take the entry out"
    assert [fault.text() for fault in find_faults(giving({"press": 1, "audit": 90}), ordered)] == [said + remedy]
    assert codes(giving({"press": 1}), ordered) == [
        ("unknown_source", "990121 子县"),
        ("missing_observation", "990121 子县"),
    ]
    assert find_unready(giving({"press": 1}), ordered) == {ZI}


def test_without_an_order_two_sources_are_a_fault(giving: Callable[[Values], Evidence], scheme: Scheme) -> None:
    """Where the scheme says nothing, two sources of one value contradict each other."""
    given = giving({"verification": 70, "audit": 90})
    assert codes(given, scheme) == [("two_sources", "990121 子县")]


def test_indications_read_what_is_in_force(
    evidence: Evidence,
    scheme: Scheme,
    observe: Callable[..., Observation],
    item: Callable[[str], Indicator],
) -> None:
    """A rate is low by the source in force, whatever another source says."""
    order = Precedence(indicator=item(EXITS), sources=["audit", "verification"], allowed_by="section 3, invented")
    rules = evolve(scheme, precedences=[order])
    rest = [evolve(o, source="verification") if o.indicator.key == EXITS else o for o in evidence.observations]
    given = evolve(evidence, observations=[*rest, observe(ZI, EXITS, 60, source="audit")])
    assert codes(given, rules) == []
    (found,) = find_indications(given, rules)
    assert (found.place.code, found.value, [each.source for each in found.observations]) == (ZI, 60, ["audit"])
    assert find_indications(given, evolve(rules, precedences=[evolve(order, sources=order.sources[::-1])])) == ()


def test_weights_in_an_order(
    weighed: Callable[..., tuple[Evidence, Scheme]],
    observe: Callable[..., Observation],
    item: Callable[[str], Indicator],
    place: Callable[[str], Place],
) -> None:
    """Figures that only weigh may be of any day, whether or not their sources have an order."""
    given, rules = weighed(1, 2, 3, 4, 5)
    order = Precedence(indicator=item(RURAL), sources=["yearbook", "census"], allowed_by="section 3, invented")
    ordered = evolve(rules, precedences=[order])
    assert isinstance(ordered.weights, IndicatorWeights)
    first = next(o for o in given.observations if o.indicator.key == RURAL)
    more = given.adding(observations=[evolve(first, value=9, source="yearbook")])
    assert codes(given, ordered) == codes(more, ordered) == []
    assert Lookup(more, ordered).value(first.place, item(RURAL)) == 9


def test_a_city_value_of_counties_alone_stays_a_fault(
    evidence: Evidence, ordered: Scheme, observe: Callable[..., Observation]
) -> None:
    """An order of sources does not make a value be read where nothing reads it."""
    given = evidence.adding(observations=[observe("990100", FUNDS, 1, source="audit")])
    assert codes(given, ordered) == [("unused_city_value", "990100 甲市 observations.funds_use")]


def test_a_criterion_reads_what_is_in_force(
    evidence: Evidence,
    scheme: Scheme,
    observe: Callable[..., Observation],
    item: Callable[[str], Indicator],
    place: Callable[[str], Place],
) -> None:
    """Indicator and cutoff of a criterion are read from the sources in force, and no other."""
    orders = [
        Precedence(indicator=item(key), sources=["audit", "verification"], allowed_by="section 3, invented")
        for key in (EXITS, FUNDS)
    ]
    rest = [o for o in evidence.observations if o.indicator.key not in (EXITS, FUNDS)]
    found = [observe(ZI, key, 90, source=source) for key in (EXITS, FUNDS) for source in ("verification", "audit")]
    lookup = Lookup(evolve(evidence, observations=[*rest, *found]), evolve(scheme, precedences=orders))
    cutoff = Cutoff(indicator=item(FUNDS), bound=Bound(side=Side.BELOW, value=80))
    one = evolve(scheme.criterion("exited"), cutoff=cutoff)
    read = [(each.indicator.key, each.source) for each in lookup.read_by(place(ZI), one)]
    assert read == [(EXITS, "audit"), (FUNDS, "audit")]
