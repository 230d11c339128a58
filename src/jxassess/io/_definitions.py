"""The lists in a file that define what the rest of it refers to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from jxassess.faults import Fault
from jxassess.indicators import CATALOGUE, WEIGHT_BASES, Indicator
from jxassess.io._documents import Table, is_list, is_table
from jxassess.io._fault_kinds import (
    DUPLICATE_INDICATOR,
    DUPLICATE_PLACE,
    REDEFINED_INDICATOR,
    UNUSED_INDICATOR,
    WRONG_TYPE,
)
from jxassess.io._gather import Gatherer
from jxassess.io._hooks import hooks
from jxassess.io._plain import Plain, to_table
from jxassess.io._references import References
from jxassess.io._shown import LIST, shown
from jxassess.places import Place
from jxassess.words import Words

_CATALOGUE = Words("the catalogue of this library", "本库目录")
_SCHEME = Words("the scheme", "方案")

STANDARD = (*CATALOGUE, *WEIGHT_BASES)


def references_of(indicators: Iterable[Indicator]) -> References:
    """Make the references of a file from the indicators that it need not define: those given and the library's own."""
    known = {indicator.key: indicator for indicator in (*STANDARD, *indicators)}
    return References(known.values())


def own_indicators(indicators: Iterable[Indicator]) -> list[Plain]:
    """Give the definitions that a file must hold, in the order of keys: those of indicators that are not the library's."""
    own = {indicator.key: indicator for indicator in indicators if indicator not in STANDARD}
    return [to_table(own[key]) for key in sorted(own)]


def define_indicators(listed: object, references: References, gatherer: Gatherer) -> list[str]:
    """Read the list of a file's own indicators.

    Args:
        listed: what stands under `indicators`.
        references: gets the definitions.
        gatherer: gets the faults.

    Returns:
        The keys that the list defines.
    """
    if not is_list(listed):
        gatherer.faults.append(WRONG_TYPE.at("indicators", shown(listed), wanted=LIST))
        return []
    hook = hooks().indicator
    keys: list[str] = []
    for i, item in enumerate(listed):
        indicator = gatherer.attempt(hook, item, f"indicators[{i}]")
        if indicator is None:
            references.hide(_name(item, "key"))
        elif indicator.key in keys:
            gatherer.faults.append(DUPLICATE_INDICATOR.at(f"indicators[{i}].key", indicator.key))
        else:
            keys.append(indicator.key)
            gatherer.faults.extend(_add(indicator, f"indicators[{i}]", references))
    return keys


def _add(indicator: Indicator, path: str, references: References) -> Iterator[Fault]:
    known = references.known(indicator.key)
    if known is None:
        references.add_indicator(indicator)
    elif known != indicator:
        origin = _CATALOGUE if known in STANDARD else _SCHEME
        yield REDEFINED_INDICATOR.at(path, indicator.key, origin=origin)


def unused_faults(keys: list[str], references: References, table: Table) -> Iterator[Fault]:
    """Find the definitions that nothing in the file uses.

    Args:
        keys: the keys defined, in the order of the list.
        references: knows what was looked up.
        table: the rest of the file; a key that stands in a part with faults counts as used.

    Yields:
        A fault for each.
    """
    unused = [key for key in keys if key not in references.used]
    mentioned = set(_texts(table)) if unused else set[str]()
    yield from (UNUSED_INDICATOR.at("indicators", key) for key in unused if key not in mentioned)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif is_table(value) or is_list(value):
        for inner in value.values() if is_table(value) else value:
            yield from _texts(inner)


def define_places(table: Table, references: References, gatherer: Gatherer) -> Table:
    """Read the lists of cities and counties, cities first.

    Args:
        table: the outermost table.
        references: gets the units.
        gatherer: gets the faults.

    Returns:
        The table with the units themselves in the two lists.
    """
    listings: tuple[tuple[str, Callable[[object, object], Place]], ...] = (
        ("cities", hooks().city),
        ("counties", hooks().county),
    )
    made = dict(table)
    for name, hook in listings:
        listed = table.get(name)
        if is_list(listed):
            made[name] = list(_defined(name, hook, listed, references, gatherer))
        else:
            # The list itself is a fault; its units would all seem unknown.
            references.are_places_known = False
    return made


def _defined(
    name: str,
    hook: Callable[[object, object], Place],
    listed: list[object],
    references: References,
    gatherer: Gatherer,
) -> Iterator[Place]:
    for i, item in enumerate(listed):
        place = gatherer.attempt(hook, item, f"{name}[{i}]")
        if place is None:
            references.hide(_name(item, "code"))
        elif references.add_place(place):
            yield place
        else:
            gatherer.faults.append(DUPLICATE_PLACE.at(f"{name}[{i}].code", place.code))


def _name(item: object, key: str) -> object:
    return item.get(key) if is_table(item) else None
