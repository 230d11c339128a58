"""In proportion to a quantity."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.exact import exact, to_text
from jxassess.faults import Fault, SchemeError, raise_faults
from jxassess.scheme._faults import NOT_POSITIVE
from jxassess.scheme._pieces import Pieces, clipped
from jxassess.scheme.rules._properties import ALL_PROPERTIES, Property
from jxassess.words import Words


@frozen(kw_only=True)
class Proportional(ByFields):
    """Marks in proportion to the quantity, and not more than full (按比例计分).

    On the completion of a target, `full_at` 1 gives the marks times the share reached (按完成率计分). A target of zero
    leaves nothing to do: the criterion is then not applicable.

    Attributes:
        full_at: where full marks are reached, above zero, in the unit of the basis.

    Raises:
        SchemeError: full marks at zero or below.

    Example:
        >>> from jxassess.scheme import Proportional
        >>> Proportional(full_at=1).lower(Fraction(20)).at(Fraction(9, 10))
        Fraction(18, 1)
    """

    kind: ClassVar[str] = "proportional"
    properties: ClassVar[frozenset[Property]] = ALL_PROPERTIES

    full_at: Fraction = field(converter=exact)

    def __attrs_post_init__(self) -> None:
        """Refuse a proportion of nothing."""
        raise_faults(SchemeError, self._find_faults(), Words("a proportional rule", "按比例计分规则"))

    def _find_faults(self) -> Iterator[Fault]:
        if self.full_at <= 0:
            yield NOT_POSITIVE.at("full_at", to_text(self.full_at))

    def lower(self, marks: Fraction) -> Pieces:
        """Give the points as pieces over the quantity.

        Args:
            marks: full marks.

        Returns:
            Three pieces.
        """
        return clipped((Fraction(0), Fraction(0)), (self.full_at, marks))

    def words(self, marks: Fraction) -> Words:
        """Say the rule in words with its numbers."""
        return Words(
            "in proportion, {marks} at {full} and above", "按比例计分，达到{full}得{marks}分，最高{marks}分"
        ).format(marks=to_text(marks), full=to_text(self.full_at))
