"""Bands: ranges of values with a range of points inside each."""

from __future__ import annotations

from collections.abc import Iterator
from enum import unique
from fractions import Fraction
from itertools import pairwise
from typing import ClassVar

from attrs import field, frozen
from attrs.converters import optional

from jxassess.comparing import ByFields
from jxassess.exact import Bound, Side, exact, to_text
from jxassess.faults import Fault, SchemeError, raise_faults
from jxassess.scheme._faults import BAND_EMPTY, BAND_GAP, BAND_OPEN, BAND_OVERLAP, BAND_POINTS, EMPTY
from jxassess.scheme._pieces import Edge, Pieces, Segment, flat, line, pieces_of
from jxassess.scheme.rules._properties import ALL_PROPERTIES, Property
from jxassess.words import Worded, Words


@unique
class ClosedEnd(Worded):
    """Which end of a band belongs to it (区间端点归属)."""

    LOW = "low", "the lower end belongs to each", "含下限不含上限"
    HIGH = "high", "the upper end belongs to each", "含上限不含下限"


@frozen(kw_only=True)
class Band(ByFields):
    """A range of values, and the points at its ends (分段).

    Attributes:
        low: its lower end in the unit of the basis, `None` for no end; only the first band may have none.
        high: its upper end, `None` for no end; only the last band may have none.
        at_low: points at the lower end; given with `low`.
        at_high: points at the upper end; given with `high`.
    """

    low: Fraction | None = field(converter=optional(exact), default=None)
    high: Fraction | None = field(converter=optional(exact), default=None)
    at_low: Fraction | None = field(converter=optional(exact), default=None)
    at_high: Fraction | None = field(converter=optional(exact), default=None)

    @property
    def segment(self) -> Segment:
        """The line inside the band; flat where an end is open."""
        if self.low is None or self.at_low is None:
            return flat(self.at_high or Fraction(0))
        if self.high is None or self.at_high is None:
            return flat(self.at_low)
        return line((self.low, self.at_low), (self.high, self.at_high))

    def words_in(self, closed: ClosedEnd) -> Words:
        """Say the band in words.

        Args:
            closed: which of its ends belongs to it.

        Returns:
            Its ends and its points.
        """
        sides = (Side.AT_LEAST, Side.BELOW) if closed is ClosedEnd.LOW else (Side.ABOVE, Side.AT_MOST)
        ends = [
            Bound(side=side, value=end).words
            for side, end in zip(sides, (self.low, self.high), strict=True)
            if end is not None
        ]
        said = Words(" and ".join(words.en for words in ends), "且".join(words.zh for words in ends))
        points = [to_text(number) for number in (self.at_low, self.at_high) if number is not None]
        if len(set(points)) == 1:
            return Words("{ends}: {points}", "{ends}得{points}分").format(ends=said, points=points[0])
        return Words("{ends}: {first} to {last}", "{ends}得{first}至{last}分").format(
            ends=said, first=points[0], last=points[-1]
        )


def _text(value: Fraction | None) -> str:
    return "" if value is None else to_text(value)


@frozen(kw_only=True)
class Bands(ByFields):
    """Ranges of values with a range of points inside each, in proportion between its ends (分段计分).

    The bands join: each begins where the one before ends. Beyond an outer end that is given, the points stay as there.

    Attributes:
        bands: at least one, in the order of values.
        closed: which end belongs to a band, where the points jump between neighbours.

    Raises:
        SchemeError: no band, gaps, overlaps, an empty band, an end inside left open, or an end without points.

    Example:
        >>> from jxassess.scheme import Band, Bands, ClosedEnd
        >>> rule = Bands(closed=ClosedEnd.HIGH, bands=[Band(high=1, at_high=10),
        ...                                            Band(low=1, high=2, at_low=9, at_high=8),
        ...                                            Band(low=2, at_low=0)])
        >>> pieces = rule.lower(Fraction(10))
        >>> pieces.at(Fraction(1)), pieces.at(Fraction("1.5")), pieces.at(Fraction(3))
        (Fraction(10, 1), Fraction(17, 2), Fraction(0, 1))
    """

    kind: ClassVar[str] = "bands"
    properties: ClassVar[frozenset[Property]] = ALL_PROPERTIES

    bands: tuple[Band, ...] = field(converter=tuple[Band, ...])
    closed: ClosedEnd

    def __attrs_post_init__(self) -> None:
        """Refuse bands that leave a value out, or give it two ranges."""
        raise_faults(SchemeError, self._find_faults(), Words("a rule of bands", "分段规则"))

    def _find_faults(self) -> Iterator[Fault]:
        if not self.bands:
            yield EMPTY.at("bands")
        for i, band in enumerate(self.bands):
            yield from (fault.under(f"bands[{i}]") for fault in self._band_faults(i, band))
        for i, (lower, upper) in enumerate(pairwise(self.bands), start=1):
            if lower.high is None or upper.low is None or lower.high == upper.low:
                continue
            kind = BAND_GAP if lower.high < upper.low else BAND_OVERLAP
            yield kind.at(f"bands[{i}].low", to_text(upper.low), end=to_text(lower.high))

    def _band_faults(self, i: int, band: Band) -> Iterator[Fault]:
        if band.low is None and (i > 0 or band.high is None):
            yield BAND_OPEN.at("low")
        if band.high is None and i < len(self.bands) - 1:
            yield BAND_OPEN.at("high")
        if (band.low is None) != (band.at_low is None):
            yield BAND_POINTS.at("at_low", _text(band.at_low) or "-")
        if (band.high is None) != (band.at_high is None):
            yield BAND_POINTS.at("at_high", _text(band.at_high) or "-")
        if band.low is not None and band.high is not None and band.low >= band.high:
            yield BAND_EMPTY.at("high", to_text(band.high), low=to_text(band.low))

    def lower(self, marks: Fraction) -> Pieces:
        """Give the points as pieces over the quantity.

        Args:
            marks: full marks; the points of the bands are their own.

        Returns:
            One piece for each band, and a flat one beyond each outer end that is given.
        """
        is_upper = self.closed is ClosedEnd.LOW
        first, last = self.bands[0], self.bands[-1]
        below = flat(first.at_low) if first.at_low is not None else first.segment
        rest = [(Edge(band.low, is_upper=is_upper), band.segment) for band in self.bands if band.low is not None]
        if last.high is not None and last.at_high is not None:
            rest.append((Edge(last.high, is_upper=is_upper), flat(last.at_high)))
        return pieces_of(below, rest)

    @property
    def offers(self) -> tuple[tuple[str, Fraction], ...]:
        """Every number of points that it names, with its path."""
        ends = [
            (f"bands[{i}].{name}", points)
            for i, band in enumerate(self.bands)
            for name, points in (("at_low", band.at_low), ("at_high", band.at_high))
        ]
        return tuple((path, points) for path, points in ends if points is not None)

    def where(self, segment: int) -> str:
        """Give the path of the band behind a segment of the pieces.

        Args:
            segment: its number, 0 for the lowest values.

        Returns:
            The path, empty beyond an outer end.
        """
        band = segment if self.bands[0].low is None else segment - 1
        return f"bands[{band}]" if 0 <= band < len(self.bands) else ""

    def words(self, marks: Fraction) -> Words:
        """Say the rule in words with its numbers."""
        said = [band.words_in(self.closed) for band in self.bands]
        if self.bands[0].low is not None or self.bands[-1].high is not None:
            said.append(Words("beyond the outer ends as at them", "两端以外按端点得分"))
        return Words("; ".join(words.en for words in said), "；".join(words.zh for words in said))
