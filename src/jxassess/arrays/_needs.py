"""Which columns a scheme reads: of what, how fine, in which range, and where in the scheme it says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from attrs import field, frozen

from jxassess.arrays._names import ColumnKind, ColumnName
from jxassess.indicators import Indicator
from jxassess.scheme import BlendShare, Compared, Condition, Events, Falsified, IndicatorWeights, Scheme, Tier

_ZERO, _ONE = Fraction(0), Fraction(1)
_UNSAID = (ColumnKind.EVENTS, ColumnKind.FALSIFIED)
_ENDS = {Compared.LOWER: ColumnKind.LOWER, Compared.UPPER: ColumnKind.UPPER}


@frozen(kw_only=True)
class ColumnNeed:
    """One column that scoring reads (所需列).

    Attributes:
        name: what the numbers of the column are.
        places: decimal places that a number may need, `None` where the scheme does not limit them.
        low: the least number.
        high: the largest one, `None` for no bound.
        paths: where the scheme reads it, in the order of its file; at least one.
    """

    name: ColumnName
    places: int | None
    low: Fraction
    high: Fraction | None
    paths: tuple[str, ...] = field(converter=tuple[str, ...])

    @property
    def is_required(self) -> bool:
        """Whether the column has to be there; as in evidence, events that are not recorded did not happen."""
        return self.name.kind not in _UNSAID


def blends(scheme: Scheme) -> dict[str, tuple[BlendShare, ...]]:
    """Give the sources that values are blended of.

    Args:
        scheme: the year's scheme.

    Returns:
        The shares by the key of the indicator, wherever that is read; only indicators that are blended.
    """
    criteria = (criterion for level in Tier for _, criterion in scheme.scored(level))
    return {criterion.indicator.key: criterion.blend for criterion in criteria if criterion.blend}


def end_of(condition: Condition) -> ColumnName | None:
    """Name the column that holds the end of the interval that a condition compares; `None` where that is the value."""
    kind = _ENDS.get(condition.compared)
    return None if kind is None else ColumnName(kind, condition.indicator.key)


def needed_columns(scheme: Scheme, level: Tier = Tier.COUNTY) -> tuple[ColumnNeed, ...]:
    """Find every column that scoring the units of a level reads.

    What only the plan, indications, sanctions and rewards read is not among them.

    Args:
        scheme: the year's scheme.
        level: counties or cities.

    Returns:
        The needs, by name; of counties also what their cities' means and gates read of them.

    Legal basis:
        Art. 5 and 6.

    Example:
        >>> from jxassess.arrays import needed_columns
        >>> from jxassess.io import read_scheme
        >>> need = needed_columns(read_scheme("examples/data/scheme_small.toml"))[1]
        >>> need.name.text, need.places, need.paths
        ('target:poor_population_reduced', 0, ('criteria[0].children[0].indicator',))
    """
    found: dict[ColumnName, ColumnNeed] = {}
    for need in _needs(scheme, level):
        known = found.get(need.name)
        found[need.name] = need if known is None else _joined(known, need.paths)
    return tuple(found[name] for name in sorted(found))


def _joined(need: ColumnNeed, paths: Iterable[str]) -> ColumnNeed:
    return ColumnNeed(
        name=need.name, places=need.places, low=need.low, high=need.high, paths=dict.fromkeys((*need.paths, *paths))
    )


def _needs(scheme: Scheme, level: Tier) -> Iterator[ColumnNeed]:
    blended = blends(scheme)
    for path, indicator in _indicators(scheme, level):
        sources = [part.source for part in blended.get(indicator.key, ())] or [""]
        yield from (_value(indicator, source, path) for source in sources)
    for path, criterion in scheme.scored(level):
        if criterion.needs_target:
            yield _target(criterion.indicator, f"{path}.indicator")
    yield from _ends(scheme, level)
    if level is Tier.COUNTY:
        yield from _county_needs(scheme)
    yield from _event_needs(scheme, level)


def _indicators(scheme: Scheme, level: Tier) -> Iterator[tuple[str, Indicator]]:
    for path, criterion in scheme.scored(level):
        yield from ((f"{path}.{name}", indicator) for name, indicator in criterion.indicators)
    if level is Tier.COUNTY and isinstance(scheme.weights, IndicatorWeights):
        yield "weights.indicator", scheme.weights.indicator
    for path, condition in _conditions(scheme, level):
        yield f"{path}.indicator", condition.indicator


def _conditions(scheme: Scheme, level: Tier) -> Iterator[tuple[str, Condition]]:
    for i, gate in enumerate(scheme.gates):
        for j, condition in enumerate(gate.conditions) if gate.level is level else ():
            yield f"gates[{i}].conditions[{j}]", condition


def _ends(scheme: Scheme, level: Tier) -> Iterator[ColumnNeed]:
    for path, condition in _conditions(scheme, level):
        name, item = end_of(condition), condition.indicator
        if name is not None:
            # Ends have the places of the survey, or of whoever else estimated.
            yield ColumnNeed(name=name, places=None, low=item.low, high=item.high, paths=(f"{path}.compared",))


def _value(indicator: Indicator, source: str, path: str) -> ColumnNeed:
    name = ColumnName(ColumnKind.VALUE, indicator.key, source)
    return ColumnNeed(name=name, places=indicator.places, low=indicator.low, high=indicator.high, paths=(path,))


def _target(indicator: Indicator, path: str) -> ColumnNeed:
    name, low = ColumnName(ColumnKind.TARGET, indicator.key), max(indicator.low, _ZERO)
    return ColumnNeed(name=name, places=indicator.places, low=low, high=indicator.high, paths=(path,))


def _county_needs(scheme: Scheme) -> Iterator[ColumnNeed]:
    if scheme.carried.counties:
        name, full = ColumnName(ColumnKind.CARRIED), scheme.carried.full_marks
        yield ColumnNeed(name=name, places=None, low=_ZERO, high=full, paths=("carried.counties",))
    if scheme.sample is not None:
        yield _count(ColumnName(ColumnKind.SAMPLED), _ONE, "sample")


def _event_needs(scheme: Scheme, level: Tier) -> Iterator[ColumnNeed]:
    for path, adjustment in scheme.adjusting(level):
        if isinstance(adjustment, Events):
            for i, event in enumerate(adjustment.events):
                yield _count(ColumnName(ColumnKind.EVENTS, event.key), None, f"{path}.events[{i}]")
        elif isinstance(adjustment, Falsified):
            # People record falsified data of criteria of the tree, not of adjustments.
            for _, criterion in scheme.walk():
                yield _count(ColumnName(ColumnKind.FALSIFIED, adjustment.key, criterion.key), _ONE, path)


def _count(name: ColumnName, high: Fraction | None, path: str) -> ColumnNeed:
    return ColumnNeed(name=name, places=0, low=_ZERO, high=high, paths=(path,))
