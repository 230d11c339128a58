"""Which cells of a template are to be filled in, and what may stand in them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from fractions import Fraction

from jxassess.indicators import Indicator
from jxassess.io._definitions import STANDARD
from jxassess.io._reading._headings import Heading, Headings, Terms
from jxassess.io._reading._needed import CellKey, asked_cells
from jxassess.io._reading._rules import TableRules
from jxassess.io._sheets._kinds import CARRIED, DOCUMENT, NAME, OBSERVATIONS, ON, PLACE, SOURCE, TARGETS, TableKind
from jxassess.io._tables._table import TableError
from jxassess.io._templates._fault_kinds import BAD_HEADING
from jxassess.io._templates._form import ADDED, Form, Grid, GridColumn, GridRow, Slot
from jxassess.io._templates._notes import carried_note, target_note, value_note
from jxassess.io._templates._rules import CellRule, ChoiceRule, DayRule, NumberRule, TextRule
from jxassess.measure import Dimension
from jxassess.places import City, Place
from jxassess.scheme import Given, IndicatorWeights, Scheme, Tier, WhenNotApplicable
from jxassess.words import Language, Words

_ZERO = Fraction(0)
_DOCUMENT = TextRule(words=Words("name and number of the document", "文件名称和文号"))


def make_grids(form: Form) -> tuple[Grid, ...]:
    """Make the sheets of a template.

    Args:
        form: what it is made for.

    Returns:
        Targets, observations and carried scores, those of them that have anything to be filled in.
    """
    asked = asked_cells(form.scheme, form.units, drawn=form.drawn)
    maker = _Maker(form, {key: is_needed for key, is_needed in asked.items() if key not in _given(form)})
    return tuple(grid for grid in (maker.targets(), maker.observations(), maker.carried()) if grid.rows)


def value_heading(kind: TableKind, indicator: Indicator, source: str, scheme: Scheme, language: Language) -> str:
    """Give the heading of a column of values or targets.

    Args:
        kind: the table.
        indicator: the indicator.
        source: the one source that the column is for, empty where any may give it.
        scheme: the year's scheme.
        language: `"en"` or `"zh"`.

    Returns:
        The name, the unit and the source, a line each; the key instead of a name that does not tell which indicator is meant.

    Raises:
        TableError: nothing tells it, since the source has brackets.
    """
    headings = Headings(kind, Terms(scheme.indicators, STANDARD), TableRules())
    for name in (indicator.name.text(language), indicator.key):
        for unit in (indicator.unit.text(language), ""):
            said = _HEADINGS[bool(unit), bool(source)].text(language).format(name=name, unit=unit, source=source)
            found = headings.match(said)
            if isinstance(found, Heading) and (found.indicator, found.source) == (indicator, source):
                return said
    raise TableError([BAD_HEADING.at(indicator.key, source)])


_HEADINGS = {
    (True, True): Words("{name}\n({unit})\n[{source}]", "{name}\n（{unit}）\n〔{source}〕"),
    (True, False): Words("{name}\n({unit})", "{name}\n（{unit}）"),
    (False, True): Words("{name}\n[{source}]", "{name}\n〔{source}〕"),
    (False, False): Words("{name}", "{name}"),
}


def value_rule(scheme: Scheme, place: Place, indicator: Indicator) -> NumberRule:
    """Tell what a value of an indicator in a place must be, so that the scheme can take it.

    Args:
        scheme: the year's scheme.
        place: the city or county.
        indicator: the indicator.

    Returns:
        The rule: the indicator's range, tighter where points are given; and whether it may not apply.
    """
    level = Tier.CITY if isinstance(place, City) else Tier.COUNTY
    # Art. 6: a carried county is not scored, so that criteria ask nothing of what it says.
    criteria = [each for _, each in scheme.scored(level)] if place.code not in scheme.carried.counties else []
    given = [each.marks for each in criteria if each.indicator == indicator and isinstance(each.rule, Given)]
    highs = [*given, *([] if indicator.high is None else [indicator.high])]
    refusing = (each for each in criteria if each.when_not_applicable is WhenNotApplicable.FAULT)
    is_weight = isinstance(scheme.weights, IndicatorWeights) and scheme.weights.indicator == indicator
    return NumberRule(
        unit=indicator.unit,
        low=max(indicator.low, _ZERO) if given or is_weight else indicator.low,
        high=min(highs, default=None),
        places=indicator.places,
        may_not_apply=not is_weight and not any(indicator in (each.indicator, each.reference) for each in refusing),
    )


def target_rule(indicator: Indicator) -> NumberRule:
    """Tell what a target of an indicator must be.

    Args:
        indicator: the indicator.

    Returns:
        The rule.
    """
    low = max(indicator.low, _ZERO)
    return NumberRule(unit=indicator.unit, low=low, high=indicator.high, places=indicator.places)


def _given(form: Form) -> frozenset[CellKey]:
    """Give the cells that are there already; of a blend where every source is."""
    if form.given is None:
        return frozenset()
    blends = _blends(form.scheme)
    found: dict[CellKey, set[str]] = {}
    for each in form.given.observations:
        found.setdefault((OBSERVATIONS.key, each.place.code, each.indicator.key), set()).add(each.source)
    whole = {key for key, sources in found.items() if sources >= {*blends.get(key[2], ())}}
    targets = {(TARGETS.key, each.place.code, each.indicator.key) for each in form.given.targets}
    return frozenset(whole | targets | {(CARRIED.key, each.county.code, "") for each in form.given.carried})


def _blends(scheme: Scheme) -> dict[str, tuple[str, ...]]:
    criteria = (criterion for level in Tier for _, criterion in scheme.scored(level))
    return {each.indicator.key: tuple(part.source for part in each.blend) for each in criteria if each.blend}


def _groups(scheme: Scheme) -> dict[str, int]:
    numbers: dict[Dimension | None, int] = {dimension: i for i, dimension in enumerate(Dimension)}
    found: dict[str, int] = {}
    for path, criterion in scheme.walk():
        top = next(group for i, group in enumerate(scheme.criteria) if path.startswith(f"criteria[{i}]"))
        found.setdefault(criterion.indicator.key, numbers.get(top.dimension, ADDED))
    return found


class _Maker:
    """Makes the sheets of one template."""

    def __init__(self, form: Form, asked: dict[CellKey, bool]) -> None:
        self._form, self._scheme = form, form.scheme
        self._language: Language = form.language
        self._asked = asked
        self._groups = _groups(form.scheme)
        self._blends = _blends(form.scheme)
        # In the order of the scheme's document.
        self._indicators = tuple({each.key: each for _, each in form.scheme.named_indicators()}.values())

    def targets(self) -> Grid:
        """Make the sheet of targets."""
        items = self._read(TARGETS)
        notes = [target_note(self._scheme, item, target_rule(item), self._language) for item in items]
        columns = [self._column(TARGETS, item, "", note) for item, note in zip(items, notes, strict=True)]
        rows: list[GridRow] = []
        for unit in self._form.units:
            slots = [self._slot(TARGETS, unit, item, target_rule(item)) for item in items]
            rows.append(_row(unit, [*slots, _all(slots, _DOCUMENT)]))
        return self._grid(TARGETS, [*columns, self._plain(DOCUMENT.words)], rows)

    def observations(self) -> Grid:
        """Make the sheet of observations."""
        named = [(each, source) for each in self._read(OBSERVATIONS) for source in self._blends.get(each.key, ("",))]
        rows: list[GridRow] = []
        for unit in self._form.units:
            rules = [value_rule(self._scheme, unit, each) for each, _ in named]
            slots = [self._slot(OBSERVATIONS, unit, each, rule) for (each, _), rule in zip(named, rules, strict=True)]
            unsaid = [slot for slot, (_, source) in zip(slots, named, strict=True) if not source]
            rows.append(_row(unit, [*slots, *self._told(slots, unsaid)]))
        columns = [self._column(OBSERVATIONS, each, source, self._value_note(each, source)) for each, source in named]
        return self._grid(OBSERVATIONS, [*columns, *map(self._plain, (SOURCE.words, ON.words, DOCUMENT.words))], rows)

    def carried(self) -> Grid:
        """Make the sheet of carried scores."""
        rule = NumberRule(unit=Words("", ""), low=_ZERO, high=self._scheme.carried.full_marks, places=None)
        score = CARRIED.column("score").words.text(self._language)
        columns = [GridColumn(heading=score, note=carried_note(self._scheme, rule, self._language))]
        rows: list[GridRow] = []
        for unit in self._form.units:
            slot = Slot(rule=rule, is_needed=True) if (CARRIED.key, unit.code, "") in self._asked else None
            rows.append(_row(unit, [slot, _all([slot], self._day_rule()), _all([slot], _DOCUMENT)]))
        return self._grid(CARRIED, [*columns, *map(self._plain, (ON.words, DOCUMENT.words))], rows)

    def _read(self, kind: TableKind) -> list[Indicator]:
        keys = {key[2] for key in self._asked if key[0] == kind.key}
        return [indicator for indicator in self._indicators if indicator.key in keys]

    def _slot(self, kind: TableKind, unit: Place, indicator: Indicator, rule: NumberRule) -> Slot | None:
        is_needed = self._asked.get((kind.key, unit.code, indicator.key))
        return None if is_needed is None else Slot(rule=rule, is_needed=is_needed)

    def _told(self, slots: Collection[Slot | None], unsaid: Collection[Slot | None]) -> Iterator[Slot | None]:
        """Ask where the values of a row come from; a column of a blend says itself what its source is."""
        yield _all(unsaid, ChoiceRule(choices=self._form.sources))
        yield _all(slots, self._day_rule())
        yield _all(slots, _DOCUMENT)

    def _day_rule(self) -> DayRule:
        # Art. 7: the cycle ends in March of the next year.
        year = self._scheme.year
        return DayRule(first=date(year, 1, 1), last=date(year + 1, 3, 31))

    def _column(self, kind: TableKind, indicator: Indicator, source: str, note: str) -> GridColumn:
        heading = value_heading(kind, indicator, source, self._scheme, self._language)
        return GridColumn(heading=heading, note=note, group=self._groups.get(indicator.key, ADDED))

    def _value_note(self, indicator: Indicator, source: str) -> str:
        asking = [unit for unit in self._form.units if (OBSERVATIONS.key, unit.code, indicator.key) in self._asked]
        rule = value_rule(self._scheme, asking[0], indicator)
        return value_note(self._scheme, indicator, rule, source, self._language)

    def _plain(self, words: Words) -> GridColumn:
        return GridColumn(heading=words.text(self._language))

    def _grid(self, kind: TableKind, columns: Iterable[GridColumn], rows: Iterable[GridRow]) -> Grid:
        code = CARRIED.column("county") if kind == CARRIED else PLACE
        fixed = [self._plain(code.words), self._plain(NAME.words)]
        return Grid(kind=kind, columns=[*fixed, *columns], rows=[row for row in rows if any(row.slots)])


def _row(unit: Place, slots: Iterable[Slot | None]) -> GridRow:
    return GridRow(texts=(unit.code, unit.name), slots=slots)


def _all(slots: Iterable[Slot | None], rule: CellRule) -> Slot | None:
    """Ask for what a row needs as a whole, as soon as any of its cells is asked for."""
    asked = [slot for slot in slots if slot is not None]
    return Slot(rule=rule, is_needed=any(slot.is_needed for slot in asked)) if asked else None
