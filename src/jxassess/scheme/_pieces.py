"""Pieces: what every rule lowers to, so that all that follows reads one form."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.exact import Better, exact, is_less
from jxassess.faults import SchemeError
from jxassess.scheme._faults import BAD_PIECES

Key: TypeAlias = tuple[Fraction, bool]


@frozen
class Edge(ByFields):
    """Where one segment ends and the next begins (分界).

    Attributes:
        at: the value.
        is_upper: whether the value itself belongs to the segment above it (`x >= at`) or to the one below (`x <= at`).
    """

    at: Fraction = field(converter=exact)
    is_upper: bool

    @property
    def key(self) -> Key:
        """Order of edges: at one value, the edge that gives it to the upper segment comes first."""
        return self.at, not self.is_upper

    def is_passed_by(self, value: Fraction) -> bool:
        """Tell whether a value belongs to the segment above."""
        return not is_less(value, self.at) if self.is_upper else is_less(self.at, value)


@frozen
class Segment(ByFields):
    """A line between two edges: points are `slope` times the value plus `intercept`.

    Attributes:
        slope: points for each unit of the value.
        intercept: points at value zero, if the line went so far.
    """

    slope: Fraction = field(converter=exact)
    intercept: Fraction = field(converter=exact)

    def at(self, value: Fraction) -> Fraction:
        """Give the points of a value on this line."""
        if not self.slope:
            return self.intercept
        points = self.slope * value
        return points + self.intercept if self.intercept else points


def flat(points: Fraction) -> Segment:
    """Make a segment that earns the same for every value."""
    return Segment(Fraction(0), points)


def line(start: tuple[Fraction, Fraction], end: tuple[Fraction, Fraction]) -> Segment:
    """Make the segment through two points, each a value and its points; the values differ."""
    slope = (end[1] - start[1]) / (end[0] - start[0])
    return Segment(slope, start[1] - slope * start[0])


@frozen
class Pieces(ByFields):
    """A function from a value to points, piece by piece (分段函数), with neither gap nor overlap.

    Attributes:
        edges: the edges in order, n of them.
        segments: the lines between them, n + 1, the first below all edges.

    Raises:
        SchemeError: edges out of order, or another number of segments.

    Example:
        >>> from jxassess.scheme import Edge, Pieces, Segment
        >>> pieces = Pieces([Edge("60", is_upper=True)], [Segment(0, 0), Segment(0, 10)])
        >>> pieces.at(Fraction(60)), pieces.at(Fraction(59))
        (Fraction(10, 1), Fraction(0, 1))
    """

    edges: tuple[Edge, ...] = field(converter=tuple[Edge, ...])
    segments: tuple[Segment, ...] = field(converter=tuple[Segment, ...])

    def __attrs_post_init__(self) -> None:
        """Refuse what is no function: edges out of order, or too few or too many segments."""
        keys = [edge.key for edge in self.edges]
        if len(self.segments) != len(keys) + 1 or any(first >= second for first, second in pairwise(keys)):
            raise SchemeError([BAD_PIECES.at("segments", len(self.segments))])

    def at(self, value: Fraction) -> Fraction:
        """Give the points of a value.

        Args:
            value: any exact number, in the unit of the rule's basis.

        Returns:
            The points.
        """
        return self.segments[self.piece(value)].at(value)

    def piece(self, value: Fraction) -> int:
        """Give the number of the segment that a value lies on.

        Args:
            value: any exact number, in the unit of the rule's basis.

        Returns:
            Its number, 0 for the lowest values.
        """
        # The edges are in order, so that those which a value has passed come first.
        return bisect_left(self.edges, True, key=lambda edge: not edge.is_passed_by(value))

    def extremes(self, low: Fraction | None, high: Fraction | None) -> tuple[Fraction, Fraction]:
        """Give the least and the largest points that values of a range can earn or come near to.

        Args:
            low: the least value, `None` for no bound: the first segment is then flat.
            high: the largest value, `None` for no bound: the last segment is then flat.

        Returns:
            Smallest and largest points.
        """
        points = list(self._corners(low, high))
        return min(points), max(points)

    def _corners(self, low: Fraction | None, high: Fraction | None) -> Iterator[Fraction]:
        # A function of lines has its extremes at the ends of the range and on either side of each edge inside it.
        yield self.segments[0].intercept if low is None else self.at(low)
        yield self.segments[-1].intercept if high is None else self.at(high)
        for edge, below, above in zip(self.edges, self.segments, self.segments[1:], strict=False):
            has_below = low is None or edge.at > low or (edge.at == low and not edge.is_upper)
            has_above = high is None or edge.at < high or (edge.at == high and edge.is_upper)
            if has_below and (high is None or edge.at <= high):
                yield below.at(edge.at)
            if has_above and (low is None or edge.at >= low):
                yield above.at(edge.at)

    def unreached(self, low: Fraction | None, high: Fraction | None) -> Iterator[int]:
        """Find the segments that no value of a range lies on.

        Args:
            low: the least value, `None` for no bound.
            high: the largest value, `None` for no bound.

        Yields:
            Their numbers, 0 for the lowest values.
        """
        keys = [edge.key for edge in self.edges]
        first = 0 if low is None else bisect_right(keys, (low, False))
        last = len(keys) if high is None else bisect_right(keys, (high, False))
        yield from (i for i in range(len(self.segments)) if not first <= i <= last)

    def is_monotone(self, better: Better) -> bool:
        """Tell whether a better value never earns less.

        Args:
            better: which direction is better.

        Returns:
            Whether no segment falls and no edge drops in that direction.
        """
        sign = 1 if better is Better.HIGHER else -1
        rises = (segment.slope * sign for segment in self.segments)
        jumps = (
            (above.at(edge.at) - below.at(edge.at)) * sign
            for edge, below, above in zip(self.edges, self.segments, self.segments[1:], strict=False)
        )
        return all(step >= 0 for step in (*rises, *jumps))


def pieces_of(first: Segment, rest: Iterable[tuple[Edge, Segment]]) -> Pieces:
    """Make pieces from the lowest segment and, in order, each edge with the segment above it.

    Args:
        first: the segment below all edges.
        rest: edges with the segment above each.

    Returns:
        The pieces.
    """
    parts = list(rest)
    return Pieces([edge for edge, _ in parts], [first, *(segment for _, segment in parts)])


def clipped(start: tuple[Fraction, Fraction], end: tuple[Fraction, Fraction]) -> Pieces:
    """Make a line between two points, flat before the first and after the second.

    Args:
        start: a value and its points.
        end: another value, larger or smaller, and its points.

    Returns:
        Three pieces.
    """
    left, right = sorted((start, end))
    upper = (Edge(right[0], is_upper=True), flat(right[1]))
    return pieces_of(flat(left[1]), [(Edge(left[0], is_upper=True), line(left, right)), upper])
