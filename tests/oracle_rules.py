"""The arithmetic and the rules of the oracle: each rule is one formula for the points of a quantity.

A rule of one unit takes its own numbers, the full marks and the quantity; a rule of a cohort takes the quantities of all
that are compared as well. `number` reads a number as it is written. Nothing of the library is imported.
"""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import Any

Json = Any


class Exact:
    """Rational arithmetic; counts the exact halves that rounding met."""

    def __init__(self) -> None:
        self.halves = 0

    def number(self, written: Json) -> Fraction:
        """Take a number as it is written."""
        return Fraction(written)

    def round(self, value: Fraction, places: int, mode: str) -> Fraction:
        """Round to decimal places."""
        scaled = abs(value) * 10**places
        self.halves += scaled.denominator == 2
        # Python's own rounding of a fraction goes to the even neighbour.
        whole = round(scaled) if mode == "half_even" else floor(scaled + Fraction(1, 2))
        return Fraction(whole if value >= 0 else -whole, 10**places)


def reaches(seen: Json, side: str, bound: Json) -> bool:
    """Tell whether a quantity lies on the named side of a bound."""
    return bool(
        {"at_least": seen >= bound, "above": seen > bound, "at_most": seen <= bound, "below": seen < bound}[side]
    )


def clip(value: Json, low: Json, high: Json) -> Json:
    """Bring a value between two others."""
    return min(max(value, low), high)


# Rules of one unit


def given_points(number: Json, rule: Json, full: Json, seen: Json) -> Json:
    """Give the points that a panel gave."""
    return clip(seen, number(0), full)


def linear_points(number: Json, rule: Json, full: Json, seen: Json) -> Json:
    """Give the share of the way from no points to full marks, not less than none and not more than all of it."""
    none, all_of_it = number(rule["zero_at"]), number(rule["full_at"])
    return full * clip((seen - none) / (all_of_it - none), number(0), number(1))


def proportional_points(number: Json, rule: Json, full: Json, seen: Json) -> Json:
    """Give the share of what earns full marks."""
    return full * clip(seen / number(rule["full_at"]), number(0), number(1))


def level_points(number: Json, rule: Json, full: Json, seen: Json) -> Json:
    """Give the most of what the levels reached and the rest offer: a stricter level always earns more."""
    earned = [
        number(level["points"]) for level in rule["levels"] if reaches(seen, level["side"], number(level["value"]))
    ]
    return max([*earned, number(rule["otherwise"])])


def pass_fail_points(number: Json, rule: Json, full: Json, seen: Json) -> Json:
    """Give all or nothing."""
    return full if reaches(seen, rule["side"], number(rule["value"])) else number(0)


def deduction_points(number: Json, rule: Json, full: Json, seen: Json) -> Json:
    """Give what is left after the deduction."""
    start = number(rule["start"])
    units = max(start - seen if rule["side"] == "below" else seen - start, number(0)) / number(rule["per"])
    counted = {"proportional": units, "begun": -(-units // 1), "whole": units // 1}[rule["counting"]]
    return max(number(0), full - number(rule["points"]) * counted)


def band_points(number: Json, rule: Json, full: Json, seen: Json) -> Json:
    """Give the points of the band of a quantity; beyond an outer end those at that end."""
    bands = rule["bands"]
    if "low" in bands[0]:
        seen = max(seen, number(bands[0]["low"]))
    if "high" in bands[-1]:
        seen = min(seen, number(bands[-1]["high"]))
    if rule["closed"] == "low":
        band = [band for band in bands if "low" not in band or number(band["low"]) <= seen][-1]
    else:
        band = next(band for band in bands if "high" not in band or seen <= number(band["high"]))
    if "low" not in band or "high" not in band:
        return number(band["at_high" if "low" not in band else "at_low"])
    low, high, first, last = (number(band[name]) for name in ("low", "high", "at_low", "at_high"))
    return first + (last - first) * (seen - low) / (high - low)


UNIT_RULES = {
    "given": given_points,
    "linear": linear_points,
    "proportional": proportional_points,
    "levels": level_points,
    "pass_fail": pass_fail_points,
    "deduction": deduction_points,
    "bands": band_points,
}


# Rules of a cohort; `sign` is -1 where less is better


def relative_points(number: Json, rule: Json, full: Json, seen: Json, pool: Json, sign: int) -> Json:
    """Give the base marks times the ratio to the mean, between floor and cap."""
    mean = sum(pool[1:], pool[0]) / len(pool)
    return max(number(rule["floor"]), min(seen * number(rule["base"]) / mean, number(rule["cap"])))


def rank_points(number: Json, rule: Json, full: Json, seen: Json, pool: Json, sign: int) -> Json:
    """Give full marks less one step for every place that comes before."""
    better = [other for other in pool if sign * other > sign * seen]
    before = len(set(better)) if rule["ties"] == "dense" else len(better)
    return max(number(rule["floor"]), full - number(rule["step"]) * before)


def extreme_points(number: Json, rule: Json, full: Json, seen: Json, pool: Json, sign: int) -> Json:
    """Give the share of the way from the worst to the best, above a floor."""
    worst, best = sorted((min(pool), max(pool)), key=lambda end: sign * end)
    if worst == best:
        return number(rule["when_equal"])
    low = number(rule["floor"])
    return low + (full - low) * (seen - worst) / (best - worst)


COHORT_RULES = {
    "relative_to_mean": relative_points,
    "by_rank": rank_points,
    "between_extremes": extreme_points,
}
