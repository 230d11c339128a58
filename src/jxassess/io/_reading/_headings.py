"""Headings: what the cells below are for, by key or by words, with unit and source where they name them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import TypeAlias

from attrs import frozen

from jxassess.comparing import ByFields
from jxassess.faults import Fault
from jxassess.indicators import Indicator
from jxassess.io._reading._numbers import no_value
from jxassess.io._reading._reading_fault_kinds import AMBIGUOUS_HEADING, OTHER_UNIT, PERSONAL_COLUMN, UNKNOWN_COLUMN
from jxassess.io._reading._rules import TableRules
from jxassess.io._sheets._kinds import EVIDENCE_KINDS, HEAD_COLUMNS, CellKind, TableColumn, TableKind
from jxassess.io._sheets._sheet import NoValue, Raw
from jxassess.io._sheets._texts import fold, said, text_fault, trim
from jxassess.personal import is_personal
from jxassess.words import Words

_LONGEST = 300
_MOST_NEAR = 3
_LIKENESS = 0.5
_SERIAL = frozenset(("序号", "no.", "no", "#"))
_PARTS = re.compile(r"(.+?)(?:[(（]([^()（）]*)[)）])?\s*(?:[\[〔［【]([^\[\]〔〕［］【】]*)[\]〕］】])?", re.DOTALL)


@frozen(kw_only=True)
class Heading(ByFields):
    """What a column is for.

    Attributes:
        column: a column of the table, or one of those that say whose row it is.
        indicator: the indicator whose values stand below.
        source: the source that it states, empty where it states none.
    """

    column: TableColumn | None = None
    indicator: Indicator | None = None
    source: str = ""


SKIPPED = Heading()
"""What is not read: running numbers, and what the rules leave out."""

Match: TypeAlias = Heading | Fault


class Terms:
    """Indicators by what they may be called: key, term or English name; those of the scheme before all others.

    Attributes:
        names: the names of those of the scheme.
    """

    def __init__(self, own: Iterable[Indicator], others: Iterable[Indicator]) -> None:
        own = tuple(own)
        self._tiers = (_by_name(own), _by_name(others))
        self.names = tuple({each.key: each.name for each in own}.values())

    def find(self, text: str) -> tuple[Indicator, ...]:
        """Find indicators by a name.

        Args:
            text: the name.

        Returns:
            None, one, or those that share it.
        """
        name = fold(text)
        return next((found for tier in self._tiers if (found := tier.get(name))), ())


def _by_name(indicators: Iterable[Indicator]) -> dict[str, tuple[Indicator, ...]]:
    found: dict[str, tuple[Indicator, ...]] = {}
    for indicator in {each.key: each for each in indicators}.values():
        for name in {fold(indicator.key), fold(indicator.name.zh), fold(indicator.name.en)}:
            found[name] = (*found.get(name, ()), indicator)
    return found


class Headings:
    """Matches the headings of one kind of table."""

    def __init__(self, kind: TableKind, terms: Terms | None, rules: TableRules) -> None:
        """Prepare the matching.

        Args:
            kind: the kind of table.
            terms: the indicators that headings may name, `None` where none may.
            rules: what headings mean here.
        """
        self._kind = kind
        self._terms = terms
        self._rules = {fold(heading): key for heading, key in rules.headings}
        self._columns: dict[str, TableColumn] = {}
        for column in (*HEAD_COLUMNS, *kind.columns):
            self._columns.update((fold(name), column) for name in (column.key, column.words.en, column.words.zh))

    def is_known(self, raw: Raw) -> bool:
        """Tell whether a cell would be a heading, right or with a fault that one which is known may have."""
        if not isinstance(raw, str) or len(raw) > _LONGEST:
            return False
        name = fold(raw)
        return name in self._rules or name in _SERIAL or (bool(name) and self._find(trim(raw)) is not None)

    def match(self, raw: Raw) -> Match:
        """Match a heading.

        Args:
            raw: a cell that is not blank.

        Returns:
            What it means, or a fault without place.
        """
        if isinstance(raw, NoValue):
            return no_value(raw)
        text = trim(raw) if isinstance(raw, str) else said(raw)
        name = fold(text)
        if name in self._rules:
            return self._by_rule(raw, name)
        if name in _SERIAL:
            return SKIPPED
        found = self._find(text)
        if found is None:
            return self._unknown(raw, name)
        return found

    def _by_rule(self, raw: Raw, name: str) -> Match:
        key = self._rules[name]
        found = self._find(key) if key else SKIPPED
        is_text = isinstance(found, Heading) and found.indicator is None
        is_number = isinstance(found, Heading) and found.column is not None and found.column.kind is CellKind.NUMBER
        # A rule may let a rating of persons be read as the number that it is, but never text about them.
        if is_text and not is_number and name not in self._columns and is_personal(name):
            return PERSONAL_COLUMN.at("", said(raw))
        return self._unknown(key, fold(key)) if found is None else found

    def _find(self, text: str) -> Match | None:
        column = self._columns.get(fold(text))
        if column is not None and not column.is_rare:
            return Heading(column=column)
        found = None if self._terms is None else self._indicator(text, self._terms)
        # What hardly any table has gives way to an indicator that is called so.
        return Heading(column=column) if found is None and column is not None else found

    def _indicator(self, text: str, terms: Terms) -> Match | None:
        for name, unit, source in readings(text):
            found = terms.find(name)
            if len(found) > 1:
                return AMBIGUOUS_HEADING.at("", repr(name), known=", ".join(each.key for each in found))
            if found:
                return _with_unit(found[0], unit, source)
        return None

    def _unknown(self, raw: Raw, name: str) -> Fault:
        if isinstance(raw, str):
            raw = " ".join(raw.split())
        if is_personal(name):
            return PERSONAL_COLUMN.at("", said(raw))
        return UNKNOWN_COLUMN.at("", said(raw), known=self._near(name))

    def _near(self, name: str) -> Words:
        """Give the headings that are most like one that is not known, or else those of the table."""
        own = [column.words for column in self._kind.columns]
        terms = () if self._terms is None else self._terms.names
        return listed(near_words(name, (*terms, *own)) or own)


def near_words(name: str, words: Iterable[Words]) -> list[Words]:
    """Give those of some words that are most like a name.

    Args:
        name: what was written, folded.
        words: what is known.

    Returns:
        At most three.
    """
    known = tuple(words)
    zh = get_close_matches(name[:_LONGEST], [each.zh for each in known], _MOST_NEAR, _LIKENESS)
    en = get_close_matches(name[:_LONGEST], [each.en for each in known], _MOST_NEAR, _LIKENESS)
    near = [each for each in known if each.zh in zh or each.en in en]
    # A part of a term says which are meant, however long the rest is.
    near += [each for each in known if len(name) > 1 and name in fold(each.zh) and each not in near]
    return near[:_MOST_NEAR]


def listed(words: Iterable[Words]) -> Words:
    """List words in one line."""
    given = tuple(words)
    return Words(", ".join(each.en for each in given), "、".join(each.zh for each in given))


def is_heading(text: str, terms: Terms) -> bool:
    """Tell whether text stands for a column of any table, or for an indicator.

    Args:
        text: what a rule says that a heading means.
        terms: the indicators.

    Returns:
        Whether it does.
    """
    return any(not isinstance(Headings(kind, terms, _NO_RULES).match(text), Fault) for kind in EVIDENCE_KINDS)


_NO_RULES = TableRules()


def readings(text: str) -> Iterator[tuple[str, str | None, str]]:
    """Take a heading apart in every way, the longest name first: names of indicators may have brackets of their own.

    Args:
        text: the heading.

    Yields:
        Name, unit (`None` without brackets for it), and source.
    """
    yield text, None, ""
    if len(text) > _LONGEST or (parts := _PARTS.fullmatch(text)) is None:
        return
    name, unit, source = parts[1], parts[2], trim(parts[3] or "")
    if unit is not None:
        yield text[: parts.end(2) + 1], None, source
    yield name, unit, source


def _with_unit(indicator: Indicator, unit: str | None, source: str) -> Match:
    if source and (fault := text_fault(source)) is not None:
        return fault
    # The unit is held against the indicator's and goes no further: in every language the same table says the same.
    if unit is None or fold(unit) in (fold(indicator.unit.zh), fold(indicator.unit.en)):
        return Heading(indicator=indicator, source=source)
    return OTHER_UNIT.at("", said(unit), unit=indicator.unit, indicator=indicator.name)
