"""Two assessments of one year held against each other, down to the changed input."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from fractions import Fraction
from typing import TypeGuard

import attrs
from attrs import field, frozen

from jxassess.assessment._assess import Assessment
from jxassess.assessment._reasons import Heading
from jxassess.errors import ScopeError
from jxassess.evidence import Evidence, Finding, NotApplicable, Value
from jxassess.exact import shown, to_text
from jxassess.places import County, Place
from jxassess.scheme import Among, Criterion, RelativeToMean, Scheme
from jxassess.scoring import CityScore, CountyScore, CriterionScore, GroupScore, NodeScore, State
from jxassess.words import Language, Words, one_line

_COLON, _ARROW = Words(": ", "："), Words("->", "→")


@frozen(kw_only=True)
class Change:
    """One thing that differs (变动).

    Attributes:
        where: the place and indicator, or the path in the scheme.
        old: what it was, empty where it was not there.
        new: what it is, empty where it is gone.
        place: code of the place it concerns, empty where it concerns all.
        indicator: key of the indicator it concerns, empty where it concerns none.
    """

    where: Words
    old: str
    new: str
    place: str = ""
    indicator: str = ""

    def text(self, language: Language = "en") -> str:
        """Say the change in one line."""
        nothing = Words("(none)", "（无）").text(language)
        old, new = one_line(self.old) or nothing, one_line(self.new) or nothing
        return f"{one_line(self.where.text(language))}{_COLON.text(language)}{old} {_ARROW.text(language)} {new}"


@frozen(kw_only=True)
class Difference:
    """How a place's score differs, and which changed input stands behind it (成绩变动).

    Attributes:
        place: the city or county.
        old: the score before, `None` where there was none.
        new: the score now, `None` where there is none.
        steps: what differs on the way: criteria of a county, or for a city its counties, grade and rank.
        causes: the changed inputs of the place; for a city those of its counties, and of the scheme.
    """

    place: Place
    old: Fraction | None
    new: Fraction | None
    steps: tuple[Change, ...] = field(converter=tuple[Change, ...])
    causes: tuple[Change, ...] = field(converter=tuple[Change, ...])

    def text(self, language: Language = "en") -> str:
        """Say how the score moved, in one line."""
        where = Words(self.place.label, self.place.label)
        return Change(where=where, old=_amount(self.old), new=_amount(self.new)).text(language)


@frozen(kw_only=True)
class Comparison:
    """The difference of two assessments of one year (两次测算的比较).

    Attributes:
        headings: those of the old and the new assessment.
        inputs: every changed input: scheme, observations, targets, carried scores, findings.
        counties: the counties whose score, or points of a criterion, differ.
        cities: the cities whose score, grade or rank differs.
    """

    headings: tuple[Heading, Heading]
    inputs: tuple[Change, ...] = field(converter=tuple[Change, ...])
    counties: tuple[Difference, ...] = field(converter=tuple[Difference, ...])
    cities: tuple[Difference, ...] = field(converter=tuple[Difference, ...])

    def text(self, language: Language = "en") -> str:
        """Say it as indented text.

        Args:
            language: `"en"` or `"zh"`.

        Returns:
            Several lines.
        """
        old, new = (heading.words.text(language) for heading in self.headings)
        changed = Words("changed input", "变动的输入").text(language)
        heading = f"{changed}{_COLON.text(language)}{len(self.inputs)}"
        lines = [f"{old} {_ARROW.text(language)} {new}", heading, *(f"  {c.text(language)}" for c in self.inputs)]
        for difference in (*self.cities, *self.counties):
            lines.append(difference.text(language))
            lines.extend(f"  {step.text(language)}" for step in difference.steps)
            because = Words("because of", "起因").text(language)
            lines.extend(f"  {because} {cause.text(language)}" for cause in difference.causes)
        return "\n".join(lines)


def compare(old: Assessment, new: Assessment) -> Comparison:
    """Explain the difference of two assessments of one year.

    Args:
        old: the earlier assessment.
        new: the later one.

    Returns:
        The comparison; without changes where both are equal.

    Raises:
        ScopeError: they are of different years.
    """
    if old.year != new.year:
        raise ScopeError(f"assessments of {old.year} and {new.year} cannot be compared; give two of one year")
    inputs = tuple(_inputs(old, new))
    counties = tuple(_county_differences(old, new, inputs))
    return Comparison(
        headings=(old.heading, new.heading),
        inputs=inputs,
        counties=counties,
        cities=tuple(_city_differences(old, new, inputs, counties)),
    )


def _inputs(old: Assessment, new: Assessment) -> Iterator[Change]:
    for path, was, is_now in _differing(old.scheme, new.scheme, ""):
        yield Change(where=Words(f"scheme {path}", f"方案 {path}"), old=was, new=is_now)
    before, after = ({entry.key: entry for entry in _entries(assessment.evidence)} for assessment in (old, new))
    for key in sorted({*before, *after}):
        first, second = before.get(key), after.get(key)
        if first is None or second is None or first.value != second.value:
            yield Change(
                where=(second or before[key]).where,
                old="" if first is None else first.value,
                new="" if second is None else second.value,
                place=key[0],
                indicator=key[2] if key[1] == _OBSERVED else "",
            )


_OBSERVED = "observed"


@frozen
class _Entry:
    """One input: by what it is told apart (code of the place, sort, key), how it is called, and its value."""

    key: tuple[str, str, str]
    where: Words
    value: str


def _entries(evidence: Evidence) -> Iterator[_Entry]:
    for place in evidence.places:
        yield _entry(place, ("unit", ""), ("unit", "单位"), place.name)
    # Superseding versions come later and stay.
    for observation in evidence.observations:
        item = observation.indicator
        yield _entry(observation.place, (_OBSERVED, item.key), (item.key, item.term), _value(observation.value))
    for target in evidence.targets:
        item = target.indicator
        said = f"target of {item.key}", f"{item.term}计划任务"
        yield _entry(target.place, ("target", item.key), said, to_text(target.value))
    for carried in evidence.carried:
        yield _entry(carried.county, ("carried", ""), ("carried score", "引入成绩"), to_text(carried.score))
    for finding in evidence.findings:
        said = f"finding {finding.key}", f"问题认定{finding.key}"
        yield _entry(finding.place, ("finding", finding.key), said, _decision(finding))


def _entry(place: Place, sort: tuple[str, str], said: tuple[str, str], value: str) -> _Entry:
    where = Words(f"{place.label}, {said[0]}", f"{place.label} {said[1]}")
    return _Entry((place.code, *sort), where, value)


def _decision(finding: Finding) -> str:
    gravity = ("serious" if finding.is_serious else "", "adverse effect" if finding.has_adverse_effect else "")
    facts = (f"{fact.kind.value}: {fact.text}" for fact in finding.facts)
    return "; ".join(filter(None, (finding.problem.value, finding.verdict.value, *gravity, *facts)))


def _value(value: Value) -> str:
    return value.value if isinstance(value, NotApplicable) else to_text(value)


def _amount(value: Fraction | None) -> str:
    return "-" if value is None else shown(value)


def _differing(old: object, new: object, path: str) -> Iterator[tuple[str, str, str]]:
    """Walk two values of our classes and give what differs, with its path."""
    kind = type(old)
    if old == new:
        return
    if kind is type(new) and attrs.has(kind) and not isinstance(old, Words):
        for attribute in attrs.fields(kind):
            inner = f"{path}.{attribute.name}" if path else attribute.name
            yield from _differing(getattr(old, attribute.name), getattr(new, attribute.name), inner)
        return
    if _is_tuple(old) and _is_tuple(new) and len(old) == len(new):
        for i, (before, after) in enumerate(zip(old, new, strict=True)):
            yield from _differing(before, after, f"{path}[{i}]")
    else:
        yield path, _plain(old), _plain(new)


def _is_tuple(value: object) -> TypeGuard[tuple[object, ...]]:
    return isinstance(value, tuple)


def _plain(value: object) -> str:
    match value:
        case None:
            return ""
        case Fraction():
            return to_text(value)
        case Enum():
            return str(value.value)
        case Words():
            return f"{value.en} / {value.zh}"
        case str() | int():
            return str(value)
        case _:
            # A whole part was exchanged for another kind of part, or came or went.
            return repr(value)


def _county_differences(old: Assessment, new: Assessment, inputs: tuple[Change, ...]) -> Iterator[Difference]:
    before = {score.county.code: score for score in old.counties}
    after = {score.county.code: score for score in new.counties}
    for code, place in sorted({c.code: c for c in (*old.evidence.counties, *new.evidence.counties)}.items()):
        first, second = before.get(code), after.get(code)
        steps, old_score, new_score = tuple(_steps(first, second)), _score(first), _score(second)
        if steps or old_score != new_score:
            moved, carried = _moved(first, second), frozenset(new.scheme.carried.counties)
            causes = [
                change
                for change in inputs
                if change.place in ("", code) or any(_is_behind(change, code, c, carried) for c in moved)
            ]
            yield Difference(place=place, old=old_score, new=new_score, steps=steps, causes=causes)


def _rank(score: CityScore | None) -> int | None:
    return None if score is None else score.rank


def _score(score: CountyScore | CityScore | None) -> Fraction | None:
    return None if score is None else score.score


def _criteria_of(score: CountyScore | None) -> dict[str, CriterionScore]:
    return {c.criterion.key: c for c in _criteria(() if score is None else score.groups)}


def _criteria(nodes: Iterable[NodeScore]) -> Iterator[CriterionScore]:
    for node in nodes:
        if isinstance(node, GroupScore):
            yield from _criteria(node.children)
        else:
            yield node


def _steps(first: CountyScore | None, second: CountyScore | None) -> Iterator[Change]:
    before, after = _criteria_of(first), _criteria_of(second)
    for key in sorted({*before, *after}):
        old, new = _points(before.get(key)), _points(after.get(key))
        if old != new:
            yield Change(where=(after.get(key) or before[key]).criterion.name, old=old, new=new)


def _points(score: CriterionScore | None) -> str:
    if score is None or score.state is State.SCORED:
        return "" if score is None else shown(score.points)
    return f"{shown(score.points)} ({score.state.value})"


def _moved(first: CountyScore | None, second: CountyScore | None) -> list[Criterion]:
    before, after = _criteria_of(first), _criteria_of(second)
    return [after[key].criterion for key in sorted({*before} & {*after}) if before[key].mean != after[key].mean]


def _is_behind(change: Change, code: str, criterion: Criterion, carried: frozenset[str]) -> bool:
    """Tell whether a change stands behind a mean that moved: one in the values of the counties that are compared."""
    rule = criterion.rule
    if not isinstance(rule, RelativeToMean) or change.indicator != criterion.indicator.key:
        return False
    is_compared = not change.place.endswith("00") and (rule.has_carried or change.place not in carried)
    return is_compared and (rule.among is Among.PROVINCE or change.place[:4] == code[:4])


def _city_differences(
    old: Assessment, new: Assessment, inputs: tuple[Change, ...], counties: tuple[Difference, ...]
) -> Iterator[Difference]:
    before = {score.city.code: score for score in old.cities}
    after = {score.city.code: score for score in new.cities}
    for code, place in sorted({c.code: c for c in (*old.evidence.cities, *new.evidence.cities)}.items()):
        first, second = before.get(code), after.get(code)
        steps = tuple(_city_steps(_standing(first, old.scheme), _standing(second, new.scheme)))
        old_score, new_score = _score(first), _score(second)
        if steps or old_score != new_score:
            inner = [c for d in counties if isinstance(d.place, County) and d.place.parent == place for c in d.causes]
            # A rank is moved by the scores of other cities, and so by any of their inputs.
            has_moved = _rank(first) != _rank(second)
            causes = [c for c in inputs if has_moved or c.place[:4] in ("", code[:4]) or c in inner]
            yield Difference(place=place, old=old_score, new=new_score, steps=steps, causes=causes)


def _city_steps(before: dict[str, Change], after: dict[str, Change]) -> Iterator[Change]:
    for key, step in {**before, **after}.items():
        old, new = (steps[key].new if key in steps else "" for steps in (before, after))
        if old != new:
            yield attrs.evolve(step, old=old, new=new)


def _standing(score: CityScore | None, scheme: Scheme) -> dict[str, Change]:
    """Give what can move of a city, told apart by name or by the code of a county, each as a change from nothing."""
    if score is None:
        return {}
    rank = "" if score.rank is None else str(score.rank)
    grade = "" if score.grade is None else f"{score.grade.name.en} {score.grade.name.zh}"
    published = to_text(score.published, scheme.rounding.places)
    said = (("published", "公布值", published), ("rank", "名次", rank), ("grade", "等次", grade))
    steps = {english: Change(where=Words(english, chinese), old="", new=value) for english, chinese, value in said}
    for share in score.shares:
        county = share.score.county
        where = Words(f"contribution of {county.label}", f"{county.label}计入")
        steps[county.code] = Change(where=where, old="", new=shown(share.contribution))
    return steps
