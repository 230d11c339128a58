"""What is added to a score or taken from it beside the tree of criteria, in a declared order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import ClassVar, TypeAlias

from attrs import field, frozen
from attrs.converters import optional

from jxassess.comparing import ByFields
from jxassess.exact import exact, to_text
from jxassess.faults import Fault, SchemeError, raise_faults
from jxassess.indicators import key_faults, name_faults
from jxassess.measure import Citation
from jxassess.scheme._criteria import Criterion
from jxassess.scheme._faults import (
    BOUNDS_SWAPPED,
    CAP_BELOW_ONE,
    COUNTY_ONLY,
    EMPTY,
    NEGATIVE,
    NO_BOUND,
    NO_DOCUMENT,
    NO_POINTS,
    NOT_POSITIVE,
    REPEATED,
    UNUSED_CAP,
    WEIGHT_UNUSED,
)
from jxassess.scheme._units import Tier
from jxassess.words import Words


@frozen(kw_only=True)
class Bonus(ByFields):
    """Criteria whose points come on top, up to a cap (加分项).

    A criterion that is left out, because it is missing or does not apply, adds nothing.

    Attributes:
        key: the identifier, unique in the scheme.
        name: what officials call it, in both languages.
        order: its place among all adjustments, from 1 on.
        level: whose score it adjusts.
        criteria: what earns the points; without weights, at least one.
        at_most: the most that all of them together add, above zero.
        allowed_by: the document that allows it; needed on the level of cities.

    Raises:
        SchemeError: no criterion, a cap not above zero, a weight, no document.
    """

    kind: ClassVar[str] = "bonus"

    key: str
    name: Words
    order: int
    level: Tier
    criteria: tuple[Criterion, ...] = field(converter=tuple[Criterion, ...])
    at_most: Fraction = field(converter=exact)
    allowed_by: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a bonus of nothing."""
        raise_faults(SchemeError, self._find_faults(), _subject(self))

    def _find_faults(self) -> Iterator[Fault]:
        yield from _head_faults(self)
        yield from _criteria_faults(self)

    @property
    def words(self) -> Words:
        """The adjustment in words, with its numbers."""
        return Words("adds the points of its criteria, {most} at most", "按所列指标得分加分，最多加{most}分").format(
            most=to_text(self.at_most)
        )


@frozen(kw_only=True)
class Penalty(ByFields):
    """Criteria that can only take away: what they do not earn of their marks is taken, up to a cap (扣分项).

    A criterion that is left out takes nothing; one that is missing and counts zero takes all its marks.

    Attributes:
        key: the identifier, unique in the scheme.
        name: what officials call it, in both languages.
        order: its place among all adjustments, from 1 on.
        level: whose score it adjusts.
        criteria: what loses the points; without weights, at least one.
        at_most: the most that all of them together take, above zero.
        allowed_by: the document that allows it; needed on the level of cities.

    Raises:
        SchemeError: no criterion, a cap not above zero, a weight, no document.
    """

    kind: ClassVar[str] = "penalty"

    key: str
    name: Words
    order: int
    level: Tier
    criteria: tuple[Criterion, ...] = field(converter=tuple[Criterion, ...])
    at_most: Fraction = field(converter=exact)
    allowed_by: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a penalty for nothing."""
        raise_faults(SchemeError, self._find_faults(), _subject(self))

    def _find_faults(self) -> Iterator[Fault]:
        yield from _head_faults(self)
        yield from _criteria_faults(self)

    @property
    def words(self) -> Words:
        """The adjustment in words, with its numbers."""
        return Words(
            "takes what its criteria do not earn, {most} at most", "按所列指标未得分值扣分，最多扣{most}分"
        ).format(most=to_text(self.at_most))


@frozen(kw_only=True)
class EventPoints(ByFields):
    """A kind of event, and what each one adds or takes (事项加减分标准).

    Attributes:
        key: the identifier, as events of the evidence name it in `kind`.
        name: what officials call it, such as praise by the province, in both languages.
        points: what each event adds, or takes where below zero; not zero.
    """

    key: str
    name: Words
    points: Fraction = field(converter=exact)


@frozen(kw_only=True)
class Events(ByFields):
    """Praise and criticism recorded as events, with one cap for plus and one for minus (表彰与通报加减分).

    Attributes:
        key: the identifier, unique in the scheme.
        name: what officials call it, in both languages.
        order: its place among all adjustments, from 1 on.
        level: whose score it adjusts.
        events: the kinds of event that count, at least one.
        most_plus: the most that all events together add, zero or more.
        most_minus: the most that all events together take, zero or more.
        allowed_by: the document that allows it; needed on the level of cities.

    Raises:
        SchemeError: no kind of event, one twice or of no points, a cap that leaves no room for points or is of no use,
            no document.
    """

    kind: ClassVar[str] = "events"

    key: str
    name: Words
    order: int
    level: Tier
    events: tuple[EventPoints, ...] = field(converter=tuple[EventPoints, ...])
    most_plus: Fraction = field(converter=exact)
    most_minus: Fraction = field(converter=exact)
    allowed_by: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse events that count for nothing."""
        raise_faults(SchemeError, self._find_faults(), _subject(self))

    def _find_faults(self) -> Iterator[Fault]:
        yield from _head_faults(self)
        if not self.events:
            yield EMPTY.at("events")
        keys = [event.key for event in self.events]
        for i, event in enumerate(self.events):
            yield from key_faults(event.key, f"events[{i}].key")
            yield from name_faults(event.name, f"events[{i}].name")
            if event.key in keys[:i]:
                yield REPEATED.at(f"events[{i}].key", event.key)
            if not event.points:
                yield NO_POINTS.at(f"events[{i}].points", to_text(event.points))
        points = [event.points for event in self.events]
        yield from _cap_faults("most_plus", self.most_plus, [number for number in points if number > 0])
        yield from _cap_faults("most_minus", self.most_minus, [-number for number in points if number < 0])

    @property
    def words(self) -> Words:
        """The adjustment in words, with its numbers."""
        each = [
            Words("{name} {points}", "{name}{points}分").format(name=event.name, points=_signed(event.points))
            for event in self.events
        ]
        joined = Words(", ".join(words.en for words in each), "，".join(words.zh for words in each))
        return Words(
            "each event: {events}; at most {plus} added and {minus} taken",
            "每项：{events}；最多加{plus}分、扣{minus}分",
        ).format(events=joined, plus=to_text(self.most_plus), minus=to_text(self.most_minus))


@frozen(kw_only=True)
class Falsified(ByFields):
    """Falsified data: the criterion earns nothing, and each falsified one takes a fixed number of points (弄虚作假扣分).

    People record each case as an event whose `kind` is the key of this adjustment.

    Attributes:
        key: the identifier, unique in the scheme.
        name: what officials call it, in both languages.
        order: its place among all adjustments, from 1 on.
        level: always of counties, whose criteria earn nothing.
        points: what each falsified criterion takes, above zero.
        at_most: the most that all of them together take, above zero.
        allowed_by: the document that allows it.

    Raises:
        SchemeError: another level, points or cap not above zero, no document.

    Legal basis:
        None: the measure links no problem to a score, so it is a departure.
    """

    kind: ClassVar[str] = "falsified"

    key: str
    name: Words
    order: int
    level: Tier
    points: Fraction = field(converter=exact)
    at_most: Fraction = field(converter=exact)
    allowed_by: str

    def __attrs_post_init__(self) -> None:
        """Refuse a rule that takes nothing."""
        raise_faults(SchemeError, self._find_faults(), _subject(self))

    def _find_faults(self) -> Iterator[Fault]:
        yield from _head_faults(self)
        if self.level is not Tier.COUNTY:
            yield COUNTY_ONLY.at("level", self.level.value)
        elif not self.allowed_by.strip():
            yield NO_DOCUMENT.at("allowed_by", citation=Citation(9))
        for name, value in (("points", self.points), ("at_most", self.at_most)):
            if value <= 0:
                yield NOT_POSITIVE.at(name, to_text(value))
        if 0 < self.at_most < self.points:
            yield CAP_BELOW_ONE.at("at_most", to_text(self.at_most), one=to_text(self.points))

    @property
    def words(self) -> Words:
        """The adjustment in words, with its numbers."""
        return Words(
            "a falsified criterion earns 0 and takes {points} more, {most} at most",
            "数据弄虚作假的指标不得分，每项另扣{points}分，最多扣{most}分",
        ).format(points=to_text(self.points), most=to_text(self.at_most))


@frozen(kw_only=True)
class Bounds(ByFields):
    """The score is kept between two bounds (总分上下限).

    Attributes:
        key: the identifier, unique in the scheme.
        name: what officials call it, in both languages.
        order: its place among all adjustments, from 1 on.
        level: whose score it adjusts.
        at_least: the least score, `None` for no such bound.
        at_most: the largest score, `None` for no such bound.
        allowed_by: the document that allows it; needed on the level of cities.

    Raises:
        SchemeError: no bound, bounds that cross, no document.
    """

    kind: ClassVar[str] = "bounds"

    key: str
    name: Words
    order: int
    level: Tier
    at_least: Fraction | None = field(converter=optional(exact), default=None)
    at_most: Fraction | None = field(converter=optional(exact), default=None)
    allowed_by: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse bounds that bound nothing."""
        raise_faults(SchemeError, self._find_faults(), _subject(self))

    def _find_faults(self) -> Iterator[Fault]:
        yield from _head_faults(self)
        if self.at_least is None and self.at_most is None:
            yield NO_BOUND.at("at_most")
        elif self.at_least is not None and self.at_most is not None and self.at_least >= self.at_most:
            yield BOUNDS_SWAPPED.at("at_least", to_text(self.at_least), most=to_text(self.at_most))

    def within(self, score: Fraction) -> Fraction:
        """Bring a score into the bounds.

        Args:
            score: the score.

        Returns:
            The score, or the bound that it passes.
        """
        raised = score if self.at_least is None else max(score, self.at_least)
        return raised if self.at_most is None else min(raised, self.at_most)

    @property
    def words(self) -> Words:
        """The adjustment in words, with its numbers."""
        low = [] if self.at_least is None else [_limit(Words("at least {value}", "最低{value}分"), self.at_least)]
        high = [] if self.at_most is None else [_limit(Words("at most {value}", "最高{value}分"), self.at_most)]
        said = low + high
        return Words(", ".join(words.en for words in said), "，".join(words.zh for words in said))


Adjustment: TypeAlias = Bonus | Penalty | Events | Falsified | Bounds
"""What changes a score beside the tree of criteria (加减分项); the union is closed."""


def _limit(words: Words, value: Fraction) -> Words:
    return words.format(value=to_text(value))


def _signed(points: Fraction) -> str:
    return f"{'+' if points > 0 else ''}{to_text(points)}"


def _subject(adjustment: Adjustment) -> Words:
    return Words(f"adjustment {adjustment.key}", f"加减分项{adjustment.key}")


def _head_faults(adjustment: Adjustment) -> Iterator[Fault]:
    yield from key_faults(adjustment.key)
    yield from name_faults(adjustment.name)
    if adjustment.order <= 0:
        yield NOT_POSITIVE.at("order", adjustment.order)
    # Art. 6: a city's result is the mean of its counties; what is added to that departs from it.
    if adjustment.level is Tier.CITY and not adjustment.allowed_by.strip():
        yield NO_DOCUMENT.at("allowed_by", citation=Citation(6))


def _criteria_faults(adjustment: Bonus | Penalty) -> Iterator[Fault]:
    if not adjustment.criteria:
        yield EMPTY.at("criteria")
    for i, criterion in enumerate(adjustment.criteria):
        if criterion.weight is not None:
            yield WEIGHT_UNUSED.at(f"criteria[{i}].weight", to_text(criterion.weight))
    if adjustment.at_most <= 0:
        yield NOT_POSITIVE.at("at_most", to_text(adjustment.at_most))


def _cap_faults(name: str, cap: Fraction, points: list[Fraction]) -> Iterator[Fault]:
    if cap < 0:
        yield NEGATIVE.at(name, to_text(cap))
    elif bool(cap) != bool(points):
        yield UNUSED_CAP.at(name, to_text(cap))
    elif points and cap < max(points):
        yield CAP_BELOW_ONE.at(name, to_text(cap), one=to_text(max(points)))


def in_order(adjustments: Iterable[Adjustment]) -> tuple[Adjustment, ...]:
    """Sort adjustments into the order in which they apply."""
    return tuple(sorted(adjustments, key=lambda adjustment: (adjustment.order, adjustment.key)))
