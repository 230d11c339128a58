"""Levels: fixed points for each one that is reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise
from typing import ClassVar

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.exact import Side, exact, to_text
from jxassess.faults import Fault, SchemeError, raise_faults
from jxassess.scheme._faults import EMPTY, MIXED_SIDES, REPEATED, UNORDERED_POINTS
from jxassess.scheme._pieces import Edge, Pieces, flat, pieces_of
from jxassess.scheme.rules._properties import ALL_PROPERTIES, Property
from jxassess.words import Words


@frozen(kw_only=True)
class Level(ByFields):
    """One level of a rule of levels (档次).

    Attributes:
        side: on which side of the value the level is reached.
        value: the bound, in the unit of the basis.
        points: what it earns, in points.
    """

    side: Side
    value: Fraction = field(converter=exact)
    points: Fraction = field(converter=exact)

    @property
    def edge(self) -> Edge:
        """The edge between this level and what lies on its worse side."""
        # "At least" and "below" give the value itself to the upper part.
        return Edge(self.value, is_upper=self.side in (Side.AT_LEAST, Side.BELOW))

    @property
    def words(self) -> Words:
        """The level in words."""
        return Words("{side} {value}: {points}", "{side}{value}得{points}分").format(
            side=self.side.words, value=to_text(self.value), points=to_text(self.points)
        )


def _strictest_first(levels: Iterable[Level]) -> tuple[Level, ...]:
    given = tuple(levels)
    is_upward = all(level.side.is_upward for level in given)
    return tuple(sorted(given, key=lambda level: level.edge.key, reverse=is_upward))


@frozen(kw_only=True)
class Levels(ByFields):
    """Fixed points for the strictest level that is reached (分档计分).

    Attributes:
        levels: the levels, all towards the same side, a stricter one earning more; kept strictest first.
        otherwise: points where none is reached.

    Raises:
        SchemeError: no level, levels towards both sides, one bound twice, or a stricter level that earns no more.

    Example:
        >>> from jxassess.exact import Side
        >>> from jxassess.scheme import Level, Levels
        >>> rule = Levels(levels=[Level(side=Side.AT_LEAST, value=98, points=10),
        ...                       Level(side=Side.AT_LEAST, value=95, points=6)], otherwise=0)
        >>> rule.lower(Fraction(10)).at(Fraction("97.99"))
        Fraction(6, 1)
    """

    kind: ClassVar[str] = "levels"
    properties: ClassVar[frozenset[Property]] = ALL_PROPERTIES

    levels: tuple[Level, ...] = field(converter=_strictest_first)
    otherwise: Fraction = field(converter=exact)

    def __attrs_post_init__(self) -> None:
        """Refuse levels that do not make a staircase."""
        raise_faults(SchemeError, self._find_faults(), Words("a rule of levels", "分档规则"))

    def _find_faults(self) -> Iterator[Fault]:
        if not self.levels:
            yield EMPTY.at("levels")
            return
        if len({level.side.is_upward for level in self.levels}) > 1:
            yield MIXED_SIDES.at("levels", ", ".join(level.side.value for level in self.levels))
            return
        for i, (stricter, level) in enumerate(pairwise(self.levels), start=1):
            if stricter.edge == level.edge:
                yield REPEATED.at(f"levels[{i}]", to_text(level.value))
            elif level.points >= stricter.points:
                yield UNORDERED_POINTS.at(f"levels[{i}].points", to_text(level.points))
        if self.otherwise >= self.levels[-1].points:
            yield UNORDERED_POINTS.at("otherwise", to_text(self.otherwise))

    def lower(self, marks: Fraction) -> Pieces:
        """Give the points as pieces over the basis.

        Args:
            marks: full marks; the points of the levels are their own.

        Returns:
            One flat piece for each level and one for what reaches none.
        """
        if self.levels[0].side.is_upward:
            rising = self.levels[::-1]
            return pieces_of(flat(self.otherwise), [(level.edge, flat(level.points)) for level in rising])
        above = [*(level.points for level in self.levels[1:]), self.otherwise]
        parts = [(level.edge, flat(points)) for level, points in zip(self.levels, above, strict=True)]
        return pieces_of(flat(self.levels[0].points), parts)

    @property
    def offers(self) -> tuple[tuple[str, Fraction], ...]:
        """Every number of points that it names, with its path."""
        levels = tuple((f"levels[{i}].points", level.points) for i, level in enumerate(self.levels))
        return (*levels, ("otherwise", self.otherwise))

    def where(self, segment: int) -> str:
        """Give the path of the level behind a segment of the pieces.

        Args:
            segment: its number, 0 for the lowest values.

        Returns:
            The path, empty for what reaches no level.
        """
        number = len(self.levels)
        level = number - segment if self.levels[0].side.is_upward else segment
        return f"levels[{level}]" if level < number else ""

    def words(self, marks: Fraction) -> Words:
        """Say the rule in words with its numbers."""
        levels = [level.words for level in self.levels]
        joined = Words("; ".join(level.en for level in levels), "；".join(level.zh for level in levels))
        return Words("{levels}; otherwise {rest}", "{levels}；其余得{rest}分").format(
            levels=joined, rest=to_text(self.otherwise)
        )
