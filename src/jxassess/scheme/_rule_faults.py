"""Where a rule does not fit its criterion, found from nothing but its pieces."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TypeAlias, assert_never

from jxassess.exact import Better, to_text
from jxassess.faults import Fault
from jxassess.indicators import Indicator
from jxassess.scheme._basis import Basis
from jxassess.scheme._faults import (
    ABOVE_MARKS,
    BELOW_ZERO,
    DECIDES_NOTHING,
    PERCENT_FOR_SHARE,
    SHARE_FOR_PERCENT,
    UNREACHABLE_BAND,
    UNREACHABLE_MARKS,
    WRONG_DIRECTION,
)
from jxassess.scheme._pieces import Pieces
from jxassess.scheme.rules import COHORT_RULES, Bands, ByClass, Deduction, Given, Levels, Reference, Rule, SimpleRule

# So many times the target is meant as per cent.
_TIMES = 10
_NONE = Fraction(0)

Range: TypeAlias = tuple[Fraction | None, Fraction | None]


def rule_faults(
    rule: Rule, marks: Fraction, indicator: Indicator, basis: Basis, reference: Indicator | None = None
) -> Iterator[Fault]:
    """Find where a rule does not fit its marks, its indicator or its basis.

    Args:
        rule: the rule.
        marks: full marks, above zero.
        indicator: what is measured.
        basis: the quantity that the rule reads.
        reference: the indicator that a difference is taken to.

    Yields:
        Faults with paths relative to the rule.
    """
    domain = _domain(basis, indicator, reference)
    if isinstance(rule, ByClass):
        for i, case in enumerate(rule.cases):
            found = _simple_faults(case.rule, marks, indicator, basis, domain)
            yield from (fault.under(f"cases[{i}].rule") for fault in found)
    elif isinstance(rule, Given):
        yield from _given_faults(rule, marks, domain, indicator)
    elif isinstance(rule, COHORT_RULES):
        faults = list(rule.marks_faults(marks))
        yield from faults
        if not faults:
            # Any reference with two values and a mean above zero shows how far the rule reaches and which way it runs.
            pieces = rule.lower(marks, Reference([1, 3]), indicator.better)
            yield from _pieces_faults(pieces, marks, indicator.better, (Fraction(0), None), indicator)
    else:
        yield from _simple_faults(rule, marks, indicator, basis, domain)


def _given_faults(rule: Given, marks: Fraction, domain: Range, indicator: Indicator) -> Iterator[Fault]:
    # Points given by people run upward whatever the indicator, and from zero to the marks.
    low = Fraction(0) if domain[0] is None else max(domain[0], Fraction(0))
    high = marks if domain[1] is None else min(domain[1], marks)
    if low > high:
        yield UNREACHABLE_MARKS.at("", "0", marks=to_text(marks))
    else:
        yield from _pieces_faults(rule.lower(marks), marks, Better.HIGHER, (low, high), indicator)


def _simple_faults(
    rule: SimpleRule, marks: Fraction, indicator: Indicator, basis: Basis, domain: Range
) -> Iterator[Fault]:
    faults = list(rule.marks_faults(marks)) if isinstance(rule, Deduction) else []
    yield from faults
    if faults:
        return
    offers = rule.offers if isinstance(rule, Levels | Bands) else ()
    for path, points in offers:
        if points > marks:
            yield ABOVE_MARKS.at(path, to_text(points), marks=to_text(marks))
        elif points < 0:
            yield BELOW_ZERO.at(path, to_text(points))
    pieces = rule.lower(marks)
    yield from scale_faults(pieces, indicator, basis)
    # Where points are named one by one, what is too much or too little has been told at its place.
    yield from _pieces_faults(pieces, marks, indicator.better, domain, indicator, has_told=bool(offers))
    if isinstance(rule, Levels | Bands):
        for segment in pieces.unreached(*domain):
            if where := rule.where(segment):
                yield UNREACHABLE_BAND.at(where, _shown(domain))


def scale_faults(pieces: Pieces, indicator: Indicator, basis: Basis) -> Iterator[Fault]:
    """Find bounds that are written in per cent where shares are read, or as shares where per cent are.

    Args:
        pieces: the rule lowered.
        indicator: what is measured.
        basis: the quantity that the rule reads.

    Yields:
        At most one fault.
    """
    bounds = [edge.at for edge in pieces.edges if edge.at]
    if basis is Basis.COMPLETION and any(abs(bound) >= _TIMES for bound in bounds):
        yield PERCENT_FOR_SHARE.at("", to_text(max(bounds, key=abs)))
    # A rate that is better where it is higher has its bounds near 100, never below 1 per cent.
    is_rate = indicator.is_percent and indicator.better is Better.HIGHER
    if basis is Basis.VALUE and is_rate and 0 < min(bounds, default=_NONE) < 1 and max(bounds) <= 1:
        yield SHARE_FOR_PERCENT.at("", to_text(min(bounds)), indicator=indicator.key)


def _shown(domain: Range) -> str:
    return "..".join("" if bound is None else to_text(bound) for bound in domain)


def _pieces_faults(
    pieces: Pieces,
    marks: Fraction,
    better: Better,
    domain: Range,
    indicator: Indicator,
    *,
    has_told: bool = False,
) -> Iterator[Fault]:
    least, most = pieces.extremes(*domain)
    # Below zero go only levels and bands, which name their points one by one.
    if most > marks and not has_told:
        yield ABOVE_MARKS.at("", to_text(most), marks=to_text(marks))
    if most < marks:
        yield UNREACHABLE_MARKS.at("", to_text(most), marks=to_text(marks))
    elif least == most:
        yield DECIDES_NOTHING.at("", to_text(most))
    if not pieces.is_monotone(better):
        yield WRONG_DIRECTION.at("", indicator.key)


def _domain(basis: Basis, indicator: Indicator, reference: Indicator | None) -> Range:
    low, high = indicator.low, indicator.high
    match basis:
        case Basis.VALUE:
            return low, high
        case Basis.COMPLETION | Basis.RATIO:
            # Targets and references are not known yet, so a share can be anything from zero up.
            return (Fraction(0) if low >= 0 else None), None
        case Basis.MARGIN:
            return _differences(indicator, indicator)
        case Basis.DIFFERENCE:
            return _differences(indicator, indicator if reference is None else reference)
        case unknown:
            assert_never(unknown)


def _differences(own: Indicator, other: Indicator) -> Range:
    low = None if other.high is None else own.low - other.high
    return low, None if own.high is None else own.high - other.low
