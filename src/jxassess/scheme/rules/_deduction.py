"""Deduction for each unit by which a value falls short."""

from __future__ import annotations

from collections.abc import Iterator
from enum import unique
from fractions import Fraction
from math import ceil
from typing import ClassVar

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.exact import exact, to_text
from jxassess.faults import Fault, SchemeError, raise_faults
from jxassess.scheme._faults import NOT_POSITIVE, TOO_MANY_PIECES
from jxassess.scheme._pieces import Edge, Pieces, clipped, flat, pieces_of
from jxassess.scheme.rules._properties import ALL_PROPERTIES, Property
from jxassess.words import Worded, Words

_MOST_STEPS = 10_000


@unique
class Counting(Worded):
    """How a part of a unit is counted in a deduction (扣分单位的计法)."""

    PROPORTIONAL = "proportional", "in proportion", "按比例"
    """In proportion."""
    BEGUN = "begun", "each one begun", "不足一个单位按一个计"
    """A unit that has begun counts whole (不足一个单位按一个单位计)."""
    WHOLE = "whole", "whole ones only", "不足一个单位不计"
    """Only whole units count."""


@unique
class Shortfall(Worded):
    """On which side of its start a deduction works."""

    BELOW = "below", "below", "低于"
    ABOVE = "above", "above", "高于"


@frozen(kw_only=True)
class Deduction(ByFields):
    """Full marks up to a start, and so many points less for every unit beyond it, not below zero (扣分制).

    Attributes:
        start: where the deduction starts, in the unit of the basis; a deduction below target starts at 0 of `margin`.
        side: whether values below or above the start lose points.
        per: the unit, above zero, in the unit of the basis.
        points: points lost for each, above zero.
        counting: how a part of a unit counts.

    Raises:
        SchemeError: unit or points not above zero.

    Example:
        >>> from jxassess.scheme import Counting, Deduction, Shortfall
        >>> rule = Deduction(start=100, side=Shortfall.BELOW, per="0.1", points=1,
        ...                  counting=Counting.BEGUN)
        >>> rule.lower(Fraction(4)).at(Fraction("99.85"))
        Fraction(2, 1)
    """

    kind: ClassVar[str] = "deduction"
    properties: ClassVar[frozenset[Property]] = ALL_PROPERTIES

    start: Fraction = field(converter=exact)
    side: Shortfall
    per: Fraction = field(converter=exact)
    points: Fraction = field(converter=exact)
    counting: Counting

    def __attrs_post_init__(self) -> None:
        """Refuse a deduction that takes nothing."""
        raise_faults(SchemeError, self._find_faults(), Words("a deduction", "扣分规则"))

    def _find_faults(self) -> Iterator[Fault]:
        for name, value in (("per", self.per), ("points", self.points)):
            if value <= 0:
                yield NOT_POSITIVE.at(name, to_text(value))

    def marks_faults(self, marks: Fraction) -> Iterator[Fault]:
        """Find what is wrong with the rule under given marks: more steps than can be meant.

        Args:
            marks: full marks.

        Yields:
            At most one fault.
        """
        steps = ceil(marks / self.points)
        if self.counting is not Counting.PROPORTIONAL and steps > _MOST_STEPS:
            yield TOO_MANY_PIECES.at("points", steps)

    def lower(self, marks: Fraction) -> Pieces:
        """Give the points as pieces over the basis.

        Args:
            marks: full marks.

        Returns:
            Three pieces, or a staircase with a step for each unit until nothing is left.
        """
        away = -1 if self.side is Shortfall.BELOW else 1
        if self.counting is Counting.PROPORTIONAL:
            gone_at = self.start + away * self.per * marks / self.points
            return clipped((self.start, marks), (gone_at, Fraction(0)))
        left = [max(marks - self.points * k, Fraction(0)) for k in range(1, ceil(marks / self.points) + 1)]
        # The k-th unit has begun beyond start + (k - 1) units, and is whole from start + k units on.
        first = 0 if self.counting is Counting.BEGUN else 1
        at = [self.start + away * self.per * (k + first) for k in range(len(left))]
        is_upper = (self.counting is Counting.BEGUN) == (self.side is Shortfall.BELOW)
        edges = [Edge(value, is_upper=is_upper) for value in at]
        if self.side is Shortfall.ABOVE:
            return pieces_of(flat(marks), zip(edges, map(flat, left), strict=True))
        above = [marks, *left[:-1]]
        rising = list(zip(edges, map(flat, above), strict=True))[::-1]
        return pieces_of(flat(left[-1]), rising)

    def words(self, marks: Fraction) -> Words:
        """Say the rule in words with its numbers."""
        return Words(
            "{marks}, minus {points} for each {per} {side} {start} ({counting}), not below 0",
            "{marks}分，每{side}{start}达{per}扣{points}分（{counting}），扣完为止",
        ).format(
            marks=to_text(marks),
            points=to_text(self.points),
            per=to_text(self.per),
            side=self.side.words,
            start=to_text(self.start),
            counting=self.counting.words,
        )
