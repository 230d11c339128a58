"""Which of several sources gives a value, where the scheme does not blend them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.faults import Fault, SchemeError, raise_faults
from jxassess.indicators import Indicator
from jxassess.scheme._faults import NO_RULING, NO_SOURCE, ONE_SOURCE, PRECEDENCE_BLENDED, PRECEDENCE_UNUSED, REPEATED
from jxassess.words import Words


@frozen(kw_only=True)
class Precedence(ByFields):
    """The order in which the sources of an indicator are taken (数据来源优先顺序).

    In each place the first source that has an observation gives the value, also where it says that the indicator does
    not apply. What the others say is kept and set aside. No other source may be given.

    Attributes:
        indicator: what is observed.
        sources: the keys of the exercises, as observations name them in `source`, the one that is preferred first; at
            least two.
        allowed_by: the document that says so.

    Raises:
        SchemeError: fewer than two sources, an empty or repeated one, no document.

    Legal basis:
        Art. 7(3): data from several exercises are consolidated. It does not say which of them counts.

    Example:
        >>> from jxassess.indicators import CATALOGUE
        >>> from jxassess.scheme import Precedence
        >>> Precedence(indicator=CATALOGUE[5], sources=["verification", "register"], allowed_by="section 3").words.en
        'verification before register'
    """

    indicator: Indicator
    sources: tuple[str, ...] = field(converter=tuple[str, ...])
    allowed_by: str

    def __attrs_post_init__(self) -> None:
        """Refuse an order that orders nothing."""
        key = self.indicator.key
        raise_faults(SchemeError, self._find_faults(), Words(f"the sources of {key}", f"{key}的来源顺序"))

    @property
    def words(self) -> Words:
        """The order in words, without the indicator."""
        return Words(" before ".join(self.sources), "，其次".join(self.sources))

    def _find_faults(self) -> Iterator[Fault]:
        if len(self.sources) < 2:
            yield ONE_SOURCE.at("sources", ", ".join(self.sources) or "-")
        for i, source in enumerate(self.sources):
            if not source.strip():
                yield NO_SOURCE.at(f"sources[{i}]")
            elif source in self.sources[:i]:
                yield REPEATED.at(f"sources[{i}]", source)
        if not self.allowed_by.strip():
            yield NO_RULING.at("allowed_by")


def by_indicator(precedences: Iterable[Precedence]) -> tuple[Precedence, ...]:
    """Put the orders of sources in the order of indicators."""
    return tuple(sorted(precedences, key=lambda each: each.indicator.key))


def precedence_faults(
    precedences: tuple[Precedence, ...], named: Iterable[Indicator], blended: Iterable[str]
) -> Iterator[Fault]:
    """Find orders of sources that contradict the rest of a scheme.

    Args:
        precedences: the orders.
        named: the indicators that the scheme names elsewhere.
        blended: the keys of those whose values are blended.

    Yields:
        A fault for each indicator that stands twice, is blended, or is not used.
    """
    keys, mixed = {indicator.key for indicator in named}, frozenset(blended)
    seen: set[str] = set()
    for i, precedence in enumerate(precedences):
        key, where = precedence.indicator.key, f"precedences[{i}].indicator"
        if key in seen:
            yield REPEATED.at(where, key)
        elif key in mixed:
            yield PRECEDENCE_BLENDED.at(where, key)
        elif key not in keys:
            yield PRECEDENCE_UNUSED.at(where, key)
        seen.add(key)
