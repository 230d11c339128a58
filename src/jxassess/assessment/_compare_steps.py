"""What stands between the inputs and the score of a county or city, and what of it differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve

from jxassess.assessment._compare_inputs import NOTHING, Change
from jxassess.evidence import NotApplicable, Observation
from jxassess.exact import shown, to_text
from jxassess.scheme import Compared, Scheme
from jxassess.scoring import (
    AppliedAdjustment,
    CityScore,
    CountyScore,
    CriterionScore,
    FailedGate,
    GroupScore,
    NodeScore,
    State,
)
from jxassess.words import Words


def criteria_of(score: CountyScore | CityScore | None) -> dict[str, CriterionScore]:
    """Give what each criterion of a county or city earned, those of adjustments among them, by key."""
    if score is None:
        return {}
    adjusting = (criterion for each in score.adjustments for criterion in each.criteria)
    return {each.criterion.key: each for each in (*_criteria(score.groups), *adjusting)}


def _criteria(nodes: Iterable[NodeScore]) -> Iterator[CriterionScore]:
    for node in nodes:
        if isinstance(node, GroupScore):
            yield from _criteria(node.children)
        else:
            yield node


def county_steps(first: CountyScore | None, second: CountyScore | None) -> Iterator[Change]:
    """Find what differs of a county: criteria and adjustments, by key.

    Args:
        first: the earlier score.
        second: the later one.

    Yields:
        The changes.
    """
    before, after = _county(first), _county(second)
    yield from _differing(before, after, sorted({*before, *after}))


def city_steps(first: CityScore | None, second: CityScore | None, old: Scheme, new: Scheme) -> Iterator[Change]:
    """Find what differs of a city: value, rank, grades, counties, parts of its own, adjustments, gates.

    Args:
        first: the earlier score.
        second: the later one.
        old: the scheme of the earlier one.
        new: the scheme of the later one.

    Yields:
        The changes.
    """
    before, after = _city(first, old), _city(second, new)
    yield from _differing(before, after, {**before, **after})


def _differing(before: dict[str, Change], after: dict[str, Change], keys: Iterable[str]) -> Iterator[Change]:
    for key in keys:
        old, new = (steps[key].new if key in steps else NOTHING for steps in (before, after))
        if old != new:
            yield evolve(after.get(key) or before[key], old=old, new=new)


def _step(where: Words, value: Words | str) -> Change:
    """Give what can move, as a change from nothing."""
    return Change(where=where, old=NOTHING, new=value if isinstance(value, Words) else Words(value, value))


def _county(score: CountyScore | None) -> dict[str, Change]:
    if score is None:
        return {}
    steps = _earned(score)
    if score.left_out is not None:
        steps["left out"] = _step(Words("no score", "无成绩"), score.left_out.words)
    return steps


def _earned(score: CountyScore | CityScore) -> dict[str, Change]:
    criteria = {key: _step(found.criterion.name, _points(found)) for key, found in criteria_of(score).items()}
    return criteria | {each.adjustment.key: _adjusted(each) for each in score.adjustments}


def _points(score: CriterionScore) -> Words:
    points = Words(shown(score.points), shown(score.points))
    if score.state is State.SCORED:
        return points
    return Words("{points} ({state})", "{points}（{state}）").format(points=points, state=score.state.words)


def _adjusted(applied: AppliedAdjustment) -> Change:
    where = Words("adjustment {name}", "加减分项“{name}”").format(name=applied.adjustment.name)
    return _step(where, shown(applied.points))


def _city(score: CityScore | None, scheme: Scheme) -> dict[str, Change]:
    if score is None:
        return {}
    steps = {
        "published": _step(Words("published", "公布值"), to_text(score.published, scheme.rounding.places)),
        "rank": _step(Words("rank", "名次"), "" if score.rank is None else str(score.rank)),
        "grade": _step(Words("grade", "等次"), NOTHING if score.grade is None else score.grade.name),
    }
    if score.set_grade is not None:
        name = scheme.grades.bands[scheme.grades.index(score.set_grade.grade)].name
        steps["set grade"] = _step(Words("grade set by people", "评定等次"), name)
    for share in score.shares:
        label = share.score.county.label
        steps[share.score.county.code] = _step(_contribution(Words(label, label)), shown(share.contribution))
    for group in score.groups:
        steps[f"group {group.group.key}"] = _step(_contribution(group.group.name), shown(group.contribution))
    return {**steps, **_earned(score), **{f"gate {failed.gate.key}": _failed(failed) for failed in score.gates}}


def _contribution(name: Words) -> Words:
    return Words("contribution of {name}", "{name}计入").format(name=name)


def _failed(failed: FailedGate) -> Change:
    where = Words("failed gate {name}", "未达标的否决条件“{name}”").format(name=failed.gate.name)
    compared = {condition.indicator.key: condition.compared for condition in failed.gate.conditions}
    said = [_failing(each, compared[each.indicator.key]) for each in failed.observations]
    return _step(where, Words("; ".join(words.en for words in said), "；".join(words.zh for words in said)))


def _failing(found: Observation, compared: Compared) -> Words:
    value = "" if isinstance(found.value, NotApplicable) else to_text(found.value)
    end = None if found.uncertainty is None else found.uncertainty.end(compared)
    said = Words("{place} {name} {value}", "{place} {name} {value}").format(
        place=found.place.label, name=found.indicator.name, value=value
    )
    if end is None:
        return said
    return Words("{said} ({compared} {end})", "{said}（{compared}{end}）").format(
        said=said, compared=compared.words, end=to_text(end)
    )
