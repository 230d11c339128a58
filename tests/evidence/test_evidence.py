"""All of a year's data, and how it is looked up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from fractions import Fraction
from random import Random

import pytest
from attrs import evolve

from jxassess import (
    NOT_APPLICABLE,
    Better,
    City,
    County,
    EarlierResult,
    Evidence,
    EvidenceError,
    Finding,
    Indicator,
    Observation,
    Scheme,
    Target,
    Verdict,
    find_faults,
)
from jxassess.evidence import Lookup, Reading, weight_of
from jxassess.places import Place
from jxassess.scheme import (
    Among,
    Basis,
    Cohort,
    Criterion,
    EqualWeights,
    IndicatorWeights,
    Linear,
    RelativeToMean,
    TableWeights,
    Weight,
)

PEOPLE, VILLAGES, FUNDS = "poor_population_reduced", "poor_villages_exited", "funds_use"
SEQUENCES = ("cities", "counties", "targets", "observations", "carried", "findings", "history")


@pytest.fixture
def rich(
    evidence: Evidence, cities: tuple[City, ...], make_finding: Callable[..., Finding], counties: tuple[County, ...]
) -> Evidence:
    """Evidence with something to shuffle in every sequence: three versions of one value, findings, history, carried."""
    first = next(o for o in evidence.observations if o.place.code == "990121" and o.indicator.key == FUNDS)
    second = first.corrected(94, on=date(2020, 2, 3), document="letter", submitter="甲市", reason="a slip")
    third = second.corrected("94.5", on=date(2020, 2, 3), document="letter", submitter="甲市", reason="another")
    results = [
        EarlierResult(year=year, city=city, score=score, document="invented for tests")
        for year, city, score in ((2018, cities[0], 88), (2018, cities[1], 80), (2017, cities[0], 90))
    ]
    return evolve(
        evidence,
        observations=[*evidence.observations, second, third],
        carried=[*evidence.carried, evolve(evidence.carried[0], county=counties[3], score=900)],
        findings=[make_finding(), make_finding(key="f2", verdict=Verdict.REJECTED), make_finding(key="f0")],
        history=results,
    )


def shuffled(evidence: Evidence, seed: int) -> Evidence:
    rng, changes = Random(seed), {}
    for name in SEQUENCES:
        changes[name] = list(getattr(evidence, name))
        rng.shuffle(changes[name])
    return evolve(evidence, **changes)


@pytest.mark.parametrize("seed", range(20))
def test_the_order_of_input_changes_nothing(rich: Evidence, seed: int) -> None:
    """Evidence made from the same records in another order is equal, and so is its hash."""
    other = shuffled(rich, seed)
    assert other == rich
    assert hash(other) == hash(rich)


def test_another_record_changes_evidence(rich: Evidence) -> None:
    """Equality compares every record, so that equal evidence means something."""
    for name in SEQUENCES:
        assert evolve(rich, **{name: getattr(rich, name)[1:]}) != rich


def test_nothing_is_dropped(rich: Evidence) -> None:
    """Evidence keeps every record that is given, doubles and superseded versions included, and adds none."""
    for name in SEQUENCES:
        given = [*getattr(rich, name), *getattr(rich, name)[:2]]
        assert Counter(getattr(evolve(rich, **{name: iter(given)}), name)) == Counter(given)


def test_places_are_cities_then_counties(evidence: Evidence) -> None:
    """Cities come before counties, both by code."""
    codes = [place.code for place in shuffled(evidence, 1).places]
    assert codes == ["990100", "990200", "990121", "990122", "990123", "990221", "990222"]


def test_what_is_optional_is_empty(evidence: Evidence) -> None:
    """Findings, history and classification may be left out; whether data are made up may not."""
    bare = Evidence(
        year=2019,
        on=evidence.on,
        cities=evidence.cities,
        counties=evidence.counties,
        targets=[],
        observations=[],
        carried=[],
        is_synthetic=False,
    )
    assert (bare.findings, bare.history, bare.classification) == ((), (), "")
    required = {name: getattr(bare, name) for name in ("year", "on", *SEQUENCES)}
    with pytest.raises(TypeError, match="is_synthetic"):
        Evidence(**required)


@pytest.mark.parametrize("year", [2016, 2021, 0])
def test_a_year_that_the_measure_does_not_have(evidence: Evidence, year: int) -> None:
    """The measure is of 2017 to 2020; evidence of another year is refused."""
    with pytest.raises(EvidenceError) as error:
        evolve(evidence, year=year)
    assert str(error.value) == (
        f"1 fault in the evidence of {year}\n"
        f"  year: {year} is no year of the measure [Art. 4]; give a year from 2017 to 2020"
    )
    assert error.value.text("zh") == (
        f"{year}年度汇总数据有1处差错\n  year：{year}年不在办法规定的年度内〔第四条〕；请给出2017至2020年"
    )


@pytest.mark.parametrize("year", [2017, 2018, 2019, 2020])
def test_the_years_of_the_measure(evidence: Evidence, year: int) -> None:
    """There is evidence of each of the four years, the first and the last included."""
    assert evolve(evidence, year=year, on=date(year, 12, 31)).year == year


@pytest.mark.parametrize("day", [datetime(2019, 12, 31), datetime(2019, 12, 31, 8), None])
def test_the_day_of_the_units_has_no_time(evidence: Evidence, day: object) -> None:
    """A moment is no day; it is refused together with the year."""
    with pytest.raises(EvidenceError) as error:
        evolve(evidence, on=day)
    assert [(fault.code, fault.where) for fault in error.value.faults] == [("not_a_day", "on")]
    with pytest.raises(EvidenceError) as error:
        evolve(evidence, on=day, year=2021)
    assert [fault.code for fault in error.value.faults] == ["bad_year", "not_a_day"]


def test_adding_keeps_what_was_there(
    rich: Evidence,
    observe: Callable[..., Observation],
    plan_line: Callable[..., Target],
    make_finding: Callable[..., Finding],
    counties: tuple[County, ...],
) -> None:
    """Records are added to all that was there, and nothing else is changed; the old evidence stays as it was."""
    records = {
        "targets": plan_line("990100", VILLAGES, 6),
        "observations": observe("990222", FUNDS, 90),
        "carried": evolve(rich.carried[0], county=counties[0]),
        "findings": make_finding(key="f9"),
    }
    for name, record in records.items():
        more = rich.adding(**{name: iter([record])})
        assert Counter(getattr(more, name)) == Counter([*getattr(rich, name), record])
        assert evolve(more, **{name: getattr(rich, name)}) == rich
    together = rich.adding(**{name: [record] for name, record in records.items()})
    assert sum(len(getattr(together, name)) for name in SEQUENCES) == sum(
        len(getattr(rich, name)) for name in SEQUENCES
    ) + len(records)


def test_adding_nothing_changes_nothing(rich: Evidence) -> None:
    """Evidence to which nothing is added is equal."""
    assert rich.adding() == rich


def test_the_order_of_adding_changes_nothing(evidence: Evidence, observe: Callable[..., Observation]) -> None:
    """Records added one by one, in either order, are the same as all at once."""
    first, second = observe("990222", FUNDS, 90), observe("990222", VILLAGES, 1)
    together = evidence.adding(observations=[first, second])
    assert evidence.adding(observations=[second]).adding(observations=[first]) == together
    assert evidence.adding(observations=[first]).adding(observations=[second]) == together


# Records that differ in one thing only


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("cities", {"name": "戊市"}),
        ("cities", {"english": "Wu"}),
        ("counties", {"name": "未县"}),
        ("counties", {"english": "Wei"}),
        ("counties", {"valid_from": date(2018, 1, 1)}),
        ("counties", {"valid_to": date(2020, 1, 1)}),
        ("targets", {"value": 7}),
        ("targets", {"document": "another"}),
        ("targets", {"unit": "人"}),
        *(
            ("observations", changes)
            for changes in (
                {"value": 7},
                {"value": 10},
                {"value": NOT_APPLICABLE},
                {"source": "audit"},
                {"on": date(2020, 1, 1)},
                {"document": "another"},
                {"unit": "%"},
                {"version": 2, "submitter": "甲市", "reason": "a slip"},
                {"submitter": "甲市"},
                {"reason": "a slip"},
            )
        ),
        ("carried", {"score": 7}),
        ("carried", {"on": date(2020, 1, 1)}),
        ("carried", {"document": "another"}),
        ("findings", {"verdict": Verdict.REJECTED}),
        ("findings", {"document": "another"}),
        ("findings", {"indication": "x"}),
        ("findings", {"is_serious": True}),
        ("history", {"score": 7}),
        ("history", {"rank": 2}),
        ("history", {"grade": "fair"}),
        ("history", {"document": "another"}),
    ],
)
def test_records_that_differ_in_one_attribute_have_one_order(
    rich: Evidence, name: str, changes: dict[str, object]
) -> None:
    """Two records of one thing that differ anywhere stand in the same order, whichever is given first."""
    first = getattr(rich, name)[0]
    second = evolve(first, **changes)
    assert first != second
    assert evolve(rich, **{name: [first, second]}) == evolve(rich, **{name: [second, first]})


PLACE_CHANGES = [
    {"name": "未县"},
    {"english": "Wei"},
    {"valid_from": date(2018, 1, 1)},
    {"valid_to": date(2020, 1, 1)},
    {"parent": City(code="990100", name="甲市", english="Other")},
]


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        *(("findings", changes) for changes in PLACE_CHANGES),
        ("history", {"name": "戊市"}),
        ("history", {"english": "Wu"}),
        ("carried", {"name": "未县"}),
        ("carried", {"english": "Wei"}),
        *((name, changes) for name in ("targets", "observations") for changes in PLACE_CHANGES),
    ],
)
def test_records_of_places_that_differ_have_one_order(rich: Evidence, name: str, changes: dict[str, object]) -> None:
    """Two records whose places differ in one attribute stand in the same order, whichever is given first."""
    attribute = {"history": "city", "carried": "county"}.get(name, "place")
    is_city = name == "history"
    first = next(r for r in getattr(rich, name) if isinstance(getattr(r, attribute), City) is is_city)
    second = evolve(first, **{attribute: evolve(getattr(first, attribute), **changes)})
    assert evolve(rich, **{name: [first, second]}) == evolve(rich, **{name: [second, first]})


@pytest.mark.parametrize("name", ["targets", "observations"])
@pytest.mark.parametrize("changes", [{"places": 5}, {"high": 10**9}, {"citation": None}])
def test_records_of_indicators_that_differ_have_one_order(
    rich: Evidence, name: str, changes: dict[str, object]
) -> None:
    """Two records whose indicators share a key and differ else stand in one order, whichever is given first."""
    first = getattr(rich, name)[0]
    second = evolve(first, indicator=evolve(first.indicator, **changes))
    assert evolve(rich, **{name: [first, second]}) == evolve(rich, **{name: [second, first]})


def test_counties_of_cities_that_differ_have_one_order(
    evidence: Evidence, scheme: Scheme, counties: tuple[County, ...]
) -> None:
    """A county given under two cities of one code is one fault or another, but the same in either order."""
    other = evolve(counties[0], parent=evolve(counties[0].parent, english="Other"))
    forth, back = (
        evolve(evidence, counties=[*pair, *counties[1:]]) for pair in ((counties[0], other), (other, counties[0]))
    )
    assert find_faults(forth, scheme) == find_faults(back, scheme)


# Look-up


@pytest.mark.parametrize(
    ("value", "better", "is_task"),
    [
        (1, Better.HIGHER, True),
        (0, Better.HIGHER, False),
        (1, Better.LOWER, True),
        (0, Better.LOWER, True),
    ],
)
def test_a_target_of_zero_is_a_task_where_less_is_better(
    plan_line: Callable[..., Target], item: Callable[[str], Indicator], value: int, better: Better, is_task: bool
) -> None:
    """Zero to be lifted out leaves nothing to do; zero to be left over is all there is to do."""
    line = plan_line("990121", PEOPLE, value, indicator=evolve(item(PEOPLE), better=better))
    assert Lookup.is_task(line) is is_task


def test_what_is_said_not_to_apply(
    evidence: Evidence,
    scheme: Scheme,
    with_value: Callable[..., Evidence],
    place: Callable[[str], Place],
    item: Callable[[str], Indicator],
) -> None:
    """A value of zero and no value at all are not the same as not applicable."""
    for value, is_said in ((NOT_APPLICABLE, True), (0, False), (None, False)):
        lookup = Lookup(with_value(evidence, "990121", FUNDS, value), scheme)
        assert lookup.is_not_applicable(place("990121"), item(FUNDS)) is is_said


def test_the_last_version_is_in_force(
    rich: Evidence, scheme: Scheme, place: Callable[[str], Place], item: Callable[[str], Indicator]
) -> None:
    """Of three versions the third is read, whatever the order of input, and all three are kept."""
    for seed in range(5):
        given = shuffled(rich, seed)
        kept = [o.version for o in given.observations if (o.place.code, o.indicator.key) == ("990121", FUNDS)]
        assert kept == [1, 2, 3]
        assert Lookup(given, scheme).value(place("990121"), item(FUNDS)) == Fraction("94.5")


def test_versions_are_counted_not_spelt(
    evidence: Evidence, scheme: Scheme, place: Callable[[str], Place], item: Callable[[str], Indicator]
) -> None:
    """The tenth version comes after the ninth."""
    chain = [next(o for o in evidence.observations if o.place.code == "990121" and o.indicator.key == FUNDS)]
    for value in range(80, 90):
        chain.append(chain[-1].corrected(value, on=evidence.on, document="d", submitter="甲市", reason="a slip"))
    given = evidence.adding(observations=chain[1:][::-1])
    assert Lookup(given, scheme).value(place("990121"), item(FUNDS)) == 89


def test_what_is_not_there_is_none(
    evidence: Evidence, scheme: Scheme, place: Callable[[str], Place], item: Callable[[str], Indicator]
) -> None:
    """Nothing observed, planned or carried is `None`, never zero."""
    lookup = Lookup(evidence, scheme)
    assert lookup.observations(place("990222"), item(FUNDS)) == ()
    assert lookup.value(place("990222"), item(FUNDS)) is None
    assert lookup.target(place("990121"), item(FUNDS)) is None
    assert lookup.carried(place("990121")) is None
    assert lookup.counties_of(City(code="990300", name="丙市")) == []


def test_what_is_there_is_found(
    evidence: Evidence, scheme: Scheme, place: Callable[[str], Place], item: Callable[[str], Indicator]
) -> None:
    """An observation, a target and a carried score are found by place and indicator."""
    lookup = Lookup(evidence, scheme)
    assert lookup.value(place("990122"), item(PEOPLE)) == 900
    line = lookup.target(place("990122"), item(PEOPLE))
    score = lookup.carried(place("990222"))
    assert line is not None
    assert score is not None
    assert (line.value, score.score) == (1000, 930)
    assert [county.code for county in lookup.counties_of(place("990200"))] == ["990221", "990222"]


def test_not_applicable_has_no_number(
    evidence: Evidence,
    scheme: Scheme,
    with_value: Callable[..., Evidence],
    place: Callable[[str], Place],
    item: Callable[[str], Indicator],
) -> None:
    """An observation that says not applicable is there, and has no number."""
    lookup = Lookup(with_value(evidence, "990121", FUNDS, NOT_APPLICABLE), scheme)
    assert len(lookup.observations(place("990121"), item(FUNDS))) == 1
    assert lookup.value(place("990121"), item(FUNDS)) is None


@pytest.mark.parametrize(
    ("value", "line", "reading"),
    [
        (3, 3, Reading.PRESENT),
        (0, 3, Reading.PRESENT),
        (None, 3, Reading.MISSING),
        (3, None, Reading.PRESENT),
        (None, None, Reading.MISSING),
        # Nothing to do is neither missing nor zero.
        (0, 0, Reading.NOT_APPLICABLE),
        (3, 0, Reading.NOT_APPLICABLE),
        (None, 0, Reading.NOT_APPLICABLE),
        (NOT_APPLICABLE, 3, Reading.NOT_APPLICABLE),
        (NOT_APPLICABLE, None, Reading.NOT_APPLICABLE),
        (NOT_APPLICABLE, 0, Reading.NOT_APPLICABLE),
    ],
)
def test_reading_of_a_completion(
    evidence: Evidence,
    scheme: Scheme,
    with_value: Callable[..., Evidence],
    with_line: Callable[..., Evidence],
    place: Callable[[str], Place],
    value: object,
    line: int | None,
    reading: Reading,
) -> None:
    """Completion does not apply where the target is zero or people say so, and is missing where nothing is observed."""
    given = with_line(with_value(evidence, "990121", VILLAGES, value), "990121", VILLAGES, line)
    assert Lookup(given, scheme).reading(place("990121"), scheme.criterion("villages")) is reading


@pytest.mark.parametrize(("value", "reading"), [(0, Reading.PRESENT), (None, Reading.MISSING)])
@pytest.mark.parametrize("basis", [Basis.VALUE, Basis.MARGIN])
def test_a_target_of_zero_matters_to_completion_only(
    evidence: Evidence,
    scheme: Scheme,
    with_value: Callable[..., Evidence],
    with_line: Callable[..., Evidence],
    place: Callable[[str], Place],
    basis: Basis,
    value: int | None,
    reading: Reading,
) -> None:
    """A value and a difference from zero have a meaning where a share of zero has none."""
    criterion = evolve(scheme.criterion("villages"), basis=basis, rule=Linear(zero_at=-9, full_at=9))
    given = with_line(with_value(evidence, "990121", VILLAGES, value), "990121", VILLAGES, 0)
    assert Lookup(given, scheme).reading(place("990121"), criterion) is reading


def test_a_target_of_zero_does_not_matter_to_a_cohort(
    evidence: Evidence, scheme: Scheme, plan_line: Callable[..., Target], place: Callable
) -> None:
    """A rule relative to the mean reads no target."""
    given = evidence.adding(targets=[plan_line("990121", "rural_income_growth", 0)])
    assert Lookup(given, scheme).reading(place("990121"), scheme.criterion("income")) is Reading.PRESENT


# Totals of cities


def test_an_additive_total_is_the_sum_of_all_counties(
    evidence: Evidence, scheme: Scheme, place: Callable[[str], Place], item: Callable[[str], Indicator]
) -> None:
    """乙市 reached 1600 and 2600, the carried county included: 4200."""
    found = Lookup(evidence, scheme).total(place("990200"), item(PEOPLE))
    assert found is not None
    assert found[0] == 4200
    assert [o.place.code for o in found[1]] == ["990221", "990222"]


def test_a_citys_own_value_goes_before_the_sum(
    evidence: Evidence,
    scheme: Scheme,
    observe: Callable[..., Observation],
    place: Callable[[str], Place],
    item: Callable[[str], Indicator],
) -> None:
    """Where the city itself is observed, that is its total, and that alone stands behind it."""
    own = observe("990200", PEOPLE, 4300)
    lookup = Lookup(evidence.adding(observations=[own]), scheme)
    assert lookup.total(place("990200"), item(PEOPLE)) == (4300, (own,))


def test_a_total_with_a_gap_is_none(
    evidence: Evidence,
    scheme: Scheme,
    with_value: Callable[..., Evidence],
    place: Callable[[str], Place],
    item: Callable[[str], Indicator],
) -> None:
    """Where one county is missing there is no sum; nothing is filled in."""
    lookup = Lookup(with_value(evidence, "990222", PEOPLE, None), scheme)
    assert lookup.total(place("990200"), item(PEOPLE)) is None
    assert lookup.total(place("990100"), item(PEOPLE)) is not None


def test_what_does_not_apply_adds_nothing(
    evidence: Evidence,
    scheme: Scheme,
    with_value: Callable[..., Evidence],
    place: Callable[[str], Place],
    item: Callable[[str], Indicator],
) -> None:
    """A county to which an item does not apply counts zero in the sum and is shown among what stands behind it."""
    found = Lookup(with_value(evidence, "990222", PEOPLE, NOT_APPLICABLE), scheme).total(place("990200"), item(PEOPLE))
    assert found is not None
    assert (found[0], len(found[1])) == (1600, 2)


def test_a_citys_own_not_applicable_counts_zero(
    evidence: Evidence,
    scheme: Scheme,
    observe: Callable[..., Observation],
    place: Callable[[str], Place],
    item: Callable[[str], Indicator],
) -> None:
    """A city of which an item is said not to apply has a total of zero."""
    own = observe("990200", VILLAGES, NOT_APPLICABLE)
    lookup = Lookup(evidence.adding(observations=[own]), scheme)
    assert lookup.total(place("990200"), item(VILLAGES)) == (0, (own,))


def test_rates_do_not_add_up(
    evidence: Evidence, scheme: Scheme, place: Callable[[str], Place], item: Callable[[str], Indicator]
) -> None:
    """A city has no total of a rate that only its counties have."""
    assert Lookup(evidence, scheme).total(place("990100"), item("exit_accuracy")) is None


# Cohorts


def income(scheme: Scheme, among: Among, *, has_carried: bool) -> tuple[Criterion, Cohort]:
    cohort = Cohort(among=among, has_carried=has_carried)
    rule = RelativeToMean(base=6, floor=3, cap=10, cohort=cohort)
    return evolve(scheme.criterion("income"), rule=rule), cohort


@pytest.mark.parametrize(
    ("among", "has_carried", "code", "values"),
    [
        (Among.PROVINCE, False, "990121", [8, 10, 10, 12]),
        (Among.PROVINCE, True, "990121", [8, 10, 10, 12, 15]),
        (Among.CITY, False, "990121", [8, 10, 12]),
        (Among.CITY, False, "990221", [10]),
        (Among.CITY, True, "990221", [10, 15]),
    ],
)
def test_cohorts(
    evidence: Evidence,
    scheme: Scheme,
    place: Callable[[str], Place],
    among: Among,
    has_carried: bool,
    code: str,
    values: list[int],
) -> None:
    """A county is compared with the province or its city, with or without the carried counties."""
    criterion, cohort = income(scheme, among, has_carried=has_carried)
    assert sorted(Lookup(evidence, scheme).cohort(place(code), criterion, cohort)) == values


def test_only_numbers_are_compared(
    evidence: Evidence, scheme: Scheme, with_value: Callable[..., Evidence], place: Callable
) -> None:
    """What is missing or does not apply is in no mean."""
    criterion, cohort = income(scheme, Among.PROVINCE, has_carried=False)
    given = with_value(evidence, "990122", "rural_income_growth", None)
    given = with_value(given, "990123", "rural_income_growth", NOT_APPLICABLE)
    assert Lookup(given, scheme).cohort(place("990121"), criterion, cohort) == [10, 10]


# Weights


def test_equal_weights(evidence: Evidence, scheme: Scheme, counties: tuple[County, ...]) -> None:
    """Equal weights are one for each county."""
    lookup, equal = Lookup(evidence, scheme), evolve(scheme, weights=EqualWeights())
    assert [weight_of(equal, lookup, county) for county in counties] == [1, 1, 1, 1, 1]


def test_weights_by_an_indicator(
    evidence: Evidence,
    scheme: Scheme,
    counties: tuple[County, ...],
    observe: Callable[..., Observation],
    item: Callable[[str], Indicator],
) -> None:
    """A county weighs its observation; where nothing or no number is observed the weight is not known."""
    key = "rural_population"
    given = [observe("990121", key, 300), observe("990122", key, 0), observe("990123", key, NOT_APPLICABLE)]
    lookup = Lookup(evidence.adding(observations=given), scheme)
    weighed = evolve(scheme, weights=IndicatorWeights(indicator=item(key)))
    assert [weight_of(weighed, lookup, county) for county in counties] == [300, 0, None, None, None]


def test_weights_by_a_table(evidence: Evidence, scheme: Scheme, counties: tuple[County, ...]) -> None:
    """A county weighs what the table says; where the table has no line the weight is not known."""
    lines = [Weight(county="990222", weight="0.5"), Weight(county="990121", weight=2)]
    weighed = evolve(scheme, weights=TableWeights(weights=lines, source="invented for tests"))
    found = [weight_of(weighed, Lookup(evidence, scheme), county) for county in counties]
    assert found == [2, None, None, None, Fraction(1, 2)]


def test_a_superseding_version_is_read_in_an_assessment(rich: Evidence, scheme: Scheme) -> None:
    """Three versions of a value are in order: none of them is a fault."""
    assert [f.code for f in find_faults(rich, scheme)] == ["carried_not_listed"]


@pytest.mark.parametrize("seed", range(20))
def test_records_stand_in_their_order(evidence: Evidence, seed: int) -> None:
    """However observations come, they stand by place, indicator, source and version; equal ones by what they hold."""
    rng = Random(seed)
    more = [evolve(rng.choice(evidence.observations), document=rng.choice("ab")) for _ in range(seed % 4)]
    given = [*evidence.observations, *more]
    expected = sorted(given, key=lambda o: (o.place.code, o.indicator.key, o.source, o.version, repr(o)))
    rng.shuffle(given)
    assert list(evolve(evidence, observations=given).observations) == expected
    assert list(evolve(evidence, observations=expected).observations) == expected
