"""Whose posts a review looks at, and for which days: the place of the problem, and what stands in relation to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import unique

from attrs import frozen

from jxassess.comparing import ByFields
from jxassess.evidence import Finding
from jxassess.places import City, County, Township
from jxassess.tenures._spans import ONE_DAY
from jxassess.tenures._tenures import PostPlace, Succession, SuccessionKind, is_in_force
from jxassess.words import Worded


@unique
class Relation(Worded):
    """How the place of a post stands to the place of a problem (与问题发生地的关系)."""

    PLACE = "place", "the place of the problem", "问题发生地"
    CITY = "city", "the city that the county lies in", "所属设区市"
    TOWNSHIP = "township", "a township named by the inspection", "检查指明的乡镇"
    FORMER_NAME = "former_name", "the county under its former code", "更名或改设前的县"
    LATER_NAME = "later_name", "the county under its later code", "更名或改设后的县"
    MERGED_INTO_IT = "merged_into_it", "a former county merged into it", "并入该县的原县"
    MERGED_FROM_IT = "merged_from_it", "the county that it was merged into", "该县并入的县"


@frozen(kw_only=True)
class Window(ByFields):
    """The days for which a review looks at the posts of one place.

    Attributes:
        place: the place.
        relation: how it stands to that of the problem.
        begin: the first day.
        end: the last day.
        is_day_known: whether the day is known on which the county changed; else the whole period is looked at.
    """

    place: PostPlace
    relation: Relation
    begin: date
    end: date
    is_day_known: bool = True


def windows(finding: Finding, townships: Iterable[Township], successions: tuple[Succession, ...]) -> tuple[Window, ...]:
    """List whose posts a review looks at.

    Args:
        finding: the problem.
        townships: the townships that the inspection names.
        successions: the changes of counties.

    Returns:
        The windows in the order of codes; places that have none of the days are left out.
    """
    found = [*_windows(finding, townships, successions)]
    return tuple(sorted((w for w in found if w.begin <= w.end), key=lambda window: window.place.code))


def _windows(finding: Finding, townships: Iterable[Township], successions: tuple[Succession, ...]) -> Iterator[Window]:
    place, begin, end = finding.place, finding.begin, finding.end
    yield _in_force(place, Relation.PLACE, begin, end)
    for township in townships:
        yield _in_force(township, Relation.TOWNSHIP, begin, end)
    if isinstance(place, City):
        return
    yield Window(place=place.parent, relation=Relation.CITY, begin=begin, end=end)
    for change, is_merged in _chain(place.code, successions, is_forward=False):
        relation = Relation.MERGED_INTO_IT if is_merged else Relation.FORMER_NAME
        last = end if change.on is None else min(end, change.on - ONE_DAY)
        yield _window(change.before, relation, begin, last, change)
    for change, is_merged in _chain(place.code, successions, is_forward=True):
        relation = Relation.MERGED_FROM_IT if is_merged else Relation.LATER_NAME
        first = begin if change.on is None else max(begin, change.on)
        yield _window(change.after, relation, first, end, change)


def _in_force(place: PostPlace, relation: Relation, begin: date, end: date) -> Window:
    county = place.parent if isinstance(place, Township) else place
    if isinstance(county, County):
        if county.valid_from is not None and not is_in_force(county, begin):
            begin = max(begin, county.valid_from)
        if county.valid_to is not None:
            end = min(end, county.valid_to - ONE_DAY)
    return Window(place=place, relation=relation, begin=begin, end=end)


def _window(place: County, relation: Relation, begin: date, end: date, change: Succession) -> Window:
    return Window(place=place, relation=relation, begin=begin, end=end, is_day_known=change.on is not None)


def _chain(code: str, successions: tuple[Succession, ...], *, is_forward: bool) -> Iterator[tuple[Succession, bool]]:
    """Follow changes of whole counties in one direction, and tell whether a merger lay on the way.

    A county is met once, even where changes go in a circle.
    """
    met, ends = {code}, [(code, False)]
    while ends:
        here, is_merged = ends.pop()
        for change in successions:
            start, goal = (change.before, change.after) if is_forward else (change.after, change.before)
            if change.is_whole and start.code == here and goal.code not in met:
                met.add(goal.code)
                was_merged = is_merged or change.kind is SuccessionKind.MERGED
                ends.append((goal.code, was_merged))
                yield change, was_merged


def renamed(code: str, successions: tuple[Succession, ...]) -> frozenset[str]:
    """Give all codes under which a place stood, by renaming alone.

    Args:
        code: one code.
        successions: the changes of counties.

    Returns:
        The codes, the one given among them.
    """
    codes = {code}
    renamings = [{s.before.code, s.after.code} for s in successions if s.kind is SuccessionKind.RENAMED]
    # Each round adds at least one code or is the last.
    for _ in renamings:
        codes.update(*(pair for pair in renamings if pair & codes))
    return frozenset(codes)
