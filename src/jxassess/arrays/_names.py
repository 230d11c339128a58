"""Names of columns: what the numbers of a column are (列名)."""

from __future__ import annotations

from collections.abc import Iterator
from enum import unique
from operator import attrgetter

from attrs import field, frozen

from jxassess.arrays._fault_kinds import BAD_COLUMN_NAME, NEEDLESS_PART, NO_SOURCE
from jxassess.faults import EvidenceError, Fault, raise_faults
from jxassess.indicators import key_faults
from jxassess.words import Worded, Words

_RESERVED = ("code", "city")
"""Heads of files that name the units; an indicator of such a key is written with its kind."""


@unique
class ColumnKind(Worded):
    """What the numbers of a column are (列的类别)."""

    VALUE = "value", "value", "指标值"
    """Values of an indicator, from one exercise where the scheme blends several."""
    LOWER = "lower", "lower bound of the interval", "置信区间下限"
    """Lower ends of the intervals of values that were estimated from a sample."""
    UPPER = "upper", "upper bound of the interval", "置信区间上限"
    """Upper ends of them."""
    TARGET = "target", "target", "目标值"
    """Lines of the plan for an indicator."""
    CARRIED = "carried", "carried score", "引入成绩"
    """Scores that counties bring with them; missing for those that bring none."""
    EVENTS = "events", "number of events", "事项数"
    """How many events of a kind count for a unit."""
    FALSIFIED = "falsified", "falsified", "弄虚作假"
    """1 where people recorded that a criterion's data were falsified, else 0."""
    SAMPLED = "sampled", "drawn", "抽中"
    """1 where a county was drawn, else 0."""

    @property
    def has_key(self) -> bool:
        """Whether a name of this kind has a key."""
        return self not in (ColumnKind.CARRIED, ColumnKind.SAMPLED)

    @property
    def has_source(self) -> bool:
        """Whether a name of this kind may have a source."""
        return self in (ColumnKind.VALUE, ColumnKind.FALSIFIED)


@frozen(order=True, cache_hash=True)
class ColumnName:
    """What a column holds (列名).

    Attributes:
        kind: what the numbers are.
        key: for values, ends of intervals and targets the key of the indicator, for events that of their kind, for falsified data that of
            the adjustment; empty for the others.
        source: for values of a blended indicator the exercise, for falsified data the key of the criterion; else empty.

    Raises:
        EvidenceError: a part that the kind does not have, or one that is not there.

    Example:
        >>> ColumnName(ColumnKind.VALUE, "exit_accuracy", "survey").text
        'exit_accuracy@survey'
        >>> ColumnName(ColumnKind.TARGET, "poor_population_reduced").text
        'target:poor_population_reduced'
    """

    kind: ColumnKind = field(order=attrgetter("value"))
    key: str = ""
    source: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a name that no text would give back."""
        raise_faults(EvidenceError, self._find_faults(), Words("the name of a column", "列名"))

    def _find_faults(self) -> Iterator[Fault]:
        if self.kind.has_key:
            yield from key_faults(self.key)
        elif self.key:
            yield NEEDLESS_PART.at("key", self.key, kind=self.kind.words)
        if self.source and not self.kind.has_source:
            yield NEEDLESS_PART.at("source", self.source, kind=self.kind.words)
        if self.kind is ColumnKind.FALSIFIED and not self.source:
            yield NO_SOURCE.at("source", kind=self.kind.words)

    @property
    def text(self) -> str:
        """How the name is written at the head of a column."""
        source = self.source and f"@{self.source}"
        is_plain = self.kind is ColumnKind.VALUE and (source or self.key not in _RESERVED)
        return f"{self.key}{source}" if is_plain else f"{self.kind.value}:{self.key}{source}"


def parse_column_name(text: str) -> ColumnName:
    """Read the name of a column as it stands at its head.

    Args:
        text: what `ColumnName.text` gives; `value:` may stand before any value.

    Returns:
        The name.

    Raises:
        EvidenceError: it is no such text.

    Example:
        >>> parse_column_name("events:award").kind is ColumnKind.EVENTS
        True
    """
    head, colon, rest = text.partition(":")
    # A source may hold a colon, a key cannot.
    if not colon or "@" in head:
        head, rest = ColumnKind.VALUE.value, text
    key, at, source = rest.partition("@")
    try:
        if bool(at) == bool(source):
            return ColumnName(ColumnKind(head), key, source)
    except (ValueError, EvidenceError):
        pass
    raise EvidenceError([BAD_COLUMN_NAME.at(repr(text), text)], Words("the name of a column", "列名"))
