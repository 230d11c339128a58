"""The cases: a scheme of 20 criteria, 14 of them lines and 6 of them steps, and numbers for any number of units.

- `plain`: decimals as schemes print them, with a small common denominator; numbers at random.
- `ordinary`: lengths that are multiples of primes, so that the common denominator is about 2**75; numbers at random.
- `edges`: the same scheme, and every unit's exact score lies half-way between two published values.
- `beyond`: as `edges`, with a prime for each line, so that the common denominator is about 2**120.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from array_peers.work import SCALE, Criterion, Line, Steps, Work

Numbers: TypeAlias = NDArray[np.int64]

SEED = 5
# Marks, value without points, value with all points.
LINES = (
    ("5", "60", "100"),
    ("6", "80", "100"),
    ("4", "90", "100"),
    ("8", "0", "8"),
    ("5", "10", "0"),
    ("7.5", "70", "95"),
    ("2.5", "50", "100"),
    ("6", "4", "10"),
    ("4.5", "0", "90"),
    ("5", "75", "100"),
    ("3.5", "0", "70"),
    ("8", "40", "80"),
    ("5", "20", "0"),
    ("4", "60", "92"),
)
# Thresholds, and what is earned below the first and from each on.
STEPS = (
    (("60", "80", "95"), ("0", "2", "3.5", "5")),
    (("90", "95", "98"), ("0", "1", "2.5", "4")),
    (("95",), ("0", "4")),
    (("1", "2", "4"), ("0", "1.25", "2.5", "5")),
    (("50", "75"), ("0", "2", "4")),
    (("30", "60", "90"), ("1", "2", "3", "4")),
)
# Marks whose tenths reach every thousandth: the first one balances the others. They add up to those of `LINES`.
ODD_MARKS = ("5.01", "6", "4.25", "8", "5.05", "7.5", "2.49", "6", "4.5", "5.2", "3.5", "7.5", "5", "4")
PRIMES = (173, 179, 181, 191, 193, 197, 199, 211, 223, 227, 229, 233, 239, 241)
FEW = 8  # primes of which the lines take one in turn


def steps() -> tuple[Steps, ...]:
    """Give the criteria with levels, which all cases share."""
    return tuple(
        Steps(f"step_{i:02}", tuple(map(Fraction, thresholds)), tuple(map(Fraction, earned)))
        for i, (thresholds, earned) in enumerate(STEPS)
    )


def plain_lines() -> tuple[Line, ...]:
    """Give lines with decimals as schemes print them."""
    return tuple(Line(f"line_{i:02}", *map(Fraction, numbers)) for i, numbers in enumerate(LINES))


def odd_lines(primes: tuple[int, ...]) -> tuple[Line, ...]:
    """Give lines whose lengths are ten times a prime of hundredths."""
    lengths = [Fraction(10 * primes[i % len(primes)], SCALE) for i in range(len(ODD_MARKS))]
    return tuple(
        Line(f"line_{i:02}", Fraction(marks), Fraction(3 * i), 3 * i + length)
        for i, (marks, length) in enumerate(zip(ODD_MARKS, lengths, strict=True))
    )


def drawn(rng: np.random.Generator, criteria: tuple[Criterion, ...], units: int) -> Numbers:
    """Draw numbers: units are good or bad as a whole, and each criterion strays from that."""
    quality = rng.uniform(0.3, 0.95, units)
    rows = np.empty((len(criteria), units), dtype=np.int64)
    for row, criterion in zip(rows, criteria, strict=True):
        low, high = criterion.ends
        share = np.clip(quality + rng.normal(0, 0.25, units), 0, 1)
        is_falling = isinstance(criterion, Line) and criterion.zero_at > criterion.full_at
        row[:] = np.rint(low + (high - low) * (1 - share if is_falling else share))
    return rows


def on_edges(rng: np.random.Generator, criteria: tuple[Criterion, ...], units: int) -> Numbers:
    """Draw numbers of which every unit's score ends in half a hundredth: tenths of each line, the first balancing."""
    rows = drawn(rng, criteria, units)
    lines = [criterion for criterion in criteria if isinstance(criterion, Line)]
    thousandths = np.zeros(units, dtype=np.int64)
    # The first line last: one more tenth of its marks is one more thousandth of a point, beside whole hundredths.
    for row, line in reversed(list(zip(rows, lines, strict=False))):
        length, start = int((line.full_at - line.zero_at) * SCALE), int(line.zero_at * SCALE)
        tenths = np.rint((row - start) / (length / 10)).astype(np.int64)
        if line is lines[0]:
            tenths = (5 - thousandths) % 10
        row[:] = start + length // 10 * tenths
        thousandths += int(line.marks * SCALE) * np.clip(tenths, 0, 10)
    return rows


def make(case: str, units: int) -> Work:
    """Make the work of a case, the same every time."""
    primes = PRIMES if case == "beyond" else PRIMES[:FEW]
    criteria = (*(plain_lines() if case == "plain" else odd_lines(primes)), *steps())
    draw = on_edges if case in ("edges", "beyond") else drawn
    return Work(case, criteria, draw(np.random.default_rng(SEED), criteria, units))


CASES = {
    "plain": "small common denominator, random numbers",
    "ordinary": "large common denominator, random numbers",
    "edges": "large common denominator, every unit on a rounding edge",
    "beyond": "common denominator beyond 2**94, every unit on a rounding edge",
}
