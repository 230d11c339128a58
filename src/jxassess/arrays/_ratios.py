"""A row for a quantity that one number divided by another is, such as the completion of a target."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from jxassess.arrays._block import Block
from jxassess.arrays._grids import Quotient
from jxassess.arrays._numbers import TINY, Floats, Indices, Objects, gamma, plain
from jxassess.arrays._rows import Leaf
from jxassess.scheme import Pieces

_NEAR = 2.0**-44
"""Closer to an edge than this share of it, the piece is settled by whole numbers."""


class Ratio(Leaf):
    """The points of a quotient: both numbers differ from unit to unit, so that no common denominator serves.

    A double divides, and its piece is looked up; where it comes close to an edge the piece is found by multiplying out
    in whole numbers, so that a target met exactly is met. Pieces that slope are bounded, or nothing is proven.
    """

    def __init__(self, quotient: Quotient, pieces: Pieces) -> None:
        self._quotient, self._pieces = quotient, pieces
        edges, segments = pieces.edges, pieces.segments
        self._edges = np.array([float(edge.at) for edge in edges])
        self._bounds = np.concatenate(([-np.inf], self._edges, [np.inf]))
        self._nearness = np.concatenate(([0.0], np.abs(self._edges) * _NEAR + 2.0**-900, [0.0]))
        self._slopes = np.array([float(segment.slope) for segment in segments])
        self._offsets = np.array([float(segment.intercept) for segment in segments])
        self._scale = float(Fraction(quotient.bottom.scale, quotient.top.scale))
        ends = [s.at(edge.at) for edge, *both in zip(edges, segments, segments[1:], strict=False) for s in both]
        ends += [segments[0].intercept, segments[-1].intercept]
        self.low, self.high = min(ends), max(ends)
        reach = max((abs(edge.at) for edge in edges), default=Fraction(0))
        parts = (abs(s.slope) * reach + abs(s.intercept) for s in segments)
        is_bounded = not segments[0].slope and not segments[-1].slope
        # Both numbers, their quotient, the scale, the slope and its product, the offset and the sum are rounded.
        self.error: Fraction | None = gamma(10) * max(parts) + TINY if is_bounded else None

    def fill(self, block: Block, out: Floats) -> None:
        """Write the points."""
        top, bottom = (grid.numbers(block) for grid in (self._quotient.top, self._quotient.bottom))
        # Where nothing is to be divided by, the criterion earns nothing, whatever is written.
        is_there = bottom != 0
        np.divide(top, bottom, out=out, where=is_there)
        out[~is_there] = 0
        out *= self._scale
        piece = np.searchsorted(self._edges, out, "right")
        self._settle(block, out, piece)
        slopes = self._slopes[piece]
        # A flat piece may hold quotients of any size, and their product with zero is zero.
        np.multiply(out, slopes, out=out)
        out += self._offsets[piece]

    def _settle(self, block: Block, ratios: Floats, piece: Indices) -> None:
        below, above = self._bounds[piece], self._bounds[piece + 1]
        is_near = (ratios - below <= self._nearness[piece]) | (above - ratios <= self._nearness[piece + 1])
        places = np.flatnonzero(is_near)
        if len(places):
            exact = self._quotient.exact(block.part(places))
            piece[places] = [self._pieces.piece(value) for value in exact]

    def exact(self, block: Block) -> Objects:
        """Give the points."""
        return plain([self._pieces.at(value) for value in self._quotient.exact(block)])
