"""Faults between the parts of a scheme, each search reading only the parts that it holds against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import combinations, pairwise

from jxassess.faults import Fault, FaultKind
from jxassess.indicators import Indicator
from jxassess.measure import Dimension, Problem
from jxassess.scheme._adjustments import Adjustment, Events, Falsified
from jxassess.scheme._consequences import Ceiling, LowRate, RateKind
from jxassess.scheme._criteria import BlendShare, Criterion, Group, whole_faults
from jxassess.scheme._faults import (
    BARS_NOTHING,
    BLENDS_DIFFER,
    BUNDLE_CARRIED,
    CITY_COHORT,
    CLASS_LEVEL,
    CLASSES_OVERLAP,
    DIMENSION_MISSING,
    EMPTY,
    NO_DIMENSION,
    ORDER_BROKEN,
    ORDER_LEVELS,
    RATE_MISSING,
    REPEATED,
    SERIOUS_NO_STRICTER,
    TWO_BUNDLES,
    TWO_INDICATORS,
    UNUSED_CLASS,
)
from jxassess.scheme._units import Bundle, Tier, UnitClass
from jxassess.scheme.rules import Among


def tree_faults(groups: tuple[Group, ...], marks: Fraction) -> Iterator[Fault]:
    """Find where the top groups do not make up the whole that Art. 5 asks for.

    Args:
        groups: the top groups.
        marks: total marks of a county.

    Yields:
        Faults with paths in the scheme.
    """
    if not groups:
        yield EMPTY.at("criteria")
    else:
        yield from whole_faults(groups, marks, "criteria")
    for i, group in enumerate(groups):
        if group.dimension is None:
            yield NO_DIMENSION.at(f"criteria[{i}]", group.key)
    # Art. 5: four dimensions are assessed; a scheme weighs them and leaves none out.
    for dimension in Dimension:
        if dimension not in [group.dimension for group in groups]:
            yield DIMENSION_MISSING.at("criteria", dimension.value, citation=dimension.citation)


def repeated_faults(named: Iterable[tuple[str, str]]) -> Iterator[Fault]:
    """Find keys that stand twice.

    Args:
        named: path and key, in the order of the scheme.

    Yields:
        A fault for each that stood before.
    """
    seen: set[str] = set()
    for path, key in named:
        if key in seen:
            yield REPEATED.at(path, key)
        seen.add(key)


def unknown_faults(kind: FaultKind, named: Iterable[tuple[str, str]], known: Iterable[str]) -> Iterator[Fault]:
    """Find keys that name nothing.

    Args:
        kind: the fault to make, which says what would be known.
        named: path and key.
        known: the keys that there are.

    Yields:
        A fault for each.
    """
    keys = list(known)
    for path, key in named:
        if key not in keys:
            yield kind.at(path, key, known=", ".join(keys) or "-")


def ceiling_faults(ceilings: tuple[Ceiling, ...], grades: list[str]) -> Iterator[Fault]:
    """Find two ceilings for the same problem, unless the second works for serious cases only and is stricter.

    Args:
        ceilings: the ceilings, those for all cases before those for serious ones.
        grades: the keys of the grades, best first.

    Yields:
        A fault for each.
    """
    seen: dict[tuple[Problem, bool], str] = {}
    for i, ceiling in enumerate(ceilings):
        key = ceiling.problem, ceiling.only_serious
        plain = seen.get((ceiling.problem, False))
        if key in seen:
            yield REPEATED.at(f"ceilings[{i}].problem", ceiling.problem.value)
        elif plain in grades and ceiling.grade in grades and grades.index(ceiling.grade) <= grades.index(plain):
            yield SERIOUS_NO_STRICTER.at(f"ceilings[{i}].grade", ceiling.grade, plain=plain)
        seen.setdefault(key, ceiling.grade)


def barring_faults(named: Iterable[tuple[str, str]], grades: list[str]) -> Iterator[Fault]:
    """Find gates and ceilings that leave every grade open.

    Args:
        named: path and key of the best grade still open.
        grades: the keys of the grades, best first.

    Yields:
        A fault for each.
    """
    for path, key in named:
        if key in grades[:1]:
            yield BARS_NOTHING.at(path, key)


def class_faults(named: Iterable[tuple[str, tuple[str, ...], Tier]], classes: tuple[UnitClass, ...]) -> Iterator[Fault]:
    """Find classes that do not fit where they are named: of the other level, or with units in common.

    Args:
        named: path, keys of classes of which a unit is in exactly one, and the level of the units.
        classes: the classes of the scheme.

    Yields:
        Faults, those for classes that nothing names last.
    """
    used: set[str] = set()
    for path, keys, level in named:
        used.update(keys)
        found = [each for each in classes if each.key in keys]
        for each in found:
            if each.level is not level:
                yield CLASS_LEVEL.at(path, each.key, level=level.words)
        for first, second in combinations(found, 2):
            if shared := sorted({*first.units} & {*second.units}):
                yield CLASSES_OVERLAP.at(path, ", ".join(shared), classes=f"{first.key}, {second.key}")
    for i, each in enumerate(classes):
        if each.key not in used:
            yield UNUSED_CLASS.at(f"classes[{i}]", each.key)


def rate_faults(low_rates: tuple[LowRate, ...]) -> Iterator[Fault]:
    """Find a rate of Art. 9(5) without a threshold, and an indicator with two."""
    # Art. 9(5) names three rates; none can be switched off.
    for rate in RateKind:
        if rate not in [low.rate for low in low_rates]:
            yield RATE_MISSING.at("low_rates", rate.value)
    yield from repeated_faults((f"low_rates[{i}].indicator", low.indicator.key) for i, low in enumerate(low_rates))


def indicator_faults(named: Iterable[tuple[str, Indicator]]) -> Iterator[Fault]:
    """Find two different indicators under one key.

    Args:
        named: path and indicator, in the order of the scheme.

    Yields:
        A fault for each that differs from the first of its key.
    """
    known: dict[str, Indicator] = {}
    for path, indicator in named:
        if known.setdefault(indicator.key, indicator) != indicator:
            yield TWO_INDICATORS.at(path, indicator.key)


def blend_faults(criteria: Iterable[tuple[str, Criterion]]) -> Iterator[Fault]:
    """Find an indicator that is blended in two ways, so that its value would not be one.

    Args:
        criteria: path and criterion, of both levels.

    Yields:
        A fault for each that differs from the first of its indicator.
    """
    known: dict[str, tuple[BlendShare, ...]] = {}
    for path, criterion in criteria:
        if known.setdefault(criterion.indicator.key, criterion.blend) != criterion.blend:
            yield BLENDS_DIFFER.at(f"{path}.blend", criterion.indicator.key)


def order_faults(adjustments: tuple[Adjustment, ...]) -> Iterator[Fault]:
    """Find adjustments whose order is not 1, 2, 3 and so on.

    Args:
        adjustments: all of them, sorted by order.

    Yields:
        A fault for each that has another number.
    """
    for i, adjustment in enumerate(adjustments):
        if adjustment.order != i + 1:
            yield ORDER_BROKEN.at(f"adjustments[{i}].order", adjustment.order, expected=i + 1)
    for i, (first, second) in enumerate(pairwise(adjustments)):
        # A city's score is made of its counties', so what changes those comes first in any case.
        if first.level is Tier.CITY and second.level is Tier.COUNTY:
            yield ORDER_LEVELS.at(f"adjustments[{i + 1}].order", second.order, key=first.key)


def event_faults(adjustments: tuple[Adjustment, ...]) -> Iterator[Fault]:
    """Find a kind of event that two adjustments count, or that has the key of falsified data."""
    named: list[tuple[str, str]] = []
    for i, adjustment in enumerate(adjustments):
        if isinstance(adjustment, Events):
            named += [(f"adjustments[{i}].events[{j}].key", event.key) for j, event in enumerate(adjustment.events)]
        elif isinstance(adjustment, Falsified):
            named.append((f"adjustments[{i}].key", adjustment.key))
    yield from repeated_faults(named)


def city_faults(criteria: Iterable[tuple[str, Criterion]]) -> Iterator[Fault]:
    """Find criteria of cities that compare a city with what is no city.

    Args:
        criteria: path and criterion, of the level of cities.

    Yields:
        A fault for each.
    """
    for path, criterion in criteria:
        rule = criterion.cohort_rule
        if rule is not None and (rule.cohort.among is Among.CITY or rule.cohort.has_carried):
            yield CITY_COHORT.at(f"{path}.rule.cohort", rule.cohort.among.value, cohort=rule.cohort.words)


def bundle_faults(bundles: tuple[Bundle, ...], carried: tuple[str, ...]) -> Iterator[Fault]:
    """Find counties in two bundles, and carried ones in any.

    Args:
        bundles: the bundles.
        carried: codes of the carried counties.

    Yields:
        A fault for each.
    """
    seen: set[str] = set()
    for i, bundle in enumerate(bundles):
        for j, code in enumerate(bundle.units):
            if code in carried:
                yield BUNDLE_CARRIED.at(f"bundles[{i}].units[{j}]", code)
            elif code in seen:
                yield TWO_BUNDLES.at(f"bundles[{i}].units[{j}]", code)
            seen.add(code)
