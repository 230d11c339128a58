"""What stands against scoring columns."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from attrs import evolve

sys.path.append(str(Path(__file__).parents[1]))
sys.path.append(str(Path(__file__).parents[1] / "rule_kinds"))

from building import DOCUMENT, carrying, criterion, group, read_scheme, scheme_of, words

from jxassess.arrays import CellState, Column, Columns, parse_column_name
from jxassess.arrays._column_faults import find_column_faults
from jxassess.scheme import Tier

Entry = dict[str, Any]

LINE = {"kind": "linear", "zero_at": "0", "full_at": "10"}
RATIO = {"kind": "proportional", "full_at": "1"}
SHARES = [{"source": "survey", "share": "0.5"}, {"source": "register", "share": "0.5"}]
SAMPLE = {"counties": 2, "townships": 1, "villages": 1, "households": 1, "with_carried": False, "allowed_by": DOCUMENT}
LEFT_OUT = {"when_missing": "rescale_all", "when_not_applicable": "rescale_all"}
MISSING, NONE = "missing", "none"
STATES = {MISSING: CellState.MISSING, NONE: CellState.NOT_APPLICABLE}


def column(text: str, *cells: Any, places: int = 0) -> Column:
    """Make a column of whole numbers, `MISSING` and `NONE`."""
    states = [STATES.get(cell, CellState.PRESENT) if isinstance(cell, str) else 0 for cell in cells]
    numbers = [0 if isinstance(cell, str) else cell for cell in cells]
    return Column(
        name=parse_column_name(text),
        places=places,
        numbers=np.array(numbers, dtype=np.int64),
        states=np.array(states, dtype=np.uint8),
    )


def columns_of(
    *columns: Column,
    codes: tuple[str, ...] | None = None,
    cities: tuple[str, ...] | None = None,
    fill: bool = True,
    unasked: tuple[int, ...] = (),
) -> Columns:
    """Put columns together with those that only fill a scheme up, missing for units that are not asked for them.

    Args:
        *columns: the columns.
        codes: the codes of the units.
        cities: each unit's city.
        fill: whether to fill up.
        unasked: units without values in the columns that fill up.
    """
    units = len(columns[0].numbers)
    names = {each.name.text for each in columns}
    rest = [f"rest_{i}" for i in (1, 2, 3, 4) if f"rest_{i}" not in names] if fill else []
    known = sorted(set(cities or ()))
    return Columns(
        columns=[*columns, *(column(key, *(MISSING if i in unasked else 10 for i in range(units))) for key in rest)],
        codes=None if codes is None else np.array(codes),
        city_codes=None if cities is None else np.array(known),
        city_index=None if cities is None else np.array([known.index(city) for city in cities], dtype=np.int32),
        is_synthetic=True,
    )


def found(columns: Columns, scheme: Entry, level: Tier = Tier.COUNTY) -> list[tuple[str, str]]:
    """Give code and place of every fault."""
    return [(fault.code, fault.where) for fault in find_column_faults(columns, read_scheme(scheme), level)]


def said(columns: Columns, scheme: Entry) -> list[str]:
    """Give every fault in English."""
    return [fault.text() for fault in find_column_faults(columns, read_scheme(scheme))]


OWN = scheme_of(criterion("own", 40, LINE), indicators={"own": {"places": 1, "low": 0, "high": 100}})


def adjustment(kind: str, order: int = 1, **changes: object) -> Entry:
    entry = {"kind": kind, "key": f"adjusted_{order}", "name": words("name"), "order": order, "level": "county"}
    return entry | {"allowed_by": DOCUMENT} | changes


def praise(level: str = "county") -> Entry:
    kinds_of_event = [{"key": "praise", "name": words("praise"), "points": 1}]
    return adjustment("events", level=level, events=kinds_of_event, most_plus=2, most_minus=0)


# Ends of intervals


def at_end(compared: str, level: str = "county") -> Entry:
    condition = {"indicator": "own", "must": {"side": "at_least", "value": 1}, "compared": compared}
    gate = {"key": "gate", "name": words("gate"), "conditions": [condition], "level": level, "grade": "middle"}
    own = {"own": {"places": 1, "low": 0, "high": 100}}
    return scheme_of(gates=[gate | {"allowed_by": DOCUMENT}], indicators=own)


CITIES_OF_FOUR = ("990100", "990100", "990200", "990200")


def test_values_without_the_end_that_is_compared() -> None:
    """A value whose end is compared and not there is a fault; where there is no value, none is asked for."""
    own, lower = (
        column("own", 10, 20, MISSING, NONE, places=1),
        column("lower:own", 987, MISSING, MISSING, NONE, places=3),
    )
    columns = columns_of(own, lower, cities=CITIES_OF_FOUR)
    assert found(columns, at_end("lower")) == [
        ("missing_observation", "units[2]"),
        ("no_uncertainty", "units[1] lower:own"),
    ]
    assert said(columns, at_end("lower"))[1] == (
        "units[1] lower:own: the scheme compares the lower bound of the interval of own, and this observation has no "
        "interval [Art. 7(2)]; give the uncertainty of the estimate, or let the scheme compare the estimate"
    )


def test_an_end_that_does_not_apply_to_a_value() -> None:
    """An end that is said not to apply is no end of a value that does."""
    columns = columns_of(column("own", 10, NONE), column("upper:own", NONE, NONE), cities=("990100", "990200"))
    assert found(columns, at_end("upper")) == [("no_uncertainty", "units[0] upper:own")]


def test_ends_outside_the_range() -> None:
    """An end lies in the range of its indicator, with any decimal places."""
    own, lower = column("own", 0, 1000, places=1), column("lower:own", -1, 1_000_001, places=4)
    columns = columns_of(own, lower, cities=("990100", "990200"))
    assert found(columns, at_end("lower")) == [
        ("out_of_range", "units[0] lower:own"),
        ("out_of_range", "units[1] lower:own"),
    ]


def test_an_end_without_its_value() -> None:
    """Where the column of values or that of ends is missing, that alone is said."""
    assert found(columns_of(column("lower:own", MISSING), cities=("990100",)), at_end("lower")) == [
        ("missing_column", "own")
    ]
    assert found(columns_of(column("own", 1), cities=("990100",)), at_end("lower")) == [("missing_column", "lower:own")]
    assert found(columns_of(column("own", 1)), at_end("lower")) == []


# Columns, codes and cities


def test_no_fault() -> None:
    """Columns that hold what the scheme reads have no faults."""
    assert found(columns_of(column("own", 0, 50, 1000, places=1)), OWN) == []


def test_a_column_that_is_not_there() -> None:
    """A column that is needed and not there is named with the places of the scheme that read it."""
    scheme = scheme_of(criterion("own", 40, RATIO, basis="completion"))
    assert said(columns_of(column("own", 1)), scheme) == [
        (
            "target:own: there is no such column; criteria[0].children[0].indicator reads it; "
            "give it, with the state of every cell that has no number"
        )
    ]


def test_a_source_that_is_not_there() -> None:
    """Of a blend every source is needed; what is there is looked at all the same."""
    scheme = scheme_of(
        criterion("own", 20, LINE, blend=SHARES), criterion("other", 20, RATIO, basis="ratio", reference="own")
    )
    assert found(columns_of(column("own@survey", 10**10), column("other", MISSING)), scheme) == [
        ("missing_column", "own@register")
    ]


def test_columns_of_events_may_be_left_out() -> None:
    """Events and falsified data that nobody recorded did not happen."""
    faked = adjustment("falsified", 2, points=1, at_most=2)
    scheme = scheme_of(criterion("own", 40, LINE), adjustments=[praise(), faked])
    assert found(columns_of(column("own", 1)), scheme) == []


def test_more_columns_than_needed() -> None:
    """Columns that the scheme does not read are not looked at."""
    assert found(columns_of(column("own", 1), column("unread", MISSING), column("target:own", -5)), OWN) == []


@pytest.mark.parametrize(
    ("changes", "needed"),
    [
        ({"weights": {"kind": "indicator", "indicator": "population"}}, "population"),
        (
            {
                "gates": [
                    {
                        "key": "gate",
                        "name": words("gate"),
                        "conditions": [{"indicator": "gated", "must": {"side": "at_least", "value": 1}}],
                        "level": "county",
                        "grade": "middle",
                        "allowed_by": DOCUMENT,
                    }
                ]
            },
            "gated",
        ),
    ],
)
def test_what_only_cities_read(changes: Entry, needed: str) -> None:
    """Weights and gates are needed where units have cities, and nowhere else."""
    scheme = scheme_of(criterion("own", 40, LINE), **changes)
    assert found(columns_of(column("own", 1)), scheme) == []
    with_cities = columns_of(column("own", 1), cities=("990100",))
    assert found(with_cities, scheme) == [("missing_column", needed)]


TABLE = {"kind": "table", "weights": [{"county": "990121", "weight": 1}], "source": DOCUMENT}
CLASS = {"key": "hills", "name": words("hills"), "units": ["990121"], "source": DOCUMENT}
BY_CLASS = {"kind": "by_class", "cases": [{"unit_class": "hills", "rule": LINE}]}


@pytest.mark.parametrize(
    ("changes", "own", "paths"),
    [
        ({"carried": carrying("990121")}, LINE, "carried.counties"),
        ({"bundles": [{"units": ["990121", "990122"], "lead": "990121", "allowed_by": DOCUMENT}]}, LINE, "bundles"),
        ({"weights": TABLE}, LINE, "weights.weights"),
        (
            {"classes": [CLASS, CLASS | {"key": "plains", "units": ["990122"]}]},
            BY_CLASS,
            "criteria[0].children[0].rule",
        ),
    ],
)
def test_codes_that_the_scheme_needs(changes: Entry, own: Entry, paths: str) -> None:
    """Where a scheme names units by code, units that are only numbered cannot be told apart."""
    if "classes" in changes:
        own = {"kind": "by_class", "cases": [{"unit_class": key, "rule": LINE} for key in ("hills", "plains")]}
    scheme = scheme_of(criterion("own", 40, own), **changes)
    columns = columns_of(column("own", 1), column("carried:", 1), cities=("990100",))
    assert said(columns, scheme) == [
        f"codes: units without codes, though {paths} names units by code; give the code of every unit"
    ]


def test_a_table_of_weights_needs_no_codes_without_cities() -> None:
    """Where units have no cities, nothing is weighed."""
    assert found(columns_of(column("own", 1)), scheme_of(criterion("own", 40, LINE), weights=TABLE)) == []


def cohort(among: str = "province", *, has_carried: bool = False, **changes: object) -> Entry:
    return {"among": among, "has_carried": has_carried} | changes


def to_mean(**changes: Any) -> Entry:
    return {"kind": "relative_to_mean", "base": 20, "floor": 10, "cap": 40, "cohort": cohort(**changes)}


def test_cities_that_the_scheme_needs() -> None:
    """A rule that compares the units of a city needs their cities."""
    scheme = scheme_of(criterion("own", 40, to_mean(among="city")))
    assert found(columns_of(column("own", 1)), scheme) == [("no_cities", "city_codes")]
    assert found(columns_of(column("own", 1), cities=("990100",)), scheme) == []


def test_without_the_sample_only_numbers_are_looked_at() -> None:
    """As long as nobody knows which counties were drawn, nothing is said of what is missing."""
    scheme = scheme_of(criterion("own", 40, LINE), sample=SAMPLE)
    columns = columns_of(column("own", MISSING, 10**10))
    assert found(columns, scheme) == [("missing_column", "sampled:")]


# Numbers


@pytest.mark.parametrize("places", [0, 1, 3])
def test_ranges(places: int) -> None:
    """A number outside the range of its indicator is told with the range, at whatever places it is written."""
    one = 10**places
    columns = columns_of(column("own", 0, 100 * one, -one, 101 * one, places=places))
    assert said(columns, OWN) == [
        "units[2] own: -1 lies outside 0..100 units of own; mend the value, or the range in the indicator",
        "units[3] own: 101 lies outside 0..100 units of own; mend the value, or the range in the indicator",
    ]


def test_ranges_between_whole_numbers() -> None:
    """A range that ends between two numbers of a column takes in what lies inside and nothing else."""
    own = {"own": {"places": 2, "low": "0.25", "high": "1.75"}}
    scheme = scheme_of(criterion("own", 40, {"kind": "linear", "zero_at": "0.25", "full_at": 1}), indicators=own)
    columns = columns_of(column("own", 2, 3, 17, 18, places=1))
    assert found(columns, scheme) == [("out_of_range", "units[0] own"), ("out_of_range", "units[3] own")]


def test_cells_without_numbers_have_no_range() -> None:
    """The zero that stands in an empty cell is no number."""
    own = {"own": {"places": 0, "low": 5}}
    scheme = scheme_of(criterion("own", 40, {"kind": "linear", "zero_at": 5, "full_at": 9}, **LEFT_OUT), indicators=own)
    assert found(columns_of(column("own", MISSING, NONE, 6)), scheme) == []


def test_places() -> None:
    """A column may be written with more places, but no number may need more than its indicator has."""
    assert found(columns_of(column("own", 100, 200, places=2)), OWN) == []
    columns = columns_of(column("own", 150, 255, places=2))
    assert said(columns, OWN) == [
        "units[1] own: 2.55 has more decimal places than the 1 of own; give the value as its source publishes it"
    ]


def test_targets_are_not_negative() -> None:
    """A target below zero is refused, and one below the range of its indicator."""
    scheme = scheme_of(criterion("own", 40, RATIO, basis="completion"), indicators={"own": {"places": 0, "low": 5}})
    columns = columns_of(column("own", 5, 5, 5), column("target:own", -1, 4, 5))
    assert found(columns, scheme) == [
        ("negative_target", "units[0] target:own"),
        ("out_of_range", "units[0] target:own"),
        ("out_of_range", "units[1] target:own"),
    ]


def test_carried_scores() -> None:
    """A carried score lies between zero and full marks, with any places; who brings none is at fault."""
    codes = tuple(f"9901{i}" for i in range(21, 27))
    scheme = scheme_of(criterion("own", 40, LINE), carried=carrying(*codes[:5]))
    columns = columns_of(
        column("own", *[MISSING] * 5, 1),
        column("carried:", -1, 100_000, 100_001, MISSING, NONE, 5, places=3),
        codes=codes,
        unasked=(0, 1, 2, 3, 4),
    )
    assert found(columns, scheme) == [
        ("negative_score", "990121 carried:"),
        ("carried_above_full", "990123 carried:"),
        ("unused_state", "990125 carried:"),
        ("missing_carried", "990124"),
        ("missing_carried", "990125"),
        ("carried_not_listed", "990126 carried:"),
    ]


def test_nobody_is_carried() -> None:
    """A carried score of a county that the scheme does not list is at fault where it lists none, too."""
    columns = columns_of(column("own", 1, 1), column("carried:", 5, MISSING), codes=("990121", "990122"))
    assert found(columns, OWN) == [("carried_not_listed", "990121 carried:")]


def test_counts() -> None:
    """Events are whole numbers from zero, drawn and falsified 0 or 1, and a number has to be there."""
    faked = adjustment("falsified", 2, points=1, at_most=2)
    scheme = scheme_of(criterion("own", 40, LINE), adjustments=[praise(), faked])
    columns = columns_of(
        column("own", 1, 1, 1),
        column("events:praise", 15, -10, 20, places=1),
        column("falsified:adjusted_2@own", 2, MISSING, NONE),
    )
    assert said(columns, scheme) == [
        "units[1] events:praise: -1 where whole numbers 0.. are meant; mend the number",
        "units[0] events:praise: 1.5 where whole numbers 0.. are meant; mend the number",
        "units[0] falsified:adjusted_2@own: 2 where whole numbers 0..1 are meant; mend the number",
        (
            "units[2] falsified:adjusted_2@own: 'not applicable' in a column that knows no such thing; "
            "give a number, or say that it is missing"
        ),
        "units[1] falsified:adjusted_2@own: no number; give 0 where there is none",
    ]


# Units


def test_events_that_the_scheme_does_not_count() -> None:
    """A column of events of an unknown kind is at fault as soon as it counts something."""
    faked = adjustment("falsified", 2, points=1, at_most=2)
    scheme = scheme_of(criterion("own", 40, LINE), adjustments=[praise(), faked])
    names = ("events:blame", "falsified:other@own", "falsified:adjusted_2@extra")
    nothing = columns_of(column("own", 1), *(column(name, 0) for name in names))
    assert found(nothing, scheme) == []
    something = columns_of(column("own", 1), *(column(name, 1) for name in names))
    assert [fault.split(";")[0] for fault in said(something, scheme)] == [
        "events:blame: the scheme counts no event of kind blame for such a unit",
        "falsified:adjusted_2@extra: the criterion extra does not go with this event",
        "falsified:other@own: the scheme counts no event of kind other for such a unit",
    ]


def test_events_where_the_scheme_counts_none() -> None:
    """The known kinds are named, a dash where there are none."""
    (fault,) = find_column_faults(columns_of(column("own", 1), column("events:praise", 1)), read_scheme(OWN))
    assert (fault.code, fault.remedy.en) == ("unknown_event", "use one of -, or take the event out")


def test_a_sample_that_nobody_asked_for() -> None:
    """A county drawn where the scheme draws none is at fault."""
    assert found(columns_of(column("own", 1, 1), column("sampled:", 0, 1)), OWN) == [
        ("sample_unasked", "units[1] sampled:")
    ]


def test_a_sample_without_numbers() -> None:
    """Whether a county was drawn is known of every county that neither is carried nor has another's data."""
    codes = ("990121", "990122", "990123", "990124")
    bundles = [{"units": ["990122", "990123"], "lead": "990123", "allowed_by": DOCUMENT}]
    scheme = scheme_of(criterion("own", 40, LINE), sample=SAMPLE, carried=carrying("990121"), bundles=bundles)
    columns = columns_of(
        column("own", MISSING, MISSING, 1, MISSING),
        column("sampled:", MISSING, MISSING, 1, MISSING),
        column("carried:", 1, MISSING, MISSING, MISSING),
        codes=codes,
        unasked=(0, 1),
    )
    assert found(columns, scheme) == [("missing_number", "990124 sampled:")]


def test_bundles() -> None:
    """Members of a bundle keep weights of their own and have no other data, not even that something does not apply."""
    bundles = [{"units": ["990121", "990122", "990221"], "lead": "990121", "allowed_by": DOCUMENT}]
    weights = {"kind": "indicator", "indicator": "population"}
    scheme = scheme_of(criterion("own", 40, RATIO, basis="margin"), bundles=bundles, weights=weights)
    columns = columns_of(
        column("own", 1, 1, NONE),
        column("target:own", 1, MISSING, 1),
        column("population", 1, 1, 1),
        codes=("990121", "990122", "990221"),
        cities=("990100", "990100", "990200"),
        unasked=(1, 2),
    )
    assert said(columns, scheme) == [
        (
            "bundles[0].units: a bundle of counties of several cities: 990100, 990200 [Art. 6]; "
            "bundle counties of one city"
        ),
        (
            "990221 target:own: a value of own, though the data of 990121 hold for it [Art. 6]; "
            "give it for the lead of the bundle"
        ),
        (
            "990122 own: a value of own, though the data of 990121 hold for it [Art. 6]; "
            "give it for the lead of the bundle"
        ),
        (
            "990221 own: a value of own, though the data of 990121 hold for it [Art. 6]; "
            "give it for the lead of the bundle"
        ),
        "990221: own is said not to apply, but its target is 1 [Art. 5(1)]; give the value reached, zero if none",
    ]


def test_bundles_without_cities() -> None:
    """Where units have no cities, a bundle is not of several."""
    bundles = [{"units": ["990121", "990221"], "lead": "990121", "allowed_by": DOCUMENT}]
    columns = columns_of(column("own", 1, MISSING), codes=("990121", "990221"), unasked=(1,))
    assert found(columns, scheme_of(criterion("own", 40, LINE), bundles=bundles)) == []


def test_events_of_a_member_of_a_bundle() -> None:
    """What happened in a member of a bundle is counted for its lead, and for the member it is at fault."""
    bundles = [{"units": ["990121", "990122"], "lead": "990121", "allowed_by": DOCUMENT}]
    scheme = scheme_of(criterion("own", 40, LINE), adjustments=[praise()], bundles=bundles)
    columns = columns_of(
        column("own", 1, MISSING), column("events:praise", 1, 2), codes=("990121", "990122"), unasked=(1,)
    )
    assert said(columns, scheme) == [
        (
            "990122 events:praise: an event counted for a county whose score is that of 990121 [Art. 6]; "
            "count it for the lead of the bundle"
        )
    ]


def inside(units: int, **parts: Any) -> Columns:
    """Make columns for `OWN` of which the least and the largest numbers alone show that they are well."""
    rest = [column(f"rest_{i}", *[100_000] * units, places=4) for i in (2, 3, 4)]
    return columns_of(column("own", *[10] * units, places=1), *rest, fill=False, **parts)


def test_cities_without_units() -> None:
    """A city has units as soon as one of them lies in it, be it the last of many; a city without any is at fault."""
    columns = inside(16_385, cities=("990100",) * 16_384 + ("990200",))
    assert found(columns, OWN) == []
    assert found(evolve(columns, city_codes=np.array(["990100", "990200", "990300"])), OWN) == [
        ("city_without_counties", "990300")
    ]


def test_counties_without_weights() -> None:
    """A county that the table of weights leaves out is at fault, however well its numbers are."""
    columns = inside(2, codes=("990121", "990122"), cities=("990100", "990100"))
    assert found(columns, OWN | {"weights": TABLE}) == [("weight_missing", "990122")]


def test_more_quotas_than_cities() -> None:
    """Quotas of two cities in all cannot be given where one city is ranked."""
    bands = [{"key": key, "name": words(key), "units": 1} for key in ("best", "next")]
    last = {"key": "last", "name": words("last")}
    quotas = {"kind": "quotas", "compared_on": "exact", "edge_ties": "up", "bands": [*bands, last]}
    columns = inside(1, cities=("990100",))
    assert found(columns, OWN | {"grades": quotas}) == [("quota_too_large", "grades.bands")]


def two_classes(level: str, *codes: str) -> list[Entry]:
    """Write two classes, the last code in the second, the others in the first."""
    keys = ((f"{level}_a", list(codes[:-1])), (f"{level}_b", list(codes[-1:])))
    return [CLASS | {"key": key, "units": units} for key, units in keys]


BY_TWO = {"kind": "by_class", "cases": [{"unit_class": f"county_{which}", "rule": LINE} for which in "ab"]}
IN_TWO = {"ties": "competition", "compared_on": "published", "classes": ["city_a", "city_b"]}


def test_codes_that_nobody_has() -> None:
    """Codes that the scheme names and no unit has are told with their place in the scheme."""
    scheme = scheme_of(
        criterion("own", 40, BY_TWO),
        classes=two_classes("county", "990121", "990921") + two_classes("city", "990100", "990800", "990900"),
        ranking=IN_TWO,
        carried=carrying("990821"),
        bundles=[{"units": ["990121", "990721"], "lead": "990121", "allowed_by": DOCUMENT}],
        weights=TABLE | {"weights": [{"county": code, "weight": 1} for code in ("990121", "990621")]},
    )
    columns = columns_of(column("own", 1), column("carried:", MISSING), codes=("990121",), cities=("990100",))
    assert found(columns, scheme) == [
        ("unknown_unit", "classes[0].units[1]"),
        ("unknown_unit", "classes[1].units[0]"),
        ("unknown_unit", "classes[3].units[0]"),
        ("unknown_unit", "bundles[0].units[1]"),
        ("carried_unknown", "carried.counties[0]"),
        ("weight_unknown", "weights.weights[1]"),
    ]


def test_codes_of_cities() -> None:
    """Cities are held against the classes of cities, and know nothing of counties."""
    part = group("own_part", 100, criterion("of_city", 100, LINE), weight="0.5")
    city = {"county_weight": "0.5", "parts": [part], "allowed_by": DOCUMENT}
    scheme = scheme_of(
        criterion("own", 40, BY_TWO),
        classes=two_classes("county", "990121", "990921") + two_classes("city", "990100", "990900"),
        ranking=IN_TWO,
        city=city,
        carried=carrying("990821"),
        weights=TABLE,
    )
    columns = columns_of(column("of_city", 1, MISSING), codes=("990100", "990200"), fill=False)
    assert found(columns, scheme, Tier.CITY) == [
        ("unknown_unit", "classes[1].units[0]"),
        ("missing_observation", "990200"),
    ]


# Criteria


def test_given_points() -> None:
    """Points that are given lie between zero and the marks, and either end is inside."""
    columns = columns_of(column("own", -5, 0, 400, 405, places=1))
    assert said(columns, scheme_of(criterion("own", 40))) == [
        "units[0]: -0.5 points given where own offers 0 to 40 [Art. 5]; give points inside the marks",
        "units[3]: 40.5 points given where own offers 0 to 40 [Art. 5]; give points inside the marks",
    ]


LARGE = 10**17


@pytest.mark.parametrize(
    ("changes", "divisor"),
    [({"basis": "ratio", "reference": "other"}, "other"), ({"basis": "completion"}, "target:own")],
)
@pytest.mark.parametrize(
    ("values", "divisors", "mean"),
    [
        # -1/1 + 3/2 is 1/2, and -3/1 + 4/2 is -1.
        ((-1, 3), (1, 2), None),
        ((-3, 4), (1, 2), "-0.5"),
        # The doubles of these three quotients add up to more than zero.
        ((1, 2, -3), (10, 10, 10), "0"),
        # The doubles of these two quotients add up to zero.
        ((LARGE + 1, -LARGE), (1, 1), None),
        ((LARGE, -LARGE - 1), (1, 1), "-0.5"),
    ],
)
def test_means_of_quotients(
    changes: Entry, divisor: str, values: tuple[int, ...], divisors: tuple[int, ...], mean: str | None
) -> None:
    """Nothing can be relative to a mean of quotients that is not above zero, however near to zero it lies."""
    wide = {"places": 0, "low": -(10**18)}
    scheme = scheme_of(criterion("own", 40, to_mean(), **changes), indicators={"own": wide, "other": wide})
    path = "criteria[0].children[0]"
    wrong = f"{path}: the mean of own is {mean}; nothing can be relative to it [Art. 5]; use another rule for {path}"
    columns = columns_of(column("own", *values), column(divisor, *divisors))
    assert said(columns, scheme) == ([] if mean is None else [wrong])


# How much is told


def test_the_first_cells_are_named() -> None:
    """Of one column and kind the first 20 cells are named, then how many more there are."""
    columns = columns_of(column("own", *[2_000] * 30, *[-10] * 20, *[MISSING] * 21, places=1))
    faults = found(columns, OWN)
    assert faults[:20] == [("out_of_range", f"units[{i}] own") for i in range(30, 50)]
    assert [where for code, where in faults if code == "missing_observation"] == [f"units[{i}]" for i in range(50, 70)]
    assert said(columns, OWN)[20] == "own: 30 more cells like these; see to the source of the whole column"
    assert said(columns, OWN)[-1] == "own: 1 more cells like these; see to the source of the whole column"
    assert len(faults) == 42


def test_a_cell_is_told_once() -> None:
    """A value that two criteria miss is told once, with the first of them."""
    second = criterion("second", 20, LINE, indicator="own")
    scheme = scheme_of(criterion("own", 20, LINE), second)
    (fault,) = said(columns_of(column("own", MISSING, 1)), scheme)
    assert fault == (
        "units[0]: no observation of own [Art. 5]; give one, or set when_missing in criteria[0].children[0]"
    )


def test_both_languages() -> None:
    """Faults of columns are said in Chinese too."""
    (fault,) = find_column_faults(columns_of(column("own", MISSING)), read_scheme(OWN))
    assert fault.text("zh") == (
        "units[0]：缺少指标own的数据〔第五条〕；请补报，或在criteria[0].children[0]设定when_missing"
    )
