"""Linear between two values."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.exact import exact, to_text
from jxassess.faults import Fault, SchemeError, raise_faults
from jxassess.scheme._faults import SAME_VALUES
from jxassess.scheme._pieces import Pieces, clipped
from jxassess.scheme.rules._properties import ALL_PROPERTIES, Property
from jxassess.words import Words


@frozen(kw_only=True)
class Linear(ByFields):
    """No points at one value, full marks at another, in proportion between (线性计分).

    Attributes:
        zero_at: where points begin, in the unit of the basis; may lie above `full_at`.
        full_at: where full marks are reached.

    Raises:
        SchemeError: both values are the same.

    Example:
        >>> from jxassess.scheme import Linear
        >>> Linear(zero_at=80, full_at=100).lower(Fraction(10)).at(Fraction(95))
        Fraction(15, 2)
    """

    kind: ClassVar[str] = "linear"
    properties: ClassVar[frozenset[Property]] = ALL_PROPERTIES

    zero_at: Fraction = field(converter=exact)
    full_at: Fraction = field(converter=exact)

    def __attrs_post_init__(self) -> None:
        """Refuse a line without length."""
        raise_faults(SchemeError, self._find_faults(), Words("a linear rule", "线性规则"))

    def _find_faults(self) -> Iterator[Fault]:
        if self.zero_at == self.full_at:
            yield SAME_VALUES.at("full_at", to_text(self.full_at))

    def lower(self, marks: Fraction) -> Pieces:
        """Give the points as pieces over the basis.

        Args:
            marks: full marks.

        Returns:
            Three pieces.
        """
        return clipped((self.zero_at, Fraction(0)), (self.full_at, marks))

    def words(self, marks: Fraction) -> Words:
        """Say the rule in words with its numbers."""
        return Words(
            "none at {zero}, {marks} at {full}, in proportion between",
            "{zero}得0分，{full}得{marks}分，其间按比例计分",
        ).format(zero=to_text(self.zero_at), full=to_text(self.full_at), marks=to_text(marks))
