"""Hold the arrays against an independent oracle on millions of seeded random units, and of units built to lie on edges.

Run it with `python benchmarks/prove_arrays.py --seeds 0:1900 --jobs 2 --state proof.json --summary summary.json`. Without a
state file it starts anew; with one it goes on behind the last finished block of seeds. Each seed makes three cases:

- an assessment of `tests/random_assessments.py`, small and very varied, put into columns;
- a scheme of the same kind with more criteria and up to 20,000 units (`random_columns.make`);
- a linear scheme whose denominator has up to 300 bits, with units whose scores are solved for, so that they lie exactly
  on a rounding edge, a tie or the bound of a grade, or beside it by the least amount that there is
  (`random_columns.adversarial`).

The oracle (`tests/array_oracle.py`) knows only files and plain lists, and works in `Fraction` and whole numbers. Compared
are, for every unit, whether it is left out, its published value, rank and grade; for every city the same with its exact
score; and the exact scores of all units where integers serve or units are few, else of a thousand of them. Every few
seeds units come in another order and in blocks of another size as well, and must give the same bytes. It ends with 1
where anything differs.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
import time
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from multiprocessing import Pool
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "src")]

import numpy as np  # noqa: E402
from array_checks import MOST_EXACT, cities_of, city_differences, columns_of, differences  # noqa: E402
from array_oracle import Outcome, score  # noqa: E402
from random_assessments import documents, features, to_json  # noqa: E402
from random_columns import Case, adversarial, as_read, from_evidence, make, permuted  # noqa: E402

from jxassess import io  # noqa: E402
from jxassess.arrays import Scores, compile_scheme  # noqa: E402
from jxassess.arrays import score as score_columns  # noqa: E402

BLOCK = 5
BLOCK_OF_UNITS = 8192
SHOWN = 20
ORDERS_EACH = 10  # other orders and blocks on every tenth seed
MET = "met: "
KINDS = {"evidence": "random", "made": "random"}
WRONG = ("left out", "score", "published", "rank", "grade", "city", "order", "refused")


def cases(seed: int) -> Iterator[Case]:
    """Make the cases of a seed."""
    scheme, evidence, _ = documents(seed)
    yield from_evidence(as_read(scheme), as_read(evidence))
    yield make(seed)
    yield adversarial(seed)


def tally(case: Case, expected: Outcome, cities: int) -> Counter[str]:
    """Count what is compared, and what makes it hard."""
    kind = KINDS.get(case.kind, "adversarial")
    known = [n for n in expected.numerators if n is not None]
    count = Counter({f"{kind} units": len(known), f"{kind} cases": 1, f"{kind} cities": cities})
    count[f"{kind} cells"] = case.counties.count * len(case.counties.columns)
    count[f"{kind} units on the bound of a grade"] = on_bounds(case, expected)
    count["units left out"] = case.counties.count - len(known)
    count[f"{kind} units tied exactly"] = len(known) - sum(n == 1 for n in Counter(known).values())
    count[f"{kind} units on an exact half"] = expected.halves
    count[f"most bits of a denominator, {kind}"] = expected.denominator.bit_length()
    return count


def on_bounds(case: Case, expected: Outcome) -> int:
    """Count the units whose exact score is the bound of a grade."""
    bounds = (Fraction(band["at_least"]) for band in case.scheme["grades"]["bands"] if "at_least" in band)
    wanted = {bound * expected.denominator for bound in bounds}
    return sum(n in wanted for n in expected.numerators)


def examine(case: Case) -> tuple[Counter[str], list[str]]:
    """Score one case both ways."""
    started = time.perf_counter()
    province = score(case.scheme, case.counties, case.cities)
    expected = province.outcome()
    of_cities = province.of_cities() if case.counties.cities else None
    middle = time.perf_counter()
    count = tally(case, expected, len(of_cities.codes) if of_cities else 0)
    try:
        found = by_arrays(case)
        lines = differences(expected, found)
        lines += city_differences(of_cities, found.cities(cities_of(case))) if of_cities else []
        count.update(tiers(case, found))
    except Exception as error:  # a refusal or a crash is a disagreement like any other, and the run goes on
        lines = [f"refused: {type(error).__name__}: {str(error)[:500]}"]
    count["seconds of the oracle"] = round(1e6 * (middle - started))
    count["seconds of arrays and comparison"] = round(1e6 * (time.perf_counter() - middle))
    count.update({f"wrong {line.split(':')[0]}": 1 for line in lines})
    return count, lines


def by_arrays(case: Case, block: int = BLOCK_OF_UNITS) -> Scores:
    """Score a case with arrays."""
    compiled = compile_scheme(io.parse_scheme(to_json(case.scheme), format="json"))
    return score_columns(columns_of(case.counties), compiled, block=block)


def tiers(case: Case, found: Scores) -> Counter[str]:
    """Count the tiers that were used."""
    kind = KINDS.get(case.kind, "adversarial")
    count = Counter({f"tier {found.tier.value}, {kind} units": found.units})
    count.update({f"in doubt, decided by {tier.value}, {kind} units": n for tier, n in found.doubtful})
    return count


def in_other_order(case: Case, seed: int) -> list[str]:
    """Score units in another order, and in part, and say whether the results are the same ones in that order."""
    order = list(range(case.counties.count))
    Random(seed).shuffle(order)
    try:
        first, second = by_arrays(case), by_arrays(permuted(case, order), block=64 + seed % 977)
    except Exception as error:
        return [f"order: {type(error).__name__}: {str(error)[:300]}"]
    pairs = [
        ("published", first.published, second.published),
        ("left out", first.is_left_out, second.is_left_out),
        ("ranks", first.ranks(), second.ranks()),
        ("grades", first.grades(), second.grades()),
    ]
    lines = [f"order: {what} differ" for what, one, other in pairs if one[order].tobytes() != other.tobytes()]
    few = np.arange(0, first.units, 1 + first.units // MOST_EXACT)
    one, other = first.exact(np.array(order)[few]).tolist(), second.exact(few).tolist()
    if (first.denominator, one) != (second.denominator, other):
        lines.append("order: scores differ")
    own = cities_of(case)
    if case.counties.cities and first.cities(own).scores != second.cities(own).scores:
        lines.append("order: cities differ")
    return lines


def prove_block(seeds: tuple[int, int]) -> tuple[Counter[str], list[str]]:
    """Examine a block of seeds."""
    count: Counter[str] = Counter()
    faults: list[str] = []
    for seed in range(*seeds):
        for case in cases(seed):
            own, lines = examine(case)
            if seed % ORDERS_EACH == 0 and not lines:
                lines = in_other_order(case, seed)
                own["cases in another order"] += 1
                own.update({f"wrong {line.split(':')[0]}": 1 for line in lines})
            if case.kind in KINDS:
                met = features(case.scheme, {"observations": []})
                own.update({MET + name: 1 for name in met})
            add(count, own)
            faults += [f"seed {seed}, {case.kind}: {line}" for line in lines]
        count["seeds"] += 1
    count["disagreements"] += len(faults)
    return count, faults


def add(count: Counter[str], own: Counter[str]) -> None:
    """Add counts; of the largest keep the larger one."""
    for name, number in own.items():
        count[name] = max(count[name], number) if name.startswith("most") else count[name] + number


def report(count: Counter[str], faults: list[str], seconds: float) -> str:
    """Write the summary as text."""
    lines = [f"{name:<60}{number:>16,}" for name, number in figures(count).items()]
    return "\n".join([*lines, f"{'seconds':<60}{seconds:>16,.0f}", *faults[:SHOWN]])


def figures(count: Counter[str]) -> dict[str, int]:
    """Give the counts in their order, times in seconds."""
    plain = sorted(name for name in count if not name.startswith((MET, "wrong", "disagreements")))
    met = sorted(name for name in count if name.startswith(MET))
    wrong = [f"wrong {what}" for what in WRONG]
    wrong += sorted(name for name in count if name.startswith("wrong") and name not in wrong)
    times = {name: count[name] // 10**6 for name in plain if name.startswith("seconds")}
    return {name: times.get(name, count[name]) for name in (*plain, *met, *wrong, "disagreements")}


def main(argv: list[str] | None = None) -> int:
    """Run the blocks that are still open and print the summary."""
    parser = argparse.ArgumentParser(description="Hold the arrays against the oracle.")
    parser.add_argument("--seeds", default="0:20", help="first:end, the end not included; 1900 are ten million units")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--state", type=Path, help="file that keeps what is done")
    parser.add_argument("--summary", type=Path, help="file for the summary, JSON")
    options = parser.parse_args(argv)
    first, end = map(int, options.seeds.split(":"))
    state: dict[str, Any] = {"seeds": options.seeds, "next": first, "count": {}, "faults": [], "seconds": 0.0}
    if options.state and options.state.exists():
        state = json.loads(options.state.read_text(encoding="utf-8"))
        if state["seeds"] != options.seeds:
            parser.error(f"{options.state} is of the seeds {state['seeds']}")
    count, faults = Counter[str](state["count"]), list(state["faults"])
    blocks = [(seed, min(seed + BLOCK, end)) for seed in range(state["next"], end, BLOCK)]
    started, before = time.perf_counter(), state["seconds"]
    with Pool(options.jobs) as pool:
        # In order, so that one number says what is done.
        for block, (counted, differing) in zip(blocks, pool.imap(prove_block, blocks), strict=True):
            add(count, counted)
            faults = (faults + differing)[:SHOWN]
            state |= {"next": block[1], "count": dict(count), "faults": faults}
            state["seconds"] = before + time.perf_counter() - started
            save(options.state, state)
    print(report(count, faults, state["seconds"]))
    save(options.summary, summary(options.seeds, count, faults, state["seconds"]))
    return 1 if count["disagreements"] else 0


def summary(seeds: str, count: Counter[str], faults: list[str], seconds: float) -> dict[str, Any]:
    """Give the summary as a document."""
    versions = {"python": platform.python_version(), "numpy": np.__version__, "machine": platform.machine()}
    return {"seeds": seeds, "seconds": round(seconds), "figures": figures(count), "faults": faults[:SHOWN]} | versions


def save(path: Path | None, document: dict[str, Any]) -> None:
    """Write a document beside its file first, so that a run cut short leaves a whole one."""
    if path is None:
        return
    beside = path.with_suffix(path.suffix + ".new")
    beside.write_text(json.dumps(document, indent=1, ensure_ascii=False), encoding="utf-8")
    beside.replace(path)


if __name__ == "__main__":
    sys.exit(main())
