"""Which columns a scheme reads."""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

sys.path.append(str(Path(__file__).parents[1] / "rule_kinds"))

from building import DOCUMENT, carrying, criterion, group, read_scheme, scheme_of, words

from jxassess.arrays._names import ColumnKind, ColumnName
from jxassess.arrays._needs import ColumnNeed, blends, needed_columns
from jxassess.scheme import Tier

Entry = dict[str, Any]

LINE = {"kind": "linear", "zero_at": "0", "full_at": "1"}
RATIO = {"kind": "proportional", "full_at": "1"}
REST = ["rest_2", "rest_3", "rest_4"]
SHARES = [{"source": "survey", "share": "0.4"}, {"source": "register", "share": "0.6"}]
CUTOFF = {"indicator": "cut", "bound": {"side": "below", "value": "1"}}
SAMPLE = {"counties": 2, "townships": 1, "villages": 1, "households": 1, "with_carried": False, "allowed_by": DOCUMENT}


def needs(*tested: Entry, level: Tier = Tier.COUNTY, **parts: Any) -> dict[str, ColumnNeed]:
    """Give the needs of a scheme by the text of their names, without those of what only fills it up."""
    found = needed_columns(read_scheme(scheme_of(*tested, **parts)), level)
    return {need.name.text: need for need in found if need.name.text not in (*REST, "rest_1")}


def adjustment(kind: str, order: int = 1, **changes: object) -> Entry:
    entry = {"kind": kind, "key": f"adjusted_{order}", "name": words("name"), "order": order, "level": "county"}
    return entry | {"allowed_by": DOCUMENT} | changes


def events(order: int, level: str, *keys: str) -> Entry:
    kinds = [{"key": key, "name": words(key), "points": 1} for key in keys]
    return adjustment("events", order, level=level, events=kinds, most_plus=2, most_minus=0)


def city(*children: Entry) -> Entry:
    part = group("own_part", 100, *children, weight="0.5")
    return {"county_weight": "0.5", "parts": [part], "allowed_by": DOCUMENT}


def gate(key: str, level: str) -> Entry:
    conditions = [{"indicator": key, "must": {"side": "at_least", "value": 1}}]
    entry = {"key": f"gate_{level}", "name": words("gate"), "conditions": conditions, "level": level}
    return entry | {"grade": "middle", "allowed_by": DOCUMENT}


@pytest.mark.parametrize(("compared", "text"), [("lower", "lower:own"), ("upper", "upper:own")])
@pytest.mark.parametrize("level", ["county", "city"])
def test_an_end_that_a_gate_compares(compared: str, text: str, level: str) -> None:
    """A gate at an end of the interval needs the end, in the indicator's range with any places, beside the value."""
    made = gate("own", level)
    made["conditions"][0]["compared"] = compared
    definition = {"own": {"places": 2, "low": 0, "high": 100}}
    found = needs(gates=[made], indicators=definition, level=Tier(level))
    path = "gates[0].conditions[0]"
    assert found["own"].paths == (f"{path}.indicator",)
    name = ColumnName(ColumnKind(compared), "own")
    assert found[text] == ColumnNeed(
        name=name, places=None, low=Fraction(0), high=Fraction(100), paths=[f"{path}.compared"]
    )
    assert found[text].is_required
    assert [*needs(gates=[made], indicators=definition, level=Tier("city" if level == "county" else "county"))] == []


def test_the_estimate_needs_no_end() -> None:
    """A gate that compares the estimate needs the value and nothing else."""
    made = gate("own", "county")
    made["conditions"][0]["compared"] = "estimate"
    assert list(needs(gates=[made])) == ["own"]


def test_a_value_is_needed_as_its_indicator_says() -> None:
    """A criterion on a value needs one column, with the places and the range of its indicator, and says where."""
    definition = {"own": {"places": 2, "low": "-1.5", "high": 100}}
    assert needs(criterion("own", 40), indicators=definition)["own"] == ColumnNeed(
        name=ColumnName(ColumnKind.VALUE, "own"),
        places=2,
        low=Fraction(-3, 2),
        high=Fraction(100),
        paths=["criteria[0].children[0].indicator"],
    )


def test_needs_come_by_name_and_once() -> None:
    """A column that two criteria read is needed once, and names both of them."""
    first = criterion("a", 20, {"kind": "linear", "zero_at": "0", "full_at": "9"})
    second = criterion("b", 20, LINE, indicator="a")
    found = needed_columns(read_scheme(scheme_of(first, second)))
    assert [need.name.text for need in found] == ["a", *REST]
    assert found[0].paths == ("criteria[0].children[0].indicator", "criteria[0].children[1].indicator")


@pytest.mark.parametrize("basis", ["completion", "margin"])
def test_targets(basis: str) -> None:
    """Completion and margin need targets, which are not below zero even where values can be."""
    found = needs(criterion("own", 40, RATIO, basis=basis), indicators={"own": {"places": 1, "high": 90}})
    assert list(found) == ["target:own", "own"]
    need = found["target:own"]
    assert (need.places, need.low, need.high) == (1, 0, 90)
    assert need.paths == ("criteria[0].children[0].indicator",)


def test_a_target_is_not_below_the_range_of_its_indicator() -> None:
    """Where values are at least 5, so are targets."""
    found = needs(criterion("own", 40, RATIO, basis="completion"), indicators={"own": {"low": 5}})
    assert found["target:own"].low == 5


def test_references_and_cutoffs() -> None:
    """A reference and a cutoff are needed as values."""
    found = needs(criterion("own", 40, RATIO, basis="ratio", reference="other", cutoff=CUTOFF))
    assert [*found] == ["cut", "other", "own"]
    assert found["cut"].paths == ("criteria[0].children[0].cutoff.indicator",)
    assert found["other"].paths == ("criteria[0].children[0].reference",)


def test_blends() -> None:
    """A blended value is needed from each of its sources, wherever it is read."""
    blended = criterion("own", 20, LINE, blend=SHARES)
    other = criterion("other", 20, RATIO, basis="ratio", reference="own")
    scheme = scheme_of(blended, other)
    assert {key: [part.source for part in parts] for key, parts in blends(read_scheme(scheme)).items()} == {
        "own": ["register", "survey"]
    }
    found = needs(blended, other)
    assert list(found) == ["other", "own@register", "own@survey"]
    assert found["own@survey"].paths == ("criteria[0].children[0].indicator", "criteria[0].children[1].reference")


def test_a_blend_of_cities_holds_for_counties() -> None:
    """An indicator that the level of cities blends is blended in counties' gates too."""
    found = needs(city=city(criterion("own", 100, LINE, blend=SHARES)), gates=[gate("own", "county")])
    assert list(found) == ["own@register", "own@survey"]
    assert found["own@register"].paths == ("gates[0].conditions[0].indicator",)


def test_levels_read_their_own() -> None:
    """Counties are read by the tree, weights and their gates; cities by their parts, adjustments and gates."""
    own = {"weights": {"kind": "indicator", "indicator": "population"}, "city": city(criterion("of_city", 100, LINE))}
    own |= {"gates": [gate("gated", "county"), gate("gated_city", "city")]}
    own |= {"adjustments": [events(1, "county", "praise"), events(2, "city", "award", "blame")]}
    assert list(needs(**own)) == ["events:praise", "gated", "population"]
    assert needs(**own)["population"].paths == ("weights.indicator",)
    assert list(needs(level=Tier.CITY, **own)) == ["events:award", "events:blame", "gated_city", "of_city"]


def test_criteria_of_adjustments() -> None:
    """What a bonus reads is needed like what the tree reads."""
    bonus = adjustment("bonus", criteria=[criterion("extra", 5, RATIO, basis="completion")], at_most=5)
    found = needs(adjustments=[bonus])
    assert found["target:extra"].paths == found["extra"].paths == ("adjustments[0].criteria[0].indicator",)


def test_carried_scores_and_samples() -> None:
    """Carried scores may have any places, up to their full marks; drawn is 0 or 1."""
    found = needs(carried=carrying("990121", full_marks=120), sample=SAMPLE)
    assert [(need.name.text, need.places, need.low, need.high, need.paths) for need in found.values()] == [
        ("carried:", None, 0, 120, ("carried.counties",)),
        ("sampled:", 0, 0, 1, ("sample",)),
    ]
    assert list(needs(level=Tier.CITY, carried=carrying("990121"), sample=SAMPLE)) == []


def test_events_and_falsified_data() -> None:
    """Events are counted kind by kind; data are falsified or not for each criterion of the tree and no other."""
    bonus = adjustment("bonus", 3, criteria=[criterion("extra", 5, LINE)], at_most=5)
    faked = adjustment("falsified", 2, points=1, at_most=2)
    found = needs(adjustments=[events(1, "county", "praise"), faked, bonus])
    keys = ["rest_1", *REST]
    assert list(found) == ["events:praise", *(f"falsified:adjusted_2@{key}" for key in keys), "extra"]
    counted, flagged = found["events:praise"], found["falsified:adjusted_2@rest_2"]
    assert (counted.places, counted.low, counted.high) == (0, 0, None)
    assert counted.paths == ("adjustments[0].events[0]",)
    assert (flagged.places, flagged.low, flagged.high, flagged.paths) == (0, 0, 1, ("adjustments[1]",))


def test_what_is_not_recorded_did_not_happen() -> None:
    """Columns of events and falsified data may be left out, all others may not."""
    parts = {"carried": carrying("990121"), "sample": SAMPLE}
    faked = adjustment("falsified", 2, points=1, at_most=2)
    found = needs(
        criterion("own", 40, RATIO, basis="margin"), adjustments=[events(1, "county", "praise"), faked], **parts
    )
    optional = {need.name.kind.value for need in found.values() if not need.is_required}
    assert optional == {"events", "falsified"}
    assert {need.name.kind.value for need in found.values() if need.is_required} == {
        "carried",
        "sampled",
        "target",
        "value",
    }


def test_plan_and_rates_are_not_read() -> None:
    """What only the plan, the rates and the rewards name is not needed for scoring."""
    assert needs() == {}
