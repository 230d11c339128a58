"""Points by place among all units."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from enum import unique
from fractions import Fraction
from typing import ClassVar

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.exact import Better, exact, to_text
from jxassess.faults import Fault, SchemeError, raise_faults
from jxassess.scheme._faults import ABOVE_MARKS, NEGATIVE, NOT_POSITIVE
from jxassess.scheme._pieces import Edge, Pieces, flat, pieces_of
from jxassess.scheme.rules._cohort import Cohort, Reference
from jxassess.scheme.rules._properties import ALL_PROPERTIES, Property
from jxassess.words import Worded, Words


@unique
class Ties(Worded):
    """How places are counted behind a tie (并列的计法)."""

    COMPETITION = "competition", "competition ranking, 1-1-3", "并列占位（1、1、3）"
    """1-1-3: a tie takes the places of all its members."""
    DENSE = "dense", "dense ranking, 1-1-2", "并列不占位（1、1、2）"
    """1-1-2: the next one follows at once."""


@frozen(kw_only=True)
class ByRank(ByFields):
    """The first place earns all marks, and each place behind it so many points less, down to a floor (按名次计分).

    Places run in the better direction of the indicator; units with the same quantity share a place.

    Attributes:
        step: points lost for each place, above zero.
        floor: the least points, zero or more.
        ties: how places are counted behind a tie.
        cohort: which units are ranked together.

    Raises:
        SchemeError: a step that takes nothing, or a floor below zero.

    Example:
        >>> from jxassess.exact import Better
        >>> from jxassess.scheme import Among, ByRank, Cohort, Reference, Ties
        >>> rule = ByRank(step="0.25", floor=0, ties=Ties.COMPETITION,
        ...               cohort=Cohort(among=Among.PROVINCE, has_carried=False))
        >>> rule.lower(Fraction(20), Reference([9, 9, 7]), Better.HIGHER).at(Fraction(7))
        Fraction(39, 2)
    """

    kind: ClassVar[str] = "by_rank"

    step: Fraction = field(converter=exact)
    floor: Fraction = field(converter=exact)
    ties: Ties
    cohort: Cohort

    def __attrs_post_init__(self) -> None:
        """Refuse places that make no difference."""
        raise_faults(SchemeError, self._find_faults(), Words("a rule by rank", "按名次计分规则"))

    def _find_faults(self) -> Iterator[Fault]:
        if self.step <= 0:
            yield NOT_POSITIVE.at("step", to_text(self.step))
        if self.floor < 0:
            yield NEGATIVE.at("floor", to_text(self.floor))

    @property
    def properties(self) -> frozenset[Property]:
        """All, but that a unit split in two pushes others down where a tie takes the places of all its members."""
        return ALL_PROPERTIES - {Property.SPLIT} if self.ties is Ties.COMPETITION else ALL_PROPERTIES

    def marks_faults(self, marks: Fraction) -> Iterator[Fault]:
        """Find what is wrong with the rule under given marks.

        Args:
            marks: full marks.

        Yields:
            At most one fault.
        """
        if self.floor > marks:
            yield ABOVE_MARKS.at("floor", to_text(self.floor), marks=to_text(marks))

    def lower(self, marks: Fraction, reference: Reference, better: Better) -> Pieces:
        """Give the points as pieces over the quantity, once the order is known.

        Args:
            marks: full marks.
            reference: the units ranked.
            better: which direction is the better one.

        Returns:
            A staircase with an edge at every quantity that occurs.
        """
        values = sorted(set(reference.values)) if self.ties is Ties.DENSE else list(reference.values)
        passed = [(at, bisect_right(values, at)) for at in sorted(set(values))]
        if better is Better.LOWER:
            stairs = [(Edge(at, is_upper=False), flat(self.points(marks, n))) for at, n in passed]
            return pieces_of(flat(marks), stairs)
        stairs = [(Edge(at, is_upper=True), flat(self.points(marks, len(values) - n))) for at, n in passed]
        return pieces_of(flat(self.points(marks, len(values))), stairs)

    def place(self, quantity: Fraction, reference: Reference, better: Better) -> int:
        """Give the place of a quantity among those of the cohort.

        Args:
            quantity: the unit's own.
            reference: the units ranked.
            better: which direction is the better one.

        Returns:
            Its place, from 1 on.
        """
        values = set(reference.values) if self.ties is Ties.DENSE else reference.values
        ahead = (value > quantity if better is Better.HIGHER else value < quantity for value in values)
        return 1 + sum(ahead)

    def points(self, marks: Fraction, ahead: int) -> Fraction:
        """Give the points of a place.

        Args:
            marks: full marks.
            ahead: how many places lie before it.

        Returns:
            The marks less a step for each of them, the floor at least.
        """
        return max(self.floor, marks - self.step * ahead)

    def words(self, marks: Fraction) -> Words:
        """Say the rule in words with its numbers."""
        return Words(
            "{marks} for the first place among {cohort}, minus {step} for each place behind, at least {floor} ({ties})",
            "{cohort}排名第一得{marks}分，每后移一名扣{step}分，最低{floor}分（{ties}）",
        ).format(
            marks=to_text(marks),
            cohort=self.cohort.words,
            step=to_text(self.step),
            floor=to_text(self.floor),
            ties=self.ties.words,
        )
