"""Hold the library against the independent oracle on seeded random assessments.

Run it with `python benchmarks/prove_scoring.py --seeds 0:100000 --jobs 2 --state proof.json`. Without a state file it
starts anew; with one it goes on behind the last finished block of seeds. It ends with 1 where library and oracle differ
in any score, published value, rank, grade, failed gate or follow-up.

The summary also counts how often each rule, adjustment and option was met, and says what plain floats would have
published of every tenth assessment: the oracle's formulas once more in floats, rounded in the two usual ways,
`round(x + 1e-9, places)` and `Decimal(repr(x)).quantize(...)`.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import combinations
from multiprocessing import Pool
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "src")]

from oracle import OracleResult, differences  # noqa: E402
from oracle import assess as oracle_assess  # noqa: E402
from random_assessments import documents, features, texts_of  # noqa: E402

import jxassess  # noqa: E402
from jxassess import io  # noqa: E402

BLOCK = 50
SHOWN = 10
FLOATS_EACH = 10  # floats are tried on every tenth assessment
MET = "met: "


class Nudged:
    """Float arithmetic that rounds after adding a billionth."""

    number = staticmethod(float)

    def round(self, value: float, places: int, mode: str) -> float:
        """Round as is often done; to the even neighbour, the nudge would only harm."""
        return round(value + 1e-9, places) if mode == "half_up" else round(value, places)


class Printed:
    """Float arithmetic that rounds the decimal which a float prints as."""

    number = staticmethod(float)

    def round(self, value: float, places: int, mode: str) -> float:
        """Round the shortest decimal of the float."""
        way = ROUND_HALF_UP if mode == "half_up" else ROUND_HALF_EVEN
        return float(Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), way))


FLOATS = {"x + 1e-9": Nudged, "decimal of the float": Printed}


def is_half(value: Fraction | None, places: int) -> bool:
    """Tell whether a value lies exactly between two published ones."""
    return value is not None and (value * 10**places).denominator == 2


def tally(expected: OracleResult) -> Counter[str]:
    """Count what is compared, and what makes an assessment hard."""
    scores = [*expected.counties.values(), *expected.cities.values()]
    values = [city.score for city in expected.cities.values()]
    tied = sum(first == second for first, second in combinations(values, 2))
    count = Counter({"assessments": 1, "counties": len(expected.counties), "cities": len(expected.cities)})
    count["ties among cities"] += tied
    count["assessments with a tie"] += tied > 0
    count["counties left out"] += sum(county.score is None for county in expected.counties.values())
    count["exact halves at published rounding"] += sum(is_half(entry.score, expected.places) for entry in scores)
    count["exact halves at every rounding"] += expected.halves
    count["failed gates"] += sum(len(city.gates) for city in expected.cities.values())
    count["follow-ups"] += len(expected.follow_ups)
    return count


def floats(texts: tuple[str, str, str], expected: OracleResult) -> Counter[str]:
    """Count what floats would have published of an assessment."""
    count = Counter({"floats: assessments tried": 1})
    for name, maths in FLOATS.items():
        count.update(float_errors(name, expected, oracle_assess(*texts, maths())))
    return count


def float_errors(name: str, expected: OracleResult, rough: OracleResult) -> Counter[str]:
    """Count where floats publish, rank or grade otherwise."""
    pairs = [
        *(
            (c.published, rough.counties[code].published)
            for code, c in expected.counties.items()
            if c.score is not None
        ),
        *((c.published, rough.cities[code].published) for code, c in expected.cities.items()),
    ]
    cities = [(city, rough.cities[code]) for code, city in expected.cities.items()]
    wrong = {
        "published values": sum(float(exact) != value for exact, value in pairs),
        "ranks": sum(exact.rank != other.rank for exact, other in cities),
        "grades": sum(exact.grade != other.grade for exact, other in cities),
    }
    return Counter({f"floats, {name}: wrong {what}": number for what, number in wrong.items()})


def prove(seed: int) -> tuple[Counter[str], list[str]]:
    """Assess one seed by both ways."""
    scheme, evidence, text_format = documents(seed)
    texts = texts_of(scheme, evidence, text_format)
    expected = oracle_assess(*texts)
    count = tally(expected)
    count.update({MET + name: number for name, number in features(scheme, evidence).items()})
    if seed % FLOATS_EACH == 0:
        count.update(floats(texts, expected))
    try:
        read = io.parse_scheme(texts[0], format=texts[1])
        found = jxassess.assess(io.parse_evidence(texts[2], read), read)
    except Exception as error:  # a refusal or a crash is a disagreement like any other, and the run goes on
        return count, [f"seed {seed}: {type(error).__name__}: {str(error)[:500]}"]
    return count, [f"seed {seed}, {line}" for line in differences(expected, found)]


def prove_block(seeds: tuple[int, int]) -> tuple[Counter[str], list[str]]:
    """Assess a block of seeds."""
    count: Counter[str] = Counter()
    faults: list[str] = []
    for seed in range(*seeds):
        one, differing = prove(seed)
        count.update(one)
        faults += differing
        count["disagreements"] += len(differing)
    return count, faults


def report(count: Counter[str], faults: list[str], seconds: float) -> str:
    """Write the summary."""
    names = ["assessments", "counties", "counties left out", "cities", "assessments with a tie", "ties among cities"]
    names += ["exact halves at published rounding", "exact halves at every rounding", "failed gates", "follow-ups"]
    names += [*sorted(name for name in count if name.startswith((MET, "floats"))), "disagreements"]
    lines = [*(f"{name:<52}{count[name]:>12,}" for name in names), f"{'seconds':<52}{seconds:>12,.0f}", *faults[:SHOWN]]
    return "\n".join(lines)


def main(argv: list[str] | None = None) -> int:
    """Run the blocks that are still open and print the summary."""
    parser = argparse.ArgumentParser(description="Hold the library against the oracle.")
    parser.add_argument("--seeds", default="0:10000", help="first:end, the end not included")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--state", type=Path, help="file that keeps what is done")
    options = parser.parse_args(argv)
    first, end = map(int, options.seeds.split(":"))
    state = {"seeds": options.seeds, "next": first, "count": {}, "faults": [], "seconds": 0.0}
    if options.state and options.state.exists():
        state = json.loads(options.state.read_text(encoding="utf-8"))
        if state["seeds"] != options.seeds:
            parser.error(f"{options.state} is of the seeds {state['seeds']}")
    count, faults = Counter(state["count"]), list(state["faults"])
    blocks = [(seed, min(seed + BLOCK, end)) for seed in range(state["next"], end, BLOCK)]
    started, before = time.perf_counter(), state["seconds"]
    with Pool(options.jobs) as pool:
        # In order, so that one number says what is done.
        for block, (counted, differing) in zip(blocks, pool.imap(prove_block, blocks), strict=True):
            count.update(counted)
            faults = (faults + differing)[:SHOWN]
            state |= {"next": block[1], "count": dict(count), "faults": faults}
            state["seconds"] = before + time.perf_counter() - started
            save(options.state, state)
    print(report(count, faults, state["seconds"]))
    return 1 if count["disagreements"] else 0


def save(path: Path | None, state: dict[str, Any]) -> None:
    """Write the state beside its file first, so that a run cut short leaves a whole one."""
    if path is None:
        return
    beside = path.with_suffix(path.suffix + ".new")
    beside.write_text(json.dumps(state, indent=1), encoding="utf-8")
    beside.replace(path)


if __name__ == "__main__":
    sys.exit(main())
