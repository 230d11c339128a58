"""From evidence to columns."""

from __future__ import annotations

import json
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from attrs import evolve

sys.path.append(str(Path(__file__).parents[1]))
sys.path.append(str(Path(__file__).parents[1] / "rule_kinds"))

from building import (
    DOCUMENT,
    carrying,
    criterion,
    event,
    evidence_of,
    group,
    read_scheme,
    scheme_of,
    words,
)
from random_assessments import documents, texts_of

from jxassess import Evidence, Scheme, io
from jxassess.arrays import CellState, Columns, parse_column_name
from jxassess.arrays._from_evidence import columns_from_evidence
from jxassess.arrays._needs import needed_columns
from jxassess.evidence import NOT_APPLICABLE
from jxassess.faults import EvidenceError
from jxassess.scheme import Tier

Entry = dict[str, Any]

LINE = {"kind": "linear", "zero_at": "0", "full_at": "1"}
RATIO = {"kind": "proportional", "full_at": "1"}
SHARES = [{"source": "survey", "share": "0.4"}, {"source": "register", "share": "0.6"}]
SAMPLE = {"counties": 1, "townships": 1, "villages": 1, "households": 1, "with_carried": False, "allowed_by": DOCUMENT}
SEEDS = 300


def read(scheme: Entry, values: dict[str, Entry | None], **parts: Any) -> tuple[Evidence, Scheme]:
    made = read_scheme(scheme)
    return io.parse_evidence(json.dumps(evidence_of(scheme, values, **parts), ensure_ascii=False), made), made


def columns_of(scheme: Entry, values: dict[str, Entry | None], **parts: Any) -> Columns:
    return columns_from_evidence(*read(scheme, values, **parts))


def cells(columns: Columns, text: str) -> list[object]:
    """Give the cells of a column as numbers, `None` where missing, and `NOT_APPLICABLE`."""
    column = columns.column(parse_column_name(text))
    states = [0] * columns.units if column.states is None else column.states.tolist()
    other = {CellState.MISSING: None, CellState.NOT_APPLICABLE: NOT_APPLICABLE}
    numbers = [Fraction(number, 10**column.places) for number in column.numbers.tolist()]
    return [other.get(state, number) for state, number in zip(states, numbers, strict=True)]


def adjustment(kind: str, order: int, **changes: object) -> Entry:
    entry = {"kind": kind, "key": f"adjusted_{order}", "name": words("name"), "order": order, "level": "county"}
    return entry | {"allowed_by": DOCUMENT} | changes


def test_units_and_cities() -> None:
    """All counties of the evidence are units, by code, with the place of each one's city among the cities' codes."""
    scheme = scheme_of(criterion("own", 40, LINE))
    columns = columns_of(scheme, {code: {"own": 1} for code in ("990221", "990122", "990121")})
    assert columns.codes is not None
    assert columns.city_codes is not None
    assert columns.city_index is not None
    assert columns.codes.tolist() == ["990121", "990122", "990221"]
    assert columns.city_codes.tolist() == ["990100", "990200"]
    assert columns.city_index.tolist() == [0, 0, 1]
    assert columns.units == 3


@pytest.mark.parametrize("is_synthetic", [True, False])
def test_whether_data_are_made_up_stays_known(is_synthetic: bool) -> None:
    """Columns of made-up evidence say so, and only those."""
    evidence, scheme = read(scheme_of(), {"990121": {}})
    made = columns_from_evidence(evolve(evidence, is_synthetic=is_synthetic), scheme)
    assert made.is_synthetic is is_synthetic


def test_values_missing_and_not_applicable() -> None:
    """A number keeps the places of its indicator; what is missing and what does not apply are told apart."""
    scheme = scheme_of(criterion("own", 40, LINE, when_missing="zero", when_not_applicable="rescale_all"))
    values: dict[str, Entry | None] = {"990121": {"own": "-12.5"}, "990122": {"own": "not_applicable"}, "990123": {}}
    columns = columns_of(scheme, values)
    assert cells(columns, "own") == [Fraction(-25, 2), NOT_APPLICABLE, None]
    own = columns.column(parse_column_name("own"))
    assert (own.places, own.numbers.tolist()) == (4, [-125000, 0, 0])
    assert columns.column(parse_column_name("rest_2")).states is None


def test_ends_of_intervals() -> None:
    """Ends that a gate compares keep all of their places; without an interval they are missing."""
    condition = {"indicator": "own", "must": {"side": "at_least", "value": 1}}
    gates = [
        {"key": f"to_{end}", "name": words(end), "conditions": [condition | {"compared": end}], "level": "county"}
        | {"grade": "middle", "allowed_by": DOCUMENT}
        for end in ("lower", "upper")
    ]
    scheme = scheme_of(gates=gates)
    values: dict[str, Entry | None] = {"990121": {"own": (95, "94.123456", "95.5")}, "990122": {"own": 90}}
    values |= {"990123": {"own": "not_applicable"}, "990221": {}}
    columns = columns_of(scheme, values)
    assert cells(columns, "own") == [95, 90, NOT_APPLICABLE, None]
    assert cells(columns, "lower:own") == [Fraction("94.123456"), None, NOT_APPLICABLE, None]
    assert cells(columns, "upper:own") == [Fraction("95.5"), None, NOT_APPLICABLE, None]
    assert columns.column(parse_column_name("lower:own")).places == 6


def test_an_end_that_no_decimal_writes_is_refused() -> None:
    """An end such as a third has no place in a column."""
    condition = {"indicator": "own", "must": {"side": "at_least", "value": 1}, "compared": "lower"}
    gate = {"key": "gate", "name": words("gate"), "conditions": [condition], "level": "county", "grade": "middle"}
    evidence, made = read(
        scheme_of(gates=[gate | {"allowed_by": DOCUMENT}]), {"990121": {"own": (95, "283/3", "95.5")}}
    )
    assert refused(evidence, made) == [("no_column_number", "990121 子县 lower:own")]


def test_only_what_is_in_force() -> None:
    """Of several versions the last one stands in the column."""
    scheme = scheme_of(criterion("own", 40, LINE))
    evidence, made = read(scheme, {"990121": {"own": 3}})
    first = next(found for found in evidence.observations if found.indicator.key == "own")
    second = first.corrected(4, on=first.on, document=DOCUMENT, submitter="office", reason="typing error")
    third = second.corrected(5, on=first.on, document=DOCUMENT, submitter="office", reason="typing error")
    assert cells(columns_from_evidence(evidence.adding(observations=[third, second]), made), "own") == [5]


def test_blends_by_source() -> None:
    """The sources of a blend stand in columns of their own, whatever is missing."""
    scheme = scheme_of(criterion("own", 40, LINE, blend=SHARES, when_missing="zero", when_not_applicable="rescale_all"))
    none = {"survey": "not_applicable", "register": "not_applicable"}
    columns = columns_of(
        scheme,
        {
            "990121": {"own": {"survey": 1, "register": 2}},
            "990122": {"own": {"register": 3}},
            "990123": {"own": none},
            "990124": {},
        },
    )
    assert cells(columns, "own@survey") == [1, None, NOT_APPLICABLE, None]
    assert cells(columns, "own@register") == [2, 3, NOT_APPLICABLE, None]
    assert columns.get(parse_column_name("own")) is None


def test_the_source_of_a_plain_value_is_of_no_matter() -> None:
    """Where the scheme blends nothing, a value from any exercise stands in the one column."""
    scheme = scheme_of(criterion("own", 40, LINE))
    columns = columns_of(scheme, {"990121": {"own": {"survey": 7}}, "990122": {"own": {"register": 8}}})
    assert cells(columns, "own") == [7, 8]


def test_the_first_source_of_an_order() -> None:
    """Where sources have an order, the one column holds the first that there is, and nothing of the others."""
    policies = {"when_missing": "zero", "when_not_applicable": "rescale_all"}
    order = {"indicator": "own", "sources": ["survey", "register"], "allowed_by": DOCUMENT}
    scheme = scheme_of(criterion("own", 40, LINE, **policies), precedences=[order])
    columns = columns_of(
        scheme,
        {
            "990121": {"own": {"register": 1, "survey": 2}},
            "990122": {"own": {"register": 3}},
            "990123": {"own": {"register": 4, "survey": "not_applicable"}},
            "990124": {},
        },
    )
    assert cells(columns, "own") == [2, 3, NOT_APPLICABLE, None]
    assert columns.get(parse_column_name("own@survey")) is None


def test_targets_references_cutoffs_weights_and_gates() -> None:
    """Targets, what values are held against, what cuts, weighs and bars have their columns."""
    cutoff = {"indicator": "cut", "bound": {"side": "below", "value": "1"}}
    conditions = [{"indicator": "gated", "must": {"side": "at_least", "value": 1}}]
    gate = {"key": "gate", "name": words("gate"), "conditions": conditions, "level": "county", "grade": "middle"}
    scheme = scheme_of(
        criterion("own", 20, RATIO, basis="completion", cutoff=cutoff),
        criterion("share", 20, RATIO, basis="ratio", reference="other"),
        weights={"kind": "indicator", "indicator": "population"},
        gates=[gate | {"allowed_by": DOCUMENT}],
    )
    values: Entry = {"own": 1, "cut": 2, "share": 3, "other": 4, "population": 5, "gated": 6}
    columns = columns_of(scheme, {"990121": values, "990122": values}, targets={"990121": {"own": "0.5"}})
    assert cells(columns, "target:own") == [Fraction(1, 2), None]
    for key, value in values.items():
        assert cells(columns, key) == [value, value]


def test_carried_scores() -> None:
    """A carried score needs as many places as the finest of them has; other counties have none."""
    scheme = scheme_of(criterion("own", 40, LINE), carried=carrying("990122", "990123"))
    brought: dict[str, object] = {"990122": "88.125", "990123": 90}
    columns = columns_of(scheme, {"990121": {"own": 1}}, brought=brought)
    assert cells(columns, "carried:") == [None, Fraction(705, 8), 90]
    assert columns.column(parse_column_name("carried:")).places == 3


def test_samples_events_and_falsified_data() -> None:
    """Drawn and falsified are 1 or 0, a criterion falsified twice is 1, and events are counted kind by kind."""
    kinds = [{"key": key, "name": words(key), "points": 1} for key in ("praise", "award")]
    counted = adjustment("events", 1, events=kinds, most_plus=9, most_minus=0)
    faked = adjustment("falsified", 2, points=1, at_most=2)
    scheme = scheme_of(criterion("own", 40, LINE), sample=SAMPLE, adjustments=[counted, faked])
    found = [event("e1", "praise", "990121"), event("e2", "praise", "990121"), event("e3", "award", "990122")]
    found += [event(f"e{i}", "adjusted_2", "990121", criterion="own") for i in (4, 5)]
    samples = [{"county": code, "townships": []} for code in ("990121", "990122")]
    columns = columns_of(
        scheme, {code: {"own": 1} for code in ("990121", "990122", "990123")}, events=found, samples=samples
    )
    assert cells(columns, "sampled:") == [1, 1, 0]
    assert cells(columns, "events:praise") == [2, 0, 0]
    assert cells(columns, "events:award") == [0, 1, 0]
    assert cells(columns, "falsified:adjusted_2@own") == [1, 0, 0]
    assert cells(columns, "falsified:adjusted_2@rest_2") == [0, 0, 0]


def test_cities() -> None:
    """On the level of cities the units are all cities, with what is read of themselves."""
    part = group("own_part", 100, criterion("own", 100, LINE), weight="0.5")
    city = {"county_weight": "0.5", "parts": [part], "allowed_by": DOCUMENT}
    award = {"key": "award", "name": words("award"), "points": 1}
    counted = adjustment("events", 1, level="city", events=[award], most_plus=1, most_minus=0)
    scheme = scheme_of(city=city, adjustments=[counted])
    values: dict[str, Entry | None] = {"990121": {}, "990221": {}, "990100": {"own": 3}, "990200": {"own": 4}}
    evidence, made = read(scheme, values, events=[event("e1", "award", "990200")])
    columns = columns_from_evidence(evidence, made, Tier.CITY)
    assert columns.codes is not None
    assert columns.codes.tolist() == ["990100", "990200"]
    assert (columns.city_codes, columns.city_index) == (None, None)
    assert cells(columns, "own") == [3, 4]
    assert cells(columns, "events:award") == [0, 1]
    assert columns.get(parse_column_name("rest_2")) is None


def refused(evidence: Evidence, scheme: Scheme) -> list[tuple[str, str]]:
    with pytest.raises(EvidenceError) as caught:
        columns_from_evidence(evidence, scheme)
    return [(fault.code, fault.where) for fault in caught.value.faults]


def test_what_no_column_holds_is_refused() -> None:
    """A carried score that no decimal writes, or too long for a column, is refused by name, all of them together."""
    scheme = scheme_of(carried=carrying("990121", "990122", "990123"))
    evidence, made = read(scheme, {}, brought={"990121": 1, "990122": 2, "990123": 3})
    scores = [Fraction(1, 3), Fraction(2), Fraction(1, 10**19)]
    carried = [evolve(entry, score=score) for entry, score in zip(evidence.carried, scores, strict=True)]
    assert refused(evolve(evidence, carried=carried), made) == [
        ("no_column_number", "990121 子县 carried:"),
        ("no_column_number", "990123 寅县 carried:"),
    ]


@pytest.mark.parametrize(
    ("number", "is_refused"), [(2**63 - 1, False), (2**63, True), (-(2**63), False), (-(2**63) - 1, True)]
)
def test_numbers_have_64_bits(number: int, is_refused: bool) -> None:
    """A number fits a column if its digits make a whole number of 64 bits."""
    definition = {"own": {"places": 0, "low": str(-(2**63) - 1)}}
    scheme = scheme_of(criterion("own", 40, LINE), indicators=definition)
    evidence, made = read(scheme, {"990121": {"own": str(number)}})
    if is_refused:
        assert refused(evidence, made) == [("no_column_number", "990121 子县 own")]
    else:
        assert columns_from_evidence(evidence, made).column(parse_column_name("own")).numbers.tolist() == [number]


def test_a_county_of_no_city_is_refused() -> None:
    """A county whose city is not among the cities has no place in the columns."""
    evidence, made = read(scheme_of(), {"990121": {}, "990221": {}})
    assert refused(evolve(evidence, cities=evidence.cities[1:]), made) == [("unknown_parent", "990121 子县")]


def test_a_unit_given_twice_is_refused() -> None:
    """A county that stands in the evidence twice is refused."""
    evidence, made = read(scheme_of(), {"990121": {}})
    twice = evolve(evidence, counties=[*evidence.counties, *evidence.counties])
    assert [code for code, _ in refused(twice, made)] == ["repeated_code"]


def in_force(document: Entry) -> dict[tuple[str, str, str], Entry]:
    """Find the last version of each place, indicator and source in the plain data of a file."""
    lines = sorted(document["observations"], key=lambda line: line.get("version", 1))
    return {(line["place"], line["indicator"], line["source"]): line for line in lines}


def expected(document: Entry, found: dict[tuple[str, str, str], Entry], place: str, name: Any) -> object:
    """Find a cell in the plain data of a file, of which `found` is what is in force."""
    match name.kind.value:
        case "value" | "lower" | "upper" as kind:
            keys = [key for key in found if key[:2] == (place, name.key) and name.source in ("", key[2])]
            line = found[keys[-1]] if keys else {}
            if line.get("value") == "not_applicable":
                return NOT_APPLICABLE
            value = line.get("value") if kind == "value" else line.get("uncertainty", {}).get(kind)
            return None if value is None else Fraction(str(value))
        case "target":
            lines = [line for line in document["targets"] if (line["place"], line["indicator"]) == (place, name.key)]
            return Fraction(str(lines[0]["value"])) if lines else None
        case "carried":
            lines = [line for line in document["carried"] if line["county"] == place]
            return Fraction(str(lines[0]["score"])) if lines else None
        case "sampled":
            return any(line["county"] == place for line in document.get("samples", []))
    lines = [line for line in document.get("events", []) if (line["place"], line["kind"]) == (place, name.key)]
    if name.kind.value == "events":
        return len(lines)
    return any(line["criterion"] == name.source for line in lines)


def test_random_assessments_lose_nothing() -> None:
    """Every cell of every needed column is what the plain data of the file say, in random assessments of all kinds."""
    checked = 0
    for seed in range(SEEDS):
        scheme_document, document, text_format = documents(seed)
        texts = texts_of(scheme_document, document, text_format)
        scheme = io.parse_scheme(texts[0], format=texts[1])
        evidence = io.parse_evidence(texts[2], scheme)
        for level in Tier:
            columns = columns_from_evidence(evidence, scheme, level)
            names = [need.name for need in needed_columns(scheme, level)]
            assert [column.name for column in columns.columns] == names
            assert columns.codes is not None
            codes, found = columns.codes.tolist(), in_force(document)
            for name in names:
                wanted = [expected(document, found, code, name) for code in codes]
                assert cells(columns, name.text) == wanted, (seed, name.text)
                checked += len(wanted)
    assert checked > 10_000


def test_arrays_are_of_the_declared_types() -> None:
    """Numbers are 64-bit integers, states bytes, indices 32-bit integers, codes text of six characters."""
    scheme = scheme_of(criterion("own", 40, LINE, when_missing="zero"))
    columns = columns_of(scheme, {"990121": {}})
    own = columns.column(parse_column_name("own"))
    assert own.states is not None
    assert columns.codes is not None
    assert columns.city_codes is not None
    assert columns.city_index is not None
    assert [own.numbers.dtype, own.states.dtype] == [np.dtype(np.int64), np.dtype(np.uint8)]
    assert [columns.codes.dtype, columns.city_codes.dtype] == [np.dtype("<U6")] * 2
    assert columns.city_index.dtype == np.dtype(np.int32)
