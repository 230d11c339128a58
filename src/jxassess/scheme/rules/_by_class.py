"""Another rule for each class of units."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import ClassVar, TypeAlias

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.faults import Fault, SchemeError, raise_faults
from jxassess.scheme._faults import EMPTY, REPEATED
from jxassess.scheme._pieces import Pieces
from jxassess.scheme.rules._bands import Bands
from jxassess.scheme.rules._deduction import Deduction
from jxassess.scheme.rules._levels import Levels
from jxassess.scheme.rules._linear import Linear
from jxassess.scheme.rules._pass_fail import PassFail
from jxassess.scheme.rules._properties import ALL_PROPERTIES, Property
from jxassess.scheme.rules._proportional import Proportional
from jxassess.words import Words

SimpleRule: TypeAlias = Linear | Proportional | Levels | Bands | PassFail | Deduction
"""A rule of one unit and one quantity, the same for every unit (单一计分规则)."""


@frozen(kw_only=True)
class ClassRule(ByFields):
    """The rule for one class of units.

    Attributes:
        unit_class: the key of a class of the scheme.
        rule: the rule for its units.
    """

    unit_class: str
    rule: SimpleRule


def _by_key(cases: Iterable[ClassRule]) -> tuple[ClassRule, ...]:
    return tuple(sorted(cases, key=lambda case: case.unit_class))


@frozen(kw_only=True)
class ByClass(ByFields):
    """The rule depends on the class of the unit (分类计分): other bounds for mountain counties than for plains.

    Attributes:
        cases: the rule of each class, kept in the order of keys; a unit is in exactly one of these classes.

    Raises:
        SchemeError: no class, or one twice.

    Example:
        >>> from jxassess.exact import Side
        >>> from jxassess.scheme import ByClass, ClassRule, PassFail
        >>> rule = ByClass(cases=[ClassRule(unit_class="a", rule=PassFail(side=Side.AT_LEAST, value=40)),
        ...                       ClassRule(unit_class="b", rule=PassFail(side=Side.AT_LEAST, value=30))])
        >>> rule.lower(Fraction(5), "b").at(Fraction(35))
        Fraction(5, 1)
    """

    kind: ClassVar[str] = "by_class"
    properties: ClassVar[frozenset[Property]] = ALL_PROPERTIES

    cases: tuple[ClassRule, ...] = field(converter=_by_key)

    def __attrs_post_init__(self) -> None:
        """Refuse a class without a rule, or with two."""
        raise_faults(SchemeError, self._find_faults(), Words("a rule by class", "分类规则"))

    def _find_faults(self) -> Iterator[Fault]:
        if not self.cases:
            yield EMPTY.at("cases")
        for i, key in enumerate(self.classes):
            if key in self.classes[:i]:
                yield REPEATED.at(f"cases[{i}].unit_class", key)

    @property
    def classes(self) -> tuple[str, ...]:
        """The keys of the classes, in order."""
        return tuple(case.unit_class for case in self.cases)

    def lower(self, marks: Fraction, unit_class: str) -> Pieces:
        """Give the points of a class as pieces over the quantity.

        Args:
            marks: full marks.
            unit_class: the key of one of the rule's classes.

        Returns:
            The pieces of its rule.
        """
        return self.cases[self.classes.index(unit_class)].rule.lower(marks)

    def words(self, marks: Fraction) -> Words:
        """Say the rule in words with its numbers."""
        said = [
            Words("{key}: {rule}", "{key}类：{rule}").format(key=case.unit_class, rule=case.rule.words(marks))
            for case in self.cases
        ]
        return Words(" / ".join(words.en for words in said), "；".join(words.zh for words in said))
