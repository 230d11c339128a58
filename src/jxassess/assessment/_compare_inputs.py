"""What goes into an assessment, and what of it differs between two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from jxassess.assessment._assess import Assessment
from jxassess.comparing import ByFields
from jxassess.evidence import Event, Finding, Lookup, NotApplicable, Observation, SampledCounty, Value, Verdict
from jxassess.exact import to_text
from jxassess.places import Place
from jxassess.scheme import Criterion, Events, Falsified, Scheme, Tier, compare_schemes
from jxassess.words import Language, Words, one_line

_COLON, _ARROW = Words(": ", "："), Words("->", "→")
NOTHING = Words("", "")


@frozen(kw_only=True)
class Change(ByFields):
    """One thing that differs (变动).

    Attributes:
        where: the place and indicator, or what is meant in the scheme with its path.
        old: what it was, empty where it was not there.
        new: what it is, empty where it is gone.
        place: code of the place it concerns, empty where it concerns all.
        indicator: key of the indicator whose value or target it is, empty where it is none.
    """

    where: Words
    old: Words
    new: Words
    place: str = ""
    indicator: str = ""

    def text(self, language: Language = "en") -> str:
        """Say the change in one line."""
        nothing = Words("(none)", "（无）").text(language)
        old, new = (one_line(said.text(language)) or nothing for said in (self.old, self.new))
        return f"{one_line(self.where.text(language))}{_COLON.text(language)}{old} {_ARROW.text(language)} {new}"


@frozen(kw_only=True)
class Input(ByFields):
    """A changed input, and of which sort it is.

    Attributes:
        change: the change.
        sort: `scheme`, or which records of the evidence it is one of.
    """

    change: Change
    sort: str

    def is_read_by(self, criterion: Criterion) -> bool:
        """Tell whether a criterion's quantity is made of it, or counts because of it."""
        indicator = self.change.indicator
        if self.sort == _SAMPLE:
            # A county counts because it was drawn, however much of it was visited.
            return not (self.change.old.en and self.change.new.en)
        if self.sort == _TARGET:
            return criterion.needs_target and indicator == criterion.indicator.key
        # A cutoff takes points and leaves the quantity as it is.
        reference = "" if criterion.reference is None else criterion.reference.key
        return self.sort == _OBSERVED and indicator in (criterion.indicator.key, reference)


_OBSERVED, _TARGET, _SAMPLE = "observed", "target", "sample"


@frozen(kw_only=True)
class _Entry(ByFields):
    """One input of the evidence: by what it is told apart, how it is called, what decides whether it differs, its words."""

    key: tuple[str, str, str]
    where: Words
    value: object
    words: Words
    indicator: str = ""


def inputs_of(old: Assessment, new: Assessment) -> Iterator[Input]:
    """Find every input in which two assessments differ.

    Args:
        old: the earlier one.
        new: the later one.

    Yields:
        Those of the scheme first, then those of the evidence, place by place.
    """
    for said in compare_schemes(old.scheme, new.scheme):
        where = Words(f"scheme, {said.name.en} <{said.where}>", f"方案，{said.name.zh} <{said.where}>")
        yield Input(change=Change(where=where, old=said.old, new=said.new), sort="scheme")
    settled = _Settled(old.scheme, new.scheme)
    before, after = ({entry.key: entry for entry in _entries(each, settled)} for each in (old, new))
    for key in sorted({*before, *after}):
        first, second = before.get(key), after.get(key)
        entry = second or before[key]
        if first is None or second is None or first.value != second.value:
            change = Change(
                where=entry.where,
                old=NOTHING if first is None else first.words,
                new=NOTHING if second is None else second.words,
                place=key[0],
                indicator=entry.indicator,
            )
            yield Input(change=change, sort=key[1])


class _Settled:
    """The keys of the indicators of which either scheme says how several sources are settled.

    Attributes:
        blended: those that are blended, so that each source is an input of its own.
        ordered: those whose sources have an order, so that the source in force says as much as the value.
    """

    def __init__(self, *schemes: Scheme) -> None:
        criteria = (each for scheme in schemes for level in Tier for _, each in scheme.scored(level))
        ordered = (each.indicator.key for scheme in schemes for each in scheme.precedences)
        self.blended = {each.indicator.key for each in criteria if each.blend}
        self.ordered = {*ordered} - self.blended


def _same(text: str) -> Words:
    return Words(text, text)


def _entry(
    place: Place, sort: tuple[str, str], said: tuple[str, str], value: object, words: Words, indicator: str = ""
) -> _Entry:
    where = Words(f"{place.label}, {said[0]}", f"{place.label} {said[1]}")
    return _Entry(key=(place.code, *sort), where=where, value=value, words=words, indicator=indicator)


def _entries(assessment: Assessment, settled: _Settled) -> Iterator[_Entry]:
    for place in assessment.evidence.places:
        yield _entry(place, ("unit", ""), ("unit", "单位"), place.name, _same(place.name))
    yield from _measured(assessment, settled)
    yield from _decided(assessment)


def _observed(assessment: Assessment, settled: _Settled) -> Iterator[_Entry]:
    lookup = Lookup(assessment.evidence, assessment.scheme) if settled.ordered else None
    # Superseding versions come later and stay.
    for found in assessment.evidence.observations:
        item, source, words = found.indicator, found.source, _estimate(found)
        value = (found.value, found.uncertainty)
        if item.key in settled.blended:
            said = f"{item.key} ({source})", f"{item.term}（{source}）"
            yield _entry(found.place, (_OBSERVED, f"{item.key} {source}"), said, value, words, item.key)
        elif lookup is None or item.key not in settled.ordered:
            yield _entry(found.place, (_OBSERVED, item.key), (item.key, item.term), value, words, item.key)
        # What was set aside moves nothing.
        elif found in lookup.observations(found.place, item):
            words = Words("{value} ({source})", "{value}（{source}）").format(value=words, source=source)
            key, said = (_OBSERVED, item.key), (item.key, item.term)
            yield _entry(found.place, key, said, (value, source), words, item.key)


def _measured(assessment: Assessment, settled: _Settled) -> Iterator[_Entry]:
    evidence = assessment.evidence
    yield from _observed(assessment, settled)
    for target in evidence.targets:
        item = target.indicator
        said = f"target of {item.key}", f"{item.term}计划任务"
        yield _entry(target.place, (_TARGET, item.key), said, target.value, _value(target.value), item.key)
    for carried in evidence.carried:
        said = "carried score", "引入成绩"
        yield _entry(carried.county, ("carried", ""), said, carried.score, _value(carried.score))
    for sample in evidence.samples:
        yield _entry(sample.county, (_SAMPLE, ""), ("sample", "抽样"), sample.townships, _visited(sample))


def _decided(assessment: Assessment) -> Iterator[_Entry]:
    evidence, scheme = assessment.evidence, assessment.scheme
    for finding in evidence.findings:
        said, decision = (f"finding {finding.key}", f"问题认定{finding.key}"), _decision(finding)
        yield _entry(finding.place, ("finding", finding.key), said, decision, decision)
    for event in evidence.events:
        said = f"event {event.key}", f"事项{event.key}"
        yield _entry(event.place, ("event", event.key), said, (event.kind, event.criterion), _event(event, scheme))
    for entry in evidence.set_grades:
        name = scheme.grades.bands[scheme.grades.index(entry.grade)].name
        said = "grade set by people", "评定等次"
        yield _entry(entry.city, ("set grade", ""), said, entry.grade, name)


def _joined(said: Iterable[Words]) -> Words:
    words = [each for each in said if each.en]
    return Words("; ".join(each.en for each in words), "；".join(each.zh for each in words))


_VERDICTS = {Verdict.CONFIRMED: Words("confirmed", "已认定"), Verdict.REJECTED: Words("rejected", "未认定")}


def _decision(finding: Finding) -> Words:
    serious = Words("serious", "情节严重") if finding.is_serious else NOTHING
    adverse = Words("adverse effect", "造成不良影响") if finding.has_adverse_effect else NOTHING
    facts = (
        Words("{kind}: {text}", "{kind}：{text}").format(kind=fact.kind.words, text=fact.words)
        for fact in finding.facts
    )
    return _joined((finding.problem.citation.words, _VERDICTS[finding.verdict], serious, adverse, *facts))


def _event(event: Event, scheme: Scheme) -> Words:
    kinds: dict[str, Words] = {}
    for adjustment in scheme.adjustments:
        if isinstance(adjustment, Events):
            kinds |= {kind.key: kind.name for kind in adjustment.events}
        elif isinstance(adjustment, Falsified):
            kinds[adjustment.key] = adjustment.name
    criterion = scheme.criterion(event.criterion).name if event.criterion else NOTHING
    return _joined((kinds[event.kind], criterion))


def _visited(sample: SampledCounty) -> Words:
    townships = (
        (township.name, [f"{village.name} {village.households}" for village in township.villages])
        for township in sample.townships
    )
    return _joined(
        Words(f"{name}: {', '.join(villages)}", f"{name}：{'、'.join(villages)}") for name, villages in townships
    )


def _estimate(found: Observation) -> Words:
    value = _value(found.value)
    if found.uncertainty is None:
        return value
    return Words("{value}; {sample}", "{value}；{sample}").format(value=value, sample=found.sample_words)


def _value(value: Value) -> Words:
    return Words("not applicable", "不适用") if isinstance(value, NotApplicable) else _same(to_text(value))
