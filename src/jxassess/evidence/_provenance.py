"""Where every value came from: a summary of the sources behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import unique
from itertools import groupby

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.evidence._evidence import Evidence
from jxassess.evidence._lookup import Lookup
from jxassess.evidence._records import NotApplicable, Observation, Value
from jxassess.exact import shown
from jxassess.indicators import Indicator
from jxassess.places import Place
from jxassess.scheme import Scheme
from jxassess.words import Language, Worded, Words, one_line


@unique
class Settled(Worded):
    """How it is settled which observations give a value (数据来源处理方式)."""

    SINGLE = "single", "one source", "单一来源"
    BLEND = "blend", "blended of its sources", "按来源加权"
    """Each source has a share."""
    PRECEDENCE = "precedence", "by the order of sources", "按来源优先顺序"
    """The first source that has an observation counts."""
    UNSETTLED = (
        "unsettled",
        "several sources, and the scheme does not say which: a fault",
        "多个来源，方案未规定，视为差错",
    )
    """Nothing is in force."""


@frozen(kw_only=True)
class Provenance(ByFields):
    """Where the value of one indicator in one place came from (数据来源汇总).

    Attributes:
        place: the city or county.
        indicator: what was observed.
        settled: how it is settled which observations count.
        value: the number in the indicator's unit, blended where the scheme says so, or `NOT_APPLICABLE`; `None` where a
            blend lacks a source, or nothing is in force.
        in_force: the observations that give the value: one, or one of each source of a blend.
        superseded: earlier versions, whatever their source.
        set_aside: last versions of the sources that do not count, in the order of the scheme.

    Legal basis:
        Art. 7(3): data from several exercises are consolidated.
    """

    place: Place
    indicator: Indicator
    settled: Settled
    value: Value | None
    in_force: tuple[Observation, ...] = field(converter=tuple[Observation, ...])
    superseded: tuple[Observation, ...] = field(converter=tuple[Observation, ...])
    set_aside: tuple[Observation, ...] = field(converter=tuple[Observation, ...])

    def text(self, language: Language = "en") -> str:
        """Say where the value came from.

        Args:
            language: `"en"` or `"zh"`.

        Returns:
            A line for the value, and under it one for each observation: in force, set aside, superseded.
        """
        return "\n".join(one_line(words.text(language)) for words in self._lines())

    def _lines(self) -> Iterator[Words]:
        head = Words("{place}, {name}: {value} ({how})", "{place} {name}：{value}（{how}）")
        yield head.format(
            place=self.place.label, name=self.indicator.name, value=self._value_words, how=self.settled.words
        )
        yield from _told(Words("in force", "采用"), self.in_force)
        yield from _told(Words("set aside", "未采用"), self.set_aside)
        yield from _told(Words("superseded", "已被替代"), self.superseded)

    @property
    def _value_words(self) -> Words:
        if self.value is None:
            return Words("no value", "无数值")
        if isinstance(self.value, NotApplicable):
            return Words("not applicable", "不适用")
        return Words("{number} {unit}", "{number}{unit}").format(number=shown(self.value), unit=self.indicator.unit)


def _told(state: Words, observations: Iterable[Observation]) -> Iterator[Words]:
    for found in observations:
        said = Words(
            "- {state}: {value} ({source}, {on}, {document})", "- {state}：{value}（{source}，{on}，{document}）"
        )
        line = said.format(
            state=state, value=found.value_words, source=found.source, on=found.on, document=found.document
        )
        for more in (found.version_words, found.sample_words):
            if more.en:
                line = Words("{line}; {more}", "{line}；{more}").format(line=line, more=more)
        yield line


def find_provenance(evidence: Evidence, scheme: Scheme) -> tuple[Provenance, ...]:
    """Tell where the value of every indicator that was observed anywhere came from.

    Args:
        evidence: the year's data, with faults or without.
        scheme: the year's scheme.

    Returns:
        One entry for each place and indicator observed, by code and key. Every observation of the evidence stands in
        exactly one of them, and there in one state.

    Legal basis:
        Art. 7(3) consolidation; Art. 10: data are given correctly.

    Example:
        >>> from jxassess.evidence import find_provenance
        >>> from jxassess.io import read_evidence, read_scheme
        >>> scheme = read_scheme("examples/data/scheme_2019.toml")
        >>> found = find_provenance(read_evidence("examples/data/evidence_2019.json", scheme), scheme)
        >>> print(found[0].text())
        360102 东湖区, measures of assistance: 3.43 points (one source)
        - in force: 3.43 points (synthetic, 2019-12-31, synthetic, made by examples/synthetic_2019.py (虚构))
    """
    lookup = Lookup(evidence, scheme)
    groups = groupby(evidence.observations, lambda found: (found.place.code, found.indicator.key))
    return tuple(_provenance(lookup, list(found)) for _, found in groups)


def _provenance(lookup: Lookup, found: list[Observation]) -> Provenance:
    place, indicator = found[0].place, found[0].indicator
    # By number, since what was given twice is equal, and shall be told twice.
    last = {each.source: number for number, each in enumerate(found)}
    settled, sources = _settled(lookup, indicator, tuple(last))
    behind = dict.fromkeys(source for source in (*lookup.sources(indicator), *last) if source in last)
    return Provenance(
        place=place,
        indicator=indicator,
        settled=settled,
        value=lookup.given(place, indicator) if sources else None,
        in_force=[found[last[source]] for source in sources],
        superseded=[each for number, each in enumerate(found) if last[each.source] != number],
        set_aside=[found[last[source]] for source in behind if source not in sources],
    )


def _settled(lookup: Lookup, indicator: Indicator, given: tuple[str, ...]) -> tuple[Settled, tuple[str, ...]]:
    """Tell how it is settled which of the sources given count, and which do."""
    known = tuple(source for source in lookup.sources(indicator) if source in given)
    if lookup.blend(indicator):
        return Settled.BLEND, known
    if lookup.sources(indicator):
        return Settled.PRECEDENCE, known[:1]
    return (Settled.SINGLE, given) if len(given) == 1 else (Settled.UNSETTLED, ())
