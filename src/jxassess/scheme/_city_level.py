"""A part of a city's score beside the mean of its counties."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.exact import exact, to_text
from jxassess.faults import Fault, SchemeError, raise_faults
from jxassess.measure import Citation
from jxassess.scheme._criteria import Group
from jxassess.scheme._faults import (
    EMPTY,
    INNER_DIMENSION,
    NO_DOCUMENT,
    NOT_POSITIVE,
    SHARE_MISSING,
    SHARES_NOT_ONE,
)
from jxassess.words import Words


@frozen(kw_only=True)
class CityLevel(ByFields):
    """A city's score is blended of the mean of its counties and parts of its own (市级成绩构成).

    A part is a group scored on the city's own observations: criteria of the city, marks given by a panel, or the score
    of another assessment. It keeps a scale of its own and enters with its weight.

    Attributes:
        county_weight: the share of the counties' mean, above zero.
        parts: the other parts, each with a weight; shares add up to 1.
        allowed_by: the document that allows it.

    Raises:
        SchemeError: no part, a part without weight or with a dimension, shares that do not add up to 1, no document.

    Legal basis:
        None: Art. 6 determines a city's result by the mean of its counties, so every such part is a departure.
    """

    county_weight: Fraction = field(converter=exact)
    parts: tuple[Group, ...] = field(converter=tuple[Group, ...])
    allowed_by: str

    def __attrs_post_init__(self) -> None:
        """Refuse parts that do not make up a whole."""
        raise_faults(SchemeError, self._find_faults(), Words("the level of cities", "市级成绩构成"))

    def _find_faults(self) -> Iterator[Fault]:
        if self.county_weight <= 0:
            yield NOT_POSITIVE.at("county_weight", to_text(self.county_weight), citation=Citation(6))
        if not self.parts:
            yield EMPTY.at("parts")
        for i, part in enumerate(self.parts):
            if part.weight is None:
                yield SHARE_MISSING.at(f"parts[{i}].weight", part.key)
            if part.dimension is not None:
                yield INNER_DIMENSION.at(f"parts[{i}].dimension", part.dimension.value)
        shares = [part.weight for part in self.parts if part.weight is not None]
        total = sum(shares, self.county_weight)
        if len(shares) == len(self.parts) and total != 1:
            yield SHARES_NOT_ONE.at("county_weight", to_text(total))
        if not self.allowed_by.strip():
            yield NO_DOCUMENT.at("allowed_by", citation=Citation(6))
