"""What a scheme makes of scores: grades by score or by place, and ranks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import unique
from fractions import Fraction
from itertools import accumulate, pairwise
from typing import ClassVar, TypeAlias

from attrs import field, frozen
from attrs.converters import optional

from jxassess.comparing import ByFields
from jxassess.exact import exact, to_text
from jxassess.faults import Fault, SchemeError, raise_faults
from jxassess.indicators import key_faults, name_faults
from jxassess.measure import Body
from jxassess.scheme._faults import (
    EMPTY,
    GRADE_BOUND_MISSING,
    GRADE_EMPTY,
    GRADE_GAP,
    GRADE_OPEN,
    GRADE_OVERLAP,
    NO_REFERENCE,
    NOT_POSITIVE,
    QUOTA_LAST,
    QUOTA_MISSING,
    REPEATED,
)
from jxassess.scheme._rounding import ComparedOn
from jxassess.scheme.rules import Ties
from jxassess.words import Worded, Words


@frozen(kw_only=True)
class Grade(ByFields):
    """A band of scores with a name (等次), half-open: the lower bound belongs to it, the upper one does not.

    Attributes:
        key: the identifier.
        name: the name in both languages, such as excellent and 优秀.
        at_least: the least score, `None` for the last grade.
        below: what the score must stay below, `None` for the best grade.
    """

    key: str
    name: Words
    at_least: Fraction | None = field(converter=optional(exact), default=None)
    below: Fraction | None = field(converter=optional(exact), default=None)


@frozen(kw_only=True)
class Grades(ByFields):
    """The grades of a scheme, best first, with neither gap nor overlap (等次划分).

    Attributes:
        bands: at least one, best first.
        compared_on: which value of a city decides.

    Raises:
        SchemeError: gaps and overlaps between neighbours, an empty band, a bound on an outer side, a key twice.

    Example:
        >>> from jxassess import Words
        >>> from jxassess.scheme import ComparedOn, Grade, Grades
        >>> grades = Grades(bands=[Grade(key="good", name=Words("good", "良好"), at_least=80),
        ...                        Grade(key="fair", name=Words("fair", "一般"), below=80)],
        ...                 compared_on=ComparedOn.PUBLISHED)
        >>> grades.of(Fraction(80)).key
        'good'
    """

    kind: ClassVar[str] = "bands"

    bands: tuple[Grade, ...] = field(converter=tuple[Grade, ...])
    compared_on: ComparedOn

    def __attrs_post_init__(self) -> None:
        """Refuse bands that do not cover every score once."""
        raise_faults(SchemeError, self._find_faults(), Words("the grades", "等次"))

    def _find_faults(self) -> Iterator[Fault]:
        if not self.bands:
            yield EMPTY.at("bands")
            return
        yield from band_faults(self.bands)
        for i, band in enumerate(self.bands):
            if band.at_least is not None and band.below is not None and band.at_least >= band.below:
                yield GRADE_EMPTY.at(f"bands[{i}]", to_text(band.at_least), below=to_text(band.below))
        if self.bands[0].below is not None:
            yield GRADE_OPEN.at("bands[0].below", self.bands[0].key)
        if self.bands[-1].at_least is not None:
            yield GRADE_OPEN.at(f"bands[{len(self.bands) - 1}].at_least", self.bands[-1].key)
        for i, (better, worse) in enumerate(pairwise(self.bands)):
            yield from _border_faults(i, better, worse)

    def of(self, value: Fraction) -> Grade:
        """Give the grade of a value.

        Args:
            value: the score that decides.

        Returns:
            The best grade whose lower bound it reaches.
        """
        return next((band for band in self.bands[:-1] if _reaches(band, value)), self.bands[-1])

    def index(self, key: str) -> int:
        """Give the place of a grade, 0 for the best.

        Args:
            key: the grade's key; must be one of the bands'.

        Returns:
            Its place.
        """
        return [band.key for band in self.bands].index(key)


def _reaches(band: Grade, value: Fraction) -> bool:
    return band.at_least is not None and value >= band.at_least


def _border_faults(i: int, better: Grade, worse: Grade) -> Iterator[Fault]:
    if better.at_least is None:
        yield GRADE_BOUND_MISSING.at(f"bands[{i}].at_least", better.key)
    if worse.below is None:
        yield GRADE_BOUND_MISSING.at(f"bands[{i + 1}].below", worse.key)
    if better.at_least is None or worse.below is None or better.at_least == worse.below:
        return
    kind = GRADE_GAP if better.at_least > worse.below else GRADE_OVERLAP
    yield kind.at(f"bands[{i + 1}].below", to_text(worse.below), above=to_text(better.at_least))


def band_faults(bands: Iterable[Grade | GradeQuota]) -> Iterator[Fault]:
    """Find what is wrong with the keys and names of grades.

    Args:
        bands: the grades.

    Yields:
        Faults, by grade.
    """
    keys: list[str] = []
    for i, band in enumerate(bands):
        yield from key_faults(band.key, f"bands[{i}].key")
        yield from name_faults(band.name, f"bands[{i}].name")
        if band.key in keys:
            yield REPEATED.at(f"bands[{i}].key", band.key)
        keys.append(band.key)


@unique
class EdgeTies(Worded):
    """Which grade cities get that are tied across the edge of a quota (名额边界并列的处理)."""

    UP = "up", "a tie on the edge gets the better grade", "边界并列的均列入较高等次"
    """All of them the better one, so that there may be more of it than its quota."""
    DOWN = "down", "a tie on the edge gets the lower grade", "边界并列的均列入较低等次"
    """All of them the lower one, so that there may be fewer of the better one than its quota."""


@frozen(kw_only=True)
class GradeQuota(ByFields):
    """A grade for so many units, by place (等次名额).

    Attributes:
        key: the identifier.
        name: the name in both languages.
        units: how many units get it, above zero; `None` for the last grade, which takes the rest.
    """

    key: str
    name: Words
    units: int | None = None


@frozen(kw_only=True)
class GradeQuotas(ByFields):
    """Grades by place: the first so many units get the best grade, the next so many the second (等次名额划分).

    Where cities are ranked in classes, the quotas hold in each class.

    Attributes:
        bands: at least one, best first.
        compared_on: which value of a city decides its place, whatever the ranking compares.
        edge_ties: which grade a tie across an edge gets.

    Raises:
        SchemeError: a quota missing or not above zero, one for the last grade, a key twice.

    Example:
        >>> from jxassess import Words
        >>> from jxassess.scheme import ComparedOn, EdgeTies, GradeQuota, GradeQuotas
        >>> grades = GradeQuotas(bands=[GradeQuota(key="a", name=Words("A", "A等"), units=2),
        ...                             GradeQuota(key="b", name=Words("B", "B等"))],
        ...                      compared_on=ComparedOn.EXACT, edge_ties=EdgeTies.UP)
        >>> grades.of(better=1, equal=2).key
        'a'
    """

    kind: ClassVar[str] = "quotas"

    bands: tuple[GradeQuota, ...] = field(converter=tuple[GradeQuota, ...])
    compared_on: ComparedOn
    edge_ties: EdgeTies

    def __attrs_post_init__(self) -> None:
        """Refuse quotas that leave a unit without a grade."""
        raise_faults(SchemeError, self._find_faults(), Words("the quotas of grades", "等次名额"))

    def _find_faults(self) -> Iterator[Fault]:
        if not self.bands:
            yield EMPTY.at("bands")
        yield from band_faults(self.bands)
        last = len(self.bands) - 1
        for i, band in enumerate(self.bands):
            if i == last and band.units is not None:
                yield QUOTA_LAST.at(f"bands[{i}].units", band.units)
            elif i < last and band.units is None:
                yield QUOTA_MISSING.at(f"bands[{i}].units", band.key)
            elif band.units is not None and band.units <= 0:
                yield NOT_POSITIVE.at(f"bands[{i}].units", band.units)

    @property
    def total(self) -> int:
        """The sum of all quotas."""
        return sum(band.units or 0 for band in self.bands)

    def of(self, better: int, equal: int) -> GradeQuota:
        """Give the grade of a unit.

        Args:
            better: how many units are strictly better.
            equal: how many are equal, itself among them.

        Returns:
            Its grade.
        """
        place = better + (1 if self.edge_ties is EdgeTies.UP else equal)
        ends = accumulate(band.units or 0 for band in self.bands[:-1])
        found = (band for band, end in zip(self.bands, ends, strict=False) if place <= end)
        return next(found, self.bands[-1])

    def index(self, key: str) -> int:
        """Give the place of a grade, 0 for the best.

        Args:
            key: the grade's key; must be one of the bands'.

        Returns:
            Its place.
        """
        return [band.key for band in self.bands].index(key)


AnyGrade: TypeAlias = Grade | GradeQuota
"""One grade, by score or by place (等次)."""
Grading: TypeAlias = Grades | GradeQuotas
"""All grades of a scheme, by score or by place (等次划分办法)."""


@frozen(kw_only=True)
class GradesSetBy(ByFields):
    """People set the grade; the computed one stands beside it (综合评定等次).

    Attributes:
        body: who sets it.
        document: the document that says so.

    Raises:
        SchemeError: no document.
    """

    body: Body
    document: str

    def __attrs_post_init__(self) -> None:
        """Refuse a rule that stands nowhere."""
        faults = [] if self.document.strip() else [NO_REFERENCE.at("document")]
        raise_faults(SchemeError, faults, Words("the rule on who sets grades", "等次评定主体"))


def _sorted_keys(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(keys))


@frozen(kw_only=True)
class Ranking(ByFields):
    """How cities are ranked (排名).

    Attributes:
        ties: what follows a tie.
        compared_on: which value decides.
        classes: keys of classes of cities, each ranked for itself; none to rank all together.

    Raises:
        SchemeError: a class named twice.

    Example:
        >>> from jxassess.scheme import ComparedOn, Ranking, Ties
        >>> Ranking(ties=Ties.DENSE, compared_on=ComparedOn.EXACT).ranks([Fraction(9), Fraction(7), Fraction(9)])
        (1, 2, 1)
    """

    ties: Ties
    compared_on: ComparedOn
    classes: tuple[str, ...] = field(converter=_sorted_keys, default=())

    def __attrs_post_init__(self) -> None:
        """Refuse a class named twice."""
        faults = [REPEATED.at(f"classes[{i}]", key) for i, key in enumerate(self.classes) if key in self.classes[:i]]
        raise_faults(SchemeError, faults, Words("the ranking", "排名规则"))

    def ranks(self, values: Iterable[Fraction]) -> tuple[int, ...]:
        """Rank values, the largest first.

        Args:
            values: the values that decide, one for each city.

        Returns:
            For each value its place from 1 on.
        """
        given = tuple(values)
        pool = sorted(set(given) if self.ties is Ties.DENSE else given, reverse=True)
        return tuple(pool.index(value) + 1 for value in given)
