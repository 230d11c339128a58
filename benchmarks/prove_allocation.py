"""Hold the division of money against its rule on seeded random pools and cities.

Run it with `python benchmarks/prove_allocation.py --cases 100000`; it takes a minute or two. For each case it checks
that every part is the floor or the ceiling of its exact quota, that the parts add up to the pool, that the fen left
over went to the largest remainders and among equal ones to the first codes, and that another order of input changes
nothing. The quotas are computed here anew. It ends with 1 where a case breaks the rule.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from jxassess.allocation import Allocation, AllocationRule, CityTask, EqualParts, PartsByTask, allocate
from jxassess.places import City

CITIES = [City(code=f"99{i:02}00", name=f"市{i}") for i in range(1, 100)]
POOLS = (0, 1, 10, 1_000, 10**6, 10**9, 10**12, 10**15)
SHOWN = 10


def random_number(rng: random.Random) -> Fraction:
    """Draw what a city is given to divide by: often small, so that remainders are equal, or a score, or anything."""
    draw = rng.randrange(4)
    if draw == 0:
        return Fraction(rng.randrange(4))
    if draw == 1:
        return Fraction(rng.randrange(10**6))
    if draw == 2:
        return Fraction(rng.randrange(5_000, 10_001), 100)
    return Fraction(rng.randrange(10**6), rng.randrange(1, 10**4))


def make(seed: int) -> tuple[int, list[City], list[Fraction], AllocationRule]:
    """Make one case: a pool, cities in a random order, their numbers and the rule."""
    rng = random.Random(seed)
    cities = rng.sample(CITIES, rng.choice((1, 2, 3, 5, 11, 11, 11, 40)))
    pool = rng.randrange(rng.choice(POOLS) + 1)
    if rng.random() < 0.2:
        return pool, cities, [Fraction(1)] * len(cities), EqualParts()
    shared = random_number(rng)
    numbers = [shared if rng.random() < 0.3 else random_number(rng) for _ in cities]
    if not any(numbers):
        numbers[0] = Fraction(1)
    tasks = [
        CityTask(city=city, amount=number, document="invented") for city, number in zip(cities, numbers, strict=True)
    ]
    rng.shuffle(tasks)
    return pool, cities, numbers, PartsByTask(tasks=tasks)


def broken(pool: int, quotas: dict[str, Fraction], parts: dict[str, int]) -> Iterator[str]:
    """Say which parts of the rule a case breaks."""
    if sum(parts.values()) != pool:
        yield f"the sum is {sum(parts.values())}, not {pool}"
    for code, quota in quotas.items():
        if parts[code] not in (floor(quota), ceil(quota)):
            yield f"{code} got {parts[code]} of {quota}"
    order = sorted(quotas, key=lambda code: (floor(quotas[code]) - quotas[code], code))
    raised = {code for code, quota in quotas.items() if parts[code] > floor(quota)}
    if raised != set(order[: len(raised)]):
        yield f"raised were {sorted(raised)}, due were {sorted(order[: len(raised)])}"


def prove(seed: int, count: Counter[str]) -> list[str]:
    """Check one case and count what makes it hard."""
    pool, cities, numbers, rule = make(seed)
    whole = sum(numbers, Fraction(0))
    quotas = {city.code: pool * number / whole for city, number in zip(cities, numbers, strict=True)}
    parts: tuple[Allocation, ...] = allocate(pool, cities, rule)
    found = list(broken(pool, quotas, {part.city.code: part.fen for part in parts}))
    if [part.quota for part in parts] != [quotas[code] for code in sorted(quotas)]:
        found.append("a quota differs")
    if allocate(pool, sorted(cities, key=lambda city: city.code), rule) != parts:
        found.append("the order of input changes a part")
    remainders = Counter(quota % 1 for quota in quotas.values() if quota % 1)
    count.update({"cases": 1, "cities": len(cities), "fen": pool})
    count["cases with fen left over"] += bool(remainders)
    count["cases with equal remainders"] += any(number > 1 for number in remainders.values())
    count["broken"] += bool(found)
    return [f"seed {seed}: {line}" for line in found]


def main(argv: list[str] | None = None) -> int:
    """Check all cases and print the summary."""
    parser = argparse.ArgumentParser(description="Hold the division of money against its rule.")
    parser.add_argument("--cases", type=int, default=100_000)
    options = parser.parse_args(argv)
    count: Counter[str] = Counter()
    found: list[str] = []
    started = time.perf_counter()
    for seed in range(options.cases):
        found += prove(seed, count)
    print("\n".join(f"{name:<32}{number:>28,}" for name, number in count.items()))
    print(f"{'seconds':<32}{time.perf_counter() - started:>28,.0f}", *found[:SHOWN], sep="\n")
    return 1 if count["broken"] else 0


if __name__ == "__main__":
    sys.exit(main())
