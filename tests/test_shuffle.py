"""The order of input says nothing: an assessment is the same, byte for byte, however its input is ordered."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from copy import deepcopy
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest

sys.path.append(str(Path(__file__).parent))

from random_assessments import documents, to_json

import jxassess
from jxassess import io

Entry = dict[str, Any]

SHUFFLES = 100
SEEDS = range(300)
RICH = 16
SCHEME_LISTS = ("low_rates", "ceilings", "indicators", "classes", "adjustments", "bundles")
EVIDENCE_LISTS = (
    *("cities", "counties", "targets", "observations", "carried", "findings", "history", "events", "samples"),
    "set_grades",
)


def criteria_of(nodes: list[Entry]) -> Iterator[Entry]:
    """Give every criterion of a tree."""
    for node in nodes:
        yield from criteria_of(node["children"]) if "children" in node else [node]


def every_criterion(scheme: Entry) -> Iterator[Entry]:
    """Give every criterion of a scheme: of its tree, of the parts of the city, and of adjustments."""
    yield from criteria_of(scheme["criteria"])
    yield from criteria_of(scheme.get("city", {}).get("parts", []))
    for adjustment in scheme.get("adjustments", []):
        yield from adjustment.get("criteria", [])


def free_lists(scheme: Entry, evidence: Entry) -> Iterator[tuple[str, list[Any]]]:
    """Give every list whose order has no meaning, with a name for its kind."""
    yield from ((name, scheme[name]) for name in SCHEME_LISTS if name in scheme)
    yield from ((name, evidence[name]) for name in EVIDENCE_LISTS if name in evidence)
    yield from (("facts", finding["facts"]) for finding in evidence["findings"])
    yield "carried counties", scheme["carried"]["counties"]
    yield "table of weights", scheme["weights"].get("weights", [])
    yield "plan", scheme["plan"]["items"]
    yield "stages", scheme["rounding"]["stages"]
    yield "classes ranked", scheme["ranking"].get("classes", [])
    yield from (("units of a class", each["units"]) for each in scheme.get("classes", []))
    yield from (("units of a bundle", each["units"]) for each in scheme.get("bundles", []))
    for criterion in every_criterion(scheme):
        yield "blend", criterion.get("blend", [])
        yield "cases", criterion["rule"].get("cases", [])
        yield "classes compared", criterion["rule"].get("cohort", {}).get("classes", [])
        rules = [criterion["rule"], *(case["rule"] for case in criterion["rule"].get("cases", []))]
        yield from (("levels", rule.get("levels", [])) for rule in rules)


def shuffled_kinds(seed: int) -> set[str]:
    """Name the kinds of list of an assessment that have an order to lose."""
    scheme, evidence, _ = documents(seed)
    return {name for name, entries in free_lists(scheme, evidence) if len(entries) > 1}


def richest(seeds: Iterable[int]) -> list[int]:
    """Choose seeds that show every kind of list, each time the one that adds most."""
    kinds = {seed: shuffled_kinds(seed) for seed in seeds}
    chosen: list[int] = []
    seen: Counter[str] = Counter()
    for _ in range(RICH):
        # In fractions: a sum of floats over a set depends on its order, which differs from process to process.
        best = max(
            (seed for seed in kinds if seed not in chosen),
            key=lambda s: sum(Fraction(1, 1 + seen[k]) for k in kinds[s]),
        )
        chosen.append(best)
        seen.update(kinds[best])
    return chosen


RICH_SEEDS = richest(SEEDS)


def shuffled(scheme: Entry, evidence: Entry, rng: Random) -> tuple[Entry, Entry]:
    """Put every list whose order has no meaning into another order."""
    scheme, evidence = deepcopy(scheme), deepcopy(evidence)
    for _, entries in free_lists(scheme, evidence):
        rng.shuffle(entries)
    return scheme, evidence


def assessed(scheme: Entry, evidence: Entry) -> str:
    """Give the assessment as text."""
    read = io.parse_scheme(to_json(scheme), format="json")
    return io.format_assessment(jxassess.assess(io.parse_evidence(to_json(evidence), read), read))


def test_there_is_something_to_shuffle() -> None:
    """Every kind of list without order has several entries in at least one of the assessments, most in many."""
    found = Counter(kind for seed in RICH_SEEDS for kind in shuffled_kinds(seed))
    every = {
        *SCHEME_LISTS,
        *EVIDENCE_LISTS,
        *("facts", "carried counties", "table of weights", "plan", "stages", "classes ranked"),
        *("units of a class", "units of a bundle", "blend", "cases", "classes compared", "levels"),
    }
    assert set(found) == every


@pytest.mark.parametrize("seed", RICH_SEEDS)
def test_the_order_of_input_says_nothing(seed: int) -> None:
    """An assessment has the same bytes after each of many shuffles of its scheme and evidence."""
    scheme, evidence, _ = documents(seed)
    rng = Random(seed)
    first = assessed(scheme, evidence)
    found = {assessed(*shuffled(scheme, evidence, rng)) for _ in range(SHUFFLES // len(RICH_SEEDS))}
    assert found == {first}


@pytest.mark.parametrize("seed", range(20))
def test_the_order_of_keys_says_nothing(seed: int) -> None:
    """An assessment has the same bytes when the keys of every object in its files come the other way round."""
    scheme, evidence, _ = documents(seed)
    assert assessed(turned(scheme), turned(evidence)) == assessed(scheme, evidence)


def turned(entry: Any) -> Any:
    """Turn the keys of every object round."""
    if isinstance(entry, dict):
        return {key: turned(value) for key, value in reversed(entry.items())}
    return [turned(value) for value in entry] if isinstance(entry, list) else entry


def test_the_data_are_not_the_same_for_all() -> None:
    """Other evidence gives other bytes, so that equal bytes mean something."""
    texts = {assessed(*documents(seed)[:2]) for seed in RICH_SEEDS}
    assert len(texts) == len(RICH_SEEDS)
