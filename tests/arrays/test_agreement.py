"""Arrays and `assess` agree, digit for digit, on everything that the test suite assesses and on schemes at random."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from math import ceil
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.extend([str(Path(__file__).parents[1]), str(Path(__file__).parents[2] / "examples")])

import six_schemes
from array_checks import assessment_differences, cities_against, cities_of, columns_of
from random_assessments import Maker, documents, to_json
from random_columns import as_read, every_criterion, from_evidence, scheme_document

from jxassess import Evidence, Scheme, assess
from jxassess.arrays import columns_from_evidence, compile_scheme, score
from jxassess.io import parse_evidence, parse_scheme, read_evidence, read_scheme
from jxassess.scheme import Tier

SEEDS = 100
BLOCK = 50
ORDERED = 40
ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples" / "schemes").glob("*.toml"))
PAIRS = [
    (ROOT / "tests/data/scheme_full.toml", ROOT / "tests/data/evidence_full.json"),
    (ROOT / "tests/data/scheme_small.toml", ROOT / "tests/data/evidence_small.json"),
    (ROOT / "tests/data/golden/scheme_1.toml", ROOT / "tests/data/golden/evidence_1.json"),
    (ROOT / "tests/data/golden/scheme_1.json", ROOT / "tests/data/golden/evidence_1.json"),
    (ROOT / "examples/data/scheme_2019.toml", ROOT / "examples/data/evidence_2019.json"),
]


def read(scheme: Any, evidence: Any) -> tuple[Scheme, Evidence]:
    """Read a pair of documents."""
    made = parse_scheme(to_json(scheme), format="json")
    return made, parse_evidence(to_json(evidence), made)


def disagreements(scheme: Scheme, evidence: Evidence) -> list[str]:
    """Score by both ways, with columns made from the evidence by the library."""
    found = assess(evidence, scheme)
    scores = score(columns_from_evidence(evidence, scheme), compile_scheme(scheme))
    cities = scores.cities(columns_from_evidence(evidence, scheme, Tier.CITY))
    codes = [county.code for county in evidence.counties]
    return [*assessment_differences(found, codes, scores), *cities_against(found, cities, scores.places)]


@pytest.mark.parametrize("first", range(0, SEEDS, BLOCK))
def test_random_assessments(first: int) -> None:
    """On random assessments arrays and `assess` agree."""
    found = {seed: disagreements(*read(*documents(seed)[:2])) for seed in range(first, first + BLOCK)}
    assert {seed: lines for seed, lines in found.items() if lines} == {}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_example_schemes(path: Path) -> None:
    """On the example schemes, with the evidence that the example makes up, arrays and `assess` agree."""
    scheme = read_scheme(path)
    assert disagreements(scheme, six_schemes.Maker(scheme).evidence()) == []


@pytest.mark.parametrize(("scheme", "evidence"), PAIRS, ids=[path.name for path, _ in PAIRS])
def test_pairs_of_files(scheme: Path, evidence: Path) -> None:
    """On every scheme that lies in the project with its evidence, arrays and `assess` agree."""
    made = read_scheme(scheme)
    assert disagreements(made, read_evidence(evidence, made)) == []


@pytest.mark.parametrize("seed", range(0, SEEDS, 10))
def test_columns_from_evidence_are_those_of_the_files(seed: int) -> None:
    """Columns that the library makes from evidence score as those made from the files by other code do."""
    scheme, evidence, _ = documents(seed)
    case = from_evidence(as_read(scheme), as_read(evidence))
    made, given_evidence = read(scheme, evidence)
    one = score(columns_of(case.counties), compile_scheme(made))
    other = score(columns_from_evidence(given_evidence, made), compile_scheme(made))
    assert one.exact().tolist() == other.exact().tolist()
    assert np.array_equal(one.is_left_out, other.is_left_out)
    own = columns_from_evidence(given_evidence, made, Tier.CITY)
    assert one.cities(cities_of(case)).scores == other.cities(own).scores


@st.composite
def assessments(draw: st.DrawFn) -> tuple[Any, Any]:
    """Make a scheme with evidence that fits it, every choice of it drawn."""
    maker = Maker(draw(st.randoms(use_true_random=False)))
    return maker.scheme(), maker.evidence()


@given(pair=assessments())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_schemes_at_random(pair: tuple[Any, Any]) -> None:
    """On schemes with evidence whose every choice is drawn, arrays and `assess` agree."""
    assert disagreements(*read(*pair)) == []


def with_orders(scheme: Any, evidence: Any, rng: Random) -> tuple[Any, Any, int]:
    """Give the sources of some indicators an order, and let others speak behind the one in force; count those."""
    blended = {c["indicator"] for c in every_criterion(scheme) if "blend" in c}
    keys = sorted({o["indicator"] for o in evidence["observations"]} - blended)
    ordered = rng.sample(keys, ceil(len(keys) / 2))
    orders = [{"indicator": key, "sources": ["one", "two", "six"], "allowed_by": "invented"} for key in ordered]
    said = {key: [o["value"] for o in evidence["observations"] if o["indicator"] == key] for key in ordered}
    chosen: dict[tuple[str, str], str] = {}
    found: list[Any] = []
    for each in evidence["observations"]:
        place, key = each["place"], each["indicator"]
        if key in said:
            if (place, key) not in chosen:
                source = chosen[place, key] = rng.choice(("one", "two"))
                others = ["two", "six"] if source == "one" else ["six"]
                behind = rng.sample(others, rng.randint(0, len(others)))
                first = {name: each[name] for name in ("place", "indicator", "document", "on")}
                found += [first | {"source": other, "value": rng.choice(said[key])} for other in behind]
            each = each | {"source": chosen[place, key]}
        found.append(each)
    more = len(found) - len(evidence["observations"])
    rng.shuffle(found)
    return scheme | {"precedences": orders}, evidence | {"observations": found}, more


def test_orders_of_sources() -> None:
    """Values set aside behind others, whatever they are, change no score, by arrays or by `assess`."""
    behind = 0
    for seed in range(ORDERED):
        plain, evidence, _ = documents(seed)
        scheme, given_evidence, more = with_orders(plain, evidence, Random(seed))
        made, found = read(scheme, given_evidence)
        assert disagreements(made, found) == []
        rules, alone = read(plain, evidence)
        first, second = assess(alone, rules), assess(found, made)
        assert [each.score for each in first.cities] == [each.score for each in second.cities]
        assert [each.score for each in first.counties] == [each.score for each in second.counties]
        assert [each.key for each in first.indications] == [each.key for each in second.indications]
        behind += more
    assert behind > 20 * ORDERED


def values(criteria: list[Any]) -> Iterator[st.SearchStrategy[Any]]:
    """Give for each criterion the cells that it may read: numbers on its grid, and on and beside what its rule names."""
    for criterion in criteria:
        spots = [int(float(criterion["rule"][end]) * 100) for end in ("zero_at", "full_at")]
        near = [spot + off for spot in spots for off in (-1, 0, 1) if 0 <= spot + off <= 10_000]
        yield st.one_of(st.integers(0, 10_000), st.sampled_from(near or [0]), st.none())


@st.composite
def linear_years(draw: st.DrawFn) -> tuple[Any, Any]:
    """Make a scheme of weighted linear criteria with any small numbers in it, and counties of two cities."""
    count = draw(st.integers(1, 4))
    criteria = [draw(linear(f"c{i}")) for i in range(4 * count)]
    tops = [top(i, criteria[i * count : (i + 1) * count], draw(st.integers(1, 7))) for i in range(4)]
    places, stages = draw(st.integers(0, 4)), st.lists(st.sampled_from(STAGES), unique=True)
    rounding = {"places": places, "mode": draw(st.sampled_from(["half_up", "half_even"])), "stages": draw(stages)}
    compared = st.sampled_from(["exact", "published"])
    ranking = {"ties": draw(st.sampled_from(["competition", "dense"])), "compared_on": draw(compared)}
    bound = f"{draw(st.integers(1, 9_999)) / 100:.2f}"
    bands = [{"key": "a", "name": words("a"), "at_least": bound}, {"key": "b", "name": words("b"), "below": bound}]
    grades = {"kind": "bands", "compared_on": draw(compared), "bands": bands}
    parts = {"rounding": rounding, "ranking": ranking, "grades": grades, "marks": "100"}
    scheme = scheme_document(tops, [indicator_of(c["indicator"]) for c in criteria], **parts)
    cells = st.tuples(*values(criteria))
    counties = {code: draw(cells) for code in ("990121", "990122", "990123", "990221", "990222")}
    return scheme, evidence_of(criteria, counties)


STAGES = ["criteria", "dimensions", "counties"]


def words(text: str) -> Any:
    return {"en": text, "zh": text}


@st.composite
def linear(draw: st.DrawFn, key: str) -> Any:
    """Make a linear criterion that misses nothing in silence."""
    ends = draw(st.lists(st.integers(0, 10_000), min_size=2, max_size=2, unique=True))
    zero, full = (f"{end / 100:.2f}" for end in sorted(ends))
    entry = {"key": key, "name": words(key), "marks": str(draw(st.integers(1, 40))), "indicator": f"i_{key}"}
    entry |= {"basis": "value", "rule": {"kind": "linear", "zero_at": zero, "full_at": full}}
    entry |= {"weight": f"{draw(st.integers(1, 40)) / 20:.2f}"}
    return entry | {
        "when_missing": draw(st.sampled_from(["zero", "rescale_group", "rescale_all"])),
        "when_not_applicable": "rescale_group",
    }


def top(i: int, children: list[Any], weight: int) -> Any:
    """Make a dimension."""
    entry = {"key": f"t{i}", "name": words(f"t{i}"), "marks": "25", "weight": str(weight), "children": children}
    return entry | {"dimension": f"Art. 5({i + 1})"}


def indicator_of(key: str) -> Any:
    """Define an indicator."""
    entry = {"key": key, "name": words(key), "unit": words("unit"), "places": 2, "low": "0", "high": "100"}
    return entry | {"better": "higher", "is_additive": False}


def evidence_of(criteria: list[Any], counties: dict[str, tuple[int | None, ...]]) -> Any:
    """Write evidence; every city has a county that carries something."""
    rest = {"on": "2019-12-31", "document": "synthetic", "source": "register"}
    plan = [{"place": code, "indicator": "poor_population_reduced", "value": "0"} | rest for code in counties]
    lines = [
        {"place": code, "indicator": criterion["indicator"], "value": f"{cell / 100:.2f}"} | rest
        for code, cells in counties.items()
        for criterion, cell in zip(criteria, cells, strict=True)
        if cell is not None
    ]
    # The first county of each city has a value of everything, so that no city is left without a score.
    seen = {(line["place"], line["indicator"]) for line in lines}
    lines += [
        {"place": code, "indicator": c["indicator"], "value": "50"} | rest
        for code in ("990121", "990221")
        for c in criteria
        if (code, c["indicator"]) not in seen
    ]
    cities = {"990100": "甲市", "990200": "乙市"}
    names = dict(zip(counties, "子丑寅卯辰", strict=True))
    target = {"indicator": "poor_population_reduced", "value": "0", "document": "synthetic"}
    return {
        "format": "jxassess-evidence/1",
        "year": 2019,
        "on": "2019-12-31",
        "is_synthetic": True,
        "cities": [{"code": code, "name": name} for code, name in cities.items()],
        "counties": [{"code": c, "name": f"{names[c]}县", "parent": f"{c[:4]}00"} for c in counties],
        "targets": [target | {"place": code} for code in cities],
        "observations": plan + lines,
        "carried": [],
        "findings": [],
        "history": [],
    }


@given(pair=linear_years())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_linear_schemes_at_random(pair: tuple[Any, Any]) -> None:
    """On weighted linear schemes of any small numbers, values on and beside their bounds, arrays and `assess` agree."""
    assert disagreements(*read(*pair)) == []
