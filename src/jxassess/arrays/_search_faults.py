"""What every search for faults in columns reads: which units are asked for what, and what stands in their cells."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from jxassess.arrays._columns import CellState, Column, Columns
from jxassess.arrays._flag_faults import Flags, Truths, either, flagged, without
from jxassess.arrays._names import ColumnKind, ColumnName
from jxassess.arrays._needs import ColumnNeed, blends, needed_columns
from jxassess.arrays._units import NamedUnits, named_codes
from jxassess.exact import Bound, Side
from jxassess.scheme import Basis, Criterion, Scheme, Tier

_OF_CITIES = ("weights.", "gates[")
_ABOVE_ZERO = Bound(side=Side.ABOVE, value=Fraction(0))


class Rules:
    """What a search reads of a scheme: made once, and good for any columns.

    Attributes:
        scheme: the year's scheme.
        level: whether the units are counties or cities.
        needs: the columns that scoring reads.
        criteria: what the units are scored on, with paths.
        tree: the criteria of the tree, with paths.
        indicators: every indicator by its key.
        blends: the sources of values that are blended, by the key of the indicator.
        codes: the codes of units that the scheme names.
    """

    def __init__(self, scheme: Scheme, level: Tier) -> None:
        self.scheme, self.level = scheme, level
        self.needs = needed_columns(scheme, level)
        self.criteria = tuple(scheme.scored(level))
        self.tree = tuple(scheme.walk())
        self.indicators = {indicator.key: indicator for indicator in scheme.indicators}
        self.blends = blends(scheme)
        self.codes = named_codes(scheme, level)
        self._sources: dict[str, tuple[tuple[Fraction, ColumnName], ...]] = {}

    def sources(self, key: str) -> tuple[tuple[Fraction, ColumnName], ...]:
        """Give the names of the columns that an indicator's value comes from, each with its share."""
        if key not in self._sources:
            shares = [(part.source, part.share) for part in self.blends.get(key, ())] or [("", Fraction(1))]
            self._sources[key] = tuple((share, ColumnName(ColumnKind.VALUE, key, source)) for source, share in shares)
        return self._sources[key]

    def is_asked(self, need: ColumnNeed, *, has_cities: bool) -> bool:
        """Tell whether a column has to be there; what only means and gates read, only where counties have cities."""
        is_read = has_cities or self.level is Tier.CITY or not all(path.startswith(_OF_CITIES) for path in need.paths)
        return need.is_required and is_read


class Units:
    """The units of columns, and which of them are carried, represented by others, or not drawn."""

    def __init__(self, columns: Columns, rules: Rules) -> None:
        scheme, level = rules.scheme, rules.level
        self._columns, self._scheme = columns, scheme
        self._named = NamedUnits(columns, scheme, rules.codes)
        self.places = self._named.places
        bundles = scheme.bundles if level is Tier.COUNTY else ()
        pairs = [(code, bundle.lead) for bundle in bundles for code in bundle.units if code != bundle.lead]
        known = [pair for pair in pairs if pair[0] in self.places and pair[1] in self.places]
        self._members = [self.places[code] for code, _ in known]
        self._leads = [self.places[lead] for _, lead in known]
        self.carried = self.flags(scheme.carried.counties if level is Tier.COUNTY else ())
        self.represented = self.flags(code for code, _ in pairs)
        self.undrawn = _undrawn(columns) if level is Tier.COUNTY and scheme.sample is not None else None
        self.unscored = either(self.carried, self.represented, self.undrawn)
        self.unseen = without(self.unscored, self.carried)

    def label(self, unit: int) -> str:
        """Name a unit: by its code, or by its number from 0 on."""
        codes = self._columns.codes
        return f"units[{unit}]" if codes is None else str(codes[unit])

    def flags(self, codes: Iterable[str]) -> Flags:
        """Flag the units of some codes."""
        return self._named.marked(codes)

    def led(self, flags: Flags) -> Flags:
        """Flag the members of a bundle as their lead is flagged."""
        if flags is None or not self._members:
            return flags
        led = flags.copy()
        led[self._members] = flags[self._leads]
        return led

    @property
    def unweighed(self) -> Flags:
        """Which units do not enter the mean of their city."""
        sample = self._scheme.sample
        if sample is None:
            return None
        return either(without(self.led(self.undrawn), self.carried), None if sample.with_carried else self.carried)

    def classes(self, keys: tuple[str, ...]) -> NDArray[np.int64]:
        """Give for each unit which of some classes it is in, counted from 0; -1 where in none."""
        return self._named.classes(keys)


def _undrawn(columns: Columns) -> Flags:
    column = columns.get(ColumnName(ColumnKind.SAMPLED))
    # What is not present has the number 0.
    return None if column is None else column.numbers != 10**column.places


class ColumnSearch:
    """One search: columns, scheme, level, and what the cells of indicators hold.

    Flags are over the units; `None` where no unit is flagged.
    """

    def __init__(self, columns: Columns, rules: Rules) -> None:
        self.columns, self.rules = columns, rules
        self.scheme, self.level, self.needs, self.criteria = rules.scheme, rules.level, rules.needs, rules.criteria
        self.indicators = rules.indicators
        self.units = Units(columns, rules)
        self._by_name = {column.name: column for column in columns.columns}
        self._sources: dict[str, tuple[tuple[Fraction, Column], ...]] = {}

    @property
    def has_cities(self) -> bool:
        """Whether the units are counties of cities, which have means, gates and grades."""
        return self.level is Tier.COUNTY and self.columns.city_index is not None

    @property
    def lacks_sample(self) -> bool:
        """Whether the scheme samples and nothing says which counties were drawn."""
        is_sampled = self.level is Tier.COUNTY and self.scheme.sample is not None
        return is_sampled and self.get(ColumnName(ColumnKind.SAMPLED)) is None

    # Columns

    def get(self, name: ColumnName) -> Column | None:
        """Give a column, or `None`."""
        return self._by_name.get(name)

    def sources(self, key: str) -> tuple[tuple[Fraction, Column], ...]:
        """Give the columns that an indicator's value comes from, each with its share; none where one is not there."""
        if key not in self._sources:
            names = self.rules.sources(key)
            found = [(share, self._by_name[name]) for share, name in names if name in self._by_name]
            self._sources[key] = tuple(found) if len(found) == len(names) else ()
        return self._sources[key]

    def target(self, key: str) -> Column | None:
        """Give the column of an indicator's targets."""
        return self.get(ColumnName(ColumnKind.TARGET, key))

    def knows(self, criterion: Criterion) -> bool:
        """Tell whether every column that a criterion reads is there."""
        has_target = not criterion.needs_target or self.target(criterion.indicator.key) is not None
        return has_target and all(self.sources(indicator.key) for _, indicator in criterion.indicators)

    # Cells of indicators

    def missing(self, key: str) -> Flags:
        """Flag where an indicator has no value; where blended, none from one of its sources."""
        return either(*(in_state(column, CellState.MISSING) for _, column in self.sources(key)))

    def not_applicable(self, key: str) -> Flags:
        """Flag where an indicator does not apply."""
        found = (in_state(column, CellState.NOT_APPLICABLE) for _, column in self.sources(key))
        return without(either(*found), self.missing(key))

    def value(self, key: str, unit: int) -> Fraction:
        """Give the value of an indicator where it has one."""
        return sum((share * number(column, unit) for share, column in self.sources(key)), Fraction(0))

    def failing(self, key: str, bound: Bound) -> Flags:
        """Flag where an indicator has a value that does not satisfy a bound."""
        sources = self.sources(key)
        if all(satisfies(column, bound) for _, column in sources):
            return None
        absent = either(self.missing(key), self.not_applicable(key))
        found = without(either(*(outside(column, bound) for _, column in sources)), absent)
        if found is not None and len(sources) > 1:
            # A blend lies between its parts: where all of them satisfy the bound, so does the blend.
            wrong = [unit for unit in flagged(found).tolist() if not bound.holds(self.value(key, unit))]
            found = np.zeros(len(found), dtype=np.bool_)
            found[wrong] = True
        return found

    # Cells of criteria

    def lacks_target(self, criterion: Criterion) -> Flags:
        """Flag where a criterion needs a target and there is none."""
        column = self.target(criterion.indicator.key) if criterion.needs_target else None
        return None if column is None else absent(column)

    def has_no_task(self, criterion: Criterion) -> Flags:
        """Flag where the target is zero, so that there is nothing to complete."""
        column = self.target(criterion.indicator.key) if criterion.basis is Basis.COMPLETION else None
        if column is None or column.low > 0:
            return None
        return without(column.numbers == 0, absent(column))

    def reading(self, criterion: Criterion) -> tuple[Flags, Flags]:
        """Flag where a criterion cannot be scored because something is missing, and where it does not apply."""
        own, second = criterion.indicator.key, criterion.reference
        keys = [own] if second is None else [own, second.key]
        out = either(*(self.not_applicable(key) for key in keys), self.has_no_task(criterion))
        lacking = either(*(self.missing(indicator.key) for _, indicator in criterion.indicators))
        return without(lacking, out), out

    def has_no_ratio(self, criterion: Criterion) -> Flags:
        """Flag where the reference of a ratio is not above zero."""
        if criterion.reference is None or criterion.basis is not Basis.RATIO:
            return None
        return self.failing(criterion.reference.key, _ABOVE_ZERO)

    def lacks_quantity(self, criterion: Criterion) -> Flags:
        """Flag where a criterion has nothing for its rule to read, whatever its cutoff says."""
        own, second = criterion.indicator.key, criterion.reference
        keys = [own] if second is None else [own, second.key]
        values = (either(self.missing(key), self.not_applicable(key)) for key in keys)
        return either(*values, self.lacks_target(criterion), self.has_no_task(criterion), self.has_no_ratio(criterion))


def number(column: Column, unit: int) -> Fraction:
    """Give the number of one unit."""
    return Fraction(int(column.numbers[unit]), 10**column.places)


def in_state(column: Column, state: CellState) -> Flags:
    """Flag the cells of a column that are in a state."""
    has_any = column.has_missing if state is CellState.MISSING else column.has_not_applicable
    return column.states == state if has_any and column.states is not None else None


def absent(column: Column) -> Flags:
    """Flag the cells of a column that have no number."""
    return None if column.states is None else column.states != CellState.PRESENT


def _scaled(column: Column, bound: Bound) -> Bound:
    return Bound(side=bound.side, value=bound.value * 10**column.places)


def satisfies(column: Column, bound: Bound) -> bool:
    """Tell whether all numbers of a column satisfy a bound."""
    scaled = _scaled(column, bound)
    return scaled.holds(Fraction(column.low)) and scaled.holds(Fraction(column.high))


def outside(column: Column, bound: Bound) -> Truths:
    """Flag the cells of a column whose number does not satisfy a bound; where there is none, anything."""
    value, is_in = _scaled(column, bound).value, bound.side in (Side.AT_LEAST, Side.AT_MOST)
    # Whole numbers: below 2.5 is at most 2, at most 2 is below 3.
    floor = value.numerator // value.denominator
    if bound.side.is_upward:
        return column.numbers <= (floor - 1 if is_in and floor == value else floor)
    return column.numbers > (floor - 1 if not is_in and floor == value else floor)
