"""Which units a rule compares one with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import unique
from fractions import Fraction

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.exact import Exactable, add_up, exact
from jxassess.faults import Fault, SchemeError, raise_faults
from jxassess.scheme._faults import COHORT_CLASSES, EMPTY, REPEATED
from jxassess.words import Worded, Words


@unique
class Among(Worded):
    """Which units a cohort rule compares a unit with (比较范围)."""

    PROVINCE = "province", "the province", "全省"
    CITY = "city", "its city", "本市"
    CLASS = "class", "its class", "同类"


def _sorted(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(keys))


@frozen(kw_only=True)
class Cohort(ByFields):
    """The units that a rule compares one with (参照组范围): those of a range that have a value.

    Attributes:
        among: the range.
        has_carried: whether counties that bring a score of their own count.
        classes: keys of classes of the scheme, of which a unit is in exactly one; only and always among a class.

    Raises:
        SchemeError: classes missing, not wanted, or named twice.
    """

    among: Among
    has_carried: bool
    classes: tuple[str, ...] = field(converter=_sorted, default=())

    def __attrs_post_init__(self) -> None:
        """Refuse classes where none are asked for, and none where they are."""
        raise_faults(SchemeError, self._find_faults(), Words("a cohort", "参照组"))

    def _find_faults(self) -> Iterator[Fault]:
        if bool(self.classes) != (self.among is Among.CLASS):
            yield COHORT_CLASSES.at("classes", ", ".join(self.classes) or "-", among=self.among.value)
        for i, key in enumerate(self.classes):
            if key in self.classes[:i]:
                yield REPEATED.at(f"classes[{i}]", key)

    @property
    def words(self) -> Words:
        """The range in words."""
        carried = (
            Words("with carried counties", "含贫困县")
            if self.has_carried
            else Words("without carried counties", "不含贫困县")
        )
        classes = Words(" {keys}", "{keys}").format(keys="/".join(self.classes)) if self.classes else Words("", "")
        return Words("{among}{classes} ({carried})", "{among}{classes}（{carried}）").format(
            among=self.among.words, classes=classes, carried=carried
        )


def _exact_sorted(values: Iterable[Exactable]) -> tuple[Fraction, ...]:
    return tuple(sorted(map(exact, values)))


@frozen
class Reference(ByFields):
    """The units that one unit is compared with, reduced to their quantities (参照组).

    Attributes:
        values: the quantities of all units of the cohort, the unit's own among them, sorted; at least one.

    Raises:
        SchemeError: no value.

    Example:
        >>> from jxassess.scheme import Reference
        >>> Reference([3, 1, 2]).mean
        Fraction(2, 1)
    """

    values: tuple[Fraction, ...] = field(converter=_exact_sorted)

    def __attrs_post_init__(self) -> None:
        """Refuse a comparison with nothing."""
        raise_faults(SchemeError, () if self.values else (EMPTY.at("values"),), Words("a reference", "参照组"))

    @property
    def mean(self) -> Fraction:
        """The plain mean."""
        return add_up(self.values) / len(self.values)
