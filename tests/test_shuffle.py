"""The order of input says nothing: an assessment is the same, byte for byte, however its input is ordered."""

from __future__ import annotations

import sys
from copy import deepcopy
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
RICH_SEEDS = (1791, 2815, 3056, 4780)
SCHEME_LISTS = ("low_rates", "ceilings", "indicators")


def is_rich(scheme: Entry, evidence: Entry) -> bool:
    """Tell whether an assessment has something to shuffle in every list."""
    lists = [evidence[name] for name in ("cities", "findings", "carried", "history")]
    lists += [scheme["carried"]["counties"], scheme["plan"]["items"], scheme["rounding"]["stages"]]
    lists += [scheme.get("ceilings", []), scheme["weights"].get("weights", [])]
    return all(len(entries) > 1 for entries in lists) and len(step_rules(scheme["criteria"])) > 0


def step_rules(nodes: list[Entry]) -> list[Entry]:
    """Give the rules of several levels."""
    found = []
    for node in nodes:
        found += step_rules(node.get("children", []))
        if len(node.get("rule", {}).get("levels", [])) > 1:
            found.append(node["rule"])
    return found


def shuffled(scheme: Entry, evidence: Entry, rng: Random) -> tuple[Entry, Entry]:
    """Put every list whose order has no meaning into another order."""
    scheme, evidence = deepcopy(scheme), deepcopy(evidence)
    lists = [entry for entry in evidence.values() if isinstance(entry, list)]
    lists += [finding["facts"] for finding in evidence["findings"]]
    lists += [scheme[name] for name in SCHEME_LISTS if name in scheme]
    lists += [scheme["carried"]["counties"], scheme["weights"].get("weights", [])]
    lists += [scheme["plan"]["items"], scheme["rounding"]["stages"]]
    lists += [rule["levels"] for rule in step_rules(scheme["criteria"])]
    for entries in lists:
        rng.shuffle(entries)
    return scheme, evidence


def assessed(scheme: Entry, evidence: Entry) -> str:
    """Give the assessment as text."""
    read = io.parse_scheme(to_json(scheme), format="json")
    return io.format_assessment(jxassess.assess(io.parse_evidence(to_json(evidence), read), read))


@pytest.mark.parametrize("seed", RICH_SEEDS)
def test_there_is_something_to_shuffle(seed: int) -> None:
    """The seeds of these tests have several entries in every list that is shuffled."""
    scheme, evidence, _ = documents(seed)
    assert is_rich(scheme, evidence)


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
